"""The ledger in words: each kind of fact as a whole sentence in both languages; no kind, field or case is missing."""

from datetime import timedelta
from string import Formatter

import pytest
from days import NINE, START

from domain.agenda import Move
from domain.audit import KINDS, Export, Group
from domain.awards import SlotWords
from domain.conference import Conference, as_detail
from domain.day import ANEW, KEPT, Day
from domain.delegates import Category, Gender, Person
from domain.directory import Directory
from domain.facts import Fact, Kind, Role, Way
from domain.honours import Batch, Honours, Protocol, ReceiverMode, RecipientType, Slot, Step, list_detail
from domain.programme import ItemWords
from domain.removal import Keeping
from domain.resent import What
from domain.screens import HallPicture
from store.engine import State
from ui.audit_words import (
    AT_WINGS,
    CUES,
    EXPORTS,
    FIELDS,
    GROUPS,
    HALL,
    OPENINGS,
    RECEIVERS,
    REMOVALS,
    SENTENCES,
    STEPS,
    WAYS,
    Told,
    moment,
    sentence,
    who_did,
)
from ui.resent_words import ACTS

DESK, MC, OFFICE, ORGANISER = Role.DESK, Role.MC, Role.OFFICE, Role.ORGANISER
PEOPLE = (
    Person("DB001", "Nguyễn Văn An", Category.EXEMPLARY, gender=Gender.MALE),
    Person("DB002", "Trần Thị Mây", Category.GUEST, gender=Gender.FEMALE),
)
BATCHES = (
    Batch("H07", "a", "d", Protocol.ANNOUNCE_THEN_CALL, (Slot("s1", "DB001", RecipientType.INDIVIDUAL, 1),)),
    Batch("H02", "a", "d", Protocol.ANNOUNCE_THEN_CALL, (Slot("s2", "DB002", RecipientType.COLLECTIVE, 2),)),
)
ROWS = (
    *PEOPLE, SlotWords("s2", "Tập thể Công ty Điện lực"), ItemWords("1", "Chào cờ", "Flag salute"),
    ItemWords("4", "Báo cáo tham luận", "Papers"), ItemWords("4a", "", topic="Lúa sạch"),
)  # fmt: skip
STATE = State(Day(honours=Honours(batches=BATCHES)), Directory().with_rows(ROWS))
SETTINGS = as_detail(Conference(START, START + timedelta(minutes=30), 140, desks=("A", "B")))
SCREENS = {"message_shown": False, "flashes": 0, "black": False, "hall": "live", "by_name": False}


def fact(kind, subject="", *, role=ORGANISER, desk="", way="", **detail) -> Fact:
    return Fact(kind, NINE, NINE, role, subject, desk, way, detail=detail, seq=9)


def told(given: Fact, note: str, language: str) -> str:
    return sentence(Told(given, note, STATE, language, LOGIN if given.subject == "x1" else None))


def at_door(kind, subject="DB001", *, desk="A", way=Way.SCANNER, **detail) -> Fact:
    return fact(kind, subject, role=DESK, desk=desk, way=way, **detail)


LOGIN = fact(Kind.LOGGED_IN, "x1", role=DESK, desk="B", address="10.0.0.7")
AN, MAY = "Ông Nguyễn Văn An (DB001)", "Bà Trần Thị Mây (DB002)"
TABLE = [
    (at_door(Kind.WELCOME), "", f"Điểm danh: {AN}, bàn A, máy quét", f"Checked in: {AN}, desk A, by scanner"),
    (at_door(Kind.WELCOME, "DB404", way=Way.PAPER), "", "Điểm danh: DB404, bàn A, theo danh sách giấy",
     "Checked in: DB404, desk A, from the paper list"),
    (at_door(Kind.WELCOME, desk="", way=Way.CAMERA, clock_ahead=True), "",
     f"Điểm danh: {AN}, camera, đồng hồ của máy chạy nhanh",
     f"Checked in: {AN}, by camera, the clock of the device ran ahead"),
    (at_door(Kind.ALREADY, way=Way.SEARCH, case="waited"), "",
     f"Đã có mặt từ trước: {AN}, bàn A, tìm theo tên, chuyển vào Cần xử lý",
     f"Was in already: {AN}, desk A, found by name, left to be settled by a person"),
    (at_door(Kind.FULL), "", f"Hết chỗ: {AN}, bàn A, máy quét", f"No room left: {AN}, desk A, by scanner"),
    (at_door(Kind.FULL, "", way=Way.SEARCH), "Lê Khách",
     "Hết chỗ cho đại biểu ngoài danh sách: Lê Khách, bàn A, tìm theo tên",
     "No room left for a walk-in: Lê Khách, desk A, found by name"),
    (at_door(Kind.WITHDRAWN), "", f"Không được vào, theo danh sách không dự: {AN}, bàn A, máy quét",
     f"Not let in, does not attend by the list: {AN}, desk A, by scanner"),
    (at_door(Kind.REVOKED), "", f"Thẻ cũ, đã cấp thẻ mới: {AN}, bàn A, máy quét",
     f"Old badge, replaced by a new one: {AN}, desk A, by scanner"),
    (at_door(Kind.UNKNOWN, "", badge="BCBC"), "", "Thẻ không có trong danh sách, bàn A, máy quét",
     "Badge of nobody on the list, desk A, by scanner"),
    (at_door(Kind.GARBLED, ""), "bê xê {x}", "Mã không đọc được: “bê xê {x}”, bàn A, máy quét",
     "Code that could not be read: “bê xê {x}”, desk A, by scanner"),
    (at_door(Kind.GARBLED, ""), "", "Mã không đọc được: “–”, bàn A, máy quét",
     "Code that could not be read: “–”, desk A, by scanner"),
    (at_door(Kind.WALK_IN, way=Way.SEARCH), "", f"Bổ sung tại chỗ và điểm danh: {AN}, bàn A",
     f"On no list, added on the spot and checked in: {AN}, desk A"),
    (at_door(Kind.SUBSTITUTE, way=""), '{"name": "Lê Ba", "position": "Phó phòng", "reason": "ốm"}',
     f"Lê Ba, Phó phòng dự thay {AN}, bàn A; lý do: ốm",
     f"Lê Ba, Phó phòng attends in the place of {AN}, desk A; reason: ốm"),
    (at_door(Kind.SUBSTITUTE, way=""), "", f"một người khác dự thay {AN}, bàn A",
     f"a substitute attends in the place of {AN}, desk A"),
    (at_door(Kind.IN_PERSON, way=""), "đến muộn",
     f"{AN} đã đến, nhận lại chỗ từ người dự thay, bàn A; lý do: đến muộn",
     f"{AN} came after all and takes the place back from the substitute, desk A; reason: đến muộn"),
    (at_door(Kind.UNDONE, way=""), "quét nhầm", f"Hủy điểm danh: {AN}, bàn A; lý do: quét nhầm",
     f"Check-in taken back: {AN}, desk A; reason: quét nhầm"),
    (at_door(Kind.UNDO_REFUSED, way="", refusal="too_late"), "quét nhầm",
     f"Không hủy được điểm danh: {AN} (Đã quá 15 phút, xin nhờ Ban Tổ chức), bàn A; lý do: quét nhầm",
     f"Check-in not taken back: {AN} (More than 15 minutes ago; please ask the organisers), desk A; reason: quét nhầm"),
    (at_door(Kind.LEFT, way=""), "việc gấp", f"Đã ra về: {AN}, bàn A; lý do: việc gấp",
     f"Left for good: {AN}, desk A; reason: việc gấp"),
    (at_door(Kind.LEFT, way="", resent=True), "", f"Đã ra về: {AN}, bàn A, bàn gửi lại",
     f"Left for good: {AN}, desk A, sent again by the desk"),
    (at_door(Kind.SET_ASIDE, resent=True, case="resent", what="admit", why="already"), "",
     f"Bàn gửi lại, không ghi được: điểm danh, {AN} (đã có mặt), bàn A, máy quét, chuyển vào Cần xử lý",
     f"Sent again by a desk, not taken: check-in, {AN} (is in already), desk A, by scanner, left to be settled by a "
     "person"),
    (at_door(Kind.SET_ASIDE, way="", resent=True, case="resent", what="walk_in", why="code_taken"), "Lê Thị Bưởi, Sở",
     "Bàn gửi lại, không ghi được: khách ngoài danh sách vào, Lê Thị Bưởi, Sở (mã đại biểu nay là của người khác), "
     "bàn A, chuyển vào Cần xử lý",
     "Sent again by a desk, not taken: somebody on no list let in, Lê Thị Bưởi, Sở (the delegate code belongs to "
     "somebody else now), desk A, left to be settled by a person"),
    (at_door(Kind.CASE_CLOSED, way="", closes=7), "đã gọi", f"Đã xử lý trường hợp ở dòng 7: {AN}, bàn A; lý do: đã gọi",
     f"Case of line 7 settled: {AN}, desk A; reason: đã gọi"),
    (fact(Kind.IMPORTED, delegates=[{}] * 1150), '{"file": "ds.xlsx", "changed": {}}',
     "Nhập danh sách từ tệp ds.xlsx: 1.150 người", "List imported from ds.xlsx: 1,150 people"),
    (fact(Kind.IMPORTED, delegates=[{}] * 2), "demo", "Nhập danh sách: 2 người", "List imported: 2 people"),
    (fact(Kind.DELEGATE_ADDED, "DB001"), "", f"Thêm vào danh sách: {AN}", f"Added to the list: {AN}"),
    (fact(Kind.DELEGATE_EDITED, "DB001"), '{"position": ["", "Giám đốc"], "category": ["guest", "exemplary"]}',
     f"Sửa thông tin: {AN}, Chức vụ: – → Giám đốc; Đối tượng: Khách mời → Điển hình tiên tiến",
     f"Corrected: {AN}, Position: – → Giám đốc; Category: Guest → Exemplary"),
    (fact(Kind.DELEGATE_EDITED, "DB001"), "", f"Sửa thông tin: {AN}, không còn lưu chi tiết",
     f"Corrected: {AN}, details no longer stored"),
    (fact(Kind.DELEGATE_WITHDRAWN, "DB001"), "ốm", f"Rút khỏi danh sách: {AN}; lý do: ốm",
     f"Withdrawn from the list: {AN}; reason: ốm"),
    (fact(Kind.DELEGATE_REPLACED, "DB001", delegates=[{"code": "DB001"}, {"code": "DB002"}]), "ốm",
     f"{MAY} (dự khuyết) thay {AN}; lý do: ốm", f"{MAY} attends instead of {AN}; reason: ốm"),
    (fact(Kind.CALLED_UP, "DB001"), "", f"Gọi dự, được vào: {AN}", f"Called up, may come in: {AN}"),
    (fact(Kind.BADGE_REISSUED, "DB001"), "mất thẻ", f"Cấp thẻ mới, thẻ cũ hết hiệu lực: {AN}; lý do: mất thẻ",
     f"New badge, the old one is dead: {AN}; reason: mất thẻ"),
    (fact(Kind.PLACE_RELEASED, "DB001"), "báo vắng", f"Nhả chỗ đang giữ: {AN}; lý do: báo vắng",
     f"Held place released: {AN}; reason: báo vắng"),
    (fact(Kind.UNIT_NAMED), "Công ty Điện lực → ĐL", "Tên gọn của đơn vị: Công ty Điện lực → ĐL",
     "Short name of a unit: Công ty Điện lực → ĐL"),
    (fact(Kind.CONFERENCE_SET_UP, **SETTINGS), "",
     "Thiết lập Hội nghị: 140 chỗ, bắt đầu 08:00 22/11/2026, giữ chỗ đến 08:30, các bàn A, B, giữ dữ liệu 30 ngày",
     "Conference set up: 140 seats, starts 08:00 22 November 2026, places held until 08:30, desks A, B, "
     "data kept 30 days"),
    (fact(Kind.SETTINGS_CHANGED, **SETTINGS), "hỏng ghế",
     "Đổi thiết lập: 140 chỗ, bắt đầu 08:00 22/11/2026, giữ chỗ đến 08:30, các bàn A, B, "
     "giữ dữ liệu 30 ngày; lý do: hỏng ghế",
     "Set-up changed: 140 seats, starts 08:00 22 November 2026, places held until 08:30, desks A, B, "
     "data kept 30 days; reason: hỏng ghế"),
    (fact(Kind.DAY_OPENED, ANEW), "", "Khai mạc ngày hội nghị, điểm danh bắt đầu lại từ đầu",
     "The day was opened, presence starts from nothing"),
    (fact(Kind.DAY_OPENED, KEPT), "quên", "Khai mạc ngày hội nghị, giữ nguyên điểm danh và diễn biến; lý do: quên",
     "The day was opened, presence and cues stay as they stood; reason: quên"),
    (fact(Kind.OPENING_FROZEN, present=142), "", "Chốt số có mặt lúc khai mạc: 142",
     "Figure of the opening frozen: 142 present"),
    (fact(Kind.DAY_ENDED), "", "Kết thúc ngày hội nghị", "The day was ended"),
    (fact(Kind.END_TAKEN_BACK), "còn khách", "Lấy lại việc kết thúc ngày; lý do: còn khách",
     "The end of the day was taken back; reason: còn khách"),
    (fact(Kind.PERSONAL_REMOVED, kept="award_list", composition=[]), "",
     "Đã xóa dữ liệu cá nhân; chỉ còn tên trong danh sách khen thưởng",
     "Personal data removed; names stay in the award list alone"),
    (fact(Kind.PERSONAL_REMOVED, kept="nothing", composition=[]), "",
     "Đã xóa dữ liệu cá nhân, cả tên trong danh sách khen thưởng",
     "Personal data removed, the names of the award list too"),
    (fact(Kind.OPENING_TAKEN_BACK), "nhầm", "Bỏ chốt số có mặt lúc khai mạc; lý do: nhầm",
     "Figure of the opening taken back; reason: nhầm"),
    (fact(Kind.CUED, "1", role=MC, move="start", sub="", seconds=0), "", "Bắt đầu: “Chào cờ”",
     "Started: “Flag salute”"),
    (fact(Kind.CUED, "4", move="next", sub="4a", seconds=0), "", "Sang mục: “Báo cáo tham luận” › “Lúa sạch”",
     "Next item: “Papers” › “Lúa sạch”"),
    (fact(Kind.CUED, "1", move="add", sub="", seconds=-60), "", "“Chào cờ”: −60 giây", "“Flag salute”: −60 seconds"),
    (fact(Kind.CUED, "gone", move="skip", sub="", seconds=0), "", "Bỏ qua mục: gone", "Item passed over: gone"),
    (fact(Kind.PLAN_CHANGED, plan=[{}] * 12), "", "Sửa chương trình: 12 mục và phần",
     "Programme changed: 12 items and parts"),
    (fact(Kind.PLAN_CHANGED, plan=[{}] * 12), '{"file": "ct.csv"}', "Nhập chương trình từ tệp ct.csv: 12 mục và phần",
     "Programme imported from ct.csv: 12 items and parts"),
    (fact(Kind.PLAN_CHANGED, "4", plan=[]), "", "Đưa lên trước: “Báo cáo tham luận”", "Moved up: “Papers”"),
    (fact(Kind.SCREENS_CHANGED, screens=SCREENS), "", "Đặt màn hình: hội trường theo chương trình",
     "Screens set: the hall follows the programme"),
    (fact(Kind.SCREENS_CHANGED, screens=SCREENS | {"message_shown": True, "black": True, "hall": "held",
                                            "by_name": True}), "Còn 2 phút",
     "Đặt màn hình: hội trường giữ nguyên hình, hiện lời nhắn cho diễn giả: “Còn 2 phút”, tắt màn hình diễn giả, "
     "mời từng tên",
     "Screens set: the hall's picture is held, message to the speaker shown: “Còn 2 phút”, speaker's screen black, "
     "people are called name by name"),
    (fact(Kind.INTRODUCTIONS_CHANGED), "", "Sửa danh sách giới thiệu", "List of introductions changed"),
    (fact(Kind.VOTING_RIGHTS_CHANGED, rights={"DB001": True, "DB002": False}), "",
     f"Đổi quyền biểu quyết: cho {AN}; thôi quyền {MAY}",
     f"Voting rights changed: given to {AN}; taken from {MAY}"),
    (fact(Kind.VOTE_OPENED, "Đại hội tỉnh", base=98, invited=105), "",
     "Mở biểu quyết, Đại hội tỉnh: 98 trên 105 người có quyền", "Vote opened, Đại hội tỉnh: 98 of 105 may vote"),
    (fact(Kind.VOTE_COUNTED, "Đại hội tỉnh", agree=90, disagree=3, other=1), "",
     "Kiểm phiếu giơ tay, Đại hội tỉnh: 90 nhất trí, 3 không nhất trí, 1 ý kiến khác",
     "Hands counted, Đại hội tỉnh: 90 agree, 3 disagree, 1 other"),
    (fact(Kind.HONOURS_CHANGED, batches=list_detail(BATCHES)), '{"file": "kt.xlsx"}',
     "Nhập danh sách khen thưởng từ tệp kt.xlsx: 2 phần thưởng",
     "List of honours imported from kt.xlsx: 2 certificates"),
    (fact(Kind.HONOURS_CHANGED, batches=list_detail(BATCHES)), "", "Sửa danh sách khen thưởng: 2 phần thưởng",
     "List of honours changed: 2 certificates"),
    (fact(Kind.HONOURS_CHANGED, "s1", batches=[]), "", f"Đến muộn, chuyển sang đợt khác: {AN}",
     f"Came late, moved to another batch: {AN}"),
    (fact(Kind.BATCH_LOCKED, batches=["H07", "H02"]), "", "Chốt đợt 1, đợt 2", "Locked: batch 1, batch 2"),
    (fact(Kind.BATCH_UNLOCKED, "H02"), "thiếu người", "Bỏ chốt đợt 2; lý do: thiếu người",
     "Unlocked: batch 2; reason: thiếu người"),
    (fact(Kind.RECEIVER_SET, "s1", mode="in_person", code=""), "", f"{AN} trực tiếp nhận", f"{AN} receives in person"),
    (fact(Kind.RECEIVER_SET, "s2", mode="leader", code="DB001"), "",
     f"Lãnh đạo khác nhận cho Tập thể Công ty Điện lực: {AN}",
     f"Another leader receives for Tập thể Công ty Điện lực: {AN}"),
    (fact(Kind.RECEIVER_SET, "s1", mode="on_behalf", code=""), "Ông Ba; Phó phòng; ốm",
     f"Người khác nhận thay {AN}: Ông Ba; Phó phòng; ốm",
     f"Somebody receives on behalf of {AN}: Ông Ba; Phó phòng; ốm"),
    (fact(Kind.RECEIVER_SET, "s9", mode="later", code=""), "",
     "Trao sau, không lên sân khấu: phần thưởng không còn trong danh sách",
     "To be handed over later, not on stage: a certificate no longer on the list"),
    (fact(Kind.STAGED, "s1", staged=True), "", f"Đã ở cánh gà: {AN}", f"Seen at the wings: {AN}"),
    (fact(Kind.STAGED, "s1", staged=False), "", f"Không ở cánh gà: {AN}", f"Not at the wings after all: {AN}"),
    (fact(Kind.HONOURED, "H07", step="announce", slots=[]), "", "Công bố quyết định, đợt 1",
     "Decision announced, batch 1"),
    (fact(Kind.HONOURED, "H02", step="call", slots=["s1", "s2"]), "",
     f"Mời lên sân khấu, đợt 2: {AN}, Tập thể Công ty Điện lực",
     f"Called to the stage, batch 2: {AN}, Tập thể Công ty Điện lực"),
    (fact(Kind.HONOURED, "H99", step="received", slots=["s1"]), "", f"Đánh dấu đã nhận, đợt H99: {AN}",
     f"Marked as received, batch H99: {AN}"),
    (fact(Kind.LIST_PRINTED, version=3), "", "In danh sách khen thưởng, bản 3", "List of honours printed, version 3"),
    (fact(Kind.PIN_SET, "mc"), "", "Đặt mã PIN: Dẫn chương trình (MC)", "PIN set: MC"),
    (fact(Kind.LOGGED_IN, "x1", role=DESK, desk="B", address="10.0.0.7"), "",
     "Thiết bị đăng nhập: Bàn đón tiếp · B, địa chỉ 10.0.0.7",
     "Device logged in: Registration desk · B, address 10.0.0.7"),
    (fact(Kind.LOGGED_OUT, "x1", role=DESK), "", "Thiết bị đăng xuất: Bàn đón tiếp",
     "Device logged out: Registration desk"),
    (fact(Kind.DEVICE_REVOKED, "x1"), "", "Đăng xuất thiết bị từ xa: Bàn đón tiếp · B",
     "Device logged out from afar: Registration desk · B"),
    (fact(Kind.DEVICE_REVOKED, "x2"), "", "Đăng xuất thiết bị từ xa: –", "Device logged out from afar: –"),
    (fact(Kind.EXPORTED, what="audit", rows=5000), "", "Tải nhật ký thành tệp: 5.000 dòng",
     "The audit was taken away as a file: 5,000 lines"),
    (fact(Kind.EXPORTED, what="roster", rows=150), "", "Tải danh sách đại biểu thành tệp: 150 người",
     "The list of delegates was taken away as a file: 150 people"),
    (fact(Kind.EXPORTED, what="codes", rows=150), "", "Tải mã thẻ thành tệp: 150 người",
     "The badge codes were taken away as a file: 150 people"),
    (fact(Kind.EXPORTED, what="badges", rows=1), "", "Tải thẻ đại biểu thành tệp: 1 người",
     "Badges were taken away as a file: 1 people"),
    (fact(Kind.EXPORTED, what="paper_list", rows=150), "", "Tải danh sách điểm danh giấy thành tệp: 150 người",
     "The attendance list for paper was taken away as a file: 150 people"),
    (fact(Kind.EXPORTED, what="programme", rows=21), "", "Tải chương trình thành tệp: 21 mục và phần",
     "The programme was taken away as a file: 21 items and parts"),
    (fact(Kind.EXPORTED, what="script", rows=21), "", "Tải kịch bản điều hành thành tệp: 21 mục và phần",
     "The running script was taken away as a file: 21 items and parts"),
    (fact(Kind.EXPORTED, what="report", rows=22), "", "Tải báo cáo chương trình thành tệp: 22 mục và phần",
     "The report of the programme was taken away as a file: 22 items and parts"),
    (fact(Kind.EXPORTED, what="honours", rows=90), "", "Tải danh sách khen thưởng thành tệp: 90 phần thưởng",
     "The list of honours was taken away as a file: 90 certificates"),
    (fact(Kind.EXPORTED, what="hand_over", rows=4), "", "Tải danh sách trao sau thành tệp: 4 phần thưởng",
     "The list to hand over later was taken away as a file: 4 certificates"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "note", "vietnamese", "english"), TABLE)
def test_a_fact_is_told_in_one_sentence(given, note, vietnamese, english):
    assert (told(given, note, "vi"), told(given, note, "en")) == (vietnamese, english)


def test_each_kind_has_its_sentence_and_stands_in_the_table_above():
    assert list(SENTENCES) == [kind for kind in Kind if kind in SENTENCES]
    assert set(SENTENCES) == set(Kind) == {given.kind for given, *_ in TABLE}


def test_each_kind_belongs_to_one_group_that_has_a_name():
    assert set(GROUPS) == set(KINDS) == set(Group)
    assert sorted(kind for kinds in KINDS.values() for kind in kinds) == sorted(Kind)


@pytest.mark.parametrize(
    ("words", "cases"),
    [(CUES, Move), (STEPS, Step), (RECEIVERS, ReceiverMode), (EXPORTS, Export), (HALL, HallPicture), (WAYS, Way),
     (AT_WINGS, (True, False)), (OPENINGS, (ANEW, KEPT)), (REMOVALS, Keeping), (ACTS, What)],
)  # fmt: skip
def test_no_case_is_without_words_and_no_field_without_a_meaning(words, cases):
    assert set(words) == set(cases)
    assert {name for text in words.values() for _, name, _, _ in Formatter().parse(text) if name} <= set(FIELDS)


def test_times_are_the_venues_and_the_one_who_did_it_is_role_and_desk():
    assert (moment(NINE, "vi"), moment(NINE, "en")) == ("22/11/2026 07:30:00", "22 November 2026 07:30:00")
    assert who_did(at_door(Kind.WELCOME), "vi") == "Bàn đón tiếp · A"
    assert who_did(fact(Kind.DAY_OPENED, ANEW), "en") == "Organisers"


def test_no_name_comes_from_the_ledger_itself():
    """Without directory and notes nothing personal is left of any sentence."""
    bare = State(STATE.day, Directory())
    sentences = [sentence(Told(given, "", bare, "vi")) for given, *_ in TABLE]

    assert [text for text in sentences for person in PEOPLE if person.name in text] == []
