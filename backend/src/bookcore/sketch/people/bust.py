"""Head and shoulders for cameos: the profile and the clothes."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Fill, Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.people.wardrobe import Outfit, trim_of
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Local, Points, ellipse, ribbon, smooth


class Bust:
    """Head and shoulders in their own measure: x towards the face, y up, the chin at 0, the crown at 1."""

    def __init__(self, sc: Scene, x: float, y: float, size: float) -> None:
        self.sc, self.x, self.y, self.k = sc, x, y, size

    def at(self, p: Local | Points) -> Points:
        """Own measure to picture units."""
        a = np.asarray(p, dtype=np.float64)
        return np.stack([self.x + a[:, 0] * self.k, self.y - a[:, 1] * self.k], axis=1)

    def put(self, p: Local | Points, fill: Fill, n: int = 8, drop: bool = True) -> None:
        """A smooth cut of paper with the shadow it throws on what lies below."""
        form = smooth(self.at(p), n=n)
        if drop:
            away = np.array([-self.sc.side * self.k * 0.016, self.k * 0.024])
            self.sc.cv.fill(form + away, (26.0, 20.0, 22.0), 0.34, raw=True, blur=self.k * 0.018)
        self.sc.cv.fill(form, fill)

    def lines(self, many: list[Local], width: float, colour: RGB, alpha: float) -> None:
        """Fine strokes."""
        w = width * self.k
        strokes = [
            ribbon(smooth(self.at(p), closed=False, n=6), [w * 0.3, w, w * 0.3]) for p in many
        ]
        self.sc.cv.fill(strokes, colour, alpha)


def paper(c: RGB, side: int) -> Grad:
    run = (shade(c, 0.78), c, shade(c, 1.10))
    return Grad(run if side > 0 else run[::-1], 20)


def bust_clothes(b: Bust, o: Outfit) -> None:
    c, t, s = o.colour, trim_of(o), b.sc.side
    wide = 1.0 if o.female else 1.16
    if o.garment == "fur_coat":
        wide *= 1.12
    chest: Local = [
        (-0.34, -0.42),
        (-0.62 * wide, -0.58),
        (-0.86 * wide, -0.92),
        (-0.95 * wide, -1.7),
        (0.95 * wide, -1.7),
        (0.80 * wide, -1.0),
        (0.60 * wide, -0.66),
        (0.30, -0.45),
        (0.0, -0.36),
    ]
    b.put(chest, paper(c, s))
    if o.garment in ("frock_coat", "suit", "coat"):
        b.put(
            [(0.02, -0.30), (0.28, -0.40), (0.36, -0.80), (0.28, -1.5), (0.08, -1.0)],
            hexc("#f3ecdd"),
            drop=False,
        )
        b.put(
            [(0.10, -0.34), (0.30, -0.38), (0.34, -0.52), (0.22, -0.60), (0.12, -0.50)],
            hexc("#45303a"),
        )
        b.put(
            [
                (-0.16, -0.26),
                (0.06, -0.36),
                (0.22, -0.80),
                (0.22, -1.6),
                (-0.2, -1.5),
                (-0.10, -0.80),
                (-0.34, -0.62),
            ],
            shade(c, 0.78),
        )
        b.put(
            [
                (0.30, -0.42),
                (0.42, -0.56),
                (0.52, -0.90),
                (0.40, -1.6),
                (0.30, -1.2),
                (0.36, -0.74),
            ],
            shade(c, 0.70),
        )
        b.put(
            [(-0.20, -0.16), (0.12, -0.24), (0.26, -0.36), (0.02, -0.42), (-0.24, -0.34)],
            hexc("#f6f1e6"),
        )
    elif o.garment == "uniform":
        b.put([(-0.26, -0.14), (0.20, -0.24), (0.22, -0.44), (-0.28, -0.38)], shade(t, 0.95))
        for y in (-0.66, -0.86, -1.06, -1.26):
            b.sc.cv.fill(
                b.at(ellipse(0.26, y, 0.045, 0.045, 18)), Grad((shade(t, 1.2), shade(t, 0.7)))
            )
        for d in (-1, 1):
            b.put(
                [
                    (d * 0.46 - 0.26, -0.52),
                    (d * 0.46, -0.46),
                    (d * 0.46 + 0.26, -0.56),
                    (d * 0.46 + 0.2, -0.70),
                    (d * 0.46 - 0.22, -0.68),
                ],
                t,
            )
    elif o.garment == "fur_coat":
        b.put(
            [
                (-0.42, -0.10),
                (-0.10, -0.22),
                (0.26, -0.32),
                (0.46, -0.56),
                (0.50, -1.7),
                (0.16, -1.7),
                (0.10, -0.80),
                (-0.20, -0.52),
                (-0.52, -0.40),
            ],
            paper(shade(t, 1.25), s),
        )
    elif o.garment in ("dress", "apron"):
        b.put(
            [
                (-0.30, -0.20),
                (-0.02, -0.32),
                (0.22, -0.38),
                (0.34, -0.52),
                (0.12, -0.66),
                (-0.14, -0.56),
                (-0.38, -0.46),
            ],
            hexc("#f6f0e4"),
        )
        b.sc.cv.fill(
            b.at(ellipse(0.19, -0.56, 0.055, 0.065, 22)), Grad((hexc("#e8cf8a"), hexc("#a8772e")))
        )
    elif o.garment in ("shawl", "cloak", "robe"):
        b.put(
            [
                (-0.50, -0.12),
                (-0.16, -0.22),
                (0.14, -0.36),
                (0.44, -0.74),
                (0.56, -1.7),
                (-0.92, -1.7),
                (-0.94, -0.86),
                (-0.70, -0.44),
            ],
            paper(shade(c, 1.18 if o.garment == "shawl" else 0.86), s),
        )
        b.lines(
            [
                [(-0.30, -0.30), (-0.36, -0.9), (-0.5, -1.6)],
                [(0.02, -0.40), (0.06, -1.0), (0.0, -1.6)],
            ],
            0.024,
            shade(c, 0.5),
            0.6,
        )
    elif o.garment == "rags":
        b.put(
            [(-0.10, -0.30), (0.24, -0.42), (0.12, -0.70), (0.02, -1.0), (-0.08, -0.7)],
            shade(o.skin, 0.88),
            drop=False,
        )
        b.put([(0.30, -0.90), (0.52, -0.94), (0.48, -1.16), (0.30, -1.12)], shade(c, 1.3), n=2)
    else:
        b.put([(-0.24, -0.18), (0.18, -0.28), (0.24, -0.44), (-0.28, -0.40)], shade(c, 1.25))
        b.lines([[(0.12, -0.42), (0.16, -0.9), (0.15, -1.6)]], 0.03, shade(c, 0.5), 0.7)


def profile(o: Outfit) -> Local:
    """The outline of face and neck, from the hairline down to the nape."""
    soft = 0.0 if o.female else 1.0
    child = o.age == "child"
    nose = 0.475 if child else 0.525 + 0.008 * soft
    chin = 0.37 if child else 0.40 + 0.025 * soft
    jaw = -0.02 if o.age != "old" else -0.05
    return [
        (0.16, 0.96), (0.33, 0.80), (0.375, 0.66), (0.35, 0.575), (0.385, 0.52), (nose, 0.385), (nose - 0.04, 0.335),
        (0.405, 0.32), (0.395, 0.285), (0.435, 0.235), (0.425, 0.20), (0.395, 0.185), (0.425, 0.15), (0.405, 0.105),
        (0.375, 0.085), (chin + 0.015, 0.03), (chin - 0.04, -0.045), (0.22, jaw - 0.055), (0.07, -0.06), (0.045, -0.22), (0.10, -0.46),
        (-0.34, -0.46), (-0.30, -0.20), (-0.33, 0.15), (-0.40, 0.40), (-0.30, 0.80), (-0.05, 0.98),
    ]  # fmt: skip
