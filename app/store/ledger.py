"""The ledger's SQL: append facts with their notes, read them back in order."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from domain.attendance import Step
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


def noted(read: Read, conference: str, *, first: int, last: int) -> Iterator[tuple[Fact, str]]:
    """The facts from one seq to another, each with its note (empty: none)."""
    rows = read(
        """
        SELECT l.seq, l.happened_at, l.recorded_at, l.role, l.desk, l.way, l.kind, l.subject, l.action_id, l.detail,
            coalesce(n.text, '')
        FROM ledger AS l
        LEFT JOIN note AS n ON n.conference = l.conference AND n.seq = l.seq
        WHERE l.conference = ? AND l.seq BETWEEN ? AND ?
        ORDER BY l.seq
        """,
        conference, first, last,
    )  # fmt: skip
    for *row, note in rows:
        yield _fact(*row), note


def desks(read: Read, conference: str) -> list[str]:
    """Every name of a desk or device that stands in the ledger."""
    sql = "SELECT DISTINCT desk FROM ledger WHERE conference = ? AND desk <> '' ORDER BY desk"
    return [desk for (desk,) in read(sql, conference)]


def by_minute(read: Read, conference: str, *, now: datetime, minutes: int) -> dict[int, int]:
    """How many facts were recorded in each of the last minutes: 0 is the one that ends now."""
    rows = read(
        """
        SELECT cast(floor(date_part('epoch', ?::timestamptz - recorded_at) / 60) AS integer) AS ago, count(*)
        FROM ledger
        WHERE conference = ? AND recorded_at >= ?
        GROUP BY 1
        """,
        now, conference, now - timedelta(minutes=minutes),
    )  # fmt: skip
    return dict(rows)


def steps(read: Read, conference: str, *, after: int) -> list[Step]:
    """What happened after the fact of this seq.

    As plain as it is because DuckDB 2.0 keeps 20 kB for good of each query with a window and a join.
    """
    sql = "SELECT kind, subject, happened_at FROM ledger WHERE conference = ? AND seq > ? ORDER BY seq"
    rows = read(sql, conference, after)
    return [Step(Kind(kind), subject, happened_at.astimezone(UTC)) for kind, subject, happened_at in rows]


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
    for row in rows:
        yield _fact(*row)


def notes(read: Read, conference: str, seqs: Sequence[int]) -> dict[int, str]:
    if not seqs:
        return {}
    places = ", ".join("?" * len(seqs))
    return dict(read(f"SELECT seq, text FROM note WHERE conference = ? AND seq IN ({places})", conference, *seqs))  # noqa: S608


def _fact(
    seq: int,
    happened_at: datetime,
    recorded_at: datetime,
    role: str,
    desk: str,
    way: str,
    kind: str,
    subject: str,
    action_id: str,
    detail: str,
) -> Fact:
    return Fact(
        Kind(kind), happened_at.astimezone(UTC), recorded_at.astimezone(UTC), Role(role),
        subject, desk, way, action_id, json.loads(detail), seq,
    )  # fmt: skip


def _row(conference: str, fact: Fact) -> tuple:
    return (
        conference, fact.seq, fact.happened_at, fact.recorded_at, fact.role, fact.desk, fact.way, fact.kind,
        fact.subject, fact.action_id, json.dumps(fact.detail, ensure_ascii=False, separators=(",", ":")),
    )  # fmt: skip
