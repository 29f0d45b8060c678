"""The drill of a dead laptop: an arrival at three desks, kill -9, the data destroyed, a spare behind the same address.

The desks keep what they were told was done, as their browsers do, and send it again before anything new. That the
browsers do so is shown in e2e/test_kept.py.
"""

import http.client
import shutil
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hall import HALL, LanServer
from serving import COOKIE, Asker, Server, an_id, run_command, wait_until

from domain.day import Day, take
from domain.facts import Fact, Kind
from services import backup, certificates
from store import ledger
from store.engine import CONFERENCE, Store

DESKS = "ABC"
DELEGATES = [f"DB{number:03}" for number in range(1, 151)]
SEATS = 150
GONE = (OSError, http.client.HTTPException)


# --- what a desk does ------------------------------------------------------------------------------------------------

ROUTES = {
    "undo": "/api/undo", "substitute": "/api/substitute", "in_person": "/api/in_person", "leave": "/api/leave",
    "walk_in": "/api/walk_in",
}  # fmt: skip
KINDS = {
    "admit": Kind.WELCOME, "undo": Kind.UNDONE, "substitute": Kind.SUBSTITUTE, "in_person": Kind.IN_PERSON,
    "leave": Kind.LEFT, "walk_in": Kind.WALK_IN,
}  # fmt: skip
UNDO, LEAVE = {"what": "undo", "reason": "nhầm người"}, {"what": "leave", "reason": "về sớm"}
GARBLED = {"what": "admit", "code": "ưng"}
ADMIT, IN_PERSON = {"what": "admit"}, {"what": "in_person", "reason": "đã đến"}
SUBSTITUTE = {"what": "substitute", "name": "Lê Thị Thay", "position": "Phó phòng"}
WALK_IN = {"what": "walk_in", "name": "Trần Văn Thêm", "position": "Trưởng phòng", "unit": "Sở Tài chính"}
DRIVER = WALK_IN | {"name": "Võ Văn Lái", "category": "driver"}

# What happens to a delegate, and how they stand at the end. Most simply come; every tenth or so does something else.
PLAIN = ((ADMIT,), "in_person")
STORIES = {
    3: ((ADMIT, ADMIT), "in_person"),
    5: ((GARBLED, ADMIT), "in_person"),
    7: ((ADMIT, UNDO), "away"),
    13: ((ADMIT, UNDO, ADMIT), "in_person"),
    17: ((SUBSTITUTE,), "substitute"),
    23: ((SUBSTITUTE, IN_PERSON), "in_person"),
    27: ((ADMIT, SUBSTITUTE | {"reason": "bận"}), "substitute"),
    33: ((ADMIT, LEAVE, WALK_IN), "left"),
    37: ((ADMIT, SUBSTITUTE | {"reason": "bận"}, LEAVE, WALK_IN), "left"),
    43: ((DRIVER, ADMIT, UNDO, SUBSTITUTE), "substitute"),
}


def story(code: str) -> tuple[tuple[dict, ...], str]:
    return STORIES.get(int(code[2:]) % 50, PLAIN)


@dataclass
class Desk:
    """A desk with its browser's memory: what it has yet to do, and what it was told was done."""

    name: str
    port: int
    cookie: str
    badges: dict[str, str]
    to_do: list[dict]
    kept: list[dict] = field(default_factory=list)
    answers: list[dict] = field(default_factory=list)

    def work(self, until: Callable[[], bool] = lambda: False) -> None:
        """One act after the other, until told to stop or the server is gone; what was not answered is asked again."""
        try:
            with closing(self.asker()) as asker:
                while self.to_do and not until():
                    self._do(asker, self.to_do[0])
                    self.to_do.pop(0)
        except GONE:
            return

    def asked(self, act: dict) -> dict:
        """One more act, and its answer."""
        with closing(self.asker()) as asker:
            self._do(asker, act)
        return self.answers[-1]

    def sees(self, path: str = "/api/live?view=desk") -> dict:
        with closing(self.asker()) as asker:
            return asker.get(path)[1]

    def resend(self) -> Counter[str]:
        """All that is kept, in its order; what became of it."""
        with closing(self.asker()) as asker:
            return Counter(self._sent(asker, entry) for entry in self.kept)

    def asker(self) -> Asker:
        return Asker(self.port, self.cookie)

    def _sent(self, asker: Asker, entry: dict) -> str:
        status, answer = asker.post("/api/resend", entry)
        return answer["outcome"] if status == 200 else f"{status} {answer['error']}"

    def _do(self, asker: Asker, act: dict) -> None:
        at = datetime.now(UTC).isoformat()
        status, answer = asker.post(*self._request(act))
        assert status == 200, answer
        self.answers.append(answer)
        if is_done(answer):
            code = act["delegate"] or answer["delegate"]["code"]
            self.kept.append(act | {"desk": self.name, "happened_at": at, "delegate": code})

    def _request(self, act: dict) -> tuple[str, dict]:
        if act["what"] == "admit":
            code = act.get("code", self.badges[act["delegate"]])
            return "/api/scan", {"scan_id": act["id"], "code": code, "desk": self.name, "way": "scanner"}
        return ROUTES[act["what"]], act | {"action_id": act["id"], "desk": self.name}


def is_done(answer: dict) -> bool:
    return answer.get("undone") or answer.get("accepted") or answer.get("verdict") == "welcome"


def acts_of(code: str) -> Iterator[dict]:
    for act in story(code)[0]:
        yield act | {"id": an_id(), "delegate": "" if act["what"] == "walk_in" else code}


def together(desks: Iterable[Desk], do: Callable[[Desk], Any]) -> list[Any]:
    """What each desk's work gave, all at the same time."""
    with ThreadPoolExecutor(len(DESKS)) as pool:
        return list(pool.map(do, desks))


def resent(desks: Iterable[Desk]) -> Counter[str]:
    return sum(together(desks, Desk.resend), Counter())


# --- the two laptops -------------------------------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path, monkeypatch) -> Path:
    """Each server started in the test copies into it, at its start and every five minutes."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setenv("KHAIMAC_BACKUP", str(folder))
    return folder


@pytest.fixture
def first(tmp_path, demo_data) -> Iterator[Server]:
    """The demo with its keys, in rehearsal, not started."""
    server = Server(shutil.copytree(demo_data, tmp_path / "first"))
    hall = {"host": "first", "addresses": ("127.0.0.1",), "names": ("localhost",)}
    certificates.ready(server.data / "keys", **hall, now=datetime.now(UTC))
    yield server
    server.stop()


@pytest.fixture
def spare(tmp_path, first) -> Iterator[Server]:
    """Behind the same address."""
    server = Server(tmp_path / "spare")
    server.port, server.url = first.port, first.url
    yield server
    server.stop()


@pytest.fixture
def desks(first) -> list[Desk]:
    badges, cookie = first.codes(), first.cookies["desk"]
    acts = {
        name: [act for code in DELEGATES[place :: len(DESKS)] for act in acts_of(code)]
        for place, name in enumerate(DESKS)
    }
    return [Desk(name, first.port, cookie, badges, to_do) for name, to_do in acts.items()]


def destroy(server: Server) -> None:
    server.kill()
    shutil.rmtree(server.data)


def last_copy(stick: Path) -> int:
    """Its last fact."""
    return max((backup.manifest_of(copy).seq for copy in backup.whole(stick)), default=0)


def copied_up_to(server: Server, stick: Path) -> int:
    """A start copies at once. The last fact in that copy."""
    server.start()
    seq = server.get("/api/health")[1]["seq"]
    wait_until(lambda: last_copy(stick) >= seq, 20)
    return last_copy(stick)


def put_back(spare: Server, stick: Path) -> str:
    """By the command, as on the day; what it said."""
    return run_command(spare.data.parent, "restore", str(stick), "--into", str(spare.data))


# --- what the ledger holds -------------------------------------------------------------------------------------------


def told(data: Path) -> tuple[list[Fact], Day, int]:
    """Its facts, the day they make, and the most that were ever in."""
    with closing(Store(data / "khaimac.duckdb")) as store:
        facts = list(ledger.facts(store.read, CONFERENCE))
    day, most = Day(), 0
    for fact in facts:
        take(day, fact)
        most = max(most, day.figures.present)
    return facts, day, most


def missing(desks: Iterable[Desk], facts: Iterable[Fact]) -> list[dict]:
    """What a desk was told was done and no fact says."""
    have = {(fact.action_id, fact.kind, fact.subject) for fact in facts}
    return [
        entry for desk in desks for entry in desk.kept
        if (entry["id"], KINDS[entry["what"]], entry["delegate"]) not in have
    ]  # fmt: skip


def standing(day: Day) -> dict[str, str]:
    return {code: day.delegates[code].presence for code in DELEGATES}


def as_told() -> dict[str, str]:
    return {code: story(code)[1] for code in DELEGATES}


def at_the_end(desks: list[Desk]) -> int:
    """Who must be in: by the stories, and the walk-ins that take a seat."""
    walk_ins = [entry for desk in desks for entry in desk.kept if entry["what"] == "walk_in"]
    guests = sum("category" not in entry for entry in walk_ins)
    return guests + sum(presence in ("in_person", "substitute") for presence in as_told().values())


# --- the drills ------------------------------------------------------------------------------------------------------


def test_a_spare_takes_over_in_the_middle_of_the_arrival_and_nothing_acknowledged_is_lost(stick, first, spare, desks):
    """The last copy is of the middle of the arrival, and the laptop dies under the desks' hands."""
    first.command("spare", str(stick))
    first.command("open-day")
    first.start()
    together(desks, lambda desk: desk.work(until=lambda: len(desk.answers) >= 25))
    first.stop()
    copied = copied_up_to(first, stick)
    after_a_restart = resent(desks)
    enough = threading.Event()
    dying = threading.Thread(target=lambda: (enough.wait(30), destroy(first)))
    dying.start()
    together(desks, lambda desk: desk.work(until=lambda: len(desk.answers) >= 50 and enough.set()))
    dying.join()

    [*_, last] = backup.whole(stick)
    said = put_back(spare, stick)
    spare.start()
    restored = spare.get("/api/health")[1]["seq"]
    again = resent(desks)
    twice = resent(desks)
    after_twice = spare.get("/api/health")[1]["seq"]
    together(desks, Desk.work)
    one_more = desks[0].asked({"id": an_id(), "delegate": ""} | WALK_IN)
    spare.stop()

    facts, day, most = told(spare.data)
    assert said.startswith(f"Đã khôi phục {last} vào {spare.data}")
    assert set(after_a_restart) == {"known"}
    assert (set(again), again["recorded"] > 40, restored) == ({"known", "recorded"}, True, copied)
    assert (set(twice), after_twice) == ({"known"}, restored + again["recorded"])
    assert (missing(desks, facts), standing(day), len(day.resent)) == ([], as_told(), again["recorded"])
    assert (day.figures.present, len(day.cases)) == (at_the_end(desks), 0)
    assert (most <= SEATS, one_more["verdict"]) == (True, "full")
    assert [fact.seq for fact in facts] == list(range(1, len(facts) + 1))
    assert spare.command("check").startswith("Đã đọc lại ")


def test_a_copy_from_before_the_opening_waits_until_the_organiser_has_opened_the_day(stick, first, spare, desks):
    """The rehearsal's presence is in that copy, and starts from nothing once more."""
    first.command("spare", str(stick))
    copied_up_to(first, stick)
    rehearsed = [first.scan(desks[0].badges[code])["verdict"] for code in DELEGATES[:5]]
    first.stop()
    copied_up_to(first, stick)
    first.stop()
    stick.rename(stick.with_name("unplugged"))
    first.command("open-day")
    first.start()
    together(desks, Desk.work)
    destroy(first)
    stick.with_name("unplugged").rename(stick)

    put_back(spare, stick)
    spare.start()
    waiting = resent(desks)
    in_rehearsal = desks[0].sees()["present"]
    spare.stop()
    spare.command("open-day")
    spare.start()
    again, twice = resent(desks), resent(desks)
    spare.stop()

    facts, day, most = told(spare.data)
    assert (set(rehearsed), in_rehearsal) == ({"welcome"}, 5)
    assert waiting == {"waits": sum(len(desk.kept) for desk in desks)}
    assert again == {"recorded": waiting["waits"]}
    assert twice == {"known": waiting["waits"]}
    assert (missing(desks, facts), standing(day), len(day.cases)) == ([], as_told(), 0)
    assert (day.figures.present, most <= SEATS) == (at_the_end(desks), True)
    assert spare.command("check").startswith("Đã đọc lại ")


def test_with_the_keys_the_old_cookies_go_on_and_only_who_logged_in_after_the_copy_logs_in_again(stick, first, spare):
    first.command("spare", str(stick))
    before = {role: first.cookies[role] for role in ("organiser", "desk")}
    copied_up_to(first, stick)
    after = first.log_in("desk")
    destroy(first)

    put_back(spare, stick)
    spare.start()

    assert {role: session(spare, cookie) for role, cookie in before.items()} == dict.fromkeys(before, 200)
    assert session(spare, after) == 401
    assert session(spare, spare.log_in("desk")) == 200


def test_without_the_keys_everybody_logs_in_again_and_nothing_else_is_lost(stick, first, spare, desks):
    first.command("open-day")
    copied_up_to(first, stick)
    desks[0].asked({"id": an_id(), "delegate": "DB150"} | ADMIT)
    destroy(first)

    put_back(spare, stick)
    spare.start()
    refused = desks[0].resend()
    desks[0].cookie = spare.log_in("desk")

    assert refused == {"401 login_needed": 1}
    assert desks[0].resend() == {"recorded": 1}


def test_what_desks_send_in_the_wrong_order_is_in_the_ledger_or_a_case_of_its_own(stick, first, spare, desks):
    """One desk let somebody in, another one noted that they left, and is the quicker one afterwards."""
    first.command("spare", str(stick))
    first.command("open-day")
    copied_up_to(first, stick)
    arrival, leaving = desks[0], desks[1]
    arrival.asked({"id": an_id(), "delegate": "DB001"} | ADMIT)
    leaving.asked({"id": an_id(), "delegate": "DB001"} | LEAVE)
    destroy(first)

    put_back(spare, stick)
    spare.start()
    outcomes = [desk.resend() for desk in (leaving, arrival, leaving)]
    [case] = desks[0].sees("/api/cases")["items"]

    assert outcomes == [{"recorded": 1}, {"set_aside": 1}, {"known": 1}]
    assert (case["delegate"]["code"], case["what"], case["desk"]) == ("DB001", "admit", "A")
    assert desks[0].sees("/api/delegate?code=DB001&desk=A")["presence"] == "left"


def test_a_device_that_trusts_the_first_laptop_alone_reaches_the_spare_over_tls(stick, tmp_path, demo_data):
    """And by the first laptop's name, which the command that `restore` names gives to the spare."""
    first = LanServer(shutil.copytree(demo_data, tmp_path / "first"))
    first.start("--name", "may-chinh.example")
    told_first = first.command("spare", str(stick))
    trusting, cookie = first.trusting(), first.cookies["desk"]
    wait_until(lambda: backup.whole(stick), 20)
    destroy(first)

    spare = LanServer(tmp_path / "spare")
    spare.tls_port, spare.port, spare.own_url = first.tls_port, first.port, first.own_url
    said = put_back(spare, stick)
    try:
        spare.start(*said.split("--lan")[1].split())
        reached = {name: status_by(trusting, name, spare.tls_port, cookie) for name in (HALL, "may-chinh.example")}
    finally:
        spare.stop()

    assert f" {HALL}, " in told_first
    assert said.rstrip().endswith("python app serve --lan --name may-chinh.example")
    assert reached == {HALL: 200, "may-chinh.example": 200}


def status_by(trusting: ssl.SSLContext, name: str, port: int, cookie: str) -> int:
    """As a device would that finds the name at the address: what stands in the certificate is looked at too."""
    with (
        socket.create_connection((HALL, port), timeout=20) as plain,
        trusting.wrap_socket(plain, server_hostname=name) as connection,
    ):
        sent = f"GET /api/live?view=desk HTTP/1.1\r\nHost: {name}:{port}\r\nCookie: {COOKIE}={cookie}\r\n\r\n"
        connection.sendall(sent.encode())
        return int(connection.recv(12).split()[1])


def session(server: Server, cookie: str) -> int:
    with closing(Asker(server.port, cookie)) as asker:
        return asker.get("/api/live?view=desk")[0]
