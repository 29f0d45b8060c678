"""Which screens are connected to this process, what each last said of itself, and which have gone.

Kept in memory: a new copy knows of none. Delegates' phones are counted, nothing more.
"""

import json
import threading
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.conference import LONGEST_DESK
from domain.day import Session
from domain.names import tidy

LONGEST_REPORT = 1024  # bytes
LATEST_CLOCK = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
HIGHEST_COUNT = 1_000_000
FORGOTTEN_AFTER = timedelta(minutes=30)
GRACE = timedelta(seconds=5)  # a page that is loaded again is not gone
ASKS_WITHIN = timedelta(seconds=20)  # who has no socket reports every ten
PHONE_ASKS_EVERY = timedelta(seconds=10)
MOST_GONE, MOST_PHONES = 100, 2_000


@dataclass(frozen=True, slots=True)
class Report:
    """`ahead` is the browser's clock before the server's. The rest is a desk's: scans without an answer, scans put
    aside, and what it keeps for the day.
    """

    ahead: timedelta
    desk: str = ""
    waiting: int = 0
    parked: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Stands for the line of a screen that has no socket."""

    session: str
    view: str


@dataclass(frozen=True, slots=True)
class Connected:
    """`heard_at` is when it last reported, `waiting_since` since when its scans have waited. Gone: `left_at`."""

    view: str
    session: Session
    address: str
    since: datetime
    heard_at: datetime
    report: Report
    waiting_since: datetime | None = None
    left_at: datetime | None = None

    @property
    def desk(self) -> str:
        return self.report.desk or self.session.desk

    @property
    def place(self) -> tuple[str, str]:
        """What the organiser knows it by: a desk stays the desk on another laptop."""
        return self.view, (self.view == "desk" and self.desk) or self.session.id


_lock = threading.Lock()  # written on the server's loop, read by pages
_here: dict[Hashable, Connected] = {}
_gone: dict[tuple[str, str], Connected] = {}
_phones_asked: deque[datetime] = deque(maxlen=MOST_PHONES)
_phones_listening: set[Hashable] = set()


def hear(line: Hashable, view: str, session: Session, text: str, *, address: str, now: datetime) -> None:
    """What a screen says of itself; what is no report is not listened to."""
    if not (report := read_report(text, now)):
        return
    with _lock:
        before = _here.get(line)
        who = before or Connected(view, session, address, since=now, heard_at=now, report=report)
        waiting_since = (who.waiting_since or now) if report.waiting else None
        _here[line] = replace(who, heard_at=now, report=report, waiting_since=waiting_since)


def leave(line: Hashable, *, now: datetime) -> None:
    _phones_listening.discard(line)
    with _lock:
        if who := _here.pop(line, None):
            _remember(replace(who, left_at=now))


def connected(now: datetime) -> list[Connected]:
    """By view and desk; those gone that nobody has taken the place of, until they are forgotten."""
    with _lock:
        _sweep(now)
        here = list(_here.values())
        places = {who.place for who in here}
        gone = [who for place, who in _gone.items() if place not in places and _is_missed(who, now)]
    return sorted([*here, *gone], key=lambda who: (who.place, who.since))


def phone_asked(now: datetime) -> None:
    _phones_asked.append(now)


def phone_came(line: Hashable) -> None:
    _phones_listening.add(line)


def phones(now: datetime) -> int:
    """Delegates who look at the programme: on a socket, or by asking, as each does once in that time."""
    return len(_phones_listening) + sum(abs(now - at) < PHONE_ASKS_EVERY for at in _phones_asked.copy())


def read_report(text: str, now: datetime) -> Report | None:
    """None for anything that is none: it comes from browsers, and may be anything."""
    if len(text) > LONGEST_REPORT:
        return None
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not _is_count(told.get("clock"), LATEST_CLOCK * 1000, float):
        return None
    counts = [told.get(name, 0) for name in ("waiting", "parked", "kept")]
    desk = told.get("desk") or ""
    if not isinstance(desk, str) or not all(_is_count(count, HIGHEST_COUNT) for count in counts):
        return None
    ahead = timedelta(seconds=told["clock"] / 1000 - now.timestamp())
    return Report(ahead, tidy(desk)[:LONGEST_DESK], *counts)


def _is_count(value: object, most: float, *more: type) -> bool:
    return type(value) in (int, *more) and 0 <= value <= most  # ty: ignore[unsupported-operator]


def _remember(who: Connected) -> None:
    _gone.pop(who.place, None)
    _gone[who.place] = who
    while len(_gone) > MOST_GONE:
        del _gone[next(iter(_gone))]


def _is_missed(who: Connected, now: datetime) -> bool:
    """Also after the clock was set back."""
    return who.left_at is not None and GRACE <= abs(now - who.left_at) < FORGOTTEN_AFTER


def _sweep(now: datetime) -> None:
    """Who asks, and has not asked for a while, is gone since then."""
    asking = [(line, who) for line, who in _here.items() if isinstance(line, Asking)]
    for line, who in asking:
        if now - who.heard_at > ASKS_WITHIN:
            del _here[line]
            _remember(replace(who, left_at=who.heard_at))
