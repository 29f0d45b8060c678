"""The honours' papers in the browser: downloaded as they were printed; a change elsewhere shows without a touch."""

from pathlib import Path

import pytest
from conftest import log_in
from papers import read
from playwright.sync_api import expect


@pytest.fixture
def page(browser, server):
    """The MC's, on the page of the papers."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    log_in(context, server, "mc")
    page = context.new_page()
    page.goto(f"{server.url}/honours?view=prints&lang=vi")
    yield page
    context.close()


def downloaded(page, label: str) -> str:
    """The words of the first page."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return read(Path(waiting.value.path()).read_bytes())[0]


def set_later(server) -> None:
    """The first certificate of all is to be handed over later."""
    locked = server.post("/api/lock", {"action_id": "lock", "act": "lock", "batch": "", "seen": -1}, role="mc")
    slot = locked[1]["honours"]["next"]["rows"][0]["slot"]
    body = {"action_id": "later", "slot": slot, "mode": "later"}
    assert server.post("/api/receiver", body, role="mc")[1]["accepted"]


def test_papers_carry_the_version_they_were_printed_in_and_a_change_asks_for_the_next(page, server):
    page.get_by_role("button", name="In danh sách (bản 1)").click()
    for label, title in {
        "Thứ tự lên sân khấu": "THỨ TỰ LÊN SÂN KHẤU",
        "Danh sách khay": "DANH SÁCH KHAY",
        "Chỗ ngồi – đợt": "CHỖ NGỒI – ĐỢT",
        "Danh sách trao sau": "DANH SÁCH TRAO SAU",
    }.items():
        words = downloaded(page, label)
        assert words.startswith(title)
        assert "Danh sách bản 1, in lúc" in words

    set_later(server)

    expect(page.get_by_text("Danh sách đã đổi sau bản 1: in lại bản 2. Đợt có thay đổi: 1.")).to_be_visible()
    expect(page.get_by_role("button", name="Danh sách khay")).to_have_count(0)
    page.get_by_role("button", name="In danh sách (bản 2)").click()
    assert "Danh sách bản 2, in lúc" in downloaded(page, "Danh sách khay")
