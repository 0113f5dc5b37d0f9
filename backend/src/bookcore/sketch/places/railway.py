"""Trains, platforms and rails."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import hills, meadow
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.country import viaduct
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.outdoors import fence
from bookcore.sketch.props.train import engine
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke


@place("railway", 4)
def railway(sc: Scene) -> None:
    """A train under steam, a platform with its canopy, or rails running out into the plain."""
    v = sc.variant
    if v == 3:
        viaduct(sc)
        return
    sc.horizon = sc.u(54, 62)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 6, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 7, 0.6, "mixed")
    meadow(sc, sc.horizon + 1)
    iron, sleeper = hexc("#8f959c"), hexc("#5c4838")
    ballast = hexc("#8d8378") if not sc.look.snow else hexc("#dde3ec")
    if v == 2:
        vx, vy = sc.w * (0.5 + 0.12 * sc.side), sc.horizon + 1.2
        near = sc.w * (0.5 - 0.10 * sc.side)
        sc.cv.fill(
            pts([(vx - 0.8, vy), (vx + 0.8, vy), (near + 42, 103), (near - 42, 103)]),
            Grad((shade(ballast, 0.95), shade(ballast, 0.75))),
        )
        ties = []
        for t in np.linspace(0.05, 1, 22) ** 1.9:
            cx, y, w = vx + (near - vx) * t, vy + (102 - vy) * t, 0.6 + 31 * t
            ties.append(rect(cx - w, y - 0.2 - 0.9 * t, cx + w, y + 0.2 + 0.9 * t))
        sc.cv.fill(ties, sleeper)
        sc.cv.fill(
            [
                pts(
                    [
                        (vx + s * 0.3 - 0.08, vy),
                        (vx + s * 0.3 + 0.08, vy),
                        (near + s * 21 + 1.0, 103),
                        (near + s * 21 - 1.0, 103),
                    ]
                )
                for s in (-1, 1)
            ],
            Grad((shade(iron, 0.9), shade(iron, 1.2))),
        )
        with sc.far(0.35):
            engine(sc, vx - sc.side * 5, vy + 1.8, 5, 3)
        poles = []
        for k in (0.16, 0.34, 0.7, 1.25):
            x, y, h = vx + (near - vx) * k - sc.side * (3 + 46 * k), vy + 30 * k, 50 * k
            poles += [
                stroke(x, y, x, y - h, 1.3 * k),
                stroke(x - 5 * k, y - h * 0.94, x + 5 * k, y - h * 0.94, 0.9 * k),
            ]
        sc.cv.fill(poles, hexc("#5a4636"))
        sc.present.add("locomotive")
        sc.stage = Stage(sc.w * 0.58, sc.w * 0.9, 84, 92, 24)
        return
    y = 80.0 if v == 0 else 82.0
    sc.cv.fill(rect(-1, y - 2, sc.w + 1, y + 6), Grad((shade(ballast, 1.02), shade(ballast, 0.7))))
    sc.cv.fill([rect(x, y + 0.2, x + 1.8, y + 1.8) for x in np.arange(-1, sc.w, 4.2)], sleeper)
    sc.cv.fill([rect(-1, y - 0.5, sc.w + 1, y + 0.3)], iron)
    d = sc.side
    h = 21.0 if v == 0 else 17.0
    engine(sc, sc.w * (0.5 + 0.18 * d), y, h, 4)
    sc.note("locomotive", sc.w * 0.4, y - h * 1.4, sc.w * 0.9, y)
    if v == 1:
        plat = hexc("#b7aa98") if not sc.look.snow else hexc("#e6ebf3")
        sc.cv.fill(rect(-1, 88, sc.w + 1, 103), Grad((plat, shade(plat, 0.72))))
        sc.cv.fill(rect(-1, 87, sc.w + 1, 88.6), shade(plat, 1.12))
        for x in np.linspace(sc.w * 0.04, sc.w * 0.96, 5):
            sc.cv.fill(
                [
                    rect(x - 0.8, 16, x + 0.8, 92),
                    ribbon(smooth([(x, 30), (x + 5, 19), (x + 11, 16)], closed=False), [0.8]),
                    ribbon(smooth([(x, 30), (x - 5, 19), (x - 11, 16)], closed=False), [0.8]),
                ],
                hexc("#2f4a43"),
            )
        sc.cv.fill(rect(-1, -1, sc.w + 1, 12), Grad((hexc("#4a3f38"), hexc("#6a5a4c"))))
        sc.cv.fill(
            [pts([(x, 12), (x + 3, 12), (x + 1.5, 17)]) for x in np.arange(-1, sc.w, 3)],
            hexc("#7d6a56"),
        )
        cx = sc.w * (0.5 - 0.30 * d)
        sc.cv.fill(
            [rect(cx - 0.3, 12, cx + 0.3, 20), ellipse(cx, 24, 4.4, 4.4, 36)], hexc("#2b2a2e")
        )
        sc.cv.fill(ellipse(cx, 24, 3.7, 3.7, 36), hexc("#f4ecd6"), raw=sc.look.lit)
        sc.cv.fill(
            [stroke(cx, 24, cx + 1.6, 22.6, 0.5), stroke(cx, 24, cx - 0.4, 21.2, 0.4)],
            hexc("#241d1a"),
        )
        if sc.look.lit:
            for x in np.linspace(sc.w * 0.2, sc.w * 0.8, 3):
                sc.lamp(float(x), 20, 26, strength=0.9, glow=0.5)
        sc.stage = Stage(sc.w * 0.12, sc.w * 0.88, 91, 97, 32)
    else:
        fence(sc, -2, sc.w * 0.26, 93, 9, 1)
        sc.stage = Stage(sc.w * 0.16, sc.w * 0.84, 90, 96, 25)
