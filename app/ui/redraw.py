"""Runs a fragment again when fields of a live view have changed, never twice at once; a burst is one redraw."""

import streamlit as st

import settings

_COMPONENT = st.components.v2.component(
    "khaimac_redraw",
    js=(settings.ASSETS / "live.js").read_text("utf-8") + (settings.ASSETS / "redraw.js").read_text("utf-8"),
    isolate_styles=False,
)


def redraw_when_changed(view: str, *fields: str) -> None:
    """To be called inside the fragment. Draws nothing; other fields of the view may change without a redraw."""
    key, drawn = f"redraw.{view}", f"redraw.{view}.drawn"

    def remember() -> None:
        st.session_state[drawn] = st.session_state[key].changed

    data = {"view": view, "fields": fields, "drawn": st.session_state.get(drawn)}
    _COMPONENT(key=key, data=data, on_changed_change=remember)
