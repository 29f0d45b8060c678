"""When things break: a full disk, a power cut under load, a second copy, screens left connected."""

import asyncio
import contextlib
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import websockets
from days import NINE, ORGANISER, START, badge, entry
from serving import COOKIE, ROOT, Server, a_scan, environment, free_port, serve_command

from domain import enrolment
from domain.conference import Conference, Words
from domain.facts import Kind
from services import conference
from store.engine import Store

NEW_EACH_ROUND = 40


def house(file, *, people):
    """A data folder with made-up people whose badges are `badge(1)`, `badge(2)`, …"""
    store = Store(file)
    settings = Conference(START, START + timedelta(minutes=30), people)
    conference.set_up(store, settings, Words("Hội nghị"), role=ORGANISER, now=NINE)
    entries = [entry(f"DB{number:03}") for number in range(1, people + 1)]
    store.turn(
        lambda turn: enrolment.decide_enrol(
            turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE,
        )
    )  # fmt: skip
    store.close()


# --- a disk that is full ---------------------------------------------------------------------------------------------


def test_a_full_disk_is_503_and_the_same_scan_is_taken_once_there_is_room(server):
    """The limit on file sizes is put on the running server from outside, which needs no privilege (Linux)."""
    resource = pytest.importorskip("resource")
    codes = server.codes()
    first = server.scan(codes["DB001"])["seq"]
    wal = (server.data / "khaimac.duckdb.wal").stat().st_size
    scans = [a_scan(code=codes[f"DB{number:03}"]) for number in range(2, 7)]

    unlimited = resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (wal + 50, resource.RLIM_INFINITY))
    refused = [server.post("/api/scan", scan) for scan in scans]
    search, health = server.get("/api/search?q=hung"), server.get("/api/health")
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, unlimited)
    taken = [server.post("/api/scan", scan)[1] for scan in scans]

    assert {(status, answer["error"]) for status, answer in refused} == {(503, "unavailable")}
    assert (search[0], search[1]["total"], health[1]["seq"]) == (200, 6, first)
    assert [(answer["verdict"], answer["replayed"]) for answer in taken] == [("welcome", False)] * 5
    assert [answer["seq"] for answer in taken] == list(range(first + 1, first + 6))
    server.stop()
    assert str(first + 5) in server.command("check")


# --- a power cut under load ------------------------------------------------------------------------------------------


class Desk(threading.Thread):
    """Scans without pause until the server is gone: new badges first, then codes that nobody can read."""

    def __init__(self, server, name, numbers, enough):
        super().__init__()
        self.server, self.desk, self.numbers, self.enough = server, name, numbers, enough
        self.sent, self.answered = [], {}

    def run(self):
        asker = self.server.asker()
        with contextlib.suppress(OSError, http.client.HTTPException, json.JSONDecodeError), contextlib.closing(asker):
            for number in [*self.numbers, *[None] * 100_000]:
                scan = a_scan(desk=self.desk)
                scan["code"] = badge(number) if number else f"hỏng {scan['scan_id']}"
                self.sent.append(scan)
                status, answer = asker.post("/api/scan", scan)
                assert status == 200, answer
                self.answered[scan["scan_id"]] = answer
                if self.enough.acquire(blocking=False) is False:
                    self.server.let_go.set()


def kill_under_load(server, numbers, answers):
    """Kill after about so many answers; gives back what the desks know."""
    server.let_go, enough = threading.Event(), threading.Semaphore(answers)
    desks = [Desk(server, name, numbers[place::3], enough) for place, name in enumerate("ABC")]
    for desk in desks:
        desk.start()
    assert server.let_go.wait(30)
    server.kill()
    for desk in desks:
        desk.join()
    return desks


def test_killed_under_load_nothing_acknowledged_is_lost(bare_server, pytestconfig):
    rounds, chance = pytestconfig.getoption("rounds"), random.Random(20)
    file = bare_server.data / "khaimac.duckdb"
    house(file, people=rounds * NEW_EACH_ROUND)
    bare_server.start_and_log_in()
    acknowledged, waits = 0, []
    for number in range(rounds):
        new = range(number * NEW_EACH_ROUND + 1, (number + 1) * NEW_EACH_ROUND + 1)
        desks = kill_under_load(bare_server, new, chance.randrange(1, 120))
        began = time.monotonic()
        bare_server.start()
        waits.append(time.monotonic() - began)
        for desk in desks:
            again = ask_again(bare_server, desk)
            lost = [scan for scan, was, now in again if was and (now["seq"], now["replayed"]) != (was["seq"], True)]
            assert lost == []
            assert {now["verdict"] for _, _, now in again} <= {"welcome", "garbled"}
            acknowledged += len(desk.answered)
    print(f"\n{rounds} rounds of kill -9, {acknowledged} acknowledged, 0 lost; slowest restart {max(waits):.2f} s")
    bare_server.stop()
    assert_one_fact_a_scan(file)
    bare_server.command("check")


def ask_again(server, desk):
    """As the desk's queue does after an outage: each scan under its own id. (scan, answer before, answer now)"""
    with contextlib.closing(server.asker()) as asker:
        return [(scan, desk.answered.get(scan["scan_id"]), asker.post("/api/scan", scan)[1]) for scan in desk.sent]


def assert_one_fact_a_scan(file):
    store = Store(file)
    twice = store.read("SELECT action_id FROM ledger WHERE action_id <> '' GROUP BY action_id HAVING count(*) > 1")
    [(facts, last)] = store.read("SELECT count(*), max(seq) FROM ledger")
    store.close()
    assert (twice, facts) == ([], last)


def test_a_delegate_shown_welcome_is_present_after_a_kill(server):  # 27
    answer = server.scan(server.codes()["DB001"])
    server.kill()
    server.start()

    assert answer["verdict"] == "welcome"
    assert server.get("/api/delegate?code=DB001&desk=A")[1]["presence"] == "in_person"


# --- two copies, and who holds the data ------------------------------------------------------------------------------


def run(data, command):
    return subprocess.run(
        command, env=environment(data), cwd=data, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def test_the_running_copy_says_who_and_where_it_is(server):
    note = json.loads((server.data / "running.json").read_text("utf-8"))

    assert note.keys() == {"pid", "address", "since"}
    assert (note["pid"], note["address"]) == (server.pid, server.url)
    since = datetime.fromisoformat(note["since"])
    assert since.utcoffset() == timedelta(hours=7)
    assert abs(datetime.now(since.tzinfo) - since) < timedelta(minutes=1)
    server.stop()
    assert not (server.data / "running.json").exists()


def test_a_second_copy_says_so_in_one_sentence_and_the_first_goes_on(server):  # 28
    second = run(server.data, serve_command(free_port()))

    assert second.returncode == 1
    [sentence] = (second.stdout + second.stderr).strip().splitlines()
    assert sentence.startswith("Khai Mạc ")
    assert server.url in sentence
    assert str(server.pid) in sentence
    assert server.scan(server.codes()["DB001"])["verdict"] == "welcome"
    assert json.loads((server.data / "running.json").read_text("utf-8"))["pid"] == server.pid


COMMANDS = (
    "check", "demo", "codes out.csv", "badges out.pdf", "export out.xlsx", "backup folder", "open-day",
    "import roster list.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_meets_a_running_server_with_one_plain_sentence(running, command):
    before = sorted(running.data.iterdir())
    done = run(running.data, [sys.executable, str(ROOT / "app"), *command.split()])

    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.strip().splitlines()
    assert running.url in sentence
    assert sorted(running.data.iterdir()) == before
    assert running.get("/api/health")[0] == 200


def test_data_held_by_a_program_that_left_no_note_is_told_plainly(bare_server):
    store = Store(bare_server.data / "khaimac.duckdb")
    done = run(bare_server.data, [sys.executable, str(ROOT / "app"), "--lang", "en", "check"])
    store.close()

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "Another program holds this data. Close it and start again."


def test_the_note_of_a_killed_copy_is_no_hindrance(server):
    server.kill()
    old = json.loads((server.data / "running.json").read_text("utf-8"))
    server.start()

    new = json.loads((server.data / "running.json").read_text("utf-8"))
    assert new["pid"] == server.pid != old["pid"]


# --- stopping, and the socket ----------------------------------------------------------------------------------------


def test_it_stops_at_once_with_screens_connected_and_starts_again(server):
    seq = server.get("/api/health")[1]["seq"]

    async def stop_under_screens():
        urls = [f"ws://127.0.0.1:{server.port}/api/live?view={view}" for view in ("wall", "desk", "public") * 5]
        cookie = {"Cookie": f"{COOKIE}={server.cookies['organiser']}"}
        sockets = [await websockets.connect(url, additional_headers=cookie) for url in urls]
        began = time.monotonic()
        await asyncio.to_thread(server.stop)
        took = time.monotonic() - began
        for socket in sockets:
            await socket.close()
        return took

    took = asyncio.run(stop_under_screens())
    left_behind = sorted(path.name for path in server.data.iterdir())
    server.start()
    again = server.get("/api/health")[1]["seq"]

    assert took < 5
    assert left_behind == ["codes.csv", "cookies.json", "keys", "khaimac.duckdb"]
    assert again == seq


# Runs the server as `streamlit run` does, and from a thread beside it looks at the server's own end of a connection.
PROBE = r"""
import os, signal, socket, sys, threading, time
app, port, loop = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if loop == "asyncio":
    sys.modules["uvloop"] = None  # as on Windows

def answered():
    client = socket.create_connection(("127.0.0.1", port), timeout=5)
    client.sendall(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert client.recv(100).startswith(b"HTTP/1.1 200"), "not answering"
    return client

def look():
    while True:
        try:
            answered()
            break
        except OSError:
            time.sleep(0.05)
    client = answered()  # the first may have knocked before the door was ready
    for number in map(int, os.listdir("/proc/self/fd")):
        try:
            end = socket.socket(fileno=os.dup(number))
            if end.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                if end.getsockname()[1] == port:
                    print("listening", end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), flush=True)
            elif end.getpeername() == client.getsockname():
                print("accepted", end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), flush=True)
        except OSError:
            pass
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=look, daemon=True).start()
sys.argv = ["streamlit", "run", app, "--server.port", str(port)]
from streamlit.web.cli import main
main()
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at /proc")
@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_answers_leave_at_once_tcp_nodelay_is_set(bare_server, loop):
    done = run(bare_server.data, [sys.executable, "-c", PROBE, str(ROOT / "app"), str(free_port()), loop])

    found = dict(re.findall(r"^(listening|accepted) (\d+)$", done.stdout, re.MULTILINE))
    assert found.keys() == {"listening", "accepted"}, done.stderr
    assert "0" not in found.values()


def test_server_class_tells_why_a_start_failed(tmp_path):
    """So that a red test says what the program said."""
    server = Server(tmp_path / "data")
    server.data.mkdir()
    store = Store(server.data / "khaimac.duckdb")
    with pytest.raises(AssertionError, match="dữ liệu"):
        server.start()
    store.close()
    server.stop()
