"""What the organiser decides about the conference and the day: settings, opening the day, the frozen figure."""

from dataclasses import replace
from datetime import datetime

from domain.agenda import first_start
from domain.conference import Conference, Unit, Words, as_detail, is_sound
from domain.day import ANEW, KEPT, Day
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role
from domain.programme import Programme, plan_detail


def decide_set_up(
    day: Day, conference: Conference, words: Words, programme: Programme, *, role: Role, now: datetime
) -> Outcome:
    """The first fact; the programme comes with it."""
    if day.conference:
        return Outcome(Refused(Refusal.ALREADY_SET_UP))
    if not words.name or not is_sound(conference):
        return Outcome(Refused(Refusal.BAD_SETTINGS))
    plan, item_words = programme
    detail = as_detail(conference) | {"plan": plan_detail(plan)}
    return Outcome(None, Fact(Kind.CONFERENCE_SET_UP, now, now, role, detail=detail), rows=(words, *item_words))


def decide_settings(
    day: Day, conference: Conference, words: Words, *, reason: str, role: Role, now: datetime
) -> Outcome:
    """Change what was set up. Seats never fall below those present; changing them needs a reason, shown on screens."""
    if not day.conference:
        return Outcome(Refused(Refusal.NOT_SET_UP))
    if not words.name or not is_sound(conference):
        return Outcome(Refused(Refusal.BAD_SETTINGS))
    if conference.seats < day.figures.present:
        return Outcome(Refused(Refusal.BELOW_PRESENT, day.figures.present))
    if conference.seats != day.conference.seats:
        if not reason:
            return Outcome(Refused(Refusal.REASON_NEEDED))
        words = replace(words, seats_reason=reason)
    fact = Fact(Kind.SETTINGS_CHANGED, now, now, role, detail=as_detail(conference))
    return Outcome(None, fact, note=reason, rows=(words,))


def decide_open_day(day: Day, *, keep: bool, reason: str, role: Role, now: datetime) -> Outcome:
    """End the rehearsal: from nothing, or with presence and cues as they stand. Again only with a reason, and only
    until the first item has started.
    """
    if not day.conference:
        return Outcome(Refused(Refusal.NOT_SET_UP))
    if day.opened_at and not reason:
        return Outcome(Refused(Refusal.ALREADY_OPENED))
    if day.opened_at and first_start(day.agenda.cues):
        return Outcome(Refused(Refusal.HAS_STARTED))
    fact = Fact(Kind.DAY_OPENED, now, now, role, KEPT if keep else ANEW)
    return Outcome(None, fact, note=reason)


def decide_end(day: Day, *, role: Role, now: datetime) -> Outcome:
    """Desks forget what they keep. Everything else goes on as before: whoever comes late is still let in."""
    if not day.opened_at:
        return Outcome(Refused(Refusal.DAY_NOT_OPEN))
    if day.ended_at:
        return Outcome(Refused(Refusal.ENDED_ALREADY))
    return Outcome(None, Fact(Kind.DAY_ENDED, now, now, role))


def decide_go_on(day: Day, *, reason: str, role: Role, now: datetime) -> Outcome:
    if not day.ended_at or not reason:
        return Outcome(Refused(Refusal.REASON_NEEDED if day.ended_at else Refusal.DAY_NOT_ENDED))
    return Outcome(None, Fact(Kind.END_TAKEN_BACK, now, now, role), note=reason)


def decide_freeze(day: Day, *, role: Role, now: datetime) -> Outcome:
    """Có mặt lúc khai mạc: the figure of this moment, for the minutes."""
    if day.opening:
        return Outcome(Refused(Refusal.ALREADY_FROZEN))
    fact = Fact(Kind.OPENING_FROZEN, now, now, role, detail={"present": day.figures.present})
    return Outcome(day.figures.present, fact)


def decide_thaw(day: Day, *, reason: str, role: Role, now: datetime) -> Outcome:
    if not day.opening or not reason:
        return Outcome(Refused(Refusal.REASON_NEEDED if day.opening else Refusal.NOT_FROZEN))
    return Outcome(None, Fact(Kind.OPENING_TAKEN_BACK, now, now, role), note=reason)


def decide_name_unit(unit: Unit, *, role: Role, now: datetime) -> Outcome:
    return Outcome(None, Fact(Kind.UNIT_NAMED, now, now, role), note=f"{unit.name} → {unit.short}", rows=(unit,))
