"""What people read: names, words, short names of units, the programme. Nothing here decides anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from domain.agenda import Item
from domain.conference import Unit, Words
from domain.delegates import Person
from domain.door import Substitute
from domain.facts import Role
from domain.names import spoken
from domain.pins import Pin
from domain.search import Index, build_index

NO_WORDS = Words("")


@dataclass(frozen=True)
class Directory:
    people: Mapping[str, Person] = field(default_factory=dict)
    substitutes: Mapping[str, Substitute] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[int, Item] = field(default_factory=dict)
    words: Words = NO_WORDS
    pins: Mapping[Role, str] = field(default_factory=dict)

    def with_rows(self, rows: Iterable[object]) -> "Directory":
        people, substitutes, units = dict(self.people), dict(self.substitutes), dict(self.units)
        items, words, pins = dict(self.items), self.words, dict(self.pins)
        for row in rows:
            match row:
                case Person():
                    people[row.code] = row
                case Substitute():
                    substitutes[row.code] = row
                case Unit():
                    units[row.name] = row.short
                case Item():
                    items[row.number] = row
                case Words():
                    words = row
                case Pin():
                    pins[row.role] = row.hashed
        return replace(self, people=people, substitutes=substitutes, units=units, items=items, words=words, pins=pins)

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
