"""When two stretches are one, and where a quote went."""

from __future__ import annotations

import pytest

from bookreader.kit.spans import find_quote, overlap, pair


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (5, 15), 0.5),
        ((0, 10), (0, 40), 0.25),
        ((0, 10), (10, 20), 0.0),
        ((0, 10), (30, 40), 0.0),
        ((5, 5), (5, 5), 0.0),
    ],
)
def test_overlap_is_a_share_of_the_longer(
    one: tuple[int, int], other: tuple[int, int], share: float
) -> None:
    assert overlap(one, other) == overlap(other, one) == share


def test_each_stretch_becomes_one_at_most_and_the_likest_first() -> None:
    old = [(0, 100), (100, 200), (300, 400)]
    new = [(90, 210), (0, 60), (2, 98), (345, 395)]
    assert pair(old, new) == {0: 2, 1: 0, 2: 3}
    assert pair(old, [(0, 49)]) == {}
    assert pair([(0, 100), (0, 90)], [(0, 100)]) == {0: 0}


def test_a_quote_is_found_nearest_to_its_place() -> None:
    text = "Снег лежал. Снег\nлежал. Снег лежал."
    assert find_quote(text, "Снег лежал.", 20) == (24, 35)
    assert find_quote(text, "Снег  лежал.", 13) == (12, 23)
    assert find_quote(text, "Дождь шёл.", 0) is None
    assert find_quote(text, "", 0) is None
    assert find_quote("a.b", "a+b", 0) is None
