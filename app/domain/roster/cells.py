"""One cell of a sheet as the office meant it: Unicode, tidy, its ditto marks and the export's guard recognised."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from domain.legacy_text import Encoding, convert, is_vietnamese, recover
from domain.names import fold, tidy
from domain.roster.draft import Cell, Sheet, Value
from domain.roster.problems import Finding, ProblemKind

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"])
_NOTHING = re.compile(r"[-–—_\s]+")
_DITTO = re.compile(r"""[-–_.(]*("+|[“”„〃]+|''|/{2,}|\\{2,}|n\.?t\.?|nhutren|ditto)[-–_.)]*""")
# UTF-8 read as Windows-1252: a letter that announces the next, and one of those its bytes become
_HIGH = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"á[º»][{_HIGH}]|[ÄÅÆ][{_HIGH}]")
_MOJIBAKE_OR_NOT = re.compile(f"Ã[{_HIGH}]")  # but a quoted HỢP TÁC XÃ” is in order
_CARRIAGE_RETURN = "_x000D_"  # how a workbook spells it
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Text:
    """`text` keeps the lines of a cell apart; `literal` is what our own export guarded: never a ditto, never empty."""

    text: str = ""
    value: Value = None
    findings: tuple[Finding, ...] = ()
    literal: bool = False

    @property
    def line(self) -> str:
        return self.text.replace("\n", " ")

    @property
    def listed(self) -> str:
        """Several lines as one list: awards and notes are often written one below the other."""
        lines = [line.rstrip(" ;,") for line in self.text.split("\n")]
        return "; ".join(line for line in lines if line) if len(lines) > 1 else self.text

    @property
    def is_ditto(self) -> bool:
        return not self.literal and bool(_DITTO.fullmatch(fold(self.text).replace(" ", "")))


NO_TEXT = Text()
Grid = list[list[Text]]


def guard(text: str) -> str:
    """Harmless in a spreadsheet program: never a formula; and read back by `read_cell` as exactly this text."""
    return f"'{text}" if _needs_guard(text) else text


def read_cell(cell: Cell) -> Text:
    match cell.value:
        case None:
            return NO_TEXT
        case str(text):
            return _read_text(text, cell.font)
        case bool() as mark:
            return Text("có" if mark else "không", mark)
        case float() as number if number.is_integer():
            return Text(str(int(number)), int(number))
        case datetime() | date() as day:
            return Text(f"{day:%d/%m/}{day.year:04}", day)
        case other:
            return Text(str(other), other)


def read_cells(sheet: Sheet) -> Grid:
    grid = [[read_cell(cell) for cell in row] for row in sheet.rows]
    for row, column in sheet.uncomputed:
        if row <= len(grid) and column <= len(grid[row - 1]):
            grid[row - 1][column - 1] = Text(findings=(Finding(ProblemKind.FORMULA_WITHOUT_VALUE),))
    has_fonts = any(cell.font for row in sheet.rows for cell in row)
    return grid if has_fonts else _with_doubts(grid)


def has_mojibake(grid: Grid) -> bool:
    return any(f.kind is ProblemKind.MOJIBAKE for row in grid for text in row for f in text.findings)


def _needs_guard(text: str) -> bool:
    if text.startswith(_FORMULA_STARTS) or text in _FORMULA_ERRORS or _NOTHING.fullmatch(text) or Text(text).is_ditto:
        return True
    return text.startswith("'") and _needs_guard(text[1:])


@lru_cache(maxsize=65_536)
def _read_text(written: str, font: str) -> Text:
    literal = written.startswith("'") and _needs_guard(written[1:])
    text = unicodedata.normalize("NFC", written[1:] if literal else written)
    findings = [Finding(ProblemKind.UNICODE_FORM, tidy(written), tidy(text))] if text != written[literal:] else []
    if not literal and (text.strip() in _FORMULA_ERRORS or _NOTHING.fullmatch(text)):
        return Text("", findings=(Finding(ProblemKind.FORMULA_ERROR, text),) if "#" in text else ())
    if not text.isascii():
        findings += _broken_letters(text)
        text = _recovered(text, font, findings)
    return Text(_tidy_lines(text), written, tuple(findings), literal)


def _recovered(text: str, font: str, findings: list[Finding]) -> str:
    if not (conversion := recover(text, font)):
        return text
    findings.append(Finding(ProblemKind.LEGACY_FONT, " ".join(text.split()), tidy(conversion.text)))
    return conversion.text


def _broken_letters(text: str) -> list[Finding]:
    if _MOJIBAKE.search(text) or (_MOJIBAKE_OR_NOT.search(text) and _was_utf8(text)):
        return [Finding(ProblemKind.MOJIBAKE, tidy(text))]
    return [Finding(ProblemKind.LOST_LETTERS, tidy(text))] if "\ufffd" in text else []


def _was_utf8(text: str) -> bool:
    try:
        original = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return is_vietnamese(original) and not is_vietnamese(text)


def _tidy_lines(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return tidy(text) if "`" in text else text.strip()
    lines = (tidy(line) for line in text.replace(_CARRIAGE_RETURN, "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _with_doubts(grid: Grid) -> Grid:
    """Where most of a sheet was typed for an old font, whatever else may have been is marked, not changed."""
    texts = [text for row in grid for text in row if text.text and not text.text.isascii()]
    converted = sum(finding.kind is ProblemKind.LEGACY_FONT for text in texts for finding in text.findings)
    if converted <= sum(not text.findings and bool(_UNICODE_ONLY.search(text.text)) for text in texts):
        return grid
    return [[_doubted(text) for text in row] for row in grid]


def _doubted(text: Text) -> Text:
    if text.findings or text.text.isascii():
        return text
    readings = [after for encoding in Encoding if (after := convert(text.line, encoding)) not in (None, text.line)]
    doubts = (Finding(ProblemKind.LEGACY_DOUBT, text.line, " / ".join(map(str, readings))),)
    return replace(text, findings=doubts) if readings else text
