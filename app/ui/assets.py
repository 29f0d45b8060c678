"""The texts of our own styles and scripts, as components and light pages put them together."""

from functools import cache

import settings


@cache
def joined(*names: str) -> str:
    return "\n".join((settings.ASSETS / name).read_text("utf-8") for name in names)
