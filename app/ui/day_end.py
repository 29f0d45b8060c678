"""The end of the day on the set-up page, and the way back from it."""

import streamlit as st

from services import backups, conference
from store.engine import State
from ui.backups import line
from ui.formats import clock_time, day
from ui.outcome import attempt, refuse, tell_refusal
from ui.session import _, language, state, store


def tell_end(now: State) -> None:
    if ended_at := now.day.ended_at:
        text = _("It was ended at {time}, {date}.")
        st.markdown(text.format(time=clock_time(ended_at), date=day(ended_at, language())))


def end_button(now: State) -> None:
    """None before the day is open, and none back once personal data is removed."""
    if now.day.opened_at and not now.day.ended_at:
        if st.button(_("End the conference's day") + "…", key="setup.end_day", icon=":material/bedtime:"):
            st.dialog(_("End the day of the conference"), width="medium")(ask_to_end)()
    elif now.day.ended_at and not now.day.removal and st.button(_("Take the end back") + "…", key="setup.go_on"):
        st.dialog(_("Take back the end of the day"))(ask_to_go_on)()


def ask_to_end() -> None:
    """Without a good backup only after somebody ticked that: what the desks keep is the other copy."""
    backup = backups.status()
    st.markdown(_("**Status** shows first whether a desk still has scans that nobody has answered."))
    st.markdown(_("Desks forget what they keep for a broken server. Whoever comes late can still be scanned."))
    st.markdown(_("The end can be taken back, with a reason."))
    if backup.target:
        st.markdown(_("A last backup is made first."))
    without = bool(backup.failure) and st.checkbox(_("End without a last backup"), key="setup.end_without")
    if st.button(_("End the conference's day"), key="setup.end_now", type="primary"):
        _end(without=without)
    tell_refusal()


def _end(*, without: bool) -> None:
    store()
    made = backups.copy_now()
    if made.failure and not without:
        refuse(line(made, state().day.seq, language()))
        st.rerun(scope="fragment")
    if attempt(conference.end_day, done=_("The day of the conference is ended.")):
        st.rerun()


def ask_to_go_on() -> None:
    st.markdown(_("Desks begin again to keep what is answered to them; what they had is gone."))
    reason = st.text_input(_("Reason"), key="setup.go_on_reason", max_chars=200)
    if st.button(_("Take the end back"), key="setup.go_on_now", type="primary"):
        done = _("The end of the day was taken back.")
        if attempt(conference.take_back_end, reason=reason, done=done):
            st.rerun()
    tell_refusal()
