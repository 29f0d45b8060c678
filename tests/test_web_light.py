"""The light pages and the live view without a socket, over HTTP: who gets which page, and what it may run."""

import asyncio
import http.client
import json
import re
import socket
from base64 import b64encode
from contextlib import closing
from hashlib import sha256
from html import unescape

import pytest
import websockets
from serving import COOKIE, PINS, Asker

STAMP = {"boot_id", "seq", "server_time"}
POLICY = {
    "default-src": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


def page(server, path="/scan", *, role="", method="GET", source="127.0.0.1", **headers):
    """(status, headers, text) as a browser gets them that holds the role's cookie."""
    cookie = {"Cookie": f"{COOKIE}={server.cookies[role]}"} if role else {}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, 20, source_address=(source, 0))) as connection:
        connection.request(method, path, headers=cookie | headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def told(text):
    """What the page's script is told."""
    return json.loads(re.search(r'<script id="told" type="application/json">(.*?)</script>', text)[1])


def live(server, view="desk", *, seen="", role="desk"):
    with closing(server.asker(role)) as asker:
        return asker.ask_whole("GET", f"/api/live?view={view}&seen={seen}")


# --- the page --------------------------------------------------------------------------------------------------------


PAGES = [("/scan", "desk"), ("/scan", ""), ("/speaker", "wall"), ("/programme", "")]


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_a_light_page_runs_its_own_script_and_style_and_nothing_else(running, path, role):
    _, headers, text = page(running, path, role=role)
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    [style], [script] = re.findall(r"<style>(.*?)</style>", text, re.S), re.findall(
        r'<script type="module">(.*?)</script>', text, re.S
    )  # fmt: skip

    assert policy == POLICY | {"style-src": hash_of(style), "script-src": hash_of(script)}
    assert [tag for tag in re.findall(r"<(\w+)", text) if tag in ("iframe", "object", "embed", "form", "base")] == []
    assert re.findall(r"<[^>]+\son\w+=", text.replace(script, "")) == []
    told_headers = {name: headers[name] for name in ("Cache-Control", "X-Content-Type-Options", "Referrer-Policy")}
    assert told_headers == {
        "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    }  # fmt: skip


def hash_of(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_a_light_page_names_no_address_outside(running, path, role):
    _, _, text = page(running, path, role=role)

    assert set(re.findall(r"(?:https?:|wss?:)?//[\w.-]+\.\w+", text)) == set()
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {f'"{path}"' for path in fonts(text)}


def test_its_fonts_are_there_and_stay_in_the_browser(running):
    _, _, text = page(running, role="desk")
    answers = {path: font(running, path) for path in fonts(text)}

    assert len(answers) == 2
    assert set(answers.values()) == {(200, "font/woff2", "public, immutable, max-age=31536000")}


LIGHTEST = 60_000  # bytes, all that a phone is sent until the programme stands, packed or not
NOT_FOR_OLD_PHONES = (
    ":has(", ":is(", ":where(", "color-mix", "inset", "aspect-ratio", "dvh", "text-wrap", "@layer", "@container",
    " gap:", "??=", "||=", "&&=", ".at(", ".replaceChildren", ".replaceAll", "structuredClone", ".hasOwn",
)  # fmt: skip


@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_the_programme_is_light(running, packing):
    """Status lines and headers too; no font, picture or file beside it."""
    sent = sum(len(wire(running, path, packing)) for path in ("/programme", "/api/live?view=public"))
    text = page(running, "/programme")[2]

    assert sent <= LIGHTEST
    assert (fonts(text), re.findall(r"<(?:img|link|script) [^>]*(?:src|href)=\"(?!data:)", text)) == ([], [])


def wire(server, path, packing):
    """As it comes over the cable."""
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {packing}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
        connection.sendall(asked.encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_the_programme_is_for_phones_of_2020(running):
    text = page(running, "/programme")[2]

    assert [word for word in NOT_FOR_OLD_PHONES if word in text] == []


def fonts(text):
    return re.findall(r'src: url\("([^"]+)"\)', text)


def font(server, path):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, 20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers["Content-Type"], answer.headers["Cache-Control"]


def test_it_comes_packed(running):
    with closing(http.client.HTTPConnection("127.0.0.1", running.port, 20)) as connection:
        connection.request("GET", "/scan", headers={"Accept-Encoding": "gzip"} | cookie_of(running, "desk"))
        answer = connection.getresponse()
        packed = len(answer.read())

    assert answer.headers["Content-Encoding"] == "gzip"
    assert packed < 64 * 1024


def cookie_of(server, role):
    return {"Cookie": f"{COOKIE}={server.cookies[role]}"}


@pytest.mark.parametrize(("lang", "title"), [("vi", "Điểm danh"), ("en", "Check-in"), ("xx", "Điểm danh")])
def test_desk_and_language_come_from_the_address(running, lang, title):
    status, _, text = page(running, f"/scan?desk=B&lang={lang}", role="desk")
    spoken = "en" if lang == "en" else "vi"

    assert status == 200
    assert re.search(r"<html lang=\"(\w+)\">", text)[1] == spoken
    assert unescape(re.search(r"<title>(.*)</title>", text)[1]) == title
    assert {key: told(text)[key] for key in ("language", "desk")} == {"language": spoken, "desk": "B"}


def test_an_address_cannot_write_into_the_page(running):
    _, _, text = page(running, "/scan?desk=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E%3C!--", role="desk")

    assert told(text)["desk"] == "</script><script>alert(1)</script><!--"
    assert text.count("<script") == text.count("</script>") == 2
    assert "<!--" not in text


# --- who may not -----------------------------------------------------------------------------------------------------

DOOR = ["organiser", "desk"]


@pytest.mark.parametrize(
    ("role", "status", "picture"),
    [("organiser", 200, None), ("desk", 200, None), ("", 401, "log_in"), ("office", 403, "other_role"),
     ("mc", 403, "other_role"), ("wall", 403, "other_role")],
)  # fmt: skip
def test_who_may_not_scan_gets_the_login_screen_in_its_place(running, role, status, picture):
    found, headers, text = page(running, "/scan?desk=B", role=role)
    data = told(text)

    assert (found, headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert data.get("picture") == picture
    if picture:
        assert (data["roles"], data["role"]) == (DOOR, role or None)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/speaker", {"organiser", "mc", "wall"}), ("/programme", {"", "organiser", "office", "desk", "mc", "wall"})],
)
def test_who_gets_a_page_and_who_the_login_screen(running, path, allowed):
    answers = {role: page(running, path, role=role) for role in ("", "organiser", "office", "desk", "mc", "wall")}

    assert {role for role, (status, _, _) in answers.items() if status == 200} == allowed
    assert {told(text).get("picture") for status, _, text in answers.values() if status != 200} <= {
        "log_in", "other_role",
    }  # fmt: skip
    assert [role for role, (_, headers, _) in answers.items() if headers["Set-Cookie"]] == []


def test_the_programme_is_there_before_the_first_pin_and_knows_nothing(bare_server):
    bare_server.start()

    assert page(bare_server, "/programme")[0] == 200
    assert live(bare_server, "public", role="")[0] == 401


@pytest.mark.parametrize("cookie", ["", "forged", "InNvbWVib2R5Ig.AAAA"])
def test_a_forged_cookie_is_none(running, cookie):
    status, _, text = page(running, Cookie=f"{COOKIE}={cookie}")

    assert (status, told(text)["picture"]) == (401, "log_in")


def test_a_session_that_ended_is_none(running):
    cookie = running.log_in("desk")
    with closing(Asker(running.port, cookie)) as asker:
        assert asker.post("/api/logout", {})[0] == 200

    assert page(running, Cookie=f"{COOKIE}={cookie}")[0] == 401


def test_a_foreign_name_gets_no_page(running):
    status, headers, _ = page(running, role="desk", Host="elsewhere.example")

    assert (status, headers["Content-Type"]) == (421, "application/json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_is_only_asked_for(running, method):
    assert page(running, role="desk", method=method)[0] == 405


@pytest.mark.parametrize(("source", "picture"), [("127.0.0.1", "first_here"), ("127.0.0.2", "first_elsewhere")])
def test_before_the_first_pin_the_servers_own_laptop_alone_may_set_it(bare_server, source, picture):
    bare_server.start()
    status, _, text = page(bare_server, source=source)
    data = told(text)

    assert (status, data["picture"], data["shortest"]) == (401, picture, 6)
    assert data["address"] == f"http://localhost:{bare_server.port}"


def test_the_login_screen_holds_no_name_but_the_conferences_and_the_notices(running):
    text = page(running)[2]

    assert [pin for pin in PINS.values() if pin in text] == []
    assert told(text).keys() == {
        "language", "picture", "roles", "role", "conference", "notice", "shortest", "address", "words",
    }  # fmt: skip


# --- the live view without a socket ----------------------------------------------------------------------------------


def first_heard(server, view, role):
    async def hear():
        headers = cookie_of(server, role)
        address = f"ws://127.0.0.1:{server.port}/api/live?view={view}"
        async with websockets.connect(address, additional_headers=headers) as socket:
            return json.loads(await asyncio.wait_for(socket.recv(), 5))

    return asyncio.run(hear())


def without_time(message):
    return {key: value for key, value in message.items() if key != "server_time"}


@pytest.mark.parametrize(("view", "role"), [("desk", "desk"), ("wall", "wall"), ("public", "")])
def test_who_asks_is_answered_what_a_socket_is_told(running, view, role):
    socket = first_heard(running, view, role) if role else None
    status, state, headers = live(running, view, role=role)

    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert state.keys() > STAMP
    if socket:
        assert without_time(state) == without_time(socket)


def test_a_view_already_seen_is_a_beat_until_it_changes(running):
    _, first, headers = live(running)
    _, beat, same = live(running, seen=headers["ETag"])
    running.scan("rubbish")
    _, later, still = live(running, seen=headers["ETag"])
    scan = running.scan(running.codes()["DB001"])
    _, changed, new = live(running, seen=headers["ETag"])

    assert (beat.keys(), later.keys(), changed.keys()) == (STAMP, STAMP, first.keys())
    assert headers["ETag"] == same["ETag"] == still["ETag"] != new["ETag"]
    assert first["server_time"] <= beat["server_time"] <= later["server_time"]
    assert (later["seq"], changed["seq"]) == (first["seq"] + 1, scan["seq"])
    assert changed["present"] == scan["present"]


def test_a_new_copy_sends_the_whole_view_again(server):
    tag = live(server)[2]["ETag"]
    server.stop()
    server.start()

    assert live(server, seen=tag)[1].keys() > STAMP


@pytest.mark.parametrize(
    ("view", "role", "answer"),
    [("desk", "", (401, "login_needed")), ("desk", "wall", (403, "not_allowed")),
     ("desk", "office", (403, "not_allowed")), ("nothing", "desk", (404, "unknown_view")),
     ("", "desk", (404, "unknown_view"))],
)  # fmt: skip
def test_a_view_is_answered_only_to_its_roles(running, view, role, answer):
    status, error, _ = live(running, view, role=role)

    assert (status, error["error"]) == answer
