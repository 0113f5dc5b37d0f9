"""Birch, willow, poplar, bushes."""

from __future__ import annotations

import math

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.materials import BARK, SNOW
from bookcore.sketch.nature.trees import branches, foliage, leaf_tree, season_tones, spruce
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import blob, ellipse, ribbon, smooth, stroke


def birch(sc: Scene, x: float, base: float, h: float) -> None:
    """A white stem with black marks and a light hanging crown."""
    cv, look = sc.cv, sc.look
    lean = sc.u(-0.06, 0.06) * h
    stem = smooth(
        [(x, base), (x + lean * 0.3, base - h * 0.5), (x + lean, base - h * 0.97)], closed=False
    )
    side = (hexc("#c9cbc8"), hexc("#f6f5f0")) if sc.side > 0 else (hexc("#f6f5f0"), hexc("#c9cbc8"))
    limbs, twigs = [], []
    for i in range(12):
        t = 0.32 + 0.64 * (i + sc.u(0, 1)) / 12
        d, reach = (1 if i % 2 else -1), h * 0.17 * (1.15 - t) * sc.u(0.7, 1.2) + h * 0.02
        bx, by = x + lean * t, base - h * t
        tip = (bx + d * reach, by - reach * 0.85)
        limbs.append(
            ribbon(
                smooth(
                    [(bx, by), (bx + d * reach * 0.4, by - reach * 0.55), tip], closed=False, n=4
                ),
                [h * 0.009, h * 0.003],
            )
        )
        for k in (0.45, 0.75, 1.0):
            sx, sy = bx + d * reach * k, by - reach * (0.3 + 0.55 * k)
            drop = h * sc.u(0.06, 0.13)
            twigs.append(
                ribbon(
                    smooth(
                        [
                            (sx, sy),
                            (sx + d * drop * 0.35, sy + drop * 0.2),
                            (sx + d * drop * 0.42, sy + drop),
                        ],
                        closed=False,
                        n=4,
                    ),
                    [h * 0.0028, h * 0.0012],
                )
            )
    cv.fill([*limbs, *twigs], hexc("#5a4b45"))
    cv.fill(ribbon(stem, [h * 0.042, h * 0.030, h * 0.008]), Grad(side, 0))
    marks = []
    for _ in range(int(8 + h / 4)):
        t = sc.u(0.0, 0.9) ** 1.2
        wdt = h * 0.018 * (1 - t * 0.6) * sc.u(0.5, 1.0)
        px = x + lean * t**1.4 + sc.u(-1, 1) * h * 0.006
        marks.append(ellipse(px, base - h * t, wdt, h * 0.0036 * sc.u(0.6, 1.6), 8))
    cv.fill(marks, hexc("#2f2b2b"), 0.85)
    if look.snow:
        return
    tones = (
        season_tones(sc)
        if look.season != "autumn"
        else (hexc("#d9a93c"), hexc("#e3bb4d"), hexc("#efd06a"))
    )
    clumps = []
    for t in np.linspace(0.40, 1.0, 20):
        spread = h * 0.19 * (1.22 - t)
        clumps.append(
            (
                x + lean * t + sc.u(-1, 1) * spread,
                base - h * t + sc.u(-0.02, 0.03) * h,
                h * sc.u(0.036, 0.062),
            )
        )
    foliage(sc, clumps, tones, 1.35, 1.3)


def willow(sc: Scene, x: float, base: float, h: float) -> None:
    """Long hanging strands over a short trunk."""
    cv, look = sc.cv, sc.look
    limbs, tips = branches(sc, x, base, h * 0.86, h * 0.09, 0.7, 3)
    cv.fill(limbs, Grad((hexc("#6d5b45"), hexc("#473a2c"))))
    tones = season_tones(sc)
    if not look.snow:
        foliage(sc, [(tx, ty, h * 0.10) for tx, ty, _ in tips], tones, 0.8)
    for k in range(3):
        strands = []
        for tx, ty, _ in tips:
            for _ in range(3):
                dx, length = sc.u(-0.1, 0.1) * h, h * sc.u(0.24, 0.5)
                strands.append(
                    ribbon(
                        smooth(
                            [(tx, ty), (tx + dx, ty + length * 0.4), (tx + dx * 1.3, ty + length)],
                            closed=False,
                            n=4,
                        ),
                        [h * 0.012, h * 0.004],
                    )
                )
        cv.fill(
            strands, shade(tones[k % len(tones)], 0.75 + 0.25 * k), 0.6 if not look.snow else 0.35
        )


def poplar(sc: Scene, x: float, base: float, h: float) -> None:
    """A narrow upright tree: steppe villages, avenues."""
    cv = sc.cv
    cv.fill(stroke(x, base, x, base - h * 0.3, h * 0.03), BARK)
    if sc.look.snow:
        twigs = [
            stroke(x, base - h * t, x + d * h * 0.07, base - h * (t + 0.22), h * 0.008, h * 0.003)
            for t in np.linspace(0.15, 0.75, 9)
            for d in (-1, 1)
        ]
        cv.fill([stroke(x, base, x, base - h * 0.95, h * 0.02, h * 0.004), *twigs], hexc("#6a5c52"))
        return
    clumps = [
        (
            x + sc.u(-0.02, 0.02) * h,
            base - h * t,
            h * 0.105 * math.sin(math.pi * min(1.0, 0.18 + t * 0.8)),
        )
        for t in np.linspace(0.2, 0.94, 8)
    ]
    foliage(sc, clumps, season_tones(sc), 1.5)


def bush(
    sc: Scene, x: float, base: float, h: float, colours: tuple[RGB, ...] | None = None
) -> None:
    """A rounded shrub."""
    if sc.look.snow:
        for _ in range(7):
            a = sc.u(-0.9, 0.9)
            sc.cv.fill(
                stroke(
                    x + a * h * 0.2,
                    base,
                    x + a * h * 0.8,
                    base - h * sc.u(0.6, 1.0),
                    h * 0.05,
                    h * 0.02,
                ),
                hexc("#6b5a4e"),
            )
        sc.cv.fill(
            blob(x, base - h * 0.1, h * 0.9, h * 0.32, sc.rng), Grad((SNOW, hexc("#c8d2e6")))
        )
        return
    clumps = [
        (x + sc.u(-0.6, 0.6) * h, base - h * sc.u(0.25, 0.62), h * sc.u(0.28, 0.42))
        for _ in range(5)
    ]
    clumps.sort(key=lambda c: c[1])
    foliage(sc, clumps, colours or season_tones(sc), 0.85)


def tree_for(sc: Scene, x: float, base: float, h: float) -> None:
    """Some tree that grows here."""
    k = sc.count(0, 9)
    if k < 5:
        leaf_tree(sc, x, base, h, sc.u(0.28, 0.42))
    elif k < 7:
        birch(sc, x, base, h)
    elif k < 9:
        spruce(sc, x, base, h)
    else:
        poplar(sc, x, base, h * 1.1)
