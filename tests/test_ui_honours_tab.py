"""The set-up's tab of the honours: a file looked at and taken in, what is wrong with it, its words for each problem."""

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain.facts import Role
from domain.honours_list import Problem, ProblemKind
from services import access, conference, honours_list, roster
from services.house import close_house, house
from ui.files import Upload
from ui.formats import plain
from ui.honours_changes import FIELDS, honours_change_lines
from ui.honours_problems import REMEDIES, honours_problem_line, rows_of

CONSOLE = settings.ROOT / "app" / "console.py"
DEMO = settings.DEMO / "honours.csv"
NOW = clock.now()


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An organiser's browser, and nothing stored."""
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    session = access.open_session(house(), Role.ORGANISER, address="127.0.0.1", now=NOW)
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    yield house()
    close_house()


@pytest.fixture
def demo(office):
    roster.load_demo(office, role=Role.ORGANISER, now=NOW)
    return office


def demo_text(*changes: tuple[str, str]) -> bytes:
    text = DEMO.read_text("utf-8")
    for before, after in changes:
        text = text.replace(before, after, 1)
    return text.encode()


def opened(tab: str = "Nhập từ tệp", *, language: str = "vi", content: bytes = b"") -> AppTest:
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"] = language
    at.run()
    at.session_state["honours.tab"] = tab
    if content:
        at.session_state["honours_list.upload"] = Upload("khen.csv", content)
    at.switch_page("../pages/setup.py").run()
    assert not at.exception
    return at


def keys(at: AppTest) -> list[str]:
    return [button.key for button in at.button]


@pytest.mark.parametrize(("tab", "language"), [("Đợt và người nhận", "vi"), ("Nhập từ tệp", "vi"), ("File", "en")])
@pytest.mark.usefixtures("demo")
def test_each_part_opens(tab, language):
    opened(tab, language=language)


def test_an_office_without_a_roster_is_told_that_it_comes_first(office):
    default = conference.default_conference(now=NOW)
    conference.set_up(office, default, conference.Words("Hội nghị"), role=Role.ORGANISER, now=NOW)
    at = opened()

    assert [message.value for message in at.info] == [
        "Cần nhập danh sách đại biểu trước: người nhận được tra theo danh sách đó."
    ]


def test_a_list_is_previewed_and_stored_as_shown(demo):
    at = opened(content=demo_text(("Đại diện lãnh đạo UBND tỉnh", "Ông A")))
    shown = {table.value.columns[0]: table.value for table in at.table}

    assert at.button(key="honours_list.apply").label == "Nhập: thêm 0, đổi 1, bỏ 0"
    assert list(shown["Nội dung"].iloc[0]) == [
        plain(text) for text in ("đợt H01", "Người trao", "Đại diện lãnh đạo UBND tỉnh", "Ông A")
    ]
    assert len(shown["Đợt"]) == 16
    at.button(key="honours_list.apply").click().run()
    assert demo.state.directory.batches["H01"].presenter == "Ông A"
    assert [message.value for message in at.success] == [plain("Đã nhập danh sách khen thưởng.")]
    assert "honours_list.upload" not in at.session_state


@pytest.mark.usefixtures("demo")
def test_the_same_list_again_leaves_nothing_to_import():
    button = opened(content=DEMO.read_bytes()).button(key="honours_list.apply")

    assert (button.label, button.disabled) == ("Không có gì để nhập", True)


@pytest.mark.usefixtures("demo")
def test_a_list_with_errors_says_so_and_cannot_be_stored():
    at = opened(content=demo_text(("DB021", "DB999")))
    wrong = at.table[0].value

    assert "honours_list.apply" not in keys(at)
    assert [message.value for message in at.error] == [
        "Chưa nhập được: cần sửa các lỗi dưới đây trong tệp rồi chọn lại."
    ]
    assert list(wrong.iloc[0]) == [
        plain(text)
        for text in (
            "2",
            "Mã đại biểu",
            "Không có đại biểu mang mã DB999",
            "Sửa mã, hoặc bổ sung người này vào danh sách đại biểu trước",
        )
    ]


def test_a_list_that_changed_under_the_preview_is_not_overwritten(demo):
    at = opened(content=demo_text(("Đại diện lãnh đạo UBND tỉnh", "Ông A")))
    other = honours_list.preview(demo.state, "b.csv", demo_text(("Đại diện lãnh đạo UBND tỉnh", "Ông B")))
    honours_list.apply(demo, other, role=Role.ORGANISER, now=NOW)
    at.button(key="honours_list.apply").click().run()

    assert demo.state.directory.batches["H01"].presenter == "Ông B"
    assert [message.value for message in at.error] == [plain("Phần vinh danh vừa có người thay đổi. Vui lòng xem lại.")]


@pytest.mark.usefixtures("demo")
def test_a_file_that_cannot_be_read_is_told_and_forgotten():
    at = opened(content=b"\xff\xd8\xff\xe0 not a table")

    assert "honours_list.upload" not in at.session_state
    assert len(at.error) == 1


def test_each_problem_has_its_words():
    assert REMEDIES.keys() == set(ProblemKind)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ProblemKind)
def test_each_problem_makes_a_sentence(kind, language):
    after = "withdrawn" if kind is ProblemKind.MAY_NOT_ENTER else "sau"
    line = honours_problem_line(Problem((3, 4, 5, 9), kind, "Cột", "trước", after), language)

    assert line.startswith(("dòng 3–5, 9 · Cột · ", "row 3–5, 9 · Cột · "))
    assert not {"{", "}"} & set(line)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((), ""), ((4,), "4"), ((3, 60), "3, 60"), (tuple(range(2, 12)), "2–11"),
        (tuple(range(2, 40, 2)), "2, 4, 6, 8, 10, 12, 14, 16 …"),
    ],
)  # fmt: skip
def test_rows_are_named_in_runs(rows, text):
    assert rows_of(Problem(rows, ProblemKind.TRAY_TWICE)) == text


def test_many_trays_with_other_numbers_are_one_line(demo):
    head, *lines = DEMO.read_text("utf-8").splitlines(keepends=True)
    gone = next(place for place, line in enumerate(lines) if "H09" in line)
    preview = honours_list.preview(demo.state, "a.csv", "".join([head, *lines[:gone], *lines[gone + 1 :]]).encode())
    told = list(honours_change_lines(preview, demo.state, "vi"))

    assert told[0].startswith("Số khay đánh lại: ")
    assert told[-1].startswith("bỏ: ")
    assert len(told) == 2
    assert {field for change in preview.comparison.changed for field in change.fields} <= FIELDS.keys()
