"""What desks do: scan, undo, *dự thay*, leaving, walk-ins, closing cases, finding people."""

import secrets
from concurrent.futures import Future
from datetime import datetime

from domain import checkin, door
from domain.checkin import Scan
from domain.codes import draw_badge_code
from domain.delegates import Delegate, Person, Presence
from domain.door import Act, Move, Substitute
from domain.facts import Outcome, Role
from domain.search import find
from store.engine import CONFERENCE, Receipt, State, Store, Turn
from store.ledger import notes


def scan(store: Store, request: Scan, *, role: Role, now: datetime) -> "Future[Receipt]":
    """The one way in. The future raises IdReused, BadTime, StoreUnavailable."""

    def decide(turn: Turn) -> Outcome:
        earlier = turn.earlier(request.scan_id)
        last_seen = None if earlier else _seen(turn, request, now=now)
        return checkin.decide_scan(turn.day, request, earlier=earlier, last_seen=last_seen, role=role, now=now)

    return store.submit(decide)


def undo(store: Store, act: Act, *, now: datetime) -> "Future[Receipt]":
    def decide(turn: Turn) -> Outcome:
        return checkin.decide_undo(
            turn.day, act.delegate, action_id=act.action_id, earlier=turn.earlier(act.action_id),
            desk=act.desk, reason=act.reason, role=act.role, now=now,
        )  # fmt: skip

    return store.submit(decide)


def substitute(store: Store, act: Act, person: Substitute, *, now: datetime) -> "Future[Receipt]":
    return store.submit(
        lambda turn: door.decide_substitute(turn.day, act, person, earlier=turn.earlier(act.action_id), now=now)
    )


def in_person(store: Store, act: Act, *, now: datetime) -> "Future[Receipt]":
    return store.submit(lambda turn: door.decide_in_person(turn.day, act, earlier=turn.earlier(act.action_id), now=now))


def leave(store: Store, act: Act, *, now: datetime) -> "Future[Receipt]":
    return store.submit(lambda turn: door.decide_leave(turn.day, act, earlier=turn.earlier(act.action_id), now=now))


def walk_in(store: Store, act: Act, person: Person, *, now: datetime) -> "Future[Receipt]":
    badge = draw_badge_code(secrets.choice)
    return store.submit(
        lambda turn: door.decide_walk_in(
            turn.day, act, person, badge=badge, earlier=turn.earlier(act.action_id), now=now
        )
    )


def close_case(store: Store, act: Act, case: int, *, now: datetime) -> "Future[Receipt]":
    return store.submit(
        lambda turn: door.decide_close_case(turn.day, act, case, earlier=turn.earlier(act.action_id), now=now)
    )


def search(state: State, text: str) -> list[Person]:
    """Whom a desk means, best first."""
    return [state.directory.people[code] for code in find(state.directory.index, text)]


def allowed_moves(delegate: Delegate, *, desk: str, role: Role, now: datetime) -> list[Move]:
    return door.moves(delegate, desk=desk, role=role, now=now)


def substitute_for(state: State, code: str) -> Substitute | None:
    """Who attends in this delegate's place now."""
    if state.day.delegates[code].presence is not Presence.SUBSTITUTE:
        return None
    return state.directory.substitutes.get(code)


def case_texts(store: Store) -> dict[int, str]:
    """What was typed or scanned in the open cases, by the seq of their facts."""
    return notes(store.read, CONFERENCE, list(store.state.day.cases))


def instead_of(state: State, code: str) -> str:
    """The name of whoever attends in this delegate's place: a substitute, or the reserve who replaced them."""
    if substitute := substitute_for(state, code):
        return substitute.name
    reserve = next((d.code for d in state.day.delegates.values() if d.replaces == code), None)
    return state.directory.people[reserve].name if reserve else ""


def _seen(turn: Turn, request: Scan, *, now: datetime) -> datetime | None:
    """When this desk last saw this code; this sighting is the next one's."""
    if request.code is None:
        return None
    key = (request.desk, request.asked)
    last, at = turn.sightings.get(key), request.happened_at or now
    turn.sightings[key] = max(last, at) if last and request.happened_at else at  # the server's clock may be set back
    return last
