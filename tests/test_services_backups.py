"""Backups while work goes on: what is in one, when there is a new one, which stay, and a target that fails."""

import errno
import json
import logging
import os
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from days import NINE
from serving import ROOT
from test_store_engine import scan, set_up

from services import backup, backups
from services.backups import Failure, Rounds, Status, thin
from store.engine import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "data" / "khaimac.duckdb")
    yield store
    store.close()


@pytest.fixture
def stick(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


class Clock:
    """Each look is a second later."""

    def __init__(self):
        self.at = NINE

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def rounds(store, stick):
    set_up(store, people=5)
    return Rounds(store, stick, now=Clock())


def arrive(store, number):
    scan(store, number).result()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# --- what is in one --------------------------------------------------------------------------------------------------


def test_a_backup_is_database_tables_and_a_manifest_of_both(store, stick):
    set_up(store, people=5)
    arrive(store, 1)
    seq = store.state.day.seq

    made = backup.backup(store, stick, now=NINE)

    files = {file.relative_to(made).as_posix(): file for file in made.rglob("*") if file.is_file()}
    manifest = json.loads(files.pop("manifest.json").read_text("utf-8"))
    assert (made.parent, made.name) == (stick, "khaimac-20261122-073000")
    assert manifest == {
        "version": "1.0.0",
        "made_at": "2026-11-22T07:30:00+07:00",
        "seq": seq,
        "counts": {"facts": seq, "delegates": 5, "present": 1, "cases": 0, "certificates": 0, "received": 0},
        "files": {name: sha256(file.read_bytes()).hexdigest() for name, file in files.items()},
    }
    assert {"khaimac.duckdb", "tables/ledger.parquet", "tables/delegate.parquet", "tables/note.parquet"} <= files.keys()
    assert store.read("SELECT count(*) FROM read_parquet(?)", str(files["tables/ledger.parquet"])) == [(seq,)]
    assert names(stick) == [made.name]
    assert names(store.path.parent) == ["khaimac.duckdb", "khaimac.duckdb.wal"]


def test_two_in_one_second_are_two(store, stick):
    made = [backup.backup(store, stick, now=NINE).name for _ in range(2)]

    assert made == names(stick) == ["khaimac-20261122-073000", "khaimac-20261122-073001"]


def test_one_that_was_cut_short_is_none_and_the_next_one_clears_it_away(store, stick):
    (stick / "khaimac.new").mkdir()
    (stick / "khaimac.new" / "manifest.json").write_text("{}")
    (stick / "khaimac-20261122-070000").mkdir()
    (store.path.parent / "backup.new").mkdir()

    before, made = backup.whole(stick), backup.backup(store, stick, now=NINE)

    assert (before, backup.whole(stick)) == ([], [made])
    assert not (stick / "khaimac.new").exists()


# --- when there is a new one -----------------------------------------------------------------------------------------


def test_nothing_is_copied_when_the_ledger_has_not_moved(store, stick, rounds):
    first, again = rounds.copy(), rounds.copy()
    arrive(store, 1)
    moved = rounds.copy()

    assert first == again == Status(stick, NINE + timedelta(seconds=1), store.state.day.seq - 1)
    assert moved == Status(stick, NINE + timedelta(seconds=3), store.state.day.seq)
    assert len(backup.whole(stick)) == 2


def test_a_stick_that_was_changed_gets_one_though_nothing_has_moved(stick, rounds):
    rounds.copy()
    stick.rename(stick.with_name("full"))
    stick.mkdir()
    rounds.copy()

    assert len(backup.whole(stick)) == 1


def test_it_goes_round_each_five_minutes_and_each_minute_while_it_fails(stick, rounds):
    waited = []

    def pause(seconds):
        waited.append(seconds)
        if len(waited) == 1:
            stick.rename(stick.with_name("elsewhere"))
        if len(waited) == 3:
            stick.with_name("elsewhere").rename(stick)
        return len(waited) == 4

    rounds.run(pause)

    assert waited == [300, 60, 60, 300]
    assert rounds.status.failure is None


def test_the_thread_begins_at_once_ends_when_told_and_can_be_asked_between(store, stick):
    set_up(store, people=5)
    backups.begin(store, stick, now=Clock())
    [(_, _, thread)] = backups._under_way
    arrive(store, 1)
    asked = backups.copy_now()
    backups.end()

    assert (asked.seq, asked.failure) == (store.state.day.seq, None)
    assert not thread.is_alive()
    assert backups.status() == Status(None)


def test_without_a_target_there_are_none_and_it_says_so(store):
    backups.begin(store, None, now=Clock())

    assert backups.status() == backups.copy_now() == Status(None)


# --- which stay ------------------------------------------------------------------------------------------------------


def put(folder, *times):
    for time in times:
        (folder / f"khaimac-{time}").mkdir()
        (folder / f"khaimac-{time}" / "manifest.json").write_text("{}")
    return [folder / f"khaimac-{time}" for time in times]


def left(stick):
    return [path.name.removeprefix("khaimac-") for path in backup.whole(stick)]


def test_the_last_twelve_stay_and_the_first_of_each_hour(stick):
    made = put(stick, *[f"20261122-{hour:02}{minute:02}00" for hour in (7, 8) for minute in range(0, 60, 5)])
    thin(stick, made[-1])
    by_then = left(stick)
    put(stick, "20261122-090000", "20261122-090500")
    (stick / "photos").mkdir()
    thin(stick, stick / "khaimac-20261122-090500")

    assert by_then == ["20261122-070000", *[f"20261122-08{minute:02}00" for minute in range(0, 60, 5)]]
    assert left(stick) == [
        "20261122-070000", "20261122-080000", *[f"20261122-08{minute:02}00" for minute in range(10, 60, 5)],
        "20261122-090000", "20261122-090500",
    ]  # fmt: skip
    assert (stick / "photos").is_dir()


def test_the_newest_stays_when_the_clock_was_set_back(stick):
    put(stick, *[f"20261122-08{minute:02}00" for minute in range(0, 60, 5)], "20261122-070000")
    [newest] = put(stick, "20261122-070500")
    thin(stick, newest)

    assert newest in backup.whole(stick)


# --- a target that fails ---------------------------------------------------------------------------------------------


def no_folder(stick):
    stick.rmdir()


def a_file_instead(stick):
    stick.rmdir()
    stick.write_text("no folder")


@pytest.mark.parametrize(("spoil", "number"), [(no_folder, errno.ENOENT), (a_file_instead, errno.ENOTDIR)])
def test_a_target_that_is_not_there_is_told_and_never_made(store, stick, spoil, number):
    set_up(store, people=5)
    spoil(stick)
    status = Rounds(store, stick, now=Clock()).copy()

    at = NINE + timedelta(seconds=1)
    assert status == Status(stick, failed_at=at, failure=Failure.MISSING, detail=os.strerror(number))
    assert not stick.is_dir()
    assert store.path.parent.joinpath("backup.new").exists() is False


def test_the_last_good_one_is_remembered_while_it_fails_and_each_change_is_logged_once(stick, rounds, caplog):
    caplog.set_level(logging.WARNING, "khaimac.backups")
    good = rounds.copy()
    stick.rename(stick.with_name("elsewhere"))
    failing = [rounds.copy() for _ in range(3)]
    stick.with_name("elsewhere").rename(stick)
    rounds.copy()

    assert [(status.good_at, status.seq, status.failure) for status in failing] == [
        (good.good_at, good.seq, Failure.MISSING)
    ] * 3
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be written")
def test_a_folder_that_may_not_be_written(stick, rounds):
    stick.chmod(0o500)
    status = rounds.copy()
    stick.chmod(0o700)

    assert status.failure is Failure.READ_ONLY


def test_data_that_give_no_copy_are_no_fault_of_the_stick(store, rounds):
    (store.path.parent / "backup.new").write_text("in the way")
    status = rounds.copy()

    assert (status.failure, "backup.new" in status.detail) == (Failure.OTHER, True)


# Backs up into a disk of its own, mounted in a name space of its own: 5 MB with 3 MB taken, then write-protected.
ON_A_DISK = """
import subprocess, sys
from pathlib import Path
from days import NINE
from services.backups import Rounds
from store.engine import Store
from test_store_engine import scan, set_up

stick = Path(sys.argv[2])
store = Store(Path(sys.argv[1]) / "khaimac.duckdb")
set_up(store, people=20)
rounds = Rounds(store, stick, now=lambda: NINE)

def look():
    status = rounds.copy()
    left = " ".join(sorted(path.name for path in stick.iterdir()))
    print(status.failure, "|", status.detail, "|", left, flush=True)

(stick / "film").write_bytes(bytes(3_000_000))
look()
(stick / "film").unlink()
look()
print(scan(store, 1).result().answer.verdict)
subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
look()
print(scan(store, 2).result().answer.verdict)
store.close()
"""


def on_a_small_disk(folder):
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    mount = f'mount -t tmpfs -o size=5m none "{folder}/stick" && exec "$@"'
    search = os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])
    program = [sys.executable, "-c", ON_A_DISK, str(folder / "data"), str(folder / "stick")]
    return subprocess.run(
        [*own, "sh", "-c", mount, "sh", *program], env={**os.environ, "PYTHONPATH": search},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk of its own")
def test_a_full_and_a_write_protected_disk_are_told_and_scans_go_on(tmp_path, stick):
    done = on_a_small_disk(tmp_path)
    if not done.stdout and "Traceback" not in done.stderr:
        pytest.skip(done.stderr)

    made = "khaimac-20261122-073000"
    assert done.stdout.splitlines() == [
        "full | No space left on device | film",
        f"None |  | {made}",
        "welcome",
        f"read_only | Read-only file system | {made}",
        "welcome",
    ], done.stderr
    assert list(Path(stick).iterdir()) == []  # it was a disk of its own
