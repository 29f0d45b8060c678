"""The honours' routes: a step, a lock, who receives, who is at the wings, who came late. Thin: parse, ask, answer."""

from concurrent.futures import Future

from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.awards import StandIn
from domain.conferring import StepRequest
from domain.facts import Refused
from domain.honours import Receiver, ReceiverMode, Step
from domain.names import tidy
from services import honours
from services.honour_views import mc_honours
from services.house import house
from store.engine import Receipt
from ui import messages
from web.door import settled
from web.guard import whose
from web.wire import WireError, answer, language, read_body

LONGEST_ID = 100
LONGEST_NAME = 200


async def honour(request: Request) -> JSONResponse:
    body, session = await read_body(request), whose(request)
    step = body.text("step")
    if step not in set(Step):
        raise WireError(400, "unknown_step")
    slot = body.text("slot", longest=LONGEST_ID, default="")
    wanted = StepRequest(
        action_id=body.id("action_id"),
        step=Step(step),
        batch=body.text("batch", longest=LONGEST_ID, default=""),
        seen=body.whole("seen"),
        slots=(slot,) if slot else (),
        despite=body.text("despite", longest=LONGEST_ID, default=""),
        by=session.desk,
    )
    return await _answered(request, honours.take_step(house(), wanted, role=session.role, now=clock.now()))


async def lock(request: Request) -> JSONResponse:
    """`batch` empty: all that are still open."""
    body, role = await read_body(request), whose(request).role
    batch, act = body.text("batch", longest=LONGEST_ID, default=""), body.text("act")
    asked = {"seen": body.whole("seen"), "action_id": body.id("action_id"), "role": role, "now": clock.now()}
    match act:
        case "lock":
            return await _answered(request, honours.lock(house(), (batch,) if batch else (), **asked))
        case "unlock":
            reason = tidy(body.text("reason", default=""))
            return await _answered(request, honours.unlock(house(), batch, reason=reason, **asked))
    raise WireError(400, "unknown_act")


async def receiver(request: Request) -> JSONResponse:
    """`code` names a delegate who receives, or the slot's own for whoever stands in for them; else `name`."""
    body, role = await read_body(request), whose(request).role
    mode = body.text("mode")
    if mode not in set(ReceiverMode):
        raise WireError(400, "unknown_mode")
    name, position = (tidy(body.text(field, longest=LONGEST_NAME, default="")) for field in ("name", "position"))
    stand_in = StandIn(body.text("slot", longest=LONGEST_ID), name, position)
    wanted = Receiver(ReceiverMode(mode), body.text("code", longest=LONGEST_ID, default=""))
    reason, action_id = tidy(body.text("reason", default="")), body.id("action_id")
    return await _answered(
        request,
        honours.set_receiver(
            house(), stand_in, wanted, reason=reason, action_id=action_id, role=role, now=clock.now()
        ),
    )  # fmt: skip


async def at_wings(request: Request) -> JSONResponse:
    body, role = await read_body(request), whose(request).role
    slot, staged = body.text("slot", longest=LONGEST_ID), body.truth("staged")
    asked = {"action_id": body.id("action_id"), "role": role, "now": clock.now()}
    receipt = await settled(honours.see_at_wings(house(), slot, staged=staged, **asked))
    return answer(_outcome(request, receipt))


async def late(request: Request) -> JSONResponse:
    """`batch` empty: an extra one."""
    body, role = await read_body(request), whose(request).role
    slot, batch = body.text("slot", longest=LONGEST_ID), body.text("batch", longest=LONGEST_ID, default="")
    asked = {"seen": body.whole("seen"), "action_id": body.id("action_id"), "role": role, "now": clock.now()}
    return await _answered(request, honours.place_late(house(), slot, batch, **asked))


async def _answered(request: Request, future: "Future[Receipt]") -> JSONResponse:
    receipt = await settled(future)
    return answer(_outcome(request, receipt) | {"honours": mc_honours(house().state, clock.now())})


def _outcome(request: Request, receipt: Receipt) -> dict[str, object]:
    """`reason` names a warning that the sender may go on despite of."""
    refused = receipt.answer if isinstance(receipt.answer, Refused) else None
    said = messages.honour_refusal(refused, house().state.day.honours, lang=language(request)) if refused else ""
    return {"accepted": not refused, "reason": refused.reason if refused else None, "message": said}
