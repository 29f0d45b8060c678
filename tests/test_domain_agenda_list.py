"""A programme as offices write it: times, numbers, what stands in what, how long it takes, what it does to the plan."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import count

import pytest

from domain.agenda import Anchor, Item
from domain.agenda_list import Problem, ProblemKind, compare, read_agenda, table
from domain.agenda_list.columns import PHRASES
from domain.agenda_list.draft import Field
from domain.agenda_list.problems import LEVELS
from domain.agenda_list.values import Sort, read_minutes, read_number, read_sort, read_span, read_time
from domain.delegates import Category, Person
from domain.headers import meaning_of
from domain.programme import ItemWords, planned_programme
from domain.roster import Cell, Sheet
from domain.roster.cells import read_cell

VENUE = timezone(timedelta(hours=7))
EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=VENUE)
TEN = tuple((str(number), f"{7 + number:02}:00", "60", f"Mục {number}") for number in range(1, 11))
HEADER = ("STT", "Giờ bắt đầu", "Số phút", "Nội dung")


def sheet(*lines, header=HEADER, name="Sheet1"):
    return Sheet(name, tuple(tuple(Cell(value) for value in line) for line in (header, *lines)))


def read(*lines, header=HEADER, people=(), present=((), ()), starts_at=EIGHT):
    ids = count(1)
    return read_agenda(
        [sheet(*lines, header=header)], starts_at=starts_at, draw=lambda: f"new{next(ids)}",
        people={one.code: one for one in people}, present=present,
    )  # fmt: skip


def outline(draft):
    """(id, number, parent, start, minutes) of each item."""
    return [
        (i.id, i.number, i.parent, f"{i.planned_start:%H:%M}", i.planned_duration.total_seconds() / 60)
        for i in draft.plan
    ]  # fmt: skip


def kinds(draft, *, but=(ProblemKind.NOT_TEN,)):
    return [(problem.sheet_row, problem.kind) for problem in draft.problems if problem.kind not in but]


# --- values ----------------------------------------------------------------------------------------------------------

HALF_PAST_SEVEN = timedelta(hours=7, minutes=30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("07:30", HALF_PAST_SEVEN), ("7:30", HALF_PAST_SEVEN), ("07:30:00", HALF_PAST_SEVEN), ("7h30", HALF_PAST_SEVEN),
        ("7 h 30", HALF_PAST_SEVEN), ("7g30", HALF_PAST_SEVEN), ("07 giờ 30", HALF_PAST_SEVEN),
        ("7 giờ 30 phút", HALF_PAST_SEVEN), ("7h30’", HALF_PAST_SEVEN), ("7H30", HALF_PAST_SEVEN),
        ("7.30", HALF_PAST_SEVEN), (7.3, HALF_PAST_SEVEN), ("lúc 7h30", HALF_PAST_SEVEN),
        ("7h30 sáng", HALF_PAST_SEVEN),
        (time(7, 30), HALF_PAST_SEVEN), (datetime(2026, 11, 23, 7, 30, tzinfo=VENUE), HALF_PAST_SEVEN),
        (0.3125, HALF_PAST_SEVEN), (46349.3125, HALF_PAST_SEVEN), (timedelta(hours=7, minutes=30), HALF_PAST_SEVEN),
        ("8h", timedelta(hours=8)), (8, timedelta(hours=8)), ("2h chiều", timedelta(hours=14)),
        ("1:30 pm", timedelta(hours=13, minutes=30)), ("00:00", timedelta()), (time(0, 0), timedelta()),
        ("25:00", None), ("7:75", None), ("sau giải lao", None), ("730", None), ("", None), (-1, None),
    ],
)  # fmt: skip
def test_times_of_day_are_read_however_they_are_written(written, meant):
    assert read_time(read_cell(Cell(written))) == meant


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("07h30 - 08h00", (7, 30), (8, 0)), ("7:30–8:00", (7, 30), (8, 0)), ("Từ 7h30 đến 8h", (7, 30), (8, 0)),
        ("07 giờ 30 -> 08 giờ", (7, 30), (8, 0)), ("7h30", (7, 30), None), (time(7, 30), (7, 30), None),
    ],
)  # fmt: skip
def test_one_cell_may_hold_start_and_end(written, start, end):
    found = read_span(read_cell(Cell(written)))

    assert found == tuple(at and timedelta(hours=at[0], minutes=at[1]) for at in (start, end))


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        (30, 30), ("30", 30), (30.0, 30), ("30 phút", 30), ("30'", 30), ("30p", 30), ("7,5", 7.5), (7.5, 7.5),
        ("1h30", 90), ("1 giờ", 60), ("00:30", 30), (time(0, 30), 30), (timedelta(minutes=45), 45), (0.5 / 24, 30),
        ("0", None), (0, None), (-5, None), ("nhanh", None), ("", None), ("5 x 7", None), (5000, None),
    ],
)  # fmt: skip
def test_minutes_are_read_however_they_are_written(written, minutes):
    assert read_minutes(read_cell(Cell(written))) == (None if minutes is None else timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4", "4"), ("4.", "4"), ("04", "4"), ("Mục 4", "4"), ("4)", "4"), ("4.1", "4.1"), ("4,1.", "4.1"), ("0", "0"),
        ("", ""), ("IV", ""), ("a)", ""), ("Buổi sáng", ""), ("123", ""),
    ],
)  # fmt: skip
def test_numbers_of_items(written, number):
    assert read_number(written) == number


@pytest.mark.parametrize(
    ("written", "sort"),
    [
        ("Chính thức", Sort.OFFICIAL), ("Ngoài 10 mục", Sort.SIDE), ("mục phụ", Sort.SIDE), ("Trong mục", Sort.SUB),
        ("Tham luận", Sort.SUB), ("khác", None), ("", None),
    ],
)  # fmt: skip
def test_sorts_of_items(written, sort):
    assert read_sort(written) is sort


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("TT", Field.NUMBER), ("Thời gian", Field.SPAN), ("Thời gian (phút)", Field.MINUTES), ("Giờ", Field.SPAN),
        ("NỘI DUNG CHƯƠNG TRÌNH", Field.TITLE_VI), ("Nội dung (tiếng Anh)", Field.TITLE_EN),
        ("Nội dung (dự kiến)", Field.TITLE_VI), ("Người thực hiện", Field.PRESENTER), ("Lời dẫn MC", Field.MC_LINE),
        ("Mã đại biểu", Field.SPEAKER), ("Chủ đề", Field.TOPIC), ("Ghế", None), ("", None),
    ],
)  # fmt: skip
def test_headers_are_understood(header, field):
    assert meaning_of(header, PHRASES) is field


# --- what is what ----------------------------------------------------------------------------------------------------


def test_ten_items_in_order_are_the_plan():
    draft = read(*TEN)

    assert draft.problems == ()
    assert [item.id for item in draft.plan] == [str(number) for number in range(1, 11)]
    assert draft.plan[1] == Item("2", EIGHT + timedelta(hours=1), timedelta(hours=1), 2)
    assert draft.plan[0].start is Anchor.HARD
    assert {item.start for item in draft.plan[1:]} == {Anchor.SOFT}


@pytest.mark.parametrize("number", ["0", ""])
def test_arrivals_are_number_0_or_the_first_that_welcomes(number):
    draft = read((number, "07:30", "30", "Đón tiếp đại biểu"), *TEN)

    assert outline(draft)[0] == ("0", 0, "", "07:30", 30)
    assert draft.problems == ()


def test_side_items_renumber_nothing():
    header = (*HEADER, "Loại mục")
    lines = [
        ("", "07:45", "15", "Văn nghệ chào mừng", "Ngoài 10 mục"),
        *((*line, "Chính thức") for line in TEN[:4]),
        ("5", "12:00", "15", "Giải lao", "Ngoài 10 mục"),
    ]

    assert outline(read(*lines, header=header)) == [
        ("new1", None, "", "07:45", 15), ("1", 1, "", "08:00", 60), ("2", 2, "", "09:00", 60),
        ("3", 3, "", "10:00", 60), ("4", 4, "", "11:00", 60), ("new2", None, "", "12:00", 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "paper"),
    [
        (HEADER, ("4.1", None, "7", "Tham luận số 1")),
        (HEADER, (4.1, None, 7, "Tham luận số 1")),
        (HEADER, ("", None, "7", "Tham luận số 1")),
        (HEADER, ("-", None, "7", "Tham luận số 1")),
        (HEADER, ("a)", None, "7", "Tham luận số 1")),
        ((*HEADER, "Mục cha"), ("", None, "7", "Tham luận số 1", "4")),
        ((*HEADER, "Mục cha"), ("", "11:00", "7", "Tham luận số 1", "Mục 4")),
        ((*HEADER, "Loại mục"), ("1", "11:00", "7", "Tham luận số 1", "Trong mục")),
    ],
)
def test_a_paper_belongs_to_its_item(header, paper):
    draft = read(*TEN[:4], paper, ("5", "12:00", "30", "Giao lưu"), header=header)

    assert outline(draft)[3:] == [
        ("4", 4, "", "11:00", 60), ("new1", None, "4", "11:00", 7), ("5", 5, "", "12:00", 30),
    ]  # fmt: skip
    assert kinds(draft) == []


def test_a_paper_written_elsewhere_stands_with_its_item():
    header = (*HEADER, "Mục cha")
    draft = read(*TEN[:2], ("", None, "5", "Phần riêng", "Mục 1"), header=header)

    assert [item.id for item in draft.plan] == ["1", "new1", "2"]


def test_papers_stand_in_the_order_of_the_sheet():
    header = (*HEADER, "Mục cha")
    draft = read(TEN[0], ("", None, "5", "Một", "1"), ("", None, "5", "Hai"), ("1.3", None, "5", "Ba"), header=header)

    assert [words.title_vi for words in draft.words[1:]] == ["Một", "Hai", "Ba"]


def test_a_paper_may_have_a_topic_and_a_speaker_alone():
    header = (*HEADER, "Mã đại biểu", "Chủ đề")
    draft = read(*TEN[:4], ("4.1", None, 7, None, "DB039", "Giữ nhịp chuyền may"), header=header)

    assert draft.plan[4].speaker == "DB039"
    assert draft.words[4] == ItemWords("new1", "", topic="Giữ nhịp chuyền may")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (("", None, "5", "Phát tài liệu"), ProblemKind.NO_PARENT),
        (("2.1", None, "5", "Không có mục 2"), ProblemKind.NO_PARENT),
        (("1", "09:00", "5", "Mục khác"), ProblemKind.ITEM_TWICE),
        (("2", "09:00", "5", ""), ProblemKind.TITLE_MISSING),
        (("", "09:00", "", "Văn nghệ"), ProblemKind.MINUTES_MISSING),
    ],
)
def test_what_cannot_be_placed_keeps_the_sheet_out(line, kind):
    before = () if kind is not ProblemKind.NO_PARENT else (("0", "07:30", "30", "Đón tiếp"),)
    lines = [*before, line, TEN[0]] if before else [TEN[0], line]
    draft = read(*lines)

    assert kind in {problem.kind for problem in draft.problems}
    assert not draft.is_sound


def test_headings_and_signatures_are_passed_over():
    draft = read(
        ("BUỔI SÁNG", None, None, None), ("I", None, None, "PHẦN NGHI THỨC"), TEN[0], ("II", None, None, "NỘI DUNG"),
        TEN[1], (None, None, None, "TM. BAN TỔ CHỨC"),
    )  # fmt: skip

    assert [item.id for item in draft.plan] == ["1", "2"]
    assert kinds(draft) == [(row, ProblemKind.PASSED_OVER) for row in (2, 3, 5, 7)]


@pytest.mark.parametrize(
    ("sheets", "kind"),
    [
        ([], ProblemKind.NO_PROGRAMME),
        ([Sheet("x", ((Cell("Họ và tên"), Cell("Đơn vị"), Cell("Ghi chú")),))], ProblemKind.NO_PROGRAMME),
        ([sheet()], ProblemKind.NO_ITEMS),
    ],
)
def test_a_file_without_a_programme_says_so(sheets, kind):
    draft = read_agenda(sheets, starts_at=EIGHT, draw=str)

    assert [problem.kind for problem in draft.problems] == [kind]
    assert not draft.is_sound


def test_not_ten_and_another_start_are_told_and_kept():
    draft = read(*TEN[:8], ("11", "18:00", "60", "Thêm"), starts_at=EIGHT - timedelta(minutes=30))

    assert draft.problems == (
        Problem(None, ProblemKind.NOT_TEN, value="9", after="9, 10, 11"),
        Problem(None, ProblemKind.START_DIFFERS, value="08:00", after="07:30"),
        Problem(10, ProblemKind.GAP, value="Thêm", after="120"),
    )
    assert draft.plan[0].planned_start == EIGHT
    assert draft.is_sound


# --- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "lines", "times", "told"),
    [
        pytest.param(
            ("STT", "Giờ bắt đầu", "Giờ kết thúc", "Nội dung"),
            [("1", "8h", "8h05", "A"), ("2", "8h05", "8h20", "B")],
            [("08:00", 5), ("08:05", 15)], [], id="from the end",
        ),
        pytest.param(
            ("STT", "Thời gian", "Nội dung"),
            [("1", "8h00", "A"), ("2", "8h05", "B"), ("3", "8h20 - 8h45", "C")],
            [("08:00", 5), ("08:05", 15), ("08:20", 25)], [], id="from what follows",
        ),
        pytest.param(
            HEADER, [("1", "", "5", "A"), ("2", "", "15", "B"), ("3", "08:20", "25", "C")],
            [("08:00", 5), ("08:05", 15), ("08:20", 25)], [], id="a missing start follows",
        ),
        pytest.param(
            HEADER, [("0", "", "30", "Đón tiếp"), ("1", "", "5", "A")],
            [("07:30", 30), ("08:00", 5)], [], id="arrivals end when the first item starts",
        ),
        pytest.param(
            HEADER, [("9", "11:00", "10", "A"), ("10", "11:10", "", "B")],
            [("11:00", 10), ("11:10", 15)], [(3, ProblemKind.MINUTES_OF_PLAN)], id="the plan's minutes",
        ),
        pytest.param(
            HEADER, [("4", "08:00", "", "A"), ("4.1", "", "7", "a"), ("4.2", "", "8", "b")],
            [("08:00", 15), ("08:00", 7), ("08:07", 8)], [], id="an item as long as its papers",
        ),
        pytest.param(
            HEADER, [("4", "08:00", "35", "A"), ("4.1", "", "7", "a"), ("4.2", "", "", "b"), ("4.3", "", "", "c")],
            [("08:00", 35), ("08:00", 7), ("08:07", 14), ("08:21", 14)],
            [(4, ProblemKind.MINUTES_SHARED), (5, ProblemKind.MINUTES_SHARED)], id="papers share what is left",
        ),
        pytest.param(
            HEADER, [("4", "08:00", "10", "A"), ("4.1", "", "7", "a"), ("4.2", "", "7", "b")],
            [("08:00", 10), ("08:00", 7), ("08:07", 7)], [(2, ProblemKind.SUBS_LONGER)], id="papers too long",
        ),
        pytest.param(
            ("STT", "Giờ bắt đầu", "Số phút", "Giờ kết thúc", "Nội dung"), [("1", "8h", "10", "8h05", "A")],
            [("08:00", 10)], [(2, ProblemKind.END_DISAGREES)], id="the minutes win",
        ),
        pytest.param(
            HEADER, [("1", "8h", "10", "A"), ("2", "8h15", "10", "B"), ("3", "8h20", "10", "C"), ("4", "8h", "5", "D")],
            [("08:00", 10), ("08:15", 10), ("08:20", 10), ("08:00", 5)],
            [(3, ProblemKind.GAP), (4, ProblemKind.OVERLAP), (5, ProblemKind.BACKWARDS)], id="gap, overlap, backwards",
        ),
        pytest.param(
            HEADER,
            [("1", "8h", "10", "A"), ("2", "sau đó", "10", "B"), ("3", "8h20", "nhanh", "C"), ("4", "8h30", 5, "D")],
            [("08:00", 10), ("08:10", 10), ("08:20", 10), ("08:30", 5)],
            [(3, ProblemKind.TIME_UNREADABLE), (4, ProblemKind.MINUTES_UNREADABLE)], id="unreadable is empty",
        ),
    ],
)  # fmt: skip
def test_times_are_worked_out(header, lines, times, told):
    draft = read(*lines, header=header)

    assert [(start, minutes) for *_rest, start, minutes in outline(draft)] == times
    assert kinds(draft, but=(ProblemKind.NOT_TEN, ProblemKind.START_DIFFERS)) == told
    assert draft.is_sound


# --- who speaks ------------------------------------------------------------------------------------------------------

PEOPLE = (
    Person("DB024", "Trần Văn Hùng", Category.EXEMPLARY),
    Person("DB026", "Trần Văn Hùng", Category.EXEMPLARY),
    Person("DB106", "Dương Công Tiến", Category.GUEST),
)


@pytest.mark.parametrize(
    ("presenter", "code", "people", "speaker", "told"),
    [
        ("", "DB106", PEOPLE, "DB106", []),
        ("", " db 106 ", PEOPLE, "DB106", []),
        ("", "DB999", PEOPLE, "DB999", [ProblemKind.NOT_ON_THE_LIST]),
        ("", "DB999", (), "DB999", []),
        ("Ông Dương Công Tiến, Giám đốc Sở", "", PEOPLE, "DB106", [ProblemKind.KNOWN_BY_NAME]),
        ("Trần Văn Hùng", "", PEOPLE, "", [ProblemKind.TWO_OF_ONE_NAME]),
        ("Trần Văn Hùng", "DB024", PEOPLE, "DB024", []),
        ("Ban Tổ chức", "", PEOPLE, "", []),
    ],
)
def test_the_speaker_is_found_by_code_or_by_a_name_of_one(presenter, code, people, speaker, told):
    header = (*HEADER, "Người thực hiện", "Mã đại biểu")
    draft = read(("1", "8h", 5, "A", presenter, code), header=header, people=people)

    assert draft.plan[0].speaker == speaker
    assert draft.words[0].presenter == presenter
    assert [kind for _row, kind in kinds(draft)] == told


# --- against the plan there is ---------------------------------------------------------------------------------------

PAPERS = (("4.1", None, 7, "Bài một"), ("4.2", None, 7, "Bài hai"))


def stored(*lines, header=HEADER):
    draft = read(*lines, header=header)
    return draft.plan, draft.words


def test_the_same_sheet_again_changes_nothing():
    present = stored(*TEN[:4], *PAPERS)
    again = read(*TEN[:4], *PAPERS, present=present)

    assert (again.plan, again.words) == present
    assert compare(again, present).is_empty


def test_what_changes_is_told_field_by_field():
    present = stored(*TEN[:4], *PAPERS)
    draft = read(
        TEN[0], ("2", "09:00", "30", "Mục hai"), TEN[3], PAPERS[1], ("4.3", None, 7, "Bài ba"), present=present
    )
    told = compare(draft, present)

    assert [entry.words.title_vi for entry in told.added] == ["Bài ba"]
    assert [(change.entry.item.id, dict(change.fields)) for change in told.changed] == [
        ("2", {"planned_duration": (timedelta(hours=1), timedelta(minutes=30)), "title_vi": ("Mục 2", "Mục hai")}),
        ("new2", {"planned_start": (EIGHT + timedelta(hours=3, minutes=7), EIGHT + timedelta(hours=3))}),
    ]
    assert [(item.id, words.title_vi) for item, words in told.removed] == [("3", "Mục 3"), ("new1", "Bài một")]
    assert (told.unchanged, told.is_reordered) == (2, False)


def test_another_order_is_told():
    present = stored(*TEN[:2])

    assert compare(read(TEN[1], TEN[0], present=present), present).is_reordered


def test_a_renamed_paper_is_known_by_who_speaks():
    header = (*HEADER, "Mã đại biểu")
    present = stored(*TEN[:4], ("4.1", None, 7, "Bài một", "DB024"), header=header)
    draft = read(*TEN[:4], ("4.1", None, 7, "Bài một (đã sửa)", "DB024"), header=header, present=present)

    assert draft.plan[4].id == present[0][4].id


def test_what_the_sheet_has_no_column_for_stays():
    plan, words = stored(*TEN[:2])
    plan = (plan[0], replace(plan[1], start=Anchor.HARD, end=Anchor.HARD, skipped=True, speaker="DB024"))
    words = (words[0], replace(words[1], mc_line="Kính mời…", presenter="Ông Hùng", title_en="Two"))
    draft = read(*TEN[:2], present=(plan, words))

    assert (draft.plan, draft.words) == (plan, words)


def test_another_presenter_without_a_code_is_no_longer_the_delegate():
    header = (*HEADER, "Người thực hiện")
    plan, words = stored(("1", "8h", 5, "A", "Ông Hùng"), header=header)
    plan = (replace(plan[0], speaker="DB024"),)
    same = read(("1", "8h", 5, "A", "Ông Hùng"), header=header, present=(plan, words))
    other = read(("1", "8h", 5, "A", "Bà Mai"), header=header, present=(plan, words))

    assert (same.plan[0].speaker, other.plan[0].speaker) == ("DB024", "")


def test_what_is_written_out_is_read_back_as_the_same():
    plan, words = planned_programme(EIGHT)
    plan += (Item("x", EIGHT + timedelta(hours=4), timedelta(minutes=20)), Item("y", EIGHT + timedelta(hours=4),
             timedelta(minutes=7, seconds=30), parent="x", speaker="DB001"))  # fmt: skip
    words += (ItemWords("x", "Phim tài liệu", "Film"), ItemWords("y", "", topic="Chủ đề", mc_line="Mời\nông"))
    header, *lines = table(plan, {one.id: one for one in words}, VENUE)
    draft = read(*lines, header=header, present=(plan, words))

    assert compare(draft, (plan, words)).is_empty


def test_times_are_those_of_the_venue():
    draft = read(TEN[0], starts_at=EIGHT)

    assert draft.plan[0].planned_start.astimezone(UTC) == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_each_kind_of_problem_has_a_level():
    assert set(ProblemKind) <= set(LEVELS)
