"""Sheets of A4: tables, page breaks, running heads and feet. What stands on them is the lists' and the scripts' own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from fpdf import FPDF

from clock import VENUE
from services.paper import INK, LINE, PAGE_HEIGHT, Block, Face, balanced, clipped, wrapped, write, write_line

PAGE_OF = "Trang {page}/{pages}"
PRINTED = "{what}, in lúc {time:%H:%M} ngày {time:%d/%m/%Y}"
_PADDING, _AIR, _RULE = 1.6, 1.1, 0.5
_RUNNING_HEAD = 13.0  # baseline, from the top
_FOOT = PAGE_HEIGHT - 11.0
_MOST_LINES = 8


class Strip(Protocol):
    """The smallest thing that a page break leaves whole."""

    @property
    def height(self) -> float: ...


S = TypeVar("S", bound=Strip)


@dataclass(frozen=True, slots=True)
class Unit(Generic[S]):
    """What a page break leaves together when it can; when it cannot, the next page begins with `again`."""

    strips: Sequence[S]
    again: Sequence[S] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells by the titles of their columns; what is missing is an empty cell. `rule` is a thick line below."""

    height: float
    cells: Mapping[str, Sequence[Block]]
    widths: Mapping[str, float]
    rule: float = 0.0


def broken(units: Iterable[Unit[S]], *, first: float, top: float, bottom: float) -> list[list[S]]:
    """Page by page: units go whole onto the next page; one that is longer than a page is broken between its strips."""
    pages: list[list[S]] = [[]]
    y = first
    for unit in units:
        whole = extent(unit.strips)
        if y + whole > bottom and whole <= bottom - top and pages[-1]:
            pages.append([])
            y = top
        for strip in unit.strips:
            if y + strip.height > bottom and pages[-1]:
                pages.append(list(unit.again))
                y = top + extent(unit.again)
            pages[-1].append(strip)
            y += strip.height
    return pages


def extent(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def table_row(
    pdf: FPDF, texts: Mapping[str, Sequence[tuple[Face, str]]], widths: Mapping[str, float], *, least: float
) -> TableRow:
    """A row as high as its longest text needs, `least` at the least."""
    cells = {title: _cell(pdf, texts[title], widths[title]) for title in widths if title in texts}
    tallest = max((extent(cell) for cell in cells.values()), default=0.0)
    return TableRow(max(least, tallest + 2 * _AIR), cells, widths)


def column_heads(widths: Mapping[str, float], face: Face, *, height: float) -> TableRow:
    return TableRow(height, {title: [Block(face, [title])] for title in widths}, widths, _RULE)


def draw_row(pdf: FPDF, row: TableRow, *, x: float, y: float) -> float:
    pdf.set_line_width(0.15)
    pdf.set_draw_color(*LINE)
    left, bottom = x, y + row.height
    for title, width in row.widths.items():
        pdf.rect(left, y, width, row.height)
        blocks = row.cells.get(title, ())
        write(pdf, blocks, x=left + _PADDING, y=y + (row.height - extent(blocks)) / 2)
        left += width
    if row.rule:
        pdf.set_fill_color(*INK)
        pdf.rect(x, bottom - row.rule / 2, left - x, row.rule, style="F")
    return bottom


def draw_running_head(pdf: FPDF, words: str, face: Face, *, left: float, right: float) -> None:
    """From the second page on a sheet still says what it belongs to, should the staple come out."""
    line = clipped(wrapped(pdf, words, face, width=right - left), 1)[0]
    write_line(pdf, line, face, x=left, y=_RUNNING_HEAD, hangs=0)


def draw_foot(pdf: FPDF, stamp: str, page: str, face: Face, *, left: float, right: float) -> None:
    write_line(pdf, stamp, face, x=left, y=_FOOT, hangs=0)
    write_line(pdf, page, face, x=right, y=_FOOT, hangs=1)


def stamp(what: str, printed_at: datetime) -> str:
    """*Danh sách bản 14, in lúc 07:05 ngày 22/05/2020*."""
    return PRINTED.format(what=what, time=printed_at.astimezone(VENUE))


def _cell(pdf: FPDF, texts: Sequence[tuple[Face, str]], width: float) -> list[Block]:
    room = width - 2 * _PADDING
    return [Block(face, clipped(balanced(pdf, text, face, width=room), _MOST_LINES)) for face, text in texts]
