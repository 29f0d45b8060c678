"""The ceremony's component: its parts, which a browser gets as one module. It draws and acts by itself."""

import streamlit as st

from ui.assets import joined
from ui.honours_words import honours_words
from ui.session import language

STYLES = ("tokens.css", "stage.css", "honours.css", "honours_panels.css")
SCRIPTS = (
    "live.js",
    "identify.js",
    "countdown.js",
    "desk_icons.js",
    "desk_elements.js",
    "agenda_icons.js",
    "honours_icons.js",
    "agenda_send.js",
    "stage_parts.js",
    "stage_head.js",
    "stage_acts.js",
    "stage_go.js",
    "honours_parts.js",
    "honours_now.js",
    "honours_next.js",
    "honours_deck.js",
    "honours_row.js",
    "honours_list.js",
    "honours_late.js",
    "honours_screens.js",
    "stage_life.js",
    "honours.js",
)

_COMPONENT = st.components.v2.component(
    "khaimac_honours", css=joined(*STYLES), js=joined(*SCRIPTS), isolate_styles=False
)  # fmt: skip


def show_honours() -> None:
    _COMPONENT(key="honours.stage", data={"language": language(), "words": honours_words(language())})
