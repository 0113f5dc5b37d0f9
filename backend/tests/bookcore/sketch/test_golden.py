"""Pictures stay as they were unless somebody meant to change them.

`python -m tests.bookcore.sketch.test_golden` (in `backend/`) writes the table anew after such a change.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bookcore.scene.spec import PLACES, SEASONS, TIMES, Person, SceneSpec
from bookcore.sketch import paint
from tests.bookcore.sketch.measure import SMALL, small_lab

TABLE = Path(__file__).with_name("golden.npz")
BOUND = 2.0
_CAST = (Person(sex="female", garment="dress", colour="#7d7f86"), Person(sex="male", beard="full"))


def specs() -> dict[str, SceneSpec]:
    """One scene per place, a portrait and a still life."""
    out = {
        p: SceneSpec(
            place_type=p, time=TIMES[i % 6], season=SEASONS[i % 4], people=_CAST[: i % 3], seed=i
        )
        for i, p in enumerate(PLACES)
    }
    out["portrait"] = SceneSpec(kind="character", people=_CAST[1:], seed=3)
    out["still"] = SceneSpec(kind="object", objects=("candle", "book", "letter"), time="night")
    return out


def _thumbnail(spec: SceneSpec) -> np.ndarray:
    return small_lab(paint(spec, *SMALL), 24).round(1).astype(np.float32)


@pytest.mark.parametrize("name", specs())
def test_pictures_do_not_drift(name: str) -> None:
    with np.load(TABLE) as table:
        drift = float(np.linalg.norm(_thumbnail(specs()[name]) - table[name], axis=-1).mean())
    assert drift < BOUND


if __name__ == "__main__":
    np.savez_compressed(TABLE, **{name: _thumbnail(spec) for name, spec in specs().items()})
