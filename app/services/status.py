"""How the house stands: what is measured, and what of it is wrong. Writes nothing, and costs a few milliseconds."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import settings
from domain.day import Day
from domain.pins import standing_session
from domain.status import (
    BACKUP_DUE,
    ON_STAGE,
    SILENT_AFTER,
    WAITS_TOO_LONG,
    Finding,
    Level,
    What,
    clocks_differ,
    is_servers_clock,
    level_of_certificate,
    level_of_room,
    worst_first,
)
from services import backups, certificates, connected
from services.connected import Connected
from services.house import running
from store import ledger
from store.engine import CONFERENCE, Store

MINUTES = 10
BROWSER_IS = {True: What.CLOCK_AHEAD, False: What.CLOCK_BEHIND}
SERVER_IS = {True: What.SERVER_BEHIND, False: What.SERVER_AHEAD}  # when every browser is ahead
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Room:
    """What is left on the disk of a folder."""

    folder: Path
    free: int


@dataclass(frozen=True, slots=True)
class Condition:
    """`facts` are those of each of the last minutes, the newest last. None is what this machine does not tell."""

    since: datetime | None
    memory: int | None
    facts: tuple[int, ...]
    last_fact: int
    cases: int
    backup: backups.Status
    data: Room | None
    copies: Room | None
    is_same_disk: bool
    certificate: datetime | None
    screens: tuple[Connected, ...]
    phones: int


def condition(store: Store, *, is_secure: bool, now: datetime) -> Condition:
    day, folder = store.state.day, settings.BACKUP
    return Condition(
        since=_since(),
        memory=_memory(),
        facts=facts_by_minute(store, now=now),
        last_fact=day.seq,
        cases=len(day.cases),
        backup=backups.status(),
        data=_room(settings.DATA),
        copies=_room(folder) if folder else None,
        is_same_disk=bool(folder) and is_same_disk(settings.DATA, folder),
        certificate=certificates.server_ends(settings.KEYS) if is_secure else None,
        screens=tuple(screens(day, now)),
        phones=connected.phones(now),
    )


def facts_by_minute(store: Store, *, now: datetime) -> tuple[int, ...]:
    counted = ledger.by_minute(store.read, CONFERENCE, now=now, minutes=MINUTES)
    return tuple(counted.get(ago, 0) for ago in reversed(range(MINUTES)))


def screens(day: Day, now: datetime) -> list[Connected]:
    """Who logged out went on purpose."""
    return [who for who in connected.connected(now) if standing_session(day, who.session.id, now=now)]


def is_same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def findings(now_is: Condition, now: datetime) -> list[Finding]:
    """What is wrong, worst first; empty while all is well."""
    return worst_first([
        *_of_backup(now_is, now),
        *_of_room(now_is),
        *_of_certificate(now_is, now),
        *(found for who in now_is.screens for found in _of_screen(who, now)),
        *_of_clocks(now_is),
        *([Finding(Level.WARNING, What.CASES, {"count": now_is.cases})] if now_is.cases else []),
    ])  # fmt: skip


def _of_backup(now_is: Condition, now: datetime) -> Iterator[Finding]:
    backup = now_is.backup
    if not backup.target:
        yield Finding(Level.WARNING, What.NO_BACKUP)
    elif backup.failure:
        yield Finding(Level.BAD, What.BACKUP_FAILS)
    elif backup.good_at and now_is.last_fact > backup.seq and now - backup.good_at > BACKUP_DUE:
        yield Finding(Level.WARNING, What.BACKUP_OVERDUE, {"time": backup.good_at})
    if backup.target and now_is.is_same_disk:
        yield Finding(Level.WARNING, What.SAME_DISK, {"folder": backup.target})


def _of_room(now_is: Condition) -> Iterator[Finding]:
    """The same disk is told of once."""
    rooms = [now_is.data, None if now_is.is_same_disk else now_is.copies]
    for room in filter(None, rooms):
        if (level := level_of_room(room.free)) is not Level.WELL:
            yield Finding(level, What.ROOM, {"folder": room.folder, "free": room.free}, (str(room.folder),))


def _of_certificate(now_is: Condition, now: datetime) -> Iterator[Finding]:
    if now_is.certificate:
        level = level_of_certificate(now_is.certificate - now)
        if level is not Level.WELL:
            what = What.CERTIFICATE_ENDED if level is Level.BAD else What.CERTIFICATE
            yield Finding(level, what, {"date": now_is.certificate})


def _of_screen(who: Connected, now: datetime) -> Iterator[Finding]:
    told = {"screen": who, "address": who.address}
    if who.left_at:
        yield _gone(who, told | {"time": who.left_at, "count": who.report.waiting})
    elif now - who.heard_at > SILENT_AFTER:
        yield Finding(Level.WARNING, What.SILENT, told | {"time": who.heard_at}, who.place)
    elif who.waiting_since and now - who.waiting_since > WAITS_TOO_LONG:
        more = {"count": who.report.waiting, "time": who.waiting_since}
        yield Finding(Level.WARNING, What.WAITING, told | more, who.place)
    if who.report.parked:
        yield Finding(Level.WARNING, What.PARKED, told | {"count": who.report.parked}, who.place)


def _gone(who: Connected, told: dict[str, Any]) -> Finding:
    if who.view == "desk":
        return Finding(Level.BAD, What.DESK_GONE_WAITING if who.report.waiting else What.DESK_GONE, told, who.place)
    return Finding(Level.BAD if who.view in ON_STAGE else Level.WARNING, What.SCREEN_GONE, told, who.place)


def _of_clocks(now_is: Condition) -> Iterator[Finding]:
    """Each browser once, however many screens it shows."""
    here = {(who.address, who.session.id): who for who in now_is.screens if not who.left_at}
    ahead = {address: who.report.ahead for (address, _), who in here.items()}
    if is_servers_clock(list(ahead.values())):
        least = min(ahead.values(), key=abs)
        yield Finding(Level.WARNING, SERVER_IS[_is_fast(least)], {"ahead": least})
        return
    for who in here.values():
        if clocks_differ(off := who.report.ahead):
            told = {"screen": who, "address": who.address, "ahead": off}
            yield Finding(Level.WARNING, BROWSER_IS[_is_fast(off)], told, who.place)


def _is_fast(ahead: timedelta) -> bool:
    return ahead > timedelta()


def _since() -> datetime | None:
    note = running()
    return datetime.fromisoformat(note.since) if note else None


def _memory() -> int | None:
    """Linux tells it for nothing."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def _room(folder: Path) -> Room | None:
    try:
        return Room(folder, shutil.disk_usage(folder).free)
    except OSError:
        return None
