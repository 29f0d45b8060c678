"""What becomes of each column when the personal data is removed; and that nobody adds one without deciding it."""

import pytest
from days import NINE, ORGANISER
from planted import COLLECTIVE, HONOURED, award_list, found, mark, plant, stored

from domain.removal import Keeping
from services import removal
from store import personal
from store.engine import Store

STAYS = {Keeping.AWARD_LIST: award_list(), Keeping.NOTHING: set()}


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "data" / "khaimac.duckdb")
    yield opened
    opened.close()


def test_each_table_and_column_is_decided(store):
    columns = store.read("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    tables = {name for (name,) in store.read("SELECT table_name FROM duckdb_tables() WHERE NOT internal")}
    ours = {(table, column) for table, column in columns if table in tables}

    decided = {(table, column) for table, columns in personal.TABLES.items() for column in columns}
    dropped = {(table, column) for table, column in ours if personal.TABLES.get(table) == {}}
    assert tables == personal.TABLES.keys()
    assert ours == decided | dropped


@pytest.mark.parametrize("keeping", Keeping)
def test_no_word_is_left_but_the_award_list(store, keeping):
    marks = plant(store)
    unit_named = {mark("unit", "DB001")}  # the short names of units stay
    assert stored(store, marks) == found(store.path.parent, marks) == marks

    assert removal.remove(store, keeping, role=ORGANISER, now=NINE).answer is None

    kept = STAYS[keeping] | unit_named
    assert stored(store, marks) == kept
    assert found(store.path.parent, marks) <= kept


CODES = "SELECT code, name, honorific, position, unit, gender, birth_year, phone FROM delegate ORDER BY code"


@pytest.mark.parametrize("keeping", Keeping)
def test_a_delegate_is_the_code_unless_on_the_award_list(store, keeping):
    plant(store)
    removal.remove(store, keeping, role=ORGANISER, now=NINE)

    rows = {code: rest for code, *rest in store.read(CODES)}
    named = [mark(what, "DB001") for what in ("name", "honorific", "position", "unit")]
    listed = named if keeping is Keeping.AWARD_LIST else ["DB001", "", "", ""]
    assert (len(rows), HONOURED[0], COLLECTIVE) == (61, "DB001", "DB004")
    assert rows["DB001"] == [*listed, None, None, ""]
    assert rows["DB004"] == ["DB004", "", "", "", None, None, ""]
    assert rows["DB061"] == ["DB061", "", "", "", None, None, ""]
