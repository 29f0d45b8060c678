"""A backup: a consistent copy of the database and its tables as Parquet, with a manifest that says what must be in it.

Also the proof that ledger, state and SQL agree. When backups are made, and putting one back, are asked elsewhere.
"""

import hashlib
import json
import os
import re
import shutil
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import settings
from clock import VENUE
from domain.ceremony import ceremony
from domain.day import Day, fold
from domain.delegates import Category
from store import delegates, ledger, presence
from store.engine import CONFERENCE, Store, StoreUnavailable

DATABASE, TABLES, MANIFEST = "khaimac.duckdb", "tables", "manifest.json"

_NAME = re.compile(r"khaimac-\d{8}-\d{6}")
_STAGE, _DRAFT = "backup.new", "khaimac.new"  # in the data folder; beside the backups
_WAITS_FOR_A_STICK = 10.0  # seconds
_at_the_stage = threading.Lock()


@dataclass(frozen=True, slots=True)
class Manifest:
    """`counts` by name, as a replay of the copy gives them; `files` are SHA-256 sums by path."""

    version: str
    made_at: str
    seq: int
    counts: dict[str, int]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """`differences` names what disagrees; empty means all is one."""

    facts: int
    present: int
    differences: tuple[str, ...]


def backup(store: Store, folder: Path, *, now: datetime) -> Path:
    """A new folder in `folder`, there only when it is whole. Raises OSError; StoreUnavailable when the data gives none.

    Made beside the data and carried over as plain files, so that a stick that is pulled out never meets the database.
    `folder` is never made: where a stick is missing that would be a folder of this very disk.
    """
    stage = store.path.parent / _STAGE
    with _at_the_stage:
        try:
            _make(store, stage, now)
            return _carry(stage, folder, _free_name(folder, now.astimezone(VENUE)))
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def clear_stage(data: Path) -> None:
    """What a killed one left in the data folder; one that is under way clears up behind itself."""
    if _at_the_stage.acquire(timeout=_WAITS_FOR_A_STICK):
        try:
            shutil.rmtree(data / _STAGE, ignore_errors=True)
        finally:
            _at_the_stage.release()


def whole(folder: Path) -> list[Path]:
    """The backups in it, oldest first."""
    found = (file.parent for file in folder.glob(f"*/{MANIFEST}"))
    return sorted(backup for backup in found if _NAME.fullmatch(backup.name))


def manifest_of(backup: Path) -> Manifest:
    """Raises OSError, and ValueError when it is no manifest."""
    try:
        return Manifest(**json.loads((backup / MANIFEST).read_text("utf-8")))
    except TypeError as error:
        raise ValueError(str(error)) from error


def sums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file but the manifest."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in _files(folder)
        if file.name != MANIFEST
    }


def copy_down(source: Path, target: Path) -> None:
    """To the very medium: a stick is pulled out without asking."""
    target.parent.mkdir(exist_ok=True)
    with source.open("rb") as content, target.open("wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def counts(day: Day) -> dict[str, int]:
    """What two copies of one ledger must have alike."""
    return {
        "facts": day.seq,
        "delegates": len(day.delegates),
        "present": day.figures.present,
        "cases": len(day.cases),
        "certificates": sum(len(batch.slots) for batch in day.honours.batches),
        "received": sum(len(run.received) for run in ceremony(day.honours).runs),
    }


def check(store: Store) -> Check:
    """Replay the ledger alone; compare it with the live state and with SQL."""
    facts = list(ledger.facts(store.read, CONFERENCE))
    replayed, live = fold(facts), store.state.day
    differences = [
        name
        for name, agree in (
            ("gapless", [fact.seq for fact in facts] == list(range(1, len(facts) + 1))),
            ("replay", replayed == live),
            ("presence", presence.present_codes(store.read, CONFERENCE) == _present(replayed)),
            ("categories", presence.present_by_category(store.read, CONFERENCE) == _by_category(replayed)),
            ("roster", delegates.standings(store.read, CONFERENCE) == _standings(replayed)),
        )
        if not agree
    ]
    return Check(len(facts), replayed.figures.present, tuple(differences))


def _present(day: Day) -> set[str]:
    return {code for code, delegate in day.delegates.items() if delegate.is_present}


def _by_category(day: Day) -> dict[str, int]:
    counts = {str(category): day.counts(category)[0] for category in Category}
    return {category: present for category, present in counts.items() if present}


def _standings(day: Day) -> dict[str, tuple]:
    return {code: (d.category, d.takes_seat, d.standing, d.seat) for code, d in day.delegates.items()}


def _make(store: Store, stage: Path, now: datetime) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir()
        store.copy_to(stage / DATABASE, tables=stage / TABLES)
        with closing(Store(stage / DATABASE)) as copy:
            day = copy.state.day
        made_at = now.astimezone(VENUE).isoformat(timespec="seconds")
        manifest = Manifest(settings.VERSION, made_at, day.seq, counts(day), sums(stage))
        (stage / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), "utf-8")
    except OSError as error:
        raise StoreUnavailable(str(error)) from error


def _free_name(folder: Path, at: datetime) -> str:
    """Two in one second: the later one is named after the next."""
    while (folder / f"khaimac-{at:%Y%m%d-%H%M%S}").exists():
        at += timedelta(seconds=1)
    return f"khaimac-{at:%Y%m%d-%H%M%S}"


def _carry(stage: Path, folder: Path, name: str) -> Path:
    draft = folder / _DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir()
        for file in _files(stage):
            copy_down(file, draft / file.relative_to(stage))
        return draft.rename(folder / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]
