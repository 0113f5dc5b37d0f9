"""Head and shoulders for cameos: the profile and the clothes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bookcore.sketch.canvas import Fill, Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.people.wardrobe import Outfit, trim_of
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Local, Points, ellipse, ribbon, smooth


@dataclass(frozen=True, slots=True)
class Features:
    """What tells one head from another: turned by `tilt` (radians), `deep` and `long` as a whole."""

    tilt: float = 0.0
    deep: float = 1.0
    long: float = 1.0
    nose: float = 0.0
    tip: float = 0.0
    bridge: float = 0.0
    brow: float = 0.0
    chin: float = 0.0
    collar: int = 0

    @classmethod
    def of(cls, rng: np.random.Generator, o: Outfit) -> Features:
        """Somebody's own features; those of women and children are the softer ones."""
        soft = 0.25 if o.age == "child" else 0.65 if o.female else 1.0
        d = rng.uniform(-1.0, 1.0, 8)
        return cls(
            tilt=0.075 * float(d[0]),
            deep=1.0 + 0.055 * float(d[1]) * soft,
            long=1.0 + 0.050 * float(d[2]) * soft,
            nose=0.040 * float(d[3]) * soft,
            tip=0.032 * float(d[4]),
            bridge=0.020 * float(d[5]) * soft,
            brow=0.020 * float(d[6]) * soft,
            chin=0.035 * float(d[7]) * soft,
            collar=int(rng.integers(3)),
        )


class Bust:
    """Head and shoulders in their own measure: x towards the face, y up, the chin at 0, the crown at 1."""

    def __init__(
        self, sc: Scene, x: float, y: float, size: float, features: Features | None = None
    ) -> None:
        self.sc, self.x, self.y, self.k = sc, x, y, size
        self.features = features or Features()

    def at(self, p: Local | Points) -> Points:
        """Own measure to picture units; the head turns on the neck, the shoulders stay."""
        f = self.features
        a = np.asarray(p, dtype=np.float64)
        x, y = a[:, 0] * f.deep, np.where(a[:, 1] > 0, a[:, 1] * f.long, a[:, 1])
        if f.tilt:
            bend = np.clip((y + 0.62) / 0.62, 0.0, 1.0)
            angle = f.tilt * bend * bend * (3.0 - 2.0 * bend)
            c, s, up = np.cos(angle), np.sin(angle), y + 0.42
            x, y = x * c - up * s, x * s + up * c - 0.42
        return np.stack([self.x + x * self.k, self.y - y * self.k], axis=1)

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
            (hexc("#45303a"), hexc("#6f2f2c"), hexc("#e9e2d2"))[b.features.collar],
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
        _collar(b, o)
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


def _collar(b: Bust, o: Outfit) -> None:
    """A turned-down collar with a brooch, a standing frill, or a neckerchief crossed in front."""
    white, c, side = hexc("#f6f0e4"), o.colour, b.sc.side
    if b.features.collar == 1 and o.age != "child":
        b.put(
            [
                (-0.32, -0.40),
                (-0.28, -0.16),
                (-0.02, -0.26),
                (0.18, -0.32),
                (0.26, -0.46),
                (0.0, -0.54),
            ],
            paper(c, side),
        )
        for i in range(6):
            t = i / 5
            b.put(
                ellipse(-0.27 + 0.47 * t, -0.17 - 0.16 * t, 0.065, 0.055, 16),
                shade(white, 0.94),
                n=2,
            )
        b.lines([[(0.14, -0.50), (0.20, -1.0), (0.19, -1.6)]], 0.03, shade(c, 0.55), 0.7)
    elif b.features.collar == 2:
        bare = [(-0.20, -0.30), (0.30, -0.42), (0.24, -0.84), (0.10, -0.66)]
        b.put(bare, shade(o.skin, 0.92), drop=False)
        kerchief = [(-0.34, -0.26), (-0.08, -0.36), (0.14, -0.62), (0.25, -0.88), (0.04, -0.78)]
        b.put([*kerchief, (-0.30, -0.54), (-0.48, -0.44)], paper(white, side))
        b.put(
            [(0.30, -0.42), (0.22, -0.62), (0.25, -0.88), (0.35, -0.72), (0.42, -0.54)],
            paper(shade(white, 0.88), side),
        )
        if o.age != "child":
            strand = [(-0.20, -0.27), (-0.08, -0.36), (0.03, -0.43), (0.13, -0.47), (0.22, -0.47)]
            for x, y in strand:
                b.sc.cv.fill(
                    b.at(ellipse(x, y, 0.034, 0.034, 14)), Grad((shade(c, 1.3), shade(c, 0.6)))
                )
    else:
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
            white,
        )
        b.sc.cv.fill(
            b.at(ellipse(0.19, -0.56, 0.055, 0.065, 22)), Grad((hexc("#e8cf8a"), hexc("#a8772e")))
        )


def profile(o: Outfit, f: Features) -> Local:
    """The outline of face and neck, from the hairline down to the nape."""
    soft = 0.0 if o.female else 1.0
    child = o.age == "child"
    nose = (0.475 if child else 0.525 + 0.008 * soft) + f.nose
    chin = (0.37 if child else 0.40 + 0.025 * soft) + f.chin
    tip = 0.385 + f.tip + (0.02 if child else 0.0)
    jaw = -0.02 if o.age != "old" else -0.05
    return [
        (0.16, 0.96), (0.33, 0.80), (0.375 + f.brow, 0.66), (0.35, 0.575), (0.385 + f.bridge, 0.52), (nose, tip), (nose - 0.04, tip - 0.05),
        (0.405, 0.32), (0.395, 0.285), (0.435, 0.235), (0.425, 0.20), (0.395, 0.185), (0.425, 0.15), (0.405, 0.105),
        (0.375, 0.085), (chin + 0.015, 0.03), (chin - 0.04, -0.045), (0.22, jaw - 0.055), (0.07, -0.06), (0.045, -0.22), (0.10, -0.46),
        (-0.34, -0.46), (-0.30, -0.20), (-0.33, 0.15), (-0.40, 0.40), (-0.30, 0.80), (-0.05, 0.98),
    ]  # fmt: skip
