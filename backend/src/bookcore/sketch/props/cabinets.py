"""Cupboards, chests, shelves, a piano and a clock."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, jitter, shade
from bookcore.sketch.materials import GOLD, MAHOGANY, OAK
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.furniture import rounded
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, stroke


def wardrobe(sc: Scene, x: float, y: float, h: float) -> None:
    """A tall cupboard with two doors."""
    sc.against_wall(x, y, h * 0.69, h)
    cv, c = sc.cv, jitter(OAK, sc.rng, 6)
    w = h * 0.30
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y - h * 0.02), rounded(sc, c))
    cv.fill(
        [
            pts(
                [
                    (x - w * 1.12, y - h),
                    (x - w * 0.98, y - h * 1.06),
                    (x + w * 0.98, y - h * 1.06),
                    (x + w * 1.12, y - h),
                ]
            ),
            rect(x - w * 1.05, y - h * 0.06, x + w * 1.05, y),
        ],
        shade(c, 1.15),
    )
    for s in (-1, 1):
        a, b = sorted((x + s * w * 0.10, x + s * w * 0.88))
        for y0, y1 in ((0.94, 0.56), (0.50, 0.12)):
            cv.fill(rect(a, y - h * y0, b, y - h * y1), shade(c, 0.66))
            cv.fill(
                rect(a + w * 0.06, y - h * y0 + w * 0.07, b - w * 0.02, y - h * y1 - w * 0.04),
                Grad((shade(c, 1.06), shade(c, 0.86))),
            )
    cv.fill(
        [ellipse(x + s * w * 0.05, y - h * 0.53, w * 0.035, w * 0.05, 10) for s in (-1, 1)], GOLD
    )


def chest(sc: Scene, x: float, y: float, h: float) -> None:
    """An iron-bound chest."""
    cv, w = sc.cv, h * 0.85
    shadow(sc, x, y, w)
    cv.fill(rect(x - w, y - h * 0.6, x + w, y), Grad((shade(OAK, 1.0), shade(OAK, 0.66))))
    lid = np.concatenate(
        [
            arc(x - w * 0.7, y - h * 0.6, w * 0.33, h * 0.38, 180, 270),
            arc(x + w * 0.7, y - h * 0.6, w * 0.33, h * 0.38, 270, 360),
        ]
    )
    cv.fill(lid, Grad((shade(OAK, 1.3), shade(OAK, 0.9))))
    cv.fill(
        [rect(x + t * w - w * 0.05, y - h * 0.96, x + t * w + w * 0.05, y) for t in (-0.72, 0.72)]
        + [rect(x - w, y - h * 0.62, x + w, y - h * 0.56)],
        hexc("#54504c"),
    )
    cv.fill(rect(x - w * 0.10, y - h * 0.66, x + w * 0.10, y - h * 0.44), GOLD)


def bookshelf(sc: Scene, x: float, y: float, h: float, width: float = 0.62) -> None:
    """Shelves full of spines."""
    sc.against_wall(x, y, h * width, h)
    cv, c = sc.cv, shade(OAK, 0.85)
    w = h * width / 2
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y), rounded(sc, c))
    rows = 5
    tones = (
        hexc("#7c2f33"),
        hexc("#2f4a5f"),
        hexc("#5a6b3c"),
        hexc("#b08a4a"),
        hexc("#4a3a52"),
        hexc("#cbb892"),
    )
    stacks: dict[int, list[Points]] = {i: [] for i in range(len(tones))}
    backs = []
    for r in range(rows):
        y1 = y - h * 0.03 - (h * 0.94) * r / rows
        y0 = y1 - h * 0.94 / rows + h * 0.02
        backs.append(rect(x - w * 0.92, y0, x + w * 0.92, y1))
        bx = x - w * 0.90
        while bx < x + w * 0.82:
            bw = w * sc.u(0.05, 0.12)
            stacks[sc.count(0, 5)].append(
                rect(bx, y1 - (y1 - y0) * sc.u(0.62, 0.92), bx + bw * 0.92, y1)
            )
            bx += bw if not sc.chance(0.06) else bw * 2.4
    cv.fill(backs, shade(c, 0.42))
    for i, spines in stacks.items():
        cv.fill(spines, Grad((tones[i], shade(tones[i], 0.8)), span=(y - h, y)))
    cv.fill(
        [
            rect(x - w * 1.06, y - h * 1.03, x + w * 1.06, y - h * 0.99),
            rect(x - w * 1.04, y - h * 0.03, x + w * 1.04, y),
        ],
        shade(c, 1.2),
    )


def piano(sc: Scene, x: float, y: float, h: float) -> None:
    """An upright piano with candle brackets."""
    sc.against_wall(x, y, h * 1.5, h)
    cv, c = sc.cv, hexc("#3a2722")
    w = h * 0.72
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y), rounded(sc, c, 0.7, 1.3))
    cv.fill([rect(x - w * 1.04, y - h * 1.04, x + w * 1.04, y - h * 0.98)], shade(c, 1.3))
    cv.fill(
        [
            rect(x - w * 0.9, y - h * 0.92, x - w * 0.05, y - h * 0.66),
            rect(x + w * 0.05, y - h * 0.92, x + w * 0.9, y - h * 0.66),
        ],
        shade(c, 1.22),
    )
    cv.fill(rect(x - w * 1.02, y - h * 0.60, x + w * 1.02, y - h * 0.46), shade(c, 0.7))
    cv.fill(rect(x - w * 0.94, y - h * 0.60, x + w * 0.94, y - h * 0.545), hexc("#f3ecdc"))
    cv.fill(
        [
            rect(
                x - w * 0.92 + i * w * 0.066,
                y - h * 0.60,
                x - w * 0.92 + i * w * 0.066 + w * 0.03,
                y - h * 0.565,
            )
            for i in range(28)
            if i % 7 not in (2, 6)
        ],
        hexc("#1a1414"),
    )
    cv.fill(
        [
            rect(x + s * w * 0.88 - w * 0.05, y - h * 0.46, x + s * w * 0.88 + w * 0.05, y)
            for s in (-1, 1)
        ],
        shade(c, 1.15),
    )
    cv.fill(
        pts(
            [
                (x - w * 0.2, y - h * 0.62),
                (x - w * 0.22, y - h * 0.84),
                (x + w * 0.24, y - h * 0.84),
                (x + w * 0.22, y - h * 0.62),
            ]
        ),
        hexc("#efe7d4"),
    )


def clock_tall(sc: Scene, x: float, y: float, h: float) -> None:
    """A longcase clock."""
    sc.against_wall(x, y, h * 0.34, h)
    cv, c = sc.cv, shade(MAHOGANY, 0.95)
    w = h * 0.12
    shadow(sc, x, y, w * 1.6)
    cv.fill(
        [
            rect(x - w * 0.8, y - h * 0.72, x + w * 0.8, y - h * 0.2),
            rect(x - w, y - h * 0.22, x + w, y),
            rect(x - w * 1.05, y - h * 0.96, x + w * 1.05, y - h * 0.70),
        ],
        rounded(sc, c, 0.7, 1.25),
    )
    cv.fill(np.concatenate([arc(x, y - h * 0.95, w * 1.05, h * 0.06, 180, 360)]), shade(c, 1.2))
    cv.fill(ellipse(x, y - h * 0.83, w * 0.82, w * 0.82, 30), hexc("#f1e7cf"))
    cv.fill(
        [
            stroke(x, y - h * 0.83, x + w * 0.1, y - h * 0.83 - w * 0.6, w * 0.09, w * 0.03),
            stroke(x, y - h * 0.83, x + w * 0.45, y - h * 0.83 + w * 0.12, w * 0.10, w * 0.04),
        ],
        hexc("#2b211c"),
    )
    cv.fill(rect(x - w * 0.45, y - h * 0.66, x + w * 0.45, y - h * 0.27), hexc("#2f211b"))
    cv.fill(
        [
            rect(x - w * 0.03, y - h * 0.64, x + w * 0.03, y - h * 0.36),
            ellipse(x, y - h * 0.35, w * 0.2, w * 0.2, 14),
        ],
        GOLD,
    )
