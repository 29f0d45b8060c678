"""A programme as a file against the store: the office's own file, the demo, what is refused, what is taken away."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import Workbook

import clock
import settings
from domain.agenda import Move
from domain.agenda_list import ProblemKind
from domain.conference import Words
from domain.facts import Refusal, Refused, Role
from domain.programme import TEN_ITEMS
from domain.running import CueRequest, running
from services import agenda_list, conference, roster
from services import running as stage
from services.agenda_list import Applied
from services.script import filled
from services.spreadsheets import UnreadableFile
from store.engine import Store

NOW = clock.now()
ORGANISER = Role.ORGANISER
DEMO = settings.DEMO / "agenda.csv"
NEW_COLUMNS = ("Mục cha", "Mã đại biểu", "Chủ đề")
LATER = {"số đồng ý", "tỷ lệ"}  # what only the count of the vote can say


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def written(lines):
    target = io.StringIO()
    csv.writer(target).writerows(lines)
    return target.getvalue().encode()


def office_file():
    """As an office has it: the ten items and the arrivals, without the columns that the demo adds."""
    header, *lines = rows_of(DEMO.read_text("utf-8"))
    kept = [place for place, name in enumerate(header) if name not in NEW_COLUMNS]
    return [[line[place] for place in kept] for line in (header, *lines) if "." not in line[0]]


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def demo(store):
    roster.load_demo(store, role=ORGANISER, now=NOW)
    return store


@pytest.fixture
def default(store):
    conference.set_up(store, conference.default_conference(now=NOW), Words("Hội nghị"), role=ORGANISER, now=NOW)
    return store


def shown(store, content, file="agenda.csv"):
    return agenda_list.preview(store.state, file, content, starts_at=store.state.day.conference.starts_at)


def applied(store, preview):
    return agenda_list.apply(store, preview, role=ORGANISER, now=NOW).answer


def cue(store, move):
    request = CueRequest(f"cue-{store.state.day.seq}", move, store.state.day.agenda.seq)
    assert stage.cue(store, request, role=Role.MC, now=NOW).result().answer is None


def test_the_offices_own_file_is_taken_whole(default):
    preview = shown(default, written(office_file()))

    assert preview.problems == ()
    assert default.state.day.agenda.plan[1].planned_duration == timedelta(minutes=TEN_ITEMS[0][2])
    assert applied(default, preview) == Applied(0, 11, 0)
    plan, words = agenda_list.programme(default.state)
    assert [item.id for item in plan] == [str(number) for number in range(11)]
    assert [one.title_vi for one in words] == [line[4] for line in office_file()[1:]]
    assert [one.mc_line for one in words] == [line[7] for line in office_file()[1:]]


def test_a_workbook_says_the_same_as_text(default):
    book = Workbook()
    header, *lines = office_file()
    book.active.append(["CHƯƠNG TRÌNH HỘI NGHỊ"])
    book.active.append([])
    book.active.append(header)
    for number, start, minutes, end, *rest in lines:
        book.active.append([int(number), _excel(start), int(minutes), _excel(end), *rest])
    target = io.BytesIO()
    book.save(target)
    by_text, by_book = shown(default, written(office_file())), shown(default, target.getvalue(), "agenda.xlsx")

    assert by_book.problems == ()
    assert (by_book.draft.plan, by_book.draft.words) == (by_text.draft.plan, by_text.draft.words)


def _excel(clock_time):
    hour, minute = map(int, clock_time.split(":"))
    return (hour * 60 + minute) / 1440


def test_what_was_imported_is_still_there_after_a_restart(default):
    applied(default, shown(default, DEMO.read_bytes()))
    before = agenda_list.programme(default.state)
    default.close()
    again = Store(default.path)
    try:
        assert agenda_list.programme(again.state) == before
    finally:
        again.close()


def test_the_demo_has_papers_guests_and_responses_of_people_of_its_list(demo):
    state = demo.state
    inside = {
        number: [item.speaker for item in state.day.agenda.plan if item.parent == number] for number in "458"
    }  # fmt: skip

    assert inside == {
        "4": ["DB039", "DB081", "DB094", "DB041", "DB024"],
        "5": ["DB001", "DB049", "DB066", "DB079"],
        "8": ["DB016", "DB034"],
    }
    speakers = {item.speaker for item in state.day.agenda.plan if item.speaker}
    assert {code for code, delegate in state.day.delegates.items() if delegate.speaks} == speakers


def test_the_demo_leaves_the_mc_no_gap_but_the_count_of_the_vote(demo):
    state = demo.state
    timeline = running(state.day, now=NOW)
    pieces = [piece for line in timeline.lines for piece in filled(state, timeline, line, now=NOW)]

    assert {piece.text for piece in pieces if piece.kind == "gap"} <= LATER
    assert not re.search(r"[{}]", "".join(piece.text for piece in pieces))


def test_the_demo_keeps_the_times_and_titles_of_the_offices_file(demo):
    plan, words = agenda_list.programme(demo.state)
    tops = [(item, told) for item, told in zip(plan, words, strict=True) if not item.parent]

    assert [
        [str(item.number), f"{item.planned_start.astimezone(clock.VENUE):%H:%M}", told.title_vi] for item, told in tops
    ] == [[line[0], line[1], line[4]] for line in office_file()[1:]]


@pytest.mark.parametrize("write", [agenda_list.export_csv, agenda_list.export_xlsx])
def test_what_is_taken_away_comes_back_as_it_was(demo, write):
    preview = shown(demo, write(demo.state))

    assert preview.comparison.is_empty
    assert preview.problems == ()
    assert applied(demo, preview) == Applied(0, 0, 0)


def test_a_plan_changed_since_the_preview_is_not_overwritten(demo):
    first, second = shown(demo, written(office_file())), shown(demo, written(office_file()[:-1]))
    applied(demo, first)
    before = demo.state.day.seq

    assert applied(demo, second) == Refused(Refusal.AGENDA_MOVED)
    assert demo.state.day.seq == before


def test_a_cue_since_the_preview_counts_as_a_change(demo):
    preview = shown(demo, written(office_file()))
    cue(demo, Move.START)

    assert applied(demo, preview) == Refused(Refusal.AGENDA_MOVED)


def test_what_runs_cannot_be_imported_away(demo):
    cue(demo, Move.START)
    without_first = [line for line in office_file() if line[0] != "1"]

    assert applied(demo, shown(demo, written(without_first))) == Refused(Refusal.ITEM_RUNS)


def test_an_import_while_an_item_runs_keeps_it_running(demo):
    cue(demo, Move.START)
    lines = [[*line[:2], "9", "", *line[4:]] if line[0] == "1" else line for line in office_file()]

    assert applied(demo, shown(demo, written(lines))) == Applied(0, 1, 11)
    current = running(demo.state.day, now=NOW).current
    assert (current.item.id, current.item.planned_duration) == ("1", timedelta(minutes=9))
    assert current.item.baseline_duration == timedelta(minutes=5)


def test_a_sheet_with_errors_is_refused_whole(default):
    lines = office_file()
    preview = shown(default, written([*lines, ["10", "11:30", "5", "", "Hai lần số 10", *[""] * 4]]))

    assert [problem.kind for problem in preview.problems] == [ProblemKind.ITEM_TWICE]
    assert applied(default, preview) == Refused(Refusal.BAD_PLAN)


def test_a_file_that_is_no_table_is_not_read(default):
    with pytest.raises(UnreadableFile):
        shown(default, b"\x89PNG\r\n")


def test_an_edited_plan_is_laid_out_and_kept_with_its_words(demo):
    plan, words = agenda_list.programme(demo.state)
    edited = [replace(item, planned_duration=timedelta(minutes=10)) if item.id == "1" else item for item in plan]
    told = [replace(one, title_vi="Lễ chào cờ") if one.id == "1" else one for one in words]
    seen = demo.state.day.agenda.seq
    agenda_list.save(demo, edited, told, seen=seen, role=ORGANISER, now=NOW)
    after = {item.id: item.planned_start for item in demo.state.day.agenda.plan}

    assert {after[item.id] - item.planned_start for item in plan[2:]} == {timedelta(minutes=5)}
    assert demo.state.directory.items["1"].title_vi == "Lễ chào cờ"
    assert agenda_list.save(demo, plan, words, seen=seen, role=ORGANISER, now=NOW).answer == Refused(
        Refusal.AGENDA_MOVED
    )
