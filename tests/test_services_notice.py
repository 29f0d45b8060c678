"""The notice on personal data: what it says in either language, and that it stays one sheet for the desk."""

from dataclasses import replace

import pytest
from days import NINE, Ledger
from papers import boxes, read

from domain import office
from domain.conference import Conference, Words, as_detail, from_detail, is_sound
from domain.day import Day
from domain.directory import Directory
from domain.facts import Refusal, Refused
from services.notice import TEXTS, Part, notice, told_notice
from services.notice_paper import notice_sheet
from store.engine import State

NAME = "Hội nghị điển hình tiên tiến"
WORDS = Words(NAME, contact="Bà Hồ Thu Châu, máy lẻ 12", controller="Sở Công Thương Khánh Hòa")
MARGIN = 12.0  # millimetres


def told(words=WORDS, **settings):
    """A state with these words and settings."""
    day = Ledger().day
    day.conference = replace(day.conference, **settings)
    return State(day, Directory().with_rows([words]))


def parts(words=WORDS, language="vi", **settings):
    return {part.head: part.text for part in notice(told(words, **settings), language).parts}


# --- the text --------------------------------------------------------------------------------------------------------


def test_it_says_who_how_long_and_whom_to_ask():
    said = parts(retention_days=45)

    assert said["Cơ quan chịu trách nhiệm"] == f"Sở Công Thương Khánh Hòa xử lý dữ liệu cá nhân của đại biểu dự {NAME}."
    assert said["Thời gian lưu"].startswith(
        "Xóa chậm nhất 45 ngày sau khi hoàn thành báo cáo, kể cả ở các bản sao lưu."
    )
    assert said["Liên hệ"] == "Bà Hồ Thu Châu, máy lẻ 12."


@pytest.mark.parametrize(
    ("contact", "language", "said"),
    [
        ("", "vi", "Tại Bàn đón tiếp."),
        ("", "en", "At the registration desk."),
        ("bà Châu.", "vi", "Bà Châu."),
    ],
)
def test_whom_to_ask_is_the_desk_when_nobody_is_named(contact, language, said):
    assert notice(told(replace(WORDS, contact=contact)), language).parts[-1].text == said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("năm sinh", "giới tính", "dân tộc", "điện thoại", "ngẫu nhiên", "xóa", "phản đối", "chỉnh sửa")),
        ("en", ("year of birth", "gender", "ethnicity", "telephone", "random", "deleted", "object", "corrected")),
    ],
)
def test_it_names_what_is_processed_and_the_rights(language, words):
    text = " ".join(parts(language=language).values())

    assert [word for word in words if word not in text] == []


def test_both_languages_say_the_same_parts():
    assert [len(TEXTS[language].parts) for language in ("vi", "en")] == [8, 8]


def test_before_the_set_up_there_is_none():
    assert notice(State(Day(), Directory()), "vi") is None
    assert told_notice(State(Day(), Directory()), "vi") is None


def test_scripts_read_it_as_plain_values():
    found = told_notice(told(), "en")

    assert (found["title"], found["parts"][0]["head"]) == ("Notice on personal data", "Who answers for it")


# --- on paper --------------------------------------------------------------------------------------------------------

LONG = Words("Hội nghị rất dài " * 17, contact="Nguyễn Thị Minh Khai, " * 13, controller="Sở Công Thương tỉnh " * 15)


@pytest.mark.parametrize("words", [WORDS, LONG, replace(WORDS, contact="")])
def test_it_is_one_sheet_inside_its_margins(words):
    pdf = notice_sheet(told(words), now=NINE)

    assert len(read(pdf)) == 1
    assert all(left >= MARGIN - 4 and low >= MARGIN - 8 for left, low, _, _ in boxes(pdf))
    assert all(right <= 210 - MARGIN and high <= 297 - MARGIN for _, _, right, high in boxes(pdf))


def test_the_sheet_holds_both_texts_and_asks_for_pictures_apart():
    [page] = read(notice_sheet(told(), now=NINE))
    everything = [part for language in TEXTS for part in notice(told(), language).parts]

    assert [part for part in everything if not stands(part, page)] == []
    assert page.index("Thông báo về dữ liệu cá nhân") < page.index("Notice on personal data") < page.index("Tôi đồng ý")
    assert "không đánh dấu là không đồng ý" in page


def stands(part: Part, page: str) -> bool:
    return part.head in page and part.text in page


# --- the settings it is made of --------------------------------------------------------------------------------------

CONFERENCE = Ledger().day.conference


def test_facts_of_before_keep_the_usual_days():
    detail = as_detail(replace(CONFERENCE, retention_days=7))
    assert from_detail(detail).retention_days == 7
    del detail["retention_days"]
    assert from_detail(detail) == replace(CONFERENCE, retention_days=30)


@pytest.mark.parametrize(("days", "sound"), [(0, False), (1, True), (365, True), (366, False)])
def test_days_are_between_one_and_a_year(days, sound):
    changed: Conference = replace(CONFERENCE, retention_days=days)
    answer = Ledger().office(office.decide_settings, changed, WORDS, reason="")

    assert is_sound(changed) is sound
    assert answer == (None if sound else Refused(Refusal.BAD_SETTINGS))
