"""Sheets of A4 to be read at a lectern: each item with its time, who does it and what the MC says.

What is printed is Vietnamese whatever language a screen speaks. What is not known yet is a blank to write in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from clock import VENUE
from domain.names import tidy
from domain.script import Piece, PieceKind
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
    measure,
    wrapped,
    write,
    write_line,
)

TITLE = "KỊCH BẢN ĐIỀU HÀNH"
BLANKS = "Chỗ trống có gạch chân: chưa có trong dữ liệu hoặc còn thay đổi, ghi tay khi biết."
MINUTES = "{count} phút"
WHO = "Thực hiện: {who}"
STAMP = "Chương trình phiên bản {version}, in lúc {time:%H:%M} ngày {time:%d/%m/%Y}"
PAGE_OF = "Trang {page}/{pages}"


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
_WORDS, _NAME = Face("", 14, leading=1.5), Face("B", 14, leading=1.5)
_ROLL = Face("", 13, leading=1.4)
_CAPTION = Face("", 8.5, INK_2)
_FOOT = Face("", 9, INK_2)
_BOX = 3.6
_BELOW_HEAD = 1.0
_BELOW_BLANK = 2.4  # more room under a line that has blanks, for their captions
_SHORT_BLANK, _LONG_BLANK = 18.0, 42.0
_SHORT = ("số", "tỷ lệ", "ông/bà")
_SPACE = re.compile(r"(?<!')(\s+)(?![-–]\s)")  # as on all our paper: H' Lam and 2015 - 2020 stay together
_FACES = {PieceKind.TEXT: _WORDS, PieceKind.NAME: _NAME, PieceKind.GAP: _CAPTION}


@dataclass(frozen=True, slots=True)
class _Atom:
    """What stands together in a line: letters, or a blank with its caption; `x` from where the words begin."""

    text: str
    kind: PieceKind
    width: float
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """The smallest thing that a page break leaves whole."""

    height: float
    times: tuple[Block, ...] = ()
    head: tuple[Block, ...] = ()
    atoms: tuple[_Atom, ...] = ()
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
    pages = _pages(units, _TOP + sum(block.height for block in heading))
    stamp = STAMP.format(version=tidy(version), time=printed_at.astimezone(VENUE))
    for page, rows in enumerate(pages, 1):
        pdf.add_page()
        y = write(pdf, heading, x=_LEFT, y=_TOP) if page == 1 else _draw_running_head(pdf, conference)
        for row in rows:
            y = _draw_row(pdf, row, y)
        _draw_foot(pdf, stamp, PAGE_OF.format(page=page, pages=len(pages)))
    return bytes(pdf.output())


def _heading(pdf: FPDF, conference: str, place_and_date: str) -> list[Block]:
    width = _RIGHT - _LEFT
    return [
        Block(_HEADING, [TITLE]),
        Block(_CONFERENCE, clipped(balanced(pdf, conference, _CONFERENCE, width=width), 4)),
        Block(_NOTE, clipped(wrapped(pdf, place_and_date, _NOTE, width=width), 2), before=0.6),
        Block(_NOTE, [BLANKS, ""], before=0.6),
    ]


def _units(pdf: FPDF, item: ScriptItem) -> Iterable[list[_Row]]:
    """What a page break leaves together when it can: an item with its words and its first paper, each other paper."""
    head = [_head(pdf, item, _TIME, _ITEM, air=_AIR, is_ruled=True), *_spoken(pdf, item.words)]
    roll = [[_tick(pdf, line)] for line in item.roll]
    papers = [[_head(pdf, sub, _SUB_TIME, _SUB, air=_SUB_AIR), *_spoken(pdf, sub.words)] for sub in item.subs]
    first, *rest = [*roll, *papers] or [[]]
    yield [*head, *first]
    yield from rest


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
    height = max(sum(block.height for block in blocks) for blocks in (times, head))
    return _Row(air + height + _BELOW_HEAD, times, head, air=air, is_ruled=is_ruled)


def _tick(pdf: FPDF, text: str) -> _Row:
    line = Block(_ROLL, wrapped(pdf, text, _ROLL, width=_ROOM - _BOX * 2), before=0.5)
    return _Row(line.height, head=(line,), is_ticked=True)


def _spoken(pdf: FPDF, words: Sequence[Piece]) -> list[_Row]:
    return [_line(atoms) for atoms in _lines(list(_chunks(pdf, words)), measure(pdf, " ", _WORDS))]


def _line(atoms: tuple[_Atom, ...]) -> _Row:
    has_blank = any(atom.kind is PieceKind.GAP for atom in atoms)
    return _Row(_WORDS.line + (_BELOW_BLANK if has_blank else 0.0), atoms=atoms)


def _chunks(pdf: FPDF, words: Sequence[Piece]) -> Iterable[list[_Atom]]:
    """What may not be parted: a name keeps its comma. What no line can hold is parted all the same."""
    chunk: list[_Atom] = []
    for piece in words:
        for part in _parts(pdf, piece):
            atom = _atom(pdf, part, piece.kind)
            if chunk and (part.isspace() or sum(known.width for known in chunk) + atom.width > _ROOM):
                yield chunk
                chunk = []
            if not part.isspace():
                chunk.append(atom)
    if chunk:
        yield chunk


def _parts(pdf: FPDF, piece: Piece) -> Iterable[str]:
    """Words and the spaces between them."""
    if piece.kind is PieceKind.GAP:
        return [piece.text]
    parts = filter(None, _SPACE.split(piece.text))
    face = _FACES[piece.kind]
    return [cut for part in parts for cut in ([part] if part.isspace() else wrapped(pdf, part, face, width=_ROOM))]


def _atom(pdf: FPDF, text: str, kind: PieceKind) -> _Atom:
    width = measure(pdf, text, _FACES[kind])
    if kind is PieceKind.GAP:
        width = max(width + 2, _SHORT_BLANK if text.startswith(_SHORT) else _LONG_BLANK)
    return _Atom(text, kind, width)


def _lines(chunks: Sequence[Sequence[_Atom]], space: float) -> Iterable[tuple[_Atom, ...]]:
    line: list[_Atom] = []
    x = 0.0
    for chunk in chunks:
        wide = sum(atom.width for atom in chunk)
        if line and x + space + wide > _ROOM:
            yield tuple(line)
            line, x = [], 0.0
        x += space if line else 0.0
        for atom in chunk:
            line.append(_Atom(atom.text, atom.kind, atom.width, x))
            x += atom.width
    if line:
        yield tuple(line)


def _pages(units: Sequence[Sequence[_Row]], first: float) -> list[list[_Row]]:
    """Units go whole onto the next page; one that is longer than a page is broken between its rows."""
    pages: list[list[_Row]] = [[]]
    y = first
    for unit in units:
        height = sum(row.height for row in unit)
        if y + height > _BOTTOM and height <= _BOTTOM - _TOP and pages[-1]:
            pages.append([])
            y = _TOP
        for row in unit:
            if y + row.height > _BOTTOM and pages[-1]:
                pages.append([])
                y = _TOP
            pages[-1].append(row)
            y += row.height
    return pages


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
    for atom in row.atoms:
        _draw_atom(pdf, atom, y + _WORDS.baseline)
    return y + row.height


def _draw_atom(pdf: FPDF, atom: _Atom, baseline: float) -> None:
    x = _INSIDE + atom.x
    if atom.kind is not PieceKind.GAP:
        write_line(pdf, atom.text, _FACES[atom.kind], x=x, y=baseline, hangs=0)
        return
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.25)
    pdf.line(x, baseline + 0.6, x + atom.width, baseline + 0.6)
    write_line(pdf, atom.text, _CAPTION, x=x + atom.width / 2, y=baseline + 3.6, hangs=0.5)


def _draw_running_head(pdf: FPDF, conference: str) -> float:
    """From the second page on a sheet still says what it belongs to, should the staple come out."""
    line = clipped(wrapped(pdf, f"{TITLE} – {conference}", _FOOT, width=_RIGHT - _LEFT), 1)[0]
    write_line(pdf, line, _FOOT, x=_LEFT, y=_TOP - 5.0, hangs=0)
    return _TOP


def _draw_foot(pdf: FPDF, stamp: str, page: str) -> None:
    baseline = PAGE_HEIGHT - 11.0
    write_line(pdf, stamp, _FOOT, x=_LEFT, y=baseline, hangs=0)
    write_line(pdf, page, _FOOT, x=_RIGHT, y=baseline, hangs=1)
