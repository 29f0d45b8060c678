"""Each sentence that a person reads stands in the catalogue, once, with the same fields; and nothing else does."""

import ast
import string
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLES = tomllib.loads((ROOT / "app" / "locale" / "vi.toml").read_text("utf-8"))
VIETNAMESE = {english: text for table in TABLES.values() for english, text in table.items()}


def marked():
    """(file, line, argument) of each call of `_` or `N_`."""
    for path in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


MARKED = list(marked())
ENGLISH = {node.value for _, node in MARKED if isinstance(node, ast.Constant)}


def fields(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_only_literal_sentences_are_translated():
    assert [
        where for where, node in MARKED if not (isinstance(node, ast.Constant) and isinstance(node.value, str))
    ] == []


def test_each_sentence_has_its_vietnamese():
    assert sorted(ENGLISH - VIETNAMESE.keys()) == []


def test_the_catalogue_has_no_sentence_that_nobody_says():
    assert sorted(VIETNAMESE.keys() - ENGLISH) == []


def test_no_sentence_stands_in_two_tables():
    times = Counter(english for table in TABLES.values() for english in table)

    assert [english for english, count in times.items() if count > 1] == []


def test_both_sides_have_the_same_fields():
    assert {english: text for english, text in VIETNAMESE.items() if fields(english) != fields(text)} == {}


def test_no_translation_is_empty_or_left_in_english():
    same = {english for english, text in VIETNAMESE.items() if not text.strip() or english == text}

    assert {english for english in same if any(letter.isalpha() for letter in english)} <= SAME_IN_BOTH


SAME_IN_BOTH = {"Email", "PDF", "CSV", "XLSX", "QR"}
