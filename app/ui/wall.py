"""The leaders' wall: a component that draws everything but the curve from the live view. Its words, and its style."""

import streamlit as st

from ui.assets import joined
from ui.session import _, language

_COMPONENT = st.components.v2.component(
    "khaimac_wall",
    js=joined("live.js", "identify.js", "wall.js"),
    isolate_styles=False,
)


def hide_streamlit() -> None:
    """The wall's style; it also takes away the header, the toolbars and Streamlit's own messages."""
    st.html(f"<style>{joined('tokens.css', 'wall.css')}</style>")


def wall() -> None:
    _COMPONENT(key="board", data={"language": language(), "words": _words()})


def _words() -> dict[str, str]:
    return _headings() | _figures() | _notices()


def _headings() -> dict[str, str]:
    return {
        "present": _("Delegates present"),
        "curve": _("Arrivals over time"),
        "makeup": _("Composition"),
        "key_present": _("present"),
        "key_invited": _("invited"),
        "shares": _("Exemplary delegates – guests"),
        "units": _("Units still missing delegates"),
        "not_here": _("not yet here"),
        "latest": _("Just arrived"),
        "now": _("On now"),
        "next": _("Coming next"),
        "women": _("Women"),
        "ethnic_minority": _("Ethnic minorities"),
        "direct_workers": _("Direct workers"),
        "non_state": _("Non-state sector"),
        "split_invited": _("Invited"),
        "split_present": _("Present"),
    }


def _figures() -> dict[str, str]:
    return {
        "percent": _("{number}%"),
        "of_delegates": _("of {seats} delegates"),
        "of_seats": _("of {seats} seats"),
        "all_delegates": _("all {seats} delegates"),
        "all_seats": _("all {seats} seats taken"),
        "invited": _("invited: {count}"),
        "opening": _("Present at the opening: {present} ({time})"),
        "honoured": _("Being honoured: {present}/{expected}"),
        "target": _("Aim {exemplary}/{guest}, give or take {tolerance} points"),
        "off_invited": _("Invited: {points} points off {exemplary}/{guest}"),
        "off_present": _("Present: {points} points off {exemplary}/{guest}"),
        "more_units": _("and {units} more units, {delegates} delegates"),
    }


def _notices() -> dict[str, str]:
    return {
        "rehearsal": _("REHEARSAL"),
        "demo": _("Sample data (fictional)"),
        "seats": _("{seats} seats: {reason}"),
        "units_complete": _("All units are complete"),
        "no_list": _("There is no list of delegates yet"),
        "no_unit": _("No unit given"),
        "reception": _("The reception desk opens at {time}"),
        "age": _("data {seconds} seconds old"),
        "lost": _("Connection lost, figures of {time}"),
        "never": _("Connection lost"),
        "denied": _("Login needed, figures of {time}"),
        "denied_never": _("Login needed"),
        "identify": _("This screen is: Leaders {number}"),
    }
