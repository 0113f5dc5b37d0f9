"""River and lake."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.churches import onion
from bookcore.sketch.buildings.fronts import western
from bookcore.sketch.buildings.houses import country_house
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import drifts, flowers, grass, hills, meadow, mist, mottle
from bookcore.sketch.nature.grove import birch, bush, willow
from bookcore.sketch.nature.mountains import peaks
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree, pine, spruce
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.shores import behind_reeds
from bookcore.sketch.props.ships import boat
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import down, ellipse, pts, ribbon, ridge, smooth, stroke


def _near_bank(sc: Scene, y: float) -> None:
    """The viewer's own shore, lower on one side."""
    d = -sc.side
    x0, x1 = (-2.0, sc.w + 2)
    rise = (3.0, 3.4, 2.0, -1.0, -3.0)
    xs = np.linspace(x0, x1, 5)
    line = smooth(
        [(float(x), y + r) for x, r in zip(xs, rise if d > 0 else rise[::-1], strict=True)],
        closed=False,
    )
    c = sc.look.grass
    sc.cv.fill(down(line, 103), Grad((shade(c, 0.96), shade(c, 0.60)), span=(y - 2, 102)))
    if sc.look.snow:
        drifts(sc, y + 9)
        sc.cv.fill(ribbon(line, [1.0]), hexc("#f4f7fd"))
    else:
        mottle(sc, y + 8, 101, shade(c, 0.6), 0.4)
        grass(sc, y + 7, 101, 220, c)
        flowers(sc, 0, sc.w, y + 9, 99, 26)


def _high_side(sc: Scene) -> tuple[float, float]:
    """The stretch of the near bank that rises out of the water."""
    return (sc.w * 0.40, sc.w * 0.82) if sc.side < 0 else (sc.w * 0.18, sc.w * 0.60)


def _reeds(sc: Scene, x0: float, x1: float, y: float, h: float, n: int) -> None:
    c = mix(sc.look.grass, hexc("#7a7440"), 0.5) if not sc.look.snow else hexc("#a39468")
    stems, heads = [], []
    for _ in range(n):
        x, k = sc.u(x0, x1), h * sc.u(0.6, 1.1)
        lean = sc.u(-0.15, 0.15) * k
        stems.append(
            ribbon(
                [(x, y + sc.u(-0.5, 2)), (x + lean * 0.4, y - k * 0.6), (x + lean, y - k)],
                [0.22, 0.10],
            )
        )
        if sc.chance(0.3):
            heads.append(ellipse(x + lean, y - k, 0.28, 1.1, 10))
    sc.cv.fill(stems, shade(c, 0.72))
    sc.cv.fill(heads, hexc("#5a3d28"))


@place("river", 4)
def river(sc: Scene) -> None:
    """A wide quiet reach, a bend seen from the bank, a river below a village, or ice in winter."""
    v = sc.variant
    sc.horizon = sc.u(44, 54)
    x_sun = sc.w * (0.5 + sc.side * sc.u(0.10, 0.3))
    paint_sky(sc, sun_x=x_sun)
    hills(sc, sc.horizon - 3, 9, 0.84, mix(sc.look.grass, sc.look.spruce, 0.5))
    shore = sc.horizon + 5
    with_grass = mix(sc.look.grass, sc.look.spruce, 0.2)
    tree_line(
        sc,
        -2,
        sc.w + 2,
        shore - 1.6,
        sc.u(9, 15),
        0.55,
        ("mixed", "leaf", "mixed", "spruce")[v],
        0.5,
    )
    with sc.far(0.35):
        sc.cv.fill(
            down(ridge(-2, sc.w + 2, shore - 1.2, 1.6, sc.rng, 1.4), shore + 1.5),
            Grad((with_grass, shade(with_grass, 0.8))),
        )
    if v == 2:
        for k in range(3):
            with sc.far(0.34):
                country_house(sc, sc.w * (0.18 + 0.2 * k) + sc.u(-3, 3), shore + 0.6 - (k % 2), 11)
        with sc.far(0.36):
            onion(sc, sc.w * 0.78, shore - 2, 2.4, hexc("#d8a93f"), 2.2) if not western(
                sc
            ) else None
    if v == 1:
        meadow(sc, shore)
        bend = smooth(
            [
                (sc.w * 0.62, shore + 1.2),
                (sc.w * 0.72, shore + 1.0),
                (sc.w * 0.52, shore + 8),
                (sc.w * 0.62, shore + 16),
                (sc.w * 1.05, 86),
                (sc.w * 1.05, 104),
                (sc.w * 0.30, 104),
                (sc.w * 0.22, 86),
                (sc.w * 0.34, shore + 16),
                (sc.w * 0.40, shore + 8),
            ],
            n=8,
        )
        frozen = sc.look.snow
        water(sc, shore + 1, 102, bend, 0.85, hexc("#8fa6bb") if frozen else None)
        if not frozen:
            _reeds(sc, sc.w * 0.02, sc.w * 0.24, 92, 13, 46)
    else:
        water(sc, shore + 0.8, 101, None, 0.8, hexc("#a9bccd") if sc.look.snow and v == 3 else None)
        sparkle(sc, x_sun, shore + 2, 92)
        _near_bank(sc, 82)
        _reeds(
            sc, sc.w * 0.5 - sc.side * sc.w * 0.48, sc.w * 0.5 - sc.side * sc.w * 0.22, 90, 12, 36
        )
    mist(sc, shore + 1, 5, 0.36 if sc.look.time in ("dawn", "morning", "night") else 0.18)
    if v in (0, 2) and not sc.look.snow:
        boat(sc, sc.w * (0.5 + 0.16 * sc.side), 74, 5)
        sc.present.add("boat")
    side = sc.w * (0.5 - sc.side * 0.36)
    (willow if v == 0 else birch if v == 3 else leaf_tree)(sc, side, 93, sc.u(54, 72))
    bush(sc, side + sc.side * 13, 96, 6)
    if v == 1:
        # The water lies in the middle here: people stand on the bank beside it.
        left, right = (0.04, 0.30) if sc.side > 0 else (0.70, 0.96)
        sc.stage = Stage(sc.w * left, sc.w * right, 80, 88, 24)
        return
    low, high = _high_side(sc)
    sc.stage = Stage(low, high, 89, 95, 24)


@place("lake", 4)
def lake(sc: Scene) -> None:
    """Still water in a bowl of hills, of forest, or of mountains."""
    v = sc.variant
    if v == 3:
        behind_reeds(sc)
        return
    sc.horizon = sc.u(46, 54)
    x_sun = sc.w * (0.5 + sc.side * sc.u(0.05, 0.25))
    paint_sky(sc, sun_x=x_sun)
    if v == 2:
        peaks(sc, sc.horizon + 2, 34, 0.66, hexc("#7a86a0"), 0.5 if not sc.look.snow else 0.8, 4)
        mist(sc, sc.horizon - 1, 6, 0.4)
    hills(sc, sc.horizon - 2, 14, 0.76, sc.look.spruce, 1.1)
    hills(sc, sc.horizon + 2, 9, 0.56, mix(sc.look.spruce, sc.look.grass, 0.4), 1.7)
    tree_line(
        sc,
        -2,
        sc.w + 2,
        sc.horizon + 3,
        10 if v != 0 else 6,
        0.45,
        "spruce" if v else "mixed",
        0.45,
    )
    shore = sc.horizon + 3
    water(sc, shore, 101, None, 0.95, hexc("#b4c4d4") if sc.look.snow else None)
    sparkle(sc, x_sun, shore + 1, 90)
    mist(sc, shore + 1, 4, 0.42)
    if v == 1 and not sc.look.snow:
        pier = pts([(sc.w * 0.50, 70), (sc.w * 0.545, 70), (sc.w * 0.64, 101), (sc.w * 0.46, 101)])
        c = hexc("#8a6f54")
        sc.cv.fill(
            [
                stroke(
                    sc.w * (0.5 + t * 0.02),
                    71 + abs(t) * 8,
                    sc.w * (0.5 + t * 0.02),
                    78 + abs(t) * 12,
                    0.9,
                )
                for t in (-0.4, 2.4)
            ],
            shade(c, 0.5),
        )
        sc.cv.fill(pier, Grad((c, shade(c, 0.72))))
        sc.cv.fill(
            [
                stroke(
                    sc.w * (0.50 - 0.04 * k),
                    70 + 31 * k,
                    sc.w * (0.545 + 0.095 * k),
                    70 + 31 * k,
                    0.3,
                )
                for k in np.linspace(0.05, 1, 11) ** 1.4
            ],
            shade(c, 0.45),
        )
        boat(sc, sc.w * 0.36, 80, 5.2)
        sc.present.add("boat")
    _reeds(sc, sc.w * 0.5 + sc.side * sc.w * 0.2, sc.w * 0.5 + sc.side * sc.w * 0.5, 93, 14, 60)
    _near_bank(sc, 88)
    x = sc.w * (0.5 - sc.side * 0.38)
    (pine if v else birch)(sc, x, 96, sc.u(66, 84))
    (spruce if v else bush)(sc, x + sc.side * 12, 97, 30 if v else 6)
    low, high = _high_side(sc)
    sc.stage = Stage(low, high, 94, 98, 22)
