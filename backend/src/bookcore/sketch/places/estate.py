"""Manor and palace."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.churches import onion
from bookcore.sketch.buildings.fronts import classical_front, columns, western
from bookcore.sketch.buildings.windows import window_rows
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import flowers, meadow, mottle, path, shadow
from bookcore.sketch.nature.grove import bush
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.grand import avenue_to_manor, palace_through_gate
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke


@place("manor", 4)
def manor(sc: Scene) -> None:
    """A columned house at the end of its drive, across a pond, or behind old trees."""
    v = sc.variant
    if v == 3:
        avenue_to_manor(sc)
        return
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


@place("palace", 4)
def palace(sc: Scene) -> None:
    """A long palace over its parterre, a court with an arch, or a terrace by night."""
    v = sc.variant
    if v == 3:
        palace_through_gate(sc)
        return
    sc.horizon = sc.u(54, 60)
    paint_sky(sc)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 3, 10, 0.55, "leaf", 0.4)
    base = sc.horizon + 8
    sc.keep.append((sc.w * 0.36, base - 46, sc.w * 0.64, base))
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
