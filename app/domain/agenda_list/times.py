"""When each item of a sheet starts and how long it lasts, as far as the sheet says it or lets it be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from domain.agenda import ARRIVALS
from domain.agenda_list.outline import Top
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.rows import Row
from domain.agenda_list.values import in_words, minutes_in_words
from domain.programme import ARRIVAL, TEN_ITEMS

ZERO, SECOND, MINUTE = timedelta(), timedelta(seconds=1), timedelta(minutes=1)
_PLANNED = {ARRIVALS: ARRIVAL[2]} | {number: minutes for number, (_, _, minutes) in enumerate(TEN_ITEMS, 1)}

Slots = Mapping[int, tuple[timedelta, timedelta]]


@dataclass(slots=True)
class _Clock:
    """`slots`: start and length by sheet row."""

    slots: dict[int, tuple[timedelta, timedelta]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, row: Row, kind: ProblemKind, value: str = "", after: str = "") -> None:
        self.problems.append(Problem(row.sheet_row, kind, "", value or row.name, after))


def timed(tops: Sequence[Top], *, starts: timedelta) -> tuple[Slots, list[Problem]]:
    """(start, length) by sheet row, since midnight. `starts` is for a sheet that does not say its first start."""
    clock = _Clock()
    before: tuple[timedelta, timedelta] | None = None
    for top, following in pairwise([*tops, None]):
        assert top
        length = _length_of(top, following, clock)
        start = _start_of(top, following, length, before, starts)
        _tell_of_order(top.row, before, clock)
        before = clock.slots[top.row.sheet_row] = (start, length)
        _place_subs(top, start, length, clock)
    return clock.slots, clock.problems


def _start_of(
    top: Top, following: Top | None, length: timedelta, before: tuple[timedelta, timedelta] | None, starts: timedelta
) -> timedelta:
    if top.row.start is not None:
        return top.row.start
    if before:
        return sum(before, ZERO)
    if top.number != ARRIVALS:
        return starts
    first = following.row.start if following else None
    return max(ZERO, (starts if first is None else first) - length)


def _length_of(top: Top, following: Top | None, clock: _Clock) -> timedelta:
    row = top.row
    _tell_of_end(row, clock)
    if length := _said(row, following.row if following else None):
        return length
    of_subs = [_said(sub, after) for sub, after in pairwise([*top.subs, None]) if sub]
    if of_subs and all(of_subs):
        return sum(filter(None, of_subs), ZERO)
    if top.number not in _PLANNED:
        clock.tell(row, ProblemKind.MINUTES_MISSING)
        return ZERO
    length = _PLANNED[top.number] * MINUTE
    clock.tell(row, ProblemKind.MINUTES_OF_PLAN, after=minutes_in_words(length))
    return length


def _said(row: Row, following: Row | None) -> timedelta | None:
    """By its minutes, its end, or the start of what follows; never nothing or less."""
    if row.length:
        return row.length
    end = row.end if row.end is not None else following.start if following else None
    return end - row.start if end is not None and row.start is not None and end > row.start else None


def _tell_of_end(row: Row, clock: _Clock) -> None:
    if row.length and row.start is not None and row.end not in (None, row.start + row.length):
        clock.tell(row, ProblemKind.END_DISAGREES, in_words(row.end or ZERO), in_words(row.start + row.length))


def _tell_of_order(row: Row, before: tuple[timedelta, timedelta] | None, clock: _Clock) -> None:
    if row.start is None or not before:
        return
    off = row.start - sum(before, ZERO)
    if row.start < before[0]:
        clock.tell(row, ProblemKind.BACKWARDS, in_words(row.start), in_words(before[0]))
    elif off:
        clock.tell(row, ProblemKind.GAP if off > ZERO else ProblemKind.OVERLAP, after=minutes_in_words(abs(off)))


def _place_subs(top: Top, start: timedelta, length: timedelta, clock: _Clock) -> None:
    """One after the other; those without minutes share what is left of their item."""
    said = {sub.sheet_row: _said(sub, after) for sub, after in pairwise([*top.subs, None]) if sub}
    known = sum(filter(None, said.values()), ZERO)
    silent = [sub for sub in top.subs if not said[sub.sheet_row]]
    share = (length - known) // SECOND // len(silent) * SECOND if silent else ZERO
    for sub in top.subs:
        lasts = said[sub.sheet_row] or max(share, ZERO)
        if sub in silent:
            kind = ProblemKind.MINUTES_SHARED if share > ZERO else ProblemKind.MINUTES_MISSING
            clock.tell(sub, kind, after=minutes_in_words(lasts))
        clock.slots[sub.sheet_row] = (start, lasts)
        start += lasts
    if known > length:
        clock.tell(top.row, ProblemKind.SUBS_LONGER, minutes_in_words(known), minutes_in_words(length))
