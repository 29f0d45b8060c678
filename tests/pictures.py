"""Pictures as a desk's camera takes them, symbols on a grey ground; and films of them for Chromium's made-up camera."""

import io
from collections.abc import Sequence
from pathlib import Path

import qrcode
from PIL import Image, ImageOps
from PIL.Image import Resampling
from qrcode.constants import ERROR_CORRECT_H

GROUND = (120, 116, 110)
CROP, CAMERA = (600, 600), (1280, 720)


def symbol(text: str, pixels: int = 220, *, degrees: float = 0) -> Image.Image:
    """A QR symbol with its white border, on the ground where it is turned."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=4)
    code.add_data(text)
    drawn = code.make_image().get_image().convert("RGB").resize((pixels, pixels), Resampling.NEAREST)
    return drawn.rotate(degrees, Resampling.BICUBIC, expand=True, fillcolor=GROUND)


def inverted(image: Image.Image) -> Image.Image:
    """As a phone in dark mode shows it."""
    return ImageOps.invert(image)


def photo(*symbols: Image.Image, size: tuple[int, int] = CROP) -> Image.Image:
    """The symbols side by side in the middle."""
    picture = Image.new("RGB", size, GROUND)
    left = (size[0] - sum(one.width for one in symbols)) // 2
    for one in symbols:
        picture.paste(one, (left, (size[1] - one.height) // 2))
        left += one.width
    return picture


def encoded(image: Image.Image, **options: object) -> bytes:
    """As a page's canvas writes it, unless told otherwise."""
    file = io.BytesIO()
    image.save(file, **({"format": "JPEG", "quality": 60} | options))
    return file.getvalue()


def film(path: Path, shots: Sequence[tuple[Image.Image, int]]) -> Path:
    """Motion JPEG that Chromium plays at 30 frames a second, over and over: each picture with how often it stands."""
    path.write_bytes(b"".join(encoded(image, subsampling="4:2:0", quality=80) * times for image, times in shots))
    return path
