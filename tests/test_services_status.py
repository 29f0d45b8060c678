"""How the house stands: the limits of what is wrong, the order it is told in, and what is measured."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from days import DESK, NINE, ORGANISER, START

from domain.checkin import Scan
from domain.conference import Conference, Words
from domain.day import Day, Session
from domain.facts import Role, Way
from domain.status import GIBIBYTE, MEBIBYTE, Level, What, is_servers_clock
from services import checkin, conference, connected, status
from services.backups import Failure, Status
from services.connected import Connected, Report
from services.status import Condition, Room, condition, facts_by_minute, findings, is_same_disk, screens
from store.engine import Store

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
STICK, DISK = Path("/media/usb"), Path("/srv/data")
GOOD = Status(STICK, NINE, 40)
WELL = Condition(
    since=NINE, memory=None, facts=(0,) * 10, last_fact=40, cases=0, backup=GOOD, data=Room(DISK, GIBIBYTE),
    copies=Room(STICK, GIBIBYTE), is_same_disk=False, certificate=NINE + 7 * DAY, screens=(), phones=0,
)  # fmt: skip
OTHERS = iter(range(1_000))


def screen(view="desk", *, ahead=0, desk="B", at=NINE, address=None, **fields):
    """One that is well, at NINE."""
    waiting, parked = fields.pop("waiting", 0), fields.pop("parked", 0)
    number = next(OTHERS)
    session = Session(f"s{number}", Role.DESK, "", "", NINE)
    report = Report(timedelta(seconds=ahead), desk if view == "desk" else "", waiting, parked)
    return Connected(view, session, address or f"10.0.0.{number}", NINE, at, report, **fields)


def wrong(**fields):
    return [(one.level, one.what) for one in findings(replace(WELL, **fields), NINE)]


BAD, WARNING = Level.BAD, Level.WARNING


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, []),
        ({"data": None, "copies": None, "certificate": None, "since": None}, []),
        ({"data": Room(DISK, GIBIBYTE - 1)}, [(WARNING, What.ROOM)]),
        ({"data": Room(DISK, 100 * MEBIBYTE)}, [(WARNING, What.ROOM)]),
        ({"copies": Room(STICK, 100 * MEBIBYTE - 1)}, [(BAD, What.ROOM)]),
        ({"data": Room(DISK, 0), "copies": Room(STICK, 0)}, [(BAD, What.ROOM)] * 2),
        (
            {"data": Room(DISK, 0), "copies": Room(STICK, 0), "is_same_disk": True},
            [(BAD, What.ROOM), (WARNING, What.SAME_DISK)],
        ),
        ({"backup": Status(None)}, [(WARNING, What.NO_BACKUP)]),
        ({"backup": Status(STICK)}, []),  # the first one is under way
        ({"backup": replace(GOOD, failed_at=NINE, failure=Failure.FULL)}, [(BAD, What.BACKUP_FAILS)]),
        ({"backup": replace(GOOD, good_at=NINE - 12 * MINUTE)}, []),  # nothing has happened since
        ({"backup": replace(GOOD, good_at=NINE - 11 * MINUTE, seq=39)}, []),
        ({"backup": replace(GOOD, good_at=NINE - 12 * MINUTE, seq=39)}, [(WARNING, What.BACKUP_OVERDUE)]),
        ({"certificate": NINE + 7 * DAY - SECOND}, [(WARNING, What.CERTIFICATE)]),
        ({"certificate": NINE}, [(BAD, What.CERTIFICATE_ENDED)]),
        ({"cases": 3}, [(WARNING, What.CASES)]),
    ],
)
def test_what_of_the_house_is_wrong(fields, told):
    assert wrong(**fields) == told


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([screen()], []),
        ([screen(left_at=NINE)], [(BAD, What.DESK_GONE)]),
        ([screen(left_at=NINE, waiting=3)], [(BAD, What.DESK_GONE_WAITING)]),
        ([screen("hall", left_at=NINE)], [(BAD, What.SCREEN_GONE)]),
        ([screen("wall", left_at=NINE)], [(WARNING, What.SCREEN_GONE)]),
        ([screen(at=NINE - 25 * SECOND)], []),
        ([screen(at=NINE - 26 * SECOND)], [(WARNING, What.SILENT)]),
        ([screen(waiting=1, waiting_since=NINE - 10 * SECOND)], []),  # on its way
        ([screen(waiting=1, waiting_since=NINE - 11 * SECOND)], [(WARNING, What.WAITING)]),
        ([screen(parked=1)], [(WARNING, What.PARKED)]),
        ([screen(ahead=60)], []),
        ([screen(ahead=61), screen()], [(WARNING, What.CLOCK_AHEAD)]),
        ([screen(ahead=-61), screen()], [(WARNING, What.CLOCK_BEHIND)]),
        ([screen(ahead=61)], [(WARNING, What.CLOCK_AHEAD)]),  # one alone accuses nobody else
        ([screen(ahead=3600), screen(ahead=3610)], [(WARNING, What.SERVER_BEHIND)]),
        ([screen(ahead=-3600), screen(ahead=-3610)], [(WARNING, What.SERVER_AHEAD)]),
        ([screen(ahead=3600), screen(ahead=-3600)], [(WARNING, What.CLOCK_AHEAD), (WARNING, What.CLOCK_BEHIND)]),
        ([screen(ahead=300, left_at=NINE)], [(BAD, What.DESK_GONE)]),  # its clock is past setting
    ],
)
def test_what_of_a_screen_is_wrong(shown, told):
    assert wrong(screens=tuple(shown)) == told


def test_a_browser_with_two_screens_is_told_of_once():
    desk = screen(ahead=120)

    assert wrong(screens=(desk, replace(desk, view="mc"), screen())) == [(WARNING, What.CLOCK_AHEAD)]


def test_the_worst_is_told_first():
    shown = (screen("wall", left_at=NINE), screen(left_at=NINE, desk="C"), screen(left_at=NINE, desk="A"))
    found = findings(replace(WELL, cases=1, backup=replace(GOOD, failure=Failure.MISSING), screens=shown), NINE)

    assert [(one.what, *one.place[1:]) for one in found] == [
        (What.BACKUP_FAILS,), (What.DESK_GONE, "A"), (What.DESK_GONE, "C"), (What.SCREEN_GONE, shown[0].session.id),
        (What.CASES,),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ahead", "is_server"),
    [([], False), ([61], False), ([61, 61], True), ([61, 121], True), ([61, 122], False), ([61, 60], False)],
)
def test_the_server_is_wrong_when_all_the_others_agree(ahead, is_server):
    assert is_servers_clock([seconds * SECOND for seconds in ahead]) == is_server


def test_the_ledgers_last_minutes_are_counted_by_when_they_were_recorded(tmp_path):
    store = Store(tmp_path / "khaimac.duckdb")
    conference.set_up(store, Conference(START, START + 30 * MINUTE, 3), Words("Hội nghị"), role=ORGANISER, now=NINE)
    for number, seconds in enumerate([0, 59, 60, 599, 600, 3600]):
        scan = Scan(f"s{number}", "A", Way.SCANNER, f"rubbish {number}", None, NINE)
        checkin.scan(store, scan, role=DESK, now=NINE + timedelta(hours=1, seconds=-seconds)).result()

    assert facts_by_minute(store, now=NINE + timedelta(hours=1)) == (1, 0, 0, 0, 0, 0, 0, 0, 1, 2)
    store.close()


def test_who_logged_out_is_not_missed():
    stays, went = screen().session, screen().session
    for session in (stays, went):
        connected.hear(session.id, "hall", session, f'{{"clock": {NINE.timestamp() * 1000}}}', address="", now=NINE)
        connected.leave(session.id, now=NINE)

    assert [who.session for who in screens(Day(sessions={stays.id: stays}), NINE + MINUTE)] == [stays]
    connected._gone.clear()


def test_folders_of_one_disk(tmp_path):
    (tmp_path / "other").mkdir()

    assert is_same_disk(tmp_path, tmp_path / "other")
    assert not is_same_disk(tmp_path, Path("/proc"))
    assert not is_same_disk(tmp_path, tmp_path / "missing")


def test_what_is_measured_of_this_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(status.settings, "DATA", tmp_path)
    monkeypatch.setattr(status.settings, "BACKUP", tmp_path / "missing")
    monkeypatch.setattr(status.settings, "RUNNING", tmp_path / "missing.json")
    store = Store(tmp_path / "khaimac.duckdb")
    found = condition(store, is_secure=False, now=NINE)
    store.close()

    assert found == replace(
        WELL, since=None, memory=found.memory, last_fact=0, backup=Status(None), data=found.data, copies=None,
        certificate=None,
    )  # fmt: skip
    assert found.data.free > 0
    assert found.memory is None or found.memory > 10 * MEBIBYTE
