"""The steam engine and its cars."""

from __future__ import annotations

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.props.vehicles import wheel
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import blob, ellipse, pts, rect, smooth, stroke


def engine(sc: Scene, x: float, y: float, h: float, cars: int = 0) -> None:
    """A steam engine, with cars behind it when asked."""
    d, cv = sc.side, sc.cv
    green, iron = hexc("#2f4a3d"), hexc("#25262c")
    for k in range(cars):
        cx = x - d * h * (2.9 + 2.45 * k)
        cv.fill(
            rect(cx - h * 1.15, y - h * 0.95, cx + h * 1.15, y - h * 0.22),
            Grad((hexc("#7a4438"), hexc("#4f2b26"))),
        )
        cv.fill(
            smooth(
                [(cx - h * 1.2, y - h * 0.93), (cx, y - h * 1.08), (cx + h * 1.2, y - h * 0.93)],
                n=6,
            ),
            iron,
        )
        cv.fill(
            [
                rect(cx + t * h - h * 0.12, y - h * 0.80, cx + t * h + h * 0.12, y - h * 0.52)
                for t in (-0.85, -0.5, -0.15, 0.2, 0.55, 0.9)
            ],
            hexc("#ffdc94") if sc.look.lit else hexc("#b9c4c8"),
            raw=sc.look.lit,
        )
        cv.fill(
            [p for wx in (-0.75, 0.75) for p in wheel(cx + wx * h, y - h * 0.15, h * 0.15)],
            iron,
        )
    cab0, cab1 = sorted((x - d * h * 1.55, x - d * h * 0.62))
    cv.fill(
        rect(cab0, y - h * 1.18, cab1, y - h * 0.28),
        Grad((shade(green, 1.25), shade(green, 0.7))),
    )
    a, b = sorted((x - d * h * 1.36, x - d * h * 0.84))
    cv.fill(
        rect(a, y - h * 1.05, b, y - h * 0.74),
        hexc("#ffd98a") if sc.look.lit else hexc("#9fb0b8"),
        raw=sc.look.lit,
    )
    a, b = sorted((x - d * h * 1.68, x - d * h * 0.5))
    cv.fill(rect(a, y - h * 1.26, b, y - h * 1.17), iron)
    a, b = sorted((x - d * h * 0.64, x + d * h * 1.2))
    cv.fill(
        rect(a, y - h * 0.84, b, y - h * 0.36), Grad((shade(green, 1.6), green, shade(green, 0.5)))
    )
    cv.fill(
        [
            rect(a, y - h * 0.36, b, y - h * 0.26),
            pts(
                [
                    (x + d * h * 1.2, y - h * 0.4),
                    (x + d * h * 1.5, y - h * 0.02),
                    (x + d * h * 1.14, y - h * 0.02),
                ]
            ),
            pts(
                [
                    (x + d * h * 0.82, y - h * 0.82),
                    (x + d * h * 0.76, y - h * 1.34),
                    (x + d * h * 1.10, y - h * 1.34),
                    (x + d * h * 1.04, y - h * 0.82),
                ]
            ),
        ],
        iron,
    )
    cv.fill(
        [
            rect(x + d * h * t - h * 0.03, y - h * 0.85, x + d * h * t + h * 0.03, y - h * 0.36)
            for t in (-0.25, 0.25, 0.7)
        ],
        hexc("#c9a24e"),
    )
    cv.fill(
        smooth(
            [
                (x + d * h * 0.22, y - h * 0.82),
                (x + d * h * 0.26, y - h * 1.0),
                (x + d * h * 0.46, y - h * 1.0),
                (x + d * h * 0.5, y - h * 0.82),
            ],
            n=4,
        ),
        hexc("#c9a24e"),
    )
    cv.fill(
        [
            p
            for wx, r in ((-1.1, 0.16), (-0.4, 0.30), (0.3, 0.30), (0.95, 0.17))
            for p in wheel(x + d * wx * h, y - r * h, r * h)
        ],
        shade(hexc("#7a2f2c"), 0.85),
    )
    cv.fill(
        stroke(x - d * h * 0.42, y - h * 0.28, x + d * h * 0.34, y - h * 0.28, h * 0.05),
        hexc("#9aa0a8"),
    )
    lx, ly = x + d * h * 1.24, y - h * 0.80
    cv.fill(ellipse(lx, ly, h * 0.09, h * 0.11, 18), hexc("#ffeebc"), raw=True)
    if sc.look.lit:
        sc.lamp(lx + d * h * 0.2, ly, h * 1.6, strength=0.9, glow=0.8)
    for k in range(8):
        t = k / 7
        cv.fill(
            blob(
                x + d * h * 0.93 - d * h * 2.2 * t**1.2,
                y - h * (1.4 + 0.75 * t),
                h * (0.14 + 0.34 * t),
                h * (0.12 + 0.24 * t),
                sc.rng,
            ),
            shade(sc.look.sky[3], 1.2),
            0.72 * (1 - t) + 0.1,
            raw=True,
            blur=h * 0.05,
        )
