"""The arrivals curve: its specification, built by Altair once for each shape, and the few rows that change."""

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

import altair as alt
import pyarrow as pa

from domain.attendance import Window

HEADROOM = 10  # above the seats, so that the last figure has room
INK, INK_2, LINE, AXIS, PRESENT, GROUND = "#FFFFFF", "#B9C6DA", "#2C4568", "#5E7697", "#FFCD00", "#0B1F3A"
FONT = "Source Sans, Segoe UI, sans-serif"

_ROOM = 0.08  # of the hours shown, kept free at the right for the last figure
_TICKS = (15, 30, 60, 120, 180, 360, 720, 1440)  # minutes
_MOST_TICKS = 5
_GRID = (1, 2, 2.5, 3, 4, 5, 10)
_CLOCK = "format(floor(datum.value / 60) % 24, '02') + ':' + format(datum.value % 60, '02')"
# --u of the style sheet; `width` is named so that Vega asks again when the window changes
_UNIT = alt.param(
    name="u",
    expr="0 * width + (windowSize()[0] <= windowSize()[1] ? .0162 * windowSize()[0]"
    " : min(.01 * windowSize()[1], .005625 * windowSize()[0]))",
)
_ALONE = alt.sequence(0, 1)  # one row of its own: a rule is drawn once, also while nobody is here


@lru_cache(maxsize=32)
def arrivals_spec(window: Window, starts_at: datetime, seats: int, start_word: str) -> dict[str, Any]:
    """Axes that stay, a dotted rule at the seats, a thin one at the planned start; `arrivals_rows` are its data."""
    midnight = _midnight(window)
    first, last, start = (_minutes(moment, midnight) for moment in (window.first, window.last, starts_at))
    room = (last - first) * _ROOM
    rules = _start_rule(start, start_word) if first <= start <= last else []
    rows = alt.Chart(alt.NamedData(name="source"))
    curve = rows.encode(x=alt.X("minute:Q", title=None), y=alt.Y("present:Q", title=None))
    axes = rows.encode(
        x=alt.X("minute:Q", scale=alt.Scale(domain=[first, last + room], nice=False), axis=_hours(first, last)),
        y=alt.Y("present:Q", scale=alt.Scale(domain=[0, seats + HEADROOM], nice=False), axis=_people(seats)),
    )
    chart = alt.layer(*_area(axes), *rules, *_seats_rule(seats), *_line(curve, last - room, seats))
    chart = chart.add_params(_UNIT).configure(font=FONT, view=alt.ViewConfig(stroke=None))
    return chart.to_dict() | {"background": None, "padding": {"left": 0, "top": 0, "right": 0, "bottom": 0}}


@lru_cache(maxsize=8)
def arrivals_rows(window: Window, changes: tuple[tuple[datetime, int], ...], language: str) -> pa.Table:
    """The figure after each minute that changed it, from nobody on; the last row carries it as people write it."""
    midnight = _midnight(window)
    moments = [window.first, *(minute for minute, _ in changes)] if changes else []
    present = list(accumulate((change for _, change in changes), initial=0))[: len(moments)]
    labels = [*[""] * (len(moments) - 1), _digits(present[-1], language)] if moments else []
    minutes = [_minutes(moment, midnight) for moment in moments]
    return pa.table({"minute": minutes, "present": present, "label": labels}, _COLUMNS)


_COLUMNS = pa.schema([("minute", pa.float64()), ("present", pa.int64()), ("label", pa.string())])


def _area(axes: alt.Chart) -> list[alt.Chart]:
    return [axes.mark_area(interpolate="step-after", color=INK, opacity=0.09)]


def _line(curve: alt.Chart, flips_after: float, seats: int) -> list[alt.Chart]:
    last = curve.transform_filter("datum.label !== ''")
    area = alt.ExprRef("3.2 * u * u")
    point: dict[str, Any] = {"color": PRESENT, "size": area, "stroke": GROUND, "strokeWidth": _u(0.37)}
    return [
        curve.mark_line(interpolate="step-after", color=PRESENT, strokeWidth=_u(0.46), strokeJoin="round"),
        last.mark_point(filled=True, opacity=1, **point),
        *_figure(last, f"datum.minute > {flips_after}", f"datum.present > {seats - HEADROOM}"),
    ]


def _figure(last: alt.Chart, near_the_edge: str, near_the_seats: str) -> list[alt.Chart]:
    """Right of the last point; below it where the dotted rule would run through, and left where the picture ends."""
    places: dict[str, dict[str, Any]] = {
        f"!({near_the_edge}) && !({near_the_seats})": {"align": "left", "baseline": "middle", "dx": _u(1.7)},
        f"!({near_the_edge}) && ({near_the_seats})": {"align": "left", "baseline": "top", "dx": _u(0.9), "dy": _u(1.3)},
        near_the_edge: {"align": "right", "baseline": "top", "dx": _u(-0.4), "dy": _u(1.6)},
    }
    look: dict[str, Any] = {"color": PRESENT, "fontSize": _u(3.5), "fontWeight": 700}
    return [
        last.encode(text="label:N").transform_filter(condition).mark_text(**place, **look)
        for condition, place in places.items()
    ]


def _seats_rule(seats: int) -> list[alt.Chart]:
    dots = alt.ExprRef("[.01 * u, .9 * u]")
    at_seats = alt.Chart(_ALONE).encode(y=alt.datum(seats))
    return [at_seats.mark_rule(color=INK, strokeWidth=_u(0.3), strokeCap="round", strokeDash=dots)]


def _start_rule(start: float, word: str) -> list[alt.Chart]:
    at_start = alt.Chart(_ALONE).encode(x=alt.datum(start))
    look: dict[str, Any] = {"align": "left", "baseline": "bottom", "dx": _u(0.9), "dy": _u(-0.6), "fontSize": _u(2.8)}
    return [
        at_start.mark_rule(color=AXIS, strokeWidth=_u(0.2)),
        at_start.encode(y=alt.datum(0)).mark_text(text=word, color=INK_2, **look),
    ]


def _hours(first: float, last: float) -> alt.Axis:
    step = next((step for step in _TICKS if (last - first) / step <= _MOST_TICKS), _TICKS[-1])
    values = [minute for minute in range(int(first), int(last) + 1) if minute % step == 0]
    return _axis(values=values, labelExpr=_CLOCK, grid=False, tickColor=AXIS, tickSize=_u(0.8), tickWidth=_u(0.2))


def _people(seats: int) -> alt.Axis:
    """Three grid lines and the seats."""
    at_seats = f"datum.value === {seats}"
    return _axis(
        values=[*grid_lines(seats), seats],
        labelColor=alt.when(at_seats).then(alt.value(INK)).otherwise(alt.value(INK_2)),
        gridOpacity=alt.when(at_seats).then(alt.value(0)).otherwise(alt.value(1)),
        gridColor=LINE,
        gridWidth=_u(0.18),
        ticks=False,
    )


def _axis(**look: Any) -> alt.Axis:
    labels: dict[str, Any] = {"labelFontSize": _u(2.8), "labelFontWeight": 600, "labelColor": INK_2}
    labels |= {"labelPadding": _u(1), "labelFlush": False, "labelOverlap": False}
    return alt.Axis(title=None, domain=False, **labels | look)


def grid_lines(seats: int) -> list[int]:
    """Nobody, and two round figures at about a third and two thirds of the seats."""
    size = 10 ** (len(str(seats // 3)) - 1)
    steps = [int(factor * size) for factor in _GRID if factor * size % 1 == 0 and 2 * factor * size <= 0.9 * seats]
    step = min(steps, key=lambda step: abs(step - seats / 3), default=0)
    return [0, step, 2 * step] if step else [0]


def _digits(number: int, language: str) -> str:
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def _u(factor: float) -> alt.ExprRef:
    return alt.ExprRef(f"{factor} * u")


def _midnight(window: Window) -> datetime:
    return window.first.replace(hour=0, minute=0, second=0, microsecond=0)


def _minutes(moment: datetime, midnight: datetime) -> float:
    return (moment - midnight) / timedelta(minutes=1)
