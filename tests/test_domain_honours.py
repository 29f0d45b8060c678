"""The honours' order, batches, places, locks, receivers and versions."""

from dataclasses import replace

import pytest
from ceremonies import THREE, Stage, certificate, demo_lines, entitled, listing, people
from days import ORGANISER, entry

from domain import enrolment, office
from domain.agenda import Move
from domain.day import fold
from domain.delegates import Standing
from domain.facts import Kind
from domain.honours import (
    Batch,
    Receiver,
    ReceiverMode,
    RecipientType,
    Slot,
    Step,
    balanced,
    divided,
    is_sound,
    list_detail,
    list_of,
)

COLLECTIVE, INDIVIDUAL = RecipientType
LATER, FAMILY, LEADER, ON_BEHALF, IN_PERSON = (
    ReceiverMode.LATER, ReceiverMode.FAMILY, ReceiverMode.LEADER, ReceiverMode.ON_BEHALF, ReceiverMode.IN_PERSON,
)  # fmt: skip


def codes(groups):
    """A word a batch: *DB001,DB002*."""
    return [",".join(one.slot.code for one in group) for group in groups]


# --- ordering and dividing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "limit", "sizes"),
    [
        (0, 10, []),
        (1, 10, [1]),
        (10, 10, [10]),
        (11, 10, [6, 5]),
        (20, 10, [10, 10]),
        (21, 10, [7, 7, 7]),
        (23, 10, [8, 8, 7]),
        (30, 10, [10, 10, 10]),
        (31, 10, [8, 8, 8, 7]),
        (17, 8, [6, 6, 5]),
        (9, 8, [5, 4]),
    ],
)
def test_batches_are_as_few_and_as_even_as_the_limit_allows(count, limit, sizes):
    assert balanced(count, limit) == sizes
    assert [len(group) for group in divided(entitled("A", people(count)), limit=limit)] == sizes


def test_higher_ranks_go_first_then_collectives_then_as_the_list_has_it():
    honoured = [
        *entitled("low", "DB001 DB002+ DB003 DB004+", rank=80),
        *entitled("high", "DB005 DB006+", rank=10),
        *entitled("same", "DB007+ DB008", rank=80),
    ]

    assert codes(divided(honoured)) == ["DB006,DB005", "DB002,DB004,DB001,DB003", "DB007,DB008"]
    assert codes(divided(honoured, first=INDIVIDUAL)) == ["DB005,DB006", "DB001,DB003,DB002,DB004", "DB008,DB007"]


def test_a_rank_of_its_own_keeps_individuals_of_an_award_apart_from_its_collectives():
    honoured = [*entitled("A", people(18, first=10), rank=62), *entitled("A", "DB001+ DB002+", rank=61)]

    assert [len(group) for group in divided(honoured)] == [2, 9, 9]


@pytest.mark.parametrize(
    "second",
    [
        entitled("B", "DB004 DB005"),
        entitled("A", "DB004 DB005", decision="d2"),
        entitled("A", "DB004 DB005", presenter="Ông Phó"),
    ],
)
def test_awards_decisions_and_presenters_are_never_mixed_in_a_batch(second):
    first = entitled("A", people(3))
    mixed = [first[0], second[0], first[1], second[1], first[2]]

    assert codes(divided(mixed)) == ["DB001,DB002,DB003", "DB004,DB005"]


# --- the list as a fact carries it -----------------------------------------------------------------------------------


def test_a_list_comes_back_from_its_fact_without_rows_and_locks():
    batches = listing("H1 A d1! DB001 DB002+", "H2 B d2 DB003", base_seconds=60, limit=8)
    seen = [replace(batch, row=("A:DB001",), is_locked=True) for batch in batches]

    assert list_of(list_detail(seen)) == batches


ONE, TWO = certificate("A", "DB001", 1), certificate("A", "DB002", 2)
WHOLE = Batch("H1", "A", "d1", listing("H1 A d1")[0].protocol, (ONE,))


@pytest.mark.parametrize(
    ("batches", "sound"),
    [
        ([], True),
        ([WHOLE, replace(WHOLE, id="H2", slots=(TWO,))], True),
        ([WHOLE, replace(WHOLE, slots=(TWO,))], False),
        ([WHOLE, replace(WHOLE, id="H2", slots=(replace(ONE, tray=2),))], False),
        ([WHOLE, replace(WHOLE, id="H2", slots=(replace(TWO, tray=1),))], False),
        ([replace(WHOLE, id="")], False),
        ([replace(WHOLE, limit=0)], False),
        ([replace(WHOLE, base_seconds=-1)], False),
    ],
)
def test_a_list_has_each_batch_certificate_and_tray_once(batches, sound):
    assert is_sound(batches) is sound


# --- who receives ----------------------------------------------------------------------------------------------------

PRESENCES = ("away", "here", "substitute", "left")


@pytest.mark.parametrize(
    ("mode", "code", "received"),  # in the order of PRESENCES
    [
        (IN_PERSON, "", "no yes no no"),
        (LATER, "", "no no no no"),
        (LEADER, "", "yes yes yes yes"),
        (FAMILY, "", "yes yes yes yes"),
        (ON_BEHALF, "", "yes yes yes yes"),
        (LEADER, "DB001", "no yes yes no"),
    ],
)
def test_who_comes_on_stage_depends_on_the_mode_and_on_who_is_here(mode, code, received):
    assert [receives_when(presence, mode, code) for presence in PRESENCES] == received.split()


def receives_when(presence, mode, code):
    """Whether the certificate of DB001 is received. A substitute is chosen while there, and may be put right after."""
    collective = "+" if mode is LEADER else ""
    stage = Stage(f"H1 A d1 DB001{collective} DB002", here="DB002").begin_day()
    if presence == "substitute" or code:
        stage.send_substitute("DB001")
    assert stage.receive("A:DB001", mode, code=code, name="Ông Lê Văn Nhận", reason="lý do") is None
    if code and presence != "substitute":
        stage.undo("DB001")
    if presence in ("here", "left"):
        stage.arrive("DB001")
    if presence == "left":
        stage.depart("DB001")
    return "yes" if stage.states("H1").startswith("present") else "no"


def test_another_delegate_who_leads_the_collective_receives_when_here():
    stage = Stage("H1 A d1 DB001+ DB002", here="DB002").begin_day()
    assert stage.receive("A:DB001", LEADER, code="DB900") is None
    before = stage.row("H1")
    stage.arrive("DB900")

    assert (before, stage.row("H1")) == ("DB002", "DB001 DB002")


def test_a_substitute_of_an_individual_never_receives():
    stage = Stage("H1 A d1 DB001 DB002", here="DB002").begin_day()
    stage.send_substitute("DB001")

    assert (stage.row("H1"), stage.states("H1")) == ("DB002", "absent present")


def test_whose_substitute_was_to_receive_and_who_comes_after_all_receives_in_person():
    stage = Stage("H1 A d1 DB001+ DB002", here="DB002").begin_day()
    stage.send_substitute("DB001")
    stage.receive("A:DB001", LEADER, code="DB001")
    stage.came("DB001")

    assert (stage.honours.receivers, stage.states("H1")) == ({}, "present present")


def test_whose_substitute_has_received_stays_received_by_them():
    stage = Stage("H1 A d1 DB001+ DB002", here="DB002").begin_day()
    stage.send_substitute("DB001")
    stage.receive("A:DB001", LEADER, code="DB001")
    stage.go_through("H1")
    stage.came("DB001")

    assert stage.honours.receiver("A:DB001").mode is LEADER


# --- places in a draft -----------------------------------------------------------------------------------------------


def test_while_nobody_was_scanned_in_everybody_keeps_the_place():
    stage = Stage("H1 A d1 DB001 DB002 DB003").begin_day()

    assert (stage.row("H1"), stage.states("H1")) == ("DB001 DB002 DB003", "present present present")


def test_the_first_who_is_scanned_in_makes_the_others_absent_and_their_undo_not():
    stage = Stage("H1 A d1 DB001 DB002").begin_day()
    stage.arrive("DB900")
    assert stage.row("H1") == ""

    stage.undo("DB900", now=stage.now)
    assert stage.row("H1") == "DB001 DB002"


def test_before_the_day_begins_those_awaited_keep_their_place():
    stage = Stage("H1 A d1 DB001 DB002 DB003", here="DB002")

    assert (stage.row("H1"), stage.states("H1")) == ("DB001 DB002 DB003", "expected present expected")


def test_from_the_first_item_on_the_gap_of_who_is_absent_closes():
    stage = Stage("H1 A d1 DB001 DB002 DB003 DB004", here="DB002 DB004").begin_day()
    places = [stage.honours.batch("H1").place(f"A:DB00{n}") for n in range(1, 5)]

    assert (stage.row("H1"), places) == ("DB002 DB004", [None, 1, None, 2])
    stage.arrive("DB003")
    assert stage.row("H1") == "DB002 DB003 DB004"
    stage.depart("DB002")
    assert stage.row("H1") == "DB003 DB004"


def test_taking_the_first_item_back_gives_the_places_back():
    stage = Stage("H1 A d1 DB001 DB002", here="DB002").begin_day()
    stage.cue(Move.UNDO)

    assert stage.row("H1") == "DB001 DB002"


def test_who_has_left_keeps_no_place_even_when_nobody_else_is_here():
    stage = Stage("H1 A d1 DB001 DB002", here="DB002").begin_day()
    stage.depart("DB002")

    assert stage.row("H1") == "DB001"


@pytest.mark.parametrize("kind", [Kind.DELEGATE_WITHDRAWN, Kind.DELEGATE_REPLACED])
def test_who_is_withdrawn_or_replaced_loses_the_place_and_nobody_takes_it(kind):
    stage = Stage("H1 A d1 DB001 DB002", here="DB002")
    stage.enrol(entry("DK01", standing=Standing.RESERVE))
    if kind is Kind.DELEGATE_WITHDRAWN:
        stage.office(enrolment.decide_withdraw, "DB001", reason="ốm")
    else:
        stage.office(enrolment.decide_replace, "DB001", "DK01", reason="ốm")

    assert (stage.row("H1"), stage.states("H1")) == ("DB002", "absent present")


# --- locks -----------------------------------------------------------------------------------------------------------


def test_a_lock_settles_places_with_those_who_are_here_and_later_gaps_stay():
    stage = Stage("H1 A d1 DB001 DB002 DB003 DB004", here="DB001 DB003 DB004")
    stage.lock("H1")
    assert stage.row("H1") == "DB001 DB003 DB004"

    stage.depart("DB003")
    assert (stage.row("H1"), stage.states("H1")) == ("DB001 DB003 DB004", "present absent absent present")
    assert stage.honours.batch("H1").place("A:DB004") == 3


def test_who_comes_after_the_lock_takes_the_next_place_at_the_end_until_the_batch_is_called():
    stage = Stage("H1 A d1 DB001 DB002 DB003 DB004", here="DB003").begin_day()
    stage.lock("H1")
    stage.arrive("DB002")
    assert stage.row("H1") == "DB003 DB002"

    assert stage.go().step is Step.ANNOUNCE
    stage.arrive("DB001")
    assert stage.row("H1") == "DB003 DB002 DB001"
    assert stage.go().step is Step.CALL
    stage.arrive("DB004")
    assert (stage.row("H1"), stage.late) == ("DB003 DB002 DB001", ["A:DB004"])


def test_a_mark_by_hand_settles_no_row():
    stage = Stage("H1 A d1 DB001 DB002", here="DB001").begin_day()
    stage.go()
    stage.step(Step.LATER, "H1", "A:DB001")
    stage.arrive("DB002")

    assert stage.row("H1") == "DB001 DB002"


def test_a_batch_that_was_passed_over_gives_no_more_places():
    stage = Stage("H1 A d1 DB001", "H2 B d2 DB002", here="DB002").begin_day()
    assert [stage.go().batch, stage.go().batch] == ["H1", "H2"]
    stage.arrive("DB001")

    assert (stage.row("H1"), stage.late) == ("", ["A:DB001"])


def test_who_comes_back_has_the_old_place():
    stage = Stage("H1 A d1 DB001 DB002 DB003", here="all").begin_day()
    stage.lock()
    stage.depart("DB001")
    stage.arrive("DB001")

    assert (stage.row("H1"), stage.states("H1")) == ("DB001 DB002 DB003", "present present present")


def test_unlocking_numbers_anew():
    stage = Stage("H1 A d1 DB001 DB002 DB003", here="DB001 DB003").begin_day()
    stage.lock("H1")
    stage.arrive("DB002")
    stage.depart("DB001")
    assert stage.row("H1") == "DB001 DB003 DB002"

    assert stage.unlock("H1", "đổi người") is None
    assert (stage.row("H1"), stage.honours.batch("H1").is_locked) == ("DB002 DB003", False)


def test_another_list_keeps_the_places_of_what_is_locked():
    stage = Stage(*THREE, here="DB002 DB003 DB004 DB006").begin_day()
    stage.lock("H1")
    stage.arrive("DB001")
    stage.bring("H2 B d2 DB005 DB004+", "H1 A d1 DB001 DB002 DB003 DB900", "H4 C d3 DB006")

    assert [stage.row(batch) for batch in ("H1", "H2", "H4")] == ["DB002 DB003 DB001", "DB004", "DB006"]
    assert stage.honours.batch("H3") is None


def test_another_list_keeps_who_receives_and_who_waits_of_what_is_still_in_it():
    stage = Stage(*THREE, here="all")
    for slot in ("A:DB001", "B:DB006"):
        stage.receive(slot, LATER)
        stage.see(slot)
    stage.bring(*THREE[:2])

    assert (set(stage.honours.receivers), stage.honours.staged) == ({"A:DB001"}, {"A:DB001"})


# --- the version -----------------------------------------------------------------------------------------------------


def printed_stage():
    stage = Stage(*THREE, here="DB001 DB002 DB004 DB005").begin_day()
    stage.lock("H1")
    assert stage.print() == 1
    return stage


def replace_seat(stage, code):
    known = stage.day.delegates[code]
    person = replace(entry(code).person, seat="C12")
    changed = replace(entry(code), person=person, badge=known.badge)
    stage.take(
        enrolment.decide_enrol(
            stage.day, [changed], kind=Kind.DELEGATE_EDITED, seen=None, role=ORGANISER, now=stage.now
        )
    )


CHANGES = {
    "a gap closes": lambda stage: stage.depart("DB005"),
    "somebody takes a place": lambda stage: stage.arrive("DB006"),
    "somebody takes a place in a locked row": lambda stage: stage.arrive("DB003"),
    "another receiver": lambda stage: stage.receive("B:DB006", LATER),
    "another receiver, in a row that follows": lambda stage: stage.receive("B:DB006", FAMILY, name="Bà Mai"),
    "an honouree's entry": lambda stage: replace_seat(stage, "DB006"),
    "another list": lambda stage: stage.bring(*THREE),
    "unlocked, and a place was kept": lambda stage: (stage.depart("DB002"), stage.unlock("H1")),
}
NO_CHANGES = {
    "somebody who is not honoured comes": lambda stage: stage.arrive("DB900"),
    "somebody leaves a locked row": lambda stage: stage.depart("DB002"),
    "a lock that moves nobody": lambda stage: stage.lock("H2"),
    "an unlock that moves nobody": lambda stage: stage.unlock("H1"),
    "at the wings": lambda stage: stage.see("A:DB001"),
    "another's entry": lambda stage: replace_seat(stage, "DB900"),
    "a step": lambda stage: stage.go(),
    "a second print": lambda stage: stage.print(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_change_after_a_print_gives_the_list_the_next_version(change):
    stage = printed_stage()
    change(stage)

    assert (stage.honours.version, stage.honours.printed, stage.honours.changed_at) == (2, 1, stage.now)


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_changes_no_line_of_the_list_leaves_its_version(change):
    stage = printed_stage()
    change(stage)

    assert (stage.honours.version, stage.honours.printed) == (1, 1)


def test_before_the_first_print_the_list_stays_at_its_first_version():
    stage = Stage(*THREE, here="all").begin_day()
    stage.depart("DB001")

    assert (stage.honours.version, stage.honours.printed) == (1, 0)


def test_a_print_of_another_version_counts():
    stage = printed_stage()
    stage.depart("DB005")
    stage.depart("DB004")

    assert stage.honours.version == 3
    assert (stage.print(), stage.honours.printed) == (3, 3)
    assert stage.facts[-1].detail == {"version": 3}
    before = stage.day
    assert (stage.print(), stage.day is before) == (3, True)


# --- the day and its rehearsal ---------------------------------------------------------------------------------------


def rehearsed_stage():
    stage = Stage(*THREE, here="all").begin_day()
    stage.receive("B:DB006", LATER)
    stage.see("B:DB005")
    stage.go_through("H2")
    stage.depart("DB006")
    return stage


def test_a_day_opened_anew_forgets_what_was_tried_on_stage_but_not_the_list_and_who_receives():
    """Nobody is missed on the day because *trao sau* was tried."""
    stage = rehearsed_stage()
    stage.receive("B:DB001", FAMILY, name="Vợ")
    before = stage.honours
    stage.office(office.decide_open_day, keep=False, reason="mở")
    after = stage.honours

    assert (after.steps, after.staged, [batch.is_locked for batch in after.batches]) == ((), frozenset(), [False] * 3)
    assert list_detail(after.batches) == list_detail(before.batches)
    assert (len(before.receivers), after.receivers) == (2, {"B:DB001": Receiver(FAMILY)})
    assert [stage.row(batch.id) for batch in after.batches] == ["DB001 DB002 DB003", "DB004 DB005", "DB006 DB001"]
    assert stage.batches() == "draft draft draft"
    assert after.seq == stage.facts[-1].seq


def test_a_day_opened_as_it_stands_keeps_everything():
    stage = rehearsed_stage()
    before = stage.honours
    stage.office(office.decide_open_day, keep=True, reason="mở")

    assert stage.honours == before


def test_honourees_have_a_part_and_a_place_that_the_clock_does_not_release():
    stage = Stage("H1 A d1 DB001 DB002")
    assert has_part(stage, "DB001", "DB002", "DB900") == [True, True, False]
    assert stage.day.tally["with_part"] == 2

    stage.bring("H1 A d1 DB002 DB900")
    assert has_part(stage, "DB001", "DB002", "DB900") == [False, True, True]
    assert (stage.day.tally["with_part"], fold(stage.facts)) == (2, stage.day)


def test_an_honouree_whose_entry_is_edited_keeps_the_part():
    stage = Stage("H1 A d1 DB001")
    replace_seat(stage, "DB001")

    assert has_part(stage, "DB001") == [True]


def has_part(stage, *codes):
    return [stage.day.delegates[code].has_part for code in codes]


# --- the demo --------------------------------------------------------------------------------------------------------


def test_the_demo_has_sixteen_batches_and_ninety_certificates_for_eighty_seven_people():
    honours = Stage(*demo_lines()).honours

    assert (len(honours.batches), len(honours.slots), len(honours.slots_of)) == (16, 90, 87)
    assert sum(batch.seconds(len(batch.slots)) for batch in honours.batches) == 42 * 60


def test_whom_the_demo_calls_up_twice_is_in_two_batches():
    honours = Stage(*demo_lines()).honours
    twice = {code: slots for code, slots in honours.slots_of.items() if len(slots) > 1}

    assert {code: [honours.batch_of[slot.id].id for slot in slots] for code, slots in twice.items()} == {
        "DB029": ["H02", "H09"], "DB034": ["H03", "H13"], "DB064": ["H08", "H13"],
    }  # fmt: skip


def test_a_certificate_is_found_by_its_id():
    assert Stage("H1 A d1 DB001+").honours.slots == {"A:DB001": Slot("A:DB001", "DB001", COLLECTIVE, 1)}
