"""What desks sent again: counted by desk since this copy started, and read back from the ledger, newest first."""

from collections import Counter
from datetime import timedelta

import pytest
from days import DESK, NINE, ORGANISER, entry, person

from domain.conference import Conference, Words
from domain.door import Act
from domain.facts import Kind
from domain.resent import Entry, What
from services import checkin, conference, resendings, resent, roster
from services.resendings import by_desk, listed, note
from store.engine import Store

MINUTE = timedelta(minutes=1)
LATER = NINE + 120 * MINUTE


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "khaimac.duckdb")
    conference.set_up(
        opened, Conference(NINE + 30 * MINUTE, NINE + 60 * MINUTE), Words("Hội nghị"), role=ORGANISER, now=NINE
    )
    for code in ("DB001", "DB002"):
        roster.add(opened, person("", name=f"Nguyễn Văn {code}"), entry(code).standing, role=ORGANISER, now=NINE)
    conference.open_day(opened, keep=False, reason="", role=ORGANISER, now=NINE + MINUTE)
    yield opened
    opened.close()


def send(store, what: What, delegate: str, minute: int, **further) -> None:
    sent = Entry(f"{what}-{delegate}", what, delegate, "B", NINE + minute * MINUTE, **further)
    resent.resend(store, sent, role=DESK, now=LATER).result()


def found(store) -> list[tuple]:
    return [(one.what, one.fact.subject, one.fact.happened_at - NINE, one.why, one.is_open) for one in listed(store)]


def test_what_was_recorded_and_what_became_a_case_newest_first(store):
    assert listed(store) == []
    send(store, What.ADMIT, "DB001", 10)
    checkin.undo(store, Act("u", "DB001", "B", ORGANISER, "x"), now=NINE + 11 * MINUTE).result()
    send(store, What.SUBSTITUTE, "DB002", 12, name="Lê Thị Bưởi")
    send(store, What.UNDO, "DB001", 13, reason="nhầm người")
    send(store, What.UNDO, "DB001", 13, reason="nhầm người")

    assert found(store) == [
        (What.UNDO, "DB001", 13 * MINUTE, "not_present", True),
        (What.SUBSTITUTE, "DB002", 12 * MINUTE, "", False),
        (What.ADMIT, "DB001", 10 * MINUTE, "", False),
    ]
    [case] = [one.fact.seq for one in listed(store) if one.fact.kind is Kind.SET_ASIDE]
    checkin.close_case(store, Act("c", "", "B", DESK, "đã hỏi"), case, now=LATER).result()
    assert found(store)[0] == (What.UNDO, "DB001", 13 * MINUTE, "not_present", False)


def test_not_all_are_read_when_there_are_many(store, monkeypatch):
    monkeypatch.setattr(resendings, "MOST", 1)
    send(store, What.ADMIT, "DB001", 10)
    send(store, What.ADMIT, "DB002", 11)

    assert [one.fact.subject for one in listed(store)] == ["DB002"]


def test_by_desk_an_entry_counts_once_as_what_came_of_it_here(monkeypatch):
    monkeypatch.setattr(resendings, "_told", {})
    for told in [
        ("B", "1", "waits"), ("B", "1", "recorded"), ("B", "1", "known"), ("B", "2", "set_aside"), ("B", "2", "known"),
        ("A", "3", "known"), ("A", "4", "waits"), ("A", "4", "waits"),
    ]:  # fmt: skip
        note(*told)

    assert list(by_desk().items()) == [
        ("A", Counter({"known": 1, "waits": 1})), ("B", Counter({"recorded": 1, "set_aside": 1})),
    ]  # fmt: skip
