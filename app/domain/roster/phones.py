"""Phone numbers as lists hold them: lost zeros, +84, dots, several in one cell. Nothing is guessed."""

import re

from domain.roster.cells import Text
from domain.roster.problems import Finding, ProblemKind

_SEPARATORS = re.compile(r"[;/,|&\n]|\bhoặc\b|\bvà\b|[^\W\d_]{2,}|:", re.IGNORECASE)
_GAPS = re.compile(r"[\s–-]+")
_SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<=^\d{9})\.0$")  # 100111222.0, as some programs save a number
_LONGEST = 11


def read_phone(cell: Text) -> tuple[str, tuple[str, ...], tuple[Finding, ...]]:
    """The first number, the others, and what was put right or looks odd."""
    text = _DECIMALS.sub("", cell.text.lstrip("'"))
    if not text or _SCIENTIFIC.fullmatch(text):
        return "", (), (Finding(ProblemKind.PHONE_ODD, text),) if text else ()
    numbers = [number for piece in _SEPARATORS.split(text) for number in _numbers_of(piece)]
    if not numbers:
        return "", (), (Finding(ProblemKind.PHONE_ODD, cell.line),)
    first, *others = [_rule_of(number) for number in numbers]
    findings = [Finding(kind, cell.line, after) for after, kind in [first] if kind]
    findings += [Finding(ProblemKind.PHONE_SECOND, cell.line, after) for after, _ in others]
    return first[0], tuple(after for after, _ in others), tuple(findings)


def _numbers_of(piece: str) -> list[str]:
    """Digits, with + when written so; a run too long for one number is two if its gaps say so."""
    number = _digits(piece)
    if len(number.strip("+")) <= _LONGEST:
        return [number] if number.strip("+") else []
    groups = [_digits(group) for group in _GAPS.split(piece) if _digits(group).strip("+")]
    whole = [group for group in groups if _is_usual(group)]
    if len(whole) == len(groups):
        return groups
    return _joined(groups) or [number]


def _joined(groups: list[str]) -> list[str] | None:
    """0100 111 222 0100 333 444: cut where both sides are usual numbers."""
    for cut in range(1, len(groups)):
        sides = "".join(groups[:cut]), "".join(groups[cut:])
        if all(_is_usual(side) for side in sides):
            return list(sides)
    return None


def _digits(text: str) -> str:
    digits = "".join(c for c in text if c in "0123456789")
    return f"+{digits}" if text.strip(" ('").startswith("+") else digits


def _is_usual(number: str) -> bool:
    return _rule_of(number)[1] is not ProblemKind.PHONE_ODD


def _rule_of(number: str) -> tuple[str, ProblemKind | None]:
    return next((prefix + found[1], kind) for pattern, prefix, kind in _RULES if (found := pattern.fullmatch(number)))


# What is kept, what is put before it, and what there is to tell.
_RULES = (
    (re.compile(r"(0\d{9}|02\d{9})"), "", None),
    (re.compile(r"(?:\+|00)?840?([1-9]\d{8}|2\d{9})"), "0", ProblemKind.PHONE_PREFIX),
    (re.compile(r"([1-9]\d{8}|2\d{9})"), "0", ProblemKind.PHONE_ZERO),
    (re.compile(r"(01\d{9})"), "", ProblemKind.PHONE_OLD),  # eleven digits, before 2018
    (re.compile(r"(?:\+|00)?84(1\d{9})"), "0", ProblemKind.PHONE_OLD),
    (re.compile(r"(.*)"), "", ProblemKind.PHONE_ODD),
)
