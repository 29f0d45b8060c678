"""The vote on delegates to a higher congress: the base frozen when it opens, and the counts. Knows no sentences."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Count:
    """One count of hands, of those who made up `base` then."""

    seq: int
    happened_at: datetime
    base: int
    agree: int
    disagree: int
    other: int

    @property
    def abstained(self) -> int:
        """Who raised no hand at all."""
        return self.base - self.agree - self.disagree - self.other


@dataclass(frozen=True, slots=True)
class Vote:
    """`base` voted of the `invited` with a voting right, both frozen at the opening; the last of `counts` holds.

    `earlier` are counts of openings before this one: they stay to be seen.
    """

    congress: str
    opened_at: datetime
    base: int
    invited: int
    counts: tuple[Count, ...] = ()
    earlier: tuple[Count, ...] = ()

    @property
    def result(self) -> Count | None:
        return self.counts[-1] if self.counts else None

    @property
    def has_quorum(self) -> bool:
        """More than half of those invited with a voting right; shown, blocks nothing."""
        return 2 * self.base > self.invited
