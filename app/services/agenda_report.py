"""The report of the programme with its words, and as a spreadsheet, which is Vietnamese whatever a screen speaks."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from clock import VENUE
from domain.agenda import Item
from domain.agenda_report import ReportRow, report
from domain.delegates import addressed
from domain.facts import Role
from domain.programme import ItemWords
from domain.roster.cells import guard
from domain.running import running
from store.engine import State

SHEET = "Chương trình"
SKIPPED, INSERTED, REMOVED, FORGOTTEN = "Bỏ qua", "Thêm trong ngày", "Đã bỏ khỏi chương trình", "Bắt đầu nhầm"
PRESSED_BY = {str(Role.MC): "MC", str(Role.ORGANISER): "Ban Tổ chức"}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`label` is the place in the programme: "4", of its second paper "4.2", outside the ten none."""

    row: ReportRow
    label: str
    words: ItemWords
    who: str


def agenda_report(state: State, *, now: datetime) -> list[ReportLine]:
    agenda, labels = state.day.agenda, _labels(state.day.agenda.plan)
    speakers = {item.id: item.speaker for item in agenda.plan}
    return [
        _line(state, row, labels.get(row.item, ""), speakers.get(row.item, ""))
        for row in report(running(state.day, now=now), agenda.plan, agenda.cues)
    ]


def report_xlsx(state: State, *, now: datetime) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"  # number and title stay in view
    for place, (_, width, _value) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_header(sheet, title) for title, _, _value in _COLUMNS])
    for line in agenda_report(state, now=now):
        sheet.append([_cell(sheet, value(line)) for _, _, value in _COLUMNS])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def minutes(time: timedelta | None) -> float | None:
    """To a tenth."""
    return None if time is None else round(time / timedelta(minutes=1), 1)


def _line(state: State, row: ReportRow, label: str, speaker: str) -> ReportLine:
    words = state.directory.items.get(row.item) or ItemWords(row.item, "")
    person = state.directory.people.get(speaker)
    return ReportLine(row, label, words, addressed(person) if person else words.presenter)


def _labels(plan: Sequence[Item]) -> dict[str, str]:
    labels = {item.id: "" if item.number is None else str(item.number) for item in plan}
    places: dict[str, int] = {}
    for item in plan:
        if item.parent:
            places[item.parent] = places.get(item.parent, 0) + 1
            labels[item.id] = f"{labels[item.parent]}.{places[item.parent]}" if labels.get(item.parent) else ""
    return labels


Value = str | float | datetime | None


def _header(sheet: WriteOnlyWorksheet, title: str) -> Cell:
    cell = _cell(sheet, title)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    cell = WriteOnlyCell(sheet, guard(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, datetime):
        cell.number_format = "hh:mm"
    return cell


def _clock_time(moment: datetime | None) -> datetime | None:
    """A spreadsheet knows no time zones."""
    return moment.astimezone(VENUE).replace(tzinfo=None) if moment else None


def _title(line: ReportLine) -> str:
    return line.words.title_vi or line.words.topic


def _pressed_by(line: ReportLine) -> str:
    return ", ".join(PRESSED_BY.get(by, by) for by in line.row.by)


def _notes(line: ReportLine) -> str:
    row = line.row
    told = {SKIPPED: row.is_skipped, INSERTED: row.is_inserted, REMOVED: row.is_removed, FORGOTTEN: row.is_forgotten}
    return ", ".join(words for words, is_so in told.items() if is_so)


_COLUMNS: tuple[tuple[str, float, Callable[[ReportLine], Value]], ...] = (
    ("Mục", 6, lambda line: line.label),
    ("Nội dung", 48, _title),
    ("Người thực hiện", 32, lambda line: line.who),
    ("Giờ bắt đầu dự kiến", 12, lambda line: _clock_time(line.row.planned_start)),
    ("Giờ kết thúc dự kiến", 12, lambda line: _clock_time(line.row.planned_end)),
    ("Số phút dự kiến", 10, lambda line: minutes(line.row.planned)),
    ("Giờ bắt đầu thực tế", 12, lambda line: _clock_time(line.row.started_at)),
    ("Giờ kết thúc thực tế", 12, lambda line: _clock_time(line.row.ended_at)),
    ("Số phút thực tế", 10, lambda line: minutes(line.row.lasted)),
    ("Dài hơn dự kiến (phút)", 12, lambda line: minutes(line.row.over)),
    ("Tạm dừng (phút)", 10, lambda line: minutes(line.row.paused or None)),
    ("Thêm, bớt giờ (phút)", 10, lambda line: minutes(line.row.added or None)),
    ("Người bấm", 18, _pressed_by),
    ("Ghi chú", 24, _notes),
)
