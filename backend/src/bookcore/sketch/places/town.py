"""The town: street, square, church, railway."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.ground import hills, meadow, mist, mottle, path, shadow
from bookcore.sketch.houses import (
    church_for,
    classical_front,
    onion,
    skyline,
    town_front,
    western,
    window_rows,
)  # fmt: skip
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.wild import frame_trees
from bookcore.sketch.props import engine
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import Points, ellipse, pts, rect, ribbon, smooth, stroke
from bookcore.sketch.sky import paint_sky
from bookcore.sketch.street import cart, fence, lamp_post
from bookcore.sketch.trees import bush, leaf_tree, tree_line

SNOW = hexc("#f1f5fc")


def _paving(sc: Scene, y: float, c: RGB | None = None, vx: float | None = None) -> None:
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


def _receding(sc: Scene, vx: float, vy: float, d: int, near: float, height: float, n: int) -> None:
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
            for r in range(storeys):
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
            cv.fill(frames, trim if lit else shade(trim, 0.76))
            cv.fill(glass, mix(sc.look.sky[1], (38.0, 46.0, 62.0), 0.78), raw=True)
            cv.fill(warm, mix(hexc("#ffd582"), cv.ink(c), depth * 0.5), raw=True)


@place("city_street", 4)
def city_street(sc: Scene) -> None:
    """A street into the depth, a row of fronts, a corner with a lane, or a narrow alley."""
    v = sc.variant
    if v in (0, 3):
        vx, vy = sc.w * sc.u(0.40, 0.60), sc.u(60, 68)
        sc.horizon = vy
        paint_sky(sc, sun_x=vx + sc.side * 8)
        skyline(sc, vy + 1, 16, 0.8)
        _paving(sc, vy + 0.5, vx=vx)
        near = sc.w * 0.66
        for d in (-1, 1):
            _receding(sc, vx, vy, d, near, 92 if v == 0 else 130, 6)
        walk = hexc("#b9b0a4") if not sc.look.snow else hexc("#eef2f8")
        for d in (-1, 1):
            sc.cv.fill(
                pts(
                    [
                        (vx + d * near * 0.10, vy + 4.2),
                        (vx + d * near * 0.075, vy + 4.2),
                        (vx + d * near * 0.70, 103),
                        (vx + d * near * 1.1, 103),
                    ]
                ),
                Grad((walk, shade(walk, 0.8))),
                0.8,
            )
        for k in (0.30, 0.52, 0.86):
            for d in (-1, 1):
                if (d > 0) == (k != 0.52):
                    y = vy + 34 * k
                    with sc.far(0.4 * (1 - k)):
                        lamp_post(sc, vx + d * near * k * 0.80, y, 50 * k)
        sc.present.add("lamp_post")
        mist(sc, vy, 9, 0.34)
        sc.stage = Stage(vx - sc.w * 0.22, vx + sc.w * 0.22, 82, 92, 27)
        return
    sc.horizon = sc.u(66, 72)
    paint_sky(sc, bottom=sc.horizon)
    skyline(sc, sc.horizon, 40 if v == 1 else 30, 0.72)
    base = sc.horizon + 8
    x = -4.0
    gap = sc.w * (0.5 - 0.2 * sc.side) if v == 2 else -99
    while x < sc.w + 4:
        w, h = sc.u(24, 42), sc.u(36, 56)
        if x < gap < x + w:
            x += 15
            continue
        with sc.far(0.06):
            town_front(sc, x, x + w, base, h)
        x += w + 0.4
    if v == 2:
        with sc.far(0.45):
            (
                onion(sc, gap + 5, base - 22, 6.5, hexc("#d8a93f"), 3.2)
                if not western(sc)
                else sc.cv.fill(
                    pts(
                        [
                            (gap + 1, base),
                            (gap + 1, base - 30),
                            (gap + 5, base - 56),
                            (gap + 9, base - 30),
                            (gap + 9, base),
                        ]
                    ),
                    hexc("#8a8790"),
                )
            )
        mist(sc, base - 4, 8, 0.3)
    _paving(sc, base)
    kerb = hexc("#c0b7ab") if not sc.look.snow else SNOW
    sc.cv.fill(rect(-1, base, sc.w + 1, base + 4), Grad((shade(kerb, 0.9), kerb)))
    sc.cv.fill(rect(-1, base + 4, sc.w + 1, base + 4.9), shade(kerb, 0.55))
    for k in range(3):
        lx = sc.w * (0.14 + 0.36 * k) + sc.u(-4, 4)
        lamp_post(sc, lx, base + 5, 36)
        sc.take(lx - 2, lx + 2)
    sc.present.add("lamp_post")
    if v == 1:
        leaf_tree(sc, sc.w * (0.5 + 0.44 * sc.side), base + 6, 44)
    sc.stage = Stage(sc.w * 0.14, sc.w * 0.86, base + 5, base + 15, 27)


@place("square", 3)
def square(sc: Scene) -> None:
    """A great open place before a cathedral, a town hall with a column, or a market."""
    v = sc.variant
    sc.horizon = sc.u(58, 66)
    paint_sky(sc)
    skyline(sc, sc.horizon, 22, 0.78)
    base = sc.horizon + 4
    x = -3.0
    with sc.far(0.22):
        while x < sc.w + 3:
            w, h = sc.u(17, 28), sc.u(17, 26)
            town_front(sc, x, x + w, base, h)
            x += w + 0.3
    mist(sc, base, 4, 0.26)
    cx = sc.w * (0.5 - sc.side * sc.u(0.06, 0.2))
    with sc.far(0.08):
        if v == 0:
            church_for(sc, cx, base + 2.5, 54)
        elif v == 1:
            classical_front(
                sc,
                cx,
                base + 2,
                88,
                25,
                sc.pick(hexc("#d8b777"), hexc("#b9c4a4"), hexc("#c9a08a")),
                hexc("#f3ecdd"),
            )
        else:
            t = sc.w * (0.5 + sc.side * 0.26)
            sc.cv.fill(
                rect(t - 6, base - 38, t + 6, base + 1), Grad((hexc("#8f6f5a"), hexc("#c49a7c")), 0)
            )
            sc.cv.fill(
                pts([(t - 7, base - 38), (t, base - 52), (t + 7, base - 38)]), hexc("#4f5d5a")
            )
            sc.cv.fill(ellipse(t, base - 32, 3.4, 3.4, 30), hexc("#f6ecd2"))
            sc.cv.fill(
                [
                    stroke(t, base - 32, t + 1.8, base - 33.4, 0.5),
                    stroke(t, base - 32, t - 0.6, base - 34.6, 0.4),
                ],
                hexc("#2b2420"),
            )
            window_rows(sc, t - 4, t + 4, base - 26, base - 4, 2, 3, hexc("#ecdcc2"))
    _paving(sc, base + 2)
    if v == 1:
        px = sc.w * (0.5 + sc.side * 0.24)
        stone = hexc("#a8a29a")
        shadow(sc, px, 79, 7)
        sc.cv.fill(
            [
                rect(px - 5, 74, px + 5, 79),
                rect(px - 3.6, 70, px + 3.6, 74),
                rect(px - 1.6, 30, px + 1.6, 70),
                rect(px - 2.4, 28.6, px + 2.4, 30.4),
            ],
            Grad((shade(stone, 0.6), stone, shade(stone, 1.2), shade(stone, 0.7)), 0),
        )
        sc.cv.fill(
            smooth(
                [
                    (px - 1, 28.6),
                    (px - 1.2, 24),
                    (px - 2.4, 21),
                    (px, 19),
                    (px + 2.2, 21.5),
                    (px + 1.1, 24),
                    (px + 1, 28.6),
                ],
                n=5,
            ),
            hexc("#6f8a80"),
        )
        sc.take(px - 6, px + 6)
        sc.present.add("column")
    if v == 2:
        for k in range(4):
            bx = sc.w * (0.10 + 0.16 * k) if sc.side > 0 else sc.w * (0.90 - 0.16 * k)
            y, c = (
                base + 7 + 3.5 * (k % 2),
                sc.pick(hexc("#b5473c"), hexc("#4a6f8a"), hexc("#c99a44")),
            )
            sc.cv.fill(
                [rect(bx - 6, y - 12, bx - 5.3, y), rect(bx + 5.3, y - 12, bx + 6, y)],
                hexc("#6a4f38"),
            )
            stripes = [
                pts(
                    [
                        (bx - 7 + 2 * i, y - 11),
                        (bx - 5.4 + 1.54 * i, y - 15),
                        (bx - 4.6 + 1.54 * i, y - 15),
                        (bx - 6 + 2 * i, y - 11),
                    ]
                )
                for i in range(7)
            ]
            sc.cv.fill(
                pts([(bx - 7, y - 11), (bx - 5.4, y - 15), (bx + 5.4, y - 15), (bx + 7, y - 11)]),
                hexc("#efe6d4") if not sc.look.snow else SNOW,
            )
            sc.cv.fill(stripes, c)
            sc.cv.fill(
                rect(bx - 6, y - 5, bx + 6, y - 0.6), Grad((hexc("#9a744e"), hexc("#6d4f35")))
            )
            sc.cv.fill(
                [ellipse(bx - 4.5 + i * 1.8, y - 5.4, 0.9, 0.8, 12) for i in range(6)],
                sc.pick(hexc("#c9432f"), hexc("#d8a53a"), hexc("#7f9a3f")),
            )
        cart(sc, sc.w * (0.5 - sc.side * 0.1), base + 13, 11)
    for d in (-1, 1):
        lamp_post(sc, sc.w * (0.5 + d * 0.43), 84, 40)
    sc.present.add("lamp_post")
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, base + 14, 93, 22)


@place("church", 3)
def church(sc: Scene) -> None:
    """A church on its hill, among trees, or across a churchyard."""
    v = sc.variant
    sc.horizon = sc.u(58, 66)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 9, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 8, 0.6, "mixed")
    meadow(sc, sc.horizon + 1)
    cx = sc.w * (0.5 - sc.side * sc.u(0.08, 0.18))
    base = sc.horizon + (9 if v != 0 else 3)
    if v == 0:
        mound = smooth(
            [
                (cx - 62, sc.horizon + 14),
                (cx - 40, sc.horizon + 6),
                (cx, sc.horizon + 1),
                (cx + 40, sc.horizon + 6),
                (cx + 62, sc.horizon + 14),
            ],
            closed=False,
        )
        sc.cv.fill(mound, Grad((shade(sc.look.grass, 1.06), shade(sc.look.grass, 0.8))), blur=0.4)
    if v == 1:
        for k in range(4):
            with sc.far(0.25):
                leaf_tree(sc, cx + (-1) ** k * sc.u(20, 36), base - 2, sc.u(22, 32))
    church_for(sc, cx, base, sc.u(50, 58))
    path(sc, cx + 1, base + 0.3, sc.w * (0.5 + 0.18 * sc.side), 20, sc.u(-6, 6))
    if v == 2:
        stone = hexc("#8d8b88")
        for _ in range(13):
            x, y = sc.u(0.03, 0.97) * sc.w, sc.u(base + 5, 94)
            size = 2.2 + (y - base) * 0.11
            if abs(x - sc.w * 0.5) < 16:
                continue
            shadow(sc, x, y, size * 0.6)
            if sc.chance(0.5) or western(sc):
                sc.cv.fill(
                    smooth(
                        [
                            (x - size * 0.5, y),
                            (x - size * 0.5, y - size * 0.9),
                            (x, y - size * 1.3),
                            (x + size * 0.5, y - size * 0.9),
                            (x + size * 0.5, y),
                        ],
                        n=4,
                    ),
                    Grad((shade(stone, 1.2), shade(stone, 0.7))),
                )
            else:
                sc.cv.fill(
                    [
                        rect(x - size * 0.08, y - size * 1.6, x + size * 0.08, y),
                        rect(x - size * 0.42, y - size * 1.2, x + size * 0.42, y - size * 1.05),
                    ],
                    hexc("#5f4c3c"),
                )
        fence(sc, -2, sc.w * 0.30, 97, 8, 0)
    else:
        for _ in range(3):
            bush(sc, sc.u(0.05, 0.95) * sc.w, sc.u(base + 4, 88), sc.u(3, 5))
    if v != 0:
        frame_trees(sc, ("leaf", "birch"))
    sc.stage = Stage(sc.w * 0.26, sc.w * 0.76, 83, 93, 22)


@place("railway", 3)
def railway(sc: Scene) -> None:
    """A train under steam, a platform with its canopy, or rails running out into the plain."""
    v = sc.variant
    sc.horizon = sc.u(54, 62)
    paint_sky(sc)
    hills(sc, sc.horizon - 2, 6, 0.82, mix(sc.look.grass, sc.look.spruce, 0.5))
    tree_line(sc, -2, sc.w + 2, sc.horizon + 1, 7, 0.6, "mixed")
    meadow(sc, sc.horizon + 1)
    iron, sleeper = hexc("#8f959c"), hexc("#5c4838")
    ballast = hexc("#8d8378") if not sc.look.snow else hexc("#dde3ec")
    if v == 2:
        vx, vy = sc.w * (0.5 + 0.12 * sc.side), sc.horizon + 1.2
        near = sc.w * (0.5 - 0.10 * sc.side)
        sc.cv.fill(
            pts([(vx - 0.8, vy), (vx + 0.8, vy), (near + 42, 103), (near - 42, 103)]),
            Grad((shade(ballast, 0.95), shade(ballast, 0.75))),
        )
        ties = []
        for t in np.linspace(0.05, 1, 22) ** 1.9:
            cx, y, w = vx + (near - vx) * t, vy + (102 - vy) * t, 0.6 + 31 * t
            ties.append(rect(cx - w, y - 0.2 - 0.9 * t, cx + w, y + 0.2 + 0.9 * t))
        sc.cv.fill(ties, sleeper)
        sc.cv.fill(
            [
                pts(
                    [
                        (vx + s * 0.3 - 0.08, vy),
                        (vx + s * 0.3 + 0.08, vy),
                        (near + s * 21 + 1.0, 103),
                        (near + s * 21 - 1.0, 103),
                    ]
                )
                for s in (-1, 1)
            ],
            Grad((shade(iron, 0.9), shade(iron, 1.2))),
        )
        with sc.far(0.35):
            engine(sc, vx - sc.side * 5, vy + 1.8, 5, 3)
        poles = []
        for k in (0.16, 0.34, 0.7, 1.25):
            x, y, h = vx + (near - vx) * k - sc.side * (3 + 46 * k), vy + 30 * k, 50 * k
            poles += [
                stroke(x, y, x, y - h, 1.3 * k),
                stroke(x - 5 * k, y - h * 0.94, x + 5 * k, y - h * 0.94, 0.9 * k),
            ]
        sc.cv.fill(poles, hexc("#5a4636"))
        sc.present.add("locomotive")
        sc.stage = Stage(sc.w * 0.58, sc.w * 0.9, 84, 92, 24)
        return
    y = 80.0 if v == 0 else 82.0
    sc.cv.fill(rect(-1, y - 2, sc.w + 1, y + 6), Grad((shade(ballast, 1.02), shade(ballast, 0.7))))
    sc.cv.fill([rect(x, y + 0.2, x + 1.8, y + 1.8) for x in np.arange(-1, sc.w, 4.2)], sleeper)
    sc.cv.fill([rect(-1, y - 0.5, sc.w + 1, y + 0.3)], iron)
    d = sc.side
    h = 21.0 if v == 0 else 17.0
    engine(sc, sc.w * (0.5 + 0.18 * d), y, h, 4)
    sc.note("locomotive", sc.w * 0.4, y - h * 1.4, sc.w * 0.9, y)
    if v == 1:
        plat = hexc("#b7aa98") if not sc.look.snow else hexc("#e6ebf3")
        sc.cv.fill(rect(-1, 88, sc.w + 1, 103), Grad((plat, shade(plat, 0.72))))
        sc.cv.fill(rect(-1, 87, sc.w + 1, 88.6), shade(plat, 1.12))
        for x in np.linspace(sc.w * 0.04, sc.w * 0.96, 5):
            sc.cv.fill(
                [
                    rect(x - 0.8, 16, x + 0.8, 92),
                    ribbon(smooth([(x, 30), (x + 5, 19), (x + 11, 16)], closed=False), [0.8]),
                    ribbon(smooth([(x, 30), (x - 5, 19), (x - 11, 16)], closed=False), [0.8]),
                ],
                hexc("#2f4a43"),
            )
        sc.cv.fill(rect(-1, -1, sc.w + 1, 12), Grad((hexc("#4a3f38"), hexc("#6a5a4c"))))
        sc.cv.fill(
            [pts([(x, 12), (x + 3, 12), (x + 1.5, 17)]) for x in np.arange(-1, sc.w, 3)],
            hexc("#7d6a56"),
        )
        cx = sc.w * (0.5 - 0.30 * d)
        sc.cv.fill(
            [rect(cx - 0.3, 12, cx + 0.3, 20), ellipse(cx, 24, 4.4, 4.4, 36)], hexc("#2b2a2e")
        )
        sc.cv.fill(ellipse(cx, 24, 3.7, 3.7, 36), hexc("#f4ecd6"), raw=sc.look.lit)
        sc.cv.fill(
            [stroke(cx, 24, cx + 1.6, 22.6, 0.5), stroke(cx, 24, cx - 0.4, 21.2, 0.4)],
            hexc("#241d1a"),
        )
        if sc.look.lit:
            for x in np.linspace(sc.w * 0.2, sc.w * 0.8, 3):
                sc.lamp(float(x), 20, 26, strength=0.9, glow=0.5)
        sc.stage = Stage(sc.w * 0.12, sc.w * 0.88, 91, 97, 32)
    else:
        fence(sc, -2, sc.w * 0.26, 93, 9, 1)
        sc.stage = Stage(sc.w * 0.16, sc.w * 0.84, 90, 96, 25)
