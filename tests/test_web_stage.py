"""The running order over HTTP, as a clicker or another program drives it: one step a press, refusals in words."""

import threading
from collections import Counter

import pytest
from serving import a_scan, an_id


@pytest.fixture
def show(server):
    return Show(server)


class Show:
    """Somebody who presses, with what they saw last."""

    def __init__(self, server, role="mc"):
        self.server, self.role = server, role
        self.agenda = self.look()

    def look(self, view="mc"):
        return self.server.get(f"/api/live?view={view}", role=self.role)[1]["agenda"]

    def ask(self, move, **more):
        body = {"action_id": an_id(), "move": move, "seen": self.agenda["seq"]} | more
        return self.server.post("/api/cue", body, role=self.role)

    def press(self, move, **more):
        status, answer = self.ask(move, **more)
        assert status == 200, answer
        self.agenda = answer["agenda"]
        return answer["accepted"]

    def go(self):
        return self.press(self.agenda["go"]["move"])

    @property
    def on(self):
        """(item, paper) that is on."""
        now = self.agenda["now"]
        return (now["id"], now["sub"] and now["sub"]["id"]) if now else None


def seq(server):
    return server.get("/api/health")[1]["seq"]


def test_one_key_leads_from_arrivals_to_the_end(show):
    steps = []
    while show.agenda["go"]:
        steps.append(show.on)
        assert show.go()
    items = show.agenda["items"]
    papers = {item["id"]: [sub["id"] for sub in item["subs"]] for item in items}
    expected = [(item, paper) for item, subs in papers.items() for paper in (subs or [None])]

    assert steps == expected
    assert (show.agenda["state"], show.on) == ("ended", None)
    assert Counter(item["progress"] for item in items) == {"done": 11}
    assert len(papers["4"]) == 5


def test_two_who_press_at_once_move_one_step(server):
    """The second is told who was faster, and that nothing of theirs was done."""
    shows = [Show(server), Show(server, role="organiser")]
    gate, answers = threading.Barrier(2), []

    def press(show):
        gate.wait()
        answers.append(show.ask("start")[1])

    threads = [threading.Thread(target=press, args=(show,)) for show in shows]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    [lost] = [answer for answer in answers if not answer["accepted"]]

    assert [answer["agenda"]["now"]["id"] for answer in answers] == ["1", "1"]
    assert "vừa chuyển mục lúc" in lost["message"]


def test_an_older_sight_of_the_agenda_changes_nothing(show):
    stale = show.agenda["seq"]
    show.go()
    before = seq(show.server)

    assert show.press("next", seen=stale) is False
    assert seq(show.server) == before
    assert show.on == ("1", None)


def test_scans_in_between_never_refuse_a_cue(show):
    for code in ("DB001", "DB002"):
        show.server.scan(show.server.codes()[code])

    assert show.go()


def test_a_press_sent_twice_is_one(show):
    body = {"action_id": an_id(), "move": "start", "seen": show.agenda["seq"]}
    answers = [show.server.post("/api/cue", body, role="mc") for _ in range(3)]

    assert [(status, answer["accepted"], answer["agenda"]["now"]["id"]) for status, answer in answers] == [
        (200, True, "1")
    ] * 3
    assert show.server.post("/api/cue", body | {"move": "end"}, role="mc")[0] == 409


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"move": "explode"}, 400, "unknown_move"),
        ({"move": None}, 400, "bad_field"),
        ({"action_id": ""}, 400, "id_needed"),
        ({"seen": None}, 400, "bad_field"),
        ({"seen": "7"}, 400, "bad_field"),
        ({"seen": True}, 400, "bad_field"),
        ({"item": 4}, 400, "bad_field"),
        ({"item": "x" * 101}, 400, "text_too_long"),
        ({"seconds": "60"}, 400, "bad_field"),
        ({"seconds": 1.5}, 400, "bad_field"),
    ],
)
def test_what_is_malformed_changes_nothing(running, change, status, error):
    before = seq(running)
    body = {"action_id": an_id(), "move": "start", "seen": 0} | change

    answered, answer = running.post("/api/cue", body, role="mc")
    assert (answered, answer["error"]) == (status, error)
    assert seq(running) == before


@pytest.mark.parametrize(
    ("move", "more", "message"),
    [
        ("next", {}, "Chưa có mục nào đang diễn ra."),
        ("pause", {}, "Chưa có mục nào đang diễn ra."),
        ("undo", {}, "Không còn gì để hoàn tác."),
        ("jump", {"item": "0"}, "Mục này đang diễn ra rồi."),
        ("jump", {"item": "nowhere"}, "Mục này không còn trong chương trình."),
        ("skip", {"item": ""}, "Mục này không phải mục sắp tới."),
        ("add", {"seconds": 0}, "Mỗi lần cộng hoặc bớt từ 1 giây đến 60 phút."),
        ("add", {"seconds": 3601}, "Mỗi lần cộng hoặc bớt từ 1 giây đến 60 phút."),
    ],
)
def test_a_move_that_may_not_be_made_is_refused_in_words(running, move, more, message):
    show = Show(running)
    _, answer = show.ask(move, **more)

    assert (answer["accepted"], answer["message"]) == (False, message)
    assert answer["agenda"]["seq"] == show.agenda["seq"]


def test_an_item_is_moved_up_and_is_then_the_next_one(show):
    show.go()
    body = {"action_id": an_id(), "item": "7", "seen": show.agenda["seq"]}
    status, answer = show.server.post("/api/move_up", body, role="mc")
    show.agenda = answer["agenda"]

    assert (status, answer["accepted"], show.agenda["next"]["id"]) == (200, True, "7")
    assert [item["id"] for item in show.agenda["items"]] == ["0", "1", "7", "2", "3", "4", "5", "6", "8", "9", "10"]
    assert show.on == ("1", None)
    assert show.server.post("/api/move_up", body, role="mc")[1]["accepted"] is True


def test_running_and_paused_survive_a_restart_to_the_millisecond(show):
    show.go()
    running = show.look()["countdown"]
    restart(show.server)
    assert show.look()["countdown"] == running

    show.agenda = show.look()
    assert show.press("add", seconds=-90)
    assert show.press("pause")
    paused = show.look()["countdown"]
    restart(show.server)
    show.agenda = show.look()
    assert (show.agenda["state"], show.agenda["countdown"]) == ("paused", paused)
    assert paused["ends_at"] is None

    assert show.press("undo")
    assert show.agenda["countdown"]["ends_at"] == show.look()["countdown"]["ends_at"] is not None


def restart(server):
    server.kill()
    server.start()


def test_undo_takes_back_to_the_very_first_and_no_further(show):
    before = show.agenda
    for move in ("start", "pause", "resume", "next", "finish"):
        assert show.press(move)
    while "undo" in show.agenda["can"]:
        assert show.press("undo")

    told = ("state", "now", "next", "items", "lateness", "projected_end", "last")
    assert [show.agenda[name] for name in told] == [before[name] for name in told]


def test_the_public_hears_expected_times_and_nothing_of_the_plan_or_of_lateness(show):
    show.go()
    public = show.look("public")

    assert public["now"] == "1"
    assert public["next"] == "2"
    assert public.keys() == {"state", "items", "now", "next"}
    assert {frozenset(item) for item in public["items"]} == {
        frozenset(("id", "number", "title_vi", "title_en", "topic", "presenter", "progress", "expected_start", "subs"))
    }


def test_the_speakers_presence_comes_from_the_door(show):
    """DB039 gives the first paper."""
    show.press("jump", item="3")
    assert show.agenda["next"]["presenter"]["presence"] == "away"
    show.server.scan(show.server.codes()["DB039"])
    [presenter] = [show.look()["next"]["presenter"]]

    assert (presenter["code"], presenter["presence"], presenter["seat"]) == ("DB039", "present", "I04")
    assert presenter["came_at"]


def test_the_first_item_freezes_the_figure_of_the_opening_and_its_undo_frees_it(show):
    show.server.scan(show.server.codes()["DB001"])
    show.go()
    frozen = show.server.get("/api/live?view=wall", role="wall")[1]["opening"]
    show.press("undo")

    assert frozen["present"] == 1
    assert show.server.get("/api/live?view=wall", role="wall")[1]["opening"] is None


def test_a_desk_cannot_move_the_running_order(running):
    body = {"action_id": an_id(), "move": "start", "seen": 0}

    assert [running.post("/api/cue", body, role=role)[0] for role in ("desk", "office", "wall")] == [403] * 3
    assert running.post("/api/scan", a_scan(code="x"), role="mc")[0] == 403
