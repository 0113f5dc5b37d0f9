"""Tables, chairs, sofas and beds."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.materials import MAHOGANY, OAK
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke


def rounded(sc: Scene, c: RGB, dark: float = 0.68, light: float = 1.16) -> Grad:
    run = (shade(c, dark), c, shade(c, light))
    return Grad(run if sc.side > 0 else run[::-1], 0)


def table(
    sc: Scene,
    x: float,
    y: float,
    h: float,
    width: float = 2.1,
    cloth: RGB | None = None,
    round_top: bool = False,
) -> tuple[float, float, float]:
    """A table whose top is seen a little from above; gives back x0, x1 and the line things stand on."""
    cv = sc.cv
    w = h * width / 2
    top = y - h
    shadow(sc, x, y, w * 1.05, 0.42)
    legs = [
        ribbon(
            [(x + d * w * 0.78, top), (x + d * w * 0.82, top + h * 0.5), (x + d * w * 0.76, y)],
            [h * 0.10, h * 0.07, h * 0.05],
        )
        for d in (-1, 1)
    ]
    cv.fill(legs, rounded(sc, shade(OAK, 0.7)))
    t = h * 0.13
    if cloth is not None:
        drop = [(x - w, top), (x + w, top), (x + w * 1.03, top + h * 0.30)]
        n = 8
        for i in range(n + 1):
            drop.append((x + w * 1.03 - 2.06 * w * i / n, top + h * (0.34 + 0.07 * (i % 2))))
        drop.append((x - w * 1.03, top + h * 0.30))
        cv.fill(smooth(drop, n=4), Grad((shade(cloth, 0.92), shade(cloth, 0.66))))
        cv.fill(
            [
                ribbon(
                    [
                        (x - w + 2 * w * i / n, top + h * 0.04),
                        (x - w + 2 * w * i / n + sc.u(-0.2, 0.2), top + h * 0.36),
                    ],
                    [0.1, h * 0.02],
                )
                for i in range(1, n)
            ],
            shade(cloth, 0.5),
            0.35,
            blur=h * 0.008,
        )
        top_c = shade(cloth, 1.04)
    else:
        cv.fill(rect(x - w, top, x + w, top + h * 0.10), Grad((shade(OAK, 0.92), shade(OAK, 0.62))))
        if not round_top:
            cv.fill(
                rect(x - w * 0.86, top + h * 0.10, x + w * 0.86, top + h * 0.24), shade(OAK, 0.58)
            )
        top_c = shade(OAK, 1.22)
    if round_top:
        cv.fill(ellipse(x, top, w, t, 48), Grad((shade(top_c, 0.9), top_c, shade(top_c, 1.05))))
    else:
        cv.fill(
            pts(
                [
                    (x - w * 0.90, top - t),
                    (x + w * 0.90, top - t),
                    (x + w, top + h * 0.012),
                    (x - w, top + h * 0.012),
                ]
            ),
            Grad((shade(top_c, 0.86), top_c)),
        )
    sc.note("table", x - w, top, x + w, y)
    return (x - w * 0.80, x + w * 0.80, top - t * 0.30)


def chair(sc: Scene, x: float, y: float, h: float, d: int = 1) -> None:
    """A plain chair in profile, facing `d`."""
    c = shade(MAHOGANY, 1.05)
    k = h
    shadow(sc, x, y, k * 0.3)
    forms = [
        ribbon(
            smooth(
                [
                    (x - d * k * 0.20, y),
                    (x - d * k * 0.16, y - k * 0.46),
                    (x - d * k * 0.24, y - k),
                ],
                closed=False,
            ),
            [k * 0.045, k * 0.05, k * 0.035],
        ),
        ribbon([(x + d * k * 0.20, y), (x + d * k * 0.17, y - k * 0.44)], [k * 0.04, k * 0.045]),
        ribbon([(x - d * k * 0.09, y - k * 0.02), (x - d * k * 0.09, y - k * 0.44)], [k * 0.03]),
        stroke(x - d * k * 0.17, y - k * 0.2, x + d * k * 0.18, y - k * 0.2, k * 0.022),
    ]
    sc.cv.fill(forms, shade(c, 0.8))
    sc.cv.fill(
        [
            pts(
                [
                    (x - d * k * 0.19, y - k * 0.49),
                    (x + d * k * 0.21, y - k * 0.49),
                    (x + d * k * 0.20, y - k * 0.42),
                    (x - d * k * 0.18, y - k * 0.42),
                ]
            )
        ],
        Grad((hexc("#9a4a44"), hexc("#6b302d"))),
    )
    sc.cv.fill(
        [
            stroke(
                x - d * k * (0.185 + 0.02 * t),
                y - k * (0.6 + t * 0.13),
                x - d * k * (0.10 + 0.02 * t),
                y - k * (0.6 + t * 0.13),
                k * 0.05,
            )
            for t in (0, 1, 2)
        ],
        c,
    )


def armchair(sc: Scene, x: float, y: float, h: float, d: int | None = None) -> None:
    """A deep upholstered chair turned three quarters."""
    cv = sc.cv
    d = d or sc.side
    c = sc.pick(hexc("#8a3f3f"), hexc("#4a6a58"), hexc("#4d5a82"), hexc("#8a6a42"))
    shadow(sc, x, y, h * 0.5)
    cv.fill(
        [
            rect(x + s * h * 0.36 - h * 0.03, y - h * 0.1, x + s * h * 0.36 + h * 0.03, y)
            for s in (-1, 1)
        ],
        shade(OAK, 0.55),
    )
    back = smooth(
        [
            (x - h * 0.38, y - h * 0.25),
            (x - h * 0.40, y - h * 0.80),
            (x - h * 0.24, y - h * 0.98),
            (x, y - h),
            (x + h * 0.24, y - h * 0.98),
            (x + h * 0.40, y - h * 0.80),
            (x + h * 0.38, y - h * 0.25),
        ],
        n=6,
    )
    cv.fill(back, rounded(sc, shade(c, 0.92)))
    cv.fill(
        [
            ellipse(x + i * h * 0.15, y - h * t, h * 0.013, h * 0.013, 8)
            for i in (-1, 0, 1)
            for t in (0.62, 0.78)
        ],
        shade(c, 0.5),
    )
    cv.fill(
        smooth(
            [
                (x - h * 0.32, y - h * 0.42),
                (x, y - h * 0.47),
                (x + h * 0.32, y - h * 0.42),
                (x + h * 0.33, y - h * 0.24),
                (x - h * 0.33, y - h * 0.24),
            ],
            n=6,
        ),
        Grad((shade(c, 1.18), shade(c, 0.85))),
    )
    for s in (-1, 1):
        arm = smooth(
            [
                (x + s * h * 0.32, y - h * 0.56),
                (x + s * h * 0.46, y - h * 0.57),
                (x + s * h * 0.50, y - h * 0.42),
                (x + s * h * 0.46, y - h * 0.09),
                (x + s * h * 0.33, y - h * 0.09),
            ],
            n=5,
        )
        cv.fill(arm, rounded(sc, shade(c, 1.0 if s == sc.side else 0.8)))
    cv.fill(
        rect(x - h * 0.34, y - h * 0.25, x + h * 0.34, y - h * 0.10),
        Grad((shade(c, 0.74), shade(c, 0.55))),
    )


def sofa(sc: Scene, x: float, y: float, h: float, c: RGB | None = None) -> None:
    """A long sofa with a curved back and bolsters."""
    sc.against_wall(x, y, h * 2.4, h)
    cv = sc.cv
    k = c or sc.pick(hexc("#7c3b42"), hexc("#55708a"), hexc("#6d7a4d"), hexc("#a07a4a"))
    w = h * 1.25
    shadow(sc, x, y, w * 0.98)
    cv.fill(
        [
            ribbon([(x + s * w * 0.86, y - h * 0.2), (x + s * w * 0.9, y)], [h * 0.08, h * 0.05])
            for s in (-1, 1)
        ],
        shade(MAHOGANY, 0.7),
    )
    back = smooth(
        [
            (x - w * 0.92, y - h * 0.3),
            (x - w * 0.92, y - h * 0.82),
            (x - w * 0.5, y - h * 0.88),
            (x, y - h),
            (x + w * 0.5, y - h * 0.88),
            (x + w * 0.92, y - h * 0.82),
            (x + w * 0.92, y - h * 0.3),
        ],
        n=6,
    )
    cv.fill(back, shade(MAHOGANY, 0.95))
    cv.fill(
        (back - np.array([x, y - h * 0.55])) * np.array([0.955, 0.88])
        + np.array([x, y - h * 0.53]),
        rounded(sc, shade(k, 0.95)),
    )
    cv.fill(
        smooth(
            [
                (x - w * 0.85, y - h * 0.45),
                (x, y - h * 0.48),
                (x + w * 0.85, y - h * 0.45),
                (x + w * 0.86, y - h * 0.26),
                (x - w * 0.86, y - h * 0.26),
            ],
            n=5,
        ),
        Grad((shade(k, 1.2), shade(k, 0.82))),
    )
    cv.fill(rect(x - w * 0.88, y - h * 0.27, x + w * 0.88, y - h * 0.17), shade(MAHOGANY, 0.85))
    for s in (-1, 1):
        cv.fill(ellipse(x + s * w * 0.90, y - h * 0.48, h * 0.13, h * 0.15, 20), rounded(sc, k))
        cv.fill(ellipse(x + s * w * 0.90, y - h * 0.48, h * 0.05, h * 0.06, 14), shade(k, 0.6))


def bed(sc: Scene, x: float, y: float, h: float) -> None:
    """A bed in side view with pillows and a quilt."""
    sc.against_wall(x, y, h * 2.6, h)
    sc.couch = (x, y - h * 0.47)
    cv = sc.cv
    c = sc.pick(hexc("#7a93b0"), hexc("#a85a52"), hexc("#8a9a6a"), hexc("#c8a460"))
    w = h * 1.5
    shadow(sc, x, y, w, 0.4)
    d = sc.side
    cv.fill(
        [
            rect(x - d * w - h * 0.05, y - h, x - d * w + h * 0.05, y),
            rect(x + d * w - h * 0.05, y - h * 0.66, x + d * w + h * 0.05, y),
        ],
        rounded(sc, OAK),
    )
    cv.fill(
        [
            ellipse(x - d * w, y - h * 1.03, h * 0.07, h * 0.07, 14),
            ellipse(x + d * w, y - h * 0.69, h * 0.06, h * 0.06, 14),
        ],
        shade(OAK, 1.2),
    )
    a, b = sorted((x - d * w, x + d * w))
    cv.fill(rect(a, y - h * 0.36, b, y - h * 0.16), shade(OAK, 0.72))
    cv.fill(
        smooth(
            [
                (a, y - h * 0.52),
                (x, y - h * 0.54),
                (b, y - h * 0.52),
                (b, y - h * 0.34),
                (a, y - h * 0.34),
            ],
            n=4,
        ),
        hexc("#eae3d6"),
    )
    cv.fill(
        [
            smooth(
                [
                    (x - d * w * 0.95, y - h * 0.52),
                    (x - d * w * 0.92, y - h * (0.72 + t)),
                    (x - d * w * 0.66, y - h * (0.70 + t)),
                    (x - d * w * 0.60, y - h * 0.54),
                ],
                n=6,
            )
            for t in (0.06, 0.0)
        ],
        Grad((hexc("#fbf7ef"), hexc("#cfc6b8"))),
    )
    q = smooth(
        [
            (x - d * w * 0.52, y - h * 0.56),
            (x, y - h * 0.64),
            (x + d * w * 0.95, y - h * 0.56),
            (x + d * w * 0.97, y - h * 0.12),
            (x + d * w * 0.3, y - h * 0.08),
            (x - d * w * 0.48, y - h * 0.13),
        ],
        n=6,
    )
    cv.fill(q, Grad((shade(c, 1.2), c, shade(c, 0.6))))
    cv.fill(
        [
            ribbon(
                [(x + d * w * t, y - h * 0.58), (x + d * w * (t + 0.02), y - h * 0.13)], [h * 0.012]
            )
            for t in np.linspace(-0.4, 0.85, 7)
        ],
        shade(c, 0.6),
        0.5,
    )
    cv.fill(
        ribbon([(x - d * w * 0.52, y - h * 0.57), (x - d * w * 0.46, y - h * 0.13)], [h * 0.10]),
        hexc("#f3ece0"),
    )
