"""The arrivals curve: what is fixed in its specification, and the rows it is given."""

from datetime import datetime, timedelta, timezone

import pytest

from domain.attendance import Window
from ui.charts import arrivals_rows, arrivals_spec, grid_lines

VENUE = timezone(timedelta(hours=7))
START = datetime(2026, 11, 22, 8, 0, tzinfo=VENUE)
WINDOW = Window(START - timedelta(minutes=45), START + timedelta(minutes=15))


def layers(spec, mark):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_axes_are_fixed_and_nothing_but_the_picture_is_drawn():
    spec = arrivals_spec(WINDOW, START, 150, "khai mạc")
    x, y = (layers(spec, "area")[0]["encoding"][axis] for axis in "xy")

    assert (x["scale"]["domain"], x["axis"]["values"]) == ([435.0, 499.8], [435, 450, 465, 480, 495])
    assert (y["scale"]["domain"], y["axis"]["values"]) == ([0, 160], [0, 50, 100, 150])
    assert (x["axis"]["title"], y["axis"]["title"], spec["background"]) == (None, None, None)
    assert "title" not in spec
    assert all("color" not in layer.get("encoding", {}) for layer in spec["layer"])  # no legend


def test_area_and_line_step_after_each_arrival():
    spec = arrivals_spec(WINDOW, START, 150, "khai mạc")
    area, line = layers(spec, "area")[0]["mark"], layers(spec, "line")[0]["mark"]

    assert (area["interpolate"], area["color"], area["opacity"]) == ("step-after", "#FFFFFF", 0.09)
    assert (line["interpolate"], line["color"]) == ("step-after", "#FFCD00")


def test_one_rule_at_the_seats_and_one_at_the_planned_start_with_its_word():
    spec = arrivals_spec(WINDOW, START, 150, "khai mạc")
    start, seats = layers(spec, "rule")

    assert (start["encoding"], seats["encoding"]) == ({"x": {"datum": 480.0}}, {"y": {"datum": 150}})
    assert [text["mark"]["text"] for text in layers(spec, "text") if "text" in text["mark"]] == ["khai mạc"]


def test_the_start_is_not_drawn_where_the_chart_shows_another_day():
    other_day = Window(WINDOW.first - timedelta(days=3), WINDOW.last - timedelta(days=3))

    assert len(layers(arrivals_spec(other_day, START, 150, "khai mạc"), "rule")) == 1


def test_other_seats_move_the_axis_and_longer_hours_thin_the_labels():
    spec = arrivals_spec(Window(WINDOW.first, WINDOW.last + timedelta(hours=3)), START, 155, "khai mạc")
    x, y = (layers(spec, "area")[0]["encoding"][axis] for axis in "xy")

    assert (y["scale"]["domain"], y["axis"]["values"]) == ([0, 165], [0, 50, 100, 155])
    assert x["axis"]["values"] == [480, 540, 600, 660]


def test_a_shape_is_built_once():
    assert arrivals_spec(WINDOW, START, 150, "khai mạc") is arrivals_spec(WINDOW, START, 150, "khai mạc")


@pytest.mark.parametrize(
    ("seats", "lines"),
    [(1, [0]), (2, [0]), (3, [0, 1, 2]), (10, [0, 3, 6]), (40, [0, 10, 20]), (120, [0, 40, 80]), (150, [0, 50, 100]),
     (155, [0, 50, 100]), (1234, [0, 400, 800]), (5000, [0, 2000, 4000])],
)  # fmt: skip
def test_three_round_grid_lines_below_the_seats(seats, lines):
    assert grid_lines(seats) == lines


def test_before_the_first_arrival_there_is_no_row():
    rows = arrivals_rows(WINDOW, (), "vi")

    assert rows.to_pylist() == []
    assert rows.column_names == ["minute", "present", "label"]


@pytest.mark.parametrize(("language", "figure"), [("vi", "1.234"), ("en", "1,234")])
def test_rows_run_from_nobody_and_the_last_one_says_how_many(language, figure):
    changes = ((START - timedelta(minutes=20), 3), (START - timedelta(minutes=10), -1), (START, 1232))

    assert arrivals_rows(WINDOW, changes, language).to_pylist() == [
        {"minute": 435.0, "present": 0, "label": ""},
        {"minute": 460.0, "present": 3, "label": ""},
        {"minute": 470.0, "present": 2, "label": ""},
        {"minute": 480.0, "present": 1234, "label": figure},
    ]
