"""What the imports of a sheet have in common: a file read once, problems as tables by how grave they are, downloads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import streamlit as st

from domain.audit import Export
from domain.roster.problems import Level
from services.spreadsheets import UnreadableFile
from store.engine import State
from ui import files
from ui.exports import recorded
from ui.formats import NOTHING, plain
from ui.problems import unreadable_message
from ui.session import _, language, made_later

Columns = Mapping[str, Sequence[str]]
_MOST_IN_FULL, _SCROLLS_AT = 24, 480  # rows, pixels
_P = TypeVar("_P")


class Told(Protocol):
    @property
    def level(self) -> Level: ...


_T = TypeVar("_T", bound=Told)


def read_once(name: str, key: object, read: Callable[[], _P]) -> _P | None:
    """The preview of a chosen file, anew when `key` is another one; None when it cannot be read, and says why."""
    place = f"{name}.preview"
    known = st.session_state.get(place)
    if known and known[0] == key:
        return known[1]
    try:
        preview = read()
    except UnreadableFile as error:
        st.error(plain(unreadable_message(error.reason, language())), icon=":material/error:")
        files.forget(name)
        return None
    st.session_state[place] = (key, preview)
    return preview


def offer_downloads(
    now: State, stem: str, label: str, makers: Mapping[str, Callable[[State], bytes]], what: Export, rows: int
) -> None:
    """`makers` by the ending of the file, which `label` names as {format}."""
    with st.container(horizontal=True):
        for ending, make in makers.items():
            st.download_button(
                label.format(format=ending.upper()), made_later(recorded(what, rows, partial(make, now))),
                f"{stem}.{ending}", key=f"{what}.{ending}", on_click="ignore",
            )  # fmt: skip


def show_problems(problems: Iterable[_T], columns: Callable[[Sequence[_T]], Columns]) -> None:
    """What keeps the file out first."""
    told = list(problems)
    for level, label in _LABELS.items():
        if of_level := [problem for problem in told if problem.level is level]:
            show_table(label(), columns(of_level))


def told_as(
    places: Sequence[str], in_the_file: Sequence[str], meanings: Sequence[str], advice: Sequence[str]
) -> Columns:  # fmt: skip
    return {
        _("Row"): places,
        _("In the file"): [text or NOTHING for text in in_the_file],
        _("What is wrong"): [_capital(text) for text in meanings],
        _("What to do"): [_capital(text) for text in advice],
    }


def show_table(title: str, columns: Columns) -> None:
    """A long one scrolls by itself."""
    st.markdown(f"**{title}**")
    is_long = len(next(iter(columns.values()))) > _MOST_IN_FULL
    st.table(
        {label: list(map(plain, cells)) for label, cells in columns.items()},
        border="horizontal", hide_index=True, alt=title, height=_SCROLLS_AT if is_long else "content",
    )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LABELS = {
    Level.ERROR: lambda: _("To correct in the file"),
    Level.WARNING: lambda: _("To check"),
    Level.REPAIR: lambda: _("Mended, please check"),
    Level.NOTE: lambda: _("Notes"),
}
