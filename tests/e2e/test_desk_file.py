"""A desk that cannot reach the new address: its memory goes to the organiser's page as a file, and into the ledger."""

import json
import shutil

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import Server
from test_desk import expect_face, scan
from test_kept import OPEN, admit, as_organiser, open_desk, press

LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture
def opened(tmp_path, demo_data):
    """Two copies of the demo just after the opening of its day, each behind an address of its own."""
    servers = [Server(shutil.copytree(demo_data, tmp_path / name)) for name in ("first", "spare")]
    as_organiser(servers[0], OPEN)
    shutil.copytree(servers[0].data, servers[1].data, dirs_exist_ok=True)
    for server in servers:
        server.start()
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture
def a_page(browser):
    contexts = []

    def page(server: Server, role: str) -> Page:
        contexts.append(browser.new_context(viewport=LAPTOP, accept_downloads=True))
        contexts[-1].set_default_timeout(20_000)
        log_in(contexts[-1], server, role)
        return contexts[-1].new_page()

    yield page
    for context in contexts:
        context.close()


def saved(desk: Page, file) -> None:
    desk.locator(".bar .menu").click()
    desk.locator(".choice", has_text="Đang giữ trên máy này").click()
    with desk.expect_download() as waiting:
        press(desk, "Lưu ra tệp")
    waiting.value.save_as(file)


def load(page: Page, file) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Ghi vào sổ").click()


def told(page: Page) -> list[list[str]]:
    """What became of the file, fate by fate."""
    expect(page.get_by_text("Đã nạp tệp: ")).to_be_visible()
    rows = page.get_by_test_id("stTable").filter(has_text="Số lượng").locator("tbody tr")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def test_what_the_desk_keeps_and_what_waits_there_is_taken_once(opened, a_page, tmp_path):
    first, spare = opened
    codes, file = first.codes(), tmp_path / "ban-B.json"
    desk = open_desk(a_page(first, "desk").context, first, "B")
    admit(desk, first, "DB001", "DB002")
    first.kill()
    scan(desk, codes["DB003"])
    expect_face(desk, "unasked")
    saved(desk, file)
    assert [len(json.loads(file.read_text("utf-8"))[name]) for name in ("kept", "waiting")] == [2, 1]
    spare.scan(codes["DB002"], desk="C")

    page = a_page(spare, "organiser")
    page.goto(f"{spare.url}/status?lang=vi")
    load(page, file)
    assert told(page) == [
        ["Đã ghi theo giờ của từng việc", "2"],
        ["Không ghi thẳng được: xử lý từng việc ở mục Cần xử lý tại một bàn bất kỳ", "1"],
    ]
    expect(page.get_by_text("Số bàn đã gửi lại từ khi máy chủ này khởi động: 1")).to_be_visible()
    expect(page.get_by_text("Số việc trong sổ do bàn gửi lại: 2")).to_be_visible()
    assert spare.get("/api/delegate?code=DB003&desk=B")[1]["presence"] == "in_person"
    seq = spare.get("/api/health")[1]["seq"]
    page.reload()
    load(page, file)
    assert told(page) == [["Sổ đã có, không thêm gì", "3"]]
    assert spare.get("/api/health")[1]["seq"] == seq


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "Đây không phải tệp của bàn. Hãy chọn tệp đã lưu bằng “Lưu ra tệp” tại bàn."),
        (
            json.dumps({"format": "khaimac-desk", "version": 1, "conference_id": "x"}).encode(),
            "Tệp của hội nghị khác, hoặc của dữ liệu khác với máy chủ này. Chưa ghi gì.",
        ),
    ],
    ids=["no desk's", "another conference's"],
)
def test_another_file_gets_one_sentence_and_no_button(running, a_page, tmp_path, content, sentence):
    (tmp_path / "x.json").write_bytes(content)
    page = a_page(running, "organiser")
    page.goto(f"{running.url}/status?lang=vi")
    page.locator("input[type=file]").set_input_files(tmp_path / "x.json")

    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("button", name="Ghi vào sổ")).to_have_count(0)
