"""The programme's chart, plan against fact: two bars an item on the venue's clock. Its specification and its rows."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import altair as alt
import pyarrow as pa

from clock import VENUE
from domain.agenda_report import ReportRow
from ui.formats import clock_time

PLAN, FACT, INK, INK_2, LINE = "#9AA7B8", "#0B1F3A", "#101C2C", "#46536A", "#D3DAE3"
FONT = "Source Sans, Segoe UI, sans-serif"
_ROW, _ROOM = 48, 400  # pixels for an item, for its title
_STEPS = (5, 10, 15, 30, 60, 120, 240)  # minutes
_MOST_TICKS = 12
_CLOCK = "format(floor(datum.value / 60) % 24, '02') + ':' + format(datum.value % 60, '02')"


class ChartWords(NamedTuple):
    """What plan and fact are called, and what stands where an item was passed over."""

    plan: str
    fact: str
    skipped: str


def report_spec(bars: pa.Table, titles: Sequence[str], words: ChartWords) -> dict[str, Any]:
    """`bars` as `report_bars` gives them, `titles` those of `charted` from the top down."""
    kinds = [words.plan, words.fact]
    rows = alt.Chart(alt.NamedData(name="source")).encode(
        y=alt.Y("place:O", scale=alt.Scale(domain=list(range(len(titles))), paddingInner=0.3), axis=_titles(titles)),
        yOffset=alt.YOffset("kind:N", scale=alt.Scale(domain=kinds, paddingInner=0.1)),
    )
    chart = alt.layer(*_layers(rows, kinds, *_span(bars))).properties(height=_ROW * max(1, len(titles)))
    return chart.configure(font=FONT, view=alt.ViewConfig(stroke=None)).to_dict() | {"background": None}


def _layers(rows: alt.Chart, kinds: list[str], first: float, last: float) -> list[alt.Chart]:
    hours = alt.X("start:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=_hours(first, last))
    colours = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PLAN, FACT]), legend=_legend())
    bars = rows.encode(x=hours, x2=alt.X2("end:Q"), color=colours, tooltip=alt.Tooltip("said:N", title=" "))
    words = rows.encode(x=alt.X("start:Q"), text=alt.Text("label:N"))
    return [bars.mark_bar(), words.mark_text(align="left", color=INK_2, fontSize=14)]


def charted(rows: Sequence[ReportRow]) -> list[str]:
    """The items that have bars, from the top down; papers stand in the table alone."""
    return list(dict.fromkeys(row.item for row in rows if not row.parent))


def report_bars(rows: Sequence[ReportRow], words: ChartWords, *, now: datetime) -> pa.Table:
    """A bar for each plan and each run, in minutes after midnight; what still runs is drawn until now."""
    places = {item: place for place, item in enumerate(charted(rows))}
    bars = [bar for row in rows if not row.parent for bar in _bars(row, places[row.item], words, now=now)]
    midnight = _midnight(min((start for _, _, start, _, _ in bars), default=now))
    return pa.Table.from_pylist([_bar(*bar, midnight=midnight) for bar in dict.fromkeys(bars)], _COLUMNS)


Bar = tuple[int, str, datetime, datetime, str]  # place, kind, start, end, words in its stead


def _bars(row: ReportRow, place: int, words: ChartWords, *, now: datetime) -> Iterable[Bar]:
    if row.planned_start and row.planned_end:
        yield place, words.plan, row.planned_start, row.planned_end, ""
        if row.is_skipped:
            yield place, words.fact, row.planned_start, row.planned_start, words.skipped
    if row.started_at and not row.is_forgotten:
        yield place, words.fact, row.started_at, row.ended_at or now, ""


def _bar(place: int, kind: str, start: datetime, end: datetime, label: str, *, midnight: datetime) -> dict[str, Any]:
    said = "" if label else f"{kind}: {clock_time(start)} – {clock_time(end)}"
    minutes = {"start": (start - midnight) / timedelta(minutes=1), "end": (end - midnight) / timedelta(minutes=1)}
    return {"place": place, "kind": kind, "said": said, "label": label, **minutes}


_COLUMNS = pa.schema(
    [
        ("place", pa.int64()), ("kind", pa.string()), ("start", pa.float64()), ("end", pa.float64()),
        ("said", pa.string()), ("label", pa.string()),
    ]
)  # fmt: skip


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(VENUE).replace(hour=0, minute=0, second=0, microsecond=0)


def _span(bars: pa.Table) -> tuple[float, float]:
    starts, ends = bars["start"].to_pylist(), bars["end"].to_pylist()
    first = min(starts, default=0.0) // _STEPS[0] * _STEPS[0]
    last = max([*ends, first + _STEPS[0]])
    return first, -(-last // _STEPS[0]) * _STEPS[0]


def _titles(titles: Sequence[str]) -> alt.Axis:
    named = f"{json.dumps(list(titles), ensure_ascii=False)}[datum.value]"
    look: dict[str, Any] = {"labelFontSize": 14, "labelColor": INK, "labelLimit": _ROOM, "labelPadding": 12}
    return alt.Axis(title=None, ticks=False, domain=False, labelExpr=named, **look)


def _hours(first: float, last: float) -> alt.Axis:
    step = next((step for step in _STEPS if (last - first) / step <= _MOST_TICKS), _STEPS[-1])
    values = [minute for minute in range(int(first), int(last) + 1) if minute % step == 0]
    look: dict[str, Any] = {"labelFontSize": 14, "labelColor": INK_2, "gridColor": LINE, "orient": "top"}
    return alt.Axis(title=None, domain=False, ticks=False, values=values, labelExpr=_CLOCK, labelOverlap=False, **look)


def _legend() -> alt.Legend:
    return alt.Legend(title=None, orient="top", labelFontSize=14, labelColor=INK, symbolType="square")
