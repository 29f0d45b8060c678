"""SQL of the office's list: people, their ethnicity (apart), short names of units."""

from collections.abc import Iterable, Sequence

from domain.conference import Unit
from domain.delegates import Category, Delegate, Gender, Person
from store.rows import Cursor, Read, put

COLUMNS = {
    "conference": "text", "code": "text", "category": "text", "takes_seat": "boolean", "standing": "text",
    "seat": "text", "honorific": "text", "name": "text", "gender": "text", "birth_year": "integer",
    "position": "text", "unit": "text", "bloc": "text", "sector": "text", "delegate_kind": "text",
    "represents": "text", "direct_worker": "boolean", "titles": "text", "awards": "text",
    "higher_congress": "text", "phone": "text", "remark": "text",
}  # fmt: skip
ETHNICITY_COLUMNS = {"conference": "text", "code": "text", "ethnicity": "text"}
UNIT_COLUMNS = {"conference": "text", "name": "text", "short": "text"}


def save_people(cursor: Cursor, conference: str, people: Sequence[tuple[Person, Delegate]]) -> None:
    put(cursor, "delegate", COLUMNS, [_row(conference, person, delegate) for person, delegate in people])
    ethnicities = [(conference, person.code, person.ethnicity) for person, _ in people]
    put(cursor, "ethnicity", ETHNICITY_COLUMNS, ethnicities)


def people(read: Read, conference: str) -> Iterable[Person]:
    rows = read(
        """
        SELECT d.code, d.name, d.category, d.honorific, d.gender, d.birth_year, coalesce(e.ethnicity, ''), d.position,
               d.unit, d.bloc, d.sector, d.delegate_kind, d.represents, d.direct_worker, d.titles, d.awards,
               d.higher_congress, d.phone, d.seat, d.remark
        FROM delegate AS d
        LEFT JOIN ethnicity AS e ON e.conference = d.conference AND e.code = d.code
        WHERE d.conference = ?
        ORDER BY d.code
        """,
        conference,
    )
    for code, name, category, honorific, gender, *rest in rows:
        yield Person(code, name, Category(category), honorific, Gender(gender) if gender else None, *rest)


def save_units(cursor: Cursor, conference: str, units: Sequence[Unit]) -> None:
    put(cursor, "unit", UNIT_COLUMNS, [(conference, unit.name, unit.short) for unit in units])


def units(read: Read, conference: str) -> Iterable[Unit]:
    return [Unit(*row) for row in read("SELECT name, short FROM unit WHERE conference = ?", conference)]


def standings(read: Read, conference: str) -> dict[str, tuple[str, bool, str, str]]:
    """What the table says of each delegate, for `check`: category, takes_seat, standing, seat."""
    sql = "SELECT code, category, takes_seat, standing, seat FROM delegate WHERE conference = ?"
    return {code: tuple(rest) for code, *rest in read(sql, conference)}


def _row(conference: str, person: Person, delegate: Delegate) -> tuple:
    return (
        conference, person.code, person.category, delegate.takes_seat, delegate.standing, person.seat,
        person.honorific, person.name, person.gender, person.birth_year, person.position, person.unit, person.bloc,
        person.sector, person.kind, person.represents, person.direct_worker, person.titles, person.awards,
        person.higher_congress, person.phone, person.note,
    )  # fmt: skip
