"""How near the picture is seen: the whole stage, or a part of it that holds everything named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image

from bookcore.sketch.scene import Figure, PropNode, Scene

ZOOMS = (1.0, 1.20, 1.34, 1.10)
_MARGIN = 2.5
Box = tuple[float, float, float, float]


def come_near(sc: Scene, turn: int) -> None:
    """Cut the picture to a part of itself; every figure and named thing stays in it."""
    boxes = [f.box for f in sc.graph.figures] + [p.box for p in sc.graph.props]
    x0, y0, x1, y1 = held = _held(boxes + sc.keep, sc.w)
    wanted = min(ZOOMS[turn % len(ZOOMS)], sc.w / max(1.0, x1 - x0), 100.0 / max(1.0, y1 - y0))
    # Rather not so near than with half a moon.
    for zoom in (wanted, 1.0 + (wanted - 1.0) * 0.6, 1.0 + (wanted - 1.0) * 0.35):
        if zoom < 1.04:
            return
        left, top, whole = _window(sc, zoom, held)
        if whole:
            break
    else:
        return
    w, h = sc.w / zoom, 100.0 / zoom
    s = sc.cv.s
    part = (left * s, top * s, (left + w) * s, (top + h) * s)
    sc.cv.image = sc.cv.image.resize(sc.cv.px, Image.Resampling.BICUBIC, box=part)
    sc.lamps = [
        replace(lamp, x=(lamp.x - left) * zoom, y=(lamp.y - top) * zoom, radius=lamp.radius * zoom)
        for lamp in sc.lamps
    ]
    sc.horizon = (sc.horizon - top) * zoom

    def moved(box: Box) -> Box:
        a, b, c, d = box
        return (a - left) * zoom, (b - top) * zoom, (c - left) * zoom, (d - top) * zoom

    sc.graph.zoom = zoom
    sc.graph.figures = [Figure(f.index, moved(f.box), f.pose) for f in sc.graph.figures]
    sc.graph.props = [PropNode(p.name, moved(p.box)) for p in sc.graph.props]


def _window(sc: Scene, zoom: float, held: Box) -> tuple[float, float, bool]:
    """Where the part begins, and whether its edges leave sun and moon whole."""
    x0, y0, x1, y1 = held
    rng = np.random.default_rng([sc.spec.seed, 0xF4A3])
    w, h = sc.w / zoom, 100.0 / zoom
    left = _place(rng, x0, x1, w, sc.w)
    # Rather more of the ground than of the sky: what stands there is what the words tell of.
    top = max(_place(rng, y0, y1, h, 100.0), min(y0, 100.0 - h) * 0.5)
    top = min(top, max(0.0, y0), 100.0 - h)
    if sc.disc is None:
        return left, top, True
    x, y, r = sc.disc
    left = _whole_disc(left, w, x, r, x1 - w, min(x0, sc.w - w))
    top = _whole_disc(top, h, y, r, y1 - h, min(y0, 100.0 - h))
    across = any(abs(edge - x) < r for edge in (left, left + w))
    return left, top, not across and abs(top - y) >= r


def _held(boxes: list[Box], w: float) -> Box:
    """What has to stay in the picture, with a margin; a spot in the middle when nothing is named."""
    if not boxes:
        return w * 0.5, 55.0, w * 0.5, 90.0
    return (
        max(0.0, min(b[0] for b in boxes) - _MARGIN),
        max(0.0, min(b[1] for b in boxes) - _MARGIN),
        min(w, max(b[2] for b in boxes) + _MARGIN),
        min(100.0, max(b[3] for b in boxes) + _MARGIN),
    )


def _whole_disc(begin: float, size: float, at: float, r: float, first: float, last: float) -> float:
    """The begin moved a little, so that an edge cuts no sun or moon in two."""
    for edge, whole in (
        (begin, (at - r - 1, at + r + 1)),
        (begin + size, (at + r + 1, at - r - 1)),
    ):
        if abs(edge - at) < r + 1:
            for wanted in whole:
                moved = begin + wanted - edge
                if max(0.0, first) <= moved <= max(0.0, last):
                    return moved
    return begin


def _place(rng: np.random.Generator, low: float, high: float, size: float, whole: float) -> float:
    """Where a stretch of that size begins so that it holds low to high, by chance."""
    first, last = max(0.0, high - size), min(low, whole - size)
    return first + (max(first, last) - first) * float(rng.random())
