"""Each file with names that a page gives away, taken in the browser: one entry in the ledger, never two."""

from pathlib import Path

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect

import settings
from domain.facts import Kind
from store import ledger
from store.engine import CONFERENCE, Store


@pytest.fixture
def page(browser, server):
    """The organiser's, who may open all of them."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(15_000)
    log_in(context, server, "organiser")
    yield context.new_page()
    context.close()


def taken(page: Page, button: str) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    assert Path(waiting.value.path()).stat().st_size > 0


def tabs(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("tab", name=name).locator("visible=true").click()


def left(server) -> list[tuple[str, object]]:
    """What was taken away or printed since the demo was made, as (what, how much)."""
    server.stop()
    store = Store(server.data / settings.DATABASE.name)
    facts = list(ledger.facts(store.read, CONFERENCE))
    store.close()
    kinds = (Kind.EXPORTED, Kind.LIST_PRINTED)
    found = [(fact.detail.get("what", fact.kind), fact.detail.get("rows")) for fact in facts if fact.kind in kinds]
    return found[1:]


def test_each_file_leaves_its_own_entry(page, server):
    page.goto(f"{server.url}/roster?lang=vi")
    tabs(page, "In và xuất")
    taken(page, "Tất cả 162 thẻ (PDF)")
    taken(page, "Danh sách điểm danh giấy (PDF)")
    taken(page, "Danh sách kèm điểm danh (XLSX)")
    taken(page, "Danh sách kèm điểm danh (CSV)")
    taken(page, "Mã thẻ cho máy in nhãn (CSV)")
    page.goto(f"{server.url}/agenda?view=report&lang=vi")
    taken(page, "Báo cáo (XLSX)")
    taken(page, "Kịch bản điều hành (PDF)")
    page.goto(f"{server.url}/honours?view=prints&lang=vi")
    page.get_by_role("button", name="In danh sách (bản 1)").click()
    taken(page, "Danh sách khay")
    taken(page, "Danh sách trao sau")
    page.goto(f"{server.url}/setup?lang=vi")
    tabs(page, "Chương trình", "Nhập từ tệp")
    taken(page, "Tải chương trình (CSV)")
    tabs(page, "Vinh danh", "Nhập từ tệp")
    taken(page, "Tải danh sách khen thưởng (XLSX)")
    expect(page.get_by_role("button", name="Tải danh sách khen thưởng (CSV)")).to_be_visible()

    assert left(server) == [
        ("badges", 162), ("paper_list", 162), ("roster", 162), ("roster", 162), ("codes", 162),
        ("report", 21), ("script", 22), (Kind.LIST_PRINTED, None), ("hand_over", 0), ("programme", 22), ("honours", 90),
    ]  # fmt: skip
