"""What the office does to the list of honours by hand: divide it again, move people and batches, add, correct words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import conferring
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.catalogue import find_award
from domain.directory import Directory
from domain.facts import Outcome, Refused, Role
from domain.honours import Batch, Entitled, RecipientType, Slot
from domain.honours_editing import (
    Division,
    bare,
    divided_again,
    is_settled,
    list_refusal,
    next_tray,
    with_slot,
    words_refusal,
)
from domain.honours_list import award_id, decision_id, slot_id
from domain.programme import HONOURS
from services.announcing import award_words, batch_words
from services.catalogue import catalogue
from services.honours import free_id
from store.engine import Receipt, State, Store, Turn

UNKNOWN = 90  # after every award of the catalogue
Words = AwardWords | DecisionWords | BatchWords | SlotWords


@dataclass(frozen=True, slots=True)
class Edit:
    """Another list in place of the one `seen`, and the words that go with it."""

    batches: tuple[Batch, ...]
    rows: tuple[Words, ...]
    seen: int


def save(store: Store, edit: Edit, *, role: Role, now: datetime) -> Receipt:
    """As one fact, with the words that differ; what is the same already is none."""

    def decide(turn: Turn) -> Outcome:
        rows, batches = _differing(turn.directory, edit.rows), bare(edit.batches)
        is_current = edit.seen == turn.day.honours.seq
        if is_current and (refused := _refused(State(turn.day, turn.directory), batches, rows)):
            return Outcome(refused)
        if is_current and not rows and batches == bare(turn.day.honours.batches):
            return Outcome(None)
        return conferring.decide_list(turn.day, batches, rows, seen=edit.seen, role=role, now=now)

    return store.turn(decide)


def refusal(state: State, edit: Edit) -> Refused | None:
    """What `save` would say of it now."""
    return _refused(state, edit.batches, edit.rows)


def changes(state: State, edit: Edit) -> int:
    """Words, certificates and batches that differ; where nothing else does, another order is one."""
    before, after = _pieces(state.day.honours.batches), _pieces(edit.batches)
    differing = sum(before.get(one) != after.get(one) for one in {**before, **after})
    reordered = [one for one in before if one in after] != [one for one in after if one in before]
    return len(_differing(state.directory, edit.rows)) + (differing or int(reordered))


def _pieces(batches: Sequence[Batch]) -> dict[str, object]:
    """Each batch and certificate by its id, in the order of the list."""
    found: dict[str, object] = {}
    for batch in bare(batches):
        found[batch.id] = replace(batch, slots=())
        found |= {slot.id: (slot, batch.id) for slot in batch.slots}
    return found


def division(state: State, wish: Division) -> Edit:
    """What dividing again would give; nothing is stored."""
    honours = state.day.honours
    batches = divided_again(honours, _entitled(state), wish, draw=free_id)
    new = [batch for batch in batches if not honours.batch(batch.id)]
    rows = tuple(
        BatchWords(batch.id, batch_words(state, honours.batch_of[batch.slots[0].id]).presenter) for batch in new
    )
    return Edit(batches, rows, honours.seq)


def addition(state: State, into: str, code: str, kind: RecipientType, collective: str) -> Edit:
    """One more certificate at the end of a batch, with the next tray."""
    batches = state.day.honours.batches
    award = next(batch.award for batch in batches if batch.id == into)
    slot = Slot(slot_id(award, code, collective), code, kind, next_tray(batches))
    return Edit(with_slot(batches, into, slot), (SlotWords(slot.id, collective),), state.day.honours.seq)


def elsewhere(state: State, code: str) -> list[tuple[int, Batch]]:
    """The batches in which this delegate is on stage, with their numbers."""
    numbered = enumerate(state.day.honours.batches, start=1)
    return [(number, batch) for number, batch in numbered if any(slot.code == code for slot in batch.slots)]


def new_batch(state: State, award: AwardWords, decision: DecisionWords, words: BatchWords, shape: Batch) -> Edit:
    """An empty batch at the end, `shape` telling its protocol and limit. An award or a decision that is on the list
    already stays as it is written there.
    """
    honours, directory = state.day.honours, state.directory
    known_award, known_decision = award.id or award_id(award), decision.id or decision_id(decision)
    award = directory.awards.get(known_award) or replace(award, id=known_award)
    decision = directory.decisions.get(known_decision) or replace(decision, id=known_decision)
    drawn = free_id(honours.batches)
    batch = replace(shape, id=drawn, award=award.id, decision=decision.id)
    return Edit((*honours.batches, batch), (award, decision, replace(words, id=drawn)), honours.seq)


def suggested_ranks(name: str, *, on: datetime) -> tuple[int, int]:
    """Of a collective and of an individual, as the catalogue has them; what it does not know goes last."""
    award = find_award(catalogue(), name, on.date())
    return (award.rank_collective, award.rank_individual) if award else (UNKNOWN, UNKNOWN)


def planned(batches: Sequence[Batch]) -> timedelta:
    """With everybody on their lists."""
    return timedelta(seconds=sum(batch.seconds(len(batch.slots)) for batch in batches))


def planned_item(state: State) -> timedelta | None:
    """What the programme has for the honours."""
    return next((item.planned_duration for item in state.day.agenda.plan if item.number == HONOURS), None)


def _refused(state: State, batches: Sequence[Batch], rows: Sequence[Words]) -> Refused | None:
    certificates = {**state.directory.certificates, **{row.id: row for row in rows if isinstance(row, SlotWords)}}
    return words_refusal(rows) or list_refusal(state.day.honours, batches, certificates)


def _differing(directory: Directory, rows: Sequence[Words]) -> tuple[Words, ...]:
    """Without what is written so already, and what says nothing."""
    return tuple(row for row in rows if _written(directory, row) != row)


def _written(directory: Directory, row: Words) -> Words | None:
    match row:
        case AwardWords():
            return directory.awards.get(row.id)
        case DecisionWords():
            return directory.decisions.get(row.id)
        case BatchWords():
            return directory.batches.get(row.id) or BatchWords(row.id)
        case SlotWords():
            return directory.certificates.get(row.id) or SlotWords(row.id)


def _entitled(state: State) -> list[Entitled]:
    honours = state.day.honours
    return [
        Entitled(slot, batch.award, batch.decision, batch_words(state, batch).presenter, batch.protocol,
                 _rank(award_words(state, batch), slot.type))
        for batch in honours.batches
        if not is_settled(batch, honours)
        for slot in batch.slots
    ]  # fmt: skip


def _rank(award: AwardWords, kind: RecipientType) -> int:
    return award.rank_collective if kind is RecipientType.COLLECTIVE else award.rank_individual
