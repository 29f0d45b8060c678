"""The ledger's SQL: append facts with their notes, read them back in order."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC

from domain.facts import Fact, Kind, Role
from store.rows import Cursor, Read, insert

COLUMNS = {
    "conference": "text", "seq": "bigint", "happened_at": "timestamptz", "recorded_at": "timestamptz", "role": "text",
    "desk": "text", "way": "text", "kind": "text", "subject": "text", "action_id": "text", "detail": "text",
}  # fmt: skip
NOTE_COLUMNS = {"conference": "text", "seq": "bigint", "text": "text"}


def append(cursor: Cursor, conference: str, facts: Sequence[tuple[Fact, str]]) -> None:
    """Facts and their notes (empty: none)."""
    insert(cursor, "ledger", COLUMNS, [_row(conference, fact) for fact, _ in facts])
    notes = [(conference, fact.seq, note) for fact, note in facts if note]
    insert(cursor, "note", NOTE_COLUMNS, notes)


def facts(read: Read, conference: str) -> Iterator[Fact]:
    rows = read(
        """
        SELECT seq, happened_at, recorded_at, role, desk, way, kind, subject, action_id, detail
        FROM ledger
        WHERE conference = ?
        ORDER BY seq
        """,
        conference,
    )
    for seq, happened_at, recorded_at, role, desk, way, kind, subject, action_id, detail in rows:
        yield Fact(
            Kind(kind), happened_at.astimezone(UTC), recorded_at.astimezone(UTC), Role(role),
            subject, desk, way, action_id, json.loads(detail), seq,
        )  # fmt: skip


def notes(read: Read, conference: str, seqs: Sequence[int]) -> dict[int, str]:
    if not seqs:
        return {}
    places = ", ".join("?" * len(seqs))
    return dict(read(f"SELECT seq, text FROM note WHERE conference = ? AND seq IN ({places})", conference, *seqs))  # noqa: S608


def _row(conference: str, fact: Fact) -> tuple:
    return (
        conference, fact.seq, fact.happened_at, fact.recorded_at, fact.role, fact.desk, fact.way, fact.kind,
        fact.subject, fact.action_id, json.dumps(fact.detail, ensure_ascii=False, separators=(",", ":")),
    )  # fmt: skip
