"""Numbers, shares, dates and times as either language writes them, in the venue's time; no sentences here."""

import re
from datetime import date, datetime

from clock import VENUE

HARD_SPACE = "\u00a0"
NOTHING = "–"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!~$|<>:&=^])")


def number(count: int, language: str) -> str:
    """1.234, in English 1,234."""
    text = f"{count:,}"
    return text if language == "en" else text.replace(",", ".")


def percent(share: float | None, language: str) -> str:
    """70,5 %, in English 70.5%; a dash when there is nobody to count."""
    if share is None:
        return NOTHING
    return f"{share:.1f}%" if language == "en" else f"{share:.1f}".replace(".", ",") + f"{HARD_SPACE}%"


def day(moment: date | datetime, language: str) -> str:
    """22/05/2020, in English 22 May 2020."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(VENUE).date()
    return f"{moment.day} {moment:%B %Y}" if language == "en" else f"{moment:%d/%m/}{moment.year:04}"


def clock_time(moment: datetime) -> str:
    """07:30."""
    return f"{moment.astimezone(VENUE):%H:%M}"


def plain(text: str) -> str:
    """What people typed, for places that read Markdown: it stays what it is."""
    return _MARKDOWN.sub(r"\\\1", text)
