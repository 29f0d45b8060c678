"""A desk whose server is gone, hangs, or asks for a login: it says so, keeps each scan, and sends it exactly once."""

import os
import re
import shutil
import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from conftest import log_in
from playwright.sync_api import BrowserContext, Page, expect
from serving import COOKIE, PINS, ROOT, Server
from test_desk import COMES_BACK_WITHIN, LAPTOP, OVERFLOWS, PHONE, TYPE_WITHOUT_A_GAP, expect_face, name_of, scan
from test_wall import curve_shows, shows

from store.engine import Store

SILENCE = 5000  # ms until the whole look says so
PAINTED_WITHIN = 600  # ms
DENIED_WAIT = 5000  # ms between two questions of a screen that was refused
SENT_WITHIN = 4000  # ms from the server's answering again to an empty queue
CLOCK_ERROR = timedelta(milliseconds=400)

SCANS = "**/api/scan*"
UNKNOWN_TO_ALL = "BCGHKLMNPQRSTVXZ"

# A laptop's two clocks, to be set from a test; kept over a reload, as a laptop's are.
TWO_CLOCKS = """
  const shiftOf = (clock) => Number(sessionStorage.getItem(clock) ?? 0);
  const RealDate = Date, realNow = performance.now.bind(performance);
  Date = class extends RealDate {
    constructor(...given) { given.length ? super(...given) : super(Date.now()); }
    static now() { return RealDate.now() + shiftOf("wall"); }
  };
  performance.now = () => realNow() + shiftOf("page");
"""
HAS_QUEUED = "(count) => Object.keys(localStorage).filter((key) => key.startsWith('khaimac.queue.')).length === count"
TYPE_TOGETHER = f"""([start, codes]) => {{
  const typeNext = () => {{
    ({TYPE_WITHOUT_A_GAP})([codes.shift()]);
    if (codes.length) setTimeout(typeNext);
  }};
  setTimeout(typeNext, start - Date.now());
}}"""
SET = "([clock, seconds]) => sessionStorage.setItem(clock, 1000 * seconds)"


@pytest.fixture
def a_browser(browser):
    """Browsers of their own, logged in at the server; closed after the test."""
    contexts = []

    def opened(server, role: str = "desk", *, size: tuple[int, int] = LAPTOP) -> BrowserContext:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        log_in(contexts[-1], server, role)
        return contexts[-1]

    yield opened
    for context in contexts:
        context.close()


def open_desk(context: BrowserContext, server: Server, desk: str = "A", *, language: str = "vi") -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/checkin?desk={desk}&lang={language}")
    expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
    return page


def reload(page: Page) -> None:
    """By somebody who insists: cut off, the page asks first."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()


def type_codes(page: Page, *codes: str) -> None:
    page.evaluate(TYPE_WITHOUT_A_GAP, codes)


def expect_waiting(page: Page, count: int) -> None:
    expect(page.locator(".foot .queue")).to_have_text(re.compile(f"^{count} (mã đang chờ|codes)"))


def expect_sent(page: Page, count: int, *, within: int = SENT_WITHIN) -> None:
    expect(page.locator(".foot .queue")).to_have_text(f"Đã gửi {count} mã, không mã nào mất", timeout=within)


def expect_cut(page: Page, word: str = "Mất kết nối", *, within: int = SILENCE + PAINTED_WITHIN) -> None:
    expect(page.locator(".desk[data-cut]")).to_be_visible(timeout=within)
    expect(page.locator(".band.offline")).to_contain_text(word)


def expect_back(page: Page) -> None:
    expect(page.locator(".desk:not([data-cut])")).to_be_visible(timeout=COMES_BACK_WITHIN)


@contextmanager
def hung(server: Server):
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def facts(server: Server, *, since: int) -> list[tuple]:
    """(kind, subject, desk, scan's id, happened_at) of each scan after `since`, as a power cut would leave them."""
    copy = server.data.with_name(f"{server.data.name}-{time.monotonic_ns()}")
    shutil.copytree(server.data, copy)
    store = Store(copy / "khaimac.duckdb")
    rows = store.read(
        "SELECT kind, subject, desk, action_id, happened_at FROM ledger WHERE seq > ? AND way <> '' ORDER BY seq", since
    )
    store.close()
    shutil.rmtree(copy)
    assert len({row[3] for row in rows}) == len(rows), "a scan stands twice on the ledger"
    return rows


def told(server: Server, *, since: int) -> list[tuple]:
    return [(kind, subject) for kind, subject, *_ in facts(server, since=since)]


def seq(server: Server) -> int:
    return server.get("/api/health")[1]["seq"]


def cases(server: Server) -> list[tuple]:
    return [(case["verdict"], case["delegate"]) for case in server.get("/api/cases")[1]["items"]]


def cut_scans(context: BrowserContext) -> None:
    """Only /api/scan fails; everything else answers."""
    context.route(SCANS, lambda route: route.abort())


def test_killed_it_says_so_in_time_and_the_queue_goes_out_in_order_each_with_its_own_time(running, a_browser):
    codes, page = running.codes(), open_desk(a_browser(running), running)
    scan(page, codes["DB007"])
    expect_face(page, "welcome")
    before, known = seq(running), len(cases(running))
    verdicts = {"DK01": "withdrawn", "DB007": "already"}
    wanted = ["DB001", "DB002", "DK01", "DB003", "DB007", "DB004", "DB005", "DB006"]
    running.kill()
    expect_cut(page)
    expect_face(page, "lost", "Cứ quét tiếp")
    made = []
    for code in wanted:
        made.append(datetime.now(UTC))
        scan(page, codes[code])
        expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect_waiting(page, 8)
    expect(page.locator(".find input")).to_be_disabled()
    with page.expect_event("dialog") as leaving:
        page.evaluate("setTimeout(() => location.reload())")
    leaving.value.dismiss()
    running.start()
    expect_sent(page, 8)
    expect_back(page)
    expect_face(page, "welcome", name_of(running, "DB006"))
    found = facts(running, since=before)
    assert [row[:3] for row in found] == [(verdicts.get(code, "welcome"), code, "A") for code in wanted]
    late = [row[4] - moment for row, moment in zip(found, made, strict=True)]
    assert max(map(abs, late)) < CLOCK_ERROR
    assert [verdict for verdict, _ in cases(running)[known:]] == ["withdrawn", "already"]
    refusals = [re.compile(f"Đã điểm danh.*{name_of(running, 'DB007')}"), re.compile("Không dự")]
    expect(page.locator(".line_item")).to_contain_text(refusals)
    page.reload()
    expect(page.locator(".line_item")).to_contain_text(refusals)
    expect(page.locator(".last li")).to_have_count(9)


def test_it_survives_reloads_and_closed_tabs_while_only_scanning_fails(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    first = open_desk(context, running)
    cut_scans(context)
    type_codes(first, codes["DB010"], codes["DB011"])
    expect_waiting(first, 2)
    reload(first)
    expect_waiting(first, 2)
    expect_cut(first)
    second = open_desk(context, running)
    expect_cut(second)
    type_codes(second, codes["DB012"])
    expect_waiting(second, 3)
    second.close()
    expect_waiting(first, 3)
    context.unroute(SCANS)
    expect_sent(first, 3)
    assert told(running, since=before) == [("welcome", "DB010"), ("welcome", "DB011"), ("welcome", "DB012")]
    expect(first.locator(".last li")).to_have_count(3)


def test_a_tab_closed_while_it_asks_has_its_scan_sent_by_another(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    context.add_init_script(TWO_CLOCKS)
    closed = open_desk(context, running)
    context.route(SCANS, lambda _: None)  # never answered
    scan(closed, codes["DB013"])
    expect_waiting(closed, 1)
    closed.close()
    context.unroute(SCANS)
    page = open_desk(context, running)
    expect_waiting(page, 1)
    page.evaluate(SET, ["wall", 20])  # by then nobody else can be asking
    expect_sent(page, 1)
    assert told(running, since=before) == [("welcome", "DB013")]


def test_two_tabs_of_a_desk_do_not_fight_and_each_shows_its_own(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    tabs = [open_desk(context, running) for _ in range(3)]
    wanted = [f"DB{number:03}" for number in range(20, 35)]
    running.kill()
    for place, code in enumerate(wanted):
        tabs[place % 3].wait_for_function(HAS_QUEUED, arg=place)  # the tabs hear of each other within milliseconds
        type_codes(tabs[place % 3], codes[code])
    for tab in tabs:
        expect_waiting(tab, len(wanted))
    tabs.pop().close()
    running.start()
    for tab, last in zip(tabs, ("DB032", "DB033"), strict=True):
        expect_face(tab, "welcome", name_of(running, last))
        expect(tab.locator(".foot .queue")).to_have_text(re.compile("không mã nào mất"))
    assert told(running, since=before) == [("welcome", code) for code in wanted]


def test_two_tabs_put_scans_into_the_queue_at_the_same_time_and_none_is_lost(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    tabs = [open_desk(context, running) for _ in range(2)]
    cut_scans(context)
    wanted = [f"DB{number:03}" for number in range(40, 70)]
    start = time.time() * 1000 + 500
    for place, tab in enumerate(tabs):
        tab.evaluate(TYPE_TOGETHER, [start, [codes[code] for code in wanted[place::2]]])
    for tab in tabs:
        expect_waiting(tab, len(wanted))
    context.unroute(SCANS)
    for tab in tabs:
        expect(tab.locator(".foot .queue")).to_have_text(re.compile("không mã nào mất"))
    assert sorted(told(running, since=before)) == [("welcome", code) for code in wanted]


WAITS = {
    401: ("Máy chủ yêu cầu đăng nhập lại", {}),
    403: ("Máy chủ yêu cầu đăng nhập cho bàn", {}),
    429: ("Máy chủ đang bận", {"Retry-After": "3"}),
}


@pytest.mark.parametrize("status", WAITS)
def test_told_to_log_in_or_to_slow_down_it_waits_and_loses_nothing(running, a_browser, status):
    sign, headers = WAITS[status]
    context, before = a_browser(running), seq(running)
    page, asked = open_desk(context, running), []

    def refuse(route) -> None:
        asked.append(time.monotonic())
        if len(asked) < 3:
            route.fulfill(status=status, headers=headers, json={"error": "x", "message": "x"})
        else:
            route.continue_()

    context.route(SCANS, refuse)
    wanted = [f"DB{70 + 2 * list(WAITS).index(status) + place:03}" for place in range(2)]
    scan(page, running.codes()[wanted[0]])
    expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect(page.locator(".foot .server")).to_contain_text(sign)
    scan(page, running.codes()[wanted[1]])
    expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect_waiting(page, 2)
    assert page.get_by_role("button", name="Đăng nhập lại").count() == (status != 429)
    expect_sent(page, 2, within=3 * DENIED_WAIT)
    expect_back(page)
    assert told(running, since=before) == [("welcome", code) for code in wanted]
    if status == 429:
        assert min(later - sooner for sooner, later in pairwise(asked[:3])) > 2.99


def test_of_the_scans_that_waited_one_that_cannot_be_taken_is_parked_and_the_next_goes(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    page = open_desk(context, running)
    cut_scans(context)
    type_codes(page, codes["DB080"], "B" * 9000, codes["DB081"])
    expect_waiting(page, 3)
    context.unroute(SCANS)
    expect_sent(page, 3)
    expect(page.locator(".line_item")).to_contain_text(["Máy chủ không nhận lượt này"])
    assert told(running, since=before) == [("welcome", "DB080"), ("welcome", "DB081")]


def test_its_session_ended_it_says_so_asks_rarely_and_comes_back_by_itself(running, a_browser):
    context, codes = a_browser(running), running.codes()
    own = running.log_in("desk", desk="A")
    context.add_cookies([{"name": COOKIE, "value": own, "url": running.url}])
    page, dialled = open_desk(context, running), []
    page.on("websocket", lambda socket: "/api/live" in socket.url and dialled.append(time.monotonic()))
    ended = time.monotonic()
    end_session(running, own)
    expect_cut(page, "Cần đăng nhập lại", within=2000)
    expect(page.locator(".facts")).to_contain_text("Máy này đã bị đăng xuất")
    before = seq(running)
    scan(page, codes["DB090"])
    expect_face(page, "unasked", "ĐÃ GHI, CHƯA KIỂM TRA")
    expect(page.get_by_role("button", name="Đăng nhập lại")).to_be_visible()
    log_in(context, running, "wall")
    page.wait_for_event("websocket", timeout=DENIED_WAIT + 1000)
    expect(page.locator(".facts")).to_contain_text("Máy này đang đăng nhập cho việc khác")
    scan(page, codes["DB091"])
    expect_waiting(page, 2)
    log_in(context, running, "desk")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_sent(page, 2)
    expect_face(page, "welcome", name_of(running, "DB091"))
    assert len(dialled) == 2
    assert dialled[0] - ended > DENIED_WAIT / 1000 - 0.2, "it hammered"
    assert told(running, since=before) == [("welcome", "DB090"), ("welcome", "DB091")]


def end_session(server: Server, cookie: str) -> None:
    asker = server.asker()
    asker.ask_whole("POST", "/api/logout", b"{}", Cookie=f"{COOKIE}={cookie}")
    asker.close()


def test_logging_in_again_at_the_same_address_sends_what_waited(running, a_browser):
    context, codes = a_browser(running), running.codes()
    own = running.log_in("desk", desk="B")
    context.add_cookies([{"name": COOKIE, "value": own, "url": running.url}])
    page = open_desk(context, running, "B")
    end_session(running, own)
    expect_cut(page, "Cần đăng nhập lại")
    before = seq(running)
    scan(page, codes["DB092"])
    page.get_by_role("button", name="Đăng nhập lại").click()
    page.locator("input[type=password]").fill(PINS["desk"])
    page.keyboard.press("Enter")
    expect(page.locator(".here")).to_have_text("Bàn B", timeout=COMES_BACK_WITHIN)
    expect_sent(page, 1)
    assert told(running, since=before) == [("welcome", "DB092")]


# The wall's clock and colour at each change: the login may take the page's place at any moment.
WATCH_WALL = """() => {
  window.looks = [];
  const look = () => {
    const clock = document.querySelector(".wall .clock");
    if (clock) looks.push([clock.textContent.trim(), getComputedStyle(document.querySelector(".stApp")).filter]);
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true, attributes: true});
}"""


def test_the_wall_logged_out_loses_its_colour_and_comes_back_after_a_login(running, a_browser):
    context = a_browser(running)
    own = running.log_in("wall")
    context.add_cookies([{"name": COOKIE, "value": own, "url": running.url}])
    page = context.new_page()
    page.goto(f"{running.url}/attendance")
    page.wait_for_selector(".wall .figure:not(:empty)")
    page.evaluate(WATCH_WALL)
    end_session(running, own)
    page.wait_for_function(
        r"looks.some(([clock]) => /Cần đăng nhập lại, số liệu lúc \d\d:\d\d/.test(clock))", timeout=5000
    )
    assert any(said.startswith("Cần") and "grayscale" in colour for said, colour in page.evaluate("looks"))
    log_in(context, running, "wall")
    present = running.scan(running.codes()["DB093"])["present"]
    page.wait_for_selector(".wall:not([data-live=lost])", state="attached", timeout=COMES_BACK_WITHIN)
    shows(page, ".wall .figure", str(present))
    curve_shows(page, str(present))


@pytest.mark.parametrize("minutes", [-3, 3])
def test_a_clock_three_minutes_off_changes_nothing(running, a_browser, minutes):
    context, code = a_browser(running), "DB100" if minutes < 0 else "DB101"
    context.add_init_script(TWO_CLOCKS)
    context.add_init_script(f"sessionStorage.setItem('wall', {60_000 * minutes})")
    page, before = open_desk(context, running), seq(running)
    earlier = datetime.now(UTC) - timedelta(minutes=5, seconds=20)
    seen = "DB102" if minutes < 0 else "DB103"
    running.scan(running.codes()[seen], desk="B", happened_at=earlier.isoformat())
    scan(page, running.codes()[seen])
    expect_face(page, "already", "cách đây 5 phút")
    cut_scans(context)
    made = datetime.now(UTC)
    scan(page, running.codes()[code])
    expect_waiting(page, 1)
    reload(page)
    context.unroute(SCANS)
    expect_sent(page, 1)
    [(kind, subject, _, _, happened_at)] = [row for row in facts(running, since=before) if row[1] == code]
    assert (kind, subject, abs(happened_at - made) < CLOCK_ERROR) == ("welcome", code, True)


def test_a_clock_that_jumps_during_the_outage_changes_nothing(running, a_browser):
    context, before, made = a_browser(running), seq(running), {}
    context.add_init_script(TWO_CLOCKS)
    page = open_desk(context, running)
    cut_scans(context)
    for place, hours in enumerate((0, 1, 0, -1)):
        page.evaluate(SET, ["wall", 3600 * hours])
        made[f"DB{110 + place:03}"] = datetime.now(UTC)
        scan(page, running.codes()[f"DB{110 + place:03}"])
        expect_waiting(page, place + 1)
    context.unroute(SCANS)
    expect_sent(page, 4)
    found = facts(running, since=before)
    assert [row[1] for row in found] == list(made)
    assert max(abs(row[4] - made[row[1]]) for row in found) < CLOCK_ERROR


# What happens, in order, while a scan waits: the laptop's clock is set by so many minutes, the page's own stands still.
HOURS = {
    "nothing": ["scan", "half an hour"],
    "set ahead, then a scan": [("wall", 60), "scan", "half an hour"],
    "a scan, then set ahead": ["scan", "half an hour", ("wall", 60)],
    "set back, then a scan": [("wall", -60), "scan", "half an hour"],
    "a scan, then set back": ["scan", "half an hour", ("wall", -60)],
    "asleep, then a scan": [("page", -20), "scan", "half an hour"],
    "a scan, then asleep": ["scan", "half an hour", ("page", -20)],
}
HAPPENED = """([steps, isReloaded]) => {
  const start = Date.UTC(2026, 5, 1, 1), clocks = {true: start, wall: start, page: 0};
  const pass = (minutes) => Object.keys(clocks).forEach((clock) => { clocks[clock] += 60000 * minutes; });
  Date.now = () => clocks.wall;
  performance.now = () => clocks.page;
  const offset = start; // learned when all was well
  let scan, made;
  pass(30);
  for (const step of steps) {
    if (step === "scan") { made = clocks.true; scan = newScan("X", "A", new Date(clocks.page + offset)); }
    else if (step === "half an hour") pass(30);
    else clocks[step[0]] += 60000 * step[1];
  }
  if (isReloaded) scan.tab = "the page before";
  return (Date.parse(happenedAt(scan, new Date(clocks.true))) - made) / 60000;
}"""


@pytest.mark.parametrize("is_reloaded", [False, True], ids=["same page", "reloaded"])
def test_the_time_of_a_scan_is_right_though_one_of_the_clocks_is_not(browser, is_reloaded):
    page = browser.new_page()
    for asset in ("desk_elements.js", "desk_queue.js"):
        page.add_script_tag(content=(ROOT / "assets" / asset).read_text("utf-8"))
    off = {hour: page.evaluate(HAPPENED, [steps, is_reloaded]) for hour, steps in HOURS.items()}
    page.close()
    # after a reload nobody can tell that the clock was set back since: the scan counts as one of now
    assert off == dict.fromkeys(HOURS, 0) | ({"a scan, then set back": 30} if is_reloaded else {})


def test_a_server_that_hangs_is_no_other_than_one_that_is_gone(running, a_browser):
    page, codes, before = open_desk(a_browser(running), running), running.codes(), seq(running)
    with hung(running):
        scan(page, codes["DB120"])
        expect_face(page, "unasked")
        expect_cut(page, "ĐÃ GHI")
        scan(page, codes["DB121"])
        expect_face(page, "unasked")
        scan(page, codes["DB122"])
        expect_waiting(page, 3)
    # the first may still be answered under the request that hung, before the desk counts what it sends
    expect(page.locator(".foot .queue")).to_have_text(
        re.compile(r"Đã gửi [23] mã, không mã nào mất"), timeout=SENT_WITHIN
    )
    expect_back(page)
    expect_face(page, "welcome", name_of(running, "DB122"))
    assert told(running, since=before) == [("welcome", code) for code in ("DB120", "DB121", "DB122")]


def test_killed_in_the_middle_of_the_queue_the_rest_goes_out_afterwards(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    page, asked = open_desk(context, running), []
    cut_scans(context)
    wanted = [f"DB{number:03}" for number in range(123, 131)]
    type_codes(page, *(codes[code] for code in wanted))
    expect_waiting(page, 8)

    def kill_at_the_fourth(route) -> None:
        asked.append(route.request)
        answer = route.fetch() if len(asked) <= 4 else None
        if len(asked) == 4:
            running.kill()  # it was taken, and nobody hears so
            route.abort()
        elif answer:
            route.fulfill(response=answer)
        else:
            route.continue_()

    context.unroute(SCANS)
    context.route(SCANS, kill_at_the_fourth)
    expect_waiting(page, 5)
    expect_cut(page, "ĐÃ GHI")
    running.start()
    expect_sent(page, 8)
    assert told(running, since=before) == [("welcome", code) for code in wanted]


def test_answers_lost_on_the_way_are_asked_for_again_and_counted_once(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    page, known, lost = open_desk(context, running), len(cases(running)), set()
    cut_scans(context)
    type_codes(page, codes["DB131"], codes["DK02"], codes["DB132"])
    expect_waiting(page, 3)

    def lose_each_once(route) -> None:
        scan_id = route.request.post_data_json["scan_id"]
        if scan_id in lost:
            route.continue_()
        else:
            lost.add(scan_id)
            route.fetch()
            route.abort()

    context.unroute(SCANS)
    context.route(SCANS, lose_each_once)
    expect_sent(page, 3)
    assert len(lost) == 3
    assert told(running, since=before) == [("welcome", "DB131"), ("withdrawn", "DK02"), ("welcome", "DB132")]
    assert [verdict for verdict, _ in cases(running)[known:]] == ["withdrawn"]


STORAGES = {
    "forbidden": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('no room'); }",
}


@pytest.mark.parametrize("storage", STORAGES)
def test_a_browser_that_keeps_nothing_loses_nothing_while_the_page_stays(running, a_browser, storage):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    page = open_desk(context, running)
    cut_scans(context)
    first, *others = [f"DB{133 + 3 * list(STORAGES).index(storage) + place:03}" for place in range(3)]
    scan(page, codes[first])
    expect_waiting(page, 1)
    if storage == "forbidden":
        page.add_init_script(STORAGES[storage])
        context.unroute(SCANS)
        expect_sent(page, 1)
        cut_scans(context)
        page.reload()
        expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
    else:
        page.evaluate(f"() => {{ {STORAGES[storage]} }}")
    type_codes(page, *(codes[code] for code in others))
    expect_face(page, "unasked")
    expect(page.locator(".facts")).to_contain_text("Trình duyệt này không lưu được mã")
    context.unroute(SCANS)
    expect(page.locator(".foot .queue")).to_have_text(re.compile("không mã nào mất"), timeout=SENT_WITHIN)
    assert told(running, since=before) == [("welcome", code) for code in (first, *others)]


def test_a_desk_that_was_closed_has_its_scans_sent_by_another_one(running, a_browser):
    context, codes, before = a_browser(running), running.codes(), seq(running)
    closed = open_desk(context, running, "A")
    cut_scans(context)
    type_codes(closed, codes["DB140"], codes["DK03"])
    expect_waiting(closed, 2)
    closed.close()
    page = open_desk(context, running, "B")
    context.unroute(SCANS)
    expect_sent(page, 2)
    expect(page.locator(".line_item")).to_contain_text([re.compile(f"Không dự.*{name_of(running, 'DK03')}, Bàn A")])
    expect(page.locator(".last li")).to_have_text(["Chưa quét thẻ nào"])
    assert [row[:3] for row in facts(running, since=before)] == [("welcome", "DB140", "A"), ("withdrawn", "DK03", "A")]


def test_another_server_that_starts_lower_is_followed(running, a_browser, demo_data):
    page, codes = open_desk(a_browser(running), running), running.codes()
    running.scan(codes["DB141"])
    expect(page.locator(".fig b")).not_to_have_text("0")
    running.stop()
    scan(page, codes["DB142"])
    expect_face(page, "unasked")
    shutil.rmtree(running.data)
    shutil.copytree(demo_data, running.data)
    running.start()
    expect_sent(page, 1)
    expect(page.locator(".fig b")).to_have_text("1")
    assert [subject for _, subject, *_ in facts(running, since=0)] == ["DB142"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_overflows_whatever_it_has_to_say(running, a_browser, size, language):
    for status in (0, 403):
        context = a_browser(running, size=size)
        page = open_desk(context, running, language=language)
        context.route(SCANS, answering(status))
        type_codes(page, UNKNOWN_TO_ALL)
        expect(page.locator(".desk[data-cut] .band[data-face=unasked]")).to_be_visible()
        assert page.evaluate(OVERFLOWS) == []


def answering(status: int):
    """What a route does: answer with this status, or not at all."""
    return lambda route: route.fulfill(status=status) if status else route.abort()
