"""A file on its way into the list: read once, shown again after every change of the list."""

import streamlit as st

import clock
from services import roster
from services.roster import Preview
from services.spreadsheets import UnreadableFile
from ui import files
from ui.files import Upload
from ui.formats import number
from ui.outcome import refuse
from ui.problems import unreadable_message
from ui.session import _, language, state

_ROSTER, _PREVIEW = "roster", "roster.preview"
_SLOW = 500  # rows: shorter files are read before a bar could be seen


def choose_file() -> None:
    files.choose(_ROSTER, _("File with the list (XLSX or CSV)"))


def chosen() -> Upload | None:
    return files.chosen(_ROSTER)


def forget() -> None:
    files.forget(_ROSTER)
    st.session_state.pop(_PREVIEW, None)


def read(upload: Upload) -> Preview | None:
    """Against the list as it stands now; None when the file cannot be read, and `tell` says why."""
    now = state().day
    key = (upload, now.roster_seq, now.conference)
    known = st.session_state.get(_PREVIEW)
    if known and known[0] == key:
        return known[1]
    try:
        preview = _read(upload)
    except UnreadableFile as error:
        refuse(unreadable_message(error.reason, language()))
        forget()
        return None
    st.session_state[_PREVIEW] = (key, preview)
    return preview


def _read(upload: Upload) -> Preview:
    place = st.empty()

    def progress(done: int, total: int) -> None:
        if total >= _SLOW:
            text = _("Reading row {row} of {rows}")
            words = text.format(row=number(done, language()), rows=number(total, language()))
            place.progress(min(done / total, 1.0), words)

    this_year = clock.now().astimezone(clock.VENUE).year
    preview = roster.preview(state(), upload.name, upload.content, this_year=this_year, progress=progress)
    place.empty()
    return preview
