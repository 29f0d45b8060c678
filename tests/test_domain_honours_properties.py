"""Whatever happens at the door, in the office and on stage: tray, row and list agree, and nobody is called twice."""

from collections import Counter

from ceremonies import SECOND, Stage, entitled, pages_of, people
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain import office
from domain.agenda import Move
from domain.ceremony import BatchState
from domain.day import fold
from domain.facts import Refusal, Refused
from domain.honours import ReceiverMode, RecipientType, Step, balanced, divided, list_detail
from domain.running import running

PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
FEWER = settings(MANY, max_examples=60)

# --- dividing --------------------------------------------------------------------------------------------------------

LIMITS = st.integers(8, 10)
KINDS = st.tuples(st.sampled_from("AB"), st.sampled_from(["d1", "d2"]), st.sampled_from(["", "Ông Phó"]))
HONOURED = st.lists(st.tuples(KINDS, st.sampled_from(["", "+"]), st.sampled_from([10, 20])), max_size=60)


def many_entitled(drawn):
    found = []
    for place, ((award, decision, presenter), kind, rank) in enumerate(drawn):
        more = {"decision": decision, "presenter": presenter, "rank": rank, "first_tray": place + 1}
        found += entitled(award, f"DB{place:03}{kind}", **more)
    return found


@MANY
@given(count=st.integers(0, 200), limit=LIMITS)
def test_batches_are_within_the_limit_and_none_is_nearly_empty(count, limit):
    sizes = balanced(count, limit)

    assert sum(sizes) == count
    assert all(min(3, count) <= size <= limit for size in sizes)
    assert not sizes or max(sizes) - min(sizes) <= 1


@MANY
@given(drawn=HONOURED, limit=LIMITS, first=st.sampled_from(RecipientType))
def test_everybody_is_in_one_batch_in_the_order_of_rank_and_type(drawn, limit, first):
    honoured = many_entitled(drawn)
    groups = divided(honoured, limit=limit, first=first)
    flat = [one for group in groups for one in group]

    assert sorted(one.slot.tray for one in flat) == sorted(one.slot.tray for one in honoured)
    assert all(len({(one.award, one.decision, one.presenter, one.rank) for one in group}) == 1 for group in groups)
    assert [one.rank for one in flat] == sorted(one.rank for one in flat)
    for rank in (10, 20):
        for award in "AB":
            alike = [one for one in flat if (one.rank, one.award) == (rank, award)]
            assert [one.slot.type is not first for one in alike] == sorted(one.slot.type is not first for one in alike)
    for kind in {kind_of(one) for one in flat}:
        trays = [one.slot.tray for one in flat if kind_of(one) == kind]
        assert trays == sorted(trays)


def kind_of(one):
    return one.award, one.decision, one.presenter, one.rank, one.slot.type


# --- any day ---------------------------------------------------------------------------------------------------------

LINES = (
    "H1 A d1! DB001+ DB002", f"H2 B d2 {people(4, first=3)}", "H3 B d2 DB007 DB008+ DB001", "H4 C d3 DB009",
    "H5 A d1! DB010 DB003",
)  # fmt: skip


def pick(choices, which):
    found = list(choices)
    return found[which % len(found)]


def somebody(stage, who):
    return pick(sorted(stage.day.delegates), who)


def slot(stage, who):
    return pick(sorted(stage.honours.slots), who)


def batch(stage, who):
    return pick((batch.id for batch in stage.honours.batches), who)


def arrives(stage, who, _how):
    stage.arrive(somebody(stage, who))


def leaves(stage, who, _how):
    stage.depart(somebody(stage, who))


def sends_somebody(stage, who, _how):
    stage.send_substitute(somebody(stage, who))


def comes_after_all(stage, who, _how):
    stage.came(somebody(stage, who))


def is_undone(stage, who, _how):
    stage.undo(somebody(stage, who), now=stage.now)


def goes_on(stage, _who, how):
    press(stage)
    stage.now += how * 10 * SECOND


def press(stage):
    """The one button. It warns of nothing but a decision that was over."""
    if not (going := stage.going):
        return
    warned = stage.step(going.step, going.batch)
    assert warned in (None, Refused(Refusal.DECISION_FINISHED))
    assert not warned or stage.step(going.step, going.batch, despite=warned.reason) is None


def any_step(stage, who, how):
    stage.step(pick(Step, how), batch(stage, who), slot(stage, who), despite=pick(["", "out_of_order"], how))


def step_back(stage, _who, _how):
    stage.step_back()


def locks(stage, who, how):
    stage.lock(*([batch(stage, who)] if how % 2 else []))


def unlocks(stage, who, _how):
    stage.unlock(batch(stage, who))


def receives(stage, who, how):
    code = pick(["", "DB900", stage.honours.slots[slot(stage, who)].code], how)
    stage.receive(slot(stage, who), pick(ReceiverMode, how), code=code, name=pick(["", "Bà Mai"], how), reason="ốm")


def is_placed_late(stage, who, how):
    if stage.late:
        stage.place_late(pick(stage.late, who), pick(["", batch(stage, how)], how))


def prints(stage, _who, _how):
    stage.print()


def is_listed_again(stage, who, how):
    """As it is, or with a batch put last."""
    batches = list(stage.honours.batches)
    batches.append(batches.pop(who % len(batches)))
    stage.set_list(batches if how % 2 else stage.honours.batches)


def begins(stage, _who, how):
    if running(stage.day, now=stage.now).current is None:
        stage.cue(Move.START)
    elif how % 3 == 0:
        stage.cue(Move.UNDO)


def is_opened(stage, _who, how):
    stage.office(office.decide_open_day, keep=how % 6 != 0, reason="mở", now=stage.now)


def nothing(_stage, _who, _how):
    """What a long course shrinks to."""


HAPPENINGS = (
    nothing, *[arrives] * 3, leaves, sends_somebody, comes_after_all, is_undone, *[goes_on] * 4, any_step, step_back,
    locks, unlocks, receives, *[is_placed_late] * 2, prints, is_listed_again, begins, is_opened,
)  # fmt: skip
COURSES = st.lists(
    st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 30), st.integers(0, 12)), min_size=50, max_size=50
)
PAGES = st.sampled_from([10, 2, 1])


def played(course, page=10):
    """The stage after each happening, with what it was before."""
    stage = Stage(*LINES)
    stage.pages = pages_of(page)
    for what, who, how in course:
        before = stage.honours
        what(stage, who, how)
        yield stage, before, what


@MANY
@given(course=COURSES)
def test_no_locked_place_ever_moves(course):
    for stage, before, what in played(course):
        was = {batch.id: batch.row for batch in before.batches if batch.is_locked}
        for now in stage.honours.batches:
            if now.id in was and now.is_locked:
                kept = now.row[: len(was[now.id])]
                assert len(kept) == len(was[now.id])
                assert all(slot in (old, "") for slot, old in zip(kept, was[now.id], strict=True))
            if now.id in was and not now.is_locked:
                assert what in (unlocks, is_opened)


@MANY
@given(course=COURSES)
def test_every_certificate_is_in_one_batch_with_one_place_at_most(course):
    trays = {slot.id: slot.tray for slot in Stage(*LINES).honours.slots.values()}
    for stage, _before, _what in played(course):
        listed = Counter(slot.id for batch in stage.honours.batches for slot in batch.slots)
        placed = Counter(slot for batch in stage.honours.batches for slot in batch.row if slot)

        assert listed == dict.fromkeys(trays, 1)
        assert {slot.id: slot.tray for slot in stage.honours.slots.values()} == trays
        assert set(placed.values()) <= {1}
        for batch in stage.honours.batches:
            ids = [slot.id for slot in batch.slots]
            assert set(batch.row) - {""} <= set(ids)
            if not batch.is_locked:
                assert list(batch.row) == [slot for slot in ids if slot in batch.row]


@MANY
@given(course=COURSES)
def test_one_version_of_the_list_has_one_content_once_it_was_on_paper(course):
    contents = {}
    for stage, before, _what in played(course):
        honours = stage.honours
        assert 0 <= honours.version - before.version <= bool(before.printed)
        if honours.printed:
            content = (list_detail(honours.batches), [batch.row for batch in honours.batches], honours.receivers)
            assert contents.setdefault(honours.version, content) == content


@MANY
@given(course=COURSES, page=PAGES)
def test_nobody_is_called_twice_and_no_decision_is_announced_twice(course, page):
    for stage, _before, _what in played(course, page):
        steps = stage.honours.steps
        announced = [stage.honours.batch(taken.batch).decision for taken in steps if taken.step is Step.ANNOUNCE]
        called = Counter(slot for taken in steps if taken.step is Step.CALL for slot in taken.slots)

        assert len(announced) == len(set(announced))
        assert set(called.values()) <= {1}
        assert sum(run.state is BatchState.ON_STAGE for run in stage.shown.runs) <= 1


@MANY
@given(course=COURSES, page=PAGES)
def test_in_the_end_everybody_has_it_or_is_to_be_handed_it_later(course, page):
    *_, (stage, _before, _what) = played(course, page)
    while stage.going:
        press(stage)
    received = [slot for run in stage.shown.runs for slot in run.received]

    assert stage.shown.is_over
    assert sorted([*received, *stage.owed]) == sorted(stage.honours.slots)


@FEWER
@given(course=COURSES, page=PAGES)
def test_a_step_and_its_taking_back_leave_the_ceremony_as_it_was(course, page):
    for stage, _before, _what in played(course, page):
        going, before = stage.going, stage.shown
        if not going or stage.step(going.step, going.batch):
            continue
        assert stage.step_back() is None
        assert [unlocked(run) for run in stage.shown.runs] == [unlocked(run) for run in before.runs]
        assert (stage.shown.announced, stage.shown.finished) == (before.announced, before.finished)


def unlocked(run):
    """What happened to a batch; its lock stays."""
    return run.batch.id, run.began_at, run.ended_at, run.taken, run.called, run.received, run.later


@FEWER
@given(course=COURSES)
def test_the_ledger_alone_gives_the_same_honours(course):
    *_, (stage, _before, _what) = played(course)

    assert fold(stage.facts) == stage.day
