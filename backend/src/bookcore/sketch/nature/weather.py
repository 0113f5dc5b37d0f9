"""What falls and drifts in front of everything: rain, snow, fog, leaves, lightning."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import mist
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, ribbon, stroke


def paint_weather(sc: Scene) -> None:
    """The weather between the viewer and the scene."""
    w = sc.look.weather
    if sc.look.indoor:
        return
    if w == "fog":
        mist(sc, sc.horizon, 30, 0.82)
        mist(sc, sc.horizon + 20, 22, 0.70)
        mist(sc, 92, 18, 0.45)
    elif w in ("rain", "storm"):
        _rain(sc, 1.5 if w == "storm" else 1.0)
        mist(sc, sc.horizon + 4, 12, 0.30)
    elif w == "snow":
        _snow(sc)
    elif w == "wind":
        _blown(sc)
    if sc.look.season == "autumn" and w in ("clear", "wind", "cloudy") and sc.chance(0.6):
        _leaves(sc, 26 if w == "wind" else 9)


def _rain(sc: Scene, force: float) -> None:
    cv = sc.cv
    slant = sc.side * -1 * sc.u(0.10, 0.22) * (1.6 if force > 1 else 1.0)
    colour = mix(sc.look.sky[3], (235.0, 240.0, 248.0), 0.6)
    for n, length, width, alpha in ((260, 4.0, 0.09, 0.26), (110, 7.5, 0.16, 0.30)):
        m = round(n * force)
        xs, ys = sc.rng.uniform(-10, cv.w + 10, m), sc.rng.uniform(-8, 100, m)
        ls = length * sc.rng.uniform(0.6, 1.3, m)
        cv.fill(
            [
                stroke(x, y, x + slant * k, y + k, width * 0.5, width)
                for x, y, k in zip(xs, ys, ls, strict=True)
            ],
            colour,
            alpha,
            raw=True,
        )
    rings = [
        ellipse(sc.u(0, cv.w), sc.u(sc.horizon + 14, 99), sc.u(0.5, 1.3), 0.13, 10)
        for _ in range(50)
    ]
    cv.fill(rings, colour, 0.30, raw=True)


def _snow(sc: Scene) -> None:
    cv = sc.cv
    for n, r, alpha, blur in (
        (240, 0.20, 0.75, 0.0),
        (95, 0.42, 0.85, 0.12),
        (26, 0.95, 0.50, 0.5),
    ):
        flakes = [
            ellipse(x, y, k, k, 8)
            for x, y, k in zip(
                sc.rng.uniform(0, cv.w, n),
                sc.rng.uniform(0, 100, n),
                r * sc.rng.uniform(0.6, 1.4, n),
                strict=True,
            )
        ]
        cv.fill(
            flakes,
            cv.ink(hexc("#ffffff")) if sc.look.dark else hexc("#ffffff"),
            alpha,
            raw=True,
            blur=blur,
        )
    mist(sc, sc.horizon + 2, 14, 0.32)


def _blown(sc: Scene) -> None:
    lines = []
    for _ in range(9):
        x, y, k = sc.u(0, sc.w), sc.u(12, 92), sc.u(8, 22)
        t = np.linspace(0, 1, 14)
        lines.append(
            ribbon(np.stack([x + t * k, y + np.sin(t * 5 + x) * 0.7], axis=1), [0.02, 0.16, 0.02])
        )
    sc.cv.fill(lines, shade(sc.look.sky[3], 1.3), 0.4, raw=True)


def _leaves(sc: Scene, n: int) -> None:
    for c in sc.look.leaves[:3]:
        flying = []
        for _ in range(n // 3 + 1):
            x, y, k, a = sc.u(0, sc.w), sc.u(20, 96), sc.u(0.35, 0.9), sc.u(0, 3.1)
            dx, dy = np.cos(a) * k, np.sin(a) * k
            flying.append(
                pts(
                    [
                        (x - dx, y - dy),
                        (x + dy * 0.5, y - dx * 0.5),
                        (x + dx, y + dy),
                        (x - dy * 0.5, y + dx * 0.5),
                    ]
                )
            )
        sc.cv.fill(flying, c, 0.9)
