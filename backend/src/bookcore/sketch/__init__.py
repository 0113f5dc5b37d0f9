"""The painter: a storybook plate from any scene spec, offline and deterministic."""

from __future__ import annotations

from PIL import Image

from bookcore.scene.spec import Person, SceneSpec
from bookcore.sketch.compose import PAINTER_VERSION, compose, compose_cameo
from bookcore.sketch.cover import paint_cover
from bookcore.sketch.encoding import encode
from bookcore.sketch.scene import Figure, PropNode, SceneGraph


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


__all__ = [
    "PAINTER_VERSION",
    "Figure",
    "PropNode",
    "SceneGraph",
    "encode",
    "paint",
    "paint_cameo",
    "paint_cover",
    "paint_with_graph",
]
