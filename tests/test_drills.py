"""Drills that damage the data or its clock: a protected disk, a torn or flipped byte, a clock set back and forward.

Others stand where their rooms are: kill -9, a full disk on a running server and a second copy in test_failures.py, a
full disk under the store in test_store_engine.py, an outage as the desks see it in e2e/test_outage.py.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from days import DESK, NINE, ORGANISER, START, badge, person
from serving import PINS, ROOT, STARTS_WITHIN, Server, a_scan, environment, free_port, serve_command, wait_until
from test_failures import run
from test_store_engine import scan, set_up, written

from domain import pins
from domain.agenda import Move, go
from domain.checkin import BadTime, Scan
from domain.day import Day, Session, fold
from domain.delegates import Category
from domain.door import Act, Substitute
from domain.facts import Fact, Kind, Refusal, Refused, Role, Way
from domain.pins import Failures
from domain.programme import planned_programme
from domain.running import CueRequest, decide_plan, running
from services import access, backup, checkin, conference, live
from services import running as stage
from store import ledger
from store.engine import CONFERENCE, Store, StoreBroken
from web.live import Listener, Picture
from web.missing import Missing

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
LONGEST_SENTENCE = 600  # DuckDB's own words about a damaged file, path and all


# --- a disk that is write-protected ----------------------------------------------------------------------------------


def bound(command: list[str]) -> list[str]:
    """Root may write into a protected folder too, unless that privilege is taken from it."""
    if not hasattr(os, "geteuid"):
        pytest.skip("protects a folder by its POSIX permissions")
    if os.geteuid():
        return command
    if not shutil.which("setpriv"):
        pytest.skip("root without setpriv")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]


class BoundServer(Server):
    def start(self) -> None:
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                bound(serve_command(self.port)), env=environment(self.data), cwd=self.data,
                stdout=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip
        wait_until(self.is_answering, STARTS_WITHIN)

    def stop(self) -> int:
        """How it ended."""
        process = self._process
        super().stop()
        return process.returncode


@pytest.fixture
def bound_server(tmp_path, demo_data) -> Iterator[BoundServer]:
    """The demo, not started."""
    server = BoundServer(shutil.copytree(demo_data, tmp_path / "data"))
    yield server
    server.data.chmod(0o755)
    if server._process:
        server.stop()


PROTECTED = {"the folder": (".", 0o555), "the database": ("khaimac.duckdb", 0o444)}
STARTS = {
    "served": lambda: serve_command(free_port()),
    "asked by a command": lambda: [sys.executable, str(ROOT / "app"), "check"],
}


@pytest.mark.parametrize("command", STARTS)
@pytest.mark.parametrize("what", PROTECTED)
def test_on_a_protected_disk_it_does_not_start_and_says_so_in_one_sentence(bound_server, what, command):
    name, mode = PROTECTED[what]
    protected = bound_server.data / name
    protected.chmod(mode)
    before = sorted(bound_server.data.iterdir())

    done = run(bound_server.data, bound(STARTS[command]()))

    assert done.returncode == 1
    assert (done.stdout + done.stderr).strip() == (
        f"Không ghi được vào {protected}: bỏ chế độ chống ghi hoặc chọn thư mục dữ liệu khác, rồi mở lại."
    )
    assert sorted(bound_server.data.iterdir()) == before


def test_a_disk_protected_while_it_serves_is_503_and_the_same_scan_is_taken_afterwards(bound_server):
    """Before the first fact since the start: its log has yet to be made in the folder."""
    codes = bound_server.codes()
    bound_server.start()
    seq = bound_server.get("/api/health")[1]["seq"]
    scans = [a_scan(code=codes[f"DB{number:03}"]) for number in range(1, 4)]

    bound_server.data.chmod(0o555)
    refused = [bound_server.post("/api/scan", one) for one in scans]
    login = bound_server.post("/api/login", {"role": "desk", "pin": PINS["desk"]})
    search, health = bound_server.get("/api/search?q=hung"), bound_server.get("/api/health")
    bound_server.data.chmod(0o755)
    taken = [bound_server.post("/api/scan", one)[1] for one in scans]

    assert {(status, answer["error"]) for status, answer in [*refused, login]} == {(503, "unavailable")}
    assert (search[0], search[1]["total"], health[1]["seq"]) == (200, 6, seq)
    assert [(one["verdict"], one["replayed"], one["seq"]) for one in taken] == [
        ("welcome", False, seq + place) for place in (1, 2, 3)
    ]


def test_stopped_on_a_disk_protected_meanwhile_it_ends_quietly_and_keeps_what_it_acknowledged(bound_server):
    bound_server.start()
    taken = bound_server.scan(bound_server.codes()["DB001"])

    bound_server.data.chmod(0o555)
    bound_server.stop()
    bound_server.data.chmod(0o755)

    assert "Traceback" not in bound_server.log.read_text("utf-8")
    assert f"Đã đọc lại {taken['seq']} dòng sổ" in bound_server.command("check")


# --- a log that is torn, bytes that flipped --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crashed:
    """The files of a store as a power cut leaves them, and how long its log was after each fact."""

    base: bytes
    wal: bytes
    ends: tuple[int, ...]
    facts: tuple[Fact, ...]

    def acknowledged(self, size: int) -> int:
        """How many facts were acknowledged when the log had this size."""
        return sum(end <= size for end in self.ends)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory) -> Crashed:
    """Each kind of entry of the door, so that facts, notes and rows of the list stand in the log."""
    file = tmp_path_factory.mktemp("crashed") / "khaimac.duckdb"
    store = Store(file)
    set_up(store, people=30)
    ends = [written(file)] * 2
    for number in range(1, 25, 4):
        for act in acts_about(number):
            act(store).result()
            ends.append(written(file))
    files = [(file.with_name(name).read_bytes()) for name in (file.name, f"{file.name}.wal")]
    facts = tuple(ledger.facts(store.read, CONFERENCE))
    store.close()
    assert len(facts) == len(ends)
    return Crashed(*files, tuple(ends), facts)


def acts_about(number: int) -> list:
    code, other = f"DB{number:03}", f"DB{number + 1:03}"
    return [
        lambda store: scan(store, number),
        lambda store: checkin.scan(
            store, Scan(f"hỏng {number}", "B", Way.SCANNER, f"hỏng {number}"), role=DESK, now=NINE
        ),
        lambda store: checkin.undo(store, Act(f"u{number}", code, "A", DESK, "nhầm"), now=NINE),
        lambda store: checkin.substitute(
            store, Act(f"s{number}", other, "A", DESK, "bận"), Substitute(other, "Lê Thị Thay"), now=NINE
        ),
        lambda store: checkin.leave(store, Act(f"l{number}", other, "A", DESK, "về"), now=NINE),
    ]


def laid_out(folder: Path, base: bytes, wal: bytes) -> Path:
    folder.mkdir()
    file = folder / "khaimac.duckdb"
    file.write_bytes(base)
    file.with_name(f"{file.name}.wal").write_bytes(wal)
    return file


def opened(file: Path) -> tuple[Day, int, tuple[str, ...]] | str:
    """The day, its facts and what disagrees; or the sentence why it does not open."""
    try:
        store = Store(file)
    except StoreBroken as error:
        return str(error)
    found = store.state.day, backup.check(store).facts, backup.check(store).differences
    store.close()
    return found


def is_one_sentence(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) < LONGEST_SENTENCE and "\n" not in found


def test_a_log_torn_anywhere_keeps_each_fact_acknowledged_before_the_cut(crashed, tmp_path):
    chance = random.Random(6)
    cuts = {end + off for end in crashed.ends[2::2] for off in (-1, 0, 9)}
    cuts |= {chance.randrange(crashed.ends[1], len(crashed.wal)) for _ in range(20)}
    for cut in sorted(cuts):
        file = laid_out(tmp_path / str(cut), crashed.base, crashed.wal[:cut])
        kept = crashed.acknowledged(cut)
        assert opened(file) == (fold(crashed.facts[:kept]), kept, ()), cut


def test_a_torn_log_is_written_on(crashed, tmp_path):
    """What comes after the tear is kept as well; the lost scan is taken when its desk asks again."""
    file = laid_out(tmp_path / "data", crashed.base, crashed.wal[: crashed.ends[2] - 1])
    store = Store(file)
    receipts = [scan(store, number).result() for number in (1, 2)]
    was = store.state.day
    store.close()

    assert [receipt.seq for receipt in receipts] == [3, 4]
    assert opened(file) == (was, 4, ())


def flipped(content: bytes, place: int, bits: int) -> bytes:
    return content[:place] + bytes([content[place] ^ bits]) + content[place + 1 :]


def flips(crashed: Crashed) -> Iterator[tuple[int, int]]:
    """Anywhere, and each byte of the head of a record: its length and its checksum."""
    chance = random.Random(7)
    yield from ((chance.randrange(crashed.ends[1], len(crashed.wal)), 1 << chance.randrange(8)) for _ in range(60))
    yield from ((crashed.ends[4] + place, 0x10) for place in range(16))


def test_a_flipped_byte_of_the_log_is_told_or_what_opens_is_a_whole_day(crashed, tmp_path):
    """A length that flipped reads as a torn end, with no word about it: the day is whole up to there, what followed
    the desks have to send again. Nothing else opens.
    """
    refused = 0
    for number, (place, bits) in enumerate(flips(crashed)):
        found = opened(laid_out(tmp_path / str(number), crashed.base, flipped(crashed.wal, place, bits)))
        if is_one_sentence(found):
            refused += 1
            continue
        before = crashed.acknowledged(place)
        assert found == (fold(crashed.facts[:before]), before, ()), (place, bits)
    assert refused > 60


def test_a_flipped_byte_of_the_database_is_told_or_was_of_no_use(tmp_path):
    """A damaged block is met when it is read; what is in no use may flip."""
    file, chance = tmp_path / "khaimac.duckdb", random.Random(8)
    store = Store(file)
    set_up(store, people=30)
    for number in range(1, 31):
        scan(store, number).result()
    was = (store.state.day, 32, ())
    store.close()
    content = file.read_bytes()
    kept = 0
    for number in range(60):
        damaged = flipped(content, chance.randrange(len(content)), 1 << chance.randrange(8))
        found = opened(laid_out(tmp_path / str(number), damaged, b""))
        kept += found == was
        assert found == was or is_one_sentence(found), found
    assert 0 < kept < 60


def test_the_server_and_the_commands_say_in_one_sentence_that_the_data_are_damaged(bare_server, crashed):
    laid_out(bare_server.data / "new", crashed.base, flipped(crashed.wal, crashed.ends[4] + 20, 1))
    for start in STARTS.values():
        done = run(bare_server.data / "new", start())
        [sentence] = (done.stdout + done.stderr).strip().splitlines()
        assert (done.returncode, sentence.startswith("Không mở được dữ liệu: ")) == (1, True)


# --- the server's clock, set back and forward by an hour while the day runs -------------------------------------------
# Everything below pages and routes takes the time as an argument; so the clock is set by giving another one.

SET = {"set back": -HOUR, "set forward": HOUR}


@pytest.fixture(params=SET)
def shift(request) -> timedelta:
    return SET[request.param]


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    """A day of 30 with its programme, open since five minutes."""
    opened_store = Store(tmp_path / "khaimac.duckdb")
    set_up(opened_store, people=30, seats=31)
    programme = planned_programme(START)
    opened_store.turn(
        lambda turn: decide_plan(turn.day, programme[0], (), seen=turn.day.agenda.seq, role=ORGANISER, now=NINE)
    )
    conference.open_day(opened_store, keep=False, role=ORGANISER, now=START - 5 * MINUTE)
    yield opened_store
    opened_store.close()


def waited(store, number, *, happened_at, now):
    request = Scan(f"waited {number}", "A", Way.SCANNER, badge(number), None, happened_at)
    return checkin.scan(store, request, role=DESK, now=now).result()


def test_whatever_the_clock_says_seq_is_the_order_and_each_fact_keeps_its_own_time(store, tmp_path, shift):
    first = store.state.day.seq + 1
    moments = [START, START + SECOND, START + shift, START + shift + SECOND, START + 2 * SECOND]
    receipts = [scan(store, number, now=now).result() for number, now in enumerate(moments, start=1)]
    facts = list(ledger.facts(store.read, CONFERENCE))[-len(moments) :]
    latest = [one["name"] for one in live.view("wall", store.state, now=START)["latest"]]
    was = store.state.day
    store.close()

    assert {receipt.answer.verdict for receipt in receipts} == {Kind.WELCOME}
    assert [(fact.seq, fact.happened_at, fact.recorded_at) for fact in facts] == [
        (first + place, now, now) for place, now in enumerate(moments)
    ]
    assert latest == [f"Nguyễn Văn DB{number:03}" for number in (5, 4, 3, 2, 1)]
    assert opened(tmp_path / "khaimac.duckdb") == (was, first + len(moments) - 1, ())


def test_a_badge_held_before_the_camera_stays_one_fact_when_the_clock_is_set(store, shift):
    """The first sighting by the new clock may be told once more, the next are repeats again."""
    scan(store, 1, scan_id="before", now=START).result()
    seen = [scan(store, 1, scan_id=f"again {n}", now=START + shift + n * SECOND / 8).result() for n in range(9)]

    assert [receipt.answer.verdict for receipt in seen] == [Kind.ALREADY] * 9
    assert [receipt.answer.repeat for receipt in seen] == [False] + [True] * 8


def test_the_release_follows_the_new_clock_and_comes_back_with_it(store):
    def walks_in(number: int, now) -> Kind:
        """Somebody on no list: against the one place that nobody holds."""
        act = Act(f"w{number}", "", "A", DESK)
        guest = person("", Category.GUEST, name=f"Khách {number}")
        return checkin.walk_in(store, act, guest, now=now).result().answer.verdict

    held = [store.state.day.figures.held(now) for now in (START, START + HOUR, START)]
    came = [walks_in(n, now) for n, now in enumerate((START, START, START + HOUR, START), start=1)]

    assert held == [30, 0, 30]
    assert came == [Kind.WELCOME, Kind.FULL, Kind.WELCOME, Kind.FULL]


def test_the_running_order_goes_on_by_the_new_clock(store, shift):
    def press(number: int, now) -> Refused | None:
        day = store.state.day
        request = CueRequest(f"go {number}", go(running(day, now=now)), day.agenda.seq)
        return stage.cue(store, request, role=Role.MC, now=now).result().answer

    first = press(1, START)
    later = START + shift + MINUTE
    running_then = running(store.state.day, now=later)
    second = press(2, later)
    third = press(3, later + MINUTE)
    runs = running(store.state.day, now=later + 2 * MINUTE)

    assert (first, second, third) == (None, None, None)
    assert running_then.current.elapsed == max(timedelta(), shift + MINUTE)
    assert (runs.current.actual_start, runs.current.elapsed) == (later + MINUTE, MINUTE)
    assert runs.current.item.number == 3
    assert backup.check(store).differences == ()


def test_each_screen_is_drawn_by_the_new_clock_and_waits_for_a_moment_to_come(store, shift):
    request = CueRequest("go", Move.START, store.state.day.agenda.seq)
    stage.cue(store, request, role=Role.MC, now=START).result()
    now = START + shift
    drawn = {name: live.view(name, store.state, now=now) for name in live.VIEWS}

    assert drawn["desk"]["held"] == (0 if shift > timedelta() else 30)
    assert timedelta() < live.next_moment(store.state, now) - now <= MINUTE
    picture = Picture("…", store.state, START, live.next_moment(store.state, START))
    assert (picture.holds(store.state, START), picture.holds(store.state, now)) == (True, False)


def test_nobody_is_logged_out_and_who_logs_in_now_stays_when_the_clock_is_put_right(store, shift):
    before = access.open_session(store, DESK, address="10.0.0.2", now=START)
    meanwhile = access.open_session(store, DESK, address="10.0.0.3", now=START + shift)

    standing = [access.devices(store, now=now) for now in (START, START + shift, START)]

    assert [{one.id for one in devices} for devices in standing] == [{before.id, meanwhile.id}] * 3


def test_who_guessed_a_pin_does_not_wait_until_the_clock_has_caught_up():
    failures = Failures()
    for _ in range(6):
        failures = failures.with_one_more(START)

    waits = [pins.wait(failures, Failures(), START + by) for by in (timedelta(), -HOUR, HOUR)]
    assert waits == [4 * SECOND, timedelta(), timedelta()]


def test_scans_that_waited_are_taken_by_the_new_clock(store, shift):
    """Asked with a time by the new clock, before the day's own opening by the old one."""
    now = START + shift
    receipts = [waited(store, number, happened_at=now - number * MINUTE, now=now) for number in (1, 2, 3)]

    assert [receipt.answer.verdict for receipt in receipts] == [Kind.WELCOME] * 3
    assert [fact.happened_at for fact in list(ledger.facts(store.read, CONFERENCE))[-3:]] == [
        now - number * MINUTE for number in (1, 2, 3)
    ]
    assert not store.state.day.cases


def test_from_before_the_opening_it_is_a_bad_time_as_long_as_the_clock_was_not_set_back(store):
    asked = {"happened_at": START - 6 * MINUTE, "number": 1}
    with pytest.raises(BadTime):
        waited(store, **asked, now=START)

    assert waited(store, **asked, now=START - 5.5 * MINUTE).answer.verdict is Kind.WELCOME


def test_a_waiting_scan_older_than_the_doors_last_word_goes_to_the_open_cases(store):
    """Set back, the clock makes it look older than it is: a person decides, nothing is lost."""
    scan(store, 1, now=START).result()
    checkin.undo(store, Act("u", "DB001", "A", DESK, "nhầm"), now=START + SECOND).result()

    ruling = waited(store, 1, happened_at=START - HOUR + MINUTE, now=START - HOUR + 2 * MINUTE).answer

    assert (ruling.verdict, ruling.stale) == (Kind.ALREADY, True)
    assert [case.subject for case in store.state.day.cases.values()] == ["DB001"]


@pytest.mark.parametrize(
    ("by", "role", "refusal"),
    [(-HOUR, DESK, None), (HOUR, DESK, Refusal.TOO_LATE), (HOUR, ORGANISER, None)],
    ids=["set back", "set forward", "set forward, by the organiser"],
)
def test_an_undo_is_the_organisers_once_the_clock_was_set_forward(store, by, role, refusal):
    scan(store, 1, now=START).result()
    answer = checkin.undo(store, Act("u", "DB001", "A", role, "nhầm"), now=START + by).result().answer

    assert answer == (Refused(refusal) if refusal else None)


def test_a_screen_that_was_lost_is_told_by_the_new_clock_too():
    session = Session("s1", Role.WALL, "", "10.0.0.2", START)
    lost = Missing()
    lost.left("hall", Listener(session, is_screen=True), [], now=START)

    assert lost.views(Day(sessions={"s1": session}), START - HOUR) == ["hall"]
