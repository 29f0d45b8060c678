"""Who is given the certificate of a row: a delegate of the roster, by code or by name; a person or a collective."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.agenda_list.speakers import Names
from domain.delegates import Delegate, Person
from domain.honours import RecipientType
from domain.honours_list.draft import Field
from domain.honours_list.problems import ProblemKind
from domain.honours_list.rows import Row
from domain.honours_list.values import read_type
from domain.names import fold, spoken, tidy, without_honorific

_COLLECTIVE = "tap the "
Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Roster:
    """`names` are delegate codes by spoken name."""

    people: Mapping[str, Person]
    delegates: Mapping[str, Delegate]
    names: Names
    short_unit: Callable[[str], str]


def find_recipient(row: Row, roster: Roster, tell: Tell) -> Person | None:
    written = tidy(row.text(Field.CODE)).replace(" ", "").upper()
    person = roster.people.get(written) if written else _by_words(row, roster, tell)
    if written and not person:
        tell(row, ProblemKind.NOT_ON_THE_LIST, Field.CODE, written)
    if person:
        _check(row, person, roster, tell)
    return person


def find_type(row: Row, tell: Tell) -> RecipientType:
    """As written; else a collective where one is named."""
    written = row.text(Field.TYPE)
    told = read_type(written)
    if written and not told:
        tell(row, ProblemKind.TYPE_UNREADABLE, Field.TYPE, written)
    named = row.text(Field.COLLECTIVE)
    if told is RecipientType.INDIVIDUAL and named:
        tell(row, ProblemKind.COLLECTIVE_IDLE, Field.COLLECTIVE, named)
    return told or (RecipientType.COLLECTIVE if named else RecipientType.INDIVIDUAL)


def find_collective(row: Row, kind: RecipientType, person: Person, tell: Tell) -> str:
    """Its full name; of one that is not named, that of the unit its representative comes from."""
    named = row.text(Field.COLLECTIVE)
    if named or kind is RecipientType.INDIVIDUAL:
        return named if kind is RecipientType.COLLECTIVE else ""
    unit = person.represents or person.unit
    if not unit:
        tell(row, ProblemKind.COLLECTIVE_MISSING, Field.COLLECTIVE)
        return ""
    taken = unit if fold(unit).startswith(_COLLECTIVE) else f"Tập thể {unit}"
    tell(row, ProblemKind.NAMED_BY_UNIT, Field.COLLECTIVE, after=taken)
    return taken


def _by_words(row: Row, roster: Roster, tell: Tell) -> Person | None:
    """Whom name and unit name alone; a collective without a name by who represents it."""
    _honorific, name = without_honorific(tidy(row.text(Field.NAME)))
    value = name or row.text(Field.COLLECTIVE)
    codes = _named(row, name, roster) if name else _representing(row.text(Field.COLLECTIVE), roster)
    if len(codes) == 1:
        tell(row, ProblemKind.KNOWN_BY_NAME, Field.NAME, value, codes[0])
        return roster.people[codes[0]]
    kind = ProblemKind.TWO_OF_ONE_NAME if codes else ProblemKind.NOBODY_OF_THE_NAME
    tell(row, kind, Field.NAME, value, ", ".join(sorted(codes)))
    return None


def _named(row: Row, name: str, roster: Roster) -> list[str]:
    unit = fold(row.text(Field.UNIT))
    people = (roster.people[code] for code in roster.names.get(spoken(name), ()))
    return [person.code for person in people if not unit or unit in _units(person, roster)]


def _units(person: Person, roster: Roster) -> tuple[str, str]:
    return fold(person.unit), fold(roster.short_unit(person.unit))


def _representing(collective: str, roster: Roster) -> list[str]:
    wanted = fold(collective).removeprefix(_COLLECTIVE)
    return [
        code for code, person in roster.people.items() if fold(person.represents).removeprefix(_COLLECTIVE) == wanted
    ]  # fmt: skip


def _check(row: Row, person: Person, roster: Roster, tell: Tell) -> None:
    """The roster is the truth for names."""
    _honorific, name = without_honorific(tidy(row.text(Field.NAME)))
    if name and fold(name) != fold(person.name):
        tell(row, ProblemKind.NAME_DIFFERS, Field.NAME, name, person.name)
    if not roster.delegates[person.code].standing.may_enter:
        tell(row, ProblemKind.MAY_NOT_ENTER, Field.NAME, person.name, roster.delegates[person.code].standing)
