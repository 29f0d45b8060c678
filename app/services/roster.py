"""What the office does to the list: import with a preview, add, edit, withdraw, replace, call up, reissue, export."""

import json
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import settings
from domain import enrolment
from domain.codes import draw_badge_code
from domain.conference import Unit
from domain.delegates import Category, Person, Presence, Standing
from domain.enrolment import Entry
from domain.facts import Kind, Outcome, Refused, Role
from domain.names import sort_key, tidy
from domain.parts import parts_of
from domain.roster import Comparison, Draft, DraftRow, ExportRow, Problem, compare, read_roster, short_unit
from services import conference, honours_list, spreadsheets
from services.spreadsheets import Progress
from store.engine import Receipt, State, Store, Turn

PRESENCE_WORDS = {
    Presence.AWAY: "",
    Presence.IN_PERSON: "Có mặt",
    Presence.SUBSTITUTE: "Dự thay",
    Presence.LEFT: "Đã ra về",
}
DEMO_FILES = ("roster_150.csv", "roster_reserve.csv")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. `invited` counts those who would be invited, by category; `seen` is the list looked at."""

    file: str
    draft: Draft
    comparison: Comparison
    invited: Mapping[Category, int]
    over_seats: int | None
    seen: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.draft.problems, *self.comparison.problems)

    @property
    def blocked(self) -> int:
        return len(self.comparison.blocked)

    @property
    def changes(self) -> int:
        return len(self.comparison.added) + len(self.comparison.changed)


@dataclass(frozen=True, slots=True)
class Applied:
    added: int
    changed: int
    blocked: int
    codes: Sequence[str]


def preview(state: State, file: str, content: bytes, *, this_year: int, progress: Progress | None = None) -> Preview:
    """Read a file and hold it against the list; nothing is stored. Raises UnreadableFile."""
    sheets = spreadsheets.read_workbook(file, content, progress)
    draft = read_roster(sheets, this_year=this_year)
    standings = {code: delegate.standing for code, delegate in state.day.delegates.items()}
    comparison = compare(draft, state.directory.people, standings)
    invited = _invited_after(state, comparison)
    total = sum(count for category, count in invited.items() if category.takes_seat)
    limit = max(state.day.conference.seats, state.day.invited) if state.day.conference else total
    return Preview(file, draft, comparison, invited, total if total > limit else None, state.day.roster_seq)


def apply(store: Store, shown: Preview, *, role: Role, now: datetime) -> Receipt:
    """Store what the preview showed, as one fact. The answer is Applied or Refused."""
    comparison = shown.comparison
    new = [entry(row.person, standing_of(row)) for row in comparison.added]
    entries = new + [entry(change.person) for change in comparison.changed]
    if not entries:
        return Receipt(Applied(0, 0, shown.blocked, ()), None, store.state.day.figures)
    note = json.dumps({"file": shown.file, "changed": _before_and_after(comparison)}, ensure_ascii=False, default=str)
    receipt = _enrol(store, entries, Kind.IMPORTED, seen=shown.seen, role=role, now=now, note=note)
    if isinstance(receipt.answer, Refused):
        return receipt
    return replace(receipt, answer=Applied(len(new), len(comparison.changed), shown.blocked, receipt.answer))


def add(store: Store, person: Person, standing: Standing, *, role: Role, now: datetime) -> Receipt:
    """One more delegate, reserve or walk-in; an empty code asks for the next free one. Answers with the codes."""
    return _enrol(store, [entry(tidied(person), standing)], Kind.DELEGATE_ADDED, seen=None, role=role, now=now)


def edit(store: Store, person: Person, *, role: Role, now: datetime) -> Receipt:
    person = tidied(person)
    before = store.state.directory.people.get(person.code)
    changed = {name: (getattr(before, name), getattr(person, name)) for name in Person.__dataclass_fields__ if before}
    differing = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    note = json.dumps(differing, ensure_ascii=False, default=str)
    return _enrol(store, [entry(person)], Kind.DELEGATE_EDITED, seen=None, role=role, now=now, note=note)


def withdraw(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: enrolment.decide_withdraw(turn.day, code, reason=tidy(reason), role=role, now=now))


def replace_by(store: Store, code: str, reserve: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(
        lambda turn: enrolment.decide_replace(turn.day, code, reserve, reason=tidy(reason), role=role, now=now)
    )


def call_up(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: enrolment.decide_call_up(turn.day, code, reason=tidy(reason), role=role, now=now))


def reissue(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    badge = draw_badge_code(secrets.choice)
    return store.turn(
        lambda turn: enrolment.decide_reissue(turn.day, code, badge=badge, reason=tidy(reason), role=role, now=now)
    )


def release(store: Store, code: str, *, reason: str, role: Role, now: datetime) -> Receipt:
    return store.turn(lambda turn: enrolment.decide_release(turn.day, code, reason=tidy(reason), role=role, now=now))


def export_xlsx(state: State) -> bytes:
    return spreadsheets.write_roster_xlsx(export_rows(state))


def export_csv(state: State) -> bytes:
    return spreadsheets.write_roster_csv(export_rows(state))


def export_rows(state: State) -> list[ExportRow]:
    """Everybody, in the order of delegate codes, with attendance as it stands."""
    return [_export_row(state, code) for code in sorted(state.day.delegates)]


def by_name(state: State, codes: Iterable[str]) -> list[Person]:
    """In the order of a Vietnamese list."""
    return sorted((state.directory.people[code] for code in codes), key=lambda person: sort_key(person.name))


def load_demo(store: Store, *, role: Role, now: datetime) -> Receipt:
    """The fictional conference, into an empty data folder."""
    receipt = conference.set_up_demo(store, role=role, now=now)
    if isinstance(receipt.answer, Refused):
        return receipt
    rows = [row for file in DEMO_FILES for row in _demo_rows(settings.DEMO / file, this_year=now.year)]
    entries = [entry(row.person, standing_of(row)) for row in rows]
    receipt = _enrol(store, entries, Kind.IMPORTED, seen=None, role=role, now=now, note="demo")
    honours_list.load_demo(store, role=role, now=now)
    return receipt


def entry(person: Person, standing: Standing = Standing.EXPECTED) -> Entry:
    return Entry(person, parts_of(person.awards, person.note), draw_badge_code(secrets.choice), standing)


def standing_of(row: DraftRow) -> Standing:
    return row.standing or (Standing.RESERVE if row.reserve else Standing.EXPECTED)


def tidied(person: Person) -> Person:
    """What somebody typed, as it is stored."""
    texts = {name: tidy(value) for name in Person.__dataclass_fields__ if type(value := getattr(person, name)) is str}
    return replace(person, **texts)


def _enrol(
    store: Store, entries: Sequence[Entry], kind: Kind, *, seen: int | None, role: Role, now: datetime, note: str = ""
) -> Receipt:
    def decide(turn: Turn) -> Outcome:
        units = _new_units(turn, entries)
        return enrolment.decide_enrol(
            turn.day, entries, kind=kind, seen=seen, role=role, now=now, note=note, also=units
        )

    return store.turn(decide)


def _new_units(turn: Turn, entries: Iterable[Entry]) -> tuple[Unit, ...]:
    """A short name is proposed once, when a unit is first heard of."""
    names = {entry.person.unit for entry in entries} - {"", *turn.directory.units}
    return tuple(Unit(name, short_unit(name)) for name in sorted(names))


def _invited_after(state: State, comparison: Comparison) -> Counter[Category]:
    invited = Counter({category: state.day.counts(category)[1] for category in Category})
    invited.update(row.person.category for row in comparison.added if standing_of(row).is_invited)
    for change in comparison.changed:
        if state.day.delegates[change.code].standing.is_invited:
            invited[state.directory.people[change.code].category] -= 1
            invited[change.person.category] += 1
    return invited


def _before_and_after(comparison: Comparison) -> dict[str, dict]:
    return {change.code: dict(change.fields) for change in comparison.changed}


def _export_row(state: State, code: str) -> ExportRow:
    delegate = state.day.delegates[code]
    admission = delegate.admission
    by_substitute = delegate.presence is Presence.SUBSTITUTE and code in state.directory.substitutes
    return ExportRow(
        person=state.directory.people[code],
        standing=delegate.standing,
        presence=PRESENCE_WORDS[delegate.presence],
        happened_at=admission.happened_at if admission else None,
        desk=admission.desk if admission else "",
        substitute=state.directory.substitutes[code].name if by_substitute else "",
    )


def _demo_rows(file: Path, *, this_year: int) -> Sequence[DraftRow]:
    sheets = spreadsheets.read_workbook(file.name, file.read_bytes())
    return read_roster(sheets, this_year=this_year).accepted
