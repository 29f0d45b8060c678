"""The catalogue of awards as it lies in the data folder of the program: read once."""

import csv
from datetime import date
from functools import cache

import settings
from domain.catalogue import Catalogue, CatalogueAward
from domain.honours import RecipientType

FILE = settings.ROOT / "data" / "awards.csv"
_RECIPIENTS = {
    "both": frozenset(RecipientType),
    "collective": frozenset({RecipientType.COLLECTIVE}),
    "individual": frozenset({RecipientType.INDIVIDUAL}),
}


@cache
def catalogue() -> Catalogue:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_award(row) for row in csv.DictReader(file))


def _award(row: dict[str, str]) -> CatalogueAward:
    return CatalogueAward(
        row["code"],
        row["name"],
        _RECIPIENTS[row["recipients"]],
        int(row["rank_collective"]),
        int(row["rank_individual"]),
        row["authority"],
        row["abbreviation"],
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        row["law"],
    )
