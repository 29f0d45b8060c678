"""What an import would change of the honours, in words: who is honoured, batches, fields. For preview and terminal."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.awards import SlotWords
from domain.honours import Batch, Protocol, RecipientType, Slot
from domain.honours_list import Change, Comparison, Kind
from services.honours_list import Preview
from store.engine import State
from ui.formats import NOTHING, day
from ui.honours_editor_rows import KINDS, PROTOCOLS
from ui.words import N_, translate

FIELDS = {
    "name": N_("Award"),
    "rank_collective": N_("Rank, collectives"),
    "rank_individual": N_("Rank, individuals"),
    "number": N_("Number of the decision"),
    "date": N_("Date"),
    "authority": N_("Decided by"),
    "award": N_("Award"),
    "decision": N_("Decision"),
    "protocol": N_("Order on stage"),
    "base_seconds": N_("Seconds without the receivers"),
    "presenter": N_("Presented by"),
    "note": N_("Line of the MC"),
    "type": N_("Honoured as"),
    "tray": N_("Tray"),
    "collective": N_("Full name of the collective"),
    "pronunciation": N_("How to say it"),
    "citation": N_("Citation"),
}
_MOST_TRAYS = 5  # told one by one
Names = Mapping[tuple[Kind, str], str]


def honours_change_lines(preview: Preview, now: State, language: str) -> Iterator[str]:
    """One line a field, before and after; then who moves, who is new and who would be gone."""
    comparison, names = preview.comparison, names_of(preview, now, language)
    yield from _changed(comparison, names, language)
    for move in comparison.moved:
        yield f"{names[Kind.SLOT, move.slot]} · {place(move.before, language)} → {place(move.after, language)}"
    for slot in comparison.added:
        yield translate(N_("new: {item}"), language).format(item=names[Kind.SLOT, slot])
    for slot in comparison.removed:
        yield translate(N_("no longer honoured: {item}"), language).format(item=names[Kind.SLOT, slot])
    for batch in comparison.gone:
        yield translate(N_("batch {batch} is taken out"), language).format(batch=batch)
    if comparison.is_reordered:
        yield translate(N_("The order of the batches changes."), language)


def _changed(comparison: Comparison, names: Names, language: str) -> Iterator[str]:
    if trays := new_trays(comparison):
        yield translate(N_("Trays that get another number: {count}."), language).format(count=len(trays))
    for change, field, values in field_changes(comparison):
        before, after = (shown(field, value, names, language) for value in values)
        yield f"{names[change.kind, change.id]} · {field_label(field, language)} · {before} → {after}"


def field_changes(comparison: Comparison) -> list[tuple[Change, str, tuple[object, object]]]:
    """One entry a field; many new trays are told in a line of their own."""
    trays = new_trays(comparison)
    return [(change, *pair) for change in comparison.changed if change not in trays for pair in change.fields.items()]


def new_trays(comparison: Comparison) -> list[Change]:
    """Certificates of which only the tray changes, when they are so many that one line says it better."""
    found = [change for change in comparison.changed if change.fields.keys() == {"tray"}]
    return found if len(found) > _MOST_TRAYS else []


def names_of(preview: Preview, now: State, language: str) -> Names:
    """What each thing is called, those that would be gone too."""
    batches = (*now.day.honours.batches, *preview.draft.batches)
    directory = preview.directory
    return {
        **{(Kind.AWARD, batch.award): directory.awards[batch.award].name for batch in batches},
        **{(Kind.DECISION, batch.decision): directory.decisions[batch.decision].number for batch in batches},
        **{(Kind.BATCH, batch.id): _batch(batch.id, language) for batch in batches},
        **{(Kind.SLOT, slot.id): _honoured(slot, batch, preview) for batch in batches for slot in batch.slots},
    }


def _honoured(slot: Slot, batch: Batch, preview: Preview) -> str:
    directory = preview.directory
    collective = directory.certificates.get(slot.id, SlotWords(slot.id)).collective
    return f"{collective or directory.people[slot.code].name} · {directory.awards[batch.award].name}"


def field_label(field: str, language: str) -> str:
    return translate(FIELDS[field], language)


def place(where: tuple[str, int], language: str) -> str:
    batch, number = where
    return translate(N_("batch {batch}, place {place}"), language).format(batch=batch, place=number)


def shown(field: str, value: object, names: Names, language: str) -> str:
    match value:
        case "":
            return NOTHING
        case Protocol():
            return translate(PROTOCOLS[value], language)
        case RecipientType():
            return translate(KINDS[value], language)
        case str(iso) if field == "date":
            return day(date.fromisoformat(iso), language)
        case str(known) if field in (Kind.AWARD, Kind.DECISION):
            return names[Kind(field), known]
    return str(value)


def _batch(batch: str, language: str) -> str:
    return translate(N_("batch {batch}"), language).format(batch=batch)
