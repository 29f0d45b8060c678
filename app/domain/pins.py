"""A role's PIN and the devices logged in with it: setting, logging in and out, revoking, and how long a guesser waits.

Hashing, cookies and addresses are the services' business.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.day import Day, Session
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role

SHORTEST = 6
LONGEST = 200
LASTS = timedelta(days=3)  # the evening before, the day, and the morning after

FREE_OF_ADDRESS = 3  # an address may fail this often before it waits
FREE_OF_ROLE = 10  # and all addresses together this often
LONGEST_WAIT = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pin:
    """A role's PIN as it is stored: its hash."""

    role: Role
    hashed: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong PINs of a role in a row, from one address or from all together."""

    count: int = 0
    last: datetime | None = None

    def with_one_more(self, now: datetime) -> "Failures":
        return Failures(1 if self._is_forgotten(now) else self.count + 1, now)

    def wait(self, free: int, now: datetime) -> timedelta:
        """What is left of the wait after the last one: 1, 2, 4 … seconds from the first beyond `free`."""
        if self.last is None or self.count <= free or self._is_forgotten(now):
            return timedelta()
        whole = min(timedelta(seconds=2 ** min(self.count - free - 1, 10)), LONGEST_WAIT)
        return max(timedelta(), self.last + whole - now)

    def _is_forgotten(self, now: datetime) -> bool:
        """Also when the clock was set back: nobody waits until it has caught up."""
        return self.last is None or abs(now - self.last) >= FORGOTTEN_AFTER


def wait(of_address: Failures, of_role: Failures, now: datetime) -> timedelta:
    """A role that is being guessed makes only those wait who guess: a hall whose PIN is right is never locked out."""
    own = of_address.wait(FREE_OF_ADDRESS, now)
    return max(own, of_role.wait(FREE_OF_ROLE, now)) if of_address.count else own


def tidy_pin(text: str) -> str:
    """As people type it: Unikey and macOS compose letters differently, and nobody sees a space at the end."""
    return unicodedata.normalize("NFC", text).strip()


def is_long_enough(pin: str) -> bool:
    return SHORTEST <= len(pin) <= LONGEST


def decide_pin(pin: Pin, *, set_by: str, role: Role, now: datetime) -> Outcome:
    """`set_by` is the session that stays logged in, though its role's PIN is new."""
    fact = Fact(Kind.PIN_SET, now, now, role, pin.role, detail={"set_by": set_by})
    return Outcome(None, fact, rows=(pin,))


def decide_log_in(session: Session) -> Outcome:
    fact = Fact(
        Kind.LOGGED_IN, session.since, session.since, session.role, session.id, session.desk,
        detail={"address": session.address},
    )  # fmt: skip
    return Outcome(session, fact)


def decide_log_out(day: Day, session_id: str, *, now: datetime) -> Outcome:
    session = day.sessions.get(session_id)
    if not session:
        return Outcome(None)
    return Outcome(None, Fact(Kind.LOGGED_OUT, now, now, session.role, session_id, session.desk))


def decide_revoke(day: Day, session_id: str, *, role: Role, now: datetime) -> Outcome:
    if session_id not in day.sessions:
        return Outcome(Refused(Refusal.NO_SUCH_DEVICE))
    return Outcome(None, Fact(Kind.DEVICE_REVOKED, now, now, role, session_id))


def standing_session(day: Day, session_id: str, *, now: datetime) -> Session | None:
    """The session of this id, unless it ended."""
    session = day.sessions.get(session_id)
    return session if session and _stands(session, now) else None


def standing_sessions(day: Day, *, now: datetime) -> list[Session]:
    return [session for session in day.sessions.values() if _stands(session, now)]


def _stands(session: Session, now: datetime) -> bool:
    return now - session.since < LASTS
