"""Where other machines reach this server: each desk, the leaders' screen, and a symbol to point a phone at."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import streamlit as st

from services import network
from store.engine import State
from ui.address import EVERYWHERE, address, bound, is_secure, port
from ui.formats import plain
from ui.session import _

_SYMBOL = 230  # pixels


def homes() -> list[str]:
    """Scheme, host and port: as the hall's network reaches this server while TLS is on, else as this browser does."""
    parts = urlsplit(st.context.url or address())
    own, hall = f"{parts.scheme}://{parts.netloc}", _in_the_hall()
    return list(dict.fromkeys(hall + [own] * (not hall or not reaches_only_here(own))))


def _in_the_hall() -> list[str]:
    if not is_secure():
        return []
    return [f"https://{one}:{port()}" for one in network.addresses()] if bound() == EVERYWHERE else [address()]


def screens(state: State, homes: Sequence[str]) -> None:
    """What to open on the other machines, under one of the addresses by which they reach this server."""
    desks = state.day.conference.desks if state.day.conference else ()
    machines, phones = st.columns([5, 3], gap="large")
    with machines:
        home = _chosen(homes)
        addresses = {_desk(desk): f"checkin?desk={quote(desk)}" for desk in desks} | {
            _("Leaders' screen"): "attendance"
        }
        for label, path in addresses.items():
            link, shown = st.columns([2, 5], vertical_alignment="center")
            link.link_button(plain(label), f"{home}/{path}", width="stretch", icon=":material/open_in_new:")
            shown.code(f"{home}/{path}", language=None)
        if reaches_only_here(home):
            text = _("Only this machine reaches these addresses. For the hall's network start with {command}.")
            st.info(text.format(command="`python app serve --lan`"), icon=":material/info:")
    if desks:
        with phones:
            _phone(home, desks)


def reaches_only_here(home: str) -> bool:
    host = urlsplit(home).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _chosen(homes: Sequence[str]) -> str:
    if len(homes) < 2:
        return next(iter(homes), "")
    label = _("Address of this server")
    return st.segmented_control(label, homes, default=homes[0], required=True, key="setup.home") or homes[0]


def _phone(home: str, desks: Sequence[str]) -> None:
    """A phone's camera opens what the symbol says."""
    st.subheader(_("Scan with a phone"), anchor=False)
    desk = st.segmented_control(
        _("Desk"), desks, default=desks[0], required=True, key="setup.phone", format_func=_desk,
        label_visibility="collapsed",
    )  # fmt: skip
    opened = f"{home}/scan?desk={quote(desk or desks[0])}"
    st.image(network.picture(opened), width=_SYMBOL)
    st.code(opened, language=None, wrap_lines=True)


def _desk(desk: str) -> str:
    return _("Desk {desk}").format(desk=desk)
