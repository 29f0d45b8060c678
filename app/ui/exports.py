"""Taking personal data away: who did it stands in the ledger before the bytes are given."""

from collections.abc import Callable

import clock
from domain.audit import Export
from domain.facts import Refused
from services import audit
from services.house import house
from ui.session import role


def recorded(what: Export, rows: int, make: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """For a download that is made later: no fact, no file. It raises StoreUnavailable or PermissionError then."""
    own = role()

    def making() -> bytes | str:
        receipt = audit.record_export(house(), what, rows, role=own, now=clock.now())
        if isinstance(receipt.answer, Refused):
            raise PermissionError
        return make()

    return making
