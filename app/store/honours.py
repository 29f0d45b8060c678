"""SQL of the honours' words: awards, decisions, batches, certificates, who stands in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords, StandIn
from store.rows import Cursor, Read, put

_TABLES: Mapping[type[Any], str] = {
    AwardWords: "award",
    DecisionWords: "decision",
    BatchWords: "batch_words",
    SlotWords: "slot_words",
    StandIn: "stand_in",
}


def words(read: Read, conference: str) -> Iterable[object]:
    for kind, table in _TABLES.items():
        columns = ", ".join(field.name for field in fields(kind))
        rows = read(f"SELECT {columns} FROM {table} WHERE conference = ?", conference)  # noqa: S608
        yield from (kind(*row) for row in rows)


def _saving(kind: type[Any]) -> Callable[[Cursor, str, Sequence], None]:
    types = {"conference": "text"} | {f.name: "integer" if f.type is int else "text" for f in fields(kind)}

    def save(cursor: Cursor, conference: str, rows: Sequence) -> None:
        put(cursor, _TABLES[kind], types, [(conference, *astuple(row)) for row in rows])

    return save


save_awards = _saving(AwardWords)
save_decisions = _saving(DecisionWords)
save_batches = _saving(BatchWords)
save_certificates = _saving(SlotWords)
save_stand_ins = _saving(StandIn)
