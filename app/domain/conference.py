"""The conference's settings: what decisions need of them, and the words around them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

SEATS = 150  # plan, part II.2b: at most 150 delegates
EXEMPLARY_SHARE = 70  # plan, part II.2b: about 70 % exemplary delegates, 30 % guests
TOLERANCE = 5  # "about", in points
DESKS = ("A", "B", "C")
RELEASE_AFTER = timedelta(minutes=30)
MOST_SEATS = 100_000
LONGEST_DESK = 20
RETENTION_DAYS = 30  # after the report; the organiser's to change
MOST_DAYS = 365
CONTROLLER = "Sở Công Thương"


@dataclass(frozen=True, slots=True)
class Conference:
    starts_at: datetime
    release_at: datetime
    seats: int = SEATS
    exemplary_share: int = EXEMPLARY_SHARE
    tolerance: int = TOLERANCE
    desks: tuple[str, ...] = DESKS
    demo: bool = False
    retention_days: int = RETENTION_DAYS


@dataclass(frozen=True, slots=True)
class Words:
    """`contact` is whom a desk calls when the house is full; `seats_reason` is shown once seats were changed.

    `controller` is the office that answers for the personal data.
    """

    name: str
    place: str = ""
    contact: str = ""
    seats_reason: str = ""
    controller: str = CONTROLLER


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's short name, for the wall and lists."""

    name: str
    short: str


def is_sound(conference: Conference) -> bool:
    desks = conference.desks
    return (
        1 <= conference.seats <= MOST_SEATS
        and 0 <= conference.exemplary_share <= 100
        and 0 <= conference.tolerance <= 100
        and 1 <= conference.retention_days <= MOST_DAYS
        and len(desks) == len(set(desks)) > 0
        and all(desk == desk.strip() and 0 < len(desk) <= LONGEST_DESK for desk in desks)
    )


def as_detail(conference: Conference) -> dict[str, Any]:
    return {
        "starts_at": conference.starts_at.isoformat(),
        "release_at": conference.release_at.isoformat(),
        "seats": conference.seats,
        "exemplary_share": conference.exemplary_share,
        "tolerance": conference.tolerance,
        "desks": list(conference.desks),
        "demo": conference.demo,
        "retention_days": conference.retention_days,
    }


def from_detail(detail: Any) -> Conference:
    return Conference(
        starts_at=datetime.fromisoformat(detail["starts_at"]),
        release_at=datetime.fromisoformat(detail["release_at"]),
        seats=detail["seats"],
        exemplary_share=detail["exemplary_share"],
        tolerance=detail["tolerance"],
        desks=tuple(detail["desks"]),
        demo=detail["demo"],
        retention_days=detail.get("retention_days", RETENTION_DAYS),  # facts of before have none
    )
