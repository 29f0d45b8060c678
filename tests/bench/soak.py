"""The full day's load for as long as asked: `python tests/bench/soak.py [--minutes 10]`; four hours are 240.

Phones, walls and desks as in door.py; the running order and the honours go on by themselves meanwhile, and back when
they have ended. Prints a line a minute and the first against the last, asserts nothing. Run it on a machine that has
nothing else to do.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from door import SETTLES, WALLS, House, Usage, chromium, loaded, machine, made_house, served, wall_and_what_it_says
from honours import honoured
from load import SCANS_A_SECOND
from serving import Server, an_id

PEOPLE = 1_000
MOST_IN = 500  # from then on the organiser takes the oldest admission back for each new one
TICK = 1.0  # seconds
STEP_EACH = 10  # ticks between two steps of the running order, and of the honours
TO_SPARE = 1.5  # times as many badges as the desks will ask about


@dataclass(slots=True)
class Walk:
    """GO until there is no further, then back by undo to the first step, and so on."""

    server: Server
    part: str
    is_forward: bool = True
    steps: int = 0

    def step(self) -> None:
        shown = self.server.get("/api/live?view=mc", role="mc")[1][self.part]
        if not (shown["go"] if self.is_forward else "undo" in shown["can"]):
            self.is_forward = not self.is_forward
            return
        path, body = REQUESTS[self.part](shown["go"] if self.is_forward else None)
        status, answer = self.server.post(path, {"action_id": an_id(), "seen": shown["seq"]} | body, role="mc")
        self.steps += status == 200 and answer["accepted"]


def cue(go: dict | None) -> tuple[str, dict]:
    return "/api/cue", {"move": go["move"] if go else "undo"}


def honour(go: dict | None) -> tuple[str, dict]:
    if not go:
        return "/api/honour", {"step": "undo", "batch": ""}
    return "/api/honour", {"step": go["step"], "batch": go["batch"], "despite": go["warning"] or ""}


REQUESTS = {"agenda": cue, "honours": honour}


@dataclass(slots=True)
class Door:
    """What the desks have said so far; whoever came first is taken back, so that their badge is new again."""

    server: Server
    people: Sequence[str]
    lines: list[dict]
    read: int = 0
    came: int = 0
    taken_back: int = 0
    waits: list[float] = field(default_factory=list)

    def hear(self) -> None:
        new = [line for line in self.lines[self.read :] if "asked" in line]
        self.read = len(self.lines)
        self.waits += [line["answered"] - line["asked"] for line in new]
        self.came += sum(line["verdict"] == "welcome" for line in new)
        while self.came - self.taken_back > MOST_IN:
            self._take_back(self.people[self.taken_back % len(self.people)])
            self.taken_back += 1

    def _take_back(self, code: str) -> None:
        body = {"action_id": an_id(), "delegate": code, "desk": "A", "reason": "đo"}
        self.server.post("/api/undo", body, role="organiser")


def main() -> int:
    minutes = parsed().minutes
    print(machine(f"{minutes} min"), flush=True)
    with tempfile.TemporaryDirectory(prefix="khaimac-bench-") as folder:
        house = made_house(Path(folder), PEOPLE)
        honoured(house)
        with served(house) as server:
            told = list(soaked(house, server, minutes))
    print(f"\nfirst: {told[0]}\nlast:  {told[-1]}")
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    return parser.parse_args()


def soaked(house: House, server: Server, minutes: int) -> Iterator[str]:
    """A line a minute, printed as it comes."""
    with chromium() as browser:
        _, messages = wall_and_what_it_says(browser, server, list(house.badges.values())[-1])
    work = {"codes": badges_asked(house, minutes), "walls": WALLS, "messages": messages}
    with loaded(server, work, SETTLES + 60 * minutes + TICK) as lines:
        time.sleep(SETTLES)
        door = Door(server, list(house.badges), lines)
        walks = [Walk(server, part) for part in REQUESTS]
        for minute in range(1, minutes + 1):
            usage = Usage(server.pid)
            passed(door, walks, time.monotonic() + 60)
            line = f"minute {minute}: {said(usage, door, walks)}"
            print(line, flush=True)
            yield line


def badges_asked(house: House, minutes: int) -> list[str]:
    """Everybody again and again."""
    badges = list(house.badges.values())
    count = int(60 * (minutes + 1) * SCANS_A_SECOND * TO_SPARE)
    return [badges[place % len(badges)] for place in range(count)]


def passed(door: Door, walks: Sequence[Walk], until: float) -> None:
    tick = 0
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(TICK, left))
        tick += 1
        door.hear()
        if tick % STEP_EACH == 0:
            for walk in walks:
                walk.step()


def said(usage: Usage, door: Door, walks: Sequence[Walk]) -> str:
    """Since the line before, for the scans; the steps are all so far."""
    waits, door.waits = sorted(door.waits), []
    cuts = statistics.quantiles(waits, n=100, method="inclusive") if len(waits) > 1 else [0.0] * 99
    scans = f"{len(waits)} scans, p50 {1000 * cuts[49]:.1f} ms, p99 {1000 * cuts[98]:.1f} ms"
    steps = ", ".join(f"{walk.part} {walk.steps}" for walk in walks)
    return f"{usage.memory()}, {usage.cpu()}, {scans}; {door.taken_back} taken back; steps: {steps}"


if __name__ == "__main__":
    sys.exit(main())
