"""What the console and the page for a new device say about the hall's network."""

from collections.abc import Iterable
from html import escape
from string import Template

import settings
from services import network
from services.notice import Notice
from ui.assets import joined
from ui.words import N_, translate

# device: the beginning of its heading, and what to do there
DEVICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "iPhone": (
        "iPhone, iPad",
        (
            N_("In Safari tap “Download the certificate”, then Allow."),
            N_("Settings → General → VPN & Device Management → Khai Mạc → Install."),
            N_("Settings → General → About → Certificate Trust Settings → switch Khai Mạc on."),
            N_("A page that stays at “Connecting”: open /scan instead."),
        ),
    ),
    "Android": (
        "Android",
        (
            N_("Tap “Download the certificate” and keep the file."),
            N_("Settings → search for “CA certificate” → Install anyway."),
            N_("Choose khai-mac-ca.crt among the downloads."),
        ),
    ),
    "Windows": (
        "Windows: Chrome, Edge",
        (
            N_("Open khai-mac-ca.crt → Install Certificate → Current User."),
            N_("Place all certificates in the following store → Browse → Trusted Root Certification Authorities."),
            N_("Finish, and answer Yes to the warning."),
        ),
    ),
    "Firefox": (
        "Firefox, Linux",
        (
            N_("Firefox: Settings → Privacy & Security → View Certificates → Authorities → Import."),
            N_("Chrome on Linux: chrome://certificate-manager → Custom → Trusted Certificates → Import."),
        ),
    ),
}  # fmt: skip
SAME_AS = {"iPad": "iPhone"}

_TEXTS = {
    "set_up": N_("Set up this device"),
    "why": N_(
        "The conference's server runs in the hall's own network. With its certificate this device knows the right "
        "server, and its camera may be used. Once for each device."
    ),
    "download": N_("Download the certificate"),
    "install": N_("Install it"),
    "compare": N_("Before you trust it, compare its fingerprint (SHA-256) with the server's window:"),
    "open": N_("Open Khai Mạc"),
    "no_right": N_("Not allowed to install anything?"),
    "proceed": N_(
        "Open the address all the same and choose Advanced → Proceed. On Windows and Android the camera works then; "
        "on an iPhone use /scan."
    ),
    "afterwards": N_("After the conference remove the certificate where it was installed."),
}
_OTHER_LANGUAGE = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}


def first_visit(secure: str, fingerprint: Iterable[str], device: str, told: Notice | None, language: str) -> str:
    """The page that plain http shows to a new device; `secure` is the https address it came by."""
    other, other_name = _OTHER_LANGUAGE[language]
    page = Template((settings.ASSETS / "first_visit.html").read_text("utf-8"))
    words = {name: escape(translate(text, language)) for name, text in _TEXTS.items()}
    mark = (settings.ASSETS / "mark.svg").read_text("utf-8")
    return page.substitute(
        words, language=language, other=other, other_name=other_name, style=joined("tokens.css", "first_visit.css"),
        mark=mark, secure=escape(secure), fingerprint="\n".join(fingerprint), devices=_devices(device, language),
        notice=_notice(told),
    )  # fmt: skip


def greeting(
    *, addresses: Iterable[str], names: Iterable[str], port: int, fingerprint: Iterable[str], language: str
) -> Iterable[str]:
    """What stands in the console while it serves the hall's network, line by line."""
    first, *more = addresses
    new_device = f"http://{first}:{port + 1}"
    yield translate(N_("Khai Mạc in the hall's network. Laptops and phones open:"), language)
    yield from (f"  https://{name}:{port}" for name in [first, *more, *sorted(names)])
    yield translate(N_("On this computer itself, without a certificate:"), language)
    yield f"  http://localhost:{port + 1}"
    yield translate(N_("A new device opens this first (README: “Laptops and phones on the hall's network”):"), language)
    yield f"  {new_device}"
    yield from network.symbol(new_device)
    yield translate(N_("Fingerprint (SHA-256) of the certificate that devices install:"), language)
    yield from (f"  {line}" for line in fingerprint)
    yield translate(N_("Ctrl+C stops it."), language)


def _devices(device: str, language: str) -> str:
    shown = SAME_AS.get(device, device)
    return "".join(_steps(name, *DEVICES[name], shown=shown, language=language) for name in DEVICES)


def _notice(told: Notice | None) -> str:
    if not told:
        return ""
    parts = "".join(f"<dt>{escape(part.head)}</dt><dd>{escape(part.text)}</dd>" for part in told.parts)
    return f"<details><summary>{escape(told.title)}</summary><dl>{parts}</dl></details>\n"


def _steps(name: str, heading: str, steps: Iterable[str], *, shown: str, language: str) -> str:
    items = "".join(f"<li>{escape(translate(step, language))}</li>" for step in steps)
    return f"<details{' open' if name == shown else ''}><summary>{heading}</summary><ol>{items}</ol></details>\n"
