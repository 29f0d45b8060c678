"""The MC's and stage manager's screen: what is on, what comes next, one button. All happens in the browser."""

import streamlit as st

from ui.agenda import show_agenda
from ui.report import report

if st.query_params.get("view") == "report":
    report()
else:
    show_agenda()
