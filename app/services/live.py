"""What each live view shows, as plain JSON values. Which fields a view has stands here alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from clock import VENUE
from domain import attendance
from domain.attendance import Attendee
from domain.day import Day
from domain.delegates import Admission, Category, Gender, Person, is_minority
from services.honour_views import mc_honours, wall_honours, wings
from services.introductions import mc_introductions
from services.screens import mc_screens
from services.stage import hall_screen, mc_agenda, next_change, now_and_next, public_agenda, speaker_screen
from services.votes import mc_votes
from store.engine import State

LATEST = 8


View = dict[str, Any]


def view(name: str, state: State, *, now: datetime) -> View:
    """The view's own fields: the same JSON means nothing to send."""
    return {key: build(state, now) for key, build in VIEWS[name].items()}


def next_moment(state: State, now: datetime) -> datetime:
    """When the clock alone changes something: the release time, a phase of what is on, each whole minute."""
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    moments = (state.day.figures.release_at, next_change(state, now))
    return min([minute, *(moment for moment in moments if moment and moment > now)])


def composition(state: State) -> list[View]:
    """Of the list; once that is removed, as it was then."""
    if state.day.removal:
        return [dict(share) for share in state.day.removal.composition]
    shares = attendance.composition(records(state))
    return [{"key": share.key, "present": share.present, "invited": share.invited} for share in shares]


def venue_time(moment: datetime | None) -> str | None:
    return moment.astimezone(VENUE).isoformat(timespec="milliseconds") if moment else None


def by_category(day: Day) -> dict[str, dict[str, int]]:
    """Present and invited of each category that anybody belongs to; the two of the plan always."""
    counts = {category: day.counts(category) for category in Category}
    shown = {c: n for c, n in counts.items() if any(n) or c.takes_seat}
    return {category: {"present": present, "invited": invited} for category, (present, invited) in shown.items()}


def records(state: State) -> list[Attendee]:
    """The list as the figures need it: those who are invited or here."""
    people, delegates = state.directory.people, state.day.delegates
    counted = ((d, people[d.code]) for d in delegates.values() if d.standing.is_invited or d.is_present)
    return [
        Attendee(
            unit=person.unit,
            category=delegate.category,
            woman=person.gender is Gender.FEMALE if person.gender else None,
            ethnic_minority=is_minority(person.ethnicity),
            direct_worker=person.direct_worker,
            sector=person.sector,
            invited=delegate.standing.is_invited,
            present=delegate.is_present,
        )
        for delegate, person in counted
        if delegate.takes_seat
    ]


def _conference(state: State, _now: datetime) -> View:
    words, settings = state.directory.words, state.day.conference
    return {
        "name": words.name,
        "place": words.place,
        "starts_at": venue_time(settings.starts_at) if settings else None,
        "demo": bool(settings and settings.demo),
        "contact": words.contact,
    }


def _public_conference(state: State, now: datetime) -> View:
    return {key: value for key, value in _conference(state, now).items() if key in ("name", "place", "starts_at")}


def _latest(state: State, *, short: bool, most: int = LATEST) -> list[View]:
    admitted = ((d.admission, state.directory.people[d.code]) for d in state.day.delegates.values() if d.admission)
    came = sorted(admitted, key=lambda pair: pair[0].seq, reverse=True)
    return [_arrival(state, admission, person, short=short) for admission, person in came[:most]]


def _arrival(state: State, admission: Admission, person: Person, *, short: bool) -> View:
    unit = state.directory.short_unit(person.unit) if short else person.unit
    arrival = {"name": person.name, "unit": unit, "happened_at": venue_time(admission.happened_at)}
    return arrival if short else arrival | {"desk": admission.desk}


def _ended(state: State, _now: datetime) -> str:
    """At each of the two desks forget what they keep."""
    if state.day.removal:
        return "removed"
    return "ended" if state.day.ended_at else ""


def _opening(state: State, _now: datetime) -> View | None:
    opening = state.day.opening
    return {"present": opening.present, "happened_at": venue_time(opening.happened_at)} if opening else None


def _units(state: State, _now: datetime) -> list[View]:
    missing = attendance.units_missing(records(state))
    return [
        {"unit": state.directory.short_unit(unit), "present": present, "invited": invited}
        for unit, present, invited in missing
        if unit
    ]


def _targets(state: State, _now: datetime) -> View | None:
    settings = state.day.conference
    if not settings:
        return None
    exemplary = settings.exemplary_share
    return {"exemplary": exemplary, "guest": 100 - exemplary, "tolerance": settings.tolerance}


_FIGURES: dict[str, Callable[[State, datetime], Any]] = {
    "present": lambda state, _now: state.day.figures.present,
    "seats": lambda state, _now: state.day.figures.seats,
    "seats_reason": lambda state, _now: state.directory.words.seats_reason or None,
    "held": lambda state, now: state.day.figures.held(now),
    "invited": lambda state, _now: state.day.invited,
    "by_category": lambda state, _now: by_category(state.day),
}
_FRAME: dict[str, Callable[[State, datetime], Any]] = {
    "conference": _conference,
    "phase": lambda state, _now: "rehearsal" if state.day.is_rehearsal else "day",
}
_STAGE = _FRAME | {"conference": _public_conference}

# Field -> how it is built. In this order they are told of a change: what takes long comes last. Who may open a view
# stands in domain/access.
VIEWS: dict[str, dict[str, Callable[[State, datetime], Any]]] = {
    "hall": _STAGE | {"screen": hall_screen},
    "speaker": _STAGE | {"speaker": speaker_screen},
    "public": {"conference": _public_conference, "agenda": public_agenda},
    "desk": _FRAME
    | _FIGURES
    | {
        "release_at": lambda state, _now: venue_time(state.day.figures.release_at),
        "latest": lambda state, _now: _latest(state, short=False),
        "desks": lambda state, _now: list(state.day.conference.desks) if state.day.conference else [],
        "open_cases": lambda state, _now: len(state.day.cases),
        "conference_id": lambda state, _now: venue_time(state.day.began_at),
        "opened_at": lambda state, _now: venue_time(state.day.counts_from),
        "ended": _ended,
    },
    "mc": _FRAME
    | _FIGURES
    | {
        "agenda": mc_agenda,
        "honours": mc_honours,
        "introductions": mc_introductions,
        "votes": mc_votes,
        "screens": mc_screens,
    },
    "wall": _FRAME
    | _FIGURES
    | {
        "targets": _targets,
        "latest": lambda state, _now: _latest(state, short=True),
        "opening": _opening,
        "units": _units,
        "composition": lambda state, _now: composition(state),
        "agenda": now_and_next,
        "honours": wall_honours,
    },
    "wings": _STAGE | {"honours": wings},
}
