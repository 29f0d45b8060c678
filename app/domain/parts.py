"""A delegate's part in the programme and what a desk should know, read from the award column and the note."""

from domain.delegates import Part
from domain.names import fold

_PART_WORDS = (
    ("tham luan", Part.PAPER),
    ("giao luu", Part.EXCHANGE),
    ("chu tri", Part.CHAIR),
    ("doan chu tich", Part.CHAIR),
    ("phat bieu", Part.PRESENTER),
    ("trao thuong", Part.PRESENTER),
    ("trinh bay", Part.PRESENTER),
    ("bao cao", Part.PRESENTER),
)
_NOT_FOR_THE_DESK = ("du khuyet",)


def parts_of(awards: str, note: str) -> frozenset[Part]:
    """Who is given an award here is called on stage; the note says who speaks, chairs or talks on stage."""
    words = fold(note)
    found = {part for phrase, part in _PART_WORDS if phrase in words}
    return frozenset(found | ({Part.HONOUREE} if awards else set()))


def attention_of(awards: str, note: str) -> str | None:
    """One line for the desk: the note as written, else the awards received here."""
    if note and not any(phrase in fold(note) for phrase in _NOT_FOR_THE_DESK):
        return note
    return f"Nhận khen thưởng: {awards}" if awards else None
