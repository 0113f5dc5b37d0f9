"""Battlefield and camp."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import boulder, hills, meadow, mist, mottle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import bare_tree
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.plains import after_battle
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.camp import campfire, cannon, flag, smoke, tent
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, rect, smooth, stroke


@place("battlefield", 4)
def battlefield(sc: Scene) -> None:
    """Smoke over broken ground, a camp with fires, or ranks and guns before a redoubt."""
    v = sc.variant
    if v == 3:
        after_battle(sc)
        return
    sc.horizon = sc.u(52, 60)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 9, 0.8, mix(sc.look.grass, hexc("#8a7f6a"), 0.4))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 5, 0.6, "mixed")
    worn = mix(sc.look.grass, hexc("#8f7a58"), 0.5) if not sc.look.snow else hexc("#dfe4ec")
    meadow(sc, sc.horizon + 1, worn, None, 140)
    mottle(sc, sc.horizon + 6, 101, hexc("#6a553d"), 0.5, 6)
    if v == 1:
        for k in range(9):
            t = (k % 3) / 2
            x, y, h = sc.w * (0.07 + 0.105 * k) + sc.u(-3, 3), sc.horizon + 6 + 13 * t, 7 + 8 * t
            with sc.far(0.35 * (1 - t)):
                tent(sc, x, y, h)
        for x in (0.3, 0.68):
            with sc.far(0.1):
                campfire(sc, sc.w * x, sc.horizon + 18, 5)
        flag(sc, sc.w * (0.5 + 0.2 * sc.side), sc.horizon + 10, 34)
        campfire(sc, sc.w * (0.5 - 0.24 * sc.side), 88, 8)
        sc.take(sc.w * (0.5 - 0.24 * sc.side) - 6, sc.w * (0.5 - 0.24 * sc.side) + 6)
        sc.present.update({"tent", "campfire", "flag"})
        sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, 83, 93, 23)
        return
    for k in range(5):
        x = sc.w * (0.06 + 0.22 * k) + sc.u(-5, 5)
        with sc.far(0.5):
            smoke(sc, x, sc.horizon + sc.u(2, 6), sc.u(16, 34))
    sc.cv.fill(
        [
            ellipse(sc.w * sc.u(0.1, 0.9), sc.horizon + sc.u(1, 4), sc.u(1.5, 3), 1.4)
            for _ in range(5)
        ],
        hexc("#ff9a4a"),
        0.7,
        raw=True,
        blur=0.8,
    )
    ranks = []
    for r in range(3):
        y = sc.horizon + 6 + 2.4 * r
        for x in np.arange(sc.w * 0.08, sc.w * 0.92, 1.7):
            if sc.chance(0.86):
                tall = 2.4 + 0.4 * r
                px = x + sc.u(-0.3, 0.3)
                ranks += [
                    rect(px - tall * 0.14, y - tall * 0.8, px + tall * 0.14, y),
                    ellipse(px, y - tall * 0.92, tall * 0.12, tall * 0.13, 8),
                    stroke(px + tall * 0.16, y - tall * 0.3, px + tall * 0.3, y - tall * 1.5, 0.12),
                ]
    with sc.far(0.45):
        sc.cv.fill(ranks, hexc("#3f4458"))
        for x in (0.25, 0.5, 0.75):
            flag(sc, sc.w * x, sc.horizon + 8, 9)
    mist(sc, sc.horizon + 6, 7, 0.42, hexc("#b9b2a8") if not sc.look.dark else None)
    if v == 2:
        wall = smooth(
            [
                (-3, 80),
                (sc.w * 0.2, 74),
                (sc.w * 0.5, 77),
                (sc.w * 0.8, 73),
                (sc.w + 3, 79),
                (sc.w + 3, 88),
                (-3, 90),
            ],
            n=6,
        )
        sc.cv.fill(wall, Grad((shade(worn, 1.0), shade(hexc("#6f5a42"), 0.8))))
        for k in range(9):
            x = sc.w * (0.04 + 0.115 * k)
            sc.cv.fill(
                rect(x - 3.4, 74.5, x + 3.4, 83.5),
                Grad((hexc("#7d6544"), hexc("#a98a5c"), hexc("#6a5438")), 0),
            )
            sc.cv.fill(
                [stroke(x - 3.4, y, x + 3.4, y, 0.25) for y in (76, 77.8, 79.6, 81.4)],
                hexc("#4a3b28"),
                0.7,
            )
    for x, y, h in ((0.5 + 0.30 * sc.side, 90, 11), (0.5 - 0.36 * sc.side, 84, 8)):
        cannon(sc, sc.w * x, y, h)
        sc.take(sc.w * x - h, sc.w * x + h)
    smoke(sc, sc.w * (0.5 + sc.side * 0.42), 82, 26)
    flag(sc, sc.w * (0.5 - 0.08 * sc.side), 84, 40)
    for _ in range(3):
        boulder(sc, sc.u(0, sc.w), sc.u(88, 99), sc.u(1, 2.4))
    bare_tree(sc, sc.w * (0.5 - sc.side * 0.45), 92, 48, hexc("#3f352e"))
    sc.present.update({"cannon", "flag", "smoke"})
    sc.stage = Stage(sc.w * 0.22, sc.w * 0.78, 84, 94, 24)
