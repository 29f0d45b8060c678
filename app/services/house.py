"""The one open store of this process, and the note that says who holds the data."""

import json
import os
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import settings
from store.engine import Store

_lock = threading.Lock()
_opened: list[Store] = []


@dataclass(frozen=True, slots=True)
class Running:
    """`since` is ISO 8601 in venue time."""

    pid: int
    address: str
    since: str


def house() -> Store:
    """Opened at the first call. Raises StoreHeld."""
    with _lock:
        if not _opened:
            _opened.append(Store(settings.DATABASE))
        return _opened[0]


def close_house() -> None:
    with _lock:
        if _opened:
            _opened.pop().close()


def announce(address: str, *, since: datetime) -> None:
    """Say in the data folder that this process serves it."""
    note = Running(os.getpid(), address, since.isoformat(timespec="seconds"))
    _replace(settings.RUNNING, json.dumps(asdict(note)))


def withdraw_announcement() -> None:
    with suppress(OSError):  # a disk that cannot be written any more: the note is then of a process long gone
        settings.RUNNING.unlink(missing_ok=True)


def running() -> Running | None:
    """Who said so last; may be a process that was killed, so ask only when the data is held."""
    try:
        return Running(**json.loads(settings.RUNNING.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text, "utf-8")
    draft.replace(path)
