"""SQL of the words: the conference's, the programme's items', the introductions' and the message to the speaker."""

from collections.abc import Iterable, Sequence

from domain.conference import Words
from domain.introductions import Introduction
from domain.programme import ItemWords
from domain.screens import StageMessage
from store.rows import Cursor, Read, insert, put

WORDS_COLUMNS = dict.fromkeys(("conference", "name", "place", "contact", "seats_reason", "controller"), "text")
ITEM_COLUMNS = dict.fromkeys(
    ("conference", "id", "title_vi", "title_en", "presenter", "mc_line", "topic"), "text"
)  # fmt: skip
INTRODUCTION_COLUMNS = {
    "conference": "text", "code": "text", "rank": "integer", "title": "text", "announced": "boolean",
    "listed": "boolean",
}  # fmt: skip
MESSAGE_COLUMNS = {"conference": "text", "text": "text"}


def save_words(cursor: Cursor, conference: str, words: Sequence[Words]) -> None:
    last = words[-1]
    cursor.execute("DELETE FROM conference WHERE conference = ?", [conference])
    row = (conference, last.name, last.place, last.contact, last.seats_reason, last.controller)
    insert(cursor, "conference", WORDS_COLUMNS, [row])


def words(read: Read, conference: str) -> Iterable[Words]:
    sql = "SELECT name, place, contact, seats_reason, controller FROM conference WHERE conference = ?"
    return [Words(*row) for row in read(sql, conference)]


def save_items(cursor: Cursor, conference: str, items: Sequence[ItemWords]) -> None:
    rows = [(conference, i.id, i.title_vi, i.title_en, i.presenter, i.mc_line, i.topic) for i in items]
    put(cursor, "item_words", ITEM_COLUMNS, rows)


def items(read: Read, conference: str) -> Iterable[ItemWords]:
    sql = "SELECT id, title_vi, title_en, presenter, mc_line, topic FROM item_words WHERE conference = ?"
    return [ItemWords(*row) for row in read(sql, conference)]


def save_introductions(cursor: Cursor, conference: str, introductions: Sequence[Introduction]) -> None:
    rows = [(conference, i.code, i.rank, i.title, i.announced, i.listed) for i in introductions]
    put(cursor, "introduction", INTRODUCTION_COLUMNS, rows)


def introductions(read: Read, conference: str) -> Iterable[Introduction]:
    sql = "SELECT code, rank, title, announced, listed FROM introduction WHERE conference = ?"
    return [Introduction(*row) for row in read(sql, conference)]


def save_message(cursor: Cursor, conference: str, messages: Sequence[StageMessage]) -> None:
    cursor.execute("DELETE FROM stage_message WHERE conference = ?", [conference])
    insert(cursor, "stage_message", MESSAGE_COLUMNS, [(conference, messages[-1].text)])


def message(read: Read, conference: str) -> Iterable[StageMessage]:
    return [StageMessage(*row) for row in read("SELECT text FROM stage_message WHERE conference = ?", conference)]
