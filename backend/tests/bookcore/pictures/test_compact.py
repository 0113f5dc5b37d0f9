"""What stands on the page before a picture came."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from PIL import Image

from bookcore.pictures.compact import colour_of, thumbhash, thumbhash_bytes
from tests.bookcore.pictures.samples import formula, sketch


@pytest.mark.parametrize(
    ("size", "known"),
    # What the published encoder of the format gives for the same pixels.
    [
        ((100, 67), "nxcGFYZDY0VSVgd5hhV4ikJe4J9n"),
        ((40, 100), "nScGGwgBdFY0WIVYAXT5zm4="),
        ((99, 98), "3gcCD4QBAIBFVkpUVnRYOHiGA2Ck/64F"),
    ],
)
def test_a_thumbhash_is_that_of_the_public_format(size: tuple[int, int], known: str) -> None:
    assert base64.b64encode(thumbhash_bytes(formula(*size))).decode() == known


def test_a_thumbhash_is_small_and_tells_the_shape_and_the_colour() -> None:
    found = base64.b64decode(thumbhash(sketch()))
    assert 15 <= len(found) <= 30
    wide, low = found[4] >> 7, found[3] & 7
    assert wide
    assert low == round(7 * 2 / 3)
    light = (found[0] & 63) / 63
    assert light == pytest.approx(np.asarray(sketch()).mean() / 255, abs=0.03)


def test_one_flat_colour_has_no_waves() -> None:
    found = thumbhash_bytes(np.full((20, 30, 3), (200, 30, 90), np.uint8))
    assert set(found[5:]) == {0}
    assert len(thumbhash(Image.new("RGB", (1, 1)))) <= 44


def test_the_colour_is_one_that_most_of_the_picture_has() -> None:
    image = Image.new("RGB", (90, 60), (200, 40, 30))
    image.paste((250, 250, 250), (0, 0, 30, 60))
    assert colour_of(image) == "#c8281e"
