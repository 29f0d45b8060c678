"""A new file in the old one's place while work goes on: who waits, who is told to ask again, what a failure costs."""

import threading
from contextlib import closing
from functools import partial

import pytest
from days import NINE, ORGANISER
from test_store_engine import full_disk, scan, seqs, set_up

from domain.facts import Kind, Refusal, Refused
from domain.removal import Keeping
from domain.removing import decide_removal
from services import backup, conference
from store import fresh, personal
from store.engine import Store, StoreUnavailable


@pytest.fixture
def file(tmp_path):
    return tmp_path / "khaimac.duckdb"


@pytest.fixture
def store(file):
    opened = Store(file)
    set_up(opened, people=300)
    yield opened
    opened.close()


def decide(turn):
    return decide_removal(turn.day, Keeping.NOTHING, (), role=ORGANISER, now=NINE)


def copy(store):
    return lambda cursor, old: personal.copy(cursor, old, day=store.state.day, keeping=Keeping.NOTHING)


def rewrite(store, fill=None):
    return store.rewrite(decide, fill or copy(store))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


class Held:
    """Fills the file, and then waits until it is let go."""

    def __init__(self, store):
        self.copy, self.begun, self.go = copy(store), threading.Event(), threading.Event()

    def __call__(self, cursor, old):
        self.copy(cursor, old)
        self.begun.set()
        assert self.go.wait(20)


def test_it_is_a_fact_like_any_other_and_the_next_one_follows(store, file):
    scan(store, 1).result()
    heard = []
    store.subscribe(lambda state: heard.append(state.day.seq))

    receipt = rewrite(store).result()

    assert (receipt.seq, store.state.day.removal.seq, scan(store, 2).result().seq) == (4, 4, 5)
    assert store.turn(lambda turn: decide(turn)).seq == 6
    assert heard == [4, 5, 6]
    assert store.state.directory.people["DB001"].name == "DB001"
    assert backup.check(store).differences == ()
    assert names(file.parent) == ["khaimac.duckdb", "khaimac.duckdb.wal"]


def test_opened_again_it_tells_the_same_day_and_has_its_views_and_keys(store, file):
    scan(store, 1).result()
    tables = "SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints() ORDER BY ALL"
    views = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    was = store.read(tables), store.read(views)
    rewrite(store).result()
    now = store.read(tables), store.read(views)
    state = store.state
    store.close()

    with closing(Store(file)) as again:
        assert (again.state.day, again.state.directory) == (state.day, state.directory)
        assert scan(again, 1).result().answer.replayed
    assert now == was


def test_what_is_queued_before_is_decided_and_what_is_asked_meanwhile_is_to_be_asked_again(store):
    held = Held(store)
    before = [scan(store, number) for number in range(1, 101)]
    removed = rewrite(store, held)
    assert held.begun.wait(20)
    meanwhile = [scan(store, number) for number in range(101, 121)]
    second = rewrite(store)
    refused = [future.exception(0) for future in [*meanwhile, second]]
    reads = store.read("SELECT max(seq) FROM ledger")
    held.go.set()

    assert {type(error) for error in refused} == {StoreUnavailable}
    assert [future.result().answer.verdict for future in before] == [Kind.WELCOME] * 100
    assert reads == [(102,)]
    assert removed.result().seq == 103
    again = [scan(store, number).result() for number in range(101, 121)]  # the same ids
    assert [(receipt.answer.verdict, receipt.seq) for receipt in again] == [
        (Kind.WELCOME, seq) for seq in range(104, 124)
    ]


class Repeating(threading.Thread):
    """Does the same again and again until it is told to stop; remembers what it met."""

    def __init__(self, job):
        super().__init__()
        self.job, self.over, self.begun, self.met = job, threading.Event(), threading.Event(), []

    def run(self):
        while not self.over.is_set():
            try:
                self.met.append(self.job(len(self.met)))
            except Exception as error:
                self.met.append(error)
            self.begun.set()


def test_readers_and_copies_meet_no_error_and_no_old_file(store, tmp_path):
    def last(_time):
        return store.read("SELECT max(seq) FROM ledger")[0][0]

    def copied(time):
        store.copy_to(tmp_path / f"copy-{time}.duckdb")

    going = [Repeating(job) for job in (last, last, last, copied)]
    for one in going:
        one.start()
        assert one.begun.wait(20)
    removals = [rewrite(store).result().seq for _ in range(5)]
    fact = scan(store, 1).result().seq
    for one in going:
        one.over.set()
        one.join()

    assert (removals, fact, last(0)) == ([3, 4, 5, 6, 7], 8, 8)
    assert {met for one in going for met in one.met} <= {None, 2, 3, 4, 5, 6, 7, 8}
    assert all(one.met == sorted(one.met) for one in going[:3])


def test_what_is_refused_exchanges_nothing(store, file):
    inode = file.stat().st_ino
    conference.open_day(store, keep=True, role=ORGANISER, now=NINE)

    answer = rewrite(store).result().answer

    assert answer == Refused(Refusal.DAY_NOT_ENDED)
    assert (file.stat().st_ino, seqs(store)) == (inode, [1, 2, 3])


# --- failures --------------------------------------------------------------------------------------------------------


def raises(_cursor, _old):
    raise ZeroDivisionError


def forgets_the_ledger(store, cursor, old):
    copy(store)(cursor, old)
    cursor.execute("DELETE FROM ledger WHERE seq = 1")


def fills_what_is_not_there(cursor, _old):
    cursor.execute("INSERT INTO no_such_table VALUES (1)")


def leaves_a_log(store, cursor, old):
    """What stands beside the old file would be replayed onto the new one."""
    copy(store)(cursor, old)
    store.path.with_name("khaimac.duckdb.wal.checkpoint").mkdir()


FAILURES = {
    "the filling": lambda _store: raises,
    "the tables": lambda _store: fills_what_is_not_there,
    "the proof": lambda store: partial(forgets_the_ledger, store),
    "the exchange": lambda store: partial(leaves_a_log, store),
}


@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_leaves_all_as_it_was_and_the_server_goes_on(store, file, what):
    scan(store, 1).result()
    was, inode = store.state, file.stat().st_ino

    error = rewrite(store, FAILURES[what](store)).exception()

    assert isinstance(error, StoreUnavailable)
    assert (store.state.day, store.state.directory) == (was.day, was.directory)
    assert file.stat().st_ino == inode
    assert not fresh.path_of(file).exists()
    assert scan(store, 2).result().seq == 4
    assert backup.check(store).differences == ()
    for left in file.parent.glob("*.checkpoint"):
        left.rmdir()
    assert rewrite(store).result().seq == 5


@pytest.mark.parametrize("room", [0, 20_000, 300_000])
def test_a_full_disk_leaves_all_as_it_was(store, file, room):
    scan(store, 1).result()
    was = store.state
    with full_disk(largest=room):
        assert isinstance(rewrite(store).exception(), StoreUnavailable)
        assert (store.state.day, store.state.directory) == (was.day, was.directory)
        assert store.read("SELECT max(seq) FROM ledger") == [(3,)]

    assert not fresh.path_of(file).exists()
    assert rewrite(store).result().seq == 4


def test_a_half_built_file_of_a_killed_copy_is_taken_away_at_the_start(file):
    left = [file.with_name(name) for name in ("khaimac.duckdb.fresh", "khaimac.duckdb.fresh.wal")]
    for path in left:
        path.write_bytes(b"half")

    Store(file).close()

    assert names(file.parent) == ["khaimac.duckdb"]
