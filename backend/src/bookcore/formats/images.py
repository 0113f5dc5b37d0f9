"""Pictures out of a book: each decoded once, measured, and kept only when it is safe to show."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree
from PIL import Image, UnidentifiedImageError

from bookcore.errors import BookError
from bookcore.formats.limits import Limits
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_xml
from bookcore.model import BookImage

_KEPT: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_READ: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset({5, 6, 7, 8})
_DATA_ADDRESS = re.compile(r"\s*data:[^,]{0,200},", re.I)
_SVG_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!DOCTYPE )?(?:\w+:)?svg\b",
    re.S,
)
SVG: Final = "{http://www.w3.org/2000/svg}"
XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"


class ImageStore:
    """All pictures of one book, by content; a picture asked for twice is decoded once."""

    def __init__(self, limits: Limits, report: Report) -> None:
        self._limits = limits
        self._report = report
        self._by_source: dict[str, BookImage | None] = {}
        self._by_hash: dict[str, BookImage] = {}

    def get(self, source: str, load: Callable[[], bytes | None]) -> BookImage | None:
        """The picture of an archive entry or binary; None when there is none fit to show."""
        if source not in self._by_source:
            if len(self._by_source) >= self._limits.images:
                self._report.warn("image_dropped", "too many images", source)
                return None
            self._by_source[source] = None
            data = load()
            if data is not None:
                self._by_source[source] = self._add(data, source, load_linked=None)
        return self._by_source[source]

    def get_svg(
        self, source: str, data: bytes, load_linked: Callable[[str], bytes | None]
    ) -> BookImage | None:
        """The one raster picture that an SVG file wraps."""
        if source not in self._by_source:
            self._by_source[source] = self._add(data, source, load_linked)
        return self._by_source[source]

    def from_address(self, address: str, where: str) -> BookImage | None:
        """The picture inside a `data:` address."""
        data = data_address(address)
        if data is None:
            self._report.warn("image_dropped", "an embedded image is damaged", where)
            return None
        return self._add(data, where, None)

    def used(self, hashes: set[str]) -> tuple[BookImage, ...]:
        """The pictures that the finished book really shows."""
        return tuple(image for name, image in self._by_hash.items() if name in hashes)

    def _add(
        self, data: bytes, where: str, load_linked: Callable[[str], bytes | None] | None
    ) -> BookImage | None:
        if is_svg(data):
            return self._unwrap_svg(data, where, load_linked)
        image = self._decode(data, where)
        if image is None:
            return None
        return self._by_hash.setdefault(image.sha256, image)

    def _unwrap_svg(
        self, data: bytes, where: str, load_linked: Callable[[str], bytes | None] | None
    ) -> BookImage | None:
        try:
            root = parse_xml(data, self._limits, self._report, where)
        except (Malformed, BookError):
            root = None
        address = raster_address(root) if root is not None else None
        inner: bytes | None = None
        if address and address.startswith("data:"):
            inner = data_address(address)
        elif address and load_linked is not None:
            inner = load_linked(address)
        if inner is None or is_svg(inner):
            self._report.warn("svg_dropped", "a vector drawing is not shown", where)
            return None
        return self._add(inner, where, None)

    def _decode(self, data: bytes, where: str) -> BookImage | None:
        if len(data) > self._limits.image_bytes:
            self._report.warn("image_dropped", "the image file is too big", where)
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._opened(data, where)
        except (
            UnidentifiedImageError,
            Image.DecompressionBombError,
            OSError,
            ValueError,
            SyntaxError,
            TypeError,
            IndexError,
            KeyError,
            EOFError,
            ArithmeticError,
        ):
            # Pillow's readers raise all of these on damaged files.
            self._report.warn("image_dropped", "the image is damaged or of an unknown kind", where)
            return None

    def _opened(self, data: bytes, where: str) -> BookImage | None:
        with Image.open(io.BytesIO(data), formats=_READ) as picture:
            width, height = picture.size
            if width * height > self._limits.image_pixels or not width or not height:
                self._report.warn("image_dropped", f"{width}×{height} pixels", where)
                return None
            kind = picture.format or ""
            moving = kind != "MPO" and bool(getattr(picture, "is_animated", False))
            # A scaled decode reads the same bytes and finds the same damage, at an eighth of the cost.
            if kind == "JPEG":
                picture.draft(picture.mode, (max(1, width // 8), max(1, height // 8)))
            picture.load()
            # Pillow shows a cut PNG as far as it goes; a browser may not.
            if kind == "PNG" and b"IEND" not in data[-4096:]:
                raise OSError("the end of the image is missing")
            if kind in _KEPT and not moving:
                if picture.getexif().get(_ORIENTATION) in _TURNED:
                    width, height = height, width
                return _image(data, _KEPT[kind], width, height)
            still = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
        out = io.BytesIO()
        still.save(out, "PNG")
        return _image(out.getvalue(), "image/png", *still.size)


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _image(data: bytes, mime: str, width: int, height: int) -> BookImage:
    return BookImage(hashlib.sha256(data).hexdigest(), mime, width, height, data)


def is_svg(data: bytes) -> bool:
    """Whether the bytes are a vector drawing, whatever their name says."""
    return _SVG_START.match(data[:4096]) is not None


def raster_address(svg: etree._Element) -> str | None:
    """Where the single raster picture of a drawing lies, when there is just one."""
    found = list(svg.iter(f"{SVG}image", "image"))
    if len(found) != 1:
        return None
    return (
        found[0].get(XLINK_HREF) or found[0].get("href") or found[0].get("xlink:href") or ""
    ).strip() or None


def data_address(address: str) -> bytes | None:
    """The bytes of a `data:` address."""
    found = _DATA_ADDRESS.match(address)
    if found is None:
        return None
    body = address[found.end() :]
    if ";base64" in found.group(0).lower():
        return from_base64(body)
    return unquote_to_bytes(body)


def from_base64(text: str | bytes) -> bytes | None:
    """Decoded bytes; line breaks are forgiven, foreign characters and a cut end are not."""
    packed = text.encode("ascii", "replace") if isinstance(text, str) else text
    packed = packed.translate(None, b" \t\r\n")
    try:
        return base64.b64decode(packed, validate=True) or None
    except (binascii.Error, ValueError):
        return None
