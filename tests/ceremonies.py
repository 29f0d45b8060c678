"""Small ceremonies for tests: each batch written in a line, and a day that honours them as the stage does it.

A line is *id award decision people…*; a decision ending in `!` is heard on stage, a person ending in `+` stands for a
collective. The certificate that DB001 gets of award A is `A:DB001`; trays are counted from the first.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from days import START, Ledger, entry

from domain import door
from domain.agenda import Move
from domain.awards import StandIn
from domain.ceremony import Ceremony, Going, ceremony, go, late, slot_state, to_hand_over
from domain.conferring import (
    StepRequest,
    decide_late,
    decide_list,
    decide_lock,
    decide_printed,
    decide_receiver,
    decide_staged,
    decide_step,
    decide_unlock,
)
from domain.facts import Role
from domain.honours import (
    Batch,
    Entitled,
    Honours,
    Protocol,
    Receiver,
    ReceiverMode,
    RecipientType,
    Slot,
    Step,
)
from domain.running import CueRequest, decide_cue, running

SECOND = timedelta(seconds=1)
DEMO = Path(__file__).resolve().parents[1] / "data" / "demo" / "honours.csv"
THREE = ("H1 A d1 DB001 DB002 DB003", "H2 B d2 DB004+ DB005", "H3 B d2 DB006 DB001")


def listing(*lines: str, **more) -> tuple[Batch, ...]:
    trays = count(1)
    return tuple(_batch(line.split(), trays, more) for line in lines)


def _batch(words: Sequence[str], trays: Iterable[int], more: dict) -> Batch:
    name, award, decision, *people = words
    protocol = Protocol.CALL_THEN_ANNOUNCE if decision.endswith("!") else Protocol.ANNOUNCE_THEN_CALL
    slots = tuple(certificate(award, person, tray) for person, tray in zip(people, trays, strict=False))
    return Batch(name, award, decision, protocol, slots, **more)


def certificate(award: str, person: str, tray: int) -> Slot:
    kind = RecipientType.COLLECTIVE if person.endswith("+") else RecipientType.INDIVIDUAL
    return Slot(f"{award}:{person.rstrip('+')}", person.rstrip("+"), kind, tray)


def entitled(award: str, people: str, *, decision="d1", presenter="", rank=10, first_tray=1) -> list[Entitled]:
    protocol = Protocol.ANNOUNCE_THEN_CALL
    return [
        Entitled(certificate(award, person, tray), award, decision, presenter, protocol, rank)
        for tray, person in enumerate(people.split(), start=first_tray)
    ]


def people(number: int, *, first: int = 1) -> str:
    return " ".join(f"DB{code:03}" for code in range(first, first + number))


def demo_lines() -> tuple[str, ...]:
    """The sixteen batches of the demo."""
    lines: dict[str, list[str]] = {}
    with DEMO.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            award = row["Danh hiệu, hình thức khen thưởng"].replace(" ", "_")
            heard = "!" if row["Nghi thức"].startswith("Mời lên trước") else ""
            line = lines.setdefault(row["Mã đợt"], [row["Mã đợt"], award, row["Số quyết định"] + heard])
            line.append(row["Mã đại biểu"] + "+" * (row["Loại người nhận"] == "Tập thể"))
    return tuple(" ".join(line) for line in lines.values())


def one_page(_batch: Batch) -> Sequence[Sequence[str]]:
    return ()


def pages_of(size: int):
    """A hall that shows so many names at a time."""

    def pages(batch: Batch) -> Sequence[Sequence[str]]:
        return [batch.row[place : place + size] for place in range(0, len(batch.row), size)]

    return pages


class Stage(Ledger):
    """A day with these honours. Everybody is enrolled and still on the way; half a minute passes with each step."""

    def __init__(self, *lines: str, here: str = "", seats: int = 150, **more) -> None:
        codes = dict.fromkeys(slot.code for batch in listing(*lines) for slot in batch.slots)
        super().__init__(*map(entry, [*codes, "DB900", "DB901"]), seats=seats)
        self.now, self.pages = START, one_page
        self.bring(*lines, **more)
        self.arrive(" ".join(codes) if here == "all" else here)

    # --- what is done ---

    def bring(self, *lines: str, seen: int | None = None, **more):
        return self.set_list(listing(*lines, **more), seen=seen)

    def set_list(self, batches: Sequence[Batch], *, seen: int | None = None):
        seen = self.seen if seen is None else seen
        return self.take(decide_list(self.day, batches, (), seen=seen, role=Role.ORGANISER, now=self.now)).answer

    def arrive(self, codes: str) -> None:
        for code in codes.split():
            self.scan(code, now=self.now)

    def depart(self, codes: str) -> None:
        for code in codes.split():
            self.leave(code, now=self.now)

    def send_substitute(self, code: str):
        return self.act(door.decide_substitute, code, door.Substitute(code, "Lê Văn Thay"), now=self.now)

    def came(self, code: str):
        """In person after all, although somebody stands in."""
        return self.act(door.decide_in_person, code, now=self.now)

    def cue(self, move: Move, item: str = "", seconds: int = 0) -> None:
        request = CueRequest(f"cue-{len(self.facts)}", move, self.day.agenda.seq, item, seconds)
        assert self.take(decide_cue(self.day, request, earlier=None, role=Role.MC, now=self.now)).answer is None

    def begin_day(self) -> "Stage":
        self.cue(Move.START)
        return self

    def begin_honours(self) -> "Stage":
        self.begin_day().cue(Move.JUMP, "6")
        return self

    def step(self, step: Step, batch="", *slots, seen=None, despite="", action_id="", role=Role.MC):
        request = StepRequest(
            action_id or f"step-{len(self.facts)}", step, batch, self.seen if seen is None else seen, slots, despite
        )
        earlier = self.ids.get(request.action_id)
        decided = decide_step(self.day, request, pages=self.pages, earlier=earlier, role=role, now=self.now)
        return self.take(decided).answer

    def go(self, *, wait: timedelta = 30 * SECOND) -> Going:
        """The one button, which is always allowed."""
        going = self.going
        assert self.step(going.step, going.batch) is None
        self.now += wait
        return going

    def go_through(self, batch: str) -> "Stage":
        """Until the batch has had its last step; with no name, until all is over."""
        while (going := self.going) and not (self.ran(batch) and going.batch != batch):
            self.go()
        return self

    def ran(self, batch: str) -> bool:
        run = self.shown.run(batch)
        return run is not None and run.has_begun

    def step_back(self, **more):
        return self.step(Step.UNDO, **more)

    def lock(self, *batches: str, seen=None, action_id=""):
        action_id = action_id or f"lock-{len(self.facts)}"
        asked = {"seen": self.seen if seen is None else seen, "action_id": action_id, "role": Role.MC, "now": self.now}
        return self.take(decide_lock(self.day, batches, earlier=self.ids.get(action_id), **asked)).answer

    def unlock(self, batch: str, reason="nhầm", *, seen=None, action_id=""):
        action_id = action_id or f"unlock-{len(self.facts)}"
        asked = {"seen": self.seen if seen is None else seen, "action_id": action_id, "role": Role.MC, "now": self.now}
        return self.take(decide_unlock(self.day, batch, reason=reason, earlier=self.ids.get(action_id), **asked)).answer

    def receive(self, slot: str, mode: ReceiverMode, *, code="", name="", reason="", role=Role.ORGANISER, action_id=""):
        action_id = action_id or f"receiver-{len(self.facts)}"
        asked = {"reason": reason, "action_id": action_id, "earlier": self.ids.get(action_id), "role": role}
        decided = decide_receiver(self.day, StandIn(slot, name), Receiver(mode, code), **asked, now=self.now)
        return self.take(decided).answer

    def see(self, slot: str, *, staged=True, action_id=""):
        action_id = action_id or f"wings-{len(self.facts)}"
        asked = {"action_id": action_id, "earlier": self.ids.get(action_id), "role": Role.MC, "now": self.now}
        return self.take(decide_staged(self.day, slot, staged=staged, **asked)).answer

    def place_late(self, slot: str, batch: str = "", *, seen=None, action_id=""):
        action_id = action_id or f"late-{len(self.facts)}"
        own = self.honours.batch_of[slot]
        extra = replace(own, id=f"X{len(self.honours.batches)}", slots=(), row=(), is_locked=False)
        asked = {"seen": self.seen if seen is None else seen, "action_id": action_id, "role": Role.MC, "now": self.now}
        earlier = self.ids.get(action_id)
        return self.take(decide_late(self.day, slot, batch, extra=extra, earlier=earlier, **asked)).answer

    def print(self) -> int:
        return self.take(decide_printed(self.day, role=Role.OFFICE, now=self.now)).answer

    # --- what is so ---

    @property
    def honours(self) -> Honours:
        return self.day.honours

    @property
    def seen(self) -> int:
        return self.honours.seq

    @property
    def shown(self) -> Ceremony:
        return ceremony(self.honours)

    @property
    def going(self) -> Going | None:
        return go(self.shown, self.honours, self.day.roll, self.pages)

    def row(self, batch: str) -> str:
        """Who has the places, from the left: *DB001 – DB003* when the second has left the list."""
        found = self.honours.batch(batch)
        return " ".join(self.honours.slots[slot].code if slot else "–" for slot in found.row) if found else ""

    def states(self, batch: str) -> str:
        """One word a certificate, in the order of the list."""
        run = self.shown.run(batch)
        return " ".join(slot_state(slot, run, self.honours, self.day.roll) for slot in run.batch.slots)

    def batches(self) -> str:
        """One word a batch."""
        return " ".join(run.state for run in self.shown.runs)

    @property
    def late(self) -> list[str]:
        return [slot.id for _, slot in late(self.shown, self.honours, self.day.roll)]

    @property
    def owed(self) -> list[str]:
        return [slot.id for _, slot in to_hand_over(self.shown)]

    @property
    def left(self) -> timedelta | None:
        """What is left of the item that runs."""
        return running(self.day, now=self.now).remaining

    @property
    def steps(self) -> list[tuple[Step, str]]:
        return [(taken.step, taken.batch) for taken in self.honours.steps]
