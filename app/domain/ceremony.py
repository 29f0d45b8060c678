"""The ceremony: from the honours and the steps taken to what is on stage, what is next, and how long it still takes.

Computed nowhere else. Pure: `now` is given. The one button, the routes and every screen ask here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.facts import Refusal
from domain.honours import (
    MARKS,
    Batch,
    Honours,
    Protocol,
    Roll,
    Slot,
    Step,
    StepTaken,
    is_expected,
    receives,
    receiving,
)

ZERO = timedelta()
STEADY = 2  # batches done before their pace is believed
SLOWEST, FASTEST = 2.0, 0.5
ON_STAGE_STEPS: Mapping[Protocol, tuple[Step, ...]] = {
    Protocol.ANNOUNCE_THEN_CALL: (Step.ANNOUNCE, Step.CALL, Step.CONFER, Step.PHOTO),
    Protocol.CALL_THEN_ANNOUNCE: (Step.CALL, Step.ANNOUNCE, Step.CONFER, Step.PHOTO),
}
Pages = Callable[[Batch], Sequence[Sequence[str]]]  # how the hall shows a batch: the slots that are called together


class BatchState(StrEnum):
    DRAFT = "draft"
    LOCKED = "locked"
    ON_DECK = "on_deck"
    ON_STAGE = "on_stage"
    DONE = "done"


class SlotState(StrEnum):
    EXPECTED = "expected"
    ABSENT = "absent"
    PRESENT = "present"
    STAGED = "staged"
    CALLED = "called"
    RECEIVED = "received"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Run:
    """A batch and what has happened to it. `later` holds what was said by hand; `number` counts from 1."""

    batch: Batch
    number: int
    state: BatchState
    began_at: datetime | None = None
    ended_at: datetime | None = None
    taken: frozenset[Step] = frozenset()
    called: tuple[str, ...] = ()
    received: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()

    @property
    def has_begun(self) -> bool:
        return self.began_at is not None


@dataclass(frozen=True, slots=True)
class Ceremony:
    """`announced` and `finished` are decisions. What is finished stays so when it gets another batch afterwards."""

    runs: tuple[Run, ...] = ()
    on_stage: Run | None = None
    on_deck: Run | None = None
    announced: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    last: StepTaken | None = None

    def run(self, batch: str) -> Run | None:
        return next((run for run in self.runs if run.batch.id == batch), None)

    @property
    def left(self) -> tuple[Run, ...]:
        """Still to come, in order."""
        return tuple(run for run in self.runs if not run.has_begun)

    @property
    def is_over(self) -> bool:
        return bool(self.runs) and all(run.state is BatchState.DONE for run in self.runs)


@dataclass(frozen=True, slots=True)
class Going:
    """What the one button does: a step of a batch, and who is called by it."""

    step: Step
    batch: str
    slots: tuple[str, ...] = ()


def ceremony(honours: Honours) -> Ceremony:
    played = _played(honours)
    runs = tuple(_run(batch, number, played) for number, batch in enumerate(honours.batches, start=1))
    deck = next((run for run in runs if not run.has_begun), None)
    shown = tuple(_on_deck(run) if run is deck else run for run in runs)
    return Ceremony(
        shown,
        on_stage=next((run for run in shown if run.state is BatchState.ON_STAGE), None),
        on_deck=next((run for run in shown if deck and run.batch.id == deck.batch.id), None),
        announced=frozenset(run.batch.decision for run in runs if Step.ANNOUNCE in run.taken),
        finished=frozenset(decision for taken in honours.steps for decision in taken.finishes),
        last=honours.steps[-1] if honours.steps else None,
    )


def _on_deck(run: Run) -> Run:
    return replace(run, state=BatchState.ON_DECK) if run.batch.is_locked else run


@dataclass(slots=True)
class _Played:
    began: dict[str, datetime] = field(default_factory=dict)
    ended: dict[str, datetime] = field(default_factory=dict)
    taken: dict[str, set[Step]] = field(default_factory=dict)
    called: dict[str, dict[str, None]] = field(default_factory=dict)
    received: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    current: str = ""


def _played(honours: Honours) -> _Played:
    played = _Played()
    for taken in honours.steps:
        (_mark if taken.step in MARKS else _go_on)(played, taken)
    return played


def _go_on(played: _Played, taken: StepTaken) -> None:
    """The beginning of one batch is the end of the one before."""
    if played.current and played.current != taken.batch:
        played.ended[played.current] = taken.happened_at
    played.current = taken.batch
    played.began.setdefault(taken.batch, taken.happened_at)
    played.taken.setdefault(taken.batch, set()).add(taken.step)
    called = played.called.setdefault(taken.batch, {})
    if taken.step is Step.CALL:
        called |= dict.fromkeys(taken.slots)
    elif taken.step is Step.CONFER:
        played.received |= called.keys() - played.later
    elif taken.step in (Step.FINISH, Step.SKIP):
        played.ended[taken.batch] = taken.happened_at
        played.current = ""


def _mark(played: _Played, taken: StepTaken) -> None:
    into, out = (played.received, played.later) if taken.step is Step.RECEIVED else (played.later, played.received)
    into.update(taken.slots)
    out.difference_update(taken.slots)


def _run(batch: Batch, number: int, played: _Played) -> Run:
    ids = {slot.id for slot in batch.slots}
    return Run(
        batch, number, _state(batch, played), played.began.get(batch.id), played.ended.get(batch.id),
        frozenset(played.taken.get(batch.id, ())), tuple(played.called.get(batch.id, ())),
        frozenset(played.received & ids), frozenset(played.later & ids),
    )  # fmt: skip


def _state(batch: Batch, played: _Played) -> BatchState:
    if batch.id in played.ended:
        return BatchState.DONE
    if batch.id in played.began:
        return BatchState.ON_STAGE
    return BatchState.LOCKED if batch.is_locked else BatchState.DRAFT


# --- one certificate -------------------------------------------------------------------------------------------------


def slot_state(slot: Slot, run: Run, honours: Honours, roll: Roll) -> SlotState:
    if slot.id in run.received:
        return SlotState.RECEIVED
    if slot.id in run.later:
        return SlotState.LATER
    if slot.id in run.called:
        return SlotState.CALLED
    if receives(slot, honours.receiver(slot.id), roll):
        return SlotState.STAGED if slot.id in honours.staged else SlotState.PRESENT
    awaited = not run.batch.is_locked and is_expected(slot, honours.receiver(slot.id), roll)
    return SlotState.EXPECTED if awaited else SlotState.ABSENT


def to_hand_over(now: Ceremony) -> list[tuple[Run, Slot]]:
    """*Trao sau*: what was not received in a batch that is done, and what was set aside by hand."""
    return [
        (run, slot)
        for run in now.runs
        for slot in run.batch.slots
        if slot.id not in run.received and (run.state is BatchState.DONE or slot.id in run.later)
    ]


def late(now: Ceremony, honours: Honours, roll: Roll) -> list[tuple[Run, Slot]]:
    """Who can receive by now, but whose batch has passed without them."""
    missed = (
        (run, slot)
        for run in now.runs
        if run.has_begun
        for slot in run.batch.slots
        if slot.id not in run.received and slot.id not in run.called and slot.id not in run.later
    )
    return [
        (run, slot)
        for run, slot in missed
        if receives(slot, honours.receiver(slot.id), roll) and _is_passed(run, slot)
    ]  # fmt: skip


def _is_passed(run: Run, slot: Slot) -> bool:
    return run.state is BatchState.DONE or slot.id not in run.batch.row or Step.CONFER in run.taken


# --- which step comes next -------------------------------------------------------------------------------------------


def go(now: Ceremony, honours: Honours, roll: Roll, pages: Pages) -> Going | None:
    """The next step of the batch on stage; after its last the first of the next batch; at the end, the end."""
    ahead = _next_of(now.on_stage, now, honours, roll, pages) if now.on_stage else None
    if ahead:
        return ahead
    if now.on_deck:
        return first_step(now.on_deck, now, honours, roll, pages)
    return Going(Step.FINISH, now.on_stage.batch.id) if now.on_stage else None


def first_step(run: Run, now: Ceremony, honours: Honours, roll: Roll, pages: Pages) -> Going:
    """A batch that nobody is here for is passed, once its decision is announced."""
    return _next_of(run, now, honours, roll, pages) or Going(Step.SKIP, run.batch.id)


def _next_of(run: Run, now: Ceremony, honours: Honours, roll: Roll, pages: Pages) -> Going | None:
    uncalled = _uncalled(run, honours, roll)
    due: Mapping[Step, bool] = {
        Step.ANNOUNCE: run.batch.decision not in now.announced,
        Step.CALL: bool(uncalled) and Step.CONFER not in run.taken,
        Step.CONFER: bool(run.called) and Step.CONFER not in run.taken,
        Step.PHOTO: bool(run.called) and Step.PHOTO not in run.taken,
    }
    step = next((step for step in ON_STAGE_STEPS[run.batch.protocol] if due[step]), None)
    if step is Step.CALL:
        return Going(step, run.batch.id, _called_next(run, uncalled, pages))
    return Going(step, run.batch.id) if step else None


def _uncalled(run: Run, honours: Honours, roll: Roll) -> list[str]:
    """Who is here and waits for it; of whom it was said by hand that they have it, or get it later, nobody."""
    settled = {*run.called, *run.received, *run.later}
    return [slot for slot in receiving(honours, run.batch.row, roll) if slot not in settled]


def _called_next(run: Run, uncalled: Sequence[str], pages: Pages) -> tuple[str, ...]:
    """The rest of the hall's page that has somebody uncalled."""
    for page in pages(run.batch):
        if together := tuple(slot for slot in page if slot in uncalled):
            return together
    return tuple(uncalled)


def refusal(
    now: Ceremony, honours: Honours, roll: Roll, step: Step, batch: str, slots: Sequence[str] = ()
) -> Refusal | None:
    """Why a step may not be taken; None when it may. What only warns stands in `warning`."""
    if step is Step.UNDO:
        return None if honours.steps else Refusal.NOTHING_TO_UNDO
    run = now.run(batch)
    if not run:
        return Refusal.NO_SUCH_BATCH
    if step in MARKS:
        return _mark_refusal(run, slots)
    if run.state is BatchState.DONE:
        return Refusal.BATCH_DONE
    if step is Step.FINISH:
        return None if run.state is BatchState.ON_STAGE else Refusal.NOT_THAT_STEP
    if step is Step.SKIP and run.has_begun:
        return Refusal.NOT_THAT_STEP
    ahead = first_step(run, now, honours, roll, lambda _batch: ())
    return None if step is ahead.step else Refusal.NOT_THAT_STEP


def _mark_refusal(run: Run, slots: Sequence[str]) -> Refusal | None:
    if not run.has_begun:
        return Refusal.NOT_THAT_STEP
    known = {slot.id for slot in run.batch.slots}
    return None if slots and set(slots) <= known else Refusal.NO_SUCH_SLOT


def warning(now: Ceremony, batch: str) -> Refusal | None:
    """Starting it is unusual: its decision is over, or something before it is not done."""
    run = now.run(batch)
    if not run or run.has_begun:
        return None
    if run.batch.decision in now.finished:
        return Refusal.DECISION_FINISHED
    waits = any(not one.has_begun for one in now.runs[: run.number - 1])
    on_stage = now.on_stage
    return Refusal.OUT_OF_ORDER if waits or (on_stage and not _may_leave(on_stage)) else None


def leaving(now: Ceremony, honours: Honours, roll: Roll, batch: str) -> Refusal | None:
    """The same for who is here of the batch on stage and was not called yet."""
    run, on_stage = now.run(batch), now.on_stage
    if not run or run.has_begun or not on_stage or Step.CONFER in on_stage.taken:
        return None
    return Refusal.OUT_OF_ORDER if _uncalled(on_stage, honours, roll) else None


def _may_leave(run: Run) -> bool:
    return Step.CONFER in run.taken or not run.called


def finishes(now: Ceremony, step: Step, batch: str) -> list[str]:
    """The decisions whose last batch is done with this step."""
    if step in (Step.UNDO, *MARKS):
        return []
    left = {now.on_stage.batch.id} - {batch} if now.on_stage else set()
    over = left | ({batch} if step in (Step.FINISH, Step.SKIP) else set())
    done = over | {run.batch.id for run in now.runs if run.state is BatchState.DONE}
    decisions = dict.fromkeys(run.batch.decision for run in now.runs if run.batch.id in over)
    return [
        decision
        for decision in decisions
        if all(run.batch.id in done for run in now.runs if run.batch.decision == decision)
    ]


def to_lock(now: Ceremony, batch: str) -> list[str]:
    """The first step of a batch locks it, and the one that gets ready behind it."""
    begins = [run for run in now.left if run.batch.id == batch]
    behind = [run for run in now.left if run.batch.id != batch][:1]
    return [run.batch.id for run in (*begins, *behind) if begins and not run.batch.is_locked]


# --- how long it still takes -----------------------------------------------------------------------------------------


def remaining(
    now: Ceremony,
    honours: Honours,
    roll: Roll,
    *,
    planned: timedelta,
    elapsed: timedelta,
    spent: Callable[[Run], timedelta],
) -> timedelta:
    """What is left of the honours' item: the batches left at the pace of those done, and what its plan has beyond them
    less what went by outside of batches. `spent` is how long a batch has been on stage, pauses left out.
    """
    begun = [run for run in now.runs if run.has_begun]
    ahead = [_seconds(run, honours, roll) for run in now.left]
    on = now.on_stage
    own = max(ZERO, _seconds(on, honours, roll) - spent(on)) if on else ZERO
    all_planned = timedelta(seconds=sum(run.batch.seconds(len(run.batch.slots)) for run in now.runs))
    outside = max(ZERO, elapsed - sum(map(spent, begun), ZERO))
    return (sum(ahead, ZERO) + own) * pace(now, honours, roll, spent) + max(ZERO, planned - all_planned - outside)


def pace(now: Ceremony, honours: Honours, roll: Roll, spent: Callable[[Run], timedelta]) -> float:
    """Observed to planned of the batches done; 1 until two are."""
    done = [run for run in now.runs if run.state is BatchState.DONE and run.called]
    planned = sum((_seconds(run, honours, roll) for run in done), ZERO)
    if len(done) < STEADY or not planned:
        return 1.0
    return min(SLOWEST, max(FASTEST, sum(map(spent, done), ZERO) / planned))


def _seconds(run: Run, honours: Honours, roll: Roll) -> timedelta:
    """As planned for those who receive: who was called, else who is here."""
    here = receiving(honours, run.batch.row, roll)
    return timedelta(
        seconds=run.batch.seconds(len(set(run.called) | set(() if run.state is BatchState.DONE else here)))
    )
