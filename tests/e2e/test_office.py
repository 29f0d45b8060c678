"""The office in a real browser: from an empty folder to a printed badge, and what it does on the morning itself."""

import csv
from pathlib import Path

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import ROOT

MESSY = ROOT / "tests" / "data" / "roster_messy_sample.xlsx"
DEMO = ROOT / "data" / "demo" / "roster_150.csv"
LAPTOP = {"width": 1366, "height": 768}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
HEADER, ROW, TICK = 36, 35, 17  # pixels of the table drawn on a canvas
FEW = 6 * ROW  # the height of a table that a search made short

SPILLS = """() => {
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth || [...document.querySelectorAll('[data-testid=stMain] *')]
    .some((node) => node.getBoundingClientRect().width && node.getBoundingClientRect().right > innerWidth + 1
      && !node.closest('[data-testid=stDataFrame]'));
}"""


@pytest.fixture
def open_page(browser):
    contexts = []

    def opened(server, path: str = "/", *, role: str = "organiser", language: str = "vi") -> Page:
        """Without a PIN nobody can log in before: then it is the first start."""
        contexts.append(browser.new_context(viewport=LAPTOP, locale="vi-VN", accept_downloads=True))
        if server.cookies:
            log_in(contexts[-1], server, role)
        page = contexts[-1].new_page()
        page.goto(f"{server.url}{path}?lang={language}")
        expect(page.locator("h1")).to_be_visible(timeout=30_000)
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    expect(page.locator(IDLE)).to_be_attached(timeout=30_000)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")
    settled(page)


def said(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()


def choose_file(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", str(file))
    expect(page.get_by_role("heading", name="Xem trước danh sách nhập")).to_be_visible(timeout=30_000)
    settled(page)


def tick(page: Page, search: str) -> None:
    """Find somebody and tick the first row."""
    page.get_by_label("Tìm đại biểu").fill(search)
    page.keyboard.press("Tab")
    page.wait_for_function("most => document.querySelector('[data-testid=stDataFrame]')?.clientHeight < most", arg=FEW)
    settled(page)
    page.get_by_test_id("stDataFrame").click(position={"x": TICK, "y": HEADER + ROW // 2})
    settled(page)


def do(page: Page, deed: str, reason: str = "Theo báo cáo của đơn vị") -> None:
    """One of the deeds under *Việc khác*, with its dialog."""
    press(page, "Việc khác")
    page.get_by_role("menuitem", name=deed, exact=True).or_(page.get_by_role("option", name=deed, exact=True)).click()
    dialog = page.get_by_role("dialog")
    write(page, "Lý do", reason)
    dialog.get_by_role("button", name=deed, exact=True).click()
    expect(dialog).to_be_hidden()
    settled(page)


def give_first_pin(page: Page, pin: str = "mã của ban") -> None:
    for label in ("Mã PIN hoặc cụm mật khẩu mới, ít nhất 6 chữ hoặc số", "Gõ lại lần nữa"):
        page.get_by_label(label, exact=True).fill(pin)
    page.get_by_role("button", name="Đặt mã và đăng nhập").click()
    expect(page.get_by_role("heading", name="Thiết lập Hội nghị")).to_be_visible(timeout=30_000)
    settled(page)


def test_from_an_empty_folder_to_a_list_of_people(bare_server, open_page):
    bare_server.start()
    page = open_page(bare_server)
    give_first_pin(page)
    expect(page.get_by_text("Giờ máy chủ")).to_be_visible()
    write(page, "Tên Hội nghị", "Hội nghị thử")
    press(page, "Nhập danh sách")
    said(page, "Đã thiết lập Hội nghị")
    choose_file(page, MESSY)
    expect(page.get_by_text("Cần xem lại: 3 dòng")).to_be_visible()
    expect(page.get_by_text("Mất số 0 ở đầu, đã thêm lại").first).to_be_visible()
    press(page, "Nhập 8 đại biểu")
    said(page, "Đã nhập: thêm 8, đổi 0, 0 dòng không nhập.")
    page.get_by_role("link", name="Thiết lập").click()
    expect(page.get_by_label("Tên Hội nghị")).to_have_value("Hội nghị thử")
    expect(page.get_by_label("Số chỗ", exact=True)).to_have_value("150")
    bare_server.stop()
    assert len(bare_server.codes()) == 8


def test_demo_data_wears_its_banner_and_a_corrected_list_is_compared(bare_server, open_page, tmp_path):
    bare_server.start()
    page = open_page(bare_server)
    give_first_pin(page)
    press(page, "Dùng dữ liệu mẫu (hư cấu)")
    expect(page.locator(".km-band", has_text="Dữ liệu mẫu (hư cấu)")).to_be_visible()
    page.get_by_role("link", name="Đại biểu").click()
    page.get_by_role("tab", name="Nhập từ tệp").click()
    corrected = tmp_path / "sua.csv"
    corrected.write_text(DEMO.read_text("utf-8").replace("Đoàn Hoàng Duy,Nam,1966", "Đoàn Hoàng Duy,Nam,1967"), "utf-8")
    choose_file(page, corrected)
    expect(page.get_by_text("Người có thay đổi: 1")).to_be_visible()
    press(page, "Nhập: thêm 0, đổi 1")
    said(page, "Đã nhập: thêm 0, đổi 1, 0 dòng không nhập.")


def test_151_delegates_cannot_be_imported(running, open_page, tmp_path):
    page = open_page(running, "/roster")
    page.get_by_role("tab", name="Nhập từ tệp").click()
    one_more = tmp_path / "them.csv"
    one_more.write_text("Họ và tên,Đơn vị,Đối tượng\nNgười Thứ Một Trăm Năm Mốt,Sở,Khách mời\n", "utf-8")
    choose_file(page, one_more)
    said(page, "Quá 1 đại biểu")
    expect(page.get_by_role("button", name="Nhập 1 đại biểu")).to_be_disabled()


def test_html_and_markdown_in_a_name_stay_text(running, open_page, tmp_path):
    name = "<img src=x onerror=alert(1)> **Đậm** :red[Đỏ]"
    page = open_page(running, "/roster")
    page.on("dialog", lambda dialog: pytest.fail(f"something was executed: {dialog.message}"))
    page.get_by_role("tab", name="Nhập từ tệp").click()
    file = tmp_path / "html.csv"
    file.write_text(f"Họ và tên,Đơn vị,Đối tượng,Ghi chú\n{name},Sở,Khách mời,Dự khuyết\n", "utf-8")
    choose_file(page, file)
    press(page, "Nhập 1 đại biểu")
    tick(page, "onerror")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert page.locator("img[src=x]").count() == 0


def test_a_delegate_is_struck_off_and_a_reserve_called_up(running, open_page):
    page = open_page(running, "/roster")
    tick(page, "DB001")
    do(page, "Rút khỏi danh sách", "Bận việc đột xuất")
    said(page, "Đã rút Đoàn Hoàng Duy khỏi danh sách.")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("149 / 150")
    tick(page, "DK01")
    do(page, "Gọi dự")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("150 / 150")


def test_nothing_is_done_without_a_reason(running, open_page):
    page = open_page(running, "/roster")
    tick(page, "DB004")
    press(page, "Việc khác")
    page.get_by_text("Rút khỏi danh sách", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Rút khỏi danh sách").click()
    expect(dialog.get_by_text("Xin ghi lý do.")).to_be_visible()


def test_a_reserve_takes_over_the_place_with_a_badge_of_their_own(running, open_page):
    codes = running.codes()
    page = open_page(running, "/roster")
    tick(page, "DB005")
    press(page, "Việc khác")
    page.get_by_text("Thay bằng dự khuyết", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Đại biểu dự khuyết").click()
    page.get_by_role("option", name="Trần Hoàng Đạt").click()
    settled(page)
    write(page, "Lý do", "Đi công tác")
    dialog.get_by_role("button", name="Thay bằng dự khuyết").click()
    said(page, "Trần Hoàng Đạt thay Ngô Minh Nghĩa.")
    assert running.scan(codes["DB005"])["verdict"] == "withdrawn"
    assert running.scan(codes["DK02"])["verdict"] == "welcome"


def test_a_reissued_badge_makes_the_old_one_dead_and_can_be_printed(running, open_page):
    old = running.codes()["DB002"]
    page = open_page(running, "/roster")
    tick(page, "DB002")
    do(page, "Cấp lại thẻ", "Mất thẻ")
    assert running.scan(old)["verdict"] == "revoked"
    with page.expect_download() as badge:
        page.get_by_role("button", name="Thẻ (PDF)").click()
    assert badge.value.path().read_bytes().startswith(b"%PDF")


def test_somebody_is_added_and_edited(running, open_page):
    page = open_page(running, "/roster")
    page.get_by_role("button", name="Thêm người…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Bổ sung tại chỗ").click()
    write(page, "Họ và tên", "Nguyễn Văn Quyềnh")
    dialog.get_by_role("button", name="Thêm vào danh sách").click()
    said(page, "Đã thêm Nguyễn Văn Quyềnh vào danh sách.")
    tick(page, "quyenh")
    page.get_by_role("button", name="Sửa…").click()
    write(page, "Chức vụ", "Phó Giám đốc")
    dialog.get_by_role("button", name="Lưu thay đổi").click()
    said(page, "Đã lưu thay đổi của Nguyễn Văn Quyềnh.")


def test_a_unit_gets_the_short_name_that_was_typed(running, open_page):
    page = open_page(running, "/roster")
    page.get_by_role("tab", name="Tên gọn đơn vị").click()
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    settled(page)
    table.dblclick(position={"x": 700, "y": HEADER + ROW // 2})
    page.locator("textarea:focus").fill("BGĐ Sở")
    page.keyboard.press("Enter")
    press(page, "Lưu 1 tên gọn")
    said(page, "Đã lưu 1 tên gọn.")


def test_what_is_exported_can_be_imported_again_without_a_change(running, open_page, tmp_path):
    page = open_page(running, "/roster")
    page.get_by_role("tab", name="In và xuất").click()
    for label, suffix in (("Danh sách kèm điểm danh (XLSX)", "xlsx"), ("Danh sách kèm điểm danh (CSV)", "csv")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        file = tmp_path / f"xuat.{suffix}"
        taken.value.save_as(file)
        page.get_by_role("tab", name="Nhập từ tệp").click()
        choose_file(page, file)
        expect(page.get_by_role("button", name="Không có gì để nhập")).to_be_disabled()
        press(page, "Chọn tệp khác")
        page.get_by_role("tab", name="In và xuất").click()


def test_codes_are_handed_out_with_the_delegate_code_first_and_the_badge_code_last(server, open_page):
    page = open_page(server, "/roster")
    page.get_by_role("tab", name="In và xuất").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Mã thẻ cho máy in nhãn (CSV)").click()
    rows = list(csv.reader(taken.value.path().read_text("utf-8-sig").splitlines()))
    assert {row[0]: row[-1] for row in rows[1:]} == server.codes()


def test_the_day_is_opened_only_after_a_choice_about_those_present(server, open_page):
    codes = server.codes()
    server.scan(codes["DB003"])
    page = open_page(server, "/setup")
    press(page, "Khai mạc ngày hội nghị…")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Đang có mặt: 1. Xử lý số này thế nào?")).to_be_visible()
    expect(dialog.get_by_role("button", name="Khai mạc", exact=True)).to_be_disabled()
    dialog.get_by_text("Bắt đầu từ 0").click()
    dialog.get_by_role("button", name="Khai mạc, bắt đầu từ 0").click()
    said(page, "Đã khai mạc ngày hội nghị.")
    expect(page.locator(".km-band", has_text="TỔNG DUYỆT")).to_be_hidden()
    assert server.scan(codes["DB003"])["present"] == 1


def test_the_figure_of_the_opening_is_frozen_and_taken_back_with_a_reason(server, open_page):
    page = open_page(server, "/setup")
    server.scan(server.codes()["DB003"])
    page.get_by_role("button", name="Chốt 1 có mặt").click(timeout=15_000)
    press(page, "Bỏ chốt…")
    write(page, "Lý do", "Bấm nhầm")
    page.get_by_role("dialog").get_by_role("button", name="Bỏ chốt", exact=True).click()
    said(page, "Đã bỏ chốt số có mặt lúc khai mạc.")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["/setup", "/roster"])
def test_the_office_fits_its_laptop(running, open_page, path, language):
    page = open_page(running, path, language=language)
    for tab in page.get_by_role("tab").all():
        tab.click()
        settled(page)
        assert not page.evaluate(SPILLS), tab.inner_text()
