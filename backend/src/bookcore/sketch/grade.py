"""The last coat: lamps and ambient light, mood, palette, vignette, paper and grain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bookcore.sketch import noise
from bookcore.sketch.scene import Scene

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


_CELL = 3.6
_ASTRAY = 0.20
F32 = NDArray[np.float32]


def _full(small: F32, size: tuple[int, int]) -> F32:
    """Stretch a small field over the picture; the grain hides the steps of eight bits."""
    top = max(1e-3, float(small.max()))
    image = Image.fromarray(np.clip(small / top * 255 + 0.5, 0, 255).astype(np.uint8))
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC)).astype(np.float32) * np.float32(
        top / 255
    )


def _light(sc: Scene, w: int, h: int) -> tuple[F32, F32]:
    """How strongly each spot is lit, and the glow that hangs in the air."""
    xs = (np.arange(w, dtype=np.float32) + 0.5)[None, :] * np.float32(sc.w / w)
    ys = (np.arange(h, dtype=np.float32) + 0.5)[:, None] * np.float32(100.0 / h)
    amb = np.array(sc.ambient, np.float32)
    lit = np.broadcast_to(amb, (h, w, 3)).copy()
    glow = np.zeros((h, w, 3), np.float32)
    for lamp in sc.lamps:
        d2 = ((xs - lamp.x) ** 2 + ((ys - lamp.y) * np.float32(1.12)) ** 2) / np.float32(
            lamp.radius**2
        )
        colour = np.array(lamp.colour, np.float32) / np.float32(255)
        fall = np.float32(lamp.strength) / (1 + 3.2 * d2 + 2.2 * d2 * d2)
        lit += fall[..., None] * colour
        if lamp.glow > 0:
            halo = np.exp(-d2 * 9.0) * np.float32(0.55) + np.exp(-d2 * 2.2) * np.float32(0.20)
            glow += (halo * np.float32(lamp.glow * 150))[..., None] * colour
    nx = (xs / np.float32(sc.w) - 0.5) * 2
    ny = (ys / np.float32(100) - 0.5) * 2
    edge = np.clip((nx * nx) * 0.62 + (ny * ny) * 0.50 - 0.30, 0, 1)
    depth = {"gloomy": 0.50, "mysterious": 0.50, "tense": 0.48, "joyful": 0.18}.get(
        sc.look.mood, 0.32
    )
    lit *= (1 - np.float32(depth) * edge)[..., None]
    paper = noise.field(sc.rng, w, h, 7, 5, 4)
    lit *= (1 + np.float32(0.040) * np.clip(paper, -2, 2))[..., None]
    return lit, glow


def _mood(sc: Scene, a: F32) -> None:
    look = sc.look
    if not look.indoor:
        # Noon has to look like noon beside a lamp-lit night, whatever stands in the scene.
        if look.time == "day":
            a *= np.float32(1.10)
        elif look.dark:
            # Eyes grow used to the dark: an empty heath is lifted, a lit street is not dazzling.
            seen = max(8.0, float((a[::9, ::9] @ _LUMA).mean()))
            a *= np.float32(min(1.18, max(0.80, (50.0 / seen) ** 0.4)))
        if look.weather == "fog":
            # Fog is air between the eye and everything, near things too.
            a += (np.array(look.haze, np.float32) - a) * np.float32(0.30)
    sat, gain, lift = 1.0, (1.0, 1.0, 1.0), 0.0
    if look.mood == "gloomy":
        sat, gain = 0.72, (0.90, 0.93, 0.98)
    elif look.mood == "joyful":
        sat, gain, lift = 1.14, (1.04, 1.02, 0.97), 2.0
    elif look.mood == "tense":
        sat, gain = 0.92, (1.03, 0.92, 0.90)
    elif look.mood == "mysterious":
        sat, gain = 0.90, (0.92, 0.98, 1.05)
    elif look.mood == "melancholy":
        sat, gain = 0.78, (0.96, 0.97, 1.03)
    elif look.mood == "solemn":
        sat, gain = 0.90, (1.01, 0.97, 0.92)
    if sat != 1.0:
        y = (a @ _LUMA)[..., None]
        a += (y - a) * np.float32(1 - sat)
    if gain != (1.0, 1.0, 1.0):
        a *= np.array(gain, np.float32)
    if lift:
        a += np.float32(lift)
    if look.tint is not None:
        # Soft colour: the words' palette pulls hue, brightness stays with the hour.
        t = np.array(look.tint, np.float32)
        k = np.clip(t / max(30.0, float(t @ _LUMA)), 0.35, 1.9)
        a *= 1 + (k - 1) * np.float32(0.16)


def _tooth(sc: Scene, size: tuple[int, int]) -> F32:
    """The tooth of the paper: soft specks with a weave, fine enough to cost few bytes."""
    w, h = size
    specks = sc.rng.integers(0, 256, (max(2, h // 2), max(2, w // 2)), dtype=np.uint8)
    soft = Image.fromarray(specks).resize(size, Image.Resampling.BILINEAR)
    tooth = np.asarray(soft).astype(np.float32)
    tooth -= np.float32(127.5)
    tooth *= np.float32(6.0 / 128)
    return tooth


def _by_hand(sc: Scene, image: Image.Image) -> Image.Image:
    """Every line led a little astray, as no ruler drew it."""
    w, h = image.size
    nx, ny = max(2, round(sc.w / _CELL)), max(2, round(100 / _CELL))
    reach = _ASTRAY * h / 100
    rng = np.random.default_rng([sc.spec.seed, 0x4A4D])
    off = rng.uniform(-reach, reach, (ny + 1, nx + 1, 2))
    xs, ys = np.linspace(0, w, nx + 1), np.linspace(0, h, ny + 1)
    off[:, (0, -1), 0] = off[(0, -1), :, 1] = 0.0
    at = off + np.stack(np.meshgrid(xs, ys), axis=-1)
    mesh = []
    for j in range(ny):
        y0, y1 = round(ys[j]), round(ys[j + 1])
        for i in range(nx):
            corners = (at[j, i], at[j + 1, i], at[j + 1, i + 1], at[j, i + 1])
            box = (round(xs[i]), y0, round(xs[i + 1]), y1)
            mesh.append((box, tuple(float(v) for corner in corners for v in corner)))
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def _pigment(a: F32, image: Image.Image) -> None:
    """Colour gathers beside what is lighter and thins beside what is darker, as washes do."""
    small = image.convert("L").reduce(8).filter(ImageFilter.GaussianBlur(3.2))
    wide = np.asarray(small.resize(image.size, Image.Resampling.BICUBIC)).astype(np.float32)
    gap = (a @ _LUMA) - wide
    np.clip(gap, -60, 60, out=gap)
    a += (gap * np.float32(0.17))[..., None]


def finish(sc: Scene) -> Image.Image:
    """Light, grade and grain the picture."""
    size = sc.cv.px
    sc.cv.image = _by_hand(sc, sc.cv.image)
    w, h = max(24, round(sc.w * 1.3)), 130
    lit, glow = _light(sc, w, h)
    a = np.asarray(sc.cv.image).astype(np.float32)
    _pigment(a, sc.cv.image)
    a *= _full(lit, size)
    if sc.lamps:
        g = _full(glow, size)
        g *= 1 - a * np.float32(1 / 300)
        a += np.maximum(g, 0)
    _mood(sc, a)
    a += _tooth(sc, size)[..., None]
    np.clip(a, 0, 255, out=a)
    return Image.fromarray(a.astype(np.uint8))
