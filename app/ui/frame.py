"""What every page wears: the house's type sizes, and in the office the banners of rehearsal and demo data."""

import streamlit as st

from ui.session import _, state

FULL_SCREEN = {"checkin", "attendance"}  # these draw their own frame

_STYLE = """
<style>
html { font-size: clamp(16px, 1.172vw, 24px); }
.km-band { padding: .35rem 1rem; font-weight: 650; margin-bottom: .5rem; }
.km-band { border-left: 6px solid #0B1F3A; background: #E9EDF2; color: #101C2C; }
</style>
"""


def dress(page: str, language: str) -> None:
    st.html(_STYLE)
    st.html(f'<span data-language="{language}"></span>')
    if page not in FULL_SCREEN:
        _banners()


def _banners() -> None:
    day = state().day
    if day.conference and day.conference.demo:
        st.html(f'<div class="km-band">{_("Demo data – fictional")}</div>')
    if day.conference and day.is_rehearsal:
        st.html(f'<div class="km-band">{_("REHEARSAL – presence starts anew when the day is opened")}</div>')
