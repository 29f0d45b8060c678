"""Rows in and out: multi-row inserts in the SQL that DuckDB and PostgreSQL share."""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb

Cursor = duckdb.DuckDBPyConnection
Read = Callable[..., list[tuple]]

ROWS_AT_ONCE = 250  # one statement for each row took ten times as long


def insert(cursor: Cursor, table: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Add rows; `table` and `columns` are ours, values are always parameters."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        chunk = rows[start : start + ROWS_AT_ONCE]
        places = ", ".join([f"({', '.join('?' * len(columns))})"] * len(chunk))
        values: list[Any] = [value for row in chunk for value in row]
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {places}", values)  # noqa: S608


def put(cursor: Cursor, table: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Add rows or overwrite those with the same first two columns, the key (conference first); the last one wins."""
    rows = list({row[:2]: row for row in rows}.values())
    for start in range(0, len(rows), ROWS_AT_ONCE):
        chunk = rows[start : start + ROWS_AT_ONCE]
        keys = ", ".join("?" * len(chunk))
        where = f"{columns[0]} = ? AND {columns[1]} IN ({keys})"
        cursor.execute(f"DELETE FROM {table} WHERE {where}", [chunk[0][0], *(row[1] for row in chunk)])  # noqa: S608
    insert(cursor, table, columns, rows)
