"""The report of a demo day, with its words, and read back from its spreadsheet."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from domain.agenda import Move
from domain.facts import Role
from domain.running import CueRequest
from services import roster
from services.agenda_report import agenda_report, report_xlsx
from services.running import cue
from store.engine import Store

EVENING_BEFORE = datetime(2020, 5, 21, 10, 5, tzinfo=UTC)
EIGHT = datetime(2020, 5, 22, 1, tzinfo=UTC)  # 08:00 at the venue
MINUTE = timedelta(minutes=1)
DAY = (
    (4, Move.START, Role.MC), (10, Move.NEXT, Role.MC), (12, Move.PAUSE, Role.MC), (13.5, Move.RESUME, Role.MC),
    (14, Move.ADD, Role.MC), (27, Move.NEXT, Role.MC), (50, Move.NEXT, Role.ORGANISER), (57, Move.NEXT, Role.MC),
)  # fmt: skip


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """The demo in the middle of its papers: items 1 to 3 are done, the second paper runs."""
    store = Store(tmp_path_factory.mktemp("report") / "khaimac.duckdb")
    roster.load_demo(store, role=Role.ORGANISER, now=EVENING_BEFORE)
    for place, (at, move, role) in enumerate(DAY):
        request = CueRequest(f"cue-{place}", move, store.state.day.agenda.seq, seconds=60 if move is Move.ADD else 0)
        assert cue(store, request, role=role, now=EIGHT + at * MINUTE).result().answer is None
    yield store.state
    store.close()


def test_each_row_has_its_place_in_the_programme_and_who_did_it(state):
    found = [
        (line.label, line.words.title_vi or line.words.topic, line.who) for line in agenda_report(state, now=EIGHT)
    ]

    assert found[:2] == [
        ("1", "Chào cờ", "Toàn thể đại biểu (MC điều hành nghi thức)"),
        ("2", "Tuyên bố lý do, giới thiệu đại biểu và khai mạc", "Ông Dương Công Tiến"),
    ]
    assert [(label, who) for label, _, who in found if label.startswith("4.")] == [
        ("4.1", "Bà H' Lam Niê Sao"), ("4.2", "Ông Nguyễn Công Ẩn"), ("4.3", "Bà Trần Thị Ngọc Uyên"),
        ("4.4", "Bà Phạm Thị Thúy"), ("4.5", "Ông Trần Văn Hùng"),
    ]  # fmt: skip


def test_the_spreadsheet_holds_plan_and_fact_as_times_and_numbers(state):
    [sheet] = load_workbook(io.BytesIO(report_xlsx(state, now=EIGHT + 60 * MINUTE))).worksheets
    header, first, second, *_ = sheet.iter_rows(values_only=True)

    assert sheet.title == "Chương trình"
    assert header == (
        "Mục", "Nội dung", "Người thực hiện", "Giờ bắt đầu dự kiến", "Giờ kết thúc dự kiến", "Số phút dự kiến",
        "Giờ bắt đầu thực tế", "Giờ kết thúc thực tế", "Số phút thực tế", "Dài hơn dự kiến (phút)", "Tạm dừng (phút)",
        "Thêm, bớt giờ (phút)", "Người bấm", "Ghi chú",
    )  # fmt: skip
    assert first[3:] == (at(8, 0), at(8, 5), 5, at(8, 4), at(8, 10), 6, 1, None, None, "MC", None)
    assert second[3:] == (at(8, 5), at(8, 20), 15, at(8, 10), at(8, 27), 17, 2, 1.5, 1, "MC", None)
    assert [cell.number_format for cell in sheet[2]][3:5] == ["hh:mm"] * 2


def at(hour: int, minute: int) -> datetime:
    return datetime(2020, 5, 22, hour, minute)  # noqa: DTZ001 - a spreadsheet knows no time zones


def test_who_began_and_who_ended_an_item_both_pressed(state):
    [sheet] = load_workbook(io.BytesIO(report_xlsx(state, now=EIGHT + 60 * MINUTE))).worksheets

    assert {row[0]: row[12] for row in sheet.iter_rows(min_row=2, values_only=True) if row[6]} == {
        "1": "MC", "2": "MC", "3": "MC, Ban Tổ chức", "4": "Ban Tổ chức", "4.1": "Ban Tổ chức, MC", "4.2": "MC",
    }  # fmt: skip
