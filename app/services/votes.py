"""The votes of item 9: congresses and candidates of the list, opening and counting, and the sentences of the result.

What is read aloud or goes into the minutes is Vietnamese whatever language a screen speaks.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from clock import VENUE
from domain import voting
from domain.attendance import percent
from domain.delegates import Person
from domain.facts import Role
from domain.names import tidy
from domain.votes import Count, Vote
from domain.voting import Hands
from store.engine import Receipt, State, Store

RESULT = "Kết quả biểu quyết: {hands}."
IN_FAVOUR = "{agree}/{base} đại biểu có quyền biểu quyết nhất trí"
SHARE = "đạt {share}\u00a0%"
AGAINST = "{count} đại biểu không nhất trí"
OTHERWISE = "{count} đại biểu có ý kiến khác"
ABSTAINED = "{count} đại biểu không biểu quyết"
OPENED = (
    "Biểu quyết thông qua danh sách đại biểu đi dự {congress}: mở lúc {time:%H} giờ {time:%M} ngày {time:%d/%m/%Y}, "
    "khi đó có mặt {base}/{invited} đại biểu có quyền biểu quyết được triệu tập, {quorum}."
)
QUORUM, NO_QUORUM = "bảo đảm quá nửa", "chưa quá nửa"
COUNTED = "Kết quả kiểm đếm lúc {time:%H} giờ {time:%M}: {hands}."


def congresses(state: State) -> dict[str, list[Person]]:
    """Each congress that the list names, in the list's order, with who of those still on it is put forward."""
    found: dict[str, list[Person]] = {}
    for delegate in state.day.delegates.values():
        person = state.directory.people[delegate.code]
        named = filter(None, map(tidy, person.higher_congress.split(";")))
        for congress in named if delegate.standing.may_enter else ():
            found.setdefault(congress, []).append(person)
    return found


def change_rights(store: Store, wanted: Mapping[str, bool], *, role: Role, now: datetime) -> Receipt:
    """The answer is how many rights changed."""
    return store.turn(lambda turn: voting.decide_rights(turn.day, wanted, role=role, now=now))


def open_vote(store: Store, congress: str, *, action_id: str, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: voting.decide_open(
            turn.day, congress, congresses=congresses(State(turn.day, turn.directory)), action_id=action_id,
            earlier=turn.earlier(action_id), role=role, now=now,
        )
    )  # fmt: skip


def count_vote(
    store: Store, congress: str, hands: Hands, *, action_id: str, role: Role, now: datetime
) -> "Future[Receipt]":
    """The future raises IdReused, StoreUnavailable."""
    return store.submit(
        lambda turn: voting.decide_count(
            turn.day, congress, hands, action_id=action_id, earlier=turn.earlier(action_id), role=role, now=now
        )
    )


def mc_votes(state: State, _now: datetime) -> list[dict[str, Any]]:
    """The congresses of the list, then votes on those that nobody on it is put forward for any more."""
    candidates = congresses(state)
    gone = {congress: [] for congress in state.day.votes if congress not in candidates}
    return [_vote(state, congress, people) for congress, people in (candidates | gone).items()]


def mc_vote(state: State, congress: str) -> dict[str, Any] | None:
    candidates = congresses(state)
    known = congress in candidates or congress in state.day.votes
    return _vote(state, congress, candidates.get(congress, [])) if known else None


def may_vote_now(state: State) -> int:
    return voting.base(state.day)


def result_line(count: Count) -> str:
    """For the MC; who raised no hand is for the minutes."""
    return RESULT.format(hands=_hands(count, {AGAINST: count.disagree, OTHERWISE: count.other}))


def minutes_line(vote: Vote, count: Count) -> str:
    quorum = QUORUM if vote.has_quorum else NO_QUORUM
    opened = OPENED.format(
        congress=vote.congress, time=vote.opened_at.astimezone(VENUE), base=vote.base, invited=vote.invited,
        quorum=quorum,
    )  # fmt: skip
    rest = {AGAINST: count.disagree, OTHERWISE: count.other, ABSTAINED: count.abstained}
    counted = COUNTED.format(time=count.happened_at.astimezone(VENUE), hands=_hands(count, rest))
    return f"{opened} {counted}"


def _hands(count: Count, rest: Mapping[str, int]) -> str:
    """In favour with its share, then what there was else."""
    in_favour, share = IN_FAVOUR.format(agree=count.agree, base=count.base), percent(count.agree, count.base)
    told = [in_favour if share is None else f"{in_favour}, {SHARE.format(share=_decimal(share))}"]
    return "; ".join([*told, *(words.format(count=number) for words, number in rest.items() if number)])


def _decimal(share: float) -> str:
    return f"{share:.1f}".replace(".", ",")


def _vote(state: State, congress: str, people: list[Person]) -> dict[str, Any]:
    vote = state.day.votes.get(congress)
    result = vote.result if vote else None
    return {
        "congress": congress,
        "candidates": [person.name for person in people],
        "may_vote": may_vote_now(state),
        "opened_at": _instant(vote.opened_at) if vote else None,
        "base": vote.base if vote else None,
        "invited": vote.invited if vote else voting.invited(state.day),
        "has_quorum": vote.has_quorum if vote else None,
        "counts": [_count(count) for count in (vote.counts if vote else ())],
        "earlier": [_count(count) for count in (vote.earlier if vote else ())],
        "result_line": result_line(result) if result else None,
        "minutes_line": minutes_line(vote, result) if vote and result else None,
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        "agree": count.agree,
        "disagree": count.disagree,
        "other": count.other,
        "base": count.base,
        "happened_at": _instant(count.happened_at),
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(VENUE).isoformat(timespec="seconds")
