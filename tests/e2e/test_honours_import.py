"""The set-up's files in a real browser: a list of honours goes in and comes out again, a programme comes out."""

import csv

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import ROOT

DEMO = ROOT / "data" / "demo" / "honours.csv"
LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture
def office(browser, server):
    context = browser.new_context(viewport=LAPTOP, locale="vi-VN", accept_downloads=True)
    log_in(context, server, "organiser")
    page = context.new_page()
    page.goto(f"{server.url}/setup")
    yield page
    context.close()


def choose(page: Page, *tabs: str) -> None:
    for name in tabs:
        page.get_by_role("tab", name=name).locator("visible=true").click()


def taken(page: Page, button: str):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value


def test_honours_go_in_and_come_out_again(office, tmp_path):
    file = tmp_path / "khen.csv"
    file.write_text(DEMO.read_text("utf-8").replace("Đại diện lãnh đạo UBND tỉnh", "Ông A", 1), "utf-8")
    choose(office, "Vinh danh", "Nhập từ tệp")
    office.locator("input[type=file]").last.set_input_files(file)
    office.get_by_role("button", name="Nhập: thêm 0, đổi 1, bỏ 0").click()
    expect(office.get_by_text("Đã nhập danh sách khen thưởng.")).to_be_visible()
    out = taken(office, "Tải danh sách khen thưởng (CSV)")

    rows = list(csv.DictReader(out.path().read_text("utf-8-sig").splitlines()))
    assert out.suggested_filename == "vinh-danh.csv"
    assert len(rows) == 90
    assert (rows[0]["Người trao"], rows[1]["Người trao"]) == ("Ông A", "Đại diện lãnh đạo UBND tỉnh")


def test_the_programme_comes_out(office):
    choose(office, "Chương trình", "Nhập từ tệp")

    assert taken(office, "Tải chương trình (XLSX)").suggested_filename == "chuong-trinh.xlsx"
