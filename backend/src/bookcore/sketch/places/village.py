"""Village and hut."""

from __future__ import annotations

from bookcore.sketch.buildings.churches import church_for
from bookcore.sketch.buildings.fronts import western
from bookcore.sketch.buildings.houses import country_house, gable_house
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import hills, meadow, mist, path
from bookcore.sketch.nature.grove import birch, bush, willow
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import bare_tree, leaf_tree, oak, spruce
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.country import before_the_door
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props.outdoors import fence, well
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, smooth


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


@place("hut", 4)
def hut(sc: Scene) -> None:
    """One small house: at the edge of a wood, alone on a rise, or deep among birches."""
    v = sc.variant
    if v == 3:
        before_the_door(sc)
        return
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
