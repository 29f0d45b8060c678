"""This browser's language and session, and the way to the store, open only to who is logged in. Pages ask here."""

from collections.abc import Callable

import streamlit as st

import clock
from domain.day import Session
from domain.facts import Role
from services import access
from services.house import house
from store.engine import State, Store
from ui.words import LANGUAGES, translate


def session() -> Session | None:
    """Asked again at each run: a revoked one ends at once."""
    return access.session_of(house(), cookie(), now=clock.now())


def cookie() -> str:
    """As it was when this page connected."""
    return st.context.cookies.get(access.COOKIE, "")


def store() -> Store:
    """Also fragments and callbacks come by here, which run without the console's own look at the session."""
    access.note_seen(_own(), now=clock.now())
    return house()


def state() -> State:
    return store().state


def language() -> str:
    """`?lang=` wins and is remembered for this browser's visit."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    return st.session_state.get("lang", LANGUAGES[0])


def role() -> Role:
    return _own().role


def made_later(make: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """For a download, which is made when it is asked for, outside of the page: refused when the session has ended."""
    kept = cookie()

    def making() -> bytes | str:
        if not access.session_of(house(), kept, now=clock.now()):
            raise PermissionError
        return make()

    return making


def _own() -> Session:
    """Whose session has ended gets the page anew, which then is the login screen."""
    found = session()
    if not found:
        st.rerun()
        st.stop()
    return found


def _(text: str) -> str:
    return translate(text, language())
