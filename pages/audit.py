"""Audit: the ledger in words, for the organiser. Reads only; a file taken away is itself an entry."""

import streamlit as st

from ui.audit import show_entries, show_filters
from ui.session import _, state

st.title(_("Audit"), anchor=False)
filters = show_filters()
show_entries(state(), filters)
