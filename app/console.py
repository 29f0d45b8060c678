"""The frame round each page: language, login, which pages the role has, what every page wears."""

import streamlit as st

import settings
from domain.access import PAGES, pages_of
from ui import frame
from ui.login import show_login
from ui.session import _, session, state

st.set_page_config(page_title="Khai Mạc", page_icon=str(settings.ASSETS / "mark.svg"), layout="wide")

SCRIPTS = settings.ROOT / "pages"
LOOKS = {
    "checkin": (_("Check-in"), ":material/qr_code_scanner:"),
    "agenda": (_("Running order"), ":material/play_circle:"),
    "honours": (_("Honours"), ":material/workspace_premium:"),
    "attendance": (_("Attendance"), ":material/monitoring:"),
    "hall": (_("Hall screen"), ":material/cast:"),
    "roster": (_("Delegates"), ":material/groups:"),
    "setup": (_("Set-up"), ":material/tune:"),
    "audit": (_("Audit"), ":material/history:"),
    "status": (_("Status"), ":material/monitor_heart:"),
}


def begin() -> None:
    """The bare address: a page of its own, because Streamlit serves its default page under no other name."""
    st.switch_page(pages[offered[0]], query_params=dict(st.query_params))


def page(name: str) -> st.Page:
    """A page of another role's says so at its own address, where whoever it is for can log in."""
    title, icon = LOOKS[name]
    if name in offered:
        return st.Page(SCRIPTS / f"{name}.py", title=title, icon=icon, url_path=name)
    return st.Page(lambda: show_login(name), title=title, icon=icon, url_path=name, visibility="hidden")


def offered_pages() -> list[str]:
    found = session()
    if not found:
        return []
    return [name for name in pages_of(found.role) if state().day.conference or name == "setup"]


offered = offered_pages()
pages = {name: page(name) for name in PAGES}
start = st.Page(begin if offered else show_login, title="Khai Mạc", default=True, visibility="hidden")
current = st.navigation([start, *pages.values()], position="top")
frame.dress(current.url_path)
current.run()
