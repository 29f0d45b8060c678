"""Which screens of the stage were there and are gone, to tell the MC. Kept in memory: a new copy knows of none."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from domain.day import Day, Session
from domain.pins import standing_session

WATCHED = ("hall", "speaker")
GRACE = timedelta(seconds=5)  # a page that is loaded again is not lost
FORGOTTEN_AFTER = timedelta(minutes=30)


class Joined(Protocol):
    """What joined a view."""

    session: Session | None
    is_screen: bool


class Missing:
    """Since when the last screen that a session had in a view is gone."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], datetime] = {}

    def came(self, view: str, screen: Joined) -> None:
        if screen.session and screen.is_screen:
            self._since.pop((view, screen.session.id), None)

    def left(self, view: str, screen: Joined, others: Iterable[Joined], *, now: datetime) -> None:
        """`others` are those still in the view."""
        if view not in WATCHED or not screen.session or not screen.is_screen:
            return
        if not any(other.is_screen and other.session == screen.session for other in others):
            self._since[view, screen.session.id] = now

    def views(self, day: Day, now: datetime) -> list[str]:
        """Those missed now, also after the clock was set back. Who logged out went on purpose."""
        self._since = {
            (view, session): since
            for (view, session), since in self._since.items()
            if now - since < FORGOTTEN_AFTER and standing_session(day, session, now=now)
        }
        return sorted({view for (view, _), since in self._since.items() if abs(now - since) >= GRACE})
