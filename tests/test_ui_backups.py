"""The line of the set-up page about the backups, for each way it stands with them."""

from pathlib import Path

import pytest
from days import NINE

from services.backups import Failure, Status
from ui.backups import line

STICK = Path("/media/usb")
NONE_YET, GOOD = Status(STICK), Status(STICK, NINE, 1200)
LINES = (
    (Status(None), "Chưa bật sao lưu: KHAIMAC_BACKUP chưa chỉ thư mục nào (ổ thứ hai hoặc USB)."),
    (NONE_YET, "Chưa có bản sao lưu nào. Thư mục: /media/usb."),
    (GOOD, "Sao lưu gần nhất lúc 07:30, từ đó có thêm 1.034 dòng sổ. Thư mục: /media/usb."),
    (
        Status(STICK, NINE, 2234, NINE, Failure.MISSING, "No such file or directory"),
        "Không thấy thư mục sao lưu /media/usb: USB đã cắm chưa? Sao lưu gần nhất lúc 07:30, từ đó có thêm 0 dòng sổ. "
        "Cứ mỗi phút máy tự thử lại.",
    ),
    (
        Status(STICK, failed_at=NINE, failure=Failure.OTHER, detail="Input/output error"),
        "Không sao lưu được vào /media/usb: Input/output error. Chưa có bản sao lưu nào. Cứ mỗi phút máy tự thử lại.",
    ),
)


@pytest.mark.parametrize(("status", "text"), LINES)
def test_the_line_says_how_it_stands(status, text):
    assert line(status, 2234, "vi") == text


@pytest.mark.parametrize("failure", Failure)
def test_each_failure_has_its_sentence_with_the_folder(failure):
    said = line(Status(STICK, failed_at=NINE, failure=failure, detail="why"), 0, "en")

    assert str(STICK) in said
    assert said.endswith("There is no backup yet. It is tried again each minute.")
