"""The store: one DuckDB file, one writer. Opens, migrates, folds, decides in turn, commits, publishes.

One writer thread takes everything that waits, decides one after the other on a draft, appends, commits once;
only then the draft becomes the state and the waiting get their answers. Readers take `state` by reference.
"""

import logging
import os
import re
import threading
from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from domain.access import may_write
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords, StandIn
from domain.conference import Unit, Words
from domain.day import Day, Figures, fold, take
from domain.delegates import Person
from domain.directory import Directory
from domain.door import Substitute
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused
from domain.introductions import Introduction
from domain.pins import Pin
from domain.programme import ItemWords
from domain.screens import StageMessage
from store import conference, delegates, fresh, honours, ledger, pins
from store.gate import Gate
from store.rows import Read, quoted
from store.substitutes import substitutes, written

MOST_AT_ONCE = 64
CONFERENCE = "conference"

_MIGRATIONS = Path(__file__).parent / "migrations"
_log = logging.getLogger("khaimac.store")


class StoreHeld(RuntimeError):
    """Another process has the database open; `pid` says which, where the system tells."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(pid)
        self.pid = pid


class StoreBroken(RuntimeError):
    """The database cannot be opened: damaged, not readable, no room."""


class StoreProtected(StoreBroken):
    """The file, or the folder it lies in, cannot be written; says which."""


class StoreUnavailable(RuntimeError):
    """The turn could not be committed; nothing of it happened. Ask again with the same id."""


@dataclass(frozen=True, slots=True)
class State:
    """What the ledger says, and the names that go with it; both are never changed once published."""

    day: Day
    directory: Directory


@dataclass(frozen=True, slots=True)
class Receipt:
    """`seq` is the fact's, None when the turn appended none; `figures` are those right after it."""

    answer: Any
    seq: int | None
    figures: Figures


@dataclass(slots=True)
class Turn:
    """What one batch sees and makes: a draft of the state, and what is remembered beside it."""

    day: Day
    directory: Directory
    known_ids: Mapping[str, Answered]
    sightings: ChainMap[tuple[str, str], datetime]
    new_ids: dict[str, Answered] = field(default_factory=dict)
    facts: list[tuple[Fact, str]] = field(default_factory=list)
    rows: list[object] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def earlier(self, action_id: str) -> Answered | None:
        return self.new_ids.get(action_id) or self.known_ids.get(action_id)

    def append(self, outcome: Outcome) -> int:
        assert outcome.fact
        fact = replace(outcome.fact, seq=self.day.seq + 1)
        rows = [replace(row, code=fact.subject) if isinstance(row, Substitute) else row for row in outcome.rows]
        take(self.day, fact)
        self.facts.append((fact, written(outcome.note, rows)))
        self.touched.update(entry["code"] for entry in fact.detail.get("delegates", ()))
        if rows:
            self.rows += rows
            self.directory = self.directory.with_rows(rows)
        if fact.action_id:
            self.new_ids[fact.action_id] = _answered(fact)
        return fact.seq


Decide = Callable[[Turn], Outcome]


class Store:
    def __init__(self, path: Path) -> None:
        """Raises StoreHeld when another process has the file open, StoreBroken when nobody can open it."""
        self.path = path
        self._connection = _connect(path)
        fresh.discard(path)
        self._gate = Gate()
        self._waiting: deque[tuple[Decide, Future]] = deque()
        self._rewriting: tuple[Decide, fresh.Fill, Future] | None = None
        self._wake = threading.Condition()
        self._closed = False
        self._listeners: list[Callable[[State], None]] = []
        self._sightings: dict[tuple[str, str], datetime] = {}
        self._first_fold()
        self._writer = threading.Thread(target=self._run, name="writer", daemon=True)
        self._writer.start()

    def submit(self, decide: Decide) -> "Future[Receipt]":
        """Queue one decision. The future raises what `decide` raised, or StoreUnavailable."""
        future: Future[Receipt] = Future()
        with self._wake:
            if self._is_busy(future):
                return future
            self._waiting.append((decide, future))
            self._wake.notify()
        return future

    def rewrite(self, decide: Decide, fill: fresh.Fill) -> "Future[Receipt]":
        """One decision, and with its fact a new file that holds of the old one only what `fill` copies.

        After what was queued before it; whatever is submitted meanwhile is StoreUnavailable. So is this when the file
        could not be exchanged: nothing of it happened then.
        """
        future: Future[Receipt] = Future()
        with self._wake:
            if not self._is_busy(future):
                self._rewriting = (decide, fill, future)
                self._wake.notify()
        return future

    def turn(self, decide: Decide) -> Receipt:
        return self.submit(decide).result()

    def read(self, sql: str, *parameters: object) -> list[tuple]:
        """Rows of a snapshot; never waits for the writer, but for a file that is being exchanged."""
        with self._gate.reading():
            return _rows(self._connection, sql, *parameters)

    def subscribe(self, listener: Callable[[State], None]) -> Callable[[], None]:
        """Call `listener` on the writer's thread after each commit; gives back how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def copy_to(self, target: Path, *, tables: Path | None = None) -> None:
        """A consistent copy while the writer goes on; into `tables` the same again, one Parquet file a table.

        Raises StoreUnavailable.
        """
        try:
            with self._gate.reading(), self._connection.cursor() as cursor:
                name = cursor.execute("SELECT current_database()").fetchall()[0][0]
                cursor.execute(f"ATTACH {quoted(target)} AS copy")
                try:
                    cursor.execute(f'COPY FROM DATABASE "{name}" TO copy')
                    if tables:
                        _export(cursor, tables)
                finally:
                    cursor.execute("DETACH copy")
        except duckdb.Error as error:
            raise StoreUnavailable(str(error).splitlines()[0]) from error

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._writer.join()
        self._connection.close()

    # --- the writer's thread -------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            if batch := self._take_waiting():
                self._serve(batch)
            elif self._rewriting:
                self._rewrite(*self._rewriting)
            else:
                return

    def _take_waiting(self) -> list[tuple[Decide, Future]]:
        with self._wake:
            self._wake.wait_for(lambda: self._waiting or self._rewriting or self._closed)
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]

    def _is_busy(self, future: Future) -> bool:
        """Closed, or about to exchange its file; the future has its answer then."""
        is_busy = self._closed or self._rewriting is not None
        if is_busy:
            future.set_exception(StoreUnavailable("closed, or about to exchange its file"))
        return is_busy

    def _draft(self) -> Turn:
        return Turn(self.state.day.copy(), self.state.directory, self._answered, ChainMap({}, self._sightings))

    def _serve(self, batch: list[tuple[Decide, Future]]) -> None:
        turn = self._draft()
        answers: list[tuple[Future, Receipt | Exception]] = []
        batch = [(decide, future) for decide, future in batch if future.set_running_or_notify_cancel()]
        try:
            answers += [(future, _decided(decide, turn)) for decide, future in batch]
            if turn.facts:
                self._commit(turn)
        except Exception as error:
            _log.exception("a turn could not be committed")
            self._give_up(batch, error)
            return
        self._sightings.update(turn.sightings.maps[0])
        for future, answer in answers:
            _resolve(future, answer)
        if turn.facts:
            self._publish()

    def _commit(self, turn: Turn) -> None:
        with self._connection.cursor() as cursor:
            cursor.begin()
            _put_down(cursor, turn)
            cursor.commit()
        self._answered.update(turn.new_ids)
        self.state = State(turn.day, turn.directory)

    def _rewrite(self, decide: Decide, fill: fresh.Fill, future: Future) -> None:
        turn = self._draft()
        try:
            answer = _decided(decide, turn)
            if turn.facts:
                self._build(turn, fill)
                self._exchange()
        except Exception as error:
            _log.exception("the file could not be exchanged")
            fresh.discard(self.path)
            self._rewriting = None
            self._give_up([(decide, future)], error)
            return
        self._rewriting = None
        _resolve(future, answer)
        if turn.facts:
            self._publish()

    def _build(self, turn: Turn, fill: fresh.Fill) -> None:
        def filled(cursor: duckdb.DuckDBPyConnection, old: str) -> None:
            fill(cursor, old)
            _put_down(cursor, turn)

        with self._connection.cursor() as cursor:
            fresh.build(cursor, self.path, filled)
        with closing(_opened(fresh.path_of(self.path), read_only=True)) as connection:
            if _folded(partial(_rows, connection))[1].day != turn.day:
                raise StoreUnavailable("the new file tells another day")

    def _exchange(self) -> None:
        """Without a log that would be replayed onto the new file, and without a reader who would hold the old one."""
        with self._gate.exchanging():
            try:
                self._connection.execute("CHECKPOINT")
                self._connection.close()
                fresh.put_in_place(self.path)
            finally:
                self._reopen()
        self._refold()

    def _reopen(self) -> None:
        self._connection.close()
        self._connection = _connect(self.path)

    def _publish(self) -> None:
        for listener in list(self._listeners):
            try:
                listener(self.state)
            except Exception:
                _log.exception("a listener failed; the facts stand")

    def _give_up(self, batch: list[tuple[Decide, Future]], error: Exception) -> None:
        """Nothing of the batch counts; what the store holds is the truth."""
        try:
            self._refold_or_reopen()
            self._publish()  # a commit that reported failure may have been kept all the same
        except Exception:
            _log.exception("the ledger could not be read again; the last state stays, the next turn tries again")
        for _, future in batch:
            unavailable = StoreUnavailable(str(error))
            unavailable.__cause__ = error
            _resolve(future, unavailable)

    def _refold_or_reopen(self) -> None:
        """After a checkpoint that failed, DuckDB serves nothing more until the file is opened anew."""
        try:
            self._refold()
        except duckdb.Error:
            with self._gate.exchanging():
                self._reopen()
            self._refold()

    def _first_fold(self) -> None:
        """A damaged block is met when it is read, not when the file is opened."""
        try:
            self._migrate()
            self._refold()
        except duckdb.Error as error:
            self._connection.close()
            raise StoreBroken(str(error).splitlines()[0]) from error

    def _refold(self) -> None:
        facts, self.state = _folded(partial(_rows, self._connection))
        self._answered = {fact.action_id: _answered(fact) for fact in facts if fact.action_id}

    def _migrate(self) -> None:
        """Each numbered file once, in its own transaction."""
        with self._connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL)"
            )
            done = {number for (number,) in cursor.execute("SELECT number FROM migration").fetchall()}
            for file in sorted(_MIGRATIONS.glob("*.sql")):
                number = int(file.name.split("_")[0])
                if number not in done:
                    cursor.begin()
                    cursor.execute(file.read_text("utf-8"))
                    cursor.execute("INSERT INTO migration VALUES (?, now())", [number])
                    cursor.commit()


def must_be_free(path: Path) -> None:
    """Raises StoreHeld when another process has the file open. Changes nothing; a damaged file is free too."""
    if path.exists():
        with suppress(StoreBroken):
            _opened(path, read_only=True).close()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if protected := _protected(path):
        raise StoreProtected(protected)
    connection = _opened(path, read_only=False)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("SET GLOBAL autoinstall_known_extensions = false")
    connection.execute("SET GLOBAL threads = 2")
    return connection


def _protected(path: Path) -> Path | None:
    """DuckDB opens a file in a folder that cannot be written, and fails at the first commit."""
    folder = next(place for place in path.parents if place.exists())
    return next((place for place in (folder, path) if place.exists() and not os.access(place, os.W_OK)), None)


def _opened(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), read_only=read_only)
    except (duckdb.Error, OSError) as error:
        if "lock on file" in str(error) or "being used by another process" in str(error):
            named = re.search(r"PID (\d+)", str(error))
            raise StoreHeld(int(named[1]) if named else None) from error
        raise StoreBroken(str(error).splitlines()[0]) from error


def _export(cursor: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """From the copy, so that both say the same."""
    folder.mkdir(parents=True)
    for (table,) in cursor.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'copy'").fetchall():
        cursor.execute(f'COPY copy.main."{table}" TO {quoted(folder / f"{table}.parquet")} (FORMAT parquet)')


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


def _folded(read: Read) -> tuple[list[Fact], State]:
    facts = list(ledger.facts(read, CONFERENCE))
    return facts, State(fold(facts), Directory().with_rows(_stored_rows(read, facts)))


def _stored_rows(read: Read, facts: list[Fact]) -> Iterable[object]:
    yield from delegates.people(read, CONFERENCE)
    yield from delegates.units(read, CONFERENCE)
    yield from conference.words(read, CONFERENCE)
    yield from conference.items(read, CONFERENCE)
    yield from conference.introductions(read, CONFERENCE)
    yield from conference.message(read, CONFERENCE)
    yield from honours.words(read, CONFERENCE)
    yield from pins.pins(read, CONFERENCE)
    came = {fact.seq: fact.subject for fact in facts if fact.kind is Kind.SUBSTITUTE}
    yield from substitutes(read, CONFERENCE, came)


def _decided(decide: Decide, turn: Turn) -> Receipt | Exception:
    """One decision. What `decide` raises is its own answer; what folding raises ends the whole turn."""
    try:
        outcome = decide(turn)
    except Exception as error:
        return error
    if outcome.fact and not may_write(outcome.fact):
        return Receipt(Refused(Refusal.NOT_ALLOWED), None, turn.day.figures)
    seq = turn.append(outcome) if outcome.fact else None
    return Receipt(outcome.answer, seq, turn.day.figures)


def _resolve(future: Future, answer: Receipt | Exception) -> None:
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)


def _put_down(cursor: duckdb.DuckDBPyConnection, turn: Turn) -> None:
    """The turn's facts, and the words beside them."""
    ledger.append(cursor, CONFERENCE, turn.facts)
    codes = turn.touched | {row.code for row in turn.rows if isinstance(row, Person)}
    people = [(turn.directory.people[code], turn.day.delegates[code]) for code in sorted(codes)]
    delegates.save_people(cursor, CONFERENCE, people)
    for kind, save in _SAVES.items():
        if rows := [row for row in turn.rows if isinstance(row, kind)]:
            save(cursor, CONFERENCE, rows)


def _answered(fact: Fact) -> Answered:
    return Answered(fact.detail.get("asked", ""), fact.kind, fact.subject, fact.seq, "case" in fact.detail)


_SAVES: dict[type, Callable[[duckdb.DuckDBPyConnection, str, list], None]] = {
    Words: conference.save_words,
    ItemWords: conference.save_items,
    Introduction: conference.save_introductions,
    StageMessage: conference.save_message,
    AwardWords: honours.save_awards,
    DecisionWords: honours.save_decisions,
    BatchWords: honours.save_batches,
    SlotWords: honours.save_certificates,
    StandIn: honours.save_stand_ins,
    Unit: delegates.save_units,
    Pin: pins.save_pins,
}
