"""The programme as a table to take away, under the headers of the office's own file. It can be read back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from domain.agenda import ARRIVALS, Item
from domain.agenda_list.values import minutes_in_words
from domain.programme import ItemWords

HEADERS = (
    "STT", "Giờ bắt đầu dự kiến", "Số phút dự kiến", "Giờ kết thúc dự kiến", "Nội dung", "Nội dung (tiếng Anh)",
    "Người thực hiện", "Lời dẫn MC", "Loại mục", "Mục cha", "Mã đại biểu", "Chủ đề",
)  # fmt: skip
NUMBER_HEADERS = ("Số phút dự kiến",)
OFFICIAL, SIDE, SUB = "Chính thức", "Ngoài 10 mục", "Trong mục"


def table(plan: Sequence[Item], words: Mapping[str, ItemWords], venue: tzinfo) -> list[tuple[str, ...]]:
    """Headers first; every cell a text. What stands in an item without a number is said to be in it by its title."""
    return [HEADERS, *_lines(plan, words, venue)]


def _lines(plan: Sequence[Item], words: Mapping[str, ItemWords], venue: tzinfo) -> Iterator[tuple[str, ...]]:
    by_id = {item.id: item for item in plan}
    for item in plan:
        told = words.get(item.id) or ItemWords(item.id, "")
        siblings = [other for other in plan if other.parent == item.parent]
        parent = by_id.get(item.parent)
        yield (
            _number(item, parent, siblings), _time(item.planned_start, venue),
            minutes_in_words(item.planned_duration), _time(item.planned_end, venue),
            told.title_vi, told.title_en, told.presenter, told.mc_line, _sort(item),
            _called(parent, words) if parent else "", item.speaker, told.topic,
        )  # fmt: skip


def _number(item: Item, parent: Item | None, siblings: Sequence[Item]) -> str:
    if not parent:
        return "" if item.number is None else str(item.number)
    return "" if parent.number is None else f"{parent.number}.{siblings.index(item) + 1}"


def _called(parent: Item, words: Mapping[str, ItemWords]) -> str:
    return str(parent.number) if parent.number is not None else words[parent.id].title_vi


def _sort(item: Item) -> str:
    if item.parent:
        return SUB
    return SIDE if item.number in (None, ARRIVALS) else OFFICIAL


def _time(moment: datetime, venue: tzinfo) -> str:
    return f"{moment.astimezone(venue):%H:%M}"
