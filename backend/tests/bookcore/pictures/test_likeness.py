"""Fingerprints: near for the same picture saved anew, far for another."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bookcore.pictures import phash_distance
from bookcore.pictures.fingerprint import phash
from tests.bookcore.pictures.samples import file_of, sketch


@pytest.mark.parametrize(("format", "quality"), [("WEBP", 60), ("JPEG", 50), ("AVIF", 40)])
def test_the_same_picture_smaller_and_saved_anew_stays_near(format: str, quality: int) -> None:
    half = sketch().resize((384, 256))
    again = Image.open(io.BytesIO(file_of(half, format, quality=quality)))
    assert phash_distance(phash(sketch()), phash(again)) <= 4


def test_other_pictures_are_far() -> None:
    places = [phash(sketch(place)) for place in ("road", "sea", "forest", "study")]
    for n, one in enumerate(places):
        assert len(one) == 16
        assert all(phash_distance(one, other) >= 12 for other in places[:n])


def test_light_and_dark_of_one_shape_differ() -> None:
    white, black = (phash(Image.new("L", (40, 40), tone)) for tone in (255, 0))
    assert phash_distance(white, black) >= 1
    assert phash_distance(white, white) == 0
