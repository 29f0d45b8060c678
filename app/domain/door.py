"""What else happens at the door: *dự thay*, leaving, walk-ins, and the cases only a person can close."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.checkin import ADMITTING, IdReused, Ruling, Scan, digest, may_undo, moment, no_room, rule
from domain.day import Day, delegate_detail
from domain.delegates import Category, Delegate, Person, Presence, Standing
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role, Way


class Move(StrEnum):
    ADMIT = "admit"
    UNDO = "undo"
    SUBSTITUTE = "substitute"
    IN_PERSON = "in_person"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Act:
    """Something a desk does about one delegate; `action_id` makes it safe to ask again."""

    action_id: str
    delegate: str
    desk: str
    role: Role
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who attends in the delegate's place (personal: stands in the fact's note)."""

    code: str
    name: str
    position: str = ""


def moves(delegate: Delegate, *, desk: str, role: Role, now: datetime) -> list[Move]:
    """What may be pressed now for this delegate at this desk."""
    allowed = {
        Move.ADMIT: delegate.standing.may_enter and not delegate.is_present,
        Move.UNDO: may_undo(delegate, desk=desk, role=role, now=now),
        Move.SUBSTITUTE: delegate.standing.may_enter and delegate.presence is not Presence.SUBSTITUTE,
        Move.IN_PERSON: delegate.presence is Presence.SUBSTITUTE,
        Move.LEAVE: delegate.is_present,
    }
    return [move for move, may in allowed.items() if may]


def decide_substitute(
    day: Day,
    act: Act,
    person: Substitute,
    *,
    earlier: Answered | None,
    now: datetime,
    happened_at: datetime | None = None,
) -> Outcome:
    """Fill the delegate's place with somebody else; somebody already in is turned into *dự thay*, with a reason.

    Raises IdReused, BadTime.
    """
    asked = digest(f"substitute {act.delegate}")
    if earlier and earlier.asked != asked:
        raise IdReused(act.action_id)
    if earlier and earlier.kind in ADMITTING:
        return Outcome(_replayed(day, earlier))
    happened, _ = moment(day, happened_at, now=now)
    ruling = rule(day, Scan(act.action_id, act.desk, Way.SEARCH, delegate=act.delegate), now=now)
    turned = ruling.verdict is Kind.ALREADY and not ruling.by_substitute
    if not person.name or (turned and not act.reason):
        return Outcome(Refused(Refusal.NAME_NEEDED if not person.name else Refusal.REASON_NEEDED))
    if earlier and earlier.kind is ruling.verdict:
        return Outcome(replace(ruling, seq=earlier.seq, replayed=True))
    if ruling.verdict is not Kind.WELCOME and not turned:
        return Outcome(ruling, _fact(act, ruling.verdict, asked, happened, now))
    filled = replace(ruling, verdict=Kind.WELCOME, standing=True)
    return Outcome(filled, _fact(act, Kind.SUBSTITUTE, asked, happened, now), note=act.reason, rows=(person,))


def decide_in_person(day: Day, act: Act, *, earlier: Answered | None, now: datetime) -> Outcome:
    """The delegate came after all: *dự thay* becomes presence in person, the count stays."""
    return _turn(day, act, Kind.IN_PERSON, _not_by_substitute, earlier=earlier, now=now)


def decide_leave(day: Day, act: Act, *, earlier: Answered | None, now: datetime) -> Outcome:
    """Gone for good: the place is free."""
    return _turn(day, act, Kind.LEFT, _not_present, earlier=earlier, now=now)


def decide_walk_in(
    day: Day, act: Act, person: Person, *, badge: str, earlier: Answered | None, now: datetime
) -> Outcome:
    """Enrol and admit somebody who is on no list, against places that nobody holds."""
    asked = digest(f"walk_in {person.name} {person.unit}")
    if earlier and earlier.asked != asked:
        raise IdReused(act.action_id)
    if earlier and earlier.kind is Kind.WALK_IN:
        return Outcome(_replayed(day, earlier))
    if not person.name:
        return Outcome(Refused(Refusal.NAME_NEEDED))
    delegate = enrolled_walk_in(day, person.category, badge)
    if no_room(day, delegate, now=now):
        if earlier:
            return Outcome(Ruling(Kind.FULL, seq=earlier.seq, replayed=True))
        fact = Fact(Kind.FULL, now, now, act.role, "", act.desk, Way.SEARCH, act.action_id, {"asked": asked})
        return Outcome(Ruling(Kind.FULL), fact, note=person.name)
    detail = {"asked": asked, "delegates": [delegate_detail(delegate)]}
    fact = Fact(Kind.WALK_IN, now, now, act.role, delegate.code, act.desk, Way.SEARCH, act.action_id, detail)
    return Outcome(
        Ruling(Kind.WELCOME, delegate.code, standing=True), fact, rows=(replace(person, code=delegate.code),)
    )


def enrolled_walk_in(day: Day, category: Category, badge: str, *, code: str = "") -> Delegate:
    """Under the next code, or under the one that was given out already."""
    return Delegate(code or next_code(day), badge, category, category.takes_seat, frozenset(), Standing.WALK_IN)


def next_code(day: Day, ahead: int = 0) -> str:
    """The next delegate code never used before."""
    return f"DB{day.last_number + 1 + ahead:03}"


def decide_close_case(day: Day, act: Act, case: int, *, earlier: Answered | None, now: datetime) -> Outcome:
    asked = digest(f"close {case}")
    if earlier and earlier.asked != asked:
        raise IdReused(act.action_id)
    if earlier:
        return Outcome(None)
    if case not in day.cases:
        return Outcome(Refused(Refusal.NO_SUCH_CASE))
    if not act.reason:
        return Outcome(Refused(Refusal.REASON_NEEDED))
    detail = {"asked": asked, "closes": case}
    fact = Fact(Kind.CASE_CLOSED, now, now, act.role, day.cases[case].subject, act.desk, "", act.action_id, detail)
    return Outcome(None, fact, note=act.reason)


def _turn(
    day: Day,
    act: Act,
    kind: Kind,
    refusal_of: Callable[[Delegate], Refusal | None],
    *,
    earlier: Answered | None,
    now: datetime,
) -> Outcome:
    asked = digest(f"{kind} {act.delegate}")
    if earlier and earlier.asked != asked:
        raise IdReused(act.action_id)
    if earlier:
        return Outcome(Ruling(Kind.WELCOME, act.delegate, earlier.seq, replayed=True, standing=True))
    delegate = day.delegates.get(act.delegate)
    refusal = refusal_of(delegate) if delegate else Refusal.UNKNOWN_DELEGATE
    if refusal or not act.reason:
        return Outcome(Refused(refusal or Refusal.REASON_NEEDED))
    return Outcome(Ruling(Kind.WELCOME, act.delegate), _fact(act, kind, asked, now, now), note=act.reason)


def _replayed(day: Day, earlier: Answered) -> Ruling:
    standing = day.delegates[earlier.subject].is_present
    return Ruling(Kind.WELCOME, earlier.subject, earlier.seq, replayed=True, standing=standing)


def _not_present(delegate: Delegate) -> Refusal | None:
    return None if delegate.is_present else Refusal.NOT_PRESENT


def _not_by_substitute(delegate: Delegate) -> Refusal | None:
    return None if delegate.presence is Presence.SUBSTITUTE else Refusal.NOT_A_SUBSTITUTE


def _fact(act: Act, kind: Kind, asked: str, happened_at: datetime, now: datetime) -> Fact:
    return Fact(kind, happened_at, now, act.role, act.delegate, act.desk, "", act.action_id, {"asked": asked})
