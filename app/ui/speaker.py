"""The speaker's monitor: its assets as one module, and its words. It draws by itself, without Streamlit."""

from ui.words import N_, translate

STYLES = ("tokens.css", "speaker.css")
SCRIPTS = ("live.js", "poll.js", "fallback.js", "identify.js", "countdown.js", "speaker.js")

_WORDS = {
    "normal": N_("ON TIME"),
    "left": N_("{minutes} MIN LEFT"),
    "over": N_("OVERTIME"),
    "over_by": N_("OVERTIME +{minutes}"),
    "paused": N_("PAUSED"),
    "nothing": N_("Nothing is on"),
    "lost": N_("CONNECTION LOST, as of {time}"),
    "never": N_("CONNECTION LOST"),
    "identify": N_("This screen is: Speaker {number}"),
    "rehearsal": N_("REHEARSAL"),
}


def speaker_data(language: str) -> dict[str, object]:
    return {"language": language, "words": {key: translate(text, language) for key, text in _WORDS.items()}}
