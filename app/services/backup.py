"""A consistent copy of the database while work goes on, and the proof that ledger, state and SQL agree."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.day import Day, fold
from domain.delegates import Category
from store import delegates, ledger, presence
from store.engine import CONFERENCE, Store


@dataclass(frozen=True, slots=True)
class Check:
    """`differences` names what disagrees; empty means all is one."""

    facts: int
    present: int
    differences: tuple[str, ...]


def backup(store: Store, folder: Path, *, now: datetime) -> Path:
    """Raises OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"khaimac-{now:%Y%m%d-%H%M%S}.duckdb"
    store.copy_to(target)
    return target


def check(store: Store) -> Check:
    """Replay the ledger alone; compare it with the live state and with SQL."""
    facts = list(ledger.facts(store.read, CONFERENCE))
    replayed, live = fold(facts), store.state.day
    differences = [
        name
        for name, agree in (
            ("gapless", [fact.seq for fact in facts] == list(range(1, len(facts) + 1))),
            ("replay", replayed == live),
            ("presence", presence.present_codes(store.read, CONFERENCE) == _present(replayed)),
            ("categories", presence.present_by_category(store.read, CONFERENCE) == _by_category(replayed)),
            ("roster", delegates.standings(store.read, CONFERENCE) == _standings(replayed)),
        )
        if not agree
    ]
    return Check(len(facts), replayed.figures.present, tuple(differences))


def _present(day: Day) -> set[str]:
    return {code for code, delegate in day.delegates.items() if delegate.is_present}


def _by_category(day: Day) -> dict[str, int]:
    counts = {str(category): day.counts(category)[0] for category in Category}
    return {category: present for category, present in counts.items() if present}


def _standings(day: Day) -> dict[str, tuple]:
    return {code: (d.category, d.takes_seat, d.standing, d.seat) for code, d in day.delegates.items()}
