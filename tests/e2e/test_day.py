"""The demo's whole day, from arrivals to the closing: one person, one key, all screens agreeing, a crash on the way."""

import csv
import io
import re

import pytest
from conftest import log_in
from playwright.sync_api import expect
from serving import ROOT, an_id, wait_until

FINDS_BACK_WITHIN = 30_000  # ms
SCREENS = {  # name -> (role, path, size)
    "mc": ("mc", "agenda", (1280, 800)),
    "hall": ("wall", "hall", (1920, 1080)),
    "speaker": ("wall", "speaker", (1920, 1080)),
    "wall": ("wall", "attendance", (1920, 1080)),
    "phone": ("", "programme", (390, 844)),
}
NOW = {  # where each screen says what is on
    "mc": ".agenda .now .title",
    "hall": ".hall .picture.here:not(.going) .title",
    "speaker": ".speaker [data-slot=title]",
    "wall": ".wall-foot em >> nth=0",
    "phone": ".programme li.running h2",
}
DIGITS = {"mc": ".agenda .digits", "speaker": ".speaker [data-slot=digits]"}


@pytest.fixture
def screens(browser, server):
    """Each screen of the day in a browser of its own."""
    for badge in server.codes().values():
        server.scan(badge)
    contexts, pages = [], {}
    for name, (role, path, (width, height)) in SCREENS.items():
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        if role:
            log_in(contexts[-1], server, role)
        pages[name] = contexts[-1].new_page()
        pages[name].goto(f"{server.url}/{path}")
    for name, page in pages.items():
        expect(page.locator(NOW[name])).not_to_be_empty(timeout=FINDS_BACK_WITHIN)
    yield pages
    for context in contexts:
        context.close()


def agenda(server):
    return server.get("/api/live?view=mc", role="mc")[1]["agenda"]


def press(page, key=" "):
    """A second press that comes sooner than 0.7 s after the first is none."""
    pressed = page.evaluate("performance.now()")
    page.wait_for_function("(pressed) => performance.now() > pressed + 750", arg=pressed)
    page.keyboard.press(key)


def after(server, act):
    """The running order once what was done has come through."""
    seq = agenda(server)["seq"]
    act()
    wait_until(lambda: agenda(server)["seq"] > seq, 5)
    return agenda(server)


def all_show(screens, title, *, but=()):
    """The hall breaks a long title by itself."""
    words = re.compile(r"^\s*(\d+\.? )?" + r"\s+".join(map(re.escape, title.split())) + r"\s*$")
    for name, page in screens.items():
        if name not in but:
            expect(page.locator(NOW[name])).to_have_text(words, timeout=FINDS_BACK_WITHIN)


def agree_to_the_second(screens):
    """Whenever the MC's digits stand still around a look at the speaker's, the speaker's are the same."""
    mc, speaker = (screens[name].locator(place) for name, place in DIGITS.items())
    for _ in range(20):
        before, there, after = mc.inner_text(), speaker.inner_text(), mc.inner_text()
        if before == after:
            assert there == before
            return
    raise AssertionError("the digits never stood still")


def test_the_demo_day_by_one_key_with_a_crash_and_an_undo(screens, server):
    mc = screens["mc"]
    steps = sum(len(item["subs"]) or 1 for item in agenda(server)["items"])
    arrivals = agenda(server)["now"]["title_vi"]
    all_show(screens, arrivals, but=("hall",))
    expect(screens["hall"].locator(NOW["hall"])).to_contain_text("Hội nghị điển hình tiên tiến")

    for step in range(1, steps):
        shown = after(server, lambda: press(mc))
        all_show(screens, shown["now"]["title_vi"])
        agree_to_the_second(screens)
        if step == 6:
            crash(server, screens, shown)
        if step == 9:
            take_back(mc, server, shown)
    press(mc)
    expect(mc.locator(".agenda")).to_have_attribute("data-state", "ended")
    expect(screens["hall"].locator(NOW["hall"])).to_contain_text("Hội nghị điển hình tiên tiến")
    ended = agenda(server)
    assert {item["progress"] for item in ended["items"]} == {"done"}
    assert all(sub["progress"] == "done" for item in ended["items"] for sub in item["subs"])


def crash(server, screens, before):
    """In the middle of a paper: the clock of the paper has gone on, nothing is lost, nobody touches a screen."""
    server.kill()
    expect(screens["mc"].locator(".agenda")).to_have_attribute("data-live", "lost", timeout=FINDS_BACK_WITHIN)
    server.start()
    expect(screens["mc"].locator(".agenda")).to_have_attribute("data-live", "on", timeout=FINDS_BACK_WITHIN)
    expect(screens["speaker"].locator(".speaker")).to_have_attribute("data-live", "on", timeout=FINDS_BACK_WITHIN)
    told, found = ("seq", "now", "countdown", "last"), agenda(server)
    assert [found[name] for name in told] == [before[name] for name in told]
    all_show(screens, before["now"]["title_vi"])
    agree_to_the_second(screens)


def take_back(mc, server, shown):
    """And once more forward, so that the day goes on where it was."""
    undone = after(server, mc.locator(".agenda .undo").click)
    assert (undone["go"]["item"], undone["go"]["sub"]) == (shown["now"]["id"], shown["now"]["sub"]["id"])
    assert after(server, lambda: press(mc))["now"] == shown["now"]


# --- the plan changes while it runs ----------------------------------------------------------------------------------


@pytest.fixture
def office(browser, server):
    """The organiser's set-up, where a programme is imported."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    log_in(context, server, "organiser")
    page = context.new_page()
    page.goto(f"{server.url}/setup")
    page.get_by_role("tab", name="Chương trình", exact=True).click(timeout=FINDS_BACK_WITHIN)
    page.get_by_role("tab", name="Nhập từ tệp", exact=True).click()
    yield page
    context.close()


def rows_of_the_demo():
    with (ROOT / "data" / "demo" / "agenda.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def imported(office, server, rows):
    """Once the running order has it."""
    lines = io.StringIO()
    sheet = csv.DictWriter(lines, rows[0])
    sheet.writeheader()
    sheet.writerows(rows)
    content = lines.getvalue().encode()
    before = agenda(server)["seq"]
    office.locator("input[type=file]").set_input_files({"name": "ct.csv", "mimeType": "text/csv", "buffer": content})
    office.get_by_role("button", name=re.compile("^Nhập: ")).click(timeout=FINDS_BACK_WITHIN)
    wait_until(lambda: agenda(server)["seq"] > before, 10)
    return agenda(server)


def jump(server, item):
    body = {"action_id": an_id(), "move": "jump", "item": item, "seen": agenda(server)["seq"]}
    assert server.post("/api/cue", body, role="mc")[1]["accepted"]


def start_of(agenda, item):
    return next(row["expected_start"] for row in agenda["items"] if row["id"] == item)[11:16]


def test_an_item_made_longer_and_shorter_while_it_runs_moves_what_follows_on_all_screens_at_once(
    screens, office, server
):
    jump(server, "3")
    rows = rows_of_the_demo()
    for minutes, digits in ((360, r"5:5\d:\d\d"), (1, r"0:\d\d|\+0:\d\d")):
        changed = [row | ({"Số phút dự kiến": str(minutes)} if row["STT"] == "3" else {}) for row in rows]
        shown = imported(office, server, changed)
        follows = start_of(shown, "4")
        assert shown["now"]["id"] == "3"
        for name, place in DIGITS.items():
            expect(screens[name].locator(place)).to_have_text(re.compile(rf"^({digits})$"))
        expect(screens["mc"].locator(".agenda .list")).to_contain_text(follows)
        expect(screens["phone"].locator(".programme li.next time")).to_have_text(follows)
        all_show(screens, shown["now"]["title_vi"])


def test_an_item_that_runs_keeps_running_when_it_is_moved_up_in_the_plan(screens, office, server):
    jump(server, "3")
    before = agenda(server)
    rows = rows_of_the_demo()
    places = [place for place, row in enumerate(rows) if row["STT"] == "3"]
    rows.insert(1, rows.pop(places[0]))
    shown = imported(office, server, rows)

    assert [item["id"] for item in shown["items"]][:4] == ["0", "3", "1", "2"]
    assert (shown["now"]["id"], shown["state"], shown["countdown"]["ends_at"]) == (
        "3", "running", before["countdown"]["ends_at"],
    )  # fmt: skip
    all_show(screens, shown["now"]["title_vi"])
