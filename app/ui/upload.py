"""A file on its way into the list: kept beyond the uploader, read once, shown again after every change of the list."""

import json
from dataclasses import dataclass

import streamlit as st

import clock
from services import roster
from services.roster import Preview
from services.spreadsheets import UnreadableFile
from ui.formats import number
from ui.outcome import refuse
from ui.problems import unreadable_message
from ui.session import _, language, state

FORMATS = ("xlsx", "csv")

_UPLOAD, _PREVIEW, _TAKEN = "roster.upload", "roster.preview", "roster.taken"
_SLOW = 500  # rows: shorter files are read before a bar could be seen


# The uploader's own words are English and cannot be set.
_STYLE = """
<style>
.st-key-roster_uploader [data-testid=stBaseButton-secondary] p { font-size: 0; }
.st-key-roster_uploader [data-testid=stBaseButton-secondary] p::after { font-size: .875rem; content: %s; }
.st-key-roster_uploader [data-testid$=Instructions] span { font-size: 0; }
.st-key-roster_uploader [data-testid$=Instructions] span::after { font-size: .875rem; content: %s; }
</style>
"""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


def choose_file() -> None:
    with st.container(key="roster_uploader"):
        key = f"roster.file.{st.session_state.get(_TAKEN, 0)}"
        st.file_uploader(_("File with the list (XLSX or CSV)"), FORMATS, key=key, on_change=_keep, args=(key,))
    st.html(_STYLE % (_css(_("Choose the file")), _css(_("or drop it here"))))


def chosen() -> Upload | None:
    return st.session_state.get(_UPLOAD)


def forget() -> None:
    st.session_state.pop(_UPLOAD, None)
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


def _keep(key: str) -> None:
    """The next uploader is another one, empty again."""
    if file := st.session_state.get(key):
        st.session_state[_UPLOAD] = Upload(file.name, file.getvalue())
        st.session_state[_TAKEN] = st.session_state.get(_TAKEN, 0) + 1


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


def _css(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
