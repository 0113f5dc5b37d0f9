"""What hangs on a wall or lies on a floor."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.materials import GOLD, MAHOGANY
from bookcore.sketch.props.furniture import rounded
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, rect, smooth, stroke


def carpet(sc: Scene, x: float, y: float, h: float) -> None:
    """An oval or oblong carpet lying on the floor; `h` is its half-depth times four."""
    cv = sc.cv
    c = sc.pick(hexc("#8c3a38"), hexc("#3f5a78"), hexc("#7a6a3c"), hexc("#6a3f5a"))
    w, d = h * 2.0, h * 0.26
    if sc.chance(0.5):
        for k, tone in ((1.0, 0.72), (0.93, 1.25), (0.86, 0.95), (0.6, 1.15), (0.54, 0.85)):
            cv.fill(
                ellipse(x, y, w * k, d * k, 64),
                shade(c, tone) if tone != 1.25 else mix(c, hexc("#e8cf9a"), 0.7),
            )
    else:
        for k, tone in ((1.0, 0.72), (0.94, 1.25), (0.88, 0.95), (0.62, 1.15)):
            cv.fill(
                pts(
                    [
                        (x - w * k * 0.86, y - d * k),
                        (x + w * k * 0.86, y - d * k),
                        (x + w * k, y + d * k),
                        (x - w * k, y + d * k),
                    ]
                ),
                shade(c, tone) if tone != 1.25 else mix(c, hexc("#e8cf9a"), 0.7),
            )
        dots = [
            ellipse(x + i * w * 0.13, y + s * d * 0.72, w * 0.018, d * 0.06, 8)
            for i in range(-5, 6)
            for s in (-1, 1)
        ]
        cv.fill(dots, mix(c, hexc("#f0dca8"), 0.7))


def frame(sc: Scene, x: float, y: float, w: float, h: float) -> None:
    """A gilt frame around (x, y)."""
    cv = sc.cv
    cv.fill(
        rect(
            x - w / 2 - w * 0.02, y - h / 2 + h * 0.05, x + w / 2 + w * 0.05, y + h / 2 + h * 0.10
        ),
        (20.0, 14.0, 12.0),
        0.4,
        raw=True,
        blur=h * 0.03,
    )
    cv.fill(
        rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2),
        Grad((shade(GOLD, 1.25), GOLD, shade(GOLD, 0.6)), 60),
    )


def painting(sc: Scene, x: float, y: float, h: float) -> None:
    """A landscape or a dark portrait in a gilt frame."""
    cv = sc.cv
    w = h * (1.4 if sc.chance(0.6) else 0.8)
    sc.against_wall(x, y + h * 0.6, w * 1.15, h * 1.2)
    frame(sc, x, y, w, h)
    a, b, iw, ih = x - w * 0.42, y - h * 0.40, w * 0.84, h * 0.80
    if w > h:
        cv.fill(
            rect(a, b, a + iw, b + ih), Grad((hexc("#7f9ab4"), hexc("#e6cfa0"), hexc("#c9a96c")))
        )
        hill = [
            (a, b + ih * 0.62),
            (a + iw * 0.3, b + ih * 0.5),
            (a + iw * 0.6, b + ih * 0.64),
            (a + iw, b + ih * 0.52),
            (a + iw, b + ih),
            (a, b + ih),
        ]
        cv.fill(pts(hill), Grad((hexc("#6d7a52"), hexc("#43492f"))))
        cv.fill(
            [
                ellipse(a + iw * 0.24, b + ih * 0.52, iw * 0.07, ih * 0.13),
                ellipse(a + iw * 0.33, b + ih * 0.58, iw * 0.05, ih * 0.09),
            ],
            hexc("#3d4a33"),
        )
        cv.fill(
            pts([(a + iw * 0.62, b + ih * 0.64), (a + iw * 0.50, b + ih), (a + iw * 0.70, b + ih)]),
            hexc("#d8c692"),
        )
    else:
        cv.fill(rect(a, b, a + iw, b + ih), Grad((hexc("#4a3a30"), hexc("#2a201c"))))
        cv.fill(ellipse(x, y - h * 0.10, w * 0.13, h * 0.11), hexc("#c99f7c"))
        cv.fill(
            smooth(
                [
                    (x - w * 0.34, y + h * 0.40),
                    (x - w * 0.26, y + h * 0.10),
                    (x, y + h * 0.02),
                    (x + w * 0.26, y + h * 0.10),
                    (x + w * 0.34, y + h * 0.40),
                ],
                n=5,
            ),
            hexc("#3a2a3a"),
        )
        cv.fill(
            smooth(
                [
                    (x - w * 0.15, y - h * 0.10),
                    (x, y - h * 0.24),
                    (x + w * 0.15, y - h * 0.10),
                    (x, y - h * 0.16),
                ],
                n=5,
            ),
            hexc("#2a1c16"),
        )


def mirror(sc: Scene, x: float, y: float, h: float) -> None:
    """An oval mirror."""
    cv, w = sc.cv, h * 0.66
    sc.against_wall(x, y + h * 0.6, w * 1.15, h * 1.2)
    cv.fill(ellipse(x + 0.4, y + 0.8, w / 2, h / 2), (20.0, 14.0, 12.0), 0.4, raw=True, blur=0.8)
    cv.fill(ellipse(x, y, w / 2, h / 2, 48), Grad((shade(GOLD, 1.25), GOLD, shade(GOLD, 0.6)), 60))
    cv.fill(
        ellipse(x, y, w * 0.40, h * 0.42, 48),
        Grad((hexc("#dfe6e6"), hexc("#93a3a8"), hexc("#b9c6c6")), 60),
    )
    cv.fill(
        [
            stroke(x - w * 0.22, y + h * 0.14, x + w * 0.06, y - h * 0.24, w * 0.05),
            stroke(x - w * 0.08, y + h * 0.20, x + w * 0.16, y - h * 0.12, w * 0.02),
        ],
        (255.0, 255.0, 255.0),
        0.4,
    )


def icon(sc: Scene, x: float, y: float, h: float) -> None:
    """An icon in its corner with a small red lamp."""
    cv, w = sc.cv, h * 0.78
    sc.against_wall(x, y + h * 0.6, w * 1.15, h * 1.2)
    frame(sc, x, y, w, h)
    cv.fill(
        rect(x - w * 0.38, y - h * 0.40, x + w * 0.38, y + h * 0.40),
        Grad((hexc("#d8b25a"), hexc("#9a6a34"))),
    )
    cv.fill(ellipse(x, y - h * 0.12, w * 0.23, h * 0.18), hexc("#edd38a"))
    cv.fill(
        smooth(
            [
                (x - w * 0.26, y + h * 0.40),
                (x - w * 0.22, y + h * 0.05),
                (x, y - h * 0.02),
                (x + w * 0.22, y + h * 0.05),
                (x + w * 0.26, y + h * 0.40),
            ],
            n=5,
        ),
        hexc("#6a2f33"),
    )
    cv.fill(ellipse(x, y - h * 0.10, w * 0.11, h * 0.11), hexc("#8a5a3c"))
    cv.fill(
        [
            stroke(x - w * 0.3, y + h * 0.45, x, y + h * 0.7, 0.08),
            stroke(x + w * 0.3, y + h * 0.45, x, y + h * 0.7, 0.08),
        ],
        GOLD,
    )
    cv.fill(ellipse(x, y + h * 0.76, w * 0.13, h * 0.08), hexc("#c2352c"), raw=True)
    sc.lamp(x, y + h * 0.68, h * 1.1, (255.0, 130.0, 80.0), 0.5, 0.5)


def clock_wall(sc: Scene, x: float, y: float, h: float) -> None:
    """A round wall clock with a pendulum case."""
    cv, r = sc.cv, h * 0.34
    cv.fill(rect(x - r * 0.7, y, x + r * 0.7, y + h * 0.62), rounded(sc, MAHOGANY))
    cv.fill(ellipse(x, y, r, r, 40), rounded(sc, shade(MAHOGANY, 1.1)))
    cv.fill(ellipse(x, y, r * 0.82, r * 0.82, 40), hexc("#f3ead6"))
    cv.fill(
        [
            stroke(
                x + np.cos(a) * r * 0.66,
                y + np.sin(a) * r * 0.66,
                x + np.cos(a) * r * 0.76,
                y + np.sin(a) * r * 0.76,
                r * 0.06,
            )
            for a in np.linspace(0, 6.283, 12, endpoint=False)
        ],
        hexc("#3a2c24"),
    )
    cv.fill(
        [
            stroke(x, y, x - r * 0.3, y - r * 0.36, r * 0.10, r * 0.04),
            stroke(x, y, x + r * 0.12, y - r * 0.62, r * 0.07, r * 0.03),
        ],
        hexc("#241a16"),
    )
    cv.fill(
        [
            stroke(x, y + r, x + r * 0.1, y + h * 0.5, r * 0.05),
            ellipse(x + r * 0.1, y + h * 0.5, r * 0.2, r * 0.2, 14),
        ],
        GOLD,
    )
