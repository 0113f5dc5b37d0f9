"""What a picture is of is large in it, in the light of its hour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bookcore.scene.spec import OBJECTS, Person, SceneSpec
from bookcore.sketch import paint, paint_with_graph
from bookcore.sketch.places.hero import INDOORS, OUT_OF_DOORS
from bookcore.sketch.places.still import ON_TABLES
from bookcore.sketch.props.catalogue import PROPS
from tests.bookcore.sketch.measure import SMALL, lightness, share_near

LARGE = sorted(OUT_OF_DOORS | INDOORS | ON_TABLES)


def box_of(spec: SceneSpec, name: str) -> tuple[float, float, float, float]:
    graph = paint_with_graph(spec, *SMALL)[1]
    return next(p.box for p in graph.props if p.name == name)


def test_nearly_everything_that_has_a_name_can_be_shown_large() -> None:
    assert set(LARGE) <= set(OBJECTS)
    assert len(ON_TABLES) >= 30
    assert len(LARGE) >= 70


@pytest.mark.parametrize("name", LARGE)
def test_a_thing_fills_a_good_part_of_its_picture(name: str) -> None:
    for seed in range(4):
        x0, y0, x1, y1 = box_of(SceneSpec(kind="object", objects=(name,), seed=seed), name)
        slim = PROPS[name].width / PROPS[name].height < 0.5
        assert max((x1 - x0) / 150, (y1 - y0) / 100) > (0.25 if slim else 0.16), (name, seed)
        assert x0 > -12
        assert x1 < 162
        assert 40 < y1 < 101 or PROPS[name].zone == "wall"


def test_the_place_named_beside_it_does_not_make_it_small() -> None:
    letter = SceneSpec(kind="object", place_type="steppe", objects=("letter",))
    x0, _, x1, _ = box_of(letter, "letter")
    assert x1 - x0 > 40


def test_every_thing_of_a_still_life_is_on_the_table() -> None:
    things = ("candle", "book", "letter", "bottle", "glass", "basket")
    for n in range(1, len(things) + 1):
        graph = paint_with_graph(SceneSpec(kind="object", objects=things[:n], seed=n), *SMALL)[1]
        assert {p.name for p in graph.props} == set(things[:n])
        boxes = sorted(p.box for p in graph.props)
        assert all(a[2] < b[2] and a[0] < b[0] for a, b in pairwise(boxes))
        assert len({round(b[3]) for b in boxes}) == 1


def test_a_still_life_is_lit_by_its_hour() -> None:
    for things in (("vase",), ("armchair",), ("carriage",)):
        for seed in range(3):
            day = SceneSpec(kind="object", objects=things, time="day", season="summer", seed=seed)
            night = SceneSpec(
                kind="object", objects=things, time="night", season="summer", seed=seed
            )
            assert lightness(paint(day, *SMALL)) > lightness(paint(night, *SMALL)) + 8


def test_things_have_their_colours() -> None:
    for name, colour in (("bread", (150, 92, 48)), ("fruit", (204, 60, 48))):
        for seed in range(4):
            spec = SceneSpec(kind="object", objects=(name,), time="day", seed=seed)
            image, graph = paint_with_graph(spec, *SMALL)
            box = tuple(round(v * image.height / 100) for v in graph.props[0].box)
            assert share_near(image.crop(box), colour, 30) > 0.08, (name, seed)


def test_nobody_stands_beside_what_is_seen_from_a_span_away() -> None:
    woman = (Person(sex="female"),)
    ring = SceneSpec(kind="object", objects=("ring",), people=woman)
    assert paint_with_graph(ring, *SMALL)[1].figures == []
    coach = SceneSpec(kind="object", objects=("carriage",), people=woman)
    assert len(paint_with_graph(coach, *SMALL)[1].figures) == 1


def test_ships_sail_on_water_and_flowers_within_stand_in_a_vase() -> None:
    for place, afloat in (("steppe", False), ("village", False), ("river", True), ("sea", True)):
        spec = SceneSpec(place_type=place, objects=("sailing_ship",), seed=1)
        names = {p.name for p in paint_with_graph(spec, *SMALL)[1].props}
        assert ("sailing_ship" in names) == afloat, place
    room = SceneSpec(place_type="drawing_room", objects=("flowers",), seed=1)
    assert "vase" in {p.name for p in paint_with_graph(room, *SMALL)[1].props}


def test_nothing_stands_where_it_cannot() -> None:
    for place, thing in (
        ("ship", "oak"),
        ("stable", "stove"),
        ("bedroom", "cow"),
        ("square", "windmill"),
    ):
        spec = SceneSpec(place_type=place, objects=(thing, "barrel"), seed=2)
        names = {p.name for p in paint_with_graph(spec, *SMALL)[1].props}
        assert thing not in names, place
        assert "barrel" in names, place


def test_a_hill_rises_behind_and_not_under_the_feet() -> None:
    for seed in range(6):
        spec = SceneSpec(place_type="field", objects=("hill",), people=(Person(),), seed=seed)
        graph = paint_with_graph(spec, *SMALL)[1]
        hill = next(p.box for p in graph.props if p.name == "hill")
        assert hill[3] < graph.figures[0].box[3]
