"""Further views of open country: sheaves near at hand, a stone figure, a tarn, a lost battle."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import (
    boulder,
    flowers,
    hills,
    meadow,
    mist,
    mottle,
    path,
    shadow,
    stones,
)
from bookcore.sketch.nature.mountains import peaks
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import birds, paint_sky
from bookcore.sketch.nature.trees import bare_tree, pine, spruce
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.props.camp import cannon, smoke
from bookcore.sketch.props.creatures import crow
from bookcore.sketch.props.outdoors import haystack
from bookcore.sketch.props.vehicles import wheel
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth, stroke


def _sheaf(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#d2ab58")
    shadow(sc, x, y, h * 0.5)
    body = smooth([(x - h * 0.34, y), (x - h * 0.13, y - h * 0.5), (x - h * 0.34, y - h), (x, y - h * 1.08),
                   (x + h * 0.34, y - h), (x + h * 0.13, y - h * 0.5), (x + h * 0.34, y)], n=6)  # fmt: skip
    run = (shade(c, 0.62), c, shade(c, 1.16))
    sc.cv.fill(body, Grad(run if sc.side > 0 else run[::-1], 0))
    straws = [ribbon([(x + t * h * 0.30, y), (x + t * h * 0.12, y - h * 0.5), (x + t * h * 0.36, y - h * 1.1)],
                     [h * 0.02]) for t in np.linspace(-1, 1, 9)]  # fmt: skip
    sc.cv.fill(straws, shade(c, 0.66), 0.6)
    sc.cv.fill(ellipse(x, y - h * 0.5, h * 0.17, h * 0.06, 14), shade(c, 0.55))


def sheaves(sc: Scene) -> None:
    """Stubble under a great sky, sheaves set up close before the eye."""
    sc.horizon = sc.u(66, 72)
    paint_sky(sc)
    hills(sc, sc.horizon - 1, 4, 0.86, mix(sc.look.spruce, sc.look.grass, 0.4), 1.3)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 0.8, 3.4, 0.62, "leaf", 0.6)
    crop = sc.look.crop
    meadow(sc, sc.horizon + 0.5, crop, mix(crop, sc.look.grass, 0.3), 120)
    birds(sc, sc.w * (0.5 - 0.2 * sc.side), 24, 7, 1.8)
    for k in range(9):
        t = (k % 3) / 2
        x = sc.w * (0.06 + 0.11 * k) + sc.u(-3, 3)
        draw = haystack if sc.look.snow else _sheaf
        with sc.far(0.30 * (1 - t)):
            draw(sc, x, sc.horizon + 5 + 12 * t, 5 + 6 * t)
    if not sc.look.snow:
        d = sc.side
        sc.front(lambda: _sheaf(sc, sc.w * (0.5 + d * 0.42), 104, 34))
        sc.front(lambda: _sheaf(sc, sc.w * (0.5 + d * 0.30), 106, 27))
    sc.present.add("haystack")
    sc.stage = Stage(sc.w * 0.20, sc.w * 0.70, 84, 94, 25)
    if sc.side < 0:
        sc.stage = Stage(sc.w * 0.30, sc.w * 0.80, 84, 94, 25)


def idol(sc: Scene) -> None:
    """A stone figure on a rise in the steppe, a track below it, a great sky."""
    sc.horizon = sc.u(70, 75)
    d = sc.side
    paint_sky(sc)
    dry = mix(sc.look.grass, hexc("#c9ae6a"), 0.5) if not sc.look.snow else sc.look.grass
    hills(sc, sc.horizon - 0.5, 5, 0.85, dry, 1.4)
    meadow(sc, sc.horizon + 1, dry, None, 300)
    x = sc.w * (0.5 - 0.26 * d)
    rise = smooth(
        [
            (x - 66, 92),
            (x - 40, 80),
            (x, 73.5),
            (x + 40, 80),
            (x + 66, 92),
            (x + 66, 103),
            (x - 66, 103),
        ],
        n=8,
    )
    sc.cv.fill(rise, Grad((shade(dry, 1.02), shade(dry, 0.74))))
    stone = hexc("#8f8a80")
    run = (shade(stone, 0.6), stone, shade(stone, 1.2))
    form = smooth([(x - 5, 76), (x - 5.6, 62), (x - 5.2, 55), (x - 2.6, 53), (x - 3.0, 48), (x, 44.6),
                   (x + 3.0, 48), (x + 2.6, 53), (x + 5.2, 55), (x + 5.6, 62), (x + 5, 76)], n=6)  # fmt: skip
    shadow(sc, x, 76, 9)
    sc.cv.fill(form, Grad(run if d > 0 else run[::-1], 0))
    lines = [ribbon(smooth([(x - 3.8, 60), (x, 64.5), (x + 3.8, 60)], closed=False), [0.5]),
             stroke(x - 1.2, 49.6, x + 1.2, 49.6, 0.35), stroke(x, 48.4, x, 50.6, 0.35)]  # fmt: skip
    sc.cv.fill(lines, shade(stone, 0.5), 0.8)
    path(sc, sc.w * (0.5 + 0.3 * d), sc.horizon + 1.5, sc.w * (0.5 + 0.1 * d), 18, 10 * d)
    flowers(sc, 0, sc.w, 84, 100, 50)
    birds(sc, sc.w * (0.5 + 0.22 * d), 30, 3, 2.6)
    sc.take(x - 8, x + 8)
    sc.stage = Stage(
        sc.w * 0.40 if d > 0 else sc.w * 0.14, sc.w * 0.86 if d > 0 else sc.w * 0.60, 86, 95, 25
    )


def tarn(sc: Scene) -> None:
    """A small lake under the peaks, the range mirrored in it."""
    sc.horizon = sc.u(46, 52)
    d = sc.side
    paint_sky(sc)
    rock = hexc("#76809a")
    snowy = 0.5 if not sc.look.snow else 0.85
    peaks(sc, sc.horizon + 1, 42, 0.66, rock, snowy, 4)
    mist(sc, sc.horizon - 2, 7, 0.45)
    peaks(sc, sc.horizon + 3, 18, 0.46, shade(rock, 0.84), snowy * 0.4, 6)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 5, 7, 0.4, "spruce", 0.45)
    water(sc, sc.horizon + 5, 101, None, 0.96, hexc("#b4c4d4") if sc.look.snow else None)
    sparkle(sc, sc.w * (0.5 + 0.2 * d), sc.horizon + 6, 82)
    mist(sc, sc.horizon + 6, 4, 0.4)
    ground = mix(sc.look.grass, hexc("#8a8672"), 0.45)
    shore = smooth([(-4, 84), (sc.w * 0.24, 82), (sc.w * 0.5, 87), (sc.w * 0.8, 84), (sc.w + 4, 80),
                    (sc.w + 4, 104), (-4, 104)], n=8)  # fmt: skip
    sc.cv.fill(shore, Grad((shade(ground, 1.02), shade(ground, 0.66))))
    stones(sc, 0, sc.w, 84, 98, 14, 2.6)
    boulder(sc, sc.w * (0.5 + 0.40 * d), 94, 9)
    boulder(sc, sc.w * (0.5 + 0.28 * d), 97, 5)
    for k in range(3):
        (pine if k == 1 else spruce)(
            sc, sc.w * (0.5 - d * (0.34 + 0.06 * k)), 88 + 4 * k, 44 + 12 * k
        )
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.74, 89, 96, 23)


def after_battle(sc: Scene) -> None:
    """The field in the evening of a battle: a gun without its wheel, crows, smoke far off."""
    sc.horizon = sc.u(42, 48)
    d = sc.side
    paint_sky(sc)
    hills(sc, sc.horizon - 1, 7, 0.82, mix(sc.look.grass, hexc("#8a7f6a"), 0.5), 2.0)
    worn = mix(sc.look.grass, hexc("#7c6a50"), 0.6) if not sc.look.snow else hexc("#d9dfe8")
    meadow(sc, sc.horizon + 1, worn, None, 120)
    mottle(sc, sc.horizon + 4, 101, hexc("#54432f"), 0.6, 7)
    for k in range(4):
        with sc.far(0.55):
            smoke(sc, sc.w * (0.14 + 0.24 * k), sc.horizon + sc.u(1, 4), sc.u(20, 36))
    pits = [ellipse(sc.u(0.05, 0.95) * sc.w, y, 2 + (y - sc.horizon) * 0.16, 0.6 + (y - sc.horizon) * 0.035)
            for y in (sc.u(sc.horizon + 8, 90) for _ in range(9))]  # fmt: skip
    sc.cv.fill(pits, shade(worn, 0.52), 0.7, blur=0.4)
    wood = hexc("#5a4636")
    stakes = [stroke(x, y, x + sc.u(-2, 2), y - h, 0.5 + h * 0.02) for x, y, h in
              ((sc.w * sc.u(0.04, 0.96), sc.horizon + 9, sc.u(3, 7)) for _ in range(16))]  # fmt: skip
    with sc.far(0.25):
        sc.cv.fill(stakes, wood)
    gun = sc.w * (0.5 + 0.28 * d)
    cannon(sc, gun, 88, 14)
    sc.take(gun - 16, gun + 16)
    sc.cv.fill(wheel(sc.w * (0.5 - 0.34 * d), 88, 7), shade(wood, 0.8))
    staff = sc.w * (0.5 - 0.18 * d)
    sc.cv.fill(stroke(staff, 84, staff - d * 8, 56, 0.7), wood)
    rag = pts(
        [
            (staff - d * 7.8, 57),
            (staff - d * 18, 61),
            (staff - d * 16, 66),
            (staff - d * 19, 71),
            (staff - d * 5.8, 65),
        ]
    )
    sc.cv.fill(rag, Grad((hexc("#8f4a42"), hexc("#5f3230"))))
    for x, y, h in (
        (0.5 + 0.30 * d, 77, 4.4),
        (0.5 - 0.02 * d, 94, 5.2),
        (0.5 - 0.40 * d, 95, 4.6),
    ):
        crow(sc, sc.w * x, y, h)
    bare_tree(sc, sc.w * (0.5 - d * 0.46), 94, 66, hexc("#39302a"))
    sc.present.update({"cannon", "flag", "smoke", "crow"})
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.70, 82, 94, 24)
