"""What the stage manager does to screens: the speaker's message and blackout, the hall's picture."""

from concurrent.futures import Future
from datetime import datetime
from typing import Any

from domain import showing
from domain.facts import Role
from domain.showing import ScreenRequest
from services.stage import hall_screen
from store.engine import Receipt, State, Store


def turn_screens(store: Store, request: ScreenRequest, *, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: showing.decide_screens(
            turn.day, request, message=turn.directory.message, earlier=turn.earlier(request.action_id), role=role,
            now=now,
        )
    )  # fmt: skip


def mc_screens(state: State, now: datetime) -> dict[str, Any]:
    """`shows` is what the hall's projector draws now."""
    screens = state.day.screens
    return {
        "message": state.directory.message,
        "message_shown": screens.message_shown,
        "flashes": screens.flashes,
        "black": screens.black,
        "hall": screens.hall,
        "by_name": screens.by_name,
        "shows": hall_screen(state, now),
    }
