"""The attendance list as a desk without power reads it."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from papers import POINTS_PER_MM, read

from services.documents import ListRow, attendance_list

CONFERENCE = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
EVENING_BEFORE = datetime(2020, 5, 21, 10, 5, tzinfo=UTC)


def printed(*rows: ListRow, conference: str = CONFERENCE) -> list[str]:
    """The words on each page, in the order they are read."""
    pdf = attendance_list(
        rows,
        conference=conference,
        place_and_date="Khánh Hòa, ngày 22 tháng 5 năm 2020",
        version="37",
        printed_at=EVENING_BEFORE,
    )
    return read(pdf)


def delegates(count: int) -> list[ListRow]:
    return [ListRow(f"DB{n:03}", "Nguyễn Thị Minh Phượng", "Kỹ sư", "Sở Công Thương", f"A{n}") for n in range(count)]


def test_a_list_says_what_it_is_who_is_expected_and_when_it_was_printed():
    assert printed(
        ListRow("DB024", "Trần Văn Hùng", "Tổ trưởng", "Công ty CP Cơ khí Hải Âu", "G09", 1979),
        ListRow("DB039", "H' Lam Niê Sao", "", "Sở Công Thương", "I04"),
    ) == [
        "DANH SÁCH ĐẠI BIỂU "
        "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa Khánh Hòa, ngày 22 tháng 5 năm 2020 "
        "2 đại biểu. Khi không quét được thẻ: tìm tên, ghi giờ đến, mời đại biểu ký tên. "
        "STT Họ và tên Đơn vị Ghế Giờ đến Ký tên "
        "1 Trần Văn Hùng DB024 · sinh năm 1979 · Tổ trưởng Công ty CP Cơ khí Hải Âu G09 "
        "2 H' Lam Niê Sao DB039 Sở Công Thương I04 "
        "Đại biểu bổ sung ngoài danh sách "
        "Danh sách phiên bản 37, in lúc 17:05 ngày 21/05/2020 Trang 1/1"
    ]


def test_each_page_repeats_the_columns_and_says_which_of_how_many_and_which_version():
    pages = printed(*delegates(150))
    assert [re.findall(r"STT Họ và tên Đơn vị Ghế Giờ đến Ký tên|Danh sách phiên.*", page) for page in pages] == [
        [
            "STT Họ và tên Đơn vị Ghế Giờ đến Ký tên",
            f"Danh sách phiên bản 37, in lúc 17:05 ngày 21/05/2020 Trang {page}/7",
        ]
        for page in range(1, 8)
    ]
    assert [page.startswith(f"DANH SÁCH ĐẠI BIỂU – {CONFERENCE}") for page in pages] == [False] + [True] * 6


def test_rows_come_in_the_order_given_each_once_and_whole_on_one_page():
    rows = [replace(row, unit="Công ty TNHH Xuất nhập khẩu " * (n % 6)) for n, row in enumerate(delegates(150))]
    found = [re.findall(r"(\d+) Nguyễn Thị Minh Phượng (DB\d+) · Kỹ sư", page) for page in printed(*rows)]
    units = [page.count("Xuất nhập khẩu") for page in printed(*rows)]
    assert [pair for page in found for pair in page] == [(str(n + 1), f"DB{n:03}") for n in range(150)]
    assert units == [sum((int(number) - 1) % 6 for number, _ in page) for page in found]


@pytest.mark.parametrize("lines", range(1, 6))
def test_no_row_runs_into_the_foot_of_the_page(lines):
    rows = [replace(row, unit="Công ty TNHH Xuất nhập khẩu " * lines) for row in delegates(40)]
    pdf = attendance_list(rows, conference=CONFERENCE, place_and_date="", version="1", printed_at=EVENING_BEFORE)
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        bottoms = {text.get_charbox(place)[1] / POINTS_PER_MM for text in texts for place in range(text.count_chars())}
    assert [bottom for bottom in bottoms if 14 < bottom < 19] == []


@pytest.mark.parametrize("count", range(8, 24))
def test_there_is_always_room_for_eight_who_come_unannounced(count):
    pdf = attendance_list(
        delegates(count), conference=CONFERENCE, place_and_date="", version="1", printed_at=EVENING_BEFORE
    )
    with pypdfium2.PdfDocument(pdf) as document:
        last = document[len(document) - 1]
        text = last.get_textpage()
        _, added, _, _ = text.get_charbox(text.get_text_range().index("Đại biểu bổ sung"))
    assert added / POINTS_PER_MM - 19 >= 8 * 10.5


def test_without_seats_there_is_no_column_for_them():
    assert "STT Họ và tên Đơn vị Giờ đến Ký tên 1 Ẩn DB001" in printed(ListRow("DB001", "Ẩn"))[0]


def test_an_empty_list_still_has_lines_to_write_on():
    (page,) = printed()
    assert "0 đại biểu." in page
    assert "Đại biểu bổ sung ngoài danh sách" in page


def test_thousands_are_written_the_vietnamese_way():
    assert "1.200 đại biểu." in printed(*delegates(1200))[0]


@pytest.mark.parametrize("field", ["name", "position", "unit", "seat", "code"])
def test_a_text_without_end_neither_breaks_a_row_nor_loses_the_next(field):
    endless = replace(delegates(1)[0], **{field: "Xuất " * 900})
    pages = printed(endless, ListRow("DB777", "Ẩn"), conference="Hội nghị " * 200)
    assert ["Xuất" in page for page in pages] == [True] + [False] * (len(pages) - 1)
    assert "2 Ẩn DB777" in " ".join(pages)
