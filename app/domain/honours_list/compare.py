"""A sheet of honours against the list there is: who is new, who moves, what changes and how, who would be gone."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.directory import Directory
from domain.honours import Batch, Honours, Slot
from domain.honours_list.draft import Draft

Told = Mapping[str, object]


class Kind(StrEnum):
    """What may change."""

    AWARD = "award"
    DECISION = "decision"
    BATCH = "batch"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Change:
    """`fields` says of each changed field of the thing `id` what was and what will be; award and decision by id."""

    kind: Kind
    id: str
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Move:
    """Batch and place, before and after."""

    slot: str
    before: tuple[str, int]
    after: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`added`, `removed`: slots. `new`, `gone`: batches; `is_reordered` when those that stay come in another order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[Move, ...]
    changed: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        lists = (self.added, self.removed, self.moved, self.changed, self.new, self.gone)
        return not (any(lists) or self.is_reordered)


def compare(draft: Draft, honours: Honours, directory: Directory) -> Comparison:
    before, after = honours.batches, draft.batches
    old, new = _slots(before), _slots(after)
    kept = [batch.id for batch in before if batch.id in _batches(after)]
    return Comparison(
        _missing(new, old),
        _missing(old, new),
        tuple(_moves(before, after)),
        _changes(_told(before, directory), _told(after, directory.with_rows(draft.words))),
        _missing(_batches(after), _batches(before)),
        _missing(_batches(before), _batches(after)),
        kept != [batch.id for batch in after if batch.id in kept],
    )


def _slots(batches: Iterable[Batch]) -> dict[str, Slot]:
    return {slot.id: slot for batch in batches for slot in batch.slots}


def _batches(batches: Iterable[Batch]) -> dict[str, Batch]:
    return {batch.id: batch for batch in batches}


def _missing(ids: Iterable[str], elsewhere: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in elsewhere)


def _moves(before: Sequence[Batch], after: Sequence[Batch]) -> Iterator[Move]:
    """To another batch, or past somebody who stays in it; who only closes up has not moved."""
    old, new = _places(before), _places(after)
    staying = {slot for slot in new if slot in old and old[slot][0] == new[slot][0]}
    before_among, after_among = _places(before, staying), _places(after, staying)
    for slot, place in new.items():
        if slot in old and (slot not in staying or before_among[slot] != after_among[slot]):
            yield Move(slot, old[slot], place)


def _places(batches: Iterable[Batch], among: Container[str] | None = None) -> dict[str, tuple[str, int]]:
    return {
        slot: (batch.id, place)
        for batch in batches
        for place, slot in enumerate((one.id for one in batch.slots if among is None or one.id in among), start=1)
    }


def _told(batches: Sequence[Batch], directory: Directory) -> dict[tuple[Kind, str], Told]:
    return {
        **{(Kind.AWARD, batch.award): _award(batch, directory) for batch in batches},
        **{(Kind.DECISION, batch.decision): _decision(batch, directory) for batch in batches},
        **{(Kind.BATCH, batch.id): _batch(batch, directory) for batch in batches},
        **{(Kind.SLOT, slot.id): _slot(slot, directory) for batch in batches for slot in batch.slots},
    }


def _changes(old: Mapping[tuple[Kind, str], Told], new: Mapping[tuple[Kind, str], Told]) -> tuple[Change, ...]:
    return tuple(
        Change(*key, fields) for key, told in new.items() if key in old and (fields := _differing(old[key], told))
    )


def _differing(old: Told, new: Told) -> dict[str, tuple[object, object]]:
    return {name: (value, new[name]) for name, value in old.items() if value != new[name]}


def _award(batch: Batch, directory: Directory) -> Told:
    words = directory.awards.get(batch.award) or AwardWords(batch.award, "")
    return _of(words, "name", "rank_collective", "rank_individual")


def _decision(batch: Batch, directory: Directory) -> Told:
    words = directory.decisions.get(batch.decision) or DecisionWords(batch.decision, "")
    return _of(words, "number", "date", "authority")


def _batch(batch: Batch, directory: Directory) -> Told:
    words = directory.batches.get(batch.id) or BatchWords(batch.id)
    return _of(batch, "award", "decision", "protocol", "base_seconds") | _of(words, "presenter", "note")


def _slot(slot: Slot, directory: Directory) -> Told:
    words = directory.certificates.get(slot.id) or SlotWords(slot.id)
    return _of(slot, "type", "tray") | _of(words, "collective", "pronunciation", "citation")


def _of(value: object, *names: str) -> dict[str, object]:
    return {name: getattr(value, name) for name in names}
