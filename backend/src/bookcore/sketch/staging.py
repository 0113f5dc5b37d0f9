"""Putting the spec's people and things on the stage that a place has prepared."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import boulder
from bookcore.sketch.people.figures import draw_person
from bookcore.sketch.props.catalogue import PROPS, Prop
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import rect

_NEAR = 76.0
_ON_DECKS = {"barrel", "bench", "cannon", "flag", "chest", "bucket", "basket", "dog", "cat", "table", "chair", "smoke", "crow", "stairs"}  # fmt: skip
_LANDMARKS = ("church_dome", "bell_tower", "windmill")
# Towns have domes and towers of their own, behind their houses.
_BUILT_UP = ("city_street", "square", "embankment", "palace", "church", "ship")
_WITH_WATER = ("sea", "ship", "river", "lake", "embankment", "hero")


def _seat(sc: Scene, x: float, y: float, h: float) -> None:
    if sc.look.indoor:
        c = hexc("#6a4630")
        sc.cv.fill(
            [
                rect(x - h * 0.14, y - h * 0.26, x - h * 0.11, y),
                rect(x + h * 0.08, y - h * 0.26, x + h * 0.11, y),
            ],
            shade(c, 0.6),
        )
        sc.cv.fill(
            rect(x - h * 0.16, y - h * 0.29, x + h * 0.13, y - h * 0.25),
            Grad((shade(c, 1.2), shade(c, 0.8))),
        )
    else:
        boulder(sc, x, y, h * 0.24)


def _stage(sc: Scene) -> Stage:
    return sc.stage or Stage(sc.w * 0.2, sc.w * 0.8, 82, 92, 26)


def place_things(sc: Scene) -> None:
    """Draw the named objects: wall and sky first, then from the back to the front, then the table."""
    names = [n for n in dict.fromkeys(sc.spec.objects) if n in PROPS and n not in sc.present]
    if "sailing_ship" in names and sc.graph.place not in _WITH_WATER:
        names.remove("sailing_ship")
    if sc.graph.place == "ship":
        names = [n for n in names if n in _ON_DECKS or PROPS[n].zone in ("table", "sky")]
    if sc.graph.place in _BUILT_UP:
        names = [n for n in names if n not in _LANDMARKS]
    if sc.look.indoor:
        # Flowers within are cut ones.
        names = list(dict.fromkeys("vase" if n == "flowers" else n for n in names))
        # What belongs under the sky cannot stand in a room.
        names = [
            n
            for n in names
            if PROPS[n].zone in ("floor", "wall", "table")
            or n in ("horse", "column", "stairs", "chicken", "cow", "bench")
        ]
        stray = ("stove", "fireplace", "piano") if sc.graph.place == "stable" else ("cow", "horse")
        names = [n for n in names if n not in stray]
    else:
        # Nor does a stove stand in a field; small things need somebody to have laid a table.
        laid = sc.spec.kind == "object" or "table" in sc.spec.objects
        names = [
            n
            for n in names
            if PROPS[n].zone in ("land", "sky")
            or n in _OUT_OF_DOORS
            or (laid and PROPS[n].zone == "table")
        ]
    groups: dict[str, list[str]] = {}
    for n in names:
        groups.setdefault(PROPS[n].zone, []).append(n)
    _on_wall(sc, groups.get("wall", []))
    _in_sky(sc, groups.get("sky", []))
    floor = [*groups.get("floor", []), *groups.get("land", [])]
    small = groups.get("table", [])
    if small and sc.table is None and "table" not in floor:
        floor.append("table")
    _on_ground(sc, floor)
    if small:
        put_on_table(sc, small)


def _on_wall(sc: Scene, names: list[str]) -> None:
    if not names or sc.wall is None:
        return
    x0, x1, y0, y1 = sc.wall
    unit = _stage(sc).unit
    for i, n in enumerate(names):
        p = PROPS[n]
        x = x0 + (x1 - x0) * (i + 0.5) / len(names)
        h = min(p.height * unit, (y1 - y0) * 0.8)
        y = (y0 + y1) / 2
        p.draw(sc, x, y, h)
        sc.note(n, x - p.width * unit / 2, y - h / 2, x + p.width * unit / 2, y + h / 2)


def _in_sky(sc: Scene, names: list[str]) -> None:
    unit = _stage(sc).unit
    for n in names:
        p = PROPS[n]
        if n == "sailing_ship":
            h, y = unit * 0.9, sc.horizon + 4
            x = sc.w * (0.5 + 0.25 * sc.side)
            with sc.far(0.3):
                p.draw(sc, x, y, h)
        else:
            h, y = p.height * unit, sc.u(16, sc.horizon * 0.6)
            x = sc.u(0.25, 0.75) * sc.w
            p.draw(sc, x, y, h)
        sc.note(n, x - h, y - h, x + h, y)


_OUT_OF_DOORS = {"dog", "cat", "table", "chair", "barrel", "basket", "bucket", "umbrella"}
_BACK = {"tree", "birch", "spruce", "oak", "willow", "windmill", "bell_tower", "church_dome", "hill", "smoke", "haystack", "bridge", "locomotive", "tent", "gate", "column", "fountain", "stove", "fireplace", "wardrobe", "bookshelf", "piano", "bed", "sofa", "clock", "door"}  # fmt: skip


def _ground_spot(sc: Scene, n: str, p: Prop, st: Stage) -> tuple[float, float, float]:
    back = n in _BACK
    wide = p.width * st.unit
    pad = sc.w * 0.10
    x = sc.free_x(
        wide,
        max(2.0, st.x0 - pad),
        min(sc.w - 2.0, st.x1 + pad),
        beside=sc.hung if back and sc.look.indoor else (),
    )
    if n == "hill" or n in _LANDMARKS:
        return x, sc.horizon + 4, st.unit
    if sc.look.indoor:
        y = st.y0 - 1.5 if back else st.y0 + (st.y1 - st.y0) * sc.u(0.15, 0.7)
        return x, y, st.unit * (0.93 if back else 1.0)
    # Things further back look smaller as figures there would.
    t = 0.0 if back else sc.u(0.3, 0.9)
    y = st.y0 + (st.y1 - st.y0) * t - (4.0 if back else 0.0)
    k = max(0.45, (y - sc.horizon) / max(6.0, (st.y0 + st.y1) / 2 - sc.horizon))
    return x, y, st.unit * min(1.25, k)


def _on_ground(sc: Scene, names: list[str]) -> None:
    st = _stage(sc)
    spots = []
    for n in names:
        p = PROPS[n]
        x, y, unit = _ground_spot(sc, n, p, st)
        if n == "carpet":
            x, y = (st.x0 + st.x1) / 2, st.y0 + (st.y1 - st.y0) * 0.6
        else:
            sc.take(x - p.width * unit * 0.5, x + p.width * unit * 0.5)
        spots.append((0.0 if n == "carpet" else y, n, p, x, y, unit))
    for _, n, p, x, y, unit in sorted(spots, key=lambda s: s[0]):
        h = p.height * unit
        with sc.far(0.3 if n in _LANDMARKS and not sc.look.indoor else 0.0):
            p.draw(sc, x, y, h)
        sc.note(n, x - p.width * unit / 2, y - h, x + p.width * unit / 2, y)


def put_on_table(sc: Scene, names: list[str]) -> None:
    """Small things in a row on the nearest surface, the tall ones behind."""
    if sc.table is None:
        return
    x0, x1, y = sc.table
    unit = _stage(sc).unit
    order = sorted(names, key=lambda n: -PROPS[n].height)
    # In a still life what is large elsewhere comes down to the measure of the table.
    units = [min(unit, 46.0 / PROPS[n].height) for n in order]
    widths = [max(PROPS[n].width, 0.12) * u for n, u in zip(order, units, strict=True)]
    room = x1 - x0
    scale = min(1.75 if sc.graph.place == "still" else 1.35, room / max(1e-6, sum(widths) * 1.06))
    scale = max(scale, 0.55)
    # Tall things go to the middle, low ones to the ends.
    line: list[int] = []
    for i in range(len(order)):
        line.insert(len(line) // 2 if i % 2 == 0 else len(line), i)
    at = x0 + max(0.0, (room - sum(widths) * scale) / 2)
    for i in line:
        n, w = order[i], widths[i] * scale
        h = min(PROPS[n].height * units[i] * scale, 46.0)
        x = at + w / 2
        PROPS[n].draw(sc, x, y + sc.u(-0.3, 0.9), h)
        sc.note(n, x - w / 2, y - h, x + w / 2, y)
        at += w


def place_people(sc: Scene) -> None:
    """Draw the people in one or two loose groups, the further ones first."""
    people = sc.spec.people[:6]
    if not people:
        return
    st = _stage(sc)
    n = len(people)
    span = st.x1 - st.x0
    poses = [p.pose or "standing" for p in people]
    room = {"riding": 1.25, "lying": 1.05, "sitting": 0.62}
    widths = [room.get(p, 0.54) * st.unit for p in poses]
    # A crowd stands closer and in rows before it stands smaller.
    room_for_all = min(1.0, span / max(1e-6, sum(widths)))
    unit = st.unit * max(0.84, min(1.0, room_for_all * 1.5))
    widths = [w * room_for_all * (1.0 if n < 3 else sc.u(0.94, 1.06)) for w in widths]
    total = sum(widths)
    start = sc.free_x(min(total, span), st.x0, st.x1) - total / 2
    start = min(max(start, st.x0), max(st.x0, st.x1 - total))
    spots = []
    at = start
    for i in range(n):
        t = 0.35 + 0.4 * ((i * 0.618 + 0.3 * (sc.spec.seed % 5)) % 1.0)
        if room_for_all < 0.8:
            t = 0.15 + 0.7 * (i % 2) + 0.15 * t
        y = st.y0 + (st.y1 - st.y0) * t
        if sc.look.indoor:
            k = 1.0 + (t - 0.55) * 0.10
        else:
            k = (y - sc.horizon) / max(6.0, (st.y0 + st.y1) / 2 - sc.horizon)
        spots.append((y, i, at + widths[i] / 2, unit * min(1.2, max(0.7, k))))
        at += widths[i]
    sc.take(start, at)
    middle = (start + at) / 2
    for y, i, x, u in sorted(spots):
        face = (1 if x < middle else -1) if n > 1 else (1 if x < sc.w / 2 else -1)
        if poses[i] in ("walking", "riding") and n > 1:
            face = 1 if sc.spec.seed % 2 else -1
        turn = (
            "back"
            if poses[i] in ("standing", "walking")
            and sc.chance(0.22)
            and not people[i].beard
            and people[i].headwear is None
            else "side"
        )
        draw_person(sc, i, people[i], x, y, u, face, turn, _seat)


def stage_all(sc: Scene) -> None:
    """Things, then people, then what the builder keeps for the front."""
    if sc.stage is None:
        sc.stage = _stage(sc)
    place_things(sc)
    # Near enough for a ring to be seen, nobody fits in whole.
    if sc.stage.unit <= _NEAR:
        place_people(sc)
    if sc.look.dark and not sc.look.indoor:
        _moonlight(sc)


def _moonlight(sc: Scene) -> None:
    """By night, a paler light on what the picture is of, so that it is seen and not guessed."""
    boxes = [f.box for f in sc.graph.figures] + [p.box for p in sc.graph.props]
    st = _stage(sc)
    x0 = min([b[0] for b in boxes], default=st.x0)
    x1 = max([b[2] for b in boxes], default=st.x1)
    flash = "lightning" in sc.spec.light or sc.look.weather == "storm"
    reach = max(46.0, (x1 - x0) * 0.62)
    tone = (206.0, 212.0, 236.0) if flash else (172.0, 190.0, 232.0)
    # White fronts and lit windows need none of it.
    around = sc.cv.crop(max(0.0, x0), 35, min(sc.w, x1), min(100.0, st.y1))
    bright = float(np.asarray(around.convert("L").resize((16, 16))).mean())
    strength = (1.2 if flash else 1.05) * max(0.0, 1.0 - bright / 62.0)
    sc.lamp((x0 + x1) / 2, st.y0 - 14, reach, tone, strength, 0.02)
