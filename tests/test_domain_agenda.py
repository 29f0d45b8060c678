"""The running order's times and moves, in minutes; numbers name the cases of the study of stage systems, §2.8."""

from dataclasses import replace
from datetime import timedelta

import pytest
from programmes import (
    HALF_PAST_SEVEN,
    MINUTE,
    Played,
    at,
    clock,
    hard,
    in_a_row,
    item,
    minutes,
    paper,
    ten_items,
)  # fmt: skip

from domain import agenda
from domain.agenda import Anchor, Cue, Move, Phase, Run, allowed, elapsed, finish, go, remaining, timeline
from domain.facts import Refusal

HARD_END = {"end": Anchor.HARD}
M = MINUTE


def cued(item_id: str, *, started: float, added: float = 0, paused: tuple[float, float | None] | None = None):
    """The cues of one item that started then; `paused` from when to when, None: still."""
    made = [(started, Move.JUMP, 0)]
    if paused:
        made += [(begin_or_end, move, 0) for begin_or_end, move in zip(paused, (Move.PAUSE, Move.RESUME), strict=True)]
    made += [(started, Move.ADD, added * 60)] if added else []
    return [
        Cue(seq, at(minute), move, item_id, int(seconds))
        for seq, (minute, move, seconds) in enumerate(made, 1)
        if minute is not None
    ]


# --- the item that runs: 1 to 18 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "run", "more", "expected"),
    [
        pytest.param(10, None, {}, None, id="1 not started"),
        pytest.param(10, Run(at(1)), {}, 11, id="2"),
        pytest.param(10, Run(at(1), added=20 * M), {}, 31, id="3"),
        pytest.param(10, Run(at(1), added=-10 * M), {}, 1, id="4"),
        pytest.param(10, Run(at(1), added=-100 * M), {}, 1, id="5 not before its start"),
        pytest.param(0, Run(at(1)), {}, 1, id="6"),
        pytest.param(30, Run(at(0), added=10 * M), HARD_END, 40, id="7"),
        pytest.param(10, Run(at(0), added=3 * M), {}, 13, id="14"),
        pytest.param(10, Run(at(0), paused=4 * M), {}, 14, id="a closed pause"),
        pytest.param(10, Run(at(0), paused_at=at(3)), {}, 12, id="an open pause"),
        pytest.param(10, Run(at(0), paused_at=at(3)), HARD_END, 12, id="an open pause of a hard end"),
    ],
)
def test_an_item_finishes(length, run, more, expected):
    assert minutes(finish(item("1", 0, length, **more), run, now=at(5))) == expected


@pytest.mark.parametrize(
    ("length", "run", "more", "now", "expected"),
    [
        pytest.param(111, None, {}, 5, 111, id="8 not started"),
        pytest.param(10, Run(at(0)), {}, 1, 9, id="9"),
        pytest.param(10, Run(at(0), added=10 * M), {}, 1, 19, id="10"),
        pytest.param(100, None, HARD_END, 30, 70, id="11 not started"),
        pytest.param(100, Run(at(0), added=7 * M), HARD_END, 30, 77, id="12"),
        pytest.param(clock("22:30"), Run(at(0)), HARD_END, clock("22:46") + 40 / 60, -(16 + 40 / 60), id="13"),
        pytest.param(10, Run(at(0), added=3 * M), {}, 5, 8, id="14"),
        pytest.param(10, Run(at(0), paused_at=at(3)), {}, 9, 7, id="frozen by a pause"),
        pytest.param(10, Run(at(0), paused_at=at(3)), HARD_END, 9, 1, id="a hard end, not frozen"),
    ],
)
def test_an_item_has_left(length, run, more, now, expected):
    left = remaining(item("1", 0, length, **more), run, now=at(now))

    assert minutes(left) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("run", "now", "expected"),
    [
        pytest.param(Run(at(2), added=-10 * M), 5, 3, id="15"),
        pytest.param(Run(at(2), paused=5 * M), 10, 3, id="16"),
        pytest.param(Run(at(2), paused=1 * M, paused_at=at(7)), 10, 4, id="17"),
        pytest.param(Run(at(2), ended_at=at(7)), 10, 5, id="ended"),
        pytest.param(Run(at(2)), 1, 0, id="a clock that was set back"),
    ],
)
def test_an_item_has_taken(run, now, expected):
    assert minutes(elapsed(run, now=at(now))) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [(-50, Phase.OVER), (0, Phase.DANGER), (100, Phase.DANGER), (150, Phase.WARNING), (250, Phase.NORMAL)],
)
def test_the_phase_by_what_is_left(left, expected):  # 18
    assert agenda.phase(left * M, warning=200 * M, danger=100 * M) is expected


@pytest.mark.parametrize(
    ("length", "warning", "danger"),
    [(60, 5, 1), (25, 5, 1), (20, 4, 1), (10, 2, 1), (5, 1, 0.5), (0, 0, 0)],
)
def test_a_short_item_warns_later(length, warning, danger):
    planned = item("1", 0, length)

    assert (minutes(agenda.warning(planned)), minutes(agenda.danger(planned))) == (warning, danger)


@pytest.mark.parametrize(
    ("now", "phase"),
    [(7.9, Phase.NORMAL), (8, Phase.WARNING), (9, Phase.DANGER), (10, Phase.DANGER), (10.1, Phase.OVER)],
)
def test_the_running_item_tells_its_phase(now, phase):
    shown = Played(*in_a_row(10, 10)).go(0).at(now)

    assert (shown.phase, shown.current.phase, shown.next.phase) == (phase, phase, Phase.NORMAL)


def test_nothing_that_does_not_run_has_a_phase():  # 18
    shown = Played(*in_a_row(10)).at(500)

    assert (shown.phase, shown.remaining, shown.elapsed) == (Phase.NORMAL, None, None)


# --- late or early: 19 to 27 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "cues", "now", "late"),
    [
        pytest.param((100, 10, {}), {"started": 150}, 150, 50, id="19"),
        pytest.param((100, 10, {}), {"started": 150, "added": 10}, 150, 60, id="20"),
        pytest.param((100, 10, {}), {"started": 100}, 120, 10, id="21"),
        pytest.param((100, 60, {}), {"started": 100, "paused": (125, None)}, 150, 25, id="22"),
        pytest.param((100, 50, HARD_END), {"started": 110}, 120, 0, id="24"),
        pytest.param((100, 50, HARD_END), {"started": 100, "added": -200}, 350, 200, id="25"),
        pytest.param((0, 10, HARD_END), {"started": 26 + 40 / 60}, 26 + 40 / 60, 16 + 40 / 60, id="26"),
        pytest.param((100, 10, {}), {"started": 100}, 100, 0, id="27 on plan"),
        pytest.param((150, 10, {}), {"started": 100}, 100, -50, id="27 early"),
        pytest.param((100, 10, {}), {"started": 100, "added": -60}, 100, -10, id="not before its start"),
    ],
)
def test_how_late_the_running_item_will_end(planned, cues, now, late):
    start, length, more = planned
    shown = timeline([item("1", start, length, **more)], cued("1", **cues), now=at(now))

    assert minutes(shown.lateness) == pytest.approx(late)


@pytest.mark.parametrize(("now", "late", "end"), [(-600, 0, 25), (0, 0, 25), (7, 7, 32)])
def test_before_any_start_the_first_item_cannot_begin_in_the_past(now, late, end):  # 23
    shown = Played(*in_a_row(10, 15)).at(now)

    assert (minutes(shown.lateness), minutes(shown.projected_end)) == (late, end)
    assert [minutes(line.expected_start) for line in shown.lines] == [late, 10 + late]


# --- what follows: 28 to 35 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "started", "start", "if_hard", "if_soft"),
    [
        pytest.param((0, 100), 0, 100, 100, 100, id="28 on time"),
        pytest.param((0, 100), 20, 100, 120, 120, id="29 behind"),
        pytest.param((0, 100), -10, 100, 100, 90, id="30 ahead"),
        pytest.param((0, 80), 20, 100, 100, 100, id="31 a gap takes it up"),
        pytest.param((0, 90), 20, 100, 110, 110, id="32 a gap takes up half"),
        pytest.param((0, 10), 100, 5, 110, 110, id="33 a plan that overlaps"),
    ],
)
def test_when_the_next_item_is_expected(first, started, start, if_hard, if_soft):
    for following, expected in ((hard("2", start, 50), if_hard), (item("2", start, 50), if_soft)):
        shown = timeline([item("1", *first), following], cued("1", started=started), now=at(started))

        assert minutes(shown.next.expected_start) == expected


@pytest.mark.parametrize(
    ("late", "start", "length", "if_soft", "if_hard"),
    [
        pytest.param(0, 100, 50, 150, 150, id="34 on time"),
        pytest.param(20, 100, 50, 170, 150, id="34 behind"),
        pytest.param(60, 100, 50, 210, 160, id="35 not before its start"),
    ],
)
def test_when_the_next_item_is_expected_to_end(late, start, length, if_soft, if_hard):
    for more, expected in (({}, if_soft), (HARD_END, if_hard)):
        plan = [item("1", 0, 100), item("2", start, length, **more)]
        shown = timeline(plan, cued("1", started=late), now=at(late))

        assert minutes(shown.next.expected_end) == expected


# --- a run: 37, 38, and the extras S1 to S8 --------------------------------------------------------------------------


def test_start_pause_resume():  # 37
    stage = Played(*in_a_row(10, 10))
    for move, reason in ((Move.PAUSE, Refusal.NOTHING_RUNS), (Move.RESUME, Refusal.NOT_PAUSED)):
        assert agenda.refusal(stage.at(0), move) is reason

    stage.cue(3, Move.START)
    assert (stage.progress(3), minutes(stage.at(3).first_start)) == ("RU", 3)

    stage.cue(5, Move.PAUSE)
    paused = stage.at(6).current
    assert (stage.progress(6), minutes(paused.added), minutes(paused.paused)) == ("PU", 0, 0)
    assert agenda.refusal(stage.at(6), Move.PAUSE) is Refusal.NOTHING_RUNS

    stage.cue(9, Move.RESUME)
    resumed = stage.at(9).current
    assert (stage.progress(9), resumed.paused_at, minutes(resumed.paused), minutes(resumed.added)) == ("RU", None, 4, 0)
    assert minutes(resumed.remaining) == 8


def test_a_late_start_is_carried_to_the_end_of_the_day():  # 38
    stage = Played(*in_a_row(10, 10, 10)).cue(10, Move.START)
    assert (minutes(stage.at(10).lateness), minutes(stage.at(10).projected_end)) == (10, 40)

    stage.cue(12, Move.NEXT)
    shown = stage.at(12)
    assert (minutes(shown.first_start), minutes(shown.lateness), minutes(shown.projected_end)) == (10, 2, 32)

    stage.cue(12, Move.ADD, seconds=10)
    shown = stage.at(12)
    assert (shown.lateness, shown.projected_end) == (2 * M + timedelta(seconds=10), at(32) + timedelta(seconds=10))


def test_what_was_finished_leaves_the_next_item_to_the_clock():  # 38, in place of stop
    stage = Played(*in_a_row(10, 10, 10)).cue(0, Move.START).cue(4, Move.FINISH)

    early, late = stage.at(4), stage.at(13)
    assert (minutes(early.lateness), minutes(early.projected_end), early.current) == (-6, 24, None)
    assert (minutes(late.lateness), minutes(late.projected_end), late.next.item.id) == (3, 33, "2")


def test_after_the_last_item_stays_what_it_ended_with():
    stage = Played(*in_a_row(10, 10)).go(0, 12).cue(25, Move.FINISH)

    assert (minutes(stage.at(90).lateness), minutes(stage.at(90).projected_end)) == (5, 25)
    stage.cue(95, Move.END)
    assert (minutes(stage.at(99).lateness), minutes(stage.at(99).projected_end)) == (5, 95)


def test_skipping_before_the_show_does_not_move_the_plan():  # S1, as far as nothing is armed
    stage = Played(*(hard(str(n), 10 * n, 10) for n in range(4)))
    stage.cue(-5, Move.SKIP, "0").cue(-5, Move.SKIP, "1")

    assert (stage.at(-5).next.item.id, minutes(stage.at(-5).projected_end)) == ("2", 40)
    assert (minutes(stage.at(25).lateness), minutes(stage.at(25).projected_end)) == (5, 45)


def test_an_item_that_overruns_ends_now():  # S2
    shown = Played(*in_a_row(10, 10)).go(0, 10).at(33)

    assert (minutes(shown.current.expected_end), minutes(shown.projected_end)) == (33, 33)
    assert (minutes(shown.remaining), shown.phase) == (-13, Phase.OVER)


def test_a_gap_before_a_hard_start_takes_up_what_it_can():  # S3
    shown = Played(item("1", 0, 10), hard("2", 15, 10)).cue(8, Move.START).at(8)

    assert minutes(shown.lateness) == 8
    assert minutes(shown.next.expected_start - shown.next.item.planned_start) == 3


def test_what_was_skipped_takes_no_time():  # S4
    stage = Played(*in_a_row(10, 10, 10, 10)).cue(0, Move.START).cue(10, Move.JUMP, "3")
    skipped = stage.at(10).line("2")

    assert stage.progress(10) == "DSRU"
    assert (minutes(skipped.expected_start), minutes(skipped.expected_end), skipped.is_behind) == (10, 10, True)
    assert (minutes(stage.at(10).lateness), minutes(stage.at(10).projected_end)) == (-10, 30)


def test_a_jump_back_makes_what_came_later_stale():  # S5
    stage = Played(*in_a_row(10, 10, 10, 10)).go(0, 10, 20).cue(25, Move.JUMP, "2")
    later = stage.at(26).line("3")

    assert stage.progress(26) == "DRUU"
    assert (later.actual_start, minutes(later.expected_start)) == (None, 35)
    assert minutes(stage.at(26).projected_end) == 55

    stage.cue(30, Move.JUMP, "4")
    assert (stage.progress(30), minutes(stage.at(30).line("3").actual_start)) == ("DDDR", 20)


def test_editing_what_is_over_moves_its_plan_and_not_its_facts():  # S6
    stage = Played(*in_a_row(10, 10)).go(0, 12)
    stage.plan[0] = item("1", 0, 20)
    over = stage.at(12).line("1")

    assert (minutes(over.actual_start), minutes(over.actual_end), minutes(over.item.planned_end)) == (0, 12, 20)
    assert (minutes(over.expected_end), minutes(stage.at(12).lateness)) == (12, 2)


def test_a_plan_without_the_running_item_keeps_its_facts():  # S7
    stage = Played(*in_a_row(10, 10, 10)).go(0, 12)
    without = timeline([stage.plan[0], stage.plan[2]], stage.cues, now=at(15))

    assert (without.current, without.next.item.id, minutes(without.projected_end)) == (None, "3", 25)
    assert (stage.progress(15), minutes(stage.at(15).current.actual_start)) == ("DRU", 12)


def test_where_nothing_is_known_no_time_is_made_up():  # S8
    nothing = timeline([], [], now=at(0))
    assert (nothing.lines, nothing.lateness, nothing.projected_end, nothing.first_start) == ((), None, None, None)
    assert (nothing.current, nothing.next, nothing.arrivals, nothing.last) == (None, None, None, None)

    skipped = Played(item("1", 0, 10, skipped=True)).at(5)
    assert (skipped.lines[0].expected_start, skipped.lines[0].expected_end, skipped.lateness) == (None, None, None)

    unheard = Played(item("1", 0, 30), paper("1a", "1"), paper("1b", "1")).at(5).line("1b")
    assert (unheard.expected_start, unheard.expected_end, unheard.actual_start, unheard.elapsed) == (None,) * 4


# --- the ten items of the study --------------------------------------------------------------------------------------


def test_the_ten_items_end_at_a_quarter_past_eleven():
    shown = Played(*ten_items()).at(clock("07:00"))

    assert minutes(shown.projected_end) == clock("11:15")
    assert [minutes(line.expected_start) for line in shown.lines[1:]] == [
        clock(start)
        for start in "07:30 07:35 07:50 08:20 09:05 09:35 10:20 10:30 10:40 10:55".split()  # noqa: SIM905
    ]


def test_the_ten_items_begun_seven_minutes_late():
    shown = Played(*ten_items()).cue(clock("07:37"), Move.START).at(clock("07:37"))

    assert (minutes(shown.lateness), minutes(shown.projected_end)) == (7, clock("11:22"))


def test_the_ten_items_in_the_middle_of_the_report():
    stage = Played(*ten_items()).go(clock("07:37"), clock("07:42"), clock("07:57"))
    stage.cue(clock("08:00"), Move.PAUSE).cue(clock("08:04"), Move.RESUME).cue(clock("08:05"), Move.ADD, seconds=300)
    shown = stage.at(clock("08:20"))

    assert shown.current.item.id == "3"
    assert (minutes(shown.remaining), minutes(shown.current.expected_end), minutes(shown.lateness)) == (
        16,
        clock("08:36"),
        16,
    )
    assert minutes(shown.line("6").expected_start) == clock("09:51")
    assert minutes(shown.projected_end) == clock("11:31")


def test_go_alone_leads_from_the_first_item_to_the_end_of_the_day():
    stage = Played(*ten_items())
    moves = []
    while move := go(stage.at(clock("07:30") + len(moves))):
        stage.cue(clock("07:30") + len(moves), move)
        moves.append(move)

    assert moves == [Move.START, *[Move.NEXT] * 9, Move.END]
    assert stage.progress(clock("08:00")) == "D" * 11


# --- arrivals --------------------------------------------------------------------------------------------------------


def test_arrivals_run_without_a_cue_until_the_first_item_starts():
    stage = Played(*ten_items())
    before, late = stage.at(clock("07:20")), stage.at(clock("07:33"))

    assert (before.arrivals.item.id, minutes(before.arrivals.remaining), before.current) == ("0", 10, None)
    assert (before.next.item.id, minutes(before.lateness), before.first_start) == ("1", 0, None)
    assert (minutes(late.arrivals.remaining), minutes(late.lateness), late.arrivals.phase) == (-3, 3, Phase.OVER)
    assert agenda.refusal(before, Move.UNDO) is Refusal.NOTHING_TO_UNDO

    stage.cue(clock("07:33"), Move.START)
    on = stage.at(clock("07:33"))
    assert (on.arrivals, on.current.item.id, minutes(on.first_start)) == (None, "1", clock("07:33"))
    assert stage.progress(clock("07:33"))[:3] == "DRU"

    stage.cue(clock("07:34"), Move.UNDO)
    assert stage.at(clock("07:34")).arrivals.item.id == "0"


def test_arrivals_count_down_to_what_comes_first():
    shown = Played(*ten_items()).cue(clock("07:00"), Move.SKIP, "1").at(clock("07:20"))

    assert (shown.next.item.id, minutes(shown.arrivals.remaining)) == ("2", 15)


@pytest.mark.parametrize(("move", "reason"), [
    (Move.JUMP, Refusal.NOT_ELSEWHERE), (Move.SKIP, Refusal.NOT_UPCOMING), (Move.UNSKIP, Refusal.NOT_SKIPPED),
])  # fmt: skip
def test_no_move_names_the_arrivals(move, reason):
    before, after = Played(*ten_items()), Played(*ten_items()).cue(HALF_PAST_SEVEN, Move.START)

    assert {agenda.refusal(stage.at(HALF_PAST_SEVEN), move, item="0") for stage in (before, after)} == {reason}


# --- papers ----------------------------------------------------------------------------------------------------------


def papers() -> Played:
    return Played(item("1", 0, 10), item("2", 10, 21), paper("2a", "2"), paper("2b", "2"), paper("2c", "2"),
                  item("3", 31, 10))  # fmt: skip


def test_go_steps_through_the_papers_and_on_to_the_next_item():
    stage = papers()
    steps = []
    for minute in (0, 10, 17, 25, 31):
        stage.go(minute)
        shown = stage.at(minute)
        steps.append((shown.current.item.id, shown.sub and shown.sub.item.id, stage.progress(minute)))

    assert steps == [
        ("1", None, "RUUUUU"),
        ("2", "2a", "DRRUUU"),
        ("2", "2b", "DRDRUU"),
        ("2", "2c", "DRDDRU"),
        ("3", None, "DDDDDR"),
    ]
    assert [cue.move for cue in stage.cues] == [Move.START, *[Move.NEXT] * 4]


def test_a_paper_has_a_countdown_of_its_own_outside_the_days_times():
    stage = papers().go(0, 10, 17)
    stage.cue(18, Move.PAUSE).cue(20, Move.RESUME).cue(20, Move.ADD, seconds=60)
    shown = stage.at(21)

    assert (minutes(shown.sub.remaining), minutes(shown.sub.expected_end), minutes(shown.sub.elapsed)) == (6, 27, 2)
    assert (minutes(shown.remaining), minutes(shown.current.expected_end), minutes(shown.lateness)) == (13, 34, 3)
    assert (shown.next_sub.item.id, shown.next.item.id, minutes(shown.projected_end)) == ("2c", "3", 44)
    assert [minutes(shown.line("2a").actual_start), minutes(shown.line("2a").actual_end)] == [10, 17]


def test_the_next_paper_ends_a_pause():
    stage = papers().go(0, 10).cue(12, Move.PAUSE).go(15)
    shown = stage.at(15)

    assert stage.progress(15) == "DRDRUU"
    assert (minutes(shown.current.paused), minutes(shown.line("2a").paused), minutes(shown.sub.paused)) == (3, 3, 0)


def test_what_is_left_of_the_papers_when_their_item_ends_was_skipped():
    stage = papers().go(0, 10).cue(15, Move.FINISH)

    assert stage.progress(15) == "DDDSSU"
    assert go(stage.at(15)) is Move.START
    assert agenda.refusal(stage.at(15), Move.UNSKIP, item="2b") is Refusal.NOT_SKIPPED


def test_a_paper_skipped_beforehand_is_not_stepped_to():
    stage = papers().cue(0, Move.SKIP, "2a").cue(0, Move.SKIP, "2c").go(0, 10)
    assert stage.progress(10) == "DRSRSU"

    stage.cue(11, Move.UNSKIP, "2c")
    assert (stage.progress(11), stage.at(11).next_sub.item.id) == ("DRSRUU", "2c")
    assert agenda.refusal(stage.at(11), Move.UNSKIP, item="2a") is Refusal.NOT_SKIPPED


def test_a_jump_to_a_paper_starts_its_item_with_it():
    stage = papers().go(0).cue(5, Move.JUMP, "2b")
    assert (stage.progress(5), stage.at(5).sub.item.id) == ("DRSRUU", "2b")

    stage.cue(8, Move.JUMP, "2a")
    assert (stage.progress(8), minutes(stage.at(8).current.actual_start)) == ("DRRUUU", 5)
    assert stage.at(8).next_sub.item.id == "2b"


def test_a_jump_back_to_an_item_begins_with_its_first_paper_again():
    stage = papers().cue(0, Move.SKIP, "2a").go(0, 10, 17, 24).cue(30, Move.JUMP, "2")

    assert (stage.progress(30), stage.at(30).sub.item.id) == ("DRSRUU", "2b")


def test_a_jump_to_an_item_that_was_passed_over_begins_with_its_first_paper():
    stage = papers().go(0).cue(5, Move.JUMP, "3").cue(6, Move.JUMP, "2")

    assert (stage.progress(6), stage.at(6).sub.item.id) == ("DRRUUU", "2a")


def test_a_jump_back_makes_later_papers_stale_too():
    stage = papers().go(0, 10, 17, 24, 31).cue(33, Move.JUMP, "1")

    assert stage.progress(33) == "RUUUUU"
    assert stage.go(40).progress(40) == "DRRUUU"


def test_reload_of_an_item_forgets_its_papers():
    stage = papers().go(0, 10, 17).cue(18, Move.RELOAD)

    assert (stage.progress(18), stage.at(18).current) == ("DUUUUU", None)
    stage.cue(20, Move.JUMP, "3")
    assert stage.progress(20) == "DSSSSR"


# --- jumps, reload, finish, skip -------------------------------------------------------------------------------------


def test_finish_starts_nothing_and_start_goes_on():
    stage = Played(*in_a_row(10, 10, 10)).cue(0, Move.START).cue(8, Move.FINISH)
    assert (stage.progress(9), stage.at(9).next.item.id) == ("DUU", "2")

    stage.cue(12, Move.START)
    over = stage.at(12).line("1")
    assert (stage.progress(12), minutes(over.actual_end), minutes(stage.at(12).first_start)) == ("DRU", 8, 0)


def test_an_item_that_ends_keeps_its_pauses_and_all_time_added():
    stage = Played(*in_a_row(10, 10)).go(0).cue(1, Move.ADD, seconds=300).cue(2, Move.ADD, seconds=-60)
    stage.cue(3, Move.PAUSE).cue(4, Move.RESUME).cue(5, Move.PAUSE).go(8)
    over = stage.at(9).line("1")

    assert (minutes(over.added), minutes(over.paused), over.paused_at, minutes(over.elapsed)) == (4, 4, None, 4)


def test_reload_forgets_the_start_and_keeps_the_first_start_of_the_day():
    stage = Played(*in_a_row(10, 10)).cue(3, Move.START).cue(4, Move.ADD, seconds=60).cue(5, Move.PAUSE)
    stage.cue(6, Move.RELOAD)
    shown = stage.at(6)

    assert (stage.progress(6), shown.current, shown.next.item.id) == ("UU", None, "1")
    assert (minutes(shown.first_start), minutes(shown.lateness), shown.arrivals) == (3, 6, None)
    assert shown.lines[0] == replace(Played(*in_a_row(10, 10)).at(6).lines[0])

    stage.cue(8, Move.START)
    again = stage.at(8).current
    assert (minutes(again.actual_start), minutes(again.added), minutes(again.paused)) == (8, 0, 0)
    assert minutes(stage.at(8).first_start) == 3


def test_reload_forgets_what_a_jump_had_passed_over():
    stage = Played(*in_a_row(10, 10, 10, 10)).go(0).cue(5, Move.JUMP, "4").cue(6, Move.RELOAD)

    assert (stage.progress(6), stage.at(6).next.item.id) == ("DUUU", "2")


def test_an_item_started_twice_and_reloaded_is_still_to_come():
    stage = Played(*in_a_row(10, 10, 10)).go(0, 10, 20).cue(21, Move.JUMP, "2").cue(22, Move.RELOAD)

    assert stage.progress(22) == "DUU"


def test_a_jump_to_what_was_skipped_beforehand_holds_it():
    stage = Played(*in_a_row(10, 10, 10)).cue(0, Move.SKIP, "2").go(0).cue(5, Move.JUMP, "2")

    assert stage.progress(5) == "DRU"


def test_skip_and_unskip():
    stage = Played(*in_a_row(10, 10, 10)).go(0).cue(1, Move.SKIP, "2")
    assert (stage.progress(1), stage.at(1).next.item.id, minutes(stage.at(1).projected_end)) == ("RSU", "3", 20)
    assert not stage.at(1).line("2").is_behind

    stage.cue(2, Move.UNSKIP, "2")
    assert (stage.progress(2), stage.at(2).next.item.id, minutes(stage.at(2).projected_end)) == ("RUU", "2", 30)


def test_an_item_the_plan_leaves_out_comes_in_by_unskip():
    stage = Played(item("1", 0, 10), item("2", 10, 10, skipped=True), item("3", 10, 10))
    assert (stage.progress(0), minutes(stage.at(0).projected_end)) == ("USU", 20)

    assert stage.cue(0, Move.UNSKIP, "2").progress(0) == "UUU"


def test_the_end_of_the_day_is_the_end_of_everything_but_undo():
    stage = papers().go(0, 10).cue(15, Move.END)
    shown = stage.at(20)

    assert (stage.progress(20), minutes(shown.ended_at), minutes(shown.projected_end)) == ("DDDSSS", 15, 15)
    assert (allowed(shown), go(shown)) == ([Move.UNDO], None)
    assert minutes(shown.lateness) == -16

    stage.cue(21, Move.UNDO)
    assert (stage.progress(21), allowed(stage.at(21), item="3")) == ("DRRUUU", [Move.SKIP, Move.JUMP])


# --- undo ------------------------------------------------------------------------------------------------------------


def test_undo_takes_back_cue_by_cue_to_the_very_first():
    stage = papers()
    script = [
        (0, Move.SKIP, "3", 0), (0, Move.START, "", 0), (4, Move.ADD, "", 60), (5, Move.PAUSE, "", 0),
        (6, Move.RESUME, "", 0), (10, Move.NEXT, "", 0), (15, Move.NEXT, "", 0), (16, Move.JUMP, "1", 0),
        (17, Move.RELOAD, "", 0), (18, Move.UNSKIP, "3", 0), (19, Move.JUMP, "3", 0), (20, Move.FINISH, "", 0),
        (21, Move.END, "", 0),
    ]  # fmt: skip
    before = []
    for minute, move, name, seconds in script:
        before.append(stage.at(90))
        stage.cue(minute, move, name, seconds=seconds)

    for was in reversed(before):
        stage.cue(90, Move.UNDO)
        assert stage.at(90) == was
    assert agenda.refusal(stage.at(90), Move.UNDO) is Refusal.NOTHING_TO_UNDO


def test_after_an_undo_the_next_cue_counts_and_there_is_no_redo():
    stage = Played(*in_a_row(10, 10, 10)).go(0, 10).cue(11, Move.UNDO).go(12).cue(13, Move.UNDO).cue(13, Move.UNDO)

    assert (stage.progress(14), stage.at(14).last, stage.at(14).first_start) == ("UUU", None, None)


# --- what another part knows better ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "now", "left", "end"),
    [
        pytest.param([], 20, 12, 32, id="in place of planned minus elapsed"),
        pytest.param([(15, Move.ADD, 300)], 20, 17, 37, id="added time on top"),
        pytest.param([(15, Move.PAUSE, 0)], 20, 12, 32, id="an open pause"),
        pytest.param([(15, Move.PAUSE, 0)], 24, 12, 36, id="an open pause moves it"),
        pytest.param([(15, Move.PAUSE, 0), (19, Move.RESUME, 0)], 20, 12, 32, id="a closed pause is known to it"),
    ],
)
def test_an_item_of_which_more_is_known(script, now, left, end):
    for more in ({}, HARD_END):
        stage = Played(item("1", 0, 50, **more), item("2", 50, 10), remaining={"1": 12 * M, "2": 99 * M})
        stage.cue(10, Move.START)
        for minute, move, seconds in script:
            stage.cue(minute, move, seconds=seconds)
        shown = stage.at(now)

        assert (minutes(shown.remaining), minutes(shown.current.expected_end)) == (left, end)
        assert (minutes(shown.lateness), minutes(shown.projected_end)) == (end - 50, end + 10)


def test_nothing_better_is_known_of_what_does_not_run():
    stage = Played(item("1", 0, 50), item("2", 50, 10), remaining={"1": 12 * M, "2": 99 * M})
    assert minutes(stage.at(0).projected_end) == 60

    stage.cue(0, Move.START).cue(5, Move.FINISH)
    assert (minutes(stage.at(5).line("1").expected_end), minutes(stage.at(5).projected_end)) == (5, 15)


# --- an edited plan --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["3124", "1432", "4321", "2431", "1342"])
def test_an_edit_of_the_order_keeps_what_runs_and_what_is_over(order):
    stage = Played(*in_a_row(10, 10, 10, 10)).go(0, 12, 21)
    was = {line.item.id: (line.actual_start, line.actual_end, line.progress) for line in stage.at(25).lines[:3]}
    stage.plan = [stage.plan[int(place) - 1] for place in order]
    shown = stage.at(25)

    assert shown.current.item.id == "3"
    assert {name: _facts(shown.line(name)) for name in was} == was
    follows = order.index("4") > order.index("3")
    assert (shown.next and shown.next.item.id) == ("4" if follows else None)
    assert minutes(shown.projected_end) == (41 if follows else 31)


def _facts(line):
    return line.actual_start, line.actual_end, line.progress


def test_a_jump_among_papers_leaves_alone_what_an_edit_put_behind_their_item():
    stage = papers().go(0, 10, 17)
    stage.plan.append(stage.plan.pop(0))
    stage.cue(18, Move.JUMP, "2a")

    assert [line.item.id for line in stage.at(18).lines] == ["2", "2a", "2b", "2c", "3", "1"]
    assert stage.progress(18) == "RRUUUD"


def test_what_is_put_before_the_running_item_was_passed_over():
    stage = Played(*in_a_row(10, 10, 10)).go(0, 10)
    stage.plan.insert(1, item("new", 5, 5))

    assert (stage.progress(10), stage.at(10).next.item.id) == ("DSRU", "3")
    assert minutes(stage.cue(12, Move.JUMP, "new").at(12).projected_end) == 37


def test_what_was_passed_over_comes_when_it_is_moved_behind():
    stage = Played(*in_a_row(10, 10, 10)).go(0).cue(10, Move.JUMP, "3")
    stage.plan = [stage.plan[place] for place in (0, 2, 1)]

    assert (stage.progress(10), stage.at(10).next.item.id) == ("DRU", "2")


def test_a_removed_item_leaves_its_place_to_the_one_before():
    stage = Played(*in_a_row(10, 10, 10)).go(0, 10).cue(15, Move.FINISH)
    del stage.plan[1]

    assert (stage.progress(15), stage.at(15).next.item.id, minutes(stage.at(15).projected_end)) == ("DU", "3", 25)

    stage = Played(*in_a_row(10, 10, 10, 10)).cue(0, Move.JUMP, "2").go(10).cue(15, Move.FINISH)
    del stage.plan[2]
    assert (stage.progress(15), stage.at(15).next.item.id) == ("SDU", "4")


def test_minutes_of_the_running_item_move_everything_behind_it():
    ends = []
    for length in (10, 360, 0.5):
        stage = Played(*in_a_row(10, 10, 10)).go(0)
        stage.plan[0] = item("1", 0, length)
        ends.append([minutes(line.expected_start) for line in stage.at(0).lines[1:]])

    assert ends == [[10, 20], [360, 370], [0.5, 10.5]]


# --- which moves may be made -----------------------------------------------------------------------------------------

OK = None
AT = 35  # the minute at which the moves are asked for
STATES = {
    "no items": Played(),
    "before the start": Played(*in_a_row(10, 10, 10)),
    "all skipped": Played(*(item(str(n), 0, 10, skipped=True) for n in (1, 2, 3))),
    "running": Played(*in_a_row(10, 10, 10)).go(0),
    "paused": Played(*in_a_row(10, 10, 10)).go(0).cue(5, Move.PAUSE),
    "finished": Played(*in_a_row(10, 10, 10)).go(0).cue(5, Move.FINISH),
    "last item runs": Played(*in_a_row(10, 10, 10)).go(0, 10, 20),
    "last paper of the last item": Played(item("1", 0, 10), paper("1a", "1"), paper("1b", "1")).go(0, 5),
    "last but one paper of the last item": Played(item("1", 0, 10), paper("1a", "1"), paper("1b", "1")).go(0),
    "last item finished": Played(*in_a_row(10, 10, 10)).go(0, 10, 20).cue(30, Move.FINISH),
    "ended": Played(*in_a_row(10, 10, 10)).go(0).cue(30, Move.END),
}
IDLE = {
    Move.NEXT: Refusal.NOTHING_RUNS, Move.PAUSE: Refusal.NOTHING_RUNS, Move.RESUME: Refusal.NOT_PAUSED,
    Move.ADD: Refusal.NOTHING_RUNS, Move.FINISH: Refusal.NOTHING_RUNS, Move.RELOAD: Refusal.NOTHING_RUNS,
}  # fmt: skip
UNTOUCHED = IDLE | {Move.END: Refusal.NOTHING_RUNS, Move.UNDO: Refusal.NOTHING_TO_UNDO}
BUSY = {Move.START: Refusal.SOMETHING_RUNS, Move.RESUME: Refusal.NOT_PAUSED}
REFUSED = {
    "no items": UNTOUCHED | {Move.START: Refusal.LAST_ITEM},
    "before the start": UNTOUCHED,
    "all skipped": UNTOUCHED | {Move.START: Refusal.LAST_ITEM},
    "running": BUSY,
    "paused": {Move.START: Refusal.SOMETHING_RUNS, Move.PAUSE: Refusal.NOTHING_RUNS},
    "finished": IDLE,
    "last item runs": BUSY | {Move.NEXT: Refusal.LAST_ITEM},
    "last paper of the last item": BUSY | {Move.NEXT: Refusal.LAST_ITEM},
    "last but one paper of the last item": BUSY,
    "last item finished": IDLE | {Move.START: Refusal.LAST_ITEM},
    "ended": IDLE | {Move.START: Refusal.DAY_ENDED, Move.NEXT: Refusal.DAY_ENDED, Move.END: Refusal.DAY_ENDED},
}
NAMING_NOTHING = [move for move in Move if move not in (Move.SKIP, Move.UNSKIP, Move.JUMP)]
GO = {
    "no items": None, "before the start": Move.START, "all skipped": None, "running": Move.NEXT, "paused": Move.NEXT,
    "finished": Move.START, "last item runs": Move.END, "last paper of the last item": Move.END,
    "last but one paper of the last item": Move.NEXT, "last item finished": Move.END, "ended": None,
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_each_move_that_names_no_item(state):
    shown = STATES[state].at(AT)

    assert {move: agenda.refusal(shown, move, seconds=60) for move in NAMING_NOTHING} == dict.fromkeys(
        NAMING_NOTHING, OK
    ) | REFUSED[state]
    assert allowed(shown) == [move for move in NAMING_NOTHING if move not in REFUSED[state]]
    assert go(shown) is GO[state]


@pytest.mark.parametrize(
    ("name", "skip", "unskip", "jump"),
    [
        pytest.param("1", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, OK, id="done"),
        pytest.param("2", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, OK, id="passed over"),
        pytest.param("3", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, Refusal.NOT_ELSEWHERE, id="running"),
        pytest.param("3a", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, Refusal.NOT_ELSEWHERE, id="running paper"),
        pytest.param("3b", OK, Refusal.NOT_SKIPPED, OK, id="paper to come"),
        pytest.param("4", OK, Refusal.NOT_SKIPPED, OK, id="to come"),
        pytest.param("5", Refusal.NOT_UPCOMING, OK, OK, id="skipped"),
        pytest.param("5a", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, OK, id="paper of what is skipped"),
        pytest.param("9", *[Refusal.NO_SUCH_ITEM] * 3, id="unknown"),
        pytest.param("", Refusal.NOT_UPCOMING, Refusal.NOT_SKIPPED, Refusal.NOT_ELSEWHERE, id="none named"),
    ],
)
def test_each_move_that_names_an_item(name, skip, unskip, jump):
    first, second, third, fourth, fifth = in_a_row(10, 10, 10, 10, 10)
    plan = (first, second, third, paper("3a", "3"), paper("3b", "3"), fourth, fifth, paper("5a", "5"))
    shown = Played(*plan).cue(0, Move.SKIP, "2").cue(0, Move.SKIP, "5").go(0).cue(10, Move.JUMP, "3").at(11)
    expected = {Move.SKIP: skip, Move.UNSKIP: unskip, Move.JUMP: jump}

    assert {move: agenda.refusal(shown, move, item=name) for move in expected} == expected
    if name:
        assert allowed(shown, item=name) == [move for move, reason in expected.items() if reason is OK]


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(0, Refusal.BAD_SECONDS), (1, OK), (-1, OK), (3600, OK), (-3600, OK), (3601, Refusal.BAD_SECONDS),
     (-3601, Refusal.BAD_SECONDS)],
)  # fmt: skip
def test_at_most_an_hour_is_added_at_once(seconds, reason):
    assert agenda.refusal(STATES["running"].at(AT), Move.ADD, seconds=seconds) is reason


def test_every_move_has_a_rule_and_a_step():
    assert set(agenda._RULES) == set(Move)
    assert set(agenda._STEPS) == set(Move) - {Move.UNDO}
