"""Larger things of the land: bridges, mills, towers, stairs, fountains."""

from __future__ import annotations

import math

import numpy as np

from bookcore.sketch.buildings.churches import cross_at, onion
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, ellipse, pts, rect, ribbon, smooth, stroke


def bridge(sc: Scene, x: float, y: float, h: float) -> None:
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


def windmill(sc: Scene, x: float, y: float, h: float) -> None:
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


def dome(sc: Scene, x: float, y: float, h: float) -> None:
    onion(sc, x, y, h * 0.24, hexc("#d8a93f"), 1.2)


def bell_tower(sc: Scene, x: float, y: float, h: float) -> None:
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
    cross_at(sc, x, y - h * 0.93, h * 0.08, hexc("#d9b45a"))


def cross(sc: Scene, x: float, y: float, h: float) -> None:
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


def hill(sc: Scene, x: float, y: float, h: float) -> None:
    """A rise of the ground some way off, its foot lost in the grass."""
    c = hexc("#e9eef6") if sc.look.snow else sc.look.grass
    form = smooth(
        [
            (x - h * 2.2, y + h * 0.06),
            (x - h * 1.5, y - h * 0.22),
            (x - h * 0.7, y - h * 0.74),
            (x + h * 0.1, y - h),
            (x + h * 0.9, y - h * 0.62),
            (x + h * 1.6, y - h * 0.16),
            (x + h * 2.2, y + h * 0.06),
        ],
        closed=False,
        n=6,
    )
    with sc.far(0.38):
        sc.cv.fill(form, Grad((shade(c, 1.12), c, shade(c, 0.92))), blur=0.3)
        foot = ellipse(x, y + h * 0.05, h * 2.1, h * 0.10)
        sc.cv.fill(foot, shade(c, 0.94), 0.8, blur=h * 0.06)


def stairs(sc: Scene, x: float, y: float, h: float) -> None:
    """Stone steps in the open; in a room a wooden flight going up along the wall, with a rail."""
    if sc.look.indoor:
        _flight(sc, x, y, h)
        return
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


def _flight(sc: Scene, x: float, y: float, h: float) -> None:
    wood, d, n = hexc("#7a5638"), sc.side, 9
    run, rise = h * 2.0 / n, h * 1.0 / n
    left = x - d * run * n / 2
    steps = []
    side = [(left, y)]
    for i in range(n):
        side += [
            (left + d * run * i, y - rise * (i + 1)),
            (left + d * run * (i + 1), y - rise * (i + 1)),
        ]
    side.append((left + d * run * n, y))
    sc.cv.fill(pts(side), Grad((shade(wood, 0.62), shade(wood, 0.44))))
    for i in range(n):
        a, b = sorted((left + d * run * i, left + d * run * (i + 1)))
        steps.append(rect(a - 0.3, y - rise * (i + 1) - 0.5, b + 0.3, y - rise * (i + 1) + 0.5))
    sc.cv.fill(steps, shade(wood, 1.25))
    rails = [rect(left + d * run * (i + 0.5) - 0.3, y - rise * (i + 1) - h * 0.36,
                  left + d * run * (i + 0.5) + 0.3, y - rise * (i + 1)) for i in range(n)]  # fmt: skip
    sc.cv.fill(rails, shade(wood, 0.9))
    hand = stroke(
        left + d * run * 0.3,
        y - rise - h * 0.34,
        left + d * run * (n - 0.3),
        y - rise * n - h * 0.36,
        h * 0.05,
    )
    sc.cv.fill(hand, shade(wood, 1.3))
    post = left + d * run * 0.3
    sc.cv.fill(
        rect(post - 0.8, y - rise - h * 0.40, post + 0.8, y),
        Grad((shade(wood, 1.2), shade(wood, 0.7))),
    )


def column(sc: Scene, x: float, y: float, h: float) -> None:
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


def fountain(sc: Scene, x: float, y: float, h: float) -> None:
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


def door(sc: Scene, x: float, y: float, h: float) -> None:
    sc.against_wall(x, y, h * 0.5, h)
    c = hexc("#6d4a32")
    w = h * 0.185
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


def curtain(sc: Scene, x: float, y: float, h: float) -> None:
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
