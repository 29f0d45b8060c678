"""What the organiser does to the conference and the day: set up, change, open, freeze, name units, demo data."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import settings
from clock import VENUE
from domain import office
from domain.conference import RELEASE_AFTER, Conference, Unit, Words
from domain.facts import Outcome, Role
from domain.names import tidy
from domain.programme import planned_programme
from services import agenda_list
from store.engine import Receipt, Store, Turn

DEMO_NAME = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
DEMO_PLACE = "Hội trường Trung tâm Hội nghị tỉnh"
DEMO_CONTACT = "Ban Tổ chức: bà Hồ Thu Châu, máy lẻ 12"
DEFAULT_NAME = "Hội nghị điển hình tiên tiến"
DEFAULT_START = time(8, 0)


def set_up(store: Store, conference: Conference, words: Words, *, role: Role, now: datetime) -> Receipt:
    """The first fact; the ten programme items of the plan come with it."""
    programme = planned_programme(conference.starts_at)
    return store.turn(lambda turn: office.decide_set_up(turn.day, conference, words, programme, role=role, now=now))


def change_settings(
    store: Store, conference: Conference, words: Words, *, reason: str, role: Role, now: datetime
) -> Receipt:
    def decide(turn: Turn) -> Outcome:
        kept = replace(words, seats_reason=turn.directory.words.seats_reason)
        return office.decide_settings(turn.day, conference, kept, reason=tidy(reason), role=role, now=now)

    return store.turn(decide)


def open_day(store: Store, *, keep: bool, reason: str = "", role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_open_day(turn.day, keep=keep, reason=tidy(reason), role=role, now=now))


def end_day(store: Store, *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_end(turn.day, role=role, now=now))


def take_back_end(store: Store, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_go_on(turn.day, reason=tidy(reason), role=role, now=now))


def freeze_opening(store: Store, *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_freeze(turn.day, role=role, now=now))


def take_back_opening(store: Store, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_thaw(turn.day, reason=tidy(reason), role=role, now=now))


def name_unit(store: Store, unit: Unit, *, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda _turn: office.decide_name_unit(unit, role=role, now=now))


def default_conference(*, now: datetime, demo: bool = False) -> Conference:
    """Tomorrow at eight in the morning at the venue; today when that is still to come."""
    today = now.astimezone(VENUE).replace(hour=DEFAULT_START.hour, minute=0, second=0, microsecond=0)
    starts_at = today if today > now else today + timedelta(days=1)
    return Conference(starts_at=starts_at, release_at=starts_at + RELEASE_AFTER, demo=demo)


def set_up_demo(store: Store, *, role: Role, now: datetime) -> Receipt:
    conference = default_conference(now=now, demo=True)
    words = Words(DEMO_NAME, DEMO_PLACE, DEMO_CONTACT)
    programme = agenda_list.read_programme(settings.DEMO / "agenda.csv", conference.starts_at)
    return store.turn(lambda turn: office.decide_set_up(turn.day, conference, words, programme, role=role, now=now))
