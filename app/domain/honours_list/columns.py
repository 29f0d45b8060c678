"""Which column of a list of honours is which: the header words of real sheets, and what makes a row their header."""

from collections.abc import Mapping

from domain.headers import phrases_of
from domain.honours_list.draft import Field

SYNONYMS: dict[Field, str] = {
    Field.BATCH: "mã đợt; đợt; đợt trao; tên đợt; nhóm; batch; batch code",
    Field.ORDER: "thứ tự đợt; số đợt; STT đợt; đợt số; batch order; batch no",
    Field.RANK: "thứ bậc; thứ bậc khen thưởng; bậc; hạng; rank",
    Field.AWARD: "danh hiệu, hình thức khen thưởng; danh hiệu; hình thức khen thưởng; hình thức; khen thưởng; "
    "danh hiệu/hình thức khen thưởng; danh hiệu thi đua, hình thức khen thưởng; danh hiệu thi đua; "
    "danh hiệu và hình thức khen thưởng; hình thức khen; award",
    Field.AUTHORITY: "người quyết định; cấp quyết định; cấp khen thưởng; thẩm quyền; cơ quan quyết định; "
    "thẩm quyền quyết định; cấp khen; người ký; authority; decided by",
    Field.NUMBER: "số quyết định; quyết định số; quyết định; số QĐ; QĐ số; QĐ; số, ký hiệu; số và ký hiệu; "
    "số, ngày quyết định; số và ngày quyết định; decision; decision no",
    Field.DATE: "ngày quyết định; ngày QĐ; ngày ký; ngày ban hành; ngày tháng; ngày; decision date; date",
    Field.AUDIENCE: "đối tượng của đợt; đối tượng; đối tượng đợt",
    Field.PART: "lượt; lượt trao; lượt trong quyết định",
    Field.PRESENTER: "người trao; lãnh đạo trao; người trao tặng; đại biểu trao; người lên trao; presenter; "
    "presented by",
    Field.PROTOCOL: "nghi thức; nghi thức trao; trình tự; cách thức; protocol",
    Field.SECONDS: "số giây dự kiến của đợt; số giây dự kiến; số giây; giây; thời lượng giây; seconds",
    Field.SIZE: "số người nhận trong đợt; số người nhận; số người; số lượng; số người trong đợt; size",
    Field.PLACE: "vị trí trên sân khấu; vị trí; vị trí đứng; số vị trí; thứ tự đứng; thứ tự trong đợt; thứ tự nhận; "
    "place; position on stage",
    Field.CODE: "mã đại biểu; mã ĐB; mã số đại biểu; mã số; mã; delegate code; code",
    Field.NAME: "họ và tên; họ tên; họ và tên người nhận; họ tên người nhận; người nhận; tên đại biểu; "
    "họ và tên người đại diện; người đại diện nhận; đại diện nhận; cá nhân; tên cá nhân; name; full name; recipient",
    Field.POSITION: "chức vụ; chức danh; chức vụ, chức danh; nghề nghiệp; position; post",
    Field.UNIT: "đơn vị; đơn vị công tác; nơi công tác; cơ quan; cơ quan, đơn vị; tên đơn vị; unit",
    Field.TYPE: "loại người nhận; loại; tập thể/cá nhân; cá nhân/tập thể; phân loại; type; recipient type",
    Field.COLLECTIVE: "tập thể nhận; tập thể; tên tập thể; tập thể được khen; tập thể được khen thưởng; collective",
    Field.TRAY: "số khay; khay; thứ tự khay; số trên khay; số bìa; tray; tray no",
    Field.PRONUNCIATION: "phát âm; lưu ý đọc tên; cách đọc; cách đọc tên; ghi chú đọc tên; pronunciation",
    Field.CITATION: "thành tích; trích ngang; tóm tắt thành tích; trích ngang thành tích; tóm tắt; citation",
    Field.NOTE: "lời dẫn MC; lời dẫn; lời dẫn của MC; kịch bản MC; kịch bản; MC line; script",
}
PHRASES = phrases_of(SYNONYMS)
_LEAST = 3


def is_header(places: Mapping[Field, int]) -> bool:
    """An award, somebody who is given it, and one more."""
    receives = places.keys() & {Field.CODE, Field.NAME, Field.COLLECTIVE}
    return Field.AWARD in places and bool(receives) and len(places) >= _LEAST
