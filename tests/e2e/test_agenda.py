"""The running order in a real browser: one button through the day, two who press at once, a line that is cut."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import COOKIE, ROOT, Server, an_id, environment

TABLET, LAPTOP, PHONE = (1280, 800), (1366, 768), (390, 844)
COMES_BACK_WITHIN = 30_000  # ms
SPEAKERS = ("DB039", "DB081", "DB094", "DB041", "DB024")  # of the demo's papers, in their order

# The day so many minutes from now; with a file of words, that item's line is said with them.
PREPARE = """
import sys, clock
from dataclasses import replace
from datetime import timedelta
from domain.facts import Role
from services.agenda_list import programme, save
from services.conference import change_settings
from services.house import close_house, house
minutes, item, line = int(sys.argv[1]), sys.argv[2], sys.argv[3]
state, now = house().state, clock.now()
starts_at = now + timedelta(minutes=minutes)
settings = replace(state.day.conference, starts_at=starts_at, release_at=starts_at + timedelta(minutes=30))
change_settings(house(), settings, state.directory.words, reason="", role=Role.ORGANISER, now=now)
if item:
    state = house().state
    plan, words = programme(state)
    words = [replace(one, mc_line=line) if one.id == item else one for one in words]
    save(house(), plan, words, seen=state.day.agenda.seq, role=Role.ORGANISER, now=now)
close_house()
"""

# A guest whom the reception announces to the MC.
ANNOUNCE = """
import clock
from domain.facts import Role
from domain.introductions import Introduction
from services.house import close_house, house
from services.introductions import save
guest = Introduction("DB106", rank=1, title="", announced=True, listed=True)
save(house(), [guest], role=Role.ORGANISER, now=clock.now())
close_house()
"""

# What is cut off or pushed out of the picture, and what is too small; panels scroll on purpose.
OVERFLOWS = """() => {
  const shown = [...document.querySelectorAll('.agenda, .agenda *')].filter(
    (node) => node.getBoundingClientRect().width > 1 && !node.closest('svg, .sr'));
  const name = (node) => `${node.tagName}.${node.className}`;
  const isOut = ({left, right}) => left < -1 || right > innerWidth + 1;
  const out = shown.filter((node) => isOut(node.getBoundingClientRect())).map(name);
  const isLeaf = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
  const small = shown.filter((node) => isLeaf(node) && parseFloat(getComputedStyle(node).fontSize) < 18).map(name);
  const isCut = (node) => node.scrollWidth > node.clientWidth + 1;
  const cut = shown.filter((node) => node.matches('.go span, .say, .bar, .tab') && isCut(node));
  const page = document.documentElement;
  return [...(page.scrollWidth > page.clientWidth ? ['page'] : []), ...out, ...small, ...cut.map(name)];
}"""
COVERED = """() => {
  const box = (name) => document.querySelector(`.agenda ${name}`).getBoundingClientRect();
  const parts = ['.now', '.next', '.acts'].map(box);
  const say = document.querySelector('.agenda .say');
  return [
    ...parts.slice(1).map((part, place) => part.top >= parts[place].bottom - 1),
    parts[2].bottom <= innerHeight,
    say.scrollHeight <= say.clientHeight + 1,
  ];
}"""


@pytest.fixture
def made(bare_server, demo_data):
    """Starts the demo at another hour, perhaps with other words for an item."""

    def start(*, minutes: int = 20, item: str = "", line: str = "", also: str = "") -> Server:
        shutil.copytree(demo_data, bare_server.data, dirs_exist_ok=True)
        run_inside(bare_server, PREPARE, str(minutes), item, line)
        if also:
            run_inside(bare_server, also)
        bare_server.start()
        return bare_server

    return start


def run_inside(server: Server, program: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment(server.data) | {"PYTHONPATH": str(ROOT / "app")}, check=True,
    )  # fmt: skip


@pytest.fixture
def open_agenda(browser):
    """Opens consoles, each in a browser of its own, and closes them."""
    contexts = []

    def opened(server, *, size=TABLET, language="vi", before=None) -> Page:
        contexts.append(browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True))))
        log_in(contexts[-1], server, "mc")
        page = contexts[-1].new_page()
        if before:
            before(page)
        page.goto(f"{server.url}/agenda?lang={language}")
        expect(page.locator(".agenda .title")).not_to_be_empty(timeout=COMES_BACK_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


def agenda(server) -> dict:
    return server.get("/api/live?view=mc", role="mc")[1]["agenda"]


def cue(server, move: str, **more) -> None:
    body = {"action_id": an_id(), "move": move, "seen": agenda(server)["seq"]} | more
    status, answer = server.post("/api/cue", body, role="mc")
    assert (status, answer.get("accepted")) == (200, True), answer


def go_to(server, number: int) -> None:
    cue(server, "jump", item=next(row["id"] for row in agenda(server)["items"] if row["number"] == number))


def let_pass(page: Page, milliseconds: int) -> None:
    page.wait_for_function("([since, time]) => performance.now() - since > time", arg=[since(page), milliseconds])


def since(page: Page) -> float:
    return page.evaluate("performance.now()")


def press_go(page: Page, key: str = " ") -> None:
    """Once what was pressed before cannot be meant any more."""
    let_pass(page, 750)
    page.keyboard.press(key)


def says(page: Page, part: str, text: str | re.Pattern) -> None:
    expect(page.locator(f".agenda {part}")).to_have_text(text, use_inner_text=True)


def go_says(page: Page, text: str) -> None:
    says(page, ".go .label > span", text)


def marks(page: Page) -> list[str]:
    return page.locator(".list li[data-phase]").evaluate_all("(rows) => rows.map((row) => row.dataset.phase)")


def title(page: Page) -> str:
    return page.locator(".agenda .title").inner_text()


def open_item(page: Page, number: int) -> None:
    page.locator(".list li", has=page.locator(f".no:text-is('{number}')")).locator("button").click()


def test_the_way_to_the_honours_stands_out_while_they_are_on_or_next(made, open_agenda):
    page = open_agenda(server := made())
    link = page.locator(".agenda .bar a")
    expect(link).to_have_text("Vinh danh")
    expect(link).not_to_have_attribute("data-due", "")
    go_to(server, 5)
    while agenda(server)["next"]["number"] != 6:
        cue(server, "next")
    expect(link).to_have_attribute("data-due", "")
    go_to(server, 6)
    says(page, ".now .tag .n", "mục 6")
    expect(link).to_have_attribute("data-due", "")
    go_to(server, 7)
    expect(link).not_to_have_attribute("data-due", "")
    assert page.evaluate(OVERFLOWS) == []
    link.click()
    page.wait_for_url("**/honours?lang=vi")


def test_one_key_leads_from_the_arrivals_through_the_papers(made, open_agenda):
    server, papers = made(), "Báo cáo tham luận của các điển hình tiên tiến"
    for speaker in SPEAKERS:
        server.scan(server.codes()[speaker])
    page = open_agenda(server)
    says(page, ".title", "Đón tiếp đại biểu, điểm danh, phát tài liệu")
    go_says(page, "Bắt đầu: Chào cờ")

    steps = [
        (" ", "Chào cờ", "Tiếp: Tuyên bố lý do, giới thiệu đại biểu và khai mạc", "mục 1"),
        ("Enter", "Tuyên bố lý do, giới thiệu đại biểu và khai mạc", None, "mục 2"),
        ("PageDown", None, f"Tiếp: {papers}", "mục 3"),
        (" ", papers, "Mời ông Nguyễn Công Ẩn", "mục 4 · tham luận 1 trên 5"),
        (" ", papers, "Mời bà Trần Thị Ngọc Uyên", "mục 4 · tham luận 2 trên 5"),
    ]  # fmt: skip
    for key, on, button, place in steps:
        press_go(page, key)
        says(page, ".now .tag .n", place)
        assert on in (None, title(page))
        if button:
            go_says(page, button)
    says(page, ".now .per b", "Ông Nguyễn Công Ẩn")
    says(page, ".digits", re.compile(r"7:00|6:5\d"))
    expect(page.locator(".next .sign.ok")).to_have_text(re.compile(r"Có mặt \d\d:\d\d, ghế "))
    assert marks(page) == ["done"] * 3 + ["running", "next"] + ["planned"] * 5
    boxes = page.locator(".list [data-phase=running] .sub i")
    assert boxes.evaluate_all("(boxes) => boxes.map((box) => box.className)") == ["d", "r", "", "", ""]


def test_item_2_opens_the_introductions_once_and_they_go_with_it(made, open_agenda):
    page = open_agenda(made())
    press_go(page)
    press_go(page)
    expect(page.locator(".panel.guests")).to_be_visible()
    press_go(page)
    says(page, ".now .tag .n", "mục 3")
    expect(page.locator(".panel.list")).to_be_visible()
    page.locator(".undo").click()
    says(page, ".now .tag .n", "mục 2")
    expect(page.locator(".panel.list")).to_be_visible()


def test_a_guest_who_was_announced_and_comes_late_is_told_until_tapped(made, open_agenda):
    server = made(also=ANNOUNCE)
    cue(server, "start")
    go_to(server, 3)
    page = open_agenda(server)
    go_to(server, 2)
    go_to(server, 3)
    expect(page.locator(".panel.list")).to_be_visible()
    server.scan(server.codes()["DB106"])
    line = page.locator(".arrived .guest")
    expect(line).to_have_text(re.compile(r"^(Ông|Bà) .+, .+ đã đến \(\d\d:\d\d\)$"))
    line.click()
    expect(line).to_have_count(0)


def test_a_screen_that_went_silent_is_named(made, open_agenda):
    server = made()
    page = open_agenda(server)
    speaker = page.context.new_page()
    speaker.goto(f"{server.url}/speaker")
    expect(page.locator(".screens .sign")).to_have_count(0)
    speaker.close()
    expect(page.locator(".screens .sign")).to_have_text("Màn hình diễn giả: mất kết nối", timeout=20_000)


def test_the_same_key_twice_at_once_or_held_down_is_one(made, open_agenda):
    server = made()
    page = open_agenda(server)
    page.keyboard.press(" ")
    page.keyboard.press(" ")
    says(page, ".title", "Chào cờ")
    page.keyboard.press("Enter")
    page.locator(".go").click()
    let_pass(page, 750)
    page.keyboard.down(" ")  # and again, as a key that is held
    page.keyboard.down(" ")
    says(page, ".now .tag .n", "mục 2")
    let_pass(page, 750)
    page.keyboard.down(" ")
    page.keyboard.up(" ")
    page.keyboard.press("+")
    says(page, ".now .note", "đã thêm 1 phút")
    assert title(page) == "Tuyên bố lý do, giới thiệu đại biểu và khai mạc"


def test_of_two_who_press_at_once_one_moves_and_the_other_is_told(made, open_agenda):
    server = made()
    held = []

    def hold_back(page: Page) -> None:
        """Its live line brings nothing new once `held` says so: as if both had pressed at the same moment."""

        def connected(line) -> None:
            line.connect_to_server().on_message(lambda text: held or line.send(text))

        page.route_web_socket(re.compile("/api/live"), connected)

    first, second = open_agenda(server), open_agenda(server, before=hold_back)
    held.append(True)
    press_go(first)
    says(first, ".title", "Chào cờ")
    go_says(second, "Bắt đầu: Chào cờ")
    press_go(second)
    expect(second.locator(".go small")).to_have_text(re.compile(r"vừa chuyển mục lúc \d\d:\d\d"))
    says(second, ".title", "Chào cờ")
    assert agenda(server)["now"]["number"] == 1
    assert agenda(server)["last"]["move"] == "start"


def test_what_got_no_answer_is_sent_again_under_the_same_id(made, open_agenda):
    server, bodies = made(), []
    page = open_agenda(server)

    def lose_the_first_answer(route) -> None:
        bodies.append(json.loads(route.request.post_data))
        if len(bodies) == 1:
            route.fetch()  # it arrives, and its answer does not
            return route.abort()
        return route.continue_()

    page.route("**/api/cue?*", lose_the_first_answer)
    press_go(page)
    says(page, ".title", "Chào cờ")
    go_says(page, "Tiếp: Tuyên bố lý do, giới thiệu đại biểu và khai mạc")
    assert bodies == [bodies[0]] * 2
    assert page.locator(".go small").count() == 0


def test_undo_says_what_it_takes_back_and_takes_it_back(made, open_agenda):
    page = open_agenda(made())
    expect(page.locator(".undo")).to_be_disabled()
    press_go(page)
    says(page, ".undo small", "Chào cờ")
    press_go(page)
    says(page, ".undo small", "Tuyên bố lý do, giới thiệu đại biểu và khai mạc")
    page.locator(".undo").click()
    says(page, ".title", "Chào cờ")
    page.locator(".tab").first.click()
    press_go(page)  # the key is GO's, not the button's that was pressed last
    says(page, ".now .tag .n", "mục 2")
    for on in ("Chào cờ", "Đón tiếp đại biểu, điểm danh, phát tài liệu"):
        page.locator(".undo").click()
        says(page, ".title", on)
    expect(page.locator(".undo")).to_be_disabled()


def test_a_pause_holds_the_digits_and_going_on_lets_them_run(made, open_agenda):
    page = open_agenda(made())
    press_go(page)
    says(page, ".digits", re.compile(r"5:00|4:5\d"))
    page.locator(".pause").click()
    says(page, ".now .tag .sign", "Đang tạm dừng")
    stood = page.locator(".digits").inner_text()
    let_pass(page, 1200)
    assert page.locator(".digits").inner_text() == stood
    page.locator(".pause").click()
    says(page, ".now .tag .sign", "Đang diễn ra")
    expect(page.locator(".digits")).not_to_have_text(stood)


def test_time_is_added_and_taken_by_key_and_by_button(made, open_agenda):
    page = open_agenda(made())
    press_go(page)
    says(page, ".title", "Chào cờ")
    for act, changed in [
        (lambda: page.keyboard.press("+"), "đã thêm 1 phút"),
        (lambda: page.locator(".step", has_text="+5").click(), "đã thêm 6 phút"),
        (lambda: page.keyboard.press("-"), "đã thêm 5 phút"),
        (lambda: page.locator(".step", has_text="−5").click(), ""),
        (lambda: page.locator(".step", has_text="−1").click(), "đã bớt 1 phút"),
    ]:
        act()
        says(page, ".now .note", changed)
    says(page, ".digits", re.compile(r"4:00|3:\d\d"))
    says(page, ".undo small", "lần thêm, bớt giờ")


def test_a_speaker_who_is_not_here_is_passed_over_by_a_second_press(made, open_agenda):
    server = made()
    for speaker in (SPEAKERS[0], SPEAKERS[3]):
        server.scan(server.codes()[speaker])
    go_to(server, 4)
    page = open_agenda(server)
    says(page, ".next .sign.bad", "Chưa đến")
    go_says(page, "Bỏ qua, mời tham luận 4")
    press_go(page)
    go_says(page, "Bấm lần nữa để bỏ qua ông Nguyễn Công Ẩn, bà Trần Thị Ngọc Uyên (chưa đến)")
    assert agenda(server)["now"]["sub"]["place"] == 1
    press_go(page)
    says(page, ".now .tag .n", "mục 4 · tham luận 4 trên 5")
    page.locator(".undo").click()
    says(page, ".now .tag .n", "mục 4 · tham luận 1 trên 5")

    server.scan(server.codes()[SPEAKERS[2]])
    go_says(page, "Bỏ qua, mời tham luận 3")
    page.locator(".anyway").click()
    says(page, ".now .tag .n", "mục 4 · tham luận 2 trên 5")
    go_says(page, "Mời bà Trần Thị Ngọc Uyên")


def test_where_nobody_was_checked_in_absence_tells_nothing(made, open_agenda):
    server = made()
    go_to(server, 4)
    page = open_agenda(server)
    says(page, ".next .sign.bad", "Chưa đến")
    go_says(page, "Mời ông Nguyễn Công Ẩn")
    expect(page.locator(".anyway")).to_have_count(0)
    server.scan(server.codes()[SPEAKERS[0]])
    go_says(page, "Bỏ qua, sang: Giao lưu với các điển hình tiên tiến")
    expect(page.locator(".anyway")).to_be_visible()


def test_what_is_missing_in_the_words_is_a_place_left_open_with_its_name(made, open_agenda):
    page = open_agenda(made(item="1", line="Xin mời {ho_ten} đọc diễn văn {khong_co}."))
    says(page, ".say", re.compile("Xin mời .*chưa có.* đọc diễn văn .*chưa có.*"))
    assert page.locator(".say .gap").count() == 2
    assert all(page.locator(".say .gap i").all_inner_texts())
    assert "{" not in page.locator(".say").inner_text()


def test_long_words_are_set_smaller_and_go_stays_where_it_is(made, open_agenda):
    server = made(item="1", line="Xin trân trọng kính mời quý đại biểu đứng dậy. " * 6)
    page = open_agenda(server)
    where = page.locator(".go").bounding_box()
    assert page.evaluate("getComputedStyle(document.querySelector('.agenda .say')).fontSize") == "26px"
    press_go(page)
    says(page, ".title", "Chào cờ")
    assert page.locator(".go").bounding_box() == where


def test_items_are_passed_over_taken_back_moved_up_and_jumped_to(made, open_agenda):
    server = made()
    cue(server, "start")
    page = open_agenda(server)

    open_item(page, 3)
    page.locator(".panel.item .move", has_text="Bỏ qua").click()
    expect(page.locator(".list li").nth(2)).to_have_attribute("data-phase", "skipped")
    open_item(page, 3)
    page.locator(".panel.item .move", has_text="Bỏ dấu bỏ qua").click()
    expect(page.locator(".list li").nth(2)).to_have_attribute("data-phase", "planned")

    open_item(page, 7)
    page.locator(".panel.item .move", has_text="Đưa lên trước").click()
    expect(page.locator(".list .no")).to_have_text(["1", "7", "2", "3", "4", "5", "6", "8", "9", "10"])
    assert marks(page)[:2] == ["running", "next"]
    says(page, ".title", "Chào cờ")

    open_item(page, 3)
    jump = page.locator(".panel.item .move", has_text="Chuyển tới mục này")
    jump.click()
    armed = page.locator(".panel.item .move[data-armed]")
    expect(armed).to_contain_text("Sẽ bỏ qua: Phát động phong trào thi đua giai đoạn 2020 - 2025; Tuyên bố lý do")
    armed.click()
    says(page, ".now .tag .n", "mục 3")
    assert marks(page)[:5] == ["done", "skipped", "skipped", "running", "next"]


def test_the_day_ends_by_the_same_button(made, open_agenda):
    server = made()
    cue(server, "start")
    go_to(server, 10)
    page = open_agenda(server)
    go_says(page, "Bế mạc hội nghị")
    press_go(page)
    says(page, ".title", "Hội nghị đã bế mạc")
    expect(page.locator(".go")).to_be_disabled()
    page.locator(".undo").click()
    says(page, ".title", "Tổng kết và bế mạc")


def test_cut_off_it_says_so_in_its_whole_look_and_comes_back_by_itself(made, open_agenda):
    server = made()
    page = open_agenda(server)
    press_go(page)
    says(page, ".title", "Chào cờ")
    server.stop()
    expect(page.locator(".agenda[data-live=lost]")).to_be_visible(timeout=10_000)
    says(page, ".digits", "–:––")
    go_says(page, "Chờ kết nối")
    expect(page.locator(".go")).to_be_disabled()
    says(page, ".link", re.compile(r"Mất kết nối, dữ liệu lúc \d\d:\d\d"))
    assert "saturate" in page.evaluate("getComputedStyle(document.querySelector('.agenda')).filter")
    page.keyboard.press(" ")

    server.start()
    expect(page.locator(".agenda[data-live=on]")).to_be_visible(timeout=COMES_BACK_WITHIN)
    says(page, ".digits", re.compile(r"4:\d\d"))
    says(page, ".title", "Chào cờ")
    press_go(page)
    says(page, ".now .tag .n", "mục 2")


def test_logged_out_it_asks_for_a_login_and_a_new_one_brings_it_back(made, open_agenda):
    server = made()
    page = open_agenda(server)
    page.evaluate("fetch('/api/logout', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})")
    says(page, ".link", re.compile("Cần đăng nhập lại"))
    expect(page.locator(".go")).to_be_disabled()
    page.context.add_cookies([{"name": COOKIE, "value": server.log_in("mc"), "url": server.url}])
    expect(page.locator(".link")).to_contain_text("Cập nhật", timeout=COMES_BACK_WITHIN)
    expect(page.locator(".agenda[data-live=on]")).to_be_visible()
    expect(page.locator(".go")).to_be_enabled()


LATENESS = {30: ("Đúng giờ", "ok"), -7: ("Chậm 7 phút", "warn"), -125: ("Chậm 2 giờ 5 phút", "warn")}


@pytest.mark.parametrize("minutes", LATENESS)
def test_lateness_is_told_in_words(made, open_agenda, minutes):
    word, look = LATENESS[minutes]
    page = open_agenda(made(minutes=minutes))
    says(page, f".lateness .sign.{look}", word)


def test_early_and_over_time_have_words_and_shapes_of_their_own(made, open_agenda):
    server = made(minutes=13)
    cue(server, "start")
    page = open_agenda(server)
    says(page, ".lateness", re.compile("Sớm 1[23] phút"))
    cue(server, "add", seconds=-120)
    says(page, ".lateness", re.compile("Sớm 1[45] phút"))
    cue(server, "add", seconds=-300)
    says(page, ".phase .sign.bad", "Quá giờ 2 phút")
    says(page, ".digits", re.compile(r"\+2:\d\d"))


def go_through(server, page: Page):
    """Each item on in its turn, the arrivals first; what is on is drawn when it is given."""
    yield 0
    for number in range(1, 11):
        go_to(server, number)
        expect(page.locator(".now .tag .n")).to_have_text(re.compile(rf"^(mục|item) {number}\b"))
        yield number


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_or_too_small(made, open_agenda, language):
    server = made()
    page = open_agenda(server, language=language)
    for number in go_through(server, page):
        for size in (TABLET, LAPTOP, PHONE):
            show_at(page, size)
            assert page.evaluate(OVERFLOWS) == [], (number, size)
            assert size == PHONE or page.evaluate(COVERED) == [True] * 4, (number, size)


def show_at(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))


def test_nothing_of_what_opens_is_cut_off_or_too_small(made, open_agenda):
    server = made()
    cue(server, "start")
    page = open_agenda(server)
    opened = [
        *(lambda tab=tab: page.locator(".tab").nth(tab).click() for tab in range(4)),
        lambda: page.locator(".more").click(),
        lambda: (page.locator(".tab").first.click(), open_item(page, 4)),
    ]
    for opens in opened:
        opens()
        for size in (PHONE, LAPTOP, TABLET):
            show_at(page, size)
            assert page.evaluate(OVERFLOWS) == [], size


def test_on_a_phone_what_is_on_stands_at_the_top_and_go_at_the_foot(made, open_agenda):
    server = made()
    cue(server, "start")
    go_to(server, 7)
    page = open_agenda(server, size=PHONE)
    says(page, ".now .tag .n", "mục 7")
    go = page.locator(".go").bounding_box()
    assert 0 < page.locator(".agenda .title").bounding_box()["y"] < PHONE[1] / 3
    assert go["y"] + go["height"] <= PHONE[1]


def test_in_english(made, open_agenda):
    server = made()
    page = open_agenda(server, language="en")
    says(page, ".title", "Welcome, check-in, documents")
    go_says(page, "Start: Flag salute")
    press_go(page)
    says(page, ".title", "Flag salute")
    says(page, ".now .tag .sign", "On now")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_words_of_what_is_on_are_read_large_until_the_next_cue(made, open_agenda):
    """A vote is led with its item's words from begin to end, after GO."""
    server = made()
    go_to(server, 9)
    page = open_agenda(server)
    words, whole = page.locator(".agenda .say"), "Đại biểu nào không nhất trí? Có ý kiến khác?"
    expect(words).to_contain_text("phát biểu tổng kết và bế mạc")

    page.locator(".agenda .words").click()
    expect(words).to_contain_text(whole)
    go_says(page, "Tiếp: Tổng kết và bế mạc")
    assert page.evaluate(OVERFLOWS) == []
    assert all(page.evaluate(COVERED))
    page.locator(".agenda .words").click()
    expect(words).not_to_contain_text(whole)

    page.locator(".agenda .own").click()
    expect(words).to_contain_text(whole)
    go_to(server, 7)
    expect(words).to_contain_text("phát biểu hưởng ứng")
