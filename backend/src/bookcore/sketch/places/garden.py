"""The garden."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.fronts import columns
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import flowers, meadow, path, shadow
from bookcore.sketch.nature.grove import bush, willow
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import arc, ellipse, pts, rect, ribbon, smooth


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
