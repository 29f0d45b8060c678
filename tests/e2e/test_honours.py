"""The ceremony in a real browser: one key through the batches, who is really here, two who press, a cut line."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import log_in
from playwright.sync_api import Page, expect
from serving import ROOT, Server, an_id, environment

TABLET, LAPTOP, SMALL, PHONE = (1280, 800), (1366, 768), (1024, 768), (390, 844)
COMES_BACK_WITHIN = 30_000  # ms
ABSENT = ("DB020", "DB029", "DB079", "DB104", "DB050", "DB098")  # DB029 is honoured twice
# How a name is read, and the list on paper; afterwards one more change.
READ_AS = """
import clock
from dataclasses import replace
from domain.conferring import decide_list
from domain.awards import SlotWords
from domain.facts import Role
from services.honours import record_print
from services.house import close_house, house
now, [slot] = clock.now(), house().state.day.honours.batches[0].slots
record_print(house(), role=Role.ORGANISER, now=now)
words = house().state.directory.certificates.get(slot.id) or SlotWords(slot.id)
words = replace(words, pronunciation="Biển Ngọc – EVN")
house().turn(lambda turn: decide_list(
    turn.day, turn.day.honours.batches, (words,), seen=turn.day.honours.seq, role=Role.ORGANISER, now=now))
close_house()
"""
EMPTY = """
import clock
from domain.conferring import decide_list
from domain.facts import Role
from services.house import close_house, house
house().turn(lambda turn: decide_list(
    turn.day, (), (), seen=turn.day.honours.seq, role=Role.ORGANISER, now=clock.now()))
close_house()
"""
OVERFLOWS = """() => {
  const shown = [...document.querySelectorAll('.honours, .honours *')].filter(
    (node) => node.getBoundingClientRect().width > 1 && !node.closest('svg, .sr'));
  const name = (node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`;
  const isOut = ({left, right}) => left < -1 || right > innerWidth + 1;
  const out = shown.filter((node) => isOut(node.getBoundingClientRect())).map(name);
  const isLeaf = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
  const small = shown.filter((node) => isLeaf(node) && parseFloat(getComputedStyle(node).fontSize) < 18).map(name);
  const isCut = (node) => node.scrollWidth > node.clientWidth + 1;
  const cut = shown.filter((node) => node.matches('.go span, .say, .bar, .tab, .award, .nm, .aw, .sum') && isCut(node));
  return [...out, ...small, ...cut.map(name)];
}"""
# The second press comes as soon as the first has been answered.
TWICE_AT_ONCE = """async () => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  const label = () => document.querySelector('.honours .go .label > span').textContent;
  const before = label();
  press(' ');
  while (label() === before || label().includes('…')) await new Promise(requestAnimationFrame);
  press('Enter');
}"""
FITS = """() => [...document.querySelectorAll('.honours :is(.rows, .say)')]
  .every((node) => node.scrollHeight <= node.clientHeight + 1)"""


@pytest.fixture
def arrived(server):
    """Everybody is in but six; the honours' item is on, so these are absent."""
    arrive(server, *(code for code in server.codes() if code.startswith("DB") and code not in ABSENT))
    cue(server, "start")
    cue(server, "jump", item=next(row["id"] for row in view(server)["agenda"]["items"] if row["number"] == 6))
    return server


@pytest.fixture
def made(bare_server, demo_data):
    """Starts the demo after a program has changed it."""

    def start(program: str) -> Server:
        shutil.copytree(demo_data, bare_server.data, dirs_exist_ok=True)
        subprocess.run(
            [sys.executable, "-c", program],
            env=environment(bare_server.data) | {"PYTHONPATH": str(ROOT / "app")}, check=True,
        )  # fmt: skip
        bare_server.start()
        return bare_server

    return start


@pytest.fixture
def open_honours(browser):
    """Opens consoles, each in a browser of its own, and closes them."""
    contexts = []

    def opened(server, *, size=TABLET, language="vi", before=None) -> Page:
        contexts.append(browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True))))
        log_in(contexts[-1], server, "mc")
        page = contexts[-1].new_page()
        if before:
            before(page)
        page.goto(f"{server.url}/honours?lang={language}")
        expect(page.locator(".honours .award")).not_to_be_empty(timeout=COMES_BACK_WITHIN)
        return page

    yield opened
    for context in contexts:
        context.close()


# --- asked of the server ---------------------------------------------------------------------------------------------


def view(server: Server) -> dict:
    return server.get("/api/live?view=mc", role="mc")[1]


def honours(server: Server) -> dict:
    return view(server)["honours"]


def post(server: Server, path: str, **body) -> dict:
    status, answer = server.post(path, {"action_id": an_id()} | body, role="mc")
    assert (status, answer.get("accepted")) == (200, True), answer
    return answer


def cue(server: Server, move: str, **more) -> None:
    post(server, "/api/cue", move=move, seen=view(server)["agenda"]["seq"], **more)


def arrive(server: Server, *codes: str) -> None:
    badges = server.codes()
    for code in codes:
        assert server.scan(badges[code])["verdict"] == "welcome"


def substitute(server: Server, code: str, name: str) -> None:
    body = {"action_id": an_id(), "delegate": code, "desk": "A", "name": name, "position": "Phó Giám đốc"}
    assert server.post("/api/substitute", body)[1]["accepted"]


def go(server: Server) -> dict:
    now = honours(server)
    return post(server, "/api/honour", step=now["go"]["step"], batch=now["go"]["batch"], seen=now["seq"])["honours"]


def go_until(server: Server, number: int, step: str) -> None:
    """The last step done is this one of that batch."""
    while True:
        last = go(server)["last"]
        if (last["batch"], last["step"]) == (number, step):
            return


# --- looked at on the screen -----------------------------------------------------------------------------------------


def let_pass(page: Page, milliseconds: int) -> None:
    since = page.evaluate("performance.now()")
    page.wait_for_function("([since, time]) => performance.now() - since > time", arg=[since, milliseconds])


def press_go(page: Page, key: str = " ") -> None:
    """Once what was pressed before cannot be meant any more."""
    let_pass(page, 750)
    page.keyboard.press(key)


def says(page: Page, part: str, text: str | re.Pattern) -> None:
    expect(page.locator(f".honours {part}")).to_have_text(text, use_inner_text=True)


def go_says(page: Page, text: str) -> None:
    says(page, ".go .label > span", text)


def row(page: Page, title: str, *, part: str = ".now"):
    return page.locator(f".honours {part} li[data-slot]", has=page.locator(f'.nm:text-is("{title}")'))


def flags(page: Page, title: str) -> list[str]:
    return row(page, title).locator(".flags_of .sign").all_inner_texts()


def open_tab(page: Page, name: str) -> None:
    page.locator(f".honours .tab[data-panel={name}]").click()


# --- the batch on stage ----------------------------------------------------------------------------------------------


def test_before_anybody_is_on_stage_the_first_batch_is_shown_as_what_is_to_come(server, open_honours):
    page = open_honours(server)
    says(page, ".now .tag .sign", "Chưa bắt đầu")
    says(page, ".now .tag .n", "đợt 1 trên 16")
    says(page, ".award", "Huân chương Lao động hạng Ba")
    says(page, ".bar .end", "còn 16 đợt")
    go_says(page, "Mời đợt 1: 1 tập thể lên sân khấu")
    expect(page.locator(".honours .undo")).to_be_disabled()


@pytest.mark.parametrize(
    ("batch", "steps"),
    [
        (1, ["Mời đợt 1: 1 tập thể lên sân khấu", "Công bố quyết định: đợt 1", "Trao: đợt 1", "Chụp ảnh: đợt 1"]),
        (2, ["Công bố quyết định: đợt 2", "Mời đợt 2: 1 tập thể lên sân khấu", "Trao: đợt 2", "Chụp ảnh: đợt 2"]),
    ],
)  # fmt: skip
def test_one_key_leads_through_a_batch_of_each_protocol(server, open_honours, batch, steps):
    if batch > 1:
        go_until(server, batch - 1, "photo")
    page = open_honours(server)
    for key, step in zip((" ", "Enter", "PageDown", " "), steps, strict=True):
        go_says(page, step)
        press_go(page, key)
    expect(page.locator(".honours .steps li[data-done]")).to_have_count(4)
    says(page, ".steps [data-current]", "Chụp ảnh")
    says(page, ".now .tag .n", f"đợt {batch} trên 16")
    assert honours(server)["now"]["number"] == batch


def test_what_differs_about_a_row_is_said_in_words(arrived, open_honours):
    substitute(arrived, "DB079", "Bà Phan Thị Hồng Loan")
    go_until(arrived, 8, "photo")
    page = open_honours(arrived)
    page.locator(".deck .offer").click()
    expect(page.locator(".deck .offer")).to_have_count(0)
    go_until(arrived, 9, "call")
    says(page, ".now .tag .n", "đợt 9 trên 16")
    assert flags(page, "Công ty CP Yến sào Mây Trắng") == []
    assert flags(page, "Công ty CP Siêu thị Hoa Nắng") == ["Nhận thay ông Võ Minh Hùng"]
    assert (
        row(page, "Công ty CP Siêu thị Hoa Nắng").locator(".by").inner_text() == "bà Phan Thị Hồng Loan, Phó Giám đốc"
    )
    assert flags(page, "Công ty TNHH MTV Muối Ánh Trăng") == ["Vắng – trao sau", "Lên sân khấu lần 2"]
    assert page.locator(".honours .now .p").all_inner_texts() == ["1", "2", "3", "4", "–"]
    assert row(page, "Trần Văn Hùng", part=".deck").locator(".born").inner_text() == "sinh 1979"


def test_how_a_name_is_read_stands_beside_it_and_the_paper_is_known_to_be_older(made, open_honours):
    page = open_honours(made(READ_AS))
    for part in (".now", ".deck"):
        says(page, f"{part} .sound", "Biển Ngọc – EVN")
    says(page, ".version", re.compile(r"^Danh sách bản 2, lúc \d\d:\d\d\s*bản in: 1$"))


def test_who_is_called_next_stands_out_from_who_was_called(server, open_honours):
    post(server, "/api/screens", act="call_by_name")
    go_until(server, 6, "announce")
    page = open_honours(server)
    names = page.locator(".honours .now .nm")
    first, second = names.nth(0).inner_text(), names.nth(1).inner_text()
    next_read = page.locator(".honours .next_read .nm")
    expect(next_read).to_have_text([first])
    says(page, ".go .label > span", re.compile(f"^Mời: (ông|bà) {first}$"))
    press_go(page)
    expect(next_read).to_have_text([second])
    expect(page.locator(".honours .now li[data-state=called] .nm")).to_have_text([first])
    expect(page.locator(".honours .say mark")).to_contain_text(second)


def test_the_same_key_twice_at_once_or_held_down_is_one(server, open_honours):
    page = open_honours(server)
    page.evaluate(TWICE_AT_ONCE)
    go_says(page, "Công bố quyết định: đợt 1")
    let_pass(page, 750)
    page.keyboard.down(" ")
    page.keyboard.down(" ")
    go_says(page, "Trao: đợt 1")
    assert [taken["is_done"] for taken in honours(server)["now"]["steps"]] == [True, True, False, False]


def test_of_two_who_press_at_once_one_goes_on_and_the_other_is_told_who_was_faster(server, open_honours):
    held = []

    def hold_back(page: Page) -> None:
        """Its live line brings nothing new once `held` says so: as if both had pressed at the same moment."""

        def connected(line) -> None:
            line.connect_to_server().on_message(lambda text: held or line.send(text))

        page.route_web_socket(re.compile("/api/live"), connected)

    first, second = open_honours(server), open_honours(server, before=hold_back)
    held.append(True)
    press_go(first)
    go_says(first, "Công bố quyết định: đợt 1")
    go_says(second, "Mời đợt 1: 1 tập thể lên sân khấu")
    press_go(second)
    expect(second.locator(".honours .go small")).to_have_text(re.compile(r"vừa .*lúc \d\d:\d\d"))
    go_says(second, "Công bố quyết định: đợt 1")
    assert honours(server)["last"]["step"] == "call"


def test_undo_says_what_it_takes_back_and_takes_it_back(server, open_honours):
    page = open_honours(server)
    press_go(page)
    says(page, ".undo small", "Mời lên, đợt\u00a01")
    press_go(page)
    says(page, ".undo small", "Công bố, đợt\u00a01")
    page.locator(".honours .undo").click()
    go_says(page, "Công bố quyết định: đợt 1")
    page.locator(".honours .undo").click()
    says(page, ".now .tag .sign", "Chưa bắt đầu")
    press_go(page)  # the key is GO's, not the button's that was pressed last
    go_says(page, "Công bố quyết định: đợt 1")


def test_what_happened_to_one_certificate_is_marked_by_hand(server, open_honours):
    go_until(server, 5, "confer")
    page = open_honours(server)
    title = page.locator(".honours .now .nm").first.inner_text()
    row(page, title).locator(".line").click()
    page.locator("[data-move=set_later]").click()
    expect(row(page, title)).to_have_attribute("data-state", "later")
    assert flags(page, title) == ["Trao sau"]
    says(page, ".undo small", "Đánh dấu trao sau, đợt\u00a05")
    row(page, title).locator(".line").click()
    page.locator("[data-move=received]").click()
    expect(row(page, title)).to_have_attribute("data-state", "received")


# --- the batch on deck -----------------------------------------------------------------------------------------------


def test_who_comes_in_at_the_door_is_seen_on_deck_at_once(arrived, open_honours):
    go_until(arrived, 9, "photo")
    page = open_honours(arrived)
    late = row(page, "Trương Đình Bình", part=".deck")
    expect(late).to_have_attribute("data-presence", "absent")
    expect(late.locator(".stt")).to_have_text("Vắng – trao sau")
    expect(late.locator(".p")).to_have_text("–")
    expect(page.locator(".honours .sum")).to_have_text("8/10 có mặt0/8 ở cánh gà")
    go_says(page, "Mời đợt 10: 8 cá nhân lên sân khấu")

    arrive(arrived, "DB020")
    expect(late.locator(".stt")).to_have_text(re.compile("^Ghế "))
    expect(page.locator(".honours .sum")).to_have_text("9/10 có mặt0/9 ở cánh gà")
    go_says(page, "Mời đợt 10: 9 cá nhân lên sân khấu")
    expect(page.locator(".honours .renumbered")).to_have_text("đã đánh số lại")
    page.locator(".honours .renumbered").click()
    expect(page.locator(".honours .renumbered")).to_have_count(0)


def test_somebody_is_seen_at_the_wings(arrived, open_honours):
    go_until(arrived, 9, "photo")
    page = open_honours(arrived)
    here = row(page, "Trần Văn Hùng", part=".deck")
    here.locator(".line").click()
    page.locator("[data-move=staged]").click()
    expect(here.locator(".stt")).to_have_text("Cánh gà")
    expect(page.locator(".honours .sum")).to_have_text("8/10 có mặt1/8 ở cánh gà")
    here.locator(".line").click()
    page.locator("[data-move=unstaged]").click()
    expect(here).to_have_attribute("data-presence", "present")


def test_a_batch_is_locked_with_one_press_and_unlocked_with_a_reason(server, open_honours):
    page = open_honours(server)
    lock = page.locator(".honours .lock")
    says(page, ".lock", "Chốt đợt")
    says(page, ".deck_head .sign", "Chưa chốt")
    lock.click()
    says(page, ".deck_head .sign", "Đã chốt")
    lock.click()
    reason = page.locator(".honours .panel.form [name=reason]")
    expect(reason).to_be_focused()
    page.keyboard.type("đổi khay ")  # the blank is typed, GO hears nothing
    page.locator(".honours .panel.form .send").click()
    says(page, ".deck_head .sign", "Chưa chốt")
    assert honours(server)["state"] == "waiting"


def test_who_receives_is_typed_in_and_only_the_organiser_lets_anybody_receive_on_anothers_behalf(server, open_honours):
    page = open_honours(server)
    title = page.locator(".deck .nm").inner_text()
    row(page, title, part=".deck").locator(".line").click()
    page.locator("[data-move=on_behalf]").click()
    for name, text in (("name", "Bà Lê Thị Bé"), ("reason", "ốm")):
        page.locator(f".panel.form [name={name}]").fill(text)
    page.locator(".panel.form .send").click()
    expect(page.locator(".honours .go small")).to_have_text("Chỉ Ban Tổ chức được cho người khác nhận thay.")

    page.locator(".panel.form .back").click()
    page.locator("[data-move=leader]").click()
    page.locator(".panel.form [name=name]").fill("Bà Lê Thị Bé")
    arrive(server, "DB001")  # what happens meanwhile takes nothing away
    page.locator(".panel.form [name=position]").fill("Phó Giám đốc")
    page.keyboard.press("Enter")
    expect(row(page, title, part=".deck").locator("small")).to_have_text("bà Lê Thị Bé nhận")


# --- beside it -------------------------------------------------------------------------------------------------------


def test_another_batch_is_started_first_by_two_presses(server, open_honours):
    page = open_honours(server)
    open_tab(page, "batches")
    expect(page.locator(".batches li")).to_have_count(16)
    page.locator(".batches [data-batch=H05] button").click()
    begin = page.locator("[data-move=begin]")
    begin.click()
    expect(begin).to_have_text("Bấm lần nữa: bắt đầu đợt 5 ngay")
    assert honours(server)["state"] == "waiting"
    begin.click()
    says(page, ".now .tag .n", "đợt 5 trên 16")


def test_a_late_arrival_is_placed_by_a_person(arrived, open_honours):
    go_until(arrived, 10, "photo")
    page = open_honours(arrived)
    expect(page.locator(".honours .badge")).to_have_count(0)
    arrive(arrived, "DB020")
    says(page, ".badge", "1")
    open_tab(page, "late")
    expect(page.locator(".late .into")).to_have_text(["Vào cuối đợt 11", "Đợt thêm"])
    page.locator(".late .into").first.click()
    expect(page.locator(".late .into")).to_have_count(0)
    open_tab(page, "deck")
    expect(row(page, "Trương Đình Bình", part=".deck").locator(".p")).to_have_text("9")


def test_a_decision_that_is_over_is_gone_on_with_by_a_second_press(arrived, open_honours):
    go_until(arrived, 16, "confer")
    arrive(arrived, "DB104")  # of H06
    page = open_honours(arrived)
    open_tab(page, "late")
    page.locator(".late .into").click()
    go_says(page, "Chụp ảnh: đợt 16")
    press_go(page)
    go_says(page, "Mời đợt 17: 1 cá nhân lên sân khấu")
    press_go(page)
    go_says(page, "Quyết định của đợt 17 đã trao xong. Bấm lần nữa để vẫn làm")
    assert honours(arrived)["now"]["number"] == 16
    press_go(page)
    says(page, ".now .tag .n", "đợt 17 trên 17 · lượt 2/2")


def test_the_sheets_line_is_marked_when_a_figure_is_no_longer_true(arrived, open_honours):
    go_until(arrived, 9, "photo")
    page = open_honours(arrived)
    open_tab(page, "lines")
    stale = page.locator(".note_of", has_text="10 cá nhân")
    expect(stale.locator(".sign")).to_have_text("Có số liệu không còn đúng")


def test_the_screens_are_turned_from_here(server, open_honours):
    page = open_honours(server)
    open_tab(page, "screens")
    for act in ("call_by_name", "blank_hall", "call_by_batch", "show_hall"):
        page.locator(f"[data-act={act}]").click()
        expect(page.locator(f"[data-act={act}]")).to_have_attribute("aria-pressed", "true")
    now = view(server)
    assert (now["honours"]["by_name"], now["screens"]["hall"]) == (False, "live")


# --- the end, nothing at all, no line --------------------------------------------------------------------------------


def test_at_the_end_it_says_how_many_are_to_be_handed_over_later(arrived, open_honours):
    go_until(arrived, 16, "photo")
    page = open_honours(arrived)
    go_says(page, "Kết thúc phần trao thưởng")
    press_go(page)
    says(page, ".now .tag .sign", "Đã trao xong")
    expect(page.locator(".ended p")).to_have_text(["Số đợt: 16", "Đã trao 83 trên 90 phần thưởng", "Trao sau: 7"])
    go_says(page, "Đã trao xong")
    expect(page.locator(".honours .go")).to_be_disabled()
    page.locator(".honours .undo").click()
    says(page, ".now .tag .n", "đợt 16 trên 16 · lượt 3/3")


def test_without_a_list_it_says_where_to_read_one_in(made, open_honours):
    page = open_honours(made(EMPTY))
    says(page, ".award", "Chưa có danh sách khen thưởng")
    expect(page.locator(".ended")).to_contain_text("Ban tổ chức nhập danh sách từ tệp Excel ở trang Thiết lập.")
    expect(page.locator(".honours .go")).to_be_disabled()


def test_cut_off_it_says_so_and_comes_back_by_itself(server, open_honours):
    page = open_honours(server)
    press_go(page)
    go_says(page, "Công bố quyết định: đợt 1")
    server.stop()
    expect(page.locator(".honours[data-live=lost]")).to_be_visible(timeout=10_000)
    go_says(page, "Chờ kết nối")
    expect(page.locator(".honours .go")).to_be_disabled()
    says(page, ".clock", "–:––")
    says(page, ".link", re.compile(r"Mất kết nối, dữ liệu lúc \d\d:\d\d"))
    page.keyboard.press(" ")

    server.start()
    expect(page.locator(".honours[data-live=on]")).to_be_visible(timeout=COMES_BACK_WITHIN)
    go_says(page, "Công bố quyết định: đợt 1")
    press_go(page)
    go_says(page, "Trao: đợt 1")


def test_in_english(server, open_honours):
    page = open_honours(server, language="en")
    go_says(page, "Call batch 1: 1 collective to the stage")
    press_go(page)
    says(page, ".now .tag .sign", "On stage")
    expect(page.locator(".honours .steps li")).to_have_text(["Invite", "Announce", "Confer", "Photo"])
    assert page.evaluate("document.documentElement.lang") == "en"


def called(server: Server):
    """Each batch in its turn, once it has been called up."""
    while honours(server)["go"]:
        last = go(server)["last"]
        if last["step"] == "call":
            yield last["batch"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_or_too_small_and_ten_rows_fit(arrived, open_honours, language):
    page = open_honours(arrived, language=language)
    for number in called(arrived):
        expect(page.locator(".honours .now .tag .n")).to_have_text(re.compile(rf"^(đợt|batch) {number}\b"))
        for size in (LAPTOP, SMALL, PHONE, TABLET):
            page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
            assert page.evaluate(OVERFLOWS) == [], (number, size)
            if size in (LAPTOP, TABLET):  # the rows are set closer once the page has been laid out anew
                page.wait_for_function(FITS, timeout=5000)


def test_nothing_of_what_opens_is_cut_off_or_too_small(arrived, open_honours):
    go_until(arrived, 9, "call")
    page = open_honours(arrived)
    opened = [
        *(lambda tab=tab: page.locator(".honours .tab").nth(tab).click() for tab in range(5)),
        lambda: page.locator(".honours .more").click(),
        lambda: row(page, "Công ty CP Siêu thị Hoa Nắng").locator(".line").click(),
        lambda: page.locator("[data-move=leader]").click(),
    ]
    for opens in opened:
        opens()
        for size in (LAPTOP, SMALL, TABLET):
            page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
            assert page.evaluate(OVERFLOWS) == [], size
