"""Entries that desks send again: read from what was sent, decided in their turn."""

import secrets
from collections.abc import Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from domain import resent
from domain.codes import draw_badge_code
from domain.conference import LONGEST_DESK
from domain.delegates import Category
from domain.facts import Role, Way
from domain.names import tidy
from domain.resent import WALK_IN_CODE, Entry, What
from store.engine import Receipt, Store

LONGEST = {"id": 100, "delegate": 100, "desk": LONGEST_DESK, "name": 200, "position": 500, "unit": 200, "reason": 500}

T = TypeVar("T", bound=StrEnum)


def resend(store: Store, entry: Entry, *, role: Role, now: datetime) -> "Future[Receipt]":
    """The future raises IdReused, BadTime, DataRemoved, StoreUnavailable."""
    badge = draw_badge_code(secrets.choice)
    return store.submit(
        lambda turn: resent.decide_resent(
            turn.day, entry, earlier=turn.earlier(entry.id), badge=badge, role=role, now=now
        )
    )


def read_entry(fields: Mapping[str, Any]) -> Entry:
    """As a desk wrote it down. Raises ValueError with the name of the field that is wrong."""
    texts = {name: _text(fields, name) for name in LONGEST}
    entry = Entry(
        what=_one_of(What, fields, "what", None),
        happened_at=read_moment(fields, "happened_at"),
        way=_one_of(Way, fields, "way", Way.SCANNER),
        category=_one_of(Category, fields, "category", Category.GUEST),
        **texts,
    )
    if missing := next((name for name in _needed(entry) if not texts[name]), None):
        raise ValueError(missing)
    if entry.what is What.WALK_IN and not WALK_IN_CODE.fullmatch(entry.delegate):
        raise ValueError("delegate")
    return entry


def read_moment(fields: Mapping[str, Any], name: str) -> datetime:
    """ISO 8601 with its offset, in UTC. Raises ValueError with the name of the field."""
    value = fields.get(name)
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None or moment.tzinfo is None:
            raise ValueError(name)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(name) from error


def _needed(entry: Entry) -> tuple[str, ...]:
    named = entry.what in (What.WALK_IN, What.SUBSTITUTE)
    return ("id", "delegate", "desk", *(["name"] if named else []))


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name) or ""
    if not isinstance(value, str) or len(value) > LONGEST[name]:
        raise ValueError(name)
    return tidy(value)


def _one_of(kind: type[T], fields: Mapping[str, Any], name: str, default: T | None) -> T:
    value = fields.get(name) or default
    if not isinstance(value, str) or value not in set(kind):
        raise ValueError(name)
    return kind(value)
