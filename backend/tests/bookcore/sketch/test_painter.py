"""Every word of the vocabulary paints; the same words paint the same picture; sizes have limits."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import cycle

import numpy as np
import pytest
from PIL import Image

from bookcore.pictures import SOURCE_TYPES
from bookcore.scene.spec import (
    KINDS,
    LIGHTS,
    MOODS,
    OBJECTS,
    PLACES,
    SEASONS,
    TIMES,
    WEATHERS,
    Person,
    SceneSpec,
)  # fmt: skip
from bookcore.sketch import PAINTER_VERSION, encode, paint, paint_cover, paint_with_graph
from bookcore.sketch.places.registry import PLACES as BUILT
from bookcore.sketch.props.catalogue import PROPS
from tests.bookcore.sketch.measure import difference_bits

TINY = (96, 64)


def test_every_place_has_a_builder_with_three_compositions() -> None:
    assert set(PLACES) <= set(BUILT)
    assert all(BUILT[p].variants >= 3 for p in PLACES)


def test_every_object_has_a_drawing() -> None:
    assert set(OBJECTS) == set(PROPS)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_paints_in_all_hours_seasons_and_weathers(place: str) -> None:
    weathers = cycle(WEATHERS)
    for seed, (time, season) in enumerate((t, s) for t in TIMES for s in SEASONS):
        spec = SceneSpec(
            place_type=place, time=time, season=season, weather=next(weathers), seed=seed
        )
        image, graph = paint_with_graph(spec, *TINY)
        assert image.mode == "RGB"
        assert image.size == TINY
        assert float(np.asarray(image.convert("L")).std()) > 3, spec
        assert (graph.place, graph.time) == (place, time)


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_paints_alone_in_a_room_and_outdoors(name: str) -> None:
    for spec in (
        SceneSpec(kind="object", objects=(name,)),
        SceneSpec(place_type="drawing_room", time="night", objects=(name,)),
        SceneSpec(place_type="village", season="winter", objects=(name,)),
    ):
        assert paint(spec, *TINY).size == TINY


def test_the_object_of_a_picture_of_an_object_is_in_it() -> None:
    for name in OBJECTS:
        graph = paint_with_graph(SceneSpec(kind="object", objects=(name,)), *TINY)[1]
        builder_draws_it = graph.place not in ("still", "furnished", "hero")
        assert builder_draws_it or name in {p.name for p in graph.props}, (name, graph.place)


def test_an_empty_spec_and_every_loose_word_paint() -> None:
    specs = [SceneSpec(), *(SceneSpec(kind=k) for k in KINDS), *(SceneSpec(mood=m) for m in MOODS)]
    specs += [SceneSpec(light=(v,)) for v in LIGHTS] + [SceneSpec(indoor=v) for v in (True, False)]
    specs += [SceneSpec(place_type="church", era=e) for e in ("England", "Russia 1812", "")]
    for spec in specs:
        assert paint(spec, *TINY).size == TINY


def test_all_objects_and_people_at_once_paint() -> None:
    people = tuple(Person(pose="lying") for _ in range(6))
    for place in ("attic", "steppe"):
        for i in range(0, len(OBJECTS), 12):
            paint(SceneSpec(place_type=place, objects=OBJECTS[i : i + 12], people=people), *TINY)


@pytest.mark.parametrize("size", [(64, 64), (96, 288), (640, 214), (333, 221)])
def test_other_formats_paint(size: tuple[int, int]) -> None:
    for spec in (
        SceneSpec(place_type="square"),
        SceneSpec(kind="character"),
        SceneSpec(place_type="attic"),
    ):
        assert paint(spec, *size).size == size


@pytest.mark.parametrize(
    "size", [(0, 0), (63, 64), (64, 5000), (4096, 4096), (1000, 100), (-5, 70)]
)
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"width|height|size"):
        paint(SceneSpec(), *size)


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib\n"
        "from bookcore.scene.spec import Person, SceneSpec\n"
        "from bookcore.sketch import encode, paint\n"
        "for p in ('forest', 'tavern', 'city_street'):\n"
        "    s = SceneSpec(place_type=p, time='dusk', people=(Person(sex='female'),), seed=7)\n"
        "    print(hashlib.sha256(encode(paint(s, 288, 192), 'webp')).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    here = SceneSpec(place_type="forest", time="dusk", people=(Person(sex="female"),), seed=7)
    assert (
        runs.pop().split()[0] == hashlib.sha256(encode(paint(here, 288, 192), "webp")).hexdigest()
    )


def test_painting_leaves_numpys_own_chance_alone() -> None:
    before = np.random.get_state()[1].copy()
    paint(SceneSpec(place_type="sea"), *TINY)
    assert (np.random.get_state()[1] == before).all()


@pytest.mark.parametrize("form", ["webp", "png"])
def test_files_say_that_an_algorithm_made_them(form: str) -> None:
    import io

    data = encode(paint(SceneSpec(), *TINY), form)  # type: ignore[arg-type]  # the literal is the parameter
    image = Image.open(io.BytesIO(data))
    image.load()
    assert image.format == form.upper()
    xmp = image.info.get("xmp") or image.info["XML:com.adobe.xmp"].encode()
    assert SOURCE_TYPES["algorithmic"].encode() in xmp
    assert f"painter {PAINTER_VERSION}".encode() in xmp
    code = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert SOURCE_TYPES["algorithmic"] == code


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        encode(paint(SceneSpec(), *TINY), "gif")  # type: ignore[arg-type]  # the mistake is the test


def test_a_full_picture_stays_small() -> None:
    assert len(encode(paint(SceneSpec(place_type="forest", seed=2)))) < 260_000


def test_covers_carry_letters_of_both_scripts_and_differ() -> None:
    russian = paint_cover("Дуэль", "Антон Чехов", 300, 450)
    english = paint_cover("Treasure Island", "Robert Louis Stevenson", 300, 450)
    assert russian.size == english.size == (300, 450)
    assert difference_bits(russian, english) > 6
    again = paint_cover("Дуэль", "Антон Чехов", 300, 450)
    assert russian.tobytes() == again.tobytes()
    other = paint_cover("Дуэл", "Антон Чехов", 300, 450)
    assert russian.tobytes() != other.tobytes()


def test_long_and_empty_titles_fit_a_cover() -> None:
    for title in ("", "A", "Слово " * 60, "Непроизносимодлинноесловобезпробелов" * 4):
        assert paint_cover(title, "", 300, 450).size == (300, 450)
