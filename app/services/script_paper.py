"""Sheets of A4 to be read at a lectern: each item with its time, who does it and what the MC says.

What is printed is Vietnamese whatever language a screen speaks. What is not known yet is a blank to write in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from clock import VENUE
from domain.names import tidy
from domain.script import Piece
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
)
from services.sheets import PAGE_OF, Unit, broken, draw_foot, draw_running_head, extent, stamp
from services.speech import Atom, Voice, draw_spoken, line_height, spoken

TITLE = "KỊCH BẢN ĐIỀU HÀNH"
BLANKS = "Chỗ trống có gạch chân: chưa có trong dữ liệu hoặc còn thay đổi, ghi tay khi biết."
MINUTES = "{count} phút"
WHO = "Thực hiện: {who}"
VERSION = "Chương trình phiên bản {version}"


@dataclass(frozen=True, slots=True)
class ScriptItem:
    """An item, or a paper inside one. `came` is what became of it so far; `words` are said when it begins.

    `roll` is read out after the words: a line each, with a box to tick.
    """

    starts_at: datetime
    minutes: int
    title: str
    who: str = ""
    came: str = ""
    words: tuple[Piece, ...] = ()
    roll: tuple[str, ...] = ()
    subs: tuple["ScriptItem", ...] = ()


# wider at the left, where the sheets are bound
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, PAGE_WIDTH - 14.0, 18.0, PAGE_HEIGHT - 20.0
_TIMES = 29.0  # width of the column of times
_INSIDE = _LEFT + _TIMES
_ROOM = _RIGHT - _INSIDE
_AIR, _SUB_AIR = 4.5, 3.0
_HEADING = Face("B", 15)
_CONFERENCE = Face("B", 12)
_NOTE = Face("", 10, INK_2)
_TIME, _SUB_TIME = Face("B", 16, leading=1.2), Face("B", 13)
_ITEM, _SUB = Face("B", 15), Face("B", 13)
_WHO = Face("", 12, INK_2)
_ROLL = Face("", 13, leading=1.4)
_VOICE = Voice(Face("", 14, leading=1.5), Face("B", 14, leading=1.5), Face("", 8.5, INK_2), _ROOM)
_FOOT = Face("", 9, INK_2)
_BOX = 3.6
_BELOW_HEAD = 1.0


@dataclass(frozen=True, slots=True)
class _Row:
    """The smallest thing that a page break leaves whole."""

    height: float
    times: tuple[Block, ...] = ()
    head: tuple[Block, ...] = ()
    atoms: tuple[Atom, ...] = ()
    air: float = 0.0
    is_ruled: bool = False
    is_ticked: bool = False


def script_sheets(
    items: Sequence[ScriptItem], *, conference: str, place_and_date: str, version: str, printed_at: datetime
) -> bytes:
    pdf = a4(title=f"{TITLE}: {tidy(conference)}")
    pdf.set_creation_date(printed_at)
    heading = _heading(pdf, conference, place_and_date)
    units = [unit for item in items for unit in _units(pdf, item)]
    pages = broken(units, first=_TOP + extent(heading), top=_TOP, bottom=_BOTTOM)
    printed = stamp(VERSION.format(version=tidy(version)), printed_at)
    for page, rows in enumerate(pages, 1):
        pdf.add_page()
        y = write(pdf, heading, x=_LEFT, y=_TOP) if page == 1 else _draw_running_head(pdf, conference)
        for row in rows:
            y = _draw_row(pdf, row, y)
        draw_foot(pdf, printed, PAGE_OF.format(page=page, pages=len(pages)), _FOOT, left=_LEFT, right=_RIGHT)
    return bytes(pdf.output())


def _heading(pdf: FPDF, conference: str, place_and_date: str) -> list[Block]:
    width = _RIGHT - _LEFT
    return [
        Block(_HEADING, [TITLE]),
        Block(_CONFERENCE, clipped(balanced(pdf, conference, _CONFERENCE, width=width), 4)),
        Block(_NOTE, clipped(wrapped(pdf, place_and_date, _NOTE, width=width), 2), before=0.6),
        Block(_NOTE, [BLANKS, ""], before=0.6),
    ]


def _units(pdf: FPDF, item: ScriptItem) -> Iterable[Unit[_Row]]:
    """What a page break leaves together when it can: an item with its words and its first paper, each other paper."""
    head = [_head(pdf, item, _TIME, _ITEM, air=_AIR, is_ruled=True), *_spoken(pdf, item.words)]
    roll = [[_tick(pdf, line)] for line in item.roll]
    papers = [[_head(pdf, sub, _SUB_TIME, _SUB, air=_SUB_AIR), *_spoken(pdf, sub.words)] for sub in item.subs]
    first, *rest = [*roll, *papers] or [[]]
    yield Unit([*head, *first])
    yield from map(Unit, rest)


def _head(pdf: FPDF, item: ScriptItem, time: Face, title: Face, *, air: float, is_ruled: bool = False) -> _Row:
    times = (
        Block(time, [f"{item.starts_at.astimezone(VENUE):%H:%M}"]),
        Block(_NOTE, [MINUTES.format(count=item.minutes)]),
        Block(_NOTE, wrapped(pdf, item.came, _NOTE, width=_TIMES - 3)),
    )
    who = WHO.format(who=item.who) if item.who else ""
    head = (
        Block(title, wrapped(pdf, item.title, title, width=_ROOM)),
        Block(_WHO, wrapped(pdf, who, _WHO, width=_ROOM), before=0.4),
    )
    height = max(extent(times), extent(head))
    return _Row(air + height + _BELOW_HEAD, times, head, air=air, is_ruled=is_ruled)


def _tick(pdf: FPDF, text: str) -> _Row:
    line = Block(_ROLL, wrapped(pdf, text, _ROLL, width=_ROOM - _BOX * 2), before=0.5)
    return _Row(line.height, head=(line,), is_ticked=True)


def _spoken(pdf: FPDF, words: Sequence[Piece]) -> list[_Row]:
    return [_Row(line_height(atoms, _VOICE), atoms=atoms) for atoms in spoken(pdf, words, _VOICE)]


def _draw_row(pdf: FPDF, row: _Row, y: float) -> float:
    if row.is_ruled:
        pdf.set_draw_color(*LINE)
        pdf.set_line_width(0.2)
        pdf.line(_LEFT, y + row.air / 2, _RIGHT, y + row.air / 2)
    write(pdf, row.times, x=_LEFT, y=y + row.air)
    write(pdf, row.head, x=_INSIDE + (2 * _BOX if row.is_ticked else 0.0), y=y + row.air)
    if row.is_ticked:
        pdf.set_draw_color(*INK)
        pdf.set_line_width(0.25)
        pdf.rect(_INSIDE, y + _ROLL.baseline - _BOX + 1.0, _BOX, _BOX)
    draw_spoken(pdf, row.atoms, _VOICE, x=_INSIDE, y=y)
    return y + row.height


def _draw_running_head(pdf: FPDF, conference: str) -> float:
    draw_running_head(pdf, f"{TITLE} – {conference}", _FOOT, left=_LEFT, right=_RIGHT)
    return _TOP
