"""Files in and out: workbooks and CSV as offices send them, files that are none, and the export."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lists import HEADER, THIS_YEAR, names, person, told
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from domain.delegates import Category, Gender, Person, Standing
from domain.roster import Cell, ExportRow, Level, Span, read_roster
from services.spreadsheets import (
    Reason,
    UnreadableFile,
    preview_csv,
    read_workbook,
    write_roster_csv,
    write_roster_xlsx,
)

TESTS = Path(__file__).parent
MESSY = (TESTS / "data" / "roster_messy_sample.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"
DEMO = TESTS.parent / "data" / "demo" / "roster_150.csv"


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def workbook(*rows, font: str = "Calibri") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for line in book.active.iter_rows():
        for cell in line:
            cell.font = Font(name=font)
    return saved(book)


def rezipped(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same workbook with some parts exchanged or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return target.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def draft_of(name: str, content: bytes):
    return read_roster(read_workbook(name, content), this_year=THIS_YEAR)


def as_csv(*rows, delimiter: str = ",") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue()


# Workbooks


def test_values_fonts_dates_and_merged_cells_of_a_workbook():
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["Họ tên", 12, 1.5, True, date(1978, 5, 12), None, "NguyÔn"])
    sheet["G1"].font = Font(name=".VnTime")
    sheet.merge_cells("A2:B3")
    sheet["A2"] = "gộp"
    book.create_sheet("Ẩn").sheet_state = "hidden"
    first, second = read_workbook("a.xlsx", saved(book))
    assert [cell.value for cell in first.rows[0]] == [
        "Họ tên", 12, 1.5, True, datetime(1978, 5, 12, tzinfo=UTC).replace(tzinfo=None), None, "NguyÔn",
    ]  # fmt: skip
    assert [cell.font for cell in first.rows[0] if cell.value == "NguyÔn"] == [".VnTime"]
    assert (first.name, first.spans, first.hidden) == ("Danh sách", (Span(2, 1, 3, 2),), False)
    assert (second.name, second.hidden, second.rows) == ("Ẩn", True, ())


def test_shared_strings_rich_text_and_fonts_of_runs():
    strings = b"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <si><t>Lan</t><rPh><t>Mai</t></rPh></si>
        <si><r><rPr><rFont val=".VnTime"/></rPr><t>Nguy\xc3\x94n </t></r><r><t>V\xc2\xa8n</t></r></si></sst>"""
    sheet = b"""<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
        <x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"/></x:row>
        </x:sheetData></x:worksheet>"""
    content = workbook(["x"])
    relations = part(content, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>", '<Relationship Id="r9" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    replaced = {SHEET: sheet, "xl/_rels/workbook.xml.rels": relations.encode()}
    found = read_workbook("a.xlsx", rezipped(content, replaced | {"xl/sharedStrings.xml": strings}))
    assert found[0].rows == ((Cell("Lan"), Cell("NguyÔn V¨n", ".VnTime")),)


def test_old_fonts_in_a_workbook():
    capitals = draft_of("a.xlsx", workbook(HEADER, person(1, "nguyÔn v¨n hïng", note="Tr­ëng ®oµn"), font=".VnTimeH"))
    assert names(capitals) == ["Nguyễn Văn Hùng"]
    header = ["TT", "Hoï vaø teân", "Chöùc vuï", "Ñoái töôïng"]
    vni = draft_of("a.xlsx", workbook(header, [1, "TRAÀN THÒ LAN", "Coâng nhaân", "Khaùch môøi"], font="VNI-Times"))
    assert [(row.person.name, row.person.position, row.category) for row in vni.rows] == [
        ("Trần Thị Lan", "Công nhân", Category.GUEST)
    ]


def test_serial_days_and_date_cells():
    draft = draft_of(
        "a.xlsx",
        workbook(
            ["TT", "Họ và tên", "Ngày sinh", "Đối tượng"],
            [1, "Lê An", 28622, "KM"],
            [2, "Lê Ba", date(1978, 5, 12), "KM"],
        ),
    )
    assert [row.birth_date for row in draft.rows] == [date(1978, 5, 12)] * 2
    assert [row for row, kind, _ in told(draft, Level.REPAIR) if kind == "birth_serial"] == [2]


def test_formula_is_read_as_the_value_it_was_saved_with_and_told_when_there_is_none():
    content = workbook(HEADER, person(1, "Lê An", note="=1+1"), person(2, "Lê Ba", unit='=CONCATENATE("a","b")'))
    sheet = part(content, SHEET)
    filled = re.sub(r"(<f>1\+1</f>)<v ?/>|(<f>1\+1</f>)<v></v>", r"\1\2<v>2</v>", sheet)
    draft = draft_of("a.xlsx", rezipped(content, {SHEET: filled.encode()}))
    assert [row.person.note for row in draft.rows] == ["2", ""]
    assert [line for line in told(draft) if "formula" in line[1]] == [(3, "formula_without_value", "unit")]


def test_cell_in_the_last_corner_does_not_hang_and_is_told():
    book = Workbook()
    for row in (HEADER, person(1, "Lê An")):
        book.active.append(row)
    book.active["XFD1048576"] = "x"
    draft = draft_of("a.xlsx", saved(book))
    assert names(draft) == ["Lê An"]
    assert {kind for _, kind, _ in told(draft)} >= {"too_many_rows"}


def test_two_hundred_columns_are_read_and_more_are_told():
    wide = [*HEADER, *(f"Cột {number}" for number in range(191)), "Cột xa"]
    content = workbook(wide[:200], person(1, "Lê An"))
    assert not read_workbook("a.xlsx", content)[0].too_wide
    assert (None, "too_many_columns", "") in told(draft_of("a.xlsx", workbook(wide, person(1, "Lê An"))))
    assert (None, "too_many_columns", "") in told(draft_of("a.csv", as_csv(wide, person(1, "Lê An")).encode()))


def test_more_than_twenty_thousand_rows_are_cut_and_told():
    lines = as_csv(
        ["TT", "Họ và tên", "Đối tượng"], *([number, f"Lê A{'abc'[number % 3]}", "KM"] for number in range(1, 20_002))
    )
    sheet = read_workbook("a.csv", lines.encode())[0]
    assert (len(sheet.rows), sheet.too_long) == (20_000, True)


def test_progress_is_told():
    heard = []
    read_workbook(
        "a.csv", as_csv(*([[number, "Lê An"]] * 3 for number in range(2))).encode(), lambda *told: heard.append(told)
    )
    read_workbook("a.xlsx", workbook(*([[1, "Lê An"]] * 600)), lambda *told: heard.append(told))
    assert heard == [(2, 2), (250, 600), (500, 600), (600, 600)]


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_with_each_delimiter_and_mark(delimiter, mark):
    header = ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "Đối tượng", "Ghi chú"]
    text = as_csv(header, [1, "Lê An", "12/5/1978", "KM", "ăn chay, ngồi gần; cửa"], delimiter=delimiter)
    draft = draft_of("danh sách.csv", mark + text.encode())
    assert (draft.sheet, names(draft), draft.rows[0].birth_date) == ("danh sách", ["Lê An"], date(1978, 5, 12))
    assert draft.rows[0].person.note == "ăn chay, ngồi gần; cửa"


def test_csv_that_announces_its_delimiter_keeps_the_row_numbers_of_excel():
    draft = draft_of("a.csv", b"sep=;\r\n" + as_csv(HEADER, person(1, "Lê An"), delimiter=";").encode())
    assert [row.sheet_row for row in draft.rows] == [3]


def test_csv_in_old_encodings_and_what_may_be_in_one():
    tcvn3 = as_csv(
        ["TT", "Hä vµ tªn", "§¬n vÞ", "§èi t\u00adîng"],
        [1, "NguyÔn V¨n Hïng", "C«ng ty May", "Kh¸ch mêi"],
        [2, "Lý Hé", "C«ng ty May", "Kh¸ch mêi"],
    )
    draft = draft_of("a.csv", tcvn3.encode())
    assert names(draft) == ["Nguyễn Văn Hùng", "Lý Hé"]
    assert (3, "legacy_doubt", "name") in told(draft)
    vni = as_csv(HEADER, person(1, "NGUYEÃN VAÊN HUØNG", unit="Coâng ty May", note="Aên chay"))
    assert names(draft_of("a.csv", vni.encode())) == ["Nguyễn Văn Hùng"]


def test_csv_with_broken_letters_is_told_clearly():
    broken = as_csv(HEADER, person(1, "Nguyễn Văn Hùng"), person(2, "Đỗ Thị Ngàn")).encode().decode("cp1252", "replace")
    draft = draft_of("a.csv", broken.encode())
    assert {kind for _, kind, _ in told(draft)} >= {"no_header", "mojibake"}
    only_names = as_csv(HEADER, person(1, "Nguyá»…n VÄƒn HÃ¹ng"), person(2, "Lê Ba"))
    draft = draft_of("a.csv", only_names.encode())
    assert (draft.blocked, told(draft)[0]) == ({2}, (2, "mojibake", "name"))


def test_bare_ditto_mark_does_not_swallow_the_rows_below():
    text = 'TT,Họ và tên,Đơn vị,Đối tượng\n1,Lê An,Sở Y tế,KM\n2,Lê Ba,",KM\n3,Lê Ca,",KM\n4,Lê Da,",KM\n'
    draft = draft_of("a.csv", text.encode())
    assert [(row.person.name, row.person.unit) for row in draft.rows] == [
        ("Lê An", "Sở Y tế"), ("Lê Ba", "Sở Y tế"), ("Lê Ca", "Sở Y tế"), ("Lê Da", "Sở Y tế"),
    ]  # fmt: skip


def test_several_lines_in_a_quoted_cell_stay_one_cell():
    draft = draft_of("a.csv", as_csv(HEADER, person(1, "Lê An", note="một,\nhai,\nba")).encode())
    assert (draft.rows[0].person.note, len(draft.rows)) == ("một; hai; ba", 1)


# Files that are none


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 200_000_000)
    return target.getvalue()


def crowd() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(2_500):
            archive.writestr(f"xl/{number}", b"")
    return target.getvalue()


def archive_of(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, b"<x/>")
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]><x>&h;</x>"""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"", Reason.EMPTY),
        ("a.csv", b" \r\n\t", Reason.EMPTY),
        ("a.csv", b"\xef\xbb\xbf", Reason.EMPTY),
        ("a.xlsx", bomb(), Reason.TOO_LARGE),
        ("a.xlsx", crowd(), Reason.TOO_LARGE),
        ("a.csv", b"a" * 33_000_000, Reason.TOO_LARGE),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        ("a.xls", OLE, Reason.OLD_EXCEL),
        ("a.xlsb", archive_of("xl/workbook.bin"), Reason.NOT_A_SPREADSHEET),
        ("a.docx", archive_of("word/document.xml"), Reason.NOT_A_SPREADSHEET),
        ("a.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), Reason.NOT_A_SPREADSHEET),
        ("a.csv", b"%PDF-1.7\n", Reason.NOT_A_SPREADSHEET),
        ("a.xls", b"<html><table><tr><td>STT</td></tr></table></html>", Reason.NOT_A_SPREADSHEET),
        ("a.csv", "Họ tên;Nguyễn".encode("utf-16"), Reason.NOT_UTF8),
        ("a.csv", "Họ tên;Nguyễn".encode("cp1258", "replace"), Reason.NOT_UTF8),
        ("a.xlsx", MESSY[:3_000], Reason.DAMAGED),
        ("a.xlsx", rezipped(MESSY, {SHEET: b"<worksheet><sheetData><row><c"}), Reason.DAMAGED),
        ("a.xlsx", rezipped(MESSY, {SHEET: LAUGHS}), Reason.DAMAGED),
        ("a.xlsx", b"PK\x03\x04nonsense", Reason.DAMAGED),
    ],
)
def test_files_that_cannot_be_read_say_why(name, content, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(name, content)
    assert caught.value.reason is reason


def test_content_tells_what_a_file_is_not_its_name():
    assert names(draft_of("a.xlsx", as_csv(HEADER, person(1, "Lê An")).encode())) == ["Lê An"]
    assert len(draft_of("a.csv", MESSY).rows) == 8


def test_five_thousand_people_with_twenty_columns_come_through_whole():
    people = [
        Person(f"DB{i:04}", f"Lê Văn A{'bcd'[i % 3]}", Category.GUEST, phone=f"0{100_000_000 + i}")
        for i in range(5_000)
    ]
    draft = draft_of("a.xlsx", write_roster_xlsx(map(ExportRow, people)))
    assert [row.person for row in draft.accepted] == people


# Out again

AN = Person(
    "DB001", "=Lê, \"An\"", Category.EXEMPLARY, gender=Gender.MALE, birth_year=1980, ethnicity="Kinh", unit="Sở Nội vụ",
    direct_worker=True, phone="0100111222", note="@ghế đầu",
)  # fmt: skip
ROWS = [
    ExportRow(AN, presence="Có mặt", happened_at=datetime(2020, 5, 22, 0, 41, tzinfo=UTC), desk="A"),
    ExportRow(Person("DK01", "Lê Ba", Category.GUEST), Standing.RESERVE, presence="Dự thay", substitute="+Lê Ca"),
]
ATTENDANCE = ["Tư cách", "Có mặt", "Giờ điểm danh", "Bàn", "Người dự thay"]


def test_csv_has_the_headers_of_the_offices_file_then_attendance_and_no_formula():
    content = write_roster_csv(ROWS)
    header, first, second = csv.reader(content.decode("utf-8-sig").splitlines())
    with DEMO.open(encoding="utf-8", newline="") as file:
        assert header == [*next(csv.reader(file)), *ATTENDANCE]
    assert content.startswith(b"\xef\xbb\xbf")
    assert (first[2], first[19], first[20:]) == ('\'=Lê, "An"', "'@ghế đầu", ["Chính thức", "Có mặt", "07:41", "A", ""])
    assert (second[20], second[24]) == ("Dự khuyết", "'+Lê Ca")


def test_xlsx_is_bold_and_frozen_and_keeps_phones_and_codes_as_text():
    sheet = load_workbook(io.BytesIO(write_roster_xlsx(ROWS))).active
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].value, sheet["E2"].value) == ("D2", True, 1, 1980)
    assert [(sheet[place].value, sheet[place].number_format) for place in ("B2", "R2")] == [
        ("DB001", "@"),
        ("0100111222", "@"),
    ]
    assert sheet["C2"].value == '\'=Lê, "An"'
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(("name", "write"), [("a.csv", write_roster_csv), ("a.xlsx", write_roster_xlsx)])
def test_what_is_exported_reads_back(name, write):
    draft = draft_of(name, write(ROWS))
    assert [row.person for row in draft.rows] == [row.person for row in ROWS]
    assert [(row.standing, row.reserve) for row in draft.rows] == [(Standing.EXPECTED, False), (Standing.RESERVE, True)]
    assert draft.blocked == frozenset()


@pytest.mark.parametrize("write", [write_roster_csv, write_roster_xlsx])
def test_nobody_is_exported_as_a_header_alone(write):
    draft = draft_of("a", write([]))
    assert (
        draft.header_row,
        [problem.kind.value for problem in draft.problems if problem.kind.value == "no_rows"],
    ) == (1, ["no_rows"])


def test_demo_reads_without_an_error_or_a_repair():
    draft = draft_of("roster_150.csv", DEMO.read_bytes())
    assert (len(draft.rows), told(draft, Level.ERROR, Level.REPAIR)) == (150, [])
    assert [problem.kind.value for problem in draft.problems] == ["homonym"] * 6


def test_preview_lists_what_was_read_with_the_code_last():
    lines = list(csv.reader(preview_csv(draft_of("a.csv", write_roster_csv(ROWS))).splitlines()))
    assert lines[1] == [
        "1",
        '\'=Lê, "An"',
        "Nam",
        "",
        "1980",
        "Kinh",
        "",
        "Sở Nội vụ",
        "",
        "Điển hình tiên tiến",
        "0100111222",
        "'@ghế đầu",
        "DB001",
    ]
