"""The running order on a real database: what stands after a restart at every single cue, and after an old schema."""

import json
from datetime import timedelta

import duckdb
import pytest
from days import NINE, ORGANISER, START, entry

from domain import enrolment, office, programme
from domain.agenda import Item, Move
from domain.conference import Conference, Words, as_detail
from domain.day import fold
from domain.facts import Fact, Kind, Refusal, Refused, Role
from domain.programme import ItemWords, planned_programme
from domain.running import CueRequest, decide_plan, running
from services import backup
from services import running as stage
from store import engine, ledger
from store.engine import CONFERENCE, Store

MINUTE = timedelta(minutes=1)
CONFERENCE_OF_DAY = Conference(START, START + 30 * MINUTE)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "khaimac.duckdb"


def set_up(store):
    """The planned programme, with papers of two delegates and of a guest."""
    words = Words("Hội nghị")

    def papers(turn):
        speakers = ("DB001", "DB002", "")
        plan = [
            *turn.day.agenda.plan,
            *(
                Item(f"4.{number}", START, 7 * MINUTE, parent="4", speaker=code)
                for number, code in enumerate(speakers, 1)
            ),
        ]
        rows = tuple(ItemWords(f"4.{number}", "", topic=f"Đề tài {number}") for number in range(1, 4))
        return decide_plan(
            turn.day, programme.laid_out(plan, plan), rows, seen=turn.day.agenda.seq, role=ORGANISER, now=NINE
        )

    people = [entry("DB001"), entry("DB002")]
    for decide in (
        lambda turn: office.decide_set_up(
            turn.day, CONFERENCE_OF_DAY, words, planned_programme(START), role=ORGANISER, now=NINE
        ),
        lambda turn: enrolment.decide_enrol(turn.day, people, kind=Kind.IMPORTED, seen=None, role=ORGANISER, now=NINE),
        papers,
        lambda turn: office.decide_open_day(turn.day, keep=False, reason="", role=ORGANISER, now=NINE),
    ):
        assert store.turn(decide).seq


def give(store, minute, move, item="", seconds=0):
    seen = store.state.day.agenda.seq
    request = CueRequest(f"{minute}-{move}-{seen}", move, seen, item, seconds, "Bàn MC")
    return stage.cue(store, request, role=Role.MC, now=START + minute * MINUTE).result().answer


def move_up(store, minute, item):
    seen = store.state.day.agenda.seq
    asked = {"seen": seen, "action_id": f"up-{seen}", "role": Role.MC, "now": START + minute * MINUTE}
    return stage.move_up(store, item, **asked).result().answer


DAY = (
    (-1, Move.SKIP, "7"), (-1, Move.SKIP, "4.2"), (2, Move.START), (2, Move.UNDO), (3, Move.START), (9, Move.NEXT),
    (12, Move.PAUSE), (16, Move.RESUME), (17, Move.ADD, "", 300), (18, Move.ADD, "", -60), (25, Move.NEXT),
    (26, Move.RELOAD), (28, Move.START), (50, Move.FINISH), (52, Move.START), (60, Move.NEXT), (61, Move.PAUSE),
    (66, Move.NEXT),
    (70, Move.UNDO), (71, Move.NEXT), (80, "move_up", "9"), (81, Move.NEXT), (110, Move.JUMP, "8"),
    (112, Move.JUMP, "5"), (120, Move.UNSKIP, "7"), (121, Move.NEXT), (130, Move.JUMP, "10"), (140, Move.END),
    (141, Move.UNDO), (142, Move.UNDO), (143, Move.NEXT), (150, Move.JUMP, "4.3"), (158, Move.END),
)  # fmt: skip


def test_a_restart_at_every_single_cue_changes_nothing(file):
    """Of an item that runs, of one that is paused, of a paper, after each undo and after the end."""
    store = Store(file)
    set_up(store)
    seen = set()
    for minute, move, *rest in DAY:
        answer = move_up(store, minute, *rest) if move == "move_up" else give(store, minute, move, *rest)
        assert answer is None
        now, was = START + (minute + 1) * MINUTE, store.state
        assert fold(ledger.facts(store.read, CONFERENCE)) == was.day
        store.close()

        store = Store(file)
        assert (store.state.day, store.state.directory) == (was.day, was.directory)
        shown = running(store.state.day, now=now)
        assert shown == running(was.day, now=now)
        seen |= {(line.progress, bool(line.item.parent)) for line in shown.lines}
    assert len(seen) == 10  # upcoming, running, paused, done, skipped; items and papers
    assert backup.check(store).differences == ()
    store.close()


def test_a_cue_sent_again_after_a_restart_is_counted_once(file):
    store = Store(file)
    set_up(store)
    request = CueRequest("go", Move.START, store.state.day.agenda.seq)
    stage.cue(store, request, role=Role.MC, now=START).result()
    store.close()

    store = Store(file)
    before = store.state
    assert stage.cue(store, request, role=Role.MC, now=START).result().answer is None
    assert store.state is before
    store.close()


def test_of_eight_who_press_go_at_once_one_moves_the_day(file):
    store = Store(file)
    set_up(store)
    seen = store.state.day.agenda.seq
    requests = [CueRequest(f"go-{number}", Move.START, seen) for number in range(8)]
    waiting = [stage.cue(store, request, role=Role.MC, now=START) for request in requests]

    answers = [future.result().answer for future in waiting]
    assert answers == [None] + [Refused(Refusal.AGENDA_MOVED)] * 7
    assert [cue.item for cue in store.state.day.agenda.cues] == ["1"]
    store.close()


def test_what_people_read_of_an_item_is_kept_with_the_plan(file):
    store = Store(file)
    set_up(store)
    store.close()

    store = Store(file)
    items, plan = store.state.directory.items, store.state.day.agenda.plan
    assert set(items) == {item.id for item in plan}
    assert (items["1"].title_vi, items["4.2"].topic) == ("Chào cờ", "Đề tài 2")
    assert store.state.day.delegates["DB001"].speaks
    store.close()


# --- from the schema before the running order ------------------------------------------------------------------------


def old_store(file, *facts):
    """As the program of the second issue left it: words and times of items in one table, no plan on the ledger."""
    connection = duckdb.connect(str(file))
    connection.execute("CREATE TABLE migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL)")
    for number, name in enumerate(("001_start.sql", "002_pin.sql"), 1):
        connection.execute((engine._MIGRATIONS / name).read_text("utf-8"))
        connection.execute("INSERT INTO migration VALUES (?, now())", [number])
    connection.execute("INSERT INTO conference VALUES (?, 'Hội nghị', '', '', '')", [CONFERENCE])
    for number, title in ((0, "Đón tiếp"), (1, "Chào cờ"), (10, "Bế mạc")):
        item = [CONFERENCE, number, title, f"Item {number}", START, 300, "Chủ trì", "Kính mời"]
        connection.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)", item)
    for seq, fact in enumerate(facts, 1):
        row = [CONFERENCE, seq, NINE, NINE, "organiser", "", "", fact.kind, "", "", json.dumps(fact.detail)]
        connection.execute("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()


def settled(kind, starts_at):
    conference = Conference(starts_at, starts_at + 30 * MINUTE)
    return Fact(kind, NINE, NINE, ORGANISER, detail=as_detail(conference))


def test_a_database_of_before_keeps_its_words_and_gets_the_planned_programme(file):
    old_store(file, settled(Kind.CONFERENCE_SET_UP, START))
    store = Store(file)

    assert store.state.directory.items == {
        "0": ItemWords("0", "Đón tiếp", "Item 0", "Chủ trì", "Kính mời"),
        "1": ItemWords("1", "Chào cờ", "Item 1", "Chủ trì", "Kính mời"),
        "10": ItemWords("10", "Bế mạc", "Item 10", "Chủ trì", "Kính mời"),
    }
    assert store.state.day.agenda.plan == planned_programme(START)[0]
    assert give(store, 0, Move.START) is None
    was = store.state
    store.close()

    store = Store(file)
    assert (store.state.day, store.state.directory) == (was.day, was.directory)
    store.close()


def test_a_start_that_was_moved_before_moves_the_programme_too(file):
    later = START + 45 * MINUTE
    old_store(file, settled(Kind.CONFERENCE_SET_UP, START), settled(Kind.SETTINGS_CHANGED, later))
    store = Store(file)

    assert store.state.day.agenda.plan == planned_programme(later)[0]
    assert store.state.day.agenda.seq == 2
    store.close()
