"""The hall's network: `serve --lan` as a process of its own, over TLS and over the plain door beside it."""

import asyncio
import http.client
import json
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest
import websockets
import zxingcpp
from cryptography import x509
from hall import HALL, LanServer, asked, free_pair, lan_command
from serving import ROOT, STARTS_WITHIN, environment, run_command, wait_until
from test_services_network import drawn

from services import certificates
from services.network import LOOPBACK
from web.lan import nameless

PAGE = "text/html; charset=utf-8"
CERTIFICATE = "application/x-x509-ca-cert"
ENDS_WITHIN = 5  # seconds


@pytest.fixture(scope="module")
def lan(tmp_path_factory, demo_data):
    """The demo in the hall's network, for all tests of the module."""
    server = copied(tmp_path_factory.mktemp("lan"), demo_data)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_lan(tmp_path, demo_data):
    """The demo for one test, not started."""
    server = copied(tmp_path, demo_data)
    yield server
    server.stop()


def copied(folder, demo_data):
    return LanServer(shutil.copytree(demo_data, folder / "data"))


# --- what it says ----------------------------------------------------------------------------------------------------


def test_it_says_where_to_go_and_what_to_compare(lan):
    said = lan.said.read_text("utf-8")
    fingerprint = certificates.fingerprint(certificates.authority(lan.data / "keys"))

    assert f"\n  https://{HALL}:{lan.tls_port}\n" in said
    assert f"\n  https://{socket.gethostname().lower()}.local:{lan.tls_port}\n" in said
    assert f"\n  http://localhost:{lan.port}\n" in said
    assert f"\n  http://{HALL}:{lan.port}\n" in said
    assert "".join(f"\n  {line}" for line in fingerprint) in said
    assert "Máy và điện thoại trong mạng hội trường" in said
    symbol = [line for line in said.splitlines() if set(line) <= set("█▀▄ ") and line]
    [read] = zxingcpp.read_barcodes(drawn(symbol))
    assert read.text == f"http://{HALL}:{lan.port}"


def test_the_note_in_the_data_folder_names_the_halls_address(lan):
    assert json.loads((lan.data / "running.json").read_text("utf-8"))["address"] == lan.url


# --- over TLS --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", [HALL, "localhost", socket.gethostname().lower()])
def test_the_application_answers_a_device_that_has_the_authority(lan, host):
    status, _, body = lan.secure("/api/health", host=host)

    assert (status, json.loads(body)["status"]) == (200, "ok")


def test_a_device_without_the_authority_is_warned(lan):
    with pytest.raises(ssl.SSLCertVerificationError), socket.create_connection((HALL, lan.tls_port)) as connection:
        ssl.create_default_context().wrap_socket(connection, server_hostname=HALL)


def test_the_certificate_is_for_the_address_the_laptop_itself_and_its_names(lan):
    with (
        socket.create_connection((HALL, lan.tls_port)) as connection,
        lan.trusting().wrap_socket(connection, server_hostname=HALL) as secure,
    ):
        shown = secure.getpeercert()["subjectAltName"]

    name = socket.gethostname().lower()
    assert {("IP Address", HALL), ("IP Address", LOOPBACK), ("DNS", "localhost"), ("DNS", name)} <= set(shown)
    assert len([kind for kind, _ in shown if kind == "IP Address"]) == 2


# --- plain http ------------------------------------------------------------------------------------------------------

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
IPAD = "Mozilla/5.0 (iPad; CPU OS 16_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
PIXEL = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile"
OFFICE_PC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0"


@pytest.mark.parametrize(
    ("agent", "opened"),
    [
        (IPHONE, ["iPhone, iPad"]), (IPAD, ["iPhone, iPad"]), (PIXEL, ["Android"]),
        (OFFICE_PC, ["Windows: Chrome, Edge"]), ("", []),
    ],
)  # fmt: skip
def test_a_new_device_is_shown_what_to_do_on_it(lan, agent, opened):
    status, headers, body = lan.plain("GET", "/", agent=agent)
    page = body.decode()

    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, PAGE, "no-store")
    assert re.findall(r"<details open><summary>([^<]*)", page) == opened
    assert "\n".join(certificates.fingerprint(certificates.authority(lan.data / "keys"))) in page
    assert re.findall(r'(?:href|src)="([^"]*)"', page) == ["data:,", "/?lang=en", "/ca.crt", f"{lan.url}/"]
    assert "Tải chứng chỉ" in page
    assert "url(" not in page


def test_it_is_shown_in_english(lan):
    page = lan.plain("GET", "/?lang=en")[2].decode()

    assert '<html lang="en">' in page
    assert "Download the certificate" in page
    assert "chứng chỉ" not in page


NAME = socket.gethostname().lower()
CAME_BY = {
    HALL: HALL,
    "192.168.1.7": "192.168.1.7",
    NAME.upper(): NAME,
    "evil.example": HALL,
    '"><script>': HALL,
    "[::1]": HALL,
}


@pytest.mark.parametrize(("name", "linked"), CAME_BY.items())
def test_it_leads_on_to_the_address_it_was_asked_by_if_that_is_ours(lan, name, linked):
    page = lan.plain("GET", "/", host=f"{name}:{lan.port}")[2].decode()
    redirected = lan.plain("GET", "/checkin?desk=A", host=f"{name}:{lan.port}")[1]["Location"]

    assert f'href="https://{linked}:{lan.tls_port}/"' in page
    assert redirected == f"https://{linked}:{lan.tls_port}/checkin?desk=A"


GOES_ON = ("/checkin?desk=A&lang=en", "/api/health", "/_stcore/health", "//other.example/x", "/a%20b", "/scan")


@pytest.mark.parametrize("path", GOES_ON)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whatever_else_is_looked_at_leads_on_to_https(lan, method, path):
    status, headers, body = lan.plain(method, path)

    assert (status, headers["Location"], headers["Cache-Control"], body) == (308, f"{lan.url}{path}", "no-store", b"")


# method, path, status, what is told: all that a visitor gets beside the first page
FOR_VISITORS = [
    ("GET", "/programme", 200, PAGE),
    ("GET", "/programme?lang=en", 200, PAGE),
    ("GET", "/api/live?view=public", 200, "application/json"),
    ("GET", "/api/live?view=public&seen=x", 200, "application/json"),
    ("GET", "/ca.crt", 200, CERTIFICATE),
    ("GET", "/programme/", 308, None),
    ("GET", "/programme?view=wall", 308, None),
    ("GET", "/api/live?view=wall", 308, None),
    ("GET", "/api/live?view=mc&view=hall", 308, None),
    ("GET", "/api/live?view=public&view=hall", 308, None),
    ("GET", "/api/live", 308, None),
    ("GET", "/speaker", 308, None),
    ("GET", "/hall", 308, None),
    ("HEAD", "/programme", 308, None),
    ("POST", "/programme", 403, "application/json"),
    ("PUT", "/api/live?view=public", 403, "application/json"),
    ("POST", "/api/cue", 403, "application/json"),
    ("POST", "/api/identify", 403, "application/json"),
]


@pytest.mark.parametrize(("method", "path", "status", "kind"), FOR_VISITORS)
@pytest.mark.parametrize("role", ["", "organiser"])
def test_a_visitor_sees_the_programme_and_nothing_else_whatever_cookie_is_sent(lan, method, path, status, kind, role):
    found, headers, _ = lan.plain(method, path, cookie=lan.cookies.get(role, ""))

    assert (found, headers["Content-Type"], headers["Set-Cookie"]) == (status, kind, None)


def test_what_a_visitor_is_told_is_the_public_view_without_a_session(lan):
    before = lan.get("/api/live?view=public")[1]
    told = json.loads(lan.plain("GET", "/api/live?view=public", cookie=lan.cookies["wall"])[2])
    forged = lan.plain("GET", "/programme", host=f"evil.example:{lan.port}")

    assert told["agenda"] == before["agenda"]
    assert told.keys() == {"boot_id", "seq", "server_time", "conference", "agenda"}
    assert forged[0] == 421
    assert nameless({"headers": [(b"host", b"hall"), (b"cookie", b"khaimac_session=x")]}) == {
        "headers": [(b"host", b"hall")]
    }


@pytest.mark.parametrize("path", ["/", "/ca.crt", "/api/login", "/api/scan", "/_stcore/upload_file/a/b"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_taken(lan, method, path):
    status, _, body = lan.plain(method, path, body=b'{"role": "desk", "pin": "123456"}' if method == "POST" else b"")

    assert (status, json.loads(body)["error"]) == (403, "plain_http")


@pytest.mark.parametrize("path", ["/api/live?view=public", "/_stcore/stream"])
def test_no_socket_is_opened(lan, path):
    async def open_one():
        async with websockets.connect(f"ws://{HALL}:{lan.port}{path}"):
            pass

    with pytest.raises(websockets.InvalidStatus, match="403"):
        asyncio.run(open_one())


def test_the_laptop_itself_gets_the_whole_application(lan):
    health, _, body = lan.plain("GET", "/api/health", address=LOOPBACK)
    page, _, html = lan.plain("GET", "/_stcore/health", address=LOOPBACK)

    assert (health, json.loads(body)["status"]) == (200, "ok")
    assert (page, html) == (200, b"ok")
    assert lan.get("/api/search?q=hung")[0] == 200
    assert asyncio.run(first_state(f"ws://localhost:{lan.port}/api/live?view=public"))["conference"]


def test_live_screens_work_over_tls(lan):
    state = asyncio.run(first_state(f"wss://{HALL}:{lan.tls_port}/api/live?view=public", ssl=lan.trusting()))

    assert state["agenda"]["items"]


async def first_state(url, **more):
    async with websockets.connect(url, **more) as opened:
        return json.loads(await asyncio.wait_for(opened.recv(), 5))


# --- the authority to install ----------------------------------------------------------------------------------------


def test_the_authority_is_had_by_every_way(lan):
    answers = [
        lan.secure("/ca.crt"), lan.plain("GET", "/ca.crt"), lan.plain("GET", "/ca.crt", address=LOOPBACK),
    ]  # fmt: skip

    for status, headers, body in answers:
        assert (status, headers["Content-Type"]) == (200, CERTIFICATE)
        assert headers["Content-Disposition"] == 'inline; filename="khai-mac-ca.crt"'
        assert body == certificates.authority(lan.data / "keys")
    assert x509.load_der_x509_certificate(answers[0][2]).subject.rfc4514_string().startswith("CN=Khai Mạc")


def test_without_the_hall_there_is_none(running):
    connection = http.client.HTTPConnection("127.0.0.1", running.port)
    status, _, body = asked(connection, "GET", "/ca.crt", host=f"127.0.0.1:{running.port}")

    assert (status, json.loads(body)["error"]) == (404, "not_found")


# --- starting --------------------------------------------------------------------------------------------------------


def test_started_again_it_is_the_same_and_with_another_name_the_authority_stays(own_lan):
    keys = own_lan.data / "keys"

    def kept():
        return certificates.authority(keys), (keys / certificates.SERVER).read_bytes()

    own_lan.start()
    own_lan.stop()
    first = kept()
    own_lan.start()
    own_lan.stop()
    second = kept()
    own_lan.start("--name", "Checkin.Example")
    health = own_lan.secure("/api/health", host="checkin.example")[0]

    assert second == first
    assert health == 200
    assert kept()[0] == first[0]
    assert kept()[1] != first[1]
    assert f"https://checkin.example:{own_lan.tls_port}" in own_lan.said.read_text("utf-8")


@pytest.mark.parametrize(("address", "next_one"), [(HALL, 0), (HALL, 1), (LOOPBACK, 1)])
def test_a_port_that_is_taken_is_told_in_one_sentence(own_lan, address, next_one):
    with socket.create_server((address, own_lan.tls_port + next_one)):
        done = run(own_lan.data, lan_command(own_lan.tls_port))

    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.strip().splitlines()
    assert f"{address}:{own_lan.tls_port + next_one}" in sentence


def test_data_held_by_another_copy_are_told_in_one_sentence(lan):
    done = run(lan.data, lan_command(free_pair()))

    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.strip().splitlines()
    assert lan.url in sentence


WRONG = {"--address 127.0.0.2": "--lan", "--port 65535": "port", "--port x": "port", "--lan --address hall": "IPv4"}


@pytest.mark.parametrize(("options", "told"), WRONG.items())
def test_options_that_make_no_sense_are_refused(own_lan, options, told):
    done = run(own_lan.data, [sys.executable, str(ROOT / "app"), "serve", *options.split()])

    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert not list((own_lan.data / "keys").glob("*.pem"))


def run(data, command):
    return subprocess.run(
        command, env=environment(data), cwd=data, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def test_without_the_hall_it_answers_this_computer_alone_as_before(own_lan):
    command = [sys.executable, str(ROOT / "app"), "--lang", "en", "serve", "--port", str(own_lan.port)]
    with own_lan.said.open("w") as said:
        own_lan._process = subprocess.Popen(command, env=environment(own_lan.data), stdout=said)
    wait_until(own_lan.is_answering, STARTS_WITHIN)

    assert own_lan.said.read_text("utf-8") == f"Khai Mạc answers at http://localhost:{own_lan.port}.\n"
    assert (
        json.loads((own_lan.data / "running.json").read_text("utf-8"))["address"] == f"http://127.0.0.1:{own_lan.port}"
    )
    for address, port in ((HALL, own_lan.port), (LOOPBACK, own_lan.port + 1)):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, port)).close()


# --- stopping --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_soon_with_screens_connected_on_both_and_a_phone_that_sleeps(own_lan, stop):
    own_lan.start()
    sleeping = own_lan.trusting().wrap_socket(socket.create_connection((HALL, own_lan.tls_port)), server_hostname=HALL)
    sleeping.sendall(f"GET /api/health HTTP/1.1\r\nHost: {HALL}:{own_lan.tls_port}\r\n\r\n".encode())
    assert sleeping.recv(12) == b"HTTP/1.1 200"

    async def stop_under_screens():
        tls, path = own_lan.trusting(), "/api/live?view=public"
        screens = [await websockets.connect(f"wss://{HALL}:{own_lan.tls_port}{path}", ssl=tls) for _ in range(3)]
        screens += [await websockets.connect(f"ws://{LOOPBACK}:{own_lan.port}{path}") for _ in range(3)]
        began = time.monotonic()
        own_lan._process.send_signal(stop)
        await asyncio.to_thread(own_lan._process.wait, 40)
        return time.monotonic() - began

    with sleeping:
        took = asyncio.run(stop_under_screens())

    assert took < ENDS_WITHIN
    assert not (own_lan.data / "running.json").exists()
    run_command(own_lan.data, "check")


# --- the sockets -----------------------------------------------------------------------------------------------------

# Serves the hall, and from a thread beside it looks at the server's own ends of two connections.
PROBE = r"""
import os, runpy, signal, socket, ssl, sys, threading, time
app, port, loop = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if loop == "asyncio":
    sys.modules["uvloop"] = None  # as on Windows
anybody = ssl.create_default_context()
anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE

def answered(address, number, context):
    client = socket.create_connection((address, number), timeout=5)
    client = context.wrap_socket(client) if context else client
    client.sendall(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert client.recv(100).startswith((b"HTTP/1.1 200", b"HTTP/1.1 308")), "not answering"
    return client

def each_answered():
    return [
        answered("127.0.0.2", port, anybody), answered("127.0.0.2", port + 1, None),
        answered("127.0.0.1", port + 1, None),
    ]

def look():
    while True:
        try:
            each_answered()
            break
        except OSError:
            time.sleep(0.05)
    clients = each_answered()  # the first may have knocked before the doors were ready
    for number in map(int, os.listdir("/proc/self/fd")):
        try:
            end = socket.socket(fileno=os.dup(number))
            listens = end.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens or end.getpeername() in [client.getsockname() for client in clients]:
                at_once = end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                address, number = end.getsockname()
                print("listening" if listens else "accepted", address, number - port, at_once)
        except OSError:
            pass
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=look, daemon=True).start()
sys.path.insert(0, app)
sys.argv = [app, "serve", "--lan", "--address", "127.0.0.2", "--port", str(port)]
runpy.run_path(app, run_name="__main__")
"""
ENDS = {("127.0.0.2", "0"), ("127.0.0.2", "1"), ("127.0.0.1", "1")}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at /proc")
@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_answers_leave_at_once_on_all_of_them(own_lan, loop):
    done = run(own_lan.data, [sys.executable, "-c", PROBE, str(ROOT / "app"), str(own_lan.tls_port), loop])

    found = re.findall(r"^(listening|accepted) (\S+) (\d) (\d+)$", done.stdout, re.MULTILINE)
    assert {(address, number) for kind, address, number, _ in found if kind == "listening"} == ENDS, done.stderr
    assert {(address, number) for kind, address, number, _ in found if kind == "accepted"} == ENDS
    assert "0" not in {at_once for *_, at_once in found}
