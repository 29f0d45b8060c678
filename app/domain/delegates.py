"""Who is on the list: what the office knows of a person, and what a decision at the door needs of a delegate."""

from dataclasses import dataclass
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


def addressed(person: Person) -> str:
    """Ông, Bà or the person's own honorific before the name."""
    honorific = person.honorific or (_ADDRESSES[person.gender] if person.gender else "")
    return f"{honorific} {person.name}".strip()


def is_minority(ethnicity: str) -> bool:
    """Whether this is an ethnic minority of Việt Nam; an empty or unknown cell is not counted."""
    return fold(ethnicity) not in ("", "kinh", "viet")


_ADDRESSES = {Gender.MALE: "Ông", Gender.FEMALE: "Bà"}
