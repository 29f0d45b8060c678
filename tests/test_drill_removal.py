"""The drill of the personal data on a running server: it goes while desks scan and ask; the server is killed at it."""

import random
import shutil
import subprocess
import sys
import threading
from contextlib import ExitStack, closing

import pytest
from days import NINE, ORGANISER, badge
from planted import award_list, found, mark, plant, planted_marks, stored
from serving import ROOT, STARTS_WITHIN, Server, a_scan, environment, wait_until

from domain.removal import Keeping
from services import backup, conference
from store import fresh
from store.engine import Store

ASIDE = "khaimac-before-restore-20261121-200000.duckdb"
UNITS = {mark("unit", "DB001")}  # the one that has a short name
KEPT = {Keeping.AWARD_LIST: award_list() | UNITS, Keeping.NOTHING: UNITS}

# Runs the server as `streamlit run` does, and removes what it is told to on its standard input, as the dialog does.
REMOVING = r"""
import sys, threading
app, port = sys.argv[1], int(sys.argv[2])
sys.path.insert(0, app)

def remove():
    import clock
    from domain.facts import Role
    from domain.removal import Keeping
    from services import removal
    from services.house import house
    print("ready", flush=True)
    for line in sys.stdin:
        receipt = removal.remove(house(), Keeping(line.strip()), role=Role.ORGANISER, now=clock.now())
        print("removed", receipt.seq, flush=True)

threading.Thread(target=remove, daemon=True).start()
sys.argv = ["streamlit", "run", app, "--server.port", str(port)]
from streamlit.web.cli import main
main()
"""


class RemovingServer(Server):
    def start(self) -> None:
        command = [sys.executable, "-c", REMOVING, str(ROOT / "app"), str(self.port)]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                command, env=environment(self.data), cwd=self.data, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log, text=True,
            )  # fmt: skip
        wait_until(self.is_answering, STARTS_WITHIN)
        self.told("ready")

    def stop(self) -> None:
        self._leave(super().stop)

    def kill(self) -> None:
        self._leave(super().kill)

    def _leave(self, by) -> None:
        """Its pipes are closed with it."""
        with ExitStack() as pipes:
            for pipe in (self._process.stdin, self._process.stdout) if self._process else ():
                pipes.enter_context(pipe)
            by()

    def ask_removal(self, keeping: Keeping) -> None:
        self._process.stdin.write(f"{keeping}\n")
        self._process.stdin.flush()

    def told(self, word: str) -> str:
        for line in self._process.stdout:
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise AssertionError(self.log.read_text("utf-8"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data folder whose day is over, with PINs and sessions, and what a restore set aside."""
    once = Server(tmp_path_factory.mktemp("prepared") / "data")
    file = once.data / "khaimac.duckdb"
    with closing(Store(file)) as store:
        plant(store)
        conference.open_day(store, keep=True, role=ORGANISER, now=NINE)
        conference.end_day(store, role=ORGANISER, now=NINE)
    shutil.copy(file, once.data / ASIDE)
    once.start_and_log_in()
    once.stop()
    return once.data


@pytest.fixture
def data(prepared, tmp_path):
    return shutil.copytree(prepared, tmp_path / "data")


@pytest.fixture
def server(data):
    server = RemovingServer(data)
    server.start()
    yield server
    server.stop()


class Going(threading.Thread):
    """Asks one thing after the other until told to stop; what meets a 503 is asked again as it is."""

    def __init__(self, server, asked):
        super().__init__()
        self.server, self.asked = server, asked
        self.over, self.answers, self.repeated = threading.Event(), [], 0

    def run(self):
        with closing(self.server.asker()) as asker:
            while not self.over.is_set():
                path, body = next(self.asked)
                while (answer := self.ask(asker, path, body))[0] == 503:
                    self.repeated += 1
                self.answers.append((body, *answer))

    def ask(self, asker, path, body):
        return asker.post(path, body) if body else asker.get(path)


def scans(desk, numbers):
    """New badges first, then codes that nobody can read: each is a fact."""
    for number in [*numbers, *[None] * 100_000]:
        scan = a_scan(desk=desk)
        yield "/api/scan", scan | {"code": badge(number) if number else f"hỏng {scan['scan_id']}"}


def reads():
    while True:
        for path in ("/api/search?q=dau", "/api/cases", "/api/delegate?code=DB010&desk=A", "/api/health"):
            yield path, None


@pytest.mark.parametrize("keeping", Keeping)
def test_while_desks_scan_it_goes_and_each_scan_counts_once(data, server, keeping):
    marks = planted_marks()
    before = found(data, marks)
    desks = [Going(server, scans(desk, range(20 + place, 60, 3))) for place, desk in enumerate("ABC")]
    screens = [Going(server, reads()) for _ in range(2)]
    all_of_them = [*desks, *screens]
    for one in all_of_them:
        one.start()
    wait_until(lambda: all(len(one.answers) > 4 for one in all_of_them), 20)

    server.ask_removal(keeping)
    seq = int(server.told("removed"))
    then = [len(one.answers) for one in all_of_them]
    wait_until(lambda: all(len(one.answers) > was + 4 for one, was in zip(all_of_them, then, strict=True)), 20)
    for one in all_of_them:
        one.over.set()
        one.join()
    while_it_serves = found(data, marks)
    server.stop()

    kept = KEPT[keeping]
    assert before == marks
    assert while_it_serves <= kept
    assert found(data, marks) <= kept
    assert {status for one in all_of_them for _, status, _ in one.answers} == {200}
    assert [one.repeated for one in screens] == [0, 0]
    assert sum(one.repeated for one in desks) > 0
    with closing(Store(data / "khaimac.duckdb")) as store:
        assert_each_scan_once(store, [answer for desk in desks for answer in desk.answers])
        assert store.state.day.removal.seq == seq
        assert backup.check(store).differences == ()
        assert stored(store, marks) == kept


def assert_each_scan_once(store, answers):
    facts = dict(store.read("SELECT action_id, seq FROM ledger WHERE action_id <> ''"))
    [(count, last)] = store.read("SELECT count(*), max(seq) FROM ledger")
    assert [scan for scan, _, answer in answers if facts.get(scan["scan_id"]) != answer["seq"]] == []
    assert count == last
    assert {answer["verdict"] for _, _, answer in answers} <= {"welcome", "garbled"}


def half_built(server, _was):
    wait_until(fresh.path_of(server.data / "khaimac.duckdb").exists, 20)


def exchanged(server, was):
    wait_until(lambda: (server.data / "khaimac.duckdb").stat().st_ino != was, 20)


def after_answers(most):
    """So many answers later, however long that is."""

    def later(server, _was):
        with closing(server.asker()) as asker:
            for _ in range(random.SystemRandom().randrange(most)):
                asker.get("/api/health")

    return later


MOMENTS = {
    "at once": after_answers(1), "half built": half_built, "exchanged": exchanged,
    "later": after_answers(150),
}  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_it_the_whole_old_data_is_there_or_the_whole_new_one(data, server, moment):
    marks, file = planted_marks(), data / "khaimac.duckdb"
    scanned = server.scan(badge(20))["seq"]

    server.ask_removal(Keeping.NOTHING)
    MOMENTS[moment](server, file.stat().st_ino)
    server.kill()
    server.start()
    again = server.scan(badge(20))
    server.stop()

    with closing(Store(file)) as store:
        removal, differences, left = store.state.day.removal, backup.check(store).differences, stored(store, marks)
    print(f"\n{moment}: {'the new one' if removal else 'the old one'}")
    assert differences == ()
    assert again["verdict"] == "already"
    assert again["seq"] == scanned + (2 if removal else 1)
    assert removal or moment != "exchanged"
    assert (left, found(data, marks) <= left) == ((UNITS, True) if removal else (marks, True))
    assert {path.name for path in data.iterdir()} == {"khaimac.duckdb", "cookies.json", "keys"} | (
        set() if removal else {ASIDE}
    )
