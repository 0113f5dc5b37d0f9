"""The provider port: a scene spec goes in, picture bytes come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bookcore.scene.spec import Person, SceneSpec

CAMEO_SIDE = 512


class ProviderBusy(Exception):
    """Try again later."""


class ProviderRefused(Exception):
    """This picture will not be made; the reason may be shown."""


class ProviderMisconfigured(Exception):
    """Nothing can be made until the operator mends the settings."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """One picture to make; width and height in pixels."""

    scene: SceneSpec
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureResult:
    """An encoded picture ready to be shown."""

    data: bytes
    mime: str
    width: int
    height: int


class PictureProvider(Protocol):
    """Makes pictures; raises the three errors above and no others of its own."""

    name: str
    label: Literal["sketch", "ai"]

    @property
    def version(self) -> str:
        """What is raised when the same request would give another picture."""
        ...

    async def generate(self, request: PictureRequest) -> PictureResult:
        """Make one picture."""
        ...


class CameoPainter(Protocol):
    """Paints the card of one person; the same person and seed, the same card."""

    async def card(self, person: Person, seed: int) -> bytes:
        """A square WebP; raises ProviderBusy or ProviderRefused."""
        ...
