"""Pictures that show nothing: blank, flat, blurred, or with bars at their edges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.float32]

LEAST_SPREAD = 4.0
LEAST_ENTROPY = 3.0
_SIDE = 768
_BLOCK = 16
_SMOOTH = 1.0
_MOST_SMOOTH = 0.97
_LEAST_SHARP = 8.0
_BAR_NOISE = 2.5
_BAR_STEP = 12.0
_BAR_SHARE = 0.9
_LEAST_BAR = 0.02


def grey(image: Image.Image, side: int = _SIDE) -> Grey:
    """Lightness 0…255, the longest side as asked or as it is when that is less."""
    small = image.convert("L")
    small.thumbnail((side, side), Image.Resampling.BOX)
    return np.asarray(small, np.float32)


def flaws(values: Grey) -> Iterator[tuple[str, str]]:
    """Codes and details of what is wrong with a picture's surface."""
    spread, bits = float(values.std()), entropy(values)
    if spread <= LEAST_SPREAD or bits <= LEAST_ENTROPY:
        yield "blank", f"spread {spread:.1f}, entropy {bits:.1f} bits"
        return
    smooth = smooth_share(values)
    if smooth > _MOST_SMOOTH:
        yield "flat", f"{smooth:.0%} of it without any detail"
        return
    bar = bars(values)
    if bar:
        yield "border", bar
    sharp = sharpness(values)
    if sharp < _LEAST_SHARP:
        yield "blurred", f"sharpness {sharp:.1f}"


def entropy(values: Grey) -> float:
    """Bits per pixel of the lightness."""
    counts = np.bincount(values.astype(np.uint8).ravel(), minlength=256)
    shares = counts[counts > 0] / values.size
    return float(-(shares * np.log2(shares)).sum())


def smooth_share(values: Grey) -> float:
    """Share of small squares that hold no detail at all."""
    rows, columns = (side // _BLOCK for side in values.shape)
    if not rows or not columns:
        return 0.0
    cut = values[: rows * _BLOCK, : columns * _BLOCK]
    squares = cut.reshape(rows, _BLOCK, columns, _BLOCK).swapaxes(1, 2)
    return float((squares.std(axis=(2, 3)) < _SMOOTH).mean())


def sharpness(values: Grey) -> float:
    """How strong the finest edges are: the 99th percentile of the Laplacian."""
    if min(values.shape) < 3:
        return 0.0
    inner = values[1:-1, 1:-1]
    around = values[:-2, 1:-1] + values[2:, 1:-1] + values[1:-1, :-2] + values[1:-1, 2:]
    return float(np.percentile(np.abs(around - 4 * inner), 99))


def bars(values: Grey) -> str:
    """Even bars on two opposite sides that end in a straight step, in words; empty without."""
    for side, name in ((values, "above and below"), (values.T, "left and right")):
        first, last = _bar(side), _bar(side[::-1])
        if min(first, last) >= _LEAST_BAR * side.shape[0]:
            return f"bars {name}"
    return ""


def _bar(values: Grey) -> int:
    """How many lines from the top on are of one even tone, when a straight step ends them."""
    even = values.std(axis=1) < _BAR_NOISE
    means = values.mean(axis=1)
    same = even & (np.abs(means - means[0]) < _BAR_NOISE)
    if same.all() or not same[0]:
        return 0
    end = int(same.argmin())
    # Past the line in which the edge itself may be mixed.
    beyond = values[min(end + 1, len(values) - 1)]
    stepped = float((np.abs(beyond - means[0]) > _BAR_STEP).mean())
    return end if stepped >= _BAR_SHARE else 0
