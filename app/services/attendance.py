"""What the leaders' screens draw beside the live view: the arrivals so far, counted once for all of them."""

from datetime import datetime
from functools import lru_cache
from threading import Lock

from clock import VENUE
from store.attendance import arrivals
from store.engine import CONFERENCE, Store

_one_at_a_time = Lock()


def arrivals_until(store: Store, seq: int) -> tuple[tuple[datetime, int], ...]:
    """(minute, change) in the venue's time, up to the fact `seq` at least.

    Every screen asks at the same instant: the first one waits for the database, the others for the first.
    """
    with _one_at_a_time:
        return _counted(store, seq)


@lru_cache(maxsize=2)
def _counted(store: Store, _seq: int) -> tuple[tuple[datetime, int], ...]:
    return tuple((minute.astimezone(VENUE), change) for minute, change in arrivals(store.read, CONFERENCE))
