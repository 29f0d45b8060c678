"""One batch of the honours opened in the set-up: its people in order, its words, somebody more, and taking it away."""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from domain.awards import LONGEST_CITATION, BatchWords
from domain.honours import Batch, RecipientType
from domain.honours_editing import LARGEST, SMALLEST, bare, first_number, is_settled, moved, placed
from domain.names import tidy
from services.announcing import batch_words
from services.honours_editing import Edit
from store.engine import State
from ui.formats import number
from ui.honours_editor_rows import (
    PROTOCOLS,
    Moves,
    Row,
    batch_label,
    certificate_rows,
    certificate_words,
    longest_citation,
    placed_of,
)
from ui.honours_new_person import add_person
from ui.honours_saving import offer_save, store_edit, version
from ui.session import _, language
from ui.words import translate

WORK, BATCH = "honours.work", "honours.batch"
_LONGEST, _MOST_TRAYS = 300, 9_999


def open_batch(batch: str) -> None:
    """For a callback: the next draw shows this batch."""
    st.session_state[WORK], st.session_state[BATCH] = "batch", batch


def edit_batch(now: State) -> None:
    known = {batch.id: batch for batch in now.day.honours.batches}
    labels = {batch.id: batch_label(now, place, batch) for place, batch in enumerate(known.values(), start=1)}
    if st.session_state.get(BATCH) not in known:
        st.session_state[BATCH] = next(iter(known))
    batch = known[st.selectbox(_("Batch"), list(known), key=BATCH, format_func=labels.__getitem__)]
    _say_what(now, batch)
    unsaved = _edit(now, batch, at=list(known).index(batch.id) + 1)
    if is_settled(batch, now.day.honours):
        return
    add_person(now, batch, unsaved=unsaved)
    if not batch.slots:
        _offer_removal(now, batch)


def _say_what(now: State, batch: Batch) -> None:
    if batch.id in now.day.honours.begun:
        st.info(_("This batch has been on stage: only words can be corrected."), icon=":material/lock:")
    elif batch.is_locked:
        text = _(
            "This batch is locked: only words can be corrected. For the rest unlock it on the page of the honours."
        )
        st.info(text, icon=":material/lock:")


def _edit(now: State, batch: Batch, *, at: int) -> int:
    """How much was typed that is not stored yet."""
    form = f"honours.{zlib.crc32(repr((bare([batch]), batch_words(now, batch))).encode())}"  # arrivals leave it alone
    words, shape, place = _fields(now, batch, at, form)
    moves = _moves(now, batch)
    rows = _people(now, batch, moves)
    st.markdown(_longest(rows))
    placed_there = placed(now.day.honours.batches, batch.id, placed_of(rows, batch, moves))
    batches = tuple(replace(one, **shape) if one.id == batch.id else one for one in placed_there)
    edit = Edit(moved(batches, batch.id, place), (words, *certificate_words(rows, batch)), now.day.honours.seq)
    label = _("Save this batch: {count} changes")
    return offer_save(now, edit, label=label, key="honours.batch.save")


def _fields(now: State, batch: Batch, at: int, form: str) -> tuple[BatchWords, Mapping[str, Any], int]:
    """The words of the batch, what it is like, and its number."""
    lang, words, settled = language(), batch_words(now, batch), is_settled(batch, now.day.honours)
    who, how, size, place = st.columns([6, 5, 2, 2])
    presenter = who.text_input(
        _("Who presents it, exactly as read out"), words.presenter, key=f"{form}.presenter", max_chars=_LONGEST
    )
    protocol = how.selectbox(
        _("Order on stage"), list(PROTOCOLS), list(PROTOCOLS).index(batch.protocol), key=f"{form}.protocol",
        format_func=lambda one: translate(PROTOCOLS[one], lang), disabled=settled,
    )  # fmt: skip
    lowest, highest = min(SMALLEST, batch.limit), max(LARGEST, batch.limit)
    limit = size.number_input(
        _("At most, in a batch"), lowest, highest, batch.limit, key=f"{form}.limit", disabled=settled
    )
    first, last = first_number(now.day.honours, batch.id), len(now.day.honours.batches)
    to = place.number_input(
        _("Batch number"), first, last, at, key=f"{form}.{first}.{at}.{last}", disabled=settled
    )  # fmt: skip
    return replace(words, presenter=tidy(presenter)), {"protocol": protocol, "limit": limit}, to


def _moves(now: State, batch: Batch) -> Moves:
    """Into another batch of the same award and decision, or out of the list."""
    honours = now.day.honours
    others = {
        _("to batch {number}").format(number=f"{place} ({one.id})"): one.id
        for place, one in enumerate(honours.batches, start=1)
        if (one.award, one.decision) == (batch.award, batch.decision)
        and one.id != batch.id
        and not is_settled(one, honours)
    }
    return others | {_("out of the list"): ""}


def _people(now: State, batch: Batch, moves: Moves) -> list[Row]:
    column, rows = st.column_config, certificate_rows(now, batch, language())
    fixed = ["code", "name", "unit", "kind", *(["place", "tray", "move"] if is_settled(batch, now.day.honours) else [])]
    name = column.TextColumn(_("Full name of the collective"), max_chars=_LONGEST, width=230)
    return st.data_editor(
        rows, hide_index=True, height="content", placeholder="", disabled=fixed,
        key=f"honours.rows.{batch.id}.{zlib.crc32(repr(rows).encode())}",
        column_config={
            "slot": None,
            "place": column.NumberColumn(_("Order"), min_value=1, step=1, width=76),
            "tray": column.NumberColumn(_("Tray"), min_value=1, max_value=_MOST_TRAYS, step=1, width=64),
            "code": column.TextColumn(_("Code"), width=72),
            "name": column.TextColumn(_("Full name"), width=170),
            "unit": column.TextColumn(_("Unit"), width=140),
            "kind": column.TextColumn(_("Honoured as"), width=104),
            "collective": name if any(slot.type is RecipientType.COLLECTIVE for slot in batch.slots) else None,
            "pronunciation": column.TextColumn(_("How to say it"), max_chars=_LONGEST, width=120),
            "citation": column.TextColumn(_("Citation"), max_chars=LONGEST_CITATION, width=150),
            "move": column.SelectboxColumn(_("Move"), options=list(moves), width=130),
        },
    )  # fmt: skip


def _longest(rows: list[Row]) -> str:
    text = _("The number of the order moves a row. Citation: the longest has {count} of {most} characters.")
    return text.format(count=number(longest_citation(rows), language()), most=LONGEST_CITATION)


def _offer_removal(now: State, batch: Batch) -> None:
    left = tuple(one for one in now.day.honours.batches if one.id != batch.id)
    edit = Edit(left, (), now.day.honours.seq)
    label = _("Remove this batch (nobody is in it)")
    st.button(label, key="honours.batch.remove", on_click=store_edit, args=(edit, version(now)))
