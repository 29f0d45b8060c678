"""Puts a backup back: proves a scratch copy first, swaps it in then, and keeps what was there."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from clock import VENUE
from services.backup import DATABASE, MANIFEST, Manifest, check, copy_down, counts, manifest_of, sums, whole
from store.engine import Store, must_be_free

SCRATCH, ASIDE = "restore.new", "khaimac-before-restore-"
_WAL = ".wal"


class Flaw(StrEnum):
    NOTHING = "nothing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    DIFFERS = "differs"
    KEYS = "keys"


class Unproven(Exception):
    """Why a backup is not put back; nothing was changed. `detail` names files, or what differs."""

    def __init__(self, flaw: Flaw, source: Path, detail: str = "") -> None:
        super().__init__(flaw, source, detail)
        self.flaw, self.source, self.detail = flaw, source, detail

    @property
    def earlier(self) -> Path | None:
        """The last one beside it that was made before it."""
        return max((copy for copy in whole(self.source.parent) if copy.name < self.source.name), default=None)


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is the database that was there."""

    source: Path
    manifest: Manifest
    kept: Path | None


def restore(folder: Path, into: Path, *, now: datetime) -> Restored:
    """Raises StoreHeld, Unproven and OSError."""
    database, scratch = into / DATABASE, into / SCRATCH
    must_be_free(database)
    source = newest(folder)
    manifest = _sound(source)
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(parents=True)
        copy_down(source / DATABASE, scratch / DATABASE)
        _prove(scratch / DATABASE, manifest, source)
        kept = _set_aside(database, now.astimezone(VENUE))
        (scratch / DATABASE).replace(database)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Restored(source, manifest, kept)


def newest(folder: Path) -> Path:
    """The folder is a backup itself, or holds some. Raises Unproven."""
    if (folder / MANIFEST).is_file():
        return folder
    if not (found := whole(folder)):
        raise Unproven(Flaw.NOTHING, folder)
    return found[-1]


def _sound(source: Path) -> Manifest:
    """Files that the manifest does not name are the system's own, and none of ours."""
    try:
        manifest, found = manifest_of(source), sums(source)
    except (OSError, ValueError) as error:
        raise Unproven(Flaw.UNREADABLE, source, str(error)) from error
    if wrong := [name for name, expected in manifest.files.items() if found.get(name) != expected]:
        raise Unproven(Flaw.CHANGED, source, ", ".join(wrong))
    return manifest


def _prove(database: Path, manifest: Manifest, source: Path) -> None:
    try:
        with closing(Store(database)) as copy:
            found, differences = counts(copy.state.day), check(copy).differences
    except Exception as error:  # of a later version, say
        raise Unproven(Flaw.UNREADABLE, source, str(error)) from error
    if different := [*differences, *sorted(dict(found.items() ^ manifest.counts.items()))]:
        raise Unproven(Flaw.DIFFERS, source, ", ".join(different))


def _set_aside(database: Path, at: datetime) -> Path | None:
    """The database first: without its log it would look whole and be older."""
    kept = database.with_name(f"{ASIDE}{at:%Y%m%d-%H%M%S}.duckdb")
    was_there = database.exists()
    for end in ("", _WAL):
        if (file := Path(f"{database}{end}")).exists():
            file.rename(f"{kept}{end}")
    return kept if was_there else None
