"""The part in the programme and the line for the desk, as offices write them."""

import pytest

from domain.delegates import Part
from domain.parts import attention_of, parts_of

CASES = [
    ("", "", set(), None),
    ("Giấy khen của Giám đốc Sở", "", {Part.HONOUREE}, "Nhận khen thưởng: Giấy khen của Giám đốc Sở"),
    ("", "Tham luận số 4", {Part.PAPER}, "Tham luận số 4"),
    ("Bằng khen", "Khách giao lưu", {Part.HONOUREE, Part.EXCHANGE}, "Khách giao lưu"),
    ("", "Chủ trì hội nghị", {Part.CHAIR}, "Chủ trì hội nghị"),
    ("", "Phát biểu chỉ đạo", {Part.PRESENTER}, "Phát biểu chỉ đạo"),
    ("", "Cần hỗ trợ xe lăn", set(), "Cần hỗ trợ xe lăn"),
    ("", "Dự khuyết thứ 1", set(), None),
    ("", "Ăn chay; ĐT khác 0100 444 555", set(), "Ăn chay"),
]


@pytest.mark.parametrize(("awards", "note", "parts", "attention"), CASES)
def test_parts_and_attention(awards, note, parts, attention):
    assert (parts_of(awards, note), attention_of(awards, note)) == (parts, attention)
