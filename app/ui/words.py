"""English sentences and their Vietnamese: the catalogue. No Streamlit here; routes and commands use it too."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
_CATALOGUE = Path(__file__).parent.parent / "locale" / "vi.toml"


def N_(text: str) -> str:  # noqa: N802 - gettext's name for "translate later"
    """Marks a sentence for the catalogue; it is translated where it is shown."""
    return text


def translate(text: str, language: str) -> str:
    return text if language == "en" else _vietnamese().get(text, text)


@cache
def _vietnamese() -> dict[str, str]:
    tables = tomllib.loads(_CATALOGUE.read_text("utf-8"))
    return {english: text for table in tables.values() for english, text in table.items()}
