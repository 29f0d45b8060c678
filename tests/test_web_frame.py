"""A camera's frames as the server meets them: what each is answered, what is too much, and that none of them stays."""

import contextlib
import random
import socket
from urllib.parse import urlencode

import pytest
from pictures import encoded, photo, symbol
from serving import COOKIE, an_id, wait_until

from domain.codes import draw_badge_code
from domain.facts import Kind, Role, Way
from store.engine import CONFERENCE, Store
from store.ledger import facts

DRAW = random.Random(11).choice
NOBODYS = draw_badge_code(DRAW)
GIVES_UP_WITHIN = 20  # seconds: the server waits 5 for the rest of a frame
MARK = b"a face that nobody keeps"


@pytest.fixture(scope="module")
def codes(running):
    return running.codes()


@pytest.fixture
def seq(running):
    """How many facts there are, asked when called."""
    return lambda: running.get("/api/health")[1]["seq"]


def show(server, picture, *, desk="A", kind="image/jpeg", **more):
    """Status, answer and headers of one frame."""
    query = urlencode({"desk": desk} | more)
    with contextlib.closing(server.asker()) as asker:
        return asker.ask_whole("POST", f"/api/frame?{query}", picture, **{"Content-Type": kind})


def badge(code, **traits):
    return encoded(photo(symbol(code, **traits)))


def test_one_badge_is_decided_like_every_scan(running, codes, seq):
    before = seq()
    status, answer, _ = show(running, badge(codes["DB001"], degrees=12))
    scanned = running.scan(codes["DB001"], desk="B")

    assert (status, answer["verdict"], answer["delegate"]["code"], answer["seq"]) == (
        200,
        "welcome",
        "DB001",
        before + 1,
    )
    assert answer.keys() == scanned.keys()
    assert (scanned["verdict"], scanned["first"]["desk"]) == ("already", "A")
    assert codes["DB001"] not in str(answer)


def test_a_well_formed_badge_of_nobody_is_unknown(running):
    assert show(running, badge(NOBODYS))[1]["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("symbols", "counted"),
    [
        ((), {"seen": 0, "ours": 0}),
        (("https://example.org",), {"seen": 1, "ours": 0}),
        (("DB002", "DB003"), {"seen": 2, "ours": 2}),
    ],
    ids=["nothing", "a foreign symbol", "two badges"],
)
def test_anything_but_one_badge_is_counted_and_no_fact(running, codes, seq, symbols, counted):
    before = seq()
    picture = encoded(photo(*(symbol(codes.get(text, text)) for text in symbols)))

    assert show(running, picture)[:2] == (200, {"verdict": None} | counted)
    assert seq() == before


def test_a_badge_held_in_view_is_one_scan(running, codes, seq):
    before, picture = seq(), badge(codes["DB004"])
    first, *others = [show(running, picture, scan_id=an_id())[1] for _ in range(6)]

    assert (first["verdict"], first["repeat"]) == ("welcome", False)
    assert {(other["verdict"], other["repeat"]) for other in others} == {("already", True)}
    assert seq() == before + 1


def test_an_admission_whose_answer_was_lost_is_answered_again(running, codes, seq):
    before, picture, scan_id = seq(), badge(codes["DB005"]), an_id()
    _, lost, _ = show(running, picture, scan_id=scan_id)
    _, again, _ = show(running, picture, scan_id=scan_id)

    assert again == lost | {"replayed": True}
    assert seq() == before + 1


def test_the_same_id_for_another_badge_is_told(running, codes, seq):
    scan_id = an_id()
    show(running, badge(codes["DB006"]), scan_id=scan_id)
    before = seq()
    status, answer, _ = show(running, badge(codes["DB007"]), scan_id=scan_id)

    assert (status, answer["error"]) == (409, "scan_id_reused")
    assert seq() == before


GOOD = badge(NOBODYS)
REFUSED = {
    "an unknown desk": ({"desk": "Z"}, GOOD, 400, "unknown_desk"),
    "no desk": ({"desk": ""}, GOOD, 400, "unknown_desk"),
    "a long id": ({"scan_id": "x" * 101}, GOOD, 400, "text_too_long"),
    "another type": ({"kind": "image/png"}, GOOD, 415, "not_jpeg"),
    "no type": ({"kind": ""}, GOOD, 415, "not_jpeg"),
    "a PNG that calls itself a JPEG": ({}, encoded(photo(), format="PNG"), 415, "not_jpeg"),
    "words": ({}, b"no picture", 415, "not_jpeg"),
    "half a picture": ({}, GOOD[: len(GOOD) // 2], 400, "bad_picture"),
    "a progressive picture": ({}, encoded(photo(), progressive=True), 400, "bad_picture"),
    "too many pixels": ({}, encoded(photo(size=(1500, 1001))), 413, "too_many_pixels"),
    "too many bytes": ({}, GOOD + bytes(400_001 - len(GOOD)), 413, "too_large"),
    "too many bytes, of a length not told": ({}, [GOOD, bytes(400_001 - len(GOOD))], 413, "too_large"),
}


@pytest.mark.parametrize("frame", REFUSED)
def test_a_frame_that_is_not_taken_says_why_and_changes_nothing(running, seq, frame):
    traits, picture, status, error = REFUSED[frame]
    before = seq()
    answered, answer, _ = show(running, picture, **traits)

    assert (answered, answer["error"]) == (status, error)
    assert answer["message"]
    assert seq() == before


def test_just_400_kb_are_taken(running):
    assert show(running, GOOD + bytes(400_000 - len(GOOD)))[0] == 200


@pytest.mark.parametrize("role", ["office", "mc", "wall", "nobody"])
def test_only_the_door_may_show_frames(running, role):
    with contextlib.closing(running.asker(role)) as asker:
        status, _, _ = asker.ask_whole("POST", "/api/frame?desk=A", GOOD, **{"Content-Type": "image/jpeg"})

    assert status == (401 if role == "nobody" else 403)


def test_the_fifth_waiting_frame_of_a_desk_is_refused_and_slow_ones_make_room(running):
    with contextlib.ExitStack() as kept:
        halves = [kept.enter_context(half_a_frame(running, "C")) for _ in range(4)]
        wait_until(lambda: show(running, GOOD, desk="C")[0] == 429, GIVES_UP_WITHIN)
        status, answer, headers = show(running, GOOD, desk="C")

        assert (status, answer["error"], headers["Retry-After"]) == (429, "slow_down", "1")
        assert show(running, GOOD, desk="B")[0] == 200
        halves[0].sendall(GOOD[100:])
        assert b" 200 " in halves[0].recv(4096).split(b"\r\n")[0]
        assert show(running, GOOD, desk="C")[0] == 200
        assert all(b" 408 " in half.recv(4096).split(b"\r\n")[0] for half in halves[1:])


@contextlib.contextmanager
def half_a_frame(server, desk):
    """A frame whose rest does not come."""
    with socket.create_connection(("127.0.0.1", server.port), GIVES_UP_WITHIN) as line:
        head = (
            f"POST /api/frame?desk={desk} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: image/jpeg\r\n"
            f"Cookie: {COOKIE}={server.cookies['desk']}\r\nContent-Length: {len(GOOD)}\r\n\r\n"
        )
        line.sendall(head.encode() + GOOD[:100])
        yield line


def test_frames_are_neither_stored_nor_logged(server, codes):
    picture = encoded(photo(symbol(codes["DB001"])), comment=MARK)
    broken = picture[: len(picture) // 2]
    heart = picture[len(picture) // 3 :][:64]
    assert MARK in broken
    assert heart in broken
    for frame in (picture, broken, encoded(photo(size=(1500, 1001)), comment=MARK), MARK):
        show(server, frame)
    server.stop()

    left = [server.log, *(path for path in server.data.rglob("*") if path.is_file())]
    assert [path.name for path in left if MARK in (text := path.read_bytes()) or heart in text] == []


def test_the_fact_names_camera_role_and_desk(server, codes):
    answer = show(server, badge(codes["DB001"]), desk="B", scan_id="one")[1]
    server.stop()
    store = Store(server.data / "khaimac.duckdb")
    last = list(facts(store.read, CONFERENCE))[-1]
    store.close()

    assert (last.seq, last.kind, last.way, last.role, last.desk, last.subject, last.action_id) == (
        answer["seq"], Kind.WELCOME, Way.CAMERA, Role.DESK, "B", "DB001", "one",
    )  # fmt: skip
