"""The ledger as the organiser reads it: what to look for, a table of sentences, and the file of what was found."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from clock import VENUE
from domain.audit import Export, Group
from services import audit, spreadsheets
from services.audit import Entry, Filters, Page
from store.engine import State
from ui.audit_words import GROUPS, Told, moment, sentence, who_did
from ui.exports import recorded
from ui.formats import number
from ui.paper import XLSX
from ui.roles import NAMES
from ui.session import _, language, made_later, store
from ui.words import N_, translate

PAGE, TEXT, DESK, KINDS, SINCE, UNTIL = (
    f"audit.{field}" for field in ("page", "text", "desk", "groups", "since", "until")
)
_FILTERS: Mapping[str, object] = {TEXT: "", DESK: "", KINDS: [], SINCE: None, UNTIL: None}
_CSV = "text/csv"
_HEADERS = (
    N_("No."), N_("Happened at"), N_("Recorded at"), N_("Role"), N_("Desk"), N_("What happened"),
    N_("Taken back by no."),
)  # fmt: skip
_STYLE = """
<style>
.km-audit { width: 100%; border-collapse: collapse; font-size: .9375rem; line-height: 1.4; }
.km-audit th, .km-audit td { text-align: left; vertical-align: top; padding: .4rem .75rem; }
.km-audit th { border-bottom: 2px solid #0B1F3A; color: #101C2C; font-weight: 650; white-space: nowrap; }
.km-audit td { border-bottom: 1px solid #D5DBE3; overflow-wrap: anywhere; }
.km-audit td:nth-child(-n+3) { white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.km-audit td:last-child { width: 100%; }
.km-audit td:first-child { text-align: right; color: #4A5668; }
.km-audit small { display: block; color: #4A5668; font-size: .875rem; }
.km-audit tr.back td:last-child span { text-decoration: line-through; text-decoration-color: #7C8798; }
</style>
"""


def show_filters() -> Filters:
    for key, value in _FILTERS.items():
        st.session_state.setdefault(key, value)
    text, desk, since, until = st.columns([4, 2, 3, 3], vertical_alignment="bottom")
    asked = text.text_input(
        _("Person, or words of a reason"), key=TEXT, type="search", placeholder=_("Name, unit, code, telephone"),
        on_change=_to_first,
    )  # fmt: skip
    chosen = desk.selectbox(
        _("Desk or device"), ["", *audit.desks(store())], key=DESK, on_change=_to_first,
        format_func=lambda name: name or _("All of them"),
    )  # fmt: skip
    begins = since.datetime_input(_("From"), key=SINCE, format="DD/MM/YYYY", step=60, on_change=_to_first)
    ends = until.datetime_input(_("To"), key=UNTIL, format="DD/MM/YYYY", step=60, on_change=_to_first)
    lang = language()
    groups = st.pills(
        _("Kinds of entries"), list(Group), key=KINDS, selection_mode="multi", label_visibility="collapsed",
        format_func=lambda group: translate(GROUPS[group], lang), on_change=_to_first,
    )  # fmt: skip
    return Filters(asked or "", chosen, frozenset(groups), _at_venue(begins), _end_of(ends))


def show_entries(now: State, filters: Filters) -> None:
    found = audit.entries(store(), filters)
    shown = audit.page(found, st.session_state.get(PAGE, 0))
    lang = language()
    head, xlsx, csv = st.columns([3, 1, 1], vertical_alignment="center")
    head.markdown(_("Entries: {found} of {all}").format(found=number(len(found), lang), all=number(now.day.seq, lang)))
    if not found:
        st.info(_("No entry is like that. Take a filter away."), icon=":material/search_off:")
        st.button(_("Take all filters away"), key="audit.clear", on_click=_clear)
        return
    rows = len(found)
    _download(xlsx, _("Download as XLSX"), rows, lambda: as_xlsx(found, now, lang), "audit.xlsx", XLSX)
    _download(
        csv, _("Download as CSV"), rows, lambda: spreadsheets.write_csv(lines(found, now, lang)), "audit.csv", _CSV
    )
    st.html(_STYLE + table(shown.entries, now, lang))
    _turn(shown)


def table(entries: Sequence[Entry], now: State, lang: str) -> str:
    heads = (N_("No."), N_("Happened at"), N_("By"), N_("What happened"))
    head = "".join(f"<th>{escape(translate(text, lang))}</th>" for text in heads)
    body = "".join(_row(entry, now, lang) for entry in entries)
    return f'<table class="km-audit"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def lines(entries: Sequence[Entry], now: State, lang: str) -> list[tuple[str, ...]]:
    """The table of the file: a header, then what was found, newest first."""
    return [tuple(translate(header, lang) for header in _HEADERS), *(_line(entry, now, lang) for entry in entries)]


def as_xlsx(found: Sequence[Entry], now: State, lang: str) -> bytes:
    written = lines(found, now, lang)
    first, *_rest, last = written[0]
    return spreadsheets.write_xlsx(translate(N_("Audit"), lang), written, numbers={first, last}, freeze="B2")


def _row(entry: Entry, now: State, lang: str) -> str:
    fact, told = entry.fact, escape(_sentence(entry, now, lang))
    back = translate(N_("taken back by entry {seq}"), lang).format(seq=entry.taken_back_by)
    late = translate(N_("recorded {time}"), lang).format(time=moment(fact.recorded_at, lang))
    when = moment(fact.happened_at, lang) + (f"<small>{late}</small>" if _is_late(entry) else "")
    if entry.taken_back_by:
        return (
            f'<tr class="back"><td>{fact.seq}</td><td>{when}</td><td>{escape(who_did(fact, lang))}</td>'
            f"<td><span>{told}</span><small>{back}</small></td></tr>"
        )
    return f"<tr><td>{fact.seq}</td><td>{when}</td><td>{escape(who_did(fact, lang))}</td><td>{told}</td></tr>"


def _line(entry: Entry, now: State, lang: str) -> tuple[str, ...]:
    fact = entry.fact
    return (
        str(fact.seq), moment(fact.happened_at, lang), moment(fact.recorded_at, lang),
        translate(NAMES[fact.role], lang), fact.desk, _sentence(entry, now, lang),
        str(entry.taken_back_by or ""),
    )  # fmt: skip


def _sentence(entry: Entry, now: State, lang: str) -> str:
    return sentence(Told(entry.fact, entry.note, now, lang, entry.login))


def _is_late(entry: Entry) -> bool:
    return abs(entry.fact.recorded_at - entry.fact.happened_at) >= timedelta(seconds=1)


def _download(
    place: DeltaGenerator, label: str, rows: int, make: Callable[[], bytes | str], name: str, kind: str
) -> None:
    place.download_button(
        label, made_later(recorded(Export.AUDIT, rows, make)), name, kind,
        key=f"audit.{name}", icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip


def _turn(shown: Page) -> None:
    if shown.pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Newer"), icon=":material/chevron_left:", key="audit.newer", disabled=shown.number == 0,
            on_click=_go_to, args=(shown.number - 1,),
        )  # fmt: skip
        st.markdown(_("Page {page} of {pages}").format(page=shown.number + 1, pages=shown.pages), width="content")
        st.button(
            _("Older"), icon=":material/chevron_right:", key="audit.older", disabled=shown.number + 1 == shown.pages,
            on_click=_go_to, args=(shown.number + 1,),
        )  # fmt: skip


def _go_to(page: int) -> None:
    st.session_state[PAGE] = page


def _to_first() -> None:
    _go_to(0)


def _clear() -> None:
    st.session_state.update(_FILTERS)
    _to_first()


def _at_venue(typed: datetime | None) -> datetime | None:
    return typed.replace(tzinfo=VENUE) if typed else None


def _end_of(typed: datetime | None) -> datetime | None:
    """The minute that was chosen counts with it."""
    at = _at_venue(typed)
    return at + timedelta(minutes=1) if at else None
