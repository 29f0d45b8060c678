"""What every console of the stage says, whatever it is about: its head, its one button, its menu."""

from ui.words import N_, translate


def stage_words(language: str) -> dict[str, str]:
    return {key: translate(text, language) for part in (_head, _go) for key, text in part().items()}


def _head() -> dict[str, str]:
    return {
        "identify": N_("This screen is: MC {number}"),
        "on_time": N_("On time"),
        "late": N_("{time} late"),
        "early": N_("{time} early"),
        "rehearsal": N_("REHEARSAL"),
        "demo": N_("Sample data"),
        "age": N_("Updated {seconds} s ago"),
        "lost": N_("Connection lost, data of {time}"),
        "lost_never": N_("Connection lost"),
        "denied": N_("Login needed, data of {time}"),
        "denied_never": N_("Login needed"),
        "lost_hall": N_("Hall screen: no connection"),
        "lost_speaker": N_("Speaker's screen: no connection"),
        "minutes": N_("{minutes} min"),
        "hours": N_("{hours} h"),
        "hours_and_minutes": N_("{hours} h {minutes} min"),
        "days": N_("{days} days"),
    }


def _go() -> dict[str, str]:
    return {
        "missing": N_("missing"),
        "coming_next": N_("Coming next"),
        "waiting_for_line": N_("Waiting for the connection"),
        "sending": N_("Sending …"),
        "sending_again": N_("No answer yet, sending again …"),
        "unanswered": N_("The server has not answered. Look at what the screen shows now."),
        "undo": N_("Undo"),
        "more": N_("More"),
        "other_moves": N_("Other moves"),
        "other_language": N_("Tiếng Việt"),
        "log_out": N_("Log out"),
    }
