"""Office lists as they come: each test is a sheet somebody might send, and what must be read from it."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import HEADER, THIS_YEAR, column, kinds_on, names, person, read, sheet, told

from domain.delegates import Gender
from domain.roster import Draft, Level, ProblemKind, Span, read_roster
from services.spreadsheets import preview_csv, read_workbook

DATA = Path(__file__).parent / "data"


def sample() -> Draft:
    content = (DATA / "roster_messy_sample.xlsx").read_bytes()
    return read_roster(read_workbook("roster_messy_sample.xlsx", content), this_year=THIS_YEAR)


def test_messy_sample_comes_out_as_expected():
    with (DATA / "roster_messy_expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [line[:12] for line in csv.reader(file)]
    assert [line[:12] for line in csv.reader(preview_csv(sample()).splitlines())] == expected


# Each part of the expected file's column of warnings, as the problem that says it.
EXPECTED_PROBLEMS = [
    (10, {ProblemKind.NAME_CASE, ProblemKind.PHONE_ZERO, ProblemKind.HOMONYM}),
    (11, {ProblemKind.BIRTH_YEAR_ONLY, ProblemKind.ALIAS}),
    (12, {ProblemKind.NUMBER_GAP, ProblemKind.UNICODE_FORM}),
    (16, {ProblemKind.LEGACY_FONT, ProblemKind.FROM_SECTION}),
    (17, {ProblemKind.LEGACY_FONT, ProblemKind.DITTO, ProblemKind.PHONE_PREFIX}),
    (18, {ProblemKind.BIRTH_YEAR_ONLY, ProblemKind.ALIAS, ProblemKind.MISSING}),
    (19, {ProblemKind.NUMBER_REPEATED, ProblemKind.BIRTH_PLACEHOLDER, ProblemKind.HOMONYM}),
    (21, {ProblemKind.MISSING}),
]


@pytest.mark.parametrize(("row", "kinds"), EXPECTED_PROBLEMS)
def test_messy_sample_tells_each_expected_warning_on_its_row(row, kinds):
    assert kinds <= kinds_on(sample(), row)


def test_messy_sample_blocks_nobody_and_tells_what_is_missing():
    draft = sample()
    assert draft.blocked == frozenset()
    assert told(draft) == [
        (18, "missing", "phone"),
        (19, "birth_placeholder", "birth_year"),
        (21, "missing", "gender"),
        (21, "missing", "birth_year"),
        (21, "missing", "ethnicity"),
        (21, "missing", "phone"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["Số TT", "Họ tên đại biểu", "Phái", "Năm sinh", "Dân tộc", "Cơ quan, đơn vị", "Thành phần", "SĐT", "Lưu ý"],
        ["TT", "HỌ VÀ TÊN", "Nam/Nữ", "NĂM SINH", "DÂN TỘC", "ĐƠN VỊ CÔNG TÁC", "DIỆN", "ĐIỆN THOẠI", "GHI CHÚ"],
        ["stt", "ho ten", "gioi tinh", "nam sinh", "dan toc", "don vi", "doi tuong", "dien thoai", "ghi chu"],
        [
            "Thứ tự",
            "Họ, tên (ghi rõ)",
            "GT",
            "Sinh năm",
            "Thành phần dân tộc",
            "Nơi công tác",
            "Đối tượng (ĐHTT/KM)",
            "ĐT",
            "GC",
        ],
        ["No.", "Full name", "Gender", "Year of birth", "Ethnicity", "Organisation", "Category", "Mobile", "Notes"],
    ],
)
def test_header_words_of_other_offices(header):
    draft = read(header, person(1, "Lê Văn An", note="ăn chay"))
    assert [column.field.value for column in draft.columns] == [
        "number", "name", "gender", "birth_year", "ethnicity", "unit", "category", "phone", "note",
    ]  # fmt: skip
    assert draft.problems == ()


def test_header_in_row_twelve_of_the_third_sheet():
    letterhead = [["UBND TỈNH"], ["SỞ CÔNG THƯƠNG"], [], ["DANH SÁCH ĐẠI BIỂU"], *([[]] * 7)]
    third = sheet(*letterhead, HEADER, person(1, "Lê Văn An"), name="Danh sách")
    draft = read_roster([sheet(["Ghi chú chung"], name="Bìa"), sheet(name="Trống"), third], this_year=THIS_YEAR)
    assert (draft.sheet, draft.header_row, names(draft)) == ("Danh sách", 12, ["Lê Văn An"])
    assert draft.rows[0].sheet_row == 13


def test_header_below_row_fifteen_is_not_looked_for():
    assert [p.kind for p in read(*([[]] * 15), HEADER, person(1, "Lê Văn An")).problems] == [ProblemKind.NO_HEADER]


def test_sheet_with_most_people_is_read_and_the_other_list_told():
    few = sheet(HEADER, person(1, "Lê Văn An"), name="Mẫu")
    many = sheet(HEADER, person(1, "Lê Văn Bình"), person(2, "Lê Văn Ca"), name="Chính")
    draft = read_roster([few, many], this_year=THIS_YEAR)
    assert (draft.sheet, len(draft.rows)) == ("Chính", 2)
    assert [(p.kind, p.value) for p in draft.problems] == [(ProblemKind.OTHER_LIST, "Mẫu")]


def test_columns_nam_and_nu_with_marks_and_a_column_of_years():
    draft = read(
        ["TT", "Họ tên", "Nam", "Nữ", "Năm sinh", "Đối tượng"],
        [1, "Lê Văn An", "x", None, 1980, "KM"],
        [2, "Lê Thị Bình", None, "X", 1981, "KM"],
        [3, "Lê Ca", None, None, 1982, "KM"],
        [4, "Lê Danh", "x", "x", 1983, "KM"],
    )
    assert column(draft, "gender") == [Gender.MALE, Gender.FEMALE, None, None]
    assert column(draft, "birth_year") == [1980, 1981, 1982, 1983]
    assert [line for line in told(draft) if line[0]] == [(4, "missing", "gender"), (5, "gender_conflict", "gender")]


def test_columns_nam_and_nu_under_a_year_of_birth_without_merge_information():
    draft = read(
        ["TT", "Họ và tên", "Năm sinh", "", "Chức vụ", "Đối tượng"],
        ["", "", "Nam", "Nữ", "", ""],
        [1, "Lê Văn An", 1980, None, "Kỹ sư", "ĐHTT"],
        [2, "Lê Thị Bình", None, "1981", "Kế toán", "ĐHTT"],
    )
    assert column(draft, "gender") == [Gender.MALE, Gender.FEMALE]
    assert column(draft, "birth_year") == [1980, 1981]
    assert column(draft, "position") == ["Kỹ sư", "Kế toán"]


def test_row_that_counts_the_columns_belongs_to_the_header():
    draft = read(HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"], person(1, "Lê Văn An"))
    assert (names(draft), draft.problems) == (["Lê Văn An"], ())


def test_header_repeated_on_each_page_is_nobody():
    draft = read(HEADER, person(1, "Lê Văn An"), HEADER, person(2, "Lê Văn Bình"))
    assert (names(draft), draft.problems) == (["Lê Văn An", "Lê Văn Bình"], ())


def test_another_table_below_is_told_and_not_read_with_the_wrong_columns():
    draft = read(
        HEADER, person(1, "Lê Văn An"), [], ["TT", "Đơn vị", "Họ và tên", "Đối tượng"], [1, "Sở Y tế", "Lê B", "KM"]
    )
    assert names(draft) == ["Lê Văn An"]
    assert told(draft) == [(4, "second_table", "")]


def test_names_in_two_columns():
    split = read(["TT", "Họ và đệm", "Tên", "Đối tượng", "Đơn vị"], [1, "NGUYỄN THỊ", "HẠNH", "KM", "Sở Y tế"])
    merged = read(
        ["TT", "Họ và tên", None, "Đối tượng", "Đơn vị"],
        [1, "Nguyễn Thị", "Hạnh", "KM", "Sở Y tế"],
        spans=[Span(1, 2, 1, 3)],
    )
    assert names(split) == names(merged) == ["Nguyễn Thị Hạnh"]


def test_day_month_and_year_in_three_columns():
    draft = read(
        ["TT", "Họ và tên", "Ngày sinh", None, None, "Đối tượng"],
        [None, None, "Ngày", "Tháng", "Năm", None],
        [1, "Lê Văn An", 12, 5, 1978, "KM"],
        spans=[Span(1, 3, 1, 5)],
    )
    assert draft.rows[0].birth_date == date(1978, 5, 12)


def test_columns_nobody_needs_are_told_and_their_content_goes_nowhere():
    draft = read(
        ["TT", "Họ và tên", "Đảng viên", "Số CCCD", "Tôn giáo", "Nơi ở hiện nay", "Đối tượng", "Cỡ áo"],
        [1, "Lê Văn An", "x", "056080001234", "Không", "12 Đường Gió", "KM", "XL"],
    )
    by_kind = {kind: [p.column for p in draft.problems if p.kind is kind] for kind in ProblemKind}
    assert by_kind[ProblemKind.DROPPED_COLUMN] == ["Đảng viên", "Số CCCD", "Tôn giáo", "Nơi ở hiện nay"]
    assert by_kind[ProblemKind.UNKNOWN_COLUMN] == ["Cỡ áo"]
    assert "056080001234" not in repr(draft)
    assert "Đường Gió" not in repr(draft)


def test_column_without_a_header_that_holds_something_is_told():
    draft = read([*HEADER, None], [*person(1, "Lê Văn An"), "?"])
    assert [(p.kind, p.column) for p in draft.problems] == [(ProblemKind.UNKNOWN_COLUMN, "(J)")]


def test_absent_columns_are_told_once():
    draft = read(["TT", "Họ tên", "Đối tượng"], [1, "Lê An", "KM"], [2, "Lê Ba", "KM"])
    assert told(draft) == [(None, "no_column", f) for f in ("gender", "birth_year", "ethnicity", "phone", "unit")]


def test_position_and_unit_in_one_column():
    draft = read(
        ["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Đối tượng"],
        [1, "Lê Văn An", "Phó Giám đốc, Sở Nội vụ", "KM"],
        [2, "Lê Văn Bình", "Nông dân tiêu biểu", "KM"],
    )
    assert [(p.position, p.unit) for p in [row.person for row in draft.rows]] == [
        ("Phó Giám đốc", "Sở Nội vụ"),
        ("Nông dân tiêu biểu", ""),
    ]
    assert (2, "post_split", "post") in told(draft, Level.REPAIR)
    assert (3, "missing", "unit") in told(draft)


def column_people(draft: Draft):
    return [row.person for row in draft.rows]


WORDS = [
    None, "", "STT", "TT", "Họ và tên", "Họ", "Tên", "Đối tượng", "Nam", "Nữ", "Ngày sinh", "Đơn vị", "KM", "x",
    "Lê Văn An", "I. KHỐI A", "A", "II", "Công ty X Y", '"', "-nt-", "Tổng cộng", "12/5/1978", "../../1988", "1 người",
    "=1+1", "Ghi chú",
    "\u00ad", "\x00", "'", "NguyÔn V¨n", "Nguyá»…n", "�", "#N/A", "0100111222", "+84", "Dự khuyết",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
spans = st.builds(Span, *[st.integers(1, 12)] * 4)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(cells, max_size=9), max_size=12),
    st.lists(spans, max_size=4),
    st.sampled_from(["", ".VnTimeH", "VNI-Times"]),
)
def test_no_grid_breaks_the_reading(rows, spans, font):
    for header in ([], [HEADER]):
        draft = read(*header, *rows, spans=spans, font=font)
        assert preview_csv(draft)
        assert all(row.person.name for row in draft.accepted)
        assert all(problem.level in Level for problem in draft.problems)
