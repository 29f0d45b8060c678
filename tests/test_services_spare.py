"""The spare's keys: carried whole and unread by others, proved before they are put in place, what was there kept."""

import json
import shutil
import stat
from contextlib import closing
from datetime import timedelta

import pytest
from days import NINE
from test_services_certificates import handshake
from test_store_engine import scan, set_up

from services import access, backup, certificates, spare
from services.restore import Flaw, Restored, Unproven
from services.spare import FILES, NoKeys, Placed, Spare, TakenOver, carry, take_over
from store.engine import Store, StoreHeld

LATER = NINE + timedelta(minutes=5)
KEPT = "keys-before-restore-20261122-073500"


def new_keys(data):
    """As a start in the hall's network and a login leave them."""
    hall = {"host": "first", "addresses": ("127.0.0.2", "127.0.0.1"), "names": ("localhost", "first.local", "first")}
    certificates.ready(data / "keys", **hall, now=NINE)
    access._signer(data / "keys" / access.COOKIE_KEY)
    return data / "keys"


@pytest.fixture
def keys(tmp_path):
    """The first laptop's."""
    return new_keys(tmp_path / "first")


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def carried(keys, stick):
    carry(keys, stick, now=NINE)
    return stick / "khaimac-spare"


@pytest.fixture
def copy(tmp_path, stick):
    """A backup on the same stick: one present."""
    with closing(Store(tmp_path / "first" / "khaimac.duckdb")) as store:
        set_up(store, people=5)
        scan(store, 1).result()
        return backup.backup(store, stick, now=NINE)


def contents(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def modes(folder):
    return {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


def note(carried):
    return spare._proved(carried)


# --- carrying --------------------------------------------------------------------------------------------------------


def test_the_keys_are_carried_with_a_note_and_nobody_else_may_read_them(keys, stick):
    done = carry(keys, stick, now=NINE)
    there = contents(stick / "khaimac-spare")
    written = json.loads(there.pop("spare.json"))

    assert [path.name for path in stick.iterdir()] == ["khaimac-spare"]
    assert there == contents(keys)
    assert (modes(stick / "khaimac-spare"), modes(stick)) == ({0o600}, {0o700})
    assert (done.made_at, done.addresses) == ("2026-11-22T07:30:00+07:00", ("127.0.0.2",))
    assert (done.names, tuple(done.files)) == (("first", "first.local"), FILES)
    assert Spare(**written | {"addresses": done.addresses, "names": done.names}) == done


@pytest.mark.parametrize("left", [[], ["khaimac-spare.new"], ["khaimac-spare.old"]])
def test_carried_again_it_takes_the_place_of_what_was_carried_before(keys, stick, carried, left):
    for name in left:
        shutil.copytree(carried, stick / name)
    (keys / access.COOKIE_KEY).write_text("another")
    carry(keys, stick, now=LATER)

    assert [path.name for path in stick.iterdir()] == ["khaimac-spare"]
    assert (carried / access.COOKIE_KEY).read_text() == "another"
    assert note(carried).made_at == "2026-11-22T07:35:00+07:00"


@pytest.mark.parametrize("missing", FILES)
def test_without_all_of_the_keys_nothing_is_carried(keys, stick, missing):
    (keys / missing).unlink()
    with pytest.raises(NoKeys, match=missing):
        carry(keys, stick, now=NINE)

    assert not list(stick.iterdir())


def test_a_stick_that_is_not_there_is_not_made(keys, tmp_path):
    with pytest.raises(FileNotFoundError):
        carry(keys, tmp_path / "nowhere", now=NINE)

    assert not (tmp_path / "nowhere").exists()


# --- putting in place ------------------------------------------------------------------------------------------------


def test_the_evening_before_the_keys_alone_are_put_in_place(keys, stick, carried, tmp_path):
    data = tmp_path / "new" / "data"
    done = take_over(stick, data, now=LATER)

    assert done == TakenOver(None, Placed(carried, note(carried), None))
    assert contents(data) == {f"keys/{name}": content for name, content in contents(keys).items()}
    assert (modes(data / "keys"), stat.S_IMODE((data / "keys").stat().st_mode)) == ({0o600}, 0o700)


def test_on_the_day_the_backup_and_the_keys_are_and_what_was_there_is_kept(keys, stick, carried, copy, tmp_path):
    own = contents(new_keys(tmp_path / "data"))
    done = take_over(stick, tmp_path / "data", now=LATER)

    assert done == TakenOver(
        Restored(copy, backup.manifest_of(copy), None), Placed(carried, note(carried), tmp_path / "data" / KEPT)
    )
    assert contents(tmp_path / "data" / "keys") == contents(keys)
    assert contents(tmp_path / "data" / KEPT) == own
    assert {path.name for path in (tmp_path / "data").iterdir()} == {KEPT, "khaimac.duckdb", "keys"}


@pytest.mark.usefixtures("copy")
def test_keys_that_are_there_already_are_left_alone(stick, carried, tmp_path):
    take_over(carried, tmp_path / "data", now=NINE)
    done = take_over(stick, tmp_path / "data", now=LATER)

    assert done.placed == Placed(carried, note(carried), None)
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"khaimac.duckdb", "keys"}


@pytest.mark.usefixtures("stick")
def test_an_earlier_backup_that_is_named_brings_the_keys_beside_it(carried, copy, tmp_path):
    done = take_over(copy, tmp_path / "data", now=LATER)

    assert (done.restored.source, done.placed.source) == (copy, carried)


def test_without_keys_the_backup_alone_is_put_in_place(stick, copy, tmp_path):
    done = take_over(stick, tmp_path / "data", now=LATER)

    assert (done.restored.source, done.placed) == (copy, None)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["khaimac.duckdb"]


@pytest.mark.usefixtures("carried")
def test_a_device_that_trusts_the_first_laptop_trusts_the_spare_under_its_own_name(keys, stick, tmp_path):
    take_over(stick, tmp_path / "data", now=LATER)
    hall = {"host": "spare", "addresses": ("127.0.0.2", "127.0.0.1"), "names": ("localhost", "spare", "first")}
    server = certificates.ready(tmp_path / "data" / "keys", **hall, now=LATER)

    for name in ("127.0.0.2", "first", "spare"):
        handshake(server, certificates.authority(keys), name)


def flip_a_key(carried):
    (carried / access.COOKIE_KEY).write_text("0" * 64)


def lose_a_key(carried):
    (carried / certificates.AUTHORITY_KEY).unlink()


def break_the_note(carried):
    (carried / "spare.json").write_text("{")


def forget_a_sum(carried):
    written = json.loads((carried / "spare.json").read_text("utf-8"))
    del written["files"][certificates.SERVER]
    (carried / "spare.json").write_text(json.dumps(written))


def name_no_addresses(carried):
    (carried / "spare.json").write_text(json.dumps({"version": "1.0.0"}))


SPOILT = (
    (flip_a_key, "cookie.key"),
    (lose_a_key, "authority.pem"),
    (break_the_note, "spare.json"),
    (forget_a_sum, "server.pem"),
    (name_no_addresses, "spare.json"),
)


@pytest.mark.parametrize(("spoil", "detail"), SPOILT, ids=[spoil.__name__ for spoil, _ in SPOILT])
@pytest.mark.usefixtures("copy")
def test_damaged_keys_are_refused_and_nothing_is_touched(stick, carried, tmp_path, spoil, detail):
    new_keys(tmp_path / "data")
    before = contents(tmp_path / "data")
    spoil(carried)

    with pytest.raises(Unproven) as refused:
        take_over(stick, tmp_path / "data", now=LATER)

    assert (refused.value.flaw, refused.value.source, refused.value.detail) == (Flaw.KEYS, carried, detail)
    assert contents(tmp_path / "data") == before


@pytest.mark.usefixtures("carried")
def test_a_damaged_backup_leaves_the_keys_alone_too(stick, copy, tmp_path):
    (copy / "tables" / "ledger.parquet").unlink()
    with pytest.raises(Unproven):
        take_over(stick, tmp_path / "data", now=LATER)

    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("carried")
def test_keys_of_data_that_another_process_holds_are_left_alone(stick, server):
    before = contents(server.data / "keys")
    with pytest.raises(StoreHeld):
        take_over(stick, server.data, now=LATER)

    assert contents(server.data / "keys") == before
