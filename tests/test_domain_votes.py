"""The vote: who has one, the base that later arrivals leave alone, counts that stay."""

from datetime import timedelta

import pytest
from days import NINE, Ledger, entry

from domain import checkin, door, voting
from domain.day import fold
from domain.delegates import Category
from domain.door import Substitute
from domain.facts import Fact, Kind, Refusal, Refused, Role
from domain.votes import Count

PROVINCE, SECTOR = "Đại hội Thi đua yêu nước tỉnh", "Đại hội Thi đua yêu nước ngành Công Thương"
LATER = NINE + timedelta(minutes=5)


@pytest.fixture
def hall():
    """Three exemplary delegates and a guest are here, a fourth is still to come, one has sent somebody."""
    ledger = Ledger(*(entry(f"DB00{n}") for n in range(1, 6)), entry("DB101", category=Category.GUEST))
    for code in ("DB001", "DB002", "DB003", "DB101"):
        ledger.scan(code)
    ledger.act(door.decide_substitute, "DB005", Substitute("DB005", "Lê Văn Thay"))
    return ledger


def opened(ledger, congress=PROVINCE, *, action_id="open-1", now=NINE):
    return ledger.take(
        voting.decide_open(
            ledger.day, congress, congresses=(PROVINCE, SECTOR), action_id=action_id,
            earlier=ledger.ids.get(action_id), role=Role.MC, now=now,
        )
    ).answer  # fmt: skip


def counted(ledger, *hands, congress=PROVINCE, action_id="count-1", now=NINE):
    return ledger.take(
        voting.decide_count(
            ledger.day, congress, hands, action_id=action_id, earlier=ledger.ids.get(action_id), role=Role.MC, now=now
        )
    ).answer


def given(ledger, **rights):
    ledger.day = fold(
        [Fact(Kind.VOTING_RIGHTS_CHANGED, NINE, NINE, Role.ORGANISER, detail={"rights": rights})], ledger.day
    )


def hands_of(counts):
    return [(count.base, count.agree, count.disagree, count.other) for count in counts]


@pytest.mark.parametrize(
    ("rights", "base", "invited"),
    [
        ({}, 3, 5),  # exemplary delegates in person; the substitute has no vote, the guest neither
        ({"DB101": True}, 4, 6),
        ({"DB001": False}, 2, 4),
        ({"DB005": True, "DB004": True}, 3, 5),  # a right given makes nobody present, and no substitute a delegate
    ],
)
def test_who_makes_up_the_base(hall, rights, base, invited):
    given(hall, **rights)
    opened(hall)

    assert (hall.day.votes[PROVINCE].base, hall.day.votes[PROVINCE].invited) == (base, invited)


def test_who_has_left_or_was_undone_has_no_vote(hall):
    hall.leave("DB001")
    hall.undo("DB002")

    assert voting.base(hall.day) == 1


def test_later_arrivals_and_other_rights_change_nothing(hall):
    opened(hall)
    hall.scan("DB004", now=LATER)
    given(hall, DB101=True)
    counted(hall, 3, 0, 0, now=LATER)

    vote = hall.day.votes[PROVINCE]
    assert (vote.opened_at, vote.base, vote.invited) == (NINE, 3, 5)
    assert vote.result == Count(vote.result.seq, LATER, 3, 3, 0, 0)


def test_a_hundred_present_and_ninety_seven_agree():
    ledger = Ledger(*(entry(f"DB{n:03}") for n in range(1, 101)))
    for n in range(1, 101):
        ledger.scan(f"DB{n:03}")
    opened(ledger)

    assert counted(ledger, 97, 2, 0) is None
    assert ledger.day.votes[PROVINCE].result.abstained == 1


@pytest.mark.parametrize(
    ("hands", "answer"),
    [
        ((3, 0, 0), None),
        ((0, 0, 0), None),
        ((1, 1, 1), None),
        ((4, 0, 0), Refused(Refusal.OVER_BASE, 3)),
        ((3, 0, 1), Refused(Refusal.OVER_BASE, 3)),
    ],
)
def test_never_more_hands_than_the_base(hall, hands, answer):
    opened(hall)

    assert counted(hall, *hands) == answer
    assert hands_of(hall.day.votes[PROVINCE].counts) == ([] if answer else [(3, *hands)])


def test_each_congress_has_a_vote_of_its_own(hall):
    opened(hall)

    assert counted(hall, 1, 0, 0, congress=SECTOR) == Refused(Refusal.VOTE_NOT_OPEN)
    assert opened(hall, "Đại hội khác", action_id="open-2") == Refused(Refusal.NO_SUCH_CONGRESS)
    assert hall.day.votes.keys() == {PROVINCE}


def test_a_second_count_stands_beside_the_first(hall):
    opened(hall)
    counted(hall, 2, 1, 0)
    counted(hall, 3, 0, 0, action_id="count-2")

    assert hands_of(hall.day.votes[PROVINCE].counts) == [(3, 2, 1, 0), (3, 3, 0, 0)]
    assert hands_of([hall.day.votes[PROVINCE].result]) == [(3, 3, 0, 0)]


def test_opened_again_the_base_is_new_and_earlier_counts_are_still_told(hall):
    opened(hall)
    counted(hall, 2, 1, 0)
    hall.scan("DB004", now=LATER)
    opened(hall, action_id="open-2", now=LATER)

    vote = hall.day.votes[PROVINCE]
    assert (vote.base, vote.opened_at, vote.result) == (4, LATER, None)
    assert hands_of(vote.earlier) == [(3, 2, 1, 0)]
    counted(hall, 4, 0, 0, action_id="count-2", now=LATER)
    assert hands_of([hall.day.votes[PROVINCE].result]) == [(4, 4, 0, 0)]


def test_asked_again_with_the_same_id_nothing_is_counted_twice(hall):
    opened(hall)
    hall.scan("DB004", now=LATER)
    assert opened(hall, now=LATER) is None
    counted(hall, 2, 1, 0)
    assert counted(hall, 2, 1, 0) is None

    vote = hall.day.votes[PROVINCE]
    assert (vote.base, hands_of(vote.counts), vote.earlier) == (3, [(3, 2, 1, 0)], ())
    with pytest.raises(checkin.IdReused):
        counted(hall, 3, 0, 0)
    with pytest.raises(checkin.IdReused):
        opened(hall, SECTOR)


@pytest.mark.parametrize(("present", "quorum"), [(2, False), (3, True)])
def test_quorum_is_more_than_half_and_blocks_nothing(present, quorum):
    ledger = Ledger(*(entry(f"DB00{n}") for n in range(1, 5)))
    for n in range(1, present + 1):
        ledger.scan(f"DB00{n}")

    assert opened(ledger) is None
    assert ledger.day.votes[PROVINCE].has_quorum is quorum
    assert counted(ledger, present, 0, 0) is None


def test_the_ledger_alone_tells_the_votes(hall):
    opened(hall)
    counted(hall, 2, 1, 0)
    opened(hall, action_id="open-2", now=LATER)

    assert fold(hall.facts).votes == hall.day.votes
