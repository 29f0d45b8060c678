"""Badge codes: sixteen letters that survive Unikey, Caps Lock and a patch of glare. Draws and reads them.

Vietnamese input methods rewrite vowels, `dd`, `w`, digits after vowels and, with some options, doubled consonants;
the sixteen letters and the ban on equal neighbours leave them nothing to rewrite.
"""

from collections.abc import Callable, Sequence

LETTERS = "BCGHKLMNPQRSTVXZ"
LENGTH = 16
ECI_PREFIX = "\\000026"  # some scanners announce UTF-8 before the text

_VALUES = {letter: value for value, letter in enumerate(LETTERS)}


def draw_badge_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A fresh code; `choose` picks one of a sequence (`secrets.choice` outside tests)."""
    while True:
        letters = choose(LETTERS)
        while len(letters) < LENGTH - 1:
            letters += choose([letter for letter in LETTERS if letter != letters[-1]])
        code = letters + check_letter(letters)
        if code[-1] != code[-2]:
            return code


def read_badge_code(text: str) -> str | None:
    """The code a scanner typed, in capitals; None when it cannot be one (letters, length or check letter)."""
    typed = text.strip().removeprefix(ECI_PREFIX).strip()
    code = typed.upper() if typed.isascii() else ""  # a capital ß would be two S
    if len(code) != LENGTH or any(letter not in _VALUES for letter in code):
        return None
    return code if check_letter(code[:-1]) == code[-1] else None


def check_letter(letters: str) -> str:
    """Luhn modulo 16 (ISO/IEC 7812-1, annex B, with sixteen letters for ten digits)."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = _VALUES[letter] * (2 - place % 2)
        total += value // 16 + value % 16
    return LETTERS[-total % 16]
