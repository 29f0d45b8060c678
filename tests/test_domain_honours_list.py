"""A list of honours as offices write it: who is meant, which batches it makes, what is wrong, what would change."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from days import START, Ledger, entry

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.catalogue import CatalogueAward
from domain.delegates import Standing
from domain.directory import Directory
from domain.headers import meaning_of
from domain.honours import Batch, Honours, Protocol, RecipientType, Slot, Step, StepTaken
from domain.honours_list import (
    Change,
    Kind,
    Move,
    Problem,
    ProblemKind,
    award_id,
    compare,
    decision_id,
    read_honours,
    slot_id,
    table,
)
from domain.honours_list.columns import PHRASES
from domain.honours_list.draft import Field
from domain.honours_list.export import HEADERS
from domain.honours_list.problems import LEVELS
from domain.honours_list.values import number_and_date, read_date, read_protocol, read_type
from domain.roster import Cell, Sheet, Span
from domain.roster.cells import read_cell
from domain.roster.problems import Level
from domain.roster.problems import ProblemKind as SheetProblem

COLLECTIVE, INDIVIDUAL = RecipientType
MERIT, FLAG, ORDER = "Bằng khen của Chủ tịch UBND tỉnh", "Cờ thi đua của Chính phủ", "Huân chương Lao động hạng Ba"
CHAIR, PRESIDENT = "Chủ tịch UBND tỉnh", "Chủ tịch nước"
LAW = (date(2004, 7, 1), date(2023, 12, 31), "")
CATALOGUE = (
    CatalogueAward("ORDER", ORDER, frozenset(RecipientType), 10, 10, PRESIDENT, "CTN", *LAW),
    CatalogueAward("FLAG", FLAG, frozenset({COLLECTIVE}), 20, 20, "Thủ tướng Chính phủ", "TTg", *LAW),
    CatalogueAward("MERIT", MERIT, frozenset(RecipientType), 61, 62, CHAIR, "UBND", *LAW),
    CatalogueAward("CSTD", "Chiến sĩ thi đua cấp tỉnh", frozenset({INDIVIDUAL}), 50, 50, CHAIR, "UBND", *LAW),
)
PEOPLE = {
    "DB001": {"name": "Nguyễn Văn An", "unit": "Sở A", "awards": MERIT},
    "DB002": {"name": "Trần Thị Bình", "unit": "Sở A", "represents": "Phòng Kế hoạch"},
    "DB003": {"name": "Lê Văn Cường", "unit": "Sở B"},
    "DB004": {"name": "Lê Văn Cường", "unit": "Sở C"},
    "DB005": {"name": "Phạm Thúy", "unit": ""},
    "DB006": {"name": "Đỗ Hòa", "unit": "Sở B"},
}
# One sound row; each test says what it has otherwise.
ROW = {
    Field.BATCH: "H01", Field.ORDER: "1", Field.AWARD: MERIT, Field.AUTHORITY: CHAIR, Field.NUMBER: "12/QĐ-UBND",
    Field.DATE: "20/4/2020", Field.PRESENTER: "Giám đốc Sở", Field.PROTOCOL: "Công bố trước, mời lên sau",
    Field.PLACE: "1", Field.CODE: "DB001",
}  # fmt: skip
HEADS = {
    Field.BATCH: "Mã đợt", Field.ORDER: "Thứ tự đợt", Field.RANK: "Thứ bậc", Field.AWARD: "Hình thức khen thưởng",
    Field.AUTHORITY: "Người quyết định", Field.NUMBER: "Số quyết định", Field.DATE: "Ngày quyết định",
    Field.PRESENTER: "Người trao", Field.PROTOCOL: "Nghi thức", Field.SECONDS: "Số giây dự kiến của đợt",
    Field.SIZE: "Số người nhận trong đợt", Field.PLACE: "Vị trí trên sân khấu", Field.CODE: "Mã đại biểu",
    Field.NAME: "Họ và tên", Field.UNIT: "Đơn vị", Field.TYPE: "Loại người nhận", Field.COLLECTIVE: "Tập thể nhận",
    Field.TRAY: "Số khay", Field.PRONUNCIATION: "Phát âm", Field.CITATION: "Thành tích", Field.NOTE: "Lời dẫn MC",
}  # fmt: skip


def day(*, off=(), people=PEOPLE):
    """A day with these on its roster; `off` have been struck off."""
    found = []
    for code, told in people.items():
        one = entry(code, standing=Standing.WITHDRAWN if code in off else Standing.EXPECTED)
        found.append(replace(one, person=replace(one.person, **told)))
    ledger = Ledger(*found)
    return ledger.day, Directory().with_rows(one.person for one in found)


def sheet(rows, fields, *, above=(), spans=()):
    header = tuple(Cell(HEADS[field]) for field in fields)
    lines = [tuple(Cell(row.get(field)) for field in fields) for row in rows]
    return Sheet("Vinh danh", (*above, header, *lines), spans)


def read(*rows, without=(), at=None, above=(), spans=(), catalogue=CATALOGUE):
    """Each row says what it has otherwise than the sound one."""
    told = [{field: value for field, value in (ROW | row).items() if field not in without} for row in rows]
    fields = [field for field in HEADS if any(field in row for row in told)]
    present, directory = at or day()
    return read_honours(
        [sheet(told, fields, above=above, spans=spans)], present, directory, catalogue=catalogue,
        draw=lambda taken: f"N{len(taken) + 1}",
    )  # fmt: skip


def stored(draft, at=None):
    """The day after this draft, and its words."""
    present, directory = at or day()
    return replace(present, honours=Honours(draft.batches)), directory.with_rows(draft.words)


def kinds(draft, *, but=(ProblemKind.SHEET_ALONE, ProblemKind.ROSTER_ALONE)):
    return [(problem.rows, problem.kind) for problem in draft.problems if problem.kind not in but]


def outline(draft):
    """A word a batch: *H01: DB001 DB002*."""
    return [f"{batch.id}: {' '.join(slot.code for slot in batch.slots)}" for batch in draft.batches]


NO_BATCH = (Field.BATCH, Field.ORDER, Field.PLACE)
SECOND = {Field.CODE: "DB002", Field.PLACE: "2"}
COLLECTIVE_ROW = {Field.CODE: "DB002", Field.PLACE: "2", Field.TYPE: "Tập thể", Field.COLLECTIVE: "Tập thể Sở A"}


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("18/3/2020", date(2020, 3, 18)), ("18/03/2020", date(2020, 3, 18)), ("18.3.2020", date(2020, 3, 18)),
        ("18-3-2020", date(2020, 3, 18)), ("ngày 18 tháng 3 năm 2020", date(2020, 3, 18)),
        ("2020-03-18", date(2020, 3, 18)), (datetime(2020, 3, 18), date(2020, 3, 18)),  # noqa: DTZ001
        (date(2020, 3, 18), date(2020, 3, 18)), (43908, date(2020, 3, 18)), (43908.0, date(2020, 3, 18)),
        ("18/13/2020", None), ("31/2/2020", None), ("2020", None), ("tháng 3", None), (12, None),
    ],
)  # fmt: skip
def test_dates(written, meant):
    assert read_date(read_cell(Cell(written))) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9901/QĐ-CTN", ("9901/QĐ-CTN", "")),
        ("Số 9901/QĐ-CTN", ("9901/QĐ-CTN", "")),
        ("Quyết định số 9901/QĐ-CTN ngày 18/3/2020", ("9901/QĐ-CTN", "18/3/2020")),
        ("9901/QĐ-CTN, ngày 18/3/2020", ("9901/QĐ-CTN", "18/3/2020")),
        ("QĐ số: 12 / QĐ - SCT", ("QĐ số: 12 / QĐ - SCT", "")),
        ("", ("", "")),
    ],
)
def test_a_number_may_have_its_date_behind_it(written, meant):
    assert number_and_date(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mời lên trước, công bố sau", Protocol.CALL_THEN_ANNOUNCE), ("mời trước", Protocol.CALL_THEN_ANNOUNCE),
        ("Công bố trước, mời lên sau", Protocol.ANNOUNCE_THEN_CALL), ("Đọc trước", Protocol.ANNOUNCE_THEN_CALL),
        ("như mọi khi", None), ("", None),
    ],
)  # fmt: skip
def test_protocols(written, meant):
    assert read_protocol(written) is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tập thể", COLLECTIVE),
        ("TẬP THỂ", COLLECTIVE),
        ("Cá nhân", INDIVIDUAL),
        ("individual", INDIVIDUAL),
        ("?", None),
    ],
)
def test_types(written, meant):
    assert read_type(written) is meant


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *((header, field) for field, header in HEADS.items()),
        ("Danh hiệu, hình thức khen thưởng", Field.AWARD), ("DANH HIỆU/HÌNH THỨC KHEN THƯỞNG", Field.AWARD),
        ("Số QĐ", Field.NUMBER), ("Ngày ký", Field.DATE), ("Khay", Field.TRAY), ("Lưu ý đọc tên", Field.PRONUNCIATION),
        ("Trích ngang", Field.CITATION), ("Họ và tên (người đại diện nhận)", Field.NAME), ("Đợt", Field.BATCH),
        ("Chữ ký", None),
    ],
)  # fmt: skip
def test_headers_are_understood(header, field):
    assert meaning_of(header, PHRASES) is field


def test_the_headers_of_the_export_are_all_understood():
    assert sorted(meaning_of(header, PHRASES) for header in HEADERS) == sorted(Field)


def test_each_kind_of_problem_has_a_level():
    assert {*ProblemKind} <= LEVELS.keys()


# --- what a row says -------------------------------------------------------------------------------------------------


def test_a_sound_row_is_stored_as_it_stands():
    draft = read({Field.PRONUNCIATION: "đọc là An", Field.CITATION: "10 sáng kiến", Field.NOTE: "Kính mời\n01 cá nhân"})
    award = award_id(AwardWords("", MERIT))
    slot = slot_id(award, "DB001", "")

    assert draft.problems == ()
    assert draft.batches == (
        Batch("H01", award, "12/QĐ-UBND/2020", Protocol.ANNOUNCE_THEN_CALL, (Slot(slot, "DB001", INDIVIDUAL, 1),)),
    )  # fmt: skip
    assert set(draft.words) == {
        AwardWords(award, MERIT, 62, 62),
        DecisionWords("12/QĐ-UBND/2020", "12/QĐ-UBND", "2020-04-20", CHAIR),
        BatchWords("H01", "Giám đốc Sở", "Kính mời\n01 cá nhân"),
        SlotWords(slot, "", "đọc là An", "10 sáng kiến"),
    }
    assert draft.rows == {slot: 2}


ERRORS = [
    ({Field.CODE: "DB777"}, ProblemKind.NOT_ON_THE_LIST),
    ({Field.AWARD: ""}, ProblemKind.AWARD_MISSING),
    ({Field.DATE: "20/13/2020"}, ProblemKind.DATE_UNREADABLE),
    ({Field.CODE: "", Field.NAME: "Ai Đó"}, ProblemKind.NOBODY_OF_THE_NAME),
    ({Field.CODE: "", Field.NAME: "Nguyễn Văn An", Field.UNIT: "Sở B"}, ProblemKind.NOBODY_OF_THE_NAME),
    ({Field.CODE: "", Field.NAME: "Lê Văn Cường"}, ProblemKind.TWO_OF_ONE_NAME),
    ({Field.CODE: "DB005", Field.TYPE: "Tập thể"}, ProblemKind.COLLECTIVE_MISSING),
]
WARNINGS = [
    ({Field.CODE: "DB001", Field.NAME: "Nguyễn Văn Bảo"}, ProblemKind.NAME_DIFFERS),
    ({Field.AWARD: "Bằng khen của ai đó"}, ProblemKind.AWARD_UNKNOWN),
    ({Field.AWARD: FLAG, Field.AUTHORITY: "Thủ tướng"}, ProblemKind.FOR_COLLECTIVES),
    (COLLECTIVE_ROW | {Field.PLACE: "1", Field.AWARD: "Chiến sĩ thi đua cấp tỉnh"}, ProblemKind.FOR_INDIVIDUALS),
    ({Field.TYPE: "khác"}, ProblemKind.TYPE_UNREADABLE),
    ({Field.TYPE: "Cá nhân", Field.COLLECTIVE: "Phòng A"}, ProblemKind.COLLECTIVE_IDLE),
    ({Field.TRAY: "ba"}, ProblemKind.NUMBER_UNREADABLE),
    ({Field.NUMBER: ""}, ProblemKind.DECISION_MISSING),
    ({Field.PROTOCOL: "như mọi khi"}, ProblemKind.PROTOCOL_UNREADABLE),
    ({Field.PROTOCOL: "Mời lên trước, công bố sau"}, ProblemKind.PROTOCOL_AGAINST_RULE),
    ({Field.AWARD: ORDER, Field.AUTHORITY: PRESIDENT}, ProblemKind.PROTOCOL_AGAINST_RULE),
    ({Field.CITATION: "chữ " * 30}, ProblemKind.CITATION_LONG),
    ({Field.SIZE: "2"}, ProblemKind.SIZE_DISAGREES),
    ({Field.PLACE: "3"}, ProblemKind.PLACES_ODD),
]
REPAIRS = [
    ({Field.CODE: "", Field.NAME: "Ông Nguyễn Văn An"}, ProblemKind.KNOWN_BY_NAME),
    ({Field.CODE: "", Field.NAME: "Lê Văn Cường", Field.UNIT: "SỞ C"}, ProblemKind.KNOWN_BY_NAME),
    ({Field.CODE: "", Field.COLLECTIVE: "Tập thể Phòng Kế hoạch"}, ProblemKind.KNOWN_BY_NAME),
    ({Field.TYPE: "Tập thể"}, ProblemKind.NAMED_BY_UNIT),
    ({Field.AUTHORITY: ""}, ProblemKind.AUTHORITY_ADDED),
]


@pytest.mark.parametrize(
    ("level", "row", "kind"),
    [
        (level, row, kind)
        for level, cases in ((Level.ERROR, ERRORS), (Level.WARNING, WARNINGS), (Level.REPAIR, REPAIRS))
        for row, kind in cases
    ],
)
def test_what_is_odd_about_a_row_is_told(level, row, kind):
    draft = read(row)

    assert kinds(draft) == [((2,), kind)]
    assert LEVELS[kind] is level
    assert draft.is_sound == (level is not Level.ERROR)


@pytest.mark.parametrize("written", ["Đỗ Hoà", "ĐỖ HÒA", unicodedata.normalize("NFD", "Đỗ Hòa"), "Bà Đỗ Hòa"])
def test_a_name_spelled_the_other_way_is_the_same_name(written):
    told = kinds(read({Field.CODE: "DB006", Field.NAME: written}))

    assert told in ([], [((2,), SheetProblem.UNICODE_FORM)])


def test_who_will_not_be_there_is_told():
    assert kinds(read({}, at=day(off=("DB001",)))) == [((2,), ProblemKind.MAY_NOT_ENTER)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "Mười lăm năm liền hoàn thành xuất sắc nhiệm vụ, có hai mươi sáng kiến làm lợi cho Công ty hàng tỷ đồng",
            "Mười lăm năm liền hoàn thành xuất sắc nhiệm vụ, có hai mươi sáng kiến làm lợi cho Công ty…",
        ),
        (
            "Mười lăm năm liền hoàn thành xuất sắc nhiệm vụ, có hai mươi mốt sáng kiến, giúp Công ty lãi hàng tỷ đồng",
            "Mười lăm năm liền hoàn thành xuất sắc nhiệm vụ, có hai mươi mốt sáng kiến, giúp Công ty…",
        ),
        ("x" * 91, "x" * 89 + "…"),
    ],
)
def test_a_long_citation_is_cut_at_a_word_and_said(written, kept):
    draft = read({Field.CITATION: written})

    assert len(written) > 90 >= len(kept)
    assert [one.citation for one in draft.words if isinstance(one, SlotWords)] == [kept]
    assert draft.problems[0] == Problem((2,), ProblemKind.CITATION_LONG, "Thành tích", written, kept)


def test_a_protocol_against_the_rule_is_kept():
    draft = read({Field.PROTOCOL: "Mời lên trước, công bố sau"})

    assert draft.batches[0].protocol is Protocol.CALL_THEN_ANNOUNCE


@pytest.mark.parametrize(
    ("authority", "number", "due"),
    [
        (PRESIDENT, "1/QĐ-CTN", Protocol.CALL_THEN_ANNOUNCE), ("", "1/QĐ-CTN", Protocol.CALL_THEN_ANNOUNCE),
        ("CHỦ TỊCH NƯỚC", "1", Protocol.CALL_THEN_ANNOUNCE), (CHAIR, "1/QĐ-UBND", Protocol.ANNOUNCE_THEN_CALL),
        ("Thủ tướng Chính phủ", "1/QĐ-TTg", Protocol.ANNOUNCE_THEN_CALL),
    ],
)  # fmt: skip
def test_without_a_protocol_the_rule_holds(authority, number, due):
    draft = read({Field.AUTHORITY: authority, Field.NUMBER: number}, without=(Field.PROTOCOL,), catalogue=())

    assert draft.batches[0].protocol is due


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({}, INDIVIDUAL), ({Field.COLLECTIVE: "Tập thể Sở A"}, COLLECTIVE),
        ({Field.TYPE: "Cá nhân"}, INDIVIDUAL), ({Field.TYPE: "Tập thể"}, COLLECTIVE),
        ({Field.TYPE: "?", Field.COLLECTIVE: "Tập thể Sở A"}, COLLECTIVE),
    ],
)  # fmt: skip
def test_a_collective_is_where_one_is_named(row, kind):
    assert read(row).batches[0].slots[0].type is kind


# --- between the rows ------------------------------------------------------------------------------------------------

TWICE = [
    ({}, {Field.PLACE: "2"}, ProblemKind.TWICE_THE_SAME, Level.ERROR),
    (
        {Field.COLLECTIVE: "Tập thể Sở A"},
        {Field.COLLECTIVE: "tập thể sở A", Field.CODE: "DB002", Field.PLACE: "2"},
        ProblemKind.COLLECTIVE_TWICE, Level.ERROR,
    ),
    ({Field.TRAY: "4"}, SECOND | {Field.TRAY: "4"}, ProblemKind.TRAY_TWICE, Level.ERROR),
    ({}, SECOND | {Field.DATE: "21/4/2020"}, ProblemKind.TWO_DATES, Level.ERROR),
    ({}, SECOND | {Field.AUTHORITY: "Giám đốc Sở"}, ProblemKind.TWO_AUTHORITIES, Level.ERROR),
    ({}, SECOND | {Field.PRESENTER: "Ai khác"}, ProblemKind.BATCH_MIXED, Level.ERROR),
    ({}, SECOND | {Field.NUMBER: "13/QĐ-UBND"}, ProblemKind.BATCH_MIXED, Level.ERROR),
    ({Field.RANK: "5"}, SECOND | {Field.RANK: "6"}, ProblemKind.RANK_DISAGREES, Level.WARNING),
    ({}, SECOND | {Field.PLACE: "1"}, ProblemKind.PLACES_ODD, Level.WARNING),
    ({}, SECOND | {Field.BATCH: "H02", Field.PLACE: "1"}, ProblemKind.ORDER_TWICE, Level.WARNING),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kind", "level"), TWICE)
def test_what_two_rows_say_against_each_other_is_told(first, second, kind, level):
    draft = read(first, second)

    assert kinds(draft) == [((2, 3), kind)]
    assert LEVELS[kind] is level


def test_a_person_twice_for_different_awards_is_only_a_warning():
    other = {Field.AWARD: ORDER, Field.AUTHORITY: PRESIDENT, Field.NUMBER: "1/QĐ-CTN", Field.BATCH: "H02"}
    draft = read({}, other | {Field.ORDER: "2", Field.PROTOCOL: "Mời lên trước"})

    assert kinds(draft) == [((2, 3), ProblemKind.SECOND_CALL)]
    assert outline(draft) == ["H01: DB001", "H02: DB001"]


def test_one_delegate_may_represent_two_collectives():
    rows = [{Field.COLLECTIVE: name, Field.PLACE: str(place)} for place, name in enumerate(("Phòng A", "Phòng B"), 1)]
    draft = read(*rows)

    assert draft.is_sound
    assert len({slot.id for slot in draft.batches[0].slots}) == 2


def test_the_same_number_in_another_year_is_another_decision():
    draft = read({}, SECOND | {Field.DATE: "20/4/2019", Field.BATCH: "H02", Field.ORDER: "2", Field.PLACE: "1"})

    assert kinds(draft) == []
    assert [batch.decision for batch in draft.batches] == ["12/QĐ-UBND/2020", "12/QĐ-UBND/2019"]


def test_a_date_that_cannot_be_read_is_told_once_and_mixes_nothing():
    assert kinds(read({}, SECOND | {Field.DATE: "20/13/2020"})) == [((3,), ProblemKind.DATE_UNREADABLE)]


def test_a_decision_that_was_conferred_here_takes_nobody_more():
    present, directory = stored(read({}))
    done = StepTaken(9, START, Step.PHOTO, "H01", finishes=("12/QĐ-UBND/2020",))
    at = replace(present, honours=replace(present.honours, steps=(done,))), directory

    assert kinds(read({}, at=at)) == []
    more = read({}, SECOND | {Field.BATCH: "H02", Field.ORDER: "2", Field.PLACE: "1"}, at=at)
    assert kinds(more) == [((3,), ProblemKind.CONFERRED)]
    assert not more.is_sound


def test_the_roster_s_award_column_is_held_against_the_sheet():
    draft = read({Field.CODE: "DB002"}, SECOND | {Field.CODE: "DB003"})

    assert draft.problems == (
        Problem((), ProblemKind.ROSTER_ALONE, HEADS[Field.AWARD], MERIT, "DB001"),
        Problem((2, 3), ProblemKind.SHEET_ALONE, HEADS[Field.AWARD], MERIT, "DB002, DB003"),
    )
    assert draft.is_sound


def test_who_was_struck_off_is_not_missed():
    draft = read({Field.CODE: "DB002"}, at=day(off=("DB001",)))

    assert kinds(draft, but=(ProblemKind.SHEET_ALONE,)) == []


def test_a_roster_that_says_nothing_of_awards_is_not_held_against_it():
    silent = {code: told | {"awards": ""} for code, told in PEOPLE.items()}

    assert read({}, at=day(people=silent)).problems == ()


def test_what_only_follows_from_rows_with_errors_is_not_told():
    draft = read({Field.SIZE: "2"}, SECOND | {Field.CODE: "DB777", Field.SIZE: "2"})

    assert kinds(draft, but=()) == [((3,), ProblemKind.NOT_ON_THE_LIST)]


# --- the batches -----------------------------------------------------------------------------------------------------


def test_batches_of_the_sheet_stay_as_they_are():
    rows = [
        {Field.BATCH: "B", Field.ORDER: "2", Field.PLACE: "2", Field.CODE: "DB001"},
        {Field.BATCH: "B", Field.ORDER: "2", Field.PLACE: "1", Field.CODE: "DB002"},
        {Field.BATCH: "A", Field.ORDER: "1", Field.PLACE: "1", Field.CODE: "DB003"},
    ]
    draft = read(*(row | {Field.SECONDS: "114", Field.SIZE: "2" if row[Field.BATCH] == "B" else "1"} for row in rows))

    assert outline(draft) == ["A: DB003", "B: DB002 DB001"]
    assert [batch.base_seconds for batch in draft.batches] == [102, 90]
    assert [slot.tray for batch in draft.batches for slot in batch.slots] == [1, 2, 3]


def test_a_sheet_that_only_numbers_its_batches_names_them_by_that():
    assert outline(read({Field.ORDER: "3"}, without=(Field.BATCH,))) == ["H03: DB001"]


def test_trays_of_the_sheet_stay_and_the_rest_fill_the_gaps():
    draft = read({Field.TRAY: "2"}, SECOND, SECOND | {Field.CODE: "DB003", Field.PLACE: "3", Field.TRAY: "7"})

    assert [slot.tray for slot in draft.batches[0].slots] == [2, 1, 7]


def test_more_than_ten_are_kept_and_told():
    people = {f"DB{number:03}": {"name": f"Người {number}", "unit": "Sở"} for number in range(1, 12)}
    rows = [{Field.CODE: code, Field.PLACE: str(place)} for place, code in enumerate(people, start=1)]
    draft = read(*rows, at=day(people=people))

    assert kinds(draft) == [(tuple(range(2, 13)), ProblemKind.BATCH_LARGE)]
    assert draft.batches[0].limit == 11


def test_rows_without_a_batch_are_divided_by_rank_and_type():
    rows = [
        {Field.CODE: "DB001"}, COLLECTIVE_ROW, {Field.CODE: "DB003"},
        {Field.CODE: "DB006", Field.AWARD: ORDER, Field.AUTHORITY: PRESIDENT, Field.NUMBER: "1/QĐ-CTN"},
    ]  # fmt: skip
    draft = read(*rows, without=(*NO_BATCH, Field.PROTOCOL))

    assert outline(draft) == ["N1: DB006", "N2: DB002", "N3: DB001 DB003"]
    assert kinds(draft) == [((2, 3, 4, 5), ProblemKind.DIVIDED)]
    assert [slot.tray for batch in draft.batches for slot in batch.slots] == [1, 2, 3, 4]


def test_what_is_divided_stands_where_its_rank_belongs_among_the_sheets_own():
    own = [
        {Field.AWARD: ORDER, Field.AUTHORITY: PRESIDENT, Field.NUMBER: "1/QĐ-CTN", Field.RANK: "10"},
        {Field.BATCH: "H02", Field.ORDER: "2", Field.RANK: "62"},
    ]
    flag = {Field.AWARD: FLAG, Field.AUTHORITY: "Thủ tướng Chính phủ", Field.NUMBER: "2/QĐ-TTg", Field.RANK: "20"}
    draft = read(*own, COLLECTIVE_ROW | flag | {Field.BATCH: "", Field.ORDER: ""})

    assert outline(draft) == ["H01: DB001", "N3: DB002", "H02: DB001"]


def test_a_divided_list_read_again_keeps_its_batches():
    rows = [{Field.CODE: "DB001"}, {Field.CODE: "DB003"}, {Field.CODE: "DB006", Field.PRESENTER: "Ai khác"}]
    first = read(*rows, without=NO_BATCH)
    at = stored(first)

    assert read(*rows, without=NO_BATCH, at=at).batches == first.batches
    assert outline(read(*rows[1:], without=NO_BATCH, at=at)) == ["N1: DB003", "N2: DB006"]


# --- the sheet -------------------------------------------------------------------------------------------------------


def test_a_letterhead_above_and_a_signature_below_are_passed_over():
    above = ((Cell("UBND TỈNH"), Cell()), (Cell("DANH SÁCH KHEN THƯỞNG"),), ())
    signature = dict.fromkeys(ROW, "") | {Field.BATCH: "Người lập biểu"}
    draft = read({}, signature, above=above)

    assert outline(draft) == ["H01: DB001"]
    assert draft.header_row == 4
    assert kinds(draft) == [((6,), ProblemKind.PASSED_OVER)]


def test_a_hidden_sheet_is_passed_over():
    hidden = replace(sheet([ROW] * 2, list(ROW)), name="Cũ", hidden=True)
    draft = read_honours([hidden, sheet([ROW], list(ROW))], *day(), catalogue=CATALOGUE, draw=len)

    assert (draft.sheet, outline(draft)) == ("Vinh danh", ["H01: DB001"])


def test_merged_cells_and_ditto_marks_say_what_stands_above():
    merged = dict.fromkeys((Field.BATCH, Field.ORDER, Field.AWARD), None)
    spans = [Span(2, 1, 3, 1), Span(2, 2, 3, 2), Span(2, 3, 3, 3)]
    draft = read({}, SECOND | merged | {Field.PRESENTER: "nt", Field.NUMBER: "''"}, spans=tuple(spans))

    assert kinds(draft) == []
    assert outline(draft) == ["H01: DB001 DB002"]


def test_letters_stored_apart_are_joined_and_told_once_a_column():
    apart = {field: unicodedata.normalize("NFD", text) for field, text in ROW.items()}
    draft = read(apart, apart | {Field.CODE: "DB002", Field.PLACE: "2"})

    assert (draft.batches, draft.words) == (read({}, SECOND).batches, read({}, SECOND).words)
    assert {(problem.rows, problem.kind) for problem in draft.problems if problem.rows} - {
        ((3,), ProblemKind.SHEET_ALONE)
    } == {((2, 3), SheetProblem.UNICODE_FORM)}


@pytest.mark.parametrize(
    ("lines", "kind"),
    [((("STT", "Nội dung", "Giờ"),), ProblemKind.NO_LIST), ((tuple(HEADS.values()),), ProblemKind.NO_CERTIFICATES)],
)
def test_a_sheet_without_honours_is_refused(lines, kind):
    sheets = [Sheet("A", tuple(tuple(map(Cell, line)) for line in lines))]
    draft = read_honours(sheets, *day(), catalogue=CATALOGUE, draw=len)

    assert kind in {problem.kind for problem in draft.problems}
    assert not draft.is_sound


# --- against the list there is ---------------------------------------------------------------------------------------


def against(draft, at):
    return compare(draft, at[0].honours, at[1])


def test_the_same_sheet_again_changes_nothing():
    at = stored(read({}, COLLECTIVE_ROW))

    assert against(read({}, COLLECTIVE_ROW, at=at), at).is_empty


def test_what_changes_is_told_by_field():
    at = stored(read({}, COLLECTIVE_ROW))
    other = {Field.PRESENTER: "Chủ tịch", Field.AUTHORITY: "Ông A", Field.RANK: "7", Field.SECONDS: "200"}
    draft = read(other, COLLECTIVE_ROW | other | {Field.CITATION: "Giỏi", Field.TRAY: "9"}, at=at)
    comparison = against(draft, at)
    award, second = draft.batches[0].award, draft.batches[0].slots[1].id

    assert sorted(comparison.changed, key=lambda change: change.kind) == [
        Change(Kind.AWARD, award, {"rank_collective": (61, 7), "rank_individual": (62, 7)}),
        Change(Kind.BATCH, "H01", {"base_seconds": (90, 176), "presenter": ("Giám đốc Sở", "Chủ tịch")}),
        Change(Kind.DECISION, "12/QĐ-UBND/2020", {"authority": (CHAIR, "Ông A")}),
        Change(Kind.SLOT, second, {"tray": (2, 9), "citation": ("", "Giỏi")}),
    ]
    assert replace(comparison, changed=()).is_empty


def test_who_comes_goes_and_moves():
    third = {Field.CODE: "DB003", Field.PLACE: "3"}
    at = stored(read({}, SECOND, third))
    moved = {Field.BATCH: "H02", Field.ORDER: "2", Field.PLACE: "1"}
    draft = read(third | {Field.PLACE: "1"}, SECOND | moved, {Field.CODE: "DB006", Field.PLACE: "2"}, at=at)
    comparison = against(draft, at)
    ids = {slot.code: slot.id for batch in (*at[0].honours.batches, *draft.batches) for slot in batch.slots}

    assert comparison.added == (ids["DB006"],)
    assert comparison.removed == (ids["DB001"],)
    assert comparison.moved == (Move(ids["DB002"], ("H01", 2), ("H02", 1)),)
    assert (comparison.new, comparison.gone, comparison.is_reordered) == (("H02",), (), False)


def test_two_who_change_places_have_moved():
    at = stored(read({}, SECOND))
    comparison = against(read({Field.PLACE: "2"}, SECOND | {Field.PLACE: "1"}, at=at), at)

    assert [(move.before, move.after) for move in comparison.moved] == [
        (("H01", 2), ("H01", 1)),
        (("H01", 1), ("H01", 2)),
    ]


def test_another_order_of_the_batches_is_told():
    second = SECOND | {Field.BATCH: "H02", Field.ORDER: "2", Field.PLACE: "1"}
    at = stored(read({}, second))
    comparison = against(read({Field.ORDER: "3"}, second, at=at), at)

    assert comparison.is_reordered
    assert not comparison.moved


def test_what_the_sheet_has_no_column_for_stays():
    told = {Field.PRONUNCIATION: "đọc là An", Field.CITATION: "Giỏi", Field.NOTE: "Kính mời", Field.SECONDS: "300"}
    at = stored(read(told | {Field.RANK: "33"}))
    bare = read({}, without=(Field.PRESENTER,), at=at)

    assert against(bare, at).is_empty


@pytest.mark.parametrize("settled", ["printed", "locked"])
def test_trays_stay_once_a_list_is_settled(settled):
    present, directory = stored(read({}, SECOND))
    honours = present.honours
    locked = tuple(replace(batch, is_locked=settled == "locked") for batch in honours.batches)
    at = replace(present, honours=replace(honours, batches=locked, printed=int(settled == "printed"))), directory
    swapped = {Field.PLACE: "2"}, SECOND | {Field.PLACE: "1"}

    assert [slot.tray for slot in read(*swapped, at=at).batches[0].slots] == [2, 1]
    assert [slot.tray for slot in read(*swapped).batches[0].slots] == [1, 2]


def test_words_corrected_since_keep_their_ids():
    """An award, a decision and a collective under another name are still the same."""
    present, directory = stored(read({Field.COLLECTIVE: "Phòng A"}))
    batch = present.honours.batches[0]
    corrected = directory.with_rows([
        AwardWords(batch.award, "Bằng khen UBND", 61, 62), SlotWords(batch.slots[0].id, "Phòng An toàn"),
        DecisionWords(batch.decision, "21/QĐ-UBND", "2020-04-20", CHAIR),
    ])  # fmt: skip
    at = present, corrected
    other = {Field.COLLECTIVE: "Phòng An toàn", Field.AWARD: "Bằng khen UBND", Field.NUMBER: "21/QĐ-UBND"}

    assert against(read(other, at=at), at).is_empty


def test_a_batch_that_nobody_is_in_stays_where_it_is():
    present, directory = stored(read({}))
    empty = Batch("H00", "x", "y", Protocol.ANNOUNCE_THEN_CALL, ())
    at = replace(present, honours=Honours((empty, *present.honours.batches))), directory

    assert [batch.id for batch in read({}, at=at).batches] == ["H00", "H01"]


# --- taken away ------------------------------------------------------------------------------------------------------


def test_the_table_is_the_offices_own_and_comes_back_as_it_was():
    rows = (
        {Field.PRONUNCIATION: "đọc là An", Field.NOTE: "Kính mời"},
        COLLECTIVE_ROW,
        SECOND | {Field.CODE: "DB003", Field.BATCH: "H02", Field.ORDER: "2", Field.PLACE: "1", Field.CITATION: "Giỏi"},
    )
    at = stored(read(*rows))
    lines = table(at[0].honours.batches, at[1])
    again = read_honours(
        [Sheet("A", tuple(tuple(map(Cell, line)) for line in lines))], *at, catalogue=CATALOGUE, draw=len
    )  # fmt: skip

    assert dict(zip(HEADERS, lines[2], strict=True)) == {
        "Mã đợt": "H01", "Thứ tự đợt": "1", "Thứ bậc": "61", "Danh hiệu, hình thức khen thưởng": MERIT,
        "Người quyết định": CHAIR, "Số quyết định": "12/QĐ-UBND", "Ngày quyết định": "20/04/2020",
        "Đối tượng của đợt": "Tập thể và cá nhân", "Lượt": "1/1", "Người trao": "Giám đốc Sở",
        "Nghi thức": "Công bố trước, mời lên sau", "Số giây dự kiến của đợt": "114", "Số người nhận trong đợt": "2",
        "Vị trí trên sân khấu": "2", "Số khay": "2", "Mã đại biểu": "DB002", "Họ và tên": "Trần Thị Bình",
        "Chức vụ": "", "Đơn vị": "Sở A", "Loại người nhận": "Tập thể", "Tập thể nhận": "Tập thể Sở A",
        "Phát âm": "", "Thành tích": "", "Lời dẫn MC": "Kính mời",
    }  # fmt: skip
    assert against(again, at).is_empty
    assert decision_id(DecisionWords("", "12/QĐ-UBND", "2020-04-20")) == again.batches[0].decision
