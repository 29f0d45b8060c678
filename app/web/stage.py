"""The running order's routes: a cue, an item moved up. Thin: parse, ask a service, answer with the running order."""

from concurrent.futures import Future

from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.agenda import Move
from domain.day import Session
from domain.facts import Refused
from domain.running import CueRequest
from services import running
from services.house import house
from services.stage import mc_agenda
from store.engine import Receipt
from ui import messages
from web.door import settled
from web.guard import whose
from web.wire import Body, WireError, answer, language, read_body

LONGEST_ITEM = 100


async def cue(request: Request) -> JSONResponse:
    body, session = await read_body(request), whose(request)
    wanted = _cue(body, session)
    return await _answered(request, running.cue(house(), wanted, role=session.role, now=clock.now()))


async def move_up(request: Request) -> JSONResponse:
    body, role = await read_body(request), whose(request).role
    item, seen = body.text("item", longest=LONGEST_ITEM), body.whole("seen")
    return await _answered(
        request,
        running.move_up(house(), item, seen=seen, action_id=body.id("action_id"), role=role, now=clock.now()),
    )


def _cue(body: Body, session: Session) -> CueRequest:
    move = body.text("move")
    if move not in set(Move):
        raise WireError(400, "unknown_move")
    return CueRequest(
        action_id=body.id("action_id"),
        move=Move(move),
        seen=body.whole("seen"),
        item=body.text("item", longest=LONGEST_ITEM, default=""),
        seconds=body.whole("seconds") if body.has("seconds") else 0,
        by=session.desk,
    )


async def _answered(request: Request, future: "Future[Receipt]") -> JSONResponse:
    receipt = await settled(future)
    state, lang = house().state, language(request)
    refused = receipt.answer if isinstance(receipt.answer, Refused) else None
    message = messages.cue_refusal(refused, state.day.agenda, lang=lang) if refused else ""
    return answer({"accepted": not refused, "agenda": mc_agenda(state, clock.now()), "message": message})
