"""What the stage and the office ask of the honours: what is a fact, what is refused, what is asked twice."""

from dataclasses import replace

import pytest
from ceremonies import THREE, Stage, listing
from days import NINE, ORGANISER, Ledger

from domain import enrolment
from domain.awards import BatchWords, StandIn
from domain.checkin import IdReused
from domain.conferring import decide_late, decide_list, decide_receiver
from domain.day import fold
from domain.facts import Kind, Refusal, Refused, Role
from domain.honours import Receiver, ReceiverMode, Step, list_detail

ANNOUNCE, CALL, CONFER, LATER = Step.ANNOUNCE, Step.CALL, Step.CONFER, Step.LATER
IN_PERSON, LEADER, FAMILY, ON_BEHALF, BY_AND_BY = ReceiverMode
MOVED = Refused(Refusal.HONOURS_MOVED)


@pytest.fixture
def stage():
    """DB003 is still to come, everybody else is here, the day has begun."""
    return Stage(*THREE, here="DB001 DB002 DB004 DB005 DB006").begin_day()


def told(stage):
    """The last fact, without what was asked."""
    fact = stage.facts[-1]
    detail = {name: value for name, value in fact.detail.items() if name != "asked"}
    return fact.kind, fact.role, fact.subject, detail


def refused(stage, act, reason):
    """It is refused for this, and changes nothing."""
    day = stage.day
    assert act() == Refused(reason)
    assert stage.day is day


# --- steps -----------------------------------------------------------------------------------------------------------


def test_a_step_is_a_fact_that_says_what_it_meant(stage):
    stage.step(ANNOUNCE, "H1", action_id="one")

    assert told(stage) == (
        Kind.HONOURED, Role.MC, "H1", {"step": "announce", "slots": [], "locks": ["H1", "H2"], "finishes": []},
    )  # fmt: skip
    assert (stage.facts[-1].action_id, stage.seen) == ("one", stage.facts[-1].seq)


def test_a_call_says_whom_it_called_and_the_end_of_a_decision_that_it_ended(stage):
    stage.go()
    stage.go()
    assert told(stage)[3] == {"step": "call", "slots": ["A:DB001", "A:DB002"], "locks": [], "finishes": []}

    stage.go_through("H1")
    stage.go()
    assert told(stage)[3] == {"step": "announce", "slots": [], "locks": ["H3"], "finishes": ["d1"]}


def test_of_two_people_who_press_go_one_takes_the_step(stage):
    seen = stage.seen

    assert [stage.step(ANNOUNCE, "H1", seen=seen), stage.step(ANNOUNCE, "H1", seen=seen)] == [None, MOVED]
    assert stage.steps == [(ANNOUNCE, "H1")]


@pytest.mark.parametrize("step", [ANNOUNCE, LATER, Step.UNDO])
def test_who_has_seen_other_honours_takes_no_step(stage, step):
    refused(stage, lambda: stage.step(step, "H1", seen=stage.seen - 1), Refusal.HONOURS_MOVED)
    refused(stage, lambda: stage.step(step, "H1", seen=stage.seen + 1), Refusal.HONOURS_MOVED)


def test_who_arrives_waits_or_is_printed_makes_no_step_stale(stage):
    seen = stage.seen
    stage.arrive("DB003")
    stage.see("A:DB003")
    stage.print()

    assert stage.step(ANNOUNCE, "H1", seen=seen) is None


def test_a_step_sent_again_is_answered_as_before_and_counted_once(stage):
    seen = stage.seen
    stage.step(ANNOUNCE, "H1", seen=seen, action_id="go")
    stage.go()
    day = stage.day

    assert stage.step(ANNOUNCE, "H1", seen=seen, action_id="go") is None
    assert stage.day is day
    with pytest.raises(IdReused):
        stage.step(CALL, "H1", seen=seen, action_id="go")
    with pytest.raises(IdReused):
        stage.step(ANNOUNCE, "H2", seen=seen, action_id="go")


def test_a_warning_may_be_confirmed_under_the_id_that_was_warned(stage):
    seen = stage.seen
    assert stage.step(ANNOUNCE, "H2", seen=seen, action_id="go") == Refused(Refusal.OUT_OF_ORDER)

    assert stage.step(ANNOUNCE, "H2", seen=seen, action_id="go", despite="out_of_order") is None
    assert stage.steps == [(ANNOUNCE, "H2")]


# --- locks -----------------------------------------------------------------------------------------------------------


def test_named_batches_are_locked_or_all_that_are_open(stage):
    assert (stage.lock("H2"), told(stage)[3]) == (None, {"batches": ["H2"]})
    assert (stage.lock(), told(stage)[3]) == (None, {"batches": ["H1", "H3"]})
    assert stage.batches() == "on_deck locked locked"
    refused(stage, stage.lock, Refusal.BATCH_IS_LOCKED)


def test_a_lock_is_refused_when_there_is_nothing_to_lock(stage):
    stage.lock("H2")

    refused(stage, lambda: stage.lock("H2"), Refusal.BATCH_IS_LOCKED)
    refused(stage, lambda: stage.lock("H9"), Refusal.NO_SUCH_BATCH)
    refused(stage, lambda: stage.lock("H1", seen=stage.seen - 1), Refusal.HONOURS_MOVED)


def test_unlocking_is_a_named_act(stage):
    stage.lock("H1")
    refused(stage, lambda: stage.unlock("H1", ""), Refusal.REASON_NEEDED)

    assert stage.unlock("H1", "đổi chỗ Ông A") is None
    assert told(stage) == (Kind.BATCH_UNLOCKED, Role.MC, "H1", {})


def test_what_is_open_unknown_begun_or_seen_otherwise_is_not_unlocked(stage):
    stage.go()

    refused(stage, lambda: stage.unlock("H1"), Refusal.BATCH_BEGUN)
    refused(stage, lambda: stage.unlock("H3"), Refusal.NOT_LOCKED)
    refused(stage, lambda: stage.unlock("H9"), Refusal.NO_SUCH_BATCH)
    refused(stage, lambda: stage.unlock("H2", seen=stage.seen - 1), Refusal.HONOURS_MOVED)


def test_locks_sent_again_are_answered_as_before(stage):
    seen = stage.seen
    stage.lock("H1", seen=seen, action_id="lock")
    after_lock = stage.seen
    stage.unlock("H1", seen=after_lock, action_id="unlock")
    day = stage.day

    assert stage.lock("H1", seen=seen, action_id="lock") is None
    assert stage.unlock("H1", seen=after_lock, action_id="unlock") is None
    assert stage.day is day
    with pytest.raises(IdReused):
        stage.lock("H2", seen=seen, action_id="lock")
    with pytest.raises(IdReused):
        stage.unlock("H2", seen=after_lock, action_id="unlock")


# --- who receives ----------------------------------------------------------------------------------------------------

COLLECTIVE, PERSON = "B:DB004", "B:DB006"


@pytest.mark.parametrize(
    ("slot", "mode", "more", "reason"),
    [
        (PERSON, IN_PERSON, {}, None),
        (PERSON, BY_AND_BY, {}, None),
        (COLLECTIVE, BY_AND_BY, {}, None),
        (COLLECTIVE, LEADER, {"name": "Ông Phó"}, None),
        (COLLECTIVE, LEADER, {"code": "DB900"}, None),
        (COLLECTIVE, LEADER, {}, Refusal.NAME_NEEDED),
        (COLLECTIVE, LEADER, {"code": "DB004"}, Refusal.UNKNOWN_DELEGATE),  # nobody stands in at the door
        (COLLECTIVE, LEADER, {"code": "DB999"}, Refusal.UNKNOWN_DELEGATE),
        (COLLECTIVE, LEADER, {"code": "DB901"}, Refusal.UNKNOWN_DELEGATE),  # withdrawn
        (PERSON, LEADER, {"name": "Ông Phó"}, Refusal.ONLY_COLLECTIVES),
        (PERSON, FAMILY, {"name": "Bà Mai"}, None),
        (PERSON, FAMILY, {}, Refusal.NAME_NEEDED),
        (PERSON, FAMILY, {"code": "DB900"}, Refusal.NAME_NEEDED),
        (COLLECTIVE, FAMILY, {"name": "Bà Mai"}, Refusal.ONLY_INDIVIDUALS),
        (PERSON, ON_BEHALF, {"name": "Ông Ba", "reason": "đi nước ngoài"}, None),
        (PERSON, ON_BEHALF, {"name": "Ông Ba"}, Refusal.REASON_NEEDED),
        (PERSON, ON_BEHALF, {"reason": "đi nước ngoài"}, Refusal.NAME_NEEDED),
        (PERSON, ON_BEHALF, {"name": "Ông Ba", "reason": "ốm", "role": Role.MC}, Refusal.ONLY_ORGANISER),
        ("B:DB999", BY_AND_BY, {}, Refusal.NO_SUCH_SLOT),
    ],
)
def test_who_may_receive_for_whom(stage, slot, mode, more, reason):
    stage.office(enrolment.decide_withdraw, "DB901", reason="ốm")
    if reason:
        refused(stage, lambda: stage.receive(slot, mode, **more), reason)
    else:
        assert stage.receive(slot, mode, **more) is None
        assert told(stage) == (
            Kind.RECEIVER_SET, Role.ORGANISER, slot, {"mode": mode, "code": more.get("code", "")},
        )  # fmt: skip
        assert stage.honours.receiver(slot) == Receiver(mode, more.get("code", ""))


def test_whoever_stands_in_at_the_door_for_a_collective_is_taken_with_one_tap_and_back(stage):
    stage.depart("DB004")
    stage.send_substitute("DB004")
    assert stage.states("H2") == "absent present"

    assert stage.receive(COLLECTIVE, LEADER, code="DB004", role=Role.MC) is None
    assert stage.states("H2") == "present present"
    stage.receive(COLLECTIVE, IN_PERSON)
    assert stage.states("H2") == "absent present"


@pytest.mark.parametrize("mode", [IN_PERSON, BY_AND_BY])
def test_in_person_means_nobody_else_in_person(stage, mode):
    """Else a delegate's code would let somebody receive for an individual."""
    assert stage.receive("A:DB003", mode, code="DB900") is None
    stage.arrive("DB900")

    assert stage.honours.receiver("A:DB003") == Receiver(mode)
    assert stage.states("H1") == "present present absent"


def test_who_was_called_or_has_received_is_not_given_another_receiver(stage):
    stage.go()
    stage.go()

    refused(stage, lambda: stage.receive("A:DB001", BY_AND_BY), Refusal.BATCH_DONE)
    assert stage.receive("A:DB003", FAMILY, name="Bà Mai") is None
    assert stage.late == ["A:DB003"]


def test_a_receivers_name_stands_beside_the_fact_and_not_in_it(stage):
    stand_in = StandIn(PERSON, "Ông Lê Riêng", "Phó phòng Riêng")
    outcome = decide_receiver(
        stage.day, stand_in, Receiver(ON_BEHALF), reason="Riêng", action_id="a", earlier=None, role=ORGANISER, now=NINE
    )

    assert (outcome.note, outcome.rows) == ("Ông Lê Riêng; Phó phòng Riêng; Riêng", (stand_in,))
    assert "Riêng" not in str(outcome.fact)


def test_a_receiver_sent_again_is_answered_as_before(stage):
    asked = {"name": "Bà Mai", "action_id": "family"}
    stage.receive(PERSON, FAMILY, **asked)
    day = stage.day

    assert stage.receive(PERSON, FAMILY, **asked) is None
    assert stage.day is day
    with pytest.raises(IdReused):
        stage.receive(PERSON, FAMILY, name="Bà Lan", action_id="family")


# --- at the wings ----------------------------------------------------------------------------------------------------


def test_who_is_seen_at_the_wings_is_seen_once(stage):
    assert stage.see("A:DB001", action_id="one") is None
    assert told(stage) == (Kind.STAGED, Role.MC, "A:DB001", {"staged": True})
    day = stage.day

    assert [stage.see("A:DB001"), stage.see("A:DB001", action_id="one")] == [None, None]
    assert stage.day is day
    assert stage.see("A:DB001", staged=False) is None
    assert stage.honours.staged == frozenset()
    refused(stage, lambda: stage.see("A:DB999"), Refusal.NO_SUCH_SLOT)
    with pytest.raises(IdReused):
        stage.see("A:DB001", staged=False, action_id="one")


# --- who came late ---------------------------------------------------------------------------------------------------


@pytest.fixture
def late_stage():
    """DB003 came when the batch had passed. Two more batches of the award are to come, the first of them full."""
    lines = ("H1 A d1 DB001 DB002 DB003", "H2 B d2 DB004", "H3 A d1 DB005 DB006", "H4 A d1 DB007")
    stage = Stage(*lines, here="DB001 DB002 DB004 DB005 DB006 DB007").begin_day()
    stage.set_list([replace(batch, limit=2 if batch.id == "H3" else 10) for batch in stage.honours.batches])
    stage.go_through("H1")
    stage.arrive("DB003")
    return stage


def test_who_came_late_goes_to_the_end_of_another_batch_of_the_award(late_stage):
    late_stage.lock("H4")
    assert late_stage.place_late("A:DB003", "H4") is None

    assert (late_stage.row("H1"), late_stage.row("H4")) == ("DB001 DB002", "DB007 DB003")
    assert told(late_stage)[:3] == (Kind.HONOURS_CHANGED, Role.MC, "A:DB003")
    assert (late_stage.late, late_stage.honours.slots["A:DB003"].tray) == ([], 3)


def test_or_into_an_extra_batch_at_the_end(late_stage):
    assert late_stage.place_late("A:DB003") is None

    assert [batch.id for batch in late_stage.honours.batches] == ["H1", "H2", "H3", "H4", "X4"]
    assert (late_stage.row("X4"), late_stage.honours.batch("X4").is_locked) == ("DB003", False)
    late_stage.go_through("")
    assert (late_stage.owed, late_stage.shown.is_over) == ([], True)


def test_an_extra_batch_brings_its_words_and_a_batch_that_is_there_none(late_stage):
    extra = replace(late_stage.honours.batch("H1"), id="X4", slots=(), row=(), is_locked=False)
    asked = {"rows": (BatchWords("X4"),), "seen": late_stage.seen, "action_id": "a", "earlier": None}
    asked |= {"extra": extra, "role": Role.MC, "now": late_stage.now}

    assert decide_late(late_stage.day, "A:DB003", "", **asked).rows == (BatchWords("X4"),)
    assert decide_late(late_stage.day, "A:DB003", "H4", **asked).rows == ()


def test_the_place_of_who_went_to_another_batch_stays_empty_and_the_list_may_still_change():
    stage = Stage("H1 A d1 DB001 DB002", "H2 A d1 DB003", here="all").begin_day()
    stage.lock("H1")
    stage.depart("DB001")
    stage.go_through("H1")
    stage.arrive("DB001")
    assert (stage.late, stage.place_late("A:DB001", "H2")) == (["A:DB001"], None)

    assert (stage.row("H1"), stage.row("H2")) == ("– DB002", "DB003 DB001")
    assert [stage.honours.batch("H1").place(slot) for slot in ("A:DB001", "A:DB002")] == [None, 2]
    assert stage.set_list(stage.honours.batches) is None


@pytest.mark.parametrize(
    ("slot", "batch", "reason"),
    [
        ("A:DB003", "H3", Refusal.BATCH_FULL),
        ("A:DB003", "H2", Refusal.OTHER_AWARD),
        ("A:DB003", "H1", Refusal.BATCH_BEGUN),
        ("A:DB003", "H9", Refusal.NO_SUCH_BATCH),
        ("A:DB001", "H4", Refusal.NOT_LATE),
        ("A:DB007", "H4", Refusal.NOT_LATE),
    ],
)
def test_where_who_came_late_may_not_go(late_stage, slot, batch, reason):
    refused(late_stage, lambda: late_stage.place_late(slot, batch), reason)


def test_who_came_late_is_placed_once(late_stage):
    seen = late_stage.seen
    refused(late_stage, lambda: late_stage.place_late("A:DB003", "H4", seen=seen - 1), Refusal.HONOURS_MOVED)
    late_stage.place_late("A:DB003", "H4", seen=seen, action_id="late")
    day = late_stage.day

    assert late_stage.place_late("A:DB003", "H4", seen=seen, action_id="late") is None
    assert late_stage.day is day
    with pytest.raises(IdReused):
        late_stage.place_late("A:DB003", "", seen=seen, action_id="late")


# --- the list --------------------------------------------------------------------------------------------------------


def test_a_list_is_one_fact_with_its_words_beside_it(stage):
    batches, words = listing(*THREE[:2]), (BatchWords("H1", "Ông Riêng"),)
    outcome = decide_list(stage.day, batches, words, seen=stage.seen, role=Role.OFFICE, now=NINE, note="tệp.xlsx")

    assert (outcome.fact.kind, outcome.fact.detail) == (Kind.HONOURS_CHANGED, {"batches": list_detail(batches)})
    assert (outcome.rows, outcome.note) == (words, "tệp.xlsx")


def test_a_list_is_refused_when_it_is_not_sound_or_seen_otherwise(stage):
    twice = listing("H1 A d1 DB001", "H1 A d1 DB002")
    refused(stage, lambda: stage.set_list(twice), Refusal.BAD_LIST)
    refused(stage, lambda: stage.bring("H1 A d1 DB999"), Refusal.BAD_LIST)
    refused(stage, lambda: stage.bring(*THREE, seen=stage.seen - 1), Refusal.HONOURS_MOVED)


def test_without_a_conference_there_is_no_list():
    bare = Ledger().day.copy()
    bare.conference = None

    assert decide_list(bare, (), (), seen=0, role=ORGANISER, now=NINE).answer == Refused(Refusal.NOT_SET_UP)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("H1 A d1 DB001 DB002 DB003", "H2 B d2 DB004+", "H3 B d2 DB006"), None),  # DB005 had no place
        (("H3 B d2 DB900", "H2 B d2 DB901 DB004+", "H1 A d1 DB001 DB002 DB003"), None),
        (("H1 A d1 DB001 DB002 DB003", "H2 B d2 DB005"), Refusal.BATCH_IS_LOCKED),
        (("H1 A d1 DB001 DB002 DB003",), Refusal.BATCH_IS_LOCKED),
        (("H1 A d1 DB001 DB002", "H2 B d2 DB004+"), Refusal.BATCH_BEGUN),
        (("H1 C d1 DB001 DB002 DB003", "H2 B d2 DB004+"), Refusal.BATCH_BEGUN),
        (("H2 B d2 DB004+",), Refusal.BATCH_BEGUN),
    ],
)
def test_another_list_leaves_what_has_begun_and_who_stands_by_a_locked_place(lines, reason):
    """H1 has begun; H2 is locked behind it, without DB005; H3 is open."""
    stage = Stage(*THREE, here="DB001 DB002 DB004 DB006").begin_day()
    stage.go()
    before = {slot.id: slot for slot in stage.honours.slots.values()}
    wanted = [as_listed(batch, before) for batch in listing(*lines)]

    assert stage.set_list(wanted) == (Refused(reason) if reason else None)


def as_listed(batch, before):
    """With the trays that the certificates had."""
    return replace(batch, slots=tuple(before.get(slot.id, replace(slot, tray=90 + slot.tray)) for slot in batch.slots))


def test_a_list_as_it_stands_may_come_with_its_rows_and_locks(stage):
    stage.go()

    assert stage.set_list(stage.honours.batches) is None


# --- the ledger alone ------------------------------------------------------------------------------------------------


def test_the_ledger_tells_all_of_it(late_stage):
    late_stage.receive("A:DB005", BY_AND_BY)
    late_stage.see("A:DB006")
    late_stage.print()
    late_stage.place_late("A:DB003", "H4")
    late_stage.lock()
    late_stage.unlock("H4")
    late_stage.step_back()
    late_stage.go_through("")

    assert fold(late_stage.facts) == late_stage.day
