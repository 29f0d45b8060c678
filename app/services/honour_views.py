"""The honours as each live view shows them: plain JSON values from the one ceremony. Decides nothing.

Pronunciation, absence and who receives for whom are the stage's own: the hall and the leaders never see them.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from clock import VENUE
from domain.awards import SlotWords, StandIn
from domain.ceremony import (
    ON_STAGE_STEPS,
    Ceremony,
    Going,
    Run,
    late,
    slot_state,
    warning,
)
from domain.delegates import Person, Presence, addressed
from domain.honours import ReceiverMode, RecipientType, Slot, Step, receiving
from services.announcing import (
    announcement,
    award_words,
    batch_words,
    counted,
    decision_words,
    is_stale,
)
from services.hall_pages import pages
from services.honours import beginning, going, shown_now
from store.engine import State

View = dict[str, Any]

_AFTER_DECK = 2


def mc_honours(state: State, _now: datetime) -> View:
    shown = shown_now(state)
    move = going(state, shown)
    return _frame(state, shown) | {
        "now": batch_view(state, shown, shown.on_stage),
        "next": batch_view(state, shown, shown.on_deck),
        "go": go_view(state, shown, move),
        "line": line_view(state, shown, move),
        "can": ["undo"] if shown.last else [],
        "batches": [_brief(state, run) for run in shown.runs],
        "begins": {run.batch.id: _beginning_step(state, shown, run) for run in shown.left},
        "late": [_late(state, shown, run, slot) for run, slot in late(shown, state.day.honours, state.day.roll)],
    }


def _beginning_step(state: State, shown: Ceremony, run: Run) -> Step | None:
    """What GO would do, were it this batch's turn."""
    move = beginning(state, shown, run.batch.id)
    return move.step if move else None


def wings(state: State, _now: datetime) -> View:
    """On stage, on deck and the two after."""
    shown = shown_now(state)
    ahead = shown.left[: _AFTER_DECK + 1]
    return _frame(state, shown) | {
        "batches": [batch_view(state, shown, run) for run in (shown.on_stage, *ahead) if run],
    }


def wall_honours(state: State, _now: datetime) -> View:
    """People, not certificates."""
    honoured = [delegate for delegate in state.day.delegates.values() if delegate.is_honoured]
    present = sum(delegate.presence is Presence.IN_PERSON for delegate in honoured)
    expected = sum(delegate.standing.may_enter for delegate in honoured)
    return {"present": present, "expected": expected}


def honours_of(state: State, code: str) -> list[View]:
    """For the desk's welcome: where this delegate goes on stage."""
    honours = state.day.honours
    numbers = {batch.id: number for number, batch in enumerate(honours.batches, start=1)}
    return [
        {
            "batch": numbers[(batch := honours.batch_of[slot.id]).id],
            "place": batch.place(slot.id),
            "award": award_words(state, batch).name,
        }
        for slot in honours.slots_of.get(code, ())
    ]


def _frame(state: State, shown: Ceremony) -> View:
    honours = state.day.honours
    return {
        "seq": honours.seq,
        "state": _state(shown),
        "version": honours.version,
        "printed": honours.printed,
        "changed_at": _minute(honours.changed_at),
        "by_name": state.day.screens.by_name,
        "left": len(shown.left),
        "last": _last(shown),
    }


def _last(shown: Ceremony) -> View | None:
    if not shown.last:
        return None
    taken, run = shown.last, shown.run(shown.last.batch)
    number = run.number if run else None
    return {"step": taken.step, "batch": number, "by": taken.by, "at": _instant(taken.happened_at)}


def _state(shown: Ceremony) -> str:
    if not shown.runs:
        return "empty"
    if shown.is_over:
        return "over"
    return "on" if any(run.has_begun for run in shown.runs) else "waiting"


# --- a batch ---------------------------------------------------------------------------------------------------------


def batch_view(state: State, shown: Ceremony, run: Run | None) -> View | None:
    if not run:
        return None
    honours, batch = state.day.honours, run.batch
    words, decision = batch_words(state, batch), decision_words(state, batch)
    here = receiving(honours, batch.row, state.day.roll)
    return _brief(state, run) | {
        "of": len(shown.runs),
        "part": _part(shown, run),
        "decision": {"number": decision.number, "date": decision.date, "authority": decision.authority},
        "protocol": batch.protocol,
        "presenter": words.presenter,
        "is_locked": batch.is_locked,
        "steps": [{"step": step, "is_done": _is_done(step, run, shown)} for step in ON_STAGE_STEPS[batch.protocol]],
        "staged": sum(slot in honours.staged for slot in here),
        "rows": [row_view(state, run, slot) for slot in _in_line(run)],
        "note": words.note,
        "note_is_stale": is_stale(state, words, run.called or here),
    }


def _brief(state: State, run: Run) -> View:
    here = receiving(state.day.honours, (slot.id for slot in run.batch.slots), state.day.roll)
    return {
        "id": run.batch.id,
        "number": run.number,
        "award": award_words(state, run.batch).name,
        "state": run.state,
        "expected": len(run.batch.slots),
        "present": len(here),
        "received": len(run.received),
    }


def _part(shown: Ceremony, run: Run) -> list[int]:
    """Which of the batches that share award, decision and types of recipient: *1/3*."""
    alike = [one.number for one in shown.runs if _sort_of(one) == _sort_of(run)]
    return [alike.index(run.number) + 1, len(alike)]


def _sort_of(run: Run) -> tuple[object, ...]:
    return run.batch.award, run.batch.decision, frozenset(slot.type for slot in run.batch.slots)


def _is_done(step: Step, run: Run, shown: Ceremony) -> bool:
    is_known = step is Step.ANNOUNCE and run.batch.decision in shown.announced
    return step in run.taken or is_known


def _in_line(run: Run) -> list[Slot]:
    """As people stand: those with a place by it; who has none stays where the list has them."""
    row, listed = run.batch.row, {slot.id: slot for slot in run.batch.slots}
    by_place = iter([listed[slot] for slot in row if slot in listed])
    return [next(by_place) if slot.id in row else slot for slot in run.batch.slots]


def row_view(state: State, run: Run, slot: Slot) -> View:
    honours, person = state.day.honours, state.directory.people[slot.code]
    words = state.directory.certificates.get(slot.id) or SlotWords(slot.id)
    sitting = seated(state, slot)
    return {
        "slot": slot.id,
        "place": run.batch.place(slot.id),
        "tray": slot.tray,
        "type": slot.type,
        "title": title(words, person),
        "person": _person(person) | {"seat": sitting.seat if sitting else ""},
        "birth_year": person.birth_year if state.directory.homonyms_of(slot.code) else None,
        "pronunciation": words.pronunciation,
        "citation": words.citation,
        "state": slot_state(slot, run, honours, state.day.roll),
        "mode": honours.receiver(slot.id).mode,
        "receiver": stand_in(state, slot),
        "offer": _offer(state, slot),
        "again": [one.id for one in honours.slots_of[slot.code]].index(slot.id) + 1,
    }


def title(words: SlotWords, person: Person) -> str:
    """What is read out: the collective's name without *Tập thể*, or the person's."""
    return words.collective_read_out or person.name


def _person(person: Person) -> View:
    return {
        "name": addressed(person), "position": person.position, "unit": person.unit,
    }  # fmt: skip


def seated(state: State, slot: Slot) -> Person | None:
    """On whose seat whoever walks up sits: *dự thay* on the delegate's; who is not of the list has none."""
    receiver = state.day.honours.receiver(slot.id)
    is_own = receiver.mode in (ReceiverMode.IN_PERSON, ReceiverMode.LATER)
    return state.directory.people.get(slot.code if is_own else receiver.code)


def stand_in(state: State, slot: Slot) -> View | None:
    """Who comes on stage when it is not the slot's own delegate."""
    receiver = state.day.honours.receiver(slot.id)
    if receiver.mode in (ReceiverMode.IN_PERSON, ReceiverMode.LATER):
        return None
    if receiver.code and receiver.code != slot.code:
        person = state.directory.people[receiver.code]
        return {"name": addressed(person), "position": person.position}
    if receiver.code:
        substitute = state.directory.substitutes.get(slot.code)
        return {"name": substitute.name, "position": substitute.position} if substitute else None
    words = state.directory.stand_ins.get(slot.id) or StandIn(slot.id)
    return {"name": words.name, "position": words.position}


def _offer(state: State, slot: Slot) -> View | None:
    """*Dự thay* of a collective's representative, to be taken with one tap; of an individual never."""
    delegate, receiver = state.day.delegates[slot.code], state.day.honours.receiver(slot.id)
    if slot.type is not RecipientType.COLLECTIVE or delegate.presence is not Presence.SUBSTITUTE:
        return None
    substitute = state.directory.substitutes.get(slot.code)
    is_taken = receiver.mode is not ReceiverMode.IN_PERSON
    if is_taken or not substitute:
        return None
    return {"code": slot.code, "name": substitute.name, "position": substitute.position}


# --- what the button does --------------------------------------------------------------------------------------------


def go_view(state: State, shown: Ceremony, move: Going | None) -> View | None:
    run = shown.run(move.batch) if move else None
    if not move or not run:
        return None
    return {
        "step": move.step,
        "batch": run.batch.id,
        "number": run.number,
        "people": counted(state, _invited(state, run, move)),
        "title": _title_of(state, move.slots[0]) if state.day.screens.by_name and move.slots else None,
        "page": _page(state, run, move),
        "warning": warning(shown, run.batch.id),
    }


def _invited(state: State, run: Run, move: Going) -> tuple[str, ...]:
    """Whom a step's words count: with the first page of a batch all who walk up, with a further one its own."""
    if move.step is Step.CALL and (run.called or state.day.screens.by_name):
        return move.slots
    here = receiving(state.day.honours, run.batch.row, state.day.roll)
    return tuple(slot for slot in here if slot not in run.received | run.later)


def _title_of(state: State, slot: str) -> str:
    words = state.directory.certificates.get(slot) or SlotWords(slot)
    return title(words, state.directory.people[state.day.honours.slots[slot].code])


def _page(state: State, run: Run, move: Going) -> list[int] | None:
    """*Page 2 of 3* when a batch is called in several."""
    shown = pages(state, run.batch)
    if move.step is not Step.CALL or len(shown) < 2:
        return None
    return [next((n for n, page in enumerate(shown, start=1) if set(page) & set(move.slots)), 1), len(shown)]


def line_view(state: State, shown: Ceremony, move: Going | None) -> list[View]:
    run = shown.run(move.batch) if move else None
    said = announcement(state, shown, replace(move, slots=_invited(state, run, move))) if move and run else ()
    return [{"text": piece.text, "kind": piece.kind} for piece in said]


def _late(state: State, shown: Ceremony, run: Run, slot: Slot) -> View:
    """With the batches of the same award that may still take this person; without any, only an extra one."""
    into = [
        {"batch": one.batch.id, "number": one.number}
        for one in shown.left
        if one.batch.award == run.batch.award and len(one.batch.row) < one.batch.limit
    ]
    return row_view(state, run, slot) | {
        "batch": run.number,
        "award": award_words(state, run.batch).name,
        "into": into[-1:],
    }


def _minute(moment: datetime | None) -> str | None:
    return moment.astimezone(VENUE).isoformat(timespec="minutes") if moment else None


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(VENUE).isoformat(timespec="milliseconds") if moment else None
