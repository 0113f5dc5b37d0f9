"""The painter: a storybook plate from any scene spec, offline and deterministic."""

from typing import TYPE_CHECKING

from bookcore.lazily import lazily

if TYPE_CHECKING:
    from bookcore.sketch.cover import paint_cover
    from bookcore.sketch.encoding import encode
    from bookcore.sketch.painting import paint, paint_cameo, paint_with_graph
    from bookcore.sketch.scene import Figure, PropNode, SceneGraph

PAINTER_VERSION = "3"
"""Raised whenever the same scene would give other pixels."""

__getattr__ = lazily(
    __name__,
    {
        "painting": ("paint", "paint_cameo", "paint_with_graph"),
        "cover": ("paint_cover",),
        "encoding": ("encode",),
        "scene": ("Figure", "PropNode", "SceneGraph"),
    },
)

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
