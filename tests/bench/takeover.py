"""A spare laptop takes over by the README's steps: `python tests/bench/takeover.py`; prints the seconds of each.

Two data folders stand for the two laptops, a folder for the stick. Commands only, over TLS in the hall's network; the
first laptop is killed and its data destroyed in the middle of the arrival. What hands do (the stick, the address) is
not in it. Ends with 1 when the ledger lacks anything that a desk was told was done. Leaves nothing behind.
"""
# ruff: noqa: E402 - a script that finds its imports itself

import http.client
import os
import shlex
import ssl
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from hall import HALL, LanServer
from serving import COOKIE, Asker, Server, run_command, wait_until
from test_drill_takeover import DELEGATES, DESKS, Desk, acts_of, destroy, last_copy, missing, resent, together, told

AT_MOST = 300.0  # seconds, hands included
BEFORE_THE_COPY, AFTER_IT = 35, 15  # acts of each desk


@dataclass
class HallDesk(Desk):
    """Over TLS, trusting what the desk installed the evening before and nothing else."""

    trusting: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def asker(self) -> Asker:
        asker = Asker(self.port, self.cookie)
        asker._connection = http.client.HTTPSConnection(HALL, self.port, context=self.trusting, timeout=20)
        asker._headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        return asker


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="khaimac-takeover-") as folder:
        stick = Path(folder, "stick")
        stick.mkdir()
        os.environ["KHAIMAC_BACKUP"] = str(stick)
        first, spare = LanServer(Path(folder, "first")), LanServer(Path(folder, "spare"))
        spare.tls_port, spare.port, spare.url = first.tls_port, first.port, first.url
        with stopped_at_last(first), stopped_at_last(spare):
            return drill(first, spare, stick)


@contextmanager
def stopped_at_last(server: Server) -> Iterator[None]:
    try:
        yield
    finally:
        server.stop()


def drill(first: LanServer, spare: LanServer, stick: Path) -> int:
    print("The evening before")
    prepared(first)
    timed("first laptop: python app spare STICK", lambda: first.command("spare", str(stick)))
    timed("spare: python app restore STICK (the keys)", lambda: put_back(spare, stick))
    desks = desks_of(first)
    first.command("open-day")
    arrived(first, desks, stick)
    destroy(first)

    print("The first laptop is dead")
    began = time.monotonic()
    said = timed("spare: python app restore STICK", lambda: put_back(spare, stick))
    more = shlex.split(said.split("serve --lan")[1])
    timed("spare: python app serve --lan, until it answers over TLS", lambda: spare.start(*more))
    timed("first desk sees it", lambda: desks[0].sees("/api/health"))
    outcomes = timed("three desks send again what they were told", lambda: resent(desks))
    passed = time.monotonic() - began
    together(desks, Desk.work)
    spare.stop()
    return verdict(spare, desks, outcomes, passed)


def prepared(first: LanServer) -> None:
    """The list, the PINs, one start in the hall's network, everybody logged in."""
    first.data.mkdir()
    first.command("demo")
    first.codes()
    first.set_pins()
    first.start()
    first.log_in_all()
    first.stop()


def desks_of(first: LanServer) -> list[HallDesk]:
    common = {"port": first.tls_port, "cookie": first.cookies["desk"], "badges": first.codes()}
    shares = {name: DELEGATES[place :: len(DESKS)] for place, name in enumerate(DESKS)}
    return [
        HallDesk(name, **common, to_do=[act for code in codes for act in acts_of(code)], trusting=first.trusting())
        for name, codes in shares.items()
    ]


def arrived(first: LanServer, desks: list[HallDesk], stick: Path) -> None:
    """A start copies at once; what comes after that copy only the desks know."""
    first.start()
    together(desks, lambda desk: desk.work(until=lambda: len(desk.answers) >= BEFORE_THE_COPY))
    first.stop()
    first.start()
    seq = first.get("/api/health")[1]["seq"]
    wait_until(lambda: last_copy(stick) >= seq, 60)
    together(desks, lambda desk: desk.work(until=lambda: len(desk.answers) >= BEFORE_THE_COPY + AFTER_IT))


def put_back(spare: LanServer, stick: Path) -> str:
    return run_command(spare.data, "restore", str(stick))


def timed(what: str, do: Callable[[], Any]) -> Any:
    began = time.monotonic()
    found = do()
    print(f"  {time.monotonic() - began:6.2f} s  {what}", flush=True)
    return found


def verdict(spare: LanServer, desks: list[HallDesk], outcomes: Counter[str], passed: float) -> int:
    facts, day, most = told(spare.data)
    lost = missing(desks, facts)
    print(f"  {passed:6.2f} s  in all; {AT_MOST - passed:.0f} s of five minutes are left for hands")
    print(f"resent: {dict(outcomes)}; present {day.figures.present}, at most {most}; cases {len(day.cases)}; ", end="")
    print(f"acknowledged {sum(len(desk.kept) for desk in desks)}, lost {len(lost)}")
    print(spare.command("check").strip())
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
