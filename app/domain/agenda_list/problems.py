"""Everything there may be to tell about a programme's sheet: kinds of problem, how grave each is. No sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.roster import problems as roster
from domain.roster.problems import Level


class ProblemKind(StrEnum):
    NO_PROGRAMME = "no_programme"
    NO_ITEMS = "no_items"
    TITLE_MISSING = "title_missing"
    ITEM_TWICE = "item_twice"
    NO_PARENT = "no_parent"
    MINUTES_MISSING = "minutes_missing"

    TIME_UNREADABLE = "time_unreadable"
    MINUTES_UNREADABLE = "minutes_unreadable"
    END_DISAGREES = "end_disagrees"
    BACKWARDS = "backwards"
    NOT_TEN = "not_ten"
    START_DIFFERS = "start_differs"
    NOT_ON_THE_LIST = "not_on_the_list"
    TWO_OF_ONE_NAME = "two_of_one_name"
    SORT_UNKNOWN = "sort_unknown"

    MINUTES_OF_PLAN = "minutes_of_plan"
    MINUTES_SHARED = "minutes_shared"
    KNOWN_BY_NAME = "known_by_name"

    GAP = "gap"
    OVERLAP = "overlap"
    SUBS_LONGER = "subs_longer"
    PASSED_OVER = "passed_over"


Kind = ProblemKind | roster.ProblemKind

_KINDS_OF_LEVEL = {
    Level.ERROR: {
        ProblemKind.NO_PROGRAMME,
        ProblemKind.NO_ITEMS,
        ProblemKind.TITLE_MISSING,
        ProblemKind.ITEM_TWICE,
        ProblemKind.NO_PARENT,
        ProblemKind.MINUTES_MISSING,
    },
    Level.REPAIR: {ProblemKind.MINUTES_OF_PLAN, ProblemKind.MINUTES_SHARED, ProblemKind.KNOWN_BY_NAME},
    Level.NOTE: {ProblemKind.GAP, ProblemKind.OVERLAP, ProblemKind.SUBS_LONGER, ProblemKind.PASSED_OVER},
}
LEVELS: dict[Kind, Level] = {
    **roster.LEVELS,
    **dict.fromkeys(ProblemKind, Level.WARNING),
    **{kind: level for level, kinds in _KINDS_OF_LEVEL.items() for kind in kinds},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about the sheet; without `sheet_row` it is about the sheet. `after` is what a repair left, or
    what the other side says.
    """

    sheet_row: int | None
    kind: Kind
    column: str = ""
    value: str = ""
    after: str = ""

    @property
    def level(self) -> Level:
        return LEVELS[self.kind]


def stops(problems: Iterable[Problem]) -> bool:
    """A programme with one item missing is worse than none: an error keeps the whole sheet out."""
    return any(problem.level is Level.ERROR for problem in problems)
