"""What every page wears: the house's type sizes; in the office also who is logged in, and rehearsal or demo data."""

import streamlit as st

from domain.access import pages_of
from domain.day import Session
from ui.assets import joined
from ui.roles import NAMES
from ui.session import _, language, session, state
from ui.words import translate

# these draw their own frame, and see by themselves that a session ended
FULL_SCREEN = {"checkin", "agenda", "honours", "hall", "attendance"}

_STYLE = """
<style>
html { font-size: clamp(16px, 1.172vw, 24px); }
[data-testid=stMainBlockContainer] { padding: 4.5rem 2rem 2rem; }
.km-band { display: flex; gap: 2rem; padding: .35rem 1rem; font-weight: 650; }
.km-band { border-left: 6px solid #0B1F3A; background: #E9EDF2; color: #101C2C; }
.st-key-whose { position: absolute; width: 0; height: 0; }
.km-whose { position: fixed; top: 0; right: 2rem; z-index: 999991; height: 3.75rem; color: #101C2C;
  display: flex; align-items: center; gap: 1rem; font-size: 1rem; }
.km-whose b { font-weight: 650; }
.km-whose span { position: absolute; top: 100%; right: 0; width: max-content; max-width: 24rem; padding: .25rem .75rem;
  background: #A01822; color: #fff; }
.km-whose span:empty { display: none; }
.km-whose button { font: inherit; color: inherit; background: none; border: 1px solid #7C8798; border-radius: 6px;
  padding: .25rem .75rem; cursor: pointer; }
.km-whose button:hover { background: #E9EDF2; }
</style>
"""
_EVERY = "5s"
_WHOSE = st.components.v2.component("khaimac_whose", js=joined("whose.js"), isolate_styles=False)


def dress(page: str) -> None:
    st.html(_STYLE)
    own = session()
    if own and page not in FULL_SCREEN and page in pages_of(own.role):
        wear_office(own)


def wear_office(own: Session) -> None:
    _whose(own)
    _end_with_session()
    if bands := _bands():
        st.html(f'<div class="km-band">{"".join(f"<span>{band}</span>" for band in bands)}</div>')


def _whose(own: Session) -> None:
    words = {
        "role": translate(NAMES[own.role], language()),
        "log_out": _("Log out"),
        "offline": _("The server does not answer. Check the network of this device, then press again."),
    }
    with st.container(key="whose"):
        _WHOSE(key="whose.component", data=words | {"language": language()})


@st.fragment(run_every=_EVERY)
def _end_with_session() -> None:
    """A page left open does not go on showing what its session may see no more."""
    if not session():
        st.rerun()


def _bands() -> list[str]:
    """Our own sentences, so that nothing in them needs escaping."""
    if not (day := state().day).conference:
        return []
    rehearsal = [_("REHEARSAL – presence starts anew when the day is opened")] if day.is_rehearsal else []
    return rehearsal + ([_("Demo data – fictional")] if day.conference.demo else [])
