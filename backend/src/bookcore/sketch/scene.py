"""One picture being made: canvas, look, chance, lights, stage for figures and what stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from bookcore.scene.spec import SceneSpec
from bookcore.sketch.canvas import Canvas
from bookcore.sketch.colour import RGB
from bookcore.sketch.look import Look


@dataclass(frozen=True, slots=True)
class Figure:
    """A person that was drawn; the box is in picture units (height 100)."""

    index: int
    box: tuple[float, float, float, float]
    pose: str


@dataclass(frozen=True, slots=True)
class PropNode:
    """A thing that was drawn."""

    name: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class SceneGraph:
    """What a picture holds, for tests, alternative text and curiosity."""

    place: str = ""
    variant: int = 0
    time: str = ""
    season: str = ""
    weather: str = ""
    mirrored: bool = False
    zoom: float = 1.0
    figures: list[Figure] = field(default_factory=list)
    props: list[PropNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light that brightens what is around it; `glow` is the light in the air itself."""

    x: float
    y: float
    radius: float
    colour: RGB
    strength: float = 1.0
    glow: float = 0.5


@dataclass(slots=True)
class Stage:
    """Where things may stand: `y` is the ground, `unit` the height of a grown person there."""

    x0: float
    x1: float
    y0: float
    y1: float
    unit: float


@dataclass(slots=True)
class Scene:
    """State shared by the builders of one picture."""

    spec: SceneSpec
    cv: Canvas
    look: Look
    rng: np.random.Generator
    graph: SceneGraph
    variant: int = 0
    side: int = 1  # the light comes from the right (1) or the left (-1)
    horizon: float = 58.0
    lamps: list[Lamp] = field(default_factory=list)
    ambient: RGB = (1.0, 1.0, 1.0)
    stage: Stage | None = None
    table: tuple[float, float, float] | None = None  # x0, x1, top of a surface for small things
    wall: tuple[float, float, float, float] | None = None  # x0, y0, x1, y1 to hang things on
    taken: list[tuple[float, float]] = field(default_factory=list)
    couch: tuple[float, float] | None = None  # where one can lie: the middle of a bed
    feet: list[tuple[float, float, float]] = field(default_factory=list)
    present: set[str] = field(default_factory=set)  # objects the builder has already drawn itself
    disc: tuple[float, float, float] | None = None  # sun or moon: x, y, radius
    walls: list[tuple[float, float, float, float]] = field(default_factory=list)
    keep: list[tuple[float, float, float, float]] = field(default_factory=list)  # never cut off
    fronts: list[Callable[[], None]] = field(default_factory=list)
    mist: float = 0.0

    @property
    def w(self) -> float:
        """Width of the picture in units."""
        return self.cv.w

    @contextmanager
    def far(self, depth: float) -> Iterator[None]:
        """Draw at a distance: 0 is at hand, 1 is the rim of the world."""
        before = self.cv.depth
        self.cv.depth = depth
        try:
            yield
        finally:
            self.cv.depth = before

    def u(self, low: float, high: float) -> float:
        """A random number."""
        return float(self.rng.uniform(min(low, high), max(low, high)))

    def chance(self, p: float) -> bool:
        """True with probability p."""
        return bool(self.rng.random() < p)

    def pick(self, *items: RGB) -> RGB:
        """One colour of several."""
        return items[int(self.rng.integers(len(items)))]

    def count(self, low: int, high: int) -> int:
        """A random whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def lamp(
        self,
        x: float,
        y: float,
        radius: float,
        colour: RGB = (255.0, 190.0, 105.0),
        strength: float = 1.0,
        glow: float = 0.5,
    ) -> None:
        """Set a light."""
        self.lamps.append(Lamp(x, y, radius, colour, strength, glow))

    def front(self, draw: Callable[[], None]) -> None:
        """Remember something to draw before figures and props: the near frame."""
        self.fronts.append(draw)

    def note(self, name: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """Record a thing that was drawn."""
        self.present.add(name)
        self.graph.props.append(PropNode(name, (x0, y0, x1, y1)))

    def against_wall(self, x: float, y: float, w: float, h: float) -> None:
        """Mark what stands at the wall or hangs on it: middle, foot, width and height."""
        self.walls.append((x - w / 2, y - h, x + w / 2, y))

    def take(self, x0: float, x1: float, foot: float | None = None) -> None:
        """Mark a stretch of the stage as occupied, by something that stands at the line `foot`."""
        self.taken.append((x0, x1))
        if foot is not None:
            self.feet.append((x0, x1, foot))

    def before(self, x: float, half: float) -> float:
        """The line before which one has to stand there, not to stand on a table."""
        return max((y for a, b, y in self.feet if a < x + half and x - half < b), default=0.0)

    def free_x(
        self,
        width: float,
        x0: float,
        x1: float,
        tries: int = 14,
        beside: Sequence[tuple[float, float]] = (),
    ) -> float:
        """The middle of the least crowded stretch found in a few throws."""
        taken = [*self.taken, *beside]
        best, best_cost = (x0 + x1) / 2, 1e9
        for _ in range(tries):
            x = self.u(min(x0 + width / 2, x1), max(x0 + width / 2, x1 - width / 2))
            cost = sum(max(0.0, min(b, x + width / 2) - max(a, x - width / 2)) for a, b in taken)
            if cost < best_cost:
                best, best_cost = x, cost
            if cost == 0:
                break
        return best
