"""What delegates are told of their personal data, in either language: text only.

Where it is shown is the pages' and papers' own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from domain.conference import Conference
from store.engine import State


@dataclass(frozen=True, slots=True)
class Part:
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    title: str
    at_the_desk: str
    parts: Sequence[tuple[str, str]]


TEXTS: Mapping[str, _Texts] = {
    "vi": _Texts(
        "Thông báo về dữ liệu cá nhân",
        "tại Bàn đón tiếp",
        (
            ("Cơ quan chịu trách nhiệm", "{controller} xử lý dữ liệu cá nhân của đại biểu dự {conference}."),
            (
                "Dữ liệu được xử lý",
                "Họ tên, đơn vị, chức vụ, năm sinh, giới tính, dân tộc, danh hiệu và hình thức khen thưởng; số điện "
                "thoại nếu được cung cấp; giờ đến và giờ về.",
            ),
            (
                "Mục đích",
                "Điểm danh, thống kê cơ cấu đại biểu, biểu dương, khen thưởng và lập báo cáo Hội nghị; không dùng vào "
                "việc khác.",
            ),
            (
                "Ai được xem",
                "Bàn đón tiếp, bộ phận lập danh sách, người điều hành chương trình và Ban Tổ chức, mỗi nơi chỉ phần "
                "cần cho việc của mình. Lãnh đạo xem số liệu, cùng tên và đơn vị của người vừa đến. Hội trường chỉ "
                "nghe, thấy tên người được giới thiệu, phát biểu hoặc khen thưởng.",
            ),
            (
                "Thời gian lưu",
                "Xóa chậm nhất {days} ngày sau khi hoàn thành báo cáo, kể cả ở các bản sao lưu. Chỉ giữ lại số liệu "
                "tổng hợp, danh sách khen thưởng và kết quả biểu quyết.",
            ),
            ("Thẻ đại biểu", "Mã QR trên thẻ là một mã ngẫu nhiên, không chứa thông tin nào về đại biểu."),
            (
                "Quyền của đại biểu",
                "Quý đại biểu có quyền xem, đề nghị chỉnh sửa, xóa dữ liệu của mình và phản đối việc xử lý, theo Luật "
                "Bảo vệ dữ liệu cá nhân (91/2025/QH15).",
            ),
            ("Liên hệ", "{contact}."),
        ),
    ),
    "en": _Texts(
        "Notice on personal data",
        "at the registration desk",
        (
            ("Who answers for it", "{controller} processes personal data of those who attend {conference}."),
            (
                "What is processed",
                "Name, unit, position, year of birth, gender, ethnicity, titles and awards; the telephone number if "
                "it was given; times of coming and leaving.",
            ),
            (
                "What for",
                "Attendance, figures on the composition, praise and awards, and the report on the conference; nothing "
                "else.",
            ),
            (
                "Who sees it",
                "The registration desk, those who keep the list, those who run the programme and the organisers, each "
                "as far as their work needs it. Leaders see figures, and name and unit of who has just come. The hall "
                "hears and sees only the names of those introduced, speaking or honoured.",
            ),
            (
                "How long",
                "Removed at the latest {days} days after the report is done, from backups too. Only overall figures, "
                "the award list and the result of the vote are kept.",
            ),
            ("Your badge", "Its QR code is a random code and says nothing about you."),
            (
                "Your rights",
                "You may see your data, ask to have it corrected or deleted, and object to its processing, under the "
                "Law on Personal Data Protection (91/2025/QH15).",
            ),
            ("Contact", "{contact}."),
        ),
    ),
}


def notice(state: State, language: str) -> Notice | None:
    """None before the conference is set up: nobody's data is here then."""
    settings = state.day.conference
    if not settings:
        return None
    texts, fields = TEXTS[language], _fields(state, settings, language)
    return Notice(texts.title, tuple(Part(head, text.format(**fields)) for head, text in texts.parts))


def told_notice(state: State, language: str) -> dict[str, object] | None:
    """As a page's script reads it."""
    told = notice(state, language)
    return asdict(told) if told else None


def _fields(state: State, settings: Conference, language: str) -> dict[str, object]:
    words = state.directory.words
    contact = words.contact.rstrip(".") or TEXTS[language].at_the_desk
    return {
        "controller": words.controller,
        "conference": words.name,
        "days": settings.retention_days,
        "contact": contact[0].upper() + contact[1:],
    }
