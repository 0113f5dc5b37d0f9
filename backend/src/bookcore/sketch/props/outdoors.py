"""Things that stand outdoors: fences, ricks, lamps, wells, gates."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, shade
from bookcore.sketch.materials import IRON, SNOW, WOOD
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, ribbon, smooth, stroke


def fence(sc: Scene, x0: float, x1: float, y: float, h: float, kind: int | None = None) -> None:
    """Pickets, rails or wattle from x0 to x1."""
    c = jitter(WOOD, sc.rng, 8)
    k = sc.count(0, 2) if kind is None else kind
    bars: list[Points] = []
    if k == 0:
        step = h * 0.22
        for x in np.arange(x0, x1, step):
            t = h * sc.u(0.92, 1.05)
            bars.append(
                pts(
                    [
                        (x, y),
                        (x, y - t),
                        (x + step * 0.28, y - t - h * 0.1),
                        (x + step * 0.56, y - t),
                        (x + step * 0.56, y),
                    ]
                )
            )
        bars += [rect(x0, y - h * 0.72, x1, y - h * 0.62), rect(x0, y - h * 0.32, x1, y - h * 0.22)]
    elif k == 1:
        for x in np.arange(x0, x1, h * 1.1):
            bars.append(rect(x, y - h, x + h * 0.10, y))
        bars += [
            ribbon(
                [(x0, y - h * t), ((x0 + x1) / 2, y - h * t + sc.u(-0.4, 0.4)), (x1, y - h * t)],
                [h * 0.08],
            )
            for t in (0.35, 0.8)
        ]
    else:
        for x in np.arange(x0, x1, h * 0.5):
            bars.append(stroke(x, y, x + sc.u(-0.2, 0.2), y - h * sc.u(1.0, 1.2), h * 0.06))
        for t in np.linspace(0.1, 0.9, 9):
            xs = np.linspace(x0, x1, max(6, int((x1 - x0) / h * 6)))
            bars.append(
                ribbon(
                    np.stack([xs, y - h * t + np.sin(xs / h * 6.3 + t * 31) * h * 0.03], axis=1),
                    [h * 0.07],
                )
            )
    sc.cv.fill([b + np.array([-sc.side * h * 0.06, h * 0.03]) for b in bars], shade(c, 0.45), 0.7)
    sc.cv.fill(bars, Grad((shade(c, 1.12), shade(c, 0.82))))
    if sc.look.snow:
        sc.cv.fill(
            [
                rect(
                    b[:, 0].min(), b[:, 1].min() - h * 0.05, b[:, 0].max(), b[:, 1].min() + h * 0.03
                )
                for b in bars
            ],
            SNOW,
        )


def haystack(sc: Scene, x: float, y: float, h: float) -> None:
    """A rounded rick on a pole."""
    c = hexc("#cfae5e") if not sc.look.snow else hexc("#b09a6c")
    shadow(sc, x, y, h * 0.6)
    sc.cv.fill(stroke(x, y - h * 0.9, x + h * 0.03, y - h * 1.12, h * 0.04), WOOD)
    form = smooth(
        [
            (x - h * 0.52, y),
            (x - h * 0.56, y - h * 0.3),
            (x - h * 0.34, y - h * 0.74),
            (x, y - h),
            (x + h * 0.34, y - h * 0.74),
            (x + h * 0.56, y - h * 0.3),
            (x + h * 0.52, y),
        ],
        n=6,
    )
    sc.cv.fill(
        form,
        Grad(
            (shade(c, 0.66), c, shade(c, 1.15))
            if sc.side > 0
            else (shade(c, 1.15), c, shade(c, 0.66)),
            0,
        ),
    )
    straws = []
    for _ in range(34):
        t, a = sc.u(0.05, 0.9), sc.u(-0.45, 0.45)
        sx = x + a * h * (1.1 - t * 0.7)
        straws.append(
            stroke(sx, y - h * t, sx + a * h * 0.12, y - h * t + h * 0.13, h * 0.010, h * 0.005)
        )
    sc.cv.fill(straws, shade(c, 0.62), 0.5)
    if sc.look.snow:
        sc.cv.fill(
            smooth(
                [
                    (x - h * 0.36, y - h * 0.66),
                    (x, y - h * 1.03),
                    (x + h * 0.36, y - h * 0.66),
                    (x + h * 0.1, y - h * 0.76),
                    (x - h * 0.12, y - h * 0.7),
                ],
                n=5,
            ),
            SNOW,
        )


def signpost(sc: Scene, x: float, y: float, h: float) -> None:
    """A post with two boards."""
    shadow(sc, x, y, h * 0.14)
    sc.cv.fill(rect(x - h * 0.03, y - h, x + h * 0.03, y), Grad((shade(WOOD, 0.7), WOOD), 0))
    for t, d in ((0.92, 1), (0.72, -1)):
        a = y - h * t
        sc.cv.fill(
            pts(
                [
                    (x - d * h * 0.06, a),
                    (x + d * h * 0.34, a),
                    (x + d * h * 0.42, a + h * 0.06),
                    (x + d * h * 0.34, a + h * 0.12),
                    (x - d * h * 0.06, a + h * 0.12),
                ]
            ),
            Grad((shade(WOOD, 1.25), WOOD)),
        )


def lamp_post(sc: Scene, x: float, y: float, h: float) -> None:
    """A cast-iron street lamp, burning after dark."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.07)
    w = h * 0.018
    cv.fill(
        [
            pts(
                [
                    (x - w * 2.6, y),
                    (x - w * 1.5, y - h * 0.10),
                    (x + w * 1.5, y - h * 0.10),
                    (x + w * 2.6, y),
                ]
            ),
            rect(x - w * 0.8, y - h * 0.84, x + w * 0.8, y),
            rect(x - w * 3.2, y - h * 0.79, x + w * 3.2, y - h * 0.775),
            ellipse(x, y - h * 0.80, w * 1.6, w * 1.6),
        ],
        Grad(
            (shade(IRON, 0.8), shade(IRON, 1.25))
            if sc.side > 0
            else (shade(IRON, 1.25), shade(IRON, 0.8)),
            0,
        ),
    )
    lit = sc.look.lit or sc.look.overcast > 0.75
    glass = pts(
        [
            (x - h * 0.032, y - h * 0.84),
            (x - h * 0.048, y - h * 0.95),
            (x + h * 0.048, y - h * 0.95),
            (x + h * 0.032, y - h * 0.84),
        ]
    )
    cv.fill(glass, hexc("#ffe3a0") if lit else hexc("#c9d4d6"), raw=lit)
    cv.fill(
        [
            pts([(x - h * 0.06, y - h * 0.95), (x, y - h * 0.995), (x + h * 0.06, y - h * 0.95)]),
            rect(x - w * 0.3, y - h * 1.03, x + w * 0.3, y - h * 0.98),
            rect(x - w * 0.22, y - h * 0.95, x + w * 0.22, y - h * 0.84),
        ],
        IRON,
    )
    if lit:
        sc.lamp(
            x,
            y - h * 0.89,
            h * 0.55 if sc.look.dark else h * 0.3,
            strength=1.5 if sc.look.dark else 0.3,
            glow=0.9 if sc.look.dark else 0.4,
        )


def bench(sc: Scene, x: float, y: float, h: float) -> None:
    """A garden bench."""
    c = hexc("#6f5238")
    w = h * 1.15
    shadow(sc, x, y, w)
    sc.cv.fill(
        [
            rect(x + d * w * 0.82 - h * 0.04, y - h * 0.45, x + d * w * 0.82 + h * 0.04, y)
            for d in (-1, 1)
        ],
        IRON,
    )
    slats = [
        rect(x - w, y - h * t - h * 0.06, x + w, y - h * t + h * 0.02)
        for t in (0.95, 0.80, 0.65, 0.45)
    ]
    sc.cv.fill(slats, Grad((shade(c, 1.25), shade(c, 0.9))))
    if sc.look.snow and not sc.look.indoor:
        sc.cv.fill(
            [
                rect(x - w, y - h * 0.57, x + w, y - h * 0.49),
                rect(x - w, y - h * 1.06, x + w, y - h * 1.0),
            ],
            SNOW,
        )


def gate(sc: Scene, x: float, y: float, h: float) -> None:
    """Two stone posts and wrought-iron leaves."""
    stone = hexc("#b7afa2")
    cv = sc.cv
    w = h * 0.62
    for d in (-1, 1):
        px = x + d * w
        shadow(sc, px, y, h * 0.16)
        cv.fill(
            rect(px - h * 0.10, y - h, px + h * 0.10, y),
            Grad(
                (shade(stone, 0.72), stone, shade(stone, 1.1))
                if sc.side > 0
                else (shade(stone, 1.1), stone, shade(stone, 0.72)),
                0,
            ),
        )
        cv.fill(
            [
                rect(px - h * 0.13, y - h * 1.04, px + h * 0.13, y - h * 0.98),
                ellipse(px, y - h * 1.10, h * 0.07, h * 0.07),
            ],
            shade(stone, 1.08),
        )
    bars = [
        stroke(
            x + t * w * 0.88, y, x + t * w * 0.88, y - h * (0.72 + 0.16 * (1 - abs(t))), h * 0.014
        )
        for t in np.linspace(-1, 1, 15)
    ]
    bars += [
        rect(x - w * 0.88, y - h * k, x + w * 0.88, y - h * k + h * 0.018) for k in (0.12, 0.60)
    ]
    cv.fill(bars, IRON)


def well(sc: Scene, x: float, y: float, h: float) -> None:
    """A log well under a small roof."""
    cv = sc.cv
    w = h * 0.34
    shadow(sc, x, y, w * 1.3)
    cv.fill(
        [
            stroke(x + d * w * 0.9, y - h * 0.3, x + d * w * 0.9, y - h * 0.78, h * 0.05)
            for d in (-1, 1)
        ],
        shade(WOOD, 0.8),
    )
    cv.fill(
        rect(x - w, y - h * 0.36, x + w, y),
        Grad(
            (shade(WOOD, 0.72), WOOD, shade(WOOD, 1.15))
            if sc.side > 0
            else (shade(WOOD, 1.15), WOOD, shade(WOOD, 0.72)),
            0,
        ),
    )
    cv.fill(
        [stroke(x - w, y - h * t, x + w, y - h * t, h * 0.014) for t in (0.09, 0.18, 0.27)],
        shade(WOOD, 0.5),
    )
    cv.fill(rect(x - w * 1.08, y - h * 0.40, x + w * 1.08, y - h * 0.35), shade(WOOD, 1.2))
    cv.fill(
        [
            stroke(x - w, y - h * 0.62, x + w, y - h * 0.62, h * 0.045),
            stroke(x, y - h * 0.62, x, y - h * 0.46, h * 0.012),
        ],
        shade(WOOD, 0.65),
    )
    cv.fill(
        pts(
            [
                (x - h * 0.05, y - h * 0.46),
                (x + h * 0.05, y - h * 0.46),
                (x + h * 0.04, y - h * 0.38),
                (x - h * 0.04, y - h * 0.38),
            ]
        ),
        hexc("#6f7680"),
    )
    cv.fill(
        pts([(x - w * 1.5, y - h * 0.72), (x, y - h), (x + w * 1.5, y - h * 0.72)]),
        Grad((SNOW, SNOW) if sc.look.snow else (hexc("#8a6b47"), hexc("#6a5037"))),
    )


def umbrella(sc: Scene, x: float, y: float, h: float, c: RGB | None = None) -> None:
    """An open umbrella standing on its rim."""
    k = c or sc.pick(hexc("#3a3d4a"), hexc("#8a2f3a"), hexc("#e4d6b8"))
    r = h * 0.62
    cloth = np.concatenate(
        [
            arc(x, y - h * 0.30, r, h * 0.62, 180, 360, 20),
            [[x + r * (1 - i / 3), y - h * (0.30 - 0.06 * (i % 2))] for i in range(7)],
        ]
    )
    sc.cv.fill(stroke(x, y, x, y - h * 0.95, h * 0.025), hexc("#4b3a2c"))
    sc.cv.fill(
        cloth,
        Grad(
            (shade(k, 0.7), k, shade(k, 1.25))
            if sc.side > 0
            else (shade(k, 1.25), k, shade(k, 0.7)),
            0,
        ),
    )
    sc.cv.fill(
        [
            ribbon(
                smooth(
                    [(x, y - h * 0.92), (x + t * r * 0.6, y - h * 0.72), (x + t * r, y - h * 0.32)],
                    closed=False,
                ),
                [h * 0.010],
            )
            for t in (-0.33, 0.33)
        ],
        shade(k, 0.55),
    )
