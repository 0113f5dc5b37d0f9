"""Trees and bushes of every season, lit from the scene's side."""

from __future__ import annotations

import math

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.materials import BARK, SNOW
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, blob, dots, ellipse, pts, ribbon, smooth, stroke


def spruce_outline(sc: Scene, x: float, base: float, h: float, width: float, tiers: int) -> Points:
    """One jagged silhouette with drooping boughs."""
    left, right = [], []
    for i in range(tiers):
        t = (i + 1) / tiers
        y = base - h * (1 - t) - h * 0.03
        half = width * (t**0.85) * sc.u(0.86, 1.1)
        rise = h / tiers * 0.42
        left += [(x - half, y + rise * sc.u(-0.05, 0.3)), (x - half * 0.46, y - rise * 0.6)]
        right += [(x + half, y + rise * sc.u(-0.05, 0.3)), (x + half * 0.46, y - rise * 0.6)]
    return pts([(x, base - h), *right[:-1], *reversed(left[:-1])])


def spruce(sc: Scene, x: float, base: float, h: float, colour: RGB | None = None) -> None:
    """A spruce with shaded tiers and, in winter, laden boughs."""
    cv, look = sc.cv, sc.look
    c = jitter(colour or look.spruce, sc.rng, 5)
    tiers = int(max(7, min(15, h / 3.4)))
    width = h * sc.u(0.19, 0.25)
    cv.fill(stroke(x, base + 0.4, x, base - h * 0.2, h * 0.035, h * 0.02), shade(BARK, 0.7))
    cv.fill(
        spruce_outline(sc, x, base - h * 0.03, h, width, tiers),
        Grad((shade(c, 1.10), c, shade(c, 0.62))),
    )
    lit, dark, snow = [], [], []
    for i in range(1, tiers):
        t = i / tiers
        y = base - h * (1 - t)
        half = width * t**0.85
        rise = h / tiers
        s = sc.side
        lit.append(
            smooth(
                [
                    (x, y - rise * 0.7),
                    (x + s * half * 0.55, y - rise * 0.1),
                    (x + s * half * 0.95, y + rise * 0.28),
                    (x + s * half * 0.3, y + rise * 0.06),
                ],
                n=3,
            )
        )
        dark.append(
            smooth(
                [
                    (x - half * 0.8, y + rise * 0.30),
                    (x, y + rise * 0.02),
                    (x + half * 0.8, y + rise * 0.30),
                    (x, y + rise * 0.62),
                ],
                n=3,
            )
        )
        if look.snow:
            for d in (-1, 1):
                snow.append(
                    smooth(
                        [
                            (x, y - rise * 0.65),
                            (x + d * half * 0.5, y - rise * 0.30),
                            (x + d * half * 0.98, y + rise * 0.24),
                            (x + d * half * 0.45, y + rise * 0.12),
                        ],
                        n=3,
                    )
                )
    cv.fill(dark, shade(c, 0.5), 0.5, blur=0.12)
    cv.fill(lit, shade(c, 1.28), 0.34)
    if snow:
        cv.fill(snow, Grad((SNOW, mix(SNOW, (170.0, 186.0, 215.0), 0.55))), 0.93)


def pine(sc: Scene, x: float, base: float, h: float) -> None:
    """A Scots pine: a tall rust-coloured stem with cushions of needles at the top."""
    cv, rng = sc.cv, sc.rng
    lean = sc.u(-0.05, 0.05) * h
    stem = smooth(
        [(x, base), (x + lean * 0.3, base - h * 0.5), (x + lean, base - h * 0.95)], closed=False
    )
    bark = (hexc("#4f3b2e"), hexc("#8a5a3d"), hexc("#c07a4a"))
    cv.fill(ribbon(stem, [h * 0.042, h * 0.028, h * 0.010]), Grad(bark[::-1]))
    flakes = [
        ellipse(x + lean * t**1.5 + sc.u(-1, 1) * h * 0.012, base - h * t, h * 0.004, h * 0.012, 8)
        for t in rng.uniform(0.02, 0.7, 26)
    ]
    cv.fill(flakes, bark[0], 0.6)
    c = jitter(sc.look.spruce, rng, 5)
    boughs, cushions = [], []
    for i in range(sc.count(9, 13)):
        t = 0.50 + 0.5 * (i + sc.u(0, 1)) / 13
        reach = sc.u(-1, 1) * h * 0.20 * (1.25 - (t - 0.5) * 1.7)
        px, py = x + lean * t + reach, base - h * t - abs(reach) * 0.12
        boughs.append(
            ribbon(
                smooth(
                    [
                        (x + lean * t, base - h * (t - 0.05)),
                        (x + lean * t + reach * 0.5, py + h * 0.012),
                        (px, py),
                    ],
                    closed=False,
                    n=4,
                ),
                [h * 0.010, h * 0.004],
            )
        )
        cushions += [
            (px + d * h * 0.055, py - sc.u(0.0, 0.03) * h, h * sc.u(0.034, 0.052))
            for d in (-1, 0, 1)
        ]
    cv.fill(boughs, BARK)
    cushions.sort(key=lambda q: q[1])
    foliage(sc, cushions, (c, shade(c, 1.1)), flat=0.52, leafy=0.6)
    if sc.look.snow:
        cv.fill(
            [blob(px, py - r * 0.30, r * 1.05, r * 0.24, rng) for px, py, r in cushions], SNOW, 0.85
        )


def foliage(
    sc: Scene,
    clumps: list[tuple[float, float, float]],
    colours: tuple[RGB, ...],
    flat: float = 0.8,
    leafy: float = 1.0,
) -> None:
    """Clumps in three tones: shadow below, body, light from the side, loose leaves at the rim."""
    cv, rng = sc.cv, sc.rng
    body = colours[0]
    bodies = [blob(x, y, r * 1.1, r * flat * 1.1, rng, 0.08) for x, y, r in clumps]
    cv.fill(bodies, Grad((shade(body, 1.06), body, shade(body, 0.66))))
    c = np.asarray(clumps)
    # In the distance leaves melt into tone.
    each = max(4, round(16 * leafy * min(1.6, max(0.45, float(c[:, 2].max()) / 4))))
    x, y, r = (np.repeat(c[:, i], each) for i in range(3))
    tones = ((-0.25, 0.42, 0.64, 0.5), (0.15, -0.1, 1.0, 0.75), (0.30, -0.38, 1.22, 0.62))
    for k, (dx, dy, tone, alpha) in enumerate(tones):
        a = rng.uniform(0, 2 * math.pi, len(x))
        d = np.sqrt(rng.uniform(0, 1, len(x))) * r * (0.95 if k != 1 else 1.16)
        size = r * rng.uniform(0.07, 0.17, len(x)) * np.where(r < 3, 1.15, 1.0)
        wide, high = (1.06, 1.06) if k == 1 else (0.72, 0.62)
        xs = x + sc.side * dx * r + np.cos(a) * d * wide
        ys = y + dy * r * flat + np.sin(a) * d * flat * high
        cv.fill(dots(xs, ys, size, 0.72), shade(colours[k % len(colours)], tone), alpha)


def branches(
    sc: Scene, x: float, base: float, h: float, width: float, spread: float = 0.5, depth: int = 4
) -> tuple[list[Points], list[tuple[float, float, float]]]:
    """A bare skeleton, and the tips where leaves belong."""
    out: list[Points] = []
    tips: list[tuple[float, float, float]] = []

    def grow(px: float, py: float, angle: float, length: float, w: float, level: int) -> None:
        bend, end = angle + sc.u(-0.28, 0.28), angle + sc.u(-0.16, 0.16)
        mx, my = px + math.sin(bend) * length * 0.5, py - math.cos(bend) * length * 0.5
        ex, ey = mx + math.sin(end) * length * 0.5, my - math.cos(end) * length * 0.5
        out.append(ribbon(smooth([(px, py), (mx, my), (ex, ey)], closed=False, n=4), [w, w * 0.58]))
        if level == 0:
            tips.append((ex, ey, length))
            return
        # One bough goes on, the other turns aside: even forks look like a diagram.
        lead = 1 if sc.chance(0.5) else -1
        grow(
            ex,
            ey,
            end - lead * spread * sc.u(0.2, 0.55),
            length * sc.u(0.70, 0.86),
            w * 0.60,
            level - 1,
        )
        grow(
            ex,
            ey,
            end + lead * spread * sc.u(0.7, 1.3),
            length * sc.u(0.52, 0.74),
            w * 0.46,
            level - 1,
        )
        if level >= 2:
            grow(
                mx,
                my,
                bend - lead * spread * sc.u(0.9, 1.5),
                length * sc.u(0.42, 0.6),
                w * 0.34,
                level - 2,
            )

    grow(x, base, sc.u(-0.06, 0.06), h * 0.30, width, depth)
    return out, tips


def bare_tree(sc: Scene, x: float, base: float, h: float, colour: RGB | None = None) -> None:
    """A leafless tree, with snow along its boughs in winter."""
    c = colour or jitter(hexc("#54453b"), sc.rng, 6)
    limbs, tips = branches(sc, x, base, h, h * 0.058, 0.55, 6 if h > 30 else 5 if h > 14 else 3)
    roots = smooth(
        [
            (x - h * 0.05, base + h * 0.006),
            (x - h * 0.026, base - h * 0.04),
            (x + h * 0.026, base - h * 0.04),
            (x + h * 0.05, base + h * 0.006),
        ],
        n=4,
    )
    twigs = []
    if h > 14:
        for tx, ty, length in tips:
            a = sc.u(-1.0, 1.0)
            twigs.append(
                stroke(
                    tx,
                    ty,
                    tx + math.sin(a) * length * 0.8,
                    ty - math.cos(a) * length * 0.8,
                    h * 0.003,
                    h * 0.0012,
                )
            )
    sc.cv.fill([roots, *limbs, *twigs], Grad((shade(c, 1.18), shade(c, 0.74))))
    if sc.look.snow and h > 10:
        sc.cv.fill([p + np.array([0.0, -h * 0.005]) for p in limbs[1::2]], SNOW, 0.6)


def leaf_tree(
    sc: Scene,
    x: float,
    base: float,
    h: float,
    wide: float = 0.36,
    colours: tuple[RGB, ...] | None = None,
) -> None:
    """A broad-leaved tree of the season: blossom, full green, gold, or bare."""
    look, cv = sc.look, sc.cv
    if look.snow:
        bare_tree(sc, x, base, h)
        return
    trunk = jitter(BARK, sc.rng, 6)
    top = base - h * 0.5
    lean = sc.u(-0.04, 0.04) * h
    stem = smooth(
        [(x, base + 0.3), (x + lean * 0.4, base - h * 0.25), (x + lean, top)], closed=False
    )
    cv.fill(ribbon(stem, [h * 0.062, h * 0.042, h * 0.028]), Grad((shade(trunk, 0.85), trunk), 0))
    forks = [
        stroke(
            x + lean * 0.5,
            base - h * 0.3,
            x + lean + d * h * 0.17,
            top - h * 0.08,
            h * 0.026,
            h * 0.012,
        )
        for d in (-1, 1)
    ]
    cv.fill(forks, shade(trunk, 0.85))
    tones = colours or season_tones(sc)
    clumps = []
    n = sc.count(8, 12)
    for i in range(n):
        a = i / n * 2 * math.pi + sc.u(-0.3, 0.3)
        d = sc.u(0.35, 0.72)
        clumps.append(
            (
                x + lean + math.cos(a) * d * h * wide * 0.9,
                base - h * 0.64 + math.sin(a) * d * h * 0.30,
                h * sc.u(0.13, 0.19),
            )
        )
    clumps.append((x + lean, base - h * 0.66, h * 0.22))
    clumps.sort(key=lambda c: c[1])
    foliage(sc, clumps, tones, 0.86)
    if look.season == "spring" and colours is None and sc.chance(0.5):
        bloom(sc, clumps)


def bloom(sc: Scene, clumps: list[tuple[float, float, float]]) -> None:
    """Blossom over a crown."""
    petals = []
    for x, y, r in clumps:
        for _ in range(12):
            a, d = sc.u(0, 6.28), math.sqrt(sc.u(0, 1)) * r
            petals.append(
                ellipse(x + math.cos(a) * d, y + math.sin(a) * d * 0.8, r * 0.10, r * 0.09, 7)
            )
    sc.cv.fill(petals, sc.pick(hexc("#fbe3ea"), hexc("#ffffff"), hexc("#f6c6d3")), 0.92)


def season_tones(sc: Scene) -> tuple[RGB, ...]:
    leaves = sc.look.leaves
    first = jitter(leaves[int(sc.rng.integers(len(leaves)))], sc.rng, 7)
    return (first, mix(first, leaves[0], 0.4), mix(first, leaves[1], 0.5))


def oak(sc: Scene, x: float, base: float, h: float) -> None:
    """A wide old tree with a thick trunk."""
    cv = sc.cv
    if sc.look.snow:
        limbs, _ = branches(sc, x, base, h, h * 0.12, 0.66, 5)
        cv.fill(limbs, Grad((hexc("#5b4a3e"), hexc("#40332b"))))
        cv.fill([p + np.array([0.0, -h * 0.008]) for p in limbs[1::2]], SNOW, 0.6)
        return
    limbs, tips = branches(sc, x, base, h * 0.9, h * 0.12, 0.72, 3)
    cv.fill(limbs, Grad((hexc("#6b5442"), hexc("#463629"))))
    clumps = [(tx, ty, h * sc.u(0.11, 0.17)) for tx, ty, _ in tips]
    clumps += [(x + sc.u(-0.3, 0.3) * h, base - h * sc.u(0.55, 0.85), h * 0.17) for _ in range(5)]
    foliage(sc, clumps, season_tones(sc), 0.8)
