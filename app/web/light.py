"""Our own pages without Streamlit: the desk for phones, the speaker's monitor, the programme for everybody; and in
place of the first two the login screen for who may not open them.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.access import ANYBODY_LOGGED_IN, ROUTES
from ui import desk, login, programme, speaker
from ui.light import LightPage, light_page
from ui.words import N_, translate
from web.login import LOOPBACK
from web.wire import language

PATHS = ("/scan", "/speaker")
_DESK_SCRIPTS = (desk.SCRIPTS[0], "poll.js", *desk.SCRIPTS[1:])


async def scan(request: Request) -> HTMLResponse:
    spoken = language(request)
    data = desk.desk_data(request.query_params.get("desk"), spoken)
    page = light_page(translate(N_("Check-in"), spoken), styles=desk.STYLES, scripts=_DESK_SCRIPTS, data=data)
    return _answer(page, 200)


async def speakers_monitor(request: Request) -> HTMLResponse:
    spoken = language(request)
    page = light_page(
        translate(N_("Speaker's monitor"), spoken), styles=speaker.STYLES, scripts=speaker.SCRIPTS,
        data=speaker.speaker_data(spoken),
    )  # fmt: skip
    return _answer(page, 200)


async def delegates_programme(request: Request) -> HTMLResponse:
    """Small enough for the mobile network of a full hall: fonts are the phone's own."""
    spoken = language(request)
    page = light_page(
        translate(N_("Programme"), spoken), styles=programme.STYLES, scripts=programme.SCRIPTS,
        data=programme.programme_data(spoken), fonts=(),
    )  # fmt: skip
    return _answer(page, 200)


def turned_away(request: Request, status: int) -> HTMLResponse:
    """To be asked again at the same address by whoever has logged in."""
    spoken, session = language(request), request.scope["device"]
    is_here = bool(request.client) and request.client.host in LOOPBACK
    roles = ROUTES[f"GET {request.url.path}"] or ANYBODY_LOGGED_IN
    data = login.login_data(roles, session, is_here=is_here, language=spoken)
    title = translate(N_("Log in"), spoken)
    return _answer(light_page(title, styles=login.STYLES, scripts=login.SCRIPTS, data=data), status)


def _answer(page: LightPage, status: int) -> HTMLResponse:
    headers = {"Content-Security-Policy": page.policy, "Cache-Control": "no-store"}
    return HTMLResponse(page.html, status, headers=headers)
