"""Candle, lamp and lantern: things that light a room."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc
from bookcore.sketch.materials import BRASS
from bookcore.sketch.nature.ground import shadow
from bookcore.sketch.props.turned import lathe, sheen
from bookcore.sketch.scene import Scene
from bookcore.sketch.shapes import arc, ellipse, pts, rect, smooth, stroke


def candle(sc: Scene, x: float, y: float, h: float) -> None:
    """A burning candle in a brass stick."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.26)
    cv.fill(
        lathe(
            x,
            y,
            h,
            [(0.24, 0.0), (0.23, 0.04), (0.06, 0.09), (0.05, 0.24), (0.10, 0.28), (0.10, 0.32)],
        ),
        sheen(sc, BRASS),
    )
    cv.fill(
        rect(x - h * 0.065, y - h * 0.80, x + h * 0.065, y - h * 0.30),
        Grad((hexc("#fff3cf"), hexc("#e9d3a2"))),
        raw=True,
    )
    cv.fill(stroke(x, y - h * 0.80, x, y - h * 0.85, h * 0.014), hexc("#2a1c14"), raw=True)
    cv.fill(
        ellipse(x, y - h * 0.93, h * 0.22, h * 0.26), hexc("#ffcf70"), 0.5, raw=True, blur=h * 0.09
    )
    cv.fill(
        smooth(
            [
                (x, y - h * 1.10),
                (x + h * 0.062, y - h * 0.92),
                (x, y - h * 0.83),
                (x - h * 0.062, y - h * 0.92),
            ],
            n=6,
        ),
        Grad((hexc("#ffe9a6"), hexc("#fff8de"), hexc("#ffb648"))),
        raw=True,
    )
    sc.lamp(
        x,
        y - h * 0.92,
        min(72.0, max(44.0, h * 4.4)) if sc.look.indoor else h * 3.0,
        (255.0, 184.0, 104.0),
        1.15,
        0.75,
    )


def lamp(sc: Scene, x: float, y: float, h: float) -> None:
    """An oil lamp with a glass chimney and shade."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.26)
    cv.fill(
        lathe(
            x,
            y,
            h,
            [
                (0.17, 0.0),
                (0.16, 0.04),
                (0.05, 0.10),
                (0.06, 0.22),
                (0.16, 0.30),
                (0.14, 0.42),
                (0.05, 0.46),
            ],
        ),
        sheen(sc, BRASS),
    )
    cv.fill(
        rect(x - h * 0.045, y - h * 1.0, x + h * 0.045, y - h * 0.45),
        hexc("#fff2c8"),
        0.6,
        raw=True,
    )
    cv.fill(
        pts(
            [
                (x - h * 0.13, y - h * 0.84),
                (x - h * 0.32, y - h * 0.52),
                (x + h * 0.32, y - h * 0.52),
                (x + h * 0.13, y - h * 0.84),
            ]
        ),
        Grad((hexc("#ffe6a8"), hexc("#ffc96a"))),
        0.95,
        raw=True,
    )
    sc.lamp(x, y - h * 0.6, min(76.0, max(46.0, h * 4.0)), (255.0, 192.0, 112.0), 1.25, 0.7)


def lantern(sc: Scene, x: float, y: float, h: float) -> None:
    """A tin lantern."""
    cv = sc.cv
    shadow(sc, x, y, h * 0.35)
    iron = hexc("#3a3a40")
    cv.fill(
        rect(x - h * 0.20, y - h * 0.58, x + h * 0.20, y - h * 0.08),
        Grad((hexc("#ffe7a4"), hexc("#ffb854"))),
        raw=True,
    )
    cv.fill(
        [
            rect(x - h * 0.26, y - h * 0.09, x + h * 0.26, y),
            pts(
                [
                    (x - h * 0.27, y - h * 0.57),
                    (x - h * 0.10, y - h * 0.78),
                    (x + h * 0.10, y - h * 0.78),
                    (x + h * 0.27, y - h * 0.57),
                ]
            ),
        ]
        + [
            rect(x + t * h - h * 0.014, y - h * 0.58, x + t * h + h * 0.014, y - h * 0.08)
            for t in (-0.2, 0.0, 0.2)
        ],
        iron,
    )
    ring, hole = (
        arc(x, y - h * 0.84, h * 0.13, h * 0.15, 180, 360),
        arc(x, y - h * 0.84, h * 0.10, h * 0.12, 360, 180),
    )
    cv.fill(np.concatenate([ring, hole]), iron)
    sc.lamp(
        x,
        y - h * 0.35,
        min(64.0, max(30.0, h * 4.0)) if sc.look.indoor else h * 3.2 if sc.look.dark else h * 1.4,
        (255.0, 184.0, 100.0),
        1.2,
        0.7,
    )
