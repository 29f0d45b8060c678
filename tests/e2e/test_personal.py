"""The evening in a real browser: the day is ended, personal data is removed after two questions, old backups listed."""

import shutil
from pathlib import Path

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect

LAPTOP = {"width": 1366, "height": 768}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
AWARDS_KEPT, NO_NAME = "Giữ danh sách khen thưởng: họ tên, đơn vị người được khen", "Không giữ tên ai"
NGUYEN = "/api/search?q=Nguy%E1%BB%85n&limit=5"


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """The folder for backups of the servers that start after it."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setenv("KHAIMAC_BACKUP", str(folder))
    return folder


@pytest.fixture
def open_page(browser):
    contexts = []

    def opened(server, path: str, *, role: str = "organiser", language: str = "vi") -> Page:
        contexts.append(browser.new_context(viewport=LAPTOP, locale="vi-VN", accept_downloads=True))
        contexts[-1].set_default_timeout(15_000)
        if role:
            log_in(contexts[-1], server, role)
        page = contexts[-1].new_page()
        page.goto(f"{server.url}{path}?lang={language}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(stick, server, open_page):  # noqa: ARG001 - before the server starts
    """The set-up of a day that is open."""
    page = open_page(server, "/setup")
    expect(page.get_by_role("heading", name="Thiết lập Hội nghị")).to_be_visible(timeout=30_000)
    settled(page)
    press(page, "Khai mạc ngày hội nghị…")
    press(page, "Khai mạc, bắt đầu từ 0")
    expect(page.get_by_role("button", name="Kết thúc ngày hội nghị…")).to_be_visible()
    return page


def settled(page: Page) -> None:
    expect(page.locator(IDLE)).to_be_attached(timeout=30_000)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def said(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()


def end_the_day(page: Page) -> None:
    press(page, "Kết thúc ngày hội nghị…")
    press(page, "Kết thúc ngày hội nghị")
    said(page, "Đã kết thúc ngày hội nghị.")


def to_the_tab(page: Page) -> None:
    page.get_by_role("tab", name="Dữ liệu cá nhân").click()
    settled(page)


def ask_twice(page: Page, keeping: str) -> None:
    """Up to the date that confirms it."""
    press(page, "Xóa dữ liệu cá nhân…")
    page.get_by_role("dialog").get_by_text(keeping).click()
    settled(page)
    press(page, "Tiếp tục…")


def confirm(page: Page, word: str) -> None:
    page.get_by_role("dialog").get_by_role("textbox").fill(word)
    page.keyboard.press("Tab")
    settled(page)


def date_asked(page: Page) -> str:
    return page.get_by_role("dialog").get_by_text("Để xác nhận, gõ ngày hội nghị: ").inner_text()[-10:]


def test_personal_data_is_removed_after_the_end_of_the_day_and_two_questions(page, server, stick):
    before = server.get(NGUYEN)[1]["total"]
    to_the_tab(page)
    expect(page.get_by_text("Chỉ xóa được sau khi kết thúc ngày hội nghị.")).to_be_visible()
    expect(page.get_by_role("button", name="Xóa dữ liệu cá nhân…")).to_have_count(0)

    end_the_day(page)
    to_the_tab(page)
    expect(page.get_by_text("còn 30 ngày.")).to_be_visible()
    ask_twice(page, AWARDS_KEPT)
    remove = page.get_by_role("button", name="Xóa hẳn")
    expect(remove).to_be_disabled()
    confirm(page, "01/01/2020")
    expect(page.get_by_text("Chưa đúng ngày hội nghị.")).to_be_visible()
    expect(remove).to_be_disabled()
    confirm(page, date_asked(page))
    expect(remove).to_be_enabled()
    remove.click()
    said(page, "Đã xóa: họ tên, chức vụ, đơn vị: ")
    to_the_tab(page)

    expect(page.get_by_text("Dữ liệu cá nhân đã xóa lúc ")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy lại kết thúc…")).to_have_count(0)
    older = sorted(folder for folder in stick.iterdir() if folder.name.startswith("khaimac-"))
    assert older
    for folder in older:
        expect(page.get_by_text(str(folder))).to_be_visible()
    for folder in older:
        shutil.rmtree(folder)
    page.reload()
    settled(page)
    to_the_tab(page)
    expect(page.get_by_text("Dữ liệu cá nhân đã xóa lúc ")).to_be_visible()
    expect(page.get_by_text("Phải hủy:")).to_have_count(0)
    assert 0 < server.get(NGUYEN)[1]["total"] < before


def test_no_name_is_left_when_nothing_is_kept(page, server):
    assert server.get(NGUYEN)[1]["total"]
    end_the_day(page)
    to_the_tab(page)
    ask_twice(page, NO_NAME)
    expect(page.get_by_role("dialog").get_by_text(NO_NAME)).to_be_visible()
    confirm(page, date_asked(page))
    press(page, "Xóa hẳn")
    said(page, "Đã xóa: ")

    assert server.get(NGUYEN)[1]["total"] == 0
    to_the_tab(page)
    expect(page.get_by_role("button", name="Xóa dữ liệu cá nhân…")).to_have_count(0)


def test_closing_the_dialog_begins_it_anew(page):
    end_the_day(page)
    to_the_tab(page)
    ask_twice(page, AWARDS_KEPT)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "Xóa dữ liệu cá nhân…")
    expect(page.get_by_role("dialog").get_by_text("Sẽ xóa:")).to_be_visible()
    expect(page.get_by_role("button", name="Xóa hẳn")).to_have_count(0)


def test_the_end_makes_a_backup_and_is_taken_back_with_a_reason(page, stick):
    before = set(stick.iterdir())
    end_the_day(page)
    assert set(stick.iterdir()) > before
    press(page, "Lấy lại kết thúc…")
    press(page, "Lấy lại kết thúc")
    said(page, "Xin ghi lý do.")
    page.get_by_role("dialog").get_by_label("Lý do").fill("Bấm nhầm")
    page.keyboard.press("Tab")
    settled(page)
    press(page, "Lấy lại kết thúc")
    said(page, "Đã lấy lại kết thúc ngày hội nghị.")
    expect(page.get_by_role("button", name="Kết thúc ngày hội nghị…")).to_be_visible()


def test_without_its_stick_the_day_ends_only_when_somebody_ticks_that(page, stick):
    shutil.rmtree(stick)
    press(page, "Kết thúc ngày hội nghị…")
    press(page, "Kết thúc ngày hội nghị")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Không thấy thư mục sao lưu")).to_be_visible()
    dialog.get_by_text("Kết thúc mà không có bản sao lưu lần cuối").click()
    settled(page)
    press(page, "Kết thúc ngày hội nghị")
    said(page, "Đã kết thúc ngày hội nghị.")


# --- the notice ------------------------------------------------------------------------------------------------------

FIRST_LINE = "Sở Công Thương xử lý dữ liệu cá nhân của đại biểu dự Hội nghị điển hình tiên tiến ngành Công Thương"


@pytest.mark.parametrize("path", ["/", "/scan", "/programme"])
def test_whoever_comes_by_may_read_the_notice(running, open_page, path):
    page = open_page(running, path, role="")
    summary = page.get_by_text("Thông báo về dữ liệu cá nhân")
    expect(summary).to_be_visible(timeout=30_000)
    expect(page.get_by_text(FIRST_LINE)).to_be_hidden()
    summary.click()
    expect(page.get_by_text(FIRST_LINE)).to_be_visible()
    expect(page.get_by_text("Xóa chậm nhất 30 ngày sau khi hoàn thành báo cáo")).to_be_visible()


def test_the_sheet_for_the_desk_is_taken_from_the_tab(running, open_page):
    page = open_page(running, "/setup", language="en")
    expect(page.get_by_role("heading", name="Set-up of the conference")).to_be_visible(timeout=30_000)
    page.get_by_role("tab", name="Personal data").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Notice for the desk (PDF)").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
