"""What comes out of the reading of a programme's sheet: columns, rows as written, the items found."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.agenda import Item
from domain.agenda_list.problems import Problem, stops
from domain.programme import ItemWords


class Field(StrEnum):
    """What a column may feed. SPAN is start and end in one cell."""

    NUMBER = "number"
    START = "start"
    MINUTES = "minutes"
    END = "end"
    SPAN = "span"
    TITLE_VI = "title_vi"
    TITLE_EN = "title_en"
    PRESENTER = "presenter"
    MC_LINE = "mc_line"
    SORT = "sort"
    PARENT = "parent"
    SPEAKER = "speaker"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it would be stored."""

    sheet_row: int
    item: Item
    words: ItemWords


@dataclass(frozen=True, slots=True)
class Draft:
    """`starts` is when the first item starts, since midnight, as the sheet says it."""

    sheet: str
    header_row: int | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    starts: timedelta | None = None

    @property
    def plan(self) -> tuple[Item, ...]:
        return tuple(entry.item for entry in self.entries)

    @property
    def words(self) -> tuple[ItemWords, ...]:
        return tuple(entry.words for entry in self.entries)

    @property
    def is_sound(self) -> bool:
        return not stops(self.problems)
