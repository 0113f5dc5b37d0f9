"""Things named by a spec, each drawn where such a thing would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bookcore.sketch import creatures, furniture, houses, street, things, trees
from bookcore.sketch.colour import hexc
from bookcore.sketch.ground import boulder, flowers
from bookcore.sketch.places.interiors import window_view
from bookcore.sketch.places.town import locomotive
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import rect
from bookcore.sketch.sky import birds

Draw = Callable[[Scene, float, float, float], object]
Slot = Literal["ground", "table", "wall", "sky", "back"]


@dataclass(frozen=True, slots=True)
class Prop:
    """How a thing is drawn: `size` in heights of a person, `width` as a share of its height."""

    draw: Draw
    slot: Slot
    size: float
    width: float = 1.0


def _fence(sc: Scene, x: float, y: float, h: float) -> None:
    street.fence(sc, x - h * 2.4, x + h * 2.4, y, h)


def _flowers(sc: Scene, x: float, y: float, h: float) -> None:
    flowers(sc, x - h * 3, x + h * 3, y - h * 0.6, y + h, 60)


def _birds(sc: Scene, x: float, y: float, h: float) -> None:
    birds(sc, x, y, 5, h)


def _bridge(sc: Scene, x: float, y: float, h: float) -> None:
    stone = hexc("#9b8f84")
    from bookcore.sketch.shapes import arc, ribbon  # local: no other thing here needs an arc

    deck = arc(x, y, h * 2.2, h * 0.8, 180, 360, 24)
    sc.cv.fill(ribbon(deck, [h * 0.3]), stone)
    sc.cv.fill(
        ribbon(arc(x, y - h * 0.3, h * 2.2, h * 0.8, 180, 360, 24), [h * 0.08]), hexc("#7a6f66")
    )


def _hill(sc: Scene, x: float, y: float, h: float) -> None:
    boulder(sc, x, y, h)


def _door(sc: Scene, x: float, y: float, h: float) -> None:
    w = h * 0.42
    sc.cv.fill(rect(x - w * 0.6, y - h * 1.04, x + w * 0.6, y), hexc("#4a3323"))
    sc.cv.fill(rect(x - w / 2, y - h, x + w / 2, y), hexc("#7a5638"))
    sc.cv.fill(
        [
            rect(x - w * 0.36, y - h * t - h * 0.18, x + w * 0.36, y - h * t + h * 0.18)
            for t in (0.28, 0.72)
        ],
        hexc("#654628"),
    )


def _curtain(sc: Scene, x: float, y: float, h: float) -> None:
    window_view(sc, x, y, h * 0.7, h, hexc("#8a3a3a"))


def _window(sc: Scene, x: float, y: float, h: float) -> None:
    window_view(sc, x, y, h * 0.7, h)


def _column(sc: Scene, x: float, y: float, h: float) -> None:
    houses.columns(sc, x - h * 0.3, x + h * 0.3, y - h, y, 2, hexc("#e9e2d4"))


def _stairs(sc: Scene, x: float, y: float, h: float) -> None:
    for k in range(6):
        c = 190.0 - 12 * k
        sc.cv.fill(
            rect(
                x - h * (0.5 + 0.07 * k),
                y - h * 0.5 * (1 - k / 6),
                x + h * (0.5 + 0.07 * k),
                y - h * 0.5 * (1 - (k + 1) / 6),
            ),
            (c, c * 0.95, c * 0.88),
        )


def _cross(sc: Scene, x: float, y: float, h: float) -> None:
    houses.cross_at(sc, x, y, h, hexc("#6a5340"))


def _fountain(sc: Scene, x: float, y: float, h: float) -> None:
    things.vase(sc, x, y, h)


def _windmill(sc: Scene, x: float, y: float, h: float) -> None:
    from bookcore.sketch.shapes import pts, stroke  # local: only the mill has sails

    wood = hexc("#7d6750")
    sc.cv.fill(
        pts(
            [
                (x - h * 0.2, y),
                (x - h * 0.12, y - h * 0.6),
                (x, y - h * 0.74),
                (x + h * 0.12, y - h * 0.6),
                (x + h * 0.2, y),
            ]
        ),
        wood,
    )
    hub = (x, y - h * 0.58)
    arms = []
    for dx, dy in ((0.3, 0.3), (-0.3, 0.3), (0.3, -0.3), (-0.3, -0.3)):
        arms.append(stroke(hub[0], hub[1], hub[0] + dx * h, hub[1] + dy * h, h * 0.02, h * 0.09))
    sc.cv.fill(arms, hexc("#e2d8c2"), 0.95)


def _bell_tower(sc: Scene, x: float, y: float, h: float) -> None:
    houses.stone_church(sc, x, y, h)


def _dome(sc: Scene, x: float, y: float, h: float) -> None:
    houses.orthodox_church(sc, x, y, h, belfry=False)


def _mill_smoke(sc: Scene, x: float, y: float, h: float) -> None:
    street.smoke(sc, x, y, h)


PROPS: dict[str, Prop] = {
    "tree": Prop(trees.tree_for, "back", 1.9, 0.7),
    "birch": Prop(trees.birch, "back", 2.0, 0.5),
    "spruce": Prop(trees.spruce, "back", 2.0, 0.5),
    "oak": Prop(trees.oak, "back", 1.9, 1.0),
    "willow": Prop(trees.willow, "back", 1.8, 0.9),
    "bush": Prop(trees.bush, "ground", 0.4, 1.2),
    "flowers": Prop(_flowers, "ground", 0.12, 4.0),
    "haystack": Prop(street.haystack, "back", 0.8, 1.2),
    "fence": Prop(_fence, "back", 0.45, 4.0),
    "well": Prop(street.well, "back", 0.9, 0.8),
    "bridge": Prop(_bridge, "back", 0.6, 4.0),
    "boat": Prop(street.boat, "ground", 0.34, 3.8),
    "sailing_ship": Prop(street.sailing_ship, "back", 1.6, 1.0),
    "cart": Prop(street.cart, "back", 0.7, 1.8),
    "carriage": Prop(street.carriage, "back", 1.05, 1.9),
    "sledge": Prop(street.sledge, "ground", 0.5, 2.0),
    "lamp_post": Prop(street.lamp_post, "back", 1.7, 0.2),
    "bench": Prop(street.bench, "ground", 0.42, 2.4),
    "gate": Prop(street.gate, "back", 1.3, 1.2),
    "windmill": Prop(_windmill, "back", 2.0, 0.7),
    "church_dome": Prop(_dome, "back", 1.9, 0.7),
    "cross": Prop(_cross, "back", 0.8, 0.5),
    "campfire": Prop(street.campfire, "ground", 0.32, 1.2),
    "tent": Prop(street.tent, "back", 0.95, 1.3),
    "cannon": Prop(street.cannon, "ground", 0.5, 2.0),
    "flag": Prop(street.flag, "back", 1.5, 0.4),
    "stone": Prop(boulder, "ground", 0.16, 2.0),
    "hill": Prop(_hill, "back", 0.5, 2.4),
    "smoke": Prop(_mill_smoke, "back", 1.0, 0.6),
    "stairs": Prop(_stairs, "ground", 0.6, 1.6),
    "column": Prop(_column, "back", 1.5, 0.7),
    "fountain": Prop(_fountain, "ground", 0.7, 0.8),
    "bell_tower": Prop(_bell_tower, "back", 1.9, 0.8),
    "locomotive": Prop(locomotive, "back", 1.3, 0.8),
    "signpost": Prop(street.signpost, "ground", 0.9, 0.5),
    "horse": Prop(creatures.horse, "ground", 0.92, 1.3),
    "dog": Prop(creatures.dog, "ground", 0.40, 1.4),
    "cat": Prop(creatures.cat, "ground", 0.26, 0.8),
    "cow": Prop(creatures.cow, "ground", 0.78, 1.6),
    "bird": Prop(_birds, "sky", 1.6),
    "crow": Prop(creatures.crow, "ground", 0.20, 1.4),
    "chicken": Prop(creatures.chicken, "ground", 0.22, 1.2),
    "table": Prop(furniture.table, "ground", 0.44, 2.2),
    "chair": Prop(furniture.chair, "ground", 0.58, 0.5),
    "armchair": Prop(furniture.armchair, "ground", 0.64, 0.9),
    "sofa": Prop(furniture.sofa, "ground", 0.54, 2.2),
    "bed": Prop(furniture.bed, "ground", 0.66, 2.0),
    "wardrobe": Prop(furniture.wardrobe, "ground", 1.2, 0.7),
    "chest": Prop(furniture.chest, "ground", 0.40, 1.5),
    "bookshelf": Prop(furniture.bookshelf, "ground", 1.3, 0.7),
    "piano": Prop(furniture.piano, "ground", 0.72, 1.4),
    "mirror": Prop(furniture.mirror, "wall", 20.0),
    "painting": Prop(furniture.painting, "wall", 18.0),
    "icon": Prop(furniture.icon, "wall", 11.0),
    "clock": Prop(furniture.clock_wall, "wall", 18.0),
    "stove": Prop(furniture.stove, "ground", 1.2, 0.8),
    "fireplace": Prop(furniture.fireplace, "ground", 0.86, 1.2),
    "carpet": Prop(furniture.carpet, "ground", 0.44, 3.0),
    "curtain": Prop(_curtain, "wall", 28.0),
    "window": Prop(_window, "wall", 26.0),
    "door": Prop(_door, "back", 1.25, 0.5),
    "candle": Prop(things.candle, "table", 9.0),
    "lamp": Prop(things.lamp, "table", 11.0),
    "samovar": Prop(things.samovar, "table", 11.0),
    "teapot": Prop(things.teapot, "table", 5.0),
    "bottle": Prop(things.bottle, "table", 8.0),
    "glass": Prop(things.glass, "table", 4.6),
    "plate": Prop(things.plate, "table", 3.0),
    "bread": Prop(things.bread, "table", 4.0),
    "fruit": Prop(things.fruit, "table", 4.4),
    "book": Prop(things.book, "table", 4.4),
    "letter": Prop(things.letter, "table", 3.4),
    "pen": Prop(things.pen, "table", 5.4),
    "map": Prop(things.scroll_map, "table", 5.0),
    "globe": Prop(things.globe, "table", 9.0),
    "sword": Prop(things.sword, "table", 7.0),
    "gun": Prop(things.gun, "table", 6.0),
    "dagger": Prop(things.dagger, "table", 5.0),
    "barrel": Prop(things.barrel, "ground", 0.48, 0.8),
    "basket": Prop(things.basket, "ground", 0.34, 1.1),
    "vase": Prop(things.vase, "table", 8.0),
    "bucket": Prop(things.bucket, "ground", 0.28, 1.0),
    "lantern": Prop(things.lantern, "table", 9.0),
    "umbrella": Prop(street.umbrella, "ground", 0.6, 1.2),
    "chain": Prop(things.chain, "table", 4.0),
    "coin": Prop(things.coin, "table", 2.6),
    "ring": Prop(things.ring, "table", 3.0),
    "violin": Prop(things.violin, "table", 8.0),
    "pipe": Prop(things.pipe, "table", 3.6),
}


def _on_table(sc: Scene, names: list[str]) -> None:
    if not names:
        return
    if sc.table is None:
        stage = sc.stage
        if stage is None:
            return
        x = sc.free_x(stage.unit * 1.0, stage.x0, stage.x1)
        h = stage.unit * 0.42
        x0, x1, y = furniture.table(sc, x, (stage.y0 + stage.y1) / 2, h, 2.0)
        sc.table = (x0, x1, y)
        sc.take(x0, x1)
        sc.present.add("table")
    x0, x1, y = sc.table
    scale = min(1.0, (x1 - x0) / 30.0)
    for i, name in enumerate(names):
        prop = PROPS[name]
        x = x0 + (x1 - x0) * (i + 0.7) / (len(names) + 0.4)
        h = prop.size * scale
        prop.draw(sc, x, y + 0.6, h)
        sc.note(name, x - h / 2, y - h, x + h / 2, y)


def place_things(sc: Scene) -> None:
    """Draw what the spec names and the place has not drawn by itself."""
    wanted = [n for n in dict.fromkeys(sc.spec.objects) if n not in sc.present]
    stage = sc.stage
    for name in [n for n in wanted if PROPS[n].slot in ("back", "ground")]:
        if stage is None:
            break
        prop = PROPS[name]
        back = prop.slot == "back"
        unit = stage.unit * (0.86 if back else 1.0)
        h = unit * prop.size
        width = h * prop.width
        margin = sc.w * (0.16 if back else 0.02)
        x = sc.free_x(width, stage.x0 - margin, stage.x1 + margin)
        y = stage.y0 - (2.5 if back else -1.0)
        prop.draw(sc, x, y, h)
        sc.take(x - width / 2, x + width / 2)
        sc.note(name, x - width / 2, y - h, x + width / 2, y)
    for i, name in enumerate(n for n in wanted if PROPS[n].slot == "wall"):
        x0, y0, x1, y1 = sc.wall or (sc.w * 0.3, 14, sc.w * 0.7, 44)
        x = x0 + (x1 - x0) * (0.25 + 0.28 * (i % 3))
        h = PROPS[name].size
        PROPS[name].draw(sc, x, (y0 + y1) / 2, h)
        sc.note(name, x - h / 2, (y0 + y1) / 2 - h / 2, x + h / 2, (y0 + y1) / 2 + h / 2)
    for name in [n for n in wanted if PROPS[n].slot == "sky"]:
        x, y = sc.w * sc.u(0.25, 0.75), sc.u(12, 28)
        PROPS[name].draw(sc, x, y, PROPS[name].size)
        sc.note(name, x - 6, y - 6, x + 6, y + 6)
    _on_table(sc, [n for n in wanted if PROPS[n].slot == "table"])
