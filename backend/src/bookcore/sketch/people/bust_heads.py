"""Hair, beards and hats of cameos."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.people.bust import Bust, paper
from bookcore.sketch.people.wardrobe import Outfit
from bookcore.sketch.shapes import Local, ellipse


def bust_hair(b: Bust, o: Outfit) -> None:
    c, s = o.hair, b.sc.side
    style = o.hair_style
    fill = paper(c, s)
    if style == "bald":
        b.put(
            [
                (-0.28, 0.52),
                (-0.42, 0.40),
                (-0.40, 0.16),
                (-0.26, 0.08),
                (-0.10, 0.30),
                (-0.14, 0.46),
            ],
            fill,
        )
        return
    if style == "bun":
        b.put(ellipse(-0.56, 0.44, 0.20, 0.19, 20), paper(shade(c, 0.9), s), n=2)
    crown: Local = [
        (0.355, 0.76),
        (0.30, 0.92),
        (0.12, 1.07),
        (-0.14, 1.09),
        (-0.38, 0.94),
        (-0.48, 0.64),
        (-0.44, 0.32),
    ]
    if style in ("bun", "braid"):
        b.put(
            [*crown, (-0.34, 0.14), (-0.18, 0.20), (-0.06, 0.34), (0.02, 0.52), (0.16, 0.66)], fill
        )
    elif style == "loose":
        b.put(
            [
                *crown,
                (-0.56, -0.2),
                (-0.60, -0.82),
                (-0.36, -0.98),
                (-0.10, -0.80),
                (-0.06, -0.3),
                (-0.10, 0.22),
                (0.02, 0.52),
                (0.18, 0.66),
            ],
            fill,
        )
    elif style == "curly":
        for i in range(13):
            a = 0.55 + i * 0.27
            b.put(
                ellipse(-0.06 + 0.40 * np.cos(a), 0.60 + 0.42 * np.sin(a), 0.17, 0.17, 18),
                paper(shade(c, 0.86 + 0.06 * (i % 4)), s),
                n=2,
            )
        b.put(
            [(0.26, 0.86), (0.0, 1.02), (-0.36, 0.86), (-0.40, 0.36), (-0.14, 0.34), (0.02, 0.60)],
            fill,
            drop=False,
        )
    elif not o.female and b.features.collar == 2 and o.age != "child":
        _brushed_back(b, crown, fill)
    else:
        cut: Local = [(-0.40, 0.14), (-0.26, 0.12), (-0.20, 0.30), (-0.13, 0.44), (-0.03, 0.50)]
        b.put(
            [*crown, *cut, (0.03, 0.36), (0.075, 0.37), (0.10, 0.54), (0.19, 0.68), (0.27, 0.72)],
            fill,
        )
    if style == "braid":
        for i in range(6):
            y = 0.06 - 0.20 * i
            b.put(
                ellipse(-0.42 - 0.02 * i, y, 0.125 - 0.008 * i, 0.13, 16),
                paper(shade(c, 0.8 + 0.12 * (i % 2)), s),
                n=2,
            )
    light = mix(c, hexc("#f0d9b0"), 0.35)
    b.lines(
        [[(0.24, 0.90), (-0.06, 0.86 - 0.05 * i), (-0.32, 0.62 - 0.08 * i)] for i in range(5)],
        0.012,
        light,
        0.5,
    )


def _brushed_back(b: Bust, crown: Local, fill: Grad) -> None:
    """Hair brushed back in waves to the collar, with whiskers before the ear."""
    b.put(
        [*crown[1:], (-0.52, 0.06), (-0.44, -0.10), (-0.28, -0.02), (-0.20, 0.24), (-0.11, 0.44),
         (-0.02, 0.50), (0.03, 0.30), (0.10, 0.30), (0.10, 0.56), (0.18, 0.72), (0.30, 0.82)],
        fill,
    )  # fmt: skip


def bust_beard(b: Bust, o: Outfit) -> None:
    c, s = shade(o.hair, 0.92), b.sc.side
    drop = {"short": 0.10, "full": 0.30, "long": 0.80}.get(o.beard or "", 0.0)
    if drop:
        b.put(
            [
                (-0.10, 0.34),
                (-0.02, 0.30),
                (0.10, 0.20),
                (0.26, 0.22),
                (0.37, 0.20),
                (0.42, 0.12),
                (0.47, 0.02),
                (0.42, -0.06 - drop * 0.6),
                (0.28, -0.08 - drop),
                (0.08, -0.06 - drop * 0.7),
                (-0.06, 0.06),
            ],
            paper(c, s),
        )
        b.lines(
            [
                [
                    (0.10 + 0.07 * i, 0.12),
                    (0.14 + 0.06 * i, -drop * 0.4),
                    (0.16 + 0.04 * i, -0.04 - drop * 0.8),
                ]
                for i in range(4)
            ],
            0.012,
            shade(c, 0.6),
            0.5,
        )
    b.put(
        [
            (0.29, 0.30),
            (0.42, 0.325),
            (0.50, 0.27),
            (0.47, 0.225),
            (0.36, 0.245),
            (0.26, 0.20),
            (0.22, 0.23),
        ],
        shade(c, 0.88),
    )


def bust_hat(b: Bust, o: Outfit) -> None:
    s = b.sc.side
    dark = mix(o.colour, hexc("#26222a"), 0.75)
    kind = o.headwear
    if kind == "top_hat":
        b.put(
            [(-0.46, 0.80), (-0.50, 1.62), (0.38, 1.66), (0.36, 0.86)],
            paper(hexc("#2a2730"), s),
            n=2,
        )
        b.put(
            [(-0.47, 0.82), (-0.48, 0.98), (0.365, 1.02), (0.36, 0.86)],
            hexc("#5a4658"),
            n=2,
            drop=False,
        )
        b.put(
            [
                (-0.66, 0.90),
                (-0.50, 0.80),
                (-0.05, 0.77),
                (0.40, 0.83),
                (0.58, 0.92),
                (0.38, 0.90),
                (-0.05, 0.86),
                (-0.48, 0.88),
            ],
            hexc("#26232b"),
        )
    elif kind == "hat":
        straw = hexc("#d6ba80") if o.female else dark
        b.put(
            [(-0.44, 0.82), (-0.40, 1.18), (-0.02, 1.28), (0.32, 1.18), (0.36, 0.84)],
            paper(straw, s),
        )
        b.put(
            [(-0.44, 0.84), (-0.43, 0.96), (0.36, 0.98), (0.36, 0.86)],
            hexc("#7a3440") if o.female else shade(straw, 0.5),
            n=2,
            drop=False,
        )
        b.put(
            [
                (-0.86, 0.78),
                (-0.46, 0.78),
                (-0.02, 0.76),
                (0.42, 0.80),
                (0.82, 0.80),
                (0.42, 0.89),
                (-0.02, 0.88),
                (-0.5, 0.90),
            ],
            paper(straw, s),
        )
    elif kind == "cap":
        b.put(
            [(-0.50, 0.70), (-0.52, 1.00), (-0.10, 1.20), (0.38, 1.08), (0.38, 0.78)],
            paper(dark, s),
        )
        if o.garment == "uniform":
            b.put(
                [(-0.50, 0.72), (-0.51, 0.86), (0.38, 0.92), (0.38, 0.78)],
                hexc("#a63b36"),
                n=2,
                drop=False,
            )
        b.put(
            [(0.28, 0.80), (0.40, 0.84), (0.66, 0.72), (0.62, 0.66), (0.36, 0.74)], hexc("#1f1c20")
        )
    elif kind == "fur_hat":
        b.put(
            [(-0.54, 0.66), (-0.58, 1.10), (-0.30, 1.32), (0.18, 1.34), (0.46, 1.12), (0.42, 0.76)],
            paper(hexc("#4e3c30"), s),
        )
        b.put(
            [
                (-0.58, 0.62),
                (-0.56, 0.88),
                (-0.05, 0.84),
                (0.44, 0.94),
                (0.46, 0.72),
                (-0.05, 0.62),
            ],
            paper(hexc("#75604c"), s),
        )
    elif kind in ("kerchief", "hood"):
        c = o.colour if kind == "hood" else mix(hexc("#b9453c"), shade(o.colour, 1.25), 0.3)
        b.put(
            [
                (0.34, 0.82),
                (0.22, 1.06),
                (-0.10, 1.18),
                (-0.46, 1.0),
                (-0.60, 0.50),
                (-0.58, -0.2),
                (-0.44, -0.50),
                (0.06, -0.46),
                (0.20, -0.18),
                (0.10, -0.04),
                (-0.02, 0.30),
                (0.10, 0.66),
            ],
            paper(c, s),
        )
        b.lines(
            [
                [(0.24, 0.90), (-0.12, 0.80), (-0.36, 0.40), (-0.30, -0.1)],
                [(0.10, 0.62), (-0.14, 0.3), (-0.06, -0.1)],
            ],
            0.02,
            shade(c, 0.6),
            0.6,
        )
    elif kind == "bonnet":
        c = hexc("#efe4cf")
        b.put(
            [
                (0.34, 0.98),
                (0.06, 1.20),
                (-0.36, 1.12),
                (-0.62, 0.70),
                (-0.56, 0.16),
                (-0.26, 0.02),
                (-0.04, 0.24),
                (0.10, 0.64),
            ],
            paper(c, s),
        )
        b.put(
            [(0.30, 1.10), (0.44, 1.04), (0.22, 0.62), (0.02, 0.20), (-0.12, 0.14), (0.04, 0.50)],
            paper(shade(c, 0.92), s),
        )
        b.lines(
            [[(-0.06, 0.18), (0.06, -0.04), (0.16, -0.14), (0.22, -0.44)]],
            0.07,
            hexc("#8a4a5a"),
            1.0,
        )
    elif kind == "helmet":
        b.put(
            [
                (-0.52, 0.46),
                (-0.54, 0.90),
                (-0.10, 1.22),
                (0.36, 1.00),
                (0.42, 0.72),
                (-0.10, 0.66),
            ],
            Grad((hexc("#d5dbe0"), hexc("#8d959e"), hexc("#596069")), 20),
        )
        b.put([(-0.10, 1.18), (-0.06, 1.48), (0.0, 1.18)], hexc("#d0b060"), n=2)
    elif kind == "crown":
        b.put(
            [
                (-0.46, 0.84),
                (-0.52, 1.26),
                (-0.28, 1.06),
                (-0.06, 1.36),
                (0.16, 1.08),
                (0.40, 1.30),
                (0.36, 0.88),
            ],
            Grad((hexc("#f0cf6a"), hexc("#b9862e"))),
            n=1,
        )
