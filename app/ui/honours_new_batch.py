"""A batch that the office's list has not: its award and decision, chosen or new, and who presents it."""

import streamlit as st

import clock
from domain.awards import AwardWords, BatchWords, DecisionWords
from domain.honours import LIMIT, Batch, Protocol
from domain.honours_editing import LARGEST, SMALLEST
from domain.honours_list.values import due_protocol
from domain.names import tidy
from services import honours_editing
from services.honours_editing import Edit
from store.engine import State
from ui.formats import number
from ui.honours_batch_editor import open_batch
from ui.honours_editor_rows import PROTOCOLS, award_rows, decision_rows, iso
from ui.honours_saving import is_stored, version
from ui.session import _, language
from ui.words import translate

_LONGEST, _LOWEST, _NEW = 300, 999, ""


def add_batch(now: State) -> None:
    """Empty at first; people are added to it as to any batch."""
    award, decision = _award(now), _decision(now)
    presenter = st.text_input(
        _("Who presents it, exactly as read out"), _presenter_so_far(now, award), max_chars=_LONGEST,
        key=f"honours.new.presenter.{award.id}",
    )  # fmt: skip
    shape = Batch("", "", "", _protocol(decision), (), limit=_limit())
    edit = honours_editing.new_batch(now, award, decision, BatchWords("", tidy(presenter)), shape)
    label = _("Add batch {number}").format(number=number(len(edit.batches), language()))
    st.button(
        label, key="honours.new.save", type="primary", disabled=not (award.name and decision.number),
        on_click=_add, args=(edit, version(now)),
    )  # fmt: skip


def _award(now: State) -> AwardWords:
    names = {row["id"]: row["name"] for row in award_rows(now)}
    chosen = st.selectbox(
        _("Award"),
        [*names, _NEW],
        key="honours.new.award",
        format_func=lambda one: names.get(one) or _("Another award"),
    )
    if chosen != _NEW:
        return now.directory.awards.get(chosen) or AwardWords(chosen, "")
    left, middle, right = st.columns([6, 2, 2])
    name = tidy(left.text_input(_("Award, as in the decision"), key="honours.new.name", max_chars=_LONGEST))
    collective, individual = honours_editing.suggested_ranks(name, on=clock.now())
    form = f"honours.new.{collective}.{individual}"
    return AwardWords(
        "",
        name,
        middle.number_input(_("Rank, collectives"), 0, _LOWEST, collective, key=f"{form}.collective"),
        right.number_input(_("Rank, individuals"), 0, _LOWEST, individual, key=f"{form}.individual"),
    )


def _decision(now: State) -> DecisionWords:
    numbers = {row["id"]: row["number"] for row in decision_rows(now)}
    chosen = st.selectbox(
        _("Decision"), [*numbers, _NEW], key="honours.new.decision",
        format_func=lambda one: numbers.get(one) or _("Another decision"),
    )  # fmt: skip
    if chosen != _NEW:
        return now.directory.decisions.get(chosen) or DecisionWords(chosen, chosen)
    number_, on, by = st.columns([3, 2, 5])
    return DecisionWords(
        "",
        tidy(number_.text_input(_("Number of the decision"), key="honours.new.number", max_chars=_LONGEST)),
        iso(on.date_input(_("Date"), None, key="honours.new.date", format="DD/MM/YYYY", min_value="1990-01-01")),
        tidy(by.text_input(_("Decided by"), key="honours.new.authority", max_chars=_LONGEST)),
    )


def _presenter_so_far(now: State, award: AwardWords) -> str:
    of_award = [batch.id for batch in now.day.honours.batches if batch.award == award.id]
    words = now.directory.batches.get(of_award[-1]) if of_award else None
    return words.presenter if words else ""


def _protocol(decision: DecisionWords) -> Protocol:
    lang, proposed = language(), due_protocol(decision)
    return st.radio(
        _("Order on stage"), list(PROTOCOLS), list(PROTOCOLS).index(proposed), key=f"honours.new.protocol.{proposed}",
        format_func=lambda one: translate(PROTOCOLS[one], lang), horizontal=True,
    )  # fmt: skip


def _limit() -> int:
    return st.number_input(_("At most, in a batch"), SMALLEST, LARGEST, LIMIT, key="honours.new.limit", width=200)


def _add(edit: Edit, seen: int) -> None:
    """The new one is opened: people come next."""
    if is_stored(edit, seen):
        open_batch(edit.batches[-1].id)
