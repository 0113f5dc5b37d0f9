"""Connected spots of a mask, found by their runs: numpy alone, a few milliseconds a picture."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Spots(NamedTuple):
    """Boxes and measures of spots, one entry of each array for one spot."""

    left: Ints
    right: Ints
    top: Ints
    bottom: Ints
    area: Floats
    runs: Floats
    """How many stretches a line through it crosses on average."""
    value: Floats
    tone: Floats

    @property
    def width(self) -> Ints:
        """Across."""
        return self.right - self.left

    @property
    def height(self) -> Ints:
        """Down."""
        return self.bottom - self.top

    @property
    def stroke(self) -> Floats:
        """The mean length of a stretch."""
        return self.area / (self.runs * self.height)

    @property
    def fill(self) -> Floats:
        """The share of its box that a spot takes."""
        return self.area / (self.width * self.height)

    def only(self, which: NDArray[np.bool_] | Ints) -> Spots:
        """Some of them."""
        return Spots(
            self.left[which], self.right[which], self.top[which], self.bottom[which],
            self.area[which], self.runs[which], self.value[which], self.tone[which],
        )  # fmt: skip


def box_mean(values: NDArray[np.float32], radius: int) -> NDArray[np.float64]:
    """The mean of the square around each pixel; beyond the edge the edge goes on."""
    side = 2 * radius + 1
    wide = np.pad(values, ((radius + 1, radius), (radius + 1, radius)), mode="edge")
    # A picture of its own for each corner would be four times the memory of one sum.
    total = wide.astype(np.float64).cumsum(axis=0).cumsum(axis=1)
    down = total[side:] - total[:-side]
    around: Floats = (down[:, side:] - down[:, :-side]) / (side * side)
    return around


def joined(count: int, one: Ints, other: Ints) -> Ints:
    """Numbers of groups for `count` things of which these pairs belong together."""
    parent = np.arange(count)
    while True:
        before = parent.copy()
        least = np.minimum(parent[one], parent[other])
        for side in (one, other):
            np.minimum.at(parent, parent[side], least)
            np.minimum.at(parent, side, least)
        while (parent[parent] != parent).any():
            parent = parent[parent]
        if (parent == before).all():
            numbers: Ints = np.unique(parent, return_inverse=True)[1]
            return numbers


def spots(
    mask: NDArray[np.bool_], values: NDArray[np.float64], tones: NDArray[np.float32]
) -> Spots | None:
    """The spots of a mask that touch at sides or corners, with the means of two measures."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    if not len(rows):
        return None
    line = mask.shape[1] + 2
    first, last = rows * line + starts, rows * line + ends
    low = np.searchsorted(last, first + line, "left")
    high = np.searchsorted(first, last + line, "right")
    touching = np.maximum(high - low, 0)
    one = np.repeat(np.arange(len(rows)), touching)
    passed = np.repeat(np.cumsum(touching) - touching, touching)
    other = np.arange(touching.sum()) - passed + np.repeat(low, touching)
    spot = joined(len(rows), one, other)
    count = int(spot.max()) + 1
    area: Floats = np.bincount(spot, ends - starts, count).astype(np.float64)
    top, left = (np.full(count, np.iinfo(np.int64).max) for _ in range(2))
    bottom, right = (np.zeros(count, np.int64) for _ in range(2))
    np.minimum.at(left, spot, starts)
    np.maximum.at(right, spot, ends)
    np.minimum.at(top, spot, rows)
    np.maximum.at(bottom, spot, rows + 1)

    def mean(of: NDArray[np.float64] | NDArray[np.float32]) -> Floats:
        along = np.pad(of.astype(np.float64), ((0, 0), (1, 0))).cumsum(axis=1)
        sums = along[rows, ends] - along[rows, starts]
        return np.bincount(spot, sums, count) / area

    runs = np.bincount(spot, minlength=count) / (bottom - top)
    return Spots(left, right, top, bottom, area, runs, mean(values), mean(tones))
