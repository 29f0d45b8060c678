"""The panels of the MC's console in a real Chromium: introductions, the vote, screens; what is typed is never lost."""

import pytest
from conftest import log_in
from serving import an_id

TABS = {"guests": 1, "vote": 2, "screens": 3}
PROVINCE = "[data-congress='Đại hội Thi đua yêu nước tỉnh']"
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.agenda_panel:not([hidden]) *')]
  .filter((node) => node.children.length === 0 && node.textContent.trim() && node.getBoundingClientRect().width)
  .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
LOW_TARGETS = """() => [...document.querySelectorAll('.agenda_panel:not([hidden]) :is(button, input)')]
  .map((node) => [node.getBoundingClientRect().height, node.textContent || node.name])
  .filter(([height]) => height && height < 48)"""
TOO_WIDE = """() => { const panel = document.querySelector('.agenda_panel:not([hidden])');
  return panel.scrollWidth > panel.clientWidth; }"""


@pytest.fixture
def look(browser):
    """Opens the console at one of its panels; closes it after the test."""
    opened = []

    def open_console(server, panel, *, size=(1280, 800), query=""):
        viewport = dict(zip(("width", "height"), size, strict=True))
        opened.append(browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC"))
        log_in(opened[-1], server, "mc")
        page = opened[-1].new_page()
        page.goto(f"{server.url}/agenda{query}")
        page.wait_for_selector(".agenda[data-state] .tab:not(:empty)")
        turn_to(page, panel)
        return page

    yield open_console
    for context in opened:
        context.close()


def turn_to(page, panel):
    page.locator(".agenda .tab").nth(TABS[panel]).click()
    page.wait_for_selector(".agenda_panel:visible h2")


def cue(server, move):
    seen = server.get("/api/live?view=mc", role="mc")[1]["agenda"]["seq"]
    status, answer = server.post("/api/cue", {"action_id": an_id(), "move": move, "seen": seen}, role="mc")
    assert (status, answer["accepted"]) == (200, True), answer


def view(server, name):
    return server.get(f"/api/live?view={name}", role="mc")[1]


def has(page, selector, text):
    page.wait_for_function(
        "([selector, text]) => [...document.querySelectorAll(selector)].some((node) => node.offsetParent"
        " && node.innerText.replace(/\\s+/g, ' ').includes(text))",
        arg=[selector, text],
    )


def lines(page, selector):
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_who_is_here_stands_in_the_order_of_reading_and_newcomers_are_marked(server, codes, look):
    server.scan(codes["DB109"])
    page = look(server, "guests")
    has(page, ".guests_present li", "Phan Thị Hồng Hiền")
    server.scan(codes["DB106"])  # the list's order, not that of the door
    has(page, ".guests_count", "Có mặt 2/41")
    assert lines(page, ".guests_present .line") == [
        "Ông Dương Công Tiến, Giám đốc Sở, Ban Giám đốc Sở",
        "Bà Phan Thị Hồng Hiền, Phó Chủ tịch UBND tỉnh",
    ]
    assert lines(page, ".news") == []

    cue(server, "start")
    cue(server, "next")
    server.scan(codes["DB108"])
    has(page, ".guests_present .news", "Mới đến lúc")
    assert lines(page, ".guests_present b") == ["Dương Công Tiến", "Hồ Thu Châu", "Phan Thị Hồng Hiền"]
    assert len(lines(page, ".guests_away li")) == 38


def test_a_line_is_marked_as_read_with_a_tap_on_this_device(server, codes, look):
    for code in ("DB106", "DB109"):
        server.scan(codes[code])
    page = look(server, "guests")
    page.click("[data-code=DB106]")
    has(page, ".guests_count", "đã giới thiệu 1")
    assert page.get_attribute("[data-code=DB106]", "aria-pressed") == "true"

    server.scan(codes["DB108"])  # a change from elsewhere takes no mark off
    has(page, ".guests_count", "Có mặt 3/41, đã giới thiệu 1")
    page.reload()
    page.wait_for_selector(".agenda[data-state] .tab:not(:empty)")
    turn_to(page, "guests")
    has(page, ".guests_count", "Có mặt 3/41, đã giới thiệu 1")
    page.click("text=Bỏ mọi đánh dấu")
    has(page, ".guests_count", "đã giới thiệu 0")


def test_a_vote_from_its_opening_to_the_minutes(server, codes, look):
    for number in range(1, 6):
        server.scan(codes[f"DB{number:03}"])
    page = look(server, "vote")
    has(page, PROVINCE, "Được đề cử: 8 đại biểu")
    has(page, PROVINCE, "Hiện có mặt 5/105 đại biểu có quyền biểu quyết")
    page.click(f"{PROVINCE} >> text=Mở biểu quyết")
    has(page, f"{PROVINCE} .base", "5 đại biểu có quyền biểu quyết, chốt lúc")
    has(page, f"{PROVINCE} .base", "trên 105 được triệu tập, chưa quá nửa")

    record = page.locator(f"{PROVINCE} [type=submit]")
    assert record.is_disabled()
    page.fill(f"{PROVINCE} [name=agree]", "4")
    page.fill(f"{PROVINCE} [name=disagree]", "2")
    has(page, f"{PROVINCE} .sum", "Thừa 1: chỉ có 5 đại biểu có quyền biểu quyết")
    assert record.is_disabled()
    assert page.get_attribute(f"{PROVINCE} [name=agree]", "aria-invalid") == "true"
    page.fill(f"{PROVINCE} [name=disagree]", "một")
    has(page, f"{PROVINCE} .sum", "Chỉ nhập chữ số")
    assert record.is_disabled()

    page.fill(f"{PROVINCE} [name=disagree]", "")
    has(page, f"{PROVINCE} .sum", "Đã nhập 4/5, không biểu quyết 1")
    page.press(f"{PROVINCE} [name=agree]", "Enter")
    has(page, f"{PROVINCE} .aloud", "4/5 đại biểu có quyền biểu quyết nhất trí, đạt 80,0 %.")
    has(page, f"{PROVINCE} .minutes", "1 đại biểu không biểu quyết.")
    assert view(server, "mc")["agenda"]["state"] == "arrivals", "a key in a field moved the running order"

    page.fill(f"{PROVINCE} [name=agree]", "5")
    page.click(f"{PROVINCE} >> text=Ghi kết quả kiểm lại")
    has(page, f"{PROVINCE} .aloud", "5/5")
    assert len(lines(page, f"{PROVINCE} .earlier li")) == 1
    assert "nhất trí 4, không nhất trí 0, ý kiến khác 0, trên 5" in lines(page, f"{PROVINCE} .earlier li")[0]


def test_a_new_base_needs_a_second_press(server, codes, look):
    server.scan(codes["DB001"])
    page = look(server, "vote")
    page.click(f"{PROVINCE} >> text=Mở biểu quyết")
    has(page, f"{PROVINCE} .base", "1 đại biểu")
    server.scan(codes["DB002"])

    page.click(f"{PROVINCE} >> text=Mở lại biểu quyết")
    has(page, f"{PROVINCE} button", "Bấm lần nữa để chốt lại: 2 đại biểu")
    assert view(server, "mc")["votes"][0]["base"] == 1
    page.click(f"{PROVINCE} >> text=Bấm lần nữa")
    has(page, f"{PROVINCE} .base", "2 đại biểu")


def test_what_is_typed_and_the_focus_outlive_whatever_happens_meanwhile(server, codes, look):
    server.scan(codes["DB001"])
    page = look(server, "vote")
    page.click(f"{PROVINCE} >> text=Mở biểu quyết")
    page.wait_for_selector(f"{PROVINCE} [name=agree]:visible")
    page.click(f"{PROVINCE} [name=agree]")
    page.keyboard.type("1")
    server.scan(codes["DB002"])
    cue(server, "start")
    page.wait_for_selector(".agenda[data-state=running]")
    page.keyboard.type("0")
    assert page.input_value(f"{PROVINCE} [name=agree]") == "10"

    turn_to(page, "screens")
    page.click(".agenda_panel:visible form input")
    page.keyboard.type("Mời ông ")
    server.scan(codes["DB003"])
    cue(server, "next")
    has(page, ".agenda .now .tag", "mục 2")
    page.keyboard.type("chậm lại")
    assert page.input_value(".agenda_panel:visible form input") == "Mời ông chậm lại"


def test_the_message_goes_to_the_speaker_and_the_hall_is_held_and_blanked(server, look):
    page = look(server, "screens")
    show, flash, hide = (page.locator(".agenda_panel:visible form .buttons:last-child button").nth(n) for n in range(3))
    assert (show.is_disabled(), flash.is_disabled(), hide.is_disabled()) == (True, True, True)
    page.click("text=Còn 5 phút")
    show.click()
    has(page, ".seen", "Diễn giả đang thấy: “Còn 5 phút”")
    flash.click()
    page.wait_for_function("() => document.querySelector('.agenda_panel:not([hidden]) form input').value === ''")
    hide.click()
    has(page, ".seen", "Diễn giả không thấy lời nhắn nào")
    assert view(server, "mc")["screens"]["flashes"] == 1

    page.click("text=Tắt đen")
    has(page, ".seen", "Màn hình diễn giả đang tắt đen")
    assert view(server, "speaker")["speaker"]["black"] is True
    page.click("text=Bật lại")
    has(page, ".seen", "Diễn giả không thấy lời nhắn nào")

    cue(server, "start")
    has(page, ".seen", "Hội trường đang thấy: Chào cờ")
    page.click(".choice button >> text=Giữ hình này")
    page.wait_for_selector(".choice [aria-pressed=true] >> text=Giữ hình này")
    cue(server, "next")
    has(page, ".agenda .now .tag", "mục 2")
    turn_to(page, "screens")  # the introductions have opened by themselves
    has(page, ".seen", "Hội trường đang thấy: Chào cờ")
    page.click(".choice button >> text=Để trống")
    has(page, ".seen", "Hội trường đang thấy nền trống")
    page.click(".choice button >> text=Theo chương trình")
    has(page, ".seen", "Hội trường đang thấy: Tuyên bố lý do")


@pytest.mark.parametrize("query", ["?lang=vi", "?lang=en"])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (390, 844)])
def test_words_can_be_read_and_buttons_be_hit(running, look, size, query):
    if not view(running, "mc")["introductions"]["present"]:
        running.scan(running.codes()["DB109"])
        running.post("/api/vote", {"action_id": an_id(), "act": "open", "congress": PROVINCE[16:-2]}, role="mc")
    page = look(running, "guests", size=size, query=query)
    for panel in TABS:
        turn_to(page, panel)
        assert page.evaluate(SMALLEST) >= 18, panel
        assert page.evaluate(LOW_TARGETS) == [], panel
        assert not page.evaluate(TOO_WIDE), panel
