"""The set-up's editor of the programme: one table, saved as one edit of the plan; also while the day runs."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from domain.agenda import ARRIVALS, Item
from domain.programme import ItemWords, Programme, laid_out
from services import agenda_list
from store.engine import State
from ui.formats import number
from ui.outcome import attempt, refuse
from ui.programme_fields import field_label
from ui.programme_rows import Choices, Row, choices, is_filled, is_fixed, plan_of_rows, rows_of
from ui.session import _, language, state

_MOST_MINUTES, _LONGEST, _HEIGHT = 1_000.0, 2_000, 640
_NEVER = datetime.min.replace(tzinfo=UTC)


def edit_programme(now: State) -> None:
    present = agenda_list.programme(now)
    offered = choices(present, now.directory.people, language())
    st.markdown(
        _(
            "Type in the cells; add a row below, mark rows to delete them. To move a row, change its number in the "
            "first column. An item without a fixed time follows the one before it."
        )
    )
    seen = version(present)
    edited = st.data_editor(
        rows_of(present, now.directory.people, offered), hide_index=True, num_rows="dynamic", height=_HEIGHT,
        key=f"programme.rows.{seen}", placeholder="", disabled=["starts"], column_config=_columns(offered),
    )  # fmt: skip
    filled = is_filled(edited)
    if not filled:
        st.warning(_("Each row needs minutes and a title, a topic or a person."), icon=":material/info:")
    changed = count_of_changes(edited, present, offered, now) if filled else 0
    label = _("Save the programme: {count} rows changed").format(count=number(changed, language()))
    st.button(
        label, key="programme.save", type="primary", disabled=not changed, on_click=_save,
        args=(edited, present, offered, seen),
    )  # fmt: skip


def count_of_changes(rows: Sequence[Row], present: Programme, offered: Choices, now: State) -> int:
    """Rows added, changed and taken out, and one more when those that stay stand in another order."""
    before, after = _typed_parts(present), _typed_parts(_typed(rows, present, offered, now))
    differing = sum(before.get(item) != one for item, one in after.items()) + len(before.keys() - after.keys())
    return differing + ([item for item in before if item in after] != [item for item in after if item in before])


def _typed_parts(programme: Programme) -> dict[str, tuple[Item, ItemWords]]:
    """By id, without the starts that only follow."""
    return {
        item.id: (item if is_fixed(item) else replace(item, planned_start=_NEVER), words)
        for item, words in zip(*programme, strict=True)
    }


def version(programme: Programme) -> int:
    """What was typed belongs to what was shown; cues change nothing of it."""
    return zlib.crc32(repr(programme).encode())


def _typed(rows: Sequence[Row], present: Programme, offered: Choices, now: State) -> Programme:
    assert now.day.conference
    day = now.day.conference.starts_at
    plan, words = plan_of_rows(rows, present, offered, day=day, draw=agenda_list.drawn_id)
    return laid_out(plan, present[0]), words


def _save(rows: Sequence[Row], present: Programme, offered: Choices, seen: int) -> None:
    now = state()
    if version(agenda_list.programme(now)) != seen:
        refuse(_("Somebody changed the programme meanwhile. Please look at it again."))
        return
    plan, words = _typed(rows, present, offered, now)
    attempt(agenda_list.save, plan, words, seen=now.day.agenda.seq, done=_("The programme is saved."))


def _columns(offered: Choices) -> Mapping[str, Any]:
    column, lang = st.column_config, language()
    text = {name: field_label(name, lang) for name in ("title_vi", "title_en", "presenter", "mc_line", "topic")}
    fixed = _("Keeps to the clock from then on; empty: follows the item before.")
    return {
        "id": None,
        "place": column.NumberColumn(_("Order"), step=1, width=96),
        "number": column.NumberColumn(
            _("Item"), min_value=ARRIVALS, max_value=99, step=1, width=86,
            help=_("1 to 10 as in the plan, 0 for the arrivals, empty for everything else."),
        ),
        "parent": column.SelectboxColumn(_("Inside item"), options=list(offered.parents), width=130),
        "starts": column.TextColumn(_("Start"), width=100),
        "minutes": column.NumberColumn(_("Minutes"), min_value=0.5, max_value=_MOST_MINUTES, width=86),
        "title_vi": column.TextColumn(text["title_vi"], max_chars=_LONGEST, width=360),
        "topic": column.TextColumn(text["topic"], max_chars=_LONGEST, width="medium"),
        "speaker": column.SelectboxColumn(_("Delegate"), options=list(offered.people), width="medium"),
        "presenter": column.TextColumn(text["presenter"], max_chars=_LONGEST, width="medium"),
        "mc_line": column.TextColumn(text["mc_line"], max_chars=_LONGEST, width="large"),
        "title_en": column.TextColumn(text["title_en"], max_chars=_LONGEST, width="medium"),
        "fixed_at": column.TimeColumn(_("Fixed start"), format="HH:mm", step=60, help=fixed),
        "ends_on_time": column.CheckboxColumn(
            _("Fixed end"), help=_("Ends at its planned time, also when it began late.")
        ),
        "skipped": column.CheckboxColumn(_("In reserve"), help=_("Passed over unless it is taken in on the day.")),
    }  # fmt: skip
