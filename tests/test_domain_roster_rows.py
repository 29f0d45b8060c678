"""Rows that are people and rows that are not: sections, ditto marks, merged cells, gaps, and where the list ends."""

import pytest
from lists import HEADER, column, names, person, read, told

from domain.delegates import Category
from domain.roster import Level, Span


def test_sections_without_merge_by_their_numbering():
    draft = read(
        HEADER,
        ["A", "ĐẠI BIỂU ĐIỂN HÌNH TIÊN TIẾN"],
        ["I", "KHỐI HÀNH CHÍNH SỰ NGHIỆP"],
        person(1, "Lê Văn An", unit="Văn phòng Sở", category=None),
        ["II", "KHỐI DOANH NGHIỆP"],
        [None, "Công ty CP Dệt may Sóng Biếc (02 người)"],
        person(2, "Lê Văn Bình", unit=None, category=None),
        person(3, "Lê Văn Ca", unit='"', category=None),
        ["B", "KHÁCH MỜI"],
        person(4, "Lê Văn Danh", unit="Sở Nội vụ", category=None),
        person(5, "Lê Văn Em", unit="Sở Nội vụ", category="ĐHTT"),
    )
    sao = "Công ty CP Dệt may Sóng Biếc"
    assert column(draft, "unit") == ["Văn phòng Sở", sao, sao, "Sở Nội vụ", "Sở Nội vụ"]
    assert [row.group for row in draft.rows] == [
        "KHỐI HÀNH CHÍNH SỰ NGHIỆP", "KHỐI DOANH NGHIỆP", "KHỐI DOANH NGHIỆP", "KHÁCH MỜI", "KHÁCH MỜI",
    ]  # fmt: skip
    exemplary, guest = Category.EXEMPLARY, Category.GUEST
    assert column(draft, "category") == [exemplary, exemplary, exemplary, guest, exemplary]
    assert column(draft, "bloc") == ["Khối hành chính sự nghiệp", "Khối doanh nghiệp", "Khối doanh nghiệp", "", ""]
    assert told(draft) == []
    assert {(7, "from_section", "unit"), (8, "ditto", "unit")} <= set(told(draft, Level.REPAIR))


def test_names_alone_under_titles():
    draft = read(
        ["TT", "Họ tên", "Ghi chú"],
        ["I", "KHÁCH MỜI"],
        [1, "Lê Văn An"],
        [2, "Katy Smith"],
        ["II", "ĐIỂN HÌNH TIÊN TIẾN"],
        [None, "Bá Văn Ca"],
        [None, "ĐOÀN THỊ DA"],
    )
    guest, exemplary = Category.GUEST, Category.EXEMPLARY
    assert list(zip(names(draft), column(draft, "category"), strict=True)) == [
        ("Lê Văn An", guest), ("Katy Smith", guest), ("Bá Văn Ca", exemplary), ("Đoàn Thị Da", exemplary),
    ]  # fmt: skip


def test_units_numbered_like_people_and_people_beneath():
    draft = read(
        HEADER,
        [1, "Công ty TNHH Nước mắm Làng Gió"],
        person("1.1", "Lê Văn An", unit=None),
        person("1.2", "Lê Văn Bình", unit=None),
        [2, "HTX Thủ công mỹ nghệ Cát Vàng", None, None, None, None, "1 người"],
        person("2.1", "Lê Văn Ca", unit=None),
    )
    assert list(zip(names(draft), column(draft, "unit"), strict=True)) == [
        ("Lê Văn An", "Công ty TNHH Nước mắm Làng Gió"),
        ("Lê Văn Bình", "Công ty TNHH Nước mắm Làng Gió"),
        ("Lê Văn Ca", "HTX Thủ công mỹ nghệ Cát Vàng"),
    ]


def test_person_with_a_name_alone_is_no_section():
    draft = read(HEADER, [None, "Đoàn Hoàng Duy"], [None, "Cao Thị Suối"], [None, "TRẦN VĂN HÙNG"], person(4, "Lê An"))
    assert names(draft) == ["Đoàn Hoàng Duy", "Cao Thị Suối", "Trần Văn Hùng", "Lê An"]
    assert draft.blocked == {2, 3, 4}


def test_ditto_chain_in_every_spelling():
    dittos = ['"', "-nt-", "nt", "//", "như trên", "”", "''", "- nt -", "〃"]
    draft = read(
        HEADER,
        person(1, "Lê An"),
        *(person(i, f"Lê {'Bcdghklmn'[i - 2]}a", unit=d, category=d) for i, d in enumerate(dittos, 2)),
    )
    assert set(column(draft, "unit")) == {"Sở Nội vụ"}
    assert set(column(draft, "category")) == {Category.GUEST}
    assert len(told(draft, Level.REPAIR)) == 2 * len(dittos)
    assert told(draft) == []


def test_ditto_of_nothing_is_told():
    draft = read(HEADER, person(1, "Lê An", unit="-nt-"))
    assert (column(draft, "unit"), told(draft)) == ([""], [(2, "ditto_of_nothing", "unit")])


def test_merged_cell_speaks_for_each_of_its_rows():
    draft = read(
        HEADER,
        person(1, "Lê An", unit="Sở Y tế"),
        person(2, "Lê Ba", unit=None, phone=None),
        person(3, "Lê Ca", unit=None),
        spans=[Span(2, 6, 3, 6), Span(2, 8, 3, 8)],
    )
    assert column(draft, "unit") == ["Sở Y tế", "Sở Y tế", ""]
    assert column(draft, "phone") == ["0100111222", "", "0100111222"]
    assert told(draft) == [(3, "missing", "phone"), (4, "missing", "unit")]


@pytest.mark.parametrize(
    "end", ["Tổng cộng: 02 đại biểu", "Tổng số: 2", "TỔNG CỘNG", "Danh sách này có 02 người", "Cộng: 2"]
)
def test_list_ends_at_its_sum(end):
    draft = read(
        HEADER,
        person(1, "Lê An"),
        person(2, "Lê Ba"),
        [None, end],
        [],
        [None, None, None, None, None, "Khánh Hòa, ngày 02 tháng 4 năm 2020"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG PHÒNG", "GIÁM ĐỐC"],
        [],
        [None, "Nguyễn Văn Lập", None, None, "Trần Thị Trưởng", "Lê Văn Giám"],
    )
    assert (names(draft), draft.problems) == (["Lê An", "Lê Ba"], ())


def test_list_ends_at_the_signature_without_a_sum():
    draft = read(HEADER, person(1, "Lê An"), [], [None, "Người lập"], [], [], [None, "Nguyễn Văn Lập"])
    assert (names(draft), draft.problems) == (["Lê An"], ())


def test_sum_of_a_part_does_not_end_the_list():
    draft = read(HEADER, person(1, "Lê An"), [None, "Cộng: 1 người"], ["II", "KHÁCH MỜI"], person(2, "Lê Ba"))
    assert names(draft) == ["Lê An", "Lê Ba"]
    assert told(draft, Level.NOTE) == [(3, "subtotal", "")]


def test_blank_rows_are_gaps_as_long_as_people_follow():
    draft = read(HEADER, person(1, "Lê An"), [], [], [], [], person(2, "Lê Ba"), [], person(3, "Lê Ca"), [4], [5])
    assert (names(draft), draft.problems) == (["Lê An", "Lê Ba", "Lê Ca"], ())


def test_row_without_a_name_is_an_error_and_not_dropped():
    unnamed = [None, None, None, None, None, "Sở Y tế"]
    draft = read(HEADER, person(1, "Lê An"), person(2, None), unnamed, person(3, '"'), person(4, "Lê Ba"))
    assert told(draft) == [(row, "name_missing", "name") for row in (3, 4, 5)]
    assert draft.problems[1].value == "Sở Y tế"
    assert [row.person.name for row in draft.accepted] == ["Lê An", "Lê Ba"]


def test_numbers_as_text_gaps_repeats_and_a_new_start_in_each_section():
    draft = read(
        HEADER,
        ["I", "KHỐI A"],
        person("Số 1", "Lê An"),
        person("02.", "Lê Ba"),
        person("4", "Lê Ca"),
        person("4", "Lê Da"),
        ["II", "KHỐI B"],
        person("1", "Lê Em"),
    )
    assert [row.number for row in draft.rows] == ["Số 1", "02.", "4", "4", "1"]
    assert told(draft, Level.NOTE) == [(5, "number_gap", "number"), (6, "number_repeated", "number")]


def test_titles_in_the_column_of_numbers_and_units_that_only_sections_name():
    draft = read(
        ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Điện thoại"],
        ["A. ĐIỂN HÌNH TIÊN TIẾN:"],
        ["I. Sở Công Thương"],
        [1, "Lê An", "Nam", 1980, "Kinh", "0100111222"],
        ["B. KHÁCH MỜI"],
        [1, "Lê Ba", "Nam", 1980, "Kinh", "0100111222"],
    )
    assert [(row.person.unit, row.group, row.category) for row in draft.rows] == [
        ("Sở Công Thương", "ĐIỂN HÌNH TIÊN TIẾN", Category.EXEMPLARY),
        ("", "KHÁCH MỜI", Category.GUEST),
    ]
    assert told(draft) == [(6, "missing", "unit")]
