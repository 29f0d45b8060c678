"""The running order's figures, measured on this machine: `python tests/bench/agenda.py [--quick]`.

GO pressed in the MC's console until each screen has drawn it, all in Chromium, the full day's load of the door running;
and one derivation of a long day. Prints, asserts nothing. Run it on a machine that has nothing else to do.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

import websockets
from door import (
    SETTLES,
    WALLS,
    Row,
    Usage,
    centiles,
    chromium,
    loaded,
    made_house,
    opened,
    parsed,
    served,
    table,
    wall_and_what_it_says,
)
from playwright.sync_api import Page
from serving import COOKIE, Server, an_id

from domain.agenda import Cue, Item, Move, go, target, timeline

MINUTE = timedelta(minutes=1)
ITEMS, PAPERS_EACH, DERIVATIONS = 200, 3, 500
START = datetime(2026, 11, 22, 1, tzinfo=UTC)
CUE_PAUSE = 0.5  # seconds
PRESS_PAUSE = 0.9  # seconds; two presses within 0.7 s are one
SCREENS = {  # name -> (path, what says which item is on)
    "MC": ("agenda", ".agenda .now .title"),
    "hall": ("hall", ".hall .picture.here:not(.going) .title"),
    "speaker's monitor": ("speaker", ".speaker [data-slot=title]"),
    "delegate's phone": ("programme", ".programme li.running h2"),
    "wall": ("attendance", ".wall-foot em"),
}
VIEWS = {  # view -> what says which item is on
    "mc": lambda state: state["agenda"]["now"]["id"],
    "hall": lambda state: state["screen"]["title_vi"],
    "speaker": lambda state: state["speaker"]["title_vi"],
    "public": lambda state: state["agenda"]["now"],
    "wall": lambda state: state["agenda"]["now"]["title_vi"],
}
# When each new text had been drawn, by the clock of the machine, in seconds.
WATCH = """(selector) => {
  window.drawn = [];
  const read = () => document.querySelector(selector)?.textContent ?? "";
  let shown = read();
  const look = () => {
    const text = read();
    if (text === shown || !text) return;
    shown = text;
    requestAnimationFrame(() => setTimeout(() => drawn.push((performance.timeOrigin + performance.now()) / 1000)));
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
}"""
WATCH_KEYS = """() => {
  window.pressed = [];
  const note = ({timeStamp}) => pressed.push((performance.timeOrigin + timeStamp) / 1000);
  document.addEventListener("keydown", note, true);
}"""


def long_day() -> tuple[Item, ...]:
    """Items of two minutes, every tenth with papers."""
    plan = []
    for number in range(ITEMS):
        item = Item(f"{number}", START + 2 * number * MINUTE, 2 * MINUTE)
        papers = range(PAPERS_EACH if number % 10 == 0 else 0)
        plan += [item, *(Item(f"{number}.{n}", item.planned_start, MINUTE, parent=item.id) for n in papers)]
    return tuple(plan)


def half_played(plan: tuple[Item, ...]) -> tuple[list[Cue], datetime]:
    """GO until the middle, each press some seconds late, with a pause and added time now and then."""
    cues: list[Cue] = []
    now = START
    while not (shown := timeline(plan, cues, now=now)).current or int(shown.current.item.id) < ITEMS // 2:
        steps = [go(shown), *((Move.ADD, Move.PAUSE) if len(cues) % 7 == 0 else ())]
        for move in steps:
            shown = timeline(plan, cues, now=now)
            item, sub = target(shown, move)
            cues.append(Cue(len(cues) + 1, now, move, item, 30, sub))
            now += timedelta(seconds=30)
        now += MINUTE
    return cues, now


def derivation(quick: bool) -> list[Row]:
    """One derivation of a day of 200 items, half of it played."""
    plan = long_day()
    cues, now = half_played(plan)
    taken = []
    for _ in range(DERIVATIONS // 5 if quick else DERIVATIONS):
        begun = time.perf_counter()
        timeline(plan, cues, now=now)
        taken.append(time.perf_counter() - begun)
    work = f"one derivation: {ITEMS} items, {len(plan) - ITEMS} papers, {len(cues)} cues"
    return [Row(work, "≤ 2 ms", centiles(taken))]


def pressed_go(quick: bool) -> list[Row]:
    """GO by key, taken back by another program, and so on; the door has its full day meanwhile."""
    count = 20 if quick else 80
    with tempfile.TemporaryDirectory(prefix="khaimac-bench-") as folder:
        house = made_house(Path(folder), 1_000)
        codes = list(house.badges.values())
        with served(house) as server, chromium() as browser:
            wall, messages = wall_and_what_it_says(browser, server, codes[-1])
            pages = {
                name: wall if name == "wall" else opened(browser, server, f"/{path}", told)
                for name, (path, told) in SCREENS.items()
            }
            watch(pages)
            work = {"codes": codes[:-1], "walls": WALLS - 1, "messages": messages}
            with loaded(server, work, SETTLES + count * 2.5 * PRESS_PAUSE):
                wall.wait_for_timeout(1000 * SETTLES)
                usage = Usage(server.pid)
                presses = [press(pages["MC"], server) for _ in range(count)]
                cpu, memory = usage.cpu(), usage.memory()
            drawn = {name: page.evaluate("drawn") for name, page in pages.items()}
    return rows_of(presses, drawn, cpu, memory)


def told(quick: bool) -> list[Row]:
    """The server's share of it: a cue asked until each view's socket has it, without a browser on the same cores."""
    count = 20 if quick else 80
    with tempfile.TemporaryDirectory(prefix="khaimac-bench-") as folder:
        house = made_house(Path(folder), 1_000)
        codes = list(house.badges.values())
        with served(house) as server:
            with chromium() as browser:
                _wall, messages = wall_and_what_it_says(browser, server, codes[-1])
            work = {"codes": codes[:-1], "walls": WALLS, "messages": messages}
            with loaded(server, work, SETTLES + count * CUE_PAUSE * 1.5):
                presses, heard = asyncio.run(cued(server, count))
    times = [[until_drawn(at, moments) for moments in heard.values()] for at in presses]
    slowest = [max(found) for found in times if None not in found]
    work_done = f"cue asked → told to each view's socket, full day's load ({len(slowest)} of {count} cues)"
    return [Row(work_done, "", centiles(slowest))]


async def cued(server: Server, count: int) -> tuple[list[float], dict[str, list[float]]]:
    """When each cue was asked, and when each view's socket brought another item."""
    heard: dict[str, list[float]] = {view: [] for view in VIEWS}
    listeners = [asyncio.create_task(listen(server, view, heard[view])) for view in VIEWS]
    await asyncio.sleep(SETTLES)
    asked = []
    for place in range(count):
        agenda = (await asyncio.to_thread(server.get, "/api/live?view=mc", role="mc"))[1]["agenda"]
        cue = {"action_id": an_id(), "move": "undo" if place % 2 else "start", "seen": agenda["seq"]}
        asked.append(time.time())
        await asyncio.to_thread(server.post, "/api/cue", cue, role="mc")
        await asyncio.sleep(CUE_PAUSE)
    for listener in listeners:
        listener.cancel()
    return asked, heard


async def listen(server: Server, view: str, moments: list[float]) -> None:
    headers = {"Cookie": f"{COOKIE}={server.cookies['organiser']}"}
    address = f"ws://127.0.0.1:{server.port}/api/live?view={view}"
    shown = None
    async with websockets.connect(address, additional_headers=headers) as socket:
        async for text in socket:
            at, state = time.time(), json.loads(text)
            item = VIEWS[view](state) if "conference" in state else shown
            if item != shown:
                shown = item
                moments.append(at)


def watch(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        page.wait_for_function("(selector) => document.querySelector(selector)?.textContent", arg=SCREENS[name][1])
        page.evaluate(WATCH, SCREENS[name][1])
    pages["MC"].evaluate(WATCH_KEYS)


def press(page: Page, server: Server) -> float:
    """When the key went down; the step is taken back before the next."""
    page.keyboard.press(" ")
    page.wait_for_timeout(1000 * PRESS_PAUSE)
    agenda = server.get("/api/live?view=mc", role="mc")[1]["agenda"]
    server.post("/api/cue", {"action_id": an_id(), "move": "undo", "seen": agenda["seq"]}, role="mc")
    page.wait_for_timeout(1000 * PRESS_PAUSE)
    return page.evaluate("pressed.at(-1)")


def rows_of(presses: Sequence[float], drawn: dict[str, list[float]], cpu: str, memory: str) -> list[Row]:
    times = {name: [until_drawn(at, moments) for at in presses] for name, moments in drawn.items()}
    seen = {name: [time for time in found if time is not None] for name, found in times.items()}
    slowest = [max(found) for found in zip(*times.values(), strict=True) if None not in found]
    work = f"GO → every screen drawn, full day's load ({len(slowest)} of {len(presses)} presses)"
    rows = [Row(work, "p95 ≤ 80 ms", centiles(slowest), cpu=cpu, memory=memory)]
    return rows + [Row(f"  {name}", "", centiles(found)) for name, found in seen.items()]


def until_drawn(at: float, moments: Sequence[float]) -> float | None:
    return next((moment - at for moment in moments if at < moment < at + PRESS_PAUSE), None)


if __name__ == "__main__":
    asked = parsed()
    print(table([*derivation(asked.quick), *pressed_go(asked.quick), *told(asked.quick)]))
