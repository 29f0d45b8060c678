"""A lost ledger, an older copy, and desks that send again what they were told: whatever happened, in whatever order."""

from datetime import timedelta

from days import DESK, NINE, ORGANISER, START, entry, person
from happenings import DESKS, MINUTE, WORDS, Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import enrolment, office
from domain.checkin import Scan
from domain.conference import Conference
from domain.day import fold
from domain.delegates import Category, Presence
from domain.door import Act, Substitute
from domain.facts import Answered, Kind, Refused, Way
from domain.programme import planned_programme
from domain.resent import Entry, Resending, What
from services import checkin as door
from services import resent
from store.engine import State

PEOPLE = 9
ACTS = (What.ADMIT, What.ADMIT, What.ADMIT, What.SUBSTITUTE, What.IN_PERSON, What.UNDO, What.LEAVE, What.WALK_IN)
# which act, by which desk, on whom
COURSES = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(DESKS), st.integers(0, PEOPLE - 1)), max_size=40)
OFTEN = settings(max_examples=200, deadline=None)


class Door:
    """One day at the desks, and what each was told, as its browser keeps it."""

    def __init__(self, seats: int) -> None:
        self.memory, self.now, self.number = Memory(), NINE, 0
        self.kept: dict[str, list[Entry]] = {desk: [] for desk in DESKS}
        conference, programme = Conference(START, START + 30 * MINUTE, seats), planned_programme(START)
        people = [entry(f"DB{number:03}") for number in range(1, PEOPLE + 1)]
        self.decide(office.decide_set_up, conference, WORDS, programme)
        self.decide(enrolment.decide_enrol, people, kind=Kind.IMPORTED, seen=None)
        self.rehearsed = self.memory.state.day.seq
        self.decide(office.decide_open_day, keep=False, reason="")
        self.opened = self.memory.state.day.seq

    def decide(self, decide, *rest, **more):
        self.memory.turn(lambda turn: decide(turn.day, *rest, role=ORGANISER, now=self.now, **more))

    def do(self, what: What, desk: str, who: int) -> None:
        self.number += 1
        self.now += timedelta(seconds=1)
        one = Entry(
            f"k{self.number}", what, f"DB{who + 1:03}", desk, self.now, way=Way.SEARCH, name=f"Khách {self.number}",
            reason="lý do",
        )  # fmt: skip
        code = told_done(self.memory, one, self.now)
        if code:
            self.kept[desk].append(Entry(**{name: getattr(one, name) for name in Entry.__slots__} | {"delegate": code}))


def told_done(store, one: Entry, now) -> str:
    """Whose code was answered; empty when it was refused."""
    act = Act(one.id, one.delegate, one.desk, DESK, one.reason)
    if one.what is What.UNDO:
        return one.delegate if door.undo(store, act, now=now).result().answer is None else ""
    asked = {
        What.ADMIT: lambda: door.scan(
            store, Scan(one.id, one.desk, one.way, None, one.delegate), role=DESK, now=now
        ),
        What.SUBSTITUTE: lambda: door.substitute(store, act, Substitute(one.delegate, one.name), now=now),
        What.IN_PERSON: lambda: door.in_person(store, act, now=now),
        What.LEAVE: lambda: door.leave(store, act, now=now),
        What.WALK_IN: lambda: door.walk_in(store, act, person("", Category.GUEST, name=one.name), now=now),
    }  # fmt: skip
    answer = asked[one.what]().result().answer
    return answer.code if not isinstance(answer, Refused) and answer.verdict is Kind.WELCOME else ""


def copy_of(memory: Memory, seq: int) -> Memory:
    """What a backup that ends there gives back."""
    copy, facts = Memory(), memory.facts[:seq]
    copy.facts, copy.state = list(facts), State(fold(facts), memory.state.directory)
    copy._answered = {
        fact.action_id: Answered(fact.detail.get("asked", ""), fact.kind, fact.subject, fact.seq)
        for fact in facts
        if fact.action_id
    }
    return copy


def resend_all(store: Memory, door: Door, turns) -> list[Resending]:
    """Each desk in its own order; `turns` says whose turn it is while there are several."""
    left = {desk: list(entries) for desk, entries in door.kept.items()}
    outcomes = []
    while waiting := [desk for desk, entries in left.items() if entries]:
        desk = waiting[(turns.pop() if turns else 0) % len(waiting)]
        now = door.now + 5 * MINUTE
        outcomes.append(resent.resend(store, left[desk].pop(0), role=DESK, now=now).result().answer)
    return outcomes


def presences(store: Memory) -> dict[str, Presence]:
    return {code: delegate.presence for code, delegate in store.state.day.delegates.items()}


def in_the_house(store: Memory) -> set[str]:
    return {code for code, delegate in store.state.day.delegates.items() if delegate.is_present}


@OFTEN
@given(course=COURSES, cut=st.floats(0, 1), turns=st.lists(st.integers(0, 5), max_size=40))
def test_who_was_at_one_desk_only_is_as_before_and_nothing_is_left_to_a_person(course, cut, turns):
    lost = Door(seats=150)
    for what, desk, who in course:
        lost.do(what, desk, who // len(DESKS) * len(DESKS) + DESKS.index(desk))
    last = lost.memory.state.day.seq
    copy = copy_of(lost.memory, lost.opened + int(cut * (last - lost.opened)))
    outcomes = resend_all(copy, lost, list(turns))

    assert Resending.SET_ASIDE not in outcomes
    assert presences(copy) == presences(lost.memory)
    assert copy.state.day.figures.present == lost.memory.state.day.figures.present


@OFTEN
@given(course=COURSES, cut=st.floats(0, 1), turns=st.lists(st.integers(0, 5), max_size=40))
def test_whatever_desks_crossed_the_house_holds_the_same_people(course, cut, turns):
    lost = Door(seats=150)
    for step in course:
        lost.do(*step)
    copy = copy_of(lost.memory, lost.opened + int(cut * (lost.memory.state.day.seq - lost.opened)))
    resend_all(copy, lost, list(turns))

    assert in_the_house(copy) == in_the_house(lost.memory)


@OFTEN
@given(course=COURSES, cut=st.floats(0, 1), turns=st.lists(st.integers(0, 5), max_size=40), seats=st.integers(1, 12))
def test_whatever_desks_crossed_each_entry_is_in_the_ledger_or_before_a_person_and_seats_hold(
    course, cut, turns, seats
):
    lost = Door(seats)
    for step in course:
        lost.do(*step)
    seq = lost.opened + int(cut * (lost.memory.state.day.seq - lost.opened))
    copy = copy_of(lost.memory, seq)
    outcomes = resend_all(copy, lost, list(turns))
    day = copy.state.day
    told = {one.id for entries in lost.kept.values() for one in entries}
    held = {fact.action_id for fact in copy.facts}

    assert told <= held
    assert len(outcomes) == len(told)
    assert outcomes.count(Resending.SET_ASIDE) == len(day.cases)
    assert day.figures.present <= day.figures.seats
    assert fold(copy.facts) == day
    assert set(resend_all(copy, lost, [])) <= {Resending.KNOWN}
    assert copy.state.day is day


@OFTEN
@given(course=COURSES)
def test_a_copy_from_before_the_opening_takes_nothing_until_it_is_opened_and_then_all(course):
    lost = Door(seats=150)
    for what, desk, who in course:
        lost.do(what, desk, who // len(DESKS) * len(DESKS) + DESKS.index(desk))
    copy = copy_of(lost.memory, lost.rehearsed)
    before = copy.state.day

    assert set(resend_all(copy, lost, [])) <= {Resending.WAITS}
    assert copy.state.day is before
    now = lost.now + 4 * MINUTE
    copy.turn(lambda turn: office.decide_open_day(turn.day, keep=False, reason="", role=ORGANISER, now=now))
    resend_all(copy, lost, [])
    assert presences(copy) == presences(lost.memory)
