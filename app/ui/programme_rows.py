"""The programme as the rows of an editor, and what was typed there as a plan again. Draws nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from clock import VENUE
from domain.agenda import ARRIVALS, Anchor, Item
from domain.delegates import Person
from domain.names import tidy
from domain.programme import ItemWords, Programme
from ui.formats import clock_time
from ui.programme_fields import named

STEP = 10  # between the places of two rows: room to move one in between

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen in the editor, and what each choice stands for."""

    parents: Mapping[str, str]
    people: Mapping[str, str]


def choices(programme: Programme, people: Mapping[str, Person], language: str) -> Choices:
    """`parents`: items with their ids; `people`: delegates with their codes, and codes that nobody has yet."""
    plan, words = programme[0], {one.id: one for one in programme[1]}
    tops = [item for item in plan if not item.parent and item.number != ARRIVALS]
    titles = [named(item, words[item.id], language) for item in tops]
    labels = [f"{title} ({item.id})" if titles.count(title) > 1 else title
              for item, title in zip(tops, titles, strict=True)]  # fmt: skip
    codes = {**people, **dict.fromkeys(item.speaker for item in plan if item.speaker)}
    return Choices(
        {label: item.id for label, item in zip(labels, tops, strict=True)},
        {called(code, people): code for code in sorted(codes)},
    )


def called(code: str, people: Mapping[str, Person]) -> str:
    return f"{code} – {people[code].name}" if code in people else code


def rows_of(programme: Programme, people: Mapping[str, Person], offered: Choices) -> list[Row]:
    words = {one.id: one for one in programme[1]}
    labels = {item: label for label, item in offered.parents.items()}
    return [
        _row(place * STEP, item, words[item.id], labels, people) for place, item in enumerate(programme[0], 1)
    ]  # fmt: skip


def _row(place: int, item: Item, words: ItemWords, labels: Mapping[str, str], people: Mapping[str, Person]) -> Row:
    return {
        "id": item.id,
        "place": place,
        "number": item.number,
        "parent": labels.get(item.parent),
        "starts": clock_time(item.planned_start),
        "minutes": item.planned_duration / timedelta(minutes=1),
        "title_vi": words.title_vi,
        "topic": words.topic,
        "speaker": called(item.speaker, people) if item.speaker else None,
        "presenter": words.presenter,
        "mc_line": words.mc_line,
        "title_en": words.title_en,
        "fixed_at": item.planned_start.astimezone(VENUE).time() if is_fixed(item) else None,
        "ends_on_time": item.end is Anchor.HARD,
        "skipped": item.skipped,
    }


def plan_of_rows(
    rows: Sequence[Row], present: Programme, offered: Choices, *, day: datetime, draw: Callable[[], str]
) -> Programme:
    """In the order of the places, sub-items with their item. `day` is the conference's; new rows get an id of `draw`.

    What stood in an item that was taken out goes with it.
    """
    before = {item.id: item for item in present[0]}
    ordered = sorted(_typed(rows), key=lambda row: row.get("place") or float("inf"))
    read = [_read(row, before, offered, day, draw) for row in ordered]
    tops = [one for one in read if not one[0].parent]
    below = [one for one in read if one[0].parent]
    placed = [
        one for top in tops for one in (top, *(sub for sub in below if sub[0].parent == top[0].id))
    ]  # fmt: skip
    return tuple(item for item, _words in placed), tuple(words for _item, words in placed)


def is_filled(rows: Sequence[Row]) -> bool:
    """Whether each row says what it is: a title, a topic or a person, and minutes."""
    return all(
        row.get("minutes") and any(row.get(name) for name in ("title_vi", "topic", "speaker", "presenter"))
        for row in _typed(rows)
    )


def _read(
    row: Row, before: Mapping[str, Item], offered: Choices, day: datetime, draw: Callable[[], str]
) -> tuple[Item, ItemWords]:
    item_id = row.get("id") or draw()
    item = before.get(item_id) or Item(item_id, day, timedelta())
    parent = offered.parents.get(row.get("parent") or "", "")
    changed = replace(
        item,
        planned_duration=_length(row.get("minutes"), item),
        number=None if parent or row.get("number") is None else int(row["number"]),
        parent=parent,
        end=Anchor.HARD if row.get("ends_on_time") else Anchor.SOFT,
        skipped=bool(row.get("skipped")),
        speaker=offered.people.get(row.get("speaker") or "", ""),
    )
    texts = {name: tidy(row.get(name) or "") for name in ("title_vi", "title_en", "presenter", "topic")}
    return _fixed(changed, row.get("fixed_at"), day), ItemWords(item_id, mc_line=row.get("mc_line") or "", **texts)


def _length(minutes: float | None, item: Item) -> timedelta:
    typed = timedelta(seconds=round((minutes or 0) * 60))
    return item.planned_duration if typed == item.planned_duration else typed


def _fixed(item: Item, at: time | None, day: datetime) -> Item:
    """A time makes the item keep to the clock, no time lets it follow; the arrivals only have one."""
    start = Anchor.HARD if at and not item.parent and item.number != ARRIVALS else Anchor.SOFT
    begins = datetime.combine(day.astimezone(VENUE), at, VENUE) if at else item.planned_start
    return replace(item, start=start, planned_start=begins)


def is_fixed(item: Item) -> bool:
    """Whether its start was given, not worked out."""
    return item.start is Anchor.HARD or item.number == ARRIVALS


def _typed(rows: Sequence[Row]) -> list[Row]:
    """Without what an editor leaves where nothing was typed: empty rows; cells that are no number, no time."""
    known = [
        {name: value for name, value in row.items() if value is not None and value == value and value != ""}
        for row in rows
    ]
    return [row for row in known if any(row.values())]
