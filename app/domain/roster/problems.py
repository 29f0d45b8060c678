"""Everything there may be to tell about an office's list: kinds of problem, how grave each is. No sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """ERROR keeps its row out (or, without a row, what lies beyond it); REPAIR was done and wants a look."""

    ERROR = "error"
    WARNING = "warning"
    REPAIR = "repair"
    NOTE = "note"


class ProblemKind(StrEnum):
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    OTHER_LIST = "other_list"
    SECOND_TABLE = "second_table"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    DROPPED_COLUMN = "dropped_column"
    UNKNOWN_COLUMN = "unknown_column"
    DOUBLE_COLUMN = "double_column"
    NO_COLUMN = "no_column"
    SUBTOTAL = "subtotal"

    NAME_MISSING = "name_missing"
    NAME_ODD = "name_odd"
    NAME_CASE = "name_case"
    HONORIFIC = "honorific"
    TOO_LONG = "too_long"
    UNICODE_FORM = "unicode_form"
    LEGACY_FONT = "legacy_font"
    LEGACY_DOUBT = "legacy_doubt"
    MOJIBAKE = "mojibake"
    LOST_LETTERS = "lost_letters"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    FORMULA_ERROR = "formula_error"

    CATEGORY_MISSING = "category_missing"
    CATEGORY_UNKNOWN = "category_unknown"
    ALIAS = "alias"
    DITTO = "ditto"
    DITTO_OF_NOTHING = "ditto_of_nothing"
    FROM_SECTION = "from_section"
    FROM_MERGED = "from_merged"
    FROM_HONORIFIC = "from_honorific"
    POST_SPLIT = "post_split"
    NUMBER_GAP = "number_gap"
    NUMBER_REPEATED = "number_repeated"
    CODE_TWICE = "code_twice"
    CODE_UNREADABLE = "code_unreadable"
    MISSING = "missing"
    HOMONYM = "homonym"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    RESERVE = "reserve"

    PHONE_ZERO = "phone_zero"
    PHONE_PREFIX = "phone_prefix"
    PHONE_SECOND = "phone_second"
    PHONE_OLD = "phone_old"
    PHONE_ODD = "phone_odd"
    BIRTH_YEAR_ONLY = "birth_year_only"
    BIRTH_PLACEHOLDER = "birth_placeholder"
    BIRTH_SERIAL = "birth_serial"
    BIRTH_TWO_DIGITS = "birth_two_digits"
    BIRTH_MONTH = "birth_month"
    BIRTH_IMPOSSIBLE = "birth_impossible"
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_CONFLICT = "birth_conflict"
    GENDER_UNREADABLE = "gender_unreadable"
    GENDER_CONFLICT = "gender_conflict"
    ETHNICITY_UNKNOWN = "ethnicity_unknown"
    SECTOR_UNKNOWN = "sector_unknown"
    MARK_UNREADABLE = "mark_unreadable"

    MATCH_AMBIGUOUS = "match_ambiguous"
    NO_LONGER_LISTED = "no_longer_listed"
    CODE_OF_ANOTHER = "code_of_another"
    CODE_NOT_USED = "code_not_used"
    STANDING_KEPT = "standing_kept"


_KINDS_OF_LEVEL = {
    Level.ERROR: {
        ProblemKind.NO_HEADER,
        ProblemKind.NO_ROWS,
        ProblemKind.SECOND_TABLE,
        ProblemKind.TOO_MANY_ROWS,
        ProblemKind.NAME_MISSING,
        ProblemKind.TOO_LONG,
        ProblemKind.MOJIBAKE,
        ProblemKind.LOST_LETTERS,
        ProblemKind.CATEGORY_MISSING,
        ProblemKind.CATEGORY_UNKNOWN,
        ProblemKind.CODE_TWICE,
        ProblemKind.CODE_UNREADABLE,
        ProblemKind.BIRTH_MONTH,
        ProblemKind.BIRTH_IMPOSSIBLE,
        ProblemKind.MATCH_AMBIGUOUS,
        ProblemKind.NO_LONGER_LISTED,
    },
    Level.REPAIR: {
        ProblemKind.NAME_CASE,
        ProblemKind.HONORIFIC,
        ProblemKind.UNICODE_FORM,
        ProblemKind.LEGACY_FONT,
        ProblemKind.ALIAS,
        ProblemKind.DITTO,
        ProblemKind.FROM_SECTION,
        ProblemKind.FROM_MERGED,
        ProblemKind.FROM_HONORIFIC,
        ProblemKind.POST_SPLIT,
        ProblemKind.PHONE_ZERO,
        ProblemKind.PHONE_PREFIX,
        ProblemKind.PHONE_SECOND,
        ProblemKind.BIRTH_SERIAL,
        ProblemKind.BIRTH_TWO_DIGITS,
    },
    Level.NOTE: {
        ProblemKind.DROPPED_COLUMN,
        ProblemKind.SUBTOTAL,
        ProblemKind.NUMBER_GAP,
        ProblemKind.NUMBER_REPEATED,
        ProblemKind.HOMONYM,
        ProblemKind.RESERVE,
        ProblemKind.BIRTH_YEAR_ONLY,
        ProblemKind.STANDING_KEPT,
    },
}
LEVELS = dict.fromkeys(ProblemKind, Level.WARNING) | {
    kind: level for level, kinds in _KINDS_OF_LEVEL.items() for kind in kinds
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader has to say of the text in front of it; row and column are added by whoever knows them."""

    kind: ProblemKind
    value: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about the sheet. `column` is the header as written and `field` what of a person it is about;
    `after` is what a repair left, `others` are sheet rows; without `sheet_row` it is about the sheet.
    """

    sheet_row: int | None
    kind: ProblemKind
    column: str = ""
    value: str = ""
    after: str = ""
    others: tuple[int, ...] = ()
    field: str = ""

    @property
    def level(self) -> Level:
        return LEVELS[self.kind]


def blocked_by(problems: Iterable[Problem]) -> frozenset[int]:
    return frozenset(p.sheet_row for p in problems if p.sheet_row is not None and p.level is Level.ERROR)
