"""The hall's projector in a real Chromium: what is on and who speaks at sizes read from 20 m, and nothing else ever."""

import shutil

import pytest
from conftest import log_in
from hall import LanServer
from playwright.sync_api import expect
from serving import an_id
from test_web_stage import Show

import clock
from domain.conference import Words
from domain.facts import Role
from services import conference
from store.engine import Store

FULL_HD = (1920, 1080)
NAME = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
LONG_NAME = (
    "Hội nghị Điển hình tiên tiến, tổng kết phong trào thi đua yêu nước và công tác khen thưởng giai đoạn 2015 - 2020, "
    "phương hướng, nhiệm vụ giai đoạn 2020 - 2025 của ngành Công Thương tỉnh Khánh Hòa"
)
FLOOR, MOST_LINES = 7.2, 6  # % of the height; lines
CUT_OFF_MS, FALLS_BACK_MS = 6_000, 61_000

# Everything that is read: its text, box, lines, and its type as a part of the height and of itself.
READ = """() => [...document.querySelectorAll('.hall .picture:not(.going) p')]
  .filter((node) => node.getClientRects().length && node.textContent.trim())
  .map((node) => {
    const box = node.getBoundingClientRect(), style = getComputedStyle(node), lead = parseFloat(style.lineHeight);
    return {
      text: node.textContent.trim().replace(/\\s+/g, ' '),
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      lines: Math.round(box.height / lead), wide: node.scrollWidth > node.clientWidth + 1,
      size: 100 * parseFloat(style.fontSize) / innerHeight, lead: lead / parseFloat(style.fontSize),
      optical: style.fontOpticalSizing,
    };
  })"""


@pytest.fixture
def look(browser):
    """Opens the hall's picture; closes it after the test."""
    contexts = []

    def opened(server, *, size=FULL_HD, query="", home="", clock_held=False):
        viewport = dict(zip(("width", "height"), size, strict=True))
        contexts.append(browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC"))
        log_in(contexts[-1], server, "wall", home=home)
        page = contexts[-1].new_page()
        if clock_held:
            page.clock.install()
        page.goto(f"{home or server.url}/hall{query}")
        page.wait_for_selector(".hall .picture.here")
        page.wait_for_function("document.fonts.status === 'loaded'")
        return page

    yield opened
    for context in contexts:
        context.close()


def shows(page, *texts):
    """Waits until just this is read."""
    expected = [text.replace("\u00a0", " ") for text in texts]
    page.wait_for_function(f"(texts) => JSON.stringify(({READ})().map(({{text}}) => text)) === JSON.stringify(texts)",
                           arg=expected)  # fmt: skip


def screens(server, act, **more):
    status, answer = server.post("/api/screens", {"action_id": an_id(), "act": act} | more, role="mc")
    assert (status, answer["accepted"]) == (200, True), answer


def misfits(page, size=FULL_HD):
    """What cannot be read, or stands where no text may stand."""
    width, height = size
    found = page.evaluate(READ)
    outside = [
        one["text"] for one in found
        if one["wide"] or one["left"] < width * 0.05 - 1 or one["right"] > width * 0.95 + 1
        or one["top"] < height * 0.05 - 1 or one["bottom"] > height * 0.95 + 1
    ]  # fmt: skip
    small = [one["text"] for one in found if one["size"] < FLOOR - 0.01 or one["lead"] < 1.349]
    many = [one["text"] for one in found] if sum(one["lines"] for one in found) > MOST_LINES else []
    return {
        "outside": outside,
        "small": small,
        "many": many,
        "optical": [one for one in found if one["optical"] != "none"],
    }


FITS = {"outside": [], "small": [], "many": [], "optical": []}


def test_before_the_start_it_is_the_conferences_name_then_what_is_on_and_at_the_end_the_name(server, look):
    page, show = look(server), Show(server)
    shows(page, NAME)

    show.go()
    shows(page, "Chào cờ")
    while show.agenda["now"]["id"] != "4":
        show.go()
    shows(page, "Báo cáo tham luận của các điển hình tiên tiến", "Bà H' Lam Niê Sao", "Công nhân may",
          "Công ty CP Dệt may Sóng Biếc")  # fmt: skip
    assert [round(one["size"], 1) for one in page.evaluate(READ)] == [9.6, 13.0, 7.2, 7.2]

    while show.agenda["go"]:
        show.go()
    shows(page, NAME)


def test_every_picture_of_the_day_fits(server, look):
    page, show, seen, titles = look(server), Show(server), {}, 0
    while show.agenda["go"]:
        show.go()
        on = show.agenda["now"]
        if not on:
            break
        shown = on["title_vi"].replace("\u00a0", " ")
        page.wait_for_function(f"(title) => ({READ})()[0]?.text === title", arg=shown)
        if on["sub"] and on["presenter"] and on["presenter"]["code"]:
            expect(page.locator(".hall .picture.here:not(.going) .name")).to_have_text(on["presenter"]["name"])
        titles += 1
        if (found := misfits(page)) != FITS:
            seen[shown] = found

    assert titles > 15
    assert seen == {}


@pytest.mark.parametrize("size", [FULL_HD, (3840, 2160), (1280, 720), (1024, 768)])
def test_the_longest_title_fits_on_every_projector(server, look, size):
    show = Show(server)
    for _ in range(3):
        show.go()
    page = look(server, size=size)
    page.wait_for_function(f"() => ({READ})()[0]?.text.startsWith('Báo cáo tổng kết phong trào')")
    found = page.evaluate(READ)

    unit = min(size[1], size[0] * 9 / 16) / 100
    assert [one["text"] for one in found if one["size"] * size[1] / 100 < (FLOOR - 0.01) * unit] == []
    assert [one["text"] for one in found if one["wide"] or one["left"] < 0 or one["right"] > size[0]] == []
    assert sum(one["lines"] for one in found) <= MOST_LINES
    assert min(one["top"] for one in found) >= 0
    assert max(one["bottom"] for one in found) <= size[1]


def test_a_long_name_of_the_conference_wraps_and_steps_down(server, look):
    server.stop()
    store = Store(server.data / "khaimac.duckdb")
    settings, place = store.state.day.conference, store.state.directory.words.place
    words = Words(LONG_NAME, place)
    conference.change_settings(store, settings, words, reason="", role=Role.ORGANISER, now=clock.now())
    store.close()
    server.start()
    page = look(server)
    shows(page, LONG_NAME)

    assert misfits(page) == FITS


def test_the_operator_holds_it_and_blanks_it(server, look):
    page, show = look(server), Show(server)
    show.go()
    shows(page, "Chào cờ")
    screens(server, "hold_hall")
    show.go()
    screens(server, "blank_hall")
    shows(page)
    screens(server, "show_hall")
    page.wait_for_function(f"() => ({READ})()[0]?.text.startsWith('Tuyên bố lý do')")


def test_pictures_fade_into_one_another(server, look):
    page = look(server)
    Show(server).go()
    expect(page.locator(".hall .picture")).to_have_count(2)  # the old one is still going
    assert page.locator(".hall .picture.here:not(.going)").evaluate("(node) => getComputedStyle(node).transition") == (
        "opacity 0.6s ease-out"
    )
    expect(page.locator(".hall .picture")).to_have_count(1)
    shows(page, "Chào cờ")


def test_nothing_of_streamlit_no_clock_no_number_no_state_word(running, look):
    page = look(running)
    parts = ["stHeader", "stToolbar", "stSidebar", "stStatusWidget", "stElementToolbar", "stDialog"]

    assert [part for part in parts if page.locator(f"[data-testid={part}]").locator("visible=true").count()] == []
    assert " ".join(page.locator("[data-testid=stMain]").inner_text().split()) == f"TỔNG DUYỆT {NAME}"
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= innerHeight")


def test_the_band_of_the_rehearsal_goes_when_the_day_is_opened_and_the_picture_has_its_room(server, look):
    page = look(server)
    band = page.locator(".hall .band").bounding_box()
    assert all(one["top"] >= band["y"] + band["height"] for one in page.evaluate(READ))

    server.stop()
    server.command("open-day")
    server.start()
    page = look(server)
    expect(page.locator(".hall .band")).to_be_hidden()
    shows(page, NAME)


def test_cut_off_it_keeps_its_picture_a_minute_and_never_says_so(server, look):
    page, show = look(server, clock_held=True), Show(server)
    show.go()
    shows(page, "Chào cờ")

    server.stop()
    page.clock.run_for(CUT_OFF_MS)
    page.clock.run_for(40_000)
    shows(page, "Chào cờ")
    page.clock.run_for(FALLS_BACK_MS - 40_000)
    shows(page, NAME)

    server.start()
    page.clock.run_for(5_000)
    shows(page, "Chào cờ")


def test_asked_for_its_name_it_says_it_over_everything_for_a_while(running, look):
    first, second = look(running, clock_held=True), look(running)
    before = first.locator(".km-name-plate").count()
    status, answer = running.post("/api/identify", {}, role="organiser")
    expect(second.locator(".km-name-plate")).to_have_text("Đây là màn hình: Hội trường 2")
    expect(first.locator(".km-name-plate")).to_have_text("Đây là màn hình: Hội trường 1")
    box = first.locator(".km-name-plate").bounding_box()
    first.clock.run_for(6_500)

    assert (before, status, answer["shown"]) == (0, 200, 2)
    assert (box["width"], box["height"]) == FULL_HD
    expect(first.locator(".km-name-plate")).to_have_count(0)


def test_the_organiser_asks_by_a_button(running, look, browser):
    page, context = look(running), browser.new_context(viewport={"width": 1366, "height": 768})
    log_in(context, running, "organiser")
    setup = context.new_page()
    setup.goto(f"{running.url}/setup")
    setup.get_by_role("tab", name="Các màn hình").click()
    setup.get_by_role("button", name="Nhận diện màn hình").click()
    expect(page.locator(".km-name-plate")).to_have_text("Đây là màn hình: Hội trường 1")
    expect(setup.locator(".km-identify span")).to_have_text("Số màn hình đang hiện tên: 1")
    for path in ("attendance", "agenda", "hall", "speaker", "programme"):
        expect(setup.locator(f'a[href="{running.url}/{path}"][target=_blank]')).to_be_visible()
    context.close()


def test_in_english(running, look):
    page = look(running, query="?lang=en")

    assert page.evaluate("document.documentElement.lang") == "en"


def test_in_the_halls_network_it_invites_the_phones_until_the_start(tmp_path, demo_data, look):
    lan = LanServer(shutil.copytree(demo_data, tmp_path / "data"))
    lan.start()
    try:
        page = look(lan, home=lan.own_url)
        address = f"127.0.0.2:{lan.port}/programme"
        shows(page, NAME, "Chương trình trên điện thoại", address)
        box = page.locator(".hall .symbol svg").bounding_box()
        assert misfits(page) == FITS
        assert box["width"] == pytest.approx(box["height"])
        assert box["height"] >= 0.4 * FULL_HD[1]
        Show(lan).go()
        shows(page, "Chào cờ")
    finally:
        lan.stop()
