"""Honours from a file: what it says, what is wrong with it, what would change; and the one button."""

from collections.abc import Sequence

import streamlit as st

from domain.audit import Export
from domain.honours_list import Kind, Problem
from services import honours_list
from services.honours_list import Preview, counted
from store.engine import State
from ui import files
from ui.files import Upload
from ui.formats import NOTHING, number, plain
from ui.honours_changes import Names, field_changes, field_label, names_of, new_trays, place, shown
from ui.honours_editor_rows import KINDS
from ui.honours_problems import advice, in_the_file, meaning, rows_of
from ui.outcome import attempt
from ui.session import _, language
from ui.sheet_import import Columns, offer_downloads, read_once, show_problems, show_table, told_as
from ui.words import translate

_HONOURS = "honours_list"


def import_honours(now: State) -> None:
    upload = files.chosen(_HONOURS)
    preview = _read(upload, now) if upload else None
    if upload and preview:
        _show(upload, preview, now)
        return
    if not now.day.delegates:
        st.info(_("The list of delegates comes first: whoever is honoured is looked up there."), icon=":material/info:")
    st.markdown(_("One row a certificate: the award, the decision, and who is given it. Nothing is stored at once."))
    st.markdown(_("Batches of the file stay as they are; what has none is divided by rank and award."))
    files.choose(_HONOURS, _("File with the honours (XLSX or CSV)"))
    if now.day.honours.batches:
        makers = {"xlsx": honours_list.export_xlsx, "csv": honours_list.export_csv}
        label, rows = _("Download the honours ({format})"), len(now.day.honours.slots)
        offer_downloads(now, _("honours"), label, makers, Export.HONOURS, rows)


def _read(upload: Upload, now: State) -> Preview | None:
    """Against the lists as they stand now; None when the file cannot be read."""
    key = (upload, now.day.honours.seq, now.day.roster_seq, now.day.conference)
    return read_once(_HONOURS, key, lambda: honours_list.preview(now, upload.name, upload.content))


def _show(upload: Upload, preview: Preview, now: State) -> None:
    st.subheader(_("Preview of the honours"), anchor=False)
    st.markdown(f":material/description: {plain(upload.name)} · {_extent(preview)}")
    _buttons(preview)
    show_problems(preview.problems, _problems)
    if preview.draft.is_sound:
        names = names_of(preview, now, language())
        _changes(preview, names)
        _batches(preview)
        _list(preview, names)


def _extent(preview: Preview) -> str:
    lang, batches = language(), preview.draft.batches
    people = {slot.code for batch in batches for slot in batch.slots}
    text = _("{batches} batches, {certificates} certificates for {people} people, {decisions} decisions")
    return text.format(
        batches=number(len(batches), lang), certificates=number(preview.certificates, lang),
        people=number(len(people), lang), decisions=number(len({batch.decision for batch in batches}), lang),
    )  # fmt: skip


def _buttons(preview: Preview) -> None:
    with st.container(horizontal=True):
        if preview.draft.is_sound:
            st.button(
                _label(preview), key="honours_list.apply", type="primary", disabled=not preview.may_apply,
                on_click=_apply, args=(preview,),
            )  # fmt: skip
        st.button(_("Choose another file"), key="honours_list.other_file", on_click=files.forget, args=(_HONOURS,))
    if not preview.draft.is_sound:
        st.error(_("Nothing is imported until this is corrected in the file."), icon=":material/block:")


def _label(preview: Preview) -> str:
    """What the button does."""
    if preview.comparison.is_empty:
        return _("Nothing to import")
    lang, counts = language(), counted(preview.comparison)
    return _("Import: add {added}, change {changed}, remove {removed}").format(
        added=number(counts.added, lang), changed=number(counts.changed, lang), removed=number(counts.removed, lang)
    )


def _apply(preview: Preview) -> None:
    if attempt(honours_list.apply, preview, done=_("The honours are imported.")):
        files.forget(_HONOURS)


def _problems(problems: Sequence[Problem]) -> Columns:
    lang = language()
    return told_as(
        [rows_of(problem) or NOTHING for problem in problems],
        [in_the_file(problem) or problem.column for problem in problems],
        [meaning(problem, lang) for problem in problems],
        [advice(problem, lang) for problem in problems],
    )


def _changes(preview: Preview, names: Names) -> None:
    lang, comparison = language(), preview.comparison
    if trays := new_trays(comparison):
        st.markdown(_("Trays that get another number: {count}.").format(count=number(len(trays), lang)))
    if changes := field_changes(comparison):
        show_table(_("Changed"), {
            _("What"): [names[change.kind, change.id] for change, *_rest in changes],
            _("Field"): [field_label(field, lang) for _change, field, _values in changes],
            _("Stored now"): [shown(field, before, names, lang) for _change, field, (before, _after) in changes],
            _("Will be stored"): [shown(field, after, names, lang) for _change, field, (_before, after) in changes],
        })  # fmt: skip
    if comparison.moved:
        show_table(_("In another place"), {
            _("Who"): [names[Kind.SLOT, move.slot] for move in comparison.moved],
            _("Stored now"): [place(move.before, lang) for move in comparison.moved],
            _("Will be stored"): [place(move.after, lang) for move in comparison.moved],
        })  # fmt: skip
    if comparison.removed:
        title = _("On the list now, not in the file: they are removed")
        show_table(title, {_("Who"): [names[Kind.SLOT, slot] for slot in comparison.removed]})
    if comparison.is_reordered:
        st.markdown(_("The order of the batches changes."))


def _batches(preview: Preview) -> None:
    lang, batches, words = language(), preview.draft.batches, preview.directory
    marks = dict.fromkeys(preview.comparison.new, f" ({_('new')})")
    show_table(_("The batches, as read"), {
        _("Batch"): [batch.id + marks.get(batch.id, "") for batch in batches],
        _("Award"): [words.awards[batch.award].name for batch in batches],
        _("Decision"): [words.decisions[batch.decision].number or NOTHING for batch in batches],
        _("Presented by"): [words.batches[batch.id].presenter or NOTHING for batch in batches],
        _("People"): [number(len(batch.slots), lang) for batch in batches],
    })  # fmt: skip


def _list(preview: Preview, names: Names) -> None:
    """All certificates; long, so only on wish."""
    lang, rows = language(), [(batch, slot) for batch in preview.draft.batches for slot in batch.slots]
    title = _("Everybody who is honoured, as read")
    with st.expander(f"{title}: {number(len(rows), lang)}"):
        table = {
            _("Row"): [preview.draft.rows.get(slot.id) for _batch, slot in rows],
            _("Batch"): [batch.id for batch, _slot in rows],
            _("Tray"): [slot.tray for _batch, slot in rows],
            _("Delegate code"): [slot.code for _batch, slot in rows],
            _("Who"): [names[Kind.SLOT, slot.id] for _batch, slot in rows],
            _("Honoured as"): [translate(KINDS[slot.type], lang) for _batch, slot in rows],
        }
        st.dataframe(table, hide_index=True, alt=title)
