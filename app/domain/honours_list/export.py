"""The list of honours as a table to take away, under the headers of the office's own file. It can be read back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.directory import Directory
from domain.honours import Batch, RecipientType, Slot
from domain.honours_editing import parts
from domain.honours_list.certificates import rank_of
from domain.honours_list.values import PROTOCOLS

HEADERS = (
    "Mã đợt", "Thứ tự đợt", "Thứ bậc", "Danh hiệu, hình thức khen thưởng", "Người quyết định", "Số quyết định",
    "Ngày quyết định", "Đối tượng của đợt", "Lượt", "Người trao", "Nghi thức", "Số giây dự kiến của đợt",
    "Số người nhận trong đợt", "Vị trí trên sân khấu", "Số khay", "Mã đại biểu", "Họ và tên", "Chức vụ", "Đơn vị",
    "Loại người nhận", "Tập thể nhận", "Phát âm", "Thành tích", "Lời dẫn MC",
)  # fmt: skip
NUMBER_HEADERS = (
    "Thứ tự đợt", "Thứ bậc", "Số giây dự kiến của đợt", "Số người nhận trong đợt", "Vị trí trên sân khấu", "Số khay",
)  # fmt: skip
TEXT_HEADERS = ("Mã đợt", "Số quyết định", "Ngày quyết định", "Lượt", "Mã đại biểu")
TYPES: Mapping[RecipientType, str] = {RecipientType.COLLECTIVE: "Tập thể", RecipientType.INDIVIDUAL: "Cá nhân"}


def table(batches: Sequence[Batch], directory: Directory) -> list[tuple[str, ...]]:
    """Headers first; every cell a text."""
    return [HEADERS, *_lines(batches, directory)]


def _lines(batches: Sequence[Batch], directory: Directory) -> Iterator[tuple[str, ...]]:
    for number, (batch, (part, of)) in enumerate(zip(batches, parts(batches), strict=True), start=1):
        for place, slot in enumerate(batch.slots, start=1):
            yield (
                *_of_batch(batch, slot, number, f"{part}/{of}", directory),
                str(place), str(slot.tray), *_of_slot(slot, directory),
                (directory.batches.get(batch.id) or BatchWords(batch.id)).note,
            )  # fmt: skip


def _of_batch(batch: Batch, slot: Slot, number: int, part: str, directory: Directory) -> tuple[str, ...]:
    award = directory.awards.get(batch.award) or AwardWords(batch.award, "")
    decision = directory.decisions.get(batch.decision) or DecisionWords(batch.decision, "")
    presenter = (directory.batches.get(batch.id) or BatchWords(batch.id)).presenter
    return (
        batch.id, str(number), str(rank_of(award, slot.type)), award.name, decision.authority, decision.number,
        _date(decision.date), _audience(batch), part, presenter, PROTOCOLS[batch.protocol],
        str(batch.seconds(len(batch.slots))), str(len(batch.slots)),
    )  # fmt: skip


def _of_slot(slot: Slot, directory: Directory) -> tuple[str, ...]:
    person, words = directory.people[slot.code], directory.certificates.get(slot.id) or SlotWords(slot.id)
    return (
        slot.code, person.name, person.position, person.unit, TYPES[slot.type], words.collective,
        words.pronunciation, words.citation,
    )  # fmt: skip


def _audience(batch: Batch) -> str:
    """Tập thể và cá nhân."""
    types = {slot.type for slot in batch.slots}
    return " và ".join(TYPES[kind] for kind in RecipientType if kind in types).capitalize()


def _date(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""
