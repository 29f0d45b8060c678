"""The audit page in the browser: what a desk did is found by name, and the file taken away is the next entry."""

import csv
import io
from pathlib import Path

import pytest
from conftest import log_in
from playwright.sync_api import expect


@pytest.fixture
def page(browser, server):
    """The organiser's, after a badge was scanned, undone and scanned again."""
    code = server.codes()["DB001"]
    server.scan(code)
    undo = {"action_id": "undo", "delegate": "DB001", "desk": "A", "reason": "Quét nhầm thẻ"}
    assert server.post("/api/undo", undo)[1]["undone"]
    server.scan(code)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(15_000)
    log_in(context, server, "organiser")
    page = context.new_page()
    page.goto(f"{server.url}/audit?lang=vi")
    yield page
    context.close()


def sentences(page):
    return page.locator(".km-audit tbody td:last-child")


def test_a_person_is_found_with_what_was_taken_back_and_the_file_is_an_entry(page, server):
    expect(sentences(page).first).to_contain_text("(DB001), bàn A, máy quét")
    page.get_by_label("Người, hoặc từ trong lý do").fill("DB001")
    page.get_by_role("button", name="Điểm danh", exact=True).click()
    expect(sentences(page)).to_have_count(3)
    expect(sentences(page).nth(1)).to_contain_text("Hủy điểm danh: ")
    expect(sentences(page).nth(1)).to_contain_text("lý do: Quét nhầm thẻ")
    expect(sentences(page).nth(2)).to_contain_text("đã hủy tại dòng")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải xuống CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert [row["Nội dung"].partition(":")[0] for row in rows] == ["Điểm danh", "Hủy điểm danh", "Điểm danh"]
    assert rows[2]["Hủy tại dòng"] == rows[1]["STT"]

    page.goto(f"{server.url}/audit?lang=vi")
    expect(page.get_by_text("Tải nhật ký thành tệp: 3 dòng")).to_have_count(1)


def test_nobody_else_opens_it(browser, server):
    context = browser.new_context()
    log_in(context, server, "office")
    page = context.new_page()
    page.goto(f"{server.url}/audit")
    expect(page.locator(".login")).to_be_visible(timeout=30_000)
    expect(page.locator(".km-audit")).to_have_count(0)
    context.close()
