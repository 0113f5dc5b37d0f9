"""Furniture and hangings, standing on a floor or a wall."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.street import flame

OAK = hexc("#7a5436")
MAHOGANY = hexc("#6a3a2a")
GOLD = hexc("#c79a4a")


def _round(sc: Scene, c: RGB, dark: float = 0.68, light: float = 1.16) -> Grad:
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
    cv.fill(legs, _round(sc, shade(OAK, 0.7)))
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
    cv.fill(back, _round(sc, shade(c, 0.92)))
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
        cv.fill(arm, _round(sc, shade(c, 1.0 if s == sc.side else 0.8)))
    cv.fill(
        rect(x - h * 0.34, y - h * 0.25, x + h * 0.34, y - h * 0.10),
        Grad((shade(c, 0.74), shade(c, 0.55))),
    )


def sofa(sc: Scene, x: float, y: float, h: float, c: RGB | None = None) -> None:
    """A long sofa with a curved back and bolsters."""
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
        _round(sc, shade(k, 0.95)),
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
        cv.fill(ellipse(x + s * w * 0.90, y - h * 0.48, h * 0.13, h * 0.15, 20), _round(sc, k))
        cv.fill(ellipse(x + s * w * 0.90, y - h * 0.48, h * 0.05, h * 0.06, 14), shade(k, 0.6))


def bed(sc: Scene, x: float, y: float, h: float) -> None:
    """A bed in side view with pillows and a quilt."""
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
        _round(sc, OAK),
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


def wardrobe(sc: Scene, x: float, y: float, h: float) -> None:
    """A tall cupboard with two doors."""
    cv, c = sc.cv, jitter(OAK, sc.rng, 6)
    w = h * 0.30
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y - h * 0.02), _round(sc, c))
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
    cv, c = sc.cv, shade(OAK, 0.85)
    w = h * width / 2
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y), _round(sc, c))
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
    cv, c = sc.cv, hexc("#3a2722")
    w = h * 0.72
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w, y - h, x + w, y), _round(sc, c, 0.7, 1.3))
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


def stove(sc: Scene, x: float, y: float, h: float) -> None:
    """A whitewashed Russian stove with a glowing mouth."""
    cv, c = sc.cv, hexc("#ded6c6")
    w = h * 0.46
    shadow(sc, x, y, w * 1.1)
    cv.fill(rect(x - w * 0.42, -2, x + w * 0.42, y - h * 0.9), _round(sc, shade(c, 0.92)))
    cv.fill(rect(x - w, y - h, x + w, y), _round(sc, c, 0.75, 1.06))
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
    cv, c = sc.cv, hexc("#cfc6b8")
    w = h * 0.62
    cv.fill(rect(x - w, y - h, x + w, y), _round(sc, c, 0.76, 1.05))
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
        _round(sc, shade(c, 1.03), 0.8, 1.1),
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


def clock_tall(sc: Scene, x: float, y: float, h: float) -> None:
    """A longcase clock."""
    cv, c = sc.cv, shade(MAHOGANY, 0.95)
    w = h * 0.12
    shadow(sc, x, y, w * 1.6)
    cv.fill(
        [
            rect(x - w * 0.8, y - h * 0.72, x + w * 0.8, y - h * 0.2),
            rect(x - w, y - h * 0.22, x + w, y),
            rect(x - w * 1.05, y - h * 0.96, x + w * 1.05, y - h * 0.70),
        ],
        _round(sc, c, 0.7, 1.25),
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
    cv.fill(rect(x - r * 0.7, y, x + r * 0.7, y + h * 0.62), _round(sc, MAHOGANY))
    cv.fill(ellipse(x, y, r, r, 40), _round(sc, shade(MAHOGANY, 1.1)))
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
