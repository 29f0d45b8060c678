"""A desk's file: what is taken and what is not, what becomes of each entry, and that loading it again adds nothing."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from days import DESK, NINE, ORGANISER, entry, person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.checkin import Scan
from domain.conference import Conference, Words
from domain.delegates import Category
from domain.door import Act
from domain.facts import Kind, Way
from domain.removal import Keeping, Removal
from domain.resent import Entry, What
from services import checkin, conference, desk_file, roster
from services.desk_file import LARGEST, BadFile, DeskFile, Fate, Flaw
from services.live import venue_time
from store import ledger
from store.engine import CONFERENCE, Store

MINUTE = timedelta(minutes=1)
OPENED, LATER = NINE + 10 * MINUTE, NINE + 120 * MINUTE
CODES = [f"DB{number:03}" for number in range(1, 6)]


def started(path) -> Store:
    """Five on the list, still a rehearsal."""
    store = Store(path / "khaimac.duckdb")
    wanted = Conference(NINE + 30 * MINUTE, NINE + 60 * MINUTE, seats=5)
    conference.set_up(store, wanted, Words("Hội nghị"), role=ORGANISER, now=NINE)
    for code in CODES:
        roster.add(store, person("", name=f"Nguyễn Văn {code}"), entry(code).standing, role=ORGANISER, now=NINE)
    return store


@pytest.fixture
def rehearsal(tmp_path):
    store = started(tmp_path)
    yield store
    store.close()


@pytest.fixture
def store(rehearsal):
    open_day(rehearsal)
    return rehearsal


def open_day(store: Store) -> None:
    conference.open_day(store, keep=False, reason="", role=ORGANISER, now=OPENED)


def kept(what: str, delegate: str, minute: int, **further: str) -> dict:
    name = f"{what}-{delegate}-{minute}"
    return {
        "id": name, "what": what, "delegate": delegate, "desk": "B", "happened_at": venue_time(NINE + minute * MINUTE),
    } | further  # fmt: skip


def waiting(store: Store, delegate: str, minute: float, **further: object) -> dict:
    known = store.state.day.delegates.get(delegate)
    return {
        "scan_id": f"scan-{delegate}-{minute}", "code": known.badge if known else delegate, "desk": "B",
        "way": "scanner", "happened_at": venue_time(NINE + minute * MINUTE),
    } | further  # fmt: skip


def saved(store: Store, kept=(), waiting=(), **further: object) -> dict:
    return {
        "format": "khaimac-desk", "version": 1, "conference_id": venue_time(store.state.day.began_at),
        "saved_at": venue_time(NINE + 100 * MINUTE), "desk": "B", "kept": list(kept), "waiting": list(waiting),
    } | further  # fmt: skip


def as_bytes(fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def load(store: Store, fields: dict) -> list[Fate]:
    file = desk_file.read(store.state, as_bytes(fields))
    return [sent.fate for sent in desk_file.load(store, file, role=ORGANISER, now=LATER)]


def door(store: Store) -> list[tuple]:
    facts = list(ledger.facts(store.read, CONFERENCE))
    since = next(fact.seq for fact in facts if fact.kind is Kind.DAY_OPENED)
    return [(fact.kind, fact.subject, fact.desk, fact.happened_at - NINE) for fact in facts if fact.seq > since]


def test_a_file_is_read_whole(store):
    fields = saved(store, [kept("undo", "DB002", 21, reason="quét nhầm")], [waiting(store, "DB003", 22)])

    assert desk_file.read(store.state, b"\xef\xbb\xbf" + as_bytes(fields)) == DeskFile(
        "B", NINE + 100 * MINUTE,
        (Entry("undo-DB002-21", What.UNDO, "DB002", "B", NINE + 21 * MINUTE, reason="quét nhầm"),),
        (Scan("scan-DB003-22", "B", Way.SCANNER, store.state.day.delegates["DB003"].badge, None, NINE + 22 * MINUTE),),
    )  # fmt: skip


def test_a_scan_of_a_desk_that_never_heard_the_servers_time_happened_before_the_file_was_saved(store):
    file = desk_file.read(store.state, as_bytes(saved(store, (), [waiting(store, "DB003", 22, happened_at=None)])))

    assert [scan.happened_at for scan in file.waiting] == [NINE + 100 * MINUTE]


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"format": "else"}, Flaw.FOREIGN),
        ({"format": None}, Flaw.FOREIGN),
        ({"version": 2}, Flaw.NEWER),
        ({"version": None}, Flaw.NEWER),
        ({"conference_id": "2026-11-22T07:31:00+07:00"}, Flaw.OTHER_CONFERENCE),
        ({"conference_id": None}, Flaw.OTHER_CONFERENCE),
        ({"saved_at": None}, Flaw.BROKEN),
        ({"saved_at": "2026-11-22T09:00:00"}, Flaw.BROKEN),
        ({"saved_at": "0001-01-01T00:00:00+07:00"}, Flaw.BROKEN),
        ({"desk": ""}, Flaw.BROKEN),
        ({"desk": "B" * 21}, Flaw.BROKEN),
        ({"kept": None}, Flaw.BROKEN),
        ({"kept": {}}, Flaw.BROKEN),
        ({"kept": ["DB001"]}, Flaw.BROKEN),
        ({"kept": [{"what": "admit"}]}, Flaw.BROKEN),
        ({"kept": [kept("vote", "DB001", 20)]}, Flaw.BROKEN),
        ({"kept": [kept("admit", "DB001", 20, happened_at="soon")]}, Flaw.BROKEN),
        ({"waiting": None}, Flaw.BROKEN),
        ({"waiting": [None]}, Flaw.BROKEN),
        ({"waiting": [{"scan_id": "s", "code": 5, "desk": "B", "way": "scanner"}]}, Flaw.BROKEN),
        ({"waiting": [{"scan_id": "", "code": "x", "desk": "B", "way": "scanner"}]}, Flaw.BROKEN),
        ({"waiting": [{"scan_id": "s", "code": "x", "desk": "B", "way": "guess"}]}, Flaw.BROKEN),
        ({"waiting": [{"scan_id": "s", "code": "x" * 9000, "desk": "B", "way": "scanner"}]}, Flaw.BROKEN),
        ({"waiting": [{"scan_id": "s", "code": "x", "desk": "B", "way": "scanner", "happened_at": 1}]}, Flaw.BROKEN),
    ],
    ids=repr,
)
def test_a_bad_file_is_refused_as_a_whole(store, change, flaw):
    good = saved(store, [kept("admit", "DB001", 20)], [waiting(store, "DB002", 21)])
    with pytest.raises(BadFile) as raised:
        desk_file.read(store.state, as_bytes(good | change))

    assert raised.value.flaw is flaw


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", Flaw.FOREIGN),
        (b"{", Flaw.FOREIGN),
        (b"\xff\xfe{}", Flaw.FOREIGN),
        (b"PK\x03\x04", Flaw.FOREIGN),
        (b"[]", Flaw.FOREIGN),
        (b"null", Flaw.FOREIGN),
        (b"1" * 5000, Flaw.FOREIGN),
        (b"[" * 100_000, Flaw.FOREIGN),
        (b" " * (LARGEST + 1), Flaw.TOO_LARGE),
    ],
    ids=["empty", "cut off", "no text", "a workbook", "a list", "null", "a long number", "deep", "too large"],
)
def test_what_is_no_desks_file_is_refused(store, content, flaw):
    with pytest.raises(BadFile) as raised:
        desk_file.read(store.state, content)

    assert raised.value.flaw is flaw


def test_after_the_removal_no_name_comes_back(store):
    day = replace(store.state.day, removal=Removal(9, LATER, Keeping.NOTHING))
    with pytest.raises(BadFile) as raised:
        desk_file.read(replace(store.state, day=day), as_bytes(saved(store)))

    assert raised.value.flaw is Flaw.REMOVED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["id", "what", "delegate", "desk", "happened_at", "way", "reason", "name", "category", "scan_id", "code"]
)
TEXTS = st.sampled_from(["admit", "walk_in", "DB001", "scanner", "2026-11-22T09:00:00+07:00", "B"]) | st.text()
OBJECTS = st.lists(st.dictionaries(FIELDS, TEXTS | JSON), max_size=3)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    data=st.binary(max_size=60)
    | st.dictionaries(st.sampled_from(["saved_at", "desk", "kept", "waiting"]), OBJECTS | JSON).map(dict)
)
def test_junk_is_read_or_refused_and_never_anything_else(store, data):
    content = data if isinstance(data, bytes) else json.dumps(saved(store) | data).encode()
    try:
        file = desk_file.read(store.state, content)
    except BadFile:
        return
    assert all(entry.id and entry.desk for entry in file.kept)
    assert all(scan.scan_id and scan.happened_at for scan in file.waiting)


# --- loading ---------------------------------------------------------------------------------------------------------


def test_what_was_kept_goes_first_then_what_waited_each_with_its_own_time(store):
    checkin.scan(store, Scan("live", "A", Way.SCANNER, store.state.day.delegates["DB005"].badge), role=DESK, now=OPENED)
    fields = saved(
        store,
        [
            kept("admit", "DB001", 20),
            kept("admit", "DB005", 21),
            kept("undo", "DB001", 22, reason="quét nhầm"),
            kept("substitute", "DB002", 23, name="Lê Thị Bưởi"),
            kept("admit", "DB099", 24),
        ],
        [waiting(store, "DB003", 30), waiting(store, "DB003", 31), waiting(store, "bê xê", 32)],
    )

    assert load(store, fields) == [
        Fate.RECORDED, Fate.SET_ASIDE, Fate.RECORDED, Fate.RECORDED, Fate.SET_ASIDE,
        Fate.RECORDED, Fate.SET_ASIDE, Fate.SET_ASIDE,
    ]  # fmt: skip
    assert door(store)[1:] == [
        (Kind.WELCOME, "DB001", "B", 20 * MINUTE), (Kind.SET_ASIDE, "DB005", "B", 21 * MINUTE),
        (Kind.UNDONE, "DB001", "B", 22 * MINUTE), (Kind.SUBSTITUTE, "DB002", "B", 23 * MINUTE),
        (Kind.SET_ASIDE, "DB099", "B", 24 * MINUTE), (Kind.WELCOME, "DB003", "B", 30 * MINUTE),
        (Kind.ALREADY, "DB003", "B", 31 * MINUTE), (Kind.GARBLED, "", "B", 32 * MINUTE),
    ]  # fmt: skip
    assert len(store.state.day.cases) == 4


def test_loaded_again_it_adds_nothing_and_all_of_it_is_known(store):
    fields = saved(
        store,
        [kept("admit", "DB001", 20), kept("leave", "DB001", 25, reason="về sớm"), kept("undo", "DB004", 26)],
        [waiting(store, "DB002", 30), waiting(store, "DB002", 31), waiting(store, "DB009", 32)],
    )
    first, seq = load(store, fields), store.state.day.seq
    assert Fate.KNOWN not in first
    assert desk_file.known(store, desk_file.read(store.state, as_bytes(fields))) == 6
    assert (load(store, fields), store.state.day.seq) == ([Fate.KNOWN] * 6, seq)


def test_a_refusal_that_a_person_has_settled_is_not_decided_again(store):
    """The house was full, then somebody left: the scan of then lets nobody in now."""
    for number, code in enumerate(CODES[:3]):
        badge = store.state.day.delegates[code].badge
        checkin.scan(store, Scan(f"s{number}", "A", Way.SCANNER, badge), role=DESK, now=OPENED).result()
    for name in ("Lê Thị Bưởi", "Phạm Văn Cam"):
        guest = person("", Category.GUEST, name=name)
        checkin.walk_in(store, Act(name, "", "A", DESK), guest, now=NINE + 70 * MINUTE).result()
    fields = saved(store, (), [waiting(store, "DB004", 30)])
    assert load(store, fields) == [Fate.SET_ASIDE]
    checkin.leave(store, Act("l", "DB001", "A", DESK, "về"), now=NINE + 80 * MINUTE).result()
    assert load(store, fields) == [Fate.KNOWN]
    assert not store.state.day.delegates["DB004"].is_present


def test_a_badge_held_up_twice_is_taken_once(store):
    seconds = 1 / 60
    scans = [waiting(store, "DB002", 30 + step * seconds) for step in (0, 2, 4)]
    fields = saved(store, (), scans)

    assert [load(store, fields), load(store, fields)] == [[Fate.RECORDED, Fate.KNOWN, Fate.KNOWN], [Fate.KNOWN] * 3]


def test_before_the_day_is_open_everything_waits_and_afterwards_it_is_taken(rehearsal):
    fields = saved(rehearsal, [kept("admit", "DB001", 20)], [waiting(rehearsal, "DB002", 30)])
    seq = rehearsal.state.day.seq
    assert (load(rehearsal, fields), rehearsal.state.day.seq) == ([Fate.WAITS, Fate.WAITS], seq)
    open_day(rehearsal)
    assert load(rehearsal, fields) == [Fate.RECORDED, Fate.RECORDED]


def test_after_what_the_desk_keeps_it_was_on_the_day_though_this_copy_opened_it_later(store):
    """The copy is older than the opening, and the organiser has opened the day on it once more."""
    fields = saved(store, [kept("admit", "DB001", 5)], [waiting(store, "DB002", 4), waiting(store, "DB003", 7)])

    assert load(store, fields) == [Fate.RECORDED, Fate.BAD_TIME, Fate.RECORDED]
    assert door(store) == [
        (Kind.WELCOME, "DB001", "B", 5 * MINUTE), (Kind.WELCOME, "DB003", "B", OPENED - NINE),
    ]  # fmt: skip
    assert set(load(store, fields)) == {Fate.KNOWN, Fate.BAD_TIME}


def test_an_impossible_time_and_an_id_of_something_else_are_told_apart_and_hold_up_nothing(store):
    badge = store.state.day.delegates["DB005"].badge
    checkin.scan(store, Scan("live", "A", Way.SCANNER, badge), role=DESK, now=OPENED).result()
    fields = saved(
        store,
        [kept("admit", "DB001", 9000), kept("admit", "DB002", 21) | {"id": "live"}, kept("admit", "DB003", 22)],
        [waiting(store, "DB004", 5), waiting(store, "DB004", 30, scan_id="live")],
    )

    assert load(store, fields) == [Fate.BAD_TIME, Fate.ID_REUSED, Fate.RECORDED, Fate.BAD_TIME, Fate.ID_REUSED]


MINUTES = st.integers(-5, 60)
KEPT = st.builds(
    lambda what, code, minute: kept(what, code, minute, reason="r", name="Lê Thị Bưởi"),
    st.sampled_from(list(What)), st.sampled_from([*CODES, "DB006", "DB007"]), MINUTES,
)  # fmt: skip
WAITING = st.tuples(st.sampled_from([*CODES, "bê xê"]), st.floats(0, 60, width=16))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(entries=st.lists(KEPT, max_size=8), scans=st.lists(WAITING, max_size=8))
def test_whatever_it_holds_loading_it_again_adds_nothing(tmp_path_factory, entries, scans):
    store = started(tmp_path_factory.mktemp("day"))
    open_day(store)
    fields = saved(store, entries, [waiting(store, *scan) for scan in scans])
    try:
        load(store, fields)
        seq, present = store.state.day.seq, store.state.day.figures.present
        again = Counter(load(store, fields))
        assert set(again) <= {Fate.KNOWN, Fate.BAD_TIME, Fate.ID_REUSED}
        assert (store.state.day.seq, store.state.day.figures.present) == (seq, present)
        assert present <= 5
    finally:
        store.close()
