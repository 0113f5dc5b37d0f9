"""Boats and sailing ships."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.materials import WOOD
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke


def boat(sc: Scene, x: float, y: float, h: float) -> None:
    """A rowing boat drawn up or afloat."""
    cv = sc.cv
    c = sc.pick(hexc("#7d5a3c"), hexc("#5e6f66"), hexc("#8b4a3a"))
    w = h * 1.9
    cv.fill(ellipse(x, y, w * 1.0, h * 0.14), (18.0, 24.0, 38.0), 0.35, raw=True, blur=h * 0.08)
    hull = smooth(
        [
            (x - w, y - h * 0.62),
            (x - w * 0.86, y - h * 0.12),
            (x - w * 0.4, y + h * 0.06),
            (x + w * 0.4, y + h * 0.06),
            (x + w * 0.86, y - h * 0.14),
            (x + w, y - h * 0.70),
            (x + w * 0.4, y - h * 0.44),
            (x - w * 0.4, y - h * 0.42),
        ],
        n=6,
    )
    cv.fill(
        smooth(
            [
                (x - w * 0.94, y - h * 0.58),
                (x, y - h * 0.60),
                (x + w * 0.94, y - h * 0.64),
                (x + w * 0.4, y - h * 0.36),
                (x - w * 0.4, y - h * 0.34),
            ],
            n=6,
        ),
        shade(c, 0.42),
    )
    cv.fill(hull, Grad((shade(c, 1.15), shade(c, 0.6))))
    gunwale = smooth(
        [
            (x - w, y - h * 0.62),
            (x - w * 0.4, y - h * 0.42),
            (x + w * 0.4, y - h * 0.44),
            (x + w, y - h * 0.70),
        ],
        closed=False,
    )
    cv.fill(ribbon(gunwale, [h * 0.09]), shade(c, 1.35))
    cv.fill(ribbon(gunwale + np.array([0.0, h * 0.22]), [h * 0.03]), shade(c, 0.6), 0.7)
    cv.fill(
        ribbon([(x - w * 0.1, y - h * 0.5), (x + w * 0.7, y + h * 0.12)], [h * 0.04, h * 0.10]),
        shade(WOOD, 1.1),
    )


def sailing_ship(sc: Scene, x: float, y: float, h: float, flag: RGB | None = None) -> None:
    """A three-masted ship under sail; `h` is hull to truck."""
    cv = sc.cv
    hull_c = hexc("#4a3527")
    d = sc.side
    w = h * 0.44
    cv.fill(ellipse(x, y, w * 1.05, h * 0.03), (16.0, 22.0, 36.0), 0.4, raw=True, blur=h * 0.02)
    masts = [(-0.55, 0.80), (0.02, 1.0), (0.56, 0.84)]
    lines = [
        stroke(x + m * w, y - h * 0.1, x + m * w, y - h * k, h * 0.014, h * 0.006) for m, k in masts
    ]
    lines.append(
        stroke(x + d * w * 0.95, y - h * 0.15, x + d * w * 1.45, y - h * 0.28, h * 0.012, h * 0.005)
    )
    lines += [
        stroke(x + m * w, y - h * k * 0.97, x + m * w + s * w * 0.3, y - h * 0.12, h * 0.003)
        for m, k in masts
        for s in (-1, 1)
    ]
    cv.fill(lines, hexc("#3b2d22"))
    sail = hexc("#efe6d2")
    for m, k in masts:
        mx = x + m * w
        for i, (t0, t1, sw) in enumerate(
            ((0.20, 0.50, 0.26), (0.52, 0.76, 0.21), (0.78, 0.95, 0.15))
        ):
            y0, y1 = y - h * (0.1 + t1 * (k - 0.1)), y - h * (0.1 + t0 * (k - 0.1))
            belly = d * w * 0.10
            form = smooth(
                [
                    (mx - w * sw * 0.86, y0),
                    (mx + w * sw * 0.86, y0),
                    (mx + w * sw + belly, (y0 + y1) / 2),
                    (mx + w * sw, y1),
                    (mx + belly * 0.4, y1 - h * 0.02),
                    (mx - w * sw, y1),
                    (mx - w * sw + belly, (y0 + y1) / 2),
                ],
                n=4,
            )
            cv.fill(
                form,
                Grad(
                    (shade(sail, 0.78), sail, shade(sail, 1.06))
                    if d > 0
                    else (shade(sail, 1.06), sail, shade(sail, 0.78)),
                    10 + i,
                ),
            )
    cv.fill(
        pts(
            [
                (x + d * w * 1.4, y - h * 0.27),
                (x + d * w * 0.58, y - h * 0.7),
                (x + d * w * 0.72, y - h * 0.18),
            ]
        ),
        Grad((sail, shade(sail, 0.8))),
    )
    hull = smooth(
        [
            (x - d * w * 1.06, y - h * 0.20),
            (x - d * w * 0.98, y - h * 0.02),
            (x - d * w * 0.5, y + h * 0.01),
            (x + d * w * 0.6, y + h * 0.01),
            (x + d * w * 0.92, y - h * 0.06),
            (x + d * w * 1.05, y - h * 0.16),
            (x + d * w * 0.5, y - h * 0.11),
            (x - d * w * 0.5, y - h * 0.11),
        ],
        n=6,
    )
    cv.fill(hull, Grad((shade(hull_c, 1.3), shade(hull_c, 0.55))))
    cv.fill(
        ribbon(
            [(x - d * w * 1.0, y - h * 0.10), (x, y - h * 0.065), (x + d * w * 0.95, y - h * 0.10)],
            [h * 0.022],
        ),
        hexc("#cdb58a"),
    )
    ports = [
        rect(x + t * w - h * 0.006, y - h * 0.075, x + t * w + h * 0.006, y - h * 0.058)
        for t in np.linspace(-0.75, 0.7, 9)
    ]
    cv.fill(ports, hexc("#1f1814"))
    if sc.look.lit:
        sc.lamp(x - d * w * 1.0, y - h * 0.17, h * 0.18, strength=0.6, glow=0.35)
    t = np.linspace(0, 1, 8)
    edge = np.stack(
        [x + 0.02 * w - d * w * 0.30 * t, y - h * 1.005 + np.sin(t * 5) * h * 0.007], axis=1
    )
    pennant = np.concatenate(
        [edge, (edge + np.array([0.0, 1.0]) * h * 0.045 * (1 - 0.5 * t)[:, None])[::-1]]
    )
    cv.fill(pennant, flag or hexc("#a8322f"))
