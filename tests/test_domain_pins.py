"""PINs and sessions as rules: how long a guesser waits, whom a new PIN logs out, when a session has ended."""

import unicodedata
from datetime import timedelta

import pytest
from days import NINE, ORGANISER

from domain import pins
from domain.day import Day, Session, fold, take
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role
from domain.pins import Failures, Pin

SECOND = timedelta(seconds=1)
NONE = Failures()


def failed(times: int, *, at=NINE) -> Failures:
    failures = Failures()
    for _ in range(times):
        failures = failures.with_one_more(at)
    return failures


def session(name: str, role: Role = Role.DESK, *, since=NINE) -> Session:
    return Session(name, role, "A", "10.0.0.2", since)


def day_with(*sessions: Session) -> Day:
    day = Day()
    for one in sessions:
        tell(day, pins.decide_log_in(one))
    return day


def tell(day: Day, outcome: Outcome) -> None:
    assert outcome.fact
    take(day, outcome.fact)


@pytest.mark.parametrize(
    ("times", "seconds"),
    [(0, 0), (1, 0), (3, 0), (4, 1), (5, 2), (6, 4), (7, 8), (8, 16), (9, 32), (10, 60), (11, 60), (10_000, 60)],
)
def test_an_address_waits_longer_with_each_wrong_pin(times, seconds):
    assert pins.wait(failed(times), NONE, NINE) == seconds * SECOND


def test_a_wait_passes_and_what_is_long_ago_is_forgotten():
    tired = failed(6)
    waits = [tired.wait(3, NINE + seconds * SECOND) for seconds in (0, 1, 3.9, 4, 100)]
    assert waits == [4 * SECOND, 3 * SECOND, 0.1 * SECOND, timedelta(), timedelta()]
    assert tired.with_one_more(NINE + pins.FORGOTTEN_AFTER) == Failures(1, NINE + pins.FORGOTTEN_AFTER)
    assert tired.with_one_more(NINE + pins.FORGOTTEN_AFTER - SECOND).count == 7


@pytest.mark.parametrize(
    ("of_address", "of_role", "seconds"),
    [(0, 10_000, 0), (1, 10, 0), (1, 11, 1), (1, 12, 2), (1, 10_000, 60), (6, 11, 4), (4, 16, 32)],
)
def test_a_role_that_is_guessed_from_everywhere_makes_the_guessers_wait_and_nobody_else(of_address, of_role, seconds):
    assert pins.wait(failed(of_address), failed(of_role), NINE) == seconds * SECOND


@pytest.mark.parametrize("typed", ["hội nghị", unicodedata.normalize("NFD", "hội nghị"), "  hội nghị\r\n"])
def test_a_pin_is_compared_as_people_mean_it(typed):
    assert pins.tidy_pin(typed) == "hội nghị"


@pytest.mark.parametrize(("pin", "enough"), [("12345", False), ("123456", True), ("ữ" * 200, True), ("x" * 201, False)])
def test_a_pin_has_six_letters_or_more(pin, enough):
    assert pins.is_long_enough(pin) is enough


def test_a_new_pin_ends_the_sessions_of_its_role_but_the_one_that_set_it():
    ours, other = session("ours", ORGANISER), session("other", ORGANISER)
    day = day_with(ours, other, session("desk"))

    tell(day, pins.decide_pin(Pin(ORGANISER, "#"), set_by="ours", role=ORGANISER, now=NINE))
    assert set(day.sessions) == {"ours", "desk"}

    tell(day, pins.decide_pin(Pin(Role.DESK, "#"), set_by="ours", role=ORGANISER, now=NINE))
    assert day.sessions == {"ours": ours}


def test_a_pins_fact_holds_neither_pin_nor_hash():
    fact = pins.decide_pin(Pin(Role.DESK, "#hash"), set_by="ours", role=ORGANISER, now=NINE).fact
    assert fact == Fact(Kind.PIN_SET, NINE, NINE, ORGANISER, "desk", detail={"set_by": "ours"})


def test_a_session_is_a_fact_and_folds_back_as_it_was():
    ours = session("ours")
    assert fold([pins.decide_log_in(ours).fact]).sessions == {"ours": ours}


def test_a_device_is_revoked_once():
    day = day_with(session("gone"), session("stays"))
    outcome = pins.decide_revoke(day, "gone", role=ORGANISER, now=NINE)
    tell(day, outcome)

    assert outcome.fact == Fact(Kind.DEVICE_REVOKED, NINE, NINE, ORGANISER, "gone")
    assert set(day.sessions) == {"stays"}
    assert pins.decide_revoke(day, "gone", role=ORGANISER, now=NINE) == Outcome(Refused(Refusal.NO_SUCH_DEVICE))
    assert pins.decide_log_out(day, "gone", now=NINE) == Outcome(None)


def test_logging_out_is_the_fact_of_the_device_itself():
    day = day_with(session("ours"))
    assert pins.decide_log_out(day, "ours", now=NINE).fact == Fact(Kind.LOGGED_OUT, NINE, NINE, Role.DESK, "ours", "A")


def test_a_session_ends_by_itself_after_three_days():
    ours = session("ours")
    day = day_with(ours)
    last = NINE + pins.LASTS - SECOND

    assert pins.standing_session(day, "ours", now=last) == ours
    assert pins.standing_sessions(day, now=last) == [ours]
    assert pins.standing_session(day, "ours", now=NINE + pins.LASTS) is None
    assert pins.standing_sessions(day, now=NINE + pins.LASTS) == []
    assert pins.standing_session(day, "another", now=NINE) is None
