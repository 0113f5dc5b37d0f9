"""Rooms: drawing room, study, bedroom, kitchen, tavern, attic, stable."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.creatures import horse
from bookcore.sketch.furniture import (
    armchair,
    bed,
    bookshelf,
    carpet,
    chair,
    chest,
    clock_tall,
    fireplace,
    mirror,
    painting,
    piano,
    sofa,
    stove,
    table,
    wardrobe,
)  # fmt: skip
from bookcore.sketch.places.registry import place
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.things import (
    barrel,
    bottle,
    bread,
    bucket,
    candle,
    fruit,
    lantern,
    plate,
    samovar,
)
from bookcore.sketch.things import lamp as oil_lamp

_AMBIENT: dict[str, RGB] = {
    "dawn": (0.62, 0.58, 0.64),
    "morning": (0.90, 0.88, 0.84),
    "day": (0.96, 0.95, 0.92),
    "evening": (0.74, 0.62, 0.50),
    "dusk": (0.54, 0.47, 0.52),
    "night": (0.33, 0.32, 0.40),
}


def window_view(
    sc: Scene, x: float, y: float, w: float, h: float, curtain: RGB | None = None
) -> None:
    """A window with the hour and the season outside, and light falling from it."""
    cv, look = sc.cv, sc.look
    frame = hexc("#e9e0cf")
    cv.fill(
        rect(x - w / 2 - 1.4, y - h / 2 - 1.4, x + w / 2 + 1.4, y + h / 2 + 1.4), shade(frame, 0.82)
    )
    cv.fill(rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2), Grad(look.sky), raw=True)
    far = mix(look.haze, look.spruce, 0.45)
    ground = hexc("#e9eef6") if look.snow else look.grass
    k = look.light
    tinted = (ground[0] * k[0], ground[1] * k[1], ground[2] * k[2])
    cv.fill(rect(x - w / 2, y + h * 0.24, x + w / 2, y + h / 2), tinted, raw=True)
    crowns = [
        smooth(
            [
                (cx - w * 0.13, y + h * 0.27),
                (cx, y + h * sc.u(-0.02, 0.12)),
                (cx + w * 0.13, y + h * 0.27),
            ],
            n=5,
        )
        for cx in np.linspace(x - w * 0.4, x + w * 0.4, 5)
    ]
    clip = [np.clip(c, [x - w / 2, y - h / 2], [x + w / 2, y + h / 2]) for c in crowns]
    cv.fill(clip, far if not look.dark else shade(far, 0.5), raw=True)
    if look.moon:
        cv.fill(
            ellipse(x + w * 0.18, y - h * 0.26, w * 0.09, w * 0.09, 26), hexc("#f4efdc"), raw=True
        )
    if look.stars:
        cv.fill(
            [
                ellipse(sc.u(x - w * 0.45, x + w * 0.45), sc.u(y - h * 0.46, y), 0.16, 0.16, 6)
                for _ in range(14)
            ],
            hexc("#f4f2e4"),
            0.9,
            raw=True,
        )
    if look.weather in ("rain", "storm"):
        cv.fill(
            [
                stroke(a, b, a - 0.5, b + 3, 0.1)
                for a, b in (
                    (sc.u(x - w / 2, x + w / 2), sc.u(y - h / 2, y + h * 0.4)) for _ in range(26)
                )
            ],
            hexc("#dfe6ee"),
            0.5,
            raw=True,
        )
    if look.weather == "snow":
        cv.fill(
            [
                ellipse(
                    sc.u(x - w * 0.48, x + w * 0.48), sc.u(y - h * 0.48, y + h * 0.48), 0.3, 0.3, 8
                )
                for _ in range(40)
            ],
            hexc("#ffffff"),
            0.9,
            raw=True,
        )
    cv.fill(
        [
            rect(x - 0.35, y - h / 2, x + 0.35, y + h / 2),
            rect(x - w / 2, y - h * 0.16, x + w / 2, y - h * 0.16 + 0.6),
        ],
        frame,
    )
    cv.fill(rect(x - w / 2 - 2.4, y + h / 2 + 0.8, x + w / 2 + 2.4, y + h / 2 + 2.6), frame)
    if curtain is not None:
        cv.fill(rect(x - w * 0.78, y - h * 0.62, x + w * 0.78, y - h * 0.58), hexc("#8a6a3c"))
        for d in (-1, 1):
            edge, inner = x + d * w * 0.76, x + d * w * 0.34
            tie = x + d * w * 0.62
            side = [
                *smooth([(inner, y - h * 0.58), (x + d * w * 0.46, y - h * 0.1), (tie - d * w * 0.06, y + h * 0.24)], closed=False, n=6),
                *smooth([(tie - d * w * 0.04, y + h * 0.28), (x + d * w * 0.52, y + h * 0.52), (x + d * w * 0.48, y + h * 0.72)], closed=False, n=6),
                (edge + d, y + h * 0.72),
                (tie + d * w * 0.10, y + h * 0.26),
                (edge, y - h * 0.58),
            ]
            cv.fill(pts([(float(p[0]), float(p[1])) for p in side]), Grad((shade(curtain, 0.66), curtain, shade(curtain, 0.72), shade(curtain, 1.12), shade(curtain, 0.7)), 0))
            folds = [
                ribbon(smooth([(inner + (edge - inner) * t, y - h * 0.57), (tie + d * w * (t - 0.5) * 0.14, y + h * 0.25), (x + d * w * (0.50 + 0.28 * t), y + h * 0.71)], closed=False), [0.3, 0.5, 0.7])
                for t in (0.25, 0.5, 0.75)
            ]
            cv.fill(folds, shade(curtain, 0.55), 0.45, blur=0.25)
            cv.fill(rect(tie - w * 0.08, y + h * 0.235, tie + w * 0.10, y + h * 0.28), hexc("#c79a4a"))
        cv.fill(rect(x - w * 0.80, y - h * 0.64, x + w * 0.80, y - h * 0.57), shade(curtain, 0.8))
    if not look.dark:
        sc.lamp(
            x,
            y,
            h * 1.5,
            (255.0, 246.0, 226.0) if look.time != "evening" else (255.0, 200.0, 140.0),
            0.45,
            0.10,
        )
        beam = pts(
            [
                (x - w * 0.4, y + h * 0.5),
                (x + w * 0.4, y + h * 0.5),
                (x - sc.side * 12 + w * 0.9, 99),
                (x - sc.side * 12 - w * 0.7, 99),
            ]
        )
        cv.fill(beam, hexc("#fff0cc"), 0.10, blur=2.5)
    elif look.moon:
        sc.lamp(x, y, h * 1.2, (150.0, 170.0, 220.0), 0.35, 0.10)


def room(
    sc: Scene,
    wall: RGB,
    floor: RGB,
    line: float = 70.0,
    logs: bool = False,
    panel: bool = True,
    paper: bool = True,
) -> None:
    """Wall, skirting and boards; the hour decides how much of it one sees."""
    cv = sc.cv
    sc.horizon = line
    sc.ambient = _AMBIENT[sc.look.time]
    if sc.look.weather in ("rain", "storm", "cloudy", "fog") and not sc.look.dark:
        a = sc.ambient
        sc.ambient = (a[0] * 0.84, a[1] * 0.86, a[2] * 0.9)
    cv.fill(rect(-2, -2, sc.w + 2, line + 1), Grad((shade(wall, 0.82), wall, shade(wall, 0.92))))
    if logs:
        for y in np.arange(-1, line, 6.2):
            cv.fill(
                rect(-2, y, sc.w + 2, y + 5.9), Grad((shade(wall, 1.12), wall, shade(wall, 0.62)))
            )
    elif paper:
        dots = [
            ellipse(x + (3.5 if r % 2 else 0), y, 0.7, 1.0, 8)
            for r, y in enumerate(np.arange(2, line - 14, 6))
            for x in np.arange(1, sc.w, 7)
        ]
        cv.fill(dots, shade(wall, 1.16), 0.45)
    if panel and not logs:
        wood = hexc("#6a4a34")
        cv.fill(rect(-2, line - 13, sc.w + 2, line), Grad((shade(wood, 1.1), shade(wood, 0.85))))
        cv.fill(rect(-2, line - 13.8, sc.w + 2, line - 12.8), shade(wood, 1.35))
        cv.fill(
            [rect(x, line - 11, x + 13, line - 2) for x in np.arange(sc.u(-10, 0), sc.w, 16)],
            shade(wood, 0.86),
        )
    cv.fill(rect(-2, line, sc.w + 2, 102), Grad((shade(floor, 0.7), floor, shade(floor, 0.85))))
    cx = sc.w / 2
    cv.fill(
        [
            stroke(cx + (x - cx) * 0.62, line, x, 103, 0.1, 0.26)
            for x in np.linspace(-sc.w * 0.5, sc.w * 1.5, 26)
        ],
        shade(floor, 0.5),
        0.6,
    )
    cv.fill(rect(-2, line - 0.4, sc.w + 2, line + 0.8), shade(floor, 0.55))
    sc.wall = (sc.w * 0.30, 16, sc.w * 0.70, 44)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, 86, 93, 44)


def _light(sc: Scene, x: float, y: float, size: float = 9.0) -> None:
    """A candle or a lamp on a table when the hour or the words ask for one."""
    wanted = set(sc.spec.light) | set(sc.spec.objects)
    if "lamp" in wanted:
        oil_lamp(sc, x, y, size * 1.3)
        sc.present.add("lamp")
    elif "candle" in wanted or sc.look.time in ("night", "dusk"):
        candle(sc, x, y, size)
        sc.present.add("candle")


def _set_table(
    sc: Scene, x: float, width: float = 2.1, cloth: RGB | None = None, h: float = 19.0
) -> None:
    top = table(sc, x, 92, h, width, cloth)
    sc.table = top
    sc.take(top[0] - 3, top[1] + 3)
    sc.present.add("table")
    _light(sc, x + sc.side * -2, top[2], 9)


@place("drawing_room", 3, indoor=True)
def drawing_room(sc: Scene) -> None:
    """By the window, at the piano, or before the fire."""
    v, w = sc.variant, sc.w
    room(
        sc,
        sc.pick(hexc("#8c5a56"), hexc("#6f8578"), hexc("#b39a6c"), hexc("#7a7f9a")),
        hexc("#8a5f3e"),
    )
    curtain = sc.pick(hexc("#8a2f3a"), hexc("#3f6a5a"), hexc("#b5893f"))
    wx = w * (0.5 - 0.30 * sc.side)
    window_view(sc, wx, 34, 22, 40, curtain)
    sc.present.update({"window", "curtain"})
    painting(sc, w * 0.56, 30, 20)
    sc.present.add("painting")
    carpet(sc, w * 0.5, 90, 22)
    far = w * (0.5 + 0.30 * sc.side)
    if v == 0:
        sofa(sc, far, 84, 24)
        clock_tall(sc, far - sc.side * 26, 78, 50)
        sc.present.update({"sofa", "clock"})
    elif v == 1:
        piano(sc, far, 86, 30)
        sc.present.add("piano")
    else:
        fireplace(sc, far, 80, 36)
        mirror(sc, far, 28, 18)
        armchair(sc, far - sc.side * 26, 90, 26, sc.side)
        sc.present.update({"fireplace", "mirror", "armchair"})
    sc.take(far - 16, far + 16)
    _set_table(sc, w * (0.5 - 0.12 * sc.side), 1.9, hexc("#d8c3a0"), 17)


@place("study", 3, indoor=True)
def study(sc: Scene) -> None:
    """Walls of books, a desk at the window, or a globe and an armchair."""
    v, w = sc.variant, sc.w
    room(
        sc, sc.pick(hexc("#5d6b58"), hexc("#6f5a48"), hexc("#59657a")), hexc("#7a5236"), paper=False
    )
    shelf_x = w * (0.5 + 0.30 * sc.side)
    bookshelf(sc, shelf_x, 78, 62, 0.62)
    if v == 0:
        bookshelf(sc, shelf_x - sc.side * 38, 78, 62, 0.56)
    sc.present.add("bookshelf")
    sc.take(shelf_x - 18, shelf_x + 18)
    window_view(sc, w * (0.5 - 0.32 * sc.side), 34, 20, 38, hexc("#4f5d48"))
    sc.present.update({"window", "curtain"})
    if v == 2:
        armchair(sc, shelf_x - sc.side * 24, 90, 28, sc.side)
        sc.present.add("armchair")
    carpet(sc, w * 0.48, 91, 20)
    _set_table(sc, w * (0.5 - 0.16 * sc.side), 2.5, None, 20)
    chair(sc, w * (0.5 + 0.04 * sc.side), 92, 26, -sc.side)
    sc.present.add("chair")


@place("bedroom", 3, indoor=True)
def bedroom(sc: Scene) -> None:
    """A bed by the window, an alcove with a wardrobe, or a bare room under the eaves."""
    v, w = sc.variant, sc.w
    room(
        sc,
        sc.pick(hexc("#8fa0b0"), hexc("#b59c94"), hexc("#9aa68c")),
        hexc("#8d6545"),
        panel=v != 2,
    )
    window_view(sc, w * (0.5 - 0.30 * sc.side), 34, 20, 36, hexc("#e2d8c6"))
    sc.present.update({"window", "curtain"})
    bx = w * (0.5 + 0.16 * sc.side)
    bed(sc, bx, 90, 27)
    sc.present.add("bed")
    sc.take(bx - 30, bx + 30)
    if v == 1:
        wardrobe(sc, w * (0.5 - 0.06 * sc.side), 78, 48)
        sc.present.add("wardrobe")
    elif v == 0:
        mirror(sc, w * 0.5, 34, 24)
        sc.present.add("mirror")
    carpet(sc, w * (0.5 - 0.08 * sc.side), 95, 15)
    _set_table(sc, w * (0.5 - 0.36 * sc.side), 1.1, None, 16)


@place("kitchen", 3, indoor=True)
def kitchen(sc: Scene) -> None:
    """The Russian stove, a dresser with crockery, or a hearth with copper pans."""
    v, w, cv = sc.variant, sc.w, sc.cv
    room(sc, hexc("#a3794e") if v == 0 else sc.pick(hexc("#c9c2ae"), hexc("#b3bfae")), hexc("#9b7a55"), logs=v == 0, panel=False, paper=False)
    hearth = w * (0.5 + 0.34 * sc.side)
    if v != 2:
        stove(sc, hearth, 84, 52)
        sc.present.add("stove")
    else:
        fireplace(sc, hearth, 80, 46)
        sc.present.update({"fireplace", "stove"})
    sc.take(hearth - 22, hearth + 22)
    window_view(sc, w * (0.5 - 0.04 * sc.side), 34, 20, 24, hexc("#e6dcc8") if v else None)
    sc.present.add("window")
    dresser = w * (0.5 - 0.33 * sc.side)
    wood = hexc("#8a6140")
    if v == 1:
        cv.fill(rect(dresser - 17, 14, dresser + 17, 80), Grad((shade(wood, 0.75), wood, shade(wood, 1.1)), 0))
        cv.fill([rect(dresser - 15, 17 + 13 * k, dresser + 15, 28 + 13 * k) for k in range(3)], shade(wood, 0.5))
        for k in range(3):
            for i in range(4):
                x, y = dresser - 11 + 7.3 * i, 28.0 + 13 * k
                cv.fill(ellipse(x, y - 3.4, 3.1, 3.3, 26), hexc("#e9eef0"))
                cv.fill(ellipse(x, y - 3.4, 2.1, 2.3, 26), sc.pick(hexc("#7f9cb8"), hexc("#c9d6de"), hexc("#b5786a")))
        cv.fill([rect(dresser - 15 + 16 * k, 58, dresser - 1 + 16 * k, 78) for k in range(2)], Grad((shade(wood, 1.15), shade(wood, 0.8))))
    else:
        for y in (26, 40):
            cv.fill(rect(dresser - 19, y, dresser + 19, y + 1.4), Grad((shade(wood, 1.2), shade(wood, 0.7))))
            for k in range(5):
                x = dresser - 15 + 7.4 * k
                pot = sc.pick(hexc("#9a5a3a"), hexc("#b98a5c"), hexc("#6f7a80"), hexc("#d9cdb8"))
                cv.fill(smooth([(x - 1.6, y), (x - 2.6, y - 3.2), (x - 1.5, y - 5.4), (x + 1.5, y - 5.4), (x + 2.6, y - 3.2), (x + 1.6, y)], n=5), Grad((shade(pot, 0.6), pot, shade(pot, 1.25)), 0))
        for k in range(4):
            x, r = dresser - 13 + 8.5 * k, 3.0 - 0.3 * k
            cv.fill([stroke(x, 47, x, 52, 0.5), ellipse(x, 52 + r, r, r, 26)], Grad((hexc("#d98a52"), hexc("#8a4a28"))))
    _set_table(sc, w * (0.5 - 0.14 * sc.side), 2.4, hexc("#efe6d2") if v == 1 else None, 20)
    if sc.table:
        bread(sc, sc.table[0] + 6, sc.table[2], 4.2)
        samovar(sc, sc.table[1] - 7, sc.table[2], 12) if v == 0 else fruit(sc, sc.table[1] - 7, sc.table[2], 6)
        sc.present.update({"bread", "samovar", "fruit"})
    bucket(sc, w * (0.5 + 0.13 * sc.side), 94, 9)
    sc.present.add("bucket")


@place("tavern", 3, indoor=True)
def tavern(sc: Scene) -> None:
    """A low room with barrels, a long table and benches, or a hearth; mugs, hams and smoke."""
    v, w, cv = sc.variant, sc.w, sc.cv
    room(sc, hexc("#7a5638") if v != 2 else hexc("#b59c78"), hexc("#6d5138"), logs=v == 0, panel=False, paper=False)
    beam = hexc("#3c2a1c")
    cv.fill([rect(-2, -2, w + 2, 5)], Grad((shade(beam, 0.7), shade(beam, 1.2))))
    for x in np.arange(4, w, 30):
        cv.fill(pts([(x, 5), (x + 6, 5), (x + 5, 12), (x + 1, 12)]), Grad((beam, shade(beam, 0.7))))
        if sc.chance(0.6):
            cv.fill([stroke(x + 12, 5, x + 12, 12, 0.25), *(ellipse(x + 12 + dx, 13 + dy, 1.2, 1.0, 12) for dx, dy in ((-0.8, 0), (0.8, 0.4), (0, 1.8), (-0.6, 3.2), (0.5, 4.4)))], hexc("#d9c79a"))
    if v != 0:
        cv.fill([rect(x, 5, x + 4, 70) for x in (w * 0.06, w * 0.94 - 4)], Grad((shade(beam, 1.3), beam), 0))
    shelf = w * (0.5 + 0.20 * sc.side)
    for y in (34, 46):
        cv.fill(rect(shelf - 19, y, shelf + 19, y + 1.3), Grad((hexc("#8a6440"), hexc("#4f3824"))))
        for k in range(7):
            x, c = shelf - 16 + 5.2 * k, sc.pick(hexc("#8a5a3c"), hexc("#3f5a48"), hexc("#b9a888"), hexc("#5a4a5a"))
            if (k + int(y)) % 3:
                bottle(sc, x, y, sc.u(6.5, 9))
            else:
                cv.fill(rect(x - 1.5, y - 4, x + 1.5, y), Grad((shade(c, 0.6), c, shade(c, 1.2)), 0))
    for k, (dx, up) in enumerate(((0, 0), (12, 0), (6, 13))):
        if v != 2 or k < 2:
            barrel(sc, w * (0.5 + 0.43 * sc.side) - sc.side * dx, 82 - up, 17)
    sc.present.update({"barrel", "bottle"})
    if v == 2:
        fireplace(sc, w * (0.5 - 0.32 * sc.side), 80, 42)
        sc.present.add("fireplace")
    else:
        window_view(sc, w * (0.5 - 0.32 * sc.side), 38, 17, 20)
        sc.present.add("window")
    bench = hexc("#6a4a2f")
    cv.fill(rect(w * 0.24, 77.5, w * 0.70, 79.5), Grad((shade(bench, 1.2), bench)))
    cv.fill([rect(x, 79.5, x + 1.6, 88) for x in (w * 0.27, w * 0.66)], shade(bench, 0.6))
    _set_table(sc, w * 0.47, 3.4, None, 19)
    if sc.table:
        x0, x1, top = sc.table
        for k, x in enumerate(np.linspace(x0 + 5, x1 - 5, 4)):
            if k % 2:
                plate(sc, float(x), top, 2.2)
            else:
                mug = hexc("#9a7048")
                cv.fill(ellipse(float(x) + 1.7, top - 2.0, 1.1, 1.3, 16), shade(mug, 0.6))
                cv.fill(rect(float(x) - 1.5, top - 3.8, float(x) + 1.5, top), Grad((shade(mug, 0.6), mug, shade(mug, 1.25)), 0))
                cv.fill(ellipse(float(x), top - 3.9, 1.6, 0.7, 16), hexc("#f4ead2"))
        bread(sc, (x0 + x1) / 2, top, 3.4)
        sc.present.update({"plate", "bread"})
    lantern(sc, w * 0.5, 24, 9)
    cv.fill(stroke(w * 0.5, 5, w * 0.5, 15, 0.25), hexc("#20160f"))
    sc.present.add("lantern")


@place("attic", 3, indoor=True)
def attic(sc: Scene) -> None:
    """A garret under sloping beams, a lumber room, or a cell with one high window."""
    v, w = sc.variant, sc.w
    wall = hexc("#8a7459") if v != 2 else hexc("#7f7f80")
    room(sc, wall, hexc("#77604a"), panel=False, paper=False)
    cv = sc.cv
    if v != 2:
        for d in (-1, 1):
            edge = w / 2 + d * w * 0.52
            cv.fill(
                pts([(edge, -2), (edge - d * w * 0.34, -2), (edge, 62)]),
                Grad((hexc("#5d4732"), hexc("#463423"))),
            )
            cv.fill(
                [
                    stroke(edge - d * w * 0.34 * t, -2, edge, 62 * (1 - t) + 4, 1.6)
                    for t in (0.4, 1.0)
                ],
                hexc("#3a2a1c"),
            )
        window_view(sc, w * 0.5, 26, 15, 20)
    else:
        for r, y in enumerate(np.arange(0.0, 70.0, 7.0).tolist()):
            cv.fill(
                [
                    rect(x + (6 if r % 2 else 0), y, x + 11.4 + (6 if r % 2 else 0), y + 6.4)
                    for x in np.arange(-8, w, 12).tolist()
                ],
                shade(wall, sc.u(0.9, 1.08)),
                0.6,
            )
        window_view(sc, w * 0.5, 18, 13, 11)
        cv.fill(
            [
                rect(w * 0.5 + k * 3 - 0.35, 12, w * 0.5 + k * 3 + 0.35, 24)
                for k in (-2, -1, 0, 1, 2)
            ],
            hexc("#2a2a2e"),
        )
    sc.present.add("window")
    chest(sc, w * (0.5 + 0.28 * sc.side), 86, 18)
    sc.present.add("chest")
    if v == 0:
        bed(sc, w * (0.5 - 0.26 * sc.side), 90, 26)
        sc.present.add("bed")
        sc.take(w * (0.5 - 0.26 * sc.side) - 24, w * (0.5 - 0.26 * sc.side) + 24)
    cv.fill(
        [
            ribbon(
                smooth(
                    [(w * 0.02, 4 + 3 * k), (w * 0.06, 8 + 2 * k), (w * 0.1 + k, 2)], closed=False
                ),
                [0.08],
            )
            for k in range(4)
        ],
        hexc("#c8c2b6"),
        0.5,
    )
    _set_table(sc, w * 0.5, 1.4, None, 17)


@place("stable", 3, indoor=True)
def stable(sc: Scene) -> None:
    """Stalls with horses, an open door on the yard, or a hayloft by lantern light."""
    v, w = sc.variant, sc.w
    room(sc, hexc("#7d5c3f"), hexc("#b59a63"), logs=True, panel=False, paper=False)
    cv = sc.cv
    if v == 1:
        x = w * (0.5 - 0.28 * sc.side)
        cv.fill(rect(x - 14, 20, x + 14, 72), Grad(sc.look.sky), raw=True)
        cv.fill(rect(x - 14, 56, x + 14, 72), sc.look.grass)
        cv.fill(
            [
                rect(x - 16, 18, x - 14, 72),
                rect(x + 14, 18, x + 16, 72),
                rect(x - 16, 18, x + 16, 20.5),
            ],
            hexc("#4c3624"),
        )
        if not sc.look.dark:
            sc.lamp(x, 46, 60, (255.0, 244.0, 220.0), 0.5, 0.15)
        sc.present.add("door")
    else:
        window_view(sc, w * (0.5 - 0.34 * sc.side), 28, 13, 12)
        sc.present.add("window")
    cv.fill(
        [rect(x - 1.2, 30, x + 1.2, 86) for x in (w * 0.34, w * 0.66)] + [rect(-2, 52, w + 2, 54)],
        hexc("#553c28"),
    )
    horse(sc, w * (0.5 + 0.26 * sc.side), 88, 40, -sc.side)
    if v == 0:
        horse(sc, w * (0.5 - 0.06 * sc.side), 84, 34, sc.side)
    sc.present.add("horse")
    sc.take(w * (0.5 + 0.26 * sc.side) - 24, w * (0.5 + 0.26 * sc.side) + 24)
    straw = [
        stroke(x, y, x + sc.u(-4, 4), y - sc.u(0.2, 1.6), 0.14)
        for x, y in ((sc.u(0, w), sc.u(78, 100)) for _ in range(160))
    ]
    cv.fill(straw, hexc("#d8bd72"), 0.8)
    if sc.look.lit or v == 2:
        lantern(sc, w * 0.48, 30, 9)
        sc.present.add("lantern")
    sc.stage = Stage(w * 0.16, w * 0.6, 90, 96, 40)
