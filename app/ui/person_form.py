"""One person's fields to write in: for adding somebody, and for editing."""

from dataclasses import replace

import streamlit as st

from domain.delegates import Category, Person, Standing
from domain.names import tidy
from services import roster
from ui.outcome import attempt, tell_refusal
from ui.people import CATEGORIES, GENDERS, MARKS, STANDINGS, field_label
from ui.session import _, language
from ui.words import translate

NOBODY = Person("", "", Category.EXEMPLARY)
_NEW_STANDINGS = (Standing.EXPECTED, Standing.RESERVE, Standing.WALK_IN)
_COLUMNS = (
    ("name", "honorific", "gender", "birth_year", "position", "unit"),
    ("category", "phone", "seat", "bloc", "sector", "ethnicity"),
    ("kind", "represents", "direct_worker", "titles", "awards", "higher_congress"),
)
_CHOICES: dict[str, dict] = {"category": CATEGORIES, "gender": GENDERS, "direct_worker": MARKS}
_LONGEST = {"name": 200}
_LONGEST_TEXT = 2_000
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


def ask_new() -> None:
    person = person_fields(NOBODY, "roster.new")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        standing = st.segmented_control(
            _("On the list as"), _NEW_STANDINGS, default=Standing.EXPECTED, required=True, key="roster.new.standing",
            format_func=lambda one: translate(STANDINGS[one], language()),
        )  # fmt: skip
        person = replace(person, note=_text("note", "", "roster.new"))
        disabled = not _may_save(person, NOBODY)
        pressed = st.button(_("Add to the list"), key="roster.new.now", type="primary", disabled=disabled)
    done = _("{name} is on the list.").format(name=person.name)
    if pressed and attempt(roster.add, person, standing or Standing.EXPECTED, done=done):
        st.rerun()
    tell_refusal()


def ask_edit(person: Person) -> None:
    key = f"roster.edit.{person.code}"
    typed = person_fields(person, key)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = replace(typed, note=_text("note", person.note, key))
        disabled = not _may_save(typed, person)
        pressed = st.button(_("Save changes"), key="roster.edit.now", type="primary", disabled=disabled)
    if pressed and attempt(roster.edit, typed, done=_("{name} is changed.").format(name=typed.name)):
        st.rerun()
    tell_refusal()


def person_fields(person: Person, key: str) -> Person:
    """What stands in the fields now; all but the note."""
    typed: dict[str, object] = {}
    for place, fields in zip(st.columns(3), _COLUMNS, strict=True):
        with place:
            typed |= {field: _field(field, getattr(person, field), key) for field in fields}
    return replace(person, **typed)


def _field(field: str, value: object, key: str) -> object:
    if field in _CHOICES:
        return _one_of(field, _CHOICES[field], value, key)
    return _text(field, value, key) if isinstance(value, str) else _year(value, key)


def _may_save(typed: Person, before: Person) -> bool:
    return typed != before and bool(tidy(typed.name))


def _text(field: str, value: str, key: str) -> str:
    label, longest = field_label(field, language()), _LONGEST.get(field, _LONGEST_TEXT)
    return st.text_input(label, value, key=f"{key}.{field}", max_chars=longest)


def _year(value: object, key: str) -> int | None:
    label, shown = field_label("birth_year", language()), value if isinstance(value, int) else None
    return st.number_input(label, _EARLIEST_YEAR, _LATEST_YEAR, shown, key=f"{key}.birth_year")


def _one_of(field: str, words: dict, value: object, key: str) -> object:
    options = list(words)
    return st.selectbox(
        field_label(field, language()), options, options.index(value), key=f"{key}.{field}",
        format_func=lambda one: translate(words[one], language()),
    )  # fmt: skip
