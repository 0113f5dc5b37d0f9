"""How the operations of a bounded child read what they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Operation = Callable[[Mapping[str, Any]], Iterator[dict[str, Any]]]

LARGEST_SIDE = 4096


class WrongRequest(ValueError):
    """The request itself is wrong: a mistake of the caller, not of the book."""


def text_of(request: Mapping[str, Any], name: str) -> str:
    """A field that must be a string."""
    value = request.get(name)
    if not isinstance(value, str):
        raise WrongRequest(f"{name} must be a string")
    return value


def mapping_of(request: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A field that must be an object."""
    value = request.get(name)
    if not isinstance(value, dict):
        raise WrongRequest(f"{name} must be an object")
    return value


def size_of(request: Mapping[str, Any], width: int, height: int) -> tuple[int, int]:
    """Width and height of a picture; these where the request has none."""
    size = request.get("width", width), request.get("height", height)
    if not all(isinstance(side, int) and 16 <= side <= LARGEST_SIDE for side in size):
        raise WrongRequest(f"a picture's sides are whole numbers from 16 to {LARGEST_SIDE}")
    return int(size[0]), int(size[1])
