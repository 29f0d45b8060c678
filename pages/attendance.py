"""The leaders' wall: who is here, at a glance, on a screen nobody touches."""

import streamlit as st

from clock import VENUE
from domain.attendance import arrival_window
from services.attendance import arrivals_until
from ui.charts import arrivals_rows, arrivals_spec
from ui.redraw import redraw_when_changed
from ui.session import _, language, state, store
from ui.wall import hide_streamlit, wall


@st.fragment
def arrivals_curve() -> None:
    redraw_when_changed("wall", "present", "latest", "seats", "conference", "phase")
    day = state().day
    assert day.conference  # the page is offered once there is one
    changes = arrivals_until(store(), day.seq)
    starts_at = day.conference.starts_at.astimezone(VENUE)
    window = arrival_window(starts_at, [minute for minute, _change in changes])
    st.vega_lite_chart(
        arrivals_rows(window, changes, language()),
        arrivals_spec(window, starts_at, day.conference.seats, _("start")),
        theme=None,
        height="stretch",
        alt=_("Arrivals over time"),
    )


hide_streamlit()
with st.container(key="wall"):
    wall()
    with st.container(key="arrivals"):
        arrivals_curve()
