"""Logging in as the services do it, on a real store: PINs, signatures, waits; and a ledger that refuses wrong roles."""

import itertools
import threading
from datetime import timedelta

import pytest
from days import NINE, ORGANISER
from itsdangerous import URLSafeSerializer
from serving import wait_until

import settings
from domain.access import WRITES
from domain.facts import Fact, Kind, Outcome, Refusal, Refused, Role
from domain.pins import Pin, decide_pin
from services import access
from store.engine import Store

SALT = "khaimac.session"
PIN = "câu mật khẩu"
_addresses = itertools.count(1)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    opened = Store(tmp_path / "khaimac.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def address():
    """One that nobody has failed from: waits are the process's."""
    return f"10.0.{next(_addresses)}.1"


def set_pin(store, role=Role.DESK, pin=PIN, **more):
    return access.set_pin(store, role, pin, role=ORGANISER, now=NINE, **more).answer


def count(store):
    return store.read("SELECT count(*) FROM ledger")[0][0]


def outcomes(store, address, *pins, role=Role.DESK, now=NINE):
    """What each try came to: a session, a wrong PIN, or the seconds to wait."""
    found = []
    for pin in pins:
        try:
            found.append(access.log_in(store, role, pin, address=address, now=now).role)
        except access.WrongPin:
            found.append("wrong")
        except access.MustWait as error:
            found.append(error.time.total_seconds())
    return found


def test_a_pin_logs_its_own_role_in_as_people_type_it(store, address):
    set_pin(store)
    set_pin(store, Role.WALL, "màn hình")

    assert outcomes(store, address, PIN, f" {PIN}\n", "màn hình", PIN.upper()) == ["desk", "desk", "wrong", "wrong"]
    assert outcomes(store, address, PIN, role=Role.MC) == ["wrong"]


def test_a_pin_stands_in_the_store_as_a_slow_hash_and_nowhere_in_the_clear(store):
    set_pin(store)
    [(hashed,)] = store.read("SELECT hashed FROM pin")
    everything = str(store.read("SELECT * FROM ledger") + store.read("SELECT * FROM note"))

    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PIN not in everything
    assert hashed not in everything


@pytest.mark.parametrize("pin", ["", "12345", "  12345  ", "x" * 201])
def test_a_pin_too_short_or_too_long_is_refused(store, pin):
    assert set_pin(store, pin=pin) == Refused(Refusal.PIN_TOO_SHORT, 6)
    assert count(store) == 0


def test_the_first_pin_is_the_organisers_and_is_given_once(store):
    assert access.is_first_start(store)
    answers = [access.set_first_pin(store, pin, now=NINE).answer for pin in ("123", "111111", "222222")]

    assert answers == [Refused(Refusal.PIN_TOO_SHORT, 6), None, Refused(Refusal.NOT_ALLOWED)]
    assert not access.is_first_start(store)
    assert outcomes(store, "10.1.0.1", "111111", "222222", role=ORGANISER) == ["organiser", "wrong"]


def test_whoever_guesses_waits_and_others_do_not(store, address):
    set_pin(store)

    assert outcomes(store, address, *"123456789") == ["wrong"] * 4 + [1] * 5  # a try that must wait is none
    assert outcomes(store, address, PIN) == [1]
    assert outcomes(store, f"{address}7", PIN) == ["desk"]
    assert outcomes(store, address, "5", PIN, now=NINE + timedelta(seconds=1)) == ["wrong", 2]
    assert outcomes(store, address, PIN, now=NINE + timedelta(seconds=3)) == ["desk"]


def test_knowing_one_roles_pin_gives_no_more_tries_at_another(store, address):
    set_pin(store)
    set_pin(store, ORGANISER, "mã của ban")
    tries = [
        outcome
        for _ in range(3)
        for outcome in [*outcomes(store, address, "1", "2", role=ORGANISER), *outcomes(store, address, PIN)]
    ]

    assert tries == ["wrong", "wrong", "desk", "wrong", "wrong", "desk", 1, 1, "desk"]


def test_no_session_comes_of_a_pin_that_is_changed_while_it_is_looked_at(store, address):
    set_pin(store)
    tried = []
    trying = threading.Thread(target=lambda: tried.extend(outcomes(store, address, PIN)))
    trying.start()
    wait_until(access._guessing.locked, 5)
    changed = Pin(Role.DESK, "another hash")
    store.turn(lambda _turn: decide_pin(changed, set_by="", role=ORGANISER, now=NINE))
    trying.join()

    assert (tried, store.state.day.sessions) == (["wrong"], {})


def test_a_cookie_is_its_sessions_and_nobody_elses(store):
    ours = access.open_session(store, Role.DESK, address="10.0.0.2", now=NINE)
    cookie = access.signed(ours)
    secret = (settings.KEYS / "cookie.key").read_text()

    assert access.session_of(store, cookie, now=NINE) == ours
    forged = [
        "", "x", ours.id, cookie[:-1], cookie + "x", cookie.split(".")[0], "é" * 40, "." * 5_000,
        URLSafeSerializer("another secret", salt=SALT).dumps(ours.id),
        URLSafeSerializer("", salt=SALT).dumps(ours.id),
        URLSafeSerializer(secret, salt="another purpose").dumps(ours.id),
        URLSafeSerializer(secret, salt=SALT).dumps("0" * 32),
        URLSafeSerializer(secret, salt=SALT).dumps([ours.id]),
        URLSafeSerializer(secret, salt=SALT).dumps({"id": ours.id}),
    ]  # fmt: skip
    assert [access.session_of(store, one, now=NINE) for one in forged] == [None] * len(forged)


def test_the_secret_is_made_once_and_is_nobody_elses_to_read(store):
    ours = access.open_session(store, Role.DESK, address="10.0.0.2", now=NINE)
    cookie = access.signed(ours)
    access._signer.cache_clear()  # as after a restart

    assert access.session_of(store, cookie, now=NINE) == ours
    assert [file.name for file in settings.KEYS.iterdir()] == ["cookie.key"]
    assert [path.stat().st_mode & 0o777 for path in (settings.KEYS, settings.KEYS / "cookie.key")] == [0o700, 0o600]


def test_a_revoked_and_an_old_session_are_none_and_the_ledger_gives_the_others_back(tmp_path, store):
    sessions = [access.open_session(store, Role.DESK, address=f"10.0.0.{n}", now=NINE) for n in range(3)]
    cookies = [access.signed(session) for session in sessions]
    access.revoke(store, sessions[0].id, role=ORGANISER, now=NINE)
    access.log_out(store, sessions[1], now=NINE)
    store.close()
    reopened = Store(tmp_path / "khaimac.duckdb")
    later = NINE + access.pins.LASTS

    assert [access.session_of(reopened, cookie, now=NINE) for cookie in cookies] == [None, None, sessions[2]]
    assert access.devices(reopened, now=NINE) == [sessions[2]]
    assert access.session_of(reopened, cookies[2], now=later) is None
    assert access.devices(reopened, now=later) == []
    reopened.close()


def test_devices_stand_by_role_in_the_order_they_came(store):
    came = [(Role.WALL, 0), (Role.DESK, 2), (Role.DESK, 1), (Role.ORGANISER, 3)]
    for role, minutes in came:
        access.open_session(store, role, address="10.0.0.2", now=NINE + timedelta(minutes=minutes))
    listed = [(one.role, (one.since - NINE).seconds // 60) for one in access.devices(store, now=NINE)]

    assert listed == [(Role.ORGANISER, 3), (Role.DESK, 1), (Role.DESK, 2), (Role.WALL, 0)]


def test_a_device_is_seen_where_it_was_last(store):
    ours = access.open_session(store, Role.DESK, address="10.0.0.2", now=NINE)
    assert access.last_seen(ours) == access.Seen(NINE, "")

    later = NINE + timedelta(minutes=5)
    access.note_seen(ours, desk="B", now=NINE)
    access.note_seen(ours, now=later)
    assert access.last_seen(ours) == access.Seen(later, "B")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A ledger that nobody may write what these tests ask for."""
    opened = Store(tmp_path_factory.mktemp("empty") / "khaimac.duckdb")
    yield opened
    opened.close()


NOT_THEIRS = [(kind, role) for kind in Kind for role in Role if role not in WRITES[kind]]


@pytest.mark.parametrize(("kind", "role"), NOT_THEIRS)
def test_the_store_appends_no_fact_of_a_role_that_may_not(empty, kind, role):
    fact = Fact(kind, NINE, NINE, role, "subject", detail={"address": "", "delegates": [], "closes": 1})
    receipt = empty.turn(lambda _turn: Outcome("done", fact))

    assert (receipt.answer, receipt.seq, count(empty)) == (Refused(Refusal.NOT_ALLOWED), None, 0)
    assert empty.state.day.seq == 0
