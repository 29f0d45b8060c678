"""What the hall's projector says of the batch on stage: the award, and the names of those who were called.

Who is not on stage is not named, and nothing is said of that. Names stand alone, of homonyms as well: a unit would have
to be smaller than a name, and the MC says it. Widths are those of the typeface that the hall draws with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from font_source_sans_pro import font_directory
from PIL import ImageFont

from domain import hall_layout
from domain.awards import AwardWords, SlotWords
from domain.ceremony import Run, ceremony
from domain.delegates import Person, addressed
from domain.hall_layout import Named, Page
from domain.honours import MARKS, Batch, RecipientType, Step, receiving
from store.engine import State

View = dict[str, Any]

_FILES = ("SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")  # names are drawn half-way between, at 650
_LETTER_SPACING = -0.01  # as in the style, a multiple of the size
_EM = 1000
_SERIF_TO_SANS = 1.14  # how much wider at most an award is in Source Serif


def pages(state: State, batch: Batch) -> Sequence[Sequence[str]]:
    """The slots of the batch that are called together: as they were called, then those still to be called.

    One a page when names are called one by one.
    """
    called = _calls(state, batch)
    known = {slot for group in called for slot in group}
    left = [slot for slot in receiving(state.day.honours, batch.row, state.day.roll) if slot not in known]
    if state.day.screens.by_name:
        return [*called, *([slot] for slot in left)]
    return [*called, *([name.slot for name in page.names] for page in _laid(state, batch, left))]


def honours_picture(state: State) -> View | None:
    """The award alone until somebody is called; None when no batch is on stage."""
    run = ceremony(state.day.honours).on_stage
    if not run:
        return None
    slots = _on_the_picture(state, run)
    if not slots:
        return _picture(state, run.batch, "title")
    if _is_called_alone(state, run.batch, slots):
        return _one(state, run.batch, slots[0])
    page = next(page for page in _laid(state, run.batch, slots) if any(name.slot == slots[-1] for name in page.names))
    names = [{"text": name.text, "type": name.type} for name in page.names]
    return _picture(state, run.batch, page.layout) | {"names": names}


def held_picture(state: State) -> View | None:
    """As it was when the hall was held."""
    honours = replace(state.day.honours, steps=state.day.honours.steps[: state.day.screens.held_steps])
    return honours_picture(State(replace(state.day, honours=honours), state.directory))


def _on_the_picture(state: State, run: Run) -> list[str]:
    """Those called last; once all have been called by name, everybody. Who did not come up is left out."""
    is_done_calling = state.day.screens.by_name and not _is_calling(state, run.batch)
    calls = [run.called] if is_done_calling else _calls(state, run.batch)
    here = state.day.honours.slots.keys() - run.later
    return [slot for slot in calls[-1] if slot in here] if calls else []


def _is_called_alone(state: State, batch: Batch, slots: Sequence[str]) -> bool:
    return state.day.screens.by_name and _is_calling(state, batch) and len(slots) == 1


def _calls(state: State, batch: Batch) -> list[tuple[str, ...]]:
    steps = state.day.honours.steps
    return [taken.slots for taken in steps if taken.batch == batch.id and taken.step is Step.CALL]


def _is_calling(state: State, batch: Batch) -> bool:
    steps = [taken.step for taken in state.day.honours.steps if taken.batch == batch.id and taken.step not in MARKS]
    return steps[-1:] == [Step.CALL]


def _picture(state: State, batch: Batch, layout: str) -> View:
    award = _award(state, batch)
    return {"picture": "honours", "title_vi": award, "title_en": award, "layout": layout, "names": []}


def _one(state: State, batch: Batch, slot: str) -> View:
    """A person with post and unit, or a collective with its full name."""
    person, name = state.directory.people[state.day.honours.slots[slot].code], _named(state, slot)
    names = [{"text": name.text, "type": name.type}]
    if name.type is RecipientType.COLLECTIVE:
        speaker = {"honorific": "", "name": hall_layout.alone(name.text, width_of), "position": "", "unit": ""}
    else:
        speaker = spoken(person)
    return _picture(state, batch, "one") | {"names": names, "speaker": speaker}


def spoken(person: Person) -> View:
    """Somebody of the list as the hall names who is called or speaks."""
    honorific = addressed(person).removesuffix(person.name).strip()
    return {"honorific": honorific, "name": person.name, "position": person.position, "unit": person.unit}


def _laid(state: State, batch: Batch, slots: Iterable[str]) -> Sequence[Page]:
    return _pages(tuple(_named(state, slot) for slot in slots), _award(state, batch))


@lru_cache(maxsize=256)
def _pages(names: tuple[Named, ...], award: str) -> Sequence[Page]:
    """Asked again with each change of anything, in the writer's turn too."""
    rows = hall_layout.rows_beside(_SERIF_TO_SANS * width_of(award))
    return tuple(hall_layout.pages(names, rows=rows, measure=width_of)) if names else ()


def _named(state: State, slot: str) -> Named:
    words = state.directory.certificates.get(slot) or SlotWords(slot)
    listed = state.day.honours.slots[slot]
    name = words.collective_read_out or state.directory.people[listed.code].name
    return Named(slot, name, listed.type)


def _award(state: State, batch: Batch) -> str:
    return (state.directory.awards.get(batch.award) or AwardWords(batch.award, "")).name


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """A line's width as a multiple of its size, as the hall draws names."""
    lengths = [font.getlength(text) for font in _fonts()]
    return sum(lengths) / len(lengths) / _EM + _LETTER_SPACING * len(text)


@lru_cache(maxsize=1)
def _fonts() -> list[ImageFont.FreeTypeFont]:
    return [ImageFont.truetype(Path(font_directory) / file, _EM) for file in _FILES]
