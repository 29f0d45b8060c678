"""The catalogue of awards: which there are on a day, under which names they are found, what it suggests."""

from datetime import date

import pytest

from domain.catalogue import find_award, valid_awards
from domain.honours import RecipientType
from services.catalogue import catalogue

COLLECTIVE, INDIVIDUAL = RecipientType
IN_2020, IN_2024 = date(2020, 5, 4), date(2024, 5, 4)


def code(name, on=IN_2020):
    found = find_award(catalogue(), name, on)
    return found.code if found else None


def test_each_award_stands_once_on_each_day():
    for on in (date(2010, 1, 1), IN_2020, date(2023, 12, 31), date(2024, 1, 1), IN_2024):
        codes = [award.code for award in valid_awards(catalogue(), on)]
        assert len(codes) == len(set(codes)) > 15


def test_before_the_law_there_is_none():
    assert valid_awards(catalogue(), date(2004, 6, 30)) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Huân chương Lao động hạng Ba", "LABOUR_ORDER_3"),
        ("HUÂN CHƯƠNG LAO ĐỘNG HẠNG NHÌ", "LABOUR_ORDER_2"),
        ("Cờ thi đua của Chính phủ năm 2019", "FLAG_GOV"),
        ("Bằng khen của Thủ tướng Chính phủ giai đoạn 2015 - 2020", "MERIT_PM"),
        ('Kỷ niệm chương "Vì sự nghiệp phát triển ngành Công Thương"', "MEDAL_SECTOR"),
        ("Giấy khen của Giám đốc Sở Công Thương", "COMMENDATION_DEPT"),
        ("Giấy khen của Giám đốc Công ty Điện lực", "COMMENDATION_UNIT"),
        ("Tập thể Lao động xuất sắc", "EXCELLENT_COLLECTIVE"),
        ("Người tốt, việc tốt", None),
        ("Bằng khen của Hội Phụ nữ", None),
        ("", None),
    ],
)
def test_awards_are_found_by_name(name, found):
    assert code(name) == found


def test_a_name_belongs_to_its_law():
    assert (code("Chiến sĩ thi đua cấp tỉnh"), code("Chiến sĩ thi đua cấp tỉnh", IN_2024)) == ("CSTD_PROVINCE", None)
    assert code("Chiến sĩ thi đua cấp tỉnh", None) == "CSTD_PROVINCE"
    assert code("Chiến sĩ thi đua tỉnh", IN_2024) == "CSTD_PROVINCE"


def test_it_suggests_rank_authority_and_for_whom():
    merit = find_award(catalogue(), "Bằng khen của Chủ tịch UBND tỉnh", IN_2020)
    flag = find_award(catalogue(), "Cờ thi đua của Chính phủ", IN_2020)

    assert (merit.rank(COLLECTIVE), merit.rank(INDIVIDUAL), merit.authority) == (61, 62, "Chủ tịch UBND tỉnh")
    assert merit.recipients == {COLLECTIVE, INDIVIDUAL}
    assert (flag.recipients, flag.authority) == ({COLLECTIVE}, "Thủ tướng Chính phủ")
    assert find_award(catalogue(), "Cờ thi đua của Chính phủ", date(2010, 1, 1)).authority == "Chính phủ"
