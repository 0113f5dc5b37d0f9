"""Churches of the East and of the West."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.fronts import western
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.materials import LIT, SNOW
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, pts, rect, smooth


def onion(
    sc: Scene, x: float, y: float, r: float, c: RGB, drum: float = 1.0, cross: bool = True
) -> None:
    """A drum with an onion dome and a cross; `y` is the foot of the drum."""
    cv = sc.cv
    white = hexc("#f2ece0")
    tones = (
        (shade(white, 0.72), white, shade(white, 1.05))
        if sc.side > 0
        else (shade(white, 1.05), white, shade(white, 0.72))
    )
    cv.fill(rect(x - r * 0.62, y - r * drum, x + r * 0.62, y), Grad(tones, 0))
    slits = [
        rect(
            x + k * r * 0.36 - r * 0.06,
            y - r * drum * 0.75,
            x + k * r * 0.36 + r * 0.06,
            y - r * drum * 0.25,
        )
        for k in (-1, 0, 1)
    ]
    cv.fill(slits, hexc("#4c5566"), 0.8)
    b = y - r * drum
    form = smooth(
        [
            (x, b - r * 2.5),
            (x - r * 0.16, b - r * 1.95),
            (x - r * 0.82, b - r * 1.25),
            (x - r * 1.0, b - r * 0.70),
            (x - r * 0.66, b),
            (x + r * 0.66, b),
            (x + r * 1.0, b - r * 0.70),
            (x + r * 0.82, b - r * 1.25),
            (x + r * 0.16, b - r * 1.95),
        ],
        n=6,
    )
    gold = (
        (shade(c, 0.55), c, shade(c, 1.35), shade(c, 0.8))
        if sc.side > 0
        else (shade(c, 0.8), shade(c, 1.35), c, shade(c, 0.55))
    )
    cv.fill(form, Grad(gold, 0))
    if sc.look.snow:
        cv.fill(
            smooth(
                [
                    (x, b - r * 2.4),
                    (x - r * 0.5, b - r * 1.5),
                    (x, b - r * 1.62),
                    (x + r * 0.5, b - r * 1.5),
                ],
                n=5,
            ),
            SNOW,
            0.9,
        )
    if cross:
        cross_at(sc, x, b - r * 2.45, r * 1.1, mix(c, hexc("#d9b45a"), 0.7))


def cross_at(sc: Scene, x: float, y: float, h: float, c: RGB) -> None:
    """A slender cross standing on (x, y)."""
    w = max(0.16, h * 0.085)
    sc.cv.fill(
        [
            rect(x - w / 2, y - h, x + w / 2, y),
            rect(x - h * 0.27, y - h * 0.70, x + h * 0.27, y - h * 0.70 + w),
            rect(x - h * 0.13, y - h * 0.87, x + h * 0.13, y - h * 0.87 + w * 0.9),
        ],
        c,
    )


def orthodox_church(sc: Scene, x: float, y: float, h: float, belfry: bool = True) -> None:
    """White walls, five domes and a bell tower; `h` is the height to the great cross."""
    cv = sc.cv
    white = hexc("#f3ede1")
    dome = sc.pick(hexc("#d8a93f"), hexc("#3f6fb0"), hexc("#4a8a62"), hexc("#d8a93f"))
    w = h * 0.52
    shadow(sc, x, y, w * 0.95, 0.32)
    if belfry:
        d = -1 if sc.chance(0.5) else 1
        bx, bw = x + d * w * 0.92, w * 0.30
        link = sorted((x, bx))
        cv.fill(rect(link[0], y - h * 0.22, link[1], y), shade(white, 0.84))
        for i, (k, top) in enumerate(((1.0, 0.30), (0.82, 0.52), (0.64, 0.68))):
            lo = (0.0, 0.30, 0.52)[i]
            cv.fill(
                rect(bx - bw * k / 2, y - h * top, bx + bw * k / 2, y - h * lo),
                Grad((shade(white, 0.8), white) if sc.side > 0 else (white, shade(white, 0.8)), 0),
            )
            cv.fill(
                rect(
                    bx - bw * k * 0.56,
                    y - h * top - h * 0.012,
                    bx + bw * k * 0.56,
                    y - h * top + h * 0.012,
                ),
                shade(white, 1.03),
            )
            if i:
                arch = np.concatenate(
                    [
                        arc(
                            bx,
                            y - h * (lo + (top - lo) * 0.55),
                            bw * k * 0.2,
                            bw * k * 0.22,
                            180,
                            360,
                        ),
                        [
                            [bx + bw * k * 0.2, y - h * lo - h * 0.02],
                            [bx - bw * k * 0.2, y - h * lo - h * 0.02],
                        ],
                    ]
                )
                cv.fill(arch, hexc("#4a4f5c"))
        cv.fill(
            pts(
                [(bx - bw * 0.34, y - h * 0.68), (bx, y - h * 0.94), (bx + bw * 0.34, y - h * 0.68)]
            ),
            Grad((shade(dome, 1.2), dome, shade(dome, 0.6)), 0),
        )
        cross_at(sc, bx, y - h * 0.93, h * 0.09, hexc("#d9b45a"))
        sc.present.add("bell_tower")
    cv.fill(
        rect(x - w / 2, y - h * 0.40, x + w / 2, y),
        Grad(
            (shade(white, 0.78), white, shade(white, 1.04))
            if sc.side > 0
            else (shade(white, 1.04), white, shade(white, 0.78)),
            0,
        ),
    )
    for k in (-1, 0, 1):
        gx = x + k * w / 3
        cv.fill(
            np.concatenate([arc(gx, y - h * 0.40, w / 6, h * 0.07, 180, 360)]), shade(white, 0.96)
        )
        opening = np.concatenate(
            [
                arc(gx, y - h * 0.28, w * 0.05, w * 0.055, 180, 360),
                [[gx + w * 0.05, y - h * 0.12], [gx - w * 0.05, y - h * 0.12]],
            ]
        )
        burning = sc.look.lit
        cv.fill(opening, LIT if burning else hexc("#59647a"), raw=burning)
        if burning and sc.look.dark:
            sc.lamp(gx, y - h * 0.2, w * 0.2, strength=0.5, glow=0.08)
    cv.fill(
        [
            rect(x + k * w / 6 - w * 0.014, y - h * 0.40, x + k * w / 6 + w * 0.014, y)
            for k in (-3, -1, 1, 3)
        ],
        shade(white, 1.04),
    )
    for k, r in ((-0.36, 0.075), (0.36, 0.075)):
        onion(sc, x + k * w, y - h * 0.43, h * r, dome, 1.5)
    onion(sc, x, y - h * 0.45, h * 0.125, dome, 1.3)
    door = np.concatenate(
        [arc(x, y - h * 0.09, w * 0.07, w * 0.07, 180, 360), [[x + w * 0.07, y], [x - w * 0.07, y]]]
    )
    cv.fill(door, hexc("#5b4030"))
    sc.present.update({"church_dome", "cross"})


def stone_church(sc: Scene, x: float, y: float, h: float) -> None:
    """A western parish church: nave, buttresses and a spire."""
    cv = sc.cv
    c = hexc("#aaa396")
    d = sc.side
    w = h * 0.85
    shadow(sc, x, y, w * 0.6, 0.32)
    tx, tw = x - d * w * 0.30, h * 0.22
    nave0, nave1 = sorted((tx + d * tw * 0.3, x + d * w * 0.52))
    cv.fill(rect(nave0, y - h * 0.26, nave1, y), Grad((shade(c, 1.05), shade(c, 0.78))))
    roof = SNOW if sc.look.snow else hexc("#5c616d")
    cv.fill(
        pts(
            [
                (nave0, y - h * 0.25),
                (nave0 + w * 0.05, y - h * 0.45),
                (nave1 - w * 0.05, y - h * 0.45),
                (nave1 + w * 0.02, y - h * 0.25),
            ]
        ),
        Grad((shade(roof, 1.1), shade(roof, 0.8))),
    )
    for i in range(4):
        wx = nave0 + (nave1 - nave0) * (i + 0.75) / 4.6
        pointed = pts(
            [
                (wx - w * 0.03, y - h * 0.05),
                (wx - w * 0.03, y - h * 0.16),
                (wx, y - h * 0.22),
                (wx + w * 0.03, y - h * 0.16),
                (wx + w * 0.03, y - h * 0.05),
            ]
        )
        cv.fill(pointed, LIT if sc.look.lit else hexc("#454d5e"), raw=sc.look.lit)
        if sc.look.lit and sc.look.dark:
            sc.lamp(wx, y - h * 0.12, w * 0.12, strength=0.5, glow=0.08)
    cv.fill(
        [
            pts([(bx, y), (bx, y - h * 0.22), (bx + w * 0.02, y - h * 0.22), (bx + w * 0.035, y)])
            for bx in np.linspace(nave0, nave1, 6)[1:-1]
        ],
        shade(c, 0.72),
    )
    cv.fill(
        rect(tx - tw / 2, y - h * 0.56, tx + tw / 2, y),
        Grad(
            (shade(c, 0.76), c, shade(c, 1.12)) if d > 0 else (shade(c, 1.12), c, shade(c, 0.76)), 0
        ),
    )
    cv.fill(
        [
            rect(tx - tw * 0.56, y - h * t - h * 0.008, tx + tw * 0.56, y - h * t + h * 0.008)
            for t in (0.2, 0.4, 0.56)
        ],
        shade(c, 1.08),
    )
    louvre = pts(
        [
            (tx - tw * 0.16, y - h * 0.43),
            (tx - tw * 0.16, y - h * 0.49),
            (tx, y - h * 0.54),
            (tx + tw * 0.16, y - h * 0.49),
            (tx + tw * 0.16, y - h * 0.43),
        ]
    )
    cv.fill(louvre, hexc("#3c4250"))
    s = mix(roof, hexc("#5c616d"), 0.5)
    cv.fill(
        pts([(tx - tw * 0.56, y - h * 0.56), (tx, y - h * 0.97), (tx + tw * 0.56, y - h * 0.56)]),
        Grad((shade(s, 0.7), s, shade(s, 1.3)) if d > 0 else (shade(s, 1.3), s, shade(s, 0.7)), 0),
    )
    cross_at(sc, tx, y - h * 0.96, h * 0.06, hexc("#cfae62"))
    door = pts(
        [
            (tx - tw * 0.2, y),
            (tx - tw * 0.2, y - h * 0.10),
            (tx, y - h * 0.16),
            (tx + tw * 0.2, y - h * 0.10),
            (tx + tw * 0.2, y),
        ]
    )
    cv.fill(door, hexc("#4b3529"))
    sc.present.update({"bell_tower", "cross"})


def church_for(sc: Scene, x: float, y: float, h: float) -> None:
    """The church this book would have."""
    (stone_church if western(sc) else orthodox_church)(sc, x, y, h)
