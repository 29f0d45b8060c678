"""Logging in: PINs by hash, sessions by signed cookie, waits, revoking. Who may do what stands in `domain/access`."""

import os
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from itsdangerous import BadData, URLSafeSerializer

import settings
from domain import pins
from domain.day import Session
from domain.facts import Outcome, Refusal, Refused, Role
from domain.names import tidy
from domain.pins import Failures, Pin, tidy_pin
from store.engine import Receipt, Store, Turn

COOKIE = "khaimac_session"
COOKIE_KEY = "cookie.key"
MOST_REMEMBERED = 10_000

# OWASP's smaller setting: 19 MiB for 40 ms, one at a time, so that guessers cannot take the memory.
_hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
_guessing = threading.Lock()
_failures: dict[tuple[str, Role], Failures] = {}  # by address, and of all addresses together
_seen: dict[str, "Seen"] = {}


class WrongPin(Exception):
    """Not this role's PIN, or the role has none."""


class MustWait(Exception):
    """Too many wrong ones; `time` is what is left to wait."""

    def __init__(self, time: timedelta) -> None:
        super().__init__(time)
        self.time = time


@dataclass(frozen=True, slots=True)
class Seen:
    """When a device was last heard, and at which desk."""

    at: datetime
    desk: str


def is_first_start(store: Store) -> bool:
    """Nobody has given the organiser a PIN yet: nothing opens but that."""
    return Role.ORGANISER not in store.state.directory.pins


def set_pin(store: Store, of: Role, pin: str, *, set_by: str = "", role: Role, now: datetime) -> Receipt:
    """`set_by` is the session of whoever does it; all others of that role are logged out."""
    new = _hashed(of, pin)
    return store.turn(lambda _turn: pins.decide_pin(new, set_by=set_by, role=role, now=now) if new else _too_short())


def set_first_pin(store: Store, pin: str, *, now: datetime) -> Receipt:
    """Refused once there is one, whoever asks first."""
    new = _hashed(Role.ORGANISER, pin)

    def decide(turn: Turn) -> Outcome:
        if Role.ORGANISER in turn.directory.pins:
            return Outcome(Refused(Refusal.NOT_ALLOWED))
        return pins.decide_pin(new, set_by="", role=Role.ORGANISER, now=now) if new else _too_short()

    return store.turn(decide)


def log_in(store: Store, role: Role, pin: str, *, address: str, desk: str = "", now: datetime) -> Session:
    """A new session each time. Raises WrongPin, MustWait, StoreUnavailable."""
    with _guessing:
        hashed = _check(store, role, tidy_pin(pin), address=address, now=now)
    session = _new_session(role, address=address, desk=desk, now=now)

    def decide(turn: Turn) -> Outcome:
        if turn.directory.pins.get(role) != hashed:
            raise WrongPin  # it was changed while this one was looked at
        return pins.decide_log_in(session)

    return store.turn(decide).answer


def open_session(store: Store, role: Role, *, address: str, now: datetime) -> Session:
    """For whoever has just set the PIN."""
    session = _new_session(role, address=address, desk="", now=now)
    return store.turn(lambda _turn: pins.decide_log_in(session)).answer


def _new_session(role: Role, *, address: str, desk: str, now: datetime) -> Session:
    return Session(secrets.token_hex(16), role, tidy(desk), address, now)


def log_out(store: Store, session: Session, *, now: datetime) -> Receipt:
    return store.turn(lambda turn: pins.decide_log_out(turn.day, session.id, now=now))


def revoke(store: Store, session_id: str, *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: pins.decide_revoke(turn.day, session_id, role=role, now=now))


def signed(session: Session) -> str:
    """The cookie's value."""
    return _signer(settings.KEYS / COOKIE_KEY).dumps(session.id)


def session_of(store: Store, cookie: str, *, now: datetime) -> Session | None:
    """Whose cookie this is; None for one that is missing, forged, expired or revoked."""
    try:
        session_id = _signer(settings.KEYS / COOKIE_KEY).loads(cookie)
    except BadData:
        return None
    return pins.standing_session(store.state.day, session_id, now=now) if isinstance(session_id, str) else None


def devices(store: Store, *, now: datetime) -> list[Session]:
    """Who is logged in, by role, in the order they came: a list that does not move under a finger."""
    roles = list(Role)
    standing = pins.standing_sessions(store.state.day, now=now)
    return sorted(standing, key=lambda session: (roles.index(session.role), session.since))


def note_seen(session: Session, *, desk: str = "", now: datetime) -> None:
    """Kept in memory: the ledger is no place for heartbeats."""
    _seen[session.id] = Seen(now, desk or last_seen(session).desk)


def last_seen(session: Session) -> Seen:
    """Since the last restart; until then, when it logged in."""
    return _seen.get(session.id) or Seen(session.since, session.desk)


def _check(store: Store, role: Role, pin: str, *, address: str, now: datetime) -> str:
    """The hash that it matches."""
    own, everywhere = (address, role), ("", role)
    of_address, of_role = (_failures.get(key, Failures()) for key in (own, everywhere))
    if left := pins.wait(of_address, of_role, now):
        raise MustWait(left)
    hashed = store.state.directory.pins.get(role, "")
    if not _matches(hashed, pin):
        if len(_failures) >= MOST_REMEMBERED:
            _failures.clear()
        _failures.update({own: of_address.with_one_more(now), everywhere: of_role.with_one_more(now)})
        raise WrongPin
    _failures.pop(own, None)  # who knows one role's PIN has no more tries at another's
    return hashed


def _matches(hashed: str, pin: str) -> bool:
    try:
        return bool(hashed) and len(pin) <= pins.LONGEST and _hasher.verify(hashed, pin)
    except VerificationError:
        return False


def _hashed(role: Role, pin: str) -> Pin | None:
    pin = tidy_pin(pin)
    return Pin(role, _hasher.hash(pin)) if pins.is_long_enough(pin) else None


def _too_short() -> Outcome:
    return Outcome(Refused(Refusal.PIN_TOO_SHORT, pins.SHORTEST))


@cache
def _signer(file: Path) -> URLSafeSerializer:
    """The secret is made once, stays in the data folder and outlives restarts; backups do not hold it."""
    if not file.exists():
        _make_secret(file)
    return URLSafeSerializer(file.read_text("ascii"), salt="khaimac.session")


def _make_secret(file: Path) -> None:
    """Whole or not at all: with half a secret anybody could sign."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as half:
        half.write(secrets.token_hex(32))
        half.flush()
        os.fsync(half.fileno())
    new.replace(file)
