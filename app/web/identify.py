"""POST /api/identify: every screen says for a moment which one it is."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from web.live import Hub
from web.wire import answer, read_body


async def identify(request: Request, hub: Hub) -> JSONResponse:
    await read_body(request)
    return answer({"shown": hub.identify()})
