"""Windows, lit or dark, and the smoke of chimneys."""

from __future__ import annotations

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, mix
from bookcore.sketch.materials import LIT, LIT2, SNOW
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import Points, ellipse, rect


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
