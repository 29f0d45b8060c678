"""The door's routes as another program meets them: a real server over HTTP, answers whole, errors plain."""

import contextlib
import json
import socket
import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from serving import COOKIE, a_scan, an_id

from domain.codes import LETTERS, check_letter

SCAN_KEYS = {
    "verdict", "seq", "replayed", "repeat", "standing", "delegate", "first", "present", "held", "seats", "release_at",
    "message",
}  # fmt: skip
DELEGATE_KEYS = {
    "code", "name", "honorific", "position", "unit", "category", "seat", "attention", "homonyms", "honours",
}  # fmt: skip
ACTED_KEYS = {"accepted", "verdict", "present", "held", "seats", "message"}
NOBODYS = "BCGHKLMNPQRSTVX"


@pytest.fixture(scope="module")
def codes(running):
    return running.codes()


@pytest.fixture
def seq(running):
    """How many facts there are, asked when called."""
    return lambda: running.get("/api/health")[1]["seq"]


def server_time(running):
    return datetime.fromisoformat(running.get("/api/health")[1]["server_time"])


def post(running, route, *, role="desk", **body):
    return running.post(f"/api/{route}", body, role=role)


def act(running, route, delegate, /, **more):
    return post(running, route, **{"action_id": an_id(), "delegate": delegate, "desk": "A", "reason": "lý do"} | more)


# --- what a scan is answered -----------------------------------------------------------------------------------------


def test_health_tells_which_copy_this_is_and_how_far(running):
    status, health = running.get("/api/health")

    assert status == 200
    assert health.keys() == {"status", "boot_id", "seq", "server_time", "version"}
    assert health["status"] == "ok"
    assert datetime.fromisoformat(health["server_time"]).utcoffset() == timedelta(hours=7)


def test_a_welcome_has_each_key_of_the_design_and_no_other(running, codes, seq):
    before = seq()
    answer = running.scan(codes["DB001"])

    assert answer.keys() == SCAN_KEYS
    assert answer["delegate"] == {
        "code": "DB001", "name": "Đoàn Hoàng Duy", "honorific": answer["delegate"]["honorific"],
        "position": "Chánh Văn phòng", "unit": "Văn phòng Sở", "category": "exemplary", "seat": "E06",
        "attention": "Khách giao lưu", "homonyms": [],
        "honours": [{"batch": 7, "place": 1, "award": "Tập thể Lao động xuất sắc"}],
    }  # fmt: skip
    told = {key: answer[key] for key in ("verdict", "seq", "replayed", "repeat", "standing", "first", "seats")}
    assert told == {
        "verdict": "welcome", "seq": before + 1, "replayed": False, "repeat": False, "standing": True, "first": None,
        "seats": 150,
    }  # fmt: skip
    assert datetime.fromisoformat(answer["release_at"]).utcoffset() == timedelta(hours=7)


def test_another_desk_is_told_when_and_where(running, codes):
    first = running.scan(codes["DB002"], desk="B")
    again = running.scan(codes["DB002"], desk="C")

    assert (first["verdict"], again["verdict"], again["first"]["desk"]) == ("welcome", "already", "B")
    assert again["present"] == first["present"]
    assert datetime.fromisoformat(again["first"]["happened_at"]) <= server_time(running)


def test_a_request_sent_twice_is_answered_twice_and_recorded_once(running, codes, seq):  # 3
    scan = a_scan(code=codes["DB003"])
    first = running.post("/api/scan", scan)[1]
    after = seq()
    again = running.post("/api/scan", scan | {"happened_at": first["release_at"][:10] + "T00:00:00+07:00"})[1]

    assert (first["replayed"], again["replayed"]) == (False, True)
    assert again | {"replayed": False} == first
    assert seq() == after


def test_a_retry_after_an_undo_stands_no_more(running, codes):
    scan = a_scan(code=codes["DB004"])
    running.post("/api/scan", scan)
    undone = act(running, "undo", "DB004")[1]
    again = running.post("/api/scan", scan)[1]

    assert undone["undone"] is True
    assert undone.keys() == {"undone", "present", "message"}
    assert (again["verdict"], again["replayed"], again["standing"]) == ("welcome", True, False)


def test_a_scan_id_serves_one_code(running, codes, seq):
    scan = a_scan(code=codes["DB005"])
    running.post("/api/scan", scan)
    before = seq()

    status, answer = running.post("/api/scan", scan | {"code": codes["DB006"]})

    assert (status, answer["error"]) == (409, "scan_id_reused")
    assert seq() == before
    assert running.scan(codes["DB006"])["verdict"] == "welcome"


def test_a_badge_left_in_the_beam_is_one_fact(running, codes, seq):  # 19
    running.scan(codes["DB007"])
    before = seq()
    again = [running.scan(codes["DB007"]) for _ in range(3)]

    assert [(answer["verdict"], answer["repeat"]) for answer in again] == [("already", True)] * 3
    assert seq() == before


def test_a_namesake_is_told_apart(running, codes):  # 50
    answer = running.scan(codes["DB024"])

    assert answer["delegate"]["homonyms"] == [
        {"code": "DB026", "name": "Trần Văn Hùng", "unit": "Công ty TNHH MTV Điện lực Biển Ngọc", "birth_year": 1991,
         "seat": "H01", "present": False},
    ]  # fmt: skip


def test_the_message_speaks_the_language_asked_for(running):
    words = [
        running.post(f"/api/scan{query}", a_scan(code="x"))[1]["message"] for query in ("", "?lang=en", "?lang=fr")
    ]

    assert "Unikey" in words[0]
    assert words[1].startswith("The keyboard is changing the code")
    assert words[2] == words[0]


def test_a_sound_code_of_nobody_is_unknown_and_the_next_badge_is_welcome(running, codes):  # 6, 18
    nobody = running.scan(NOBODYS + check_letter(NOBODYS))

    assert (nobody["verdict"], nobody["delegate"], nobody["first"]) == ("unknown", None, None)
    assert set(NOBODYS) <= set(LETTERS)
    assert running.scan(codes["DB008"])["verdict"] == "welcome"


GARBLED = {
    "empty": "",
    "emoji": "😀" * 20,
    "control characters": "\x00\x01\x02\x1b[31m\x7f",
    "NUL": "\x00",
    "lone surrogate": "\ud83d",
    "marks": "Nguyễn Thị Hạnh",
    "SQL": "'; drop table ledger--",
    "formula": '=HYPERLINK("http://x")',
    "markup": "<script>alert(1)</script>",
    "delegate code": "DB009",
    "8 kB": "B" * 8192,
    "8 kB of two-byte letters": "đ" * 4096,
    "right to left": "\u202eBCGH",
}


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED.keys())
def test_whatever_a_keyboard_makes_of_a_code_is_garbled_and_the_next_badge_is_read(running, codes, seq, text):
    before = seq()
    answer = running.scan(text, desk="B")

    assert (answer["verdict"], answer["delegate"], answer["seq"]) == ("garbled", None, before + 1)
    assert running.scan(codes["DB010"])["verdict"] in ("welcome", "already")


# --- bad input -------------------------------------------------------------------------------------------------------

BAD_SCANS = {
    "code over 8 kB": ({"code": "B" * 8193}, 413, "too_large"),
    "code over 8 kB in bytes": ({"code": "đ" * 4097}, 413, "too_large"),
    "code a number": ({"code": 7}, 400, "bad_field"),
    "code a list": ({"code": ["B"]}, 400, "bad_field"),
    "code an object": ({"code": {}}, 400, "bad_field"),
    "code true": ({"code": True}, 400, "bad_field"),
    "no code": ({"code": None}, 400, "code_or_delegate"),
    "code and delegate": ({"delegate": "DB001"}, 400, "code_or_delegate"),
    "delegate a number": ({"code": None, "delegate": 1}, 400, "bad_field"),
    "no scan_id": ({"scan_id": None}, 400, "bad_field"),
    "scan_id a number": ({"scan_id": 12}, 400, "bad_field"),
    "scan_id empty": ({"scan_id": ""}, 400, "id_needed"),
    "scan_id blank": ({"scan_id": "   "}, 400, "id_needed"),
    "scan_id too long": ({"scan_id": "a" * 101}, 400, "text_too_long"),
    "no desk": ({"desk": None}, 400, "bad_field"),
    "desk a number": ({"desk": 1}, 400, "bad_field"),
    "unknown desk": ({"desk": "Z"}, 400, "unknown_desk"),
    "desk in small letters": ({"desk": "a"}, 400, "unknown_desk"),
    "desk a megaphone": ({"desk": "📢"}, 400, "unknown_desk"),
    "desk too long": ({"desk": "A" * 101}, 400, "text_too_long"),
    "no way": ({"way": None}, 400, "bad_field"),
    "unknown way": ({"way": "telepathy"}, 400, "bad_way"),
    "way a list": ({"way": ["scanner"]}, 400, "bad_field"),
    "happened_at a number": ({"happened_at": 1_700_000_000}, 400, "bad_field"),
    "happened_at no time": ({"happened_at": "yesterday"}, 400, "bad_time"),
    "happened_at empty": ({"happened_at": ""}, 400, "bad_time"),
    "happened_at without offset": ({"happened_at": "2026-05-22T07:30:00"}, 400, "bad_time"),
    "happened_at a date": ({"happened_at": "2026-05-22"}, 400, "bad_time"),
    "happened_at far ahead": ({"happened_at": "2999-01-01T00:00:00+07:00"}, 400, "bad_time"),
    "happened_at at the end of time": ({"happened_at": "9999-12-31T23:59:59-12:00"}, 400, "bad_time"),
    "happened_at before time": ({"happened_at": "0001-01-01T00:00:00+07:00"}, 400, "bad_time"),
    "happened_at with a wild offset": ({"happened_at": "2026-05-22T07:30:00+99:99"}, 400, "bad_time"),
}


@pytest.mark.parametrize(("fields", "status", "error"), BAD_SCANS.values(), ids=BAD_SCANS.keys())
def test_a_bad_scan_is_a_plain_error_and_changes_nothing(running, codes, seq, fields, status, error):
    before = seq()
    answer = running.post("/api/scan", a_scan(code=codes["DB011"]) | fields)

    assert (answer[0], answer[1].keys(), answer[1]["error"]) == (status, {"error", "message"}, error)
    assert answer[1]["message"]
    assert seq() == before


BAD_BODIES = {
    "nothing": b"",
    "no JSON": b"hello",
    "half an object": b'{"scan_id": "a',
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "a text": b'"scan"',
    "not UTF-8": b'{"scan_id": "\xff\xfe"}',
    "NaN as an object": b"NaN",
    "ten thousand lists": b"[" * 10_000,
    "ten thousand objects": b'{"a":' * 10_000,
    "a number too long": b'{"scan_id": ' + b"9" * 5_000 + b"}",
}
POSTS = ("scan", "undo", "substitute", "in_person", "leave", "walk_in", "close_case")


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
@pytest.mark.parametrize("route", POSTS)
def test_what_is_no_json_object_is_refused_on_each_route(running, seq, route, body):
    before = seq()
    status, answer = running.post(f"/api/{route}", body)

    assert (status, answer.keys(), answer["error"]) == (400, {"error", "message"}, "bad_json")
    assert seq() == before


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_numbers_that_are_none_are_a_wrong_type(running, value):
    body = json.dumps(a_scan(code="x")).encode().replace(b'"x"', value)

    assert running.post("/api/scan", body)[1]["error"] in ("bad_field", "bad_json")


@pytest.mark.parametrize("route", POSTS)
def test_a_body_over_the_limit_is_413_and_the_server_goes_on(running, route):
    status, answer = running.post(f"/api/{route}", json.dumps({"scan_id": "x" * 70_000}).encode())

    assert (status, answer["error"]) == (413, "too_large")
    assert running.get("/api/health")[0] == 200


def test_a_body_without_end_is_cut_off(running):
    """Chunked, so that no length is announced; the server answers long before it all came."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as wire:
        wire.sendall(b"POST /api/scan HTTP/1.1\r\nHost: localhost\r\n")
        wire.sendall(f"Cookie: {COOKIE}={running.cookies['desk']}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(20):
            wire.sendall(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        assert wire.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_client_that_hangs_up_half_way_harms_nobody(running, codes):
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as wire:
        wire.sendall(b"POST /api/scan HTTP/1.1\r\nHost: localhost\r\n")
        wire.sendall(f"Cookie: {COOKIE}={running.cookies['desk']}\r\nContent-Length: 500\r\n\r\n{{".encode())

    assert running.scan(codes["DB012"])["verdict"] == "welcome"


BAD_ACTS = {
    "no action_id": ("undo", {"action_id": None}, 400, "bad_field"),
    "action_id a number": ("leave", {"action_id": 5}, 400, "bad_field"),
    "action_id empty": ("in_person", {"action_id": " "}, 400, "id_needed"),
    "no delegate": ("undo", {"delegate": None}, 400, "bad_field"),
    "unknown delegate": ("undo", {"delegate": "DB999"}, 404, "unknown_delegate"),
    "unknown delegate leaves": ("leave", {"delegate": "😀"}, 404, "unknown_delegate"),
    "unknown delegate in person": ("in_person", {"delegate": ""}, 404, "unknown_delegate"),
    "undo without a reason": ("undo", {"reason": ""}, 400, "reason_needed"),
    "undo with a blank reason": ("undo", {"reason": " \u200b\n"}, 400, "reason_needed"),
    "reason a number": ("undo", {"reason": 1}, 400, "bad_field"),
    "reason too long": ("undo", {"reason": "x" * 501}, 400, "text_too_long"),
    "unknown desk": ("leave", {"desk": "Q"}, 400, "unknown_desk"),
    "desk a list": ("substitute", {"desk": []}, 400, "bad_field"),
    "substitute's name a number": ("substitute", {"name": 1}, 400, "bad_field"),
    "substitute's name too long": ("substitute", {"name": "x" * 201}, 400, "text_too_long"),
    "walk-in without a name": ("walk_in", {"name": ""}, 400, "name_needed"),
    "walk-in with an invisible name": ("walk_in", {"name": "\u200b\u00ad"}, 400, "name_needed"),
    "walk-in with a name of 500 letters": ("walk_in", {"name": "Â" * 500}, 400, "text_too_long"),
    "walk-in of no category": ("walk_in", {"name": "A", "category": "vip"}, 400, "bad_category"),
    "walk-in with a number as unit": ("walk_in", {"name": "A", "unit": 1}, 400, "bad_field"),
    "walk-in at no desk": ("walk_in", {"name": "A", "desk": None}, 400, "bad_field"),
    "case a text": ("close_case", {"case": "1"}, 400, "bad_field"),
    "case true": ("close_case", {"case": True}, 400, "bad_field"),
    "case a fraction": ("close_case", {"case": 1.5}, 400, "bad_field"),
    "case beyond all numbers": ("close_case", {"case": 10**30}, 400, "bad_field"),
    "no case": ("close_case", {}, 400, "bad_field"),
}


@pytest.mark.parametrize(("route", "fields", "status", "error"), BAD_ACTS.values(), ids=BAD_ACTS.keys())
def test_a_bad_act_is_a_plain_error_and_changes_nothing(running, seq, route, fields, status, error):
    before = seq()
    answer = act(running, route, "DB013", **fields)

    assert (answer[0], answer[1].keys(), answer[1]["error"]) == (status, {"error", "message"}, error)
    assert seq() == before


@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api/scan/", "/api/scan/1", "/api/search/x", "/api/live/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_an_unknown_address_is_404_in_json(running, method, path):
    status, answer = running.ask(method, path)

    assert (status, answer.keys(), answer["error"]) == (404, {"error", "message"}, "not_found")


WRONG_METHODS = [
    ("GET", "/api/scan"), ("PUT", "/api/scan"), ("OPTIONS", "/api/scan"), ("DELETE", "/api/undo"),
    ("PATCH", "/api/leave"), ("POST", "/api/search"), ("POST", "/api/health"), ("POST", "/api/cases"),
    ("GET", "/api/close_case"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), WRONG_METHODS)
def test_a_wrong_method_is_405_in_json(running, method, path):
    status, answer = running.ask(method, path, b"{}" if method != "GET" else None)

    assert (status, answer.keys(), answer["error"]) == (405, {"error", "message"}, "wrong_method")


def test_errors_speak_the_language_asked_for_and_are_not_kept_by_caches(running):
    with contextlib.closing(running.asker()) as asker:
        _, answer, headers = asker.ask_whole("POST", "/api/scan?lang=en", b"x")

    assert answer["message"] == "The request is no readable JSON object."
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"].startswith("application/json")


# --- time ------------------------------------------------------------------------------------------------------------


def test_a_clock_a_little_ahead_is_taken_as_now(running, codes):
    ahead = server_time(running) + timedelta(minutes=9)
    taken = running.scan(codes["DB014"], happened_at=ahead.isoformat())
    told = running.scan(codes["DB014"], desk="B")

    assert taken["verdict"] == "welcome"
    assert datetime.fromisoformat(told["first"]["happened_at"]) <= server_time(running)


@pytest.mark.parametrize("zone", ["+00:00", "Z", "-11:30"])
def test_any_offset_is_the_same_moment(running, codes, zone):
    code = {"+00:00": "DB015", "Z": "DB016", "-11:30": "DB017"}[zone]
    shift = timedelta(hours=-11, minutes=-30) if zone.startswith("-") else timedelta()
    moment = server_time(running).replace(tzinfo=None, microsecond=0) - timedelta(hours=7, minutes=5) + shift
    running.scan(codes[code], happened_at=f"{moment.isoformat()}{zone}", way="paper")
    first = running.scan(codes[code], desk="B")["first"]

    assert (
        timedelta(minutes=5)
        <= server_time(running) - datetime.fromisoformat(first["happened_at"])
        < timedelta(minutes=6)
    )


def test_a_refusal_asked_late_waits_for_a_person(running):
    waited = (server_time(running) - timedelta(minutes=1)).isoformat()
    scan = running.scan("hỏng", happened_at=waited)
    listed = next(item for item in running.get("/api/cases")[1]["items"] if item["case"] == scan["seq"])
    closing = {"action_id": an_id(), "case": scan["seq"], "desk": "A"}

    assert (listed["reason"], listed["verdict"], listed["delegate"], listed["text"]) == (
        "waited",
        "garbled",
        None,
        "hỏng",
    )
    assert running.post("/api/close_case", closing | {"reason": ""})[1]["closed"] is False
    assert running.post("/api/close_case", closing | {"reason": "đã gọi"})[1].keys() == {"closed", "message"}
    assert running.post("/api/close_case", closing | {"reason": "đã gọi"})[1]["closed"] is True
    assert all(item["case"] != scan["seq"] for item in running.get("/api/cases")[1]["items"])


# --- what else a desk does -------------------------------------------------------------------------------------------


def test_undo_is_the_desks_own_the_organiser_may_always(running, codes):
    running.scan(codes["DB018"], desk="A")

    assert act(running, "undo", "DB018", desk="B")[1]["undone"] is False
    assert act(running, "undo", "DB018", role="organiser", desk="")[1]["undone"] is True
    assert act(running, "undo", "DB018", role="organiser", desk="")[1]["undone"] is False


def test_a_substitute_comes_and_then_the_delegate(running, codes):
    sent = act(running, "substitute", "DB019", name="Lê Thị Thay", position="Phó phòng")[1]
    told = running.scan(codes["DB019"], desk="B")
    seen = running.get("/api/delegate?code=DB019&desk=A")[1]
    came = act(running, "in_person", "DB019")[1]

    assert sent.keys() == came.keys() == ACTED_KEYS
    assert (sent["accepted"], told["verdict"], came["accepted"]) == (True, "already", True)
    assert "Lê Thị Thay" in told["message"]
    assert (seen["presence"], seen["substitute"]) == ("substitute", {"name": "Lê Thị Thay", "position": "Phó phòng"})
    assert came["present"] == sent["present"]
    assert running.get("/api/delegate?code=DB019&desk=A")[1]["presence"] == "in_person"


def test_a_substitute_for_nobody_known_is_unknown_as_a_scan_would_be(running):
    answer = act(running, "substitute", "DB999", name="Lê Thị Thay")[1]

    assert (answer["accepted"], answer["verdict"]) == (False, "unknown")


def test_a_delegate_as_a_desk_sees_one(running, codes):
    status, before = running.get("/api/delegate?code=DB020&desk=A")
    running.scan(codes["DB020"], desk="A")
    after, elsewhere = (running.get(f"/api/delegate?code=DB020&desk={desk}")[1] for desk in "AB")

    assert status == 200
    assert before.keys() == {"delegate", "standing", "presence", "first", "substitute", "moves"}
    assert before["delegate"].keys() == DELEGATE_KEYS
    assert (before["standing"], before["presence"], before["first"]) == ("expected", "away", None)
    assert before["moves"] == ["admit", "substitute"]
    assert (after["presence"], after["first"]["desk"]) == ("in_person", "A")
    assert after["moves"] == ["undo", "substitute", "leave"]
    assert elsewhere["moves"] == ["substitute", "leave"]
    assert running.get("/api/delegate?code=NOPE&desk=A")[0] == 404


def test_a_leaving_is_asked_with_a_reason_and_once(running, codes):
    running.scan(codes["DB021"])
    there = running.scan(codes["DB022"])["present"]
    action_id = an_id()

    assert act(running, "leave", "DB021", reason="")[1]["accepted"] is False
    gone = [act(running, "leave", "DB021", action_id=action_id)[1] for _ in range(2)]
    assert [answer["accepted"] for answer in gone] == [True, True]
    assert gone[1]["present"] == there - 1
    assert act(running, "leave", "DB022", action_id=action_id)[1]["error"] == "action_id_reused"


def test_markup_in_a_walk_ins_name_is_a_name(running):
    name = "<img src=x onerror=alert(1)> Nguyễn"
    answer = post(
        running, "walk_in", action_id=an_id(), desk="A", name=name, unit="<b>", position="&amp;", category="staff"
    )[1]
    found = running.get("/api/search?q=onerror")[1]["items"]

    assert answer.keys() == SCAN_KEYS
    assert (answer["verdict"], answer["delegate"]["name"], answer["delegate"]["unit"]) == ("welcome", name, "<b>")
    assert [item["name"] for item in found] == [name]


def test_a_walk_in_asked_twice_is_one_person(running):
    body = {"action_id": an_id(), "desk": "A", "name": "Khách Hai Lần", "category": "press"}
    first, again = (running.post("/api/walk_in", body)[1] for _ in range(2))

    assert (first["delegate"], again["replayed"]) == (again["delegate"], True)
    assert running.get("/api/search?q=khach+hai+lan")[1]["total"] == 1


# --- search ----------------------------------------------------------------------------------------------------------


def search(running, text, **more):
    query = "&".join([f"q={_quoted(text)}", *(f"{key}={value}" for key, value in more.items())])
    return running.get(f"/api/search?{query}")


def _quoted(text):
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nguyen thi minh phuong", "DB006"),
        ("NGUYỄN THỊ MINH PHƯỢNG", "DB006"),
        ("Nguye\u0302\u0303n Thi\u0323 Minh Phu\u031bo\u031b\u0323ng", "DB006"),
        ("phuong minh nguyen", "DB006"),
        ("đặng mỹ", "DB097"),
        ("ntmp", "DB006"),
        ("F01", "DB006"),
        ("5286", "DB006"),
        ("db006", "DB006"),
        ("van phong so doan", "DB001"),
    ],
)
def test_people_are_found_as_a_desk_types(running, typed, first):  # 46-49, 52
    status, found = search(running, typed)

    assert (status, found["items"][0]["code"]) == (200, first)


def test_namesakes_alone_show_their_birth_year(running):
    found = search(running, "hung")[1]
    keys = {"code", "name", "position", "unit", "seat", "category", "present"}

    assert found["total"] == len(found["items"]) == 6
    for item in found["items"]:
        assert item.keys() == (keys | {"birth_year"} if item["name"] == "Trần Văn Hùng" else keys)


@pytest.mark.parametrize("typed", ["", "a", "  ", "%", "_", "\\", "\x00", "' OR 1=1--", "😀", "\ud800", "x" * 500])
def test_what_finds_nobody_is_an_empty_list(running, typed):
    assert search(running, typed) == (200, {"items": [], "total": 0})


def test_a_badge_code_finds_nobody_it_is_scanned(running, codes):  # 54: the desk sees what it is and scans it
    assert search(running, codes["DB001"])[1]["total"] == 0
    assert running.scan(codes["DB001"].lower())["verdict"] in ("welcome", "already")


@pytest.mark.parametrize("limit", ["-1", "x", "1.5", "", "9" * 7, "²", "１"])
def test_a_limit_is_a_whole_number(running, limit):
    status, answer = search(running, "an", limit=_quoted(limit))

    assert (status, answer["error"]) == (400, "bad_field")


def test_a_limit_limits_what_is_listed_not_what_is_counted(running):
    assert [len(search(running, "nguyen", limit=limit)[1]["items"]) for limit in (0, 1, 5)] == [0, 1, 5]
    assert len({search(running, "nguyen", limit=limit)[1]["total"] for limit in (0, 1, 5)}) == 1
    assert search(running, "x" * 501)[0] == 400


def test_admission_by_name_is_a_scan_by_delegate(running):  # 52
    answer = post(running, "scan", **a_scan(delegate="DB023", way="search"))[1]
    nobody = post(running, "scan", **a_scan(delegate="DB999", way="search"))[1]

    assert (answer["verdict"], nobody["verdict"]) == ("welcome", "unknown")
    assert search(running, "DB023")[1]["items"][0]["present"] is True


# --- many at once, and what never leaves the house -------------------------------------------------------------------


def test_three_desks_as_fast_as_they_can_lose_and_double_nothing(server):  # 20, 26
    codes, begins = server.codes(), server.get("/api/health")[1]["seq"]
    expected = sorted(code for code in codes if code.startswith("DB"))
    answers = {}

    def desk_works(desk, delegates):
        asker = server.asker()
        for delegate in delegates:
            status, answer = asker.post("/api/scan", a_scan(code=codes[delegate], desk=desk))
            answers[delegate] = (status, answer["verdict"], answer["delegate"]["code"], answer["seq"])
        asker.close()

    desks = [threading.Thread(target=desk_works, args=(desk, expected[place::3])) for place, desk in enumerate("ABC")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()

    assert [(answers[delegate][:3]) for delegate in expected] == [(200, "welcome", delegate) for delegate in expected]
    assert sorted(answer[3] for answer in answers.values()) == list(range(begins + 1, begins + 151))
    reserve = server.scan(codes["DK01"])
    assert (reserve["verdict"], reserve["present"], reserve["held"]) == ("withdrawn", 150, 0)
    walk_in = server.post(
        "/api/walk_in", {"action_id": an_id(), "desk": "A", "name": "Người thứ 151", "category": "guest"}
    )
    assert (walk_in[1]["verdict"], walk_in[1]["present"], walk_in[1]["delegate"]) == ("full", 150, None)
    by_category = Counter(server.get(f"/api/delegate?code={code}")[1]["delegate"]["category"] for code in expected)
    assert by_category == {"exemplary": 105, "guest": 45}


def test_no_answer_holds_a_badge_code_or_what_is_private(running, codes):
    """Everything a desk can ask, put together and searched."""
    told = [running.scan(codes["DB030"]), running.scan(codes["DB030"], desk="B"), running.scan(codes["DK02"])]
    told += [running.get(f"/api/delegate?code={code}&desk=A")[1] for code in codes]
    told += [search(running, word, limit=100)[1] for word in ("nguyen", "hung", "cong ty", "5286", "DB030")]
    told += [running.get("/api/cases")[1], running.get("/api/health")[1], search(running, codes["DB030"])[1]]
    text = json.dumps(told, ensure_ascii=False)

    assert [code for code in codes.values() if code in text] == []
    assert [word for word in ("0100", "Raglai", 'Kinh"', "ethnicity", "phone", "badge") if word in text] == []
