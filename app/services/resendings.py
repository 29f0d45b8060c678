"""What desks sent again: since this copy started, by desk, and what of it stands in the ledger.

The first is kept in memory: of what the ledger had already it holds nothing.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from domain.facts import Fact, Kind
from domain.resent import KINDS, Resending, What
from store import ledger
from store.engine import CONFERENCE, Store

MOST = 200

_ACTS: Mapping[Kind, What] = {kind: what for what, kind in KINDS.items()}
_lock = threading.Lock()
_told: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Resent:
    """`why` it was set aside, empty: it was recorded. `is_open`: its case still waits for a person."""

    fact: Fact
    note: str
    what: What
    why: str
    is_open: bool


def note(desk: str, entry: str, outcome: str) -> None:
    """The first outcome counts, by this copy's own doing; but one that waited is recorded later."""
    with _lock:
        told = _told.setdefault(desk, {})
        if told.get(entry, Resending.WAITS) == Resending.WAITS:
            told[entry] = outcome


def by_desk() -> dict[str, Counter[str]]:
    with _lock:
        return {desk: Counter(entries.values()) for desk, entries in sorted(_told.items())}


def listed(store: Store) -> list[Resent]:
    """The newest first, not all when there are many."""
    day = store.state.day
    seqs = day.resent[-MOST:]
    if not seqs:
        return []
    noted = ledger.noted(store.read, CONFERENCE, first=seqs[0], last=seqs[-1])
    found = {fact.seq: (fact, text) for fact, text in noted}
    return [_resent(*found[seq], is_open=seq in day.cases) for seq in reversed(seqs)]


def _resent(fact: Fact, note: str, *, is_open: bool) -> Resent:
    what = What(fact.detail["what"]) if fact.kind is Kind.SET_ASIDE else _ACTS[fact.kind]
    return Resent(fact, note, what, fact.detail.get("why", ""), is_open)
