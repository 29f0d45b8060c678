"""Putting a backup back: only one that is proved, into a folder that nobody holds, keeping what was there."""

import json
from contextlib import closing, suppress
from datetime import timedelta
from hashlib import sha256

import pytest
from days import NINE
from test_store_engine import scan, set_up

from services import backup
from services.restore import Flaw, Restored, Unproven, restore
from store.engine import Store

LATER = NINE + timedelta(minutes=5)
KEPT = "khaimac-before-restore-20261122-073500.duckdb"


@pytest.fixture
def data(tmp_path):
    """Two present, of which the backup in `stick` knows one."""
    (tmp_path / "stick").mkdir()
    with closing(Store(tmp_path / "data" / "khaimac.duckdb")) as store:
        set_up(store, people=5)
        scan(store, 1).result()
        backup.backup(store, tmp_path / "stick", now=NINE)
        scan(store, 2).result()
    return tmp_path / "data"


@pytest.fixture
def stick(data):
    return data.with_name("stick")


@pytest.fixture
def copy(stick):
    return stick / "khaimac-20261122-073000"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def day(file):
    with closing(Store(file)) as store:
        assert backup.check(store).differences == ()
        return store.state.day


def rewrite(copy, **changed):
    manifest = json.loads((copy / "manifest.json").read_text("utf-8")) | changed
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_the_copy_is_put_back_and_what_was_there_is_kept(data, stick, copy):
    was = day(data / "khaimac.duckdb")

    done = restore(stick, data, now=LATER)

    now = day(data / "khaimac.duckdb")
    assert done == Restored(copy, backup.manifest_of(copy), data / KEPT)
    assert names(data) == [KEPT, "khaimac.duckdb"]
    assert (now.seq, now.figures.present) == (was.seq - 1, 1)
    assert day(data / KEPT) == was
    assert {file: sha256(copy.joinpath(file).read_bytes()).hexdigest() for file in done.manifest.files} == (
        done.manifest.files
    )


def test_an_empty_or_a_new_folder_gets_it_too(tmp_path, copy):
    done = restore(copy, tmp_path / "spare" / "data", now=LATER)

    assert (done.source, done.kept) == (copy, None)
    assert names(tmp_path / "spare" / "data") == ["khaimac.duckdb"]


def test_the_log_beside_the_database_goes_with_it_broken_or_not(data, stick):
    data.joinpath("khaimac.duckdb").write_bytes(b"broken")
    data.joinpath("khaimac.duckdb.wal").write_bytes(b"its log")

    restore(stick, data, now=LATER)

    assert names(data) == [KEPT, f"{KEPT}.wal", "khaimac.duckdb"]
    assert (data / f"{KEPT}.wal").read_bytes() == b"its log"
    assert day(data / "khaimac.duckdb").figures.present == 1


def test_of_several_the_newest_whole_one_is_taken(data, stick, tmp_path):
    with closing(Store(data / "khaimac.duckdb")) as store:
        newest = backup.backup(store, stick, now=LATER)
    (stick / "khaimac-20261122-080000").mkdir()

    assert restore(stick, tmp_path / "spare", now=LATER).source == newest


def test_what_the_system_left_beside_it_does_not_count(data, stick, copy):
    (copy / "desktop.ini").write_text("Windows")

    assert restore(stick, data, now=LATER).source == copy


def flip_a_byte(copy):
    file = copy / "khaimac.duckdb"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def lose_a_table(copy):
    (copy / "tables" / "ledger.parquet").unlink()


def count_one_more(copy):
    counts = json.loads((copy / "manifest.json").read_text("utf-8"))["counts"]
    rewrite(copy, counts=counts | {"present": 2})


def lose_a_person(copy):
    """As somebody would who edits the copy and writes its new sums."""
    with closing(Store(copy / "khaimac.duckdb")) as store:
        store.read("DELETE FROM delegate WHERE code = 'DB003'")
    rewrite(copy, files=backup.sums(copy))


def break_the_database(copy):
    (copy / "khaimac.duckdb").write_bytes(b"no database")
    rewrite(copy, files=backup.sums(copy))


def break_the_manifest(copy):
    (copy / "manifest.json").write_text("{")


def lose_the_manifest(copy):
    (copy / "manifest.json").unlink()


def lose_the_database(copy):
    (copy / "khaimac.duckdb").unlink()


SPOILT = (
    (flip_a_byte, Flaw.CHANGED, "khaimac.duckdb"),
    (lose_a_table, Flaw.CHANGED, "tables/ledger.parquet"),
    (count_one_more, Flaw.DIFFERS, "present"),
    (lose_a_person, Flaw.DIFFERS, "roster"),
    (break_the_database, Flaw.UNREADABLE, "khaimac.duckdb"),
    (break_the_manifest, Flaw.UNREADABLE, ""),
    (lose_the_manifest, Flaw.NOTHING, ""),
    (lose_the_database, Flaw.CHANGED, "khaimac.duckdb"),
)


@pytest.mark.parametrize(("spoil", "flaw", "detail"), SPOILT, ids=[spoil.__name__ for spoil, _, _ in SPOILT])
def test_what_is_not_proved_is_refused_and_nothing_is_touched(data, stick, copy, spoil, flaw, detail):
    spoil(copy)
    before = contents(data)

    with pytest.raises(Unproven) as refused:
        restore(stick, data, now=LATER)

    assert refused.value.flaw is flaw
    assert detail in refused.value.detail
    assert contents(data) == before


def test_of_a_backup_that_is_not_proved_the_one_before_it_is_named(data, stick, copy):
    with closing(Store(data / "khaimac.duckdb")) as store:
        damaged = [backup.backup(store, stick, now=LATER + timedelta(minutes=more)) for more in (0, 5)]
    earlier = {}
    for one in [*damaged, copy]:
        flip_a_byte(one)
        with pytest.raises(Unproven) as refused:
            restore(one, data, now=LATER)
        earlier[one] = refused.value.earlier

    assert earlier == {damaged[1]: damaged[0], damaged[0]: copy, copy: None}


@pytest.mark.parametrize("folder", ["nowhere", "data"])
def test_a_folder_without_backups_is_refused(data, tmp_path, folder):
    with pytest.raises(Unproven) as refused:
        restore(tmp_path / folder, data, now=LATER)

    assert (refused.value.flaw, refused.value.source) == (Flaw.NOTHING, tmp_path / folder)


def test_nothing_is_left_of_a_proof_that_was_cut_short(data, stick):
    (data / "restore.new").mkdir()
    (data / "restore.new" / "khaimac.duckdb").write_bytes(b"half")
    with suppress(Unproven):
        restore(data, data, now=LATER)

    restore(stick, data, now=LATER)

    assert "restore.new" not in names(data)
