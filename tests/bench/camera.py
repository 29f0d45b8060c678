"""The camera's figures of design §9, measured on this machine: `python tests/bench/camera.py [--quick] [--seed N]`.

Plays made-up films to a desk in Chromium on its own server, a minute each, prints one table, asserts nothing. Run it on
a machine that has nothing else to do: server and browser share its cores.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from door import Row, Usage, centiles, chromium, machine, made_house, measured, opened, served, table
from film import RATE, Film, Shown, frames_of, make_film, sent_by_page, watch
from serving import Server

from services.frames import look

SEEDS = (1, 2, 3)
BADGES = 30
TARGET = f"≤ 220 / 280 ms, {BADGES} of {BADGES}"
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")

# What the page sends, how large it is, and how long until it is answered.
WATCH_FRAMES = """() => {
  const ask = window.fetch;
  window.sent = [];
  window.fetch = async (address, how) => {
    const began = performance.now();
    const answer = await ask(address, how);
    if (String(address).includes('/api/frame')) sent.push([began, performance.now() - began, how.body.size]);
    return answer;
  };
}"""


@dataclass(frozen=True, slots=True)
class Read:
    """Seconds from the first frame with any of a badge in it."""

    readable: float
    stood: float
    painted: float


@dataclass(frozen=True, slots=True)
class Played:
    reads: tuple[Read, ...]
    sent: tuple[tuple[float, float, int], ...]
    cpu: str
    memory: str


def main() -> int:
    options = parsed()
    seeds = options.seed or (SEEDS[:1] if options.quick else SEEDS)
    print(machine("quick" if options.quick else "full"), flush=True)
    print(table(measured("camera", partial(camera, seeds=seeds), options.quick)))
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one film in place of three")
    parser.add_argument("--seed", type=int, action="append", help="another film")
    return parser.parse_args()


def camera(folder: Path, _quick: bool, *, seeds: Sequence[int]) -> list[Row]:
    house = made_house(folder, BADGES * len(seeds))
    coming = [house.people[start : start + BADGES] for start in range(0, len(house.people), BADGES)]
    films = [
        make_film([house.badges[person.code] for person in people], seed, folder / f"{seed}.mjpeg")
        for seed, people in zip(seeds, coming, strict=True)
    ]
    with served(house) as server:
        played = [
            play(server, film, [person.name for person in people]) for film, people in zip(films, coming, strict=True)
        ]
    return rows(played)


def rows(played: Sequence[Played]) -> list[Row]:
    reads = [read for one in played for read in one.reads]
    sent = [frame for one in played for frame in one.sent]
    seconds = sum(one.sent[-1][0] - one.sent[0][0] for one in played) / 1000
    rate = f"{len(sent) / seconds:.1f} frames/s, {statistics.mean(size for *_, size in sent) / 1000:.1f} kB each"
    longest = f"longest {1000 * max(read.painted for read in reads):.0f} ms"
    title = f"badge in view → verdict visible in Chromium ({len(reads)} of {BADGES * len(played)} read; {longest})"
    return [
        Row(title, TARGET, centiles([read.painted for read in reads])),
        Row("  of that until it stands in the document", "", centiles([read.stood for read in reads])),
        Row("  until the film shows it sharp enough to be read", "", centiles([read.readable for read in reads])),
        Row("  from then until visible", "", centiles([read.painted - read.readable for read in reads])),
        Row(
            "  a frame sent and answered",
            "",
            centiles([took / 1000 for _, took, _ in sent]),
            rate,
            played[-1].cpu,
            played[-1].memory,
        ),
    ]


def play(server: Server, film: Film, names: Sequence[str]) -> Played:
    """The film once, before a desk whose camera it is."""
    with chromium(*CAMERA, f"--use-file-for-fake-video-capture={film.path}") as browser:
        page = opened(browser, server, "/checkin?desk=A&lang=vi", ".desk .band")
        page.evaluate(WATCH_FRAMES)
        page.get_by_role("button", name="Bật camera").click()
        usage = Usage(server.pid)
        watched = watch(page, film)
        cpu, memory, sent = usage.cpu(), usage.memory(), page.evaluate("sent")
    return Played(tuple(reads_in(film, names, watched)), tuple(map(tuple, sent)), cpu, memory)


def reads_in(film: Film, names: Sequence[str], watched: dict) -> Iterator[Read]:
    frames = frames_of(film)
    for shown, name in zip(film.shown, names, strict=True):
        began = in_view(shown, watched["frames"])
        said = (face for face in watched["faces"] if face["kind"] == "welcome" and name in face["text"])
        if face := next((face for face in said if began < face["stood"] < began + 2000), None):
            stood, painted = (face[moment] - began for moment in ("stood", "painted"))
            yield Read((readable(shown, frames) - shown.first) / RATE, stood / 1000, painted / 1000)


def in_view(shown: Shown, frames: Sequence[tuple[int, float]]) -> float:
    """The page's clock when the badge's first frame stood; that of a frame it skipped is reckoned from the next."""
    number, moment = next((number, moment) for number, moment in frames if number >= shown.first)
    return moment - 1000 * (number - shown.first) / RATE


def readable(shown: Shown, frames: Sequence[bytes]) -> int:
    """The first frame in which the server would read the badge."""
    return next(number for number in range(shown.first, shown.last + 1) if look(sent_by_page(frames[number])).ours)


if __name__ == "__main__":
    sys.exit(main())
