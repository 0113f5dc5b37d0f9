"""What stands on the page before a picture came: a thumbhash of some 20 bytes, and one colour.

The thumbhash is the public format of Evan Wallace: an average colour and the lowest frequencies
of lightness and of two colour differences, four bits each. Ours writes opaque pictures only.
"""

from __future__ import annotations

import base64
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE = 100
_LEVELS = 16
_NOISE = 1e-9


def thumbhash(image: Image.Image) -> str:
    """The hash in Base64; proportions are kept to one part in seven."""
    small = image.convert("RGB")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return base64.b64encode(thumbhash_bytes(np.asarray(small))).decode("ascii")


def thumbhash_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """The hash of at most 100 × 100 RGB pixels."""
    height, width, _ = pixels.shape
    red, green, blue = np.moveaxis(pixels.astype(np.float64) / 255, -1, 0)
    longest = max(width, height)
    nx, ny = (max(1, _round(7 * side / longest)) for side in (width, height))
    light, light_ac, light_scale = _frequencies((red + green + blue) / 3, max(3, nx), max(3, ny))
    yellow, yellow_ac, yellow_scale = _frequencies((red + green) / 2 - blue, 3, 3)
    warm, warm_ac, warm_scale = _frequencies(red - green, 3, 3)
    wide = width > height
    head = (
        _round(63 * light)
        | _round(31.5 + 31.5 * yellow) << 6
        | _round(31.5 + 31.5 * warm) << 12
        | _round(31 * light_scale) << 18
    )
    shape = (
        (ny if wide else nx)
        | _round(63 * yellow_scale) << 3
        | _round(63 * warm_scale) << 9
        | wide << 15
    )
    found = bytearray(head.to_bytes(3, "little") + shape.to_bytes(2, "little"))
    fours = [_round(15 * value) for value in (*light_ac, *yellow_ac, *warm_ac)]
    fours += [0] * (len(fours) % 2)
    found += bytes(low | high << 4 for low, high in zip(fours[::2], fours[1::2], strict=True))
    return bytes(found)


def _frequencies(
    channel: NDArray[np.float64], nx: int, ny: int
) -> tuple[float, list[float], float]:
    """The mean, the other low frequencies scaled to 0…1, and their scale."""
    height, width = channel.shape
    across = np.cos(np.pi / width * np.arange(nx)[:, None] * (np.arange(width) + 0.5))
    down = np.cos(np.pi / height * np.arange(ny)[:, None] * (np.arange(height) + 0.5))
    table = down @ channel @ across.T / (width * height)
    # A triangle of the lowest ones, row after row.
    kept = [
        float(table[y, x]) for y in range(ny) for x in range(nx) if x * ny < nx * (ny - y) and x + y
    ]
    scale = max(map(abs, kept))
    if scale > _NOISE:
        kept = [0.5 + 0.5 / scale * value for value in kept]
    else:
        # One flat colour: what is left is the noise of the arithmetic.
        kept, scale = [0.0] * len(kept), 0.0
    return float(table[0, 0]), kept, scale


def _round(value: float) -> int:
    """Halves go up, as where the format comes from."""
    return math.floor(value + 0.5)


def colour_of(image: Image.Image) -> str:
    """The colour most of the picture has, as `#rrggbb`."""
    small = np.asarray(image.convert("RGB").resize((64, 64), Image.Resampling.BOX)).reshape(-1, 3)
    cells = small.astype(np.int64) // (256 // _LEVELS)
    keys = (cells[:, 0] * _LEVELS + cells[:, 1]) * _LEVELS + cells[:, 2]
    most = np.bincount(keys).argmax()
    red, green, blue = np.rint(small[keys == most].mean(axis=0)).astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"
