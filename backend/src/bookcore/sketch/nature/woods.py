"""Trees by the hundred: the distant wood, the canopy overhead, what grows below."""

from __future__ import annotations

import math

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.materials import BARK, SNOW
from bookcore.sketch.nature.trees import branches, foliage, season_tones, spruce_outline
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, blob, dots, ellipse, pts, rect, ribbon, smooth, stroke


def tree_line(
    sc: Scene,
    x0: float,
    x1: float,
    base: float,
    h: float,
    depth: float,
    kind: str = "mixed",
    mist: float = 0.5,
) -> None:
    """A distant wood as one soft strip that sinks into haze at its foot."""
    cv, look = sc.cv, sc.look
    shapes: list[Points] = []
    lights: list[Points] = []
    shadows: list[Points] = []
    x = x0 - h * 0.3
    while x < x1 + h * 0.3:
        k = h * sc.u(0.62, 1.12)
        if kind == "spruce" or (kind == "mixed" and sc.chance(0.5)):
            shapes.append(spruce_outline(sc, x, base, k, k * sc.u(0.16, 0.22), 6 if h < 10 else 9))
            x += k * sc.u(0.16, 0.30)
        elif look.snow:
            limbs, _ = branches(sc, x, base, k * 1.05, k * 0.05, 0.55, 3)
            shapes += limbs
            shapes.append(blob(x, base - k * 0.04, k * 0.3, k * 0.12, sc.rng, 0.14))
            x += k * sc.u(0.2, 0.36)
        else:
            crown = sc.u(0.16, 0.24) * k
            for _ in range(5):
                bx, by = x + sc.u(-0.17, 0.17) * k, base - k * sc.u(0.36, 0.76)
                r = crown * sc.u(0.62, 1.0)
                shapes.append(blob(bx, by, r * 1.08, r, sc.rng, 0.09))
                if h > 7:
                    a = sc.rng.uniform(0, 2 * math.pi, 9)
                    shapes += list(
                        dots(bx + np.cos(a) * r * 1.02, by + np.sin(a) * r * 0.96, r * 0.2, 0.8, 7)
                    )
                    lights += list(
                        dots(
                            bx + sc.side * r * 0.25 + np.cos(a) * r * 0.6,
                            by - r * 0.3 + np.sin(a) * r * 0.45,
                            r * 0.20,
                            0.7,
                            7,
                        )
                    )
                    shadows.append(
                        ellipse(bx - sc.side * r * 0.2, by + r * 0.55, r * 0.8, r * 0.42)
                    )
                else:
                    lights.append(ellipse(bx + sc.side * r * 0.3, by - r * 0.35, r * 0.62, r * 0.5))
            shapes.append(stroke(x, base, x, base - k * 0.45, k * 0.05))
            x += k * sc.u(0.24, 0.42)
    leaf = look.leaves[int(sc.rng.integers(len(look.leaves)))]
    c = look.spruce if kind == "spruce" else mix(leaf, look.spruce, 0.35 if not look.snow else 0.6)
    if look.snow:
        c = mix(c, (214.0, 222.0, 236.0), 0.45)
    with sc.far(depth):
        low = sc.cv.ink(c)
        haze = mix(low, look.haze, mist)
        foot = rect(x0, base - h * (0.30 if not look.snow else 0.10), x1, base + 0.4)
        cv.fill(
            [*shapes, foot],
            Grad((low, low, mix(low, haze, 0.5), haze), span=(base - h, base)),
            raw=True,
        )
        if shadows:
            cv.fill(shadows, shade(c, 0.6), 0.28, blur=h * 0.03)
        if lights:
            cv.fill(lights, shade(c, 1.24), 0.36)


def canopy(sc: Scene) -> None:
    """Leaves, needles or bare twigs hanging into the top of the picture."""
    cv, look = sc.cv, sc.look
    twigs = []
    for _ in range(14):
        x, d = sc.u(0, sc.w), sc.u(-1, 1)
        twigs.append(
            ribbon(
                smooth(
                    [(x, -2), (x + d * 5, sc.u(3, 8)), (x + d * 12, sc.u(6, 16))], closed=False, n=5
                ),
                [0.9, 0.12],
            )
        )
    cv.fill(twigs, shade(BARK, 0.6))
    if look.snow:
        cv.fill([p + np.array([0.0, -0.35]) for p in twigs], SNOW, 0.6)
        return
    tones = season_tones(sc)
    edge = [
        (x, sc.u(-3, 4) + 9 * abs(x / sc.w - 0.5) * 2, sc.u(4, 7))
        for x in np.linspace(-3, sc.w + 3, 26)
    ]
    with sc.far(0.12):
        foliage(sc, edge, tuple(shade(c, 0.8) for c in tones), 0.8, 1.3)


def undergrowth(sc: Scene, y0: float, y1: float, n: int) -> None:
    """Ferns, a fallen trunk and a stump: what lies under trees."""
    cv, look = sc.cv, sc.look
    if not look.snow:
        green = mix(look.spruce, look.grass, 0.55)
        for tone, part in ((0.72, n // 2), (1.12, n - n // 2)):
            fronds = []
            for _ in range(part):
                x, t = sc.u(-2, sc.w + 2), sc.u(0, 1)
                y, k = y0 + (y1 - y0) * t, 1.8 + 3.4 * t
                for a in (-1.1, -0.55, 0.0, 0.5, 1.05):
                    tip = (x + math.sin(a) * k, y - math.cos(a) * k * 0.8)
                    fronds.append(
                        ribbon(
                            smooth(
                                [
                                    (x, y),
                                    ((x + tip[0]) / 2, (y + tip[1]) / 2 - k * 0.12),
                                    (tip[0] + a * k * 0.1, tip[1] + abs(a) * k * 0.22),
                                ],
                                closed=False,
                                n=4,
                            ),
                            [k * 0.05, k * 0.17, 0.04],
                        )
                    )
            cv.fill(fronds, shade(green, tone), 0.75)
    x, y = sc.w * (0.5 - sc.side * sc.u(0.18, 0.34)), y0 + (y1 - y0) * 0.45
    d, length = sc.side, sc.u(15, 24)
    log = pts([(x, y - 2.8), (x + d * length, y - 4.6), (x + d * length, y - 1.8), (x, y + 0.8)])
    cv.fill(
        ellipse(x + d * length / 2, y + 0.6, length * 0.55, 1.0),
        (24.0, 22.0, 34.0),
        0.35,
        raw=True,
        blur=0.6,
    )
    cv.fill(log, Grad((shade(BARK, 1.35), BARK, shade(BARK, 0.55))))
    cv.fill(
        [
            stroke(
                x + d * length * t,
                y - 2.6 - 1.4 * t,
                x + d * length * (t + 0.2),
                y - 2.9 - 1.4 * t,
                0.22,
            )
            for t in (0.1, 0.34, 0.6)
        ],
        shade(BARK, 0.5),
        0.7,
    )
    cv.fill(ellipse(x, y - 1.0, 1.0, 1.8), hexc("#c79f72"))
    cv.fill(ellipse(x, y - 1.0, 0.55, 1.0), hexc("#a67c52"))
    if look.snow:
        cv.fill(
            smooth(
                [
                    (x - 0.3, y - 2.7),
                    (x + d * length * 0.5, y - 4.5),
                    (x + d * length, y - 4.7),
                    (x + d * length * 0.5, y - 3.1),
                ],
                n=5,
            ),
            SNOW,
        )
    else:
        moss = [
            ellipse(x + d * length * t, y - 2.9 - 1.5 * t, sc.u(0.8, 1.7), 0.4, 10)
            for t in (0.15, 0.3, 0.52, 0.8)
        ]
        cv.fill(moss, mix(look.grass, look.spruce, 0.4), 0.85)
