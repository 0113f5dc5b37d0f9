"""The drawing surface: antialiased fills with gradients, soft shapes and glows, in picture units."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aggdraw
import numpy as np
from PIL import Image, ImageFilter

from bookcore.sketch.colour import RGB, ints
from bookcore.sketch.shapes import Points

Tone = Callable[[RGB, float], RGB]


@dataclass(frozen=True, slots=True)
class Grad:
    """A run of colours; along the shape's own box, or between two heights of the picture."""

    stops: tuple[RGB, ...]
    angle: float = 90.0  # 90 runs downwards, 0 to the right
    span: tuple[float, float] | None = None


Fill = RGB | Grad | Image.Image


_N = 24


def _ramp(stops: tuple[RGB, ...], t: np.ndarray) -> np.ndarray:
    s = np.asarray(stops)
    at = np.linspace(0.0, 1.0, len(stops))
    flat = np.clip(t, 0.0, 1.0)
    return np.stack([np.interp(flat, at, s[:, i]) for i in range(3)], axis=-1)


class Canvas:
    """Pixels of one picture; `tone` turns a local colour into the colour seen at a depth."""

    def __init__(self, width: int, height: int, tone: Tone) -> None:
        self.px = (width, height)
        self.s = height / 100.0
        self.w = 100.0 * width / height
        self.h = 100.0
        self.image = Image.new("RGB", (width, height))
        self.tone = tone
        self.depth = 0.0

    def ink(self, colour: RGB, raw: bool = False) -> RGB:
        """The colour as it will stand in the picture."""
        return colour if raw else self.tone(colour, self.depth)

    def _source(
        self,
        fill: Fill,
        box: tuple[int, int, int, int],
        own: tuple[float, float, float, float],
        raw: bool,
    ) -> Image.Image | tuple[int, int, int]:
        if isinstance(fill, Image.Image):
            return fill.crop(box)
        if isinstance(fill, tuple):
            return ints(self.ink(fill, raw))
        stops = tuple(self.ink(c, raw) for c in fill.stops)
        x0, y0, x1, y1 = box
        size = (x1 - x0, y1 - y0)
        ux0, uy0, ux1, uy1 = own
        if fill.span is not None:
            uy0, uy1 = fill.span[0] * self.s, fill.span[1] * self.s
        gx = (np.linspace(x0, x1, _N) - ux0) / max(1.0, ux1 - ux0)
        gy = (np.linspace(y0, y1, _N) - uy0) / max(1.0, uy1 - uy0)
        if fill.angle == 90.0:
            field = _ramp(stops, gy)[:, None, :]
        elif fill.angle == 0.0:
            field = _ramp(stops, gx)[None, :, :]
        else:
            a = math.radians(fill.angle)
            ca, sa = math.cos(a), math.sin(a)
            t = (gx[None, :] - 0.5) * ca + (gy[:, None] - 0.5) * sa
            field = _ramp(stops, t / (abs(ca) + abs(sa)) + 0.5)
        small = Image.fromarray(np.clip(field + 0.5, 0, 255).astype(np.uint8))
        return small.resize(size, Image.Resampling.BILINEAR)

    def fill(
        self,
        shapes: Points | Sequence[Points],
        fill: Fill,
        alpha: float = 1.0,
        raw: bool = False,
        blur: float = 0.0,
    ) -> None:
        """Fill one outline, or the union of many (a list, or one array of equal outlines)."""
        if alpha <= 0.0 or len(shapes) == 0:
            return
        # All corners travel as one array: a wood is thousands of outlines.
        if isinstance(shapes, np.ndarray):
            lengths = [shapes.shape[1]] * len(shapes) if shapes.ndim == 3 else [len(shapes)]
            corners = shapes.reshape(-1, 2) * self.s
        else:
            lengths = [len(p) for p in shapes]
            corners = np.concatenate(shapes) * self.s
        lo, hi = corners.min(axis=0), corners.max(axis=0)
        pad = blur * self.s * 2.6 + 1.0
        x0, y0 = max(0, math.floor(lo[0] - pad)), max(0, math.floor(lo[1] - pad))
        x1 = min(self.px[0], math.ceil(hi[0] + pad))
        y1 = min(self.px[1], math.ceil(hi[1] + pad))
        if x1 <= x0 or y1 <= y0:
            return
        mask = self._mask(corners, lengths, (x0, y0, x1, y1), alpha, blur * self.s)
        own = (float(lo[0]), float(lo[1]), float(hi[0]), float(hi[1]))
        self.image.paste(self._source(fill, (x0, y0, x1, y1), own, raw), (x0, y0, x1, y1), mask)

    @staticmethod
    def _mask(
        corners: Points,
        lengths: Sequence[int],
        box: tuple[int, int, int, int],
        alpha: float,
        blur: float,
    ) -> Image.Image:
        x0, y0, x1, y1 = box
        size = (x1 - x0, y1 - y0)
        # A wide blur does not need the pixels: it is drawn small and stretched.
        q = 1.0 if blur < 3 else max(1.0, blur / 2.5)
        small = (max(1, math.ceil(size[0] / q)), max(1, math.ceil(size[1] / q)))
        factor = np.array([small[0] / size[0], small[1] / size[1]])
        level = round(255 * min(1.0, alpha))
        draw = aggdraw.Draw("L", small, 0)
        brush = aggdraw.Brush((level, level, level))
        flat = ((corners - np.array([x0, y0])) * factor).ravel().tolist()
        at = 0
        for n in lengths:
            draw.polygon(flat[at : at + 2 * n], None, brush)
            at += 2 * n
        mask = Image.frombytes("L", small, draw.tobytes())
        if blur > 0:
            mask = mask.filter(ImageFilter.GaussianBlur(blur / q))
        return mask if small == size else mask.resize(size, Image.Resampling.BICUBIC)

    def wash(self, image: Image.Image, mask: Image.Image) -> None:
        """Lay a whole-picture image over everything through a mask of any size."""
        if mask.size != self.px:
            mask = mask.resize(self.px, Image.Resampling.BICUBIC)
        if image.size != self.px:
            image = image.resize(self.px, Image.Resampling.BICUBIC)
        self.image.paste(image, (0, 0), mask)

    def crop(self, x0: float, y0: float, x1: float, y1: float) -> Image.Image:
        """A copy of a part of the picture."""
        s = self.s
        return self.image.crop((round(x0 * s), round(y0 * s), round(x1 * s), round(y1 * s)))
