"""Loading the file of a desk that reaches no server: what it holds, the one button, and what became of each entry."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

import clock
from domain.checkin import Scan
from domain.codes import read_badge_code
from domain.resent import What
from services import desk_file
from services.desk_file import BadFile, DeskFile, Fate, Flaw, Sendable, Sent
from store.engine import State, StoreUnavailable
from ui import files
from ui.audit_words import moment
from ui.files import Upload
from ui.formats import NOTHING, number, plain
from ui.outcome import refuse, tell_refusal
from ui.resent import act, named
from ui.session import _, language, role, state, store
from ui.sheet_import import Columns, show_table
from ui.words import N_, translate

_DESK_FILE, _LOADED = "desk_file", "desk_file.loaded"
_MOST = 200  # rows told one by one
FLAWS: Mapping[Flaw, str] = {
    Flaw.TOO_LARGE: N_("This file is too large to be a desk's. Nothing was taken."),
    Flaw.FOREIGN: N_("This is not a file that a desk saved. Choose the file from “Save to a file” at the desk."),
    Flaw.NEWER: N_("Another version of this program saved this file. Nothing was taken."),
    Flaw.OTHER_CONFERENCE: N_("This file is of another conference, or of other data than this server's."),
    Flaw.BROKEN: N_("This file is damaged or was changed by hand. Save it at the desk once more. Nothing was taken."),
    Flaw.REMOVED: N_("The personal data has been removed: no file of a desk can be taken any more. Destroy it."),
}
EACH: Mapping[Fate, str] = {
    Fate.SET_ASIDE: N_("To settle"),
    Fate.WAITS: N_("Waits for the opening"),
    Fate.BAD_TIME: N_("Not taken: older than the opening of the day, or of an impossible time"),
    Fate.ID_REUSED: N_("Not taken: this number stands for something else"),
}
FATES: Mapping[Fate, str] = {
    Fate.RECORDED: N_("Recorded with their own times"),
    Fate.KNOWN: N_("Were in the ledger already, nothing added"),
    **EACH,
    Fate.SET_ASIDE: N_("Could not simply be recorded: close them one by one under “To settle” at any desk"),
    Fate.WAITS: N_("Wait: open the day first, then load this file again"),
}


def show_desk_file() -> None:
    st.subheader(_("Load a desk's file"), anchor=False)
    tell_refusal()
    upload = files.chosen(_DESK_FILE)
    file = _read(upload) if upload else None
    if upload and file:
        _show(upload, file)
        return
    if _LOADED in st.session_state:
        _tell(st.session_state[_LOADED])
    st.markdown(_("For a desk that cannot reach this server: save its memory to a file there and bring it here."))
    files.choose(_DESK_FILE, _("File of a desk (JSON)"), formats=("json",))


def _read(upload: Upload) -> DeskFile | None:
    """None when nothing of it can be taken, and says why."""
    try:
        return desk_file.read(state(), upload.content)
    except BadFile as bad:
        st.error(translate(FLAWS[bad.flaw], language()), icon=":material/error:")
        files.forget(_DESK_FILE)
        st.session_state.pop(_LOADED, None)
        return None


def _show(upload: Upload, file: DeskFile) -> None:
    st.session_state.pop(_LOADED, None)
    st.markdown(f":material/description: {plain(upload.name)}")
    rows = preview(file, known=desk_file.known(store(), file), lang=language())
    st.table({plain(label): plain(text) for label, text in rows.items()}, border="horizontal", hide_header=True)
    early = state().day.is_rehearsal
    if early:
        st.warning(_("The day is not open on this server. Open it first, in the set-up."), icon=":material/lock_clock:")
    with st.container(horizontal=True):
        st.button(
            _("Write into the ledger"), key="desk_file.load", icon=":material/edit_note:", type="primary",
            disabled=early or not file.kept + file.waiting, on_click=_load, args=(file,),
        )  # fmt: skip
        st.button(_("Choose another file"), key="desk_file.other", on_click=files.forget, args=(_DESK_FILE,))


def preview(file: DeskFile, *, known: int, lang: str) -> dict[str, str]:
    kept = Counter(entry.what for entry in file.kept)
    told = [f"{act(what, lang)}: {number(kept[what], lang)}" for what in What if kept[what]]
    return {
        translate(N_("Saved at desk"), lang): file.desk,
        translate(N_("Saved at"), lang): moment(file.saved_at, lang),
        translate(N_("Kept there as done"), lang): f"{number(len(file.kept), lang)} {_in_brackets(told)}".strip(),
        translate(N_("Scans without an answer"), lang): number(len(file.waiting), lang),
        translate(N_("Of these in the ledger already"), lang): number(known, lang),
    }


def _in_brackets(told: Sequence[str]) -> str:
    return f"({'; '.join(told)})" if told else ""


def _load(file: DeskFile) -> None:
    try:
        sent = desk_file.load(store(), file, role=role(), now=clock.now())
    except StoreUnavailable:
        refuse(_("Not all of it could be written. Load the file again: nothing is recorded twice."))
        return
    except BadFile as bad:  # since it was shown
        refuse(translate(FLAWS[bad.flaw], language()))
        return
    st.session_state[_LOADED] = sent
    files.forget(_DESK_FILE)


def _tell(sent: Sequence[Sent]) -> None:
    counts, lang = Counter(one.fate for one in sent), language()
    st.success(_("The file is loaded: {count} entries and scans.").format(count=number(len(sent), lang)))
    found = [fate for fate in FATES if counts[fate]]
    st.table(
        {_("What became of it"): [translate(FATES[fate], lang) for fate in found],
         _("How many"): [number(counts[fate], lang) for fate in found]},
        border="horizontal", hide_index=True,
    )  # fmt: skip
    if each := [one for one in sent if one.fate in EACH]:
        show_table(_("To look after"), one_by_one(each[:_MOST], state(), lang))


def one_by_one(sent: Sequence[Sent], now: State, lang: str) -> Columns:
    return {
        translate(N_("Happened at"), lang): [_moment(one.what, lang) for one in sent],
        translate(N_("Desk"), lang): [one.what.desk for one in sent],
        translate(N_("What"), lang): [_act(one.what, lang) for one in sent],
        translate(N_("Whom"), lang): [_whom(one.what, now) for one in sent],
        translate(N_("What became of it"), lang): [translate(EACH[one.fate], lang) for one in sent],
    }


def _moment(one: Sendable, lang: str) -> str:
    return moment(one.happened_at, lang) if one.happened_at else NOTHING


def _act(one: Sendable, lang: str) -> str:
    return translate(N_("Scan"), lang) if isinstance(one, Scan) else act(one.what, lang)


def _whom(one: Sendable, now: State) -> str:
    """A badge by whose it is, never by its code."""
    if isinstance(one, Scan):
        return named(now, now.day.badges.get(read_badge_code(one.code or "") or "", ""))
    return one.name if one.what is What.WALK_IN else named(now, one.delegate)
