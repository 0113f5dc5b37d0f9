"""What stands on a table or in a kitchen."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import WHITE, hexc, shade
from bookcore.sketch.materials import BRASS, GLASS
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.turned import lathe, sheen, shine
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, ellipse, pts, rect, ribbon, smooth, stroke


def samovar(sc: Scene, x: float, y: float, h: float) -> None:
    """A brass samovar with a teapot on top."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.3)
    for s in (-1, 1):
        grip = ribbon(
            arc(
                x + s * h * 0.27,
                y - h * 0.56,
                h * 0.10,
                h * 0.09,
                -90 if s > 0 else 90,
                90 if s > 0 else 270,
            ),
            [h * 0.035],
        )
        cv.fill(grip, shade(BRASS, 0.7))
    cv.fill(
        lathe(
            x,
            y,
            h,
            [
                (0.20, 0.0),
                (0.20, 0.05),
                (0.09, 0.09),
                (0.10, 0.16),
                (0.24, 0.30),
                (0.29, 0.52),
                (0.27, 0.66),
                (0.20, 0.70),
                (0.19, 0.75),
                (0.08, 0.79),
                (0.09, 0.86),
            ],
        ),
        sheen(sc, BRASS, 0.45, 1.5),
    )
    cv.fill(
        [
            rect(x - h * 0.20, y - h * 0.70, x + h * 0.20, y - h * 0.68),
            rect(x - h * 0.285, y - h * 0.50, x + h * 0.285, y - h * 0.485),
        ],
        shade(BRASS, 0.6),
        0.7,
    )
    cv.fill(
        [
            stroke(x + h * 0.02, y - h * 0.22, x + h * 0.02, y - h * 0.15, h * 0.04),
            stroke(x - h * 0.04, y - h * 0.25, x + h * 0.08, y - h * 0.25, h * 0.03),
        ],
        shade(BRASS, 0.55),
    )
    teapot(sc, x, y - h * 0.84, h * 0.22)
    shine(sc, x + sc.side * h * 0.13, y - h * 0.62, y - h * 0.34, h * 0.05)
    for k in range(3):
        cv.fill(
            ellipse(x + k * h * 0.03, y - h * (1.12 + 0.09 * k), h * 0.05, h * 0.08),
            WHITE,
            0.16,
            blur=h * 0.03,
        )


def teapot(sc: Scene, x: float, y: float, h: float) -> None:
    """A china teapot."""
    cv, c = sc.cv, sc.pick(hexc("#e9e2d4"), hexc("#7f9fb8"), hexc("#c9836a"))
    d = sc.side
    cv.fill(
        ribbon(
            smooth(
                [
                    (x + d * h * 0.40, y - h * 0.32),
                    (x + d * h * 0.66, y - h * 0.42),
                    (x + d * h * 0.80, y - h * 0.78),
                ],
                closed=False,
            ),
            [h * 0.22, h * 0.13, h * 0.10],
        ),
        shade(c, 0.9),
    )
    cv.fill(
        ribbon(
            arc(
                x - d * h * 0.48,
                y - h * 0.45,
                h * 0.26,
                h * 0.26,
                90 if d > 0 else -90,
                270 if d > 0 else 90,
            ),
            [h * 0.08],
        ),
        shade(c, 0.8),
    )
    cv.fill(
        lathe(x, y, h, [(0.26, 0.0), (0.48, 0.20), (0.52, 0.44), (0.34, 0.72), (0.14, 0.80)]),
        sheen(sc, c, 0.62, 1.2),
    )
    cv.fill(
        [
            ellipse(x, y - h * 0.80, h * 0.24, h * 0.07),
            ellipse(x, y - h * 0.92, h * 0.08, h * 0.08),
        ],
        shade(c, 1.1),
    )


def bottle(sc: Scene, x: float, y: float, h: float) -> None:
    """A dark wine bottle."""
    c = sc.pick(hexc("#2f5140"), hexc("#4a3026"), hexc("#3a4a58"))
    shadow(sc, x, y, h * 0.18)
    sc.cv.fill(
        lathe(
            x,
            y,
            h,
            [(0.13, 0.0), (0.14, 0.03), (0.14, 0.52), (0.06, 0.70), (0.05, 0.96), (0.06, 1.0)],
        ),
        sheen(sc, c),
        0.95,
    )
    sc.cv.fill(rect(x - h * 0.13, y - h * 0.42, x + h * 0.13, y - h * 0.18), hexc("#e6d9b8"), 0.9)
    shine(sc, x + sc.side * h * 0.07, y - h * 0.56, y - h * 0.1, h * 0.03)


def glass(sc: Scene, x: float, y: float, h: float) -> None:
    """A stemmed glass with wine."""
    cv = sc.cv
    cv.fill(
        lathe(
            x,
            y,
            h,
            [
                (0.26, 0.0),
                (0.24, 0.02),
                (0.03, 0.06),
                (0.03, 0.40),
                (0.22, 0.54),
                (0.27, 0.78),
                (0.24, 1.0),
            ],
        ),
        GLASS,
        0.42,
    )
    cv.fill(lathe(x, y, h, [(0.03, 0.44), (0.20, 0.55), (0.245, 0.74)]), hexc("#8a2436"), 0.85)
    cv.fill(ellipse(x, y - h * 0.74, h * 0.24, h * 0.04), hexc("#a83a48"), 0.9)
    shine(sc, x + sc.side * h * 0.16, y - h * 0.95, y - h * 0.58, h * 0.05)


def plate(sc: Scene, x: float, y: float, h: float) -> None:
    """A white plate with a blue rim."""
    shadow(sc, x, y, h * 1.1, 0.25)
    for k, c in ((1.0, "#f0ebe0"), (0.9, "#6f8fae"), (0.84, "#f3efe6"), (0.58, "#e0d9cc")):
        sc.cv.fill(ellipse(x, y - h * 0.14, h * 1.15 * k, h * 0.28 * k, 40), hexc(c))


def bread(sc: Scene, x: float, y: float, h: float) -> None:
    """A round loaf."""
    c = hexc("#a86a35")
    shadow(sc, x, y, h * 0.9)
    sc.cv.fill(
        smooth(
            [
                (x - h * 0.9, y - h * 0.06),
                (x - h * 0.8, y - h * 0.6),
                (x - h * 0.2, y - h * 0.95),
                (x + h * 0.4, y - h * 0.9),
                (x + h * 0.88, y - h * 0.5),
                (x + h * 0.9, y - h * 0.06),
            ],
            n=6,
        ),
        Grad((shade(c, 1.3), c, shade(c, 0.5))),
    )
    sc.cv.fill(
        [
            ribbon(
                smooth(
                    [
                        (x + t * h, y - h * 0.86),
                        (x + t * h + h * 0.16, y - h * 0.66),
                        (x + t * h + h * 0.20, y - h * 0.42),
                    ],
                    closed=False,
                ),
                [0.02, h * 0.08, 0.02],
            )
            for t in (-0.5, -0.12, 0.28)
        ],
        hexc("#e2bd84"),
    )


def fruit(sc: Scene, x: float, y: float, h: float) -> None:
    """A bowl of apples, pears and grapes."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.7)
    for dx, dy, c in (
        (-0.32, 0.62, "#b8352f"),
        (0.34, 0.60, "#d8a53a"),
        (0.0, 0.74, "#7f9a3f"),
        (-0.14, 0.58, "#c9632f"),
        (0.18, 0.56, "#a82f3a"),
    ):
        k = hexc(c)
        cv.fill(
            ellipse(x + dx * h, y - dy * h, h * 0.22, h * 0.21, 24),
            Grad((shade(k, 1.3), k, shade(k, 0.55)), 60),
        )
        cv.fill(
            ellipse(x + dx * h + sc.side * h * 0.08, y - dy * h - h * 0.08, h * 0.05, h * 0.05, 10),
            WHITE,
            0.5,
            blur=h * 0.015,
        )
    bowl = hexc("#7fa0b4")
    cv.fill(
        lathe(x, y, h, [(0.26, 0.0), (0.24, 0.07), (0.44, 0.20), (0.66, 0.50)]),
        sheen(sc, bowl, 0.6, 1.25),
    )


def vase(sc: Scene, x: float, y: float, h: float) -> None:
    """A vase of flowers."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.25)
    for i in range(11):
        a = -1.0 + 2.0 * i / 10
        fx, fy = x + a * h * 0.36, y - h * (0.98 - 0.30 * a * a) + sc.u(-0.05, 0.05) * h
        cv.fill(stroke(x, y - h * 0.45, fx, fy, h * 0.014), hexc("#5f7a42"))
    for i in range(16):
        a, t = sc.u(-1, 1), sc.u(0.55, 1.0)
        c = sc.pick(hexc("#d86a78"), hexc("#f3ead8"), hexc("#d8a63f"), hexc("#8f6fb0"))
        fx, fy = x + a * h * 0.36, y - h * (t - 0.18 * a * a)
        cv.fill(
            [
                ellipse(
                    fx + np.cos(k) * h * 0.035, fy + np.sin(k) * h * 0.035, h * 0.036, h * 0.036, 10
                )
                for k in np.linspace(0, 6.28, 6)[:-1]
            ],
            shade(c, sc.u(0.85, 1.12)),
        )
        cv.fill(
            ellipse(fx, fy, h * 0.02, h * 0.02, 8), hexc("#c99a3a") if i % 2 else hexc("#6a4a3a")
        )
    cv.fill(
        lathe(x, y, h, [(0.11, 0.0), (0.17, 0.16), (0.14, 0.34), (0.08, 0.44), (0.12, 0.50)]),
        sheen(sc, sc.pick(hexc("#5f87a8"), hexc("#b8584a"), hexc("#cfd6d0"))),
    )


def barrel(sc: Scene, x: float, y: float, h: float) -> None:
    """A hooped barrel."""
    c = hexc("#8d6238")
    shadow(sc, x, y, h * 0.42)
    form = lathe(x, y, h, [(0.32, 0.0), (0.40, 0.28), (0.41, 0.5), (0.40, 0.72), (0.32, 0.96)])
    sc.cv.fill(form, sheen(sc, c, 0.6, 1.2))
    sc.cv.fill(
        [
            ribbon(
                smooth(
                    [
                        (x + t * h * 0.32, y),
                        (x + t * h * 0.405, y - h * 0.5),
                        (x + t * h * 0.32, y - h),
                    ],
                    closed=False,
                ),
                [h * 0.008],
            )
            for t in (-0.6, -0.2, 0.2, 0.6)
        ],
        shade(c, 0.5),
    )
    sc.cv.fill(
        [
            ribbon(arc(x, y - h * t, h * w, h * 0.05, 180, 0), [h * 0.05])
            for t, w in ((0.14, 0.36), (0.36, 0.405), (0.64, 0.405), (0.86, 0.36))
        ],
        hexc("#4a4744"),
    )
    sc.cv.fill(ellipse(x, y - h * 0.97, h * 0.31, h * 0.07, 28), shade(c, 1.15))


def basket(sc: Scene, x: float, y: float, h: float) -> None:
    """A wicker basket."""
    c = hexc("#b98a4c")
    shadow(sc, x, y, h * 0.6)
    sc.cv.fill(
        ribbon(arc(x, y - h * 0.5, h * 0.46, h * 0.48, 180, 360, 20), [h * 0.06]), shade(c, 0.75)
    )
    sc.cv.fill(
        [ellipse(x + t * h, y - h * 0.54, h * 0.18, h * 0.14) for t in (-0.3, 0.0, 0.3)],
        sc.pick(hexc("#b8402f"), hexc("#7f9a3f"), hexc("#e2d6bf")),
    )
    sc.cv.fill(
        pts(
            [
                (x - h * 0.56, y - h * 0.52),
                (x + h * 0.56, y - h * 0.52),
                (x + h * 0.44, y),
                (x - h * 0.44, y),
            ]
        ),
        sheen(sc, c, 0.65, 1.15),
    )
    sc.cv.fill(
        [
            stroke(x - h * 0.52, y - h * t, x + h * 0.52, y - h * t, h * 0.02)
            for t in (0.1, 0.2, 0.3, 0.4)
        ]
        + [
            stroke(x + t * h * 1.1, y - h * 0.5, x + t * h * 0.9, y, h * 0.015)
            for t in np.linspace(-0.45, 0.45, 9)
        ],
        shade(c, 0.55),
        0.7,
    )


def bucket(sc: Scene, x: float, y: float, h: float) -> None:
    """A wooden pail."""
    c = hexc("#9a7048")
    shadow(sc, x, y, h * 0.45)
    sc.cv.fill(
        ribbon(arc(x, y - h * 0.78, h * 0.42, h * 0.34, 180, 360, 16), [h * 0.04]), hexc("#4a4744")
    )
    sc.cv.fill(
        pts(
            [
                (x - h * 0.44, y - h * 0.78),
                (x + h * 0.44, y - h * 0.78),
                (x + h * 0.34, y),
                (x - h * 0.34, y),
            ]
        ),
        sheen(sc, c, 0.6, 1.2),
    )
    sc.cv.fill(ellipse(x, y - h * 0.78, h * 0.44, h * 0.09), shade(c, 0.4))
    sc.cv.fill(
        [
            stroke(x - h * w, y - h * t, x + h * w, y - h * t, h * 0.06)
            for t, w in ((0.16, 0.36), (0.58, 0.41))
        ],
        hexc("#5c5852"),
    )
