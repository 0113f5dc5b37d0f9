"""English words of two meanings name a thing of the scene only where they mean it."""

from __future__ import annotations

import pytest

from bookcore.scene.compose import compose_scene


@pytest.mark.parametrize(
    ("text", "place", "objects"),
    [
        ("He sat down in his chair, and rose again; his broad chest heaved.", None, ("chair",)),
        ("A fair girl with a plain, square face stood by the gate.", None, ("gate",)),
        ("In the square a crowd had gathered about the fountain.", "square", ("fountain",)),
        ("The wide plain stretched to the horizon under a grey sky.", "steppe", ()),
        ("An oak chest stood under a red rose.", None, ("chest", "flowers")),
        ("The train stopped at the platform.", "railway", ()),
    ],
)
def test_place_and_objects(text: str, place: str | None, objects: tuple[str, ...]) -> None:
    scene = compose_scene(text, "en", "location")
    assert (scene.place_type, scene.objects) == (place, objects)


def test_season_and_mood() -> None:
    assert compose_scene("A spring flew out of the clock.", "en", "object").season is None
    assert compose_scene("It was a wet spring morning.", "en", "atmosphere").season == "spring"
    assert compose_scene("The mill was still working.", "en", "location").mood is None
