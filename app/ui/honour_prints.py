"""The papers of the honours: put on paper in one version, then downloaded; what is handed over later as it is now."""

import streamlit as st

import clock
from domain.audit import Export
from services import honour_papers
from services.honour_papers import HAND_OVER, SEATS, STAGE, TRAYS, Printed, file_name
from store.engine import State
from ui.exports import recorded
from ui.frame import wear_office
from ui.outcome import attempt, tell
from ui.paper import PDF
from ui.redraw import redraw_when_changed
from ui.report import VIEW
from ui.session import _, language, made_later, session, state
from ui.words import N_, translate

_KEPT = "honour_prints.kept"  # what this browser has prepared
_LABELS = {
    STAGE: (N_("Stage order (PDF)"), N_("For the MC: each batch with what is said and who comes in which place.")),
    TRAYS: (N_("Tray list (PDF)"), N_("For those who carry the trays, with room to tick.")),
    SEATS: (N_("Seats and batches (PDF)"), N_("For the ushers, by seat.")),
}


def show_prints() -> None:
    if own := session():
        wear_office(own)
    st.title(_("Papers of the honours"), anchor=False)
    st.button(
        _("Back to the honours"), icon=":material/arrow_back:", key="honour_prints.back", on_click=_leave,
    )  # fmt: skip
    _papers()


def _leave() -> None:
    st.query_params.pop(VIEW, None)


@st.fragment
def _papers() -> None:
    """Drawn again whenever the list changes."""
    redraw_when_changed("mc", "honours")
    tell()
    now = state()
    if not now.day.honours.batches:
        st.info(_("There is no list of honours yet."), icon=":material/info:")
        return
    before, after = st.columns(2, gap="large")
    with before:
        _show_list(now)
    with after:
        _show_hand_over(now)


def _show_list(now: State) -> None:
    version, kept = now.day.honours.version, _kept()
    st.subheader(_("Before and during the ceremony"), anchor=False)
    _tell_version(now, kept)
    st.button(
        _("Print the list (version {version})").format(version=version), icon=":material/print:", type="primary",
        width="stretch", key="honour_prints.print", on_click=_print,
    )  # fmt: skip
    if kept and kept.honours.version == version:
        for paper, (label, what) in _LABELS.items():
            _download(paper, translate(label, language()), kept)
            st.markdown(translate(what, language()))


def _print() -> None:
    if receipt := attempt(honour_papers.print_papers):
        st.session_state[_KEPT] = receipt.answer


def _kept() -> Printed | None:
    return st.session_state.get(_KEPT)


def _tell_version(now: State, kept: Printed | None) -> None:
    version, printed = now.day.honours.version, now.day.honours.printed
    if not printed:
        st.info(
            _("Nothing is on paper yet. Once it is, each change of the list gives it another version."),
            icon=":material/info:",
        )
    elif printed == version:
        st.success(
            _("Version {version} is on paper, and nothing has changed since.").format(version=version),
            icon=":material/check:",
        )
    else:
        changed = _("The list has changed since version {printed}: print version {version}.")
        told = changed.format(printed=printed, version=version) + _batches_changed(now, kept)
        st.warning(told, icon=":material/warning:")


def _batches_changed(now: State, kept: Printed | None) -> str:
    """Known as long as this browser prepared what is on paper."""
    if not kept or kept.honours.version != now.day.honours.printed:
        return ""
    numbers = honour_papers.changed_since(kept.honours, now.day.honours)
    told = _("Batches that changed: {numbers}.").format(numbers=", ".join(map(str, numbers)))
    return f" {told}" if numbers else ""


def _download(paper: str, label: str, kept: Printed) -> None:
    """That they went to paper stands in the ledger since they were prepared."""
    st.download_button(
        label, made_later(lambda: kept.files[paper]), file_name(paper, kept.honours.version), PDF,
        icon=":material/download:", width="stretch", key=f"honour_prints.{paper}", on_click="ignore",
    )  # fmt: skip


def _show_hand_over(now: State) -> None:
    st.subheader(_("After the ceremony"), anchor=False)
    count = len(honour_papers.later(now))
    st.markdown(_("Certificates to hand over later, as of now: {count}.").format(count=count))
    st.download_button(
        _("List to hand over later (PDF)"),
        made_later(recorded(Export.HAND_OVER, count, lambda: honour_papers.later_paper(now, now=clock.now()))),
        file_name(HAND_OVER, now.day.honours.version), PDF,
        icon=":material/download:", width="stretch", key=f"honour_prints.{HAND_OVER}", on_click="ignore",
    )  # fmt: skip
    st.markdown(_("With room to sign. Who receives from now on is no longer on it."))
