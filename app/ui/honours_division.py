"""*Chia lại đợt*: how, what would come of it, and one button that stores exactly that."""

import streamlit as st

from domain.honours import LIMIT, RecipientType
from domain.honours_editing import LARGEST, SMALLEST, Division, Trays, is_settled
from services import honours_editing
from services.honours_editing import Edit
from store.engine import State
from ui.formats import number
from ui.honours_editor_rows import batch_rows
from ui.outcome import attempt
from ui.programme_fields import minutes
from ui.session import _, language
from ui.words import N_, translate

_FIRST = {
    RecipientType.COLLECTIVE: N_("Collectives before individuals"),
    RecipientType.INDIVIDUAL: N_("Individuals before collectives"),
}
_TRAYS = {
    Trays.KEEP: N_("Keep the tray numbers"),
    Trays.RENUMBER: N_("Number the trays anew in the order of the stage"),
}


def divide_again(now: State) -> None:
    st.markdown(
        _(
            "By rank, in batches of equal size; awards, decisions and presenters are never mixed. Batches that are "
            "locked or have been on stage stay as they are and come first."
        )
    )
    edit = honours_editing.division(now, _wish())
    count = honours_editing.changes(now, edit)
    st.markdown(f"**{_outcome(now, edit)}**")
    _preview(now, edit)
    label = _("Divide again: store these {count} batches").format(count=number(len(edit.batches), language()))
    st.button(label, key="honours.divide", type="primary", disabled=not count, on_click=_store, args=(edit,))
    if not count:
        st.markdown(_("The list is divided like this already."))


def _wish() -> Division:
    lang = language()
    size, first, trays = st.columns([2, 3, 4])
    return Division(
        size.number_input(_("At most, in a batch"), SMALLEST, LARGEST, LIMIT, key="honours.divide.limit"),
        first.radio(
            _("Of equal rank"),
            list(_FIRST),
            key="honours.divide.first",
            format_func=lambda one: translate(_FIRST[one], lang),
        ),
        trays.radio(
            _("Trays"), list(_TRAYS), key="honours.divide.trays", format_func=lambda one: translate(_TRAYS[one], lang)
        ),
    )


def _outcome(now: State, edit: Edit) -> str:
    honours, lang = now.day.honours, language()
    kept = sum(is_settled(batch, honours) for batch in honours.batches)
    text = _(
        "{certificates} certificates: {before} batches now, {after} afterwards ({needed} minutes), "
        "{kept} of them kept as they are."
    )
    return text.format(
        certificates=number(len(honours.slots), lang), before=number(len(honours.batches), lang),
        after=number(len(edit.batches), lang), kept=number(kept, lang),
        needed=minutes(honours_editing.planned(edit.batches), lang),
    )  # fmt: skip


def _preview(now: State, edit: Edit) -> None:
    column = st.column_config
    presenters = {row.id: getattr(row, "presenter", "") for row in edit.rows}
    rows = [
        row | {"presenter": presenters.get(row["id"], row["presenter"])}
        for row in batch_rows(now, edit.batches, language())
    ]
    order = ("number", "id", "award", "decision", "part", "people", "collective", "individual", "presenter", "state")
    st.dataframe(
        rows, hide_index=True, height="content", column_order=order,
        column_config={
            "number": column.NumberColumn(_("Batch"), width=64),
            "id": column.TextColumn(_("Code"), width=64),
            "award": column.TextColumn(_("Award"), width=320),
            "decision": column.TextColumn(_("Decision"), width=120),
            "part": column.TextColumn(_("Part"), width=60),
            "people": column.NumberColumn(_("People"), width=72),
            "collective": column.NumberColumn(_("Collectives"), width=80),
            "individual": column.NumberColumn(_("Individuals"), width=80),
            "presenter": column.TextColumn(_("Presented by"), width=220),
            "state": column.TextColumn(_("State"), width=150),
        },
    )  # fmt: skip


def _store(edit: Edit) -> None:
    """Refused when anything happened to the honours since the preview."""
    attempt(honours_editing.save, edit, done=_("The honours are divided again."))
