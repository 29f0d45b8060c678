"""Every sentence the desk's component may say, by the names its JavaScript asks for; it holds none itself."""

from ui.camera_words import camera_words
from ui.resent_words import ACTS, WHYS
from ui.words import N_, translate


def desk_words(language: str) -> dict[str, str]:
    parts = (
        _frame, _strip, _verdicts, _next_steps, _verdict_notes, _outage, _rail, _search,
        _people, _card, _moves, _reasons, _menu, _cases, _resent, _kept, _self_test, _troubles, camera_words,
    )  # fmt: skip
    return {key: translate(text, language) for part in parts for key, text in part().items()}


def _frame() -> dict[str, str]:
    return {
        "page_title": N_("Registration"),
        "identify": N_("This screen is: Registration {number}"),
        "desk": N_("Desk {desk}"),
        "choose_desk": N_("Which desk is this?"),
        "no_such_desk": N_("There is no desk “{desk}” at this conference."),
        "not_set_up": N_("The conference has no desks yet. The organiser adds them on the set-up page."),
        "rehearsal": N_("DRESS REHEARSAL"),
        "rehearsal_what": N_("presence starts anew when the day is opened"),
        "demo": N_("Sample data"),
        "demo_what": N_("fictional people"),
        "figures_of": N_("figures of {time}"),
        "just_now": N_("just now"),
        "minutes_ago": N_("{minutes} minutes ago"),
        "hours_ago": N_("{hours} hours ago"),
        "seconds": N_("{seconds} seconds"),
        "minutes": N_("{minutes} minutes"),
        "close": N_("Close"),
        "back": N_("Go back"),
    }


def _strip() -> dict[str, str]:
    return {
        "scanner_listens": N_("Scanner is listening"),
        "scanner_paused": N_("Paused – click on the screen to go on scanning"),
        "server_answers": N_("Server answers: just now"),
        "server_silent": N_("Server silent: {time}"),
        "figures_age": N_("Figures are {seconds} seconds old"),
        "scans_wait": N_("Codes waiting to be sent: {count}"),
        "nothing_waits": N_("All sent, no code is waiting"),
        "all_sent": N_("Codes sent: {count}, none was lost"),
        "sound_on": N_("Sound: on"),
        "sound_off": N_("Sound: off"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "word_idle": N_("Ready to scan"),
        "word_welcome": N_("Come in"),
        "word_already": N_("Already in"),
        "word_undone": N_("Taken back"),
        "word_full": N_("All {seats} seats are taken"),
        "word_unknown": N_("Not on the list"),
        "word_revoked": N_("Badge replaced"),
        "word_withdrawn": N_("Not attending"),
        "word_garbled": N_("Code was changed"),
        "word_unasked": N_("RECORDED, NOT CHECKED"),
        "word_lost": N_("Connection is lost"),
        "word_back": N_("Connected again"),
        "word_not_done": N_("Not done"),
        "word_parked": N_("The server refused this scan"),
    }


def _next_steps() -> dict[str, str]:
    return {
        "idle_next": N_("Hold the badge in front of the scanner"),
        "first_time": N_("First at {time}, desk {desk}, {ago}"),
        "nothing_changed": N_("An old entry, nothing was changed"),
        "undone_next": N_("This check-in was taken back. Scan again."),
        "undone_name": N_("Check-in taken back: {name}"),
        "full_next": N_("Not checked in. Ask the delegate to sit and wait."),
        "unknown_next": N_("Please go to the help desk"),
        "revoked_next": N_("A new badge was issued. Ask for the new badge."),
        "garbled_next": N_("Switch Unikey off, then scan again"),
        "unasked_next": N_("Check the paper list"),
        "lost_next": N_("Go on scanning, codes are kept"),
    }


def _verdict_notes() -> dict[str, str]:
    return {
        "seat": N_("Seat"),
        "seat_is": N_("seat {seat}"),
        "category": N_("Category"),
        "checked_in_at": N_("Checked in at"),
        "time_at_desk": N_("{time} at desk {desk}"),
        "honours": N_("Honours"),
        "honours_at": N_("Honours: {where}"),
        "honours_place": N_("batch {batch}, place {place}"),
        "honours_batch": N_("batch {batch}"),
        "places_used": N_("Places used"),
        "made_of": N_("Made up of"),
        "delegates_present": N_("Delegates present: {count}"),
        "places_held": N_("Places held: {count}"),
        "places_held_until": N_("Places held: {count}, until {time}"),
        "call_contact": N_("Call {contact}"),
        "unknown_why": N_("A sound badge, but not of this conference"),
        "garbled_why": N_("The keyboard is changing codes"),
        "garbled_heard": N_("What arrived: {text}"),
        "born": N_("born {year}"),
        "homonyms_exist": N_("Somebody else has the same name."),
        "homonym_present": N_("{who}: present."),
        "homonym_away": N_("{who}: not here yet."),
        "check_the_badge": N_("Look again at the badge in the delegate's hand."),
        "open_homonyms": N_("Show people of this name"),
        "undo_of": N_("Take back the check-in of {time}"),
        "search_by_name": N_("Search by name"),
        "open_card": N_("Open the delegate's card"),
    }


def _outage() -> dict[str, str]:
    return {
        "scans_wait_since": N_("Scans waiting: {count}, the first of {time}"),
        "paper_decides": N_("Check the paper list before you let a delegate take a seat."),
        "sent_by_itself": N_(
            "Once connected, the waiting codes are sent by themselves, in order, with the time of each scan."
        ),
        "keep_open": N_("This browser cannot keep codes: do not close or reload this page."),
        "word_denied": N_("Login needed"),
        "denied_login": N_("This computer has been logged out."),
        "denied_role": N_("This computer is logged in for other work, not for a desk."),
        "log_in_again": N_("Log in again"),
        "sent_after_login": N_(
            "After the login the waiting codes are sent by themselves, in order, with the time of each scan."
        ),
    }


def _rail() -> dict[str, str]:
    return {
        "of_seats": N_("/ {seats} here"),
        "held_for_absent": N_("Held: {count} places"),
        "free_places": N_("Free: {count}"),
        "seats_changed": N_("{seats} seats, changed: {reason}"),
        "last_scans": N_("Last scans at desk {desk}"),
        "no_scans_yet": N_("No badge scanned yet"),
        "nobody_unknown": N_("Unknown badge"),
        "nobody_garbled": N_("Unreadable code"),
        "nobody_full": N_("Walk-in guest"),
        "nobody_already": N_("Delegate"),
        "undo_last": N_("Take back the last one"),
        "undo_this": N_("Take back"),
        "not_looked_after": N_("Still to look after: {count}"),
        "more_lines": N_("and {count} more"),
        "tap_when_done": N_("Tap when it is settled"),
    }


def _search() -> dict[str, str]:
    return {
        "search_hint": N_("Name, unit, seat"),
        "search_short": N_("Search"),
        "search_off": N_("Use the paper list"),
        "search_results": N_("Search results"),
        "people_found": N_("People found: {count}"),
        "more_people": N_("{count} more; type further letters."),
        "nobody_found": N_("Nobody found for “{query}”"),
        "nobody_found_next": N_(
            "Try without accents, the initials, the unit, the seat or the last digits of the phone."
        ),
    }


def _people() -> dict[str, str]:
    return {
        "category_exemplary": N_("Exemplary delegate"),
        "category_guest": N_("Guest delegate"),
        "category_staff": N_("Conference staff"),
        "category_press": N_("Press"),
        "category_driver": N_("Driver"),
        "presence_in_person": N_("Is here"),
        "presence_substitute": N_("Represented by a substitute"),
        "presence_away": N_("Not here yet"),
        "presence_left": N_("Has left"),
        "standing_reserve": N_("Reserve, not called up"),
        "standing_called_up": N_("Reserve, called up"),
        "standing_walk_in": N_("Walk-in"),
        "standing_withdrawn": N_("Withdrawn"),
        "standing_replaced": N_("Replaced by somebody else"),
    }


def _card() -> dict[str, str]:
    return {
        "person_card": N_("Delegate's card"),
        "delegate_code": N_("Delegate code"),
        "substitute": N_("Substitute"),
        "standing": N_("On the list as"),
        "no_moves": N_("This desk can do nothing here now. Call the organisers."),
        "confirm_admission": N_("Confirm the check-in"),
        "is_this": N_("Is the person in front of you {name}?"),
        "yes_admit": N_("Yes, check in"),
        "paper_ask": N_("At what time did {name} come, by the paper list?"),
        "paper_time": N_("Hour and minute, today"),
        "bad_hour": N_("Write the time as 07:30."),
        "record_it": N_("Record it"),
        "undo_title": N_("Take back a check-in"),
        "undo_ask": N_("Tap a reason to take back the check-in of {name}."),
        "full_name": N_("Full name"),
        "position": N_("Position"),
        "unit": N_("Unit"),
        "reason_needed": N_("Reason (needed, the delegate is checked in)"),
        "reason_if_any": N_("Reason (if any)"),
    }


def _moves() -> dict[str, str]:
    return {
        "move_admit": N_("Check in"),
        "move_paper": N_("Enter from the paper list"),
        "move_substitute": N_("Somebody attends instead"),
        "move_in_person": N_("The delegate has come"),
        "move_leave": N_("Leaves for good"),
        "move_undo": N_("Take the check-in back"),
        "ask_substitute": N_("Who attends in the place of {name}?"),
        "ask_in_person": N_("{name} has come and takes the place back from the substitute. Tap a reason."),
        "ask_leave": N_("{name} leaves for good and the place becomes free. Tap a reason."),
        "record_substitute": N_("Record the substitute"),
        "other_reason": N_("Another reason"),
        "give_reason": N_("Use this reason"),
    }


def _reasons() -> dict[str, str]:
    return {
        "reason_wrong_person": N_("Wrong person"),
        "reason_wrong_badge": N_("Wrong badge scanned"),
        "reason_not_entering": N_("The delegate did not come in"),
        "reason_trial": N_("Only a trial scan"),
        "reason_urgent": N_("Urgent business"),
        "reason_health": N_("Health"),
        "reason_done": N_("Part in the programme is over"),
        "reason_came": N_("The delegate came after all"),
        "reason_entered_wrongly": N_("The substitute was entered by mistake"),
        "reason_checked_on_paper": N_("Checked against the paper list"),
        "reason_sent_to_support": N_("Shown to the help desk"),
    }


def _menu() -> dict[str, str]:
    return {
        "other_things": N_("Other things"),
        "walk_in": N_("Walk-in guest on no list"),
        "walk_in_what": N_("Enter name and unit; only a place that nobody holds is given."),
        "walk_in_places": N_("A walk-in is let in only while there is a place that nobody holds."),
        "admit_walk_in": N_("Enter and check in"),
        "paper_entry": N_("Late entry from the paper list"),
        "paper_entry_what": N_("Find the delegate by name, then enter the time on paper."),
        "other_desk": N_("This computer moves to another desk:"),
        "other_language": N_("Tiếng Việt"),
        "log_out": N_("Log out"),
        "log_out_what": N_("This device stops being a desk; its PIN is needed to come back."),
        "log_out_waiting": N_(
            "Scans waiting on this device: {count}. They stay here and are sent after the next login."
        ),
        "back_to_draft": N_("Go on with: {what}"),
    }


def _cases() -> dict[str, str]:
    return {
        "cases": N_("To settle ({count})"),
        "cases_what": N_(
            "Scans that waited and were no welcome, and entries that came too late. Only a person can close them."
        ),
        "no_cases": N_("There is nothing to settle."),
        "case_waited": N_("{word}: scanned at {time} at desk {desk} while the server was silent"),
        "case_stale": N_("Older than the last entry: {time} at desk {desk}, nothing was changed"),
        "case_resent": N_("Sent again, not recorded: {what} of {time} at desk {desk}; {why}"),
        "close_case": N_("Settled"),
    }


def _resent() -> dict[str, str]:
    """What was done, and why it could not be taken again."""
    return {f"act_{what}": text for what, text in ACTS.items()} | {f"why_{why}": text for why, text in WHYS.items()}


def _kept() -> dict[str, str]:
    return {
        "early": N_("The server runs a copy from before the day was opened"),
        "early_what": N_("Wait for the organiser to open the day. Go on scanning: codes are kept."),
        "resending": N_("The server started anew: sending again, {count} to go"),
        "resending_what": N_("New scans follow by themselves."),
        "resent": N_("Sent again to the server: {sent}"),
        "resent_what": N_("newly recorded {recorded}, to settle {set_aside}, refused {refused}"),
        "sent_after_opening": N_("Once the organiser has opened the day, the waiting codes are sent by themselves."),
        "kept": N_("Kept on this device: {count}"),
        "kept_what": N_("What this desk was told was done; in need it is sent again or saved to a file."),
        "kept_title": N_("What this device keeps"),
        "kept_since": N_("Kept since {time}: {count} entries"),
        "kept_nothing": N_("Nothing is kept yet. What is done in a rehearsal is not kept."),
        "kept_known": N_("Server has them"),
        "kept_unsent": N_("Still to be sent again"),
        "kept_refused": N_("Refused by the server"),
        "kept_waiting": N_("Codes waiting"),
        "kept_of_others": N_("Of another conference, never sent"),
        "kept_unsafe": N_("This browser keeps nothing on disk: all of this goes when the page is closed."),
        "kept_file": N_("Save to a file"),
        "kept_file_what": N_(
            "For the organiser, when this desk cannot reach the server. It holds names: hand it over, then delete it."
        ),
    }


def _self_test() -> dict[str, str]:
    return {
        "self_test": N_("Test scan of a badge"),
        "self_test_what": N_("Tells whether Unikey or the keyboard layout changes codes."),
        "self_test_ask": N_("Scan any badge now."),
        "self_test_safe": N_("Nobody is checked in while this test is open."),
        "typing_clean": N_("The code arrives unchanged"),
        "typing_unikey": N_("Unikey is rewriting the code"),
        "typing_layout": N_("The keyboard layout is changing the code"),
        "typing_foreign": N_("This is no badge of a conference"),
        "typing_incomplete": N_("The code is not complete"),
        "typing_no_enter": N_("{count} letters arrived, but no Enter"),
        "advice_none": N_("Scanner and keyboard are fine. Close this test and go on."),
        "odd_letters": N_("Letters that no badge has: {letters}"),
        "advice_unikey": N_("Switch Unikey to English (click V so that it shows E, or Ctrl + Shift), then scan again."),
        "advice_layout": N_("Choose the keyboard “English (US)” in Windows (Windows key + Space), then scan again."),
        "advice_foreign": N_("Scan a badge of this conference. If this is one, switch Unikey off and scan again."),
        "advice_incomplete": N_("Scan again, more slowly. If it stays so, print this badge anew."),
        "advice_enter": N_("Set the scanner to send Enter (CR) after each code; see its manual."),
        "letters_counted": N_("Letters received: {count} of 16."),
    }


def _troubles() -> dict[str, str]:
    return {
        "trouble_offline": N_("Server does not answer"),
        "trouble_error": N_("Server cannot record just now"),
        "trouble_login": N_("Server asks to log in again"),
        "trouble_role": N_("Server asks for a desk's login"),
        "trouble_busy": N_("Server is busy, sending again soon"),
        "trouble_early": N_("Server waits for the opening of the day"),
        "trouble_resending": N_("Server started anew, earlier entries are sent first"),
        "trouble_time": N_("Waiting for the server's time"),
        "frame_early": N_("The day is not open yet: use the paper list"),
        "frame_resending": N_("Earlier entries are sent first: wait a moment"),
        "refused_by_server": N_("The server did not take it (error {status})."),
    }
