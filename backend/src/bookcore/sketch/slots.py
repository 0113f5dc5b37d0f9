"""Where at the wall of a room there is still room."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.scene import Scene

# How high above the line of the floor, and how large, things at the wall stand.
_FOOT = {"door": 0.7}
_SIZE = {"door": 0.98, "bed": 0.80, "sofa": 0.90, "stairs": 1.12}


def _covered(sc: Scene, x0: float, y0: float, x1: float, y1: float) -> float:
    """How much of a stretch of wall something else has already."""
    area = 0.0
    for a, b, c, d in sc.walls:
        area += max(0.0, min(c, x1) - max(a, x0)) * max(0.0, min(d, y1) - max(b, y0))
    return area


def foot_at_wall(
    sc: Scene, name: str, height: float, width: float, unit: float
) -> tuple[float, float, float]:
    """Place and size of a thing that stands at the wall: where it hides least."""
    size = unit * _SIZE.get(name, 0.86)
    w, h = width * size, height * size
    y = sc.horizon + _FOOT.get(name, 7.0)
    low, high = w / 2 + 1.0, sc.w - w / 2 - 1.0
    if high <= low:
        return sc.w / 2, y, size
    places = np.linspace(low, high, 25)
    first = sc.count(0, len(places) - 1)

    def cost(k: int) -> float:
        x = float(places[k])
        middle = 0.10 * w * h * (1.0 - min(1.0, abs(x - sc.w / 2) / (sc.w * 0.3)))
        stood = sum(max(0.0, min(b, x + w / 2) - max(a, x - w / 2)) for a, b in sc.taken)
        return _covered(sc, x - w / 2, y - h, x + w / 2, y) + middle + 0.22 * h * stood

    order = [(first + i * 7) % len(places) for i in range(len(places))]
    return float(places[min(order, key=cost)]), y, size


def place_on_wall(sc: Scene, w: float, h: float) -> tuple[float, float]:
    """The middle of a free piece of the wall, else of the least hidden one."""
    assert sc.wall is not None
    x0, y0, x1, y1 = sc.wall
    reach = (x1 - x0) * 0.35
    low, high = max(w / 2 + 1, x0 - reach), min(sc.w - w / 2 - 1, x1 + reach)
    xs = np.linspace(low, max(low, high), 19)
    first = sc.count(0, len(xs) - 1)
    best, least = ((x0 + x1) / 2, (y0 + y1) / 2), 1e9
    for i in range(len(xs)):
        x = float(xs[(first + i * 7) % len(xs)])
        for y in (y0 + h / 2 + 2, (y0 + y1) / 2, y1 - h / 2):
            cost = _covered(sc, x - w / 2, y - h / 2, x + w / 2, y + h / 2) + 0.02 * h * abs(y - 30)
            if cost < least:
                best, least = (x, y), cost
    return best
