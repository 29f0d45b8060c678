"""A made-up webcam over a registration desk: badges held up one after another, moving, out of focus, badly lit.

Writes what Chromium takes for a camera (`--use-file-for-fake-video-capture`). What a film shows hangs on its seed and
the codes alone; how hard a badge may be is bounded by what a decoder can read at its size, never by asking one.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from font_source_sans_pro import font_directory
from numpy.random import Generator, default_rng
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from playwright.sync_api import Page

from services.badges import COLUMNS, HEIGHT, QUIET_MODULES, ROWS, SYMBOL, WIDTH, Badge, badge_sheet, qr_matrix
from services.paper import PAGE_HEIGHT, PAGE_WIDTH

RATE = 30  # frames a second: Chromium plays any .mjpeg so, whatever it was made for
FRAME = (1280, 720)
QUALITY = 85
CROP = 600  # what a page sends of a frame
LENS = 1108  # focal length in pixels: 60° across
LEAD, SLOT, SHOWN = 60, 60, 36  # frames: nothing yet; a badge and the gap after it; the badge alone
UNPUNCTUAL = 4  # frames early or late: else every badge would meet the sampling of the page in the same phase

STRIP, BITS = 32, 12  # the frame's number: blocks down the left edge, their negative down the right one
INNER = (STRIP, 0, FRAME[0] - STRIP, FRAME[1])

SIZES = (95, 260)  # pixels across the symbol
SMALLEST_PHONE = 115
SMALL = 140  # pixels; below, a symbol bears half the glare
LIGHTS = (0.3, 1.0)
TURNED, GLARING, PHONES = 0.3, 0.4, 0.1  # of all badges
TEXELS = 10  # of a badge's picture in a millimetre
SYMBOL_MIDDLE = (WIDTH - (QUIET_MODULES / 25 + 0.5) * SYMBOL, 31.8)  # millimetres from a badge's upper left corner
FINGERS = 14  # millimetres of them below the card

SIDES = ((-1, 0), (1, 0), (0, 1), (0, -1))
SIDE_CHANCES = (0.4, 0.35, 0.2, 0.05)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Katơr", "Mấu")
GIVEN = ("Văn An", "Thị Ánh", "Minh Đạt", "Thị Thu Hạnh", "Quốc Hùng", "Thị Mỹ Phượng", "Xuân Tiến", "Kim Thủy")
SKIN = ((236, 188, 160), (214, 160, 128), (182, 128, 98), (150, 102, 76))
CLOTH = ((38, 46, 66), (70, 28, 34), (92, 96, 104), (24, 26, 30), (150, 160, 176), (196, 188, 170))

# In a desk's page: since when which frame stands; each face, and when it stood in the document and was painted.
_WATCH = """({column, blocks, height, last, patience}) => new Promise((over, fail) => {
  const video = document.querySelector('.camera video'), band = document.querySelector('.desk .band');
  const frames = [], faces = [];
  setTimeout(() => fail(new Error(`the film stands still at frame ${frames.at(-1)?.[0]}`)), patience);
  const numberOf = async (frame) => {
    const rect = {x: column, y: 0, width: 2, height};
    const light = new Uint8Array(frame.allocationSize({rect}));
    const [{offset, stride}] = await frame.copyTo(light, {rect});
    frame.close();
    const isWhite = (_, block) => light[offset + stride * Math.floor((block + 0.5) * height / blocks)] > 128;
    return Array.from({length: blocks}, isWhite).reduce((number, white, bit) => number + white * 2 ** bit, 0);
  };
  const look = async (_, {presentationTime}) => {
    video.requestVideoFrameCallback(look);
    const number = await numberOf(new VideoFrame(video));
    frames.push([number, presentationTime]);
    if (number > last) over({frames, faces});
  };
  video.requestVideoFrameCallback(look);
  new MutationObserver(() => {
    const face = {kind: band.dataset.face, text: band.textContent, stood: performance.now(), painted: null};
    if (face.kind === faces.at(-1)?.kind && face.text === faces.at(-1).text) return;
    faces.push(face);
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { face.painted = performance.now(); };
      channel.port2.postMessage(0);
    });
  }).observe(band, {subtree: true, childList: true, characterData: true, attributes: true});
})"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A badge, and the first and last frame in which any of it is visible."""

    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Film:
    path: Path
    shown: tuple[Shown, ...]
    frames: int


@dataclass(frozen=True, slots=True)
class Thing:
    """What is held up: its picture, and in pixels of that its symbol's middle and width."""

    picture: Image.Image
    middle: tuple[float, float]
    symbol: float


@dataclass(frozen=True, slots=True)
class Hunt:
    """The lens loses its focus and finds it again; `depth` is the blur in modules at its worst."""

    begins: float
    lasts: float
    depth: float

    def at(self, second: float) -> float:
        part = (second - self.begins) / self.lasts
        return self.depth * (1 - math.cos(2 * math.pi * part)) / 2 if 0 < part < 1 else 0.0


@dataclass(frozen=True, slots=True)
class Glare:
    """A lamp mirrored in the lamination; it wanders as the hand turns. In symbols, on the badge, from its middle."""

    radius: float
    comes: tuple[float, float]
    goes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tremor:
    reach: float
    per_second: float
    phase: float

    def at(self, second: float) -> tuple[float, float]:
        turn = 2 * math.pi * self.per_second * second + self.phase
        return self.reach * math.sin(turn), self.reach * math.sin(1.7 * turn)


@dataclass(frozen=True, slots=True)
class Showing:
    """How one badge is held up: seconds since it began to enter, degrees, and pixels of the frame."""

    thing: Thing
    begins: int
    size: float
    light: float
    roll: float
    tilt: tuple[float, float]
    rest: tuple[float, float]
    enters: tuple[int, int]
    leaves: tuple[int, int]
    coming: float
    going: float
    tremor: Tremor
    softness: float
    hunts: tuple[Hunt, ...]
    glare: Glare | None


def make_film(codes: Sequence[str], seed: int, target: Path) -> Film:
    chance = default_rng(seed)
    showings = list(_showings(codes, chance))
    hall, grains, lights = _hall(chance), _grains(chance), _lights(showings)
    seen: dict[str, list[int]] = {code: [] for code in codes}
    with target.open("wb") as film:
        for number, light in enumerate(lights):
            place = min(max(0, number - LEAD + UNPUNCTUAL) // SLOT, len(codes) - 1)
            frame, is_seen = _seen(hall, showings[place], number, light)
            if is_seen:
                seen[codes[place]].append(number)
            film.write(_developed(_grained(frame, grains, light, chance), number))
    return Film(target, tuple(Shown(code, at[0], at[-1]) for code, at in seen.items()), len(lights))


def watch(page: Page, film: Film) -> dict[str, list]:
    """What a desk's page shows of the film and says to it, until the last badge has left; it would begin again."""
    strip = {"column": STRIP // 2, "blocks": BITS, "height": FRAME[1]}
    patience = 2000 * film.frames / RATE
    return page.evaluate(_WATCH, strip | {"last": film.shown[-1].last, "patience": patience})


def frames_of(film: Film) -> list[bytes]:
    """Each a JPEG; unpacked all together they would fill five gigabytes."""
    begins = b"\xff\xd8\xff"  # nowhere else: a picture's own bytes never have FF before anything but 00
    return [begins + frame for frame in film.path.read_bytes().split(begins)[1:]]


def sent_by_page(frame: bytes) -> bytes:
    """The middle of a frame, as a desk's page cuts it out for the server."""
    left, top = (FRAME[0] - CROP) // 2, (FRAME[1] - CROP) // 2
    cut = BytesIO()
    Image.open(BytesIO(frame)).crop((left, top, left + CROP, top + CROP)).save(cut, "JPEG", quality=60)
    return cut.getvalue()


def number_in(frame: bytes) -> int:
    """Which frame of its film this is."""
    strip = Image.open(BytesIO(frame)).convert("L").crop((0, 0, STRIP, FRAME[1]))
    blocks = strip.resize((1, BITS), Image.Resampling.BOX)
    return sum(1 << bit for bit in range(BITS) if blocks.getpixel((0, bit)) > 128)


# --- how a badge is held ---------------------------------------------------------------------------------------------


def _showings(codes: Sequence[str], chance: Generator) -> Iterator[Showing]:
    count = len(codes)
    sizes, lights = _spread(SIZES, count, chance), _spread(LIGHTS, count, chance)
    is_phone = chance.permutation(count) < max(2, round(PHONES * count))
    is_turned = chance.permutation(count) < round(TURNED * count)
    is_glaring = chance.permutation(count) < round(GLARING * count)
    cards = _cards(codes, chance)
    for place, code in enumerate(codes):
        thing = _phone(code, chance) if is_phone[place] else cards[place]
        size = max(sizes[place], SMALLEST_PHONE) if is_phone[place] else sizes[place]
        showing = _showing(_scaled(thing, size), size, LEAD + place * SLOT, chance)
        yield replace(
            showing,
            light=lights[place],
            roll=_turned(chance) if is_turned[place] else chance.uniform(-20, 20),
            glare=_glare(size, chance) if is_glaring[place] else None,
        )


def _spread(bounds: tuple[float, float], count: int, chance: Generator) -> list[float]:
    """One from each of so many equal parts, shuffled."""
    parts = (chance.permutation(count) + chance.random(count)) / count
    return [float(bounds[0] + part * (bounds[1] - bounds[0])) for part in parts]


def _turned(chance: Generator) -> float:
    return chance.uniform(45, 180) * chance.choice((-1, 1))


def _showing(thing: Thing, size: float, planned: int, chance: Generator) -> Showing:
    room = min(80.0, 285 - 0.71 * size)
    enters, leaves = (SIDES[chance.choice(4, p=SIDE_CHANCES)] for _ in range(2))
    return Showing(
        thing=thing,
        begins=planned + int(chance.integers(-UNPUNCTUAL, UNPUNCTUAL + 1)),
        size=size,
        light=1.0,
        roll=0.0,
        tilt=tuple(chance.uniform(-18, 18, 2)),
        rest=tuple(edge / 2 + chance.uniform(-room, room) for edge in FRAME),
        enters=enters,
        leaves=leaves,
        coming=chance.uniform(0.11, 0.19),
        going=chance.uniform(0.14, 0.22),
        tremor=Tremor(chance.uniform(2, 6), chance.uniform(0.8, 2), chance.uniform(0, 2 * math.pi)),
        softness=chance.uniform(0.08, 0.2),
        hunts=_hunts(chance),
        glare=None,
    )


def _hunts(chance: Generator) -> tuple[Hunt, Hunt]:
    """On entering, and once more; in between the page has time for several looks."""
    return (
        Hunt(-0.1, chance.uniform(0.35, 0.45), chance.uniform(0.2, 0.55)),
        Hunt(chance.uniform(0.6, 0.75), chance.uniform(0.2, 0.35), chance.uniform(0.4, 0.9)),
    )


def _glare(size: float, chance: Generator) -> Glare:
    """At first away from the three corners by which a symbol is found: who sees the lamp there turns the badge."""
    covered = chance.uniform(0.05, 0.1) if size >= SMALL else chance.uniform(0.025, 0.05)
    comes, angle = chance.uniform(-0.05, 0.2, 2), chance.uniform(0, 2 * math.pi)
    goes = comes + 0.45 * np.array((math.cos(angle), math.sin(angle)))
    return Glare(math.sqrt(covered / math.pi), tuple(comes), tuple(goes))


def _lights(showings: Sequence[Showing]) -> np.ndarray:
    """Of each frame; it changes between two badges."""
    moments = [moment for showing in showings for moment in (showing.begins, showing.begins + SHOWN)]
    lights = [light for showing in showings for light in (showing.light, showing.light)]
    return np.interp(np.arange(LEAD + SLOT * len(showings)), moments, lights)


# --- what is held up -------------------------------------------------------------------------------------------------


def _cards(codes: Sequence[str], chance: Generator) -> list[Thing]:
    """The badges as the product prints them, cut from their sheets."""
    words = {"honorific": "Đại biểu", "position": "Chuyên viên", "unit": "Công ty CP Nước mắm Hòn Yến", "seat": "A07"}
    badges = [Badge(f"DB{place:03}", code, _name(chance), **words) for place, code in enumerate(codes, 1)]
    sheets = badge_sheet(badges, conference="Hội nghị điển hình tiên tiến", place_and_date="Khánh Hòa, 22/5/2020")
    pages = [page.render(scale=TEXELS * 25.4 / 72).to_pil() for page in pypdfium2.PdfDocument(sheets)]
    places = (divmod(place, COLUMNS * ROWS) for place in range(len(codes)))
    return [_in_hand(_cut(pages[page], place), chance) for page, place in places]


def _name(chance: Generator) -> str:
    return f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)}"


def _cut(page: Image.Image, place: int) -> Image.Image:
    left = (PAGE_WIDTH - COLUMNS * WIDTH) / 2 + place % COLUMNS * WIDTH
    top = (PAGE_HEIGHT - ROWS * HEIGHT) / 2 + place // COLUMNS * HEIGHT
    return page.crop([round(TEXELS * edge) for edge in (left, top, left + WIDTH, top + HEIGHT)])


def _in_hand(card: Image.Image, chance: Generator) -> Thing:
    """Fingers behind the card, a shade across it, a thumb upon its corner away from the symbol."""
    skin, (width, height) = SKIN[chance.integers(len(SKIN))], card.size
    held = Image.new("RGBA", (width, height + FINGERS * TEXELS))
    draw = ImageDraw.Draw(held)
    for finger, shorter in enumerate((18, 0, 6, 26)):
        x = 60 + 105 * finger
        draw.rounded_rectangle((x, height - 60, x + 98, height + 130 - shorter), 48, _darker(skin))
    shade = Image.linear_gradient("L").rotate(90 * int(chance.integers(4))).resize(card.size)
    shaded = Image.composite(card, card.point(lambda value: 0.72 * value), shade)
    held.paste(shaded, (0, 0), _rounded(card.size, 25))
    draw.rounded_rectangle((150, height - 150, 262, height + 120), 56, skin)
    return Thing(held.convert("RGBa"), tuple(TEXELS * part for part in SYMBOL_MIDDLE), TEXELS * SYMBOL)


def _phone(code: str, chance: Generator) -> Thing:
    """Dark mode: light modules on a dark screen."""
    phone, ink, skin = Image.new("RGBA", (720, 1500)), int(chance.integers(205, 250)), SKIN[chance.integers(len(SKIN))]
    draw = ImageDraw.Draw(phone)
    draw.rounded_rectangle((20, 0, 699, 1499), 80, (52, 54, 58))
    draw.rounded_rectangle((38, 18, 681, 1481), 66, (18, 19, 22))
    for text, y, points in (("Thẻ đại biểu", 210, 54), (_name(chance), 1060, 56)):
        draw.text((360, y), text, (ink, ink, ink), _font(points), anchor="mm")
    symbol = Image.fromarray(np.array(qr_matrix(code), np.uint8) * 255).resize((450, 450), Image.Resampling.NEAREST)
    phone.paste((ink, ink, ink), (135, 500), symbol)
    draw.rounded_rectangle((-60, 1180, 90, 1300), 58, skin)
    for y in (1020, 1160, 1300):
        draw.rounded_rectangle((650, y, 800, y + 110), 52, _darker(skin))
    return Thing(phone.convert("RGBa"), (360, 725), 450)


def _scaled(thing: Thing, size: float) -> Thing:
    """Not much finer than the lens draws it: that looks up four texels a pixel, and would skip the others."""
    part = min(1.0, 1.2 * size / thing.symbol)
    width, height = (round(part * edge) for edge in thing.picture.size)
    picture = thing.picture.resize((width, height), Image.Resampling.BOX)
    return Thing(picture, (part * thing.middle[0], part * thing.middle[1]), part * thing.symbol)


def _darker(colour: Sequence[int]) -> tuple[int, ...]:
    return tuple(round(0.82 * part) for part in colour)


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius, 255)
    return mask


def _font(points: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(font_directory) / "SourceSansPro-Bold.ttf"), points)


# --- the hall behind it ----------------------------------------------------------------------------------------------


def _hall(chance: Generator) -> Image.Image:
    """Wall, windows, posters and people, too far away to be in focus."""
    wall = Image.linear_gradient("L").resize(FRAME)
    hall = Image.composite(Image.new("RGB", FRAME, (186, 170, 148)), Image.new("RGB", FRAME, (224, 216, 202)), wall)
    draw = ImageDraw.Draw(hall)
    for draw_one, count in ((_window, 2), (_poster, 5), (_delegate, 6), (_crate, 14)):
        for _ in range(count):
            draw_one(draw, chance)
    return hall.filter(ImageFilter.GaussianBlur(1.6))


def _window(draw: ImageDraw.ImageDraw, chance: Generator) -> None:
    x = int(chance.integers(0, 1100))
    draw.rectangle((x, 20, x + 170, 330), (246, 250, 255), (120, 108, 92), 8)
    draw.line((x + 85, 20, x + 85, 330), (120, 108, 92), 6)


def _poster(draw: ImageDraw.ImageDraw, chance: Generator) -> None:
    """Dark blocks and lines of type on white: what looks like a symbol from afar and is none."""
    x, y = (int(part) for part in chance.integers((0, 0), (1120, 420)))
    draw.rectangle((x, y, x + 170, y + 210), (248, 246, 240))
    draw.text((x + 14, y + 10), "HỘI NGHỊ", (150, 20, 24), _font(34))
    for column, row in np.argwhere(chance.random((14, 12)) < 0.45):
        left, top = x + 14 + 10 * column, y + 66 + 10 * row
        draw.rectangle((left, top, left + 9, top + 9), (34, 40, 52))


def _delegate(draw: ImageDraw.ImageDraw, chance: Generator) -> None:
    x, head, top = int(chance.integers(60, 1220)), int(chance.integers(44, 84)), int(chance.integers(160, 340))
    cloth = CLOTH[chance.integers(len(CLOTH))]
    draw.rounded_rectangle((x - 2 * head, top + 2 * head, x + 2 * head, 760), head, cloth)
    draw.polygon(((x - 26, top + 2 * head), (x + 26, top + 2 * head), (x, top + 4 * head)), (240, 240, 238))
    draw.ellipse((x - head, top - 14, x + head, top + 2 * head), (28, 24, 24))
    draw.ellipse((x - 0.8 * head, top + 16, x + 0.8 * head, top + 2.3 * head), SKIN[chance.integers(len(SKIN))])


def _crate(draw: ImageDraw.ImageDraw, chance: Generator) -> None:
    x, y, width, height = (int(part) for part in chance.integers((0, 480, 20, 10), (1240, 700, 160, 90)))
    draw.rectangle((x, y, x + width, y + height), tuple(int(part) for part in chance.integers(20, 240, 3)))


# --- through the lens ------------------------------------------------------------------------------------------------


def _seen(hall: Image.Image, showing: Showing, number: int, light: float) -> tuple[Image.Image, bool]:
    """The lit hall with what is held up in it; and whether any of that is in view."""
    lit, second = [round(light * value) for value in range(256)] * 3, (number - showing.begins) / RATE
    patch = _patch(showing, second) if 0 <= second < SHOWN / RATE else None
    if patch is None:
        return hall.point(lit), False
    picture, (left, top) = patch
    frame = hall.copy()
    frame.paste(picture, (left, top), picture)
    frame = frame.point(lit)
    if showing.glare:
        _shine(frame, showing, second)
    inner = picture.getchannel("A").crop((INNER[0] - left, INNER[1] - top, INNER[2] - left, INNER[3] - top))
    return frame, inner.getbbox() is not None


def _patch(showing: Showing, second: float) -> tuple[Image.Image, tuple[int, int]] | None:
    """The thing as the lens sees it now, and where the picture's upper left corner is in the frame."""
    moved = np.abs(_place(showing, second) - _place(showing, second - _open_for(showing)))
    blur = showing.size / 25 * (showing.softness + sum(hunt.at(second) for hunt in showing.hunts))
    lens = _projection(showing, _place(showing, second), second)
    left, top, right, bottom = _clipped(_box(showing.thing, lens), 3 * blur + moved)
    if left >= right or top >= bottom:
        return None
    back = np.linalg.inv(lens) @ ((1, 0, left), (0, 1, top), (0, 0, 1))
    picture = showing.thing.picture.transform(
        (right - left, bottom - top),
        Image.Transform.PERSPECTIVE,
        tuple((back / back[2, 2]).ravel()[:8]),
        Image.Resampling.BILINEAR,
    )
    blurred = picture.filter(ImageFilter.GaussianBlur(blur)).filter(ImageFilter.BoxBlur(tuple(moved / 2)))
    return blurred.convert("RGBA"), (left, top)


def _open_for(showing: Showing) -> float:
    """Seconds the shutter stays open: longer in bad light."""
    return (0.25 + 0.5 * (1 - showing.light)) / RATE


def _place(showing: Showing, second: float) -> np.ndarray:
    """Where the symbol's middle is: it is brought quickly, slows down, trembles, and is taken away."""
    place = np.array(showing.rest) + showing.tremor.at(second)
    box = _box(showing.thing, _projection(showing, np.array(showing.rest), 0.0))
    left_to_come = max(0.0, 1 - second / showing.coming)
    gone = max(0.0, 1 - (SHOWN / RATE - second) / showing.going)
    place += left_to_come**2.2 * _way_out(box, showing.enters)
    return place + gone**2.2 * _way_out(box, showing.leaves)


def _way_out(box: Sequence[float], side: tuple[int, int]) -> np.ndarray:
    """How far something at `box` must move to be just out of view on a side."""
    left, top, right, bottom = INNER
    ways = {(-1, 0): box[2] - left, (1, 0): right - box[0], (0, -1): box[3] - top, (0, 1): bottom - box[1]}
    return ways[side] * np.array(side, float)


def _projection(showing: Showing, place: np.ndarray, second: float) -> np.ndarray:
    """From pixels of the thing's picture to pixels of the frame: a pinhole camera, lengths in widths of the symbol."""
    depth = LENS / showing.size
    roll = math.radians(showing.roll + showing.tremor.at(second)[0] / 3)
    middle = (place - np.array(FRAME) / 2) / showing.size
    pose = np.column_stack((_turn(roll, *np.radians(showing.tilt))[:, :2], (*middle, depth)))
    lens = np.array(((LENS, 0, FRAME[0] / 2), (0, LENS, FRAME[1] / 2), (0, 0, 1)))
    thing = showing.thing
    scale = np.array(((1, 0, -thing.middle[0]), (0, 1, -thing.middle[1]), (0, 0, thing.symbol))) / thing.symbol
    return lens @ pose @ scale


def _turn(roll: float, pitch: float, yaw: float) -> np.ndarray:
    about_z = ((math.cos(roll), -math.sin(roll), 0), (math.sin(roll), math.cos(roll), 0), (0, 0, 1))
    about_x = ((1, 0, 0), (0, math.cos(pitch), -math.sin(pitch)), (0, math.sin(pitch), math.cos(pitch)))
    about_y = ((math.cos(yaw), 0, math.sin(yaw)), (0, 1, 0), (-math.sin(yaw), 0, math.cos(yaw)))
    return np.array(about_y) @ about_x @ about_z


def _box(thing: Thing, lens: np.ndarray) -> tuple[float, float, float, float]:
    width, height = thing.picture.size
    x, y, z = lens @ np.array(((0, 0, 1), (width, 0, 1), (width, height, 1), (0, height, 1))).T
    return min(x / z), min(y / z), max(x / z), max(y / z)


def _clipped(box: Sequence[float], margin: np.ndarray) -> tuple[int, int, int, int]:
    """With room for the blur, and no more of what is outside the frame than the blur may bring in."""
    edges = np.array((box[:2] - margin, box[2:] + margin)).clip(-margin, FRAME + margin)
    return *(int(edge) for edge in np.floor(edges[0])), *(int(edge) for edge in np.ceil(edges[1]))


def _shine(frame: Image.Image, showing: Showing, second: float) -> None:
    glare, part = showing.glare, (second / (SHOWN / RATE)) ** 2
    on_badge = (1 - part) * np.array(glare.comes) + part * np.array(glare.goes)
    where = _place(showing, second) + showing.size * (_turn(math.radians(showing.roll), 0, 0)[:2, :2] @ on_badge)
    radius = glare.radius * showing.size
    spot = Image.new("L", (round(4 * radius),) * 2)
    ImageDraw.Draw(spot).ellipse((radius, radius, 3 * radius, 3 * radius), 255)
    spot = spot.filter(ImageFilter.GaussianBlur(radius / 5))
    frame.paste((round(255 * math.sqrt(showing.light)),) * 3, tuple(int(edge) for edge in where - 2 * radius), spot)


# --- on the sensor ---------------------------------------------------------------------------------------------------


def _grains(chance: Generator) -> list[Image.Image]:
    """Noise from good light to bad, grey in the middle, larger than a frame so that no two frames need be alike."""
    noise = chance.normal(0, 1, (FRAME[1] + 64, FRAME[0] + 64))
    smooth = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1)) / math.sqrt(3)
    return [Image.fromarray((128 + amount * smooth).astype(np.uint8)).convert("RGB") for amount in (2, 2.8, 3.6, 4.5)]


def _grained(frame: Image.Image, grains: Sequence[Image.Image], light: float, chance: Generator) -> Image.Image:
    darkness = (LIGHTS[1] - light) / (LIGHTS[1] - LIGHTS[0])
    x, y = (int(part) for part in chance.integers(0, 64, 2))
    grain = grains[min(len(grains) - 1, int(len(grains) * darkness))].crop((x, y, x + FRAME[0], y + FRAME[1]))
    return ImageChops.add(frame, grain, 1, -128)


def _developed(frame: Image.Image, number: int) -> bytes:
    bits = np.array([[255 * (number >> bit & 1)] for bit in range(BITS)], np.uint8)
    for x, blocks in ((0, bits), (FRAME[0] - STRIP, 255 - bits)):
        frame.paste(Image.fromarray(blocks).resize((STRIP, FRAME[1]), Image.Resampling.NEAREST).convert("RGB"), (x, 0))
    jpeg = BytesIO()
    frame.save(jpeg, "JPEG", quality=QUALITY, subsampling=2)
    return jpeg.getvalue()
