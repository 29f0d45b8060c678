"""What became of the personal data: when it went, what was kept, and the shares that no list can give any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Keeping(StrEnum):
    """What stays of the names."""

    AWARD_LIST = "award_list"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Removal:
    """`seq` is the fact's: backups that end before it still hold everything. `composition` is as the views show it."""

    seq: int
    happened_at: datetime
    kept: Keeping
    composition: tuple[Mapping[str, Any], ...] = ()
