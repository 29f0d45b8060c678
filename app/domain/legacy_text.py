"""Vietnamese typed for TCVN3 (.VnTime) and VNI fonts, turned into Unicode; and whether a word can be Vietnamese at all.

Text alone is turned only when it was no Vietnamese before and is after: nothing is converted on a guess.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Encoding(StrEnum):
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Conversion:
    text: str
    encoding: Encoding


def recover(text: str, font: str = "") -> Conversion | None:
    """The Unicode text behind a cell in a legacy font; None when the cell is fine as it stands."""
    if text.isascii():
        return None
    if encoding := encoding_of_font(font):
        return _by_font(text, encoding, font)
    found = [Conversion(after, e) for e in Encoding if (after := convert(text, e)) and _convinces(text, after)]
    return found[0] if len(found) == 1 else None


def convert(text: str, encoding: Encoding) -> str | None:
    """None when a letter of the text does not occur in that encoding: then it was never typed for it."""
    return _from_tcvn3(text) if encoding is Encoding.TCVN3 else _from_vni(text)


def encoding_of_font(font: str) -> Encoding | None:
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith(("vni-", "vni ")) else None


def is_vietnamese(text: str) -> bool:
    """Each word is a syllable that Vietnamese has."""
    return all(is_syllable(word) for word in _words(text))


@lru_cache(maxsize=32_768)
def is_syllable(word: str) -> bool:
    """Onset, rime, and the tone where it is written: Thủy and Thuỷ, but no Thủỵ, no aỏ, no tôt."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = [c for c in decomposed if c in _TONES]
    letters = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if len(tones) > 1 or (letters.endswith(_STOPS) and tones not in _TONES_OF_STOPS):
        return False
    place = _tone_place(word.casefold())
    return letters in _GI or any(
        rime in _RIMES and (place is None or place - len(onset) in _tone_places(rime))
        for onset in _ONSETS
        if letters.startswith(onset) and (rime := _rime(letters, onset))
    )


def _tone_place(word: str) -> int | None:
    spelt = unicodedata.normalize("NFC", word)
    return next((place for place, c in enumerate(spelt) if set(unicodedata.normalize("NFD", c)) & set(_TONES)), None)


def _tone_places(rime: str) -> tuple[int, ...]:
    vowels = [place for place, c in enumerate(rime) if c in _VOWELS]
    marked = [place for place in vowels if rime[place] in _MARKED_VOWELS]
    if marked or len(vowels) == 1 or rime[-1] not in _VOWELS:
        return (max(marked or vowels),)
    if len(vowels) > 2:
        return (1,)
    return (0, 1) if rime in _EITHER_VOWEL else (0,)


def _rime(letters: str, onset: str) -> str:
    rime = letters[len(onset) :]
    return rime.replace("y", "i", 1) if onset == "qu" and rime.startswith("y") else rime


def _by_font(text: str, encoding: Encoding, font: str) -> Conversion | None:
    after = convert(text, encoding)
    if after is None or (is_vietnamese(text) and not is_vietnamese(after)):
        return None  # Unicode that merely stands in a cell with an old font
    return Conversion(after.upper() if font.strip().endswith("H") else after, encoding)


def _convinces(before: str, after: str) -> bool:
    changed = [pair for pair in zip(_words(before), _words(after), strict=False) if pair[0] != pair[1]]
    makes_sense = all(is_syllable(word) or _ABBREVIATION.fullmatch(word) for _, word in changed)
    return makes_sense and any(_was_typed_so(*pair) for pair in changed)


def _was_typed_so(before: str, after: str) -> bool:
    """No syllable, and not for a foreign name's sake: it has two letters for one, or one no Vietnamese text has."""
    foreign = any(not c.isascii() and not set(unicodedata.normalize("NFD", c.casefold())) <= _ALPHABET for c in before)
    return len(before) > 1 and not is_syllable(before) and (foreign or len(before) > len(after))


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]


def _from_tcvn3(text: str) -> str | None:
    if any(not c.isascii() and not c.isspace() and c not in _TCVN3 for c in text):
        return None
    after = "".join(_TCVN3.get(c, c) for c in text)
    # the encoding has no capitals with tones: NGUYÔN is how NGUYỄN was typed
    plain = "".join(c if c.isascii() else "" for c in text)
    return after.upper() if plain.isupper() and _TWO_CAPITALS.search(plain) else after


def _from_vni(text: str) -> str | None:
    rest = _VNI_SIGNS.sub("", text)
    if any(not c.isascii() and not c.isspace() for c in rest):
        return None
    return _VNI_SIGNS.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def _vni_table() -> dict[str, str]:
    tones = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
    roofs = {"â": "\u0302"} | {sign: "\u0302" + tone for sign, tone in zip("áàåãä", tones.values(), strict=True)}
    bowls = {"ê": "\u0306"} | {sign: "\u0306" + tone for sign, tone in zip("éèúüë", tones.values(), strict=True)}
    signs_of = {"a": tones | roofs | bowls, "e": tones | roofs, "o": tones | roofs, "u": tones, "y": tones}
    signs_of |= {"ô": tones, "ö": tones}
    single = dict(zip("ñôöæóòîíì", "đơưỉĩịỵíì", strict=True))
    pairs = {
        base + sign: unicodedata.normalize("NFC", single.get(base, base) + marks)
        for base, signs in signs_of.items()
        for sign, marks in signs.items()
    }
    return pairs | single


_TCVN3_ROWS = (
    ("¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ"),
    ("¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË", "áàảãạăắằẳẵặâấầẩẫậ"),
    ("®ÐÌÎÏÑªÕÒÓÔÖ", "đéèẻẽẹêếềểễệ"),
    ("Ý×ØÜÞýúûüþ", "íìỉĩịýỳỷỹỵ"),
    ("ãßáâä«èåæçé¬íêëìî", "óòỏõọôốồổỗộơớờởỡợ"),
    ("óïñòô\u00adøõö÷ù", "úùủũụưứừửữự"),
)
_TCVN3 = {typed: letter for row in _TCVN3_ROWS for typed, letter in zip(*row, strict=True)}
_VNI = _vni_table()
_VNI_SIGNS = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)

_SEPARATORS = re.compile(r"[\s.,;:()\[\]\"'“”‘’–—…/\\+*&!?0-9-]+")
_ABBREVIATION = re.compile("[A-ZĐ]{1,7}|đ")  # ĐHTT, and the đ of đ/c
_TWO_CAPITALS = re.compile("[A-Z]{2}")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = (["\u0301"], ["\u0323"])
_MARKED_VOWELS = "ăâêôơư"
_VOWELS = "aeiouy" + _MARKED_VOWELS
_ALPHABET = frozenset(unicodedata.normalize("NFD", "aăâbcdđeêghiklmnoôơpqrstuưvxy") + _TONES)
_EITHER_VOWEL = ("oa", "oe", "uy")  # hòa and hoà, khỏe and khoẻ, thủy and thuỷ
_ONSET_TABLE = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIME_TABLE = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uynh uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
"""
_GI_TABLE = "gi gin gim gip git gia giêng giêt giêm giên giêc"  # one i where onset and rime both have it
_ONSETS = sorted(["", *_ONSET_TABLE.split()], key=len, reverse=True)
_RIMES = frozenset(_RIME_TABLE.split())
_GI = frozenset(_GI_TABLE.split())
