"""How the hall shows a batch: which names stand together on one page. A stand-in until the names are measured."""

from collections.abc import Sequence
from typing import Any

from domain.awards import AwardWords, SlotWords
from domain.ceremony import ceremony
from domain.honours import Batch, receiving
from store.engine import State

MOST_ON_A_PAGE = 10


def pages(state: State, batch: Batch) -> Sequence[Sequence[str]]:
    """The slots of the batch that somebody receives, by page; one a page when names are called one by one."""
    here = receiving(state.day.honours, batch.row, state.day.roll)
    together = 1 if state.day.screens.by_name else MOST_ON_A_PAGE
    return [here[place : place + together] for place in range(0, len(here), together)]


def honours_picture(state: State) -> dict[str, Any] | None:
    """The award and the names of the page last called; None when no batch is on stage."""
    run = ceremony(state.day.honours).on_stage
    if not run:
        return None
    award = (state.directory.awards.get(run.batch.award) or AwardWords("", "")).name
    page = next((page for page in pages(state, run.batch) if set(page) & set(run.called[-1:])), ())
    return {"picture": "honours", "title_vi": award, "title_en": award, "names": [_name(state, slot) for slot in page]}


def _name(state: State, slot: str) -> str:
    words = state.directory.certificates.get(slot) or SlotWords(slot)
    return words.collective or state.directory.people[state.day.honours.slots[slot].code].name
