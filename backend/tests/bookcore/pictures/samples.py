"""Pictures to look at, painted once for all tests."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bookcore.scene.spec import SceneSpec
from bookcore.sketch import cover, paint

SIZE = (768, 512)


@cache
def sketch(place: str = "road", time: str = "day") -> Image.Image:
    """One of our own sketches."""
    return paint(SceneSpec(kind="location", place_type=place, time=time, seed=5), *SIZE)


def file_of(image: Image.Image, format: str = "PNG", **more: Any) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    image.save(out, format, **more)
    return out.getvalue()


def written(image: Image.Image, words: str, size: int, place: tuple[float, float]) -> Image.Image:
    """Words in white on a copy, both scripts; the place in shares of the picture."""
    done = image.copy()
    draw = ImageDraw.Draw(done)
    x, y = place[0] * done.width, place[1] * done.height
    for part, _ in cover._runs(words):
        font: ImageFont.FreeTypeFont = cover._font_of(part[0], size)
        draw.text((x, y), part, font=font, fill="white", anchor="ls")
        x += font.getlength(part)
    return done


def coded(image: Image.Image, side: int) -> Image.Image:
    """What every QR code shows: three marks in the corners, and modules between them."""
    cells = np.random.default_rng(3).random((25, 25)) < 0.5
    mark = np.maximum(*np.abs(np.mgrid[-3:4, -3:4])) != 2
    for y, x in ((0, 0), (0, 18), (18, 0)):
        cells[max(0, y - 1) : y + 8, max(0, x - 1) : x + 8] = False
        cells[y : y + 7, x : x + 7] = mark
    code = Image.fromarray(np.where(np.pad(cells, 2), 0, 255).astype(np.uint8))
    done = image.copy()
    done.paste(code.resize((side, side), Image.Resampling.NEAREST), (40, 30))
    return done


def formula(width: int, height: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Pixels that anybody can compute again."""
    y, x = np.mgrid[0:height, 0:width]
    bands = [(x * 7 + y * 3) % 256, (x * x // 5 + y) % 256, (y * 11 + 40) % 256]
    return np.stack(bands, axis=-1).astype(np.uint8)
