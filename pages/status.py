"""Status: whether everything is all right, and if not, what to do. For the organiser."""

import streamlit as st

from ui.desk_file import show_desk_file
from ui.resent import show_resent
from ui.session import _
from ui.status import show_status

st.title(_("Status"), anchor=False)
show_status()
show_desk_file()
show_resent()
