"""What screens tell of themselves over real sockets, and what a stranger cannot; the server runs in this process."""

import asyncio
import contextlib
import json
import logging
import shutil
import threading
import weakref
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import uvicorn
import websockets
from serving import COOKIE, Asker, free_port, wait_until
from starlette.applications import Starlette

import clock
import settings
from domain.facts import Role
from services import access, connected, status
from services.house import house
from web.server import lifespan, middleware, routes, send_at_once

SOON = 5  # seconds
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def served(demo_data, tmp_path_factory):
    """The port of our own routes over the demo's data."""
    data = tmp_path_factory.mktemp("connected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATABASE", data / "khaimac.duckdb")
        patch.setattr(settings, "KEYS", data / "keys")
        patch.setattr(settings, "RUNNING", data / "running.json")
        shutil.copy(demo_data / settings.DATABASE.name, settings.DATABASE)
        app = Starlette(routes=routes(), middleware=middleware(), lifespan=lifespan)
        port = free_port()
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, ws="websockets-sansio"))
        thread = threading.Thread(target=server.run)
        thread.start()
        wait_until(lambda: server.started, 20)
        yield port
        server.should_exit = True
        thread.join(20)


@pytest.fixture(autouse=True)
def nobody():
    yield
    for part in (connected._here, connected._gone, connected._phones_asked):
        part.clear()


def cookie(role=Role.DESK):
    return access.signed(access.open_session(house(), role, address="10.0.0.2", now=clock.now()))


@contextlib.asynccontextmanager
async def listening(port, view, *, pass_as=""):
    headers = {"Cookie": f"{COOKIE}={pass_as}"} if pass_as else {}
    async with websockets.connect(f"ws://127.0.0.1:{port}/api/live?view={view}", additional_headers=headers) as line:
        await line.recv()
        yield line


def report(**told):
    return json.dumps({"clock": clock.now().timestamp() * 1000} | told)


def here():
    return [(who.view, who.desk, who.address, who.report.waiting) for who in connected.connected(clock.now())]


async def until(is_so):
    async with asyncio.timeout(SOON):
        while not is_so():
            await asyncio.sleep(0.01)


def test_a_desk_is_there_when_it_has_told_of_itself_and_gone_when_it_left(served):
    async def stay():
        async with listening(served, "desk", pass_as=cookie()) as line:
            before = here()
            await line.send(report(desk="B", waiting=2))
            await until(here)
            [who] = connected.connected(clock.now())
            during = here()
            await line.send(report(desk="B"))
            await until(lambda: here() != during)
            later = here()
        await until(lambda: not here())
        return before, who, during, later, connected.connected(clock.now() + MINUTE)

    before, who, during, later, [gone] = asyncio.run(stay())

    assert (before, during, later) == ([], [("desk", "B", "127.0.0.1", 2)], [("desk", "B", "127.0.0.1", 0)])
    assert abs(who.report.ahead) < timedelta(seconds=1)
    assert (gone.place, gone.session.role) == (("desk", "B"), Role.DESK)
    assert abs(clock.now() - gone.left_at) < timedelta(seconds=SOON)


def test_what_is_no_report_is_not_listened_to_and_the_line_stands(served, caplog):
    async def talk():
        async with listening(served, "desk", pass_as=cookie()) as line:
            for text in ("hello", b"\x00\xff", "x" * 100_000, "[" * 1000, report(desk=["B"]), report(desk="B" * 2000)):
                await line.send(text)
            silent = json.loads(await asyncio.wait_for(line.recv(), SOON)), here()
            await line.send(report(desk="A"))
            await until(here)
            return silent, here()

    (beat, before), after = asyncio.run(talk())

    assert (beat.keys(), before) == ({"boot_id", "seq", "server_time"}, [])
    assert after == [("desk", "A", "127.0.0.1", 0)]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_delegates_phones_are_counted_whatever_they_say(served):
    async def look():
        async with contextlib.AsyncExitStack() as phones:
            lines = [await phones.enter_async_context(listening(served, "public")) for _ in range(3)]
            named = await phones.enter_async_context(listening(served, "public", pass_as=cookie()))
            for line in (*lines, named):
                await line.send(report(desk="B"))
                await line.recv()  # a beat later
            return connected.phones(clock.now()), here()

    with contextlib.closing(Asker(served)) as asker:
        assert asker.get(f"/api/live?{urlencode({'view': 'public', 'report': report(desk='B')})}")[0] == 200
    assert asyncio.run(look()) == (5, [])
    wait_until(lambda: connected.phones(clock.now() + MINUTE) == 0, SOON)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"desk": "C", "waiting": 1}, [("desk", "C", "127.0.0.1", 1)]),
        ({"clock": "07:30"}, []),
        ({"desk": "B" * 2000}, []),
        (None, []),  # another program, that tells nothing
    ],
)
def test_a_phone_at_a_desk_tells_with_its_question(served, told, shown):
    query = {"view": "desk"} | ({"report": report(**told)} if told else {})
    with contextlib.closing(Asker(served, cookie())) as asker:
        code, answer = asker.get(f"/api/live?{urlencode(query)}")

    assert (code, answer["seats"], here()) == (200, 150, shown)


def test_whose_session_ended_is_not_missed(served):
    async def talk():
        pass_as = cookie()
        session = access.session_of(house(), pass_as, now=clock.now())
        async with listening(served, "desk", pass_as=pass_as) as line:
            access.log_out(house(), session, now=clock.now())
            with contextlib.suppress(websockets.ConnectionClosed):
                await line.send(report(desk="B"))
                async with asyncio.timeout(SOON):
                    while True:
                        await line.recv()
        await until(lambda: not here())
        return status.screens(house().state.day, clock.now() + MINUTE)

    assert asyncio.run(talk()) == []


class Gone:
    """Something that a weak reference may outlive."""


def test_a_weak_reference_to_what_has_gone_does_not_keep_the_server_from_starting():
    proxy = weakref.proxy(Gone())
    gone = [proxy]  # still among the living objects
    send_at_once()

    assert gone
