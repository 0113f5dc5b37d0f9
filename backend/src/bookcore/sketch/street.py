"""Things that stand outdoors: fences, carts, wells, lamps, boats, and what armies and travellers leave."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, blob, ellipse, pts, rect, ribbon, smooth, stroke

WOOD = hexc("#8d6a48")
IRON = hexc("#33363f")
SNOW = hexc("#f1f5fc")


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


def wheel(x: float, y: float, r: float) -> list[Points]:
    """Rim and spokes."""
    outer, inner = ellipse(x, y, r, r, 28), ellipse(x, y, r * 0.84, r * 0.84, 28)
    ring = np.concatenate([outer, outer[:1], inner[::-1], inner[-1:]])
    a = np.linspace(0, np.pi, 5, endpoint=False)
    return [
        ring,
        *(
            stroke(
                x - np.cos(k) * r * 0.9,
                y - np.sin(k) * r * 0.9,
                x + np.cos(k) * r * 0.9,
                y + np.sin(k) * r * 0.9,
                r * 0.10,
            )
            for k in a
        ),
        ellipse(x, y, r * 0.2, r * 0.2, 12),
    ]


def cart(sc: Scene, x: float, y: float, h: float) -> None:
    """A farm cart with a load of hay."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 0.95)
    hay = hexc("#cfae5e")
    cv.fill(
        smooth(
            [
                (x - h * 0.72, y - h * 0.55),
                (x - h * 0.5, y - h * 0.95),
                (x, y - h * 1.02),
                (x + h * 0.5, y - h * 0.92),
                (x + h * 0.74, y - h * 0.55),
            ],
            n=6,
        ),
        Grad((shade(hay, 1.12), shade(hay, 0.72))),
    )
    cv.fill(
        pts(
            [
                (x - h * 0.85, y - h * 0.62),
                (x + h * 0.85, y - h * 0.62),
                (x + h * 0.7, y - h * 0.34),
                (x - h * 0.7, y - h * 0.34),
            ]
        ),
        Grad((shade(WOOD, 1.1), shade(WOOD, 0.7))),
    )
    cv.fill(
        ribbon([(x + d * h * 0.6, y - h * 0.36), (x + d * h * 1.5, y - h * 0.30)], [h * 0.05]), WOOD
    )
    cv.fill(
        [
            *wheel(x - h * 0.46, y - h * 0.26, h * 0.27),
            *wheel(x + h * 0.48, y - h * 0.24, h * 0.25),
        ],
        shade(WOOD, 0.55),
    )


def carriage(sc: Scene, x: float, y: float, h: float) -> None:
    """A closed coach on springs with lanterns."""
    cv = sc.cv
    c = sc.pick(hexc("#5a2f33"), hexc("#2f4a3d"), hexc("#2b3550"), hexc("#3b3433"))
    shadow(sc, x, y, h * 0.8)
    d = sc.side
    body = smooth(
        [
            (x - h * 0.52, y - h * 0.86),
            (x + h * 0.50, y - h * 0.86),
            (x + h * 0.56, y - h * 0.55),
            (x + h * 0.40, y - h * 0.27),
            (x - h * 0.40, y - h * 0.27),
            (x - h * 0.56, y - h * 0.55),
        ],
        n=5,
    )
    cv.fill(
        ribbon(
            [(x - h * 0.8, y - h * 0.32), (x, y - h * 0.22), (x + h * 0.8, y - h * 0.32)],
            [h * 0.05],
        ),
        IRON,
    )
    cv.fill(body, Grad((shade(c, 1.35), c, shade(c, 0.6))))
    cv.fill(
        pts(
            [
                (x - h * 0.56, y - h * 0.86),
                (x - h * 0.48, y - h * 0.95),
                (x + h * 0.48, y - h * 0.95),
                (x + h * 0.55, y - h * 0.86),
            ]
        ),
        shade(IRON, 0.9),
    )
    glass = [
        rect(x - h * 0.14, y - h * 0.80, x + h * 0.14, y - h * 0.56),
        rect(x - h * 0.42, y - h * 0.78, x - h * 0.22, y - h * 0.57),
        rect(x + h * 0.22, y - h * 0.78, x + h * 0.42, y - h * 0.57),
    ]
    cv.fill(glass, hexc("#ffdf9a") if sc.look.lit else hexc("#aebcc4"), raw=sc.look.lit)
    cv.fill(
        [
            rect(x - h * 0.17, y - h * 0.84, x - h * 0.15, y - h * 0.3),
            rect(x + h * 0.15, y - h * 0.84, x + h * 0.17, y - h * 0.3),
        ],
        hexc("#c9a24e"),
    )
    seat = pts(
        [
            (x + d * h * 0.58, y - h * 0.66),
            (x + d * h * 0.92, y - h * 0.62),
            (x + d * h * 0.98, y - h * 0.40),
            (x + d * h * 0.62, y - h * 0.36),
        ]
    )
    cv.fill(seat, shade(c, 0.55))
    cv.fill(
        [
            *wheel(x - d * h * 0.48, y - h * 0.29, h * 0.29),
            *wheel(x + d * h * 0.68, y - h * 0.22, h * 0.22),
        ],
        hexc("#2b2623"),
    )
    lx = x + d * h * 0.57
    cv.fill(
        rect(lx - h * 0.03, y - h * 0.72, lx + h * 0.03, y - h * 0.62),
        hexc("#ffd98a") if sc.look.lit else hexc("#d8c48c"),
        raw=sc.look.lit,
    )
    if sc.look.lit:
        sc.lamp(lx, y - h * 0.67, h * 0.6, strength=0.9, glow=0.5)


def sledge(sc: Scene, x: float, y: float, h: float) -> None:
    """A low sledge with curved runners and a rug."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 0.9)
    c = hexc("#7a3b33")
    body = smooth(
        [
            (x - d * h * 0.8, y - h * 0.86),
            (x - d * h * 0.45, y - h * 0.42),
            (x + d * h * 0.5, y - h * 0.44),
            (x + d * h * 0.86, y - h * 0.74),
            (x + d * h * 0.70, y - h * 0.22),
            (x - d * h * 0.60, y - h * 0.2),
        ],
        n=6,
    )
    cv.fill(body, Grad((shade(c, 1.2), shade(c, 0.6))))
    cv.fill(
        smooth(
            [
                (x - d * h * 0.4, y - h * 0.5),
                (x + d * h * 0.1, y - h * 0.62),
                (x + d * h * 0.45, y - h * 0.44),
                (x + d * h * 0.3, y - h * 0.26),
                (x - d * h * 0.4, y - h * 0.3),
            ],
            n=5,
        ),
        Grad((hexc("#8e8074"), hexc("#5f554e"))),
    )
    runner = smooth(
        [
            (x - d * h * 0.85, y - h * 0.02),
            (x + d * h * 0.7, y - h * 0.02),
            (x + d * h * 1.05, y - h * 0.22),
            (x + d * h * 1.0, y - h * 0.52),
        ],
        closed=False,
    )
    cv.fill(
        [
            ribbon(runner, [h * 0.06, h * 0.045]),
            stroke(x - h * 0.4, y, x - h * 0.4, y - h * 0.3, h * 0.05),
            stroke(x + h * 0.4, y, x + h * 0.4, y - h * 0.3, h * 0.05),
        ],
        hexc("#4d3a2b"),
    )


def boat(sc: Scene, x: float, y: float, h: float) -> None:
    """A rowing boat drawn up or afloat."""
    cv = sc.cv
    c = sc.pick(hexc("#7d5a3c"), hexc("#5e6f66"), hexc("#8b4a3a"))
    w = h * 1.9
    cv.fill(ellipse(x, y, w * 1.0, h * 0.14), (18.0, 24.0, 38.0), 0.35, raw=True, blur=h * 0.08)
    hull = smooth(
        [
            (x - w, y - h * 0.62),
            (x - w * 0.86, y - h * 0.12),
            (x - w * 0.4, y + h * 0.06),
            (x + w * 0.4, y + h * 0.06),
            (x + w * 0.86, y - h * 0.14),
            (x + w, y - h * 0.70),
            (x + w * 0.4, y - h * 0.44),
            (x - w * 0.4, y - h * 0.42),
        ],
        n=6,
    )
    cv.fill(
        smooth(
            [
                (x - w * 0.94, y - h * 0.58),
                (x, y - h * 0.60),
                (x + w * 0.94, y - h * 0.64),
                (x + w * 0.4, y - h * 0.36),
                (x - w * 0.4, y - h * 0.34),
            ],
            n=6,
        ),
        shade(c, 0.42),
    )
    cv.fill(hull, Grad((shade(c, 1.15), shade(c, 0.6))))
    gunwale = smooth(
        [
            (x - w, y - h * 0.62),
            (x - w * 0.4, y - h * 0.42),
            (x + w * 0.4, y - h * 0.44),
            (x + w, y - h * 0.70),
        ],
        closed=False,
    )
    cv.fill(ribbon(gunwale, [h * 0.09]), shade(c, 1.35))
    cv.fill(ribbon(gunwale + np.array([0.0, h * 0.22]), [h * 0.03]), shade(c, 0.6), 0.7)
    cv.fill(
        ribbon([(x - w * 0.1, y - h * 0.5), (x + w * 0.7, y + h * 0.12)], [h * 0.04, h * 0.10]),
        shade(WOOD, 1.1),
    )


def sailing_ship(sc: Scene, x: float, y: float, h: float, flag: RGB | None = None) -> None:
    """A three-masted ship under sail; `h` is hull to truck."""
    cv = sc.cv
    hull_c = hexc("#4a3527")
    d = sc.side
    w = h * 0.44
    cv.fill(ellipse(x, y, w * 1.05, h * 0.03), (16.0, 22.0, 36.0), 0.4, raw=True, blur=h * 0.02)
    masts = [(-0.55, 0.80), (0.02, 1.0), (0.56, 0.84)]
    lines = [
        stroke(x + m * w, y - h * 0.1, x + m * w, y - h * k, h * 0.014, h * 0.006) for m, k in masts
    ]
    lines.append(
        stroke(x + d * w * 0.95, y - h * 0.15, x + d * w * 1.45, y - h * 0.28, h * 0.012, h * 0.005)
    )
    lines += [
        stroke(x + m * w, y - h * k * 0.97, x + m * w + s * w * 0.3, y - h * 0.12, h * 0.003)
        for m, k in masts
        for s in (-1, 1)
    ]
    cv.fill(lines, hexc("#3b2d22"))
    sail = hexc("#efe6d2")
    for m, k in masts:
        mx = x + m * w
        for i, (t0, t1, sw) in enumerate(
            ((0.20, 0.50, 0.26), (0.52, 0.76, 0.21), (0.78, 0.95, 0.15))
        ):
            y0, y1 = y - h * (0.1 + t1 * (k - 0.1)), y - h * (0.1 + t0 * (k - 0.1))
            belly = d * w * 0.10
            form = smooth(
                [
                    (mx - w * sw * 0.86, y0),
                    (mx + w * sw * 0.86, y0),
                    (mx + w * sw + belly, (y0 + y1) / 2),
                    (mx + w * sw, y1),
                    (mx + belly * 0.4, y1 - h * 0.02),
                    (mx - w * sw, y1),
                    (mx - w * sw + belly, (y0 + y1) / 2),
                ],
                n=4,
            )
            cv.fill(
                form,
                Grad(
                    (shade(sail, 0.78), sail, shade(sail, 1.06))
                    if d > 0
                    else (shade(sail, 1.06), sail, shade(sail, 0.78)),
                    10 + i,
                ),
            )
    cv.fill(
        pts(
            [
                (x + d * w * 1.4, y - h * 0.27),
                (x + d * w * 0.58, y - h * 0.7),
                (x + d * w * 0.72, y - h * 0.18),
            ]
        ),
        Grad((sail, shade(sail, 0.8))),
    )
    hull = smooth(
        [
            (x - d * w * 1.06, y - h * 0.20),
            (x - d * w * 0.98, y - h * 0.02),
            (x - d * w * 0.5, y + h * 0.01),
            (x + d * w * 0.6, y + h * 0.01),
            (x + d * w * 0.92, y - h * 0.06),
            (x + d * w * 1.05, y - h * 0.16),
            (x + d * w * 0.5, y - h * 0.11),
            (x - d * w * 0.5, y - h * 0.11),
        ],
        n=6,
    )
    cv.fill(hull, Grad((shade(hull_c, 1.3), shade(hull_c, 0.55))))
    cv.fill(
        ribbon(
            [(x - d * w * 1.0, y - h * 0.10), (x, y - h * 0.065), (x + d * w * 0.95, y - h * 0.10)],
            [h * 0.022],
        ),
        hexc("#cdb58a"),
    )
    ports = [
        rect(x + t * w - h * 0.006, y - h * 0.075, x + t * w + h * 0.006, y - h * 0.058)
        for t in np.linspace(-0.75, 0.7, 9)
    ]
    cv.fill(ports, hexc("#1f1814"))
    if sc.look.lit:
        sc.lamp(x - d * w * 1.0, y - h * 0.17, h * 0.18, strength=0.6, glow=0.35)
    t = np.linspace(0, 1, 8)
    edge = np.stack([x + 0.02 * w - d * w * 0.30 * t, y - h * 1.005 + np.sin(t * 5) * h * 0.007], axis=1)
    pennant = np.concatenate([edge, (edge + np.array([0.0, 1.0]) * h * 0.045 * (1 - 0.5 * t)[:, None])[::-1]])
    cv.fill(pennant, flag or hexc("#a8322f"))


def tent(sc: Scene, x: float, y: float, h: float) -> None:
    """A white ridge tent with an open flap."""
    cv = sc.cv
    c = hexc("#e9e0c8")
    d = sc.side
    shadow(sc, x, y, h * 0.9)
    cv.fill(
        pts(
            [
                (x - d * h * 0.25, y - h),
                (x + d * h * 0.62, y - h * 0.94),
                (x + d * h * 1.0, y - h * 0.02),
                (x + d * h * 0.2, y),
            ]
        ),
        Grad((shade(c, 1.05), shade(c, 0.9))),
    )
    cv.fill(
        pts([(x - d * h * 0.25, y - h), (x + d * h * 0.2, y), (x - d * h * 0.72, y)]),
        Grad((shade(c, 0.84), shade(c, 0.66))),
    )
    cv.fill(
        pts([(x - d * h * 0.25, y - h * 0.8), (x - d * h * 0.06, y), (x - d * h * 0.42, y)]),
        hexc("#4b4136"),
    )
    if sc.look.lit:
        cv.fill(
            pts([(x - d * h * 0.25, y - h * 0.6), (x - d * h * 0.14, y), (x - d * h * 0.34, y)]),
            hexc("#ffcf7c"),
            0.8,
            raw=True,
        )
        sc.lamp(x - d * h * 0.25, y - h * 0.25, h * 0.6, strength=0.8, glow=0.25)
    cv.fill(
        [
            stroke(x - d * h * 0.25, y - h, x - d * h * 1.1, y, h * 0.012),
            stroke(x + d * h * 0.62, y - h * 0.94, x + d * h * 1.35, y, h * 0.012),
        ],
        hexc("#8d8069"),
    )


def campfire(sc: Scene, x: float, y: float, h: float) -> None:
    """Crossed logs and living flames that light what is near."""
    cv = sc.cv
    cv.fill(ellipse(x, y, h * 0.75, h * 0.14), (255.0, 150.0, 60.0), 0.32, raw=True, blur=h * 0.15)
    cv.fill(
        [
            stroke(x - h * 0.5, y, x + h * 0.36, y - h * 0.2, h * 0.13),
            stroke(x + h * 0.5, y, x - h * 0.34, y - h * 0.2, h * 0.13),
            stroke(x - h * 0.3, y + h * 0.05, x + h * 0.42, y + h * 0.02, h * 0.12),
        ],
        hexc("#4a3325"),
    )
    flame(sc, x, y - h * 0.08, h * 0.95, h * 0.34)
    sc.lamp(
        x,
        y - h * 0.4,
        h * 3.4 if sc.look.dark or sc.look.indoor else h * 1.8,
        (255.0, 150.0, 70.0),
        1.7 if sc.look.dark else 0.5,
        0.8,
    )
    sparks = [
        ellipse(x + sc.u(-0.6, 0.6) * h, y - h * sc.u(0.9, 2.0), h * 0.02, h * 0.02, 8)
        for _ in range(14)
    ]
    cv.fill(sparks, (255.0, 190.0, 90.0), 0.85, raw=True)


def flame(sc: Scene, x: float, y: float, h: float, w: float) -> None:
    """Three tongues, hot at the heart."""
    cv = sc.cv
    for k, c in ((1.0, hexc("#e8622c")), (0.72, hexc("#ffae42")), (0.42, hexc("#fff0b8"))):
        tongues = []
        for dx, t in ((-0.55, 0.62), (0.0, 1.0), (0.55, 0.70)):
            ww, hh, sway = w * 0.62 * k, h * t * k, sc.u(-0.2, 0.2) * w
            bx = x + dx * w * k
            tongues.append(
                smooth(
                    [
                        (bx - ww * 0.7, y),
                        (bx - ww * 0.75, y - hh * 0.3),
                        (bx - ww * 0.2 + sway, y - hh * 0.68),
                        (bx + sway * 1.4, y - hh),
                        (bx + ww * 0.4 + sway, y - hh * 0.6),
                        (bx + ww * 0.75, y - hh * 0.25),
                        (bx + ww * 0.6, y),
                    ],
                    n=5,
                )
            )
        cv.fill(tongues, c, 0.94, raw=True, blur=h * 0.012)


def cannon(sc: Scene, x: float, y: float, h: float) -> None:
    """A field gun."""
    cv = sc.cv
    d = sc.side
    shadow(sc, x, y, h * 1.1)
    cv.fill(
        pts(
            [
                (x - d * h * 1.4, y - h * 0.02),
                (x - d * h * 1.3, y - h * 0.14),
                (x + d * h * 0.3, y - h * 0.66),
                (x + d * h * 0.3, y - h * 0.42),
            ]
        ),
        Grad((shade(WOOD, 0.9), shade(WOOD, 0.6))),
    )
    barrel = pts(
        [
            (x - d * h * 0.55, y - h * 0.52),
            (x + d * h * 1.35, y - h * 0.98),
            (x + d * h * 1.4, y - h * 0.78),
            (x - d * h * 0.5, y - h * 0.26),
        ]
    )
    bronze = hexc("#7a7152")
    cv.fill(barrel, Grad((shade(bronze, 1.4), bronze, shade(bronze, 0.5))))
    cv.fill(ellipse(x - d * h * 0.6, y - h * 0.38, h * 0.1, h * 0.1), shade(bronze, 0.8))
    cv.fill(wheel(x, y - h * 0.42, h * 0.42), hexc("#3d2e22"))


def flag(sc: Scene, x: float, y: float, h: float) -> None:
    """A banner on its staff."""
    c = (
        hexc(sc.spec.palette[0])
        if sc.spec.palette
        else sc.pick(hexc("#a8322f"), hexc("#2f5fa8"), hexc("#d8a93f"))
    )
    d = -sc.side
    sc.cv.fill(stroke(x, y, x, y - h, h * 0.022, h * 0.014), hexc("#5c4632"))
    t = np.linspace(0, 1, 12)
    top = np.stack([x + d * t * h * 0.55, y - h * 0.97 + np.sin(t * 5.2) * h * 0.03], axis=1)
    sc.cv.fill(
        np.concatenate([top, (top + np.array([0.0, h * 0.30]))[::-1]]),
        Grad((shade(c, 0.75), shade(c, 1.15), c, shade(c, 1.1), shade(c, 0.8)), 0),
    )
    sc.cv.fill(ellipse(x, y - h, h * 0.022, h * 0.03), hexc("#d8b45a"))


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


def smoke(sc: Scene, x: float, y: float, h: float) -> None:
    """A column of smoke."""
    c = mix(hexc("#6d6a6a"), sc.look.haze, 0.35)
    for k in range(9):
        t = k / 8
        sc.cv.fill(
            blob(
                x - sc.side * h * 0.45 * t**1.4,
                y - h * t,
                h * (0.06 + 0.17 * t),
                h * (0.07 + 0.12 * t),
                sc.rng,
            ),
            c,
            0.55 * (1 - t) + 0.1,
            raw=True,
            blur=h * 0.03 + h * 0.02 * t,
        )
