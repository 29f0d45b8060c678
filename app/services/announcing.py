"""What the MC says at each step of the honours, built from what is true now: who is here, who presents, which decision.

Spoken Vietnamese whatever the language of the screen. The line of the office's sheet is only compared with it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.ceremony import Ceremony, Going, Run, to_hand_over
from domain.delegates import addressed
from domain.honours import Batch, Protocol, RecipientType, Step, receiving
from domain.names import fold
from domain.script import Piece, PieceKind, pieces
from store.engine import State

_TITLES = ("chien si thi dua", "lao dong tien tien", "tap the lao dong")  # emulation titles; the rest are rewards
_HIGHEST = ("chu tich nuoc", "thu tuong chinh phu")  # whoever hands over does so on their authority
_COUNTED = {RecipientType.COLLECTIVE: "tập thể", RecipientType.INDIVIDUAL: "cá nhân"}
_FIGURE = re.compile(r"\b(\d{1,3}) (tập thể|cá nhân)", re.IGNORECASE)

_ANNOUNCE = "Theo Quyết định số {so_qd} ngày {ngay_qd} của {nguoi_quyet_dinh}, {so_nguoi_nhan} được tặng {hinh_thuc}."
_HEARD = "Công bố Quyết định số {so_qd} ngày {ngay_qd} của {nguoi_quyet_dinh} về việc tặng {hinh_thuc}."
_CALL = "Trân trọng kính mời {nguoi_nhan} bước lên sân khấu."
_CALL_AGAIN = "Cũng theo Quyết định số {so_qd}, trân trọng kính mời {nguoi_nhan} bước lên sân khấu nhận {hinh_thuc}."
_CALL_TO_HEAR = "Trân trọng kính mời {nguoi_nhan} lên vị trí danh dự trên sân khấu để nghe công bố Quyết định."
_CALL_MORE = "Xin mời tiếp {nguoi_nhan}."
_CONFER = "Trân trọng kính mời {nguoi_trao} lên trao và chúc mừng."
_CONFER_FOR = "Thừa ủy quyền của {nguoi_quyet_dinh}, trân trọng kính mời {nguoi_trao} lên trao và chúc mừng."
_PHOTO = "Kính mời các đại biểu chụp ảnh lưu niệm."
_FINISH = "Các tập thể, cá nhân vắng mặt, Ban Tổ chức sẽ trao sau."


def announcement(state: State, shown: Ceremony, going: Going) -> tuple[Piece, ...]:
    """The words for one step. A name that is called alone is said with position and unit."""
    run = shown.run(going.batch)
    if not run:
        return ()
    if going.step is Step.CALL and state.day.screens.by_name:
        return _named(state, going.slots)
    slots = going.slots or receiving(state.day.honours, run.batch.row, state.day.roll)
    text = _CALL_MORE if _goes_on(run, going) else _text(state, shown, run, going.step, slots)
    return _emphasised(pieces(text, _values(state, run.batch, slots)), _counted(state, slots)) if text else ()


def _goes_on(run: Run, going: Going) -> bool:
    """Others of the batch have been called: this is a further page of its names."""
    return going.step is Step.CALL and not set(run.called) <= set(going.slots)


def _text(state: State, shown: Ceremony, run: Run, step: Step, slots: Sequence[str]) -> str:
    heard_on_stage = run.batch.protocol is Protocol.CALL_THEN_ANNOUNCE
    match step:
        case Step.ANNOUNCE:
            return _HEARD if heard_on_stage or not slots else _ANNOUNCE
        case Step.CALL:
            is_known = run.batch.decision in shown.announced and Step.ANNOUNCE not in run.taken
            return _CALL_AGAIN if is_known else _CALL_TO_HEAR if heard_on_stage else _CALL
        case Step.CONFER:
            return _CONFER_FOR if _is_on_authority(state, run.batch) else _CONFER
        case Step.PHOTO:
            return _PHOTO
        case Step.FINISH:
            return _FINISH if to_hand_over(shown) else ""
    return ""


def counted(state: State, slots: Sequence[str]) -> dict[RecipientType, int]:
    """How many of each type, collectives first."""
    counts = Counter(state.day.honours.slots[slot].type for slot in slots)
    return {kind: counts[kind] for kind in RecipientType if counts[kind]}


def is_stale(state: State, words: BatchWords, slots: Sequence[str]) -> bool:
    """Whether a figure in the sheet's line is no longer that of those who come."""
    counts = {_COUNTED[kind]: count for kind, count in counted(state, slots).items()}
    return any(counts.get(kind.lower(), 0) != int(figure) for figure, kind in _FIGURE.findall(words.note))


def _values(state: State, batch: Batch, slots: Sequence[str]) -> dict[str, str]:
    decision, count = decision_words(state, batch), _counted(state, slots)
    return {
        "so_qd": decision.number,
        "ngay_qd": dated(decision.date),
        "nguoi_quyet_dinh": decision.authority,
        "so_nguoi_nhan": count,
        "nguoi_nhan": f"đại diện {count}" if _are_collectives(state, slots) else count,
        "hinh_thuc": _said(award_words(state, batch)),
        "nguoi_trao": _inside(batch_words(state, batch).presenter),
    }


def decision_words(state: State, batch: Batch) -> DecisionWords:
    return state.directory.decisions.get(batch.decision) or DecisionWords(batch.decision, batch.decision)


def award_words(state: State, batch: Batch) -> AwardWords:
    return state.directory.awards.get(batch.award) or AwardWords(batch.award, "")


def batch_words(state: State, batch: Batch) -> BatchWords:
    return state.directory.batches.get(batch.id) or BatchWords(batch.id)


def _counted(state: State, slots: Sequence[str]) -> str:
    """*02 tập thể và 06 cá nhân*."""
    return " và ".join(f"{count:02} {_COUNTED[kind]}" for kind, count in counted(state, slots).items())


def _are_collectives(state: State, slots: Sequence[str]) -> bool:
    return list(counted(state, slots)) == [RecipientType.COLLECTIVE]


def dated(iso: str) -> str:
    """*20/4/2020*: days and the first two months with two digits, as in documents (Decree 30/2020)."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def _said(award: AwardWords) -> str:
    is_title = fold(award.name).startswith(_TITLES)
    return f"danh hiệu {award.name}" if is_title else award.name


def _is_on_authority(state: State, batch: Batch) -> bool:
    """What the President or the Prime Minister gives somebody else hands over on their authority."""
    authority = fold(decision_words(state, batch).authority)
    return authority in _HIGHEST and authority not in fold(batch_words(state, batch).presenter)


def _inside(words: str) -> str:
    """*đại diện …* inside a sentence; posts keep their capitals."""
    return words[:1].lower() + words[1:] if fold(words).startswith("dai dien") else words


def _named(state: State, slots: Sequence[str]) -> tuple[Piece, ...]:
    return tuple(Piece(_full(state, slot), PieceKind.NAME) for slot in slots)


def _full(state: State, slot: str) -> str:
    """*Bà Trần Thị Hoa, công nhân may, Công ty …*; of homonyms with the year of birth."""
    words = state.directory.certificates.get(slot) or SlotWords(slot)
    person = state.directory.people[state.day.honours.slots[slot].code]
    if words.collective:
        return f"{words.collective}."
    born = f"sinh năm {person.birth_year}" if state.directory.homonyms_of(person.code) and person.birth_year else ""
    return ", ".join(filter(None, (addressed(person), born, person.position, person.unit))) + "."


def _emphasised(line: Sequence[Piece], figure: str) -> tuple[Piece, ...]:
    """How many are called stands out."""
    found: list[Piece] = []
    for piece in line:
        before, mark, after = piece.text.partition(figure) if figure else (piece.text, "", "")
        cut = [Piece(before, piece.kind), Piece(mark, PieceKind.NAME), Piece(after, piece.kind)] if mark else [piece]
        found += [one for one in cut if one.text]
    return tuple(found)
