"""What stands on the papers of the honours: stage order, trays, seats, what to hand over later; all from one state.

How it is set is honour_sheets'. What is printed is Vietnamese whatever language a screen speaks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.awards import SlotWords
from domain.ceremony import ON_STAGE_STEPS, Ceremony, Going, Run, SlotState, to_hand_over
from domain.facts import Role
from domain.honours import Honours, Protocol, ReceiverMode, RecipientType, Step
from domain.script import Piece
from services import honours
from services.announcing import announcement, award_words, dated, decision_words
from services.honour_sheets import (
    LaterLine,
    PaperBatch,
    PaperRow,
    SeatLine,
    SheetHead,
    hand_over_list,
    seat_list,
    stage_order,
    tray_list,
)
from services.honour_views import View, batch_view, row_view, seated
from services.printing import place_and_date
from store.engine import Receipt, State, Store

DEMO, REHEARSAL = "DỮ LIỆU MẪU (HƯ CẤU)", "TỔNG DUYỆT"
PROTOCOLS = {
    Protocol.ANNOUNCE_THEN_CALL: "Công bố trước, mời lên sau",
    Protocol.CALL_THEN_ANNOUNCE: "Mời lên trước, công bố sau",
}
STEPS = {Step.ANNOUNCE: "Công bố", Step.CALL: "Mời lên", Step.CONFER: "Trao"}
DECISION, DECISION_DATE, DECISION_BY = "Quyết định số {number}", "ngày {date}", "của {authority}"
ONE_BY_ONE = "Mời lần lượt từng tên theo bảng."
NOBODY_CALLED = "Không có ai lên sân khấu, không mời."
BORN = "{name} (sinh năm {year})"
REPRESENTED = "Tập thể, đại diện: {name}"
STOOD_IN = "Tập thể"
INSTEAD = "Nhận thay: {who}"
FAMILY = "Gia đình nhận: {who}"
AGAIN = "Lên sân khấu lần {time}"
ABSENT, LATER, CALLED, RECEIVED = "Vắng – trao sau", "Trao sau", "Đã mời lên", "Đã nhận"
FOR_WHOM = "nhận cho {name}"
NOT_YET = "Chưa có ai: danh sách này có khi bắt đầu trao khen thưởng."
NOBODY_LEFT = "Không còn ai: đến lúc in, các đợt đã lên sân khấu đều đã nhận đủ."
_SEAT = re.compile(r"(\D*)(\d*)(.*)")


@dataclass(frozen=True, slots=True)
class Printed:
    """The papers, by name, and the honours as they stand on them."""

    files: Mapping[str, bytes]
    honours: Honours


def print_papers(store: Store, *, role: Role, now: datetime) -> Receipt:
    """The version is on paper before the papers are made, so that whatever changes meanwhile gets another.

    The answer is what was printed. Raises StoreUnavailable.
    """
    while True:
        receipt = honours.record_print(store, role=role, now=now)
        state = store.state
        if state.day.honours.version == receipt.answer:
            return replace(receipt, answer=Printed(papers(state, now=now), state.day.honours))


def papers(state: State, *, now: datetime) -> dict[str, bytes]:
    return {name: make(state, now=now) for name, make in PAPERS.items()}


def stage_paper(state: State, *, now: datetime) -> bytes:
    return stage_order(batches(state), sheet_head(state, now=now))


def tray_paper(state: State, *, now: datetime) -> bytes:
    return tray_list(batches(state), sheet_head(state, now=now))


def seat_paper(state: State, *, now: datetime) -> bytes:
    return seat_list(seats(state), sheet_head(state, now=now))


def later_paper(state: State, *, now: datetime) -> bytes:
    has_begun = any(run.has_begun for run in honours.shown_now(state).runs)
    return hand_over_list(later(state), sheet_head(state, now=now), nobody=NOBODY_LEFT if has_begun else NOT_YET)


STAGE, TRAYS, SEATS, HAND_OVER = "stage-order", "trays", "seats", "hand-over-later"
PAPERS: Mapping[str, Callable[..., bytes]] = {
    STAGE: stage_paper, TRAYS: tray_paper, SEATS: seat_paper, HAND_OVER: later_paper,
}  # fmt: skip


def file_name(paper: str, version: int) -> str:
    return f"{paper}-{version}.pdf"


def sheet_head(state: State, *, now: datetime) -> SheetHead:
    settings = state.day.conference
    bands = [REHEARSAL] if state.day.is_rehearsal else []
    bands += [DEMO] if settings and settings.demo else []
    name, version = state.directory.words.name, state.day.honours.version
    return SheetHead(name, place_and_date(state), version, now, tuple(bands))


def changed_since(printed: Honours, current: Honours) -> list[int]:
    """The numbers of the batches whose row, people or receivers are no longer those on paper."""
    return [
        number
        for number, batch in enumerate(current.batches, 1)
        if _on_paper(printed, batch.id) != _on_paper(current, batch.id)
    ]


def _on_paper(stands: Honours, batch: str) -> object:
    found = stands.batch(batch)
    return found and (found.row, found.slots, [stands.receiver(slot.id) for slot in found.slots])


# --- batch by batch --------------------------------------------------------------------------------------------------


def batches(state: State) -> tuple[PaperBatch, ...]:
    shown = honours.shown_now(state)
    return tuple(_batch(state, shown, run) for run in shown.runs)


def _batch(state: State, shown: Ceremony, run: Run) -> PaperBatch:
    view: View = batch_view(state, shown, run) or {}
    owed = {slot.id for _, slot in to_hand_over(shown)}
    rows = _with_gaps([_row(row, is_owed=row["slot"] in owed) for row in view["rows"]], run.batch.row)
    return PaperBatch(
        number=run.number,
        of=view["of"],
        part=(view["part"][0], view["part"][1]),
        award=view["award"],
        decision=_decision(state, run),
        protocol=PROTOCOLS[run.batch.protocol],
        presenter=view["presenter"],
        words=_words(state, shown, run, tuple(row.slot for row in rows if row.is_called)),
        rows=rows,
    )


def _with_gaps(rows: list[PaperRow], row: tuple[str, ...]) -> tuple[PaperRow, ...]:
    """A place whose certificate left the batch keeps its line."""
    for gap in (place for place, slot in enumerate(row, 1) if not slot):
        at = next((at for at, one in enumerate(rows) if one.place and one.place > gap), len(rows))
        rows.insert(at, PaperRow(gap, is_vacant=True))
    return tuple(rows)


def _row(row: View, *, is_owed: bool) -> PaperRow:
    fate = _fate(SlotState(row["state"]), is_owed=is_owed)
    return PaperRow(
        slot=row["slot"],
        place=row["place"],
        tray=row["tray"],
        name=_name(row),
        who=_who(row),
        comes=row["receiver"]["name"] if row["receiver"] else _person(row),
        position="" if _is_collective(row) and row["receiver"] else row["person"]["position"],
        unit="" if row["title"] == row["person"]["unit"] else row["person"]["unit"],
        sound=row["pronunciation"],
        citation=row["citation"],
        instead=_instead(row),
        notes=tuple(filter(None, [AGAIN.format(time=row["again"]) if row["again"] > 1 else "", fate])),
        is_vacant=row["place"] is not None and fate in (ABSENT, LATER),
    )


def _fate(state: SlotState, *, is_owed: bool) -> str:
    """What became of it, as far as a paper must say so."""
    if state is SlotState.ABSENT:
        return ABSENT
    if is_owed or state is SlotState.LATER:
        return LATER
    return {SlotState.CALLED: CALLED, SlotState.RECEIVED: RECEIVED}.get(state, "")


def _name(row: View) -> str:
    return row["title"] if _is_collective(row) else _person(row)


def _is_collective(row: View) -> bool:
    return row["type"] == RecipientType.COLLECTIVE


def _person(row: View) -> str:
    """Of homonyms with the year of birth."""
    name = row["person"]["name"]
    return BORN.format(name=name, year=row["birth_year"]) if row["birth_year"] else name


def _who(row: View) -> str:
    """Of a collective, who walks up for it."""
    if not _is_collective(row):
        return ""
    return STOOD_IN if row["receiver"] else REPRESENTED.format(name=_person(row))


def _instead(row: View) -> str:
    stand_in: dict[str, Any] | None = row["receiver"]
    if not stand_in:
        return ""
    said = FAMILY if row["mode"] == ReceiverMode.FAMILY else INSTEAD
    return said.format(who=", ".join(filter(None, (stand_in["name"], stand_in["position"]))))


def _decision(state: State, run: Run) -> str:
    """*Quyết định số 9909/QĐ-UBND ngày 20/4/2020 của Chủ tịch UBND tỉnh*, as far as it is known."""
    words = decision_words(state, run.batch)
    parts = [(DECISION, words.number), (DECISION_DATE, dated(words.date)), (DECISION_BY, words.authority)]
    return " ".join(text.format(number=known, date=known, authority=known) for text, known in parts if known)


def _words(
    state: State, shown: Ceremony, run: Run, called: tuple[str, ...]
) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """What the MC says at each step; a decision that an earlier batch announces is not announced again."""
    earlier = {one.batch.decision for one in shown.runs[: run.number - 1]}
    known = replace(shown, announced=shown.announced | earlier)
    is_new = Step.ANNOUNCE in run.taken or run.batch.decision not in known.announced
    due = {Step.ANNOUNCE: is_new, Step.CALL: bool(called), Step.CONFER: bool(called)}
    steps = [step for step in ON_STAGE_STEPS[run.batch.protocol] if due.get(step)]
    said = tuple((STEPS[step], _said(state, known, run, step, called)) for step in steps)
    return said if called else (*said, (STEPS[Step.CALL], (Piece(NOBODY_CALLED),)))


def _said(state: State, known: Ceremony, run: Run, step: Step, called: tuple[str, ...]) -> tuple[Piece, ...]:
    if step is Step.CALL and state.day.screens.by_name:
        return (Piece(ONE_BY_ONE),)
    return announcement(state, known, Going(step, run.batch.id, called))


# --- by seat, and what is left ---------------------------------------------------------------------------------------


def seats(state: State) -> list[SeatLine]:
    """By seat: row, then number; who has no seat comes last."""
    rows = ((batch.number, row) for batch in batches(state) for row in batch.rows if row.slot)
    return sorted((_seat(state, number, row) for number, row in rows), key=_by_seat)


def _seat(state: State, batch: int, row: PaperRow) -> SeatLine:
    person = seated(state, state.day.honours.slots[row.slot])
    whose = "" if row.comes == row.name else FOR_WHOM.format(name=row.name)
    return SeatLine(
        seat=person.seat if person else "",
        name=row.comes,
        unit=state.directory.short_unit(person.unit) if person else "",
        batch=batch,
        place=row.place,
        note=", ".join(filter(None, [whose, *row.notes])),
    )


def _by_seat(line: SeatLine) -> tuple[object, ...]:
    found = _SEAT.fullmatch(line.seat)
    row, number, rest = found.groups() if found else (line.seat, "", "")
    return not line.seat, len(row), row, int(number or 0), rest, line.batch, line.place or 0


def later(state: State) -> list[LaterLine]:
    shown = honours.shown_now(state)
    return [_later(state, run, row_view(state, run, slot)) for run, slot in to_hand_over(shown)]


def _later(state: State, run: Run, row: View) -> LaterLine:
    """A collective by its full name, as on the certificate."""
    words = state.directory.certificates.get(row["slot"]) or SlotWords(row["slot"])
    person = row["person"]
    return LaterLine(
        name=words.collective or _person(row),
        who=REPRESENTED.format(name=_person(row)) if words.collective else person["position"],
        unit="" if words.collective.endswith(person["unit"]) else person["unit"],
        award=award_words(state, run.batch).name,
        decision=_decision(state, run),
        tray=row["tray"],
    )
