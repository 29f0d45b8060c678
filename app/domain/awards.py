"""What people read of the honours: awards and their ranks, decisions, who presents, how a name is said, who stands in.

Nothing here decides anything.
"""

from dataclasses import dataclass

_GROUP = "Tập thể "


@dataclass(frozen=True, slots=True)
class AwardWords:
    """`name` is verbatim as in the decision. The lower rank goes first; it is the conference's own to change."""

    id: str
    name: str
    rank_collective: int = 0
    rank_individual: int = 0


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """`number` as written, *9909/QĐ-UBND*; `date` in ISO 8601 or empty; `authority` is who decided."""

    id: str
    number: str
    date: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class BatchWords:
    """`presenter` exactly as read out; `note` is the line of the sheet, for the MC to compare."""

    id: str
    presenter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlotWords:
    """`collective` is the full name, empty for a person; the citation has 90 characters at most."""

    id: str
    collective: str = ""
    pronunciation: str = ""
    citation: str = ""

    @property
    def collective_read_out(self) -> str:
        """*Công ty …* for *Tập thể Công ty …*."""
        return self.collective.removeprefix(_GROUP)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who receives a slot instead, when nobody of the list does. Personal: stands in the fact's note and in a table."""

    slot: str
    name: str = ""
    position: str = ""


LONGEST_CITATION = 90
