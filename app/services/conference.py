"""What the organiser does to the conference and the day: set up, change, open, freeze, name units, demo data."""

import csv
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import settings
from clock import VENUE
from domain import office
from domain.agenda import Item, planned_items
from domain.conference import RELEASE_AFTER, Conference, Unit, Words
from domain.facts import Outcome, Role
from domain.names import tidy
from store.engine import Receipt, Store, Turn

DEMO_NAME = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
DEMO_PLACE = "Hội trường Trung tâm Hội nghị tỉnh"
DEMO_CONTACT = "Ban Tổ chức: bà Hồ Thu Châu, máy lẻ 12"
DEFAULT_NAME = "Hội nghị điển hình tiên tiến"
DEFAULT_START = time(8, 0)


def set_up(store: Store, conference: Conference, words: Words, *, role: Role, now: datetime) -> Receipt:
    """The first fact; the ten programme items of the plan come with it."""
    rows = planned_items(conference.starts_at)
    return store.turn(lambda turn: office.decide_set_up(turn.day, conference, words, rows, role=role, now=now))


def change_settings(
    store: Store, conference: Conference, words: Words, *, reason: str, role: Role, now: datetime
) -> Receipt:
    """The programme moves along when the start does."""

    def decide(turn: Turn) -> Outcome:
        kept = replace(words, seats_reason=turn.directory.words.seats_reason)
        moved = _moved(turn, conference.starts_at)
        return office.decide_settings(turn.day, conference, kept, moved, reason=tidy(reason), role=role, now=now)

    return store.turn(decide)


def open_day(store: Store, *, keep: bool, reason: str = "", role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: office.decide_open_day(turn.day, keep=keep, reason=tidy(reason), role=role, now=now))


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
    rows = demo_items(settings.DEMO / "agenda.csv", conference.starts_at)
    return store.turn(lambda turn: office.decide_set_up(turn.day, conference, words, rows, role=role, now=now))


def demo_items(file: Path, starts_at: datetime) -> tuple[Item, ...]:
    """The demo programme, moved to the conference's own start (its file has item 1 at 08:00)."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    first = next(row for row in rows if row["STT"] == "1")
    shift = starts_at - _on(starts_at, first["Giờ bắt đầu dự kiến"])
    return tuple(
        Item(
            number=int(row["STT"]),
            title_vi=row["Nội dung"],
            title_en=row["Nội dung (tiếng Anh)"],
            planned_start=_on(starts_at, row["Giờ bắt đầu dự kiến"]) + shift,
            planned_duration=timedelta(minutes=int(row["Số phút dự kiến"])),
            presenter=row["Người thực hiện"],
            mc_line=row["Lời dẫn MC"],
        )
        for row in rows
    )


def _moved(turn: Turn, starts_at: datetime) -> tuple[Item, ...]:
    """The programme's items, moved with the start."""
    earlier = turn.day.conference
    if not earlier or earlier.starts_at == starts_at:
        return ()
    by = starts_at - earlier.starts_at
    return tuple(replace(item, planned_start=item.planned_start + by) for item in turn.directory.items.values())


def _on(day: datetime, clock_time: str) -> datetime:
    hour, minute = map(int, clock_time.split(":"))
    return day.astimezone(VENUE).replace(hour=hour, minute=minute, second=0, microsecond=0)
