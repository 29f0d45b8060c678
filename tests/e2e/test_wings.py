"""The wings in a real Chromium: who waits is one tap, the door and the MC move the rows, a dead line is seen."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import ROOT, an_id, environment, wait_until
from test_web_honours import Ceremony
from test_web_stage import Show

PHONE, TABLET = (390, 844), (1024, 768)
COMES_BACK_WITHIN = 30_000  # ms
AWAY = ("DB058",)  # the second of the three of batch 3: "Trần Anh Nam"
THIRD = '.wings section[data-place="after"]'
DECK = '.wings section[data-place="deck"]'

PRINT_THE_LIST = """
import clock
from domain.facts import Role
from services.honours import record_print
from services.house import close_house, house
record_print(house(), role=Role.ORGANISER, now=clock.now())
close_house()
"""
NO_LIST = """
import clock
from domain import conferring
from domain.facts import Role
from services.house import close_house, house
house().turn(lambda turn: conferring.decide_list(
    turn.day, [], [], seen=turn.day.honours.seq, role=Role.ORGANISER, now=clock.now()))
close_house()
"""

COUNT_FLASHES = """
window.flashed = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (...how) {
  flashed.push(this.querySelector('.who b').textContent);
  return animate.apply(this, how);
};
"""
# What is cut off or pushed out of the picture, too small to be read, or too small for a thumb.
FAULTS = """() => {
  const shown = [...document.querySelectorAll('.wings, .wings *')].filter(
    (node) => node.getBoundingClientRect().width > 1 && !node.closest('svg'));
  const name = (node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`;
  const isOut = ({left, right}) => left < -1 || right > innerWidth + 1;
  const isLeaf = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
  const isSmall = (node) => isLeaf(node) && parseFloat(getComputedStyle(node).fontSize) < 18;
  const isCut = (node) => getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
  const isTiny = ({height, width}) => height < 48 || width < 48;
  const targets = shown.filter((node) => node.matches('button, a, summary'));
  return [
    ...shown.filter((node) => isOut(node.getBoundingClientRect())).map((node) => `out ${name(node)}`),
    ...shown.filter(isSmall).map((node) => `small ${name(node)}`),
    ...shown.filter(isCut).map((node) => `cut ${name(node)}`),
    ...targets.filter((node) => isTiny(node.getBoundingClientRect())).map((node) => `tiny ${name(node)}`),
  ];
}"""


@pytest.fixture
def made(bare_server, demo_data):
    """The demo with something done to it before it starts."""

    def start(program):
        shutil.copytree(demo_data, bare_server.data, dirs_exist_ok=True)
        own = environment(bare_server.data) | {"PYTHONPATH": str(ROOT / "app")}
        subprocess.run([sys.executable, "-c", program], env=own, check=True)
        bare_server.start()
        return bare_server

    return start


@pytest.fixture
def open_wings(browser):
    """Opens the wings, each in a browser of its own, and closes them."""
    contexts = []

    def opened(server, *, size=PHONE, language="vi", motion="no-preference") -> Page:
        viewport = dict(zip(("width", "height"), size, strict=True))
        contexts.append(browser.new_context(viewport=viewport, reduced_motion=motion))
        log_in(contexts[-1], server, "mc")
        page = contexts[-1].new_page()
        page.add_init_script(COUNT_FLASHES)
        page.goto(f"{server.url}/honours?view=wings&lang={language}")
        expect(page.locator(".wings .version")).not_to_be_empty(timeout=COMES_BACK_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


def row(page, title):
    return page.locator(".wings li[data-slot]").filter(has=page.get_by_text(title, exact=True))


def tap(page, title):
    row(page, title).locator(".row").click()


def tab(page, name):
    page.locator(".wings footer nav button").filter(has_text=name).click()


def expect_state(page, title, state, word):
    expect(row(page, title)).to_have_attribute("data-state", state)
    expect(row(page, title).locator(".state")).to_have_text(word)


def expect_shown(page, *places):
    expect(page.locator(".wings section:visible")).to_have_count(len(places))
    assert [part.get_attribute("data-place") for part in page.locator(".wings section:visible").all()] == [*places]


def go_until_on_stage(ceremony, number):
    while not ceremony.honours["now"] or ceremony.honours["now"]["number"] != number:
        ceremony.go()


def test_two_phones_mark_different_rows_and_each_sees_both(server, open_wings):
    one, other = open_wings(server), open_wings(server)
    for page in (one, other):
        tab(page, "Sau nữa")
    tap(one, "Công ty CP Dệt may Sóng Biếc")
    tap(other, "Trần Anh Nam")

    for page in (one, other):
        expect_state(page, "Công ty CP Dệt may Sóng Biếc", "staged", "Cánh gà")
        expect_state(page, "Trần Anh Nam", "staged", "Cánh gà")
        expect_state(page, "H' Lam Niê Sao", "present", "Có mặt")
        expect(page.locator(f"{THIRD} .counts")).to_have_text("3/3 có mặt2/3 ở cánh gàchưa chốt")
    tap(other, "Công ty CP Dệt may Sóng Biếc")
    expect_state(one, "Công ty CP Dệt may Sóng Biếc", "present", "Có mặt")
    expect(one.locator(".wings .news li")).to_have_count(0)


def test_a_row_says_who_stands_where_with_which_tray_and_where_they_sit(server, open_wings):
    page = open_wings(server)
    collective = page.locator(f"{DECK} li[data-slot]")

    expect(page.locator(f"{DECK} .tag")).to_have_text("Chuẩn bịđợt 1 trên 16")
    expect(page.locator(f"{DECK} h2")).to_have_text("Huân chương Lao động hạng Ba")
    expect(page.locator(f"{DECK} .presenter")).to_have_text("Người trao: Đại diện lãnh đạo UBND tỉnh")
    expect(collective.locator(".place")).to_have_text("1")
    expect(collective.locator(".who b")).to_have_text("Công ty TNHH MTV Điện lực Biển Ngọc")
    expect(collective.locator(".comes")).to_have_text("ông Trần Quốc Nghĩa, Giám đốc")
    expect(collective.locator(".where")).to_have_text(re.compile(r"^Khay 1Ghế [A-Z]\d\d$"))
    expect(page.locator(".wings .version")).to_have_text(re.compile(r"^Danh sách bản 1"))


def test_the_door_changes_a_row_which_flashes_once_and_is_named(server, open_wings):
    Ceremony(server, away=AWAY)
    Show(server).go()  # the day's first item: who is not here now leaves the row
    page = open_wings(server)
    tab(page, "Sau nữa")
    expect_state(page, "Trần Anh Nam", "absent", "Vắng – trao sau")
    expect(page.locator(f"{THIRD} .place")).to_have_text(["1", "–", "2"])
    expect(row(page, "Trần Anh Nam").locator(".row")).to_be_disabled()

    server.scan(server.codes()["DB058"])
    expect_state(page, "Trần Anh Nam", "present", "Có mặt")
    expect(page.locator(f"{THIRD} .place")).to_have_text(["1", "2", "3"])
    expect(page.locator(".wings .news li")).to_have_text(["Đợt 3: ông Trần Anh Nam vừa đến, vị trí 2"])
    expect(row(page, "Trần Anh Nam")).to_have_attribute("data-changed", "")
    tab(page, "Kế tiếp")
    tab(page, "Sau nữa")
    assert page.evaluate("flashed") == ["Trần Anh Nam", "H' Lam Niê Sao"]

    undo = {"action_id": an_id(), "delegate": "DB058", "desk": "A", "reason": "nhầm người"}
    server.post("/api/undo", undo)
    expect(page.locator(".wings .news li").first).to_have_text("Đợt 3, vị trí 2: ông Trần Anh Nam vắng, đánh số lại")
    assert len(page.evaluate("flashed")) == 4


def test_nothing_flashes_for_who_wants_no_motion(server, open_wings):
    Ceremony(server, away=AWAY)
    Show(server).go()
    page = open_wings(server, motion="reduce")
    server.scan(server.codes()["DB058"])

    expect(page.locator(".wings .news li")).to_have_count(1)
    expect(page.locator(f"{THIRD} li[data-changed]")).to_have_count(2)
    assert page.evaluate("flashed") == []


def test_who_stands_in_is_named_with_who_they_stand_in_for(server, open_wings):
    page, ceremony = open_wings(server), Ceremony(server)
    [slot] = [one["slot"] for one in ceremony.honours["next"]["rows"]]
    ceremony.post(
        "/api/receiver", slot=slot, mode="leader", name="Ông Lê Văn Thay", position="Phó Giám đốc", reason="đi công tác"
    )

    expect(page.locator(f"{DECK} .who .warn")).to_have_text("Nhận thay: Ông Lê Văn Thay, Phó Giám đốc")
    expect(page.locator(".wings .news li")).to_have_text(
        ["Đợt 1, vị trí 1: ông Lê Văn Thay nhận thay ông Trần Quốc Nghĩa"]
    )


def test_the_mcs_steps_move_the_batches_on_under_the_same_tab(server, open_wings):
    page, ceremony = open_wings(server), Ceremony(server)
    tabs = page.locator(".wings footer nav button")
    expect(tabs).to_have_text(["Sân khấu–", "Chuẩn bịđợt 1", "Kế tiếpđợt 2", "Sau nữađợt 3"])
    ceremony.go()

    expect(tabs).to_have_text(["Sân khấuđợt 1", "Chuẩn bịđợt 2", "Kế tiếpđợt 3", "Sau nữađợt 4"])
    expect(page.locator(f"{DECK} .tag")).to_have_text("Chuẩn bịđợt 2 trên 16")
    expect(page.locator(".wings .news li").first).to_have_text("Đợt 1 lên sân khấu")
    expect_shown(page, "deck")
    tab(page, "Sân khấu")
    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "called", "Đã mời")
    expect(row(page, "Công ty TNHH MTV Điện lực Biển Ngọc").locator(".row")).to_be_disabled()
    while ceremony.go()[0] != "photo":
        pass
    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "received", "Đã nhận")
    assert ceremony.go() == ("announce", "H02")
    expect_state(page, "Công ty TNHH MTV Muối Ánh Trăng", "present", "Có mặt")
    expect(row(page, "Công ty TNHH MTV Muối Ánh Trăng").locator(".row")).to_be_disabled()


def test_to_the_very_end(server, open_wings):
    page, ceremony = open_wings(server), Ceremony(server)
    go_until_on_stage(ceremony, 16)
    tab(page, "Sân khấu")
    expect(page.locator(".wings section:visible .tag")).to_have_text("Trên sân khấuđợt 16 trên 16 · lượt 3/3")
    while ceremony.honours["go"]:
        ceremony.go()

    expect(page.locator(".wings .none")).to_have_text("Phần vinh danh đã xong.")


def test_cut_off_it_says_so_in_its_whole_look_and_takes_no_taps(server, open_wings):
    page = open_wings(server)
    server.stop()
    expect(page.locator(".wings")).to_have_attribute("data-live", "lost", timeout=10_000)

    expect(page.locator(".wings .bar .link")).to_have_text(re.compile(r"^Mất kết nối, số liệu lúc \d\d:\d\d$"))
    expect(page.locator(".wings .bar .clock")).to_have_text("–:––")
    assert page.locator(".wings .row:enabled").count() == 0
    assert "saturate" in page.locator(".wings").evaluate("(node) => getComputedStyle(node).filter")

    server.start()
    expect(page.locator(".wings")).to_have_attribute("data-live", "on", timeout=COMES_BACK_WITHIN)
    tap(page, "Công ty TNHH MTV Điện lực Biển Ngọc")
    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "staged", "Cánh gà")


def test_a_tap_without_an_answer_is_sent_again_under_the_same_id(server, open_wings):
    page, asked = open_wings(server), []

    def lose_the_first(route):
        asked.append(route.request.post_data_json)
        route.abort() if len(asked) == 1 else route.continue_()

    page.route("**/api/wings?*", lose_the_first)
    tap(page, "Công ty TNHH MTV Điện lực Biển Ngọc")
    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "staged", "Cánh gà")

    assert asked == [asked[0]] * 2


def test_a_tap_is_only_being_sent_until_the_view_shows_it(server, open_wings):
    page, held = open_wings(server), []
    page.route("**/api/wings?*", lambda route: held.append(route))
    tap(page, "Công ty TNHH MTV Điện lực Biển Ngọc")
    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "sending", "Đang gửi …")
    tap(page, "Công ty TNHH MTV Điện lực Biển Ngọc")
    wait_until(lambda: page.evaluate("true") and held, 5)
    refusal = {"accepted": False, "reason": "no_such_slot", "message": "Phần thưởng này không còn trong danh sách."}
    held[0].fulfill(json=refusal)

    expect_state(page, "Công ty TNHH MTV Điện lực Biển Ngọc", "present", "Có mặt")
    expect(page.locator(".wings .news li")).to_have_text([refusal["message"]])
    assert len(held) == 1


def test_a_list_that_changed_after_it_was_printed_says_so(made, open_wings):
    server = made(PRINT_THE_LIST)
    page = open_wings(server)
    expect(page.locator(".wings .version .sign")).to_have_text("đúng bản đã in")
    Ceremony(server, away=AWAY)
    Show(server).go()

    expect(page.locator(".wings .version .sign")).to_have_text("bản trên giấy: 1")
    expect(page.locator(".wings .version")).to_have_text(re.compile(r"^Danh sách bản [2-9]\d*, lúc \d\d:\d\d"))


def test_without_a_list_it_says_so(made, open_wings):
    page = open_wings(made(NO_LIST))

    expect(page.locator(".wings .none")).to_have_text("Chưa có danh sách khen thưởng.")
    expect(page.locator(".wings section:visible")).to_have_count(0)


def test_a_tablet_shows_two_batches_side_by_side(server, open_wings):
    page, ceremony = open_wings(server, size=TABLET), Ceremony(server)
    expect_shown(page, "deck", "next")
    ceremony.go()
    expect(page.locator(".wings footer nav button").first).to_be_enabled()
    expect_shown(page, "stage", "deck")
    tab(page, "Sau nữa")
    expect_shown(page, "next", "after")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_all_can_be_read_and_reached_with_a_thumb(server, open_wings, size, language):
    ceremony = Ceremony(server, away=("DB006", "DB029", "DB068", "DB098"))
    go_until_on_stage(ceremony, 6)
    page = open_wings(server, size=size, language=language)
    faults = []
    for number in (6, 10):
        go_until_on_stage(ceremony, number)
        expect(page.locator(".wings footer nav button b").first).to_contain_text(str(number))
        for place in page.locator(".wings footer nav button").all():
            place.click()
            faults += page.evaluate(FAULTS)
    page.locator(".wings summary").click()

    assert faults + page.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
