"""The file of a desk that reaches no server: read strictly, then sent as the desk would have sent it.

Loaded twice it adds nothing: what the ledger has answered once is not asked again.
"""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.checkin import REPEAT_WITHIN, BadTime, IdReused, Ruling, Scan
from domain.conference import LONGEST_DESK
from domain.facts import Answered, Kind, Outcome, Role, Way
from domain.names import tidy
from domain.resent import ACKNOWLEDGED, DataRemoved, Entry, Resending
from services import checkin, resendings, resent
from services.live import venue_time
from store.engine import Receipt, State, Store, Turn

FORMAT, VERSION = "khaimac-desk", 1
LARGEST = 2 * 1024 * 1024  # bytes
LONGEST_ID, LONGEST_CODE = 100, 8 * 1024

Sendable = Entry | Scan


class Flaw(StrEnum):
    """Why nothing of a file can be taken."""

    TOO_LARGE = "too_large"
    FOREIGN = "foreign"
    NEWER = "newer"
    OTHER_CONFERENCE = "other_conference"
    BROKEN = "broken"
    REMOVED = "removed"


class BadFile(ValueError):
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class DeskFile:
    """`kept` is what the desk was told was done, `waiting` the scans nobody answered; each in its order."""

    desk: str
    saved_at: datetime
    kept: tuple[Entry, ...]
    waiting: tuple[Scan, ...]


class Fate(StrEnum):
    """What became of one entry or scan; the last two are refused."""

    KNOWN = "known"
    RECORDED = "recorded"
    SET_ASIDE = "set_aside"
    WAITS = "waits"
    BAD_TIME = "bad_time"
    ID_REUSED = "id_reused"


_FATES: Mapping[Resending, Fate] = {
    Resending.KNOWN: Fate.KNOWN,
    Resending.RECORDED: Fate.RECORDED,
    Resending.SET_ASIDE: Fate.SET_ASIDE,
    Resending.WAITS: Fate.WAITS,
}


@dataclass(frozen=True, slots=True)
class Sent:
    what: Sendable
    fate: Fate


def read(state: State, content: bytes) -> DeskFile:
    """Raises BadFile."""
    if state.day.removal:
        raise BadFile(Flaw.REMOVED)
    if len(content) > LARGEST:
        raise BadFile(Flaw.TOO_LARGE)
    fields = _parsed(content)
    if fields.get("version") != VERSION:
        raise BadFile(Flaw.NEWER)
    if fields.get("conference_id") != venue_time(state.day.began_at):
        raise BadFile(Flaw.OTHER_CONFERENCE)
    try:
        return _desk_file(fields)
    except ValueError as error:
        raise BadFile(Flaw.BROKEN) from error


def known(store: Store, file: DeskFile) -> int:
    """How much of it the ledger has already."""
    return len(_settled_ids(store, file))


def load(store: Store, file: DeskFile, *, role: Role, now: datetime) -> list[Sent]:
    """One after the other, as the desk would have sent them. Raises StoreUnavailable, then load it again; BadFile."""
    passed_over = _settled_ids(store, file) | _repeats(file.waiting)
    kept = [Sent(one, _resend(store, one, role=role, now=now)) for one in file.kept]
    scans = [_on_the_day(store.state, file, scan) for scan in file.waiting]
    return kept + [
        Sent(scan, Fate.KNOWN if scan.scan_id in passed_over else _scan(store, scan, role=role, now=now))
        for scan in scans
    ]


def _resend(store: Store, entry: Entry, *, role: Role, now: datetime) -> Fate:
    fate = _answered(resent.resend(store, entry, role=role, now=now), lambda answer: _FATES[answer])
    resendings.note(entry.desk, entry.id, fate)
    return fate


def _scan(store: Store, scan: Scan, *, role: Role, now: datetime) -> Fate:
    if store.state.day.is_rehearsal:
        return Fate.WAITS
    return _answered(checkin.scan(store, scan, role=role, now=now), _fate)


def _answered(future: "Future[Receipt]", fate_of: Callable[[Any], Fate]) -> Fate:
    try:
        return fate_of(future.result().answer)
    except BadTime:
        return Fate.BAD_TIME
    except IdReused:
        return Fate.ID_REUSED
    except DataRemoved as error:
        raise BadFile(Flaw.REMOVED) from error


def _fate(ruling: Ruling) -> Fate:
    """A scan that waited and is not welcome is a case for a person."""
    if ruling.replayed or ruling.repeat:
        return Fate.KNOWN
    return Fate.RECORDED if ruling.verdict is Kind.WELCOME else Fate.SET_ASIDE


def _on_the_day(state: State, file: DeskFile, scan: Scan) -> Scan:
    """A desk keeps nothing of a rehearsal: what it scanned later than that was on the day, whichever copy opened it."""
    opened, kept_since = state.day.anew_at, min((entry.happened_at for entry in file.kept), default=None)
    assert scan.happened_at
    if opened and kept_since and kept_since <= scan.happened_at < opened:
        return replace(scan, happened_at=opened)
    return scan


def _settled_ids(store: Store, file: DeskFile) -> set[str]:
    def look(turn: Turn) -> Outcome:
        sent = (*file.kept, *file.waiting)
        return Outcome({_id(one) for one in sent if _is_settled(one, turn.earlier(_id(one)))})

    return store.turn(look).answer


def _is_settled(one: Sendable, earlier: Answered | None) -> bool:
    if earlier is None or not (earlier.kind in ACKNOWLEDGED or earlier.is_case):
        return False
    return earlier.asked == one.asked if isinstance(one, Scan) else earlier.subject == one.delegate


def _repeats(scans: tuple[Scan, ...]) -> set[str]:
    """A badge held up twice, as the door takes it; without the door's memory, which a second loading would meet."""
    found, last_seen = set(), {}
    for scan in scans:
        key = (scan.desk, scan.asked)
        last, last_seen[key] = last_seen.get(key), scan.happened_at
        if last and timedelta(0) <= scan.happened_at - last < REPEAT_WITHIN:
            found.add(scan.scan_id)
    return found


def _id(one: Sendable) -> str:
    return one.scan_id if isinstance(one, Scan) else one.id


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(Flaw.FOREIGN) from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise BadFile(Flaw.FOREIGN)
    return fields


def _desk_file(fields: Mapping[str, Any]) -> DeskFile:
    """Raises ValueError."""
    saved_at = resent.read_moment(fields, "saved_at")
    kept = tuple(resent.read_entry(one) for one in _objects(fields, "kept"))
    waiting = tuple(_read_scan(one, saved_at) for one in _objects(fields, "waiting"))
    return DeskFile(_text(fields, "desk", LONGEST_DESK), saved_at, kept, waiting)


def _read_scan(fields: Mapping[str, Any], saved_at: datetime) -> Scan:
    """A scan of a desk that never heard the server's time happened before the file was saved."""
    happened_at = saved_at if fields.get("happened_at") is None else resent.read_moment(fields, "happened_at")
    way = _text(fields, "way", LONGEST_ID)
    scan_id, desk = _text(fields, "scan_id", LONGEST_ID), _text(fields, "desk", LONGEST_DESK)
    code = _string(fields, "code", LONGEST_CODE).encode("utf-8", "replace").decode()
    return Scan(scan_id, desk, Way(way), code, None, happened_at)


def _objects(fields: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = fields.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError(name)
    return found


def _text(fields: Mapping[str, Any], name: str, longest: int) -> str:
    text = tidy(_string(fields, name, longest))
    if not text:
        raise ValueError(name)
    return text


def _string(fields: Mapping[str, Any], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(name)
    return value
