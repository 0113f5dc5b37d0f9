"""From a scene spec to a picture: place, look, layers, things, people, weather, last coat."""

from __future__ import annotations

import hashlib

import numpy as np
from PIL import Image

from bookcore.scene.spec import PLACES_INDOOR, SceneSpec
from bookcore.sketch.canvas import Canvas, Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.figures import draw_person
from bookcore.sketch.furniture import chair, table
from bookcore.sketch.grade import finish
from bookcore.sketch.look import Look, resolve_look
from bookcore.sketch.places import country, interiors, town, waterside, wild
from bookcore.sketch.places.registry import PLACES
from bookcore.sketch.placing import PROPS, place_things
from bookcore.sketch.scene import Scene, SceneGraph, Stage
from bookcore.sketch.shapes import ellipse, rect
from bookcore.sketch.sky import paint_sky
from bookcore.sketch.weather import lightning, paint_weather

SMALLEST, LARGEST = 64, 4096
BUILDERS = (country, interiors, town, waterside, wild)
"""The modules whose import fills the table of places."""


def _check_size(width: int, height: int) -> None:
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"a picture has {SMALLEST} to {LARGEST} pixels a side")
    if not 0.4 <= width / height <= 3.0:
        raise ValueError("a picture is at most three times as wide as high")


def _number(spec: SceneSpec, purpose: str) -> int:
    """A number that depends on the whole spec, so that two scenes of one seed differ too."""
    words = f"{purpose}|{spec.seed}|{spec.kind}|{spec.place_type}|{spec.time}|{spec.season}|{','.join(spec.objects)}"
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:6], "big")


def _choose_place(spec: SceneSpec, rng: np.random.Generator) -> str | None:
    """The place to build; None for a still life or a portrait before a plain ground."""
    if spec.place_type:
        return spec.place_type
    if spec.kind == "object" and spec.objects:
        return None
    if spec.kind == "character" and spec.people and spec.indoor is not False:
        return None
    if spec.indoor:
        choices = tuple(p for p in PLACES_INDOOR if p not in ("stable", "attic"))
    elif "sailing_ship" in spec.objects or "boat" in spec.objects:
        choices = ("sea", "river", "lake")
    elif {"carriage", "lamp_post"} & set(spec.objects):
        choices = ("city_street", "road")
    else:
        choices = ("field", "road", "forest", "steppe", "river", "garden")
    return choices[int(rng.integers(len(choices)))]


def _scene(spec: SceneSpec, width: int, height: int) -> tuple[Scene, str | None]:
    rng = np.random.default_rng(_number(spec, "paint"))
    name = _choose_place(spec, rng)
    if name is None:
        indoor = True
    else:
        indoor = PLACES[name].indoor
    look = resolve_look(spec, indoor, rng)
    canvas = Canvas(width, height, look.tone)
    graph = SceneGraph(
        place=name or ("still_life" if spec.kind == "object" else "portrait"),
        time=look.time,
        season=look.season,
        weather=look.weather,
    )
    side = 1 if rng.random() < 0.5 else -1
    scene = Scene(spec=spec, cv=canvas, look=look, rng=rng, graph=graph, side=side)
    if name is not None:
        scene.variant = graph.variant = _number(spec, "variant") % PLACES[name].variants
    return scene, name


def _backdrop(sc: Scene, colour: RGB) -> None:
    """A plain ground with a pool of light, as a painter hangs behind a sitter."""
    sc.ambient = {"night": (0.45, 0.43, 0.50), "dusk": (0.66, 0.58, 0.60)}.get(
        sc.look.time, (0.92, 0.9, 0.88)
    )
    sc.cv.fill(
        rect(-2, -2, sc.w + 2, 102), Grad((shade(colour, 0.72), colour, shade(colour, 0.62)))
    )
    sc.cv.fill(
        ellipse(sc.w * (0.5 + 0.1 * sc.side), 42, sc.w * 0.34, 44),
        shade(colour, 1.35),
        0.55,
        blur=14,
    )
    for _ in range(26):
        x, y = sc.u(0, sc.w), sc.u(0, 100)
        sc.cv.fill(
            ellipse(x, y, sc.u(6, 16), sc.u(2, 5)), shade(colour, sc.u(0.85, 1.2)), 0.14, blur=2.5
        )


def _backdrop_colour(look: Look, spec: SceneSpec) -> RGB:
    if spec.palette:
        return mix(hexc(spec.palette[-1]), hexc("#7d7468"), 0.62)
    return {"night": hexc("#3c4258"), "dusk": hexc("#6d5468"), "evening": hexc("#a5825f")}.get(
        look.time, hexc("#8f9a8c")
    )


def _still_life(sc: Scene) -> None:
    _backdrop(sc, _backdrop_colour(sc.look, sc.spec))
    cloth = sc.pick(hexc("#d9cbb0"), hexc("#8c3f3c"), hexc("#4f6a78"), hexc("#c9b48a"))
    top = table(sc, sc.w / 2, 118, 46, 2.7, cloth)
    sc.lamp(sc.w * (0.5 - 0.3 * sc.side), 30, 70, (255.0, 226.0, 180.0), 0.35, 0.06)
    names = list(dict.fromkeys(sc.spec.objects))[:5]
    sc.present.update(names)
    for i, name in enumerate(names):
        prop = PROPS[name]
        # Small things are looked at from near; large ones stand behind as on a model's shelf.
        h = {"table": prop.size * 3.2, "wall": prop.size * 1.3, "sky": 3.0}.get(
            prop.slot, min(44.0, 30.0 * min(1.4, prop.size + 0.4))
        )
        x = sc.w * ((i + 1) / (len(names) + 1))
        y = top[2] + (1.5 if prop.slot != "wall" else -h * 0.55)
        prop.draw(sc, x, y, h)
        sc.note(name, x - h / 2, y - h, x + h / 2, y)


def _portrait(sc: Scene) -> None:
    _backdrop(sc, _backdrop_colour(sc.look, sc.spec))
    floor = shade(_backdrop_colour(sc.look, sc.spec), 0.55)
    sc.cv.fill(rect(-2, 88, sc.w + 2, 102), Grad((floor, shade(floor, 0.7))))
    sc.lamp(sc.w * (0.5 + 0.3 * sc.side), 26, 80, (255.0, 226.0, 180.0), 0.30, 0.05)
    n = max(1, len(sc.spec.people))
    sc.stage = Stage(
        sc.w * (0.5 - 0.09 * n),
        sc.w * (0.5 + 0.09 * n),
        93,
        95,
        76 if n == 1 else 66 if n < 4 else 54,
    )


def _people(sc: Scene) -> None:
    people = sc.spec.people
    stage = sc.stage
    if not people or stage is None:
        return
    crowded = len(people)
    span = stage.x1 - stage.x0
    slot = span / crowded
    middle = sc.w / 2
    order = list(range(crowded))
    for i in order:
        wide = stage.unit * (1.0 if people[i].pose in ("riding", "lying") else 0.45)
        x0 = stage.x0 + slot * i
        x = (
            sc.free_x(min(wide, slot), x0, x0 + slot)
            if crowded > 1
            else sc.free_x(wide, stage.x0, stage.x1)
        )
        y = stage.y0 + (stage.y1 - stage.y0) * (0.35 + 0.5 * ((i * 2) % 3) / 2)
        face = 1 if x < middle else -1
        turn = "side" if sc.spec.kind == "character" or crowded > 1 or sc.chance(0.6) else "away"
        seat = chair if sc.look.indoor else None
        draw_person(
            sc, i, people[i], x, y, stage.unit, face, turn,
            (lambda s, sx, sy, h, f=face: chair(s, sx, sy, h * 0.58, f)) if seat else None,
        )  # fmt: skip
        sc.take(x - wide / 2, x + wide / 2)


def compose(spec: SceneSpec, width: int = 1152, height: int = 768) -> Scene:
    """Everything but the last coat: the scene with its graph, for painting and for tests."""
    _check_size(width, height)
    sc, name = _scene(spec, width, height)
    if name is not None:
        PLACES[name].build(sc)
    elif sc.graph.place == "still_life":
        _still_life(sc)
    else:
        _portrait(sc)
    if not sc.look.indoor and (
        "lightning" in spec.light or (sc.look.weather == "storm" and sc.chance(0.5))
    ):
        lightning(sc)
    for draw in sc.fronts:
        draw()
    if sc.graph.place != "still_life":
        place_things(sc)
    _people(sc)
    paint_weather(sc)
    return sc


def paint(spec: SceneSpec, width: int = 1152, height: int = 768) -> Image.Image:
    """Paint a scene; the same spec and size give the same pixels. Raises ValueError for a size."""
    return finish(compose(spec, width, height))


__all__ = ["BUILDERS", "compose", "paint", "paint_sky"]
