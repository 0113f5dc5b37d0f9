"""Outlines in picture units (the height is 100): everything the painter fills is one of these."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


Pt = tuple[float, float]
Local = Sequence[Pt]


def pts(points: Sequence[Pt]) -> Points:
    """An outline from pairs."""
    return np.asarray(points, dtype=np.float64)


def rect(x0: float, y0: float, x1: float, y1: float) -> Points:
    """An upright rectangle."""
    return pts([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def ellipse(cx: float, cy: float, rx: float, ry: float, n: int = 0) -> Points:
    """An ellipse, with as many corners as its size deserves."""
    n = n or int(min(64, max(10, 8 + 4 * max(abs(rx), abs(ry)))))
    out: Points = _unit_circle(n) * np.array([rx, ry]) + np.array([cx, cy])
    return out


def arc(cx: float, cy: float, rx: float, ry: float, a0: float, a1: float, n: int = 16) -> Points:
    """Points along an elliptic arc; angles in degrees, clockwise from the right."""
    a = np.radians(np.linspace(a0, a1, n))
    return np.stack([cx + rx * np.cos(a), cy + ry * np.sin(a)], axis=1)


def smooth(points: Sequence[Pt] | Points, closed: bool = True, n: int = 8) -> Points:
    """A Catmull-Rom curve through the points."""
    p = np.asarray(points, dtype=np.float64)
    if closed:
        q = np.concatenate([p[-1:], p, p[:2]])
        segments = len(p)
    else:
        q = np.concatenate([p[:1], p, p[-1:]])
        segments = len(p) - 1
    t = np.linspace(0.0, 1.0, n, endpoint=False)[None, :, None]
    a, b, c, d = (q[i : i + segments, None, :] for i in range(4))
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    out = curve.reshape(-1, 2)
    return out if closed else np.concatenate([out, p[-1:]])


def ribbon(points: Sequence[Pt] | Points, widths: Sequence[float]) -> Points:
    """A stroke along the points with a width at each end (or at each point)."""
    p = np.asarray(points, dtype=np.float64)
    w = np.interp(np.linspace(0, 1, len(p)), np.linspace(0, 1, len(widths)), widths) / 2
    d = np.gradient(p, axis=0)
    length = np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)
    normal = np.stack([-d[:, 1] / length, d[:, 0] / length], axis=1) * w[:, None]
    return np.concatenate([p + normal, (p - normal)[::-1]])


def stroke(
    x0: float, y0: float, x1: float, y1: float, w0: float, w1: float | None = None
) -> Points:
    """A straight stroke."""
    return ribbon([(x0, y0), (x1, y1)], [w0, w0 if w1 is None else w1])


def blob(
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    rng: np.random.Generator,
    rough: float = 0.12,
    n: int = 22,
) -> Points:
    """An uneven round form: a stone, a bush, a cloud's puff."""
    a = _turn(n)
    p, w = rng.uniform(0.0, 2 * math.pi, 3), rng.normal(0.0, rough, 3)
    r = (
        1.0
        + w[0] * np.sin(2 * a + p[0])
        + w[1] * np.sin(3 * a + p[1])
        + 0.7 * w[2] * np.sin(5 * a + p[2])
    )
    return np.stack([cx + rx * r * np.cos(a), cy + ry * r * np.sin(a)], axis=1)


@lru_cache(maxsize=64)
def _turn(n: int) -> Points:
    return np.linspace(0.0, 2 * math.pi, n, endpoint=False)


@lru_cache(maxsize=64)
def _unit_circle(n: int) -> Points:
    return np.stack([np.cos(_turn(n)), np.sin(_turn(n))], axis=1)


def dots(
    xs: Points | Sequence[float],
    ys: Points | Sequence[float],
    rx: Points | Sequence[float] | float,
    squash: float = 1.0,
    n: int = 8,
) -> Points:
    """Many small ellipses as one array of outlines."""
    x, y = np.asarray(xs, dtype=np.float64), np.asarray(ys, dtype=np.float64)
    r = np.broadcast_to(np.asarray(rx, dtype=np.float64), x.shape)
    size = np.stack([r, r * squash], axis=-1)[:, None, :]
    return np.stack([x, y], axis=-1)[:, None, :] + _unit_circle(n)[None] * size


def ridge(
    x0: float,
    x1: float,
    y: float,
    height: float,
    rng: np.random.Generator,
    waves: float = 2.0,
    n: int = 90,
) -> Points:
    """The upper line of hills: a sum of a few random waves."""
    t = np.linspace(0.0, 1.0, n)
    line = np.zeros(n)
    for k in range(1, 5):
        line += (
            np.sin(2 * math.pi * (t * waves * k * rng.uniform(0.8, 1.2) + rng.uniform())) / k**1.4
        )
    line = (line - line.mean()) / max(1e-6, float(np.ptp(line)))
    return np.stack([x0 + (x1 - x0) * t, y - height * (line + 0.5)], axis=1)


def down(line: Points, bottom: float) -> Points:
    """A line closed by everything below it."""
    return np.concatenate([line, [[line[-1, 0], bottom], [line[0, 0], bottom]]])


def move(points: Points, dx: float, dy: float) -> Points:
    """Shifted."""
    moved: Points = points + np.array([dx, dy])
    return moved


def scaled(points: Points, cx: float, cy: float, kx: float, ky: float | None = None) -> Points:
    """Scaled about a point."""
    c = np.array([cx, cy])
    larger: Points = (points - c) * np.array([kx, kx if ky is None else ky]) + c
    return larger


def rotated(points: Points, cx: float, cy: float, degrees: float) -> Points:
    """Turned about a point, clockwise."""
    a = math.radians(degrees)
    m = np.array([[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]])
    c = np.array([cx, cy])
    turned: Points = (points - c) @ m + c
    return turned
