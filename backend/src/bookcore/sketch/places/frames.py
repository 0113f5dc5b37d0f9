"""What one looks past or through: a bough, an archway, reeds, the near side of a hedge."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, mix, shade
from bookcore.sketch.nature.trees import season_tones
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, blob, pts, rect, ribbon, smooth, stroke


def bough(sc: Scene, side: int) -> None:
    """An old trunk at one edge and its bough over the picture, dark against what lies behind."""
    w, cv = sc.w, sc.cv
    bark = shade(mix((74.0, 58.0, 46.0), sc.look.spruce, 0.25), 0.62)
    edge = w / 2 + side * w / 2

    def at(t: float) -> float:
        return edge - side * w * t

    trunk = smooth(
        [(at(-0.02), 104), (at(0.13), 104), (at(0.095), 82), (at(0.075), 48), (at(0.09), 20),
         (at(0.085), -4), (at(-0.02), -4)],
        n=7,
    )  # fmt: skip
    cv.fill(trunk, Grad((shade(bark, 0.7), bark) if side < 0 else (bark, shade(bark, 0.7)), 0))
    grooves = [ribbon(smooth([(at(t), 100), (at(t - 0.02), 60), (at(t - 0.01), 4)], closed=False),
                      [0.5, 0.2]) for t in (0.02, 0.045, 0.07)]  # fmt: skip
    cv.fill(grooves, shade(bark, 0.5), 0.7)
    limb = smooth([(at(0.07), 26), (at(0.22), 13), (at(0.42), 8.5), (at(0.62), 10)], closed=False)
    twigs = [ribbon(limb, [4.6, 2.6, 0.8])]
    twigs += [ribbon(smooth([(at(a), y), (at(a + 0.07), y + dy * 0.5), (at(a + 0.11), y + dy)],
                            closed=False), [1.2, 0.3])
              for a, y, dy in ((0.2, 14, -12), (0.33, 10, 9), (0.46, 9, -8), (0.5, 9, 8))]  # fmt: skip
    cv.fill(twigs, bark)
    if sc.look.snow:
        cv.fill(ribbon(limb + np.array([0.0, -1.4]), [1.6, 0.9, 0.3]), (236.0, 241.0, 249.0), 0.9)
        return
    tones = season_tones(sc)
    for k, tone in enumerate((0.42, 0.56, 0.72)):
        leaves = [blob(at(sc.u(0.02, 0.66)), sc.u(-3, 15 - 4 * k), sc.u(2.6, 5.4), sc.u(1.8, 3.4),
                       sc.rng, 0.2, 12) for _ in range(26)]  # fmt: skip
        hanging = [blob(at(sc.u(0.3, 0.6)), sc.u(8, 20), sc.u(1.2, 2.2), sc.u(1.0, 1.8), sc.rng, 0.2, 10)
                   for _ in range(6)]  # fmt: skip
        cv.fill([*leaves, *hanging], shade(tones[k % len(tones)], tone))


def archway(sc: Scene, stone: RGB, spring: float = 34.0, half: float = 0.42) -> None:
    """The inner side of a gate of stone around the picture, its flank lit from one side."""
    w, cv = sc.w, sc.cv
    cx, r = w / 2, w * half
    top = spring - 1.0
    opening = arc(cx, spring, r, top * 0.86, 180, 360, 40)

    def around(inner: np.ndarray, low: float) -> np.ndarray:
        frame = [
            [inner[0, 0], low],
            [-3, low],
            [-3, -3],
            [w + 3, -3],
            [w + 3, low],
            [inner[-1, 0], low],
        ]
        return np.concatenate([inner, np.asarray(frame[::-1])])

    dark = shade(stone, 0.40)
    run = (shade(dark, 0.7), dark, shade(dark, 0.8))
    cv.fill(around(opening, 104.0), Grad(run, 0))
    reveal = arc(cx, spring, r, top * 0.86, 180, 360, 40)
    outer = arc(cx, spring, r + 3.4, top * 0.86 + 3.4, 180, 360, 40)
    band = np.concatenate([reveal, outer[::-1]])
    cv.fill(band, shade(stone, 0.62))
    for d in (-1, 1):
        lit = 0.86 if d == -sc.side else 0.52
        x = cx + d * r
        cv.fill(rect(min(x, x + d * 3.4), spring, max(x, x + d * 3.4), 104), shade(stone, lit))
    joints = [stroke(cx + (r + 0.2) * c, spring + top * 0.86 * s, cx + (r + 3.6) * c,
                     spring + (top * 0.86 + 3.6) * s, 0.25)
              for c, s in ((float(np.cos(a)), float(np.sin(a))) for a in np.linspace(np.pi, 2 * np.pi, 19))]  # fmt: skip
    joints += [rect(cx + d * r - 0.2 + min(0, d * 3.4), y, cx + d * r + 0.2 + max(0, d * 3.4), y + 0.3)
               for d in (-1, 1) for y in np.arange(spring + 7, 102, 8)]  # fmt: skip
    cv.fill(joints, shade(stone, 0.3), 0.8)


def reeds_in_front(sc: Scene, x0: float, x1: float, n: int = 70) -> None:
    """Tall reeds close before the eye."""
    c = sc.look.grass if not sc.look.snow else (176.0, 160.0, 128.0)
    for tone in (0.42, 0.62):
        blades = []
        for _ in range(n // 2):
            x, h = sc.u(x0, x1), sc.u(18, 44)
            lean = sc.u(-5, 5)
            blades.append(ribbon(smooth([(x, 104), (x + lean * 0.3, 104 - h * 0.6), (x + lean, 104 - h)],
                                        closed=False, n=5), [0.9, 0.6, 0.1]))  # fmt: skip
        sc.cv.fill(blades, shade(c, tone))
    heads = [ribbon([(x, y), (x + 0.6, y - 6)], [1.3, 1.1]) for x, y in
             ((sc.u(x0, x1), sc.u(66, 80)) for _ in range(n // 9))]  # fmt: skip
    sc.cv.fill(heads, (84.0, 58.0, 38.0))


def hedge(sc: Scene, y: float, gap: tuple[float, float]) -> None:
    """A clipped hedge along the bottom, open in one place."""
    c = sc.look.spruce if not sc.look.snow else (206.0, 214.0, 226.0)
    for a, b in ((-3.0, gap[0]), (gap[1], sc.w + 3.0)):
        if b - a < 4:
            continue
        top = [
            (a, y + sc.u(-0.5, 0.5)),
            *((a + (b - a) * t, y + sc.u(-1.1, 1.1)) for t in np.linspace(0.1, 0.9, 9)),
            (b, y),
        ]
        body = pts([*top, (b, 104), (a, 104)])
        sc.cv.fill(body, Grad((shade(c, 0.86), shade(c, 0.46))))
        tufts = [blob(sc.u(a, b), sc.u(y, 100), sc.u(1.0, 2.4), sc.u(0.7, 1.4), sc.rng, 0.2, 10)
                 for _ in range(int((b - a) * 0.8))]  # fmt: skip
        sc.cv.fill(tufts, shade(c, 0.98), 0.5)
