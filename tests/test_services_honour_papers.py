"""What stands on the four papers: one state, one version, the same place and tray on each, and what really happened."""

from dataclasses import replace

import pytest
from ceremonies import THREE, Stage
from days import NINE, START, person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords, StandIn
from domain.delegates import Gender, Person
from domain.directory import Directory
from domain.door import Substitute
from domain.facts import Role
from domain.honours import Receiver, ReceiverMode, Step
from domain.screens import Screens
from services import honour_papers, honours, roster
from services.honour_papers import batches, later, print_papers, seats, sheet_head
from services.honour_sheets import LaterLine, SeatLine
from store.engine import State, Store

PROVINCE = DecisionWords("d2", "9909/QĐ-UBND", "2020-04-20", "Chủ tịch UBND tỉnh")
WORDS = (
    AwardWords("A", "Bằng khen"), AwardWords("B", "Giấy khen"), PROVINCE, DecisionWords("d1", "9901/QĐ-CTN"),
    BatchWords("H1", "Đại diện lãnh đạo"), SlotWords("A:DB002", pronunciation="hờ-lam", citation="20 năm"),
    SlotWords("B:DB004", "Tập thể HTX Muối"), StandIn("A:DB003", "Bà Vợ", "vợ"),
    StandIn("B:DB004", "Ông Phó", "Phó GĐ"), Substitute("DB004", "Lê Văn Thay", "Phó phòng"),
)  # fmt: skip
NO_LIMIT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def someone(code: str) -> Person:
    """DB001 and DB002 have one name; the seat is the row's letter and the number."""
    number = int(code[2:])
    name = "Trần Văn Hùng" if number < 3 else f"Người {number}"
    return person(
        code, name=name, gender=Gender.MALE, birth_year=1970 + number, position="Thợ", unit="Xưởng",
        seat="" if number == 6 else f"{'BA'[number % 2]}{number}",
    )  # fmt: skip


def state(stage: Stage) -> State:
    people = {code: someone(code) for code in stage.day.delegates}
    return State(stage.day, Directory(people, units={"Xưởng": "X."}).with_rows(WORDS))


def told(stage: Stage, slot: str):
    """Where a certificate stands and what is said of it, on the stage order."""
    rows = {row.slot: row for batch in batches(state(stage)) for row in batch.rows}
    row = rows[slot]
    return (row.place, row.is_vacant, row.name, row.who, row.instead, row.notes)


def stage(*, here="all") -> Stage:
    return Stage(*THREE, here=here)


def test_a_batch_stands_on_paper_as_on_the_screens():
    first, second, _third = batches(state(stage()))
    [hung, other, _] = first.rows

    assert (first.number, first.of, first.part, first.award, first.presenter) == (
        1,
        3,
        (1, 1),
        "Bằng khen",
        "Đại diện lãnh đạo",
    )
    assert (first.protocol, first.decision) == ("Công bố trước, mời lên sau", "Quyết định số 9901/QĐ-CTN")
    assert second.decision == "Quyết định số 9909/QĐ-UBND ngày 20/4/2020 của Chủ tịch UBND tỉnh"
    assert (hung.place, hung.tray, hung.name, hung.position, hung.unit) == (
        1, 1, "Ông Trần Văn Hùng (sinh năm 1971)", "Thợ", "Xưởng",
    )  # fmt: skip
    assert (other.name, other.sound, other.citation) == ("Ông Trần Văn Hùng (sinh năm 1972)", "hờ-lam", "20 năm")


IN_PERSON = (3, False, "Ông Người 3", "", "", ())
CASES = {
    "is here": (lambda _day: None, "A:DB003", IN_PERSON),
    "goes twice": (
        lambda _day: None, "B:DB001",
        (2, False, "Ông Trần Văn Hùng (sinh năm 1971)", "", "", ("Lên sân khấu lần 2",)),
    ),
    "of a collective": (lambda _day: None, "B:DB004", (1, False, "HTX Muối", "Tập thể, đại diện: Ông Người 4", "", ())),
    "left before the lock": (
        lambda day: (day.begin_day(), day.depart("DB003")), "A:DB003",
        (None, False, "Ông Người 3", "", "", ("Vắng – trao sau",)),
    ),
    "left after the lock": (
        lambda day: (day.begin_day(), day.lock("H1"), day.depart("DB003")), "A:DB003",
        (3, True, "Ông Người 3", "", "", ("Vắng – trao sau",)),
    ),
    "the family comes": (
        lambda day: (day.depart("DB003"), day.receive("A:DB003", ReceiverMode.FAMILY, name="Bà Vợ")), "A:DB003",
        (3, False, "Ông Người 3", "", "Gia đình nhận: Bà Vợ, vợ", ()),
    ),
    "another on behalf": (
        lambda day: day.receive("A:DB003", ReceiverMode.ON_BEHALF, name="Bà Vợ", reason="ốm"), "A:DB003",
        (3, False, "Ông Người 3", "", "Nhận thay: Bà Vợ, vợ", ()),
    ),
    "another leader": (
        lambda day: day.receive("B:DB004", ReceiverMode.LEADER, name="Ông Phó"), "B:DB004",
        (1, False, "HTX Muối", "Tập thể", "Nhận thay: Ông Phó, Phó GĐ", ()),
    ),
    "on stage": (
        lambda day: (day.begin_honours(), day.go(), day.go()), "A:DB003",
        (3, False, "Ông Người 3", "", "", ("Đã mời lên",)),
    ),
    "has it": (
        lambda day: (day.begin_honours(), day.go_through("H1")), "A:DB003",
        (3, False, "Ông Người 3", "", "", ("Đã nhận",)),
    ),
    "set aside by hand": (
        lambda day: (day.begin_honours(), day.go_through("H1"), day.step(Step.LATER, "H1", "A:DB003")), "A:DB003",
        (3, True, "Ông Người 3", "", "", ("Trao sau",)),
    ),
    "came when it was over": (
        lambda day: (
            day.begin_honours(), day.lock("H1"), day.depart("DB003"), day.go_through("H1"), day.go(),
            day.arrive("DB003"),
        ),
        "A:DB003", (3, True, "Ông Người 3", "", "", ("Trao sau",)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("happens", "slot", "line"), CASES.values(), ids=CASES)
def test_the_paper_tells_what_is_true_of_a_certificate(happens, slot, line):
    day = stage()
    happens(day)

    assert told(day, slot) == line


def test_a_place_whose_certificate_went_to_another_batch_keeps_its_line():
    day = stage()
    day.begin_honours()
    day.lock("H1")
    day.depart("DB002")
    day.go_through("H1").go()
    day.arrive("DB002")
    assert day.place_late("A:DB002") is None
    first, *_, extra = batches(state(day))

    assert [(row.place, row.slot, row.is_vacant) for row in first.rows] == [
        (1, "A:DB001", False), (2, "", True), (3, "A:DB003", False),
    ]  # fmt: skip
    assert [(row.place, row.slot, row.tray) for row in extra.rows] == [(1, "A:DB002", 2)]


def lines(day: Stage, number: int) -> list[str]:
    batch = batches(state(day))[number - 1]
    return [f"{step}: {''.join(piece.text for piece in words)}" for step, words in batch.words]


def test_the_mcs_words_count_who_has_a_place():
    day = stage(here="DB001 DB004 DB005 DB006").begin_day()

    assert lines(day, 1) == [
        "Công bố: Theo Quyết định số 9901/QĐ-CTN ngày ngày quyết định của người quyết định, "
        "01 cá nhân được tặng Bằng khen.",
        "Mời lên: Trân trọng kính mời 01 cá nhân bước lên sân khấu.",
        "Trao: Trân trọng kính mời đại diện lãnh đạo lên trao và chúc mừng.",
    ]


def test_while_people_may_still_come_they_are_counted():
    assert "03 cá nhân" in lines(stage(here="DB001"), 1)[0]


def test_a_decision_is_announced_once_also_on_paper():
    assert [line.partition(":")[0] for line in lines(stage(), 3)] == ["Mời lên", "Trao"]
    assert lines(stage(), 3)[0].startswith(
        "Mời lên: Cũng theo Quyết định số 9909/QĐ-UBND, trân trọng kính mời 02 cá nhân"
    )


def test_a_decision_that_was_announced_keeps_its_line():
    day = stage().begin_honours()
    before = [lines(day, number) for number in (1, 2, 3)]
    day.go_through("")

    assert [lines(day, number) for number in (1, 2, 3)] == before


def test_of_a_batch_without_anybody_only_the_decision_is_read():
    day = stage(here="DB004 DB005").begin_day()

    assert lines(day, 1)[0].startswith("Công bố: Công bố Quyết định số 9901/QĐ-CTN")
    assert lines(day, 1)[1:] == ["Mời lên: Không có ai lên sân khấu, không mời."]


def test_called_by_name_the_table_is_what_is_read():
    day = stage()
    day.day.screens = Screens(by_name=True)

    assert lines(day, 1)[1] == "Mời lên: Mời lần lượt từng tên theo bảng."


def test_seats_come_by_row_and_number_and_who_has_none_last():
    assert seats(state(stage())) == [
        SeatLine("A1", "Ông Trần Văn Hùng (sinh năm 1971)", "X.", 1, 1),
        SeatLine("A1", "Ông Trần Văn Hùng (sinh năm 1971)", "X.", 3, 2, "Lên sân khấu lần 2"),
        SeatLine("A3", "Ông Người 3", "X.", 1, 3),
        SeatLine("A5", "Ông Người 5", "X.", 2, 2),
        SeatLine("B2", "Ông Trần Văn Hùng (sinh năm 1972)", "X.", 1, 2),
        SeatLine("B4", "Ông Người 4", "X.", 2, 1, "nhận cho HTX Muối"),
        SeatLine("", "Ông Người 6", "X.", 3, 1),
    ]


@pytest.mark.parametrize(
    "ordered",
    [["A2", "A10", "B1", "AA1", ""], ["1", "2", "10", "A1", ""], ["?", "Hàng A - 9", "Hàng A - 10", "Hàng A - 10b"]],
)
def test_seats_of_any_spelling_have_an_order(ordered):
    day = stage()
    codes = dict(zip(["DB003", "DB004", "DB005", "DB006", "DB002"], ordered, strict=False))
    shown = state(day)
    people = {code: replace(one, seat=codes.get(code, "")) for code, one in shown.directory.people.items()}
    found = seats(State(shown.day, replace(shown.directory, people=people)))

    assert list(dict.fromkeys(line.seat for line in found if line.seat)) == [seat for seat in ordered if seat]
    assert found[-1].seat == ""


def test_an_usher_is_sent_to_the_seat_of_whoever_walks_up():
    day = stage()
    day.receive("B:DB004", ReceiverMode.LEADER, code="DB006")
    day.receive("A:DB003", ReceiverMode.ON_BEHALF, name="Bà Vợ", reason="ốm")
    found = {(line.batch, line.place): line for line in seats(state(day))}

    assert found[2, 1] == SeatLine("", "Ông Người 6", "X.", 2, 1, "nhận cho HTX Muối")
    assert found[1, 3] == SeatLine("", "Bà Vợ", "", 1, 3, "nhận cho Ông Người 3")


def test_a_substitute_sits_on_the_seat_of_who_sent_them():
    day = stage(here="DB001 DB002 DB003 DB005 DB006")
    day.send_substitute("DB004")
    day.receive("B:DB004", ReceiverMode.LEADER, code="DB004")

    assert [line for line in seats(state(day)) if line.batch == 2][-1] == SeatLine(
        "B4", "Lê Văn Thay", "X.", 2, 1, "nhận cho HTX Muối"
    )


def test_nothing_is_owed_before_the_ceremony_and_the_right_things_after_it():
    day = stage(here="DB001 DB003 DB005 DB006")
    assert later(state(day)) == []
    day.begin_honours().go_through("")
    owed = [
        LaterLine("Ông Trần Văn Hùng (sinh năm 1972)", "Thợ", "Xưởng", "Bằng khen", "Quyết định số 9901/QĐ-CTN", 2),
        LaterLine("Tập thể HTX Muối", "Tập thể, đại diện: Ông Người 4", "Xưởng", "Giấy khen",
                  "Quyết định số 9909/QĐ-UBND ngày 20/4/2020 của Chủ tịch UBND tỉnh", 4),
    ]  # fmt: skip

    assert later(state(day)) == owed
    assert day.step(Step.RECEIVED, "H1", "A:DB002") is None
    assert later(state(day)) == owed[1:]
    assert day.step(Step.LATER, "H3", "B:DB001") is None
    assert [line.tray for line in later(state(day))] == [4, 7]


# --- tray = row = list -----------------------------------------------------------------------------------------------

HAPPENINGS = {
    "arrive": lambda day, code, **_: day.arrive(code),
    "depart": lambda day, code, **_: day.depart(code),
    "lock": lambda day, batch, **_: day.lock(batch),
    "unlock": lambda day, batch, **_: day.unlock(batch),
    "later": lambda day, slot, **_: day.receive(slot, ReceiverMode.LATER),
    "family": lambda day, slot, **_: day.receive(slot, ReceiverMode.FAMILY, name="Bà Vợ"),
    "another": lambda day, slot, **_: day.receive(slot, ReceiverMode.LEADER, code="DB900"),
    "go": lambda day, **_: day.go() if day.going else None,
    "undo": lambda day, **_: day.step_back(),
    "late": lambda day, slot, **_: day.place_late(slot),
    "late into": lambda day, slot, batch, **_: day.place_late(slot, batch),
    "print": lambda day, **_: day.print(),
    "mark": lambda day, slot, batch, **_: day.step(Step.LATER, batch, slot),
}
COURSES = st.lists(
    st.tuples(st.sampled_from(sorted(HAPPENINGS)), st.integers(1, 6), st.integers(0, 2), st.integers(0, 6)), max_size=25
)


def play(course, *, starts: bool) -> Stage:
    day = stage(here="DB001 DB004")
    if starts:
        day.begin_honours()
    for what, code, batch, slot in course:
        slots = sorted(day.honours.slots)
        HAPPENINGS[what](day, code=f"DB00{code}", batch=f"H{batch + 1}", slot=slots[slot % len(slots)])
    return day


@NO_LIMIT
@given(course=COURSES, starts=st.booleans())
def test_tray_row_and_list_are_equal_whatever_happens(course, starts):
    day = play(course, starts=starts)
    shown = state(day)
    papers, by_seat = batches(shown), seats(shown)
    certificates = day.honours.slots

    for batch, paper in zip(day.honours.batches, papers, strict=True):
        placed = {row.place: row.slot for row in paper.rows if row.place}
        assert placed == dict(enumerate(batch.row, 1))
        assert {row.slot: row.tray for row in paper.rows if row.slot} == {slot.id: slot.tray for slot in batch.slots}
        assert {row.place for row in paper.rows if row.is_vacant} <= set(placed)
        places = [line.place for line in by_seat if line.batch == paper.number]
        assert sorted(filter(None, places)) == [place for place, slot in placed.items() if slot]
        assert len(places) == len(batch.slots)
    assert len(by_seat) == len(certificates)
    assert {line.tray for line in later(shown)} == {certificates[slot].tray for slot in day.owed}
    assert sheet_head(shown, now=NINE).version == day.honours.version


@NO_LIMIT
@given(course=COURSES)
def test_what_the_mc_counts_is_the_number_of_names_on_the_paper(course):
    day = play(course, starts=True)

    for paper in batches(state(day)):
        called = [row for row in paper.rows if row.is_called]
        words = "".join(piece.text for step, words in paper.words for piece in words if step == "Mời lên")
        counts = [int(word) for word in words.split() if word.isdigit()]
        assert sum(counts) == len(called)


# --- printing --------------------------------------------------------------------------------------------------------


class Interrupted(Store):
    """Somebody sets a receiver right after each of the next turns."""

    interruptions = 0

    def turn(self, decide):
        receipt = super().turn(decide)
        if self.interruptions:
            self.interruptions -= 1
            set_receiver(self, ReceiverMode.LATER if self.interruptions % 2 else ReceiverMode.IN_PERSON)
        return receipt


@pytest.fixture
def store(tmp_path):
    opened = Interrupted(tmp_path / "khaimac.duckdb")
    roster.load_demo(opened, role=Role.ORGANISER, now=NINE)
    yield opened
    opened.close()


def set_receiver(store: Store, mode: ReceiverMode, number: int = 1) -> None:
    """Of the last certificate of a batch."""
    slot, action_id = store.state.day.honours.batches[number - 1].slots[-1].id, f"r{store.state.day.seq}"
    asked = {"reason": "", "action_id": action_id, "role": Role.MC, "now": START}
    assert honours.set_receiver(store, StandIn(slot, "Bà Vợ"), Receiver(mode), **asked).result().answer is None


def test_a_print_is_recorded_before_it_is_made_and_a_change_gives_another_version(store):
    printed = print_papers(store, role=Role.MC, now=START).answer
    assert (printed.honours.version, printed.honours.printed) == (1, 1)
    assert sorted(printed.files) == ["hand-over-later", "seats", "stage-order", "trays"]
    set_receiver(store, ReceiverMode.LATER)

    assert store.state.day.honours.version == 2
    assert print_papers(store, role=Role.MC, now=START).answer.honours.version == 2


def test_what_changes_while_it_is_printed_is_never_on_a_paper_of_another_version(store):
    store.interruptions = 3
    printed = print_papers(store, role=Role.MC, now=START).answer.honours

    assert printed == store.state.day.honours
    assert (printed.version, printed.printed) == (4, 4)


def test_batches_count_as_changed_when_paper_would_say_something_else(store):
    printed = print_papers(store, role=Role.MC, now=START).answer.honours
    seen = store.state.day.honours.seq
    honours.lock(store, (), seen=seen, action_id="lock", role=Role.MC, now=START).result()
    assert honour_papers.changed_since(printed, store.state.day.honours) == []
    set_receiver(store, ReceiverMode.FAMILY, 3)
    set_receiver(store, ReceiverMode.LATER, 7)

    assert honour_papers.changed_since(printed, store.state.day.honours) == [3, 7]


def test_the_papers_warn_of_rehearsal_and_sample_data(store):
    assert sheet_head(store.state, now=NINE).bands == ("TỔNG DUYỆT", "DỮ LIỆU MẪU (HƯ CẤU)")


def test_the_demo_puts_ninety_certificates_on_paper(store):
    shown = store.state
    rows = [row for batch in batches(shown) for row in batch.rows]

    assert (len(batches(shown)), len(rows), len(seats(shown)), later(shown)) == (16, 90, 90, [])
    assert sorted(row.tray for row in rows) == list(range(1, 91))
