"""What the leaders' screens draw beside the live view: the arrivals so far, counted once for all of them."""

from datetime import datetime
from functools import lru_cache
from threading import Lock

from clock import VENUE
from domain.attendance import Step, arrivals
from store import ledger
from store.engine import CONFERENCE, Store

Curve = tuple[tuple[datetime, int], ...]

_one_at_a_time = Lock()


def arrivals_until(store: Store, seq: int) -> Curve:
    """(minute, change) in the venue's time, up to the fact `seq` at least.

    Every screen asks at the same instant: the first one waits for the database, the others for the first.
    """
    with _one_at_a_time:
        return _counted(store, seq)


@lru_cache(maxsize=2)
def _counted(store: Store, _seq: int) -> Curve:
    steps = _steps(store)
    steps += ledger.steps(store.read, CONFERENCE, after=len(steps))
    seated = {code for code, delegate in store.state.day.delegates.items() if delegate.takes_seat}
    return tuple((minute.astimezone(VENUE), change) for minute, change in arrivals(steps, seated))


@lru_cache(maxsize=2)
def _steps(_store: Store) -> list[Step]:
    """Of all facts read so far: their numbers have no gap, so the length is the last one's."""
    return []
