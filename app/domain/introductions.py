"""*Danh sách giới thiệu*: who is introduced by name in item 2, in which order, with which title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.day import Day
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role


@dataclass(frozen=True, slots=True)
class Introduction:
    """`rank`: lower is read first. `title` is read aloud as it stands; empty: position and unit of the roster.

    `announced` (*báo lễ tân*): a guest whose later arrival is told to the MC at once. Who is not `listed` is not read.
    """

    code: str
    rank: int = 0
    title: str = ""
    announced: bool = False
    listed: bool = True


def decide_introductions(day: Day, rows: Sequence[Introduction], *, role: Role, now: datetime) -> Outcome:
    """These people's lines of the list, in place of what was written of them before."""
    if not day.conference:
        return Outcome(Refused(Refusal.NOT_SET_UP))
    if any(row.code not in day.delegates for row in rows):
        return Outcome(Refused(Refusal.UNKNOWN_DELEGATE))
    return Outcome(None, Fact(Kind.INTRODUCTIONS_CHANGED, now, now, role), rows=tuple(rows))
