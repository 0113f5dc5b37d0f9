"""Small figures without drawn faces: seen from behind, from the side, or too small for features."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bookcore.scene.spec import Person
from bookcore.sketch.canvas import Fill, Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.creatures import horse
from bookcore.sketch.ground import shadow
from bookcore.sketch.scene import Figure, Scene
from bookcore.sketch.shapes import Points, ellipse, pts, ribbon, smooth
from bookcore.sketch.wardrobe import Outfit, dressed, trim_of

Local = Sequence[tuple[float, float]]
BOOT = hexc("#2c2522")


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


def _curve(p: Local, n: int = 6) -> Points:
    return smooth(p, n=n)


def _garment(b: Body, o: Outfit, top: float = 0.815) -> None:
    k, c = o.cut, o.colour
    waist = 0.60 if o.female and k.hem < 0.1 else 0.55
    if k.hem < 0.1:
        hem = k.hem
        skirt = _curve(
            [
                (-k.waist, waist),
                (-k.flare * 0.55, waist * 0.66),
                (-k.flare * 0.93, waist * 0.25),
                (-k.flare * 1.03, hem + 0.012),
                (-k.flare * 0.4, hem - 0.012),
                (k.flare * 0.4, hem - 0.012),
                (k.flare, hem + 0.012),
                (k.flare * 0.88, waist * 0.25),
                (k.flare * 0.5, waist * 0.66),
                (k.waist, waist),
            ]
        )
        b.put(skirt, b.round(c))
        folds = [
            ribbon(
                smooth(
                    [
                        (t * k.waist, waist - 0.05),
                        (t * k.flare * 0.62, waist * 0.4),
                        (t * k.flare * 0.92, hem + 0.02),
                    ],
                    closed=False,
                    n=5,
                ),
                [0.004, 0.018],
            )
            for t in (-0.6, -0.15, 0.35, 0.72)
        ]
        b.put(folds, shade(c, 0.62), 0.42, blur=0.006)
        if o.garment == "dress":
            b.put(
                ribbon(
                    [(-k.flare * 0.98, hem + 0.05), (0, hem + 0.022), (k.flare * 0.96, hem + 0.05)],
                    [0.014],
                ),
                shade(c, 0.72),
                0.7,
            )
    else:
        tails = pts(
            [
                (-k.waist, waist),
                (-k.flare * 1.04, k.hem),
                (
                    k.flare * (0.55 if k.open_front and o.garment == "frock_coat" else 1.0),
                    k.hem + (0.02 if k.open_front else 0),
                ),
                (k.waist, waist),
            ]
        )
        b.put(tails, b.round(c))
        b.put(ribbon([(0.02, waist), (0.035, k.hem + 0.01)], [0.006, 0.010]), shade(c, 0.5), 0.6)
    torso = _curve(
        [
            (-k.waist, waist - 0.01),
            (-k.shoulder * 0.92, 0.70),
            (-k.shoulder, 0.775),
            (-k.shoulder * 0.62, top),
            (0.0, top + 0.022),
            (k.shoulder * 0.60, top),
            (k.shoulder * 0.96, 0.775),
            (k.shoulder * 0.95, 0.70),
            (k.waist, waist - 0.01),
        ]
    )
    b.put(torso, b.round(c))
    t = trim_of(o)
    if o.garment in ("frock_coat", "suit", "coat"):
        b.put(pts([(0.012, 0.828), (0.062, 0.815), (0.040, 0.665)]), t)
        b.put(ribbon([(0.030, 0.818), (0.040, 0.80)], [0.020]), hexc("#3a2c30"))
        b.put(
            [
                pts([(0.0, 0.826), (0.030, 0.70), (0.012, 0.665), (-0.022, 0.79)]),
                pts([(0.064, 0.822), (0.046, 0.66), (0.074, 0.76)]),
            ],
            shade(c, 0.74),
        )
    elif o.garment == "uniform":
        b.put([ellipse(0.035, y, 0.008, 0.008, 8) for y in (0.60, 0.64, 0.68, 0.72, 0.76)], t)
        b.put([ellipse(d * k.shoulder * 0.94, 0.80, 0.036, 0.015, 12) for d in (-1, 1)], t)
        b.put(
            ribbon([(-k.shoulder * 0.7, 0.80), (k.waist * 0.9, 0.585)], [0.022]),
            hexc("#efe9da"),
            0.9,
        )
    elif o.garment == "dress":
        b.put(_curve([(-0.034, 0.826), (0.03, 0.836), (0.052, 0.818), (0.022, 0.802)], 4), t, 0.95)
        b.put(ribbon([(-k.waist * 1.02, waist), (k.waist * 1.02, waist)], [0.020]), shade(c, 0.62))
    elif o.garment == "apron":
        b.put(
            _curve(
                [
                    (0.0, waist),
                    (k.waist, waist),
                    (k.flare * 0.82, 0.10),
                    (k.flare * 0.1, 0.06),
                    (-0.03, 0.3),
                ]
            ),
            Grad((hexc("#f3ede0"), hexc("#d6cdbd"))),
        )
        b.put(pts([(0.0, 0.76), (0.055, 0.76), (k.waist, waist), (0.0, waist)]), hexc("#efe8da"))
    elif o.garment == "shawl":
        wrap = _curve(
            [
                (-0.115, 0.62),
                (-0.12, 0.77),
                (-0.05, 0.83),
                (0.05, 0.83),
                (0.115, 0.76),
                (0.10, 0.62),
                (0.02, 0.50),
            ]
        )
        b.put(wrap, b.round(shade(c, 1.18)))
        b.put(
            [
                ribbon([(0.02 + s * 0.018, 0.53), (0.02 + s * 0.024, 0.49)], [0.004])
                for s in range(-4, 5)
            ],
            shade(c, 0.7),
        )
    elif o.garment == "fur_coat":
        b.put(
            [
                _curve(
                    [
                        (-0.075, 0.84),
                        (0.0, 0.87),
                        (0.078, 0.84),
                        (0.06, 0.79),
                        (0.03, 0.74),
                        (-0.03, 0.79),
                    ],
                    5,
                )
            ],
            t,
        )
        b.put(
            [
                ribbon([(0.035, 0.76), (0.05, 0.11)], [0.034]),
                ribbon([(-k.flare * 0.98, 0.115), (k.flare * 0.98, 0.115)], [0.036]),
            ],
            t,
        )
    elif o.garment == "cloak":
        over = _curve(
            [
                (-0.05, 0.845),
                (-0.13, 0.77),
                (-0.165, 0.45),
                (-k.flare * 1.05, 0.06),
                (k.flare * 0.75, 0.06),
                (0.135, 0.45),
                (0.115, 0.77),
                (0.05, 0.845),
            ]
        )
        b.put(over, b.round(c))
        b.put(
            [
                ribbon(
                    smooth([(s * 0.04, 0.78), (s * 0.09, 0.4), (s * 0.13, 0.08)], closed=False),
                    [0.006, 0.02],
                )
                for s in (-0.8, 0.3, 1.0)
            ],
            shade(c, 0.55),
            0.5,
            blur=0.006,
        )
    elif o.garment == "rags":
        teeth = [
            pts(
                [
                    (s * 0.11, k.hem + 0.02),
                    (s * 0.11 + 0.02, k.hem - 0.05),
                    (s * 0.11 + 0.045, k.hem + 0.02),
                ]
            )
            for s in (-1, -0.6, -0.2, 0.2, 0.55)
        ]
        b.put(teeth, shade(c, 0.85))
        b.put(pts([(-0.05, 0.66), (0.0, 0.67), (-0.005, 0.61), (-0.055, 0.605)]), shade(c, 1.3))
    if k.belt and o.garment != "uniform":
        b.put(
            ribbon([(-k.waist * 1.08, waist + 0.005), (k.waist * 1.08, waist + 0.005)], [0.026]),
            hexc("#8f3b34") if o.garment == "caftan" else shade(c, 0.5),
        )


def _arms(b: Body, o: Outfit, swing: float) -> None:
    k, c = o.cut, o.colour
    if o.garment == "cloak":
        return
    s, w = k.shoulder * 0.92, k.sleeve
    back = smooth(
        [(-s, 0.785), (-s - 0.022 - swing * 0.5, 0.66), (-s + 0.012 - swing, 0.53)],
        closed=False,
        n=6,
    )
    if o.female and swing == 0.0:
        fore = smooth([(s * 0.9, 0.785), (s + 0.035, 0.67), (0.035, 0.605)], closed=False, n=6)
        hand = (0.03, 0.600)
    else:
        fore = smooth(
            [(s * 0.9, 0.785), (s + 0.022 + swing * 0.4, 0.66), (s + 0.004 + swing, 0.53)],
            closed=False,
            n=6,
        )
        hand = (s + 0.004 + swing, 0.518)
    b.put(
        [
            ellipse(-s + 0.012 - swing, 0.518, 0.020, 0.024, 12),
            ellipse(hand[0], hand[1], 0.022, 0.022, 12),
        ],
        o.skin,
    )
    b.put(ribbon(back, [w, w * 0.95, w * 0.72]), b.round(shade(c, 0.86)))
    b.put(ribbon(fore, [w * 1.05, w, w * 0.74]), b.round(shade(c, 1.03)))
    b.put(ribbon(fore + np.array([-w * 0.5, 0.0]), [0.006]), shade(c, 0.5), 0.45)


def _legs(b: Body, o: Outfit, stride: float) -> None:
    if o.cut.hem < 0.1:
        b.put(
            [ellipse(0.03, 0.004, 0.045, 0.014, 12), ellipse(-0.03, 0.004, 0.04, 0.013, 12)], BOOT
        )
        return
    cloth = hexc("#4a4a52") if o.garment not in ("shirt", "rags", "uniform") else hexc("#5c5344")
    if o.garment == "uniform":
        cloth = hexc("#d8d2c2")
    high = o.garment in ("uniform", "caftan", "shirt") or o.headwear == "fur_hat"
    for s, tone in ((-1, 0.78), (1, 1.0)):
        foot = s * (0.045 + stride)
        knee = s * (0.045 + stride * 0.45) + 0.012 * stride * 8
        b.put(
            ribbon(
                smooth([(s * 0.042, 0.50), (knee, 0.28), (foot, 0.03)], closed=False, n=5),
                [0.088, 0.070, 0.050],
            ),
            b.round(shade(cloth, tone)),
        )
        if high:
            b.put(
                ribbon(
                    smooth([(knee * 1.02, 0.24), (foot, 0.025)], closed=False, n=5), [0.074, 0.056]
                ),
                shade(BOOT, tone * 1.25),
            )
        b.put(
            _curve(
                [
                    (foot - 0.028, 0.045),
                    (foot - 0.030, 0.0),
                    (foot + 0.062, 0.0),
                    (foot + 0.06, 0.016),
                    (foot + 0.022, 0.045),
                ],
                4,
            ),
            BOOT,
        )


def _head(b: Body, o: Outfit, cx: float, cy: float, r: float, turn: str) -> None:
    """`turn`: side (profile forward), back, or away (three quarters from behind)."""
    skin, hair = o.skin, o.hair
    b.put(
        ribbon(
            [(cx - r * 0.12, cy - r * 0.55), (cx - r * 0.12, cy - r * 1.55)], [r * 0.74, r * 0.86]
        ),
        shade(skin, 0.80),
    )
    if o.hair_style == "loose":
        b.put(
            _curve(
                [
                    (cx - r * 0.2, cy + r * 0.9),
                    (cx - r * 1.05, cy + r * 0.3),
                    (cx - r * 1.20, cy - r * 1.2),
                    (cx - r * 0.95, cy - r * 2.5),
                    (cx + r * 0.1, cy - r * 2.2),
                    (cx + r * 0.35, cy - r * 0.6),
                ]
            ),
            b.round(hair),
        )
    if o.hair_style == "braid":
        b.put(
            ribbon(
                smooth(
                    [
                        (cx - r * 0.7, cy - r * 0.2),
                        (cx - r * 1.25, cy - r * 1.6),
                        (cx - r * 1.0, cy - r * 4.2),
                    ],
                    closed=False,
                ),
                [r * 0.62, r * 0.48, r * 0.16],
            ),
            b.round(shade(hair, 0.9)),
        )
    if turn == "back":
        skull = ellipse(cx, cy, r * 0.84, r * 1.02, 28)
        b.put(skull, b.round(hair if o.hair_style != "bald" else skin))
    else:
        face = _curve(
            [
                (cx - r * 0.5, cy + r * 0.95),
                (cx + r * 0.36, cy + r * 0.92),
                (cx + r * 0.74, cy + r * 0.42),
                (cx + r * 0.76, cy + r * 0.10),
                (cx + r * 1.00, cy - r * 0.24),
                (cx + r * 0.80, cy - r * 0.36),
                (cx + r * 0.80, cy - r * 0.62),
                (cx + r * 0.60, cy - r * 0.98),
                (cx + r * 0.16, cy - r * 0.98),
                (cx - r * 0.55, cy - r * 0.5),
            ],
            5,
        )
        b.put(face, b.round(skin, 0.8, 1.06))
        b.put(
            ellipse(cx + r * 0.42, cy - r * 0.34, r * 0.24, r * 0.16, 12),
            hexc("#d98a78"),
            0.35,
            blur=r * 0.12,
        )
        if r * b.h > 1.1:
            b.put(
                ribbon(
                    smooth(
                        [
                            (cx + r * 0.40, cy - r * 0.02),
                            (cx + r * 0.56, cy - r * 0.10),
                            (cx + r * 0.70, cy - r * 0.03),
                        ],
                        closed=False,
                        n=4,
                    ),
                    [r * 0.05],
                ),
                hexc("#4a3228"),
                0.8,
            )
        if o.hair_style != "bald":
            cap = [
                (cx + r * 0.66, cy + r * 0.58),
                (cx + r * 0.30, cy + r * 1.08),
                (cx - r * 0.40, cy + r * 1.10),
                (cx - r * 0.98, cy + r * 0.52),
                (cx - r * 1.0, cy - r * 0.25),
                (cx - r * 0.66, cy - r * 0.74),
                (cx - r * 0.20, cy - r * 0.62),
                (cx + r * 0.02, cy + r * 0.02),
                (cx + r * 0.22, cy + r * 0.48),
            ]
            b.put(_curve(cap, 5), b.round(hair, 0.7, 1.2))
        else:
            b.put(
                _curve(
                    [
                        (cx - r * 0.5, cy + r * 0.3),
                        (cx - r * 0.98, cy + r * 0.2),
                        (cx - r * 0.9, cy - r * 0.4),
                        (cx - r * 0.45, cy - r * 0.6),
                        (cx - r * 0.2, cy - r * 0.2),
                    ],
                    5,
                ),
                hair,
            )
            b.put(
                _curve(
                    [
                        (cx - r * 0.55, cy + r * 0.9),
                        (cx - r * 0.98, cy + r * 0.3),
                        (cx - r * 0.6, cy + r * 0.0),
                        (cx + r * 0.2, cy + r * 0.8),
                    ],
                    5,
                ),
                skin,
            )
    if o.hair_style == "bun":
        b.put(
            ellipse(
                cx - r * (0.95 if turn != "back" else 0.0),
                cy + r * (0.42 if turn != "back" else 0.55),
                r * 0.46,
                r * 0.44,
                18,
            ),
            b.round(shade(hair, 0.92), 0.7, 1.25),
        )
    if o.hair_style == "curly":
        for i in range(8):
            a = 0.9 + i * 0.45
            b.put(
                ellipse(
                    cx + np.cos(a) * r * 0.9, cy + np.sin(a) * r * 0.85, r * 0.36, r * 0.36, 12
                ),
                shade(hair, 0.9 + 0.07 * (i % 3)),
            )
    if o.beard and turn != "back":
        _beard(b, o, cx, cy, r)
    if o.headwear:
        _hat(b, o, cx, cy, r, turn)


def _beard(b: Body, o: Outfit, cx: float, cy: float, r: float) -> None:
    c = shade(o.hair, 0.94)
    if o.beard in ("moustache", "full", "long", "short"):
        b.put(
            _curve(
                [
                    (cx + r * 0.42, cy - r * 0.36),
                    (cx + r * 0.92, cy - r * 0.40),
                    (cx + r * 0.86, cy - r * 0.56),
                    (cx + r * 0.40, cy - r * 0.56),
                ],
                4,
            ),
            c,
        )
    drop = {"short": 0.35, "full": 0.95, "long": 2.3}.get(o.beard or "", 0.0)
    if drop:
        b.put(
            _curve(
                [
                    (cx - r * 0.30, cy - r * 0.10),
                    (cx + r * 0.10, cy - r * 0.52),
                    (cx + r * 0.84, cy - r * 0.62),
                    (cx + r * 0.84, cy - r * (0.95 + drop * 0.5)),
                    (cx + r * 0.48, cy - r * (1.0 + drop)),
                    (cx + r * 0.02, cy - r * (0.9 + drop * 0.4)),
                ],
                5,
            ),
            b.round(c, 0.75, 1.15),
        )


def _hat(b: Body, o: Outfit, cx: float, cy: float, r: float, turn: str) -> None:
    kind = o.headwear
    dark = mix(o.colour, hexc("#241f22"), 0.72)
    y = cy + r * 0.50
    if kind == "top_hat":
        b.put(
            pts(
                [
                    (cx - r * 0.78, y),
                    (cx - r * 0.90, y + r * 1.75),
                    (cx + r * 0.84, y + r * 1.75),
                    (cx + r * 0.72, y),
                ]
            ),
            b.round(hexc("#25222a"), 0.6, 1.3),
        )
        b.put(
            pts(
                [
                    (cx - r * 0.79, y + r * 0.05),
                    (cx - r * 0.81, y + r * 0.36),
                    (cx + r * 0.75, y + r * 0.36),
                    (cx + r * 0.73, y + r * 0.05),
                ]
            ),
            hexc("#56404a"),
        )
        b.put(
            _curve(
                [
                    (cx - r * 1.35, y + r * 0.12),
                    (cx, y - r * 0.10),
                    (cx + r * 1.32, y + r * 0.12),
                    (cx, y + r * 0.14),
                ],
                6,
            ),
            hexc("#221f26"),
        )
    elif kind == "hat":
        straw = hexc("#d8bd82") if o.female else dark
        b.put(
            _curve(
                [
                    (cx - r * 0.80, y),
                    (cx - r * 0.70, y + r * 0.85),
                    (cx, y + r * 1.0),
                    (cx + r * 0.66, y + r * 0.82),
                    (cx + r * 0.76, y),
                ],
                5,
            ),
            b.round(straw),
        )
        b.put(
            _curve(
                [
                    (cx - r * 1.6, y + r * 0.02),
                    (cx, y + r * 0.22),
                    (cx + r * 1.55, y),
                    (cx, y - r * 0.18),
                ],
                6,
            ),
            b.round(straw, 0.7, 1.1),
        )
        b.put(
            ribbon([(cx - r * 0.8, y + r * 0.20), (cx + r * 0.76, y + r * 0.20)], [r * 0.24]),
            hexc("#7a3440") if o.female else shade(straw, 0.5),
        )
    elif kind == "cap":
        b.put(
            _curve(
                [
                    (cx - r * 0.95, y - r * 0.05),
                    (cx - r * 0.98, y + r * 0.55),
                    (cx, y + r * 0.82),
                    (cx + r * 0.90, y + r * 0.52),
                    (cx + r * 0.80, y - r * 0.05),
                ],
                5,
            ),
            b.round(dark),
        )
        b.put(
            _curve(
                [
                    (cx + r * 0.50, y + r * 0.12),
                    (cx + r * 1.28, y - r * 0.10),
                    (cx + r * 1.15, y - r * 0.24),
                    (cx + r * 0.5, y - r * 0.08),
                ],
                4,
            ),
            hexc("#1f1c20"),
        )
        if o.garment == "uniform":
            b.put(
                ribbon([(cx - r * 0.95, y + r * 0.08), (cx + r * 0.82, y + r * 0.08)], [r * 0.24]),
                hexc("#a63b36"),
            )
    elif kind == "fur_hat":
        b.put(
            _curve(
                [
                    (cx - r * 1.05, y - r * 0.25),
                    (cx - r * 1.10, y + r * 0.65),
                    (cx - r * 0.5, y + r * 1.15),
                    (cx + r * 0.5, y + r * 1.12),
                    (cx + r * 1.05, y + r * 0.60),
                    (cx + r * 0.98, y - r * 0.22),
                ],
                5,
            ),
            b.round(hexc("#4e3c30"), 0.6, 1.35),
        )
        b.put(
            ribbon([(cx - r * 1.02, y - r * 0.12), (cx + r * 0.98, y - r * 0.10)], [r * 0.46]),
            b.round(hexc("#6a5442"), 0.6, 1.3),
        )
    elif kind in ("kerchief", "hood"):
        c = o.colour if kind == "hood" else mix(hexc("#c2453c"), shade(o.colour, 1.3), 0.25)
        form = [
            (cx + r * 0.56, cy + r * 0.72),
            (cx + r * 0.1, cy + r * 1.22),
            (cx - r * 0.7, cy + r * 1.02),
            (cx - r * 1.18, cy + r * 0.2),
            (cx - r * 1.05, cy - r * 1.0),
            (cx - r * 0.2, cy - r * 1.35),
            (cx + r * 0.42, cy - r * 1.02),
            (cx + r * 0.10, cy - r * 0.2),
        ]
        if turn == "back":
            form = [
                (cx, cy + r * 1.22),
                (cx - r * 1.05, cy + r * 0.4),
                (cx - r * 1.0, cy - r * 1.2),
                (cx, cy - r * 1.9),
                (cx + r * 1.0, cy - r * 1.2),
                (cx + r * 1.05, cy + r * 0.4),
            ]
        b.put(_curve(form, 5), b.round(c))
    elif kind == "bonnet":
        c = hexc("#efe4cf")
        b.put(
            _curve(
                [
                    (cx + r * 0.70, cy + r * 1.05),
                    (cx - r * 0.3, cy + r * 1.28),
                    (cx - r * 1.15, cy + r * 0.5),
                    (cx - r * 1.05, cy - r * 0.5),
                    (cx - r * 0.35, cy - r * 0.7),
                    (cx + r * 0.1, cy + r * 0.2),
                ],
                5,
            ),
            b.round(c),
        )
        b.put(
            ribbon(
                smooth(
                    [
                        (cx + r * 0.78, cy + r * 1.12),
                        (cx + r * 0.05, cy + r * 0.25),
                        (cx - r * 0.25, cy - r * 0.72),
                    ],
                    closed=False,
                ),
                [r * 0.20],
            ),
            hexc("#8a4a5a"),
        )
    elif kind == "helmet":
        steel = hexc("#9aa2ab")
        b.put(
            _curve(
                [
                    (cx - r * 1.0, y - r * 0.4),
                    (cx - r * 0.95, y + r * 0.4),
                    (cx, y + r * 0.9),
                    (cx + r * 0.9, y + r * 0.4),
                    (cx + r * 0.86, y - r * 0.15),
                ],
                5,
            ),
            b.round(steel, 0.5, 1.4),
        )
        b.put(
            pts([(cx - r * 0.14, y + r * 0.8), (cx, y + r * 1.5), (cx + r * 0.14, y + r * 0.8)]),
            hexc("#d0b060"),
        )
    elif kind == "crown":
        teeth = [
            (cx - r * 0.8, y),
            (cx - r * 0.95, y + r * 0.95),
            (cx - r * 0.45, y + r * 0.45),
            (cx, y + r * 1.1),
            (cx + r * 0.42, y + r * 0.45),
            (cx + r * 0.9, y + r * 0.95),
            (cx + r * 0.76, y),
        ]
        b.put(pts(teeth), b.round(hexc("#e2b84a"), 0.6, 1.4))


def _upright(b: Body, o: Outfit, turn: str, walking: bool, big_head: float) -> None:
    stride = 0.075 if walking else 0.0
    _legs(b, o, stride)
    if o.age == "old" and not o.female:
        b.put(ribbon([(0.20, 0.0), (0.175, 0.50)], [0.014]), hexc("#5a4030"))
    _garment(b, o)
    _arms(b, o, 0.055 if walking else (0.10 if o.age == "old" and not o.female else 0.0))
    _head(b, o, 0.012, 0.915, 0.066 * big_head, turn)


def _seated(b: Body, o: Outfit, turn: str, big_head: float) -> None:
    c = o.colour
    _ = turn
    if o.cut.hem < 0.1 or o.garment in ("coat", "fur_coat", "caftan"):
        b.put([ellipse(0.27, 0.012, 0.05, 0.016, 12)], BOOT)
        b.put(
            _curve(
                [
                    (-0.10, 0.36),
                    (-0.12, 0.22),
                    (-0.10, 0.10),
                    (0.10, 0.0),
                    (0.30, 0.012),
                    (0.31, 0.14),
                    (0.24, 0.27),
                    (0.08, 0.33),
                ]
            ),
            b.round(c),
        )
        b.put(
            [
                ribbon(
                    smooth([(0.02, 0.28), (0.18, 0.22), (0.24, 0.04)], closed=False), [0.006, 0.016]
                )
            ],
            shade(c, 0.55),
            0.5,
            blur=0.006,
        )
    else:
        cloth = hexc("#4a4a52")
        for s in (0.0, 0.035):
            b.put(
                ribbon(
                    smooth(
                        [(-0.04, 0.27), (0.17 + s, 0.265), (0.20 + s, 0.23), (0.20 + s, 0.03)],
                        closed=False,
                        n=6,
                    ),
                    [0.10, 0.085, 0.055],
                ),
                b.round(shade(cloth, 0.85 + s * 5)),
            )
            b.put(
                _curve([(0.17 + s, 0.045), (0.17 + s, 0.0), (0.27 + s, 0.0), (0.22 + s, 0.045)], 4),
                BOOT,
            )
    upper = Body(b.sc, b.x - b.d * 0.02 * b.h, b.y + 0.245 * b.h, b.h, b.d, b.lean)
    k = o.cut
    torso = _curve(
        [
            (-k.waist * 1.3, 0.53),
            (-k.shoulder * 0.95, 0.70),
            (-k.shoulder, 0.775),
            (-k.shoulder * 0.6, 0.815),
            (0, 0.835),
            (k.shoulder * 0.6, 0.815),
            (k.shoulder * 0.92, 0.765),
            (k.shoulder * 0.85, 0.66),
            (k.waist * 1.2, 0.53),
        ]
    )
    upper.put(torso, b.round(c))
    if o.garment in ("frock_coat", "suit", "coat"):
        upper.put(pts([(0.012, 0.828), (0.062, 0.815), (0.045, 0.66)]), hexc("#efe6d6"))
    elif o.garment == "dress":
        upper.put(
            _curve([(-0.034, 0.826), (0.03, 0.836), (0.052, 0.818), (0.022, 0.802)], 4), trim_of(o)
        )
    arm = smooth([(0.0, 0.775), (0.015, 0.63), (0.15, 0.575)], closed=False, n=6)
    upper.put(ellipse(0.16, 0.573, 0.024, 0.02, 12), o.skin)
    upper.put(ribbon(arm, [k.sleeve * 1.1, k.sleeve, k.sleeve * 0.75]), b.round(shade(c, 0.9)))
    _head(upper, o, 0.02, 0.915, 0.066 * big_head, "side")
    b.lo, b.hi = np.minimum(b.lo, upper.lo), np.maximum(b.hi, upper.hi)


def _lying(b: Body, o: Outfit, big_head: float) -> None:
    c = o.colour
    b.put([ellipse(0.48, 0.03, 0.03, 0.035, 12)], BOOT)
    form = _curve(
        [
            (-0.30, 0.02),
            (-0.31, 0.11),
            (-0.18, 0.145),
            (0.0, 0.125),
            (0.20, 0.13),
            (0.46, 0.075),
            (0.48, 0.01),
            (0.1, 0.0),
        ]
    )
    b.put(form, Grad((shade(c, 1.16), c, shade(c, 0.62))))
    b.put(
        ribbon(smooth([(-0.22, 0.11), (-0.08, 0.07), (0.06, 0.10)], closed=False), [0.05, 0.036]),
        shade(c, 0.8),
    )
    b.put(ellipse(0.07, 0.102, 0.022, 0.018, 12), o.skin)
    r = 0.066 * big_head
    b.put(
        _curve([(-0.46, 0.02), (-0.47, 0.12), (-0.40, 0.15), (-0.33, 0.13), (-0.34, 0.03)]),
        b.round(o.hair),
    )
    b.put(
        _curve(
            [
                (-0.435, 0.10),
                (-0.42, 0.155),
                (-0.385, 0.175),
                (-0.345, 0.14),
                (-0.31, 0.10),
                (-0.34, 0.06),
            ]
        ),
        o.skin,
    )
    _ = r


def _kneeling(b: Body, o: Outfit, turn: str, big_head: float) -> None:
    c = o.colour
    b.put(
        _curve(
            [
                (-0.30, 0.0),
                (-0.31, 0.05),
                (-0.16, 0.10),
                (-0.13, 0.30),
                (0.08, 0.32),
                (0.15, 0.10),
                (0.16, 0.0),
            ]
        ),
        b.round(c),
    )
    upper = Body(b.sc, b.x, b.y + 0.27 * b.h, b.h, b.d, b.lean)
    _garment_top(upper, o)
    arm = smooth([(0.02, 0.775), (0.10, 0.66), (0.16, 0.73)], closed=False, n=6)
    upper.put(ellipse(0.165, 0.742, 0.022, 0.024, 12), o.skin)
    upper.put(ribbon(arm, [o.cut.sleeve, o.cut.sleeve, o.cut.sleeve * 0.7]), shade(c, 0.88))
    _head(upper, o, 0.02, 0.915, 0.066 * big_head, turn)
    b.lo, b.hi = np.minimum(b.lo, upper.lo), np.maximum(b.hi, upper.hi)


def _garment_top(b: Body, o: Outfit) -> None:
    k = o.cut
    b.put(
        _curve(
            [
                (-k.waist * 1.25, 0.52),
                (-k.shoulder * 0.95, 0.70),
                (-k.shoulder, 0.775),
                (-k.shoulder * 0.6, 0.815),
                (0, 0.835),
                (k.shoulder * 0.6, 0.815),
                (k.shoulder * 0.92, 0.765),
                (k.shoulder * 0.85, 0.66),
                (k.waist * 1.2, 0.52),
            ]
        ),
        b.round(o.colour),
    )


Seat = Callable[[Scene, float, float, float], None]


def draw_person(
    sc: Scene,
    index: int,
    person: Person,
    x: float,
    y: float,
    unit: float,
    face: int,
    turn: str = "side",
    seat: Seat | None = None,
) -> None:
    """Draw one person standing at (x, y), where a grown person would be `unit` high."""
    o = dressed(
        person,
        np.random.default_rng([sc.spec.seed, index, 77]),
        sc.look.snow and not sc.look.indoor,
    )
    h = (
        unit
        * {"child": 0.60, "old": 0.95}.get(o.age, 1.0)
        * (0.95 if o.female and o.age != "child" else 1.0)
    )
    big = 1.3 if o.age == "child" else 1.0
    lean = 0.07 if o.age == "old" else (0.03 if o.pose == "walking" else 0.0)
    b = Body(sc, x, y, h, face, lean)
    if o.pose == "riding":
        box = horse(sc, x, y, unit * 0.92, face, saddle=True)
        rider = Body(sc, x - face * 0.03 * h, y - unit * 0.33, h, face, lean)
        _rider(rider, o, big, turn)
        b.lo, b.hi = (
            np.minimum(rider.lo, np.array(box[:2])),
            np.maximum(rider.hi, np.array(box[2:])),
        )
    elif o.pose == "sitting":
        shadow(sc, x, y, h * 0.26)
        if seat is not None:
            seat(sc, x - face * h * 0.03, y, h)
        _seated(b, o, turn, big)
    elif o.pose == "lying":
        shadow(sc, x, y, h * 0.5)
        _lying(b, o, big)
    elif o.pose == "kneeling":
        shadow(sc, x, y, h * 0.26)
        _kneeling(b, o, turn, big)
    else:
        shadow(sc, x, y, h * (0.2 if o.cut.hem > 0.1 else 0.24))
        _upright(b, o, turn, o.pose == "walking", big)
    lo, hi = b.lo, b.hi
    sc.graph.figures.append(
        Figure(index, (float(lo[0]), float(lo[1]), float(hi[0]), float(hi[1])), o.pose)
    )


def _rider(b: Body, o: Outfit, big: float, turn: str) -> None:
    cloth = hexc("#4a4a52") if o.cut.hem > 0.1 else o.colour
    b.put(
        ribbon(smooth([(0.0, 0.42), (0.10, 0.33), (0.06, 0.12)], closed=False), [0.11, 0.08, 0.05]),
        shade(cloth, 0.9),
    )
    b.put(_curve([(0.02, 0.14), (0.02, 0.06), (0.13, 0.06), (0.09, 0.13)], 4), BOOT)
    upper = Body(b.sc, b.x, b.y + 0.13 * b.h, b.h, b.d, b.lean)
    tails = pts(
        [(-o.cut.waist, 0.58), (-o.cut.flare * 1.2, 0.42), (0.06, 0.46), (o.cut.waist, 0.58)]
    )
    upper.put(tails, b.round(o.colour))
    _garment_top(upper, o)
    arm = smooth([(0.0, 0.775), (0.02, 0.64), (0.16, 0.62)], closed=False, n=6)
    upper.put(ribbon(arm, [o.cut.sleeve, o.cut.sleeve, o.cut.sleeve * 0.7]), shade(o.colour, 0.85))
    _head(upper, o, 0.02, 0.915, 0.066 * big, "side" if turn == "back" else turn)
    b.lo, b.hi = upper.lo, np.maximum(b.hi, upper.hi)
