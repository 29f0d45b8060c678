"""The made-up camera is fair: each badge can be read for a while, by the product's own eyes."""

import io
import random
from itertools import groupby

import pytest
from film import FRAME, LEAD, RATE, SLOT, frames_of, make_film, number_in, sent_by_page
from PIL import Image

from domain.codes import draw_badge_code
from services.frames import look

CODES = [draw_badge_code(random.Random(seed).choice) for seed in range(3)]
PAGE_LOOKS_EVERY = RATE // 8  # frames


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    return make_film(CODES, 7, tmp_path_factory.mktemp("film") / "film.mjpeg")


@pytest.fixture(scope="module")
def frames(film):
    return frames_of(film)


def read(frame: bytes) -> tuple[str, ...]:
    """What the server reads in what the page sends."""
    return look(sent_by_page(frame)).ours


def test_a_film_has_the_frames_it_says_and_each_tells_its_number(film, frames):
    assert film.frames == LEAD + SLOT * len(CODES)
    assert [number_in(frame) for frame in frames] == list(range(film.frames))
    pictures = [Image.open(io.BytesIO(frame)) for frame in frames]
    assert {(picture.format, picture.size) for picture in pictures} == {("JPEG", FRAME)}


def test_badges_come_one_by_one_for_a_second_and_a_fifth(film):
    assert [shown.code for shown in film.shown] == CODES
    assert all(1.1 <= (shown.last - shown.first + 1) / RATE <= 1.2 for shown in film.shown)
    gaps = [(after.first - before.last) / RATE for before, after in zip(film.shown, film.shown[1:], strict=False)]
    assert all(0.5 <= gap <= 1.1 for gap in gaps)


def test_each_badge_can_be_read_for_two_looks_of_the_page_and_only_while_it_is_in_view(film, frames):
    for shown in film.shown:
        ours = [read(frames[number]) for number in range(shown.first - 3, shown.last + 4)]
        runs = [(codes, len(list(run))) for codes, run in groupby(ours)]
        assert {codes for codes, _ in runs} == {(), (shown.code,)}
        assert max(length for codes, length in runs if codes) >= 2 * PAGE_LOOKS_EVERY
        assert (runs[0][0], runs[-1][0]) == ((), ())


def test_the_same_seed_is_the_same_film(tmp_path):
    first, again, other = (
        make_film(CODES[:1], seed, tmp_path / name).path.read_bytes()
        for seed, name in ((1, "first"), (1, "again"), (2, "other"))
    )
    assert first == again
    assert first != other
