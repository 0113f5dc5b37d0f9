"""A picture of ours in another width and format, its provenance written again."""

from __future__ import annotations

import io
from typing import Final, Literal, NamedTuple

from PIL import AvifImagePlugin, Image

from bookcore.pictures.encoding import MIMES, encode, xmp_of
from bookcore.pictures.provenance import Made, created_in, xmp_packet

RenditionFormat = Literal["webp", "avif", "jpeg"]
WIDTHS: Final = (480, 768, 1152)
_WEBP_QUALITY = 75


class Rendition(NamedTuple):
    """The file, and what it is."""

    data: bytes
    mime: str
    width: int
    height: int


def rendition(
    source: bytes, width: int, format: RenditionFormat, made: Made, creator: str
) -> Rendition:
    """The picture no wider than asked and never wider than it is; raises OSError when it is none.

    The moment it was made is the one that the source tells of itself.
    """
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    with Image.open(io.BytesIO(source), formats=("WEBP", "PNG", "JPEG", "AVIF")) as opened:
        created = created_in(xmp_of(opened))
        image = opened.convert("RGB")
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    image.info.clear()
    data = encode(image, format, xmp_packet(made, creator, created), _WEBP_QUALITY)
    return Rendition(data, MIMES[format], image.width, image.height)
