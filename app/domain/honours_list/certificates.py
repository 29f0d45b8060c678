"""One row of a sheet of honours as a certificate: award, decision, protocol, figures; everything odd about it told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.awards import LONGEST_CITATION, AwardWords, DecisionWords, SlotWords
from domain.catalogue import Catalogue, CatalogueAward, find_award
from domain.delegates import Person
from domain.honours import Protocol, RecipientType, Slot
from domain.honours_list.draft import Certificate, Field
from domain.honours_list.ids import Known
from domain.honours_list.problems import ProblemKind
from domain.honours_list.recipients import Roster, Tell, find_collective, find_recipient, find_type
from domain.honours_list.rows import Row
from domain.honours_list.values import (
    date_in,
    due_protocol,
    number_and_date,
    read_count,
    read_date,
    read_protocol,
)

LAST = 99  # the rank of an award of which nobody says one
_FOR_OTHERS = {
    RecipientType.COLLECTIVE: ProblemKind.FOR_INDIVIDUALS,
    RecipientType.INDIVIDUAL: ProblemKind.FOR_COLLECTIVES,
}


@dataclass(frozen=True, slots=True)
class Against:
    """What rows are held against; `awards` and `known` are of the list there is."""

    roster: Roster
    known: Known
    catalogue: Catalogue
    awards: Mapping[str, AwardWords]


def read_certificate(row: Row, against: Against, tell: Tell) -> Certificate | None:
    name = row.text(Field.AWARD)
    if not name:
        tell(row, ProblemKind.AWARD_MISSING, Field.AWARD)
    person = find_recipient(row, against.roster, tell)
    if not person or not name:
        return None
    return _certificate(row, AwardWords(against.known.award(name), name), person, against, tell)


def _certificate(row: Row, award: AwardWords, person: Person, against: Against, tell: Tell) -> Certificate:
    kind = find_type(row, tell)
    collective = find_collective(row, kind, person, tell)
    decision, known = _decided(row, award, against, tell)
    if known and kind not in known.recipients:
        tell(row, _FOR_OTHERS[kind], Field.AWARD, award.name)
    slot = against.known.slot(award.id, person.code, collective)
    return Certificate(
        row.sheet_row,
        Slot(slot, person.code, kind, _count(row, Field.TRAY, tell) or 0),
        SlotWords(slot, collective, row.text(Field.PRONUNCIATION), _citation(row, tell)),
        award,
        decision,
        _protocol(row, decision, tell),
        row.text(Field.PRESENTER),
        row.cell(Field.NOTE).text,
        _rank(row, kind, award, known, against, tell),
        *_figures(row, tell),
    )


def _figures(row: Row, tell: Tell) -> tuple[str, int | None, int | None, int | None, int | None]:
    """Its batch with order, place, seconds and size. A sheet that only numbers its batches names them by that."""
    order, place = _count(row, Field.ORDER, tell), _count(row, Field.PLACE, tell)
    batch = row.text(Field.BATCH) or (f"H{order:02}" if order is not None else "")
    return batch, order, place, _count(row, Field.SECONDS, tell), _count(row, Field.SIZE, tell)


def _decided(
    row: Row, award: AwardWords, against: Against, tell: Tell
) -> tuple[DecisionWords, CatalogueAward | None]:  # fmt: skip
    """The decision, and what the catalogue of its day knows of the award; it also tells who decides."""
    number, inside = number_and_date(row.text(Field.NUMBER))
    day = _day(row, inside, tell)
    known = find_award(against.catalogue, award.name, day)
    if not known:
        tell(row, ProblemKind.AWARD_UNKNOWN, Field.AWARD, award.name)
    authority = row.text(Field.AUTHORITY)
    if not authority and known and known.authority:
        authority = known.authority
        tell(row, ProblemKind.AUTHORITY_ADDED, Field.AUTHORITY, after=authority)
    decision = DecisionWords("", number, day.isoformat() if day else "", authority)
    if not number:
        tell(row, ProblemKind.DECISION_MISSING, Field.NUMBER, award.name)
    found = against.known.decision(decision) if number else award.id
    return replace(decision, id=found), known


def _day(row: Row, inside: str, tell: Tell) -> date | None:
    """From its own column, else from behind the number."""
    cell = row.cell(Field.DATE)
    if not cell.text and not inside:
        tell(row, ProblemKind.DATE_MISSING, Field.DATE)
        return None
    day = read_date(cell) if cell.text else date_in(inside)
    if not day:
        tell(row, ProblemKind.DATE_UNREADABLE, Field.DATE if cell.text else Field.NUMBER, cell.line or inside)
    return day


def _protocol(row: Row, decision: DecisionWords, tell: Tell) -> Protocol:
    written, due = row.text(Field.PROTOCOL), due_protocol(decision)
    told = read_protocol(written)
    if written and not told:
        tell(row, ProblemKind.PROTOCOL_UNREADABLE, Field.PROTOCOL, written)
    elif told and told is not due:
        tell(row, ProblemKind.PROTOCOL_AGAINST_RULE, Field.PROTOCOL, written, decision.authority)
    return told or due


def _rank(
    row: Row, kind: RecipientType, award: AwardWords, known: CatalogueAward | None, against: Against, tell: Tell
) -> int:
    """As written; else as stored, else as the catalogue has it."""
    written = _count(row, Field.RANK, tell)
    if written is not None:
        return written
    if stored := against.awards.get(award.id):
        return rank_of(stored, kind)
    return known.rank(kind) if known else LAST


def rank_of(award: AwardWords, kind: RecipientType) -> int:
    return award.rank_collective if kind is RecipientType.COLLECTIVE else award.rank_individual


def _citation(row: Row, tell: Tell) -> str:
    """What would not be read out on stage is cut at a word, and told."""
    written = row.text(Field.CITATION)
    if len(written) <= LONGEST_CITATION:
        return written
    kept = written[:LONGEST_CITATION].rsplit(" ", 1)[0][: LONGEST_CITATION - 1].rstrip(" ,;:–-") + "…"
    tell(row, ProblemKind.CITATION_LONG, Field.CITATION, written, kept)
    return kept


def _count(row: Row, field: Field, tell: Tell) -> int | None:
    cell = row.cell(field)
    count = read_count(cell)
    if cell.text and count is None:
        tell(row, ProblemKind.NUMBER_UNREADABLE, field, cell.line)
    return count
