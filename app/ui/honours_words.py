"""Every sentence the ceremony's component may say, by the names its JavaScript asks for; it holds none itself."""

from ui.stage_words import stage_words
from ui.words import N_, translate


def honours_words(language: str) -> dict[str, str]:
    parts = (_now, _states, _go, _deck, _row, _form, _batches, _beside)
    own = {key: translate(text, language) for part in parts for key, text in part().items()}
    return stage_words(language) | own


def _now() -> dict[str, str]:
    return {
        "page_title": N_("Honours"),
        "on_stage": N_("On stage"),
        "waiting": N_("Not begun"),
        "between": N_("Between two batches"),
        "over": N_("All conferred"),
        "empty": N_("No honours"),
        "award_over": N_("The ceremony is over"),
        "award_waiting": N_("Not begun"),
        "award_on": N_("Between two batches"),
        "award_empty": N_("There is no list of honours yet"),
        "empty_what": N_("The organiser reads it in from a spreadsheet, in the set-up."),
        "to_import": N_("Set-up"),
        "batch": N_("batch {number}"),
        "batch_of": N_("batch {number} of {of}"),
        "part_of": N_("turn {place}/{of}"),
        "over_batches": N_("Batches: {count}"),
        "over_received": N_("Certificates handed over: {received} of {expected}"),
        "over_later": N_("To hand over later: {count}"),
        "batches_left": N_("batches to come: {count}"),
        "item_left": N_("item {number}: {time} left, batches to come: {count}"),
        "item_over": N_("item {number}: over by {time}, batches to come: {count}"),
    }


def _states() -> dict[str, str]:
    return {
        "state_staged": N_("At the wings"),
        "state_present": N_("Here"),
        "state_expected": N_("Not here yet"),
        "state_absent": N_("Absent – hand over later"),
        "state_called": N_("Called"),
        "state_received": N_("Received"),
        "state_later": N_("Hand over later"),
        "in_seat": N_("Seat {seat}"),
        "not_called": N_("Was not called"),
        "instead_of": N_("Receives for {name}"),
        "family_of": N_("Family of {name}"),
        "second_time": N_("On stage, time {count}"),
        "born": N_("born {year}"),
        "receives": N_("{name} receives"),
        "take_offer": N_("Substitute: {name} receives"),
    }


def _go() -> dict[str, str]:
    return {
        "step_announce": N_("Announce"),
        "step_call": N_("Invite"),
        "step_confer": N_("Confer"),
        "step_photo": N_("Photo"),
        "step_skip": N_("Pass over"),
        "step_finish": N_("End of the conferring"),
        "step_received": N_("Marked: received"),
        "step_later": N_("Marked: hand over later"),
        "go_announce": N_("Announce the decision: batch {number}"),
        "go_call": N_("Call batch {number}: {people} to the stage"),
        "go_page": N_("Page {page} of {pages}: also {people}"),
        "go_name": N_("Call: {name}"),
        "go_confer": N_("Confer: batch {number}"),
        "go_photo": N_("Photo: batch {number}"),
        "go_skip": N_("Pass over batch {number}: nobody is here"),
        "go_finish": N_("End the conferring"),
        "go_over": N_("All conferred"),
        "go_empty": N_("No honours"),
        "go_on": N_("Nothing to do"),
        "go_waiting": N_("Nothing to do"),
        "one_collective": N_("1 collective"),
        "one_individual": N_("1 individual"),
        "count_collective": N_("{count} collectives"),
        "count_individual": N_("{count} individuals"),
        "and": N_(" and "),
        "warn_out_of_order": N_("A batch before batch {number} is not done. Press again to go on all the same"),
        "warn_decision_finished": N_(
            "The decision of batch {number} is over already. Press again to go on all the same"
        ),
        "page_of": N_("page {page} of {pages}"),
        "presented_by": N_("presented by: {name}"),
        "no_words": N_("Nothing to say here."),
    }


def _deck() -> dict[str, str]:
    return {
        "deck_none": N_("No batch is to come."),
        "deck_empty": N_("There is no list of honours yet"),
        "are_present": N_("here"),
        "are_staged": N_("at the wings"),
        "lock": N_("Lock the batch"),
        "unlock": N_("Unlock"),
        "locked": N_("Locked"),
        "version": N_("List, version {version}"),
        "version_at": N_("List, version {version}, {time}"),
        "printed": N_("on paper: {version}"),
        "renumbered": N_("renumbered"),
        "tap_when_seen": N_("Tap when seen"),
    }


def _row() -> dict[str, str]:
    return {
        "back": N_("Back"),
        "do_received": N_("Has received it"),
        "do_set_later": N_("Did not receive it: hand over later"),
        "do_staged": N_("Is at the wings"),
        "do_unstaged": N_("Is not at the wings"),
        "do_in_person": N_("Receives in person after all"),
        "do_leader": N_("Another leader receives"),
        "do_family": N_("The family receives"),
        "do_on_behalf": N_("Somebody receives on their behalf"),
        "do_not_today": N_("Hand over later, not on stage"),
        "fact_state": N_("State"),
        "fact_batch": N_("Batch"),
        "fact_tray": N_("Tray"),
        "fact_person": N_("Person"),
        "fact_receiver": N_("Receives"),
        "fact_seat": N_("Seat"),
        "fact_sound": N_("Read as"),
        "fact_citation": N_("Citation"),
        "place": N_("place {place}"),
    }


def _form() -> dict[str, str]:
    return {
        "form_leader": N_("Which leader receives?"),
        "form_family": N_("Who of the family receives?"),
        "form_on_behalf": N_("Who receives on their behalf? The organiser alone may allow it."),
        "form_unlock": N_("Why is the batch unlocked? Its places may change."),
        "field_name": N_("Name, with Mr or Ms"),
        "field_position": N_("Position"),
        "field_reason": N_("Reason"),
        "send_receiver": N_("Receives so"),
        "send_unlock": N_("Unlock the batch"),
    }


def _batches() -> dict[str, str]:
    return {
        "all_batches": N_("All batches"),
        "batch_draft": N_("Still open"),
        "batch_locked": N_("Locked"),
        "batch_on_deck": N_("On deck"),
        "batch_on_stage": N_("On stage"),
        "batch_done": N_("Done"),
        "present_of": N_("{present}/{expected} here"),
        "received_of": N_("{received}/{expected} received"),
        "do_begin": N_("Batch {number} goes on stage first"),
        "sure_begin": N_("Press again: batch {number} begins now"),
    }


def _beside() -> dict[str, str]:
    return {
        "tab_deck": N_("On deck"),
        "tab_batches": N_("Batches"),
        "tab_late": N_("Came late"),
        "tab_lines": N_("Sheet"),
        "tab_screens": N_("Monitors"),
        "late_what": N_("Came after their batch had passed"),
        "late_none": N_("Nobody came after their batch had passed."),
        "late_into": N_("At the end of batch {number}"),
        "late_extra": N_("An extra batch"),
        "lines_what": N_("The MC's lines from the sheet"),
        "lines_none": N_("The sheet has no line for these batches."),
        "line_is_stale": N_("A figure here is no longer true"),
        "how_called": N_("How people are called"),
        "by_batch": N_("A batch at once"),
        "by_name": N_("Name by name"),
        "by_batch_what": N_("One press calls everybody of the batch whom the hall's screen shows together."),
        "by_name_what": N_("Each press calls one name, on the hall's screen too."),
        "hall_shows": N_("The hall's projector"),
        "hall_live": N_("Follow the programme"),
        "hall_held": N_("Hold this picture"),
        "hall_blank": N_("Show nothing"),
        "to_agenda": N_("Running order"),
        "to_wings": N_("Wings"),
        "to_prints": N_("Prints"),
        "to_later_list": N_("List to hand over later"),
    }
