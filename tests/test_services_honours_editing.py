"""The office's edits of the demo's honours against the store: one fact each, words beside it, refusals."""

from dataclasses import replace
from datetime import timedelta

import pytest

import clock
from domain.awards import AwardWords, BatchWords, DecisionWords, SlotWords
from domain.conferring import StepRequest
from domain.facts import Kind, Refusal, Refused, Role
from domain.honours import Batch, Protocol, RecipientType
from domain.honours_editing import Division, Placed, Trays, bare, moved, placed
from services import honours, honours_editing, roster
from services.honours_editing import Edit
from store.engine import Store

NOW = clock.now()
ORGANISER = Role.ORGANISER
COLLECTIVE, INDIVIDUAL = RecipientType.COLLECTIVE, RecipientType.INDIVIDUAL


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    roster.load_demo(opened, role=ORGANISER, now=NOW)
    yield opened
    opened.close()


def saved(store, edit):
    return honours_editing.save(store, edit, role=ORGANISER, now=NOW).answer


def edit_of(store, batches=None, *rows):
    kept = store.state.day.honours
    return Edit(kept.batches if batches is None else tuple(batches), rows, kept.seq)


def sizes(store):
    return {batch.id: len(batch.slots) for batch in store.state.day.honours.batches}


def announced(store, batch):
    """Whatever stands before it."""
    step = honours.beginning(store.state, honours.shown_now(store.state), batch).step
    seen, despite = store.state.day.honours.seq, "" if batch == "H01" else Refusal.OUT_OF_ORDER
    request = StepRequest(f"step-{batch}", step, batch, seen, despite=despite)
    assert honours.take_step(store, request, role=Role.MC, now=NOW).result().answer is None


def test_the_plan_of_the_demo_is_forty_two_minutes_of_fifty(store):
    state = store.state

    assert (honours_editing.planned(state.day.honours.batches), honours_editing.planned_item(state)) == (
        timedelta(minutes=42), timedelta(minutes=50),
    )  # fmt: skip


# --- dividing --------------------------------------------------------------------------------------------------------


def test_the_demo_divided_again_only_levels_the_two_batches_that_were_uneven(store):
    before = sizes(store)
    edit = honours_editing.division(store.state, Division())

    assert saved(store, edit) is None
    assert sizes(store) == before | {"H10": 9, "H11": 9}
    assert honours_editing.changes(store.state, honours_editing.division(store.state, Division())) == 0


def test_smaller_batches_get_codes_and_the_presenter_of_those_they_come_from(store):
    edit = honours_editing.division(store.state, Division(limit=6))
    assert saved(store, edit) is None
    kept, words = store.state.day.honours, store.state.directory.batches

    assert max(sizes(store).values()) == 6
    assert len(kept.slots) == 90
    new = [batch for batch in kept.batches if batch.id > "H16"]
    assert {words[batch.id].presenter for batch in new if batch.award == kept.batch("H14").award} == {
        "Giám đốc Sở Công Thương", "Phó Giám đốc Sở Công Thương",
    }  # fmt: skip
    assert {words[batch.id].note for batch in new} == {""}


def test_what_is_on_stage_or_locked_stays_and_comes_first(store):
    announced(store, "H01")
    honours.lock(store, ("H09",), seen=store.state.day.honours.seq, action_id="l", role=Role.MC, now=NOW).result()
    before = bare(store.state.day.honours.batches)
    edit = honours_editing.division(store.state, Division(limit=4, trays=Trays.RENUMBER))

    assert saved(store, edit) is None
    after = store.state.day.honours
    settled = ("H01", "H02", "H09")  # the step locked the batch behind it too
    assert bare(after.batches)[:3] == tuple(batch for batch in before if batch.id in settled)
    trays = [slot.tray for batch in after.batches if batch.id not in settled for slot in batch.slots]
    assert trays == sorted(trays)
    assert sorted(slot.tray for slot in after.slots.values()) == list(range(1, 91))


def test_ranks_decide_the_order_when_it_is_divided_again(store):
    kept = store.state.day.honours
    award = store.state.directory.awards[kept.batch("H16").award]
    assert saved(store, edit_of(store, None, replace(award, rank_collective=2, rank_individual=1))) is None
    assert saved(store, honours_editing.division(store.state, Division())) is None

    assert [batch.id for batch in store.state.day.honours.batches][:5] == ["H14", "H15", "H16", "H13", "H01"]


def test_a_preview_is_stored_over_what_it_showed_only(store):
    edit = honours_editing.division(store.state, Division())
    announced(store, "H01")
    before = store.state.day.seq

    assert saved(store, edit) == Refused(Refusal.HONOURS_MOVED)
    assert store.state.day.seq == before


# --- one batch -------------------------------------------------------------------------------------------------------


def test_people_and_words_of_a_batch_are_one_fact_without_the_words(store):
    kept = store.state.day.honours
    first, second, *rest = kept.batch("H10").slots
    lines = [Placed(second, "H10"), Placed(first, "H11"), *(Placed(slot, "H10") for slot in rest)]
    presented = BatchWords("H10", "Ông Chủ tịch", store.state.directory.batches["H10"].note)
    spoken = SlotWords(second.id, pronunciation="Hờ Lam Ni-ê", citation="Sáng kiến")
    before = store.state.day.seq
    edit = edit_of(store, placed(kept.batches, "H10", lines), presented, spoken, SlotWords(rest[0].id))
    assert honours_editing.changes(store.state, edit) == 3

    assert saved(store, edit) is None
    state = store.state
    assert state.day.seq == before + 1
    assert state.day.honours.batch("H10").slots[0].id == second.id
    assert state.day.honours.batch("H11").slots[-1].id == first.id
    assert (state.directory.batches["H10"], state.directory.certificates[second.id]) == (presented, spoken)
    detail, note = store.read("SELECT detail, (SELECT count(*) FROM note WHERE seq = ledger.seq) FROM ledger "
                              "WHERE seq = ? AND kind = ?", state.day.seq, Kind.HONOURS_CHANGED)[0]  # fmt: skip
    assert "Chủ tịch" not in detail
    assert "Sáng" not in detail
    assert note == 0


def test_what_is_the_same_already_is_no_fact(store):
    before = store.state.day.seq
    kept = store.state.day.honours
    blank = SlotWords(kept.batch("H10").slots[0].id)

    assert saved(store, edit_of(store, None, store.state.directory.batches["H03"], blank)) is None
    assert store.state.day.seq == before
    assert honours_editing.changes(store.state, edit_of(store, moved(kept.batches, "H02", 1))) == 1


def test_each_save_after_a_print_raises_the_version(store):
    honours.record_print(store, role=ORGANISER, now=NOW)
    assert saved(store, edit_of(store, None, BatchWords("H01", "Bà Phó Chủ tịch"))) is None

    assert (store.state.day.honours.version, store.state.day.honours.printed) == (2, 1)


def test_words_of_a_batch_on_stage_can_be_corrected_its_people_cannot(store):
    announced(store, "H03")
    kept = store.state.day.honours
    slot = kept.batch("H03").slots[0]
    spoken = SlotWords(slot.id, store.state.directory.certificates[slot.id].collective, "cách đọc")

    assert saved(store, edit_of(store, None, spoken)) is None
    out = placed(kept.batches, "H03", [Placed(one, "H03") for one in kept.batch("H03").slots[1:]])
    assert saved(store, edit_of(store, out)) == Refused(Refusal.BATCH_BEGUN)
    assert store.state.day.honours.batch("H03").slots == kept.batch("H03").slots


@pytest.mark.parametrize(
    ("rows", "tray", "refused"),
    [
        ((), 2, Refused(Refusal.TRAY_TWICE, 2)),
        ((DecisionWords("9901/QĐ-CTN/2020", ""),), 1, Refused(Refusal.AWARD_NEEDED)),
        ((), 1, None),
    ],
)
def test_a_refusal_changes_nothing(store, rows, tray, refused):
    kept, before = store.state.day.honours, store.state.day.seq
    slot = replace(kept.batch("H01").slots[0], tray=tray)
    edit = edit_of(store, placed(kept.batches, "H01", [Placed(slot, "H01")]), *rows)

    assert (honours_editing.refusal(store.state, edit), saved(store, edit)) == (refused, refused)
    assert store.state.day.seq == before


# --- somebody more, a batch more -------------------------------------------------------------------------------------


def test_somebody_is_added_at_the_end_and_expects_a_call(store):
    edit = honours_editing.addition(store.state, "H06", "DB002", INDIVIDUAL, "")
    assert saved(store, edit) is None
    kept = store.state.day.honours

    assert (kept.batch("H06").slots[-1].code, kept.batch("H06").slots[-1].tray) == ("DB002", 91)
    assert store.state.day.delegates["DB002"].is_honoured
    assert [(number, batch.id) for number, batch in honours_editing.elsewhere(store.state, "DB002")] == [(6, "H06")]
    again = honours_editing.addition(store.state, "H06", "DB002", INDIVIDUAL, "")
    assert saved(store, again) == Refused(Refusal.AWARDED_TWICE, 6)


def test_who_is_on_no_roster_is_not_honoured(store):
    before = store.state.day.seq

    assert saved(store, honours_editing.addition(store.state, "H06", "DB999", INDIVIDUAL, "")) == Refused(
        Refusal.BAD_LIST
    )
    assert saved(store, honours_editing.addition(store.state, "H07", "DB002", COLLECTIVE, "")) == Refused(
        Refusal.COLLECTIVE_NEEDED, 7
    )
    assert store.state.day.seq == before


def test_a_new_batch_brings_its_award_its_decision_and_its_presenter(store):
    award, decision = AwardWords("", "Bằng khen mới", 63, 64), DecisionWords("", "12/QĐ-X", "2026-05-01", "Ai đó")
    shape = Batch("", "", "", Protocol.ANNOUNCE_THEN_CALL, (), limit=8)
    edit = honours_editing.new_batch(store.state, award, decision, BatchWords("", "Ông A"), shape)
    assert saved(store, edit) is None
    batch, words = store.state.day.honours.batches[-1], store.state.directory

    assert (batch.id, batch.decision, batch.limit, batch.slots) == ("H17", "12/QĐ-X/2026", 8, ())
    assert words.awards[batch.award] == replace(award, id=batch.award)
    assert words.decisions[batch.decision] == replace(decision, id=batch.decision)
    assert words.batches["H17"] == BatchWords("H17", "Ông A")


def test_an_award_that_is_known_by_name_keeps_its_ranks(store):
    known = store.state.directory.awards[store.state.day.honours.batch("H16").award]
    shape = Batch("", "", "", Protocol.ANNOUNCE_THEN_CALL, ())
    typed = AwardWords("", known.name.upper())
    edit = honours_editing.new_batch(store.state, typed, DecisionWords("", "1/QĐ"), BatchWords(""), shape)

    assert edit.rows[0] == known


@pytest.mark.parametrize(
    ("name", "ranks"),
    [("Giấy khen của Giám đốc Sở Công Thương", (80, 81)), ("Huy hiệu lạ", (90, 90)), ("", (90, 90))],
)
def test_ranks_are_suggested_by_the_catalogue(name, ranks):
    assert honours_editing.suggested_ranks(name, on=NOW) == ranks


def test_before_the_set_up_there_is_nothing_to_plan(tmp_path):
    empty = Store(tmp_path / "empty.duckdb")
    answer = honours_editing.save(empty, Edit((), (AwardWords("a", "A"),), 0), role=ORGANISER, now=NOW).answer
    empty.close()

    assert answer == Refused(Refusal.NOT_SET_UP)
