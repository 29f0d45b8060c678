"""Who is on the list: what the office knows of a person, and what a decision at the door needs of a delegate."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.names import fold


class Category(StrEnum):
    """Đối tượng. It alone decides who takes a seat (plan II.2b counts delegates, not staff)."""

    EXEMPLARY = "exemplary"
    GUEST = "guest"
    STAFF = "staff"
    PRESS = "press"
    DRIVER = "driver"

    @property
    def takes_seat(self) -> bool:
        return self in (Category.EXEMPLARY, Category.GUEST)


class Part(StrEnum):
    """A part in the programme: such a place is never released by the clock."""

    HONOUREE = "honouree"
    PAPER = "paper"
    EXCHANGE = "exchange"
    PRESENTER = "presenter"
    CHAIR = "chair"


class Standing(StrEnum):
    """How a delegate stands on the list."""

    EXPECTED = "expected"
    RESERVE = "reserve"
    CALLED_UP = "called_up"
    WALK_IN = "walk_in"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"

    @property
    def may_enter(self) -> bool:
        return self in (Standing.EXPECTED, Standing.CALLED_UP, Standing.WALK_IN)

    @property
    def is_invited(self) -> bool:
        return self in (Standing.EXPECTED, Standing.CALLED_UP)


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the office's list. Stands in tables, never in the ledger; `ethnicity` in a table of its own."""

    code: str
    name: str
    category: Category
    honorific: str = ""
    gender: Gender | None = None
    birth_year: int | None = None
    ethnicity: str = ""
    position: str = ""
    unit: str = ""
    bloc: str = ""
    sector: str = ""
    kind: str = ""
    represents: str = ""
    direct_worker: bool | None = None
    titles: str = ""
    awards: str = ""
    higher_congress: str = ""
    phone: str = ""
    seat: str = ""
    note: str = ""


class Presence(StrEnum):
    AWAY = "away"
    IN_PERSON = "in_person"
    SUBSTITUTE = "substitute"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Admission:
    """The standing admission: `recorded_at` is the server's clock, `happened_at` the desk's or the paper's."""

    seq: int
    happened_at: datetime
    recorded_at: datetime
    desk: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """The latest fact of the door about a delegate; an edit of the roster is none."""

    seq: int
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Delegate:
    code: str
    badge: str
    category: Category
    takes_seat: bool
    part: frozenset[Part]
    standing: Standing
    seat: str = ""
    place_released: bool = False
    replaces: str = ""
    presence: Presence = Presence.AWAY
    returned: bool = False
    admission: Admission | None = None
    last_at_door: Sighting | None = None
    speaks: bool = False
    is_honoured: bool = False

    @property
    def has_part(self) -> bool:
        """By the roster's own words, or because the programme or the honours name them."""
        return bool(self.part) or self.speaks or self.is_honoured

    @property
    def is_present(self) -> bool:
        return self.presence in (Presence.IN_PERSON, Presence.SUBSTITUTE)

    @property
    def place_is_held(self) -> bool:
        """As far as the delegate is concerned; the release time may say otherwise."""
        return (
            self.takes_seat
            and self.standing is Standing.EXPECTED
            and self.presence is Presence.AWAY
            and not self.place_released
        )


def addressed(person: Person) -> str:
    """Ông, Bà or the person's own honorific before the name."""
    honorific = person.honorific or (_ADDRESSES[person.gender] if person.gender else "")
    return f"{honorific} {person.name}".strip()


def is_minority(ethnicity: str) -> bool:
    """Whether this is an ethnic minority of Việt Nam; an empty or unknown cell is not counted."""
    return fold(ethnicity) not in ("", "kinh", "viet")


_ADDRESSES = {Gender.MALE: "Ông", Gender.FEMALE: "Bà"}
