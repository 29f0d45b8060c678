"""SQL of the roles' PINs, as hashes."""

from collections.abc import Iterable, Sequence

from domain.facts import Role
from domain.pins import Pin
from store.rows import Cursor, Read, put

COLUMNS = dict.fromkeys(("conference", "role", "hashed"), "text")


def save_pins(cursor: Cursor, conference: str, pins: Sequence[Pin]) -> None:
    put(cursor, "pin", COLUMNS, [(conference, pin.role, pin.hashed) for pin in pins])


def pins(read: Read, conference: str) -> Iterable[Pin]:
    rows = read("SELECT role, hashed FROM pin WHERE conference = ?", conference)
    return [Pin(Role(role), hashed) for role, hashed in rows]
