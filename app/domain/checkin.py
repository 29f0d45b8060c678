"""What a scan at the door means, and how an admission is taken back. Reads no clock, writes nothing.

The verdicts are asked in one order: validity first, duplicate after it, room last.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.codes import read_badge_code
from domain.day import Day
from domain.delegates import Admission, Delegate, Presence
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role, Way

REPEAT_WITHIN = timedelta(seconds=3)
UNDO_WITHIN = timedelta(minutes=15)
CLOCK_AHEAD = timedelta(minutes=10)
LONGEST_AGO = timedelta(days=2)  # paper typed the day after; beyond it a clock is wrong
LONGEST_NOTE = 200

WAITED = "waited"
STALE = "stale"

ADMITTING = frozenset({Kind.WELCOME, Kind.WALK_IN, Kind.SUBSTITUTE, Kind.IN_PERSON})


@dataclass(frozen=True, slots=True)
class Scan:
    """Either `code` (what the scanner typed) or `delegate` (a delegate code found by name).

    `happened_at` is given only with scans that waited or are sent again, and with paper.
    """

    scan_id: str
    desk: str
    way: Way
    code: str | None = None
    delegate: str | None = None
    happened_at: datetime | None = None

    @property
    def asked(self) -> str:
        """What was asked, as a digest: a scan id may come again with the same question only."""
        text = f"delegate {self.delegate}" if self.code is None else f"code {read_badge_code(self.code) or self.code}"
        return digest(text)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer to a scan. `first` is the admission that stood before; `code` a delegate code."""

    verdict: Kind
    code: str = ""
    seq: int | None = None
    replayed: bool = False
    repeat: bool = False
    stale: bool = False
    standing: bool = False
    first: Admission | None = None
    by_substitute: bool = False


class BadTime(ValueError):
    """`happened_at` lies too far ahead or back, or before the day was opened."""


class IdReused(ValueError):
    """The id was answered before, for something else."""


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def decide_scan(
    day: Day, scan: Scan, *, earlier: Answered | None, last_seen: datetime | None, role: Role, now: datetime
) -> Outcome:
    """`earlier` is what this scan id was answered with; `last_seen` when this desk last saw this code.

    A refusal whose answer was lost comes again with its own time: people were let in by paper, so it becomes a case.
    Raises IdReused, BadTime.
    """
    if earlier and earlier.asked != scan.asked:
        raise IdReused(scan.scan_id)
    if earlier and earlier.kind in ADMITTING:
        return Outcome(_replayed(day, earlier))
    happened_at, noted = moment(day, scan.happened_at, now=now)
    ruling = rule(day, scan, now=now)
    if ruling.verdict is Kind.WELCOME and scan.happened_at and is_stale(day, ruling.code, happened_at, earlier):
        ruling = replace(ruling, verdict=Kind.ALREADY, stale=True)
    if ruling.verdict is not Kind.WELCOME:
        told = scan.happened_at is None or (earlier is not None and earlier.is_case)
        if earlier and earlier.kind is ruling.verdict and told:
            return Outcome(replace(ruling, seq=earlier.seq, replayed=True))
        if not earlier and last_seen and timedelta(0) <= happened_at - last_seen < REPEAT_WITHIN:
            return Outcome(replace(ruling, repeat=True))
    detail = _detail(scan, ruling, noted=noted) | _case(scan, ruling)
    fact = Fact(ruling.verdict, happened_at, now, role, ruling.code, scan.desk, scan.way, scan.scan_id, detail)
    standing = ruling.standing or ruling.verdict is Kind.WELCOME
    return Outcome(replace(ruling, standing=standing), fact, note=_note(scan, ruling))


def rule(day: Day, scan: Scan, *, now: datetime) -> Ruling:
    """The seven verdicts, in their order."""
    delegate, badge = _who(day, scan)
    if scan.code is not None and badge is None:
        return Ruling(Kind.GARBLED)
    if delegate is None:
        return Ruling(Kind.UNKNOWN)
    ruling = Ruling(Kind.WELCOME, delegate.code, standing=delegate.is_present)
    if badge and badge != delegate.badge:
        return replace(ruling, verdict=Kind.REVOKED)
    if not delegate.standing.may_enter:
        return replace(ruling, verdict=Kind.WITHDRAWN)
    if delegate.is_present:
        by_substitute = delegate.presence is Presence.SUBSTITUTE
        return replace(ruling, verdict=Kind.ALREADY, first=delegate.admission, by_substitute=by_substitute)
    if no_room(day, delegate, now=now):
        return replace(ruling, verdict=Kind.FULL)
    return ruling


def no_room(day: Day, delegate: Delegate, *, now: datetime) -> bool:
    figures = day.figures
    return delegate.takes_seat and figures.present + held_against(day, delegate, now=now) >= figures.seats


def held_against(day: Day, delegate: Delegate, *, now: datetime) -> int:
    """How many held places this delegate may not take."""
    figures = day.figures
    released = figures.release_at is not None and now >= figures.release_at
    if delegate.place_is_held and delegate.has_part:
        return 0
    if delegate.place_is_held and not released:
        return figures.with_part
    return figures.with_part + (0 if released else figures.without_part)


def moment(day: Day, happened_at: datetime | None, *, now: datetime) -> tuple[datetime, bool]:
    """When it happened, and whether the clock that said so ran ahead and was put right.

    Raises BadTime.
    """
    if happened_at is None:
        return now, False
    if not -LONGEST_AGO <= happened_at - now <= CLOCK_AHEAD:
        raise BadTime("too far from now")
    if day.anew_at and happened_at < day.anew_at <= now:  # else the clock was set back since, and tells nothing
        raise BadTime("before the day was opened")
    return min(happened_at, now), happened_at > now


def is_stale(day: Day, code: str, happened_at: datetime, earlier: Answered | None) -> bool:
    """Older than the last fact of the door about this delegate; the entry's own earlier refusal is no reason."""
    last = day.delegates[code].last_at_door
    return last is not None and happened_at < last.happened_at and not (earlier and earlier.seq == last.seq)


def decide_undo(
    day: Day, code: str, *, action_id: str, earlier: Answered | None, desk: str, reason: str, role: Role, now: datetime
) -> Outcome:
    """Take back the standing admission or *dự thay*: a desk its own within 15 minutes, the organiser always.

    Raises IdReused.
    """
    asked = digest(f"undo {code}")
    if earlier and earlier.asked != asked:
        raise IdReused(action_id)
    if earlier and earlier.kind is Kind.UNDONE:
        return Outcome(None)
    delegate = day.delegates.get(code)
    if not delegate:
        return Outcome(Refused(Refusal.UNKNOWN_DELEGATE))
    refusal = _undo_refusal(delegate, desk=desk, role=role, now=now)
    if refusal and earlier:
        return Outcome(Refused(refusal))
    kind = Kind.UNDO_REFUSED if refusal else Kind.UNDONE
    detail = {"asked": asked} | ({"refusal": refusal} if refusal else {})
    fact = Fact(kind, now, now, role, code, desk, "", action_id, detail)
    return Outcome(Refused(refusal) if refusal else None, fact, note=reason)


def may_undo(delegate: Delegate, *, desk: str, role: Role, now: datetime) -> bool:
    return _undo_refusal(delegate, desk=desk, role=role, now=now) is None


def _undo_refusal(delegate: Delegate, *, desk: str, role: Role, now: datetime) -> Refusal | None:
    admission = delegate.admission
    if not delegate.is_present or not admission:
        return Refusal.NOT_PRESENT
    if role is Role.ORGANISER:
        return None
    if admission.desk != desk:
        return Refusal.OTHER_DESK
    return Refusal.TOO_LATE if now - admission.recorded_at > UNDO_WITHIN else None


def _who(day: Day, scan: Scan) -> tuple[Delegate | None, str | None]:
    """The delegate meant, and the badge code read when it was a badge."""
    if scan.code is None:
        return day.delegates.get(scan.delegate or ""), None
    badge = read_badge_code(scan.code)
    return day.delegates.get(day.badges.get(badge or "", "")), badge


def _replayed(day: Day, earlier: Answered) -> Ruling:
    delegate = day.delegates.get(earlier.subject)
    standing = delegate is not None and delegate.is_present
    return Ruling(Kind.WELCOME, earlier.subject, earlier.seq, replayed=True, standing=standing)


def _detail(scan: Scan, ruling: Ruling, *, noted: bool) -> dict:
    detail: dict = {"asked": scan.asked}
    if noted:
        detail["clock_ahead"] = True
    if ruling.verdict is Kind.UNKNOWN and scan.code is not None:
        detail["badge"] = read_badge_code(scan.code)
    return detail


def _case(scan: Scan, ruling: Ruling) -> dict:
    if ruling.stale:
        return {"case": STALE}
    asked_late = scan.happened_at is not None and ruling.verdict is not Kind.WELCOME
    return {"case": WAITED} if asked_late else {}


def _note(scan: Scan, ruling: Ruling) -> str:
    """The raw text of a code that could not be read, printable and bounded."""
    if ruling.verdict is not Kind.GARBLED or scan.code is None:
        return ""
    text = scan.code.encode("utf-8", "replace").decode()[:LONGEST_NOTE]
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)
