"""The wings' view of the honours for ushers and tray bearers: its component, which draws and acts by itself."""

import streamlit as st

from ui.assets import joined
from ui.session import language
from ui.wings_words import wings_words

STYLES = ("tokens.css", "wings.css")
SCRIPTS = (
    "live.js",
    "countdown.js",
    "desk_icons.js",
    "desk_elements.js",
    "agenda_icons.js",
    "agenda_send.js",
    "stage_parts.js",
    "stage_head.js",
    "stage_acts.js",
    "wings_changes.js",
    "wings_batch.js",
    "wings.js",
)

_COMPONENT = st.components.v2.component(
    "khaimac_wings", css=joined(*STYLES), js=joined(*SCRIPTS), isolate_styles=False
)  # fmt: skip


def show_wings() -> None:
    _COMPONENT(key="wings.board", data={"language": language(), "words": wings_words(language())})
