"""The set-up's tab of the programme: the table, a file, who is introduced, who has a vote."""

import streamlit as st

from store.engine import State
from ui.guest_editors import edit_introductions, edit_rights
from ui.programme_editor import edit_programme
from ui.programme_import import import_programme
from ui.session import _

TABS = "programme.tab"


def show_programme(now: State) -> None:
    """Only the part that is open is drawn: its tables are long."""
    parts = {
        _("Items"): edit_programme,
        _("File"): import_programme,
        _("Introductions"): edit_introductions,
        _("Voting rights"): edit_rights,
    }
    for tab, draw in zip(st.tabs(list(parts), key=TABS, on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                draw(now)
