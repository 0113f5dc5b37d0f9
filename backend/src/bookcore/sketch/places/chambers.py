"""Study and bedroom."""

from __future__ import annotations

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, shade
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import crowded, room, set_table, window_view
from bookcore.sketch.props.belongings import book, globe
from bookcore.sketch.props.cabinets import bookshelf, chest, clock_tall, wardrobe
from bookcore.sketch.props.furniture import armchair, bed, chair
from bookcore.sketch.props.hangings import carpet, icon, mirror, painting
from bookcore.sketch.props.hearths import fireplace, stove
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, rect, ribbon, smooth, stroke


def wall_map(sc: Scene, x: float, y: float, w: float, h: float) -> None:
    """An old map on rollers: coasts, hatching, a rose of winds."""
    cv = sc.cv
    sc.against_wall(x, y + h / 2, w, h)
    paper = hexc("#d9c598")
    cv.fill(rect(x - w / 2 + 0.6, y - h / 2 + 0.8, x + w / 2 + 0.6, y + h / 2 + 0.8),
            (24.0, 18.0, 14.0), 0.4, raw=True, blur=0.8)  # fmt: skip
    cv.fill(rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2), Grad((paper, shade(paper, 0.84))))
    for k in (-1, 1):
        cx, cy = x + k * w * 0.22, y + k * h * 0.06
        land = smooth(
            [(cx + w * 0.17 * sc.u(0.6, 1.0) * a, cy + h * 0.32 * sc.u(0.6, 1.0) * b)
             for a, b in ((-1, -0.3), (-0.4, -1), (0.5, -0.8), (1, 0), (0.3, 0.9), (-0.7, 0.7))],
            n=6,
        )  # fmt: skip
        cv.fill(land, hexc("#b9a06a"))
        cv.fill(ribbon(land, [0.22]), hexc("#7a6238"), 0.8)
    lines = [
        stroke(x - w * 0.46, y + h * t, x + w * 0.46, y + h * t, 0.08) for t in (-0.3, 0.0, 0.3)
    ]
    lines += [
        stroke(x + w * t, y - h * 0.46, x + w * t, y + h * 0.46, 0.08) for t in (-0.3, 0.0, 0.3)
    ]
    cv.fill(lines, hexc("#8f7a4c"), 0.6)
    cv.fill(ellipse(x + w * 0.36, y + h * 0.32, w * 0.05, w * 0.05, 16), hexc("#8a4a38"), 0.8)
    cv.fill([rect(x - w * 0.54, y + s * h * 0.5 - 0.7, x + w * 0.54, y + s * h * 0.5 + 0.7)
             for s in (-1, 1)], hexc("#5a3f28"))  # fmt: skip
    sc.present.add("map")


@place("study", 5, indoor=True)
def study(sc: Scene) -> None:
    """Walls of books, a desk at the window, an armchair, a map over the desk, or by the fire."""
    v, w, d = sc.variant, sc.w, sc.side
    if v > 2:
        (_chart_room if v == 3 else _fireside)(sc)
        return
    room(
        sc, sc.pick(hexc("#5d6b58"), hexc("#6f5a48"), hexc("#59657a")), hexc("#7a5236"), paper=False
    )
    shelf_x = w * (0.5 + 0.30 * d)
    bookshelf(sc, shelf_x, 78, 62, 0.62)
    if v == 0 and not crowded(sc):
        bookshelf(sc, shelf_x - d * 38, 78, 62, 0.56)
    sc.present.add("bookshelf")
    sc.take(shelf_x - 18, shelf_x + 18)
    window_view(sc, w * (0.5 - 0.32 * d), 34, 20, 38, hexc("#4f5d48"))
    sc.present.update({"window", "curtain"})
    if v == 2:
        armchair(sc, shelf_x - d * 24, 90, 28, d)
        sc.take(shelf_x - d * 24 - 9, shelf_x - d * 24 + 9, 90)
        sc.present.add("armchair")
    carpet(sc, w * 0.48, 91, 20)
    set_table(sc, w * (0.5 - 0.16 * d), 2.5, None, 20)
    seat = w * (0.5 + 0.04 * d)
    chair(sc, seat, 92, 26, -d)
    sc.take(seat - 5, seat + 5, 92)
    sc.present.add("chair")


def _chart_room(sc: Scene) -> None:
    """A map over a long desk, a globe, a window at each end of the wall or at one."""
    w, d = sc.w, sc.side
    wall = sc.pick(hexc("#8c8468"), hexc("#6a7a84"), hexc("#84705c"), hexc("#78826a"))
    room(sc, wall, hexc("#6f4c34"), line=69, paper=False)
    window_view(sc, w * (0.5 + 0.36 * d), 33, 22, 42, sc.pick(hexc("#6a3f38"), hexc("#54624c")))
    wall_map(sc, w * (0.5 - 0.03 * d), 30, 44, 30)
    if not crowded(sc):
        bookshelf(sc, w * (0.5 - 0.38 * d), 77, 50, 0.5)
        sc.present.add("bookshelf")
    carpet(sc, w * 0.5, 93, 22)
    desk = w * (0.5 + 0.02 * d)
    set_table(sc, desk, 3.0, hexc("#4f6b4a"), 21)
    if sc.table:
        x0, x1, top = sc.table
        globe(sc, x1 - 7 if d < 0 else x0 + 7, top, 13)
        book(sc, (x0 + x1) / 2 + d * 7, top, 4)
    seat = desk + d * 25
    chair(sc, seat, 93, 26, -d)
    sc.take(seat - 5, seat + 5, 93)
    sc.present.update({"window", "curtain", "globe", "chair", "book"})


def _fireside(sc: Scene) -> None:
    """Two walls of books about a fire, an armchair turned to it, a small table with a lamp."""
    w, d = sc.w, sc.side
    room(sc, sc.pick(hexc("#5b3f3a"), hexc("#3f4f4a"), hexc("#4a4a5e")), hexc("#6a452e"), line=71)
    hearth = w * (0.5 + 0.06 * d)
    fireplace(sc, hearth, 80, 36)
    painting(sc, hearth, 26, 22)
    for k, width in ((-1, 0.62), (1, 0.44)):
        bookshelf(sc, hearth + k * (46 if k < 0 else 42) * d, 79, 60, width)
    carpet(sc, hearth - 10 * d, 93, 26)
    armchair(sc, hearth - 32 * d, 91, 30, d)
    sc.take(hearth - 32 * d - 10, hearth - 32 * d + 10, 91)
    sc.take(hearth - 16, hearth + 16)
    sc.present.update({"fireplace", "painting", "bookshelf", "armchair", "carpet"})
    set_table(sc, hearth + 34 * d, 1.2, None, 18)


@place("bedroom", 5, indoor=True)
def bedroom(sc: Scene) -> None:
    """By the window, with a wardrobe, bare, in a curtained alcove, or low and warm by the stove."""
    v, w, d = sc.variant, sc.w, sc.side
    if v > 2:
        (_alcove if v == 3 else _warm_corner)(sc)
        return
    wall = sc.pick(hexc("#8fa0b0"), hexc("#b59c94"), hexc("#9aa68c"), hexc("#b3a98c"))
    room(sc, wall, hexc("#8d6545"), panel=v != 2)
    window_view(sc, w * (0.5 - 0.30 * d), 34, 20, 36, hexc("#e2d8c6"))
    sc.present.update({"window", "curtain"})
    # A wardrobe needs its own piece of the wall: the bed moves on and is a narrower one.
    bx = w * (0.5 + (0.20 if v == 1 else 0.16) * d)
    bed(sc, bx, 90, 23 if v == 1 else 27)
    sc.present.add("bed")
    sc.take(bx - 30, bx + 30, 90)
    if v == 1:
        wardrobe(sc, w * (0.5 - 0.11 * d), 77, 44)
        sc.present.add("wardrobe")
    elif v == 0 and not crowded(sc):
        mirror(sc, w * 0.5, 34, 24)
        sc.present.add("mirror")
    carpet(sc, w * (0.5 - 0.08 * d), 95, 15)
    set_table(sc, w * (0.5 - 0.36 * d), 1.1, None, 16)


def _hanging(sc: Scene, x: float, top: float, low: float, inner: float, c: RGB) -> None:
    """Half of a bed's curtain, gathered from (x, top) outwards and tied."""
    form = smooth(
        [(x, top), (x + inner * 0.86, top), (x + inner * 0.62, top + (low - top) * 0.36),
         (x + inner * 0.18, top + (low - top) * 0.60), (x + inner * 0.34, low), (x - inner * 0.10, low),
         (x - inner * 0.06, top + (low - top) * 0.5)],
        n=7,
    )  # fmt: skip
    tones = (shade(c, 0.62), c, shade(c, 0.74), shade(c, 1.12), shade(c, 0.66))
    sc.cv.fill(form, Grad(tones if inner > 0 else tones[::-1], 0))
    tie = top + (low - top) * 0.60
    sc.cv.fill(ellipse(x + inner * 0.06, tie, abs(inner) * 0.13, 1.2, 14), hexc("#c79a4a"))


def _alcove(sc: Scene) -> None:
    """A bed in a recess of the wall behind parted curtains, a small table and a chest before it."""
    w, d = sc.w, sc.side
    wall = sc.pick(hexc("#8a6f66"), hexc("#6f8290"), hexc("#98a08a"), hexc("#a78f76"))
    room(sc, wall, hexc("#7f5a3e"), line=71)
    mid = w * (0.5 + 0.12 * d)
    half, top, foot = 41.0, 13.0, 77.0
    sc.cv.fill(
        rect(mid - half, top, mid + half, foot), Grad((shade(wall, 0.40), shade(wall, 0.66)))
    )
    sc.against_wall(mid, foot, half * 2 + 4, foot - top)
    bed(sc, mid, 82, 27)
    cloth = sc.pick(hexc("#7a2f3a"), hexc("#3f5f6a"), hexc("#5f6a3f"), hexc("#6a4a72"))
    for k in (-1, 1):
        _hanging(sc, mid + k * half, top, 82, -k * 26.0, cloth)
    sc.cv.fill(rect(mid - half - 3, top - 4, mid + half + 3, top + 4),
               Grad((shade(cloth, 1.15), shade(cloth, 0.7))))  # fmt: skip
    fringe = [ellipse(x, top + 4.2, 1.7, 1.5, 10) for x in
              (mid - half - 2 + 3.4 * i for i in range(int(half * 2 / 3.4) + 2))]  # fmt: skip
    sc.cv.fill(fringe, shade(cloth, 0.84))
    sc.take(mid - 30, mid + 30)
    window_view(sc, w * (0.5 - 0.36 * d), 34, 18, 40, hexc("#ddd2bc"))
    carpet(sc, mid - d * 6, 95, 17)
    if not crowded(sc):
        chest(sc, mid + d * 26, 92, 14)
        sc.take(mid + d * 26 - 9, mid + d * 26 + 9, 92)
        sc.present.add("chest")
    sc.present.update({"bed", "window", "curtain", "carpet"})
    set_table(sc, w * (0.5 - 0.34 * d), 1.1, hexc("#e4dac4"), 17)


def _warm_corner(sc: Scene) -> None:
    """A low room with a tiled stove, an icon in the corner, a narrow bed and a clock."""
    w, d = sc.w, sc.side
    wall = sc.pick(hexc("#b9a582"), hexc("#a9b0a0"), hexc("#b8978a"))
    room(sc, wall, hexc("#8a6a48"), line=73, panel=False, paper=sc.chance(0.6))
    stove(sc, w * (0.5 + 0.37 * d), 84, 50)
    bx = w * (0.5 - 0.14 * d)
    bed(sc, bx, 91, 24)
    sc.take(bx - 28, bx + 28, 91)
    window_view(sc, w * (0.5 - 0.02 * d), 34, 16, 24, hexc("#e9dfc8"))
    icon(sc, w * (0.5 - 0.42 * d), 22, 13)
    if not crowded(sc):
        clock_tall(sc, w * (0.5 + 0.20 * d), 80, 44)
        sc.present.add("clock")
    carpet(sc, w * 0.5, 97, 14)
    sc.present.update({"stove", "bed", "window", "icon"})
    set_table(sc, w * (0.5 + 0.16 * d), 1.0, None, 16)
