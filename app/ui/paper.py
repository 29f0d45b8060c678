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
    count = number(len(printing.printable(now)), language())
    paper, files = st.columns(2, gap="large")
    with paper:
        st.subheader(_("For printing"), anchor=False)
        codes = printing.printable(now)
        _download(
            _("All badges (PDF): {count}").format(count=count), lambda: printing.badges(now, codes), "badges.pdf", PDF
        )
        st.markdown(_("A4, ten on a page, 90 × 55 mm. Print at 100 %, without “fit to page”."))
        _download(
            _("Attendance list on paper (PDF)"), lambda: printing.paper_list(now, now=clock.now()), "list.pdf", PDF
        )
        st.markdown(_("For the desks, in case the power or the network fails."))
    with files:
        st.subheader(_("As files"), anchor=False)
        people = partial(recorded, Export.ROSTER, len(now.day.delegates))
        _download(_("List with attendance (XLSX)"), people(lambda: roster.export_xlsx(now)), "delegates.xlsx", XLSX)
        _download(_("List with attendance (CSV)"), people(lambda: roster.export_csv(now)), "delegates.csv", _CSV)
        st.markdown(_("Holds everything, ethnicity too: keep it as carefully as the paper file."))
        written = recorded(Export.CODES, len(codes), lambda: _codes(now))
        _download(_("Badge codes for a label printer (CSV)"), written, "codes.csv", _CSV)
        st.markdown(_("Whoever has a code can make that badge: do not send it by e-mail."))


def _codes(now: State) -> bytes:
    return printing.codes_csv(now).encode("utf-8-sig")


def _download(label: str, make: Callable[[], bytes | str], name: str, kind: str) -> None:
    st.download_button(
        label, made_later(make), name, kind,
        key=f"roster.{name}", icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip
