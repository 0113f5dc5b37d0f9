"""Forest, mountains, road."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.houses import izba
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.nature.ground import (
    boulder,
    flowers,
    hills,
    meadow,
    mist,
    path,
    shadow,
    stones,
)
from bookcore.sketch.nature.grove import birch, bush, poplar, tree_for, willow
from bookcore.sketch.nature.mountains import peaks
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree, pine, spruce
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import canopy, tree_line, undergrowth
from bookcore.sketch.places.plains import tarn
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.outdoors import fence, signpost
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth


def frame_trees(sc: Scene, kinds: tuple[str, ...] = ("spruce", "leaf", "birch")) -> None:
    """Large dark trees at one or both edges, so that one looks into the picture."""
    kind = kinds[int(sc.rng.integers(len(kinds)))]
    sides = ((-1,), (1,), (-1, 1))[sc.count(0, 2)]
    w = sc.w
    for d in sides:
        for k in range(sc.count(1, 2)):
            x = w / 2 + d * (w / 2 - sc.u(-3, 8) - k * sc.u(9, 15))
            base = sc.u(98, 108) - k * 5
            h = sc.u(70, 98) * (0.75 if k else 1.0)
            if kind == "spruce":
                c = shade(sc.look.spruce, 0.62)
                spruce(sc, x, base, h, c)
            elif kind == "birch":
                birch(sc, x, base, h * 1.15)
            elif kind == "pine":
                pine(sc, x, base, h * 1.15)
            else:
                leaf_tree(sc, x + d * 6, base, h * 1.05, 0.4)


@place("forest", 4)
def forest(sc: Scene) -> None:
    """A clearing, a ride between trunks, a birch grove, or a wood by a stream."""
    v = sc.variant
    sc.horizon = sc.u(54, 64) if v != 1 else sc.u(46, 54)
    paint_sky(sc)
    kind = ("spruce", "mixed", "leaf", "mixed")[v]
    if v == 0 or sc.chance(0.4):
        hills(sc, sc.horizon - 5, 8, 0.86, sc.look.spruce)
    h = 13.0
    for i, depth in enumerate((0.78, 0.55, 0.34)):
        base = sc.horizon + 1.0 + i * 2.4
        tree_line(sc, -2, sc.w + 2, base, h * (1 + 0.45 * i) * sc.u(0.9, 1.15), depth, kind, 0.75)
        mist(sc, base, 5 + i, 0.34)
    meadow(sc, sc.horizon + 5.0, shade(sc.look.grass, 0.86))
    if sc.look.dark:
        # Moonlight hangs in the clearing, and the trunks before it are seen.
        mist(sc, sc.horizon + 3, 16, 0.42, hexc("#8fa6cf"))
        sc.lamp(sc.w * (0.5 + 0.1 * sc.side), sc.horizon + 6, 52, (150.0, 172.0, 224.0), 0.55, 0.05)
    if v == 3:
        bank = smooth(
            [
                (sc.w * 0.30, sc.horizon + 9),
                (sc.w * 0.42, sc.horizon + 8.4),
                (sc.w * 0.52, sc.horizon + 14),
                (sc.w * 0.85, 88),
                (sc.w * 0.95, 103),
                (sc.w * 0.35, 103),
                (sc.w * 0.5, 86),
                (sc.w * 0.38, sc.horizon + 16),
            ],
            n=8,
        )
        water(sc, sc.horizon + 8, 101, bank, 0.8)
        stones(sc, sc.w * 0.35, sc.w * 0.8, sc.horizon + 20, 96, 6, 1.8)
    else:
        path(
            sc,
            sc.w * sc.u(0.35, 0.65),
            sc.horizon + 6,
            sc.w * sc.u(0.3, 0.7),
            sc.u(14, 24),
            sc.u(-9, 9),
        )
    if sc.look.season != "winter":
        flowers(sc, 0, sc.w, sc.horizon + 12, 99, 36)
    undergrowth(sc, sc.horizon + 11, 96, 44)
    if v == 1:
        _trunks(sc)
    else:
        n = sc.count(6, 9)
        for i in range(n):
            side = -1 if i % 2 else 1
            x = sc.w / 2 + side * sc.u(0.22, 0.48) * sc.w
            base = sc.horizon + 7 + sc.u(2, 9)
            with sc.far(0.16):
                if kind == "spruce":
                    spruce(sc, x, base, sc.u(24, 38))
                elif kind == "leaf":
                    birch(sc, x, base, sc.u(28, 44))
                else:
                    tree_for(sc, x, base, sc.u(24, 38))
        for _ in range(3):
            bush(sc, sc.u(0, 1) * sc.w, sc.horizon + sc.u(10, 16), sc.u(2.5, 4.5))
    mist(sc, sc.horizon + 9, 7, 0.26)
    frame_trees(
        sc,
        ("spruce",)
        if kind == "spruce"
        else ("birch", "leaf", "pine")
        if kind == "leaf"
        else ("spruce", "pine", "leaf"),
    )
    sc.stage = Stage(sc.w * 0.24, sc.w * 0.76, 80, 92, 25)


def _trunks(sc: Scene) -> None:
    """Tall stems on both sides of a ride, crowns above the frame."""
    for i in range(15):
        k = (i + 0.5) / 15
        depth = 0.5 * (1 - k)
        for d in (-1, 1):
            x = sc.w / 2 + d * (sc.w * (0.10 + 0.46 * k**1.4) + sc.u(-4, 4))
            base = sc.horizon + 7 + 38 * k**1.6
            wdt = 1.0 + 5.0 * k**1.6
            c = jitter(hexc("#6b5344") if i % 3 else hexc("#b9b5aa"), sc.rng, 8)
            with sc.far(depth):
                lean = sc.u(-2, 2)
                stem = ribbon(
                    [(x, base), (x + lean * 0.3, base - 35), (x + lean, -6)],
                    [wdt * 1.35, wdt, wdt * 0.8],
                )
                tones = (
                    (shade(c, 0.6), c, shade(c, 1.15))
                    if sc.side > 0
                    else (shade(c, 1.15), c, shade(c, 0.6))
                )
                sc.cv.fill(stem, Grad(tones, 0))
                roots = smooth(
                    [
                        (x - wdt * 1.2, base + 0.6),
                        (x - wdt * 0.5, base - 2.4),
                        (x + wdt * 0.5, base - 2.4),
                        (x + wdt * 1.2, base + 0.6),
                    ],
                    n=4,
                )
                sc.cv.fill(roots, shade(c, 0.7))
                if sc.look.snow:
                    sc.cv.fill(ellipse(x, base + 0.5, wdt * 1.4, 0.9), hexc("#f2f5fb"), blur=0.3)
    canopy(sc)


def _gorge(sc: Scene, rock: RGB) -> None:
    """Two walls of rock, nearer and darker towards the viewer, with pines on their ledges."""
    for depth, reach, foot in ((0.34, 0.30, 74.0), (0.10, 0.22, 100.0)):
        for d in (-1, 1):
            edge = sc.w / 2 + d * sc.w * 0.52
            y = np.linspace(-3, foot, 15)
            lean = sc.w * (reach + 0.10 * (y / 100) ** 2)
            inner = edge - d * (lean + np.repeat(sc.rng.normal(0, sc.w * 0.018, 8), 2)[:15])
            wall = np.concatenate([np.stack([inner, y], axis=1), [[edge, foot + 6], [edge, -3]]])
            lit = (shade(rock, 1.15), shade(rock, 0.72))
            with sc.far(depth):
                sc.cv.fill(wall, Grad(lit if d == -sc.side else lit[::-1], 0))
                seams, ledges = [], []
                for i in range(2, 14, 2):
                    x, yy = float(inner[i]), float(y[i])
                    if i % 4 == 0:
                        ledges.append(
                            pts(
                                [
                                    (x, yy - 1.1),
                                    (x + d * sc.u(7, 12), yy - 1.9),
                                    (x + d * 3, yy + 0.2),
                                    (x, yy + 0.9),
                                ]
                            )
                        )
                    for _ in range(2):
                        sx = x + d * sc.u(2, 24)
                        seams.append(
                            ribbon(
                                smooth(
                                    [
                                        (sx, yy - 5),
                                        (sx + d * sc.u(-1, 2), yy),
                                        (sx + d * sc.u(-2, 3), yy + sc.u(3, 9)),
                                    ],
                                    closed=False,
                                    n=4,
                                ),
                                [0.5, 0.1],
                            )
                        )
                sc.cv.fill(seams, shade(rock, 0.5), 0.45)
                top = hexc("#eef3fa") if sc.look.snow else mix(rock, sc.look.grass, 0.55)
                sc.cv.fill(ledges, shade(top, 1.08), 0.75, blur=0.2)
                for i in (4, 8):
                    spruce(sc, float(inner[i]) + d * sc.u(3, 8), float(y[i]) - 1.4, sc.u(9, 15))


@place("mountains", 4)
def mountains(sc: Scene) -> None:
    """Snow peaks over a valley, a gorge with a torrent, or a pass with a lone pine."""
    v = sc.variant
    if v == 3:
        tarn(sc)
        return
    sc.horizon = sc.u(56, 66)
    paint_sky(sc)
    rock = hexc("#7c86a0") if v != 1 else hexc("#86807c")
    snowy = 0.5 if not sc.look.snow else 0.85
    peaks(sc, sc.horizon + 2, sc.u(38, 48), 0.72, rock, snowy, 4)
    mist(sc, sc.horizon - 3, 8, 0.5)
    peaks(sc, sc.horizon + 4, sc.u(22, 30), 0.48, shade(rock, 0.86), snowy * 0.55, 5)
    mist(sc, sc.horizon + 1, 7, 0.5)
    green = mix(sc.look.grass, sc.look.spruce, 0.5)
    hills(sc, sc.horizon + 4, 9, 0.38, green, 1.2, 0.5, sc.horizon + 18)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 9, 7, 0.36, "spruce", 0.5)
    meadow(sc, sc.horizon + 8, mix(sc.look.grass, hexc("#8f8d72"), 0.25))
    if v == 1:
        _gorge(sc, shade(rock, 0.70))
        bed = smooth(
            [
                (sc.w * 0.49, sc.horizon + 10),
                (sc.w * 0.53, sc.horizon + 10),
                (sc.w * 0.60, 84),
                (sc.w * 0.74, 103),
                (sc.w * 0.32, 103),
                (sc.w * 0.46, 84),
            ],
            n=8,
        )
        water(sc, sc.horizon + 9, 101, bed, 0.3, hexc("#5d8ea0"))
        stones(sc, sc.w * 0.25, sc.w * 0.75, 82, 98, 12, 2.4)
    else:
        path(sc, sc.w * sc.u(0.4, 0.6), sc.horizon + 9, sc.w * sc.u(0.3, 0.7), 14, sc.u(-12, 12))
        stones(sc, 0, sc.w, sc.horizon + 14, 98, 9, 2.2)
        for _ in range(3):
            (pine if v == 2 else spruce)(
                sc, sc.w * (0.5 + sc.side * -1 * sc.u(0.2, 0.45)), sc.u(78, 90), sc.u(30, 52)
            )
    boulder(sc, sc.w * (0.5 + 0.42 * sc.side), 97, 8)
    sc.stage = Stage(sc.w * 0.25, sc.w * 0.75, 82, 92, 22)


@place("road", 4)
def road(sc: Scene) -> None:
    """An avenue, a country road past a fence, a forest highway, or a road at the edge of a village."""
    v = sc.variant
    sc.horizon = sc.u(50, 60)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 8, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(
        sc, -2, sc.w + 2, sc.horizon + 1, 7 if v != 2 else 16, 0.58, "leaf" if v != 2 else "spruce"
    )
    meadow(sc, sc.horizon + 0.8)
    vx = sc.w * sc.u(0.36, 0.64)
    path(
        sc,
        vx,
        sc.horizon + 1,
        sc.w * (0.5 + 0.08 * sc.side),
        sc.u(40, 54),
        sc.u(-3, 3) if v == 0 else sc.u(-11, 11),
    )
    if v in (0, 2):
        plant = {0: poplar if sc.chance(0.5) else birch, 2: spruce}[v]
        for i in range(7):
            k = (i + 0.6) / 7
            y = sc.horizon + 2 + 44 * k**2.1
            for d in (-1, 1):
                x = vx + (sc.w * 0.5 - vx) * k + d * (4 + 64 * k**1.7)
                with sc.far(0.5 * (1 - k)):
                    shadow(sc, x, y, 2 + 4 * k)
                    plant(sc, x, y, 9 + 66 * k**1.6)
    elif v == 1:
        fence(sc, -2, sc.w * 0.36, 82, 11)
        tree_for(sc, sc.w * 0.88, 84, 48)
        signpost(sc, sc.w * 0.70, 80, 20)
        sc.present.update({"fence", "signpost"})
    else:
        for k in range(2):
            with sc.far(0.3 - 0.1 * k):
                izba(sc, sc.w * (0.12 + 0.15 * k), sc.horizon + 9 + 5 * k, 15 + 3 * k)
        fence(sc, -2, sc.w * 0.28, 78, 7)
        willow(sc, sc.w * 0.9, 88, 46)
    flowers(sc, 0, sc.w * 0.3, 84, 99, 24)
    sc.stage = Stage(sc.w * 0.34, sc.w * 0.66, 80, 91, 26)
