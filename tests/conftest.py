"""Servers for tests: the demo is loaded once and copied, so that each test has a real server of its own."""

import shutil

import pytest
from serving import Server


def pytest_addoption(parser):
    parser.addoption("--rounds", type=int, default=20, help="how many times the server is killed under load")
    parser.addoption("--film-seed", type=int, action="append", help="another film for the camera than the usual three")


def pytest_collection_modifyitems(items):
    """Browser tests last: Playwright keeps an event loop running, in which no other can be started."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """A data folder with the demo, its codes.csv and a session for each role, not served; to be copied."""
    demo = Server(tmp_path_factory.mktemp("demo") / "data")
    demo.command("demo")
    demo.codes()
    demo.start_and_log_in()
    demo.stop()
    return demo.data


@pytest.fixture
def bare_server(tmp_path):
    """An empty data folder, not started."""
    server = Server(tmp_path / "data")
    server.data.mkdir()
    yield server
    server.stop()


@pytest.fixture
def server(bare_server, demo_data):
    """The demo, running, in rehearsal."""
    shutil.copytree(demo_data, bare_server.data, dirs_exist_ok=True)
    bare_server.start()
    return bare_server


@pytest.fixture(scope="module")
def running(tmp_path_factory, demo_data):
    """One running demo for all tests of a module; each takes delegates of its own."""
    server = Server(shutil.copytree(demo_data, tmp_path_factory.mktemp("running") / "data"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def codes(server):
    """Badge code by delegate code."""
    return server.codes()
