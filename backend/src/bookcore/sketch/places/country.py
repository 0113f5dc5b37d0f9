"""Where people live in the country: village, hut, manor, palace, garden, battlefield."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.ground import (
    boulder,
    flowers,
    hills,
    meadow,
    mist,
    mottle,
    path,
    shadow,
    water,
)  # fmt: skip
from bookcore.sketch.houses import (
    church_for,
    classical_front,
    columns,
    country_house,
    gable_house,
    onion,
    western,
    window_rows,
)  # fmt: skip
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props import PROPS
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import arc, ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.sky import paint_sky
from bookcore.sketch.street import campfire, cannon, fence, flag, haystack, smoke, tent, well
from bookcore.sketch.trees import (
    bare_tree,
    birch,
    bush,
    leaf_tree,
    oak,
    poplar,
    spruce,
    tree_line,
    willow,
)  # fmt: skip


@place("village", 4)
def village(sc: Scene) -> None:
    """A street of houses, a hamlet below its church, a village by a pond, or one seen from a hill."""
    v = sc.variant
    sc.horizon = sc.u(46, 56)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 10, 0.84, mix(sc.look.grass, sc.look.spruce, 0.6))
    hills(sc, sc.horizon + 1, 6, 0.64, mix(sc.look.crop, sc.look.grass, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 3, 6.5, 0.55, "mixed")
    meadow(sc, sc.horizon + 3)
    if v in (1, 3):
        with sc.far(0.34):
            church_for(sc, sc.w * (0.5 + sc.side * 0.16), sc.horizon + 6, 25)
    rows: list[tuple[float, float, float, float]] = []
    if v == 0:
        for k in range(4):
            t = k / 3
            for d in (-1, 1):
                rows.append(
                    (
                        sc.w * 0.5 + d * sc.w * (0.13 + 0.32 * t),
                        sc.horizon + 7 + 18 * t,
                        15 + 20 * t,
                        0.42 * (1 - t),
                    )
                )
    else:
        n = 7
        for k in range(n):
            t = sc.u(0, 1) if v == 3 else (k % 3) / 2.4
            rows.append(
                (
                    sc.w * (0.06 + 0.88 * (k + sc.u(0.2, 0.8)) / n),
                    sc.horizon + 7 + 15 * t,
                    14 + 12 * t,
                    0.38 * (1 - t),
                )
            )
    for x, y, w, depth in sorted(rows, key=lambda r: r[1]):
        with sc.far(depth):
            if sc.chance(0.5):
                leaf_tree(sc, x + sc.u(-0.9, 0.9) * w, y - 1, w * 0.85)
            country_house(sc, x, y, w)
            if sc.chance(0.5):
                fence(sc, x - w * 0.9, x + w * 0.4, y + 1.6, w * 0.17)
    if v == 2:
        pond = ellipse(sc.w * (0.5 + 0.06 * sc.side), 81, 36, 6, 50)
        water(sc, 74, 88, pond, 0.95)
        if not sc.look.snow:
            sc.cv.fill(
                [
                    ellipse(sc.w * 0.5 + dx, 80 + dy, 1.3, 0.6, 12)
                    for dx, dy in ((-9, 1), (-4, 2.4), (6, 0))
                ]
                + [
                    ellipse(sc.w * 0.5 + dx + 1.1, 79.2 + dy, 0.45, 0.5, 10)
                    for dx, dy in ((-9, 1), (-4, 2.4), (6, 0))
                ],
                hexc("#f3f0e6"),
            )
        willow(sc, sc.w * (0.5 - sc.side * 0.36), 92, 42)
        sc.stage = Stage(sc.w * 0.24, sc.w * 0.80, 93, 97, 21)
    else:
        path(sc, sc.w * 0.5, sc.horizon + 6, sc.w * (0.5 + 0.06 * sc.side), 26, sc.u(-5, 5))
        well(sc, sc.w * (0.5 - sc.side * 0.17), 80, 14)
        sc.present.add("well")
        sc.take(sc.w * (0.5 - sc.side * 0.17) - 6, sc.w * (0.5 - sc.side * 0.17) + 6)
        if v == 3:
            fence(
                sc, sc.w * 0.5 - sc.side * sc.w * 0.5, sc.w * 0.5 - sc.side * sc.w * 0.16, 98, 11
            ) if sc.side > 0 else fence(sc, sc.w * 0.66, sc.w + 2, 98, 11)
        sc.stage = Stage(sc.w * 0.24, sc.w * 0.78, 83, 93, 23)
    sc.present.add("fence")


@place("hut", 3)
def hut(sc: Scene) -> None:
    """One small house: at the edge of a wood, alone on a rise, or deep among birches."""
    v = sc.variant
    sc.horizon = sc.u(56, 64)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 8, 0.84, sc.look.spruce)
    for i, depth in enumerate((0.7, 0.46)):
        tree_line(
            sc,
            -2,
            sc.w + 2,
            sc.horizon + 1 + 2.5 * i,
            (15 if v != 1 else 6) * (1 + 0.4 * i),
            depth,
            "spruce" if v == 0 else "mixed",
            0.7,
        )
        mist(sc, sc.horizon + 1 + 2 * i, 5, 0.34)
    meadow(sc, sc.horizon + 4, shade(sc.look.grass, 0.9))
    x = sc.w * (0.5 - sc.side * sc.u(0.10, 0.20))
    base = sc.horizon + (17 if v != 1 else 13)
    if v == 2:
        for k in range(6):
            with sc.far(0.2):
                birch(sc, sc.w * (0.06 + 0.17 * k) + sc.u(-4, 4), base - 5, sc.u(36, 50))
    elif v == 0:
        for k in range(5):
            with sc.far(0.18):
                spruce(sc, sc.w * (0.04 + 0.23 * k) + sc.u(-5, 5), base - 6, sc.u(26, 40))
    if v == 1:
        mound = smooth(
            [
                (x - 58, base + 10),
                (x - 30, base + 2),
                (x, base - 1),
                (x + 30, base + 2),
                (x + 58, base + 10),
            ],
            closed=False,
        )
        sc.cv.fill(mound, Grad((shade(sc.look.grass, 1.02), shade(sc.look.grass, 0.8))), blur=0.4)
        bare_tree(sc, x - sc.side * -28, base + 2, 34) if sc.look.season != "summer" else oak(
            sc, x + sc.side * 28, base + 2, 36
        )
    if western(sc):
        gable_house(sc, x, base, sc.u(36, 42), hexc("#a39684"), hexc("#9c8352"))
    else:
        country_house(sc, x, base, sc.u(36, 42))
    path(sc, x + 9, base + 0.5, sc.w * (0.5 + 0.12 * sc.side), 18, 4 * sc.side)
    fence(
        sc,
        min(x + sc.side * 24, sc.w * (0.5 + sc.side * 0.5)),
        max(x + sc.side * 24, sc.w * (0.5 + sc.side * 0.5)),
        base + 6,
        7,
        0,
    )
    bush(sc, x - sc.side * 22, base + 3, 5)
    frame_trees(sc, ("spruce",) if v == 0 else ("birch", "leaf") if v == 2 else ("leaf", "spruce"))
    sc.take(x - 16, x + 12)
    sc.present.add("fence")
    sc.stage = Stage(sc.w * 0.22, sc.w * 0.78, 85, 94, 23)


@place("manor", 3)
def manor(sc: Scene) -> None:
    """A columned house at the end of its drive, across a pond, or behind old trees."""
    v = sc.variant
    sc.horizon = sc.u(56, 62)
    paint_sky(sc)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 3, 19, 0.55, "leaf", 0.4)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 5, 13, 0.36, "mixed", 0.4)
    meadow(sc, sc.horizon + 4)
    base = sc.horizon + 12
    cx = sc.w * (0.5 - sc.side * sc.u(0.0, 0.10))
    wall = sc.pick(hexc("#e2c27e"), hexc("#d9d6c8"), hexc("#b9c6a4"), hexc("#d7a58c"))
    if western(sc):
        wall = sc.pick(hexc("#c9ad8a"), hexc("#b48a70"), hexc("#b9b2a4"))
    with sc.far(0.10):
        classical_front(
            sc,
            cx,
            base,
            84,
            22,
            wall,
            hexc("#f6f1e4"),
            2,
            4,
            6,
            hexc("#7f8f86") if not western(sc) else hexc("#5f656f"),
        )
    for d in (-1, 1):
        with sc.far(0.12):
            leaf_tree(sc, cx + d * 52, base + 1, sc.u(32, 40))
        bush(sc, cx + d * 34, base + 1.5, 4)
    if v == 1:
        pond = smooth(
            [
                (sc.w * 0.16, base + 9),
                (sc.w * 0.5, base + 6.5),
                (sc.w * 0.86, base + 9),
                (sc.w * 0.92, 89),
                (sc.w * 0.5, 92),
                (sc.w * 0.1, 89),
            ],
            n=8,
        )
        water(sc, base + 6, 92, pond, 0.95)
        sc.stage = Stage(sc.w * 0.24, sc.w * 0.76, 93, 97, 21)
    else:
        sand = hexc("#d8c39a") if not sc.look.snow else hexc("#dfe5ee")
        path(sc, cx, base + 0.5, sc.w * (0.5 + 0.05 * sc.side), 42, 3 if v == 2 else 0, sand)
        if v == 0:
            bed = ellipse(cx, base + 9, 15, 3.2, 40)
            sc.cv.fill(bed, Grad((shade(sc.look.grass, 1.1), shade(sc.look.grass, 0.8))))
            flowers(sc, cx - 11, cx + 11, base + 7.4, base + 11, 60)
        sc.stage = Stage(sc.w * 0.26, sc.w * 0.74, 85, 94, 23)
    if v != 0:
        frame_trees(sc, ("leaf", "birch"))
    else:
        for d in (-1, 1):
            for k in range(3):
                with sc.far(0.10 * (2 - k)):
                    leaf_tree(
                        sc,
                        sc.w * 0.5 + d * (sc.w * (0.30 + 0.10 * k)),
                        base + 5 + 9 * k,
                        28 + 12 * k,
                        0.3,
                    )


@place("palace", 3)
def palace(sc: Scene) -> None:
    """A long palace over its parterre, a court with an arch, or a terrace by night."""
    v = sc.variant
    sc.horizon = sc.u(54, 60)
    paint_sky(sc)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 3, 10, 0.55, "leaf", 0.4)
    base = sc.horizon + 8
    wall = sc.pick(hexc("#7fa6b8"), hexc("#e0bd6f"), hexc("#d98f7d"), hexc("#cfd4cf"))
    trim, cx = hexc("#f7f2e6"), sc.w * 0.5
    h = 30.0
    with sc.far(0.08):
        tones = (
            (shade(wall, 0.82), wall, shade(wall, 1.08))
            if sc.side > 0
            else (shade(wall, 1.08), wall, shade(wall, 0.82))
        )
        sc.cv.fill(rect(-2, base - h * 0.86, sc.w + 2, base), Grad(tones, 0))
        roof = hexc("#f1f5fc") if sc.look.snow else hexc("#6f8a80")
        sc.cv.fill(
            rect(-2, base - h * 0.98, sc.w + 2, base - h * 0.85), Grad((roof, shade(roof, 0.8)))
        )
        window_rows(sc, 0, sc.w, base - h * 0.83, base - h * 0.05, 26, 2, trim, (0.40, 0.62), 0.7)
        columns(sc, 2, sc.w - 2, base - h * 0.82, base - h * 0.02, 27, trim)
        sc.cv.fill(
            [
                rect(-2, base - h * 0.88, sc.w + 2, base - h * 0.83),
                rect(-2, base - h * 0.44, sc.w + 2, base - h * 0.41),
            ],
            trim,
        )
        sc.cv.fill(
            [
                smooth(
                    [
                        (x - 0.6, base - h * 0.98),
                        (x - 0.5, base - h * 1.06),
                        (x, base - h * 1.13),
                        (x + 0.5, base - h * 1.06),
                        (x + 0.6, base - h * 0.98),
                    ],
                    n=4,
                )
                for x in np.linspace(4, sc.w - 4, 14)
            ],
            shade(trim, 0.86),
        )
    classical_front(sc, cx, base + 1, 62, h * 1.12, shade(wall, 1.02), trim, 3, 4, 8)
    gold = hexc("#d9ab3f")
    onion(sc, cx, base - h * 1.34, 5.2, gold, 1.1, cross=False)
    sc.cv.fill([rect(cx - 0.3, base - h * 1.34 - 24, cx + 0.3, base - h * 1.34 - 17)], gold)
    pave = hexc("#cbbda2") if not sc.look.snow else hexc("#e6ebf3")
    sc.cv.fill(
        rect(-1, base + 1, sc.w + 1, 102), Grad((shade(pave, 0.95), pave, shade(pave, 0.74)))
    )
    mottle(sc, base + 2, 101, shade(pave, 0.6), 0.35)
    if v == 0:
        green = sc.look.grass
        for d in (-1, 1):
            sc.cv.fill(
                pts(
                    [
                        (cx + d * 9, base + 4),
                        (cx + d * 58, base + 4),
                        (cx + d * 88, 99),
                        (cx + d * 15, 99),
                    ]
                ),
                Grad((shade(green, 0.95), shade(green, 0.75))),
            )
            sc.cv.fill(
                [
                    ribbon(
                        smooth(
                            [
                                (cx + d * 14, base + 7),
                                (cx + d * 34, base + 9),
                                (cx + d * 46, base + 15),
                                (cx + d * 30, base + 20),
                            ],
                            closed=False,
                        ),
                        [0.8, 1.6],
                    )
                ],
                shade(sc.look.spruce, 0.9),
            )
            if not sc.look.snow:
                near, wide = sorted((cx + d * 16, cx + d * 60))
                flowers(sc, near, wide, base + 6, 96, 80)
            for k in range(3):
                x, y, r = cx + d * (12 + 5.5 * k), base + 6 + 10 * k, 3.2 + 1.6 * k
                shadow(sc, x, y, r)
                cone = pts([(x - r * 0.8, y), (x, y - r * 3.4), (x + r * 0.8, y)])
                c = sc.look.spruce
                sc.cv.fill(
                    cone,
                    Grad(
                        (shade(c, 0.6), c, shade(c, 1.25))
                        if sc.side > 0
                        else (shade(c, 1.25), c, shade(c, 0.6)),
                        0,
                    ),
                )
        PROPS["fountain"].draw(sc, cx, base + 12, 13)
        sc.present.add("fountain")
        sc.take(cx - 11, cx + 11)
        sc.stage = Stage(sc.w * 0.12, sc.w * 0.88, 87, 95, 20)
    else:
        stone = hexc("#c9c0ae")
        sc.cv.fill(
            [
                stroke(-1, base + 2 + t, sc.w + 1, base + 2 + t, 0.12 + t * 0.01)
                for t in (3, 7, 12, 19, 28)
            ],
            shade(pave, 0.66),
            0.6,
        )
        for x in np.arange(-1, sc.w + 2, 4.2):
            sc.cv.fill(
                smooth(
                    [
                        (x - 0.7, 99),
                        (x - 1.2, 95),
                        (x - 0.6, 91),
                        (x + 0.6, 91),
                        (x + 1.2, 95),
                        (x + 0.7, 99),
                    ],
                    n=4,
                ),
                Grad((shade(stone, 0.7), shade(stone, 1.05)), 0),
            )
        sc.front(
            lambda: sc.cv.fill(
                [rect(-1, 88.4, sc.w * 0.26, 91), rect(sc.w * 0.74, 88.4, sc.w + 1, 91)],
                Grad((shade(stone, 1.1), shade(stone, 0.8))),
            )
        )
        if v == 2:
            frame_trees(sc, ("leaf",))
        sc.stage = Stage(sc.w * 0.26, sc.w * 0.74, 82, 88, 22)


@place("garden", 4)
def garden(sc: Scene) -> None:
    """An avenue with a bench, a rose arch, an orchard, or a pavilion over water."""
    v = sc.variant
    sc.horizon = sc.u(48, 56)
    paint_sky(sc)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 3, 17, 0.6, "leaf", 0.5)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 6, 12, 0.38, "leaf", 0.5)
    meadow(sc, sc.horizon + 5)
    sand = hexc("#dbc79c") if not sc.look.snow else hexc("#dde4ee")
    if v == 0:
        vx = sc.w * (0.5 - 0.08 * sc.side)
        path(sc, vx, sc.horizon + 6, sc.w * 0.5, 46, 0, sand)
        for i in range(6):
            k = (i + 0.6) / 6
            for d in (-1, 1):
                with sc.far(0.4 * (1 - k)):
                    leaf_tree(
                        sc,
                        vx + (sc.w * 0.5 - vx) * k + d * (6 + 66 * k**1.5),
                        sc.horizon + 7 + 38 * k**1.8,
                        12 + 66 * k**1.3,
                        0.34,
                    )
        PROPS["bench"].draw(sc, sc.w * (0.5 + sc.side * 0.27), 84, 9)
    elif v == 1:
        path(sc, sc.w * 0.5, sc.horizon + 6, sc.w * 0.52, 34, 5 * sc.side, sand)
        green = shade(sc.look.spruce, 1.1)
        for d in (-1, 1):
            hedge = pts(
                [
                    (sc.w * 0.5 + d * 14, 66),
                    (sc.w * 0.5 + d * 80, 62),
                    (sc.w * 0.5 + d * 80, 78),
                    (sc.w * 0.5 + d * 15, 77),
                ]
            )
            sc.cv.fill(hedge, Grad((shade(green, 1.15), shade(green, 0.66))))
            for k in range(4):
                bush(sc, sc.w * 0.5 + d * (20 + 15 * k), 80 + 2 * (k % 2), 6)
        cx, r = sc.w * 0.5, 15.0
        for k in (0.0, 1.6):
            sc.cv.fill(
                ribbon(
                    np.concatenate(
                        [
                            [[cx - r - k, 82]],
                            arc(cx, 54, r + k, 22, 180, 360, 24),
                            [[cx + r + k, 82]],
                        ]
                    ),
                    [0.6],
                ),
                hexc("#efe9dc"),
            )
        if not sc.look.snow:
            for t in np.linspace(0, 1, 60):
                a = np.radians(180 + 180 * t)
                bx, by = (
                    cx + (r + 0.8) * np.cos(a) + sc.u(-2, 2),
                    54 + 22 * np.sin(a) + sc.u(-1.6, 1.6),
                )
                sc.cv.fill(ellipse(bx, by, 1.7, 1.3, 10), shade(sc.look.leaves[0], sc.u(0.7, 1.15)))
            if sc.look.season != "autumn":
                sc.cv.fill(
                    [
                        ellipse(
                            cx + (r + 0.8) * np.cos(np.radians(180 + a)) + sc.u(-2, 2),
                            54 + 22 * np.sin(np.radians(180 + a)) + sc.u(-1.6, 1.6),
                            0.9,
                            0.85,
                            10,
                        )
                        for a in np.linspace(0, 180, 46)
                    ],
                    sc.pick(hexc("#d8546a"), hexc("#f4e3e6"), hexc("#e88aa0")),
                )
        flowers(sc, 4, sc.w - 4, 82, 97, 150)
    elif v == 2:
        path(sc, sc.w * 0.46, sc.horizon + 6, sc.w * 0.55, 14, 7 * sc.side)
        for row in range(3):
            for k in range(5):
                t = row / 2
                x, y, h = sc.w * (0.04 + 0.23 * k) + row * 8, sc.horizon + 10 + 15 * t, 20 + 13 * t
                if abs(x - sc.w * 0.5) < 10 + 6 * row:
                    continue
                with sc.far(0.3 * (1 - t)):
                    shadow(sc, x, y, h * 0.3)
                    leaf_tree(sc, x, y, h, 0.36)
                    if sc.look.season in ("summer", "autumn"):
                        sc.cv.fill(
                            [
                                ellipse(
                                    x + sc.u(-0.3, 0.3) * h,
                                    y - h * sc.u(0.45, 0.85),
                                    h * 0.02,
                                    h * 0.02,
                                    8,
                                )
                                for _ in range(16)
                            ],
                            hexc("#c9352c"),
                        )
        PROPS["basket"].draw(sc, sc.w * (0.5 - 0.2 * sc.side), 88, 6)
        flowers(sc, 0, sc.w, 82, 99, 60)
    else:
        px, base = sc.w * (0.5 - 0.16 * sc.side), sc.horizon + 13
        stone = hexc("#f1ead9")
        sc.cv.fill(
            [
                rect(px - 16, base - 1.5, px + 16, base + 1),
                rect(px - 18, base + 1, px + 18, base + 3),
            ],
            Grad((stone, shade(stone, 0.78))),
        )
        columns(sc, px - 13, px + 13, base - 18, base - 1, 6, stone)
        sc.cv.fill(rect(px - 15, base - 20, px + 15, base - 17.6), stone)
        dome = np.concatenate([arc(px, base - 20, 13.5, 10, 180, 360, 24)])
        c = hexc("#7f9a8c") if not sc.look.snow else hexc("#f1f5fc")
        sc.cv.fill(
            dome,
            Grad(
                (shade(c, 0.65), c, shade(c, 1.2))
                if sc.side > 0
                else (shade(c, 1.2), c, shade(c, 0.65)),
                0,
            ),
        )
        water(
            sc,
            base + 5,
            92,
            smooth(
                [
                    (sc.w * 0.08, base + 9),
                    (sc.w * 0.5, base + 5.4),
                    (sc.w * 0.94, base + 9),
                    (sc.w * 0.88, 90),
                    (sc.w * 0.14, 91),
                ],
                n=8,
            ),
            0.95,
        )
        willow(sc, sc.w * (0.5 + sc.side * 0.34), base + 8, 46)
        for k in range(3):
            bush(sc, sc.w * (0.1 + 0.35 * k), 94, 5)
    sc.present.add("bench")
    if v in (1, 3):
        frame_trees(sc, ("leaf", "birch"))
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.76, 84 if v != 3 else 92, 93 if v != 3 else 97, 24)


@place("battlefield", 3)
def battlefield(sc: Scene) -> None:
    """Smoke over broken ground, a camp with fires, or ranks and guns before a redoubt."""
    v = sc.variant
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


__all__ = ["battlefield", "garden", "haystack", "hut", "manor", "palace", "poplar", "village"]
