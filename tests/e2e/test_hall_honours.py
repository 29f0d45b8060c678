"""The hall during the honours in a real Chromium: names of those on stage, at sizes read from 20 m, and nobody else."""

from itertools import pairwise

import pytest
from conftest import log_in
from playwright.sync_api import expect
from test_hall import CUT_OFF_MS, FALLS_BACK_MS, FULL_HD, NAME, screens
from test_web_honours import Ceremony

from services.hall_pages import width_of

SIZES = (FULL_HD, (3840, 2160), (1366, 768))
MOST_LINES, AWARD, COLUMN, COLUMNS, COLLECTIVE = 6, (7.2, 8), 11, 9.2, 7.6
LAYOUTS = {
    "H01": ["collectives 1"], "H02": ["collectives 1"], "H03": ["collectives 3"], "H04": ["collectives 1"],
    "H05": ["collectives 2"], "H06": ["columns 6"], "H07": ["collectives 4"], "H08": ["collectives 2", "columns 6"],
    "H09": ["collectives 5"], "H10": ["columns 10"], "H11": ["column 4", "column 4"], "H12": ["columns 5"],
    "H13": ["collectives 3", "collectives 3"], "H14": ["columns 10"], "H15": ["columns 10"], "H16": ["columns 10"],
}  # fmt: skip

# The award and the names: where their words stand, in parts of the picture, their type in parts of its height.
READ = """() => {
  const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
  const told = (node) => {
    const range = document.createRange(), style = getComputedStyle(node), size = parseFloat(style.fontSize);
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), lead = parseFloat(style.lineHeight);
    const own = node.getBoundingClientRect();
    return {
      text: node.textContent.replace(/\\u00a0/g, ' '), type: node.className, size: size / unit, lead: lead / size,
      lines: Math.round(own.height / lead), top: own.top, bottom: own.bottom, left: box.left, right: box.right,
      width: box.width / size,
    };
  };
  const picture = document.querySelector('.hall .picture:not(.going)');
  const all = (selector) => [...picture.querySelectorAll(selector)]
    .filter((node) => node.getClientRects().length && node.textContent.trim()).map(told);
  return {
    kind: picture.dataset.kind, layout: picture.dataset.layout,
    award: all('.title'), said: all('p:not(.title)'), names: all('.column > div'),
    columns: [...picture.querySelectorAll('.column')].map((node) => node.children.length),
  };
}"""


@pytest.fixture
def look(browser):
    """Opens the hall's picture; closes it after the test."""
    contexts = []

    def opened(server, *, size=FULL_HD, query="", clock_held=False):
        viewport = dict(zip(("width", "height"), size, strict=True))
        contexts.append(browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC"))
        log_in(contexts[-1], server, "wall")
        page = contexts[-1].new_page()
        if clock_held:
            page.clock.install()
        page.goto(f"{server.url}/hall{query}")
        page.wait_for_selector(".hall .picture.here")
        page.wait_for_function("document.fonts.status === 'loaded'")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def day(server):
    """The day itself: no sign of a rehearsal."""
    server.stop()
    server.command("open-day")
    server.start()
    return server


def shown(server):
    return server.get("/api/live?view=hall", role="wall")[1]["screen"]


def waits_for(page, screen):
    """Until the browser reads what the server says."""
    alone = screen.get("speaker")
    names = [f"{alone['honorific']} {alone['name']}".strip()] if alone else [one["text"] for one in screen["names"]]
    page.wait_for_function(
        f"""(expected) => {{ const {{award: [title], said, names}} = ({READ})();
          const read = [title, ...said.slice(0, 1), ...names].map((one) => one?.text.trim());
          return JSON.stringify(read) === JSON.stringify(expected); }}""",
        arg=[screen["title_vi"], *names],
    )
    return page.evaluate(READ)


def faults(read, size):
    """What cannot be read, or stands where no text may stand."""
    width, height = size
    texts = [*read["award"], *read["said"], *read["names"]]
    columns = read["columns"] or [0]
    lines = sum(one["lines"] for one in [*read["award"], *read["said"]])
    lines += max(sum(one["lines"] for one in column) for column in _columns(read["names"], columns))
    found = [
        one["text"] for one in texts
        if one["left"] < width * 0.05 - 1 or one["right"] > width * 0.95 + 1
        or one["top"] < height * 0.05 - 1 or one["bottom"] > height * 0.95 + 1 or one["lead"] < 1.349
    ]  # fmt: skip
    found += [
        f"{one['text']}: {one['size']:.2f}" for one in read["award"] if not AWARD[0] <= round(one["size"], 2) <= 12
    ]
    found += [f"{lines} lines"] if lines > MOST_LINES else []
    for column in _columns(read["names"], columns):
        pairs = pairwise(column)
        found += [
            f"{upper['text']} / {lower['text']}" for upper, lower in pairs if upper["bottom"] > lower["top"] + 0.5
        ]
    if len(columns) == 2:
        left, right = _columns(read["names"], columns)
        found += ["columns"] if max(one["right"] for one in left) >= min(one["left"] for one in right) else []
    return found


def _columns(names, columns):
    return [names[sum(columns[:place]) : sum(columns[: place + 1])] for place in range(len(columns))]


def sizes_of(read):
    people = {round(one["size"], 1) for one in read["names"] if one["type"] == "individual"}
    collective = {round(one["size"], 1) for one in read["names"] if one["type"] == "collective"}
    return people, collective


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_demo_fits_and_keeps_its_sizes(day, look, size):
    page, show, seen, wrong = look(day, size=size), Ceremony(day), {}, {}
    while show.honours["go"] and show.honours["go"]["step"] != "finish":
        step, batch = show.go()
        screen = shown(day)
        read = waits_for(page, screen)
        if found := faults(read, size):
            wrong[batch, step] = found
        if step == "call":
            seen.setdefault(batch, []).append(f"{read['layout']} {len(read['names'])}")
            people, collective = sizes_of(read)
            assert people <= ({COLUMN} if read["layout"] == "column" else {COLUMNS})
            assert collective <= {COLLECTIVE}

    assert wrong == {}
    assert seen == LAYOUTS


def test_two_columns_are_read_down_and_divided_by_a_gold_line(day, look):
    page, show = look(day), Ceremony(day)
    show.go_until("call", "H10")
    read = waits_for(page, shown(day))

    assert read["columns"] == [5, 5]
    line = page.locator(".hall .picture:not(.going) .between").evaluate(
        "(node) => getComputedStyle(node, '::after').borderLeftColor"
    )
    assert line == "rgb(255, 205, 0)"


def test_the_server_knows_how_wide_the_browser_draws(day, look):
    page, show, drawn = look(day), Ceremony(day), {}
    while show.honours["go"] and show.honours["go"]["step"] != "finish":
        if show.go()[0] == "call":
            names = waits_for(page, shown(day))["names"]
            drawn |= {one["text"]: one["width"] for one in names if "\n" not in one["text"]}
    far = {text: width / width_of(text) for text, width in drawn.items() if not 0.98 < width / width_of(text) < 1.02}

    assert len(drawn) > 70
    assert far == {}


def test_only_who_was_called_is_named_and_nothing_is_said_of_the_absent(day, look):
    show, page = Ceremony(day, away=("DB104",)), look(day)
    show.go_until("announce", "H06")
    assert waits_for(page, shown(day))["names"] == []

    show.go()
    read = waits_for(page, shown(day))
    assert [one["text"] for one in read["names"]] == [
        "Lê Thị Kim Ngân", "Ngô Ngọc Tùng", "Nguyễn Anh Toàn", "Trần Thị Ngọc Uyên", "Nguyễn Ngọc Dung",
    ]  # fmt: skip
    text = page.locator(".hall .picture:not(.going)").inner_text()
    assert "vắng" not in text.casefold()
    assert not any(character.isdigit() for character in text)


def test_by_name_each_stands_alone_large_then_all_together(day, look):
    screens(day, "call_by_name")
    page, show, sizes = look(day), Ceremony(day), []
    show.go_until("announce", "H03")
    while show.honours["go"]["step"] == "call":
        show.go()
        read = waits_for(page, shown(day))
        assert faults(read, FULL_HD) == []
        sizes.append((read["kind"], [round(one["size"], 1) for one in read["said"]]))

    assert sizes == [("collective", [11])] + [("honouree", [13, 7.2, 7.2])] * 2
    show.go()
    assert [one["text"] for one in waits_for(page, shown(day))["names"]] == [
        "Công ty CP Dệt may Sóng Biếc", "Trần Anh Nam", "H' Lam Niê Sao",
    ]  # fmt: skip


def test_by_name_everybody_of_the_demo_fits(day, look):
    screens(day, "call_by_name")
    page, show, wrong, calls = look(day), Ceremony(day), {}, 0
    while show.honours["go"] and show.honours["go"]["step"] != "finish":
        step, batch = show.go()
        if step == "call":
            calls += 1
            if found := faults(waits_for(page, shown(day)), FULL_HD):
                wrong[batch, calls] = found

    assert (calls, wrong) == (90, {})


def test_in_the_rehearsal_the_same_pages_stand_under_the_sign(server, look):
    page, show = look(server), Ceremony(server)
    show.go_until("call", "H10")
    read, band = waits_for(page, shown(server)), page.locator(".hall .band").bounding_box()

    assert read["layout"] == "columns"
    assert faults({**read, "award": []}, FULL_HD) == []
    assert min(one["top"] for one in read["award"]) >= band["y"] + band["height"]


def test_blank_shows_nothing_and_held_stays_at_its_page(day, look):
    page, show = look(day), Ceremony(day)
    show.go_until("call", "H11")
    first = waits_for(page, shown(day))["names"]
    screens(day, "hold_hall")
    show.go()
    assert [name["text"] for name in shown(day)["names"]] == [one["text"] for one in first]

    screens(day, "blank_hall")
    expect(page.locator(".hall .picture:not(.going)")).to_have_text("")
    screens(day, "show_hall")
    assert waits_for(page, shown(day))["names"] != first


def test_cut_off_it_keeps_the_names_a_minute_then_is_the_conferences_name(day, look):
    page, show = look(day, clock_held=True), Ceremony(day)
    show.go_until("call", "H06")
    names = waits_for(page, shown(day))["names"]

    day.stop()
    page.clock.run_for(CUT_OFF_MS)
    page.clock.run_for(40_000)
    assert page.evaluate(READ)["names"] == names
    page.clock.run_for(FALLS_BACK_MS - 40_000)
    expect(page.locator(".hall .picture:not(.going)")).to_have_text(NAME, use_inner_text=True)


def test_the_mc_sees_what_the_hall_sees_and_chooses_how_they_are_called(day, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    log_in(context, day, "mc")
    page = context.new_page()
    page.goto(f"{day.url}/agenda")
    page.locator(".agenda .tab").nth(3).click()
    Ceremony(day).go_until("call", "H01")
    seen = "Hội trường đang thấy: Huân chương Lao động hạng Ba – Công ty TNHH MTV Điện lực Biển Ngọc"
    expect(page.locator(".agenda_panel .seen", has_text=seen)).to_be_visible()

    page.click("text=Gọi từng tên")
    page.wait_for_selector(".choice [aria-pressed=true] >> text=Gọi từng tên")
    assert shown(day)["names"] == [{"text": "Công ty TNHH MTV Điện lực Biển Ngọc", "type": "collective"}]
    page.click("text=Gọi cả đợt")
    page.wait_for_selector(".choice [aria-pressed=true] >> text=Gọi cả đợt")
    context.close()
