"""Pixels to bytes in the formats that are delivered, with the provenance that re-encoding drops."""

from __future__ import annotations

import io
from typing import Any, Final, Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Format = Literal["webp", "png", "avif", "jpeg"]

MIMES: Final[dict[Format, str]] = {
    "webp": "image/webp",
    "png": "image/png",
    "avif": "image/avif",
    "jpeg": "image/jpeg",
}
# One thread: the machine's processors are shared out by the caller.
_AVIF: Final[dict[str, Any]] = {"quality": 50, "speed": 8, "max_threads": 1}
_JPEG: Final[dict[str, Any]] = {"quality": 84, "optimize": True, "progressive": True}


def encode(image: Image.Image, format: Format, xmp: bytes, quality: int = 78) -> bytes:
    """The picture as a file; `quality` is WebP's, the others have one of their own."""
    out = io.BytesIO()
    if format == "webp":
        image.save(out, "WEBP", quality=quality, method=2, xmp=xmp)
    elif format == "png":
        info = PngInfo()
        if xmp:
            info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(out, "PNG", pnginfo=info, compress_level=6)
    elif format == "avif":
        image.save(out, "AVIF", xmp=xmp, **_AVIF)
    elif format == "jpeg":
        image.save(out, "JPEG", xmp=xmp, **_JPEG)
    else:
        raise ValueError(f"format: {format!r} is not one of {', '.join(MIMES)}")
    return out.getvalue()


def xmp_of(image: Image.Image) -> bytes:
    """The XMP that came with an opened picture, or nothing."""
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode("utf-8", "replace") if isinstance(found, str) else bytes(found)
