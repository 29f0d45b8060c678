"""Delegate badges: the symbol a scanner reads, and the A4 sheets it is printed on, ten badges of 90 x 55 mm each.

The badge code stands in the symbol only, never in words: whoever reads it could come in with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fpdf import FPDF
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H
from qrcode.util import MODE_ALPHA_NUM, QRData

from domain.names import tidy
from services.paper import (
    INK,
    INK_2,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Block,
    Face,
    a4,
    balanced,
    clipped,
    measure,
    wrapped,
    write,
    write_line,
)

SHEET_TITLE = "Thẻ đại biểu"
SHEET_LABEL = "Thẻ đại biểu, tờ {sheet}/{sheets}: {first} – {last}"
SEAT_LABEL = "Ghế"

COLUMNS, ROWS = 2, 5
WIDTH, HEIGHT = 90.0, 55.0
SYMBOL = 30.0
QUIET_MODULES = 4

# Any mask reads alike. The search for the least blotchy one costs nine tenths of a symbol's time; 0 is best on average.
_MASK = 0
_MODULE = SYMBOL / 25
_QUIET = QUIET_MODULES * _MODULE
_DOTS_PER_MODULE = 12

_DEEP_RED = (107, 15, 15)
_GOLD = (255, 205, 0)
_CUT = (150, 158, 170)

_MARGIN = 5.0
_SIGN = 6.0
_HEAD_MIDDLE, _HEAD_RULE, _HEAD_WIDTH = 7.0, 11.4, WIDTH - 2 * _MARGIN - _SIGN - 2.4
_SYMBOL_X, _SYMBOL_Y = WIDTH - _QUIET - SYMBOL, _HEAD_RULE + 0.6 + _QUIET
_TEXT_TOP, _TEXT_BOTTOM, _TEXT_WIDTH = 13.0, 42.4, _SYMBOL_X - _QUIET - _MARGIN
_FOOT_HEIGHT, _FOOT_BASELINE = 7.0, 50.6
_SEAT_WIDTH, _SEAT_ROOM, _CODE_ROOM, _GAP = 13.2, 19.0, 15.0, 3.6
_CUT_MARK = 4.0

# (name, what stands under it) in points; the first pair that fits is taken
_SIZES = (
    *((18, 8.5), (18, 8), (17, 8), (17, 7.5), (16, 7.5), (16, 7), (15, 7), (14, 7), (13, 7), (12, 7), (12, 6.5)),
    *((11, 6.5), (10, 6.5), (10, 6), (9, 6), (8, 6), (7, 5.5), (6, 5), (5, 4.5)),
)
# beyond the smallest pair lines are cut: honorific, name, position, unit
_MOST_LINES = (1, 5, 3, 4)

_CONFERENCE_SIZES = (8.5, 8, 7.5, 7, 6)
_PLACE = Face("", 6.5, INK_2, 1.22)
_LABEL = Face("", 8.5, INK_2)
_SEAT_FACES = tuple(Face("B", size) for size in (22, 18, 14, 11, 8))
_CATEGORY = Face("B", 7.5, _DEEP_RED, 1.2)
_MARGIN_NOTE = Face("", 7, INK_2)

# the sign on a field of 32 x 32; the curtain's inner edge is a curve sampled finely enough for paper
_RAIL = ((5, 6), (27, 6), (27, 8.5), (5, 8.5))
_FOLD = ((14.5, 10), (14.2, 12.9), (13.7, 15.5), (13, 17.9), (12, 20.1), (10.7, 21.9), (9.2, 23.6), (7.3, 24.9))
_LEFT_CURTAIN = ((5, 10), *_FOLD, (5, 26))
_RIGHT_CURTAIN = tuple((32 - x, y) for x, y in _LEFT_CURTAIN)


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge shows. `code` is the delegate code, printed small; `category` is in words."""

    code: str
    badge_code: str
    name: str
    honorific: str = ""
    position: str = ""
    unit: str = ""
    seat: str = ""
    category: str = ""


def badge_sheet(badges: Sequence[Badge], *, conference: str, place_and_date: str) -> bytes:
    """A4 pages to cut along the hairlines, ten badges a page in the order given."""
    pdf = a4(title=f"{SHEET_TITLE}: {tidy(conference)}")
    head = _heading(pdf, conference, place_and_date)
    sheets = [badges[start : start + COLUMNS * ROWS] for start in range(0, len(badges), COLUMNS * ROWS)]
    for number, sheet in enumerate(sheets, 1):
        pdf.add_page()
        _draw_cut_marks(pdf)
        label = SHEET_LABEL.format(sheet=number, sheets=len(sheets), first=sheet[0].code, last=sheet[-1].code)
        write_line(pdf, tidy(label), _MARGIN_NOTE, x=PAGE_WIDTH / 2 - WIDTH + 3, y=PAGE_HEIGHT - 4.5, hangs=0)
        for badge, (x, y) in zip(sheet, _places(), strict=False):
            _draw_badge(pdf, badge, head, x, y)
    return bytes(pdf.output())


def qr_matrix(badge_code: str) -> list[list[bool]]:
    """The 25 x 25 modules of a badge code, True for dark, without the quiet zone."""
    return [[bool(module) for module in row] for row in _symbol(badge_code).modules]


def _symbol(badge_code: str) -> QRCode:
    symbol = QRCode(
        version=2,
        error_correction=ERROR_CORRECT_H,
        mask_pattern=_MASK,
        box_size=_DOTS_PER_MODULE,
        border=QUIET_MODULES,
    )
    symbol.add_data(QRData(badge_code, mode=MODE_ALPHA_NUM))
    symbol.make(fit=False)
    return symbol


def _rectangles(matrix: list[list[bool]]) -> Iterator[tuple[int, int, int, int]]:
    """The dark area as (x, y, width, height) in modules: runs along a row, joined with equal runs below them."""
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*matrix, []]):
        runs = list(_dark_runs(row))
        for (x, width), top in open_runs.items():
            if (x, width) not in runs:
                yield x, top, width, y - top
        open_runs = {run: open_runs.get(run, y) for run in runs}


def _dark_runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    x = 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            yield x, width
        x += width


def _places() -> Iterator[tuple[float, float]]:
    """Top left corners of the badges on a page, row by row."""
    left, top = (PAGE_WIDTH - COLUMNS * WIDTH) / 2, (PAGE_HEIGHT - ROWS * HEIGHT) / 2
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield left + column * WIDTH, top + row * HEIGHT


def _heading(pdf: FPDF, conference: str, place_and_date: str) -> list[Block]:
    """The same on every badge: the conference, on one line if it can be, then where and when."""
    for size in _CONFERENCE_SIZES:
        face = Face("B", size, INK, 1.22)
        name = balanced(pdf, conference, face, width=_HEAD_WIDTH)
        if len(name) <= 1:
            break
    place = wrapped(pdf, place_and_date, _PLACE, width=_HEAD_WIDTH - _CODE_ROOM - 2)
    return [Block(face, clipped(name, 2)), Block(_PLACE, clipped(place, 1))]


def _draw_badge(pdf: FPDF, badge: Badge, head: Sequence[Block], x: float, y: float) -> None:
    pdf.set_draw_color(*_CUT)
    pdf.set_line_width(0.1)
    pdf.rect(x, y, WIDTH, HEIGHT)
    _draw_head(pdf, head, badge.code, x, y)
    _draw_symbol(pdf, badge.badge_code, x + _SYMBOL_X, y + _SYMBOL_Y)
    write(pdf, _person(pdf, badge), x=x + _MARGIN, y=y + _TEXT_TOP)
    _draw_foot(pdf, badge, x + _MARGIN, y + _FOOT_BASELINE)


def _draw_head(pdf: FPDF, head: Sequence[Block], code: str, x: float, y: float) -> None:
    """The sign, the conference, and the delegate code at the right end of the last line."""
    _draw_sign(pdf, x + _MARGIN, y + _HEAD_MIDDLE - _SIGN / 2)
    height = sum(block.height for block in head)
    right = x + WIDTH - _MARGIN
    bottom = write(pdf, head, x=right - _HEAD_WIDTH, y=y + _HEAD_MIDDLE - height / 2)
    code = "".join(clipped(wrapped(pdf, code, _PLACE, width=_CODE_ROOM), 1))
    write_line(pdf, code, _PLACE, x=right, y=bottom - _PLACE.line + _PLACE.baseline, hangs=1)
    pdf.set_draw_color(*_DEEP_RED)
    pdf.set_line_width(0.3)
    pdf.line(x + _MARGIN, y + _HEAD_RULE, right, y + _HEAD_RULE)


def _draw_sign(pdf: FPDF, x: float, y: float) -> None:
    """The sign of the house: two gold curtains drawn apart on deep red."""
    pdf.set_fill_color(*_DEEP_RED)
    pdf.rect(x, y, _SIGN, _SIGN, style="F")
    pdf.set_fill_color(*_GOLD)
    for outline in (_RAIL, _LEFT_CURTAIN, _RIGHT_CURTAIN):
        pdf.polygon([(x + across * _SIGN / 32, y + down * _SIGN / 32) for across, down in outline], style="F")


def _draw_symbol(pdf: FPDF, badge_code: str, x: float, y: float) -> None:
    pdf.set_fill_color(0)
    for left, top, width, height in _rectangles(qr_matrix(badge_code)):
        pdf.rect(x + left * _MODULE, y + top * _MODULE, width * _MODULE, height * _MODULE, style="F")


def _person(pdf: FPDF, badge: Badge) -> list[Block]:
    """Who wears it, in the largest sizes at which all of it stands between head and foot."""
    for name_size, small_size in _SIZES:
        blocks = _person_at(pdf, badge, name_size, small_size)
        if sum(block.height for block in blocks) <= _TEXT_BOTTOM - _TEXT_TOP:
            return blocks
    return [replace(block, lines=clipped(block.lines, most)) for block, most in zip(blocks, _MOST_LINES, strict=True)]


def _person_at(pdf: FPDF, badge: Badge, name_size: float, small_size: float) -> list[Block]:
    name, small, honorific = Face("B", name_size, INK, 1.2), Face("", small_size), Face("", small_size, INK_2)
    texts = (
        (honorific, badge.honorific, 0),
        (name, badge.name, 0.4),
        (small, badge.position, 0.8),
        (small, badge.unit, 0),
    )
    return [Block(face, balanced(pdf, text, face, width=_TEXT_WIDTH), before) for face, text, before in texts]


def _draw_foot(pdf: FPDF, badge: Badge, x: float, baseline: float) -> None:
    """Under a hairline the seat, and beside it what kind of delegate this is."""
    seat = tidy(badge.seat)
    if not (seat or tidy(badge.category)):
        return
    right = x + _TEXT_WIDTH
    pdf.set_draw_color(*_CUT)
    pdf.set_line_width(0.15)
    pdf.line(x, baseline - _FOOT_HEIGHT, right, baseline - _FOOT_HEIGHT)
    beside = _draw_seat(pdf, seat, x, baseline) if seat else x
    category = clipped(balanced(pdf, badge.category, _CATEGORY, width=right - beside), 2)
    last_line = _CATEGORY.line * (len(category) - 1) + _CATEGORY.baseline
    write(pdf, [Block(_CATEGORY, category)], x=beside, y=baseline - last_line)


def _draw_seat(pdf: FPDF, seat: str, x: float, baseline: float) -> float:
    """The seat as large as its room allows; the answer is where the next thing may begin."""
    face = next((face for face in _SEAT_FACES if measure(pdf, seat, face) <= _SEAT_ROOM), _SEAT_FACES[-1])
    line = clipped(wrapped(pdf, seat, face, width=_SEAT_ROOM), 1)[0]
    write_line(pdf, SEAT_LABEL, _LABEL, x=x, y=baseline, hangs=0)
    after_label = x + measure(pdf, SEAT_LABEL, _LABEL) + 1.6
    write_line(pdf, line, face, x=after_label, y=baseline, hangs=0)
    return after_label + max(measure(pdf, line, face), _SEAT_WIDTH) + _GAP


def _draw_cut_marks(pdf: FPDF) -> None:
    """Short lines in the margins, for a guillotine; the hairlines round the badges are for scissors."""
    left, top = (PAGE_WIDTH - COLUMNS * WIDTH) / 2, (PAGE_HEIGHT - ROWS * HEIGHT) / 2
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.15)
    for x in (left + column * WIDTH for column in range(COLUMNS + 1)):
        pdf.line(x, top - 2 - _CUT_MARK, x, top - 2)
        pdf.line(x, PAGE_HEIGHT - top + 2, x, PAGE_HEIGHT - top + 2 + _CUT_MARK)
    for y in (top + row * HEIGHT for row in range(ROWS + 1)):
        pdf.line(left - 2 - _CUT_MARK, y, left - 2, y)
        pdf.line(PAGE_WIDTH - left + 2, y, PAGE_WIDTH - left + 2 + _CUT_MARK, y)
