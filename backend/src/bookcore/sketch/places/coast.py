"""The sea and ships."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import boulder, hills, mist, mottle, stones
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.water import water
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.shores import at_the_helm
from bookcore.sketch.props.ships import boat, sailing_ship
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import Points, down, ellipse, pts, rect, ribbon, ridge, smooth, stroke


def _waves(sc: Scene, y0: float, y1: float, rough: float) -> None:
    c = mix(hexc("#2f6384"), sc.look.sky[0], 0.4)
    foam = hexc("#f1f6f8")
    n = 7
    for k in range(n):
        t = (k + 0.5) / n
        y = y0 + (y1 - y0) * t**1.4
        amp = rough * (0.35 + 3.4 * t)
        xs = np.linspace(-2, sc.w + 2, 130)
        period = 7 + 24 * t
        crest = (
            y
            - amp * np.abs(np.sin(xs / period * np.pi + sc.u(0, 6))) ** 1.5
            - amp * 0.4 * np.sin(xs / (period * 2.3) + sc.u(0, 6))
        )
        line = np.stack([xs, crest], axis=1)
        sc.cv.fill(
            down(line, y + (y1 - y0) * 0.30),
            Grad((shade(c, 1.26 - 0.1 * t), shade(c, 0.82), shade(c, 0.7)), span=(y - amp, y + 9)),
            0.55 + 0.25 * rough,
        )
        caps: list[Points] = []
        for i in range(4, 124, 3):
            if (
                crest[i] <= crest[i - 2]
                and crest[i] <= crest[i + 2]
                and sc.chance(0.35 + 0.45 * rough)
            ):
                w = period * 0.20 * sc.u(0.6, 1.4)
                caps.append(
                    smooth(
                        [
                            (xs[i] - w, crest[i] + amp * 0.32),
                            (xs[i], crest[i] - amp * 0.06),
                            (xs[i] + w * 0.8, crest[i] + amp * 0.36),
                            (xs[i], crest[i] + amp * 0.24),
                        ],
                        n=4,
                    )
                )
        sc.cv.fill(caps, foam, 0.72, blur=0.06 + 0.12 * t)


@place("sea", 4)
def sea(sc: Scene) -> None:
    """Open water with a sail, a rocky coast, a sandy beach, or breakers below a cliff."""
    v = sc.variant
    rough = {"storm": 1.0, "wind": 0.6, "rain": 0.5, "snow": 0.4}.get(sc.look.weather, 0.16)
    sc.horizon = sc.u(42, 58)
    x_sun = sc.w * (0.5 + sc.side * sc.u(0.05, 0.3))
    paint_sky(sc, sun_x=x_sun)
    if v in (1, 3):
        hills(sc, sc.horizon - 2, 8, 0.8, hexc("#7d8792"), 0.9, 0.5, sc.horizon + 1)
    water(sc, sc.horizon, 101, None, 0.9 - rough * 0.6, hexc("#245a78"))
    mist(sc, sc.horizon, 2.6, 0.4)
    if rough > 0.3:
        _waves(sc, sc.horizon + 2, 99, rough)
    else:
        _waves(sc, sc.horizon + 3, 99, 0.10)
        sparkle(sc, x_sun, sc.horizon + 1, 88)
    if v in (0, 2) or "sailing_ship" in sc.spec.objects:
        h = sc.u(20, 34) if v == 0 else 14
        with sc.far(0.12 if v == 0 else 0.35):
            sailing_ship(
                sc, sc.w * (0.5 - sc.side * sc.u(0.08, 0.22)), sc.horizon + (8 if v == 0 else 3), h
            )
        sc.note("sailing_ship", sc.w * 0.3, sc.horizon - h, sc.w * 0.7, sc.horizon)
    if v == 1:
        for k, (x, r) in enumerate(((0.08, 15), (0.2, 9), (0.92, 12), (0.8, 6), (0.33, 5))):
            boulder(sc, sc.w * (x if sc.side < 0 else 1 - x), 93 + k % 3 * 3, r)
        sc.cv.fill(
            [
                ellipse(sc.w * (x if sc.side < 0 else 1 - x), 94 + 2 * (x * 7 % 1), 12, 0.8)
                for x in (0.1, 0.25, 0.85)
            ],
            hexc("#eef5f7"),
            0.6,
            blur=0.6,
        )
    if v == 2:
        sand = hexc("#dcc598") if not sc.look.snow else hexc("#e6eaf2")
        shore = ridge(-2, sc.w + 2, 82, 5, sc.rng, 0.8)
        sc.cv.fill(ribbon(shore + np.array([0.0, -0.6]), [3.0]), hexc("#f4f8f8"), 0.75, blur=0.6)
        sc.cv.fill(
            down(shore, 103),
            Grad((shade(sand, 0.78), sand, shade(sand, 0.82)), span=(80, 102)),
            blur=0.3,
        )
        mottle(sc, 86, 101, shade(sand, 0.7), 0.4)
        stones(sc, 0, sc.w, 90, 99, 7, 1.3)
        boat(sc, sc.w * (0.5 + sc.side * 0.30), 91, 6.5)
        sc.present.add("boat")
    elif v == 3:
        d = -sc.side
        x = sc.w / 2 + d * sc.w * 0.52
        cliff = pts(
            [
                (x, 20),
                (x - d * 22, 21),
                (x - d * 30, 24),
                (x - d * 31, 34),
                (x - d * 39, 50),
                (x - d * 37, 64),
                (x - d * 48, 84),
                (x - d * 54, 103),
                (x, 103),
            ]
        )
        c = hexc("#8b7d70")
        tones = (shade(c, 0.6), shade(c, 1.1)) if d < 0 else (shade(c, 1.1), shade(c, 0.6))
        sc.cv.fill(cliff, Grad(tones, 0))
        sc.cv.fill(
            [
                ribbon(
                    smooth(
                        [
                            (x - d * sc.u(2, 26), y),
                            (x - d * sc.u(14, 36), y + 8),
                            (x - d * sc.u(16, 44), y + 16),
                        ],
                        closed=False,
                    ),
                    [0.5, 0.08],
                )
                for y in np.linspace(26, 84, 15)
            ],
            shade(c, 0.45),
            0.5,
        )
        top = smooth(
            [
                (x, 15),
                (x - d * 18, 18.5),
                (x - d * 31, 23),
                (x - d * 30, 26),
                (x - d * 18, 22.5),
                (x, 23),
            ],
            n=6,
        )
        sc.cv.fill(top, shade(sc.look.grass, 0.9))
        sc.cv.fill(
            [ellipse(x - d * (52 + k * 5), 99 - k, 8 + k * 2, 1.2) for k in range(3)],
            hexc("#f0f6f8"),
            0.75,
            blur=0.8,
        )
        ledge = down(ridge(-2, sc.w + 2, 93, 2, sc.rng, 1.0), 103)
        sc.cv.fill(ledge, Grad((shade(c, 0.8), shade(c, 0.55)), span=(92, 102)))
    sc.stage = Stage(sc.w * 0.28, sc.w * 0.72, 88 if v == 2 else 94, 95 if v == 2 else 98, 20)
    if v in (0, 1):
        ledge = down(ridge(-2, sc.w + 2, 94, 2.2, sc.rng, 1.1), 103)
        c = hexc("#6f675f") if not sc.look.snow else hexc("#dfe6f0")
        sc.cv.fill(ledge, Grad((shade(c, 1.0), shade(c, 0.6)), span=(93, 102)))
        stones(sc, 0, sc.w, 96, 100, 9, 2.0)


@place("ship", 4)
def ship(sc: Scene) -> None:
    """On deck, looking forward, over the rail, or a ship met at sea."""
    v = sc.variant
    if v == 3:
        at_the_helm(sc)
        return
    rough = {"storm": 1.0, "wind": 0.6, "rain": 0.5}.get(sc.look.weather, 0.15)
    sc.horizon = sc.u(46, 54)
    x_sun = sc.w * (0.5 + sc.side * 0.28)
    paint_sky(sc, sun_x=x_sun)
    water(sc, sc.horizon, 101, None, 0.9 - rough * 0.6, hexc("#245a78"))
    _waves(sc, sc.horizon + 2, 99, max(0.12, rough))
    sparkle(sc, x_sun, sc.horizon + 1, 74)
    sc.present.add("sailing_ship")
    if v == 2:
        sailing_ship(sc, sc.w * 0.5, 84, 74)
        sc.stage = Stage(sc.w * 0.30, sc.w * 0.62, 78, 79, 8.5)
        sc.note("sailing_ship", sc.w * 0.2, 10, sc.w * 0.8, 84)
        return
    wood = hexc("#a07a50")
    if v == 0:
        vx, vy = sc.w * 0.5, 58.0
        deck = pts([(vx - 17, vy + 5), (vx + 17, vy + 5), (sc.w * 1.06, 103), (-sc.w * 0.06, 103)])
        sc.cv.fill(deck, Grad((shade(wood, 0.9), shade(wood, 1.06), shade(wood, 0.72))))
        sc.cv.fill(
            [
                stroke(vx + t * 17, vy + 5, vx + t * sc.w * 0.56, 103, 0.10, 0.5)
                for t in np.linspace(-1, 1, 19)
            ],
            shade(wood, 0.5),
            0.75,
        )
        for d in (-1, 1):
            rail = [(vx + d * 17, vy - 1), (vx + d * sc.w * 0.34, 72), (vx + d * sc.w * 0.62, 88)]
            hull = pts(
                [
                    *rail,
                    (vx + d * sc.w * 0.60, 103),
                    (vx + d * sc.w * 0.33, 86),
                    (vx + d * 17, vy + 5),
                ]
            )
            sc.cv.fill(hull, Grad((shade(wood, 0.74), shade(wood, 0.5))))
            sc.cv.fill(ribbon(smooth(rail, closed=False), [1.2, 3.4]), shade(wood, 1.15))
        stem = [
            (vx - 17, vy - 1),
            (vx - 9, vy - 5),
            (vx, vy - 7.5),
            (vx + 9, vy - 5),
            (vx + 17, vy - 1),
        ]
        bow = pts([*stem, (vx + 17, vy + 6), (vx - 17, vy + 6)])
        sc.cv.fill(bow, Grad((shade(wood, 0.86), shade(wood, 0.46))))
        sc.cv.fill(
            [
                stroke(vx + t * 15, vy - 5 + abs(t) * 4, vx + t * 16, vy + 6, 0.2)
                for t in (-0.7, -0.4, -0.15, 0.15, 0.4, 0.7)
            ],
            shade(wood, 0.4),
            0.7,
        )
        sc.cv.fill(ribbon(smooth(stem, closed=False), [1.3, 1.0, 1.3]), shade(wood, 1.15))
        sc.cv.fill(stroke(vx, vy - 5, vx + sc.side * 6, vy - 24, 1.4, 0.5), shade(wood, 0.6))
        mast_x, mast_w = sc.w * (0.5 - sc.side * 0.17), 4.6
    else:
        sc.cv.fill(rect(-1, 80, sc.w + 1, 103), Grad((shade(wood, 0.95), shade(wood, 0.7))))
        sc.cv.fill(
            [stroke(-1, y, sc.w + 1, y, 0.22) for y in np.array([81.5, 84, 87.5, 92, 97.5])],
            shade(wood, 0.5),
            0.8,
        )
        sc.cv.fill(
            [rect(x, 66, x + 1.5, 81) for x in np.arange(2, sc.w, 9)],
            Grad((shade(wood, 0.9), shade(wood, 0.6))),
        )
        sc.cv.fill(
            [rect(-1, 63.5, sc.w + 1, 66.5), rect(-1, 74.5, sc.w + 1, 75.6)],
            Grad((shade(wood, 1.2), shade(wood, 0.7))),
        )
        mast_x, mast_w = sc.w * (0.5 - sc.side * 0.30), 5.2
    sail = hexc("#ece2cb")
    boom_y = 12.0
    cloth = smooth(
        [
            (mast_x - 34, -4),
            (mast_x + 34, -4),
            (mast_x + 37, 16),
            (mast_x + 33, 33),
            (mast_x, 29),
            (mast_x - 33, 33),
            (mast_x - 36, 16),
        ],
        n=6,
    )
    tones = (shade(sail, 0.72), sail, shade(sail, 1.05), shade(sail, 0.86))
    sc.cv.fill(cloth, Grad(tones if sc.side > 0 else tones[::-1], 0))
    sc.cv.fill(
        [
            ribbon(
                smooth(
                    [(mast_x + t * 34, -4), (mast_x + t * 37, 14), (mast_x + t * 33, 31)],
                    closed=False,
                ),
                [0.22],
            )
            for t in (-0.6, -0.2, 0.2, 0.6)
        ],
        shade(sail, 0.66),
        0.7,
    )
    sc.cv.fill(
        rect(mast_x - mast_w / 2, -2, mast_x + mast_w / 2, 92),
        Grad((shade(wood, 0.5), shade(wood, 0.95), shade(wood, 0.66)), 0),
    )
    sc.cv.fill(
        [stroke(mast_x, -2, mast_x + d * 60, 74, 0.5) for d in (-1, 1)]
        + [stroke(mast_x + d * 8, -2, mast_x + d * 54, 70, 0.3) for d in (-1, 1)],
        hexc("#3f3227"),
    )
    sc.cv.fill(
        [
            stroke(
                mast_x + d * (10 + 8 * k),
                boom_y + 10.5 * k,
                mast_x + d * (14 + 9.4 * k),
                boom_y + 10.5 * k,
                0.24,
            )
            for d in (-1, 1)
            for k in range(1, 6)
        ],
        hexc("#3f3227"),
    )
    sc.take(mast_x - 4, mast_x + 4)
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.80, 86, 94, 30)
