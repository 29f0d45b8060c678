"""Stands before every request: whose it is, whether the address asked is ours, whether the role may, and the headers.

What a role may is `domain/access`; here it is looked up. Streamlit's pages ask for the session by themselves.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import clock
from domain.access import ANYBODY_LOGGED_IN, ROUTES, VIEWS, Roles, may
from domain.conference import LONGEST_DESK
from domain.day import Session
from services import access
from services.house import house
from services.network import our_names
from web import light
from web.lan import is_for_visitors, is_plain_visit, nameless, plain
from web.wire import language, refuse

LOGGED_OUT, NOT_ALLOWED = 4401, 4403  # how the live socket is closed

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
STREAMLIT_FILES = ("/media/", "/_stcore/upload_file")  # downloads and uploads of pages, under names hard to guess
FIRST_START = ("GET /api/health", "POST /api/first_pin", "GET /ca.crt")
_LOOKS_ONLY = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Denied:
    """Why a request goes no further."""

    status: int
    error: str


class Guard:
    """ASGI middleware round the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif is_plain_visit(scope) and is_for_visitors(scope):
            await self._answer(nameless(scope), receive, _with_headers(send))
        elif is_plain_visit(scope):
            await plain(scope, receive, _with_headers(send))
        else:
            await self._answer(scope, receive, _with_headers(send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = scope["device"] = _session(scope)
        if denied := _foreign(scope) or _closed(scope, session):
            await _turn_away(denied, scope, receive, send)
            return
        if session:
            access.note_seen(session, desk=_asked(scope, "desk")[:LONGEST_DESK], now=clock.now())
        await self.app(scope, receive, send)


def whose(request: Request) -> Session:
    """The session behind a request; only on routes that need a role. (`scope["session"]` is Starlette's own.)"""
    return request.scope["device"]


def roles_for(method: str, path: str, view: str) -> Roles:
    """Who may ask this. What is in no table is Streamlit's own, or not found."""
    if path == "/api/live":
        return VIEWS.get(view)
    if path.startswith(STREAMLIT_FILES):
        return ANYBODY_LOGGED_IN
    return ROUTES.get(f"{'GET' if method == 'HEAD' else method} {path}")


def _session(scope: Scope) -> Session | None:
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    return access.session_of(house(), cookies.get(access.COOKIE, ""), now=clock.now())


def _foreign(scope: Scope) -> Denied | None:
    """A page of another site that uses this browser, or a name that only pretends to be ours."""
    headers = Headers(scope=scope)
    host, origin = headers.get("host", ""), headers.get("origin")
    if not is_our_host(host):
        return Denied(421, "foreign_host")
    changes = scope["type"] == "websocket" or scope["method"] not in _LOOKS_ONLY
    if changes and origin is not None and origin != f"{_scheme(scope)}://{host}":
        return Denied(403, "foreign_origin")
    return None


def is_our_host(host: str) -> bool:
    """A bare address cannot be somebody else's name for us; a name can."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in our_names() or bool(ip_address(name))
    except ValueError:
        return False


def _scheme(scope: Scope) -> str:
    return {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])


def _closed(scope: Scope, session: Session | None) -> Denied | None:
    method, path = scope.get("method", "GET"), scope["path"]
    if is_ours(path) and f"{method} {path}" not in FIRST_START and access.is_first_start(house()):
        return Denied(401, "first_pin_needed")
    roles = roles_for(method, path, _asked(scope, "view"))
    if may(session.role if session else None, roles):
        return None
    return Denied(403, "not_allowed") if session else Denied(401, "login_needed")


def is_ours(path: str) -> bool:
    return path.startswith("/api/")


def _asked(scope: Scope, field: str) -> str:
    """As the handlers read it: of a field given twice the last, so that nobody is let in by the first."""
    return QueryParams(scope.get("query_string", b"")).get(field, "")


async def _turn_away(denied: Denied, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await _hang_up(denied, receive, send)
        return
    await _refusal(denied, Request(scope))(scope, receive, send)


def _refusal(denied: Denied, request: Request) -> Response:
    """A page is asked for by a person, who can log in; everything else by a program."""
    if request.url.path in light.PATHS and denied.error in ("login_needed", "not_allowed"):
        return light.turned_away(request, denied.status)
    return refuse(denied.status, denied.error, lang=language(request))


async def _hang_up(denied: Denied, receive: Receive, send: Send) -> None:
    """A stranger gets no handshake; ours gets one, because a browser shows no other reason than a closing code."""
    await receive()
    if denied.error not in ("foreign_host", "foreign_origin"):
        await send({"type": "websocket.accept"})
    code = NOT_ALLOWED if denied.error == "not_allowed" else LOGGED_OUT
    await send({"type": "websocket.close", "code": code, "reason": denied.error})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
