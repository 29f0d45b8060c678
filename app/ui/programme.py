"""The programme on the delegates' phones: its assets as one module, and its words. Light enough for an old phone."""

from services.house import house
from services.notice import told_notice
from ui.words import N_, translate

STYLES = ("programme.css",)
SCRIPTS = ("live.js", "poll.js", "fallback.js", "programme.js")

_WORDS = {
    "programme": N_("Programme"),
    "done": N_("Done"),
    "running": N_("On now"),
    "paused": N_("On now"),
    "next": N_("Coming next"),
    "upcoming": N_("To come"),
    "skipped": N_("Left out"),
    "ended": N_("The conference has ended. Thank you for coming."),
    "empty": N_("The programme is not known yet."),
    "fresh": N_("Updated at {time}"),
    "lost": N_("No connection. This is what was known at {time}, {minutes} minutes ago."),
    "lost_just_now": N_("No connection. This is what was known at {time}."),
    "never": N_("No connection. The programme appears here as soon as there is one."),
}
_OTHERS = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}


def programme_data(language: str) -> dict[str, object]:
    words = {key: translate(text, language) for key, text in _WORDS.items()}
    other, name = _OTHERS[language]
    return {"language": language, "words": words, "other": {"language": other, "name": name}} | {
        "personal": told_notice(house().state, language)
    }
