"""What about the house is wrong, and how wrong: the limits, and the order in which it is told. Measures nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

MEBIBYTE, GIBIBYTE = 2**20, 2**30


class Level(StrEnum):
    """Worst first."""

    BAD = "bad"
    WARNING = "warning"
    WELL = "well"


class What(StrEnum):
    """What can be wrong; of equal ones the first is told first."""

    BACKUP_FAILS = "backup_fails"
    ROOM = "room"
    CERTIFICATE_ENDED = "certificate_ended"
    DESK_GONE = "desk_gone"
    DESK_GONE_WAITING = "desk_gone_waiting"
    SCREEN_GONE = "screen_gone"
    WAITING = "waiting"
    PARKED = "parked"
    CASES = "cases"
    SILENT = "silent"
    SERVER_AHEAD = "server_ahead"
    SERVER_BEHIND = "server_behind"
    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    BACKUP_OVERDUE = "backup_overdue"
    NO_BACKUP = "no_backup"
    SAME_DISK = "same_disk"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Finding:
    """`fields` are those of its sentence; `place` is the screen's, where it is about one."""

    level: Level
    what: What
    fields: Mapping[str, Any] = field(default_factory=dict)
    place: Sequence[str] = ()


ROOM_ENOUGH, ROOM_LEFT = GIBIBYTE, 100 * MEBIBYTE
CLOCK_MAY_DIFFER = timedelta(seconds=60)
CERTIFICATE_LEFT = timedelta(days=7)
BACKUP_DUE = timedelta(minutes=11)  # one of five minutes may be missed
SILENT_AFTER = timedelta(seconds=25)  # a screen reports every ten
WAITS_TOO_LONG = timedelta(seconds=10)
ON_STAGE = ("hall", "speaker")


def level_of_room(free: int) -> Level:
    if free < ROOM_LEFT:
        return Level.BAD
    return Level.WARNING if free < ROOM_ENOUGH else Level.WELL


def level_of_certificate(left: timedelta) -> Level:
    if left <= timedelta():
        return Level.BAD
    return Level.WARNING if left < CERTIFICATE_LEFT else Level.WELL


def clocks_differ(ahead: timedelta) -> bool:
    return abs(ahead) > CLOCK_MAY_DIFFER


def is_servers_clock(ahead: Sequence[timedelta]) -> bool:
    """Two and more browsers agree with each other, and none with the server: then the server is wrong."""
    if len(ahead) < 2 or not all(map(clocks_differ, ahead)):
        return False
    return max(ahead) - min(ahead) <= CLOCK_MAY_DIFFER


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    levels, whats = list(Level), list(What)
    return sorted(findings, key=lambda one: (levels.index(one.level), whats.index(one.what), *one.place))


def worst(findings: Iterable[Finding]) -> Level:
    levels = list(Level)
    return min((one.level for one in findings), key=levels.index, default=Level.WELL)
