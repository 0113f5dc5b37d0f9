"""Water and its shores: river, lake, sea, ship's deck, embankment."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.ground import (
    boulder,
    drifts,
    flowers,
    glitter,
    grass,
    hills,
    meadow,
    mist,
    mottle,
    peaks,
    stones,
    water,
)  # fmt: skip
from bookcore.sketch.houses import country_house, onion, skyline, town_front, western
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import Points, down, ellipse, pts, rect, ribbon, ridge, smooth, stroke
from bookcore.sketch.sky import paint_sky
from bookcore.sketch.street import boat, lamp_post, sailing_ship
from bookcore.sketch.trees import birch, bush, leaf_tree, pine, spruce, tree_line, willow


def _sparkle(sc: Scene, x: float, y0: float, y1: float) -> None:
    look = sc.look
    if look.moon:
        glitter(sc, x, y0, y1, hexc("#f2e6b8"), 4)
    elif look.overcast < 0.6 and not look.dark:
        glitter(sc, x, y0, y1, mix(look.sun, look.halo, 0.4), 6)


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
        _sparkle(sc, x_sun, shore + 2, 92)
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


@place("lake", 3)
def lake(sc: Scene) -> None:
    """Still water in a bowl of hills, of forest, or of mountains."""
    v = sc.variant
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
    _sparkle(sc, x_sun, shore + 1, 90)
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
        _sparkle(sc, x_sun, sc.horizon + 1, 88)
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


@place("ship", 3)
def ship(sc: Scene) -> None:
    """On deck, looking forward, over the rail, or a ship met at sea."""
    v = sc.variant
    rough = {"storm": 1.0, "wind": 0.6, "rain": 0.5}.get(sc.look.weather, 0.15)
    sc.horizon = sc.u(46, 54)
    x_sun = sc.w * (0.5 + sc.side * 0.28)
    paint_sky(sc, sun_x=x_sun)
    water(sc, sc.horizon, 101, None, 0.9 - rough * 0.6, hexc("#245a78"))
    _waves(sc, sc.horizon + 2, 99, max(0.12, rough))
    _sparkle(sc, x_sun, sc.horizon + 1, 74)
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
        stem = [(vx - 17, vy - 1), (vx - 9, vy - 5), (vx, vy - 7.5), (vx + 9, vy - 5), (vx + 17, vy - 1)]
        bow = pts([*stem, (vx + 17, vy + 6), (vx - 17, vy + 6)])
        sc.cv.fill(bow, Grad((shade(wood, 0.86), shade(wood, 0.46))))
        sc.cv.fill([stroke(vx + t * 15, vy - 5 + abs(t) * 4, vx + t * 16, vy + 6, 0.2) for t in (-0.7, -0.4, -0.15, 0.15, 0.4, 0.7)], shade(wood, 0.4), 0.7)
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


@place("embankment", 3)
def embankment(sc: Scene) -> None:
    """Granite and railings, the river, and the town on the other side."""
    v = sc.variant
    sc.horizon = sc.u(44, 52)
    x_sun = sc.w * (0.5 + sc.side * sc.u(0.1, 0.32))
    paint_sky(sc, sun_x=x_sun)
    far = sc.horizon + 3
    skyline(sc, far - 1, 17, 0.75)
    with sc.far(0.24):
        x = -3.0
        while x < sc.w + 3:
            w, h = sc.u(13, 25), sc.u(11, 17)
            town_front(sc, x, x + w, far, h, 3)
            x += w + 0.3
        if not western(sc) and v != 1:
            sx = sc.w * (0.5 - sc.side * 0.14)
            sc.cv.fill(
                pts([(sx - 0.7, far - 15), (sx, far - 42), (sx + 0.7, far - 15)]),
                Grad((hexc("#f0cf72"), hexc("#b98d33")), 0),
            )
            sc.cv.fill(
                [rect(sx - 3.4, far - 18, sx + 3.4, far - 8), ellipse(sx, far - 18, 2.6, 2.6)],
                hexc("#e3c98c"),
            )
            onion(sc, sc.w * (0.5 + sc.side * 0.22), far - 14, 4.6, hexc("#d8a93f"), 1.2)
    quay = hexc("#b58f84") if sc.variant != 1 else hexc("#a9a4a2")
    with sc.far(0.2):
        sc.cv.fill(rect(-1, far - 0.4, sc.w + 1, far + 1.6), shade(quay, 0.86))
    water(sc, far + 1.5, 78, None, 0.72)
    _sparkle(sc, x_sun, far + 3, 70)
    if not sc.look.snow:
        (sailing_ship if v == 0 else boat)(
            sc, sc.w * (0.5 + 0.12 * sc.side), far + 12, 16 if v == 0 else 4
        )
        sc.present.update({"boat", "sailing_ship"})
    if v == 2:
        c = hexc("#8f959c")
        xs = np.linspace(-3, sc.w * 0.62, 60)
        arch = far + 3 + 5 * np.abs(np.sin((xs + 3) / 24 * np.pi)) * -1 + 5
        deck = np.full_like(xs, far - 3.0) - 3.0 * np.sin((xs + 3) / (sc.w * 0.65) * np.pi)
        sc.cv.fill(
            np.concatenate([np.stack([xs, deck], axis=1), np.stack([xs, arch], axis=1)[::-1]]),
            Grad((shade(c, 1.1), shade(c, 0.6))),
        )
        sc.cv.fill(ribbon(np.stack([xs, deck - 0.8], axis=1), [0.5]), shade(c, 0.7))
        sc.present.add("bridge")
    pave = hexc("#c2a99c") if not sc.look.snow else hexc("#e4e9f2")
    sc.cv.fill(rect(-1, 79, sc.w + 1, 102), Grad((shade(pave, 0.92), pave, shade(pave, 0.76))))
    vx = sc.w / 2
    sc.cv.fill(
        [stroke(-1, y, sc.w + 1, y, 0.14) for y in (82.5, 87, 93)]
        + [stroke(vx + t * 22, 79, vx + t * 36, 102, 0.14) for t in np.linspace(-4, 4, 17)],
        shade(pave, 0.66),
        0.6,
    )
    iron = hexc("#2d323d")
    bars = [rect(x, 72.5, x + 0.4, 80) for x in np.arange(0, sc.w, 1.9)]
    rings = [
        np.concatenate(
            [
                ellipse(x, 74.2, 0.75, 0.75, 14),
                ellipse(x, 74.2, 0.75, 0.75, 14)[:1],
                ellipse(x, 74.2, 0.45, 0.45, 14)[::-1],
                ellipse(x, 74.2, 0.45, 0.45, 14)[-1:],
            ]
        )
        for x in np.arange(1.1, sc.w, 1.9)
    ]
    sc.cv.fill(
        [
            *bars,
            *rings,
            rect(-1, 72, sc.w + 1, 72.7),
            rect(-1, 78.6, sc.w + 1, 79.2),
            rect(-1, 75.3, sc.w + 1, 75.7),
        ],
        iron,
    )
    for x in np.linspace(sc.w * 0.08, sc.w * 0.92, 4):
        sc.cv.fill(rect(x - 3, 71, x + 3, 81), Grad((shade(quay, 1.1), quay, shade(quay, 0.7)), 0))
        sc.cv.fill(
            rect(x - 3.5, 70, x + 3.5, 71.8),
            shade(quay, 1.16) if not sc.look.snow else hexc("#f3f6fc"),
        )
    lx = sc.w * (0.5 + sc.side * 0.40)
    lamp_post(sc, lx, 90, 50)
    sc.take(lx - 3, lx + 3)
    sc.present.add("lamp_post")
    if v == 1:
        frame_trees(sc, ("leaf",))
    sc.stage = Stage(sc.w * 0.16, sc.w * 0.80, 86, 95, 33)
