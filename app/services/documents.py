"""The attendance list as A4 PDF: it decides while machines cannot.

What is printed is Vietnamese whatever language a screen speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from domain.names import tidy
from services.paper import (
    INK_2,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Block,
    Face,
    a4,
    balanced,
    clipped,
    wrapped,
    write_line,
)
from services.sheets import (
    PAGE_OF,
    TableRow,
    Unit,
    broken,
    column_heads,
    draw_foot,
    draw_row,
    draw_running_head,
    extent,
    stamp,
    table_row,
)

LIST_TITLE = "DANH SÁCH ĐẠI BIỂU"
HOW_TO = "{count} đại biểu. Khi không quét được thẻ: tìm tên, ghi giờ đến, mời đại biểu ký tên."
BORN = "sinh năm {year}"
ADDED = "Đại biểu bổ sung ngoài danh sách"
VERSION = "Danh sách phiên bản {version}"

NUMBER, NAME, UNIT, SEAT, CAME_AT, SIGNATURE = "STT", "Họ và tên", "Đơn vị", "Ghế", "Giờ đến", "Ký tên"
_WIDTHS = {NUMBER: 11.0, NAME: 55.0, UNIT: 50.0, SEAT: 13.0, CAME_AT: 15.0, SIGNATURE: 34.0}


# wider at the left, where the sheets are bound
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, PAGE_WIDTH - 12.0, 16.0, PAGE_HEIGHT - 19.0
_PADDING, _ROW, _HEAD, _SECTION = 1.6, 10.5, 8.0, 7.5
_FEWEST_BLANK = 8


@dataclass(frozen=True, slots=True)
class ListRow:
    """A delegate on the attendance list; the year of birth only where it tells homonyms apart."""

    code: str
    name: str
    position: str = ""
    unit: str = ""
    seat: str = ""
    birth_year: int | None = None


_TITLE = Face("B", 14)
_CONFERENCE = Face("B", 11)
_NOTE = Face("", 9.5, INK_2)
_COLUMN = Face("B", 9)
_TEXT = Face("", 9.5)
_NAME = Face("B", 10.5)
_DETAIL = Face("", 8, INK_2)
_FOOT = Face("", 8, INK_2)


def attendance_list(
    rows: Sequence[ListRow], *, conference: str, place_and_date: str, version: str, printed_at: datetime
) -> bytes:
    """The paper fallback: who is expected, in the order given, with room to sign and for those who come unannounced."""
    pdf = a4(title=f"{LIST_TITLE}: {tidy(conference)}")
    pdf.set_creation_date(printed_at)
    widths = _widths(rows)
    heading = _heading(pdf, conference, place_and_date, len(rows))
    first = _TOP + sum(block.height for block in heading)
    lines = [_line(pdf, row, number, widths) for number, row in enumerate(rows, 1)]
    pages = _pages(lines, first)
    printed = stamp(VERSION.format(version=tidy(version)), printed_at)
    for page, on_page in enumerate(pages, 1):
        pdf.add_page()
        top = _draw_centred(pdf, heading) if page == 1 else _draw_running_head(pdf, conference)
        bottom = _draw_table(pdf, on_page, widths, top)
        if page == len(pages):
            _draw_blank(pdf, widths, bottom)
        draw_foot(pdf, printed, PAGE_OF.format(page=page, pages=len(pages)), _FOOT, left=_LEFT, right=_RIGHT)
    return bytes(pdf.output())


def _widths(rows: Sequence[ListRow]) -> dict[str, float]:
    """Columns in their order; where nobody has a seat, the signature gets that room."""
    if any(row.seat for row in rows):
        return _WIDTHS
    widths = {title: width for title, width in _WIDTHS.items() if title != SEAT}
    return widths | {SIGNATURE: _WIDTHS[SIGNATURE] + _WIDTHS[SEAT]}


def _heading(pdf: FPDF, conference: str, place_and_date: str, count: int) -> list[Block]:
    width = _RIGHT - _LEFT
    how_to = HOW_TO.format(count=f"{count:,}".replace(",", "."))
    return [
        Block(_TITLE, [LIST_TITLE]),
        Block(_CONFERENCE, clipped(balanced(pdf, conference, _CONFERENCE, width=width), 4)),
        Block(_NOTE, clipped(wrapped(pdf, place_and_date, _NOTE, width=width), 2), before=0.6),
        Block(_NOTE, ["", how_to]),
        Block(_NOTE, [""]),
    ]


def _line(pdf: FPDF, row: ListRow, number: int, widths: dict[str, float]) -> TableRow:
    born = BORN.format(year=row.birth_year) if row.birth_year else ""
    detail = " · ".join(filter(None, [row.code, born, row.position]))
    texts = {
        NUMBER: [(_TEXT, str(number))],
        NAME: [(_NAME, row.name), (_DETAIL, detail)],
        UNIT: [(_TEXT, row.unit)],
        SEAT: [(_NAME, row.seat)],
    }
    return table_row(pdf, texts, widths, least=_ROW)


def _pages(lines: Sequence[TableRow], first: float) -> list[list[TableRow]]:
    """Rows page by page, none cut in two; the last page has room for those who come unannounced."""
    top = _TOP + _HEAD
    pages = broken([Unit((line,)) for line in lines], first=first + _HEAD, top=top, bottom=_BOTTOM)
    below = (top if len(pages) > 1 else first + _HEAD) + extent(pages[-1])
    if below + _SECTION + _FEWEST_BLANK * _ROW > _BOTTOM:
        pages.append([])
    return pages


def _draw_centred(pdf: FPDF, blocks: Sequence[Block]) -> float:
    y = _TOP
    for block in blocks:
        for place, line in enumerate(block.lines):
            baseline = y + block.before + place * block.face.line + block.face.baseline
            write_line(pdf, line, block.face, x=(_LEFT + _RIGHT) / 2, y=baseline, hangs=0.5)
        y += block.height
    return y


def _draw_running_head(pdf: FPDF, conference: str) -> float:
    draw_running_head(pdf, f"{LIST_TITLE} – {conference}", _FOOT, left=_LEFT, right=_RIGHT)
    return _TOP


def _draw_table(pdf: FPDF, lines: Sequence[TableRow], widths: dict[str, float], top: float) -> float:
    y = top
    for line in (column_heads(widths, _COLUMN, height=_HEAD), *lines):
        y = draw_row(pdf, line, x=_LEFT, y=y)
    return y


def _draw_blank(pdf: FPDF, widths: dict[str, float], y: float) -> None:
    """The rest of the last page as empty rows, for those who come unannounced."""
    pdf.rect(_LEFT, y, _RIGHT - _LEFT, _SECTION)
    write_line(pdf, ADDED, _COLUMN, x=_LEFT + _PADDING, y=y + _SECTION / 2 + 1.1, hangs=0)
    y += _SECTION
    while y + _ROW <= _BOTTOM:
        y = draw_row(pdf, TableRow(_ROW, {}, widths), x=_LEFT, y=y)
