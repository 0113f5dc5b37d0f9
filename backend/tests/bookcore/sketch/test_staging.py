"""Where people and things stand: in groups and in depth, at free places of a wall, in their element."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from bookcore.scene.spec import OBJECTS, PLACES, Person, SceneSpec
from bookcore.sketch import paint, paint_with_graph
from bookcore.sketch.places.registry import PLACES as BUILDERS
from bookcore.sketch.scene import SceneGraph
from tests.bookcore.sketch.measure import SMALL, lightness, small_lab

_LADY = Person(sex="female", garment="dress")
_MAN = Person(sex="male", garment="coat")
_ROOMS = ("drawing_room", "study", "bedroom", "kitchen")


def graph_of(**spec: object) -> SceneGraph:
    return paint_with_graph(SceneSpec(**spec), *SMALL)[1]  # type: ignore[arg-type]


def test_every_kind_of_place_knows_four_compositions() -> None:
    assert {name: BUILDERS[name].variants for name in PLACES if BUILDERS[name].variants < 4} == {}
    assert len(PLACES) >= 29


@pytest.mark.parametrize("place", ["field", "city_street", "drawing_room", "camp"])
def test_several_people_stand_in_depth_and_not_in_a_row(place: str) -> None:
    people = (_LADY, _MAN, _LADY, _MAN, _MAN)
    deep = []
    for seed in range(8):
        feet = [f.box[3] for f in graph_of(place_type=place, people=people, seed=seed).figures]
        deep.append(max(feet) - min(feet))
        assert len({round(y, 1) for y in feet}) >= 3, (seed, feet)
    assert sum(deep) / len(deep) > 3.0


def test_nobody_stands_on_a_table() -> None:
    for place in _ROOMS:
        for seed in range(6):
            graph = graph_of(place_type=place, people=(_MAN,) * 4, objects=("table",), seed=seed)
            for figure in graph.figures:
                for thing in graph.props:
                    if thing.name != "table":
                        continue
                    across = min(figure.box[2], thing.box[2]) - max(figure.box[0], thing.box[0])
                    before = figure.box[3] >= thing.box[3] - 1.0
                    assert before or across < (figure.box[2] - figure.box[0]) * 0.6


def test_things_at_a_wall_leave_each_other_seen() -> None:
    hidden = []
    for place in _ROOMS:
        for seed in range(8):
            spec = SceneSpec(
                place_type=place, time="day", objects=("door", "painting", "clock"), seed=seed
            )
            boxes = {p.name: p.box for p in paint_with_graph(spec, *SMALL)[1].props}
            for a, b in combinations(
                [boxes[n] for n in ("door", "painting", "clock") if n in boxes], 2
            ):
                w = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
                h = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
                small = min((c[2] - c[0]) * (c[3] - c[1]) for c in (a, b))
                hidden.append(w * h / small)
    assert max(hidden) < 0.5
    assert sum(hidden) / len(hidden) < 0.05


def test_pictures_and_mirrors_hang_on_walls() -> None:
    for place in _ROOMS:
        for name in ("mirror", "painting", "icon"):
            for seed in range(4):
                spec = SceneSpec(place_type=place, objects=(name,), seed=seed * 5)
                graph = paint_with_graph(spec, *SMALL)[1]
                hung = [p.box for p in graph.props if p.name == name]
                if graph.zoom == 1.0:
                    assert all(b[3] < 66 and b[3] - b[1] < 40 for b in hung), (place, name, hung)


def test_steps_stand_by_buildings_and_not_in_water() -> None:
    for place in ("lake", "field", "sea", "forest"):
        assert "stairs" not in {
            p.name for p in graph_of(place_type=place, objects=("stairs",)).props
        }
    for place in ("palace", "church", "drawing_room"):
        assert "stairs" in {p.name for p in graph_of(place_type=place, objects=("stairs",)).props}


_SHOWN_IN = ("kitchen", "field", "city_street", "drawing_room", "river", "sea", "village")


@pytest.mark.parametrize("name", [n for n in OBJECTS if n != "window"])  # every room has one
def test_every_thing_changes_the_picture_that_names_it(name: str) -> None:
    """Drawn as the thing itself, and drawn beside another thing."""
    image, graph = paint_with_graph(
        SceneSpec(kind="object", objects=(name,), time="day", seed=2), 384, 256
    )
    if graph.place in ("still", "furnished", "hero"):
        boxes = [p.box for p in graph.props if p.name == name]
        assert boxes, name
        x0, y0, x1, y1 = (v * image.height / 100 for v in boxes[0])
        part = np.asarray(
            image.convert("L").crop((int(max(0, x0)), int(max(0, y0)), int(x1) + 1, int(y1) + 1))
        )
        assert part.std() > 5, name
        return
    for place in _SHOWN_IN:
        spec = SceneSpec(place_type=place, objects=(name,), time="day", season="summer", seed=1)
        if name in {p.name for p in paint_with_graph(spec, *SMALL)[1].props}:
            return
    pytest.fail(f"{name} is drawn nowhere")


def test_a_prison_is_darker_than_a_drawing_room_and_a_camp_has_its_tents() -> None:
    for seed in range(4):
        cell = paint(SceneSpec(place_type="prison", time="day", seed=seed), *SMALL)
        assert lightness(cell) < lightness(
            paint(SceneSpec(place_type="drawing_room", time="day", seed=seed), *SMALL)
        )
        night = paint(SceneSpec(place_type="camp", time="night", seed=seed), *SMALL)
        assert lightness(night) < 35


@pytest.mark.parametrize(
    ("place", "within"),
    [("church", "nave"), ("ship", "cabin"), ("hut", "kitchen"), ("palace", "drawing_room")],
)
def test_the_inside_of_a_building_is_shown_where_the_words_are_inside(
    place: str, within: str
) -> None:
    assert graph_of(place_type=place, indoor=True).place == within
    assert graph_of(place_type=place, indoor=False).place == place


def test_a_books_palette_pulls_all_its_pictures_one_way() -> None:
    for place, time in (("forest", "day"), ("drawing_room", "night"), ("sea", "evening")):
        spec = SceneSpec(place_type=place, time=time, season="summer", seed=5)
        warm, cold = (
            small_lab(paint(replace(spec, palette=(hue,)), *SMALL))
            for hue in ("#b5622d", "#2d62b5")
        )
        assert float((warm - cold)[..., 2].mean()) > 3.0, place
        assert abs(float((warm - cold)[..., 0].mean())) < 6.0


def test_who_lies_in_a_bedroom_lies_on_the_bed() -> None:
    for seed in range(5):
        spec = {"place_type": "bedroom", "time": "day", "seed": seed}
        sleeper = graph_of(people=(Person(pose="lying"),), **spec)
        (figure,) = sleeper.figures
        assert figure.box[3] < 88 if sleeper.zoom == 1.0 else True, (seed, figure.box)
        guest = graph_of(people=(_MAN,), **spec).figures[0]
        assert guest.pose == "standing"
