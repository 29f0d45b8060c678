"""The backups in words: one line on the set-up page, red only while they fail; why one is not put back."""

from collections.abc import Mapping

import streamlit as st

from services import backups
from services.backups import Failure, Status
from services.restore import Flaw, Unproven
from ui.formats import clock_time, number, plain
from ui.session import _, language, state, store
from ui.words import N_, translate

FAILED: Mapping[Failure, str] = {
    Failure.MISSING: N_("The folder for backups, {folder}, is not there: is the stick plugged in?"),
    Failure.FULL: N_("The disk of {folder} is full: no backup. Make room on it, or change the stick."),
    Failure.READ_ONLY: N_("No backup: nothing may be written into {folder}."),
    Failure.OTHER: N_("No backup into {folder}: {detail}."),
}
FLAWS: Mapping[Flaw, str] = {
    Flaw.NOTHING: N_("{folder} holds no whole backup. Nothing was changed."),
    Flaw.CHANGED: N_("{folder} is damaged ({detail} is not as it was written). Nothing was changed."),
    Flaw.UNREADABLE: N_("{folder} cannot be read ({detail}). Nothing was changed."),
    Flaw.DIFFERS: N_("{folder} gives another result when it is replayed ({detail}). Nothing was changed."),
    Flaw.KEYS: N_(
        "The keys in {folder} are damaged ({detail}). Nothing was changed. Make them again on the first laptop "
        "(python app spare), or rename that folder: then the data alone are restored."
    ),
}
EARLIER: Mapping[bool, str] = {
    True: N_("The backup before it is {earlier}: name that one."),
    False: N_("There is no earlier backup beside it."),
}
WITH_EARLIER_ONES = {Flaw.CHANGED, Flaw.UNREADABLE, Flaw.DIFFERS}


def flaw_message(error: Unproven, language: str) -> str:
    """What is wrong, and of a backup which one to name instead; it is never chosen silently."""
    texts = [FLAWS[error.flaw], *([EARLIER[bool(error.earlier)]] if error.flaw in WITH_EARLIER_ONES else [])]
    fields = {"folder": error.source, "detail": error.detail, "earlier": error.earlier}
    return " ".join(translate(text, language).format(**fields) for text in texts)


@st.fragment(run_every="10s")
def show_backups() -> None:
    """No button without a folder to copy into."""
    last_fact = state().day.seq
    with st.container(horizontal=True, vertical_alignment="center"):
        show_copy_now("setup.backup")
        now = backups.status()
        if now.failure:
            st.error(plain(line(now, last_fact, language())), icon=":material/error:")
        else:
            st.markdown(plain(line(now, last_fact, language())))


def show_copy_now(key: str) -> None:
    if backups.status().target:
        st.button(_("Back up now"), key=key, icon=":material/save:", on_click=_copy_now)


def line(status: Status, last_fact: int, language: str) -> str:
    fields = {
        "folder": status.target,
        "detail": status.detail,
        "time": clock_time(status.good_at) if status.good_at else "",
        "count": number(max(last_fact - status.seq, 0), language),
    }
    return " ".join(translate(text, language).format(**fields) for text in _sentences(status))


def _sentences(status: Status) -> list[str]:
    if not status.target:
        return [N_("No backups are made: KHAIMAC_BACKUP names no folder (second disk or USB stick).")]
    last = N_("Last backup {time}, {count} facts since then.") if status.good_at else N_("There is no backup yet.")
    if status.failure:
        return [FAILED[status.failure], last, N_("It is tried again each minute.")]
    return [last, N_("Folder: {folder}.")]


def _copy_now() -> None:
    store()
    backups.copy_now()
