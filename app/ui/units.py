"""Short names of units for the wall and lists, and the make-up of the list for the organiser."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from domain import attendance
from domain.attendance import SectorCount, Share
from domain.conference import Unit
from domain.names import fold, tidy
from domain.roster import short_unit
from services import conference, live
from store.engine import State
from ui.formats import number, percent
from ui.outcome import attempt
from ui.people import SECTORS
from ui.session import _, language
from ui.words import N_, translate

_LONGEST = 80
_SHARES = {
    "women": N_("Women"),
    "ethnic_minority": N_("Ethnic minorities"),
    "direct_workers": N_("Direct workers"),
    "non_state": N_("Non-state sector"),
}


def edit_units(now: State) -> None:
    st.markdown(
        _("The wall and lists show the short name. It is proposed without the legal form; change it as you like.")
    )
    counts = Counter(person.unit for person in now.directory.people.values() if person.unit)
    units = sorted(counts, key=lambda unit: (fold(unit), unit))
    short, unit, people = _("Short name"), _("Unit"), _("People")
    proposed = [now.directory.units.get(name) or short_unit(name) for name in units]
    shown = {unit: units, short: proposed, people: [counts[name] for name in units]}
    version = zlib.crc32(repr(shown).encode())  # what was typed belongs to what was shown
    edited = st.data_editor(
        shown, hide_index=True, disabled=[unit, people], key=f"roster.units.{version}", height=480,
        column_config={short: st.column_config.TextColumn(max_chars=_LONGEST, required=True)},
    )  # fmt: skip
    renamed = renamed_units(units, edited[short], now)
    label = _("Save {count} short names").format(count=number(len(renamed), language()))
    st.button(label, key="roster.units.save", type="primary", disabled=not renamed, on_click=_save, args=(renamed,))


def renamed_units(units: Iterable[str], typed: Iterable[object], now: State) -> list[Unit]:
    """Whatever is not stored so: what was typed, and what was only proposed."""
    named = [Unit(name, tidy(str(text or ""))) for name, text in zip(units, typed, strict=True)]
    return [one for one in named if one.short and one.short != now.directory.units.get(one.name)]


def _save(renamed: list[Unit]) -> None:
    done = _("Short names saved: {count}.").format(count=number(len(renamed), language()))
    for unit in renamed:
        if not attempt(conference.name_unit, unit, done=done):
            return


def show_composition(now: State) -> None:
    """The shares the plan asks for, and every sector; invited beside present."""
    records = live.records(now)
    shares, sectors = st.columns(2, gap="large")
    with shares:
        st.subheader(_("Composition"), anchor=False)
        _show_shares(attendance.composition(records))
        st.markdown(_("Fewer than three people of ethnic minorities are not shown as a share."))
    with sectors:
        st.subheader(_("Economic sectors"), anchor=False)
        _show_sectors(attendance.sectors(records))


def _show_shares(shares: Sequence[Share]) -> None:
    lang = language()
    columns = {
        _("Group"): [translate(_SHARES[share.key], lang) for share in shares],
        _("Invited"): [percent(share.invited, lang) for share in shares],
        _("Present"): [percent(share.present, lang) for share in shares],
    }
    st.table(columns, border="horizontal", hide_index=True, alt=_("Composition"))


def _show_sectors(counts: Sequence[SectorCount]) -> None:
    lang = language()
    columns = {
        _("Sector"): [translate(SECTORS[count.sector], lang) for count in counts],
        _("Invited"): [number(count.invited, lang) for count in counts],
        _("Present"): [number(count.present, lang) for count in counts],
    }
    st.table(columns, border="horizontal", hide_index=True, alt=_("Economic sectors"))
