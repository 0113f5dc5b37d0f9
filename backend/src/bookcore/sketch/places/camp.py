"""A camp in the field: tents, fires, wagons, flags."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import hills, meadow, mist, mottle, path, shadow
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import bare_tree, leaf_tree, pine
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.camp import campfire, flag, smoke, tent
from bookcore.sketch.props.creatures import horse
from bookcore.sketch.props.vehicles import cart
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, rect, smooth, stroke


def _open_ground(sc: Scene) -> None:
    paint_sky(sc)
    hills(sc, sc.horizon - 2, sc.u(6, 11), 0.8, mix(sc.look.grass, hexc("#8a7f6a"), 0.4))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 6, 0.6, "mixed")
    worn = mix(sc.look.grass, hexc("#8f7a58"), 0.36) if not sc.look.snow else hexc("#dfe4ec")
    meadow(sc, sc.horizon + 1, worn, None, 150)
    mottle(sc, sc.horizon + 6, 101, hexc("#6a553d"), 0.4, 6)


def _rows(sc: Scene, y: float, n: int, size: float, depth: float) -> None:
    with sc.far(depth):
        for k in range(n):
            tent(sc, sc.w * (k + 0.5) / n + sc.u(-2, 2), y + sc.u(-1, 1), size * sc.u(0.9, 1.1))


@place("camp", 4)
def camp(sc: Scene) -> None:
    """Rows of tents with fires, one tent near at hand, wagons drawn into a ring, tents by a river."""
    (_rows_of_tents, _own_tent, _ring_of_wagons, _by_the_river)[sc.variant](sc)
    sc.present.update({"tent", "campfire", "flag"})


def _fire(sc: Scene, x: float, y: float, h: float) -> None:
    campfire(sc, x, y, h)
    smoke(sc, x, y - h * 0.6, h * 2.6)
    sc.take(x - h, x + h)


def _rows_of_tents(sc: Scene) -> None:
    sc.horizon = sc.u(50, 58)
    _open_ground(sc)
    _rows(sc, sc.horizon + 5, 8, 6, 0.4)
    _rows(sc, sc.horizon + 12, 6, 10, 0.2)
    flag(sc, sc.w * (0.5 + 0.2 * sc.side), sc.horizon + 14, 36)
    for k in (-1, 1):
        tent(sc, sc.w * (0.5 + 0.40 * k), sc.horizon + 24, 17)
    _fire(sc, sc.w * (0.5 - 0.20 * sc.side), 87, 9)
    sc.stage = Stage(sc.w * 0.22, sc.w * 0.78, 84, 94, 24)


def _own_tent(sc: Scene) -> None:
    sc.horizon = sc.u(58, 66)
    d = sc.side
    _open_ground(sc)
    _rows(sc, sc.horizon + 4, 7, 5, 0.45)
    x = sc.w * (0.5 - 0.24 * d)
    tent(sc, x, 90, 50)
    sc.take(x - 32, x + 26)
    shadow(sc, sc.w * (0.5 + 0.28 * d), 92, 8)
    _fire(sc, sc.w * (0.5 + 0.20 * d), 93, 12)
    wood = hexc("#6a4f38")
    for k in (-1, 0, 1):
        px = sc.w * (0.5 + 0.36 * d) + k * 2.0
        sc.cv.fill(stroke(px - k * 2.4, 90, px + k * 0.4, 66, 0.5), wood)
    sc.cv.fill(ellipse(sc.w * (0.5 + 0.36 * d), 66.5, 1.2, 0.8, 10), shade(wood, 0.6))
    sc.stage = Stage(
        sc.w * 0.36 if d > 0 else sc.w * 0.16, sc.w * 0.84 if d > 0 else sc.w * 0.64, 90, 97, 34
    )


def _ring_of_wagons(sc: Scene) -> None:
    sc.horizon = sc.u(44, 50)
    d = sc.side
    _open_ground(sc)
    for k in range(7):
        t = k / 6
        x, y = sc.w * (0.08 + 0.84 * t), sc.horizon + 17 - 9 * float(np.sin(np.pi * t))
        with sc.far(0.30 - 0.18 * abs(t - 0.5)):
            cart(sc, x, y, 9 + 5 * abs(t - 0.5))
    for k, y in ((-1, 70), (1, 66)):
        with sc.far(0.1):
            tent(sc, sc.w * (0.5 + 0.30 * k * d), y, 15)
    bare_tree(sc, sc.w * (0.5 - 0.44 * d), 86, 50) if sc.look.season in ("winter", "autumn") else (
        leaf_tree(sc, sc.w * (0.5 - 0.46 * d), 86, 54)
    )
    horse(sc, sc.w * (0.5 + 0.36 * d), 82, 19, -d)
    sc.take(sc.w * (0.5 + 0.36 * d) - 12, sc.w * (0.5 + 0.36 * d) + 12)
    _fire(sc, sc.w * 0.5, 84, 12)
    sc.lamp(sc.w * 0.5, 80, 40, strength=0.5, glow=0.05) if sc.look.lit else None
    sc.present.update({"cart", "horse"})
    sc.stage = Stage(sc.w * 0.24, sc.w * 0.76, 84, 95, 24)


def _by_the_river(sc: Scene) -> None:
    sc.horizon = sc.u(38, 45)
    d = sc.side
    _open_ground(sc)
    bank = sc.horizon + 20
    flow = smooth(
        [(-4, bank - 8), (sc.w * 0.3, bank - 5), (sc.w * 0.62, bank + 2), (sc.w + 4, bank + 1),
         (sc.w + 4, bank + 13), (sc.w * 0.58, bank + 11), (sc.w * 0.26, bank + 3), (-4, bank + 1)],
        n=8,
    )  # fmt: skip
    water(sc, bank - 8, bank + 13, flow, 0.8)
    mist(sc, bank - 6, 4, 0.3)
    with sc.far(0.28):
        for k in range(5):
            tent(sc, sc.w * (0.14 + 0.10 * k), bank - 10 + 1.4 * (k % 2), 8)
        flag(sc, sc.w * 0.36, bank - 9, 26)
    path(sc, sc.w * 0.62, bank + 12, sc.w * (0.5 - 0.1 * d), 26, 4 * d)
    for x, y, h in ((0.5 + 0.34 * d, 84, 21), (0.5 + 0.12 * d, 78, 15)):
        tent(sc, sc.w * x, y, h)
        sc.take(sc.w * x - h, sc.w * x + h)
    _fire(sc, sc.w * (0.5 - 0.16 * d), 88, 9)
    for k in range(2):
        pine(sc, sc.w * (0.5 - (0.40 + 0.07 * k) * d), 92 + 6 * k, 62 + 14 * k)
    wood = hexc("#5c4636")
    rail = [rect(sc.w * 0.5 + d * sc.w * 0.18, 95, sc.w * 0.5 + d * sc.w * 0.181 + 1, 102)]
    sc.cv.fill(rail, Grad((wood, shade(wood, 0.6))))
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.72, 87, 95, 24)
