"""Rows that head a part of the list: KHỐI …, a company, KHÁCH MỜI. How they nest, and what they say of those below."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.delegates import Category
from domain.names import fold
from domain.roster.units import looks_like_unit
from domain.roster.values import category_in

_NUMBERING = re.compile(r"(?P<label>[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)\s*(?:[.)/:\-–]+\s*|(?<=[IVX0-9])\s+)(?P<title>\S.*)")
_COUNT = re.compile(r"\(?\d+\s*(?:người|đại biểu|đ/c|đồng chí|đb)?\)?", re.IGNORECASE)
_ENDING_COUNT = re.compile(r"\s*[:(\-–]\s*\d+\s*(?:người|đại biểu|đ/c|đồng chí|đb)\s*\)?\s*$", re.IGNORECASE)
_HEADS = ("khối ", "nhóm ", "cụm ", "đại biểu", "khách mời", "điển hình", "danh sách", "các ")
_PLAIN_HEADS = ("khoi ", "nhom ", "cum ", "dai bieu", "khach moi", "dien hinh", "danh sach", "cac ")
_FAMILY_NAMES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trương Lâm Đoàn Trịnh Đào Cao
    Hà Lương Lưu Phùng Tô Châu Tạ Thái Quách Kiều Chu La Vương Từ Tống Nông Vi Lò Quan Tăng Văn Thân Doãn Nghiêm
    Giang Bạch Diệp Hứa Khổng Lục Mạc Ninh Ôn Sầm Thạch Triệu Ung Viên Xa Âu Cù Đàm Đàng Đồng Hoa Kha Kim Lạc Lại
    Lều Mã Mấu Mông Nhan Nhữ Ông Pi Bo Tro Chamaléa Katơr Ka Y H K Ksor Siu Rơ Kpă Nay Thập Thổ Tiêu Trang Tôn Trà
    Thi Phú Phó Phí Lã Lữ Khúc Khuất Hàn Đường Đới Điền Bành Bế Cung Cầm Hầu Hạ Hình Mẫn Ngọ Ngụy
"""
_SURNAMES = frozenset(_FAMILY_NAMES.casefold().split())
_PLAIN_SURNAMES = frozenset(map(fold, _SURNAMES))  # of lists typed without accents


@dataclass(frozen=True, slots=True)
class Section:
    """`style` tells the level: how it is numbered, or that it is a unit, or neither."""

    style: str
    title: str
    is_unit: bool


Sections = tuple[Section, ...]


def read_section(title: str, label: str, known_units: Mapping[str, str]) -> Section:
    """`label` is what stands in the column of numbers; `known_units`: units of the sheet as written, by folded name."""
    if not label and (found := _NUMBERING.fullmatch(title)):
        label, title = found["label"], found["title"]
    title = _ENDING_COUNT.sub("", title).rstrip(" :;")
    is_unit = fold(title) in known_units or looks_like_unit(title)
    plain = "unit" if is_unit else "plain"
    return Section(_style(label) if label else plain, known_units.get(fold(title), title), is_unit)


def opened(sections: Sections, section: Section) -> Sections:
    """A title closes the one of its own style and all beneath that; else it opens a level further down."""
    styles = [outer.style for outer in sections]
    kept = sections[: styles.index(section.style)] if section.style in styles else sections
    return (*kept, section)


def group_of(sections: Sections) -> str:
    """The innermost title that is no unit; a unit only where nothing else heads it."""
    groups = [section.title for section in sections if not section.is_unit]
    return groups[-1] if groups else sections[-1].title if sections else ""


def unit_of(sections: Sections) -> str:
    return next((section.title for section in reversed(sections) if section.is_unit), "")


def category_of(sections: Sections) -> Category | None:
    named = (category_in(section.title) for section in reversed(sections) if not section.is_unit)
    return next((category for category in named if category), None)


def bloc_of(sections: Sections) -> str:
    """KHỐI HÀNH CHÍNH SỰ NGHIỆP as a bloc's name in a column is written: Khối hành chính sự nghiệp."""
    title = next((s.title for s in reversed(sections) if fold(s.title).startswith("khoi ")), "")
    return title.capitalize() if title.isupper() else title


def is_count(text: str) -> bool:
    return bool(_COUNT.fullmatch(text))


def heads_people(text: str, known_units: Collection[str]) -> bool:
    """Surely a title, whatever stands beside it."""
    heads = text.casefold().startswith(_PLAIN_HEADS if text.isascii() else _HEADS)
    return heads or fold(text) in known_units or looks_like_unit(text)


def looks_like_person(text: str) -> bool:
    """Written as a name; without the help of capitals a known family name must begin it."""
    words = [word.strip(".-()") for word in text.replace("'", " ").split()]
    if not 2 <= len(words) <= 7 or not all(word.isalpha() for word in words) or heads_people(text, ()):
        return False
    if text.isupper() or text.islower():
        return words[0].casefold() in (_PLAIN_SURNAMES if text.isascii() else _SURNAMES)
    return all(word[0].isupper() for word in words)


def _style(label: str) -> str:
    if label[0].isdigit():
        return f"number{label.count('.')}"
    return "roman" if set(label.upper()) <= set("IVX") else "letter"
