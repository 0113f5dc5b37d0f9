"""Further views: the porch of a cottage, a viaduct, the inside of a church."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.fronts import western
from bookcore.sketch.buildings.houses import country_house, gable_house
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.nature.ground import flowers, hills, meadow, mist, path, shadow
from bookcore.sketch.nature.grove import birch, bush
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.trees import leaf_tree
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.frames import bough
from bookcore.sketch.places.registry import place
from bookcore.sketch.props.outdoors import fence, well
from bookcore.sketch.props.train import engine
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import arc, ellipse, pts, rect, stroke


def before_the_door(sc: Scene) -> None:
    """A cottage near at hand with its yard: well, woodpile, fence, a tree over it."""
    d = sc.side
    sc.horizon = sc.u(60, 66)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 6, 0.8, sc.look.spruce)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 2, 12, 0.5, "mixed", 0.6)
    meadow(sc, sc.horizon + 3, mix(sc.look.grass, sc.look.earth, 0.2))
    x, base = sc.w * (0.5 - 0.20 * d), sc.horizon + 21
    for k in range(3):
        with sc.far(0.14):
            birch(sc, sc.w * (0.5 + (0.16 + 0.12 * k) * d), base - 9, 40 + 6 * k)
    if western(sc):
        gable_house(sc, x, base, 66, hexc("#a39684"), hexc("#9c8352"))
    else:
        country_house(sc, x, base, 66)
    log = hexc("#a07a50")
    px = sc.w * (0.5 + 0.12 * d)
    ends = [ellipse(px + (i - 2 + (r % 2) * 0.5) * 3.0, base + 1.5 - r * 2.5, 1.45, 1.25, 12)
            for r in range(4) for i in range(5 - r // 2)]  # fmt: skip
    shadow(sc, px, base + 3, 9)
    sc.cv.fill(ends, shade(log, 0.6))
    sc.cv.fill([e * 0.8 + e.mean(axis=0) * 0.2 for e in ends], shade(log, 1.15))
    well(sc, sc.w * (0.5 + 0.36 * d), base + 3, 22)
    sc.take(sc.w * (0.5 + 0.36 * d) - 9, sc.w * (0.5 + 0.36 * d) + 9)
    path(sc, x + 12 * d, base + 0.5, sc.w * 0.5, 24, 5 * d)
    bush(sc, x - d * 36, base + 3, 6)
    flowers(sc, 0, sc.w, base + 4, 100, 60)
    sc.front(
        lambda: fence(
            sc, -2 if d > 0 else sc.w * 0.70, sc.w * 0.30 if d > 0 else sc.w + 2, 101, 15, 0
        )
    )
    sc.front(lambda: bough(sc, d))
    sc.present.update({"fence", "well"})
    sc.stage = Stage(sc.w * 0.30, sc.w * 0.70, 87, 95, 27)


def viaduct(sc: Scene) -> None:
    """A train on a high viaduct across a river valley."""
    d = sc.side
    sc.horizon = sc.u(48, 54)
    paint_sky(sc)
    hills(sc, sc.horizon - 3, 14, 0.8, mix(sc.look.grass, sc.look.spruce, 0.5), 1.2)
    hills(sc, sc.horizon + 2, 9, 0.55, mix(sc.look.grass, sc.look.spruce, 0.3), 1.6)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 8, 7, 0.45, "mixed", 0.5)
    meadow(sc, sc.horizon + 9)
    bed = pts(
        [
            (sc.w * 0.40, sc.horizon + 9),
            (sc.w * 0.52, sc.horizon + 9),
            (sc.w * 0.78, 103),
            (sc.w * 0.18, 103),
        ]
    )
    water(sc, sc.horizon + 9, 101, bed, 0.85)
    mist(sc, sc.horizon + 9, 5, 0.34)
    stone = hexc("#a08f80") if not sc.look.snow else hexc("#c9cbd2")
    deck = sc.horizon - 4
    with sc.far(0.22):
        engine(sc, sc.w * (0.5 + 0.06 * d), deck - 3.4, 8.4, 5)
        piers = [rect(x - 1.7, deck, x + 1.7, sc.horizon + 22 - abs(x - sc.w / 2) * 0.10)
                 for x in np.linspace(-4, sc.w + 4, 10)]  # fmt: skip
        step = (sc.w + 8) / 9
        vaults = []
        for x in np.linspace(-4, sc.w + 4, 10)[:-1]:
            opening = arc(x + step / 2, deck + 9.5, step / 2 - 1.7, 7.0, 180, 360, 14)
            vaults.append(np.concatenate([opening, [[x + step - 1.6, deck], [x + 1.6, deck]]]))
        run = (shade(stone, 1.06), stone, shade(stone, 0.66))
        sc.cv.fill(piers, Grad(run))
        sc.cv.fill(vaults, stone)
        sc.cv.fill(
            rect(-2, deck - 3.4, sc.w + 2, deck + 1.6),
            Grad((shade(stone, 1.16), shade(stone, 0.8))),
        )
        sc.cv.fill([rect(-2, deck - 3.9, sc.w + 2, deck - 3.1)], shade(stone, 0.6))
    for k in range(2):
        leaf_tree(sc, sc.w * (0.5 - (0.38 + 0.09 * k) * d), 92 + 6 * k, 48 + 16 * k)
    flowers(sc, 0, sc.w, 86, 100, 60)
    sc.note("locomotive", sc.w * 0.3, deck - 16, sc.w * 0.9, deck - 3)
    sc.stage = Stage(
        sc.w * 0.58 if d > 0 else sc.w * 0.12, sc.w * 0.90 if d > 0 else sc.w * 0.42, 85, 93, 24
    )


@place("nave", 3, indoor=True)
def nave(sc: Scene) -> None:
    """Inside a church: before the screen of icons, along the pillars, or under a stained window."""
    v, w, d, cv = sc.variant, sc.w, sc.side, sc.cv
    wall = sc.pick(hexc("#b8a888"), hexc("#a8a49c"), hexc("#b39a84"))
    light = {"night": (0.34, 0.31, 0.36), "dusk": (0.52, 0.46, 0.48), "evening": (0.72, 0.62, 0.52)}
    sc.ambient = light.get(sc.look.time, (0.86, 0.84, 0.80))
    line, cx = 72.0, w * 0.5
    sc.horizon = line
    cv.fill(rect(-2, -2, w + 2, line + 1), Grad((shade(wall, 0.70), wall, shade(wall, 0.86))))
    floor = hexc("#9c9184")
    cv.fill(rect(-2, line, w + 2, 103), Grad((shade(floor, 0.74), floor, shade(floor, 0.7))))
    tiles = [stroke(cx + t * 16, line, cx + t * 76, 103, 0.12, 0.4) for t in np.linspace(-2, 2, 17)]
    tiles += [
        stroke(-1, line + (103 - line) * t, w + 1, line + (103 - line) * t, 0.1 + 0.3 * t)
        for t in (0.1, 0.26, 0.5, 0.8)
    ]
    cv.fill(tiles, shade(floor, 0.55), 0.6)
    latin = western(sc)
    if v == 0 and not latin:
        _icon_screen(sc, cx, line)
    elif v == 2 or latin:
        _tall_window(sc, cx, 30 if v else 33, 26 if v == 2 else 18, 46)
        table = hexc("#e6ddca")
        cv.fill(rect(cx - 18, 62, cx + 18, 76), Grad((table, shade(table, 0.7))))
        cv.fill(
            [rect(cx - 0.5, 52, cx + 0.5, 62), rect(cx - 2.4, 54.4, cx + 2.4, 55.4)],
            hexc("#c9a24a"),
        )
        for k in (-1, 1):
            sc.cv.fill(rect(cx + k * 13 - 0.5, 55, cx + k * 13 + 0.5, 62), hexc("#efe2b8"))
            sc.cv.fill(ellipse(cx + k * 13, 53.8, 0.5, 1.2, 12), hexc("#ffd98a"), raw=True)
    else:
        for side in (-0.2, 0.2):
            _tall_window(sc, cx + side * w, 30, 13, 34)
        _icon_screen(sc, cx, line, 0.5)
    for k in (-1, 1) if v != 2 else (-d,):
        for t, x in ((0.8, 0.30), (1.25, 0.46)):
            px, half = cx + k * w * x, 3.6 * t
            tone = 0.84 if k != d else 0.6
            run = (
                shade(wall, tone * 0.62),
                shade(wall, tone),
                shade(wall, tone * 1.16),
                shade(wall, tone * 0.76),
            )
            cv.fill(
                rect(px - half, -2, px + half, line + 12 * t), Grad(run if d > 0 else run[::-1], 0)
            )
            cv.fill([rect(px - half * 1.4, line + 9 * t, px + half * 1.4, line + 13 * t),
                     rect(px - half * 1.3, 16 - 8 * t, px + half * 1.3, 19 - 8 * t)], shade(wall, tone * 0.9))  # fmt: skip
    stand = cx - d * w * 0.24
    cv.fill(
        [rect(stand - 7, 82, stand + 7, 83.6), rect(stand - 0.7, 83.6, stand + 0.7, 93)],
        hexc("#b08a3e"),
    )
    sc.take(stand - 8, stand + 8, 93)
    _tapers(sc, stand, 82)
    sc.present.update({"candle", "icon", "window", "cross", "church_dome", "bell_tower", "column"})
    sc.wall = (w * 0.36, 14, w * 0.64, 50)
    sc.stage = Stage(w * 0.26, w * 0.74, 84, 94, 36)


def _tapers(sc: Scene, x: float, y: float) -> None:
    """Thin candles on a stand, their light taken together."""
    wax = [rect(x + 2.6 * k - 0.35, y - 5 - (k % 2), x + 2.6 * k + 0.35, y) for k in range(-2, 3)]
    sc.cv.fill(wax, hexc("#efe2b8"))
    flames = [ellipse(x + 2.6 * k, y - 6.2 - (k % 2), 0.42, 1.1, 12) for k in range(-2, 3)]
    sc.cv.fill(flames, hexc("#ffd98a"), raw=True)
    dark = sc.look.time in ("night", "dusk")
    sc.lamp(x, y - 6, 30, strength=0.75 if dark else 0.25, glow=0.16 if dark else 0.05)


def _tall_window(sc: Scene, x: float, y: float, w: float, h: float) -> None:
    """A pointed or round-headed window with coloured panes, and what it throws on the floor."""
    top = y - h / 2 + w / 2
    form = np.concatenate(
        [
            arc(x, top, w / 2, w * 0.62, 180, 360, 18),
            [[x + w / 2, y + h / 2], [x - w / 2, y + h / 2]],
        ]
    )
    stone = hexc("#8f8880")
    sc.cv.fill(
        (form - form.mean(axis=0)) * np.array([1.16, 1.06]) + form.mean(axis=0), shade(stone, 0.7)
    )
    sc.cv.fill(form, Grad(sc.look.sky), raw=True)
    hues = ("#b5473c", "#3f6a9a", "#d0a03c", "#4f8a5a", "#7a4a8a")
    for k, hue in enumerate(hues):
        panes = [rect(x - w / 2 + w * i / 4 + 0.3, y - h * 0.30 + h * j / 7, x - w / 2 + w * (i + 1) / 4 - 0.3,
                      y - h * 0.30 + h * (j + 0.86) / 7)
                 for i in range(4) for j in range(5) if (i * 3 + j * 2 + sc.spec.seed) % 5 == k]  # fmt: skip
        if panes:
            sc.cv.fill(panes, hexc(hue), 0.62, raw=not sc.look.dark)
    if not sc.look.dark:
        sc.lamp(x, y, h * 1.1, (255.0, 240.0, 214.0), 0.4, 0.10)
        beam = pts(
            [
                (x - w * 0.4, y + h * 0.5),
                (x + w * 0.4, y + h * 0.5),
                (x + w - sc.side * 26, 101),
                (x - w - sc.side * 26, 101),
            ]
        )
        sc.cv.fill(beam, hexc("#ffe9c0"), 0.10, blur=2.4)


def _icon_screen(sc: Scene, cx: float, line: float, size: float = 1.0) -> None:
    """A gilded screen of icons with its doors, lamps burning before it."""
    gold, w = hexc("#b98a3a"), 94.0 * size
    top = line - 56 * size
    sc.cv.fill(
        rect(cx - w / 2, top, cx + w / 2, line + 3), Grad((shade(gold, 0.9), shade(gold, 0.5)))
    )
    saints = ("#7a2f2f", "#2f4a6a", "#4f6a3f", "#6a4a72", "#8a5a2f")
    for r, (y, h) in enumerate(
        ((top + 4 * size, 13 * size), (top + 20 * size, 13 * size), (top + 36 * size, 20 * size))
    ):
        n = 9 if r < 2 else 7
        for i in range(n):
            x, iw = cx - w / 2 + w * (i + 0.5) / n, w / n * 0.38
            if r == 2 and i == n // 2:
                leaf = np.concatenate([arc(x, y + 4 * size, iw * 1.5, 4 * size, 180, 360, 12),
                                       [[x + iw * 1.5, line + 3], [x - iw * 1.5, line + 3]]])  # fmt: skip
                sc.cv.fill(leaf, Grad((hexc("#e6c878"), hexc("#96702c"))))
                continue
            sc.cv.fill(rect(x - iw, y, x + iw, y + h), Grad((hexc("#e0bf72"), hexc("#a87d36"))))
            robe = hexc(saints[(i + r) % len(saints)])
            sc.cv.fill([ellipse(x, y + h * 0.74, iw * 0.62, h * 0.34, 14)], robe)
            sc.cv.fill(ellipse(x, y + h * 0.32, iw * 0.46, h * 0.20, 14), hexc("#f0d890"))
            sc.cv.fill(ellipse(x, y + h * 0.34, iw * 0.24, h * 0.13, 12), hexc("#6a4630"))
    for k in (-0.3, -0.1, 0.1, 0.3):
        lx = cx + k * w
        sc.cv.fill(stroke(lx, -2, lx, line - 22 * size, 0.16), hexc("#8a6a34"))
        sc.cv.fill(ellipse(lx, line - 21 * size, 1.1, 1.3, 12), hexc("#b5302c"))
        sc.lamp(lx, line - 22 * size, 9, (255.0, 170.0, 90.0), 0.25, 0.06)
