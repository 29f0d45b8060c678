"""Reads an office's list of delegates: picks the sheet and the header, reads every row, lists every problem.

Nothing is dropped, guessed or merged in silence. What it means for what is stored is for `compare`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from domain.names import fold, spoken
from domain.roster.cells import Grid, has_mojibake, read_cells
from domain.roster.draft import Draft, DraftRow, Field, Sheet
from domain.roster.layout import Layout, column_problems, find_layout
from domain.roster.people import WANTED, column_of, is_asked, read_row
from domain.roster.problems import Problem, ProblemKind
from domain.roster.rows import list_rows

_FORMULA = ProblemKind.FORMULA_WITHOUT_VALUE


def read_roster(sheets: Sequence[Sheet], *, this_year: int) -> Draft:
    """The list on the sheet that holds most people; other lists in the workbook are told, not read."""
    grids = [read_cells(sheet) for sheet in sheets]
    found = [
        (sheet, grid, layout)
        for sheet, grid in zip(sheets, grids, strict=True)
        if (layout := find_layout(grid, sheet.spans))
    ]
    if not found:
        return _without_header(sheets, grids)
    chosen = max(found, key=lambda one: (not one[0].hidden, _names_below(one[1], one[2])))
    draft = _draft(*chosen, this_year=this_year)
    others = [Problem(None, ProblemKind.OTHER_LIST, value=sheet.name) for sheet, *_ in found if sheet is not chosen[0]]
    return Draft(draft.sheet, draft.header_row, draft.columns, draft.rows, (*others, *draft.problems))


def _without_header(sheets: Sequence[Sheet], grids: Sequence[Grid]) -> Draft:
    problems = [Problem(None, ProblemKind.NO_HEADER)]
    problems += [Problem(None, ProblemKind.MOJIBAKE)] if any(map(has_mojibake, grids)) else []
    return Draft(sheets[0].name if sheets else "", None, (), (), tuple(problems))


def _names_below(grid: Grid, layout: Layout) -> int:
    places = layout.places(Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
    return sum(any(place <= len(row) and row[place - 1].text for place in places) for row in grid[layout.bottom :])


def _draft(sheet: Sheet, grid: Grid, layout: Layout, *, this_year: int) -> Draft:
    listed, between = list_rows(grid, sheet.spans, layout)
    readings = [read_row(row, layout, this_year=this_year) for row in listed]
    rows = [row for row, _ in readings]
    problems = [*between, *(problem for _, told in readings for problem in told)]
    problems += _numbering(rows, [row.sections for row in listed], layout) + _resemblances(rows, layout)
    used = {place for row in listed for place in row.texts}
    problems += _bounds(sheet) + column_problems(layout, used) + _absent_columns(rows, layout)
    problems += _uncomputed(sheet, layout, problems)
    problems += [] if rows else [Problem(None, ProblemKind.NO_ROWS)]
    problems.sort(key=lambda problem: problem.sheet_row or 0)
    return Draft(sheet.name, layout.top, layout.columns, tuple(rows), tuple(problems))


def _uncomputed(sheet: Sheet, layout: Layout, told: Sequence[Problem]) -> list[Problem]:
    """Formulas without a value that no row has told of: a row of nothing else would be lost without a word."""
    known = {(problem.sheet_row, problem.column) for problem in told if problem.kind is _FORMULA}
    headers = {column.place: column for column in layout.columns}
    found = [
        (row, headers[place]) for row, place in sorted(sheet.uncomputed) if row > layout.bottom and place in headers
    ]
    return [
        Problem(row, _FORMULA, column.header, field=column.field)
        for row, column in found
        if (row, column.header) not in known
    ]


def _bounds(sheet: Sheet) -> list[Problem]:
    told = ((sheet.too_long, ProblemKind.TOO_MANY_ROWS), (sheet.too_wide, ProblemKind.TOO_MANY_COLUMNS))
    return [Problem(None, kind) for is_so, kind in told if is_so]


def _absent_columns(rows: Sequence[DraftRow], layout: Layout) -> list[Problem]:
    """Told once for the sheet; but where sections or titles speak for some people, once for each of the others."""
    wanted = WANTED | {Field.CATEGORY: (Field.CATEGORY,)}
    absent = [name.value for name, sources in wanted.items() if not is_asked(layout, name, sources)]
    silent = [name for name in absent if not any(name in row.fields for row in rows)]
    return [Problem(None, ProblemKind.NO_COLUMN, value=name, field=name) for name in silent] + [
        Problem(row.sheet_row, ProblemKind.MISSING, field=name)
        for row in rows
        for name in absent
        if name not in silent and name != Field.CATEGORY and name not in row.fields
    ]


def _numbering(rows: Sequence[DraftRow], sections: Sequence[Hashable], layout: Layout) -> list[Problem]:
    """Gaps and repeats of the office's own numbers, which may start again in each section."""
    problems = []
    seen: dict[int, int] = {}
    last, section = 0, None
    for row, own_section in zip(rows, sections, strict=True):
        digits = "".join(c for c in row.number if c in "0123456789")[-9:]
        if not digits:
            continue
        number = int(digits)
        if number == 1 and own_section != section:
            seen, last = {}, 0
        if number in seen:
            problems.append(_about(row, ProblemKind.NUMBER_REPEATED, layout, row.number, others=(seen[number],)))
        elif number != last + 1:
            problems.append(_about(row, ProblemKind.NUMBER_GAP, layout, row.number, after=str(last + 1)))
        seen.setdefault(number, row.sheet_row)
        last, section = number, own_section
    return problems


def _resemblances(rows: Sequence[DraftRow], layout: Layout) -> list[Problem]:
    """Codes used twice; the same person twice, perhaps; people of one name, who stay two."""
    return [
        _about(row, kind, layout, getattr(row.person, _FIELD_OF[kind]), others=others)
        for kind, key in _ALIKE.items()
        for row, others in _groups([row for row in rows if getattr(row.person, _FIELD_OF[kind])], key)
    ]


def _about(
    row: DraftRow, kind: ProblemKind, layout: Layout, value: str, *, after: str = "", others: tuple[int, ...] = ()
) -> Problem:
    field = _FIELD_OF[kind]
    return Problem(row.sheet_row, kind, column_of(layout, field), value, after, others, field.value)


def _groups(rows: Sequence[DraftRow], key: Callable[[DraftRow], Hashable]) -> list[tuple[DraftRow, tuple[int, ...]]]:
    """Each row that shares its key, with the sheet rows of the others."""
    alike: dict[Hashable, list[DraftRow]] = defaultdict(list)
    for row in rows:
        alike[key(row)].append(row)
    return [
        (row, tuple(other.sheet_row for other in group if other is not row))
        for group in alike.values()
        if len(group) > 1
        for row in group
    ]


_ALIKE: dict[ProblemKind, Callable[[DraftRow], Hashable]] = {
    ProblemKind.CODE_TWICE: lambda row: row.person.code,
    ProblemKind.POSSIBLE_DUPLICATE: lambda row: (fold(row.person.name), fold(row.person.unit), row.person.birth_year),
    ProblemKind.HOMONYM: lambda row: spoken(row.person.name),
}
_FIELD_OF = {
    ProblemKind.NUMBER_GAP: Field.NUMBER,
    ProblemKind.NUMBER_REPEATED: Field.NUMBER,
    ProblemKind.CODE_TWICE: Field.CODE,
    ProblemKind.POSSIBLE_DUPLICATE: Field.NAME,
    ProblemKind.HOMONYM: Field.NAME,
}
