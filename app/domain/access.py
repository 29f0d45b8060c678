"""Who may do what: the one table of pages, routes, live views and facts by role. Nothing else grants anything."""

from collections.abc import Mapping

from domain.facts import Fact, Kind, Role

Roles = frozenset[Role] | None  # None: everybody, without logging in

EVERYBODY: Roles = None
ANYBODY_LOGGED_IN = frozenset(Role)
ORGANISER = frozenset({Role.ORGANISER})
OFFICE = ORGANISER | {Role.OFFICE}
DOOR = ORGANISER | {Role.DESK}
STAGE = ORGANISER | {Role.MC}
SCREENS = STAGE | {Role.WALL}
FIGURES = SCREENS | {Role.OFFICE}

PAGES: Mapping[str, frozenset[Role]] = {
    "checkin": DOOR,
    "agenda": STAGE,
    "honours": STAGE,
    "attendance": FIGURES,
    "hall": SCREENS,
    "roster": OFFICE,
    "setup": ORGANISER,
    "audit": ORGANISER,
    "status": ORGANISER,
}

ROUTES: Mapping[str, Roles] = {
    "GET /api/health": EVERYBODY,
    "POST /api/login": EVERYBODY,
    "POST /api/logout": EVERYBODY,
    "POST /api/first_pin": EVERYBODY,
    "GET /ca.crt": EVERYBODY,
    "GET /scan": DOOR,
    "POST /api/scan": DOOR,
    "POST /api/frame": DOOR,
    "POST /api/undo": DOOR,
    "GET /api/search": DOOR,
    "GET /api/delegate": DOOR,
    "POST /api/substitute": DOOR,
    "POST /api/in_person": DOOR,
    "POST /api/leave": DOOR,
    "POST /api/walk_in": DOOR,
    "GET /api/cases": DOOR,
    "POST /api/close_case": DOOR,
    "POST /api/resend": DOOR,
    "GET /programme": EVERYBODY,
    "GET /speaker": SCREENS,
    "POST /api/cue": STAGE,
    "POST /api/move_up": STAGE,
    "POST /api/screens": STAGE,
    "POST /api/identify": ORGANISER,
    "POST /api/vote": STAGE,
    "POST /api/honour": STAGE,
    "POST /api/lock": STAGE,
    "POST /api/receiver": STAGE,
    "POST /api/wings": STAGE,
    "POST /api/late": STAGE,
}

VIEWS: Mapping[str, Roles] = {
    "public": EVERYBODY,
    "hall": SCREENS,
    "wall": FIGURES,
    "desk": DOOR,
    "mc": STAGE,
    "speaker": SCREENS,
    "wings": STAGE,
}

WRITES: Mapping[Kind, frozenset[Role]] = {
    Kind.WELCOME: DOOR,
    Kind.ALREADY: DOOR,
    Kind.FULL: DOOR,
    Kind.WITHDRAWN: DOOR,
    Kind.REVOKED: DOOR,
    Kind.UNKNOWN: DOOR,
    Kind.GARBLED: DOOR,
    Kind.WALK_IN: DOOR,
    Kind.SUBSTITUTE: DOOR,
    Kind.IN_PERSON: DOOR,
    Kind.UNDONE: DOOR,
    Kind.UNDO_REFUSED: DOOR,
    Kind.LEFT: DOOR,
    Kind.SET_ASIDE: DOOR,
    Kind.CASE_CLOSED: DOOR,
    Kind.IMPORTED: OFFICE,
    Kind.DELEGATE_ADDED: OFFICE,
    Kind.DELEGATE_EDITED: OFFICE,
    Kind.DELEGATE_WITHDRAWN: OFFICE,
    Kind.DELEGATE_REPLACED: OFFICE,
    Kind.CALLED_UP: OFFICE,
    Kind.BADGE_REISSUED: OFFICE,
    Kind.PLACE_RELEASED: ORGANISER,
    Kind.UNIT_NAMED: OFFICE,
    Kind.CONFERENCE_SET_UP: ORGANISER,
    Kind.SETTINGS_CHANGED: ORGANISER,
    Kind.DAY_OPENED: ORGANISER,
    Kind.OPENING_FROZEN: ORGANISER,
    Kind.OPENING_TAKEN_BACK: ORGANISER,
    Kind.DAY_ENDED: ORGANISER,
    Kind.END_TAKEN_BACK: ORGANISER,
    Kind.PERSONAL_REMOVED: ORGANISER,
    Kind.CUED: STAGE,
    Kind.PLAN_CHANGED: STAGE,
    Kind.SCREENS_CHANGED: STAGE,
    Kind.INTRODUCTIONS_CHANGED: STAGE,
    Kind.VOTING_RIGHTS_CHANGED: ORGANISER,
    Kind.VOTE_OPENED: STAGE,
    Kind.VOTE_COUNTED: STAGE,
    Kind.HONOURS_CHANGED: STAGE | OFFICE,
    Kind.BATCH_LOCKED: STAGE,
    Kind.BATCH_UNLOCKED: STAGE,
    Kind.RECEIVER_SET: STAGE,
    Kind.STAGED: STAGE,
    Kind.HONOURED: STAGE,
    Kind.LIST_PRINTED: STAGE | OFFICE,
    Kind.PIN_SET: ORGANISER,
    Kind.LOGGED_IN: ANYBODY_LOGGED_IN,
    Kind.LOGGED_OUT: ANYBODY_LOGGED_IN,
    Kind.DEVICE_REVOKED: ORGANISER,
    Kind.EXPORTED: STAGE | OFFICE,
}


def may(role: Role | None, roles: Roles) -> bool:
    return roles is None or role in roles


def may_write(fact: Fact) -> bool:
    return fact.role in WRITES[fact.kind]


def pages_of(role: Role) -> list[str]:
    return [page for page, roles in PAGES.items() if role in roles]
