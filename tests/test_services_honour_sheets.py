"""The papers of the honours as they lie on lectern, trays and knees: whole batches, every page with its version."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from papers import boxes, read

from domain.script import Piece, PieceKind
from services.honour_sheets import (
    LaterLine,
    PaperBatch,
    PaperRow,
    SeatLine,
    SheetHead,
    hand_over_list,
    seat_list,
    stage_order,
    tray_list,
)

CONFERENCE = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
HEAD = SheetHead(CONFERENCE, "Hội trường, 22/05/2020", 14, datetime(2020, 5, 21, 10, 5, tzinfo=UTC))
TOP = f"{CONFERENCE} Hội trường, 22/05/2020"
STAMP = "Danh sách bản 14, in lúc 17:05 ngày 21/05/2020 Trang {page}/{pages}"
COLLECTIVE = PaperRow(1, "a", 7, "HTX Muối", "Tập thể, đại diện: Bà Ẩn", "Bà Ẩn", "Giám đốc")
PERSON = PaperRow(2, "b", 8, "Bà H' Lam Niê Sao", position="Thợ dệt", unit="Cơ sở Dệt", sound="hờ-lam", citation="May")
MISSED = PaperRow(3, "c", 9, "Ông Y Khun", notes=("Vắng – trao sau",), is_vacant=True)
ABSENT = PaperRow(None, "d", 10, "Ông Lê An", instead="Nhận thay: Bà Tư", notes=("Vắng – trao sau",))
LEFT = PaperRow(4, is_vacant=True)
WORDS = (("Trao", (Piece("Trân trọng kính mời "), Piece("đại diện", PieceKind.NAME), Piece(" lên trao."))),)
ABOUT = {"award": "Bằng khen", "decision": "Quyết định số 9909/QĐ-UBND", "protocol": "Công bố trước, mời lên sau"}
SPOKEN = "Trao Trân trọng kính mời đại diện lên trao."


def batch(*rows: PaperRow, number: int = 3, **more) -> PaperBatch:
    said = {"presenter": "Đại diện lãnh đạo", "words": WORDS} | more
    return PaperBatch(number=number, of=16, part=(1, 2), rows=rows, **ABOUT, **said)


def sized(count: int, number: int) -> PaperBatch:
    return batch(*(PaperRow(n, f"{number}.{n}", n, f"ông N{number}.{n}.") for n in range(1, count + 1)), number=number)


def later() -> LaterLine:
    return LaterLine("Ông Y Khun", "Kỹ sư", "Sở", "Bằng khen", "Quyết định số 9909/QĐ-UBND", 9)


def lasting(lines) -> bytes:
    return hand_over_list(lines, HEAD, nobody="Không còn ai.")


def test_the_stage_order_says_who_stands_where_and_what_is_said():
    assert read(stage_order([batch(COLLECTIVE, PERSON, MISSED, LEFT, ABSENT)], HEAD)) == [
        f"THỨ TỰ LÊN SÂN KHẤU {TOP} Vị trí 1 ở bên trái, nhìn từ phía khán giả. "
        "Đợt 3/16 lượt 1/2 Bằng khen Quyết định số 9909/QĐ-UBND Công bố trước, mời lên sau "
        f"Người trao: Đại diện lãnh đạo {SPOKEN} "
        "Vị trí Họ và tên, tập thể Chức vụ Đơn vị Ghi chú "
        "1 HTX Muối Tập thể, đại diện: Bà Ẩn Giám đốc "
        "2 Bà H' Lam Niê Sao đọc: hờ-lam Thợ dệt Cơ sở Dệt "
        "3 Ông Y Khun Vắng – trao sau "
        "4 (chỗ trống) "
        "– Ông Lê An Nhận thay: Bà Tư Vắng – trao sau " + STAMP.format(page=1, pages=1)
    ]


def test_on_the_tray_list_an_empty_place_keeps_its_line_and_what_has_no_place_lies_apart():
    assert read(tray_list([batch(ABSENT, COLLECTIVE, PERSON, MISSED, LEFT)], HEAD)) == [
        f"DANH SÁCH KHAY {TOP} "
        "Xếp theo vị trí, vị trí 1 ở bên trái nhìn từ phía khán giả. Đánh dấu khi đã kiểm từng khay. "
        "Đợt 3/16 lượt 1/2 Bằng khen Quyết định số 9909/QĐ-UBND "
        "Vị trí Số khay Họ và tên, tập thể Thành tích Kiểm "
        "1 7 HTX Muối Tập thể, đại diện: Bà Ẩn "
        "2 8 Bà H' Lam Niê Sao May "
        "3 9 (chỗ trống) Ông Y Khun: Vắng – trao sau "
        "4 (chỗ trống) "
        "– 10 Ông Lê An Vắng – trao sau " + STAMP.format(page=1, pages=1)
    ]


def test_the_seat_list_leads_from_a_seat_to_batch_and_place():
    lines = [SeatLine("A2", "Bà Ẩn", "Muối", 3, 1, "nhận cho HTX Muối"), SeatLine("", "Ông Lê An", "", 4, None)]

    assert read(seat_list(lines, HEAD)) == [
        f"CHỖ NGỒI – ĐỢT {TOP} Theo chỗ ngồi. Ai lên sân khấu hai lần có hai dòng. Dấu – : không có vị trí. "
        "Ghế Họ và tên Đơn vị Đợt Vị trí A2 Bà Ẩn nhận cho HTX Muối Muối 3 1 Ông Lê An 4 – "
        + STAMP.format(page=1, pages=1)
    ]


def test_the_list_to_hand_over_later_has_room_to_sign():
    assert read(lasting([later()])) == [
        f"DANH SÁCH TRAO SAU {TOP} Người nhận ký và ghi ngày khi nhận. "
        "STT Họ và tên, tập thể; đơn vị Hình thức khen thưởng Số khay Ký nhận Ngày "
        "1 Ông Y Khun Kỹ sư Sở Bằng khen Quyết định số 9909/QĐ-UBND 9 " + STAMP.format(page=1, pages=1)
    ]


@pytest.mark.parametrize(
    ("pdf", "title", "sentence"),
    [
        (stage_order([], HEAD), "THỨ TỰ LÊN SÂN KHẤU", "Chưa có danh sách khen thưởng."),
        (tray_list([], HEAD), "DANH SÁCH KHAY", "Chưa có danh sách khen thưởng."),
        (seat_list([], HEAD), "CHỖ NGỒI – ĐỢT", "Chưa có danh sách khen thưởng."),
        (lasting([]), "DANH SÁCH TRAO SAU", "Không còn ai."),
    ],
)
def test_without_anybody_one_sentence_says_so(pdf, title, sentence):
    assert read(pdf) == [f"{title} {TOP} {sentence} {STAMP.format(page=1, pages=1)}"]


MANY = [sized(8, number) for number in range(1, 17)]
SEATED = [SeatLine(f"A{n}", "Ẩn", "Sở", 1, n) for n in range(1, 120)]


@pytest.mark.parametrize(
    ("make", "what", "title"),
    [
        (stage_order, MANY, "THỨ TỰ LÊN SÂN KHẤU"),
        (tray_list, MANY, "DANH SÁCH KHAY"),
        (seat_list, SEATED, "CHỖ NGỒI – ĐỢT"),
        (lambda lines, head: hand_over_list(lines, head, nobody=""), [later()] * 40, "DANH SÁCH TRAO SAU"),
    ],
)
def test_every_page_says_what_it_is_of_which_version_and_that_it_is_a_trial(make, what, title):
    pages = read(make(what, replace(HEAD, bands=("TỔNG DUYỆT", "DỮ LIỆU MẪU (HƯ CẤU)"))))

    assert len(pages) > 1
    assert [re.findall(rf"{title}|{CONFERENCE}|TỔNG DUYỆT|DỮ LIỆU MẪU|Danh sách bản.*", page) for page in pages] == [
        [
            title,
            CONFERENCE,
            *sorted(("TỔNG DUYỆT", "DỮ LIỆU MẪU"), reverse=True),
            STAMP.format(page=n, pages=len(pages)),
        ]
        for n in range(1, len(pages) + 1)
    ]


@pytest.mark.parametrize("make", [stage_order, tray_list])
@pytest.mark.parametrize("size", range(1, 13))
def test_a_batch_that_fits_on_a_page_is_never_split(make, size):
    batches = [sized((size + 3 * number) % 11 + 1, number) for number in range(1, 17)]
    found = [re.findall(r"N(\d+)\.(\d+)\.", page) for page in read(make(batches, HEAD))]

    assert [pair for page in found for pair in page] == [
        (str(one.number), str(row.place)) for one in batches for row in one.rows
    ]
    assert sum(len({number for number, _ in page}) for page in found) == len(batches)


def test_a_batch_longer_than_a_page_goes_on_under_its_own_name():
    pages = read(stage_order([sized(60, 1)], HEAD))

    assert len(pages) > 1
    assert [re.findall(r"Đợt \d+/16|Vị trí Họ|Người trao", page) for page in pages] == [
        ["Đợt 1/16", "Người trao", "Vị trí Họ"],
        *[["Đợt 1/16", "Vị trí Họ"]] * (len(pages) - 1),
    ]


LONG = "Công Tằng Tôn Nữ Thị Nguyễn Hoàng Phượng Uyên, Công ty TNHH Xuất nhập khẩu Điện tử Aurora Bay "


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("endless", ["", "W" * 120])
def test_the_longest_names_stay_inside_the_page(times, endless):
    text = LONG * times + endless
    row = PaperRow(1, "a", 7, text, text, text, text, text, text, text, text, (text,))
    rows = [replace(row, place=n) for n in range(1, 5)] + [replace(row, is_vacant=True)]
    long = batch(*rows, presenter=text, words=(("Công bố", (Piece(text), Piece("người trao", PieceKind.GAP))),))
    long = replace(long, award=text, decision=text, protocol=text)
    head = replace(HEAD, conference=text * 3, place_and_date=text, bands=("TỔNG DUYỆT", "DỮ LIỆU MẪU (HƯ CẤU)"))
    seats = [SeatLine("A1", text, text, 16, n, text) for n in range(1, 5)]
    owed = [LaterLine(text, text, text, text, text, 90)] * 4
    papers = [stage_order([long], head), tray_list([long], head), seat_list(seats, head)]
    letters = [box for pdf in (*papers, hand_over_list(owed, head, nobody=text)) for box in boxes(pdf)]

    assert min(left for left, *_ in letters) > 15
    assert max(right for _, _, right, _ in letters) < 199
    assert [bottom for _, bottom, _, top in letters if 14 < bottom < 17.9] == []


def test_names_are_large_enough_to_read_at_arms_length():
    with pypdfium2.PdfDocument(stage_order([batch(PERSON)], HEAD)) as document:
        text = document[0].get_textpage()
        low, high = text.get_charbox(text.get_text_range().index("Bà H'"))[1::2]

    assert high - low > 0.6 * 11


def test_a_command_writes_all_four_and_puts_the_version_on_paper(bare_server, tmp_path):
    folder = tmp_path / "in" / "ra"
    bare_server.command("demo")
    said = bare_server.command("honours", str(folder))

    assert said.strip() == f"Danh sách bản 1: đã ghi 4 bản in vào {folder}."
    assert {file.name: read(file.read_bytes())[0].count("Danh sách bản 1, in lúc") for file in folder.iterdir()} == {
        "stage-order-1.pdf": 1, "trays-1.pdf": 1, "seats-1.pdf": 1, "hand-over-later-1.pdf": 1,
    }  # fmt: skip
