"""The figure's own measure, in which every outline of a person is given."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Fill, Grad
from bookcore.sketch.colour import RGB, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Local, Points, smooth


class Body:
    """Draws outlines given in the figure's own measure: x forward, y up, height 1."""

    def __init__(
        self, sc: Scene, x: float, y: float, h: float, face: int, lean: float = 0.0
    ) -> None:
        self.sc, self.x, self.y, self.h, self.d, self.lean = sc, x, y, h, face, lean
        self.lo = np.array([1e9, 1e9])
        self.hi = -self.lo

    def at(self, p: Local | Points) -> Points:
        """Own measure to picture units."""
        a = np.asarray(p, dtype=np.float64)
        px = a[:, 0] + self.lean * np.clip(a[:, 1], 0, None) ** 1.6
        return np.stack([self.x + self.d * px * self.h, self.y - a[:, 1] * self.h], axis=1)

    def put(
        self, forms: Points | list[Points], fill: Fill, alpha: float = 1.0, blur: float = 0.0
    ) -> None:
        """Fill, and remember how far the figure reaches."""
        many = [forms] if isinstance(forms, np.ndarray) else forms
        out = [self.at(f) for f in many]
        for f in out:
            self.lo, self.hi = (
                np.minimum(self.lo, f.min(axis=0)),
                np.maximum(self.hi, f.max(axis=0)),
            )
        self.sc.cv.fill(out, fill, alpha, blur=blur * self.h)

    def round(self, c: RGB, dark: float = 0.68, light: float = 1.14) -> Grad:
        """Light from the scene's side across a form."""
        run = (shade(c, dark), shade(c, 0.94), c, shade(c, light))
        return Grad(run if self.sc.side > 0 else run[::-1], 0)


def curve(p: Local, n: int = 6) -> Points:
    return smooth(p, n=n)
