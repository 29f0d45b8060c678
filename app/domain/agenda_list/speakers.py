"""Who presents an item of the sheet: a delegate by code or by name, else what is written."""

import re
from collections import defaultdict
from collections.abc import Mapping

from domain.agenda_list.draft import Field
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.rows import Row
from domain.delegates import Person
from domain.names import spoken, tidy, without_honorific

Names = Mapping[str, tuple[str, ...]]

_AFTER_THE_NAME = re.compile(r"\s*[,;(\n]|\s+[-–—]\s+")


def names_of(people: Mapping[str, Person]) -> Names:
    """Delegate codes by spoken name."""
    names: dict[str, list[str]] = defaultdict(list)
    for person in people.values():
        names[spoken(person.name)].append(person.code)
    return {name: tuple(codes) for name, codes in names.items()}


def find_speaker(row: Row, people: Mapping[str, Person], names: Names) -> tuple[str, tuple[Problem, ...]]:
    """The code as written, also before the list of delegates is there; else whom the presenter's name names alone."""
    if written := row.text(Field.SPEAKER):
        return _by_code(row, tidy(written).replace(" ", "").upper(), people)
    codes = names.get(_name_in(row.text(Field.PRESENTER)), ())
    if len(codes) == 1:
        return codes[0], (_about(row, ProblemKind.KNOWN_BY_NAME, row.text(Field.PRESENTER), codes[0]),)
    if codes:
        return "", (_about(row, ProblemKind.TWO_OF_ONE_NAME, row.text(Field.PRESENTER), ", ".join(sorted(codes))),)
    return "", ()


def _by_code(row: Row, code: str, people: Mapping[str, Person]) -> tuple[str, tuple[Problem, ...]]:
    if not people or code in people:
        return code, ()
    return code, (_about(row, ProblemKind.NOT_ON_THE_LIST, code),)


def _name_in(presenter: str) -> str:
    """ "Ông Dương Công Tiến, Giám đốc Sở" names Dương Công Tiến."""
    _honorific, name = without_honorific(_AFTER_THE_NAME.split(tidy(presenter))[0])
    return spoken(name)


def _about(row: Row, kind: ProblemKind, value: str, after: str = "") -> Problem:
    return Problem(row.sheet_row, kind, "", value, after)
