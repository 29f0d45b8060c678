"""JSON in and out of our own routes: bounded bodies, checked fields, errors as {"error", "message"}."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ui.messages import ERRORS
from ui.words import LANGUAGES, translate

LARGEST_BODY = 64 * 1024
LARGEST_CODE = 8 * 1024
LONGEST_TEXT = 500
LONGEST_ID = 100

_REQUIRED = object()
_log = logging.getLogger("khaimac.web")


class WireError(Exception):
    """A request that cannot be taken; changes nothing."""

    def __init__(self, status: int, error: str, *, retry_after: int | None = None) -> None:
        """`retry_after` in seconds."""
        super().__init__(error)
        self.status, self.error, self.retry_after = status, error, retry_after


@dataclass(frozen=True, slots=True)
class Body:
    """A JSON object whose fields are asked for by type."""

    fields: Mapping[str, Any]

    def text(self, name: str, *, longest: int = LONGEST_TEXT, default: Any = _REQUIRED) -> str:
        value = self._get(name, str, default)
        if len(value) > longest:
            raise WireError(400, "text_too_long")
        return value.encode("utf-8", "replace").decode()

    def id(self, name: str) -> str:
        value = self.text(name, longest=LONGEST_ID).strip()
        if not value:
            raise WireError(400, "id_needed")
        return value

    def whole(self, name: str) -> int:
        value = self._get(name, int, _REQUIRED)
        if isinstance(value, bool) or abs(value) > 2**53:
            raise WireError(400, "bad_field")
        return value

    def truth(self, name: str) -> bool:
        return self._get(name, bool, _REQUIRED)

    def moment(self, name: str) -> datetime | None:
        """An ISO 8601 time with its offset, in UTC; None when the field is not there."""
        text = self._get(name, str, None)
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise WireError(400, "bad_time")
            return moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise WireError(400, "bad_time") from error

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def _get(self, name: str, kind: type, default: Any) -> Any:
        value = self.fields.get(name)
        if value is None and default is not _REQUIRED:
            return default
        if not isinstance(value, kind):
            raise WireError(400, "bad_field")
        return value


async def read_body(request: Request) -> Body:
    """Raises WireError for a body too large, broken JSON, or anything but an object."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise WireError(413, "too_large")
        fields = json.loads(bytes(body))
    except (ValueError, RecursionError) as error:
        raise WireError(400, "bad_json") from error
    if not isinstance(fields, dict):
        raise WireError(400, "bad_json")
    return Body(fields)


def language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def answer(value: Mapping[str, Any]) -> JSONResponse:
    return JSONResponse(value, headers={"Cache-Control": "no-store"})


def refuse(status: int, error: str, *, lang: str, retry_after: int | None = None) -> JSONResponse:
    message = translate(ERRORS[error], lang)
    seconds = retry_after or (1 if status in (429, 503) else None)
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(seconds)} if seconds else {})
    return JSONResponse({"error": error, "message": message}, status, headers=headers)


Handler = Callable[[Request], Any]


def speaking(handler: Handler) -> Handler:
    """A route whose WireErrors become answers."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except WireError as error:
            return refuse(error.status, error.error, lang=language(request), retry_after=error.retry_after)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            _log.exception("a request could not be answered")
            return refuse(500, "internal", lang=language(request))

    return handle
