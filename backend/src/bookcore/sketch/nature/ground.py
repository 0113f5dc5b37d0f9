"""Land and water: hills, meadows, roads, grass, mist, snow and reflections."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from bookcore.sketch import noise
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, ints, mix, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, blob, down, ellipse, pts, ribbon, ridge


def hills(
    sc: Scene,
    y: float,
    height: float,
    depth: float,
    colour: RGB,
    waves: float = 1.6,
    mist: float = 0.5,
    bottom: float | None = None,
) -> Points:
    """One plane of hills whose foot is lost in haze; gives back its upper line."""
    line = ridge(-2, sc.w + 2, y, height, sc.rng, waves)
    foot = bottom if bottom is not None else sc.horizon + 6
    with sc.far(depth):
        top = sc.cv.ink(colour)
        sc.cv.fill(
            down(line, foot),
            Grad(
                (shade(top, 1.05), top, mix(top, sc.look.haze, mist)), span=(y - height / 2, foot)
            ),
            raw=True,
        )
    return line


def ground(
    sc: Scene,
    y: float,
    near: RGB | None = None,
    far: RGB | None = None,
    bottom: float = 101.0,
    wave: float = 1.2,
) -> Points:
    """The land from `y` down to the viewer's feet."""
    c = near or sc.look.grass
    f = far or c
    line = ridge(-2, sc.w + 2, y, wave, sc.rng, 1.3)
    cv = sc.cv
    with sc.far(0.42):
        back = cv.ink(f)
    a = cv.ink(shade(c, 1.06))
    b = cv.ink(shade(c, 0.70))
    cv.fill(
        down(line, bottom),
        Grad((back, mix(back, a, 0.6), a, mix(a, b, 0.5), b), span=(y, bottom)),
        raw=True,
    )
    return line


def mottle(
    sc: Scene, y0: float, y1: float, colour: RGB, alpha: float = 0.35, cells: float = 9.0
) -> None:
    """Uneven patches lying on the ground, flattened by distance."""
    cv = sc.cv
    h = max(6, round((y1 - y0) * 1.6))
    w = max(8, round(sc.w * 1.2))
    f = noise.field(sc.rng, w, h, cells, cells * 1.6 * (y1 - y0) / 40 + 2, 4)
    size = (cv.px[0], max(1, min(cv.px[1], round((y1 - y0) * cv.s))))
    fade = np.clip(np.linspace(0.1, 1.6, h), 0, 1)[:, None]
    m = noise.mask(np.clip(f * 0.55, 0, 1) * alpha * fade).resize(size, Image.Resampling.BICUBIC)
    cv.image.paste(ints(cv.ink(colour)), (0, round(y0 * cv.s)), m)


def meadow(
    sc: Scene, y: float, near: RGB | None = None, far: RGB | None = None, tufts: int = 260
) -> None:
    """Ground with patches and grass (or drifts in winter)."""
    c = near or sc.look.grass
    ground(sc, y, c, far)
    if sc.look.snow:
        mottle(sc, y + 2, 101, hexc("#b9c8e2"), 0.55, 4.0)
        drifts(sc, y + 5)
        return
    mottle(sc, y + 1, 101, shade(c, 0.66), 0.50)
    mottle(sc, y + 1, 101, shade(c, 1.24), 0.40, 6.0)
    grass(sc, y + 3, 100, tufts, c)


def drifts(sc: Scene, y: float) -> None:
    """Low waves of blown snow with blue hollows."""
    for k in range(3):
        yy = y + (100 - y) * (k + 0.3) / 3.2
        line = ridge(-2, sc.w + 2, yy, 2.5 + 2.2 * k, sc.rng, 1.2 + 0.4 * k)
        sc.cv.fill(
            down(line, yy + 9 + 3 * k),
            Grad((hexc("#ffffff"), hexc("#e3e9f5"), hexc("#dfe6f3"))),
            0.55,
            blur=0.7,
        )
        sc.cv.fill(
            ribbon(line + np.array([0.0, 1.2 + k]), [1.2 + 0.7 * k]),
            hexc("#aebfdd"),
            0.30,
            blur=1.0,
        )


def grass(sc: Scene, y0: float, y1: float, n: int, colour: RGB) -> None:
    """Blades, smaller with distance, in two tones."""
    for tone, alpha in ((0.62, 0.55), (1.28, 0.45)):
        blades = []
        t = sc.rng.uniform(0, 1, n // 2) ** 0.8
        for x, k in zip(sc.rng.uniform(0, sc.w, n // 2), t, strict=True):
            y = y0 + (y1 - y0) * k + 1.0
            h = 0.5 + 2.7 * k * sc.u(0.6, 1.3)
            lean = sc.u(-0.4, 0.4) * h * (2.0 if sc.look.weather in ("wind", "storm") else 1.0)
            wdt = 0.10 + 0.16 * k
            blades.append(pts([(x - wdt, y), (x + lean, y - h), (x + wdt, y)]))
            blades.append(
                pts(
                    [
                        (x + 0.4 * h - wdt, y),
                        (x + 0.55 * h + lean, y - h * 0.8),
                        (x + 0.4 * h + wdt, y),
                    ]
                )
            )
        sc.cv.fill(blades, shade(colour, tone), alpha)


def flowers(sc: Scene, x0: float, x1: float, y0: float, y1: float, n: int) -> None:
    """Scattered blossoms in a meadow; nothing in winter."""
    if sc.look.snow:
        return
    kinds: tuple[RGB, ...] = (
        hexc("#f4f1e4"),
        hexc("#e9c243"),
        hexc("#7d86d8"),
        hexc("#d8584f"),
        hexc("#d58fc0"),
    )
    if sc.look.season == "autumn":
        kinds = (hexc("#c9762d"), hexc("#dba03a"), hexc("#a8452c"))
    for c in kinds[: 2 + sc.count(0, 3)]:
        heads = []
        for _ in range(n // 3):
            k = sc.u(0, 1)
            y = y0 + (y1 - y0) * k
            r = 0.22 + 0.42 * k
            heads.append(ellipse(sc.u(x0, x1), y, r, r * 0.8, 9))
        sc.cv.fill(heads, c, 0.95)


def path(
    sc: Scene,
    x_far: float,
    y_far: float,
    x_near: float,
    width: float,
    bend: float = 0.0,
    colour: RGB | None = None,
    y_near: float = 102.0,
) -> None:
    """A road winding from the distance to the viewer, with ruts."""
    c = colour or sc.look.earth
    t = np.linspace(0, 1, 26)
    y = y_far + (y_near - y_far) * t**1.35
    x = x_far + (x_near - x_far) * t**1.5 + np.sin(t * math.pi * 1.7) * bend * (0.35 + t)
    w = 0.5 + width * t**1.5
    left, right = np.stack([x - w / 2, y], axis=1), np.stack([x + w / 2, y], axis=1)
    cv = sc.cv
    edge = np.concatenate([left, right[::-1]])
    with sc.far(0.35):
        back = cv.ink(c)
    cv.fill(
        edge,
        Grad((back, cv.ink(c), cv.ink(shade(c, 0.84))), span=(y_far, y_near)),
        raw=True,
        blur=0.22,
    )
    for k in (-0.25, 0.25):
        rut = np.stack([x + w * k, y], axis=1)
        cv.fill(
            np.concatenate(
                [
                    rut - np.stack([w * 0.06, w * 0], axis=1),
                    (rut + np.stack([w * 0.06, w * 0], axis=1))[::-1],
                ]
            ),
            shade(c, 0.72),
            0.5,
            blur=0.2,
        )


def stones(
    sc: Scene, x0: float, x1: float, y0: float, y1: float, n: int, size: float = 1.6
) -> None:
    """A handful of stones with light on one shoulder."""
    for _ in range(n):
        x, y = sc.u(x0, x1), sc.u(y0, y1)
        boulder(sc, x, y, size * sc.u(0.5, 1.4))


def boulder(sc: Scene, x: float, y: float, r: float) -> None:
    """One stone."""
    c = sc.pick(hexc("#8c8a86"), hexc("#9a938a"), hexc("#77797c"))
    shadow(sc, x, y, r * 1.2)
    form = blob(x, y - r * 0.42, r, r * 0.62, sc.rng, 0.10)
    sc.cv.fill(form, Grad((shade(c, 1.22), c, shade(c, 0.6))))
    if sc.look.snow:
        sc.cv.fill(blob(x, y - r * 0.86, r * 0.8, r * 0.26, sc.rng, 0.08), hexc("#f1f5fc"))


def shadow(sc: Scene, x: float, y: float, r: float, alpha: float = 0.34) -> None:
    """The soft dark under a thing, drawn away from the light."""
    k = 0.5 if (sc.look.dark or sc.look.overcast > 0.5 or sc.look.indoor) else 1.3
    form = ellipse(x - sc.side * r * 0.35 * k, y, r * (1 + 0.3 * k), max(0.35, r * 0.17))
    sc.cv.fill(form, (28.0, 26.0, 44.0), alpha, raw=True, blur=max(0.25, r * 0.14))


def mist(sc: Scene, y: float, thick: float, alpha: float, colour: RGB | None = None) -> None:
    """A bank of haze lying across the picture, uneven like breath."""
    cv = sc.cv
    h, w = 40, max(8, round(sc.w * 0.8))
    f = noise.field(sc.rng, w, h, 3.5, 3.0, 3)
    rows = np.exp(-((np.linspace(-1.6, 1.6, h)) ** 2) * 1.6)[:, None]
    y0, y1 = max(0, round((y - thick) * cv.s)), min(cv.px[1], round((y + thick) * cv.s))
    if y1 <= y0:
        return
    m = noise.mask(np.clip(rows * (0.85 + 0.28 * f), 0, 1) * alpha).resize(
        (cv.px[0], y1 - y0), Image.Resampling.BICUBIC
    )
    cv.image.paste(ints(colour or mix(sc.look.haze, sc.look.sky[3], 0.4)), (0, y0), m)
