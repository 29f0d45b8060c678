"""The set-up's tables of the honours in a real Chromium: a batch is opened, changed and saved."""

import pytest
from conftest import log_in
from playwright.sync_api import expect

LAPTOP = {"width": 1366, "height": 768}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
HEADER, ROW, TICK, CELL = 36, 35, 17, 40  # pixels of a table drawn on a canvas


@pytest.fixture
def page(server, browser):
    context = browser.new_context(viewport=LAPTOP, locale="vi-VN")
    log_in(context, server, "organiser")
    opened = context.new_page()
    opened.goto(f"{server.url}/setup")
    opened.get_by_role("tab", name="Vinh danh", exact=True).click(timeout=30_000)
    settled(opened)
    yield opened
    context.close()


def settled(page):
    expect(page.locator(IDLE)).to_be_attached(timeout=30_000)


def table(page):
    shown = page.get_by_test_id("stDataFrame").filter(visible=True).first
    expect(shown.locator("canvas").first).to_be_visible()
    return shown


def write(page, *, row, column, text):
    """Into a cell of the batch's table, both counted from 0."""
    table(page).click(position={"x": CELL, "y": HEADER + row * ROW + ROW // 2})
    for _ in range(column):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    cell = page.locator("#portal :is(input, textarea)")
    cell.fill(text)
    cell.press("Enter")
    expect(cell).to_be_hidden()


def next_on_stage(server):
    """As the stage will see it: who, from which tray, how the name is said."""
    batch = server.get("/api/live?view=mc", role="mc")[1]["honours"]["next"]
    return [(row["person"]["name"], row["tray"], row["pronunciation"]) for row in batch["rows"]]


def test_a_batch_is_opened_from_the_overview_changed_and_saved_at_once(server, page):
    table(page).click(position={"x": TICK, "y": HEADER + ROW // 2})
    expect(page.get_by_label("Đợt", exact=True)).to_be_visible()
    settled(page)
    write(page, row=0, column=1, text="95")
    expect(page.get_by_role("button", name="Lưu đợt này: 1 thay đổi")).to_be_enabled()
    write(page, row=0, column=7, text="Nghĩa")
    expect(page.get_by_role("button", name="Lưu đợt này: 2 thay đổi")).to_be_enabled()
    page.get_by_role("button", name="Lưu đợt này: 2 thay đổi").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Đã lưu danh sách khen thưởng.")).to_be_visible()

    assert next_on_stage(server) == [("Ông Trần Quốc Nghĩa", 95, "Nghĩa")]
