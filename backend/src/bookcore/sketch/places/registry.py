"""The table of places: a builder and how many compositions it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookcore.sketch.scene import Scene

Build = Callable[[Scene], None]


@dataclass(frozen=True, slots=True)
class Place:
    """How to build one kind of place."""

    build: Build
    variants: int
    indoor: bool


PLACES: dict[str, Place] = {}


def place(name: str, variants: int = 3, indoor: bool = False) -> Callable[[Build], Build]:
    """Register a builder under a place type; `Scene.variant` is 0 .. variants-1."""

    def keep(build: Build) -> Build:
        PLACES[name] = Place(build, variants, indoor)
        return build

    return keep
