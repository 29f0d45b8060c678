"""Who may do what, walked cell by cell on the wire: routes, live views and pages by role, and by nobody's cookie."""

import asyncio
import http.client
import json
import shutil
import threading
from contextlib import closing
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
import websockets
from hall import HALL, LanServer
from itsdangerous import URLSafeSerializer
from serving import COOKIE, PINS, ROOT, Server, a_scan, an_id, as_bytes, wait_until
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import clock
from domain.access import PAGES, ROUTES, VIEWS, may, pages_of
from domain.facts import Kind, Role
from domain.pins import LASTS
from services import access
from store import ledger
from store.engine import CONFERENCE, Store
from web.guard import FIRST_START
from web.server import routes, unknown, wrong_method

SALT = "khaimac.session"
SOON = 1  # second
ROLES = list(Role)
FORGED = ("none", "garbage", "unsigned", "wrong signature", "other secret", "unknown id", "revoked", "expired")
EVERYBODY = [*ROLES, *FORGED]
LOGIN_PAGES = ("GET /scan", "GET /speaker")
EMPTY_PAGES = ("GET /programme",)  # the page is everybody's, what it shows comes from the public view


class House:
    """The running demo, with the cookies that somebody might hold."""

    def __init__(self, server):
        self.server = server
        self.spare = {}  # sessions to be ended
        secret = (server.data / "keys" / "cookie.key").read_text()
        self._sign = URLSafeSerializer(secret, salt=SALT).dumps
        store = Store(server.data / "khaimac.duckdb")
        self.cookies = {role: self._sign(self._session(store, role).id) for role in ROLES}
        self.spare = {role: self._sign(self._session(store, role).id) for role in ROLES}
        self.cookies |= self._nobodys(store)
        store.close()

    def _session(self, store, role=Role.ORGANISER, *, ago=timedelta()):
        return access.open_session(store, role, address="10.0.0.2", now=clock.now() - ago)

    def _nobodys(self, store):
        """All made from an organiser's, who may everything."""
        session, revoked, expired = self._session(store), self._session(store), self._session(store, ago=LASTS)
        access.revoke(store, revoked.id, role=Role.ORGANISER, now=clock.now())
        good = self._sign(session.id)
        return {
            "none": "",
            "garbage": "x" * 40,
            "unsigned": session.id,
            "wrong signature": good[:-2] + ("AA" if good[-2:] != "AA" else "BB"),
            "other secret": URLSafeSerializer("another", salt=SALT).dumps(session.id),
            "unknown id": self._sign("0" * 32),
            "revoked": self._sign(revoked.id),
            "expired": self._sign(expired.id),
        }

    def seq(self):
        return self.server.get("/api/health")[1]["seq"]


@pytest.fixture(scope="module")
def walked(tmp_path_factory, demo_data):
    server = Server(shutil.copytree(demo_data, tmp_path_factory.mktemp("walked") / "data"))
    house = House(server)
    server.start()
    yield house
    server.stop()


def ask(server, route, *, cookie="", body=b"{}", source="127.0.0.1", **headers):
    """(status, headers, bytes) of a request whose every header is given; `source` is the asker's own address."""
    method, path = route.split(" ", 1)
    sent = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    sent |= {"Content-Type": "application/json"} if method == "POST" else {}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, 20, source_address=(source, 0))) as connection:
        connection.request(method, path, body if method == "POST" else None, sent | headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def error_of(content):
    return json.loads(content)["error"]


def login(server, role, pin="", *, source="127.0.0.1", **more):
    body = as_bytes({"role": role, "pin": pin or PINS[role]})
    return ask(server, "POST /api/login", body=body, source=source, **more)


# --- the tables and what is there ------------------------------------------------------------------------------------


def test_each_route_stands_in_the_table_and_each_cell_has_a_route():
    served = {
        f"{method} {route.path}"
        for route in routes()
        if isinstance(route, Route) and route.endpoint not in (wrong_method, unknown)
        for method in route.methods - {"HEAD"}
    }

    assert served == ROUTES.keys() | {"GET /api/live"}


def test_each_page_stands_in_the_table_and_each_cell_has_a_page():
    assert PAGES.keys() == {file.stem for file in (ROOT / "pages").glob("*.py")}


# --- routes ----------------------------------------------------------------------------------------------------------


def expected(who, roles):
    """(status, error) of a refusal; None where the request goes through."""
    role = who if who in ROLES else None
    if may(role, roles):
        return None
    return (403, "not_allowed") if role else (401, "login_needed")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("route", ROUTES)
def test_each_route_opens_to_its_roles_and_to_nobody_else(walked, route, who):
    before = walked.seq()
    cookies = walked.cookies | (walked.spare if route == "POST /api/logout" else {})
    status, headers, content = ask(walked.server, route, cookie=cookies[who])
    refusal = expected(who, ROUTES[route])

    if refusal is None:
        assert status not in (401, 403, 421, 429, 500)
    elif route in LOGIN_PAGES:
        assert (status, headers.get_content_type()) == (refusal[0], "text/html")
    else:
        assert (status, error_of(content)) == refusal
    assert walked.seq() == before + (route == "POST /api/logout" and who in ROLES)


ASKED_ANOTHER_WAY = (
    "HEAD /api/search?q=hung", "GET /api/search/?q=hung", "GET //api/search?q=hung", "GET /api/./search?q=hung",
    "GET /api%2fsearch?q=hung", "GET /API/search?q=hung", "GET /x/../api/search?q=hung", "GET /api/search;x?q=hung",
    "GET /api/live?view=public&view=desk", "GET /api/live?view=%64esk",
    "GET /api/live?view=desk;view=public", "GET /media/x.pdf", "GET //media/x.pdf", "PUT /_stcore/upload_file/a/b",
    "POST /_stcore/agent/interact", "GET /_stcore/metrics", "GET /nothing/../scan",
)  # fmt: skip


@pytest.mark.parametrize("route", ASKED_ANOTHER_WAY)
def test_no_way_of_writing_an_address_gets_past_the_table(walked, route):
    status, _, content = ask(walked.server, route)

    assert not (status == 200 and content.startswith(b"{"))
    assert b"Nguy\xe1\xbb\x85n" not in content


@pytest.mark.parametrize("route", ["GET /media/x.pdf", "PUT /_stcore/upload_file/a/b"])
def test_what_pages_hand_out_and_take_in_needs_a_session(walked, route):
    assert ask(walked.server, route)[0] == 401
    assert ask(walked.server, route, cookie=walked.cookies["revoked"])[0] == 401
    assert ask(walked.server, route, cookie=walked.cookies[Role.OFFICE])[0] not in (401, 200)


# --- where a request comes from --------------------------------------------------------------------------------------


def foreign_origins(server):
    port = server.port
    return (
        "http://evil.example", f"http://evil.example:{port}", "null", "", f"http://127.0.0.1:{port + 1}",
        "http://127.0.0.1", f"https://127.0.0.1:{port}", f"http://localhost:{port}", f"http://127.0.0.2:{port}",
        f"http://127.0.0.1:{port}.evil.example", f"http://127.0.0.1:{port}/", "file://",
    )  # fmt: skip


POSTS = [route for route in ROUTES if route.startswith("POST")]


@pytest.mark.parametrize("route", POSTS)
def test_a_page_of_another_site_changes_nothing(walked, route):
    before = walked.seq()
    cookie = walked.cookies[Role.ORGANISER]
    answers = [ask(walked.server, route, cookie=cookie, Origin=origin) for origin in foreign_origins(walked.server)]

    assert {(status, error_of(content)) for status, _, content in answers} == {(403, "foreign_origin")}
    assert walked.seq() == before


def test_our_own_page_is_let_in_by_each_name_it_has(walked):
    port, cookie, scan = walked.server.port, walked.cookies[Role.DESK], as_bytes(a_scan())
    hosts = ("127.0.0.1", "localhost", "LOCALHOST", "127.0.0.2", "[::1]", "192.168.1.20")
    answers = [
        ask(
            walked.server,
            "POST /api/scan",
            cookie=cookie,
            body=scan,
            Host=f"{host}:{port}",
            Origin=f"http://{host}:{port}",
        )
        for host in hosts
    ]

    assert [(status, error_of(content)) for status, _, content in answers] == [(400, "code_or_delegate")] * len(hosts)


FOREIGN_HOSTS = (
    "evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "", " ",
    "127.0.0.1@evil.example", "127.1", "0x7f000001", "[::1", "localhost,evil.example", "xn--nxasmq6b",
)  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_name_that_only_points_here_is_not_answered(walked, host):
    cookie = walked.cookies[Role.ORGANISER]
    asked = [*ROUTES, "GET /api/live?view=public", "GET /", "GET /setup", "GET /_stcore/health", "GET /api/nothing"]
    answers = [ask(walked.server, route, cookie=cookie, Host=host) for route in asked]

    assert {(status, error_of(content)) for status, _, content in answers} == {(421, "foreign_host")}


# --- live views ------------------------------------------------------------------------------------------------------


def closed_with(server, view, *, cookie="", **more):
    """The code the live socket is closed with; None when it tells its view's state."""

    async def listen():
        headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
        url = f"ws://127.0.0.1:{server.port}/api/live?{view}"
        async with websockets.connect(url, additional_headers=headers, **more) as socket:
            try:
                await asyncio.wait_for(socket.recv(), 5)
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code
        return None

    return asyncio.run(listen())


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens_to_its_roles_and_to_nobody_else(walked, view, who):
    cookie, refusal = walked.cookies[who], expected(who, VIEWS[view])
    status, _, content = ask(walked.server, f"GET /api/live?view={view}", cookie=cookie)

    assert closed_with(walked.server, f"view={view}", cookie=cookie) == (refusal and 4000 + refusal[0])
    assert (status, refusal and error_of(content)) == (refusal or (200, None))


@pytest.mark.parametrize("view", ["view=public&view=desk", "view=&view=desk", "view=public&view=%64esk"])
def test_a_view_named_twice_is_the_one_that_is_shown(walked, view):
    assert closed_with(walked.server, view) == 4401
    assert ask(walked.server, f"GET /api/live?{view}")[0] == 401


@pytest.mark.parametrize("path", ["api/live?view=public", "api/live?view=desk", "_stcore/stream"])
def test_no_socket_opens_to_a_page_of_another_site_or_under_a_foreign_name(walked, path):
    port, headers = walked.server.port, {"Cookie": f"{COOKIE}={walked.cookies[Role.ORGANISER]}"}

    async def dial(name="127.0.0.1", origin=None):
        url = f"ws://{name}:{port}/{path}"
        try:
            async with websockets.connect(url, host="127.0.0.1", port=port, additional_headers=headers, origin=origin):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    async def all_of_them():
        pages = [dial(origin=origin) for origin in foreign_origins(walked.server) if origin]
        names = [dial(name, f"http://{name}:{port}") for name in ("evil.example", "localhost.evil.example")]
        return set(await asyncio.gather(*pages, *names))

    assert asyncio.run(all_of_them()) == {403}


def test_logging_out_closes_the_open_socket_at_once_and_the_next_request_is_turned_away(walked):
    cookie = walked.server.log_in("desk")

    async def watch():
        url = f"ws://127.0.0.1:{walked.server.port}/api/live?view=desk"
        async with websockets.connect(url, additional_headers={"Cookie": f"{COOKIE}={cookie}"}) as socket:
            await socket.recv()
            await asyncio.to_thread(ask, walked.server, "POST /api/logout", cookie=cookie)
            try:
                async with asyncio.timeout(SOON):
                    while True:
                        await socket.recv()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code, closed.rcvd.reason

    assert asyncio.run(watch()) == (4401, "login_needed")
    assert ask(walked.server, "GET /api/search?q=hung", cookie=cookie)[0] == 401


# --- pages -----------------------------------------------------------------------------------------------------------


class Visit:
    """What a browser is sent for one run of a page: the menu, and what is drawn."""

    def __init__(self, messages):
        self.menu, self.components, self.drawn, self.addresses = [], [], [], []
        for message in messages:
            if message.WhichOneof("type") == "navigation":
                self.menu = [page.url_pathname for page in message.navigation.app_pages if not page.is_hidden]
            elif message.WhichOneof("type") == "delta" and (element := message.delta.new_element).WhichOneof("type"):
                self.drawn.append(element.WhichOneof("type"))
                self.components += [name] if (name := element.bidi_component.component_name) else []
                self.addresses += [text] if (text := element.code.code_text) else []


async def run_page(socket, page, url=""):
    """`url` as the browser's address bar has it."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.context_info.url = url
    await socket.send(asked.SerializeToString())
    messages = []
    async with asyncio.timeout(20):
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(await socket.recv()))
    return Visit(messages)


def streamlit(server, cookie):
    return websockets.connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
        additional_headers={"Cookie": f"{COOKIE}={cookie}"},
    )  # fmt: skip


def visit(server, page, cookie):
    async def look():
        async with streamlit(server, cookie) as socket:
            return await run_page(socket, page, f"http://localhost:{server.port}/{page}")

    return asyncio.run(look())


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_to_its_roles_and_is_a_login_to_everybody_else(walked, page, who):
    seen = visit(walked.server, page, walked.cookies[who])

    assert seen.menu == (pages_of(who) if who in ROLES else [])
    if who in PAGES[page]:
        assert "khaimac_login" not in seen.components
        assert len(seen.drawn) > 1
    else:
        assert (seen.components, sorted(seen.drawn)) == (["khaimac_login"], ["bidi_component", "html"])


def test_a_page_that_stays_open_is_a_login_once_its_session_has_ended(walked):
    cookie = walked.server.log_in("office")

    async def look():
        async with streamlit(walked.server, cookie) as socket:
            before = await run_page(socket, "roster")
            await asyncio.to_thread(ask, walked.server, "POST /api/logout", cookie=cookie)
            return before, await run_page(socket, "roster")

    before, after = asyncio.run(look())

    assert before.components == ["khaimac_whose"]
    assert (after.menu, after.components) == ([], ["khaimac_login"])
    assert sorted(after.drawn) == ["bidi_component", "html"]


# --- first start -----------------------------------------------------------------------------------------------------


def test_before_the_organisers_pin_nothing_opens_but_the_way_to_it(bare_server):
    bare_server.start()
    closed = [route for route in ROUTES if route not in (*FIRST_START, *LOGIN_PAGES, *EMPTY_PAGES)]
    answers = {route: ask(bare_server, route) for route in ROUTES}

    assert {(answers[route][0], error_of(answers[route][2])) for route in closed} == {(401, "first_pin_needed")}
    assert {answers[route][0] for route in LOGIN_PAGES} == {401}
    assert {answers[route][0] for route in EMPTY_PAGES} == {200}
    assert {route: answers[route][0] for route in FIRST_START} == {
        "GET /api/health": 200, "POST /api/first_pin": 400, "GET /ca.crt": 404,
    }  # fmt: skip
    assert {closed_with(bare_server, f"view={view}") for view in VIEWS} == {4401}
    assert {ask(bare_server, f"GET /api/live?view={view}")[0] for view in VIEWS} == {401}
    visits = [visit(bare_server, page, "") for page in ("", *PAGES)]
    assert [(seen.menu, seen.components) for seen in visits] == [([], ["khaimac_login"])] * len(visits)
    assert bare_server.get("/api/health")[1]["seq"] == 0


def test_the_first_pin_is_given_on_the_servers_own_laptop_once(bare_server):
    bare_server.start()

    def give(pin, **more):
        status, headers, content = ask(bare_server, "POST /api/first_pin", body=as_bytes({"pin": pin}), **more)
        return status, json.loads(content).get("error"), headers

    assert give("111111", source="127.0.0.2")[:2] == (403, "not_allowed")
    assert give("111111", Origin="http://evil.example")[:2] == (403, "foreign_origin")
    assert give("11111")[:2] == (400, "pin_too_short")
    assert bare_server.get("/api/health")[1]["seq"] == 0

    gate, answers = threading.Barrier(2), {}

    def give_at_once(pin):
        gate.wait()
        answers[pin] = give(pin)

    threads = [threading.Thread(target=give_at_once, args=(pin,)) for pin in ("222222", "333333")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    [won] = [pin for pin, answer in answers.items() if answer[0] == 200]
    [lost] = [pin for pin, answer in answers.items() if answer[:2] == (403, "not_allowed")]

    assert give("444444")[:2] == (403, "not_allowed")
    assert login(bare_server, "organiser", won)[0] == 200
    assert (login(bare_server, "organiser", lost)[0], login(bare_server, "desk", won)[0]) == (403, 403)
    cookie = cookie_of(answers[won][2])[COOKIE].value
    assert (visit(bare_server, "setup", cookie).menu, closed_with(bare_server, "view=public")) == (["setup"], None)
    assert closed_with(bare_server, "view=desk", cookie=cookie) is None


# --- logging in ------------------------------------------------------------------------------------------------------


def cookie_of(headers):
    return SimpleCookie(headers["Set-Cookie"])


def test_the_cookie_is_kept_from_scripts_and_other_sites(walked):
    status, headers, content = login(walked.server, "desk")
    cookie = cookie_of(headers)[COOKIE]

    assert (status, json.loads(content)) == (200, {"role": "desk"})
    assert {name: cookie[name] for name in ("path", "max-age", "httponly", "samesite", "secure", "domain")} == {
        "path": "/", "max-age": str(int(LASTS.total_seconds())), "httponly": True, "samesite": "strict", "secure": "",
        "domain": "",
    }  # fmt: skip
    assert headers["Cache-Control"] == "no-store"


def test_logging_out_takes_the_cookie_back(walked):
    cookie = walked.server.log_in("mc")
    status, headers, content = ask(walked.server, "POST /api/logout", cookie=cookie)

    assert (status, json.loads(content)) == (200, {"logged_out": True})
    assert (cookie_of(headers)[COOKIE].value, cookie_of(headers)[COOKIE]["max-age"]) == ("", "0")
    assert json.loads(ask(walked.server, "POST /api/logout", cookie=cookie)[2]) == {"logged_out": False}


def test_a_device_that_logs_in_again_leaves_no_session_behind(walked):
    old = walked.server.log_in("mc")
    status, headers, _ = login(walked.server, "office", Cookie=f"{COOKIE}={old}")
    new = cookie_of(headers)[COOKIE].value

    assert status == 200
    assert ask(walked.server, "GET /api/live?view=mc", cookie=old)[0] == 401
    assert ask(walked.server, "GET /api/live?view=wall", cookie=new)[0] == 200


BAD_LOGINS = {
    "no PIN": ({"role": "desk"}, 400, "bad_field"),
    "a PIN that is a number": ({"role": "desk", "pin": 123456}, 400, "bad_field"),
    "an endless PIN": ({"role": "desk", "pin": "x" * 201}, 400, "text_too_long"),
    "a role of nobody": ({"role": "admin", "pin": "x"}, 400, "unknown_role"),
    "no role": ({"pin": "x"}, 400, "bad_field"),
    "a desk that is a list": ({"role": "desk", "pin": "x", "desk": ["A"]}, 400, "bad_field"),
}


@pytest.mark.parametrize(("body", "status", "error"), BAD_LOGINS.values(), ids=BAD_LOGINS)
def test_a_bad_login_is_a_plain_error(walked, body, status, error):
    before = walked.seq()
    answer = ask(walked.server, "POST /api/login", body=as_bytes(body))

    assert (answer[0], error_of(answer[2]), walked.seq()) == (status, error, before)


def test_whoever_guesses_waits_longer_each_time_and_the_hall_goes_on(walked):
    guesser, before = "127.0.0.77", walked.seq()

    def guess():
        status, headers, content = login(walked.server, "wall", "đoán mò", source=guesser)
        return status, error_of(content), headers["Retry-After"]

    assert [guess() for _ in range(4)] == [(403, "wrong_pin", None)] * 4
    assert guess() == (429, "slow_down", "1")
    wait_until(lambda: guess()[0] == 403, 3)
    assert guess() == (429, "slow_down", "2")
    assert login(walked.server, "wall", source=guesser)[0] == 429
    assert walked.seq() == before

    for number in range(80, 92):
        assert login(walked.server, "wall", "đoán mò", source=f"127.0.0.{number}")[0] == 403
    assert login(walked.server, "wall", "đoán mò", source="127.0.0.80")[0] == 429
    assert login(walked.server, "wall", source="127.0.0.2")[0] == 200


def test_sessions_outlive_a_restart_and_a_power_cut(server):
    cookies = {role: server.log_in(role) for role in PINS}
    out = server.log_in("mc")
    ask(server, "POST /api/logout", cookie=out)

    def opens(cookie):
        return ask(server, "GET /api/live?view=wall", cookie=cookie)[0]

    for end in (server.stop, server.kill):
        end()
        server.start()
        assert [opens(cookie) for cookie in cookies.values()] == [200, 200, 403, 200, 200]
        assert opens(out) == 401


# --- every fact names who and where ----------------------------------------------------------------------------------


def test_every_fact_of_a_day_names_its_role_and_those_of_the_door_their_desk(server):
    codes = server.codes()

    def act(route, role, **body):
        status, answer = server.post(f"/api/{route}", {"action_id": an_id()} | body, role=role)
        assert status == 200, answer
        return answer

    cookie = server.log_in("desk", desk="B")
    server.scan(codes["DB001"], desk="A")
    server.scan(codes["DB001"], desk="B")
    server.scan("xin chào", desk="C")
    server.post("/api/scan", a_scan(code=codes["DB002"], desk="C"), role="organiser")
    act("undo", "desk", delegate="DB001", desk="A", reason="nhầm")
    act("undo", "organiser", delegate="DB002", reason="nhầm")
    act("walk_in", "desk", desk="B", name="Khách", category="press")
    act("substitute", "desk", desk="B", delegate="DB003", name="Người Thay")
    act("leave", "desk", desk="C", delegate="DB003", reason="về")
    ask(server, "POST /api/logout", cookie=cookie)
    seq = server.get("/api/health")[1]["seq"]
    server.stop()

    store = Store(server.data / "khaimac.duckdb")
    facts = [(fact.kind, fact.role, fact.desk) for fact in ledger.facts(store.read, CONFERENCE)]
    store.close()
    organiser, desk = Role.ORGANISER, Role.DESK
    assert len(facts) == seq
    assert facts[-11:] == [
        (Kind.LOGGED_IN, desk, "B"),
        (Kind.WELCOME, desk, "A"),
        (Kind.ALREADY, desk, "B"),
        (Kind.GARBLED, desk, "C"),
        (Kind.WELCOME, organiser, "C"),
        (Kind.UNDONE, desk, "A"),
        (Kind.UNDONE, organiser, ""),
        (Kind.WALK_IN, desk, "B"),
        (Kind.SUBSTITUTE, desk, "B"),
        (Kind.LEFT, desk, "C"),
        (Kind.LOGGED_OUT, desk, "B"),
    ]
    before = facts[:-11]
    assert {kind for kind, _, _ in before} == {
        Kind.CONFERENCE_SET_UP, Kind.IMPORTED, Kind.HONOURS_CHANGED, Kind.EXPORTED, Kind.PIN_SET, Kind.LOGGED_IN,
    }  # fmt: skip
    assert {role for kind, role, _ in before if kind is not Kind.LOGGED_IN} == {organiser}
    assert [role for kind, role, _ in before if kind is Kind.LOGGED_IN] == ROLES


# --- headers ---------------------------------------------------------------------------------------------------------

KINDS_OF_ANSWERS = (
    "GET /api/health", "GET /api/nothing", "DELETE /api/health", "POST /api/scan", "POST /api/login", "GET /scan",
    "GET /ca.crt", "GET /api/live?view=public", "GET /api/live?view=desk", "GET /", "GET /setup", "GET /nothing",
    "GET /_stcore/health", "GET /_stcore/host-config", "GET /media/x", "GET //evil.example/x",
)  # fmt: skip


@pytest.mark.parametrize("route", KINDS_OF_ANSWERS)
def test_every_kind_of_answer_has_the_headers(walked, route):
    assert_headers(ask(walked.server, route)[1])


def test_the_files_of_streamlits_page_have_the_headers(walked):
    page = ask(walked.server, "GET /")[2].decode()
    files = {part.split('"')[0].removeprefix(".") for part in page.split('src="')[1:] + page.split('href="')[1:]}
    local = {urlsplit(file).path for file in files if not urlsplit(file).netloc}

    assert local == {urlsplit(file).path for file in files}
    for file in local:
        status, headers, _ = ask(walked.server, f"GET {file}")
        assert status == 200
        assert_headers(headers)


def test_a_foreign_name_and_a_foreign_page_get_the_headers_too(walked):
    assert_headers(ask(walked.server, "GET /", Host="evil.example")[1])
    assert_headers(ask(walked.server, "POST /api/scan", Origin="null")[1])


def assert_headers(headers):
    policy = [rule.strip() for rule in headers["Content-Security-Policy"].split(";")]
    assert "frame-ancestors 'none'" in policy
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")
    assert headers.get("Access-Control-Allow-Origin") != "*"


# --- over TLS --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lan(tmp_path_factory, demo_data):
    server = LanServer(shutil.copytree(demo_data, tmp_path_factory.mktemp("lan") / "data"))
    server.start()
    yield server
    server.stop()


def test_over_tls_the_cookie_is_secure_and_the_origin_is_https(lan):
    def log_in(origin):
        with closing(http.client.HTTPSConnection(HALL, lan.tls_port, context=lan.trusting())) as connection:
            headers = {"Content-Type": "application/json", "Origin": origin}
            connection.request("POST", "/api/login", as_bytes({"role": "desk", "pin": PINS["desk"]}), headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())

    status, headers, _ = log_in(lan.url)
    assert (status, cookie_of(headers)[COOKIE]["secure"]) == (200, True)
    status, _, answer = log_in(lan.url.replace("https", "http"))
    assert (status, answer["error"]) == (403, "foreign_origin")


def test_the_organiser_at_the_servers_own_laptop_is_told_the_halls_addresses(lan):
    seen, plain = visit(lan, "setup", lan.cookies["organiser"]), f"http://{HALL}:{lan.tls_port + 1}"

    assert seen.addresses == [f"{lan.url}/{path}" for path in (
        "checkin?desk=A", "checkin?desk=B", "checkin?desk=C", "attendance", "agenda", "honours",
        "honours?view=wings", "hall", "speaker",
    )] + [f"{plain}/programme", f"{lan.url}/scan?desk=A", f"{plain}/programme"]  # fmt: skip
