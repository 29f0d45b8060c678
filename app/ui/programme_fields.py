"""What the parts of the programme are called on screens and on the terminal, and how their values read."""

from datetime import datetime, timedelta

from domain.agenda import ARRIVALS, Item
from domain.programme import ItemWords
from ui.formats import NOTHING, clock_time
from ui.words import N_, translate

LABELS = {
    "number": N_("Item"),
    "planned_start": N_("Start"),
    "planned_duration": N_("Minutes"),
    "speaker": N_("Delegate code"),
    "title_vi": N_("Title, Vietnamese"),
    "title_en": N_("Title, English"),
    "presenter": N_("By whom"),
    "mc_line": N_("Line of the MC"),
    "topic": N_("Topic"),
}


def field_label(field: str, language: str) -> str:
    return translate(LABELS[field], language)


def shown(value: object, language: str) -> str:
    match value:
        case None | "":
            return NOTHING
        case datetime():
            return clock_time(value)
        case timedelta():
            return minutes(value, language)
    return str(value)


def minutes(length: timedelta, language: str) -> str:
    """7,5 – in English 7.5."""
    text = f"{length.total_seconds() / 60:g}"
    return text if language == "en" else text.replace(".", ",")


def named(item: Item, words: ItemWords, language: str) -> str:
    """ "4. Báo cáo tham luận"; a paper by its topic, a guest by who that is."""
    title = title_of(words, language) or words.topic or words.presenter or item.speaker
    return f"{item.number}. {title}" if item.number not in (None, ARRIVALS) else title


def title_of(words: ItemWords, language: str) -> str:
    return (words.title_en if language == "en" else words.title_vi) or words.title_vi
