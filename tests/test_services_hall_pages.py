"""What the hall says of a batch on stage, and how many presses call it: from the ceremony as it stands."""

import json
from dataclasses import replace

import pytest
from ceremonies import Stage, listing
from days import person

from domain import showing
from domain.agenda import Move
from domain.awards import AwardWords, SlotWords
from domain.delegates import Gender, Presence
from domain.directory import Directory
from domain.facts import Role
from domain.honours import ReceiverMode, Step
from domain.screens import ScreenAct, Screens
from domain.showing import ScreenRequest
from services import hall_pages
from services.screens import mc_screens
from services.stage import hall_screen
from store.engine import State

AWARD = "Bằng khen của Chủ tịch UBND tỉnh"
NAMES = (
    "Trần Văn Hùng", "Phạm Thị Thủy", "Nguyễn Bá Khánh", "Phan Thu Xuân", "Lê Thị Ngọc Trang", "Nguyễn Hoàng Thắng",
    "Nguyễn Minh Thành", "K' Brông Suối",
)  # fmt: skip
EIGHT = "H1 A d1 " + " ".join(f"DB{n:03}" for n in range(1, 9))
FACTORY = "Tập thể Phân xưởng 1, Công ty TNHH Thủy sản Hải Âu Xanh"


class Hall(Stage):
    """The stage with a hall that measures names."""

    def __init__(self, *lines: str, **more) -> None:
        super().__init__(*lines, **more)
        self.pages = lambda batch: hall_pages.pages(self.state, batch)
        self.begin_honours()

    @property
    def state(self) -> State:
        people = {
            f"DB{n:03}": person(f"DB{n:03}", name=name, gender=Gender.FEMALE, position="Kỹ sư", unit="HTX Dệt")
            for n, name in enumerate(NAMES, 1)
        }
        groups = [SlotWords(slot, FACTORY) for slot, one in self.honours.slots.items() if one.type == "collective"]
        return State(self.day, Directory(people).with_rows([AwardWords("A", AWARD), *groups]))

    @property
    def picture(self):
        return hall_screen(self.state, self.now)

    @property
    def names(self) -> list[str]:
        return [name["text"] for name in self.picture["names"]]

    def turn(self, act: ScreenAct) -> None:
        request = ScreenRequest(f"screen-{len(self.facts)}", act)
        decided = showing.decide_screens(self.day, request, message="", earlier=None, role=Role.MC, now=self.now)
        assert self.take(decided).answer is None


def words(picture) -> str:
    return json.dumps(picture, ensure_ascii=False)


def test_the_award_alone_until_they_are_called_then_their_names():
    hall = Hall("H1 A d1 DB001 DB002", here="all")
    hall.go()
    award = {"picture": "honours", "title_vi": AWARD, "title_en": AWARD}
    assert hall.picture == award | {"layout": "title", "names": []}

    hall.go()
    called = award | {
        "layout": "column",
        "names": [{"text": NAMES[0], "type": "individual"}, {"text": NAMES[1], "type": "individual"}],
    }
    assert hall.picture == called
    for step in (Step.CONFER, Step.PHOTO):
        assert hall.go().step is step
        assert hall.picture == called


def test_the_presidents_are_named_before_they_hear_it_and_stay():
    hall = Hall("H1 A d1! DB001", here="all")
    steps = [(hall.go().step, hall.names) for _ in range(3)]

    assert steps == [(step, [NAMES[0]]) for step in (Step.CALL, Step.ANNOUNCE, Step.CONFER)]


def test_a_batch_that_does_not_fit_is_called_page_by_page():
    hall = Hall(EIGHT, here="all")
    hall.go()
    calls = [(hall.go(), hall.picture["layout"], hall.names) for _ in range(2)]

    assert [(going.step, going.slots) for going, _, _ in calls] == [
        (Step.CALL, tuple(f"A:DB{n:03}" for n in range(1, 5))),
        (Step.CALL, tuple(f"A:DB{n:03}" for n in range(5, 9))),
    ]
    assert [shown for _, *shown in calls] == [["column", list(NAMES[:4])], ["column", list(NAMES[4:])]]
    assert hall.go().step is Step.CONFER
    assert hall.names == list(NAMES[4:])


def test_who_leaves_between_two_pages_leaves_the_first_as_it_was():
    hall = Hall(EIGHT, here="all")
    hall.go()
    hall.go()
    hall.depart("DB001 DB006")
    assert hall.names == list(NAMES[:4])
    first, rest = tuple(f"A:DB{n:03}" for n in range(1, 5)), ["A:DB005", "A:DB007", "A:DB008"]
    assert hall.pages(hall.honours.batch("H1")) == [first, rest]

    assert hall.go().slots == tuple(rest)
    assert hall.names == [NAMES[4], NAMES[6], NAMES[7]]
    assert hall.going.step is Step.CONFER


def test_who_is_absent_or_did_not_come_up_is_not_named_and_nothing_is_said_of_it():
    hall = Hall("H1 A d1 DB001 DB002 DB003", here="DB001 DB003")
    hall.go()
    hall.go()
    assert hall.names == [NAMES[0], NAMES[2]]

    hall.step(Step.LATER, "H1", "A:DB003")
    assert hall.names == [NAMES[0]]
    hall.step(Step.LATER, "H1", "A:DB001")
    assert (hall.picture["layout"], hall.names) == ("title", [])
    assert all(word not in words(hall.picture) for word in ("DB00", "ắng", "later", NAMES[1]))


def test_a_collective_is_named_not_who_stands_in_for_it():
    hall = Hall("H1 A d1 DB001+", here="")
    hall.send_substitute("DB001")
    hall.receive("A:DB001", ReceiverMode.LEADER, code="DB001", role=Role.MC)
    hall.go()
    hall.go()

    assert hall.day.delegates["DB001"].presence is Presence.SUBSTITUTE
    assert hall.picture == {
        "picture": "honours", "title_vi": AWARD, "title_en": AWARD, "layout": "collectives",
        "names": [{"text": "Phân xưởng 1,\nCông ty TNHH Thủy sản Hải Âu Xanh", "type": "collective"}],
    }  # fmt: skip


def test_by_name_each_stands_alone_and_then_all_together():
    hall = Hall("H1 A d1 DB001+ DB002 DB003", here="all")
    hall.turn(ScreenAct.CALL_BY_NAME)
    hall.go()
    alone = []
    while hall.going.step is Step.CALL:
        hall.go()
        alone.append((hall.picture["layout"], hall.picture["speaker"]))

    assert alone == [
        ("one", {
            "honorific": "", "name": "Phân xưởng 1,\nCông ty TNHH Thủy sản Hải Âu Xanh", "position": "", "unit": "",
        }),
        ("one", {"honorific": "Bà", "name": NAMES[1], "position": "Kỹ sư", "unit": "HTX Dệt"}),
        ("one", {"honorific": "Bà", "name": NAMES[2], "position": "Kỹ sư", "unit": "HTX Dệt"}),
    ]  # fmt: skip
    hall.step(Step.LATER, "H1", "A:DB002")
    hall.go()
    assert (hall.picture["layout"], hall.names[1:]) == ("collectives", [NAMES[2]])


def test_by_name_who_stands_alone_stays_so_while_others_are_marked_until_the_next_step():
    hall = Hall("H1 A d1 DB001 DB002", here="all")
    hall.turn(ScreenAct.CALL_BY_NAME)
    for _ in range(3):
        hall.go()
    hall.step(Step.LATER, "H1", "A:DB001")
    assert (hall.picture["layout"], hall.names) == ("one", [NAMES[1]])

    hall.go()
    assert (hall.picture["layout"], hall.names) == ("column", [NAMES[1]])


def test_by_name_a_batch_of_two_pages_ends_with_the_page_of_the_last():
    hall = Hall(EIGHT, here="all")
    hall.turn(ScreenAct.CALL_BY_NAME)
    while hall.go().step is not Step.CONFER:
        pass

    assert (hall.picture["layout"], hall.names) == ("column", list(NAMES[4:]))


def test_going_over_to_names_in_the_middle_calls_the_rest_one_by_one():
    hall = Hall(EIGHT, here="all")
    hall.go()
    hall.go()
    hall.turn(ScreenAct.CALL_BY_NAME)
    assert hall.names == list(NAMES[:4])

    assert hall.go().slots == ("A:DB005",)
    hall.turn(ScreenAct.CALL_BY_BATCH)
    assert hall.go().slots == ("A:DB006", "A:DB007", "A:DB008")


def test_without_a_batch_on_stage_it_is_the_programme():
    hall = Hall("H1 A d1 DB001", here="all")
    assert hall.picture["picture"] != "honours"

    hall.go_through("")
    assert (hall.shown.is_over, hall.picture["picture"] != "honours") == (True, True)


def test_another_item_takes_the_hall_from_a_batch_left_on_stage():
    hall = Hall("H1 A d1 DB001 DB002", here="all")
    hall.go()
    hall.go()
    hall.cue(Move.JUMP, "7")
    assert hall.picture["picture"] == "item"

    hall.cue(Move.JUMP, "6")
    assert hall.names == [NAMES[0], NAMES[1]]


def test_the_stage_manager_sees_what_the_hall_sees_and_how_they_are_called():
    hall = Hall("H1 A d1 DB001", here="all")
    hall.turn(ScreenAct.CALL_BY_NAME)
    hall.go()
    hall.go()
    told = mc_screens(hall.state, hall.now)

    assert (told["by_name"], told["shows"]) == (True, hall.picture)


def test_held_it_stays_at_the_page_blanked_it_shows_nothing():
    hall = Hall(EIGHT, here="all")
    hall.go()
    hall.go()
    hall.turn(ScreenAct.HOLD_HALL)
    held = hall.picture
    hall.go()
    assert (held, hall.picture) == (held, held)
    assert held["names"][0]["text"] == NAMES[0]

    hall.turn(ScreenAct.HOLD_HALL)
    assert hall.picture == held
    hall.turn(ScreenAct.SHOW_HALL)
    assert hall.names == list(NAMES[4:])
    hall.turn(ScreenAct.BLANK_HALL)
    assert hall.picture["picture"] == "blank"


@pytest.mark.parametrize("by_name", [False, True])
def test_everybody_is_called_once_whoever_is_here(by_name):
    hall = Hall(EIGHT, here="DB001 DB003 DB004 DB008")
    hall.day.screens = Screens(by_name=by_name)
    found = hall_pages.pages(hall.state, replace(listing(EIGHT)[0], row=hall.honours.batch("H1").row))

    assert [slot for page in found for slot in page] == ["A:DB001", "A:DB003", "A:DB004", "A:DB008"]
