"""The registration desk: scan a badge, see the verdict. All happens in the browser; this page says which desk."""

import streamlit as st

from ui.desk import show_desk

show_desk(st.query_params.get("desk"))
