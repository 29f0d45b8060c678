"""What was acknowledged to a desk outlives the server's data: it is kept there, and told to an older copy again."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import test_desk_camera
from conftest import log_in
from playwright.sync_api import BrowserContext, Page, expect
from serving import ROOT, Server, environment, wait_until
from test_desk import (
    COMES_BACK_WITHIN,
    LAPTOP,
    OVERFLOWS,
    PHONE,
    TYPE_WITHOUT_A_GAP,
    expect_face,
    look_for,
    name_of,
    scan,
    unknown_badge,
)
from test_outage import CLOCK_ERROR, expect_waiting

from store.engine import Store

camera = test_desk_camera.camera
DATABASE = "khaimac.duckdb"
AT_THE_DOOR = ("welcome", "walk_in", "substitute", "in_person", "left", "undone", "set_aside")
RESENDS = "**/api/resend*"

DO = """
import clock
from domain.facts import Role
from domain.removal import Keeping
from services import conference, removal
from services.house import close_house, house
{deed}(house(), {more} role=Role.ORGANISER, now=clock.now())
close_house()
"""
OPEN = DO.format(deed="conference.open_day", more="keep=False,")
END = DO.format(deed="conference.end_day", more="")
REMOVE = DO.format(deed="removal.remove", more="Keeping.AWARD_LIST,")

KEPT = """() => Object.keys(localStorage).filter((key) => key.startsWith('khaimac.kept.'))
  .map((key) => JSON.parse(localStorage.getItem(key))).sort((one, other) => one.order - other.order)"""
HAS_KEPT = f"(count) => ({KEPT})().length === count"
CHANGE = f"""([place, changes]) => {{
  const entry = ({KEPT})()[place];
  localStorage.setItem(`khaimac.kept.${{entry.id}}`, JSON.stringify({{...entry, ...changes}}));
}}"""
REFUSE_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


def as_organiser(server: Server, program: str) -> None:
    """While nothing serves the data."""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "app", env=environment(server.data), check=True)


@pytest.fixture(scope="module")
def opened_data(tmp_path_factory, demo_data):
    """The demo just after the opening of its day: the older copy of whatever happens in a test."""
    server = Server(shutil.copytree(demo_data, tmp_path_factory.mktemp("opened") / "data"))
    as_organiser(server, OPEN)
    return server.data


@pytest.fixture
def day(bare_server, opened_data):
    """The demo on its day, running."""
    shutil.copytree(opened_data, bare_server.data, dirs_exist_ok=True)
    bare_server.start()
    return bare_server


def put_back(server: Server, copy: Path) -> None:
    """Behind the same address runs an older copy, as after a dead laptop."""
    server.stop()
    (server.data / f"{DATABASE}.wal").unlink(missing_ok=True)
    shutil.copy(copy / DATABASE, server.data / DATABASE)
    server.start()


@pytest.fixture
def a_browser(browser):
    contexts = []

    def opened(server: Server, role: str = "desk", *, size: tuple[int, int] = LAPTOP) -> BrowserContext:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        log_in(contexts[-1], server, role)
        return contexts[-1]

    yield opened
    for context in contexts:
        context.close()


def open_desk(context: BrowserContext, server: Server, desk: str = "A", *, path: str = "scan", language="vi") -> Page:
    page = context.new_page()
    page.set_default_timeout(COMES_BACK_WITHIN / 3)
    page.goto(f"{server.url}/{path}?desk={desk}&lang={language}")
    expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
    return page


def at_the_door(server: Server) -> list[tuple]:
    """(kind, subject, desk, id, happened_at) of what was done, while nothing serves the data."""
    store = Store(server.data / DATABASE)
    rows = store.read("SELECT kind, subject, desk, action_id, happened_at FROM ledger ORDER BY seq")
    store.close()
    return [row for row in rows if row[0] in AT_THE_DOOR]


def without_times(rows: list[tuple], *, desk: str) -> list[tuple]:
    return [row[:4] for row in rows if row[2] == desk]


def times(rows: list[tuple]) -> dict:
    return {row[3]: row[4] for row in rows}


def expect_resent(page: Page, sent: int, told: str) -> None:
    strip = page.locator(".flags .resent")
    expect(strip).to_have_text(f"Đã gửi lại máy chủ {sent} mục{told}", timeout=COMES_BACK_WITHIN)


def expect_kept(page: Page, count: int) -> None:
    page.wait_for_function(HAS_KEPT, arg=count)


def kept(page: Page) -> list[tuple]:
    return [(entry["what"], entry["delegate"]) for entry in page.evaluate(KEPT)]


def stored_names(page: Page) -> list[str]:
    """Under which keys the browser has names of delegates: last scans, lines not looked after."""
    return page.evaluate("() => Object.keys(localStorage).filter((key) => /^khaimac\\.(last|lines)\\./.test(key))")


def admit(page: Page, server: Server, *delegates: str) -> None:
    for delegate in delegates:
        scan(page, server.codes()[delegate])
        expect_face(page, "welcome", name_of(server, delegate))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_card(page: Page, delegate: str) -> None:
    look_for(page, delegate.lower())
    page.locator(".result").click()


def do_everything(page: Page, server: Server) -> None:
    """Each kind of act that a desk is told was done, and some that it is told were not."""
    admit(page, server, "DB001", "DB002")
    server.scan(server.codes()["DB050"], desk="C")
    scan(page, server.codes()["DB050"])
    expect_face(page, "already")
    scan(page, unknown_badge())
    expect_face(page, "unknown")
    open_card(page, "DB003")
    press(page, "Điểm danh")
    press(page, "Đúng, mời vào")
    expect_face(page, "welcome", name_of(server, "DB003"))
    open_card(page, "DB030")
    press(page, "Có người dự thay")
    page.keyboard.type("Lê Thị Dự Thay")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Lê Thị Dự Thay")
    press(page, "Đại biểu đã đến")
    press(page, "Đại biểu đến muộn")
    expect(page.locator(".card .presence")).to_have_text("Có mặt")
    press(page, "Ra về")
    press(page, "Có việc gấp")
    expect(page.locator(".card .presence")).to_have_text("Đã ra về")
    page.locator(".bar .menu").click()
    page.locator(".choice").first.click()
    page.keyboard.type("Khách Vãng Lai")
    press(page, "Phục vụ Hội nghị")
    press(page, "Ghi tên và điểm danh")
    expect_face(page, "welcome", "Khách Vãng Lai")
    admit(page, server, "DB004")
    press(page, "Hủy lượt vừa rồi")
    press(page, "Quét nhầm thẻ")
    expect_face(page, "idle")


DONE = [
    ("admit", "DB001"), ("admit", "DB002"), ("admit", "DB003"), ("substitute", "DB030"), ("in_person", "DB030"),
    ("leave", "DB030"), ("walk_in", "DB151"), ("admit", "DB004"), ("undo", "DB004"),
]  # fmt: skip


def test_what_an_older_copy_lacks_is_told_again_in_order_and_nothing_twice(day, opened_data, a_browser):
    page = open_desk(a_browser(day), day)
    other = open_desk(a_browser(day), day, "B", path="checkin")
    do_everything(page, day)
    admit(other, day, "DB005", "DB006")
    assert kept(page) == DONE
    assert kept(other) == [("admit", "DB005"), ("admit", "DB006")]
    day.kill()
    before = at_the_door(day)
    scan(page, day.codes()["DB007"])
    expect_face(page, "unasked")
    put_back(day, opened_data)

    expect_resent(page, 9, "ghi mới 9, cần xử lý 0, máy chủ không nhận 0")
    expect_resent(other, 2, "ghi mới 2, cần xử lý 0, máy chủ không nhận 0")
    expect_face(page, "welcome", name_of(day, "DB007"))
    day.stop()
    after = at_the_door(day)
    assert without_times(after, desk="A")[:-1] == without_times(before, desk="A")
    assert without_times(after, desk="B") == without_times(before, desk="B")
    assert without_times(after, desk="A")[-1][:2] == ("welcome", "DB007")
    own, again = times([row for row in before if row[2] in "AB"]), times(after)
    assert max(abs(again[action_id] - moment) for action_id, moment in own.items()) < CLOCK_ERROR


def test_a_restart_without_loss_adds_nothing(day, a_browser):
    page = open_desk(a_browser(day), day)
    admit(page, day, "DB001", "DB002")
    day.kill()
    before = at_the_door(day)
    day.start()

    expect_resent(page, 2, "ghi mới 0, cần xử lý 0, máy chủ không nhận 0")
    day.stop()
    assert at_the_door(day) == before


def test_a_copy_from_before_the_opening_waits_and_scans_meanwhile_are_held(day, demo_data, a_browser):
    page = open_desk(a_browser(day), day)
    admit(page, day, "DB001")
    put_back(day, demo_data)
    expect(page.locator(".flags .early")).to_be_visible(timeout=COMES_BACK_WITHIN)
    assert page.locator(".flags .rehearsal").count() == 0
    scan(page, day.codes()["DB002"])
    expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect_waiting(page, 1)
    expect(page.locator(".facts")).to_contain_text("Khi Ban Tổ chức khai mạc ngày")
    open_card(page, "DB003")
    press(page, "Điểm danh")
    press(page, "Đúng, mời vào")
    expect(page.locator(".problem")).to_have_text("Máy chủ chờ khai mạc ngày")
    press(page, "Đóng")
    assert presences(day, "DB001", "DB002", "DB003") == ["away"] * 3

    open_the_day(a_browser(day, "organiser"), day)
    expect_resent(page, 1, "ghi mới 1, cần xử lý 0, máy chủ không nhận 0")
    expect_face(page, "welcome", name_of(day, "DB002"))
    assert page.locator(".line_item").count() == 0
    assert presences(day, "DB001", "DB002", "DB003") == ["in_person", "in_person", "away"]
    expect(page.locator(".flags .early")).to_have_count(0)


def presences(server: Server, *delegates: str) -> list[str]:
    return [server.get(f"/api/delegate?code={code}&desk=A")[1]["presence"] for code in delegates]


def open_the_day(context: BrowserContext, server: Server, *, reason: str = "") -> None:
    """From nothing, by the organiser's hand."""
    before, page = opened_at(server), context.new_page()
    page.goto(f"{server.url}/setup?lang=vi")
    page.get_by_role("button", name=re.compile("^Khai mạc (ngày|lại)")).click(timeout=COMES_BACK_WITHIN)
    dialog = page.get_by_role("dialog")
    if reason:
        dialog.get_by_text("Bắt đầu từ 0").click()
        dialog.get_by_label("Lý do").fill(reason)
        page.keyboard.press("Tab")
    dialog.get_by_role("button", name=re.compile("^Khai mạc")).click(timeout=COMES_BACK_WITHIN)
    wait_until(lambda: opened_at(server) != before, 10)


def opened_at(server: Server) -> str | None:
    return server.get("/api/live?view=desk")[1]["opened_at"]


def test_scans_held_while_the_organiser_has_opened_a_copy_already_are_taken(day, demo_data, a_browser):
    page = open_desk(a_browser(day), day)
    admit(page, day, "DB001")
    day.kill()
    scan(page, day.codes()["DB002"])
    expect_waiting(page, 1)
    (day.data / f"{DATABASE}.wal").unlink(missing_ok=True)
    shutil.copy(demo_data / DATABASE, day.data / DATABASE)
    as_organiser(day, OPEN)
    day.start()

    expect_resent(page, 1, "ghi mới 1, cần xử lý 0, máy chủ không nhận 0")
    expect_face(page, "welcome", name_of(day, "DB002"))
    assert page.locator(".line_item").count() == 0


def test_the_end_of_the_day_and_the_removal_wipe_what_all_tabs_keep(day, a_browser):
    context = a_browser(day)
    tabs = [open_desk(context, day), open_desk(context, day, "B")]
    for tab, delegate in zip(tabs, ("DB001", "DB002"), strict=True):
        admit(tab, day, delegate)
    expect_kept(tabs[0], 2)
    day.stop()
    as_organiser(day, END)
    before = at_the_door(day)
    day.start()
    expect_kept(tabs[1], 0)
    expect(tabs[0].locator(".last b")).to_have_count(0)
    assert stored_names(tabs[0]) == []
    admit(tabs[0], day, "DB003")
    assert kept(tabs[0]) == []
    assert tabs[0].locator(".flags .resent").count() == 0
    assert len(stored_names(tabs[0])) == 1
    day.stop()
    assert [row[:2] for row in at_the_door(day)] == [*(row[:2] for row in before), ("welcome", "DB003")]
    as_organiser(day, REMOVE)
    day.start()
    expect(tabs[0].locator(".last b")).to_have_count(0, timeout=COMES_BACK_WITHIN)
    assert stored_names(tabs[0]) == []


def test_a_day_opened_anew_from_nothing_is_kept_from_there_on(day, a_browser):
    page = open_desk(a_browser(day), day)
    admit(page, day, "DB001")
    open_the_day(a_browser(day, "organiser"), day, reason="khai mạc nhầm")
    expect_kept(page, 0)
    admit(page, day, "DB002")
    day.stop()
    day.start()

    expect_resent(page, 1, "ghi mới 0, cần xử lý 0, máy chủ không nhận 0")
    assert presences(day, "DB001", "DB002") == ["away", "in_person"]


def test_a_rehearsal_is_not_kept(server, a_browser):
    page = open_desk(a_browser(server), server)
    admit(page, server, "DB001")
    expect(page.locator(".flags .rehearsal")).to_be_visible()
    assert kept(page) == []
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Đang giữ trên máy này: 0 mục").click()
    expect(page.locator(".panel")).to_contain_text("Chưa giữ mục nào.")


def test_nothing_new_is_asked_before_the_memory_is_through(day, opened_data, a_browser):
    context = a_browser(day)
    page, asked = open_desk(context, day), []
    admit(page, day, "DB001")
    open_card(page, "DB010")
    press(page, "Điểm danh")
    context.route(RESENDS, lambda route: route.abort())
    page.on("request", lambda request: request.method == "POST" and asked.append(request.url.split("?")[0]))
    put_back(day, opened_data)
    with page.expect_request(RESENDS, timeout=COMES_BACK_WITHIN):
        pass
    asked.clear()
    press(page, "Đúng, mời vào")
    expect(page.locator(".problem")).to_be_visible()
    scan(page, day.codes()["DB002"])
    expect_face(page, "unasked")
    expect_waiting(page, 1)
    with page.expect_request(RESENDS, timeout=COMES_BACK_WITHIN):
        pass
    assert {url.removeprefix(day.url) for url in asked} == {"/api/resend"}

    context.unroute(RESENDS)
    expect_face(page, "welcome", name_of(day, "DB002"))
    expect_resent(page, 1, "ghi mới 1, cần xử lý 0, máy chủ không nhận 0")
    day.stop()
    assert [row[:2] for row in at_the_door(day)] == [("welcome", "DB001"), ("welcome", "DB002")]


def test_what_cannot_simply_be_taken_again_is_a_case_for_a_person(day, opened_data, a_browser):
    context = a_browser(day)
    page = open_desk(context, day)
    admit(page, day, "DB001")
    context.route(RESENDS, lambda route: route.abort())
    put_back(day, opened_data)
    day.scan(day.codes()["DB001"], desk="C")
    context.unroute(RESENDS)

    expect_resent(page, 1, "ghi mới 0, cần xử lý 1, máy chủ không nhận 0")
    expect(page.locator(".menu .count")).to_have_text("1")
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Cần xử lý").click()
    case = page.locator(".cases li")
    expect(case).to_contain_text(name_of(day, "DB001"))
    expect(case).to_contain_text(re.compile(r"Gửi lại nhưng chưa ghi được: .+ lúc \d\d:\d\d tại Bàn A; .+"))


def test_what_the_server_refuses_is_kept_and_not_sent_again_before_it_starts_anew(day, a_browser):
    context, asked = a_browser(day), []
    page = open_desk(context, day)
    admit(page, day, "DB001", "DB002")
    refused = page.evaluate(KEPT)[0]["id"]

    def refuse_the_first(route) -> None:
        asked.append(route.request.post_data_json["id"])
        if route.request.post_data_json["id"] == refused:
            route.fulfill(status=400, json={"error": "bad_time", "message": "x"})
        else:
            route.continue_()

    context.route(RESENDS, refuse_the_first)
    day.stop()
    day.start()
    expect_resent(page, 2, "ghi mới 0, cần xử lý 0, máy chủ không nhận 1")
    page.reload()
    admit(page, day, "DB003")
    assert (len(asked), len(kept(page))) == (2, 3)
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Đang giữ trên máy này: 3 mục").click()
    expect(page.locator(".kept")).to_contain_text(re.compile("Máy chủ đã có\\s*2.*Máy chủ không nhận\\s*1", re.DOTALL))
    context.unroute(RESENDS)
    day.stop()
    day.start()
    expect_resent(page, 3, "ghi mới 0, cần xử lý 0, máy chủ không nhận 0")


def test_of_two_tabs_one_tells_the_server(day, opened_data, a_browser):
    context, asked = a_browser(day), []
    tabs = [open_desk(context, day), open_desk(context, day, "B")]
    for tab, delegates in zip(tabs, (["DB001", "DB002"], ["DB003", "DB004"]), strict=True):
        admit(tab, day, *delegates)
    context.on("request", lambda request: "/api/resend" in request.url and asked.append(request.post_data_json["id"]))
    put_back(day, opened_data)
    expect(tabs[0].locator(".fig b")).to_have_text("4", timeout=COMES_BACK_WITHIN)
    for tab, delegate in zip(tabs, ("DB005", "DB006"), strict=True):
        admit(tab, day, delegate)

    assert asked == [entry["id"] for entry in tabs[0].evaluate(KEPT)[:4]]


def test_an_admission_whose_answer_was_lost_is_kept_once(day, a_browser):
    page, lost = open_desk(a_browser(day), day), []

    def lose_the_first(route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route("**/api/scan*", lose_the_first)
    admit(page, day, "DB001")
    assert (len(lost), kept(page)) == (1, [("admit", "DB001")])


def test_a_badge_read_by_the_camera_is_kept_and_told_again(day, opened_data, camera):
    page = camera(day, (test_desk_camera.view(day.codes()["DB038"]), 1))
    test_desk_camera.turn_on(page)
    expect_face(page, "welcome", name_of(day, "DB038"))
    [entry] = page.evaluate(KEPT)
    assert (entry["what"], entry["delegate"], entry["way"]) == ("admit", "DB038", "camera")
    put_back(day, opened_data)

    expect_resent(page, 1, "ghi mới 1, cần xử lý 0, máy chủ không nhận 0")
    day.stop()
    assert [row[:4] for row in at_the_door(day)] == [("welcome", "DB038", "A", entry["id"])]


def test_a_browser_that_keeps_nothing_tells_it_from_memory(day, opened_data, a_browser):
    context = a_browser(day)
    context.add_init_script(REFUSE_STORAGE)
    page = open_desk(context, day)
    admit(page, day, "DB001")
    put_back(day, opened_data)

    expect_resent(page, 1, "ghi mới 1, cần xử lý 0, máy chủ không nhận 0")
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Đang giữ trên máy này: 1 mục").click()
    expect(page.locator(".problem")).to_contain_text("Trình duyệt này không lưu được gì")


def test_another_conferences_entries_are_never_sent_and_old_ones_are_dropped(day, a_browser):
    page = open_desk(a_browser(day), day)
    admit(page, day, "DB001", "DB002", "DB003")
    page.evaluate(CHANGE, [0, {"conference_id": "another"}])
    page.evaluate(CHANGE, [1, {"happened_at": "2020-01-01T00:00:00.000+07:00"}])
    day.stop()
    day.start()

    expect_resent(page, 1, "ghi mới 0, cần xử lý 0, máy chủ không nhận 0")
    assert kept(page) == [("admit", "DB001"), ("admit", "DB003")]
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Đang giữ trên máy này: 1 mục").click()
    expect(page.locator(".kept")).to_contain_text(re.compile("Của hội nghị khác, không gửi\\s*1"))


def test_the_desks_file_is_saved_without_a_server(day, a_browser):
    page = open_desk(a_browser(day), day)
    do_everything(page, day)
    entries = page.evaluate(KEPT)
    conference_id = day.get("/api/live?view=desk")[1]["conference_id"]
    day.kill()
    scan(page, day.codes()["DB007"])
    expect_waiting(page, 1)
    expect(page.locator(".desk[data-cut]")).to_be_visible(timeout=COMES_BACK_WITHIN)
    page.locator(".bar .menu").click()
    page.locator(".choice").filter(has_text="Đang giữ trên máy này: 9 mục").click()
    with page.expect_download() as caught:
        press(page, "Lưu ra tệp")
    file = json.loads(Path(caught.value.path()).read_text("utf-8"))

    assert re.fullmatch(r"khaimac-ban-A-\d{8}-\d{4}\.json", caught.value.suggested_filename)
    assert (file["format"], file["version"], file["conference_id"]) == ("khaimac-desk", 1, conference_id)
    assert (file["desk"], [(entry["what"], entry["delegate"]) for entry in file["kept"]]) == ("A", DONE)
    fields = {"id", "what", "delegate", "desk", "happened_at", "way", "reason", "name", "position", "unit", "category"}
    assert all(set(entry) <= fields for entry in file["kept"])
    assert [entry["id"] for entry in file["kept"]] == [entry["id"] for entry in entries]
    assert [entry.get("name") for entry in file["kept"] if entry.get("name")] == ["Lê Thị Dự Thay", "Khách Vãng Lai"]
    [waiting] = file["waiting"]
    assert set(waiting) == {"scan_id", "code", "desk", "way", "happened_at"}
    assert waiting["code"] == day.codes()["DB007"]


def test_a_waiting_scan_the_server_finds_at_a_wrong_time_is_asked_once_more(day, a_browser):
    context, asked = a_browser(day), []
    page = open_desk(context, day)

    def find_wrong(route) -> None:
        body = route.request.post_data_json
        asked.append(body["code"])
        if len(asked) == 1:
            route.abort()
        elif asked.count(body["code"]) == 2 or body["code"] == day.codes()["DB002"]:
            route.fulfill(status=400, json={"error": "bad_time", "message": "x"})
        else:
            route.continue_()

    page.route("**/api/scan*", find_wrong)
    page.evaluate(TYPE_WITHOUT_A_GAP, [day.codes()["DB001"], day.codes()["DB002"]])
    expect(page.locator(".line_item")).to_contain_text(["Máy chủ không nhận lượt này"], timeout=COMES_BACK_WITHIN)
    assert asked == [day.codes()[code] for code in ("DB001", "DB001", "DB001", "DB002", "DB002")]
    assert kept(page) == [("admit", "DB001")]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_overflows_and_the_strip_is_read(day, demo_data, a_browser, size, language):
    page = open_desk(a_browser(day, size=size), day, language=language)
    admit(page, day, "DB001", "DB002")
    day.stop()
    day.start()
    expect(page.locator(".flags .resent")).to_be_visible(timeout=COMES_BACK_WITHIN)
    seen = [page.evaluate(OVERFLOWS)]
    page.locator(".bar .menu").click()
    seen.append(page.evaluate(OVERFLOWS))
    page.locator(".choice").last.click()
    expect(page.locator(".kept")).to_be_visible()
    seen.append(page.evaluate(OVERFLOWS))
    put_back(day, demo_data)
    expect(page.locator(".flags .early > span")).to_be_visible(timeout=COMES_BACK_WITHIN)
    seen.append(page.evaluate(OVERFLOWS))
    assert seen == [[]] * 4
