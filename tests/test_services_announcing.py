"""The words of each step of the honours: figures of those who walk up, the decision's own, said once."""

from dataclasses import replace

import pytest
from days import NINE, ORGANISER, Ledger, entry, person

from domain import conferring
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.ceremony import Going, ceremony
from domain.delegates import Gender
from domain.directory import Directory
from domain.honours import Batch, Protocol, Receiver, ReceiverMode, RecipientType, Slot, Step, StepTaken
from domain.screens import Screens
from domain.script import PieceKind
from services.announcing import announcement, is_stale
from store.engine import State

FIRST_CALLED, FIRST_READ = Protocol.CALL_THEN_ANNOUNCE, Protocol.ANNOUNCE_THEN_CALL
PROVINCE = DecisionWords("9909/QĐ-UBND/2020", "9909/QĐ-UBND", "2020-04-20", "Chủ tịch UBND tỉnh")
PRESIDENT = DecisionWords("9901/QĐ-CTN/2020", "9901/QĐ-CTN", "2020-02-08", "Chủ tịch nước")
MINISTERS = DecisionWords("9903/QĐ-TTg/2020", "9903/QĐ-TTg", "2020-11-30", "Thủ tướng Chính phủ")
LEADER = "Đại diện lãnh đạo UBND tỉnh"
PEOPLE = (
    person("DB001", name="Trần Văn Hùng", gender=Gender.MALE, birth_year=1979, position="Công nhân", unit="Xưởng 1"),
    person("DB002", name="Trần Văn Hùng", gender=Gender.MALE, birth_year=1991, position="Thợ điện", unit="Xưởng 1"),
    person("DB003", name="H' Lam Niê Sao", gender=Gender.FEMALE, position="Thợ dệt", unit="HTX Dệt"),
)


def show(
    types: str, *, decision=PROVINCE, award="Bằng khen của Chủ tịch UBND tỉnh", protocol=FIRST_READ, steps=(),
    presenter=LEADER, by_name=False,
) -> State:  # fmt: skip
    """A batch of collectives (C) and individuals (I), of whom nobody is scanned in: all count as here."""
    kinds = {"C": RecipientType.COLLECTIVE, "I": RecipientType.INDIVIDUAL}
    slots = tuple(Slot(f"s{n}", f"DB00{n}", kinds[kind], n) for n, kind in enumerate(types, 1))
    batches = [Batch(name, "a", decision.id, protocol, slots if name == "H02" else ()) for name in ("H01", "H02")]
    ledger = Ledger(*(entry(one.code) for one in PEOPLE))
    ledger.take(conferring.decide_list(ledger.day, batches, (), seen=0, role=ORGANISER, now=NINE))
    taken = tuple(StepTaken(n, NINE, Step(step), batch) for n, (step, batch) in enumerate(steps, 1))
    ledger.day.honours = replace(ledger.day.honours, steps=taken)
    ledger.day.screens = Screens(by_name=by_name)
    words = [AwardWords("a", award), decision, BatchWords("H02", presenter)]
    names = [SlotWords(slot.id, f"Tập thể Xưởng {slot.tray}") for slot in slots if slot.type is kinds["C"]]
    return State(ledger.day, Directory({one.code: one for one in PEOPLE}).with_rows([*words, *names]))


def said(state: State, step: Step, *slots: str) -> str:
    """Gaps in brackets, what stands out between stars."""
    marks = {PieceKind.TEXT: "{}", PieceKind.NAME: "*{}*", PieceKind.GAP: "[{}]"}
    line = announcement(state, ceremony(state.day.honours), Going(step, "H02", slots))
    return "".join(marks[piece.kind].format(piece.text) for piece in line)


@pytest.mark.parametrize(
    ("types", "who"),
    [
        ("I", "*01 cá nhân*"),
        ("III", "*03 cá nhân*"),
        ("C", "đại diện *01 tập thể*"),
        ("CCI", "*02 tập thể và 01 cá nhân*"),
        ("ICI", "*01 tập thể và 02 cá nhân*"),
    ],
)
def test_those_who_walk_up_are_counted_in_words_collectives_first(types, who):
    state = show(types, steps=[("announce", "H02")])
    called = [f"s{n}" for n in range(1, len(types) + 1)]

    assert said(state, Step.CALL, *called) == f"Trân trọng kính mời {who} bước lên sân khấu."


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (
            Step.ANNOUNCE,
            "Theo Quyết định số 9909/QĐ-UBND ngày 20/4/2020 của Chủ tịch UBND tỉnh, *02 cá nhân* được tặng "
            "Bằng khen của Chủ tịch UBND tỉnh.",
        ),
        (Step.CONFER, "Trân trọng kính mời *đại diện lãnh đạo UBND tỉnh* lên trao và chúc mừng."),
        (Step.PHOTO, "Kính mời các đại biểu chụp ảnh lưu niệm."),
        (Step.SKIP, ""),
        (Step.FINISH, ""),
    ],
)
def test_an_ordinary_decision_is_read_before_anybody_is_called(step, line):
    assert said(show("II"), step) == line


def test_a_decision_that_was_read_for_an_earlier_batch_is_only_referred_to():
    state = show("II", steps=[("announce", "H01")])

    assert said(state, Step.CALL, "s1", "s2") == (
        "Cũng theo Quyết định số 9909/QĐ-UBND, trân trọng kính mời *02 cá nhân* bước lên sân khấu nhận "
        "Bằng khen của Chủ tịch UBND tỉnh."
    )


def test_the_presidents_decision_is_heard_on_stage_and_handed_over_on_his_authority():
    state = show("C", decision=PRESIDENT, award="Huân chương Lao động hạng Ba", protocol=FIRST_CALLED)

    assert [said(state, step) for step in (Step.CALL, Step.ANNOUNCE, Step.CONFER)] == [
        "Trân trọng kính mời đại diện *01 tập thể* lên vị trí danh dự trên sân khấu để nghe công bố Quyết định.",
        "Công bố Quyết định số 9901/QĐ-CTN ngày 08/02/2020 của Chủ tịch nước về việc tặng "
        "Huân chương Lao động hạng Ba.",
        "Thừa ủy quyền của Chủ tịch nước, trân trọng kính mời *đại diện lãnh đạo UBND tỉnh* lên trao và chúc mừng.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("presenter", "line"),
    [
        (LEADER, "Thừa ủy quyền của Thủ tướng Chính phủ, trân trọng kính mời *đại diện lãnh đạo UBND tỉnh* lên trao"),
        ("Thủ tướng Chính phủ", "Trân trọng kính mời *Thủ tướng Chính phủ* lên trao"),
        ("Giám đốc Sở Công Thương", "quyền của Thủ tướng Chính phủ, trân trọng kính mời *Giám đốc Sở Công Thương* lên"),
        ("", "quyền của Thủ tướng Chính phủ, trân trọng kính mời [người trao] lên trao"),
    ],
)
def test_the_presenter_is_named_exactly_as_the_list_has_it(presenter, line):
    assert line in said(show("I", decision=MINISTERS, presenter=presenter), Step.CONFER)


@pytest.mark.parametrize(
    ("award", "given"),
    [
        ("Chiến sĩ thi đua cấp tỉnh", "danh hiệu Chiến sĩ thi đua cấp tỉnh"),
        ("Tập thể Lao động xuất sắc", "danh hiệu Tập thể Lao động xuất sắc"),
        ("Lao động tiên tiến", "danh hiệu Lao động tiên tiến"),
        ("Cờ thi đua của Chính phủ", "Cờ thi đua của Chính phủ"),
        ("Giấy khen của Giám đốc Sở Công Thương", "Giấy khen của Giám đốc Sở Công Thương"),
    ],
)
def test_a_title_is_called_a_title_and_a_reward_by_its_name(award, given):
    assert said(show("I", award=award), Step.ANNOUNCE).endswith(f"được tặng {given}.")


def test_one_called_by_name_is_said_with_position_and_unit_homonyms_with_their_year():
    state = show("III", by_name=True)

    assert [said(state, Step.CALL, slot) for slot in ("s1", "s2", "s3")] == [
        "*Ông Trần Văn Hùng, sinh năm 1979, Công nhân, Xưởng 1.*",
        "*Ông Trần Văn Hùng, sinh năm 1991, Thợ điện, Xưởng 1.*",
        "*Bà H' Lam Niê Sao, Thợ dệt, HTX Dệt.*",
    ]
    assert said(show("C", by_name=True), Step.CALL, "s1") == "*Tập thể Xưởng 1.*"


def test_a_batch_without_anybody_announces_its_decision_and_counts_nobody():
    state = show("II")
    later = {f"s{n}": Receiver(ReceiverMode.LATER) for n in (1, 2)}
    state.day.honours = replace(state.day.honours, receivers=later)

    assert said(state, Step.ANNOUNCE) == (
        "Công bố Quyết định số 9909/QĐ-UBND ngày 20/4/2020 của Chủ tịch UBND tỉnh về việc tặng "
        "Bằng khen của Chủ tịch UBND tỉnh."
    )


def test_the_end_says_that_the_rest_is_handed_over_later_only_when_there_is_a_rest():
    state = show("II", steps=[("call", "H02"), ("later", "H02")])
    taken = state.day.honours.steps
    state.day.honours = replace(state.day.honours, steps=(taken[0], replace(taken[1], slots=("s2",))))

    assert said(state, Step.FINISH) == "Các tập thể, cá nhân vắng mặt, Ban Tổ chức sẽ trao sau."


@pytest.mark.parametrize(
    ("note", "stale"),
    [
        ("", False),
        ("Kính mời 02 tập thể và 01 cá nhân bước lên sân khấu.", False),
        ("Kính mời 02 TẬP THỂ và 1 cá nhân.", False),
        ("Kính mời 02 tập thể và 06 cá nhân bước lên sân khấu.", True),
        ("Kính mời 03 cá nhân (đợt 1/2).", True),
        ("Theo Quyết định số 9909/QĐ-UBND ngày 20/4/2020.", False),
    ],
)
def test_the_sheets_line_is_marked_when_a_figure_in_it_is_no_longer_true(note, stale):
    assert is_stale(show("CCI"), BatchWords("H02", note=note), ["s1", "s2", "s3"]) is stale
