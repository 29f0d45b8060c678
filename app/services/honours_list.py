"""What the office does with the list of honours as a file: import with a preview, take away, the demo's own."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

import settings
from domain import conferring
from domain.directory import Directory
from domain.facts import Outcome, Refusal, Refused, Role
from domain.honours_list import Comparison, Draft, Problem, compare, read_honours, table
from domain.honours_list.export import NUMBER_HEADERS, TEXT_HEADERS
from services import spreadsheets
from services.catalogue import catalogue
from services.honours import free_id
from store.engine import Receipt, State, Store, Turn

DEMO_FILE = "honours.csv"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do to the list `seen`; `directory` has the words as they would be."""

    file: str
    draft: Draft
    comparison: Comparison
    directory: Directory
    seen: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.draft.problems

    @property
    def certificates(self) -> int:
        return sum(len(batch.slots) for batch in self.draft.batches)

    @property
    def may_apply(self) -> bool:
        return self.draft.is_sound and not self.comparison.is_empty


@dataclass(frozen=True, slots=True)
class Applied:
    """Certificates; `changed` also counts those that moved, and batches, decisions and awards."""

    added: int
    changed: int
    removed: int


def preview(state: State, file: str, content: bytes) -> Preview:
    """Read a file and hold it against the list; nothing is stored. Raises UnreadableFile."""
    sheets = spreadsheets.read_workbook(file, content)
    draft = read_honours(sheets, state.day, state.directory, catalogue=catalogue(), draw=free_id)
    comparison = compare(draft, state.day.honours, state.directory)
    return Preview(file, draft, comparison, state.directory.with_rows(draft.words), state.day.honours.seq)


def apply(store: Store, shown: Preview, *, role: Role, now: datetime) -> Receipt:
    """Store what the preview showed, as one fact. The answer is Applied or Refused."""
    if not shown.draft.is_sound:
        return _unchanged(store, Refused(Refusal.BAD_LIST))
    if shown.comparison.is_empty:
        return _unchanged(store, Applied(0, 0, 0))
    note = json.dumps({"file": shown.file}, ensure_ascii=False)

    def decide(turn: Turn) -> Outcome:
        draft = shown.draft
        return conferring.decide_list(
            turn.day, draft.batches, draft.words, seen=shown.seen, role=role, now=now, note=note
        )

    receipt = store.turn(decide)
    return receipt if isinstance(receipt.answer, Refused) else replace(receipt, answer=counted(shown.comparison))


def counted(comparison: Comparison) -> Applied:
    return Applied(
        len(comparison.added), len(comparison.moved) + len(comparison.changed), len(comparison.removed)
    )  # fmt: skip


def load_demo(store: Store, *, role: Role, now: datetime) -> Receipt:
    """The honours of the fictional conference, whose roster is there already."""
    file = settings.DEMO / DEMO_FILE
    return apply(store, preview(store.state, file.name, file.read_bytes()), role=role, now=now)


def export_xlsx(state: State) -> bytes:
    return spreadsheets.write_xlsx("Vinh danh", _table(state), numbers=NUMBER_HEADERS, texts=TEXT_HEADERS, freeze="B2")


def export_csv(state: State) -> bytes:
    return spreadsheets.write_csv(_table(state))


def _table(state: State) -> list[tuple[str, ...]]:
    return table(state.day.honours.batches, state.directory)


def _unchanged(store: Store, answer: Applied | Refused) -> Receipt:
    return Receipt(answer, None, store.state.day.figures)
