"""Everything there may be to tell about a sheet of honours: kinds of problem, how grave each is. No sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.roster import problems as roster
from domain.roster.problems import Level


class ProblemKind(StrEnum):
    NO_LIST = "no_list"
    NO_CERTIFICATES = "no_certificates"
    AWARD_MISSING = "award_missing"
    NOT_ON_THE_LIST = "not_on_the_list"
    NOBODY_OF_THE_NAME = "nobody_of_the_name"
    TWO_OF_ONE_NAME = "two_of_one_name"
    COLLECTIVE_MISSING = "collective_missing"
    TRAY_TWICE = "tray_twice"
    TWICE_THE_SAME = "twice_the_same"
    COLLECTIVE_TWICE = "collective_twice"
    DATE_UNREADABLE = "date_unreadable"
    TWO_DATES = "two_dates"
    TWO_AUTHORITIES = "two_authorities"
    CONFERRED = "conferred"
    BATCH_MIXED = "batch_mixed"

    MAY_NOT_ENTER = "may_not_enter"
    NAME_DIFFERS = "name_differs"
    SECOND_CALL = "second_call"
    AWARD_UNKNOWN = "award_unknown"
    FOR_COLLECTIVES = "for_collectives"
    FOR_INDIVIDUALS = "for_individuals"
    TYPE_UNREADABLE = "type_unreadable"
    COLLECTIVE_IDLE = "collective_idle"
    NUMBER_UNREADABLE = "number_unreadable"
    RANK_DISAGREES = "rank_disagrees"
    DECISION_MISSING = "decision_missing"
    DATE_MISSING = "date_missing"
    PROTOCOL_UNREADABLE = "protocol_unreadable"
    PROTOCOL_AGAINST_RULE = "protocol_against_rule"
    CITATION_LONG = "citation_long"
    BATCH_LARGE = "batch_large"
    SIZE_DISAGREES = "size_disagrees"
    PLACES_ODD = "places_odd"
    ORDER_TWICE = "order_twice"
    ROSTER_ALONE = "roster_alone"
    SHEET_ALONE = "sheet_alone"

    KNOWN_BY_NAME = "known_by_name"
    NAMED_BY_UNIT = "named_by_unit"
    AUTHORITY_ADDED = "authority_added"
    DIVIDED = "divided"

    PASSED_OVER = "passed_over"


Kind = ProblemKind | roster.ProblemKind

_KINDS_OF_LEVEL = {
    Level.ERROR: {
        ProblemKind.NO_LIST,
        ProblemKind.NO_CERTIFICATES,
        ProblemKind.AWARD_MISSING,
        ProblemKind.NOT_ON_THE_LIST,
        ProblemKind.NOBODY_OF_THE_NAME,
        ProblemKind.TWO_OF_ONE_NAME,
        ProblemKind.COLLECTIVE_MISSING,
        ProblemKind.TRAY_TWICE,
        ProblemKind.TWICE_THE_SAME,
        ProblemKind.COLLECTIVE_TWICE,
        ProblemKind.DATE_UNREADABLE,
        ProblemKind.TWO_DATES,
        ProblemKind.TWO_AUTHORITIES,
        ProblemKind.CONFERRED,
        ProblemKind.BATCH_MIXED,
    },
    Level.REPAIR: {
        ProblemKind.KNOWN_BY_NAME,
        ProblemKind.NAMED_BY_UNIT,
        ProblemKind.AUTHORITY_ADDED,
        ProblemKind.DIVIDED,
    },
    Level.NOTE: {ProblemKind.PASSED_OVER},
}
LEVELS: dict[Kind, Level] = {
    **roster.LEVELS,
    **dict.fromkeys(ProblemKind, Level.WARNING),
    **{kind: level for level, kinds in _KINDS_OF_LEVEL.items() for kind in kinds},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about the sheet; without rows it is about the sheet. `after` is what a repair left, or what the
    other side says.
    """

    rows: tuple[int, ...]
    kind: Kind
    column: str = ""
    value: str = ""
    after: str = ""

    @property
    def level(self) -> Level:
        return LEVELS[self.kind]


def stops(problems: Iterable[Problem]) -> bool:
    """Honours with one certificate missing are worse than none: an error keeps the whole sheet out."""
    return any(problem.level is Level.ERROR for problem in problems)
