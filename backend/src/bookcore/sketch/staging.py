"""Putting the spec's people and things on the stage that a place has prepared."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.company import place_people
from bookcore.sketch.props.catalogue import PROPS, Prop
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.slots import foot_at_wall, place_on_wall

_NEAR = 76.0
_ON_DECKS = {"barrel", "bench", "cannon", "flag", "chest", "bucket", "basket", "dog", "cat", "table", "chair", "smoke", "crow", "stairs"}  # fmt: skip
# Steps and pillars belong to buildings, lamp posts to towns.
_STEPS_OUT = ("palace", "manor", "church", "square", "city_street", "embankment")
_STATELY = ("drawing_room", "nave", "study")
_SEEN_NEAR = ("still", "furnished", "hero")
_LANDMARKS = ("church_dome", "bell_tower", "windmill")
# Towns have domes and towers of their own, behind their houses.
_BUILT_UP = ("city_street", "square", "embankment", "palace", "church", "ship")
_WITH_WATER = ("sea", "ship", "river", "lake", "embankment", "hero")


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
    near = sc.graph.place in _SEEN_NEAR
    if not near and sc.graph.place not in (_STATELY if sc.look.indoor else _STEPS_OUT):
        names = [n for n in names if n != "column" and (n != "stairs" or sc.look.indoor)]
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
    _in_sky(sc, groups.get("sky", []))
    floor = [*groups.get("floor", []), *groups.get("land", [])]
    # The widest first, while there is room at the wall.
    floor.sort(key=lambda n: n in _BACK and -PROPS[n].width)
    small = groups.get("table", [])
    if small and sc.table is None and "table" not in floor:
        floor.append("table")
    _on_ground(sc, floor)
    _on_wall(sc, groups.get("wall", []))
    if small:
        put_on_table(sc, small)


def _on_wall(sc: Scene, names: list[str]) -> None:
    if not names or sc.wall is None:
        return
    unit = _stage(sc).unit
    for n in names:
        p = PROPS[n]
        h = min(p.height * unit, (sc.wall[3] - sc.wall[1]) * 0.8)
        w = p.width * unit * h / (p.height * unit)
        x, y = place_on_wall(sc, w, h)
        p.draw(sc, x, y, h)
        sc.note(n, x - w / 2, y - h / 2, x + w / 2, y + h / 2)


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
_BACK = {"tree", "birch", "spruce", "oak", "willow", "windmill", "bell_tower", "church_dome", "hill", "smoke", "haystack", "bridge", "locomotive", "tent", "gate", "column", "fountain", "stove", "fireplace", "wardrobe", "bookshelf", "piano", "bed", "sofa", "clock", "door", "stairs"}  # fmt: skip


def _ground_spot(sc: Scene, n: str, p: Prop, st: Stage) -> tuple[float, float, float]:
    back, near = n in _BACK, sc.graph.place in _SEEN_NEAR
    wide = p.width * st.unit
    if back and sc.look.indoor and not near:
        return foot_at_wall(sc, n, p.height, p.width, st.unit)
    pad = sc.w * 0.10
    x = sc.free_x(wide, max(2.0, st.x0 - pad), min(sc.w - 2.0, st.x1 + pad))
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
        elif n != "door":
            foot = y if sc.look.indoor and n not in _BACK else None
            sc.take(x - p.width * unit * 0.5, x + p.width * unit * 0.5, foot)
        if n in _BACK and sc.look.indoor:
            sc.against_wall(x, y, p.width * unit, p.height * unit)
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


def stage_all(sc: Scene) -> None:
    """Things, then people, then what the builder keeps for the front."""
    if sc.stage is None:
        sc.stage = _stage(sc)
    place_things(sc)
    # Near enough for a ring to be seen, nobody fits in whole.
    if sc.stage.unit <= _NEAR:
        place_people(sc, sc.stage)
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
