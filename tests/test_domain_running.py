"""What the stage asks for, and what it leaves in the day: cues, edits of the plan, the opening figure, the baseline."""

from dataclasses import replace
from datetime import timedelta

import pytest
from days import DESK, NINE, ORGANISER, START, Ledger, entry

from domain import checkin, office
from domain.agenda import Agenda, Anchor, Item, Move
from domain.checkin import IdReused, Scan
from domain.conference import Conference, Words
from domain.day import Opening, fold
from domain.delegates import Part
from domain.facts import Kind, Refusal, Refused, Role
from domain.programme import ItemWords, is_sound, laid_out, moved_up, plan_detail, plan_of, planned_programme
from domain.running import CueRequest, decide_cue, decide_move_up, decide_plan, running

MINUTE = timedelta(minutes=1)
AGENDA_MOVED, ITEM_RUNS, BAD_PLAN = map(Refused, (Refusal.AGENDA_MOVED, Refusal.ITEM_RUNS, Refusal.BAD_PLAN))


class Book(Ledger):
    """The planned programme, an hour before its start unless told otherwise."""

    def cue(self, move, item="", *, seconds=0, now=START, seen=None, action_id="", by=""):
        request = CueRequest(
            action_id or f"cue-{len(self.facts)}", move, self.seen if seen is None else seen, item, seconds, by
        )
        earlier = self.ids.get(request.action_id)
        return self.take(decide_cue(self.day, request, earlier=earlier, role=Role.MC, now=now)).answer

    def edit(self, plan, *rows, now=START, seen=None, action_id="", note=""):
        seen, earlier = self.seen if seen is None else seen, self.ids.get(action_id)
        return self.take(decide_plan(
            self.day, plan, rows, seen=seen, role=ORGANISER, now=now, action_id=action_id, earlier=earlier, note=note,
        )).answer  # fmt: skip

    def move_up(self, item, *, now=START, seen=None, action_id=""):
        action_id = action_id or f"up-{len(self.facts)}"
        asked = {"seen": self.seen if seen is None else seen, "action_id": action_id, "role": Role.MC, "now": now}
        return self.take(decide_move_up(self.day, item, earlier=self.ids.get(action_id), **asked)).answer

    @property
    def seen(self):
        return self.day.agenda.seq

    @property
    def plan(self):
        return self.day.agenda.plan

    def at(self, now):
        return running(self.day, now=now)

    def item(self, item):
        return next(entry for entry in self.plan if entry.id == item)


def changed(plan, item, **changes):
    return tuple(replace(entry, **changes) if entry.id == item else entry for entry in plan)


def without(plan, *items):
    return tuple(entry for entry in plan if entry.id not in items)


def order(plan):
    return [entry.id for entry in plan]


# --- cues ------------------------------------------------------------------------------------------------------------


def test_a_cue_is_a_fact_that_says_what_it_meant():
    book = Book()

    assert book.cue(Move.START, by="Bàn MC", action_id="one") is None
    fact = book.facts[-1]
    assert (fact.kind, fact.role, fact.subject, fact.desk, fact.action_id) == (
        Kind.CUED, Role.MC, "1", "Bàn MC", "one",
    )  # fmt: skip
    assert {name: value for name, value in fact.detail.items() if name != "asked"} == {
        "move": "start", "sub": "", "seconds": 0, "again": [],
    }  # fmt: skip
    assert (book.seen, book.at(START).current.item.id, book.at(START).last.by) == (fact.seq, "1", "Bàn MC")


def test_a_device_without_a_name_is_named_by_its_role():
    book = Book()
    book.cue(Move.START)

    assert book.at(START).last.by == "mc"


@pytest.mark.parametrize(
    ("given", "move", "item", "seconds", "reason"),
    [
        ((), Move.NEXT, "", 0, Refusal.NOTHING_RUNS),
        ((), Move.JUMP, "77", 0, Refusal.NO_SUCH_ITEM),
        ((Move.START,), Move.ADD, "", 3601, Refusal.BAD_SECONDS),
        ((Move.START,), Move.START, "", 0, Refusal.SOMETHING_RUNS),
        ((Move.START, Move.END), Move.JUMP, "3", 0, Refusal.DAY_ENDED),
        ((), Move.UNDO, "", 0, Refusal.NOTHING_TO_UNDO),
    ],
)
def test_a_cue_that_may_not_be_given_changes_nothing(given, move, item, seconds, reason):
    book = Book()
    for earlier in given:
        book.cue(earlier)
    day = book.day

    assert book.cue(move, item, seconds=seconds) == Refused(reason)
    assert book.day is day


def test_of_two_people_who_press_go_one_moves_the_day():
    book = Book()
    seen = book.seen

    assert [book.cue(Move.START, seen=seen), book.cue(Move.START, seen=seen)] == [None, AGENDA_MOVED]
    assert book.at(START).current.item.id == "1"
    assert book.cue(Move.NEXT, seen=book.seen + 1) == AGENDA_MOVED


def test_scans_never_make_a_cue_stale():
    book = Book(entry("DB001"))
    seen = book.seen
    book.scan("DB001")

    assert book.cue(Move.START, seen=seen) is None


def test_a_cue_sent_again_is_answered_as_before_and_counted_once():
    book = Book()
    seen = book.seen
    book.cue(Move.START, seen=seen, action_id="go")
    book.cue(Move.NEXT)
    day = book.day

    assert book.cue(Move.START, seen=seen, action_id="go") is None
    assert book.day is day


@pytest.mark.parametrize("other", [
    {"move": Move.NEXT}, {"move": Move.ADD, "seconds": 60}, {"move": Move.START, "seen": 99},
    {"move": Move.START, "item": "1"},
])  # fmt: skip
def test_an_id_is_not_used_for_something_else(other):
    book = Book()
    asked = {"move": Move.START, "seen": book.seen, "action_id": "go"}
    book.cue(**asked)

    with pytest.raises(IdReused):
        book.cue(**asked | other)


def test_a_refused_cue_is_decided_again():
    book = Book()
    seen = book.seen
    assert book.cue(Move.NEXT, seen=seen, action_id="go") == Refused(Refusal.NOTHING_RUNS)
    assert book.cue(Move.START, seen=seen, action_id="go") is None


def test_only_added_time_carries_seconds():
    book = Book()
    book.cue(Move.START, seconds=60)
    assert book.facts[-1].detail["seconds"] == 0

    book.cue(Move.ADD, seconds=-90)
    assert book.at(START).current.added == -1.5 * MINUTE


def test_a_jump_back_says_what_comes_again():
    book = Book()
    for move in (Move.START, Move.NEXT, Move.NEXT, Move.NEXT):
        book.cue(move)
    book.cue(Move.JUMP, "2")

    assert book.facts[-1].detail["again"] == ["3", "4"]
    assert [line.item.id for line in book.at(START).lines if line.actual_start] == ["1", "2"]


# --- edits of the plan -----------------------------------------------------------------------------------------------


def test_an_edit_is_one_fact_with_the_whole_plan_and_its_words_beside_it():
    book = Book()
    words = ItemWords("2", "Khai mạc")
    outcome = decide_plan(
        book.day, changed(book.plan, "2", planned_duration=20 * MINUTE), (words,), seen=book.seen, role=ORGANISER,
        now=NINE, note="MC yêu cầu",
    )  # fmt: skip
    book.take(outcome)

    assert (outcome.fact.kind, outcome.rows, outcome.note) == (Kind.PLAN_CHANGED, (words,), "MC yêu cầu")
    assert plan_of(outcome.fact.detail["plan"]) == book.plan
    assert book.item("2").planned_duration == 20 * MINUTE
    assert book.seen == book.facts[-1].seq


def test_an_edit_of_a_plan_that_has_moved_is_refused():
    book = Book()
    seen = book.seen
    book.cue(Move.START)

    assert book.edit(without(book.plan, "9"), seen=seen) == AGENDA_MOVED
    assert book.cue(Move.NEXT, seen=seen) == AGENDA_MOVED


def test_an_edit_sent_again_is_answered_as_before():
    book = Book()
    plan, seen = without(book.plan, "9"), book.seen
    book.edit(plan, seen=seen, action_id="edit")
    day = book.day

    assert book.edit(plan, seen=seen, action_id="edit") is None
    assert book.day is day
    with pytest.raises(IdReused):
        book.edit(without(plan, "8"), seen=seen, action_id="edit")


def test_before_there_is_a_conference_there_is_no_plan():
    book = Book()
    bare = fold([])

    outcome = decide_plan(bare, book.plan, (), seen=0, role=ORGANISER, now=NINE)
    assert (outcome.answer, outcome.fact) == (Refused(Refusal.NOT_SET_UP), None)


PAPERS = (Item("4a", START, 7 * MINUTE, parent="4"), Item("4b", START, 7 * MINUTE, parent="4"))


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        pytest.param(lambda plan: without(plan, "5"), None, id="one to come is removed"),
        pytest.param(lambda plan: without(plan, "3"), None, id="one that is over is removed"),
        pytest.param(lambda plan: without(plan, "4b"), None, id="a paper to come is removed"),
        pytest.param(lambda plan: without(plan, "4", "4a", "4b"), ITEM_RUNS, id="what runs is removed"),
        pytest.param(lambda plan: without(plan, "4a"), ITEM_RUNS, id="the paper that runs is removed"),
        pytest.param(lambda plan: changed(plan, "4a", parent="5"), ITEM_RUNS, id="the paper that runs is taken away"),
        pytest.param(lambda plan: changed(without(plan, "0"), "4", number=0), BAD_PLAN, id="what runs, to arrivals"),
        pytest.param(lambda plan: changed(plan, "4", planned_duration=MINUTE), None, id="what runs gets shorter"),
        pytest.param(lambda plan: changed(plan, "4", planned_duration=-MINUTE), BAD_PLAN, id="less than nothing"),
        pytest.param(lambda plan: (*plan, plan[-1]), BAD_PLAN, id="one twice"),
        pytest.param(lambda plan: changed(plan, "5", number=6), BAD_PLAN, id="a number twice"),
        pytest.param(lambda plan: changed(plan, "5", id=""), BAD_PLAN, id="one without an id"),
        pytest.param(lambda plan: changed(plan, "4b", parent="99"), BAD_PLAN, id="a paper of nothing"),
        pytest.param(lambda plan: changed(plan, "4b", parent="4a"), BAD_PLAN, id="a paper of a paper"),
        pytest.param(lambda plan: changed(plan, "4b", parent="0"), BAD_PLAN, id="a paper of the arrivals"),
        pytest.param(lambda plan: changed(plan, "4b", number=11), BAD_PLAN, id="a paper with a number"),
        pytest.param(lambda plan: plan[:1], BAD_PLAN, id="arrivals alone"),
        pytest.param(lambda _plan: (), BAD_PLAN, id="nothing at all"),
    ],
)
def test_edits_while_a_paper_runs(change, answer):
    book = Book()
    book.edit((*book.plan, *PAPERS))
    book.cue(Move.START)
    book.cue(Move.JUMP, "3")
    book.cue(Move.NEXT)
    day, before = book.day, book.at(START + 5 * MINUTE)

    assert book.edit(change(book.plan)) == answer
    assert (book.day is day) == (answer is not None)
    after = book.at(START + 5 * MINUTE)
    assert (after.current.item.id, after.sub.item.id, after.first_start) == ("4", "4a", START)
    assert after.current.actual_start == before.current.actual_start


def test_what_runs_does_not_become_the_arrivals():
    book = Book()
    book.cue(Move.START)

    assert book.edit(changed(without(book.plan, "0"), "1", number=0)) == ITEM_RUNS


def test_cues_of_a_removed_item_are_kept():
    book = Book()
    book.cue(Move.START)
    book.cue(Move.NEXT)
    book.edit(without(book.plan, "1"))

    assert [cue.item for cue in book.day.agenda.cues] == ["1", "2"]
    assert book.at(START).first_start == START


# --- Đưa lên trước ---------------------------------------------------------------------------------------------------


def test_an_item_moved_up_is_next_and_the_others_follow():
    book = Book()
    book.edit((*book.plan, Item("6a", START, 7 * MINUTE, parent="6")))
    book.cue(Move.START)

    assert book.move_up("6") is None
    assert order(book.plan) == ["0", "1", "6", "6a", "2", "3", "4", "5", "7", "8", "9", "10"]
    assert (book.facts[-1].kind, book.facts[-1].subject, book.facts[-1].role) == (Kind.PLAN_CHANGED, "6", Role.MC)
    planned = {entry.id: (entry.planned_start - START) / MINUTE for entry in book.plan}
    assert planned == {
        "0": -30, "1": 0, "6": 5, "6a": 5, "2": 55, "3": 70, "4": 95, "5": 130, "7": 160, "8": 170, "9": 180, "10": 190,
    }  # fmt: skip

    book.cue(Move.NEXT)
    assert (book.at(START).current.item.id, book.at(START).sub.item.id, book.at(START).next.item.id) == ("6", "6a", "2")


def test_what_is_moved_up_comes_after_the_papers_of_what_runs():
    plan = [Item("1", START, 9 * MINUTE), Item("1a", START, MINUTE, parent="1"), Item("2", START, MINUTE)]

    assert order(moved_up([*plan, Item("3", START, MINUTE)], "3", after="1")) == ["1", "1a", "3", "2"]


@pytest.mark.parametrize(
    ("given", "item", "answer"),
    [
        pytest.param([], "2", None, id="before the first"),
        pytest.param([], "1", Refused(Refusal.FIRST_ALREADY), id="is the first"),
        pytest.param([(Move.START, "")], "2", Refused(Refusal.FIRST_ALREADY), id="is next"),
        pytest.param([(Move.START, "")], "1", Refused(Refusal.NOT_UPCOMING), id="runs"),
        pytest.param([(Move.START, ""), (Move.NEXT, "")], "1", Refused(Refusal.NOT_UPCOMING), id="is over"),
        pytest.param([(Move.START, ""), (Move.SKIP, "5")], "5", Refused(Refusal.NOT_UPCOMING), id="is skipped"),
        pytest.param([(Move.START, ""), (Move.SKIP, "2")], "4", None, id="past what is skipped"),
        pytest.param([(Move.START, ""), (Move.RELOAD, "")], "4", None, id="after a false start"),
        pytest.param([(Move.START, ""), (Move.NEXT, ""), (Move.RELOAD, "")], "4", None, id="after another"),
        pytest.param([(Move.START, ""), (Move.FINISH, "")], "4", None, id="while nothing runs"),
        pytest.param([(Move.START, ""), (Move.END, "")], "4", Refused(Refusal.NOT_UPCOMING), id="the day is over"),
        pytest.param([], "0", Refused(Refusal.NOT_UPCOMING), id="arrivals"),
        pytest.param([], "77", Refused(Refusal.NO_SUCH_ITEM), id="unknown"),
    ],
)
def test_what_may_be_moved_up(given, item, answer):
    book = Book()
    for move, named in given:
        assert book.cue(move, named) is None
    day, on = book.day, book.at(START).current

    assert book.move_up(item) == answer
    assert (book.day is day) == (answer is not None)
    assert (book.at(START).current and book.at(START).current.item.id) == (on and on.item.id)
    if answer is None:
        assert book.at(START).next.item.id == item


def test_a_paper_is_not_moved_up():
    book = Book()
    book.edit((*book.plan, *PAPERS))

    assert book.move_up("4b") == Refused(Refusal.NOT_UPCOMING)


def test_moving_up_is_asked_of_the_plan_one_sees_and_once():
    book = Book()
    seen = book.seen
    book.cue(Move.START)
    assert book.move_up("6", seen=seen) == AGENDA_MOVED

    seen = book.seen
    book.move_up("6", seen=seen, action_id="up")
    day = book.day
    assert book.move_up("6", seen=seen, action_id="up") is None
    assert book.day is day
    with pytest.raises(IdReused):
        book.move_up("7", seen=seen, action_id="up")


def test_what_is_moved_to_the_very_first_opens_the_day():
    plan, _words = planned_programme(START)

    moved = moved_up(plan, "3", after="")
    assert order(moved)[:4] == ["0", "3", "1", "2"]
    assert [entry.planned_start for entry in moved[1:4]] == [START, START, START + 5 * MINUTE]  # 1 keeps to the clock


def test_a_gap_goes_with_its_item_and_what_is_hard_keeps_its_start():
    plan = (
        Item("1", START, 10 * MINUTE, start=Anchor.HARD),
        Item("2", START + 15 * MINUTE, 10 * MINUTE),  # five minutes after the first
        Item("3", START + 20 * MINUTE, 10 * MINUTE),  # overlaps: no gap
        Item("4", START + 60 * MINUTE, 10 * MINUTE, start=Anchor.HARD),
        Item("4a", START, 3 * MINUTE, parent="4"),
        Item("4b", START, 3 * MINUTE, parent="4"),
        Item("5", START + 70 * MINUTE, 10 * MINUTE),
    )
    longer = changed(plan, "1", planned_duration=30 * MINUTE)

    starts = [(entry.planned_start - START) / MINUTE for entry in laid_out(longer, plan)]
    assert starts == [0, 35, 45, 60, 60, 63, 70]


def test_the_planned_programme_is_sound_and_survives_the_ledger():
    plan, words = planned_programme(START)

    assert is_sound(plan)
    assert plan_of(plan_detail(plan)) == plan
    assert order(plan) == [word.id for word in words] == [str(number) for number in range(11)]
    assert (plan[0].planned_end, plan[1].planned_start, plan[1].start) == (START, START, Anchor.HARD)


# --- the baseline ----------------------------------------------------------------------------------------------------


def baseline(book):
    return {entry.id: (entry.baseline_start, entry.baseline_duration) for entry in book.plan}


def test_the_baseline_is_the_plan_as_it_stood_at_the_first_start():
    book = Book()
    book.edit(changed(book.plan, "3", planned_duration=40 * MINUTE))
    nothing = dict.fromkeys(order(book.plan), (None, None))
    assert baseline(book) == nothing

    book.cue(Move.START)
    frozen = {entry.id: (entry.planned_start, entry.planned_duration) for entry in book.plan}
    assert baseline(book) == frozen

    book.edit(laid_out((*changed(book.plan, "5", planned_duration=5 * MINUTE), Item("x", START, MINUTE)), book.plan))
    book.cue(Move.NEXT)
    assert baseline(book) == frozen | {"x": (None, None)}
    assert book.item("5").planned_duration == 5 * MINUTE

    book.cue(Move.UNDO)
    book.cue(Move.UNDO)
    assert baseline(book) == nothing | {"x": (None, None)}


def test_the_plan_moves_with_the_start_of_the_day_and_the_baseline_stays():
    book = Book()
    planned = {entry.id: entry.planned_start for entry in book.plan}
    settle(book, START + 10 * MINUTE)
    assert {entry.id: entry.planned_start - planned[entry.id] for entry in book.plan} == dict.fromkeys(
        planned, 10 * MINUTE
    )

    book.cue(Move.START)
    frozen, seen = baseline(book), book.seen
    settle(book, START + 25 * MINUTE)
    assert (baseline(book), book.item("1").planned_start) == (frozen, START + 25 * MINUTE)
    assert book.cue(Move.NEXT, seen=seen) == AGENDA_MOVED


def test_settings_that_leave_the_start_alone_leave_the_plan_alone():
    book = Book()
    seen = book.seen
    settle(book, START, seats=149)

    assert book.cue(Move.START, seen=seen) is None


def settle(book, starts_at, seats=150):
    conference = Conference(starts_at, starts_at + 30 * MINUTE, seats)
    assert book.office(office.decide_settings, conference, Words("Hội nghị"), reason="r") is None


def test_a_day_is_set_up_with_its_programme():
    plan = (Item("film", START, 9 * MINUTE, start=Anchor.HARD, skipped=True), Item("talk", START, MINUTE))
    words = (ItemWords("film", "Phim"), ItemWords("talk", "Nói chuyện"))
    conference = Conference(START, START)
    outcome = office.decide_set_up(fold([]), conference, Words("Hội nghị"), (plan, words), role=ORGANISER, now=NINE)

    assert fold([replace(outcome.fact, seq=1)]).agenda == Agenda(plan, (), 1)
    assert outcome.rows == (Words("Hội nghị"), *words)


def test_a_day_set_up_before_the_ledger_told_the_programme_has_the_planned_one():
    book = Book()
    old = replace(book.facts[0], detail={key: value for key, value in book.facts[0].detail.items() if key != "plan"})

    assert fold([old]).agenda == book.day.agenda


# --- opening the day -------------------------------------------------------------------------------------------------


def open_day(book, *, keep, reason="quên bấm"):
    return book.office(office.decide_open_day, keep=keep, reason=reason)


def test_a_day_opened_anew_keeps_the_plan_and_no_cues():
    book = Book()
    book.edit(without(book.plan, "9"))
    book.cue(Move.START)
    plan = order(book.plan)

    assert open_day(book, keep=False) is None
    assert (order(book.plan), book.day.agenda.cues, book.day.opening) == (plan, (), None)
    assert baseline(book) == dict.fromkeys(plan, (None, None))
    assert book.seen == book.facts[-1].seq
    assert book.cue(Move.START, seen=book.seen - 1) == AGENDA_MOVED
    assert book.cue(Move.UNDO) == Refused(Refusal.NOTHING_TO_UNDO)


def test_a_day_opened_with_all_that_stands_keeps_cues_too():
    book = Book()
    book.cue(Move.START)
    agenda, opening = book.day.agenda, book.day.opening

    assert open_day(book, keep=True) is None
    assert (book.day.agenda, book.day.opening) == (agenda, opening)


@pytest.mark.parametrize("keep", [True, False])
def test_the_day_is_opened_again_until_the_first_item_has_started(keep):
    book = Book()
    open_day(book, keep=keep)
    assert open_day(book, keep=keep) is None

    book.cue(Move.SKIP, "3")
    assert open_day(book, keep=True) is None

    book.cue(Move.START)
    day = book.day
    assert open_day(book, keep=keep) == Refused(Refusal.HAS_STARTED)
    assert book.day is day

    book.cue(Move.UNDO)
    assert open_day(book, keep=keep) is None


# --- the figure of the opening ---------------------------------------------------------------------------------------


def test_the_first_start_freezes_the_figure_of_the_opening_and_its_undo_takes_it_back():
    book = Book(entry("DB001"), entry("DB002"))
    book.scan("DB001")
    book.cue(Move.START, now=START + MINUTE)
    frozen = Opening(1, START + MINUTE, book.facts[-1].seq)
    assert book.day.opening == frozen

    book.scan("DB002")
    book.cue(Move.NEXT)
    book.cue(Move.UNDO)
    assert book.day.opening == frozen

    book.cue(Move.UNDO)
    assert book.day.opening is None
    book.cue(Move.START, now=START + 9 * MINUTE)
    assert book.day.opening == Opening(2, START + 9 * MINUTE, book.facts[-1].seq)


def test_a_figure_that_was_frozen_by_hand_stays():
    book = Book(entry("DB001"))
    book.office(office.decide_freeze)
    frozen = book.day.opening
    book.scan("DB001")

    book.cue(Move.START)
    assert book.day.opening == frozen
    book.cue(Move.UNDO)
    assert book.day.opening == frozen


def test_a_figure_frozen_anew_by_hand_survives_the_undo_of_the_first_start():
    book = Book(entry("DB001"))
    book.cue(Move.START)
    book.office(office.decide_thaw, reason="nhầm")
    book.scan("DB001")
    book.office(office.decide_freeze)
    frozen = book.day.opening

    book.cue(Move.UNDO)
    assert (book.day.opening, frozen.present) == (frozen, 1)


# --- who is named in the programme -----------------------------------------------------------------------------------


def speaking(book, *codes):
    """The plan with these delegates as the speakers of papers of item 4."""
    papers = [Item(f"4-{code}", START, 7 * MINUTE, parent="4", speaker=code) for code in codes]
    return (*(entry for entry in book.plan if entry.parent != "4"), *papers)


def test_whom_the_programme_names_has_a_part_and_a_place_that_the_clock_does_not_release():
    book = Book(entry("DB001"), entry("DB002"), entry("DB003", part=[Part.PAPER]))
    settle(book, START, seats=2)
    released = START + 31 * MINUTE
    assert held(book) == (1, 2)

    book.edit(speaking(book, "DB001"))
    assert held(book) == (2, 1)
    assert [delegate.speaks for delegate in book.day.delegates.values()] == [True, False, False]
    assert book.scan("DB002", now=released).verdict is Kind.FULL
    assert book.scan("DB001", now=released).verdict is Kind.WELCOME
    assert (held(book), book.present) == ((1, 1), 1)

    book.edit(speaking(book, "DB002"))
    assert held(book) == (2, 0)
    book.edit(speaking(book))
    assert held(book) == (1, 1)
    book.undo("DB001")
    assert held(book) == (1, 2)
    assert fold(book.facts) == book.day


def test_who_is_enrolled_after_being_named_has_a_part_and_keeps_it_through_edits():
    book = Book()
    book.edit(speaking(book, "DB001"))
    book.enrol(entry("DB001"))
    assert held(book) == (1, 0)

    book.enrol(entry("DB001", part=[Part.PAPER]))
    book.enrol(entry("DB001"))
    assert (held(book), book.day.delegates["DB001"].speaks) == ((1, 0), True)


def test_against_whom_the_programme_names_no_place_is_held():
    book = Book(entry("DB001"), entry("DB002", part=[Part.PAPER]))
    settle(book, START, seats=1)
    scan = Scan("s", "A", "scanner", book.day.delegates["DB001"].badge)
    assert checkin.held_against(book.day, book.day.delegates["DB001"], now=START) == 1

    book.edit(speaking(book, "DB001"))
    assert checkin.held_against(book.day, book.day.delegates["DB001"], now=START) == 0
    assert book.ask(scan, START, DESK).verdict is Kind.WELCOME


def held(book):
    return book.day.tally["with_part"], book.day.tally["without_part"]
