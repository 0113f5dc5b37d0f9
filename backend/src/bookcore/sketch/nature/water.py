"""Water: reflection, ripples, the glitter of sun and moon."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from bookcore.sketch import noise
from bookcore.sketch.colour import RGB, hexc, ints, mix, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, ellipse


def water(
    sc: Scene,
    y0: float,
    y1: float,
    shape: Points | None = None,
    calm: float = 0.75,
    deep: RGB | None = None,
) -> None:
    """Water that mirrors what has been painted above `y0`, broken by ripples."""
    cv, look = sc.cv, sc.look
    px, py0, py1 = cv.px[0], round(y0 * cv.s), min(cv.px[1], round(y1 * cv.s))
    if py1 <= py0:
        return
    body = deep or mix(mix(hexc("#2f6384"), look.sky[0], 0.35), look.sky[2], 0.2)
    if look.overcast > 0.5:
        body = mix(body, (105.0, 118.0, 128.0), 0.45)
    body = cv.tone(body, 0.0)
    above = min(py0, max(2, int((py1 - py0) * 1.25)))
    mirror = cv.image.crop((0, py0 - above, px, py0)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    small = mirror.resize((max(2, px // 3), max(2, (py1 - py0) // 5)), Image.Resampling.BOX).filter(
        ImageFilter.GaussianBlur(1.0)
    )
    layer = small.resize((px, py1 - py0), Image.Resampling.BICUBIC)
    tint = Image.new("RGB", layer.size, ints(shade(body, 0.92)))
    grow = np.linspace(0.26, 0.60, 32)[:, None] + (0.22 * (1 - calm))
    layer.paste(
        tint,
        (0, 0),
        noise.mask(np.repeat(grow, 4, axis=1)).resize(layer.size, Image.Resampling.BILINEAR),
    )
    if shape is None:
        cv.image.paste(layer, (0, py0))
    else:
        whole = cv.image.copy()
        whole.paste(layer, (0, py0))
        cv.fill(shape, whole, raw=True, blur=0.18)
    ripples(sc, y0 + 0.4, y1, calm, shape)


def ripples(sc: Scene, y0: float, y1: float, calm: float, shape: Points | None = None) -> None:
    """Flat strokes of light and dark on water."""
    cv, look = sc.cv, sc.look
    n = round(130 * (1.5 - calm))
    bright = mix(look.sky[3], look.sun, 0.4) if not look.dark else hexc("#9fb4d8")
    for colour, alpha, share in (
        (shade(look.sky[0], 0.55), 0.20, 0.6),
        (bright, 0.36 if not look.dark else 0.25, 1.0),
    ):
        marks = []
        for _ in range(round(n * share)):
            k = sc.u(0, 1) ** 1.5
            y = y0 + (y1 - y0) * k
            x = sc.u(-2, sc.w + 2)
            length, thick = sc.u(0.6, 3.8) * (0.4 + 1.7 * k), 0.07 + 0.30 * k * (1.4 - calm)
            if shape is not None and not _inside(shape, x, y):
                continue
            marks.append(ellipse(x, y, length, thick, 10))
        cv.fill(marks, colour, alpha, raw=True)


def glitter(sc: Scene, x: float, y0: float, y1: float, colour: RGB, spread: float = 5.0) -> None:
    """The broken path of the sun or the moon on water."""
    marks = []
    for _ in range(90):
        k = sc.u(0, 1)
        y = y0 + (y1 - y0) * k
        dx = float(sc.rng.normal(0, 1)) * spread * (0.3 + k)
        marks.append(ellipse(x + dx, y, sc.u(0.3, 1.9) * (0.4 + k), 0.09 + 0.2 * k, 10))
    sc.cv.fill(marks, colour, 0.72, raw=True)


def _inside(shape: Points, x: float, y: float) -> bool:
    px, py = shape[:, 0], shape[:, 1]
    qx, qy = np.roll(px, -1), np.roll(py, -1)
    cross = (py > y) != (qy > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = (qx - px) * (y - py) / (qy - py) + px
    return bool(np.count_nonzero(cross & (x < at)) % 2)
