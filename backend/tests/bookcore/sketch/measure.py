"""What the tests measure on a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bookcore.sketch.colour import lab

SMALL = (192, 128)


def small_lab(image: Image.Image, width: int = 48) -> NDArray[np.float64]:
    """The picture in Lab, shrunk so far that grain and edges do not count."""
    height = round(width * image.height / image.width)
    return lab(np.asarray(image.resize((width, height), Image.Resampling.BOX)))


def lightness(image: Image.Image) -> float:
    """Mean L*."""
    return float(small_lab(image)[..., 0].mean())


def ground_lightness(image: Image.Image) -> float:
    """Mean L* of the lower third."""
    values = small_lab(image)
    return float(values[values.shape[0] * 2 // 3 :, :, 0].mean())


def share_near(image: Image.Image, colour: tuple[int, int, int], distance: float) -> float:
    """Share of pixels whose Lab colour is within a distance of one colour."""
    pixels = lab(np.asarray(image))
    wanted = lab(np.array([[colour]], np.uint8))[0, 0]
    return float((np.linalg.norm(pixels - wanted, axis=-1) < distance).mean())


def difference_bits(a: Image.Image, b: Image.Image) -> int:
    """How many of 64 brightness steps between neighbours differ (dHash)."""

    def bits(image: Image.Image) -> NDArray[np.bool_]:
        grey = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX)).astype(int)
        return grey[:, 1:] > grey[:, :-1]

    return int((bits(a) != bits(b)).sum())


def perceptual_hash(image: Image.Image) -> NDArray[np.bool_]:
    """63 bits that say where a picture is lighter and darker at large (pHash)."""
    small = np.asarray(image.convert("L").resize((32, 32), Image.Resampling.LANCZOS)).astype(float)
    k = np.arange(32)
    cosines = np.cos(np.pi * (2 * k[None, :] + 1) * k[:, None] / 64)
    low = (cosines @ small @ cosines.T)[:8, :8].ravel()[1:]
    return np.asarray(low > np.median(low))
