"""How names stand on the hall's picture: from names and their widths to lines, columns and pages.

Pure: `measure` says how wide words are. Sizes are in u, 1 % of the height of the 16:9 picture; the style draws them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from math import ceil

from domain.honours import RecipientType, balanced

Measure = Callable[[str], float]  # a line's width as a multiple of its size

ROOM = 160.0  # 90 % of the width
MOST_LINES, MOST_ROWS = 6, 5  # with the award; without it
COLUMN, COLUMNS, COLLECTIVE = 11.0, 9.2, 7.6  # a name's size
AWARD_AT_LEAST = 7.2
BETWEEN = 8.0  # the least air and rule between two columns
_SURE = 0.99  # what another build of the typeface may be wider
_AFTER_COMMA = re.compile(r"(?<=,) ")
_BEFORE_UNIT = re.compile(r" (?=(?:Công ty|Tổng công ty|Hợp tác xã|HTX|Xí nghiệp|Nhà máy|Sở|Trung tâm)\b)")
_SPACE = re.compile(r"(?<!') ")  # H' Lam stays together


class Layout(StrEnum):
    COLUMN = "column"
    COLUMNS = "columns"
    COLLECTIVES = "collectives"


@dataclass(frozen=True, slots=True)
class Named:
    """What the hall writes for one slot, its line breaks in it."""

    slot: str
    text: str
    type: RecipientType

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1


@dataclass(frozen=True, slots=True)
class Page:
    layout: Layout
    names: tuple[Named, ...]


def rows_beside(award_width: float) -> int:
    """How many lines of names an award leaves; `award_width` as a multiple of its size."""
    return max(1, min(MOST_ROWS, MOST_LINES - ceil(AWARD_AT_LEAST * award_width / ROOM)))


def pages(names: Sequence[Named], *, rows: int, measure: Measure) -> list[Page]:
    """Each name on one page, in order.

    Collectives and people share one page when it holds them all; else each kind has its own, unless that takes more.
    """
    kinds = [tuple(together) for _, together in groupby(names, key=lambda name: name.type)]
    apart = [page for kind in kinds for page in _of_one_kind(kind, rows, measure)]
    together = _in_one_column(names, Layout.COLLECTIVES, rows, measure)
    return together if len(kinds) > 1 and len(together) < len(apart) else apart


def _of_one_kind(names: Sequence[Named], rows: int, measure: Measure) -> list[Page]:
    if names[0].type is RecipientType.COLLECTIVE:
        return _in_one_column(names, Layout.COLLECTIVES, rows, measure)
    return _in_two_columns(names, rows, measure) or _in_one_column(names, Layout.COLUMN, rows, measure)


def _in_two_columns(names: Sequence[Named], rows: int, measure: Measure) -> list[Page]:
    """Where one column holds a page, one; none at all when left and right do not fit side by side somewhere."""
    groups = _cut(names, balanced(len(names), 2 * rows))
    found = [page for group in groups for page in _least_columns(group, rows, measure)]
    return found if all(page.layout is Layout.COLUMN or _fits(page.names, measure) for page in found) else []


def _least_columns(names: Sequence[Named], rows: int, measure: Measure) -> list[Page]:
    in_column = _in_one_column(names, Layout.COLUMN, rows, measure)
    return in_column if len(in_column) == 1 else [Page(Layout.COLUMNS, tuple(names))]


def _fits(names: Sequence[Named], measure: Measure) -> bool:
    left = -(-len(names) // 2)
    widest = [max((measure(name.text) for name in column), default=0.0) for column in (names[:left], names[left:])]
    return COLUMNS * sum(widest) <= _SURE * (ROOM - BETWEEN)


def _in_one_column(names: Sequence[Named], layout: Layout, rows: int, measure: Measure) -> list[Page]:
    broken = [replace(name, text=_broken(name.text, ROOM / _size(name, layout), measure)) for name in names]
    return [Page(layout, group) for group in _cut(broken, _even([name.lines for name in broken], rows))]


def _size(name: Named, layout: Layout) -> float:
    """A person among collectives keeps the size people have."""
    if layout is Layout.COLUMN:
        return COLUMN
    return COLLECTIVE if name.type is RecipientType.COLLECTIVE else COLUMNS


def _cut(names: Sequence[Named], sizes: Sequence[int]) -> Iterator[tuple[Named, ...]]:
    start = 0
    for size in sizes:
        yield tuple(names[start : start + size])
        start += size


def _even(lines: Sequence[int], most: int) -> list[int]:
    """How many names each page takes: the fewest pages, those as even as they come, the fuller first."""
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for end in range(1, len(lines) + 1):
        best.append(
            min(
                (best[start][0] + 1, best[start][1] + sum(lines[start:end]) ** 2, (*best[start][2], start - end))
                for start in range(end)
                if sum(lines[start:end]) <= most or end - start == 1
            )
        )
    return [-size for size in best[-1][2]]


# --- a name that is wider than the picture ---------------------------------------------------------------------------


def alone(text: str, measure: Measure) -> str:
    """A collective's name where it stands by itself, larger than among others."""
    return _broken(text, ROOM / COLUMNS, measure)


def _broken(text: str, room: float, measure: Measure) -> str:
    """After its comma; else before the unit it belongs to; else where the lines come out evenest."""
    if measure(text) <= _SURE * room:
        return text
    for where in (_AFTER_COMMA, _BEFORE_UNIT, _SPACE):
        cuts = [(text[: found.start()], text[found.end() :]) for found in where.finditer(text)]
        width, lines = min(((max(map(measure, lines)), lines) for lines in cuts), default=(room, ()))
        if width <= _SURE * room and lines:
            return "\n".join(lines)
    return "\n".join(_filled(text, room, measure))


def _filled(text: str, room: float, measure: Measure) -> list[str]:
    """As many lines as it takes, each as full as it gets."""
    lines: list[str] = []
    for word in _SPACE.split(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= _SURE * room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
