"""QR codes, found by their three corner marks: squares whose section is 1 : 1 : 3 : 1 : 1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bookcore.pictures.regions import box_mean

Mask = NDArray[np.bool_]
Mark = tuple[float, float, float]

_PARTS = np.array([1, 1, 3, 1, 1], np.float64)
_RADII = (16, 64)
_LEAST_UNIT = 1.6
_MOST_MARKS = 24
_DARKER = 8
_LEAST_CONTRAST = 40
_LEAST_RIGHT = 45
_RING = np.maximum(*np.abs(np.mgrid[-3:4, -3:4]))
_SQUARE: Mask = _RING != 2


def has_code(values: NDArray[np.float32]) -> bool:
    """Whether the three corner marks of a code stand in a picture as they do in one."""
    found: list[Mark] = []
    for radius in _RADII:
        for mark in _marks(values < box_mean(values, radius) - _DARKER):
            apart = all(np.hypot(mark[0] - x, mark[1] - y) > 3 * unit for x, y, unit in found)
            if apart and _is_square(values, mark):
                found.append(mark)
    return _three_corners(found[:_MOST_MARKS])


def _is_square(values: NDArray[np.float32], mark: Mark) -> bool:
    """Whether a dark ring, a light one and a dark heart lie around a middle, cell by cell."""
    x, y, unit = mark
    steps = np.arange(-3, 4) * unit
    across, down = (np.rint(middle + steps - 0.5).astype(int) for middle in (x, y))
    if min(across[0], down[0]) < 0 or across[-1] >= values.shape[1] or down[-1] >= values.shape[0]:
        return False
    cells = values[np.ix_(down, across)]
    dark, light = cells[_SQUARE], cells[~_SQUARE]
    middle = (dark.mean() + light.mean()) / 2
    right = (dark < middle).sum() + (light > middle).sum()
    return bool(light.mean() - dark.mean() >= _LEAST_CONTRAST and right >= _LEAST_RIGHT)


def _marks(dark: Mask) -> Iterator[Mark]:
    """Middles and units of stretches that look alike across and down."""
    down = _sections(dark.T)[:, [1, 0, 2]]
    for x, y, unit in _sections(dark):
        near = np.maximum(np.abs(down[:, 0] - x), np.abs(down[:, 1] - y)) < unit * 2
        alike = near & (np.abs(down[:, 2] - unit) < unit * 0.45)
        if alike.any():
            # A line through the heart knows its middle along itself only.
            yield float(x), float(down[alike, 1].mean()), float((unit + down[alike, 2].mean()) / 2)


def _sections(dark: Mask) -> NDArray[np.float64]:
    """Middles and units of all stretches dark, light, dark, light, dark in the right measure."""
    height, width = dark.shape
    edge = np.ones((height, width + 1), np.bool_)
    edge[:, 1:-1] = dark[:, 1:] != dark[:, :-1]
    rows, places = np.nonzero(edge)
    lengths = np.diff(places)
    # The last edge of a row closes its last run and begins none.
    if len(lengths) < 5:
        return np.zeros((0, 3))
    windows = np.lib.stride_tricks.sliding_window_view(lengths, 5)
    starts = np.arange(len(windows))
    one_row = rows[starts] == rows[starts + 5]
    inside = places[starts] < width
    begins_dark = np.zeros(len(windows), np.bool_)
    begins_dark[inside] = dark[rows[starts][inside], places[starts][inside]]
    units = windows.sum(axis=1) / 7
    with np.errstate(invalid="ignore"):
        off = np.abs(windows - units[:, None] * _PARTS) <= units[:, None] * (0.35 * _PARTS + 0.3)
    chosen = np.nonzero(one_row & begins_dark & (units >= _LEAST_UNIT) & off.all(axis=1))[0]
    middles = places[chosen + 2] + windows[chosen, 2] / 2
    return np.stack([middles, rows[chosen] + 0.5, units[chosen]], axis=1)


def _three_corners(marks: list[Mark]) -> bool:
    """Whether three marks of one size stand at the corners of half a square."""
    for three in combinations(marks[:_MOST_MARKS], 3):
        units = [mark[2] for mark in three]
        if max(units) > 1.5 * min(units):
            continue
        places = [np.array(mark[:2]) for mark in three]
        for k in range(3):
            a, b = places[(k + 1) % 3] - places[k], places[(k + 2) % 3] - places[k]
            long, short = sorted((float(np.hypot(*a)), float(np.hypot(*b))), reverse=True)
            if long > 1.15 * short or short < 10 * min(units):
                continue
            if abs(float(a @ b)) < 0.15 * long * short:
                return True
    return False
