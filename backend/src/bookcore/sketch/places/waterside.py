"""Water: river, lake, sea, a ship's deck, an embankment in a town."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.ground import boulder, glitter, hills, meadow, mist, peaks, stones, water
from bookcore.sketch.houses import church_for, country_house, skyline, town_front
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import arc, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.sky import paint_sky
from bookcore.sketch.street import boat, lamp_post, sailing_ship
from bookcore.sketch.trees import bush, tree_line, willow


def _sparkle(sc: Scene, y0: float, y1: float) -> None:
    """The path of sun or moon on the water."""
    if sc.look.overcast < 0.5:
        colour = hexc("#dfe8ff") if sc.look.dark else mix(sc.look.sun, sc.look.sky[3], 0.3)
        glitter(sc, sc.w * (0.5 + 0.22 * sc.side), y0, y1, colour)


@place("river")
def river(sc: Scene) -> None:
    """A bend between meadows, a ferry reach with a far village, or a wooded bank."""
    v = sc.variant
    sc.horizon = sc.u(46, 54)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 9, 0.8, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, (8, 6, 17)[v], 0.5, ("leaf", "leaf", "spruce")[v])
    if v == 1:
        for k in range(4):
            with sc.far(0.42):
                country_house(
                    sc, sc.w * (0.2 + 0.11 * k) + sc.u(-2, 2), sc.horizon + 2.5, sc.u(8, 10)
                )
    mist(sc, sc.horizon + 1, 5, 0.3)
    meadow(sc, sc.horizon + 2)
    water(
        sc,
        sc.horizon + 3,
        102,
        smooth(
            [
                (sc.w * 0.30, sc.horizon + 3.2),
                (sc.w * 0.62, sc.horizon + 3.2),
                (sc.w * 0.60, sc.horizon + 12),
                (sc.w * 1.08, 76),
                (sc.w * 1.08, 103),
                (sc.w * 0.18, 103),
                (sc.w * 0.30, 80),
                (sc.w * 0.24, sc.horizon + 14),
            ],
            n=9,
        ),
        0.8,
    )
    _sparkle(sc, sc.horizon + 6, 96)
    for _ in range(5):
        bush(sc, sc.w * sc.u(0.0, 0.24), sc.u(66, 84), sc.u(4, 8))
    if v != 2:
        willow(sc, sc.w * 0.08, 88, sc.u(46, 58))
    else:
        frame_trees(sc, ("spruce",))
    if "boat" not in sc.spec.objects and sc.chance(0.6):
        boat(sc, sc.w * 0.66, 78, 6)
    sc.stage = Stage(sc.w * 0.06, sc.w * 0.30, 88, 96, 24)


@place("lake")
def lake(sc: Scene) -> None:
    """A still lake under hills, ringed by spruce, or below mountains."""
    v = sc.variant
    sc.horizon = sc.u(50, 58)
    paint_sky(sc)
    if v == 2:
        peaks(sc, sc.horizon + 1, sc.u(30, 40), 0.6, hexc("#7c86a0"), 0.45, 4)
    hills(sc, sc.horizon - 2, 10, 0.62, sc.look.spruce, 1.2)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 0.6, 12 if v == 1 else 7, 0.42, "spruce")
    water(sc, sc.horizon, 102, None, 0.9)
    _sparkle(sc, sc.horizon + 2, 90)
    mist(sc, sc.horizon + 0.5, 5, 0.35)
    bank = smooth(
        [
            (-4, 80),
            (sc.w * 0.2, 83),
            (sc.w * 0.5, 90),
            (sc.w * 0.8, 94),
            (sc.w + 4, 92),
            (sc.w + 4, 106),
            (-4, 106),
        ],
        n=8,
    )
    sc.cv.fill(bank, Grad((shade(sc.look.grass, 0.95), shade(sc.look.grass, 0.55))))
    stones(sc, 0, sc.w * 0.7, 88, 98, 7, 1.8)
    frame_trees(sc, ("pine", "birch") if v == 0 else ("spruce",))
    if v != 1 and "boat" not in sc.spec.objects:
        boat(sc, sc.w * 0.70, 74, 5)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.6, 89, 95, 22)


@place("sea")
def sea(sc: Scene) -> None:
    """Open sea with a sail, a cliff and a bay, or a beach with breakers."""
    v = sc.variant
    sc.horizon = sc.u(46, 56)
    paint_sky(sc)
    if v == 1:
        hills(sc, sc.horizon - 1, 9, 0.7, hexc("#7f8f88"), 1.4)
    rough = sc.look.weather in ("storm", "wind", "rain")
    water(sc, sc.horizon, 102, None, 0.25 if rough else 0.6, hexc("#2c6a86"))
    _sparkle(sc, sc.horizon + 1, 92)
    crests = []
    for k in np.linspace(0.06, 0.95, 9):
        y = sc.horizon + (100 - sc.horizon) * k**1.5
        for _ in range(6 if rough else 3):
            x, n = sc.u(-5, sc.w), sc.u(5, 14) * (0.4 + k)
            crests.append(
                ribbon(
                    smooth(
                        [(x, y), (x + n * 0.4, y - 0.9 * k - 0.2), (x + n, y)], closed=False, n=5
                    ),
                    [0.05, 0.5 * k + 0.1, 0.05],
                )
            )
    sc.cv.fill(crests, mix(sc.look.sky[3], (255.0, 255.0, 255.0), 0.5), 0.55 if rough else 0.3)
    if "sailing_ship" not in sc.spec.objects and v != 1:
        with sc.far(0.35):
            sailing_ship(sc, sc.w * (0.5 - 0.22 * sc.side), sc.horizon + 4, sc.u(16, 24))
        sc.present.add("sailing_ship")
    if v == 1:
        d = -sc.side
        x = sc.w / 2 + d * sc.w * 0.52
        rock = hexc("#84786a")
        cliff = pts(
            [
                (x, 18),
                (x - d * sc.w * 0.10, 22),
                (x - d * sc.w * 0.16, 34),
                (x - d * sc.w * 0.15, 48),
                (x - d * sc.w * 0.24, 60),
                (x - d * sc.w * 0.28, 78),
                (x, 84),
            ]
        )
        sc.cv.fill(cliff, Grad((shade(rock, 1.25), shade(rock, 0.6))))
        sc.cv.fill(
            smooth([(x, 17), (x - d * sc.w * 0.11, 21.5), (x - d * sc.w * 0.04, 24), (x, 23)], n=5),
            sc.look.grass,
        )
    sand = hexc("#d8c59a") if not sc.look.snow else hexc("#e6ebf2")
    shore = smooth(
        [
            (-4, 92 if v != 2 else 82),
            (sc.w * 0.3, 91 if v != 2 else 84),
            (sc.w * 0.7, 96 if v != 2 else 90),
            (sc.w + 4, 98 if v != 2 else 92),
            (sc.w + 4, 106),
            (-4, 106),
        ],
        n=8,
    )
    sc.cv.fill(shore, Grad((shade(sand, 0.9), shade(sand, 1.1), shade(sand, 0.8))))
    sc.cv.fill(ribbon(shore[: len(shore) // 2], [0.5, 0.9, 0.5]), (250.0, 250.0, 250.0), 0.7)
    boulder(sc, sc.w * (0.5 + 0.4 * sc.side), 98, 6)
    sc.stage = Stage(sc.w * 0.15, sc.w * 0.6, 92, 97, 20)


@place("ship")
def ship(sc: Scene) -> None:
    """The deck of a ship: mast and shrouds, the bow, or the wheel under a spanker."""
    v = sc.variant
    sc.horizon = sc.u(44, 52)
    paint_sky(sc)
    water(sc, sc.horizon, 78, None, 0.4, hexc("#2c6a86"))
    _sparkle(sc, sc.horizon + 1, 70)
    cv, w = sc.cv, sc.w
    wood, dark = hexc("#b08a5c"), hexc("#5a3f2c")
    rail = 64.0
    deck = (
        pts([(-4, 70), (w + 4, 70), (w + 4, 106), (-4, 106)])
        if v != 1
        else pts([(w * 0.5, 62), (w * 0.62, 70), (w + 10, 106), (-10, 106), (w * 0.38, 70)])
    )
    cv.fill(deck, Grad((shade(wood, 0.75), wood, shade(wood, 0.7))))
    cx = w * 0.5
    cv.fill(
        [
            stroke(cx + (x - cx) * 0.25, 68, x, 106, 0.08, 0.3)
            for x in np.linspace(-w * 0.8, w * 1.8, 30)
        ],
        shade(dark, 0.9),
        0.5,
    )
    if v != 1:
        cv.fill(rect(-4, rail + 2, w + 4, 70.5), Grad((shade(dark, 1.25), shade(dark, 0.7))))
        cv.fill(rect(-4, rail, w + 4, rail + 1.4), shade(wood, 1.05))
        cv.fill([rect(x, rail + 1, x + 1.2, 70) for x in np.arange(2, w, 9)], shade(dark, 1.4))
    else:
        for d in (-1, 1):
            cv.fill(
                pts(
                    [
                        (w * 0.5, 59),
                        (w * 0.5 + d * w * 0.62, 104),
                        (w * 0.5 + d * w * 0.62, 92),
                        (w * 0.5 + d * 2, 55),
                    ]
                ),
                Grad((shade(dark, 1.3), shade(dark, 0.7))),
            )
        cv.fill(stroke(w * 0.5, 60, w * 0.5 + sc.side * 10, 30, 2.2, 0.7), shade(dark, 1.2))
    mx = w * (0.5 - 0.2 * sc.side) if v != 1 else w * 0.3
    cv.fill(
        stroke(mx, 92, mx, -4, 3.4, 2.6),
        Grad((shade(dark, 0.8), shade(wood, 0.95), shade(dark, 0.8)), 0),
    )
    sail = hexc("#efe4cb")
    belly = sc.side * 5
    cv.fill(
        smooth(
            [
                (mx - 34, -6),
                (mx + 34, -6),
                (mx + 36 + belly, 14),
                (mx + 31, 34),
                (mx, 38 + abs(belly) * 0.3),
                (mx - 31, 34),
                (mx - 33 + belly, 14),
            ],
            n=8,
        ),
        Grad((shade(sail, 0.78), sail, shade(sail, 1.04))),
    )
    cv.fill(
        [stroke(mx + k * 33, 34, mx + k * 26, 68, 0.22) for k in (-1, 1)]
        + [stroke(mx + 0.4, 0 + 8 * i, mx + 42, 66, 0.18) for i in range(4)]
        + [
            stroke(mx + 14 + 3.4 * i, 24 + 5.4 * i, mx + 21 + 3.4 * i, 22 + 5.4 * i, 0.16)
            for i in range(8)
        ],
        hexc("#3b2d22"),
    )
    if v == 2:
        hx = w * (0.5 + 0.24 * sc.side)
        rim = arc(hx, 70, 8, 8, 0, 360, 40)
        cv.fill(ribbon(rim, [0.9]), shade(dark, 1.3))
        cv.fill(
            [
                stroke(hx, 70, hx + 10.4 * np.cos(a), 70 + 10.4 * np.sin(a), 0.8, 0.5)
                for a in np.linspace(0, 5.5, 8)
            ],
            shade(wood, 0.9),
        )
        cv.fill(rect(hx - 1.5, 70, hx + 1.5, 88), shade(dark, 0.9))
    sc.stage = Stage(w * 0.18, w * 0.82, 84, 94, 30)


@place("embankment")
def embankment(sc: Scene) -> None:
    """A granite embankment facing palaces, a bridge, or a row of houses across the river."""
    v = sc.variant
    sc.horizon = sc.u(46, 52)
    paint_sky(sc)
    skyline(sc, sc.horizon, 16, 0.62)
    x = -3.0
    while x < sc.w + 2:
        w = sc.u(13, 22)
        with sc.far(0.24):
            town_front(sc, x, x + w, sc.horizon + 1, sc.u(10, 14))
        x += w + 0.2
    if v != 1:
        with sc.far(0.2):
            church_for(sc, sc.w * (0.5 + 0.24 * sc.side), sc.horizon + 0.8, sc.u(26, 32))
    granite = hexc("#a89c94")
    sc.cv.fill(
        rect(-2, sc.horizon + 0.4, sc.w + 2, sc.horizon + 3), Grad((granite, shade(granite, 0.7)))
    )
    water(sc, sc.horizon + 3, 80, None, 0.75)
    _sparkle(sc, sc.horizon + 4, 78)
    if v == 1:
        y = sc.horizon + 3
        spans = [np.concatenate([rect(-2, y - 3.0, sc.w + 2, y - 0.6)])]
        sc.cv.fill(spans, shade(granite, 0.9))
        for k in range(6):
            px = sc.w * (k + 0.5) / 6
            sc.cv.fill(
                rect(px - 1.6, y - 2, px + 1.6, y + 5),
                Grad((shade(granite, 1.05), shade(granite, 0.7)), 0),
            )
    sc.cv.fill(
        rect(-2, 79.5, sc.w + 2, 102),
        Grad((shade(granite, 1.0), shade(granite, 1.12), shade(granite, 0.82))),
    )
    sc.cv.fill(
        [stroke(-2, yy, sc.w + 2, yy, 0.14) for yy in (85, 91, 97.5)], shade(granite, 0.7), 0.6
    )
    iron = hexc("#2c3038")
    sc.cv.fill(
        [stroke(px, 73.5, px, 80, 0.28) for px in np.arange(1, sc.w, 2.2)]
        + [stroke(-2, 73.6, sc.w + 2, 73.6, 0.7), stroke(-2, 79, sc.w + 2, 79, 0.5)],
        iron,
    )
    for px in np.arange(sc.w * 0.08, sc.w, sc.w * 0.29):
        sc.cv.fill(
            rect(px - 2.6, 71.5, px + 2.6, 81), Grad((shade(granite, 1.1), shade(granite, 0.75)), 0)
        )
    if "lamp_post" not in sc.spec.objects:
        lamp_post(sc, sc.w * (0.5 - 0.36 * sc.side), 90, 46)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.82, 88, 95, 29)
