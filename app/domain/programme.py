"""The programme before and while it runs: the plan's ten items, the words of items, and how a plan is edited.

An edit gives a new plan; nothing here knows cues or the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from domain.agenda import ARRIVALS, Anchor, Item

# Plan, part II.3a, in its order: Vietnamese title, English title, minutes (ours: the plan gives none).
TEN_ITEMS = (
    ("Chào cờ", "Flag salute", 5),
    ("Tuyên bố lý do, giới thiệu đại biểu và khai mạc", "Statement of purpose, introduction of delegates, opening", 15),
    ("Báo cáo tổng kết", "Review report", 25),
    ("Báo cáo tham luận", "Papers by exemplary delegates", 35),
    ("Giao lưu với các điển hình tiên tiến", "Exchange with exemplary delegates", 30),
    ("Biểu dương, tôn vinh, khen thưởng", "Praise, honour and awards", 50),
    ("Phát động phong trào thi đua", "Launch of the emulation movement", 10),
    ("Phát biểu hưởng ứng", "Response", 10),
    (
        "Thông qua danh sách đại biểu đi dự Đại hội cấp trên",
        "Approval of the list of delegates to the higher congress",
        10,
    ),
    ("Tổng kết và bế mạc", "Summing-up and closing", 15),
)
ARRIVAL = ("Đón tiếp đại biểu", "Welcome and check-in", 30)
FIRST, INTRODUCTIONS, HONOURS = 1, 2, 6  # numbers of the plan's items that other parts belong to


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What people read of an item. `presenter` is free text, for when no delegate is named; `topic` is a paper's."""

    id: str
    title_vi: str
    title_en: str = ""
    presenter: str = ""
    mc_line: str = ""
    topic: str = ""


Programme = tuple[tuple[Item, ...], tuple[ItemWords, ...]]


def planned_programme(starts_at: datetime) -> Programme:
    """Arrivals, then the ten items one after the other from the planned start."""
    title_vi, title_en, minutes = ARRIVAL
    lasts = timedelta(minutes=minutes)
    items, words = [Item("0", starts_at - lasts, lasts, ARRIVALS)], [ItemWords("0", title_vi, title_en)]
    start = starts_at
    for number, (title_vi, title_en, minutes) in enumerate(TEN_ITEMS, start=1):
        anchor = Anchor.HARD if number == FIRST else Anchor.SOFT
        items.append(Item(str(number), start, timedelta(minutes=minutes), number, start=anchor))
        words.append(ItemWords(str(number), title_vi, title_en))
        start += timedelta(minutes=minutes)
    return tuple(items), tuple(words)


def moved(plan: Sequence[Item], by: timedelta) -> tuple[Item, ...]:
    """The whole day, when its start is moved. The baseline stays: it is what was once planned."""
    return tuple(replace(item, planned_start=item.planned_start + by) for item in plan)


def laid_out(plan: Sequence[Item], earlier: Sequence[Item]) -> tuple[Item, ...]:
    """An edited plan with its starts: what is hard keeps its own, what is soft follows, with the gap it had before.

    A soft item put first opens the day as the first one did. Sub-items follow each other inside their parent.
    """
    gaps = _gaps(earlier)
    opening = next((item.planned_start for item in earlier if _is_top(item)), None)
    placed: dict[str, datetime] = {}
    ends: dict[str, datetime] = {}  # of the last item placed, by parent
    for item in plan:
        if item.parent:
            start = ends.get(item.parent, placed.get(item.parent, item.planned_start))
        elif item.start is Anchor.HARD or item.number == ARRIVALS:
            start = item.planned_start
        elif "" in ends:
            start = ends[""] + gaps.get(item.id, timedelta())
        else:
            start = opening or item.planned_start
        placed[item.id] = start
        if item.number != ARRIVALS:
            ends[item.parent] = start + item.planned_duration
    return tuple(replace(item, planned_start=placed[item.id]) for item in plan)


def moved_up(plan: Sequence[Item], item: str, *, after: str) -> tuple[Item, ...]:
    """*Đưa lên trước*: an item with its sub-items held right after `after`; an empty `after` is the very beginning."""
    taken = [entry for entry in plan if item in (entry.id, entry.parent)]
    rest = [entry for entry in plan if entry not in taken]
    before = [place for place, entry in enumerate(rest) if after and after in (entry.id, entry.parent)]
    at = before[-1] + 1 if before else _first_place(rest)
    return laid_out([*rest[:at], *taken, *rest[at:]], plan)


def _first_place(plan: Sequence[Item]) -> int:
    return next((place for place, item in enumerate(plan) if item.number != ARRIVALS), len(plan))


def _is_top(item: Item) -> bool:
    return not item.parent and item.number != ARRIVALS


def _gaps(plan: Sequence[Item]) -> dict[str, timedelta]:
    """How long after the end of the one before each item is planned; an overlap is no gap."""
    tops = [item for item in plan if _is_top(item)]
    return {item.id: max(timedelta(), item.planned_start - before.planned_end) for before, item in pairwise(tops)}


def is_sound(plan: Sequence[Item]) -> bool:
    """Ids and numbers once each, no time below nothing, sub-items under an item that is none itself."""
    ids, numbers = [item.id for item in plan], [item.number for item in plan if item.number is not None]
    tops = {item.id for item in plan if not item.parent and item.number != ARRIVALS}
    return (
        len(ids) == len(set(ids))
        and len(numbers) == len(set(numbers))
        and all(ids)
        and bool(tops)
        and all(item.planned_duration >= timedelta() for item in plan)
        and all(item.parent in tops for item in plan if item.parent)
        and all(item.number is None for item in plan if item.parent)
    )


def plan_detail(plan: Sequence[Item]) -> list[dict[str, Any]]:
    """What a fact carries of a plan. Not the baseline: it follows from the cues."""
    return [
        {
            "id": item.id,
            "number": item.number,
            "parent": item.parent,
            "planned_start": item.planned_start.isoformat(),
            "seconds": int(item.planned_duration.total_seconds()),
            "start": item.start,
            "end": item.end,
            "skipped": item.skipped,
            "speaker": item.speaker,
        }
        for item in plan
    ]


def plan_of(detail: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=entry["id"],
            planned_start=datetime.fromisoformat(entry["planned_start"]),
            planned_duration=timedelta(seconds=entry["seconds"]),
            number=entry["number"],
            parent=entry["parent"],
            start=Anchor(entry["start"]),
            end=Anchor(entry["end"]),
            skipped=entry["skipped"],
            speaker=entry["speaker"],
        )
        for entry in detail
    )
