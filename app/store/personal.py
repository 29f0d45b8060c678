"""What becomes of each table and column when the personal data is removed: the one table that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.day import Day
from domain.honours import RecipientType
from domain.removal import Keeping
from store.rows import Cursor


@dataclass(frozen=True, slots=True)
class Column:
    """`empty` is the SQL that takes the value's place, None where the value stays.

    `listed` names the key of the rows in which it stays all the same while the award list is kept.
    """

    empty: str | None = None
    listed: str = ""


KEPT, BLANK, NULL = Column(), Column("''"), Column("NULL")
_OF_AN_HONOUREE = Column("''", listed="code")

# A table without columns goes over empty. A delegate is shown by the code from then on.
TABLES: Mapping[str, Mapping[str, Column]] = {
    "migration": {"number": KEPT, "applied_at": KEPT},
    "ledger": dict.fromkeys(
        (
            "conference", "seq", "happened_at", "recorded_at", "role", "desk", "way", "kind", "subject", "action_id",
            "detail",
        ),
        KEPT,
    ),
    "note": {},
    "conference": {
        "conference": KEPT, "name": KEPT, "place": KEPT, "contact": BLANK, "seats_reason": BLANK, "controller": KEPT,
    },
    "delegate": {
        "conference": KEPT, "code": KEPT, "category": KEPT, "takes_seat": KEPT, "standing": KEPT, "seat": KEPT,
        "honorific": _OF_AN_HONOUREE, "name": Column("code", listed="code"), "gender": NULL, "birth_year": NULL,
        "position": _OF_AN_HONOUREE, "unit": _OF_AN_HONOUREE, "bloc": BLANK, "sector": BLANK, "delegate_kind": BLANK,
        "represents": BLANK, "direct_worker": NULL, "titles": BLANK, "awards": BLANK, "higher_congress": BLANK,
        "phone": BLANK, "remark": BLANK,
    },
    "ethnicity": {},
    "unit": {"conference": KEPT, "name": KEPT, "short": KEPT},
    "pin": {"conference": KEPT, "role": KEPT, "hashed": KEPT},
    "item_words": {
        "conference": KEPT, "id": KEPT, "title_vi": KEPT, "title_en": KEPT, "presenter": BLANK, "mc_line": BLANK,
        "topic": KEPT,
    },
    "introduction": {},
    "stage_message": {},
    "award": dict.fromkeys(("conference", "id", "name", "rank_collective", "rank_individual"), KEPT),
    "decision": dict.fromkeys(("conference", "id", "number", "date", "authority"), KEPT),
    "batch_words": {"conference": KEPT, "id": KEPT, "presenter": BLANK, "note": BLANK},
    "slot_words": {
        "conference": KEPT, "id": KEPT, "collective": KEPT, "pronunciation": BLANK,
        "citation": Column("''", listed="id"),
    },
    "stand_in": {},
}  # fmt: skip


def honourees(day: Day) -> frozenset[str]:
    """Who is honoured in person. Whoever represents a collective is not: the award is the collective's."""
    slots = day.honours.slots.values()
    return frozenset(slot.code for slot in slots if slot.type is RecipientType.INDIVIDUAL)


def copy(cursor: Cursor, source: str, *, day: Day, keeping: Keeping) -> None:
    """Fill the empty tables of the cursor's database from those of `source`, without what is personal."""
    honoured = sorted(honourees(day)) if keeping is Keeping.AWARD_LIST else []
    listed = {"code": honoured, "id": sorted(day.honours.slots) if keeping is Keeping.AWARD_LIST else []}
    for table, columns in TABLES.items():
        if columns:
            chosen = ", ".join(_chosen(name, column) for name, column in columns.items())
            keys = [listed[column.listed] for column in columns.values() if column.listed]
            rows = f'SELECT {chosen} FROM "{source}".main."{table}"'  # noqa: S608
            cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {rows}", keys)


def _chosen(name: str, column: Column) -> str:
    if column.empty is None:
        return name
    if column.listed:
        return f"CASE WHEN {column.listed} = ANY(?::text[]) THEN {name} ELSE {column.empty} END"
    return column.empty
