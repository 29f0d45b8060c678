"""The honours: who is given which award, in which batch and place, and who receives for whom.

Ordering, dividing into batches, numbering, locking, the list's version. What happens on stage is the ceremony's.
Pure; knows no names and no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any

from domain.delegates import Delegate, Presence

BATCH_SECONDS, RECEIVER_SECONDS = 90, 12  # the plan's budget: walk up, confer, photograph, walk down
LIMIT = 10  # one row on the stage


class RecipientType(StrEnum):
    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


class Protocol(StrEnum):
    """Decree 145/2013, article 28: the President's decisions are heard on stage, all others before it."""

    ANNOUNCE_THEN_CALL = "announce_then_call"
    CALL_THEN_ANNOUNCE = "call_then_announce"


class ReceiverMode(StrEnum):
    """Who comes on stage. Individuals receive in person (Decree 98/2023); the family does after a death."""

    IN_PERSON = "in_person"
    LEADER = "leader"
    FAMILY = "family"
    ON_BEHALF = "on_behalf"
    LATER = "later"


class Step(StrEnum):
    """What is done on stage, or said afterwards of one certificate."""

    ANNOUNCE = "announce"
    CALL = "call"
    CONFER = "confer"
    PHOTO = "photo"
    SKIP = "skip"
    FINISH = "finish"
    RECEIVED = "received"
    LATER = "later"
    UNDO = "undo"


MARKS = (Step.RECEIVED, Step.LATER)  # of one certificate, by hand


@dataclass(frozen=True, slots=True)
class Slot:
    """One certificate. `code` is the honoured delegate, or who represents the collective."""

    id: str
    code: str
    type: RecipientType
    tray: int


@dataclass(frozen=True, slots=True)
class Receiver:
    """`code` is whose presence counts when it is not the slot's own delegate.

    Of a leader: another delegate, the slot's own code for whoever stands in for them at the door (*dự thay*), or nobody
    of the list.
    """

    mode: ReceiverMode = ReceiverMode.IN_PERSON
    code: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Who goes on stage together. `slots` is the list; `row` names those with a place, from the audience's left.

    Locked, the row only grows: who is missed leaves an empty place, and who goes to another batch an empty id.
    """

    id: str
    award: str
    decision: str
    protocol: Protocol
    slots: tuple[Slot, ...]
    base_seconds: int = BATCH_SECONDS
    limit: int = LIMIT
    row: tuple[str, ...] = ()
    is_locked: bool = False

    def seconds(self, receivers: int) -> int:
        return self.base_seconds + RECEIVER_SECONDS * receivers

    def place(self, slot: str) -> int | None:
        return self.row.index(slot) + 1 if slot in self.row else None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """`slots` are those called, or marked; `finishes` the decisions whose last batch was done with it."""

    seq: int
    happened_at: datetime
    step: Step
    batch: str
    slots: tuple[str, ...] = ()
    finishes: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Honours:
    """The honours as the ledger tells them. `steps` are those that stand; `printed` is the last version on paper.

    `seq` is the last fact that changed them, an arrival or a sight at the wings is none.
    """

    batches: tuple[Batch, ...] = ()
    receivers: dict[str, Receiver] = field(default_factory=dict)
    staged: frozenset[str] = frozenset()
    steps: tuple[StepTaken, ...] = ()
    version: int = 1
    printed: int = 0
    changed_at: datetime | None = None
    seq: int = 0

    def batch(self, wanted: str) -> Batch | None:
        return next((batch for batch in self.batches if batch.id == wanted), None)

    @cached_property
    def batch_of(self) -> Mapping[str, Batch]:
        """By slot."""
        return {slot.id: batch for batch in self.batches for slot in batch.slots}

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        return {slot.id: slot for batch in self.batches for slot in batch.slots}

    @cached_property
    def slots_of(self) -> Mapping[str, tuple[Slot, ...]]:
        """By delegate, in the order of the batches."""
        found: dict[str, tuple[Slot, ...]] = {}
        for slot in self.slots.values():
            found[slot.code] = (*found.get(slot.code, ()), slot)
        return found

    @cached_property
    def codes(self) -> frozenset[str]:
        """Whose presence matters: honourees and who receives for them."""
        return frozenset(self.slots_of) | {receiver.code for receiver in self.receivers.values()}

    @cached_property
    def begun(self) -> frozenset[str]:
        return frozenset(taken.batch for taken in self.steps)

    @cached_property
    def settled(self) -> frozenset[str]:
        """Batches whose row is as it was on stage: they were called, or others came after them."""
        steps = [taken for taken in self.steps if taken.step not in MARKS]
        return frozenset(one.batch for one in steps if one.step is not Step.ANNOUNCE or one.batch != steps[-1].batch)

    def receiver(self, slot: str) -> Receiver:
        return self.receivers.get(slot, IN_PERSON)


IN_PERSON = Receiver()


# --- who is here -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is in the house. While nobody at all has been scanned in, the paper list decides and all count as here.

    `is_called`: the day's first item has started, so whoever is not here is absent.
    """

    delegates: Mapping[str, Delegate]
    is_empty: bool
    is_called: bool


def receives(slot: Slot, receiver: Receiver, roll: Roll) -> bool:
    """Whether somebody is here who receives it on stage."""
    if receiver.mode is ReceiverMode.LATER:
        return False
    by_name = receiver.mode is ReceiverMode.LEADER and not receiver.code
    if by_name or receiver.mode in (ReceiverMode.FAMILY, ReceiverMode.ON_BEHALF):
        return True
    delegate = roll.delegates.get(receiver.code or slot.code)
    stands_in = receiver.mode is ReceiverMode.LEADER and receiver.code == slot.code
    wanted = Presence.SUBSTITUTE if stands_in else Presence.IN_PERSON
    return bool(delegate and (delegate.presence is wanted or (roll.is_empty and _may_come(delegate))))


def is_expected(slot: Slot, receiver: Receiver, roll: Roll) -> bool:
    """Not here and not yet absent."""
    if receiver.mode is ReceiverMode.LATER or roll.is_called:
        return False
    delegate = roll.delegates.get(receiver.code or slot.code)
    return bool(delegate and _may_come(delegate))


def _may_come(delegate: Delegate) -> bool:
    return delegate.presence is Presence.AWAY and delegate.standing.may_enter


def receiving(honours: Honours, ids: Iterable[str], roll: Roll) -> tuple[str, ...]:
    """Of these slots those that somebody is here to receive."""
    slots = (honours.slots[one] for one in ids if one in honours.slots)
    return tuple(slot.id for slot in slots if receives(slot, honours.receiver(slot.id), roll))


# --- the row, its numbers and the version ----------------------------------------------------------------------------


def renumbered(honours: Honours, roll: Roll, *, at: datetime) -> Honours:
    """The rows, and who receives, as they are now that somebody's presence changed."""
    draft = replace(honours, receivers=_still_receiving(honours, roll))
    after = replace(draft, batches=tuple(_numbered(batch, draft, roll) for batch in draft.batches))
    return honours if after == honours else changed(after, at=at)


def _still_receiving(honours: Honours, roll: Roll) -> dict[str, Receiver]:
    """Nobody stands in for somebody who came after all, before the batch was on stage."""
    return {
        slot: receiver
        for slot, receiver in honours.receivers.items()
        if not _came_after_all(honours.slots[slot], receiver, roll)
        or honours.batch_of[slot].id in honours.settled
    }  # fmt: skip


def _came_after_all(slot: Slot, receiver: Receiver, roll: Roll) -> bool:
    delegate = roll.delegates.get(slot.code)
    return receiver.code == slot.code and delegate is not None and delegate.presence is Presence.IN_PERSON


def changed(honours: Honours, *, at: datetime) -> Honours:
    """Once a list is on paper each change gives the list another number."""
    version = honours.version + 1 if honours.printed else honours.version
    return replace(honours, version=version, changed_at=at)


def locked(honours: Honours, ids: Iterable[str], roll: Roll, *, at: datetime) -> Honours:
    """The places of these batches are settled with whoever is here."""
    chosen = set(ids)
    batches = tuple(
        replace(batch, is_locked=True, row=receiving(honours, _listed(batch), roll))
        if batch.id in chosen and not batch.is_locked
        else batch
        for batch in honours.batches
    )
    return _with_rows(honours, batches, at=at)


def unlocked(honours: Honours, chosen: str, roll: Roll, *, at: datetime) -> Honours:
    batches = (replace(batch, is_locked=False) if batch.id == chosen else batch for batch in honours.batches)
    return _with_rows(honours, tuple(_numbered(batch, honours, roll) for batch in batches), at=at)


def listed(honours: Honours, batches: Sequence[Batch], roll: Roll, *, at: datetime) -> Honours:
    """Another list in place of this one; what is locked keeps its places."""
    known = {batch.id: batch for batch in honours.batches}
    kept = tuple(_kept(batch, known.get(batch.id)) for batch in batches)
    ids = {slot.id for batch in kept for slot in batch.slots}
    receivers = {slot: receiver for slot, receiver in honours.receivers.items() if slot in ids}
    draft = replace(honours, batches=kept, receivers=receivers, staged=honours.staged & ids)
    return changed(replace(draft, batches=tuple(_numbered(batch, draft, roll) for batch in kept)), at=at)


def _kept(batch: Batch, before: Batch | None) -> Batch:
    if not before or not before.is_locked:
        return replace(batch, row=(), is_locked=False)
    ids = set(_listed(batch))
    return replace(batch, row=tuple(slot if slot in ids else "" for slot in before.row), is_locked=True)


def rehearsed(honours: Honours, roll: Roll, *, at: datetime) -> Honours:
    """The list as it was before the rehearsal: nobody was called, nothing is locked or set aside. Who receives for whom
    stays.
    """
    fresh = tuple(replace(batch, is_locked=False) for batch in honours.batches)
    kept = {slot: one for slot, one in honours.receivers.items() if one.mode is not ReceiverMode.LATER}
    anew = replace(honours, batches=fresh, receivers=kept, steps=(), staged=frozenset())
    return renumbered(anew, roll, at=at)


def _with_rows(honours: Honours, batches: tuple[Batch, ...], *, at: datetime) -> Honours:
    rows_change = [batch.row for batch in batches] != [batch.row for batch in honours.batches]
    draft = replace(honours, batches=batches)
    return changed(draft, at=at) if rows_change else draft


def _numbered(batch: Batch, honours: Honours, roll: Roll) -> Batch:
    """A draft closes its gaps; a locked row grows at its end until it is on stage."""
    if batch.id in honours.settled:
        return batch
    if batch.is_locked:
        newcomers = [slot for slot in receiving(honours, _listed(batch), roll) if slot not in batch.row]
        return replace(batch, row=(*batch.row, *newcomers)) if newcomers else batch
    row = tuple(slot.id for slot in batch.slots if _counts(slot, honours.receiver(slot.id), roll))
    return batch if row == batch.row else replace(batch, row=row)


def _counts(slot: Slot, receiver: Receiver, roll: Roll) -> bool:
    return receives(slot, receiver, roll) or is_expected(slot, receiver, roll)


def _listed(batch: Batch) -> Iterable[str]:
    return (slot.id for slot in batch.slots)


# --- ordering and dividing -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entitled:
    """A certificate that needs a batch. Awards, decisions and presenters are never mixed in one."""

    slot: Slot
    award: str
    decision: str
    presenter: str
    protocol: Protocol
    rank: int


def divided(
    entitled: Iterable[Entitled], *, limit: int = LIMIT, first: RecipientType = RecipientType.COLLECTIVE
) -> list[tuple[Entitled, ...]]:
    """By rank, then by type, in batches of equal size: 21 give 7, 7, 7."""
    groups: list[tuple[Entitled, ...]] = []
    for _, together in groupby(_ordered(entitled, first), key=_kind_of_batch):
        honoured = list(together)
        for size in balanced(len(honoured), limit):
            groups.append(tuple(honoured[:size]))
            del honoured[:size]
    return groups


def balanced(count: int, limit: int) -> list[int]:
    """The fewest batches that hold so many, their sizes one apart at most, the larger first."""
    batches = -(-count // limit)
    return [count // batches + (place < count % batches) for place in range(batches)] if batches else []


def _ordered(entitled: Iterable[Entitled], first: RecipientType) -> list[Entitled]:
    """What is equal in rank and type keeps the order in which it came."""
    came = list(entitled)
    place = {key: at for at, key in reversed(list(enumerate(map(_kind_of_batch, came))))}
    awards = {one.award: at for at, one in reversed(list(enumerate(came)))}
    return sorted(
        came, key=lambda one: (one.rank, awards[one.award], one.slot.type is not first, place[_kind_of_batch(one)])
    )


def _kind_of_batch(one: Entitled) -> tuple[object, ...]:
    return one.rank, one.award, one.decision, one.presenter, one.protocol


# --- the list as a fact carries it -----------------------------------------------------------------------------------


def list_detail(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """Not the rows and locks: they follow from what happened."""
    return [
        {
            "id": batch.id,
            "award": batch.award,
            "decision": batch.decision,
            "protocol": batch.protocol,
            "base_seconds": batch.base_seconds,
            "limit": batch.limit,
            "slots": [[slot.id, slot.code, slot.type, slot.tray] for slot in batch.slots],
        }
        for batch in batches
    ]


def list_of(detail: Sequence[Mapping[str, Any]]) -> tuple[Batch, ...]:
    return tuple(
        Batch(
            id=entry["id"],
            award=entry["award"],
            decision=entry["decision"],
            protocol=Protocol(entry["protocol"]),
            slots=tuple(Slot(slot, code, RecipientType(kind), tray) for slot, code, kind, tray in entry["slots"]),
            base_seconds=entry["base_seconds"],
            limit=entry["limit"],
        )
        for entry in detail
    )


def is_sound(batches: Sequence[Batch]) -> bool:
    """Ids, slots and trays once each."""
    slots = [slot for batch in batches for slot in batch.slots]
    ids, trays = [slot.id for slot in slots], [slot.tray for slot in slots]
    return (
        len({batch.id for batch in batches}) == len(batches)
        and len(ids) == len(set(ids))
        and len(trays) == len(set(trays))
        and all(batch.id and batch.base_seconds >= 0 and batch.limit > 0 for batch in batches)
    )
