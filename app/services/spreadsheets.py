"""Spreadsheet files in and out: XLSX and CSV as plain sheets, the list as a file, never a formula run.

What the sheets mean is for `domain.roster`. A file that cannot be read raises `UnreadableFile` with one reason.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from pathlib import PurePath

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from domain.roster import Cell, Draft, DraftRow, ExportRow, Sheet
from domain.roster.cells import guard
from domain.roster.draft import EMPTY
from domain.roster.export import NUMBER_HEADERS, TEXT_HEADERS, table
from domain.roster.words import CATEGORY_LABELS, GENDER_LABELS
from services.xlsx import DAMAGE, MOST_COLUMNS, MOST_ROWS, Encrypted, NotXlsx, Progress, TooLarge, read_xlsx

LARGEST_FILE = 32_000_000


class Reason(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    OLD_EXCEL = "old_excel"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    NOT_UTF8 = "not_utf8"
    DAMAGED = "damaged"


class UnreadableFile(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read_workbook(name: str, content: bytes, progress: Progress | None = None) -> list[Sheet]:
    """All sheets of a file; its content tells what it is, whatever its name says.

    `progress` hears of rows done and rows in all, sheet by sheet.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(Reason.TOO_LARGE)
    if not content.strip():
        raise UnreadableFile(Reason.EMPTY)
    if content.startswith(_OLE):
        raise UnreadableFile(Reason.ENCRYPTED if _ENCRYPTED in content else Reason.OLD_EXCEL)
    if content.startswith(b"PK"):
        return _read_xlsx(content, progress or _nobody)
    return [_read_csv(PurePath(name).stem, _decoded(content), progress or _nobody)]


def write_roster_xlsx(rows: Iterable[ExportRow]) -> bytes:
    return write_xlsx("Đại biểu", table(rows), numbers=NUMBER_HEADERS, texts=TEXT_HEADERS, freeze="D2")


def write_xlsx(
    title: str, lines: Sequence[Sequence[str]], *, numbers: Container[str] = (), texts: Container[str] = (), freeze: str
) -> bytes:
    """One sheet, its header first. `numbers` and `texts` name columns; what is above and left of `freeze` stays in
    view.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    header, *rest = lines
    for place, text in enumerate(header):
        longest = max((len(line[place]) for line in rest[:200]), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest, len(text) // 2) + 3, 48)
    sheet.append([_header_cell(sheet, text) for text in header])
    for line in rest:
        cells = zip(header, line, strict=True)
        sheet.append([_number(text) if name in numbers else _cell_of(sheet, name, text, texts) for name, text in cells])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_roster_csv(rows: Iterable[ExportRow]) -> bytes:
    return write_csv(table(rows))


def write_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """With the mark of UTF-8 in front, without which Excel shows broken letters."""
    return f"\ufeff{_as_csv(lines)}".encode()


def preview_csv(draft: Draft) -> str:
    """What was read, for a look before anything is stored."""
    return _as_csv([_PREVIEW, *map(_previewed, draft.rows)])


def _read_xlsx(content: bytes, progress: Progress) -> list[Sheet]:
    try:
        return read_xlsx(content, progress)
    except tuple(_REASONS) as error:
        raise UnreadableFile(_REASONS[type(error)]) from error
    except DAMAGE as error:
        raise UnreadableFile(Reason.DAMAGED) from error


def _decoded(content: bytes) -> str:
    if content.startswith(_OTHER_UNICODE):
        raise UnreadableFile(Reason.NOT_UTF8)
    if content.startswith(_SIGNATURES) or _BINARY.search(content):
        raise UnreadableFile(Reason.NOT_A_SPREADSHEET)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(Reason.NOT_UTF8) from error
    if text.lstrip()[:10].casefold().startswith(_MARKUP):
        raise UnreadableFile(Reason.NOT_A_SPREADSHEET)
    if not text.strip():
        raise UnreadableFile(Reason.EMPTY)
    return text


def _read_csv(name: str, text: str, progress: Progress) -> Sheet:
    announced = _ANNOUNCED.match(text)
    delimiter = announced[1] if announced else max(_DELIMITERS, key=lambda candidate: _columns_by(text, candidate))
    lines = _lines(text[announced.end() :] if announced else text, delimiter)
    lines = [[], *lines] if announced else lines  # rows keep the numbers that Excel shows
    cells = ([Cell(cell) if cell else EMPTY for cell in line[:MOST_COLUMNS]] for line in lines[:MOST_ROWS])
    rows = [tuple(line) for line in cells]
    progress(len(rows), len(rows))
    too_wide = any(any(line[MOST_COLUMNS:]) for line in lines)
    return Sheet(name, tuple(rows), too_long=len(lines) > MOST_ROWS, too_wide=too_wide)


def _columns_by(text: str, delimiter: str) -> int:
    head = "\n".join(text.splitlines()[:60])
    return sum(max(0, sum(map(bool, line)) - 1) for line in _parsed(head, delimiter))


def _lines(text: str, delimiter: str) -> list[list[str]]:
    lines = _parsed(text, delimiter)
    if any("\n" in cell and cell.count(delimiter) > 1 for line in lines for cell in line):
        # a bare ditto mark opened a quotation that ran over the rows below
        bare = re.compile(rf"(^|{re.escape(delimiter)})\"(?={re.escape(delimiter)}|\r?$)", re.MULTILINE)
        lines = _parsed(bare.sub(r'\1""""', text), delimiter)
    return lines


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(Reason.DAMAGED) from error


def _header_cell(sheet: WriteOnlyWorksheet, text: str) -> WrittenCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else float(text)


def _cell_of(sheet: WriteOnlyWorksheet, header: str, text: str, texts: Container[str]) -> WrittenCell | str | None:
    if not text:
        return None
    safe = guard(ILLEGAL_CHARACTERS_RE.sub("", text))
    if header not in texts:
        return safe
    cell = WriteOnlyCell(sheet, safe)
    cell.number_format = "@"  # a text: leading zeros stay when somebody edits it
    return cell


def _as_csv(lines: Iterable[Sequence[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([guard(text) for text in line] for line in lines)
    return target.getvalue()


def _previewed(row: DraftRow) -> tuple[str, ...]:
    p = row.person
    day = row.birth_date.isoformat() if row.birth_date else ""
    return (
        row.number, p.name, GENDER_LABELS[p.gender] if p.gender else "", day,
        str(p.birth_year or ""), p.ethnicity, p.position, p.unit, row.group,
        CATEGORY_LABELS[row.category] if row.category else "", p.phone, p.note, p.code,
    )  # fmt: skip


def _nobody(_done: int, _total: int) -> None:
    """Whom nobody watches."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"%PDF", b"{\\rtf", b"RIFF", b"BM", b"Rar!", b"7z\xbc\xaf")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = ("<html", "<!doctype", "<?xml", "<table", "<style", "<meta")
_ANNOUNCED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DELIMITERS = ",;\t"

_REASONS: dict[type[Exception], Reason] = {
    TooLarge: Reason.TOO_LARGE,
    Encrypted: Reason.ENCRYPTED,
    NotXlsx: Reason.NOT_A_SPREADSHEET,
}
_PREVIEW = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Năm sinh", "Dân tộc", "Chức vụ", "Đơn vị", "Nhóm (dòng mục)",
    "Đối tượng", "Số điện thoại", "Ghi chú", "Mã đại biểu",
)  # fmt: skip
