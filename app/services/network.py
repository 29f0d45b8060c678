"""Under which addresses and names the hall's network reaches this machine, and the symbol that spares typing them.

Asks the machine alone: sends no packet and looks up no name elsewhere, for the venue has no internet.
"""

import os
import re
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from ipaddress import IPv4Address
from itertools import zip_longest

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L

if sys.platform != "win32":
    import fcntl

EVERYWHERE, LOOPBACK = "0.0.0.0", "127.0.0.1"  # noqa: S104 - all addresses of this machine; this machine alone
NAMES = "KHAIMAC_NAMES"  # further names of this machine, with commas between them

_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_ASK_ADDRESS = 0x8915  # SIOCGIFADDR
# One of the internet, then one of each private range: where packets to it would leave is an address of ours.
_FAR = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


@cache
def our_names() -> frozenset[str]:
    """Lower case, as browsers send them; asked once, with each request."""
    short = host().partition(".")[0]
    named = ["localhost", host(), short, f"{short}.local", *os.environ.get(NAMES, "").split(",")]
    return frozenset(filter(_NAME.fullmatch, map(_sent, named)))


def host() -> str:
    return socket.gethostname()


def addresses() -> tuple[str, ...]:
    """IPv4, the one that leads to the outside first; none when no network is connected."""
    return hall_addresses([*_by_routes(), *(_by_interfaces() if sys.platform == "linux" else _by_own_name())])


def has(address: str) -> bool:
    """Whether this machine may listen there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def hall_addresses(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, without those that only this machine can reach; made-up ones (169.254…) when there are no others."""
    usable = [address for address in dict.fromkeys(found) if not _is_own(IPv4Address(address))]
    given = [address for address in usable if not IPv4Address(address).is_link_local]
    return tuple(given or usable)


def symbol(text: str) -> list[str]:
    """A QR code in lines of half blocks, light on dark as most consoles are."""
    rows = _modules(text)
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=[True] * len(rows))
    return ["".join(_HALVES[halves] for halves in zip(upper, lower, strict=True)) for upper, lower in pairs]


def picture(text: str) -> str:
    """A QR code as SVG, dark on light with its quiet zone."""
    rows = _modules(text)
    size = len(rows)
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dots}"/></svg>'
    )


def _modules(text: str) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_L)
    code.add_data(text)
    return code.get_matrix()


def _sent(name: str) -> str:
    try:
        return name.strip().lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_own(address: IPv4Address) -> bool:
    return address.is_loopback or address.is_unspecified


def _by_routes() -> Iterator[str]:
    """A UDP socket is connected without a packet."""
    for far in _FAR:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))
                yield probe.getsockname()[0]
            except OSError:
                continue


def _by_interfaces() -> Iterator[str]:
    """Linux. A network without a way out of it has no route to anywhere far."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe.fileno(), _ASK_ADDRESS, struct.pack("256s", name.encode()))
                yield socket.inet_ntoa(answer[20:24])
            except OSError:
                continue


def _by_own_name() -> Iterator[str]:
    """Windows knows its own name without asking anybody; Debian might ask the router, or say 127.0.1.1."""
    try:
        yield from socket.gethostbyname_ex(host())[2]
    except OSError:
        return
