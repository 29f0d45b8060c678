"""The tab of personal data: what will go, until when, the refusal before the day's end, what to destroy."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from clock import VENUE
from domain.facts import Role
from domain.removal import Keeping
from services import access, backups, conference, removal
from services.backup import backup
from services.backups import Status
from services.house import close_house, house
from services.removal import Going
from ui.login import login_data
from ui.personal_removal import lines
from ui.personal_tab import last_day
from ui.programme import programme_data

CONSOLE = settings.ROOT / "app" / "console.py"
ORGANISER = Role.ORGANISER
NOTHING = dict.fromkeys(Going.__dataclass_fields__, 0)


@pytest.fixture
def demo(tmp_path, monkeypatch, demo_data):
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    shutil.copy(demo_data / settings.DATABASE.name, settings.DATABASE)
    own = access.open_session(house(), ORGANISER, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(own))
    yield house()
    close_house()


def end_the_day(store, *, ago=timedelta(0)):
    conference.open_day(store, keep=False, role=ORGANISER, now=clock.now() - ago)
    conference.end_day(store, role=ORGANISER, now=clock.now() - ago)


def remove(store, keeping=Keeping.AWARD_LIST):
    assert removal.remove(store, keeping, role=ORGANISER, now=clock.now()).seq


def opened(language: str = "vi") -> AppTest:
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"] = language
    at.run()
    at.switch_page("../pages/setup.py").run()
    assert not at.exception
    return at


def keys(at: AppTest) -> set[str]:
    return {one.key for kind in ("button", "download_button") for one in at.get(kind) if one.key}


def said(at: AppTest) -> str:
    return "\n".join(one.value for one in at.markdown)


# --- what will go ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("going", "keeping", "told"),
    [
        ({}, Keeping.NOTHING, []),
        ({"people": 162, "honourees": 67}, Keeping.AWARD_LIST, ["Họ tên, chức vụ, đơn vị: 95 người"]),
        ({"people": 162, "honourees": 67}, Keeping.NOTHING, ["Họ tên, chức vụ, đơn vị: 162 người"]),
        ({"honourees": 67}, Keeping.AWARD_LIST, []),
        ({"phones": 1200, "substitutes": 2}, Keeping.AWARD_LIST, ["Số điện thoại: 1.200", "Người dự thay: 2"]),
    ],
)
def test_what_goes_is_told_without_what_there_is_none_of(going, keeping, told):
    assert lines(Going(**NOTHING | going), keeping, "vi") == told


def test_each_figure_has_its_line():
    told = lines(Going(**dict.fromkeys(NOTHING, 1) | {"honourees": 0}), Keeping.AWARD_LIST, "en")

    assert len(told) == len(NOTHING) - 1


# --- until when ------------------------------------------------------------------------------------------------------


def test_the_last_day_is_counted_from_the_end_of_the_day(demo):
    assert last_day(demo.state) is None
    end_the_day(demo)
    today = clock.now().astimezone(VENUE).date()
    assert last_day(demo.state) == today + timedelta(days=30)
    remove(demo)
    assert last_day(demo.state) is None


@pytest.mark.parametrize(("ago", "told"), [(5, "còn 25 ngày"), (30, "Lẽ ra đã phải xóa trước"), (90, "Lẽ ra")])
def test_the_tab_says_how_many_days_are_left(demo, ago, told):
    end_the_day(demo, ago=timedelta(days=ago))

    assert told in said(opened())


# --- the tab ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "refusal", "line"),
    [
        ("vi", "Chỉ xóa được sau khi kết thúc ngày hội nghị.", "**Thời gian lưu.** Xóa chậm nhất 30 ngày"),
        ("en", "This is possible once the day of the conference has been ended.", "**How long.** Removed at the"),
    ],
)
def test_before_the_end_of_the_day_it_only_gives_the_notice(demo, language, refusal, line):
    conference.open_day(demo, keep=False, role=ORGANISER, now=clock.now())
    at = opened(language)

    assert [one.value for one in at.info if one.value == refusal] == [refusal]
    assert line in said(at)
    assert {key for key in keys(at) if key.startswith("personal.")} == {"personal.notice"}


@pytest.mark.usefixtures("demo")
def test_a_conference_that_never_began_needs_no_end():
    assert "personal.remove" in keys(opened())


def test_after_the_end_the_award_list_is_offered_and_the_removal_opens_its_dialog(demo):
    end_the_day(demo)
    at = opened()
    assert {"personal.notice", "personal.honours", "personal.remove"} <= keys(at)
    at.button(key="personal.remove").click().run()
    assert not at.exception
    assert "- Dân tộc: " in said(at)
    assert at.radio(key="personal.choice").value == Keeping.AWARD_LIST


def test_afterwards_it_says_when_and_lists_what_must_be_destroyed(demo, tmp_path, monkeypatch):
    stick = tmp_path / "usb"
    stick.mkdir()
    older = backup(demo, stick, now=clock.now() - timedelta(minutes=1))
    end_the_day(demo)
    remove(demo)
    monkeypatch.setattr(backups, "status", lambda: Status(stick))
    at = opened()

    at_venue = demo.state.day.removal.happened_at.astimezone(VENUE)
    assert f"**Dữ liệu cá nhân đã xóa lúc {at_venue:%H:%M}, ngày {at_venue:%d/%m/%Y}.**" in said(at)
    assert "Các bản sao lưu này vẫn còn dữ liệu cá nhân. Phải hủy:" in [one.value for one in at.warning]
    assert re.sub(r"\\(.)", r"\1", said(at)).count(str(older)) == 1
    assert "personal.honours" not in keys(at)
    shutil.rmtree(older)
    assert str(older.name) not in re.sub(r"\\(.)", r"\1", said(opened()))


def test_the_award_list_may_go_later_and_then_there_is_nothing_to_remove(demo):
    end_the_day(demo)
    remove(demo)
    assert "personal.remove" in keys(opened())
    remove(demo, Keeping.NOTHING)
    assert "personal.remove" not in keys(opened())


# --- the end of the day ----------------------------------------------------------------------------------------------


def test_the_day_is_ended_once_it_is_open_and_taken_back_until_the_removal(demo):
    assert keys(opened()) & {"setup.end_day", "setup.go_on"} == set()
    conference.open_day(demo, keep=False, role=ORGANISER, now=clock.now())
    assert keys(opened()) & {"setup.end_day", "setup.go_on"} == {"setup.end_day"}
    conference.end_day(demo, role=ORGANISER, now=clock.now())
    at = opened()
    assert keys(at) & {"setup.end_day", "setup.go_on"} == {"setup.go_on"}
    assert "Đã kết thúc lúc " in said(at)
    remove(demo)
    assert keys(opened()) & {"setup.end_day", "setup.go_on"} == set()


# --- what the notice is made of, and where it is shown ---------------------------------------------------------------


def test_the_set_up_stores_the_office_and_the_days(demo):
    at = opened()
    next(one for one in at.text_input if one.label == "Cơ quan chịu trách nhiệm về dữ liệu cá nhân").set_value("  Sở ")
    next(one for one in at.number_input if one.label == "Số ngày giữ dữ liệu cá nhân sau báo cáo").set_value(45)
    at.button(key="setup.save").click().run()

    assert (demo.state.directory.words.controller, demo.state.day.conference.retention_days) == ("Sở", 45)


def test_an_emptied_office_stays_what_it_was(demo):
    at = opened()
    next(one for one in at.text_input if one.label == "Cơ quan chịu trách nhiệm về dữ liệu cá nhân").set_value(" ")
    at.button(key="setup.save").click().run()

    assert demo.state.directory.words.controller == "Sở Công Thương"


def test_both_are_there_after_a_restart(demo):
    words = replace(demo.state.directory.words, controller="Sở Công Thương Khánh Hòa")
    changed = replace(demo.state.day.conference, retention_days=60)
    conference.change_settings(demo, changed, words, reason="", role=ORGANISER, now=clock.now())
    close_house()

    state = house().state
    assert (state.directory.words, state.day.conference) == (words, changed)


@pytest.mark.usefixtures("demo")
def test_the_login_screen_and_the_programme_carry_it():
    login = login_data(list(Role), None, is_here=True, language="en")["notice"]

    assert login["title"] == "Notice on personal data"
    assert programme_data("en")["personal"] == login
