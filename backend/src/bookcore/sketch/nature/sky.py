"""Sky: gradient, sun or moon with halo, stars, clouds, birds."""

from __future__ import annotations

import numpy as np
from PIL import Image

from bookcore.sketch import noise
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, ints, mix, shade
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, ellipse, rect, ribbon, smooth


def paint_sky(sc: Scene, bottom: float | None = None, sun_x: float | None = None) -> None:
    """Cover the picture down to `bottom` with the sky of the hour."""
    cv, look = sc.cv, sc.look
    base = (sc.horizon if bottom is None else bottom) + 3
    t, m, lo, rim = look.sky
    # Builders leave no gap at the horizon, but a rounding of theirs must not show black.
    cv.fill(
        rect(-1, base - 1, cv.w + 1, 102), mix(look.haze, cv.tone(look.earth, 0.3), 0.5), raw=True
    )
    cv.fill(
        np.array([[-1.0, -1.0], [cv.w + 1, -1.0], [cv.w + 1, base], [-1.0, base]]),
        Grad((t, mix(t, m, 0.6), m, mix(m, lo, 0.7), lo, rim), span=(0, base)),
        raw=True,
    )
    _streaks(sc, base)
    x = sun_x if sun_x is not None else cv.w * (0.5 + sc.side * sc.u(0.16, 0.34))
    if look.stars:
        _stars(sc, base)
    if look.dark:
        if look.moon:
            _moon(sc, x, sc.u(10, 24))
    elif look.overcast < 0.7:
        _sun(sc, x, sc.horizon * (1 - look.sun_height) - 1)
    else:
        y = sc.horizon * (1 - look.sun_height)
        cv.fill(ellipse(x, y, 30, 22), look.halo, 0.22, raw=True, blur=14)
    _clouds(sc, base)
    if "lightning" in sc.spec.light or (look.weather == "storm" and sc.chance(0.6)):
        _lightning(sc)
    if (
        look.time in ("dawn", "morning", "day", "evening")
        and look.overcast < 0.7
        and sc.chance(0.6)
    ):
        birds(sc, sc.u(0.2, 0.8) * cv.w, sc.u(14, 30), sc.count(3, 6))


def _streaks(sc: Scene, base: float) -> None:
    """Dry-brush streaks, the hand of the picture; heavier under a covered sky."""
    cv, look = sc.cv, sc.look
    h = max(8, round(base * 1.6))
    w = max(8, round(cv.w * 1.2))
    f = noise.field(sc.rng, w, h, 3.2, 7.5, 4)
    g = noise.field(sc.rng, w, h, 2.0, 2.6, 3)
    values = np.clip(0.30 + 0.30 * f + 0.28 * g, 0, 1) * (0.30 + 0.55 * look.overcast)
    fade = np.clip(np.linspace(1.15, 0.1, h), 0, 1)[:, None]
    light = mix(look.sky[2], look.sky[3], 0.6) if not look.dark else shade(look.sky[3], 1.05)
    if look.time in ("day", "morning") and look.overcast < 0.5:
        light = mix(look.sky[2], (255.0, 255.0, 255.0), 0.35)
    if look.weather == "storm":
        light = shade(look.sky[2], 1.14)
    size = (cv.px[0], min(cv.px[1], round(base * cv.s)))
    mask = noise.mask(values * fade).resize(size, Image.Resampling.BICUBIC)
    cv.image.paste(ints(light), (0, 0), mask)
    if look.overcast > 0.5:
        dark = noise.mask(
            np.clip(0.25 - 0.4 * g + 0.2 * f, 0, 1) * 0.55 * look.overcast * (fade * 0.8 + 0.2)
        )
        cv.image.paste(
            ints(shade(look.sky[0], 0.72)), (0, 0), dark.resize(size, Image.Resampling.BICUBIC)
        )


def _sun(sc: Scene, x: float, y: float) -> None:
    cv, look = sc.cv, sc.look
    veil = 1 - look.overcast
    cv.fill(ellipse(x, y, 44, 32), look.halo, 0.42 * veil + 0.1, raw=True, blur=20)
    cv.fill(ellipse(x, y, 13, 13), look.halo, 0.62 * veil + 0.1, raw=True, blur=6)
    sc.disc = (x, y, 5.0)
    r = {"day": 4.2, "morning": 4.4, "dawn": 5.2, "evening": 5.6, "dusk": 6.2}[look.time]
    if look.overcast < 0.55:
        cv.fill(ellipse(x, y, r, r, 48), look.sun, 0.96, raw=True)
    else:
        cv.fill(ellipse(x, y, r, r), look.sun, 0.55, raw=True, blur=1.2)


def _moon(sc: Scene, x: float, y: float) -> None:
    cv = sc.cv
    r = sc.u(4.4, 6.0)
    sc.disc = (x, y, r)
    cv.fill(ellipse(x, y, 26, 24), hexc("#7d95c4"), 0.34, raw=True, blur=13)
    cv.fill(ellipse(x, y, r * 1.7, r * 1.7), hexc("#d8dcc8"), 0.34, raw=True, blur=3)
    body = Grad((hexc("#fff8df"), hexc("#f3dfa6")), 60)
    if sc.chance(0.28):
        outer = arc(x, y, r, r, -80, 110, 26)
        inner = arc(x - r * 0.42, y - r * 0.12, r * 0.86, r * 0.9, 95, -66, 26)
        cv.fill(np.concatenate([outer, inner]), body, raw=True)
        return
    cv.fill(ellipse(x, y, r, r, 48), body, raw=True)
    for _ in range(5):
        a, d = sc.u(0, 6.3), sc.u(0, 0.55) * r
        spot = ellipse(
            x + d * np.cos(a), y + d * np.sin(a), r * sc.u(0.1, 0.26), r * sc.u(0.1, 0.22)
        )
        cv.fill(spot, hexc("#d9c48c"), 0.35, raw=True, blur=0.3)


def _stars(sc: Scene, base: float) -> None:
    cv = sc.cv
    n = sc.count(110, 190)
    xs, ys = sc.rng.uniform(0, cv.w, n), sc.rng.uniform(0, 1, n) ** 1.25 * (base - 6)
    rs = np.abs(sc.rng.normal(0.0, 0.09, n)) + 0.09
    for level, part in ((0.55, slice(0, n * 2 // 3)), (0.95, slice(n * 2 // 3, n))):
        cv.fill(
            [ellipse(x, y, r, r, 8) for x, y, r in zip(xs[part], ys[part], rs[part], strict=True)],
            hexc("#f4f2e2"),
            level,
            raw=True,
        )


def cloud(sc: Scene, x: float, y: float, size: float, light: RGB, dark: RGB, alpha: float) -> None:
    """A heaped cloud with a flat, shaded foot."""
    cv = sc.cv
    n = sc.count(5, 9)
    puffs = []
    for i in range(n):
        t = (i + 0.5) / n * 2 - 1
        r = size * (0.20 + 0.17 * (1 - t * t)) * sc.u(0.75, 1.2)
        puffs.append(
            ellipse(x + t * size * 0.85, y - r * 0.75 - size * 0.05 * (1 - t * t), r * 1.25, r)
        )
    foot = smooth(
        [
            (x - size * 1.05, y),
            (x - size * 0.5, y - size * 0.16),
            (x + size * 0.5, y - size * 0.16),
            (x + size * 1.05, y),
            (x, y + size * 0.07),
        ],
        n=6,
    )
    cv.fill(
        [*puffs, foot],
        Grad((light, light, mix(light, dark, 0.55), dark)),
        alpha,
        raw=True,
        blur=size * 0.022,
    )
    crown = [p + np.array([size * 0.03 * sc.side, -size * 0.05]) for p in puffs[1:-1]]
    cv.fill(
        [p * np.array([0.8, 0.8]) + p.mean(axis=0) * 0.2 for p in crown],
        shade(light, 1.25),
        alpha * 0.34,
        raw=True,
        blur=size * 0.06,
    )


def _clouds(sc: Scene, base: float) -> None:
    look, cv = sc.look, sc.cv
    if look.weather in ("fog", "rain", "storm", "snow"):
        if look.weather == "storm":
            _storm_bank(sc, base)
        return
    if look.dark:
        n = sc.count(1, 3)
        for _ in range(n):
            x, y = sc.u(0, cv.w), sc.u(12, base * 0.75)
            bar = smooth(
                [
                    (x - 26, y),
                    (x - 8, y - 1.6),
                    (x + 9, y - 0.8),
                    (x + 28, y + 0.6),
                    (x + 4, y + 2.0),
                ],
                n=6,
            )
            cv.fill(bar, shade(look.sky[3], 1.06), 0.33, raw=True, blur=2.0)
        return
    n = {"clear": sc.count(1, 4), "wind": sc.count(4, 6), "cloudy": sc.count(5, 8)}.get(
        look.weather, 2
    )
    warm = look.time in ("dawn", "dusk", "evening")
    light = (
        shade(mix(look.sky[3], look.halo, 0.35), 1.18)
        if not warm
        else mix(look.sky[3], look.halo, 0.5)
    )
    dark = mix(look.sky[1], look.sky[2], 0.6)
    for i in range(n):
        x = (i + sc.u(0.1, 0.9)) / n * cv.w
        y = sc.u(0.16, 0.86) * (base - 8)
        size = (
            sc.u(7, 15) * (0.5 + 0.6 * (1 - y / base)) * (1.35 if look.weather == "cloudy" else 1)
        )
        if look.weather == "wind" or (warm and sc.chance(0.75)):
            k = size * 2.0
            streak = smooth(
                [
                    (x - k, y),
                    (x - k * 0.3, y - k * 0.05),
                    (x + k * 0.4, y - k * 0.035),
                    (x + k, y + k * 0.02),
                    (x + k * 0.1, y + k * 0.06),
                ],
                n=6,
            )
            cv.fill(streak, light, 0.62, raw=True, blur=0.5)
            cv.fill(streak + np.array([k * 0.1, k * 0.05]), dark, 0.28, raw=True, blur=0.9)
        else:
            cloud(sc, x, y, size, light, dark, 0.82 if look.weather != "cloudy" else 0.7)


def _storm_bank(sc: Scene, base: float) -> None:
    cv, look = sc.cv, sc.look
    dark = shade(look.sky[0], 0.62)
    for k in range(3):
        y = base * (0.06 + 0.2 * k)
        puffs = [
            ellipse(x, y + sc.u(-3, 3), sc.u(11, 20), sc.u(5, 9))
            for x in np.arange(-10, cv.w + 10, 14)
        ]
        cv.fill(
            puffs, Grad((dark, mix(dark, look.sky[1], 0.5 + 0.2 * k))), 0.62, raw=True, blur=2.6
        )


def birds(
    sc: Scene, x: float, y: float, n: int, size: float = 1.5, colour: RGB | None = None
) -> None:
    """A few birds on the wing."""
    wings = []
    for _ in range(n):
        bx, by, k = x + sc.u(-14, 14), y + sc.u(-6, 6), size * sc.u(0.6, 1.1)
        lift = sc.u(0.25, 0.5)
        left = [(bx - k, by - k * 0.12), (bx - k * 0.5, by - k * lift), (bx, by)]
        right = [(bx, by), (bx + k * 0.5, by - k * lift), (bx + k, by - k * 0.06)]
        wings += [
            ribbon(smooth(s, closed=False, n=5), [0.08, k * 0.17, 0.12]) for s in (left, right)
        ]
    sc.cv.fill(wings, colour or mix(sc.look.sky[0], (30.0, 32.0, 44.0), 0.75), 0.85, raw=True)


def _lightning(sc: Scene) -> None:
    """A forked bolt and its flash in the clouds; part of the sky, behind the land."""
    cv = sc.cv
    x, y = sc.u(0.2, 0.8) * cv.w, sc.u(2, 8)
    cv.fill(ellipse(x, y + 8, 34, 24), hexc("#c9cdf2"), 0.42, raw=True, blur=12)
    points, forks = [(x, y)], []
    while y < sc.horizon - 2:
        y += sc.u(3, 6)
        x += sc.u(-3.6, 3.6)
        points.append((x, y))
        if sc.chance(0.45) and len(points) > 2:
            d = sc.u(-1, 1)
            forks.append(
                ribbon(
                    [(x, y), (x + d * 5, y + 4), (x + d * 7, y + 9), (x + d * 12, y + 13)],
                    [0.30, 0.05],
                )
            )
    bolt = ribbon(points, [0.75, 0.30])
    cv.fill([bolt, *forks], hexc("#b7b6ff"), 0.7, raw=True, blur=1.0)
    cv.fill([bolt, *forks], hexc("#fffdf4"), raw=True)
