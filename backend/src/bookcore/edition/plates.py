"""Pictures as an e-book may hold them: JPEG and PNG, no wider than asked, marked as what they are."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image

from bookcore.edition.model import Maker, Options
from bookcore.pictures import encoding, xmp_packet

_KEPT = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}


class Printed(NamedTuple):
    """A picture's file in the book."""

    data: bytes
    mime: str
    ending: str
    width: int
    height: int


def _flat(image: Image.Image) -> Image.Image:
    """On white paper: JPEG knows no transparency."""
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("RGB")


def print_plate(data: bytes, options: Options, xmp: bytes) -> Printed:
    """A plate as JPEG; the provenance of the original is written again, as re-encoding drops it.

    Raises OSError when the bytes are no picture.
    """
    with Image.open(io.BytesIO(data)) as opened:
        image = _flat(opened)
    if image.width > options.width:
        height = max(1, round(image.height * options.width / image.width))
        image = image.resize((options.width, height), Image.Resampling.LANCZOS)
    if options.grey:
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=options.quality, optimize=True, progressive=True, xmp=xmp)
    return Printed(out.getvalue(), "image/jpeg", "jpg", image.width, image.height)


def print_own(data: bytes, mime: str) -> Printed:
    """An image of the book itself: untouched when e-books may hold it, else as PNG.

    What it told of its making is written again: a painted cover is no scan.
    """
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
        if mime in _KEPT:
            return Printed(data, mime, _KEPT[mime], width, height)
        xmp = encoding.xmp_of(image).decode("utf-8", "ignore").encode()
        pixels = image.convert("RGBA" if "A" in image.getbands() else "RGB")
        return Printed(encoding.encode(pixels, "png", xmp), "image/png", "png", width, height)


def xmp_of(maker: Maker, credit: str) -> bytes:
    """The XMP packet that says how a plate was made (IPTC DigitalSourceType)."""
    return xmp_packet("algorithmic" if maker == "sketch" else "model", credit)
