"""The status in words: what is wrong and what to do about it, the names of screens, sizes and spans of time."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from domain.status import GIBIBYTE, MEBIBYTE, Finding, Level, What
from services import backups
from services.connected import Connected
from ui import backups as backup_words
from ui.formats import clock_time, day, number
from ui.words import N_, translate

LEVELS: Mapping[Level, str] = {
    Level.BAD: N_("Act now"),
    Level.WARNING: N_("Take note"),
    Level.WELL: N_("All right"),
}
SCREENS: Mapping[str, str] = {
    "desk": N_("Desk {desk}"),
    "hall": N_("Hall screen"),
    "wall": N_("Leaders' screen"),
    "mc": N_("MC's screen"),
    "speaker": N_("Speaker's monitor"),
    "wings": N_("At the wings"),
}
SENTENCES: Mapping[What, str] = {
    What.ROOM: N_("The disk of {folder} has only {free} left. Make room on it: a full disk records nothing more."),
    What.CERTIFICATE_ENDED: N_(
        "The server's certificate ended on {date}; browsers refuse it. Start the server again: it makes a new one."
    ),
    What.DESK_GONE: N_(
        "{screen} has had no connection since {time}. Look at that machine's power and network; "
        "until then the desk goes by the paper list."
    ),
    What.DESK_GONE_WAITING: N_(
        "{screen} has had no connection since {time}, with scans not sent: {count}. Leave its page open and bring "
        "the network back: it sends them by itself."
    ),
    What.SCREEN_GONE: N_(
        "{screen} ({address}) has had no connection since {time}. Look at that machine's power and network, "
        "then open its page again."
    ),
    What.WAITING: N_("{screen} cannot send since {time}, scans waiting: {count}. Go and see what its page says."),
    What.PARKED: N_(
        "{screen} has put scans aside that the server refused: {count}. Go there and settle them one by one."
    ),
    What.CASES: N_("Cases to settle: {count}. Open “To settle” at any desk and close them one by one."),
    What.SILENT: N_(
        "{screen} ({address}) has said nothing since {time}. See whether its page stands still, and reload it."
    ),
    What.SERVER_AHEAD: N_(
        "The server's clock is probably {ahead} fast: every other machine says so. Compare it with a clock you trust."
    ),
    What.SERVER_BEHIND: N_(
        "The server's clock is probably {ahead} slow: every other machine says so. Compare it with a clock you trust."
    ),
    What.CLOCK_AHEAD: N_("The clock of {screen} ({address}) is {ahead} fast. Set the clock of that machine."),
    What.CLOCK_BEHIND: N_("The clock of {screen} ({address}) is {ahead} slow. Set the clock of that machine."),
    What.BACKUP_OVERDUE: N_("The last backup is of {time}. Press “Back up now”."),
    What.SAME_DISK: N_(
        "The backups lie on the same disk as the data ({folder}) and do not survive it. "
        "Use a second disk or a USB stick."
    ),
    What.CERTIFICATE: N_(
        "The server's certificate ends on {date}. Start the server again before then: it makes a new one."
    ),
}


def sentence(finding: Finding, backup: backups.Status, last_fact: int, language: str) -> str:
    """Of the backups the set-up page says the same."""
    if finding.what not in SENTENCES:
        return backup_words.line(backup, last_fact, language)
    fields = {name: _shown(name, value, language) for name, value in finding.fields.items()}
    return said(SENTENCES[finding.what], language, **fields)


def said(text: str, language: str, **fields: object) -> str:
    return translate(text, language).format(**fields)


def screen_name(who: Connected, language: str) -> str:
    name = translate(SCREENS.get(who.view, who.view), language)
    return name.format(desk=who.desk).strip()


def span(time: timedelta, language: str) -> str:
    """To the two units that matter."""
    seconds = round(abs(time).total_seconds())
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days >= 2:
        return said(N_("{days} days"), language, days=days)
    if hours:
        return said(N_("{hours} h {minutes} min"), language, hours=hours, minutes=minutes % 60)
    if minutes:
        return said(N_("{minutes} min"), language, minutes=minutes)
    return said(N_("{seconds} s"), language, seconds=seconds)


def size(count: int, language: str) -> str:
    if count < GIBIBYTE:
        return f"{number(count // MEBIBYTE, language)} MB"
    whole, tenth = divmod(10 * count // GIBIBYTE, 10)
    point = "." if language == "en" else ","
    return f"{number(whole, language)}{point}{tenth} GB"


def _shown(name: str, value: Any, language: str) -> str:
    return _FIELDS[name](value, language) if name in _FIELDS else str(value)


_FIELDS: Mapping[str, Callable[[Any, str], str]] = {
    "time": lambda moment, _language: clock_time(moment),
    "date": day,
    "ahead": span,
    "count": number,
    "free": size,
    "screen": screen_name,
}
