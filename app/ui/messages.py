"""Sentences for the verdicts, refusals and errors that routes, commands and pages share."""

from domain.agenda import Agenda
from domain.checkin import Ruling
from domain.delegates import Standing
from domain.facts import Kind, Refusal, Refused, Role
from domain.honours import Honours
from ui.formats import clock_time
from ui.roles import NAMES
from ui.words import N_, translate

VERDICTS: dict[Kind, str] = {
    Kind.WELCOME: N_("Please come in."),
    Kind.ALREADY: N_("Already checked in. Look at the badge in the delegate's hand."),
    Kind.FULL: N_("The house is full: {seats} seats. Ask the delegate to sit down and call the organisers."),
    Kind.WITHDRAWN: N_("Not attending by the list. Please go to the help desk."),
    Kind.REVOKED: N_("This badge was replaced by a new one. Ask for the new badge, or go to the help desk."),
    Kind.UNKNOWN: N_("Not on the list. Please go to the help desk."),
    Kind.GARBLED: N_("The keyboard is changing the code – switch Unikey off and scan again."),
}
NOT_COMING: dict[Standing, str] = {
    Standing.WITHDRAWN: N_("Withdrawn from the list. Please go to the help desk."),
    Standing.REPLACED: N_("{name} attends instead of this delegate. Please go to the help desk."),
    Standing.RESERVE: N_("A reserve who has not been called up. Please go to the help desk."),
}
STALE = N_("Older than what was last recorded of this delegate: nothing changed, see the cases to settle.")
TAKEN_BACK = N_("This admission was taken back – scan again.")
BY_SUBSTITUTE = N_("{name} attends in this delegate's place.")
UNDONE = N_("The check-in was taken back.")
DONE = N_("Recorded.")
CLOSED = N_("The case is closed.")

REFUSALS: dict[Refusal, str] = {
    Refusal.NOT_SET_UP: N_("The conference is not set up yet."),
    Refusal.ALREADY_SET_UP: N_("The conference is set up already."),
    Refusal.REASON_NEEDED: N_("Please give a reason."),
    Refusal.OVER_SEATS: N_("{count} delegates would take a seat: more than the seats there are. Nothing was stored."),
    Refusal.BELOW_PRESENT: N_("{count} delegates are present: there cannot be fewer seats."),
    Refusal.BAD_SETTINGS: N_("Please give a name, 1 or more seats, and desks with different names."),
    Refusal.UNKNOWN_DELEGATE: N_("There is no such delegate."),
    Refusal.CODE_TAKEN: N_("This delegate code is taken."),
    Refusal.NAME_NEEDED: N_("Please give the name."),
    Refusal.IS_PRESENT: N_("This delegate is present: take the check-in back, or record that they left, first."),
    Refusal.NOT_PRESENT: N_("This delegate is not present."),
    Refusal.NOT_A_RESERVE: N_("This delegate is not a reserve."),
    Refusal.NOT_EXPECTED: N_("Only an expected delegate can be replaced."),
    Refusal.NO_PLACE_HELD: N_("No place is held for this delegate."),
    Refusal.OTHER_DESK: N_("Checked in at another desk; please ask that desk or the organisers."),
    Refusal.TOO_LATE: N_("More than 15 minutes ago; please ask the organisers."),
    Refusal.NOT_A_SUBSTITUTE: N_("Nobody attends in this delegate's place."),
    Refusal.NO_SUCH_CASE: N_("This case is closed already."),
    Refusal.ALREADY_OPENED: N_("The day is open already; opening it again needs a reason."),
    Refusal.ALREADY_FROZEN: N_("The figure is frozen already."),
    Refusal.NOT_FROZEN: N_("The figure is not frozen."),
    Refusal.ROSTER_CHANGED: N_("The list changed meanwhile. Look at the preview again."),
    Refusal.ID_REUSED: N_("This number was used for another request."),
    Refusal.NOT_ALLOWED: N_("This is not for the role you are logged in with."),
    Refusal.PIN_TOO_SHORT: N_("A PIN has at least {count} letters or digits."),
    Refusal.NO_SUCH_DEVICE: N_("This device is logged out already."),
    Refusal.HAS_STARTED: N_("The programme has started: the day cannot be opened again."),
    Refusal.DAY_NOT_OPEN: N_("The day has not been opened yet."),
    Refusal.DAY_NOT_ENDED: N_("The day has not been ended yet."),
    Refusal.ENDED_ALREADY: N_("The day has been ended already."),
    Refusal.AGENDA_MOVED: N_("Somebody changed the running order meanwhile. Please look at it again."),
    Refusal.NO_SUCH_ITEM: N_("This item is no longer in the programme."),
    Refusal.BAD_SECONDS: N_("Add or take 1 second to 60 minutes at a time."),
    Refusal.BAD_PLAN: N_("Each item needs minutes and a number of its own; a paper belongs to an item."),
    Refusal.ITEM_RUNS: N_("This item is on now: it cannot be taken out of the programme."),
    Refusal.FIRST_ALREADY: N_("This item is the next one already."),
    Refusal.DAY_ENDED: N_("The conference is closed; undo that first."),
    Refusal.NOTHING_RUNS: N_("No item is on now."),
    Refusal.SOMETHING_RUNS: N_("An item is on already."),
    Refusal.LAST_ITEM: N_("This is the last item."),
    Refusal.NOT_PAUSED: N_("The item is not paused."),
    Refusal.NOT_UPCOMING: N_("This item is not one that is still to come."),
    Refusal.NOT_SKIPPED: N_("This item is not marked as skipped."),
    Refusal.NOT_ELSEWHERE: N_("This item is on already."),
    Refusal.NOTHING_TO_UNDO: N_("There is nothing to take back."),
    Refusal.NO_MESSAGE: N_("Please type the message first."),
    Refusal.NO_SUCH_CONGRESS: N_("Nobody on the list is put forward for this congress."),
    Refusal.VOTE_NOT_OPEN: N_("This vote is not open."),
    Refusal.OVER_BASE: N_("More hands than the {count} delegates who may vote."),
    Refusal.HONOURS_MOVED: N_("Somebody changed the honours meanwhile. Please look at them again."),
    Refusal.BAD_LIST: N_("The list of honours is not sound: each certificate once, each tray number once."),
    Refusal.NO_SUCH_BATCH: N_("There is no such batch."),
    Refusal.NO_SUCH_SLOT: N_("This certificate is no longer on the list."),
    Refusal.BATCH_DONE: N_("This batch is done already."),
    Refusal.BATCH_BEGUN: N_("This batch has been on stage: what happened stays as it is."),
    Refusal.BATCH_IS_LOCKED: N_("This batch is locked. Unlock it first."),
    Refusal.NOT_LOCKED: N_("This batch is not locked."),
    Refusal.NOT_THAT_STEP: N_("This is not the next step of the batch."),
    Refusal.OUT_OF_ORDER: N_("A batch before this one is not done yet."),
    Refusal.DECISION_FINISHED: N_("This decision has been announced and conferred already; that is done once only."),
    Refusal.ONLY_COLLECTIVES: N_("An individual receives in person; for a collective another leader may."),
    Refusal.ONLY_INDIVIDUALS: N_("The family receives for a person, not for a collective."),
    Refusal.ONLY_ORGANISER: N_("Only the organiser lets somebody receive on another's behalf."),
    Refusal.NOT_LATE: N_("This certificate does not wait for another batch."),
    Refusal.OTHER_AWARD: N_("That batch is for another award."),
    Refusal.BATCH_FULL: N_("That batch is full."),
    Refusal.BATCH_CROWDED: N_("Batch {count} has more people than its limit. Nothing was stored."),
    Refusal.TRAY_TWICE: N_("Tray number {count} is given twice. Nothing was stored."),
    Refusal.AWARDED_TWICE: N_("In batch {count} somebody has this award already. Nothing was stored."),
    Refusal.AWARD_NEEDED: N_("Please give the name of the award and the number of the decision."),
    Refusal.COLLECTIVE_NEEDED: N_("In batch {count} the full name of a collective is missing. Nothing was stored."),
    Refusal.LONG_CITATION: N_("In batch {count} a citation is longer than 90 characters. Nothing was stored."),
}
STEPPED_BY = N_("{who} has just gone on with the honours, at {time}. Look again before you press.")
MOVED_BY = N_("{who} has just moved the running order, at {time}. Look again before you press.")

ERRORS: dict[str, str] = {
    "too_large": N_("The request is too large."),
    "bad_json": N_("The request is no readable JSON object."),
    "bad_field": N_("A field is missing or of the wrong type."),
    "text_too_long": N_("A text is too long."),
    "id_needed": N_("The request needs an id."),
    "bad_way": N_("Unknown way of checking in."),
    "bad_category": N_("Unknown category."),
    "code_or_delegate": N_("Give either a code or a delegate."),
    "bad_time": N_("The time has no UTC offset, lies too far ahead or back, or lies before the opening of the day."),
    "unknown_desk": N_("There is no such desk."),
    "unknown_delegate": N_("There is no such delegate."),
    "reason_needed": N_("Please give a reason."),
    "name_needed": N_("Please give the name."),
    "scan_id_reused": N_("This scan number was used for another code."),
    "action_id_reused": N_("This number was used for another request."),
    "data_removed": N_("Personal data was removed here: nothing of it is taken in again."),
    "not_set_up": N_("The conference is not set up yet."),
    "unknown_view": N_("There is no such view."),
    "unknown_move": N_("There is no such move."),
    "unknown_act": N_("There is no such act."),
    "unknown_step": N_("There is no such step."),
    "unknown_mode": N_("There is no such way of receiving."),
    "unavailable": N_("The server could not record this. Nothing was changed; it is asked again by itself."),
    "internal": N_("Something went wrong here; it was written to the log."),
    "login_needed": N_("Please log in."),
    "first_pin_needed": N_("Nobody can log in yet: the organiser's PIN is given first, on the server's own laptop."),
    "not_allowed": N_("This is not for the role you are logged in with."),
    "wrong_pin": N_("This is not the PIN of this role."),
    "unknown_role": N_("There is no such role."),
    "pin_too_short": N_("A PIN has at least 6 letters or digits."),
    "slow_down": N_("Too much at once; please wait a moment."),
    "foreign_origin": N_("This request comes from a page of another site."),
    "foreign_host": N_("This server is not known by that name."),
    "not_jpeg": N_("A camera frame is a JPEG picture (image/jpeg)."),
    "too_many_pixels": N_("The camera frame has too many pixels: 1.5 million at most."),
    "bad_picture": N_("The camera frame is broken or of a form that is not read here."),
    "too_slow": N_("The camera frame came in too slowly."),
    "plain_http": N_("Nothing is taken over plain http here; please open the https address."),
    "not_found": N_("There is no such address."),
    "wrong_method": N_("This address is asked in another way."),
}


def scan_message(ruling: Ruling, *, seats: int, standing: Standing | None, other: str, lang: str) -> str:
    """What to do next, in one sentence. `other` attends in the delegate's place, or replaced them."""
    text = VERDICTS[ruling.verdict]
    if ruling.verdict is Kind.WITHDRAWN and standing in NOT_COMING and (other or standing is not Standing.REPLACED):
        text = NOT_COMING[standing]
    elif ruling.stale:
        text = STALE
    elif ruling.replayed and ruling.verdict is Kind.WELCOME and not ruling.standing:
        text = TAKEN_BACK
    elif ruling.by_substitute and other:
        text = BY_SUBSTITUTE
    return translate(text, lang).format(seats=seats, name=other)


def refusal_message(refused: Refused, *, lang: str) -> str:
    return translate(REFUSALS[refused.reason], lang).format(count=refused.count)


def honour_refusal(refused: Refused, honours: Honours, *, lang: str) -> str:
    """As any refusal; where somebody else was faster, who and when."""
    last = honours.steps[-1] if honours.steps else None
    if refused.reason is not Refusal.HONOURS_MOVED or not last or last.seq != honours.seq:
        return refusal_message(refused, lang=lang)
    return translate(STEPPED_BY, lang).format(who=_who(last.by, lang), time=clock_time(last.happened_at))


def cue_refusal(refused: Refused, agenda: Agenda, *, lang: str) -> str:
    """As any refusal; where somebody else was faster, who and when."""
    if refused.reason is not Refusal.AGENDA_MOVED or not agenda.cues or agenda.cues[-1].seq != agenda.seq:
        return refusal_message(refused, lang=lang)
    last = agenda.cues[-1]
    return translate(MOVED_BY, lang).format(who=_who(last.by, lang), time=clock_time(last.happened_at))


def _who(by: str, lang: str) -> str:
    """What the device is called, or its role."""
    return translate(NAMES[Role(by)], lang) if by in set(Role) else by
