"""What desks sent again, for the organiser: desk by desk since this copy started, and each entry with its fate."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from domain.delegates import addressed
from domain.resent import Resending, What
from services import resendings
from services.resendings import MOST, Resent
from store.engine import State
from ui.audit_words import moment
from ui.formats import NOTHING, number
from ui.resent_words import ACTS, WHYS
from ui.session import _, language, store
from ui.sheet_import import Columns, show_table
from ui.words import N_, translate

_EVERY = "5s"
COUNTED: Mapping[Resending, str] = {
    Resending.KNOWN: N_("In the ledger already"),
    Resending.RECORDED: N_("Recorded again"),
    Resending.SET_ASIDE: N_("To settle"),
    Resending.WAITS: N_("Waits for the opening"),
}


@st.fragment(run_every=_EVERY)
def show_resent() -> None:
    """Nothing when nothing was sent again."""
    now, desks = store().state, resendings.by_desk()
    if not now.day.resent and not desks:
        return
    lang = language()
    st.subheader(_("Sent again by desks"), anchor=False)
    if desks:
        told = _("Desks that have sent again since this server started: {count}")
        show_table(told.format(count=number(len(desks), lang)), by_desk(desks, lang))
    if found := resendings.listed(store()):
        told = _("Entries in the ledger that a desk sent again: {count}")
        if len(now.day.resent) > MOST:
            told = _("Entries in the ledger that a desk sent again: {count}, the newest of them here")
        show_table(told.format(count=number(len(now.day.resent), lang)), listed(found, now, lang))


def by_desk(desks: Mapping[str, Counter[str]], lang: str) -> Columns:
    counts = {
        translate(title, lang): [number(counter[outcome], lang) for counter in desks.values()]
        for outcome, title in COUNTED.items()
    }
    return {translate(N_("Desk"), lang): list(desks)} | counts


def listed(found: Sequence[Resent], now: State, lang: str) -> Columns:
    return {
        translate(N_("Sent again at"), lang): [moment(one.fact.recorded_at, lang) for one in found],
        translate(N_("Happened at"), lang): [moment(one.fact.happened_at, lang) for one in found],
        translate(N_("Desk"), lang): [one.fact.desk for one in found],
        translate(N_("What"), lang): [act(one.what, lang) for one in found],
        translate(N_("Whom"), lang): [_whom(one, now) for one in found],
        translate(N_("What became of it"), lang): [_became(one, lang) for one in found],
    }


def act(what: What, lang: str) -> str:
    text = translate(ACTS[what], lang)
    return text[:1].upper() + text[1:]


def named(now: State, code: str) -> str:
    """Who is on no list any more reads as the code."""
    person = now.directory.people.get(code)
    return f"{addressed(person)} ({code})" if person else code or NOTHING


def _whom(one: Resent, now: State) -> str:
    """A walk-in that was set aside is nobody yet, and the code may be somebody else's."""
    is_nobody = one.why and one.what is What.WALK_IN
    return one.note or NOTHING if is_nobody else named(now, one.fact.subject)


def _became(one: Resent, lang: str) -> str:
    if not one.why:
        return translate(N_("recorded with its own time"), lang)
    text = N_("to be settled: {why}") if one.is_open else N_("settled by a person: {why}")
    return translate(text, lang).format(why=translate(WHYS[one.why], lang))
