"""What the MC says: a line with placeholders filled by facts. A fact that is missing shows as a gap that names it.

Knows no conference: the values come from `services.script`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    TEXT = "text"
    NAME = "name"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; those of a gap say what is missing."""

    text: str
    kind: PieceKind = PieceKind.TEXT


NEXT = "_ke_tiep"  # placeholders about who follows
GAPS = {
    "ho_ten": "họ tên",
    "ho_ten_ke_tiep": "họ tên người kế tiếp",
    "ong_ba": "ông/bà",
    "ong_ba_ke_tiep": "ông/bà",
    "chuc_danh": "chức danh",
    "chuc_vu": "chức vụ",
    "don_vi": "đơn vị",
    "chu_de": "chủ đề",
    "so_phut": "số phút",
    "ten_hoi_nghi": "tên Hội nghị",
    "so_co_mat": "số đại biểu có mặt",
    "so_trieu_tap": "số đại biểu triệu tập",
    "danh_sach_khach_giao_luu": "danh sách khách giao lưu",
    "nguoi_khai_mac": "người khai mạc",
    "nguoi_cong_bo": "người công bố",
    "nguoi_trao": "người trao",
    "so_nguoi": "số người",
    "so_nguoi_nhan": "số người nhận",
    "nguoi_nhan": "người nhận",
    "so_qd": "số quyết định",
    "ngay_qd": "ngày quyết định",
    "nguoi_quyet_dinh": "người quyết định",
    "hinh_thuc": "hình thức khen thưởng",
    "ten_dai_hoi": "tên Đại hội",
    "so_bieu_quyet": "số đại biểu biểu quyết",
    "so_dong_y": "số đồng ý",
    "ty_le": "tỷ lệ",
}
NAMES = {
    "ho_ten", "ho_ten_ke_tiep", "ong_ba", "ong_ba_ke_tiep", "danh_sach_khach_giao_luu",
    "nguoi_khai_mac", "nguoi_cong_bo", "nguoi_trao",
}  # fmt: skip
_NAMELESS = "nội dung"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BRACES = str.maketrans("", "", "{}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def pieces(line: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    """The line with what is known; words and names that touch are one piece."""
    filled: list[Piece] = []
    for piece in _cut(line, values):
        begins = not filled or _ends_sentence(filled[-1])
        _join(filled, _capitalised(piece) if begins else piece)
    return tuple(filled)


def asked(line: str) -> set[str]:
    """The placeholders of a line."""
    return {_key(name) for name in _PLACEHOLDER.findall(line)}


def without_next(line: str) -> str:
    """The line when nobody follows: without the sentences that are about nothing else."""
    kept = [sentence for sentence in _SENTENCE.split(line) if not _is_about_next(sentence)]
    return " ".join(kept)


def _is_about_next(sentence: str) -> bool:
    names = asked(sentence)
    return bool(names) and all(name.endswith(NEXT) for name in names)


def _cut(line: str, values: Mapping[str, str]) -> Iterable[Piece]:
    """Words stand at even places, placeholders between them; a brace without its other half is dropped."""
    for place, part in enumerate(_PLACEHOLDER.split(line)):
        piece = _filled(part, values) if place % 2 else Piece(part.translate(_BRACES))
        if piece.text:
            yield piece


def _filled(name: str, values: Mapping[str, str]) -> Piece:
    key = _key(name)
    if value := values.get(key, "").strip():
        return Piece(value, PieceKind.NAME if key in NAMES else PieceKind.TEXT)
    return Piece(GAPS.get(key) or key.replace("_", " ").strip() or _NAMELESS, PieceKind.GAP)


def _key(name: str) -> str:
    return name.strip().casefold()


def _join(filled: list[Piece], piece: Piece) -> None:
    """*bà* and *Trần Thị Ngọc Uyên* are one name."""
    if piece.kind is PieceKind.NAME and len(filled) > 1 and filled[-1].text.isspace():
        between, before = filled.pop(), filled.pop()
        if before.kind is PieceKind.NAME:
            filled.append(Piece(before.text + between.text + piece.text, PieceKind.NAME))
            return
        filled += [before, between]
    if piece.kind is PieceKind.TEXT and filled and filled[-1].kind is PieceKind.TEXT:
        filled[-1] = Piece(filled[-1].text + piece.text)
    else:
        filled.append(piece)


def _ends_sentence(piece: Piece) -> bool:
    return piece.kind is PieceKind.TEXT and piece.text.rstrip().endswith((".", "!", "?", "…"))


def _capitalised(piece: Piece) -> Piece:
    """A value at the beginning of a sentence; a gap's words are none of the line's."""
    return piece if piece.kind is PieceKind.GAP else Piece(piece.text[0].upper() + piece.text[1:], piece.kind)
