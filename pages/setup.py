"""Set-up: the conference and its day; on an empty data folder the first page there is."""

from datetime import datetime

import streamlit as st

import clock
import settings
from domain.checkin import LONGEST_NOTE
from domain.conference import Words
from services import conference, roster
from ui.backups import show_backups
from ui.day import day_state, opening_figure
from ui.devices import devices, pins
from ui.honours_tab import show_honours_set_up
from ui.outcome import attempt, refuse, tell
from ui.personal_tab import show_personal
from ui.programme_tab import show_programme
from ui.screens import homes, screens
from ui.session import _, state
from ui.setup import SetUp, ask_server_time, fields, stored

GO_TO, SEEN = "setup.go_to", "setup.seen"


def first_start(now: datetime) -> None:
    shown = SetUp(conference.default_conference(now=now), Words(_("Conference of exemplary models")))
    st.markdown(_("Fill in what you know; all of it can be changed later."))
    ask_server_time()
    with st.container(border=True):
        typed = fields(shown)
    with st.container(horizontal=True):
        imports = st.button(_("Import a list"), key="setup.import", type="primary")
        takes_demo = st.button(_("Use demo data (fictional)"), key="setup.demo")
    if imports:
        done = _("The conference is set up. Next: the list of delegates.")
        if attempt(conference.set_up, typed.conference, typed.words, done=done):
            st.session_state[GO_TO] = "roster"
    if takes_demo:
        attempt(roster.load_demo, done=_("Demo data is loaded. Everybody in it is fictional."))
    if imports or takes_demo:
        st.rerun()


def on_save(seen: SetUp) -> None:
    st.session_state[SEEN] = seen


def change(shown: SetUp) -> None:
    typed = fields(shown)
    reason = ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if typed.conference.seats != shown.conference.seats:
            label = _("Why the seats change; every screen shows it")
            reason = st.text_input(label, key="setup.reason", max_chars=LONGEST_NOTE)
        st.button(_("Save changes"), key="setup.save", on_click=on_save, args=(shown,))
    if seen := st.session_state.pop(SEEN, None):
        save(typed, reason, is_current=seen == shown)
        st.rerun()


def save(typed: SetUp, reason: str, *, is_current: bool) -> None:
    """Only over what this browser had seen."""
    if is_current:
        done = _("The set-up is changed.")
        attempt(conference.change_settings, typed.conference, typed.words, reason=reason, done=done)
    else:
        refuse(_("Somebody changed the set-up meanwhile. Please look at it again."))


if state().day.conference and (page := st.session_state.pop(GO_TO, None)):
    st.switch_page(settings.ROOT / "pages" / f"{page}.py")

st.title(_("Set-up of the conference"), anchor=False)
show_backups()
if (shown := stored(state())) is None:
    tell()
    first_start(clock.now())
else:
    day, figure, server = st.columns([5, 4, 4], gap="large")
    with day:
        day_state()
    with figure:
        opening_figure()
    with server:
        st.subheader(_("Clock"), anchor=False)
        ask_server_time()
    with st.container():  # always there: a message that comes or goes would move the tabs, which then begin anew
        tell()
    settled, items, honoured, addresses, logged_in, personal = st.tabs(
        [_("Conference"), _("Programme"), _("Honours"), _("Screens"), _("Devices and PINs"), _("Personal data")]
    )  # fmt: skip
    with settled:
        change(shown)
    with items:
        show_programme(state())
    with honoured:
        show_honours_set_up(state())
    with addresses:
        screens(state(), homes())
    with logged_in:
        pin, device = st.columns([4, 9], gap="large")
        with pin:
            pins(state())
        with device:
            devices()
    with personal:
        show_personal(state())
