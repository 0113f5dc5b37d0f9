"""What armies and travellers leave: tents, fires, guns, flags, smoke."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.materials import WOOD
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.vehicles import wheel
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import blob, ellipse, pts, smooth, stroke


def tent(sc: Scene, x: float, y: float, h: float) -> None:
    """A white ridge tent with an open flap."""
    cv = sc.cv
    c = hexc("#e9e0c8")
    d = sc.side
    shadow(sc, x, y, h * 0.9)
    cv.fill(
        pts(
            [
                (x - d * h * 0.25, y - h),
                (x + d * h * 0.62, y - h * 0.94),
                (x + d * h * 1.0, y - h * 0.02),
                (x + d * h * 0.2, y),
            ]
        ),
        Grad((shade(c, 1.05), shade(c, 0.9))),
    )
    cv.fill(
        pts([(x - d * h * 0.25, y - h), (x + d * h * 0.2, y), (x - d * h * 0.72, y)]),
        Grad((shade(c, 0.84), shade(c, 0.66))),
    )
    cv.fill(
        pts([(x - d * h * 0.25, y - h * 0.8), (x - d * h * 0.06, y), (x - d * h * 0.42, y)]),
        hexc("#4b4136"),
    )
    if sc.look.lit:
        cv.fill(
            pts([(x - d * h * 0.25, y - h * 0.6), (x - d * h * 0.14, y), (x - d * h * 0.34, y)]),
            hexc("#ffcf7c"),
            0.8,
            raw=True,
        )
        sc.lamp(x - d * h * 0.25, y - h * 0.25, h * 0.6, strength=0.8, glow=0.25)
    cv.fill(
        [
            stroke(x - d * h * 0.25, y - h, x - d * h * 1.1, y, h * 0.012),
            stroke(x + d * h * 0.62, y - h * 0.94, x + d * h * 1.35, y, h * 0.012),
        ],
        hexc("#8d8069"),
    )


def campfire(sc: Scene, x: float, y: float, h: float) -> None:
    """Crossed logs and living flames that light what is near."""
    cv = sc.cv
    cv.fill(ellipse(x, y, h * 0.75, h * 0.14), (255.0, 150.0, 60.0), 0.32, raw=True, blur=h * 0.15)
    cv.fill(
        [
            stroke(x - h * 0.5, y, x + h * 0.36, y - h * 0.2, h * 0.13),
            stroke(x + h * 0.5, y, x - h * 0.34, y - h * 0.2, h * 0.13),
            stroke(x - h * 0.3, y + h * 0.05, x + h * 0.42, y + h * 0.02, h * 0.12),
        ],
        hexc("#4a3325"),
    )
    flame(sc, x, y - h * 0.08, h * 0.95, h * 0.34)
    sc.lamp(
        x,
        y - h * 0.4,
        h * 3.4 if sc.look.dark or sc.look.indoor else h * 1.8,
        (255.0, 150.0, 70.0),
        1.7 if sc.look.dark else 0.5,
        0.8,
    )
    sparks = [
        ellipse(x + sc.u(-0.6, 0.6) * h, y - h * sc.u(0.9, 2.0), h * 0.02, h * 0.02, 8)
        for _ in range(14)
    ]
    cv.fill(sparks, (255.0, 190.0, 90.0), 0.85, raw=True)


def flame(sc: Scene, x: float, y: float, h: float, w: float) -> None:
    """Three tongues, hot at the heart."""
    cv = sc.cv
    for k, c in ((1.0, hexc("#e8622c")), (0.72, hexc("#ffae42")), (0.42, hexc("#fff0b8"))):
        tongues = []
        for dx, t in ((-0.55, 0.62), (0.0, 1.0), (0.55, 0.70)):
            ww, hh, sway = w * 0.62 * k, h * t * k, sc.u(-0.2, 0.2) * w
            bx = x + dx * w * k
            tongues.append(
                smooth(
                    [
                        (bx - ww * 0.7, y),
                        (bx - ww * 0.75, y - hh * 0.3),
                        (bx - ww * 0.2 + sway, y - hh * 0.68),
                        (bx + sway * 1.4, y - hh),
                        (bx + ww * 0.4 + sway, y - hh * 0.6),
                        (bx + ww * 0.75, y - hh * 0.25),
                        (bx + ww * 0.6, y),
                    ],
                    n=5,
                )
            )
        cv.fill(tongues, c, 0.94, raw=True, blur=h * 0.012)


def cannon(sc: Scene, x: float, y: float, h: float) -> None:
    """A field gun."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 1.1)
    cv.fill(
        pts(
            [
                (x - d * h * 1.4, y - h * 0.02),
                (x - d * h * 1.3, y - h * 0.14),
                (x + d * h * 0.3, y - h * 0.66),
                (x + d * h * 0.3, y - h * 0.42),
            ]
        ),
        Grad((shade(WOOD, 0.9), shade(WOOD, 0.6))),
    )
    barrel = pts(
        [
            (x - d * h * 0.55, y - h * 0.52),
            (x + d * h * 1.35, y - h * 0.98),
            (x + d * h * 1.4, y - h * 0.78),
            (x - d * h * 0.5, y - h * 0.26),
        ]
    )
    bronze = hexc("#7a7152")
    cv.fill(barrel, Grad((shade(bronze, 1.4), bronze, shade(bronze, 0.5))))
    cv.fill(ellipse(x - d * h * 0.6, y - h * 0.38, h * 0.1, h * 0.1), shade(bronze, 0.8))
    cv.fill(wheel(x, y - h * 0.42, h * 0.42), hexc("#3d2e22"))


def flag(sc: Scene, x: float, y: float, h: float) -> None:
    """A banner on its staff."""
    c = (
        hexc(sc.spec.palette[0])
        if sc.spec.palette
        else sc.pick(hexc("#a8322f"), hexc("#2f5fa8"), hexc("#d8a93f"))
    )
    d = -sc.side
    sc.cv.fill(stroke(x, y, x, y - h, h * 0.022, h * 0.014), hexc("#5c4632"))
    t = np.linspace(0, 1, 12)
    top = np.stack([x + d * t * h * 0.55, y - h * 0.97 + np.sin(t * 5.2) * h * 0.03], axis=1)
    sc.cv.fill(
        np.concatenate([top, (top + np.array([0.0, h * 0.30]))[::-1]]),
        Grad((shade(c, 0.75), shade(c, 1.15), c, shade(c, 1.1), shade(c, 0.8)), 0),
    )
    sc.cv.fill(ellipse(x, y - h, h * 0.022, h * 0.03), hexc("#d8b45a"))


def smoke(sc: Scene, x: float, y: float, h: float) -> None:
    """A column of smoke."""
    c = mix(hexc("#6d6a6a"), sc.look.haze, 0.35)
    for k in range(9):
        t = k / 8
        sc.cv.fill(
            blob(
                x - sc.side * h * 0.45 * t**1.4,
                y - h * t,
                h * (0.06 + 0.17 * t),
                h * (0.07 + 0.12 * t),
                sc.rng,
            ),
            c,
            0.55 * (1 - t) + 0.1,
            raw=True,
            blur=h * 0.03 + h * 0.02 * t,
        )
