"""*Danh sách giới thiệu*: whom the MC reads out in item 2, in which order and words, and who of them is here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clock import VENUE
from domain.day import Day
from domain.delegates import Category, Delegate, Person, Presence, addressed
from domain.facts import Role
from domain.introductions import Introduction, decide_introductions
from domain.names import fold
from domain.programme import INTRODUCTIONS
from domain.running import running
from services.checkin import substitute_for
from store.engine import Receipt, State, Store

PRESS = "bao chi"  # how the units of press people are written, folded: guests by the list, read out by nobody
UNRANKED = math.inf


@dataclass(frozen=True, slots=True)
class Introduced:
    """`title` is read as it stands. `is_new`: recorded at the door after item 2 had begun, however early they came."""

    person: Person
    delegate: Delegate
    title: str
    announced: bool
    is_new: bool

    @property
    def is_here(self) -> bool:
        return self.delegate.presence is Presence.IN_PERSON


def save(store: Store, rows: Sequence[Introduction], *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: decide_introductions(turn.day, rows, role=role, now=now))


def introduced(state: State, *, now: datetime) -> list[Introduced]:
    """In the order of reading, here or not: whom the office ranked by rank, then the others in the list's order."""
    began = _began(state.day, now=now)
    read = [
        (delegate, row)
        for delegate in state.day.delegates.values()
        if (row := introduction(state, delegate.code)).listed and delegate.standing.may_enter
    ]
    ordered = sorted(read, key=lambda one: one[1].rank or UNRANKED)
    return [_introduced(state, delegate, row, began) for delegate, row in ordered]


def introduction(state: State, code: str) -> Introduction:
    """As the office wrote it; of whom it wrote nothing: guests are read out, the press is not."""
    person = state.directory.people[code]
    is_read = person.category is Category.GUEST and PRESS not in fold(person.unit)
    return state.directory.introductions.get(code) or Introduction(code, listed=is_read)


def read_aloud(person: Person, title: str) -> str:
    """*Bà Hồ Thu Châu, Phó Giám đốc Sở*: a title that names the person is the whole line; a unit is said once."""
    if person.name in title:
        return title
    unit = "" if fold(person.unit) in fold(person.position) else person.unit
    return ", ".join(filter(None, [addressed(person), *([title] if title else [person.position, unit])]))


def mc_introductions(state: State, now: datetime) -> dict[str, Any]:
    """`arrived`: those announced to the reception who came after item 2 had begun, newest first."""
    everybody = introduced(state, now=now)
    here = [one for one in everybody if one.is_here]
    late = sorted((one for one in here if one.announced and one.is_new), key=_recorded, reverse=True)
    return {
        "present": [_told(one) | {"came_at": _came(one), "is_new": one.is_new} for one in here],
        "away": [_told(one) | _instead(state, one) for one in everybody if not one.is_here],
        "arrived": [_told(one) | {"came_at": _came(one)} for one in late],
    }


def _introduced(state: State, delegate: Delegate, row: Introduction, began: datetime | None) -> Introduced:
    person, admission = state.directory.people[delegate.code], delegate.admission
    is_new = bool(began and admission and admission.recorded_at > began)
    return Introduced(person, delegate, read_aloud(person, row.title), row.announced, is_new)


def _began(day: Day, *, now: datetime) -> datetime | None:
    lines = running(day, now=now).lines
    return next((line.actual_start for line in lines if line.item.number == INTRODUCTIONS), None)


def _told(one: Introduced) -> dict[str, Any]:
    return {"code": one.person.code, "title": one.title, "name": one.person.name}


def _instead(state: State, one: Introduced) -> dict[str, Any]:
    """Who sits in the delegate's place, so that nobody is called absent whose substitute stands up."""
    other = substitute_for(state, one.person.code)
    return {"presence": one.delegate.presence, "substitute": other.name if other else None}


def _recorded(one: Introduced) -> int:
    return one.delegate.admission.seq if one.delegate.admission else 0


def _came(one: Introduced) -> str | None:
    admission = one.delegate.admission
    return admission.happened_at.astimezone(VENUE).isoformat(timespec="minutes") if admission else None
