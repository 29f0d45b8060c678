"""The editors of the set-up's programme: rows as shown, rows as typed, and what of them is stored."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

import clock
from domain.agenda import Anchor, Move
from domain.agenda_list import ProblemKind
from domain.delegates import Presence
from domain.facts import Refusal, Refused, Role
from domain.introductions import Introduction
from domain.programme import laid_out
from domain.running import CueRequest
from domain.voting import base
from services import agenda_list, introductions, roster, running, votes
from store.engine import Store
from ui.guest_editors import introduced_rows, introductions_typed, rights_rows
from ui.programme_editor import count_of_changes, version
from ui.programme_fields import LABELS
from ui.programme_problems import REMEDIES
from ui.programme_rows import choices, is_filled, plan_of_rows, rows_of

NOW = clock.now()
ORGANISER = Role.ORGANISER
NOTHING = (None, float("nan"), "")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Nothing in here stores anything in it."""
    store = Store(tmp_path_factory.mktemp("demo") / "khaimac.duckdb")
    roster.load_demo(store, role=ORGANISER, now=NOW)
    yield store.state
    store.close()


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    roster.load_demo(opened, role=ORGANISER, now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def editor(demo):
    """The rows shown, and what typing in them gives."""
    present = agenda_list.programme(demo)
    offered = choices(present, demo.directory.people, "vi")
    rows = rows_of(present, demo.directory.people, offered)

    def typed(changed):
        day = demo.day.conference.starts_at
        plan, words = plan_of_rows(changed, present, offered, day=day, draw=lambda: "new")
        return laid_out(plan, present[0]), words

    typed.present, typed.offered, typed.state = present, offered, demo
    return rows, typed


def starts(plan):
    return {item.id: f"{item.planned_start.astimezone(clock.VENUE):%H:%M}" for item in plan if not item.parent}


def test_rows_as_they_are_shown_are_the_same_plan(editor):
    rows, typed = editor

    assert typed(rows) == typed.present
    assert count_of_changes(rows, typed.present, typed.offered, typed.state) == 0


def test_new_minutes_move_what_follows_and_are_one_change(editor):
    rows, typed = editor
    changed = [row | {"minutes": 7.5} if row["id"] == "1" else row for row in rows]
    plan, _words = typed(changed)

    assert plan[1].planned_duration == timedelta(minutes=7, seconds=30)
    assert starts(plan)["10"] == "11:12"
    assert count_of_changes(changed, typed.present, typed.offered, typed.state) == 1


def test_a_row_is_moved_by_its_place_and_takes_its_papers_along(editor):
    rows, typed = editor
    before = next(row["place"] for row in rows if row["id"] == "3")
    moved = [row | {"place": before - 5} if row["id"] == "5" else row for row in rows]
    plan, _words = typed(moved)

    assert [item.id for item in plan if not item.parent][:5] == ["0", "1", "2", "5", "3"]
    assert [item.parent for item in plan[4:8]] == ["5"] * 4
    assert count_of_changes(moved, typed.present, typed.offered, typed.state) == 1


def test_a_time_fixes_an_item_and_no_time_lets_it_follow(editor):
    rows, typed = editor
    fixed = [row | {"fixed_at": time(10, 30)} if row["id"] == "7" else row for row in rows]
    plan, _words = typed([row | {"fixed_at": None} if row["id"] == "1" else row for row in fixed])
    by_id = {item.id: item for item in plan}

    assert (by_id["7"].start, starts(plan)["7"], starts(plan)["8"]) == (Anchor.HARD, "10:30", "10:40")
    assert (by_id["1"].start, starts(plan)["1"]) == (Anchor.SOFT, "08:00")
    assert (by_id["0"].start, starts(plan)["0"]) == (Anchor.SOFT, "07:30")


@pytest.mark.parametrize("empty", NOTHING)
def test_a_new_row_is_a_side_item_at_the_end(editor, empty):
    rows, typed = editor
    new = dict.fromkeys(rows[0], empty) | {"title_vi": "  Văn nghệ  ", "minutes": 12.0, "skipped": True}
    plan, words = typed([*rows, new, dict.fromkeys(rows[0], empty)])

    assert (plan[-1].id, plan[-1].number, plan[-1].skipped, starts(plan)["new"]) == ("new", None, True, "11:25")
    assert words[-1].title_vi == "Văn nghệ"
    assert len(plan) == len(rows) + 1


def test_a_new_row_in_an_item_has_its_speaker(editor):
    rows, typed = editor
    parent = next(label for label, item in typed.offered.parents.items() if item == "4")
    new = dict.fromkeys(rows[0]) | {"parent": parent, "speaker": "DB106 – Dương Công Tiến", "minutes": 5}
    plan, _words = typed([*rows, new])

    assert [(item.id, item.speaker) for item in plan if item.parent == "4"][-1] == ("new", "DB106")


def test_what_stood_in_a_row_that_is_gone_goes_with_it(editor):
    rows, typed = editor
    plan, _words = typed([row for row in rows if row["id"] != "4"])

    assert not [item for item in plan if "4" in (item.id, item.parent)]


@pytest.mark.parametrize(
    ("typed_in", "says_enough"),
    [
        ({"minutes": 5, "title_vi": "A"}, True),
        ({"minutes": 5, "topic": "A"}, True),
        ({"minutes": 5, "speaker": "DB001"}, True),
        ({"minutes": 5}, False),
        ({"title_vi": "A"}, False),
        ({"minutes": float("nan"), "title_vi": "A"}, False),
        ({"minutes": None, "title_vi": None}, True),
    ],
)
def test_a_row_says_what_it_is_and_how_long(typed_in, says_enough):
    assert is_filled([typed_in]) is says_enough


def test_each_problem_has_its_sentence_and_each_field_its_name(editor):
    rows, _typed = editor

    assert set(REMEDIES) == set(ProblemKind)
    assert {"title_vi", "title_en", "presenter", "mc_line", "topic"} <= LABELS.keys() & rows[0].keys()


# --- who is introduced, who votes ------------------------------------------------------------------------------------


def test_introductions_are_stored_with_rank_title_and_mark(store):
    rows = introduced_rows(store.state)
    assert [row["code"] for row in rows][:2] == ["DB106", "DB107"]
    assert len(rows) == 45

    changed = [row | {"rank": 1.0, "title": " Phó Chủ tịch  UBND tỉnh ", "announced": True} for row in rows[3:4]]
    introductions.save(store, introductions_typed(changed), role=ORGANISER, now=NOW)
    assert store.state.directory.introductions == {
        "DB109": Introduction("DB109", 1, "Phó Chủ tịch UBND tỉnh", announced=True)
    }
    assert introduced_rows(store.state)[0]["code"] == "DB109"


@pytest.mark.parametrize("rank", NOTHING)
def test_an_empty_rank_is_none(rank):
    row = {"code": "DB106", "rank": rank, "title": None, "announced": False, "listed": True}

    assert introductions_typed([row]) == [Introduction("DB106")]


def test_who_is_on_no_list_cannot_be_introduced_nor_given_a_vote(store):
    before = store.state.day.seq
    unknown = Refused(Refusal.UNKNOWN_DELEGATE)

    assert introductions.save(store, [Introduction("DB999")], role=ORGANISER, now=NOW).answer == unknown
    assert votes.change_rights(store, {"DB999": True}, role=ORGANISER, now=NOW).answer == unknown
    assert store.state.day.seq == before


def test_only_what_deviates_is_stored_of_the_rights(store):
    rows = {row["code"]: row["right"] for row in rights_rows(store.state)}
    assert sum(rows.values()) == 105

    votes.change_rights(store, {"DB001": False, "DB002": True, "DB106": True}, role=ORGANISER, now=NOW)
    assert store.state.day.voting_rights == {"DB001": False, "DB106": True}
    before = store.state.day.seq
    assert votes.change_rights(store, {"DB001": False}, role=ORGANISER, now=NOW).answer == 0
    assert store.state.day.seq == before


def test_a_right_taken_away_counts_in_the_base(store):
    day = store.state.day.copy()
    day.delegates = {code: replace(one, presence=Presence.IN_PERSON) for code, one in day.delegates.items()}
    before = base(day)
    day.voting_rights = {"DB001": False}

    assert base(day) == before - 1


def test_the_first_start_of_the_day_leaves_what_is_typed_in_the_table(store):
    shown = version(agenda_list.programme(store.state))
    start = CueRequest("1", Move.START, store.state.day.agenda.seq)
    assert running.cue(store, start, role=ORGANISER, now=NOW).result().answer is None

    assert store.state.day.agenda.plan[1].baseline_start
    assert version(agenda_list.programme(store.state)) == shown
