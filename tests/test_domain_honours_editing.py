"""Editing the list of honours: dividing it again round what is settled, moving people and batches, what is refused."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.facts import Refusal, Refused
from domain.honours import Batch, Entitled, Honours, Protocol, RecipientType, Slot, Step, StepTaken
from domain.honours_editing import (
    Division,
    Placed,
    Trays,
    bare,
    divided_again,
    first_number,
    list_refusal,
    moved,
    next_tray,
    parts,
    placed,
    with_slot,
    words_refusal,
)

EIGHT = datetime(2026, 11, 22, 1, tzinfo=UTC)
COLLECTIVE, INDIVIDUAL = RecipientType.COLLECTIVE, RecipientType.INDIVIDUAL
AGAIN = Slot("e", "DB-a", INDIVIDUAL, 9)


def slots(names, kind=INDIVIDUAL, first_tray=1):
    """One letter a person; the id of a certificate is its letter."""
    return tuple(Slot(name, f"DB-{name}", kind, tray) for tray, name in enumerate(names, start=first_tray))


def batch(name, people, award="khen", decision="1/2026", **more):
    return Batch(name, award, decision, Protocol.ANNOUNCE_THEN_CALL, people, **more)


def a_list(*sizes, settled=0):
    """H01, H02 … of the letters a, b, c … with trays in order; so many in front are locked."""
    letters, trays = iter("abcdefghijklmnopqrstuvwxyz"), count(1)
    return Honours(
        tuple(
            batch(f"H{number:02}", tuple(Slot(name, f"DB-{name}", INDIVIDUAL, next(trays)) for name in names),
                  is_locked=number <= settled, row=tuple(names) if number <= settled else ())
            for number, size in enumerate(sizes, start=1)
            if (names := [next(letters) for _ in range(size)])
        )
    )  # fmt: skip


def entitled(honours, *, ranks=None, presenters=None):
    """Everybody in a batch that is not locked; of the same rank unless said otherwise, by letter."""
    return [
        Entitled(slot, one.award, one.decision, (presenters or {}).get(one.id, ""), one.protocol,
                 (ranks or {}).get(slot.id, 1))
        for one in honours.batches
        if not one.is_locked
        for slot in one.slots
    ]  # fmt: skip


def divide(honours, *, ranks=None, presenters=None, **wish):
    wanted = Division(**wish)
    drawn = divided_again(honours, entitled(honours, ranks=ranks, presenters=presenters), wanted, draw=free_name)
    return {one.id: "".join(slot.id for slot in one.slots) for one in drawn}


def free_name(batches):
    assert len({one.id for one in batches}) == len(batches)
    return f"X{len(batches)}"


@pytest.mark.parametrize(
    ("sizes", "settled", "limit", "batches"),
    [
        ((10, 10, 1), 0, 10, {"H01": "abcdefg", "H02": "hijklmn", "H03": "opqrstu"}),
        ((10, 8), 0, 10, {"H01": "abcdefghi", "H02": "jklmnopqr"}),
        ((10, 10, 1), 1, 10, {"H01": "abcdefghij", "H02": "klmnop", "H03": "qrstu"}),
        ((10,), 0, 4, {"H01": "abcd", "X1": "efg", "X2": "hij"}),
        ((2, 2), 0, 10, {"H01": "abcd"}),
        ((3, 3), 2, 10, {"H01": "abc", "H02": "def"}),
    ],
)
def test_what_is_not_settled_is_divided_evenly_behind_what_is(sizes, settled, limit, batches):
    assert divide(a_list(*sizes, settled=settled), limit=limit) == batches


def test_the_limit_and_the_length_of_a_batch_go_with_it():
    honours = Honours((batch("H01", slots("abcdef"), base_seconds=60, limit=10),))
    drawn = divided_again(honours, entitled(honours), Division(limit=4), draw=free_name)

    assert [(one.base_seconds, one.limit, len(one.slots)) for one in drawn] == [(60, 4, 3), (60, 4, 3)]


def test_what_is_settled_stays_as_it_is_whatever_its_size_and_goes_first():
    honours = a_list(2, 2, 2)
    honours = replace(honours, batches=(honours.batches[0], replace(honours.batches[1], is_locked=True),
                                        honours.batches[2]))  # fmt: skip
    drawn = divided_again(honours, entitled(honours), Division(trays=Trays.RENUMBER), draw=free_name)

    assert drawn[0] == replace(honours.batches[1], is_locked=False)
    assert [(slot.id, slot.tray) for slot in drawn[1].slots] == [("a", 1), ("b", 2), ("e", 5), ("f", 6)]


def test_what_has_begun_is_settled_locked_or_not():
    honours = replace(a_list(10, 10, 1), steps=(StepTaken(1, EIGHT, Step.ANNOUNCE, "H01"),))
    others = [one for one in entitled(honours) if honours.batch_of[one.slot.id].id != "H01"]
    drawn = divided_again(honours, others, Division(), draw=free_name)

    assert [len(one.slots) for one in drawn] == [10, 6, 5]


def test_the_rank_decides_then_the_type_and_presenters_are_not_mixed():
    honours = Honours(
        (
            batch("H01", slots("ab"), award="low"),
            batch("H02", (*slots("c", first_tray=3), *slots("d", COLLECTIVE, 4)), award="high"),
            batch("H03", slots("e", first_tray=5), award="high"),
        )
    )
    ranks = {"a": 9, "b": 9, "c": 1, "d": 1, "e": 1}

    assert divide(honours, ranks=ranks) == {"H02": "dce", "H01": "ab"}
    assert divide(honours, ranks=ranks, first=INDIVIDUAL) == {"H02": "ced", "H01": "ab"}
    assert divide(honours, ranks=ranks, presenters={"H03": "P"}) == {"H02": "dc", "H03": "e", "H01": "ab"}


def test_trays_stay_with_their_people_or_are_numbered_in_the_order_of_the_stage():
    honours = Honours((batch("H01", slots("ab", first_tray=7), award="low"), batch("H02", slots("c", first_tray=3))))
    ranks = {"a": 9, "b": 9, "c": 1}

    def trays(**wish):
        drawn = divided_again(honours, entitled(honours, ranks=ranks), Division(**wish), draw=free_name)
        return {slot.id: slot.tray for one in drawn for slot in one.slots}

    assert trays() == {"c": 3, "a": 7, "b": 8}
    assert trays(trays=Trays.RENUMBER) == {"c": 1, "a": 2, "b": 3}


# --- moving ----------------------------------------------------------------------------------------------------------


def names(batches):
    return {one.id: "".join(slot.id for slot in one.slots) for one in batches}


def test_people_are_reordered_moved_to_the_end_of_another_batch_or_taken_out():
    honours = a_list(3, 2)
    a, b, c = honours.batches[0].slots
    after = placed(honours.batches, "H01", [Placed(c, "H01"), Placed(a, "H02"), Placed(b, "")])

    assert names(after) == {"H01": "c", "H02": "dea"}


@pytest.mark.parametrize(("number", "order"), [(1, "H03 H01 H02"), (2, "H01 H03 H02"), (3, "H01 H02 H03")])
def test_a_batch_gets_the_number_it_is_given(number, order):
    assert " ".join(names(moved(a_list(1, 1, 1).batches, "H03", number))) == order


def test_a_batch_is_not_moved_before_one_that_has_been_on_stage():
    honours = a_list(1, 1, 1)
    begun = replace(honours, steps=(StepTaken(1, EIGHT, Step.ANNOUNCE, "H02"),))

    assert [first_number(honours, one) for one in ("H01", "H03")] == [1, 1]
    assert [first_number(begun, one) for one in ("H01", "H03")] == [1, 3]


def test_one_more_goes_to_the_end_with_the_next_tray():
    honours = a_list(1, 2)
    new = Slot("new", "DB-x", INDIVIDUAL, next_tray(honours.batches))

    assert new.tray == 4
    assert next_tray(()) == 1
    assert with_slot(honours.batches, "H01", new)[0].slots[-1] == new


def test_parts_count_those_of_the_same_award_decision_and_types():
    people = slots("abcd")
    batches = (
        batch("H01", people[:1]), batch("H02", slots("x", COLLECTIVE)), batch("H03", people[1:2]),
        batch("H04", people[2:3], award="other"), batch("H05", people[3:]),
    )  # fmt: skip

    assert parts(batches) == [(1, 3), (1, 1), (2, 3), (1, 1), (3, 3)]


# --- what is refused -------------------------------------------------------------------------------------------------


def changed(batches, place, **fields):
    return tuple(replace(one, **fields) if at == place else one for at, one in enumerate(batches))


@pytest.mark.parametrize(
    ("edit", "reason", "number"),
    [
        (lambda batches: batches, None, 0),
        (lambda batches: changed(batches, 1, slots=slots("cd", first_tray=2)), Refusal.TRAY_TWICE, 2),
        (lambda batches: changed(batches, 1, slots=(*batches[1].slots, AGAIN)), Refusal.AWARDED_TWICE, 2),
        (lambda batches: changed(batches, 1, award="other", slots=(*batches[1].slots, AGAIN)), None, 0),
        (lambda batches: changed(batches, 0, limit=1), Refusal.BATCH_CROWDED, 1),
        (lambda batches: changed(batches, 1, slots=(*batches[1].slots, *slots("xyz", first_tray=7)), limit=4),
         Refusal.BATCH_CROWDED, 2),
        (lambda batches: changed(batches, 1, slots=(*batches[1].slots, Slot("e", "DB-e", COLLECTIVE, 9))),
         Refusal.COLLECTIVE_NEEDED, 2),
    ],
)  # fmt: skip
def test_what_would_make_the_list_wrong_is_refused_with_the_batch_or_the_tray(edit, reason, number):
    honours = a_list(2, 2)

    assert list_refusal(honours, edit(honours.batches), {}) == (Refused(reason, number) if reason else None)


def test_a_collective_has_the_award_once_whoever_represents_it():
    honours = Honours((batch("H01", slots("abc", COLLECTIVE)),))
    words = {one: SlotWords(one, name) for one, name in (("a", "Tập thể A"), ("b", "Tập thể B"), ("c", "TẬP THỂ A"))}

    assert list_refusal(honours, honours.batches, words) == Refused(Refusal.AWARDED_TWICE, 1)
    assert list_refusal(honours, honours.batches, words | {"c": SlotWords("c", "Tập thể C")}) is None


def test_a_representative_may_have_the_award_in_person_too():
    both = (Slot("a", "DB-a", COLLECTIVE, 1), Slot("b", "DB-a", INDIVIDUAL, 2))
    honours = Honours((batch("H01", both),))

    assert list_refusal(honours, honours.batches, {"a": SlotWords("a", "Tập thể A")}) is None


@pytest.mark.parametrize(("length", "refused"), [(90, None), (91, Refused(Refusal.LONG_CITATION, 1))])
def test_a_citation_has_ninety_characters(length, refused):
    honours = a_list(1)

    assert list_refusal(honours, honours.batches, {"a": SlotWords("a", citation="x" * length)}) == refused


def test_a_list_that_came_too_full_may_stay_so_until_it_is_changed():
    honours = Honours((batch("H01", slots("abcd"), limit=3),))

    assert list_refusal(honours, honours.batches, {}) is None
    assert list_refusal(honours, changed(honours.batches, 0, limit=2), {}) == Refused(Refusal.BATCH_CROWDED, 1)


@pytest.mark.parametrize(("begun", "reason"), [(False, Refusal.BATCH_IS_LOCKED), (True, Refusal.BATCH_BEGUN)])
def test_what_is_settled_is_left_alone(begun, reason):
    honours = a_list(2, 2, settled=1)
    steps = (StepTaken(1, EIGHT, Step.ANNOUNCE, "H01"),) if begun else ()
    honours = replace(honours, steps=steps)

    assert list_refusal(honours, bare(honours.batches), {}) is None
    for edit in (
        changed(honours.batches, 0, slots=honours.batches[0].slots[::-1]),
        changed(honours.batches, 0, protocol=Protocol.CALL_THEN_ANNOUNCE),
        honours.batches[1:],
    ):
        assert list_refusal(honours, edit, {}) == Refused(reason)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (AwardWords("a", ""), Refused(Refusal.AWARD_NEEDED)),
        (DecisionWords("d", ""), Refused(Refusal.AWARD_NEEDED)),
        (AwardWords("a", "Bằng khen"), None),
        (DecisionWords("d", "9901/QĐ-CTN"), None),
        (BatchWords("H01"), None),
    ],
)
def test_an_award_has_a_name_and_a_decision_a_number(row, refused):
    assert words_refusal([row]) == refused
