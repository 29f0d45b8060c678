"""/api/live: each view's state when it changed, a beat every two seconds. One serialisation a view and change.

A WebSocket is told; who cannot have one asks, and is answered what a socket would have been told.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2s
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

import clock
from domain.day import Session
from domain.pins import standing_session
from services import connected, live
from services.access import note_seen
from services.connected import Asking
from services.live import venue_time
from store.engine import State, Store
from web.guard import LOGGED_OUT
from web.missing import Missing
from web.wire import WireError

BEAT_SECONDS = 2.0
REFRESH_SECONDS = 0.02  # a burst of scans is one picture
VIEW_UNKNOWN = 4404
TOLD_OF_LOSSES = "mc"
EVERYBODYS = "public"  # delegates' phones, which are only counted


@dataclass(frozen=True, slots=True)
class Picture:
    """A view's JSON; it holds until a commit, the clock's next moment, or a clock that is set back."""

    text: str
    state: State
    since: datetime
    until: datetime

    def holds(self, state: State, now: datetime) -> bool:
        return self.state is state and self.since <= now < self.until


class Listener:
    """One socket's outbox: the newest state, beat and number; older ones are never sent.

    `shown` is the view's JSON it was told last, so that it hears only of changes and of each. `is_screen`: it draws a
    whole screen, which can be named and missed.
    """

    def __init__(self, session: Session | None, *, is_screen: bool = False) -> None:
        self.session, self.is_screen = session, is_screen
        self.is_over = False
        self.shown: str | None = None
        self.state: str | None = None
        self.beat: str | None = None
        self.number: str | None = None
        self.wake = asyncio.Event()

    def take(self) -> list[str]:
        texts = [text for text in (self.state, self.beat, self.number) if text]
        self.state = self.beat = self.number = None
        self.wake.clear()
        return texts


class Hub:
    """Fans the store's commits out to the sockets. Lives on the event loop."""

    def __init__(self, store: Store, boot_id: str) -> None:
        self._store, self.boot_id = store, boot_id
        self._listeners: dict[str, dict[Listener, None]] = defaultdict(dict)  # in order of joining
        self._missing = Missing()
        self._pictures: dict[str, Picture] = {}
        self._refreshing = False
        self._loop = asyncio.get_running_loop()
        self._unsubscribe = store.subscribe(self._on_commit)
        self._beating = asyncio.create_task(self._beats())
        self._clock = self._wait_for_clock(store.state, clock.now())

    def close(self) -> None:
        self._unsubscribe()
        self._beating.cancel()
        self._clock.cancel()

    def join(
        self, view: str, session: Session | None, *, is_screen: bool = False
    ) -> tuple[Listener, Callable[[], None]]:
        listener, state, now = Listener(session, is_screen=is_screen), self._store.state, clock.now()
        self._listeners[view][listener] = None
        self._missing.came(view, listener)
        if view == EVERYBODYS:
            connected.phone_came(listener)
        self._expel({listener: None}, state, now)  # it may have ended since the guard looked
        self._show(view, [listener], state, now)
        return listener, lambda: self._leave(view, listener)

    def identify(self) -> int:
        """Each screen is told which of its view it is; how many were."""
        stamp, shown = self.stamp(self._store.state, clock.now()), 0
        for view, listeners in self._listeners.items():
            screens = [listener for listener in listeners if listener.is_screen]
            for number, listener in enumerate(screens, start=1):
                listener.number = _text(stamp | {"identify": {"view": view, "number": number}})
                listener.wake.set()
            shown += len(screens)
        return shown

    def message(self, view: str, *, seen: str) -> tuple[str, str]:
        """The view's state, or a beat to whoever has `seen` it; and the tag to see it by."""
        state, now = self._store.state, clock.now()
        text = self._picture(view, state, now).text
        tag = f'"{self.boot_id}.{blake2s(text.encode(), digest_size=8).hexdigest()}"'
        return self._beat(view, state, now) if tag == seen else self._framed(text, state, now), tag

    def stamp(self, state: State, now: datetime) -> dict[str, Any]:
        return {"boot_id": self.boot_id, "seq": state.day.seq, "server_time": venue_time(now)}

    def _leave(self, view: str, listener: Listener) -> None:
        self._listeners[view].pop(listener, None)
        self._missing.left(view, listener, self._listeners[view], now=clock.now())
        connected.leave(listener, now=clock.now())

    def _on_commit(self, _state: State) -> None:
        """On the writer's thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._refresh_soon)

    def _refresh_soon(self) -> None:
        if not self._refreshing:
            self._refreshing = True
            self._loop.call_later(0 if self._is_idle() else REFRESH_SECONDS, self._refresh)

    def _is_idle(self) -> bool:
        return self._loop.time() - getattr(self, "_refreshed_at", 0.0) > REFRESH_SECONDS

    def _refresh(self) -> None:
        self._refreshing, self._refreshed_at = False, self._loop.time()
        state, now = self._store.state, clock.now()
        self._refresh_views(iter(live.VIEWS), state, now)
        self._clock.cancel()
        self._clock = self._wait_for_clock(state, now)

    def _refresh_views(self, views: Iterator[str], state: State, now: datetime) -> None:
        """One after the other: what is ready goes out before the next is made."""
        if view := next(views, None):
            listeners = self._listeners[view]
            self._expel(listeners, state, now)
            if listeners:
                self._show(view, listeners, state, now)
            self._loop.call_soon(self._refresh_views, views, state, now)

    def _wait_for_clock(self, state: State, now: datetime) -> asyncio.TimerHandle:
        """For what changes by the clock alone. `now` is from before the work: woken a hair early, or late by the work,
        the moment is not missed.
        """
        wait = live.next_moment(state, now) - clock.now()
        return self._loop.call_later(max(0.0, wait.total_seconds()), self._refresh)

    def _expel(self, listeners: dict[Listener, None], state: State, now: datetime) -> None:
        """Whose session ended is told so and nothing more."""
        for listener in list(listeners):
            if listener.session and not standing_session(state.day, listener.session.id, now=now):
                listeners.pop(listener)
                listener.is_over = True
                listener.wake.set()

    def _show(self, view: str, listeners: Iterable[Listener], state: State, now: datetime) -> None:
        text = self._picture(view, state, now).text
        framed = self._framed(text, state, now)
        for listener in listeners:
            if listener.shown != text:
                listener.shown, listener.state = text, framed
                listener.wake.set()

    def _picture(self, view: str, state: State, now: datetime) -> Picture:
        kept = self._pictures.get(view)
        if not kept or not kept.holds(state, now):
            kept = Picture(_text(live.view(view, state, now=now)), state, now, live.next_moment(state, now))
            self._pictures[view] = kept
        return kept

    def _framed(self, text: str, state: State, now: datetime) -> str:
        return f"{_text(self.stamp(state, now))[:-1]},{text[1:]}"

    def _beat(self, view: str, state: State, now: datetime) -> str:
        lost = self._missing.views(state.day, now) if view == TOLD_OF_LOSSES else []
        return _text(self.stamp(state, now) | ({"lost_screens": lost} if lost else {}))

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            state, now = self._store.state, clock.now()
            for view, listeners in self._listeners.items():
                beat = self._beat(view, state, now)
                for listener in listeners:
                    listener.beat = beat
                    listener.wake.set()
                    if listener.session:
                        note_seen(listener.session, now=now)


async def look(request: Request, hub: Hub) -> Response:
    view = request.query_params.get("view", "")
    if view not in live.VIEWS:
        raise WireError(404, "unknown_view")
    note_asking(view, request)
    text, tag = hub.message(view, seen=request.query_params.get("seen", ""))
    return Response(text, media_type="application/json", headers={"Cache-Control": "no-store", "ETag": tag})


def note_asking(view: str, request: Request) -> None:
    session: Session | None = request.scope["device"]
    if view == EVERYBODYS:
        connected.phone_asked(clock.now())
    elif session and (report := request.query_params.get("report")):
        connected.hear(
            Asking(session.id, view), view, session, report, address=_address(request), now=clock.now()
        )  # fmt: skip


async def serve(socket: WebSocket, hub: Hub) -> None:
    view = socket.query_params.get("view", "")
    await socket.accept()
    if view not in live.VIEWS:
        await socket.close(VIEW_UNKNOWN, "unknown view")
        return
    listener, leave = hub.join(view, socket.scope["device"], is_screen="screen" in socket.query_params)
    told = partial(_hear, listener, view, _address(socket))
    tasks = {asyncio.create_task(_send(socket, listener)), asyncio.create_task(_drain(socket, told))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leave()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _send(socket: WebSocket, listener: Listener) -> None:
    while True:
        await listener.wake.wait()
        if listener.is_over:
            return await socket.close(LOGGED_OUT, "login_needed")
        for text in listener.take():
            await socket.send_text(text)


async def _drain(socket: WebSocket, hear: Callable[[str], None]) -> None:
    """Clients tell of themselves; and this notices that they have gone."""
    try:
        while (message := await socket.receive())["type"] != "websocket.disconnect":
            hear(message.get("text") or "")
    except (RuntimeError, WebSocketDisconnect):
        return


def _hear(listener: Listener, view: str, address: str, text: str) -> None:
    """Of a delegate's phone nothing is kept."""
    if view != EVERYBODYS and listener.session:
        connected.hear(listener, view, listener.session, text, address=address, now=clock.now())


def _address(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
