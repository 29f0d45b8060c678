"""Times of day, minutes, numbers and sorts of items as sheets hold them: 07:30, 7h30, 07 giờ 30, Excel's fractions."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.names import fold
from domain.roster.cells import Text
from domain.roster.draft import Value

DAY = timedelta(days=1)
_OLDEST_SERIAL = 3_654  # days of Excel: a date with a time; what is smaller counts hours

Times = tuple[timedelta | None, timedelta | None]


class Sort(StrEnum):
    OFFICIAL = "official"
    SIDE = "side"
    SUB = "sub"


def read_time(cell: Text) -> timedelta | None:
    """Since midnight; None when it says no time."""
    found = _time_of(cell.value) if not isinstance(cell.value, str) else None
    return _within_a_day(found) or _time_in(fold(cell.line))


def read_span(cell: Text) -> Times:
    """("07h30 - 08h00") as two times; one time alone is the start."""
    parts = _BETWEEN.split(fold(cell.line).removeprefix("tu "))
    if isinstance(cell.value, str) and len(parts) == 2:
        return _time_in(parts[0]), _time_in(parts[1])
    return read_time(cell), None


def read_minutes(cell: Text) -> timedelta | None:
    """A length: 30, "30 phút", 30', 1h30, 00:30, Excel's fraction of a day. None when it says no length above 0."""
    length = _length_of(cell.value) if not isinstance(cell.value, str) else _length_in(fold(cell.line))
    whole = timedelta(seconds=round(length.total_seconds())) if length else timedelta()
    return whole if timedelta() < whole < DAY else None


def read_number(text: str) -> str:
    """ "4" of "4.", "Mục 4" and "04"; "4.1" of "4.1." and "4,1"; "" of what is no number."""
    found = _NUMBER.fullmatch(fold(text))
    if not found:
        return ""
    whole, part = str(int(found["whole"])), found["part"]
    return f"{whole}.{int(part)}" if part else whole


def read_sort(text: str) -> Sort | None:
    words = fold(text)
    return next((sort for phrase, sort in _SORTS.items() if phrase in words), None)


def in_words(moment: timedelta) -> str:
    """07:30."""
    hours, minutes = divmod(round(moment.total_seconds() / 60), 60)
    return f"{hours:02}:{minutes:02}"


def minutes_in_words(length: timedelta) -> str:
    return f"{length.total_seconds() / 60:g}"


def _time_of(value: Value) -> timedelta | None:
    match value:
        case bool():
            return None
        case datetime() | time():
            return timedelta(hours=value.hour, minutes=value.minute)
        case timedelta():
            return value
        case int() | float() if value >= _OLDEST_SERIAL:
            return _rounded(value % 1)
        case int() if 0 <= value < 24:
            return timedelta(hours=value)
        case float() if 0 <= value < 1:
            return _rounded(value)
    return None  # 7.3 is read as it was typed


def _rounded(share: float) -> timedelta:
    return timedelta(minutes=round(share * 24 * 60))


def _within_a_day(moment: timedelta | None) -> timedelta | None:
    return moment if moment is not None and timedelta() <= moment < DAY else None


def _time_in(text: str) -> timedelta | None:
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minutes = int(found["hour"]), found["minutes"] or "0"
    if "." in found["mark"] and len(minutes) == 1:
        minutes += "0"  # 7.30 that a spreadsheet made 7.3
    if found["half"] and found["half"].startswith(_AFTERNOON) and hour < 12:
        hour += 12
    return timedelta(hours=hour, minutes=int(minutes)) if hour < 24 and int(minutes) < 60 else None


def _length_of(value: Value) -> timedelta | None:
    match value:
        case bool():
            return None
        case time():
            return timedelta(hours=value.hour, minutes=value.minute)
        case timedelta():
            return value
        case float() if 0 < value < 1:
            return _rounded(value)
        case int() | float() if value < DAY.total_seconds():
            return timedelta(minutes=value)
        case date():
            return None
    return None


def _length_in(text: str) -> timedelta | None:
    if found := _MINUTES.fullmatch(text):
        return timedelta(minutes=float(found[1].replace(",", ".")))
    if found := _HOURS.fullmatch(text):
        return timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return None


_BETWEEN = re.compile(r"\s*(?:-+>?|–|—|→|~|\bden\b)\s*")
_AFTERNOON = ("pm", "ch", "toi")
_TIME = re.compile(
    r"(?:luc )?(?P<hour>\d{1,2})\s*(?P<mark>:|\.|gio|[hg])\s*(?P<minutes>\d{1,2})?(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?:'|phut|ph|p(?!m))?\s*(?P<half>am|pm|sa|ch|sang|chieu|toi)?"
)
_MINUTES = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*(?:'|’|phut|ph|p|min|minutes?)?\.?")
_HOURS = re.compile(r"(?P<hours>\d{1,2})\s*(?::|gio|[hg])\s*(?P<minutes>\d{1,2})?(?::\d{2})?\s*(?:'|phut|ph|p)?")
_NUMBER = re.compile(r"(?:muc\s*)?(?P<whole>\d{1,2})(?:[.,](?P<part>\d{1,2}))?\s*[.)/:]?")
_SORTS: Mapping[str, Sort] = {
    "ngoai": Sort.SIDE, "side": Sort.SIDE, "phu": Sort.SIDE, "van nghe": Sort.SIDE, "giai lao": Sort.SIDE,
    "tham luan": Sort.SUB, "muc con": Sort.SUB, "tieu muc": Sort.SUB, "trong muc": Sort.SUB, "sub": Sort.SUB,
    "chinh": Sort.OFFICIAL, "official": Sort.OFFICIAL,
}  # fmt: skip
