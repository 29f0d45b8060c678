"""The registration desk: its assets as one module, and what it is told. It draws by itself, in Streamlit or without."""

import streamlit as st

from ui.assets import joined
from ui.desk_words import desk_words
from ui.session import language

STYLES = ("tokens.css", "desk.css", "desk_camera.css")
SCRIPTS = (
    "live.js",
    "identify.js",
    "desk_icons.js",
    "desk_elements.js",
    "desk_sound.js",
    "desk_queue.js",
    "desk_kept.js",
    "desk_scanner.js",
    "desk_verdict.js",
    "desk_rail.js",
    "desk_search.js",
    "desk_panel.js",
    "desk_person.js",
    "desk_menu.js",
    "desk_camera.js",
    "desk_watch.js",
    "desk_frame.js",
    "desk.js",
)

_COMPONENT = st.components.v2.component("khaimac_desk", css=joined(*STYLES), js=joined(*SCRIPTS), isolate_styles=False)


def show_desk(desk: str | None) -> None:
    """`desk` as the address names it; None is the first desk. Which desks there are the live view tells."""
    _COMPONENT(key="checkin.desk", data=desk_data(desk, language()))


def desk_data(desk: str | None, language: str) -> dict[str, object]:
    return {"language": language, "desk": desk, "words": desk_words(language)}
