"""The church and its yard."""

from __future__ import annotations

from bookcore.sketch.buildings.churches import church_for
from bookcore.sketch.buildings.fronts import western
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import hills, meadow, path, shadow
from bookcore.sketch.nature.grove import bush
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.grand import church_behind_bough
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props.outdoors import fence
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import rect, smooth


@place("church", 4)
def church(sc: Scene) -> None:
    """A church on its hill, among trees, or across a churchyard."""
    v = sc.variant
    if v == 3:
        church_behind_bough(sc)
        return
    sc.horizon = sc.u(58, 66)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 9, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 8, 0.6, "mixed")
    meadow(sc, sc.horizon + 1)
    cx = sc.w * (0.5 - sc.side * sc.u(0.08, 0.18))
    base = sc.horizon + (9 if v != 0 else 3)
    if v == 0:
        mound = smooth(
            [
                (cx - 62, sc.horizon + 14),
                (cx - 40, sc.horizon + 6),
                (cx, sc.horizon + 1),
                (cx + 40, sc.horizon + 6),
                (cx + 62, sc.horizon + 14),
            ],
            closed=False,
        )
        sc.cv.fill(mound, Grad((shade(sc.look.grass, 1.06), shade(sc.look.grass, 0.8))), blur=0.4)
    if v == 1:
        for k in range(4):
            with sc.far(0.25):
                leaf_tree(sc, cx + (-1) ** k * sc.u(20, 36), base - 2, sc.u(22, 32))
    church_for(sc, cx, base, sc.u(50, 58))
    sc.take(cx - 24, cx + 24)
    path(sc, cx + 1, base + 0.3, sc.w * (0.5 + 0.18 * sc.side), 20, sc.u(-6, 6))
    if v == 2:
        stone = hexc("#8d8b88")
        for _ in range(13):
            x, y = sc.u(0.03, 0.97) * sc.w, sc.u(base + 5, 94)
            size = 2.2 + (y - base) * 0.11
            if abs(x - sc.w * 0.5) < 16:
                continue
            shadow(sc, x, y, size * 0.6)
            if sc.chance(0.5) or western(sc):
                sc.cv.fill(
                    smooth(
                        [
                            (x - size * 0.5, y),
                            (x - size * 0.5, y - size * 0.9),
                            (x, y - size * 1.3),
                            (x + size * 0.5, y - size * 0.9),
                            (x + size * 0.5, y),
                        ],
                        n=4,
                    ),
                    Grad((shade(stone, 1.2), shade(stone, 0.7))),
                )
            else:
                sc.cv.fill(
                    [
                        rect(x - size * 0.08, y - size * 1.6, x + size * 0.08, y),
                        rect(x - size * 0.42, y - size * 1.2, x + size * 0.42, y - size * 1.05),
                    ],
                    hexc("#5f4c3c"),
                )
        fence(sc, -2, sc.w * 0.30, 97, 8, 0)
    else:
        for _ in range(3):
            bush(sc, sc.u(0.05, 0.95) * sc.w, sc.u(base + 4, 88), sc.u(3, 5))
    if v != 0:
        frame_trees(sc, ("leaf", "birch"))
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.76, 83, 93, 22)
