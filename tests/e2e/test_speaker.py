"""The speaker's monitor in a real Chromium: huge digits, phases, messages, black, and what it says when cut off."""

import pytest
from conftest import log_in
from playwright.sync_api import expect
from serving import COOKIE, Asker, an_id
from test_web_stage import Show

FULL_HD, TABLET = (1920, 1080), (1024, 768)
COMES_BACK_WITHIN = 20_000  # ms
NO_SOCKETS = """window.WebSocket = class {
  constructor() { setTimeout(() => this.onclose?.({code: 1006})); }
  close() {}
};"""
OVERFLOWS = """() => [...document.querySelectorAll('.speaker h1, .speaker p, .speaker b')]
  .map((node) => [node.getBoundingClientRect(), node.textContent])
  .filter(([box]) => box.width && (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight))
  .map(([, text]) => text)"""
DIGIT_HEIGHT = """() => {
  const {fontWeight, fontSize, fontFamily} = getComputedStyle(document.querySelector('.speaker .digits'));
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return pen.measureText('0').actualBoundingBoxAscent / innerHeight;
}"""
FLASHES = """() => document.querySelector('.speaker .message').getAnimations()
  .map((flash) => [flash.effect.getTiming().iterations, flash.effect.getComputedTiming().activeDuration])"""


@pytest.fixture
def look(browser):
    """Opens the monitor; closes it after the test."""
    contexts = []

    def opened(server, *, size=FULL_HD, query="", cookie="", script=""):
        viewport = dict(zip(("width", "height"), size, strict=True))
        contexts.append(browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC"))
        log_in(contexts[-1], server, "wall")
        if cookie:
            contexts[-1].add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
        page = contexts[-1].new_page()
        page.add_init_script(script)
        page.goto(f"{server.url}/speaker{query}")
        page.wait_for_selector(".speaker .digits:not(:empty)")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield opened
    for context in contexts:
        context.close()


def act(server, which, **more):
    status, answer = server.post("/api/screens", {"action_id": an_id(), "act": which} | more, role="mc")
    assert (status, answer["accepted"]) == (200, True), answer


def expect_phase(page, phase, word):
    expect(page.locator(f".speaker[data-phase={phase}]")).to_be_visible()
    expect(page.locator(".speaker .phase b")).to_have_text(word)


def marks(page):
    return page.locator(".speaker .phase i").locator("visible=true").count()


def digits(page):
    return page.locator(".speaker .digits").inner_text()


def test_it_follows_the_running_order(server, look):
    page, show = look(server), Show(server)
    expect(page.locator(".speaker h1")).to_contain_text("Đón tiếp đại biểu")

    while (show.agenda["now"]["id"], bool(show.agenda["now"]["sub"])) != ("4", True):
        show.go()
    expect(page.locator(".speaker h1")).to_have_text("Báo cáo tham luận của các điển hình tiên tiến")
    expect(page.locator(".speaker header p")).to_have_text(
        "Bà H' Lam Niê Sao, Công nhân may, Công ty CP Dệt may Sóng Biếc"
    )
    expect(page.locator(".speaker .digits")).to_have_text("6:58")  # each second in its turn
    expect(page.locator(".speaker .digits")).to_have_text("6:57")
    expect_phase(page, "normal", "ĐÚNG GIỜ")
    assert marks(page) == 0

    while show.agenda["go"]:
        show.go()
    expect_phase(page, "nothing", "Chưa có mục nào diễn ra")
    assert digits(page) == ""


PHASES = [
    # seconds added to five minutes, phase, word, marks, first digit
    (-240, "warning", "CÒN 1 PHÚT", 1, "0:5"),
    (-275, "danger", "CÒN 1 PHÚT", 2, "0:2"),
    (-300, "over", "QUÁ GIỜ", 1, "+0:0"),
]


@pytest.mark.parametrize(("added", "phase", "word", "shapes", "starts"), PHASES)
def test_a_phase_is_word_shape_and_colour(server, look, added, phase, word, shapes, starts):
    show = Show(server)
    show.go()
    page = look(server)
    normal = page.locator(".speaker .digits").evaluate("(node) => getComputedStyle(node).color")
    assert show.press("add", item="1", seconds=added)
    expect_phase(page, phase, word)

    expect(page.locator(".speaker .digits")).to_contain_text(starts)
    assert marks(page) == shapes
    assert page.locator(".speaker .digits").evaluate("(node) => getComputedStyle(node).color") != normal
    edge = page.locator(".speaker").evaluate("(node) => getComputedStyle(node).borderTopColor")
    assert (edge != "rgba(0, 0, 0, 0)") == (phase == "over")


def test_paused_the_digits_stand(server, look):
    show = Show(server)
    show.go()
    page = look(server)
    assert show.press("pause")
    expect_phase(page, "paused", "TẠM DỪNG")
    stood = digits(page)
    page.wait_for_timeout(1500)

    assert digits(page) == stood


@pytest.mark.parametrize("size", [FULL_HD, TABLET])
def test_the_digits_are_huge_and_nothing_leaves_the_screen(server, look, size):
    show, page = Show(server), look(server, size=size)
    hours = page.evaluate(OVERFLOWS)  # until tomorrow's opening
    for _ in range(3):
        show.go()
    expect(page.locator(".speaker h1")).to_contain_text("Báo cáo tổng kết")
    width = page.locator(".speaker .digits").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    act(server, "show_message", text="Xin mời đồng chí kết thúc trong một phút nữa. " * 4)
    expect(page.locator(".speaker .message")).to_be_visible()
    band = page.locator(".speaker .message").bounding_box()

    assert width == pytest.approx(0.28 * size[0], abs=1)
    assert page.evaluate(DIGIT_HEIGHT) > 0.24
    assert (hours, page.evaluate(OVERFLOWS)) == ([], [])
    assert page.locator(".message").evaluate("(node) => node.scrollHeight <= node.clientHeight")
    assert band["width"] >= 0.97 * size[0]


def test_a_message_is_shown_flashed_three_times_and_hidden(server, look):
    act(server, "flash_message", text="Còn 2 phút")
    page = look(server)
    message = page.locator(".speaker .message")
    expect(message).to_have_text("Còn 2 phút")
    assert page.evaluate(FLASHES) == []  # what was flashed before this screen came stands steady

    act(server, "flash_message", text="Xin kết thúc")
    expect(message).to_have_text("Xin kết thúc")
    [[times, lasts]] = page.evaluate(FLASHES)
    assert (times, lasts <= 3000) == (3, True)
    message.evaluate("(node) => Promise.all(node.getAnimations().map((flash) => flash.finished)).then(() => true)")
    assert page.evaluate(FLASHES) == []
    assert message.evaluate("(node) => getComputedStyle(node).opacity") == "1"

    act(server, "hide_message")
    expect(message).to_be_hidden()
    expect(page.locator(".speaker h1")).to_be_visible()


def test_black_is_black(server, look):
    page = look(server)
    act(server, "black_out")
    black = page.locator(".speaker .black")
    expect(black).to_have_css("opacity", "1")
    assert black.bounding_box() == {"x": 0, "y": 0, "width": 1920, "height": 1080}
    assert black.evaluate("(node) => getComputedStyle(node).transition").startswith("opacity 0.5s")
    act(server, "light_up")
    expect(black).to_have_css("opacity", "0")


def test_cut_off_the_digits_stop_and_it_says_so(server, look):
    show = Show(server)
    show.go()
    page = look(server)
    server.stop()
    expect(page.locator(".speaker .digits")).to_have_text("–:––", timeout=8_000)
    expect(page.locator(".speaker .phase b")).to_contain_text("MẤT KẾT NỐI, số liệu lúc ")

    server.start()
    expect(page.locator(".speaker[data-phase=normal]")).to_be_visible(timeout=COMES_BACK_WITHIN)
    assert digits(page).startswith("4:")


def test_where_sockets_are_refused_it_asks(server, look):
    page, show = look(server, script=NO_SOCKETS), Show(server)
    show.go()
    expect(page.locator(".speaker h1")).to_have_text("Chào cờ")
    expect(page.locator(".speaker .digits")).to_have_text("4:57")


def test_whose_session_ends_gets_the_login_screen(server, look):
    cookie = server.log_in("wall")
    page = look(server, cookie=cookie)
    asker = Asker(server.port, cookie)
    asker.post("/api/logout", {})
    asker.close()
    expect(page.locator("input[type=password]")).to_be_visible()


def test_in_english(running, look):
    page = look(running, query="?lang=en")
    expect(page.locator(".speaker .phase b")).to_have_text("ON TIME")
    expect(page.locator(".speaker h1")).to_have_text("Welcome, check-in, documents")


@pytest.mark.parametrize("size", [FULL_HD, TABLET])
def test_the_sign_of_the_rehearsal_covers_no_title(server, look, size):
    """The longest English title reached under it."""
    Show(server).press("jump", item="2")
    page = look(server, size=size, query="?lang=en")
    band, title = (page.locator(f".speaker {part}").bounding_box() for part in (".band", "h1"))

    assert page.locator(".speaker .band").inner_text() == "REHEARSAL"
    assert title["y"] >= band["y"] + band["height"]
    assert page.evaluate(OVERFLOWS) == []
