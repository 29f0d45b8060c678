"""What came of something the office asked for: kept until the page is drawn again, said once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import clock
from domain.facts import Refused
from store.engine import Receipt, StoreUnavailable
from ui.formats import plain
from ui.messages import refusal_message
from ui.session import _, language, role, store

_DONE, _REFUSED = "outcome.done", "outcome.refused"


def attempt(service: Callable[..., Receipt], *what: Any, done: str = "", **facts: Any) -> Receipt | None:
    """Ask a service now, in this browser's role. None when it was refused; `tell` says why, or what was done."""
    try:
        receipt = service(store(), *what, role=role(), now=clock.now(), **facts)
    except StoreUnavailable:
        refuse(_("The data could not be written. Nothing was changed; please try again."))
        return None
    if isinstance(receipt.answer, Refused):
        refuse(refusal_message(receipt.answer, lang=language()))
        return None
    st.session_state[_DONE] = done
    return receipt


def refuse(text: str) -> None:
    """Say on the next draw why nothing was done."""
    st.session_state[_REFUSED] = text


def tell() -> None:
    if done := st.session_state.pop(_DONE, None):
        st.success(plain(done), icon=":material/check:")
    tell_refusal()


def tell_refusal() -> None:
    """In a dialog: what was done is told by the page behind it."""
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(plain(refused), icon=":material/error:")
