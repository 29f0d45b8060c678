"""The one table of who may do what: whole, without a gap, and what it says of the facts that grant something."""

import pytest
from days import NINE

from domain.access import PAGES, ROUTES, VIEWS, WRITES, may, may_write, pages_of
from domain.facts import Fact, Kind, Role
from services import live

EVERYWHERE = set(Role)
DOOR, OFFICE, ORGANISER = {Role.ORGANISER, Role.DESK}, {Role.ORGANISER, Role.OFFICE}, {Role.ORGANISER}


def test_each_kind_of_fact_is_somebodys_to_write():
    assert set(WRITES) == set(Kind)
    assert [kind for kind, roles in WRITES.items() if not roles] == []


def test_each_live_view_has_its_roles_and_each_role_a_view_that_is_there():
    assert VIEWS.keys() == live.VIEWS.keys()


def test_the_organiser_may_everything():
    tables = (PAGES, ROUTES, VIEWS, WRITES)
    closed = [name for table in tables for name, roles in table.items() if not may(Role.ORGANISER, roles)]
    assert closed == []


def test_what_is_open_without_a_login_is_a_short_list():
    nobody = {name for table in (ROUTES, VIEWS) for name, roles in table.items() if may(None, roles)}
    assert nobody == {
        "GET /api/health", "POST /api/login", "POST /api/logout", "POST /api/first_pin", "GET /ca.crt", "public",
        "GET /programme",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.ORGANISER, ["checkin", "agenda", "honours", "attendance", "hall", "roster", "setup", "audit", "status"]),
        (Role.OFFICE, ["attendance", "roster"]),
        (Role.DESK, ["checkin"]),
        (Role.MC, ["agenda", "honours", "attendance", "hall"]),
        (Role.WALL, ["attendance", "hall"]),
    ],
)
def test_each_role_has_its_pages(role, pages):
    assert pages_of(role) == pages


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (Kind.WELCOME, DOOR),
        (Kind.UNDONE, DOOR),
        (Kind.CASE_CLOSED, DOOR),
        (Kind.IMPORTED, OFFICE),
        (Kind.BADGE_REISSUED, OFFICE),
        (Kind.PLACE_RELEASED, ORGANISER),
        (Kind.SETTINGS_CHANGED, ORGANISER),
        (Kind.DAY_OPENED, ORGANISER),
        (Kind.CUED, {Role.ORGANISER, Role.MC}),
        (Kind.VOTE_COUNTED, {Role.ORGANISER, Role.MC}),
        (Kind.PIN_SET, ORGANISER),
        (Kind.DEVICE_REVOKED, ORGANISER),
        (Kind.LOGGED_IN, EVERYWHERE),
        (Kind.LOGGED_OUT, EVERYWHERE),
        (Kind.EXPORTED, {Role.ORGANISER, Role.OFFICE, Role.MC}),
    ],
)
def test_a_fact_is_written_by_its_roles_alone(kind, roles):
    assert {role for role in Role if may_write(Fact(kind, NINE, NINE, role))} == roles
