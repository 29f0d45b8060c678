"""Who may log in, and who has: the roles' PINs, and the devices that are logged in, each to be logged out."""

from datetime import datetime, timedelta

import streamlit as st

import clock
from domain.day import Session
from domain.facts import Role
from domain.pins import LONGEST, SHORTEST
from services import access
from store.engine import State
from ui.formats import NOTHING, clock_time, day, plain
from ui.outcome import attempt, refuse, tell_refusal
from ui.roles import NAMES, OPENS
from ui.session import _, language, session, store
from ui.words import translate

_EVERY = "5s"
_WIDTHS = (4, 2, 3, 3, 3, 6)
_ASKED, _DONE = "devices.asked", "devices.done"


def pins(now: State) -> None:
    """One role after the other: a PIN is set where its role stands."""
    st.subheader(_("PINs"), anchor=False)
    role = st.radio(
        _("PIN of which role"), list(Role), key="devices.role", format_func=lambda one: _pin_line(one, now),
        captions=[translate(OPENS[one], language()) for one in Role], label_visibility="collapsed",
    )  # fmt: skip
    with st.form("devices.pin", clear_on_submit=True):
        pin = _secret(_("New PIN or passphrase, at least {count} letters or digits").format(count=SHORTEST), "pin")
        again = _secret(_("The same once more"), "again")
        st.markdown(f":material/keyboard: {_('Switch Unikey off while typing')}")
        label = _("Set the PIN: {role}").format(role=_name(role))
        if st.form_submit_button(label, key="devices.set", type="primary"):
            _set_pin(role, pin, again)
            st.rerun()


def _pin_line(role: Role, now: State) -> str:
    told = _("PIN is set") if role in now.directory.pins else _("no PIN yet, nobody can log in")
    return f"**{_name(role)}** – {told}"


def _secret(label: str, name: str) -> str:
    return st.text_input(label, key=f"devices.{name}", type="password", max_chars=LONGEST, autocomplete="new-password")


def _set_pin(role: Role, pin: str, again: str) -> None:
    own = session()
    if pin != again:
        refuse(_("The two are not the same. Type them again."))
        return
    done = _("The PIN is set: {role}. Devices logged in with the old one are logged out.").format(role=_name(role))
    if not pin.isascii():
        done += " " + _("There are accents in it. If you did not mean them, switch Unikey off and type it again.")
    attempt(access.set_pin, role, pin, set_by=own.id if own else "", done=done)


@st.fragment(run_every=_EVERY)
def devices() -> None:
    """Whoever is logged in now; a row asks once more before it is logged out."""
    st.subheader(_("Devices logged in"), anchor=False)
    if done := st.session_state.get(_DONE):
        st.markdown(f":green[:material/check: {done}]")
    tell_refusal()
    own, standing, now = session(), access.devices(store(), now=clock.now()), clock.now()
    titles = (_("Role"), _("Desk"), _("Address"), _("Logged in"), _("Last seen"))
    for place, title in zip(st.columns(_WIDTHS), titles, strict=False):
        place.markdown(f"**{title}**")
    for device in standing:
        _row(device, now, is_own=own is not None and device.id == own.id)


def _row(device: Session, now: datetime, *, is_own: bool) -> None:
    seen = access.last_seen(device)
    name = _name(device.role) + (f"  \n:small[**{_('this device')}**]" if is_own else "")
    cells = (name, plain(seen.desk or NOTHING), plain(device.address), _moment(device.since, now), _ago(seen.at, now))
    *places, end = st.columns(_WIDTHS, vertical_alignment="center")
    for place, cell in zip(places, cells, strict=True):
        place.markdown(cell)
    with end:
        _way_out(device)


def _way_out(device: Session) -> None:
    if st.session_state.get(_ASKED) != device.id:
        st.button(_("Log out"), key=f"devices.ask.{device.id}", on_click=_ask, args=(device.id,))
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Yes, log out"), key=f"devices.out.{device.id}", type="primary", on_click=_revoke, args=(device,)
        )  # fmt: skip
        st.button(_("Leave it"), key=f"devices.keep.{device.id}", on_click=_ask, args=("",))


def _ask(device_id: str) -> None:
    """What was done before is said until then: the list is drawn anew all the time."""
    st.session_state[_ASKED], st.session_state[_DONE] = device_id, ""


def _revoke(device: Session) -> None:
    _ask("")
    if attempt(access.revoke, device.id):
        st.session_state[_DONE] = _("Logged out: {role}.").format(role=_name(device.role))


def _name(role: Role) -> str:
    return translate(NAMES[role], language())


def _moment(moment: datetime, now: datetime) -> str:
    at = clock_time(moment)
    return at if _day(moment) == _day(now) else f"{at}, {_day(moment)}"


def _day(moment: datetime) -> str:
    return day(moment, language())


def _ago(moment: datetime, now: datetime) -> str:
    minutes = (now - moment) // timedelta(minutes=1)
    if minutes < 1:
        return _("just now")
    return _("{minutes} min ago").format(minutes=minutes) if minutes < 60 else _moment(moment, now)
