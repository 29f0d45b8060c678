"""The badge codes in one picture of a camera. Looks and forgets: nothing here stores, logs or decides."""

import io
from dataclasses import dataclass

import zxingcpp
from PIL import Image

from domain.codes import read_badge_code

MOST_PIXELS = 1_500_000
_JPEG = b"\xff\xd8\xff"
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


class NotJpeg(ValueError):
    """Something else than a JPEG."""


class TooManyPixels(ValueError):
    """Refused by its header, before it is unpacked."""


class BadPicture(ValueError):
    """Broken, or in a form no camera page sends."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a picture shows: how many different QR symbols, and which of them are badge codes."""

    seen: int
    ours: tuple[str, ...]


def look(picture: bytes) -> Sight:
    """Raises NotJpeg, TooManyPixels, BadPicture."""
    symbols = zxingcpp.read_barcodes(_grey(picture), formats=_QR)
    texts = {symbol.text for symbol in symbols}
    ours = {code for text in texts if (code := read_badge_code(text))}
    return Sight(len(texts), tuple(sorted(ours)))


def _grey(picture: bytes) -> Image.Image:
    if not picture.startswith(_JPEG):
        raise NotJpeg
    try:
        image = Image.open(io.BytesIO(picture), formats=["JPEG"])
        _weigh(image)
        image.draft("L", image.size)  # the colour planes are not even unpacked
        return image.convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels from None
    except (OSError, SyntaxError):
        raise BadPicture from None


def _weigh(image: Image.Image) -> None:
    """A progressive JPEG of 400 kB can hold 30,000 passes, 27 s of work; no browser's canvas writes one."""
    if image.width * image.height > MOST_PIXELS:
        raise TooManyPixels
    if "progressive" in image.info:
        raise BadPicture
