"""A component's style, script and data as one HTML page of its own, for browsers that cannot have Streamlit."""

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from ui.assets import joined

_START = """
show({parentElement: document.body, data: JSON.parse(document.getElementById("told").textContent)});
"""
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#FFFFFF">
<title>{title}</title>
<link rel="icon" href="data:image/svg+xml,{mark}">
<style>{style}</style>
</head>
<body>
<script id="told" type="application/json">{told}</script>
<script type="module">{script}</script>
</body>
</html>
"""
FONTS = {"Source Sans": "SourceSansVF-Upright*.woff2", "Source Serif": "SourceSerifVariable-Roman*.woff2"}
_FONT_FACE = (
    '@font-face {{ font-family: "{family}"; font-weight: 100 900; font-display: swap; '
    'src: url("/static/media/{file}") format("woff2"); }}'
)
_POLICY = {
    "default-src": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


@dataclass(frozen=True, slots=True)
class LightPage:
    """The text, and the Content-Security-Policy under which just its own style and script run."""

    html: str
    policy: str


def light_page(
    title: str,
    *,
    styles: tuple[str, ...],
    scripts: tuple[str, ...],
    data: dict[str, object],
    fonts: tuple[str, ...] = tuple(FONTS),
) -> LightPage:
    """The scripts are one module that exports `show`."""
    style = f"{_faces(fonts)}\n{joined('light.css', *styles)}"
    script = joined(*scripts) + _START
    html = _PAGE.format(
        language=data["language"],
        title=escape(title),
        mark=quote(joined("mark.svg"), safe=""),
        style=style,
        told=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        script=script,
    )
    policy = _POLICY | {"style-src": _hash(style), "script-src": _hash(script)}
    return LightPage(html, "; ".join(f"{name} {sources}" for name, sources in policy.items()))


@cache
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _faces(families: tuple[str, ...]) -> str:
    """The fonts Streamlit serves, under the names it gave them; where they are missing, the system's own will do."""
    media = Path(st.__file__).parent / "static" / "static" / "media"
    found = {family: next(media.glob(FONTS[family]), None) for family in families}
    return "\n".join(_FONT_FACE.format(family=family, file=file.name) for family, file in found.items() if file)
