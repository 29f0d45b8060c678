"""Removing the personal data: what goes and what stays is told first, and it is asked twice."""

from collections.abc import Mapping

import streamlit as st

from domain.removal import Keeping
from services import removal
from services.removal import Going
from store.engine import State
from ui.formats import day, number
from ui.outcome import attempt, tell_refusal
from ui.session import _, language, state, store
from ui.words import N_, translate

KEEPINGS: Mapping[Keeping, str] = {
    Keeping.AWARD_LIST: N_("Keep the award list: name and unit of each person honoured"),
    Keeping.NOTHING: N_("Keep no name at all"),
}
GOES: Mapping[str, str] = {
    "people": N_("Names, positions and units: {count} people"),
    "birth_years": N_("Years of birth: {count}"),
    "ethnicities": N_("Ethnicities: {count}"),
    "phones": N_("Telephone numbers: {count}"),
    "substitutes": N_("Substitutes: {count}"),
    "stand_ins": N_("Who receives for somebody else: {count}"),
    "introductions": N_("Lines of introduction: {count}"),
    "presenters": N_("Names of who presents an item or an award: {count}"),
    "pronunciations": N_("Notes on how to say a name: {count}"),
    "notes": N_("Reasons and notes in the audit: {count}"),
}
_CHOICE, _CHOSEN = "personal.choice", "personal.chosen"


def offer_removal(now: State) -> None:
    """Again, too: more may have come since, or the award list may go after all."""
    if now.day.removal and not lines(removal.will_go(store()), Keeping.NOTHING, language()):
        return
    if st.button(_("Remove personal data") + "…", key="personal.remove", icon=":material/delete_forever:"):
        st.session_state.pop(_CHOSEN, None)
        st.dialog(_("Remove the personal data"), width="medium")(ask)()


def ask() -> None:
    going, chosen = removal.will_go(store()), st.session_state.get(_CHOSEN)
    if chosen is None:
        _ask_first(going)
    else:
        _ask_again(going, chosen)
    tell_refusal()


def lines(going: Going, keeping: Keeping, language: str) -> list[str]:
    """What goes, a line each; nothing of which there is none."""
    stay = going.honourees if keeping is Keeping.AWARD_LIST else 0
    counts = {field: getattr(going, field) for field in GOES} | {"people": max(going.people - stay, 0)}
    return [
        translate(text, language).format(count=number(counts[field], language))
        for field, text in GOES.items()
        if counts[field]
    ]


def _ask_first(going: Going) -> None:
    keeping = st.radio(
        _("What stays"), list(KEEPINGS), key=_CHOICE, format_func=lambda one: translate(KEEPINGS[one], language())
    )
    _tell(going, keeping)
    if st.button(_("To the last question") + "…", key="personal.go_on"):
        st.session_state[_CHOSEN] = keeping
        st.rerun(scope="fragment")


def _tell(going: Going, keeping: Keeping) -> None:
    st.markdown(_("This will go:"))
    st.markdown("\n".join(f"- {line}" for line in lines(going, keeping, language())) or "–")
    st.markdown(_("Figures, the order of events and the result of the vote stay; people are shown by their codes."))


def _ask_again(going: Going, keeping: Keeping) -> None:
    """The date is the word: it is typed the same way with Unikey on or off."""
    settings = state().day.conference
    assert settings
    word = day(settings.starts_at, "vi")
    st.error(_("This cannot be taken back, and no backup made from then on holds it."), icon=":material/warning:")
    st.markdown(f"**{translate(KEEPINGS[keeping], language())}.**")
    typed = st.text_input(
        _("To confirm, type the date of the conference: {date}").format(date=word), key="personal.word"
    )
    is_meant = (typed or "").strip() == word
    if typed and not is_meant:
        st.markdown(_("This is another date."))
    if st.button(_("Remove for good"), key="personal.remove_now", type="primary", disabled=not is_meant) and is_meant:
        _remove(going, keeping)


def _remove(going: Going, keeping: Keeping) -> None:
    gone = [line[0].lower() + line[1:] for line in lines(going, keeping, language())]
    done = _("Removed: {what}.").format(what="; ".join(gone))
    with st.spinner(_("Removing. Desks wait a moment.")):
        receipt = attempt(removal.remove, keeping, done=done)
    if receipt:
        st.rerun()
