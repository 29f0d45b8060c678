"""What the stage manager says to screens: the speaker's message and blackout, the hall's picture.

It stands on the ledger, so a restart keeps it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class HallPicture(StrEnum):
    """Live follows the running order; held stays at what was on; blank is the bare curtain."""

    LIVE = "live"
    HELD = "held"
    BLANK = "blank"


class ScreenAct(StrEnum):
    SHOW_MESSAGE = "show_message"
    HIDE_MESSAGE = "hide_message"
    FLASH_MESSAGE = "flash_message"
    BLACK_OUT = "black_out"
    LIGHT_UP = "light_up"
    SHOW_HALL = "show_hall"
    HOLD_HALL = "hold_hall"
    BLANK_HALL = "blank_hall"
    CALL_BY_NAME = "call_by_name"
    CALL_BY_BATCH = "call_by_batch"


@dataclass(frozen=True, slots=True)
class Screens:
    """`flashes` counts how often the message was flashed; `held_item`, `held_sub` are what the hall stays at, and
    `held_steps` is how many steps of the honours it shows.

    `by_name`: honourees are called one by one, not by the batch.
    """

    message_shown: bool = False
    flashes: int = 0
    black: bool = False
    hall: HallPicture = HallPicture.LIVE
    held_item: str = ""
    held_sub: str = ""
    held_steps: int = 0
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class StageMessage:
    """Free text for the speaker: stands in the fact's note and in its table."""

    text: str


def after(screens: Screens, act: ScreenAct, *, item: str = "", sub: str = "", steps: int = 0) -> Screens:
    """`item`, `sub` and `steps` are what the hall shows now."""
    if act is ScreenAct.HOLD_HALL:
        return replace(screens, hall=HallPicture.HELD, held_item=item, held_sub=sub, held_steps=steps)
    return _ACTS[act](screens)


_NOTHING_HELD: Mapping[str, Any] = {"held_item": "", "held_sub": "", "held_steps": 0}
_ACTS: Mapping[ScreenAct, Callable[[Screens], Screens]] = {
    ScreenAct.SHOW_MESSAGE: lambda screens: replace(screens, message_shown=True),
    ScreenAct.HIDE_MESSAGE: lambda screens: replace(screens, message_shown=False),
    ScreenAct.FLASH_MESSAGE: lambda screens: replace(screens, message_shown=True, flashes=screens.flashes + 1),
    ScreenAct.BLACK_OUT: lambda screens: replace(screens, black=True),
    ScreenAct.LIGHT_UP: lambda screens: replace(screens, black=False),
    ScreenAct.SHOW_HALL: lambda screens: replace(screens, hall=HallPicture.LIVE, **_NOTHING_HELD),
    ScreenAct.BLANK_HALL: lambda screens: replace(screens, hall=HallPicture.BLANK, **_NOTHING_HELD),
    ScreenAct.CALL_BY_NAME: lambda screens: replace(screens, by_name=True),
    ScreenAct.CALL_BY_BATCH: lambda screens: replace(screens, by_name=False),
}
