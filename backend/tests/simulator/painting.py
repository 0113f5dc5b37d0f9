"""Pictures that depend on the prompt and the seed: sketches, or patterns where time matters."""

from __future__ import annotations

import hashlib
import io
import random
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

from bookcore.scene.spec import KINDS, PLACES, SEASONS, TIMES, WEATHERS, SceneSpec
from bookcore.sketch import paint

Style = Literal["sketch", "pattern"]
_LARGEST_SIDE = 2560
_FORMATS = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


def mime_of(format: str) -> str:
    """The type of a format; PNG for one that is not known."""
    return _FORMATS.get(format, "image/png")


@lru_cache(maxsize=128)
def picture(
    style: Style, prompt: str, seed: int, width: int, height: int, format: str = "png"
) -> bytes:
    """A picture of that size; the same words and seed, the same bytes."""
    width, height = (min(max(1, side), _LARGEST_SIDE) for side in (width, height))
    number = int.from_bytes(hashlib.sha256(f"{seed}\0{prompt}".encode()).digest()[:6])
    image = _pattern(number, width, height)
    if style == "sketch" and min(width, height) >= 64:
        image = paint(_spec(prompt, number), width, height)
    return encoded(image, format)


def encoded(image: Image.Image, format: str = "png") -> bytes:
    """A picture as bytes, quickly."""
    out = io.BytesIO()
    match format:
        case "jpeg":
            image.convert("RGB").save(out, "JPEG", quality=88)
        case "webp":
            image.save(out, "WEBP", quality=85, method=0)
        case _:
            image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _spec(prompt: str, number: int) -> SceneSpec:
    """What the prompt names; what it leaves open is drawn by lot."""
    said = prompt.lower()
    lot = random.Random(number)

    def named(names: tuple[str, ...]) -> str:
        found = [name for name in names if name.replace("_", " ") in said]
        return found[0] if found else lot.choice(names)

    return SceneSpec(
        kind=KINDS[0],
        place_type=named(PLACES),
        time=named(TIMES),
        season=named(SEASONS),
        weather=named(WEATHERS),
        seed=number,
    )


def _pattern(number: int, width: int, height: int) -> Image.Image:
    """Soft light with a dozen shapes in it: unlike one another, and never blank."""
    lot = random.Random(number)
    small = Image.new("RGB", (4, 4))
    small.putdata([tuple(lot.randrange(256) for _ in range(3)) for _ in range(16)])
    image = small.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = lot.uniform(-0.1, 1) * width, lot.uniform(-0.1, 1) * height
        w, h = lot.uniform(0.05, 0.5) * width, lot.uniform(0.05, 0.5) * height
        colour = tuple(lot.randrange(256) for _ in range(3))
        shape = draw.ellipse if lot.random() < 0.5 else draw.rectangle
        shape((x, y, x + w, y + h), fill=colour)
    return image


def placeholder() -> bytes:
    """The one picture for everybody who has to wait; its hash is told by `/__sim/placeholder`.

    A handsome one of a usual size: only its hash, or its coming again, gives it away.
    """
    return picture("pattern", "one moment, please", 0, 1152, 768, "jpeg")


@lru_cache(maxsize=1)
def bomb() -> bytes:
    """Sixty million pixels, all of them white."""
    return encoded(Image.new("1", (10_000, 6_000), 1), "png")


def spoilt(fault: str, data: bytes, style: Style, width: int, height: int, format: str) -> bytes:
    """The bytes that take the picture's place."""
    match fault:
        case "truncated":
            whole = picture(style, "cut", 0, max(64, width), max(64, height), "jpeg")
            return whole[: len(whole) // 2]
        case "one_pixel":
            return encoded(Image.new("RGB", (1, 1), "white"), format)
        case "bomb":
            return bomb()
        case "wrong_size":
            return picture(style, "half", 0, width // 2, height, format)
        case "duplicate":
            return picture(style, "always the same", 0, width, height, format)
        case "placeholder":
            return placeholder()
        case "html_as_image":
            return b"<!doctype html><html><body><h1>One moment, please</h1></body></html>" * 8
    return data
