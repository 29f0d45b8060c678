"""Where other machines reach this server: each desk, the screens of the hall, symbols to point a phone at; and which
screen is which.
"""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import streamlit as st

from services import network
from store.engine import State
from ui.address import EVERYWHERE, address, bound, is_secure, port, visitors_address
from ui.assets import joined
from ui.formats import plain
from ui.session import _, language

_SYMBOL = 230  # pixels
_IDENTIFY = st.components.v2.component(
    "khaimac_identify", css=joined("identify_button.css"), js=joined("identify_button.js"), isolate_styles=False
)


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
        for label, opened in _addresses(home, desks).items():
            link, shown = st.columns([2, 5], vertical_alignment="center")
            link.link_button(plain(label), opened, width="stretch", icon=":material/open_in_new:")
            shown.code(opened, language=None)
        _identify()
        if reaches_only_here(home):
            text = _("Only this machine reaches these addresses. For the hall's network start with {command}.")
            st.info(text.format(command="`python app serve --lan`"), icon=":material/info:")
    with phones:
        if desks:
            _phone(home, desks)
        _programme(home)


def _addresses(home: str, desks: Sequence[str]) -> dict[str, str]:
    return {_desk(desk): f"{home}/checkin?desk={quote(desk)}" for desk in desks} | {
        _("Leaders' screen"): f"{home}/attendance",
        _("Running order"): f"{home}/agenda",
        _("Honours"): f"{home}/honours",
        _("At the wings"): f"{home}/honours?view=wings",
        _("Hall screen"): f"{home}/hall",
        _("Speaker's monitor"): f"{home}/speaker",
        _("Programme for delegates"): f"{_visitors(home)}/programme",
    }


def _visitors(home: str) -> str:
    """Delegates come without a certificate where they can."""
    return visitors_address() or home


def _identify() -> None:
    words = {
        "label": _("Which screen is which?"),
        "shown": _("Screens that say their name now: {count}"),
        "offline": _("The server does not answer. Check the network of this device, then press again."),
    }
    _IDENTIFY(key="setup.identify", data=words | {"language": language()})


def _programme(home: str) -> None:
    """What the hall shows during arrivals, for a poster."""
    st.subheader(_("Programme for delegates"), anchor=False)
    opened = f"{_visitors(home)}/programme"
    st.image(network.picture(opened), width=_SYMBOL)
    st.code(opened, language=None, wrap_lines=True)


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
