"""Finding a delegate as a desk types it: no marks, any order, initials, unit, seat, the phone's tail, the code."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.delegates import Person
from domain.names import fold, sort_key, tidy

SHORTEST = 2
SHORTEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    name: str
    words: tuple[str, ...]
    all_words: tuple[str, ...]
    initials: str
    seat: str
    phone: str
    haystack: str
    order: tuple


Index = tuple[Entry, ...]


def build_index(people: Iterable[Person]) -> Index:
    return tuple(sorted(map(_entry, people), key=lambda entry: entry.order))


def find(index: Index, text: str) -> list[str]:
    """Delegate codes, best first; nothing below two characters."""
    query = tidy(text)
    folded = fold(query)
    if len(folded.replace(" ", "")) < SHORTEST:
        return []
    words = folded.split()
    ranked = [
        (rank, *_closeness(entry, query), place)
        for place, entry in enumerate(index)
        if _may_match(entry, words) and (rank := _rank(entry, words)) is not None
    ]
    return [index[place].code for *_, place in sorted(ranked)]


def _may_match(entry: Entry, words: list[str]) -> bool:
    """A quick look before the careful one: five thousand people in a few milliseconds."""
    return all(f" {word}" in entry.haystack for word in words) or entry.phone.endswith(words[0])


def _rank(entry: Entry, words: list[str]) -> int | None:
    """0 exact code or seat, 1 given name, 2 other names, 3 unit, 4 initials, 5 phone; None when it does not match."""
    if len(words) == 1:
        return _rank_of_word(entry, words[0])
    if not _all_found(words, entry.all_words):
        return None
    return 2 if _all_found(words, entry.words) else 3


def _rank_of_word(entry: Entry, word: str) -> int | None:
    rungs = (
        word in (entry.code.casefold(), entry.seat),
        entry.words and entry.words[-1].startswith(word),
        any(own.startswith(word) for own in entry.words),
        any(own.startswith(word) for own in entry.all_words) or entry.code.casefold().startswith(word),
        entry.initials == word,
        word.isdigit() and len(word) >= SHORTEST_TAIL and entry.phone.endswith(word),
    )
    return next((rank for rank, reached in enumerate(rungs) if reached), None)


def _all_found(words: list[str], own: tuple[str, ...]) -> bool:
    """Each typed word begins a word of its own, longest first so that `le` does not take the place of `len`."""
    left = list(own)
    for word in sorted(words, key=len, reverse=True):
        match = next((candidate for candidate in left if candidate.startswith(word)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _closeness(entry: Entry, query: str) -> tuple[bool, bool]:
    """A whole given name before a longer one; what was typed with its marks before what merely folds to it."""
    name_words = entry.name.casefold().split()
    typed = query.casefold().split()
    return not all(word in name_words for word in typed), not all(word in entry.words for word in fold(query).split())


def _entry(person: Person) -> Entry:
    words = tuple(fold(person.name).replace("'", " ").split())
    unit = tuple(fold(f"{person.unit} {person.position}").replace(",", " ").replace("-", " ").split())
    initials = "".join(word[0] for word in words)
    key = (sort_key(person.name), person.birth_year or 0, person.code)
    seat, code = person.seat.casefold(), person.code.casefold()
    haystack = " ".join(["", *words, *unit, initials, seat, code])
    return Entry(person.code, person.name, words, words + unit, initials, seat, person.phone, haystack, key)
