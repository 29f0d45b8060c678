"""The hall's projector: a component that draws from the live view. Its words, its style, its invitation to phones."""

import streamlit as st

from services import network
from ui.address import visitors_address
from ui.assets import joined
from ui.session import _, language

_STYLES = ("tokens.css", "hall.css", "hall_honours.css")
_SCRIPTS = ("live.js", "identify.js", "hall_honours.js", "hall.js")
_COMPONENT = st.components.v2.component("khaimac_hall", js=joined(*_SCRIPTS), isolate_styles=False)


def hall() -> None:
    """The style also takes away the header, the toolbars and Streamlit's own messages."""
    st.html(f"<style>{joined(*_STYLES)}</style>")
    words = {
        "programme": _("The programme on your phone"),
        "identify": _("This screen is: Hall {number}"),
        "rehearsal": _("REHEARSAL"),
    }
    _COMPONENT(key="hall", data={"language": language(), "words": words, "invitation": _invitation()})


def _invitation() -> dict[str, str] | None:
    """None where no phone reaches this server."""
    home = visitors_address()
    if not home:
        return None
    return {"address": f"{home}/programme".removeprefix("http://"), "picture": network.picture(f"{home}/programme")}
