"""The attic and the prison."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import room, set_table, window_view
from bookcore.sketch.props.belongings import chain
from bookcore.sketch.props.cabinets import chest
from bookcore.sketch.props.furniture import bed
from bookcore.sketch.props.lights import lantern
from bookcore.sketch.props.tableware import basket, bread, bucket
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import arc, ellipse, pts, rect, ribbon, smooth, stroke


def _slopes(sc: Scene, sides: tuple[int, ...], reach: float = 0.34) -> None:
    """The roof coming down on one side or on both, with its rafters."""
    w = sc.w
    for d in sides:
        edge = w / 2 + d * w * 0.52
        roof = pts([(edge, -2), (edge - d * w * reach, -2), (edge, 64)])
        sc.cv.fill(roof, Grad((hexc("#5d4732"), hexc("#463423"))))
        boards = [
            stroke(edge - d * w * reach * t, -2, edge, 64 * t, 0.3) for t in (0.25, 0.55, 0.8)
        ]
        sc.cv.fill(boards, hexc("#33241a"), 0.7)
        beams = [stroke(edge - d * w * reach * t, -2, edge, 64 * t + 2, 1.8) for t in (0.4, 1.0)]
        sc.cv.fill(beams, hexc("#3a2a1c"))


def _cobweb(sc: Scene) -> None:
    w = sc.w
    threads = [ribbon(smooth([(w * 0.02, 4 + 3 * k), (w * 0.06, 8 + 2 * k), (w * 0.1 + k, 2)],
                             closed=False), [0.08]) for k in range(4)]  # fmt: skip
    sc.cv.fill(threads, hexc("#c8c2b6"), 0.5)


@place("attic", 4, indoor=True)
def attic(sc: Scene) -> None:
    """A garret under both slopes, a lumber room, a skylight under one slope, a loft by lantern."""
    v, w, d = sc.variant, sc.w, sc.side
    wall = sc.pick(hexc("#8a7459"), hexc("#7f7668"), hexc("#94805e"))
    room(sc, wall, hexc("#77604a"), line=(70.0, 72.0, 69.0, 74.0)[v], panel=False, paper=False,
         depth=False)  # fmt: skip
    if v == 2:
        _slopes(sc, (-d,), 0.62)
        window_view(sc, w * (0.5 + 0.24 * d), 30, 20, 30)
    elif v == 3:
        _slopes(sc, (-1, 1), 0.46)
        sc.cv.fill([rect(w * t - 1.6, -2, w * t + 1.6, 78) for t in (0.30, 0.70)],
                   Grad((hexc("#4a3626"), hexc("#6d523a"), hexc("#3c2b1e")), 0))  # fmt: skip
        sc.cv.fill(rect(w * 0.1, 8, w * 0.9, 11.4), hexc("#4c3827"))
        lantern(sc, w * 0.5, 26, 10)
        sc.present.add("lantern")
        window_view(sc, w * (0.5 + 0.10 * d), 38, 10, 12)
    else:
        _slopes(sc, (-1, 1))
        window_view(sc, w * 0.5, 26, 15, 20)
    sc.present.add("window")
    chest(sc, w * (0.5 + 0.28 * d), 86, 18)
    sc.take(w * (0.5 + 0.28 * d) - 11, w * (0.5 + 0.28 * d) + 11)
    sc.present.add("chest")
    if v in (0, 2):
        bx = w * (0.5 - 0.24 * d)
        bed(sc, bx, 90, 25)
        sc.present.add("bed")
        sc.take(bx - 26, bx + 26, 90)
    else:
        for k in range(3):
            c = sc.pick(hexc("#7a5c3c"), hexc("#6a4a30"), hexc("#8a6f4a"))
            x, h = w * (0.5 - 0.30 * d) + (k - 1) * 10, sc.u(9, 15)
            sc.cv.fill(rect(x - 6, 84 - h, x + 6, 84), Grad((shade(c, 1.12), shade(c, 0.7))))
            sc.cv.fill([stroke(x - 6, 84 - h * t, x + 6, 84 - h * t, 0.4) for t in (0.3, 0.7)],
                       shade(c, 0.5), 0.7)  # fmt: skip
        basket(sc, w * (0.5 - 0.16 * d), 91, 9)
        sc.present.add("basket")
    _cobweb(sc)
    set_table(sc, w * (0.5 + 0.04 * d), 1.4, None, 17)


def _masonry(sc: Scene, stone: RGB, line: float) -> None:
    """Courses of uneven blocks, damp towards the floor."""
    for r, y in enumerate(np.arange(-1.0, line, 7.0).tolist()):
        shift = 6 if r % 2 else 0
        blocks = [
            rect(x + shift, y, x + 11.4 + shift, y + 6.4) for x in np.arange(-12, sc.w, 12).tolist()
        ]
        for tone in (0.90, 1.0, 1.10):
            some = [b for b in blocks if sc.chance(0.4)]
            if some:
                sc.cv.fill(some, shade(stone, tone), 0.6)
    damp = [ellipse(sc.u(0, sc.w), line - sc.u(0, 9), sc.u(6, 16), sc.u(3, 7)) for _ in range(7)]
    sc.cv.fill(damp, mix(stone, hexc("#3f4a38"), 0.6), 0.22, blur=2.4)


def _barred(sc: Scene, x: float, y: float, w: float, h: float, arched: bool) -> None:
    """A window deep in the wall behind bars, and the bright shape it throws down."""
    cv, look = sc.cv, sc.look
    jamb = hexc("#4a4a4e")
    top = y - h / 2
    if arched:
        outer = np.concatenate([arc(x, top + w / 2, w * 0.64, w * 0.62, 180, 360, 14),
                                [[x + w * 0.64, y + h / 2 + 1.6], [x - w * 0.64, y + h / 2 + 1.6]]])  # fmt: skip
        inner = np.concatenate([arc(x, top + w / 2, w / 2, w / 2, 180, 360, 14),
                                [[x + w / 2, y + h / 2], [x - w / 2, y + h / 2]]])  # fmt: skip
    else:
        outer = rect(x - w * 0.64, top - 2, x + w * 0.64, y + h / 2 + 2)
        inner = rect(x - w / 2, top, x + w / 2, y + h / 2)
    sc.against_wall(x, y + h / 2 + 2, w * 1.3, h + 4)
    cv.fill(outer, Grad((shade(jamb, 0.7), shade(jamb, 1.5))))
    cv.fill(inner, Grad(look.sky), raw=True)
    if look.moon:
        cv.fill(
            ellipse(x + w * 0.16, y - h * 0.12, w * 0.11, w * 0.11, 24), hexc("#f4efdc"), raw=True
        )
    n = max(3, round(w / 3.4))
    bars = [rect(x - w / 2 + w * (k + 0.5) / n - 0.34, top - 0.6, x - w / 2 + w * (k + 0.5) / n + 0.34,
                 y + h / 2 + 0.6) for k in range(n)]  # fmt: skip
    bars.append(rect(x - w * 0.52, y - 0.3, x + w * 0.52, y + 0.4))
    cv.fill(bars, hexc("#222226"))
    glow = (165.0, 184.0, 230.0) if look.dark else (255.0, 244.0, 218.0)
    sc.lamp(x, y + 4, h * 2.6, glow, 0.7 if look.dark else 0.55, 0.10)
    slant = -sc.side * w * 1.2
    for k in range(n):
        a = x - w / 2 + w * k / n + 0.5
        b = a + w / n - 1.0
        beam = pts([(a, y + h / 2), (b, y + h / 2), (b + slant + 5, 100), (a + slant - 2, 100)])
        cv.fill(
            beam, (214.0, 224.0, 250.0) if look.dark else hexc("#fff0cc"), 0.09, raw=True, blur=0.9
        )


def _grating(sc: Scene, x0: float, x1: float) -> None:
    """Iron bars from floor to ceiling before everything else."""
    iron = hexc("#1f1f24")
    bars = [rect(x - 0.55, -2, x + 0.55, 102) for x in np.arange(x0, x1, 9.0).tolist()]
    bars += [rect(x0 - 4, y, x1 + 4, y + 1.5) for y in (16.0, 58.0)]
    sc.cv.fill(bars, iron)
    sc.cv.fill(
        [rect(b[0, 0] + 0.1, -2, b[0, 0] + 0.4, 102) for b in bars[:-2]], hexc("#5a5a62"), 0.6
    )


@place("prison", 4, indoor=True)
def prison(sc: Scene) -> None:
    """A cell with one high window, a vaulted casemate, a cell seen through bars, a stone passage."""
    v, w, d = sc.variant, sc.w, sc.side
    stone = sc.pick(hexc("#7f7f80"), hexc("#857c70"), hexc("#6f787c"))
    line = (70.0, 72.0, 69.0, 66.0)[v]
    room(sc, stone, hexc("#6a655f"), line=line, panel=False, paper=False, depth=v in (0, 2))
    dim = {"night": 0.86, "dusk": 0.90}.get(sc.look.time, 0.74)
    a = sc.ambient
    sc.ambient = (a[0] * dim, a[1] * dim, a[2] * dim)
    if v != 0:
        _masonry(sc, stone, line)
    else:
        _masonry(sc, stone, line)
        sc.cv.fill(rect(-2, 44, w + 2, line), mix(stone, hexc("#4f5f52"), 0.55), 0.45)
    if v == 3:
        _passage(sc, stone, line)
        return
    if v == 1:
        vault = [
            ribbon(arc(w * 0.5, 66, w * r, 66 * r * 1.7, 180, 360, 30), [3.4]) for r in (0.52, 0.42)
        ]
        sc.cv.fill(vault, shade(stone, 0.66), 0.9)
        _barred(sc, w * (0.5 + 0.04 * d), 34, 22, 24, True)
    elif v == 2:
        _barred(sc, w * (0.5 + 0.22 * d), 24, 20, 17, False)
    else:
        _barred(sc, w * (0.5 - 0.05 * d), 20, 17, 15, True)
    plank = w * (0.5 + (0.30 if v != 2 else -0.30) * d)
    wood = hexc("#6a5038")
    sc.cv.fill(rect(plank - 22, 80, plank + 22, 83), Grad((shade(wood, 1.2), shade(wood, 0.8))))
    sc.cv.fill(
        [rect(plank + k * 18 - 1, 83, plank + k * 18 + 1, 91) for k in (-1, 1)], shade(wood, 0.6)
    )
    straw = smooth([(plank - 20, 80), (plank - 14, 76.8), (plank + 6, 77.6), (plank + 20, 80)], n=5)
    sc.cv.fill(straw, hexc("#a3936a"))
    sc.take(plank - 24, plank + 24, 91)
    ring = w * (0.5 - 0.26 * d)
    chain(sc, ring, 66, 9)
    bucket(sc, w * (0.5 - 0.36 * d), 92, 9)
    sc.take(w * (0.5 - 0.36 * d) - 5, w * (0.5 - 0.36 * d) + 5, 92)
    sc.present.update({"window", "bed", "chain", "bucket"})
    set_table(sc, w * (0.5 - 0.12 * d), 1.1, None, 15)
    if sc.table and "bread" not in sc.spec.objects:
        bread(sc, (sc.table[0] + sc.table[1]) / 2 + 3, sc.table[2], 3.6)
    if v == 2:
        sc.front(
            lambda: _grating(sc, w * 0.06 if d > 0 else w * 0.56, w * 0.46 if d > 0 else w * 0.96)
        )


def _passage(sc: Scene, stone: RGB, line: float) -> None:
    """A passage running into the dark, doors with little gratings, a lantern on the wall."""
    w, d, cv = sc.w, sc.side, sc.cv
    cx, vy = w * (0.5 + 0.10 * d), 50.0
    far = np.concatenate([arc(cx, 42, 13, 16, 180, 360, 16), [[cx + 13, 64], [cx - 13, 64]]])
    for k in (-1, 1):
        edge = cx + k * (w * 0.7)
        side = pts([(cx + k * 13, 40), (edge, -14), (edge, 104), (cx + k * 13, 64)])
        cv.fill(side, Grad((shade(stone, 0.92), shade(stone, 0.5)) if k == d else
                           (shade(stone, 0.66), shade(stone, 0.38))))  # fmt: skip
        seams = [stroke(cx + k * 13, vy + (y - vy) * 0.22, edge, y * 1.1, 0.2, 0.5)
                 for y in np.arange(-4, 104, 12)]  # fmt: skip
        cv.fill(seams, shade(stone, 0.34), 0.6)
        for t, s in ((0.30, 0.52), (0.62, 0.95)):
            a, b = (
                cx + k * (13 + (w * 0.7 - 13) * t * 0.62),
                cx + k * (13 + (w * 0.7 - 13) * s * 0.62),
            )
            ya, yb = 64 + 26 * t, 64 + 26 * s
            ta, tb = 46 - 14 * t, 46 - 14 * s
            leaf = pts([(a, ya), (a, ta), (b, tb), (b, yb)])
            cv.fill(leaf, Grad((hexc("#5a4330"), hexc("#33261c"))))
            m, h = (a + b) / 2, (ya - ta) * 0.10
            cv.fill(
                rect(m - 2.2, (ta + tb) / 2 + h * 1.4, m + 2.2, (ta + tb) / 2 + h * 2.6),
                hexc("#17140f"),
            )
    floor = pts([(cx - 13, 64), (cx + 13, 64), (w + 40, 104), (-40, 104)])
    cv.fill(floor, Grad((shade(stone, 0.5), shade(stone, 0.82))))
    cv.fill([stroke(cx - 80 * t, 64 + 36 * t, cx + 80 * t, 64 + 36 * t, 0.2 + 0.3 * t)
             for t in (0.1, 0.24, 0.45, 0.75)], shade(stone, 0.4), 0.7)  # fmt: skip
    cv.fill(far, Grad((hexc("#15151a"), hexc("#2a2a30"))))
    lantern(sc, cx + 28 * d, 42, 9)
    sc.lamp(cx + 28 * d, 40, 70, strength=1.3, glow=0.12)
    sc.horizon = line
    sc.present.update({"door", "lantern", "window", "bed"})
    sc.wall = (w * 0.34, 14, w * 0.66, 38)
    sc.stage = Stage(cx - 26, cx + 26, 84, 94, 40)
