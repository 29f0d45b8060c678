"""What desks send again: known, recorded as late entry, set aside for a person, or waiting for the day to be opened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from days import DESK, NINE, Ledger, badge, entry, person

from domain import office
from domain.checkin import BadTime, IdReused
from domain.conference import Words
from domain.day import Case, fold
from domain.delegates import Admission, Category, Part, Presence, Sighting, Standing
from domain.door import Substitute, decide_in_person, decide_substitute
from domain.facts import Kind, Way
from domain.removal import Keeping, Removal
from domain.resent import DataRemoved, Entry, Resending, What, asked, decide_resent

MINUTE = timedelta(minutes=1)
SEEN = NINE + 10 * MINUTE  # when the desk was told
AGAIN = NINE + 40 * MINUTE  # when it sends it again
KNOWN, RECORDED, ASIDE, WAITS = Resending


def opened_day(*entries, **more):
    ledger = Ledger(*entries, **more)
    opened(ledger)
    return ledger


@pytest.fixture
def ledger():
    """Opened at half past seven: three expected, one withdrawn, one reserve."""
    withdrawn, reserve = entry("DB004", standing=Standing.WITHDRAWN), entry("DK05", standing=Standing.RESERVE)
    return opened_day(entry("DB001"), entry("DB002"), entry("DB003"), withdrawn, reserve)


def opened(ledger, *, keep=False, reason="", now=NINE):
    ledger.office(office.decide_open_day, keep=keep, reason=reason, now=now)


def kept(what, delegate="DB001", *, key="k1", at=SEEN, desk="A", **more):
    return Entry(key, what, delegate, desk, at, **more)


def resend(ledger, one, *, now=AGAIN, role=DESK):
    earlier = ledger.ids.get(one.id)
    return ledger.take(decide_resent(ledger.day, one, earlier=earlier, badge=badge(900), role=role, now=now))


def known(day):
    """But for when each was last heard of."""
    return {code: replace(delegate, last_at_door=None) for code, delegate in day.delegates.items()}


def nothing(_ledger):
    pass


def came(ledger):
    ledger.scan("DB001", now=NINE + MINUTE)


def came_later(ledger):
    ledger.scan("DB001", now=SEEN + MINUTE)


def was_undone_later(ledger):
    came(ledger)
    ledger.undo("DB001", now=SEEN + MINUTE)


def has_left(ledger):
    came(ledger)
    ledger.leave("DB001", now=NINE + 2 * MINUTE)


def by_substitute(ledger):
    ledger.act(decide_substitute, "DB001", Substitute("DB001", "Lê Thị Thay"), now=NINE + MINUTE)


def house_is_full(ledger):
    """One seat, held for somebody with a part."""
    ledger.enrol(entry("DB002", part={Part.PAPER}))
    smaller = replace(ledger.day.conference, seats=1)
    ledger.office(office.decide_settings, smaller, Words("Hội nghị"), reason="phòng nhỏ", now=NINE + MINUTE)


def code_is_taken(ledger):
    ledger.walk_in("Khách khác", number=70, now=NINE + MINUTE)


# what was acknowledged, what the ledger holds before, what becomes of it (kind of the fact, or why it is set aside)
TAKEN = [
    (kept(What.ADMIT), nothing, Kind.WELCOME, Presence.IN_PERSON),
    (kept(What.ADMIT, way=Way.SEARCH), nothing, Kind.WELCOME, Presence.IN_PERSON),
    (kept(What.WALK_IN, "DB005", name="Khách"), nothing, Kind.WALK_IN, Presence.IN_PERSON),
    (kept(What.WALK_IN, "DB009", name="Khách"), nothing, Kind.WALK_IN, Presence.IN_PERSON),
    (kept(What.SUBSTITUTE, name="Thay"), nothing, Kind.SUBSTITUTE, Presence.SUBSTITUTE),
    (kept(What.SUBSTITUTE, name="Thay", reason="nhầm"), came, Kind.SUBSTITUTE, Presence.SUBSTITUTE),
    (kept(What.IN_PERSON, reason="đã đến"), by_substitute, Kind.IN_PERSON, Presence.IN_PERSON),
    (kept(What.IN_PERSON, reason="đã đến"), nothing, Kind.IN_PERSON, Presence.IN_PERSON),
    (kept(What.UNDO, reason="nhầm"), came, Kind.UNDONE, Presence.AWAY),
    (kept(What.UNDO, reason="nhầm"), by_substitute, Kind.UNDONE, Presence.AWAY),
    (kept(What.LEAVE, reason="việc gấp"), came, Kind.LEFT, Presence.LEFT),
    (kept(What.LEAVE, reason="việc gấp"), nothing, Kind.LEFT, Presence.LEFT),
]
SET_ASIDE = [
    (kept(What.ADMIT), came, "already"),
    (kept(What.ADMIT), by_substitute, "already"),
    (kept(What.ADMIT), came_later, "stale"),
    (kept(What.ADMIT), was_undone_later, "stale"),
    (kept(What.ADMIT, "DB004"), nothing, "withdrawn"),
    (kept(What.ADMIT, "DK05"), nothing, "withdrawn"),
    (kept(What.ADMIT, "DB999"), nothing, "unknown"),
    (kept(What.ADMIT, "DB003"), house_is_full, "full"),
    (kept(What.WALK_IN, "DB005", name="Khách"), house_is_full, "full"),
    (kept(What.WALK_IN, "DB001", name="Khách"), nothing, "code_taken"),
    (kept(What.WALK_IN, "DB005", name="Khách"), code_is_taken, "code_taken"),
    (kept(What.SUBSTITUTE, name="Thay"), by_substitute, "already"),
    (kept(What.SUBSTITUTE, "DB004", name="Thay"), nothing, "withdrawn"),
    (kept(What.IN_PERSON, "DB003"), house_is_full, "full"),
    (kept(What.IN_PERSON), came, "not_a_substitute"),
    (kept(What.UNDO), nothing, "not_present"),
    (kept(What.UNDO), came_later, "stale"),
    (kept(What.LEAVE), has_left, "not_present"),
    (kept(What.LEAVE, "DB999"), nothing, "unknown"),
]


@pytest.mark.parametrize(("one", "before", "kind", "presence"), TAKEN)
def test_what_the_ledger_lacks_is_recorded_with_its_own_time(ledger, one, before, kind, presence):
    before(ledger)
    outcome = resend(ledger, one)
    fact = ledger.facts[-1]

    assert outcome.answer is RECORDED
    assert (fact.kind, fact.subject, fact.happened_at, fact.recorded_at) == (kind, one.delegate, SEEN, AGAIN)
    assert (fact.desk, fact.action_id, fact.detail["resent"]) == ("A", "k1", True)
    assert ledger.day.delegates[one.delegate].presence is presence
    assert (ledger.day.cases, ledger.day.resent) == ({}, (fact.seq,))


@pytest.mark.parametrize(("one", "before", "why"), SET_ASIDE)
def test_what_cannot_simply_be_taken_changes_nothing_and_is_a_case(ledger, one, before, why):
    before(ledger)
    people, tally = known(ledger.day), ledger.day.tally
    outcome = resend(ledger, one)
    seq = ledger.day.seq

    assert outcome.answer is ASIDE
    assert (known(ledger.day), ledger.day.tally) == (people, tally)
    assert ledger.day.cases == {
        seq: Case(seq, "resent", Kind.SET_ASIDE, one.delegate, "A", ledger.facts[-1].way, SEEN, AGAIN, one.what, why)
    }
    assert ledger.day.resent == (seq,)


@pytest.mark.parametrize(("one", "before"), [(one, before) for one, before, *_ in TAKEN + SET_ASIDE])
def test_sent_a_second_time_it_is_known(ledger, one, before):
    before(ledger)
    resend(ledger, one)
    day = ledger.day

    assert resend(ledger, one, now=AGAIN + MINUTE).answer is KNOWN
    assert ledger.day is day


ASKED_AT_THE_DOOR = [
    (lambda one: one.scan("DB001", now=SEEN, scan_id="k1"), kept(What.ADMIT)),
    (lambda one: one.scan("DB001", now=SEEN, scan_id="k1", way=Way.CAMERA), kept(What.ADMIT, way=Way.CAMERA)),
    (lambda one: one.find("DB001", now=SEEN, scan_id="k1"), kept(What.ADMIT, way=Way.SEARCH)),
    (lambda one: one.walk_in("Khách", number=70, now=SEEN, action_id="k1"), kept(What.WALK_IN, "DB005", name="Khách")),
    (
        lambda one: one.act(decide_substitute, "DB001", Substitute("DB001", "Thay"), now=SEEN, action_id="k1"),
        kept(What.SUBSTITUTE, name="Thay"),
    ),
    (
        lambda one: (by_substitute(one), one.act(decide_in_person, "DB001", now=SEEN, action_id="k1")),
        kept(What.IN_PERSON),
    ),
    (lambda one: (came(one), one.undo("DB001", now=SEEN, action_id="k1")), kept(What.UNDO)),
    (lambda one: (came(one), one.leave("DB001", now=SEEN, action_id="k1")), kept(What.LEAVE)),
]


@pytest.mark.parametrize(("happens", "one"), ASKED_AT_THE_DOOR)
def test_what_the_ledger_has_from_the_door_is_known_and_was_asked_alike(ledger, happens, one):
    happens(ledger)
    day = ledger.day

    assert resend(ledger, one).answer is KNOWN
    assert ledger.day is day
    assert ledger.ids["k1"].asked == asked(ledger.day, one)


def test_a_resent_admission_answers_the_desks_own_retry(ledger):
    resend(ledger, kept(What.ADMIT))
    ruling = ledger.scan("DB001", now=AGAIN + MINUTE, scan_id="k1", happened_at=SEEN)

    assert (ruling.verdict, ruling.replayed, ruling.standing) == (Kind.WELCOME, True, True)


def test_an_earlier_refusal_under_the_same_id_does_not_stand_for_the_admission(ledger):
    """It was refused, asked again and let in; the copy ends between the two."""
    house_is_full(ledger)
    assert ledger.scan("DB003", now=NINE + 2 * MINUTE, scan_id="k1").verdict is Kind.FULL
    more = replace(ledger.day.conference, seats=3)
    ledger.office(office.decide_settings, more, Words("Hội nghị"), reason="thêm ghế", now=NINE + 3 * MINUTE)

    assert resend(ledger, kept(What.ADMIT, "DB003")).answer is RECORDED


def test_the_same_id_for_somebody_else_is_refused(ledger):
    came(ledger)
    ledger.scan("DB002", now=SEEN, scan_id="k1")

    with pytest.raises(IdReused):
        resend(ledger, kept(What.ADMIT, "DB001"))


def test_a_copy_from_before_the_opening_makes_them_wait_and_the_opening_lets_them_in():
    ledger = Ledger(entry("DB001"))
    ledger.scan("DB001", now=NINE - 600 * MINUTE)  # the rehearsal of the evening before
    before = ledger.day

    assert resend(ledger, kept(What.ADMIT)).answer is WAITS
    assert ledger.day is before
    opened(ledger, now=AGAIN)
    assert resend(ledger, kept(What.ADMIT), now=AGAIN + MINUTE).answer is RECORDED
    assert ledger.day.delegates["DB001"].admission == Admission(ledger.day.seq, SEEN, AGAIN + MINUTE, "A")


def test_a_walk_in_gets_the_code_again_that_later_entries_speak_of(ledger):
    entries = [
        kept(What.WALK_IN, "DB007", key="k1", name="Khách Bảy", category=Category.STAFF),
        kept(What.UNDO, "DB007", key="k2", at=SEEN + MINUTE),
    ]
    outcomes = [resend(ledger, one) for one in entries]

    assert [outcome.answer for outcome in outcomes] == [RECORDED, RECORDED]
    assert outcomes[0].rows == (person("DB007", Category.STAFF, name="Khách Bảy"),)
    assert ledger.day.badges[badge(900)] == "DB007"
    assert ledger.walk_in("Sau đó", number=71, now=AGAIN).code == "DB008"


def test_a_desk_that_was_renamed_and_a_clock_a_little_ahead_count_too(ledger):
    resend(ledger, kept(What.ADMIT, desk="Bàn cũ", at=AGAIN + 5 * MINUTE))

    assert ledger.day.delegates["DB001"].last_at_door == Sighting(ledger.day.seq, AGAIN)


@pytest.mark.parametrize("at", [AGAIN - timedelta(days=2, seconds=1), AGAIN + 11 * MINUTE])
def test_a_time_far_away_is_a_bad_time(ledger, at):
    with pytest.raises(BadTime):
        resend(ledger, kept(What.ADMIT, at=at))


def test_an_undo_of_long_ago_or_of_the_organiser_needs_no_second_permission(ledger):
    ledger.scan("DB001", desk="B", now=NINE + MINUTE)

    assert resend(ledger, kept(What.UNDO, at=NINE + 30 * MINUTE)).answer is RECORDED


def test_what_a_person_needs_to_close_the_case_is_in_the_note(ledger):
    one = kept(What.WALK_IN, "DB001", name="Khách", position="Phó phòng", unit="Sở X", reason="có giấy mời")

    assert resend(ledger, one).note == "Khách, Phó phòng, Sở X, có giấy mời"


def test_a_case_is_closed_and_the_fold_gives_the_same_day(ledger):
    came(ledger)
    resend(ledger, kept(What.ADMIT))

    assert fold(ledger.facts) == ledger.day


def test_what_counts_is_told_by_the_opening_from_nothing():
    """A desk drops what it keeps when this moves; opening again with presence kept leaves it."""
    ledger = Ledger(entry("DB001"))
    seen = [ledger.day.counts_from]
    for minute, (keep, reason) in enumerate([(True, ""), (True, "quên"), (False, "thử lại"), (True, "nhầm")]):
        opened(ledger, keep=keep, reason=reason, now=NINE + minute * MINUTE)
        seen.append(ledger.day.counts_from)

    assert seen == [None, NINE, NINE, NINE + 2 * MINUTE, NINE + 2 * MINUTE]


def test_the_day_is_ended_once_and_taken_back_with_a_reason(ledger):
    refused = [Ledger().office(office.decide_end), ledger.office(office.decide_go_on, reason="x")]
    ended = ledger.office(office.decide_end, now=SEEN)
    refused.append(ledger.office(office.decide_end, now=AGAIN))
    refused.append(ledger.office(office.decide_go_on, reason=""))

    assert [one.reason for one in refused] == ["day_not_open", "day_not_ended", "ended_already", "reason_needed"]
    assert (ended, ledger.day.ended_at) == (None, SEEN)
    assert ledger.scan("DB001", now=AGAIN).verdict is Kind.WELCOME
    ledger.office(office.decide_go_on, reason="còn khách", now=AGAIN)
    assert ledger.day.ended_at is None


def test_what_was_removed_is_not_taken_in_again(ledger):
    ledger.scan("DB002", now=SEEN, scan_id="k2")
    ledger.day.removal = Removal(ledger.day.seq, AGAIN, Keeping.AWARD_LIST)

    assert resend(ledger, kept(What.ADMIT, "DB002", key="k2")).answer is KNOWN
    with pytest.raises(DataRemoved):
        resend(ledger, kept(What.SUBSTITUTE, name="Lê Thị Thay"))


# the desk that undid or let in first is the slower one
CROSSED = [
    ([kept(What.LEAVE, key="k2", at=SEEN + MINUTE, desk="B"), kept(What.ADMIT)], Presence.LEFT),
    (
        [
            kept(What.ADMIT), kept(What.ADMIT, key="k3", at=SEEN + 2 * MINUTE, desk="B"),
            kept(What.UNDO, key="k2", at=SEEN + MINUTE),
        ],
        Presence.IN_PERSON,
    ),
    (
        [
            kept(What.ADMIT, key="k3", at=SEEN + 2 * MINUTE, desk="B"), kept(What.ADMIT),
            kept(What.UNDO, key="k2", at=SEEN + MINUTE),
        ],
        Presence.IN_PERSON,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "presence"), CROSSED)
def test_what_two_desks_send_in_the_wrong_order_leaves_each_as_they_were_last(ledger, entries, presence):
    for one in entries:
        resend(ledger, one)

    assert ledger.day.delegates["DB001"].presence is presence
    assert len(ledger.day.cases) > 0
