"""The rows of a programme's sheet under their headers, times and minutes read; what a row is, is asked elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.agenda_list.draft import Field
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.values import Times, read_minutes, read_span, read_time
from domain.headers import Layout, lines_under
from domain.roster.cells import Grid, Text

_OF_TIME = (Field.START, Field.END, Field.SPAN)


@dataclass(frozen=True, slots=True)
class Row:
    """`start` and `end` are since midnight; `is_timed` also when its time cannot be read."""

    sheet_row: int
    texts: Mapping[Field, str]
    start: timedelta | None = None
    end: timedelta | None = None
    length: timedelta | None = None
    is_timed: bool = False

    def text(self, field: Field) -> str:
        return self.texts.get(field, "")

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return self.text(Field.TITLE_VI) or self.text(Field.TOPIC) or self.text(Field.PRESENTER)


def read_rows(grid: Grid, layout: Layout[Field]) -> tuple[list[Row], list[Problem]]:
    """All that hold something under the header."""
    rows, problems = [], []
    for sheet_row, cells in lines_under(grid, layout):
        row = _row(sheet_row, cells)
        rows.append(row)
        problems += _told(row, cells, layout)
    return rows, problems


def _row(sheet_row: int, cells: Mapping[Field, Text]) -> Row:
    start, end = _times(cells)
    return Row(
        sheet_row,
        {field: cell.text if field is Field.MC_LINE else cell.line for field, cell in cells.items()},
        start,
        end,
        read_minutes(cells[Field.MINUTES]) if Field.MINUTES in cells else None,
        any(field in cells for field in _OF_TIME),
    )


def _times(cells: Mapping[Field, Text]) -> Times:
    """A column of starts may hold "07:30 - 08:00" as well."""
    spans = [read_span(cells[field]) for field in (Field.START, Field.SPAN) if field in cells]
    start, end = spans[0] if spans else (None, None)
    return start, read_time(cells[Field.END]) if Field.END in cells else end


def _told(row: Row, cells: Mapping[Field, Text], layout: Layout[Field]) -> Sequence[Problem]:
    unread = {
        Field.START: row.start is None,
        Field.SPAN: row.start is None,
        Field.END: row.end is None,
        Field.MINUTES: row.length is None,
    }
    problems = [
        Problem(row.sheet_row, finding.kind, layout.headers[field], finding.value, finding.after)
        for field, cell in cells.items()
        for finding in cell.findings
    ]
    for field, cell in cells.items():
        if cell.text and unread.get(field):
            kind = ProblemKind.MINUTES_UNREADABLE if field is Field.MINUTES else ProblemKind.TIME_UNREADABLE
            problems.append(Problem(row.sheet_row, kind, layout.headers[field], cell.line))
    return problems
