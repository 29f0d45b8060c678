"""What the MC reads, from a conference as it stands at that minute."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from days import NINE, START, Ledger, entry, person

from domain.agenda import ARRIVALS, Cue, Item, Line, Move, timeline
from domain.conference import Words
from domain.day import Day
from domain.delegates import Category, Gender
from domain.directory import Directory
from domain.programme import INTRODUCTIONS, ItemWords
from domain.script import GAPS, Piece, PieceKind
from domain.votes import Count, Vote
from services.script import filled, printed, values_for
from store.engine import State

MINUTE = timedelta(minutes=1)
UNIT = "Công ty CP Siêu thị Hoa Nắng"
PAPER = 'Mời {ong_ba} {ho_ten}, {chuc_vu}, {don_vi}: "{chu_de}". Xin mời {ong_ba_ke_tiep} {ho_ten_ke_tiep} lên.'
COUNTED = "{so_dong_y}/{so_bieu_quyet}, đạt {ty_le}%"
PROVINCE, SECTOR = "Đại hội Thi đua yêu nước tỉnh", "Đại hội Thi đua yêu nước ngành Công Thương"

PEOPLE = (
    person("DB001", name="Nguyễn Công Ẩn", gender=Gender.MALE, position="Nhân viên", unit=UNIT, higher_congress=SECTOR),
    person("DB002", name="Trần Thị Ngọc Uyên", gender=Gender.FEMALE, position="Kỹ sư", higher_congress=PROVINCE),
    person("DB003", name="H' Lam Niê Sao", honorific="Đồng chí", higher_congress=PROVINCE),
    person("DB004", name="Lê Văn Kín"),
    person("DB005", Category.GUEST, name="Dương Công Tiến", gender=Gender.MALE, position="Giám đốc Sở"),
    person("DB006", Category.GUEST, name="Phan Thị Hiền", honorific="Bà TS", position="Phó Chủ tịch UBND tỉnh"),
)


def item(key: str, *, number: int | None = None, parent: str = "", speaker: str = "") -> Item:
    start = START + MINUTE * 10 * int(key.split(".")[0])
    return Item(key, start, 10 * MINUTE, number, parent=parent, speaker=speaker)


def papers(*speakers: str) -> list[Item]:
    return [item(f"4.{place}", parent="4", speaker=speaker) for place, speaker in enumerate(speakers, 1)]


def ledger(*came: str) -> Ledger:
    day = Ledger(*(entry(one.code, category=one.category) for one in PEOPLE))
    for code in came:
        day.scan(code)
    return day


def state(*words: ItemWords, day: Day | None = None) -> State:
    directory = Directory({one.code: one for one in PEOPLE}, items={one.id: one for one in words})
    return State(day or ledger().day, directory.with_rows([Words("Hội nghị mẫu")]))


def said(shown: State, *plan: Item, key: str = "", cues: tuple[Cue, ...] = (), now=NINE) -> str:
    """The line as text, gaps in brackets, names between stars."""
    found = timeline(plan, cues, now=now)
    line = found.line(key or plan[0].id)
    assert isinstance(line, Line)
    return told(filled(shown, found, line, now=now))


def told(pieces: Iterable[Piece]) -> str:
    marks = {PieceKind.TEXT: "{}", PieceKind.NAME: "*{}*", PieceKind.GAP: "[{}]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("4", f'Mời *ông Nguyễn Công Ẩn*, Nhân viên, {UNIT}: "Bán". Xin mời *bà Trần Thị Ngọc Uyên* lên.'),
        ("4.1", f'Mời *ông Nguyễn Công Ẩn*, Nhân viên, {UNIT}: "Bán". Xin mời *bà Trần Thị Ngọc Uyên* lên.'),
        ("4.2", 'Mời *bà Trần Thị Ngọc Uyên*, Kỹ sư, [đơn vị]: "[chủ đề]". Xin mời *đồng chí H\' Lam Niê Sao* lên.'),
        ("4.3", 'Mời *đồng chí H\' Lam Niê Sao*, [chức vụ], [đơn vị]: "Dệt".'),
    ],
)  # fmt: skip
def test_each_paper_has_its_speaker_and_names_who_follows_but_the_last(key, expected):
    topics = (ItemWords("4.1", "", topic="Bán"), ItemWords("4.3", "", topic="Dệt"))
    shown = state(ItemWords("4", "Tham luận", mc_line=PAPER), *topics)

    assert said(shown, item("4", number=4), *papers("DB001", "DB002", "DB003"), key=key) == expected


def test_of_an_item_that_runs_the_paper_that_runs_is_said():
    plan = (item("4", number=4), *papers("DB001", "DB002"))
    cues = (Cue(1, NINE, Move.START, "4", sub="4.1"), Cue(2, NINE + MINUTE, Move.NEXT, "4", sub="4.2"))

    assert (
        said(state(ItemWords("4", "", mc_line="{ho_ten}")), *plan, cues=cues, now=NINE + MINUTE)
        == "*Trần Thị Ngọc Uyên*"
    )


def test_a_paper_that_is_skipped_is_not_announced():
    plan = (item("4", number=4), *papers("DB001", "DB002", "DB003"))
    cues = (Cue(1, NINE, Move.START, "4", sub="4.1"), Cue(2, NINE, Move.SKIP, "4", sub="4.2"))
    words = ItemWords("4", "", mc_line="Xin mời {ho_ten_ke_tiep} chuẩn bị.")

    assert said(state(words), *plan, key="4.1", cues=cues) == "Xin mời *H' Lam Niê Sao* chuẩn bị."


def test_a_papers_own_line_goes_before_its_parents():
    words = (ItemWords("4", "", mc_line="Mời {ho_ten}"), ItemWords("4.1", "", mc_line="Xin mời {chuc_vu} {ho_ten}"))
    plan = (item("4"), *papers("DB002", "DB001"))

    assert said(state(*words), *plan, key="4.1") == "Xin mời Kỹ sư *Trần Thị Ngọc Uyên*"
    assert said(state(*words), *plan, key="4.2") == "Mời *Nguyễn Công Ẩn*"


@pytest.mark.parametrize(
    ("presenter", "parent", "expected"),
    [
        ("Giám đốc Sở khai mạc", "", "[ông/bà] [họ tên]"),
        ("Ông Lê Văn Bình", "", "*Ông Lê Văn Bình*"),
        ("Bà TS. Vũ Thị Mai", "", "*Bà TS Vũ Thị Mai*"),
        ("Vũ Thị Mai", "4", "[ông/bà] *Vũ Thị Mai*"),
        ("", "4", "[ông/bà] [họ tên]"),
    ],
)
def test_words_of_the_programme_name_a_person_only_when_they_are_one(presenter, parent, expected):
    one, words = item("4.1", parent=parent), ItemWords("4.1", "", presenter=presenter, mc_line="{ong_ba} {ho_ten}")

    assert said(state(words), *([item("4")] if parent else []), one, key="4.1") == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("DB001", "ông Nguyễn Công Ẩn"), ("DB003", "đồng chí H' Lam Niê Sao"), ("DB004", "Lê Văn Kín"),
        ("DB006", "bà TS Phan Thị Hiền"),
    ],
)  # fmt: skip
def test_who_is_called_how(speaker, expected):
    line = "Mời {danh_sach_khach_giao_luu}"
    plan = (item("5", number=5), item("5.1", parent="5", speaker=speaker))

    assert said(state(ItemWords("5", "", mc_line=line)), *plan) == f"Mời *{expected}*"


@pytest.mark.parametrize("key", ["5", "5.2"])
def test_guests_of_the_exchange_are_called_together(key):
    guests = [item(f"5.{place}", parent="5", speaker=f"DB00{place}") for place in (1, 2, 3)]
    words = ItemWords("5", "", mc_line="Kính mời {danh_sach_khach_giao_luu} lên.")

    assert said(state(words), item("5", number=5), *guests, key=key) == (
        "Kính mời *ông Nguyễn Công Ẩn, bà Trần Thị Ngọc Uyên và đồng chí H' Lam Niê Sao* lên."
    )
    assert said(state(words), item("5", number=5)) == "Kính mời [danh sách khách giao lưu] lên."


def test_item_2_introduces_the_first_who_is_here_and_calls_who_opens():
    line = "Xin giới thiệu {chuc_danh} {ho_ten}. Mời {nguoi_khai_mac} khai mạc."
    words, plan = ItemWords("2", "", mc_line=line), item("2", number=INTRODUCTIONS, speaker="DB005")

    assert (
        said(state(words), plan) == "Xin giới thiệu [chức danh] [họ tên]. Mời *Giám đốc Sở Dương Công Tiến* khai mạc."
    )
    assert said(state(words, day=ledger("DB006").day), plan) == (
        "Xin giới thiệu Phó Chủ tịch UBND tỉnh *Phan Thị Hiền*. Mời *Giám đốc Sở Dương Công Tiến* khai mạc."
    )


def test_the_figures_are_those_of_this_minute():
    words = ItemWords("2", "", mc_line="{ten_hoi_nghi}: {so_co_mat}/{so_trieu_tap}")

    assert said(state(words, day=ledger("DB001", "DB005").day), item("2")) == "Hội nghị mẫu: 2/6"


@pytest.mark.parametrize(
    ("now", "minutes"),
    [(NINE, 30), (NINE + timedelta(seconds=1), 30), (NINE + MINUTE, 29), (START, 0), (START + 5 * MINUTE, 0)],
)
def test_minutes_until_the_start_are_never_below_nothing(now, minutes):
    plan = (item("0", number=ARRIVALS), Item("1", START, 5 * MINUTE, 1))
    shown = state(ItemWords("0", "", mc_line="Bắt đầu sau {so_phut} phút"))

    assert said(shown, *plan, now=now) == f"Bắt đầu sau {minutes} phút"


def vote(congress: str, *agreed: int, base: int = 3) -> dict[str, Vote]:
    counts = tuple(Count(place, NINE, base, agree, base - agree, 0) for place, agree in enumerate(agreed))
    return {congress: Vote(congress, NINE, base, 4, counts)}


@pytest.mark.parametrize(
    ("votes", "congress", "counted"),
    [
        ({}, f"1 dự {SECTOR}", "[số đồng ý]/2, đạt [tỷ lệ]%"),
        (vote(SECTOR), f"1 dự {SECTOR}", "[số đồng ý]/3, đạt [tỷ lệ]%"),
        (vote(SECTOR, 3), f"2 dự {PROVINCE}", "[số đồng ý]/2, đạt [tỷ lệ]%"),
        (vote(SECTOR, 3) | vote(PROVINCE, 3, 2), f"2 dự {PROVINCE}", "2/3, đạt 66,7%"),
        (vote(SECTOR, 3) | vote(PROVINCE, 0, base=0), f"2 dự {PROVINCE}", "0/0, đạt [tỷ lệ]%"),
    ],
)
def test_the_vote_is_of_the_first_congress_that_is_not_counted(votes, congress, counted):
    day = ledger("DB001", "DB002", "DB005").day  # the guest has no vote
    day.votes = votes
    words = ItemWords("9", "", mc_line="{so_nguoi} dự {ten_dai_hoi}: " + COUNTED)

    assert said(state(words, day=day), item("9", number=9)) == f"{congress}: {counted}"


def test_each_placeholder_has_words_for_its_gap_and_only_what_is_asked_is_looked_up():
    everything = "".join(f"{{{name}}}" for name in GAPS)
    shown, plan = state(ItemWords("2", "", mc_line=everything), day=ledger("DB005").day), item("2", speaker="DB001")
    found = timeline((plan,), (), now=NINE)

    assert values_for(shown, found.lines[0], now=NINE, timeline=found) == {
        "ho_ten": "Nguyễn Công Ẩn", "ong_ba": "ông", "chuc_danh": "Nhân viên", "chuc_vu": "Nhân viên", "don_vi": UNIT,
        "so_phut": "50", "ten_hoi_nghi": "Hội nghị mẫu", "so_co_mat": "1", "so_trieu_tap": "6", "so_nguoi": "1",
        "ten_dai_hoi": SECTOR, "so_bieu_quyet": "0", "nguoi_khai_mac": "Nhân viên Nguyễn Công Ẩn",
        "nguoi_cong_bo": "Nhân viên Nguyễn Công Ẩn",
    }  # fmt: skip
    assert values_for(state(ItemWords("2", "", mc_line="{so_phut}")), found.lines[0], now=NINE, timeline=found) == {
        "so_phut": "50"
    }


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({}, "[số phút] [số đại biểu có mặt]/6 [số đại biểu biểu quyết]"),
        (vote(SECTOR, 3), "[số phút] [số đại biểu có mặt]/6 [số đại biểu biểu quyết]"),
        (vote(SECTOR, 3) | vote(PROVINCE, 2), "[số phút] [số đại biểu có mặt]/6 3"),
    ],
)
def test_on_paper_figures_that_go_on_changing_are_left_to_be_written_in(votes, expected):
    day = ledger("DB001", "DB005").day
    day.votes = votes
    line = "{so_phut} {so_co_mat}/{so_trieu_tap} {so_bieu_quyet}"
    words, found = ItemWords("9", "", mc_line=f"{line}|{{so_dong_y}}"), timeline((item("9"),), (), now=NINE)

    assert told(printed(state(words, day=day), found, found.lines[0], now=NINE)).split("|")[0] == expected
