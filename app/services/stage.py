"""The running order as each live view shows it: plain JSON values from the one timeline. Decides nothing.

Anchors go out to the millisecond, so that screens count down to the second together; expected times to the minute.
"""

from datetime import datetime, timedelta
from typing import Any

from clock import VENUE
from domain import agenda
from domain.agenda import ARRIVALS, Line, Move, Progress, Timeline
from domain.delegates import Presence, addressed
from domain.programme import HONOURS, ItemWords
from domain.running import running
from domain.screens import HallPicture
from services.hall_pages import held_picture, honours_picture, spoken
from services.script import filled
from store.engine import State

View = dict[str, Any]

_MINUTE = timedelta(minutes=1)
_JUST_OVER = timedelta(milliseconds=-1)
_HERE = {
    Presence.IN_PERSON: "present",
    Presence.SUBSTITUTE: "substitute",
    Presence.LEFT: "left",
    Presence.AWAY: "away",
}


# --- the MC's view ---------------------------------------------------------------------------------------------------


def mc_agenda(state: State, now: datetime) -> View:
    shown = running(state.day, now=now)
    on, ahead = shown.current or shown.arrivals, _ahead(shown)
    return {
        "seq": state.day.agenda.seq,
        "state": _state(shown),
        "now": _shown(state, shown, on, shown.sub, now=now),
        "next": _shown(state, shown, *ahead, now=now) if ahead else None,
        "countdown": _countdown(shown, now=now),
        "go": _go(shown),
        "can": agenda.allowed(shown),
        "lateness": _whole_minutes(shown.lateness),
        "projected_end": minute(shown.projected_end),
        "last": _last(shown),
        "items": [_row(state, shown, line) for line in shown.lines if not line.item.parent],
    }


def _state(shown: Timeline) -> str:
    if shown.ended_at:
        return "ended"
    if shown.current:
        return "paused" if shown.current.paused_at else "running"
    if shown.arrivals:
        return "arrivals"
    return "idle" if any(not line.item.parent for line in shown.lines) else "empty"


def _ahead(shown: Timeline) -> tuple[Line, Line | None] | None:
    """What GO leads to: the next paper, else the next item with its first paper."""
    move = agenda.go(shown)
    if move not in (Move.START, Move.NEXT):
        return None
    item, sub = agenda.target(shown, move)
    line = shown.line(item)
    return (line, shown.line(sub)) if line else None


def _shown(state: State, shown: Timeline, line: Line | None, sub: Line | None, *, now: datetime) -> View | None:
    if not line:
        return None
    told = sub or line
    return _named(state, line) | {
        "sub": _place(state, shown, sub) if sub else None,
        "presenter": _presenter(state, told),
        "line": [{"text": piece.text, "kind": piece.kind} for piece in filled(state, shown, told, now=now)],
    }


def _place(state: State, shown: Timeline, sub: Line) -> View:
    siblings = [line.item.id for line in shown.subs(sub.item.parent)]
    return _named(state, sub) | {"place": siblings.index(sub.item.id) + 1, "of": len(siblings)}


def _countdown(shown: Timeline, *, now: datetime) -> View | None:
    """Of what is on: the paper when one is, else the item; before the start the time until item 1."""
    line = shown.sub or shown.current or shown.arrivals
    if not line or line.remaining is None:
        return None
    is_paused = line.paused_at is not None
    return {
        "ends_at": None if is_paused else _instant(now + line.remaining),
        "left_ms": line.remaining // timedelta(milliseconds=1) if is_paused else None,
        "of_seconds": int(line.item.planned_duration.total_seconds()),
        "phase": line.phase,
    }


def _go(shown: Timeline) -> View | None:
    move = agenda.go(shown)
    if not move:
        return None
    item, sub = agenda.target(shown, move)
    return {"move": move, "item": item, "sub": sub}


def _last(shown: Timeline) -> View | None:
    last = shown.last
    if not last:
        return None
    return {"move": last.move, "item": last.sub or last.item, "by": last.by, "at": _instant(last.happened_at)}


def _row(state: State, shown: Timeline, line: Line) -> View:
    return _named(state, line) | {
        "progress": line.progress,
        "planned_start": minute(line.item.planned_start),
        "planned_end": minute(line.item.planned_end),
        "expected_start": minute(line.expected_start),
        "expected_end": minute(line.expected_end),
        "actual_start": _instant(line.actual_start),
        "actual_end": _instant(line.actual_end),
        "added_seconds": int(line.added.total_seconds()),
        "paused_seconds": int(line.paused.total_seconds()),
        "can": [*agenda.allowed(shown, item=line.item.id), *(["move_up"] if _may_move_up(shown, line) else [])],
        "subs": [_sub(state, shown, sub) for sub in shown.subs(line.item.id)],
    }


def _sub(state: State, shown: Timeline, sub: Line) -> View:
    return _named(state, sub) | {
        "presenter": _presenter(state, sub),
        "progress": sub.progress,
        "can": agenda.allowed(shown, item=sub.item.id),
    }


def _may_move_up(shown: Timeline, line: Line) -> bool:
    return line.is_upcoming and line is not shown.next


def _named(state: State, line: Line) -> View:
    words = words_of(state, line)
    return {
        "id": line.item.id,
        "number": line.item.number,
        "title_vi": words.title_vi,
        "title_en": words.title_en,
        "topic": words.topic,
        "minutes": line.item.planned_duration // _MINUTE,
    }


def words_of(state: State, line: Line) -> ItemWords:
    return state.directory.items.get(line.item.id) or ItemWords(line.item.id, "")


def _presenter(state: State, line: Line) -> View | None:
    """Somebody of the list, with whether they are here; else the words that stand in the programme."""
    person = state.directory.people.get(line.item.speaker)
    if not person:
        words = words_of(state, line).presenter
        return _nobody(words) if words else None
    delegate = state.day.delegates[person.code]
    admission = delegate.admission
    return {
        "name": addressed(person),
        "position": person.position,
        "unit": person.unit,
        "code": person.code,
        "presence": _HERE[delegate.presence],
        "came_at": minute(admission.happened_at) if admission else None,
        "seat": person.seat,
    }


def _nobody(words: str) -> View:
    return {
        "name": words, "position": "", "unit": "", "code": None, "presence": None, "came_at": None, "seat": "",
    }  # fmt: skip


# --- what the others see ---------------------------------------------------------------------------------------------


def hall_screen(state: State, now: datetime) -> View:
    """The conference's name until something has started, and after the end; held and blank as the operator says."""
    shown = running(state.day, now=now)
    screens = state.day.screens
    if screens.hall is HallPicture.BLANK:
        return _picture("blank")
    held = screens.hall is HallPicture.HELD
    line = shown.line(screens.held_item) if held else shown.current
    sub = shown.line(screens.held_sub) if held else shown.sub
    if _is_honouring(line) and (honoured := held_picture(state) if held else honours_picture(state)):
        return honoured
    if not line:
        invites = bool(shown.arrivals) and not held
        name = state.directory.words.name
        return _picture("title", title_vi=name, title_en=name, invites=invites)
    words = words_of(state, line)
    return _picture("item", title_vi=words.title_vi, title_en=words.title_en, speaker=_speaker(state, sub or line))


def _is_honouring(line: Line | None) -> bool:
    return not line or line.item.number == HONOURS


def _picture(
    picture: str, *, title_vi: str = "", title_en: str = "", speaker: View | None = None, invites: bool = False
) -> View:
    return {"picture": picture, "title_vi": title_vi, "title_en": title_en, "speaker": speaker, "invites": invites}


def _speaker(state: State, line: Line) -> View | None:
    """For the hall: only somebody of the list is named."""
    person = state.directory.people.get(line.item.speaker)
    return spoken(person) if person else None


def speaker_screen(state: State, now: datetime) -> View:
    shown = running(state.day, now=now)
    on = shown.current or shown.arrivals
    words, screens = (words_of(state, on) if on else ItemWords("", "")), state.day.screens
    presenter = _presenter(state, shown.sub or on) if on else None
    message = {"text": state.directory.message, "flashes": screens.flashes} if screens.message_shown else None
    return {
        "countdown": _countdown(shown, now=now),
        "title_vi": words.title_vi,
        "title_en": words.title_en,
        "presenter": {key: presenter[key] for key in ("name", "position", "unit")} if presenter else None,
        "message": message,
        "black": screens.black,
    }


def now_and_next(state: State, now: datetime) -> View:
    """For the leaders: no forecast, no lateness."""
    shown = running(state.day, now=now)
    on, following = shown.current or shown.arrivals, None if shown.ended_at else shown.next
    return {"now": _planned(state, on), "next": _planned(state, following)}


def _planned(state: State, line: Line | None) -> View | None:
    if not line:
        return None
    words = words_of(state, line)
    return {
        "title_vi": words.title_vi,
        "title_en": words.title_en,
        "planned_start": minute(line.item.planned_start),
    }


def public_agenda(state: State, now: datetime) -> View:
    """For everybody: expected times alone, no plan beside them."""
    shown = running(state.day, now=now)
    on, ahead = shown.current or shown.arrivals, shown.next
    return {
        "state": _state(shown),
        "items": [_public_row(state, shown, line) for line in shown.lines if not line.item.parent],
        "now": on.item.id if on else None,
        "next": ahead.item.id if ahead else None,
    }


def _public_row(state: State, shown: Timeline, line: Line) -> View:
    starts = line.item.planned_start if line.item.number == ARRIVALS else line.actual_start or line.expected_start
    return _public_words(state, line) | {
        "id": line.item.id,
        "number": line.item.number,
        "expected_start": None if line.progress is Progress.SKIPPED else minute(starts),
        "subs": [_public_words(state, sub) for sub in shown.subs(line.item.id)],
    }


def _public_words(state: State, line: Line) -> View:
    words, presenter = words_of(state, line), _presenter(state, line)
    return {
        "title_vi": words.title_vi,
        "title_en": words.title_en,
        "topic": words.topic,
        "presenter": presenter["name"] if presenter else "",
        "progress": line.progress,
    }


# --- the clock -------------------------------------------------------------------------------------------------------


def next_change(state: State, now: datetime) -> datetime | None:
    """When a phase changes by the clock alone; projections change on whole minutes."""
    shown = running(state.day, now=now)
    left = [
        line.remaining - limit
        for line in (shown.current, shown.sub)
        if line and line.remaining is not None and not line.paused_at
        for limit in (agenda.warning(line.item), agenda.danger(line.item), _JUST_OVER)
    ]
    return min((now + after for after in left if after > timedelta()), default=None)


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(VENUE).isoformat(timespec="milliseconds") if moment else None


def minute(moment: datetime | None) -> str | None:
    return moment.astimezone(VENUE).isoformat(timespec="minutes") if moment else None


def _whole_minutes(time: timedelta | None) -> int | None:
    """Towards nothing: less than a minute is on time."""
    return None if time is None else int(time / _MINUTE)
