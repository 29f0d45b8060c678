"""Somebody more in a batch of the honours: found on the roster, honoured in person or for a collective."""

import streamlit as st

from domain.delegates import Person
from domain.honours import Batch, RecipientType
from domain.names import tidy
from domain.search import SHORTEST
from services import checkin, honours_editing
from services.announcing import award_words
from store.engine import State
from ui.formats import plain
from ui.honours_editor_rows import KINDS
from ui.honours_saving import is_stored, version
from ui.messages import refusal_message
from ui.people import STANDINGS
from ui.session import _, language
from ui.words import translate

_MOST, _LONGEST = 30, 300
_SEARCH = "honours.add.search"


def add_person(now: State, batch: Batch, *, unsaved: int) -> None:
    """Only who is on the roster; not while something typed above would be lost."""
    st.subheader(_("Add somebody to this batch"), anchor=False)
    if unsaved:
        st.markdown(_("Save what you changed above first."))
        return
    text = st.text_input(_("Find a delegate: name, unit, code"), key=_SEARCH)
    found = {one.code: one for one in checkin.search(now, text)[:_MOST]} if len(tidy(text)) >= SHORTEST else {}
    if found:
        code = st.selectbox(
            _("Delegate"), list(found), key="honours.add.who", format_func=lambda one: _described(now, found[one])
        )
        _offer(now, batch, found[code])
    elif tidy(text):
        st.markdown(_("Nobody like this is on the list of delegates."))


def _described(now: State, person: Person) -> str:
    """Who does not attend is told as that."""
    born, standing = str(person.birth_year or ""), now.day.delegates[person.code].standing
    away = "" if standing.may_enter else translate(STANDINGS[standing], language())
    return " · ".join(filter(None, (person.code, person.name, born, person.position, person.unit, away)))


def _offer(now: State, batch: Batch, person: Person) -> None:
    lang, kinds = language(), list(KINDS)
    first = RecipientType.COLLECTIVE if person.represents else RecipientType.INDIVIDUAL
    kind = st.radio(
        _("Honoured as"), kinds, kinds.index(first), key=f"honours.add.kind.{person.code}",
        format_func=lambda one: translate(KINDS[one], lang), horizontal=True,
    )  # fmt: skip
    collective = _collective(person) if kind is RecipientType.COLLECTIVE else ""
    _warn(now, person)
    edit = honours_editing.addition(now, batch.id, person.code, kind, collective)
    if refused := honours_editing.refusal(now, edit):
        st.warning(refusal_message(refused, lang=lang), icon=":material/warning:")
    label = _("Add {name} to this batch").format(name=plain(person.name))
    st.button(
        label, key="honours.add.save", type="primary", disabled=bool(refused), on_click=_add, args=(edit, version(now))
    )


def _collective(person: Person) -> str:
    label = _("Full name of the collective")
    return tidy(st.text_input(label, person.represents, key=f"honours.add.name.{person.code}", max_chars=_LONGEST))


def _warn(now: State, person: Person) -> None:
    """Allowed for different awards, and worth a look."""
    others = honours_editing.elsewhere(now, person.code)
    if others:
        places = "; ".join(f"{number} ({award_words(now, batch).name})" for number, batch in others)
        text = _("{name} is on stage already, in batch {batches}.").format(name=person.name, batches=places)
        st.warning(plain(text), icon=":material/info:")


def _add(edit: honours_editing.Edit, seen: int) -> None:
    if is_stored(edit, seen):
        st.session_state[_SEARCH] = ""
