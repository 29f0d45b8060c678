"""Our names and addresses, found without asking anybody, and the symbol as a phone reads it from a console."""

import json
import subprocess
import sys

import pytest
import zxingcpp
from PIL import Image
from serving import ROOT

from services import network

MODULE = 4  # pixels


@pytest.fixture
def named(monkeypatch):
    """Our names when the environment names us so."""

    def ask(names):
        monkeypatch.setenv(network.NAMES, names)
        network.our_names.cache_clear()
        return network.our_names()

    yield ask
    network.our_names.cache_clear()


OWN = {"localhost", network.host().lower(), f"{network.host().lower().partition('.')[0]}.local"}
NAMED = {
    "": set(),
    "checkin.example": {"checkin.example"},
    " Checkin.Example , hoi-nghi ": {"checkin.example", "hoi-nghi"},
    "hộinghị.vn": {"xn--hingh-u81bvd.vn"},
    "a b,-x,x-,a..b,*.vn,<b>,.,": set(),
}


@pytest.mark.parametrize(("names", "more"), NAMED.items())
def test_our_names_are_those_of_the_machine_and_those_given(named, names, more):
    assert named(names) >= OWN | more
    assert len(named(names)) == len(named("")) + len(more)


FOUND = {
    "one network": (["192.168.1.7"], ("192.168.1.7",)),
    "Debian's own name, and one twice": (["192.168.1.7", "127.0.1.1", "127.0.0.1", "192.168.1.7"], ("192.168.1.7",)),
    "several, the first stays first": (["10.0.0.5", "192.168.1.7"], ("10.0.0.5", "192.168.1.7")),
    "a cable without a router": (["169.254.7.7"], ("169.254.7.7",)),
    "a loose cable beside a network": (["169.254.7.7", "192.168.1.7"], ("192.168.1.7",)),
    "no network": (["127.0.0.1", network.EVERYWHERE], ()),
}  # fmt: skip


@pytest.mark.parametrize(("found", "addresses"), FOUND.values(), ids=FOUND.keys())
def test_the_halls_addresses_are_those_that_others_can_reach(found, addresses):
    assert network.hall_addresses(found) == addresses


# Everything that Python's sockets are asked to do while the addresses are found.
WATCH = """
import json, sys
sys.path.insert(0, sys.argv[1])
from services import network
done = []
sys.addaudithook(lambda event, given: done.append(event) if event.startswith("socket.") else None)
print(json.dumps([network.addresses(), sorted(network.our_names()), sorted(set(done))]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the machine is asked for its own name")
def test_nothing_is_sent_and_no_name_is_looked_up():
    done = subprocess.run([sys.executable, "-c", WATCH, str(ROOT / "app")], capture_output=True, text=True, check=True)
    addresses, names, events = json.loads(done.stdout)

    assert set(events) <= {"socket.__new__", "socket.connect", "socket.gethostname"}
    assert tuple(addresses) == network.addresses()
    assert "localhost" in names


@pytest.mark.parametrize("text", ["http://192.168.100.100:8502", "http://10.0.0.5:8502", "http://hoi-nghi.local:8502"])
def test_a_phone_reads_the_symbol_from_a_dark_console(text):
    read = zxingcpp.read_barcodes(drawn(network.symbol(text)), formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)

    assert [found.text for found in read] == [text]


def drawn(lines):
    """As a console with light letters on dark draws them, each half block a module."""
    picture = Image.new("L", (len(lines[0]) * MODULE, len(lines) * 2 * MODULE), 20)
    for y, line in enumerate(lines):
        for x, letter in enumerate(line):
            for half in {"█": (0, 1), "▀": (0,), "▄": (1,), " ": ()}[letter]:
                corner = (x * MODULE, (2 * y + half) * MODULE)
                picture.paste(235, (*corner, corner[0] + MODULE, corner[1] + MODULE))
    return picture
