"""A list of honours as a file against the store: the demo, other forms of it, what is refused, what is taken away."""

import csv
import io
import unicodedata
from collections import Counter

import pytest
from openpyxl import Workbook

import clock
import settings
from domain.conferring import StepRequest
from domain.facts import Refusal, Refused, Role
from domain.honours import Protocol, RecipientType, Step
from domain.honours_list import ProblemKind
from services import honours, honours_list, roster
from services.honours_list import Applied
from services.spreadsheets import UnreadableFile
from store.engine import Store

NOW = clock.now()
ORGANISER = Role.ORGANISER
DEMO = settings.DEMO / "honours.csv"
PLAIN = (
    "Danh hiệu, hình thức khen thưởng", "Người quyết định", "Số quyết định", "Ngày quyết định", "Người trao",
    "Mã đại biểu", "Họ và tên", "Tập thể nhận",
)  # fmt: skip


def office_file():
    return list(csv.reader(io.StringIO(DEMO.read_text("utf-8"))))


def column(name):
    return office_file()[0].index(name)


def changed(row, **cells):
    """The file with other cells in one row, which counts as in the sheet; blanks in a name are written as _."""
    lines = office_file()
    for name, text in cells.items():
        lines[row - 1][column(name.replace("_", " "))] = text
    return lines


def written(lines, delimiter=","):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(lines)
    return target.getvalue().encode()


def workbook(lines):
    """With a letterhead above, real numbers and dates, and a signature below."""
    book = Workbook()
    for above in (["SỞ CÔNG THƯƠNG"], ["DANH SÁCH KHEN THƯỞNG"], []):
        book.active.append(above)
    book.active.append(lines[0])
    for line in lines[1:]:
        book.active.append([int(text) if text.isdecimal() else text for text in line])
    book.active.append([])
    book.active.append(["NGƯỜI LẬP BIỂU"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def demo(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    roster.load_demo(opened, role=ORGANISER, now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def bare(demo):
    """The demo with one certificate left of its honours."""
    assert honours_list.apply(demo, shown(demo, written(office_file()[:2])), role=ORGANISER, now=NOW)
    return demo


def shown(store, content, file="honours.csv"):
    return honours_list.preview(store.state, file, content)


def applied(store, preview):
    return honours_list.apply(store, preview, role=ORGANISER, now=NOW).answer


def go(store, step, batch):
    seq = store.state.day.honours.seq
    request = StepRequest(f"step-{store.state.day.seq}", step, batch, seq)
    assert honours.take_step(store, request, role=Role.MC, now=NOW).result().answer is None


def test_the_demo_has_its_honours(demo):
    told, words = demo.state.day.honours, demo.state.directory
    types = Counter(slot.type for slot in told.slots.values())

    assert [batch.id for batch in told.batches] == [f"H{number:02}" for number in range(1, 17)]
    assert types == {RecipientType.COLLECTIVE: 23, RecipientType.INDIVIDUAL: 67}
    assert (len(told.slots_of), len({batch.decision for batch in told.batches})) == (87, 11)
    assert [batch.id for batch in told.batches if batch.protocol is Protocol.CALL_THEN_ANNOUNCE] == ["H01"]
    assert {batch.base_seconds for batch in told.batches} == {90}
    assert [slot.tray for batch in told.batches for slot in batch.slots] == list(range(1, 91))
    assert sum(batch.seconds(len(batch.slots)) for batch in told.batches) == 42 * 60
    assert words.batches["H16"].presenter == "Phó Giám đốc Sở Công Thương"
    assert words.decisions["9911/QĐ-SCT/2020"].date == "2020-05-04"


def test_the_demo_file_has_three_second_calls_and_nothing_else_to_tell(demo):
    preview = shown(demo, DEMO.read_bytes())

    assert [problem.kind for problem in preview.problems] == [ProblemKind.SECOND_CALL] * 3
    assert preview.comparison.is_empty
    assert applied(demo, preview) == Applied(0, 0, 0)


FORMS = {
    "csv with semicolons": lambda: ("a.csv", written(office_file(), ";")),
    "letters stored apart": lambda: ("a.csv", unicodedata.normalize("NFD", DEMO.read_text("utf-8")).encode()),
    "workbook with a letterhead": lambda: ("a.xlsx", workbook(office_file())),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_list_in_another_form_is_the_same_list(demo, form):
    file, content = FORMS[form]()
    preview = shown(demo, content, file)

    assert preview.draft.is_sound
    assert preview.comparison.is_empty


@pytest.mark.parametrize("write", [honours_list.export_csv, honours_list.export_xlsx])
def test_what_is_taken_away_comes_back_as_it_was(demo, write):
    preview = shown(demo, write(demo.state))

    assert preview.comparison.is_empty
    assert [problem.kind for problem in preview.problems] == [ProblemKind.SECOND_CALL] * 3


def test_what_was_imported_is_still_there_after_a_restart(bare):
    assert applied(bare, shown(bare, DEMO.read_bytes())) == Applied(89, 0, 0)
    before = bare.state.day.honours.batches, bare.state.directory.certificates
    bare.close()
    again = Store(bare.path)
    try:
        assert (again.state.day.honours.batches, again.state.directory.certificates) == before
    finally:
        again.close()


def test_a_list_without_batches_is_divided(demo):
    places = [column(name) for name in PLAIN]
    preview = shown(demo, written([[line[place] for place in places] for line in office_file()]))
    batches = preview.draft.batches

    assert preview.draft.is_sound
    assert [len(batch.slots) for batch in batches] == [1, 1, 3, 1, 2, 6, 4, 8, 5, 9, 9, 5, 6, 10, 10, 10]
    assert preview.certificates == 90
    assert applied(demo, preview).removed == 0
    assert shown(demo, written([[line[place] for place in places] for line in office_file()])).comparison.is_empty


def test_a_change_is_stored_and_told(demo):
    preview = shown(demo, written(changed(2, Người_trao="Phó Chủ tịch UBND tỉnh")))

    assert applied(demo, preview) == Applied(0, 1, 0)
    assert demo.state.directory.batches["H01"].presenter == "Phó Chủ tịch UBND tỉnh"


def test_a_list_changed_since_the_preview_is_not_overwritten(demo):
    first, second = (shown(demo, written(changed(2, Người_trao=name))) for name in ("Ông A", "Ông B"))
    applied(demo, first)
    before = demo.state.day.seq

    assert applied(demo, second) == Refused(Refusal.HONOURS_MOVED)
    assert demo.state.day.seq == before


def test_what_has_been_on_stage_stays(demo):
    go(demo, Step.CALL, "H01")

    assert applied(demo, shown(demo, written([*office_file()[:1], *office_file()[2:]]))) == Refused(Refusal.BATCH_BEGUN)
    assert shown(demo, DEMO.read_bytes()).comparison.is_empty


def test_who_stands_in_a_locked_row_is_not_imported_away(demo):
    seq = demo.state.day.honours.seq
    honours.lock(demo, ("H01",), seen=seq, action_id="lock", role=Role.MC, now=NOW).result()
    without = [line for line in office_file() if line[0] != "H01"]

    assert applied(demo, shown(demo, written(without))) == Refused(Refusal.BATCH_IS_LOCKED)


def test_a_sheet_with_errors_is_refused_whole(demo):
    preview = shown(demo, written(changed(3, Mã_đại_biểu="DB999")))

    assert not preview.may_apply
    assert applied(demo, preview) == Refused(Refusal.BAD_LIST)


def test_a_file_that_is_no_table_is_not_read(demo):
    with pytest.raises(UnreadableFile):
        shown(demo, b"\x89PNG\r\n")
