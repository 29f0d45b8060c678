"""Searching as a desk types: the demo's 162 people, found without marks, in any order, by whatever is known of them."""

import csv
import unicodedata
from pathlib import Path

import pytest

from domain.delegates import Category, Person
from domain.directory import Directory
from domain.search import build_index, find

DEMO = Path(__file__).resolve().parents[1] / "data" / "demo"


def demo_people():
    for file in ("roster_150.csv", "roster_reserve.csv"):
        with (DEMO / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield Person(
                    row["Mã đại biểu"], row["Họ và tên"], Category.GUEST, birth_year=int(row["Năm sinh"]),
                    position=row["Chức vụ"], unit=row["Đơn vị"], phone=row["Số điện thoại"], seat=row["Ghế"],
                )  # fmt: skip


PEOPLE = {person.code: person for person in demo_people()}
INDEX = build_index(PEOPLE.values())


def names(text):
    return [PEOPLE[code].name for code in find(INDEX, text)]


def nfd(text):
    return unicodedata.normalize("NFD", text)


def test_hung_finds_the_six_and_no_other():
    found = [(PEOPLE[code].name, PEOPLE[code].birth_year, PEOPLE[code].seat) for code in find(INDEX, "hung")]

    assert sorted(found) == [
        ("Nguyễn Xuân Hùng", 1996, "F10"),
        ("Phạm Bá Hùng", 1981, "D06"),
        ("Trần Quốc Hùng", 1978, "O05"),
        ("Trần Văn Hùng", 1979, "G09"),
        ("Trần Văn Hùng", 1991, "H01"),
        ("Võ Minh Hùng", 1979, "M04"),
    ]


# What is typed, and the delegate codes that come first, in this order.
FIRST = [
    ("hung", ["DB015", "DB141", "DB100", "DB024", "DB026", "DB079"]),
    ("nguyen thi minh phuong", ["DB006"]),
    ("phuong minh nguyen", ["DB006"]),
    ("phuong nguyen", ["DB006"]),
    ("Nguyễn Thị Minh Phượng", ["DB006"]),
    ("NGUYỄN THỊ MINH PHƯỢNG", ["DB006"]),
    (nfd("Nguyễn Thị Minh Phượng"), ["DB006"]),
    ("  nguyen\u00a0thi   minh phuong ", ["DB006"]),
    ("ntmp", ["DB006"]),
    ("NTMP", ["DB006"]),
    ("phượng", ["DB124", "DK05", "DB032", "DB006"]),
    ("thắng điện lực", []),
    ("hanh soc biec", []),
    ("hanh song biec", ["DB040"]),
    ("hạnh công đoàn", ["DB128"]),
    ("F01", ["DB006"]),
    ("f01", ["DB006"]),
    ("DB006", ["DB006"]),
    ("db006", ["DB006"]),
    ("dk03", ["DK03"]),
    ("5286", ["DB006"]),
    ("286", ["DB006"]),
    ("0100905286", ["DB006"]),
    ("h' lam", ["DB039"]),
    ("H’ Lam Niê Sao", ["DB039"]),
    ("h lam", ["DB039"]),
    ("k' brông", ["DB028"]),
    ("y khun", ["DB004"]),
    ("mlo gio", ["DB004"]),
    ("chamalea", ["DK09"]),
    ("dd", []),
    ("đ", []),
    ("x", []),
    ("", []),
    ("   ", []),
    ("không có ai", []),
    ("%", []),
    ("'; drop table delegate--", []),
    ("😀😀", []),
    ("\x00\x00", []),
]


@pytest.mark.parametrize(("typed", "first"), FIRST, ids=[repr(typed) for typed, _ in FIRST])
def test_what_is_typed_finds_whom_it_means(typed, first):
    found = find(INDEX, typed)

    assert found[: len(first) or None] == first


@pytest.mark.parametrize(
    ("typed", "unit", "count"),
    [
        ("dien luc", "Công ty TNHH MTV Điện lực Biển Ngọc", 9),
        ("Công ty CP Dệt may Sóng Biếc", "Công ty CP Dệt may Sóng Biếc", 12),
        ("an toan - moi truong", "Phòng Kỹ thuật an toàn - Môi trường", 2),
        ("Ban Thi đua - Khen thưởng tỉnh", "Ban Thi đua - Khen thưởng tỉnh", 4),
        ("hiệp hội doanh nghiệp (mẫu)", "Hiệp hội doanh nghiệp (mẫu)", 1),
        ("so noi vu", "Sở Nội vụ", 3),
    ],
)
def test_a_units_words_find_its_people(typed, unit, count):
    assert [PEOPLE[code].unit for code in find(INDEX, typed)] == [unit] * count


@pytest.mark.parametrize("typed", ["le", "ho", "vo", "an", "do", "ái"])
def test_two_letters_suffice(typed):
    assert names(typed)


def test_given_names_come_before_other_words():
    found = names("an")

    assert [name.split()[-1] for name in found[:4]] == ["An", "An", "Ân", "Ẩn"]
    assert found.index("Nguyễn Anh Bình") > found.index("Nguyễn Trọng Ẩn")


def test_thuy_finds_thúy_and_thủy_alike():
    assert {"Phạm Thị Thúy", "Phạm Thị Thủy", "Phạm Thị Mỹ Thúy", "Nguyễn Mỹ Thúy"} == set(names("thuy")[:4])
    assert names("thủy")[0] == "Phạm Thị Thủy"
    assert names("thuỷ")[0] == "Phạm Thị Thủy"  # the other spelling sounds the same
    assert names("thúy")[:3] == ["Nguyễn Mỹ Thúy", "Phạm Thị Thúy", "Phạm Thị Mỹ Thúy"]


def test_dang_folds_but_marks_typed_come_first():  # 47
    for typed in ("dang", "đặng", "đăng", "ĐẶNG", nfd("đặng")):
        assert {"Đặng Mỹ Nhung", "Đặng Thị Thu Phượng", "Tô Hoàng Đăng", "Đàng Thị Hương Cát"} <= set(names(typed))
    assert set(names("đặng")[:2]) == {"Đặng Mỹ Nhung", "Đặng Thị Thu Phượng"}
    assert set(names(nfd("ĐẶNG"))[:2]) == {"Đặng Mỹ Nhung", "Đặng Thị Thu Phượng"}
    assert names("đăng")[0] == "Tô Hoàng Đăng"


def test_each_person_is_found_by_the_whole_name_however_it_is_written():
    for person in PEOPLE.values():
        for typed in (person.name, nfd(person.name), person.name.upper(), " ".join(reversed(person.name.split()))):
            assert person.code in find(INDEX, typed)[:2], typed


def test_each_person_is_found_by_code_seat_and_phone():
    for person in PEOPLE.values():
        for typed in filter(None, (person.code, person.seat, person.phone)):
            assert find(INDEX, typed)[0] == person.code, typed
        assert person.code in find(INDEX, person.phone[-4:])


def test_namesakes_are_known_to_each_other():  # 50
    directory = Directory().with_rows(PEOPLE.values())

    homonyms = {code: [other.code for other in directory.homonyms_of(code)] for code in PEOPLE}

    assert {code: others for code, others in homonyms.items() if others} == {
        "DB024": ["DB026"], "DB026": ["DB024"],
        "DB040": ["DB128"], "DB128": ["DB040"],
        "DB050": ["DB080"], "DB080": ["DB050"],
    }  # fmt: skip


def test_seats_with_a_dash_and_codes_of_other_kinds_are_found_whole():
    index = build_index(
        [Person("KH-2026/7", "Lê An", Category.GUEST, seat="A-12"), Person("B", "A Xyz", Category.GUEST)]
    )

    assert find(index, "a-12") == ["KH-2026/7"]
    assert find(index, "kh-2026/7") == ["KH-2026/7"]
