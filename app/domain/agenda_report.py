"""The programme as it was planned and as it went: a row for each time an item ran, and for each that did not.

From the plan and all cues, also those of items since removed; what was taken back is not told. Knows no words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.agenda import ARRIVALS, ZERO, Cue, Item, Progress, Run, Timeline, first_start, history


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`planned_start` is the plan as it stood at the first start; of an item put in later, as it was put in.

    `by` is who began it and who ended it, once each. `over` is how much longer than planned all its runs took together,
    told with the last. `is_forgotten`: begun by mistake, the start was then forgotten.
    """

    item: str
    parent: str = ""
    number: int | None = None
    planned_start: datetime | None = None
    planned: timedelta | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused: timedelta = ZERO
    added: timedelta = ZERO
    over: timedelta | None = None
    by: tuple[str, ...] = ()
    is_skipped: bool = False
    is_inserted: bool = False
    is_removed: bool = False
    is_forgotten: bool = False

    @property
    def planned_end(self) -> datetime | None:
        return self.planned_start + self.planned if self.planned_start and self.planned is not None else None

    @property
    def lasted(self) -> timedelta | None:
        return self.ended_at - self.started_at if self.started_at and self.ended_at else None


def report(shown: Timeline, plan: Sequence[Item], cues: Sequence[Cue]) -> list[ReportRow]:
    """In the plan's order, an item's runs as they came; what was removed from the plan at the end."""
    runs = _runs(cues)
    skipped = {line.item.id for line in shown.lines if line.progress is Progress.SKIPPED}
    has_begun = first_start(cues) is not None
    rows = []
    for item in plan:
        if item.number != ARRIVALS:
            row = _planned(item, has_begun=has_begun)
            ran = [_with_run(row, run) for run in runs if run.item == item.id]
            rows += _compared(ran) if ran else [replace(row, is_skipped=item.id in skipped)]
    known = {item.id for item in plan}
    gone = [run for run in runs if run.item not in known]
    return [*rows, *(_with_run(ReportRow(run.item, run.parent, is_removed=True), run) for run in gone)]


def _planned(item: Item, *, has_begun: bool) -> ReportRow:
    return ReportRow(
        item.id,
        item.parent,
        item.number,
        item.baseline_start or item.planned_start,
        item.planned_duration if item.baseline_duration is None else item.baseline_duration,
        is_inserted=has_begun and item.baseline_start is None,
    )


def _compared(ran: list[ReportRow]) -> list[ReportRow]:
    """With the difference beside the last run; none while it still runs."""
    *before, last = ran
    if last.planned is None or last.lasted is None:
        return ran
    took = sum((row.lasted for row in ran if row.lasted is not None), ZERO)
    return [*before, replace(last, over=took - last.planned)]


@dataclass(slots=True)
class _Told:
    """One run of one item, and who began and ended it."""

    item: str
    parent: str
    run: Run
    by: list[str]
    is_forgotten: bool = False


def _with_run(row: ReportRow, told: _Told) -> ReportRow:
    run = told.run
    return replace(
        row, started_at=run.started_at, ended_at=run.ended_at, paused=run.paused, added=run.added,
        by=tuple(dict.fromkeys(filter(None, told.by))), is_forgotten=told.is_forgotten,
    )  # fmt: skip


def _runs(cues: Sequence[Cue]) -> list[_Told]:
    told: dict[tuple[str, datetime], _Told] = {}
    for cue, runs in history(cues):
        for one in told.values():
            _follow(one, runs.get(one.item), cue)
        for item, run in runs.items():
            parent = cue.item if item == cue.sub else ""
            told.setdefault((item, run.started_at), _Told(item, parent, run, [cue.by]))
    return list(told.values())


def _follow(told: _Told, run: Run | None, cue: Cue) -> None:
    """A run that is over stays as it was; one that is gone without an end was forgotten."""
    if told.run.ended_at or told.is_forgotten:
        return
    if run and run.started_at == told.run.started_at:
        told.run = run
        if run.ended_at:
            told.by.append(cue.by)
    else:
        told.is_forgotten = True
