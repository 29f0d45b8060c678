"""*Danh sách giới thiệu*: who is on it, in which order and words, who is here, who came while it was read."""

from datetime import timedelta

import pytest
from days import NINE, START, Ledger, entry, person

from domain import door, running
from domain.agenda import Move
from domain.delegates import Category, Gender, Standing
from domain.directory import Directory
from domain.door import Substitute
from domain.facts import Role
from domain.introductions import Introduction
from domain.programme import planned_programme
from domain.running import CueRequest
from services.introductions import introduced, mc_introductions, read_aloud
from store.engine import State

GUEST, MAN, WOMAN = Category.GUEST, Gender.MALE, Gender.FEMALE
PEOPLE = {
    one.code: one
    for one in (
        person("DB001", name="Nguyễn Công Ẩn", gender=MAN, position="Nhân viên", unit="Công ty Hoa Nắng"),
        person("DB106", GUEST, name="Dương Công Tiến", gender=MAN, position="Giám đốc Sở", unit="Ban Giám đốc Sở"),
        person("DB107", GUEST, name="Hồ Thu Châu", gender=WOMAN, position="Phó Giám đốc Sở", unit="Ban Giám đốc Sở"),
        person(
            "DB109", GUEST, name="Phan Thị Hiền", honorific="Bà TS", position="Phó Chủ tịch UBND tỉnh", unit="UBND tỉnh"
        ),
        person("DB146", GUEST, name="Phan Trọng Dũng", gender=MAN, position="Phóng viên", unit="Cơ quan báo chí"),
        person("DB150", GUEST, name="Đã Rút", gender=MAN),
    )
}
READING = START + timedelta(minutes=5)
LATER = READING + timedelta(minutes=3)
DIRECTOR = "Ông Dương Công Tiến, Giám đốc Sở, Ban Giám đốc Sở"
DEPUTY = "Bà Hồ Thu Châu, Phó Giám đốc Sở, Ban Giám đốc Sở"
PROVINCE = "Bà TS Phan Thị Hiền, Phó Chủ tịch UBND tỉnh"


@pytest.fixture
def hall():
    """The list with its programme; nobody is here."""
    withdrawn = {"DB150": Standing.WITHDRAWN}
    ledger = Ledger(
        *(
            entry(one.code, category=one.category, standing=withdrawn.get(one.code, Standing.EXPECTED))
            for one in PEOPLE.values()
        )
    )
    plan, words = planned_programme(START)
    asked = {"seen": ledger.day.agenda.seq, "role": Role.ORGANISER, "now": NINE}
    ledger.take(running.decide_plan(ledger.day, plan, words, **asked))
    return ledger


def state_of(ledger, *rows):
    return State(ledger.day, Directory(PEOPLE, introductions={row.code: row for row in rows}))


def order(ledger, *rows):
    return [one.person.code for one in introduced(state_of(ledger, *rows), now=NINE)]


def begin_reading(ledger):
    for move, now in ((Move.START, START), (Move.NEXT, READING)):
        request = CueRequest(f"cue-{now}", move, ledger.day.agenda.seq)
        ledger.take(running.decide_cue(ledger.day, request, earlier=None, role=Role.MC, now=now))


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ((), ["DB106", "DB107", "DB109"]),  # guests in the list's order; no press, nobody withdrawn, no others
        ((Introduction("DB109", rank=1),), ["DB109", "DB106", "DB107"]),
        ((Introduction("DB109", rank=2), Introduction("DB107", rank=1)), ["DB107", "DB109", "DB106"]),
        ((Introduction("DB109", rank=7), Introduction("DB107", rank=7)), ["DB107", "DB109", "DB106"]),
        ((Introduction("DB109", title="Phó Chủ tịch"),), ["DB106", "DB107", "DB109"]),  # no rank: the list's order
        ((Introduction("DB107", listed=False),), ["DB106", "DB109"]),
        ((Introduction("DB001"), Introduction("DB146")), ["DB001", "DB106", "DB107", "DB109", "DB146"]),
        ((Introduction("DB150", rank=1),), ["DB106", "DB107", "DB109"]),
    ],
)
def test_who_is_read_out_and_in_which_order(hall, rows, codes):
    assert order(hall, *rows) == codes


@pytest.mark.parametrize(
    ("code", "title", "read"),
    [
        ("DB106", "", DIRECTOR),
        ("DB109", "", PROVINCE),  # the post names the unit already
        ("DB106", "Tỉnh ủy viên, Giám đốc Sở", "Ông Dương Công Tiến, Tỉnh ủy viên, Giám đốc Sở"),
        ("DB106", "Đồng chí Dương Công Tiến, Giám đốc Sở", "Đồng chí Dương Công Tiến, Giám đốc Sở"),
        ("DB150", "", "Ông Đã Rút"),
    ],
)
def test_the_words_that_are_read(code, title, read):
    assert read_aloud(PEOPLE[code], title) == read


def test_only_those_present_in_person_are_read_the_others_follow_apart(hall):
    hall.scan("DB109")
    hall.scan("DB106")
    hall.leave("DB106")
    hall.act(door.decide_substitute, "DB107", Substitute("DB107", "Lê Văn Thay"))
    state = state_of(hall)
    state.directory.substitutes["DB107"] = Substitute("DB107", "Lê Văn Thay")

    assert mc_introductions(state, NINE) == {
        "present": [
            {
                "code": "DB109",
                "title": PROVINCE,
                "name": "Phan Thị Hiền",
                "came_at": "2026-11-22T07:30+07:00",
                "is_new": False,
            }
        ],
        "away": [
            {"code": "DB106", "title": DIRECTOR, "name": "Dương Công Tiến", "presence": "left", "substitute": None},
            {
                "code": "DB107",
                "title": DEPUTY,
                "name": "Hồ Thu Châu",
                "presence": "substitute",
                "substitute": "Lê Văn Thay",
            },
        ],
        "arrived": [],
    }


def test_who_comes_while_the_list_is_read_is_marked_and_the_announced_are_told_newest_first(hall):
    hall.scan("DB106")
    begin_reading(hall)
    for minutes, code in enumerate(("DB109", "DB107")):
        hall.scan(code, now=LATER + timedelta(minutes=minutes))
    rows = [Introduction(code, announced=True) for code in ("DB106", "DB107", "DB109")]

    told = mc_introductions(state_of(hall, *rows), LATER)
    assert [(one["code"], one["is_new"]) for one in told["present"]] == [
        ("DB106", False), ("DB107", True), ("DB109", True),
    ]  # fmt: skip
    assert [(one["code"], one["came_at"]) for one in told["arrived"]] == [
        ("DB107", "2026-11-22T08:09+07:00"), ("DB109", "2026-11-22T08:08+07:00"),
    ]  # fmt: skip
    assert mc_introductions(state_of(hall), LATER)["arrived"] == []


def test_who_came_before_and_is_recorded_now_is_new_to_the_mc(hall):
    begin_reading(hall)
    hall.scan("DB106", now=LATER, happened_at=NINE + timedelta(minutes=20))

    (one,) = mc_introductions(state_of(hall), LATER)["present"]
    assert (one["is_new"], one["came_at"]) == (True, "2026-11-22T07:50+07:00")
