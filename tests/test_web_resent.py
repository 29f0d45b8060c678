"""/api/resend as a desk meets it: a real server that started anew, entries one after the other, errors plain."""

from datetime import datetime, timedelta

import pytest
from serving import a_scan, an_id


@pytest.fixture(scope="module")
def opened(running):
    """The demo, its day open; each test takes delegates of its own."""
    running.stop()
    running.command("open-day")
    running.start()
    return running


def resend(server, *, role="desk", **fields):
    entry = {"id": an_id(), "what": "admit", "desk": "A", "way": "scanner", "happened_at": at(server)}
    return server.post("/api/resend", entry | fields, role=role)


def at(server, ago=timedelta(0)):
    moment = datetime.fromisoformat(server.get("/api/health")[1]["server_time"])
    return (moment - ago).isoformat()


def outcome(reply):
    assert reply[0] == 200, reply
    return reply[1]["outcome"]


def seq(server):
    return server.get("/api/health")[1]["seq"]


def presence(server, code):
    return server.get(f"/api/delegate?code={code}&desk=A")[1]["presence"]


def test_an_answer_has_each_key_and_no_other(opened):
    status, answer = resend(opened, delegate="DB001")

    assert (status, answer.keys()) == (200, {"outcome", "seq", "present", "held", "seats", "message"})
    assert (answer["outcome"], answer["seq"], answer["seats"]) == ("recorded", seq(opened), 150)
    assert answer["message"] == "Đã ghi lại, theo đúng giờ của bàn."


def test_a_scan_of_this_very_server_is_known_and_adds_nothing(opened):
    scan = a_scan(code=opened.codes()["DB002"])
    opened.post("/api/scan", scan)
    before = seq(opened)

    assert outcome(resend(opened, id=scan["scan_id"], delegate="DB002")) == "known"
    assert seq(opened) == before


def test_a_camera_admission_is_sent_again_without_its_badge_code(opened):
    scan_id = an_id()

    assert outcome(resend(opened, id=scan_id, delegate="DB003", way="camera")) == "recorded"
    again = opened.post("/api/scan", a_scan(scan_id=scan_id, code=opened.codes()["DB003"], way="camera"))
    assert (again[1]["verdict"], again[1]["replayed"]) == ("welcome", True)


def test_a_whole_course_of_one_delegate_is_taken_in_its_order(opened):
    acts = [
        {"what": "admit"},
        {"what": "undo", "reason": "nhầm người"},
        {"what": "substitute", "name": "Lê Thị Thay", "position": "Phó phòng"},
        {"what": "in_person", "reason": "đã đến"},
        {"what": "leave", "reason": "việc gấp"},
    ]
    seen = []
    for minutes, act in zip(range(len(acts), 0, -1), acts, strict=True):
        ago = at(opened, timedelta(minutes=minutes))
        seen.append((outcome(resend(opened, delegate="DB004", happened_at=ago, **act)), presence(opened, "DB004")))

    assert seen == [
        ("recorded", "in_person"), ("recorded", "away"), ("recorded", "substitute"), ("recorded", "in_person"),
        ("recorded", "left"),
    ]  # fmt: skip


def test_a_walk_in_keeps_the_code_it_was_given(opened):
    walk_in = {"what": "walk_in", "name": "Khách Mới", "unit": "Sở Y tế", "category": "staff"}

    assert outcome(resend(opened, delegate="DB400", **walk_in)) == "recorded"
    assert opened.get("/api/delegate?code=DB400&desk=A")[1]["delegate"]["name"] == "Khách Mới"
    assert outcome(resend(opened, delegate="DB400", **walk_in)) == "set_aside"


def test_a_case_says_who_was_meant_though_this_list_has_somebody_else_or_nobody(opened):
    walk_in = {"what": "walk_in", "name": "Khách Mới", "unit": "Sở Y tế"}
    seqs = [
        resend(opened, **sent)[1]["seq"] for sent in ({"delegate": "DB006"} | walk_in, {"delegate": "DB998"})
    ]  # fmt: skip
    items = {item["case"]: item for item in opened.get("/api/cases")[1]["items"]}

    assert [(items[seq]["delegate"], items[seq]["text"]) for seq in seqs] == [
        (None, "Khách Mới, Sở Y tế"), (None, "DB998"),
    ]  # fmt: skip


def test_what_is_set_aside_waits_for_a_person_with_its_words(opened):
    opened.scan(opened.codes()["DB005"], desk="B")
    set_aside = resend(opened, delegate="DB005", happened_at=at(opened, timedelta(minutes=-1)))
    case = next(item for item in opened.get("/api/cases")[1]["items"] if item["case"] == set_aside[1]["seq"])

    assert set_aside[1]["outcome"] == "set_aside"
    assert (case["reason"], case["verdict"], case["what"], case["why"]) == ("resent", "set_aside", "admit", "already")
    assert case["delegate"]["code"] == "DB005"
    closed = opened.post(
        "/api/close_case", {"action_id": an_id(), "case": case["case"], "desk": "A", "reason": "đã đối chiếu"}
    )
    assert closed[1]["closed"] is True


BAD = [
    ({"what": "enter"}, "bad_field"), ({"what": None}, "bad_field"), ({"delegate": ""}, "bad_field"),
    ({"delegate": 7}, "bad_field"), ({"id": ""}, "bad_field"), ({"id": "x" * 101}, "bad_field"),
    ({"desk": ""}, "bad_field"), ({"way": "by foot"}, "bad_field"), ({"happened_at": None}, "bad_time"),
    ({"happened_at": "hôm qua"}, "bad_time"), ({"happened_at": "2026-11-22T07:30:00"}, "bad_time"),
    ({"happened_at": "2001-01-01T07:30:00+07:00"}, "bad_time"), ({"what": "substitute"}, "bad_field"),
    ({"what": "walk_in", "name": "Khách", "delegate": "K-1"}, "bad_field"),
    ({"what": "walk_in", "delegate": "DB401"}, "bad_field"),
    ({"what": "walk_in", "name": "Khách", "delegate": "DB401", "category": "king"}, "bad_field"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "error"), BAD)
def test_a_bad_entry_is_a_plain_error_and_changes_nothing(opened, fields, error):
    before = seq(opened)
    status, answer = resend(opened, **{"delegate": "DB006"} | fields)

    assert (status, answer["error"], seq(opened)) == (400, error, before)


def test_the_same_id_for_somebody_else_is_a_conflict(opened):
    scan = a_scan(code=opened.codes()["DB007"])
    opened.post("/api/scan", scan)

    assert resend(opened, id=scan["scan_id"], delegate="DB008")[0] == 409


@pytest.mark.parametrize(("role", "status"), [("desk", 200), ("organiser", 200), ("mc", 403), ("nobody", 401)])
def test_who_may(opened, role, status):
    assert resend(opened, role=role, delegate="DB009")[0] == status


def test_in_the_rehearsal_nothing_is_done_and_a_restart_is_told_by_the_view(server):
    waits = resend(server, delegate="DB001")
    view = server.get("/api/live?view=desk")[1]
    server.stop()
    server.command("open-day")
    server.start()
    after = server.get("/api/live?view=desk")[1]

    assert (outcome(waits), presence(server, "DB001")) == ("waits", "away")
    assert (view["opened_at"], view["ended"], after["ended"]) == (None, "", "")
    assert after["opened_at"] < at(server)
    assert view["conference_id"] == after["conference_id"]
    assert view["boot_id"] != after["boot_id"]
    assert outcome(resend(server, delegate="DB001")) == "recorded"
