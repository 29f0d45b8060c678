"""Whatever is planned, cued and edited, in whatever order: time never runs backwards, and no step is made twice."""

from dataclasses import replace
from datetime import timedelta

from days import NINE, Ledger
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from programmes import MINUTE

from domain.agenda import ARRIVALS, Anchor, Item, Move, Progress, go, timeline
from domain.day import fold
from domain.facts import Refused, Role
from domain.running import CueRequest, decide_cue, decide_plan, running

PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
FEWER = settings(MANY, max_examples=100)

ANCHORS = st.sampled_from([Anchor.SOFT, Anchor.SOFT, Anchor.HARD])
SECONDS = st.integers(-20 * 60, 20 * 60)


@st.composite
def plans(draw):
    """Arrivals, then up to six items with gaps and overlaps, some of them with papers."""
    plan, start = [Item("0", NINE - 30 * MINUTE, 30 * MINUTE, ARRIVALS)], NINE
    for number in range(1, draw(st.integers(1, 6)) + 1):
        length = draw(st.integers(0, 20)) * MINUTE
        anchors = {"start": draw(ANCHORS), "end": draw(ANCHORS), "skipped": draw(st.sampled_from([False] * 4 + [True]))}
        plan.append(Item(str(number), start, length, number, **anchors))
        papers = [f"{number}{letter}" for letter in "abc"[: draw(st.sampled_from([0, 0, 1, 3]))]]
        plan += [Item(paper, start, 5 * MINUTE, parent=str(number)) for paper in papers]
        start += length + draw(st.integers(-5, 10)) * MINUTE
    return tuple(plan)


MOVES = (*Move, *(Move.START, Move.NEXT) * 5)  # so that a course gets far into the day
CUES = st.tuples(st.sampled_from(MOVES), st.integers(0, 20), SECONDS, st.integers(0, 15))
COURSES = st.lists(CUES, max_size=25)


class Stage(Ledger):
    """A day with one running order. It begins half an hour before the plan does."""

    def __init__(self, plan):
        super().__init__()
        self.now = NINE - 30 * MINUTE
        self.edit(plan)

    @property
    def shown(self):
        return running(self.day, now=self.now)

    def edit(self, plan):
        seen = self.day.agenda.seq
        return self.take(decide_plan(self.day, plan, (), seen=seen, role=Role.ORGANISER, now=self.now)).answer

    def ask(self, move, item="", seconds=0, *, seen=None):
        request = CueRequest(
            f"cue-{len(self.facts)}-{seen}", move, self.day.agenda.seq if seen is None else seen, item, seconds
        )
        return self.take(decide_cue(self.day, request, earlier=None, role=Role.MC, now=self.now)).answer

    def play(self, course):
        for move, which, seconds, minutes in course:
            self.now += minutes * MINUTE
            items = ["", *(item.id for item in self.day.agenda.plan)]
            self.ask(move, items[which % len(items)], seconds)
        return self


def times(shown):
    """All that is expected, by item."""
    return {line.item.id: (line.expected_start, line.expected_end) for line in shown.lines} | {
        "day": (shown.projected_end, shown.projected_end)
    }


def assert_not_earlier(after, before):
    for item, (start, end) in times(before).items():
        later_start, later_end = times(after)[item]
        assert (start is None) == (later_start is None)
        assert start is None or (later_start >= start and later_end >= end)


def tops(shown):
    return [line for line in shown.lines if not line.item.parent and line.item.number != ARRIVALS]


@MANY
@given(plan=plans(), course=COURSES, waits=st.integers(0, 90))
def test_a_later_now_never_makes_an_expected_time_earlier(plan, course, waits):
    stage = Stage(plan).play(course)
    before = stage.shown
    stage.now += waits * MINUTE

    assert_not_earlier(stage.shown, before)
    assert before.lateness is None or stage.shown.lateness >= before.lateness


@MANY
@given(plan=plans(), course=COURSES, which=st.integers(0, 5), more=st.integers(1, 90))
def test_a_longer_item_never_makes_an_expected_time_earlier(plan, course, which, more):
    stage = Stage(plan).play(course)
    agenda, before = stage.day.agenda, stage.shown
    longer = tops(before)[which % len(tops(before))].item.id
    edited = [replace(i, planned_duration=i.planned_duration + more * MINUTE * (i.id == longer)) for i in agenda.plan]

    assert_not_earlier(timeline(edited, agenda.cues, now=stage.now), before)


@MANY
@given(plan=plans(), course=COURSES)
def test_no_item_is_expected_before_the_one_before_it_ends_or_in_the_past(plan, course):
    stage = Stage(plan).play(course)
    end = None
    for line in tops(stage.shown):
        if line.is_upcoming:
            assert line.expected_start >= (end or line.item.planned_start)
            assert line.expected_start >= stage.now
            assert line.expected_end >= line.expected_start
        end = max(filter(None, (end, line.expected_end)), default=None)
    assert stage.shown.ended_at or stage.shown.projected_end == end


@MANY
@given(plan=plans(), course=COURSES)
def test_lateness_is_how_much_later_the_running_item_will_end(plan, course):
    """The identity of the study's §2.2, and its four terms."""
    stage = Stage(plan).play(course)
    on = stage.shown.current
    if not on:
        return
    item, open_pause = on.item, stage.now - on.paused_at if on.paused_at else timedelta()
    if item.end is Anchor.HARD:
        finish = item.planned_end + on.added + open_pause
    else:
        finish = max(on.actual_start, on.actual_start + item.planned_duration + on.added + on.paused + open_pause)
    assert stage.shown.lateness == max(finish, stage.now) - item.planned_end
    assert on.expected_end == max(finish, stage.now)
    if item.end is Anchor.SOFT and item.planned_duration + on.added + on.paused >= timedelta():
        behind, over = on.actual_start - item.planned_start, max(timedelta(), -on.remaining)
        assert stage.shown.lateness == behind + over + open_pause + on.added + on.paused


@MANY
@given(plan=plans(), course=COURSES, last=CUES)
def test_undo_takes_back_just_one_standing_cue(plan, course, last):
    stage = Stage(plan).play(course)
    stage.now += last[3] * MINUTE
    before, agenda = stage.shown, stage.day.agenda
    stage.play([(*last[:3], 0)])
    if last[0] is not Move.UNDO and stage.day.agenda != agenda:
        assert stage.ask(Move.UNDO) is None
        assert stage.shown == before
        assert [(i.baseline_start, i.baseline_duration) for i in stage.day.agenda.plan] == [
            (i.baseline_start, i.baseline_duration) for i in agenda.plan
        ]


@MANY
@given(plan=plans(), course=COURSES)
def test_undo_again_and_again_leads_back_to_the_very_first(plan, course):
    stage = Stage(plan)
    opening = stage.day.opening
    stage.play(course)
    while stage.shown.last:
        assert stage.ask(Move.UNDO) is None

    assert stage.shown == timeline(plan, (), now=stage.now)
    assert (stage.day.opening, stage.day.agenda.plan) == (opening, plan)


@MANY
@given(plan=plans(), course=COURSES, stale=st.integers(0, 3))
def test_a_refused_move_changes_nothing_and_what_is_accepted_keeps_one_item_running(plan, course, stale):
    stage = Stage(plan)
    for move, which, seconds, minutes in course:
        stage.now += minutes * MINUTE
        names = ["", "unknown", *(item.id for item in plan)]
        day, facts = stage.day, len(stage.facts)
        answer = stage.ask(move, names[which % len(names)], seconds, seen=day.agenda.seq - (stale == 3))
        if isinstance(answer, Refused):
            assert stage.day is day
            assert len(stage.facts) == facts
        else:
            assert stale < 3
            assert stage.day.agenda.seq == stage.facts[-1].seq
        on = [line for line in tops(stage.shown) if line.is_on]
        subs = [line for line in stage.shown.lines if line.item.parent and line.is_on]
        assert len(on) <= 1
        assert [sub.item.parent for sub in subs] in ([], [line.item.id for line in on])
        assert (stage.shown.current, stage.shown.sub) == (on[0] if on else None, subs[0] if subs else None)
    assert fold(stage.facts) == stage.day


@MANY
@given(plan=plans(), course=COURSES)
def test_go_again_and_again_ends_the_day(plan, course):
    """Each press goes further in the plan; when nothing can be begun, nothing can be ended."""
    stage = Stage(plan).play(course)
    pressed = 0
    while move := go(stage.shown):
        assert stage.ask(move) is None
        pressed += 1
    assert pressed <= len(plan)
    assert stage.shown.ended_at or stage.shown.first_start is None
    assert not any(line.is_on or line.is_upcoming for line in tops(stage.shown))


@MANY
@given(plan=plans(), course=COURSES, cues=st.lists(CUES, min_size=2, max_size=6))
def test_of_requests_that_saw_the_same_at_most_one_is_accepted(plan, course, cues):
    stage = Stage(plan).play(course)
    seen, names = stage.day.agenda.seq, ["", *(item.id for item in plan)]
    answers = [stage.ask(move, names[which % len(names)], seconds, seen=seen) for move, which, seconds, _ in cues]

    assert answers.count(None) <= 1
    assert stage.day.agenda.seq == (stage.facts[-1].seq if None in answers else seen)


def edited(data, plan, cued):
    """Another order, other minutes, something new; of what was cued, nothing is taken out."""
    kept = [item for item in plan if item.id in cued or data.draw(st.booleans())]
    parents = {item.id for item in kept}
    kept = [item for item in kept if not item.parent or item.parent in parents]
    new = [Item(f"new{number}", NINE, 5 * MINUTE) for number in range(data.draw(st.integers(0, 2)))]
    mixed = data.draw(st.permutations([*kept, *new]))
    return tuple(replace(i, planned_duration=data.draw(st.integers(0, 40)) * MINUTE) for i in mixed)


def facts_of(shown, plan):
    ids = {item.id for item in plan}
    return {
        line.item.id: (line.progress, line.actual_start, line.actual_end, line.added, line.paused)
        for line in shown.lines
        if line.actual_start and line.item.id in ids
    }


@MANY
@given(plan=plans(), course=st.lists(CUES.filter(lambda cue: cue[0] is not Move.JUMP), max_size=25), data=st.data())
def test_an_edit_of_the_plan_keeps_what_runs_and_never_changes_what_has_happened(plan, course, data):
    stage = Stage(plan).play(course)
    before = stage.shown
    plan = edited(data, plan, {"1", *(line.item.id for line in (before.current, before.sub) if line)})
    assert stage.edit(plan) is None
    after = stage.shown

    assert _running(after) == _running(before)
    was, now = facts_of(before, plan), facts_of(after, plan)
    assert {item: now.get(item) for item in was} == was
    assert after.first_start == before.first_start


@FEWER
@given(plan=plans(), course=COURSES, data=st.data())
def test_an_edit_of_the_plan_after_jumps_keeps_what_runs(plan, course, data):
    stage = Stage(plan).play(course)
    before = stage.shown
    on = [line for line in (before.current, before.sub) if line]
    plan = edited(data, plan, {"1", *(line.item.id for line in on)})
    assert stage.edit(plan) is None

    assert _running(stage.shown) == _running(before)


def _running(shown):
    return [line and (line.item.id, line.actual_start, line.paused_at) for line in (shown.current, shown.sub)]


@FEWER
@given(plan=plans(), course=COURSES)
def test_what_is_over_has_its_times_and_what_is_ahead_has_none(plan, course):
    shown = Stage(plan).play(course).shown

    for line in shown.lines[1:]:
        has_begun = line.progress in (Progress.RUNNING, Progress.PAUSED, Progress.DONE)
        assert (line.actual_start is not None) == has_begun
        assert (line.actual_end is not None) == (line.progress is Progress.DONE)
        assert (line.paused_at is not None) == (line.progress is Progress.PAUSED)
