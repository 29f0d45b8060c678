"""A whole arrival in the hall's network: 150 delegates, desks by scanner, camera, TLS and phone, a wall, a power cut.

Nothing is asserted but what people would see, and what stands on the ledger afterwards.
"""

import random
import shutil
from collections import Counter
from itertools import islice

import pytest
from conftest import log_in
from film import make_film
from hall import LanServer
from playwright.sync_api import Page, expect
from test_camera import CAMERA
from test_desk import COMES_BACK_WITHIN, LAPTOP, PHONE, TYPE_WITHOUT_A_GAP
from test_outage import expect_back, expect_cut

from store.engine import Store

BADGES_FILMED = 12
WHILE_CUT_OFF = 7  # scans of each desk
READ_WITHIN = 90_000  # ms: the film goes round in half a minute
WIDE = (1920, 1080)


@pytest.fixture
def hall(tmp_path, demo_data):
    server = LanServer(shutil.copytree(demo_data, tmp_path / "data"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def delegates(hall):
    """Badge codes of those expected, in the order in which they come."""
    expected = [(delegate, badge) for delegate, badge in hall.codes().items() if delegate.startswith("DB")]
    return dict(random.Random(150).sample(expected, len(expected)))


@pytest.fixture
def filmed(delegates):
    return list(delegates.values())[:BADGES_FILMED]


@pytest.fixture
def browser(launch, filmed, tmp_path):
    """One whose camera shows the first delegates' badges."""
    film = make_film(filmed, 150, tmp_path / "film.mjpeg")
    opened = launch(*CAMERA, f"--use-file-for-fake-video-capture={film.path}")
    yield opened
    opened.close()


@pytest.fixture
def open_page(browser, hall):
    def opened(home: str, path: str, *, role: str = "desk", size: tuple[int, int] = LAPTOP) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, ignore_https_errors=True)
        log_in(context, hall, role, home=home)
        page = context.new_page()
        page.goto(home + path)
        return page

    return opened


def a_desk(page: Page) -> Page:
    expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
    return page


def come_in(desk: Page, badge: str) -> None:
    """One delegate at a desk: scanned, and the verdict is seen before the next one steps up."""
    band = desk.locator(".band")
    before = band.inner_text()
    desk.evaluate(TYPE_WITHOUT_A_GAP, [badge])
    expect(band).not_to_have_text(before, use_inner_text=True)
    expect(band).to_have_attribute("data-face", "welcome")


def queue_up(desk: Page, badges: list[str]) -> None:
    """Scanned while nobody answers."""
    desk.evaluate(TYPE_WITHOUT_A_GAP, badges)
    expect(desk.locator(".band")).to_have_attribute("data-face", "unasked")
    expect(desk.locator(".foot .queue")).to_contain_text(str(len(badges)))


def test_a_whole_arrival_with_an_outage_in_the_middle_loses_nothing(hall, delegates, filmed, open_page):
    by_camera = a_desk(open_page(hall.own_url, "/checkin?desk=B"))
    by_scanner = a_desk(open_page(hall.own_url, "/checkin?desk=A"))
    over_tls = a_desk(open_page(hall.url, "/checkin?desk=C"))
    phone = a_desk(open_page(hall.url, "/scan?desk=C", size=PHONE))
    wall = open_page(hall.url, "/attendance", role="wall", size=WIDE)
    typing = [by_scanner, over_tls, phone]
    coming = iter([badge for badge in delegates.values() if badge not in filmed])

    by_camera.get_by_role("button", name="Bật camera").click()
    expect(by_camera.locator(".band[data-face=welcome]")).to_be_visible(timeout=READ_WITHIN)
    for place, badge in enumerate(islice(coming, 60)):
        come_in(typing[place % 3], badge)
    hall.kill()
    for desk in [*typing, by_camera]:
        expect_cut(desk, within=10_000)
    for desk in typing:
        queue_up(desk, list(islice(coming, WHILE_CUT_OFF)))
    hall.start()
    for desk in [*typing, by_camera]:
        expect_back(desk)
    for place, badge in enumerate(coming):
        come_in(typing[place % 3], badge)
    expect(wall.locator(".wall .figure")).to_have_text("150", timeout=READ_WITHIN)

    for desk in typing:  # the film goes round, so the camera's desk sees some badges again
        expect(desk.locator(".lines")).to_be_hidden()
    assert hall.get("/api/cases")[1]["total"] == 0
    hall.stop()
    assert_everybody_once(hall, delegates, filmed)


def assert_everybody_once(hall, delegates, filmed):
    store = Store(hall.data / "khaimac.duckdb")
    rows = store.read("SELECT kind, subject, way, role, action_id FROM ledger WHERE way <> '' ORDER BY seq")
    store.close()
    admitted = [(subject, way) for kind, subject, way, _, _ in rows if kind == "welcome"]
    ways = {delegate: "camera" if badge in filmed else "scanner" for delegate, badge in delegates.items()}
    assert dict(admitted) == ways
    assert Counter(subject for subject, _ in admitted) == Counter(list(delegates))
    assert len({action for *_, action in rows}) == len(rows)
    assert {role for _, _, _, role, _ in rows} == {"desk"}
    assert {kind for kind, _, way, *_ in rows if way == "scanner"} == {"welcome"}
    assert {kind for kind, _, way, *_ in rows if way == "camera"} <= {"welcome", "already"}
    assert "150" in hall.command("check")
