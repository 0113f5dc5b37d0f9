"""Animals, in silhouette with a little modelling."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Local, Points, ellipse, ribbon, smooth


def _place(p: Points | Local, x: float, y: float, h: float, d: int) -> Points:
    a = np.asarray(p, dtype=np.float64)
    return np.stack([x + d * a[:, 0] * h, y - a[:, 1] * h], axis=1)


def _leg(x: float, y: float, h: float, d: int, points: Local, widths: list[float]) -> Points:
    return _place(ribbon(smooth(points, closed=False, n=4), widths), x, y, h, d)


def horse(
    sc: Scene,
    x: float,
    y: float,
    h: float,
    d: int | None = None,
    saddle: bool = False,
    coat: RGB | None = None,
) -> tuple[float, float, float, float]:
    """A horse of height `h` (ears) facing `d`; gives back its box."""
    cv = sc.cv
    d = d or (-sc.side)
    c = coat or sc.pick(
        hexc("#6e4529"), hexc("#4a3527"), hexc("#8d8880"), hexc("#9a6a3c"), hexc("#332b29")
    )
    shadow(sc, x, y, h * 0.55)
    far = [
        _leg(x, y, h, d, [(-0.34, 0.42), (-0.40, 0.22), (-0.36, 0.02)], [0.12, 0.06, 0.055]),
        _leg(x, y, h, d, [(0.24, 0.42), (0.30, 0.22), (0.26, 0.02)], [0.11, 0.055, 0.05]),
    ]
    cv.fill(far, shade(c, 0.55))
    tail = smooth([(-0.47, 0.62), (-0.58, 0.48), (-0.57, 0.22), (-0.50, 0.16), (-0.49, 0.4)], n=5)
    cv.fill(_place(tail, x, y, h, d), shade(c, 0.42))
    body = smooth(
        [
            (-0.47, 0.60),
            (-0.30, 0.69),
            (-0.05, 0.64),
            (0.16, 0.68),
            (0.30, 0.76),
            (0.44, 0.94),
            (0.52, 1.0),
            (0.545, 0.95),
            (0.60, 0.88),
            (0.70, 0.74),
            (0.68, 0.68),
            (0.60, 0.69),
            (0.50, 0.76),
            (0.44, 0.62),
            (0.36, 0.46),
            (0.20, 0.38),
            (-0.10, 0.36),
            (-0.28, 0.40),
            (-0.44, 0.40),
            (-0.50, 0.50),
        ],
        n=5,
    )
    cv.fill(_place(body, x, y, h, d), Grad((shade(c, 1.22), c, shade(c, 0.62))))
    near = [
        _leg(x, y, h, d, [(-0.40, 0.50), (-0.46, 0.25), (-0.45, 0.02)], [0.19, 0.07, 0.06]),
        _leg(x, y, h, d, [(0.32, 0.48), (0.36, 0.25), (0.345, 0.02)], [0.15, 0.065, 0.055]),
    ]
    cv.fill(near, Grad((c, shade(c, 0.7))))
    hooves = [ellipse(hx, 0.012, 0.042, 0.022, 10) for hx in (-0.44, 0.355, -0.35, 0.27)]
    cv.fill([_place(p, x, y, h, d) for p in hooves], hexc("#241d1a"))
    mane = smooth(
        [
            (0.16, 0.68),
            (0.26, 0.80),
            (0.40, 0.97),
            (0.49, 1.02),
            (0.44, 0.90),
            (0.34, 0.74),
            (0.24, 0.62),
        ],
        n=5,
    )
    cv.fill(_place(mane, x, y, h, d), shade(c, 0.40))
    cv.fill(_place([(0.49, 0.98), (0.50, 1.07), (0.54, 0.97)], x, y, h, d), shade(c, 0.8))
    cv.fill(_place(ellipse(0.575, 0.86, 0.012, 0.014, 8), x, y, h, d), hexc("#17110f"))
    cv.fill(
        [
            _place(ribbon(np.array(p), [0.014]), x, y, h, d)
            for p in ([(0.52, 0.97), (0.62, 0.74)], [(0.55, 0.82), (0.66, 0.80)])
        ],
        hexc("#3a2a20"),
    )
    if saddle:
        pad = smooth([(-0.20, 0.68), (0.14, 0.67), (0.12, 0.48), (-0.16, 0.47)], n=4)
        cv.fill(_place(pad, x, y, h, d), Grad((hexc("#8f3b34"), hexc("#5f2824"))))
        cv.fill(
            _place(ribbon(np.array([(0.18, 0.72), (0.55, 0.80)]), [0.010]), x, y, h, d),
            hexc("#3a2a20"),
        )
    return (x - 0.6 * h, y - 1.07 * h, x + 0.7 * h, y)


def dog(sc: Scene, x: float, y: float, h: float) -> None:
    """A hound standing."""
    cv, d = sc.cv, -sc.side
    c = sc.pick(hexc("#7a5334"), hexc("#3d3531"), hexc("#b5a58c"))
    shadow(sc, x, y, h * 0.7)
    cv.fill(
        [
            _leg(x, y, h, d, [(px, 0.45), (px + o, 0.2), (px, 0.0)], [0.16, 0.09, 0.08])
            for px, o in ((-0.36, -0.05), (0.30, 0.03))
        ],
        shade(c, 0.6),
    )
    form = smooth(
        [
            (-0.52, 0.62),
            (-0.2, 0.68),
            (0.2, 0.68),
            (0.36, 0.86),
            (0.46, 1.0),
            (0.58, 0.98),
            (0.62, 0.88),
            (0.82, 0.80),
            (0.82, 0.72),
            (0.58, 0.70),
            (0.48, 0.50),
            (0.3, 0.36),
            (-0.15, 0.42),
            (-0.45, 0.40),
        ],
        n=5,
    )
    cv.fill(_place(form, x, y, h, d), Grad((shade(c, 1.2), c, shade(c, 0.65))))
    cv.fill(
        [
            _leg(x, y, h, d, [(px, 0.5), (px - 0.03, 0.2), (px + 0.01, 0.0)], [0.19, 0.09, 0.085])
            for px in (-0.46, 0.38)
        ],
        c,
    )
    cv.fill(
        _place(
            ribbon(
                smooth([(-0.5, 0.6), (-0.72, 0.74), (-0.78, 0.98)], closed=False), [0.1, 0.07, 0.03]
            ),
            x,
            y,
            h,
            d,
        ),
        c,
    )
    cv.fill(
        _place(smooth([(0.40, 0.98), (0.34, 0.76), (0.46, 0.72), (0.5, 0.96)], n=4), x, y, h, d),
        shade(c, 0.55),
    )


def cow(sc: Scene, x: float, y: float, h: float) -> None:
    """A piebald cow."""
    cv, d = sc.cv, -sc.side
    c = sc.pick(hexc("#8a4f34"), hexc("#e6ddcc"), hexc("#5a4438"))
    shadow(sc, x, y, h * 0.75)
    cv.fill(
        [
            _leg(x, y, h, d, [(px, 0.45), (px, 0.2), (px, 0.0)], [0.14, 0.08, 0.07])
            for px in (-0.48, 0.34)
        ],
        shade(c, 0.55),
    )
    form = smooth(
        [
            (-0.62, 0.84),
            (-0.3, 0.90),
            (0.2, 0.88),
            (0.46, 0.92),
            (0.62, 1.0),
            (0.74, 0.97),
            (0.92, 0.78),
            (0.90, 0.70),
            (0.76, 0.70),
            (0.58, 0.72),
            (0.46, 0.48),
            (0.2, 0.36),
            (-0.3, 0.36),
            (-0.56, 0.42),
            (-0.64, 0.60),
        ],
        n=5,
    )
    cv.fill(_place(form, x, y, h, d), Grad((shade(c, 1.15), c, shade(c, 0.65))))
    spot = hexc("#efe8da") if c[2] < 150 else hexc("#4a3830")
    cv.fill(
        [
            _place(smooth(p, n=5), x, y, h, d)
            for p in (
                [(-0.4, 0.84), (-0.1, 0.86), (-0.12, 0.6), (-0.36, 0.56)],
                [(0.1, 0.7), (0.3, 0.74), (0.28, 0.5), (0.1, 0.46)],
            )
        ],
        spot,
        0.9,
    )
    cv.fill(
        [
            _leg(x, y, h, d, [(px, 0.5), (px - 0.01, 0.2), (px, 0.0)], [0.18, 0.085, 0.075])
            for px in (-0.54, 0.42)
        ],
        c,
    )
    cv.fill(
        _place(
            ribbon(smooth([(0.66, 1.0), (0.70, 1.12), (0.80, 1.14)], closed=False), [0.05, 0.02]),
            x,
            y,
            h,
            d,
        ),
        hexc("#d9cfae"),
    )
    cv.fill(_place(ellipse(-0.28, 0.38, 0.10, 0.07, 12), x, y, h, d), hexc("#d8a090"))
    cv.fill(
        _place(
            ribbon(
                smooth([(-0.62, 0.82), (-0.70, 0.55), (-0.68, 0.24)], closed=False),
                [0.03, 0.03, 0.07],
            ),
            x,
            y,
            h,
            d,
        ),
        shade(c, 0.6),
    )


def chicken(sc: Scene, x: float, y: float, h: float) -> None:
    """A hen pecking about."""
    cv = sc.cv
    for k in range(2):
        d = 1 if k else -1
        px, c = x + k * h * 1.4, (hexc("#b5693a"), hexc("#e9e2d2"))[k]
        shadow(sc, px, y, h * 0.4)
        cv.fill(
            _place(
                smooth(
                    [
                        (-0.5, 0.75),
                        (-0.2, 0.55),
                        (0.2, 0.62),
                        (0.3, 0.95),
                        (0.44, 0.95),
                        (0.44, 0.55),
                        (0.2, 0.22),
                        (-0.2, 0.22),
                    ],
                    n=5,
                ),
                px,
                y,
                h,
                d,
            ),
            Grad((shade(c, 1.15), shade(c, 0.7))),
        )
        cv.fill([_place(ellipse(0.37, 1.0, 0.08, 0.06, 10), px, y, h, d)], hexc("#c23a32"))
        cv.fill(
            [
                _place(ribbon(np.array([(s, 0.26), (s, 0.0)]), [0.03]), px, y, h, d)
                for s in (-0.05, 0.08)
            ]
            + [_place([(0.44, 0.88), (0.56, 0.84), (0.44, 0.82)], px, y, h, d)],
            hexc("#d9a040"),
        )


def crow(sc: Scene, x: float, y: float, h: float) -> None:
    """A crow on the ground or on a bough."""
    d = sc.side
    form = smooth(
        [
            (-0.75, 0.25),
            (-0.35, 0.42),
            (0.05, 0.70),
            (0.28, 0.98),
            (0.46, 1.0),
            (0.54, 0.88),
            (0.78, 0.82),
            (0.52, 0.76),
            (0.42, 0.50),
            (0.18, 0.24),
            (-0.2, 0.18),
        ],
        n=5,
    )
    shadow(sc, x, y, h * 0.4)
    sc.cv.fill(_place(form, x, y, h, d), Grad((hexc("#4a4c5a"), hexc("#17171d"))))
    sc.cv.fill(
        [
            _place(ribbon(np.array([(s, 0.26), (s + 0.04, 0.0)]), [0.04]), x, y, h, d)
            for s in (0.0, 0.12)
        ],
        hexc("#17171d"),
    )
