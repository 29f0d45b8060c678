"""The list as a table to take away: the headers of the office's own file, then attendance. It can be read back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from domain.delegates import Person, Standing
from domain.roster.words import CATEGORY_LABELS, GENDER_LABELS, MARK_LABELS, STANDING_LABELS

VENUE = timezone(timedelta(hours=7))  # Việt Nam keeps no summer time

NUMBER_HEADERS = ("STT", "Năm sinh")
TEXT_HEADERS = ("Mã đại biểu", "Số điện thoại")  # must never become numbers
HEADERS = (
    "STT", "Mã đại biểu", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Chức vụ", "Đơn vị", "Khối thi đua",
    "Thành phần kinh tế", "Đối tượng", "Loại đại biểu", "Tập thể đại diện", "Trực tiếp sản xuất, công tác",
    "Danh hiệu, gương điển hình đã đạt", "Hình thức khen thưởng tại Hội nghị", "Đề cử dự Đại hội cấp trên",
    "Số điện thoại", "Ghế", "Ghi chú",
    "Tư cách", "Có mặt", "Giờ điểm danh", "Bàn", "Người dự thay",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportRow:
    """`presence` in words, as the screen says it; empty when away."""

    person: Person
    standing: Standing = Standing.EXPECTED
    presence: str = ""
    happened_at: datetime | None = None
    desk: str = ""
    substitute: str = ""


def table(rows: Iterable[ExportRow]) -> list[tuple[str, ...]]:
    """Headers first; every cell a text."""
    return [HEADERS, *(_cells(number, row) for number, row in enumerate(rows, 1))]


def _cells(number: int, row: ExportRow) -> tuple[str, ...]:
    p = row.person
    return (
        str(number), p.code, p.name, GENDER_LABELS[p.gender] if p.gender else "", str(p.birth_year or ""), p.ethnicity,
        p.position, p.unit, p.bloc, p.sector, CATEGORY_LABELS[p.category], p.kind, p.represents,
        MARK_LABELS[p.direct_worker], p.titles, p.awards, p.higher_congress, p.phone, p.seat, p.note,
        STANDING_LABELS[row.standing], row.presence, _time(row.happened_at), row.desk, row.substitute,
    )  # fmt: skip


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(VENUE):%H:%M}" if moment else ""
