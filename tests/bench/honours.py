"""The honours' figures, measured on this machine: `python tests/bench/honours.py [--quick]`.

Deriving the state of 500 honourees, and folding the day that led to it; a check-in at the door until the MC's screen
has drawn it, in Chromium, the full day's load of the door running. Prints, asserts nothing. Run it on a machine that
has nothing else to do.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from ceremonies import Stage, listing, people
from door import (
    ORGANISER,
    SETTLES,
    WALLS,
    House,
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
from serving import Server, an_id

import clock
from domain.ceremony import ceremony, go, late, slot_state, to_hand_over
from domain.conferring import decide_list
from domain.day import Day, fold
from domain.honours import Step, renumbered
from store.engine import Store

BATCHES, IN_A_BATCH, DERIVATIONS, FOLDS = 56, 9, 500, 10
ABSENT_EACH, EXTRA_MARK = 8, 10  # every eighth honouree is absent, in every tenth batch something is marked by hand


PAUSE = 0.6  # seconds between a check-in and its being taken back
# When the states of those on deck had been drawn anew, by the clock of the machine, in seconds.
WATCH_DECK = """() => {
  window.drawn = [];
  const read = () => [...document.querySelectorAll(".honours .deck li")].map((row) => row.dataset.state).join();
  let shown = read();
  const look = () => {
    const states = read();
    if (states === shown) return;
    shown = states;
    requestAnimationFrame(() => setTimeout(() => drawn.push((performance.timeOrigin + performance.now()) / 1000)));
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true, attributes: true});
}"""


def long_list() -> Stage:
    """504 honourees in 56 drafts; the day has begun and nobody of the ceremony is called yet."""
    lines = [f"H{n} A{n // 4} d{n // 4} {people(IN_A_BATCH, first=n * IN_A_BATCH)}" for n in range(BATCHES)]
    stage = Stage(*lines, seats=1_000)
    stage.arrive(" ".join(code for place, code in enumerate(stage.honours.slots_of) if place % ABSENT_EACH))
    return stage.begin_honours()


def held(stage: Stage) -> Stage:
    """All but two of its batches were on stage; some certificates were marked by hand."""
    while (going := stage.going) and going.batch != f"H{BATCHES - 2}":
        stage.go()
        if going.step is Step.CONFER and int(going.batch[1:]) % EXTRA_MARK == 0:
            stage.step(Step.LATER, going.batch, stage.shown.on_stage.called[0])
    return stage


def derived(day: Day) -> list:
    """All that screens ask after a change, with nothing remembered: rows, batches, certificates, the next step, who is
    late, what is owed.
    """
    honours = renumbered(replace(day.honours), day.roll, at=day.honours.changed_at)
    shown, roll = ceremony(honours), day.roll
    states = [slot_state(slot, run, honours, roll) for run in shown.runs for slot in run.batch.slots]
    return [
        states,
        go(shown, honours, roll, lambda batch: [batch.row]),
        late(shown, honours, roll),
        to_hand_over(shown),
    ]


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


def derivation(quick: bool) -> list[Row]:
    rounds, folds = (DERIVATIONS // 5, FOLDS // 5) if quick else (DERIVATIONS, FOLDS)
    stage, rows = long_list(), []
    for when, play in (("before the ceremony", lambda stage: stage), ("at its end", held)):
        day = play(stage).day
        size = f"{len(day.honours.slots)} honourees, {len(day.honours.batches)} batches, {len(day.honours.steps)} steps"
        taken = timed(lambda day=day: derived(day), rounds)
        rows.append(Row(f"one derivation {when}: {size}", "≤ 5 ms", centiles(taken)))
    facts = f"fold of the day that led to it: {len(stage.facts)} facts"
    return [*rows, Row(facts, "", centiles(timed(lambda: fold(stage.facts), folds)))]


def arrival(quick: bool) -> list[Row]:
    """Somebody on deck is scanned at a desk, and taken back, and so on; the door has its full day meanwhile."""
    count = 20 if quick else 80
    with tempfile.TemporaryDirectory(prefix="khaimac-bench-") as folder:
        house = made_house(Path(folder), 1_000)
        on_deck = honoured(house)
        codes = [badge for code, badge in house.badges.items() if code not in on_deck]
        with served(house) as server, chromium() as browser:
            _wall, messages = wall_and_what_it_says(browser, server, codes[-1])
            page = opened(browser, server, "/honours", ".honours .deck li")
            page.evaluate(WATCH_DECK)
            work = {"codes": codes[:-1], "walls": WALLS - 1, "messages": messages}
            with loaded(server, work, SETTLES + count * 2.5 * PAUSE):
                page.wait_for_timeout(1000 * SETTLES)
                usage = Usage(server.pid)
                coming = (on_deck[place % len(on_deck)] for place in range(count))
                asked = [come(server, house, code, page.wait_for_timeout) for code in coming]
                cpu, memory = usage.cpu(), usage.memory()
            drawn = page.evaluate("drawn")
    taken = [moment for at in asked if (moment := until_drawn(at, drawn)) is not None]
    work_done = f"check-in asked → drawn on the MC's screen, full day's load ({len(taken)} of {count})"
    return [Row(work_done, "p95 ≤ 80 ms", centiles(taken), cpu=cpu, memory=memory)]


def honoured(house: House) -> list[str]:
    """Ten batches of nine out of those made up; the codes of the first."""
    codes = list(house.badges)[: 10 * IN_A_BATCH]
    lines = [f"H{n} A{n // 4} d{n // 4} {' '.join(codes[n * IN_A_BATCH : (n + 1) * IN_A_BATCH])}" for n in range(10)]
    store = Store(house.data / "khaimac.duckdb")
    store.turn(lambda turn: decide_list(turn.day, listing(*lines), (), seen=0, role=ORGANISER, now=clock.now()))
    store.close()
    return codes[:IN_A_BATCH]


def come(server: Server, house: House, code: str, wait: Callable[[float], None]) -> float:
    """When it was asked; taken back before the next."""
    asked = time.time()
    server.scan(house.badges[code])
    wait(1000 * PAUSE)
    body = {"action_id": an_id(), "delegate": code, "desk": "A", "reason": "đo"}
    server.post("/api/undo", body, role="organiser")
    wait(1000 * PAUSE)
    return asked


def until_drawn(at: float, moments: Sequence[float]) -> float | None:
    return next((moment - at for moment in moments if at < moment < at + PAUSE), None)


if __name__ == "__main__":
    asked = parsed()
    print(table([*derivation(asked.quick), *arrival(asked.quick)]))
