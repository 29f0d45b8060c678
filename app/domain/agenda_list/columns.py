"""Which column of a programme is which: the header words of real sheets, and where the header stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.agenda_list.draft import Field
from domain.names import fold
from domain.roster.cells import NO_TEXT, Grid, Text

HEADER_ROWS = 15
_LEAST_OTHERS = 2

# As written by offices; matched without accents, case and punctuation.
SYNONYMS: dict[Field, str] = {
    Field.NUMBER: "STT; TT; số TT; số thứ tự; thứ tự; No; số",
    Field.START: "giờ bắt đầu dự kiến; giờ bắt đầu; bắt đầu; thời gian bắt đầu; từ; từ giờ; start; start time; starts",
    Field.MINUTES: "số phút dự kiến; số phút; phút; thời lượng; thời lượng phút; thời gian phút; thời lượng dự kiến; "
    "thời gian dự kiến phút; minutes; duration; length",
    Field.END: "giờ kết thúc dự kiến; giờ kết thúc; kết thúc; thời gian kết thúc; đến; đến giờ; end; end time; ends",
    Field.SPAN: "thời gian; giờ; thời gian dự kiến; thời gian thực hiện; khung giờ; time",
    Field.TITLE_VI: "nội dung; nội dung chương trình; nội dung công việc; nội dung thực hiện; chương trình; hoạt động; "
    "tên mục; tiêu đề; nội dung tiếng việt; title; item; content; programme",
    Field.TITLE_EN: "nội dung tiếng anh; tiếng anh; tên tiếng anh; nội dung EN; english; title english; english title",
    Field.PRESENTER: "người thực hiện; thực hiện; người trình bày; trình bày; người phụ trách; phụ trách; chủ trì; "
    "đơn vị thực hiện; báo cáo viên; diễn giả; người điều hành; đại biểu; họ và tên; presenter; speaker; by whom",
    Field.MC_LINE: "lời dẫn MC; lời dẫn; lời dẫn của MC; kịch bản MC; kịch bản; MC; MC line; script",
    Field.SORT: "loại mục; loại; phân loại; kind; type",
    Field.PARENT: "mục cha; thuộc mục; trong mục; parent; parent item",
    Field.SPEAKER: "mã đại biểu; mã ĐB; mã số đại biểu; mã; delegate code; code",
    Field.TOPIC: "chủ đề; tên tham luận; đề tài; tên chủ đề; topic; subject",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """`places` count from 0; `unknown` are headers that mean nothing here."""

    header_row: int
    places: dict[Field, int]
    headers: dict[Field, str]
    unknown: tuple[str, ...]

    def cell(self, line: Sequence[Text], field: Field) -> Text:
        place = self.places.get(field)
        return line[place] if place is not None and place < len(line) else NO_TEXT


def find_layout(grid: Grid) -> Layout | None:
    """The row that names most columns: a title or a topic, and two others."""
    found = [layout for row in range(min(HEADER_ROWS, len(grid))) if (layout := _layout(grid[row], row + 1))]
    return max(found, key=lambda layout: len(layout.places), default=None)


def meaning_of(header: str) -> Field | None:
    return _PHRASES.get(_words(header)) or _PHRASES.get(_words(_BRACKETS.sub(" ", header)))


def _layout(line: Sequence[Text], header_row: int) -> Layout | None:
    places: dict[Field, int] = {}
    headers: dict[Field, str] = {}
    unknown = []
    for place, text in enumerate(line):
        field = meaning_of(text.line)
        if field and field not in places:
            places[field], headers[field] = place, text.line
        elif text.text:
            unknown.append(text.line)
    if not places.keys() & {Field.TITLE_VI, Field.TOPIC} or len(places) <= _LEAST_OTHERS:
        return None
    return Layout(header_row, places, headers, tuple(unknown))


def _words(header: str) -> str:
    return _NOT_WORDS.sub(" ", fold(header)).strip()


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_PHRASES = {_words(phrase): field for field, phrases in SYNONYMS.items() for phrase in phrases.split(";")}
