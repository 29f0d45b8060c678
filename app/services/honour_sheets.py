"""The honours on A4: who goes on stage in which order, the trays, the seats, what is handed over later.

Every page says by itself what it is, of which version and when printed: sheets are torn apart at the wings. What is
printed is Vietnamese whatever language a screen speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from domain.names import tidy
from domain.script import Piece
from services.paper import (
    INK,
    INK_2,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Block,
    Face,
    a4,
    balanced,
    clipped,
    measure,
    wrapped,
    write,
    write_line,
)
from services.sheets import (
    PAGE_OF,
    TableRow,
    Unit,
    broken,
    column_heads,
    draw_foot,
    draw_row,
    extent,
    stamp,
    table_row,
)
from services.speech import Atom, Voice, draw_spoken, line_height, spoken

VERSION = "Danh sách bản {version}"
STAGE_TITLE, TRAY_TITLE = "THỨ TỰ LÊN SÂN KHẤU", "DANH SÁCH KHAY"
SEAT_TITLE, LATER_TITLE = "CHỖ NGỒI – ĐỢT", "DANH SÁCH TRAO SAU"
FROM_THE_LEFT = "Vị trí 1 ở bên trái, nhìn từ phía khán giả."
HOW_TO_TRAY = "Xếp theo vị trí, vị trí 1 ở bên trái nhìn từ phía khán giả. Đánh dấu khi đã kiểm từng khay."
HOW_TO_SEAT = "Theo chỗ ngồi. Ai lên sân khấu hai lần có hai dòng. Dấu – : không có vị trí."
HOW_TO_LATER = "Người nhận ký và ghi ngày khi nhận."
NO_HONOURS = "Chưa có danh sách khen thưởng."
BATCH, PART = "Đợt {number}/{of}", "lượt {part}/{parts}"
PRESENTER, UNKNOWN_PRESENTER = "Người trao: {presenter}", "………………………………"
SOUNDS = "đọc: {sound}"
VACANT = "(chỗ trống)"
UNPLACED = "–"

PLACE, TRAY, NAME, POSITION, UNIT = "Vị trí", "Số khay", "Họ và tên, tập thể", "Chức vụ", "Đơn vị"
NOTE, CITATION, CHECKED, SEAT, BATCH_COLUMN = "Ghi chú", "Thành tích", "Kiểm", "Ghế", "Đợt"
NUMBER, OWED, AWARD, SIGNATURE, DATE = "STT", "Họ và tên, tập thể; đơn vị", "Hình thức khen thưởng", "Ký nhận", "Ngày"
PERSON = "Họ và tên"

# wider at the left, where the sheets are bound
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, PAGE_WIDTH - 12.0, 11.0, PAGE_HEIGHT - 18.0
_ROOM = _RIGHT - _LEFT
_ASIDE = 26.0  # width of the column with the batch's number
_INSIDE = _LEFT + _ASIDE
_STAGE_WIDTHS = {PLACE: 14.0, NAME: 58.0, POSITION: 33.0, UNIT: 41.0, NOTE: 34.0}
_TRAY_WIDTHS = {PLACE: 15.0, TRAY: 17.0, NAME: 74.0, CITATION: 60.0, CHECKED: 14.0}
_SEAT_WIDTHS = {SEAT: 16.0, PERSON: 68.0, UNIT: 64.0, BATCH_COLUMN: 16.0, PLACE: 16.0}
_LATER_WIDTHS = {NUMBER: 10.0, OWED: 58.0, AWARD: 46.0, TRAY: 16.0, SIGNATURE: 32.0, DATE: 18.0}
_AIR, _BELOW_HEAD, _ROW, _TALL, _HEADS = 3.5, 1.2, 8.5, 13.0, 6.5

_TITLE, _CONFERENCE = Face("B", 15), Face("B", 10.5)
_HOW_TO, _BAND, _FOOT, _GAP = Face("", 9, INK_2), Face("B", 9), Face("", 9, INK_2), Face("", 3)
_BATCH, _AWARD, _FACT, _WHO = Face("B", 14), Face("B", 14), Face("", 10.5), Face("B", 11.5)
_STEP = Face("B", 10, INK_2)
_VOICE = Voice(Face("", 11.5, leading=1.4), Face("B", 11.5, leading=1.4), Face("", 8, INK_2), _ROOM - _ASIDE)
_COLUMN, _TEXT, _DETAIL, _MARK = Face("B", 9), Face("", 10), Face("", 9, INK_2), Face("B", 9.5)
_NAME, _PASSED, _FIGURE = Face("B", 11.5), Face("", 11, INK_2), Face("B", 13)


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What every page says of itself; `bands` warn that these are trial data or a rehearsal."""

    conference: str
    place_and_date: str
    version: int
    printed_at: datetime
    bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A certificate in its batch, or a place that it left. `who` says who receives it, `comes` is their name alone;
    vacant: a place that somebody was to have.
    """

    place: int | None
    slot: str = ""
    tray: int | None = None
    name: str = ""
    who: str = ""
    comes: str = ""
    position: str = ""
    unit: str = ""
    sound: str = ""
    citation: str = ""
    instead: str = ""
    notes: tuple[str, ...] = ()
    is_vacant: bool = False

    @property
    def is_called(self) -> bool:
        return self.place is not None and not self.is_vacant


@dataclass(frozen=True, slots=True)
class PaperBatch:
    """A batch; `words` are what the MC says at each step, by the step's name."""

    number: int
    of: int
    part: tuple[int, int]
    award: str
    decision: str
    protocol: str
    presenter: str
    words: tuple[tuple[str, tuple[Piece, ...]], ...]
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    seat: str
    name: str
    unit: str
    batch: int
    place: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaterLine:
    name: str
    who: str
    unit: str
    award: str
    decision: str
    tray: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A line of the MC's; the first of a step has its name beside it."""

    height: float
    step: str
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """Words across the page, the batch's number beside them; ruled off from what stands above."""

    height: float
    blocks: tuple[Block, ...]
    aside: tuple[Block, ...] = ()


_Strip = TableRow | _Said | _Text


def stage_order(batches: Sequence[PaperBatch], head: SheetHead) -> bytes:
    """For the MC: each batch with what is said, and its people from the audience's left."""
    pdf = _opened(STAGE_TITLE, head)
    units = [_stage_unit(pdf, batch) for batch in batches]
    return _printed(pdf, units, STAGE_TITLE, FROM_THE_LEFT if batches else NO_HONOURS, head)


def tray_list(batches: Sequence[PaperBatch], head: SheetHead) -> bytes:
    """For those who carry the trays: each batch's pile in the order of its places, with room to tick."""
    pdf = _opened(TRAY_TITLE, head)
    units = [_tray_unit(pdf, batch) for batch in batches]
    return _printed(pdf, units, TRAY_TITLE, HOW_TO_TRAY if batches else NO_HONOURS, head)


def seat_list(lines: Sequence[SeatLine], head: SheetHead) -> bytes:
    """For the ushers, in the order given."""
    pdf = _opened(SEAT_TITLE, head)
    units = [_table(pdf, _SEAT_WIDTHS, [_seat_cells(line) for line in lines], least=_ROW)] if lines else []
    return _printed(pdf, units, SEAT_TITLE, HOW_TO_SEAT if lines else NO_HONOURS, head)


def hand_over_list(lines: Sequence[LaterLine], head: SheetHead, *, nobody: str) -> bytes:
    """With room to sign; `nobody` is the sentence that stands there instead of an empty table."""
    pdf = _opened(LATER_TITLE, head)
    cells = [_later_cells(line, number) for number, line in enumerate(lines, 1)]
    units = [_table(pdf, _LATER_WIDTHS, cells, least=_TALL)] if lines else [_paragraph(pdf, nobody)]
    return _printed(pdf, units, LATER_TITLE, HOW_TO_LATER if lines else "", head)


# --- what stands together --------------------------------------------------------------------------------------------


def _stage_unit(pdf: FPDF, batch: PaperBatch) -> Unit[_Strip]:
    presenter = PRESENTER.format(presenter=batch.presenter or UNKNOWN_PRESENTER)
    heads = column_heads(_STAGE_WIDTHS, _COLUMN, height=_HEADS)
    rows = [table_row(pdf, _stage_cells(row), _STAGE_WIDTHS, least=_ROW) for row in batch.rows]
    said = [line for step, words in batch.words for line in _said(pdf, step, words)]
    about = _about(pdf, batch, [(_FACT, batch.protocol), (_WHO, presenter)])
    return Unit([about, *said, heads, *rows], again=[_about(pdf, batch, []), heads])


def _tray_unit(pdf: FPDF, batch: PaperBatch) -> Unit[_Strip]:
    """The pile of a batch; what has no place lies apart, below it."""
    heads = column_heads(_TRAY_WIDTHS, _COLUMN, height=_HEADS)
    piled = sorted(batch.rows, key=lambda row: (row.place is None, row.place))
    rows = [table_row(pdf, _tray_cells(row), _TRAY_WIDTHS, least=_ROW) for row in piled]
    about = _about(pdf, batch, [])
    return Unit([about, heads, *rows], again=[about, heads])


def _table(
    pdf: FPDF, widths: dict[str, float], cells: Sequence[dict[str, list[tuple[Face, str]]]], *, least: float
) -> Unit[_Strip]:
    heads = column_heads(widths, _COLUMN, height=_HEADS)
    return Unit([heads, *(table_row(pdf, texts, widths, least=least) for texts in cells)], again=[heads])


def _about(pdf: FPDF, batch: PaperBatch, more: Sequence[tuple[Face, str]]) -> _Text:
    part, parts = batch.part
    aside = [Block(_BATCH, [BATCH.format(number=batch.number, of=batch.of)])]
    aside += [Block(_FACT, [PART.format(part=part, parts=parts)])] if parts > 1 else []
    texts = [(_AWARD, batch.award), (_FACT, batch.decision), *more]
    blocks = [Block(face, balanced(pdf, text, face, width=_ROOM - _ASIDE)) for face, text in texts]
    return _Text(_AIR + max(extent(blocks), extent(aside)) + _BELOW_HEAD, tuple(blocks), tuple(aside))


def _said(pdf: FPDF, step: str, words: Sequence[Piece]) -> list[_Said]:
    lines = spoken(pdf, words, _VOICE)
    heights = [line_height(atoms, _VOICE) for atoms in lines[:-1]] + [line_height(lines[-1], _VOICE) + _BELOW_HEAD]
    steps = [step, *[""] * len(lines)]
    return [_Said(*line) for line in zip(heights, steps, lines, strict=False)]


def _paragraph(pdf: FPDF, text: str) -> Unit[_Strip]:
    block = Block(_VOICE.words, wrapped(pdf, text, _VOICE.words, width=_ROOM - _ASIDE))
    return Unit([_Text(_AIR + block.height, (block,))])


# --- the cells -------------------------------------------------------------------------------------------------------


def _stage_cells(row: PaperRow) -> dict[str, list[tuple[Face, str]]]:
    sound = SOUNDS.format(sound=row.sound) if row.sound else ""
    return {
        PLACE: [(_FIGURE, _place(row.place))],
        NAME: [(_NAME if row.is_called else _PASSED, row.name or VACANT), (_DETAIL, row.who), (_MARK, sound)],
        POSITION: [(_TEXT, row.position)],
        UNIT: [(_TEXT, row.unit)],
        NOTE: [(_MARK, note) for note in (row.instead, *row.notes)],
    }


def _tray_cells(row: PaperRow) -> dict[str, list[tuple[Face, str]]]:
    """An empty place keeps its number and nothing else; whose it was is said small."""
    note = ", ".join(row.notes)
    if row.is_vacant:
        whose = f"{row.name}: {note}" if row.name else ""
        return {
            PLACE: [(_FIGURE, _place(row.place))],
            TRAY: [(_PASSED, f"{row.tray or ''}")],
            NAME: [(_PASSED, VACANT), (_DETAIL, whose)],
        }
    return {
        PLACE: [(_FIGURE, _place(row.place))],
        TRAY: [(_FIGURE, f"{row.tray}")],
        NAME: [(_NAME, row.name), (_DETAIL, row.who)],
        CITATION: [(_TEXT, row.citation), (_MARK, note)],
    }


def _seat_cells(line: SeatLine) -> dict[str, list[tuple[Face, str]]]:
    return {
        SEAT: [(_FIGURE, line.seat)],
        PERSON: [(_NAME, line.name), (_DETAIL, line.note)],
        UNIT: [(_TEXT, line.unit)],
        BATCH_COLUMN: [(_FIGURE, f"{line.batch}")],
        PLACE: [(_FIGURE, _place(line.place))],
    }


def _later_cells(line: LaterLine, number: int) -> dict[str, list[tuple[Face, str]]]:
    return {
        NUMBER: [(_TEXT, f"{number}")],
        OWED: [(_NAME, line.name), (_DETAIL, line.who), (_TEXT, line.unit)],
        AWARD: [(_TEXT, line.award), (_DETAIL, line.decision)],
        TRAY: [(_FIGURE, f"{line.tray}")],
    }


def _place(place: int | None) -> str:
    return f"{place}" if place else UNPLACED


# --- the pages -------------------------------------------------------------------------------------------------------


def _opened(title: str, head: SheetHead) -> FPDF:
    pdf = a4(title=f"{title}: {tidy(head.conference)}")
    pdf.set_creation_date(head.printed_at)
    return pdf


def _printed(pdf: FPDF, units: Sequence[Unit[_Strip]], title: str, how_to: str, head: SheetHead) -> bytes:
    heading = _heading(pdf, title, how_to, head)
    top = _TOP + extent(heading)
    pages = broken(units, first=top, top=top, bottom=_BOTTOM)
    printed = stamp(VERSION.format(version=head.version), head.printed_at)
    for page, strips in enumerate(pages, 1):
        pdf.add_page()
        y = write(pdf, heading, x=_LEFT, y=_TOP)
        _draw_bands(pdf, head.bands)
        for strip in strips:
            y = _draw(pdf, strip, y)
        draw_foot(pdf, printed, PAGE_OF.format(page=page, pages=len(pages)), _FOOT, left=_LEFT, right=_RIGHT)
    return bytes(pdf.output())


def _heading(pdf: FPDF, title: str, how_to: str, head: SheetHead) -> list[Block]:
    return [
        Block(_TITLE, [title]),
        Block(_CONFERENCE, clipped(balanced(pdf, head.conference, _CONFERENCE, width=_ROOM), 2)),
        Block(_HOW_TO, clipped(wrapped(pdf, head.place_and_date, _HOW_TO, width=_ROOM), 1)),
        Block(_HOW_TO, [how_to]),
        Block(_GAP, [""]),
    ]


def _draw_bands(pdf: FPDF, bands: Sequence[str]) -> None:
    """In frames at the top right, level with the title."""
    x = _RIGHT
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.5)
    for band in reversed(bands):
        width = measure(pdf, band, _BAND) + 6
        pdf.rect(x - width, _TOP + 0.4, width, 6.2)
        write_line(pdf, band, _BAND, x=x - width / 2, y=_TOP + 4.7, hangs=0.5)
        x -= width + 3


def _draw(pdf: FPDF, strip: _Strip, y: float) -> float:
    match strip:
        case TableRow():
            draw_row(pdf, strip, x=_LEFT, y=y)
        case _Said():
            write(pdf, [Block(_STEP, [strip.step])], x=_LEFT, y=y + 0.7)
            draw_spoken(pdf, strip.atoms, _VOICE, x=_INSIDE, y=y)
        case _Text():
            _draw_text(pdf, strip, y)
    return y + strip.height


def _draw_text(pdf: FPDF, strip: _Text, y: float) -> None:
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.4)
    pdf.line(_LEFT, y + _AIR / 2, _RIGHT, y + _AIR / 2)
    write(pdf, strip.aside, x=_LEFT, y=y + _AIR)
    write(pdf, strip.blocks, x=_INSIDE, y=y + _AIR)
