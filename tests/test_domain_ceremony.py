"""The ceremony: the order of its steps, whom they call, what stands on stage and on deck, how long it still takes."""

from datetime import timedelta

import pytest
from ceremonies import SECOND, THREE, Stage, demo_lines, pages_of, people
from days import START

from domain import office
from domain.agenda import Move
from domain.facts import Refusal, Refused
from domain.honours import ReceiverMode, Step
from domain.running import running

ANNOUNCE, CALL, CONFER, PHOTO, SKIP, FINISH, RECEIVED, LATER, UNDO = Step
MINUTE = timedelta(minutes=1)
OUT_OF_ORDER = Refused(Refusal.OUT_OF_ORDER)


def course(stage):
    """The one button, until there is none: *H1 announce call confer photo*, a line a batch."""
    found: dict[str, list[str]] = {}
    while going := stage.going:
        found.setdefault(going.batch, []).append(stage.go().step)
    return [" ".join([batch, *steps]) for batch, steps in found.items()]


# --- the order of the steps ------------------------------------------------------------------------------------------


def test_a_presidents_decision_is_heard_on_stage_and_others_before_it_and_each_once():
    stage = Stage("H1 A ctn! DB001+", "H2 B d2 DB002", "H3 B d2 DB003", "H4 C ctn! DB004", here="all").begin_day()

    assert course(stage) == [
        "H1 call announce confer photo",
        "H2 announce call confer photo",
        "H3 call confer photo",
        "H4 call confer photo finish",
    ]
    assert (stage.shown.is_over, stage.going, stage.batches()) == (True, None, "done done done done")
    assert stage.owed == []


def test_the_demo_runs_from_one_button():
    stage = Stage(*demo_lines(), here="all").begin_day()
    steps = course(stage)

    assert steps[:2] == ["H01 call announce confer photo", "H02 announce call confer photo"]
    assert steps[9:11] == ["H10 call confer photo", "H11 call confer photo"]
    assert steps[12:] == [
        "H13 announce call confer photo", "H14 call confer photo", "H15 call confer photo",
        "H16 call confer photo finish",
    ]  # fmt: skip
    assert [len(run.received) for run in stage.shown.runs] == [1, 1, 3, 1, 2, 6, 4, 8, 5, 10, 8, 5, 6, 10, 10, 10]


def test_a_batch_nobody_is_here_for_is_only_announced_or_passed_over():
    stage = Stage("H1 A d1 DB001", "H2 A d1 DB002", "H3 B d2! DB003", "H4 C d3 DB004", here="DB004").begin_day()

    assert course(stage) == ["H1 announce", "H2 skip", "H3 announce", "H4 announce call confer photo finish"]
    assert (stage.owed, stage.batches()) == (["A:DB001", "A:DB002", "B:DB003"], "done done done done")


def test_an_empty_batch_at_the_very_end_is_finished():
    stage = Stage("H1 A d1 DB001", "H2 B d2 DB002", here="DB001").begin_day()

    assert course(stage) == ["H1 announce call confer photo", "H2 announce finish"]


def test_without_a_list_there_is_nothing_to_do():
    stage = Stage()

    assert (stage.going, stage.shown.is_over, stage.batches()) == (None, False, "")


def test_a_batch_ends_where_the_next_begins():
    stage = Stage(*THREE, here="all").begin_day()
    for _ in range(5):
        stage.go(wait=MINUTE)

    first, second, _ = stage.shown.runs
    assert (first.began_at, first.ended_at, second.began_at) == (START, START + 4 * MINUTE, START + 4 * MINUTE)
    assert stage.batches() == "done on_stage on_deck"
    assert (stage.shown.on_stage, stage.shown.on_deck.batch.id) == (second, "H3")
    assert [run.batch.id for run in stage.shown.left] == ["H3"]


def test_before_the_first_step_the_first_batch_is_next_and_on_deck_once_locked():
    stage = Stage(*THREE, here="all")
    assert (stage.batches(), stage.shown.on_deck.batch.id, stage.shown.on_stage) == ("draft draft draft", "H1", None)

    stage.lock()
    assert (stage.batches(), stage.shown.on_deck.batch.id) == ("on_deck locked locked", "H1")


def test_a_step_locks_its_batch_and_the_one_behind_it():
    stage = Stage(*THREE, here="all").begin_day()
    stage.go()

    assert [batch.is_locked for batch in stage.honours.batches] == [True, True, False]
    assert stage.batches() == "on_stage on_deck draft"


def test_a_batch_on_deck_that_was_unlocked_stays_so_until_it_begins():
    stage = Stage(*THREE, here="all").begin_day()
    stage.go()
    stage.unlock("H2")
    stage.go_through("H1")
    assert stage.batches() == "on_stage draft draft"

    stage.go()
    assert stage.batches() == "done on_stage on_deck"


# --- whom a call calls -----------------------------------------------------------------------------------------------


def calls(stage):
    """The next calls: *DB001,DB002*, one after the other."""
    found = []
    while (going := stage.going).step is CALL:
        found.append(",".join(slot.partition(":")[2] for slot in going.slots))
        stage.go()
    return " ".join(found)


@pytest.mark.parametrize(
    ("size", "called"),
    [
        (10, "DB001,DB002,DB004,DB005"),
        (3, "DB001,DB002 DB004,DB005"),
        (2, "DB001,DB002 DB004 DB005"),
        (1, "DB001 DB002 DB004 DB005"),
    ],
)
def test_a_call_takes_those_of_one_page_who_are_here(size, called):
    stage = Stage(f"H1 A d1 {people(5)}", here="all").begin_day()
    stage.pages = pages_of(size)
    stage.go()
    stage.depart("DB003")

    assert (calls(stage), stage.row("H1")) == (called, people(5))
    assert stage.going.step is CONFER


def test_who_fills_a_gap_before_the_certificates_are_given_is_called_next():
    stage = Stage("H1 A d1 DB001 DB002", here="all").begin_day()
    stage.lock()
    stage.depart("DB001")
    assert [stage.go().step, stage.go().slots] == [ANNOUNCE, ("A:DB002",)]
    stage.arrive("DB001")

    assert (stage.late, stage.going.step, stage.going.slots) == ([], CALL, ("A:DB001",))


def test_who_fills_a_gap_after_the_certificates_were_given_is_late():
    stage = Stage("H1 A d1 DB001 DB002", here="all").begin_day()
    stage.lock()
    stage.depart("DB001")
    assert [stage.go().step for _ in range(3)] == [ANNOUNCE, CALL, CONFER]
    stage.arrive("DB001")

    assert (stage.late, stage.going.step, stage.owed) == (["A:DB001"], PHOTO, [])


def test_who_is_to_get_it_later_by_hand_is_not_called():
    stage = Stage("H1 A d1 DB001 DB002", here="all").begin_day()
    stage.go()
    stage.step(LATER, "H1", "A:DB001")

    assert (calls(stage), stage.states("H1")) == ("DB002", "later called")


def test_only_a_mark_names_whom_it_is_about():
    """The ledger holds no text that a client made up."""
    stage = Stage("H1 A d1 DB001", here="all").begin_day()
    stage.step(ANNOUNCE, "H1", "Nguyễn Văn A")

    assert stage.facts[-1].detail["slots"] == []


# --- one certificate -------------------------------------------------------------------------------------------------


def test_a_certificate_from_expected_to_received_and_those_that_are_not():
    stage = Stage("H1 A d1 DB001 DB002 DB003", "H2 B d2 DB004", here="DB002")
    told = [stage.states("H1")]
    stage.begin_day()
    told.append(stage.states("H1"))
    stage.arrive("DB001")
    stage.see("A:DB001")
    told.append(stage.states("H1"))
    stage.go()
    stage.go()
    told.append(stage.states("H1"))
    stage.step(LATER, "H1", "A:DB002")
    stage.go()
    told.append(stage.states("H1"))

    assert told == [
        "expected present expected",
        "absent present absent",
        "staged present absent",
        "called called absent",
        "received later absent",
    ]


def test_who_was_seen_at_the_wings_and_left_is_not_there():
    stage = Stage("H1 A d1 DB001 DB002", here="all").begin_day()
    stage.see("A:DB001")
    stage.depart("DB001")

    assert stage.states("H1") == "absent present"


@pytest.mark.parametrize(
    ("marks", "states", "owed"),
    [
        ([], "received received absent", ["A:DB003"]),
        ([(CALL, LATER, "DB001")], "later received absent", ["A:DB001", "A:DB003"]),
        ([(CONFER, LATER, "DB001")], "later received absent", ["A:DB001", "A:DB003"]),
        ([(ANNOUNCE, RECEIVED, "DB003")], "received received received", []),
        ([(CONFER, RECEIVED, "DB003")], "received received received", []),
        ([(CALL, LATER, "DB001"), (CONFER, RECEIVED, "DB001")], "received received absent", ["A:DB003"]),
        ([(CONFER, LATER, "DB001"), (PHOTO, RECEIVED, "DB001")], "received received absent", ["A:DB003"]),
        ([(FINISH, RECEIVED, "DB003")], "received received received", []),
        ([(FINISH, LATER, "DB001")], "later received absent", ["A:DB001", "A:DB003"]),
    ],
)
def test_marks_by_hand_stand_whenever_they_are_made(marks, states, owed):
    """Each mark is made right after a step."""
    stage = Stage("H1 A d1 DB001 DB002 DB003", here="DB001 DB002").begin_day()
    while stage.going:
        step = stage.go().step
        for after, mark, code in marks:
            if after is step:
                assert stage.step(mark, "H1", f"A:{code}") is None

    assert (stage.states("H1"), stage.owed, stage.batches()) == (states, owed, "done")


def test_while_a_batch_is_on_stage_only_what_was_set_aside_is_to_hand_over():
    stage = Stage("H1 A d1 DB001 DB002", "H2 A d1 DB003", here="DB001").begin_day()
    for _ in range(3):
        stage.go()
    assert stage.owed == []

    stage.step(LATER, "H1", "A:DB001")
    assert stage.owed == ["A:DB001"]


# --- who came late ---------------------------------------------------------------------------------------------------


def test_who_comes_after_the_batch_is_offered_until_something_is_done_about_it():
    stage = Stage(*THREE, here="DB001 DB002 DB004 DB005").begin_day()
    stage.go_through("H1")
    assert stage.late == []

    stage.arrive("DB003")
    assert stage.late == ["A:DB003"]
    stage.step(LATER, "H1", "A:DB003")
    assert stage.late == []


def test_who_came_for_two_awards_is_late_for_one_alone():
    stage = Stage("H1 A d1 DB001 DB002", "H2 B d2 DB001", here="DB002").begin_day()
    stage.go_through("H1")
    stage.arrive("DB001")

    assert (stage.late, stage.row("H2")) == (["A:DB001"], "DB001")


# --- decisions -------------------------------------------------------------------------------------------------------


def test_a_decision_is_finished_with_its_last_batch():
    stage = Stage(*demo_lines(), here="all").begin_day()
    open_after = {}
    while going := stage.go() if stage.going else None:
        open_after[going.batch] = "9911/QĐ-SCT" not in stage.shown.finished

    assert [open_after[batch] for batch in ("H13", "H14", "H15", "H16")] == [True, True, True, False]
    assert [taken.finishes for taken in stage.honours.steps if taken.finishes][-2:] == [
        ("9910/QĐ-BCT",), ("9911/QĐ-SCT",),
    ]  # fmt: skip


def test_an_extra_batch_of_a_finished_decision_warns_and_is_not_announced_again():
    stage = Stage("H1 A d1 DB001 DB002", "H2 B d2 DB003", here="DB001 DB003").begin_day()
    stage.go_through("H1")
    stage.go()
    stage.arrive("DB002")
    assert stage.place_late("A:DB002") is None
    stage.go_through("H2")

    assert (stage.going.step, stage.going.batch) == (CALL, "X2")
    assert stage.step(CALL, "X2") == Refused(Refusal.DECISION_FINISHED)
    assert stage.step(CALL, "X2", despite="decision_finished") is None
    stage.go_through("")
    assert (stage.owed, stage.shown.finished) == ([], {"d1", "d2"})


def test_an_extra_batch_of_a_decision_that_is_still_open_is_nothing_unusual():
    stage = Stage("H1 A d1 DB001 DB002", "H2 A d1 DB003", here="DB001 DB003").begin_day()
    stage.go_through("H1")
    stage.arrive("DB002")
    stage.place_late("A:DB002")

    assert course(stage) == ["H2 call confer photo", "X2 call confer photo finish"]


# --- what warns, and what may not be done ----------------------------------------------------------------------------


def warned(stage, batch, step=ANNOUNCE):
    """The answer; and that, with the warning read, the step is taken."""
    answer = stage.step(step, batch)
    assert answer is None or stage.step(step, batch, despite=answer.reason) is None
    return answer


@pytest.mark.parametrize(
    ("steps", "answer"),
    [
        (0, OUT_OF_ORDER),  # H1 waits
        (1, OUT_OF_ORDER),  # announced
        (2, OUT_OF_ORDER),  # called
        (3, None),  # received; photographs are nothing to wait for
        (4, None),
    ],
)
def test_beginning_a_batch_before_the_one_before_it_is_done_warns(steps, answer):
    stage = Stage(*THREE, here="all").begin_day()
    for _ in range(steps):
        stage.go()

    assert warned(stage, "H2") == answer
    assert stage.steps[-1] == (ANNOUNCE, "H2")


def test_h05_before_h04_warns():
    stage = Stage(*demo_lines(), here="all").begin_day()
    stage.go_through("H03")

    assert stage.step(ANNOUNCE, "H05") == OUT_OF_ORDER
    assert warned(stage, "H05") == OUT_OF_ORDER
    assert (stage.shown.on_stage.batch.id, stage.shown.on_deck.batch.id) == ("H05", "H04")


def test_leaving_a_batch_of_which_nobody_is_here_needs_no_word():
    """Its places were locked while its people were still awaited."""
    stage = Stage("H1 A d1 DB001", "H2 B d2 DB002", here="all").begin_day()
    stage.lock()
    stage.depart("DB001")
    stage.go()

    assert warned(stage, "H2") is None


def test_a_warning_that_was_not_read_is_not_passed():
    stage = Stage(*THREE, here="all").begin_day()
    day = stage.day

    assert stage.step(ANNOUNCE, "H2", despite="decision_finished") == OUT_OF_ORDER
    assert stage.day is day


@pytest.mark.parametrize(
    ("steps", "asked", "reason"),
    [
        (0, (CALL, "H1"), Refusal.NOT_THAT_STEP),
        (0, (CONFER, "H1"), Refusal.NOT_THAT_STEP),
        (0, (FINISH, "H1"), Refusal.NOT_THAT_STEP),
        (0, (SKIP, "H1"), Refusal.NOT_THAT_STEP),
        (0, (RECEIVED, "H1", "A:DB001"), Refusal.NOT_THAT_STEP),
        (0, (UNDO, ""), Refusal.NOTHING_TO_UNDO),
        (0, (ANNOUNCE, "H9"), Refusal.NO_SUCH_BATCH),
        (1, (ANNOUNCE, "H1"), Refusal.NOT_THAT_STEP),
        (1, (LATER, "H1", "B:DB004"), Refusal.NO_SUCH_SLOT),
        (1, (LATER, "H1"), Refusal.NO_SUCH_SLOT),
        (3, (CALL, "H1"), Refusal.NOT_THAT_STEP),
        (4, (SKIP, "H1"), Refusal.NOT_THAT_STEP),
        (5, (PHOTO, "H1"), Refusal.BATCH_DONE),
        (5, (FINISH, "H1"), Refusal.BATCH_DONE),
    ],
)
def test_a_step_out_of_turn_changes_nothing(steps, asked, reason):
    stage = Stage(*THREE, here="all").begin_day()
    for _ in range(steps):
        stage.go()
    day = stage.day

    assert stage.step(*asked) == Refused(reason)
    assert stage.day is day


# --- what is taken back ----------------------------------------------------------------------------------------------


def test_taking_steps_back_one_by_one_ends_where_it_began_and_the_ledger_keeps_all():
    stage = Stage(*THREE, here="all").begin_day()
    stage.lock()
    stood = []
    while stage.going:
        stood.append(stage.shown)
        stage.go()
        if stage.steps[-1][0] is CONFER:
            stood.append(stage.shown)
            stage.step(LATER, stage.steps[-1][1], stage.shown.on_stage.called[0])
    taken = len(stage.facts)
    while stood:
        stage.step_back()
        assert stage.shown == stood.pop()

    assert (stage.honours.steps, stage.going.step, stage.going.batch) == ((), ANNOUNCE, "H1")
    assert len(stage.facts) == taken + sum(fact.kind == "honoured" for fact in stage.facts) // 2


def test_a_step_taken_back_names_its_batch():
    stage = Stage(*THREE, here="all").begin_day()
    stage.go()
    stage.step(UNDO, "H3")

    assert (stage.facts[-1].subject, stage.facts[-1].detail["step"]) == ("H1", "undo")
    assert stage.facts[-1].detail["locks"] == []


def test_a_batch_taken_back_from_the_stage_stays_locked_and_gives_a_place_to_who_came_since():
    stage = Stage("H1 A d1 DB001 DB002", here="DB001").begin_day()
    stage.go()
    stage.go()
    stage.arrive("DB002")
    assert (stage.row("H1"), stage.late) == ("DB001", ["A:DB002"])
    stage.step_back()

    assert (stage.row("H1"), stage.late) == ("DB001 DB002", [])
    assert stage.honours.batch("H1").is_locked


# --- how long it still takes -----------------------------------------------------------------------------------------


def demo_in_its_time(*, opening=3 * MINUTE):
    """The demo's honours have run for the minutes of their opening."""
    stage = Stage(*demo_lines(), here="all").begin_honours()
    stage.now += opening
    return stage


def play(stage, batch, *, lasts):
    """One batch, of which the first step comes now and the next batch after so long."""
    ends = stage.now + lasts
    stage.go(wait=SECOND * 0)
    while stage.going.batch == batch:
        stage.go(wait=SECOND * 0)
    stage.now = ends


def test_two_batches_on_plan_leave_what_was_planned_and_the_day_is_on_time():
    stage = demo_in_its_time()
    began = stage.now - 3 * MINUTE
    play(stage, "H01", lasts=102 * SECOND)
    play(stage, "H02", lasts=102 * SECOND)

    assert stage.now - began == 6 * MINUTE + 24 * SECOND
    assert stage.left == 43 * MINUTE + 36 * SECOND
    shown = running(stage.day, now=stage.now)
    assert shown.current.expected_end - began == 50 * MINUTE
    stage.go()
    assert running(stage.day, now=stage.now - 30 * SECOND).remaining == 43 * MINUTE + 36 * SECOND


def test_before_the_first_batch_the_opening_is_taken_from_the_plans_slack_and_never_more():
    stage = demo_in_its_time(opening=0 * MINUTE)
    left = []
    for _ in range(4):
        left.append(stage.left)
        stage.now += 4 * MINUTE

    assert left == [50 * MINUTE, 46 * MINUTE, 42 * MINUTE, 42 * MINUTE]


def test_the_batch_on_stage_has_what_is_left_of_its_own():
    stage = Stage(f"H1 A d1 {people(5)}", here="all").begin_honours()  # 150 seconds of 50 minutes
    stage.go(wait=60 * SECOND)
    assert stage.left == 49 * MINUTE
    stage.now += 10 * MINUTE
    assert stage.left == 50 * MINUTE - 150 * SECOND


FIVE = tuple(f"H{n} A d1 {people(5, first=5 * n)}" for n in range(5))  # 150 seconds each


@pytest.mark.parametrize(
    ("lasted", "factor"),
    [
        ((300,), 1),
        ((150, 150), 1),
        ((180, 180), 1.2),
        ((120, 180), 1),
        ((75, 75), 0.5),
        ((30, 30), 0.5),
        ((300, 300), 2),
        ((900, 900), 2),
        ((120, 120, 120), 0.8),
    ],
)
def test_the_pace_of_the_batches_done_is_believed_within_bounds_once_there_are_two(lasted, factor):
    stage = Stage(*FIVE, here="all").begin_honours()
    for number, seconds in enumerate(lasted):
        play(stage, f"H{number}", lasts=seconds * SECOND)
    stage.go(wait=SECOND * 0)  # the next begins, so that the last of these is done
    slack = 50 * MINUTE - 5 * 150 * SECOND

    assert stage.left == slack + (5 - len(lasted)) * 150 * SECOND * factor


def test_pauses_are_nobodys_time():
    stage = Stage(*FIVE, here="all").begin_honours()
    play(stage, "H0", lasts=100 * SECOND)
    stage.cue(Move.PAUSE)
    stage.now += 10 * MINUTE
    stage.cue(Move.RESUME)
    stage.now += 50 * SECOND
    play(stage, "H1", lasts=150 * SECOND)
    stage.go(wait=SECOND * 0)

    assert stage.left == 50 * MINUTE - 2 * 150 * SECOND


@pytest.mark.parametrize("act", [lambda _stage: None, lambda stage: stage.lock()], ids=["drafts", "locked"])
def test_who_is_absent_makes_it_shorter(act):
    stage = Stage(*FIVE, here="all").begin_honours()
    act(stage)
    stage.depart("DB010 DB011 DB020")

    assert stage.left == 50 * MINUTE - 3 * 12 * SECOND


def test_who_comes_when_the_batch_is_done_tells_nothing_of_its_pace():
    stage = Stage(*FIVE, here="all").begin_honours()
    stage.lock()
    stage.depart("DB000")
    play(stage, "H0", lasts=138 * SECOND)
    play(stage, "H1", lasts=150 * SECOND)
    stage.go(wait=SECOND * 0)
    before = stage.left
    stage.arrive("DB000")

    assert (before, stage.left) == (50 * MINUTE - 2 * 150 * SECOND, before)


def test_a_batch_passed_over_tells_nothing_of_the_pace():
    stage = Stage("H1 A d1 DB001", "H2 A d1 DB002", "H3 A d1 DB003", "H4 A d1 DB004", here="DB003 DB004")
    stage.begin_honours()
    assert [stage.go(wait=SECOND * 0).step, stage.go(wait=SECOND * 0).step] == [ANNOUNCE, SKIP]
    stage.go(wait=SECOND * 0)

    assert stage.left == 50 * MINUTE - 2 * 102 * SECOND


def test_when_the_ceremony_is_over_the_rest_of_the_slack_is_left():
    stage = Stage(f"H1 A d1 {people(5)}", here="all").begin_honours()
    stage.now += 3 * MINUTE
    for wait in (0, 0, 0, 150, 0):
        stage.go(wait=wait * SECOND)

    assert (stage.shown.is_over, stage.left) == (True, 50 * MINUTE - 3 * MINUTE - 150 * SECOND)


def test_other_items_and_a_day_without_honours_are_as_planned():
    stage = Stage(*THREE, here="all").begin_day()
    assert stage.left == 5 * MINUTE

    bare = Stage(here="all").begin_honours()
    assert bare.left == 50 * MINUTE


# --- the rehearsal ---------------------------------------------------------------------------------------------------


def test_a_rehearsed_ceremony_is_held_again_from_its_first_step():
    stage = Stage(*THREE, here="all").begin_day()
    rehearsed = course(stage)
    stage.office(office.decide_open_day, keep=False, reason="")
    stage.arrive("DB001 DB002 DB003 DB004 DB005 DB006")
    stage.begin_day()

    assert (course(stage), stage.shown.finished) == (rehearsed, {"d1", "d2"})


def test_a_stand_in_by_name_is_called_whoever_is_here():
    stage = Stage("H1 A d1 DB001 DB002+", here="DB900").begin_day()
    stage.receive("A:DB001", ReceiverMode.FAMILY, name="Bà Mai")
    stage.receive("A:DB002", ReceiverMode.LEADER, name="Ông Phó")

    assert course(stage) == ["H1 announce call confer photo finish"]
    assert stage.owed == []
