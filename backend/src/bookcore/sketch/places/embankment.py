"""The embankment."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.churches import onion
from bookcore.sketch.buildings.fronts import skyline, town_front, western
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.water import water
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.shores import along_the_quay
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props.outdoors import lamp_post
from bookcore.sketch.props.ships import boat, sailing_ship
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, stroke


@place("embankment", 4)
def embankment(sc: Scene) -> None:
    """Granite and railings, the river, and the town on the other side."""
    v = sc.variant
    if v == 3:
        along_the_quay(sc)
        return
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
    sparkle(sc, x_sun, far + 3, 70)
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
