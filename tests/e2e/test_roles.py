"""Roles in a real browser: logging in and out, devices logged out from afar, and a visit that asks no other host."""

import io
import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
import zxingcpp
from conftest import log_in
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from serving import COOKIE, PINS

from domain.access import pages_of
from domain.facts import Role

LAPTOP = {"width": 1366, "height": 768}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
ENDS_WITHIN = 12_000  # ms: the office looks every five seconds
NAMES = {
    "organiser": "Ban Tổ chức", "office": "Văn phòng", "desk": "Bàn đón tiếp", "mc": "Dẫn chương trình (MC)",
    "wall": "Màn hình",
}  # fmt: skip
PAGES = {
    "checkin": "Điểm danh", "agenda": "Điều hành", "honours": "Vinh danh", "attendance": "Theo dõi",
    "hall": "Màn hình hội trường", "roster": "Đại biểu", "setup": "Thiết lập",
    "audit": "Nhật ký", "status": "Tình trạng",
}  # fmt: skip


@pytest.fixture
def new_browser(browser):
    contexts = []

    def opened() -> BrowserContext:
        contexts.append(browser.new_context(viewport=LAPTOP, locale="vi-VN", accept_downloads=True))
        return contexts[-1]

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_as(new_browser):
    """A page in a browser of its own, with a session of its own."""

    def opened(server, role: str, path: str) -> Page:
        context = new_browser()
        context.add_cookies([{"name": COOKIE, "value": server.log_in(role), "url": server.url}])
        page = context.new_page()
        page.goto(f"{server.url}{path}")
        return page

    return opened


def settled(page: Page) -> None:
    expect(page.locator(IDLE)).to_be_attached(timeout=30_000)


def log_in_by_hand(page: Page, role: str) -> None:
    page.locator(".login .role", has_text=NAMES[role]).click()
    page.get_by_label("Mã PIN hoặc cụm mật khẩu", exact=True).fill(PINS[role])
    page.keyboard.press("Enter")
    expect(page.locator(".login")).to_be_hidden(timeout=30_000)


def expect_login(page: Page, within: int = 30_000) -> None:
    expect(page.locator(".login")).to_be_visible(timeout=within)


def end_session(server, page: Page) -> None:
    """From another machine, as the organisers would."""
    [cookie] = [one["value"] for one in page.context.cookies() if one["name"] == COOKIE]
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("POST", "/api/logout", b"{}", {"Cookie": f"{COOKIE}={cookie}"})
    assert connection.getresponse().status == 200
    connection.close()


def open_devices(page: Page) -> None:
    page.get_by_role("tab", name="Thiết bị và mã PIN").click()
    expect(page.get_by_role("heading", name="Thiết bị đang đăng nhập")).to_be_visible()
    settled(page)


@pytest.mark.parametrize("role", ["organiser", "office"])
def test_the_menu_has_the_roles_pages_and_the_frame_says_who_it_is(running, open_as, role):
    page = open_as(running, role, "/roster")
    expect(page.locator(".km-whose b")).to_have_text(NAMES[role])
    expect(page.get_by_role("navigation").locator("p")).to_have_text([PAGES[name] for name in pages_of(Role(role))])


def test_logging_out_in_the_frame_leads_to_the_login_and_a_login_back_to_the_page(running, open_as):
    page = open_as(running, "office", "/roster")
    page.locator(".km-whose button").click()
    expect_login(page)
    assert [one for one in page.context.cookies() if one["name"] == COOKIE] == []
    log_in_by_hand(page, "office")
    expect(page.get_by_role("heading", name="Đại biểu")).to_be_visible(timeout=30_000)
    assert urlsplit(page.url).path == "/roster"


def test_the_organiser_logs_a_desk_out_and_it_is_cut_off_at_once(running, open_as):
    desk = open_as(running, "desk", "/checkin?desk=B")
    expect(desk.locator(".desk .band")).to_be_visible(timeout=30_000)
    expect(desk.locator(".desk[data-cut]")).to_be_hidden()
    office = open_as(running, "organiser", "/setup")
    expect(office.locator("h1")).to_be_visible(timeout=30_000)
    open_devices(office)
    rows = office.locator("[data-testid=stHorizontalBlock]", has_text="Bàn đón tiếp").filter(has_text="B")
    row = rows.filter(has=office.get_by_text("B", exact=True)).last
    expect(row).to_contain_text("vừa xong", timeout=ENDS_WITHIN)
    row.get_by_role("button", name="Đăng xuất", exact=True).click()
    row.get_by_role("button", name="Đúng, đăng xuất").click()
    expect(desk.locator(".desk[data-cut]")).to_be_visible(timeout=2_000)
    expect(office.get_by_text("Đã đăng xuất thiết bị: Bàn đón tiếp.")).to_be_visible()
    desk.reload()
    expect_login(desk)


def test_an_office_page_left_open_ends_with_its_session(running, open_as):
    page = open_as(running, "office", "/roster")
    expect(page.get_by_role("heading", name="Đại biểu")).to_be_visible(timeout=30_000)
    settled(page)
    end_session(running, page)
    expect_login(page, ENDS_WITHIN)
    assert page.get_by_text("DB057").count() == 0


def test_no_list_is_handed_out_after_the_session_ended(running, open_as):
    page = open_as(running, "office", "/roster")
    downloads = []
    page.on("download", lambda download: downloads.append(download))
    page.get_by_role("tab", name="In và xuất").click()
    button = page.get_by_role("button", name="Danh sách kèm điểm danh (CSV)")
    expect(button).to_be_visible(timeout=30_000)
    settled(page)
    end_session(running, page)
    button.click()
    expect_login(page, ENDS_WITHIN)
    assert downloads == []


def test_the_desk_says_what_waits_before_it_logs_out_and_the_login_says_it_again(running, open_as):
    page = open_as(running, "desk", "/checkin?desk=C")
    expect(page.locator(".desk .band")).to_be_visible(timeout=30_000)
    page.route("**/api/scan*", lambda route: route.fulfill(status=503, json={"error": "unavailable", "message": ""}))
    page.keyboard.type(running.codes()["DB090"])
    page.keyboard.press("Enter")
    expect(page.locator(".band[data-face=unasked]")).to_be_visible()
    page.locator(".bar .menu").click()
    page.locator(".panel").get_by_role("button", name="Đăng xuất").click()
    expect(page.locator(".panel .problem")).to_contain_text("Máy này còn 1 mã chờ gửi")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".panel .moves").get_by_role("button", name="Đăng xuất").click()
    expect_login(page)
    expect(page.locator(".login")).to_contain_text("Máy này còn 1 mã chờ gửi")
    page.unroute("**/api/scan*")
    log_in_by_hand(page, "desk")
    expect(page.locator(".desk .band")).to_be_visible(timeout=30_000)
    expect(page.locator(".last li b")).to_have_text([name_of(running, "DB090")], timeout=10_000)


def name_of(server, code: str) -> str:
    return server.get(f"/api/delegate?code={code}&desk=A")[1]["delegate"]["name"]


def test_a_pin_is_set_in_the_browser_and_does_not_stay_in_its_fields(server, open_as, new_browser):
    page = open_as(server, "organiser", "/setup")
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    open_devices(page)
    page.get_by_text("Văn phòng – đã có mã PIN").click()
    settled(page)
    labels = ("Mã PIN hoặc cụm mật khẩu mới, ít nhất 6 chữ hoặc số", "Gõ lại lần nữa")
    fields = [page.get_by_label(label, exact=True) for label in labels]
    for field in fields:
        expect(field).to_have_attribute("type", "password")
        field.fill("sao biển 7")
    page.get_by_role("button", name="Đặt mã PIN: Văn phòng").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("Đã đặt mã PIN: Văn phòng")
    for field in fields:
        expect(field).to_have_value("")
    old = new_browser()
    log_in(old, server, "office")
    other = old.new_page()
    other.goto(f"{server.url}/roster")
    expect_login(other)
    assert server.post("/api/login", {"role": "office", "pin": "sao biển 7"}, role="nobody")[0] == 200


def test_a_phone_opens_what_the_symbol_says(running, open_as):
    page = open_as(running, "organiser", "/setup")
    page.get_by_role("tab", name="Các màn hình").click()
    page.get_by_role("radio", name="Bàn B").click()
    settled(page)
    opened = f"{running.url}/scan?desk=B"
    expect(page.get_by_text(opened)).to_be_visible()
    picture = page.get_by_test_id("stImage").locator("img").first
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    assert read.text == opened


def test_a_whole_visit_asks_no_other_host(running, new_browser):
    context, asked = new_browser(), []
    context.on("request", lambda request: asked.append(request.url))

    def watched() -> Page:
        page = context.new_page()
        page.on("websocket", lambda socket: asked.append(socket.url))
        return page

    page = watched()
    page.goto(f"{running.url}/checkin?desk=A")
    log_in_by_hand(page, "organiser")
    expect(page.locator(".desk .band")).to_be_visible(timeout=30_000)
    page.keyboard.type(running.codes()["DB080"])
    page.keyboard.press("Enter")
    expect(page.locator(".band[data-face=welcome]")).to_be_visible()
    for path, drawn in {
        "/attendance": ".st-key-arrivals svg.marks",
        "/roster": "[data-testid=stDataFrame]",
        "/setup": ".km-whose",
        "/scan?desk=A": ".desk .band",
    }.items():
        page = watched()
        page.goto(f"{running.url}{path}")
        page.wait_for_selector(drawn)
        for tab in page.get_by_role("tab").all():
            tab.click()
            settled(page)

    schemes = {"http", "ws", "data", "blob"}
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert {urlsplit(url).scheme for url in asked} <= schemes
    assert hosts == {f"127.0.0.1:{running.port}"}
    assert json.dumps(asked).count("/api/live") >= 2
