"""Days and years of birth as lists hold them: d/m/yyyy, d/m/yy, ../../1988, a year, Excel's serial days, date cells."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.roster.cells import Text
from domain.roster.problems import Finding, ProblemKind

OLDEST = 110
YOUNGEST = 14  # under it a birth of this century is taken for one of the last, when the year has two digits

_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(3_654, 55_153)  # 1910 to 2050: what may be Excel's count of days and no year
_YEARS = range(1_900, 2_100)


@dataclass(frozen=True, slots=True)
class Birth:
    """`day` is known only with its year; `day_text` is a day without a year, waiting for a column of years."""

    day: date | None = None
    year: int | None = None
    day_text: str = ""
    findings: tuple[Finding, ...] = ()


def read_birth(cell: Text, *, this_year: int) -> Birth:
    """Day first, always: a month above twelve is a problem and never swapped."""
    if not cell.text:
        return Birth()
    if isinstance(cell.value, date):  # a datetime is a date, too
        return _checked(_from_date_cell(cell.value, cell.line, this_year), cell.line, this_year)
    text = _TIME.sub("", cell.line.strip("' ").replace("\\", "/"))
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return _checked(read(found, this_year), cell.line, this_year)
    return Birth(findings=(Finding(ProblemKind.BIRTH_UNREADABLE, cell.line),))


def joined(day: Birth, year: Birth, *, this_year: int) -> Birth:
    """A column of days and a column of years, as one."""
    findings = day.findings + year.findings
    if day.day_text and year.year:
        whole = read_birth(Text(f"{day.day_text}/{year.year}"), this_year=this_year)
        return Birth(whole.day, whole.year, "", findings + whole.findings)
    if day.year and year.year and day.year != year.year:
        return Birth(findings=(*findings, Finding(ProblemKind.BIRTH_CONFLICT, f"{day.year} ≠ {year.year}")))
    return Birth(day.day, day.year or year.year, "", findings)


def _from_date_cell(value: date, written: str, this_year: int) -> Birth:
    day = value.date() if isinstance(value, datetime) else value
    serial = (day - _SERIAL_START).days
    if serial in range(_YEARS.start, this_year + 1):  # a year typed into a cell that shows days: 1985 as 07/06/1905
        return Birth(year=serial, findings=(Finding(ProblemKind.BIRTH_SERIAL, written, str(serial)),))
    return Birth(day, day.year)


def _full(found: re.Match[str], _this_year: int) -> Birth:
    return _day(found["d"], found["m"], int(found["y"]), found[0])


def _two_digits(found: re.Match[str], this_year: int) -> Birth:
    birth = _day(found["d"], found["m"], _century(int(found["y"]), this_year), found[0])
    after = f"{birth.day:%d/%m/%Y}" if birth.day else ""
    return Birth(birth.day, birth.year, "", (*birth.findings, Finding(ProblemKind.BIRTH_TWO_DIGITS, found[0], after)))


def _day(day: str, month: str, year: int, written: str) -> Birth:
    if int(month) > 12:
        return Birth(findings=(Finding(ProblemKind.BIRTH_MONTH, written),))
    try:
        return Birth(date(year, int(month), int(day)), year)
    except ValueError:
        return Birth(findings=(Finding(ProblemKind.BIRTH_IMPOSSIBLE, written),))


def _day_without_year(found: re.Match[str], _this_year: int) -> Birth:
    return Birth(day_text=f"{found['d']}/{found['m']}")


def _year_only(found: re.Match[str], _this_year: int) -> Birth:
    return Birth(year=int(found["y"]))


def _short_year(found: re.Match[str], this_year: int) -> Birth:
    year = _century(int(found["y"]), this_year)
    return Birth(year=year, findings=(Finding(ProblemKind.BIRTH_TWO_DIGITS, found[0], str(year)),))


def _serial(found: re.Match[str], _this_year: int) -> Birth:
    serial = int(found["n"])
    if serial not in _SERIALS:
        return Birth(findings=(Finding(ProblemKind.BIRTH_UNREADABLE, found[0]),))
    day = _SERIAL_START + timedelta(days=serial)
    return Birth(day, day.year, "", (Finding(ProblemKind.BIRTH_SERIAL, found[0], f"{day:%d/%m/%Y}"),))


def _century(year: int, this_year: int) -> int:
    return 2_000 + year if 2_000 + year <= this_year - YOUNGEST else 1_900 + year


def _checked(birth: Birth, written: str, this_year: int) -> Birth:
    if birth.year and not this_year - OLDEST <= birth.year <= this_year:
        return Birth(findings=(Finding(ProblemKind.BIRTH_IMPOSSIBLE, written),))
    if birth.day and (birth.day.day, birth.day.month) == (1, 1):
        return Birth(birth.day, birth.year, "", (*birth.findings, Finding(ProblemKind.BIRTH_PLACEHOLDER, written)))
    return birth


_Read = Callable[[re.Match[str], int], Birth]
_SEPARATOR = r"\s*[/.\-,\s]\s*"
_UNKNOWN = r"(?:[.\-?…_x*0\s]{0,4}[/\-]){1,2}[.\s]*|[./\-?…_\s]+"
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
_PLAIN_FORMS: tuple[tuple[str, _Read], ...] = (
    (r"(?P<y>\d{4})(?:\.0)?", _year_only),
    (rf"(?:{_UNKNOWN})\s*(?:\d{{1,2}}\s*[/.-]\s*)?(?P<y>\d{{4}})", _year_only),
    (rf"(?P<d>\d{{1,2}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}})", _full),
    (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})", _full),
    (rf"(?P<d>\d{{1,2}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{2}})", _two_digits),
    (r"(?:ngày\s*)?(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})", _full),
    (r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})", _full),
    (r"(?P<d>\d{1,2})\s*[/-]\s*(?P<m>\d{1,2})", _day_without_year),
    (r"\d{1,2}\s*[/.-]\s*(?P<y>\d{4})", _year_only),
    (r"(?P<y>\d{2})", _short_year),
    (r"(?P<n>\d{5})(?:\.\d+)?", _serial),
    (r"\D*(?P<y>(?:19|20)\d{2})\D*(?:\d{1,3}\s*tuổi\)?)?", _year_only),
)
_FORMS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _PLAIN_FORMS)
