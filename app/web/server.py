"""Our routes and what the server does when it starts and stops."""

import gc
import secrets
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TypeVar

import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

import clock
import settings
from services import backups, house, removal
from services.live import venue_time
from ui.address import address
from web import door, frame, honours, lan, light, login, resent, screens, stage
from web.guard import Guard
from web.identify import identify
from web.live import Hub, look, serve
from web.wire import answer, language, refuse, speaking

# A scan passes from the loop to the writer and back; at Python's 5 ms a pass, scans waited 70 ms while a list was read.
HAND_OVER_SECONDS = 0.001
WAITS_FOR_ANSWERS = 2  # seconds, when it stops

T = TypeVar("T")

_BOOT_ID = secrets.token_hex(8)
_hubs: list[Hub] = []


async def health(_request: Request) -> JSONResponse:
    state = house.house().state
    stamp = {"boot_id": _BOOT_ID, "seq": state.day.seq, "server_time": venue_time(clock.now())}
    return answer({"status": "ok", **stamp, "version": settings.VERSION})


async def live(websocket: WebSocket) -> None:
    await serve(websocket, _hubs[0])


async def live_now(request: Request) -> Response:
    return await look(request, _hubs[0])


async def identified(request: Request) -> JSONResponse:
    return await identify(request, _hubs[0])


async def unknown(request: Request) -> JSONResponse:
    return refuse(404, "not_found", lang=language(request))


async def wrong_method(request: Request) -> JSONResponse:
    return refuse(405, "wrong_method", lang=language(request))


def routes() -> list[BaseRoute]:
    found: list[BaseRoute] = []
    for path, method, handler in _ROUTES:
        found.append(Route(path, speaking(handler), methods=[method]))
        found.append(Route(path, wrong_method, methods=_ALL))
    return [*found, WebSocketRoute("/api/live", live), Route("/api/{rest:path}", unknown, methods=_ALL)]


def middleware() -> list[Middleware]:
    return [Middleware(Guard)]


@asynccontextmanager
async def lifespan(app: ASGIApp) -> AsyncGenerator[None]:
    store = house.house()
    removal.sweep(store)
    hub = Hub(store, _BOOT_ID)
    _hubs.append(hub)
    send_at_once()
    stop_soon()
    sys.setswitchinterval(HAND_OVER_SECONDS)
    house.announce(address(), since=clock.now().astimezone(clock.VENUE))
    backups.begin(store, settings.BACKUP, now=clock.now)
    try:
        async with lan.plain_door(app):
            yield
    finally:
        backups.end()
        house.withdraw_announcement()
        _hubs.remove(hub)
        hub.close()
        house.close_house()


def send_at_once() -> None:
    """Accepted sockets inherit TCP_NODELAY from the listening one; without it a kept-alive answer takes 44 ms."""
    for listener in _listening_sockets():
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def stop_soon() -> None:
    """Without it a phone that sleeps over an open TLS connection holds the server up for half a minute."""
    for server in _living(uvicorn.Server):
        server.config.timeout_graceful_shutdown = WAITS_FOR_ANSWERS


def _living(kind: type[T]) -> list[T]:
    """Streamlit hands its socket and its server to nobody, so they are looked up among live objects.

    By their types: a weak reference whose object has gone raises when it is asked what it is an instance of.
    """
    return [found for found in gc.get_objects() if issubclass(type(found), kind)]


def _listening_sockets() -> list[socket.socket]:
    sockets = [found for found in _living(socket.socket) if found.fileno() >= 0]
    return [
        found
        for found in sockets
        if found.family in (socket.AF_INET, socket.AF_INET6)
        and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    ]


_ALL = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
_ROUTES = (
    ("/api/health", "GET", health),
    ("/ca.crt", "GET", lan.ca_certificate),
    ("/scan", "GET", light.scan),
    ("/speaker", "GET", light.speakers_monitor),
    ("/programme", "GET", light.delegates_programme),
    ("/api/live", "GET", live_now),
    ("/api/login", "POST", login.log_in),
    ("/api/logout", "POST", login.log_out),
    ("/api/first_pin", "POST", login.first_pin),
    ("/api/scan", "POST", door.scan),
    ("/api/frame", "POST", frame.frame),
    ("/api/undo", "POST", door.undo),
    ("/api/search", "GET", door.search),
    ("/api/delegate", "GET", door.delegate),
    ("/api/substitute", "POST", door.substitute),
    ("/api/in_person", "POST", door.in_person),
    ("/api/leave", "POST", door.leave),
    ("/api/walk_in", "POST", door.walk_in),
    ("/api/cases", "GET", door.cases),
    ("/api/close_case", "POST", door.close_case),
    ("/api/resend", "POST", resent.resend),
    ("/api/cue", "POST", stage.cue),
    ("/api/move_up", "POST", stage.move_up),
    ("/api/identify", "POST", identified),
    ("/api/screens", "POST", screens.screens),
    ("/api/vote", "POST", screens.vote),
    ("/api/honour", "POST", honours.honour),
    ("/api/lock", "POST", honours.lock),
    ("/api/receiver", "POST", honours.receiver),
    ("/api/wings", "POST", honours.at_wings),
    ("/api/late", "POST", honours.late),
)
