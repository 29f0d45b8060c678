"""A programme's sheet against the present plan: what is new, what changes and how, what would be gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.agenda import Item
from domain.agenda_list.draft import Draft, Entry
from domain.programme import ItemWords, Programme

_OF_ITEM = ("number", "planned_start", "planned_duration", "speaker")
_OF_WORDS = ("title_vi", "title_en", "presenter", "mc_line", "topic")


@dataclass(frozen=True, slots=True)
class Change:
    """`fields` says of each changed field what was and what will be."""

    entry: Entry
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`removed` are of the present plan; `is_reordered` when what stays stands in another order."""

    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    removed: tuple[tuple[Item, ItemWords], ...]
    unchanged: int
    is_reordered: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.is_reordered)


def compare(draft: Draft, present: Programme) -> Comparison:
    items = {item.id: item for item in present[0]}
    words = {one.id: one for one in present[1]}
    kept = [entry for entry in draft.entries if entry.item.id in items]
    changes = [Change(entry, fields) for entry in kept if (fields := _fields(entry, items, words))]
    stay = {entry.item.id for entry in kept}
    return Comparison(
        tuple(entry for entry in draft.entries if entry.item.id not in items),
        tuple(changes),
        tuple((item, words.get(item.id) or ItemWords(item.id, "")) for item in present[0] if item.id not in stay),
        len(kept) - len(changes),
        [entry.item.id for entry in kept] != _order(present[0], stay),
    )


def _order(plan: Sequence[Item], stay: set[str]) -> list[str]:
    return [item.id for item in plan if item.id in stay]


def _fields(
    entry: Entry, items: Mapping[str, Item], words: Mapping[str, ItemWords]
) -> dict[str, tuple[object, object]]:
    item = items[entry.item.id]
    told = words.get(item.id) or ItemWords(item.id, "")
    pairs = {name: (getattr(item, name), getattr(entry.item, name)) for name in _OF_ITEM}
    pairs |= {name: (getattr(told, name), getattr(entry.words, name)) for name in _OF_WORDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
