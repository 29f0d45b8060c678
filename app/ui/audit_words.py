"""The ledger in words: one sentence for each kind of fact, of what happened to whom and what mattered about it.

Names and titles are those of now; who is on no list any more reads as their code.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from clock import VENUE
from domain.agenda import Move
from domain.audit import Export, Group
from domain.conference import from_detail
from domain.day import ANEW, KEPT
from domain.delegates import addressed
from domain.facts import Fact, Kind, Refusal, Role, Way
from domain.honours import ReceiverMode, Step
from domain.removal import Keeping
from domain.resent import What
from domain.screens import HallPicture
from store.engine import State
from ui.formats import clock_time, day, number
from ui.messages import REFUSALS
from ui.people import FIELDS as PERSON_FIELDS
from ui.people import field_label, shown
from ui.resent_words import ACTS, WHYS
from ui.roles import NAMES
from ui.words import N_, translate


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its note, what is known of names now, and the language it is told in.

    `login` is of the device the fact speaks of.
    """

    fact: Fact
    note: str
    state: State
    language: str
    login: Fact | None = None

    def words(self, text: str, **fields: object) -> str:
        return translate(text, self.language).format(**fields)


def sentence(told: Told) -> str:
    """What happened; where and how at the door; why."""
    text = translate(SENTENCES[told.fact.kind](told), told.language)
    main = text.format(**{name: FIELDS[name](told) for _, name, _, _ in Formatter().parse(text) if name})
    return "; ".join(filter(None, [", ".join([main, *_circumstances(told)]), _because(told)]))


def moment(at: datetime, language: str) -> str:
    """22/05/2020 07:30:05."""
    return f"{day(at, language)} {at.astimezone(VENUE):%H:%M:%S}"


def who_did(fact: Fact, language: str) -> str:
    """The role, and which desk or device of it."""
    return " · ".join(filter(None, [translate(NAMES[fact.role], language), fact.desk]))


GROUPS: Mapping[Group, str] = {
    Group.DOOR: N_("Door"),
    Group.LIST: N_("List"),
    Group.AGENDA: N_("Running order"),
    Group.HONOURS: N_("Honours"),
    Group.SCREENS: N_("Screens and vote"),
    Group.OFFICE: N_("Office and devices"),
}
WAYS: Mapping[str, str] = {
    Way.SCANNER: N_("by scanner"),
    Way.CAMERA: N_("by camera"),
    Way.SEARCH: N_("found by name"),
    Way.PAPER: N_("from the paper list"),
}
CUES: Mapping[str, str] = {
    Move.START: N_("Started: {item}"),
    Move.NEXT: N_("Next item: {item}"),
    Move.PAUSE: N_("Paused: {item}"),
    Move.RESUME: N_("Went on after the pause: {item}"),
    Move.ADD: N_("{item}: {seconds} seconds"),
    Move.FINISH: N_("Finished: {item}"),
    Move.SKIP: N_("Item passed over: {item}"),
    Move.UNSKIP: N_("Not passed over after all: {item}"),
    Move.JUMP: N_("Went straight to: {item}"),
    Move.RELOAD: N_("Start forgotten: {item}"),
    Move.END: N_("The conference was closed"),
    Move.UNDO: N_("The last cue was taken back: {item}"),
}
STEPS: Mapping[str, str] = {
    Step.ANNOUNCE: N_("Decision announced, {batch}"),
    Step.CALL: N_("Called to the stage, {batch}: {slots}"),
    Step.CONFER: N_("Conferred, {batch}"),
    Step.PHOTO: N_("Photograph, {batch}"),
    Step.SKIP: N_("Passed over because nobody was here, {batch}"),
    Step.FINISH: N_("The conferring was ended, {batch}"),
    Step.RECEIVED: N_("Marked as received, {batch}: {slots}"),
    Step.LATER: N_("Marked to be handed over later, {batch}: {slots}"),
    Step.UNDO: N_("The last step was taken back, {batch}"),
}
RECEIVERS: Mapping[str, str] = {
    ReceiverMode.IN_PERSON: N_("{slot} receives in person"),
    ReceiverMode.LEADER: N_("Another leader receives for {slot}: {receiver}"),
    ReceiverMode.FAMILY: N_("The family receives for {slot}: {receiver}"),
    ReceiverMode.ON_BEHALF: N_("Somebody receives on behalf of {slot}: {receiver}"),
    ReceiverMode.LATER: N_("To be handed over later, not on stage: {slot}"),
}
AT_WINGS: Mapping[bool, str] = {
    True: N_("Seen at the wings: {slot}"),
    False: N_("Not at the wings after all: {slot}"),
}
OPENINGS: Mapping[str, str] = {
    ANEW: N_("The day was opened, presence starts from nothing"),
    KEPT: N_("The day was opened, presence and cues stay as they stood"),
}
EXPORTS: Mapping[str, str] = {
    Export.AUDIT: N_("The audit was taken away as a file: {rows} lines"),
    Export.ROSTER: N_("The list of delegates was taken away as a file: {rows} people"),
    Export.CODES: N_("The badge codes were taken away as a file: {rows} people"),
    Export.BADGES: N_("Badges were taken away as a file: {rows} people"),
    Export.PAPER_LIST: N_("The attendance list for paper was taken away as a file: {rows} people"),
    Export.PROGRAMME: N_("The programme was taken away as a file: {rows} items and parts"),
    Export.SCRIPT: N_("The running script was taken away as a file: {rows} items and parts"),
    Export.REPORT: N_("The report of the programme was taken away as a file: {rows} items and parts"),
    Export.HONOURS: N_("The list of honours was taken away as a file: {rows} certificates"),
    Export.HAND_OVER: N_("The list to hand over later was taken away as a file: {rows} certificates"),
}
REMOVALS: Mapping[str, str] = {
    Keeping.AWARD_LIST: N_("Personal data removed; names stay in the award list alone"),
    Keeping.NOTHING: N_("Personal data removed, the names of the award list too"),
}
HALL: Mapping[str, str] = {
    HallPicture.LIVE: N_("the hall follows the programme"),
    HallPicture.HELD: N_("the hall's picture is held"),
    HallPicture.BLANK: N_("the hall shows nothing"),
}
UNKNOWN_CHANGE = N_("details no longer stored")

Says = Callable[[Told], str]


def _always(text: str) -> Says:
    return lambda _told: text


def _by(key: str, texts: Mapping[Any, str]) -> Says:
    return lambda told: texts[told.fact.detail[key]]


def _from_file(from_file: str, by_hand: str) -> Says:
    return lambda told: from_file if _json(told.note).get("file") else by_hand


def _plan_text(told: Told) -> str:
    by_hand = N_("Moved up: {item}") if told.fact.subject else N_("Programme changed: {plan_items} items and parts")
    return _from_file(N_("Programme imported from {file}: {plan_items} items and parts"), by_hand)(told)


def _honours_text(told: Told) -> str:
    late = N_("Came late, moved to another batch: {slot}")
    by_hand = late if told.fact.subject else N_("List of honours changed: {certificates} certificates")
    return _from_file(N_("List of honours imported from {file}: {certificates} certificates"), by_hand)(told)


def _full_text(told: Told) -> str:
    return N_("No room left: {who}") if told.fact.subject else N_("No room left for a walk-in: {text}")


# Keep in the order of `Kind`. The fields stand in FIELDS.
SENTENCES: Mapping[Kind, Says] = {
    Kind.WELCOME: _always(N_("Checked in: {who}")),
    Kind.ALREADY: _always(N_("Was in already: {who}")),
    Kind.FULL: _full_text,
    Kind.WITHDRAWN: _always(N_("Not let in, does not attend by the list: {who}")),
    Kind.REVOKED: _always(N_("Old badge, replaced by a new one: {who}")),
    Kind.UNKNOWN: _always(N_("Badge of nobody on the list")),
    Kind.GARBLED: _always(N_("Code that could not be read: “{text}”")),
    Kind.WALK_IN: _always(N_("On no list, added on the spot and checked in: {who}")),
    Kind.SUBSTITUTE: _always(N_("{other} attends in the place of {who}")),
    Kind.IN_PERSON: _always(N_("{who} came after all and takes the place back from the substitute")),
    Kind.UNDONE: _always(N_("Check-in taken back: {who}")),
    Kind.UNDO_REFUSED: _always(N_("Check-in not taken back: {who} ({refusal})")),
    Kind.LEFT: _always(N_("Left for good: {who}")),
    Kind.SET_ASIDE: _always(N_("Sent again by a desk, not taken: {act}, {who} ({why})")),
    Kind.CASE_CLOSED: _always(N_("Case of line {closes} settled: {who}")),
    Kind.IMPORTED: _from_file(N_("List imported from {file}: {people} people"), N_("List imported: {people} people")),
    Kind.DELEGATE_ADDED: _always(N_("Added to the list: {who}")),
    Kind.DELEGATE_EDITED: _always(N_("Corrected: {who}, {changes}")),
    Kind.DELEGATE_WITHDRAWN: _always(N_("Withdrawn from the list: {who}")),
    Kind.DELEGATE_REPLACED: _always(N_("{reserve} attends instead of {who}")),
    Kind.CALLED_UP: _always(N_("Called up, may come in: {who}")),
    Kind.BADGE_REISSUED: _always(N_("New badge, the old one is dead: {who}")),
    Kind.PLACE_RELEASED: _always(N_("Held place released: {who}")),
    Kind.UNIT_NAMED: _always(N_("Short name of a unit: {text}")),
    Kind.CONFERENCE_SET_UP: _always(N_("Conference set up: {settings}")),
    Kind.SETTINGS_CHANGED: _always(N_("Set-up changed: {settings}")),
    Kind.DAY_OPENED: lambda told: OPENINGS[told.fact.subject],
    Kind.OPENING_FROZEN: _always(N_("Figure of the opening frozen: {present} present")),
    Kind.OPENING_TAKEN_BACK: _always(N_("Figure of the opening taken back")),
    Kind.DAY_ENDED: _always(N_("The day was ended")),
    Kind.END_TAKEN_BACK: _always(N_("The end of the day was taken back")),
    Kind.PERSONAL_REMOVED: _by("kept", REMOVALS),
    Kind.CUED: _by("move", CUES),
    Kind.PLAN_CHANGED: _plan_text,
    Kind.SCREENS_CHANGED: _always(N_("Screens set: {screens}")),
    Kind.INTRODUCTIONS_CHANGED: _always(N_("List of introductions changed")),
    Kind.VOTING_RIGHTS_CHANGED: _always(N_("Voting rights changed: {rights}")),
    Kind.VOTE_OPENED: _always(N_("Vote opened, {congress}: {base} of {invited} may vote")),
    Kind.VOTE_COUNTED: _always(N_("Hands counted, {congress}: {agree} agree, {disagree} disagree, {others} other")),
    Kind.HONOURS_CHANGED: _honours_text,
    Kind.BATCH_LOCKED: _always(N_("Locked: {batches}")),
    Kind.BATCH_UNLOCKED: _always(N_("Unlocked: {batch}")),
    Kind.RECEIVER_SET: _by("mode", RECEIVERS),
    Kind.STAGED: _by("staged", AT_WINGS),
    Kind.HONOURED: _by("step", STEPS),
    Kind.LIST_PRINTED: _always(N_("List of honours printed, version {version}")),
    Kind.PIN_SET: _always(N_("PIN set: {role}")),
    Kind.LOGGED_IN: _always(N_("Device logged in: {own_role}, address {address}")),
    Kind.LOGGED_OUT: _always(N_("Device logged out: {own_role}")),
    Kind.DEVICE_REVOKED: _always(N_("Device logged out from afar: {device}")),
    Kind.EXPORTED: _by("what", EXPORTS),
}
# Whose note is the reason that was given.
_REASONED = {
    Kind.IN_PERSON, Kind.UNDONE, Kind.UNDO_REFUSED, Kind.LEFT, Kind.CASE_CLOSED, Kind.DELEGATE_WITHDRAWN,
    Kind.DELEGATE_REPLACED, Kind.CALLED_UP, Kind.BADGE_REISSUED, Kind.PLACE_RELEASED, Kind.SETTINGS_CHANGED,
    Kind.DAY_OPENED, Kind.OPENING_TAKEN_BACK, Kind.END_TAKEN_BACK, Kind.BATCH_UNLOCKED,
}  # fmt: skip
_AT_A_DESK = {
    Kind.WELCOME, Kind.ALREADY, Kind.FULL, Kind.WITHDRAWN, Kind.REVOKED, Kind.UNKNOWN, Kind.GARBLED, Kind.WALK_IN,
    Kind.SUBSTITUTE, Kind.IN_PERSON, Kind.UNDONE, Kind.UNDO_REFUSED, Kind.LEFT, Kind.SET_ASIDE, Kind.CASE_CLOSED,
}  # fmt: skip


def _circumstances(told: Told) -> list[str]:
    fact = told.fact
    if fact.kind not in _AT_A_DESK:
        return []
    desk = told.words(N_("desk {desk}"), desk=fact.desk) if fact.desk else ""
    way = told.words(WAYS[fact.way]) if fact.way in WAYS and fact.kind is not Kind.WALK_IN else ""
    case = told.words(N_("left to be settled by a person")) if "case" in fact.detail else ""
    ahead = told.words(N_("the clock of the device ran ahead")) if "clock_ahead" in fact.detail else ""
    again = told.words(N_("sent again by the desk")) if _is_taken_again(fact) else ""
    return list(filter(None, [desk, way, case, ahead, again]))


def _is_taken_again(fact: Fact) -> bool:
    return "resent" in fact.detail and fact.kind is not Kind.SET_ASIDE


def _because(told: Told) -> str:
    kind = told.fact.kind
    reason = _json(told.note).get("reason", "") if kind is Kind.SUBSTITUTE else told.note
    is_reason = kind in _REASONED or kind is Kind.SUBSTITUTE
    return told.words(N_("reason: {reason}"), reason=reason) if reason and is_reason else ""


def _json(note: str) -> dict[str, Any]:
    """Notes of imports and edits; of the demo it is a word, and nothing once personal data is removed."""
    return json.loads(note) if note.startswith("{") else {}


def _person(told: Told, code: str) -> str:
    person = told.state.directory.people.get(code)
    return f"{addressed(person)} ({code})" if person else code or "–"


def _who(told: Told) -> str:
    """With what stands beside an entry set aside; a walk-in of those is nobody yet, the code may be another's."""
    fact = told.fact
    if fact.kind is not Kind.SET_ASIDE:
        return _person(told, fact.subject)
    person = "" if fact.detail["what"] == What.WALK_IN else _person(told, fact.subject)
    return ", ".join(filter(None, [person, told.note])) or "–"


def _slot(told: Told, slot_id: str) -> str:
    """The collective, else the person honoured."""
    slot = told.state.day.honours.slots.get(slot_id)
    words = told.state.directory.certificates.get(slot_id)
    if words and words.collective:
        return words.collective
    return _person(told, slot.code) if slot else told.words(N_("a certificate no longer on the list"))


def _batch(told: Told, batch: str) -> str:
    numbers = {one.id: place for place, one in enumerate(told.state.day.honours.batches, start=1)}
    return told.words(N_("batch {number}"), number=numbers.get(batch, batch))


def _item(told: Told, item: str) -> str:
    words = told.state.directory.items.get(item)
    if not words:
        return item or "–"
    title = (words.title_en if told.language == "en" else "") or words.title_vi or words.topic or words.presenter
    return f"“{title}”" if title else item


def _cued(told: Told) -> str:
    ids = [told.fact.subject, told.fact.detail.get("sub", "")]
    return " › ".join(_item(told, one) for one in ids if one) or "–"


def _changes(told: Told) -> str:
    """Each field before and after."""
    pairs = {name: pair for name, pair in _json(told.note).items() if name in PERSON_FIELDS}
    lines = [_change(name, pair, told.language) for name, pair in pairs.items()]
    return "; ".join(lines) or told.words(UNKNOWN_CHANGE)


def _change(field: str, pair: Iterable[object], language: str) -> str:
    before, after = (shown(field, value, language) or "–" for value in pair)
    return f"{field_label(field, language)}: {before} → {after}"


def _settings(told: Told) -> str:
    conference = from_detail(told.fact.detail)
    return told.words(
        N_("{seats} seats, starts {start}, places held until {release}, desks {desks}, data kept {days} days"),
        seats=number(conference.seats, told.language), start=_day_and_time(conference.starts_at, told.language),
        release=clock_time(conference.release_at), desks=", ".join(conference.desks),
        days=conference.retention_days,
    )  # fmt: skip


def _day_and_time(at: datetime, language: str) -> str:
    return f"{clock_time(at)} {day(at, language)}"


def _screens(told: Told) -> str:
    screens = told.fact.detail["screens"]
    message = told.words(N_("message to the speaker shown")) if screens["message_shown"] else ""
    said = f"{message}: “{told.note}”" if message and told.note else message
    black = told.words(N_("speaker's screen black")) if screens["black"] else ""
    by_name = told.words(N_("people are called name by name")) if screens.get("by_name") else ""
    return ", ".join(filter(None, [told.words(HALL[screens["hall"]]), said, black, by_name]))


def _rights(told: Told) -> str:
    rights = told.fact.detail["rights"]
    given, taken = ([_person(told, code) for code, has in rights.items() if has is wanted] for wanted in (True, False))
    return "; ".join(
        told.words(text, people=", ".join(people))
        for text, people in ((N_("given to {people}"), given), (N_("taken from {people}"), taken))
        if people
    )


def _receiver(told: Told) -> str:
    code = told.fact.detail.get("code", "")
    return "; ".join(filter(None, [_person(told, code) if code else "", told.note])) or told.words(UNKNOWN_CHANGE)


def _refusal(told: Told) -> str:
    return told.words(REFUSALS[Refusal(told.fact.detail["refusal"])], count="").rstrip(".")


def _other(told: Told) -> str:
    found = _json(told.note)
    return ", ".join(filter(None, [found.get("name"), found.get("position")])) or told.words(N_("a substitute"))


def _slots(told: Told) -> str:
    return ", ".join(_slot(told, one) for one in told.fact.detail["slots"]) or "–"


def _count(key: str) -> Callable[[Told], str]:
    return lambda told: number(len(told.fact.detail[key]), told.language)


def _figure(key: str) -> Callable[[Told], str]:
    return lambda told: number(told.fact.detail[key], told.language)


FIELDS: Mapping[str, Callable[[Told], str]] = {
    "who": _who,
    "text": lambda told: told.note or "–",
    "other": _other,
    "refusal": _refusal,
    "act": lambda told: told.words(ACTS[told.fact.detail["what"]]),
    "why": lambda told: told.words(WHYS[told.fact.detail["why"]]),
    "closes": lambda told: str(told.fact.detail["closes"]),
    "file": lambda told: _json(told.note)["file"],
    "people": _count("delegates"),
    "changes": _changes,
    "reserve": lambda told: _person(told, told.fact.detail["delegates"][-1]["code"]),
    "settings": _settings,
    "present": _figure("present"),
    "item": _cued,
    "seconds": lambda told: f"{told.fact.detail['seconds']:+}".replace("-", "−"),
    "plan_items": _count("plan"),
    "screens": _screens,
    "rights": _rights,
    "congress": lambda told: told.fact.subject,
    "base": _figure("base"),
    "invited": _figure("invited"),
    "agree": _figure("agree"),
    "disagree": _figure("disagree"),
    "others": _figure("other"),
    "certificates": lambda told: number(_certificates(told.fact), told.language),
    "batch": lambda told: _batch(told, told.fact.subject),
    "batches": lambda told: ", ".join(_batch(told, one) for one in told.fact.detail["batches"]),
    "slot": lambda told: _slot(told, told.fact.subject),
    "slots": _slots,
    "receiver": _receiver,
    "version": _figure("version"),
    "role": lambda told: translate(NAMES[Role(told.fact.subject)], told.language),
    "own_role": lambda told: who_did(told.fact, told.language),
    "device": lambda told: who_did(told.login, told.language) if told.login else "–",
    "address": lambda told: told.fact.detail.get("address") or "–",
    "rows": _figure("rows"),
}


def _certificates(fact: Fact) -> int:
    return sum(len(batch["slots"]) for batch in fact.detail["batches"])
