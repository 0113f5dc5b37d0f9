"""The table of things the words can name: how each is drawn, where it stands, how big it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookcore.sketch.buildings.windows import window
from bookcore.sketch.colour import hexc
from bookcore.sketch.nature.ground import boulder, flowers
from bookcore.sketch.nature.grove import birch, bush, willow
from bookcore.sketch.nature.sky import birds
from bookcore.sketch.nature.trees import leaf_tree, oak, spruce
from bookcore.sketch.places.room import window_view
from bookcore.sketch.props.belongings import (
    book,
    chain,
    coin,
    dagger,
    globe,
    gun,
    letter,
    pen,
    pipe,
    ring,
    scroll_map,
    sword,
    violin,
)
from bookcore.sketch.props.cabinets import bookshelf, chest, clock_tall, piano, wardrobe
from bookcore.sketch.props.camp import campfire, cannon, flag, smoke, tent
from bookcore.sketch.props.cat import cat
from bookcore.sketch.props.creatures import chicken, cow, crow, dog, horse
from bookcore.sketch.props.furniture import armchair, bed, chair, sofa, table
from bookcore.sketch.props.hangings import carpet, icon, mirror, painting
from bookcore.sketch.props.hearths import fireplace, stove
from bookcore.sketch.props.landmarks import (
    bell_tower,
    bridge,
    column,
    cross,
    curtain,
    dome,
    door,
    fountain,
    hill,
    stairs,
    windmill,
)
from bookcore.sketch.props.lights import candle, lamp, lantern
from bookcore.sketch.props.outdoors import (
    bench,
    fence,
    gate,
    haystack,
    lamp_post,
    signpost,
    umbrella,
    well,
)
from bookcore.sketch.props.ships import boat, sailing_ship
from bookcore.sketch.props.tableware import (
    barrel,
    basket,
    bottle,
    bread,
    bucket,
    fruit,
    glass,
    plate,
    samovar,
    teapot,
    vase,
)
from bookcore.sketch.props.train import engine
from bookcore.sketch.props.vehicles import carriage, cart, sledge
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, stroke

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


def _locomotive(sc: Scene, x: float, y: float, h: float) -> None:
    engine(sc, x, y, h)


def _bird(sc: Scene, x: float, y: float, h: float) -> None:
    birds(sc, x, y, 5, max(1.4, h))


def _crow(sc: Scene, x: float, y: float, h: float) -> None:
    crow(sc, x, y, h)
    crow(sc, x + h * 2.0, y + h * 0.3, h * 0.9)


def _tree(sc: Scene, x: float, y: float, h: float) -> None:
    leaf_tree(sc, x, y, h)


def _stone(sc: Scene, x: float, y: float, h: float) -> None:
    boulder(sc, x, y, h)
    boulder(sc, x + h * 1.3, y + 0.4, h * 0.5)


def _fence(sc: Scene, x: float, y: float, h: float) -> None:
    fence(sc, x - h * 3.2, x + h * 3.2, y, h)


def _clock(sc: Scene, x: float, y: float, h: float) -> None:
    clock_tall(sc, x, y, h)


def _window_out(sc: Scene, x: float, y: float, h: float) -> None:
    if sc.look.indoor:
        window_view(sc, x, y, h * 0.62, h, hexc("#d9cdb4"))
    else:
        window(sc, x, y, h * 0.66, h)


def _table(sc: Scene, x: float, y: float, h: float) -> None:
    sc.table = table(sc, x, y, h)


def _chair(sc: Scene, x: float, y: float, h: float) -> None:
    chair(sc, x, y, h, 1 if sc.chance(0.5) else -1)


def _meadow_flowers(sc: Scene, x: float, y: float, h: float) -> None:
    flowers(sc, x - h * 6, x + h * 6, y - h * 2, y + h, 60)
    _flowers(sc, x, y, h)


PROPS: dict[str, Prop] = {
    "tree": Prop(_tree, "land", 2.0, 0.9), "birch": Prop(birch, "land", 2.1, 0.6),
    "spruce": Prop(spruce, "land", 2.1, 0.6), "oak": Prop(oak, "land", 2.0, 1.3),
    "willow": Prop(willow, "land", 1.8, 1.2), "bush": Prop(bush, "land", 0.5, 0.8),
    "flowers": Prop(_meadow_flowers, "land", 0.22, 0.5), "haystack": Prop(haystack, "land", 0.9, 1.0),
    "fence": Prop(_fence, "land", 0.5, 1.6), "well": Prop(well, "land", 0.95, 0.8),
    "bridge": Prop(bridge, "land", 0.7, 2.4), "boat": Prop(boat, "land", 0.34, 1.3),
    "sailing_ship": Prop(sailing_ship, "sky", 1.3, 1.3), "cart": Prop(cart, "land", 0.62, 1.3),
    "carriage": Prop(carriage, "land", 1.0, 1.7), "sledge": Prop(sledge, "land", 0.6, 1.2),
    "lamp_post": Prop(lamp_post, "land", 1.75, 0.3), "bench": Prop(bench, "land", 0.45, 1.0),
    "gate": Prop(gate, "land", 1.4, 1.8), "windmill": Prop(windmill, "land", 2.2, 1.2),
    "church_dome": Prop(dome, "land", 1.3, 0.7), "cross": Prop(cross, "land", 1.0, 0.5),
    "campfire": Prop(campfire, "land", 0.4, 0.6), "tent": Prop(tent, "land", 1.0, 1.5),
    "cannon": Prop(cannon, "land", 0.55, 1.4), "flag": Prop(flag, "land", 1.8, 0.9),
    "stone": Prop(_stone, "land", 0.28, 0.6), "hill": Prop(hill, "land", 0.7, 2.4),
    "smoke": Prop(smoke, "land", 2.0, 0.7), "stairs": Prop(stairs, "land", 0.7, 1.5),
    "column": Prop(column, "land", 1.9, 0.4), "fountain": Prop(fountain, "land", 0.9, 1.4),
    "bell_tower": Prop(bell_tower, "land", 2.3, 0.8), "locomotive": Prop(_locomotive, "land", 1.1, 3.2),
    "signpost": Prop(signpost, "land", 1.1, 0.7),
    "horse": Prop(horse, "land", 1.0, 1.2), "dog": Prop(dog, "floor", 0.40, 0.6),
    "cat": Prop(cat, "floor", 0.26, 0.3), "cow": Prop(cow, "land", 0.80, 1.4),
    "bird": Prop(_bird, "sky", 0.06, 0.6), "crow": Prop(_crow, "land", 0.20, 0.6),
    "chicken": Prop(chicken, "land", 0.24, 0.6),
    "table": Prop(_table, "floor", 0.46, 1.05), "chair": Prop(_chair, "floor", 0.60, 0.4),
    "armchair": Prop(armchair, "floor", 0.68, 0.8), "sofa": Prop(sofa, "floor", 0.58, 1.6),
    "bed": Prop(bed, "floor", 0.62, 2.0), "wardrobe": Prop(wardrobe, "floor", 1.3, 0.9),
    "chest": Prop(chest, "floor", 0.36, 0.7), "bookshelf": Prop(bookshelf, "floor", 1.35, 0.95),
    "piano": Prop(piano, "floor", 0.80, 1.25), "mirror": Prop(mirror, "wall", 0.56, 0.5),
    "painting": Prop(painting, "wall", 0.40, 0.7), "icon": Prop(icon, "wall", 0.28, 0.3),
    "clock": Prop(_clock, "floor", 1.2, 0.4), "stove": Prop(stove, "floor", 1.1, 1.1),
    "fireplace": Prop(fireplace, "floor", 0.80, 1.2), "carpet": Prop(carpet, "floor", 0.62, 2.2),
    "curtain": Prop(curtain, "wall", 0.85, 0.8), "window": Prop(_window_out, "wall", 0.75, 0.6),
    "door": Prop(door, "floor", 1.3, 0.6),
    "candle": Prop(candle, "table", 0.22, 0.12), "lamp": Prop(lamp, "table", 0.28, 0.18),
    "samovar": Prop(samovar, "table", 0.26, 0.2), "teapot": Prop(teapot, "table", 0.11, 0.15),
    "bottle": Prop(bottle, "table", 0.19, 0.08), "glass": Prop(glass, "table", 0.11, 0.08),
    "plate": Prop(plate, "table", 0.08, 0.2), "bread": Prop(bread, "table", 0.09, 0.18),
    "fruit": Prop(fruit, "table", 0.13, 0.19), "book": Prop(book, "table", 0.10, 0.18),
    "letter": Prop(letter, "table", 0.10, 0.26), "pen": Prop(pen, "table", 0.14, 0.12),
    "map": Prop(scroll_map, "table", 0.14, 0.38), "globe": Prop(globe, "table", 0.26, 0.2),
    "sword": Prop(sword, "table", 0.12, 0.44), "gun": Prop(gun, "table", 0.11, 0.27),
    "dagger": Prop(dagger, "table", 0.10, 0.25), "barrel": Prop(barrel, "floor", 0.48, 0.45),
    "basket": Prop(basket, "floor", 0.24, 0.32), "vase": Prop(vase, "table", 0.28, 0.22),
    "bucket": Prop(bucket, "floor", 0.22, 0.24), "lantern": Prop(lantern, "table", 0.19, 0.12),
    "umbrella": Prop(umbrella, "floor", 0.42, 0.6), "chain": Prop(chain, "table", 0.10, 0.26),
    "coin": Prop(coin, "table", 0.11, 0.28), "ring": Prop(ring, "table", 0.10, 0.14),
    "violin": Prop(violin, "table", 0.34, 0.2), "pipe": Prop(pipe, "table", 0.09, 0.2),
}  # fmt: skip
