"""Finding a delegate as a desk types it: no marks, any order, initials, unit, seat, the phone's tail, the code."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.delegates import Person
from domain.names import fold, sort_key, spoken, tidy

SHORTEST = 2
SHORTEST_TAIL = 3

# Ranks, best first.
_EXACT, _GIVEN, _NAME, _UNIT, _INITIALS, _PHONE = range(6)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as one searches: folded words, a space before each and after the last, so that a prefix is ` word`."""

    code: str
    given: str
    name: str
    marked_name: str
    everything: str
    initials: str
    exact: tuple[str, str]
    phone: str


Index = tuple[Entry, ...]


def build_index(people: Iterable[Person]) -> Index:
    """In the order of a Vietnamese list; namesakes by birth year."""
    ordered = sorted(people, key=lambda person: (sort_key(person.name), person.birth_year or 0, person.code))
    return tuple(map(_entry, ordered))


def find(index: Index, text: str) -> list[str]:
    """Delegate codes, best first; nothing below two characters.

    Each word typed must begin a word of the person's. What was typed with its marks comes before what merely folds to
    it, and a whole word of the name before the beginning of a longer one.
    """
    query = tidy(text)
    words, whole = _words(query), fold(query)
    if sum(map(len, words)) < SHORTEST:
        return []
    starts = [f" {word}" for word in words]
    wholes = [f" {word} " for word in words]
    marks = [f" {word}" for word in _words_with_marks(query)] if query.casefold() != whole else []
    found: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for entry in index:
        rank = _rank(entry, whole, starts)
        if rank is not None:
            unmarked = sum([mark not in entry.marked_name for mark in marks])
            found[unmarked, rank, sum([word not in entry.name for word in wholes])].append(entry.code)
    return [code for key in sorted(found) for code in found[key]]


def _rank(entry: Entry, whole: str, starts: list[str]) -> int | None:
    for start in starts:
        if start not in entry.everything:
            return _rank_of_whole(entry, whole)
    if whole in entry.exact:
        return _EXACT
    if entry.given.startswith(whole):
        return _GIVEN
    if all(start in entry.name for start in starts):
        return _NAME
    return _UNIT


def _rank_of_whole(entry: Entry, whole: str) -> int | None:
    if whole in entry.exact:
        return _EXACT
    if whole == entry.initials:
        return _INITIALS
    is_tail = whole.isdigit() and len(whole) >= SHORTEST_TAIL and entry.phone.endswith(whole)
    return _PHONE if is_tail else None


def _entry(person: Person) -> Entry:
    words = _words(person.name)
    seat, code = person.seat.casefold(), person.code.casefold()
    return Entry(
        code=person.code,
        given=words[-1] if words else "",
        name=_padded(words),
        marked_name=_padded(_words_with_marks(person.name)),
        everything=_padded([*words, *_words(f"{person.unit} {person.position}"), seat, code]),
        initials="".join(word[0] for word in words),
        exact=(seat, code),
        phone=person.phone,
    )


def _words(text: str) -> list[str]:
    return fold(text).translate(_SEPARATORS).split()


def _words_with_marks(text: str) -> list[str]:
    return spoken(text.translate(_SEPARATORS)).split()


def _padded(words: list[str]) -> str:
    return f" {' '.join(words)} "


_SEPARATORS = str.maketrans(dict.fromkeys("',.-–/()\"“”", " "))
