"""The honours over HTTP, as a clicker, a tablet at the wings or another program drives them; refusals in words."""

import threading

import pytest
from serving import a_scan, an_id

ABSENT = ("DB020", "DB029", "DB079", "DB104", "DB050", "DB098")  # DB029 is called up twice


@pytest.fixture
def ceremony(server):
    return Ceremony(server)


@pytest.fixture
def arrived(server):
    """Everybody of the honours is in, but six."""
    return Ceremony(server, away=ABSENT)


class Ceremony:
    """Somebody who presses, with what they saw last."""

    def __init__(self, server, *, role="mc", away=None):
        self.server, self.role = server, role
        if away is not None:
            self.arrive(*(code for code in server.codes() if code.startswith("DB") and code not in away))
        self.honours = self.look()

    def arrive(self, *codes):
        badges = self.server.codes()
        for code in codes:
            assert self.server.scan(badges[code])["verdict"] == "welcome"

    def look(self, view="mc"):
        return self.server.get(f"/api/live?view={view}", role=self.role)[1]["honours"]

    def post(self, path, **body):
        status, answer = self.server.post(path, {"action_id": an_id()} | body, role=self.role)
        assert status == 200, answer
        self.honours = answer.get("honours") or self.look()
        return answer

    def step(self, step, batch="", **more):
        return self.post("/api/honour", step=step, batch=batch, **({"seen": self.honours["seq"]} | more))

    def go(self):
        going = self.honours["go"]
        answer = self.step(going["step"], going["batch"])
        assert answer["accepted"], answer
        return going["step"], going["batch"]

    def go_until(self, step, batch):
        while self.go() != (step, batch):
            assert self.honours["go"]

    def batch(self, batch):
        [found] = [one for one in (self.honours["now"], self.honours["next"]) if one and one["id"] == batch]
        return found

    def row(self, batch, title):
        [found] = [row for row in self.batch(batch)["rows"] if row["title"] == title]
        return found


def seq(server):
    return server.get("/api/health")[1]["seq"]


def test_one_key_leads_through_all_sixteen_batches(ceremony):
    steps = []
    while ceremony.honours["go"]:
        steps.append(ceremony.go())
    own = [[step for step, batch in steps if batch == f"H{number:02}"] for number in range(1, 17)]
    called_twice = {8, 11, 13}  # the hall needs two pages
    read_before = {10, 11, 14, 15, 16}
    expected = [
        ["announce"] * (number not in read_before) + ["call"] * (2 if number in called_twice else 1)
        for number in range(2, 17)
    ]

    assert own[0] == ["call", "announce", "confer", "photo"]
    assert own[1:] == [[*steps, "confer", "photo"] for steps in expected[:-1]] + [
        [*expected[-1], "confer", "photo", "finish"]
    ]
    assert ceremony.honours["state"] == "over"
    assert [batch["received"] for batch in ceremony.honours["batches"]] == [
        1, 1, 3, 1, 2, 6, 4, 8, 5, 10, 8, 5, 6, 10, 10, 10,
    ]  # fmt: skip


def test_a_batch_that_fills_two_pages_is_invited_once_and_then_called_on(ceremony):
    """H11: four names and four."""
    ceremony.go_until("photo", "H10")
    told = []
    for _ in range(2):
        going, line = ceremony.honours["go"], "".join(piece["text"] for piece in ceremony.honours["line"])
        told.append((going["people"], going["page"], line))
        ceremony.go()

    assert told == [
        (
            {"individual": 8}, [1, 2],
            "Cũng theo Quyết định số 9909/QĐ-UBND, trân trọng kính mời 08 cá nhân bước lên sân khấu "
            "nhận Bằng khen của Chủ tịch UBND tỉnh.",
        ),
        ({"individual": 4}, [2, 2], "Xin mời tiếp 04 cá nhân."),
    ]  # fmt: skip
    assert ceremony.honours["go"]["step"] == "confer"


def test_who_is_not_here_is_not_called_and_their_gap_closes_at_the_lock(arrived):
    arrived.go_until("photo", "H09")
    rows = arrived.batch("H10")["rows"]

    assert [(row["title"], row["place"]) for row in rows if row["place"] is None] == [
        ("Phạm Thị Thủy", None), ("Trương Đình Bình", None),
    ]  # fmt: skip
    assert sorted(row["place"] for row in rows if row["place"]) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert arrived.honours["go"]["people"] == {"individual": 8}
    assert "".join(piece["text"] for piece in arrived.honours["line"]) == (
        "Cũng theo Quyết định số 9909/QĐ-UBND, trân trọng kính mời 08 cá nhân bước lên sân khấu "
        "nhận Bằng khen của Chủ tịch UBND tỉnh."
    )


def test_who_comes_to_a_locked_batch_takes_the_next_number_at_its_end(arrived):
    arrived.go_until("photo", "H09")
    arrived.arrive("DB020")
    arrived.honours = arrived.look()

    assert arrived.row("H10", "Trương Đình Bình")["place"] == 9
    assert arrived.honours["go"]["people"] == {"individual": 9}


def test_who_leaves_a_locked_batch_leaves_an_empty_place(arrived):
    arrived.go_until("photo", "H09")
    gone = {"action_id": an_id(), "delegate": "DB088", "desk": "A", "reason": "về sớm"}
    assert arrived.server.post("/api/leave", gone)[1]["accepted"]
    arrived.honours = arrived.look()
    row = arrived.row("H10", "Nguyễn Bá Khánh")

    assert (row["place"], row["state"]) == (2, "absent")
    assert arrived.honours["go"]["people"] == {"individual": 7}


def test_two_who_press_at_once_take_one_step(server):
    """The second is told who was faster, and that nothing of theirs was done."""
    crews = [Ceremony(server), Ceremony(server, role="organiser")]
    gate, answers = threading.Barrier(2), []

    def press(crew):
        gate.wait()
        answers.append(crew.step("call", "H01"))

    threads = [threading.Thread(target=press, args=(crew,)) for crew in crews]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    [lost] = [answer for answer in answers if not answer["accepted"]]

    assert [answer["honours"]["go"]["step"] for answer in answers] == ["announce", "announce"]
    assert (lost["reason"], "vừa chuyển bước vinh danh lúc" in lost["message"]) == ("honours_moved", True)


def test_an_older_sight_of_the_honours_changes_nothing(ceremony):
    stale = ceremony.honours["seq"]
    ceremony.go()
    before = seq(ceremony.server)

    assert ceremony.step("announce", "H01", seen=stale)["accepted"] is False
    assert seq(ceremony.server) == before


def test_scans_and_sights_at_the_wings_in_between_never_refuse_a_step(ceremony):
    slot = ceremony.honours["next"]["rows"][0]["slot"]
    ceremony.arrive("DB021")
    ceremony.server.post("/api/wings", {"action_id": an_id(), "slot": slot, "staged": True}, role="mc")

    assert ceremony.go() == ("call", "H01")


def test_a_press_sent_twice_is_one(ceremony):
    body = {"action_id": an_id(), "step": "call", "batch": "H01", "seen": ceremony.honours["seq"]}
    answers = [ceremony.server.post("/api/honour", body, role="mc") for _ in range(3)]

    assert [(status, answer["accepted"], answer["honours"]["go"]["step"]) for status, answer in answers] == [
        (200, True, "announce")
    ] * 3
    assert ceremony.server.post("/api/honour", body | {"step": "photo"}, role="mc")[0] == 409


def test_the_middle_of_a_batch_survives_a_power_cut(arrived):
    arrived.go_until("call", "H06")
    before = arrived.look()
    arrived.server.kill()
    arrived.server.start()

    assert arrived.look() == before
    assert before["go"]["step"] == "confer"
    assert {row["state"] for row in before["now"]["rows"]} == {"called", "absent"}


def test_undo_takes_back_to_the_very_first_and_no_further(ceremony):
    before = ceremony.honours
    for _ in range(6):
        ceremony.go()
    while ceremony.honours["can"]:
        assert ceremony.step("undo")["accepted"]
    told = ("state", "now", "left", "last")

    assert [ceremony.honours[name] for name in told] == [before[name] for name in told]
    assert ceremony.step("undo")["message"] == "Không còn gì để hoàn tác."


def test_a_batch_out_of_its_order_is_started_only_by_who_read_the_warning(ceremony):
    refused = ceremony.step("announce", "H05")
    assert (refused["accepted"], refused["reason"]) == (False, "out_of_order")
    assert refused["message"] == "Có đợt trước đợt này chưa xong."

    assert ceremony.step("announce", "H05", despite="out_of_order")["accepted"]
    assert ceremony.honours["now"]["id"] == "H05"


def test_the_substitute_of_a_collectives_leader_is_offered_and_taken_with_one_tap(arrived):
    """Võ Minh Hùng, of H09, is represented; for an individual nothing is ever offered."""
    substitute(arrived.server, "DB079", "Phan Thị Hồng Loan")
    substitute(arrived.server, "DB020", "Ai Đó")
    arrived.go_until("photo", "H08")
    row = arrived.row("H09", "Công ty CP Siêu thị Hoa Nắng")
    assert (row["state"], row["offer"]["name"]) == ("absent", "Phan Thị Hồng Loan")
    assert arrived.post("/api/receiver", slot=row["slot"], mode="leader", code="DB079")["accepted"]

    taken = arrived.row("H09", "Công ty CP Siêu thị Hoa Nắng")
    assert (taken["state"], taken["receiver"]["name"], taken["offer"]) == ("present", "Phan Thị Hồng Loan", None)
    arrived.go_until("photo", "H09")
    single = arrived.row("H10", "Trương Đình Bình")
    assert (single["offer"], single["state"]) == (None, "absent")


def substitute(server, code, name):
    body = {"action_id": an_id(), "delegate": code, "desk": "A", "name": name, "position": "Phó Giám đốc"}
    assert server.post("/api/substitute", body)[1]["accepted"]


IN_PERSON = "Cá nhân phải trực tiếp nhận; tập thể có thể do lãnh đạo khác nhận."


@pytest.mark.parametrize(
    ("batch", "change", "message"),
    [
        ("H10", {"mode": "leader", "name": "Ai"}, IN_PERSON),
        ("H10", {"mode": "on_behalf", "name": "Ai", "reason": "ốm"}, "Chỉ Ban Tổ chức được cho người khác nhận thay."),
        ("H10", {"mode": "family"}, "Xin ghi họ và tên."),
        ("H09", {"mode": "family", "name": "Ai Đó"}, "Gia đình chỉ nhận thay cho cá nhân, không nhận thay tập thể."),
        ("H09", {"mode": "leader", "code": "DB999"}, "Không có đại biểu này."),
        ("H09", {"mode": "leader"}, "Xin ghi họ và tên."),
    ],
)  # fmt: skip
def test_who_may_not_receive_is_refused_in_words(honoured, batch, change, message):
    before = seq(honoured.server)
    answer = honoured.post("/api/receiver", slot=honoured.slots[batch], **change)

    assert (answer["accepted"], answer["message"]) == (False, message)
    assert seq(honoured.server) == before


@pytest.fixture(scope="module")
def honoured(running):
    """At the end of H08, with a slot of each of the next two batches."""
    crew = Ceremony(running)
    crew.go_until("photo", "H08")
    slots = {"H09": crew.batch("H09")["rows"][0]["slot"]}
    crew.post("/api/lock", act="lock", batch="", seen=crew.honours["seq"])
    wings = running.get("/api/live?view=wings", role="mc")[1]["honours"]["batches"]
    crew.slots = slots | {batch["id"]: batch["rows"][0]["slot"] for batch in wings if batch["id"] == "H10"}
    return crew


def test_the_organiser_lets_somebody_receive_on_anothers_behalf_with_a_reason(arrived):
    arrived.role = "organiser"
    arrived.go_until("photo", "H09")
    slot = arrived.row("H10", "Trương Đình Bình")["slot"]
    body = {"slot": slot, "mode": "on_behalf", "name": "Lê Thị Bé", "position": "Trưởng phòng"}
    assert arrived.post("/api/receiver", **body)["message"] == "Xin ghi lý do."
    assert arrived.post("/api/receiver", **body, reason="đang cấp cứu")["accepted"]

    row = arrived.row("H10", "Trương Đình Bình")
    assert (row["mode"], row["receiver"], row["place"]) == (
        "on_behalf", {"name": "Lê Thị Bé", "position": "Trưởng phòng"}, 9,
    )  # fmt: skip


def test_a_lock_settles_places_and_its_opening_needs_a_reason(ceremony):
    assert ceremony.post("/api/lock", act="lock", batch="H01", seen=ceremony.honours["seq"])["accepted"]
    assert ceremony.honours["next"]["state"] == "on_deck"
    opened = {"act": "unlock", "batch": "H01"}
    assert ceremony.post("/api/lock", **opened, seen=ceremony.honours["seq"])["message"] == "Xin ghi lý do."
    assert ceremony.post("/api/lock", **opened, seen=ceremony.honours["seq"], reason="đổi khay")["accepted"]
    assert ceremony.honours["next"]["state"] == "draft"


def test_the_wings_see_the_batch_on_stage_and_the_next_three(ceremony):
    slot = ceremony.honours["next"]["rows"][0]["slot"]
    assert ceremony.post("/api/wings", slot=slot, staged=True)["accepted"]
    wings = ceremony.look("wings")

    assert [batch["number"] for batch in wings["batches"]] == [1, 2, 3]
    assert wings["batches"][0]["rows"][0]["state"] == "staged"
    ceremony.go()
    assert [batch["number"] for batch in ceremony.look("wings")["batches"]] == [1, 2, 3, 4]


def test_who_comes_after_their_batch_is_offered_the_last_one_of_the_award_or_an_extra_one(arrived):
    """DB020, of H10, comes during H10's photograph; H11 is the last batch of that award."""
    arrived.go_until("photo", "H10")
    arrived.arrive("DB020")
    arrived.honours = arrived.look()
    [late] = arrived.honours["late"]
    assert (late["title"], late["batch"], late["into"]) == ("Trương Đình Bình", 10, [{"batch": "H11", "number": 11}])

    assert arrived.post("/api/late", slot=late["slot"], batch="H11", seen=arrived.honours["seq"])["accepted"]
    assert (arrived.honours["late"], arrived.row("H11", "Trương Đình Bình")["place"]) == ([], 9)


def test_an_extra_batch_of_a_decision_that_is_over_is_started_only_by_who_read_the_warning(arrived):
    arrived.go_until("announce", "H07")
    arrived.arrive("DB104")
    arrived.honours = arrived.look()
    [late] = arrived.honours["late"]
    assert (late["award"], late["into"]) == ("Chiến sĩ thi đua cấp tỉnh", [])
    assert arrived.post("/api/late", slot=late["slot"], batch="", seen=arrived.honours["seq"])["accepted"]
    assert arrived.honours["batches"][-1] | {"state": ""} == {
        "id": "H17", "number": 17, "award": "Chiến sĩ thi đua cấp tỉnh", "state": "", "expected": 1, "present": 1,
        "received": 0,
    }  # fmt: skip

    answer = arrived.step("call", "H17")
    assert answer["reason"] == "decision_finished"
    assert arrived.step("call", "H17", despite="decision_finished")["accepted"]


def test_the_desk_is_told_where_an_honouree_goes_on_stage(running):
    answer = running.scan(running.codes()["DB034"])

    assert [(one["batch"], one["place"]) for one in answer["delegate"]["honours"]] == [(3, 1), (13, 5)]


def test_the_wall_counts_people_not_certificates(server):
    server.scan(server.codes()["DB029"])
    wall = server.get("/api/live?view=wall", role="wall")[1]["honours"]

    assert wall == {"present": 1, "expected": 87}


@pytest.mark.parametrize(
    ("path", "change", "status", "error"),
    [
        ("honour", {"step": "dance"}, 400, "unknown_step"),
        ("honour", {"step": None}, 400, "bad_field"),
        ("honour", {"action_id": " "}, 400, "id_needed"),
        ("honour", {"seen": "1"}, 400, "bad_field"),
        ("honour", {"batch": 4}, 400, "bad_field"),
        ("honour", {"batch": "x" * 101}, 400, "text_too_long"),
        ("lock", {"act": "melt"}, 400, "unknown_act"),
        ("lock", {"seen": True}, 400, "bad_field"),
        ("receiver", {"mode": "anybody"}, 400, "unknown_mode"),
        ("receiver", {"slot": None}, 400, "bad_field"),
        ("receiver", {"name": "x" * 201}, 400, "text_too_long"),
        ("wings", {"staged": 1}, 400, "bad_field"),
        ("late", {"slot": None}, 400, "bad_field"),
    ],
)
def test_what_is_malformed_changes_nothing(running, path, change, status, error):
    before = seq(running)
    sound = {
        "action_id": an_id(),
        "step": "call",
        "batch": "H01",
        "seen": 0,
        "act": "lock",
        "slot": "x",
        "mode": "later",
    }
    answered, answer = running.post(f"/api/{path}", sound | {"staged": True} | change, role="mc")

    assert (answered, answer["error"]) == (status, error)
    assert seq(running) == before


@pytest.mark.parametrize("path", ["honour", "lock", "receiver", "wings", "late"])
def test_only_the_stage_drives_the_honours(running, path):
    body = {"action_id": an_id(), "step": "call", "batch": "H01", "seen": 0}

    assert [running.post(f"/api/{path}", body, role=role)[0] for role in ("desk", "office", "wall")] == [403] * 3
    assert running.post("/api/scan", a_scan(code="x"), role="mc")[0] == 403
