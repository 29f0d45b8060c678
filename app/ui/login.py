"""The login screen: which of its pictures a device is shown, and what that one says. PINs are checked by the route."""

from collections.abc import Collection
from enum import StrEnum

import streamlit as st

from domain.access import ANYBODY_LOGGED_IN, PAGES
from domain.day import Session
from domain.facts import Role
from domain.pins import SHORTEST
from services import access
from services.house import house
from services.notice import told_notice
from ui.address import is_secure, port
from ui.assets import joined
from ui.roles import NAMES, OPENS
from ui.session import language, session
from ui.words import N_, translate

STYLES = ("tokens.css", "login.css")
SCRIPTS = ("desk_icons.js", "desk_elements.js", "login.js")

_COMPONENT = st.components.v2.component("khaimac_login", css=joined(*STYLES), js=joined(*SCRIPTS), isolate_styles=False)


class Picture(StrEnum):
    """What the screen is for."""

    LOG_IN = "log_in"
    FIRST_HERE = "first_here"
    FIRST_ELSEWHERE = "first_elsewhere"
    OTHER_ROLE = "other_role"
    NOT_SET_UP = "not_set_up"


def show_login(page: str = "") -> None:
    """In place of `page`; without one, in place of the bare address."""
    roles, is_here = PAGES.get(page, ANYBODY_LOGGED_IN), st.context.ip_address is None  # that is its word for loopback
    _COMPONENT(key="login", data=login_data(roles, session(), is_here=is_here, language=language()))


def login_data(roles: Collection[Role], session: Session | None, *, is_here: bool, language: str) -> dict[str, object]:
    """`roles` may open what was asked for; `is_here` is a browser on the server's own laptop."""
    return {
        "language": language,
        "picture": _picture(roles, session, is_here=is_here),
        "roles": [role for role in Role if role in roles],
        "role": session.role if session else None,
        "conference": house().state.directory.words.name,
        "shortest": SHORTEST,
        "notice": told_notice(house().state, language),
        "address": f"{'https' if is_secure() else 'http'}://localhost:{port()}",
        "words": {key: translate(text, language) for part in _PARTS for key, text in part.items()},
    }


def _picture(roles: Collection[Role], session: Session | None, *, is_here: bool) -> Picture:
    if access.is_first_start(house()):
        return Picture.FIRST_HERE if is_here else Picture.FIRST_ELSEWHERE
    if not session:
        return Picture.LOG_IN
    return Picture.NOT_SET_UP if session.role in roles else Picture.OTHER_ROLE


_ROLES = {f"role_{role}": name for role, name in NAMES.items()} | {
    f"does_{role}": opens for role, opens in OPENS.items()
}
_LOG_IN = {
    "log_in_title": N_("Who works at this device?"),
    "log_in_as": N_("Log in: {role}"),
    "choose_role": N_("Choose a role first"),
    "pin": N_("PIN or passphrase"),
    "show": N_("Show PIN"),
    "hide": N_("Hide PIN"),
    "unikey": N_("Switch Unikey off while typing"),
    "accents": N_("There are accents in it. If you did not mean them, switch Unikey off and type it again."),
    "caps_on": N_("Caps Lock is on"),
    "forgotten": N_("PIN forgotten? The organisers give a new one."),
    "pin_needed": N_("Type the PIN first."),
    "wait": N_("Wrong too often. Next try in {seconds} s."),
    "offline": N_("The server does not answer. Check the network of this device, then press again."),
    "scans_wait": N_("Scans waiting on this device: {count}. They are sent after logging in, none is lost."),
    "other_language": N_("Tiếng Việt"),
}
_FIRST_START = {
    "first_title": N_("First start: the organisers' PIN"),
    "first_why": N_(
        "Nothing opens before it. The other roles get their PINs afterwards, on the set-up page or by a command."
    ),
    "new_pin": N_("New PIN or passphrase, at least {count} letters or digits"),
    "again": N_("The same once more"),
    "set_pin": N_("Set the PIN and log in"),
    "too_short": N_("At least {count} letters or digits."),
    "differ": N_("The two are not the same. Type them again."),
    "elsewhere_title": N_("Not ready yet"),
    "elsewhere_why": N_("The organisers' PIN is not set. That is done on the server's own laptop, at this address:"),
    "try_again": N_("Try again"),
}
_OTHER_ROLE = {
    "other_title": N_("This page is for: {roles}"),
    "other_why": N_("This device is logged in as: {role}."),
    "log_out": N_("Log out and change the role"),
    "own_page": N_("To the pages of this role"),
    "not_set_up_title": N_("The conference is not set up yet"),
    "not_set_up_why": N_("The organisers do that on the set-up page; this page opens afterwards."),
}
_PARTS = (_ROLES, _LOG_IN, _FIRST_START, _OTHER_ROLE)
