"""The table of things the words can name: how each is drawn, where it stands, how big it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bookcore.sketch import creatures, furniture, houses, street, things, trees
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.ground import boulder, flowers, shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, blob, ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.sky import birds

Draw = Callable[[Scene, float, float, float], object]


@dataclass(frozen=True, slots=True)
class Prop:
    """`zone` is land, floor, table, wall or sky; height and width are in grown persons."""

    draw: Draw
    zone: str
    height: float
    width: float


def _flowers(sc: Scene, x: float, y: float, h: float) -> None:
    stems = [
        stroke(x + t * h, y, x + t * h * 1.3, y - h * (0.9 - 0.3 * abs(t)), h * 0.04)
        for t in (-0.7, -0.4, -0.1, 0.2, 0.5, 0.8)
    ]
    sc.cv.fill(stems, hexc("#5d8040"))
    for t in (-0.7, -0.4, -0.1, 0.2, 0.5, 0.8):
        c = sc.pick(hexc("#d85a6a"), hexc("#f2e6c8"), hexc("#e0b03c"), hexc("#8a78c8"))
        fx, fy = x + t * h * 1.3, y - h * (0.9 - 0.3 * abs(t))
        sc.cv.fill(
            [
                ellipse(fx + dx * h * 0.11, fy + dy * h * 0.11, h * 0.11, h * 0.11, 12)
                for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1))
            ],
            c,
        )
        sc.cv.fill(ellipse(fx, fy, h * 0.07, h * 0.07, 10), hexc("#c98a2c"))


def _bridge(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#a59c8e")
    w = h * 2.2
    deck = arc(x, y + h * 0.1, w, h * 0.75, 180, 360, 30)
    hole = arc(x, y + h * 0.1, w * 0.52, h * 0.5, 360, 180, 24)
    sc.cv.fill(
        np.concatenate([deck, hole]),
        Grad((shade(c, 1.15), shade(c, 0.66))),
    )
    sc.cv.fill(ribbon(deck + np.array([0.0, -h * 0.16]), [h * 0.10]), shade(c, 1.12))
    sc.cv.fill(
        [stroke(px, py - h * 0.16, px, py, h * 0.05) for px, py in deck[3:-3:3]], shade(c, 0.95)
    )
    if sc.look.snow:
        sc.cv.fill(ribbon(deck + np.array([0.0, -h * 0.22]), [h * 0.05]), hexc("#f1f5fc"))


def _windmill(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#8a7256")
    shadow(sc, x, y, h * 0.22)
    tones = (
        (shade(c, 0.65), c, shade(c, 1.2)) if sc.side > 0 else (shade(c, 1.2), c, shade(c, 0.65))
    )
    sc.cv.fill(
        pts(
            [
                (x - h * 0.17, y),
                (x - h * 0.11, y - h * 0.62),
                (x + h * 0.11, y - h * 0.62),
                (x + h * 0.17, y),
            ]
        ),
        Grad(tones, 0),
    )
    sc.cv.fill(
        pts([(x - h * 0.14, y - h * 0.61), (x, y - h * 0.78), (x + h * 0.14, y - h * 0.61)]),
        shade(c, 0.55),
    )
    sc.cv.fill(rect(x - h * 0.035, y - h * 0.14, x + h * 0.035, y), shade(c, 0.4))
    hx, hy, tilt = x, y - h * 0.64, sc.u(0.2, 1.2)
    sails, spars = [], []
    for k in range(4):
        a = tilt + k * math.pi / 2
        dx, dy = math.cos(a), math.sin(a)
        spars.append(stroke(hx, hy, hx + dx * h * 0.46, hy + dy * h * 0.46, h * 0.018))
        sails.append(
            pts(
                [
                    (hx + dx * h * 0.10, hy + dy * h * 0.10),
                    (hx + dx * h * 0.45, hy + dy * h * 0.45),
                    (hx + dx * h * 0.45 - dy * h * 0.085, hy + dy * h * 0.45 + dx * h * 0.085),
                    (hx + dx * h * 0.10 - dy * h * 0.085, hy + dy * h * 0.10 + dx * h * 0.085),
                ]
            )
        )
    sc.cv.fill(sails, hexc("#e6dcc6"), 0.88)
    sc.cv.fill(spars, shade(c, 0.45))


def _dome(sc: Scene, x: float, y: float, h: float) -> None:
    houses.onion(sc, x, y, h * 0.24, hexc("#d8a93f"), 1.2)


def _bell_tower(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#f0e9da")
    for lo, top, w in ((0.0, 0.34, 0.17), (0.34, 0.58, 0.14), (0.58, 0.74, 0.11)):
        tones = (shade(c, 0.76), c) if sc.side > 0 else (c, shade(c, 0.76))
        sc.cv.fill(rect(x - h * w, y - h * top, x + h * w, y - h * lo), Grad(tones, 0))
        sc.cv.fill(
            rect(
                x - h * w * 1.1, y - h * top - h * 0.012, x + h * w * 1.1, y - h * top + h * 0.012
            ),
            shade(c, 1.03),
        )
        sc.cv.fill(
            pts(
                [
                    *map(tuple, arc(x, y - h * (lo + 0.14), h * w * 0.45, h * 0.06, 180, 360)),
                    (x + h * w * 0.45, y - h * lo - h * 0.03),
                    (x - h * w * 0.45, y - h * lo - h * 0.03),
                ]
            ),
            hexc("#4a4f5c"),
        )
    sc.cv.fill(
        pts([(x - h * 0.11, y - h * 0.74), (x, y - h * 0.94), (x + h * 0.11, y - h * 0.74)]),
        hexc("#5f7f74"),
    )
    houses.cross_at(sc, x, y - h * 0.93, h * 0.08, hexc("#d9b45a"))


def _cross(sc: Scene, x: float, y: float, h: float) -> None:
    sc.cv.fill(ellipse(x, y, h * 0.4, h * 0.10), shade(sc.look.grass, 0.8))
    c = hexc("#6d5540")
    sc.cv.fill(
        [
            rect(x - h * 0.045, y - h, x + h * 0.045, y),
            rect(x - h * 0.26, y - h * 0.74, x + h * 0.26, y - h * 0.65),
            rect(x - h * 0.12, y - h * 0.90, x + h * 0.12, y - h * 0.84),
        ],
        Grad((shade(c, 1.2), shade(c, 0.7))),
    )


def _hill(sc: Scene, x: float, y: float, h: float) -> None:
    form = smooth(
        [
            (x - h * 1.9, y),
            (x - h * 0.9, y - h * 0.5),
            (x, y - h),
            (x + h * 0.9, y - h * 0.6),
            (x + h * 1.9, y),
        ],
        closed=False,
    )
    sc.cv.fill(form, Grad((shade(sc.look.grass, 1.1), shade(sc.look.grass, 0.72))))


def _stairs(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#b5aea2")
    for i in range(6):
        w, t = h * (1.15 - 0.12 * i), h * 0.165
        sc.cv.fill(
            rect(x - w, y - t * (i + 1), x + w, y - t * i), Grad((shade(c, 1.18), shade(c, 0.78)))
        )
        sc.cv.fill(
            rect(x - w, y - t * (i + 1), x + w, y - t * (i + 1) + t * 0.24),
            shade(c, 1.3) if not sc.look.snow or sc.look.indoor else hexc("#f3f6fc"),
        )


def _column(sc: Scene, x: float, y: float, h: float) -> None:
    shadow(sc, x, y, h * 0.14)
    c = hexc("#dcd4c4")
    tones = (
        (shade(c, 0.62), c, shade(c, 1.15), shade(c, 0.8))
        if sc.side > 0
        else (shade(c, 0.8), shade(c, 1.15), c, shade(c, 0.62))
    )
    sc.cv.fill(
        pts(
            [
                (x - h * 0.075, y - h * 0.08),
                (x - h * 0.06, y - h * 0.92),
                (x + h * 0.06, y - h * 0.92),
                (x + h * 0.075, y - h * 0.08),
            ]
        ),
        Grad(tones, 0),
    )
    sc.cv.fill(
        [
            rect(x - h * 0.11, y - h * 0.09, x + h * 0.11, y),
            rect(x - h * 0.10, y - h, x + h * 0.10, y - h * 0.91),
        ],
        Grad(tones, 0),
    )
    sc.cv.fill(
        [
            rect(x + t * h - h * 0.006, y - h * 0.9, x + t * h + h * 0.006, y - h * 0.1)
            for t in (-0.035, 0.0, 0.035)
        ],
        shade(c, 0.66),
        0.5,
    )


def _fountain(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#bdb6a8")
    shadow(sc, x, y, h * 0.8)
    sc.cv.fill(
        pts(
            [
                (x - h * 0.8, y - h * 0.22),
                (x + h * 0.8, y - h * 0.22),
                (x + h * 0.72, y),
                (x - h * 0.72, y),
            ]
        ),
        Grad((shade(c, 1.1), shade(c, 0.7))),
    )
    sc.cv.fill(ellipse(x, y - h * 0.22, h * 0.8, h * 0.10, 40), shade(c, 1.15))
    sc.cv.fill(
        ellipse(x, y - h * 0.22, h * 0.70, h * 0.075, 40),
        hexc("#7fa8b8") if not sc.look.snow else hexc("#dfe7f2"),
    )
    sc.cv.fill(
        [
            pts(
                [
                    (x - h * 0.09, y - h * 0.22),
                    (x - h * 0.05, y - h * 0.60),
                    (x + h * 0.05, y - h * 0.60),
                    (x + h * 0.09, y - h * 0.22),
                ]
            ),
            ellipse(x, y - h * 0.62, h * 0.32, h * 0.07, 30),
        ],
        shade(c, 0.95),
    )
    if not sc.look.snow:
        jets = [
            ribbon(
                smooth(
                    [
                        (x, y - h * 0.62),
                        (x + d * h * 0.14, y - h * k),
                        (x + d * h * 0.30, y - h * 0.66),
                        (x + d * h * 0.36, y - h * 0.28),
                    ],
                    closed=False,
                ),
                [h * 0.03, h * 0.02, h * 0.05],
            )
            for d, k in ((-1, 0.98), (1, 0.98), (-0.5, 1.05), (0.5, 1.05))
        ]
        sc.cv.fill(jets, hexc("#eef6fa"), 0.65, blur=h * 0.008)


def _locomotive(sc: Scene, x: float, y: float, h: float) -> None:
    engine(sc, x, y, h)


def engine(sc: Scene, x: float, y: float, h: float, cars: int = 0) -> None:
    """A steam engine, with cars behind it when asked."""
    d, cv = sc.side, sc.cv
    green, iron = hexc("#2f4a3d"), hexc("#25262c")
    for k in range(cars):
        cx = x - d * h * (2.9 + 2.45 * k)
        cv.fill(
            rect(cx - h * 1.15, y - h * 0.95, cx + h * 1.15, y - h * 0.22),
            Grad((hexc("#7a4438"), hexc("#4f2b26"))),
        )
        cv.fill(
            smooth(
                [(cx - h * 1.2, y - h * 0.93), (cx, y - h * 1.08), (cx + h * 1.2, y - h * 0.93)],
                n=6,
            ),
            iron,
        )
        cv.fill(
            [
                rect(cx + t * h - h * 0.12, y - h * 0.80, cx + t * h + h * 0.12, y - h * 0.52)
                for t in (-0.85, -0.5, -0.15, 0.2, 0.55, 0.9)
            ],
            hexc("#ffdc94") if sc.look.lit else hexc("#b9c4c8"),
            raw=sc.look.lit,
        )
        cv.fill(
            [p for wx in (-0.75, 0.75) for p in street.wheel(cx + wx * h, y - h * 0.15, h * 0.15)],
            iron,
        )
    cab0, cab1 = sorted((x - d * h * 1.55, x - d * h * 0.62))
    cv.fill(
        rect(cab0, y - h * 1.18, cab1, y - h * 0.28),
        Grad((shade(green, 1.25), shade(green, 0.7))),
    )
    a, b = sorted((x - d * h * 1.36, x - d * h * 0.84))
    cv.fill(
        rect(a, y - h * 1.05, b, y - h * 0.74),
        hexc("#ffd98a") if sc.look.lit else hexc("#9fb0b8"),
        raw=sc.look.lit,
    )
    a, b = sorted((x - d * h * 1.68, x - d * h * 0.5))
    cv.fill(rect(a, y - h * 1.26, b, y - h * 1.17), iron)
    a, b = sorted((x - d * h * 0.64, x + d * h * 1.2))
    cv.fill(
        rect(a, y - h * 0.84, b, y - h * 0.36), Grad((shade(green, 1.6), green, shade(green, 0.5)))
    )
    cv.fill(
        [
            rect(a, y - h * 0.36, b, y - h * 0.26),
            pts(
                [
                    (x + d * h * 1.2, y - h * 0.4),
                    (x + d * h * 1.5, y - h * 0.02),
                    (x + d * h * 1.14, y - h * 0.02),
                ]
            ),
            pts(
                [
                    (x + d * h * 0.82, y - h * 0.82),
                    (x + d * h * 0.76, y - h * 1.34),
                    (x + d * h * 1.10, y - h * 1.34),
                    (x + d * h * 1.04, y - h * 0.82),
                ]
            ),
        ],
        iron,
    )
    cv.fill(
        [
            rect(x + d * h * t - h * 0.03, y - h * 0.85, x + d * h * t + h * 0.03, y - h * 0.36)
            for t in (-0.25, 0.25, 0.7)
        ],
        hexc("#c9a24e"),
    )
    cv.fill(
        smooth(
            [
                (x + d * h * 0.22, y - h * 0.82),
                (x + d * h * 0.26, y - h * 1.0),
                (x + d * h * 0.46, y - h * 1.0),
                (x + d * h * 0.5, y - h * 0.82),
            ],
            n=4,
        ),
        hexc("#c9a24e"),
    )
    cv.fill(
        [
            p
            for wx, r in ((-1.1, 0.16), (-0.4, 0.30), (0.3, 0.30), (0.95, 0.17))
            for p in street.wheel(x + d * wx * h, y - r * h, r * h)
        ],
        shade(hexc("#7a2f2c"), 0.85),
    )
    cv.fill(
        stroke(x - d * h * 0.42, y - h * 0.28, x + d * h * 0.34, y - h * 0.28, h * 0.05),
        hexc("#9aa0a8"),
    )
    lx, ly = x + d * h * 1.24, y - h * 0.80
    cv.fill(ellipse(lx, ly, h * 0.09, h * 0.11, 18), hexc("#ffeebc"), raw=True)
    if sc.look.lit:
        sc.lamp(lx + d * h * 0.2, ly, h * 1.6, strength=0.9, glow=0.8)
    for k in range(8):
        t = k / 7
        cv.fill(
            blob(
                x + d * h * 0.93 - d * h * 2.2 * t**1.2,
                y - h * (1.4 + 0.75 * t),
                h * (0.14 + 0.34 * t),
                h * (0.12 + 0.24 * t),
                sc.rng,
            ),
            shade(sc.look.sky[3], 1.2),
            0.72 * (1 - t) + 0.1,
            raw=True,
            blur=h * 0.05,
        )


def _bird(sc: Scene, x: float, y: float, h: float) -> None:
    birds(sc, x, y, 5, max(1.4, h))


def _crow(sc: Scene, x: float, y: float, h: float) -> None:
    creatures.crow(sc, x, y, h)
    creatures.crow(sc, x + h * 2.0, y + h * 0.3, h * 0.9)


def _tree(sc: Scene, x: float, y: float, h: float) -> None:
    trees.leaf_tree(sc, x, y, h)


def _stone(sc: Scene, x: float, y: float, h: float) -> None:
    boulder(sc, x, y, h)
    boulder(sc, x + h * 1.3, y + 0.4, h * 0.5)


def _fence(sc: Scene, x: float, y: float, h: float) -> None:
    street.fence(sc, x - h * 3.2, x + h * 3.2, y, h)


def _clock(sc: Scene, x: float, y: float, h: float) -> None:
    furniture.clock_tall(sc, x, y, h)


def _window_out(sc: Scene, x: float, y: float, h: float) -> None:
    houses.window(sc, x, y, h * 0.66, h)


def _door(sc: Scene, x: float, y: float, h: float) -> None:
    c = hexc("#6d4a32")
    w = h * 0.24
    sc.cv.fill(rect(x - w * 1.25, y - h * 1.06, x + w * 1.25, y), shade(c, 1.25))
    sc.cv.fill(rect(x - w, y - h, x + w, y), Grad((shade(c, 1.0), shade(c, 0.72))))
    sc.cv.fill(
        [
            rect(x + s * w * 0.5 - w * 0.34, y - h * b, x + s * w * 0.5 + w * 0.34, y - h * a)
            for s in (-1, 1)
            for a, b in ((0.10, 0.40), (0.50, 0.92))
        ],
        shade(c, 0.58),
    )
    sc.cv.fill(ellipse(x + w * 0.8, y - h * 0.46, w * 0.09, w * 0.09, 10), hexc("#d0a850"))


def _curtain(sc: Scene, x: float, y: float, h: float) -> None:
    c = sc.pick(hexc("#8a3540"), hexc("#3f5f6f"), hexc("#7d7a45"))
    w = h * 0.17
    for s in (-1, 1):
        form = smooth(
            [
                (x + s * w * 0.4, y - h * 0.5),
                (x + s * w * 2.1, y - h * 0.5),
                (x + s * w * 2.0, y + h * 0.5),
                (x + s * w * 1.2, y + h * 0.5),
                (x + s * w * 1.5, y + h * 0.1),
                (x + s * w * 0.6, y - h * 0.2),
            ],
            n=5,
        )
        sc.cv.fill(form, Grad((shade(c, 0.6), c, shade(c, 0.7), shade(c, 1.1), shade(c, 0.6)), 0))
    sc.cv.fill(rect(x - w * 2.4, y - h * 0.54, x + w * 2.4, y - h * 0.50), hexc("#b98f48"))


def _table(sc: Scene, x: float, y: float, h: float) -> None:
    sc.table = furniture.table(sc, x, y, h)


def _chair(sc: Scene, x: float, y: float, h: float) -> None:
    furniture.chair(sc, x, y, h, 1 if sc.chance(0.5) else -1)


def _meadow_flowers(sc: Scene, x: float, y: float, h: float) -> None:
    flowers(sc, x - h * 6, x + h * 6, y - h * 2, y + h, 60)
    _flowers(sc, x, y, h)


PROPS: dict[str, Prop] = {
    "tree": Prop(_tree, "land", 2.0, 0.9), "birch": Prop(trees.birch, "land", 2.1, 0.6),
    "spruce": Prop(trees.spruce, "land", 2.1, 0.6), "oak": Prop(trees.oak, "land", 2.0, 1.3),
    "willow": Prop(trees.willow, "land", 1.8, 1.2), "bush": Prop(trees.bush, "land", 0.5, 0.8),
    "flowers": Prop(_meadow_flowers, "land", 0.22, 0.5), "haystack": Prop(street.haystack, "land", 0.9, 1.0),
    "fence": Prop(_fence, "land", 0.5, 1.6), "well": Prop(street.well, "land", 0.95, 0.8),
    "bridge": Prop(_bridge, "land", 0.7, 2.4), "boat": Prop(street.boat, "land", 0.34, 1.3),
    "sailing_ship": Prop(street.sailing_ship, "sky", 1.3, 1.3), "cart": Prop(street.cart, "land", 0.62, 1.3),
    "carriage": Prop(street.carriage, "land", 1.0, 1.7), "sledge": Prop(street.sledge, "land", 0.6, 1.2),
    "lamp_post": Prop(street.lamp_post, "land", 1.75, 0.3), "bench": Prop(street.bench, "land", 0.45, 1.0),
    "gate": Prop(street.gate, "land", 1.4, 1.8), "windmill": Prop(_windmill, "land", 2.2, 1.2),
    "church_dome": Prop(_dome, "land", 1.3, 0.7), "cross": Prop(_cross, "land", 1.0, 0.5),
    "campfire": Prop(street.campfire, "land", 0.4, 0.6), "tent": Prop(street.tent, "land", 1.0, 1.5),
    "cannon": Prop(street.cannon, "land", 0.55, 1.4), "flag": Prop(street.flag, "land", 1.8, 0.9),
    "stone": Prop(_stone, "land", 0.28, 0.6), "hill": Prop(_hill, "land", 0.7, 2.4),
    "smoke": Prop(street.smoke, "land", 2.0, 0.7), "stairs": Prop(_stairs, "land", 0.7, 1.5),
    "column": Prop(_column, "land", 1.9, 0.4), "fountain": Prop(_fountain, "land", 0.9, 1.4),
    "bell_tower": Prop(_bell_tower, "land", 2.3, 0.8), "locomotive": Prop(_locomotive, "land", 1.1, 3.2),
    "signpost": Prop(street.signpost, "land", 1.1, 0.7),
    "horse": Prop(creatures.horse, "land", 1.0, 1.2), "dog": Prop(creatures.dog, "floor", 0.40, 0.6),
    "cat": Prop(creatures.cat, "floor", 0.26, 0.3), "cow": Prop(creatures.cow, "land", 0.80, 1.4),
    "bird": Prop(_bird, "sky", 0.06, 0.6), "crow": Prop(_crow, "land", 0.20, 0.6),
    "chicken": Prop(creatures.chicken, "land", 0.24, 0.6),
    "table": Prop(_table, "floor", 0.46, 1.05), "chair": Prop(_chair, "floor", 0.60, 0.4),
    "armchair": Prop(furniture.armchair, "floor", 0.68, 0.8), "sofa": Prop(furniture.sofa, "floor", 0.58, 1.6),
    "bed": Prop(furniture.bed, "floor", 0.62, 2.0), "wardrobe": Prop(furniture.wardrobe, "floor", 1.3, 0.9),
    "chest": Prop(furniture.chest, "floor", 0.36, 0.7), "bookshelf": Prop(furniture.bookshelf, "floor", 1.35, 0.95),
    "piano": Prop(furniture.piano, "floor", 0.80, 1.25), "mirror": Prop(furniture.mirror, "wall", 0.56, 0.5),
    "painting": Prop(furniture.painting, "wall", 0.40, 0.7), "icon": Prop(furniture.icon, "wall", 0.28, 0.3),
    "clock": Prop(_clock, "floor", 1.2, 0.4), "stove": Prop(furniture.stove, "floor", 1.1, 1.1),
    "fireplace": Prop(furniture.fireplace, "floor", 0.80, 1.2), "carpet": Prop(furniture.carpet, "floor", 0.62, 2.2),
    "curtain": Prop(_curtain, "wall", 0.85, 0.8), "window": Prop(_window_out, "wall", 0.75, 0.6),
    "door": Prop(_door, "floor", 1.3, 0.8),
    "candle": Prop(things.candle, "table", 0.22, 0.12), "lamp": Prop(things.lamp, "table", 0.28, 0.18),
    "samovar": Prop(things.samovar, "table", 0.26, 0.2), "teapot": Prop(things.teapot, "table", 0.11, 0.15),
    "bottle": Prop(things.bottle, "table", 0.19, 0.08), "glass": Prop(things.glass, "table", 0.11, 0.08),
    "plate": Prop(things.plate, "table", 0.08, 0.2), "bread": Prop(things.bread, "table", 0.09, 0.18),
    "fruit": Prop(things.fruit, "table", 0.13, 0.19), "book": Prop(things.book, "table", 0.10, 0.18),
    "letter": Prop(things.letter, "table", 0.10, 0.26), "pen": Prop(things.pen, "table", 0.14, 0.12),
    "map": Prop(things.scroll_map, "table", 0.14, 0.38), "globe": Prop(things.globe, "table", 0.26, 0.2),
    "sword": Prop(things.sword, "table", 0.12, 0.44), "gun": Prop(things.gun, "table", 0.11, 0.27),
    "dagger": Prop(things.dagger, "table", 0.10, 0.25), "barrel": Prop(things.barrel, "floor", 0.48, 0.45),
    "basket": Prop(things.basket, "floor", 0.24, 0.32), "vase": Prop(things.vase, "table", 0.28, 0.22),
    "bucket": Prop(things.bucket, "floor", 0.22, 0.24), "lantern": Prop(things.lantern, "table", 0.19, 0.12),
    "umbrella": Prop(street.umbrella, "floor", 0.42, 0.6), "chain": Prop(things.chain, "table", 0.10, 0.26),
    "coin": Prop(things.coin, "table", 0.11, 0.28), "ring": Prop(things.ring, "table", 0.10, 0.14),
    "violin": Prop(things.violin, "table", 0.34, 0.2), "pipe": Prop(things.pipe, "table", 0.09, 0.2),
}  # fmt: skip
