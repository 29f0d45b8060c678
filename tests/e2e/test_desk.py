"""The registration desk in a real browser: a scanner that types anywhere, a server that goes away, what people read."""

import re
import secrets
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import ROOT, a_scan, an_id, environment

from domain.codes import draw_badge_code

LAPTOP, WIDE, PHONE = (1366, 768), (1920, 1080), (390, 844)
COMES_BACK_WITHIN = 30_000  # ms
SENTENCES = tomllib.loads((ROOT / "app" / "locale" / "vi.toml").read_text("utf-8"))["desk"]

REISSUE = """
import clock, secrets
from domain import enrolment
from domain.codes import draw_badge_code
from domain.facts import Role
from services.house import close_house, house
badge = draw_badge_code(secrets.choice)
house().turn(lambda turn: enrolment.decide_reissue(
    turn.day, "DB050", badge=badge, reason="mất thẻ", role=Role.ORGANISER, now=clock.now()))
close_house()
"""

# What is cut off or pushed out of the picture; the list of last scans hides its surplus on purpose.
OVERFLOWS = """() => {
  const page = document.documentElement;
  const spills = [...document.querySelectorAll('.desk, .desk *')].filter((node) => {
    const box = node.getBoundingClientRect();
    const isShown = box.width && !node.closest('svg, .last, .sr');
    const isCut = getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
    return isShown && (box.left < -1 || box.right > innerWidth + 1 || (isCut && !node.matches('input')));
  });
  const isTooBig = page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight;
  return [...(isTooBig ? ['page'] : []), ...spills.map((node) => `${node.tagName}.${node.className}`)];
}"""

TYPE_WITHOUT_A_GAP = """(codes) => {
  for (const code of codes) for (const key of [...code, 'Enter'])
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}));
}"""

HEAR_TONES = """() => {
  window.tones = [];
  const Real = OscillatorNode;
  window.OscillatorNode = class extends Real {
    constructor(audio, tone) {
      super(audio, tone);
      tones.push(tone.frequency);
    }
  };
}"""


@pytest.fixture
def open_desk(browser):
    """Opens desks, each in a browser of its own, and closes them."""
    contexts = []

    def opened(server, desk: str = "A", *, size: tuple[int, int] = LAPTOP, language: str = "vi") -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        log_in(contexts[-1], server, "desk")
        page = contexts[-1].new_page()
        page.goto(f"{server.url}/checkin?desk={desk}&lang={language}")
        expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


def scan(page: Page, code: str) -> None:
    """As a scanner does: keys, then Enter, wherever the focus is."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def expect_face(page: Page, face: str, name: str = "") -> None:
    band = page.locator(f".band[data-face={face}]")
    expect(band).to_be_visible()
    expect(band).to_contain_text(name)


def name_of(server, code: str) -> str:
    return server.get(f"/api/delegate?code={code}&desk=A")[1]["delegate"]["name"]


def seq(server) -> int:
    return server.get("/api/health")[1]["seq"]


def unknown_badge() -> str:
    return draw_badge_code(secrets.choice)


def look_for(page: Page, text: str) -> None:
    page.keyboard.press("F2")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


FOCUS = {
    "nowhere": lambda page: page.evaluate("document.activeElement.blur()"),
    "a button": lambda page: page.locator(".foot .sound").focus(),
    "the menu": lambda page: page.locator(".bar .menu").click(),
    "the search": lambda page: look_for(page, "hu"),
    "a form": lambda page: (page.locator(".bar .menu").click(), page.locator(".choice").first.click()),
}


@pytest.mark.parametrize("focus", FOCUS)
def test_a_scan_is_heard_wherever_the_focus_is(running, open_desk, focus):
    page, code = open_desk(running), f"DB00{1 + list(FOCUS).index(focus)}"
    FOCUS[focus](page)
    scan(page, running.codes()[code])
    expect_face(page, "welcome", name_of(running, code))
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(".foot .sound")).to_have_text("Âm thanh: bật")


def test_six_codes_without_a_gap_are_six_scans(running, open_desk):
    page = open_desk(running, "B")
    wanted = [f"DB01{digit}" for digit in range(6)]
    page.evaluate(TYPE_WITHOUT_A_GAP, [running.codes()[code] for code in wanted])
    names = [name_of(running, code) for code in wanted]
    expect(page.locator(".last li b")).to_have_text(names[::-1])
    expect_face(page, "welcome", names[-1])


def test_a_form_half_filled_in_survives_a_scan(running, open_desk):
    page = open_desk(running)
    FOCUS["a form"](page)
    page.keyboard.type("Nguyễn Văn Khách")
    scan(page, running.codes()["DB006"])
    expect_face(page, "welcome")
    page.locator(".draft").click()
    expect(page.locator(".form input").first).to_have_value("Nguyễn Văn Khách")


def test_stray_keys_shortcuts_and_an_empty_enter_are_no_scan(running, open_desk):
    page = open_desk(running)
    before = seq(running)
    for key in ("Enter", "Shift", "Control+C", "ArrowDown", "Escape", "Enter"):
        page.keyboard.press(key)
    scan(page, running.codes()["DB007"])
    expect_face(page, "welcome")
    assert seq(running) == before + 1


def test_the_server_stops_and_comes_back_and_each_scan_counts_once(server, open_desk):
    codes, page = server.codes(), open_desk(server)
    scan(page, codes["DB060"])
    expect_face(page, "welcome")
    before = seq(server)
    server.stop()
    for code in ("DB061", "DB060", "DB062"):
        scan(page, codes[code])
        expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect(page.locator(".foot .queue")).to_have_text("3 mã đang chờ")
    expect(page.locator(".desk[data-cut] .find input")).to_be_disabled()
    expect(page.locator("[data-testid=stDialog]")).to_be_hidden()
    server.start()
    expect(page.locator(".foot .queue")).to_have_text("Đã gửi 3 mã, không mã nào mất", timeout=COMES_BACK_WITHIN)
    expect_face(page, "welcome", name_of(server, "DB062"))
    expect(page.locator(".line_item")).to_contain_text(["Đã điểm danh"])
    expect(page.locator(".fig")).to_have_text("3/ 150 có mặt")
    assert seq(server) == before + 3
    page.reload()
    page.locator(".line_item").click()
    expect(page.locator(".lines")).to_be_hidden()
    expect(page.locator(".last li")).to_have_count(4)


def test_an_answer_lost_on_the_way_is_asked_for_again_and_nothing_is_done_twice(running, open_desk):
    page = open_desk(running, "C")
    before, lost = seq(running), []

    def lose_the_first(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/api/scan*", lose_the_first)
    scan(page, running.codes()["DB020"])
    expect_face(page, "welcome", name_of(running, "DB020"))
    assert (len(lost), seq(running)) == (1, before + 1)


def test_a_scan_the_server_cannot_take_is_parked_and_the_next_one_goes(running, open_desk):
    page = open_desk(running)
    page.evaluate(TYPE_WITHOUT_A_GAP, ["B" * 9000])
    scan(page, running.codes()["DB021"])
    expect_face(page, "welcome")
    expect(page.locator(".line_item")).to_contain_text(["Máy chủ không nhận lượt này"])
    page.locator(".line_item").click()
    expect(page.locator(".line_item")).to_have_count(0)


def test_the_seven_verdicts(server, open_desk):
    server.stop()
    old_badge = server.codes()["DB050"]
    subprocess.run([sys.executable, "-c", REISSUE], cwd=ROOT / "app", env=environment(server.data), check=True)
    server.start()
    codes, page = server.codes(), open_desk(server)
    server.scan(codes["DB051"], desk="B")
    shown = {
        "garbled": ("BCGĐKLMNPQRSTVXZ", "Mã bị sửa", "Tắt Unikey rồi quét lại"),
        "unknown": (unknown_badge(), "Không có trong danh sách", "Mời sang bàn hỗ trợ"),
        "revoked": (old_badge, "Thẻ đã thay", name_of(server, "DB050")),
        "withdrawn": (codes["DK01"], "Không dự", name_of(server, "DK01")),
        "already": (codes["DB051"], "Đã điểm danh", "tại Bàn B, vừa xong"),
        "welcome": (codes["DB052"], "Mời vào", name_of(server, "DB052")),
    }
    for face, (code, word, text) in shown.items():
        page.evaluate(TYPE_WITHOUT_A_GAP, [code])
        expect_face(page, face, word)
        expect_face(page, face, text)
    page.locator(".bar .menu").click()
    page.locator(".choice").first.click()
    page.keyboard.type("Khách Vãng Lai")
    page.keyboard.press("Enter")
    expect_face(page, "full", "Đã đủ 150 chỗ")
    expect(page.locator(".facts")).to_contain_text("Gọi Ban Tổ chức")


def test_the_same_badge_at_once_again_changes_nothing(running, open_desk):
    page, code = open_desk(running), running.codes()["DB022"]
    before = seq(running)
    page.evaluate(TYPE_WITHOUT_A_GAP, [code, code, code])
    expect_face(page, "welcome")
    expect(page.locator(".foot .queue")).to_have_text("Đã gửi hết, không còn mã chờ")
    expect(page.locator(".last li").first).to_contain_text(name_of(running, "DB022"))
    assert seq(running) == before + 1


def test_a_refusal_soon_replaced_stays_as_a_line(running, open_desk):
    page = open_desk(running)
    page.evaluate(TYPE_WITHOUT_A_GAP, [running.codes()["DK02"], running.codes()["DB023"]])
    expect_face(page, "welcome")
    expect(page.locator(".lines h2")).to_have_text("Chưa xử lý: 1")
    expect(page.locator(".line_item")).to_contain_text([re.compile(f"Không dự.*{name_of(running, 'DK02')}")])


def test_search_finds_and_one_confirmation_admits(running, open_desk):
    page = open_desk(running)
    before = seq(running)
    look_for(page, "tran van hung")
    rows = page.locator(".result")
    expect(rows.first).to_contain_text("sinh 1979")
    expect(rows.nth(1)).to_contain_text("sinh 1991")
    assert seq(running) == before
    rows.first.click()
    page.get_by_role("button", name="Điểm danh", exact=True).click()
    page.get_by_role("button", name="Đúng, mời vào").click()
    expect_face(page, "welcome", "Trần Văn Hùng")
    expect(page.locator(".facts")).to_contain_text("sinh 1991")


def test_typing_a_name_after_f2_is_no_scan(running, open_desk):
    page = open_desk(running)
    before = seq(running)
    look_for(page, "db024")
    expect(page.locator(".result")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text(name_of(running, "DB024"))
    assert seq(running) == before


def test_the_last_welcome_is_taken_back_with_a_reason(running, open_desk):
    page = open_desk(running)
    scan(page, running.codes()["DB025"])
    expect_face(page, "welcome")
    page.get_by_role("button", name="Hủy lượt vừa rồi").click()
    page.get_by_role("button", name="Quét nhầm thẻ").click()
    expect_face(page, "idle")
    expect(page.locator(".facts")).to_contain_text(f"Đã hủy điểm danh: {name_of(running, 'DB025')}")
    expect(page.get_by_role("button", name="Hủy lượt vừa rồi")).to_be_hidden()
    assert running.get("/api/delegate?code=DB025&desk=A")[1]["presence"] == "away"


def test_a_substitute_then_the_delegate_after_all_then_leaving(running, open_desk):
    page = open_desk(running)
    look_for(page, "db030")
    page.locator(".result").click()
    page.get_by_role("button", name="Có người dự thay").click()
    page.keyboard.type("Lê Thị Dự Thay")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Lê Thị Dự Thay")
    for move, reason, presence in (
        ("Đại biểu đã đến", "Đại biểu đến muộn", "Có mặt"),
        ("Ra về", "Có việc gấp", "Đã ra về"),
    ):
        page.get_by_role("button", name=move, exact=True).click()
        page.get_by_role("button", name=reason).click()
        expect(page.locator(".card .presence")).to_have_text(presence)


@pytest.mark.parametrize(("size", "code", "least", "told"), [
    (LAPTOP, "DB044", 28, "Vinh danh: đợt 4, vị trí 1"),
    (PHONE, "DB064", 25, "Vinh danh: đợt 8, vị trí 1; đợt 13, vị trí 6"),
], ids=["laptop", "phone"])  # fmt: skip
def test_an_honourees_welcome_says_batch_and_place_with_its_own_sound(running, open_desk, size, code, least, told):
    page = open_desk(running, "B" if size == LAPTOP else "C", size=size)
    page.evaluate(HEAR_TONES)
    scan(page, running.codes()[code])
    expect_face(page, "welcome")

    honoured = page.locator(".note.honours b")
    expect(honoured).to_have_text(told)
    expect(page.locator(".facts .note")).to_have_count(1)
    page.wait_for_function("tones.length === 2")
    assert page.evaluate("tones") == [880, 1175]
    assert honoured.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)") >= least
    assert page.evaluate(OVERFLOWS) == []


def test_a_guests_welcome_says_nothing_of_honours(running, open_desk):
    page = open_desk(running)
    page.evaluate(HEAR_TONES)
    scan(page, running.codes()["DB150"])
    expect_face(page, "welcome")

    expect(page.locator(".note.honours")).to_have_count(0)
    page.wait_for_function("tones.length > 0")
    assert page.evaluate("tones") == [880]


def test_the_card_says_where_an_honouree_stands_but_not_for_a_substitute(running, open_desk):
    page = open_desk(running)
    look_for(page, "db034")
    page.locator(".result").click()
    expect(page.locator(".card dl")).to_contain_text("Vinh danhđợt 3, vị trí 1; đợt 13, vị trí 5")
    page.get_by_role("button", name="Có người dự thay").click()
    page.keyboard.type("Lê Thị Dự Thay")
    page.keyboard.press("Enter")

    expect(page.locator(".card")).to_contain_text("Lê Thị Dự Thay")
    expect(page.locator(".card dl")).not_to_contain_text("Vinh danh")


def test_a_late_entry_from_paper_keeps_its_time(running, open_desk):
    page = open_desk(running)
    look_for(page, "db031")
    page.locator(".result").click()
    page.get_by_role("button", name="Ghi từ danh sách giấy").click()
    page.locator("input.time").fill("00:01")
    page.keyboard.press("Enter")
    expect_face(page, "welcome")
    assert "T00:01:00" in running.get("/api/delegate?code=DB031&desk=A")[1]["first"]["happened_at"]


def test_html_in_a_name_is_shown_as_text(running, open_desk):
    name = "<img src=x onerror=document.title='hacked'>"
    person = {"action_id": an_id(), "desk": "A", "name": name, "position": "", "unit": "<b>x</b>", "category": "staff"}
    code = running.post("/api/walk_in", person)[1]["delegate"]["code"]
    page = open_desk(running)
    look_for(page, code.lower())
    expect(page.locator(".result")).to_contain_text(name)
    page.locator(".result").click()
    expect(page.locator(".card .name")).to_have_text(name)
    page.keyboard.press("Escape")
    running.post("/api/undo", {"action_id": an_id(), "desk": "A", "delegate": code, "reason": "thử"})
    look_for(page, code.lower())
    page.locator(".result").click()
    page.get_by_role("button", name="Điểm danh", exact=True).click()
    page.get_by_role("button", name="Đúng, mời vào").click()
    expect_face(page, "welcome", name)
    assert page.title() != "hacked"
    assert page.locator(".desk img, .desk .last b b").count() == 0


def test_the_self_test_asks_nobody_and_names_what_was_rewritten(running, open_desk):
    page = open_desk(running)
    before = seq(running)
    page.locator(".bar .menu").click()
    page.get_by_role("button", name="Quét thử một thẻ").click()
    for typed, told in (
        (running.codes()["DB040"], "Mã đến nguyên vẹn"),
        ("BCGĐKLMNPQRSTVXZ", "Unikey đang sửa mã"),
        ("BCG&KLMNPQRST%XZ", "Bố cục bàn phím đang sửa mã"),
        ("BCGHK", "Mã chưa đủ hoặc sai"),
    ):
        page.evaluate(TYPE_WITHOUT_A_GAP, [typed])
        expect(page.locator(".result_word")).to_have_text(told)
    assert seq(running) == before


def test_a_case_is_closed_with_a_reason(running, open_desk):
    away = a_scan(code=running.codes()["DK03"], happened_at=running.get("/api/health")[1]["server_time"])
    assert running.post("/api/scan", away)[1]["verdict"] == "withdrawn"
    page = open_desk(running)
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Cần xử lý").click()
    case = page.locator(".cases li").filter(has_text=name_of(running, "DK03"))
    case.get_by_role("button").click()
    page.get_by_role("button", name="Đã đối chiếu danh sách giấy").click()
    expect(case).to_have_count(0)


def test_an_unknown_desk_offers_the_desks_there_are(running, browser):
    context = browser.new_context()
    log_in(context, running, "desk")
    page = context.new_page()
    page.goto(f"{running.url}/checkin?desk=Z")
    page.get_by_role("link", name="Bàn B").click()
    expect(page.locator(".here")).to_have_text("Bàn B", timeout=COMES_BACK_WITHIN)
    context.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [LAPTOP, WIDE, PHONE], ids=["laptop", "wide", "phone"])
def test_nothing_overflows_and_no_other_language_is_left_over(running, open_desk, size, language):
    page = open_desk(running, "C", size=size, language=language)
    foreign = foreign_sentences(language)
    seen = []
    for code in (unknown_badge(), "BCGĐ", running.codes()["DK04"], running.codes()["DB001"], running.codes()["DB041"]):
        page.evaluate(TYPE_WITHOUT_A_GAP, [code])
        expect(page.locator(".foot .queue[data-look=news]")).to_have_count(0)
        seen.append(page.evaluate(OVERFLOWS))
        assert not foreign & texts(page)
    page.locator(".bar .menu").click()
    seen.append(page.evaluate(OVERFLOWS))
    assert not foreign & texts(page)
    page.locator(".choice").first.click()
    seen.append(page.evaluate(OVERFLOWS))
    assert not foreign & texts(page)
    assert seen == [[]] * len(seen)
    assert page.evaluate("document.documentElement.lang") == language


def texts(page: Page) -> set[str]:
    return {line.strip() for line in page.locator(".desk").inner_text().splitlines()}


def foreign_sentences(language: str) -> set[str]:
    """What must not be read in this language; the button that changes it names the other one."""
    sentences = SENTENCES.keys() if language == "vi" else SENTENCES.values()
    return {text for text in sentences if "{" not in text} - {"Tiếng Việt", "English"}


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_foot_stands_at_the_foot_with_banners_and_without(running, open_desk, size):
    page = open_desk(running, size=size)
    for is_bannered in (True, False):
        page.evaluate("(shown) => { document.querySelector('.flags').hidden = !shown; }", is_bannered)
        assert page.evaluate("innerHeight - document.querySelector('.foot').getBoundingClientRect().bottom") == 0
        assert page.evaluate("document.querySelector('.band').getBoundingClientRect().height / innerHeight") >= 0.4


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_verdict_is_large_enough(running, open_desk, size):
    running.scan(running.codes()["DB042"], desk="A")
    page = open_desk(running, "B" if size == LAPTOP else "C", size=size)
    scan(page, running.codes()["DB042"])
    expect_face(page, "already")
    height = page.evaluate("document.querySelector('.band').getBoundingClientRect().height / innerHeight")
    pixels = {part: page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('.band .{part}')).fontSize)")
              for part in ("word", "name", "line")}  # fmt: skip
    least = {"word": 64, "name": 48, "line": 28} if size == LAPTOP else {"word": 52, "name": 38, "line": 28}
    assert height >= 0.4
    assert all(pixels[part] >= least[part] for part in least), pixels


def test_our_assets_hold_no_sentence():
    """Words come from the catalogue: the desk's JavaScript has names between quotes, no Vietnamese and no prose."""
    for asset in Path(ROOT / "assets").glob("desk*.js"):
        code = "\n".join(line.split("// ")[0] for line in asset.read_text("utf-8").splitlines())
        assert not re.findall(r'"[A-Z][a-z]+ [a-z]+[^"]*"|[ạ-ỹ]{2,}', code), asset.name
