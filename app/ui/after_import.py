"""What the list will be after the import, against the seats and shares of the plan; and the one button."""

import streamlit as st

from domain import attendance
from domain.conference import Conference
from domain.delegates import Category
from services import roster
from services.roster import Preview
from store.engine import State
from ui.formats import number, percent
from ui.outcome import attempt
from ui.people import CATEGORIES
from ui.session import _, language
from ui.upload import forget
from ui.words import translate

TABS = "roster.tab"

_STYLE = """
<style>
.km-after b { font-size: 4.5rem; font-weight: 700; line-height: 1.05; letter-spacing: -.02em; }
.km-after span { font-size: 1.375rem; font-weight: 600; color: #46536A; }
.km-after.over b { color: #A01822; }
.km-shares { display: flex; gap: 2px; height: 14px; }
.km-shares i { background: #0B1F3A; }
.km-shares u { border: 2px solid #0B1F3A; }
</style>
"""


def show_result(preview: Preview, now: State) -> None:
    settings = now.day.conference
    assert settings
    st.html(_STYLE)
    st.markdown(f"**{_('After the import')}**")
    _figure(preview, settings)
    _shares(preview, settings)
    _others(preview)
    st.markdown(_("Codes on badges already printed stay. Nobody who has come in is deleted."))
    _buttons(preview)


def _figure(preview: Preview, settings: Conference) -> None:
    lang = language()
    total = sum(count for category, count in preview.invited.items() if category.takes_seat)
    tone = "over" if preview.over_seats else ""
    of_seats = _("/ {seats} delegates").format(seats=number(settings.seats, lang))
    st.html(f'<div class="km-after {tone}"><b>{number(total, lang)}</b> <span>{of_seats}</span></div>')
    if preview.over_seats:
        text = _("{count} too many: take people out of the file, or change the seats on the set-up page.")
        st.error(text.format(count=number(preview.over_seats - settings.seats, lang)), icon=":material/block:")


def _shares(preview: Preview, settings: Conference) -> None:
    shares = attendance.shares(preview.invited)
    for category, share in ((Category.EXEMPLARY, shares.exemplary), (Category.GUEST, shares.guest)):
        _count(category, preview.invited.get(category, 0), "" if share is None else f" ({percent(share, language())})")
    if shares.exemplary is None:
        return
    st.html(f'<div class="km-shares"><i style="flex:{shares.exemplary}"></i><u style="flex:{shares.guest}"></u></div>')
    target, off = settings.exemplary_share, shares.deviation(settings.exemplary_share)
    words = {"exemplary": target, "guest": 100 - target}
    if off is not None and off > settings.tolerance:
        text = _("{points} points off {exemplary}/{guest}")
        st.markdown(f":orange[:material/info: {text.format(points=_points(off), **words)}]")
    else:
        st.markdown(f":green[:material/check: {_('Keeps to about {exemplary}/{guest}').format(**words)}]")


def _others(preview: Preview) -> None:
    for category in (Category.STAFF, Category.PRESS, Category.DRIVER):
        if count := preview.invited.get(category, 0):
            _count(category, count, "")
    reserves = sum(row.reserve for row in preview.comparison.added)
    if reserves:
        st.markdown(_("Reserves in the file: {count}").format(count=number(reserves, language())))


def _count(category: Category, count: int, share: str) -> None:
    label, figure = st.columns([3, 2])
    label.markdown(translate(CATEGORIES[category], language()))
    figure.markdown(f"**{number(count, language())}{share}**")


def _buttons(preview: Preview) -> None:
    added, changed = len(preview.comparison.added), len(preview.comparison.changed)
    may = bool(added or changed) and not preview.over_seats
    st.button(
        _apply_label(added, changed), key="roster.apply", type="primary", width="stretch", disabled=not may,
        on_click=_apply, args=(preview,),
    )  # fmt: skip
    st.button(_("Choose another file"), key="roster.other_file", width="stretch", on_click=_choose_another)


def _apply_label(added: int, changed: int) -> str:
    counts = {"added": number(added, language()), "changed": number(changed, language())}
    if changed:
        return _("Import: add {added}, change {changed}").format(**counts)
    return _("Import {added} delegates").format(added=counts["added"]) if added else _("Nothing to import")


def _apply(preview: Preview) -> None:
    counts = {
        "added": number(len(preview.comparison.added), language()),
        "changed": number(len(preview.comparison.changed), language()),
        "blocked": number(len(preview.comparison.blocked), language()),
    }
    done = _("Imported: {added} added, {changed} changed, {blocked} rows not imported.").format(**counts)
    if attempt(roster.apply, preview, done=done):
        forget()


def _choose_another() -> None:
    forget()
    st.session_state[TABS] = _("Import a file")


def _points(off: float) -> str:
    return f"{off:g}" if language() == "en" else f"{off:g}".replace(".", ",")
