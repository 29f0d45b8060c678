"""Reads the cells of an XLSX file in one bounded pass: values, fonts, merged cells, formulas that hold no value.

openpyxl would need two passes to tell a formula from an empty cell, keeps no merged cells when it streams and no
bounds when it does not, and takes four times as long; what it knows of dates is used here.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, TypeVar
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from domain.roster.draft import EMPTY, Cell, Sheet, Span, Value

_T = TypeVar("_T")

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LARGEST_UNPACKED = 96_000_000
LARGEST_TREE = 8_000_000  # of the parts read whole: styles, relations, the workbook's own
MOST_PARTS = 2_000
MOST_CELLS = 2_000_000
ROWS_BETWEEN_PROGRESS = 250

Progress = Callable[[int, int], None]

# What a broken or forged workbook may raise on its way through zipfile, the XML parser and openpyxl's dates.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, ParseError, ArithmeticError, AttributeError, EOFError, LookupError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip


class TooLarge(Exception):
    """More than a list of delegates can be: told before it is unpacked, or as soon as it shows."""


class Encrypted(Exception):
    """A part of the archive needs a password."""


class NotXlsx(Exception):
    """An archive of another kind."""


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    is_date: bool


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of every sheet refer to."""

    strings: Sequence[tuple[str, str]]
    styles: Sequence[_Style]
    epoch: datetime


@dataclass(slots=True)
class _Grid:
    """A sheet on its way in; `announced` rows are what the file says of itself."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    too_long: bool = False
    too_wide: bool = False
    announced: int = 0


def read_xlsx(content: bytes, progress: Progress) -> list[Sheet]:
    """Every sheet, visible or not; raises one of the three above, or one of DAMAGE."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_bombs(archive)
        main = _main_part(archive)
        workbook, parts = _tree(archive, main), _relations(archive, main)
        book = _Book(_strings(archive, parts), _styles(archive, parts), _epoch(workbook))
        return [
            _read_sheet(archive, part, sheet, book, progress)
            for sheet in _all(workbook, "sheet")
            if (part := parts.get(_attribute(sheet, "id"), ("", ""))[1]) in archive.NameToInfo
        ]


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """By what the archive declares, before anything is unpacked; zipfile never unpacks more than that."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise TooLarge
    if any(part.flag_bits & 1 for part in parts):
        raise Encrypted
    if not any(part.filename.startswith("xl/") for part in parts) or "xl/workbook.bin" in archive.NameToInfo:
        raise NotXlsx


def _main_part(archive: zipfile.ZipFile) -> str:
    return _part_of(_relations(archive, ""), "officeDocument") or "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By id: the kind of what a part refers to, and where it lies."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    return {
        relation.get("Id", ""): (
            posixpath.basename(relation.get("Type", "")),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in (_tree(archive, listing) if listing in archive.NameToInfo else ())
    }


def _part_of(parts: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((target for own, target in parts.values() if own == kind), "")


def _strings(archive: zipfile.ZipFile, parts: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    part = _part_of(parts, "sharedStrings")
    if part not in archive.NameToInfo:
        return []
    with archive.open(part) as source:
        return [_string(element) for element in _closed(source, "si")]


def _string(element: Element) -> tuple[str, str]:
    """Text and, where its runs name one, font; the reading aids of Asian scripts (rPh) are left out."""
    text, font = "", ""
    for child in element:
        match _local(child.tag):
            case "t":
                text += child.text or ""
            case "r":
                text += "".join(own.text or "" for own in _all(child, "t"))
                font = next((_attribute(own, "val") for own in _all(child, "rFont")), font)
    return text, font


def _styles(archive: zipfile.ZipFile, parts: Mapping[str, tuple[str, str]]) -> list[_Style]:
    part = _part_of(parts, "styles")
    if part not in archive.NameToInfo:
        return []
    tree = _tree(archive, part)
    fonts = [_attribute(next(_all(font, "name"), font), "val") for fonts in _all(tree, "fonts") for font in fonts]
    formats = dict(BUILTIN_FORMATS)
    formats |= {int(_attribute(own, "numFmtId")): _attribute(own, "formatCode") for own in _all(tree, "numFmt")}
    return [
        _Style(_at(fonts, int(own.get("fontId", 0)), ""), is_date_format(formats.get(int(own.get("numFmtId", 0)))))
        for owns in _all(tree, "cellXfs")
        for own in owns
    ]


def _epoch(workbook: Element) -> datetime:
    dated_from_1904 = any(_attribute(own, "date1904") in ("1", "true") for own in _all(workbook, "workbookPr"))
    return MAC_EPOCH if dated_from_1904 else WINDOWS_EPOCH


def _read_sheet(archive: zipfile.ZipFile, part: str, sheet: Element, book: _Book, progress: Progress) -> Sheet:
    grid = _Grid()
    with archive.open(part) as source:
        for element in _closed(source, "dimension", "row", "mergeCell"):
            _TAKE[_local(element.tag)](grid, element, book)
            if grid.rows and len(grid.rows) % ROWS_BETWEEN_PROGRESS == 0:
                progress(len(grid.rows), max(grid.announced, len(grid.rows)))
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()
    progress(len(grid.rows), len(grid.rows))
    return Sheet(
        sheet.get("name", ""),
        tuple(grid.rows),
        tuple(grid.spans),
        frozenset(grid.uncomputed),
        grid.too_long,
        grid.too_wide,
        sheet.get("state", "visible") != "visible",
    )


def _take_dimension(grid: _Grid, element: Element, _book: _Book) -> None:
    """What the file says of its size: good enough for a bar of progress, and for nothing else."""
    digits = "".join(c for c in element.get("ref", "").rpartition(":")[2] if c.isdigit())
    grid.announced = min(int(digits or 0), MOST_ROWS)


def _take_span(grid: _Grid, element: Element, _book: _Book) -> None:
    left, top, right, bottom = range_boundaries(element.get("ref", ""))
    grid.spans.append(Span(top, left, bottom, right))


def _take_row(grid: _Grid, element: Element, book: _Book) -> None:
    number = int(element.get("r") or len(grid.rows) + 1)
    line: list[Cell] = []
    for own in element:
        place = _place(own.get("r")) or len(line) + 1
        cell, is_uncomputed = _cell(own, book)
        if is_uncomputed:
            grid.uncomputed.add((number, place))
        if cell is EMPTY and not is_uncomputed:
            continue
        if number > MOST_ROWS or place > MOST_COLUMNS:
            grid.too_long |= number > MOST_ROWS
            grid.too_wide |= place > MOST_COLUMNS
            continue
        line.extend([EMPTY] * (place - len(line)))
        line[place - 1] = cell
    if line:
        grid.rows.extend([()] * (number - len(grid.rows)))
        grid.rows[number - 1] = tuple(line)


def _cell(element: Element, book: _Book) -> tuple[Cell, bool]:
    """The cell, and whether it is a formula without the value that Excel leaves when it saves."""
    kind, style = element.get("t", "n"), _at(book.styles, int(element.get("s") or 0), _PLAIN)
    parts = {_local(child.tag): child for child in element}
    written = (parts["v"].text if "v" in parts else None) or ""
    if "is" in parts or (kind == "s" and written):
        text, font = _string(parts["is"]) if "is" in parts else book.strings[int(written)]
        return _text_cell(text, font or style.font), False
    if kind in ("str", "e"):
        return _text_cell(written, style.font), False
    if not written:
        return EMPTY, "f" in parts
    return Cell(_value(kind, written, style, book.epoch)), False


def _text_cell(text: str, font: str) -> Cell:
    """The font is kept only where it may matter: plain letters are the same in every font."""
    return Cell(text, "" if text.isascii() else font) if text else EMPTY


def _value(kind: str, written: str, style: _Style, epoch: datetime) -> Value:
    if kind == "b":
        return written.strip() == "1"
    try:
        if kind == "d":
            return datetime.fromisoformat(written)
        number = float(written)
        if style.is_date:
            return from_excel(number, epoch)
    except (ValueError, OverflowError):
        return written
    return int(number) if number.is_integer() else number


def _place(reference: str | None) -> int:
    return column_index_from_string(reference.rstrip("0123456789")) if reference else 0


def _closed(source: IO[bytes], *names: str) -> Iterator[Element]:
    """Elements of these names as soon as they are read, emptied afterwards."""
    counted = 0
    for _, element in iterparse(source):  # noqa: S314 - expat bounds what entities may grow to
        name = _local(element.tag)
        if name in ("c", "si"):
            counted += 1
            if counted > MOST_CELLS:
                raise TooLarge
        if name in names:
            yield element
            element.clear()


def _tree(archive: zipfile.ZipFile, part: str) -> Element:
    if archive.NameToInfo[part].file_size > LARGEST_TREE:
        raise TooLarge
    return fromstring(archive.read(part))  # noqa: S314 - expat bounds what entities may grow to


def _all(element: Element, name: str) -> Iterator[Element]:
    return (own for own in element.iter() if _local(own.tag) == name)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _at(values: Sequence[_T], place: int, otherwise: _T) -> _T:
    return values[place] if 0 <= place < len(values) else otherwise


_PLAIN = _Style("", is_date=False)
_TAKE = {"dimension": _take_dimension, "row": _take_row, "mergeCell": _take_span}
