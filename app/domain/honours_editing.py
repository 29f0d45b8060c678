"""Editing the list of honours: what may still be changed, dividing it again, moving within it, what is wrong with it.

Pure; batches come and go without their rows and locks, as a fact carries them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from domain.awards import LONGEST_CITATION, AwardWords, DecisionWords, SlotWords
from domain.facts import Refusal, Refused
from domain.honours import LIMIT, Batch, Entitled, Honours, RecipientType, Slot, divided
from domain.names import fold

SMALLEST, LARGEST = 4, 12  # people in a batch


class Trays(StrEnum):
    """A certificate follows its person; numbered anew, they lie on the table in the order of the stage."""

    KEEP = "keep"
    RENUMBER = "renumber"


@dataclass(frozen=True, slots=True)
class Division:
    """How a list is divided again."""

    limit: int = LIMIT
    first: RecipientType = RecipientType.COLLECTIVE
    trays: Trays = Trays.KEEP


@dataclass(frozen=True, slots=True)
class Placed:
    """A certificate as the editor leaves it: with its tray, in a batch, or taken out of the list (no batch named)."""

    slot: Slot
    batch: str


def is_settled(batch: Batch, honours: Honours) -> bool:
    """People and trays already stand by it."""
    return batch.is_locked or batch.id in honours.begun


def bare(batches: Iterable[Batch]) -> tuple[Batch, ...]:
    return tuple(replace(batch, row=(), is_locked=False) for batch in batches)


def parts(batches: Sequence[Batch]) -> list[tuple[int, int]]:
    """Of each batch which it is of those with its award, decision and types of recipient: (1, 3)."""
    sorts = [(batch.award, batch.decision, frozenset(slot.type for slot in batch.slots)) for batch in batches]
    return [(sorts[: place + 1].count(sort), sorts.count(sort)) for place, sort in enumerate(sorts)]


# --- dividing again --------------------------------------------------------------------------------------------------


def divided_again(
    honours: Honours, entitled: Iterable[Entitled], wish: Division, *, draw: Callable[[Sequence[Batch]], str]
) -> tuple[Batch, ...]:
    """What is settled goes first and stays as it is; the others follow."""
    batches = [batch for batch in honours.batches if is_settled(batch, honours)]
    for group in divided(entitled, limit=wish.limit, first=wish.first):
        slots = tuple(one.slot for one in group)
        batches.append(replace(_successor(slots, honours, batches, draw), slots=slots, limit=wish.limit))
    return bare(_with_trays_in_order(batches, honours) if wish.trays is Trays.RENUMBER else batches)


def _successor(
    slots: Sequence[Slot], honours: Honours, made: Sequence[Batch], draw: Callable[[Sequence[Batch]], str]
) -> Batch:
    """The batch that most of them come from; when another has its place already, one like it."""
    origins = [one for one, _ in Counter(honours.batch_of[slot.id].id for slot in slots).most_common()]
    taken = {batch.id for batch in made}
    for origin in origins:
        if origin not in taken and (batch := honours.batch(origin)):
            return batch
    new = [batch for batch in made if not honours.batch(batch.id)]
    return replace(honours.batch_of[slots[0].id], id=draw((*honours.batches, *new)))


def _with_trays_in_order(batches: Sequence[Batch], honours: Honours) -> list[Batch]:
    """What is settled keeps its numbers, the others get those that are left, in order."""
    kept = {slot.tray for batch in batches if is_settled(batch, honours) for slot in batch.slots}
    free = (number for number in count(1) if number not in kept)
    return [
        batch
        if is_settled(batch, honours)
        else replace(batch, slots=tuple(replace(slot, tray=next(free)) for slot in batch.slots))
        for batch in batches
    ]


# --- moving ----------------------------------------------------------------------------------------------------------


def placed(batches: Iterable[Batch], of: str, lines: Sequence[Placed]) -> tuple[Batch, ...]:
    """The people of one batch in another order; who goes to another batch comes last there."""
    return tuple(
        replace(
            batch,
            slots=(
                *(() if batch.id == of else batch.slots), *(line.slot for line in lines if line.batch == batch.id)
            ),
        )
        for batch in batches
    )  # fmt: skip


def moved(batches: Sequence[Batch], chosen: str, number: int) -> tuple[Batch, ...]:
    """A batch becomes the one of this number, from 1."""
    others = [batch for batch in batches if batch.id != chosen]
    own = [batch for batch in batches if batch.id == chosen]
    return (*others[: number - 1], *own, *others[number - 1 :])


def first_number(honours: Honours, batch: str) -> int:
    """How far to the front a batch may be moved: not before what has been on stage."""
    numbers = {one.id: number for number, one in enumerate(honours.batches, start=1)}
    begun = [number for one, number in numbers.items() if one in honours.begun]
    return min(max(begun, default=0) + 1, numbers[batch])


def with_slot(batches: Iterable[Batch], into: str, slot: Slot) -> tuple[Batch, ...]:
    return tuple(replace(batch, slots=(*batch.slots, slot)) if batch.id == into else batch for batch in batches)


def next_tray(batches: Iterable[Batch]) -> int:
    return max((slot.tray for batch in batches for slot in batch.slots), default=0) + 1


# --- what is wrong ---------------------------------------------------------------------------------------------------


def list_refusal(honours: Honours, batches: Sequence[Batch], certificates: Mapping[str, SlotWords]) -> Refused | None:
    """Why these batches may not replace the list. The count is the number of the batch, or the tray."""
    for find in (_settled_changed, _tray_twice, _crowded):
        if found := find(honours, batches):
            return found
    return _certificate_refusal(batches, certificates)


def words_refusal(rows: Iterable[object]) -> Refused | None:
    """An award without a name, a decision without a number."""
    nameless = any(
        (isinstance(row, AwardWords) and not row.name) or (isinstance(row, DecisionWords) and not row.number)
        for row in rows
    )
    return Refused(Refusal.AWARD_NEEDED) if nameless else None


def _settled_changed(honours: Honours, batches: Sequence[Batch]) -> Refused | None:
    after = {batch.id: batch for batch in bare(batches)}
    for batch in honours.batches:
        if is_settled(batch, honours) and after.get(batch.id) != bare([batch])[0]:
            return Refused(Refusal.BATCH_BEGUN if batch.id in honours.begun else Refusal.BATCH_IS_LOCKED)
    return None


def _tray_twice(_honours: Honours, batches: Sequence[Batch]) -> Refused | None:
    trays = Counter(slot.tray for batch in batches for slot in batch.slots)
    twice = next((tray for tray, times in trays.items() if times > 1), None)
    return Refused(Refusal.TRAY_TWICE, twice) if twice is not None else None


def _crowded(honours: Honours, batches: Sequence[Batch]) -> Refused | None:
    """More than the limit, unless it came so with the office's list."""
    for number, batch in enumerate(batches, start=1):
        before = honours.batch(batch.id)
        as_it_came = before and (len(before.slots), before.limit) == (len(batch.slots), batch.limit)
        if len(batch.slots) > batch.limit and not as_it_came:
            return Refused(Refusal.BATCH_CROWDED, number)
    return None


def _certificate_refusal(batches: Sequence[Batch], certificates: Mapping[str, SlotWords]) -> Refused | None:
    honoured: set[tuple[str, ...]] = set()
    for number, batch in enumerate(batches, start=1):
        for slot in batch.slots:
            words = certificates.get(slot.id) or SlotWords(slot.id)
            if slot.type is RecipientType.COLLECTIVE and not words.collective:
                return Refused(Refusal.COLLECTIVE_NEEDED, number)
            if len(words.citation) > LONGEST_CITATION:
                return Refused(Refusal.LONG_CITATION, number)
            if (one := honoured_with(batch.award, slot, words)) in honoured:
                return Refused(Refusal.AWARDED_TWICE, number)
            honoured.add(one)
    return None


def honoured_with(award: str, slot: Slot, words: SlotWords) -> tuple[str, ...]:
    """Who gets what: a person, or a collective whoever represents it. Nobody gets the same award twice."""
    is_person = slot.type is RecipientType.INDIVIDUAL
    return award, slot.type, slot.code if is_person else fold(words.collective)
