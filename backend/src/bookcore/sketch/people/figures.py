"""Small figures without drawn faces: seen from behind, from the side, or too small for features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bookcore.scene.spec import Person
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.materials import BOOT
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.people.body import Body, curve
from bookcore.sketch.people.garments import (
    GESTURES,
    draw_arms,
    draw_bodice,
    draw_garment,
    draw_legs,
)
from bookcore.sketch.people.heads import draw_head
from bookcore.sketch.people.wardrobe import Outfit, dressed, trim_of
from bookcore.sketch.props.creatures import horse
from bookcore.sketch.scene import Figure, Scene
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth


def _upright(b: Body, o: Outfit, turn: str, walking: bool, big_head: float, gesture: int) -> None:
    stride = 0.075 if walking else 0.0
    draw_legs(b, o, stride)
    if o.age == "old" and not o.female:
        b.put(ribbon([(0.20, 0.0), (0.175, 0.50)], [0.014]), hexc("#5a4030"))
    draw_garment(b, o, front=turn != "back")
    stick = o.age == "old" and not o.female
    draw_arms(
        b, o, 0.055 if walking else (0.10 if stick else 0.0), 0 if walking or stick else gesture
    )
    draw_head(b, o, 0.012, 0.915, 0.066 * big_head, turn)


def _seated(b: Body, o: Outfit, turn: str, big_head: float) -> None:
    c = o.colour
    _ = turn
    if o.cut.hem < 0.1 or o.garment in ("coat", "fur_coat", "caftan"):
        b.put([ellipse(0.27, 0.012, 0.05, 0.016, 12)], BOOT)
        b.put(
            curve(
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
                curve([(0.17 + s, 0.045), (0.17 + s, 0.0), (0.27 + s, 0.0), (0.22 + s, 0.045)], 4),
                BOOT,
            )
    upper = Body(b.sc, b.x - b.d * 0.02 * b.h, b.y + 0.245 * b.h, b.h, b.d, b.lean)
    k = o.cut
    torso = curve(
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
            curve([(-0.034, 0.826), (0.03, 0.836), (0.052, 0.818), (0.022, 0.802)], 4), trim_of(o)
        )
    arm = smooth([(0.0, 0.775), (0.015, 0.63), (0.15, 0.575)], closed=False, n=6)
    upper.put(ellipse(0.16, 0.573, 0.024, 0.02, 12), o.skin)
    upper.put(ribbon(arm, [k.sleeve * 1.1, k.sleeve, k.sleeve * 0.75]), b.round(shade(c, 0.9)))
    draw_head(upper, o, 0.02, 0.915, 0.066 * big_head, "side")
    b.lo, b.hi = np.minimum(b.lo, upper.lo), np.maximum(b.hi, upper.hi)


def _lying(b: Body, o: Outfit, big_head: float) -> None:
    c = o.colour
    b.put([ellipse(0.48, 0.03, 0.03, 0.035, 12)], BOOT)
    form = curve(
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
        curve([(-0.46, 0.02), (-0.47, 0.12), (-0.40, 0.15), (-0.33, 0.13), (-0.34, 0.03)]),
        b.round(o.hair),
    )
    b.put(
        curve(
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
        curve(
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
    draw_bodice(upper, o)
    arm = smooth([(0.02, 0.775), (0.10, 0.66), (0.16, 0.73)], closed=False, n=6)
    upper.put(ellipse(0.165, 0.742, 0.022, 0.024, 12), o.skin)
    upper.put(ribbon(arm, [o.cut.sleeve, o.cut.sleeve, o.cut.sleeve * 0.7]), shade(c, 0.88))
    draw_head(upper, o, 0.02, 0.915, 0.066 * big_head, turn)
    b.lo, b.hi = np.minimum(b.lo, upper.lo), np.maximum(b.hi, upper.hi)


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
    pose: str | None = None,
) -> None:
    """Draw one person standing at (x, y), where a grown person would be `unit` high."""
    o = dressed(
        person,
        np.random.default_rng([sc.spec.seed, index, 77]),
        sc.look.snow and not sc.look.indoor,
    )
    if pose is not None:
        o = replace(o, pose=pose)
    h = (
        unit
        * {"child": 0.60, "old": 0.95}.get(o.age, 1.0)
        * (0.95 if o.female and o.age != "child" else 1.0)
    )
    big = 1.3 if o.age == "child" else 1.0
    lean = 0.07 if o.age == "old" else (0.03 if o.pose == "walking" else 0.0)
    b = Body(sc, x, y, h, face, lean)
    _cast(sc, x, y, h, o.pose)
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
        drawn = int(np.random.default_rng([sc.spec.seed, index, 79]).integers(GESTURES))
        _upright(b, o, turn, o.pose == "walking", big, 0 if turn == "back" else drawn)
    lo, hi = b.lo, b.hi
    sc.graph.figures.append(
        Figure(index, (float(lo[0]), float(lo[1]), float(hi[0]), float(hi[1])), o.pose)
    )


def _cast(sc: Scene, x: float, y: float, h: float, pose: str) -> None:
    """The long shadow of a low sun, away from where the light comes from."""
    look = sc.look
    if look.indoor or look.dark or look.overcast > 0.5 or pose in ("lying", "riding"):
        return
    reach = {"dawn": 0.9, "dusk": 0.8, "evening": 0.75, "morning": 0.5}.get(look.time, 0.26)
    d = -sc.side * h
    form = pts([(x - h * 0.07, y), (x + d * reach * 0.7 - h * 0.08, y + h * 0.045),
                (x + d * reach, y + h * 0.075), (x + d * reach * 0.8, y + h * 0.10),
                (x + h * 0.07, y + h * 0.03)])  # fmt: skip
    sc.cv.fill(form, shade(look.haze, 0.18), 0.24, raw=True, blur=h * 0.02)


def _rider(b: Body, o: Outfit, big: float, turn: str) -> None:
    cloth = hexc("#4a4a52") if o.cut.hem > 0.1 else o.colour
    b.put(
        ribbon(smooth([(0.0, 0.42), (0.10, 0.33), (0.06, 0.12)], closed=False), [0.11, 0.08, 0.05]),
        shade(cloth, 0.9),
    )
    b.put(curve([(0.02, 0.14), (0.02, 0.06), (0.13, 0.06), (0.09, 0.13)], 4), BOOT)
    upper = Body(b.sc, b.x, b.y + 0.13 * b.h, b.h, b.d, b.lean)
    tails = pts(
        [(-o.cut.waist, 0.58), (-o.cut.flare * 1.2, 0.42), (0.06, 0.46), (o.cut.waist, 0.58)]
    )
    upper.put(tails, b.round(o.colour))
    draw_bodice(upper, o)
    arm = smooth([(0.0, 0.775), (0.02, 0.64), (0.16, 0.62)], closed=False, n=6)
    upper.put(ribbon(arm, [o.cut.sleeve, o.cut.sleeve, o.cut.sleeve * 0.7]), shade(o.colour, 0.85))
    draw_head(upper, o, 0.02, 0.915, 0.066 * big, "side" if turn == "back" else turn)
    b.lo, b.hi = upper.lo, np.maximum(b.hi, upper.hi)
