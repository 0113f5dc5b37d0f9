"""From a scene spec to a finished picture: choose the place, build, stage, grade."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
from PIL import Image, ImageOps

from bookcore.scene.spec import PLACES_INDOOR, Person, SceneSpec
from bookcore.sketch import PAINTER_VERSION
from bookcore.sketch.canvas import Canvas
from bookcore.sketch.framing import come_near
from bookcore.sketch.grade import finish
from bookcore.sketch.look import resolve_look
from bookcore.sketch.nature.weather import paint_weather
from bookcore.sketch.people.portrait import cameo
from bookcore.sketch.places import (
    battlefield,
    camp,
    cells,
    chambers,
    coast,
    country,
    embankment,
    estate,
    farm,
    garden,
    hero,
    inland,
    open_land,
    parish,
    parlours,
    railway,
    shores,
    still,
    town,
    village,
    wild,
    workrooms,
)
from bookcore.sketch.places.registry import PLACES
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.scene import Figure, PropNode, Scene, SceneGraph
from bookcore.sketch.staging import stage_all

_COMPOSED_NEAR = ("still", "furnished", "hero")
_MIN_SIDE, _MAX_SIDE, _MAX_PIXELS = 64, 4096, 6_000_000


_FAMILIES = (
    battlefield,
    camp,
    cells,
    chambers,
    coast,
    country,
    embankment,
    estate,
    farm,
    garden,
    hero,
    inland,
    open_land,
    parish,
    parlours,
    railway,
    shores,
    still,
    town,
    village,
    wild,
    workrooms,
)  # importing them fills the registry


def check_size(width: int, height: int) -> None:
    """Raise ValueError for a size that cannot be painted."""
    for name, side in (("width", width), ("height", height)):
        if not _MIN_SIDE <= side <= _MAX_SIDE:
            raise ValueError(f"{name}: {side} is not between {_MIN_SIDE} and {_MAX_SIDE}")
    if width * height > _MAX_PIXELS:
        raise ValueError(f"size: {width}x{height} is more than {_MAX_PIXELS} pixels")
    if not 0.33 <= width / height <= 3.0:
        raise ValueError(f"size: {width}x{height} is more than three times as long as wide")


def _chance(spec: SceneSpec) -> np.random.Generator:
    text = json.dumps(spec.to_json(), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{PAINTER_VERSION}\n{text}".encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, dtype=np.uint32))


_HINTS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"locomotive"}), "railway"),
    (frozenset({"sailing_ship"}), "sea"),
    (frozenset({"boat", "bridge"}), "river"),
    (frozenset({"cannon", "tent"}), "battlefield"),
    (frozenset({"lamp_post", "carriage"}), "city_street"),
    (frozenset({"fountain", "bench"}), "garden"),
    (frozenset({"church_dome", "bell_tower"}), "church"),
    (frozenset({"well", "windmill", "cow", "chicken", "fence"}), "village"),
    (frozenset({"haystack"}), "field"),
    (frozenset({"cart", "sledge", "signpost", "horse"}), "road"),
    (frozenset({"spruce", "birch", "oak", "campfire"}), "forest"),
)


# What is shown of a building or a ship when the words are of its inside.
_WITHIN = {
    "church": "nave", "ship": "cabin", "hut": "kitchen", "manor": "drawing_room",
    "palace": "drawing_room",
}  # fmt: skip


_ROOM_HINTS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"bed"}), "bedroom"),
    (frozenset({"stove", "bucket", "icon"}), "kitchen"),
    (frozenset({"bookshelf", "globe", "map"}), "study"),
    (frozenset({"barrel", "bottle"}), "tavern"),
    (frozenset({"chest", "chain"}), "attic"),
    (frozenset({"piano", "sofa", "fireplace", "mirror"}), "drawing_room"),
)


def _seen_near(spec: SceneSpec) -> str | None:
    """How the thing that a picture is of is shown large, if it is of a thing that can be."""
    if spec.kind != "object":
        return None
    for name in spec.objects:
        for where, things in (
            ("still", still.ON_TABLES),
            ("furnished", hero.INDOORS),
            ("hero", hero.OUT_OF_DOORS),
        ):
            if name in things:
                return where
    return None


def choose_place(spec: SceneSpec, rng: np.random.Generator) -> str:
    """The place type to paint when the words may not name one; `cameo` and `still` are ours."""
    draw = float(rng.random())
    if spec.kind == "character" and len(spec.people) <= 1:
        person = spec.people[0] if spec.people else None
        moving = person is not None and person.pose in ("riding", "walking", "lying", "kneeling")
        if not moving and (spec.place_type is None or draw < 0.35):
            return "cameo"
    near = _seen_near(spec)
    if near is not None:
        return near
    if spec.indoor and spec.place_type in _WITHIN:
        return _WITHIN[spec.place_type]
    if spec.place_type in PLACES:
        return str(spec.place_type)
    objects = set(spec.objects)
    room = spec.indoor is True or (
        spec.indoor is None
        and not objects & {n for n, p in PROPS.items() if p.zone in ("land", "sky")}
        and bool(
            objects & {n for n, p in PROPS.items() if p.zone in ("floor", "wall", "table")}
            or set(spec.light) & {"candle", "lamp", "window"}
        )
    )
    if room:
        for words, name in _ROOM_HINTS:
            if words & objects:
                return name
        rooms = ("drawing_room", "study", "bedroom", "drawing_room")
        return rooms[int(draw * len(rooms))]
    for words, name in _HINTS:
        if words & objects:
            return name
    open_air: tuple[str, ...] = {
        "winter": ("field", "forest", "village", "road"),
        "autumn": ("forest", "road", "field", "lake"),
        "spring": ("field", "garden", "river", "road"),
    }.get(spec.season or "", ("field", "river", "steppe", "road", "lake"))
    if spec.weather == "storm":
        open_air = ("sea", "field", "steppe")
    return open_air[int(draw * len(open_air))]


def compose(spec: SceneSpec, width: int, height: int) -> tuple[Image.Image, SceneGraph]:
    """Paint, and tell what was painted."""
    check_size(width, height)
    rng = _chance(spec)
    return _composed(spec, choose_place(spec, rng), rng, width, height)


def compose_cameo(
    person: Person, seed: int, width: int, height: int
) -> tuple[Image.Image, SceneGraph]:
    """Paint one person's card; frame, ground and features are the seed's, whatever is known yet."""
    check_size(width, height)
    spec = SceneSpec(kind="character", people=(replace(person, pose=None),), time="day", seed=seed)
    rng = np.random.default_rng([seed, 0xCA3E0])
    return _composed(spec, "cameo", rng, width, height)


def _composed(
    spec: SceneSpec, place: str, rng: np.random.Generator, width: int, height: int
) -> tuple[Image.Image, SceneGraph]:
    entry = None if place == "cameo" else PLACES[place]
    indoor = entry.indoor if entry else True
    look = resolve_look(spec, indoor or place in PLACES_INDOOR, rng)
    cv = Canvas(width, height, look.tone)
    graph = SceneGraph(place, 0, look.time, look.season, look.weather)
    # The seed itself turns the compositions over, so that neighbours differ in kind and not in noise.
    turn = spec.seed
    sc = Scene(spec, cv, look, rng, graph)
    sc.side = 1 if rng.random() < 0.5 else -1
    if entry is None:
        cameo(sc)
    else:
        sc.variant = graph.variant = turn % entry.variants
        entry.build(sc)
        stage_all(sc)
        for draw in sc.fronts:
            draw()
        if place not in _COMPOSED_NEAR:
            come_near(sc, turn // (2 * entry.variants))
        paint_weather(sc)
    image = finish(sc)
    # A builder turned about and mirrored is the same picture again: the two go together.
    turned = (turn // (entry.variants if entry else 1)) % 2 == 1
    if turned != (sc.side < 0):
        image = ImageOps.mirror(image)
        graph.mirrored = True
        w = cv.w
        graph.figures = [
            Figure(f.index, (w - f.box[2], f.box[1], w - f.box[0], f.box[3]), f.pose)
            for f in graph.figures
        ]
        graph.props = [
            PropNode(p.name, (w - p.box[2], p.box[1], w - p.box[0], p.box[3])) for p in graph.props
        ]
    return image, graph
