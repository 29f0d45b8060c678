"""What every page wears: the house's type sizes, and in the office the banner of rehearsal and demo data."""

import streamlit as st

from ui.session import _, state

FULL_SCREEN = {"checkin", "attendance"}  # these draw their own frame

_STYLE = """
<style>
html { font-size: clamp(16px, 1.172vw, 24px); }
[data-testid=stMainBlockContainer] { padding: 4.5rem 2rem 2rem; }
.km-band { display: flex; gap: 2rem; padding: .35rem 1rem; font-weight: 650; }
.km-band { border-left: 6px solid #0B1F3A; background: #E9EDF2; color: #101C2C; }
</style>
"""


def dress(page: str) -> None:
    st.html(_STYLE)
    if page not in FULL_SCREEN and (bands := _bands()):
        st.html(f'<div class="km-band">{"".join(f"<span>{band}</span>" for band in bands)}</div>')


def _bands() -> list[str]:
    """Our own sentences, so that nothing in them needs escaping."""
    day = state().day
    if not day.conference:
        return []
    rehearsal = [_("REHEARSAL – presence starts anew when the day is opened")] if day.is_rehearsal else []
    return rehearsal + ([_("Demo data – fictional")] if day.conference.demo else [])
