"""Changes to the list, decided: import, add, edit, withdraw, replace, call up, reissue, release. No names here.

Every change carries the whole record of each delegate it touches, so that one rule folds them all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.day import Day, delegate_detail
from domain.delegates import Category, Delegate, Part, Person, Standing
from domain.door import next_code
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to enrol; an empty `person.code` asks for the next free one. `badge` is used when the row is new."""

    person: Person
    part: frozenset[Part]
    badge: str
    standing: Standing = Standing.EXPECTED


def decide_enrol(
    day: Day,
    entries: Sequence[Entry],
    *,
    kind: Kind,
    seen: int | None,
    role: Role,
    now: datetime,
    note: str = "",
    also: tuple = (),
) -> Outcome:
    """Add what is new, update what is known (badge and standing stay). Answers with the codes, in order.

    `seen` is the `roster_seq` the office looked at, None when it does not matter; `also` are rows to store beside.
    """
    if refusal := _enrol_refusal(day, entries, kind, seen):
        return Outcome(Refused(refusal))
    people = _with_codes(day, [entry.person for entry in entries])
    delegates = [_enrolled(day, person, entry) for person, entry in zip(people, entries, strict=True)]
    if refused := over_seats(day, delegates):
        return Outcome(refused)
    fact = _fact(kind, delegates, role, now, subject=people[0].code if len(people) == 1 else "")
    return Outcome([person.code for person in people], fact, note=note, rows=(*people, *also))


def _enrol_refusal(day: Day, entries: Sequence[Entry], kind: Kind, seen: int | None) -> Refusal | None:
    known = [entry.person.code in day.delegates for entry in entries]
    if not day.conference:
        return Refusal.NOT_SET_UP
    if seen is not None and seen != day.roster_seq:
        return Refusal.ROSTER_CHANGED
    if not all(entry.person.name for entry in entries):
        return Refusal.NAME_NEEDED
    if kind is Kind.DELEGATE_ADDED and any(known):
        return Refusal.CODE_TAKEN
    return Refusal.UNKNOWN_DELEGATE if kind is Kind.DELEGATE_EDITED and not all(known) else None


def over_seats(day: Day, delegates: Iterable[Delegate]) -> Refused | None:
    """Seat-taking delegates beyond the seats (reserves, walk-ins and the withdrawn do not count), or present ones.

    Seats may have been lowered under the list; then only what adds to it is refused.
    """
    assert day.conference
    changed = {delegate.code: delegate for delegate in delegates}
    invited = day.invited + sum(_invited(d) - _invited(day.delegates.get(code)) for code, d in changed.items())
    present = day.figures.present + sum(_seated(d) - _seated(day.delegates.get(code)) for code, d in changed.items())
    if invited > max(day.conference.seats, day.invited):
        return Refused(Refusal.OVER_SEATS, invited)
    return Refused(Refusal.OVER_SEATS, present) if present > day.conference.seats else None


def decide_withdraw(day: Day, code: str, *, reason: str, role: Role, now: datetime) -> Outcome:
    """Strike a delegate off; somebody present must be undone or leave first."""
    delegate = day.delegates.get(code)
    if refusal := _change_refusal(delegate, reason):
        return Outcome(Refused(refusal))
    assert delegate
    withdrawn = replace(delegate, standing=Standing.WITHDRAWN)
    return Outcome(code, _fact(Kind.DELEGATE_WITHDRAWN, [withdrawn], role, now, subject=code), note=reason)


def decide_replace(day: Day, code: str, reserve_code: str, *, reason: str, role: Role, now: datetime) -> Outcome:
    """A reserve takes over the held place and is expected; the part in the programme does not pass on."""
    delegate, reserve = day.delegates.get(code), day.delegates.get(reserve_code)
    if refusal := _change_refusal(delegate, reason):
        return Outcome(Refused(refusal))
    assert delegate
    if delegate.standing is not Standing.EXPECTED:
        return Outcome(Refused(Refusal.NOT_EXPECTED))
    if not reserve or reserve.standing is not Standing.RESERVE:
        return Outcome(Refused(Refusal.NOT_A_RESERVE))
    gone = replace(delegate, standing=Standing.REPLACED)
    expected = replace(reserve, standing=Standing.EXPECTED, replaces=code, place_released=not delegate.place_is_held)
    if refused := over_seats(day, [gone, expected]):
        return Outcome(refused)
    fact = _fact(Kind.DELEGATE_REPLACED, [gone, expected], role, now, subject=code)
    return Outcome(reserve_code, fact, note=reason)


def decide_call_up(day: Day, code: str, *, reason: str, role: Role, now: datetime) -> Outcome:
    """A reserve, or somebody withdrawn by mistake, may come; no place is held for them."""
    delegate = day.delegates.get(code)
    if not delegate:
        return Outcome(Refused(Refusal.UNKNOWN_DELEGATE))
    if delegate.standing not in (Standing.RESERVE, Standing.WITHDRAWN, Standing.REPLACED):
        return Outcome(Refused(Refusal.NOT_A_RESERVE))
    called_up = replace(delegate, standing=Standing.CALLED_UP)
    return Outcome(code, _fact(Kind.CALLED_UP, [called_up], role, now, subject=code), note=reason)


def decide_reissue(day: Day, code: str, *, badge: str, reason: str, role: Role, now: datetime) -> Outcome:
    """A new badge; the old one is dead from now on. Presence belongs to the delegate and stays."""
    delegate = day.delegates.get(code)
    if not delegate:
        return Outcome(Refused(Refusal.UNKNOWN_DELEGATE))
    reissued = replace(delegate, badge=badge)
    return Outcome(code, _fact(Kind.BADGE_REISSUED, [reissued], role, now, subject=code), note=reason)


def decide_release(day: Day, code: str, *, reason: str, role: Role, now: datetime) -> Outcome:
    """The organiser gives one held place free; the only way for somebody with a part in the programme."""
    delegate = day.delegates.get(code)
    if not delegate or not delegate.place_is_held:
        return Outcome(Refused(Refusal.NO_PLACE_HELD if delegate else Refusal.UNKNOWN_DELEGATE))
    if not reason:
        return Outcome(Refused(Refusal.REASON_NEEDED))
    released = replace(delegate, place_released=True)
    return Outcome(code, _fact(Kind.PLACE_RELEASED, [released], role, now, subject=code), note=reason)


def _change_refusal(delegate: Delegate | None, reason: str) -> Refusal | None:
    if not delegate:
        return Refusal.UNKNOWN_DELEGATE
    if delegate.is_present:
        return Refusal.IS_PRESENT
    return None if reason else Refusal.REASON_NEEDED


def _with_codes(day: Day, people: list[Person]) -> list[Person]:
    numbered, ahead = [], 0
    taken = {person.code for person in people if person.code}
    for person in people:
        if not person.code:
            while (code := next_code(day, ahead)) in taken:
                ahead += 1
            person, ahead = replace(person, code=code), ahead + 1
        numbered.append(person)
    return numbered


def _enrolled(day: Day, person: Person, entry: Entry) -> Delegate:
    category: Category = person.category
    known = day.delegates.get(person.code)
    if known:
        return replace(known, category=category, takes_seat=category.takes_seat, part=entry.part, seat=person.seat)
    return Delegate(person.code, entry.badge, category, category.takes_seat, entry.part, entry.standing, person.seat)


def _invited(delegate: Delegate | None) -> bool:
    return delegate is not None and delegate.takes_seat and delegate.standing.is_invited


def _seated(delegate: Delegate | None) -> bool:
    return delegate is not None and delegate.takes_seat and delegate.is_present


def _fact(kind: Kind, delegates: Sequence[Delegate], role: Role, now: datetime, *, subject: str) -> Fact:
    return Fact(kind, now, now, role, subject, detail={"delegates": [delegate_detail(d) for d in delegates]})
