"""A programme from a file: what it says, what is wrong with it, what would change; and the one button."""

from collections.abc import Sequence

import streamlit as st

from domain.agenda_list import Problem
from domain.audit import Export
from services import agenda_list
from services.agenda_list import Preview
from store.engine import State
from ui import files
from ui.files import Upload
from ui.formats import NOTHING, clock_time, number, plain
from ui.outcome import attempt
from ui.programme_fields import field_label, minutes, named, shown
from ui.programme_problems import advice, in_the_file, meaning
from ui.session import _, language
from ui.sheet_import import Columns, offer_downloads, read_once, show_problems, show_table, told_as

_AGENDA = "agenda"


def import_programme(now: State) -> None:
    upload = files.chosen(_AGENDA)
    preview = _read(upload, now) if upload else None
    if upload and preview:
        _show(upload, preview)
    else:
        st.markdown(_("The file may hold only what you have: titles and times are enough. Nothing is stored at once."))
        files.choose(_AGENDA, _("File with the programme (XLSX or CSV)"))
        _downloads(now)


def _downloads(now: State) -> None:
    label = _("Download the programme ({format})")
    makers = {"xlsx": agenda_list.export_xlsx, "csv": agenda_list.export_csv}
    offer_downloads(now, _("programme"), label, makers, Export.PROGRAMME, len(now.day.agenda.plan))


def _read(upload: Upload, now: State) -> Preview | None:
    """Against the programme as it stands now; None when the file cannot be read."""
    settled = now.day.conference
    assert settled
    key = (upload, now.day.agenda.seq, now.day.roster_seq, settled)
    return read_once(
        _AGENDA, key, lambda: agenda_list.preview(now, upload.name, upload.content, starts_at=settled.starts_at)
    )  # fmt: skip


def _show(upload: Upload, preview: Preview) -> None:
    st.subheader(_("Preview of the programme"), anchor=False)
    st.markdown(f":material/description: {plain(upload.name)}")
    _buttons(preview)
    show_problems(preview.problems, _problems)
    if preview.draft.is_sound:
        _changes(preview)
        show_table(_("The programme, as read"), _entries(preview))


def _buttons(preview: Preview) -> None:
    lang, comparison = language(), preview.comparison
    if not preview.draft.is_sound:
        st.error(_("Nothing is imported until this is corrected in the file."), icon=":material/block:")
    counts = {"added": comparison.added, "changed": comparison.changed, "removed": comparison.removed}
    label = _("Import: add {added}, change {changed}, remove {removed}")
    if comparison.is_empty:
        label = _("Nothing to import")
    with st.container(horizontal=True):
        st.button(
            label.format(**{name: number(len(one), lang) for name, one in counts.items()}), key="programme.apply",
            type="primary", disabled=not preview.may_apply, on_click=_apply, args=(preview,),
        )  # fmt: skip
        st.button(_("Choose another file"), key="programme.other_file", on_click=files.forget, args=(_AGENDA,))


def _apply(preview: Preview) -> None:
    if attempt(agenda_list.apply, preview, done=_("The programme is imported.")):
        files.forget(_AGENDA)


def _problems(problems: Sequence[Problem]) -> Columns:
    lang = language()
    return told_as(
        [str(problem.sheet_row or NOTHING) for problem in problems],
        [in_the_file(problem) or problem.column for problem in problems],
        [meaning(problem, lang) for problem in problems],
        [advice(problem, lang) for problem in problems],
    )


def _changes(preview: Preview) -> None:
    lang, comparison = language(), preview.comparison
    changes = [(change, *pair) for change in comparison.changed for pair in change.fields.items()]
    if changes:
        show_table(_("Changed items"), {
            _("Item"): [named(change.entry.item, change.entry.words, lang) for change, *_rest in changes],
            _("Field"): [field_label(field, lang) for _change, field, _values in changes],
            _("Stored now"): [shown(before, lang) for _change, field, (before, _after) in changes],
            _("Will be stored"): [shown(after, lang) for _change, field, (_before, after) in changes],
        })  # fmt: skip
    if comparison.removed:
        show_table(_("Stored, not in the file: they are removed"), {
            _("Item"): [named(item, words, lang) for item, words in comparison.removed],
            _("Start"): [clock_time(item.planned_start) for item, _words in comparison.removed],
        })  # fmt: skip
    if comparison.is_reordered:
        st.markdown(_("The order of the items changes."))


def _entries(preview: Preview) -> Columns:
    lang, entries = language(), preview.draft.entries
    return {
        _("Row"): [str(entry.sheet_row) for entry in entries],
        _("Start"): [clock_time(entry.item.planned_start) for entry in entries],
        _("Minutes"): [minutes(entry.item.planned_duration, lang) for entry in entries],
        _("Title"): [
            f"{'— ' if entry.item.parent else ''}{named(entry.item, entry.words, lang)}" for entry in entries
        ],
        _("Delegate code"): [entry.item.speaker or NOTHING for entry in entries],
        _("By whom"): [entry.words.presenter or NOTHING for entry in entries],
    }  # fmt: skip
