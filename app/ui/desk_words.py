"""Every sentence the desk's component may say, by the names its JavaScript asks for; it holds none itself."""

from ui.session import _


def desk_words() -> dict[str, str]:
    parts = (
        _frame, _strip, _verdicts, _next_steps, _verdict_notes, _outage, _rail, _search,
        _people, _card, _moves, _reasons, _menu, _cases, _self_test, _troubles,
    )  # fmt: skip
    return {key: text for part in parts for key, text in part().items()}


def _frame() -> dict[str, str]:
    return {
        "page_title": _("Registration"),
        "desk": _("Desk {desk}"),
        "choose_desk": _("Which desk is this?"),
        "no_such_desk": _("There is no desk “{desk}” at this conference."),
        "not_set_up": _("The conference has no desks yet. The organiser adds them on the set-up page."),
        "rehearsal": _("DRESS REHEARSAL"),
        "rehearsal_what": _("presence starts anew when the day is opened"),
        "demo": _("Sample data"),
        "demo_what": _("fictional people"),
        "figures_of": _("figures of {time}"),
        "just_now": _("just now"),
        "minutes_ago": _("{minutes} minutes ago"),
        "hours_ago": _("{hours} hours ago"),
        "seconds": _("{seconds} seconds"),
        "minutes": _("{minutes} minutes"),
        "close": _("Close"),
        "back": _("Go back"),
    }


def _strip() -> dict[str, str]:
    return {
        "scanner_listens": _("Scanner is listening"),
        "scanner_paused": _("Paused – click on the screen to go on scanning"),
        "server_answers": _("Server answers: just now"),
        "server_silent": _("Server silent: {time}"),
        "figures_age": _("Figures are {seconds} seconds old"),
        "scans_wait": _("Codes waiting to be sent: {count}"),
        "nothing_waits": _("All sent, no code is waiting"),
        "all_sent": _("Codes sent: {count}, none was lost"),
        "sound_on": _("Sound: on"),
        "sound_off": _("Sound: off"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "word_idle": _("Ready to scan"),
        "word_welcome": _("Come in"),
        "word_already": _("Already in"),
        "word_undone": _("Taken back"),
        "word_full": _("All {seats} seats are taken"),
        "word_unknown": _("Not on the list"),
        "word_revoked": _("Badge replaced"),
        "word_withdrawn": _("Not attending"),
        "word_garbled": _("Code was changed"),
        "word_unasked": _("RECORDED, NOT CHECKED"),
        "word_lost": _("Connection is lost"),
        "word_back": _("Connected again"),
        "word_not_done": _("Not done"),
        "word_parked": _("The server refused this scan"),
    }


def _next_steps() -> dict[str, str]:
    return {
        "idle_next": _("Hold the badge in front of the scanner"),
        "first_time": _("First at {time}, desk {desk}, {ago}"),
        "nothing_changed": _("An old entry, nothing was changed"),
        "undone_next": _("This check-in was taken back. Scan again."),
        "undone_name": _("Check-in taken back: {name}"),
        "full_next": _("Not checked in. Ask the delegate to sit and wait."),
        "unknown_next": _("Please go to the help desk"),
        "revoked_next": _("A new badge was issued. Ask for the new badge."),
        "garbled_next": _("Switch Unikey off, then scan again"),
        "unasked_next": _("Check the paper list"),
        "lost_next": _("Go on scanning, codes are kept"),
    }


def _verdict_notes() -> dict[str, str]:
    return {
        "seat": _("Seat"),
        "seat_is": _("seat {seat}"),
        "category": _("Category"),
        "checked_in_at": _("Checked in at"),
        "time_at_desk": _("{time} at desk {desk}"),
        "places_used": _("Places used"),
        "made_of": _("Made up of"),
        "delegates_present": _("Delegates present: {count}"),
        "places_held": _("Places held: {count}"),
        "places_held_until": _("Places held: {count}, until {time}"),
        "call_contact": _("Call {contact}"),
        "unknown_why": _("A sound badge, but not of this conference"),
        "garbled_why": _("The keyboard is changing codes"),
        "garbled_heard": _("What arrived: {text}"),
        "born": _("born {year}"),
        "homonyms_exist": _("Somebody else has the same name."),
        "homonym_present": _("{who}: present."),
        "homonym_away": _("{who}: not here yet."),
        "check_the_badge": _("Look again at the badge in the delegate's hand."),
        "open_homonyms": _("Show people of this name"),
        "undo_of": _("Take back the check-in of {time}"),
        "search_by_name": _("Search by name"),
        "open_card": _("Open the delegate's card"),
    }


def _outage() -> dict[str, str]:
    return {
        "scans_wait_since": _("Scans waiting: {count}, the first of {time}"),
        "paper_decides": _("Check the paper list before you let a delegate take a seat."),
        "sent_by_itself": _(
            "Once connected, the waiting codes are sent by themselves, in order, with the time of each scan."
        ),
    }


def _rail() -> dict[str, str]:
    return {
        "of_seats": _("/ {seats} here"),
        "held_for_absent": _("Held: {count} places"),
        "free_places": _("Free: {count}"),
        "seats_changed": _("{seats} seats, changed: {reason}"),
        "last_scans": _("Last scans at desk {desk}"),
        "no_scans_yet": _("No badge scanned yet"),
        "nobody_unknown": _("Unknown badge"),
        "nobody_garbled": _("Unreadable code"),
        "nobody_full": _("Walk-in guest"),
        "nobody_already": _("Delegate"),
        "undo_last": _("Take back the last one"),
        "undo_this": _("Take back"),
        "not_looked_after": _("Still to look after: {count}"),
        "more_lines": _("and {count} more"),
        "tap_when_done": _("Tap when it is settled"),
    }


def _search() -> dict[str, str]:
    return {
        "search_hint": _("Name, unit, seat"),
        "search_short": _("Search"),
        "search_off": _("Use the paper list"),
        "search_results": _("Search results"),
        "people_found": _("People found: {count}"),
        "more_people": _("{count} more; type further letters."),
        "nobody_found": _("Nobody found for “{query}”"),
        "nobody_found_next": _(
            "Try without accents, the initials, the unit, the seat or the last digits of the phone."
        ),
    }


def _people() -> dict[str, str]:
    return {
        "category_exemplary": _("Exemplary delegate"),
        "category_guest": _("Guest delegate"),
        "category_staff": _("Conference staff"),
        "category_press": _("Press"),
        "category_driver": _("Driver"),
        "presence_in_person": _("Is here"),
        "presence_substitute": _("Represented by a substitute"),
        "presence_away": _("Not here yet"),
        "presence_left": _("Has left"),
        "standing_reserve": _("Reserve, not called up"),
        "standing_called_up": _("Reserve, called up"),
        "standing_walk_in": _("Walk-in"),
        "standing_withdrawn": _("Withdrawn"),
        "standing_replaced": _("Replaced by somebody else"),
    }


def _card() -> dict[str, str]:
    return {
        "person_card": _("Delegate's card"),
        "delegate_code": _("Delegate code"),
        "substitute": _("Substitute"),
        "standing": _("On the list as"),
        "no_moves": _("This desk can do nothing here now. Call the organisers."),
        "confirm_admission": _("Confirm the check-in"),
        "is_this": _("Is the person in front of you {name}?"),
        "yes_admit": _("Yes, check in"),
        "paper_ask": _("At what time did {name} come, by the paper list?"),
        "paper_time": _("Hour and minute, today"),
        "bad_hour": _("Write the time as 07:30."),
        "record_it": _("Record it"),
        "undo_title": _("Take back a check-in"),
        "undo_ask": _("Tap a reason to take back the check-in of {name}."),
        "full_name": _("Full name"),
        "position": _("Position"),
        "unit": _("Unit"),
        "reason_needed": _("Reason (needed, the delegate is checked in)"),
        "reason_if_any": _("Reason (if any)"),
    }


def _moves() -> dict[str, str]:
    return {
        "move_admit": _("Check in"),
        "move_paper": _("Enter from the paper list"),
        "move_substitute": _("Somebody attends instead"),
        "move_in_person": _("The delegate has come"),
        "move_leave": _("Leaves for good"),
        "move_undo": _("Take the check-in back"),
        "ask_substitute": _("Who attends in the place of {name}?"),
        "ask_in_person": _("{name} has come and takes the place back from the substitute. Tap a reason."),
        "ask_leave": _("{name} leaves for good and the place becomes free. Tap a reason."),
        "record_substitute": _("Record the substitute"),
        "other_reason": _("Another reason"),
        "give_reason": _("Use this reason"),
    }


def _reasons() -> dict[str, str]:
    return {
        "reason_wrong_person": _("Wrong person"),
        "reason_wrong_badge": _("Wrong badge scanned"),
        "reason_not_entering": _("The delegate did not come in"),
        "reason_trial": _("Only a trial scan"),
        "reason_urgent": _("Urgent business"),
        "reason_health": _("Health"),
        "reason_done": _("Part in the programme is over"),
        "reason_came": _("The delegate came after all"),
        "reason_entered_wrongly": _("The substitute was entered by mistake"),
        "reason_checked_on_paper": _("Checked against the paper list"),
        "reason_sent_to_support": _("Shown to the help desk"),
    }


def _menu() -> dict[str, str]:
    return {
        "other_things": _("Other things"),
        "walk_in": _("Walk-in guest on no list"),
        "walk_in_what": _("Enter name and unit; only a place that nobody holds is given."),
        "walk_in_places": _("A walk-in is let in only while there is a place that nobody holds."),
        "admit_walk_in": _("Enter and check in"),
        "paper_entry": _("Late entry from the paper list"),
        "paper_entry_what": _("Find the delegate by name, then enter the time on paper."),
        "other_desk": _("This computer moves to another desk:"),
        "other_language": _("Tiếng Việt"),
        "back_to_draft": _("Go on with: {what}"),
    }


def _cases() -> dict[str, str]:
    return {
        "cases": _("To settle ({count})"),
        "cases_what": _(
            "Scans that waited and were no welcome, and entries that came too late. Only a person can close them."
        ),
        "no_cases": _("There is nothing to settle."),
        "case_waited": _("{word}: scanned at {time} at desk {desk} while the server was silent"),
        "case_stale": _("Older than the last entry: {time} at desk {desk}, nothing was changed"),
        "close_case": _("Settled"),
    }


def _self_test() -> dict[str, str]:
    return {
        "self_test": _("Test scan of a badge"),
        "self_test_what": _("Tells whether Unikey or the keyboard layout changes codes."),
        "self_test_ask": _("Scan any badge now."),
        "self_test_safe": _("Nobody is checked in while this test is open."),
        "typing_clean": _("The code arrives unchanged"),
        "typing_unikey": _("Unikey is rewriting the code"),
        "typing_layout": _("The keyboard layout is changing the code"),
        "typing_foreign": _("This is no badge of a conference"),
        "typing_incomplete": _("The code is not complete"),
        "typing_no_enter": _("{count} letters arrived, but no Enter"),
        "advice_none": _("Scanner and keyboard are fine. Close this test and go on."),
        "odd_letters": _("Letters that no badge has: {letters}"),
        "advice_unikey": _("Switch Unikey to English (click V so that it shows E, or Ctrl + Shift), then scan again."),
        "advice_layout": _("Choose the keyboard “English (US)” in Windows (Windows key + Space), then scan again."),
        "advice_foreign": _("Scan a badge of this conference. If this is one, switch Unikey off and scan again."),
        "advice_incomplete": _("Scan again, more slowly. If it stays so, print this badge anew."),
        "advice_enter": _("Set the scanner to send Enter (CR) after each code; see its manual."),
        "letters_counted": _("Letters received: {count} of 16."),
    }


def _troubles() -> dict[str, str]:
    return {
        "trouble_offline": _("Server does not answer"),
        "trouble_error": _("Server cannot record just now"),
        "trouble_login": _("Server asks to log in again"),
        "trouble_busy": _("Server is busy, sending again soon"),
        "refused_by_server": _("The server did not take it (error {status})."),
    }
