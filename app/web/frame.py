"""One frame of a desk's camera: bounded while it comes in, read in a small pool, decided like every scan, then gone."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import JSONResponse

from domain.checkin import Scan
from domain.facts import Way
from services import frames
from web.door import decided, known_desk
from web.wire import LONGEST_ID, WireError, answer

LARGEST_FRAME = 400_000
MOST_WAITING = 4  # frames of one desk
ARRIVES_WITHIN = 5  # seconds; the sender has given up after two

_READERS = ThreadPoolExecutor(2, "frames")
_waiting: Counter[str] = Counter()  # by desk; only the event loop counts


async def frame(request: Request) -> JSONResponse:
    desk = known_desk(request.query_params.get("desk", ""))
    scan_id = _scan_id(request)
    with _in_line(desk):
        sight = await _looked_at(await _picture(request))
        if len(sight.ours) != 1:
            return answer({"verdict": None, "seen": sight.seen, "ours": len(sight.ours)})
        return await decided(request, Scan(scan_id, desk, Way.CAMERA, sight.ours[0]))


def _scan_id(request: Request) -> str:
    scan_id = request.query_params.get("scan_id", "").strip()
    if len(scan_id) > LONGEST_ID:
        raise WireError(400, "text_too_long")
    return scan_id or secrets.token_hex(16)


@contextmanager
def _in_line(desk: str) -> Generator[None]:
    if _waiting[desk] >= MOST_WAITING:
        raise WireError(429, "slow_down")
    _waiting[desk] += 1
    try:
        yield
    finally:
        _waiting[desk] -= 1


async def _picture(request: Request) -> bytes:
    """Raises WireError: another type, too large, or too slow (a phone that left the Wi-Fi would keep its place)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "image/jpeg":
        raise WireError(415, "not_jpeg")
    try:
        async with asyncio.timeout(ARRIVES_WITHIN):
            return await _body(request)
    except TimeoutError:
        raise WireError(408, "too_slow") from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FRAME:
            raise WireError(413, "too_large")
    return bytes(body)


async def _looked_at(picture: bytes) -> frames.Sight:
    try:
        return await asyncio.get_running_loop().run_in_executor(_READERS, frames.look, picture)
    except frames.NotJpeg:
        raise WireError(415, "not_jpeg") from None
    except frames.TooManyPixels:
        raise WireError(413, "too_many_pixels") from None
    except frames.BadPicture:
        raise WireError(400, "bad_picture") from None
