"""Vietnamese names: tidied, folded, sorted by given name, taken from their titles, compared by sound."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import fold, sort_key, spoken, tidy, title_case, without_honorific


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("  Trần  Thị\u00a0 Mây ", "Trần Thị Mây"),
        (unicodedata.normalize("NFD", "Đỗ Thị Ngàn"), "Đỗ Thị Ngàn"),
        ("H’ Lam", "H' Lam"),
        ("K`Brông", "K'Brông"),
        ("Lê\u200b Văn\ufeff An", "Lê Văn An"),
        ("Lê\nVăn\r\nAn", "Lê Văn An"),
        ("Lê\u2028An", "Lê An"),
        ("Lê\x00 An\x07", "Lê An"),
        ("\ud800Lê", "Lê"),
    ],
)
def test_tidy(written, tidied):
    assert tidy(written) == tidied


@given(st.text())
def test_tidy_once_is_tidy(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Đặng Thị ÁNH", "dang thi anh"), ("Nguyễn", "nguyen"), ("Ư  Ơ", "u o"), ("ĐĐ", "dd")],
)
def test_fold(written, folded):
    assert fold(written) == fold(unicodedata.normalize("NFD", written)) == folded


def test_given_names_sort_the_vietnamese_way():
    names = ["Lê Bình", "Lê Ẩn", "Lê Ân", "Trần An", "Lê Ánh", "Lê Ái", "Lê An"]
    assert sorted(names, key=sort_key) == ["Lê Ái", "Lê An", "Trần An", "Lê Ánh", "Lê Ân", "Lê Ẩn", "Lê Bình"]


@pytest.mark.parametrize(
    ("written", "cased"),
    [
        ("ĐẶNG VĂN AN", "Đặng Văn An"),
        ("đặng văn an", "Đặng Văn An"),
        ("K'BRÔNG SUỐI", "K'Brông Suối"),
        ("H' LAM NIÊ", "H' Lam Niê"),
        ("TÔN-THẤT ĐẠT", "Tôn-Thất Đạt"),
        ("Y Khun Mlô", "Y Khun Mlô"),
        ("H' Lam", "H' Lam"),
        ("Nguyễn văn An", "Nguyễn văn An"),
    ],
)
def test_title_case(written, cased):
    assert title_case(written) == cased


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Bà Trần Thị Mây", ("Bà", "Trần Thị Mây")),
        ("ÔNG NGUYỄN VĂN SAO", ("Ông", "NGUYỄN VĂN SAO")),
        ("đ/c Lê Thị Thủy", ("Đ/c", "Lê Thị Thủy")),
        ("đ/cLê Thị Thủy", ("Đ/c", "Lê Thị Thủy")),
        ("Đồng chí: Lê Thủy", ("Đồng chí", "Lê Thủy")),
        ("Ông TS. Lê An", ("Ông TS", "Lê An")),
        ("PGS.TS. Lê An", ("PGS TS", "Lê An")),
        ("ThS Lê An", ("ThS", "Lê An")),
        ("Ông/Bà Lê An", ("", "Lê An")),
        ("Bá Văn An", ("", "Bá Văn An")),
        ("Ông Văn", ("Ông", "Văn")),
        ("Ông", ("", "Ông")),
    ],
)
def test_without_honorific(written, parts):
    assert without_honorific(written) == parts


def test_spoken_hears_no_place_of_a_tone_and_every_tone():
    assert spoken("Lê Thị Thủy") == spoken("LÊ THỊ THUỶ")
    assert spoken("Hòa") == spoken("Hoà")
    assert spoken("Lê Thị Thúy") != spoken("Lê Thị Thủy")
    assert spoken("Ân") != spoken("An")
