"""What single cells of a list may hold: phones, births, names, categories and the rest, as tables of cases."""

from datetime import date

import pytest
from lists import HEADER, THIS_YEAR, column, kinds_on, names, person, read, told

from domain.delegates import Category, Gender, Standing
from domain.roster import Cell, Level, ProblemKind
from domain.roster.births import read_birth
from domain.roster.cells import guard, read_cell
from domain.roster.phones import read_phone
from domain.roster.values import read_category, read_ethnicity, read_mark, read_sector

K = ProblemKind


@pytest.mark.parametrize(
    ("written", "number", "others", "kinds"),
    [
        (100111222, "0100111222", (), [K.PHONE_ZERO]),
        (100111222.0, "0100111222", (), [K.PHONE_ZERO]),
        ("100111222.0", "0100111222", (), [K.PHONE_ZERO]),
        ("0100.333.444", "0100333444", (), []),
        ("0100 555 666", "0100555666", (), []),
        ("0100-555-666", "0100555666", (), []),
        ("'0100777888", "0100777888", (), []),
        ("ĐT: 0100777888", "0100777888", (), []),
        ("+84 100 999 000", "0100999000", (), [K.PHONE_PREFIX]),
        ("(+84) 0100 999 000", "0100999000", (), [K.PHONE_PREFIX]),
        ("84100999000", "0100999000", (), [K.PHONE_PREFIX]),
        ("0084 100 999 000", "0100999000", (), [K.PHONE_PREFIX]),
        ("0100111222 / 0100333444", "0100111222", ("0100333444",), [K.PHONE_SECOND]),
        ("0100111222\n0100333444", "0100111222", ("0100333444",), [K.PHONE_SECOND]),
        ("0100111222 - 0100333444", "0100111222", ("0100333444",), [K.PHONE_SECOND]),
        ("0100 111 222 0100 333 444", "0100111222", ("0100333444",), [K.PHONE_SECOND]),
        ("0100111222; NR: 0258.3822.333", "0100111222", ("02583822333",), [K.PHONE_SECOND]),
        ("(0258) 3822 333", "02583822333", (), []),
        (2583822333, "02583822333", (), [K.PHONE_ZERO]),
        ("01683456789", "01683456789", (), [K.PHONE_OLD]),
        ("+84 168 3456 789", "01683456789", (), [K.PHONE_OLD]),
        ("+856 20 1234 567", "+856201234567", (), [K.PHONE_ODD]),
        ("12345", "12345", (), [K.PHONE_ODD]),
        ("1.00E+08", "", (), [K.PHONE_ODD]),
        ("không có", "", (), [K.PHONE_ODD]),
        ("", "", (), []),
    ],
)
def test_phones(written, number, others, kinds):
    found = read_phone(read_cell(Cell(written)))
    assert (found[0], found[1], [finding.kind for finding in found[2]]) == (number, others, kinds)


def test_second_phone_is_kept_in_the_note():
    draft = read(HEADER, person(1, "Lê An", phone="0100111222/0100333444", note="ăn chay"))
    assert column(draft, "note") == ["ăn chay; ĐT khác 0100333444"]


@pytest.mark.parametrize(
    ("written", "day", "year", "kinds"),
    [
        ("12/5/1978", date(1978, 5, 12), 1978, []),
        ("12.05.1978", date(1978, 5, 12), 1978, []),
        ("12-5-1978", date(1978, 5, 12), 1978, []),
        ("12 / 5 / 1978", date(1978, 5, 12), 1978, []),
        ("ngày 12 tháng 5 năm 1978", date(1978, 5, 12), 1978, []),
        ("1978-05-12", date(1978, 5, 12), 1978, []),
        ("1978-05-12 00:00:00", date(1978, 5, 12), 1978, []),
        ("12051978", date(1978, 5, 12), 1978, []),
        (date(1978, 5, 12), date(1978, 5, 12), 1978, []),
        (28622, date(1978, 5, 12), 1978, [K.BIRTH_SERIAL]),
        ("28622", date(1978, 5, 12), 1978, [K.BIRTH_SERIAL]),
        (date(1905, 6, 7), None, 1985, [K.BIRTH_SERIAL]),
        ("12/5/78", date(1978, 5, 12), 1978, [K.BIRTH_TWO_DIGITS]),
        ("12/5/05", date(2005, 5, 12), 2005, [K.BIRTH_TWO_DIGITS]),
        ("12/5/08", date(1908, 5, 12), None, [K.BIRTH_IMPOSSIBLE]),
        ("78", None, 1978, [K.BIRTH_TWO_DIGITS]),
        (1978, None, 1978, []),
        ("1978", None, 1978, []),
        ("1978.0", None, 1978, []),
        ("'1978", None, 1978, []),
        ("5/1978", None, 1978, []),
        ("../../1988", None, 1988, []),
        ("…/…/1988", None, 1988, []),
        ("--/--/1988", None, 1988, []),
        ("00/00/1988", None, 1988, []),
        ("?/5/1988", None, 1988, []),
        ("x/x/1988", None, 1988, []),
        ("sinh năm 1978", None, 1978, []),
        ("1978 (42 tuổi)", None, 1978, []),
        ("01/01/1970", date(1970, 1, 1), 1970, [K.BIRTH_PLACEHOLDER]),
        ("5/25/1978", None, None, [K.BIRTH_MONTH]),
        ("31/02/1980", None, None, [K.BIRTH_IMPOSSIBLE]),
        ("12/5/2025", None, None, [K.BIRTH_IMPOSSIBLE]),
        ("1805", None, None, [K.BIRTH_IMPOSSIBLE]),
        ("không rõ", None, None, [K.BIRTH_UNREADABLE]),
        ("", None, None, []),
    ],
)
def test_births(written, day, year, kinds):
    birth = read_birth(read_cell(Cell(written)), this_year=THIS_YEAR)
    expected_day = day if year else None
    assert (birth.day, birth.year, [finding.kind for finding in birth.findings]) == (expected_day, year, kinds)


def test_month_above_twelve_blocks_its_row_and_no_other():
    draft = read(HEADER, person(1, "Lê An", born="12/25/1980"), person(2, "Lê Ba"))
    assert (draft.blocked, names(draft)) == ({2}, ["Lê An", "Lê Ba"])


def test_day_and_year_in_two_columns_and_when_they_disagree():
    draft = read(
        ["TT", "Họ và tên", "Ngày sinh", "Năm sinh", "Đối tượng"],
        [1, "Lê An", "12/5", 1978, "KM"],
        [2, "Lê Ba", "12/5/1979", 1979, "KM"],
        [3, "Lê Ca", "12/5/1979", 1980, "KM"],
    )
    assert column(draft, "birth_year") == [1978, 1979, None]
    assert [row.birth_date for row in draft.rows] == [date(1978, 5, 12), date(1979, 5, 12), None]
    assert [line for line in told(draft) if line[0]] == [(4, "birth_conflict", "birth_year")]


def test_year_alone_is_noted_only_where_a_day_was_asked_for():
    row = [1, "Lê An", 1978, "KM"]
    assert (2, "birth_year_only", "birth_year") in told(
        read(["TT", "Họ tên", "Ngày sinh", "Đối tượng"], row), Level.NOTE
    )
    assert told(read(["TT", "Họ tên", "Năm sinh", "Đối tượng"], row), Level.NOTE) == []


@pytest.mark.parametrize(
    ("written", "name", "honorific", "kinds"),
    [
        ("Ông NGUYỄN VĂN SAO ", "Nguyễn Văn Sao", "Ông", {K.HONORIFIC, K.NAME_CASE}),
        ("ĐẶNG THỊ ĐÀO", "Đặng Thị Đào", "", {K.NAME_CASE}),
        ("đặng thị đào", "Đặng Thị Đào", "", {K.NAME_CASE}),
        ("K'BRÔNG SUỐI", "K'Brông Suối", "", {K.NAME_CASE}),
        ("H’ Lam  Niê\u00a0Sao", "H' Lam Niê Sao", "", set()),
        ("Y Khun Mlô Gió", "Y Khun Mlô Gió", "", set()),
        ("Chamaléa Thị Mận", "Chamaléa Thị Mận", "", set()),
        ("đ/c Lê Thị Thủy", "Lê Thị Thủy", "Đ/c", {K.HONORIFIC}),
        ("Ông TS. Lê Văn An", "Lê Văn An", "Ông TS", {K.HONORIFIC}),
        ("Ông/Bà: Lê Văn An", "Lê Văn An", "", {K.HONORIFIC}),
        ("Đo\u0302\u0303 Thị Nga\u0300n", "Đỗ Thị Ngàn", "", {K.UNICODE_FORM}),
        ("Lê\u200b Văn\nAn", "Lê Văn An", "", {K.NAME_ODD}),
        ("<b>Lê Văn An</b>", "<b>Lê Văn An</b>", "", {K.NAME_ODD}),
        ("=HYPERLINK(A1)", "=Hyperlink(A1)", "", {K.NAME_CASE, K.NAME_ODD}),
        ("Lê Văn An 2", "Lê Văn An 2", "", {K.NAME_ODD}),
        ("Nguy?n V?n H?ng", "Nguy?n V?n H?ng", "", {K.LOST_LETTERS, K.NAME_ODD}),
        ("Nguyá»…n VÄƒn HÃ¹ng", "Nguyá»…n VÄƒn HÃ¹ng", "", {K.MOJIBAKE, K.NAME_ODD}),
        ("Lê Xã “HTX XÃ”", "Lê Xã “HTX XÃ”", "", {K.NAME_ODD}),
        ("12345", "", "", {K.NAME_MISSING}),
        ("#N/A", "", "", {K.NAME_MISSING}),
    ],
)
def test_names(written, name, honorific, kinds):
    draft = read(HEADER, person(1, written), person(2, "Lê Ba"))
    assert (names(draft)[0], column(draft, "honorific")[0], kinds_on(draft, 2)) == (name, honorific, kinds)


def test_name_of_five_hundred_letters_is_an_error_of_its_row():
    draft = read(HEADER, person(1, "Lê " + "a" * 497), person(2, "Lê Ba"))
    assert told(draft) == [(2, "too_long", "name")]
    assert draft.blocked == {2}


def test_title_before_the_name_may_say_the_gender_and_the_middle_name_never():
    draft = read(
        HEADER,
        person(1, "Bà Lê An", gender=None),
        person(2, "Ông Lê Ba", gender="Nữ"),
        person(3, "Lê Thị Ca", gender=None),
        person(4, "đ/c Lê Văn Da", gender="?"),
    )
    assert column(draft, "gender") == [Gender.FEMALE, Gender.FEMALE, None, None]
    assert told(draft) == [
        (3, "gender_conflict", "gender"),
        (4, "missing", "gender"),
        (5, "gender_unreadable", "gender"),
    ]
    assert (2, "from_honorific", "gender") in told(draft, Level.REPAIR)


@pytest.mark.parametrize(
    ("written", "category", "kinds"),
    [
        ("Điển hình tiên tiến", Category.EXEMPLARY, []),
        ("điển hình tiên tiến", Category.EXEMPLARY, []),
        ("ĐHTT", Category.EXEMPLARY, [K.ALIAS]),
        ("điển hình", Category.EXEMPLARY, [K.ALIAS]),
        ("Cá nhân điển hình tiên tiến cấp tỉnh", Category.EXEMPLARY, [K.ALIAS]),
        ("KM", Category.GUEST, [K.ALIAS]),
        ("khách", Category.GUEST, [K.ALIAS]),
        ("Khách mời cấp tỉnh", Category.GUEST, [K.ALIAS]),
        ("Phóng viên", Category.PRESS, [K.ALIAS]),
        ("BTC", Category.STAFF, [K.ALIAS]),
        ("Tài xế", Category.DRIVER, [K.ALIAS]),
        ("Điển hình / Khách mời", None, [K.CATEGORY_UNKNOWN]),
        ("Đại biểu", None, [K.CATEGORY_UNKNOWN]),
        ("", None, [K.CATEGORY_MISSING]),
    ],
)
def test_categories(written, category, kinds):
    found, findings = read_category(read_cell(Cell(written)))
    assert (found, [finding.kind for finding in findings]) == (category, kinds)


def test_unreadable_category_blocks_its_row_alone():
    draft = read(HEADER, person(1, "Lê An", category="Đại biểu"), person(2, "Lê Ba", category=None), person(3, "Lê Ca"))
    assert told(draft) == [(2, "category_unknown", "category"), (3, "category_missing", "category")]
    assert [row.person.name for row in draft.accepted] == ["Lê Ca"]
    assert [row.category for row in draft.rows] == [None, None, Category.GUEST]


@pytest.mark.parametrize(
    ("written", "ethnicity", "kinds"),
    [
        ("kinh", "Kinh", []),
        ("Việt", "Kinh", [K.ALIAS]),
        ("Ra-glai", "Raglai", [K.ALIAS]),
        ("Raglay", "Raglai", [K.ALIAS]),
        ("Êđê", "Ê Đê", [K.ALIAS]),
        ("Ede", "Ê Đê", [K.ALIAS]),
        ("K'ho", "Cơ Ho", [K.ALIAS]),
        ("Kơ Ho", "Cơ Ho", [K.ALIAS]),
        ("Tày", "Tày", []),
        ("Nhật Bản", "Nhật Bản", [K.ETHNICITY_UNKNOWN]),
        ("", "", []),
    ],
)
def test_ethnicities(written, ethnicity, kinds):
    found, findings = read_ethnicity(read_cell(Cell(written)))
    assert (found, [finding.kind for finding in findings]) == (ethnicity, kinds)


@pytest.mark.parametrize(
    ("written", "sector"),
    [("Tư nhân", "Tư nhân"), ("FDI", "Có vốn đầu tư nước ngoài"), ("HTX", "Tập thể (HTX)"), ("Hỗn hợp", "Hỗn hợp")],
)
def test_sectors(written, sector):
    assert read_sector(read_cell(Cell(written)))[0] == sector


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("Có", True),
        ("x", True),
        ("X", True),
        ("✓", True),
        (1, True),
        (True, True),
        ("Không", False),
        (0, False),
        ("", None),
    ],
)
def test_marks_of_direct_work(written, mark):
    assert read_mark(read_cell(Cell(written))) == (mark, ())


def test_direct_work_has_its_column_and_a_remark_about_it_stays_in_the_note():
    draft = read(
        ["TT", "Họ và tên", "Trực tiếp sản xuất, công tác", "Đối tượng", "Ghi chú"],
        [1, "Lê An", "x", "KM", None],
        [2, "Lê Ba", "không", "KM", "Trực tiếp SX"],
        [3, "Lê Ca", "đôi khi", "KM", None],
    )
    assert column(draft, "direct_worker") == [True, False, None]
    assert column(draft, "note") == ["", "Trực tiếp SX", ""]
    assert (4, "mark_unreadable", "direct_worker") in told(draft)


def test_several_awards_in_one_cell_stay_apart():
    draft = read(
        ["TT", "Họ và tên", "Đối tượng", "Hình thức khen thưởng tại Hội nghị", "Danh hiệu"],
        [1, "Lê An", "KM", "Bằng khen của Bộ trưởng (QĐ 9901/QĐ-BCT);\nGiấy khen", "Không"],
        [2, "Lê Ba", "KM", "Không", "LĐTT\nCSTĐ cơ sở"],
    )
    assert column(draft, "awards") == ["Bằng khen của Bộ trưởng (QĐ 9901/QĐ-BCT); Giấy khen", ""]
    assert column(draft, "titles") == ["Không", "LĐTT; CSTĐ cơ sở"]


def test_reserves_by_note_kind_category_section_or_standing():
    header = ["TT", "Họ và tên", "Đối tượng", "Loại đại biểu", "Ghi chú", "Tư cách"]
    draft = read(
        header,
        [1, "Lê An", "KM", None, "Dự khuyết thứ 1"],
        [2, "Lê Ba", "KM", "Dự khuyết", None],
        [3, "Lê Ca", "Điển hình tiên tiến (dự khuyết)", None, None],
        [4, "Lê Da", "KM", None, "Không dự khuyết"],
        [5, "Lê Em", "KM", None, "Dự khuyết thứ 2", "Chính thức"],
        [6, "Lê Gia", "KM", None, None, "Dự khuyết"],
        ["B", "DANH SÁCH DỰ KHUYẾT"],
        [7, "Lê Hà", "KM"],
    )
    assert [row.reserve for row in draft.rows] == [True, True, True, False, False, True, True]
    assert [row.standing for row in draft.rows][4:6] == [Standing.EXPECTED, Standing.RESERVE]


def test_homonyms_stay_two_and_perhaps_the_same_person_is_asked_about():
    draft = read(
        HEADER,
        person(1, "Lê Thị Thủy", unit="Sở Y tế"),
        person(2, "Lê Thị Thuỷ", unit="Sở Nội vụ"),
        person(3, "Lê Thị Thúy", unit="Sở Y tế", born=1990),
        person(4, "lê thị thủy", unit="SỞ Y TẾ"),
    )
    alike = [(p.sheet_row, p.kind, p.others) for p in draft.problems if p.others]
    assert alike == [
        (2, K.POSSIBLE_DUPLICATE, (5,)),
        (2, K.HOMONYM, (3, 5)),
        (3, K.HOMONYM, (2, 5)),
        (5, K.POSSIBLE_DUPLICATE, (2,)),
        (5, K.HOMONYM, (2, 3)),
    ]
    assert len(draft.accepted) == 4


def test_code_used_twice_is_an_error_of_both_rows():
    header = ["Mã đại biểu", "Họ và tên", "Đối tượng"]
    draft = read(
        header, ["DB001", "Lê An", "KM"], ["db 001", "Lê Ba", "KM"], ["DB<2>", "Lê Ca", "KM"], [None, "Lê Da", "KM"]
    )
    assert [line for line in told(draft) if line[0]] == [
        (2, "code_twice", "code"),
        (3, "code_twice", "code"),
        (4, "code_unreadable", "code"),
    ]
    assert column(draft, "code") == ["DB001", "DB001", "", ""]


def test_missing_cells_are_warned_about_one_by_one():
    draft = read(HEADER, person(1, "Lê An", gender=None, born=None, ethnicity="-", unit=None, phone="–"))
    fields = ("gender", "birth_year", "ethnicity", "phone", "unit")
    assert told(draft) == [(2, "missing", field) for field in fields]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-1", "@x", "\tx", "\rx", '"', "-nt-", "-", "'=1", "''=1", "''", "'''", "#N/A", "nt"]
)
def test_guarded_text_is_harmless_and_read_back_as_it_was(text):
    written = guard(text)
    assert written[0] == "'"
    read_back = read_cell(Cell(written))
    assert (read_back.text, read_back.is_ditto) == (text.strip(), False)


@pytest.mark.parametrize("text", ["Lê Văn An", "0100111222", "'quoted'", "a=b", "O'Brien", ""])
def test_ordinary_text_is_not_guarded(text):
    assert guard(text) == text
