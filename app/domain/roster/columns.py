"""Which column is which: the header words of real lists, and what a header means."""

import re
from functools import lru_cache

from domain.names import fold
from domain.roster.draft import Field

LONGEST_HEADER = 14  # words; titles and remarks are longer

# As written by offices; matched without accents, case, punctuation and what stands in brackets.
SYNONYMS: dict[Field, str] = {
    Field.NUMBER: "STT; TT; số TT; số thứ tự; thứ tự; No; số",
    Field.CODE: "mã đại biểu; mã ĐB; mã số đại biểu; mã số; mã; delegate code; code",
    Field.NAME: "họ và tên; họ tên; họ và tên đại biểu; họ tên đại biểu; tên đại biểu; đại biểu; họ và tên cá nhân; "
    "họ tên cá nhân; danh tính; full name; name; họ tên khai sinh",
    Field.FAMILY_NAME: "họ; họ đệm; họ và đệm; họ lót; họ và tên đệm; họ tên đệm; họ và chữ đệm; họ chữ đệm; "
    "họ và chữ lót; họ và tên lót; family name; last name",
    Field.GIVEN_NAME: "tên; tên gọi; given name; first name",
    Field.HONORIFIC: "danh xưng; ông bà; xưng hô; học hàm học vị",
    Field.GENDER: "giới tính; giới; phái; GT; nam nữ; giới tính nam nữ; gender; sex",
    Field.MALE: "nam",
    Field.FEMALE: "nữ; đại biểu nữ",
    Field.BIRTH_DATE: "ngày sinh; ngày tháng năm sinh; ngày tháng sinh; sinh ngày; ngày năm sinh; ngày tháng năm; "
    "date of birth; birth date; birthday; DOB",
    Field.BIRTH_YEAR: "năm sinh; sinh năm; NS; birth year; year of birth",
    Field.ETHNICITY: "dân tộc; thành phần dân tộc; ethnicity",
    Field.POSITION: "chức vụ; chức danh; chức vụ chức danh; chức danh chức vụ; chức vụ công tác; chức vụ hiện nay; "
    "công việc; nghề nghiệp; nhiệm vụ; công việc đang làm; chức vụ nghề nghiệp; vị trí công tác; position; job title",
    Field.POST: "chức vụ đơn vị; chức vụ đơn vị công tác; chức vụ và đơn vị công tác; chức vụ nơi công tác; "
    "chức danh đơn vị; chức danh đơn vị công tác; đơn vị chức vụ; chức vụ cơ quan; chức vụ cơ quan công tác; "
    "chức vụ và nơi công tác; chức vụ cơ quan đơn vị; đơn vị công tác chức vụ",
    Field.UNIT: "đơn vị; đơn vị công tác; tên đơn vị; cơ quan; cơ quan đơn vị; cơ quan công tác; nơi công tác; "
    "cơ quan đơn vị công tác; nơi làm việc; doanh nghiệp; đơn vị doanh nghiệp; công ty; tổ chức; phòng ban; "
    "phòng ban đơn vị; đơn vị cử; đơn vị giới thiệu; đơn vị đề cử; tên cơ quan; tên doanh nghiệp; unit; organisation; "
    "organization; company",
    Field.BLOC: "khối thi đua; cụm khối thi đua; cụm thi đua; khối; cụm khối; bloc",
    Field.SECTOR: "thành phần kinh tế; khu vực kinh tế; loại hình doanh nghiệp; loại hình kinh tế; loại hình; "
    "loại hình đơn vị; economic sector; sector",
    Field.CATEGORY: "đối tượng; đối tượng đại biểu; đối tượng tham dự; đối tượng dự; thành phần; thành phần đại biểu; "
    "thành phần tham dự; thành phần dự; diện; diện đại biểu; nhóm đại biểu; nhóm đối tượng; category",
    Field.KIND: "loại đại biểu; loại hình đại biểu; cá nhân tập thể; kind",
    Field.REPRESENTS: "tập thể đại diện; đại diện tập thể; đại diện cho tập thể; tập thể",
    Field.DIRECT_WORKER: "trực tiếp sản xuất công tác; trực tiếp sản xuất; trực tiếp SX; trực tiếp; "
    "lao động trực tiếp; trực tiếp sản xuất kinh doanh; người lao động trực tiếp; direct worker",
    Field.TITLES: "danh hiệu gương điển hình đã đạt; danh hiệu; danh hiệu thi đua; danh hiệu đã đạt; thành tích; "
    "thành tích đã đạt; thành tích nổi bật; danh hiệu hình thức khen thưởng; danh hiệu và hình thức khen thưởng; "
    "danh hiệu thi đua hình thức khen thưởng; hình thức khen thưởng đã đạt; khen thưởng đã đạt; đã được khen thưởng; "
    "danh hiệu thi đua và hình thức khen thưởng; gương điển hình; danh hiệu hình thức khen thưởng đã đạt; titles",
    Field.AWARDS: "hình thức khen thưởng tại hội nghị; khen thưởng tại hội nghị; hình thức khen thưởng; khen thưởng; "
    "được khen thưởng tại hội nghị; được tặng tại hội nghị; trao thưởng tại hội nghị; awards",
    Field.HIGHER_CONGRESS: "đề cử dự đại hội cấp trên; dự đại hội cấp trên; đại hội cấp trên; đề cử dự đại hội; đề cử; "
    "đại biểu đi dự đại hội cấp trên; higher congress",
    Field.PHONE: "số điện thoại; điện thoại; SĐT; ĐT; di động; số ĐT; điện thoại di động; điện thoại liên hệ; ĐTDĐ; "
    "số điện thoại liên hệ; số di động; số ĐT liên hệ; ĐT liên hệ; số máy; liên hệ; DĐ; telephone; tel; phone; mobile",
    Field.SEAT: "ghế; số ghế; chỗ ngồi; vị trí ngồi; vị trí ghế; mã ghế; seat",
    Field.NOTE: "ghi chú; chú thích; ghi chú khác; GC; lưu ý; note; notes; remarks",
    Field.STANDING: "tư cách",
    Field.UNNEEDED: "tôn giáo; đảng viên; là đảng viên; ngày vào đảng; vào đảng; ngày kết nạp; kết nạp đảng; "
    "chức vụ đảng; đoàn viên; CCCD; CMND; CMT; CMTND; căn cước; căn cước công dân; chứng minh nhân dân; "
    "hộ chiếu; giấy tờ tùy thân; số định danh; định danh cá nhân; ngày cấp; nơi cấp; địa chỉ; nơi ở; "
    "chỗ ở; quê quán; nguyên quán; nơi sinh; hộ khẩu; thường trú; tạm trú; nơi cư trú; email; e mail; "
    "thư điện tử; trình độ; trình độ chuyên môn; trình độ học vấn; học vấn; học vị; chuyên môn; "
    "lý luận chính trị; LLCT; ngoại ngữ; tin học; ký tên; ký nhận; chữ ký; ký; xác nhận; tài khoản; "
    "số tài khoản; mã số thuế; MST; bảo hiểm; BHXH; ảnh; tình trạng hôn nhân; sức khỏe; "
    # attendance, which our own export adds and an import never changes
    "có mặt; giờ điểm danh; bàn; người dự thay",
}


def meaning_of(header: str) -> Field | None:
    """Exactly, else by how it begins, else by what it contains: the longest known phrase decides."""
    words = header_words(header)
    if not words or words.count(" ") >= LONGEST_HEADER:
        return None
    return _by_accent(header) or _PHRASES.get(words) or _by_beginning(words) or _by_content(words)


def heads_names(text: str) -> bool:
    """A quick look, for telling a repeated header from thousands of people."""
    words = header_words(text)
    return words.startswith(("ho va ten", "ho ten")) or _PHRASES.get(words) in (Field.NAME, Field.FAMILY_NAME)


@lru_cache(maxsize=16_384)
def header_words(header: str) -> str:
    bare = _BRACKETS.sub(" ", header)
    return _NOT_WORDS.sub(" ", fold(bare if _LETTER.search(bare) else header)).strip()


def mentions_day(header: str) -> bool:
    return "ngay" in header_words(header).split()


def _by_accent(header: str) -> Field | None:
    """What accents alone tell apart: Năm (year) from Nam (male), Đảng (the Party) from đăng."""
    if header.strip().casefold() == "năm":
        return Field.BIRTH_YEAR
    return Field.UNNEEDED if _PARTY.search(_BRACKETS.sub("", header)) else None


def _by_beginning(words: str) -> Field | None:
    fitting = [phrase for phrase in _LONG_PHRASES if words.startswith(f"{phrase} ")]
    return _PHRASES[max(fitting, key=len)] if fitting else None


def _by_content(words: str) -> Field | None:
    found = [phrase for phrase in _LONG_PHRASES if f" {phrase} " in f" {words} "]
    meanings = {_PHRASES[phrase] for phrase in found}
    if {Field.POSITION, Field.UNIT} <= meanings:
        return Field.POST
    return _PHRASES[max(found, key=len)] if found else None


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_LETTER = re.compile(r"[^\W\d_]")
_PARTY = re.compile(r"\bđảng\b", re.IGNORECASE)
_PHRASES = {header_words(phrase): field for field, phrases in SYNONYMS.items() for phrase in phrases.split(";")}
_SHORT_BUT_TELLING = ("cccd", "cmnd", "sdt", "stt", "email", "dtdd", "cmtnd")
_LONG_PHRASES = [phrase for phrase in _PHRASES if " " in phrase or phrase in _SHORT_BUT_TELLING]
