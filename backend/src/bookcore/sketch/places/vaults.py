"""Kitchen and tavern under vaults of stone."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.places.room import room, set_table, window_view
from bookcore.sketch.props.hearths import fireplace
from bookcore.sketch.props.lights import candle, lantern
from bookcore.sketch.props.tableware import barrel, bottle, bread, bucket, fruit
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, ellipse, pts, rect, smooth, stroke


def _vault(sc: Scene, stone: RGB, centres: tuple[float, ...], half: float, spring: float) -> None:
    """Round bays on the wall, with the pillars between them and their stones."""
    cv = sc.cv
    for cx in centres:
        bay = np.concatenate(
            [arc(cx, spring, half, spring - 4, 180, 360, 30), [[cx + half, 72], [cx - half, 72]]]
        )
        cv.fill(bay, Grad((shade(stone, 0.58), shade(stone, 0.80))))
        rim = np.concatenate([arc(cx, spring, half + 3.0, spring - 1.4, 180, 360, 30),
                              arc(cx, spring, half, spring - 4, 360, 180, 30)])  # fmt: skip
        cv.fill(rim, shade(stone, 1.12))
        joints = [stroke(cx + half * c, spring + (spring - 4) * s, cx + (half + 3) * c, spring + (spring - 1.4) * s, 0.25)
                  for c, s in ((float(np.cos(a)), float(np.sin(a))) for a in np.linspace(np.pi, 2 * np.pi, 15))]  # fmt: skip
        cv.fill(joints, shade(stone, 0.5), 0.8)
        for k in (-1, 1):
            x = cx + k * (half + 1.5)
            run = (shade(stone, 0.66), shade(stone, 1.1), shade(stone, 0.8))
            cv.fill(rect(x - 2.4, spring, x + 2.4, 73), Grad(run if sc.side > 0 else run[::-1], 0))
            cv.fill(rect(x - 3.2, spring - 1.4, x + 3.2, spring + 0.8), shade(stone, 1.18))


def _hams(sc: Scene, xs: tuple[float, ...]) -> None:
    for x in xs:
        sc.cv.fill(stroke(x, -2, x, 13, 0.25), hexc("#3a2c20"))
        form = smooth(
            [(x, 12), (x - 2.6, 17), (x - 2.2, 22), (x, 23.5), (x + 2.4, 21), (x + 2.2, 16)], n=5
        )
        sc.cv.fill(form, Grad((hexc("#8a4a3a"), hexc("#b5705a"), hexc("#6a3428")), 0))


def vaulted_kitchen(sc: Scene) -> None:
    """Under an arch the fire; copper on the wall, herbs and hams from the ceiling."""
    w, d, cv = sc.w, sc.side, sc.cv
    stone = sc.pick(hexc("#b8ab94"), hexc("#aeb0a8"), hexc("#b59c86"))
    room(sc, stone, hexc("#8a7a68"), line=72, panel=False, paper=False, depth=False)
    hearth = w * (0.5 + 0.10 * d)
    _vault(sc, stone, (hearth,), 33, 37)
    fireplace(sc, hearth, 80, 42)
    sc.take(hearth - 24, hearth + 24)
    window_view(sc, w * (0.5 - 0.37 * d), 32, 17, 28)
    shelf = w * (0.5 + 0.42 * d)
    sc.against_wall(shelf, 58, 24, 40)
    for k, y in enumerate((26.0, 40.0, 54.0)):
        cv.fill(rect(shelf - 11, y, shelf + 11, y + 1.3), Grad((hexc("#8a6440"), hexc("#4f3824"))))
        for i in range(3):
            x, r = shelf - 7 + 7 * i, 2.7 - 0.2 * ((i + k) % 2)
            copper = Grad((hexc("#6a3820"), hexc("#d98a52"), hexc("#8a4a28")), 0)
            cv.fill(rect(x - r, y - 1.7 * r, x + r, y), copper)
            cv.fill(stroke(x + r, y - 1.3 * r, x + r + 2.2, y - 1.6 * r, 0.5), hexc("#6a3820"))
    _hams(sc, (w * (0.5 - 0.20 * d), w * (0.5 - 0.15 * d)))
    bunches = [
        smooth([(x, 6), (x - 2, 13), (x, 17), (x + 2, 13)], n=5)
        for x in (w * (0.5 - 0.26 * d), w * (0.5 - 0.30 * d))
    ]
    cv.fill(bunches, hexc("#6f7f4a"))
    set_table(sc, w * (0.5 - 0.22 * d), 2.2, None, 20)
    if sc.table:
        bread(sc, sc.table[0] + 6, sc.table[2], 4.2)
        fruit(sc, sc.table[1] - 7, sc.table[2], 6)
    bucket(sc, w * (0.5 + 0.30 * d), 93, 9)
    sc.take(w * (0.5 + 0.30 * d) - 5, w * (0.5 + 0.30 * d) + 5, 93)
    sc.present.update({"fireplace", "stove", "window", "bread", "fruit", "bucket"})


def vaulted_tavern(sc: Scene) -> None:
    """A cellar of two bays, great casks in one, a table by candlelight before the other."""
    w, d, cv = sc.w, sc.side, sc.cv
    stone = sc.pick(hexc("#9a8a72"), hexc("#8f8a82"), hexc("#a08468"))
    room(sc, stone, hexc("#6d5a48"), line=72, panel=False, paper=False, depth=False)
    _vault(sc, stone, (w * 0.27, w * 0.73), 29, 34)
    casks = w * (0.5 + 0.23 * d)
    wood = hexc("#7d5a38")
    for k in (-1, 1):
        x = casks + k * 13
        ring = ellipse(x, 60, 12.4, 12.8, 40)
        cv.fill(ring, Grad((shade(wood, 0.6), shade(wood, 0.4))))
        cv.fill(ellipse(x, 60, 10.6, 11.0, 40), Grad((shade(wood, 1.2), shade(wood, 0.8))))
        cv.fill([stroke(x + t * 10, 60 - 11 * (1 - t * t) ** 0.5, x + t * 10, 60 + 11 * (1 - t * t) ** 0.5, 0.3)
                 for t in (-0.7, -0.35, 0.0, 0.35, 0.7)], shade(wood, 0.5), 0.8)  # fmt: skip
        cv.fill(rect(x - 0.8, 66, x + 0.8, 71.5), hexc("#c79a4a"))
        cv.fill(pts([(x - 12, 76), (x - 8, 71), (x + 8, 71), (x + 12, 76)]), shade(wood, 0.42))
    sc.against_wall(casks, 76, 54, 30)
    sc.take(casks - 26, casks + 26)
    niche = w * (0.5 - 0.23 * d)
    for y in (38.0, 50.0):
        cv.fill(rect(niche - 19, y, niche + 19, y + 1.3), Grad((hexc("#8a6440"), hexc("#4f3824"))))
        for k in range(6):
            if (k + int(y)) % 4:
                bottle(sc, niche - 15 + 6 * k, y, sc.u(6.5, 9))
    sc.against_wall(niche, 51, 40, 22)
    barrel(sc, w * (0.5 - 0.45 * d), 92, 17)
    sc.take(w * (0.5 - 0.45 * d) - 7, w * (0.5 - 0.45 * d) + 7, 92)
    cv.fill(stroke(w * 0.5, -2, w * 0.5, 14, 0.25), hexc("#20160f"))
    lantern(sc, w * 0.5, 23, 9)
    _hams(sc, (w * 0.07, w * 0.93))
    set_table(sc, w * (0.5 - 0.12 * d), 2.8, None, 19)
    if sc.table and "candle" not in sc.present:
        candle(sc, (sc.table[0] + sc.table[1]) / 2, sc.table[2], 7)
        sc.present.add("candle")
    sc.present.update({"barrel", "bottle", "lantern", "window"})
