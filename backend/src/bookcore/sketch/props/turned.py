"""Turned forms of metal, glass and clay, and the light on them."""

from __future__ import annotations

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, WHITE, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, ribbon, smooth


def sheen(sc: Scene, c: RGB, dark: float = 0.55, light: float = 1.35) -> Grad:
    run = (shade(c, dark), c, shade(c, light), shade(c, 0.85))
    return Grad(run if sc.side > 0 else run[::-1], 0)


def lathe(x: float, y: float, h: float, profile: list[tuple[float, float]]) -> Points:
    """A turned form from (half-width, height) pairs, both as shares of `h`."""
    right = [(x + w * h, y - t * h) for w, t in profile]
    left = [(x - w * h, y - t * h) for w, t in reversed(profile)]
    return smooth([*right, *left], n=5)


def shine(sc: Scene, x: float, y0: float, y1: float, w: float) -> None:
    sc.cv.fill(
        ribbon(
            smooth([(x, y0), (x + w * 0.5, (y0 + y1) / 2), (x, y1)], closed=False),
            [w * 0.3, w, w * 0.3],
        ),
        WHITE,
        0.5,
        blur=w * 0.2,
    )
