"""The rows of a sheet of honours under their headers: merged cells and ditto marks filled in, odd letters told once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.headers import Found, Layout, lines_under
from domain.honours_list.draft import Field
from domain.honours_list.problems import Kind, Problem
from domain.roster.cells import NO_TEXT, Grid, Text
from domain.roster.draft import Span
from domain.roster.problems import Finding

_NAMES_SOMEBODY = (Field.CODE, Field.NAME, Field.COLLECTIVE)


@dataclass(frozen=True, slots=True)
class Row:
    sheet_row: int
    cells: Mapping[Field, Text]

    def cell(self, field: Field) -> Text:
        return self.cells.get(field, NO_TEXT)

    def text(self, field: Field) -> str:
        return self.cell(field).line

    @property
    def is_certificate(self) -> bool:
        return any(self.text(field) for field in _NAMES_SOMEBODY)


def read_rows(found: Found[Field]) -> list[Row]:
    """All that hold something under the header."""
    rows: list[Row] = []
    for sheet_row, cells in lines_under(_unmerged(found.grid, found.sheet.spans), found.layout):
        above = rows[-1].cells if rows else {}
        rows.append(Row(sheet_row, {field: _said(cell, above.get(field, NO_TEXT)) for field, cell in cells.items()}))
    return rows


def odd_letters(rows: Sequence[Row], layout: Layout[Field]) -> Iterator[Problem]:
    """Once for each column, with the first example: a whole sheet may be typed so."""
    told: dict[tuple[Kind, Field], list[tuple[int, Finding]]] = defaultdict(list)
    for row in rows:
        for field, cell in row.cells.items():
            for finding in cell.findings:
                told[finding.kind, field].append((row.sheet_row, finding))
    for (kind, field), found in told.items():
        _row, example = found[0]
        yield Problem(tuple(row for row, _ in found), kind, layout.headers[field], example.value, example.after)


def _unmerged(grid: Grid, spans: Sequence[Span]) -> Grid:
    """A cell merged downwards speaks for each of its rows."""
    filled = [list(line) for line in grid]
    for span in spans:
        source = _at(grid, span.top, span.left)
        for line in filled[span.top : span.bottom]:
            if source.text and span.left <= len(line):
                line[span.left - 1] = replace(source, findings=())
    return filled


def _at(grid: Grid, row: int, column: int) -> Text:
    line = grid[row - 1] if row <= len(grid) else []
    return line[column - 1] if column <= len(line) else NO_TEXT


def _said(cell: Text, above: Text) -> Text:
    return replace(above, findings=()) if cell.is_ditto and above.text else cell
