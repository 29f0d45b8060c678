"""What the office does to the programme: import with a preview, edit as a whole, take away as a file."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clock import VENUE
from domain import running
from domain.agenda import Item
from domain.agenda_list import Comparison, Draft, Problem, compare, read_agenda, table
from domain.agenda_list.export import NUMBER_HEADERS
from domain.facts import Outcome, Refusal, Refused, Role
from domain.programme import ItemWords, Programme, laid_out
from services import spreadsheets
from store.engine import Receipt, State, Store, Turn

_TEXTS = ("STT", "Giờ bắt đầu dự kiến", "Giờ kết thúc dự kiến", "Mục cha", "Mã đại biểu")  # no numbers, no dates


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do to the plan `seen`."""

    file: str
    draft: Draft
    comparison: Comparison
    seen: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.draft.problems

    @property
    def may_apply(self) -> bool:
        return self.draft.is_sound and not self.comparison.is_empty


@dataclass(frozen=True, slots=True)
class Applied:
    added: int
    changed: int
    removed: int


def preview(state: State, file: str, content: bytes, *, starts_at: datetime) -> Preview:
    """Read a file and hold it against the plan; nothing is stored. `starts_at` is the conference's start.

    Raises UnreadableFile.
    """
    present = programme(state)
    draft = read_agenda(
        spreadsheets.read_workbook(file, content), starts_at=starts_at.astimezone(VENUE), draw=drawn_id,
        present=present, people=state.directory.people,
    )  # fmt: skip
    return Preview(file, draft, compare(draft, present), state.day.agenda.seq)


def apply(store: Store, shown: Preview, *, role: Role, now: datetime) -> Receipt:
    """Store what the preview showed, as one fact. The answer is Applied or Refused."""
    comparison = shown.comparison
    if not shown.draft.is_sound:
        return _unchanged(store, Refused(Refusal.BAD_PLAN))
    if comparison.is_empty:
        return _unchanged(store, Applied(0, 0, 0))
    note = json.dumps({"file": shown.file}, ensure_ascii=False)
    receipt = _change(store, shown.draft.plan, shown.draft.words, seen=shown.seen, role=role, now=now, note=note)
    if isinstance(receipt.answer, Refused):
        return receipt
    counts = map(len, (comparison.added, comparison.changed, comparison.removed))
    return replace(receipt, answer=Applied(*counts))


def save(
    store: Store, plan: Sequence[Item], words: Sequence[ItemWords], *, seen: int, role: Role, now: datetime
) -> Receipt:
    """An edited plan in place of the one `seen`; what is not fixed to the clock follows what comes before it."""
    earlier = store.state.day.agenda.plan
    return _change(store, laid_out(plan, earlier), words, seen=seen, role=role, now=now)


def programme(state: State) -> Programme:
    """The plan with its words, in its order. Without the baseline, which is a matter of cues."""
    plan = tuple(replace(item, baseline_start=None, baseline_duration=None) for item in state.day.agenda.plan)
    items = state.directory.items
    return plan, tuple(items.get(item.id) or ItemWords(item.id, "") for item in plan)


def read_programme(file: Path, starts_at: datetime) -> Programme:
    """Of a file that is in order."""
    sheets = spreadsheets.read_workbook(file.name, file.read_bytes())
    draft = read_agenda(sheets, starts_at=starts_at.astimezone(VENUE), draw=drawn_id)
    return draft.plan, draft.words


def export_xlsx(state: State) -> bytes:
    return spreadsheets.write_xlsx("Chương trình", _table(state), numbers=NUMBER_HEADERS, texts=_TEXTS, freeze="B2")


def export_csv(state: State) -> bytes:
    return spreadsheets.write_csv(_table(state))


def drawn_id() -> str:
    return secrets.token_hex(3)


def _table(state: State) -> list[tuple[str, ...]]:
    return table(state.day.agenda.plan, state.directory.items, VENUE)


def _change(
    store: Store, plan: Sequence[Item], words: Sequence[ItemWords], *, seen: int, role: Role, now: datetime,
    note: str = "",
) -> Receipt:  # fmt: skip
    def decide(turn: Turn) -> Outcome:
        rows = tuple(row for row in words if turn.directory.items.get(row.id) != row)
        return running.decide_plan(turn.day, plan, rows, seen=seen, role=role, now=now, note=note)

    return store.turn(decide)


def _unchanged(store: Store, answer: Applied | Refused) -> Receipt:
    return Receipt(answer, None, store.state.day.figures)
