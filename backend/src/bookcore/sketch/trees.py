"""Trees and bushes of every season, lit from the scene's side."""

from __future__ import annotations

import math

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, blob, dots, ellipse, pts, rect, ribbon, smooth, stroke

SNOW: RGB = (240.0, 244.0, 251.0)
BARK = hexc("#5d4634")


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
    stem = smooth([(x, base), (x + lean * 0.3, base - h * 0.5), (x + lean, base - h * 0.95)], closed=False)
    bark = (hexc("#4f3b2e"), hexc("#8a5a3d"), hexc("#c07a4a"))
    cv.fill(ribbon(stem, [h * 0.042, h * 0.028, h * 0.010]), Grad(bark[::-1]))
    flakes = [ellipse(x + lean * t**1.5 + sc.u(-1, 1) * h * 0.012, base - h * t, h * 0.004, h * 0.012, 8) for t in rng.uniform(0.02, 0.7, 26)]
    cv.fill(flakes, bark[0], 0.6)
    c = jitter(sc.look.spruce, rng, 5)
    boughs, cushions = [], []
    for i in range(sc.count(9, 13)):
        t = 0.50 + 0.5 * (i + sc.u(0, 1)) / 13
        reach = sc.u(-1, 1) * h * 0.20 * (1.25 - (t - 0.5) * 1.7)
        px, py = x + lean * t + reach, base - h * t - abs(reach) * 0.12
        boughs.append(ribbon(smooth([(x + lean * t, base - h * (t - 0.05)), (x + lean * t + reach * 0.5, py + h * 0.012), (px, py)], closed=False, n=4), [h * 0.010, h * 0.004]))
        cushions += [(px + d * h * 0.055, py - sc.u(0.0, 0.03) * h, h * sc.u(0.034, 0.052)) for d in (-1, 0, 1)]
    cv.fill(boughs, BARK)
    cushions.sort(key=lambda q: q[1])
    _foliage(sc, cushions, (c, shade(c, 1.1)), flat=0.52, leafy=0.6)
    if sc.look.snow:
        cv.fill([blob(px, py - r * 0.30, r * 1.05, r * 0.24, rng) for px, py, r in cushions], SNOW, 0.85)


def _foliage(
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
        grow(ex, ey, end - lead * spread * sc.u(0.2, 0.55), length * sc.u(0.70, 0.86), w * 0.60, level - 1)
        grow(ex, ey, end + lead * spread * sc.u(0.7, 1.3), length * sc.u(0.52, 0.74), w * 0.46, level - 1)
        if level >= 2:
            grow(mx, my, bend - lead * spread * sc.u(0.9, 1.5), length * sc.u(0.42, 0.6), w * 0.34, level - 2)

    grow(x, base, sc.u(-0.06, 0.06), h * 0.30, width, depth)
    return out, tips


def bare_tree(sc: Scene, x: float, base: float, h: float, colour: RGB | None = None) -> None:
    """A leafless tree, with snow along its boughs in winter."""
    c = colour or jitter(hexc("#54453b"), sc.rng, 6)
    limbs, tips = branches(sc, x, base, h, h * 0.058, 0.55, 6 if h > 30 else 5 if h > 14 else 3)
    roots = smooth([(x - h * 0.05, base + h * 0.006), (x - h * 0.026, base - h * 0.04), (x + h * 0.026, base - h * 0.04), (x + h * 0.05, base + h * 0.006)], n=4)
    twigs = []
    if h > 14:
        for tx, ty, length in tips:
            a = sc.u(-1.0, 1.0)
            twigs.append(stroke(tx, ty, tx + math.sin(a) * length * 0.8, ty - math.cos(a) * length * 0.8, h * 0.003, h * 0.0012))
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
    tones = colours or _season_tones(sc)
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
    _foliage(sc, clumps, tones, 0.86)
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


def _season_tones(sc: Scene) -> tuple[RGB, ...]:
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
    _foliage(sc, clumps, _season_tones(sc), 0.8)


def birch(sc: Scene, x: float, base: float, h: float) -> None:
    """A white stem with black marks and a light hanging crown."""
    cv, look = sc.cv, sc.look
    lean = sc.u(-0.06, 0.06) * h
    stem = smooth([(x, base), (x + lean * 0.3, base - h * 0.5), (x + lean, base - h * 0.97)], closed=False)
    side = (hexc("#c9cbc8"), hexc("#f6f5f0")) if sc.side > 0 else (hexc("#f6f5f0"), hexc("#c9cbc8"))
    limbs, twigs = [], []
    for i in range(12):
        t = 0.32 + 0.64 * (i + sc.u(0, 1)) / 12
        d, reach = (1 if i % 2 else -1), h * 0.17 * (1.15 - t) * sc.u(0.7, 1.2) + h * 0.02
        bx, by = x + lean * t, base - h * t
        tip = (bx + d * reach, by - reach * 0.85)
        limbs.append(ribbon(smooth([(bx, by), (bx + d * reach * 0.4, by - reach * 0.55), tip], closed=False, n=4), [h * 0.009, h * 0.003]))
        for k in (0.45, 0.75, 1.0):
            sx, sy = bx + d * reach * k, by - reach * (0.3 + 0.55 * k)
            drop = h * sc.u(0.06, 0.13)
            twigs.append(ribbon(smooth([(sx, sy), (sx + d * drop * 0.35, sy + drop * 0.2), (sx + d * drop * 0.42, sy + drop)], closed=False, n=4), [h * 0.0028, h * 0.0012]))
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
        _season_tones(sc)
        if look.season != "autumn"
        else (hexc("#d9a93c"), hexc("#e3bb4d"), hexc("#efd06a"))
    )
    clumps = []
    for t in np.linspace(0.40, 1.0, 20):
        spread = h * 0.19 * (1.22 - t)
        clumps.append((x + lean * t + sc.u(-1, 1) * spread, base - h * t + sc.u(-0.02, 0.03) * h, h * sc.u(0.036, 0.062)))
    _foliage(sc, clumps, tones, 1.35, 1.3)


def willow(sc: Scene, x: float, base: float, h: float) -> None:
    """Long hanging strands over a short trunk."""
    cv, look = sc.cv, sc.look
    limbs, tips = branches(sc, x, base, h * 0.86, h * 0.09, 0.7, 3)
    cv.fill(limbs, Grad((hexc("#6d5b45"), hexc("#473a2c"))))
    tones = _season_tones(sc)
    if not look.snow:
        _foliage(sc, [(tx, ty, h * 0.10) for tx, ty, _ in tips], tones, 0.8)
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
    _foliage(sc, clumps, _season_tones(sc), 1.5)


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
    _foliage(sc, clumps, colours or _season_tones(sc), 0.85)


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


def tree_line(
    sc: Scene, x0: float, x1: float, base: float, h: float, depth: float, kind: str = "mixed", mist: float = 0.5
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
                    shapes += list(dots(bx + np.cos(a) * r * 1.02, by + np.sin(a) * r * 0.96, r * 0.2, 0.8, 7))
                    lights += list(dots(bx + sc.side * r * 0.25 + np.cos(a) * r * 0.6, by - r * 0.3 + np.sin(a) * r * 0.45, r * 0.20, 0.7, 7))
                    shadows.append(ellipse(bx - sc.side * r * 0.2, by + r * 0.55, r * 0.8, r * 0.42))
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
        cv.fill([*shapes, foot], Grad((low, low, mix(low, haze, 0.5), haze), span=(base - h, base)), raw=True)
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
    tones = _season_tones(sc)
    edge = [
        (x, sc.u(-3, 4) + 9 * abs(x / sc.w - 0.5) * 2, sc.u(4, 7))
        for x in np.linspace(-3, sc.w + 3, 26)
    ]
    with sc.far(0.12):
        _foliage(sc, edge, tuple(shade(c, 0.8) for c in tones), 0.8, 1.3)


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
                    fronds.append(ribbon(smooth([(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2 - k * 0.12), (tip[0] + a * k * 0.1, tip[1] + abs(a) * k * 0.22)], closed=False, n=4), [k * 0.05, k * 0.17, 0.04]))
            cv.fill(fronds, shade(green, tone), 0.75)
    x, y = sc.w * (0.5 - sc.side * sc.u(0.18, 0.34)), y0 + (y1 - y0) * 0.45
    d, length = sc.side, sc.u(15, 24)
    log = pts([(x, y - 2.8), (x + d * length, y - 4.6), (x + d * length, y - 1.8), (x, y + 0.8)])
    cv.fill(ellipse(x + d * length / 2, y + 0.6, length * 0.55, 1.0), (24.0, 22.0, 34.0), 0.35, raw=True, blur=0.6)
    cv.fill(log, Grad((shade(BARK, 1.35), BARK, shade(BARK, 0.55))))
    cv.fill([stroke(x + d * length * t, y - 2.6 - 1.4 * t, x + d * length * (t + 0.2), y - 2.9 - 1.4 * t, 0.22) for t in (0.1, 0.34, 0.6)], shade(BARK, 0.5), 0.7)
    cv.fill(ellipse(x, y - 1.0, 1.0, 1.8), hexc("#c79f72"))
    cv.fill(ellipse(x, y - 1.0, 0.55, 1.0), hexc("#a67c52"))
    if look.snow:
        cv.fill(smooth([(x - 0.3, y - 2.7), (x + d * length * 0.5, y - 4.5), (x + d * length, y - 4.7), (x + d * length * 0.5, y - 3.1)], n=5), SNOW)
    else:
        moss = [ellipse(x + d * length * t, y - 2.9 - 1.5 * t, sc.u(0.8, 1.7), 0.4, 10) for t in (0.15, 0.3, 0.52, 0.8)]
        cv.fill(moss, mix(look.grass, look.spruce, 0.4), 0.85)
