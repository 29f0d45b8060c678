"""Badge codes survive Unikey, Caps Lock and scanners' own dress, and a slip of one letter is noticed."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import ECI_PREFIX, LENGTH, LETTERS, check_letter, draw_badge_code, read_badge_code

DRAWS = random.Random(7)
CODES = [draw_badge_code(DRAWS.choice) for _ in range(2_000)]


def test_a_code_is_sixteen_letters_no_two_neighbours_alike():
    assert len(set(CODES)) == len(CODES)
    for code in CODES:
        assert len(code) == LENGTH
        assert set(code) <= set(LETTERS)
        assert all(left != right for left, right in pairwise(code))
        assert read_badge_code(code) == code


def test_the_letters_leave_an_input_method_nothing_to_rewrite():
    assert len(LETTERS) == len(set(LETTERS)) == 16
    assert not set(LETTERS) & set("AEIOUYDWFJ0123456789")


def test_the_check_letter_is_luhns():
    """Worked by hand: from the right every other value doubled (B=0, C=1, G=2, H=3, K=4, …)."""
    assert check_letter("C" + "B" * 14) == LETTERS[-2 % 16]
    assert check_letter("BC" + "B" * 13) == LETTERS[-1 % 16]
    assert check_letter("Z" + "B" * 14) == LETTERS[-(1 + 14) % 16]  # 15 doubled is 30, 1·16 + 14


@given(place=st.integers(0, LENGTH - 1), letter=st.sampled_from(LETTERS), number=st.integers(0, len(CODES) - 1))
def test_one_wrong_letter_is_always_noticed(place, letter, number):
    code = CODES[number]
    slipped = code[:place] + letter + code[place + 1 :]

    assert read_badge_code(slipped) == (code if slipped == code else None)


@given(place=st.integers(0, LENGTH - 2), number=st.integers(0, len(CODES) - 1))
def test_neighbours_swapped_are_noticed_but_for_the_pair_luhn_cannot_tell(place, number):
    code = CODES[number]
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if {code[place], code[place + 1]} != {LETTERS[0], LETTERS[-1]}:
        assert read_badge_code(swapped) is None


@pytest.mark.parametrize(
    "dress", ["{}", "{}\r\n", " \t{}\n", f"{ECI_PREFIX}{{}}\r", f" {ECI_PREFIX} {{}} ", "\u00a0{}\u00a0"]
)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_a_scanners_dress_is_taken_off(dress, case):
    code = CODES[0]

    assert read_badge_code(dress.format(case(code))) == code


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_never_an_error(text):
    code = read_badge_code(text)

    assert code is None or (len(code) == LENGTH and check_letter(code[:-1]) == code[-1])


@pytest.mark.parametrize(
    "text", ["ＢＣＧＨＫＬＭＮＰＱＲＳＴＶＸＺ", "ßßßßßßßß", "BCGHKLMNPQRSTVXß", "ı" * 16, "\ud800" * 16]
)
def test_letters_that_merely_look_or_fold_alike_are_no_code(text):
    assert read_badge_code(text) is None
