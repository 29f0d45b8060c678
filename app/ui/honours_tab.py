"""The set-up's tab of the honours: the list by hand, a file, and the way to its papers."""

import streamlit as st

from store.engine import State
from ui.honours_editor import edit_honours
from ui.honours_import import import_honours
from ui.session import _, language

TABS = "honours.tab"
PRINTS = "/honours?view=prints&lang={lang}"


def show_honours_set_up(now: State) -> None:
    """Only the part that is open is drawn: its tables are long."""
    parts = {_("Batches and people"): edit_honours, _("File"): import_honours}
    for tab, draw in zip(st.tabs(list(parts), key=TABS, on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                draw(now)
    st.link_button(_("Papers of the honours"), PRINTS.format(lang=language()), icon=":material/print:")
