"""The stage manager's routes on a real server: screens and votes, who may ask, what a restart keeps."""

import pytest
from serving import an_id

PROVINCE, SECTOR = "Đại hội Thi đua yêu nước tỉnh", "Đại hội Thi đua yêu nước ngành Công Thương"
OTHERS = ("office", "desk", "wall")


def screens(server, act, *, role="mc", **more):
    return server.post("/api/screens", {"action_id": an_id(), "act": act} | more, role=role)


def vote(server, act, *, congress=PROVINCE, role="mc", **more):
    return server.post("/api/vote", {"action_id": an_id(), "act": act, "congress": congress} | more, role=role)


def hands(agree, disagree=0, other=0):
    return {"agree": agree, "disagree": disagree, "other": other}


def view(server, name, *, role="mc"):
    status, state = server.get(f"/api/live?view={name}", role=role)
    assert status == 200, state
    return state


def told(server):
    return {one["congress"]: one for one in view(server, "mc")["votes"]}


def seq(server):
    return server.get("/api/health")[1]["seq"]


@pytest.mark.parametrize("role", ["mc", "organiser"])
def test_the_stage_turns_screens_and_counts(running, role):
    assert screens(running, "hide_message", role=role) == (200, {"accepted": True, "message": "Đã ghi nhận."})
    status, answer = vote(running, "open", role=role)
    assert (status, answer["accepted"], answer["vote"]["congress"]) == (200, True, PROVINCE)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_does(running, role):
    before = seq(running)

    assert screens(running, "black_out", role=role)[0] == 403
    assert vote(running, "open", role=role)[0] == 403
    assert running.post("/api/screens", {}, role="nobody")[0] == 401
    assert seq(running) == before


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        ("screens", {"act": "dance"}, "unknown_act"),
        ("screens", {"act": 3}, "bad_field"),
        ("screens", {}, "bad_field"),
        ("screens", {"act": "show_message", "text": ["Còn 5 phút"]}, "bad_field"),
        ("screens", {"act": "show_message", "text": "x" * 201}, "text_too_long"),
        ("screens", {"act": "show_message", "action_id": " "}, "id_needed"),
        ("vote", {"act": "cheat", "congress": PROVINCE}, "unknown_act"),
        ("vote", {"act": "open"}, "bad_field"),
        ("vote", {"act": "open", "congress": "x" * 301}, "text_too_long"),
        ("vote", {"act": "count", "congress": PROVINCE}, "bad_field"),
        ("vote", {"act": "count", "congress": PROVINCE, **hands("98")}, "bad_field"),
        ("vote", {"act": "count", "congress": PROVINCE, **hands(True)}, "bad_field"),
        ("vote", {"act": "count", "congress": PROVINCE, **hands(5, -1)}, "bad_field"),
        ("vote", {"act": "count", "congress": PROVINCE, **hands(1), "action_id": None}, "bad_field"),
    ],
)
def test_anything_malformed_is_an_error_and_changes_nothing(running, path, body, error):
    before = seq(running)
    status, answer = running.post(f"/api/{path}", {"action_id": an_id()} | body, role="mc")

    assert (status, answer["error"]) == (400, error)
    assert answer["message"]
    assert seq(running) == before


def test_refusals_are_answers_in_words(server):
    assert screens(server, "show_message", text=" \u200b ") == (
        200, {"accepted": False, "message": "Hãy gõ lời nhắn trước."},
    )  # fmt: skip
    assert vote(server, "open", congress="Đại hội nào") == (
        200,
        {
            "accepted": False, "vote": None,
            "message": "Không có ai trong danh sách được đề cử dự đại hội này.",
        },
    )  # fmt: skip
    status, answer = vote(server, "count", **hands(1))
    assert (status, answer["accepted"], answer["message"]) == (200, False, "Chưa mở biểu quyết này.")


def test_the_speaker_sees_the_message_and_a_flash_counts(server):
    screens(server, "show_message", text="  Còn  5 phút ")
    assert view(server, "speaker")["speaker"]["message"] == {"text": "Còn 5 phút", "flashes": 0}
    screens(server, "flash_message")
    assert view(server, "speaker")["speaker"]["message"] == {"text": "Còn 5 phút", "flashes": 1}
    screens(server, "hide_message")
    assert view(server, "speaker")["speaker"]["message"] is None
    screens(server, "black_out")
    assert view(server, "speaker")["speaker"]["black"] is True


def test_the_hall_is_held_blanked_and_let_go(server):
    def cue(move):
        seen = view(server, "mc")["agenda"]["seq"]
        status, answer = server.post("/api/cue", {"action_id": an_id(), "move": move, "seen": seen}, role="mc")
        assert (status, answer["accepted"]) == (200, True), answer

    cue("start")
    first = view(server, "hall")["screen"]
    screens(server, "hold_hall")
    cue("next")
    assert view(server, "hall")["screen"] == first == view(server, "mc")["screens"]["shows"]
    screens(server, "blank_hall")
    assert view(server, "hall")["screen"]["picture"] == "blank"
    screens(server, "show_hall")
    assert view(server, "hall")["screen"]["title_vi"] == view(server, "mc")["agenda"]["now"]["title_vi"]


def test_the_same_id_again_flashes_and_counts_once(server):
    flash = {"action_id": an_id(), "act": "flash_message", "text": "Xin kết thúc"}
    assert [server.post("/api/screens", flash, role="mc")[1]["accepted"] for _ in range(2)] == [True, True]
    assert view(server, "mc")["screens"]["flashes"] == 1

    count = {"action_id": an_id(), "act": "count", "congress": PROVINCE} | hands(0)
    vote(server, "open")
    assert [server.post("/api/vote", count, role="mc")[1]["accepted"] for _ in range(2)] == [True, True]
    assert len(told(server)[PROVINCE]["counts"]) == 1
    status, answer = server.post("/api/vote", count | hands(1), role="mc")
    assert (status, answer["error"]) == (409, "action_id_reused")


def test_a_vote_from_the_base_to_the_minutes_and_through_a_restart(server, codes):
    for number in (1, 2, 3, 106):  # three exemplary delegates, one guest
        server.scan(codes[f"DB{number:03}"])
    candidates = {congress: len(one["candidates"]) for congress, one in told(server).items()}
    assert candidates == {PROVINCE: 8, SECTOR: 3}

    _, opened = vote(server, "open")
    assert (opened["vote"]["base"], opened["vote"]["invited"]) == (3, 105)
    server.scan(codes["DB004"])
    _, over = vote(server, "count", **hands(3, 1))
    assert (over["accepted"], over["message"]) == (False, "Số phiếu vượt quá 3 đại biểu có quyền biểu quyết.")
    vote(server, "count", **hands(2, 1))
    _, counted = vote(server, "count", **hands(3))
    assert counted["vote"]["result_line"] == (
        "Kết quả biểu quyết: 3/3 đại biểu có quyền biểu quyết nhất trí, đạt 100,0\u00a0%."
    )
    screens(server, "show_message", text="Còn 1 phút")

    before = view(server, "mc")
    server.stop()
    server.start()
    after = view(server, "mc")
    assert [after[field] for field in ("votes", "screens", "introductions")] == [
        before[field] for field in ("votes", "screens", "introductions")
    ]
    assert [count["agree"] for count in told(server)[PROVINCE]["counts"]] == [2, 3]
    assert view(server, "speaker")["speaker"]["message"]["text"] == "Còn 1 phút"


def test_who_is_read_out_follows_the_door(server, codes):
    introductions = view(server, "mc")["introductions"]
    assert (len(introductions["present"]), len(introductions["away"])) == (0, 41)  # 45 guests, of them 4 press

    server.scan(codes["DB109"])
    (one,) = view(server, "mc")["introductions"]["present"]
    assert (one["title"], one["is_new"]) == ("Bà Phan Thị Hồng Hiền, Phó Chủ tịch UBND tỉnh", False)
