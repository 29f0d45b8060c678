"""The set-up page's fields of the conference, and what was typed into them."""

import re
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import streamlit as st

import clock
from clock import VENUE
from domain.conference import LONGEST_DESK, MOST_DAYS, MOST_SEATS, RELEASE_AFTER, Conference, Words
from domain.names import tidy
from store.engine import State
from ui.formats import clock_time, day
from ui.session import _, language

_MINUTES = timedelta(minutes=5)
_HALF_A_DAY = timedelta(hours=12)
_BETWEEN_DESKS = re.compile(r"[,;\n]")
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class SetUp:
    """The conference as it is shown, or as it was typed."""

    conference: Conference
    words: Words


def stored(now: State) -> SetUp | None:
    return SetUp(now.day.conference, now.directory.words) if now.day.conference else None


@st.fragment(run_every="10s")
def ask_server_time() -> None:
    moment = clock.now()
    question = _("Server time {time}, {date} – is that right?")
    st.markdown(f"**{question.format(time=clock_time(moment), date=day(moment, language()))}**")
    st.markdown(_("All times of arrival come from this clock. If it is wrong, set the clock of the server now."))


def fields(shown: SetUp) -> SetUp:
    """One column of words, one of times and figures. What stands in them now; anew when something else is stored."""
    form = f"setup.{zlib.crc32(repr(shown).encode())}"
    left, right = st.columns(2, gap="large")
    with left:
        words = _fields_of_words(shown.words, form)
    with right:
        conference = _fields_of_time(shown.conference, form)
        conference = _fields_of_seats(conference, form)
        desks = st.text_input(_("Desks, with commas between"), ", ".join(conference.desks), key=f"{form}.desks")
        conference = _field_of_retention(conference, form)
    return SetUp(replace(conference, desks=desks_of(desks)), words)


def desks_of(text: str) -> tuple[str, ...]:
    """Names of desks as typed in one line; the same name twice stays twice, for the decision to refuse."""
    return tuple(desk for part in _BETWEEN_DESKS.split(text) if (desk := tidy(part)[:LONGEST_DESK]))


def _fields_of_words(words: Words, form: str) -> Words:
    longest = _LONGEST_NAME
    name = st.text_area(_("Name of the conference"), words.name, key=f"{form}.name", max_chars=longest, height=96)
    place = st.text_input(_("Place"), words.place, key=f"{form}.place", max_chars=longest)
    label, hint = _("Whom a desk calls when the house is full"), _("Name and telephone extension")
    also = _("Also whom delegates ask about their data: the notice names them.")
    contact = st.text_input(label, words.contact, key=f"{form}.contact", max_chars=longest, placeholder=hint, help=also)
    label = _("Office that answers for the personal data")
    controller = st.text_input(label, words.controller, key=f"{form}.controller", max_chars=longest)
    return replace(
        words,
        name=tidy(name),
        place=tidy(place),
        contact=tidy(contact),
        controller=tidy(controller) or words.controller,
    )


def _fields_of_time(shown: Conference, form: str) -> Conference:
    """An emptied field leaves what was shown; the end of holding places follows a changed start."""
    before = shown.starts_at.astimezone(VENUE)
    on, start, release = st.columns(3)
    date = on.date_input(_("Date"), before.date(), key=f"{form}.date", format="DD/MM/YYYY") or before.date()
    at = start.time_input(_("Start"), before.time(), key=f"{form}.start", step=_MINUTES) or before.time()
    starts_at = datetime.combine(date, at, VENUE)
    proposed = shown.release_at if at == before.time() else starts_at + RELEASE_AFTER
    proposed = proposed.astimezone(VENUE).time()
    until = release.time_input(
        _("Places held until"),
        proposed,
        key=f"{form}.release.{at}",
        step=_MINUTES,
        help=_("Places of delegates with a part in the programme stay held after that."),
    )
    release_at = datetime.combine(date, until or proposed, VENUE)
    return replace(shown, starts_at=starts_at, release_at=_not_the_day_before(release_at, starts_at))


def _field_of_retention(shown: Conference, form: str) -> Conference:
    label = _("Days after the report until personal data is removed")
    return replace(
        shown, retention_days=st.number_input(label, 1, MOST_DAYS, shown.retention_days, key=f"{form}.retention")
    )


def _not_the_day_before(release_at: datetime, starts_at: datetime) -> datetime:
    """After midnight, when the start is late at night."""
    return release_at if starts_at - release_at < _HALF_A_DAY else release_at + timedelta(days=1)


def _fields_of_seats(shown: Conference, form: str) -> Conference:
    seats, share, tolerance = st.columns(3)
    rest = _("The rest are guests: 70 means 70/30.")
    return replace(
        shown,
        seats=seats.number_input(_("Seats"), 1, MOST_SEATS, shown.seats, key=f"{form}.seats"),
        exemplary_share=share.number_input(
            _("Exemplary delegates, %"), 0, 100, shown.exemplary_share, key=f"{form}.share", help=rest
        ),
        tolerance=tolerance.number_input(_("Give or take, points"), 0, 100, shown.tolerance, key=f"{form}.tolerance"),
    )
