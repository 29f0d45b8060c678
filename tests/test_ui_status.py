"""The status in words: each thing that can be wrong has a sentence with what to do; spans, sizes; nothing is markup."""

from dataclasses import replace
from datetime import timedelta

import pytest
from days import NINE
from test_services_status import WELL, screen

from domain.status import GIBIBYTE, MEBIBYTE, Finding, Level, What
from services.backups import Failure, Status
from services.status import findings
from ui.status import house, screens
from ui.status_words import SCREENS, SENTENCES, sentence, size, span

OF_THE_BACKUP = {What.BACKUP_FAILS, What.NO_BACKUP}  # the set-up page's own line
FIELDS = {
    "screen": screen(), "address": "10.0.0.9", "time": NINE, "date": NINE, "count": 1234, "ahead": timedelta(minutes=2),
    "folder": "/media/usb", "free": 50 * MEBIBYTE,
}  # fmt: skip


@pytest.mark.parametrize("what", What)
def test_each_thing_that_can_be_wrong_has_its_sentence(what):
    told = sentence(Finding(Level.BAD, what, FIELDS), Status(None), 0, "vi")

    assert (what in SENTENCES) != (what in OF_THE_BACKUP)
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            What.DESK_GONE,
            "Bàn B mất kết nối từ 07:30. Kiểm tra nguồn và mạng của máy đó; trong lúc chờ, bàn đối chiếu danh sách "
            "giấy.",
        ),
        (What.ROOM, "Ổ đĩa chứa /media/usb chỉ còn 50 MB. Xin dọn bớt: ổ đầy thì không ghi được gì nữa."),
        (What.CLOCK_BEHIND, "Đồng hồ máy Bàn B (10.0.0.9) chậm 2 phút. Chỉnh lại đồng hồ của máy đó."),
        (What.CASES, "Mục Cần xử lý còn 1.234 việc. Mở mục đó ở một bàn bất kỳ và giải quyết từng việc."),
    ],
)
def test_a_sentence_says_which_since_when_and_what_to_do(what, told):
    assert sentence(Finding(Level.BAD, what, FIELDS), Status(None), 0, "vi") == told


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (0, "0 giây", "0 s"),
        (59.4, "59 giây", "59 s"),
        (119.99, "2 phút", "2 min"),
        (-130, "2 phút", "2 min"),
        (3600 + 600, "1 giờ 10 phút", "1 h 10 min"),
        (47 * 3600, "47 giờ 0 phút", "47 h 0 min"),
        (3 * 86400, "3 ngày", "3 days"),
    ],
)
def test_a_span_of_time_in_the_units_that_matter(seconds, vi, en):
    time = timedelta(seconds=seconds)
    assert (span(time, "vi"), span(time, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("count", "vi", "en"),
    [
        (0, "0 MB", "0 MB"),
        (GIBIBYTE - 1, "1.023 MB", "1,023 MB"),
        (GIBIBYTE, "1,0 GB", "1.0 GB"),
        (1234 * GIBIBYTE + 9 * GIBIBYTE // 10, "1.234,8 GB", "1,234.8 GB"),
    ],
)
def test_a_size_as_either_language_writes_it(count, vi, en):
    assert (size(count, "vi"), size(count, "en")) == (vi, en)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_level_has_word_sign_and_colour(lang):
    texts = {"vi": ("Mọi thứ đều ổn", "Cần làm ngay: 1"), "en": ("All is well", "Act now: 1")}[lang]
    failing = Status(FIELDS["folder"], NINE, 40, NINE, Failure.FULL)
    for now_is, text, sign in (
        (WELL, texts[0], '<em class="sign well" aria-hidden="true">✓</em>'),
        (replace(WELL, backup=failing), texts[1], '<em class="sign bad" aria-hidden="true">–</em>'),
    ):
        html = house(now_is, findings(now_is, NINE), NINE, lang)
        assert f"{sign}<b>{text}</b>" in html


@pytest.mark.parametrize("view", SCREENS)
def test_what_a_browser_tells_is_never_markup(view):
    who = screen(view, desk="<b>x</b>", address="<i>1</i>", parked=1)
    now_is = replace(WELL, screens=(who,))
    found = findings(now_is, NINE)
    html = house(now_is, found, NINE, "vi") + screens(now_is, found, NINE, "vi")

    assert ("<b>x" in html, "<i>1" in html) == (False, False)
    assert "&lt;i&gt;1" in html
