"""The pages, run without a browser: the first start, the office's list, devices and PINs, what a role may do."""

import csv
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain import pins
from domain.conference import Unit, Words
from domain.day import Session
from domain.delegates import Category, Person, Presence, Standing
from domain.facts import Role
from services import access, agenda_list, conference, roster
from services.house import close_house, house
from ui.deeds import deeds_of, reserves
from ui.formats import clock_time, day, number, percent, plain
from ui.listing import EVERYBODY, OFF, found
from ui.screens import reaches_only_here
from ui.session import made_later
from ui.setup import desks_of
from ui.units import renamed_units
from ui.upload import Upload

NOW = clock.now()
CONSOLE = settings.ROOT / "app" / "console.py"
MESSY = Path(__file__).parent / "data" / "roster_messy_sample.xlsx"
EXPECTED = Path(__file__).parent / "data" / "roster_messy_expected.csv"
DEMO = settings.DEMO / "roster_150.csv"
PROGRAMME = settings.DEMO / "agenda.csv"
AS_EXPECTED = (
    "STT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Chức vụ", "Đơn vị", "Đối tượng",
    "Số điện thoại", "Ghi chú",
)  # fmt: skip
PAGES = ("setup", "roster", "checkin", "attendance")


@pytest.fixture(autouse=True)
def browser(tmp_path, monkeypatch):
    """The browser whose pages are run; Streamlit's AppTest has no cookies."""
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setattr(BROWSER, "cookie", "")
    monkeypatch.setattr("ui.session.cookie", lambda: BROWSER.cookie)
    yield BROWSER
    close_house()


class Browser:
    cookie = ""

    def log_in(self, role: Role, *, address: str = "127.0.0.1") -> Session:
        session = access.open_session(house(), role, address=address, now=clock.now())
        self.cookie = access.signed(session)
        return session


BROWSER = Browser()


def opened(page: str = "setup", language: str = "vi", role: Role = Role.ORGANISER) -> AppTest:
    """The page in a browser that is logged in, with this role unless it was before."""
    if not BROWSER.cookie:
        BROWSER.log_in(role)
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"] = language
    at.run()
    at.switch_page(f"../pages/{page}.py").run()
    assert not at.exception
    return at


def field(at: AppTest, label: str):
    """One of the set-up's fields, as the person finds it."""
    kinds = (at.text_area, at.text_input, at.number_input, at.time_input)
    return next(one for kind in kinds for one in kind if one.label == label)


@pytest.fixture
def demo(demo_data):
    """The demo as stored; opened at the first look."""
    shutil.copy(demo_data / settings.DATABASE.name, settings.DATABASE)


@pytest.fixture
def an_empty_list():
    words = Words("Hội nghị")
    conference.set_up(house(), conference.default_conference(now=NOW), words, role=Role.ORGANISER, now=NOW)


def person(name: str) -> Person:
    return Person("", name, Category.GUEST)


def chosen(name: str, content: bytes, language: str = "vi") -> AppTest:
    """The list's page after somebody chose this file."""
    at = opened("roster", language)
    at.session_state["roster.upload"] = Upload(name, content)
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("demo")
def test_each_page_opens_in_both_languages(page, language):
    opened(page, language)


@pytest.mark.parametrize(("language", "title"), [("vi", "Thiết lập Hội nghị"), ("en", "Set-up of the conference")])
def test_an_empty_folder_opens_on_the_set_up(language, title):
    at = opened(language=language)
    assert at.title[0].value == title
    assert [button.key for button in at.button] == ["setup.import", "setup.demo"]


def test_import_sets_the_conference_up_as_typed_and_goes_on_to_the_list():
    at = opened()
    field(at, "Tên Hội nghị").set_value("Hội nghị  thử")
    field(at, "Các bàn tiếp đón, cách nhau bằng dấu phẩy").set_value("A, B ; Cửa sau,")
    field(at, "Số chỗ").set_value(120)
    at.button(key="setup.import").click().run()
    state = house().state
    assert state.directory.words.name == "Hội nghị thử"
    assert (state.day.conference.seats, state.day.conference.desks) == (120, ("A", "B", "Cửa sau"))
    assert len(state.directory.items) == 11
    assert at.title[0].value == "Đại biểu"
    assert [message.value for message in at.success] == ["Đã thiết lập Hội nghị\\. Tiếp theo là danh sách đại biểu\\."]


def test_the_release_follows_the_start():
    at = opened()
    field(at, "Giờ bắt đầu").set_value(clock.now().replace(hour=14, minute=0).time()).run()
    assert f"{field(at, 'Giữ chỗ đến').value:%H:%M}" == "14:30"


def test_a_conference_without_a_name_is_not_set_up():
    at = opened()
    field(at, "Tên Hội nghị").set_value("  ")
    at.button(key="setup.import").click().run()
    assert house().state.day.conference is None
    assert len(at.error) == 1


def test_demo_data_is_loaded_from_the_set_up():
    at = opened()
    at.button(key="setup.demo").click().run()
    assert house().state.day.conference.demo
    assert house().state.day.invited == 150
    assert field(at, "Tên Hội nghị").value == conference.DEMO_NAME


@pytest.mark.usefixtures("demo")
def test_seats_change_only_with_a_reason():
    at = opened("setup")
    field(at, "Số chỗ").set_value(140).run()
    at.button(key="setup.save").click().run()
    assert [message.value for message in at.error] == ["Xin ghi lý do\\."]
    at.text_input(key="setup.reason").set_value("Hỏng ghế")
    at.button(key="setup.save").click().run()
    assert (house().state.day.conference.seats, house().state.directory.words.seats_reason) == (140, "Hỏng ghế")


@pytest.mark.usefixtures("demo")
def test_what_somebody_else_changed_meanwhile_is_not_overwritten():
    at = opened("setup")
    field(at, "Địa điểm").set_value("Nơi khác").run()
    state = house().state
    words = Words("Tên mới", "Hội trường B")
    conference.change_settings(house(), state.day.conference, words, reason="", role=Role.ORGANISER, now=NOW)
    at.button(key="setup.save").click().run()
    assert house().state.directory.words == words
    assert len(at.error) == 1
    assert field(at, "Địa điểm").value == "Hội trường B"


@pytest.mark.usefixtures("demo")
def test_the_figure_of_the_opening_is_frozen_by_one_button():
    at = opened("setup")
    at.button(key="setup.freeze").click().run()
    assert house().state.day.opening.present == 0
    assert "setup.freeze" not in [button.key for button in at.button]


def programme_from(name: str, content: bytes) -> AppTest:
    """The set-up after somebody chose this file on its tab of the programme."""
    at = opened("setup")
    at.session_state["programme.tab"] = "Nhập từ tệp"
    at.session_state["agenda.upload"] = Upload(name, content)
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("tab", ["Các mục", "Nhập từ tệp", "Giới thiệu đại biểu", "Quyền biểu quyết"])
@pytest.mark.usefixtures("demo")
def test_each_part_of_the_programme_opens(tab):
    at = opened("setup")
    at.session_state["programme.tab"] = tab
    at.run()
    assert not at.exception


@pytest.mark.usefixtures("an_empty_list")
def test_a_programme_is_previewed_and_stored_as_shown():
    at = programme_from("agenda.csv", PROGRAMME.read_bytes())
    assert at.button(key="programme.apply").label == "Nhập: thêm 11, đổi 11, bỏ 0"
    assert len(house().state.day.agenda.plan) == 11
    at.button(key="programme.apply").click().run()
    assert len(house().state.day.agenda.plan) == 22
    assert [message.value for message in at.success] == [plain("Đã nhập chương trình.")]
    assert "agenda.upload" not in at.session_state


@pytest.mark.usefixtures("an_empty_list")
def test_a_programme_with_errors_cannot_be_stored():
    at = programme_from("sai.csv", "STT,Giờ,Nội dung\n1,8h,A\n1,9h,B\n".encode())
    assert at.button(key="programme.apply").disabled
    assert [message.value for message in at.error] == [
        "Chưa nhập được: cần sửa các lỗi dưới đây trong tệp rồi chọn lại."
    ]


@pytest.mark.usefixtures("an_empty_list")
def test_a_programme_that_changed_under_the_preview_is_not_overwritten():
    at = programme_from("agenda.csv", PROGRAMME.read_bytes())
    plan, words = agenda_list.programme(house().state)
    seen = house().state.day.agenda.seq
    agenda_list.save(house(), plan[:-1], words, seen=seen, role=Role.ORGANISER, now=NOW)
    at.button(key="programme.apply").click().run()
    assert len(house().state.day.agenda.plan) == 10
    assert len(at.error) == 1
    assert at.button(key="programme.apply").label == "Nhập: thêm 12, đổi 10, bỏ 0"


@pytest.mark.usefixtures("an_empty_list")
def test_a_programme_that_cannot_be_read_is_told_and_forgotten():
    at = programme_from("anh.xlsx", b"\xff\xd8\xff\xe0 not a table")
    assert "agenda.upload" not in at.session_state
    assert len(at.error) == 1


def test_an_empty_list_asks_for_a_file_and_nothing_else():
    opened().button(key="setup.import").click().run()
    at = opened("roster")
    assert [text.value for text in at.markdown] == ["Chưa có danh sách đại biểu."]
    assert not at.button


@pytest.mark.usefixtures("demo")
def test_the_list_shows_figures_and_people_by_given_name():
    at = opened("roster")
    figures = {metric.label: metric.value for metric in at.metric}
    assert figures["Được triệu tập"] == "150 / 150"
    assert figures["Điển hình tiên tiến"] == "105 (70,0\u00a0%)"
    assert list(at.dataframe[0].value["Mã"][:3]) == ["DB057", "DB144", "DB129"]


@pytest.mark.usefixtures("demo")
def test_the_list_is_searched_as_a_desk_types():
    state = house().state
    people = found(state, "nguyen thi hanh", EVERYBODY)
    assert [person.code for person in people] == ["DB040", "DB128"]
    assert found(state, "nguyen thi hanh", OFF) == []
    roster.withdraw(house(), "DB040", reason="Ốm", role=Role.ORGANISER, now=NOW)
    assert [person.code for person in found(house().state, "hanh", OFF)] == ["DB040"]


@pytest.mark.usefixtures("an_empty_list")
def test_the_preview_shows_the_messy_sheet_as_expected():
    at = chosen(MESSY.name, MESSY.read_bytes())
    assert {metric.label: metric.value for metric in at.metric} == {
        "Đọc được": "8", "Giữ nguyên": "0", "Tự sửa": "5", "Cần xem lại": "3", "Không nhập": "0",
    }  # fmt: skip
    shown = at.dataframe[-1].value
    with EXPECTED.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    for column in AS_EXPECTED:
        assert list(shown[column]) == [row[column] for row in expected], column
    assert list(shown["Ngày sinh"]) == ["/".join(reversed(row["Ngày sinh"].split("-"))) for row in expected]
    assert house().state.day.delegates == {}


@pytest.mark.usefixtures("an_empty_list")
def test_applying_stores_what_the_preview_showed():
    at = chosen(DEMO.name, DEMO.read_bytes())
    assert at.button(key="roster.apply").label == "Nhập 150 đại biểu"
    at.button(key="roster.apply").click().run()
    assert house().state.day.invited == 150
    assert at.success[0].value == plain("Đã nhập: thêm 150, đổi 0, 0 dòng không nhập.")
    assert {metric.label: metric.value for metric in at.metric}["Được triệu tập"] == "150 / 150"


@pytest.mark.usefixtures("an_empty_list")
def test_151_are_refused_with_the_count_and_a_button_that_is_off():
    one_more = DEMO.read_bytes() + "151,DB151,Người Thứ Một Trăm Năm Mốt,,,,,,,,Khách mời,,,,,,,,,\n".encode()
    at = chosen("151.csv", one_more)
    assert at.button(key="roster.apply").disabled
    assert [message.value for message in at.error] == [
        "Quá 1 đại biểu: bớt người trong tệp, hoặc đổi số chỗ ở trang Thiết lập."
    ]


@pytest.mark.usefixtures("an_empty_list")
def test_a_list_that_changed_under_the_preview_is_not_overwritten():
    at = chosen(MESSY.name, MESSY.read_bytes())
    roster.add(house(), person("Người Mới"), Standing.EXPECTED, role=Role.ORGANISER, now=NOW)
    at.button(key="roster.apply").click().run()
    assert len(house().state.day.delegates) == 1
    assert [message.value for message in at.error] == [plain("Danh sách vừa thay đổi. Xin xem lại bản xem trước.")]
    at.button(key="roster.apply").click().run()
    assert len(house().state.day.delegates) == 9


@pytest.mark.usefixtures("demo")
def test_a_corrected_list_shows_what_changes_and_who_is_missing():
    lines = DEMO.read_text("utf-8").splitlines()
    corrected = [line.replace("Hoàng Duy,Nam,1966", "Hoàng Duy,Nam,1967") for line in lines if ",DB150," not in line]
    at = chosen("sua.csv", "\n".join(corrected).encode())
    assert at.button(key="roster.apply").label == "Nhập: thêm 0, đổi 1"
    headings = [heading.value for heading in at.subheader]
    assert any(heading.endswith("Đang lưu nhưng không có trong tệp: 13") for heading in headings)
    at.button(key="roster.apply").click().run()
    assert house().state.directory.people["DB001"].birth_year == 1967
    assert "DB150" in house().state.day.delegates


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.usefixtures("an_empty_list")
def test_a_file_that_cannot_be_read_is_told_and_forgotten(language):
    at = chosen("anh.xlsx", b"\xff\xd8\xff\xe0 not a table", language)
    assert len(at.error) == 1
    assert at.title[0].value == {"vi": "Đại biểu", "en": "Delegates"}[language]


@pytest.mark.parametrize(
    ("role", "away", "here", "reserve"),
    [
        (
            Role.ORGANISER,
            ["reissue", "release", "withdraw", "replace"],
            ["undo", "leave", "reissue"],
            ["call_up", "reissue", "withdraw"],
        ),
        (Role.OFFICE, ["reissue", "withdraw", "replace"], ["reissue"], ["call_up", "reissue", "withdraw"]),
        (Role.DESK, [], ["undo", "leave"], []),
        (Role.MC, [], [], []),
    ],
)
@pytest.mark.usefixtures("demo")
def test_deeds_are_offered_where_they_are_possible_to_whose_they_are(role, away, here, reserve):
    delegates = house().state.day.delegates
    present = replace(delegates["DB001"], presence=Presence.IN_PERSON)
    assert deeds_of(role, delegates["DB001"]) == away
    assert deeds_of(role, present) == here
    assert deeds_of(role, delegates["DK01"]) == reserve


@pytest.mark.usefixtures("demo")
def test_reserves_stand_in_the_order_of_their_codes():
    assert reserves(house().state)[0].code == "DK01"


# --- who is logged in -----------------------------------------------------------------------------------------------


def is_login(at: AppTest) -> bool:
    """The login screen draws itself; the page itself is not there."""
    return not at.title and not at.button and not at.markdown


def pin_of(role: Role, at: AppTest, pin: str, again: str) -> AppTest:
    at.radio(key="devices.role").set_value(role).run()
    at.text_input(key="devices.pin").set_value(pin)
    at.text_input(key="devices.again").set_value(again)
    at.button(key="devices.set").click().run()
    assert not at.exception
    return at


def told(at: AppTest) -> list[str]:
    return [message.value for message in (*at.success, *at.error)]


@pytest.mark.usefixtures("demo")
def test_a_pin_is_set_on_the_set_up_and_is_the_roles():
    at = pin_of(Role.MC, opened(), " câu mật khẩu ", " câu mật khẩu ")
    assert told(at) == [
        plain(
            "Đã đặt mã PIN: Dẫn chương trình (MC). Thiết bị đăng nhập bằng mã cũ đã bị đăng xuất. "
            "Mã đang có chữ có dấu. Nếu không cố ý, hãy tắt Unikey rồi gõ lại."
        )
    ]
    assert access.log_in(house(), Role.MC, "câu mật khẩu", address="10.0.0.7", now=clock.now()).role is Role.MC


@pytest.mark.parametrize(
    ("pin", "again", "why"),
    [
        ("111111", "111112", "Hai lần gõ chưa giống nhau. Hãy gõ lại."),
        ("12345", "12345", "Mã PIN phải có ít nhất 6 chữ hoặc số."),
        ("  12345   ", "  12345   ", "Mã PIN phải có ít nhất 6 chữ hoặc số."),
        ("", "", "Mã PIN phải có ít nhất 6 chữ hoặc số."),
    ],
)
@pytest.mark.usefixtures("demo")
def test_a_pin_too_short_or_typed_two_ways_is_not_set(pin, again, why):
    before = house().state.directory.pins
    assert told(pin_of(Role.DESK, opened(), pin, again)) == [plain(why)]
    assert house().state.directory.pins == before


@pytest.mark.usefixtures("demo")
def test_a_new_pin_ends_the_devices_of_that_role_but_the_one_that_set_it():
    organisers = access.open_session(house(), Role.ORGANISER, address="10.0.0.2", now=clock.now())
    desk = access.open_session(house(), Role.DESK, address="10.0.0.3", now=clock.now())
    own = BROWSER.log_in(Role.ORGANISER)
    pin_of(Role.ORGANISER, opened(), "mã mới 1", "mã mới 1")
    left = house().state.day.sessions
    assert (own.id in left, desk.id in left, organisers.id in left) == (True, True, False)


@pytest.mark.usefixtures("demo")
def test_devices_are_listed_and_one_is_logged_out_after_being_asked():
    now = clock.now()
    access.open_session(house(), Role.WALL, address="10.0.0.9", now=now - pins.LASTS)  # ended by itself
    desk = access.open_session(house(), Role.DESK, address="10.0.0.3", now=now)
    own = BROWSER.log_in(Role.ORGANISER)
    at = opened()
    listed = [button.key for button in at.button if button.key.startswith("devices.ask.")]
    assert {f"devices.ask.{own.id}", f"devices.ask.{desk.id}"} <= set(listed)
    assert len(listed) == len(access.devices(house(), now=now)) == len(house().state.day.sessions) - 1
    assert [text.value for text in at.markdown if text.value.startswith("10")] == [plain("10.0.0.3")]
    at.button(key=f"devices.ask.{desk.id}").click().run()
    at.button(key=f"devices.keep.{desk.id}").click().run()
    assert desk.id in house().state.day.sessions
    at.button(key=f"devices.ask.{desk.id}").click().run()
    at.button(key=f"devices.out.{desk.id}").click().run()
    assert desk.id not in house().state.day.sessions
    said = ":green[:material/check: Đã đăng xuất thiết bị: Bàn đón tiếp.]"
    assert said in [text.value for text in at.markdown]
    assert said in [text.value for text in at.run().markdown]


def end(session: Session) -> None:
    access.revoke(house(), session.id, role=Role.ORGANISER, now=clock.now())


@pytest.mark.usefixtures("demo")
def test_a_revoked_session_can_press_what_is_still_on_its_screen_and_nothing_is_done():
    own = BROWSER.log_in(Role.ORGANISER)
    at = opened()
    end(own)
    at.button(key="setup.freeze").click().run()
    assert house().state.day.opening is None
    assert not at.exception
    assert is_login(at)


@pytest.mark.usefixtures("demo")
def test_an_expired_session_saves_nothing(monkeypatch):
    BROWSER.log_in(Role.ORGANISER)
    at = opened()
    field(at, "Địa điểm").set_value("Nơi khác").run()
    monkeypatch.setattr(pins, "LASTS", timedelta())
    at.button(key="setup.save").click().run()
    assert house().state.directory.words.place != "Nơi khác"
    assert is_login(at)


@pytest.mark.usefixtures("demo")
def test_a_download_is_made_only_while_the_session_stands():
    own = BROWSER.log_in(Role.OFFICE)
    make = made_later(lambda: "danh sách")
    assert make() == "danh sách"
    end(own)
    with pytest.raises(PermissionError):
        make()


@pytest.mark.parametrize(
    ("home", "only_here"),
    [("http://127.0.0.1:8501", True), ("http://localhost:8501", True), ("http://[::1]:8501", True),
     ("https://192.168.1.20:8501", False), ("https://khaimac.local:8501", False), ("", False)],
)  # fmt: skip
def test_addresses_of_this_machine_alone_are_told_from_those_of_the_hall(home, only_here):
    assert reaches_only_here(home) is only_here


@pytest.mark.parametrize(
    ("shown", "vietnamese", "english"),
    [
        (lambda lang: number(1234567, lang), "1.234.567", "1,234,567"),
        (lambda lang: percent(70.5, lang), "70,5\u00a0%", "70.5%"),
        (lambda lang: percent(None, lang), "–", "–"),
        (lambda lang: day(datetime(2020, 5, 21, 23, tzinfo=UTC), lang), "22/05/2020", "22 May 2020"),
        (lambda _: clock_time(datetime(2020, 5, 22, 0, 30, tzinfo=UTC)), "07:30", "07:30"),
    ],
)
def test_figures_are_written_as_each_language_does(shown, vietnamese, english):
    assert (shown("vi"), shown("en")) == (vietnamese, english)


def test_what_people_typed_is_no_markdown():
    assert plain("<b>*[a](b)*</b> :red[x] $y$") == r"\<b\>\*\[a\]\(b\)\*\</b\> \:red\[x\] \$y\$"


@pytest.mark.usefixtures("demo")
def test_only_short_names_that_were_typed_anew_are_saved():
    units = ["Công ty CP Dệt may Sóng Biếc", "Bộ Công Thương", "Thanh tra Sở"]
    typed = ["Dệt may Sóng Biếc", " Bộ  CT ", ""]
    assert renamed_units(units, typed, house().state) == [Unit("Bộ Công Thương", "Bộ CT")]


def test_desks_are_read_from_one_line():
    assert desks_of(" A,B ;  Cửa   sau,, A\n") == ("A", "B", "Cửa sau", "A")
