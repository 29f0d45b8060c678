"""The one writer: eight desks at once, commits that fail, a disk that is full, and what a reopened file says."""

import threading
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta

import duckdb
import pytest
from days import DESK, NINE, ORGANISER, START, badge, entry

from domain import enrolment, office
from domain.checkin import IdReused, Scan
from domain.conference import Conference, Words
from domain.delegates import Standing
from domain.door import Act, Substitute
from domain.facts import Kind, Outcome, Way
from services import backup, checkin
from store import ledger
from store.engine import CONFERENCE, Store, StoreUnavailable

DESKS = "ABCDEFGH"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "khaimac.duckdb"


@pytest.fixture
def store(file):
    opened = Store(file)
    yield opened
    opened.close()


def set_up(store, *, people, seats=None, reserves=0):
    conference = Conference(START, START + timedelta(minutes=30), seats or people, desks=tuple(DESKS))
    store.turn(
        lambda turn: office.decide_set_up(turn.day, conference, Words("Hội nghị"), ((), ()), role=ORGANISER, now=NINE)
    )
    entries = [entry(f"DB{number:03}") for number in range(1, people + 1)]
    entries += [entry(f"DK{number:02}", standing=Standing.RESERVE) for number in range(1, reserves + 1)]
    enrol(store, *entries)


def enrol(store, *entries):
    def decide(turn):
        return enrolment.decide_enrol(turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE)

    return store.turn(decide)


def scan(store, number, *, desk="A", scan_id="", now=NINE) -> Future:
    request = Scan(scan_id or f"{desk}-{number}", desk, Way.SCANNER, badge(number))
    return checkin.scan(store, request, role=DESK, now=now)


def at_once(*jobs):
    """Each job in a thread of its own, all let go together; their results in order."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        gate.wait()
        results[place] = job()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def seqs(store):
    return [seq for (seq,) in store.read("SELECT seq FROM ledger ORDER BY seq")]


def test_eight_desks_with_one_badge_let_one_in_and_tell_seven_who_did(store):  # 24
    set_up(store, people=10)

    rulings = at_once(*[lambda desk=desk: scan(store, 1, desk=desk).result().answer for desk in DESKS])

    verdicts = [ruling.verdict for ruling in rulings]
    assert sorted(verdicts) == [Kind.ALREADY] * 7 + [Kind.WELCOME]
    winner = DESKS[verdicts.index(Kind.WELCOME)]
    assert {ruling.first.desk for ruling in rulings if ruling.verdict is Kind.ALREADY} == {winner}
    assert store.state.day.figures.present == 1


def test_eight_desks_with_the_last_seat_fill_it_once(store):  # 25
    set_up(store, people=8)
    lowered = Conference(START, START, seats=1, desks=tuple(DESKS))
    store.turn(
        lambda turn: office.decide_settings(turn.day, lowered, Words("Hội nghị"), reason="r", role=ORGANISER, now=NINE)
    )

    receipts = at_once(*[lambda n=n, desk=desk: scan(store, n, desk=desk).result() for n, desk in enumerate(DESKS, 1)])

    assert sorted(receipt.answer.verdict for receipt in receipts) == [Kind.FULL] * 7 + [Kind.WELCOME]
    assert max(receipt.figures.present for receipt in receipts) == 1


def test_eight_desks_with_a_hundred_badges_each_leave_no_gap(store):  # 26
    set_up(store, people=800)

    def desk_of(place):
        numbers = range(place * 100 + 1, place * 100 + 101)
        return lambda: [scan(store, number, desk=DESKS[place]).result() for number in numbers]

    receipts = [receipt for receipts in at_once(*map(desk_of, range(8))) for receipt in receipts]

    assert {receipt.answer.verdict for receipt in receipts} == {Kind.WELCOME}
    assert sorted(receipt.seq for receipt in receipts) == list(range(3, 803))
    assert sorted(receipt.figures.present for receipt in receipts) == list(range(1, 801))
    assert seqs(store) == list(range(1, 803))
    assert backup.check(store).differences == ()


def test_one_id_from_eight_threads_is_one_fact(store):  # 3
    set_up(store, people=1)

    receipts = at_once(*[lambda: scan(store, 1, scan_id="the same").result()] * 8)

    assert sorted(receipt.answer.replayed for receipt in receipts) == [False] + [True] * 7
    assert {receipt.answer.seq or receipt.seq for receipt in receipts} == {3}
    assert seqs(store) == [1, 2, 3]


def test_an_answer_means_that_the_fact_is_on_disk(store):
    set_up(store, people=20)
    for number in range(1, 21):
        receipt = scan(store, number).result()
        assert seqs(store)[-1] == receipt.seq


def test_what_one_decision_raises_is_nobody_elses_answer(store):
    set_up(store, people=20)
    scan(store, 20, scan_id="taken").result()

    def broken(_turn):
        raise ZeroDivisionError

    futures = [scan(store, number) for number in range(1, 10)]
    wrong, reused = store.submit(broken), scan(store, 19, scan_id="taken")
    futures += [scan(store, number) for number in range(10, 19)]

    assert [future.result().answer.verdict for future in futures] == [Kind.WELCOME] * 18
    assert isinstance(wrong.exception(), ZeroDivisionError)
    assert isinstance(reused.exception(), IdReused)
    assert seqs(store) == list(range(1, 22))


def test_a_fact_that_cannot_be_folded_or_written_ends_its_turn_and_no_other(store):
    set_up(store, people=3)
    scan(store, 1).result()
    was = store.state

    def impossible(turn):
        fact = checkin.checkin.decide_scan(
            turn.day, Scan("x", "A", Way.SCANNER, badge(2)), earlier=None, last_seen=None, role=DESK, now=NINE
        ).fact
        return Outcome(None, fact.__class__(**{**_fields(fact), "detail": {"unwritable": {1, 2}}}))

    assert isinstance(store.submit(impossible).exception(), StoreUnavailable)
    assert (store.state.day, seqs(store)) == (was.day, [1, 2, 3])
    assert scan(store, 2).result().seq == 4
    assert backup.check(store).differences == ()


def _fields(fact):
    return {name: getattr(fact, name) for name in fact.__slots__}


def test_listeners_hear_each_commit_after_it_happened_and_cannot_break_it(store):
    set_up(store, people=3)
    heard = []

    def listen(state):
        heard.append((state.day.seq, seqs(store)[-1]))
        raise ZeroDivisionError

    stop = store.subscribe(listen)
    for number in (1, 2):
        scan(store, number).result()
    scan(store, 1, desk="B").result()
    scan(store, 1, desk="B", scan_id="repeat").result()  # no fact, nothing to hear
    last = store.turn(lambda turn: Outcome(turn.day.seq)).answer  # the writer is done with the turn before
    stop()
    scan(store, 3).result()

    assert last == 5
    assert heard == [(3, 3), (4, 4), (5, 5)]


def test_a_reopened_file_says_the_same(file):
    store = Store(file)
    set_up(store, people=5, reserves=1)
    scan(store, 1).result()
    act = Act("a1", "DB002", "A", DESK, "bận")
    checkin.substitute(store, act, Substitute("DB002", "Lê Thị Thay", "Phó phòng"), now=NINE).result()
    checkin.undo(store, Act("a2", "DB001", "A", DESK, "nhầm"), now=NINE).result()
    was = store.state
    store.close()

    again = Store(file)

    assert (again.state.day, again.state.directory) == (was.day, was.directory)
    assert again.state.directory.substitutes == {"DB002": Substitute("DB002", "Lê Thị Thay", "Phó phòng")}
    replayed = scan(again, 1).result().answer
    assert (replayed.verdict, replayed.replayed, replayed.standing) == (Kind.WELCOME, True, False)
    assert list(ledger.facts(again.read, CONFERENCE))[-1].kind is Kind.UNDONE
    again.close()


def test_a_copy_taken_while_desks_scan_is_a_whole_day(store, tmp_path):
    set_up(store, people=200)
    futures = [scan(store, number) for number in range(1, 201)]
    copy = backup.backup(store, tmp_path, now=NINE)
    for future in futures:
        future.result()

    copied = Store(copy / backup.DATABASE)

    assert backup.check(copied).differences == ()
    assert scan(copied, 1, desk="B", scan_id="new").result().answer.verdict in (Kind.WELCOME, Kind.ALREADY)
    copied.close()


def test_a_closed_store_takes_nothing_more(file):
    store = Store(file)
    set_up(store, people=1)
    store.close()

    assert isinstance(scan(store, 1).exception(), StoreUnavailable)


# --- a disk that is full ---------------------------------------------------------------------------------------------
# RLIMIT_FSIZE stands in for it: it needs no privilege and no file system of one's own, and DuckDB meets the same short
# write and refused write in the middle of a commit (EFBIG for ENOSPC; Python ignores the signal that goes with it).


@contextmanager
def full_disk(*, largest):
    """No file of this process may grow beyond `largest` bytes."""
    resource = pytest.importorskip("resource")
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, was[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)


def written(file):
    return file.with_name(f"{file.name}.wal").stat().st_size


@pytest.mark.parametrize("room", [0, 1, 100, 300], ids=lambda room: f"{room} bytes free")
def test_a_commit_that_fails_leaves_memory_and_store_equal_and_the_next_works(store, file, room):
    set_up(store, people=30)
    scan(store, 1).result()
    was = store.state.day
    with full_disk(largest=written(file) + room):
        futures = [scan(store, number) for number in range(2, 12)]
        errors = [future.exception() for future in futures]
        assert all(isinstance(error, StoreUnavailable) for error in errors)
        assert store.state.day == was
        assert backup.check(store).differences == ()

    receipts = [scan(store, number).result() for number in range(2, 12)]  # the same ids

    assert [(receipt.answer.verdict, receipt.answer.replayed) for receipt in receipts] == [(Kind.WELCOME, False)] * 10
    assert seqs(store) == list(range(1, 14))
    assert backup.check(store).differences == ()


def test_a_refusal_that_was_not_kept_is_no_repeat_when_asked_again(store, file):
    """Else a desk that resends after a 503 would leave no trace of whom it turned away."""
    set_up(store, people=1, reserves=1)
    number = 5001  # the reserve's badge
    with full_disk(largest=written(file)):
        assert isinstance(scan(store, number).exception(), StoreUnavailable)

    receipt = scan(store, number, now=NINE + timedelta(seconds=1)).result()

    assert (receipt.answer.verdict, receipt.answer.repeat, receipt.seq) == (Kind.WITHDRAWN, False, 3)


def test_a_checkpoint_that_fails_costs_no_restart(store, file):
    """DuckDB then refuses everything until the file is opened anew; the store does that by itself."""
    set_up(store, people=30)
    scan(store, 1).result()
    was = store.state.day
    with full_disk(largest=file.stat().st_size):
        with pytest.raises(duckdb.FatalException):
            store.read("CHECKPOINT")
        assert isinstance(scan(store, 2).exception(), StoreUnavailable)
        assert store.state.day == was

    tries = [scan(store, 2).exception() for _ in range(2)]

    assert tries[-1] is None
    assert scan(store, 2).result().answer.replayed
    assert seqs(store) == [1, 2, 3, 4]
    assert backup.check(store).differences == ()
