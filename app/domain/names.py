"""Vietnamese text as people write, sort and say it: folding, tidying, sorting by given name."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u0080-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_WORD = re.compile(r"[^\W\d_]+")
_HONORIFIC = re.compile(
    r"^(ông\s*(?:/|\()\s*bà\)?|ông|bà|anh|chị|đ/c|đồng chí|gs|pgs|ts|ths|bs|ks|cn)(\.\s*|[:\s]+|(?<=/c)\.?\s*)",
    re.IGNORECASE,
)
_SPELLING = {"đ/c": "Đ/c", "đồng chí": "Đồng chí", "pgs": "PGS", "gs": "GS", "ts": "TS", "ths": "ThS", "bs": "BS"}
_SPELLING |= {"ks": "KS", "cn": "CN", "ông": "Ông", "bà": "Bà", "anh": "Anh", "chị": "Chị"}

# Tones as a Vietnamese dictionary orders them: ngang, huyền, hỏi, ngã, sắc, nặng (CLDR `vi`).
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def tidy(text: str) -> str:
    """NFC, one kind of apostrophe, single spaces, nothing invisible."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_APOSTROPHES)
    return " ".join(text.split())


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """For comparing and finding: no marks, đ as d, no case, single spaces."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(name: str) -> tuple:
    """Order of a Vietnamese list: given name (the last word), then family name, then what stands between."""
    words = tidy(name).split() or [""]
    keys = [_word_key(word) for word in [words[-1], words[0], *words[1:-1]]]
    return tuple(letters for letters, _ in keys), tuple(tones for _, tones in keys), name


def title_case(name: str) -> str:
    """ĐẶNG VĂN AN or đặng văn an as Đặng Văn An, K'BRÔNG as K'Brông; mixed case is kept (H' Lam, Y Khun)."""
    if name != name.upper() and name != name.lower():
        return name
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:].lower(), name)


def without_honorific(name: str) -> tuple[str, str]:
    """("Bà", "Trần Thị Mây") from "Bà Trần Thị Mây", ("Ông TS", …) from "Ông TS. …"; the first is empty when there is
    none, and for "Ông/Bà", which says nothing.
    """
    found = _HONORIFIC.match(name)
    if not found or not name[found.end() :].strip():
        return "", name
    inner, rest = without_honorific(name[found.end() :].strip())
    return " ".join(filter(None, [_SPELLING.get(found[1].lower(), ""), inner])), rest


def spoken(name: str) -> str:
    """The same for names that sound the same: Thủy and Thuỷ, Hòa and Hoà; Thúy and Thủy stay two."""
    return " ".join(_spoken_word(word) for word in tidy(name).casefold().split())


@lru_cache(maxsize=8_192)
def _spoken_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(sorted(decomposed, key=lambda c: c in _TONES))


@lru_cache(maxsize=8_192)
def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Letters first, tones only to break a tie; what is no Vietnamese letter stands before all of them."""
    letters, tones = [], []
    for character in word.casefold():
        base = "".join(c for c in unicodedata.normalize("NFD", character) if c not in _TONES)
        letters.append(_LETTERS.get(unicodedata.normalize("NFC", base), -1))
        tones.append(next((_TONES[c] for c in unicodedata.normalize("NFD", character) if c in _TONES), 0))
    return tuple(letters), tuple(tones)
