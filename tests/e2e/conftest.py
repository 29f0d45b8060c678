"""A real Chromium. No browser means failure, not a skip."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright
from serving import COOKIE

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip


@pytest.fixture(scope="session")
def launch():
    """Starts a browser with further arguments."""
    found = os.environ.get("KHAIMAC_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium found: install the package `chromium`, or name one in KHAIMAC_CHROMIUM"
    with sync_playwright() as playwright:
        yield lambda *further: playwright.chromium.launch(executable_path=found, args=[*ARGUMENTS, *further])


@pytest.fixture(scope="session")
def browser(launch):
    opened = launch()
    yield opened
    opened.close()


def log_in(context, server, role, *, home=""):
    """Puts the role's session into a browser context, as a login at that address would."""
    context.add_cookies([{"name": COOKIE, "value": server.cookies[role], "url": home or server.url}])
