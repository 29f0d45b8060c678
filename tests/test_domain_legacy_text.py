"""TCVN3 and VNI turned into Unicode, by font or by the text alone; and Unicode left as it is."""

import csv
from pathlib import Path

import pytest

from domain.legacy_text import Conversion, Encoding, convert, is_syllable, is_vietnamese, recover

DEMO = Path(__file__).parents[1] / "data" / "demo" / "roster_150.csv"
TCVN3, VNI = Encoding.TCVN3, Encoding.VNI


@pytest.mark.parametrize(
    ("written", "text", "encoding"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng", TCVN3),
        ("C«ng nh©n may", "Công nhân may", TCVN3),
        ("§Æng ThÞ Quúnh Nh\u00ad", "Đặng Thị Quỳnh Như", TCVN3),
        ("Tr\u00ad¬ng ThÞ Ph\u00adîng", "Trương Thị Phượng", TCVN3),
        ("§iÓn h×nh tiªn tiÕn", "Điển hình tiên tiến", TCVN3),
        ("NGUYÔN V¡N HïNG", "NGUYỄN VĂN HÙNG", TCVN3),
        ("®/c Lª ThÞ Thñy", "đ/c Lê Thị Thủy", TCVN3),
        ("§HTT", "ĐHTT", TCVN3),
        ("Phã G§ C«ng ty CP", "Phó GĐ Công ty CP", TCVN3),
        ("Traàn Thò Lan", "Trần Thị Lan", VNI),
        ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng", VNI),
        ("NGUYEÃN VAÊN HUØNG", "NGUYỄN VĂN HÙNG", VNI),
        ("Ñaëng Thò Quyønh Nhö", "Đặng Thị Quỳnh Như", VNI),
        ("Tröôûng phoøng Kyõ thuaät", "Trưởng phòng Kỹ thuật", VNI),
        ("Ñöôøng ÔÛ Aùnh", "Đường Ở Ánh", VNI),
    ],
)
def test_text_in_an_old_encoding_without_a_font(written, text, encoding):
    assert recover(written) == Conversion(text, encoding)


@pytest.mark.parametrize(
    ("written", "font", "text"),
    [
        ("NguyÔn V¨n Hïng", ".VnTime", "Nguyễn Văn Hùng"),
        ("nguyÔn v¨n hïng", ".VnTimeH", "NGUYỄN VĂN HÙNG"),
        ("Lý Hé", ".VnArial", "Lý Hộ"),
        ("H' Lam Niª", ".VnTime", "H' Lam Niê"),
        ("Traàn Thò Lan", "VNI-Times", "Trần Thị Lan"),
        ("Lyù Hoä", "VNI-Helve", "Lý Hộ"),
    ],
)
def test_font_of_the_cell_decides(written, font, text):
    assert recover(written, font).text == text


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Nguyễn Văn Hùng", ".VnTime"),
        ("Lê Thanh Hà", ".VnTime"),
        ("Đỗ Thị Ngàn", "VNI-Times"),
        ("Nguyen Van Hung", ".VnTime"),
        ("Lê Hà", ""),
        ("Hồ Thị Ân", ""),
        ("Chamaléa Thị Mận", ""),
        ("H' Lam Niê Sao", ""),
        ("André Müller", ""),
        ("K' Lôp", ""),
        ("H' Nôt Êban", ""),
        ("Nestlé", ""),
        ("Coca® (§ 12, 25 °C)", ""),
        ("Cà phê Buôn Hồ", ""),
    ],
)
def test_unicode_stays_as_it_is(text, font):
    assert recover(text, font) is None


def test_nothing_in_the_demo_is_taken_for_an_old_encoding():
    with DEMO.open(encoding="utf-8", newline="") as file:
        cells = {cell for line in csv.reader(file) for cell in line}
    assert [cell for cell in cells if recover(cell)] == []


def test_letter_foreign_to_an_encoding_is_told():
    assert convert("Hà", TCVN3) is None
    assert convert("Lê", VNI) is None
    assert convert("Nguyễn", TCVN3) is None


SYLLABLES = """
    nguyễn giếng gì quýt quyết quốc huỳnh khuỷu nghiêng thuở giặt ngoằng uỷ Ủy toà Hoà xoong yến Ấp ơ Quỳnh khoẻ khỏe
    quá già múa mía khuya ngoài Thủy Thuỷ người hoặc
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["hïng", "vaên", "nguye", "bcd", "các2", "tôt", "hoc", "müller", "mlô", "quq", "ẫ́", "aỏ", "hìêu", "toàn̉"]
)
def test_no_syllables(word):
    assert not is_syllable(word)


def test_texts_of_syllables():
    assert is_vietnamese("Công ty Cổ phần, (số 12)")
    assert not is_vietnamese("Công ty TNHH")
