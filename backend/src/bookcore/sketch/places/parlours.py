"""The drawing room."""

from __future__ import annotations

from bookcore.sketch.colour import hexc
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import room, set_table, window_view
from bookcore.sketch.props.cabinets import bookshelf, clock_tall, piano
from bookcore.sketch.props.furniture import armchair, sofa
from bookcore.sketch.props.hangings import carpet, mirror, painting
from bookcore.sketch.props.hearths import fireplace
from bookcore.sketch.scene import Scene


@place("drawing_room", 5, indoor=True)
def drawing_room(sc: Scene) -> None:
    """By the window, at the piano, before the fire, between two windows, or in a corner of books."""
    v, w = sc.variant, sc.w
    if v > 2:
        (_between_windows if v == 3 else _reading_corner)(sc)
        return
    room(
        sc,
        sc.pick(hexc("#8c5a56"), hexc("#6f8578"), hexc("#b39a6c"), hexc("#7a7f9a")),
        hexc("#8a5f3e"),
    )
    curtain = sc.pick(hexc("#8a2f3a"), hexc("#3f6a5a"), hexc("#b5893f"))
    wx = w * (0.5 - 0.30 * sc.side)
    window_view(sc, wx, 34, 22, 40, curtain)
    sc.present.update({"window", "curtain"})
    if "door" not in sc.spec.objects:
        painting(sc, w * (0.5 - 0.04 * sc.side), 30, 20)
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
    set_table(sc, w * (0.5 - 0.12 * sc.side), 1.9, hexc("#d8c3a0"), 17)


def _between_windows(sc: Scene) -> None:
    w = sc.w
    room(
        sc,
        sc.pick(hexc("#a8b29c"), hexc("#c0a58a"), hexc("#93a3b5"), hexc("#b98f8a")),
        hexc("#96704c"),
        line=72,
        panel=False,
        paper=sc.chance(0.5),
    )
    curtain = sc.pick(hexc("#7d3340"), hexc("#41604f"), hexc("#5a5f86"), hexc("#d9c9a8"))
    for k in (-1, 1):
        window_view(sc, w * (0.5 + 0.31 * k), 34, 19, 46, curtain)
    middle = w * 0.5
    mirror(sc, middle, 30, 26)
    sofa(sc, middle + sc.side * 3, 86, 25)
    carpet(sc, middle, 92, 26)
    armchair(sc, middle - sc.side * w * 0.29, 90, 25, -sc.side)
    sc.present.update({"window", "curtain", "mirror", "sofa", "armchair", "carpet"})
    sc.take(middle - 18, middle + 18)
    set_table(sc, middle + sc.side * w * 0.28, 1.2, hexc("#e2d6bd"), 16)


def _reading_corner(sc: Scene) -> None:
    w, d = sc.w, sc.side
    room(
        sc,
        sc.pick(hexc("#6f4f4a"), hexc("#4f6357"), hexc("#57627a"), hexc("#80684c")),
        hexc("#7c5538"),
        line=68,
    )
    shelf, hearth = w * (0.5 - 0.37 * d), w * (0.5 + 0.02 * d)
    fireplace(sc, hearth, 79, 34)
    painting(sc, hearth, 25, 24)
    bookshelf(sc, shelf, 77, 54, 0.55)
    window_view(sc, w * (0.5 + 0.37 * d), 33, 17, 36, sc.pick(hexc("#8a6a34"), hexc("#7a2f38")))
    carpet(sc, w * (0.5 + 0.06 * d), 92, 24)
    armchair(sc, w * (0.5 - 0.17 * d), 91, 27, d)
    sc.present.update(
        {"fireplace", "painting", "bookshelf", "window", "curtain", "armchair", "carpet"}
    )
    sc.take(w * (0.5 - 0.26 * d) - 10, w * (0.5 - 0.26 * d) + 10)
    set_table(sc, w * (0.5 + 0.26 * d), 1.1, None, 17)
