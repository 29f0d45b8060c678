"""The list as the office looks at it: figures, search, the table, and one person beside it."""

import zlib
from collections.abc import Sequence

import streamlit as st

from domain import attendance
from domain.audit import Export
from domain.delegates import Category, Person, Standing
from domain.names import tidy
from domain.search import SHORTEST
from services import checkin, printing, roster
from store.engine import State
from ui.deeds import offer_deeds
from ui.exports import recorded
from ui.formats import number, percent, plain
from ui.paper import PDF
from ui.people import CATEGORIES, STANDINGS, filled_fields, presence_line
from ui.person_form import ask_edit, ask_new
from ui.session import _, language, made_later
from ui.words import N_, translate

EVERYBODY, PRESENT, AWAY, RESERVES, OFF = "everybody", "present", "away", "reserves", "off"
_FILTERS = {
    EVERYBODY: N_("Everybody"),
    PRESENT: N_("Is here"),
    AWAY: N_("Not here yet"),
    RESERVES: N_("Reserves"),
    OFF: N_("Struck off"),
}
_TALL, _ROW = 560, 35  # pixels


def figures(now: State) -> None:
    day, lang = now.day, language()
    invited = {category: day.counts(category)[1] for category in Category}
    shares = attendance.shares(invited)
    reserves = sum(delegate.standing is Standing.RESERVE for delegate in day.delegates.values())
    shown = {
        _("Invited"): f"{number(day.invited, lang)} / {number(day.figures.seats, lang)}",
        _("Exemplary"): f"{number(invited[Category.EXEMPLARY], lang)} ({percent(shares.exemplary, lang)})",
        _("Guest"): f"{number(invited[Category.GUEST], lang)} ({percent(shares.guest, lang)})",
        _("Reserves"): number(reserves, lang),
        _("Present now"): number(day.figures.present, lang),
    }
    for place, (label, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        place.metric(label, value)


def show_list(now: State) -> None:
    table, person = st.columns([5, 2], gap="large")
    with table:
        chosen = _choose(now)
    with person:
        if st.button(_("Add somebody") + "…", key="roster.add", icon=":material/person_add:", width="stretch"):
            st.dialog(_("Add somebody to the list"), width="large")(ask_new)()
        _beside(chosen, now)


def found(now: State, text: str, kind: str) -> list[Person]:
    """As a desk would search; without a search everybody, by given name."""
    searched = len(tidy(text)) >= SHORTEST
    people = checkin.search(now, text) if searched else roster.by_name(now, now.directory.people)
    return [person for person in people if _belongs(now, person, kind)]


def columns(people: Sequence[Person], now: State) -> dict[str, list[str]]:
    lang, delegates = language(), [now.day.delegates[person.code] for person in people]
    mark = _("same name")
    return {
        _("Code"): [person.code for person in people],
        _("Full name"): [_marked(person, mark, now) for person in people],
        _("Born"): [str(person.birth_year or "") for person in people],
        _("Unit"): [now.directory.short_unit(person.unit) for person in people],
        _("Presence"): [presence_line(delegate, lang) for delegate in delegates],
        _("Category"): [translate(CATEGORIES[person.category], lang) for person in people],
        _("On the list as"): [translate(STANDINGS[delegate.standing], lang) for delegate in delegates],
        _("Position"): [person.position for person in people],
        _("Seat number"): [person.seat for person in people],
    }


def _choose(now: State) -> list[Person]:
    search, kind = st.columns([3, 4], vertical_alignment="bottom")
    text = search.text_input(
        _("Find a delegate"),
        key="roster.search",
        type="search",
        live="200ms",
        placeholder=_("Name, unit, code, telephone"),
    )
    chosen = kind.segmented_control(
        _("Show"), list(_FILTERS), default=EVERYBODY, required=True, key="roster.filter", label_visibility="collapsed",
        format_func=lambda one: translate(_FILTERS[one], language()),
    )  # fmt: skip
    people = found(now, text or "", chosen or EVERYBODY)
    return _table(people, now)


def _table(people: list[Person], now: State) -> list[Person]:
    if not people:
        st.markdown(
            _("Nobody found. Try without accents, the given name, the unit or the last digits of the telephone.")
        )
        return []
    version = zlib.crc32(" ".join(person.code for person in people).encode())
    picked = st.dataframe(
        columns(people, now),
        key=f"roster.table.{version}",  # a selection is by row: other rows, another table
        height=min(_ROW * (len(people) + 1) + 3, _TALL),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            _("Unit"): st.column_config.Column(width=170),
            _("Full name"): st.column_config.Column(width=190),
        },
        alt=_("Delegates"),
    )
    return [people[row] for row in picked.selection.rows if row < len(people)]


def _marked(person: Person, mark: str, now: State) -> str:
    return f"{person.name} ({mark})" if now.directory.homonyms_of(person.code) else person.name


def _belongs(now: State, person: Person, kind: str) -> bool:
    delegate = now.day.delegates[person.code]
    return {
        EVERYBODY: True,
        PRESENT: delegate.is_present,
        AWAY: delegate.standing.is_invited and not delegate.is_present,
        RESERVES: delegate.standing is Standing.RESERVE,
        OFF: delegate.standing in (Standing.WITHDRAWN, Standing.REPLACED),
    }[kind]


def _beside(chosen: list[Person], now: State) -> None:
    if len(chosen) == 1:
        _person(chosen[0], now)
    elif chosen:
        _several(chosen, now)
    else:
        st.markdown(_("Tick a row to see and change that person; tick several to print their badges."))


def _several(chosen: list[Person], now: State) -> None:
    st.subheader(_("Chosen: {count}").format(count=number(len(chosen), language())), anchor=False)
    codes = [person.code for person in chosen]
    _download_badges(_("Badges of those chosen (PDF)"), codes, now)


def _person(person: Person, now: State) -> None:
    delegate, lang = now.day.delegates[person.code], language()
    st.subheader(plain(person.name), anchor=False)
    standing = translate(STANDINGS[delegate.standing], lang)
    st.markdown(plain(f"{standing} · {presence_line(delegate, lang)}"))
    if others := now.directory.homonyms_of(person.code):
        names = "; ".join(f"{other.code}, {other.birth_year or '–'}, {other.unit}" for other in others)
        st.warning(plain(_("Same name: {others}").format(others=names)), icon=":material/group:")
    edit, badge = st.columns(2, gap="small")
    if edit.button(_("Edit") + "…", key="roster.edit", icon=":material/edit:", width="stretch"):
        st.dialog(plain(person.name), width="large")(ask_edit)(person)
    with badge:
        _download_badges(_("Badge (PDF)"), [person.code], now)
    offer_deeds(delegate, person)
    fields = filled_fields(person, lang)
    st.table({plain(label): plain(value) for label, value in fields.items()}, border="horizontal", hide_header=True)


def _download_badges(label: str, codes: list[str], now: State) -> None:
    st.download_button(
        label, made_later(recorded(Export.BADGES, len(codes), lambda: printing.badges(now, codes))),
        _("badges") + ".pdf", PDF,
        key="roster.badges.chosen", icon=":material/badge:", width="stretch", on_click="ignore",
    )  # fmt: skip
