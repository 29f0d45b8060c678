"""Runs a fragment again when a live view has changed, never twice at once; a burst of changes is one redraw."""

import streamlit as st

import settings

_COMPONENT = st.components.v2.component(
    "khaimac_redraw",
    js=(settings.ASSETS / "live.js").read_text("utf-8") + (settings.ASSETS / "redraw.js").read_text("utf-8"),
    isolate_styles=False,
)


def redraw_when_changed(view: str) -> None:
    """To be called inside the fragment. Draws nothing."""
    key, drawn = f"redraw.{view}", f"redraw.{view}.drawn"

    def remember() -> None:
        st.session_state[drawn] = st.session_state[key].changed

    _COMPONENT(key=key, data={"view": view, "drawn": st.session_state.get(drawn)}, on_changed_change=remember)
