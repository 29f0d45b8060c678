"""The running script as it lies on the lectern: whole, in order, with blanks where something is missing."""

import re
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from papers import boxes, read

from domain.agenda import Move
from domain.facts import Role
from domain.running import CueRequest
from domain.script import Piece, PieceKind
from services import roster
from services.running import cue
from services.running_script import running_script
from services.script_paper import ScriptItem, script_sheets
from store.engine import Store

CONFERENCE = "Hội nghị điển hình tiên tiến ngành Công Thương Khánh Hòa"
EVENING_BEFORE = datetime(2020, 5, 21, 10, 5, tzinfo=UTC)
EIGHT = datetime(2020, 5, 22, 1, tzinfo=UTC)  # 08:00 at the venue
MINUTE = timedelta(minutes=1)
UYEN = Piece("bà Trần Thị Ngọc Uyên", PieceKind.NAME)
LONG_NAME = Piece("bà Công Tằng Tôn Nữ Thị Nguyễn Hoàng Phượng Uyên", PieceKind.NAME)
MISSING = Piece("họ tên", PieceKind.GAP)


def item(title: str = "4. Báo cáo tham luận", *words: Piece, **more: object) -> ScriptItem:
    return ScriptItem(EIGHT, 35, title, words=words, **more)


def sheets(*items: ScriptItem) -> bytes:
    return script_sheets(
        items, conference=CONFERENCE, place_and_date="Hội trường, 22/05/2020", version="37", printed_at=EVENING_BEFORE
    )


def test_an_item_says_when_how_long_who_and_what_to_say():
    paper = item("1. Giữ nhịp", Piece("Kính mời "), UYEN, Piece(", Kỹ sư."), who="Bà Trần Thị Ngọc Uyên")
    found = read(sheets(item(who="Đại biểu tham luận", came="Thực tế 08:02 – 08:40", subs=(paper,))))

    assert found == [
        f"KỊCH BẢN ĐIỀU HÀNH {CONFERENCE} Hội trường, 22/05/2020 "
        "Chỗ trống có gạch chân: chưa có trong dữ liệu hoặc còn thay đổi, ghi tay khi biết. "
        "08:00 35 phút Thực tế 08:02 – 08:40 4. Báo cáo tham luận Thực hiện: Đại biểu tham luận "
        "08:00 35 phút 1. Giữ nhịp Thực hiện: Bà Trần Thị Ngọc Uyên Kính mời bà Trần Thị Ngọc Uyên, Kỹ sư. "
        "Chương trình phiên bản 37, in lúc 17:05 ngày 21/05/2020 Trang 1/1"
    ]


def test_what_is_missing_is_a_line_with_its_name_below():
    with pypdfium2.PdfDocument(sheets(item("1. Chào cờ", Piece("Mời "), MISSING, Piece(" lên")))) as document:
        picture = document[0].render(scale=2, grayscale=True).to_pil()
        text = document[0].get_textpage()
        left, _bottom, right, top = (edge * 2 for edge in text.get_charbox(_place(text, "họ tên")))
    above = picture.crop((int(left), picture.height - int(top) - 12, int(right) + 4, picture.height - int(top) - 1))

    assert above.getextrema()[0] < 100


def _place(text, words: str) -> int:
    return text.get_text_range().index(words)


def test_a_name_keeps_its_comma_and_its_particle():
    names = (
        Piece("Kính mời rất nhiều lần "),
        Piece("chị H' Lam Niê Sao", PieceKind.NAME),
        Piece(", giai đoạn 2015 - 2020"),
    )
    with pypdfium2.PdfDocument(sheets(*(item("", Piece("a" * n + " "), *names) for n in range(1, 50)))) as document:
        lines = [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]

    assert [line for line in lines if line.startswith((",", "Lam", "- 20")) or line.endswith("H'")] == []


@pytest.mark.parametrize("count", [1, 7, 40])
def test_every_page_says_which_version_when_and_which_of_how_many(count):
    pages = read(sheets(*(item(f"{n}. Mục", Piece("Kính thưa quý đại biểu. " * 20)) for n in range(count))))
    stamp = "Chương trình phiên bản 37, in lúc 17:05 ngày 21/05/2020 Trang {page}/{pages}"

    assert [page[page.index("Chương trình phiên bản") :] for page in pages] == [
        stamp.format(page=page, pages=len(pages)) for page in range(1, len(pages) + 1)
    ]
    assert [n for page in pages for n in re.findall(r"(\d+)\. Mục", page)] == [str(n) for n in range(count)]


@pytest.mark.parametrize("repeats", [1, 3, 14])
def test_the_longest_names_and_lines_stay_inside_the_page(repeats):
    title = "Thông qua danh sách đại biểu đi dự Đại hội cấp trên của ngành Công Thương " * 3
    unit = Piece(", Công ty TNHH Xuất nhập khẩu Điện tử Aurora Bay Việt Nam, ")
    words = [LONG_NAME, unit, MISSING, Piece("! ")] * repeats
    letters = boxes(sheets(*[item(title, *words, Piece("W" * 90), who=title, roll=(title,), came=title)] * 2))

    assert min(left for left, *_ in letters) > 15
    assert max(right for _, _, right, _ in letters) < 197
    assert [bottom for _, bottom, _, top in letters if 14 < bottom < 19.5] == []


def test_the_words_are_large_enough_for_a_lectern():
    with pypdfium2.PdfDocument(sheets(item("", Piece("Kính mời "), UYEN))) as document:
        text = document[0].get_textpage()
        low, high = text.get_charbox(_place(text, "Kính"))[1::2]

    assert high - low > 0.6 * 13


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = Store(tmp_path_factory.mktemp("script") / "khaimac.duckdb")
    roster.load_demo(opened, role=Role.ORGANISER, now=EVENING_BEFORE)
    yield opened
    opened.close()


def test_the_evening_before_the_demo_has_blanks_for_what_only_the_day_can_tell(store):
    found = " ".join(read(running_script(store.state, now=EVENING_BEFORE)))

    assert "kính mời bà H' Lam Niê Sao, Công nhân may, Công ty CP Dệt may Sóng Biếc, trình bày tham luận" in found
    assert found.count("trình bày tham luận với chủ đề") == 5
    assert {gap: found.count(gap) for gap in ("họ tên", "chức danh", "số phút", "số đồng ý", "{", "}")} == {
        "họ tên": 0, "chức danh": 0, "số phút": 1, "số đồng ý": 1, "{": 0, "}": 0,
    }  # fmt: skip


def test_on_the_day_it_tells_the_actual_times_of_what_is_done(store):
    for place, (at, move) in enumerate([(4, Move.START), (10, Move.NEXT)]):
        request = CueRequest(f"cue-{place}", move, store.state.day.agenda.seq)
        assert cue(store, request, role=Role.MC, now=EIGHT + at * MINUTE).result().answer is None
    [first, *_] = read(running_script(store.state, now=EIGHT + 11 * MINUTE))

    assert "08:00 5 phút Thực tế 08:04 – 08:10 1. Chào cờ" in first
    assert "08:05 15 phút Bắt đầu 08:10 2. Tuyên bố lý do" in first
    assert f"Chương trình phiên bản {store.state.day.agenda.seq}, in lúc 08:11 ngày 22/05/2020" in first


def test_a_command_prints_it(bare_server, tmp_path):
    target = tmp_path / "script.pdf"
    bare_server.command("demo")
    said = bare_server.command("script", str(target))

    assert said.strip() == f"Đã ghi kịch bản điều hành vào {target}."
    assert len(read(target.read_bytes())) > 1
