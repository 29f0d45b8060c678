"""Whatever happens, in whatever order: the house is never overfilled, and the ledger alone tells the whole day."""

import json
from dataclasses import replace

from arrivals_by_sql import arrivals
from happenings import (
    AT_THE_DOOR,
    OF_HONOURS,
    OF_STANDING,
    OF_THE_OFFICE,
    ON_STAGE,
    PERSONAL,
    Memory,
    World,
    asked_again,
    badge_scanned,
    day_opened,
    found_by_name,
    happenings,
    left,
    play,
    seats_changed,
    walked_in,
)  # fmt: skip
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from domain.day import fold
from domain.facts import Kind
from services import backup
from services import checkin as desk_services
from services.attendance import arrivals_until
from store.engine import CONFERENCE, Store

ALL = AT_THE_DOOR + OF_STANDING + OF_THE_OFFICE + ON_STAGE + OF_HONOURS
CEREMONY = AT_THE_DOOR + OF_HONOURS * 2  # so that a course gets far into the honours
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)  # explaining a long course takes minutes
SEATED = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
FEWER = settings(SEATED, max_examples=100)
STORED = settings(SEATED, max_examples=20)


def as_stored(facts):
    """Facts as they come back from JSON."""
    return [replace(fact, detail=json.loads(json.dumps(fact.detail))) for fact in facts]


@SEATED
@given(seats=st.integers(4, 7), course=happenings(ALL))
def test_the_house_is_never_overfilled_and_refuses_only_for_places_held_against_one(seats, course):
    play(World(Memory(), seats=seats), course)


@FEWER
@given(course=happenings(ALL) | happenings(CEREMONY))
def test_the_ledger_alone_gives_the_same_day(course):
    memory = Memory()
    world = World(memory)
    play(world, course)
    facts = as_stored(memory.facts)

    assert fold(facts) == memory.state.day
    assert fold(facts[len(facts) // 2 :], fold(facts[: len(facts) // 2])) == memory.state.day
    assert [fact.seq for fact in facts] == list(range(1, len(facts) + 1))


@FEWER
@given(course=happenings(ALL) | happenings(CEREMONY))
def test_the_ledger_holds_nothing_personal(course):
    memory = Memory()
    world = World(memory)
    play(world, course)

    assert PERSONAL not in json.dumps([[fact.subject, fact.detail] for fact in memory.facts], ensure_ascii=False)


@SEATED
@given(course=happenings(AT_THE_DOOR + OF_STANDING))
def test_nobody_expected_is_refused_while_places_are_held_and_the_office_changes_no_seats(course):
    """Whoever walks in, returns, sends a substitute or is called up: the places of those expected stay theirs."""
    world = World(Memory(), seats=5, expected=4)
    for happening in course:
        play(world, [happening])
        day = world.day
        if world.now < day.conference.release_at:
            held = day.tally["with_part"] + day.tally["without_part"]
            assert day.figures.present + held <= day.figures.seats
    expected = [d for d in world.day.delegates.values() if d.place_is_held]
    if world.now < world.day.conference.release_at:
        for delegate in expected:
            found_by_name(world, sorted(world.day.delegates).index(delegate.code), 0)
        assert [world.day.delegates[d.code].is_present for d in expected] == [True] * len(expected)


@FEWER
@given(course=happenings(ALL))
def test_a_welcome_asked_again_is_given_again_and_adds_nothing(course):
    memory = Memory()
    world = World(memory)
    play(world, course)
    for scan in [scan for scan, verdict in world.scans if verdict is Kind.WELCOME]:
        day = memory.state.day
        ruling = desk_services.scan(memory, scan, role="desk", now=world.now).result().answer

        assert (ruling.verdict, ruling.replayed) == (Kind.WELCOME, True)
        assert ruling.standing == day.delegates[ruling.code].is_present
        assert memory.state.day is day


@STORED
@given(course=happenings(ALL, 40) | happenings(CEREMONY, 40))
@example(
    course=[(seats_changed, 8, 0), *[(badge_scanned, who, 0) for who in range(8)], (left, 0, 0), (walked_in, 1, 0)]
)
@example(course=[(badge_scanned, 0, 0), (day_opened, 0, 1), (badge_scanned, 1, 0), (asked_again, 0, 0)])
def test_store_ledger_and_sql_agree_and_survive_reopening(tmp_path_factory, course):
    file = tmp_path_factory.mktemp("day") / "khaimac.duckdb"
    store = Store(file)
    world = World(store)
    play(world, course)
    was = store.state

    assert backup.check(store).differences == ()
    assert list(arrivals_until(store, was.day.seq)) == arrivals(store.read, CONFERENCE)
    assert sum(change for _, change in arrivals(store.read, CONFERENCE)) == was.day.figures.present
    store.close()
    again = Store(file)
    assert (again.state.day, again.state.directory) == (was.day, was.directory)
    for scan in [scan for scan, verdict in world.scans if verdict is Kind.WELCOME]:
        assert desk_services.scan(again, scan, role="desk", now=world.now).result().answer.replayed
    assert again.state.day == was.day
    again.close()
