"""The programme's items as planned: the ten of the plan, and what stands outside them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Plan, part II.3a, in its order: Vietnamese title, English title, minutes (ours: the plan gives none).
TEN_ITEMS = (
    ("Chào cờ", "Flag salute", 5),
    ("Tuyên bố lý do, giới thiệu đại biểu và khai mạc", "Statement of purpose, introduction of delegates, opening", 15),
    ("Báo cáo tổng kết", "Review report", 25),
    ("Báo cáo tham luận", "Papers by exemplary delegates", 35),
    ("Giao lưu với các điển hình tiên tiến", "Exchange with exemplary delegates", 30),
    ("Biểu dương, tôn vinh, khen thưởng", "Praise, honour and awards", 50),
    ("Phát động phong trào thi đua", "Launch of the emulation movement", 10),
    ("Phát biểu hưởng ứng", "Response", 10),
    (
        "Thông qua danh sách đại biểu đi dự Đại hội cấp trên",
        "Approval of the list of delegates to the higher congress",
        10,
    ),
    ("Tổng kết và bế mạc", "Summing-up and closing", 15),
)
ARRIVAL = ("Đón tiếp đại biểu", "Welcome and check-in", 30)


@dataclass(frozen=True, slots=True)
class Item:
    """`number` 1 to 10 are the plan's; 0 stands outside them (arrivals)."""

    number: int
    title_vi: str
    title_en: str
    planned_start: datetime
    planned_duration: timedelta
    presenter: str = ""
    mc_line: str = ""


def planned_items(starts_at: datetime) -> tuple[Item, ...]:
    """Arrivals, then the ten items one after the other from the planned start."""
    title_vi, title_en, minutes = ARRIVAL
    arrival = Item(0, title_vi, title_en, starts_at - timedelta(minutes=minutes), timedelta(minutes=minutes))
    items, start = [arrival], starts_at
    for number, (title_vi, title_en, minutes) in enumerate(TEN_ITEMS, start=1):
        items.append(Item(number, title_vi, title_en, start, timedelta(minutes=minutes)))
        start += timedelta(minutes=minutes)
    return tuple(items)
