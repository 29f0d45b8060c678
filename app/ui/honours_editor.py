"""The set-up's editor of the honours: all batches at a glance, one of them open, dividing again, words, a new one."""

from collections.abc import Callable, Mapping

import streamlit as st

from services import honours_editing
from store.engine import State
from ui.formats import number
from ui.honours_batch_editor import WORK, edit_batch, open_batch
from ui.honours_division import divide_again
from ui.honours_editor_rows import batch_rows
from ui.honours_new_batch import add_batch
from ui.honours_words_editor import edit_words
from ui.programme_fields import minutes
from ui.session import _, language
from ui.words import N_, translate

_TABLE = "honours.batches"


def edit_honours(now: State) -> None:
    """One piece of work at a time; on an empty list there is only the first batch to add."""
    if not now.day.honours.batches:
        st.markdown(_("There is no list of honours yet. Import it from a file, or add the first batch."))
        add_batch(now)
        return
    st.markdown(f"**{_paper(now)}** {_time(now)}")
    st.session_state.setdefault(WORK, next(iter(_WORKS)))
    st.segmented_control(
        _("Work on the honours"), list(_WORKS), key=WORK, required=True, label_visibility="collapsed",
        format_func=lambda work: translate(_WORKS[work][0], language()),
    )  # fmt: skip
    work = st.session_state[WORK] or next(iter(_WORKS))  # a browser that is drawn anew may send none
    _WORKS[work][1](now)


def _paper(now: State) -> str:
    honours, lang = now.day.honours, language()
    if not honours.printed:
        return _("List version {version}, not printed yet.").format(version=number(honours.version, lang))
    text = _("List version {version} (on paper: version {printed}).")
    return text.format(version=number(honours.version, lang), printed=number(honours.printed, lang))


def _time(now: State) -> str:
    """Planned for the batches, against the programme."""
    lang, batches = language(), now.day.honours.batches
    needed, has = honours_editing.planned(batches), honours_editing.planned_item(now)
    facts = {"needed": minutes(needed, lang), "batches": number(len(batches), lang)}
    if has is None:
        return _("{needed} minutes for {batches} batches.").format(**facts)
    text = _("{needed} minutes for {batches} batches; item 6 has {has} minutes.")
    if needed > has:
        text = _("{needed} minutes for {batches} batches: more than the {has} minutes of item 6.")
    return text.format(has=minutes(has, lang), **facts)


def _overview(now: State) -> None:
    column = st.column_config
    rows = batch_rows(now, now.day.honours.batches, language())
    ids = [row["id"] for row in rows]
    shown = ("number", "id", "award", "decision", "part", "presenter", "people", "time", "state")
    st.dataframe(
        rows, hide_index=True, height="content", key=_TABLE, on_select=lambda: _open(ids),
        selection_mode="single-row", column_order=shown,
        column_config={
            "number": column.NumberColumn(_("Batch"), width=64),
            "id": column.TextColumn(_("Code"), width=64),
            "award": column.TextColumn(_("Award"), width=330),
            "decision": column.TextColumn(_("Decision"), width=120),
            "part": column.TextColumn(_("Part"), width=60),
            "presenter": column.TextColumn(_("Presented by"), width=240),
            "people": column.NumberColumn(_("People"), width=72),
            "time": column.TextColumn(_("Time"), width=72),
            "state": column.TextColumn(_("State"), width=160),
        },
    )  # fmt: skip
    st.markdown(_("Tick a row to open that batch."))


def _open(ids: list[str]) -> None:
    chosen = st.session_state[_TABLE]["selection"]["rows"]
    if chosen and chosen[0] < len(ids):
        open_batch(ids[chosen[0]])


_WORKS: Mapping[str, tuple[str, Callable[[State], None]]] = {
    "overview": (N_("All batches"), _overview),
    "batch": (N_("One batch"), edit_batch),
    "divide": (N_("Divide again"), divide_again),
    "words": (N_("Awards and decisions"), edit_words),
    "add": (N_("Add a batch"), add_batch),
}
