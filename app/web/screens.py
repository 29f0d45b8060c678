"""The stage manager's routes beside the running order: screens and votes. Thin: parse, ask a service, answer."""

from concurrent.futures import Future

from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.facts import Refused
from domain.names import tidy
from domain.screens import ScreenAct
from domain.showing import LONGEST_MESSAGE, ScreenRequest
from services import votes
from services.house import house
from services.screens import turn_screens
from store.engine import Receipt
from ui import messages
from ui.words import translate
from web.door import settled
from web.guard import whose
from web.wire import Body, WireError, answer, language, read_body

LONGEST_CONGRESS = 300


async def screens(request: Request) -> JSONResponse:
    body, role = await read_body(request), whose(request).role
    receipt = await settled(turn_screens(house(), _wanted(body), role=role, now=clock.now()))
    return answer(_outcome(request, receipt))


async def vote(request: Request) -> JSONResponse:
    body = await read_body(request)
    congress = body.text("congress", longest=LONGEST_CONGRESS)
    receipt = await settled(_asked(request, body, congress))
    return answer(_outcome(request, receipt) | {"vote": votes.mc_vote(house().state, congress)})


def _wanted(body: Body) -> ScreenRequest:
    act = body.text("act")
    if act not in set(ScreenAct):
        raise WireError(400, "unknown_act")
    text = tidy(body.text("text", longest=LONGEST_MESSAGE, default=""))
    return ScreenRequest(body.id("action_id"), ScreenAct(act), text)


def _asked(request: Request, body: Body, congress: str) -> "Future[Receipt]":
    action_id, role, now = body.id("action_id"), whose(request).role, clock.now()
    match body.text("act"):
        case "open":
            return votes.open_vote(house(), congress, action_id=action_id, role=role, now=now)
        case "count":
            hands = _hands(body, "agree"), _hands(body, "disagree"), _hands(body, "other")
            return votes.count_vote(house(), congress, hands, action_id=action_id, role=role, now=now)
    raise WireError(400, "unknown_act")


def _hands(body: Body, name: str) -> int:
    hands = body.whole(name)
    if hands < 0:
        raise WireError(400, "bad_field")
    return hands


def _outcome(request: Request, receipt: Receipt) -> dict[str, object]:
    refused, lang = receipt.answer if isinstance(receipt.answer, Refused) else None, language(request)
    said = messages.refusal_message(refused, lang=lang) if refused else translate(messages.DONE, lang)
    return {"accepted": not refused, "message": said}
