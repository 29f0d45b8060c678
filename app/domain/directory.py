"""What people read: names, words, short names of units, the programme. Nothing here decides anything."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords, StandIn
from domain.conference import Unit, Words
from domain.delegates import Person
from domain.door import Substitute
from domain.facts import Role
from domain.introductions import Introduction
from domain.names import spoken
from domain.pins import Pin
from domain.programme import ItemWords
from domain.screens import StageMessage
from domain.search import Index, build_index

NO_WORDS = Words("")


@dataclass(frozen=True)
class Directory:
    people: Mapping[str, Person] = field(default_factory=dict)
    substitutes: Mapping[str, Substitute] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, ItemWords] = field(default_factory=dict)
    introductions: Mapping[str, Introduction] = field(default_factory=dict)
    awards: Mapping[str, AwardWords] = field(default_factory=dict)
    decisions: Mapping[str, DecisionWords] = field(default_factory=dict)
    batches: Mapping[str, BatchWords] = field(default_factory=dict)
    certificates: Mapping[str, SlotWords] = field(default_factory=dict)
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict)
    message: str = ""
    words: Words = NO_WORDS
    pins: Mapping[Role, str] = field(default_factory=dict)

    def with_rows(self, rows: Iterable[object]) -> "Directory":
        """Rows of other kinds are none of its business."""
        tables: dict[str, dict] = {}
        single: dict[str, Any] = {}
        for row in rows:
            if put := _KEYED.get(type(row)):
                table, key, value = put(row)
                tables.setdefault(table, dict(getattr(self, table)))[key] = value
            elif put := _SINGLE.get(type(row)):
                single |= put(row)
        return replace(self, **tables, **single)

    @cached_property
    def index(self) -> Index:
        return build_index(self.people.values())

    @cached_property
    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """Delegate codes by name, for names that more than one person bears; Thủy and Thuỷ are one name."""
        by_name: dict[str, list[str]] = {}
        for person in self.people.values():
            by_name.setdefault(spoken(person.name), []).append(person.code)
        return {name: tuple(codes) for name, codes in by_name.items() if len(codes) > 1}

    def homonyms_of(self, code: str) -> list[Person]:
        name = spoken(self.people[code].name)
        return [self.people[other] for other in self.namesakes.get(name, ()) if other != code]

    def short_unit(self, unit: str) -> str:
        return self.units.get(unit, unit)


# What a row changes: (table, key, value), or the fields of which there is one.
_KEYED: Mapping[type, Callable[[Any], tuple[str, str, object]]] = {
    Person: lambda person: ("people", person.code, person),
    Substitute: lambda substitute: ("substitutes", substitute.code, substitute),
    Unit: lambda unit: ("units", unit.name, unit.short),
    ItemWords: lambda words: ("items", words.id, words),
    Introduction: lambda introduction: ("introductions", introduction.code, introduction),
    AwardWords: lambda award: ("awards", award.id, award),
    DecisionWords: lambda decision: ("decisions", decision.id, decision),
    BatchWords: lambda batch: ("batches", batch.id, batch),
    SlotWords: lambda slot: ("certificates", slot.id, slot),
    StandIn: lambda stand_in: ("stand_ins", stand_in.slot, stand_in),
    Pin: lambda pin: ("pins", pin.role, pin.hashed),
}
_SINGLE: Mapping[type, Callable[[Any], dict[str, object]]] = {
    Words: lambda words: {"words": words},
    StageMessage: lambda message: {"message": message.text},
}
