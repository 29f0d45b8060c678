"""The programme as it went: a row for each run, the baseline beside it, nothing that was taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.agenda import ARRIVALS, Cue, Item, Move, timeline
from domain.agenda_report import ReportRow, report

EIGHT = datetime(2020, 5, 22, 1, tzinfo=UTC)  # 08:00 at the venue
MINUTE = timedelta(minutes=1)


def item(key: str, at: int, minutes: int, **fields: object) -> Item:
    start, lasts = EIGHT + at * MINUTE, minutes * MINUTE
    return Item(key, start, lasts, **{"baseline_start": start, "baseline_duration": lasts} | fields)


PLAN = (
    item("0", -30, 30, number=ARRIVALS),
    item("1", 0, 5, number=1),
    item("2", 5, 15, number=2),
    item("2.1", 5, 7, parent="2"),
    item("2.2", 12, 8, parent="2"),
    item("3", 20, 10, number=3),
)


class Stage:
    """Cues one after the other, at minutes after eight."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []

    def cue(self, at: float, move: Move, item: str = "", sub: str = "", seconds: int = 0, by: str = "mc") -> "Stage":
        self.cues.append(Cue(len(self.cues) + 1, EIGHT + at * MINUTE, move, item, seconds, sub, by))
        return self

    def rows(self, plan: tuple[Item, ...] = PLAN) -> list[ReportRow]:
        now = self.cues[-1].happened_at if self.cues else EIGHT
        return report(timeline(plan, self.cues, now=now), plan, self.cues)

    def row(self, key: str, plan: tuple[Item, ...] = PLAN) -> ReportRow:
        [found] = [row for row in self.rows(plan) if row.item == key]
        return found


def times(row: ReportRow) -> tuple[float | None, float | None]:
    return tuple(None if moment is None else (moment - EIGHT) / MINUTE for moment in (row.started_at, row.ended_at))


def test_before_the_start_it_tells_the_plan_without_the_arrivals():
    assert Stage().rows() == [
        ReportRow("1", "", 1, EIGHT, 5 * MINUTE),
        ReportRow("2", "", 2, EIGHT + 5 * MINUTE, 15 * MINUTE),
        ReportRow("2.1", "2", None, EIGHT + 5 * MINUTE, 7 * MINUTE),
        ReportRow("2.2", "2", None, EIGHT + 12 * MINUTE, 8 * MINUTE),
        ReportRow("3", "", 3, EIGHT + 20 * MINUTE, 10 * MINUTE),
    ]


def test_a_whole_run_with_its_pause_its_added_time_and_who_pressed():
    stage = Stage().cue(2, Move.START, "1").cue(4, Move.PAUSE).cue(5, Move.RESUME)
    stage.cue(6, Move.ADD, seconds=120).cue(9, Move.FINISH, by="organiser")

    assert stage.row("1") == ReportRow(
        "1", "", 1, EIGHT, 5 * MINUTE, EIGHT + 2 * MINUTE, EIGHT + 9 * MINUTE, MINUTE, 2 * MINUTE, 2 * MINUTE,
        ("mc", "organiser"),
    )  # fmt: skip
    assert stage.row("1").lasted == 7 * MINUTE
    assert stage.cue(10, Move.START, "3", by="Bàn A").row("1").by == ("mc", "organiser")


def test_a_pause_still_open_at_the_end_of_a_run_is_a_pause():
    stage = Stage().cue(0, Move.START, "1").cue(3, Move.PAUSE).cue(7, Move.FINISH)

    assert stage.row("1").paused == 4 * MINUTE


def test_the_plan_is_the_one_at_the_first_start_and_what_came_later_is_marked():
    edited = replace(PLAN[1], planned_start=EIGHT + MINUTE, planned_duration=9 * MINUTE)
    plan = (edited, item("film", 9, 6, baseline_start=None, baseline_duration=None))
    stage = Stage().cue(0, Move.START, "1")

    assert [(row.planned_start, row.planned, row.is_inserted) for row in stage.rows(plan)] == [
        (EIGHT, 5 * MINUTE, False),
        (EIGHT + 9 * MINUTE, 6 * MINUTE, True),
    ]


def test_an_item_that_ran_twice_has_two_rows():
    stage = Stage().cue(0, Move.START, "1").cue(5, Move.NEXT, "3").cue(8, Move.JUMP, "1").cue(10, Move.FINISH)

    assert [(row.item, times(row), row.over) for row in stage.rows() if row.item in ("1", "3")] == [
        ("1", (0, 5), None),
        ("1", (8, 10), 2 * MINUTE),
        ("3", (5, 8), -7 * MINUTE),
    ]
    assert not any(row.is_forgotten for row in stage.rows())


def test_papers_have_their_own_times_inside_their_item():
    stage = Stage().cue(5, Move.START, "2", "2.1").cue(11, Move.NEXT, "2", "2.2").cue(22, Move.NEXT, "3")

    assert {row.item: times(row) for row in stage.rows()} == {
        "1": (None, None),
        "2": (5, 22),
        "2.1": (5, 11),
        "2.2": (11, 22),
        "3": (22, None),
    }
    assert stage.row("1").is_skipped


def test_what_was_taken_back_is_not_told():
    stage = Stage().cue(0, Move.START, "1").cue(1, Move.NEXT, "2", "2.1").cue(2, Move.UNDO)

    assert [(row.item, times(row)) for row in stage.rows() if row.started_at] == [("1", (0, None))]


def test_a_start_that_was_forgotten_stays_as_a_row_that_says_so():
    stage = Stage().cue(0, Move.START, "1").cue(1, Move.RELOAD).cue(3, Move.START, "1").cue(7, Move.FINISH)

    assert [(times(row), row.is_forgotten) for row in stage.rows() if row.item == "1"] == [
        ((0, None), True),
        ((3, 7), False),
    ]


def test_what_was_removed_from_the_plan_is_told_at_the_end():
    stage = Stage().cue(0, Move.START, "1").cue(5, Move.NEXT, "2", "2.1").cue(20, Move.NEXT, "3")
    plan = tuple(item for item in PLAN if item.id not in ("2", "2.1", "2.2"))

    assert [(row.item, row.parent, times(row), row.planned, row.is_removed) for row in stage.rows(plan)] == [
        ("1", "", (0, 5), 5 * MINUTE, False),
        ("3", "", (20, None), 10 * MINUTE, False),
        ("2", "", (5, 20), None, True),
        ("2.1", "2", (5, 20), None, True),
    ]


def test_what_was_skipped_by_hand_has_no_times():
    row = Stage().cue(0, Move.START, "1").cue(1, Move.SKIP, "2").row("2")

    assert (row.is_skipped, times(row), row.lasted, row.by) == (True, (None, None), None, ())


def test_the_end_of_the_day_ends_what_runs():
    assert times(Stage().cue(0, Move.START, "1").cue(6, Move.END).row("1")) == (0, 6)
