"""What leaves the house in a file is in the ledger first: each download in the source, each command, each role."""

import ast
import shutil
from collections import Counter
from pathlib import Path

import pytest
from serving import run_command

import clock
import settings
from domain.audit import Export
from domain.facts import Kind, Role
from services import access
from services.house import close_house, house
from store import ledger
from store.engine import CONFERENCE, Store
from ui.exports import recorded

ROOT = Path(__file__).resolve().parents[1]
UNRECORDED = {
    "honour_prints._download": "`LIST_PRINTED` says so since the papers were prepared",
    "personal_tab._show_notice": "no name stands in it",
}


def exported(store: Store) -> list[tuple[Role, str, int]]:
    """Since the demo was made, whose badge codes were taken away then."""
    found = [fact for fact in ledger.facts(store.read, CONFERENCE) if fact.kind is Kind.EXPORTED]
    return [(fact.role, fact.detail["what"], fact.detail["rows"]) for fact in found][1:]


def giving_files():
    """module.function of each that gives files away, with how often it does what."""
    for path in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
                names = Counter(ast.unparse(call).rpartition(".")[2] for call in calls)
                if names["download_button"]:
                    yield f"{path.stem}.{function.name}", names


def test_each_download_is_made_later_and_recorded():
    found = dict(giving_files())
    files = {where: names["download_button"] for where, names in found.items()}

    assert {where: names["made_later"] for where, names in found.items()} == files
    assert {where for where, names in found.items() if names["recorded"] != files[where]} == set(UNRECORDED)


@pytest.fixture
def demo(tmp_path, monkeypatch, demo_data):
    monkeypatch.setattr(settings, "DATABASE", tmp_path / "khaimac.duckdb")
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    shutil.copy(demo_data / settings.DATABASE.name, settings.DATABASE)
    yield house()
    close_house()


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.ORGANISER, True), (Role.OFFICE, True), (Role.MC, True), (Role.DESK, False), (Role.WALL, False)],
)
def test_who_may_not_write_the_entry_gets_no_file(demo, monkeypatch, role, may):
    session = access.open_session(demo, role, address="127.0.0.1", now=clock.now())
    monkeypatch.setattr("ui.session.cookie", lambda: access.signed(session))
    make = recorded(Export.SCRIPT, 21, lambda: b"names")
    if may:
        assert (make(), exported(demo)) == (b"names", [(role, "script", 21)])
        return
    with pytest.raises(PermissionError):
        make()
    assert exported(demo) == []


@pytest.mark.parametrize(
    ("command", "entry"),
    [
        (["export", "{folder}/list.csv"], ("roster", 162)),
        (["codes", "{folder}/codes.csv"], ("codes", 162)),
        (["badges", "{folder}/badges.pdf", "--only", "DB001,DB002"], ("badges", 2)),
        (["script", "{folder}/script.pdf"], ("script", 22)),
    ],
    ids=lambda value: value[0],
)
def test_the_commands_write_the_same_entry(tmp_path, demo_data, command, entry):
    data = shutil.copytree(demo_data, tmp_path / "data")
    run_command(data, *[word.format(folder=tmp_path) for word in command])
    store = Store(data / settings.DATABASE.name)
    found = exported(store)
    store.close()

    assert found == [(Role.ORGANISER, *entry)]
