"""Buildings of the country and the town, with lit windows after dark and snow on their roofs."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, mix, shade
from bookcore.sketch.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, arc, ellipse, pts, rect, ribbon, smooth, stroke

SNOW = hexc("#f1f5fc")
LIT = hexc("#ffd98a")
LIT2 = hexc("#ffb757")


def window(
    sc: Scene,
    x: float,
    y: float,
    w: float,
    h: float,
    frame: RGB | None = None,
    panes: tuple[int, int] = (2, 3),
    lit: bool | None = None,
) -> None:
    """A sash window centred on (x, y); it glows when somebody is at home."""
    cv = sc.cv
    burning = (sc.look.lit and sc.chance(0.72)) if lit is None else lit
    f = frame or hexc("#ece5d6")
    cv.fill(rect(x - w * 0.62, y - h * 0.57, x + w * 0.62, y + h * 0.57), f)
    glass = rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2)
    if burning:
        cv.fill(glass, Grad((LIT, LIT2)), 0.97 if sc.look.dark else 0.85, raw=True)
        if sc.look.dark or sc.look.time == "dusk":
            sc.lamp(x, y, max(w, h) * 2.4, (255.0, 178.0, 90.0), 0.8, 0.16)
    else:
        cv.fill(
            glass,
            Grad(
                (
                    mix(sc.look.sky[1], (40.0, 52.0, 70.0), 0.45),
                    mix(sc.look.sky[2], (30.0, 40.0, 56.0), 0.62),
                ),
                60,
            ),
            raw=True,
        )
    bars = [
        rect(
            x - w / 2 + w * i / panes[0] - w * 0.03,
            y - h / 2,
            x - w / 2 + w * i / panes[0] + w * 0.03,
            y + h / 2,
        )
        for i in range(1, panes[0])
    ]
    bars += [
        rect(
            x - w / 2,
            y - h / 2 + h * i / panes[1] - w * 0.03,
            x + w / 2,
            y - h / 2 + h * i / panes[1] + w * 0.03,
        )
        for i in range(1, panes[1])
    ]
    cv.fill(bars, f)
    if sc.look.snow:
        cv.fill(rect(x - w * 0.7, y + h * 0.53, x + w * 0.7, y + h * 0.66), SNOW)


def chimney_smoke(sc: Scene, x: float, y: float, size: float) -> None:
    """Smoke that leans with the wind and thins out."""
    lean = -sc.side * (1.7 if sc.look.weather in ("wind", "storm", "snow") else 0.5)
    c = (
        mix(sc.look.sky[3], (205.0, 205.0, 210.0), 0.5)
        if not sc.look.dark
        else mix(sc.look.sky[3], (150.0, 156.0, 172.0), 0.35)
    )
    for k in range(7):
        t = k / 6
        sc.cv.fill(
            ellipse(
                x + lean * size * t**1.3 * 1.5,
                y - size * t * 1.5,
                size * (0.10 + 0.30 * t),
                size * (0.13 + 0.18 * t),
            ),
            c,
            0.42 * (1 - t) + 0.08,
            raw=True,
            blur=size * (0.04 + 0.08 * t),
        )


def gable_house(
    sc: Scene,
    x: float,
    y: float,
    w: float,
    wall: RGB,
    roof: RGB,
    logs: bool = False,
    depth_side: int | None = None,
    tall: float = 0.52,
    pitch: float = 0.46,
) -> None:
    """A house seen cornerwise: gable front and a long shaded side. `w` is its whole width."""
    cv = sc.cv
    d = depth_side if depth_side is not None else -sc.side
    gw, sw = w * 0.46, w * 0.54
    gx = x - d * (w / 2 - gw / 2)
    h = w * tall
    apex = y - h - w * pitch * 0.72
    x_in, x_out = gx + d * gw / 2, gx + d * (gw / 2 + sw)
    lift = w * 0.035
    shadow(sc, x, y + 0.2, w * 0.56, 0.40)
    front_lit = d != sc.side
    front, flank = (
        (shade(wall, 1.08), shade(wall, 0.66))
        if front_lit
        else (shade(wall, 0.74), shade(wall, 1.04))
    )
    side = pts([(x_in, y), (x_out, y - lift), (x_out, y - h + lift * 0.3), (x_in, y - h)])
    cv.fill(side, Grad((shade(flank, 1.06), shade(flank, 0.78))))
    gable = pts(
        [(gx - d * gw / 2, y), (gx - d * gw / 2, y - h), (gx, apex), (x_in, y - h), (x_in, y)]
    )
    cv.fill(gable, Grad((shade(front, 1.05), shade(front, 0.80))))
    if logs:
        rows = max(5, int(h / (w * 0.055)))
        lines = [
            stroke(gx - gw / 2, y - h * i / rows, gx + gw / 2, y - h * i / rows, w * 0.010)
            for i in range(1, rows + 1)
        ]
        lines += [
            stroke(x_in, y - h * i / rows, x_out, y - lift - (h - lift * 1.3) * i / rows, w * 0.010)
            for i in range(1, rows)
        ]
        cv.fill(lines, shade(wall, 0.48), 0.7)
        ends = [
            ellipse(ex, y - h * (i + 0.5) / rows, w * 0.022, w * 0.022, 10)
            for ex in (gx - d * gw / 2, x_in)
            for i in range(rows)
        ]
        cv.fill(ends, shade(wall, 1.2))
    eave = w * 0.055
    peak_out = x_out + d * eave - d * sw * 0.06
    slope = pts(
        [
            (gx, apex - w * 0.02),
            (peak_out - d * gw * 0.32, apex + lift * 0.5),
            (x_out + d * eave, y - h + lift * 0.3 + eave * 0.6),
            (x_in + d * eave * 0.7, y - h + eave * 0.9),
        ]
    )
    r = SNOW if sc.look.snow else roof
    cv.fill(
        slope,
        Grad(
            (
                shade(r, 1.08 if not sc.look.snow else 1.0),
                shade(r, 0.84 if not sc.look.snow else 0.9),
            )
        ),
    )
    if not sc.look.snow:
        tiles = [
            stroke(
                gx + d * t * gw * 0.5,
                apex + (h + y - h - apex - (y - h) + (y - h - apex)) * 0 + (y - h - apex) * t,
                peak_out - d * gw * 0.32 * (1 - t) + d * 0.0,
                apex + lift * 0.5 + (y - h - apex) * t,
                w * 0.006,
            )
            for t in (0.25, 0.5, 0.75)
        ]
        cv.fill(tiles, shade(roof, 0.68), 0.55)
    far_edge = pts(
        [
            (gx, apex - w * 0.035),
            (gx - d * (gw / 2 + eave), y - h + eave * 1.1),
            (gx - d * (gw / 2 + eave), y - h + eave * 0.35),
            (gx, apex - w * 0.085),
        ]
    )
    near_edge = pts(
        [
            (gx, apex - w * 0.035),
            (x_in + d * eave * 0.7, y - h + eave * 0.9),
            (x_in + d * eave, y - h + eave * 0.2),
            (gx, apex - w * 0.085),
        ]
    )
    cv.fill([far_edge, near_edge], Grad((shade(r, 1.12), shade(r, 0.9))))
    if sc.look.snow:
        cv.fill(
            [
                pts(
                    [
                        (gx, apex - w * 0.03),
                        (gx - d * (gw / 2 + eave), y - h + eave * 1.3),
                        (gx - d * (gw / 2 + eave), y - h + eave * 1.02),
                        (gx, apex - w * 0.055),
                    ]
                )
            ],
            shade(roof, 0.6),
        )
    cx = gx + d * (gw * 0.5 + sw * 0.3)
    ct = apex + (y - h - apex) * 0.1
    cv.fill(
        rect(cx - w * 0.035, ct - w * 0.13, cx + w * 0.035, ct + w * 0.10),
        Grad((hexc("#9a6a52"), hexc("#7a5344")), 0),
    )
    if sc.look.snow:
        cv.fill(rect(cx - w * 0.045, ct - w * 0.15, cx + w * 0.045, ct - w * 0.115), SNOW)
    if sc.look.season in ("winter", "autumn") or sc.look.lit:
        chimney_smoke(sc, cx, ct - w * 0.15, w * 0.26)
    window(sc, gx - d * gw * 0.14, y - h * 0.55, gw * 0.22, h * 0.34, panes=(2, 2))
    if w > 12:
        window(sc, gx, y - h - w * pitch * 0.2, gw * 0.14, h * 0.18, panes=(2, 2))
    door = x_in - d * gw * 0.17
    cv.fill(
        rect(door - gw * 0.10, y - h * 0.62, door + gw * 0.10, y),
        Grad((shade(wall, 0.5), shade(wall, 0.36))),
    )
    for t in (0.3, 0.72):
        window(sc, x_in + d * sw * t, y - lift * t - h * 0.52, sw * 0.16, h * 0.32, panes=(2, 2))


def izba(sc: Scene, x: float, y: float, w: float) -> None:
    """A log house of the north."""
    gable_house(
        sc,
        x,
        y,
        w,
        jitter(hexc("#a8713f"), sc.rng, 8),
        sc.pick(hexc("#7c7a72"), hexc("#6b5a45"), hexc("#8b6a4a")),
        logs=True,
    )


def hata(sc: Scene, x: float, y: float, w: float) -> None:
    """A whitewashed house under a deep thatch."""
    gable_house(sc, x, y, w, hexc("#efe8d8"), hexc("#b59a5f"), tall=0.44, pitch=0.60)


def cottage(sc: Scene, x: float, y: float, w: float) -> None:
    """A stone or brick cottage under slate or thatch."""
    gable_house(
        sc,
        x,
        y,
        w,
        sc.pick(hexc("#bda58a"), hexc("#b98a70"), hexc("#cbbfa6")),
        sc.pick(hexc("#5f6672"), hexc("#9c8352"), hexc("#83503f")),
    )


def country_house(sc: Scene, x: float, y: float, w: float) -> None:
    """Whichever village house the book's country suggests."""
    era = (sc.spec.era or "").lower()
    if any(k in era for k in ("engl", "brit", "scot", "amer", "france", "french", "german")):
        cottage(sc, x, y, w)
    elif any(k in era for k in ("ukrain", "cossack", "south")):
        hata(sc, x, y, w)
    else:
        (izba, izba, cottage, hata)[sc.spec.seed % 4](sc, x, y, w)


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


def window_rows(
    sc: Scene,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    cols: int,
    rows: int,
    frame: RGB,
    size: tuple[float, float] = (0.42, 0.60),
    share: float = 0.5,
) -> None:
    """Many windows at once: frames, glass and the ones that are lit, in three fills."""
    cv = sc.cv
    cw, rh = (x1 - x0) / cols, (y1 - y0) / rows
    frames: list[Points] = []
    glass: list[Points] = []
    lit: list[Points] = []
    bars: list[Points] = []
    for r in range(rows):
        for c in range(cols):
            x, y = x0 + (c + 0.5) * cw, y0 + (r + 0.5) * rh
            w, h = cw * size[0], rh * size[1]
            frames.append(rect(x - w * 0.66, y - h * 0.60, x + w * 0.66, y + h * 0.60))
            on = sc.look.lit and sc.chance(share)
            (lit if on else glass).append(rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2))
            if w > 0.5:
                bars += [
                    rect(x - w * 0.05, y - h / 2, x + w * 0.05, y + h / 2),
                    rect(x - w / 2, y - h * 0.12, x + w / 2, y - h * 0.05),
                ]
            if on and sc.look.dark and len(sc.lamps) < 26:
                sc.lamp(x, y, max(w, h) * 2.2, (255.0, 184.0, 100.0), 0.42, 0.05)
    cv.fill(frames, frame)
    cv.fill(
        glass,
        Grad(
            (
                mix(sc.look.sky[1], (38.0, 48.0, 66.0), 0.5),
                mix(sc.look.sky[2], (34.0, 44.0, 60.0), 0.65),
            ),
            span=(y0, y1),
        ),
        raw=True,
    )
    if lit:
        faded = LIT if cv.depth < 0.3 else mix(LIT, cv.ink(frame), cv.depth * 0.7)
        cv.fill(lit, faded, raw=True)
    cv.fill(bars, frame)


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


def onion(
    sc: Scene, x: float, y: float, r: float, c: RGB, drum: float = 1.0, cross: bool = True
) -> None:
    """A drum with an onion dome and a cross; `y` is the foot of the drum."""
    cv = sc.cv
    white = hexc("#f2ece0")
    tones = (
        (shade(white, 0.72), white, shade(white, 1.05))
        if sc.side > 0
        else (shade(white, 1.05), white, shade(white, 0.72))
    )
    cv.fill(rect(x - r * 0.62, y - r * drum, x + r * 0.62, y), Grad(tones, 0))
    slits = [
        rect(
            x + k * r * 0.36 - r * 0.06,
            y - r * drum * 0.75,
            x + k * r * 0.36 + r * 0.06,
            y - r * drum * 0.25,
        )
        for k in (-1, 0, 1)
    ]
    cv.fill(slits, hexc("#4c5566"), 0.8)
    b = y - r * drum
    form = smooth(
        [
            (x, b - r * 2.5),
            (x - r * 0.16, b - r * 1.95),
            (x - r * 0.82, b - r * 1.25),
            (x - r * 1.0, b - r * 0.70),
            (x - r * 0.66, b),
            (x + r * 0.66, b),
            (x + r * 1.0, b - r * 0.70),
            (x + r * 0.82, b - r * 1.25),
            (x + r * 0.16, b - r * 1.95),
        ],
        n=6,
    )
    gold = (
        (shade(c, 0.55), c, shade(c, 1.35), shade(c, 0.8))
        if sc.side > 0
        else (shade(c, 0.8), shade(c, 1.35), c, shade(c, 0.55))
    )
    cv.fill(form, Grad(gold, 0))
    if sc.look.snow:
        cv.fill(
            smooth(
                [
                    (x, b - r * 2.4),
                    (x - r * 0.5, b - r * 1.5),
                    (x, b - r * 1.62),
                    (x + r * 0.5, b - r * 1.5),
                ],
                n=5,
            ),
            SNOW,
            0.9,
        )
    if cross:
        cross_at(sc, x, b - r * 2.45, r * 1.1, mix(c, hexc("#d9b45a"), 0.7))


def cross_at(sc: Scene, x: float, y: float, h: float, c: RGB) -> None:
    """A slender cross standing on (x, y)."""
    w = max(0.16, h * 0.085)
    sc.cv.fill(
        [
            rect(x - w / 2, y - h, x + w / 2, y),
            rect(x - h * 0.27, y - h * 0.70, x + h * 0.27, y - h * 0.70 + w),
            rect(x - h * 0.13, y - h * 0.87, x + h * 0.13, y - h * 0.87 + w * 0.9),
        ],
        c,
    )


def orthodox_church(sc: Scene, x: float, y: float, h: float, belfry: bool = True) -> None:
    """White walls, five domes and a bell tower; `h` is the height to the great cross."""
    cv = sc.cv
    white = hexc("#f3ede1")
    dome = sc.pick(hexc("#d8a93f"), hexc("#3f6fb0"), hexc("#4a8a62"), hexc("#d8a93f"))
    w = h * 0.52
    shadow(sc, x, y, w * 0.95, 0.32)
    if belfry:
        d = -1 if sc.chance(0.5) else 1
        bx, bw = x + d * w * 0.92, w * 0.30
        link = sorted((x, bx))
        cv.fill(rect(link[0], y - h * 0.22, link[1], y), shade(white, 0.84))
        for i, (k, top) in enumerate(((1.0, 0.30), (0.82, 0.52), (0.64, 0.68))):
            lo = (0.0, 0.30, 0.52)[i]
            cv.fill(
                rect(bx - bw * k / 2, y - h * top, bx + bw * k / 2, y - h * lo),
                Grad((shade(white, 0.8), white) if sc.side > 0 else (white, shade(white, 0.8)), 0),
            )
            cv.fill(
                rect(
                    bx - bw * k * 0.56,
                    y - h * top - h * 0.012,
                    bx + bw * k * 0.56,
                    y - h * top + h * 0.012,
                ),
                shade(white, 1.03),
            )
            if i:
                arch = np.concatenate(
                    [
                        arc(
                            bx,
                            y - h * (lo + (top - lo) * 0.55),
                            bw * k * 0.2,
                            bw * k * 0.22,
                            180,
                            360,
                        ),
                        [
                            [bx + bw * k * 0.2, y - h * lo - h * 0.02],
                            [bx - bw * k * 0.2, y - h * lo - h * 0.02],
                        ],
                    ]
                )
                cv.fill(arch, hexc("#4a4f5c"))
        cv.fill(
            pts(
                [(bx - bw * 0.34, y - h * 0.68), (bx, y - h * 0.94), (bx + bw * 0.34, y - h * 0.68)]
            ),
            Grad((shade(dome, 1.2), dome, shade(dome, 0.6)), 0),
        )
        cross_at(sc, bx, y - h * 0.93, h * 0.09, hexc("#d9b45a"))
        sc.present.add("bell_tower")
    cv.fill(
        rect(x - w / 2, y - h * 0.40, x + w / 2, y),
        Grad(
            (shade(white, 0.78), white, shade(white, 1.04))
            if sc.side > 0
            else (shade(white, 1.04), white, shade(white, 0.78)),
            0,
        ),
    )
    for k in (-1, 0, 1):
        gx = x + k * w / 3
        cv.fill(
            np.concatenate([arc(gx, y - h * 0.40, w / 6, h * 0.07, 180, 360)]), shade(white, 0.96)
        )
        opening = np.concatenate(
            [
                arc(gx, y - h * 0.28, w * 0.05, w * 0.055, 180, 360),
                [[gx + w * 0.05, y - h * 0.12], [gx - w * 0.05, y - h * 0.12]],
            ]
        )
        burning = sc.look.lit
        cv.fill(opening, LIT if burning else hexc("#59647a"), raw=burning)
        if burning and sc.look.dark:
            sc.lamp(gx, y - h * 0.2, w * 0.2, strength=0.5, glow=0.08)
    cv.fill(
        [
            rect(x + k * w / 6 - w * 0.014, y - h * 0.40, x + k * w / 6 + w * 0.014, y)
            for k in (-3, -1, 1, 3)
        ],
        shade(white, 1.04),
    )
    for k, r in ((-0.36, 0.075), (0.36, 0.075)):
        onion(sc, x + k * w, y - h * 0.43, h * r, dome, 1.5)
    onion(sc, x, y - h * 0.45, h * 0.125, dome, 1.3)
    door = np.concatenate(
        [arc(x, y - h * 0.09, w * 0.07, w * 0.07, 180, 360), [[x + w * 0.07, y], [x - w * 0.07, y]]]
    )
    cv.fill(door, hexc("#5b4030"))
    sc.present.update({"church_dome", "cross"})


def stone_church(sc: Scene, x: float, y: float, h: float) -> None:
    """A western parish church: nave, buttresses and a spire."""
    cv = sc.cv
    c = hexc("#aaa396")
    d = sc.side
    w = h * 0.85
    shadow(sc, x, y, w * 0.6, 0.32)
    tx, tw = x - d * w * 0.30, h * 0.22
    nave0, nave1 = sorted((tx + d * tw * 0.3, x + d * w * 0.52))
    cv.fill(rect(nave0, y - h * 0.26, nave1, y), Grad((shade(c, 1.05), shade(c, 0.78))))
    roof = SNOW if sc.look.snow else hexc("#5c616d")
    cv.fill(
        pts(
            [
                (nave0, y - h * 0.25),
                (nave0 + w * 0.05, y - h * 0.45),
                (nave1 - w * 0.05, y - h * 0.45),
                (nave1 + w * 0.02, y - h * 0.25),
            ]
        ),
        Grad((shade(roof, 1.1), shade(roof, 0.8))),
    )
    for i in range(4):
        wx = nave0 + (nave1 - nave0) * (i + 0.75) / 4.6
        pointed = pts(
            [
                (wx - w * 0.03, y - h * 0.05),
                (wx - w * 0.03, y - h * 0.16),
                (wx, y - h * 0.22),
                (wx + w * 0.03, y - h * 0.16),
                (wx + w * 0.03, y - h * 0.05),
            ]
        )
        cv.fill(pointed, LIT if sc.look.lit else hexc("#454d5e"), raw=sc.look.lit)
        if sc.look.lit and sc.look.dark:
            sc.lamp(wx, y - h * 0.12, w * 0.12, strength=0.5, glow=0.08)
    cv.fill(
        [
            pts([(bx, y), (bx, y - h * 0.22), (bx + w * 0.02, y - h * 0.22), (bx + w * 0.035, y)])
            for bx in np.linspace(nave0, nave1, 6)[1:-1]
        ],
        shade(c, 0.72),
    )
    cv.fill(
        rect(tx - tw / 2, y - h * 0.56, tx + tw / 2, y),
        Grad(
            (shade(c, 0.76), c, shade(c, 1.12)) if d > 0 else (shade(c, 1.12), c, shade(c, 0.76)), 0
        ),
    )
    cv.fill(
        [
            rect(tx - tw * 0.56, y - h * t - h * 0.008, tx + tw * 0.56, y - h * t + h * 0.008)
            for t in (0.2, 0.4, 0.56)
        ],
        shade(c, 1.08),
    )
    louvre = pts(
        [
            (tx - tw * 0.16, y - h * 0.43),
            (tx - tw * 0.16, y - h * 0.49),
            (tx, y - h * 0.54),
            (tx + tw * 0.16, y - h * 0.49),
            (tx + tw * 0.16, y - h * 0.43),
        ]
    )
    cv.fill(louvre, hexc("#3c4250"))
    s = mix(roof, hexc("#5c616d"), 0.5)
    cv.fill(
        pts([(tx - tw * 0.56, y - h * 0.56), (tx, y - h * 0.97), (tx + tw * 0.56, y - h * 0.56)]),
        Grad((shade(s, 0.7), s, shade(s, 1.3)) if d > 0 else (shade(s, 1.3), s, shade(s, 0.7)), 0),
    )
    cross_at(sc, tx, y - h * 0.96, h * 0.06, hexc("#cfae62"))
    door = pts(
        [
            (tx - tw * 0.2, y),
            (tx - tw * 0.2, y - h * 0.10),
            (tx, y - h * 0.16),
            (tx + tw * 0.2, y - h * 0.10),
            (tx + tw * 0.2, y),
        ]
    )
    cv.fill(door, hexc("#4b3529"))
    sc.present.update({"bell_tower", "cross"})


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


def church_for(sc: Scene, x: float, y: float, h: float) -> None:
    """The church this book would have."""
    (stone_church if western(sc) else orthodox_church)(sc, x, y, h)


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
