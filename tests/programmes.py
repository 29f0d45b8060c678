"""Small running orders for tests: a plan in minutes, and the cues given to it as the server gives them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from domain.agenda import ARRIVALS, Anchor, Cue, Item, Move, Timeline, left_behind, refusal, target, timeline

ZERO = datetime(2026, 11, 22, tzinfo=UTC)  # minute 0
MINUTE = timedelta(minutes=1)
TEN_MINUTES = (5, 15, 30, 45, 30, 45, 10, 10, 15, 20)  # the day that the study computed, planned for 07:30 to 11:15
HALF_PAST_SEVEN = 450


def at(minute: float) -> datetime:
    return ZERO + minute * MINUTE


def minutes(time: datetime | timedelta | None) -> float | None:
    """How the cases write a moment or a length."""
    length = time - ZERO if isinstance(time, datetime) else time
    return None if length is None else length / MINUTE


def clock(hours_minutes: str) -> float:
    hours, rest = map(int, hours_minutes.split(":"))
    return hours * 60 + rest


def item(name: str, begin: float, length: float, **more) -> Item:
    return Item(name, at(begin), length * MINUTE, **more)


def hard(name: str, begin: float, length: float, **more) -> Item:
    return item(name, begin, length, start=Anchor.HARD, **more)


def paper(name: str, parent: str, length: float = 7, **more) -> Item:
    return item(name, 0, length, parent=parent, **more)


def in_a_row(*lengths: float, start: float = 0) -> list[Item]:
    """Items "1", "2" … one right after the other, all soft."""
    starts = accumulate(lengths, initial=start)
    return [item(str(n), begin, length) for n, (begin, length) in enumerate(zip(starts, lengths, strict=False), 1)]


def ten_items() -> list[Item]:
    """Arrivals for half an hour before, then the ten items; the first keeps to the clock."""
    first, *rest = in_a_row(*TEN_MINUTES, start=HALF_PAST_SEVEN)
    arrivals = item("0", HALF_PAST_SEVEN - 30, 30, number=ARRIVALS)
    return [arrivals, hard(first.id, HALF_PAST_SEVEN, TEN_MINUTES[0], number=1), *rest]


class Played:
    """A plan and what was cued so far."""

    def __init__(self, *plan: Item, remaining: Mapping[str, timedelta] | None = None) -> None:
        self.plan, self.remaining = list(plan), remaining
        self.cues: list[Cue] = []

    def at(self, minute: float) -> Timeline:
        return timeline(self.plan, self.cues, now=at(minute), remaining=self.remaining)

    def cue(self, minute: float, move: Move, item: str = "", *, seconds: int = 0) -> "Played":
        """One more, which must be allowed."""
        shown = self.at(minute)
        assert refusal(shown, move, item=item, seconds=seconds) is None
        of, sub = target(shown, move, item=item)
        again = left_behind(shown, of, sub) if move is Move.JUMP else ()
        self.cues.append(Cue(len(self.cues) + 1, at(minute), move, of, seconds, sub, again=again))
        return self

    def go(self, *at_minutes: float) -> "Played":
        """The one button, at each of these minutes."""
        for minute in at_minutes:
            self.cue(minute, Move.NEXT if self.at(minute).current else Move.START)
        return self

    def progress(self, minute: float) -> str:
        """One letter an item: Upcoming, Running, Paused, Done, Skipped."""
        return "".join(line.progress[0].upper() for line in self.at(minute).lines)
