"""The stable."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import room, window_view
from bookcore.sketch.props.creatures import horse
from bookcore.sketch.props.lights import lantern
from bookcore.sketch.props.tableware import bucket
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import pts, rect, stroke


@place("stable", 4, indoor=True)
def stable(sc: Scene) -> None:
    """Stalls with horses, an open door on the yard, or a hayloft by lantern light."""
    v, w = sc.variant, sc.w
    if v == 3:
        _stalls_in_depth(sc)
        return
    room(sc, hexc("#7d5c3f"), hexc("#b59a63"), logs=True, panel=False, paper=False)
    cv = sc.cv
    if v == 1:
        x = w * (0.5 - 0.28 * sc.side)
        cv.fill(rect(x - 14, 20, x + 14, 72), Grad(sc.look.sky), raw=True)
        cv.fill(rect(x - 14, 56, x + 14, 72), sc.look.grass)
        cv.fill(
            [
                rect(x - 16, 18, x - 14, 72),
                rect(x + 14, 18, x + 16, 72),
                rect(x - 16, 18, x + 16, 20.5),
            ],
            hexc("#4c3624"),
        )
        if not sc.look.dark:
            sc.lamp(x, 46, 60, (255.0, 244.0, 220.0), 0.5, 0.15)
        sc.present.add("door")
    else:
        window_view(sc, w * (0.5 - 0.34 * sc.side), 28, 13, 12)
        sc.present.add("window")
    cv.fill(
        [rect(x - 1.2, 30, x + 1.2, 86) for x in (w * 0.34, w * 0.66)] + [rect(-2, 52, w + 2, 54)],
        hexc("#553c28"),
    )
    horse(sc, w * (0.5 + 0.26 * sc.side), 88, 40, -sc.side)
    if v == 0:
        horse(sc, w * (0.5 - 0.06 * sc.side), 84, 34, sc.side)
    sc.present.add("horse")
    sc.take(w * (0.5 + 0.26 * sc.side) - 24, w * (0.5 + 0.26 * sc.side) + 24)
    straw = [
        stroke(x, y, x + sc.u(-4, 4), y - sc.u(0.2, 1.6), 0.14)
        for x, y in ((sc.u(0, w), sc.u(78, 100)) for _ in range(160))
    ]
    cv.fill(straw, hexc("#d8bd72"), 0.8)
    if sc.look.lit or v == 2:
        lantern(sc, w * 0.48, 30, 9)
        sc.present.add("lantern")
    sc.stage = Stage(w * 0.16, w * 0.6, 90, 96, 40)


def _stalls_in_depth(sc: Scene) -> None:
    """Down the passage between the stalls to a gate that stands open on the yard."""
    w, d, cv = sc.w, sc.side, sc.cv
    wood = hexc("#7a5a3e")
    room(sc, wood, hexc("#b59a63"), line=62, logs=False, panel=False, paper=False, depth=False)
    cx = w * (0.5 + 0.06 * d)
    cv.fill([stroke(x, -2, x, 62, 0.3) for x in np.arange(2.0, w, 6.0)], shade(wood, 0.6), 0.7)
    cv.fill(rect(cx - 17, 22, cx + 17, 63), Grad(sc.look.sky), raw=True)
    ground = hexc("#e9eef6") if sc.look.snow else sc.look.grass
    cv.fill(rect(cx - 17, 52, cx + 17, 63), mix(ground, sc.look.haze, 0.25))
    cv.fill([rect(cx - 19, 20, cx - 17, 63), rect(cx + 17, 20, cx + 19, 63), rect(cx - 19, 19, cx + 19, 22)],
            hexc("#49341f"))  # fmt: skip
    leaf = pts([(cx + d * 19, 22), (cx + d * 36, 16), (cx + d * 36, 70), (cx + d * 19, 63)])
    cv.fill(leaf, Grad((shade(wood, 0.8), shade(wood, 0.5)), 0))
    if not sc.look.dark:
        sc.lamp(cx, 46, 62, (255.0, 244.0, 220.0), 0.5, 0.14)
        glow = pts([(cx - 17, 63), (cx + 17, 63), (cx + 36, 103), (cx - 36, 103)])
        cv.fill(glow, hexc("#fff0cc"), 0.20, blur=2.4)
    beams = [
        pts([(-3, 4 + 2 * k), (w + 3, 4 + 2 * k), (w + 3, 8 + 3 * k), (-3, 8 + 3 * k)])
        for k in (0, 2)
    ]
    cv.fill(beams, hexc("#46321f"))
    for k in (-1, 1):
        for t in (0.34, 0.62, 1.0):
            x, y = cx + k * (20 + 46 * t), 62 + 34 * t
            if t > 0.4:
                horse(sc, x + k * 12 * t, y - 3, 26 * t + 8, -k)
            plank = pts(
                [(x, y), (x, y - 27 * t), (x + k * 40, y - 24 * t), (x + k * 40, y + 6 * t)]
            )
            cv.fill(plank, Grad((shade(wood, 1.06), shade(wood, 0.6))))
            cv.fill([stroke(x, y - 27 * t * f, x + k * 40, y - 24 * t * f + 6 * t * (1 - f), 0.4) for f in (0.3, 0.65)],
                    shade(wood, 0.4), 0.7)  # fmt: skip
            cv.fill(
                rect(x - 1.2 * t - 0.3, y - 44 * t, x + 1.2 * t + 0.3, y + 1),
                Grad((shade(wood, 0.9), shade(wood, 0.5)), 0),
            )
    straw = [stroke(x, y, x + sc.u(-4, 4), y - sc.u(0.2, 1.4), 0.14)
             for x, y in ((sc.u(0, w), sc.u(68, 100)) for _ in range(150))]  # fmt: skip
    cv.fill(straw, hexc("#d8bd72"), 0.8)
    bucket(sc, cx - d * 13, 86, 7)
    lantern(sc, cx - d * 26, 40, 8)
    sc.lamp(cx - d * 20, 60, 46, strength=0.6 if sc.look.dark else 0.0, glow=0.04)
    sc.present.update({"horse", "door", "window", "bucket", "lantern"})
    sc.stage = Stage(cx - 24, cx + 24, 82, 94, 35)
