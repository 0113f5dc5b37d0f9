"""A thing seen near and large: under the sky in its element, or against a quiet wall."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.nature.ground import flowers, hills, meadow, mist, path, shadow
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import window_view
from bookcore.sketch.places.still import quiet_wall, still_ambient
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.props.hangings import carpet
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import pts, rect, stroke

AFLOAT = ("sailing_ship", "boat")
_ON_ROADS = ("carriage", "cart", "sledge", "signpost", "lamp_post", "gate", "dog", "horse")
_TALLEST = {"stone": 24.0, "bush": 40.0, "crow": 30.0, "chicken": 34.0, "fence": 38.0}
OUT_OF_DOORS = frozenset(
    n for n, p in PROPS.items() if p.zone == "land" and n not in ("hill", "smoke", "bridge")
) | {"sailing_ship"}
INDOORS = frozenset(
    n for n, p in PROPS.items() if p.zone == "floor" and n not in ("carpet", "door", "umbrella")
) - {"barrel", "basket", "bucket", "chest"}


def lead_of(sc: Scene, fit: frozenset[str]) -> str:
    """The thing that the picture is of: the first one named that may stand here."""
    return next(n for n in sc.spec.objects if n in fit)


def _unit(sc: Scene, name: str, tallest: float, widest: float) -> float:
    p = PROPS[name]
    return min(tallest / p.height, sc.w * widest / max(p.width, 0.2))


def _put(sc: Scene, name: str, x: float, y: float, unit: float) -> None:
    """Draw the thing, and keep out what would be too large beside it."""
    p = PROPS[name]
    h, half = p.height * unit, p.width * unit / 2
    p.draw(sc, x, y, h)
    sc.note(name, x - half, y - h, x + half, y)
    sc.take(x - half, x + half)
    sc.present.update(n for n, q in PROPS.items() if q.height * unit > 62 or q.zone == "table")


@place("hero", 4)
def hero(sc: Scene) -> None:
    """Afloat, on rails, on a road or in the open, from low or from above, near the middle."""
    name = lead_of(sc, OUT_OF_DOORS)
    v, d = sc.variant, sc.side
    high = PROPS[name].height > 1.5
    sc.horizon = (sc.u(64, 70), sc.u(50, 58), sc.u(58, 64), sc.u(44, 52))[v]
    x = sc.w * (0.5 + (0.0, 0.09, -0.09, 0.05)[v] * d)
    sun = sc.w * (0.5 + d * sc.u(0.2, 0.36))
    paint_sky(sc, sun_x=sun)
    c = mix(sc.look.grass, sc.look.spruce, 0.5)
    if name in AFLOAT:
        _afloat(sc, name, x, sun)
        return
    hills(sc, sc.horizon - 2, sc.u(5, 13), 0.82, c, sc.u(0.8, 2.4))
    if v != 3 and name != "windmill":
        tree_line(
            sc, -2, sc.w + 2, sc.horizon + 1, sc.u(5, 11), 0.62, ("mixed", "leaf", "spruce")[v]
        )
    meadow(sc, sc.horizon + 1)
    y = sc.u(87, 92)
    if name == "locomotive":
        _rails(sc, y)
    elif name in _ON_ROADS:
        path(sc, sc.w * (0.5 + 0.2 * d), sc.horizon + 1, x, 62, sc.u(-6, 6))
    elif not sc.look.snow:
        flowers(sc, 0, sc.w, sc.horizon + 8, 99, 44)
    unit = _unit(sc, name, _TALLEST.get(name, 70 if high else 54), 0.66)
    if sc.look.dark:
        sc.lamp(x, y - 24, 62, (165.0, 184.0, 228.0), 0.62, 0.03)
    shadow(sc, x, y, min(PROPS[name].width * unit * 0.5, 30), 0.30)
    _put(sc, name, x, y, unit)
    sc.stage = Stage(sc.w * 0.14, sc.w * 0.86, y - 2, y + 5, min(unit, 74.0))


def _afloat(sc: Scene, name: str, x: float, sun: float) -> None:
    sc.horizon = min(sc.horizon, 62.0)
    ship = name == "sailing_ship"
    hills(sc, sc.horizon - 1, 6, 0.86, hexc("#7d8792"), 0.9, 0.6, sc.horizon + 1)
    y = sc.horizon + (16 if ship else 24)
    unit = _unit(sc, name, 66 if ship else 26, 0.6)
    water(sc, sc.horizon, 101, None, 0.75, hexc("#245a78"))
    mist(sc, sc.horizon, 2.6, 0.35)
    sparkle(sc, sun, sc.horizon + 1, 90)
    _put(sc, name, x, y, unit)
    wash = [
        stroke(x + sc.u(-0.34, 0.34) * sc.w, wy, x + sc.u(-0.34, 0.34) * sc.w, wy + sc.u(-0.4, 0.4), 0.5, 0.1)
        for wy in np.linspace(y - 0.5, y + 6, 9)
    ]  # fmt: skip
    sc.cv.fill(wash, hexc("#eef5f7"), 0.5, blur=0.2)
    sc.present.update(n for n in PROPS if n not in ("bird", "flag"))
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, 92, 97, 20)


def _rails(sc: Scene, y: float) -> None:
    ballast = hexc("#8d8378") if not sc.look.snow else hexc("#dde3ec")
    sc.cv.fill(rect(-1, y - 3, sc.w + 1, y + 7), Grad((ballast, shade(ballast, 0.66))))
    sc.cv.fill(
        [rect(x, y + 0.4, x + 3.4, y + 3.2) for x in np.arange(-1, sc.w, 7)], hexc("#5c4838")
    )
    sc.cv.fill([rect(-1, y - 0.8, sc.w + 1, y + 0.6)], hexc("#8f959c"))


@place("furnished", 4, indoor=True)
def furnished(sc: Scene) -> None:
    """A piece of furniture by itself: in a corner, on a carpet, in the light of a window unseen."""
    name = lead_of(sc, INDOORS)
    v, d = sc.variant, sc.side
    wall = sc.pick(*(hexc(c) for c in ("#7d6a5c", "#66756a", "#6a7086", "#8a7358", "#7c5f62")))
    if sc.look.tint is not None:
        wall = mix(wall, sc.look.tint, 0.3)
    sc.ambient = still_ambient(sc)
    quiet_wall(sc, wall)
    line = (76.0, 72.0, 79.0, 70.0)[v]
    sc.horizon = line
    floor = sc.pick(hexc("#7d5638"), hexc("#8f6a48"), hexc("#6a4a38"))
    if v == 0:
        _corner(sc, wall, line)
    sc.cv.fill(rect(-2, line, sc.w + 2, 102), Grad((shade(floor, 0.7), floor, shade(floor, 0.84))))
    cx = sc.w / 2
    boards = [
        stroke(cx + (b - cx) * 0.66, line, b, 103, 0.12, 0.34)
        for b in np.linspace(-sc.w * 0.5, sc.w * 1.5, 18)
    ]
    sc.cv.fill(boards, shade(floor, 0.5), 0.6)
    sc.cv.fill(rect(-2, line - 2.6, sc.w + 2, line + 0.2), shade(wall, 0.56))
    if v in (1, 2):
        _sunlight(sc, line)
    if v == 3:
        window_view(
            sc,
            cx + d * sc.w * 0.28,
            32,
            26,
            44,
            sc.pick(hexc("#7d3340"), hexc("#41604f"), hexc("#8a6a34")),
        )
    x = cx + d * sc.w * (0.05, 0.0, -0.08, -0.10)[v]
    y = line + 13
    unit = _unit(sc, name, {"cat": 46.0, "dog": 46.0}.get(name, 60.0), 0.62)
    if v == 1 or name in ("cat", "dog"):
        carpet(sc, x, y + 1, 30)
    if not sc.look.dark:
        sc.lamp(sc.w * (0.5 + 0.36 * d), 30, 80, (255.0, 234.0, 196.0), 0.34, 0.05)
    elif not {"candle", "lamp", "lantern", "fireplace", "stove"} & set(sc.spec.objects):
        sc.lamp(sc.w * (0.5 + 0.24 * d), 44, 66, (255.0, 192.0, 122.0), 0.8, 0.08)
    shadow(sc, x, y, min(PROPS[name].width * unit * 0.5, 34), 0.36)
    _put(sc, name, x, y, unit)
    sc.stage = Stage(sc.w * 0.1, sc.w * 0.9, y, y + 6, unit)
    sc.wall = (sc.w * 0.5 - d * sc.w * 0.46, 8, sc.w * 0.5 - d * sc.w * 0.14, 44)
    sc.wall = (min(sc.wall[0], sc.wall[2]), 8.0, max(sc.wall[0], sc.wall[2]), 44.0)


def _corner(sc: Scene, wall: RGB, line: float) -> None:
    """A second wall, in shadow, on the side away from the light."""
    d = sc.side
    x = sc.w / 2 - d * sc.w * 0.30
    edge = -2.0 if d > 0 else sc.w + 2.0
    away = pts([(x, -2), (edge, -2), (edge, line + 22), (x, line)])
    tones = (
        (shade(wall, 0.5), shade(wall, 0.74)) if d > 0 else (shade(wall, 0.74), shade(wall, 0.5))
    )
    sc.cv.fill(away, Grad(tones, 0))


def _sunlight(sc: Scene, line: float) -> None:
    """The panes of a window that stands outside the picture, on wall and floor."""
    if sc.look.time not in ("morning", "day", "evening") or sc.look.overcast > 0.5:
        return
    d, warm = sc.side, hexc("#ffe9b4" if sc.look.time != "evening" else "#ffc27a")
    x = sc.w / 2 - d * sc.w * 0.22
    panes = [
        pts([(x + i * 11, 16 + j * 20 - d * i * 3), (x + i * 11 + 9, 16 + j * 20 - d * (i * 3 + 2.4)), (x + i * 11 + 9, 33 + j * 20 - d * (i * 3 + 2.4)), (x + i * 11, 33 + j * 20 - d * i * 3)])
        for i in range(2)
        for j in range(2)
    ]  # fmt: skip
    sc.cv.fill(panes, warm, 0.20, blur=0.7)
    beam = pts([(x - 4, line), (x + 26, line), (x + 34 + d * 8, 101), (x - 10 + d * 8, 101)])
    sc.cv.fill(beam, warm, 0.12, blur=1.6)
