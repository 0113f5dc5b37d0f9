"""House fronts of the town and of great houses, and the far skyline."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.windows import window_rows
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.materials import LIT, LIT2, SNOW
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, pts, rect, ribbon, smooth

_FRONTS = (
    "#d9b777",
    "#c98f74",
    "#a9b59c",
    "#d8cdb8",
    "#b8a7a0",
    "#93a7b5",
    "#cda98b",
    "#c6b48f",
    "#b7806a",
)


def columns(sc: Scene, x0: float, x1: float, top: float, base: float, n: int, c: RGB) -> None:
    """A row of columns with shaded flanks."""
    step = (x1 - x0) / (n - 1)
    w = min(step * 0.34, (base - top) * 0.11)
    for i in range(n):
        x = x0 + step * i
        tones = (
            (shade(c, 0.72), c, shade(c, 1.12), shade(c, 0.82))
            if sc.side > 0
            else (shade(c, 0.82), shade(c, 1.12), c, shade(c, 0.72))
        )
        sc.cv.fill(
            pts(
                [(x - w * 0.5, base), (x - w * 0.42, top), (x + w * 0.42, top), (x + w * 0.5, base)]
            ),
            Grad(tones, 0),
        )
        sc.cv.fill(
            [
                rect(x - w * 0.7, top - w * 0.25, x + w * 0.7, top + w * 0.2),
                rect(x - w * 0.75, base - w * 0.35, x + w * 0.75, base),
            ],
            shade(c, 1.05),
        )


def pediment(sc: Scene, x0: float, x1: float, y: float, h: float, c: RGB) -> None:
    """A low triangular gable."""
    sc.cv.fill(
        pts([(x0, y), ((x0 + x1) / 2, y - h), (x1, y)]), Grad((shade(c, 1.1), shade(c, 0.9)))
    )
    inner = pts(
        [
            (x0 + (x1 - x0) * 0.10, y - h * 0.10),
            ((x0 + x1) / 2, y - h * 0.82),
            (x1 - (x1 - x0) * 0.10, y - h * 0.10),
        ]
    )
    sc.cv.fill(inner, shade(c, 0.74))
    if sc.look.snow:
        sc.cv.fill(
            [
                ribbon([(x0, y), ((x0 + x1) / 2, y - h)], [h * 0.12]),
                ribbon([((x0 + x1) / 2, y - h), (x1, y)], [h * 0.12]),
            ],
            SNOW,
        )


def classical_front(
    sc: Scene,
    x: float,
    y: float,
    w: float,
    h: float,
    wall: RGB,
    trim: RGB,
    storeys: int = 2,
    cols: int = 5,
    portico: int = 6,
    roof: RGB | None = None,
) -> None:
    """A symmetrical house front with a columned middle: manor, palace, theatre."""
    cv = sc.cv
    shadow(sc, x, y + 0.2, w * 0.56, 0.30)
    roof_c = roof or hexc("#6f7f74")
    cap = SNOW if sc.look.snow else roof_c
    cv.fill(
        pts(
            [
                (x - w * 0.51, y - h),
                (x - w * 0.46, y - h * 1.16),
                (x + w * 0.46, y - h * 1.16),
                (x + w * 0.51, y - h),
            ]
        ),
        Grad((shade(cap, 1.1), shade(cap, 0.86))),
    )
    tones = (
        (shade(wall, 0.84), wall, shade(wall, 1.08))
        if sc.side > 0
        else (shade(wall, 1.08), wall, shade(wall, 0.84))
    )
    cv.fill(rect(x - w / 2, y - h, x + w / 2, y), Grad(tones, 0))
    cv.fill(rect(x - w / 2, y - h * 0.10, x + w / 2, y), shade(trim, 0.82))
    cv.fill(
        [
            rect(x - w * 0.51, y - h - h * 0.03, x + w * 0.51, y - h + h * 0.035),
            rect(x - w / 2, y - h * 0.53, x + w / 2, y - h * 0.505),
        ],
        trim,
    )
    wing = w * 0.5 - w * 0.17
    for d in (-1, 1):
        a, b = sorted((x + d * w * 0.18, x + d * (w * 0.18 + wing - w * 0.02)))
        window_rows(sc, a, b, y - h * 0.94, y - h * 0.12, cols, storeys, trim)
    px0, px1 = x - w * 0.165, x + w * 0.165
    cv.fill(rect(px0 - w * 0.01, y - h * 1.02, px1 + w * 0.01, y), shade(wall, 0.88))
    window_rows(sc, px0, px1, y - h * 0.94, y - h * 0.12, 5, storeys, trim, (0.46, 0.62), 0.8)
    columns(sc, px0 + w * 0.01, px1 - w * 0.01, y - h * 0.94, y - h * 0.05, portico, trim)
    cv.fill(rect(px0 - w * 0.02, y - h * 1.03, px1 + w * 0.02, y - h * 0.93), trim)
    pediment(sc, px0 - w * 0.025, px1 + w * 0.025, y - h * 1.02, h * 0.26, trim)
    steps = [
        rect(
            px0 - w * (0.01 + 0.012 * i),
            y - h * 0.05 + h * 0.035 * i,
            px1 + w * (0.01 + 0.012 * i),
            y - h * 0.05 + h * 0.035 * (i + 1),
        )
        for i in range(3)
    ]
    for i, s in enumerate(steps):
        cv.fill(s, shade(trim, 0.95 - 0.08 * i))


def western(sc: Scene) -> bool:
    """Whether the era or country of the book speaks for western buildings."""
    era = (sc.spec.era or "").lower()
    if any(
        k in era
        for k in ("engl", "brit", "scot", "amer", "franc", "french", "german", "ital", "spain")
    ):
        return True
    if any(k in era for k in ("russ", "ukrain", "cossack", "moscow", "peters")):
        return False
    return sc.spec.seed % 3 == 2


def town_front(
    sc: Scene,
    x0: float,
    x1: float,
    y: float,
    h: float,
    storeys: int | None = None,
    wall: RGB | None = None,
) -> None:
    """One town house seen flat on, with cornice, windows, a shop or a door below."""
    cv = sc.cv
    w = x1 - x0
    c = wall or jitter(hexc(_FRONTS[int(sc.rng.integers(len(_FRONTS)))]), sc.rng, 6)
    trim = mix(c, hexc("#f5efe2"), 0.66)
    n = storeys or max(2, min(5, round(h / 7)))
    roof = SNOW if sc.look.snow else hexc("#59606b")
    rh = h * sc.u(0.07, 0.14)
    cv.fill(
        pts(
            [
                (x0 - w * 0.01, y - h),
                (x0 + w * 0.05, y - h - rh),
                (x1 - w * 0.05, y - h - rh),
                (x1 + w * 0.01, y - h),
            ]
        ),
        Grad((shade(roof, 1.08), shade(roof, 0.84))),
    )
    for k in range(sc.count(1, 2)):
        kx = x0 + w * (0.22 + 0.5 * k)
        cv.fill(rect(kx, y - h - rh * 1.75, kx + w * 0.06, y - h - rh * 0.3), hexc("#8a5c4a"))
    cv.fill(rect(x0, y - h, x1, y), Grad((shade(c, 1.06), c, shade(c, 0.80))))
    low = h / (n + 0.15) * 1.08
    cv.fill(rect(x0, y - low, x1, y), shade(trim, 0.80), 0.75)
    cv.fill(
        [
            rect(x0 - w * 0.012, y - h - h * 0.012, x1 + w * 0.012, y - h + h * 0.02),
            rect(x0, y - low - h * 0.012, x1, y - low),
        ],
        trim,
    )
    cols = max(2, round(w / (h / n) * 1.35))
    window_rows(
        sc,
        x0 + w * 0.03,
        x1 - w * 0.03,
        y - h * 0.97,
        y - low - h * 0.01,
        cols,
        n - 1,
        trim,
        (0.42, 0.62),
        0.45,
    )
    openings: list[Points] = []
    shop = sc.chance(0.55)
    for i in range(cols):
        ox = x0 + w * (i + 0.5) / cols
        ow = w / cols * (0.36 if shop else 0.22)
        openings.append(
            np.concatenate(
                [
                    arc(ox, y - low * 0.68, ow, low * 0.12, 180, 360, 8),
                    [
                        [ox + ow, y - (low * 0.2 if shop else 0)],
                        [ox - ow, y - (low * 0.2 if shop else 0)],
                    ],
                ]
            )
        )
    burning = sc.look.lit and sc.chance(0.8)
    cv.fill(
        openings,
        Grad((LIT, LIT2)) if burning else Grad((hexc("#566070"), hexc("#343b49"))),
        0.95,
        raw=burning,
    )
    if burning and sc.look.dark:
        sc.lamp((x0 + x1) / 2, y - low * 0.4, w * 0.45, strength=0.8, glow=0.08)
    if sc.look.snow:
        cv.fill(rect(x0 - w * 0.012, y - h - h * 0.026, x1 + w * 0.012, y - h - h * 0.006), SNOW)


def skyline(sc: Scene, y: float, h: float, depth: float, spires: bool = True) -> None:
    """Roofs, towers and domes far off, in one breath of haze."""
    forms: list[Points] = []
    x = -4.0
    while x < sc.w + 4:
        w, k = sc.u(5, 11), h * sc.u(0.35, 0.7)
        forms.append(rect(x, y - k, x + w, y + 1))
        roof = sc.count(0, 2)
        if roof:
            forms.append(
                pts(
                    [
                        (x - 0.4, y - k),
                        (x + w / 2, y - k - h * sc.u(0.1, 0.25)),
                        (x + w + 0.4, y - k),
                    ]
                )
            )
        x += w + sc.u(-0.5, 1.0)
    if spires:
        for _ in range(sc.count(1, 3)):
            sx, k = sc.u(0.08, 0.92) * sc.w, h * sc.u(0.95, 1.45)
            if western(sc) or sc.chance(0.3):
                forms += [
                    rect(sx - 1.5, y - k * 0.6, sx + 1.5, y + 1),
                    pts([(sx - 1.8, y - k * 0.6), (sx, y - k * 1.2), (sx + 1.8, y - k * 0.6)]),
                ]
            else:
                b = y - k * 0.62
                forms += [
                    rect(sx - 2.6, b, sx + 2.6, y + 1),
                    smooth(
                        [
                            (sx, b - 6),
                            (sx - 2.4, b - 3.6),
                            (sx - 2.8, b - 1.8),
                            (sx - 2, b),
                            (sx + 2, b),
                            (sx + 2.8, b - 1.8),
                            (sx + 2.4, b - 3.6),
                        ],
                        n=5,
                    ),
                    rect(sx - 0.14, b - 8, sx + 0.14, b - 5.4),
                ]
    with sc.far(depth):
        c = sc.cv.ink(hexc("#77788c"))
        sc.cv.fill(forms, Grad((c, mix(c, sc.look.haze, 0.65)), span=(y - h, y)), raw=True)
        if sc.look.lit:
            dots = [
                rect(a, b, a + 0.45, b + 0.6)
                for a, b in zip(
                    sc.rng.uniform(0, sc.w, 46),
                    sc.rng.uniform(y - h * 0.36, y - 1, 46),
                    strict=True,
                )
            ]
            sc.cv.fill(dots, LIT, 0.75, raw=True)
