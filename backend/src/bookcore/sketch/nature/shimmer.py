"""The path of light on open water."""

from __future__ import annotations

from bookcore.sketch.colour import hexc, mix
from bookcore.sketch.nature.water import glitter
from bookcore.sketch.scene import Scene


def sparkle(sc: Scene, x: float, y0: float, y1: float) -> None:
    look = sc.look
    if look.moon:
        glitter(sc, x, y0, y1, hexc("#f2e6b8"), 4)
    elif look.overcast < 0.6 and not look.dark:
        glitter(sc, x, y0, y1, mix(look.sun, look.halo, 0.4), 6)
