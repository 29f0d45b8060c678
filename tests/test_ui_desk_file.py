"""A desk's file and what was sent again, in words: each flaw and fate has its sentence, a badge is its holder's."""

from collections import Counter
from datetime import timedelta

import pytest
from days import NINE, Ledger, entry, person

from domain.checkin import Scan
from domain.directory import Directory
from domain.facts import Fact, Kind, Role, Way
from domain.resent import Entry, Resending, What
from services.desk_file import DeskFile, Fate, Flaw, Sent
from services.resendings import Resent
from store.engine import State
from ui.desk_file import EACH, FATES, FLAWS, one_by_one, preview
from ui.resent import COUNTED, by_desk, listed

MINUTE = timedelta(minutes=1)
LEDGER = Ledger(entry("DB001"), entry("DB002"))
STATE = State(LEDGER.day, Directory().with_rows((person("DB001", name="Nguyễn Văn An"),)))
BADGE = LEDGER.day.delegates["DB001"].badge


def kept(what: What, delegate: str, **further) -> Entry:
    return Entry("e", what, delegate, "B", NINE, **further)


def scanned(text: str) -> Scan:
    return Scan("s", "B", Way.SCANNER, text, None, NINE)


def test_no_flaw_and_no_fate_is_without_words():
    assert set(FLAWS) == set(Flaw)
    assert set(FATES) == set(Fate)
    assert set(COUNTED) == set(Resending)
    assert set(EACH) == set(Fate) - {Fate.KNOWN, Fate.RECORDED}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("vi", {
            "Lưu tại bàn": "B", "Lưu lúc": "22/11/2026 07:31:00",
            "Việc bàn đã làm": "3 (Điểm danh: 2; Ra về: 1)", "Lượt quét chưa có trả lời": "1", "Trong đó sổ đã có": "2",
        }),
        ("en", {
            "Saved at desk": "B", "Saved at": "22 November 2026 07:31:00",
            "Kept there as done": "3 (Check-in: 2; Leaving for good: 1)", "Scans without an answer": "1",
            "Of these in the ledger already": "2",
        }),
    ],
)  # fmt: skip
def test_the_preview_counts_by_what_was_done(lang, expected):
    done = (kept(What.LEAVE, "DB001"), kept(What.ADMIT, "DB001"), kept(What.ADMIT, "DB002"))
    file = DeskFile("B", NINE + MINUTE, done, (scanned(BADGE),))

    assert preview(file, known=2, lang=lang) == expected


def test_an_empty_file_counts_nothing():
    assert list(preview(DeskFile("B", NINE, (), ()), known=0, lang="vi").values())[2:] == ["0", "0", "0"]


def test_each_that_a_person_must_look_after_is_told_with_whom_and_never_with_a_badge_code():
    sent = [
        Sent(kept(What.ADMIT, "DB001"), Fate.SET_ASIDE),
        Sent(kept(What.WALK_IN, "DB170", name="Lê Thị Bưởi"), Fate.WAITS),
        Sent(kept(What.UNDO, "DB009"), Fate.ID_REUSED),
        Sent(scanned(BADGE), Fate.BAD_TIME),
        Sent(scanned("bê xê"), Fate.SET_ASIDE),
    ]
    shown = one_by_one(sent, STATE, "vi")

    assert shown["Nội dung"] == [
        "Điểm danh", "Khách ngoài danh sách vào", "Hủy điểm danh", "Lượt quét", "Lượt quét",
    ]  # fmt: skip
    assert shown["Đại biểu"] == ["Nguyễn Văn An (DB001)", "Lê Thị Bưởi", "DB009", "Nguyễn Văn An (DB001)", "–"]
    assert shown["Kết quả"] == [
        "Cần xử lý", "Chờ khai mạc", "Không nhận: số hiệu này đã dùng cho việc khác",
        "Không nhận: trước lúc khai mạc, hoặc giờ không thể có", "Cần xử lý",
    ]  # fmt: skip
    assert set(shown["Bàn"]) == {"B"}
    assert set(shown["Xảy ra lúc"]) == {"22/11/2026 07:30:00"}


def test_what_was_sent_again_is_told_with_its_fate():
    fact = Fact(Kind.WELCOME, NINE, NINE + 90 * MINUTE, Role.DESK, "DB001", "B", seq=9)
    found = [
        Resent(fact, "", What.ADMIT, "", is_open=False),
        Resent(fact, "", What.LEAVE, "not_present", is_open=True),
        Resent(fact, "Lê Thị Bưởi, Sở", What.WALK_IN, "code_taken", is_open=False),
    ]
    shown = listed(found, STATE, "vi")

    assert {name: cells[0] for name, cells in shown.items()} == {
        "Gửi lại lúc": "22/11/2026 09:00:00", "Xảy ra lúc": "22/11/2026 07:30:00", "Bàn": "B",
        "Nội dung": "Điểm danh", "Đại biểu": "Nguyễn Văn An (DB001)", "Kết quả": "đã ghi theo giờ của việc",
    }  # fmt: skip
    assert shown["Đại biểu"][2] == "Lê Thị Bưởi, Sở"
    assert shown["Kết quả"][1:] == [
        "cần xử lý: không có mặt", "đã có người xử lý: mã đại biểu nay là của người khác",
    ]  # fmt: skip


def test_each_desk_is_a_row_with_its_counts():
    assert by_desk({"A": Counter({"known": 1200}), "B": Counter({"recorded": 3})}, "vi") == {
        "Bàn": ["A", "B"], "Sổ đã có": ["1.200", "0"], "Ghi lại": ["0", "3"], "Cần xử lý": ["0", "0"],
        "Chờ khai mạc": ["0", "0"],
    }  # fmt: skip
