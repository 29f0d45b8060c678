"""The day's state on the set-up page: rehearsal, opening and end of the day, the figure frozen at the opening."""

import streamlit as st

from services import conference
from store.engine import State
from ui.day_end import end_button, tell_end
from ui.formats import clock_time, day, number
from ui.outcome import attempt, tell_refusal
from ui.session import _, language, state

ANEW, KEEP = "anew", "keep"
_EVERY = "5s"


def day_state() -> None:
    """Rehearsal or the day itself, and the way from one to the other."""
    now = state()
    st.subheader(_("Day of the conference"), anchor=False)
    opened_at = now.day.opened_at
    if opened_at is None:
        st.markdown(_("Rehearsal: what is checked in now is only a trial."))
    else:
        text = _("The day was opened at {time}, {date}.")
        st.markdown(text.format(time=clock_time(opened_at), date=day(opened_at, language())))
    tell_end(now)
    with st.container(horizontal=True):
        label = _("Open the day of the conference") if opened_at is None else _("Open the day again")
        if st.button(f"{label}…", key="setup.open_day", icon=":material/flag:"):
            st.dialog(label, width="medium")(ask_to_open)()
        end_button(now)


def ask_to_open() -> None:
    """Nothing happens before the choice is made and the button that says it is pressed."""
    now = state()
    present = now.day.figures.present
    keeps = _choice(present) if present else _nobody_yet()
    reason = _reason("setup.open_reason") if now.day.opened_at else ""
    label = _open_label(keeps, present)
    if st.button(label, key="setup.open_now", type="primary", disabled=keeps is None) and keeps is not None:
        _open(reason, keeps=keeps)
    tell_refusal()


def _choice(present: int) -> bool | None:
    """Whether presence is kept; None until somebody chose."""
    st.markdown(_("Present now: {count}. What shall become of them?").format(count=number(present, language())))
    words = {
        ANEW: _("Start from nothing: no check-in so far counts"),
        KEEP: _("Keep presence as it stands: these delegates are really here"),
    }
    chosen = st.radio(_("Presence"), words, None, words.get, key="setup.keep", label_visibility="collapsed")
    return None if chosen is None else chosen == KEEP


def _nobody_yet() -> bool:
    st.markdown(_("Nobody is checked in. From then on every check-in counts."))
    return False


def _open_label(keeps: bool | None, present: int) -> str:  # noqa: FBT001 - the answer to a question
    if keeps:
        return _("Open the day, keep {count} present").format(count=number(present, language()))
    return _("Open the day, start from 0") if keeps is False else _("Open the day")


def _open(reason: str, *, keeps: bool) -> None:
    done = _("The day of the conference is open.")
    if attempt(conference.open_day, keep=keeps, reason=reason, done=done):
        st.rerun()


@st.fragment(run_every=_EVERY)
def opening_figure() -> None:
    """Present now, and the figure for the minutes once it is frozen."""
    now = state()
    st.subheader(_("Present at the opening"), anchor=False)
    if now.day.opening:
        _frozen(now)
    else:
        _live(now)


def _live(now: State) -> None:
    figures, lang = now.day.figures, language()
    st.metric(_("Present now"), f"{number(figures.present, lang)} / {number(figures.seats, lang)}")
    label = _("Freeze {count} present").format(count=number(figures.present, lang))
    st.button(label, key="setup.freeze", icon=":material/lock:", on_click=_freeze)


def _frozen(now: State) -> None:
    opening = now.day.opening
    assert opening
    label = _("Frozen at {time}").format(time=clock_time(opening.happened_at))
    st.metric(label, number(opening.present, language()))
    if st.button(_("Take the figure back") + "…", key="setup.thaw"):
        st.dialog(_("Take back the figure of the opening"))(ask_to_thaw)()


def ask_to_thaw() -> None:
    st.markdown(_("The wall shows it no longer; it can be frozen again."))
    reason = _reason("setup.thaw_reason")
    if st.button(_("Take the figure back"), key="setup.thaw_now", type="primary"):
        done = _("The figure of the opening was taken back.")
        if attempt(conference.take_back_opening, reason=reason, done=done):
            st.rerun()
    tell_refusal()


def _freeze() -> None:
    attempt(conference.freeze_opening)


def _reason(key: str) -> str:
    return st.text_input(_("Reason"), key=key, max_chars=200)
