"""The gate: what is wrong with a picture that somebody else drew, and what is shown of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image

from bookcore.pictures import lettering, surface
from bookcore.pictures.codes import has_code
from bookcore.pictures.compact import colour_of, thumbhash
from bookcore.pictures.decoding import Decoded, TooBig, Unreadable, decoded
from bookcore.pictures.encoding import encode
from bookcore.pictures.fingerprint import phash
from bookcore.pictures.provenance import Made, xmp_packet

FAULTS: Final = (
    "unreadable", "too_big", "too_small", "shape", "blank", "flat", "placeholder", "lettering",
    "border", "blurred",
)  # fmt: skip
MASTER_SIDE: Final = 1536
MOST_CUT: Final = 0.15
_LEAST_SIDE = 200
_LEAST_SHARE = 0.5
_MASTER_QUALITY = 88
_CODE_SIDE = 1152


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a picture is not shown; the detail is for the administrator, in plain English."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What is written into the picture: how it was made, by what, and when (ISO 8601)."""

    made: Made = "model"
    creator: str = "BookReader"
    created: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict; `master` is there only when there is no fault."""

    sha256: str
    faults: tuple[Fault, ...]
    mime: str = ""
    width: int = 0
    height: int = 0
    phash: str = ""
    thumbhash: str = ""
    colour: str = ""
    out_width: int = 0
    out_height: int = 0
    cut: float = 0.0
    """The share that was cut off to come to the shape asked for."""
    master: bytes | None = None

    def to_json(self) -> dict[str, Any]:
        """The verdict without the picture."""
        told = {name: getattr(self, name) for name in self.__slots__ if name != "master"}
        told["faults"] = [{"code": one.code, "detail": one.detail} for one in self.faults]
        return {"ok": not self.faults, **told, "cut": round(self.cut, 4)}


def inspect(
    data: bytes,
    width: int,
    height: int,
    placeholders: Collection[str] = (),
    origin: Origin | None = None,
) -> Inspection:
    """Look at a picture that was asked for in this size; never raises for what is in the bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = sha256 in {one.lower() for one in placeholders}
    faults = [Fault("placeholder", "a picture known to stand for another")] if known else []
    try:
        found = decoded(data)
    except (Unreadable, TooBig) as error:
        code = "too_big" if isinstance(error, TooBig) else "unreadable"
        return Inspection(sha256, (*faults, Fault(code, str(error))))
    image, cut = _cropped(found.image, width, height)
    master = _scaled(image, width, height)
    faults += _misfits(found, width, height, cut)
    faults += _flaws(master)
    data_out = None
    if not faults:
        origin = origin or Origin()
        xmp = xmp_packet(origin.made, origin.creator, origin.created)
        data_out = encode(master, "webp", xmp, _MASTER_QUALITY)
    return Inspection(
        sha256,
        tuple(faults),
        found.mime,
        found.width,
        found.height,
        phash(master),
        thumbhash(master),
        colour_of(master),
        master.width,
        master.height,
        cut,
        data_out,
    )


def _misfits(found: Decoded, width: int, height: int, cut: float) -> Iterator[Fault]:
    size = f"{found.width} × {found.height}"
    share = min(found.width / width, found.height / height)
    if min(found.width, found.height) < min(_LEAST_SIDE, width, height) or share < _LEAST_SHARE:
        yield Fault("too_small", f"{size} pixels, {width} × {height} were asked for")
    if cut > MOST_CUT:
        yield Fault("shape", f"{size} pixels: {cut:.0%} of it would have to be cut off")


def _flaws(master: Image.Image) -> Iterator[Fault]:
    yield from (Fault(code, detail) for code, detail in surface.flaws(surface.grey(master)))
    if has_code(surface.grey(master, _CODE_SIDE)):
        yield Fault("lettering", "a QR code")
        return
    line = lettering.strongest(master)
    if line is not None and line.score > lettering.LIMIT:
        left, top, right, bottom = (f"{100 * side:.0f}" for side in line.box)
        yield Fault(
            "lettering",
            f"some {line.letters} letters, from {left} % to {right} % across, "
            f"{top} % to {bottom} % down",
        )


def _cropped(image: Image.Image, width: int, height: int) -> tuple[Image.Image, float]:
    """The middle of the picture in the shape asked for, and the share that is lost."""
    wide = min(image.width, round(image.height * width / height))
    high = min(image.height, round(image.width * height / width))
    wide, high = max(1, wide), max(1, high)
    left, top = (image.width - wide) // 2, (image.height - high) // 2
    cut = 1 - wide * high / (image.width * image.height)
    return image.crop((left, top, left + wide, top + high)), cut


def _scaled(image: Image.Image, width: int, height: int) -> Image.Image:
    """The shape asked for to the pixel, no larger than the picture is or a master may be."""
    scale = min(MASTER_SIDE / max(width, height), image.width / width, image.height / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
