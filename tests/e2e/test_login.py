"""The login screen in a real browser: the right PIN and the wrong one, waits, the first start, other roles' pages."""

import tomllib
from collections.abc import Callable

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import COOKIE, PINS, ROOT

LAPTOP, PHONE = (1366, 768), (390, 844)
OPENS_WITHIN = 30_000  # ms
WRONG = "khong phai"
CATALOGUE = tomllib.loads((ROOT / "app" / "locale" / "vi.toml").read_text("utf-8"))
ROLES = {
    "organiser": "Ban Tổ chức",
    "office": "Văn phòng",
    "desk": "Bàn đón tiếp",
    "mc": "Dẫn chương trình (MC)",
    "wall": "Màn hình",
}

OVERFLOWS = """() => [...document.querySelectorAll('.login, .login *')].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && !node.closest('svg') && (box.left < -1 || box.right > innerWidth + 1);
}).map((node) => `${node.tagName}.${node.className}`)"""

SCAN_KEPT = "localStorage.setItem('khaimac.queue.one', JSON.stringify({scan_id: 'one', desk: 'A'}))"


@pytest.fixture
def visit(browser):
    """Opens an address without a session, or with a role's, in a browser of its own, and closes it."""
    contexts = []

    def opened(server, path: str, *, role: str = "", size: tuple[int, int] = LAPTOP, language: str = "vi") -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        if role:
            log_in(contexts[-1], server, role)
        page = contexts[-1].new_page()
        page.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={language}")
        expect(page.locator(".login")).to_be_visible(timeout=OPENS_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


def pin(page: Page):
    return page.locator(".secret input")


def choose(page: Page, role: str) -> None:
    page.locator(f".role input[value={role}]").click()


def enter(page: Page, text: str) -> None:
    pin(page).fill(text)
    page.keyboard.press("Enter")


def expect_problem(page: Page, text: str) -> None:
    expect(page.locator(".problem")).to_have_text(text)


def chosen(page: Page) -> str | None:
    found = page.locator(".role input:checked")
    return found.get_attribute("value") if found.count() else None


# --- who logs in -----------------------------------------------------------------------------------------------------

DESK = ".desk .here"


@pytest.mark.parametrize("path", ["/checkin?desk=B", "/scan?desk=B"])
def test_after_the_pin_the_same_address_opens(running, visit, path):
    page = visit(running, path)
    assert chosen(page) == "desk"
    expect(pin(page)).to_be_focused()
    enter(page, PINS["desk"])
    expect(page.locator(DESK)).to_have_text("Bàn B", timeout=OPENS_WITHIN)


def test_a_wrong_pin_is_told_and_may_be_typed_over(running, visit):
    page = visit(running, "/scan?desk=A")
    enter(page, WRONG)
    expect_problem(page, "Sai mã PIN của vai trò này.")
    expect(pin(page)).to_be_focused()
    page.keyboard.type(PINS["desk"])
    page.keyboard.press("Enter")
    expect(page.locator(DESK)).to_be_visible(timeout=OPENS_WITHIN)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_in_with_the_keyboard_alone(running, visit, role):
    page = visit(running, "/")
    assert chosen(page) is None
    expect(page.locator(".btn.p")).to_be_disabled()
    page.keyboard.press("Space")
    for _ in range(list(ROLES).index(role)):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".btn.p")).to_have_text(f"Đăng nhập: {ROLES[role]}")
    page.keyboard.press("Tab")
    page.keyboard.type(PINS[role])
    page.keyboard.press("Enter")
    expect(page.locator(".login")).to_have_count(0, timeout=OPENS_WITHIN)
    assert [cookie["httpOnly"] for cookie in page.context.cookies() if cookie["name"] == COOKIE] == [True]


PAGES_ROLE = {"/checkin": "desk", "/scan": "desk", "/attendance": "wall", "/roster": "office", "/setup": "organiser"}


@pytest.mark.parametrize("path", PAGES_ROLE)
def test_the_page_asked_for_chooses_the_role(running, visit, path):
    assert chosen(visit(running, path)) == PAGES_ROLE[path]


def test_the_role_of_last_time_is_chosen_where_it_fits(running, visit):
    page = visit(running, "/scan")
    choose(page, "organiser")
    expect(pin(page)).to_be_focused()
    enter(page, PINS["organiser"])
    expect(page.locator(".desk .band")).to_be_visible(timeout=OPENS_WITHIN)
    page.context.clear_cookies()
    for path, role in (("/", "organiser"), ("/scan", "organiser"), ("/attendance", "organiser")):
        page.goto(f"{running.url}{path}")
        expect(page.locator(".login")).to_be_visible(timeout=OPENS_WITHIN)
        assert chosen(page) == role


def test_a_role_that_may_not_open_this_page_gets_its_own(running, visit):
    page = visit(running, "/scan")
    choose(page, "wall")
    enter(page, PINS["wall"])
    expect(page.locator(".wall")).to_be_visible(timeout=OPENS_WITHIN)


def test_another_roles_page_says_whose_it_is_and_lets_the_role_be_changed(running, visit):
    page = visit(running, "/setup", role="desk")
    expect(page.locator("h1")).to_have_text("Trang này dành cho: Ban Tổ chức")
    expect(page.locator(".text")).to_have_text("Máy này đang đăng nhập với vai trò: Bàn đón tiếp.")


def test_logging_out_leads_to_the_login_at_the_same_address(running, visit):
    page = visit(running, "/scan?desk=B")
    choose(page, "wall")
    enter(page, PINS["wall"])
    expect(page.locator(".wall")).to_be_visible(timeout=OPENS_WITHIN)
    page.goto(f"{running.url}/scan?desk=B")
    page.get_by_role("button", name="Đăng xuất, đổi vai trò").click()
    enter(page, PINS["desk"])
    expect(page.locator(DESK)).to_have_text("Bàn B", timeout=OPENS_WITHIN)


def test_scans_that_wait_are_told_of(running, visit):
    page = visit(running, "/scan")
    page.evaluate(SCAN_KEPT)
    page.reload()
    expect(page.locator(".note")).to_have_text(
        "Máy này còn 1 mã chờ gửi. Đăng nhập xong sẽ gửi tiếp, không mất mã nào."
    )


# --- what may be in the way ------------------------------------------------------------------------------------------


def test_who_guesses_waits_and_sees_how_long(server, visit):
    page = visit(server, "/scan")
    while answered(page, WRONG) == 403:
        expect_problem(page, "Sai mã PIN của vai trò này.")
    expect(page.locator(".problem")).to_contain_text("Sai nhiều lần. Gõ lại được sau")
    expect(page.locator(".btn.p")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(page.locator(".btn.p")).to_be_enabled()
    expect(page.locator(".problem")).to_be_hidden()
    enter(page, PINS["desk"])
    expect(page.locator(".desk .band")).to_be_visible(timeout=OPENS_WITHIN)


def answered(page: Page, text: str) -> int:
    with page.expect_response("**/api/login*") as answer:
        enter(page, text)
    return answer.value.status


def test_a_server_that_is_away_is_told_apart_from_a_wrong_pin(server, visit):
    page = visit(server, "/scan")
    server.kill()
    enter(page, PINS["desk"])
    expect_problem(page, "Máy chủ không trả lời. Kiểm tra mạng của máy này rồi bấm lại.")
    server.start()
    page.locator(".btn.p").click()
    expect(page.locator(".desk .band")).to_be_visible(timeout=OPENS_WITHIN)


def test_what_unikey_makes_of_a_pin_can_be_seen(running, visit):
    page = visit(running, "/scan")
    expect(page.locator(".hint")).to_have_text("Tắt Unikey khi gõ mã")
    page.keyboard.insert_text("mật")
    expect(page.locator(".hint")).to_contain_text("Mã đang có chữ có dấu.")
    assert pin(page).get_attribute("type") == "password"
    page.get_by_role("button", name="Hiện mã").click()
    assert pin(page).get_attribute("type") == "text"
    expect(pin(page)).to_have_value("mật")
    page.get_by_role("button", name="Ẩn mã").click()
    assert pin(page).get_attribute("type") == "password"
    assert pin(page).get_attribute("autocomplete") == "current-password"


# --- the first start -------------------------------------------------------------------------------------------------


def test_the_first_start_sets_the_organisers_pin_and_opens_the_set_up(bare_server, visit):
    bare_server.start()
    page = visit(bare_server, "/")
    again = page.locator(".again input")
    for first, second, problem in (
        ("12345", "12345", "Cần ít nhất 6 chữ hoặc số."),
        ("ban to chuc", "ban to chu", "Hai lần gõ chưa giống nhau. Hãy gõ lại."),
    ):
        pin(page).fill(first)
        again.fill(second)
        page.keyboard.press("Enter")
        expect_problem(page, problem)
    again.fill("ban to chuc")
    page.get_by_role("button", name="Đặt mã và đăng nhập").click()
    expect(page.locator(".login")).to_have_count(0, timeout=OPENS_WITHIN)
    expect(page).to_have_url(f"{bare_server.url}/setup?lang=vi", timeout=OPENS_WITHIN)


def test_before_the_conference_is_set_up_the_other_roles_are_told_so(bare_server, visit):
    bare_server.set_pins()
    bare_server.start()
    page = visit(bare_server, "/")
    choose(page, "desk")
    enter(page, PINS["desk"])
    expect(page.locator(".login.not_set_up h1")).to_have_text("Hội nghị chưa được thiết lập", timeout=OPENS_WITHIN)


# --- looks and words -------------------------------------------------------------------------------------------------

PICTURES: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "log_in": ("/scan", "", lambda _page: None),
    "wrong": ("/scan", "", lambda page: enter(page, WRONG)),
    "other_role": ("/scan", "mc", lambda _page: None),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_overflows_and_no_other_language_is_left_over(running, visit, picture, size, language):
    path, role, act = PICTURES[picture]
    page = visit(running, path, role=role, size=size, language=language)
    act(page)
    lines = {line.strip() for line in page.locator(".login").inner_text().splitlines()}
    assert not foreign(language) & lines
    assert page.evaluate(OVERFLOWS) == []
    assert page.evaluate("document.documentElement.lang") == language


def foreign(language: str) -> set[str]:
    """What must not be read in this language; the link that changes it names the other one."""
    tables = [CATALOGUE["login"], CATALOGUE["messages"]]
    sentences = [text for table in tables for text in (table if language == "vi" else table.values())]
    return {text for text in sentences if "{" not in text} - {"Tiếng Việt", "English", "MC"}


def test_the_other_language_is_one_press_away(running, visit):
    page = visit(running, "/scan?desk=B")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Who works at this device?")
    enter(page, PINS["desk"])
    expect(page.locator(DESK)).to_have_text("Desk B", timeout=OPENS_WITHIN)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_finger_hits_what_it_means(running, visit, size):
    page = visit(running, "/scan", size=size)
    targets = page.locator(".login a, .login button, .login input:not([hidden])")
    assert min(target.bounding_box()["height"] for target in targets.all()) >= 48
