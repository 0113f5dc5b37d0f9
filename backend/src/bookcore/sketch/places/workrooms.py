"""Kitchen and tavern."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import room, set_table, window_view
from bookcore.sketch.places.vaults import vaulted_kitchen, vaulted_tavern
from bookcore.sketch.props.hearths import fireplace, stove
from bookcore.sketch.props.lights import lantern
from bookcore.sketch.props.tableware import barrel, bottle, bread, bucket, fruit, plate, samovar
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, rect, smooth, stroke


@place("kitchen", 4, indoor=True)
def kitchen(sc: Scene) -> None:
    """The Russian stove, a dresser with crockery, or a hearth with copper pans."""
    if sc.variant == 3:
        vaulted_kitchen(sc)
        return
    v, w, cv = sc.variant, sc.w, sc.cv
    room(
        sc,
        hexc("#a3794e") if v == 0 else sc.pick(hexc("#c9c2ae"), hexc("#b3bfae")),
        hexc("#9b7a55"),
        logs=v == 0,
        panel=False,
        paper=False,
    )
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
    sc.against_wall(dresser, 80 if v == 1 else 60, 38, 66 if v == 1 else 42)
    if v == 1:
        cv.fill(
            rect(dresser - 17, 14, dresser + 17, 80),
            Grad((shade(wood, 0.75), wood, shade(wood, 1.1)), 0),
        )
        cv.fill(
            [rect(dresser - 15, 17 + 13 * k, dresser + 15, 28 + 13 * k) for k in range(3)],
            shade(wood, 0.5),
        )
        for k in range(3):
            for i in range(4):
                x, y = dresser - 11 + 7.3 * i, 28.0 + 13 * k
                cv.fill(ellipse(x, y - 3.4, 3.1, 3.3, 26), hexc("#e9eef0"))
                cv.fill(
                    ellipse(x, y - 3.4, 2.1, 2.3, 26),
                    sc.pick(hexc("#7f9cb8"), hexc("#c9d6de"), hexc("#b5786a")),
                )
        cv.fill(
            [rect(dresser - 15 + 16 * k, 58, dresser - 1 + 16 * k, 78) for k in range(2)],
            Grad((shade(wood, 1.15), shade(wood, 0.8))),
        )
    else:
        for y in (26, 40):
            cv.fill(
                rect(dresser - 19, y, dresser + 19, y + 1.4),
                Grad((shade(wood, 1.2), shade(wood, 0.7))),
            )
            for k in range(5):
                x = dresser - 15 + 7.4 * k
                pot = sc.pick(hexc("#9a5a3a"), hexc("#b98a5c"), hexc("#6f7a80"), hexc("#d9cdb8"))
                cv.fill(
                    smooth(
                        [
                            (x - 1.6, y),
                            (x - 2.6, y - 3.2),
                            (x - 1.5, y - 5.4),
                            (x + 1.5, y - 5.4),
                            (x + 2.6, y - 3.2),
                            (x + 1.6, y),
                        ],
                        n=5,
                    ),
                    Grad((shade(pot, 0.6), pot, shade(pot, 1.25)), 0),
                )
        for k in range(4):
            x, r = dresser - 13 + 8.5 * k, 3.0 - 0.3 * k
            cv.fill(
                [stroke(x, 47, x, 52, 0.5), ellipse(x, 52 + r, r, r, 26)],
                Grad((hexc("#d98a52"), hexc("#8a4a28"))),
            )
    set_table(sc, w * (0.5 - 0.14 * sc.side), 2.4, hexc("#efe6d2") if v == 1 else None, 20)
    if sc.table:
        bread(sc, sc.table[0] + 6, sc.table[2], 4.2)
        samovar(sc, sc.table[1] - 7, sc.table[2], 12) if v == 0 else fruit(
            sc, sc.table[1] - 7, sc.table[2], 6
        )
        sc.present.update({"bread", "samovar", "fruit"})
    bucket(sc, w * (0.5 + 0.13 * sc.side), 94, 9)
    sc.present.add("bucket")


@place("tavern", 4, indoor=True)
def tavern(sc: Scene) -> None:
    """A low room with barrels, a long table and benches, or a hearth; mugs, hams and smoke."""
    if sc.variant == 3:
        vaulted_tavern(sc)
        return
    v, w, cv = sc.variant, sc.w, sc.cv
    room(
        sc,
        (hexc("#7a5638"), hexc("#a9936c"), hexc("#b59c78"))[v],
        hexc("#6d5138"),
        logs=v == 0,
        panel=False,
        paper=False,
    )
    beam = hexc("#3c2a1c")
    cv.fill([rect(-2, -2, w + 2, 5)], Grad((shade(beam, 0.7), shade(beam, 1.2))))
    for x in np.arange(4, w, 30):
        cv.fill(pts([(x, 5), (x + 6, 5), (x + 5, 12), (x + 1, 12)]), Grad((beam, shade(beam, 0.7))))
        if sc.chance(0.6):
            cv.fill(
                [
                    stroke(x + 12, 5, x + 12, 12, 0.25),
                    *(
                        ellipse(x + 12 + dx, 13 + dy, 1.2, 1.0, 12)
                        for dx, dy in ((-0.8, 0), (0.8, 0.4), (0, 1.8), (-0.6, 3.2), (0.5, 4.4))
                    ),
                ],
                hexc("#d9c79a"),
            )
    if v != 0:
        cv.fill(
            [rect(x, 5, x + 4, 70) for x in (w * 0.06, w * 0.94 - 4)],
            Grad((shade(beam, 1.3), beam), 0),
        )
    shelf = w * (0.5 + (0.34 if v == 1 else 0.20) * sc.side)
    for y in (34, 46):
        cv.fill(rect(shelf - 19, y, shelf + 19, y + 1.3), Grad((hexc("#8a6440"), hexc("#4f3824"))))
        for k in range(7):
            x, c = (
                shelf - 16 + 5.2 * k,
                sc.pick(hexc("#8a5a3c"), hexc("#3f5a48"), hexc("#b9a888"), hexc("#5a4a5a")),
            )
            if (k + int(y)) % 3:
                bottle(sc, x, y, sc.u(6.5, 9))
            else:
                cv.fill(
                    rect(x - 1.5, y - 4, x + 1.5, y), Grad((shade(c, 0.6), c, shade(c, 1.2)), 0)
                )
    sc.against_wall(shelf, 48, 40, 22)
    for k, (dx, up) in enumerate(((0, 0), (12, 0), (6, 13))):
        if v != 2 or k < 2:
            barrel(sc, w * (0.5 + 0.43 * sc.side) - sc.side * dx, 82 - up, 17)
    sc.present.update({"barrel", "bottle"})
    if v == 2:
        fireplace(sc, w * (0.5 - 0.32 * sc.side), 80, 42)
        sc.present.add("fireplace")
    else:
        if v == 1:
            for x in (0.36, 0.04):
                window_view(sc, w * (0.5 - x * sc.side), 38, 24, 30, hexc("#8a3f36"))
        else:
            window_view(sc, w * (0.5 - 0.32 * sc.side), 38, 17, 20)
        sc.present.add("window")
    bench = hexc("#6a4a2f")
    cv.fill(rect(w * 0.24, 77.5, w * 0.70, 79.5), Grad((shade(bench, 1.2), bench)))
    cv.fill([rect(x, 79.5, x + 1.6, 88) for x in (w * 0.27, w * 0.66)], shade(bench, 0.6))
    set_table(sc, w * 0.47, 3.4, None, 19)
    if sc.table:
        x0, x1, top = sc.table
        for k, x in enumerate(np.linspace(x0 + 5, x1 - 5, 4)):
            if k % 2:
                plate(sc, float(x), top, 2.2)
            else:
                mug = hexc("#9a7048")
                cv.fill(ellipse(float(x) + 1.7, top - 2.0, 1.1, 1.3, 16), shade(mug, 0.6))
                cv.fill(
                    rect(float(x) - 1.5, top - 3.8, float(x) + 1.5, top),
                    Grad((shade(mug, 0.6), mug, shade(mug, 1.25)), 0),
                )
                cv.fill(ellipse(float(x), top - 3.9, 1.6, 0.7, 16), hexc("#f4ead2"))
        bread(sc, (x0 + x1) / 2, top, 3.4)
        sc.present.update({"plate", "bread"})
    lantern(sc, w * 0.5, 24, 9)
    cv.fill(stroke(w * 0.5, 5, w * 0.5, 15, 0.25), hexc("#20160f"))
    sc.present.add("lantern")
