"""A file that somebody chose: kept beyond the uploader, until it is taken in or another one is chosen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.session import _

FORMATS = ("xlsx", "csv")

# The uploader's own words are English and cannot be set.
_STYLE = """
<style>
.st-key-%(key)s [data-testid=stBaseButton-secondary] p { font-size: 0; }
.st-key-%(key)s [data-testid=stBaseButton-secondary] p::after { font-size: .875rem; content: %(choose)s; }
.st-key-%(key)s [data-testid$=Instructions] span { font-size: 0; }
.st-key-%(key)s [data-testid$=Instructions] span::after { font-size: .875rem; content: %(drop)s; }
</style>
"""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


def choose(name: str, label: str, *, formats: Sequence[str] = FORMATS) -> None:
    """`name` is what the file is for: one for each place where files are chosen."""
    place = f"{name}_uploader"
    with st.container(key=place):
        key = f"{name}.file.{st.session_state.get(_taken(name), 0)}"
        st.file_uploader(label, list(formats), key=key, on_change=_keep, args=(name, key))
    st.html(_STYLE % {"key": place, "choose": _css(_("Choose the file")), "drop": _css(_("or drop it here"))})


def chosen(name: str) -> Upload | None:
    return st.session_state.get(_upload(name))


def forget(name: str) -> None:
    st.session_state.pop(_upload(name), None)


def _keep(name: str, key: str) -> None:
    """The next uploader is another one, empty again."""
    if file := st.session_state.get(key):
        st.session_state[_upload(name)] = Upload(file.name, file.getvalue())
        st.session_state[_taken(name)] = st.session_state.get(_taken(name), 0) + 1


def _upload(name: str) -> str:
    return f"{name}.upload"


def _taken(name: str) -> str:
    return f"{name}.taken"


def _css(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
