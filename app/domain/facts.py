"""A fact: one line of the ledger, never changed. And what a decision gives back: an answer, and at most one fact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    ORGANISER = "organiser"
    OFFICE = "office"
    DESK = "desk"
    MC = "mc"
    WALL = "wall"


class Way(StrEnum):
    SCANNER = "scanner"
    CAMERA = "camera"
    SEARCH = "search"
    PAPER = "paper"


class Kind(StrEnum):
    """What can happen. The kind of a scan is its verdict."""

    WELCOME = "welcome"
    ALREADY = "already"
    FULL = "full"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    GARBLED = "garbled"

    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"
    IN_PERSON = "in_person"
    UNDONE = "undone"
    UNDO_REFUSED = "undo_refused"
    LEFT = "left"
    SET_ASIDE = "set_aside"
    CASE_CLOSED = "case_closed"

    IMPORTED = "imported"
    DELEGATE_ADDED = "delegate_added"
    DELEGATE_EDITED = "delegate_edited"
    DELEGATE_WITHDRAWN = "delegate_withdrawn"
    DELEGATE_REPLACED = "delegate_replaced"
    CALLED_UP = "called_up"
    BADGE_REISSUED = "badge_reissued"
    PLACE_RELEASED = "place_released"
    UNIT_NAMED = "unit_named"

    CONFERENCE_SET_UP = "conference_set_up"
    SETTINGS_CHANGED = "settings_changed"
    DAY_OPENED = "day_opened"
    OPENING_FROZEN = "opening_frozen"
    OPENING_TAKEN_BACK = "opening_taken_back"
    DAY_ENDED = "day_ended"
    END_TAKEN_BACK = "end_taken_back"
    PERSONAL_REMOVED = "personal_removed"

    CUED = "cued"
    PLAN_CHANGED = "plan_changed"
    SCREENS_CHANGED = "screens_changed"
    INTRODUCTIONS_CHANGED = "introductions_changed"
    VOTING_RIGHTS_CHANGED = "voting_rights_changed"
    VOTE_OPENED = "vote_opened"
    VOTE_COUNTED = "vote_counted"

    HONOURS_CHANGED = "honours_changed"
    BATCH_LOCKED = "batch_locked"
    BATCH_UNLOCKED = "batch_unlocked"
    RECEIVER_SET = "receiver_set"
    STAGED = "staged"
    HONOURED = "honoured"
    LIST_PRINTED = "list_printed"

    PIN_SET = "pin_set"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    DEVICE_REVOKED = "device_revoked"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Fact:
    """`detail` holds what a replay needs and nothing personal; it is plain JSON."""

    kind: Kind
    happened_at: datetime
    recorded_at: datetime
    role: Role
    subject: str = ""
    desk: str = ""
    way: str = ""
    action_id: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0


class Refusal(StrEnum):
    """Why the office's request changed nothing."""

    NOT_SET_UP = "not_set_up"
    ALREADY_SET_UP = "already_set_up"
    REASON_NEEDED = "reason_needed"
    OVER_SEATS = "over_seats"
    BELOW_PRESENT = "below_present"
    BAD_SETTINGS = "bad_settings"
    UNKNOWN_DELEGATE = "unknown_delegate"
    CODE_TAKEN = "code_taken"
    NAME_NEEDED = "name_needed"
    IS_PRESENT = "is_present"
    NOT_PRESENT = "not_present"
    NOT_A_RESERVE = "not_a_reserve"
    NOT_EXPECTED = "not_expected"
    NO_PLACE_HELD = "no_place_held"
    OTHER_DESK = "other_desk"
    TOO_LATE = "too_late"
    NOT_A_SUBSTITUTE = "not_a_substitute"
    NO_SUCH_CASE = "no_such_case"
    ALREADY_OPENED = "already_opened"
    ALREADY_FROZEN = "already_frozen"
    NOT_FROZEN = "not_frozen"
    ROSTER_CHANGED = "roster_changed"
    ID_REUSED = "id_reused"
    NOT_ALLOWED = "not_allowed"
    PIN_TOO_SHORT = "pin_too_short"
    NO_SUCH_DEVICE = "no_such_device"
    HAS_STARTED = "has_started"
    DAY_NOT_OPEN = "day_not_open"
    DAY_NOT_ENDED = "day_not_ended"
    ENDED_ALREADY = "ended_already"
    AGENDA_MOVED = "agenda_moved"
    NO_SUCH_ITEM = "no_such_item"
    BAD_SECONDS = "bad_seconds"
    BAD_PLAN = "bad_plan"
    ITEM_RUNS = "item_runs"
    FIRST_ALREADY = "first_already"
    DAY_ENDED = "day_ended"
    NOTHING_RUNS = "nothing_runs"
    SOMETHING_RUNS = "something_runs"
    LAST_ITEM = "last_item"
    NOT_PAUSED = "not_paused"
    NOT_UPCOMING = "not_upcoming"
    NOT_SKIPPED = "not_skipped"
    NOT_ELSEWHERE = "not_elsewhere"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NO_MESSAGE = "no_message"
    NO_SUCH_CONGRESS = "no_such_congress"
    VOTE_NOT_OPEN = "vote_not_open"
    OVER_BASE = "over_base"
    HONOURS_MOVED = "honours_moved"
    BAD_LIST = "bad_list"
    NO_SUCH_BATCH = "no_such_batch"
    NO_SUCH_SLOT = "no_such_slot"
    BATCH_DONE = "batch_done"
    BATCH_BEGUN = "batch_begun"
    BATCH_IS_LOCKED = "batch_is_locked"
    NOT_LOCKED = "not_locked"
    NOT_THAT_STEP = "not_that_step"
    OUT_OF_ORDER = "out_of_order"
    DECISION_FINISHED = "decision_finished"
    ONLY_COLLECTIVES = "only_collectives"
    ONLY_INDIVIDUALS = "only_individuals"
    ONLY_ORGANISER = "only_organiser"
    NOT_LATE = "not_late"
    OTHER_AWARD = "other_award"
    BATCH_FULL = "batch_full"
    BATCH_CROWDED = "batch_crowded"
    TRAY_TWICE = "tray_twice"
    AWARDED_TWICE = "awarded_twice"
    AWARD_NEEDED = "award_needed"
    COLLECTIVE_NEEDED = "collective_needed"
    LONG_CITATION = "long_citation"


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Refusal
    count: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """An id that was answered before: what was asked under it, and with which fact it was answered."""

    asked: str
    kind: Kind
    subject: str
    seq: int
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """`note` is the personal or free text of the fact; `rows` are the words to store beside it, in the same turn."""

    answer: Any
    fact: Fact | None = None
    note: str = ""
    rows: tuple = ()
