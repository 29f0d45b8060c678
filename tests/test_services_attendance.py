"""The curve of arrivals, from facts that the real door decided."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest
from days import DESK, NINE, ORGANISER, START, badge, entry

from domain import enrolment, office
from domain.checkin import Scan
from domain.conference import Conference, Words
from domain.delegates import Category, Person
from domain.door import Act, Substitute
from domain.facts import Kind, Way
from services import checkin, conference
from services.attendance import arrivals_until
from store.engine import Store

PEOPLE = 9
PRESS = 10
REASON = "lý do"


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    settings = Conference(START, START + timedelta(minutes=30), 150)
    opened.turn(
        lambda turn: office.decide_set_up(turn.day, settings, Words("Hội nghị"), ((), ()), role=ORGANISER, now=NINE)
    )
    entries = [entry(f"DB{number:03}") for number in range(1, PEOPLE + 1)]
    entries.append(entry(f"DB{PRESS:03}", category=Category.PRESS))
    opened.turn(
        lambda turn: enrolment.decide_enrol(turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE)
    )
    yield opened
    opened.close()


def at(minute: int, second: int = 0) -> datetime:
    return NINE + timedelta(minutes=minute, seconds=second)


def scan(store, number, now):
    request = Scan(f"scan-{number}-{now:%H%M%S}", "A", Way.SCANNER, badge(number))
    return checkin.scan(store, request, role=DESK, now=now).result()


def act(number, now):
    return Act(f"act-{number}-{now:%H%M%S}", f"DB{number:03}", "A", DESK, REASON)


def counted(store):
    curve = arrivals_until(store, store.state.day.seq)
    return [((minute - NINE) // timedelta(minutes=1), change) for minute, change in curve]


def test_nobody_yet(store):
    assert counted(store) == []


def test_arrivals_of_one_minute_are_one_step(store):
    scan(store, 1, at(0, 5))
    scan(store, 2, at(0, 50))
    scan(store, 3, at(4))

    assert counted(store) == [(0, 2), (4, 1)]


def test_repeats_refusals_and_those_without_a_seat_change_nothing(store):
    scan(store, 1, at(0))
    scan(store, 1, at(1))
    scan(store, 99, at(2))
    scan(store, PRESS, at(3))

    assert counted(store) == [(0, 1)]


def test_undone_left_and_come_again(store):
    for number in (1, 2, 3):
        scan(store, number, at(0))
    checkin.undo(store, act(1, at(1)), now=at(1)).result()
    checkin.leave(store, act(2, at(2)), now=at(2)).result()
    scan(store, 2, at(5))

    assert counted(store) == [(0, 3), (1, -1), (2, -1), (5, 1)]


def test_a_substitute_who_gives_way_to_the_delegate_counts_once(store):
    checkin.substitute(store, act(1, at(0)), Substitute("DB001", "Trần Thị Mây"), now=at(0)).result()
    checkin.in_person(store, act(1, at(3)), now=at(3)).result()

    assert counted(store) == [(0, 1)]


def test_a_walk_in_counts(store):
    guest = Person("", "Lê Văn Khách", Category.GUEST)
    checkin.walk_in(store, act(0, at(2)), guest, now=at(2)).result()

    assert counted(store) == [(2, 1)]


def test_a_rehearsal_does_not_count_unless_it_was_kept(store):
    scan(store, 1, at(0))
    conference.open_day(store, keep=True, role=ORGANISER, now=at(1))
    assert counted(store) == [(0, 1)]

    conference.open_day(store, keep=False, reason=REASON, role=ORGANISER, now=at(2))
    scan(store, 2, at(3))

    assert counted(store) == [(3, 1)]


def test_the_curve_ends_at_the_figure_of_the_day(store):
    for number in range(1, PEOPLE + 1):
        scan(store, number, at(number))
    checkin.leave(store, act(4, at(12)), now=at(12)).result()

    curve = list(accumulate(change for _minute, change in counted(store)))

    assert (curve[-1], max(curve)) == (store.state.day.figures.present, PEOPLE)


def test_every_screen_gets_the_same_figures_in_the_venues_time(store):
    receipt = scan(store, 1, at(0))

    first, second = arrivals_until(store, receipt.seq), arrivals_until(store, receipt.seq)

    assert first is second
    assert [(f"{minute:%H:%M%z}", minute.astimezone(UTC), change) for minute, change in first] == [
        ("07:30+0700", NINE, 1)
    ]
