"""What goes into the reading of an office's list and what comes out: the sheet as filed, the people found on it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.delegates import Category, Person, Standing
from domain.roster.problems import Problem, blocked_by

Value = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    value: Value = None
    font: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`uncomputed`: (row, column) of formulas that the file holds no value for. `too_long`, `too_wide`: cut off."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    spans: tuple[Span, ...] = ()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    too_long: bool = False
    too_wide: bool = False
    hidden: bool = False


class Field(StrEnum):
    """What a column may feed. The first twenty are the fields of a Person, under the same names."""

    CODE = "code"
    NAME = "name"
    HONORIFIC = "honorific"
    GENDER = "gender"
    BIRTH_YEAR = "birth_year"
    ETHNICITY = "ethnicity"
    POSITION = "position"
    UNIT = "unit"
    BLOC = "bloc"
    SECTOR = "sector"
    CATEGORY = "category"
    KIND = "kind"
    REPRESENTS = "represents"
    DIRECT_WORKER = "direct_worker"
    TITLES = "titles"
    AWARDS = "awards"
    HIGHER_CONGRESS = "higher_congress"
    PHONE = "phone"
    SEAT = "seat"
    NOTE = "note"
    NUMBER = "number"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    BIRTH_DATE = "birth_date"
    MALE = "male"
    FEMALE = "female"
    POST = "post"  # position and unit in one column
    STANDING = "standing"
    UNNEEDED = "unneeded"  # known, and never read: sensitive, or of no use at the door


@dataclass(frozen=True, slots=True)
class Column:
    """`place` counts from 1; a field may be fed by several columns (names split in two)."""

    place: int
    header: str
    field: Field


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One person as read. `category` is None when it cannot be read: then `person.category` is a stand-in and the row
    blocked. `birth_date` is for the preview alone. `fields`: what this row has a word on, empty cells too.
    """

    sheet_row: int
    number: str
    person: Person
    category: Category | None
    birth_date: date | None = None
    group: str = ""
    reserve: bool = False
    standing: Standing | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    sheet: str
    header_row: int | None
    columns: tuple[Column, ...]
    rows: tuple[DraftRow, ...]
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> frozenset[int]:
        """Sheet rows that an error keeps out."""
        return blocked_by(self.problems)

    @property
    def accepted(self) -> tuple[DraftRow, ...]:
        blocked = self.blocked
        return tuple(row for row in self.rows if row.sheet_row not in blocked)
