"""Every sentence the running order's component may say, by the names its JavaScript asks for; it holds none itself."""

from ui.agenda_panel_words import panel_words
from ui.stage_words import stage_words
from ui.words import N_, translate


def agenda_words(language: str) -> dict[str, str]:
    parts = (_head, _now, _next, _go, _acts, _done, _list, _item)
    own = {key: translate(text, language) for part in parts for key, text in part().items()}
    return stage_words(language) | own | panel_words(language)


def _head() -> dict[str, str]:
    return {
        "page_title": N_("Running order"),
        "honours": N_("Honours"),
        "ends_at": N_("closing expected {time}"),
        "ended_at": N_("closed at {time}"),
        "seconds": N_("{seconds} seconds"),
    }


def _now() -> dict[str, str]:
    return {
        "on_now": N_("On now"),
        "paused": N_("Paused"),
        "between": N_("Nothing is running"),
        "over": N_("The conference is closed"),
        "no_programme": N_("There is no programme yet"),
        "nothing_idle": N_("Between two items"),
        "nothing_ended": N_("The conference is closed"),
        "nothing_empty": N_("There is no programme yet"),
        "nothing_arrivals": N_("Before the start"),
        "item": N_("item {number}"),
        "outside": N_("outside the ten"),
        "paper": N_("paper {place}"),
        "paper_of": N_("paper {place} of {of}"),
        "guest": N_("guest {place}"),
        "guest_of": N_("guest {place} of {of}"),
        "part": N_("part {place}"),
        "part_of": N_("part {place} of {of}"),
        "left": N_("{time} left"),
        "over_time": N_("Over time"),
        "over_by": N_("Over by {time}"),
        "left_of": N_("left of {time}"),
        "over_of": N_("over the {time} planned"),
        "until_start": N_("until the planned start"),
        "since_start": N_("since the planned start"),
        "added": N_("added: {time}"),
        "taken": N_("taken away: {time}"),
        "was_paused": N_("was paused: {time}"),
    }


def _next() -> dict[str, str]:
    return {
        "words_now": N_("Words for this item"),
        "words_next": N_("Words for the next"),
        "last_item": N_("This is the last item"),
        "no_words": N_("Nothing to say is written for this item."),
        "here_since": N_("Here since {time}"),
        "presence_away": N_("Not here yet"),
        "presence_left": N_("Has left"),
        "presence_substitute": N_("A substitute is here"),
        "seat": N_("seat {seat}"),
        "invite_anyway": N_("Invite anyway"),
    }


def _go() -> dict[str, str]:
    return {
        "go_start": N_("Start: {title}"),
        "go_next": N_("Next: {title}"),
        "go_invite": N_("Invite {name}"),
        "go_end": N_("Close the conference"),
        "pass_to": N_("Pass over, invite {which}"),
        "pass_to_item": N_("Pass over, go to: {title}"),
        "pass_away": N_("Press again to pass over {name} (not here)"),
        "pass_left": N_("Press again to pass over {name} (has left)"),
    }


def _acts() -> dict[str, str]:
    return {
        "pause": N_("Pause"),
        "resume": N_("Go on"),
        "add_minutes": N_("Add {minutes} min"),
        "take_minutes": N_("Take {minutes} min away"),
        "move_finish": N_("Finish this item"),
        "move_finish_what": N_("Nothing else starts; GO then starts the next item."),
        "move_reload": N_("Forget this item's start"),
        "move_reload_what": N_("As if it had not started; it is the next one again."),
        "move_end": N_("End the day"),
        "move_end_what": N_("Everything still to come counts as passed over."),
        "confirm_end": N_("Press again: the day ends now"),
        "report": N_("Report"),
        "script": N_("Script"),
    }


def _done() -> dict[str, str]:
    """What an undo takes back, where no item began."""
    return {
        "did_start": N_("the start"),
        "did_pause": N_("the pause"),
        "did_resume": N_("going on"),
        "did_add": N_("the time added or taken"),
        "did_finish": N_("the finish"),
        "did_skip": N_("the passing over"),
        "did_unskip": N_("the taking back in"),
        "did_reload": N_("the forgotten start"),
        "did_end": N_("the end of the day"),
    }


def _list() -> dict[str, str]:
    return {
        "tab_list": N_("Programme"),
        "tab_guests": N_("Guests"),
        "tab_vote": N_("Vote"),
        "tab_screens": N_("Monitors"),
        "guest_came": N_("{name} has come ({time})"),
        "tap_when_seen": N_("Tap when seen"),
        "phase_done": N_("Done"),
        "phase_running": N_("On now"),
        "phase_next": N_("Coming next"),
        "phase_planned": N_("Still to come"),
        "phase_skipped": N_("Passed over"),
        "planned": N_("planned {time}"),
        "planned_key": N_("in brackets: as planned"),
        "parts": N_("{count} parts"),
        "of": N_("{place} of {of}"),
    }


def _item() -> dict[str, str]:
    return {
        "back_to_list": N_("Whole programme"),
        "time_planned": N_("Planned"),
        "time_expected": N_("Expected"),
        "time_actual": N_("Actual"),
        "time_more": N_("Changes"),
        "move_jump": N_("Go to this item"),
        "move_jump_sub": N_("Go there"),
        "confirm_jump": N_("Press again to go there now"),
        "confirm_jump_over": N_("Press again to go there now. Passed over: {titles}"),
        "move_skip": N_("Pass over"),
        "move_unskip": N_("Do not pass over"),
        "move_up": N_("Move up"),
        "move_up_what": N_("It becomes the next one; nothing starts yet."),
    }
