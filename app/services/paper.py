"""Type on A4 paper: the fonts, faces, line breaks and blocks that badges and lists are set with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from font_source_sans_pro import font_directory
from fpdf import FPDF

from domain.names import tidy

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MM_PER_POINT = 25.4 / 72
INK = (16, 28, 44)
INK_2 = (70, 83, 106)
LINE = (124, 135, 152)
_FAMILY = "Source Sans Pro"
_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Bold.ttf"}
# Where a line may break: not after the particle in H' Lam, K' Brông, and not before a dash.
_SPACE = re.compile(r"(?<!')\s+(?![-–]\s)")


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set: weight "" or "B", size in points, line height as a multiple of the size."""

    weight: str
    size: float
    ink: tuple[int, int, int] = INK
    leading: float = 1.28

    @property
    def line(self) -> float:
        """Height of one line in millimetres."""
        return self.size * MM_PER_POINT * self.leading

    @property
    def baseline(self) -> float:
        """From the top of a line down to its baseline: room above for the two marks of Ế, Ộ, Ữ."""
        return self.size * MM_PER_POINT * (self.leading / 2 + 0.34)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in one face, with some air before them."""

    face: Face
    lines: Sequence[str]
    before: float = 0.0

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.face.line if self.lines else 0.0


def a4(*, title: str) -> FPDF:
    """An empty document; positions are millimetres from the top left corner, and nothing breaks a page by itself."""
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(title)
    pdf.set_lang("vi")
    pdf.set_creator("Khai Mạc")
    for weight, file in _FILES.items():
        pdf.add_font(_FAMILY, weight, Path(font_directory) / file)
    return pdf


def measure(pdf: FPDF, text: str, face: Face) -> float:
    """Width of a line in millimetres."""
    pdf.set_font(_FAMILY, face.weight, face.size)
    return pdf.get_string_width(text)


def wrapped(pdf: FPDF, text: str, face: Face, *, width: float) -> list[str]:
    """The lines of a text, none wider than `width`; none at all for an empty text."""
    space = measure(pdf, " ", face)
    return [line for line, _ in _filled(_pieces(pdf, text, face, width), space, width)]


def balanced(pdf: FPDF, text: str, face: Face, *, width: float) -> list[str]:
    """As few lines as `width` allows, and those as even as they come: Nguyễn Thị / Minh Phượng."""
    space, pieces = measure(pdf, " ", face), _pieces(pdf, text, face, width)
    widest_piece = max((wide for _, wide in pieces), default=0.0)
    lines = _filled(pieces, space, width)
    while len(lines) > 1:
        narrower = max(wide for _, wide in lines) - 0.1
        closer = _filled(pieces, space, narrower)
        if narrower < widest_piece or len(closer) > len(lines):
            break
        lines = closer
    return [line for line, _ in lines]


def clipped(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines; a cut shows as an ellipsis."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]


def write(pdf: FPDF, blocks: Sequence[Block], *, x: float, y: float) -> float:
    """Set blocks below each other from `y` down; the answer is where the next thing may begin."""
    for block in blocks:
        _use(pdf, block.face)
        for place, line in enumerate(block.lines):
            pdf.text(x, y + block.before + place * block.face.line + block.face.baseline, line)
        y += block.height
    return y


def write_line(pdf: FPDF, line: str, face: Face, *, x: float, y: float, hangs: float) -> None:
    """One line on the baseline `y`; `hangs` is the share of it left of `x`: 0 begins there, 0.5 is centred, 1 ends."""
    left = x - hangs * measure(pdf, line, face)
    _use(pdf, face)
    pdf.text(left, y, line)


def _use(pdf: FPDF, face: Face) -> None:
    pdf.set_font(_FAMILY, face.weight, face.size)
    pdf.set_text_color(*face.ink)


def _filled(pieces: Sequence[tuple[str, float]], space: float, width: float) -> list[tuple[str, float]]:
    """Words and their widths gathered into lines and theirs, each line as full as it gets."""
    lines = list(pieces[:1])
    for piece, wide in pieces[1:]:
        line, so_far = lines[-1]
        if so_far + space + wide <= width:
            lines[-1] = f"{line} {piece}", so_far + space + wide
        else:
            lines.append((piece, wide))
    return lines


def _pieces(pdf: FPDF, text: str, face: Face, width: float) -> list[tuple[str, float]]:
    """Words and their widths; a word that no line can hold is cut between letters."""
    pieces = []
    for word in filter(None, _SPACE.split(tidy(text))):
        wide = measure(pdf, word, face)
        pieces += [(word, wide)] if wide <= width else _cut(pdf, word, face, width)
    return pieces


def _cut(pdf: FPDF, word: str, face: Face, width: float) -> Iterator[tuple[str, float]]:
    piece, so_far = "", 0.0
    for letter in word:
        wide = measure(pdf, letter, face)
        if piece and so_far + wide > width:
            yield piece, so_far
            piece, so_far = "", 0.0
        piece, so_far = piece + letter, so_far + wide
    yield piece, so_far
