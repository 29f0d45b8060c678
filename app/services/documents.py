"""The attendance list as A4 PDF: it decides while machines cannot.

What is printed is Vietnamese whatever language a screen speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from clock import VENUE
from domain.names import tidy
from services.paper import (
    INK,
    INK_2,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Block,
    Face,
    a4,
    balanced,
    clipped,
    wrapped,
    write,
    write_line,
)

LIST_TITLE = "DANH SÁCH ĐẠI BIỂU"
HOW_TO = "{count} đại biểu. Khi không quét được thẻ: tìm tên, ghi giờ đến, mời đại biểu ký tên."
BORN = "sinh năm {year}"
ADDED = "Đại biểu bổ sung ngoài danh sách"
STAMP = "Danh sách phiên bản {version}, in lúc {time:%H:%M} ngày {time:%d/%m/%Y}"
PAGE_OF = "Trang {page}/{pages}"

NUMBER, NAME, UNIT, SEAT, CAME_AT, SIGNATURE = "STT", "Họ và tên", "Đơn vị", "Ghế", "Giờ đến", "Ký tên"
_WIDTHS = {NUMBER: 11.0, NAME: 55.0, UNIT: 50.0, SEAT: 13.0, CAME_AT: 15.0, SIGNATURE: 34.0}


# wider at the left, where the sheets are bound
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, PAGE_WIDTH - 12.0, 16.0, PAGE_HEIGHT - 19.0
_PADDING, _AIR, _ROW, _HEAD, _SECTION = 1.6, 1.1, 10.5, 8.0, 7.5
_MOST_LINES = 12
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table, broken into lines and measured."""

    cells: dict[str, list[Block]]
    height: float


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
    stamp = STAMP.format(version=tidy(version), time=printed_at.astimezone(VENUE))
    for page, on_page in enumerate(pages, 1):
        pdf.add_page()
        top = _draw_centred(pdf, heading) if page == 1 else _draw_running_head(pdf, conference)
        bottom = _draw_table(pdf, on_page, widths, top)
        if page == len(pages):
            _draw_blank(pdf, widths, bottom)
        _draw_foot(pdf, stamp, PAGE_OF.format(page=page, pages=len(pages)))
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


def _line(pdf: FPDF, row: ListRow, number: int, widths: dict[str, float]) -> _Line:
    born = BORN.format(year=row.birth_year) if row.birth_year else ""
    detail = " · ".join(filter(None, [row.code, born, row.position]))
    texts = {
        NUMBER: [(_TEXT, str(number))],
        NAME: [(_NAME, row.name), (_DETAIL, detail)],
        UNIT: [(_TEXT, row.unit)],
        SEAT: [(_NAME, row.seat)],
    }
    cells = {title: _cell(pdf, texts[title], widths[title]) for title in texts if title in widths}
    tallest = max(sum(block.height for block in cell) for cell in cells.values())
    return _Line(cells, max(_ROW, tallest + 2 * _AIR))


def _cell(pdf: FPDF, texts: Sequence[tuple[Face, str]], width: float) -> list[Block]:
    room = width - 2 * _PADDING
    return [Block(face, clipped(balanced(pdf, text, face, width=room), _MOST_LINES)) for face, text in texts]


def _pages(lines: Sequence[_Line], first: float) -> list[list[_Line]]:
    """Rows page by page, none cut in two; the last page has room for those who come unannounced."""
    pages: list[list[_Line]] = [[]]
    y = first + _HEAD
    for line in lines:
        if y + line.height > _BOTTOM:
            pages.append([])
            y = _TOP + _HEAD
        pages[-1].append(line)
        y += line.height
    if y + _SECTION + _FEWEST_BLANK * _ROW > _BOTTOM:
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
    """From the second page on a sheet still says what it belongs to, should the staple come out."""
    line = clipped(wrapped(pdf, f"{LIST_TITLE} – {conference}", _FOOT, width=_RIGHT - _LEFT), 1)[0]
    write_line(pdf, line, _FOOT, x=_LEFT, y=_TOP - 3.0, hangs=0)
    return _TOP


def _draw_table(pdf: FPDF, lines: Sequence[_Line], widths: dict[str, float], top: float) -> float:
    titles = {title: [Block(_COLUMN, [title])] for title in widths}
    y = _draw_row(pdf, _Line(titles, _HEAD), widths, top)
    pdf.set_fill_color(*INK)
    pdf.rect(_LEFT, y - 0.25, _RIGHT - _LEFT, 0.5, style="F")
    for line in lines:
        y = _draw_row(pdf, line, widths, y)
    return y


def _draw_row(pdf: FPDF, line: _Line, widths: dict[str, float], y: float) -> float:
    pdf.set_line_width(0.15)
    pdf.set_draw_color(*LINE)
    x = _LEFT
    for title, width in widths.items():
        pdf.rect(x, y, width, line.height)
        blocks = line.cells.get(title, [])
        air = (line.height - sum(block.height for block in blocks)) / 2
        write(pdf, blocks, x=x + _PADDING, y=y + air)
        x += width
    return y + line.height


def _draw_blank(pdf: FPDF, widths: dict[str, float], y: float) -> None:
    """The rest of the last page as empty rows, for those who come unannounced."""
    pdf.rect(_LEFT, y, _RIGHT - _LEFT, _SECTION)
    write_line(pdf, ADDED, _COLUMN, x=_LEFT + _PADDING, y=y + _SECTION / 2 + 1.1, hangs=0)
    y += _SECTION
    while y + _ROW <= _BOTTOM:
        y = _draw_row(pdf, _Line({}, _ROW), widths, y)


def _draw_foot(pdf: FPDF, stamp: str, page: str) -> None:
    baseline = PAGE_HEIGHT - 11.0
    write_line(pdf, stamp, _FOOT, x=_LEFT, y=baseline, hangs=0)
    write_line(pdf, page, _FOOT, x=_RIGHT, y=baseline, hangs=1)
