"""Streets and squares."""

from __future__ import annotations

from bookcore.sketch.buildings.churches import church_for, onion
from bookcore.sketch.buildings.fronts import classical_front, skyline, town_front, western
from bookcore.sketch.buildings.windows import window_rows
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.materials import SNOW
from bookcore.sketch.nature.ground import mist, shadow
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.places.grand import square_from_arcade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.street_rows import paving, receding
from bookcore.sketch.props.outdoors import lamp_post
from bookcore.sketch.props.vehicles import cart
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, smooth, stroke


@place("city_street", 4)
def city_street(sc: Scene) -> None:
    """A street into the depth, a row of fronts, a corner with a lane, or a narrow alley."""
    v = sc.variant
    if v in (0, 3):
        vx, vy = sc.w * sc.u(0.40, 0.60), sc.u(60, 68)
        sc.horizon = vy
        paint_sky(sc, sun_x=vx + sc.side * 8)
        skyline(sc, vy + 1, 16, 0.8)
        paving(sc, vy + 0.5, vx=vx)
        near = sc.w * 0.66
        for d in (-1, 1):
            receding(sc, vx, vy, d, near, 92 if v == 0 else 130, 6)
        walk = hexc("#b9b0a4") if not sc.look.snow else hexc("#eef2f8")
        for d in (-1, 1):
            sc.cv.fill(
                pts(
                    [
                        (vx + d * near * 0.10, vy + 4.2),
                        (vx + d * near * 0.075, vy + 4.2),
                        (vx + d * near * 0.70, 103),
                        (vx + d * near * 1.1, 103),
                    ]
                ),
                Grad((walk, shade(walk, 0.8))),
                0.8,
            )
        for k in (0.30, 0.52, 0.86):
            for d in (-1, 1):
                if (d > 0) == (k != 0.52):
                    y = vy + 34 * k
                    with sc.far(0.4 * (1 - k)):
                        lamp_post(sc, vx + d * near * k * 0.80, y, 50 * k)
        sc.present.add("lamp_post")
        mist(sc, vy, 9, 0.34)
        sc.stage = Stage(vx - sc.w * 0.22, vx + sc.w * 0.22, 82, 92, 27)
        return
    sc.horizon = sc.u(66, 72)
    paint_sky(sc, bottom=sc.horizon)
    skyline(sc, sc.horizon, 40 if v == 1 else 30, 0.72)
    base = sc.horizon + 8
    x = -4.0
    gap = sc.w * (0.5 - 0.2 * sc.side) if v == 2 else -99
    while x < sc.w + 4:
        w, h = sc.u(24, 42), sc.u(36, 56)
        if x < gap < x + w:
            x += 15
            continue
        with sc.far(0.06):
            town_front(sc, x, x + w, base, h)
        x += w + 0.4
    if v == 2:
        with sc.far(0.45):
            (
                onion(sc, gap + 5, base - 22, 6.5, hexc("#d8a93f"), 3.2)
                if not western(sc)
                else sc.cv.fill(
                    pts(
                        [
                            (gap + 1, base),
                            (gap + 1, base - 30),
                            (gap + 5, base - 56),
                            (gap + 9, base - 30),
                            (gap + 9, base),
                        ]
                    ),
                    hexc("#8a8790"),
                )
            )
        mist(sc, base - 4, 8, 0.3)
    paving(sc, base)
    kerb = hexc("#c0b7ab") if not sc.look.snow else SNOW
    sc.cv.fill(rect(-1, base, sc.w + 1, base + 4), Grad((shade(kerb, 0.9), kerb)))
    sc.cv.fill(rect(-1, base + 4, sc.w + 1, base + 4.9), shade(kerb, 0.55))
    for k in range(3):
        lx = sc.w * (0.14 + 0.36 * k) + sc.u(-4, 4)
        lamp_post(sc, lx, base + 5, 36)
        sc.take(lx - 2, lx + 2)
    sc.present.add("lamp_post")
    if v == 1:
        leaf_tree(sc, sc.w * (0.5 + 0.44 * sc.side), base + 6, 44)
    sc.stage = Stage(sc.w * 0.14, sc.w * 0.86, base + 5, base + 15, 27)


@place("square", 4)
def square(sc: Scene) -> None:
    """A great open place before a cathedral, a town hall with a column, or a market."""
    v = sc.variant
    if v == 3:
        square_from_arcade(sc)
        return
    sc.horizon = sc.u(58, 66)
    paint_sky(sc)
    skyline(sc, sc.horizon, 22, 0.78)
    base = sc.horizon + 4
    x = -3.0
    with sc.far(0.22):
        while x < sc.w + 3:
            w, h = sc.u(17, 28), sc.u(17, 26)
            town_front(sc, x, x + w, base, h)
            x += w + 0.3
    mist(sc, base, 4, 0.26)
    cx = sc.w * (0.5 - sc.side * sc.u(0.06, 0.2))
    with sc.far(0.08):
        if v == 0:
            church_for(sc, cx, base + 2.5, 54)
        elif v == 1:
            classical_front(
                sc,
                cx,
                base + 2,
                88,
                25,
                sc.pick(hexc("#d8b777"), hexc("#b9c4a4"), hexc("#c9a08a")),
                hexc("#f3ecdd"),
            )
        else:
            t = sc.w * (0.5 + sc.side * 0.26)
            sc.cv.fill(
                rect(t - 6, base - 38, t + 6, base + 1), Grad((hexc("#8f6f5a"), hexc("#c49a7c")), 0)
            )
            sc.cv.fill(
                pts([(t - 7, base - 38), (t, base - 52), (t + 7, base - 38)]), hexc("#4f5d5a")
            )
            sc.cv.fill(ellipse(t, base - 32, 3.4, 3.4, 30), hexc("#f6ecd2"))
            sc.cv.fill(
                [
                    stroke(t, base - 32, t + 1.8, base - 33.4, 0.5),
                    stroke(t, base - 32, t - 0.6, base - 34.6, 0.4),
                ],
                hexc("#2b2420"),
            )
            window_rows(sc, t - 4, t + 4, base - 26, base - 4, 2, 3, hexc("#ecdcc2"))
    paving(sc, base + 2)
    if v == 1:
        px = sc.w * (0.5 + sc.side * 0.24)
        stone = hexc("#a8a29a")
        shadow(sc, px, 79, 7)
        sc.cv.fill(
            [
                rect(px - 5, 74, px + 5, 79),
                rect(px - 3.6, 70, px + 3.6, 74),
                rect(px - 1.6, 30, px + 1.6, 70),
                rect(px - 2.4, 28.6, px + 2.4, 30.4),
            ],
            Grad((shade(stone, 0.6), stone, shade(stone, 1.2), shade(stone, 0.7)), 0),
        )
        sc.cv.fill(
            smooth(
                [
                    (px - 1, 28.6),
                    (px - 1.2, 24),
                    (px - 2.4, 21),
                    (px, 19),
                    (px + 2.2, 21.5),
                    (px + 1.1, 24),
                    (px + 1, 28.6),
                ],
                n=5,
            ),
            hexc("#6f8a80"),
        )
        sc.take(px - 6, px + 6)
        sc.present.add("column")
    if v == 2:
        for k in range(4):
            bx = sc.w * (0.10 + 0.16 * k) if sc.side > 0 else sc.w * (0.90 - 0.16 * k)
            y, c = (
                base + 7 + 3.5 * (k % 2),
                sc.pick(hexc("#b5473c"), hexc("#4a6f8a"), hexc("#c99a44")),
            )
            sc.cv.fill(
                [rect(bx - 6, y - 12, bx - 5.3, y), rect(bx + 5.3, y - 12, bx + 6, y)],
                hexc("#6a4f38"),
            )
            stripes = [
                pts(
                    [
                        (bx - 7 + 2 * i, y - 11),
                        (bx - 5.4 + 1.54 * i, y - 15),
                        (bx - 4.6 + 1.54 * i, y - 15),
                        (bx - 6 + 2 * i, y - 11),
                    ]
                )
                for i in range(7)
            ]
            sc.cv.fill(
                pts([(bx - 7, y - 11), (bx - 5.4, y - 15), (bx + 5.4, y - 15), (bx + 7, y - 11)]),
                hexc("#efe6d4") if not sc.look.snow else SNOW,
            )
            sc.cv.fill(stripes, c)
            sc.cv.fill(
                rect(bx - 6, y - 5, bx + 6, y - 0.6), Grad((hexc("#9a744e"), hexc("#6d4f35")))
            )
            sc.cv.fill(
                [ellipse(bx - 4.5 + i * 1.8, y - 5.4, 0.9, 0.8, 12) for i in range(6)],
                sc.pick(hexc("#c9432f"), hexc("#d8a53a"), hexc("#7f9a3f")),
            )
        cart(sc, sc.w * (0.5 - sc.side * 0.1), base + 13, 11)
    for d in (-1, 1):
        lamp_post(sc, sc.w * (0.5 + d * 0.43), 84, 40)
    sc.present.add("lamp_post")
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, base + 14, 93, 22)
