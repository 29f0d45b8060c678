"""The decision to remove the personal data. What becomes of a column the store says; how people are asked, the ui."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.day import Day
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role
from domain.removal import Keeping


def decide_removal(
    day: Day, keeping: Keeping, composition: Sequence[Mapping[str, Any]], *, role: Role, now: datetime
) -> Outcome:
    """Again whenever asked: more may have come since. `composition` is what the leaders' figures show from now on.

    While the day goes on, a desk may lose what only this data can tell; a conference that never began needs no end.
    """
    if day.opened_at and not day.ended_at:
        return Outcome(Refused(Refusal.DAY_NOT_ENDED))
    detail = {"kept": keeping, "composition": [dict(share) for share in composition]}
    return Outcome(None, Fact(Kind.PERSONAL_REMOVED, now, now, role, detail=detail))
