"""SQL of the conference's words and of the programme as planned."""

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta

from domain.agenda import Item
from domain.conference import Words
from store.rows import Cursor, Read, insert, put

WORDS_COLUMNS = dict.fromkeys(("conference", "name", "place", "contact", "seats_reason"), "text")
ITEM_COLUMNS = {
    "conference": "text", "number": "integer", "title_vi": "text", "title_en": "text", "planned_start": "timestamptz",
    "planned_seconds": "integer", "presenter": "text", "mc_line": "text",
}  # fmt: skip


def save_words(cursor: Cursor, conference: str, words: Sequence[Words]) -> None:
    last = words[-1]
    cursor.execute("DELETE FROM conference WHERE conference = ?", [conference])
    insert(cursor, "conference", WORDS_COLUMNS, [(conference, last.name, last.place, last.contact, last.seats_reason)])


def words(read: Read, conference: str) -> Iterable[Words]:
    sql = "SELECT name, place, contact, seats_reason FROM conference WHERE conference = ?"
    return [Words(*row) for row in read(sql, conference)]


def save_items(cursor: Cursor, conference: str, items: Sequence[Item]) -> None:
    put(cursor, "item", ITEM_COLUMNS, [_item_row(conference, item) for item in items])


def items(read: Read, conference: str) -> Iterable[Item]:
    rows = read(
        """
        SELECT number, title_vi, title_en, planned_start, planned_seconds, presenter, mc_line
        FROM item
        WHERE conference = ?
        ORDER BY number
        """,
        conference,
    )
    for number, title_vi, title_en, start, seconds, presenter, mc_line in rows:
        yield Item(number, title_vi, title_en, start.astimezone(UTC), timedelta(seconds=seconds), presenter, mc_line)


def _item_row(conference: str, item: Item) -> tuple:
    seconds = int(item.planned_duration.total_seconds())
    titles = (item.title_vi, item.title_en)
    return (conference, item.number, *titles, item.planned_start, seconds, item.presenter, item.mc_line)
