"""The running script for paper: the programme as it stands, with the MC's words as far as they are known.

How it is set is script_paper's; what is printed is Vietnamese whatever language a screen speaks.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from clock import VENUE
from domain.agenda import Line, Progress, Timeline
from domain.programme import INTRODUCTIONS, ItemWords
from domain.running import running
from services.introductions import introduced, introduction, read_aloud
from services.printing import place_and_date
from services.script import printed
from services.script_paper import ScriptItem, script_sheets
from store.engine import State

PLACE = "{place}. {title}"
RAN, RUNS = "Thực tế {start:%H:%M} – {end:%H:%M}", "Bắt đầu {start:%H:%M}"
EXPECTED, SKIPPED = "Dự kiến {start:%H:%M}", "Bỏ qua"


def running_script(state: State, *, now: datetime) -> bytes:
    """The whole programme as it stands, with actual times of what is done."""
    shown = running(state.day, now=now)
    items = [_item(state, shown, line, now=now) for line in shown.lines if not line.item.parent]
    return script_sheets(
        items,
        conference=state.directory.words.name,
        place_and_date=place_and_date(state),
        version=str(state.day.agenda.seq),
        printed_at=now,
    )


def _item(state: State, shown: Timeline, line: Line, *, now: datetime) -> ScriptItem:
    """The words stand with the item when they are the same for all that is inside, else with each of those."""
    subs = shown.subs(line.item.id)
    spoken = [printed(state, shown, sub, now=now) for sub in subs]
    is_said_once = len(set(spoken)) <= 1
    inside = (
        replace(_entry(state, sub, place, _sub_title(state, sub)), words=() if is_said_once else words)
        for place, (sub, words) in enumerate(zip(subs, spoken, strict=True), 1)
    )
    return replace(
        _entry(state, line, line.item.number, _words(state, line).title_vi),
        words=printed(state, shown, line, now=now) if is_said_once else (),
        roll=tuple(one.title for one in introduced(state, now=now)) if line.item.number == INTRODUCTIONS else (),
        subs=tuple(inside),
    )


def _entry(state: State, line: Line, place: int | None, title: str) -> ScriptItem:
    minutes = line.item.planned_duration // timedelta(minutes=1)
    named = PLACE.format(place=place, title=title) if place else title
    return ScriptItem(line.item.planned_start, minutes, named, _who(state, line), _came(line))


def _sub_title(state: State, sub: Line) -> str:
    words = _words(state, sub)
    return words.title_vi or words.topic or _who(state, sub)


def _who(state: State, line: Line) -> str:
    person = state.directory.people.get(line.item.speaker)
    if not person:
        return _words(state, line).presenter
    return read_aloud(person, introduction(state, person.code).title)


def _words(state: State, line: Line) -> ItemWords:
    return state.directory.items.get(line.item.id) or ItemWords(line.item.id, "")


def _came(line: Line) -> str:
    if line.progress is Progress.SKIPPED:
        return SKIPPED
    if line.actual_start and line.actual_end:
        return RAN.format(start=line.actual_start.astimezone(VENUE), end=line.actual_end.astimezone(VENUE))
    if line.actual_start:
        return RUNS.format(start=line.actual_start.astimezone(VENUE))
    is_moved = line.expected_start and abs(line.expected_start - line.item.planned_start) >= timedelta(minutes=1)
    return EXPECTED.format(start=line.expected_start.astimezone(VENUE)) if line.expected_start and is_moved else ""
