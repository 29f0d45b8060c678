"""Xóa dữ liệu cá nhân: what is told first, what still works afterwards, what is swept up, which backups to destroy."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from days import DESK, NINE, ORGANISER
from planted import award_list, codes, found, mark, plant, planted_marks
from test_store_fresh import Repeating

from domain.checkin import Scan
from domain.facts import Kind, Refusal, Refused, Role, Way
from domain.removal import Keeping, Removal
from services import (
    agenda_list,
    agenda_report,
    audit,
    backup,
    checkin,
    conference,
    honour_papers,
    honours_list,
    live,
    printing,
    removal,
    restore,
    roster,
)  # fmt: skip
from services.removal import Going, Older
from services.running_script import running_script
from store.engine import Store

HOUR = timedelta(hours=1)
VENUE_NINE = "20261122-073000"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(data):
    opened = Store(data / "khaimac.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def remove(store, keeping=Keeping.NOTHING, *, role=ORGANISER, now=NINE):
    return removal.remove(store, keeping, role=role, now=now).answer


# --- when it is allowed ----------------------------------------------------------------------------------------------


def opened(store):
    conference.open_day(store, keep=True, role=ORGANISER, now=NINE)


def ended(store):
    opened(store)
    conference.end_day(store, role=ORGANISER, now=NINE)


def taken_back(store):
    ended(store)
    conference.take_back_end(store, reason="còn khách", role=ORGANISER, now=NINE)


def removed(store):
    remove(store)


@pytest.mark.parametrize(
    ("before", "role", "expected"),
    [
        (lambda _store: None, ORGANISER, None),
        (opened, ORGANISER, Refused(Refusal.DAY_NOT_ENDED)),
        (ended, ORGANISER, None),
        (taken_back, ORGANISER, Refused(Refusal.DAY_NOT_ENDED)),
        (removed, ORGANISER, None),
        (ended, Role.OFFICE, Refused(Refusal.NOT_ALLOWED)),
    ],
)
def test_only_the_organiser_and_never_while_the_day_goes_on(store, before, role, expected):
    marks = plant(store)
    before(store)
    was = found(store.path.parent, marks)
    seq = store.state.day.seq

    assert remove(store, role=role) == expected
    assert store.state.day.seq == seq + (expected is None)
    assert (found(store.path.parent, marks) == was) == (expected is not None or before is removed)


# --- what is told ----------------------------------------------------------------------------------------------------


def test_what_will_go_is_counted_and_gone_afterwards(store):
    plant(store)
    before = removal.will_go(store)

    remove(store, Keeping.AWARD_LIST)
    after_list = removal.will_go(store)
    remove(store)

    assert before == Going(
        people=61, honourees=3, phones=60, birth_years=60, ethnicities=60, substitutes=1, stand_ins=1,
        introductions=1, presenters=12, pronunciations=4, notes=4,
    )  # fmt: skip
    nothing = dict.fromkeys(Going.__slots__, 0)
    assert after_list == Going(**nothing | {"people": 3, "honourees": 3})
    assert removal.will_go(store) == Going(**nothing | {"honourees": 3})


def test_the_leaders_figures_stay_and_the_fact_tells_them(store):
    plant(store)
    for number, code in enumerate(codes()[:20], start=1):
        checkin.scan(store, Scan(f"s{number}", "A", Way.SEARCH, None, code), role=DESK, now=NINE).result()
    was = live.view("wall", store.state, now=NINE)["composition"]

    remove(store)
    once = store.state.day.removal
    remove(store)

    assert {share["key"]: share["present"] for share in was}["women"] == 100.0
    assert once == Removal(once.seq, NINE, Keeping.NOTHING, tuple(was))
    assert live.view("wall", store.state, now=NINE)["composition"] == was
    assert store.state.day.removal == Removal(once.seq + 1, NINE, Keeping.NOTHING, tuple(was))


# --- what still works ------------------------------------------------------------------------------------------------


@pytest.fixture(params=Keeping)
def after(request, store):
    """The day ended, everything removed."""
    plant(store)
    ended(store)
    remove(store, request.param)
    return store


def test_every_view_of_the_house_is_still_built_and_holds_no_personal_word(after):
    views = {name: live.view(name, after.state, now=NINE + HOUR) for name in live.VIEWS}

    words = json.dumps(views, ensure_ascii=False)
    kept = award_list() if after.state.day.removal.kept is Keeping.AWARD_LIST else set()
    assert {one for one in planted_marks() if one in words} <= kept | {mark("unit", "DB001")}
    assert "DB010" in words


def test_ledger_state_and_sql_agree_and_a_restart_says_the_same(after):
    state = after.state
    differences = backup.check(after).differences
    after.close()

    again = Store(after.path)
    assert (again.state.day, again.state.directory) == (state.day, state.directory)
    assert (differences, backup.check(again).differences) == ((), ())
    again.close()


FILES = {
    "the list": lambda state: roster.export_csv(state),
    "the list as a workbook": lambda state: roster.export_xlsx(state),
    "badges": lambda state: printing.badges(state, printing.printable(state)),
    "the paper list": lambda state: printing.paper_list(state, now=NINE),
    "the codes": lambda state: printing.codes_csv(state).encode(),
    "the honours": lambda state: honours_list.export_csv(state),
    "the honours' papers": lambda state: b"".join(honour_papers.papers(state, now=NINE).values()),
    "the programme": lambda state: agenda_list.export_csv(state),
    "the script": lambda state: running_script(state, now=NINE),
    "the programme's report": lambda state: agenda_report.report_xlsx(state, now=NINE),
}


def test_every_file_is_still_made(after):
    kept = award_list() if after.state.day.removal.kept is Keeping.AWARD_LIST else set()
    for what, make in FILES.items():
        content = make(after.state)
        assert content, what
        assert {one for one in planted_marks() if one.encode() in content} <= kept | {mark("unit", "DB001")}, what


def test_the_audit_still_tells_every_fact_without_its_note(after):
    found = audit.entries(after, audit.Filters())

    assert [one.fact.seq for one in found] == list(range(after.state.day.seq, 0, -1))
    assert {one.note for one in found} == {""}


def test_the_door_still_decides(after):
    scan = Scan("late", "A", Way.SEARCH, None, "DB020")

    assert checkin.scan(after, scan, role=DESK, now=NINE).result().answer.verdict is Kind.WELCOME
    assert backup.check(after).differences == ()


# --- what else lies about --------------------------------------------------------------------------------------------


LEFT = (
    "backup.new/khaimac.duckdb", "backup.new/tables/delegate.parquet", "restore.new/khaimac.duckdb",
    "khaimac-before-restore-20261121-200000.duckdb", "khaimac-before-restore-20261121-200000.duckdb.wal",
    "khaimac.duckdb.tmp/duckdb_temp_storage-0.tmp",
)  # fmt: skip
OURS = ("keys/cookie.key", "running.json")


def leave(data: Path, names) -> None:
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(b"what somebody is called")


def files(data: Path) -> set[str]:
    return {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}


def test_the_removal_takes_what_other_work_left_in_the_data_folder(store, data):
    plant(store)
    leave(data, [*LEFT, *OURS])

    remove(store)

    assert files(data) == {"khaimac.duckdb", *OURS}
    assert {path.name for path in data.iterdir()} == {"khaimac.duckdb", "keys", "running.json"}


def test_a_removal_that_was_cut_short_is_finished_at_the_next_start_and_what_came_since_stays(store, data):
    plant(store)
    since = "khaimac-before-restore-20261123-080000.duckdb"
    leave(data, LEFT)
    removal.sweep(store)
    untouched = files(data)
    remove(store)
    leave(data, [*LEFT, *OURS, since])

    removal.sweep(store)

    assert untouched == {"khaimac.duckdb", "khaimac.duckdb.wal", *LEFT}
    assert files(data) == {"khaimac.duckdb", *OURS, since}


def test_what_a_real_restore_set_aside_is_taken_too(store, data, stick):
    marks = plant(store)
    backup.backup(store, stick, now=NINE)
    store.close()
    restored = restore.restore(stick, data, now=NINE)
    again = Store(store.path)
    assert found(restored.kept.parent, marks) == marks

    remove(again)

    assert not restored.kept.exists()
    assert found(data, marks) <= {mark("unit", "DB001")}
    again.close()


# --- backups ---------------------------------------------------------------------------------------------------------


def test_backups_from_before_are_named_until_they_are_gone_and_later_ones_hold_nothing(store, stick):
    marks = plant(store)
    older = [backup.backup(store, stick, now=NINE - hours * HOUR) for hours in (3, 1)]
    none_yet = removal.to_destroy(store, stick)

    remove(store)
    later = backup.backup(store, stick, now=NINE + HOUR)
    named = removal.to_destroy(store, stick)
    older[0].rename(stick / "elsewhere")
    left = removal.to_destroy(store, stick)

    assert none_yet == []
    assert named == [Older(older[0], NINE - 3 * HOUR), Older(older[1], NINE - HOUR)]
    assert left == [Older(older[1], NINE - HOUR)]
    assert found(older[1], marks) & {mark("name", "DB050")}
    assert found(later, marks) <= {mark("unit", "DB001")}
    assert removal.to_destroy(store, None) == removal.to_destroy(store, stick / "none") == []


def test_a_backup_that_cannot_be_read_is_to_be_destroyed_too(store, stick):
    plant(store)
    torn = stick / f"khaimac-{VENUE_NINE}"
    torn.mkdir()
    (torn / "manifest.json").write_text("{")
    remove(store, now=NINE - HOUR)

    assert removal.to_destroy(store, stick) == [Older(torn, NINE)]


def test_backups_under_way_are_waited_for(store, stick):
    """Else the stage would be taken from under one, and an empty database carried to the stick."""
    plant(store)
    backups = Repeating(lambda number: backup.backup(store, stick, now=NINE + number * HOUR))
    backups.start()
    assert backups.begun.wait(20)
    for _ in range(4):
        remove(store)
    backups.over.set()
    backups.join()

    assert [backup.manifest_of(made).counts["delegates"] for made in backups.met] == [61] * len(backups.met)
    assert not (store.path.parent / "backup.new").exists()
