"""Which rows of a sheet are people, which head a section, where the list ends; ditto marks and merges resolved."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.names import fold
from domain.roster.cells import NO_TEXT, Grid, Text
from domain.roster.columns import heads_names
from domain.roster.draft import Field, Span
from domain.roster.layout import Layout, find_layout
from domain.roster.problems import Finding, Problem, ProblemKind
from domain.roster.sections import (
    Section,
    Sections,
    bloc_of,
    category_of,
    heads_people,
    is_count,
    looks_like_person,
    opened,
    read_section,
    unit_of,
)
from domain.roster.values import read_category
from domain.roster.words import CATEGORY_LABELS

Merged = Mapping[int, Sequence[tuple[int, int]]]

BLANKS_THAT_END = 3
LONGEST_LABEL = 3
MOST_TEXTS_OF_A_TITLE = 4  # label, title, and how many people, perhaps by gender

# Fields of which a merged cell says the same of each of its rows; a name or a phone never is.
_SHARED = frozenset(
    [Field.UNIT, Field.CATEGORY, Field.BLOC, Field.SECTOR, Field.KIND, Field.ETHNICITY, Field.GENDER, Field.POSITION]
)
_ONES_OWN = frozenset([Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.NUMBER, Field.CODE])
_NAMES = (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
_JOINTS = {Field.BIRTH_DATE: "/", Field.PHONE: " / "}
_END = re.compile(
    r"tong cong(?! ty)|tong so|tong:|cong( \d.*|:.*)?$|danh sach (nay|co|gom)|an dinh|nguoi (lap|tong hop)|"
    r"lap (bieu|danh)|thu truong|(pho )?giam doc$|chu tich$|tm\.|kt\.|tl\.|tuq\.|noi nhan|\(?ky (ten|,|va)|xac nhan|"
    r".*ngay .*thang .*nam"
)
_WITH_DIGIT = re.compile(r"\D{0,5}\d+(\.\d+)*\D{0,2}")


class RowKind(StrEnum):
    BLANK = "blank"
    HEADER = "header"
    OTHER_HEADER = "other_header"
    SECTION = "section"
    END = "end"
    PERSON = "person"
    NAMELESS = "nameless"


_TOLD = {RowKind.END: ProblemKind.SUBTOTAL, RowKind.OTHER_HEADER: ProblemKind.SECOND_TABLE}


@dataclass(frozen=True, slots=True)
class ListRow:
    """`texts`: all cells that are read, by place. A title row has its `section`; `sections` stand over a person's row,
    the outermost first.
    """

    sheet_row: int
    cells: Mapping[Field, Text]
    texts: Mapping[int, str]
    kind: RowKind = RowKind.BLANK
    section: Section | None = None
    sections: Sections = ()

    def text(self, name: Field) -> str:
        return self.cells.get(name, NO_TEXT).line

    @property
    def is_numbered(self) -> bool:
        code = any(c.isdigit() for c in self.text(Field.CODE))
        return code or bool(_WITH_DIGIT.fullmatch(self.text(Field.NUMBER)))

    @property
    def is_named(self) -> bool:
        return any(self.cells.get(name, NO_TEXT).text for name in _NAMES)


def list_rows(grid: Grid, spans: Sequence[Span], layout: Layout) -> tuple[list[ListRow], list[Problem]]:
    """People and the nameless, top to bottom, with the problems of the rows between them."""
    rows = _classified(grid, spans, layout)
    merged = _merged_downwards(spans)
    last = max((place for place, row in enumerate(rows) if _is_surely_listed(row)), default=None)
    people: list[ListRow] = []
    problems: list[Problem] = []
    sections: Sections = ()
    for place, row in enumerate(rows):
        if row.kind in _TOLD and not _ends_the_list(rows, place, last):
            problems.append(Problem(row.sheet_row, _TOLD[row.kind], value=next(iter(row.texts.values()))))
        if row.kind is RowKind.OTHER_HEADER or _ends_the_list(rows, place, last):
            break
        if row.section and row.kind is RowKind.SECTION:
            sections = opened(sections, row.section)
        elif row.kind in (RowKind.PERSON, RowKind.NAMELESS):
            people.append(_resolved(row, people[-1] if people else None, sections, layout, merged))
    return people, problems


def _classified(grid: Grid, spans: Sequence[Span], layout: Layout) -> list[ListRow]:
    rows = [_row(grid, number, layout) for number in range(layout.bottom + 1, len(grid) + 1)]
    units = {fold(unit): unit for row in rows if len(row.texts) > 2 and (unit := row.text(Field.UNIT))}
    classified, header_ends = [], 0
    for row in rows:
        header = _header_at(row, grid, spans)
        header_ends = header.bottom if header else header_ends
        if row.sheet_row <= header_ends:
            kind = RowKind.OTHER_HEADER if header and _feeds(header) != _feeds(layout) else RowKind.HEADER
        else:
            row = replace(row, section=_section_of(row, layout, units))
            kind = _kind(row, layout)
        classified.append(replace(row, kind=kind))
    return classified


def _row(grid: Grid, number: int, layout: Layout) -> ListRow:
    line = grid[number - 1]
    cells: dict[Field, Text] = {}
    for column in layout.columns:
        cell = line[column.place - 1] if column.place <= len(line) else NO_TEXT
        if cell.text or cell.findings:
            cells[column.field] = _joined(cells[column.field], cell, column.field) if column.field in cells else cell
    unread = layout.unread
    return ListRow(
        number, cells, {place: cell.line for place, cell in enumerate(line, 1) if cell.text and place not in unread}
    )


def _joined(first: Text, second: Text, name: Field) -> Text:
    text = _JOINTS.get(name, " ").join(filter(None, [first.text, second.text]))
    return Text(text, text, first.findings + second.findings, first.literal)


def _header_at(row: ListRow, grid: Grid, spans: Sequence[Span]) -> Layout | None:
    """The header again, as printed lists repeat it on each page; or that of another table."""
    if row.is_numbered or not any(map(heads_names, row.texts.values())):
        return None
    return find_layout(grid, spans, first=row.sheet_row, last=row.sheet_row)


def _feeds(layout: Layout) -> set[tuple[int, Field]]:
    return {(column.place, column.field) for column in layout.columns}


def _kind(row: ListRow, layout: Layout) -> RowKind:
    if not row.is_numbered and row.texts and _END.match(fold(next(iter(row.texts.values())))):
        return RowKind.END
    if row.section:
        return RowKind.SECTION
    if not any(place not in layout.places(Field.NUMBER) for place in row.texts):
        return RowKind.BLANK  # a number prepared for nobody is no person
    return RowKind.PERSON if row.is_named else RowKind.NAMELESS


def _section_of(row: ListRow, layout: Layout, units: Mapping[str, str]) -> Section | None:
    """A title alone, or with its own number and a count of people; in doubt the row is a person."""
    if row.text(Field.CODE) or len(set(row.texts.values())) > MOST_TEXTS_OF_A_TITLE:
        return None
    label = row.text(Field.NUMBER)
    beside = {place: text for place, text in row.texts.items() if place not in layout.places(Field.NUMBER)}
    titles = {text for text in beside.values() if text != label and not is_count(text)}
    if len(label) > LONGEST_LABEL and not row.is_numbered:  # the title stands in the column of numbers
        return None if titles else read_section(label, "", units)
    if len(titles) != 1 or min(beside) > max(layout.places(*_NAMES)):
        return None
    section = read_section(titles.pop(), label, units)
    if row.is_numbered or len(beside) > 1:
        return section if heads_people(section.title, units) else None
    return None if looks_like_person(section.title) else section


def _is_surely_listed(row: ListRow) -> bool:
    if row.kind not in (RowKind.PERSON, RowKind.NAMELESS):
        return False
    others = len(row.cells.keys() - {Field.NUMBER, *_NAMES})
    if row.is_numbered:
        return row.is_named or others >= 2
    return row.is_named and (others >= 3 or bool(read_category(row.cells.get(Field.CATEGORY, NO_TEXT))[0]))


def _ends_the_list(rows: Sequence[ListRow], place: int, last: int | None) -> bool:
    """Nothing that is surely a person follows, and the list's end is written, drawn by blank rows, or signed."""
    if last is not None and place <= last:
        return False
    blank = all(row.kind is RowKind.BLANK for row in rows[max(0, place + 1 - BLANKS_THAT_END) : place + 1])
    kind = rows[place].kind
    return (
        kind is RowKind.END
        or (blank and place + 1 >= BLANKS_THAT_END)
        or (kind is RowKind.NAMELESS and last is not None)
    )


def _merged_downwards(spans: Sequence[Span]) -> Merged:
    """By column, the (top, bottom) of merged cells of several rows, in order."""
    merged: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: span.top):
        if span.bottom > span.top:
            merged[span.left].append((span.top, span.bottom))
    return merged


def _is_merged_into_above(merged: Merged, place: int, sheet_row: int) -> bool:
    nearest = bisect_left(merged.get(place, ()), (sheet_row, 0)) - 1
    return nearest >= 0 and merged[place][nearest][1] >= sheet_row


def _resolved(row: ListRow, above: ListRow | None, sections: Sections, layout: Layout, merged: Merged) -> ListRow:
    """With what the row above, a merged cell or the section says where the row itself does not."""
    cells = dict(row.cells)
    is_first = above is None or above.sections != sections
    for name in layout.fields - _ONES_OWN:
        cell, source = cells.get(name, NO_TEXT), above.cells.get(name, NO_TEXT) if above else NO_TEXT
        is_shared = (
            merged
            and name in _SHARED
            and any(_is_merged_into_above(merged, place, row.sheet_row) for place in layout.places(name))
        )
        if cell.is_ditto and not (name is Field.UNIT and is_first and unit_of(sections)):
            cells[name] = _copied(source, ProblemKind.DITTO if source.text else ProblemKind.DITTO_OF_NOTHING, cell.line)
        elif is_shared and not cell.text and source.text:
            cells[name] = _copied(source, ProblemKind.FROM_MERGED, "")
    for name, title in _said_by(sections, layout).items():
        cell = cells.get(name, NO_TEXT)
        if title and (not cell.text or cell.is_ditto):
            cells[name] = _copied(Text(title), ProblemKind.FROM_SECTION, cell.line)
    return replace(row, cells=cells, sections=sections)


def _copied(source: Text, kind: ProblemKind, written: str) -> Text:
    return Text(source.text, source.value, (Finding(kind, written, source.line),), source.literal)


def _said_by(sections: Sections, layout: Layout) -> dict[Field, str]:
    category = category_of(sections)
    bloc = "" if Field.BLOC in layout.fields else bloc_of(sections)
    return {
        Field.UNIT: unit_of(sections),
        Field.CATEGORY: CATEGORY_LABELS[category] if category else "",
        Field.BLOC: bloc,
    }
