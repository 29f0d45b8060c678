"""A second file that is filled beside the database and takes its place: what is not copied was never in it."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.rows import Cursor, quoted

# Fills the empty tables of the cursor's own database from those of the one that is named.
Fill = Callable[[Cursor, str], None]

_ALIAS = "fresh"


def path_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.{_ALIAS}")


def build(cursor: Cursor, database: Path, fill: Fill) -> None:
    """With the same tables, keys and views. Raises duckdb.Error, and leaves what there is of it then."""
    discard(database)
    [(old,)] = cursor.execute("SELECT current_database()").fetchall()
    cursor.execute(f"DETACH DATABASE IF EXISTS {_ALIAS}")
    cursor.execute(f"ATTACH {quoted(path_of(database))} AS {_ALIAS}")
    try:
        cursor.execute(f'COPY FROM DATABASE "{old}" TO {_ALIAS} (SCHEMA)')
        cursor.execute(f"USE {_ALIAS}")
        fill(cursor, old)
    finally:
        cursor.execute(f'USE "{old}"')
        cursor.execute(f"DETACH {_ALIAS}")


def put_in_place(database: Path) -> None:
    """Once nobody has either open. Raises OSError, and the old file stands."""
    if left := list(database.parent.glob(f"{database.name}.wal*")):
        raise OSError(f"{left[0]} would be replayed onto the new file")
    _settle(database.parent)
    path_of(database).replace(database)
    _settle(database.parent)


def discard(database: Path) -> None:
    """Half-built ones, of this process or of one that was killed."""
    for file in database.parent.glob(f"{path_of(database).name}*"):
        with suppress(OSError):  # the next one built takes it away
            file.unlink()


def _settle(folder: Path) -> None:
    """What lies in it, to the very medium. Windows opens no folder; the files are exchanged there all the same."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
