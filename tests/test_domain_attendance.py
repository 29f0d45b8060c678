"""Shares, missing units, make-up and the hours of the chart, on small lists anybody can count."""

from datetime import datetime, timedelta, timezone

import pytest

from domain.attendance import (
    Attendee,
    Sector,
    SectorCount,
    Share,
    Shares,
    Window,
    arrival_window,
    composition,
    percent,
    sector_of,
    sectors,
    shares,
    units_missing,
)
from domain.delegates import Category

VENUE = timezone(timedelta(hours=7))
START = datetime(2026, 11, 22, 8, 0, tzinfo=VENUE)


def delegate(unit="Sở", **fields):
    return Attendee(unit=unit, **{"category": Category.EXEMPLARY} | fields)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, None),
        (0, 3, 0.0),
        (3, 3, 100.0),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (1, 16, 6.3),
        (105, 150, 70.0),
        (83, 118, 70.3),
    ],
)
def test_percent_has_one_decimal_and_rounds_halves_up(part, whole, expected):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("exemplary", "guests", "expected", "deviation"),
    [
        (0, 0, Shares(None, None), None),
        (1, 0, Shares(100.0, 0.0), 30.0),
        (0, 1, Shares(0.0, 100.0), 70.0),
        (105, 45, Shares(70.0, 30.0), 0.0),
        (83, 35, Shares(70.3, 29.7), 0.3),
        (35, 19, Shares(64.8, 35.2), 5.2),
    ],
)
def test_the_two_shares_make_a_hundred_and_tell_how_far_off_they_are(exemplary, guests, expected, deviation):
    found = shares({Category.EXEMPLARY: exemplary, Category.GUEST: guests, Category.PRESS: 9})

    assert (found, found.deviation(70)) == (expected, deviation)


def test_units_most_missing_first_then_by_name_and_complete_ones_left_out():
    rows = [
        *[delegate("Yến sào", present=present) for present in (True, False, False)],
        *[delegate("Cơ khí", present=present) for present in (True, False, False)],
        *[delegate("Ẩn Danh") for _ in range(3)],
        delegate("Đủ Người", present=True),
        delegate("Vừa Một"),
    ]

    assert units_missing(rows) == [("Ẩn Danh", 0, 3), ("Cơ khí", 1, 3), ("Yến sào", 1, 3), ("Vừa Một", 0, 1)]


def test_a_walk_in_does_not_stand_in_for_somebody_who_is_missing():
    rows = [delegate(present=True), delegate(), delegate(invited=False, present=True)]

    assert units_missing(rows) == [("Sở", 1, 2)]


def test_staff_press_and_drivers_are_no_delegates():
    others = [
        delegate(category=category, woman=True, sector="Tư nhân", present=present)
        for category in (Category.STAFF, Category.PRESS, Category.DRIVER)
        for present in (True, False)
    ]

    assert units_missing(others) == []
    assert sectors(others) == []
    assert {share.present for share in composition(others)} == {None}


def test_composition_stands_for_those_present_beside_those_invited():
    rows = [
        delegate(woman=True, direct_worker=True, sector="Tư nhân", present=True),
        delegate(woman=True, sector="Nhà nước"),
        delegate(direct_worker=True, sector="Cơ quan, đơn vị sự nghiệp", present=True),
        delegate(sector=""),
        delegate(sector="Có vốn đầu tư nước ngoài", invited=False, present=True),
    ]

    assert composition(rows) == [
        Share("women", 33.3, 50.0),
        Share("ethnic_minority", None, None),
        Share("direct_workers", 66.7, 50.0),
        Share("non_state", 50.0, 50.0),
    ]


@pytest.mark.parametrize(
    ("invited", "present", "expected"),
    [(0, 0, (None, None)), (2, 2, (None, None)), (3, 2, (None, 30.0)), (3, 3, (60.0, 30.0))],
)
def test_fewer_than_three_of_an_ethnic_minority_are_not_shown(invited, present, expected):
    """Ten invited, five of them here; the minority stands first in both."""
    rows = [delegate(ethnic_minority=True, present=n < present) for n in range(invited)]
    rows += [delegate(present=n < 5 - present) for n in range(10 - invited)]

    share = composition(rows)[1]

    assert (share.present, share.invited) == expected


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("", None),
        ("Cơ quan, đơn vị sự nghiệp", Sector.AGENCY),
        ("Nhà nước", Sector.STATE),
        ("DOANH NGHIỆP NHÀ NƯỚC", Sector.STATE),
        ("Ngoài nhà nước", Sector.PRIVATE),
        ("Tư nhân", Sector.PRIVATE),
        ("Tập thể (HTX)", Sector.COOPERATIVE),
        ("Hợp tác xã", Sector.COOPERATIVE),
        ("Cá thể (hộ kinh doanh)", Sector.HOUSEHOLD),
        ("Có vốn đầu tư nước ngoài", Sector.FOREIGN),
        ("FDI", Sector.FOREIGN),
        ("Hội nghề nghiệp", Sector.OTHER),
    ],
)
def test_sector_words_as_offices_write_them(text, sector):
    assert sector_of(text) is sector


def test_sectors_that_occur_with_their_counts():
    rows = [
        delegate(sector="Tư nhân", present=True),
        delegate(sector="Tư nhân"),
        delegate(sector="Nhà nước", invited=False, present=True),
        delegate(sector=""),
    ]

    assert sectors(rows) == [SectorCount(Sector.STATE, 1, 0), SectorCount(Sector.PRIVATE, 1, 2)]


def at(hour, minute, day=22):
    return datetime(2026, 11, day, hour, minute, tzinfo=VENUE)


@pytest.mark.parametrize(
    ("arrivals", "first", "last"),
    [
        ([], at(7, 15), at(8, 15)),
        ([at(7, 15), at(8, 14)], at(7, 15), at(8, 15)),
        ([at(6, 58)], at(6, 45), at(8, 15)),
        ([at(7, 30), at(8, 15)], at(7, 15), at(8, 30)),
        ([at(7, 30), at(9, 41)], at(7, 15), at(9, 45)),
        ([at(16, 7, day=21)], at(16, 0, day=21), at(17, 0, day=21)),
        ([at(16, 7, day=21), at(17, 20, day=21)], at(16, 0, day=21), at(17, 30, day=21)),
    ],
)
def test_the_chart_shows_the_hours_about_the_start_and_whoever_came_outside_them(arrivals, first, last):
    assert arrival_window(START, arrivals) == Window(first, last)
