"""The button below each table of the honours: what is wrong with what was typed, how much changes, storing it."""

import zlib
from dataclasses import replace

import streamlit as st

from domain.honours_editing import bare
from services import honours_editing
from services.honours_editing import Edit
from store.engine import State
from ui.formats import number
from ui.messages import refusal_message
from ui.outcome import attempt, refuse
from ui.session import _, language, state


def version(now: State) -> int:
    """What was typed belongs to the list and words that were shown; what happens on stage changes nothing of them."""
    words = now.directory
    shown = (bare(now.day.honours.batches), words.awards, words.decisions, words.batches, words.certificates)
    return zlib.crc32(repr(shown).encode())


def offer_save(now: State, edit: Edit, *, label: str, key: str) -> int:
    """`label` names {count}. The answer is how much would change."""
    count = honours_editing.changes(now, edit)
    refused = honours_editing.refusal(now, edit) if count else None
    if refused:
        st.warning(refusal_message(refused, lang=language()), icon=":material/warning:")
    st.button(
        label.format(count=number(count, language())), key=key, type="primary", disabled=not count or bool(refused),
        on_click=store_edit, args=(edit, version(now)),
    )  # fmt: skip
    return count


def store_edit(edit: Edit, seen: int) -> None:
    is_stored(edit, seen)


def is_stored(edit: Edit, seen: int) -> bool:
    """Only over the list that was shown, whatever was done on stage since."""
    now = state()
    if version(now) != seen:
        refuse(_("Somebody changed the honours meanwhile. Please look at them again."))
        return False
    done = _("The list of honours is saved.")
    return bool(attempt(honours_editing.save, replace(edit, seen=now.day.honours.seq), done=done))
