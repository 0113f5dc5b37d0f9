"""What people own: books, letters, arms, instruments."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, WHITE, hexc, shade
from bookcore.sketch.materials import BRASS, STEEL
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.turned import lathe, sheen
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, ribbon, rotated, smooth, stroke


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
        lathe(x, y, h, [(0.22, 0.0), (0.24, 0.14), (0.14, 0.24), (0.12, 0.32)]),
        sheen(sc, hexc("#39465c")),
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
        lathe(x, y, h, [(0.22, 0.0), (0.20, 0.04), (0.04, 0.08), (0.04, 0.28)]),
        sheen(sc, hexc("#7a5436")),
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
    cv.fill(rotated(body, x, y, a), sheen(sc, c, 0.6, 1.3))
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
        lathe(x - h * 0.32, y, h, [(0.14, 0.0), (0.24, 0.12), (0.25, 0.55), (0.22, 0.60)]),
        sheen(sc, c),
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
