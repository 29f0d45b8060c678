"""What the stage and the office ask of the honours: a step, a lock, who receives, who waits at the wings, another list.

Decides; what the facts mean is the honours' and the ceremony's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.awards import StandIn
from domain.ceremony import (
    BatchState,
    Ceremony,
    Pages,
    ceremony,
    finishes,
    first_step,
    late,
    leaving,
    refusal,
    to_lock,
    warning,
)
from domain.checkin import digest
from domain.day import Day
from domain.delegates import Presence
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role
from domain.honours import (
    MARKS,
    Batch,
    Receiver,
    ReceiverMode,
    RecipientType,
    Slot,
    Step,
    is_sound,
    list_detail,
)
from domain.running import replayed


@dataclass(frozen=True, slots=True)
class StepRequest:
    """`seen` is `honours.seq` as the sender saw it; `despite` the warning that the sender has read."""

    action_id: str
    step: Step
    batch: str
    seen: int
    slots: tuple[str, ...] = ()
    despite: str = ""
    by: str = ""


def decide_step(
    day: Day, request: StepRequest, *, pages: Pages, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """The answer is None when taken. Raises IdReused."""
    asked = digest(f"honour {request.step} {request.batch} {request.seen} {' '.join(request.slots)}")
    if earlier:
        return replayed(request.action_id, asked, earlier)
    if request.seen != day.honours.seq:
        return Outcome(Refused(Refusal.HONOURS_MOVED))
    shown = ceremony(day.honours)
    if request.step is Step.UNDO and shown.last:
        request = replace(request, batch=shown.last.batch)
    if refused := refusal(shown, day.honours, day.roll, request.step, request.batch, request.slots):
        return Outcome(Refused(refused))
    warned = warning(shown, request.batch) or leaving(shown, day.honours, day.roll, request.batch)
    if warned and request.despite != warned:
        return Outcome(Refused(warned))
    detail = {"asked": asked} | _step_detail(day, shown, request, pages)
    return Outcome(None, Fact(Kind.HONOURED, now, now, role, request.batch, request.by, "", request.action_id, detail))


def _step_detail(day: Day, shown: Ceremony, request: StepRequest, pages: Pages) -> dict:
    return {
        "step": request.step,
        "slots": list(_meant(day, shown, request, pages)),
        "locks": to_lock(shown, request.batch),
        "finishes": finishes(shown, request.step, request.batch),
    }


def _meant(day: Day, shown: Ceremony, request: StepRequest, pages: Pages) -> Sequence[str]:
    """Whom a call calls, whom a mark marks; other steps name nobody."""
    run = shown.run(request.batch)
    if request.step is Step.CALL and run:
        return first_step(run, shown, day.honours, day.roll, pages).slots
    return request.slots if request.step in MARKS else ()


def decide_lock(
    day: Day, batches: Sequence[str], *, seen: int, action_id: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """*Chốt đợt*: places are settled with whoever is here now. None named: all that are still to come.

    Raises IdReused.
    """
    asked = digest(f"lock {' '.join(batches)} {seen}")
    if earlier:
        return replayed(action_id, asked, earlier)
    if seen != day.honours.seq:
        return Outcome(Refused(Refusal.HONOURS_MOVED))
    open_ones = [batch.id for batch in day.honours.batches if not batch.is_locked]
    chosen = [one for one in (batches or open_ones) if one in open_ones]
    if not chosen:
        known = all(day.honours.batch(one) for one in batches)
        return Outcome(Refused(Refusal.BATCH_IS_LOCKED if known else Refusal.NO_SUCH_BATCH))
    detail = {"asked": asked, "batches": chosen}
    return Outcome(None, Fact(Kind.BATCH_LOCKED, now, now, role, action_id=action_id, detail=detail))


def decide_unlock(
    day: Day, batch: str, *, reason: str, seen: int, action_id: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """A named act: places that people and trays already stand by are given up. Raises IdReused."""
    asked = digest(f"unlock {batch} {seen}")
    if earlier:
        return replayed(action_id, asked, earlier)
    if refused := _unlock_refusal(day, batch, reason=reason, seen=seen):
        return Outcome(Refused(refused))
    fact = Fact(Kind.BATCH_UNLOCKED, now, now, role, batch, action_id=action_id, detail={"asked": asked})
    return Outcome(None, fact, note=reason)


def _unlock_refusal(day: Day, batch: str, *, reason: str, seen: int) -> Refusal | None:
    known = day.honours.batch(batch)
    if seen != day.honours.seq:
        return Refusal.HONOURS_MOVED
    if not known:
        return Refusal.NO_SUCH_BATCH
    if not known.is_locked:
        return Refusal.NOT_LOCKED
    if batch in day.honours.begun:
        return Refusal.BATCH_BEGUN
    return None if reason else Refusal.REASON_NEEDED


def decide_receiver(
    day: Day,
    stand_in: StandIn,
    receiver: Receiver,
    *,
    reason: str,
    action_id: str,
    earlier: Answered | None,
    role: Role,
    now: datetime,
) -> Outcome:
    """Who comes on stage for a slot; again in person takes it back. Raises IdReused."""
    asked = digest(f"receiver {stand_in.slot} {receiver.mode} {receiver.code} {stand_in.name}")
    if earlier:
        return replayed(action_id, asked, earlier)
    code = receiver.code if receiver.mode is ReceiverMode.LEADER else ""
    slot = day.honours.slots.get(stand_in.slot)
    if not slot:
        return Outcome(Refused(Refusal.NO_SUCH_SLOT))
    if refused := _receiver_refusal(day, slot, stand_in, receiver, reason=reason, role=role):
        return Outcome(Refused(refused))
    detail = {"asked": asked, "mode": receiver.mode, "code": code}
    fact = Fact(Kind.RECEIVER_SET, now, now, role, slot.id, action_id=action_id, detail=detail)
    note = "; ".join(filter(None, (stand_in.name, stand_in.position, reason)))
    return Outcome(None, fact, note=note, rows=(stand_in,))


def _receiver_refusal(
    day: Day, slot: Slot, stand_in: StandIn, receiver: Receiver, *, reason: str, role: Role
) -> Refusal | None:
    """Individuals receive in person; only the organiser lets somebody receive on their behalf, with a reason."""
    mode, is_collective = receiver.mode, slot.type is RecipientType.COLLECTIVE
    if slot.id in _given(day):
        return Refusal.BATCH_DONE
    if mode is ReceiverMode.LEADER and not is_collective:
        return Refusal.ONLY_COLLECTIVES
    if mode is ReceiverMode.FAMILY and is_collective:
        return Refusal.ONLY_INDIVIDUALS
    if mode is ReceiverMode.ON_BEHALF and role is not Role.ORGANISER:
        return Refusal.ONLY_ORGANISER
    if mode is ReceiverMode.ON_BEHALF and not reason:
        return Refusal.REASON_NEEDED
    if mode is ReceiverMode.LEADER and receiver.code:
        return None if _may_stand_in(day, slot, receiver.code) else Refusal.UNKNOWN_DELEGATE
    needs_name = mode in (ReceiverMode.LEADER, ReceiverMode.FAMILY, ReceiverMode.ON_BEHALF)
    return Refusal.NAME_NEEDED if needs_name and not stand_in.name else None


def _given(day: Day) -> set[str]:
    """Slots that somebody has been called for or has received."""
    return {slot for run in ceremony(day.honours).runs for slot in (*run.called, *run.received)}


def _may_stand_in(day: Day, slot: Slot, code: str) -> bool:
    delegate = day.delegates.get(code)
    if not delegate or not delegate.standing.may_enter:
        return False
    return code != slot.code or delegate.presence is Presence.SUBSTITUTE


def decide_staged(
    day: Day, slot: str, *, staged: bool, action_id: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """*Ở cánh gà*: seen where people wait. What is so already is no fact. Raises IdReused."""
    asked = digest(f"staged {slot} {staged}")
    if earlier:
        return replayed(action_id, asked, earlier)
    if slot not in day.honours.slots:
        return Outcome(Refused(Refusal.NO_SUCH_SLOT))
    if (slot in day.honours.staged) == staged:
        return Outcome(None)
    detail = {"asked": asked, "staged": staged}
    return Outcome(None, Fact(Kind.STAGED, now, now, role, slot, action_id=action_id, detail=detail))


def decide_late(
    day: Day,
    slot: str,
    batch: str,
    *,
    extra: Batch,
    rows: tuple = (),
    seen: int,
    action_id: str,
    earlier: Answered | None,
    role: Role,
    now: datetime,
) -> Outcome:
    """Who came after their batch had passed goes to the end of another batch of the award, or into `extra` (no batch
    named). Raises IdReused.
    """
    asked = digest(f"late {slot} {batch} {seen}")
    if earlier:
        return replayed(action_id, asked, earlier)
    shown = ceremony(day.honours)
    if refused := _late_refusal(day, shown, slot, batch, seen=seen):
        return Outcome(Refused(refused))
    batches = _moved(day.honours.batches, day.honours.slots[slot], batch, extra)
    detail = {"asked": asked, "batches": list_detail(batches)}
    fact = Fact(Kind.HONOURS_CHANGED, now, now, role, slot, action_id=action_id, detail=detail)
    return Outcome(None, fact, rows=() if batch else rows)


def _late_refusal(day: Day, shown: Ceremony, slot: str, batch: str, *, seen: int) -> Refusal | None:
    if seen != day.honours.seq:
        return Refusal.HONOURS_MOVED
    if slot not in {one.id for _, one in late(shown, day.honours, day.roll)}:
        return Refusal.NOT_LATE
    into = shown.run(batch)
    if not batch:
        return None
    if not into or into.state in (BatchState.DONE, BatchState.ON_STAGE):
        return Refusal.BATCH_BEGUN if into else Refusal.NO_SUCH_BATCH
    if into.batch.award != day.honours.batch_of[slot].award:
        return Refusal.OTHER_AWARD
    return Refusal.BATCH_FULL if len(into.batch.row) >= into.batch.limit else None


def _moved(batches: Sequence[Batch], slot: Slot, into: str, extra: Batch) -> list[Batch]:
    """A batch that is left without anybody stays: it is what happened."""
    without = [replace(batch, slots=tuple(one for one in batch.slots if one.id != slot.id)) for batch in batches]
    if not into:
        return [*without, replace(extra, slots=(slot,))]
    return [replace(batch, slots=(*batch.slots, slot)) if batch.id == into else batch for batch in without]


def decide_list(
    day: Day, batches: Sequence[Batch], rows: tuple, *, seen: int, role: Role, now: datetime, note: str = ""
) -> Outcome:
    """Another list in place of the one `seen`. What has begun stays as it is, what is locked keeps its people."""
    if not day.conference:
        return Outcome(Refused(Refusal.NOT_SET_UP))
    if seen != day.honours.seq:
        return Outcome(Refused(Refusal.HONOURS_MOVED))
    if refused := _list_refusal(day, batches):
        return Outcome(Refused(refused))
    detail = {"batches": list_detail(batches)}
    return Outcome(None, Fact(Kind.HONOURS_CHANGED, now, now, role, detail=detail), note=note, rows=rows)


def _list_refusal(day: Day, batches: Sequence[Batch]) -> Refusal | None:
    slots = [slot for batch in batches for slot in batch.slots]
    if not is_sound(batches) or any(slot.code not in day.delegates for slot in slots):
        return Refusal.BAD_LIST
    after = {batch.id: batch for batch in batches}
    for batch in day.honours.batches:
        other = after.get(batch.id)
        if batch.id in day.honours.begun:
            if not other or list_detail([other]) != list_detail([batch]):
                return Refusal.BATCH_BEGUN
        elif batch.is_locked and not set(batch.row) <= _ids(other):
            return Refusal.BATCH_IS_LOCKED
    return None


def _ids(batch: Batch | None) -> set[str]:
    return {slot.id for slot in batch.slots} if batch else set()


def decide_printed(day: Day, *, role: Role, now: datetime) -> Outcome:
    """The list is on paper in this version: from now on each change gives it another."""
    if day.honours.printed == day.honours.version:
        return Outcome(day.honours.version)
    detail = {"version": day.honours.version}
    return Outcome(day.honours.version, Fact(Kind.LIST_PRINTED, now, now, role, detail=detail))
