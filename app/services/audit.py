"""The ledger looked at afterwards: which entries somebody asks for, newest first, and the record of an export."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain import audit
from domain.audit import KINDS, Export, Group
from domain.facts import Fact, Kind, Role
from domain.names import fold, tidy
from domain.search import SHORTEST, find
from store import ledger
from store.engine import CONFERENCE, Receipt, State, Store

PAGE = 200

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is empty filters nothing. `text` is a person as a desk would search one, or words of a note.

    `since` counts with it, `until` does not; both ask when it happened.
    """

    text: str = ""
    desk: str = ""
    groups: frozenset[Group] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`taken_back_by` is the seq of the fact that took this one back later; `login` is of the device it speaks of."""

    fact: Fact
    note: str = ""
    taken_back_by: int | None = None
    login: Fact | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`number` from 0, of `pages`; of none there is still one, which is empty."""

    entries: tuple[Entry, ...]
    number: int
    pages: int


def entries(store: Store, filters: Filters) -> list[Entry]:
    """Newest first."""
    state = store.state
    noted = list(ledger.noted(store.read, CONFERENCE, first=1, last=state.day.seq))
    back = audit.taken_back(fact for fact, _ in noted)
    logins = {fact.subject: fact for fact, _ in noted if fact.kind is Kind.LOGGED_IN}
    is_wanted, speaks_of = _wanted(filters), _speaks_of(state, filters.text)
    return [
        Entry(fact, note, back.get(fact.seq), logins.get(fact.subject))
        for fact, note in reversed(noted)
        if is_wanted(fact) and speaks_of(fact, note)
    ]


def page(found: list[Entry], number: int) -> Page:
    """The one asked for, or the last one there is."""
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(0, number), pages - 1)
    return Page(tuple(found[number * PAGE : (number + 1) * PAGE]), number, pages)


def desks(store: Store) -> list[str]:
    return ledger.desks(store.read, CONFERENCE)


def record_export(store: Store, what: Export, rows: int, *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda _turn: audit.decide_export(what, rows, role=role, now=now))


def _wanted(filters: Filters) -> Callable[[Fact], bool]:
    kinds = {kind for group in filters.groups for kind in KINDS[group]}

    def is_wanted(fact: Fact) -> bool:
        return (
            (not kinds or fact.kind in kinds)
            and (not filters.desk or fact.desk == filters.desk)
            and (filters.since is None or fact.happened_at >= filters.since)
            and (filters.until is None or fact.happened_at < filters.until)
        )

    return is_wanted


def _speaks_of(state: State, text: str) -> Callable[[Fact, str], bool]:
    """By the people found, whose names no fact has; by the code of somebody whose name is gone; by the note."""
    if len(tidy(text)) < SHORTEST:
        return lambda _fact, _note: True
    codes = {*find(state.directory.index, text), tidy(text).upper()}
    starts = [f" {word}" for word in fold(text).split()]

    def speaks_of(fact: Fact, note: str) -> bool:
        return not codes.isdisjoint(audit.concerned(state.day, fact)) or _has(note, starts)

    return speaks_of


def _has(note: str, starts: list[str]) -> bool:
    """Each begins a word of the note, which may be JSON."""
    words = " ".join(["", *_WORD.findall(fold(note))])
    return bool(words) and all(start in words for start in starts)
