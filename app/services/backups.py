"""Backups while the server runs: every five minutes and when asked, into the folder that the settings name.

A target that fails disturbs nobody: it is remembered for the organiser, logged when that changes, tried each minute.
"""

import errno
import logging
import shutil
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from services.backup import backup, whole
from store.engine import Store

EVERY, AGAIN = 300.0, 60.0  # seconds
KEPT = 12
WAITS_FOR_THE_LAST = 2.0  # seconds, when the server stops; a stick that hangs does not hold it up

_TO_THE_HOUR = len("khaimac-20261122-07")
_log = logging.getLogger("khaimac.backups")

Now = Callable[[], datetime]
Pause = Callable[[float], bool]


class Failure(StrEnum):
    MISSING = "missing"
    FULL = "full"
    READ_ONLY = "read_only"
    OTHER = "other"


FAILURES: Mapping[int, Failure] = {
    errno.ENOENT: Failure.MISSING,
    errno.ENOTDIR: Failure.MISSING,
    errno.ENODEV: Failure.MISSING,
    errno.ENOSPC: Failure.FULL,
    errno.EDQUOT: Failure.FULL,
    errno.EFBIG: Failure.FULL,
    errno.EROFS: Failure.READ_ONLY,
    errno.EACCES: Failure.READ_ONLY,
    errno.EPERM: Failure.READ_ONLY,
}


@dataclass(frozen=True, slots=True)
class Status:
    """`seq` is the last fact in the last good backup. `failure` is None while all is well; `detail` is the system's."""

    target: Path | None
    good_at: datetime | None = None
    seq: int = 0
    failed_at: datetime | None = None
    failure: Failure | None = None
    detail: str = ""


class Rounds:
    """One target's backups, one at a time."""

    def __init__(self, store: Store, target: Path, *, now: Now) -> None:
        self._store, self._target, self._now = store, target, now
        self._turn = threading.Lock()
        self._last: Path | None = None
        self.status = Status(target)

    def run(self, pause: Pause) -> None:
        """Until `pause`, which is given seconds, says that it is over."""
        while True:
            failed = self.copy().failure
            if pause(AGAIN if failed else EVERY):
                return

    def copy(self) -> Status:
        with self._turn:
            before, self.status = self.status, self._tried()
            _tell(before, self.status)
            return self.status

    def _tried(self) -> Status:
        at, seq = self._now(), self._store.state.day.seq
        try:
            if self._holds(seq):
                return self.status
            self._last = backup(self._store, self._target, now=at)
        except Exception as error:  # whatever it is, the server goes on
            return replace(self.status, failed_at=at, failure=_failure(error), detail=_detail(error))
        with suppress(OSError):  # the next one thins again
            thin(self._target, self._last)
        return Status(self._target, at, seq)

    def _holds(self, seq: int) -> bool:
        """The ledger has not moved, and the last one is still there: the stick may have been changed."""
        current = self.status.good_at and not self.status.failure and self.status.seq == seq
        return bool(current) and self._last in whole(self._target)


def thin(folder: Path, newest: Path) -> None:
    """Leave the last ones and the first of each hour; and the newest, whatever the clock says."""
    found = whole(folder)
    firsts = {path.name[:_TO_THE_HOUR]: path for path in reversed(found)}
    for path in set(found) - {*found[-KEPT:], *firsts.values(), newest}:
        shutil.rmtree(path, ignore_errors=True)


def begin(store: Store, target: Path | None, *, now: Now) -> None:
    """Without a target there are none, and `status` says so."""
    if target:
        rounds, over = Rounds(store, target, now=now), threading.Event()
        thread = threading.Thread(target=rounds.run, args=(over.wait,), name="backups", daemon=True)
        _under_way.append((rounds, over, thread))
        thread.start()


def end() -> None:
    while _under_way:
        _, over, thread = _under_way.pop()
        over.set()
        thread.join(WAITS_FOR_THE_LAST)


def status() -> Status:
    return _under_way[0][0].status if _under_way else Status(None)


def copy_now() -> Status:
    """Waits for the one under way."""
    return _under_way[0][0].copy() if _under_way else Status(None)


def _failure(error: Exception) -> Failure:
    return FAILURES.get(getattr(error, "errno", None) or 0, Failure.OTHER)


def _detail(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _tell(before: Status, now: Status) -> None:
    """Once a change, not once a minute."""
    if now.failure and now.failure is not before.failure:
        _log.error("backups into %s fail (%s): %s", now.target, now.failure, now.detail)
    elif before.failure and not now.failure:
        _log.warning("backups into %s work again", now.target)


_under_way: list[tuple[Rounds, threading.Event, threading.Thread]] = []
