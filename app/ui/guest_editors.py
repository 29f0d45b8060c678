"""Two tables of the set-up about people: who is introduced by name and how, and who has a vote."""

import zlib
from collections.abc import Callable, Sequence

import streamlit as st

import clock
from domain.delegates import Category
from domain.introductions import Introduction
from domain.names import sort_key, tidy
from domain.voting import has_right
from services import introductions, votes
from store.engine import State
from ui.formats import number
from ui.outcome import attempt, refuse
from ui.session import _, language, state

_LONGEST, _LOWEST, _HEIGHT = 200, 999, 480

Row = dict[str, object]


def edit_introductions(now: State) -> None:
    st.markdown(
        _(
            "Item 2 reads the guests who are here, lowest rank first. The title is read as it stands; empty: position "
            "and unit. “Tell the MC”: a later arrival appears on the MC's screen at once."
        )
    )
    column = st.column_config
    shown = introduced_rows(now)
    if not shown:
        st.markdown(_("There is no guest on the list yet."))
        return
    _editor(
        "introductions", shown, introduced_rows, _save_introductions,
        {
            "code": column.TextColumn(_("Code"), disabled=True, width="small"),
            "name": column.TextColumn(_("Full name"), disabled=True),
            "post": column.TextColumn(_("Position and unit"), disabled=True),
            "rank": column.NumberColumn(_("Rank"), min_value=1, max_value=_LOWEST, step=1, width="small"),
            "title": column.TextColumn(_("Title as read aloud"), max_chars=_LONGEST, width="medium"),
            "announced": column.CheckboxColumn(_("Tell the MC"), width="small"),
            "listed": column.CheckboxColumn(_("Introduce"), width="small"),
        },
    )  # fmt: skip


def edit_rights(now: State) -> None:
    st.markdown(
        _("Exemplary delegates have a vote, guests do not. Change it for single people; a vote that is open stays.")
    )
    shown = rights_rows(now)
    having = sum(bool(row["right"]) for row in shown)
    st.markdown(_("Delegates with a voting right: {count}").format(count=number(having, language())))
    column = st.column_config
    _editor(
        "rights", shown, rights_rows, _save_rights,
        {
            "code": column.TextColumn(_("Code"), disabled=True, width="small"),
            "name": column.TextColumn(_("Full name"), disabled=True),
            "post": column.TextColumn(_("Position and unit"), disabled=True),
            "right": column.CheckboxColumn(_("Has a vote"), width="small"),
        },
    )  # fmt: skip


def introduced_rows(now: State) -> list[Row]:
    """Guests, and whoever else the office put on the list; in the order of reading, then who is not read."""
    order = [one.person.code for one in introductions.introduced(now, now=clock.now())]
    coming = [one for one in now.day.delegates.values() if one.standing.may_enter]
    known = now.directory.introductions
    rest = [one.code for one in coming if one.category is Category.GUEST or one.code in known]
    return [_introduced_row(now, code) for code in dict.fromkeys([*order, *rest])]


def _introduced_row(now: State, code: str) -> Row:
    row = introductions.introduction(now, code)
    return _of_person(now, code) | {
        "rank": row.rank or None, "title": row.title, "announced": row.announced, "listed": row.listed,
    }  # fmt: skip


def rights_rows(now: State) -> list[Row]:
    """Whoever takes a seat, as a Vietnamese list is ordered."""
    people, day = now.directory.people, now.day
    seated = [one for one in day.delegates.values() if one.takes_seat and one.standing.may_enter]
    ordered = sorted(seated, key=lambda delegate: sort_key(people[delegate.code].name))
    return [_of_person(now, one.code) | {"right": has_right(one, day.voting_rights)} for one in ordered]


def introductions_typed(rows: Sequence[Row]) -> list[Introduction]:
    return [
        Introduction(
            str(row["code"]), int(float(str(row["rank"]))) if _is_number(row["rank"]) else 0,
            tidy(str(row["title"] or "")), bool(row["announced"]), bool(row["listed"]),
        )
        for row in rows
    ]  # fmt: skip


def _editor(
    name: str, shown: Sequence[Row], again: Callable[[State], list[Row]], save: Callable[[list[Row]], None],
    columns: dict,
) -> None:  # fmt: skip
    """A table and its button; what was typed belongs to what was shown, and is refused over anything else."""
    seen = zlib.crc32(repr(shown).encode())
    edited = st.data_editor(
        shown, hide_index=True, height=_HEIGHT, key=f"programme.{name}.{seen}", placeholder="", column_config=columns
    )
    changed = [after for before, after in zip(shown, edited, strict=True) if _differs(before, after)]

    def press() -> None:
        if zlib.crc32(repr(again(state())).encode()) == seen:
            save(changed)
        else:
            refuse(_("Somebody changed this list meanwhile. Please look at it again."))

    label = _("Save {count} changes").format(count=number(len(changed), language()))
    st.button(label, key=f"programme.{name}.save", type="primary", disabled=not changed, on_click=press)


def _save_introductions(rows: list[Row]) -> None:
    attempt(introductions.save, introductions_typed(rows), done=_("The list of introductions is saved."))


def _save_rights(rows: list[Row]) -> None:
    rights = {str(row["code"]): bool(row["right"]) for row in rows}
    attempt(votes.change_rights, rights, done=_("The voting rights are saved."))


def _of_person(now: State, code: str) -> Row:
    person = now.directory.people[code]
    return {"code": code, "name": person.name, "post": ", ".join(filter(None, [person.position, person.unit]))}


def _differs(before: Row, after: Row) -> bool:
    return any(_plain(before[name]) != _plain(after[name]) for name in before)


def _plain(value: object) -> object:
    """An empty number comes back as none at all."""
    if isinstance(value, float):
        return int(value) if _is_number(value) else None
    return value or None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and value == value
