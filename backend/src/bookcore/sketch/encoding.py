"""Pictures to bytes, with the mark that says no model made them."""

from __future__ import annotations

from typing import Literal

from PIL import Image

from bookcore.pictures import encoding
from bookcore.pictures.provenance import xmp_packet
from bookcore.sketch import PAINTER_VERSION

CREATOR = f"BookReader sketch painter {PAINTER_VERSION}"


def encode(image: Image.Image, format: Literal["webp", "png"] = "webp", quality: int = 78) -> bytes:
    """The picture as WebP or PNG, marked as algorithmic media in its XMP."""
    if format not in ("webp", "png"):
        raise ValueError(f"format: {format!r} is not webp or png")
    return encoding.encode(image, format, xmp_packet("algorithmic", CREATOR), quality)
