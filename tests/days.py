"""Small days for tests: a conference, some delegates, and facts taken as the writer takes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from domain import checkin, door, enrolment, office
from domain.codes import LETTERS, check_letter
from domain.conference import Conference, Words
from domain.day import Day, take
from domain.delegates import Category, Part, Person, Standing
from domain.door import Act
from domain.enrolment import Entry
from domain.facts import Answered, Fact, Kind, Outcome, Role, Way
from domain.programme import planned_programme

NINE = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)  # 07:30 at the venue
START = NINE + timedelta(minutes=30)
ORGANISER, DESK = Role.ORGANISER, Role.DESK

_numbers = count(1)


def badge(number: int) -> str:
    """A sound badge code for each number."""
    letters, left = "", number
    for place in range(15):
        letters += LETTERS[(left % 8) * 2 + place % 2]
        left //= 8
    code = letters + check_letter(letters)
    assert code[-1] != code[-2] or number, code
    return code


def person(code: str, category: Category = Category.EXEMPLARY, **fields: object) -> Person:
    return Person(code, fields.pop("name", f"Nguyễn Văn {code}"), category, **fields)


def entry(code: str, *, category: Category = Category.EXEMPLARY, part: Iterable[Part] = (), standing=Standing.EXPECTED):
    number = int("".join(filter(str.isdigit, code)) or 0) + (5000 if not code.startswith("DB") else 0)
    return Entry(person(code, category), frozenset(part), badge(number), standing)


class Ledger:
    """A day and everything that happened to it, for tests that go step by step."""

    def __init__(self, *entries: Entry, seats: int = 150, desks: tuple[str, ...] = ("A", "B", "C")) -> None:
        self.day, self.facts, self.ids = Day(), [], {}
        self.sightings: dict = {}
        conference = Conference(START, START + timedelta(minutes=30), seats, desks=desks)
        programme = planned_programme(START)
        self.take(office.decide_set_up(self.day, conference, Words("Hội nghị"), programme, role=ORGANISER, now=NINE))
        if entries:
            self.enrol(*entries)

    def take(self, outcome: Outcome) -> Outcome:
        if outcome.fact:
            fact: Fact = replace(outcome.fact, seq=self.day.seq + 1)
            draft = self.day.copy()
            take(draft, fact)
            self.day = draft
            self.facts.append(fact)
            if fact.action_id:
                self.ids[fact.action_id] = Answered(
                    fact.detail.get("asked", ""), fact.kind, fact.subject, fact.seq, "case" in fact.detail
                )
        return outcome

    def enrol(self, *entries: Entry) -> Outcome:
        return self.take(
            enrolment.decide_enrol(self.day, entries, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE)
        )

    def scan(self, code: str, *, desk="A", now=NINE, scan_id="", happened_at=None, way=Way.SCANNER, role=DESK):
        """Scan the badge of a delegate code, or the text itself when it is none."""
        text = self.day.delegates[code].badge if code in self.day.delegates else code
        return self.ask(
            checkin.Scan(scan_id or f"scan-{next(_numbers)}", desk, way, text, None, happened_at), now, role
        )

    def find(self, code: str, *, desk="A", now=NINE, scan_id="", happened_at=None, way=Way.SEARCH, role=DESK):
        return self.ask(
            checkin.Scan(scan_id or f"scan-{next(_numbers)}", desk, way, None, code, happened_at), now, role
        )

    def ask(self, scan: checkin.Scan, now: datetime, role: Role) -> checkin.Ruling:
        earlier = self.ids.get(scan.scan_id)
        last = None
        if not earlier and scan.code is not None:
            key, at = (scan.desk, scan.asked), scan.happened_at or now
            last = self.sightings.get(key)
            self.sightings[key] = at
        return self.take(
            checkin.decide_scan(self.day, scan, earlier=earlier, last_seen=last, role=role, now=now)
        ).answer

    def undo(self, code: str, *, desk="", now=NINE, action_id="", reason="bấm nhầm"):
        action_id = action_id or f"undo-{next(_numbers)}"
        role = DESK if desk else ORGANISER
        asked = {"action_id": action_id, "desk": desk, "reason": reason, "role": role, "now": now}
        return self.take(checkin.decide_undo(self.day, code, earlier=self.ids.get(action_id), **asked)).answer

    def act(self, decide, code: str, *rest, desk="A", now=NINE, action_id="", reason="lý do"):
        act = Act(action_id or f"act-{next(_numbers)}", code, desk, DESK if desk else ORGANISER, reason)
        return self.take(decide(self.day, act, *rest, earlier=self.ids.get(act.action_id), now=now)).answer

    def leave(self, code: str, **more):
        return self.act(door.decide_leave, code, **more)

    def walk_in(self, name: str, *, number: int, category=Category.GUEST, now=NINE, desk="A", action_id=""):
        act = Act(action_id or f"act-{next(_numbers)}", "", desk, DESK, "")
        guest, earlier = person("", category, name=name), self.ids.get(act.action_id)
        return self.take(
            door.decide_walk_in(self.day, act, guest, badge=badge(number), earlier=earlier, now=now)
        ).answer

    def office(self, decide, *rest, now=NINE, **more):
        return self.take(decide(self.day, *rest, role=ORGANISER, now=now, **more)).answer

    @property
    def present(self) -> int:
        return self.day.figures.present
