"""Lettering that nobody asked for: captions, signatures, watermarks.

Spots darker or lighter than what surrounds them, of a letter's size and make, are joined into
lines; a line is weighed by twelve measures, of which the strongest is that letters differ from
each other while windows, fence posts and balusters do not. The weights were fitted by
`tools/gate_fitting.py` and are checked by `tools/gate.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bookcore.pictures.regions import Floats, Spots, box_mean, joined, spots

LEVELS: Final = (1152, 576, 288)
_RADIUS = 12
_CONTRASTS = (10.0, 30.0)
_LOWEST, _HIGHEST = 7, 34
_FEWEST = 4
_MOST_SPOTS = 2000
_MOST_COMPARED = 40
_CELLS = 10

MEASURES: Final = (
    "letters", "slope", "foot", "head", "width", "fill", "contrast", "tone", "strokes",
    "variety", "edge", "around",
)  # fmt: skip
_WEIGHTS: Final = (
    2.205,  # letters
    -6.376,  # slope
    -3.019,  # foot
    -8.623,  # head
    1.980,  # width
    -5.166,  # fill
    2.789,  # contrast
    -1.421,  # tone
    -2.266,  # strokes
    10.329,  # variety
    1.908,  # edge
    -4.336,  # around
)
_BIAS: Final = -7.935
LIMIT: Final = 2.5


class Line(NamedTuple):
    """What may be a line of letters: its box in shares of the picture, and its measures."""

    box: tuple[float, float, float, float]
    letters: int
    measures: tuple[float, ...]

    @property
    def score(self) -> float:
        """Above `LIMIT` it is lettering."""
        return _BIAS + sum(w * m for w, m in zip(_WEIGHTS, self.measures, strict=True))


class _Layer(NamedTuple):
    """A picture at one size, in one polarity and above one contrast."""

    above: NDArray[np.float64]
    contrast: float
    edges: NDArray[np.float32]


def strongest(image: Image.Image) -> Line | None:
    """The line that is most likely lettering."""
    return max(lines(image), key=lambda line: line.score, default=None)


def lines(image: Image.Image) -> Iterator[Line]:
    """All that stands in a row like letters, at several sizes, dark on light and light on dark."""
    whole = image.convert("L")
    for side in LEVELS:
        scale = side / max(whole.size)
        size = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
        way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
        tones = np.asarray(whole.resize(size, way), np.float32)
        if min(tones.shape) < 2 * _LOWEST:
            continue
        darker = box_mean(tones, _RADIUS) - tones
        down, across = np.gradient(tones)
        edges = np.hypot(down, across)
        for above in (darker, -darker):
            for contrast in _CONTRASTS:
                layer = _Layer(above, contrast, edges)
                found = spots(above > contrast, above, tones)
                if found is not None:
                    for row in _rows(_letters(found)):
                        yield _measured(row, layer)


def _letters(found: Spots) -> Spots:
    """Spots that a letter could be."""
    height, width = found.height, found.width
    fits = (height >= _LOWEST) & (height <= _HIGHEST)
    fits &= (width >= 0.12 * height) & (width <= 2 * height)
    fits &= (found.fill >= 0.12) & (found.stroke <= 0.55 * height) & (found.runs <= 4.5)
    fits &= (found.fill <= 0.88) | (width <= 0.5 * height)
    letters = found.only(fits)
    if len(letters.left) > _MOST_SPOTS:
        letters = letters.only(np.argsort(letters.value)[-_MOST_SPOTS:])
    return letters.only(np.argsort(letters.left, kind="stable"))


def _rows(letters: Spots) -> Iterator[Spots]:
    """Letters that stand beside each other on one foot or under one head."""
    count = len(letters.left)
    if count < _FEWEST:
        return
    end = np.searchsorted(letters.left, letters.right + _HIGHEST, "right")
    ahead = np.maximum(end - np.arange(count) - 1, 0)
    one = np.repeat(np.arange(count), ahead)
    passed = np.repeat(np.cumsum(ahead) - ahead, ahead)
    other = one + 1 + np.arange(len(one)) - passed
    a, b = letters.only(one), letters.only(other)
    high, low = np.maximum(a.height, b.height), np.minimum(a.height, b.height)
    gap = np.maximum(b.left - a.right, a.left - b.right)
    shared = np.minimum(a.bottom, b.bottom) - np.maximum(a.top, b.top)
    off = np.minimum(np.abs(a.bottom - b.bottom), np.abs(a.top - b.top))
    near = (gap <= 0.9 * high) & (gap >= -0.25 * low) & (shared >= 0.6 * low)
    near &= (high <= 1.9 * low) & (off <= 0.18 * high + 1) & (np.abs(a.tone - b.tone) <= 40)
    near &= _times(a.value, b.value) <= 2.0
    near &= _times(a.stroke, b.stroke) <= 2.2
    group = joined(count, one[near], other[near])
    for number in np.nonzero(np.bincount(group) >= _FEWEST)[0]:
        yield letters.only(np.nonzero(group == number)[0])


def _times(one: Floats, other: Floats) -> Floats:
    return np.maximum(one, other) / np.minimum(one, other)


def _measured(row: Spots, layer: _Layer) -> Line:
    tall = float(np.median(row.height))
    middles = (row.left + row.right) / 2
    slope, foot = _straightness(middles, row.bottom, tall)
    _, head = _straightness(middles, row.top, tall)
    edge = [
        np.percentile(layer.edges[top:bottom, left:right], 85) / value
        for left, right, top, bottom, value in zip(*row[:4], row.value, strict=True)
    ]
    measures = (
        min(float(np.log(len(middles))), 3.2),
        min(abs(slope), 0.3),
        min(foot, 0.2),
        min(head, 0.2),
        min(float((row.width / tall).mean()), 1.2),
        min(float(row.fill.mean()), 0.8),
        min(float(row.value.mean()), 40) / 40,
        min(float(row.tone.std()), 12) / 12,
        min(abs(float(row.runs.mean()) - 1.6), 1.0),
        _variety(row, layer),
        min(float(np.median(edge)), 1.5),
        _around(row, layer, tall),
    )
    height, width = layer.above.shape
    box = (
        float(row.left.min() / width),
        float(row.top.min() / height),
        float(row.right.max() / width),
        float(row.bottom.max() / height),
    )
    return Line(box, len(middles), measures)


def _straightness(middles: Floats, ends: NDArray[np.int64], tall: float) -> tuple[float, float]:
    """The slope of the line through the ends, and how far they commonly lie off it."""
    slope, start = np.polyfit(middles, ends, 1) if np.ptp(middles) > 0 else (0.0, 0.0)
    off = ends - slope * middles - start
    return float(slope), float(np.median(np.abs(off - np.median(off))) / tall)


def _variety(row: Spots, layer: _Layer) -> float:
    """How much the letters differ from each other once they are of one size."""
    faces = []
    for left, right, top, bottom in list(zip(*row[:4], strict=True))[:_MOST_COMPARED]:
        ink = np.clip(layer.above[top:bottom, left:right] / (2 * layer.contrast), 0, 1)
        face = Image.fromarray((ink * 255).astype(np.uint8))
        small = face.resize((_CELLS, _CELLS), Image.Resampling.BOX)
        faces.append(np.asarray(small, np.float32).ravel() / 255)
    table = np.array(faces)
    apart = np.abs(table[:, None] - table[None]).mean(axis=-1)
    return float(apart.sum() / (len(table) * (len(table) - 1)))


def _around(row: Spots, layer: _Layer, tall: float) -> float:
    """The share of ink just above and below the line, where letters leave room."""
    left, right = int(row.left.min()), int(row.right.max())
    top, bottom = int(np.median(row.top)), int(np.median(row.bottom))
    room = max(3, int(tall / 2))
    over = layer.above[max(0, top - room) : top, left:right]
    under = layer.above[bottom : bottom + room, left:right]
    margin = np.concatenate([over, under])
    return float((margin > layer.contrast).mean()) if margin.size else 0.0
