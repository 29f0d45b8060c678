"""The programme on a delegate's phone in a real Chromium: now, next and about when; nothing fetched but itself."""

import shutil
from urllib.parse import urlsplit

import pytest
from hall import HALL, LanServer
from playwright.sync_api import expect
from test_speaker import NO_SOCKETS
from test_web_stage import Show

PHONE, SMALL = (390, 844), (320, 568)
COMES_BACK_WITHIN = 20_000  # ms
TOO_WIDE = """() => [...document.querySelectorAll('.programme *')]
  .filter((node) => node.getBoundingClientRect().width && node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.textContent)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.programme *')]
  .filter((node) => node.textContent.trim()).map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
# relative luminance of WCAG 2, of the page's ink and its ground
CONTRAST = """() => {
  const part = (value) => (value / 255 <= .04045 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4);
  const light = (colour) => colour.match(/\\d+/g).slice(0, 3)
    .reduce((sum, value, place) => sum + [.2126, .7152, .0722][place] * part(+value), 0);
  const style = (node) => getComputedStyle(document.querySelector(node));
  const [ink, ground] = [light(style('.programme .who').color), light(style('.programme').backgroundColor)];
  return (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
}"""


@pytest.fixture
def look(browser):
    """Opens the page as a stranger's phone does; closes it after the test."""
    contexts = []

    def opened(server, *, size=PHONE, query="", home="", scheme="light", script="", clock_held=False):
        viewport = dict(zip(("width", "height"), size, strict=True))
        contexts.append(browser.new_context(viewport=viewport, has_touch=True, is_mobile=True, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(urlsplit(request.url).path))
        page.add_init_script(script)
        if clock_held:
            page.clock.install()
        page.goto(f"{home or server.url}/programme{query}")
        page.wait_for_selector(".programme ol > li")
        return page

    yield opened
    for context in contexts:
        context.close()


def on(page):
    """(what is on, what is next), each with its words."""
    return [" ".join(page.locator(f".programme ol > li.{state}").inner_text().split()) for state in ("running", "next")]


def test_a_stranger_sees_now_and_next_and_follows(server, look):
    page, show = look(server), Show(server)
    first = on(page)
    show.go()
    expect(page.locator(".programme ol > li.running h2")).to_have_text("1. Chào cờ")
    second = on(page)

    assert first == [
        "07:30 ● Đang diễn ra Đón tiếp đại biểu, điểm danh, phát tài liệu Tiểu ban lễ tân",
        "08:00 → Tiếp theo 1. Chào cờ Toàn thể đại biểu (MC điều hành nghi thức)",
    ]
    assert [texts.split(" ", 1)[1][:21] for texts in second] == ["● Đang diễn ra 1. Chà", "→ Tiếp theo 2. Tuyên "]
    assert page.locator(".programme ol > li.done .state").all_inner_texts()[0] == "✓ Đã xong"

    while show.agenda["go"]:
        show.go()
    expect(page.locator(".programme .notice")).to_have_text("Hội nghị đã bế mạc. Xin cảm ơn quý đại biểu.")


def test_papers_stand_inside_their_item_with_who_reads_them(running, look):
    page = look(running)
    papers = page.locator(".programme ol > li", has_text="Báo cáo tham luận").locator("ul li")

    assert papers.count() == 5
    assert "Bà H' Lam Niê Sao" in papers.first.inner_text()


@pytest.mark.parametrize("size", [PHONE, SMALL])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_on_any_phone_in_any_light(running, look, size, scheme):
    page = look(running, size=size, scheme=scheme)
    is_dark = (
        page.evaluate("getComputedStyle(document.querySelector('.programme')).backgroundColor") != "rgb(255, 255, 255)"
    )

    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALLEST) >= 16
    assert page.evaluate(CONTRAST) >= 4.5
    assert is_dark == (scheme == "dark")


def test_it_asks_for_nothing_but_itself_and_remembers_nothing(running, look):
    page = look(running)

    assert set(page.asked) <= {"/programme", "/api/live"}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_in_the_middle_of_the_day_it_opens_at_what_is_on_and_then_stays(server, look):
    show = Show(server)
    while show.agenda["now"]["id"] != "7":
        show.go()
    page = look(server)
    expect(page.locator(".programme ol > li.running")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    show.go()
    expect(page.locator(".programme ol > li.running h2")).to_contain_text("8. ")

    assert page.evaluate("scrollY") == 0


def test_in_english_and_back(running, look):
    page = look(running, query="?lang=en")
    english = on(page)
    page.locator(".programme footer a").tap()
    expect(page.locator(".programme ol > li.running")).to_contain_text("Đang diễn ra")

    assert english[0].startswith("07:30 ● On now Welcome, check-in, documents")
    assert page.evaluate("document.documentElement.lang") == "vi"


def test_where_sockets_are_refused_it_asks_every_ten_seconds(server, look):
    page = look(server, script=NO_SOCKETS, clock_held=True)
    before = page.asked.count("/api/live")
    Show(server).go()
    page.clock.run_for(9_000)
    early = page.asked.count("/api/live")
    with page.expect_response("**/api/live**"):
        page.clock.run_for(1_500)
    expect(page.locator(".programme ol > li.running h2")).to_have_text("1. Chào cờ")

    assert (before, early, page.asked.count("/api/live")) == (1, 1, 2)


def test_cut_off_it_says_how_old_it_is_and_comes_back(server, look):
    page = look(server, clock_held=True)
    expect(page.locator(".programme footer span")).to_contain_text("Cập nhật lúc ")
    server.stop()
    page.clock.run_for(14_000)  # a last beat may still come in while the clock runs
    age = page.locator(".programme.lost footer span")
    expect(age).to_contain_text("Mất kết nối. Số liệu lúc ")
    page.clock.run_for(180_000)
    expect(age).to_contain_text("cách đây 3 phút")
    assert page.locator(".programme ol > li").count() == 11

    server.start()
    page.clock.resume()
    expect(page.locator(".programme footer span")).to_contain_text("Cập nhật lúc ", timeout=COMES_BACK_WITHIN)


def test_in_the_halls_network_no_certificate_is_needed(tmp_path, demo_data, look):
    lan = LanServer(shutil.copytree(demo_data, tmp_path / "data"))
    lan.start()
    try:
        page = look(lan, home=f"http://{HALL}:{lan.port}", clock_held=True)
        Show(lan).go()
        page.clock.run_for(10_500)
        expect(page.locator(".programme ol > li.running h2")).to_have_text("1. Chào cờ")
        assert page.context.cookies() == []
    finally:
        lan.stop()
