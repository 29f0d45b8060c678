"""Which room may enter which (design §3), held by the syntax trees; and that the house has just these rooms."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"

BELOW_PAGES = {"ui", "services", "store", "domain", "settings", "clock"}
MAY_IMPORT = {
    "domain": {"domain"},
    "store": {"store", "domain"},
    "services": {"services", "store", "domain", "settings", "clock"},
    "ui": BELOW_PAGES,
    "pages": BELOW_PAGES,
    "web": BELOW_PAGES | {"web"},
    "__main__": BELOW_PAGES,
    "console": BELOW_PAGES,
    "streamlit_app": BELOW_PAGES | {"web"},
    "settings": set(),
    "clock": set(),
}
MAY_USE = {
    "store": {"duckdb"},
    "services": {
        "openpyxl", "qrcode", "fpdf", "font_source_sans_pro", "argon2", "itsdangerous", "cryptography", "zxingcpp",
        "PIL",
    },
    "ui": {"streamlit", "altair", "pyarrow"},
    "pages": {"streamlit"},
    "web": {"starlette", "uvicorn"},
    "console": {"streamlit"},
    "streamlit_app": {"streamlit"},
}  # fmt: skip
MAY_ASK_THE_TIME = {"ui", "pages", "web", "__main__"}
OURS = set(MAY_IMPORT)


def modules():
    for path in sorted([*APP.rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        room = (
            path.relative_to(ROOT).parts[0] if path.is_relative_to(ROOT / "pages") else path.relative_to(APP).parts[0]
        )
        yield path, room.removesuffix(".py"), ast.parse(path.read_text("utf-8"))


MODULES = list(modules())
EACH = pytest.mark.parametrize(
    ("room", "tree"), [found[1:] for found in MODULES], ids=[str(found[0].relative_to(ROOT)) for found in MODULES]
)


def imported(tree):
    """The first part of each name imported, wherever in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module.split(".")[0]


@EACH
def test_a_module_imports_only_from_the_rooms_below(room, tree):
    others = set(imported(tree)) & OURS

    assert others <= MAY_IMPORT[room]


@EACH
def test_a_module_uses_only_its_rooms_libraries(room, tree):
    foreign = set(imported(tree)) - OURS - set(sys.stdlib_module_names)

    assert foreign <= MAY_USE.get(room, set())


@EACH
def test_only_the_clock_reads_the_time_and_nobody_asks_it_below_pages_and_routes(room, tree):
    asked = {
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in {
            ("clock", "now"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
            ("time", "time"),
        }
    }  # fmt: skip
    allowed = {"datetime.now"} if room == "clock" else {"clock.now"} if room in MAY_ASK_THE_TIME else set()

    assert asked <= allowed


@EACH
def test_a_module_says_what_it_is(tree, room):
    assert ast.get_docstring(tree), room


def test_no_module_is_a_drawer_for_odds_and_ends():
    names = {path.stem for path, _, _ in MODULES}

    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "tools"}


def test_each_room_is_known():
    assert {room for _, room, _ in MODULES} == set(MAY_IMPORT)


def test_the_top_level_is_as_agreed():
    top = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"}

    assert top == {"app", "pages", "data", "assets", "tests", "requirements.txt", "README.md", "pyproject.toml"}


def test_each_page_of_the_menu_has_a_script_and_the_other_way_round():
    console = next(tree for _, room, tree in MODULES if room == "console")
    words = {node.value for node in ast.walk(console) if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    assert {path.stem for path in (ROOT / "pages").glob("*.py")} <= words


def test_sql_keeps_to_what_two_databases_share():
    """Design §2: no secondary index, foreign key or function that only one of them has."""
    sql = "\n".join(path.read_text("utf-8").lower() for path in (APP / "store" / "migrations").glob("*.sql"))
    for path, room, _ in MODULES:
        sql += path.read_text("utf-8").lower() if room == "store" else ""

    forbidden = (
        "create index", "create unique index", "foreign key", "references ", "time_bucket", "strip_accents", "collate",
        "json_extract", "->>",
    )  # fmt: skip
    assert [word for word in forbidden if word in sql] == []
