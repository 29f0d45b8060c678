"""The full day's load, as a process of its own: phones on the public view, walls that redraw their curve, eight desks.

A wall is a Streamlit session spoken to as its browser would, with the messages that a real one sent; it draws nothing.
Writes a JSON line for each scan (when asked and answered, how many were present), and one for the redraws of each wall.
"""

import asyncio
import base64
import contextlib
import http.client
import json
import random
import sys
import threading
import time
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from serving import COOKIE, Asker, a_scan

PHONES = 150
DESKS = "ABCDEFGH"
SCANS_A_SECOND = 3.3
LARGEST_MESSAGE = 64 * 2**20
REDRAWN_FOR = ("present", "latest", "seats", "conference", "phase")


def scan_now_and_then(port: int, cookie: str, codes: list[str], desk: str, stop: threading.Event) -> None:
    """Each desk on its own, at random moments that come to 3.3 a second in all."""
    chance, asker = random.Random(desk), Asker(port, cookie)
    for code in codes:
        if stop.wait(chance.expovariate(SCANS_A_SECOND / len(DESKS))):
            break
        asked = time.time()
        answer = answered(asker, a_scan(code=code, desk=desk))
        say(asked=asked, answered=time.time(), present=answer["present"], verdict=answer["verdict"])
    asker.close()


def answered(asker: Asker, scan: dict) -> dict:
    """A connection that idled for five seconds is closed by the server; a browser opens another, and so do we."""
    try:
        return asker.post("/api/scan", scan)[1]
    except (OSError, http.client.HTTPException):
        asker.close()
        return asker.post("/api/scan", scan)[1]


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def phone(port: int) -> None:
    async with websockets.connect(f"ws://127.0.0.1:{port}/api/live?view=public") as socket:
        async for _ in socket:
            pass


class Wall:
    """One session: its fragment runs again when the view has changed, one run at a time, as assets/redraw.js asks."""

    def __init__(self, port: int, cookie: str, first: bytes, again: bytes) -> None:
        self.port, self.first, self.again = port, first, BackMsg.FromString(again)
        self.headers = {"Cookie": f"{COOKIE}={cookie}"}
        self.wanted, self.seen = "", []
        self.redraws = 0
        self.changed = asyncio.Event()

    async def stand(self) -> None:
        live = asyncio.create_task(self.follow())
        async with websockets.connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=LARGEST_MESSAGE,
            additional_headers=self.headers,
        ) as session:
            await self.run(session, self.first)
            while True:
                await self.changed.wait()
                self.changed.clear()
                await self.redraw(session)
        live.cancel()

    async def follow(self) -> None:
        address = f"ws://127.0.0.1:{self.port}/api/live?view=wall"
        async with websockets.connect(address, additional_headers=self.headers) as socket:
            async for text in socket:
                message = json.loads(text)
                if "present" in message and (seen := [message[name] for name in REDRAWN_FOR]) != self.seen:
                    self.seen, self.wanted = seen, f"{message['boot_id']}:{message['seq']}"
                    self.changed.set()

    async def redraw(self, session: websockets.ClientConnection) -> None:
        events = [{"event": "changed", "value": self.wanted}]
        self.again.rerun_script.widget_states.widgets[0].json_trigger_value = json.dumps(events)
        await self.run(session, self.again.SerializeToString())
        self.redraws += 1

    async def run(self, session: websockets.ClientConnection, message: bytes) -> None:
        await session.send(message)
        while ForwardMsg.FromString(await session.recv()).WhichOneof("type") != "script_finished":
            pass


async def screens(port: int, seconds: float, walls: list[Wall]) -> None:
    tasks = [asyncio.create_task(phone(port)) for _ in range(PHONES)]
    tasks += [asyncio.create_task(wall.stand()) for wall in walls]
    await asyncio.sleep(seconds)
    for task in tasks:
        if task.done():
            task.result()  # says why it was cut off
            raise RuntimeError("a screen was cut off")
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task


def main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    asked = json.loads(sys.stdin.read())
    cookies, messages = asked["cookies"], [base64.b64decode(message) for message in asked["messages"]]
    walls = [Wall(port, cookies["wall"], *messages) for _ in range(asked["walls"])]
    stop = threading.Event()
    desks = [
        threading.Thread(
            target=scan_now_and_then, args=(port, cookies["desk"], asked["codes"][place :: len(DESKS)], desk, stop)
        )
        for place, desk in enumerate(DESKS)
    ]
    for desk in desks:
        desk.start()
    try:
        asyncio.run(screens(port, seconds, walls))
    finally:
        stop.set()
    for desk in desks:
        desk.join()
    say(redraws=[wall.redraws for wall in walls])


if __name__ == "__main__":
    main()
