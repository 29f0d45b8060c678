"""The set-up's editor of the honours: its rows, what typing in them gives, its pieces of work without a browser."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import clock
import settings
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.facts import Role
from domain.honours import RecipientType
from domain.honours_editing import Placed
from services import access, honours, honours_editing, roster
from services.honours_editing import Edit
from services.house import close_house, house
from store.engine import Store
from ui.honours_editor_rows import (
    award_rows,
    awards_typed,
    batch_label,
    batch_rows,
    certificate_rows,
    certificate_words,
    decision_rows,
    decisions_typed,
    longest_citation,
    placed_of,
)
from ui.honours_saving import version

NOW = clock.now()
ORGANISER = Role.ORGANISER
NOTHING = (None, float("nan"), "")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Nothing in here stores anything in it."""
    store = Store(tmp_path_factory.mktemp("demo") / "khaimac.duckdb")
    roster.load_demo(store, role=ORGANISER, now=NOW)
    yield store.state
    store.close()


# --- rows ------------------------------------------------------------------------------------------------------------


def test_a_line_tells_what_a_batch_is(demo):
    lines = batch_rows(demo, demo.day.honours.batches, "vi")

    assert lines[9] == {
        "number": 10, "id": "H10", "award": "Bằng khen của Chủ tịch UBND tỉnh", "decision": "9909/QĐ-UBND",
        "part": "1/2", "presenter": "Đại diện lãnh đạo UBND tỉnh", "people": 10, "time": "3:30",
        "state": "Còn sửa được", "collective": 0, "individual": 10,
    }  # fmt: skip
    assert batch_label(demo, 3, demo.day.honours.batches[2]) == (
        "3 · H03 · Bằng khen của Thủ tướng Chính phủ · 9903/QĐ-TTg"
    )


def test_homonyms_are_told_apart_by_their_year(demo):
    lines = certificate_rows(demo, demo.day.honours.batch("H10"), "vi")

    assert [line["name"] for line in lines if line["code"] == "DB024"] == ["Trần Văn Hùng (1979)"]


def test_rows_as_they_are_shown_are_the_same_batch(demo):
    batch = demo.day.honours.batch("H03")
    lines = certificate_rows(demo, batch, "vi")

    assert [one.slot for one in placed_of(lines, batch, {})] == list(batch.slots)
    assert {one.batch for one in placed_of(lines, batch, {})} == {"H03"}
    edit = Edit(demo.day.honours.batches, certificate_words(lines, batch), demo.day.honours.seq)
    assert honours_editing.changes(demo, edit) == 0


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({0: 3}, [1, 2, 0, 3]),
        ({3: 1}, [3, 0, 1, 2]),
        ({0: 4, 3: 1}, [3, 1, 2, 0]),
        ({1: 99}, [0, 2, 3, 1]),
        ({1: None}, [0, 1, 2, 3]),
        ({1: float("nan")}, [0, 1, 2, 3]),
    ],
)
def test_who_is_given_another_place_stands_there(demo, typed, order):
    batch = demo.day.honours.batch("H07")
    lines = [line | {"place": typed.get(at, at + 1)} for at, line in enumerate(certificate_rows(demo, batch, "vi"))]

    assert [one.slot for one in placed_of(lines, batch, {})] == [batch.slots[at] for at in order]


@pytest.mark.parametrize(
    ("move", "batch_id"), [("sang đợt 11", "H11"), ("bỏ", ""), *((empty, "H10") for empty in NOTHING)]
)
def test_a_move_names_another_batch_or_none(demo, move, batch_id):
    batch = demo.day.honours.batch("H10")
    typed = certificate_rows(demo, batch, "vi")[0] | {"move": move, "tray": 200}
    moves = {"sang đợt 11": "H11", "bỏ": ""}

    assert placed_of([typed], batch, moves) == [Placed(replace(batch.slots[0], tray=200), batch_id)]


@pytest.mark.parametrize("empty", NOTHING)
def test_an_emptied_cell_is_an_empty_word_and_leaves_the_tray(demo, empty):
    batch = demo.day.honours.batch("H03")
    lines = certificate_rows(demo, batch, "vi")
    emptied = [
        line | {"tray": empty, "collective": empty, "pronunciation": " a  b ", "citation": empty} for line in lines
    ]

    assert [one.slot for one in placed_of(emptied, batch, {})] == list(batch.slots)
    assert certificate_words(emptied, batch) == tuple(SlotWords(slot.id, "", "a b", "") for slot in batch.slots)


def test_a_person_has_no_name_of_a_collective(demo):
    batch = demo.day.honours.batch("H06")
    lines = [line | {"collective": "Tập thể A"} for line in certificate_rows(demo, batch, "vi")]

    assert {words.collective for words in certificate_words(lines, batch)} == {""}
    assert longest_citation([line | {"citation": " 12 45 "} for line in lines]) == 5


def test_awards_and_decisions_come_back_as_they_are_shown(demo):
    directory = demo.directory

    assert {one.id: one for one in awards_typed(award_rows(demo))} == directory.awards
    assert {one.id: one for one in decisions_typed(decision_rows(demo))} == directory.decisions
    typed = award_rows(demo)[0] | {"name": "  A ", "collective": float("nan"), "individual": 3.0}
    assert awards_typed([typed]) == (AwardWords(typed["id"], "A", 0, 3),)


@pytest.mark.parametrize(
    ("day", "written"), [(date(2020, 4, 6), "2020-04-06"), ("2020-04-06T00:00:00", "2020-04-06"), (None, "")]
)
def test_a_date_is_stored_as_a_day(day, written):
    row = {"id": "d", "number": " 1/QĐ ", "date": day, "authority": None}

    assert decisions_typed([row]) == (DecisionWords("d", "1/QĐ", written),)


# --- the pieces of work ----------------------------------------------------------------------------------------------


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Logged in as the organiser; Streamlit's AppTest has no cookies."""
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    roster.load_demo(house(), role=ORGANISER, now=NOW)
    session = access.open_session(house(), ORGANISER, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    yield
    close_house()


PAGE = """
from ui.honours_editor import edit_honours
from ui.outcome import tell
from ui.session import state

tell()
edit_honours(state())
"""
WORKS = {"overview": 1, "batch": 1, "divide": 1, "words": 2, "add": 0}  # with their tables


def opened(work="overview", batch="", language="vi"):
    at = AppTest.from_string(PAGE, default_timeout=30)
    at.query_params["lang"] = language
    at.session_state["honours.work"] = work
    if batch:
        at.session_state["honours.batch"] = batch
    at.run()
    assert not at.exception
    return at


def pressed(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def button(at, key):
    one = at.button(key=key)
    return one.label, one.disabled


def said(at):
    return [one.value for one in (*at.success, *at.warning, *at.error, *at.info)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.usefixtures("browser")
def test_each_piece_of_work_is_drawn_with_its_tables(language):
    assert {work: len(opened(work, language=language).dataframe) for work in WORKS} == WORKS


@pytest.mark.usefixtures("browser")
def test_the_head_tells_the_version_and_the_time():
    honours.record_print(house(), role=ORGANISER, now=NOW)
    honours_editing.save(
        house(), Edit(house().state.day.honours.batches, (BatchWords("H01", "Bà A"),), house().state.day.honours.seq),
        role=ORGANISER, now=NOW,
    )  # fmt: skip

    assert opened().markdown[0].value == ("**Danh sách bản 2 (bản in: 1).** 42 phút cho 16 đợt, mục 6 có 50 phút.")


@pytest.mark.usefixtures("browser")
def test_dividing_again_stores_what_was_shown():
    at = opened("divide")
    at.number_input(key="honours.divide.limit").set_value(6).run()
    label = button(at, "honours.divide")
    pressed(at, "honours.divide")

    assert label == ("Chia lại: lưu 21 đợt này", False)
    assert len(house().state.day.honours.batches) == 21
    assert said(at) == ["Đã chia lại đợt\\."]
    assert at.button(key="honours.divide").disabled


@pytest.mark.usefixtures("browser")
def test_dividing_over_a_list_that_moved_is_refused():
    at = opened("divide")
    honours.lock(house(), (), seen=house().state.day.honours.seq, action_id="l", role=Role.MC, now=NOW).result()
    before = house().state.day.honours
    pressed(at, "honours.divide")

    assert said(at)[0] == "Phần vinh danh vừa có người thay đổi\\. Vui lòng xem lại\\."
    assert house().state.day.honours == before


@pytest.mark.usefixtures("browser")
def test_a_new_presenter_is_one_change_and_survives_a_lock_meanwhile():
    at = opened("batch", "H14")
    assert button(at, "honours.batch.save") == ("Lưu đợt này: 0 thay đổi", True)
    at.text_input[0].set_value("  Ông Giám đốc  Sở ").run()
    assert button(at, "honours.batch.save") == ("Lưu đợt này: 1 thay đổi", False)
    seen = house().state.day.honours.seq
    honours.lock(house(), ("H01",), seen=seen, action_id="l", role=Role.MC, now=NOW).result()
    pressed(at, "honours.batch.save")

    assert said(at) == ["Đã lưu danh sách khen thưởng\\."]
    assert house().state.directory.batches["H14"].presenter == "Ông Giám đốc Sở"


@pytest.mark.usefixtures("browser")
def test_a_lock_leaves_what_is_typed_in_its_own_batch():
    at = opened("batch", "H14")
    at.text_input[0].set_value("Ông A").run()
    seen = house().state.day.honours.seq
    honours.lock(house(), ("H14",), seen=seen, action_id="l", role=Role.MC, now=NOW).result()
    at.run()

    assert at.text_input[0].value == "Ông A"
    assert button(at, "honours.batch.save") == ("Lưu đợt này: 1 thay đổi", False)


@pytest.mark.usefixtures("browser")
def test_who_does_not_attend_is_told_as_that():
    at = opened("batch", "H06")
    at.text_input(key="honours.add.search").set_value("DK01").run()

    assert at.selectbox(key="honours.add.who").options[0].endswith(" · Dự khuyết")


@pytest.mark.usefixtures("browser")
def test_what_somebody_else_saved_meanwhile_is_not_overwritten():
    at = opened("batch", "H14")
    at.text_input[0].set_value("Ông A").run()
    now = house().state
    honours_editing.save(
        house(),
        Edit(now.day.honours.batches, (BatchWords("H15", "Bà B"),), now.day.honours.seq),
        role=ORGANISER,
        now=NOW,
    )
    pressed(at, "honours.batch.save")

    assert said(at)[0].startswith("Phần vinh danh vừa có người thay đổi")
    assert house().state.directory.batches["H14"].presenter == "Giám đốc Sở Công Thương"
    assert version(house().state) != version(now)


@pytest.mark.usefixtures("browser")
def test_a_locked_batch_lets_only_its_words_be_changed():
    seen = house().state.day.honours.seq
    honours.lock(house(), ("H03",), seen=seen, action_id="l", role=Role.MC, now=NOW).result()
    at = opened("batch", "H03")

    assert said(at)[0].startswith("Đợt này đã chốt")
    assert [one.disabled for one in at.number_input] == [True, True]
    assert not at.text_input[0].disabled
    assert "honours.add.search" not in {one.key for one in at.text_input}


@pytest.mark.usefixtures("browser")
def test_somebody_is_found_on_the_roster_warned_of_and_added():
    at = opened("batch", "H07")
    at.text_input(key="honours.add.search").set_value("DB029").run()
    warnings = said(at)
    assert at.radio(key="honours.add.kind.DB029").value == RecipientType.COLLECTIVE
    pressed(at, "honours.add.save")
    added = house().state.day.honours.batch("H07").slots[-1]

    assert warnings[0].startswith("Trần Minh Khánh đã có tên ở đợt 2")
    assert (added.code, added.type, added.tray) == ("DB029", RecipientType.COLLECTIVE, 91)
    assert house().state.directory.certificates[added.id].collective == "Tập thể Công ty TNHH MTV Muối Ánh Trăng"
    assert at.text_input(key="honours.add.search").value == ""


@pytest.mark.usefixtures("browser")
def test_the_same_award_twice_is_said_and_cannot_be_pressed():
    code = house().state.day.honours.batch("H06").slots[0].code
    at = opened("batch", "H06")
    at.text_input(key="honours.add.search").set_value(code).run()
    at.radio(key=f"honours.add.kind.{code}").set_value(RecipientType.INDIVIDUAL).run()

    assert said(at)[-1] == "Đợt 6: có người, tập thể đã được tặng hình thức này rồi. Chưa lưu gì."
    assert at.button(key="honours.add.save").disabled


@pytest.mark.usefixtures("browser")
def test_who_is_not_on_the_roster_cannot_be_added():
    at = opened("batch", "H06")
    at.text_input(key="honours.add.search").set_value("Không Có Ai").run()

    assert at.markdown[-1].value == "Không có ai như vậy trong danh sách đại biểu."
    assert "honours.add.save" not in {one.key for one in at.button}


@pytest.mark.usefixtures("browser")
def test_a_new_batch_is_added_opened_and_taken_away_again():
    at = opened("add")
    at.selectbox(key="honours.new.award").set_value("").run()
    assert at.button(key="honours.new.save").disabled
    at.text_input(key="honours.new.name").set_value("Chiến sĩ thi đua cơ sở").run()
    ranks = [one.value for one in at.number_input][:2]
    pressed(at, "honours.new.save")
    added = house().state.day.honours.batches[-1]

    assert (added.id, ranks) == ("H17", [75, 75])
    assert at.selectbox(key="honours.batch").value == "H17"
    pressed(at, "honours.batch.remove")
    assert house().state.day.honours.batch("H17") is None
    assert at.selectbox(key="honours.batch").value == "H01"


@pytest.mark.usefixtures("browser")
def test_an_empty_list_offers_its_first_batch():
    seen = house().state.day.honours.seq
    honours_editing.save(house(), Edit((), (), seen), role=ORGANISER, now=NOW)
    at = opened()

    assert at.markdown[0].value == "Chưa có danh sách khen thưởng. Hãy nhập từ tệp, hoặc thêm đợt đầu tiên."
    assert button(at, "honours.new.save") == ("Thêm đợt 1", True)
