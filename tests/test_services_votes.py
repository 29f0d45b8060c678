"""Votes as the services give them: candidates from the list, a real store, the sentences that are read out."""

from datetime import timedelta

import pytest
from days import NINE, ORGANISER, START, Ledger, badge, entry, person

from domain import enrolment, office
from domain.conference import Conference, Words
from domain.delegates import Part, Standing
from domain.directory import Directory
from domain.enrolment import Entry
from domain.facts import Kind, Refusal, Refused, Role
from domain.votes import Count, Vote
from services import votes
from services.votes import congresses, mc_vote, mc_votes, minutes_line, result_line
from store.engine import State, Store

PROVINCE, SECTOR = "Đại hội Thi đua yêu nước tỉnh", "Đại hội Thi đua yêu nước ngành Công Thương"
PEOPLE = {
    "DB001": person("DB001", name="Nguyễn Công Ẩn", higher_congress=SECTOR),
    "DB002": person("DB002", name="Trần Thị Mây", higher_congress=PROVINCE),
    "DB003": person("DB003", name="Lê Văn Kín", higher_congress=f"{PROVINCE}; {SECTOR}"),
    "DB004": person("DB004", name="Đã Rút", higher_congress="Đại hội không còn ai"),
    "DK001": person("DK001", name="Dự Khuyết", higher_congress=PROVINCE),
}
MINUTES = (
    "Biểu quyết thông qua danh sách đại biểu đi dự Đại hội Thi đua yêu nước tỉnh: mở lúc 11 giờ 03 ngày 22/11/2026, "
    "khi đó có mặt {base}/105 đại biểu có quyền biểu quyết được triệu tập, {quorum}. "
    "Kết quả kiểm đếm lúc 11 giờ 05: {hands}."
)
OPENED_AT = NINE + timedelta(hours=3, minutes=33)


@pytest.fixture
def listed():
    """A list with somebody withdrawn and a reserve; the first three delegates are here."""
    standings = {"DB004": Standing.WITHDRAWN, "DK001": Standing.RESERVE}
    ledger = Ledger(*(entry(code, standing=standings.get(code, Standing.EXPECTED)) for code in PEOPLE))
    for code in ("DB001", "DB002", "DB003"):
        ledger.scan(code)
    return ledger


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    conference = Conference(START, START + timedelta(minutes=30))
    opened.turn(
        lambda turn: office.decide_set_up(turn.day, conference, Words("Hội nghị"), ((), ()), role=ORGANISER, now=NINE)
    )
    entries = [Entry(one, frozenset[Part](), badge(n)) for n, one in enumerate(PEOPLE.values())]
    opened.turn(
        lambda turn: enrolment.decide_enrol(
            turn.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE
        )
    )  # fmt: skip
    yield opened
    opened.close()


def state_of(ledger):
    return State(ledger.day, Directory(PEOPLE))


def shown(state):
    return {vote["congress"]: vote["candidates"] for vote in mc_votes(state, NINE)}


def test_candidates_stand_by_congress_in_the_lists_order(listed):
    assert {congress: [one.code for one in people] for congress, people in congresses(state_of(listed)).items()} == {
        SECTOR: ["DB001", "DB003"],
        PROVINCE: ["DB002", "DB003"],
    }


def test_a_vote_on_a_congress_that_the_list_names_no_more_is_still_shown(listed):
    listed.day.votes["Đại hội cũ"] = Vote("Đại hội cũ", NINE, 3, 4)

    assert shown(state_of(listed)) == {
        SECTOR: ["Nguyễn Công Ẩn", "Lê Văn Kín"],
        PROVINCE: ["Trần Thị Mây", "Lê Văn Kín"],
        "Đại hội cũ": [],
    }
    assert mc_vote(state_of(listed), "Đại hội nào") is None


def test_before_it_opens_the_mc_sees_how_many_have_a_vote_now(listed):
    assert mc_vote(state_of(listed), PROVINCE) == {
        "congress": PROVINCE, "candidates": ["Trần Thị Mây", "Lê Văn Kín"], "may_vote": 3, "opened_at": None,
        "base": None, "invited": 3, "has_quorum": None, "counts": [], "earlier": [], "result_line": None,
        "minutes_line": None,
    }  # fmt: skip


def test_opened_counted_and_read_again_from_the_ledger(store):
    asked = {"role": Role.MC, "now": OPENED_AT}
    assert votes.open_vote(store, "Đại hội lạ", action_id="1", **asked).result().answer == Refused(
        Refusal.NO_SUCH_CONGRESS
    )
    votes.open_vote(store, PROVINCE, action_id="2", **asked).result()
    over = votes.count_vote(store, PROVINCE, (1, 0, 0), action_id="3", **asked).result().answer
    assert over == Refused(Refusal.OVER_BASE, 0)
    votes.count_vote(store, PROVINCE, (0, 0, 0), action_id="4", **asked).result()

    vote = mc_vote(store.state, PROVINCE)
    assert vote["opened_at"] == "2026-11-22T11:03:00+07:00"
    assert vote["counts"] == [
        {"agree": 0, "disagree": 0, "other": 0, "base": 0, "happened_at": "2026-11-22T11:03:00+07:00"}
    ]
    path = store.path
    store.close()
    again = Store(path)
    assert mc_vote(again.state, PROVINCE) == vote
    again.close()


@pytest.mark.parametrize(
    ("hands", "read", "written"),
    [
        (
            (101, 98, 2, 1),
            "98/101 đại biểu có quyền biểu quyết nhất trí, đạt 97,0\u00a0%; 2 đại biểu không nhất trí; "
            "1 đại biểu có ý kiến khác",
            "",
        ),
        ((100, 100, 0, 0), "100/100 đại biểu có quyền biểu quyết nhất trí, đạt 100,0\u00a0%", ""),
        (
            (80, 77, 0, 0),  # 96,25 is rounded half up
            "77/80 đại biểu có quyền biểu quyết nhất trí, đạt 96,3\u00a0%",
            "; 3 đại biểu không biểu quyết",
        ),
        ((0, 0, 0, 0), "0/0 đại biểu có quyền biểu quyết nhất trí", ""),
    ],
)
def test_what_is_read_out_and_what_the_minutes_say(hands, read, written):
    base, *_ = hands
    count = Count(7, OPENED_AT + timedelta(minutes=2), *hands)
    quorum = "bảo đảm quá nửa" if base > 52 else "chưa quá nửa"

    assert result_line(count) == f"Kết quả biểu quyết: {read}."
    assert minutes_line(Vote(PROVINCE, OPENED_AT, base, 105, (count,)), count) == MINUTES.format(
        base=base, quorum=quorum, hands=read + written
    )
