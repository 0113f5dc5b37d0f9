"""Clothes, arms and legs of small figures."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.materials import BOOT
from bookcore.sketch.people.body import Body, curve
from bookcore.sketch.people.wardrobe import Outfit, trim_of
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth


def draw_garment(b: Body, o: Outfit, top: float = 0.815, front: bool = True) -> None:
    k, c = o.cut, o.colour
    waist = 0.60 if o.female and k.hem < 0.1 else 0.55
    if k.hem < 0.1:
        hem = k.hem
        skirt = curve(
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
    torso = curve(
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
    if not front and o.garment not in ("cloak", "shawl", "fur_coat", "rags"):
        seam = ribbon([(0.0, 0.80), (0.0, waist)], [0.005])
        b.put(seam, shade(c, 0.6), 0.5)
    elif o.garment in ("frock_coat", "suit", "coat"):
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
        b.put(curve([(-0.034, 0.826), (0.03, 0.836), (0.052, 0.818), (0.022, 0.802)], 4), t, 0.95)
        b.put(ribbon([(-k.waist * 1.02, waist), (k.waist * 1.02, waist)], [0.020]), shade(c, 0.62))
    elif o.garment == "apron":
        b.put(
            curve(
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
        wrap = curve(
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
                curve(
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
        over = curve(
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


# Shoulder to hand, elbow between, as shares of the shoulder and of the height: the fore arm, and
# the back one where it does not hang.
_FORE = (
    None,
    ((0.055, 0.66), (0.135, 0.715)),  # speaking
    ((0.030, 0.68), (0.030, 0.695)),  # a hand on the chest
    ((0.030, 0.665), (-0.035, 0.655)),  # folded
    ((0.085, 0.72), (0.175, 0.735)),  # showing
    ((-0.010, 0.66), (-0.055, 0.585)),  # behind the back
    ((0.060, 0.665), (0.012, 0.600)),  # a hand at the waist
)
GESTURES = len(_FORE)


def draw_arms(b: Body, o: Outfit, swing: float, gesture: int = 0) -> None:
    """Both arms: hanging, or busy with a gesture."""
    k, c = o.cut, o.colour
    if o.garment == "cloak":
        return
    s, w = k.shoulder * 0.92, k.sleeve
    hung = (-s + 0.012 - swing, 0.53)
    back_joint = (-s - 0.022 - swing * 0.5, 0.66)
    if gesture == 3:
        back_joint, hung = (-s - 0.030, 0.665), (0.02, 0.645)
    back = smooth([(-s, 0.785), back_joint, hung], closed=False, n=6)
    move = _FORE[gesture]
    if move is not None:
        (jx, jy), (hx, hy) = move
        joint, hand = (s + jx, jy), (hx + (s if hx > 0.1 else 0.0), hy)
    elif o.female and swing == 0.0:
        joint, hand = (s + 0.035, 0.67), (0.035, 0.605)
    else:
        joint, hand = (s + 0.022 + swing * 0.4, 0.66), (s + 0.004 + swing, 0.53)
    fore = smooth([(s * 0.9, 0.785), joint, hand], closed=False, n=6)
    drop = 0.0 if move is not None else 0.012
    hands = [ellipse(hung[0], hung[1] - 0.012, 0.020, 0.024, 12),
             ellipse(hand[0], hand[1] - drop, 0.022, 0.022, 12)]  # fmt: skip
    if gesture == 5:
        hands = hands[:1]
    b.put(hands, o.skin)
    b.put(ribbon(back, [w, w * 0.95, w * 0.72]), b.round(shade(c, 0.86)))
    b.put(ribbon(fore, [w * 1.05, w, w * 0.74]), b.round(shade(c, 1.03)))
    if move is None:
        b.put(ribbon(fore + np.array([-w * 0.5, 0.0]), [0.006]), shade(c, 0.5), 0.45)
    elif gesture != 5:
        b.put(ellipse(hand[0], hand[1], 0.021, 0.021, 12), o.skin)


def draw_legs(b: Body, o: Outfit, stride: float) -> None:
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
            curve(
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


def draw_bodice(b: Body, o: Outfit) -> None:
    k = o.cut
    b.put(
        curve(
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
