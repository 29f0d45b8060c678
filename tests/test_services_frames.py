"""What a camera's picture shows: badge codes among other symbols, and which pictures are not looked at."""

import io
import random

import pytest
from pictures import CROP, encoded, inverted, photo, symbol
from PIL import Image

from domain.codes import draw_badge_code
from services.frames import BadPicture, NotJpeg, Sight, TooManyPixels, look

DRAW = random.Random(3).choice
FIRST, SECOND = sorted(draw_badge_code(DRAW) for _ in range(2))
NEARLY = FIRST[:-1] + ("B" if FIRST[-1] != "B" else "C")  # the check letter is wrong
FOREIGN = "https://example.org/menu"

SEEN = {
    "clean": (photo(symbol(FIRST)), Sight(1, (FIRST,))),
    "turned": (photo(symbol(FIRST, degrees=37)), Sight(1, (FIRST,))),
    "upside down": (photo(symbol(FIRST, degrees=180)), Sight(1, (FIRST,))),
    "a phone in dark mode": (photo(inverted(symbol(FIRST))), Sight(1, (FIRST,))),
    "small": (photo(symbol(FIRST, 110)), Sight(1, (FIRST,))),
    "small letters": (photo(symbol(FIRST.lower())), Sight(1, (FIRST,))),
    "one badge twice": (photo(symbol(FIRST), symbol(FIRST)), Sight(1, (FIRST,))),
    "two badges": (photo(symbol(FIRST), symbol(SECOND)), Sight(2, (FIRST, SECOND))),
    "a badge beside a foreign symbol": (photo(symbol(FIRST), symbol(FOREIGN)), Sight(2, (FIRST,))),
    "a foreign symbol": (photo(symbol(FOREIGN)), Sight(1, ())),
    "a wrong check letter": (photo(symbol(NEARLY)), Sight(1, ())),
    "nothing": (photo(), Sight(0, ())),
    "a square megapixel": (photo(symbol(FIRST), size=(1224, 1224)), Sight(1, (FIRST,))),
    "grey": (photo(symbol(FIRST)).convert("L"), Sight(1, (FIRST,))),
    "four inks": (photo(symbol(FIRST)).convert("CMYK"), Sight(1, (FIRST,))),
}

PICTURE = encoded(photo(symbol(FIRST)))
REFUSED = {
    "too large": (encoded(Image.new("L", (1500, 1001))), TooManyPixels),
    "a header that says 65,000 x 65,000": (
        PICTURE.replace(bytes((2, 88, 2, 88)), bytes((253, 232, 253, 232))),
        TooManyPixels,
    ),
    "a PNG": (encoded(photo(symbol(FIRST)), format="PNG"), NotJpeg),
    "words": (b"no picture at all", NotJpeg),
    "nothing": (b"", NotJpeg),
    "cut off in the picture": (PICTURE[: len(PICTURE) // 2], BadPicture),
    "cut off in the header": (PICTURE[:100], BadPicture),
    "only a beginning": (b"\xff\xd8\xff", BadPicture),
    "a JPEG's beginning, then words": (b"\xff\xd8\xff" + b"words " * 99, BadPicture),
    "progressive": (encoded(photo(symbol(FIRST)), progressive=True), BadPicture),
}


@pytest.mark.parametrize("shown", SEEN)
def test_what_is_seen(shown):
    picture, sight = SEEN[shown]

    assert look(encoded(picture)) == sight


@pytest.mark.parametrize("picture", REFUSED)
def test_what_is_not_looked_at(picture):
    content, error = REFUSED[picture]

    with pytest.raises(error) as caught:
        look(content)
    assert (caught.value.args, caught.value.__cause__) == ((), None), "an error carries nothing of the picture"


def test_our_pictures_are_as_large_as_a_desk_sends_them():
    assert Image.open(io.BytesIO(PICTURE)).size == CROP
    assert len(PICTURE) < 40_000
