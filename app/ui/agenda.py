"""The running order's component: its parts, which a browser gets as one module. It draws and acts by itself."""

import streamlit as st

from ui.agenda_words import agenda_words
from ui.assets import joined
from ui.session import language

STYLES = ("tokens.css", "stage.css", "agenda.css", "agenda_panels.css")
SCRIPTS = (
    "live.js",
    "identify.js",
    "countdown.js",
    "desk_icons.js",
    "desk_elements.js",
    "agenda_icons.js",
    "agenda_send.js",
    "stage_parts.js",
    "stage_head.js",
    "stage_acts.js",
    "stage_go.js",
    "agenda_parts.js",
    "agenda_now.js",
    "agenda_next.js",
    "agenda_acts.js",
    "agenda_guests.js",
    "agenda_vote.js",
    "agenda_screens.js",
    "agenda_list.js",
    "agenda_item.js",
    "stage_life.js",
    "agenda.js",
)

_COMPONENT = st.components.v2.component(
    "khaimac_agenda", css=joined(*STYLES), js=joined(*SCRIPTS), isolate_styles=False
)  # fmt: skip


def show_agenda() -> None:
    _COMPONENT(key="agenda.stage", data={"language": language(), "words": agenda_words(language())})
