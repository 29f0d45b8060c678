"""The report of the programme as the office sees it: the table, the chart's bars, the downloads."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain.agenda import Move
from domain.agenda_report import ReportRow
from domain.facts import Role
from domain.running import CueRequest
from services import access, roster
from services.house import close_house, house
from services.running import cue
from ui.report import summary
from ui.report_chart import ChartWords, charted, report_bars, report_spec

CONSOLE = settings.ROOT / "app" / "console.py"
EIGHT = datetime(2020, 5, 22, 8, tzinfo=clock.VENUE)
MINUTE = timedelta(minutes=1)
WORDS = ChartWords("Dự kiến", "Thực tế", "Bỏ qua")
PLANNED = ReportRow("1", "", 1, EIGHT, 5 * MINUTE)
RAN = ReportRow("2", "", 2, EIGHT + 5 * MINUTE, 15 * MINUTE, EIGHT + 7 * MINUTE, EIGHT + 20 * MINUTE)
RUNS = ReportRow("3", "", 3, EIGHT + 20 * MINUTE, 25 * MINUTE, EIGHT + 20 * MINUTE)
PAPER = ReportRow("3.1", "3", None, EIGHT + 20 * MINUTE, 7 * MINUTE, EIGHT + 20 * MINUTE)


@pytest.fixture
def demo(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    roster.load_demo(house(), role=Role.ORGANISER, now=clock.now())
    session = access.open_session(house(), Role.MC, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    yield house()
    close_house()


def opened(language: str) -> AppTest:
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"], at.query_params["view"] = language, "report"
    at.run()
    at.switch_page("../pages/agenda.py").run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        ("vi", "Báo cáo thực hiện chương trình", "chưa bắt đầu mục nào."),
        ("en", "Report of the programme", "nothing has started yet."),
    ],
)
def test_the_report_stands_at_the_running_orders_own_address(demo, language, title, sentence):
    at = opened(language)

    assert [one.value for one in at.title] == [title]
    assert at.markdown[0].value.endswith(sentence)
    assert len(at.dataframe[0].value) == len(demo.state.day.agenda.plan) - 1  # without the arrivals


def test_the_table_tells_what_ran_and_the_way_back_leads_to_the_console(demo):
    request = CueRequest("cue-1", Move.START, demo.state.day.agenda.seq)
    now = clock.now()
    cue(demo, request, role=Role.MC, now=now).result()
    at = opened("vi")
    first = at.dataframe[0].value.iloc[0]

    assert (first["Mục"], first["Nội dung"], first["Người bấm"]) == ("1", "Chào cờ", "MC")
    assert first["Thực tế"] == f"{now.astimezone(clock.VENUE):%H:%M} – …"
    at.button(key="report.back").click().run()
    assert not at.exception
    assert not at.title


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Chưa có chương trình."),
        ([PLANNED], "Dự kiến từ 08:00 đến 08:05; chưa bắt đầu mục nào."),
        ([PLANNED, RAN], "Dự kiến từ 08:00 đến 08:20; diễn ra từ 08:07 đến 08:20."),
        ([PLANNED, RAN, RUNS, PAPER], "Dự kiến từ 08:00 đến 08:45; bắt đầu lúc 08:07, đang tiếp tục."),
    ],
)
def test_the_day_in_a_line(rows, sentence):
    assert summary(rows, "vi") == sentence


def test_a_bar_for_each_plan_and_each_run_until_now_and_a_word_for_what_was_passed_over():
    skipped = ReportRow("4", "", 4, EIGHT + 45 * MINUTE, 5 * MINUTE, is_skipped=True)
    wrong = ReportRow("1", "", 1, EIGHT, 5 * MINUTE, EIGHT, is_forgotten=True)
    rows = [wrong, PLANNED, RAN, RUNS, PAPER, skipped]
    bars = report_bars(rows, WORDS, now=EIGHT + 30 * MINUTE).to_pylist()

    assert charted(rows) == ["1", "2", "3", "4"]
    assert [(bar["place"], bar["kind"], bar["start"], bar["end"], bar["label"]) for bar in bars] == [
        (0, "Dự kiến", 480, 485, ""),
        (1, "Dự kiến", 485, 500, ""),
        (1, "Thực tế", 487, 500, ""),
        (2, "Dự kiến", 500, 525, ""),
        (2, "Thực tế", 500, 510, ""),
        (3, "Dự kiến", 525, 530, ""),
        (3, "Thực tế", 525, 525, "Bỏ qua"),
    ]
    assert bars[2]["said"] == "Thực tế: 08:07 – 08:20"


@pytest.mark.parametrize("rows", [[], [PLANNED], [ReportRow("x", is_removed=True, started_at=EIGHT)]])
def test_the_chart_can_be_drawn_of_any_day(rows):
    bars = report_bars(rows, WORDS, now=EIGHT + MINUTE)
    spec = report_spec(bars, [f'Mục "{item}"' for item in charted(rows)], WORDS)
    [drawn, _words] = spec["layer"]
    first, last = drawn["encoding"]["x"]["scale"]["domain"]

    assert first < last
    assert first % 5 == last % 5 == 0
