"""Thirty badges held up to a made-up camera: each is read and admitted once, and nothing else happens."""

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from conftest import log_in
from film import Film, make_film, watch
from playwright.sync_api import Page, expect
from serving import Server

from domain.delegates import Standing
from store.engine import Store

SEEDS = (1, 2, 3)
BADGES = 30
OPENS_WITHIN = 30_000  # ms
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PAGES = {"checkin": (1366, 768), "scan": (390, 844)}


def pytest_generate_tests(metafunc):
    """All films for the desk's page; the light page has the same scripts and is shown the first."""
    seeds = metafunc.config.getoption("--film-seed") or SEEDS
    cases = [("checkin", seed) for seed in seeds] + [("scan", seeds[0])]
    metafunc.parametrize(("address", "seed"), cases)


@pytest.fixture(scope="module")
def arrivals(demo_data, request):
    """For each seed, who comes and with which badge code, in this order."""
    badges = Server(demo_data).codes()
    store = Store(demo_data / "khaimac.duckdb")
    expected = [code for code, known in store.state.day.delegates.items() if known.standing is Standing.EXPECTED]
    store.close()
    seeds = request.config.getoption("--film-seed") or SEEDS
    return {seed: {code: badges[code] for code in random.Random(seed).sample(expected, BADGES)} for seed in seeds}


@pytest.fixture(scope="module")
def films(arrivals, tmp_path_factory):
    """By seed, being made one after the other: the next one while this one is played."""
    folder = tmp_path_factory.mktemp("films")
    with ProcessPoolExecutor(1, get_context("spawn")) as studio:
        yield {
            seed: studio.submit(make_film, list(coming.values()), seed, folder / f"{seed}.mjpeg")
            for seed, coming in arrivals.items()
        }
        studio.shutdown(cancel_futures=True)
    shutil.rmtree(folder)  # a quarter of a gigabyte each


@pytest.fixture
def film(films, seed):
    return films[seed].result()


@pytest.fixture
def page(launch, server, film, address):
    """A desk in a browser whose camera shows the film, the camera not yet turned on."""
    browser = launch(*CAMERA, f"--use-file-for-fake-video-capture={film.path}")
    width, height = PAGES[address]
    context = browser.new_context(viewport={"width": width, "height": height})
    log_in(context, server, "desk")
    opened = context.new_page()
    opened.goto(f"{server.url}/{address}?desk=A")
    expect(opened.locator(".desk .band")).to_be_visible(timeout=OPENS_WITHIN)
    yield opened
    browser.close()


def watched(page: Page, film: Film) -> list[dict]:
    """The faces of the desk while the film is played once."""
    page.get_by_role("button", name="Bật camera").click()
    seen = watch(page, film)
    page.close()
    assert seen["frames"][0][0] < film.shown[0].first, "the first badge came before the page looked"
    return [face for face in seen["faces"] if face["kind"] != "idle"]


def name_of(server: Server, code: str) -> str:
    return server.get(f"/api/delegate?code={code}&desk=A")[1]["delegate"]["name"]


def scans(server: Server) -> list[tuple]:
    """(kind, subject, way, desk) of each scan on the ledger, after the server has let go of it."""
    server.stop()
    store = Store(server.data / "khaimac.duckdb")
    rows = store.read("SELECT kind, subject, way, desk FROM ledger WHERE way <> '' ORDER BY seq")
    store.close()
    return rows


def test_thirty_badges_in_view_are_thirty_admissions(server, page, film, arrivals, seed):
    said, coming = watched(page, film), arrivals[seed]
    names = [name_of(server, code) for code in coming]
    assert server.get("/api/live?view=desk")[1]["present"] == BADGES
    assert scans(server) == [("welcome", code, "camera", "A") for code in coming]
    assert [face["kind"] for face in said] == ["welcome"] * BADGES
    assert all(name in face["text"] for name, face in zip(names, said, strict=True))
