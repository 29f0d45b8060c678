"""What goes to paper and to label printers: badges, the paper list, the table of codes."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from clock import VENUE
from domain.delegates import Category, Standing
from domain.names import sort_key
from domain.roster.cells import guard
from services.badges import Badge, badge_sheet
from services.documents import ListRow, attendance_list
from store.engine import State

CATEGORY_WORDS = {
    Category.EXEMPLARY: "Đại biểu điển hình tiên tiến",
    Category.GUEST: "Đại biểu khách mời",
    Category.STAFF: "Ban Tổ chức",
    Category.PRESS: "Báo chí",
    Category.DRIVER: "Lái xe",
}
_NOT_COMING = (Standing.WITHDRAWN, Standing.REPLACED)


def badges(state: State, codes: Sequence[str]) -> bytes:
    """Badges as they stand now, in the order asked for."""
    people, delegates = state.directory.people, state.day.delegates
    sheet = [
        Badge(
            code=code,
            badge_code=delegates[code].badge,
            name=people[code].name,
            honorific=people[code].honorific,
            position=people[code].position,
            unit=people[code].unit,
            seat=people[code].seat,
            category=CATEGORY_WORDS[people[code].category],
        )
        for code in codes
    ]
    return badge_sheet(sheet, conference=state.directory.words.name, place_and_date=place_and_date(state))


def paper_list(state: State, *, now: datetime) -> bytes:
    """The paper fallback: everybody who may come, by name, with the list's version."""
    rows = [
        ListRow(
            code=code,
            name=person.name,
            position=person.position,
            unit=person.unit,
            seat=person.seat,
            birth_year=person.birth_year if state.directory.homonyms_of(code) else None,
        )
        for code, person in _by_name(state)
    ]
    version = f"{state.day.roster_seq}"
    return attendance_list(
        rows,
        conference=state.directory.words.name,
        place_and_date=place_and_date(state),
        version=version,
        printed_at=now.astimezone(VENUE),
    )


def codes_csv(state: State) -> str:
    """Delegate code first, badge code last, for label printers; with the mark of UTF-8, no cell a formula."""
    text = io.StringIO("\ufeff", newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["Mã đại biểu", "Họ và tên", "Chức vụ", "Đơn vị", "Ghế", "Mã thẻ"])
    for code in printable(state):
        person = state.directory.people[code]
        row = [code, person.name, person.position, person.unit, person.seat, state.day.delegates[code].badge]
        writer.writerow(map(guard, row))
    return text.getvalue()


def printable(state: State) -> list[str]:
    """Everybody with a live badge, in the order of delegate codes."""
    return sorted(code for code, d in state.day.delegates.items() if d.standing not in _NOT_COMING)


def place_and_date(state: State) -> str:
    settings = state.day.conference
    date = f"{settings.starts_at.astimezone(VENUE):%d/%m/%Y}" if settings else ""
    return ", ".join(part for part in (state.directory.words.place, date) if part)


def _by_name(state: State) -> list:
    people = ((code, state.directory.people[code]) for code in printable(state))
    return sorted(people, key=lambda entry: sort_key(entry[1].name))
