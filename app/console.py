"""The frame round each page: language, which pages there are, what every page wears."""

import streamlit as st

import settings
from ui import frame
from ui.session import _, language, state

st.set_page_config(page_title="Khai Mạc", page_icon=str(settings.ASSETS / "mark.svg"), layout="wide")

PAGES = settings.ROOT / "pages"
is_set_up = state().day.conference is not None


def page(name: str, title: str, icon: str) -> "st.Page":
    return st.Page(PAGES / f"{name}.py", title=title, icon=icon, url_path=name, default=name == home)


home = "checkin" if is_set_up else "setup"
offered = {
    "checkin": (_("Check-in"), ":material/qr_code_scanner:"),
    "attendance": (_("Attendance"), ":material/monitoring:"),
    "roster": (_("Delegates"), ":material/groups:"),
    "setup": (_("Set-up"), ":material/tune:"),
}
shown = offered if is_set_up else {"setup": offered["setup"]}
current = st.navigation([page(name, *look) for name, look in shown.items()], position="top")
frame.dress(current.url_path or home, language())
current.run()
