"""Where the header of an office's sheet stands and which column is which; what a list calls its columns it says itself.

Which rows under it mean what is the list's own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.names import fold
from domain.roster.cells import NO_TEXT, Grid, Text, read_cells
from domain.roster.draft import Sheet

HEADER_ROWS = 15

F = TypeVar("F")
Phrases = Mapping[str, F]


@dataclass(frozen=True, slots=True)
class Layout(Generic[F]):
    """`places` count from 0; `unknown` are headers that mean nothing here."""

    header_row: int
    places: Mapping[F, int]
    headers: Mapping[F, str]
    unknown: tuple[str, ...]

    def cell(self, line: Sequence[Text], field: F) -> Text:
        place = self.places.get(field)
        return line[place] if place is not None and place < len(line) else NO_TEXT


@dataclass(frozen=True, slots=True)
class Found(Generic[F]):
    """The sheet that holds the list."""

    sheet: Sheet
    grid: Grid
    layout: Layout[F]


def phrases_of(synonyms: Mapping[F, str]) -> dict[str, F]:
    """As written by offices, with semicolons between; matched without accents, case and punctuation."""
    return {_words(phrase): field for field, phrases in synonyms.items() for phrase in phrases.split(";")}


def find_list(
    sheets: Sequence[Sheet], phrases: Phrases[F], is_header: Callable[[Mapping[F, int]], bool]
) -> Found[F] | None:
    """The longest sheet with a header; hidden ones are passed over."""
    grids = [(sheet, read_cells(sheet)) for sheet in sheets if not sheet.hidden]
    found = [
        Found(sheet, grid, layout) for sheet, grid in grids if (layout := find_layout(grid, phrases, is_header))
    ]  # fmt: skip
    return max(found, key=lambda one: len(one.grid), default=None)


def find_layout(grid: Grid, phrases: Phrases[F], is_header: Callable[[Mapping[F, int]], bool]) -> Layout[F] | None:
    """The row that names most columns."""
    layouts = (_layout(line, row, phrases) for row, line in enumerate(grid[:HEADER_ROWS], start=1))
    return max(
        (one for one in layouts if is_header(one.places)), key=lambda layout: len(layout.places), default=None
    )  # fmt: skip


def lines_under(grid: Grid, layout: Layout[F]) -> Iterator[tuple[int, dict[F, Text]]]:
    """Row number and cells by field of all that hold something under the header."""
    for sheet_row, line in enumerate(grid[layout.header_row :], layout.header_row + 1):
        cells = {field: cell for field in layout.places if (cell := layout.cell(line, field)).text or cell.findings}
        if cells:
            yield sheet_row, cells


def meaning_of(header: str, phrases: Phrases[F]) -> F | None:
    return phrases.get(_words(header)) or phrases.get(_words(_BRACKETS.sub(" ", header)))


def _layout(line: Sequence[Text], header_row: int, phrases: Phrases[F]) -> Layout[F]:
    places: dict[F, int] = {}
    headers: dict[F, str] = {}
    unknown = []
    for place, text in enumerate(line):
        field = meaning_of(text.line, phrases)
        if field and field not in places:
            places[field], headers[field] = place, text.line
        elif text.text:
            unknown.append(text.line)
    return Layout(header_row, places, headers, tuple(unknown))


def _words(header: str) -> str:
    return _NOT_WORDS.sub(" ", fold(header)).strip()


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
