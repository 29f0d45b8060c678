"""The honours as rows of the set-up's tables, and what was typed there as certificates and words. Draws nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.awards import AwardWords, DecisionWords, SlotWords
from domain.ceremony import BatchState, ceremony
from domain.honours import Batch, Protocol, RecipientType
from domain.honours_editing import Placed, parts
from domain.names import tidy
from services.announcing import award_words, batch_words, decision_words
from store.engine import State
from ui.formats import NOTHING
from ui.words import N_, translate

STATES: Mapping[BatchState, str] = {
    BatchState.DRAFT: N_("May be changed"),
    BatchState.LOCKED: N_("Locked"),
    BatchState.ON_DECK: N_("Locked, next on stage"),
    BatchState.ON_STAGE: N_("On stage now"),
    BatchState.DONE: N_("Has been on stage"),
}
KINDS: Mapping[RecipientType, str] = {
    RecipientType.COLLECTIVE: N_("Collective"),
    RecipientType.INDIVIDUAL: N_("Individual"),
}
PROTOCOLS: Mapping[Protocol, str] = {
    Protocol.ANNOUNCE_THEN_CALL: N_("Announce first, then call on stage"),
    Protocol.CALL_THEN_ANNOUNCE: N_("Call on stage first, then announce (decisions of the President)"),
}

Row = dict[str, Any]
Moves = Mapping[str, str]  # what may be chosen for a certificate, with the id of the batch; empty: out of the list


def batch_rows(now: State, batches: Sequence[Batch], language: str) -> list[Row]:
    """One line a batch, of the list as it is or as it would be."""
    states = {run.batch.id: run.state for run in ceremony(now.day.honours).runs}
    return [
        _of_batch(now, batch) | {
            "number": number,
            "part": "/".join(map(str, part)),
            "state": translate(STATES[states.get(batch.id, BatchState.DRAFT)], language),
        }
        for number, (batch, part) in enumerate(zip(batches, parts(batches), strict=True), start=1)
    ]  # fmt: skip


def _of_batch(now: State, batch: Batch) -> Row:
    return {
        "id": batch.id,
        "award": award_words(now, batch).name,
        "decision": decision_words(now, batch).number,
        "presenter": batch_words(now, batch).presenter,
        "people": len(batch.slots),
        "time": "{}:{:02}".format(*divmod(batch.seconds(len(batch.slots)), 60)),
    } | {kind.value: sum(slot.type is kind for slot in batch.slots) for kind in RecipientType}


def batch_label(now: State, number: int, batch: Batch) -> str:
    """3 · H03 · Bằng khen của Thủ tướng Chính phủ · 9903/QĐ-TTg."""
    award, decision = award_words(now, batch).name or NOTHING, decision_words(now, batch).number
    return " · ".join((str(number), batch.id, award, decision))


# --- the people of one batch -----------------------------------------------------------------------------------------


def certificate_rows(now: State, batch: Batch, language: str) -> list[Row]:
    known = now.directory.certificates
    rows = []
    for place, slot in enumerate(batch.slots, start=1):
        words, person = known.get(slot.id) or SlotWords(slot.id), now.directory.people[slot.code]
        born = f" ({person.birth_year})" if person.birth_year and now.directory.homonyms_of(slot.code) else ""
        rows.append({
            "slot": slot.id, "place": place, "tray": slot.tray, "code": slot.code, "name": person.name + born,
            "unit": now.directory.short_unit(person.unit), "kind": translate(KINDS[slot.type], language),
            "collective": words.collective,
            "pronunciation": words.pronunciation, "citation": words.citation, "move": None,
        })  # fmt: skip
    return rows


def placed_of(rows: Sequence[Row], batch: Batch, moves: Moves) -> list[Placed]:
    """In the order that was typed."""
    slots = {slot.id: slot for slot in batch.slots}
    return [
        Placed(
            replace(slots[row["slot"]], tray=_whole(row["tray"], slots[row["slot"]].tray)),
            moves.get(row["move"] or "", batch.id),
        )
        for row in _in_typed_order(rows, batch)
    ]


def _in_typed_order(rows: Sequence[Row], batch: Batch) -> list[Row]:
    """Whoever was given another place stands there, the others close up around."""
    places = {slot.id: place for place, slot in enumerate(batch.slots, start=1)}
    wanted = {row["slot"]: _whole(row["place"], places[row["slot"]]) for row in rows}
    ordered = [row for row in rows if wanted[row["slot"]] == places[row["slot"]]]
    moved = [row for row in rows if wanted[row["slot"]] != places[row["slot"]]]
    for row in sorted(moved, key=lambda row: wanted[row["slot"]]):
        ordered.insert(max(0, wanted[row["slot"]] - 1), row)
    return ordered


def certificate_words(rows: Sequence[Row], batch: Batch) -> tuple[SlotWords, ...]:
    """A person's certificate names no collective."""
    collectives = {slot.id for slot in batch.slots if slot.type is RecipientType.COLLECTIVE}
    return tuple(
        SlotWords(
            row["slot"],
            _text(row["collective"]) if row["slot"] in collectives else "",
            _text(row["pronunciation"]),
            _text(row["citation"]),
        )
        for row in rows
    )


def longest_citation(rows: Sequence[Row]) -> int:
    return max((len(_text(row["citation"])) for row in rows), default=0)


# --- awards and decisions --------------------------------------------------------------------------------------------


def award_rows(now: State) -> list[Row]:
    """Those of the list, in its order."""
    known = now.directory.awards
    used = dict.fromkeys(batch.award for batch in now.day.honours.batches)
    return [
        {"id": one.id, "name": one.name, "collective": one.rank_collective, "individual": one.rank_individual}
        for one in (known.get(award) or AwardWords(award, "") for award in used)
    ]


def awards_typed(rows: Sequence[Row]) -> tuple[AwardWords, ...]:
    return tuple(
        AwardWords(row["id"], _text(row["name"]), _whole(row["collective"], 0), _whole(row["individual"], 0))
        for row in rows
    )  # fmt: skip


def decision_rows(now: State) -> list[Row]:
    known = now.directory.decisions
    used = dict.fromkeys(batch.decision for batch in now.day.honours.batches)
    return [
        {
            "id": one.id, "number": one.number, "date": date.fromisoformat(one.date) if one.date else None,
            "authority": one.authority,
        }
        for one in (known.get(decision) or DecisionWords(decision, decision) for decision in used)
    ]  # fmt: skip


def decisions_typed(rows: Sequence[Row]) -> tuple[DecisionWords, ...]:
    return tuple(
        DecisionWords(row["id"], _text(row["number"]), iso(row["date"]), _text(row["authority"])) for row in rows
    )


def iso(day: object) -> str:
    """A table gives a date, its text, or nothing."""
    if isinstance(day, date):
        return f"{day:%Y-%m-%d}"
    return day[:10] if isinstance(day, str) else ""


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else ""


def _whole(value: object, otherwise: int) -> int:
    """An emptied number is none at all, or not a number."""
    return int(value) if isinstance(value, int | float) and value == value else otherwise
