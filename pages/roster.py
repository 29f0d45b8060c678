"""The list of delegates: import with a preview, search, corrections, badges, what goes to paper."""

import streamlit as st

from ui.after_import import TABS, show_result
from ui.listing import figures, show_list
from ui.outcome import tell
from ui.paper import show_downloads
from ui.preview import show_preview
from ui.session import _, state
from ui.units import edit_units, show_composition
from ui.upload import choose_file, chosen, read

upload = chosen()
preview = read(upload) if upload else None
now = state()

if upload and preview:
    read_out, result = st.columns([5, 2], gap="large")
    with read_out:
        tell()
        show_preview(upload, preview, now)
    with result:
        show_result(preview, now)
elif not now.day.delegates:
    st.title(_("Delegates"), anchor=False)
    tell()
    st.markdown(_("There is no list of delegates yet."))
    choose_file()
else:
    st.title(_("Delegates"), anchor=False)
    tell()
    figures(now)
    listed, imported, taken, units, composition = st.tabs(
        [_("List"), _("Import a file"), _("Print and export"), _("Short names of units"), _("Composition")],
        key=TABS, on_change="rerun",
    )  # fmt: skip
    if listed.open:
        with listed:
            show_list(now)
    if imported.open:
        with imported:
            choose_file()
    if taken.open:
        with taken:
            show_downloads(now)
    if units.open:
        with units:
            edit_units(now)
    if composition.open:
        with composition:
            show_composition(now)
