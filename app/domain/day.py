"""The day so far: a fold of the ledger's facts, and the few questions every decision asks of it.

A published `Day` is never changed; the writer folds into a copy. Knows no names, no clock, no storage.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.agenda import Agenda, Cue, Item, Move, first_start
from domain.conference import Conference, from_detail
from domain.delegates import Admission, Category, Delegate, Part, Presence, Sighting, Standing
from domain.facts import Fact, Kind, Role
from domain.honours import (
    Honours,
    Receiver,
    ReceiverMode,
    Roll,
    Step,
    StepTaken,
    changed,
    list_of,
    listed,
    locked,
    rehearsed,
    renumbered,
    unlocked,
)  # fmt: skip
from domain.programme import moved, plan_of, planned_programme
from domain.removal import Keeping, Removal
from domain.screens import HallPicture, Screens
from domain.votes import Count, Vote

ANEW = "anew"
KEPT = "kept"

_NUMBERED = re.compile(r"DB(\d+)")


@dataclass(frozen=True, slots=True)
class Case:
    """Cần xử lý: something only a person can close. `seq` names the fact it came from.

    `what` was sent again by a desk, and `why` it could not be taken; both empty for any other case.
    """

    seq: int
    reason: str
    verdict: Kind
    subject: str
    desk: str
    way: str
    happened_at: datetime
    recorded_at: datetime
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Có mặt lúc khai mạc, frozen for the minutes. `by` is the fact that froze it."""

    present: int
    happened_at: datetime
    by: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """`with_part` and `without_part` count the places held for those who are expected and not here."""

    present: int
    seats: int
    with_part: int
    without_part: int
    release_at: datetime | None

    def held(self, now: datetime) -> int:
        released = self.release_at is not None and now >= self.release_at
        return max(0, min(self.with_part + (0 if released else self.without_part), self.seats - self.present))


@dataclass(frozen=True, slots=True)
class Session:
    """A device that is logged in. `id` alone opens nothing: the cookie that carries it is signed."""

    id: str
    role: Role
    desk: str
    address: str
    since: datetime


@dataclass(slots=True)
class Day:
    seq: int = 0
    began_at: datetime | None = None
    conference: Conference | None = None
    delegates: dict[str, Delegate] = field(default_factory=dict)
    badges: dict[str, str] = field(default_factory=dict)
    tally: Counter = field(default_factory=Counter)
    cases: dict[int, Case] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    opened_at: datetime | None = None
    anew_at: datetime | None = None
    counts_from: datetime | None = None
    ended_at: datetime | None = None
    removal: Removal | None = None
    resent: tuple[int, ...] = ()
    opening: Opening | None = None
    agenda: Agenda = field(default_factory=Agenda)
    honours: Honours = field(default_factory=Honours)
    screens: Screens = field(default_factory=Screens)
    votes: dict[str, Vote] = field(default_factory=dict)
    voting_rights: dict[str, bool] = field(default_factory=dict)
    last_number: int = 0
    roster_seq: int = 0

    def copy(self) -> "Day":
        return replace(
            self,
            delegates=dict(self.delegates),
            badges=dict(self.badges),
            tally=Counter(self.tally),
            cases=dict(self.cases),
            sessions=dict(self.sessions),
            votes=dict(self.votes),
            voting_rights=dict(self.voting_rights),
        )

    @property
    def figures(self) -> Figures:
        settings = self.conference
        return Figures(
            present=self.tally["present"],
            seats=settings.seats if settings else 0,
            with_part=self.tally["with_part"],
            without_part=self.tally["without_part"],
            release_at=settings.release_at if settings else None,
        )

    @property
    def invited(self) -> int:
        return self.tally["invited"]

    @property
    def roll(self) -> Roll:
        return Roll(
            self.delegates, is_empty=not self.tally["here"], is_called=first_start(self.agenda.cues) is not None
        )

    @property
    def is_rehearsal(self) -> bool:
        return self.opened_at is None

    def counts(self, category: Category) -> tuple[int, int]:
        """(present, invited) of a category."""
        return self.tally["present", category], self.tally["invited", category]


def fold(facts: Iterable[Fact], start: Day | None = None) -> Day:
    """The day after these facts. Pure: `start` is left as it was."""
    day = start.copy() if start else Day()
    for fact in facts:
        take(day, fact)
    return day


def take(day: Day, fact: Fact) -> None:
    """Take one more fact into a day that nobody else sees yet."""
    day.seq = fact.seq
    day.began_at = day.began_at or fact.recorded_at
    if step := _STEPS.get(fact.kind):
        step(day, fact)
    if fact.kind in _AT_THE_DOOR and fact.subject in day.delegates:
        _see_at_door(day, fact)
    if fact.kind in _MOVES_PEOPLE and day.honours.batches:
        _renumber(day, fact)
    if reason := fact.detail.get("case"):
        day.cases[fact.seq] = _case(fact, reason)
    if fact.detail.get("resent"):
        day.resent = (*day.resent, fact.seq)


def delegate_detail(delegate: Delegate) -> dict[str, Any]:
    """What a roster fact carries of a delegate; presence comes from the door's own facts."""
    return {
        "code": delegate.code,
        "badge": delegate.badge,
        "category": delegate.category,
        "takes_seat": delegate.takes_seat,
        "part": sorted(delegate.part),
        "standing": delegate.standing,
        "seat": delegate.seat,
        "place_released": delegate.place_released,
        "replaces": delegate.replaces,
    }


def _settle(day: Day, fact: Fact) -> None:
    """The programme moves along with the start of the day."""
    before, day.conference = day.conference, from_detail(fact.detail)
    if "plan" in fact.detail:
        _replan(day, fact)
    elif not before:  # set up before the ledger told the programme
        plan, _words = planned_programme(day.conference.starts_at)
        _put_plan(day, plan, fact.seq)
    elif by := day.conference.starts_at - before.starts_at:
        _put_plan(day, moved(day.agenda.plan, by), fact.seq)


def _replan(day: Day, fact: Fact) -> None:
    _put_plan(day, plan_of(fact.detail["plan"]), fact.seq)


def _put_plan(day: Day, plan: tuple[Item, ...], seq: int) -> None:
    """The baseline of what was planned before stays as it was."""
    known = {item.id: item for item in day.agenda.plan}
    kept = tuple(
        replace(item, baseline_start=old.baseline_start, baseline_duration=old.baseline_duration)
        if (old := known.get(item.id))
        else item
        for item in plan
    )
    day.agenda = replace(day.agenda, plan=kept, seq=seq)
    speakers = {item.speaker for item in plan if item.speaker}
    for delegate in list(day.delegates.values()):
        if delegate.speaks != (delegate.code in speakers):
            _set(day, replace(delegate, speaks=not delegate.speaks))


def _cue(day: Day, fact: Fact) -> None:
    detail = fact.detail
    by = fact.desk or fact.role
    cue = Cue(
        fact.seq, fact.happened_at, Move(detail["move"]), fact.subject, detail["seconds"], detail["sub"], by,
        tuple(detail["again"]),
    )  # fmt: skip
    before = first_start(day.agenda.cues)
    cues = (*day.agenda.cues, cue)
    day.agenda = replace(day.agenda, cues=cues, seq=fact.seq)
    if (first := first_start(cues)) != before:
        _begin_day(day, first, before)
        day.honours = renumbered(day.honours, day.roll, at=fact.happened_at)


def _begin_day(day: Day, first: Cue | None, before: Cue | None) -> None:
    """The first start of the day freezes the plan as its baseline, and the figure of the opening; its undo, not."""
    day.agenda = replace(day.agenda, plan=tuple(_baselined(item, first) for item in day.agenda.plan))
    if before and day.opening and day.opening.by == before.seq:
        day.opening = None
    if first and not day.opening:
        day.opening = Opening(day.tally["present"], first.happened_at, first.seq)


def _baselined(item: Item, first: Cue | None) -> Item:
    start, duration = (item.planned_start, item.planned_duration) if first else (None, None)
    return replace(item, baseline_start=start, baseline_duration=duration)


def _turn_screens(day: Day, fact: Fact) -> None:
    day.screens = Screens(**fact.detail["screens"] | {"hall": HallPicture(fact.detail["screens"]["hall"])})


def _give_rights(day: Day, fact: Fact) -> None:
    day.voting_rights |= fact.detail["rights"]


def _open_vote(day: Day, fact: Fact) -> None:
    before = day.votes.get(fact.subject)
    earlier = (*before.earlier, *before.counts) if before else ()
    opened = Vote(fact.subject, fact.happened_at, fact.detail["base"], fact.detail["invited"], earlier=earlier)
    day.votes[fact.subject] = opened


def _count_vote(day: Day, fact: Fact) -> None:
    vote, hands = day.votes[fact.subject], fact.detail
    count = Count(fact.seq, fact.happened_at, vote.base, hands["agree"], hands["disagree"], hands["other"])
    day.votes[fact.subject] = replace(vote, counts=(*vote.counts, count))


def _list_honours(day: Day, fact: Fact) -> None:
    honours = listed(day.honours, list_of(fact.detail["batches"]), day.roll, at=fact.happened_at)
    day.honours = replace(honours, seq=fact.seq)
    for delegate in list(day.delegates.values()):
        if delegate.is_honoured != (delegate.code in honours.slots_of):
            _set(day, replace(delegate, is_honoured=not delegate.is_honoured))


def _lock(day: Day, fact: Fact) -> None:
    day.honours = replace(locked(day.honours, fact.detail["batches"], day.roll, at=fact.happened_at), seq=fact.seq)


def _unlock(day: Day, fact: Fact) -> None:
    day.honours = replace(unlocked(day.honours, fact.subject, day.roll, at=fact.happened_at), seq=fact.seq)


def _set_receiver(day: Day, fact: Fact) -> None:
    receiver = Receiver(ReceiverMode(fact.detail["mode"]), fact.detail["code"])
    honours = replace(day.honours, receivers=day.honours.receivers | {fact.subject: receiver}, seq=fact.seq)
    after = renumbered(honours, day.roll, at=fact.happened_at)
    day.honours = after if after.version != honours.version else changed(after, at=fact.happened_at)


def _stage(day: Day, fact: Fact) -> None:
    one = {fact.subject}
    staged = day.honours.staged | one if fact.detail["staged"] else day.honours.staged - one
    day.honours = replace(day.honours, staged=staged)


def _honour(day: Day, fact: Fact) -> None:
    """A step locks its batch and the one behind it; its undo leaves them locked, and who came since gets a place."""
    detail, steps = fact.detail, day.honours.steps
    if detail["step"] == Step.UNDO:
        before = replace(day.honours, steps=steps[:-1], seq=fact.seq)
        day.honours = renumbered(before, day.roll, at=fact.happened_at)
        return
    taken = StepTaken(
        fact.seq, fact.happened_at, Step(detail["step"]), fact.subject, tuple(detail["slots"]),
        tuple(detail["finishes"]), fact.desk or fact.role,
    )  # fmt: skip
    honours = locked(day.honours, detail["locks"], day.roll, at=fact.happened_at)
    day.honours = replace(honours, steps=(*steps, taken), seq=fact.seq)


def _print_list(day: Day, _fact: Fact) -> None:
    day.honours = replace(day.honours, printed=day.honours.version)


def _renumber(day: Day, fact: Fact) -> None:
    """Somebody came, left or is known otherwise. The first and the last in the house change what the rest count as."""
    honours, of_roster = day.honours, {entry["code"] for entry in fact.detail.get("delegates", ())}
    if not of_roster and day.tally["here"] > 1 and fact.subject not in honours.codes:
        return
    after = renumbered(honours, day.roll, at=fact.happened_at)
    reworded = after.version == honours.version and of_roster & honours.codes
    day.honours = changed(after, at=fact.happened_at) if reworded else after


def _enrol(day: Day, fact: Fact) -> None:
    day.roster_seq = fact.seq
    speakers = {item.speaker for item in day.agenda.plan}
    for entry in fact.detail["delegates"]:
        honoured = entry["code"] in day.honours.slots_of
        _set(day, replace(_enrolled(day.delegates.get(entry["code"]), entry, speakers), is_honoured=honoured))
        day.badges[entry["badge"]] = entry["code"]
        if numbered := _NUMBERED.fullmatch(entry["code"]):
            day.last_number = max(day.last_number, int(numbered[1]))


def _enrolled(known: Delegate | None, entry: Mapping[str, Any], speakers: set[str]) -> Delegate:
    delegate = Delegate(
        code=entry["code"],
        badge=entry["badge"],
        category=Category(entry["category"]),
        takes_seat=entry["takes_seat"],
        part=frozenset(map(Part, entry["part"])),
        standing=Standing(entry["standing"]),
        seat=entry["seat"],
        place_released=entry["place_released"],
        replaces=entry["replaces"],
    )
    if not known:
        return replace(delegate, speaks=delegate.code in speakers)
    at_door = ("presence", "returned", "admission", "last_at_door", "speaks")
    return replace(delegate, **{name: getattr(known, name) for name in at_door})


def _admit(presence: Presence) -> Callable[[Day, Fact], None]:
    def step(day: Day, fact: Fact) -> None:
        delegate = day.delegates[fact.subject]
        admission = Admission(fact.seq, fact.happened_at, fact.recorded_at, fact.desk)
        returned = delegate.presence is Presence.LEFT or (delegate.is_present and delegate.returned)
        kept = delegate.admission if delegate.is_present else None
        _set(day, replace(delegate, presence=presence, returned=returned, admission=kept or admission))

    return step


def _walk_in(day: Day, fact: Fact) -> None:
    _enrol(day, fact)
    _admit(Presence.IN_PERSON)(day, fact)


def _undo(day: Day, fact: Fact) -> None:
    delegate = day.delegates[fact.subject]
    before = Presence.LEFT if delegate.returned else Presence.AWAY
    _set(day, replace(delegate, presence=before, returned=False, admission=None))


def _leave(day: Day, fact: Fact) -> None:
    _set(day, replace(day.delegates[fact.subject], presence=Presence.LEFT, returned=False, admission=None))


def _open(day: Day, fact: Fact) -> None:
    is_first = day.opened_at is None
    day.opened_at, day.ended_at = fact.happened_at, None
    if is_first or fact.subject == ANEW:
        day.counts_from = fact.happened_at
    if fact.subject == ANEW:
        day.anew_at = fact.happened_at
        day.cases.clear()
        day.opening = None
        day.screens = Screens()
        day.votes.clear()
        plan = tuple(_baselined(item, None) for item in day.agenda.plan)
        day.agenda = Agenda(plan, seq=fact.seq)
        for delegate in list(day.delegates.values()):
            _set(day, _unarrived(delegate))
        day.honours = replace(rehearsed(day.honours, day.roll, at=fact.happened_at), seq=fact.seq)


def _unarrived(delegate: Delegate) -> Delegate:
    """A place given free stays free: that was said of the person, not rehearsed."""
    return replace(delegate, presence=Presence.AWAY, returned=False, admission=None, last_at_door=None)


def _freeze(day: Day, fact: Fact) -> None:
    day.opening = Opening(day.tally["present"], fact.happened_at, fact.seq)


def _thaw(day: Day, _fact: Fact) -> None:
    day.opening = None


def _end(day: Day, fact: Fact) -> None:
    day.ended_at = fact.happened_at


def _go_on(day: Day, _fact: Fact) -> None:
    day.ended_at = None


def _remove_personal(day: Day, fact: Fact) -> None:
    kept, composition = Keeping(fact.detail["kept"]), tuple(fact.detail["composition"])
    day.removal = Removal(fact.seq, fact.happened_at, kept, composition)


def _close_case(day: Day, fact: Fact) -> None:
    day.cases.pop(fact.detail["closes"], None)


def _log_in(day: Day, fact: Fact) -> None:
    day.sessions[fact.subject] = Session(fact.subject, fact.role, fact.desk, fact.detail["address"], fact.happened_at)


def _log_out(day: Day, fact: Fact) -> None:
    day.sessions.pop(fact.subject, None)


def _change_pin(day: Day, fact: Fact) -> None:
    """Who knew the old one is out, except the device that set the new one."""
    of_role = [session for session in day.sessions.values() if session.role == fact.subject]
    for session in of_role:
        if session.id != fact.detail.get("set_by"):
            del day.sessions[session.id]


def _see_at_door(day: Day, fact: Fact) -> None:
    delegate = day.delegates[fact.subject]
    last = delegate.last_at_door
    if last is None or fact.happened_at >= last.happened_at:
        _set(day, replace(delegate, last_at_door=Sighting(fact.seq, fact.happened_at)))


def _case(fact: Fact, reason: str) -> Case:
    what, why = (fact.detail.get(field, "") for field in ("what", "why"))
    return Case(
        fact.seq, reason, fact.kind, fact.subject, fact.desk, fact.way, fact.happened_at, fact.recorded_at, what, why
    )  # fmt: skip


def _set(day: Day, delegate: Delegate) -> None:
    known = day.delegates.get(delegate.code)
    if known:
        for key in _counted(known):
            day.tally[key] -= 1
    for key in _counted(delegate):
        day.tally[key] += 1
    day.delegates[delegate.code] = delegate


def _counted(delegate: Delegate) -> list[Any]:
    """Under which figures a delegate counts; `here` are all who were scanned in, seat or none."""
    keys: list[Any] = []
    if delegate.is_present:
        keys += ["here", ("present", delegate.category)] + ["present"] * delegate.takes_seat
    if delegate.standing.is_invited:
        keys += [("invited", delegate.category)] + ["invited"] * delegate.takes_seat
    if delegate.place_is_held:
        keys.append("with_part" if delegate.has_part else "without_part")
    return keys


_AT_THE_DOOR = {
    Kind.WELCOME, Kind.ALREADY, Kind.FULL, Kind.WITHDRAWN, Kind.REVOKED,
    Kind.WALK_IN, Kind.SUBSTITUTE, Kind.IN_PERSON, Kind.UNDONE, Kind.LEFT, Kind.SET_ASIDE,
}  # fmt: skip

_MOVES_PEOPLE = _AT_THE_DOOR | {
    Kind.IMPORTED, Kind.DELEGATE_ADDED, Kind.DELEGATE_EDITED, Kind.DELEGATE_WITHDRAWN, Kind.DELEGATE_REPLACED,
    Kind.CALLED_UP,
}  # fmt: skip

_STEPS: dict[Kind, Callable[[Day, Fact], None]] = {
    Kind.CONFERENCE_SET_UP: _settle,
    Kind.SETTINGS_CHANGED: _settle,
    Kind.IMPORTED: _enrol,
    Kind.DELEGATE_ADDED: _enrol,
    Kind.DELEGATE_EDITED: _enrol,
    Kind.DELEGATE_WITHDRAWN: _enrol,
    Kind.DELEGATE_REPLACED: _enrol,
    Kind.CALLED_UP: _enrol,
    Kind.BADGE_REISSUED: _enrol,
    Kind.PLACE_RELEASED: _enrol,
    Kind.WELCOME: _admit(Presence.IN_PERSON),
    Kind.WALK_IN: _walk_in,
    Kind.SUBSTITUTE: _admit(Presence.SUBSTITUTE),
    Kind.IN_PERSON: _admit(Presence.IN_PERSON),
    Kind.UNDONE: _undo,
    Kind.LEFT: _leave,
    Kind.CASE_CLOSED: _close_case,
    Kind.DAY_OPENED: _open,
    Kind.OPENING_FROZEN: _freeze,
    Kind.OPENING_TAKEN_BACK: _thaw,
    Kind.DAY_ENDED: _end,
    Kind.END_TAKEN_BACK: _go_on,
    Kind.PERSONAL_REMOVED: _remove_personal,
    Kind.CUED: _cue,
    Kind.PLAN_CHANGED: _replan,
    Kind.SCREENS_CHANGED: _turn_screens,
    Kind.VOTING_RIGHTS_CHANGED: _give_rights,
    Kind.VOTE_OPENED: _open_vote,
    Kind.VOTE_COUNTED: _count_vote,
    Kind.HONOURS_CHANGED: _list_honours,
    Kind.BATCH_LOCKED: _lock,
    Kind.BATCH_UNLOCKED: _unlock,
    Kind.RECEIVER_SET: _set_receiver,
    Kind.STAGED: _stage,
    Kind.HONOURED: _honour,
    Kind.LIST_PRINTED: _print_list,
    Kind.PIN_SET: _change_pin,
    Kind.LOGGED_IN: _log_in,
    Kind.LOGGED_OUT: _log_out,
    Kind.DEVICE_REVOKED: _log_out,
}
