"""The set-up's tab of personal data: the notice and its sheet, until when data may be kept, and what was removed."""

from datetime import date, timedelta

import streamlit as st

import clock
from clock import VENUE
from domain.audit import Export
from domain.removal import Removal
from services import backups, honours_list, removal
from services.notice import notice
from services.notice_paper import notice_sheet
from store.engine import State
from ui.audit_words import moment
from ui.exports import recorded
from ui.formats import clock_time, day, number, plain
from ui.paper import PDF, XLSX
from ui.personal_removal import offer_removal
from ui.session import _, language, made_later, store

_REPORT, _AUDIT = "/agenda?view=report&lang={lang}", "/audit?lang={lang}"


def show_personal(now: State) -> None:
    told, removing = st.columns([7, 6], gap="large")
    with told:
        _show_notice(now)
    with removing:
        st.subheader(_("Remove personal data"), anchor=False)
        if now.day.removal:
            _tell_removed(now.day.removal)
        if now.day.opened_at and not now.day.ended_at:
            st.info(_("This is possible once the day of the conference has been ended."), icon=":material/info:")
            return
        _tell_deadline(now)
        _keep_first(now)
        offer_removal(now)


def _show_notice(now: State) -> None:
    told = notice(now, language())
    assert told
    st.subheader(told.title, anchor=False)
    st.markdown("\n\n".join(f"**{plain(part.head)}.** {plain(part.text)}" for part in told.parts))
    sheet = made_later(lambda: notice_sheet(now, now=clock.now()))
    st.download_button(
        _("Notice for the desk (PDF)"), sheet, "notice.pdf", PDF,
        key="personal.notice", icon=":material/print:", on_click="ignore",
    )  # fmt: skip


def _tell_removed(done: Removal) -> None:
    """And which backups must still be destroyed, for as long as they are there."""
    text, at = _("Personal data was removed at {time}, {date}."), done.happened_at
    st.markdown(f"**{text.format(time=clock_time(at), date=day(at, language()))}**")
    if older := removal.to_destroy(store(), backups.status().target):
        st.warning(_("These backups still hold it. Destroy them:"), icon=":material/delete_forever:")
        st.markdown("\n".join(f"- {moment(one.made_at, language())}  \n  {plain(str(one.path))}" for one in older))
    st.markdown(_("Destroy the copies on other USB sticks too, and files that were downloaded."))


def _tell_deadline(now: State) -> None:
    if not (limit := last_day(now)):
        return
    left = (limit - clock.now().astimezone(VENUE).date()).days
    text = _("Remove it before {date}: {days} days left.") if left > 0 else _("It was to be removed before {date}.")
    told = text.format(date=day(limit, language()), days=number(left, language()))
    st.markdown(f"**{told}**" if left > 0 else f":red[**{told}**]")


def last_day(now: State) -> date | None:
    """Counted from the end of the day, as nobody tells when the report is done; none once everything is removed."""
    settings, ended_at = now.day.conference, now.day.ended_at
    if not settings or not ended_at or now.day.removal:
        return None
    return ended_at.astimezone(VENUE).date() + timedelta(days=settings.retention_days)


def _keep_first(now: State) -> None:
    """What cannot be made any more afterwards."""
    if now.day.removal:
        return
    st.markdown(_("Take away first what the archive needs:"))
    with st.container(horizontal=True):
        lang, slots = language(), len(now.day.honours.slots)
        st.link_button(_("Report of the programme"), _REPORT.format(lang=lang), icon=":material/open_in_new:")
        if slots:
            written = recorded(Export.HONOURS, slots, lambda: honours_list.export_xlsx(now))
            st.download_button(
                _("Award list (XLSX)"), made_later(written), "honours.xlsx", XLSX,
                key="personal.honours", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        st.link_button(_("Audit"), _AUDIT.format(lang=lang), icon=":material/open_in_new:")
