"""The audit page: what the organiser reads and finds, page by page; what is taken away, and that this is an entry."""

import csv
import io
import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from serving import run_command
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain.audit import Export, Group
from domain.checkin import Scan
from domain.facts import Kind, Role, Way
from services import access, audit, checkin
from services.audit import Filters
from services.house import close_house, house
from store.engine import Store
from ui.audit import DESK, KINDS, SINCE, TEXT, UNTIL, as_xlsx, lines, table
from ui.exports import recorded
from ui.session import made_later

CONSOLE = settings.ROOT / "app" / "console.py"
ROW = re.compile(r"<tr[^>]*><td>(\d+)</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>")


@pytest.fixture
def demo(tmp_path, monkeypatch, demo_data):
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    shutil.copy(demo_data / settings.DATABASE.name, settings.DATABASE)
    log_in(monkeypatch, Role.ORGANISER)
    yield house()
    close_house()


def log_in(monkeypatch, role: Role):
    session = access.open_session(house(), role, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    return session


def scan(store, code: str, number: int, *, desk: str = "A", happened_at=None) -> None:
    badge = store.state.day.delegates[code].badge if code.startswith("DB") else code
    asked = Scan(f"s{number}", desk, Way.SCANNER, badge, None, happened_at)
    checkin.scan(store, asked, role=Role.DESK, now=clock.now()).result()


def opened(language: str = "vi") -> AppTest:
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"] = language
    at.run()
    at.switch_page("../pages/audit.py").run()
    assert not at.exception
    return at


def rows(at: AppTest) -> list[tuple[int, str]]:
    """Number and sentence of each row of the table."""
    assert not at.exception
    html = "".join(one.proto.body for one in at.get("html"))
    return [(int(seq), sentence) for seq, _when, _who, sentence in ROW.findall(html)]


def said(at: AppTest) -> str:
    return next(one.value for one in at.markdown if one.value.startswith(("Số dòng", "Entries")))


@pytest.mark.parametrize(
    ("language", "title", "last", "labels"),
    [
        ("vi", "Nhật ký", "Thiết bị đăng nhập: Ban Tổ chức, địa chỉ 127.0.0.1", ["Tải xuống XLSX", "Tải xuống CSV"]),
        ("en", "Audit", "Device logged in: Organisers, address 127.0.0.1", ["Download as XLSX", "Download as CSV"]),
    ],
)
def test_the_organiser_reads_the_ledger_newest_first(demo, language, title, last, labels):
    at = opened(language)
    shown = rows(at)

    assert [one.value for one in at.title] == [title]
    assert [seq for seq, _ in shown] == list(range(demo.state.day.seq, 0, -1))
    assert shown[0] == (demo.state.day.seq, last)
    assert [button.label for button in at.get("download_button")] == labels
    assert "audit.newer" not in [button.key for button in at.button]


def test_filters_narrow_the_table_and_the_figure_says_how_far(demo):
    scan(demo, "DB001", 1)
    scan(demo, "DB002", 2, desk="B")
    scan(demo, "bê xê", 3, desk="B")
    seq, name = demo.state.day.seq, demo.state.directory.people["DB001"].name
    at = opened()
    at.pills(key=KINDS).set_value([Group.DOOR]).run()
    assert [one for one, _ in rows(at)] == [seq, seq - 1, seq - 2]
    assert said(at) == f"Số dòng: 3 trên {seq}"
    at.selectbox(key=DESK).set_value("B").run()
    assert [one for one, _ in rows(at)] == [seq, seq - 1]
    assert rows(at)[0][1] == "Mã không đọc được: “bê xê”, bàn B, máy quét"
    at.selectbox(key=DESK).set_value("").run()
    at.text_input(key=TEXT).set_value(name).run()
    assert [(one, name in sentence) for one, sentence in rows(at)] == [(seq - 2, True)]


def test_from_and_to_are_the_venues_clock_and_the_chosen_minute_counts(demo):
    happened_at = clock.now() - timedelta(hours=3)
    scan(demo, "DB001", 1, happened_at=happened_at)
    minute = happened_at.astimezone(clock.VENUE).replace(second=0, microsecond=0, tzinfo=None)
    at = opened()
    at.datetime_input(key=SINCE).set_value(minute)
    at.datetime_input(key=UNTIL).set_value(minute).run()

    assert [seq for seq, _ in rows(at)] == [demo.state.day.seq]


def test_filtered_to_nothing_says_so_and_lets_all_filters_go(demo):
    at = opened()
    at.text_input(key=TEXT).set_value("không có ai như vậy")
    at.datetime_input(key=SINCE).set_value(clock.now().replace(tzinfo=None)).run()
    assert rows(at) == []
    assert at.get("download_button") == []
    assert [one.value for one in at.info] == ["Không có dòng nào như vậy. Hãy bỏ bớt điều kiện lọc."]
    at.button(key="audit.clear").click().run()
    assert len(rows(at)) == demo.state.day.seq
    assert (at.text_input(key=TEXT).value, at.datetime_input(key=SINCE).value) == ("", None)


def test_more_than_a_page_is_turned_and_a_filter_begins_at_the_first_again(demo):
    for number in range(audit.PAGE):
        scan(demo, f"x{number}", number)
    seq = demo.state.day.seq
    at = opened()
    assert (len(rows(at)), at.button(key="audit.newer").disabled) == (audit.PAGE, True)
    at.button(key="audit.older").click().run()
    assert [one for one, _ in rows(at)] == list(range(seq - audit.PAGE, 0, -1))
    assert at.button(key="audit.older").disabled
    at.pills(key=KINDS).set_value([Group.DOOR]).run()
    assert rows(at)[0][0] == seq


def test_a_late_entry_has_both_times_and_what_was_taken_back_says_by_which_line(demo):
    scan(demo, "DB001", 1, happened_at=clock.now() - timedelta(minutes=20))
    html = table(audit.entries(demo, Filters(groups=frozenset({Group.DOOR}))), demo.state, "vi")
    assert html.count("<small>ghi nhận ") == 1
    [late] = audit.entries(demo, Filters(groups=frozenset({Group.DOOR})))
    back = table([replace(late, taken_back_by=99)], demo.state, "vi")
    assert "<small>đã hủy tại dòng 99</small>" in back


def test_nothing_of_a_note_is_markup(demo):
    scan(demo, "<b>x</b>", 1)

    assert "“&lt;b&gt;x&lt;/b&gt;”" in table(audit.entries(demo, Filters())[:1], demo.state, "vi")


def test_the_file_holds_what_was_found_with_the_role_and_both_times(demo):
    scan(demo, "=1+1", 1)
    found = audit.entries(demo, Filters(groups=frozenset({Group.DOOR})))
    [header, row] = lines(found, demo.state, "vi")

    assert header == ("STT", "Xảy ra lúc", "Ghi nhận lúc", "Vai trò", "Bàn", "Nội dung", "Hủy tại dòng")
    assert (row[0], row[3:]) == (
        str(demo.state.day.seq), ("Bàn đón tiếp", "A", "Mã không đọc được: “=1+1”, bàn A, máy quét", ""),
    )  # fmt: skip


def test_a_device_that_was_logged_out_from_afar_is_told_by_its_login(demo):
    desk = access.open_session(house(), Role.DESK, address="10.0.0.7", now=clock.now())
    access.revoke(demo, desk.id, role=Role.ORGANISER, now=clock.now())

    assert rows(opened())[0][1] == "Đăng xuất thiết bị từ xa: Bàn đón tiếp"


def test_the_spreadsheet_has_numbers_as_numbers_and_no_formula(demo):
    scan(demo, "=1+1", 1)
    found = audit.entries(demo, Filters(groups=frozenset({Group.DOOR})))
    sheet = load_workbook(io.BytesIO(as_xlsx([replace(found[0], taken_back_by=99)], demo.state, "vi"))).active

    assert sheet.title == "Nhật ký"
    assert [cell.value for cell in sheet[2]][::6] == [demo.state.day.seq, 99]
    assert {cell.data_type for cell in sheet[2]} == {"n", "s"}


# --- what is taken away ----------------------------------------------------------------------------------------------


def exports(store) -> list[tuple[Role, dict]]:
    """Of this ledger, after the one of the badge codes that the demo was made with."""
    found = [one.fact for one in audit.entries(store, Filters()) if one.fact.kind is Kind.EXPORTED]
    return [(fact.role, dict(fact.detail)) for fact in reversed(found)][1:]


def test_the_entry_stands_before_the_bytes_are_made(demo, monkeypatch):
    log_in(monkeypatch, Role.OFFICE)
    make = recorded(Export.ROSTER, 150, lambda: f"{len(exports(demo))}")
    assert exports(demo) == []
    assert make() == "1"
    assert exports(demo) == [(Role.OFFICE, {"what": "roster", "rows": 150})]


@pytest.mark.usefixtures("demo")
def test_an_ended_session_gets_neither_file_nor_entry(monkeypatch):
    own = log_in(monkeypatch, Role.ORGANISER)
    make = made_later(recorded(Export.AUDIT, 3, lambda: b"x"))
    access.revoke(house(), own.id, role=Role.ORGANISER, now=clock.now())

    with pytest.raises(PermissionError):
        make()
    assert exports(house()) == []


def test_the_commands_write_the_same_entry(tmp_path, demo_data):
    data = shutil.copytree(demo_data, tmp_path / "data")
    file = tmp_path / "list.csv"
    run_command(data, "export", str(file))
    store = Store(data / settings.DATABASE.name)
    found = [one.fact.detail for one in audit.entries(store, Filters()) if one.fact.kind is Kind.EXPORTED]
    people = len(store.state.day.delegates)
    store.close()

    assert [one["what"] for one in found] == [Export.ROSTER, Export.CODES]
    assert found[0]["rows"] == people == len(list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))) - 1
