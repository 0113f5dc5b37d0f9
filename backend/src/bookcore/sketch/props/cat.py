"""A cat sitting with its tail round its feet."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Local, Points, ellipse, ribbon, smooth


def cat(sc: Scene, x: float, y: float, h: float) -> None:
    """In profile, the head turned to the light: striped, plain or white-breasted."""
    cv, d = sc.cv, sc.side
    c = sc.pick(hexc("#46403e"), hexc("#b97a42"), hexc("#8d8a86"), hexc("#6b5a48"))
    pale, dark = mix(c, hexc("#f4ead8"), 0.62), shade(c, 0.58)

    def at(p: Points | Local) -> Points:
        a = np.asarray(p, dtype=np.float64)
        return np.stack([x + d * a[:, 0] * h, y - a[:, 1] * h], axis=1)

    run = (shade(c, 0.66), c, shade(c, 1.18))
    round_ = Grad(run if d > 0 else run[::-1], 0)
    shadow(sc, x, y, h * 0.46)
    tail = smooth(
        [(-0.30, 0.08), (-0.50, 0.05), (-0.44, -0.03), (-0.10, -0.045), (0.20, 0.0)], closed=False
    )
    back = smooth([(-0.08, 0.66), (-0.26, 0.46), (-0.37, 0.20), (-0.32, 0.0), (0.02, -0.01), (0.16, 0.02),
                   (0.20, 0.36), (0.17, 0.60), (0.04, 0.70)], n=8)  # fmt: skip
    cv.fill(at(back), round_)
    haunch = smooth(
        [(-0.30, 0.02), (-0.32, 0.20), (-0.20, 0.31), (-0.03, 0.24), (0.01, 0.06), (-0.06, 0.0)],
        n=8,
    )
    cv.fill(at(haunch), Grad((shade(c, 1.12), shade(c, 0.78))))
    cv.fill(at(ribbon(smooth([(-0.31, 0.16), (-0.22, 0.29), (-0.06, 0.26), (0.0, 0.10)], closed=False), [0.014])),
            dark, 0.6)  # fmt: skip
    cv.fill(
        at(smooth([(0.06, 0.60), (0.19, 0.56), (0.20, 0.34), (0.12, 0.22), (0.06, 0.38)], n=7)),
        pale,
        0.9,
    )
    legs = [ribbon(smooth([(0.10 + k, 0.36), (0.125 + k, 0.16), (0.13 + k, 0.02)], closed=False), [0.10, 0.075, 0.07])
            for k in (-0.035, 0.035)]  # fmt: skip
    cv.fill(at(legs[0]), shade(c, 0.84))
    cv.fill(at(legs[1]), round_)
    cv.fill([at(ellipse(0.16 + k, 0.02, 0.058, 0.03, 16)) for k in (-0.03, 0.04)], pale)
    ears = [
        at([(-0.005, 0.86), (0.01, 1.02), (0.10, 0.92)]),
        at([(0.14, 0.93), (0.225, 1.02), (0.235, 0.86)]),
    ]
    cv.fill(ears, c)
    cv.fill([e * 0.55 + e.mean(axis=0) * 0.45 for e in ears], mix(c, hexc("#d9a090"), 0.6), 0.8)
    head = smooth([(0.11, 0.955), (-0.015, 0.90), (-0.045, 0.78), (0.02, 0.68), (0.13, 0.65), (0.245, 0.69),
                   (0.285, 0.76), (0.245, 0.88)], n=8)  # fmt: skip
    cv.fill(at(head), round_)
    cv.fill(
        at(smooth([(0.15, 0.745), (0.255, 0.755), (0.27, 0.71), (0.20, 0.668), (0.13, 0.69)], n=7)),
        pale,
        0.9,
    )
    cv.fill(at([(0.222, 0.765), (0.262, 0.765), (0.244, 0.742)]), hexc("#a86a62"))
    eyes = [ribbon(smooth([(a, 0.815), (a + 0.028, 0.797), (a + 0.056, 0.812)], closed=False), [0.006, 0.014, 0.006])
            for a in (0.105, 0.20)]  # fmt: skip
    cv.fill([at(e) for e in eyes], hexc("#241c1a"), 0.9)
    whiskers = [
        ribbon([(0.235, 0.725 + 0.008 * k), (0.40, 0.735 + 0.035 * k)], [0.005, 0.002])
        for k in (-1, 0, 1)
    ]
    cv.fill([at(w) for w in whiskers], hexc("#f4efe4"), 0.8)
    if sc.spec.seed % 3:
        bands = [ribbon(smooth([(-0.16 - 0.055 * k, 0.56 - 0.10 * k), (-0.10 - 0.03 * k, 0.50 - 0.10 * k),
                                (-0.09 - 0.02 * k, 0.43 - 0.10 * k)], closed=False), [0.012, 0.034, 0.008])
                 for k in range(4)]  # fmt: skip
        bands += [ribbon([(0.03 + 0.045 * k, 0.945 - 0.012 * abs(k - 1)), (0.05 + 0.04 * k, 0.885)], [0.018, 0.006])
                  for k in range(3)]  # fmt: skip
        cv.fill([at(b) for b in bands], dark, 0.7)
    cv.fill(at(ribbon(tail, [0.085, 0.095, 0.085, 0.04])), Grad((c, shade(c, 0.7))))
