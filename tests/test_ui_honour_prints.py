"""The page of the honours' papers: what is on paper, what has changed since, the downloads of one version."""

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain.awards import StandIn
from domain.facts import Role
from domain.honours import Receiver, ReceiverMode
from services import access, honours, roster
from services.house import close_house, house

CONSOLE = settings.ROOT / "app" / "console.py"


@pytest.fixture
def demo(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    roster.load_demo(house(), role=Role.ORGANISER, now=clock.now())
    session = access.open_session(house(), Role.MC, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    yield house()
    close_house()


def opened(language: str = "vi") -> AppTest:
    at = AppTest.from_file(CONSOLE, default_timeout=30)
    at.query_params["lang"], at.query_params["view"] = language, "prints"
    at.run()
    at.switch_page("../pages/honours.py").run()
    assert not at.exception
    return at


def offered(at: AppTest) -> list[str]:
    return [button.label for button in at.get("download_button")]


def printed(at: AppTest) -> AppTest:
    return at.button(key="honour_prints.print").click().run()


def change_a_receiver(store, number: int) -> None:
    slot = store.state.day.honours.batches[number - 1].slots[0].id
    honours.set_receiver(
        store, StandIn(slot), Receiver(ReceiverMode.LATER), reason="", action_id=f"r{number}",
        role=Role.MC, now=clock.now(),
    ).result()  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "press", "later"),
    [
        ("vi", "Bản in phần vinh danh", "In danh sách (bản 1)", "Danh sách trao sau (PDF)"),
        ("en", "Papers of the honours", "Print the list (version 1)", "List to hand over later (PDF)"),
    ],
)
def test_before_the_first_print_only_what_is_owed_can_be_had(demo, language, title, press, later):
    at = opened(language)

    assert [one.value for one in at.title] == [title]
    assert at.button(key="honour_prints.print").label == press
    assert offered(at) == [later]
    assert demo.state.day.honours.printed == 0


def test_a_print_is_on_the_ledger_and_gives_the_papers_of_its_version(demo):
    at = printed(opened())

    assert not at.exception
    assert demo.state.day.honours.printed == 1
    assert [one.value for one in at.success] == ["Bản 1 đã in, từ đó danh sách không đổi."]
    assert offered(at) == [
        "Thứ tự lên sân khấu (PDF)", "Danh sách khay (PDF)", "Chỗ ngồi – đợt (PDF)", "Danh sách trao sau (PDF)",
    ]  # fmt: skip


def test_a_change_afterwards_takes_the_old_papers_away_and_says_which_batches(demo):
    at = printed(opened())
    change_a_receiver(demo, 3)
    change_a_receiver(demo, 7)
    at.run()

    assert [one.value for one in at.warning] == ["Danh sách đã đổi sau bản 1: in lại bản 3. Đợt có thay đổi: 3, 7."]
    assert offered(at) == ["Danh sách trao sau (PDF)"]
    assert len(offered(printed(at))) == 4
    assert demo.state.day.honours.printed == 3


def test_what_another_browser_printed_is_known_without_its_papers(demo):
    honours.record_print(demo, role=Role.ORGANISER, now=clock.now())
    assert offered(opened()) == ["Danh sách trao sau (PDF)"]
    change_a_receiver(demo, 3)

    assert [one.value for one in opened().warning] == ["Danh sách đã đổi sau bản 1: in lại bản 2."]


def test_batches_are_named_only_against_the_papers_this_browser_has(demo):
    at = printed(opened())
    change_a_receiver(demo, 3)
    honours.record_print(demo, role=Role.ORGANISER, now=clock.now())
    change_a_receiver(demo, 7)

    assert [one.value for one in at.run().warning] == ["Danh sách đã đổi sau bản 2: in lại bản 3."]


@pytest.mark.usefixtures("demo")
def test_the_way_back_leads_to_the_ceremony():
    at = opened()
    at.button(key="honour_prints.back").click().run()

    assert not at.exception
    assert "view" not in at.query_params
    assert not at.title
