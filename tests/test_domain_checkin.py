"""The scan's rules; numbers in brackets are the cases of the check-in study the design keeps."""

from datetime import timedelta

import pytest
from days import NINE, START, Ledger, badge, entry, person

from domain import door, enrolment, office
from domain.checkin import BadTime, IdReused, Scan
from domain.conference import Conference, Words
from domain.day import fold
from domain.delegates import Category, Part, Presence, Standing
from domain.door import Substitute
from domain.enrolment import Entry
from domain.facts import Kind, Refusal, Refused, Way

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
RELEASED = START + 31 * MINUTE


def delegates(count: int, **more):
    return [entry(f"DB{number:03}", **more) for number in range(1, count + 1)]


def test_a_scan_lets_an_expected_delegate_in():  # 1
    book = Ledger(entry("DB001"))

    ruling = book.scan("DB001")

    assert (ruling.verdict, ruling.code, ruling.standing, ruling.first) == (Kind.WELCOME, "DB001", True, None)
    assert book.present == 1
    assert book.facts[-1].desk == "A"
    assert book.facts[-1].kind is Kind.WELCOME


def test_another_desk_hears_who_came_first():  # 2, 4, 24
    book = Ledger(entry("DB001"))
    book.scan("DB001", desk="A")

    ruling = book.scan("DB001", desk="B", now=NINE + MINUTE)

    assert (ruling.verdict, ruling.first.desk, ruling.first.happened_at) == (Kind.ALREADY, "A", NINE)
    assert book.present == 1
    assert book.facts[-1].kind is Kind.ALREADY


def test_a_retry_is_answered_again_and_recorded_once():  # 3
    book = Ledger(entry("DB001"))
    first = book.scan("DB001", scan_id="s1")
    again = book.scan("DB001", scan_id="s1")

    assert (first.replayed, again.verdict, again.replayed, again.standing) == (False, Kind.WELCOME, True, True)
    assert len(book.facts) == 3  # set-up, import, one welcome


def test_a_retry_after_undo_says_it_no_longer_stands():
    book = Ledger(entry("DB001"))
    book.scan("DB001", scan_id="s1")
    book.undo("DB001")

    again = book.scan("DB001", scan_id="s1")

    assert (again.verdict, again.replayed, again.standing) == (Kind.WELCOME, True, False)
    assert book.present == 0


def test_a_refusal_is_decided_again_under_the_same_id():  # 5
    book = Ledger(entry("DB001"), entry("DB002"), seats=2)
    book.office(
        office.decide_settings,
        Conference(START, RELEASED, 1),
        _words(),
        reason="r",
    )
    book.scan("DB001")
    assert book.scan("DB002", scan_id="s").verdict is Kind.FULL
    facts = len(book.facts)
    assert book.scan("DB002", scan_id="s").replayed
    assert len(book.facts) == facts
    book.undo("DB001")

    ruling = book.scan("DB002", scan_id="s", happened_at=NINE)

    assert (ruling.verdict, ruling.replayed) == (Kind.WELCOME, False)


def _words():
    return Words("Hội nghị")


def test_a_scan_id_never_serves_two_codes():
    book = Ledger(entry("DB001"), entry("DB002"))
    book.scan("DB001", scan_id="s1")

    with pytest.raises(IdReused):
        book.scan("DB002", scan_id="s1")


GARBLED = ["xyz", "", "7", "DB001", "ê" * 16, "😀" * 20, "'; drop table--", "=HYPERLINK(1)", "\x00\x01", "B" * 5000]


@pytest.mark.parametrize("text", GARBLED)
def test_what_cannot_be_a_code_is_garbled_and_kept_readable(text):  # 8, 16, 17, 22, 23
    book = Ledger(entry("DB001"))
    code = text if text != "DB001" else "DB001 "  # the delegate code is no badge code

    ruling = book.ask(_scan(code), NINE, "desk")

    assert (ruling.verdict, ruling.code) == (Kind.GARBLED, "")
    assert book.facts[-1].kind is Kind.GARBLED


def _scan(code, scan_id="x"):
    return Scan(scan_id, "A", Way.SCANNER, code)


@pytest.mark.parametrize("dress", ["{}\r\n", "  {}\t", "\\000026{}", "{}"])
def test_scanners_dress_a_code_in_their_own_ways(dress):  # 14, 15
    book = Ledger(entry("DB001"))
    code = book.day.delegates["DB001"].badge

    assert book.ask(_scan(dress.format(code)), NINE, "desk").verdict is Kind.WELCOME
    assert book.ask(_scan(code.lower(), "y"), NINE + MINUTE, "desk").verdict is Kind.ALREADY


def test_a_sound_code_of_nobody_is_unknown():  # 6, 13
    assert Ledger(entry("DB001")).ask(_scan(badge(77)), NINE, "desk").verdict is Kind.UNKNOWN


def test_validity_comes_before_duplicate():  # 9, 10, 12
    book = Ledger(entry("DB001"))
    old = book.day.delegates["DB001"].badge
    book.scan("DB001")
    book.office(enrolment.decide_reissue, "DB001", badge=badge(900), reason="mất thẻ")

    assert book.ask(_scan(old), NINE + MINUTE, "desk").verdict is Kind.REVOKED
    assert book.ask(_scan(old), NINE + MINUTE, "desk").code == "DB001"
    assert book.scan("DB001", now=NINE + MINUTE).verdict is Kind.ALREADY
    assert book.office(enrolment.decide_withdraw, "DB001", reason="ốm") == Refused(Refusal.IS_PRESENT)


@pytest.mark.parametrize("standing", [Standing.RESERVE, Standing.WITHDRAWN, Standing.REPLACED])
def test_who_is_not_to_come_is_withdrawn(standing):  # 11
    book = Ledger(entry("DB001", standing=standing))

    ruling = book.scan("DB001")

    assert (ruling.verdict, ruling.code) == (Kind.WITHDRAWN, "DB001")


def test_a_badge_left_in_the_beam_is_one_scan():  # 19
    book = Ledger(entry("DB001"))
    book.scan("DB001")
    later = [book.scan("DB001", now=NINE + seconds * SECOND) for seconds in (1, 3, 5)]

    assert [(ruling.verdict, ruling.repeat) for ruling in later] == [(Kind.ALREADY, True)] * 3
    assert len(book.facts) == 3
    assert book.scan("DB001", now=NINE + 8 * SECOND).repeat is False
    assert book.scan("DB001", desk="B", now=NINE + 8 * SECOND).repeat is False


def test_a_repeat_that_would_be_welcome_is_welcome():
    book = Ledger(entry("DB001"))
    book.scan("DB001")
    book.undo("DB001", now=NINE + SECOND)

    assert book.scan("DB001", now=NINE + 2 * SECOND).verdict is Kind.WELCOME


def test_the_house_is_never_overfilled():  # 25, 30, 31, 32
    book = Ledger(*delegates(3), seats=3)
    book.office(office.decide_settings, _conference(2), _words(), reason="phòng nhỏ")
    verdicts = [book.scan(code).verdict for code in ("DB001", "DB002", "DB003")]

    assert verdicts == [Kind.WELCOME, Kind.WELCOME, Kind.FULL]
    assert book.scan("DB001", now=NINE + MINUTE).verdict is Kind.ALREADY
    book.undo("DB001")
    assert book.scan("DB003", now=NINE + MINUTE).verdict is Kind.WELCOME


def _conference(seats):
    return Conference(START, START + 30 * MINUTE, seats)


def test_places_are_held_for_those_expected_until_the_release_time():  # 34
    book = Ledger(entry("DB001"), entry("DB002"), entry("DK01", standing=Standing.RESERVE), seats=2)
    book.scan("DB001")
    book.office(enrolment.decide_call_up, "DK01", reason="gọi")

    assert book.day.figures.held(NINE) == 1
    assert book.scan("DK01").verdict is Kind.FULL
    assert book.day.figures.held(RELEASED) == 0
    assert book.scan("DK01", now=RELEASED).verdict is Kind.WELCOME
    assert book.scan("DB002", now=RELEASED).verdict is Kind.FULL


def test_a_part_in_the_programme_keeps_its_place_until_the_organiser_releases_it():
    book = Ledger(entry("DB001", part=[Part.HONOUREE]), entry("DK01", standing=Standing.RESERVE), seats=1)
    book.office(enrolment.decide_call_up, "DK01", reason="gọi")

    assert book.scan("DK01", now=RELEASED).verdict is Kind.FULL
    book.office(enrolment.decide_release, "DB001", reason="đã báo vắng")
    assert book.scan("DK01", now=RELEASED + MINUTE).verdict is Kind.WELCOME
    assert book.scan("DB001", now=RELEASED + MINUTE).verdict is Kind.FULL


def test_in_a_house_with_more_invited_than_seats_those_with_a_part_come_first():
    book = Ledger(*delegates(2), entry("DB003", part=[Part.PAPER]), seats=3)
    book.office(office.decide_settings, _conference(2), _words(), reason="r")

    assert [book.scan(code).verdict for code in ("DB001", "DB002", "DB003")] == [Kind.WELCOME, Kind.FULL, Kind.WELCOME]


@pytest.mark.parametrize("category", [Category.STAFF, Category.PRESS, Category.DRIVER])
def test_staff_press_and_drivers_take_no_seat(category):  # 35
    book = Ledger(entry("DB001"), entry("DB002", category=category), seats=1)
    book.scan("DB001")

    assert book.scan("DB002").verdict is Kind.WELCOME
    assert book.present == 1


def test_a_replacing_reserve_takes_over_the_held_place_but_not_the_part():
    book = Ledger(entry("DB001", part=[Part.PAPER]), entry("DK01", standing=Standing.RESERVE), seats=1)
    book.office(enrolment.decide_replace, "DB001", "DK01", reason="ốm")

    assert book.scan("DB001").verdict is Kind.WITHDRAWN
    assert (book.day.figures.with_part, book.day.figures.without_part) == (0, 1)
    assert book.scan("DK01").verdict is Kind.WELCOME


def test_a_desk_undoes_its_own_within_15_minutes_the_organiser_always():  # 39, 40, 41
    book = Ledger(entry("DB001"), entry("DB002"))
    book.scan("DB001", desk="A")
    book.scan("DB002", desk="A")

    assert book.undo("DB001", desk="B") == Refused(Refusal.OTHER_DESK)
    assert book.facts[-1].kind is Kind.UNDO_REFUSED
    assert book.undo("DB001", desk="A", now=NINE + 15 * MINUTE) is None
    assert book.undo("DB001", desk="A", now=NINE + 15 * MINUTE) == Refused(Refusal.NOT_PRESENT)
    assert book.undo("DB002", desk="A", now=NINE + 16 * MINUTE) == Refused(Refusal.TOO_LATE)
    assert book.undo("DB002", now=NINE + 60 * MINUTE) is None
    assert book.present == 0
    assert book.scan("DB001", now=NINE + 61 * MINUTE).verdict is Kind.WELCOME


def test_an_undo_asked_twice_happens_once():
    book = Ledger(entry("DB001"))
    book.scan("DB001")
    book.undo("DB001", action_id="u")
    facts = len(book.facts)
    book.scan("DB001", now=NINE + MINUTE)

    assert book.undo("DB001", action_id="u") is None
    assert (book.present, len(book.facts)) == (1, facts + 1)


def test_who_has_left_and_returns_has_no_place_held():
    book = Ledger(entry("DB001"), entry("DB002"), seats=2)
    book.scan("DB001")
    book.leave("DB001")
    assert book.day.delegates["DB001"].presence is Presence.LEFT
    book.walk_in("Khách", number=500)

    assert book.scan("DB001", now=NINE + MINUTE).verdict is Kind.FULL
    assert book.scan("DB002", now=NINE + MINUTE).verdict is Kind.WELCOME


def test_a_substitute_fills_the_place_and_is_named_to_the_delegate():  # 56
    book = Ledger(entry("DB001"))

    assert book.act(door.decide_substitute, "DB001", Substitute("DB001", "Lê Thị Thay")).verdict is Kind.WELCOME
    ruling = book.scan("DB001", now=NINE + MINUTE)
    assert (ruling.verdict, ruling.by_substitute, book.present) == (Kind.ALREADY, True, 1)
    book.act(door.decide_in_person, "DB001")
    assert book.day.delegates["DB001"].presence is Presence.IN_PERSON
    book.act(door.decide_substitute, "DB001", Substitute("DB001", "Lê Thị Thay"), reason="về sớm")
    assert (book.day.delegates["DB001"].presence, book.present) == (Presence.SUBSTITUTE, 1)
    book.undo("DB001")
    assert (book.day.delegates["DB001"].presence, book.present) == (Presence.AWAY, 0)


def test_a_walk_in_gets_a_place_that_nobody_holds():  # 33, 58
    book = Ledger(*delegates(2), seats=3)

    assert book.walk_in("Khách một", number=500).verdict is Kind.WELCOME
    assert book.walk_in("Khách hai", number=501).verdict is Kind.FULL
    assert book.day.delegates["DB003"].standing is Standing.WALK_IN
    assert (book.present, book.day.invited) == (1, 2)


def test_a_late_paper_entry_keeps_its_own_time():  # 42
    book = Ledger(entry("DB001"))

    ruling = book.find("DB001", now=NINE + 80 * MINUTE, happened_at=NINE + 20 * MINUTE, way=Way.PAPER)

    assert ruling.verdict is Kind.WELCOME
    assert (book.facts[-1].happened_at, book.facts[-1].recorded_at) == (NINE + 20 * MINUTE, NINE + 80 * MINUTE)


def test_paper_for_somebody_scanned_meanwhile_is_a_case_for_a_person():  # 43
    book = Ledger(entry("DB001"))
    book.scan("DB001", now=NINE + 35 * MINUTE)

    ruling = book.find("DB001", now=NINE + 90 * MINUTE, happened_at=NINE + 20 * MINUTE, way=Way.PAPER)

    assert (ruling.verdict, ruling.first.happened_at, book.present) == (Kind.ALREADY, NINE + 35 * MINUTE, 1)
    assert [case.subject for case in book.day.cases.values()] == ["DB001"]


def test_an_entry_older_than_the_last_fact_of_the_door_changes_nothing():
    book = Ledger(entry("DB001"))
    book.scan("DB001", now=NINE)
    book.undo("DB001", now=NINE + 10 * MINUTE)

    ruling = book.scan("DB001", now=NINE + 20 * MINUTE, happened_at=NINE + 5 * MINUTE, desk="B")

    assert (ruling.verdict, ruling.stale, ruling.standing, book.present) == (Kind.ALREADY, True, False, 0)
    assert [case.reason for case in book.day.cases.values()] == ["stale"]


def test_an_edit_of_the_roster_is_no_fact_of_the_door():
    book = Ledger(entry("DB001"))
    edit = {"kind": Kind.DELEGATE_EDITED, "seen": None, "role": "organiser", "now": NINE + 10 * MINUTE}
    book.take(enrolment.decide_enrol(book.day, [entry("DB001")], **edit))

    assert book.scan("DB001", now=NINE + 20 * MINUTE, happened_at=NINE + 5 * MINUTE).verdict is Kind.WELCOME


def test_a_refusal_asked_late_is_a_case_until_a_person_closes_it():
    book = Ledger(entry("DB001"))
    book.scan("nonsense", now=NINE + MINUTE, happened_at=NINE)
    [case] = book.day.cases

    assert book.act(door.decide_close_case, "", case, reason="") == Refused(Refusal.REASON_NEEDED)
    assert book.act(door.decide_close_case, "", case, reason="đã gọi lại") is None
    assert book.day.cases == {}
    assert book.act(door.decide_close_case, "", case, reason="lần nữa") == Refused(Refusal.NO_SUCH_CASE)


@pytest.mark.parametrize(("ahead", "taken"), [(10 * MINUTE, True), (10 * MINUTE + SECOND, False)])
def test_a_clock_that_runs_ahead_is_put_right_or_refused(ahead, taken):  # 45
    book = Ledger(entry("DB001"))
    if not taken:
        with pytest.raises(BadTime):
            book.scan("DB001", happened_at=NINE + ahead)
        return
    book.scan("DB001", happened_at=NINE + ahead)
    assert (book.facts[-1].happened_at, book.facts[-1].detail["clock_ahead"]) == (NINE, True)


def test_opening_the_day_anew_forgets_the_rehearsal_and_keeps_the_roster():
    book = Ledger(entry("DB001"), entry("DB002"))
    book.scan("DB001", scan_id="rehearsed")
    book.office(office.decide_open_day, keep=False, reason="", now=NINE + 5 * MINUTE)

    assert (book.present, book.day.anew_at, sorted(book.day.delegates)) == (0, NINE + 5 * MINUTE, ["DB001", "DB002"])
    with pytest.raises(BadTime):
        book.scan("DB001", now=NINE + 6 * MINUTE, happened_at=NINE)
    assert book.scan("DB001", now=NINE + 6 * MINUTE).verdict is Kind.WELCOME


def test_opening_the_day_may_keep_presence():
    book = Ledger(entry("DB001"), entry("DB002"))
    book.scan("DB001")
    book.office(office.decide_open_day, keep=True, reason="", now=NINE + 5 * MINUTE)

    assert book.present == 1
    assert book.scan("DB002", now=NINE + 6 * MINUTE, happened_at=NINE).verdict is Kind.WELCOME
    assert book.office(office.decide_open_day, keep=False, reason="") == Refused(Refusal.ALREADY_OPENED)


def test_the_figure_at_the_opening_stays_when_more_come():  # 62
    book = Ledger(entry("DB001"), entry("DB002"))
    book.scan("DB001")
    assert book.office(office.decide_freeze) == 1
    book.scan("DB002", now=NINE + MINUTE)

    assert (book.day.opening.present, book.present) == (1, 2)
    assert book.office(office.decide_thaw, reason="") == Refused(Refusal.REASON_NEEDED)
    book.office(office.decide_thaw, reason="bấm sớm")
    assert book.day.opening is None


def test_seats_never_fall_below_those_present():
    book = Ledger(*delegates(2))
    book.scan("DB001")
    book.scan("DB002")

    refused = book.office(office.decide_settings, _conference(1), _words(), reason="r")

    assert refused == Refused(Refusal.BELOW_PRESENT, 2)


def test_more_delegates_than_seats_are_refused_with_the_count():  # 36
    book = Ledger(*delegates(2), seats=2)
    more = book.enrol(entry("DB003")).answer
    reserves = book.enrol(entry("DK01", standing=Standing.RESERVE)).answer

    assert (more, reserves) == (Refused(Refusal.OVER_SEATS, 3), ["DK01"])


def test_codes_are_given_once_and_never_again():
    book = Ledger(entry("DB007"))
    imported = {"kind": Kind.IMPORTED, "seen": None, "role": "organiser", "now": NINE}
    first = book.take(enrolment.decide_enrol(book.day, [_unnumbered(), _unnumbered()], **imported)).answer
    book.office(enrolment.decide_withdraw, "DB009", reason="r")
    later = book.take(enrolment.decide_enrol(book.day, [_unnumbered()], **imported)).answer

    assert (first, later) == (["DB008", "DB009"], ["DB010"])


def _unnumbered():
    return Entry(person(""), frozenset(), badge(600))


def test_the_ledger_alone_gives_the_same_day():  # 65
    book = Ledger(*delegates(3), entry("DK01", standing=Standing.RESERVE))
    book.scan("DB001")
    book.undo("DB001")
    book.walk_in("Khách", number=500)
    book.scan("nonsense", happened_at=NINE)

    assert fold(book.facts) == book.day


def test_a_refusal_whose_answer_was_lost_becomes_a_case():
    """The desk saw no answer, let people in by paper, and asked again with the scan's own time."""
    book = Ledger(entry("DK01", standing=Standing.RESERVE))
    book.scan("DK01", scan_id="lost")
    assert book.day.cases == {}

    late = [book.scan("DK01", scan_id="lost", now=NINE + MINUTE, happened_at=NINE) for _ in range(2)]

    assert [ruling.replayed for ruling in late] == [False, True]
    assert [(case.subject, case.reason) for case in book.day.cases.values()] == [("DK01", "waited")]


def test_a_walk_in_or_substitute_replayed_after_an_undo_says_it_no_longer_stands():
    book = Ledger(entry("DB001"), seats=3)
    book.walk_in("Khách", number=500, action_id="w")
    book.act(door.decide_substitute, "DB001", Substitute("DB001", "Lê Thay"), action_id="s")
    book.undo("DB002")
    book.undo("DB001")

    again = book.walk_in("Khách", number=500, action_id="w")
    thay = book.act(door.decide_substitute, "DB001", Substitute("DB001", "Lê Thay"), action_id="s")

    assert [(ruling.replayed, ruling.standing) for ruling in (again, thay)] == [(True, False)] * 2
