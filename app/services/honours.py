"""What is done to the honours: a step, a lock, who receives, who waits at the wings, who came late, a print."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from itertools import count

from domain import conferring
from domain.awards import BatchWords, StandIn
from domain.ceremony import Ceremony, Going, Pages, ceremony, first_step, go
from domain.conferring import StepRequest
from domain.facts import Outcome, Refusal, Refused, Role
from domain.honours import Batch, Receiver
from services.hall_pages import pages
from store.engine import Receipt, State, Store, Turn


def take_step(store: Store, request: StepRequest, *, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""

    def decide(turn: Turn) -> Outcome:
        shown = _pages(State(turn.day, turn.directory))
        earlier = turn.earlier(request.action_id)
        return conferring.decide_step(turn.day, request, pages=shown, earlier=earlier, role=role, now=now)

    return store.submit(decide)


def lock(
    store: Store, batches: tuple[str, ...], *, seen: int, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """None named: all that are still open. The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: conferring.decide_lock(
            turn.day, batches, seen=seen, action_id=action_id, earlier=turn.earlier(action_id), role=role, now=now
        )
    )


def unlock(
    store: Store, batch: str, *, reason: str, seen: int, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: conferring.decide_unlock(
            turn.day, batch, reason=reason, seen=seen, action_id=action_id, earlier=turn.earlier(action_id),
            role=role, now=now,
        )
    )  # fmt: skip


def set_receiver(
    store: Store, stand_in: StandIn, receiver: Receiver, *, reason: str, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: conferring.decide_receiver(
            turn.day, stand_in, receiver, reason=reason, action_id=action_id, earlier=turn.earlier(action_id),
            role=role, now=now,
        )
    )  # fmt: skip


def see_at_wings(
    store: Store, slot: str, *, staged: bool, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: conferring.decide_staged(
            turn.day, slot, staged=staged, action_id=action_id, earlier=turn.earlier(action_id), role=role, now=now
        )
    )


def place_late(
    store: Store, slot: str, batch: str, *, seen: int, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """Into a batch of the award that is still to come; none named: into an extra one. The future raises IdReused,
    StoreUnavailable.
    """

    def decide(turn: Turn) -> Outcome:
        if slot not in turn.day.honours.batch_of:
            return Outcome(Refused(Refusal.NO_SUCH_SLOT))
        extra, words = _extra(turn, slot)
        return conferring.decide_late(
            turn.day, slot, batch, extra=extra, rows=(words,), seen=seen, action_id=action_id,
            earlier=turn.earlier(action_id), role=role, now=now,
        )  # fmt: skip

    return store.submit(decide)


def record_print(store: Store, *, role: Role, now: datetime) -> Receipt:
    """The answer is the version that is now on paper."""
    return store.turn(lambda turn: conferring.decide_printed(turn.day, role=role, now=now))


def going(state: State, shown: Ceremony) -> Going | None:
    """What the one button does now."""
    return go(shown, state.day.honours, state.day.roll, _pages(state))


def beginning(state: State, shown: Ceremony, batch: str) -> Going | None:
    """What would begin this batch, whatever stands before it."""
    run = shown.run(batch)
    begins = run is not None and not run.has_begun
    return first_step(run, shown, state.day.honours, state.day.roll, _pages(state)) if begins else None


def shown_now(state: State) -> Ceremony:
    return ceremony(state.day.honours)


def _pages(state: State) -> Pages:
    return lambda batch: pages(state, batch)


def _extra(turn: Turn, slot: str) -> tuple[Batch, BatchWords]:
    """A batch for somebody whose own has passed: of the same award, decision and presenter."""
    batches = turn.day.honours.batches
    own = turn.day.honours.batch_of[slot]
    words, drawn = turn.directory.batches.get(own.id) or BatchWords(own.id), free_id(batches)
    return replace(own, id=drawn, slots=(), row=(), is_locked=False), replace(words, id=drawn, note="")


def free_id(batches: Sequence[Batch]) -> str:
    """*H17* after sixteen batches."""
    taken = {batch.id for batch in batches}
    return next(one for number in count(len(batches) + 1) if (one := f"H{number:02}") not in taken)
