"""The curtain a painter hangs beside his subject."""

from __future__ import annotations

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import smooth


def drapery(sc: Scene, colour: RGB) -> None:
    """A heavy curtain drawn aside at the dark edge."""
    d = -sc.side
    edge = sc.w / 2 + d * (sc.w / 2 + 2)
    for k in range(6):
        x = edge - d * (3 + 6.4 * k)
        sway = 3.5 * k
        fold = smooth(
            [(x - 4, -3), (x + 4, -3), (x + 5 - d * sway * 0.3, 40), (x + 6 + d * sway, 103), (x - 5 + d * sway, 103), (x - 4, 40)],
            n=5,
        )  # fmt: skip
        tones = (shade(colour, 0.45), shade(colour, 1.05), shade(colour, 0.55))
        sc.cv.fill(fold, Grad(tones, 0))
