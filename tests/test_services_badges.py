"""Printed badges as a desk's scanner, a pair of scissors and the person who wears one meet them."""

import csv
import random
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from domain.codes import draw_badge_code
from services.badges import Badge, badge_sheet, qr_matrix

DEMO = Path(__file__).parents[1] / "data" / "demo" / "roster_150.csv"
CONFERENCE = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
PLACE_AND_DATE = "Khánh Hòa, ngày 22 tháng 5 năm 2020"
POINTS_PER_MM = 72 / 25.4
DRAWN = random.Random(2020)

PLAIN = Badge(
    code="DB039",
    badge_code=draw_badge_code(DRAWN.choice),
    name="H' Lam Niê Sao",
    honorific="Bà",
    position="Công nhân may",
    unit="Công ty CP Dệt may Sóng Biếc",
    seat="I04",
    category="Đại biểu điển hình tiên tiến",
)


@pytest.fixture(scope="module")
def demo() -> list[Badge]:
    with DEMO.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Badge(
            code=row["Mã đại biểu"],
            badge_code=draw_badge_code(DRAWN.choice),
            name=row["Họ và tên"],
            honorific={"Nam": "Ông", "Nữ": "Bà"}[row["Giới tính"]],
            position=row["Chức vụ"],
            unit=row["Đơn vị"],
            seat=row["Ghế"],
            category=row["Đối tượng"],
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def printed(demo) -> bytes:
    return sheet(*demo)


def sheet(*badges: Badge, conference: str = CONFERENCE) -> bytes:
    return badge_sheet(badges, conference=conference, place_and_date=PLACE_AND_DATE)


def pictures(pdf: bytes, *, dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letters_on_badge(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """The first badge's letters, each with its box in millimetres from the badge's top left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        height, found = page.get_height(), []
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            box = [edge / POINTS_PER_MM for edge in (left, height - top, right, height - bottom)]
            letter = text.get_text_range(place, 1)
            if letter.strip() and box[1] < 290:
                found.append((letter, box[0] - 15, box[1] - 11, box[2] - 15, box[3] - 11))
        return found


def test_all_150_badges_are_read_back_from_pages_as_coarse_as_a_screen(demo, printed):
    pages = pictures(printed, dpi=72)
    read = [[found.text for found in zxingcpp.read_barcodes(page)] for page in pages]
    assert [sorted(codes) for codes in read] == [
        sorted(badge.badge_code for badge in demo[start : start + 10]) for start in range(0, 150, 10)
    ]


def test_names_keep_all_their_marks_and_badge_codes_stand_in_symbols_only(demo, printed):
    words = " ".join(" ".join(texts(printed)).split())
    names = ("Nguyễn Thị Minh Phượng", "H' Lam Niê Sao", "Nguyễn Trọng Ẩn")
    assert [name for name in names if name not in words] == []
    assert [badge.code for badge in demo if badge.name not in words or badge.code not in words] == []
    assert [badge.code for badge in demo if badge.badge_code in words.replace(" ", "")] == []


def test_a_symbol_is_30_mm_wide_of_level_h_and_has_four_white_modules_round_it():
    picture = pictures(sheet(PLAIN), dpi=254)[0].convert("L")  # ten dots a millimetre
    (found,) = zxingcpp.read_barcodes(picture)
    corners = found.position
    assert found.ec_level == "H"
    assert corners.top_right.x - corners.top_left.x == pytest.approx(300, abs=4)
    left, top = corners.top_left.x, corners.top_left.y
    quiet = Image.new("L", picture.size, 255)
    quiet.paste(picture.crop((left - 46, top - 46, left + 346, top + 346)), (0, 0))
    quiet.paste(255, (43, 43, 349, 349))
    assert quiet.getextrema() == (255, 255)


def test_a_badge_shows_who_it_is_for_and_nothing_else():
    assert texts(sheet(PLAIN))[0].split("\r\n") == [
        "Thẻ đại biểu, tờ 1/1: DB039 – DB039",
        "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa",
        "Khánh Hòa, ngày 22 tháng 5 năm 2020 DB039",
        "Bà",
        "H' Lam Niê Sao",
        "Công nhân may",
        "Công ty CP Dệt may Sóng Biếc",
        "Ghế I04 Đại biểu điển",
        "hình tiên tiến",
    ]


@pytest.mark.parametrize("empty", ["", " "])
def test_what_is_not_known_leaves_no_label_behind(empty):
    bare = Badge(code="DB007", badge_code=PLAIN.badge_code, name="Ẩn", seat=empty, position=empty, category=empty)
    assert texts(sheet(bare))[0].split("\r\n") == [
        "Thẻ đại biểu, tờ 1/1: DB007 – DB007",
        "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa",
        "Khánh Hòa, ngày 22 tháng 5 năm 2020 DB007",
        "Ẩn",
    ]


LONG_UNIT = "Công ty Trách nhiệm hữu hạn một thành viên Xuất nhập khẩu " * 4


@pytest.mark.parametrize(
    "badge",
    [
        replace(PLAIN, name="Nguyễn Thị " * 18 + "Ẩn"),
        replace(PLAIN, name="Nguyễn" * 33 + "Ẩn"),
        replace(PLAIN, unit=LONG_UNIT),
        replace(PLAIN, name="Nguyễn Thị " * 18 + "Ẩn", unit=LONG_UNIT, position=LONG_UNIT),
        replace(PLAIN, name="W" * 500, unit="W" * 500, position="W" * 500, honorific="W" * 90),
        replace(PLAIN, seat="Hàng ghế 12, số 34, cánh trái", category="Đại biểu điển hình tiên tiến " * 3),
        replace(PLAIN, code="DB" + "0" * 40),
    ],
)
def test_however_long_the_words_they_stay_on_their_badge_and_off_the_symbol(badge):
    letters = letters_on_badge(sheet(badge, conference=CONFERENCE + " và các địa phương lân cận giai đoạn 2015 – 2020"))
    outside = [box for box in letters if box[1] < 4 or box[2] < 2 or box[3] > 86 or box[4] > 53]
    on_symbol = [box for box in letters if box[3] > 90 - 39.6 and 12 < (box[2] + box[4]) / 2 < 12 + 39.6]
    assert (outside, on_symbol) == ([], [])


def test_a_name_of_200_letters_is_printed_whole():
    name = "Nguyễn Thị " * 18 + "Ẩn"
    assert name in " ".join(texts(sheet(replace(PLAIN, name=name)))[0].split())


def test_a_name_breaks_evenly_and_never_between_a_particle_and_its_word():
    phuong = texts(sheet(replace(PLAIN, name="Nguyễn Thị Minh Phượng")))[0].split("\r\n")
    hlam = texts(sheet(replace(PLAIN, name="Nguyễn Thị Bích H' Lam")))[0].split("\r\n")
    assert phuong[4:6] == ["Nguyễn Thị", "Minh Phượng"]
    assert hlam[4:6] == ["Nguyễn Thị", "Bích H' Lam"]


def test_decomposed_letters_are_printed_like_composed_ones():
    assert texts(sheet(replace(PLAIN, name="Nguye\u0302\u0303n A\u0302\u0309n")))[0].split("\r\n")[4] == "Nguyễn Ẩn"


@pytest.mark.parametrize(("count", "pages"), [(1, [1]), (10, [10]), (11, [10, 1])])
def test_ten_badges_share_a_page(demo, count, pages):
    found = [len(zxingcpp.read_barcodes(page)) for page in pictures(sheet(*demo[:count]), dpi=72)]
    assert found == pages


def test_the_matrix_is_that_of_a_version_2_symbol():
    finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    matrix = ["".join("#" if dark else "." for dark in row) for row in qr_matrix(PLAIN.badge_code)]
    assert {len(matrix), *map(len, matrix)} == {25}
    assert (
        [row[:7] for row in matrix[:7]]
        == [row[-7:] for row in matrix[:7]]
        == [row[:7] for row in matrix[-7:]]
        == finder
    )
