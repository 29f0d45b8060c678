"""Reads an office's list of honours: sheet and header, rows, certificates, batches; every problem is listed.

Ids are those of the list there is; what the sheet has no column for stays as it is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from domain.agenda_list.speakers import names_of
from domain.awards import AwardWords, BatchWords, SlotWords
from domain.catalogue import Catalogue
from domain.day import Day
from domain.directory import Directory
from domain.headers import Found, find_list
from domain.honours import RecipientType
from domain.honours_list.batches import Draw, Group, grouped, with_trays
from domain.honours_list.certificates import Against, rank_of, read_certificate
from domain.honours_list.checks import check_certificates, check_decisions, check_ranks, check_roster
from domain.honours_list.columns import PHRASES, is_header
from domain.honours_list.draft import Certificate, Draft, Field, Words
from domain.honours_list.ids import known_ids
from domain.honours_list.problems import Kind, Problem, ProblemKind, stops
from domain.honours_list.recipients import Roster
from domain.honours_list.rows import Row, odd_letters, read_rows
from domain.roster.draft import Sheet
from domain.roster.problems import ProblemKind as SheetProblem

_W = TypeVar("_W", BatchWords, SlotWords)
_SOURCES = {
    "presenter": Field.PRESENTER,
    "note": Field.NOTE,
    "pronunciation": Field.PRONUNCIATION,
    "citation": Field.CITATION,
}
_FOLLOW = (ProblemKind.SIZE_DISAGREES, ProblemKind.PLACES_ODD, ProblemKind.ROSTER_ALONE)


@dataclass(slots=True)
class _Told:
    """Collects problems; the column is named as the sheet heads it."""

    headers: dict[Field, str]
    problems: list[Problem] = field(default_factory=list)

    def __call__(
        self, about: Row | Sequence[Certificate], kind: Kind, column: Field, value: str = "", after: str = ""
    ) -> None:
        rows = (about.sheet_row,) if isinstance(about, Row) else tuple(one.sheet_row for one in about)
        self.problems.append(Problem(rows, kind, self.headers.get(column, ""), value, after))


def read_honours(
    sheets: Sequence[Sheet], day: Day, directory: Directory, *, catalogue: Catalogue, draw: Draw
) -> Draft:  # fmt: skip
    """`draw` gives a batch its id, other than those it is shown."""
    found = find_list(sheets, PHRASES, is_header)
    if not found:
        return Draft("", None, (), (), (Problem((), ProblemKind.NO_LIST),), {})
    told = _Told(dict(found.layout.headers))
    certificates = _certificates(found, day, directory, catalogue, told)
    check_certificates(certificates, directory.people, told)
    check_ranks(certificates, told)
    check_decisions(certificates, day.honours, told)
    check_roster(certificates, directory.people, day.delegates, told)
    groups = with_trays(grouped(_once(certificates), day.honours, draw, told), day.honours)
    return Draft(
        found.sheet.name,
        found.layout.header_row,
        tuple(group.batch for group in groups),
        tuple(_words(groups, directory, frozenset(found.layout.places))),
        tuple(_in_order(told.problems)),
        {one.slot.id: one.sheet_row for one in certificates},
    )


def _certificates(
    found: Found[Field], day: Day, directory: Directory, catalogue: Catalogue, told: _Told
) -> list[Certificate]:  # fmt: skip
    roster = Roster(directory.people, day.delegates, names_of(directory.people), directory.short_unit)
    known = known_ids(day.honours, directory)
    against = Against(roster, known, catalogue, directory.awards)
    rows = read_rows(found)
    certificates = [row for row in rows if row.is_certificate]
    told.problems += [Problem((), SheetProblem.UNKNOWN_COLUMN, header) for header in found.layout.unknown]
    told.problems += odd_letters(certificates, found.layout)
    for row in rows:
        if not row.is_certificate:
            told(row, ProblemKind.PASSED_OVER, Field.NAME, " ".join(cell.line for cell in row.cells.values())[:80])
    if not certificates:
        told((), ProblemKind.NO_CERTIFICATES, Field.NAME)
    return [one for row in certificates if (one := read_certificate(row, against, told))]


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """By row; the same thing once for all its rows. What may only follow from rows with errors is told without them."""
    rows: dict[Problem, tuple[int, ...]] = {}
    for problem in problems:
        same = replace(problem, rows=())
        rows[same] = (*rows.get(same, ()), *problem.rows)
    told = [replace(problem, rows=tuple(sorted(set(found)))) for problem, found in rows.items()]
    left = told if not stops(told) else [problem for problem in told if problem.kind not in _FOLLOW]
    return sorted(left, key=lambda problem: problem.rows)


def _once(certificates: Sequence[Certificate]) -> list[Certificate]:
    """What stands there twice is told already and makes no second slot."""
    return list({one.slot.id: one for one in reversed(certificates)}.values())[::-1]


def _words(groups: Sequence[Group], directory: Directory, fields: frozenset[Field]) -> list[Words]:
    certificates = [one for group in groups for one in group.certificates]
    batches = [group.words for group in groups if group.words]
    return [
        *_awards(certificates, directory),
        *{one.decision.id: one.decision for one in certificates}.values(),
        *(_kept(told, directory.batches.get(told.id), fields) for told in batches),
        *(_kept(one.words, directory.certificates.get(one.slot.id), fields) for one in certificates),
    ]


def _awards(certificates: Sequence[Certificate], directory: Directory) -> list[AwardWords]:
    """Of the type the sheet gives nobody an award for the stored rank stays, else both are the same."""
    told: dict[str, dict[RecipientType, int]] = {}
    names = {one.award.id: one.award for one in reversed(certificates)}
    for one in certificates:
        told.setdefault(one.award.id, {}).setdefault(one.slot.type, one.rank)
    return [_award(names[award], ranks, directory.awards.get(award)) for award, ranks in told.items()]


def _award(award: AwardWords, ranks: dict[RecipientType, int], stored: AwardWords | None) -> AwardWords:
    one = next(iter(ranks.values()))
    rest = {kind: rank_of(stored, kind) if stored else one for kind in RecipientType}
    both = rest | ranks
    return replace(
        award, rank_collective=both[RecipientType.COLLECTIVE], rank_individual=both[RecipientType.INDIVIDUAL]
    )


def _kept(words: _W, stored: _W | None, fields: frozenset[Field]) -> _W:
    silent = [name for name, source in _SOURCES.items() if source not in fields and hasattr(words, name)]
    return replace(words, **{name: getattr(stored, name) for name in silent}) if stored else words
