"""Which column of a programme is which: the header words of real sheets, and what makes a row their header."""

from collections.abc import Mapping

from domain.agenda_list.draft import Field
from domain.headers import phrases_of

_LEAST_OTHERS = 2

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

PHRASES = phrases_of(SYNONYMS)


def is_header(places: Mapping[Field, int]) -> bool:
    """A title or a topic, and two others."""
    return bool(places.keys() & {Field.TITLE_VI, Field.TOPIC}) and len(places) > _LEAST_OTHERS
