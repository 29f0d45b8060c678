"""Logging in and out: a role's PIN against a session's cookie. Thin; the waits and the hashes are the services'."""

import math
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.day import Session
from domain.facts import Refusal, Refused, Role
from domain.pins import LASTS, LONGEST
from services import access
from services.house import house
from store.engine import StoreUnavailable
from web.wire import WireError, answer, read_body

LOOPBACK = ("127.0.0.1", "::1")


async def log_in(request: Request) -> JSONResponse:
    body = await read_body(request)
    role, pin, desk = _role(body.text("role")), body.text("pin", longest=LONGEST), body.text("desk", default="")
    session = await _in_thread(
        lambda: access.log_in(house(), role, pin, address=_address(request), desk=desk[:20], now=clock.now())
    )
    await _end(request.scope["device"])  # a device is logged in once
    return _with_cookie(request, session)


async def first_pin(request: Request) -> JSONResponse:
    """The organiser's first PIN, from the server's own laptop alone."""
    body = await read_body(request)
    if _address(request) not in LOOPBACK:
        raise WireError(403, "not_allowed")
    pin = body.text("pin", longest=LONGEST)
    receipt = await _in_thread(lambda: access.set_first_pin(house(), pin, now=clock.now()))
    if isinstance(receipt.answer, Refused):
        too_short = receipt.answer.reason is Refusal.PIN_TOO_SHORT
        raise WireError(400, "pin_too_short") if too_short else WireError(403, "not_allowed")
    session = await _in_thread(
        lambda: access.open_session(house(), Role.ORGANISER, address=_address(request), now=clock.now())
    )
    return _with_cookie(request, session)


async def log_out(request: Request) -> JSONResponse:
    session = request.scope["device"]
    await _end(session)
    response = answer({"logged_out": bool(session)})
    response.delete_cookie(access.COOKIE, samesite="strict", httponly=True)
    return response


async def _end(session: Session | None) -> None:
    if session:
        await _in_thread(lambda: access.log_out(house(), session, now=clock.now()))


async def _in_thread(work: Callable[[], Any]) -> Any:
    """Hashing takes its time, and the loop has scans to serve."""
    try:
        return await run_in_threadpool(work)
    except access.WrongPin as error:
        raise WireError(403, "wrong_pin") from error
    except access.MustWait as error:
        raise WireError(429, "slow_down", retry_after=math.ceil(error.time.total_seconds())) from error
    except StoreUnavailable as error:
        raise WireError(503, "unavailable") from error


def _with_cookie(request: Request, session: Session) -> JSONResponse:
    response = answer({"role": session.role})
    response.set_cookie(
        access.COOKIE, access.signed(session), max_age=int(LASTS.total_seconds()), path="/",
        httponly=True, samesite="strict", secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


def _role(text: str) -> Role:
    if text not in set(Role):
        raise WireError(400, "unknown_role")
    return Role(text)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
