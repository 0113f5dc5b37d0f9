"""Lettering and codes: seen where they stand, and not where there are none."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PIL import Image

from bookcore.pictures.codes import has_code
from bookcore.pictures.lettering import LIMIT, lines, strongest
from bookcore.pictures.surface import grey
from tests.bookcore.pictures.samples import coded, sketch, written


@pytest.mark.parametrize(
    "words", ["Иллюстрация издательства", "Sample picture, do not copy", "ИЗДАТЕЛЬСТВО ЗАРЯ"]
)
@pytest.mark.parametrize("size", [24, 36])
def test_words_of_both_scripts_are_seen_where_they_stand(words: str, size: int) -> None:
    line = strongest(written(sketch("study", "night"), words, size, (0.2, 0.8)))
    assert line is not None
    assert line.score > LIMIT
    left, top, right, bottom = line.box
    assert 0.1 < left < right <= 1
    assert 0.6 < top < 0.8 <= bottom < 0.9


@pytest.mark.parametrize("time", ["day", "night", "dawn"])
@pytest.mark.parametrize("place", ["road", "sea", "study", "city_street", "forest", "village"])
def test_no_words_are_seen_in_a_sketch(place: str, time: str) -> None:
    line = strongest(sketch(place, time))
    assert line is None or line.score <= LIMIT


@pytest.mark.parametrize("side", [70, 120, 200, 400])
def test_a_code_is_seen_and_a_sketch_is_none(side: int) -> None:
    assert has_code(grey(coded(sketch(), side), 1152))
    assert not has_code(grey(sketch("city_street"), 1152))


def test_two_marks_are_no_code() -> None:
    image = coded(sketch(), 200)
    image.paste((128, 128, 128), (40, 130, 140, 230))
    assert not has_code(grey(image, 1152))


@pytest.mark.parametrize("cell", [2, 9])
def test_what_is_all_spots_is_looked_at_in_bounded_time(cell: int) -> None:
    rng = np.random.default_rng(cell)
    spots = rng.integers(0, 2, (768 // cell, 1152 // cell), dtype=np.uint8) * 255
    image = Image.fromarray(np.kron(spots, np.ones((cell, cell), np.uint8)))
    begun = time.process_time()
    strongest(image)
    has_code(grey(image, 1152))
    assert time.process_time() - begun < 15


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 3), (14, 14)])
def test_the_smallest_pictures_hold_no_words(size: tuple[int, int]) -> None:
    assert list(lines(Image.new("RGB", size))) == []
    assert not has_code(grey(Image.new("RGB", size), 1152))
