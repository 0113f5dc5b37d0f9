"""The three things that the painter paints."""

from __future__ import annotations

from PIL import Image

from bookcore.scene.spec import Person, SceneSpec
from bookcore.sketch.compose import compose, compose_cameo
from bookcore.sketch.scene import SceneGraph


def paint(spec: SceneSpec, width: int = 1152, height: int = 768) -> Image.Image:
    """Paint one scene; the same spec and size always give the same pixels."""
    return compose(spec, width, height)[0]


def paint_with_graph(
    spec: SceneSpec, width: int = 1152, height: int = 768
) -> tuple[Image.Image, SceneGraph]:
    """Paint one scene and tell which figures and things it holds, and where."""
    return compose(spec, width, height)


def paint_cameo(person: Person, seed: int, width: int = 512, height: int = 512) -> Image.Image:
    """Paint one person in profile as a framed card; the seed is the person's own and stays."""
    return compose_cameo(person, seed, width, height)[0]
