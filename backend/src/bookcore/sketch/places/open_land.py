"""Field and steppe."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import flowers, hills, meadow, path
from bookcore.sketch.nature.grove import poplar
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree, oak
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.plains import idol, sheaves
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.outdoors import haystack
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth


@place("field", 4)
def field_(sc: Scene) -> None:
    """Crops in long rows, a hay meadow, or ploughland under a great sky."""
    v = sc.variant
    if v == 3:
        sheaves(sc)
        return
    sc.horizon = sc.u(48, 62)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 7, 0.82, mix(sc.look.spruce, sc.look.grass, 0.4), 1.3)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 0.8, sc.u(4, 7), 0.62, "leaf", 0.6)
    crop = sc.look.crop if v != 1 else sc.look.grass
    if v == 2 and not sc.look.snow:
        crop = hexc("#86664a")
    meadow(sc, sc.horizon + 0.5, crop, mix(crop, sc.look.grass, 0.3), 160)
    if v != 1:
        _rows(sc, crop)
    if v == 0 and not sc.look.snow:
        _ears(sc, crop)
    if v == 1:
        for i in range(sc.count(4, 6)):
            k = (i + 0.5) / 6
            haystack(sc, sc.w * sc.u(0.06, 0.94), sc.horizon + 5 + 22 * k, 6 + 8 * k)
        sc.present.add("haystack")
    path(
        sc, sc.w * sc.u(0.3, 0.7), sc.horizon + 1.4, sc.w * sc.u(0.2, 0.8), sc.u(9, 15), sc.u(-6, 6)
    )
    if sc.chance(0.6):
        x = sc.w * (0.5 + sc.side * -0.33)
        (oak if sc.chance(0.4) else leaf_tree)(sc, x, sc.horizon + 13, sc.u(28, 40))
    if v != 2:
        flowers(sc, 0, sc.w, 78, 99, 70)
    sc.stage = Stage(sc.w * 0.22, sc.w * 0.78, 78, 92, 26)


def _rows(sc: Scene, crop: tuple[float, float, float]) -> None:
    vx = sc.w * sc.u(0.35, 0.65)
    dark, light = [], []
    for k in np.linspace(-3.2, 3.2, 34):
        x = sc.w / 2 + k * sc.w * 0.75
        y0 = sc.horizon + 2.2
        dark.append(pts([(vx + k * 9, y0), (x, 102), (x + 3.4, 102)]))
        light.append(pts([(vx + k * 9 + 0.6, y0), (x + 3.8, 102), (x + 5.8, 102)]))
    sc.cv.fill(dark, shade(crop, 0.68), 0.42, blur=0.2)
    sc.cv.fill(light, shade(crop, 1.2), 0.26, blur=0.2)


def _ears(sc: Scene, crop: tuple[float, float, float]) -> None:
    for tone, n in ((0.62, 150), (1.18, 120)):
        ears = []
        for _ in range(n):
            x, k = sc.u(-1, sc.w + 1), sc.u(0.5, 1)
            y, h = 78 + 24 * k, 5 + 7 * k
            lean = sc.u(-0.5, 0.9) * 1.6
            ears.append(
                ribbon([(x, y), (x + lean * 0.3, y - h * 0.6), (x + lean, y - h)], [0.16, 0.10])
            )
            ears.append(ellipse(x + lean, y - h, 0.34, 1.2, 9))
        sc.front(lambda e=ears, t=tone: sc.cv.fill(e, shade(crop, t), 0.8))  # type: ignore[misc]  # mypy cannot type defaults of a lambda


@place("steppe", 4)
def steppe(sc: Scene) -> None:
    """Feather grass to the rim of the world; a barrow, a ravine, or a well by the track."""
    v = sc.variant
    if v == 3:
        idol(sc)
        return
    sc.horizon = sc.u(56, 70)
    paint_sky(sc)
    dry = (
        sc.look.grass
        if sc.look.season in ("spring", "winter")
        else mix(sc.look.grass, hexc("#c9ae6a"), 0.62)
    )
    hills(sc, sc.horizon - 0.5, 3.5, 0.85, dry, 0.9)
    if v == 0:
        mound = smooth(
            [
                (sc.w * 0.5, sc.horizon + 3),
                (sc.w * 0.58, sc.horizon - 3),
                (sc.w * 0.68, sc.horizon - 6.5),
                (sc.w * 0.78, sc.horizon - 3.2),
                (sc.w * 0.9, sc.horizon + 3),
            ],
            closed=False,
        )
        with sc.far(0.45):
            sc.cv.fill(
                np.concatenate(
                    [mound, [[sc.w * 0.9, sc.horizon + 4], [sc.w * 0.5, sc.horizon + 4]]]
                ),
                Grad((shade(dry, 1.05), shade(dry, 0.8))),
            )
    meadow(sc, sc.horizon + 1, dry, None, 420)
    path(
        sc,
        sc.w * sc.u(0.3, 0.7),
        sc.horizon + 1.5,
        sc.w * sc.u(0.1, 0.9),
        sc.u(8, 14),
        sc.u(-12, 12),
    )
    if v == 1:
        bed = smooth(
            [
                (sc.w * 0.62, sc.horizon + 6),
                (sc.w * 0.8, sc.horizon + 9),
                (sc.w * 1.05, sc.horizon + 8),
                (sc.w * 1.05, sc.horizon + 17),
                (sc.w * 0.8, sc.horizon + 15),
            ],
            n=8,
        )
        sc.cv.fill(bed, Grad((shade(sc.look.earth, 0.62), sc.look.earth)), blur=0.5)
    if v == 2:
        for k in range(3):
            with sc.far(0.3):
                poplar(sc, sc.w * (0.16 + 0.035 * k) + sc.u(-1, 1), sc.horizon + 4, sc.u(13, 18))
    _feather(sc, dry)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, 80, 92, 24)


def _feather(sc: Scene, c: tuple[float, float, float]) -> None:
    if sc.look.snow:
        return
    for tone, n in ((0.7, 90), (1.35, 120)):
        plumes = []
        for _ in range(n):
            x, k = sc.u(-2, sc.w + 2), sc.u(0, 1)
            y, h = 82 + 22 * k, 4 + 8 * k
            bend = h * (0.5 + 0.4 * sc.u(0, 1)) * -sc.side
            plumes.append(
                ribbon(
                    smooth(
                        [
                            (x, y),
                            (x + bend * 0.15, y - h * 0.6),
                            (x + bend * 0.6, y - h),
                            (x + bend * 1.1, y - h * 0.92),
                        ],
                        closed=False,
                        n=5,
                    ),
                    [0.12, 0.30, 0.05],
                )
            )
        sc.cv.fill(plumes, shade(c, tone), 0.6)
