"""The import's preview: all the file says, what is wrong with it, what would change. Draws; stores nothing."""

from collections.abc import Iterable, Sequence

import streamlit as st

from domain.roster import Draft, Level, Problem
from services.roster import Preview
from store.engine import State
from ui import preview_tables
from ui.formats import NOTHING, number, plain
from ui.preview_tables import Columns
from ui.session import _, language
from ui.upload import Upload

_MOST_IN_FULL = 200  # rows: more would make the browser slow
_MOST_WITHOUT_SCROLLING, _SCROLLS_AT = 9, 400


def show_preview(upload: Upload, preview: Preview, now: State) -> None:
    """What needs a person first, then what was mended, what changes, and the file itself."""
    problems = sorted(preview.problems, key=lambda problem: problem.sheet_row or 0)
    at = {level: [problem for problem in problems if problem.level is level] for level in Level}
    names = {row.sheet_row: row.person.name for row in preview.draft.rows}
    _headline(upload, preview.draft)
    _counts(preview, problems)
    for level, title in ((Level.ERROR, _("Not imported")), (Level.WARNING, _("To check"))):
        if at[level]:
            _heading(_ICONS[level], f"{title}: {_rows_of(at[level])}")
            _table(preview_tables.told(at[level], names), title)
    if mended := at[Level.REPAIR]:
        title = _("Mended, please check")
        _heading(_ICONS[Level.REPAIR], f"{title}: {_rows_of(mended)}")
        _table(preview_tables.mended(mended, names), title)
    _changes(preview)
    _missing(preview, now)
    if notes := at[Level.NOTE]:
        with st.expander(f"{_('Notes')}: {number(len(notes), language())}"):
            _table(preview_tables.told(notes, names), _("Notes"))
    if preview.draft.rows:
        title = _("The whole file, as read")
        _heading("table", title)
        st.dataframe(preview_tables.whole(preview), hide_index=True, alt=title)


_ICONS = {Level.ERROR: "block", Level.WARNING: "info", Level.REPAIR: "undo"}


def _headline(upload: Upload, draft: Draft) -> None:
    st.title(_("Preview of the import"), anchor=False)
    where = upload.name
    if draft.header_row:
        where = _("{file}, sheet “{sheet}”, header in row {row}")
        where = where.format(file=upload.name, sheet=draft.sheet, row=draft.header_row)
    st.markdown(f":material/description: {plain(where)}")


def _counts(preview: Preview, problems: Sequence[Problem]) -> None:
    """Each row counts once, where it needs most attention."""
    blocked = preview.comparison.blocked
    doubtful = _sheet_rows(problems, Level.WARNING) - blocked
    mended = _sheet_rows(problems, Level.REPAIR) - blocked - doubtful
    read = len(preview.draft.rows)
    counts = {
        _("Read"): read,
        _("As written"): read - len(blocked) - len(doubtful) - len(mended),
        _("Mended"): len(mended),
        _("To check"): len(doubtful),
        _("Not imported"): len(blocked),
    }
    for place, (label, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        place.metric(label, number(count, language()))


def _changes(preview: Preview) -> None:
    if changed := preview.comparison.changed:
        title = _("Changed people")
        _heading("edit", f"{title}: {number(len(changed), language())}")
        _table(preview_tables.changes(preview.comparison), title)


def _missing(preview: Preview, now: State) -> None:
    if codes := preview.comparison.missing:
        title = _("Stored, not in the file")
        _heading("person_off", f"{title}: {number(len(codes), language())}")
        st.markdown(_("They stay on the list. Strike somebody off one by one, with a reason."))
        _table(preview_tables.missing([now.directory.people[code] for code in codes]), title)


def _heading(icon: str, text: str) -> None:
    st.subheader(f":material/{icon}: {text}", anchor=False)


def _table(columns: Columns, title: str) -> None:
    """Whole sentences, as long as the page can carry them; a long table scrolls by itself."""
    count = len(next(iter(columns.values())))
    if count > _MOST_IN_FULL:
        st.dataframe(columns, hide_index=True, alt=title)
        return
    cells = {
        label: [plain(str(NOTHING if cell is None else cell)) for cell in column] for label, column in columns.items()
    }
    height = _SCROLLS_AT if count > _MOST_WITHOUT_SCROLLING else "content"
    st.table(cells, border="horizontal", height=height, hide_index=True, alt=title)


def _sheet_rows(problems: Iterable[Problem], level: Level) -> set[int]:
    return {p.sheet_row for p in problems if p.level is level and p.sheet_row is not None}


def _rows_of(problems: Sequence[Problem]) -> str:
    """How many rows it is about; of what is about the sheet itself, how many things."""
    rows = {problem.sheet_row for problem in problems if problem.sheet_row is not None}
    count = number(len(rows or problems), language())
    return _("{count} rows").format(count=count) if rows else count
