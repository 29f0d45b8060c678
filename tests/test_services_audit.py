"""The ledger looked at afterwards: what each filter finds, page by page; what was taken back; the record of exports."""

from datetime import timedelta

import pytest
from days import DESK, NINE, ORGANISER, Ledger, entry, person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import office
from domain.audit import Export, Group, taken_back
from domain.checkin import Scan
from domain.conference import Conference, Unit, Words
from domain.door import Act, Substitute
from domain.facts import Fact, Kind, Role, Way
from domain.honours import Step
from services import audit, backup, checkin, conference, roster
from services.audit import PAGE, Entry, Filters, entries, page
from store.engine import Store

MINUTE = timedelta(minutes=1)
OFFICE = Role.OFFICE


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "data" / "khaimac.duckdb")
    yield opened
    opened.close()


def scan(store, text, number, *, desk="A", way=Way.SCANNER, at=NINE, happened_at=None) -> None:
    asked = Scan(f"s{number}", desk, way, text, None, happened_at)
    checkin.scan(store, asked, role=DESK, now=at).result()


@pytest.fixture
def morning(store):
    """1 set-up, 2–3 An and Mây, 4–5 scans, 6 a bad code, 7 dự thay, 8 undone, 9 paper, 10 a unit, 11 an export."""
    wanted = Conference(NINE + 30 * MINUTE, NINE + 60 * MINUTE)
    conference.set_up(store, wanted, Words("Hội nghị"), role=ORGANISER, now=NINE)
    for name in ("Nguyễn Văn An", "Trần Thị Mây"):
        roster.add(store, person("", name=name), entry("DB001").standing, role=OFFICE, now=NINE + MINUTE)
    badges = {code: delegate.badge for code, delegate in store.state.day.delegates.items()}
    scan(store, badges["DB001"], 1, at=NINE + 2 * MINUTE)
    scan(store, badges["DB001"], 2, desk="B", at=NINE + 3 * MINUTE)
    scan(store, "bê xê ô", 3, at=NINE + 4 * MINUTE)
    act = Act("a1", "DB002", "B", DESK, "đi công tác")
    checkin.substitute(store, act, Substitute("DB002", "Lê Thị Bưởi", "Phó phòng"), now=NINE + 5 * MINUTE).result()
    undo = Act("a2", "DB001", "A", DESK, "quét nhầm")
    checkin.undo(store, undo, now=NINE + 6 * MINUTE).result()
    scan(store, badges["DB001"], 4, way=Way.PAPER, at=NINE + 9 * MINUTE, happened_at=NINE + 7 * MINUTE)
    conference.name_unit(store, Unit("Công ty Điện lực", "ĐL"), role=OFFICE, now=NINE + 10 * MINUTE)
    audit.record_export(store, Export.ROSTER, 2, role=OFFICE, now=NINE + 11 * MINUTE)
    return store


def seqs(store, **asked) -> list[int]:
    return [found.fact.seq for found in entries(store, Filters(**asked))]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ({"text": "an"}, [9, 8, 5, 4, 2]),
        ({"text": "tran thi may"}, [7, 3]),
        ({"text": "db002"}, [7, 3]),
        ({"text": "Bưởi"}, [7]),
        ({"text": "quet nham"}, [8]),
        ({"text": "be xe"}, [6]),
        ({"text": "Điện lực"}, [10]),
        ({"text": "ham"}, []),
        ({"text": "a"}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ({"text": "không có ai"}, []),
        ({"desk": "B"}, [7, 5]),
        ({"groups": frozenset({Group.LIST})}, [10, 3, 2]),
        ({"groups": frozenset({Group.LIST, Group.OFFICE})}, [11, 10, 3, 2, 1]),
        ({"groups": frozenset({Group.AGENDA, Group.HONOURS, Group.SCREENS})}, []),
        ({"since": NINE + 9 * MINUTE}, [11, 10]),
        ({"since": NINE + 7 * MINUTE, "until": NINE + 8 * MINUTE}, [9]),
        ({"until": NINE + MINUTE}, [1]),
        ({"text": "an", "desk": "A", "groups": frozenset({Group.DOOR}), "since": NINE + 6 * MINUTE}, [9, 8]),
    ],
)  # fmt: skip
def test_a_filter_finds_what_it_says_newest_first(morning, asked, expected):
    assert seqs(morning, **asked) == expected


def test_an_entry_is_the_fact_its_note_and_who_took_it_back(morning):
    found = {one.fact.seq: one for one in entries(morning, Filters())}

    assert (found[4].taken_back_by, found[9].taken_back_by) == (8, None)
    assert (found[6].note, found[8].note, found[5].note) == ("bê xê ô", "quét nhầm", "")
    assert (found[9].fact.happened_at, found[9].fact.recorded_at) == (NINE + 7 * MINUTE, NINE + 9 * MINUTE)
    assert found[8].fact == Fact(
        Kind.UNDONE, NINE + 6 * MINUTE, NINE + 6 * MINUTE, DESK, "DB001", "A", "", "a2", found[8].fact.detail, 8
    )


def test_the_desks_are_those_that_stand_in_the_ledger(morning):
    assert audit.desks(morning) == ["A", "B"]


def test_an_export_is_a_fact_of_its_own_without_a_name(morning):
    last = entries(morning, Filters())[0].fact

    assert (last.kind, last.role, last.subject, last.detail) == (
        Kind.EXPORTED, OFFICE, "", {"what": "roster", "rows": 2},
    )  # fmt: skip
    assert backup.check(morning).differences == ()


@pytest.mark.parametrize("role", [Role.DESK, Role.WALL])
def test_who_gives_no_file_away_exports_nothing(morning, role):
    before = morning.state.day.seq
    audit.record_export(morning, Export.ROSTER, 2, role=role, now=NINE)

    assert morning.state.day.seq == before


@pytest.mark.parametrize(
    ("count", "asked", "number", "pages", "size"),
    [
        (0, 0, 0, 1, 0),
        (1, 0, 0, 1, 1),
        (PAGE, 0, 0, 1, PAGE),
        (PAGE + 1, 0, 0, 2, PAGE),
        (PAGE + 1, 1, 1, 2, 1),
        (PAGE + 1, 7, 1, 2, 1),
        (PAGE + 1, -1, 0, 2, PAGE),
    ],
)
def test_pages_are_full_but_the_last_and_one_too_far_is_the_last(count, asked, number, pages, size):
    found = [Entry(Fact(Kind.LEFT, NINE, NINE, DESK, seq=seq)) for seq in range(count)]
    shown = page(found, asked)

    assert (shown.number, shown.pages, len(shown.entries)) == (number, pages, size)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("ABC"), max_size=2 * PAGE + 20))
def test_all_pages_together_are_the_ledger_and_the_desks_divide_it(tmp_path_factory, scanned_at):
    store = Store(tmp_path_factory.mktemp("any") / "khaimac.duckdb")
    conference.set_up(store, Conference(NINE, NINE), Words("Hội nghị"), role=ORGANISER, now=NINE)
    asked = [Scan(f"s{number}", desk, Way.SCANNER, f"x{number}") for number, desk in enumerate(scanned_at)]
    for waiting in [checkin.scan(store, one, role=DESK, now=NINE) for one in asked]:
        waiting.result()
    found = entries(store, Filters())
    pages = [page(found, number) for number in range(page(found, 0).pages)]
    by_desk = [len(entries(store, Filters(desk=desk))) for desk in "ABC"]
    store.close()

    assert [one.fact.seq for shown in pages for one in shown.entries] == list(range(1 + len(scanned_at), 0, -1))
    assert sum(by_desk) == len(scanned_at)


# --- what was taken back ---------------------------------------------------------------------------------------------


def test_an_undo_takes_back_all_of_one_coming_in_and_nothing_of_the_time_before():
    day = Ledger(entry("DB001"), entry("DB002"))
    day.scan("DB001")  # 3
    day.leave("DB001")  # 4
    day.scan("DB001", now=NINE + MINUTE)  # 5
    day.scan("DB002", now=NINE + MINUTE)  # 6
    day.undo("DB001", now=NINE + 2 * MINUTE)  # 7
    day.scan("DB001", now=NINE + 3 * MINUTE)  # 8

    assert taken_back(day.facts) == {5: 7}


def test_after_an_opening_from_nothing_the_rehearsal_is_past_taking_back():
    day = Ledger(entry("DB001"))
    day.scan("DB001")  # 3
    day.office(office.decide_open_day, keep=False, reason="")  # 4
    day.scan("DB001", now=NINE + MINUTE)  # 5
    day.undo("DB001", now=NINE + 2 * MINUTE)  # 6

    assert taken_back(day.facts) == {5: 6}


def happened(*told: tuple[Kind, str, dict]) -> list[Fact]:
    return [
        Fact(kind, NINE, NINE, ORGANISER, subject, detail=detail, seq=seq)
        for seq, (kind, subject, detail) in enumerate(told, start=1)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["start", "next", "undo", "undo", "undo"], {2: 3, 1: 4}),
        (["start", "undo", "start"], {1: 2}),
    ],
)
def test_each_undo_of_the_running_order_takes_back_the_last_cue_that_stands(told, expected):
    assert taken_back(happened(*[(Kind.CUED, "1", {"move": move}) for move in told])) == expected


def test_an_undo_of_the_honours_takes_back_the_last_step_that_stands():
    steps = [Step.CALL, Step.CONFER, Step.UNDO, Step.PHOTO]

    assert taken_back(happened(*[(Kind.HONOURED, "H01", {"step": step}) for step in steps])) == {2: 3}


def test_the_figure_of_the_opening_is_taken_back_once():
    frozen, back = (Kind.OPENING_FROZEN, "", {"present": 3}), (Kind.OPENING_TAKEN_BACK, "", {})

    assert taken_back(happened(back, frozen, back, frozen, back)) == {2: 3, 4: 5}
