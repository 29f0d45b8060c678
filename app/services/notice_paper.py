"""The notice on personal data as one sheet for the desk: Vietnamese large, English below, and to cut off, the consent
that is asked for apart: to pictures.
"""

from collections.abc import Sequence
from datetime import datetime

from fpdf import FPDF

from domain.conference import Words
from domain.names import tidy
from services.notice import Notice, Part, notice
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
from services.sheets import extent
from store.engine import State

CONSENT = "Tôi đồng ý để {controller} đăng ảnh và tin, bài có hình tôi tại {conference} trên cổng thông tin điện tử."
CONSENT_EN = "I agree that pictures of me at the conference are published on the office's web portal."
FREELY = (
    "Hỏi riêng, không bắt buộc: không đánh dấu là không đồng ý, việc dự Hội nghị vẫn như vậy; đã đồng ý thì lúc nào "
    "cũng rút lại được. / Asked apart and free: no mark means no; may be taken back at any time."
)
NAME, DATE, SIGNED = "Họ và tên", "Ngày", "Ký tên"
SIZES = (
    (14.5, 10),
    (14, 10),
    (13.5, 9.5),
    (13, 9),
    (12.5, 9),
    (12, 8.5),
    (11, 8),
    (10, 7.5),
    (9, 7),
    (8, 6.5),
)  # points: Vietnamese, English

_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, PAGE_WIDTH - 18.0, 15.0, PAGE_HEIGHT - 12.0
_WIDTH, _HEADS, _AIR = _RIGHT - _LEFT, 40.0, 1.6
_BETWEEN, _TO_SIGN = 5.0, 12.0
_BOX = 4.2
_SLIP_FACE, _SLIP_NOTE = Face("", 10.5), Face("", 8, INK_2)
_LINES = {NAME: 88.0, DATE: 38.0, SIGNED: 48.0}

Row = tuple[Sequence[Block], Sequence[Block]]


def notice_sheet(state: State, *, now: datetime) -> bytes:
    """Of a conference that is set up: before that there is no notice. In the largest type that leaves it one page."""
    vietnamese, english = notice(state, "vi"), notice(state, "en")
    assert vietnamese
    assert english
    pdf = a4(title=f"{vietnamese.title}: {tidy(state.directory.words.name)}")
    pdf.set_creation_date(now)
    pdf.add_page()
    slip = _slip(pdf, state.directory.words)
    top = _BOTTOM - extent(slip) - _TO_SIGN
    texts = _fitting(pdf, vietnamese, english, room=top - _BETWEEN - _TOP)
    y = _TOP
    for rows in texts:
        y = _draw_rows(pdf, rows, y) + _BETWEEN
    _draw_slip(pdf, slip, top)
    return bytes(pdf.output())


def _fitting(pdf: FPDF, vietnamese: Notice, english: Notice, *, room: float) -> list[list[Row]]:
    texts: list[list[Row]] = []
    for large, small in SIZES:
        texts = [_rows(pdf, vietnamese, large), _rows(pdf, english, small)]
        if sum(_height(row) for rows in texts for row in rows) + 2 * _BETWEEN <= room:
            break
    return texts


def _rows(pdf: FPDF, told: Notice, size: float) -> list[Row]:
    title = Face("B", size * 1.5)
    heading = [Block(title, balanced(pdf, told.title, title, width=_WIDTH))]
    return [(heading, ()), *(_row(pdf, part, size) for part in told.parts)]


def _row(pdf: FPDF, part: Part, size: float) -> Row:
    head, text = Face("B", size), Face("", size)
    return (
        [Block(head, wrapped(pdf, part.head, head, width=_HEADS - 3), before=_AIR)],
        [Block(text, wrapped(pdf, part.text, text, width=_WIDTH - _HEADS), before=_AIR)],
    )


def _height(row: Row) -> float:
    return max(map(extent, row))


def _draw_rows(pdf: FPDF, rows: Sequence[Row], y: float) -> float:
    for row in rows:
        head, text = row
        write(pdf, head, x=_LEFT, y=y)
        write(pdf, text, x=_LEFT + _HEADS, y=y)
        y += _height(row)
    return y


def _slip(pdf: FPDF, words: Words) -> list[Block]:
    width = _WIDTH - 2 * _BOX
    asked = wrapped(pdf, CONSENT.format(controller=words.controller, conference=words.name), _SLIP_FACE, width=width)
    return [
        Block(_SLIP_FACE, clipped(asked, 6), before=4.0),
        Block(_SLIP_NOTE, wrapped(pdf, CONSENT_EN, _SLIP_NOTE, width=width)),
        Block(_SLIP_NOTE, wrapped(pdf, FREELY, _SLIP_NOTE, width=width), before=1.0),
    ]


def _draw_slip(pdf: FPDF, slip: Sequence[Block], top: float) -> None:
    """Below a line to cut along; the box is the delegate's to tick."""
    pdf.set_draw_color(*LINE)
    pdf.set_line_width(0.25)
    pdf.set_dash_pattern(dash=2, gap=1.5)
    pdf.line(0, top, PAGE_WIDTH, top)
    pdf.set_dash_pattern()
    pdf.set_draw_color(*INK)
    pdf.rect(_LEFT, top + slip[0].before + _SLIP_FACE.baseline - _BOX + 0.6, _BOX, _BOX)
    baseline = write(pdf, slip, x=_LEFT + 2 * _BOX, y=top) + _TO_SIGN - 3.0
    x = _LEFT
    for label, length in _LINES.items():
        write_line(pdf, label, _SLIP_NOTE, x=x, y=baseline, hangs=0)
        pdf.line(x + 14, baseline, x + length - 4, baseline)
        x += length
