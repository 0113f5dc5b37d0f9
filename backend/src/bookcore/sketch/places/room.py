"""What every room has: walls and boards, a window on the hour, a table with its light."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.props.furniture import table
from bookcore.sketch.props.lights import candle
from bookcore.sketch.props.lights import lamp as oil_lamp
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import ellipse, pts, rect, ribbon, smooth, stroke

_AMBIENT: dict[str, RGB] = {
    "dawn": (0.62, 0.58, 0.64),
    "morning": (0.90, 0.88, 0.84),
    "day": (0.96, 0.95, 0.92),
    "evening": (0.74, 0.62, 0.50),
    "dusk": (0.54, 0.47, 0.52),
    "night": (0.33, 0.32, 0.40),
}


def window_view(
    sc: Scene, x: float, y: float, w: float, h: float, curtain: RGB | None = None
) -> None:
    """A window with the hour and the season outside, and light falling from it."""
    cv, look = sc.cv, sc.look
    sc.against_wall(x, y + h * (0.72 if curtain is not None else 0.56), w * 1.6, h * 1.3)
    frame = hexc("#e9e0cf")
    cv.fill(
        rect(x - w / 2 - 1.4, y - h / 2 - 1.4, x + w / 2 + 1.4, y + h / 2 + 1.4), shade(frame, 0.82)
    )
    cv.fill(rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2), Grad(look.sky), raw=True)
    far = mix(look.haze, look.spruce, 0.45)
    ground = hexc("#e9eef6") if look.snow else look.grass
    k = look.light
    tinted = (ground[0] * k[0], ground[1] * k[1], ground[2] * k[2])
    cv.fill(rect(x - w / 2, y + h * 0.24, x + w / 2, y + h / 2), tinted, raw=True)
    crowns = [
        smooth(
            [
                (cx - w * 0.13, y + h * 0.27),
                (cx, y + h * sc.u(-0.02, 0.12)),
                (cx + w * 0.13, y + h * 0.27),
            ],
            n=5,
        )
        for cx in np.linspace(x - w * 0.4, x + w * 0.4, 5)
    ]
    clip = [np.clip(c, [x - w / 2, y - h / 2], [x + w / 2, y + h / 2]) for c in crowns]
    cv.fill(clip, far if not look.dark else shade(far, 0.5), raw=True)
    if look.moon:
        cv.fill(
            ellipse(x + w * 0.18, y - h * 0.26, w * 0.09, w * 0.09, 26), hexc("#f4efdc"), raw=True
        )
    if look.stars:
        cv.fill(
            [
                ellipse(sc.u(x - w * 0.45, x + w * 0.45), sc.u(y - h * 0.46, y), 0.16, 0.16, 6)
                for _ in range(14)
            ],
            hexc("#f4f2e4"),
            0.9,
            raw=True,
        )
    if look.weather in ("rain", "storm"):
        cv.fill(
            [
                stroke(a, b, a - 0.5, b + 3, 0.1)
                for a, b in (
                    (sc.u(x - w / 2, x + w / 2), sc.u(y - h / 2, y + h * 0.4)) for _ in range(26)
                )
            ],
            hexc("#dfe6ee"),
            0.5,
            raw=True,
        )
    if look.weather == "snow":
        cv.fill(
            [
                ellipse(
                    sc.u(x - w * 0.48, x + w * 0.48), sc.u(y - h * 0.48, y + h * 0.48), 0.3, 0.3, 8
                )
                for _ in range(40)
            ],
            hexc("#ffffff"),
            0.9,
            raw=True,
        )
    cv.fill(
        [
            rect(x - 0.35, y - h / 2, x + 0.35, y + h / 2),
            rect(x - w / 2, y - h * 0.16, x + w / 2, y - h * 0.16 + 0.6),
        ],
        frame,
    )
    cv.fill(rect(x - w / 2 - 2.4, y + h / 2 + 0.8, x + w / 2 + 2.4, y + h / 2 + 2.6), frame)
    if curtain is not None:
        cv.fill(rect(x - w * 0.78, y - h * 0.62, x + w * 0.78, y - h * 0.58), hexc("#8a6a3c"))
        for d in (-1, 1):
            edge, inner = x + d * w * 0.76, x + d * w * 0.34
            tie = x + d * w * 0.62
            side = [
                *smooth(
                    [
                        (inner, y - h * 0.58),
                        (x + d * w * 0.46, y - h * 0.1),
                        (tie - d * w * 0.06, y + h * 0.24),
                    ],
                    closed=False,
                    n=6,
                ),
                *smooth(
                    [
                        (tie - d * w * 0.04, y + h * 0.28),
                        (x + d * w * 0.52, y + h * 0.52),
                        (x + d * w * 0.48, y + h * 0.72),
                    ],
                    closed=False,
                    n=6,
                ),
                (edge + d, y + h * 0.72),
                (tie + d * w * 0.10, y + h * 0.26),
                (edge, y - h * 0.58),
            ]
            cv.fill(
                pts([(float(p[0]), float(p[1])) for p in side]),
                Grad(
                    (
                        shade(curtain, 0.66),
                        curtain,
                        shade(curtain, 0.72),
                        shade(curtain, 1.12),
                        shade(curtain, 0.7),
                    ),
                    0,
                ),
            )
            folds = [
                ribbon(
                    smooth(
                        [
                            (inner + (edge - inner) * t, y - h * 0.57),
                            (tie + d * w * (t - 0.5) * 0.14, y + h * 0.25),
                            (x + d * w * (0.50 + 0.28 * t), y + h * 0.71),
                        ],
                        closed=False,
                    ),
                    [0.3, 0.5, 0.7],
                )
                for t in (0.25, 0.5, 0.75)
            ]
            cv.fill(folds, shade(curtain, 0.55), 0.45, blur=0.25)
            cv.fill(
                rect(tie - w * 0.08, y + h * 0.235, tie + w * 0.10, y + h * 0.28), hexc("#c79a4a")
            )
        cv.fill(rect(x - w * 0.80, y - h * 0.64, x + w * 0.80, y - h * 0.57), shade(curtain, 0.8))
    if not look.dark:
        sc.lamp(
            x,
            y,
            h * 1.5,
            (255.0, 246.0, 226.0) if look.time != "evening" else (255.0, 200.0, 140.0),
            0.45,
            0.10,
        )
        beam = pts(
            [
                (x - w * 0.4, y + h * 0.5),
                (x + w * 0.4, y + h * 0.5),
                (x - sc.side * 12 + w * 0.9, 99),
                (x - sc.side * 12 - w * 0.7, 99),
            ]
        )
        cv.fill(beam, hexc("#fff0cc"), 0.10, blur=2.5)
    elif look.moon:
        sc.lamp(x, y, h * 1.2, (150.0, 170.0, 220.0), 0.35, 0.10)


def _side_walls(sc: Scene, wall: RGB, line: float, panel: bool, logs: bool) -> None:
    """A wall that comes forward on one side or on both, and the edge of the ceiling."""
    cv, cx, vy = sc.cv, sc.w / 2, 46.0
    turn = (sc.spec.seed // 3) % 4
    for d in {0: (), 1: (sc.side,), 2: (-1, 1), 3: (-sc.side,)}[turn]:
        x, edge = cx + d * (cx - sc.u(6, 13)), cx + d * (cx + 2)
        k = (edge - cx) / (x - cx)

        def out(y: float, k: float = k) -> float:
            return vy + (y - vy) * k

        tone = 0.62 if d == sc.side else 0.84
        near, far = shade(wall, tone * 0.86), shade(wall, tone)
        run = (far, near) if d > 0 else (near, far)
        cv.fill(pts([(x, -3), (edge, -3), (edge, out(line)), (x, line)]), Grad(run, 0))
        if logs:
            seams = [stroke(x, y, edge, out(float(y)), 0.5, 0.8) for y in np.arange(5.2, line, 6.2)]
            cv.fill(seams, shade(wall, 0.45), 0.8)
        if panel:
            wood = shade(hexc("#6a4a34"), tone)
            low = pts([(x, line - 13), (edge, out(line - 13)), (edge, out(line)), (x, line)])
            cv.fill(low, Grad((shade(wood, 1.1), shade(wood, 0.8))))
            cv.fill(stroke(x, line - 13.3, edge, out(line - 13.3), 1.0), shade(wood, 1.35))
        cv.fill(stroke(x, line, edge, out(line), 0.9), shade(wall, 0.34), 0.8)
        cv.fill(stroke(x, -2, x, line, 0.5), shade(wall, 0.5), 0.5, blur=0.4)
    if turn and not logs:
        cornice = mix(wall, hexc("#efe7d6"), 0.45)
        cv.fill(rect(-2, -2, sc.w + 2, 3.0), Grad((shade(cornice, 0.7), shade(cornice, 0.9))))
        cv.fill(rect(-2, 3.0, sc.w + 2, 3.9), shade(cornice, 1.12))
        cv.fill(rect(-2, 3.9, sc.w + 2, 7.0), shade(wall, 0.6), 0.35, blur=1.2)


def room(
    sc: Scene,
    wall: RGB,
    floor: RGB,
    line: float = 70.0,
    logs: bool = False,
    panel: bool = True,
    paper: bool = True,
    depth: bool = True,
) -> None:
    """Wall, skirting and boards; the hour decides how much of it one sees."""
    cv = sc.cv
    sc.horizon = line
    sc.ambient = _AMBIENT[sc.look.time]
    if sc.look.weather in ("rain", "storm", "cloudy", "fog") and not sc.look.dark:
        a = sc.ambient
        sc.ambient = (a[0] * 0.84, a[1] * 0.86, a[2] * 0.9)
    cv.fill(rect(-2, -2, sc.w + 2, line + 1), Grad((shade(wall, 0.82), wall, shade(wall, 0.92))))
    if logs:
        for y in np.arange(-1, line, 6.2):
            cv.fill(
                rect(-2, y, sc.w + 2, y + 5.9), Grad((shade(wall, 1.12), wall, shade(wall, 0.62)))
            )
    elif paper:
        dots = [
            ellipse(x + (3.5 if r % 2 else 0), y, 0.7, 1.0, 8)
            for r, y in enumerate(np.arange(2, line - 14, 6))
            for x in np.arange(1, sc.w, 7)
        ]
        cv.fill(dots, shade(wall, 1.16), 0.45)
    if panel and not logs:
        wood = hexc("#6a4a34")
        cv.fill(rect(-2, line - 13, sc.w + 2, line), Grad((shade(wood, 1.1), shade(wood, 0.85))))
        cv.fill(rect(-2, line - 13.8, sc.w + 2, line - 12.8), shade(wood, 1.35))
        cv.fill(
            [rect(x, line - 11, x + 13, line - 2) for x in np.arange(sc.u(-10, 0), sc.w, 16)],
            shade(wood, 0.86),
        )
    cv.fill(rect(-2, line, sc.w + 2, 102), Grad((shade(floor, 0.7), floor, shade(floor, 0.85))))
    cx = sc.w / 2
    cv.fill(
        [
            stroke(cx + (x - cx) * 0.62, line, x, 103, 0.1, 0.26)
            for x in np.linspace(-sc.w * 0.5, sc.w * 1.5, 26)
        ],
        shade(floor, 0.5),
        0.6,
    )
    cv.fill(rect(-2, line - 0.4, sc.w + 2, line + 0.8), shade(floor, 0.55))
    if depth:
        _side_walls(sc, wall, line, panel and not logs, logs)
    sc.wall = (sc.w * 0.30, 16, sc.w * 0.70, 44)
    sc.stage = Stage(sc.w * 0.2, sc.w * 0.8, 86, 93, 44)


_LARGE = frozenset(("bed", "wardrobe", "bookshelf", "piano", "sofa", "stove", "fireplace", "clock",
                    "door", "armchair", "mirror", "painting"))  # fmt: skip


def crowded(sc: Scene) -> bool:
    """Whether the words bring so much furniture that the room's own would stand in its way."""
    return len(_LARGE & set(sc.spec.objects) - sc.present) > 1


def _light(sc: Scene, x: float, y: float, size: float = 9.0) -> None:
    """A candle or a lamp on a table when the hour or the words ask for one."""
    wanted = set(sc.spec.light) | set(sc.spec.objects)
    if "lamp" in wanted:
        oil_lamp(sc, x, y, size * 1.3)
        sc.present.add("lamp")
    elif "candle" in wanted or sc.look.time in ("night", "dusk"):
        candle(sc, x, y, size)
        sc.present.add("candle")


def set_table(
    sc: Scene, x: float, width: float = 2.1, cloth: RGB | None = None, h: float = 19.0
) -> None:
    top = table(sc, x, 92, h, width, cloth)
    sc.table = top
    sc.take(top[0] - 3, top[1] + 3, 92)
    sc.present.add("table")
    _light(sc, x + sc.side * -2, top[2], 9)
