"""Mountain ranges with broken crests, shaded flanks and snow."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, pts, ribbon


def peaks(
    sc: Scene, y: float, height: float, depth: float, colour: RGB, snowy: float, n: int = 5
) -> None:
    """A range of mountains: broken crests, a lit and a shaded flank, snow above a line."""
    cv, rng = sc.cv, sc.rng
    xs = np.linspace(-0.08, 1.08, n) * sc.w + rng.uniform(-0.4, 0.4, n) * sc.w / n
    order = rng.permutation(n)
    with sc.far(depth):
        top = cv.ink(colour)
        foot = mix(top, sc.look.haze, 0.62)
        for i in order:
            x, h = float(xs[i]), height * sc.u(0.55, 1.0)
            span = (y - h, y + 1.0)
            left = _flank(sc, x, y, h, -h * sc.u(0.95, 1.45))
            right = _flank(sc, x, y, h, h * sc.u(0.95, 1.45))
            whole = np.concatenate(
                [left[::-1], right[1:], [[right[-1, 0], y + 3], [left[-1, 0], y + 3]]]
            )
            cv.fill(whole, Grad((top, top, foot), span=span), raw=True)
            # The spine wanders down from the summit; one side of it lies in shade.
            t = np.linspace(0, 1, 9)
            spine = np.stack(
                [x + h * np.cumsum(rng.normal(0.03 * sc.side, 0.07, 9)) * t, y - h * (1 - t)],
                axis=1,
            )
            spine[0] = (x, y - h)
            dark = left if sc.side > 0 else right
            shaded = np.concatenate([dark, [[dark[-1, 0], y + 3]], spine[::-1]])
            cv.fill(
                shaded,
                Grad((shade(top, 0.66), mix(shade(top, 0.74), foot, 0.5), foot), span=span),
                0.85,
                raw=True,
            )
            ribs = []
            for k in (2, 3, 4, 5, 6):
                for d in (-1, 1):
                    sx, sy = spine[k]
                    ribs.append(
                        ribbon(
                            [
                                (sx, sy),
                                (sx + d * h * 0.10, sy + h * 0.10),
                                (sx + d * h * sc.u(0.14, 0.3), sy + h * 0.24),
                            ],
                            [h * 0.006, h * 0.03, h * 0.004],
                        )
                    )
            cv.fill(ribs, Grad((shade(top, 0.60), foot), span=span), 0.35, raw=True)
            if snowy > 0:
                _snow_cap(sc, left, right, spine, h * snowy, y - h)


def _flank(sc: Scene, x: float, y: float, h: float, reach: float) -> Points:
    """One side of a mountain from its summit to its foot, with shoulders and notches."""
    n = 11
    t = np.linspace(0, 1, n)
    fall = t**0.9 + sc.rng.normal(0, 0.022, n) * np.sin(np.pi * t) * 2.2
    fall[0] = 0.0
    return np.stack(
        [
            x + reach * (t + sc.rng.normal(0, 0.018, n) * (t > 0)),
            y - h + h * np.clip(np.maximum.accumulate(fall), 0, 1),
        ],
        axis=1,
    )


def _snow_cap(
    sc: Scene, left: Points, right: Points, spine: Points, reach: float, crest: float
) -> None:
    """Snow on both flanks down to a ragged line."""
    for flank, side in ((left, -1), (right, 1)):
        line = np.linspace(crest, crest + reach, 7)
        outer = np.interp(line, flank[:, 1], flank[:, 0])
        inner = np.interp(line, spine[:, 1], spine[:, 0])
        edge = [(float(outer[i]), float(line[i])) for i in range(7)]
        low = []
        for k in range(1, 6):
            u = k / 6
            wob = reach * (0.10 if k % 2 else -0.26) * sc.u(0.6, 1.3)
            low.append((float(outer[6] + (inner[6] - outer[6]) * u), float(crest + reach + wob)))
        back = [(float(inner[i]), float(line[i])) for i in range(6, -1, -1)]
        c = hexc("#f6f9fe") if side == sc.side else hexc("#b3c3de")
        sc.cv.fill(pts([*edge, *low, *back]), c, 0.94)
