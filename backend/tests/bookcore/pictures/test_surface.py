"""Pictures that show nothing, and bars at their edges."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from bookcore.pictures import surface
from bookcore.pictures.surface import flaws, grey
from tests.bookcore.pictures.samples import sketch

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def codes(image: Image.Image) -> list[str]:
    return [code for code, _ in flaws(grey(image))]


@pytest.mark.parametrize("time", ["day", "night", "dusk"])
@pytest.mark.parametrize("place", ["road", "sea", "study"])
def test_a_sketch_has_none_of_these_flaws(place: str, time: str) -> None:
    assert codes(sketch(place, time)) == []


def test_one_tone_is_blank_and_so_are_two() -> None:
    assert codes(Image.new("RGB", (300, 200), (90, 20, 200))) == ["blank"]
    two = Image.new("RGB", (300, 200), WHITE)
    two.paste(BLACK, (0, 0, 150, 200))
    assert codes(two) == ["blank"]
    noise = np.random.default_rng(1).normal(120, 2, (200, 300)).astype(np.uint8)
    assert codes(Image.fromarray(noise)) == ["blank"]


def test_a_sign_on_an_even_ground_is_flat_and_the_ground_alone_blurred() -> None:
    tones = np.linspace(100, 150, 512, dtype=np.uint8)[:, None].repeat(768, axis=1)
    sign = Image.fromarray(tones)
    sign.paste(230, (380, 250, 420, 270))
    assert codes(sign) == ["flat"]
    steep = np.linspace(20, 230, 512, dtype=np.uint8)[:, None].repeat(768, axis=1)
    assert codes(Image.fromarray(steep)) == ["blurred"]


def barred(top: int, bottom: int, tone: tuple[int, int, int] = BLACK) -> Image.Image:
    image = sketch().copy()
    image.paste(tone, (0, 0, image.width, top))
    image.paste(tone, (0, image.height - bottom, image.width, image.height))
    return image


@pytest.mark.parametrize("tone", [BLACK, WHITE, (90, 20, 60)])
@pytest.mark.parametrize("thick", [14, 60, 120])
def test_bars_are_seen_on_either_pair_of_sides(thick: int, tone: tuple[int, int, int]) -> None:
    assert codes(barred(thick, thick, tone)) == ["border"]
    assert codes(barred(thick, thick, tone).transpose(Image.Transpose.ROTATE_90)) == ["border"]


def test_an_edge_on_one_side_a_thin_line_or_a_ragged_margin_is_no_bar() -> None:
    assert codes(barred(80, 0)) == []
    assert codes(barred(4, 4)) == []
    ragged = np.asarray(sketch()).copy()
    rng = np.random.default_rng(2)
    for x in range(ragged.shape[1]):
        ragged[: 30 + rng.integers(0, 40), x] = 255
        ragged[-30 - rng.integers(0, 40) :, x] = 255
    assert codes(Image.fromarray(ragged)) == []


def test_one_blown_up_from_a_stamp_is_blurred() -> None:
    small = sketch().resize((96, 64))
    assert codes(small.resize(sketch().size, Image.Resampling.BICUBIC)) == ["blurred"]
    half = sketch().resize((384, 256)).resize(sketch().size, Image.Resampling.BICUBIC)
    assert codes(half) == []


@pytest.mark.parametrize("size", [(1, 1), (2, 40), (40, 2), (17, 16)])
def test_the_smallest_pictures_are_looked_at_too(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (size[1], size[0]), dtype=np.uint8)
    list(flaws(grey(Image.fromarray(noise))))
    assert surface.entropy(np.zeros((4, 4), np.float32)) == 0
