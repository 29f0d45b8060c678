"""The door's figures of design §9, measured on this machine: `python tests/bench/door.py [--quick] [--only NAME]`.

Starts its own servers on made-up data in a temporary folder, prints one table, asserts nothing. Run it on a machine
that has nothing else to do: server, desks, phones and browser share its cores.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import argparse
import base64
import json
import os
import random
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

import pypdfium2
import zxingcpp
from days import DESK, NINE, ORGANISER, START
from playwright.sync_api import Browser, Error, Page, sync_playwright
from serving import COOKIE, Server, a_scan

import clock
import settings
from domain import enrolment, office
from domain.checkin import Scan
from domain.codes import draw_badge_code
from domain.conference import Conference, Words
from domain.delegates import Category, Gender, Person
from domain.enrolment import Entry
from domain.facts import Kind, Way
from domain.roster import ExportRow
from domain.search import build_index, find
from services import checkin, conference, printing, roster
from services.spreadsheets import write_roster_xlsx
from store.engine import Store
from web.server import HAND_OVER_SECONDS

DESKS = "ABCDEFGH"
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Đinh")
MIDDLES = ("Văn", "Thị", "Minh", "Ngọc", "Thanh", "Đức", "Hoàng", "Thu", "Quốc", "Mỹ", "Kim", "Xuân")
GIVEN = ("An", "Ánh", "Bình", "Châu", "Dũng", "Đạt", "Hạnh", "Hùng", "Hương", "Khánh", "Long", "Phượng", "Thủy", "Tiến")
UNITS = tuple(f"Công ty TNHH {word} {number}" for word in ("Sóng Biếc", "Hải Âu", "Núi Xanh") for number in range(12))
ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Row:
    work: str
    target: str
    run: str
    rate: str = ABSENT
    cpu: str = ABSENT
    memory: str = ABSENT


@dataclass(frozen=True, slots=True)
class House:
    """A server's data, not yet served: who is on the list, and with which badge."""

    data: Path
    people: tuple[Person, ...]
    badges: dict[str, str]


def main() -> int:
    options = parsed()
    print(machine("quick" if options.quick else "full"), flush=True)
    rows = []
    for name, measure in MEASURES.items():
        if not options.only or name in options.only:
            print(f"… {name}", file=sys.stderr, flush=True)
            rows += measured(name, measure, options.quick)
    print(table(rows))
    return 0


def machine(run: str) -> str:
    return f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {run} run"


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer scans, rounds and seconds")
    parser.add_argument("--only", action="append", choices=list(MEASURES))
    return parser.parse_args()


def measured(name: str, measure: Callable[[Path, bool], list[Row]], quick: bool) -> list[Row]:
    """A row that could not be measured says so; the others go on."""
    with tempfile.TemporaryDirectory(prefix="khaimac-bench-") as folder:
        try:
            return measure(Path(folder), quick)
        except (AssertionError, Error, OSError, KeyError) as error:
            return [
                Row(name, "", f"COULD NOT BE MEASURED: {str(error).splitlines()[0][:150] if str(error) else error!r}")
            ]


def table(rows: Sequence[Row]) -> str:
    head = ("work", "target", "this run: p50 / p95 / p99", "rate", "CPU", "memory")
    cells = [head, *((row.work, row.target, row.run, row.rate, row.cpu, row.memory) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def centiles(times: Sequence[float]) -> str:
    """In milliseconds, of seconds."""
    if len(times) < 2:
        return ABSENT
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return " / ".join(f"{1000 * cuts[place - 1]:.1f}" for place in (50, 95, 99)) + " ms"


# --- made-up houses --------------------------------------------------------------------------------------------------


def made_up(count: int) -> tuple[Person, ...]:
    chance = random.Random(count)
    return tuple(
        Person(
            f"DB{number:04}",
            f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}",
            Category.EXEMPLARY if number % 10 < 7 else Category.GUEST,
            gender=chance.choice(list(Gender)),
            birth_year=chance.randrange(1950, 2000),
            ethnicity=chance.choice(("Kinh", "Kinh", "Kinh", "Raglai")),
            position="Chuyên viên",
            unit=chance.choice(UNITS),
            direct_worker=chance.random() < 0.5,
            phone=f"01{chance.randrange(10**8):08}",
            seat=f"{DESKS[number % 8]}{number:04}",
        )
        for number in range(1, count + 1)
    )


def filled(file: Path, people: Sequence[Person], *, seats: int) -> dict[str, str]:
    """Set up the conference and enrol these people; the badge code of each."""
    store, chance = Store(file), random.Random(1)
    badges = {person.code: draw_badge_code(chance.choice) for person in people}
    entries = [Entry(person, frozenset(), badges[person.code]) for person in people]
    now = clock.now()
    settings = Conference(now, now + timedelta(hours=3), max(seats, len(people)), desks=tuple(DESKS))
    conference.set_up(store, settings, Words("Hội nghị thử tải"), role=ORGANISER, now=now)
    store.turn(
        lambda turn: enrolment.decide_enrol(turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=now)
    )
    if seats < len(people):
        lowered = Conference(now, now + timedelta(hours=3), seats, desks=tuple(DESKS))
        words = Words("Hội nghị thử tải")
        store.turn(lambda turn: office.decide_settings(turn.day, lowered, words, reason="đo", role=ORGANISER, now=now))
    store.close()
    return badges


def made_house(folder: Path, people: int, *, seats: int | None = None) -> House:
    data = folder / "data"
    data.mkdir(parents=True)
    made = made_up(people)
    return House(data, made, filled(data / "khaimac.duckdb", made, seats=seats or people))


@contextmanager
def served(house: House) -> Iterator[Server]:
    server = Server(house.data)
    server.start_and_log_in()
    try:
        yield server
    finally:
        server.stop()


# --- what a process uses ---------------------------------------------------------------------------------------------


class Usage:
    """Of a running process between `__init__` and now: share of one core, resident memory (Linux)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._began, self._spent = pid, time.monotonic(), self._seconds(pid)

    def cpu(self) -> str:
        spent = self._seconds(self._pid) - self._spent
        return f"{100 * spent / (time.monotonic() - self._began):.0f} % of a core"

    def memory(self) -> str:
        status = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in status if line.startswith(("VmRSS", "VmHWM"))}
        return f"{kilobytes['VmRSS'] / 1024:.0f} MB (peak {kilobytes['VmHWM'] / 1024:.0f})"

    @staticmethod
    def _seconds(pid: int) -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --- scans over HTTP -------------------------------------------------------------------------------------------------


class Scanner(threading.Thread):
    """A desk on one kept-alive connection, with as little Python round it as can be: it shares the server's cores."""

    def __init__(self, server: Server, desk: str, codes: Sequence[str]) -> None:
        super().__init__()
        self.port, self.desk, self.codes = server.port, desk, codes
        self.head = f"POST /api/scan HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {COOKIE}={server.cookies['desk']}\r\n"
        self.times: list[float] = []
        self.answers: list[dict] = []

    def run(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for code in self.codes:
                body = json.dumps(a_scan(code=code, desk=self.desk)).encode()
                head = f"{self.head}Content-Length: {len(body)}\r\n\r\n".encode()
                began = time.perf_counter()
                wire.sendall(head + body)
                answer = self._answer(wire)
                self.times.append(time.perf_counter() - began)
                self.answers.append(json.loads(answer))

    @staticmethod
    def _answer(wire: socket.socket) -> bytes:
        text = wire.recv(65536)
        while (split := text.find(b"\r\n\r\n")) < 0:
            text += wire.recv(65536)
        assert text.startswith(b"HTTP/1.1 200"), text[:200]
        length = int(text[:split].lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(text) < split + 4 + length:
            text += wire.recv(65536)
        return text[split + 4 :]


def scanned(server: Server, codes: Sequence[str]) -> tuple[list[Scanner], float]:
    """Eight desks without pause; and how long it took."""
    desks = [Scanner(server, desk, codes[place :: len(DESKS)]) for place, desk in enumerate(DESKS)]
    began = time.perf_counter()
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    return desks, time.perf_counter() - began


def durable_scans(folder: Path, quick: bool) -> list[Row]:
    house = made_house(folder, 5_000)
    with served(house) as server:
        codes = list(house.badges.values())
        scanned(server, codes[:200])
        usage = Usage(server.pid)
        desks, took = scanned(server, codes[200 : 1_500 if quick else 5_000])
        cpu, memory = usage.cpu(), usage.memory()
    times = [time for desk in desks for time in desk.times]
    verdicts = {answer["verdict"] for desk in desks for answer in desk.answers}
    work = f"durable scan over HTTP, 8 desks without pause ({len(times):,} scans, all {'/'.join(sorted(verdicts))})"
    return [Row(work, "≥ 600/s, p95 ≤ 25 ms", centiles(times), f"{len(times) / took:,.0f}/s", cpu, memory)]


def last_seat(folder: Path, quick: bool) -> list[Row]:
    house = made_house(folder, 200 if quick else 1_000, seats=150)
    with served(house) as server:
        desks, took = scanned(server, list(house.badges.values()))
        present = server.scan("cuối")["present"]
    answers = [answer for desk in desks for answer in desk.answers]
    counted = {verdict: sum(answer["verdict"] == verdict for answer in answers) for verdict in ("welcome", "full")}
    most = max(answer["present"] for answer in answers)
    run = f"{counted['welcome']} welcome, {counted['full']} full; present {present}, never above {most}"
    return [
        Row(f"{len(answers):,} people, 150 seats, 8 desks", "never above 150", run, f"{len(answers) / took:,.0f}/s")
    ]


# --- starting, dying -------------------------------------------------------------------------------------------------


def starts(folder: Path, quick: bool) -> list[Row]:
    server, times = Server(folder / "data"), []
    server.data.mkdir()
    server.command("demo")
    for _ in range(3 if quick else 10):
        began = time.perf_counter()
        server.start()
        times.append(time.perf_counter() - began)
        memory = Usage(server.pid).memory()
        server.stop()
    run = f"{statistics.median(times):.2f} s, slowest {max(times):.2f} s of {len(times)}"
    return [Row("start to first answer (demo)", "≤ 2.5 s", run, memory=memory)]


def killed(_folder: Path, quick: bool) -> list[Row]:
    """The suite's own test, with more rounds."""
    rounds = 10 if quick else 100
    test = "tests/test_failures.py::test_killed_under_load_nothing_acknowledged_is_lost"
    command = [sys.executable, "-m", "pytest", "-q", "-s", test, "--rounds", str(rounds)]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True)
    said = next((line for line in done.stdout.splitlines() if "acknowledged" in line and "rounds of" in line), "")
    assert done.returncode == 0, done.stdout[-300:]
    return [Row("kill -9 under load, restart", "0 lost in 100 rounds; again ≤ 3 s", said)]


# --- in the process --------------------------------------------------------------------------------------------------


def search(_folder: Path, quick: bool) -> list[Row]:
    people = made_up(5_000)
    index = build_index(people)
    asked = random.Random(3).sample(people, 100 if quick else 400)
    rows, all_times = [], []
    for kind, typed in KINDS_OF_SEARCH.items():
        times, hits = [], 0
        for person in asked:
            began = time.perf_counter()
            found = find(index, typed(person))
            times.append(time.perf_counter() - began)
            hits += person.code in found
        all_times += times
        rows.append(Row(f"  by {kind}", "finds all", centiles(times), f"{hits} of {len(asked)} found"))
    return [Row("name search in the process, 5,000 people", "≤ 5 ms", centiles(all_times)), *rows]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


KINDS_OF_SEARCH: dict[str, Callable[[Person], str]] = {
    "name without accents": lambda person: _folded(person.name),
    "name in NFD": lambda person: unicodedata.normalize("NFD", person.name),
    "given name": lambda person: _folded(person.name.split()[-1]),
    "words in any order": lambda person: " ".join(reversed(_folded(person.name).split())),
    "initials": lambda person: "".join(word[0] for word in _folded(person.name).split()),
    "phone's last four": lambda person: person.phone[-4:],
}


def badges(folder: Path, quick: bool) -> list[Row]:
    file, people = folder / "khaimac.duckdb", made_up(150)
    codes = filled(file, people, seats=150)
    store, times = Store(file), []
    for _ in range(2 if quick else 5):
        began = time.perf_counter()
        pdf = printing.badges(store.state, [person.code for person in people])
        times.append(time.perf_counter() - began)
    store.close()
    read = {
        code.text for page in pypdfium2.PdfDocument(pdf)
        for code in zxingcpp.read_barcodes(page.render(scale=1).to_pil())
    }  # fmt: skip
    found = len(read & set(codes.values()))
    run = f"{statistics.median(times):.2f} s, {found} of 150 read back at 72 dpi ({len(pdf) / 1024:.0f} kB)"
    return [Row("150 badges as PDF", "≤ 1 s, 150 of 150", run)]


def turns(folder: Path, quick: bool) -> list[Row]:
    """The same work on a short and on a long ledger, by turns, so that the machine's moods meet both."""
    lengths = (1_000, 20_000 if quick else 100_000)
    stores = {length: _grown(folder / f"{length}.duckdb", length) for length in lengths}
    times: dict[int, list[float]] = {length: [] for length in lengths}
    for number in range(100 if quick else 400):
        for length, store in stores.items():
            began = time.perf_counter()
            _garbled(store, f"turn {number}").result()
            times[length].append(time.perf_counter() - began)
    for store in stores.values():
        store.close()
    short, long = (statistics.median(times[length]) for length in lengths)
    rows = [Row(f"  a turn at {length:,} facts", "", centiles(times[length])) for length in lengths]
    return [Row("a turn on a long ledger against a short one", "≤ 1.2 ×", f"{long / short:.2f} × (medians)"), *rows]


def _grown(file: Path, length: int) -> Store:
    filled(file, made_up(150), seats=150)
    store = Store(file)
    while (left := length - store.state.day.seq) > 0:
        for future in [_garbled(store, f"grow {number}") for number in range(left, max(0, left - 2_000), -1)]:
            future.result()
    return store


def _garbled(store: Store, text: str) -> Future:
    return checkin.scan(store, Scan(text, "A", Way.SCANNER, text), role=DESK, now=NINE)


def imports(folder: Path, _quick: bool) -> list[Row]:
    """A corrected list of 150 while three desks scan without pause, and 5,000 new people; read, compared and stored."""
    house = made_house(folder, 150)
    store = Store(house.data / settings.DATABASE.name)
    corrected = write_roster_xlsx([ExportRow(replace(person, position="Chuyên viên chính")) for person in house.people])
    sys.setswitchinterval(HAND_OVER_SECONDS)
    with ThreadPoolExecutor(3) as desks:
        over = threading.Event()
        waits = [desks.submit(_scans_until, store, list(house.badges.values()), over) for _ in range(3)]
        _taken_in(store, corrected)
        over.set()
    store.close()
    times = [wait for desk in waits for wait in desk.result()]
    big = Store(folder / "big.duckdb")
    conference.set_up(big, Conference(START, START, 5_000), Words("Hội nghị"), role=ORGANISER, now=NINE)
    took = _taken_in(big, write_roster_xlsx([ExportRow(replace(person, code="")) for person in made_up(5_000)]))
    big.close()
    return [
        Row(
            "a scan while a list of 150 is imported",
            "none > 50 ms",
            f"{centiles(times)}, longest {max(times) * 1000:.0f} ms",
        ),
        Row("import of 5,000 rows", "≤ 5 s", f"{took:.1f} s"),
    ]


def _scans_until(store: Store, codes: Sequence[str], over: threading.Event) -> list[float]:
    waits = []
    while not over.is_set():
        began = time.perf_counter()
        scan = Scan(secrets.token_hex(16), "A", Way.SCANNER, codes[len(waits) % len(codes)])
        checkin.scan(store, scan, role=DESK, now=clock.now()).result()
        waits.append(time.perf_counter() - began)
        over.wait(0.004)
    return waits


def _taken_in(store: Store, content: bytes) -> float:
    """Seconds from the bytes of a file to the facts in the ledger."""
    began = time.perf_counter()
    shown = roster.preview(store.state, "list.xlsx", content, this_year=2026)
    applied = roster.apply(store, shown, role=ORGANISER, now=clock.now()).answer
    assert applied.added + applied.changed == len(shown.draft.rows), applied
    return time.perf_counter() - began


# --- in a browser, with the full day's load running ------------------------------------------------------------------

WALLS = 6
SETTLES = 4  # seconds until the phones have connected
DESK_PAUSE = 0.4  # seconds between the badges of the desk that is watched
FULL_DAY = "≤ 20 % of a core, ≤ 250 MB"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
BROWSER_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--mute-audio",
)  # fmt: skip

# From the Enter key until the name stands in the document, and until the frame that shows it has been drawn.
WATCH_DESK = """() => {
  window.verdicts = [];
  addEventListener('keydown', (event) => { if (event.key === 'Enter') window.entered = performance.now(); }, true);
  const band = () => document.querySelector('.desk .band')?.textContent ?? '';
  new MutationObserver(() => {
    if (!window.entered || !window.awaited || !band().includes(window.awaited)) return;
    const entered = window.entered, stood = performance.now() - entered;
    window.entered = window.awaited = null;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.verdicts.push([stood, performance.now() - entered]);
      channel.port2.postMessage(0);
    });
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""

# Each figure with the moment at which its frame stood.
WATCH_WALL = """() => {
  window.figures = [];
  const note = () => {
    const figure = Number(document.querySelector('.wall .figure')?.textContent.replace(/\\D/g, '') || 0);
    if (figure === window.lastFigure) return;
    window.lastFigure = figure;
    requestAnimationFrame(() => window.figures.push([figure, (performance.timeOrigin + performance.now()) / 1000]));
  };
  note();
  const wall = document.querySelector('.wall');
  new MutationObserver(note).observe(wall, {subtree: true, childList: true, characterData: true});
  window.curves = [];
  setInterval(() => {
    const label = document.querySelector('.st-key-arrivals text[fill="#FFCD00"]')?.textContent ?? '';
    const figure = Number(label.replace(/\\D/g, '') || 0);
    if (figure === window.lastCurve) return;
    window.lastCurve = figure;
    window.curves.push([figure, (performance.timeOrigin + performance.now()) / 1000]);
  }, 10);
}"""


@contextmanager
def chromium(*further: str) -> Iterator[Browser]:
    found = os.environ.get("KHAIMAC_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium found"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*BROWSER_ARGUMENTS, *further])
        yield browser
        browser.close()


def full_day(folder: Path, quick: bool) -> list[Row]:
    """Phones, walls and desks; one of the walls is a real one, in Chromium."""
    seconds = 15 if quick else 60
    house = made_house(folder, 1_000)
    codes = list(house.badges.values())
    with served(house) as server, chromium() as browser:
        wall, messages = wall_and_what_it_says(browser, server, codes[-1])
        work = {"codes": codes[:-1], "walls": WALLS - 1, "messages": messages}
        with loaded(server, work, SETTLES + seconds + 1) as lines:
            wall.wait_for_timeout(1000 * SETTLES)
            usage, begun = Usage(server.pid), time.time()
            wall.wait_for_timeout(1000 * seconds)
            cpu, memory, ended = usage.cpu(), usage.memory(), time.time()
        figures, curves = wall.evaluate("[window.figures, window.curves]")
    during = [line for line in lines if begun <= line.get("asked", 0) < ended]
    rate, redraws = f"{len(during) / (ended - begun):.1f} scans/s", lines[-1]["redraws"][0]
    days = f"full day's load: 150 phones, {WALLS} walls (one in Chromium; {redraws} redraws each), 8 desks"
    return [
        Row(days, FULL_DAY, "", rate, cpu, memory),
        Row("  scan asked → figure on the wall", "p95 ≤ 80 ms", centiles(until_shown(during, figures))),
        Row("  scan asked → curve on the wall drawn anew", "", centiles(until_shown(during, curves))),
    ]


def desk_in_browser(folder: Path, quick: bool) -> list[Row]:
    """A desk in Chromium, alone and under the full day's load; the walls of that are all sessions without a browser."""
    count = 30 if quick else 120
    house = made_house(folder, 1_000)
    codes, alone, loaded_people = list(house.badges.values()), house.people[:count], house.people[count : 2 * count]
    with served(house) as server, chromium() as browser:
        wall, messages = wall_and_what_it_says(browser, server, codes[-1])
        wall.close()
        desk = opened(browser, server, "/checkin?desk=A", ".desk .band")
        desk.evaluate(WATCH_DESK)
        idle = entered(desk, house, alone)
        work = {"codes": codes[2 * count : -1], "walls": WALLS, "messages": messages}
        with loaded(server, work, SETTLES + count * DESK_PAUSE * 1.5):
            desk.wait_for_timeout(1000 * SETTLES)
            busy = entered(desk, house, loaded_people)
    work_done = f"Enter → verdict visible in Chromium, full day's load ({len(busy)} of {count} scans)"
    return [
        Row(work_done, "≤ 20 / 35 ms", centiles([seen for _, seen in busy])),
        Row("  of that until it stands in the document", "", centiles([stood for stood, _ in busy])),
        Row(f"  the same on an idle server ({len(idle)} of {count})", "", centiles([seen for _, seen in idle])),
        Row("  of that until it stands in the document", "", centiles([stood for stood, _ in idle])),
    ]


def wall_and_what_it_says(browser: Browser, server: Server, code: str) -> tuple[Page, list[str]]:
    """A real wall, and the messages with which it asked Streamlit for its first run and for a redraw."""
    sent: list[bytes] = []
    page = logged_in(browser, server)
    page.on("websocket", lambda wire: "_stcore" in wire.url and wire.on("framesent", lambda frame: sent.append(frame)))
    page.goto(f"{server.url}/attendance")
    page.wait_for_selector(".st-key-arrivals svg.marks", timeout=30_000)
    page.evaluate(WATCH_WALL)
    first = len(sent)
    server.scan(code)
    page.wait_for_function("() => window.curves.length > 1", timeout=30_000)
    assert len(sent) > first, "the wall asked for no redraw"
    return page, [base64.b64encode(message).decode() for message in (sent[0], sent[-1])]


def logged_in(browser: Browser, server: Server) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": COOKIE, "value": server.cookies["organiser"], "url": server.url}])
    return context.new_page()


def opened(browser: Browser, server: Server, path: str, selector: str) -> Page:
    page = logged_in(browser, server)
    page.goto(f"{server.url}{path}")
    page.wait_for_selector(selector, timeout=30_000)
    return page


@contextmanager
def loaded(server: Server, work: dict, seconds: float) -> Iterator[list[dict]]:
    """Phones, walls and desks for so long; what they say comes into the list, which is whole afterwards."""
    command = [sys.executable, str(TESTS / "bench" / "load.py"), str(server.port), str(seconds)]
    load = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    lines: list[dict] = []
    hearing = threading.Thread(target=_hear, args=(load, lines))
    hearing.start()
    try:
        load.stdin.write(json.dumps(work | {"cookies": server.cookies}))
        load.stdin.close()
        yield lines
        hearing.join()
        assert load.wait(30) == 0, "the load broke off"
    finally:
        load.kill()
        load.wait()
        hearing.join()
        load.stdout.close()


def _hear(load: subprocess.Popen, lines: list[dict]) -> None:
    """At once: a pipe that nobody empties holds the desks up after some hundred scans."""
    for line in load.stdout:
        lines.append(json.loads(line))  # noqa: PERF401 - others read the list meanwhile


def entered(desk: Page, house: House, people: Sequence[Person]) -> list[tuple[float, float]]:
    """Seconds from Enter until the name stood in the document, and was seen; typed as a scanner types."""
    for person in people:
        desk.evaluate("(name) => { window.awaited = name }", person.name)
        desk.keyboard.type(house.badges[person.code])
        desk.keyboard.press("Enter")
        desk.wait_for_timeout(1000 * DESK_PAUSE)
    return [(stood / 1000, seen / 1000) for stood, seen in desk.evaluate("window.verdicts.splice(0)")]


def until_shown(scans: Sequence[dict], shown: Sequence[tuple[int, float]]) -> list[float]:
    """For each welcome, when the wall first showed as many or more, counted from when the scan was asked."""
    waits = []
    for scan in scans:
        moments = [moment for figure, moment in shown if figure >= scan["present"]]
        if scan["verdict"] == "welcome" and moments:
            waits.append(min(moments) - scan["asked"])
    return waits


MEASURES: dict[str, Callable[[Path, bool], list[Row]]] = {
    "scans": durable_scans,
    "seats": last_seat,
    "desk": desk_in_browser,
    "day": full_day,
    "start": starts,
    "search": search,
    "badges": badges,
    "turn": turns,
    "import": imports,
    "kill": killed,
}

if __name__ == "__main__":
    sys.exit(main())
