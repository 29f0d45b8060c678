"""Xóa dữ liệu cá nhân: what will go, the removal itself, what else lies about with such data, which backups hold it."""

import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clock import VENUE
from domain.delegates import Person
from domain.facts import Outcome, Role
from domain.removal import Keeping, Removal
from domain.removing import decide_removal
from services import backup, restore
from services.live import composition
from store import personal
from store.engine import Receipt, State, Store, Turn

_NAMED = re.compile(r"\d{8}-\d{6}")
_log = logging.getLogger("khaimac.removal")


@dataclass(frozen=True, slots=True)
class Going:
    """How many of each; of `people`, `honourees` stay by name while the award list is kept."""

    people: int
    honourees: int
    phones: int
    birth_years: int
    ethnicities: int
    substitutes: int
    stand_ins: int
    introductions: int
    presenters: int
    pronunciations: int
    notes: int


@dataclass(frozen=True, slots=True)
class Older:
    """A backup that still holds what was removed."""

    path: Path
    made_at: datetime


def will_go(store: Store) -> Going:
    state = store.state
    people, words = state.directory.people.values(), state.directory
    spoken = [*words.items.values(), *words.batches.values()]
    [(notes,)] = store.read("SELECT count(*) FROM note")
    return Going(
        people=sum(_is_named(person) for person in people),
        honourees=len(personal.honourees(state.day)),
        phones=sum(bool(person.phone) for person in people),
        birth_years=sum(person.birth_year is not None for person in people),
        ethnicities=sum(bool(person.ethnicity) for person in people),
        substitutes=len(words.substitutes),
        stand_ins=sum(bool(stand_in.name) for stand_in in words.stand_ins.values()),
        introductions=len(words.introductions),
        presenters=sum(bool(one.presenter) for one in spoken),
        pronunciations=sum(bool(slot.pronunciation) for slot in words.certificates.values()),
        notes=notes,
    )


def remove(store: Store, keeping: Keeping, *, role: Role, now: datetime) -> Receipt:
    """Raises StoreUnavailable, and nothing is gone then."""

    def decide(turn: Turn) -> Outcome:
        shares = composition(State(turn.day, turn.directory))
        return decide_removal(turn.day, keeping, shares, role=role, now=now)

    def fill(cursor: personal.Cursor, source: str) -> None:
        personal.copy(cursor, source, day=store.state.day, keeping=keeping)

    receipt = store.rewrite(decide, fill).result()
    if receipt.seq:
        _delete(_leftovers(store.path))
    return receipt


def sweep(store: Store) -> None:
    """At the start, for a removal that was cut short. What a restore has set aside since then stays."""
    if removal := store.state.day.removal:
        _delete(path for path in _leftovers(store.path) if _is_from_before(path, removal))


def to_destroy(store: Store, folder: Path | None) -> list[Older]:
    """Oldest first."""
    removal = store.state.day.removal
    if not removal or not folder:
        return []
    return [Older(path, at) for path in backup.whole(folder) if (at := _named_after(path)) and _holds_it(path, removal)]


def _is_named(person: Person) -> bool:
    return person.name != person.code


def _leftovers(database: Path) -> Iterator[Path]:
    backup.clear_stage(database.parent)
    for name in (restore.SCRATCH, f"{restore.ASIDE}*", f"{database.name}.tmp"):
        yield from database.parent.glob(name)


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if path.exists():
            _log.error("%s holds personal data and could not be deleted", path)


def _is_from_before(path: Path, removal: Removal) -> bool:
    """So is whatever has no time in its name."""
    made_at = _named_after(path)
    return made_at is None or made_at <= removal.happened_at


def _holds_it(path: Path, removal: Removal) -> bool:
    """Unless it is surely younger: ledgers that parted once may have got the same numbers."""
    try:
        older = backup.manifest_of(path).seq < removal.seq
    except (OSError, ValueError):
        older = True
    return older or _is_from_before(path, removal)


def _named_after(path: Path) -> datetime | None:
    found = _NAMED.search(path.name)
    return datetime.strptime(found[0], "%Y%m%d-%H%M%S").replace(tzinfo=VENUE) if found else None
