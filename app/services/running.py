"""What the stage does to the running order: a cue, an item moved up. Decided in the writer's turn."""

from concurrent.futures import Future
from datetime import datetime

from domain import running
from domain.facts import Role
from domain.running import CueRequest
from store.engine import Receipt, Store


def cue(store: Store, request: CueRequest, *, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: running.decide_cue(turn.day, request, earlier=turn.earlier(request.action_id), role=role, now=now)
    )


def move_up(store: Store, item: str, *, seen: int, action_id: str, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: running.decide_move_up(
            turn.day, item, seen=seen, action_id=action_id, earlier=turn.earlier(action_id), role=role, now=now
        )
    )
