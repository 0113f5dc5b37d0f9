"""What the words say is what the pixels show."""

from __future__ import annotations

import numpy as np
import pytest

from bookcore.scene.spec import (
    BEARDS,
    GARMENTS,
    HAIR_STYLES,
    HEADWEARS,
    PLACES_INDOOR,
    PLACES_OUTDOOR,
    POSES,
    Person,
    SceneSpec,
)  # fmt: skip
from bookcore.sketch import paint, paint_with_graph
from tests.bookcore.sketch.measure import (
    SMALL,
    ground_lightness,
    lightness,
    share_near,
    small_lab,
)  # fmt: skip

_WATER = {"lake", "river", "sea", "ship"}


@pytest.mark.parametrize("place", PLACES_OUTDOOR)
def test_night_is_dark_and_day_is_light(place: str) -> None:
    for seed in range(3):
        spec = {"place_type": place, "season": "summer", "weather": "clear", "seed": seed}
        # Dark, and yet light enough to see what is there.
        assert 15 < lightness(paint(SceneSpec(time="night", **spec), *SMALL)) < 35
        assert lightness(paint(SceneSpec(time="day", **spec), *SMALL)) > 55


@pytest.mark.parametrize("place", PLACES_INDOOR)
def test_a_room_is_darker_by_night(place: str) -> None:
    night = lightness(paint(SceneSpec(place_type=place, time="night"), *SMALL))
    day = lightness(paint(SceneSpec(place_type=place, time="day"), *SMALL))
    assert night + 6 < day


@pytest.mark.parametrize(
    "place", ["forest", "field", "steppe", "village", "road", "manor", "church"]
)
def test_snow_lies_on_the_ground_in_winter(place: str) -> None:
    for seed in range(3):
        winter = SceneSpec(place_type=place, time="day", season="winter", seed=seed)
        summer = SceneSpec(place_type=place, time="day", season="summer", seed=seed)
        whiter = ground_lightness(paint(winter, *SMALL)) - ground_lightness(paint(summer, *SMALL))
        assert whiter > 20, (place, seed, whiter)


def test_autumn_is_redder_than_spring() -> None:
    def warmth(season: str) -> float:
        spec = SceneSpec(place_type="garden", time="day", season=season, seed=2)
        values = small_lab(paint(spec, *SMALL))
        return float(values[values.shape[0] // 2 :, :, 1].mean())

    assert warmth("autumn") > warmth("spring") + 8


def test_fog_takes_away_contrast_and_storm_takes_away_light() -> None:
    def picture(weather: str) -> np.ndarray:
        return small_lab(
            paint(SceneSpec(place_type="village", time="day", weather=weather), *SMALL)
        )

    assert picture("fog")[..., 0].std() < 0.7 * picture("clear")[..., 0].std()
    assert picture("storm")[..., 0].mean() < picture("clear")[..., 0].mean() - 12


def test_a_candle_lights_what_is_near_it() -> None:
    dark = SceneSpec(
        place_type="bedroom", time="night", light=("moon",), objects=("table",), seed=1
    )
    image, graph = paint_with_graph(
        SceneSpec(place_type="bedroom", time="night", objects=("candle",), seed=1), 288, 192
    )
    assert lightness(image) < 45
    values = small_lab(image, 96)
    bright = np.unravel_index(int(np.argmax(values[..., 0])), values.shape[:2])
    assert values[bright][0] > 75
    assert graph.place == "bedroom"
    assert paint(dark, 96, 64).size == (96, 64)


@pytest.mark.parametrize(
    ("name", "colour"),
    [("#7d7f86", (125, 127, 134)), ("#a8322f", (168, 50, 47)), ("#2f5fa8", (47, 95, 168))],
)
def test_the_dress_has_its_colour_and_is_large_enough(
    name: str, colour: tuple[int, int, int]
) -> None:
    person = Person(sex="female", garment="dress", colour=name)
    spec = SceneSpec(place_type="embankment", time="day", season="summer", people=(person,), seed=1)
    without = SceneSpec(place_type="embankment", time="day", season="summer", seed=1)
    image, graph = paint_with_graph(spec)
    x0, y0, x1, y1 = graph.figures[0].box
    s = image.height / 100
    figure = image.crop((round(x0 * s), round(y0 * s), round(x1 * s), round(y1 * s)))
    assert share_near(figure, colour, 25) > 0.25
    area = figure.width * figure.height * share_near(figure, colour, 25)
    assert area / (image.width * image.height) > 0.01
    assert paint(without).size == image.size


def test_a_portrait_wears_the_colour_of_its_clothes() -> None:
    person = Person(sex="female", garment="dress", colour="#2f5fa8", hair="#3b2a20")
    image = paint(SceneSpec(kind="character", people=(person,)), 576, 384)
    assert share_near(image, (47, 95, 168), 25) > 0.01
    assert share_near(image, (59, 42, 32), 18) > 0.01


@pytest.mark.parametrize("n", range(7))
def test_n_people_are_n_figures_inside_the_picture(n: int) -> None:
    cast = (
        Person(sex="male"), Person(sex="female"), Person(age="child"), Person(age="old", sex="male"),
        Person(pose="sitting"), Person(pose="riding", sex="male"),
    )  # fmt: skip
    for place in ("square", "drawing_room", "ship", "lake"):
        image, graph = paint_with_graph(SceneSpec(place_type=place, people=cast[:n]), *SMALL)
        assert [f.index for f in sorted(graph.figures, key=lambda f: f.index)] == list(range(n))
        width = 100 * image.width / image.height
        for f in graph.figures:
            middle = (f.box[0] + f.box[2]) / 2
            assert 0 < middle < width
            assert 0 < f.box[3] <= 101
            assert f.box[3] - f.box[1] > 4


def test_figures_are_mirrored_with_the_picture() -> None:
    person = Person(sex="female", garment="dress", colour="#c01818")
    seen = set()
    for seed in range(8):
        image, graph = paint_with_graph(
            SceneSpec(place_type="field", time="day", season="summer", people=(person,), seed=seed),
            576,
            384,
        )
        seen.add(graph.mirrored)
        x0, y0, x1, y1 = (v * image.height / 100 for v in graph.figures[0].box)
        inside = share_near(
            image.crop((round(x0), round(y0), round(x1), round(y1))), (192, 24, 24), 34
        )
        assert inside > 0.12, seed
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("garment", GARMENTS),
        ("headwear", HEADWEARS),
        ("hair_style", HAIR_STYLES),
        ("beard", BEARDS),
        ("pose", POSES),
    ],
)
def test_every_word_about_a_person_changes_the_picture(field: str, values: tuple[str, ...]) -> None:
    def look(kind: str | None, value: str) -> bytes:
        person = Person(sex="male", colour="#4a6f8a", hair="#5a3b24", **{field: value})
        # One chance for all: only the person differs.
        spec = SceneSpec(kind=kind, place_type="field", time="day", people=(person,))
        return paint(spec, 144, 96).tobytes()

    assert len({look(None, v) for v in values}) == len(values)


def test_the_objects_named_are_in_the_graph() -> None:
    spec = SceneSpec(place_type="field", objects=("windmill", "horse", "cart"))
    names = {p.name for p in paint_with_graph(spec, *SMALL)[1].props}
    assert {"windmill", "horse", "cart"} <= names
    room = SceneSpec(
        place_type="study", objects=("globe", "samovar", "mirror", "cat", "locomotive")
    )
    inside = {p.name for p in paint_with_graph(room, *SMALL)[1].props}
    assert {"globe", "samovar", "mirror", "cat"} <= inside
    assert "locomotive" not in inside


def test_a_stove_does_not_stand_in_a_field() -> None:
    spec = SceneSpec(place_type="field", objects=("stove", "dog"))
    names = {p.name for p in paint_with_graph(spec, *SMALL)[1].props}
    assert "dog" in names
    assert "stove" not in names


def test_unknown_places_are_chosen_from_the_other_words() -> None:
    def where(**words: object) -> str:
        return paint_with_graph(SceneSpec(**words), 96, 64)[1].place  # type: ignore[arg-type]  # keyword test data

    assert where(objects=("locomotive",)) == "railway"
    assert where(indoor=True, objects=("bed",)) == "bedroom"
    assert where(kind="object", objects=("violin",)) == "still"
    assert where(kind="object", place_type="village", objects=("letter",)) == "still"
    assert where(kind="object", objects=("armchair",)) == "furnished"
    assert where(kind="object", place_type="city_street", objects=("carriage",)) == "hero"
    assert where(kind="object", place_type="forest") == "forest"
    assert where(kind="character", people=(Person(sex="female"),)) == "cameo"
    assert where(objects=("stove",)) == "kitchen"
    assert where(weather="storm") in ("sea", "field", "steppe")
    assert where(kind="character", people=(Person(pose="riding"),)) != "cameo"


def test_the_palette_of_the_words_tints_the_picture() -> None:
    plain = SceneSpec(place_type="sea", time="day", weather="fog")
    red = SceneSpec(place_type="sea", time="day", weather="fog", palette=("#c03020",))
    cold = SceneSpec(place_type="sea", time="day", weather="fog", palette=("#2040a0",))
    a = {
        k: small_lab(paint(v, *SMALL))[..., 1:].mean(axis=(0, 1))
        for k, v in (("p", plain), ("r", red), ("c", cold))
    }
    assert a["r"][0] > a["p"][0] + 1.5
    assert a["c"][1] < a["p"][1] - 1.5
