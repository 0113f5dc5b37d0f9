"""Putting the people on the stage: in groups that talk, some nearer and some further off."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.scene.spec import Person
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, shade
from bookcore.sketch.nature.ground import boulder
from bookcore.sketch.people.figures import draw_person
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import rect

_ROOM = {"riding": 1.25, "lying": 1.05, "sitting": 0.60, "kneeling": 0.62}
_MOVING = ("walking", "riding")
_GROUPS: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((1,),),
    2: ((2,), (2,), (1, 1)),
    3: ((2, 1), (3,), (1, 2)),
    4: ((2, 2), (3, 1), (1, 3), (4,)),
    5: ((3, 2), (2, 3), (2, 1, 2), (4, 1)),
    6: ((3, 3), (2, 2, 2), (4, 2), (2, 4)),
}


def _seat(sc: Scene, x: float, y: float, h: float) -> None:
    if not sc.look.indoor:
        boulder(sc, x, y, h * 0.24)
        return
    c = hexc("#6a4630")
    legs = [rect(x - h * 0.14, y - h * 0.26, x - h * 0.11, y),
            rect(x + h * 0.08, y - h * 0.26, x + h * 0.11, y)]  # fmt: skip
    sc.cv.fill(legs, shade(c, 0.6))
    top = rect(x - h * 0.16, y - h * 0.29, x + h * 0.13, y - h * 0.25)
    sc.cv.fill(top, Grad((shade(c, 1.2), shade(c, 0.8))))


def _poses(sc: Scene, people: Sequence[Person]) -> list[str]:
    """As the words say; in a room one of several may sit where they say nothing."""
    poses = [p.pose or "standing" for p in people]
    if sc.look.indoor and len(people) > 2 and sc.graph.place != "stable":
        silent = [i for i, p in enumerate(people) if p.pose is None and p.age != "child"]
        if silent and "sitting" not in poses and sc.chance(0.55):
            poses[silent[sc.count(0, len(silent) - 1)]] = "sitting"
    return poses


def place_people(sc: Scene, st: Stage) -> None:
    """Draw the people, the further ones first."""
    people = sc.spec.people[:6]
    if not people:
        return
    poses = _poses(sc, people)
    n = len(people)
    moving = any(p in _MOVING for p in poses)
    choices = _GROUPS[n]
    sizes = (n,) if moving else choices[sc.count(0, len(choices) - 1)]
    unit = st.unit
    near = [_ROOM.get(p, 0.47) * unit for p in poses]
    wide = (st.x1 - st.x0) * (1.12 if n > 3 else 1.0)
    total = sum(near) + 0.34 * unit * (len(sizes) - 1)
    # A crowd stands closer before it stands smaller.
    tight = min(1.0, wide / max(1e-6, total))
    unit *= max(0.86, min(1.0, tight * 1.5))
    spare = max(0.0, wide - total * tight)
    gap = 0.34 * st.unit * tight + min(spare, 0.7 * st.unit) * sc.u(0.2, 1.0) / max(1, len(sizes))
    span = sum(near) * tight + gap * (len(sizes) - 1)
    middle = (st.x0 + st.x1) / 2
    low, high = min(st.x0, middle - span / 2), max(st.x1, middle + span / 2)
    at: float = min(max(sc.free_x(span, low, high) - span / 2, 1.0), max(1.0, sc.w - span - 1.0))
    sc.take(at, at + span)
    spots: list[tuple[float, int, float, int]] = []
    index = 0
    for g, size in enumerate(sizes):
        far = sc.u(0.30, 0.62) if len(sizes) == 1 else (0.30 if (g + sc.spec.seed) % 2 else 0.72)
        begin = at
        for k in range(size):
            t = (
                far
                + (0.0, 0.26, -0.20, 0.16)[k % 4] * (1.0 if size > 1 else 0.0)
                + sc.u(-0.05, 0.05)
            )
            x = at + near[index] * tight / 2
            spots.append((t, index, x, 0))
            at += near[index] * tight
            index += 1
        centre = (begin + at) / 2
        for j in range(len(spots) - size, len(spots)):
            t, i, x, _ = spots[j]
            spots[j] = (t, i, x, _facing(sc, x, centre, size, begin, moving))
        at += gap
    placed = []
    for t, i, x, face in spots:
        y, scale = _depth(sc, st, t, n)
        y = max(y, min(sc.before(x, unit * 0.12) + 1.4, 98.0))
        if poses[i] == "lying" and sc.couch is not None:
            (x, y), sc.couch = sc.couch, None
            x, face = x - sc.side * unit * 0.18, sc.side  # there is the pillow
        placed.append((y, i, x, face, unit * scale))
    for y, i, x, face, tall in sorted(placed):
        turn = _turn(sc, people[i], poses[i])
        draw_person(sc, i, people[i], x, y, tall, face, turn, _seat, poses[i])


def _facing(sc: Scene, x: float, centre: float, size: int, begin: float, moving: bool) -> int:
    if moving and size > 1:
        return 1 if sc.spec.seed % 2 else -1
    if size == 1:
        return 1 if begin < sc.w / 2 else -1
    if abs(x - centre) < 0.5:
        return 1 if sc.chance(0.5) else -1
    return 1 if x < centre else -1


def _depth(sc: Scene, st: Stage, t: float, n: int) -> tuple[float, float]:
    """Height of the feet and measure of one who stands there."""
    deep = st.y1 - st.y0
    if sc.look.indoor:
        y = st.y0 + deep * (t if n < 3 else t * 1.5 - 0.5)
        return y, 1.0 + (y - (st.y0 + st.y1) / 2) * 0.014
    y = st.y0 + deep * (t if n < 3 else t * 1.3 - 0.2)
    k = (y - sc.horizon) / max(6.0, (st.y0 + st.y1) / 2 - sc.horizon)
    return y, min(1.2, max(0.7, k))


def _turn(sc: Scene, person: Person, pose: str) -> str:
    plain = not person.beard and person.headwear is None
    return "back" if pose in ("standing", "walking") and plain and sc.chance(0.22) else "side"
