"""What the panels of the MC's console say: introductions, the vote, screens; by the names their scripts ask for."""

from ui.words import N_, translate


def panel_words(language: str) -> dict[str, str]:
    parts = (_guests, _vote, _screens)
    return {key: translate(text, language) for part in parts for key, text in part().items()}


def _guests() -> dict[str, str]:
    return {
        "guests_title": N_("List of introductions"),
        "guests_count": N_("Here: {here} of {all}; read: {read}"),
        "guests_tap": N_("Tap a line when it has been read."),
        "guests_none": N_("Nobody on this list is here yet."),
        "guests_new": N_("Came at {time}"),
        "guests_read": N_("Has been read"),
        "guests_unmark": N_("Take all marks off"),
        "guests_away": N_("Not here: not read"),
        "guests_left": N_("has left"),
        "guests_substitute": N_("{name} attends instead"),
    }


def _vote() -> dict[str, str]:
    return {
        "vote_title": N_("Vote"),
        "vote_none": N_("Nobody on the list is put forward for a higher congress."),
        "vote_candidates": N_("Put forward: {count}"),
        "vote_now": N_("With a vote and here now: {count}, of {invited} invited"),
        "vote_open": N_("Open the vote"),
        "vote_reopen": N_("Open anew"),
        "vote_reopen_sure": N_("Press again: the base becomes {count}"),
        "vote_base": N_("{base} delegates with a vote, fixed at {time}"),
        "vote_quorum": N_("of {invited} invited, more than half"),
        "vote_no_quorum": N_("of {invited} invited, not more than half"),
        "vote_agree": N_("Agree"),
        "vote_disagree": N_("Disagree"),
        "vote_other": N_("Other opinion"),
        "vote_digits": N_("Only digits here"),
        "vote_rest": N_("Entered: {sum} of {base}; not voting: {rest}"),
        "vote_over": N_("{over} too many: only {base} delegates have a vote"),
        "vote_record": N_("Record the result"),
        "vote_record_again": N_("Record a second count"),
        "vote_result": N_("Read out"),
        "vote_minutes": N_("For the minutes"),
        "vote_copy": N_("Copy"),
        "vote_copied": N_("Copied"),
        "vote_earlier": N_("Earlier counts"),
        "vote_count": N_("{time}: agree {agree}, disagree {disagree}, other {other}, of {base}"),
        "panel_trouble": N_("The server does not answer. Nothing is known to have changed; press again."),
    }


def _screens() -> dict[str, str]:
    return {
        "screens_title": N_("Message and screens"),
        "screens_speaker": N_("The speaker's monitor"),
        "screens_message": N_("Message to the speaker"),
        "screens_phrase_5": N_("5 minutes left"),
        "screens_phrase_1": N_("1 minute left"),
        "screens_phrase_end": N_("Please come to an end"),
        "screens_show": N_("Show it"),
        "screens_flash": N_("Flash it"),
        "screens_hide": N_("Hide it"),
        "screens_shown": N_("The speaker sees: “{text}”"),
        "screens_hidden": N_("The speaker sees no message"),
        "screens_is_black": N_("The speaker's monitor is black"),
        "screens_black": N_("Make it black"),
        "screens_light": N_("Make it visible again"),
        "screens_hall": N_("The hall's projector"),
        "screens_live": N_("Follow the programme"),
        "screens_hold": N_("Hold this picture"),
        "screens_blank": N_("Show nothing"),
        "screens_calling": N_("How the honoured are called"),
        "screens_by_batch": N_("A batch at once"),
        "screens_by_name": N_("Name by name"),
        "screens_shows": N_("The hall sees: {what}"),
        "screens_shows_nothing": N_("The hall sees an empty picture"),
    }
