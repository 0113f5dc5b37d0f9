"""Small things for a table, a shelf or the floor; each stands on (x, y) and is `h` high."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, WHITE, hexc, shade
from bookcore.sketch.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, ribbon, rotated, smooth, stroke

BRASS = hexc("#c69a48")
COPPER = hexc("#b8713f")
STEEL = hexc("#aeb6be")
GLASS = hexc("#c8dad6")


def _round(sc: Scene, c: RGB, dark: float = 0.55, light: float = 1.35) -> Grad:
    run = (shade(c, dark), c, shade(c, light), shade(c, 0.85))
    return Grad(run if sc.side > 0 else run[::-1], 0)


def _lathe(x: float, y: float, h: float, profile: list[tuple[float, float]]) -> Points:
    """A turned form from (half-width, height) pairs, both as shares of `h`."""
    right = [(x + w * h, y - t * h) for w, t in profile]
    left = [(x - w * h, y - t * h) for w, t in reversed(profile)]
    return smooth([*right, *left], n=5)


def _shine(sc: Scene, x: float, y0: float, y1: float, w: float) -> None:
    sc.cv.fill(
        ribbon(
            smooth([(x, y0), (x + w * 0.5, (y0 + y1) / 2), (x, y1)], closed=False),
            [w * 0.3, w, w * 0.3],
        ),
        WHITE,
        0.5,
        blur=w * 0.2,
    )


def candle(sc: Scene, x: float, y: float, h: float) -> None:
    """A burning candle in a brass stick."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.26)
    cv.fill(
        _lathe(
            x,
            y,
            h,
            [(0.24, 0.0), (0.23, 0.04), (0.06, 0.09), (0.05, 0.24), (0.10, 0.28), (0.10, 0.32)],
        ),
        _round(sc, BRASS),
    )
    cv.fill(
        rect(x - h * 0.065, y - h * 0.80, x + h * 0.065, y - h * 0.30),
        Grad((hexc("#fff3cf"), hexc("#e9d3a2"))),
        raw=True,
    )
    cv.fill(stroke(x, y - h * 0.80, x, y - h * 0.85, h * 0.014), hexc("#2a1c14"), raw=True)
    cv.fill(
        ellipse(x, y - h * 0.93, h * 0.22, h * 0.26), hexc("#ffcf70"), 0.5, raw=True, blur=h * 0.09
    )
    cv.fill(
        smooth(
            [
                (x, y - h * 1.10),
                (x + h * 0.062, y - h * 0.92),
                (x, y - h * 0.83),
                (x - h * 0.062, y - h * 0.92),
            ],
            n=6,
        ),
        Grad((hexc("#ffe9a6"), hexc("#fff8de"), hexc("#ffb648"))),
        raw=True,
    )
    sc.lamp(
        x,
        y - h * 0.92,
        min(72.0, max(44.0, h * 4.4)) if sc.look.indoor else h * 3.0,
        (255.0, 184.0, 104.0),
        1.15,
        0.75,
    )


def lamp(sc: Scene, x: float, y: float, h: float) -> None:
    """An oil lamp with a glass chimney and shade."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.26)
    cv.fill(
        _lathe(
            x,
            y,
            h,
            [
                (0.17, 0.0),
                (0.16, 0.04),
                (0.05, 0.10),
                (0.06, 0.22),
                (0.16, 0.30),
                (0.14, 0.42),
                (0.05, 0.46),
            ],
        ),
        _round(sc, BRASS),
    )
    cv.fill(
        rect(x - h * 0.045, y - h * 1.0, x + h * 0.045, y - h * 0.45),
        hexc("#fff2c8"),
        0.6,
        raw=True,
    )
    cv.fill(
        pts(
            [
                (x - h * 0.13, y - h * 0.84),
                (x - h * 0.32, y - h * 0.52),
                (x + h * 0.32, y - h * 0.52),
                (x + h * 0.13, y - h * 0.84),
            ]
        ),
        Grad((hexc("#ffe6a8"), hexc("#ffc96a"))),
        0.95,
        raw=True,
    )
    sc.lamp(x, y - h * 0.6, min(76.0, max(46.0, h * 4.0)), (255.0, 192.0, 112.0), 1.25, 0.7)


def lantern(sc: Scene, x: float, y: float, h: float) -> None:
    """A tin lantern."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.35)
    iron = hexc("#3a3a40")
    cv.fill(
        rect(x - h * 0.20, y - h * 0.58, x + h * 0.20, y - h * 0.08),
        Grad((hexc("#ffe7a4"), hexc("#ffb854"))),
        raw=True,
    )
    cv.fill(
        [
            rect(x - h * 0.26, y - h * 0.09, x + h * 0.26, y),
            pts(
                [
                    (x - h * 0.27, y - h * 0.57),
                    (x - h * 0.10, y - h * 0.78),
                    (x + h * 0.10, y - h * 0.78),
                    (x + h * 0.27, y - h * 0.57),
                ]
            ),
        ]
        + [
            rect(x + t * h - h * 0.014, y - h * 0.58, x + t * h + h * 0.014, y - h * 0.08)
            for t in (-0.2, 0.0, 0.2)
        ],
        iron,
    )
    ring, hole = (
        arc(x, y - h * 0.84, h * 0.13, h * 0.15, 180, 360),
        arc(x, y - h * 0.84, h * 0.10, h * 0.12, 360, 180),
    )
    cv.fill(np.concatenate([ring, hole]), iron)
    sc.lamp(
        x,
        y - h * 0.35,
        min(64.0, max(30.0, h * 4.0)) if sc.look.indoor else h * 3.2 if sc.look.dark else h * 1.4,
        (255.0, 184.0, 100.0),
        1.2,
        0.7,
    )


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
        _lathe(
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
        _round(sc, BRASS, 0.45, 1.5),
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
    _shine(sc, x + sc.side * h * 0.13, y - h * 0.62, y - h * 0.34, h * 0.05)
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
        _lathe(x, y, h, [(0.26, 0.0), (0.48, 0.20), (0.52, 0.44), (0.34, 0.72), (0.14, 0.80)]),
        _round(sc, c, 0.62, 1.2),
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
        _lathe(
            x,
            y,
            h,
            [(0.13, 0.0), (0.14, 0.03), (0.14, 0.52), (0.06, 0.70), (0.05, 0.96), (0.06, 1.0)],
        ),
        _round(sc, c),
        0.95,
    )
    sc.cv.fill(rect(x - h * 0.13, y - h * 0.42, x + h * 0.13, y - h * 0.18), hexc("#e6d9b8"), 0.9)
    _shine(sc, x + sc.side * h * 0.07, y - h * 0.56, y - h * 0.1, h * 0.03)


def glass(sc: Scene, x: float, y: float, h: float) -> None:
    """A stemmed glass with wine."""
    cv = sc.cv
    cv.fill(
        _lathe(
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
    cv.fill(_lathe(x, y, h, [(0.03, 0.44), (0.20, 0.55), (0.245, 0.74)]), hexc("#8a2436"), 0.85)
    cv.fill(ellipse(x, y - h * 0.74, h * 0.24, h * 0.04), hexc("#a83a48"), 0.9)
    _shine(sc, x + sc.side * h * 0.16, y - h * 0.95, y - h * 0.58, h * 0.05)


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
        _lathe(x, y, h, [(0.26, 0.0), (0.24, 0.07), (0.44, 0.20), (0.66, 0.50)]),
        _round(sc, bowl, 0.6, 1.25),
    )


def book(sc: Scene, x: float, y: float, h: float) -> None:
    """A small pile of books, one of them open-edged."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.9)
    yy = y
    for i, c in enumerate(("#7c2f33", "#2f4a5f", "#8a6a3c")[: 2 + (h > 3)]):
        k, t, w, dx = hexc(c), h * 0.24, h * (0.86 - 0.08 * i), sc.u(-0.06, 0.06) * h
        cv.fill(rect(x + dx - w, yy - t, x + dx + w, yy), Grad((shade(k, 1.2), shade(k, 0.7))))
        cv.fill(
            rect(x + dx - w * 0.86, yy - t * 0.82, x + dx + w * 1.0, yy - t * 0.16), hexc("#efe5cc")
        )
        cv.fill(
            [
                rect(x + dx - w, yy - t, x + dx - w * 0.86, yy),
                rect(x + dx - w, yy - t, x + dx + w * 1.03, yy - t * 0.82),
                rect(x + dx - w, yy - t * 0.16, x + dx + w * 1.03, yy),
            ],
            k,
        )
        yy -= t


def letter(sc: Scene, x: float, y: float, h: float) -> None:
    """A written sheet and a sealed envelope lying flat."""
    cv = sc.cv
    sheet = pts(
        [
            (x - h * 0.95, y - h * 0.46),
            (x + h * 0.30, y - h * 0.52),
            (x + h * 0.52, y + h * 0.02),
            (x - h * 0.90, y + h * 0.08),
        ]
    )
    cv.fill(sheet + np.array([0.15, 0.2]), (20.0, 14.0, 12.0), 0.3, raw=True, blur=0.2)
    cv.fill(sheet, Grad((hexc("#fbf4e0"), hexc("#e6d9ba"))))
    cv.fill(
        [
            stroke(
                x - h * 0.74,
                y - h * (0.36 - 0.09 * i),
                x + h * (0.22 - 0.1 * (i % 2)),
                y - h * (0.39 - 0.09 * i),
                h * 0.022,
            )
            for i in range(5)
        ],
        hexc("#4a4356"),
        0.8,
    )
    env = pts(
        [
            (x + h * 0.36, y - h * 0.34),
            (x + h * 1.2, y - h * 0.30),
            (x + h * 1.3, y + h * 0.06),
            (x + h * 0.40, y + h * 0.04),
        ]
    )
    cv.fill(env, Grad((hexc("#efe0bd"), hexc("#d3bf94"))))
    cv.fill(
        ribbon(
            [
                (x + h * 0.36, y - h * 0.34),
                (x + h * 0.82, y - h * 0.12),
                (x + h * 1.2, y - h * 0.30),
            ],
            [h * 0.025],
        ),
        hexc("#a89468"),
    )
    cv.fill(ellipse(x + h * 0.82, y - h * 0.13, h * 0.10, h * 0.07, 16), hexc("#a32a2a"))


def pen(sc: Scene, x: float, y: float, h: float) -> None:
    """An inkwell with a quill."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.3)
    spine = smooth(
        [(x, y - h * 0.28), (x + h * 0.16, y - h * 0.66), (x + h * 0.44, y - h * 1.08)],
        closed=False,
    )
    cv.fill(
        smooth(
            [
                (x + h * 0.06, y - h * 0.46),
                (x + h * 0.10, y - h * 0.82),
                (x + h * 0.45, y - h * 1.10),
                (x + h * 0.40, y - h * 0.86),
                (x + h * 0.20, y - h * 0.58),
            ],
            n=5,
        ),
        Grad((hexc("#fbf8f0"), hexc("#cfcabc")), 0),
    )
    cv.fill(ribbon(spine, [h * 0.022, h * 0.010]), hexc("#a89c84"))
    cv.fill(
        _lathe(x, y, h, [(0.22, 0.0), (0.24, 0.14), (0.14, 0.24), (0.12, 0.32)]),
        _round(sc, hexc("#39465c")),
    )


def scroll_map(sc: Scene, x: float, y: float, h: float) -> None:
    """A chart with coasts and a dotted course."""
    cv = sc.cv
    w = h * 1.25
    form = pts(
        [
            (x - w, y - h * 0.62),
            (x + w * 0.86, y - h * 0.70),
            (x + w, y + h * 0.04),
            (x - w * 0.92, y + h * 0.12),
        ]
    )
    cv.fill(form + np.array([0.2, 0.3]), (20.0, 14.0, 12.0), 0.3, raw=True, blur=0.3)
    cv.fill(form, Grad((hexc("#eddcae"), hexc("#d3b77c"))))
    cv.fill(
        smooth(
            [
                (x - w * 0.7, y - h * 0.5),
                (x - w * 0.1, y - h * 0.56),
                (x + w * 0.1, y - h * 0.34),
                (x - w * 0.2, y - h * 0.06),
                (x - w * 0.66, y - h * 0.10),
            ],
            n=5,
        ),
        hexc("#a8925a"),
        0.8,
    )
    cv.fill(
        smooth(
            [
                (x + w * 0.4, y - h * 0.40),
                (x + w * 0.66, y - h * 0.46),
                (x + w * 0.70, y - h * 0.2),
                (x + w * 0.44, y - h * 0.14),
            ],
            n=5,
        ),
        hexc("#b39c64"),
        0.8,
    )
    cv.fill(
        [
            ellipse(x - w * 0.3 + i * w * 0.12, y - h * (0.2 + 0.03 * i), h * 0.02, h * 0.014, 8)
            for i in range(7)
        ],
        hexc("#a02a24"),
    )
    cv.fill(
        [
            stroke(x + w * 0.50, y - h * 0.34, x + w * 0.58, y - h * 0.26, h * 0.03),
            stroke(x + w * 0.58, y - h * 0.34, x + w * 0.50, y - h * 0.26, h * 0.03),
        ],
        hexc("#a02a24"),
    )


def globe(sc: Scene, x: float, y: float, h: float) -> None:
    """A terrestrial globe in its stand."""
    cv, r = sc.cv, h * 0.34
    cy = y - h * 0.62
    shadow(sc, x, y, h * 0.3)
    cv.fill(
        _lathe(x, y, h, [(0.22, 0.0), (0.20, 0.04), (0.04, 0.08), (0.04, 0.28)]),
        _round(sc, hexc("#7a5436")),
    )
    cv.fill(ellipse(x, cy, r, r, 44), Grad((hexc("#8fb6cc"), hexc("#4f7f9c"), hexc("#2a4a60")), 55))
    lands = (
        [(-0.6, -0.3), (-0.1, -0.6), (0.1, -0.2), (-0.2, 0.1), (-0.1, 0.5), (-0.4, 0.3)],
        [(0.3, -0.4), (0.7, -0.2), (0.6, 0.3), (0.35, 0.1)],
    )
    cv.fill(
        [smooth([(x + px * r, cy + py * r) for px, py in p], n=5) for p in lands],
        hexc("#b9a566"),
        0.9,
    )
    ring = np.concatenate(
        [arc(x, cy, r * 1.14, r * 1.14, 60, 300, 30), arc(x, cy, r * 1.05, r * 1.05, 300, 60, 30)]
    )
    cv.fill(ring, BRASS)


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
        _lathe(x, y, h, [(0.11, 0.0), (0.17, 0.16), (0.14, 0.34), (0.08, 0.44), (0.12, 0.50)]),
        _round(sc, sc.pick(hexc("#5f87a8"), hexc("#b8584a"), hexc("#cfd6d0"))),
    )


def blade(sc: Scene, x: float, y: float, h: float, long: bool = True) -> None:
    """A sword or a dagger lying aslant."""
    cv = sc.cv
    k = h * (1.9 if long else 1.2)
    a = -14.0
    parts: list[tuple[Points, Grad | RGB]] = [
        (
            pts(
                [
                    (x - k * 0.55, y - h * 0.10),
                    (x + k * 0.86, y - h * 0.07),
                    (x + k, y),
                    (x + k * 0.86, y + h * 0.04),
                    (x - k * 0.55, y + h * 0.08),
                ]
            ),
            Grad((shade(STEEL, 1.3), STEEL, shade(STEEL, 0.6))),
        ),
        (
            ribbon(
                smooth(
                    [(x - k * 0.55, y - h * 0.34), (x - k * 0.60, y), (x - k * 0.55, y + h * 0.32)],
                    closed=False,
                ),
                [h * 0.12],
            ),
            BRASS,
        ),
        (rect(x - k * 0.92, y - h * 0.09, x - k * 0.60, y + h * 0.08), hexc("#3f2b24")),
        (ellipse(x - k * 0.95, y, h * 0.13, h * 0.13, 16), BRASS),
    ]
    lift = np.array([0.0, -h * 0.30])
    cv.fill(ellipse(x, y, k * 0.9, h * 0.16), (20.0, 14.0, 12.0), 0.35, raw=True, blur=h * 0.1)
    for p, f in parts:
        cv.fill(rotated(p, x, y, a) + lift, f)


def sword(sc: Scene, x: float, y: float, h: float) -> None:
    """A sword."""
    blade(sc, x, y, h, True)


def dagger(sc: Scene, x: float, y: float, h: float) -> None:
    """A dagger."""
    blade(sc, x, y, h, False)


def gun(sc: Scene, x: float, y: float, h: float) -> None:
    """A duelling pistol lying on its side."""
    cv = sc.cv
    cv.fill(ellipse(x, y, h * 1.2, h * 0.14), (20.0, 14.0, 12.0), 0.35, raw=True, blur=h * 0.1)
    wood = hexc("#6a4128")
    stock = smooth(
        [
            (x - h * 0.2, y - h * 0.72),
            (x + h * 0.5, y - h * 0.66),
            (x + h * 0.5, y - h * 0.52),
            (x - h * 0.3, y - h * 0.44),
            (x - h * 0.78, y - h * 0.02),
            (x - h * 1.0, y - h * 0.08),
            (x - h * 0.62, y - h * 0.56),
        ],
        n=6,
    )
    cv.fill(stock, Grad((shade(wood, 1.25), shade(wood, 0.65))))
    cv.fill(
        rect(x - h * 0.25, y - h * 0.80, x + h * 1.3, y - h * 0.66),
        Grad((shade(STEEL, 1.2), shade(STEEL, 0.5))),
    )
    cv.fill(ribbon(arc(x - h * 0.08, y - h * 0.46, h * 0.18, h * 0.16, 0, 200), [h * 0.04]), BRASS)
    cv.fill(
        smooth(
            [
                (x - h * 0.22, y - h * 0.76),
                (x - h * 0.34, y - h * 0.98),
                (x - h * 0.18, y - h * 0.96),
                (x - h * 0.1, y - h * 0.78),
            ],
            n=4,
        ),
        shade(STEEL, 0.6),
    )


def barrel(sc: Scene, x: float, y: float, h: float) -> None:
    """A hooped barrel."""
    c = hexc("#8d6238")
    shadow(sc, x, y, h * 0.42)
    form = _lathe(x, y, h, [(0.32, 0.0), (0.40, 0.28), (0.41, 0.5), (0.40, 0.72), (0.32, 0.96)])
    sc.cv.fill(form, _round(sc, c, 0.6, 1.2))
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
        _round(sc, c, 0.65, 1.15),
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
        _round(sc, c, 0.6, 1.2),
    )
    sc.cv.fill(ellipse(x, y - h * 0.78, h * 0.44, h * 0.09), shade(c, 0.4))
    sc.cv.fill(
        [
            stroke(x - h * w, y - h * t, x + h * w, y - h * t, h * 0.06)
            for t, w in ((0.16, 0.36), (0.58, 0.41))
        ],
        hexc("#5c5852"),
    )


def chain(sc: Scene, x: float, y: float, h: float) -> None:
    """Links of a heavy chain."""
    for i in range(9):
        lx, ly = x - h * 1.1 + i * h * 0.27, y - h * 0.18 - h * 0.20 * np.sin(i * 0.9)
        ring = np.concatenate(
            [
                ellipse(lx, ly, h * 0.19, h * 0.12, 18),
                ellipse(lx, ly, h * 0.19, h * 0.12, 18)[:1],
                ellipse(lx, ly, h * 0.10, h * 0.05, 18)[::-1],
                ellipse(lx, ly, h * 0.10, h * 0.05, 18)[-1:],
            ]
        )
        sc.cv.fill(ring, shade(STEEL, 0.62 if i % 2 else 0.85))


def coin(sc: Scene, x: float, y: float, h: float) -> None:
    """A scatter and a pile of coins."""
    gold = hexc("#d9ab3f")
    for i in range(9):
        cx = x + ((-0.6, -0.2, 0.3, 0.7, -0.9, 1.0)[i] * h if i < 6 else x * 0 + h * 0.05)
        cy = y - (0.05 * h * (i % 2) if i < 6 else h * 0.14 * (i - 5))
        sc.cv.fill(ellipse(cx, cy + h * 0.05, h * 0.24, h * 0.09, 22), shade(gold, 0.5))
        sc.cv.fill(ellipse(cx, cy, h * 0.24, h * 0.09, 22), Grad((shade(gold, 1.3), gold), 0))


def ring(sc: Scene, x: float, y: float, h: float) -> None:
    """A gold ring with a stone, in an open box."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.6)
    cv.fill(
        pts(
            [
                (x - h * 0.6, y - h * 0.4),
                (x + h * 0.6, y - h * 0.4),
                (x + h * 0.56, y),
                (x - h * 0.56, y),
            ]
        ),
        Grad((hexc("#6a2434"), hexc("#3f1420"))),
    )
    cv.fill(
        pts(
            [
                (x - h * 0.6, y - h * 0.4),
                (x - h * 0.5, y - h * 1.0),
                (x + h * 0.5, y - h * 1.0),
                (x + h * 0.6, y - h * 0.4),
            ]
        ),
        Grad((hexc("#efe4d2"), hexc("#cdbda2"))),
    )
    outer, inner = (
        ellipse(x, y - h * 0.52, h * 0.26, h * 0.28, 32),
        ellipse(x, y - h * 0.52, h * 0.19, h * 0.21, 32),
    )
    cv.fill(
        np.concatenate([outer, outer[:1], inner[::-1], inner[-1:]]),
        Grad((hexc("#f4d67a"), hexc("#b98a30"))),
    )
    cv.fill(
        pts(
            [
                (x - h * 0.10, y - h * 0.80),
                (x, y - h * 0.92),
                (x + h * 0.10, y - h * 0.80),
                (x, y - h * 0.70),
            ]
        ),
        Grad((hexc("#d8f1fb"), hexc("#6fb0d8"))),
    )


def violin(sc: Scene, x: float, y: float, h: float) -> None:
    """A violin standing aslant with its bow."""
    cv, c = sc.cv, hexc("#9a5428")
    body = smooth(
        [
            (x, y),
            (x - h * 0.19, y - h * 0.06),
            (x - h * 0.20, y - h * 0.20),
            (x - h * 0.12, y - h * 0.29),
            (x - h * 0.17, y - h * 0.42),
            (x - h * 0.10, y - h * 0.53),
            (x + h * 0.10, y - h * 0.53),
            (x + h * 0.17, y - h * 0.42),
            (x + h * 0.12, y - h * 0.29),
            (x + h * 0.20, y - h * 0.20),
            (x + h * 0.19, y - h * 0.06),
        ],
        n=5,
    )
    a = 12.0
    shadow(sc, x, y, h * 0.3)
    cv.fill(rotated(body, x, y, a), _round(sc, c, 0.6, 1.3))
    cv.fill(
        [
            rotated(p, x, y, a)
            for p in (
                rect(x - h * 0.022, y - h * 0.94, x + h * 0.022, y - h * 0.30),
                ellipse(x, y - h * 0.97, h * 0.04, h * 0.05),
                rect(x - h * 0.05, y - h * 0.2, x + h * 0.05, y - h * 0.18),
            )
        ],
        hexc("#2a1c16"),
    )
    cv.fill(
        [
            rotated(
                ribbon(
                    smooth(
                        [
                            (x + s * h * 0.09, y - h * 0.16),
                            (x + s * h * 0.075, y - h * 0.22),
                            (x + s * h * 0.09, y - h * 0.28),
                        ],
                        closed=False,
                    ),
                    [h * 0.012],
                ),
                x,
                y,
                a,
            )
            for s in (-1, 1)
        ],
        hexc("#2a1c16"),
    )
    cv.fill(
        rotated(stroke(x + h * 0.32, y, x + h * 0.28, y - h * 0.95, h * 0.016), x, y, a - 20),
        hexc("#5a3a24"),
    )


def pipe(sc: Scene, x: float, y: float, h: float) -> None:
    """A smoking pipe."""
    cv, c = sc.cv, hexc("#5f3a26")
    cv.fill(
        ribbon(
            smooth(
                [
                    (x + h * 1.1, y - h * 0.52),
                    (x + h * 0.4, y - h * 0.24),
                    (x - h * 0.2, y - h * 0.12),
                ],
                closed=False,
            ),
            [h * 0.07, h * 0.12],
        ),
        hexc("#2a1d18"),
    )
    cv.fill(
        _lathe(x - h * 0.32, y, h, [(0.14, 0.0), (0.24, 0.12), (0.25, 0.55), (0.22, 0.60)]),
        _round(sc, c),
    )
    for k in range(4):
        cv.fill(
            ellipse(
                x - h * 0.32 + sc.u(-0.1, 0.1) * h,
                y - h * (0.75 + 0.22 * k),
                h * (0.08 + 0.05 * k),
                h * 0.10,
            ),
            WHITE,
            0.22,
            blur=h * 0.05,
        )
