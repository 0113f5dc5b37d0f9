"""The stove and the fireplace, with their fire."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.camp import flame
from bookcore.sketch.props.furniture import rounded
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, rect, stroke


def stove(sc: Scene, x: float, y: float, h: float) -> None:
    """A whitewashed Russian stove with a glowing mouth."""
    sc.against_wall(x, y, h * 1.0, h)
    cv, c = sc.cv, hexc("#ded6c6")
    w = h * 0.46
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w * 0.42, -2, x + w * 0.42, y - h * 0.9), rounded(sc, shade(c, 0.92)))
    cv.fill(rect(x - w, y - h, x + w, y), rounded(sc, c, 0.75, 1.06))
    cv.fill(
        [
            rect(x - w * 1.06, y - h * 1.03, x + w * 1.06, y - h * 0.97),
            rect(x - w * 1.1, y - h * 0.46, x + w * 1.1, y - h * 0.41),
        ],
        shade(c, 1.05),
    )
    mouth = np.concatenate(
        [
            arc(x, y - h * 0.62, w * 0.46, h * 0.20, 180, 360, 18),
            [[x + w * 0.46, y - h * 0.46], [x - w * 0.46, y - h * 0.46]],
        ]
    )
    cv.fill(mouth, hexc("#2a1c16"))
    flame(sc, x, y - h * 0.47, h * 0.18, w * 0.30)
    sc.lamp(x, y - h * 0.52, h * 0.7, (255.0, 150.0, 75.0), 0.7, 0.5)
    low = np.concatenate(
        [
            arc(x, y - h * 0.20, w * 0.26, h * 0.10, 180, 360, 14),
            [[x + w * 0.26, y - h * 0.02], [x - w * 0.26, y - h * 0.02]],
        ]
    )
    cv.fill(low, shade(c, 0.42))


def fireplace(sc: Scene, x: float, y: float, h: float) -> None:
    """A marble fireplace with a fire on the hearth."""
    sc.against_wall(x, y, h * 1.35, h)
    cv, c = sc.cv, hexc("#cfc6b8")
    w = h * 0.62
    cv.fill(rect(x - w, y - h, x + w, y), rounded(sc, c, 0.76, 1.05))
    cv.fill(
        [
            rect(x - w * 1.14, y - h * 1.08, x + w * 1.14, y - h * 0.97),
            rect(x - w * 1.05, y - h * 0.06, x + w * 1.05, y),
        ],
        shade(c, 1.07),
    )
    cv.fill(
        [
            rect(
                x + s * w * 0.80 - w * 0.13, y - h * 0.95, x + s * w * 0.80 + w * 0.13, y - h * 0.06
            )
            for s in (-1, 1)
        ],
        rounded(sc, shade(c, 1.03), 0.8, 1.1),
    )
    hole = np.concatenate(
        [
            arc(x, y - h * 0.58, w * 0.58, h * 0.14, 180, 360, 16),
            [[x + w * 0.58, y], [x - w * 0.58, y]],
        ]
    )
    cv.fill(hole, Grad((hexc("#1c1412"), hexc("#3b2219"))))
    cv.fill(
        [
            stroke(x - w * 0.36, y - h * 0.05, x + w * 0.30, y - h * 0.12, h * 0.06),
            stroke(x + w * 0.36, y - h * 0.05, x - w * 0.28, y - h * 0.14, h * 0.06),
        ],
        hexc("#4a3022"),
    )
    flame(sc, x, y - h * 0.08, h * 0.42, w * 0.30)
    sc.lamp(x, y - h * 0.25, h * 1.5, (255.0, 150.0, 75.0), 1.0, 0.6)
