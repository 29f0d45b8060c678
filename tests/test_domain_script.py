"""A line with placeholders, filled: what is known in its place, what is missing by its name."""

import pytest

from domain.script import GAPS, NAMES, Piece, PieceKind, pieces, without_next


def text(words: str) -> Piece:
    return Piece(words)


def name(words: str) -> Piece:
    return Piece(words, PieceKind.NAME)


def gap(words: str) -> Piece:
    return Piece(words, PieceKind.GAP)


UYEN = {"ong_ba": "bà", "ho_ten": "Trần Thị Ngọc Uyên", "chuc_vu": "Kỹ sư", "so_co_mat": "148"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", []),
        ("Nghiêm! Chào cờ, chào!", [text("Nghiêm! Chào cờ, chào!")]),
        (
            "Kính mời {ong_ba} {ho_ten}, {chuc_vu}, phát biểu.",
            [text("Kính mời "), name("bà Trần Thị Ngọc Uyên"), text(", Kỹ sư, phát biểu.")],
        ),
        ("Có {so_co_mat}/{so_trieu_tap} đại biểu", [text("Có 148/"), gap("số đại biểu triệu tập"), text(" đại biểu")]),
        ("Mời {ong_ba_ke_tiep} {ho_ten}", [text("Mời "), gap("ông/bà"), text(" "), name("Trần Thị Ngọc Uyên")]),
        ("Mời {ong_ba}, {ho_ten}", [text("Mời "), name("bà"), text(", "), name("Trần Thị Ngọc Uyên")]),
        ("Mời {ho_ten}{ong_ba}", [text("Mời "), name("Trần Thị Ngọc Uyên"), name("bà")]),
        ("{so_lan_thu} người", [gap("so lan thu"), text(" người")]),
        ("{ Ho_Ten } và {Lời Chào}", [name("Trần Thị Ngọc Uyên"), text(" và "), gap("lời chào")]),
        ("{ong_ba} lên. {ong_ba} xuống", [name("Bà"), text(" lên. "), name("Bà"), text(" xuống")]),
        ("Mời {} lên", [text("Mời "), gap("nội dung"), text(" lên")]),
        ("Mời {ho_ten", [text("Mời ho_ten")]),
        ("Mời ho_ten} {", [text("Mời ho_ten ")]),
        ("{{ho_ten}}", [name("Trần Thị Ngọc Uyên")]),
        ("}{", []),
    ],
)
def test_a_line_is_filled(line, found):
    assert pieces(line, UYEN) == tuple(found)


@pytest.mark.parametrize("key", sorted(GAPS))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_missing_is_named_and_never_an_empty_word(key, value):
    values = {} if value is None else {key: value}

    assert pieces(f"Mời {{{key}}}.", values) == (text("Mời "), gap(GAPS[key]), text("."))


def test_each_name_has_words_for_its_gap():
    assert set(GAPS) >= NAMES


def test_what_is_said_of_a_fact_is_not_read_for_placeholders():
    assert pieces("Chủ đề {chu_de}", {"chu_de": "Hàm {ho_ten}"}) == (text("Chủ đề Hàm {ho_ten}"),)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Mời {ho_ten}. Xin mời {ong_ba_ke_tiep} {ho_ten_ke_tiep} chuẩn bị.", "Mời {ho_ten}."),
        ('Chủ đề "{chu_de}". Mời {ho_ten_ke_tiep}. Xin cảm ơn!', 'Chủ đề "{chu_de}". Xin cảm ơn!'),
        ("Mời {ho_ten}, rồi {ho_ten_ke_tiep}.", "Mời {ho_ten}, rồi {ho_ten_ke_tiep}."),
        ("Nghiêm! Chào cờ, chào! Quốc ca! ... Thôi!", "Nghiêm! Chào cờ, chào! Quốc ca! ... Thôi!"),
        ("Mời {ho_ten_ke_tiep}", ""),
    ],
)
def test_when_nobody_follows_nobody_is_asked_to_get_ready(line, kept):
    assert without_next(line) == kept
