"""The running order: from the plan and the cues given to what runs, what follows and when, and which move may be made.

Computed nowhere else. Pure: `now` is given, times are aware. Knows no titles, no people's names, no sentences.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from domain.facts import Refusal

ARRIVALS = 0  # the number of the item that runs without a cue until the first one starts
ZERO = timedelta()
LONGEST_ADD = timedelta(minutes=60)
WARNING, WARNING_SHARE = timedelta(minutes=5), 5  # five minutes before the end, of a short item a fifth of it
DANGER, DANGER_SHARE = timedelta(minutes=1), 10


class Anchor(StrEnum):
    """Soft follows what comes before; hard keeps to the clock."""

    SOFT = "soft"
    HARD = "hard"


class Progress(StrEnum):
    UPCOMING = "upcoming"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"


class Phase(StrEnum):
    NORMAL = "normal"
    WARNING = "warning"
    DANGER = "danger"
    OVER = "over"


class Move(StrEnum):
    START = "start"
    NEXT = "next"
    PAUSE = "pause"
    RESUME = "resume"
    ADD = "add"
    FINISH = "finish"
    SKIP = "skip"
    UNSKIP = "unskip"
    JUMP = "jump"
    RELOAD = "reload"
    END = "end"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Item:
    """As planned now. `number` 1 to 10 are the plan's, ARRIVALS the arrivals, None stands outside the ten.

    `speaker` is a delegate code. The baseline is the plan as it stood when the day's first item started.
    """

    id: str
    planned_start: datetime
    planned_duration: timedelta
    number: int | None = None
    parent: str = ""
    start: Anchor = Anchor.SOFT
    end: Anchor = Anchor.SOFT
    skipped: bool = False
    speaker: str = ""
    baseline_start: datetime | None = None
    baseline_duration: timedelta | None = None

    @property
    def planned_end(self) -> datetime:
        return self.planned_start + self.planned_duration


@dataclass(frozen=True, slots=True)
class Cue:
    """One move that was made. `sub` is the sub-item that starts with `item`, or inside it; `by` is who pressed.

    `again` are the items behind the place a jump went back to: what was said of their times is stale.
    """

    seq: int
    happened_at: datetime
    move: Move
    item: str = ""
    seconds: int = 0
    sub: str = ""
    by: str = ""
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """An item on stage, once. Closed pauses and time added by hand are kept apart."""

    started_at: datetime
    ended_at: datetime | None = None
    added: timedelta = ZERO
    paused: timedelta = ZERO
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its three times. Of a sub-item nothing is expected before it starts.

    Of what was skipped, `is_behind` tells that the day has gone past its place.
    """

    item: Item
    progress: Progress
    expected_start: datetime | None = None
    expected_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    added: timedelta = ZERO
    paused: timedelta = ZERO
    paused_at: datetime | None = None
    remaining: timedelta | None = None
    elapsed: timedelta | None = None
    is_behind: bool = False

    @property
    def is_on(self) -> bool:
        return self.progress in (Progress.RUNNING, Progress.PAUSED)

    @property
    def is_upcoming(self) -> bool:
        return self.progress is Progress.UPCOMING

    @property
    def phase(self) -> Phase:
        """Of what does not run: normal."""
        if not self.is_on or self.remaining is None:
            return Phase.NORMAL
        return phase(self.remaining, warning=warning(self.item), danger=danger(self.item))


@dataclass(frozen=True, slots=True)
class Timeline:
    """`current` runs or is paused, `sub` inside it; `arrivals` until something has started; `last` is the last cue."""

    lines: tuple[Line, ...]
    current: Line | None = None
    sub: Line | None = None
    next: Line | None = None
    next_sub: Line | None = None
    arrivals: Line | None = None
    lateness: timedelta | None = None
    projected_end: datetime | None = None
    first_start: datetime | None = None
    ended_at: datetime | None = None
    last: Cue | None = None

    @property
    def remaining(self) -> timedelta | None:
        return self.current.remaining if self.current else None

    @property
    def elapsed(self) -> timedelta | None:
        return self.current.elapsed if self.current else None

    @property
    def phase(self) -> Phase:
        return self.current.phase if self.current else Phase.NORMAL

    def line(self, item: str) -> Line | None:
        return next((line for line in self.lines if line.item.id == item), None)

    def subs(self, item: str) -> list[Line]:
        return [line for line in self.lines if line.item.parent == item]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The running order as the ledger tells it; `seq` is the last fact that changed it."""

    plan: tuple[Item, ...] = ()
    cues: tuple[Cue, ...] = ()
    seq: int = 0


# --- one item's times ------------------------------------------------------------------------------------------------


def remaining(item: Item, run: Run | None, *, now: datetime, known: timedelta | None = None) -> timedelta:
    """What is left of an item; negative when it runs over. `known` takes the place of planned minus elapsed."""
    added = run.added if run else ZERO
    if run and known is not None:
        return known + added
    if item.end is Anchor.HARD:  # the clock goes on in a pause, and before the start
        return item.planned_end + added - now
    if not run:
        return item.planned_duration
    return run.started_at + item.planned_duration + added + run.paused - (run.paused_at or now)


def finish(item: Item, run: Run | None, *, now: datetime, known: timedelta | None = None) -> datetime | None:
    """When it will end if nothing more is done; None before its start."""
    if not run:
        return None
    if item.end is Anchor.HARD and known is None:
        return item.planned_end + run.added + _open_pause(run, now)
    return max(run.started_at, now + remaining(item, run, now=now, known=known))


def elapsed(run: Run, *, now: datetime) -> timedelta:
    return max(ZERO, (run.ended_at or run.paused_at or now) - run.started_at - run.paused)


def phase(left: timedelta, *, warning: timedelta, danger: timedelta) -> Phase:
    if left < ZERO:
        return Phase.OVER
    if left <= danger:
        return Phase.DANGER
    return Phase.WARNING if left <= warning else Phase.NORMAL


def warning(item: Item) -> timedelta:
    return min(WARNING, item.planned_duration / WARNING_SHARE)


def danger(item: Item) -> timedelta:
    return min(DANGER, item.planned_duration / DANGER_SHARE)


def _open_pause(run: Run, now: datetime) -> timedelta:
    return now - run.paused_at if run.paused_at else ZERO


# --- the day's times -------------------------------------------------------------------------------------------------


def timeline(
    plan: Sequence[Item], cues: Sequence[Cue], *, now: datetime, remaining: Mapping[str, timedelta] | None = None
) -> Timeline:
    """What runs, what follows and when. `remaining` is what another part knows better of an item that runs.

    Lateness is how much later than planned the running item will end, or the next one start; it is negative when early.
    """
    stage = _played(cues)
    tops, inside = _lines(plan, stage, now=now, known=remaining or {})
    current = next((line for line in tops if line.is_on), None)
    following = next((line for line in tops if line.is_upcoming), None)
    subs = inside.get(current.item.id, []) if current else []
    arrivals = _arrivals(plan, following, stage, now=now)
    lines = {line.item.id: line for line in (*tops, *chain(*inside.values()), *arrivals)}
    return Timeline(
        tuple(lines[item.id] for item in plan if item.id in lines), current,
        sub=next((line for line in subs if line.is_on), None), next=following,
        next_sub=next((line for line in subs if line.is_upcoming), None),
        arrivals=next((line for line in arrivals if line.is_on), None),
        lateness=_lateness(tops, current, following, stage), projected_end=_projected_end(tops, stage),
        first_start=stage.first_start, ended_at=stage.ended_at, last=stage.last,
    )  # fmt: skip


def _lines(
    plan: Sequence[Item], stage: "_Stage", *, now: datetime, known: Mapping[str, timedelta]
) -> tuple[list[Line], dict[str, list[Line]]]:
    """Of the items, and by item of what is inside them."""
    items = [item for item in plan if not item.parent and item.number != ARRIVALS]
    tops, groups = list(_expected(items, stage, now=now, known=known)), _grouped(plan)
    parents = [line for line in tops if line.item.id in groups]
    return tops, {line.item.id: list(_inside(line, groups[line.item.id], stage, now=now)) for line in parents}


def _projected_end(tops: Sequence[Line], stage: "_Stage") -> datetime | None:
    return stage.ended_at or max((line.expected_end for line in tops if line.expected_end), default=None)


def _expected(
    items: Sequence[Item], stage: "_Stage", *, now: datetime, known: Mapping[str, timedelta]
) -> Iterable[Line]:
    """One pass: each item by the end of the one before. What has not begun cannot begin in the past."""
    end: datetime | None = None
    for item, progress, is_behind in _progress(items, stage.order, stage):
        if progress is Progress.SKIPPED:
            yield Line(item, progress, end, end, is_behind=is_behind)
        elif progress is Progress.UPCOMING:
            start = max(_start_after(item, end), now)
            end = _end_from(item, start)
            yield Line(item, progress, start, end, remaining=remaining(item, None, now=now))
        else:
            line = _ran(item, progress, stage.runs[item.id], now=now, known=known.get(item.id))
            end = _later(end, line.expected_end)
            yield line


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


def _start_after(item: Item, end: datetime | None) -> datetime:
    if end is None:
        return item.planned_start
    return max(item.planned_start, end) if item.start is Anchor.HARD else end


def _end_from(item: Item, start: datetime) -> datetime:
    return max(start, item.planned_end) if item.end is Anchor.HARD else start + item.planned_duration


def _ran(item: Item, progress: Progress, run: Run, *, now: datetime, known: timedelta | None = None) -> Line:
    """An item that has started: its facts, and when it runs its end, which is not before now."""
    ends = run.ended_at or max(finish(item, run, now=now, known=known) or now, now)
    left = None if run.ended_at else remaining(item, run, now=now, known=known)
    return Line(
        item, progress, run.started_at, ends, run.started_at, run.ended_at, run.added, run.paused, run.paused_at,
        left, elapsed(run, now=now),
    )  # fmt: skip


def _grouped(plan: Sequence[Item]) -> dict[str, list[Item]]:
    """Sub-items by their parent."""
    groups: dict[str, list[Item]] = {}
    for item in plan:
        if item.parent:
            groups.setdefault(item.parent, []).append(item)
    return groups


def _inside(parent: Line, subs: Sequence[Item], stage: "_Stage", *, now: datetime) -> Iterable[Line]:
    """The sub-items of one item, which are outside of the recursion."""
    over = () if parent.is_upcoming else [item.id for item in subs if item.id in stage.runs]
    lines = [
        _ran(item, progress, stage.runs[item.id], now=now)
        if progress not in (Progress.UPCOMING, Progress.SKIPPED)
        else Line(item, progress, remaining=item.planned_duration, is_behind=is_behind)
        for item, progress, is_behind in _progress(subs, stage.subs if parent.is_on else over, stage)
    ]
    return lines if parent.is_on or parent.is_upcoming else [_over(line) for line in lines]


def _over(line: Line) -> Line:
    return line if line.actual_start else replace(line, progress=Progress.SKIPPED, is_behind=True)


def _arrivals(plan: Sequence[Item], following: Line | None, stage: "_Stage", *, now: datetime) -> list[Line]:
    """Runs by itself until the first item starts, counting down to that item's planned start."""
    is_over = stage.first_start is not None or stage.ended_at is not None
    progress = Progress.DONE if is_over else Progress.RUNNING
    until = following.item.planned_start - now if following and not is_over else None
    return [Line(item, progress, remaining=until) for item in plan if item.number == ARRIVALS]


def _progress(items: Sequence[Item], started: Sequence[str], stage: "_Stage") -> Iterable[tuple[Item, Progress, bool]]:
    """What has started keeps its facts, wherever an edit puts it. The rest goes by place: what lies before the item
    last started was passed over (is behind), what lies after is still to come.
    """
    places = {item.id: place for place, item in enumerate(items)}
    reached = next((places[item] + 1 for item in reversed(started) if item in places), 0)
    has_started = set(started)
    for place, item in enumerate(items):
        is_behind = place < reached
        yield item, (_passed if is_behind or item.id in has_started else _ahead)(item, stage), is_behind


def _passed(item: Item, stage: "_Stage") -> Progress:
    run = stage.runs.get(item.id)
    if not run:
        return Progress.SKIPPED
    if run.ended_at:
        return Progress.DONE
    return Progress.PAUSED if run.paused_at else Progress.RUNNING


def _ahead(item: Item, stage: "_Stage") -> Progress:
    is_out = stage.ended_at is not None or stage.skips.get(item.id, item.skipped)
    return Progress.SKIPPED if is_out else Progress.UPCOMING


def _lateness(tops: Sequence[Line], current: Line | None, following: Line | None, stage: "_Stage") -> timedelta | None:
    if current and current.expected_end:
        return current.expected_end - current.item.planned_end
    if following and following.expected_start:
        return following.expected_start - following.item.planned_start
    done = [line for line in tops if line.progress is Progress.DONE and line.actual_end]
    last = next((line for item in reversed(stage.order) for line in done if line.item.id == item), None)
    return last.actual_end - last.item.planned_end if last and last.actual_end else None


# --- what the cues have done so far ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Stage:
    """`order` names the items in the order they were started, `subs` those inside the last one."""

    runs: dict[str, Run] = field(default_factory=dict)
    skips: dict[str, bool] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    subs: list[str] = field(default_factory=list)
    first_start: datetime | None = None
    ended_at: datetime | None = None
    last: Cue | None = None

    @property
    def on(self) -> list[str]:
        """The item that runs, and the sub-item inside it."""
        last = (*self.order[-1:], *self.subs[-1:])
        return [item for item in last if (run := self.runs.get(item)) and not run.ended_at]

    def forget(self, items: Sequence[str]) -> None:
        """That they lie behind; not when they ran."""
        self.order = [item for item in self.order if item not in items]
        self.subs = [item for item in self.subs if item not in items]

    def change(self, change: Callable[[Run], Run]) -> None:
        self.runs |= {item: change(self.runs[item]) for item in self.on}


def standing(cues: Iterable[Cue]) -> list[Cue]:
    """The cues that were not taken back; each undo takes back the last one that still stands."""
    found: list[Cue] = []
    for cue in cues:
        if cue.move is not Move.UNDO:
            found.append(cue)
        elif found:
            found.pop()
    return found


def first_start(cues: Iterable[Cue]) -> Cue | None:
    return next((cue for cue in standing(cues) if cue.move in BEGINNING), None)


def pauses(cues: Iterable[Cue]) -> list[tuple[datetime, datetime | None]]:
    """From and to of each time the stage stood still; the last may go on."""
    found: list[tuple[datetime, datetime | None]] = []
    for cue in standing(cues):
        if found and found[-1][1] is None and cue.move in _GOING_ON:
            found[-1] = (found[-1][0], cue.happened_at)
        elif cue.move is Move.PAUSE:
            found.append((cue.happened_at, None))
    return found


def _played(cues: Sequence[Cue]) -> _Stage:
    stage = _Stage()
    for cue in standing(cues):
        _STEPS[cue.move](stage, cue)
        stage.last = cue
    return stage


def history(cues: Sequence[Cue]) -> Iterable[tuple[Cue, Mapping[str, Run]]]:
    """The runs as they were after each cue that stands: for reports, which also tell what was begun anew."""
    stage = _Stage()
    for cue in standing(cues):
        _STEPS[cue.move](stage, cue)
        yield cue, dict(stage.runs)


def _begin(stage: _Stage, cue: Cue) -> None:
    at = cue.happened_at
    if cue.item in stage.on:
        stage.change(lambda run: _resumed(run, at))
        stage.runs |= {item: _ended(stage.runs[item], at) for item in stage.on if item != cue.item}
    else:
        _end_all(stage, cue)
        stage.runs[cue.item] = Run(at)
        stage.order.append(cue.item)
        stage.subs = []
    if cue.sub:
        stage.runs[cue.sub] = Run(at)
        stage.subs.append(cue.sub)
    if cue.again:
        stage.forget(cue.again)
    stage.first_start = stage.first_start or at


def _end_all(stage: _Stage, cue: Cue) -> None:
    stage.change(lambda run: _ended(run, cue.happened_at))


def _pause(stage: _Stage, cue: Cue) -> None:
    stage.change(lambda run: replace(run, paused_at=run.paused_at or cue.happened_at))


def _resume(stage: _Stage, cue: Cue) -> None:
    stage.change(lambda run: _resumed(run, cue.happened_at))


def _add(stage: _Stage, cue: Cue) -> None:
    stage.change(lambda run: replace(run, added=run.added + timedelta(seconds=cue.seconds)))


def _skip(stage: _Stage, cue: Cue) -> None:
    stage.skips[cue.sub or cue.item] = True


def _unskip(stage: _Stage, cue: Cue) -> None:
    stage.skips[cue.sub or cue.item] = False


def _reload(stage: _Stage, _cue: Cue) -> None:
    """With the item's start is forgotten what a jump to it had passed over."""
    for item in (started := (*stage.order[-1:], *stage.subs)):
        stage.runs.pop(item, None)
    stage.forget(started)


def _end_day(stage: _Stage, cue: Cue) -> None:
    _end_all(stage, cue)
    stage.ended_at = cue.happened_at


def _resumed(run: Run, at: datetime) -> Run:
    return replace(run, paused=run.paused + _open_pause(run, at), paused_at=None)


def _ended(run: Run, at: datetime) -> Run:
    return Run(run.started_at, at, run.added, run.paused + _open_pause(run, at))


BEGINNING = (Move.START, Move.NEXT, Move.JUMP)
_GOING_ON = (*BEGINNING, Move.RESUME, Move.FINISH, Move.RELOAD, Move.END)
_STEPS: Mapping[Move, Callable[[_Stage, Cue], None]] = {
    Move.START: _begin,
    Move.NEXT: _begin,
    Move.JUMP: _begin,
    Move.PAUSE: _pause,
    Move.RESUME: _resume,
    Move.ADD: _add,
    Move.FINISH: _end_all,
    Move.SKIP: _skip,
    Move.UNSKIP: _unskip,
    Move.RELOAD: _reload,
    Move.END: _end_day,
}


# --- which move may be made ------------------------------------------------------------------------------------------


def refusal(now: Timeline, move: Move, *, item: str = "", seconds: int = 0) -> Refusal | None:
    """Why a move may not be made; None when it may. Server and buttons ask here."""
    named = now.line(item)
    if item and not named:
        return Refusal.NO_SUCH_ITEM
    if move is Move.ADD and not 0 < abs(seconds) <= LONGEST_ADD.total_seconds():
        return Refusal.BAD_SECONDS
    return next((refused for is_so, refused in _RULES[move] if not is_so(now, named)), None)


def allowed(now: Timeline, *, item: str = "") -> list[Move]:
    """The moves that may be made: with `item` those that name one, else the others."""
    of_item = (Move.SKIP, Move.UNSKIP, Move.JUMP)
    return [
        move for move in Move if (move in of_item) == bool(item) and not refusal(now, move, item=item, seconds=60)
    ]  # fmt: skip


def go(now: Timeline) -> Move | None:
    """What the one button does: the next step of the day, at its end the end of the day."""
    return next((move for move in (Move.START, Move.NEXT, Move.END) if not refusal(now, move)), None)


def target(now: Timeline, move: Move, *, item: str = "") -> tuple[str, str]:
    """(item, sub-item) that a move is about; a sub-item that is empty is none."""
    if move in (Move.START, Move.NEXT):
        if move is Move.NEXT and now.current and now.next_sub:
            return now.current.item.id, now.next_sub.item.id
        return _with_first_sub(now, now.next)
    if named := now.line(item):
        return (named.item.parent, item) if named.item.parent else _named(now, move, named)
    return (now.current.item.id, now.sub.item.id if now.sub else "") if now.current else ("", "")


def _named(now: Timeline, move: Move, line: Line) -> tuple[str, str]:
    return _with_first_sub(now, line) if move is Move.JUMP else (line.item.id, "")


def _with_first_sub(now: Timeline, line: Line | None) -> tuple[str, str]:
    """The first of an item's papers begins with it; one that was skipped beforehand does not."""
    if not line:
        return "", ""
    is_out = line.progress is Progress.SKIPPED
    subs = [sub.item.id for sub in now.subs(line.item.id) if is_out or sub.progress is not Progress.SKIPPED]
    return line.item.id, subs[0] if subs else ""


def left_behind(now: Timeline, item: str, sub: str) -> tuple[str, ...]:
    """What has started and lies after the place that a jump goes to: it comes again."""
    to = [line for line in (now.line(item), now.line(sub)) if line and not line.is_on]
    return tuple(line.item.id for target in to for line in _after(now, target) if line.actual_start)


def _after(now: Timeline, line: Line) -> list[Line]:
    siblings = [other for other in now.lines if other.item.parent == line.item.parent]
    return siblings[siblings.index(line) + 1 :]


def _may_jump(line: Line) -> bool:
    return line.item.number != ARRIVALS and not line.is_on


def _may_return(line: Line) -> bool:
    """Skipped beforehand; what was passed over is reached by a jump."""
    return line.progress is Progress.SKIPPED and not line.is_behind


Rule = tuple[Callable[[Timeline, Line | None], bool], Refusal]
_NOT_ENDED: Rule = (lambda now, _line: now.ended_at is None, Refusal.DAY_ENDED)
_ON: Rule = (lambda now, _line: now.current is not None, Refusal.NOTHING_RUNS)
_NOTHING_ON: Rule = (lambda now, _line: now.current is None, Refusal.SOMETHING_RUNS)
_FURTHER: Rule = (lambda now, _line: bool(now.next or now.next_sub), Refusal.LAST_ITEM)
_PLAYING: Rule = (lambda now, _line: bool(now.current and not now.current.paused_at), Refusal.NOTHING_RUNS)
_PAUSED: Rule = (lambda now, _line: bool(now.current and now.current.paused_at), Refusal.NOT_PAUSED)
_BEGUN: Rule = (lambda now, _line: now.first_start is not None, Refusal.NOTHING_RUNS)
_UPCOMING: Rule = (lambda _now, line: bool(line and line.is_upcoming), Refusal.NOT_UPCOMING)
_SKIPPED: Rule = (lambda _now, line: bool(line and _may_return(line)), Refusal.NOT_SKIPPED)
_ELSEWHERE: Rule = (lambda _now, line: bool(line and _may_jump(line)), Refusal.NOT_ELSEWHERE)
_CUED: Rule = (lambda now, _line: now.last is not None, Refusal.NOTHING_TO_UNDO)

_RULES: Mapping[Move, tuple[Rule, ...]] = {
    Move.START: (_NOT_ENDED, _NOTHING_ON, _FURTHER),
    Move.NEXT: (_NOT_ENDED, _ON, _FURTHER),
    Move.PAUSE: (_PLAYING,),
    Move.RESUME: (_PAUSED,),
    Move.ADD: (_ON,),
    Move.FINISH: (_ON,),
    Move.SKIP: (_NOT_ENDED, _UPCOMING),
    Move.UNSKIP: (_NOT_ENDED, _SKIPPED),
    Move.JUMP: (_NOT_ENDED, _ELSEWHERE),
    Move.RELOAD: (_ON,),
    Move.END: (_NOT_ENDED, _BEGUN),
    Move.UNDO: (_CUED,),
}
