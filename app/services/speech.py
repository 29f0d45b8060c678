"""What is said aloud, set in lines: names stand out and keep their comma, a missing fact is a blank with its name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fpdf import FPDF

from domain.script import Piece, PieceKind
from services.paper import INK, Face, measure, wrapped, write_line

_BELOW_BLANK = 2.4  # more room under a line that has blanks, for their captions
_SHORT_BLANK, _LONG_BLANK = 18.0, 42.0
_SHORT = ("số", "tỷ lệ", "ông/bà")
_SPACE = re.compile(r"(?<!')(\s+)(?![-–]\s)")  # as on all our paper: H' Lam and 2015 - 2020 stay together


@dataclass(frozen=True, slots=True)
class Voice:
    """How words are set, and how wide their lines are."""

    words: Face
    name: Face
    caption: Face
    room: float

    def face(self, kind: PieceKind) -> Face:
        return {PieceKind.TEXT: self.words, PieceKind.NAME: self.name, PieceKind.GAP: self.caption}[kind]


@dataclass(frozen=True, slots=True)
class Atom:
    """What stands together in a line: letters, or a blank with its caption; `x` from where the words begin."""

    text: str
    kind: PieceKind
    width: float
    x: float = 0.0


def spoken(pdf: FPDF, words: Sequence[Piece], voice: Voice) -> list[tuple[Atom, ...]]:
    """Line by line."""
    space = measure(pdf, " ", voice.words)
    return list(_lines(list(_chunks(pdf, words, voice)), space, voice.room))


def line_height(atoms: Sequence[Atom], voice: Voice) -> float:
    has_blank = any(atom.kind is PieceKind.GAP for atom in atoms)
    return voice.words.line + (_BELOW_BLANK if has_blank else 0.0)


def draw_spoken(pdf: FPDF, atoms: Iterable[Atom], voice: Voice, *, x: float, y: float) -> None:
    """One line, its top at `y`."""
    for atom in atoms:
        _draw_atom(pdf, atom, voice, x=x + atom.x, baseline=y + voice.words.baseline)


def _chunks(pdf: FPDF, words: Sequence[Piece], voice: Voice) -> Iterable[list[Atom]]:
    """What may not be parted: a name keeps its comma. What no line can hold is parted all the same."""
    chunk: list[Atom] = []
    for piece in words:
        for part in _parts(pdf, piece, voice):
            atom = _atom(pdf, part, piece.kind, voice)
            if chunk and (part.isspace() or sum(known.width for known in chunk) + atom.width > voice.room):
                yield chunk
                chunk = []
            if not part.isspace():
                chunk.append(atom)
    if chunk:
        yield chunk


def _parts(pdf: FPDF, piece: Piece, voice: Voice) -> Iterable[str]:
    """Words and the spaces between them."""
    if piece.kind is PieceKind.GAP:
        return [piece.text]
    parts, face = filter(None, _SPACE.split(piece.text)), voice.face(piece.kind)
    return [cut for part in parts for cut in ([part] if part.isspace() else wrapped(pdf, part, face, width=voice.room))]


def _atom(pdf: FPDF, text: str, kind: PieceKind, voice: Voice) -> Atom:
    width = measure(pdf, text, voice.face(kind))
    if kind is PieceKind.GAP:
        width = max(width + 2, _SHORT_BLANK if text.startswith(_SHORT) else _LONG_BLANK)
    return Atom(text, kind, width)


def _lines(chunks: Sequence[Sequence[Atom]], space: float, room: float) -> Iterable[tuple[Atom, ...]]:
    line: list[Atom] = []
    x = 0.0
    for chunk in chunks:
        wide = sum(atom.width for atom in chunk)
        if line and x + space + wide > room:
            yield tuple(line)
            line, x = [], 0.0
        x += space if line else 0.0
        for atom in chunk:
            line.append(Atom(atom.text, atom.kind, atom.width, x))
            x += atom.width
    if line:
        yield tuple(line)


def _draw_atom(pdf: FPDF, atom: Atom, voice: Voice, *, x: float, baseline: float) -> None:
    if atom.kind is not PieceKind.GAP:
        write_line(pdf, atom.text, voice.face(atom.kind), x=x, y=baseline, hangs=0)
        return
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.25)
    pdf.line(x, baseline + 0.6, x + atom.width, baseline + 0.6)
    write_line(pdf, atom.text, voice.caption, x=x + atom.width / 2, y=baseline + 3.6, hangs=0.5)
