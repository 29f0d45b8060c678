"""What comes out of the reading of a sheet of honours: columns, certificates as written, the batches they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.honours import Batch, Protocol, Slot
from domain.honours_list.problems import Problem, stops


class Field(StrEnum):
    """What a column may feed. AUDIENCE, PART and SIZE follow from the rows and are only read to be checked."""

    BATCH = "batch"
    ORDER = "order"
    RANK = "rank"
    AWARD = "award"
    AUTHORITY = "authority"
    NUMBER = "number"
    DATE = "date"
    AUDIENCE = "audience"
    PART = "part"
    PRESENTER = "presenter"
    PROTOCOL = "protocol"
    SECONDS = "seconds"
    SIZE = "size"
    PLACE = "place"
    CODE = "code"
    NAME = "name"
    POSITION = "position"
    UNIT = "unit"
    TYPE = "type"
    COLLECTIVE = "collective"
    TRAY = "tray"
    PRONUNCIATION = "pronunciation"
    CITATION = "citation"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One row as it would be stored. `batch` is empty where the sheet leaves the dividing to us; figures are None where
    it says nothing.
    """

    sheet_row: int
    slot: Slot
    words: SlotWords
    award: AwardWords
    decision: DecisionWords
    protocol: Protocol
    presenter: str
    note: str
    rank: int
    batch: str = ""
    order: int | None = None
    place: int | None = None
    seconds: int | None = None
    size: int | None = None


Words = AwardWords | DecisionWords | BatchWords | SlotWords


@dataclass(frozen=True, slots=True)
class Draft:
    """`rows` tells the sheet's row of each slot."""

    sheet: str
    header_row: int | None
    batches: tuple[Batch, ...]
    words: tuple[Words, ...]
    problems: tuple[Problem, ...]
    rows: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        return not stops(self.problems)
