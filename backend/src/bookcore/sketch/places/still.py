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
from bookcore.sketch.shapes import ellipse, rect, ribbon, smooth, stroke
from bookcore.sketch.staging import put_on_table

LIFTED = ("barrel", "basket", "bucket", "chest", "umbrella", "flowers", "cat")
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
    xs = np.linspace(-4, sc.w + 4, 14)
    hem = [(float(x), y + 22 + 5 * float(np.sin(i * 1.7))) for i, x in enumerate(xs)]
    skirt = smooth([(-4, y + 12), (sc.w + 4, y + 12), *reversed(hem)], n=4)
    cv.fill(skirt, Grad((shade(colour, 0.92), shade(colour, 0.6))))
    cv.fill(
        [ribbon([(float(x), y + 13), (float(x) + sc.u(-2, 2), y + 24)], [0.3, 1.6]) for x in xs],
        shade(colour, 0.5),
        0.4,
        blur=0.5,
    )
    cv.fill([stroke(-2, y + 12.8, sc.w + 2, y + 12.8, 0.5)], shade(colour, 1.15), 0.8)


@place("still", 3, indoor=True)
def still(sc: Scene) -> None:
    """On a cloth beside a curtain, on bare wood, or on the sill of a window."""
    v = sc.variant
    sc.ambient = still_ambient(sc)
    wall = sc.pick(hexc("#5f6a5c"), hexc("#6d5a4e"), hexc("#4f5a6c"), hexc("#7a6a55"))
    if sc.look.tint is not None:
        wall = mix(wall, sc.look.tint, 0.35)
    quiet_wall(sc, wall)
    y = 74.0
    if v == 2:
        window_view(sc, sc.w * (0.5 + 0.16 * sc.side), 33, 56, 62, hexc("#b9a98a"))
        _top(sc, y, hexc("#cfc4b0"), False)
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
    sc.wall = (sc.w * 0.18, sc.w * 0.82, 8, 62)
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
