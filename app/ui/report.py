"""How the programme went: plan against fact as a table, a chart and a spreadsheet; the running script to print."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import streamlit as st

import clock
from domain.agenda_report import ReportRow
from domain.audit import Export
from domain.facts import Role
from services.agenda_report import ReportLine, agenda_report, minutes, report_xlsx
from services.running_script import running_script
from store.engine import State
from ui.exports import recorded
from ui.formats import clock_time
from ui.frame import wear_office
from ui.paper import PDF, XLSX
from ui.report_chart import ChartWords, charted, report_bars, report_spec
from ui.roles import NAMES
from ui.session import _, language, made_later, session, state
from ui.words import N_, translate

VIEW = "view"  # of the address: "report" shows this page in place of the console
_NOTES: tuple[tuple[str, Callable[[ReportRow], bool]], ...] = (
    (N_("Passed over"), lambda row: row.is_skipped),
    (N_("Put in during the day"), lambda row: row.is_inserted),
    (N_("Taken out of the programme"), lambda row: row.is_removed),
    (N_("Begun by mistake"), lambda row: row.is_forgotten),
)
_ROW = 35  # pixels
_WIDTHS = (45, 270, 150, 100, 100, 90, 90, 80, 80, 80, 100, 110)  # of the table's columns, 1,300 pixels in all


def report() -> None:
    """In the middle of the day it tells what has been so far."""
    if own := session():
        wear_office(own)
    now, at = state(), clock.now()
    lines = agenda_report(now, now=at)
    st.title(_("Report of the programme"), anchor=False)
    st.markdown(summary([line.row for line in lines], language()))
    _show_ways(now, len(lines))
    if lines:
        _show_chart(lines, at)
        st.subheader(_("Item by item"), anchor=False)
        st.markdown(_("Durations are in minutes."))
        shown = table(lines, language())
        wide = [st.column_config.Column(width=width) for width in _WIDTHS]
        columns = dict(zip(shown, wide, strict=True))
        st.dataframe(shown, hide_index=True, height=(len(lines) + 1) * _ROW + 3, column_config=columns)


def summary(rows: Sequence[ReportRow], lang: str) -> str:
    """Planned and actual begin and end of the day, in a line."""
    tops = [row for row in rows if not row.parent]
    planned = [moment for row in tops for moment in (row.planned_start, row.planned_end) if moment]
    if not planned:
        return translate(N_("There is no programme yet."), lang)
    plan = translate(N_("Planned {start} to {end}"), lang).format(
        start=clock_time(min(planned)), end=clock_time(max(planned))
    )
    return f"{plan}; {_went(tops, lang)}."


def table(lines: Sequence[ReportLine], lang: str) -> dict[str, list[str]]:
    rows = [line.row for line in lines]
    return {
        _("Item"): [line.label for line in lines],
        _("Title"): [title_of(line, lang) for line in lines],
        _("By whom"): [line.who for line in lines],
        _("Planned"): [_from_to(row.planned_start, row.planned_end) for row in rows],
        _("Actual"): [_from_to(row.started_at, row.ended_at) for row in rows],
        _("Planned min."): [_minutes(row.planned, lang) for row in rows],
        _("Actual min."): [_minutes(row.lasted, lang) for row in rows],
        _("Difference"): [_signed(row.over, lang) for row in rows],
        _("Pauses"): [_minutes(row.paused or None, lang) for row in rows],
        _("Added time"): [_signed(row.added or None, lang) for row in rows],
        _("Pressed by"): [", ".join(_who_pressed(by, lang) for by in row.by) for row in rows],
        _("Remark"): [", ".join(translate(words, lang) for words, is_so in _NOTES if is_so(row)) for row in rows],
    }


def title_of(line: ReportLine, lang: str) -> str:
    words = line.words
    title = (words.title_en if lang == "en" else "") or words.title_vi or words.topic or line.who
    return title or translate(N_("Without a title"), lang)


def _show_ways(now: State, rows: int) -> None:
    back, sheet, script, _rest = st.columns([1, 1, 1, 1])
    back.button(
        _("Back to the running order"), icon=":material/arrow_back:", width="stretch", key="report.back",
        on_click=_leave,
    )  # fmt: skip
    sheet.download_button(
        _("Report (XLSX)"), made_later(recorded(Export.REPORT, rows, lambda: report_xlsx(now, now=clock.now()))),
        "programme-report.xlsx", XLSX,
        icon=":material/download:", width="stretch", key="report.xlsx", on_click="ignore",
    )  # fmt: skip
    script.download_button(
        _("Running script (PDF)"),
        made_later(recorded(Export.SCRIPT, len(now.day.agenda.plan), lambda: running_script(now, now=clock.now()))),
        "script.pdf", PDF,
        icon=":material/print:", width="stretch", key="report.script", on_click="ignore",
    )  # fmt: skip


def _leave() -> None:
    st.query_params.pop(VIEW, None)


def _show_chart(lines: Sequence[ReportLine], at: datetime) -> None:
    rows, words = [line.row for line in lines], ChartWords(_("Planned"), _("Actual"), _("Passed over"))
    titles = {line.row.item: " ".join(filter(None, [line.label, title_of(line, language())])) for line in lines}
    bars = report_bars(rows, words, now=at)
    spec = report_spec(bars, [titles[item] for item in charted(rows)], words)
    st.vega_lite_chart(bars, spec, theme=None, width="stretch", alt=_("Plan against fact"))


def _went(tops: Sequence[ReportRow], lang: str) -> str:
    ran = [row for row in tops if row.started_at and not row.is_forgotten]
    if not ran:
        return translate(N_("nothing has started yet"), lang)
    start, ends = min(filter(None, (row.started_at for row in ran))), [row.ended_at for row in ran if row.ended_at]
    if len(ends) < len(ran):
        return translate(N_("begun at {start}, still running"), lang).format(start=clock_time(start))
    return translate(N_("went from {start} to {end}"), lang).format(start=clock_time(start), end=clock_time(max(ends)))


def _who_pressed(by: str, lang: str) -> str:
    """A device by its own name; MC is short for the MC in every language."""
    return {str(Role.MC): "MC", str(Role.ORGANISER): translate(NAMES[Role.ORGANISER], lang)}.get(by, by)


def _from_to(start: datetime | None, end: datetime | None) -> str:
    if not start:
        return ""
    return f"{clock_time(start)} – {clock_time(end) if end else '…'}"


def _minutes(time: timedelta | None, lang: str) -> str:
    found = minutes(time)
    text = "" if found is None else f"{found:g}"
    return text if lang == "en" else text.replace(".", ",")


def _signed(time: timedelta | None, lang: str) -> str:
    text = _minutes(time, lang)
    return f"+{text}" if time and time > timedelta() else text.replace("-", "−")
