"""The live socket as a screen meets it: the state on connect and on each change, beats, nothing private."""

import asyncio
import contextlib
import json
import re
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import websockets
from days import DESK, ORGANISER, badge, entry
from serving import COOKIE, PINS, a_scan, an_id, run_command

import clock
from domain import enrolment
from domain.checkin import Scan
from domain.conference import Conference, Words
from domain.day import Day, Session
from domain.facts import Kind, Role, Way
from services import access, checkin, conference
from services.live import VIEWS
from store.engine import Store
from web.live import Hub, Listener
from web.missing import Missing

STAMP = {"boot_id", "seq", "server_time"}
FIGURES = {"conference", "phase", "present", "seats", "seats_reason", "held", "invited", "by_category", "latest"}
KEYS = {
    "desk": STAMP | FIGURES | {"release_at", "desks", "open_cases", "conference_id", "opened_at", "ended"},
    "wall": STAMP | FIGURES | {"targets", "opening", "units", "composition", "agenda"},
    "public": STAMP | {"conference", "agenda"},
}
SOON = 5  # seconds


@asynccontextmanager
async def listening(server, view, *, cookie=""):
    """As the organiser, who may open each."""
    headers = {"Cookie": f"{COOKIE}={cookie or server.cookies['organiser']}"}
    url = f"ws://127.0.0.1:{server.port}/api/live?view={view}"
    async with websockets.connect(url, additional_headers=headers) as socket:
        yield socket


async def heard(socket, within=SOON):
    return json.loads(await asyncio.wait_for(socket.recv(), within))


async def state_of(socket, within=SOON):
    """The next message that is more than a beat."""
    async with asyncio.timeout(within):
        while (message := json.loads(await socket.recv())).keys() == STAMP:
            pass
    return message


def first_states(server, *views):
    async def ask():
        states = []
        for view in views:
            async with listening(server, view) as socket:
                states.append(await heard(socket))
        return states

    return asyncio.run(ask())


def shape(value, path=""):
    """The path of each field there is, however deep; what stands in a list has [] in it."""
    if isinstance(value, dict) and value:
        return set().union(*[shape(inner, f"{path}.{name}".lstrip(".")) for name, inner in value.items()])
    if isinstance(value, list) and value:
        return set().union(*[shape(inner, f"{path}[]") for inner in value])
    return {path}


def fields(*parts):
    """From lines such as "latest[]: name unit" the paths "latest[].name" and "latest[].unit"."""
    pairs = [line.partition(":")[::2] for part in parts for line in part.strip().splitlines()]
    return {f"{place.strip()}.{name}".lstrip(".") for place, names in pairs for name in names.split()}


WHOLE_FRAME = """
    : boot_id seq server_time
    conference: name place starts_at demo contact
    : phase present seats seats_reason held invited
    by_category.exemplary: present invited
    by_category.guest: present invited
    by_category.press: present invited
"""
STAGE_FRAME = """
    : boot_id seq server_time phase
    conference: name place starts_at
"""
COUNTDOWN = "ends_at left_ms of_seconds phase"
NAMED = "id number title_vi title_en topic minutes"
PRESENTER = "name position unit code presence came_at seat"
HONOURS = "seq state version printed changed_at by_name left last"
BRIEF = "id number award state expected present received"


def batch_fields(place):
    return f"""{place}: {BRIEF} of part[] protocol presenter is_locked staged note note_is_stale
        {place}.decision: number date authority
        {place}.steps[]: step is_done
        {place}.rows[]: slot place tray type title birth_year pronunciation citation state mode receiver offer again
        {place}.rows[].person: name position unit seat"""


WHOLE = {
    "desk": fields(
        WHOLE_FRAME,
        """
        : release_at open_cases desks[] conference_id opened_at ended
        latest[]: name unit happened_at desk
        """,
    ),
    "wall": fields(
        WHOLE_FRAME,
        """
        targets: exemplary guest tolerance
        opening: present happened_at
        latest[]: name unit happened_at
        units[]: unit present invited
        composition[]: key present invited
        agenda.now: title_vi title_en planned_start
        agenda.next: title_vi title_en planned_start
        honours: present expected
        """,
    ),
    "public": fields(
        """
        : boot_id seq server_time
        conference: name place starts_at
        agenda: state now next
        agenda.items[]: id number title_vi title_en topic presenter progress expected_start subs
        agenda.items[].subs[]: title_vi title_en topic presenter progress
        """,
    ),
    "hall": fields(STAGE_FRAME, "screen: picture title_vi title_en speaker invites"),
    "speaker": fields(
        STAGE_FRAME,
        f"""
        speaker: title_vi title_en message black
        speaker.presenter: name position unit
        speaker.countdown: {COUNTDOWN}
        """,
    ),
    "wings": fields(STAGE_FRAME, f"honours: {HONOURS}", batch_fields("honours.batches[]")),
    "mc": fields(
        WHOLE_FRAME,
        f"""
        agenda: seq state can[] lateness projected_end last
        agenda.go: move item sub
        agenda.countdown: {COUNTDOWN}
        agenda.now: {NAMED} sub
        agenda.now.presenter: {PRESENTER}
        agenda.now.line[]: text kind
        agenda.next: {NAMED} sub
        agenda.next.presenter: {PRESENTER}
        agenda.next.line[]: text kind
        agenda.items[]: {NAMED} progress planned_start planned_end expected_start expected_end
        agenda.items[]: actual_start actual_end added_seconds paused_seconds can can[] subs
        agenda.items[].subs[]: {NAMED} progress can[]
        agenda.items[].subs[].presenter: {PRESENTER}
        honours: {HONOURS} can now late
        honours.begins: {" ".join(f"H{number:02}" for number in range(1, 17))}
        honours.batches[]: {BRIEF}
        honours.go: step batch number title page warning
        honours.go.people: collective
        honours.line[]: text kind
        {batch_fields("honours.next")}
        introductions: present arrived
        introductions.away[]: code title name presence substitute
        votes[]: congress candidates[] opened_at base invited may_vote has_quorum
        votes[]: result_line minutes_line counts earlier
        screens: message message_shown flashes black hall by_name
        screens.shows: picture title_vi title_en speaker invites
        """,
    ),
}


def test_each_view_has_the_fields_of_its_table_and_no_other(server):
    """With everything there can be: somebody in, a walk-in, a case, the figure of the opening."""
    server.stop()
    store = Store(server.data / "khaimac.duckdb")
    conference.freeze_opening(store, role=ORGANISER, now=clock.now())
    store.close()
    server.start()
    server.scan(server.codes()["DB021"])
    server.post("/api/walk_in", {"action_id": an_id(), "desk": "A", "name": "Khách", "category": "press"})
    server.scan("rubbish", happened_at=first_states(server, "desk")[0]["server_time"])
    states = dict(zip(VIEWS, first_states(server, *VIEWS), strict=True))

    assert {view: shape(state) for view, state in states.items()} == WHOLE
    assert states["desk"]["open_cases"] == 1
    assert states["desk"]["desks"] == ["A", "B", "C"]
    assert states["wall"]["targets"] == {"exemplary": 70, "guest": 30, "tolerance": 5}


def test_a_view_asked_for_without_a_socket_has_the_same_fields(running):
    answers = {view: running.get(f"/api/live?view={view}", role="organiser") for view in VIEWS}
    states = dict(zip(VIEWS, first_states(running, *VIEWS), strict=True))

    assert {view: status for view, (status, _) in answers.items()} == dict.fromkeys(VIEWS, 200)
    assert {view: shape(answer) for view, (_, answer) in answers.items()} == {
        view: shape(state) for view, state in states.items()
    }


def test_invited_and_present_are_two_figures(running):
    [desk] = first_states(running, "desk")

    assert (desk["seats"], desk["invited"], desk["phase"], desk["seats_reason"]) == (150, 150, "rehearsal", None)
    invited = {category: counts["invited"] for category, counts in desk["by_category"].items()}
    assert invited == {"exemplary": 105, "guest": 45}


def test_a_scan_is_on_the_wall_and_the_desk_at_once_and_not_in_public(running):
    code = running.codes()["DB001"]

    async def watch():
        async with (
            listening(running, "wall") as wall,
            listening(running, "desk") as desk,
            listening(running, "public") as public,
        ):
            before = [await heard(socket) for socket in (wall, desk, public)]
            answer = await asyncio.to_thread(running.scan, code, desk="B")
            after = [await state_of(socket) for socket in (wall, desk)]
            quiet = [await heard(public), await heard(public)]
        return before, answer, after, quiet

    (wall, _desk, _public), answer, (new_wall, new_desk), quiet = asyncio.run(watch())

    assert (new_wall["present"], new_desk["present"]) == (answer["present"],) * 2 == (wall["present"] + 1,) * 2
    assert new_wall["held"] == wall["held"] - 1
    assert new_wall["seq"] == answer["seq"]
    assert new_wall["latest"][0].keys() == {"name", "unit", "happened_at"}
    assert new_desk["latest"][0] == new_wall["latest"][0] | {"unit": "Văn phòng Sở", "desk": "B"}
    assert [message.keys() for message in quiet] == [STAMP, STAMP]


def test_a_scan_that_changes_no_figure_changes_no_wall(running):
    async def watch():
        async with listening(running, "wall") as wall:
            first = await heard(wall)
            answer = await asyncio.to_thread(running.scan, "rubbish")
            return first, answer, [await heard(wall), await heard(wall)]

    first, answer, after = asyncio.run(watch())

    assert [message.keys() for message in after] == [STAMP, STAMP]
    assert after[-1]["seq"] == answer["seq"] > first["seq"]


def test_a_beat_comes_every_two_seconds(running):
    async def watch():
        async with listening(running, "public") as socket:
            first = await heard(socket)
            return first, [(await heard(socket), asyncio.get_running_loop().time()) for _ in range(3)]

    first, beats = asyncio.run(watch())

    assert [beat.keys() for beat, _ in beats] == [STAMP] * 3
    assert {beat["boot_id"] for beat, _ in beats} == {first["boot_id"]}
    pauses = [later - earlier for (_, earlier), (_, later) in pairwise(beats)]
    assert pauses == [pytest.approx(2, abs=1)] * 2


def test_whose_session_is_revoked_is_cut_off_and_nobody_else(tmp_path):
    store = prepared(tmp_path / "khaimac.duckdb", release_in=timedelta(hours=1))
    revoked, stays = (access.open_session(store, DESK, address="10.0.0.2", now=clock.now()) for _ in range(2))

    async def watch():
        hub = Hub(store, "boot")
        listeners = [hub.join("wall", session)[0] for session in (revoked, stays, None)]
        for listener in listeners:
            listener.take()
        access.revoke(store, revoked.id, role=ORGANISER, now=clock.now())
        async with asyncio.timeout(SOON):
            await listeners[0].wake.wait()
        hub.close()
        return [listener.is_over for listener in listeners], [listener.take() for listener in listeners]

    assert asyncio.run(watch()) == ([True, False, False], [[], [], []])
    store.close()


def test_a_device_that_listens_is_seen_with_each_beat(tmp_path):
    store, an_hour_ago = prepared(tmp_path / "khaimac.duckdb", release_in=timedelta(hours=1)), timedelta(hours=-1)
    device = access.open_session(store, DESK, address="10.0.0.2", now=clock.now() + an_hour_ago)

    async def watch():
        hub = Hub(store, "boot")
        listener = hub.join("desk", device)[0]
        listener.take()
        async with asyncio.timeout(SOON):
            await listener.wake.wait()
        hub.close()

    asyncio.run(watch())
    assert clock.now() - access.last_seen(device).at < timedelta(seconds=SOON)
    store.close()


def test_a_burst_of_scans_ends_with_the_last_figure(running):
    codes = [running.codes()[f"DB{number:03}"] for number in range(10, 40)]

    async def watch():
        async with listening(running, "desk") as socket:
            first = await heard(socket)
            scans = [asyncio.to_thread(running.scan, code, desk="ABC"[place % 3]) for place, code in enumerate(codes)]
            answers = await asyncio.gather(*scans)
            last = max(answer["seq"] for answer in answers)
            states = [await state_of(socket)]
            while states[-1]["seq"] < last:
                states.append(await state_of(socket))
        return first, states

    first, states = asyncio.run(watch())

    assert states[-1]["present"] == first["present"] + 30
    figures = [state["present"] for state in states]
    assert figures == sorted(set(figures))


@pytest.mark.parametrize("view", ["", "nothing", "DESK", "../desk"])
def test_an_unknown_view_is_closed_with_a_reason(running, view):
    async def ask():
        async with listening(running, view) as socket:
            await socket.recv()

    with pytest.raises(websockets.ConnectionClosedError) as closed:
        asyncio.run(ask())
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4404, "unknown view")


def test_what_a_client_says_is_not_listened_to(running):
    async def talk():
        async with listening(running, "desk") as socket:
            first = await heard(socket)
            for text in ("hello", b"\x00\xff", "x" * 100_000, '{"view": "wall"}'):
                await socket.send(text)
            return first, await heard(socket)

    first, beat = asyncio.run(talk())

    assert (first.keys(), beat.keys()) == (KEYS["desk"], STAMP)


def test_no_view_holds_a_badge_code_or_what_is_private(running):
    codes = running.codes()
    running.scan(codes["DB004"])
    running.scan(codes["DB004"], desk="B")
    running.scan(codes["DK01"], happened_at=first_states(running, "desk")[0]["server_time"])
    walk_in = {"action_id": an_id(), "desk": "A", "name": "Khách <b>", "category": "press"}
    running.post("/api/walk_in", walk_in)
    states = first_states(running, *VIEWS)
    text = json.dumps(states, ensure_ascii=False)

    assert [code for code in codes.values() if code in text] == []
    assert re.findall(r"\b0100\d{6}\b|Raglai|Ê Đê|\b19[4-9]\d\b", text) == []
    assert [key for key in ("phone", "ethnicity", "badge") if f'"{key}' in text] == []
    elsewhere = json.dumps([s for view, s in zip(VIEWS, states, strict=True) if view not in ("mc", "wings")])
    assert [key for key in ("birth", "note") if f'"{key}' in elsewhere] == []  # the stage tells homonyms apart
    public = json.dumps(states[list(VIEWS).index("public")], ensure_ascii=False)
    assert [word for word in ("Y Khun", '"present"', "latest", "held", "planned") if word in public] == []


def test_on_the_whole_list_no_wall_names_anybody_but_the_last_to_come(server):
    """All 150 come: the wall has eight names, and no more than that ever."""
    codes = server.codes()
    for number in range(1, 151):
        server.scan(codes[f"DB{number:03}"])
    [wall] = first_states(server, "wall")

    assert (wall["present"], wall["held"], wall["units"], len(wall["latest"])) == (150, 0, [], 8)
    present = {category: counts["present"] for category, counts in wall["by_category"].items()}
    assert present == {"exemplary": 105, "guest": 45}


# --- which screen is which, and which is gone ------------------------------------------------------------------------


def test_every_screen_is_told_its_number_in_its_view_in_order_of_joining(running):
    views = ("hall", "hall&screen=1", "wall&screen=1", "hall&screen=1", "mc&screen=1")

    async def watch():
        async with contextlib.AsyncExitStack() as stack:
            sockets = [await stack.enter_async_context(listening(running, view)) for view in views]
            for socket in sockets:
                await heard(socket)
            answer = await asyncio.to_thread(running.post, "/api/identify", {}, role="organiser")
            return answer, [await number(socket) for socket in sockets]

    answer, numbers = asyncio.run(watch())

    assert answer == (200, {"shown": 4})
    assert numbers == [
        None, {"view": "hall", "number": 1}, {"view": "wall", "number": 1}, {"view": "hall", "number": 2},
        {"view": "mc", "number": 1},
    ]  # fmt: skip


async def number(socket):
    """What the screen is told before its second beat."""
    messages = [await heard(socket), await heard(socket)]
    return next((message["identify"] for message in messages if "identify" in message), None)


@pytest.mark.parametrize("role", ["mc", "wall", "desk", "office", ""])
def test_the_organiser_alone_asks_screens_for_their_names(running, role):
    assert running.post("/api/identify", {}, role=role)[0] in (401, 403)


def missing(view, *, after, at, ended=False, back=False, is_screen=True):
    """What the MC is told `after` a screen of that view went, `at` a moment of the day."""
    session = Session("s1", Role.WALL, "", "10.0.0.2", at)
    day = Day(sessions={} if ended else {"s1": session})
    gone = Listener(session, is_screen=is_screen)
    lost = Missing()
    lost.came(view, gone)
    lost.left(view, gone, [Listener(session, is_screen=True)] if back else [], now=at)
    return lost.views(day, at + after)


SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("view", "after", "more", "told"),
    [
        ("hall", 6 * SECOND, {}, ["hall"]),
        ("speaker", 6 * SECOND, {}, ["speaker"]),
        ("wall", 6 * SECOND, {}, []),
        ("hall", SECOND, {}, []),  # the page is loaded again
        ("hall", 29 * MINUTE, {}, ["hall"]),
        ("hall", 30 * MINUTE, {}, []),
        ("hall", 6 * SECOND, {"ended": True}, []),
        ("hall", 6 * SECOND, {"back": True}, []),
        ("hall", 6 * SECOND, {"is_screen": False}, []),
    ],
)
def test_a_screen_of_the_stage_that_is_gone_is_missed(view, after, more, told):
    assert missing(view, after=after, at=clock.now(), **more) == told


def test_the_mcs_beats_tell_which_screen_is_lost_until_it_is_back(running):
    async def lost(socket, told):
        async with asyncio.timeout(20):
            while (beat := await heard(socket, 20)).get("lost_screens") != told or beat.keys() > KEYS["public"]:
                pass
        return beat

    async def watch():
        async with listening(running, "mc") as mc:
            async with listening(running, "hall&screen=1") as hall:
                await heard(hall)
            gone = await lost(mc, ["hall"])
            async with listening(running, "wall") as wall:
                quiet = await heard(wall), await heard(wall)
            async with listening(running, "hall&screen=1"):
                back = await lost(mc, None)
        return gone, quiet, back

    gone, quiet, back = asyncio.run(watch())

    assert (gone.keys(), back.keys()) == (STAMP | {"lost_screens"}, STAMP)
    assert "lost_screens" not in quiet[0] | quiet[1]


# --- what changes by the clock, and what must not be missed ----------------------------------------------------------


def prepared(file, *, release_in, people=3):
    """A house whose places are released soon."""
    store, now = Store(file), clock.now()
    settings = Conference(now, now + release_in, people)
    conference.set_up(store, settings, Words("Hội nghị"), role=ORGANISER, now=now)
    entries = [entry(f"DB{number:03}") for number in range(1, people + 1)]
    store.turn(
        lambda turn: enrolment.decide_enrol(
            turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=now,
        )
    )  # fmt: skip
    return store


def test_the_release_time_frees_places_without_a_scan(bare_server):
    run_command(bare_server.data, "pin", "organiser", typed=PINS["organiser"])
    prepared(bare_server.data / "khaimac.duckdb", release_in=timedelta(seconds=6)).close()
    bare_server.start()
    cookie = bare_server.log_in("organiser")

    async def watch():
        async with listening(bare_server, "desk", cookie=cookie) as socket:
            first = await heard(socket)
            return first, await state_of(socket, within=12)

    first, after = asyncio.run(watch())

    assert (first["held"], after["held"], after["seq"]) == (3, 0, first["seq"])
    late = datetime.fromisoformat(after["server_time"]) - datetime.fromisoformat(first["release_at"])
    assert timedelta(0) <= late < timedelta(seconds=1)


@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_no_release_is_missed_by_a_hair(tmp_path, loop):
    """A timer may wake a fraction of a millisecond early; twenty houses with moments of their own notice it."""
    new_loop = pytest.importorskip(loop).new_event_loop
    moments = [timedelta(milliseconds=2000 + number * 13.7) for number in range(20)]
    stores = [prepared(tmp_path / f"{number}.duckdb", release_in=wait) for number, wait in enumerate(moments)]

    async def held_at_last(store):
        hub = Hub(store, "boot")
        listener, _ = hub.join("desk", None)
        held = 3
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SOON):
                while held:
                    await listener.wake.wait()
                    held = min(json.loads(text).get("held", held) for text in listener.take())
        hub.close()
        return held

    async def watch():
        return await asyncio.gather(*map(held_at_last, stores))

    with asyncio.Runner(loop_factory=new_loop) as runner:
        assert runner.run(watch()) == [0] * 20
    for store in stores:
        store.close()


def test_a_phase_that_a_cue_brought_near_is_told_at_its_instant_not_at_the_next_minute(server):
    """Item 1 warns a minute before its end; the cue leaves it 62 seconds."""
    agenda = server.get("/api/live?view=mc", role="mc")[1]["agenda"]
    for move in ({"move": "start"}, {"move": "add", "seconds": 62 - 300}):
        asked = {"action_id": an_id(), "seen": agenda["seq"]} | move
        agenda = server.post("/api/cue", asked, role="mc")[1]["agenda"]
    ends_at = datetime.fromisoformat(agenda["countdown"]["ends_at"])

    async def watch():
        async with listening(server, "speaker") as speaker:
            while (state := await state_of(speaker, 10))["speaker"]["countdown"]["phase"] != "warning":
                pass
            return datetime.fromisoformat(state["server_time"])

    told_at = asyncio.run(watch())
    assert timedelta() <= told_at - (ends_at - timedelta(minutes=1)) < timedelta(seconds=0.5)


def test_a_screen_that_joins_between_a_commit_and_its_publishing_takes_nothing_from_the_others(tmp_path):
    store = prepared(tmp_path / "khaimac.duckdb", release_in=timedelta(hours=1))

    async def watch():
        hub = Hub(store, "boot")
        first, _ = hub.join("wall", None)
        first.take()
        scan = Scan("s1", "A", Way.SCANNER, badge(1))
        checkin.scan(store, scan, role=DESK, now=clock.now()).result()  # the loop, held up here, cannot publish yet
        second, _ = hub.join("wall", None)
        joined = [json.loads(text)["present"] for text in second.take()]
        async with asyncio.timeout(SOON):
            await first.wake.wait()
        told = [json.loads(text)["present"] for text in first.take()]
        await asyncio.sleep(0)
        twice = second.take()
        hub.close()
        return joined, told, twice

    assert asyncio.run(watch()) == ([1], [1], [])
    store.close()


def test_a_new_copy_has_a_new_boot_id_and_the_same_figures(server):
    server.scan(server.codes()["DB001"])
    [before] = first_states(server, "wall")
    server.kill()
    server.start()
    [after] = first_states(server, "wall")

    assert before.pop("boot_id") != after.pop("boot_id")
    assert before.pop("server_time") < after.pop("server_time")
    assert before == after
    assert server.post("/api/scan", a_scan(code=server.codes()["DB001"]))[1]["verdict"] == "already"
