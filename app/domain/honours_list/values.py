"""Dates, figures, protocols and recipients as sheets of honours hold them, and who decides with which protocol."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from domain.awards import DecisionWords
from domain.honours import Protocol, RecipientType
from domain.names import fold, tidy
from domain.roster.cells import Text

PROTOCOLS: Mapping[Protocol, str] = {
    Protocol.ANNOUNCE_THEN_CALL: "Công bố trước, mời lên sau",
    Protocol.CALL_THEN_ANNOUNCE: "Mời lên trước, công bố sau",
}
_T = TypeVar("_T")
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)  # 1954 to 2064: what may be Excel's count of days
_DATE = re.compile(r"(?:ngay )?(?P<d>\d{1,2}) ?(?:[/.-]|thang) ?(?P<m>\d{1,2}) ?(?:[/.-]|nam) ?(?P<y>\d{4})")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?: 00:00(?::00)?)?")
_NUMBER_AND_DATE = re.compile(
    r"(?:(?:quyết định|qđ)\s*)?(?:số\s*:?\s*)?(?P<number>\S+?)(?:\s*[,;]?\s*(?:ký\s+)?ngày\s*:?\s*(?P<date>.+))?",
    re.IGNORECASE,
)
_PRESIDENT, _OF_THE_PRESIDENT = "chu tich nuoc", "CTN"
_TYPES = {
    "tap the": RecipientType.COLLECTIVE,
    "collective": RecipientType.COLLECTIVE,
    "ca nhan": RecipientType.INDIVIDUAL,
    "individual": RecipientType.INDIVIDUAL,
}
_PROTOCOLS = {
    "moi": Protocol.CALL_THEN_ANNOUNCE,
    "call": Protocol.CALL_THEN_ANNOUNCE,
    "cong bo": Protocol.ANNOUNCE_THEN_CALL,
    "doc": Protocol.ANNOUNCE_THEN_CALL,
    "announce": Protocol.ANNOUNCE_THEN_CALL,
}


def read_date(cell: Text) -> date | None:
    """18/3/2020, 18.3.2020, "ngày 18 tháng 3 năm 2020", a date cell, Excel's days. None when it says no day."""
    match cell.value:
        case datetime() as moment:
            return moment.date()
        case date() as day:
            return day
        case int() as serial if serial in _SERIALS:
            return _SERIAL_START + timedelta(days=serial)
    return date_in(cell.line)


def date_in(text: str) -> date | None:
    found = _DATE.fullmatch(fold(text)) or _ISO.fullmatch(fold(text))
    if not found:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def number_and_date(text: str) -> tuple[str, str]:
    """ "9901/QĐ-CTN" and "18/3/2020" of "Quyết định số 9901/QĐ-CTN ngày 18/3/2020"."""
    found = _NUMBER_AND_DATE.fullmatch(tidy(text))
    return (found["number"], found["date"] or "") if found else (tidy(text), "")


def read_count(cell: Text) -> int | None:
    text = cell.line.strip().rstrip(".")
    return int(text) if text.isdecimal() else None


def read_type(text: str) -> RecipientType | None:
    return _begins(text, _TYPES)


def read_protocol(text: str) -> Protocol | None:
    return _begins(text, _PROTOCOLS)


def due_protocol(decision: DecisionWords) -> Protocol:
    """The President's decisions are heard on stage."""
    abbreviation = decision.number.rpartition("-")[2].upper()
    is_presidents = fold(decision.authority) == _PRESIDENT or abbreviation == _OF_THE_PRESIDENT
    return Protocol.CALL_THEN_ANNOUNCE if is_presidents else Protocol.ANNOUNCE_THEN_CALL


def _begins(text: str, meanings: Mapping[str, _T]) -> _T | None:
    folded = fold(text)
    return next((meaning for phrase, meaning in meanings.items() if folded.startswith(phrase)), None)
