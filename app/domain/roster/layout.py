"""Where the header stands on a sheet and which column feeds which field; headers of two rows become one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.roster.cells import NO_TEXT, Grid, Text
from domain.roster.columns import meaning_of
from domain.roster.draft import Column, Field, Span
from domain.roster.problems import Problem, ProblemKind

HEADER_ROWS = 15  # the header begins in one of the first fifteen rows
_LEAST_OTHERS = 2
_NAMES = {Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME}
_COLUMN_NUMBER = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\].]?")
_LEAST_COLUMN_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """`top` and `bottom`: sheet rows of the header. `columns` feed fields; `unknown` are (place, header)."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    unneeded: tuple[Column, ...]
    doubled: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    fields: frozenset[Field]

    def places(self, *fields: Field) -> list[int]:
        return [column.place for column in self.columns if column.field in fields]

    def header(self, *fields: Field) -> str:
        return next((column.header for column in self.columns if column.field in fields), "")

    @property
    def unread(self) -> frozenset[int]:
        return frozenset(column.place for column in self.unneeded)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands over one column; `parent` marks columns that share the upper cell."""

    place: int
    text: str
    field: Field | None
    parent: int


def find_layout(grid: Grid, spans: Sequence[Span], *, first: int = 1, last: int = HEADER_ROWS) -> Layout | None:
    """The best header that begins in rows `first` to `last`: most fields, then the flattest, then the earliest."""
    tops = range(first, min(last, len(grid)) + 1)
    found = [layout for rows in (1, 2) for top in tops if (layout := _layout(grid, spans, top, rows))]
    return max(found, key=lambda layout: len(layout.fields), default=None)


def column_problems(layout: Layout, used: Iterable[int]) -> list[Problem]:
    """What becomes of the columns that feed nothing. `used`: columns that hold something beneath the header."""
    headed = {column.place for column in layout.columns + layout.unneeded + layout.doubled}
    headed |= {place for place, _ in layout.unknown}
    nameless = [(place, f"({_letter(place)})") for place in sorted(set(used) - headed)]
    return [
        *(Problem(None, ProblemKind.DROPPED_COLUMN, column.header) for column in layout.unneeded),
        *(Problem(None, ProblemKind.DOUBLE_COLUMN, column.header) for column in layout.doubled),
        *(Problem(None, ProblemKind.UNKNOWN_COLUMN, header) for _, header in [*layout.unknown, *nameless]),
    ]


def text_at(grid: Grid, row: int, place: int) -> Text:
    """Rows and places count from 1; beyond the sheet there is nothing."""
    cells = grid[row - 1] if row <= len(grid) else []
    return cells[place - 1] if place <= len(cells) else NO_TEXT


def _layout(grid: Grid, spans: Sequence[Span], top: int, rows: int) -> Layout | None:
    uppers = _upper_cells(grid, spans, top)
    lowers = [cell.line for cell in grid[top]] if rows == 2 and top < len(grid) else []
    headings = _headings(uppers, lowers)
    if rows == 2 and not (any(text for _, text in uppers) and _is_second_row(headings, lowers)):
        return None
    columns, doubled = _assigned([h for h in headings if h.field not in (None, Field.UNNEEDED)])
    unneeded = tuple(_column(heading) for heading in headings if heading.field is Field.UNNEEDED)
    fields = frozenset(column.field for column in columns)
    if not fields & _NAMES or len(fields - _NAMES) + len(unneeded) < _LEAST_OTHERS:
        return None
    unknown = tuple((heading.place, heading.text) for heading in headings if not heading.field)
    bottom = top + rows - 1
    return Layout(top, bottom + _column_numbers_below(grid, bottom), columns, unneeded, doubled, unknown, fields)


def _upper_cells(grid: Grid, spans: Sequence[Span], row: int) -> list[tuple[int, str]]:
    """For each column the place of its upper cell and its text: a merged cell stands over all its columns."""
    cells = [(place, cell.line) for place, cell in enumerate(grid[row - 1], 1)]
    for span in spans:
        if span.top <= row <= span.bottom and span.left < span.right:
            own = text_at(grid, span.top, span.left).line
            cells = [
                (span.left, own) if span.left <= place <= span.right else (p, t)
                for place, (p, t) in enumerate(cells, 1)
            ]
    return cells


def _headings(uppers: list[tuple[int, str]], lowers: list[str]) -> list[_Heading]:
    headings, parent, carried = [], 0, ""
    for place in range(1, max(len(uppers), len(lowers)) + 1):
        source, upper = uppers[place - 1] if place <= len(uppers) else (place, "")
        lower = lowers[place - 1] if place <= len(lowers) else ""
        if upper or not lower:  # an empty upper cell over a filled lower one belongs to the one before it
            parent, carried = source, upper
        if text := " / ".join(filter(None, [carried, lower if lower != carried else ""])):
            headings.append(_Heading(place, text, _field(carried, lower), parent))
    return headings


def _field(upper: str, lower: str) -> Field | None:
    if not lower or not upper:
        return meaning_of(upper or lower)
    return meaning_of(lower) or meaning_of(f"{upper} {lower}") or meaning_of(upper)


def _is_second_row(headings: list[_Heading], lowers: list[str]) -> bool:
    """Mostly words of a header or parts of the cell above, and no person's name under the header of the names."""
    filled = {place for place, text in enumerate(lowers, 1) if text}
    shared = Counter(heading.parent for heading in headings)
    known = {
        h.place for h in headings if h.place in filled and (meaning_of(lowers[h.place - 1]) or shared[h.parent] > 1)
    }
    names = {heading.place for heading in headings if heading.field in _NAMES}
    named = {place for place in names & filled if meaning_of(lowers[place - 1]) not in _NAMES}
    return bool(known) and 2 * len(known) >= len(filled) and not named


def _assigned(headings: list[_Heading]) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The first column of a field feeds it, with its neighbours under the same upper cell; any other is doubled."""
    parents: dict[Field | None, int] = {}
    taken, doubled = [], []
    fields = {heading.field for heading in headings}
    lone_given_name = Field.GIVEN_NAME in fields and not fields & {Field.NAME, Field.FAMILY_NAME}
    for heading in headings:
        same = parents.setdefault(heading.field, heading.parent) == heading.parent
        stray = heading.field is Field.GIVEN_NAME and Field.NAME in fields
        column = _column(heading)
        if lone_given_name and heading.field is Field.GIVEN_NAME:
            column = Column(heading.place, heading.text, Field.NAME)
        (taken if same and not stray else doubled).append(column)
    return tuple(taken), tuple(doubled)


def _column(heading: _Heading) -> Column:
    assert heading.field
    return Column(heading.place, heading.text, heading.field)


def _column_numbers_below(grid: Grid, row: int) -> int:
    """1 when the row below counts the columns, (1) (2) (3), as printed forms do."""
    texts = [cell.line for cell in grid[row] if cell.line] if row < len(grid) else []
    counted = len(texts) >= _LEAST_COLUMN_NUMBERS and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)
    digits = [re.sub(r"\D", "", text) for text in texts]
    numbers = [int(text) for text in digits if text]
    return int(counted and len(numbers) >= _LEAST_COLUMN_NUMBERS - 1 and numbers == sorted(set(numbers)))


def _letter(place: int) -> str:
    """A, B … Z, AA: as the spreadsheet program names a column."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
