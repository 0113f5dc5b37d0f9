"""Further views of great houses and towns: down an avenue, through a gate, from under arcades."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.churches import church_for
from bookcore.sketch.buildings.fronts import classical_front, skyline, town_front, western
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.nature.ground import hills, meadow, mist, mottle, path, shadow
from bookcore.sketch.nature.grove import poplar
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.frames import archway, bough, hedge
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.props.outdoors import lamp_post
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import rect, stroke


def house_wall(sc: Scene) -> RGB:
    """A colour for the walls of a great house."""
    if western(sc):
        return sc.pick(hexc("#c9ad8a"), hexc("#b48a70"), hexc("#b9b2a4"))
    return sc.pick(hexc("#e2c27e"), hexc("#d9d6c8"), hexc("#b9c6a4"), hexc("#d7a58c"))


def avenue_to_manor(sc: Scene) -> None:
    """Down an avenue of old trees to a house that closes it."""
    sc.horizon = sc.u(54, 60)
    paint_sky(sc)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 2, 14, 0.55, "leaf", 0.4)
    meadow(sc, sc.horizon + 2)
    cx = sc.w * (0.5 + 0.04 * sc.side)
    with sc.far(0.30):
        classical_front(sc, cx, sc.horizon + 5, 40, 13, house_wall(sc), hexc("#f6f1e4"), 2, 3, 6)
    mist(sc, sc.horizon + 4, 4, 0.26)
    sand = hexc("#d2bf98") if not sc.look.snow else hexc("#dfe5ee")
    path(sc, cx, sc.horizon + 5, sc.w * 0.5, 62, 0.0, sand)
    plant = poplar if sc.spec.seed % 3 == 0 else leaf_tree
    for i in range(6):
        k = (i + 0.7) / 6
        y = sc.horizon + 5 + 42 * k**2.0
        for d in (-1, 1):
            x = cx + (sc.w * 0.5 - cx) * k + d * (13 + 66 * k**1.6)
            with sc.far(0.34 * (1 - k)):
                shadow(sc, x, y, 3 + 6 * k)
                plant(sc, x, y, 16 + 74 * k**1.5)
    sc.stage = Stage(sc.w * 0.34, sc.w * 0.66, 82, 92, 25)


def palace_through_gate(sc: Scene) -> None:
    """A palace across its court, seen from under the arch of a gate."""
    sc.horizon = sc.u(56, 60)
    paint_sky(sc)
    base = sc.horizon + 4
    tree_line(sc, -2, sc.w + 2, sc.horizon + 2, 7, 0.55, "leaf", 0.4)
    wall = sc.pick(hexc("#7fa6b8"), hexc("#e0bd6f"), hexc("#d98f7d"), hexc("#cfd4cf"))
    trim, cx = hexc("#f7f2e6"), sc.w * 0.5
    with sc.far(0.16):
        classical_front(sc, cx, base, 112, 21, wall, trim, 3, 8, 8)
    court = hexc("#cbbda2") if not sc.look.snow else hexc("#e6ebf3")
    sc.cv.fill(rect(-1, base, sc.w + 1, 103), Grad((shade(court, 0.95), court, shade(court, 0.66))))
    rays = [
        stroke(cx + t * 16, base, cx + t * 120, 103, 0.1, 0.4) for t in np.linspace(-1.6, 1.6, 17)
    ]
    rows = [stroke(-1, base + (101 - base) * t, sc.w + 1, base + (101 - base) * t, 0.1 + 0.3 * t)
            for t in (0.08, 0.2, 0.38, 0.62, 0.9)]  # fmt: skip
    sc.cv.fill([*rays, *rows], shade(court, 0.62), 0.5)
    mottle(sc, base + 2, 101, shade(court, 0.6), 0.3)
    PROPS["fountain"].draw(sc, cx, base + 9, 10)
    sc.take(cx - 8, cx + 8)
    sc.present.update({"fountain", "gate"})
    sc.keep.append((sc.w * 0.07, 2.0, sc.w * 0.93, 98.0))
    stone = sc.pick(hexc("#b5a68e"), hexc("#a59a92"), hexc("#b89a86"))
    sc.front(lambda: archway(sc, stone))
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.74, 82, 93, 23)


def square_from_arcade(sc: Scene) -> None:
    """A square with its houses and a fountain, seen from under the arcades."""
    sc.horizon = sc.u(56, 62)
    paint_sky(sc)
    skyline(sc, sc.horizon, 26, 0.78)
    base = sc.horizon + 5
    x = -3.0
    with sc.far(0.16):
        while x < sc.w + 3:
            w, h = sc.u(18, 30), sc.u(24, 36)
            town_front(sc, x, x + w, base, h)
            x += w + 0.3
    mist(sc, base, 4, 0.22)
    with sc.far(0.06):
        church_for(sc, sc.w * (0.5 + 0.14 * sc.side), base + 1.5, 40)
    stone = hexc("#a99f92") if not sc.look.snow else hexc("#e3e8f1")
    sc.cv.fill(
        rect(-1, base + 1, sc.w + 1, 103), Grad((shade(stone, 0.95), stone, shade(stone, 0.62)))
    )
    cx = sc.w * (0.5 - 0.06 * sc.side)
    sc.cv.fill([stroke(cx + t * 18, base + 1, cx + t * 130, 103, 0.1, 0.4) for t in np.linspace(-1.6, 1.6, 21)],
               shade(stone, 0.62), 0.45)  # fmt: skip
    mottle(sc, base + 2, 101, shade(stone, 0.6), 0.4)
    well = sc.w * (0.5 - 0.18 * sc.side)
    PROPS["fountain"].draw(sc, well, base + 12, 13)
    sc.take(well - 10, well + 10)
    lamp_post(sc, sc.w * (0.5 + 0.26 * sc.side), base + 9, 30)
    sc.present.update({"fountain", "lamp_post"})
    sc.keep.append((sc.w * 0.06, 2.0, sc.w * 0.94, 98.0))
    pillar = sc.pick(hexc("#b3a48c"), hexc("#9d958e"))
    sc.front(lambda: archway(sc, pillar, 30.0, 0.44))
    sc.stage = Stage(sc.w * 0.24, sc.w * 0.76, 84, 93, 25)


def church_behind_bough(sc: Scene) -> None:
    """A church near and tall above a hedge, an old tree before it."""
    sc.horizon = sc.u(68, 73)
    d = sc.side
    paint_sky(sc)
    hills(sc, sc.horizon - 1, 6, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 9, 0.5, "leaf")
    meadow(sc, sc.horizon + 1)
    cx = sc.w * (0.5 + 0.10 * d)
    base = sc.horizon + 8
    church_for(sc, cx, base, 68)
    path(sc, cx, base + 0.3, sc.w * 0.5, 30, 5 * d)
    for k in (-1, 1):
        with sc.far(0.06):
            leaf_tree(sc, cx + k * 44, base + 2, 34)
    sc.front(lambda: hedge(sc, 95.0, (sc.w * 0.30, sc.w * 0.72)))
    sc.front(lambda: bough(sc, -d))
    sc.stage = Stage(sc.w * 0.30, sc.w * 0.72, 87, 94, 26)
