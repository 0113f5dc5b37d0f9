"""Soft random fields: clouds, mottled paper, water shimmer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def field(
    rng: np.random.Generator,
    width: int,
    height: int,
    cells_x: float,
    cells_y: float,
    octaves: int = 4,
) -> NDArray[np.float32]:
    """Smooth noise of mean 0 and spread 1; unequal cells give streaks."""
    out = np.zeros((height, width), np.float32)
    for k in range(octaves):
        n = 2**k
        gw, gh = max(2, round(cells_x * n)), max(2, round(cells_y * n))
        if gw > width * 2 or gh > height * 2:
            break
        grid = Image.fromarray(rng.normal(0.0, 1.0, (gh, gw)).astype(np.float32))
        out += np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC)) * np.float32(
            0.55**k
        )
    out -= out.mean()
    spread = float(out.std())
    return out / np.float32(spread) if spread > 0 else out


def mask(values: NDArray[np.float32] | NDArray[np.float64]) -> Image.Image:
    """An 8-bit mask of values 0..1."""
    shares = np.clip(np.asarray(values, np.float64), 0.0, 1.0)
    return Image.fromarray((shares * 255.0 + 0.5).astype(np.uint8))
