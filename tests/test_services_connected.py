"""Who is connected: what counts as a report, who is gone and for how long, and that strangers fill nothing."""

import json
from datetime import timedelta

import pytest
from days import NINE

from domain.day import Session
from domain.facts import Role
from services import connected
from services.connected import Asking, Report, read_report

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LAPTOP = Session("s1", Role.DESK, "", "10.0.0.2", NINE)
TABLET = Session("s2", Role.DESK, "", "10.0.0.3", NINE)
CLOCK = NINE.timestamp() * 1000


@pytest.fixture(autouse=True)
def nobody():
    """This process's memory, as it is at the start."""
    memory = (connected._here, connected._gone, connected._phones_asked, connected._phones_listening)
    for part in memory:
        part.clear()
    yield
    for part in memory:
        part.clear()


def says(line, view="desk", session=LAPTOP, *, now=NINE, **told):
    text = json.dumps({"clock": CLOCK} | told)
    connected.hear(line, view, session, text, address=session.address, now=now)


def seen(now):
    """The places there are, and since when those gone are gone."""
    return [(*who.place, who.left_at) for who in connected.connected(now)]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (f'{{"clock": {CLOCK}}}', Report(timedelta())),
        (f'{{"clock": {int(CLOCK) + 90_000}}}', Report(90 * SECOND)),
        (f'{{"clock": {CLOCK - 3_600_000}}}', Report(-60 * MINUTE)),
        (
            f'{{"clock": {CLOCK}, "desk": " B ", "waiting": 2, "parked": 1, "kept": 127, "more": [1]}}',
            Report(timedelta(), "B", 2, 1, 127),
        ),
        (f'{{"clock": {CLOCK}, "desk": null}}', Report(timedelta())),
        (f'{{"clock": {CLOCK}, "desk": "{"B" * 900}"}}', Report(timedelta(), "B" * 20)),
        ("", None),
        ("hello", None),
        ("[1]", None),
        ("null", None),
        ("[" * 1024, None),
        ("{}", None),
        ('{"clock": true}', None),
        ('{"clock": "07:30"}', None),
        ('{"clock": NaN}', None),
        ('{"clock": Infinity}', None),
        ('{"clock": -1}', None),
        ('{"clock": 1e300}', None),
        (f'{{"clock": {"9" * 900}}}', None),
        (f'{{"clock": {CLOCK}, "waiting": -1}}', None),
        (f'{{"clock": {CLOCK}, "waiting": 1.5}}', None),
        (f'{{"clock": {CLOCK}, "waiting": "2"}}', None),
        (f'{{"clock": {CLOCK}, "kept": {10**30}}}', None),
        (f'{{"clock": {CLOCK}, "desk": ["B"]}}', None),
        (f'{{"clock": {CLOCK}, "desk": "{"B" * 1024}"}}', None),
    ],
)
def test_what_a_screen_says_is_a_report_or_nothing(text, report):
    assert read_report(text, NINE) == report


def test_a_screen_is_there_from_its_first_report_and_its_scans_wait_since_they_first_did():
    told = [(0, 0), (10, 2), (20, 3), (30, 0), (40, 1)]
    waited = []
    for seconds, waiting in told:
        says("line", desk="A", waiting=waiting, now=NINE + seconds * SECOND)
        [who] = connected.connected(NINE + seconds * SECOND)
        waited.append(who.waiting_since and (who.waiting_since - NINE) // SECOND)

    assert (who.since, who.heard_at, who.desk) == (NINE, NINE + 40 * SECOND, "A")
    assert waited == [None, 10, 10, None, 40]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (SECOND, []),  # the page is loaded again
        (5 * SECOND, [("desk", "B", NINE)]),
        (29 * MINUTE, [("desk", "B", NINE)]),
        (30 * MINUTE, []),
        (-10 * MINUTE, [("desk", "B", NINE)]),  # the clock was set back
    ],
)
def test_a_desk_that_left_is_told_of_for_a_while(after, told):
    says("line", desk="B")
    connected.leave("line", now=NINE)

    assert seen(NINE + after) == told


def test_a_desk_is_back_on_whatever_laptop_and_a_screen_in_its_own_browser():
    says("line", desk="B")
    says("hall", "hall")
    for line in ("line", "hall"):
        connected.leave(line, now=NINE)
    says("other", desk="B", session=TABLET)
    says("other hall", "hall", session=TABLET)

    assert seen(NINE + MINUTE) == [("desk", "B", None), ("hall", "s1", NINE), ("hall", "s2", None)]


def test_one_of_two_at_a_desk_may_leave():
    says("one", desk="B")
    says("two", desk="B", session=TABLET)
    connected.leave("one", now=NINE)

    assert seen(NINE + MINUTE) == [("desk", "B", None)]


def test_who_asks_without_a_socket_is_gone_when_it_asks_no_more():
    says(Asking("s1", "desk"), desk="C")
    gone_at = NINE + 21 * SECOND

    assert seen(NINE + 20 * SECOND) == [("desk", "C", None)]
    assert seen(gone_at) == [("desk", "C", NINE)]
    says(Asking("s1", "desk"), desk="C", now=gone_at)
    assert seen(gone_at) == [("desk", "C", None)]


def test_who_never_reported_leaves_no_trace():
    connected.leave("line", now=NINE)
    connected.hear("line", "desk", LAPTOP, "hello", address="", now=NINE)

    assert seen(NINE + MINUTE) == []


def test_a_laptop_that_changes_its_name_all_the_time_fills_nothing():
    for number in range(500):
        says(number, desk=f"B{number}")
        connected.leave(number, now=NINE)

    assert len(seen(NINE + MINUTE)) == connected.MOST_GONE


def test_delegates_phones_are_counted_and_forgotten():
    connected.phone_came("line")
    connected.phone_came("other")
    connected.leave("other", now=NINE)
    for number in range(9):
        connected.phone_asked(NINE + number * SECOND)

    assert [connected.phones(NINE + seconds * SECOND) for seconds in (8, 10, 60)] == [10, 9, 1]
    assert seen(NINE + MINUTE) == []
    for _ in range(10_000):
        connected.phone_asked(NINE)
    assert connected.phones(NINE) == connected.MOST_PHONES + 1
