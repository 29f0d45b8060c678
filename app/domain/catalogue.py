"""The awards the law knows: for whom, in which rank, who decides, since when and until when. Suggests; forbids nothing.

The name of an award stands in its decision verbatim; here it is only recognised.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.honours import RecipientType
from domain.names import fold

_PERIOD = re.compile(r" (cac )?(nam|giai doan)( \w+)? \d.*$")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_OF = " cua "


@dataclass(frozen=True, slots=True)
class CatalogueAward:
    """`recipients` are those it may be given to; the lower rank goes first. `valid_to` None: to this day."""

    code: str
    name: str
    recipients: frozenset[RecipientType]
    rank_collective: int
    rank_individual: int
    authority: str
    abbreviation: str
    valid_from: date
    valid_to: date | None
    law: str

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def rank(self, kind: RecipientType) -> int:
        return self.rank_collective if kind is RecipientType.COLLECTIVE else self.rank_individual


Catalogue = Sequence[CatalogueAward]


def valid_awards(catalogue: Catalogue, on: date | None) -> list[CatalogueAward]:
    """Where the day is not known all that ever were."""
    return [award for award in catalogue if not on or award.is_valid(on)]


def find_award(catalogue: Catalogue, name: str, on: date | None) -> CatalogueAward | None:
    """By name; else one that names no giver, and this name adds who: *Giấy khen của Giám đốc Công ty …*."""
    wanted = recognised(name)
    known = {recognised(award.name): award for award in valid_awards(catalogue, on)}
    kind, _of, giver = wanted.partition(_OF)
    return known.get(wanted) or (known.get(kind) if giver else None)


def recognised(name: str) -> str:
    """Without accents, quotation marks and the years it is given for."""
    words = _NOT_WORDS.sub(" ", fold(name)).strip()
    return _PERIOD.sub("", words)
