"""Colours in words, for models that know names better than numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_NAMES = {
    "black": "#141414", "charcoal": "#3a3a3a", "grey": "#8a8a8a", "silver grey": "#c4c8cc",
    "white": "#f8f8f4", "ivory": "#efe3c4", "cream": "#fff4dd", "sand": "#d9c08a",
    "ochre": "#c8963e", "gold": "#d4a017", "yellow": "#f2c91d", "orange": "#e87a1d",
    "terracotta": "#b5562f", "rust red": "#9c4a2c", "red": "#c81e1e", "crimson": "#8b1a2b",
    "wine red": "#5c1a26", "pink": "#e8a0a8", "rose": "#c76b7e", "lilac": "#b79bd0",
    "violet": "#6a3d8f", "deep purple": "#3a2350", "navy blue": "#14213d", "deep blue": "#1f3b73",
    "blue": "#2e5fa8", "slate blue": "#2f3e5c", "sky blue": "#6fb1d8", "pale blue": "#b9d6ea",
    "teal": "#2f6f73", "turquoise": "#2f9f9a", "emerald green": "#2f8f5a", "green": "#4c8a45",
    "dark green": "#1e4029", "sage green": "#7d9a6d", "olive": "#6b7a2b", "pale green": "#b9d3a5",
    "brown": "#6f4a2a", "dark brown": "#3b2717", "chestnut": "#7a4a2e", "tan": "#c9a66b",
    "beige": "#e3d3b4",
}  # fmt: skip


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(1_000)
def colour_name(colour: str) -> str:
    """The nearest name of a `#rrggbb`, by distance weighted as the eye sees it."""
    red, green, blue = _rgb(colour)

    def far(name: str) -> float:
        r, g, b = _rgb(_NAMES[name])
        mean = (red + r) / 2
        return (
            (2 + mean / 256) * (red - r) ** 2
            + 4 * (green - g) ** 2
            + (2 + (255 - mean) / 256) * (blue - b) ** 2
        )

    return min(_NAMES, key=far)


def colour_words(colours: Sequence[str]) -> list[str]:
    """Names with their numbers: `slate blue (#2f3e5c)`."""
    return [f"{colour_name(c)} ({c})" for c in colours]
