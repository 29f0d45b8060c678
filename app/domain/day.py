"""The day so far: a fold of the ledger's facts, and the few questions every decision asks of it.

A published `Day` is never changed; the writer folds into a copy. Knows no names, no clock, no storage.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.conference import Conference, from_detail
from domain.delegates import Category, Part, Standing
from domain.facts import Fact, Kind, Role

ANEW = "anew"
KEPT = "kept"

_NUMBERED = re.compile(r"DB(\d+)")


class Presence(StrEnum):
    AWAY = "away"
    IN_PERSON = "in_person"
    SUBSTITUTE = "substitute"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Admission:
    """The standing admission: `recorded_at` is the server's clock, `happened_at` the desk's or the paper's."""

    seq: int
    happened_at: datetime
    recorded_at: datetime
    desk: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """The latest fact of the door about a delegate; an edit of the roster is none."""

    seq: int
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Delegate:
    code: str
    badge: str
    category: Category
    takes_seat: bool
    part: frozenset[Part]
    standing: Standing
    seat: str = ""
    place_released: bool = False
    replaces: str = ""
    presence: Presence = Presence.AWAY
    returned: bool = False
    admission: Admission | None = None
    last_at_door: Sighting | None = None

    @property
    def is_present(self) -> bool:
        return self.presence in (Presence.IN_PERSON, Presence.SUBSTITUTE)

    @property
    def place_is_held(self) -> bool:
        """As far as the delegate is concerned; the release time may say otherwise."""
        return (
            self.takes_seat
            and self.standing is Standing.EXPECTED
            and self.presence is Presence.AWAY
            and not self.place_released
        )


@dataclass(frozen=True, slots=True)
class Case:
    """Cần xử lý: something only a person can close. `seq` names the fact it came from."""

    seq: int
    reason: str
    verdict: Kind
    subject: str
    desk: str
    way: str
    happened_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """Có mặt lúc khai mạc, frozen for the minutes."""

    present: int
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """`with_part` and `without_part` count the places held for those who are expected and not here."""

    present: int
    seats: int
    with_part: int
    without_part: int
    release_at: datetime | None

    def held(self, now: datetime) -> int:
        released = self.release_at is not None and now >= self.release_at
        return max(0, min(self.with_part + (0 if released else self.without_part), self.seats - self.present))


@dataclass(frozen=True, slots=True)
class Session:
    """A device that is logged in. `id` alone opens nothing: the cookie that carries it is signed."""

    id: str
    role: Role
    desk: str
    address: str
    since: datetime


@dataclass(slots=True)
class Day:
    seq: int = 0
    conference: Conference | None = None
    delegates: dict[str, Delegate] = field(default_factory=dict)
    badges: dict[str, str] = field(default_factory=dict)
    tally: Counter = field(default_factory=Counter)
    cases: dict[int, Case] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    opened_at: datetime | None = None
    anew_at: datetime | None = None
    opening: Opening | None = None
    last_number: int = 0
    roster_seq: int = 0

    def copy(self) -> "Day":
        return replace(
            self,
            delegates=dict(self.delegates),
            badges=dict(self.badges),
            tally=Counter(self.tally),
            cases=dict(self.cases),
            sessions=dict(self.sessions),
        )

    @property
    def figures(self) -> Figures:
        settings = self.conference
        return Figures(
            present=self.tally["present"],
            seats=settings.seats if settings else 0,
            with_part=self.tally["with_part"],
            without_part=self.tally["without_part"],
            release_at=settings.release_at if settings else None,
        )

    @property
    def invited(self) -> int:
        return self.tally["invited"]

    @property
    def is_rehearsal(self) -> bool:
        return self.opened_at is None

    def counts(self, category: Category) -> tuple[int, int]:
        """(present, invited) of a category."""
        return self.tally["present", category], self.tally["invited", category]


def fold(facts: Iterable[Fact], start: Day | None = None) -> Day:
    """The day after these facts. Pure: `start` is left as it was."""
    day = start.copy() if start else Day()
    for fact in facts:
        take(day, fact)
    return day


def take(day: Day, fact: Fact) -> None:
    """Take one more fact into a day that nobody else sees yet."""
    day.seq = fact.seq
    if step := _STEPS.get(fact.kind):
        step(day, fact)
    if fact.kind in _AT_THE_DOOR and fact.subject in day.delegates:
        _see_at_door(day, fact)
    if reason := fact.detail.get("case"):
        day.cases[fact.seq] = _case(fact, reason)


def delegate_detail(delegate: Delegate) -> dict[str, Any]:
    """What a roster fact carries of a delegate; presence comes from the door's own facts."""
    return {
        "code": delegate.code,
        "badge": delegate.badge,
        "category": delegate.category,
        "takes_seat": delegate.takes_seat,
        "part": sorted(delegate.part),
        "standing": delegate.standing,
        "seat": delegate.seat,
        "place_released": delegate.place_released,
        "replaces": delegate.replaces,
    }


def _settle(day: Day, fact: Fact) -> None:
    day.conference = from_detail(fact.detail)


def _enrol(day: Day, fact: Fact) -> None:
    day.roster_seq = fact.seq
    for entry in fact.detail["delegates"]:
        _set(day, _enrolled(day.delegates.get(entry["code"]), entry))
        day.badges[entry["badge"]] = entry["code"]
        if numbered := _NUMBERED.fullmatch(entry["code"]):
            day.last_number = max(day.last_number, int(numbered[1]))


def _enrolled(known: Delegate | None, entry: Mapping[str, Any]) -> Delegate:
    delegate = Delegate(
        code=entry["code"],
        badge=entry["badge"],
        category=Category(entry["category"]),
        takes_seat=entry["takes_seat"],
        part=frozenset(map(Part, entry["part"])),
        standing=Standing(entry["standing"]),
        seat=entry["seat"],
        place_released=entry["place_released"],
        replaces=entry["replaces"],
    )
    if not known:
        return delegate
    at_door = ("presence", "returned", "admission", "last_at_door")
    return replace(delegate, **{name: getattr(known, name) for name in at_door})


def _admit(presence: Presence) -> Callable[[Day, Fact], None]:
    def step(day: Day, fact: Fact) -> None:
        delegate = day.delegates[fact.subject]
        admission = Admission(fact.seq, fact.happened_at, fact.recorded_at, fact.desk)
        returned = delegate.presence is Presence.LEFT or (delegate.is_present and delegate.returned)
        kept = delegate.admission if delegate.is_present else None
        _set(day, replace(delegate, presence=presence, returned=returned, admission=kept or admission))

    return step


def _walk_in(day: Day, fact: Fact) -> None:
    _enrol(day, fact)
    _admit(Presence.IN_PERSON)(day, fact)


def _undo(day: Day, fact: Fact) -> None:
    delegate = day.delegates[fact.subject]
    before = Presence.LEFT if delegate.returned else Presence.AWAY
    _set(day, replace(delegate, presence=before, returned=False, admission=None))


def _leave(day: Day, fact: Fact) -> None:
    _set(day, replace(day.delegates[fact.subject], presence=Presence.LEFT, returned=False, admission=None))


def _open(day: Day, fact: Fact) -> None:
    day.opened_at = fact.happened_at
    if fact.subject == ANEW:
        day.anew_at = fact.happened_at
        day.cases.clear()
        day.opening = None
        for delegate in list(day.delegates.values()):
            _set(day, _unarrived(delegate))


def _unarrived(delegate: Delegate) -> Delegate:
    """A place given free stays free: that was said of the person, not rehearsed."""
    return replace(delegate, presence=Presence.AWAY, returned=False, admission=None, last_at_door=None)


def _freeze(day: Day, fact: Fact) -> None:
    day.opening = Opening(day.tally["present"], fact.happened_at)


def _thaw(day: Day, _fact: Fact) -> None:
    day.opening = None


def _close_case(day: Day, fact: Fact) -> None:
    day.cases.pop(fact.detail["closes"], None)


def _log_in(day: Day, fact: Fact) -> None:
    day.sessions[fact.subject] = Session(fact.subject, fact.role, fact.desk, fact.detail["address"], fact.happened_at)


def _log_out(day: Day, fact: Fact) -> None:
    day.sessions.pop(fact.subject, None)


def _change_pin(day: Day, fact: Fact) -> None:
    """Who knew the old one is out, except the device that set the new one."""
    of_role = [session for session in day.sessions.values() if session.role == fact.subject]
    for session in of_role:
        if session.id != fact.detail.get("set_by"):
            del day.sessions[session.id]


def _see_at_door(day: Day, fact: Fact) -> None:
    delegate = day.delegates[fact.subject]
    last = delegate.last_at_door
    if last is None or fact.happened_at >= last.happened_at:
        _set(day, replace(delegate, last_at_door=Sighting(fact.seq, fact.happened_at)))


def _case(fact: Fact, reason: str) -> Case:
    return Case(fact.seq, reason, fact.kind, fact.subject, fact.desk, fact.way, fact.happened_at, fact.recorded_at)


def _set(day: Day, delegate: Delegate) -> None:
    known = day.delegates.get(delegate.code)
    if known:
        for key in _counted(known):
            day.tally[key] -= 1
    for key in _counted(delegate):
        day.tally[key] += 1
    day.delegates[delegate.code] = delegate


def _counted(delegate: Delegate) -> list[Any]:
    """Under which figures a delegate counts."""
    keys: list[Any] = []
    if delegate.is_present:
        keys += [("present", delegate.category)] + ["present"] * delegate.takes_seat
    if delegate.standing.is_invited:
        keys += [("invited", delegate.category)] + ["invited"] * delegate.takes_seat
    if delegate.place_is_held:
        keys.append("with_part" if delegate.part else "without_part")
    return keys


_AT_THE_DOOR = {
    Kind.WELCOME, Kind.ALREADY, Kind.FULL, Kind.WITHDRAWN, Kind.REVOKED,
    Kind.WALK_IN, Kind.SUBSTITUTE, Kind.IN_PERSON, Kind.UNDONE, Kind.LEFT,
}  # fmt: skip

_STEPS: dict[Kind, Callable[[Day, Fact], None]] = {
    Kind.CONFERENCE_SET_UP: _settle,
    Kind.SETTINGS_CHANGED: _settle,
    Kind.IMPORTED: _enrol,
    Kind.DELEGATE_ADDED: _enrol,
    Kind.DELEGATE_EDITED: _enrol,
    Kind.DELEGATE_WITHDRAWN: _enrol,
    Kind.DELEGATE_REPLACED: _enrol,
    Kind.CALLED_UP: _enrol,
    Kind.BADGE_REISSUED: _enrol,
    Kind.PLACE_RELEASED: _enrol,
    Kind.WELCOME: _admit(Presence.IN_PERSON),
    Kind.WALK_IN: _walk_in,
    Kind.SUBSTITUTE: _admit(Presence.SUBSTITUTE),
    Kind.IN_PERSON: _admit(Presence.IN_PERSON),
    Kind.UNDONE: _undo,
    Kind.LEFT: _leave,
    Kind.CASE_CLOSED: _close_case,
    Kind.DAY_OPENED: _open,
    Kind.OPENING_FROZEN: _freeze,
    Kind.OPENING_TAKEN_BACK: _thaw,
    Kind.PIN_SET: _change_pin,
    Kind.LOGGED_IN: _log_in,
    Kind.LOGGED_OUT: _log_out,
    Kind.DEVICE_REVOKED: _log_out,
}
