"""What the stage asks of the running order: a cue, an edit of the plan. Decides; the facts' meaning is agenda's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import agenda, ceremony, programme
from domain.agenda import Cue, Item, Move, Timeline, timeline
from domain.ceremony import Run
from domain.checkin import IdReused, digest
from domain.day import Day
from domain.facts import Answered, Fact, Kind, Outcome, Refusal, Refused, Role
from domain.programme import HONOURS, plan_detail


@dataclass(frozen=True, slots=True)
class CueRequest:
    """`seen` is `agenda.seq` as the sender saw it; `by` is what the sender's device is called."""

    action_id: str
    move: Move
    seen: int
    item: str = ""
    seconds: int = 0
    by: str = ""


def running(day: Day, *, now: datetime) -> Timeline:
    """The one computation that every screen, route and print reads. What is left of the honours their batches tell."""
    plan, cues = day.agenda.plan, day.agenda.cues
    shown = timeline(plan, cues, now=now)
    on = shown.current
    if not on or on.item.number != HONOURS or not day.honours.batches or on.elapsed is None:
        return shown
    left = ceremony.remaining(
        ceremony.ceremony(day.honours), day.honours, day.roll,
        planned=on.item.planned_duration, elapsed=on.elapsed, spent=_spent(cues, now=now),
    )  # fmt: skip
    return timeline(plan, cues, now=now, remaining={on.item.id: left})


def _spent(cues: Sequence[Cue], *, now: datetime) -> Callable[[Run], timedelta]:
    """How long a batch has been on stage, the pauses of its time left out."""
    stops = [(begins, ends or now) for begins, ends in agenda.pauses(cues)]

    def spent(run: Run) -> timedelta:
        if run.began_at is None:
            return agenda.ZERO
        begins, ends = run.began_at, run.ended_at or now
        still = (max(agenda.ZERO, min(ends, stop) - max(begins, start)) for start, stop in stops)
        return ends - begins - sum(still, agenda.ZERO)

    return spent


def decide_cue(day: Day, request: CueRequest, *, earlier: Answered | None, role: Role, now: datetime) -> Outcome:
    """The answer is None when accepted. Raises IdReused."""
    asked = digest(f"cue {request.move} {request.item} {request.seconds} {request.seen}")
    if earlier:
        return replayed(request.action_id, asked, earlier)
    if request.seen != day.agenda.seq:
        return Outcome(Refused(Refusal.AGENDA_MOVED))
    shown = running(day, now=now)
    if refused := agenda.refusal(shown, request.move, item=request.item, seconds=request.seconds):
        return Outcome(Refused(refused))
    item, sub = agenda.target(shown, request.move, item=request.item)
    seconds = request.seconds if request.move is Move.ADD else 0
    again = agenda.left_behind(shown, item, sub) if request.move is Move.JUMP else ()
    detail = {"asked": asked, "move": request.move, "sub": sub, "seconds": seconds, "again": list(again)}
    return Outcome(None, Fact(Kind.CUED, now, now, role, item, request.by, "", request.action_id, detail))


def decide_plan(
    day: Day,
    plan: Sequence[Item],
    rows: tuple,
    *,
    seen: int,
    role: Role,
    now: datetime,
    action_id: str = "",
    earlier: Answered | None = None,
    note: str = "",
) -> Outcome:
    """A new plan in place of the one `seen`. What runs keeps running, so it cannot be taken out of the plan.

    Raises IdReused.
    """
    asked = digest(f"plan {plan_detail(plan)} {seen}")
    if earlier:
        return replayed(action_id, asked, earlier)
    if refused := _plan_refusal(day, plan, seen=seen, now=now):
        return Outcome(Refused(refused))
    return Outcome(None, _plan_fact(plan, asked, "", action_id=action_id, role=role, now=now), note, rows)


def decide_move_up(
    day: Day, item: str, *, seen: int, action_id: str, earlier: Answered | None, role: Role, now: datetime
) -> Outcome:
    """*Đưa lên trước*: an item that is still to come becomes the next one. Raises IdReused."""
    shown = running(day, now=now)
    asked = digest(f"move_up {item} {seen}")
    if earlier:
        return replayed(action_id, asked, earlier)
    line = shown.line(item)
    if not line or line.item.parent or not line.is_upcoming:
        return Outcome(Refused(Refusal.NOT_UPCOMING if line else Refusal.NO_SUCH_ITEM))
    if shown.next and shown.next.item.id == item:
        return Outcome(Refused(Refusal.FIRST_ALREADY))
    plan = programme.moved_up(day.agenda.plan, item, after=_last_reached(shown))
    if refused := _plan_refusal(day, plan, seen=seen, now=now):
        return Outcome(Refused(refused))
    return Outcome(None, _plan_fact(plan, asked, item, action_id=action_id, role=role, now=now))


def _plan_refusal(day: Day, plan: Sequence[Item], *, seen: int, now: datetime) -> Refusal | None:
    if not day.conference:
        return Refusal.NOT_SET_UP
    if seen != day.agenda.seq:
        return Refusal.AGENDA_MOVED
    if not programme.is_sound(plan):
        return Refusal.BAD_PLAN
    shown = running(day, now=now)
    on = {(line.item.id, line.item.parent) for line in (shown.current, shown.sub) if line}
    standing = {(item.id, item.parent) for item in plan if item.number != agenda.ARRIVALS}
    return None if on <= standing else Refusal.ITEM_RUNS


def _plan_fact(plan: Sequence[Item], asked: str, subject: str, *, action_id: str, role: Role, now: datetime) -> Fact:
    detail = {"asked": asked, "plan": plan_detail(plan)}
    return Fact(Kind.PLAN_CHANGED, now, now, role, subject, action_id=action_id, detail=detail)


def _last_reached(shown: Timeline) -> str:
    """The item after which the next one stands."""
    tops = [line for line in shown.lines if not line.item.parent and line.item.number != agenda.ARRIVALS]
    place = next(place for place, line in enumerate(tops) if line.is_upcoming)
    return tops[place - 1].item.id if place else ""


def replayed(action_id: str, asked: str, earlier: Answered) -> Outcome:
    """The same request again changes nothing. Raises IdReused."""
    if earlier.asked != asked:
        raise IdReused(action_id)
    return Outcome(None)
