"""The ceremony for MC and stage manager; with `?view=wings` for those at the wings, with `?view=prints` its papers."""

import streamlit as st

from ui.honour_prints import show_prints
from ui.honours import show_honours
from ui.wings import show_wings

VIEWS = {"wings": show_wings, "prints": show_prints}
VIEWS.get(st.query_params.get("view", ""), show_honours)()
