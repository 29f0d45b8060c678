"""What the office may do about one delegate: a table of deeds, and the dialog that asks for the reason."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from domain.access import WRITES, may
from domain.checkin import LONGEST_NOTE
from domain.delegates import Delegate, Person, Standing
from domain.door import Act
from domain.facts import Kind, Role
from services import checkin, roster
from store.engine import Receipt, State, Store
from ui.formats import plain
from ui.outcome import attempt, tell_refusal
from ui.session import _, language, role, state
from ui.words import N_, translate

_OFF_THE_LIST = (Standing.WITHDRAWN, Standing.REPLACED)


@dataclass(frozen=True, slots=True)
class Deed:
    """`kind` says whose it is, `may` whether it is possible; `tells` what will come of it, `done` what came of it."""

    kind: Kind
    label: str
    tells: str
    done: str
    may: Callable[[Delegate], bool]
    service: Callable[..., Receipt]


def _undo(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return checkin.undo(store, _act(code, reason, role), now=now).result()


def _leave(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return checkin.leave(store, _act(code, reason, role), now=now).result()


def _act(code: str, reason: str, role: Role) -> Act:
    return Act(secrets.token_hex(16), code, "", role, reason)


DEEDS: dict[str, Deed] = {
    "call_up": Deed(
        Kind.CALLED_UP,
        N_("Call up"),
        N_("{name} may come in from now on. No place is held."),
        N_("{name} is called up."),
        lambda delegate: delegate.standing in (Standing.RESERVE, *_OFF_THE_LIST),
        roster.call_up,
    ),
    "undo": Deed(
        Kind.UNDONE,
        N_("Take back the check-in"),
        N_("{name} counts as not here yet; the place is held as before."),
        N_("The check-in of {name} was taken back."),
        lambda delegate: delegate.is_present,
        _undo,
    ),
    "leave": Deed(
        Kind.LEFT,
        N_("Record as left"),
        N_("{name} has left for good; the place is free."),
        N_("{name} is recorded as left."),
        lambda delegate: delegate.is_present,
        _leave,
    ),
    "reissue": Deed(
        Kind.BADGE_REISSUED,
        N_("Issue a new badge"),
        N_("The badge of {name} printed so far is dead at once. Print the new one."),
        N_("{name} has a new badge; print it."),
        lambda delegate: delegate.standing not in _OFF_THE_LIST,
        roster.reissue,
    ),
    "release": Deed(
        Kind.PLACE_RELEASED,
        N_("Release the place"),
        N_("The place of {name} is no longer held; whoever comes may take it."),
        N_("The place of {name} is released."),
        lambda delegate: delegate.place_is_held,
        roster.release,
    ),
    "withdraw": Deed(
        Kind.DELEGATE_WITHDRAWN,
        N_("Strike off"),
        N_("{name} is refused at every desk from now on; the row stays on the list."),
        N_("{name} is struck off."),
        lambda delegate: delegate.standing not in _OFF_THE_LIST and not delegate.is_present,
        roster.withdraw,
    ),
}
REPLACE = "replace"
_REPLACE_LABEL = N_("Replace by a reserve")


def offer_deeds(delegate: Delegate, person: Person) -> None:
    """What is possible now; each opens a dialog and changes nothing by itself."""
    possible = deeds_of(role(), delegate)
    if not possible:
        return
    chosen = st.menu_button(
        _("Do something else"), possible, key=f"roster.deeds.{person.code}", width="stretch", format_func=_label
    )
    if chosen:
        ask = ask_reserve if chosen == REPLACE else partial(ask_reason, chosen)
        st.dialog(_label(chosen))(ask)(person)


def deeds_of(role: Role, delegate: Delegate) -> list[str]:
    """What is possible with this delegate, and this role's to do."""
    possible = {name: deed.kind for name, deed in DEEDS.items() if deed.may(delegate)}
    if may_be_replaced(delegate):
        possible[REPLACE] = Kind.DELEGATE_REPLACED
    return [name for name, kind in possible.items() if may(role, WRITES[kind])]


def _label(name: str) -> str:
    return translate(_REPLACE_LABEL if name == REPLACE else DEEDS[name].label, language())


def may_be_replaced(delegate: Delegate) -> bool:
    return delegate.standing is Standing.EXPECTED and not delegate.is_present


def ask_reason(name: str, person: Person) -> None:
    deed = DEEDS[name]
    st.markdown(_filled(deed.tells, person))
    reason = _reason(f"roster.{name}.reason")
    if st.button(_label(name), key=f"roster.{name}.now", type="primary"):
        done = translate(deed.done, language()).format(name=person.name)
        if attempt(deed.service, person.code, reason=reason, done=done):
            st.rerun()
    tell_refusal()


def ask_reserve(person: Person) -> None:
    """The reserve takes over the held place; the part in the programme does not pass on."""
    free = reserves(state())
    if not free:
        st.markdown(_("There is no reserve on the list who has not been called up."))
        return
    text = N_(
        "The reserve takes over the place of {name} and is expected with a badge of their own. The old badge is dead."
    )
    st.markdown(_filled(text, person))
    reserve = st.selectbox(
        _("Which reserve"), free, None, label, key="roster.reserve", placeholder=_("Choose a person")
    )
    reason = _reason("roster.replace.reason")
    if st.button(_label(REPLACE), key="roster.replace.now", type="primary", disabled=reserve is None):
        assert reserve
        done = _("{reserve} replaces {name}.").format(reserve=reserve.name, name=person.name)
        if attempt(roster.replace_by, person.code, reserve.code, reason=reason, done=done):
            st.rerun()
    tell_refusal()


def reserves(now: State) -> list[Person]:
    """Who may still replace somebody, in the order of their codes."""
    codes = (code for code, d in now.day.delegates.items() if d.standing is Standing.RESERVE)
    return [now.directory.people[code] for code in sorted(codes)]


def label(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.unit, person.code) if part)


def _filled(text: str, person: Person) -> str:
    return translate(text, language()).format(name=f"**{plain(person.name)}**")


def _reason(key: str) -> str:
    return st.text_input(_("Reason"), key=key, max_chars=LONGEST_NOTE)
