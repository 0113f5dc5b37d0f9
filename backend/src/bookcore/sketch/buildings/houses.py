"""Houses of the country: log, thatch, stone."""

from __future__ import annotations

from bookcore.sketch.buildings.windows import chimney_smoke, window
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, jitter, shade
from bookcore.sketch.materials import SNOW
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import ellipse, pts, rect, stroke


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
