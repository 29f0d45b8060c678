"""A conference with a mark of its own in every personal field, written as the program writes it; where marks stand."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ceremonies import listing
from days import DESK, NINE, ORGANISER, START, badge

from domain import enrolment, office
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords, StandIn
from domain.conference import Conference, Unit, Words
from domain.conferring import decide_list, decide_receiver
from domain.delegates import Category, Gender, Person, Standing
from domain.door import Act, Substitute, decide_substitute, decide_walk_in
from domain.enrolment import Entry
from domain.facts import Kind
from domain.honours import Receiver, ReceiverMode
from domain.introductions import Introduction, decide_introductions
from domain.programme import planned_programme
from domain.screens import ScreenAct
from domain.showing import ScreenRequest, decide_screens

PEOPLE = 60
HONOURED, COLLECTIVE = ("DB001", "DB002", "DB003"), "DB004"
TEXTS = (
    "honorific", "name", "ethnicity", "position", "unit", "bloc", "sector", "kind", "represents", "titles", "awards",
    "higher_congress", "phone", "note",
)  # fmt: skip
NAMES = ("honorific", "name", "position", "unit")
ONCE = (
    "contact", "seats_reason", "batch_presenter", "batch_note", "substitute", "substitute_position", "reason",
    "walk_in", "stand_in", "stand_in_position", "message",
)  # fmt: skip


def mark(what: str, of: object) -> str:
    return f"dấu-{what}-của-{of}-riêng"


def codes() -> tuple[str, ...]:
    return tuple(f"DB{number:03}" for number in range(1, PEOPLE + 1))


def award_list() -> set[str]:
    """The marks that stay when the award list does."""
    return {mark(what, code) for what in NAMES for code in HONOURED} | {mark("citation", slot) for slot in _slots()}


def plant(store) -> set[str]:
    """DB001 to DB003 are honoured, DB004 for a collective; DB010 sent somebody; one more walked in. A rehearsal still.

    Gives back every mark.
    """
    plan, items = planned_programme(START)
    items = [replace(item, presenter=mark("presenter", item.id), mc_line=mark("mc_line", item.id)) for item in items]
    words = Words("Hội nghị", "Hội trường", mark("contact", 0), mark("seats_reason", 0))
    settings = Conference(START, START + timedelta(minutes=30))
    entries = [Entry(_person(code), frozenset(), badge(int(code[2:])), Standing.EXPECTED) for code in codes()]
    asked = {"role": ORGANISER, "now": NINE}
    for decide in (
        lambda turn: office.decide_set_up(turn.day, settings, words, (plan, items), **asked),
        lambda turn: enrolment.decide_enrol(turn.day, entries, kind=Kind.IMPORTED, seen=None, **asked),
        lambda turn: decide_list(turn.day, listing("H1 A d1 DB001 DB002 DB003 DB004+"), _words(), seen=0, **asked),
        lambda turn: decide_introductions(turn.day, [Introduction("DB007", 1, mark("title", "DB007"))], **asked),
        lambda _turn: office.decide_name_unit(Unit(mark("unit", "DB001"), "ĐL"), **asked),
        _substitute, _walk_in, _stand_in, _message,
    ):  # fmt: skip
        assert store.turn(decide).seq, decide
    return planted_marks()


def planted_marks() -> set[str]:
    wanted = {
        codes(): TEXTS, ("DB007",): ("title",), tuple(_slots()): ("pronunciation", "citation"), (0,): ONCE,
        tuple(item.id for item in planned_programme(START)[0]): ("presenter", "mc_line"),
    }  # fmt: skip
    return {mark(what, of) for many, whats in wanted.items() for of in many for what in whats}


def found(folder: Path, marks: set[str]) -> set[str]:
    """Those that stand somewhere in the raw bytes of its files, whatever the files are."""
    wanted = {one.encode(): one for one in marks}
    return {
        text
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for content in [file.read_bytes()]
        for raw, text in wanted.items()
        if raw in content
    }


def stored(store, marks: set[str]) -> set[str]:
    """Those that stand in some column of some table or view."""
    columns = store.read("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    texts = (
        store.read(f'SELECT string_agg(DISTINCT CAST("{column}" AS text)) FROM "{table}"')  # noqa: S608
        for table, column in columns
    )
    everything = "\n".join(text or "" for [(text,)] in texts)
    return {one for one in marks if one in everything}


def _person(code: str) -> Person:
    texts = {what: mark(what, code) for what in TEXTS}
    return Person(code, category=Category.EXEMPLARY, gender=Gender.FEMALE, birth_year=1971, direct_worker=True, **texts)


def _slots() -> list[str]:
    return [f"A:{code}" for code in (*HONOURED, COLLECTIVE)]


def _collective(slot: str) -> str:
    return "Tập thể Điện lực" if slot.endswith(COLLECTIVE) else ""


def _words() -> tuple:
    slots = [
        SlotWords(slot, _collective(slot), mark("pronunciation", slot), mark("citation", slot)) for slot in _slots()
    ]
    batch = BatchWords("H1", mark("batch_presenter", 0), mark("batch_note", 0))
    return (AwardWords("A", "Bằng khen"), DecisionWords("d1", "9909/QĐ-UBND"), batch, *slots)


def _substitute(turn):
    act = Act("substitute", "DB010", "A", DESK, mark("reason", 0))
    person = Substitute("DB010", mark("substitute", 0), mark("substitute_position", 0))
    return decide_substitute(turn.day, act, person, earlier=None, now=NINE)


def _walk_in(turn):
    person = Person("", mark("walk_in", 0), Category.STAFF)
    return decide_walk_in(turn.day, Act("walk_in", "", "A", DESK, ""), person, badge=badge(999), earlier=None, now=NINE)


def _stand_in(turn):
    who = StandIn("A:DB003", mark("stand_in", 0), mark("stand_in_position", 0))
    more = {"reason": "", "action_id": "stand_in", "earlier": None, "role": ORGANISER, "now": NINE}
    return decide_receiver(turn.day, who, Receiver(ReceiverMode.FAMILY), **more)


def _message(turn):
    request = ScreenRequest("message", ScreenAct.SHOW_MESSAGE, mark("message", 0))
    return decide_screens(turn.day, request, message="", earlier=None, role=ORGANISER, now=NINE)
