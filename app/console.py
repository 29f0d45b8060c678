"""The frame round each page: language, which pages there are, what every page wears."""

import streamlit as st

import settings
from ui import frame
from ui.session import _, state

st.set_page_config(page_title="Khai Mạc", page_icon=str(settings.ASSETS / "mark.svg"), layout="wide")

PAGES = settings.ROOT / "pages"
LOOKS = {
    "checkin": (_("Check-in"), ":material/qr_code_scanner:"),
    "attendance": (_("Attendance"), ":material/monitoring:"),
    "roster": (_("Delegates"), ":material/groups:"),
    "setup": (_("Set-up"), ":material/tune:"),
}
offered = list(LOOKS) if state().day.conference else ["setup"]
pages = {
    name: st.Page(PAGES / f"{name}.py", title=LOOKS[name][0], icon=LOOKS[name][1], url_path=name) for name in offered
}


def begin() -> None:
    """The bare address: a page of its own, because Streamlit serves its default page under no other name."""
    st.switch_page(pages[offered[0]], query_params=dict(st.query_params))


start = st.Page(begin, title="Khai Mạc", default=True, visibility="hidden")
current = st.navigation([start, *pages.values()], position="top")
frame.dress(current.url_path)
current.run()
