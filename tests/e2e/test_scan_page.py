"""The desk on a phone without Streamlit or a socket: typed codes and names, verdicts, an outage, what it asks for."""

import time
from itertools import pairwise

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import COOKIE, Asker
from test_desk import (
    COMES_BACK_WITHIN,
    LAPTOP,
    OVERFLOWS,
    PHONE,
    TYPE_WITHOUT_A_GAP,
    expect_face,
    foreign_sentences,
    name_of,
    scan,
    seq,
    texts,
    unknown_badge,
)

CUT_WITHIN = 5600  # ms: five seconds of silence, and until it is painted
ASKED_LATE = 1.5  # seconds between two questions, on a machine that is busy

HIDE = """(isHidden) => {
  Object.defineProperty(document, 'hidden', {get: () => isHidden, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""

# As a phone's keyboard does it: the page keeps its size, and only its upper part is seen.
COVER = """([height, top]) => {
  for (const [name, value] of [['height', height], ['offsetTop', top]])
    Object.defineProperty(visualViewport, name, {get: () => value, configurable: true});
  visualViewport.dispatchEvent(new Event('resize'));
}"""


@pytest.fixture
def open_scan(browser):
    """Opens /scan as a phone does, each in a browser of its own, and closes them."""
    contexts = []

    def opened(server, desk="A", *, size=PHONE, language="vi", role="desk") -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=size == PHONE))
        log_in(contexts[-1], server, role)
        page = contexts[-1].new_page()
        page.goto(f"{server.url}/scan?desk={desk}&lang={language}")
        expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


def type_in_field(page: Page, text: str) -> None:
    """As an on-screen keyboard or a paste does: text without keys, then Enter."""
    page.locator(".find input").tap()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def expect_keyboard_gone(page: Page) -> None:
    """Nothing has the focus that would call the phone's keyboard up over the verdict."""
    expect(page.locator("input:focus")).to_have_count(0)


@pytest.mark.parametrize("written", [str.upper, str.lower, " {} ".format], ids=["as_printed", "small", "with_spaces"])
def test_a_code_typed_on_the_phone_is_a_scan(running, open_scan, written):
    page = open_scan(running)
    code = {"upper": "DB001", "lower": "DB002"}.get(getattr(written, "__name__", ""), "DB003")
    type_in_field(page, written(running.codes()[code]))
    expect_face(page, "welcome", name_of(running, code))
    expect_keyboard_gone(page)
    expect(page.locator(".find input")).to_have_value("")


def test_a_whole_code_is_looked_up_as_nobodys_name(running, open_scan):
    page = open_scan(running)
    searches = []
    page.on("request", lambda request: "/api/search" in request.url and searches.append(request.url))
    page.clock.install()
    page.locator(".find input").tap()
    page.keyboard.insert_text(running.codes()["DB004"])
    page.clock.run_for(1000)
    page.keyboard.press("Enter")
    expect_face(page, "welcome", name_of(running, "DB004"))
    assert searches == []


def test_a_delegate_code_and_enter_open_the_card(running, open_scan):
    page = open_scan(running)
    before = seq(running)
    type_in_field(page, "db005")
    expect(page.locator(".card")).to_contain_text(name_of(running, "DB005"))
    expect_keyboard_gone(page)
    assert seq(running) == before
    press(page, "Điểm danh")
    press(page, "Đúng, mời vào")
    expect_face(page, "welcome", name_of(running, "DB005"))


def test_enter_before_the_rows_opens_nobody_unseen(running, open_scan):
    page = open_scan(running)
    type_in_field(page, "tran van hung")
    expect(page.locator(".result").first).to_contain_text("sinh 1979")
    expect(page.locator(".card")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("sinh 1979")


def test_a_name_is_found_and_admitted_by_taps(running, open_scan):
    page = open_scan(running)
    page.locator(".find input").tap()
    page.keyboard.insert_text("tran van hung")
    page.locator(".result").nth(1).tap()
    press(page, "Điểm danh")
    press(page, "Đúng, mời vào")
    expect_face(page, "welcome", "Trần Văn Hùng")


def test_the_field_asks_the_keyboard_for_plain_letters(running, open_scan):
    field = open_scan(running).locator(".find input")
    wanted = {"autocapitalize": "off", "autocomplete": "off", "autocorrect": "off", "spellcheck": "false",
              "enterkeyhint": "search"}  # fmt: skip
    assert {name: field.get_attribute(name) for name in wanted} == wanted
    assert field.evaluate("(input) => parseFloat(getComputedStyle(input).fontSize)") >= 16  # below, iPhones zoom in


def test_a_phones_keyboard_leaves_the_rows_in_sight(running, open_scan):
    page = open_scan(running)
    page.locator(".find input").tap()
    page.keyboard.insert_text("tran van hung")
    expect(page.locator(".result").first).to_be_visible()
    page.evaluate(COVER, [480, 120])
    boxes = [page.locator(part).bounding_box() for part in (".result >> nth=0", ".find")]
    assert all(box["y"] >= 120 and box["y"] + box["height"] <= 120 + 480 for box in boxes), boxes
    page.locator(".find input").evaluate("(input) => input.blur()")
    expect(page.locator(".foot")).to_be_visible()
    assert page.locator(".desk").bounding_box()["height"] == PHONE[1]


def test_a_bluetooth_scanner_is_heard_and_the_verdicts_are_the_desks(running, open_scan):
    page = open_scan(running)
    running.scan(running.codes()["DB011"], desk="B")
    shown = {
        "welcome": (running.codes()["DB010"], "Mời vào", name_of(running, "DB010")),
        "already": (running.codes()["DB011"], "Đã điểm danh", "tại Bàn B"),
        "garbled": ("BCGĐKLMNPQRSTVXZ", "Mã bị sửa", "Tắt Unikey rồi quét lại"),
        "unknown": (unknown_badge(), "Không có trong danh sách", "Mời sang bàn hỗ trợ"),
        "withdrawn": (running.codes()["DK01"], "Không dự", name_of(running, "DK01")),
    }
    for face, (code, word, text) in shown.items():
        page.evaluate(TYPE_WITHOUT_A_GAP, [code])
        expect_face(page, face, word)
        expect_face(page, face, text)


def test_another_desks_scan_is_in_its_figure_within_a_second_or_so(running, open_scan):
    page = open_scan(running, "C")
    present = running.scan(running.codes()["DB012"], desk="B")["present"]
    expect(page.locator(".short_figure")).to_have_text(f"{present} / 150", timeout=3000)


def test_the_server_goes_and_each_scan_is_sent_once_when_it_returns(server, open_scan):
    page, codes = open_scan(server), server.codes()
    scan(page, codes["DB060"])
    expect_face(page, "welcome")
    before = seq(server)
    server.kill()
    for code in ("DB061", "DB062"):
        scan(page, codes[code])
        expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect(page.locator(".desk[data-cut]")).to_be_visible(timeout=CUT_WITHIN)
    expect(page.locator(".foot .queue")).to_have_text("2 mã đang chờ")
    expect(page.locator(".foot .server")).to_contain_text("Máy chủ không trả lời", timeout=CUT_WITHIN)
    server.start()
    expect(page.locator(".foot .queue")).to_have_text("Đã gửi 2 mã, không mã nào mất", timeout=COMES_BACK_WITHIN)
    expect_face(page, "welcome", name_of(server, "DB062"))
    expect(page.locator(".desk:not([data-cut]) .short_figure")).to_have_text("3 / 150")
    assert seq(server) == before + 2


def test_silence_alone_is_seen_within_five_seconds(server, open_scan):
    page = open_scan(server)
    server.kill()
    since = time.monotonic()
    expect_face_lost = expect(page.locator(".band[data-face=lost]"))
    expect_face_lost.to_be_visible(timeout=CUT_WITHIN)
    assert time.monotonic() - since > 3
    server.start()
    expect_face(page, "back", "Đã có kết nối")


def test_a_device_logged_out_is_told_and_gets_the_login_in_its_place(running, open_scan):
    page = open_scan(running)
    cookie = running.log_in("desk")
    page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": running.url}])
    page.reload()
    expect(page.locator(".desk .band")).to_be_visible()
    asker = Asker(running.port, cookie)
    asker.post("/api/logout", {})
    asker.close()
    expect(page.locator(".desk[data-cut] .band.offline")).to_be_visible()
    page.reload()
    expect(page.locator(".login.log_in")).to_be_visible()


# --- what it asks for ------------------------------------------------------------------------------------------------


def expect_question(page: Page) -> None:
    with page.expect_request("**/api/live*"):
        pass


def test_it_opens_no_socket_and_asks_nobody_else(running, browser):
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    log_in(context, running, "desk")
    page = context.new_page()
    sockets, asked, said = [], [], []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{running.url}/scan")
    expect(page.locator(".desk .band")).to_be_visible()
    page.evaluate(TYPE_WITHOUT_A_GAP, [running.codes()["DB013"]])
    expect_face(page, "welcome")
    expect_question(page)
    assert (sockets, said) == ([], [])
    assert {url.split(":")[0] for url in asked if not url.startswith(f"{running.url}/")} <= {"data"}
    context.close()


def test_it_asks_once_a_second_one_at_a_time(running, open_scan):
    page = open_scan(running)
    asked, under_way, most = [], set(), []

    def begin(request) -> None:
        if "/api/live" in request.url:
            asked.append(time.monotonic())
            under_way.add(request)
            most.append(len(under_way))

    page.on("request", begin)
    for end in ("requestfinished", "requestfailed"):
        page.on(end, lambda request: under_way.discard(request))
    for _ in range(4):
        expect_question(page)
    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert all(0.9 < pause < ASKED_LATE for pause in pauses), pauses
    assert max(most) == 1


def test_a_page_nobody_sees_does_not_ask_and_is_not_cut_off(running, open_scan):
    page = open_scan(running)
    page.clock.install()
    page.reload()
    expect(page.locator(".desk .band")).to_be_visible()
    expect_question(page)
    page.evaluate(HIDE, True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(60_000)
    expect(page.locator(".desk:not([data-cut])")).to_be_visible()
    assert [url for url in asked if "/api/live" in url] == []
    page.evaluate(HIDE, False)
    expect(page.locator(".foot .server")).to_have_text("Máy chủ trả lời: vừa xong")
    assert [url for url in asked if "/api/live" in url] != []
    assert page.locator(".desk[data-cut]").count() == 0


def test_what_has_not_changed_is_only_a_beat(running, open_scan):
    page = open_scan(running)

    def size() -> int:
        with page.expect_response("**/api/live*") as answer:
            pass
        return len(answer.value.body())

    size()
    quiet = size()
    running.scan(running.codes()["DB014"], desk="B")
    sizes = [size(), size()]
    assert quiet < 150 < max(sizes)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_overflows_and_no_other_language_is_left_over(running, open_scan, size, language):
    page = open_scan(running, "C", size=size, language=language)
    foreign = foreign_sentences(language)
    seen = []
    for code in (unknown_badge(), "BCGĐ", running.codes()["DK04"], running.codes()["DB041"]):
        page.evaluate(TYPE_WITHOUT_A_GAP, [code])
        expect(page.locator(".foot .queue[data-look=news]")).to_have_count(0)
        seen.append(page.evaluate(OVERFLOWS))
        assert not foreign & texts(page)
    assert seen == [[]] * len(seen)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.fonts.check('16px \"Source Sans\"', 'Nguyễn Ẩn Ộ')")
