"""What a desk was told was done and sends again to a server that started anew: the ledger has it, takes it as late
entry, or sets it aside for a person. Nothing is decided twice, and nothing that was acknowledged is refused unseen.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.checkin import (
    ADMITTING,
    CLOCK_AHEAD,
    LONGEST_AGO,
    STALE,
    BadTime,
    IdReused,
    Scan,
    digest,
    is_stale,
    no_room,
    rule,
)
from domain.day import Day, delegate_detail
from domain.delegates import Category, Person, Presence
from domain.door import Substitute, enrolled_walk_in
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Role, Way

RESENT = "resent"
TAKEN = "code_taken"
WALK_IN_CODE = re.compile(r"DB\d{3,6}")  # as `next_code` gives them


class What(StrEnum):
    ADMIT = "admit"
    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"
    IN_PERSON = "in_person"
    UNDO = "undo"
    LEAVE = "leave"


KINDS: Mapping[What, Kind] = {
    What.ADMIT: Kind.WELCOME,
    What.WALK_IN: Kind.WALK_IN,
    What.SUBSTITUTE: Kind.SUBSTITUTE,
    What.IN_PERSON: Kind.IN_PERSON,
    What.UNDO: Kind.UNDONE,
    What.LEAVE: Kind.LEFT,
}
ACKNOWLEDGED = ADMITTING | {Kind.UNDONE, Kind.LEFT, Kind.SET_ASIDE}


class Resending(StrEnum):
    """What became of an entry. One that waits asks again once the day is open."""

    KNOWN = "known"
    RECORDED = "recorded"
    SET_ASIDE = "set_aside"
    WAITS = "waits"


class DataRemoved(ValueError):
    """Personal data was removed here: nothing of it is taken in again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """As it was acknowledged: under which scan or action id, with which delegate code; a walk-in had one too."""

    id: str
    what: What
    delegate: str
    desk: str
    happened_at: datetime
    way: Way = Way.SCANNER
    reason: str = ""
    name: str = ""
    position: str = ""
    unit: str = ""
    category: Category = Category.GUEST


def decide_resent(
    day: Day, entry: Entry, *, earlier: Answered | None, badge: str, role: Role, now: datetime
) -> Outcome:
    """`earlier` is what the ledger answered this id with; `badge` a new code, should a walk-in need one.

    It may have happened before this ledger's opening of the day: it was acknowledged on the day, not in the rehearsal.
    Raises IdReused, BadTime, DataRemoved.
    """
    if earlier and (earlier.kind in ACKNOWLEDGED or earlier.is_case):
        if earlier.subject != entry.delegate:
            raise IdReused(entry.id)
        return Outcome(Resending.KNOWN)
    if day.removal:
        raise DataRemoved(entry.id)
    if not -LONGEST_AGO <= entry.happened_at - now <= CLOCK_AHEAD:
        raise BadTime("too far from now")
    if day.is_rehearsal:
        return Outcome(Resending.WAITS)
    if why := _obstacle(day, entry, earlier, now=now):
        return Outcome(Resending.SET_ASIDE, _aside(day, entry, why, role, now), note=_told(entry))
    return _taken(day, entry, badge, role, now)


def _obstacle(day: Day, entry: Entry, earlier: Answered | None, *, now: datetime) -> str:
    """Why it cannot simply be taken; empty when it can."""
    known = entry.delegate in day.delegates
    if not known and entry.what is not What.WALK_IN:
        return Kind.UNKNOWN
    if known and is_stale(day, entry.delegate, entry.happened_at, earlier):
        return STALE
    return _OBSTACLES[entry.what](day, entry, now)


def _not_welcome(day: Day, entry: Entry, now: datetime) -> str:
    verdict = rule(day, Scan(entry.id, entry.desk, entry.way, delegate=entry.delegate), now=now).verdict
    return "" if verdict is Kind.WELCOME else verdict


def _no_place_for_substitute(day: Day, entry: Entry, now: datetime) -> str:
    """In person turned into *dự thay* leaves the count alone."""
    turned = day.delegates[entry.delegate].presence is Presence.IN_PERSON
    return "" if turned else _not_welcome(day, entry, now)


def _no_walk_in(day: Day, entry: Entry, now: datetime) -> str:
    """The facts that follow speak of the code it was given."""
    if not entry.delegate or entry.delegate in day.delegates:
        return TAKEN
    delegate = enrolled_walk_in(day, entry.category, "", code=entry.delegate)
    return Kind.FULL if no_room(day, delegate, now=now) else ""


def _not_instead(day: Day, entry: Entry, now: datetime) -> str:
    """The substitute may be with another desk that has not sent them again yet."""
    match day.delegates[entry.delegate].presence:
        case Presence.SUBSTITUTE:
            return ""
        case Presence.AWAY:
            return _not_welcome(day, entry, now)
    return Refusal.NOT_A_SUBSTITUTE


def _left_before(day: Day, entry: Entry, _now: datetime) -> str:
    """Who is away was let in by a desk that has not sent it again yet; that admission then is the older one."""
    return Refusal.NOT_PRESENT if day.delegates[entry.delegate].presence is Presence.LEFT else ""


def _not_present(day: Day, entry: Entry, _now: datetime) -> str:
    return "" if day.delegates[entry.delegate].is_present else Refusal.NOT_PRESENT


_OBSTACLES: Mapping[What, Callable[[Day, Entry, datetime], str]] = {
    What.ADMIT: _not_welcome,
    What.WALK_IN: _no_walk_in,
    What.SUBSTITUTE: _no_place_for_substitute,
    What.IN_PERSON: _not_instead,
    What.UNDO: _not_present,
    What.LEAVE: _left_before,
}


def _taken(day: Day, entry: Entry, badge: str, role: Role, now: datetime) -> Outcome:
    detail: dict = {"asked": asked(day, entry), "resent": True}
    rows: tuple = ()
    if entry.what is What.WALK_IN:
        delegate = enrolled_walk_in(day, entry.category, badge, code=entry.delegate)
        detail["delegates"] = [delegate_detail(delegate)]
        rows = (Person(delegate.code, entry.name, entry.category, position=entry.position, unit=entry.unit),)
    elif entry.what is What.SUBSTITUTE:
        rows = (Substitute(entry.delegate, entry.name, entry.position),)
    return Outcome(Resending.RECORDED, _fact(entry, KINDS[entry.what], detail, role, now), note=entry.reason, rows=rows)


def _aside(day: Day, entry: Entry, why: str, role: Role, now: datetime) -> Fact:
    detail = {"asked": asked(day, entry), "resent": True, "case": RESENT, "what": entry.what, "why": why}
    return _fact(entry, Kind.SET_ASIDE, detail, role, now)


def _fact(entry: Entry, kind: Kind, detail: dict, role: Role, now: datetime) -> Fact:
    way = entry.way if entry.what is What.ADMIT else ""
    happened_at = min(entry.happened_at, now)
    return Fact(kind, happened_at, now, role, entry.delegate, entry.desk, way, entry.id, detail)


def _told(entry: Entry) -> str:
    """What a person needs to close the case."""
    return ", ".join(filter(None, (entry.name, entry.position, entry.unit, entry.reason)))


def asked(day: Day, entry: Entry) -> str:
    """As the desk asked the first time, so that its own retry is known too."""
    if entry.what is What.ADMIT:
        known = day.delegates.get(entry.delegate)
        code = known.badge if known and entry.way in _BY_BADGE else None
        return Scan(entry.id, entry.desk, entry.way, code, entry.delegate).asked
    return digest(_ASKED.get(entry.what, "{kind} {delegate}").format(
        kind=KINDS[entry.what], delegate=entry.delegate, name=entry.name, unit=entry.unit,
    ))  # fmt: skip


_BY_BADGE = (Way.SCANNER, Way.CAMERA)
_ASKED: Mapping[What, str] = {What.UNDO: "undo {delegate}", What.WALK_IN: "walk_in {name} {unit}"}
