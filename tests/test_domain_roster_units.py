"""Short names of units, units and people told apart, and a post split into position and unit."""

import pytest

from domain.roster.sections import looks_like_person
from domain.roster.units import looks_like_unit, short_unit, split_post


@pytest.mark.parametrize(
    ("unit", "short"),
    [
        ("Công ty CP Dệt may Sóng Biếc", "Dệt may Sóng Biếc"),
        ("Công ty Cổ phần Dệt may Sóng Biếc", "Dệt may Sóng Biếc"),
        ("CÔNG TY CỔ PHẦN DỆT MAY", "DỆT MAY"),
        ("Công ty TNHH Điện tử Aurora Bay Việt Nam", "Điện tử Aurora Bay Việt Nam"),
        ("Công ty TNHH MTV Điện lực Biển Ngọc", "Điện lực Biển Ngọc"),
        ("Công ty Trách nhiệm hữu hạn Một thành viên Muối Ánh Trăng", "Muối Ánh Trăng"),
        ("Cty TNHH cơ khí Đại Bàng Núi", "Cơ khí Đại Bàng Núi"),
        ("DNTN Hoa Lan", "Hoa Lan"),
        ("Doanh nghiệp tư nhân Hoa Lan", "Hoa Lan"),
        ("Chi nhánh Công ty CP Gió Xanh", "Gió Xanh"),
        ("Aurora Bay Co., Ltd.", "Aurora Bay"),
        ("HTX Thủ công mỹ nghệ Cát Vàng", "HTX Thủ công mỹ nghệ Cát Vàng"),
        ("Cơ sở Dệt thổ cẩm Suối Mơ", "Cơ sở Dệt thổ cẩm Suối Mơ"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Ban Thi đua - Khen thưởng tỉnh", "Ban Thi đua - Khen thưởng tỉnh"),
        ("Công ty TNHH MTV", "Công ty TNHH MTV"),
        ("", ""),
    ],
)
def test_short_names(unit, short):
    assert short_unit(unit) == short


@pytest.mark.parametrize(
    "text",
    [
        "Công ty CP Dệt may Sóng Biếc",
        "PHÒNG QUẢN LÝ CÔNG NGHIỆP",
        "Sở Nội vụ",
        "UBND tỉnh",
        "HTX Cát Vàng",
        "Cơ sở Suối Mơ",
    ],
)
def test_units_look_like_units_and_not_like_people(text):
    assert (looks_like_unit(text), looks_like_person(text)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An",
        "ĐOÀN HOÀNG DUY",
        "bo bo văn khởi",
        "H' Lam Niê Sao",
        "Pi Năng Thị Sương",
        "Katơr Thị Xa",
        "Bá Văn Lợi",
    ],
)
def test_people_look_like_people_and_not_like_units(text):
    assert (looks_like_unit(text), looks_like_person(text)) == (False, True)


@pytest.mark.parametrize(
    "text", ["KHỐI HÀNH CHÍNH SỰ NGHIỆP", "Khách mời", "Các doanh nghiệp khác", "Sở, ban, ngành", "Ban Tổ chức"]
)
def test_headings_are_no_units(text):
    assert not looks_like_unit(text)


@pytest.mark.parametrize(
    ("post", "halves"),
    [
        ("Phó Giám đốc, Công ty X", ("Phó Giám đốc", "Công ty X")),
        ("Sở Nội vụ - Chuyên viên", ("Chuyên viên", "Sở Nội vụ")),
        ("Chuyên viên\nVăn phòng Sở", ("Chuyên viên", "Văn phòng Sở")),
        ("Phó Trưởng phòng, Phòng Kỹ thuật, Công ty X", ("Phó Trưởng phòng", "Phòng Kỹ thuật, Công ty X")),
        ("Trưởng phòng Kỹ thuật", None),
    ],
)
def test_posts(post, halves):
    assert split_post(post) == halves
