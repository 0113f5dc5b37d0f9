"""Rows of houses running into the depth of a street, and its paving."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.materials import SNOW
from bookcore.sketch.nature.ground import mottle
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, pts, rect, stroke


def paving(sc: Scene, y: float, c: RGB | None = None, vx: float | None = None) -> None:
    """Stone setts in perspective, wet in rain, white in winter."""
    stone = c or hexc("#9d948a")
    if sc.look.snow:
        stone = hexc("#e3e8f1")
    sc.cv.fill(rect(-1, y, sc.w + 1, 102), Grad((shade(stone, 0.92), stone, shade(stone, 0.68))))
    x = sc.w / 2 if vx is None else vx
    rows = [
        stroke(-1, y + (101 - y) * t, sc.w + 1, y + (101 - y) * t, 0.10 + 0.22 * t)
        for t in np.linspace(0.06, 1, 12) ** 1.7
    ]
    rays = [stroke(x + t * 10, y, x + t * 150, 103, 0.08, 0.34) for t in np.linspace(-1.6, 1.6, 31)]
    sc.cv.fill([*rows, *rays], shade(stone, 0.62), 0.30)
    mottle(sc, y, 101, shade(stone, 0.6), 0.4)
    if sc.look.weather in ("rain", "storm"):
        flip = sc.cv.crop(0, max(0, y - (101 - y)), sc.w, y)
        if flip.size[1] > 2:
            from PIL import Image, ImageFilter

            mirror = (
                flip.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
                .resize((flip.size[0] // 4, max(2, flip.size[1] // 8)))
                .filter(ImageFilter.GaussianBlur(1.2))
                .resize((sc.cv.px[0], sc.cv.px[1] - round(y * sc.cv.s)), Image.Resampling.BICUBIC)
            )
            sc.cv.image.paste(mirror, (0, round(y * sc.cv.s)), Image.new("L", mirror.size, 120))


def receding(sc: Scene, vx: float, vy: float, d: int, near: float, height: float, n: int) -> None:
    """A row of houses running to the vanishing point along one side of a street."""
    cv = sc.cv
    edges = [near * (1 - (k / n) ** 0.62 * 0.92) for k in range(n + 1)]
    tones = ("#d9b777", "#c98f74", "#a9b59c", "#d8cdb8", "#b8a7a0", "#93a7b5", "#cda98b", "#b7806a")
    base_near = 92.0
    for k in reversed(range(n)):
        xa, xb = edges[k], edges[k + 1]
        depth = 0.55 * (k / n)
        ra, rb = xa / near, xb / near
        h = height * (0.93 + 0.16 * ((k * 7 + sc.spec.seed * 3) % 5) / 4)
        c = jitter(hexc(tones[int(sc.rng.integers(len(tones)))]), sc.rng, 6)
        lit = d != sc.side
        wall = shade(c, 1.04) if lit else shade(c, 0.70)
        ya, yb = vy + (base_near - vy) * ra, vy + (base_near - vy) * rb
        ta, tb = vy - (h - (base_near - vy)) * ra, vy - (h - (base_near - vy)) * rb
        with sc.far(depth):
            quad = pts([(vx + d * xa, ya), (vx + d * xa, ta), (vx + d * xb, tb), (vx + d * xb, yb)])
            cv.fill(quad, Grad((shade(wall, 1.06), wall, shade(wall, 0.74))))
            roof = SNOW if sc.look.snow else hexc("#5c626c")
            cv.fill(
                pts(
                    [
                        (vx + d * xa, ta),
                        (vx + d * (xa * 1.03), ta - h * 0.09 * ra),
                        (vx + d * (xb * 1.02), tb - h * 0.09 * rb),
                        (vx + d * xb, tb),
                    ]
                ),
                shade(roof, 0.9),
            )
            trim = mix(c, hexc("#f5efe2"), 0.6)
            cv.fill(
                pts(
                    [
                        (vx + d * xa, ta),
                        (vx + d * xa, ta + h * 0.03 * ra),
                        (vx + d * xb, tb + h * 0.03 * rb),
                        (vx + d * xb, tb),
                    ]
                ),
                trim if lit else shade(trim, 0.75),
            )
            storeys = max(3, round(h / 20))
            cols = max(2, round((xa - xb) / max(3.4, xa * 0.10)))
            frames: list[Points] = []
            glass: list[Points] = []
            warm: list[Points] = []
            for r in range(storeys - 1):
                for q in range(cols):
                    ia = 1 - (q + 0.32) / cols
                    ib = 1 - (q + 0.68) / cols
                    fa, fb = xb + (xa - xb) * ia, xb + (xa - xb) * ib
                    sa, sb = fa / near, fb / near
                    f0, f1 = (r + 0.30) / (storeys + 0.1), (r + 0.78) / (storeys + 0.1)

                    def at(s: float, f: float, hh: float = h) -> float:
                        top, low = vy - (hh - (base_near - vy)) * s, vy + (base_near - vy) * s
                        return top + (low - top) * f

                    quad_w = pts(
                        [
                            (vx + d * fa, at(sa, f0)),
                            (vx + d * fb, at(sb, f0)),
                            (vx + d * fb, at(sb, f1)),
                            (vx + d * fa, at(sa, f1)),
                        ]
                    )
                    big = (quad_w - quad_w.mean(axis=0)) * np.array([1.22, 1.14]) + quad_w.mean(
                        axis=0
                    )
                    frames.append(big)
                    on = sc.look.lit and sc.chance(0.5)
                    (warm if on else glass).append(quad_w)
                    if on and sc.look.dark and len(sc.lamps) < 22:
                        m = quad_w.mean(axis=0)
                        sc.lamp(float(m[0]), float(m[1]), 3 + 7 * sa, strength=0.4, glow=0.05)
            _ground_floor(sc, (vx, vy, d), (xa, xb, near), mix(c, hexc("#4a4038"), 0.35), base_near)
            cv.fill(frames, trim if lit else shade(trim, 0.76))
            cv.fill(glass, mix(sc.look.sky[1], (38.0, 46.0, 62.0), 0.78), raw=True)
            cv.fill(warm, mix(hexc("#ffd582"), cv.ink(c), depth * 0.5), raw=True)


_AWNINGS = ("#a8433a", "#3f6a58", "#c08f3c", "#46628a", "#8a5470")


def _ground_floor(
    sc: Scene,
    view: tuple[float, float, int],
    span: tuple[float, float, float],
    wall: RGB,
    base: float,
) -> None:
    """Doors, shop windows and awnings along the foot of a receding house."""
    (vx, vy, d), (xa, xb, near) = view, span
    drop = base - vy

    def at(t: float, up: float) -> tuple[float, float]:
        x = xa + (xb - xa) * t
        return vx + d * x, vy + (drop - up) * x / near

    sc.cv.fill(pts([at(0, 0), at(0, 21), at(1, 21), at(1, 0)]), shade(wall, 0.94), 0.85)
    sc.cv.fill(pts([at(0, 21), at(0, 22.4), at(1, 22.4), at(1, 21)]), shade(wall, 1.35))
    shop = sc.chance(0.6)
    on = sc.look.lit and sc.chance(0.8)
    pane = (
        Grad((hexc("#ffe0a0"), hexc("#e9a94f"))) if on else Grad((hexc("#5b6674"), hexc("#3a424e")))
    )
    for t0, t1 in ((0.08, 0.40), (0.62, 0.94)):
        low = 4.0 if shop else 7.0
        sc.cv.fill(pts([at(t0, low), at(t0, 16), at(t1, 16), at(t1, low)]), pane, 0.95, raw=on)
        if shop:
            c = hexc(_AWNINGS[int(sc.rng.integers(len(_AWNINGS)))])
            if sc.look.snow:
                c = mix(c, SNOW, 0.6)
            a, b = at(t0 - 0.03, 18.5), at(t1 + 0.03, 18.5)
            out = -d * 2.6 * (xa / near)
            sc.cv.fill(
                pts(
                    [
                        a,
                        b,
                        (b[0] + out, b[1] + 3.4 * xb / near),
                        (a[0] + out, a[1] + 3.6 * xa / near),
                    ]
                ),
                c,
            )
    sc.cv.fill(pts([at(0.46, 0), at(0.46, 15), at(0.56, 15), at(0.56, 0)]), hexc("#3a2c22"))
    if on and sc.look.dark and len(sc.lamps) < 18:
        x, y = at(0.3, 8)
        sc.lamp(x, y, 6 + 12 * xa / near, strength=0.5, glow=0.06)
