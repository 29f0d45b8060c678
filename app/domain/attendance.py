"""Who is here, in figures: shares, units still missing people, make-up, and the hours a chart of arrivals shows.

Counts delegates, not staff, press and drivers. Says nothing about how a figure is worded or drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.day import ANEW
from domain.delegates import Category
from domain.facts import Kind
from domain.names import fold

FEWEST_SHOWN = 3  # fewer people of an ethnic minority than this could be recognised
WINDOW_BEFORE = timedelta(minutes=45)
WINDOW_AFTER = timedelta(minutes=15)
NEAR_THE_START = timedelta(hours=6)  # arrivals further off belong to a rehearsal on another day
QUARTER = timedelta(minutes=15)


class Sector(StrEnum):
    """Thành phần kinh tế. Agencies and public services are no economic sector proper."""

    AGENCY = "agency"
    STATE = "state"
    COOPERATIVE = "cooperative"
    PRIVATE = "private"
    HOUSEHOLD = "household"
    FOREIGN = "foreign"
    OTHER = "other"


NON_STATE = frozenset({Sector.COOPERATIVE, Sector.PRIVATE, Sector.HOUSEHOLD})
_ECONOMIC = NON_STATE | {Sector.STATE, Sector.FOREIGN}

# As offices write them, folded; longer words first where one contains another ("ngoai nha nuoc").
_SECTOR_WORDS = (
    ("su nghiep", Sector.AGENCY),
    ("co quan", Sector.AGENCY),
    ("nuoc ngoai", Sector.FOREIGN),
    ("fdi", Sector.FOREIGN),
    ("hop tac xa", Sector.COOPERATIVE),
    ("htx", Sector.COOPERATIVE),
    ("tap the", Sector.COOPERATIVE),
    ("ca the", Sector.HOUSEHOLD),
    ("ho kinh doanh", Sector.HOUSEHOLD),
    ("tu nhan", Sector.PRIVATE),
    ("ngoai nha nuoc", Sector.PRIVATE),
    ("nha nuoc", Sector.STATE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """What the figures need of a delegate; no name, no code. None: the list does not say."""

    unit: str
    category: Category
    woman: bool | None = None
    ethnic_minority: bool = False
    direct_worker: bool | None = None
    sector: str = ""
    invited: bool = True
    present: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """Percent of delegates in each of the plan's two boxes; None while nobody is counted."""

    exemplary: float | None
    guest: float | None

    def deviation(self, target: int) -> float | None:
        """How many points the exemplary share is off its target; the guests' share is off by as much."""
        return None if self.exemplary is None else round(abs(self.exemplary - target), 1)


@dataclass(frozen=True, slots=True)
class Share:
    """Percent of those present and of those invited; None means nobody to count, or too few to show."""

    key: str
    present: float | None
    invited: float | None


@dataclass(frozen=True, slots=True)
class SectorCount:
    sector: Sector
    present: int
    invited: int


@dataclass(frozen=True, slots=True)
class Window:
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Of a fact what the curve of arrivals needs."""

    kind: Kind
    subject: str
    happened_at: datetime


# Whether the delegate is here after it.
MOVES: Mapping[Kind, bool] = {
    Kind.WELCOME: True,
    Kind.WALK_IN: True,
    Kind.SUBSTITUTE: True,
    Kind.IN_PERSON: True,
    Kind.UNDONE: False,
    Kind.LEFT: False,
}


def shares(counts: Mapping[Category, int]) -> Shares:
    exemplary, guest = counts.get(Category.EXEMPLARY, 0), counts.get(Category.GUEST, 0)
    share = percent(exemplary, exemplary + guest)
    return Shares(share, None if share is None else round(100 - share, 1))


def units_missing(rows: Iterable[Attendee]) -> list[tuple[str, int, int]]:
    """(unit, present of those invited, invited) of each unit that still misses somebody, most missing first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in _delegates(rows):
        if row.invited:
            counts[row.unit][0] += row.present
            counts[row.unit][1] += 1
    missing = [(unit, present, invited) for unit, (present, invited) in counts.items() if present < invited]
    return sorted(missing, key=lambda entry: (entry[1] - entry[2], entry[1], fold(entry[0]), entry[0]))


def composition(rows: Iterable[Attendee]) -> list[Share]:
    delegates = list(_delegates(rows))
    present = [row for row in delegates if row.present]
    invited = [row for row in delegates if row.invited]
    return [Share(key, measure(present), measure(invited)) for key, measure in _MEASURES.items()]


def sectors(rows: Iterable[Attendee]) -> list[SectorCount]:
    """All sectors that occur, in the order of `Sector`; who has none written is in none."""
    counts = {sector: [0, 0] for sector in Sector}
    for row in _delegates(rows):
        if sector := sector_of(row.sector):
            counts[sector][0] += row.present
            counts[sector][1] += row.invited
    return [SectorCount(sector, *count) for sector, count in counts.items() if any(count)]


def sector_of(text: str) -> Sector | None:
    """The sector an office's words mean; None when nothing is written."""
    words = fold(text)
    if not words:
        return None
    return next((sector for part, sector in _SECTOR_WORDS if part in words), Sector.OTHER)


def arrival_window(starts_at: datetime, moments: Iterable[datetime]) -> Window:
    """The hours the arrivals chart shows: about the planned start, widened by quarter hours for who came outside.

    Arrivals of another day (a rehearsal, somebody trying the program) get a window of their own.
    """
    seen = sorted(moments)
    first, last = starts_at - WINDOW_BEFORE, starts_at + WINDOW_AFTER
    if seen and not first - NEAR_THE_START <= seen[-1] <= last + NEAR_THE_START:
        first = _quarter(seen[0])
        last = first + WINDOW_BEFORE + WINDOW_AFTER
    if not seen:
        return Window(first, last)
    return Window(min(first, _quarter(seen[0])), max(last, _quarter(seen[-1]) + QUARTER))


def arrivals(steps: Iterable[Step], seated: Container[str]) -> list[tuple[datetime, int]]:
    """(minute, by how many the number present changed), oldest minute first; minutes that changed nothing are left out.

    In the ledger's order a delegate comes, goes, comes again; a substitute who gives way changes no figure.
    """
    here: set[str] = set()
    changes: Counter[datetime] = Counter()
    for step in steps:
        if step.kind is Kind.DAY_OPENED and step.subject == ANEW:
            here.clear()
            changes.clear()
        elif step.kind in MOVES and step.subject in seated and (step.subject in here) != MOVES[step.kind]:
            here ^= {step.subject}
            changes[step.happened_at.replace(second=0, microsecond=0)] += 1 if MOVES[step.kind] else -1
    return sorted((minute, change) for minute, change in changes.items() if change)


def percent(part: int, whole: int) -> float | None:
    """One decimal, halves up, as an office rounds; None of nobody."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


def _delegates(rows: Iterable[Attendee]) -> Iterable[Attendee]:
    return (row for row in rows if row.category.takes_seat)


def _told(answers: list[bool | None]) -> float | None:
    """Of all; but nothing where the list says it of nobody."""
    return None if all(answer is None for answer in answers) else percent(answers.count(True), len(answers))


def _women(rows: list[Attendee]) -> float | None:
    return _told([row.woman for row in rows])


def _ethnic_minority(rows: list[Attendee]) -> float | None:
    count = sum(row.ethnic_minority for row in rows)
    return percent(count, len(rows)) if count >= FEWEST_SHOWN else None


def _direct_workers(rows: list[Attendee]) -> float | None:
    return _told([row.direct_worker for row in rows])


def _non_state(rows: list[Attendee]) -> float | None:
    found = [sector for row in rows if (sector := sector_of(row.sector)) in _ECONOMIC]
    return percent(sum(sector in NON_STATE for sector in found), len(found))


def _quarter(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)


_MEASURES: Mapping[str, Callable[[list[Attendee]], float | None]] = {
    "women": _women,
    "ethnic_minority": _ethnic_minority,
    "direct_workers": _direct_workers,
    "non_state": _non_state,
}
