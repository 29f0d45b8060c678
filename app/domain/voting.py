"""What is asked of a vote: who may vote, its opening, a count of hands. Decides; the facts' meaning is votes'."""

from collections.abc import Collection, Mapping
from datetime import datetime

from domain.checkin import digest
from domain.day import Day
from domain.delegates import Category, Delegate, Presence
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role
from domain.running import replayed

Hands = tuple[int, int, int]  # agree, disagree, other


def has_right(delegate: Delegate, rights: Mapping[str, bool]) -> bool:
    """Exemplary delegates yes, others no, unless the organiser says otherwise of one person."""
    return rights.get(delegate.code, delegate.category is Category.EXEMPLARY)


def may_vote(delegate: Delegate, rights: Mapping[str, bool]) -> bool:
    """Present in person: a substitute has no vote."""
    return delegate.presence is Presence.IN_PERSON and has_right(delegate, rights)


def base(day: Day) -> int:
    return sum(may_vote(delegate, day.voting_rights) for delegate in day.delegates.values())


def invited(day: Day) -> int:
    """Of those invited, who would have a vote."""
    expected = (delegate for delegate in day.delegates.values() if delegate.standing.is_invited)
    return sum(has_right(delegate, day.voting_rights) for delegate in expected)


def decide_rights(day: Day, wanted: Mapping[str, bool], *, role: Role, now: datetime) -> Outcome:
    """Of those asked for, the fact tells only whose right changes."""
    if not day.conference:
        return Outcome(Refused(Refusal.NOT_SET_UP))
    if wanted.keys() - day.delegates.keys():
        return Outcome(Refused(Refusal.UNKNOWN_DELEGATE))
    changed = {
        code: right for code, right in wanted.items() if right != has_right(day.delegates[code], day.voting_rights)
    }
    fact = Fact(Kind.VOTING_RIGHTS_CHANGED, now, now, role, detail={"rights": changed})
    return Outcome(len(changed), fact if changed else None)


def decide_open(
    day: Day,
    congress: str,
    *,
    congresses: Collection[str],
    action_id: str,
    earlier: Answered | None,
    role: Role,
    now: datetime,
) -> Outcome:
    """`congresses` are those of the list. Opened again, also after a count, the vote has a new base; counts stay told.

    Raises IdReused.
    """
    asked = digest(f"open vote {congress}")
    if earlier:
        return replayed(action_id, asked, earlier)
    if congress not in congresses:
        return Outcome(Refused(Refusal.NO_SUCH_CONGRESS))
    detail = {"asked": asked, "base": base(day), "invited": invited(day)}
    return Outcome(None, Fact(Kind.VOTE_OPENED, now, now, role, congress, action_id=action_id, detail=detail))


def decide_count(
    day: Day, congress: str, hands: Hands, *, action_id: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """A second count stands beside the first. Raises IdReused."""
    asked = digest(f"count vote {congress} {hands}")
    if earlier:
        return replayed(action_id, asked, earlier)
    vote = day.votes.get(congress)
    if not vote:
        return Outcome(Refused(Refusal.VOTE_NOT_OPEN))
    if sum(hands) > vote.base:
        return Outcome(Refused(Refusal.OVER_BASE, vote.base))
    detail = {"asked": asked} | dict(zip(("agree", "disagree", "other"), hands, strict=True))
    return Outcome(None, Fact(Kind.VOTE_COUNTED, now, now, role, congress, action_id=action_id, detail=detail))
