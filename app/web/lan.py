"""The plain-http door beside TLS: for this machine's own browser the whole application, for the hall's network nothing
but the programme and the way to the certificate.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from ipaddress import AddressValueError, IPv4Address

import uvicorn
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

import settings
from services import certificates
from services.house import house
from services.network import EVERYWHERE, LOOPBACK, our_names
from services.notice import notice
from ui.address import bound, is_secure, port
from ui.lan_words import first_visit
from web.wire import WireError, language, refuse

PLAIN_SCHEMES = ("http", "ws")
FOR_VISITORS = {"/programme": "", "/api/live": "public"}  # path -> the one view it may be asked for
WAITS_FOR_ANSWERS = 1  # second, when it stops


class _Beside(uvicorn.Server):
    """The server beside it has the signals and stops this one."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@asynccontextmanager
async def plain_door(app: ASGIApp) -> AsyncGenerator[None]:
    """While TLS is on, plain http on the next port, in the same loop."""
    if not is_secure():
        yield
        return
    server = _Beside(
        uvicorn.Config(
            app, lifespan="off", log_config=None, access_log=False, proxy_headers=False, ws="websockets-sansio",
            ws_per_message_deflate=False, timeout_graceful_shutdown=WAITS_FOR_ANSWERS,
        )
    )  # fmt: skip
    serving = asyncio.create_task(server.serve(sockets=_listeners()))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def is_plain_visit(scope: Scope) -> bool:
    """Somebody from the hall's network who has not come by TLS, though it is on."""
    if scope["scheme"] not in PLAIN_SCHEMES or not is_secure():
        return False
    return _reached_at(scope) not in (LOOPBACK, "::1")


def is_for_visitors(scope: Scope) -> bool:
    """The programme and what it shows: 150 strangers must not meet a certificate's warning."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    view = QueryParams(scope.get("query_string", b"")).get("view", "")
    return FOR_VISITORS.get(scope["path"]) == view


def nameless(scope: Scope) -> Scope:
    """Without a cookie: over plain http nobody is logged in."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"cookie"]}


async def plain(scope: Scope, receive: Receive, send: Send) -> None:
    """All that such a visitor gets."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close"})
        return
    await _answer(Request(scope))(scope, receive, send)


async def ca_certificate(_request: Request) -> Response:
    if content := certificates.authority(settings.KEYS):
        return _download(content)
    raise WireError(404, "not_found")


def _answer(request: Request) -> Response:
    lang, content = language(request), certificates.authority(settings.KEYS)
    if request.method not in ("GET", "HEAD"):
        return refuse(403, "plain_http", lang=lang)
    secure = f"https://{_came_by(request)}:{port()}"
    match request.url.path:
        case "/" if content:
            told = notice(house().state, lang)
            page = first_visit(secure, certificates.fingerprint(content), _device(request), told, lang)
            return HTMLResponse(page, headers={"Cache-Control": "no-store"})
        case "/ca.crt" if content:
            return _download(content)
    asked = request.url.replace(scheme="", netloc="")
    return RedirectResponse(f"{secure}{asked}", 308, headers={"Cache-Control": "no-store"})


def _download(content: bytes) -> Response:
    """Shown inline, as an iPhone offers to install only what it need not save."""
    headers = {"Content-Disposition": f'inline; filename="{certificates.AUTHORITY}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/x-x509-ca-cert", headers=headers)


def _came_by(request: Request) -> str:
    """The name or address in the visitor's own address bar; a name that is not ours gives way to the address."""
    name = Headers(scope=request.scope).get("host", "").partition(":")[0].lower()
    return name if name in our_names() or _is_address(name) else _reached_at(request.scope)


def _is_address(name: str) -> bool:
    try:
        return bool(IPv4Address(name))
    except AddressValueError:
        return False


def _reached_at(scope: Scope) -> str:
    return scope["server"][0] if scope.get("server") else ""


def _device(request: Request) -> str:
    agent = request.headers.get("user-agent", "")
    return next((device for device in ("iPhone", "iPad", "Android", "Windows") if device in agent), "")


def _listeners() -> list[socket.socket]:
    hosts = {LOOPBACK, bound()} if bound() != EVERYWHERE else {EVERYWHERE}
    return [_listener(host) for host in hosts]


def _listener(host: str) -> socket.socket:
    listener = socket.create_server((host, port() + 1), backlog=2048)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted sockets inherit it
    return listener
