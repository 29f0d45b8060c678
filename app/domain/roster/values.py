"""Values with a fixed set of answers: category, gender, ethnicity, economic sector, yes or no; names and codes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from domain.delegates import Category, Gender, Person, Standing
from domain.names import fold, tidy, title_case, without_honorific
from domain.roster.cells import Text
from domain.roster.phones import read_phone
from domain.roster.problems import Finding, ProblemKind
from domain.roster.words import (
    CATEGORY_LABELS,
    CATEGORY_PHRASES,
    CATEGORY_WORDS,
    ETHNICITY_WORDS,
    GENDER_WORDS,
    MARK_WORDS,
    SECTOR_WORDS,
    STANDING_LABELS,
)

_T = TypeVar("_T")

LONGEST_NAME = 200
LONGEST_TEXT = 2_000

_RESERVE = "du khuyet"
_NO_AWARD = frozenset(["khong", "khong co", "0"])
_ODD_IN_NAME = re.compile(r"[^\w\s'.,()/\-]|[\d_ªºµ¼½¾]")
_CODE = re.compile(r"\w[\w./-]{0,23}")


def read_category(cell: Text) -> tuple[Category | None, tuple[Finding, ...]]:
    text = cell.line
    found = _CATEGORIES.get(_core(text)) or category_in(text)
    if not found:
        kind = ProblemKind.CATEGORY_UNKNOWN if text else ProblemKind.CATEGORY_MISSING
        return None, (Finding(kind, text),)
    return found, _renamed(text, CATEGORY_LABELS[found])


def category_in(text: str) -> Category | None:
    """The category a longer text names, when it names exactly one."""
    words = f" {_words(text)} "
    found = {category for phrase, category in CATEGORY_PHRASES.items() if f" {_words(phrase)} " in words}
    return found.pop() if len(found) == 1 else None


def begins_reserve(text: str) -> bool:
    return fold(text).startswith(_RESERVE)


def mentions_reserve(text: str) -> bool:
    return _RESERVE in fold(text)


def read_standing(text: str) -> Standing | None:
    return _STANDINGS.get(_core(text))


def read_gender(cell: Text) -> tuple[Gender | None, tuple[Finding, ...]]:
    found = _GENDERS.get(_core(cell.line))
    unreadable = cell.text and not found
    return found, (Finding(ProblemKind.GENDER_UNREADABLE, cell.line),) if unreadable else ()


def read_mark(cell: Text) -> tuple[bool | None, tuple[Finding, ...]]:
    found = _MARKS.get(_core(cell.line) or cell.line)
    unreadable = cell.text and found is None
    return found, (Finding(ProblemKind.MARK_UNREADABLE, cell.line),) if unreadable else ()


def is_mark(text: str) -> bool:
    return _MARKS.get(_core(text) or text) is True


def read_ethnicity(cell: Text) -> tuple[str, tuple[Finding, ...]]:
    return _read_alias(cell.line, _ETHNICITIES, ProblemKind.ETHNICITY_UNKNOWN)


def read_sector(cell: Text) -> tuple[str, tuple[Finding, ...]]:
    return _read_alias(cell.line, _SECTORS, ProblemKind.SECTOR_UNKNOWN)


def read_name(cell: Text) -> tuple[str, str, tuple[Finding, ...]]:
    """Honorific, name, findings. Nothing about the person is taken from the middle name."""
    honorific, bare = without_honorific(cell.line)
    name = "" if cell.is_ditto else title_case(bare)
    if not any(c.isalpha() for c in name):
        return "", "", (Finding(ProblemKind.NAME_MISSING, cell.line),)
    is_odd = _ODD_IN_NAME.search(name) or "\n" in cell.text
    findings = [
        Finding(ProblemKind.HONORIFIC, cell.line, bare) if bare != cell.line else None,
        Finding(ProblemKind.NAME_CASE, bare, name) if name != bare else None,
        Finding(ProblemKind.TOO_LONG, name[:40]) if len(name) > LONGEST_NAME else None,
        Finding(ProblemKind.LOST_LETTERS, cell.line) if "?" in name else None,
        Finding(ProblemKind.NAME_ODD, cell.line[:LONGEST_NAME]) if is_odd else None,
    ]
    return honorific, name, tuple(finding for finding in findings if finding)


def read_code(cell: Text) -> tuple[str, tuple[Finding, ...]]:
    code = cell.line.replace(" ", "").upper()
    if code and not _CODE.fullmatch(code):
        return "", (Finding(ProblemKind.CODE_UNREADABLE, cell.line[:LONGEST_NAME]),)
    return code, ()


def read_award(cell: Text) -> str:
    return "" if fold(cell.text) in _NO_AWARD else cell.listed


def gender_said_by(honorific: str) -> Gender | None:
    return _GENDER_OF_HONORIFIC.get(honorific.split(" ")[0])


def as_read(person: Person) -> Person:
    """The person as an import of the same words would give it: to tell a change from another way of writing it."""
    honorific, name, _ = read_name(Text(tidy(person.name)))
    phone, others, _ = read_phone(Text(tidy(person.phone)))
    texts = {field: tidy(getattr(person, field)) for field in _PLAIN_TEXTS}
    return replace(
        person,
        **texts,
        code=read_code(Text(tidy(person.code)))[0],
        name=name,
        honorific=honorific or person.honorific,
        gender=person.gender or gender_said_by(honorific),
        ethnicity=read_ethnicity(Text(tidy(person.ethnicity)))[0],
        sector=read_sector(Text(tidy(person.sector)))[0],
        awards=read_award(Text(tidy(person.awards))),
        phone=phone,
        note=with_other_phones(tidy(person.note), others),
    )


def with_other_phones(note: str, others: tuple[str, ...]) -> str:
    """A delegate has one number; the others are kept in the note."""
    return "; ".join(filter(None, [note, *(f"ĐT khác {number}" for number in others if number not in note)]))


def _read_alias(text: str, known: Mapping[str, str], unknown: ProblemKind) -> tuple[str, tuple[Finding, ...]]:
    name = known.get(_core(text))
    if not name:
        return text, (Finding(unknown, text),) if text else ()
    return name, _renamed(text, name)


def _renamed(text: str, name: str) -> tuple[Finding, ...]:
    return () if text.casefold() == name.casefold() else (Finding(ProblemKind.ALIAS, text, name),)


def _core(text: str) -> str:
    return _words(text).replace(" ", "")


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w]|_", " ", fold(text)).split())


def _named(table: Mapping[str, str]) -> dict[str, str]:
    """Each spelling, and the name itself, to the name."""
    return {_core(word): name for name, words in table.items() for word in [name, *words.split(";")] if word.strip()}


def _meant(table: Mapping[_T, str]) -> dict[str, _T]:
    return {_core(word) or word.strip(): value for value, words in table.items() for word in words.split(";")}


_CATEGORIES = _meant(CATEGORY_WORDS)
_GENDERS = _meant(GENDER_WORDS)
_MARKS = _meant(MARK_WORDS)
_STANDINGS = _meant(STANDING_LABELS)
_SECTORS = _named(SECTOR_WORDS)
_ETHNICITIES = _named(ETHNICITY_WORDS)
_GENDER_OF_HONORIFIC = {"Ông": Gender.MALE, "Bà": Gender.FEMALE}
_PLAIN_TEXTS = ("position", "unit", "bloc", "kind", "represents", "titles", "higher_congress", "seat")
