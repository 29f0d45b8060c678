"""The registration desk's component: its assets as one module, and what each page run tells it. It draws by itself."""

from pathlib import Path

import streamlit as st

from ui.desk_words import desk_words
from ui.session import language

_ASSETS = Path(__file__).resolve().parents[2] / "assets"
_STYLES = ("tokens.css", "desk.css")
_SCRIPTS = (
    "live.js",
    "desk_icons.js",
    "desk_elements.js",
    "desk_sound.js",
    "desk_queue.js",
    "desk_scanner.js",
    "desk_verdict.js",
    "desk_rail.js",
    "desk_search.js",
    "desk_panel.js",
    "desk_person.js",
    "desk_menu.js",
    "desk_frame.js",
    "desk.js",
)


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((_ASSETS / name).read_text("utf-8") for name in names)


_COMPONENT = st.components.v2.component(
    "khaimac_desk", css=_joined(_STYLES), js=_joined(_SCRIPTS), isolate_styles=False
)


def show_desk(desk: str | None) -> None:
    """`desk` as the address names it; None is the first desk. Which desks there are the live view tells."""
    _COMPONENT(key="checkin.desk", data={"language": language(), "desk": desk, "words": desk_words()})
