"""The names and ranks of the awards and the decisions they rest on, as the office corrects them."""

import zlib
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from services.honours_editing import Edit
from store.engine import State
from ui.honours_editor_rows import award_rows, awards_typed, decision_rows, decisions_typed
from ui.honours_saving import offer_save
from ui.session import _

_LONGEST, _LOWEST = 300, 999


def edit_words(now: State) -> None:
    st.markdown(
        _(
            "Names as they stand in the decisions: they are read out and shown like this. The lower rank goes first; "
            "it counts when the list is divided again."
        )
    )
    awards = _awards(now)
    decisions = _decisions(now)
    edit = Edit(now.day.honours.batches, (*awards_typed(awards), *decisions_typed(decisions)), now.day.honours.seq)
    offer_save(now, edit, label=_("Save awards and decisions: {count} changes"), key="honours.words.save")


def _awards(now: State) -> list[dict]:
    rows = award_rows(now)
    return st.data_editor(
        rows, hide_index=True, height="content", key=f"honours.awards.{_shown(rows)}", placeholder="",
        column_config=_columns(),
    )  # fmt: skip


def _decisions(now: State) -> list[dict]:
    column, rows = st.column_config, decision_rows(now)
    return st.data_editor(
        rows, hide_index=True, height="content", key=f"honours.decisions.{_shown(rows)}", placeholder="",
        column_config={
            "id": None,
            "number": column.TextColumn(_("Number of the decision"), max_chars=_LONGEST, width=200),
            "date": column.DateColumn(_("Date"), format="DD/MM/YYYY", width=140),
            "authority": column.TextColumn(_("Decided by"), max_chars=_LONGEST, width=360),
        },
    )  # fmt: skip


def _columns() -> Mapping[str, Any]:
    column = st.column_config
    rank = partial(column.NumberColumn, min_value=0, max_value=_LOWEST, step=1, width=140)
    return {
        "id": None,
        "name": column.TextColumn(_("Award, as in the decision"), max_chars=_LONGEST, width=560),
        "collective": rank(_("Rank, collectives")),
        "individual": rank(_("Rank, individuals")),
    }


def _shown(rows: list[dict]) -> int:
    return zlib.crc32(repr(rows).encode())
