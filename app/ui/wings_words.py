"""Every sentence the wings' component may say, by the names its JavaScript asks for; it holds none itself."""

from ui.words import N_, translate


def wings_words(language: str) -> dict[str, str]:
    parts = (_frame, _batches, _rows, _changes)
    return {key: translate(text, language) for part in parts for key, text in part().items()}


def _frame() -> dict[str, str]:
    return {
        "page_title": N_("At the wings"),
        "rehearsal": N_("REHEARSAL"),
        "age": N_("{seconds} s ago"),
        "lost": N_("Connection lost, figures of {time}"),
        "lost_never": N_("Connection lost"),
        "denied": N_("Login needed, figures of {time}"),
        "denied_never": N_("Login needed"),
        "menu": N_("More"),
        "to_honours": N_("Honours"),
        "to_agenda": N_("Running order"),
        "other_language": N_("Tiếng Việt"),
        "log_out": N_("Log out"),
        "unanswered": N_("The server has not answered. Tap again if the mark is still missing."),
        "version": N_("List version {number}"),
        "version_at": N_("List version {number}, {time}"),
        "printed_same": N_("as printed"),
        "printed_other": N_("on paper: version {number}"),
    }


def _batches() -> dict[str, str]:
    return {
        "at_stage": N_("On stage"),
        "at_deck": N_("On deck"),
        "at_next": N_("Then"),
        "at_after": N_("After that"),
        "tab_stage": N_("Stage"),
        "batch": N_("batch {number}"),
        "batch_of": N_("batch {number} of {of}"),
        "round": N_("round {place}/{of}"),
        "locked": N_("settled"),
        "draft": N_("still open"),
        "presenter": N_("Presented by: {name}"),
        "here": N_("{count} here"),
        "staged": N_("{count} at the wings"),
        "received": N_("{count} received"),
        "no_list": N_("There is no list of honours yet."),
        "all_over": N_("The honours are over."),
    }


def _rows() -> dict[str, str]:
    return {
        "tray": N_("Tray {number}"),
        "seat": N_("Seat {seat}"),
        "born": N_("born {year}"),
        "state_expected": N_("Not here yet"),
        "state_absent": N_("Absent – later"),
        "state_present": N_("Is here"),
        "state_staged": N_("Wings"),
        "state_called": N_("Called"),
        "state_received": N_("Received"),
        "state_later": N_("Hand over later"),
        "state_sending": N_("Sending …"),
        "mode_leader": N_("Receives instead: {name}"),
        "mode_family": N_("For the family: {name}"),
        "mode_on_behalf": N_("On behalf: {name}"),
        "again": N_("On stage for the 2nd time"),
    }


def _changes() -> dict[str, str]:
    return {
        "changed_absent": N_("Batch {batch}, place {place}: {name} is absent"),
        "changed_absent_renumbered": N_("Batch {batch}, place {place}: {name} is absent, places renumbered"),
        "changed_absent_gap": N_("Batch {batch}, place {place}: {name} is absent, the place stays empty"),
        "changed_undone": N_("Batch {batch}: {name} is not here after all"),
        "changed_came": N_("Batch {batch}: {name} has just come"),
        "changed_came_to": N_("Batch {batch}: {name} has just come, place {place}"),
        "changed_receiver": N_("Batch {batch}, place {place}: {receiver} receives for {name}"),
        "changed_in_person": N_("Batch {batch}, place {place}: {name} receives in person"),
        "changed_later": N_("Batch {batch}, place {place}: {name}, to be handed over later"),
        "changed_added": N_("Batch {batch}, place {place}: {name} added"),
        "changed_removed": N_("Batch {batch}: {name} is no longer in it"),
        "changed_renumbered": N_("Batch {batch}: places renumbered"),
        "changed_locked": N_("Batch {batch}: places are settled"),
        "changed_unlocked": N_("Batch {batch}: places are open again"),
        "changed_many": N_("Batch {batch}: {count} changes, look at the list again"),
        "changed_on_stage": N_("Batch {batch} goes on stage"),
    }
