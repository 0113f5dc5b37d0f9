"""Two scenes of one kind of place are composed differently."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from bookcore.scene.spec import PLACES, Person, SceneSpec
from bookcore.sketch import paint, paint_with_graph
from bookcore.sketch.framing import ZOOMS
from tests.bookcore.sketch.measure import SMALL, perceptual_hash, small_lab

SEEDS = 12
_LADY = Person(sex="female", garment="dress")


@pytest.mark.parametrize("place", PLACES)
def test_seeds_give_different_compositions(place: str) -> None:
    pictures = [
        paint(
            SceneSpec(place_type=place, time="day", season="summer", weather="clear", seed=s),
            *SMALL,
        )
        for s in range(SEEDS)
    ]
    hashes = [perceptual_hash(picture) for picture in pictures]
    bits = [int((a != b).sum()) for a, b in combinations(hashes, 2)]
    assert min(bits) >= 6, (place, bits)
    assert sum(bits) / len(bits) > 20
    values = [small_lab(picture) for picture in pictures]
    far = [float(np.linalg.norm(a - b, axis=-1).mean()) for a, b in combinations(values, 2)]
    assert sum(far) / len(far) > 6


def test_still_lifes_of_one_thing_differ() -> None:
    for name in ("letter", "armchair", "carriage"):
        specs = [SceneSpec(kind="object", objects=(name,), time="day", seed=s) for s in range(6)]
        values = [small_lab(paint(spec, *SMALL)) for spec in specs]
        far = [float(np.linalg.norm(a - b, axis=-1).mean()) for a, b in combinations(values, 2)]
        assert min(far) > 3.0, name


@pytest.mark.parametrize("place", ["field", "drawing_room", "city_street", "sea"])
def test_coming_nearer_cuts_off_nobody_and_nothing_named(place: str) -> None:
    seen = set()
    for seed in range(32):
        spec = SceneSpec(
            place_type=place, time="day", people=(_LADY, _LADY), objects=("dog",), seed=seed
        )
        image, graph = paint_with_graph(spec, *SMALL)
        seen.add(round(graph.zoom, 2))
        width = 100 * image.width / image.height
        for x0, _, x1, y1 in [f.box for f in graph.figures] + [p.box for p in graph.props]:
            if graph.zoom > 1:
                assert x0 > -1
                assert x1 < width + 1
                assert y1 < 101
    assert {1.0, max(ZOOMS)} <= seen or len(seen) > 3
