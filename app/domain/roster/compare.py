"""A corrected list against what is stored: who is new, who changed and how, who is no longer on it. Deletes nobody."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.delegates import Person, Standing
from domain.names import fold
from domain.roster.draft import Draft, DraftRow
from domain.roster.problems import Problem, ProblemKind, blocked_by
from domain.roster.values import as_read

_Key = tuple[str, str, int | None]
_FIELDS = tuple(Person.__dataclass_fields__)
_OFF_THE_LIST = (Standing.WITHDRAWN, Standing.REPLACED)
_NEVER_ON_A_LIST = (*_OFF_THE_LIST, Standing.WALK_IN)


@dataclass(frozen=True, slots=True)
class Change:
    """`person` is what to store; `fields` says of each changed field what was and what will be."""

    code: str
    row: DraftRow
    person: Person
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing`: codes stored and not on the sheet. `blocked`: sheet rows that stay out, the draft's own included."""

    added: tuple[DraftRow, ...]
    changed: tuple[Change, ...]
    missing: tuple[str, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    blocked: frozenset[int] = frozenset()


def compare(draft: Draft, people: Mapping[str, Person], standings: Mapping[str, Standing]) -> Comparison:
    """Matches by delegate code, else by folded name, folded unit and year of birth. Blocked rows change nothing."""
    matches, listed, ambiguous = _matches(draft.rows, people)
    added = [row for row in draft.rows if row.sheet_row not in matches and row.sheet_row not in ambiguous]
    problems = [*ambiguous.values(), *_refused(added)]
    blocked = _blocked(draft, matches) | blocked_by(problems)
    known = {row: people[matches[row.sheet_row]] for row in draft.rows if row.sheet_row in matches.keys() - blocked}
    changed = [change for row, stored in known.items() for change in _changes(row, stored)]
    for row, stored in known.items():
        problems += _words_on(row, stored, standings.get(stored.code, Standing.EXPECTED))
    return Comparison(
        tuple(row for row in added if row.sheet_row not in blocked),
        tuple(changed),
        tuple(code for code in people if code not in listed and standings.get(code) not in _NEVER_ON_A_LIST),
        len(known) - len(changed),
        tuple(problems),
        blocked,
    )


def _matches(
    rows: Sequence[DraftRow], people: Mapping[str, Person]
) -> tuple[dict[int, str], set[str], dict[int, Problem]]:
    """Delegate code by sheet row, all codes the sheet may mean, and the rows that may mean several."""
    codes = {code.upper(): code for code in people}
    matches = {row.sheet_row: codes[row.person.code] for row in rows if row.person.code in codes}
    listed = set(matches.values())
    by_key: dict[_Key, list[str]] = defaultdict(list)
    for code in people.keys() - listed:  # whoever is claimed by a code is not matched by name again
        by_key[_key(people[code])].append(code)
    left = [row for row in rows if row.sheet_row not in matches and by_key.get(_key(row.person))]
    rows_of_key = Counter(_key(row.person) for row in left)
    ambiguous = {}
    for row in left:
        candidates = sorted(by_key[_key(row.person)])
        listed.update(candidates)
        if len(candidates) == 1 == rows_of_key[_key(row.person)]:
            matches[row.sheet_row] = candidates[0]
        else:
            value = f"{row.person.name} ({', '.join(candidates)})"
            ambiguous[row.sheet_row] = Problem(row.sheet_row, ProblemKind.MATCH_AMBIGUOUS, value=value)
    return matches, listed, ambiguous


def _key(person: Person) -> _Key:
    return fold(person.name), fold(person.unit), person.birth_year


def _refused(added: Sequence[DraftRow]) -> list[Problem]:
    """An exported list says who had been struck off: nobody comes back by it."""
    return [
        Problem(row.sheet_row, ProblemKind.NO_LONGER_LISTED, value=row.person.name)
        for row in added
        if row.standing in _OFF_THE_LIST
    ]


def _blocked(draft: Draft, matches: Mapping[int, str]) -> frozenset[int]:
    """A sheet without a column of categories still corrects people whose category is stored."""
    knows_category = {row.sheet_row for row in draft.rows if row.sheet_row in matches and "category" not in row.fields}
    return blocked_by(
        problem
        for problem in draft.problems
        if problem.kind is not ProblemKind.CATEGORY_MISSING or problem.sheet_row not in knows_category
    )


def _changes(row: DraftRow, stored: Person) -> list[Change]:
    own = [name for name in _FIELDS if name in row.fields and name != "code"]
    differing = [name for name in own if getattr(stored, name) != getattr(row.person, name)]
    if differing:
        reread = as_read(stored)  # the same words, written another way, are no change
        differing = [name for name in differing if getattr(reread, name) != getattr(row.person, name)]
    fields = {name: (getattr(stored, name), getattr(row.person, name)) for name in differing}
    after = replace(stored, **{name: value for name, (_, value) in fields.items()})
    return [Change(stored.code, row, after, fields)] if fields else []


def _words_on(row: DraftRow, stored: Person, standing: Standing) -> list[Problem]:
    person = row.person
    told = (
        (fold(person.name) != fold(stored.name), ProblemKind.CODE_OF_ANOTHER, person.name, stored.name),
        (person.code not in ("", stored.code.upper()), ProblemKind.CODE_NOT_USED, person.code, stored.code),
        (_stands_otherwise(row, standing), ProblemKind.STANDING_KEPT, "", standing.value),
    )
    return [Problem(row.sheet_row, kind, value=value, after=after) for is_so, kind, value, after in told if is_so]


def _stands_otherwise(row: DraftRow, standing: Standing) -> bool:
    """An import changes no standing: calling up and striking off are done one by one, with a reason."""
    said = row.standing or (Standing.RESERVE if row.reserve else None)
    if said is None:
        return standing in (Standing.RESERVE, *_OFF_THE_LIST)
    return said is not standing and not (row.standing is None and standing is Standing.CALLED_UP)
