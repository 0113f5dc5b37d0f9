"""Our own painter: a scene spec goes in, picture bytes come out; nothing is spent and asked of no one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bookcore.scene.spec import Person, SceneSpec

CAMEO_SIDE = 512


class PainterBusy(Exception):
    """Try again later."""


class PainterRefused(Exception):
    """This picture will not be made; the reason may be shown."""


@dataclass(frozen=True, slots=True)
class SketchRequest:
    """One picture to make; width and height in pixels."""

    scene: SceneSpec
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SketchResult:
    """An encoded picture ready to be shown; `thumbhash` in base64, `colour` as `#rrggbb`."""

    data: bytes
    mime: str
    width: int
    height: int
    thumbhash: str = ""
    colour: str = ""


class Painter(Protocol):
    """Makes sketches; raises the two errors above and no others of its own."""

    name: str
    label: Literal["sketch", "ai"]

    @property
    def version(self) -> str:
        """What is raised when the same request would give another picture."""
        ...

    async def generate(self, request: SketchRequest) -> SketchResult:
        """Make one picture."""
        ...


class CameoPainter(Protocol):
    """Paints the card of one person; the same person and seed, the same card."""

    async def card(self, person: Person, seed: int) -> bytes:
        """A square WebP; raises PainterBusy or PainterRefused."""
        ...
