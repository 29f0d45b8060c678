"""Reads an office's programme: sheet and header, rows, outline, times, speakers; every problem is listed.

An item keeps the id it has in the present plan; what the sheet has no column for stays as it is there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.agenda import ARRIVALS, Anchor, Item
from domain.agenda_list.columns import PHRASES, is_header
from domain.agenda_list.draft import Draft, Entry, Field
from domain.agenda_list.outline import Top, outline
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.rows import Row, read_rows
from domain.agenda_list.speakers import Names, find_speaker, names_of
from domain.agenda_list.times import Slots, timed
from domain.agenda_list.values import in_words
from domain.delegates import Person
from domain.headers import Found, Layout, find_list
from domain.names import fold
from domain.programme import FIRST, TEN_ITEMS, ItemWords, Programme
from domain.roster.draft import Sheet
from domain.roster.problems import ProblemKind as SheetProblem

NO_PROGRAMME: Programme = ((), ())

_WORDS = {
    "title_vi": Field.TITLE_VI, "title_en": Field.TITLE_EN, "presenter": Field.PRESENTER, "mc_line": Field.MC_LINE,
    "topic": Field.TOPIC,
}  # fmt: skip


def read_agenda(
    sheets: Sequence[Sheet],
    *,
    starts_at: datetime,
    draw: Callable[[], str],
    present: Programme = NO_PROGRAMME,
    people: Mapping[str, Person] | None = None,
) -> Draft:
    """`starts_at` is the conference's start in the venue's own time: its date is the day. `draw` gives ids."""
    found = find_list(sheets, PHRASES, is_header)
    if not found:
        return Draft("", None, (), (Problem(None, ProblemKind.NO_PROGRAMME),))
    starts = timedelta(hours=starts_at.hour, minutes=starts_at.minute)
    items, words = {item.id: item for item in present[0]}, {one.id: one for one in present[1]}
    people = people or {}
    filing = _Filing(
        starts_at - starts, starts, draw, items, words, people, names_of(people), frozenset(found.layout.places)
    )  # fmt: skip
    return _draft(found, filing)


@dataclass(slots=True)
class _Filing:
    """What rows are held against on their way into a plan; hands each known id out once."""

    midnight: datetime
    starts: timedelta
    draw: Callable[[], str]
    items: Mapping[str, Item]
    words: Mapping[str, ItemWords]
    people: Mapping[str, Person]
    names: Names
    fields: frozenset[Field]
    taken: set[str] = field(default_factory=set)

    def id_of(self, row: Row, parent: str, number: int | None, speaker: str) -> str:
        """The ten and the arrivals are called by number, all others as the present plan calls them."""
        found = str(number) if number is not None else self._known(row, parent, speaker) or self._drawn()
        self.taken.add(found)
        return found

    def _known(self, row: Row, parent: str, speaker: str) -> str:
        """By what it is called; else by who speaks."""
        left = [
            item
            for item in self.items.values()
            if item.parent == parent and item.number is None and item.id not in self.taken
        ]
        called = [item.id for item in left if row.name and fold(row.name) == self._name(item.id)]
        spoken = [item.id for item in left if speaker and item.speaker == speaker]
        return next(iter(called + spoken), "")

    def _name(self, item: str) -> str:
        words = self.words.get(item) or ItemWords(item, "")
        return fold(words.title_vi or words.topic or words.presenter)

    def _drawn(self) -> str:
        while (drawn := self.draw()) in self.taken or drawn in self.items:
            pass
        return drawn


def _draft(found: Found[Field], filing: _Filing) -> Draft:
    layout = found.layout
    rows, problems = read_rows(found.grid, layout)
    tops, misplaced = outline(rows)
    slots, untimely = timed(tops, starts=filing.starts)
    entries, unknown = _entries(tops, slots, filing)
    first = next((slots[top.row.sheet_row][0] for top in tops if top.number != ARRIVALS), None)
    problems += [*misplaced, *untimely, *unknown, *_of_the_sheet(tops, layout, first, filing)]
    problems.sort(key=lambda problem: problem.sheet_row or 0)
    return Draft(found.sheet.name, layout.header_row, tuple(entries), tuple(problems), first)


def _of_the_sheet(
    tops: Sequence[Top], layout: Layout[Field], first: timedelta | None, filing: _Filing
) -> Iterator[Problem]:
    yield from (Problem(None, SheetProblem.UNKNOWN_COLUMN, header) for header in layout.unknown)
    if first is None:
        yield Problem(None, ProblemKind.NO_ITEMS)
        return
    numbers, ten = {top.number for top in tops if top.number}, set(range(1, len(TEN_ITEMS) + 1))
    if numbers != ten:
        yield Problem(None, ProblemKind.NOT_TEN, value=str(len(numbers)), after=_listed(ten ^ numbers))
    if first != filing.starts:
        yield Problem(None, ProblemKind.START_DIFFERS, value=in_words(first), after=in_words(filing.starts))


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _entries(tops: Sequence[Top], slots: Slots, filing: _Filing) -> tuple[list[Entry], list[Problem]]:
    """Each item with its sub-items after it, in the order of the sheet."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for top in tops:
        own, told = _entry(top.row, "", top.number, slots, filing)
        entries.append(own)
        problems += told
        for sub in top.subs:
            below, told = _entry(sub, own.item.id, None, slots, filing)
            entries.append(below)
            problems += told
    return entries, problems


def _entry(
    row: Row, parent: str, number: int | None, slots: Slots, filing: _Filing
) -> tuple[Entry, tuple[Problem, ...]]:
    speaker, problems = find_speaker(row, filing.people, filing.names)
    item_id = filing.id_of(row, parent, number, speaker)
    start, length = slots[row.sheet_row]
    item = Item(
        item_id, filing.midnight + start, length, number, parent,
        start=Anchor.HARD if number == FIRST else Anchor.SOFT, speaker=speaker,
    )  # fmt: skip
    words = ItemWords(item_id, **{name: row.text(source) for name, source in _WORDS.items()})
    return Entry(row.sheet_row, _kept(item, row, filing), _kept_words(words, filing)), problems


def _kept(item: Item, row: Row, filing: _Filing) -> Item:
    """A sheet says nothing of fixed times and of what is skipped; one without codes may say nothing of speakers."""
    before = filing.items.get(item.id)
    if not before:
        return item
    presenter = filing.words[item.id].presenter if item.id in filing.words else ""
    is_silent = Field.SPEAKER not in filing.fields and row.text(Field.PRESENTER) in ("", presenter)
    speaker = item.speaker or (before.speaker if is_silent else "")
    return replace(item, start=before.start, end=before.end, skipped=before.skipped, speaker=speaker)


def _kept_words(words: ItemWords, filing: _Filing) -> ItemWords:
    before = filing.words.get(words.id)
    silent = [name for name, source in _WORDS.items() if source not in filing.fields]
    return replace(words, **{name: getattr(before, name) for name in silent}) if before else words
