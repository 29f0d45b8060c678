"""The leaders' wall in a real Chromium: it follows the door, keeps its sizes, says when it is cut off."""

import pytest
from conftest import log_in
from test_web_stage import Show

LANDSCAPE = [(1920, 1080), (3840, 2160), (1366, 768)]
PHONE = (390, 844)
FLOOR = 2.8  # % of the picture's height

# 1 % of the height of the 16:9 picture
UNIT = "Math.min(innerHeight / 100, innerWidth * .005625)"
SMALLEST_TEXT = f"""() => {{
  const leaves = [...document.querySelectorAll('.wall *, .st-key-arrivals text')].filter(
    (node) => node.children.length === 0 && node.textContent.trim() && node.getBoundingClientRect().width);
  return Math.min(...leaves.map((node) => parseFloat(getComputedStyle(node).fontSize))) / ({UNIT});
}}"""
DIGITS = """() => {
  const figure = document.querySelector('.wall .figure');
  const pen = Object.assign(document.createElement('canvas').getContext('2d'), {font: getComputedStyle(figure).font});
  return 100 * pen.measureText(figure.textContent).actualBoundingBoxAscent / innerHeight;
}"""
BLOCKS = """() => {
  const bottom = (node) => node.getBoundingClientRect().bottom;
  const lowest = (node) => Math.max(...[...node.querySelectorAll(':not(svg *)')].map(bottom));
  return [...document.querySelectorAll('.wall > *, .st-key-arrivals')]
    .filter((node) => node.className !== 'wall-curve' && node.getBoundingClientRect().height)
    .map((node) => ({name: node.className, ...node.getBoundingClientRect().toJSON(), inside: lowest(node)}));
}"""
SETTLED = f"() => ({BLOCKS})().every((block) => block.inside <= block.bottom + 1)"  # the curve is drawn twice at first
TOO_WIDE = """() => [...document.querySelectorAll('.wall *')]
  .map((node) => [node.getBoundingClientRect(), node.textContent])
  .filter(([box]) => box.width && (box.left < -1 || box.right > innerWidth + 1)).map(([, text]) => text)"""
CURVE = "() => document.querySelector('.st-key-arrivals text[fill=\"#FFCD00\"]')?.textContent ?? ''"


@pytest.fixture
def look(browser):
    """Opens the wall; closes it after the test."""
    opened = []

    def open_wall(server, *, size=(1920, 1080), query=""):
        viewport = dict(zip(("width", "height"), size, strict=True))
        opened.append(browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC"))
        log_in(opened[-1], server, "wall")
        page = opened[-1].new_page()
        page.goto(f"{server.url}/attendance{query}")
        page.wait_for_selector(".wall .figure:not(:empty)")
        page.wait_for_selector(".st-key-arrivals svg.marks")
        return page

    yield open_wall
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def half_full(running):
    """The running demo with eighty people in."""
    for badge in delegates(running.codes())[:80]:
        running.scan(badge)
    return running


def delegates(codes):
    return [badge for code, badge in codes.items() if code.startswith("DB")]


def shows(page, slot, text):
    page.wait_for_function("([slot, text]) => document.querySelector(slot)?.textContent === text", arg=[slot, text])


def curve_shows(page, figure):
    page.wait_for_function(f"(figure) => ({CURVE})() === figure", arg=figure)


def texts(page, selector):
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_from_nobody_to_a_full_house_without_a_touch(server, codes, look):
    page = look(server)
    badges = delegates(codes)
    assert texts(page, ".wall-present .figure, .wall-present .caption") == ["0", "trên 150 đại biểu"]
    assert texts(page, ".wall-latest li") == ["Bàn tiếp đón mở lúc 07:30"]
    assert texts(page, ".wall-shares [data-split=present] p b") == ["–"]
    assert page.evaluate(CURVE) == ""

    name = server.scan(badges[0])["delegate"]["name"]
    shows(page, ".wall .figure", "1")
    curve_shows(page, "1")
    picture = page.query_selector(".st-key-arrivals svg.marks")  # the first arrival may have moved the hours shown
    assert texts(page, ".wall-latest b") == [name]
    assert texts(page, ".wall-shares [data-split=present] p b") == ["100,0 % – 0,0 %"]
    assert page.locator(".deviation.is-off").count() == 0  # one person is no deviation

    for badge in badges[1:149]:
        server.scan(badge)
    shows(page, ".wall .figure", "149")
    curve_shows(page, "149")
    assert texts(page, ".wall-units li b") == ["1"]
    assert texts(page, ".wall-present .caption") == ["trên 150 đại biểu"]

    server.scan(badges[149])
    shows(page, ".wall .figure", "150")
    curve_shows(page, "150")
    assert texts(page, ".wall-present .caption") == ["đủ 150 đại biểu"]
    assert texts(page, ".wall-units li") == ["Tất cả đơn vị đã đủ đại biểu"]
    assert texts(page, ".wall-shares .split p b") == ["70,0 % – 30,0 %", "70,0 % – 30,0 %"]
    assert page.evaluate("getComputedStyle(document.querySelector('.wall .figure')).color") == "rgb(255, 205, 0)"
    assert picture.evaluate("(node) => node.isConnected"), "the curve was drawn anew, not in place"


def test_invited_and_present_are_two_figures_and_the_rest_is_counted(half_full, look):
    page = look(half_full)

    assert texts(page, ".wall-shares .split p") == ["Được triệu tập 70,0 % – 30,0 %", "Có mặt 100,0 % – 0,0 %"]
    assert texts(page, ".wall-shares .deviation") == ["Có mặt: lệch 30,0 điểm so với 70/30"]
    assert texts(page, ".wall-makeup .aim") == ["40,0 %", "9,3 %", "40,0 %", "71,8 %"]
    assert len(texts(page, ".wall-units li")) == 6
    assert texts(page, ".wall-units .note")[0].startswith("và ")


@pytest.mark.parametrize("size", LANDSCAPE)
def test_figure_and_words_can_be_read_across_the_room_and_nothing_overlaps(half_full, look, size):
    page = look(half_full, size=size)
    page.wait_for_function(SETTLED)
    blocks = page.evaluate(BLOCKS)

    assert page.evaluate(DIGITS) >= 20
    assert page.evaluate(SMALLEST_TEXT) >= FLOOR - 0.01
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= innerHeight")
    assert [
        block["name"] for block in blocks if block["inside"] > block["bottom"] + 1 or block["bottom"] > size[1] + 1
    ] == []
    assert [
        (one["name"], other["name"])
        for place, one in enumerate(blocks)
        for other in blocks[place + 1 :]
        if one["left"] < other["right"] - 1 and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 1 and other["top"] < one["bottom"] - 1
    ] == []  # fmt: skip


def test_on_a_phone_the_blocks_stand_in_one_column(half_full, look):
    page = look(half_full, size=PHONE)
    blocks = page.evaluate(BLOCKS)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.wall')).fontSize)") >= 17
    assert sorted(block["top"] for block in blocks) == [
        block["top"] for block in sorted(blocks, key=lambda b: b["bottom"])
    ]


def test_nothing_of_streamlit_is_seen(half_full, look):
    page = look(half_full)
    parts = ["stHeader", "stToolbar", "stSidebar", "stStatusWidget", "stElementToolbar", "stDialog"]

    assert [part for part in parts if page.locator(f"[data-testid={part}]").locator("visible=true").count()] == []


def test_in_english(half_full, look):
    page = look(half_full, query="?lang=en")

    assert texts(page, ".wall-present h2 span, .wall-present .caption") == ["Delegates present", "", "of 150 delegates"]
    assert texts(page, ".wall-shares .split p b")[0] == "70.0% – 30.0%"
    assert texts(page, ".wall-band > *") == ["REHEARSAL", "Sample data (fictional)", ""]
    assert page.evaluate("document.documentElement.lang") == "en"


def test_rehearsal_and_sample_data_are_said_on_the_wall(half_full, look):
    assert texts(look(half_full), ".wall-band > *") == ["TỔNG DUYỆT", "Dữ liệu mẫu (hư cấu)", ""]


def test_cut_off_it_says_so_in_its_whole_look_and_comes_back_by_itself(server, codes, look):
    page = look(server)
    server.scan(delegates(codes)[0])
    shows(page, ".wall .figure", "1")

    server.stop()
    page.wait_for_selector(".wall[data-live=lost]", state="attached", timeout=10_000)
    said = page.locator(".wall .clock").inner_text()
    assert said.startswith("Mất kết nối, số liệu lúc ")
    assert texts(page, ".wall .age") == [""]
    assert "grayscale" in page.evaluate("getComputedStyle(document.querySelector('.stApp')).filter")
    assert not page.locator("[data-testid=stDialog]").locator("visible=true").count()

    server.start()
    page.wait_for_selector(".wall[data-live=on]", state="attached", timeout=20_000)
    server.scan(delegates(codes)[1])
    shows(page, ".wall .figure", "2")
    curve_shows(page, "2")
    assert page.locator(".wall .clock").inner_text() != said


def test_the_foot_says_what_is_on_and_what_comes_quietly(server, look):
    page, show = look(server), Show(server)
    before = texts(page, ".wall-foot p")
    show.go()
    shows(page, ".wall [data-slot=now] em", "Chào cờ")
    after = texts(page, ".wall-foot p")
    while show.agenda["go"]:
        show.go()
    page.wait_for_selector(".wall [data-slot=now]", state="hidden")

    assert before == ["Đang diễn ra Đón tiếp đại biểu, điểm danh, phát tài liệu", "Tiếp theo 08:00 Chào cờ"]
    assert after == ["Đang diễn ra Chào cờ", "Tiếp theo 08:05 Tuyên bố lý do, giới thiệu đại biểu và khai mạc"]
    assert page.locator(".wall-foot p").locator("visible=true").count() == 0


def test_the_honourees_are_one_quiet_figure(server, codes, look):
    page = look(server)
    assert texts(page, ".wall [data-slot=honoured]") == ["Được vinh danh: 0/87"]
    server.scan(codes["DB044"])
    shows(page, ".wall [data-slot=honoured]", "Được vinh danh: 1/87")
    server.scan(codes["DB150"])  # a guest
    shows(page, ".wall .figure", "2")

    assert texts(page, ".wall [data-slot=honoured]") == ["Được vinh danh: 1/87"]


def test_with_the_opening_frozen_and_honourees_nothing_overlaps(server, look):
    Show(server).go()
    page = look(server, size=(1366, 768))
    page.wait_for_selector(".wall .opening:not(:empty)")
    page.wait_for_function(SETTLED)

    assert page.evaluate(SMALLEST_TEXT) >= FLOOR - 0.01
    assert [block["name"] for block in page.evaluate(BLOCKS) if block["inside"] > block["bottom"] + 1] == []


def test_a_wall_is_one_screen_when_screens_say_their_names(running, look):
    page = look(running)
    _, answer = running.post("/api/identify", {}, role="organiser")
    page.wait_for_selector(".km-name-plate")

    assert answer == {"shown": 1}
    assert texts(page, ".km-name-plate") == ["Đây là màn hình: Lãnh đạo 1"]
