"""A still life: the named things near at hand on a table, a chest or a sill, before a quiet wall."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import window_view
from bookcore.sketch.props.catalogue import PROPS
from bookcore.sketch.props.drapery import drapery
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.staging import put_on_table

LIFTED = ("barrel", "basket", "bucket", "chest", "umbrella", "flowers")
HUNG = ("mirror", "painting", "icon")
ON_TABLES = frozenset(n for n, p in PROPS.items() if p.zone == "table") | {*LIFTED, *HUNG}
_AMBIENT: dict[str, RGB] = {
    "night": (0.34, 0.32, 0.40),
    "dusk": (0.56, 0.49, 0.54),
    "evening": (0.84, 0.74, 0.62),
    "dawn": (0.74, 0.70, 0.76),
}


def still_ambient(sc: Scene) -> RGB:
    """How light it is within at the hour."""
    return _AMBIENT.get(sc.look.time, (0.90, 0.87, 0.82))


def quiet_wall(sc: Scene, colour: RGB) -> None:
    """A wall with the light of one side on it."""
    sc.cv.fill(
        rect(-2, -2, sc.w + 2, 102), Grad((shade(colour, 0.62), colour, shade(colour, 0.70)))
    )
    x = sc.w * (0.5 + 0.22 * sc.side)
    sc.cv.fill(ellipse(x, 34, sc.w * 0.36, 38), shade(colour, 1.30), 0.5, blur=15)
    for _ in range(30):
        sc.cv.fill(
            ellipse(sc.u(0, sc.w), sc.u(0, 74), sc.u(7, 18), sc.u(2, 5)),
            shade(colour, sc.u(0.82, 1.2)),
            0.13,
            blur=2.4,
        )


def _top(sc: Scene, y: float, colour: RGB, cloth: bool) -> None:
    cv = sc.cv
    front = shade(colour, 0.52)
    cv.fill(rect(-2, y + 13, sc.w + 2, 103), Grad((front, shade(front, 0.66))))
    cv.fill(
        rect(-2, y - 6, sc.w + 2, y + 13), Grad((shade(colour, 0.80), colour, shade(colour, 1.06)))
    )
    if not cloth:
        grain = [
            ribbon(smooth([(-2, gy), (sc.w * 0.3, gy + sc.u(-0.5, 0.5)), (sc.w * 0.7, gy + sc.u(-0.5, 0.5)), (sc.w + 2, gy)], closed=False), [0.16])
            for gy in np.linspace(y - 5, y + 12, 11)
        ]  # fmt: skip
        cv.fill(grain, shade(colour, 0.62), 0.5)
        cv.fill(
            rect(-2, y + 12.4, sc.w + 2, y + 14.2), Grad((shade(colour, 1.2), shade(colour, 0.7)))
        )
        return
    xs = np.linspace(-4, sc.w + 4, 17)
    falls = [
        ribbon([(float(x), y + 12.6), (float(x) + sc.u(-3, 3), y + 20), (float(x) + sc.u(-4, 4), 104)],
               [0.3, 2.2, 4.6]) for x in xs
    ]  # fmt: skip
    cv.fill(rect(-2, y + 12.4, sc.w + 2, 104), Grad((shade(colour, 0.84), shade(colour, 0.50))))
    cv.fill(falls, shade(colour, 0.46), 0.42, blur=0.9)
    cv.fill([f + np.array([2.4, 0.0]) for f in falls], shade(colour, 1.02), 0.30, blur=0.9)
    weave = [
        stroke(-2, gy, sc.w + 2, gy + sc.u(-0.4, 0.4), 0.10) for gy in np.linspace(y - 5, y + 11, 9)
    ]
    cv.fill(weave, shade(colour, 0.7), 0.35)
    cv.fill([stroke(-2, y + 12.4, sc.w + 2, y + 12.4, 0.7)], shade(colour, 1.18), 0.8)
    band = shade(colour, 0.62)
    cv.fill(
        [rect(-2, y + 22, sc.w + 2, y + 22.7), rect(-2, y + 23.6, sc.w + 2, y + 23.9)], band, 0.6
    )
    creases = [
        ribbon(smooth([(x, y - 5), (x + sc.u(-6, 6), y + 4), (x + sc.u(-9, 9), y + 12)], closed=False),
               [0.2, 1.0, 0.4]) for x in (sc.w * sc.u(0.05, 0.95) for _ in range(6))
    ]  # fmt: skip
    cv.fill(creases, shade(colour, 0.66), 0.4, blur=0.5)


def _backdrop(sc: Scene, wall: RGB, y: float) -> None:
    """What is behind a table, dim and out of focus: panels, a picture's corner, panes of light."""
    cv, d = sc.cv, sc.side
    kind = (sc.spec.seed // 3) % 3
    if kind == 0:
        cv.fill(rect(-2, 44, sc.w + 2, y), shade(wall, 0.62), 0.75, blur=0.6)
        panels = [rect(x, 49, x + 25, y - 7) for x in np.arange(sc.u(-14, 0), sc.w, 31)]
        cv.fill(panels, shade(wall, 0.50), 0.7, blur=0.7)
        cv.fill(rect(-2, 42.6, sc.w + 2, 44.4), shade(wall, 1.05), 0.8, blur=0.4)
    elif kind == 1 and not set(HUNG) & set(sc.spec.objects):
        x = sc.w * (0.5 - d * 0.26)
        cv.fill(rect(x - 21, 4, x + 21, 40), (20.0, 15.0, 12.0), 0.35, raw=True, blur=2.0)
        cv.fill(rect(x - 20, 2, x + 20, 38), Grad((hexc("#8f6f38"), hexc("#54401f")), 60), blur=0.5)
        cv.fill(
            rect(x - 16.5, 5.5, x + 16.5, 34.5),
            Grad((hexc("#56646a"), hexc("#8f8260"), hexc("#39402e"))),
            blur=0.6,
        )
    if sc.look.time in ("morning", "day", "evening") and sc.look.overcast < 0.6:
        warm = hexc("#ffe6b0" if sc.look.time != "evening" else "#ffbf7a")
        x = sc.w * (0.5 + d * 0.10)
        panes = [pts([(x + i * 15, 6 + j * 24 + i * 3 * d), (x + i * 15 + 12, 6 + j * 24 + (i * 3 + 2.4) * d),
                      (x + i * 15 + 12, 26 + j * 24 + (i * 3 + 2.4) * d), (x + i * 15, 26 + j * 24 + i * 3 * d)])
                 for i in range(2) for j in range(2)]  # fmt: skip
        cv.fill(panes, warm, 0.20, blur=1.2)


@place("still", 4, indoor=True)
def still(sc: Scene) -> None:
    """On a cloth beside a curtain, on bare wood, on the sill of a window, or by itself in the light."""
    v = sc.variant
    sc.ambient = still_ambient(sc)
    wall = sc.pick(hexc("#5f6a5c"), hexc("#6d5a4e"), hexc("#4f5a6c"), hexc("#7a6a55"))
    if sc.look.tint is not None:
        wall = mix(wall, sc.look.tint, 0.35)
    quiet_wall(sc, wall)
    y = (74.0, 72.0, 74.0, 69.0)[v]
    if v != 2:
        _backdrop(sc, wall, y - 6)
    if v == 2:
        window_view(sc, sc.w * (0.5 + 0.16 * sc.side), 33, 56, 62, hexc("#b9a98a"))
        _top(sc, y, hexc("#cfc4b0"), False)
    elif v == 3:
        _top(
            sc, y, sc.pick(hexc("#6a3a34"), hexc("#46584c"), hexc("#b39a6a"), hexc("#54597a")), True
        )
    elif v == 1:
        _top(sc, y, sc.pick(hexc("#8a5c38"), hexc("#6f4a30"), hexc("#a3764a")), False)
    else:
        drapery(sc, sc.pick(hexc("#7a2f38"), hexc("#3f5a50"), hexc("#6a5632")))
        _top(sc, y, sc.pick(hexc("#dccfb4"), hexc("#8c4a44"), hexc("#57707e")), True)
    if not sc.look.dark:
        sc.lamp(sc.w * (0.5 + 0.3 * sc.side), 34, 74, (255.0, 232.0, 190.0), 0.30, 0.04)
    elif not {"candle", "lamp", "lantern"} & set(sc.spec.objects):
        sc.lamp(sc.w * (0.5 + 0.2 * sc.side), 40, 62, (255.0, 190.0, 120.0), 0.8, 0.10)
    # Near at hand a candle is as high as a person in the street: the unit is large.
    n = max(1, len(sc.spec.objects))
    unit = {1: 205.0, 2: 180.0, 3: 160.0}.get(n, 140.0)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, y + 2, y + 8, unit)
    sc.table = (sc.w * 0.17, sc.w * 0.83, y + 5)
    sc.wall = (sc.w * 0.18, 8, sc.w * 0.82, 62)
    sc.present.add("table")
    # What stands on a floor elsewhere is lifted onto the table; nothing larger comes near it.
    lifted = [n for n in dict.fromkeys(sc.spec.objects) if n in LIFTED or PROPS[n].zone == "table"]
    if "flowers" in lifted:  # cut ones stand in a vase
        lifted = [n for n in lifted if n not in ("flowers", "vase")] + ["vase"]
    if lifted:
        put_on_table(sc, lifted)
    if "flowers" in sc.spec.objects:
        sc.note("flowers", *next(p.box for p in sc.graph.props if p.name == "vase"))
    sc.present.update(n for n in PROPS if n not in HUNG)
