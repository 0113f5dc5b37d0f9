"""Carts, coaches and sledges."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.materials import IRON, WOOD
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, ellipse, pts, rect, ribbon, smooth, stroke


def wheel(x: float, y: float, r: float) -> list[Points]:
    """Rim and spokes."""
    outer, inner = ellipse(x, y, r, r, 28), ellipse(x, y, r * 0.84, r * 0.84, 28)
    ring = np.concatenate([outer, outer[:1], inner[::-1], inner[-1:]])
    a = np.linspace(0, np.pi, 5, endpoint=False)
    return [
        ring,
        *(
            stroke(
                x - np.cos(k) * r * 0.9,
                y - np.sin(k) * r * 0.9,
                x + np.cos(k) * r * 0.9,
                y + np.sin(k) * r * 0.9,
                r * 0.10,
            )
            for k in a
        ),
        ellipse(x, y, r * 0.2, r * 0.2, 12),
    ]


def cart(sc: Scene, x: float, y: float, h: float) -> None:
    """A farm cart with a load of hay."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 0.95)
    hay = hexc("#cfae5e")
    cv.fill(
        smooth(
            [
                (x - h * 0.72, y - h * 0.55),
                (x - h * 0.5, y - h * 0.95),
                (x, y - h * 1.02),
                (x + h * 0.5, y - h * 0.92),
                (x + h * 0.74, y - h * 0.55),
            ],
            n=6,
        ),
        Grad((shade(hay, 1.12), shade(hay, 0.72))),
    )
    cv.fill(
        pts(
            [
                (x - h * 0.85, y - h * 0.62),
                (x + h * 0.85, y - h * 0.62),
                (x + h * 0.7, y - h * 0.34),
                (x - h * 0.7, y - h * 0.34),
            ]
        ),
        Grad((shade(WOOD, 1.1), shade(WOOD, 0.7))),
    )
    cv.fill(
        ribbon([(x + d * h * 0.6, y - h * 0.36), (x + d * h * 1.5, y - h * 0.30)], [h * 0.05]), WOOD
    )
    cv.fill(
        [
            *wheel(x - h * 0.46, y - h * 0.26, h * 0.27),
            *wheel(x + h * 0.48, y - h * 0.24, h * 0.25),
        ],
        shade(WOOD, 0.55),
    )


def carriage(sc: Scene, x: float, y: float, h: float) -> None:
    """A closed coach on springs with lanterns."""
    cv = sc.cv
    c = sc.pick(hexc("#5a2f33"), hexc("#2f4a3d"), hexc("#2b3550"), hexc("#3b3433"))
    shadow(sc, x, y, h * 0.8)
    d = sc.side
    body = smooth(
        [
            (x - h * 0.52, y - h * 0.86),
            (x + h * 0.50, y - h * 0.86),
            (x + h * 0.56, y - h * 0.55),
            (x + h * 0.40, y - h * 0.27),
            (x - h * 0.40, y - h * 0.27),
            (x - h * 0.56, y - h * 0.55),
        ],
        n=5,
    )
    cv.fill(
        ribbon(
            [(x - h * 0.8, y - h * 0.32), (x, y - h * 0.22), (x + h * 0.8, y - h * 0.32)],
            [h * 0.05],
        ),
        IRON,
    )
    cv.fill(body, Grad((shade(c, 1.35), c, shade(c, 0.6))))
    cv.fill(
        pts(
            [
                (x - h * 0.56, y - h * 0.86),
                (x - h * 0.48, y - h * 0.95),
                (x + h * 0.48, y - h * 0.95),
                (x + h * 0.55, y - h * 0.86),
            ]
        ),
        shade(IRON, 0.9),
    )
    glass = [
        rect(x - h * 0.14, y - h * 0.80, x + h * 0.14, y - h * 0.56),
        rect(x - h * 0.42, y - h * 0.78, x - h * 0.22, y - h * 0.57),
        rect(x + h * 0.22, y - h * 0.78, x + h * 0.42, y - h * 0.57),
    ]
    cv.fill(glass, hexc("#ffdf9a") if sc.look.lit else hexc("#aebcc4"), raw=sc.look.lit)
    cv.fill(
        [
            rect(x - h * 0.17, y - h * 0.84, x - h * 0.15, y - h * 0.3),
            rect(x + h * 0.15, y - h * 0.84, x + h * 0.17, y - h * 0.3),
        ],
        hexc("#c9a24e"),
    )
    seat = pts(
        [
            (x + d * h * 0.58, y - h * 0.66),
            (x + d * h * 0.92, y - h * 0.62),
            (x + d * h * 0.98, y - h * 0.40),
            (x + d * h * 0.62, y - h * 0.36),
        ]
    )
    cv.fill(seat, shade(c, 0.55))
    cv.fill(
        [
            *wheel(x - d * h * 0.48, y - h * 0.29, h * 0.29),
            *wheel(x + d * h * 0.68, y - h * 0.22, h * 0.22),
        ],
        hexc("#2b2623"),
    )
    lx = x + d * h * 0.57
    cv.fill(
        rect(lx - h * 0.03, y - h * 0.72, lx + h * 0.03, y - h * 0.62),
        hexc("#ffd98a") if sc.look.lit else hexc("#d8c48c"),
        raw=sc.look.lit,
    )
    if sc.look.lit:
        sc.lamp(lx, y - h * 0.67, h * 0.6, strength=0.9, glow=0.5)


def sledge(sc: Scene, x: float, y: float, h: float) -> None:
    """A low sledge with curved runners and a rug."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 0.9)
    c = hexc("#7a3b33")
    body = smooth(
        [
            (x - d * h * 0.8, y - h * 0.86),
            (x - d * h * 0.45, y - h * 0.42),
            (x + d * h * 0.5, y - h * 0.44),
            (x + d * h * 0.86, y - h * 0.74),
            (x + d * h * 0.70, y - h * 0.22),
            (x - d * h * 0.60, y - h * 0.2),
        ],
        n=6,
    )
    cv.fill(body, Grad((shade(c, 1.2), shade(c, 0.6))))
    cv.fill(
        smooth(
            [
                (x - d * h * 0.4, y - h * 0.5),
                (x + d * h * 0.1, y - h * 0.62),
                (x + d * h * 0.45, y - h * 0.44),
                (x + d * h * 0.3, y - h * 0.26),
                (x - d * h * 0.4, y - h * 0.3),
            ],
            n=5,
        ),
        Grad((hexc("#8e8074"), hexc("#5f554e"))),
    )
    runner = smooth(
        [
            (x - d * h * 0.85, y - h * 0.02),
            (x + d * h * 0.7, y - h * 0.02),
            (x + d * h * 1.05, y - h * 0.22),
            (x + d * h * 1.0, y - h * 0.52),
        ],
        closed=False,
    )
    cv.fill(
        [
            ribbon(runner, [h * 0.06, h * 0.045]),
            stroke(x - h * 0.4, y, x - h * 0.4, y - h * 0.3, h * 0.05),
            stroke(x + h * 0.4, y, x + h * 0.4, y - h * 0.3, h * 0.05),
        ],
        hexc("#4d3a2b"),
    )
