"""What the stage manager asks of screens: a message, blackout, the hall's picture. Decides; the meaning is screens'."""

from dataclasses import asdict, dataclass
from datetime import datetime

from domain.checkin import digest
from domain.day import Day
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role
from domain.running import replayed, running
from domain.screens import HallPicture, ScreenAct, StageMessage, after

LONGEST_MESSAGE = 200

_SAYS = frozenset({ScreenAct.SHOW_MESSAGE, ScreenAct.FLASH_MESSAGE})


@dataclass(frozen=True, slots=True)
class ScreenRequest:
    """`text` takes the place of the message so far; empty keeps it."""

    action_id: str
    act: ScreenAct
    text: str = ""


def decide_screens(
    day: Day, request: ScreenRequest, *, message: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """`message` is the one kept so far. Raises IdReused."""
    asked = digest(f"screens {request.act} {request.text}")
    if earlier:
        return replayed(request.action_id, asked, earlier)
    says = request.act in _SAYS
    if says and not (request.text or message):
        return Outcome(Refused(Refusal.NO_MESSAGE))
    text = request.text if says else ""
    item, sub, steps = _in_the_hall(day, now=now)
    detail = {"asked": asked, "screens": asdict(after(day.screens, request.act, item=item, sub=sub, steps=steps))}
    fact = Fact(Kind.SCREENS_CHANGED, now, now, role, action_id=request.action_id, detail=detail)
    return Outcome(None, fact, note=text, rows=(StageMessage(text),) if text else ())


def _in_the_hall(day: Day, *, now: datetime) -> tuple[str, str, int]:
    """The item and the paper that the hall names now, nothing when it shows the conference's name; how far the honours
    have come.
    """
    if day.screens.hall is HallPicture.HELD:
        return day.screens.held_item, day.screens.held_sub, day.screens.held_steps
    shown, steps = running(day, now=now), len(day.honours.steps)
    return (shown.current.item.id if shown.current else ""), (shown.sub.item.id if shown.sub else ""), steps
