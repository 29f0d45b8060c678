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
_TELEPHONE = 8  # digits: a second number that the importer moved into the note


def parts_of(awards: str, note: str) -> frozenset[Part]:
    """Who is given an award here is called on stage; the note says who speaks, chairs or talks on stage."""
    words = fold(note)
    found = {part for phrase, part in _PART_WORDS if phrase in words}
    return frozenset(found | ({Part.HONOUREE} if awards else set()))


def attention_of(awards: str, note: str) -> str | None:
    """One line for the desk: the note as written, else the awards received here."""
    pieces = [piece.strip() for piece in note.split(";")]
    told = "; ".join(piece for piece in pieces if piece and _is_for_the_desk(piece))
    return told or (f"Nhận khen thưởng: {awards}" if awards else None)


def _is_for_the_desk(piece: str) -> bool:
    digits = sum(character.isdigit() for character in piece)
    return digits < _TELEPHONE and not any(phrase in fold(piece) for phrase in _NOT_FOR_THE_DESK)
