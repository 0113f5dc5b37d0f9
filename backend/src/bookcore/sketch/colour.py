"""Colours as plain triples of 0..255 floats, and the few operations the painter needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RGB = tuple[float, float, float]


WHITE: RGB = (255.0, 255.0, 255.0)


BLACK: RGB = (0.0, 0.0, 0.0)


def hexc(text: str) -> RGB:
    """The colour written as `#rrggbb`."""
    return (float(int(text[1:3], 16)), float(int(text[3:5], 16)), float(int(text[5:7], 16)))


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """`a` moved towards `b` by `t`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def mul(a: RGB, b: RGB) -> RGB:
    """`a` seen in the light `b`, where `b` holds factors around 1."""
    return (min(255.0, a[0] * b[0]), min(255.0, a[1] * b[1]), min(255.0, a[2] * b[2]))


def shade(a: RGB, k: float) -> RGB:
    """Darker for k < 1; lighter, towards white, for k > 1."""
    if k <= 1.0:
        return (a[0] * k, a[1] * k, a[2] * k)
    return mix(a, WHITE, min(1.0, k - 1.0))


def luma(a: RGB) -> float:
    """Rough brightness, 0..255."""
    return 0.299 * a[0] + 0.587 * a[1] + 0.114 * a[2]


def desaturate(a: RGB, t: float) -> RGB:
    """`a` moved towards the grey of the same brightness by `t`."""
    y = luma(a)
    return mix(a, (y, y, y), t)


def jitter(a: RGB, rng: np.random.Generator, amount: float = 8.0) -> RGB:
    """A neighbour of `a`, for leaves, planks and stones that are not all alike."""
    d = rng.normal(0.0, amount)
    e = rng.normal(0.0, amount * 0.4, 3)
    r, g, b = (min(255.0, max(0.0, v + d + float(x))) for v, x in zip(a, e, strict=True))
    return (r, g, b)


def ints(a: RGB) -> tuple[int, int, int]:
    """Clipped to bytes."""
    r, g, b = (min(255, max(0, round(v))) for v in a)
    return (r, g, b)


def lab(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """CIE Lab (D65) of an array of sRGB bytes."""
    c = rgb.astype(np.float64) / 255.0
    c = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    m = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )  # fmt: skip
    xyz = c @ m.T / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack(
        [116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])],
        axis=-1,
    )
