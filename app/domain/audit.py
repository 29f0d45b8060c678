"""What is asked of the ledger afterwards: which facts belong together, whom one concerns, what was taken back later.

And the one fact the asking itself writes: that personal data left the house in a file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.agenda import Move
from domain.day import ANEW, Day
from domain.facts import Fact, Kind, Outcome, Role
from domain.honours import Slot, Step


class Group(StrEnum):
    DOOR = "door"
    LIST = "list"
    AGENDA = "agenda"
    HONOURS = "honours"
    SCREENS = "screens"
    OFFICE = "office"


class Export(StrEnum):
    """What was taken away in a file; each holds personal data."""

    AUDIT = "audit"
    ROSTER = "roster"
    CODES = "codes"
    BADGES = "badges"
    PAPER_LIST = "paper_list"
    PROGRAMME = "programme"
    SCRIPT = "script"
    REPORT = "report"
    HONOURS = "honours"
    HAND_OVER = "hand_over"


KINDS: Mapping[Group, frozenset[Kind]] = {
    Group.DOOR: frozenset({
        Kind.WELCOME, Kind.ALREADY, Kind.FULL, Kind.WITHDRAWN, Kind.REVOKED, Kind.UNKNOWN, Kind.GARBLED, Kind.WALK_IN,
        Kind.SUBSTITUTE, Kind.IN_PERSON, Kind.UNDONE, Kind.UNDO_REFUSED, Kind.LEFT, Kind.SET_ASIDE,
        Kind.CASE_CLOSED,
    }),
    Group.LIST: frozenset({
        Kind.IMPORTED, Kind.DELEGATE_ADDED, Kind.DELEGATE_EDITED, Kind.DELEGATE_WITHDRAWN, Kind.DELEGATE_REPLACED,
        Kind.CALLED_UP, Kind.BADGE_REISSUED, Kind.PLACE_RELEASED, Kind.UNIT_NAMED,
    }),
    Group.AGENDA: frozenset({Kind.CUED, Kind.PLAN_CHANGED, Kind.INTRODUCTIONS_CHANGED}),
    Group.HONOURS: frozenset({
        Kind.HONOURS_CHANGED, Kind.BATCH_LOCKED, Kind.BATCH_UNLOCKED, Kind.RECEIVER_SET, Kind.STAGED, Kind.HONOURED,
        Kind.LIST_PRINTED,
    }),
    Group.SCREENS: frozenset({
        Kind.SCREENS_CHANGED, Kind.VOTING_RIGHTS_CHANGED, Kind.VOTE_OPENED, Kind.VOTE_COUNTED,
    }),
    Group.OFFICE: frozenset({
        Kind.CONFERENCE_SET_UP, Kind.SETTINGS_CHANGED, Kind.DAY_OPENED, Kind.OPENING_FROZEN, Kind.OPENING_TAKEN_BACK,
        Kind.DAY_ENDED, Kind.END_TAKEN_BACK, Kind.PERSONAL_REMOVED, Kind.PIN_SET, Kind.LOGGED_IN, Kind.LOGGED_OUT,
        Kind.DEVICE_REVOKED, Kind.EXPORTED,
    }),
}  # fmt: skip


def decide_export(what: Export, rows: int, *, role: Role, now: datetime) -> Outcome:
    """Who took how much away, without a name."""
    return Outcome(None, Fact(Kind.EXPORTED, now, now, role, detail={"what": what, "rows": rows}))


def concerned(day: Day, fact: Fact) -> set[str]:
    """The codes of the delegates a fact speaks of."""
    detail, slots = fact.detail, day.honours.slots
    named = {fact.subject, detail.get("code", "")} | detail.get("rights", {}).keys()
    listed = {entry["code"] for entry in detail.get("delegates", ())}
    honoured = [slots.get(one) for one in (fact.subject, *detail.get("slots", ()))]
    return (named | listed | {slot.code for slot in honoured if isinstance(slot, Slot)}) - {""}


@dataclass(slots=True)
class _Standing:
    """What could still be taken back, while the facts are gone through; and what was, by which fact."""

    admissions: dict[str, list[int]] = field(default_factory=dict)
    cues: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)
    taken_back: dict[int, int] = field(default_factory=dict)

    def take_back(self, seqs: Iterable[int], by: int) -> None:
        self.taken_back |= dict.fromkeys(seqs, by)


def taken_back(facts: Iterable[Fact]) -> dict[int, int]:
    """By the seq of each fact that was taken back, the seq of the fact that did it."""
    book = _Standing()
    for fact in facts:
        if step := _STEPS.get(fact.kind):
            step(book, fact)
    return book.taken_back


def _admit(book: _Standing, fact: Fact) -> None:
    book.admissions.setdefault(fact.subject, []).append(fact.seq)


def _undo(book: _Standing, fact: Fact) -> None:
    book.take_back(book.admissions.pop(fact.subject, ()), fact.seq)


def _leave(book: _Standing, fact: Fact) -> None:
    book.admissions.pop(fact.subject, None)


def _cue(book: _Standing, fact: Fact) -> None:
    _go_on(book, book.cues, fact, is_undo=fact.detail["move"] == Move.UNDO)


def _honour(book: _Standing, fact: Fact) -> None:
    _go_on(book, book.steps, fact, is_undo=fact.detail["step"] == Step.UNDO)


def _go_on(book: _Standing, done: list[int], fact: Fact, *, is_undo: bool) -> None:
    """An undo takes back the last one that still stands."""
    if not is_undo:
        done.append(fact.seq)
    elif done:
        book.take_back([done.pop()], fact.seq)


def _freeze(book: _Standing, fact: Fact) -> None:
    book.opening = [fact.seq]


def _thaw(book: _Standing, fact: Fact) -> None:
    book.take_back(book.opening, fact.seq)
    book.opening = []


def _open(book: _Standing, fact: Fact) -> None:
    """From nothing: the rehearsal's facts are past taking back."""
    if fact.subject == ANEW:
        for past in (book.admissions, book.cues, book.steps, book.opening):
            past.clear()


_STEPS: Mapping[Kind, Callable[[_Standing, Fact], None]] = {
    Kind.WELCOME: _admit,
    Kind.WALK_IN: _admit,
    Kind.SUBSTITUTE: _admit,
    Kind.IN_PERSON: _admit,
    Kind.UNDONE: _undo,
    Kind.LEFT: _leave,
    Kind.CUED: _cue,
    Kind.HONOURED: _honour,
    Kind.OPENING_FROZEN: _freeze,
    Kind.OPENING_TAKEN_BACK: _thaw,
    Kind.DAY_OPENED: _open,
}
