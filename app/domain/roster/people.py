"""One row of the list as a person: every field read, everything odd about it told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.delegates import Category, Gender, Person, Standing
from domain.names import fold
from domain.roster.births import Birth, joined, read_birth
from domain.roster.cells import NO_TEXT, Text
from domain.roster.columns import header_words, mentions_day
from domain.roster.draft import DraftRow, Field
from domain.roster.layout import Layout
from domain.roster.phones import read_phone
from domain.roster.problems import LEVELS, Finding, Level, Problem, ProblemKind
from domain.roster.rows import ListRow
from domain.roster.sections import group_of
from domain.roster.units import split_post
from domain.roster.values import (
    LONGEST_NAME,
    LONGEST_TEXT,
    begins_reserve,
    gender_said_by,
    is_mark,
    mentions_reserve,
    read_award,
    read_category,
    read_code,
    read_ethnicity,
    read_gender,
    read_mark,
    read_name,
    read_sector,
    read_standing,
    with_other_phones,
)
from domain.roster.words import GENDER_LABELS

_T = TypeVar("_T")
Told = tuple[tuple[Field, Finding], ...]

_NAMES = (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
_OF_BIRTH = (Field.BIRTH_DATE, Field.BIRTH_YEAR, Field.MALE, Field.FEMALE)
# What an office should not leave out, and the columns that may say it.
WANTED: dict[Field, tuple[Field, ...]] = {
    Field.GENDER: (Field.GENDER, Field.MALE, Field.FEMALE),
    Field.BIRTH_YEAR: _OF_BIRTH,
    Field.ETHNICITY: (Field.ETHNICITY,),
    Field.PHONE: (Field.PHONE,),
    Field.UNIT: (Field.UNIT, Field.POST),
}
_FEEDS: dict[Field, tuple[str, ...]] = {
    Field.FAMILY_NAME: ("name",),
    Field.GIVEN_NAME: ("name",),
    Field.BIRTH_DATE: ("birth_year",),
    Field.MALE: ("gender",),
    Field.FEMALE: ("gender",),
    Field.POST: ("position", "unit"),
    Field.NUMBER: (),
    Field.STANDING: (),
}
_STAND_IN = Category.GUEST  # for a category that cannot be read; its row is blocked


@dataclass(frozen=True, slots=True)
class _Sex:
    """What the columns of gender, Nam and Nữ say, and the cell among them that may hold a birth."""

    gender: Gender | None
    birth_cell: Text
    told: Told


def read_row(row: ListRow, layout: Layout, *, this_year: int) -> tuple[DraftRow, list[Problem]]:
    category, told = _about(Field.CATEGORY, *read_category(_cell(row, Field.CATEGORY)))
    person, of_name = _named(row, category or _STAND_IN)
    sex = _sex(row, person.honorific)
    birth, of_birth = _birth(row, layout, sex.birth_cell, this_year)
    person, of_work = _working(replace(person, gender=sex.gender, birth_year=birth.year), row)
    person, of_texts = _described(person, row)
    reserve, of_reserve = _reserve(row)
    told = _own(row) + of_name + sex.told + of_birth + told + of_work + of_texts + of_reserve
    told += _missing(person, layout, told)
    draft = DraftRow(
        row.sheet_row, row.text(Field.NUMBER), person, category, birth.day, group_of(row.sections), reserve
    )
    draft = replace(draft, standing=read_standing(row.text(Field.STANDING)), fields=_fields(row, layout, person))
    if not person.name:
        told = ((Field.NAME, Finding(ProblemKind.NAME_MISSING, "; ".join(row.texts.values())[:LONGEST_NAME])),)
    return draft, [_problem(row, layout, field, finding) for field, finding in told]


def column_of(layout: Layout, field: Field) -> str:
    """The header, as written, of the column that answers for a field."""
    return layout.header(*_sources(field))


def _sources(field: Field) -> tuple[Field, ...]:
    return _NAMES if field in _NAMES else WANTED.get(field, (field,))


def _named(row: ListRow, category: Category) -> tuple[Person, Told]:
    code, of_code = _about(Field.CODE, *read_code(_cell(row, Field.CODE)))
    honorific, name, of_name = read_name(_name_cell(row))
    person = Person(code, name, category, _cell(row, Field.HONORIFIC).line or honorific)
    return person, of_code + _about(Field.NAME, name, of_name)[1]


def _name_cell(row: ListRow) -> Text:
    """One cell, or family and given name from two."""
    parts = [cell for name in _NAMES if (cell := _cell(row, name)).text]
    return parts[0] if len(parts) == 1 else Text(" ".join(part.text for part in parts))


def _sex(row: ListRow, honorific: str) -> _Sex:
    gender, told = _about(Field.GENDER, *read_gender(_cell(row, Field.GENDER)))
    marked = [(sex, cell) for sex, name in _SEXES if (cell := _cell(row, name)).text and fold(cell.text) not in _NO]
    if len(marked) > 1 or any(gender not in (None, sex) for sex, _ in marked):
        value = " / ".join(cell.line for _, cell in marked)
        return _Sex(None, NO_TEXT, (*told, (Field.GENDER, Finding(ProblemKind.GENDER_CONFLICT, value))))
    birth_cell = NO_TEXT
    for sex, cell in marked:
        gender, birth_cell = sex, NO_TEXT if _only_marks(cell) else cell
    titled = gender_said_by(honorific)
    if titled and not gender and not told:
        return _Sex(
            titled, birth_cell, ((Field.GENDER, Finding(ProblemKind.FROM_HONORIFIC, honorific, GENDER_LABELS[titled])),)
        )
    if titled and gender not in (titled, None):
        told += ((Field.GENDER, Finding(ProblemKind.GENDER_CONFLICT, honorific)),)
    return _Sex(gender, birth_cell, told)


def _only_marks(cell: Text) -> bool:
    return is_mark(cell.line) or bool(read_gender(cell)[0])


def _birth(row: ListRow, layout: Layout, sex_cell: Text, this_year: int) -> tuple[Birth, Told]:
    day = read_birth(_cell(row, Field.BIRTH_DATE) if not sex_cell.text else sex_cell, this_year=this_year)
    year = read_birth(_cell(row, Field.BIRTH_YEAR), this_year=this_year)
    birth = joined(day, year, this_year=this_year)
    findings = birth.findings
    if birth.day_text:
        findings += (Finding(ProblemKind.BIRTH_UNREADABLE, birth.day_text),)
    if birth.year and not birth.day and day.year and any(map(mentions_day, _headers(layout, *_DAYS))):
        findings += (Finding(ProblemKind.BIRTH_YEAR_ONLY, str(birth.year)),)
    return _about(Field.BIRTH_YEAR, birth, findings)


def _working(person: Person, row: ListRow) -> tuple[Person, Told]:
    """Work, unit and people; position and unit may share a column."""
    position, unit = _cell(row, Field.POSITION).line, _cell(row, Field.UNIT).line
    post = _cell(row, Field.POST).line
    of_post: tuple[Finding, ...] = ()
    if post and (halves := split_post(_cell(row, Field.POST).text)) and not unit:
        position, unit = halves
        of_post = (Finding(ProblemKind.POST_SPLIT, post, " | ".join(halves)),)
    elif post:
        position = position or post
    ethnicity, of_ethnicity = _about(Field.ETHNICITY, *read_ethnicity(_cell(row, Field.ETHNICITY)))
    sector, of_sector = _about(Field.SECTOR, *read_sector(_cell(row, Field.SECTOR)))
    direct_worker, of_mark = _about(Field.DIRECT_WORKER, *read_mark(_cell(row, Field.DIRECT_WORKER)))
    person = replace(
        person, position=position, unit=unit, ethnicity=ethnicity, sector=sector, direct_worker=direct_worker
    )
    return person, _about(Field.POST, None, of_post)[1] + of_ethnicity + of_sector + of_mark


def _described(person: Person, row: ListRow) -> tuple[Person, Told]:
    phone, others, of_phone = read_phone(_cell(row, Field.PHONE))
    person = replace(
        person,
        bloc=_cell(row, Field.BLOC).line,
        kind=_cell(row, Field.KIND).line,
        represents=_cell(row, Field.REPRESENTS).line,
        titles=_cell(row, Field.TITLES).listed,
        awards=read_award(_cell(row, Field.AWARDS)),
        higher_congress=_cell(row, Field.HIGHER_CONGRESS).listed,
        phone=phone,
        seat=_cell(row, Field.SEAT).line,
        note=with_other_phones(_cell(row, Field.NOTE).listed, others),
    )
    too_long = (
        (name, cell) for name, cell in row.cells.items() if name not in _NAMES and len(cell.text) > LONGEST_TEXT
    )
    told = tuple((name, Finding(ProblemKind.TOO_LONG, cell.line[:LONGEST_NAME])) for name, cell in too_long)
    return person, _about(Field.PHONE, phone, of_phone)[1] + told


def _reserve(row: ListRow) -> tuple[bool, Told]:
    """Dự khuyết: by the column of standings where there is one, else by the note, kind, category or section."""
    standing = read_standing(row.text(Field.STANDING))
    if standing:
        said = row.text(Field.STANDING) if standing is Standing.RESERVE else ""
    else:
        texts = [row.text(name) for name in (Field.NOTE, Field.KIND)]
        said = next(filter(begins_reserve, texts), "")
        said = said or next(filter(mentions_reserve, [row.text(Field.CATEGORY), *(s.title for s in row.sections)]), "")
    return bool(said), ((Field.NOTE, Finding(ProblemKind.RESERVE, said)),) if said else ()


def _missing(person: Person, layout: Layout, told: Told) -> Told:
    """What the sheet has a column for and this row says nothing about; what it says unreadably is told already."""
    grave = {name for name, finding in told if LEVELS[finding.kind] in (Level.ERROR, Level.WARNING)}
    return tuple(
        (name, Finding(ProblemKind.MISSING))
        for name, sources in WANTED.items()
        if getattr(person, name.value) in (None, "") and name not in grave and is_asked(layout, name, sources)
    )


def is_asked(layout: Layout, name: Field, sources: Iterable[Field]) -> bool:
    """Whether the sheet has a column for it; Nam and Nữ hold births only where the header says so."""
    if name is not Field.BIRTH_YEAR:
        return not layout.fields.isdisjoint(sources)
    asks = any("sinh" in header_words(header).split() for header in _headers(layout, Field.MALE, Field.FEMALE))
    return asks or not layout.fields.isdisjoint((Field.BIRTH_DATE, Field.BIRTH_YEAR))


def _fields(row: ListRow, layout: Layout, person: Person) -> frozenset[str]:
    """A column says something even where it is empty; a section or an honorific only where it spoke."""
    names = {name for source in layout.fields | row.cells.keys() for name in _FEEDS.get(source, (source.value,))}
    spoken = {"gender": person.gender, "honorific": person.honorific, "birth_year": person.birth_year}
    return frozenset(names | {name for name, value in spoken.items() if value})


def _own(row: ListRow) -> Told:
    return tuple((name, finding) for name, cell in row.cells.items() for finding in cell.findings)


def _problem(row: ListRow, layout: Layout, name: Field, finding: Finding) -> Problem:
    filled = [source for source in _sources(name) if _cell(row, source).text]
    column = layout.header(*filled) or column_of(layout, name)
    return Problem(row.sheet_row, finding.kind, column, finding.value, finding.after, field=name.value)


def _about(name: Field, value: _T, findings: Iterable[Finding]) -> tuple[_T, Told]:
    return value, tuple((name, finding) for finding in findings)


def _cell(row: ListRow, name: Field) -> Text:
    return row.cells.get(name, NO_TEXT)


def _headers(layout: Layout, *names: Field) -> list[str]:
    return [column.header for column in layout.columns if column.field in names]


_SEXES = ((Gender.MALE, Field.MALE), (Gender.FEMALE, Field.FEMALE))
_NO = frozenset(["0", "khong", "o"])
_DAYS = (Field.BIRTH_DATE, Field.MALE, Field.FEMALE)
