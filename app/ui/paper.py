"""What the office takes away: badges, the paper list, codes for label printers, the list as a file."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import clock
from domain.audit import Export
from services import printing, roster
from store.engine import State
from ui.exports import recorded
from ui.formats import number
from ui.session import _, language, made_later

PDF = "application/pdf"
_CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(now: State) -> None:
    codes = printing.printable(now)
    people, printed = len(now.day.delegates), len(codes)
    paper, files = st.columns(2, gap="large")
    with paper:
        st.subheader(_("For printing"), anchor=False)
        all_badges = _("All badges (PDF): {count}").format(count=number(printed, language()))
        _download(all_badges, Export.BADGES, printed, lambda: printing.badges(now, codes), "badges.pdf", PDF)
        st.markdown(_("A4, ten on a page, 90 × 55 mm. Print at 100 %, without “fit to page”."))
        listed, on_paper = _("Attendance list on paper (PDF)"), partial(_paper_list, now)
        _download(listed, Export.PAPER_LIST, printed, on_paper, "list.pdf", PDF)
        st.markdown(_("For the desks, in case the power or the network fails."))
    with files:
        st.subheader(_("As files"), anchor=False)
        as_xlsx, as_csv = partial(roster.export_xlsx, now), partial(roster.export_csv, now)
        _download(_("List with attendance (XLSX)"), Export.ROSTER, people, as_xlsx, "delegates.xlsx", XLSX)
        _download(_("List with attendance (CSV)"), Export.ROSTER, people, as_csv, "delegates.csv", _CSV)
        st.markdown(_("Holds everything, ethnicity too: keep it as carefully as the paper file."))
        for_labels = _("Badge codes for a label printer (CSV)")
        _download(for_labels, Export.CODES, printed, partial(_codes, now), "codes.csv", _CSV)
        st.markdown(_("Whoever has a code can make that badge: do not send it by e-mail."))


def _paper_list(now: State) -> bytes:
    return printing.paper_list(now, now=clock.now())


def _codes(now: State) -> bytes:
    return printing.codes_csv(now).encode("utf-8-sig")


def _download(
    label: str, what: Export, rows: int, make: Callable[[], bytes | str], name: str, kind: str
) -> None:  # fmt: skip
    st.download_button(
        label, made_later(recorded(what, rows, make)), name, kind,
        key=f"roster.{name}", icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip
