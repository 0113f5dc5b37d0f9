"""A stranger's picture decoded in full, upright, in sRGB and on white paper."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_PIXELS: Final = 40_000_000
MAX_BYTES: Final = 64 * 1024 * 1024
WORKING_SIDE: Final = 3072

_MIMES: Final = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "GIF": "image/gif",
}
_READ: Final = ("PNG", "JPEG", "WEBP", "AVIF", "GIF")
_WITH_ALPHA: Final = ("RGBA", "LA", "PA", "La", "RGBa")
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
# Pillow's readers raise all of these on damaged files.
_DAMAGE: Final = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
)


class Unreadable(Exception):
    """No whole picture of a kind that is read here."""


class TooBig(Exception):
    """More pixels or bytes than are decoded."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The pixels, RGB and no larger than the working side, and the size the file has upright."""

    image: Image.Image
    mime: str
    width: int
    height: int


def decoded(data: bytes) -> Decoded:
    """The first picture of a file, by its own first bytes; raises Unreadable or TooBig."""
    if len(data) > MAX_BYTES:
        raise TooBig(f"a file of {len(data) // 2**20} MiB")
    # Each thread of the AVIF decoder would take memory of its own.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _opened(data)
    except Image.DecompressionBombError as error:
        raise TooBig("far more pixels than any picture has") from error
    except _DAMAGE as error:
        raise Unreadable(f"damaged or of an unknown kind ({type(error).__name__})") from error


def _opened(data: bytes) -> Decoded:
    with Image.open(io.BytesIO(data), formats=_READ) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise TooBig(f"{width} × {height} pixels")
        kind = picture.format or ""
        if kind == "PNG" and not _png_is_whole(data):
            # Pillow shows a cut PNG as far as it goes.
            raise OSError("the end of the picture is missing")
        # A scaled decode reads the same bytes and finds the same damage.
        if kind == "JPEG" and max(width, height) > 2 * WORKING_SIDE:
            picture.draft(picture.mode, (WORKING_SIDE, WORKING_SIDE))
        picture.load()
        profile = picture.info.get("icc_profile")
        clear = picture.mode in _WITH_ALPHA or "transparency" in picture.info
        image = _eight_bits(picture, clear)
        orientation = picture.getexif().get(0x0112, 1)
    if max(image.size) > WORKING_SIDE:
        image.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    if orientation in range(2, 9):
        exif = image.getexif()
        exif[0x0112] = orientation
        image = ImageOps.exif_transpose(image)
        if orientation >= 5:
            width, height = height, width
    return Decoded(_in_srgb(_on_white(image), profile), _MIMES[kind], width, height)


def _eight_bits(picture: Image.Image, clear: bool) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, np.float64)
        # Sixteen bits are what PNG has; wider numbers have no agreed white.
        shown = Image.fromarray(np.clip(values / 257, 0, 255).astype(np.uint8))
        return shown.convert("RGB")
    if clear:
        return picture.convert("RGBA")
    return picture.copy() if picture.mode in ("RGB", "CMYK", "L") else picture.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A broken profile, or one of another kind than the pixels: they are taken as they are.
            turned = None
        if turned is not None:
            return _bare(turned)
    return _bare(image.convert("RGB"))


def _bare(image: Image.Image) -> Image.Image:
    """Pixels alone: nothing the file said of itself goes into what is made of it."""
    image.info.clear()
    return image


def _png_is_whole(data: bytes) -> bool:
    place = len(_PNG_START)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] == b"IEND":
            return True
        place += 12 + length
    return False
