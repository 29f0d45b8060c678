"""What each row of a programme is: the arrivals, one of the ten, a side item, a sub-item and of what; or none of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.agenda import ARRIVALS
from domain.agenda_list.draft import Field
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.rows import Row
from domain.agenda_list.values import Sort, read_number, read_sort
from domain.names import fold

_WELCOMES = ("don tiep", "don dai bieu", "don khach")
_SECTION = re.compile(r"(?:[ivx]+|[A-H])[.)]?", re.IGNORECASE)
_LONGEST_NUMBER = 6


@dataclass(slots=True)
class Top:
    """An item on its own, with its sub-items; `number` is None outside the ten."""

    row: Row
    number: int | None
    subs: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    tops: list[Top] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, row: Row, kind: ProblemKind, value: str = "") -> None:
        self.problems.append(Problem(row.sheet_row, kind, value=value or row.name))


def outline(rows: Sequence[Row]) -> tuple[list[Top], list[Problem]]:
    """In the order of the sheet; sub-items stand with their item wherever they were written."""
    reading = _Reading()
    below = [row for row in rows if _names_a_parent(row)]
    last = max((place for place, row in enumerate(rows) if _is_surely_an_item(row)), default=-1)
    for place, row in enumerate(rows):
        if place > last or _is_section(row):
            reading.tell(row, ProblemKind.PASSED_OVER, " ".join(row.texts.values())[:80])
        elif row not in below:
            _place(row, reading)
    for row in below:
        _place_below(row, _named_parent(row, reading.tops), reading)
    for top in reading.tops:
        top.subs.sort(key=lambda row: row.sheet_row)
    return reading.tops, reading.problems


def _place(row: Row, reading: _Reading) -> None:
    sort = _sort(row, reading)
    number = read_number(row.text(Field.NUMBER))
    if _is_arrivals(row, number, reading.tops):
        reading.tops.append(Top(row, ARRIVALS))
    elif sort is Sort.SUB or (not number and not sort and not row.is_timed and reading.tops):
        _place_below(row, reading.tops[-1] if reading.tops else None, reading)
    elif not row.text(Field.TITLE_VI):
        reading.tell(row, ProblemKind.TITLE_MISSING, row.text(Field.NUMBER))
    else:
        _place_on_its_own(row, int(number) if number not in ("", "0") and sort is not Sort.SIDE else None, reading)


def _place_on_its_own(row: Row, number: int | None, reading: _Reading) -> None:
    if number and any(top.number == number for top in reading.tops):
        reading.tell(row, ProblemKind.ITEM_TWICE, str(number))
    else:
        reading.tops.append(Top(row, number))


def _place_below(row: Row, parent: Top | None, reading: _Reading) -> None:
    if not parent or parent.number == ARRIVALS:
        reading.tell(row, ProblemKind.NO_PARENT)
    elif not row.name and not row.text(Field.SPEAKER):
        reading.tell(row, ProblemKind.TITLE_MISSING, row.text(Field.NUMBER))
    else:
        parent.subs.append(row)


def _sort(row: Row, reading: _Reading) -> Sort | None:
    written = row.text(Field.SORT)
    sort = read_sort(written)
    if written and not sort:
        reading.tell(row, ProblemKind.SORT_UNKNOWN, written)
    return sort


def _is_arrivals(row: Row, number: str, tops: Sequence[Top]) -> bool:
    if any(top.number == ARRIVALS for top in tops):
        return False
    welcomes = any(phrase in fold(row.text(Field.TITLE_VI)) for phrase in _WELCOMES)
    return number == "0" or (welcomes and not tops)


def _names_a_parent(row: Row) -> bool:
    return bool(row.text(Field.PARENT)) or "." in read_number(row.text(Field.NUMBER))


def _named_parent(row: Row, tops: Sequence[Top]) -> Top | None:
    """By number, else by title."""
    written = row.text(Field.PARENT) or read_number(row.text(Field.NUMBER)).split(".")[0]
    number = read_number(written)
    return next(
        (
            top
            for top in tops
            if (number and str(top.number) == number) or fold(top.row.text(Field.TITLE_VI)) == fold(written)
        ),
        None,
    )


def _is_surely_an_item(row: Row) -> bool:
    said = (Field.SORT, Field.PARENT, Field.SPEAKER)
    is_numbered = bool(read_number(row.text(Field.NUMBER)))
    return row.is_timed or bool(row.length) or is_numbered or any(row.text(name) for name in said)


def _is_section(row: Row) -> bool:
    """ "BUỔI SÁNG", "I. Phần nghi thức": a heading between items."""
    if row.is_timed or row.length or row.text(Field.SORT) or row.text(Field.PARENT):
        return False
    number = row.text(Field.NUMBER)
    return bool(_SECTION.fullmatch(number)) or (len(number) > _LONGEST_NUMBER and not read_number(number))
