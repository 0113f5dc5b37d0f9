"""A fingerprint of what a picture shows: near for the same picture saved anew."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE = 32
_KEPT = 8


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float64]:
    """The first rows of the DCT-II of 32 values."""
    rows, columns = np.arange(_KEPT)[:, None], np.arange(_SIDE)[None, :]
    return np.cos(np.pi / _SIDE * rows * (columns + 0.5))


def phash(image: Image.Image) -> str:
    """64 bits as 16 hexadecimal digits: which of the lowest frequencies are above their median."""
    small = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    basis = _cosines()
    low = (basis @ np.asarray(small, np.float64) @ basis.T).ravel()
    # The first is the brightness of the whole: it says light or dark and nothing of the others.
    bits = low > np.median(low[1:])
    bits[0] = low[0] > 127.5 * _SIDE * _SIDE
    return np.packbits(bits).tobytes().hex()
