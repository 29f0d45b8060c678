"""This browser's language and role, and the way to the store. Pages ask here; nothing else keeps a session."""

import streamlit as st

from domain.facts import Role
from services.house import house
from store.engine import State, Store
from ui.words import LANGUAGES, translate


def store() -> Store:
    return house()


def state() -> State:
    return house().state


def language() -> str:
    """`?lang=` wins and is remembered for this browser's visit."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    return st.session_state.get("lang", LANGUAGES[0])


def role() -> Role:
    """Until roles exist whoever opens an office page is the organiser."""
    return Role.ORGANISER


def _(text: str) -> str:
    return translate(text, language())
